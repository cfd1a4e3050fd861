/* Takes a name out of what is known of others. */
#include "registry/erasing.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/slice.h"
#include "reading/name.h"

static const char STRUCK[] = "…";

bool text_names(struct slice text, const char *name)
{
	return name[0] != '\0' && slice_find_ci(text, name) >= 0;
}

/* The text without it; NULL where it is not in it. */
static const char *without(struct arena *a, const char *text, const char *name)
{
	const char *out = NULL;
	long at;

	while (name[0] != '\0' && (at = slice_find_ci(slice_of(text), name)) >= 0)
		text = out = arena_printf(
			a, "%.*s%s%s", (int)at, text, STRUCK, text + at + strlen(name));
	return out;
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

struct texts {
	int64_t id;
	const char *items[3];
};

struct rows {
	struct texts *items;
	size_t count, room;
};

/* Rows of a statement: a number (the party's own where `own`), and texts. */
static int load(struct registry *reg, struct arena *a, enum statement which, int64_t party,
	int texts, struct rows *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, which, e, "i", party);
	int rc;

	*out = (struct rows){0};
	while ((rc = db_row(reg, s, e)) == 1) {
		struct texts row = {.id = sqlite3_column_int64(s, 0)};
		for (int i = 0; i < texts; i++)
			row.items[i] = db_text(a, s, i + 1);
		ARENA_PUSH(a, out->items, out->count, out->room, row);
	}
	return rc;
}

static int strike_party(
	struct registry *reg, struct arena *a, int64_t party, const char *name, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_STRIKE_PARTY, e, "i", party);
	const char *note, *organisation, *a_note, *an_organisation;
	int rc = db_row(reg, s, e);

	if (rc != 1)
		return rc;
	note = db_text(a, s, 0);
	organisation = db_text(a, s, 1);
	db_done(s);
	a_note = without(a, note, name);
	an_organisation = without(a, organisation, name);
	if (a_note == NULL && an_organisation == NULL)
		return 0;
	return db_run(reg,
		db_bind(reg, SQL_STRIKE_PARTY_SET, e, "itt", party, a_note != NULL ? a_note : note,
			an_organisation != NULL ? an_organisation : organisation),
		e);
}

static int strike_mails(
	struct registry *reg, struct arena *a, int64_t party, const char *name, struct err *e)
{
	struct rows mails;
	int rc = load(reg, a, SQL_STRIKE_MAILS, party, 1, &mails, e);

	for (size_t i = 0; rc == 0 && i < mails.count; i++) {
		const char *facts = strike_text(a, mails.items[i].items[0], name);
		if (facts != NULL)
			rc = db_run(reg,
				db_bind(reg, SQL_STRIKE_MAIL_SET, e, "it", mails.items[i].id,
					facts),
				e);
	}
	return rc;
}

static int strike_acts(
	struct registry *reg, struct arena *a, int64_t party, const char *name, struct err *e)
{
	struct rows acts;
	int rc = load(reg, a, SQL_STRIKE_ACTS, party, 3, &acts, e);

	for (size_t i = 0; rc == 0 && i < acts.count; i++) {
		const char **was = acts.items[i].items;
		const char *changes = strike_text(a, was[0], name);
		const char *details = strike_text(a, was[1], name);
		const char *why = without(a, was[2], name);
		rc = db_run(reg,
			db_bind(reg, SQL_STRIKE_ACT_SET, e, "ittt", acts.items[i].id,
				changes != NULL ? changes : was[0],
				details != NULL ? details : was[1], why != NULL ? why : was[2]),
			e);
	}
	return rc;
}

int strike_name(
	struct registry *reg, struct arena *a, int64_t party, const char *name, struct err *e)
{
	if (db_run(reg, db_bind(reg, SQL_STRIKE_ATTENDEE, e, "it", party, name), e) != 0 ||
		strike_party(reg, a, party, name, e) != 0 ||
		strike_mails(reg, a, party, name, e) != 0)
		return -1;
	return strike_acts(reg, a, party, name, e);
}
