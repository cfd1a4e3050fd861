/* Facts in, bytes of a mail out: golden mails byte for byte, and what must never stand in one.
 * `GOLDEN=write test-compose` writes the golden mails anew; then look at each. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "compose/compose.h"
#include "compose/date.h"
#include "compose/flow.h"
#include "compose/head.h"
#include "compose/text.h"

static const char golden[] = "tests/golden/compose";
static const struct identity office = {
	.address = "anmeldung@mia-do.example",
	.name = "MIA-DO, Stadt Dortmund – Büro",
	.person = "Reyhan Güntürk",
	.phone = "0231 50-27247",
};

static struct templates *load_templates(struct arena *a)
{
	struct problems problems = {.arena = a};
	struct templates *t = NULL;

	int rc = compose_templates(a, "templates", "de", &t, &problems);
	problems_print(&problems, stderr);
	assert_int_equal(rc, 0);
	assert_int_equal(problems.count, 0);
	return t;
}

static json_t *load_facts(struct arena *a, const char *path)
{
	struct slice bytes;
	struct err e;

	if (file_read(a, path, MAIL_BYTES_MAX, &bytes, &e) != 0)
		fail_msg("%s", e.text);
	json_t *facts = json_loadb(bytes.p, bytes.len, 0, NULL);
	assert_non_null(facts);
	return facts;
}

static struct slice compose(struct arena *a, const struct templates *t, const json_t *facts)
{
	struct slice mail = {NULL, 0};
	struct err e = {""};

	if (compose_mail(a, facts, &office, t, &mail, &e) != 0)
		fail_msg("%s", e.text);
	return mail;
}

/* What holds for every mail: CRLF only, ASCII only, short lines, one head. */
static void look_sound(struct slice mail, const char *path)
{
	size_t column = 0;

	for (size_t i = 0; i < mail.len; i++) {
		unsigned char c = (unsigned char)mail.p[i];
		if (c >= 0x80 || c == '\0' ||
			(c == '\r') != (i + 1 < mail.len && mail.p[i + 1] == '\n') ||
			(c == '\n' && (i == 0 || mail.p[i - 1] != '\r')))
			fail_msg("%s: byte %zu is 0x%02x", path, i, c);
		column = c == '\n' ? 0 : column + 1;
		if (column > 79) /* 78 and the CR */
			fail_msg("%s: a line above 78 bytes, up to byte %zu", path, i);
	}
	assert_true(mail.len > 2 && mail.p[mail.len - 1] == '\n');
}

static void test_golden(void **state)
{
	struct arena *a = arena_new();
	const struct templates *t = load_templates(a);
	const char **paths;
	size_t count;
	struct err e;
	bool rewrite = getenv("GOLDEN") != NULL;

	(void)state;
	assert_int_equal(file_list(a, golden, ".json", true, &paths, &count, &e), 0);
	assert_true(count >= 12);
	for (size_t i = 0; i < count; i++) {
		json_t *facts = load_facts(a, paths[i]);
		struct slice mail = compose(a, t, facts), expected;
		const char *eml = arena_printf(a, "%.*s.eml", (int)strlen(paths[i]) - 5, paths[i]);
		look_sound(mail, paths[i]);
		assert_true(slice_eq(mail, compose(a, t, facts)));
		json_decref(facts);
		if (rewrite && file_write(eml, mail, 0644, &e) != 0)
			fail_msg("%s", e.text);
		if (file_read(a, eml, MAIL_BYTES_MAX, &expected, &e) != 0)
			fail_msg("%s", e.text);
		if (!slice_eq(mail, expected))
			fail_msg("%s: composed otherwise now:\n%.*s", eml, SLICE_ARGS(mail));
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
