/* Lists of what stands in the register, as JSON. */
#include "registry/registry.h"

#include <string.h>

#include "registry/db.h"

enum column_kind { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_JSON };

/* A column of a list, in the order in which the statement gives them. */
struct column {
	const char *key;
	enum column_kind kind;
};

static const struct column registrations[] = {
	{"series", COLUMN_TEXT},
	{"event", COLUMN_TEXT},
	{"party", COLUMN_NUMBER},
	{"address", COLUMN_TEXT},
	{"name", COLUMN_TEXT},
	{"seats", COLUMN_NUMBER},
	{"status", COLUMN_TEXT},
	{"since", COLUMN_NUMBER},
	{"attendees", COLUMN_JSON},
	{"phone", COLUMN_TEXT},
	{"organisation", COLUMN_TEXT},
	{"note", COLUMN_TEXT},
	{"needs", COLUMN_JSON},
	{"called_off", COLUMN_NUMBER},
	{NULL, COLUMN_TEXT},
};

static const struct column reviews[] = {
	{"id", COLUMN_NUMBER},
	{"letter", COLUMN_NUMBER},
	{"outgoing", COLUMN_NUMBER},
	{"received", COLUMN_NUMBER},
	{"from_name", COLUMN_TEXT},
	{"from_address", COLUMN_TEXT},
	{"subject", COLUMN_TEXT},
	{"reasons", COLUMN_JSON},
	{"guess", COLUMN_JSON},
	{"state", COLUMN_TEXT},
	{"own_words", COLUMN_TEXT},
	{"to", COLUMN_TEXT},
	{"acted", COLUMN_NUMBER},
	{"mail_kind", COLUMN_TEXT},
	{"to_name", COLUMN_TEXT},
	{NULL, COLUMN_TEXT},
};

static const struct column outgoing[] = {
	{"id", COLUMN_NUMBER},
	{"letter", COLUMN_NUMBER},
	{"kind", COLUMN_TEXT},
	{"state", COLUMN_TEXT},
	{"address", COLUMN_TEXT},
	{"subject", COLUMN_TEXT},
	{"message_id", COLUMN_TEXT},
	{"queued", COLUMN_NUMBER},
	{"sent", COLUMN_NUMBER},
	{"tries", COLUMN_NUMBER},
	{"next", COLUMN_NUMBER},
	{"why", COLUMN_TEXT},
	{"bounced", COLUMN_NUMBER},
	{"name", COLUMN_TEXT},
	{NULL, COLUMN_TEXT},
};

static const struct column alarms[] = {
	{"id", COLUMN_NUMBER},
	{"what", COLUMN_TEXT},
	{"why", COLUMN_TEXT},
	{"since", COLUMN_NUMBER},
	{"over", COLUMN_NUMBER},
	{"told", COLUMN_NUMBER},
	{NULL, COLUMN_TEXT},
};

static const struct column events[] = {
	{"series", COLUMN_TEXT},
	{"event", COLUMN_TEXT},
	{"seats", COLUMN_NUMBER},
	{"confirmed", COLUMN_NUMBER},
	{"cancelled", COLUMN_NUMBER},
	{"declined", COLUMN_NUMBER},
	{NULL, COLUMN_TEXT},
};

static const struct column letters[] = {
	{"id", COLUMN_NUMBER},
	{"received", COLUMN_NUMBER},
	{"from_name", COLUMN_TEXT},
	{"from_address", COLUMN_TEXT},
	{"subject", COLUMN_TEXT},
	{"disposition", COLUMN_TEXT},
	{"requests", COLUMN_JSON},
	{"guess", COLUMN_JSON},
	{"reasons", COLUMN_JSON},
	{"acted", COLUMN_NUMBER},
	{"early", COLUMN_NUMBER},
	{"wanted", COLUMN_TEXT},
	{"state", COLUMN_TEXT},
	{"verdict", COLUMN_TEXT},
	{"decided_by", COLUMN_TEXT},
	{"decided", COLUMN_NUMBER},
	{"note", COLUMN_TEXT},
	{"changes", COLUMN_JSON},
	{"item", COLUMN_NUMBER},
	{NULL, COLUMN_TEXT},
};

static const struct column calls[] = {
	{"id", COLUMN_NUMBER},
	{"party", COLUMN_NUMBER},
	{"name", COLUMN_TEXT},
	{"phone", COLUMN_TEXT},
	{"note", COLUMN_TEXT},
	{"kind", COLUMN_TEXT},
	{"created", COLUMN_NUMBER},
	{"understood", COLUMN_JSON},
	{"registered", COLUMN_JSON},
	{"subject", COLUMN_TEXT},
	{"text", COLUMN_TEXT},
	{"notices", COLUMN_JSON},
	{NULL, COLUMN_TEXT},
};

