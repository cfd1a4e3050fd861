#include "registry/forget.h"

#include <string.h>

#include "reading/people/name.h"
#include "registry/erasing.h"

struct search {
	struct registry *reg;
	struct arena *arena;
	const struct forget_who *who;
	int64_t seen; /* staff->seen */
	struct forgetting *out;
	const char **names; /* of two words at least: one alone is many people's */
	size_t name_count, name_room;
	struct slice *sought; /* how they may stand in a text, flat: names, and the address */
	size_t sought_count, sought_room;
};

/* ---- who is meant ---- */

static bool same_person(const struct party_row *a, const struct party_row *b)
{
	return a->address[0] != '\0' && slice_eq_ci(slice_of(a->address), slice_of(b->address));
}

static int rows_of_address(struct search *s, struct err *e)
{
	return registry_find(
		s->reg, s->arena, s->out->address, 0, NULL, &s->out->rows, &s->out->row_count, e);
}

/* Parties of exactly that name; where none is, those whose name fits, to choose from. */
static int rows_of_name(struct search *s, struct err *e)
{
	struct forgetting *out = s->out;
	struct party_row *rows;
	size_t count;

	if (registry_find(s->reg, s->arena, NULL, 0, s->who->name, &rows, &count, e) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (name_compare(rows[i].name, s->who->name) == NAME_SAME)
			ARENA_PUSH(s->arena, out->rows, out->row_count, out->row_room, rows[i]);
	for (size_t i = 1; i < out->row_count; i++)
		if (!same_person(&out->rows[0], &out->rows[i]))
			out->how = FORGET_SEVERAL;
	if (out->row_count == 0 && count > 0) {
		out->how = FORGET_SEVERAL;
		out->rows = rows;
		out->row_count = count;
	}
	return 0;
}

/* Who has written under that name and is not registered: their addresses, as rows without a number. */
static int rows_of_sender(struct search *s, struct err *e)
{
	struct forgetting *out = s->out;
	sqlite3_stmt *st = db_bind(s->reg, SQL_PERSON_SENDERS, e, "");
	int rc;

	while ((rc = db_row(s->reg, st, e)) == 1) {
		struct party_row row = {.series = "",
			.address = db_text(s->arena, st, 0),
			.name = db_text(s->arena, st, 1),
			.phone = "",
			.events = ""};
		if (name_compare(row.name, s->who->name) == NAME_SAME &&
			(out->row_count == 0 || !same_person(&out->rows[0], &row)))
			ARENA_PUSH(s->arena, out->rows, out->row_count, out->row_room, row);
	}
	if (rc != 0)
		return -1;
	if (out->row_count > 1)
		out->how = FORGET_SEVERAL;
	return 0;
}

/* Sets the parties, and the address that all of them have. */
static int find_rows(struct search *s, struct err *e)
{
	struct forgetting *out = s->out;

	out->address = s->who->address;
	if (s->who->party != 0) {
		if (registry_find(s->reg, s->arena, NULL, s->who->party, NULL, &out->rows,
			    &out->row_count, e) != 0)
			return -1;
	} else if (out->address[0] == '\0' &&
		(rows_of_name(s, e) != 0 || (out->row_count == 0 && rows_of_sender(s, e) != 0))) {
		return -1;
	}
	if (out->how != FORGET_OK)
		return 0;
	if (out->address[0] == '\0' && out->row_count > 0)
		out->address = out->rows[0].address;
	return out->address[0] != '\0' ? rows_of_address(s, e) : 0;
}

static void seek_text(struct search *s, const char *text)
{
	struct slice flat = text_flat(s->arena, slice_of(text));

	if (flat.len > 0)
		ARENA_PUSH(s->arena, s->sought, s->sought_count, s->sought_room, flat);
}

static void add_name(struct search *s, const char *name)
{
	const char *normal = name_normalise(s->arena, name), *last = strrchr(normal, ' ');

	if (last == NULL)
		return;
	for (size_t i = 0; i < s->name_count; i++)
		if (strcmp(s->names[i], name) == 0)
			return;
	ARENA_PUSH(s->arena, s->names, s->name_count, s->name_room, name);
	seek_text(s, normal);
	seek_text(s, arena_printf(s->arena, "%s, %.*s", last + 1, (int)(last - normal), normal));
}

/* ---- what is theirs ---- */

static int add_parties(struct search *s, struct err *e)
{
	seek_text(s, s->out->address);
	add_name(s, s->who->name);
	for (size_t i = 0; i < s->out->row_count; i++) {
		add_name(s, s->out->rows[i].name);
		if (erasing_party(s->reg, s->out->rows[i].id, e) != 0)
			return -1;
	}
	return 0;
}

/* Letters from their address, and the bounces of mails to it. */
static int add_letters(struct search *s, enum statement which, bool names, struct err *e)
{
	sqlite3_stmt *st;
	int rc;

	if (s->out->address[0] == '\0')
		return 0;
	st = db_bind(s->reg, which, e, "t", s->out->address);
	while ((rc = db_row(s->reg, st, e)) == 1) {
		if (names)
			add_name(s, db_text(s->arena, st, 1));
		if (erasing_letter(s->reg, sqlite3_column_int64(st, 0), e) != 0) {
			db_done(st);
			return -1;
		}
	}
	return rc;
}

/* ---- where others name them ---- */

static bool names_them(const struct search *s, struct slice text)
{
	struct arena *a = arena_new();
	struct slice flat = text_flat(a, text);
	bool named = false;

	for (size_t i = 0; i < s->sought_count && !named; i++)
		named = text_has(flat, s->sought[i]);
	arena_free(&a);
	return named;
}

static int add_others(struct search *s, struct err *e)
{
	sqlite3_stmt *st = db_bind(s->reg, SQL_PERSON_OTHERS, e, "");
	int rc;

	while ((rc = db_row(s->reg, st, e)) == 1) {
		struct slice reading = {(const char *)sqlite3_column_text(st, 1),
			(size_t)sqlite3_column_bytes(st, 1)};
		struct slice subject = {(const char *)sqlite3_column_text(st, 2),
			(size_t)sqlite3_column_bytes(st, 2)};
		if (sqlite3_column_int(st, 3) == 0 && !names_them(s, reading) &&
			!names_them(s, subject))
			continue;
		if (erasing_text(s->reg, sqlite3_column_int64(st, 0), e) != 0) {
			db_done(st);
			return -1;
		}
	}
	return rc;
}

static bool is_theirs(const struct search *s, int64_t party)
{
	for (size_t i = 0; i < s->out->row_count; i++)
		if (s->out->rows[i].id == party)
			return true;
	return false;
}

static bool is_their_name(const struct search *s, const char *name)
{
	for (size_t i = 0; i < s->name_count; i++)
		if (name_compare(s->names[i], name) == NAME_SAME)
			return true;
	return false;
}

static int add_struck(struct search *s, struct err *e)
{
	sqlite3_stmt *st = db_bind(s->reg, SQL_ALL_ATTENDEES, e, "");
	struct forgetting *out = s->out;
	int rc;

	while ((rc = db_row(s->reg, st, e)) == 1) {
		int64_t party = sqlite3_column_int64(st, 4);
		const char *name = db_text(s->arena, st, 5), *of = db_text(s->arena, st, 2);
		if (is_theirs(s, party) || !is_their_name(s, name))
			continue;
		if (erasing_name(s->reg, party, name, e) != 0) {
			db_done(st);
			return -1;
		}
		ARENA_PUSH(s->arena, out->struck, out->struck_count, out->struck_room,
			(struct forget_struck){
				name, of[0] != '\0' ? of : db_text(s->arena, st, 1)});
	}
	return rc;
}

/* ---- what is kept of them ---- */

static int show_rows(struct registry *reg, enum statement which, json_t *list, struct err *e)
{
	sqlite3_stmt *st = db_bind(reg, which, e, "");
	int rc;

	while ((rc = db_row(reg, st, e)) == 1)
		json_array_append_new(list,
			json_loadb((const char *)sqlite3_column_text(st, 0),
				(size_t)sqlite3_column_bytes(st, 0), JSON_ALLOW_NUL, NULL));
	return rc;
}

static int show_registrations(const struct search *s, json_t *list, struct err *e)
{
	json_t *all = NULL, *one;
	size_t i;

	if (registry_list(s->reg, LIST_REGISTRATIONS, NULL, &all, e) != 0)
		return -1;
	json_array_foreach(all, i, one)
	{
		if (is_theirs(s, json_integer_value(json_object_get(one, "party"))))
			json_array_append(list, one);
	}
	json_decref(all);
	return 0;
}

static int show_all(const struct search *s, json_t **out, struct err *e)
{
	json_t *registrations = json_array(), *letters = json_array(), *mails = json_array(),
	       *named = json_array();
	int rc = show_registrations(s, registrations, e);

	if (rc == 0)
		rc = show_rows(s->reg, SQL_PERSON_SHOW_LETTERS, letters, e);
	if (rc == 0)
		rc = show_rows(s->reg, SQL_PERSON_SHOW_MAILS, mails, e);
	for (size_t i = 0; i < s->out->struck_count; i++)
		json_array_append_new(named,
			json_pack("{s:s, s:s}", "name", s->out->struck[i].name, "of",
				s->out->struck[i].of));
	*out = json_pack("{s:o, s:o, s:o, s:o}", "registrations", registrations, "letters", letters,
		"mails", mails, "named", named);
	return rc;
}

/* ---- doing it ---- */

static int search(struct search *s, struct err *e)
{
	struct erase_counts *n = &s->out->counts;
	bool busy;

	if (find_rows(s, e) != 0)
		return -1;
	if (s->out->how != FORGET_OK)
		return 0;
	if (add_parties(s, e) != 0 || add_letters(s, SQL_PERSON_LETTERS, true, e) != 0 ||
		add_letters(s, SQL_PERSON_BOUNCES, false, e) != 0)
		return -1;
	if (!s->who->own_only && (add_others(s, e) != 0 || add_struck(s, e) != 0))
		return -1;
	if (erasing_count(s->reg, n, e) != 0 || erasing_busy(s->reg, &busy, e) != 0 ||
		erasing_version(s->reg, &s->out->version, e) != 0)
		return -1;
	if (n->parties + n->letters + n->others + n->names == 0)
		s->out->how = FORGET_NOBODY;
	else if (s->seen != 0 && s->seen != s->out->version)
		s->out->how = FORGET_CHANGED;
	else if (busy)
		s->out->how = FORGET_BUSY;
	return 0;
}

static int carry_out(struct search *s, const struct staff *staff, struct err *e)
{
	const struct erase_counts *n = &s->out->counts;
	struct journal_line line = {.who = staff->who,
		.what = "forgot-person",
		.why = arena_printf(s->arena, "parties=%zu letters=%zu mails=%zu others=%zu",
			n->parties, n->letters, n->mails, n->others)};

	if (erasing_carry_out(s->reg, staff->now, e) != 0)
		return -1;
	return journal_add(s->reg, staff->now, &line, e);
}

int registry_forget(struct registry *reg, struct arena *a, const struct staff *staff,
	const struct forget_who *who, struct forgetting *out, json_t **show, struct err *e)
{
	struct search s = {.reg = reg, .arena = a, .who = who, .seen = staff->seen, .out = out};
	int rc;

	*out = (struct forgetting){.address = ""};
	if (show != NULL)
		*show = NULL;
	rc = erasing_begin(reg, e);
	if (rc == 0)
		rc = search(&s, e);
	if (rc == 0 && out->how == FORGET_OK && show != NULL)
		rc = show_all(&s, show, e);
	if (rc == 0 && out->how == FORGET_OK && !staff->dry)
		rc = carry_out(&s, staff, e);
	rc = erasing_end(reg, rc, out->how == FORGET_OK && !staff->dry, e);
	if (rc != 0 && show != NULL) {
		json_decref(*show);
		*show = NULL;
	}
	return rc != 0 ? err_wrap(e, "forgetting somebody") : 0;
}
