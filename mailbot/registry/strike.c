/* Takes a name out of what is known of others. */
#include "registry/erasing.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/slice.h"
#include "reading/people/name.h"
#include "rules/fold.h"

static const char STRUCK[] = "…";

/* Bytes of blank at the start of `text`; an escape of JSON is one too. */
static size_t blank(struct slice text)
{
	if (text.len > 1 && text.p[0] == '\\' && strchr("nrt", text.p[1]) != NULL)
		return 2;
	return text.len > 0 && strchr(" \n\r\t", text.p[0]) != NULL && text.p[0] != '\0' ? 1 : 0;
}

struct slice text_flat(struct arena *a, struct slice text)
{
	char *out = arena_alloc(a, text.len + 1);
	size_t len = 0, n;

	while (text.len > 0) {
		n = blank(text);
		if (n == 0)
			out[len++] = text.p[0];
		else if (len > 0 && out[len - 1] != ' ')
			out[len++] = ' ';
		text = slice_from(text, n > 0 ? n : 1);
	}
	return fold_key(a, (struct slice){out, len});
}

bool text_has(struct slice text, struct slice what)
{
	return what.len > 0 && text.len > 0 && memmem(text.p, text.len, what.p, what.len) != NULL;
}

/* The text without it; NULL where it is not in it. Written too differently, nothing of it is left. */
static const char *without(struct arena *a, const char *text, const char *name)
{
	const char *out = NULL;
	struct slice sought = text_flat(a, slice_of(name));
	long at;

	if (!text_has(text_flat(a, slice_of(text)), sought))
		return NULL;
	while ((at = slice_find_ci(slice_of(text), name)) >= 0)
		text = out = arena_printf(
			a, "%.*s%s%s", (int)at, text, STRUCK, text + at + strlen(name));
	return out != NULL && !text_has(text_flat(a, slice_of(out)), sought) ? out : STRUCK;
}

/* A name in a list goes out of it; in any other text it becomes "…". */
static void strike_json(struct arena *a, json_t *json, const char *name)
{
	const char *key, *struck;
	json_t *value;
	size_t i;
	void *next;

	if (json_is_array(json))
		for (i = json_array_size(json); i-- > 0;) {
			value = json_array_get(json, i);
			const char *text = json_string_value(value);
			if (text != NULL && name_compare(text, name) == NAME_SAME)
				json_array_remove(json, i);
			else if (text != NULL && (struck = without(a, text, name)) != NULL)
				json_array_set_new(json, i, json_string(struck));
			else
				strike_json(a, value, name);
		}
	json_object_foreach_safe(json, next, key, value)
	{
		const char *text = json_string_value(value);
		if (text != NULL && (struck = without(a, text, name)) != NULL)
			json_object_set_new(json, key, json_string(struck));
		else
			strike_json(a, value, name);
	}
}

/* JSON text without it, in the arena; NULL where that changes nothing. */
static const char *strike_text(struct arena *a, const char *text, const char *name)
{
	json_t *before = json_loads(text, JSON_ALLOW_NUL, NULL), *after = json_deep_copy(before);
	const char *out = NULL;

	if (before != NULL) {
		strike_json(a, after, name);
		if (!json_equal(before, after)) {
			char *dump = json_dumps(after, JSON_COMPACT);
			out = arena_string(a, slice_of(dump != NULL ? dump : "{}"));
			free(dump);
		}
	}
	json_decref(before);
	json_decref(after);
	return out;
}

/* Where a party's texts stand: plain ones, and JSON. Each row is its number and the text. */
static const struct {
	enum statement get, set;
	bool json;
} places[] = {
	{SQL_STRIKE_NOTE, SQL_STRIKE_NOTE_SET, false},
	{SQL_STRIKE_ORGANISATION, SQL_STRIKE_ORGANISATION_SET, false},
	{SQL_STRIKE_NEEDS, SQL_STRIKE_NEED_SET, false},
	{SQL_STRIKE_MAILS, SQL_STRIKE_MAIL_SET, true},
	{SQL_STRIKE_CALLS, SQL_STRIKE_CALL_SET, false},
	{SQL_STRIKE_CHANGES, SQL_STRIKE_CHANGES_SET, true},
	{SQL_STRIKE_DETAILS, SQL_STRIKE_DETAILS_SET, true},
	{SQL_STRIKE_ACTS, SQL_STRIKE_ACT_SET, false},
	{SQL_STRIKE_ITEMS, SQL_STRIKE_ITEM_SET, false},
	{SQL_STRIKE_JOURNAL, SQL_STRIKE_JOURNAL_SET, false},
};

struct row {
	int64_t id;
	const char *text;
};

static int strike_place(struct registry *reg, struct arena *a, size_t place, int64_t party,
	const char *name, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, places[place].get, e, "i", party);
	struct row *rows = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, rows, count, room,
			(struct row){sqlite3_column_int64(s, 0), db_text(a, s, 1)});
	for (size_t i = 0; rc == 0 && i < count; i++) {
		const char *text = places[place].json ? strike_text(a, rows[i].text, name)
						      : without(a, rows[i].text, name);
		if (text != NULL)
			rc = db_run(
				reg, db_bind(reg, places[place].set, e, "it", rows[i].id, text), e);
	}
	return rc;
}

int strike_name(
	struct registry *reg, struct arena *a, int64_t party, const char *name, struct err *e)
{
	int rc = db_run(reg, db_bind(reg, SQL_STRIKE_ATTENDEE, e, "it", party, name), e);

	for (size_t i = 0; rc == 0 && i < sizeof places / sizeof *places; i++)
		rc = strike_place(reg, a, i, party, name, e);
	return rc;
}
