/* Folder names: modified UTF-7 (RFC 3501, 5.1.3), the server's prefix and delimiter. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "transport/folder.h"

static void check_utf7(struct slice utf8, const char *want, const char *why)
{
	struct arena *a = arena_new();
	char *heap = malloc(utf8.len + (utf8.len == 0)); /* no NUL after it */
	struct slice out;
	struct err e = {""};

	memcpy(heap, utf8.p, utf8.len);
	if (want != NULL) {
		assert_int_equal(folder_utf7(a, (struct slice){heap, utf8.len}, &out, &e), 0);
		assert_int_equal(out.len, strlen(want));
		assert_memory_equal(out.p, want, out.len);
	} else {
		assert_int_equal(folder_utf7(a, (struct slice){heap, utf8.len}, &out, &e), -1);
		assert_string_equal(e.text, why);
	}
	free(heap);
	arena_free(&a);
}

static void test_utf7(void **state)
{
	static const struct {
		struct slice utf8;
		const char *utf7;
	} good[] = {
		{SLICE(""), ""},
		{SLICE("INBOX"), "INBOX"},
		{SLICE("Tom & Jerry"), "Tom &- Jerry"},
		{SLICE("&"), "&-"},
		{SLICE("&ä&"), "&-&AOQ-&-"},
		{SLICE("Bitte prüfen"), "Bitte pr&APw-fen"},
		{SLICE("Entwürfe"), "Entw&APw-rfe"},
		{SLICE("~peter/mail/台北/日本語"),
			"~peter/mail/&U,BTFw-/&ZeVnLIqe-"}, /* the RFC's */
		{SLICE("ä"), "&AOQ-"},
		{SLICE("äö"), "&AOQA9g-"},
		{SLICE("äöü"), "&AOQA9gD8-"},
		{SLICE("äöüß"), "&AOQA9gD8AN8-"},
		{SLICE("ä-"), "&AOQ--"},
		{SLICE("a+b,c"), "a+b,c"},
		{SLICE("😀"), "&2D3eAA-"},
		{SLICE("😀x😀"), "&2D3eAA-x&2D3eAA-"},
		{SLICE("\xef\xbf\xbf"), "&,,8-"},
		{SLICE("\xf4\x8f\xbf\xbf"), "&2,,f,w-"},
		{SLICE("~"), "~"},
	};
	static const struct {
		struct slice utf8;
		const char *why;
	} bad[] = {
		{SLICE("a\rb"), "a control character stands in it"},
		{SLICE("a\nb"), "a control character stands in it"},
		{SLICE("a\0b"), "a control character stands in it"},
		{SLICE("a\x7f"), "a control character stands in it"},
		{SLICE("a\xc2\x85"), "a control character stands in it"},
		{SLICE("pr\xfc"
		       "fen"),
			"it is not UTF-8"},
		{SLICE("\xc3"), "it is not UTF-8"},
		{SLICE("\xed\xa0\x80"), "it is not UTF-8"}, /* half of a pair */
		{SLICE("\xc0\xaf"), "it is not UTF-8"}, /* '/' made long */
		{SLICE("\xf4\x90\x80\x80"), "it is not UTF-8"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		check_utf7(good[i].utf8, good[i].utf7, NULL);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		check_utf7(bad[i].utf8, NULL, bad[i].why);
}

static void test_encode(void **state)
{
	static const struct {
		const char *name, *prefix;
		char delimiter;
		const char *coded;
	} cases[] = {
		{"INBOX", NULL, '/', "INBOX"},
		{"inbox", "INBOX.", '.', "INBOX"},
		{"Anmeldungen/Bitte prüfen", NULL, '/', "Anmeldungen/Bitte pr&APw-fen"},
		{"Anmeldungen/Bitte prüfen", "", '.', "Anmeldungen.Bitte pr&APw-fen"},
		{"Anmeldungen/Erledigt", "INBOX.", '.', "INBOX.Anmeldungen.Erledigt"},
		{"INBOX/Erledigt", "INBOX.", '.', "INBOX.Erledigt"},
		{"Inbox/Erledigt", "INBOX.", '.', "INBOX.Erledigt"},
		{"Inboxen", "INBOX.", '.', "INBOX.Inboxen"},
		{"a/Inbox", NULL, '/', "a/Inbox"},
		{"a.b", NULL, '/', "a.b"},
		{"a\\b", NULL, '/', "a\\b"},
		{"Erledigt", NULL, '\0', "Erledigt"},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *coded = NULL;
		struct err e = {""};
		int rc = folder_encode(
			a, cases[i].name, cases[i].prefix, cases[i].delimiter, &coded, &e);
		assert_string_equal(e.text, "");
		assert_int_equal(rc, 0);
		assert_string_equal(coded, cases[i].coded);
	}
	arena_free(&a);
}

static void test_refused(void **state)
{
	static const struct {
		const char *name;
		char delimiter;
		const char *why;
	} cases[] = {
		{"", '/', "folder \"\": it has 0 bytes, from 1 to 500 are possible"},
		{"a//b", '/', "folder \"a//b\": a level of it is empty"},
		{"/a", '/', "folder \"/a\": a level of it is empty"},
		{"a/", '/', "folder \"a/\": a level of it is empty"},
		{"/", '/', "folder \"/\": a level of it is empty"},
		{"a*", '/', "folder \"a*\": '*' and '%' cannot stand in a folder's name"},
		{"%", '/', "folder \"%\": '*' and '%' cannot stand in a folder's name"},
		{"a.b", '.',
			"folder \"a.b\": '.' cannot stand in it, this server uses it between "
			"levels"},
		{"a/b", '\0', "folder \"a/b\": this server knows no folders in folders"},
		{"a\tb", '/', "folder \"a\tb\": a control character stands in it"},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *coded;
		struct err e = {""};
		assert_int_equal(
			folder_encode(a, cases[i].name, NULL, cases[i].delimiter, &coded, &e), -1);
		assert_string_equal(e.text, cases[i].why);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utf7),
		cmocka_unit_test(test_encode),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
