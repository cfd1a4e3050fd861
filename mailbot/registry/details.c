/* What is known of a party beside its registrations, and how it was before a deed of staff's. */
#include "registry/deed.h"

#include <stdlib.h>
#include <string.h>

static const char *const fields[] = {"name", "address", "phone", "organisation", "note"};
/* Of somebody new the first two stand above all the rest. */
enum { FIELDS = sizeof fields / sizeof *fields, WHO_FIELDS = 2 };

int details_load(struct deed *d, struct details *out, struct err *e)
{
	int64_t party = d->out->party.id;
	size_t room = 0;
	int rc;

	*out = (struct details){0};
	if (party == 0)
		return 0;
	sqlite3_stmt *s = db_bind(d->reg, SQL_PARTY_DETAILS, e, "i", party);
	if (db_row(d->reg, s, e) != 1)
		return -1;
	for (int i = 0; i < FIELDS; i++)
		out->fields[i] = db_text(d->arena, s, i);
	db_done(s);
	s = db_bind(d->reg, SQL_NEEDS, e, "i", party);
	while ((rc = db_row(d->reg, s, e)) == 1)
		ARENA_PUSH(d->arena, out->needs, out->need_count, room,
			(struct detail){
				true, db_text(d->arena, s, 0), "", db_text(d->arena, s, 1)});
	return rc;
}

static bool has_need(const struct details *of, const struct detail *need)
{
	for (size_t i = 0; i < of->need_count; i++)
		if (strcmp(of->needs[i].what, need->what) == 0 &&
			strcmp(of->needs[i].after, need->after) == 0)
			return true;
	return false;
}

int details_compare(struct deed *d, const struct details *before, struct err *e)
{
	struct done *out = d->out;
	struct details now;
	size_t room = 0;

	if (details_load(d, &now, e) != 0)
		return -1;
	for (int i = 0; i < FIELDS; i++) {
		const char *was = before->fields[i] != NULL ? before->fields[i] : "";
		if (before->fields[i] == NULL && i < WHO_FIELDS)
			continue;
		if (now.fields[i] != NULL && strcmp(was, now.fields[i]) != 0)
			ARENA_PUSH(d->arena, out->details, out->detail_count, room,
				(struct detail){false, fields[i], was, now.fields[i]});
	}
	for (size_t i = 0; i < now.need_count; i++)
		if (!has_need(before, &now.needs[i]))
			ARENA_PUSH(d->arena, out->details, out->detail_count, room, now.needs[i]);
	for (size_t i = 0; i < before->need_count; i++)
		if (!has_need(&now, &before->needs[i]))
			ARENA_PUSH(d->arena, out->details, out->detail_count, room,
				(struct detail){
					true, before->needs[i].what, before->needs[i].after, ""});
	return 0;
}

const char *details_text(struct deed *d)
{
	json_t *list = json_array();
	char *text;
	const char *out;

	for (size_t i = 0; i < d->out->detail_count; i++) {
		const struct detail *one = &d->out->details[i];
		json_array_append_new(list,
			json_pack("{s:b, s:s, s:s, s:s}", "need", one->need, "what", one->what,
				"before", one->before, "after", one->after));
	}
	text = json_dumps(list, JSON_COMPACT);
	out = arena_string(d->arena, slice_of(text));
	free(text);
	json_decref(list);
	return out;
}

static const char *text_at(struct deed *d, const json_t *json, const char *key)
{
	return arena_string(d->arena, slice_of(json_string_value(json_object_get(json, key))));
}

int details_back(struct deed *d, const char *text, struct err *e)
{
	struct done *out = d->out;
	json_t *list = json_loads(text, 0, NULL), *item;
	size_t i, room = 0;
	int rc = 0;

	json_array_foreach(list, i, item)
	{
		/* What it was before is what it is to be. */
		struct detail one = {json_is_true(json_object_get(item, "need")),
			text_at(d, item, "what"), text_at(d, item, "after"),
			text_at(d, item, "before")};
		sqlite3_stmt *s = one.need && one.after[0] != '\0'
			? db_bind(d->reg, SQL_NEED_ADD, e, "itt", out->party.id, one.what,
				  one.after)
			: one.need ? db_bind(d->reg, SQL_NEED_DROP, e, "itt", out->party.id,
					     one.what, one.before)
				   : db_bind(d->reg, SQL_PARTY_BACK, e, "ittt", out->party.id,
					     one.what, one.before, one.after);
		if ((rc = db_run(d->reg, s, e)) != 0)
			break;
		if (sqlite3_changes64(d->reg->db) == 0)
			continue;
		ARENA_PUSH(d->arena, out->details, out->detail_count, room, one);
		if (!one.need && strcmp(one.what, "name") == 0 &&
			(rc = attendees_rename(d, one.before, one.after, e)) != 0)
			break;
	}
	json_decref(list);
	return rc;
}