static const struct column needs[] = {
	{"what", COLUMN_TEXT},
	{"text", COLUMN_TEXT},
	{"party", COLUMN_NUMBER},
	{"name", COLUMN_TEXT},
	{"phone", COLUMN_TEXT},
	{"seats", COLUMN_NUMBER},
	{NULL, COLUMN_TEXT},
};

static json_t *cell(sqlite3_stmt *s, int at, enum column_kind kind)
{
	const char *text;
	json_t *json;

	if (sqlite3_column_type(s, at) == SQLITE_NULL)
		return json_null();
	if (kind == COLUMN_NUMBER)
		return json_integer(sqlite3_column_int64(s, at));
	text = (const char *)sqlite3_column_text(s, at);
	json = kind == COLUMN_JSON ? json_loads(text, JSON_DECODE_ANY, NULL)
				   : json_stringn(text, (size_t)sqlite3_column_bytes(s, at));
	return json != NULL ? json : json_null();
}

int registry_list(struct registry *reg, enum registry_list what, const char *event, json_t **out,
	struct err *e)
{
	static const struct {
		enum statement statement;
		const struct column *columns;
	} lists[] = {
		[LIST_REGISTRATIONS] = {SQL_LIST_REGISTRATIONS, registrations},
		[LIST_REVIEW] = {SQL_LIST_REVIEW, reviews},
		[LIST_REVIEW_ALL] = {SQL_LIST_REVIEW_ALL, reviews},
		[LIST_OUTGOING] = {SQL_LIST_OUTGOING, outgoing},
		[LIST_ALARMS] = {SQL_LIST_ALARMS, alarms},
		[LIST_EVENTS] = {SQL_LIST_EVENTS, events},
		[LIST_LETTERS] = {SQL_LIST_LETTERS, letters},
		[LIST_CALLS] = {SQL_LIST_CALLS, calls},
		[LIST_NEEDS] = {SQL_LIST_NEEDS, needs},
	};
	sqlite3_stmt *s = db_bind(reg, lists[what].statement, e,
		what == LIST_REGISTRATIONS || what == LIST_NEEDS ? "t" : "", event);
	json_t *list = json_array();
	int rc;

	while ((rc = db_row(reg, s, e)) == 1) {
		json_t *row = json_object();
		for (int i = 0; lists[what].columns[i].key != NULL; i++)
			json_object_set_new(row, lists[what].columns[i].key,
				cell(s, i, lists[what].columns[i].kind));
		json_array_append_new(list, row);
	}
	if (rc != 0) {
		json_decref(list);
		return -1;
	}
	*out = list;
	return 0;
}

static int count_outgoing(struct registry *reg, struct registry_counts *out, struct err *e)
{
	const struct {
		const char *state;
		size_t *count;
	} states[] = {
		{"queued", &out->queued},
		{"held", &out->held},
		{"later", &out->later},
		{"sent", &out->sent},
		{"failed", &out->failed},
		{"doubt", &out->doubt},
	};
	sqlite3_stmt *s = db_bind(reg, SQL_COUNT_OUTGOING, e, "");
	int rc;

	while ((rc = db_row(reg, s, e)) == 1)
		for (size_t i = 0; i < sizeof states / sizeof *states; i++)
			if (strcmp((const char *)sqlite3_column_text(s, 0), states[i].state) == 0)
				*states[i].count = (size_t)sqlite3_column_int64(s, 1);
	return rc;
}

int registry_count(struct registry *reg, struct registry_counts *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_COUNT_LETTERS, e, "");

	*out = (struct registry_counts){0};
	if (db_row(reg, s, e) != 1)
		return -1;
	out->letters = (size_t)sqlite3_column_int64(s, 0);
	out->acted = (size_t)sqlite3_column_int64(s, 1);
	out->review = (size_t)sqlite3_column_int64(s, 2);
	out->automatic = (size_t)sqlite3_column_int64(s, 3);
	db_done(s);
	s = db_bind(reg, SQL_COUNT_TO_FILE, e, "");
	if (db_row(reg, s, e) != 1)
		return -1;
	out->to_file = (size_t)sqlite3_column_int64(s, 0);
	db_done(s);
	return count_outgoing(reg, out, e);
}
