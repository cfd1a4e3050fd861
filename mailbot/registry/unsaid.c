/* What a party was to be told and was not, since another change came before the mail had left. */
#include "registry/deed.h"

#include <string.h>

#include "decide/answer.h"

/* What such mails say, as it is gathered. */
struct gathered {
	const struct series *series;
	struct standing *told; /* how they stand, by the last mail that left */
	size_t told_count, told_room;
	const struct event **events; /* of which they were to hear since */
	size_t event_count, event_room;
};

static const char *string_at(struct arena *a, const json_t *json, const char *key)
{
	const char *text = json_string_value(json_object_get(json, key));

	return arena_string(a, slice_of(text != NULL ? text : ""));
}

/* ---- what is unsaid ---- */

/* A mail that has left says how they stood; all that was unsaid before is said. */
static void hear(struct deed *d, struct gathered *g, const json_t *facts)
{
	const json_t *entry;
	size_t i;

	g->told_count = g->event_count = 0;
	json_array_foreach(json_object_get(facts, "state"), i, entry)
	{
		struct standing s = {
			.event = facts_event(g->series, json_object_get(entry, "event")),
			.status = STATUS_CONFIRMED};
		if (s.event == NULL)
			continue;
		s.seats = (int)json_integer_value(json_object_get(entry, "seats"));
		s.names = facts_names(d->arena, json_object_get(entry, "attendees"), &s.name_count);
		ARENA_PUSH(d->arena, g->told, g->told_count, g->told_room, s);
	}
}

static void miss(struct deed *d, struct gathered *g, const json_t *facts)
{
	const json_t *entry;
	size_t i;

	json_array_foreach(json_object_get(facts, "understood"), i, entry)
	{
		const struct event *event = facts_event(g->series, json_object_get(entry, "event"));
		bool known = event == NULL;
		for (size_t k = 0; k < g->event_count; k++)
			known |= g->events[k] == event;
		if (!known)
			ARENA_PUSH(d->arena, g->events, g->event_count, g->event_room, event);
	}
}

static int gather(
	struct deed *d, int64_t but, struct gathered *g, struct unsaid *out, struct err *e)
{
	sqlite3_stmt *s =
		db_bind(d->reg, SQL_MAILS_UNSAID, e, "iti", d->out->party.id, MAIL_OUTDATED, but);
	int rc;

	while ((rc = db_row(d->reg, s, e)) == 1) {
		bool left = sqlite3_column_int(s, 0) != 0;
		const char *kind = db_text(d->arena, s, 1), *facts = db_text(d->arena, s, 2);
		json_t *json = json_loads(facts, JSON_ALLOW_NUL, NULL);
		if (left)
			hear(d, g, json);
		else
			miss(d, g, json);
		out->facts = left ? NULL : facts;
		out->root = left ? 0 : sqlite3_column_int64(s, 3);
		out->act = left ? 0 : sqlite3_column_int64(s, 4);
		out->mistake = !left &&
			(out->mistake || strcmp(kind, mail_kind_names[MAIL_CORRECTION]) == 0);
		json_decref(json);
	}
	return rc;
}

/* From what they were told to how it stands; false where that is the same. */
static bool differs(const struct party *told, const struct party *now, const struct event *event,
	struct change *out)
{
	const struct standing *after = party_at(now, event->id);

	*out = change_start(told, event);
	out->after = after != NULL ? *after
				   : (struct standing){.event = event, .status = STATUS_CANCELLED};
	out->kind = out->after.status == STATUS_CONFIRMED ? CHANGE_REGISTER : CHANGE_CANCEL;
	/* Who said no, and was never registered, is told so. */
	if (out->before.status != STATUS_CONFIRMED && out->after.status != STATUS_CONFIRMED)
		return out->after.status == STATUS_DECLINED;
	return !standing_same(&out->before, &out->after);
}

int unsaid_load(struct deed *d, int64_t but, struct unsaid *out, struct err *e)
{
	struct gathered g = {.series = d->out->series};
	struct party now, told = {.address = ""};
	struct change change;

	*out = (struct unsaid){0};
	if (gather(d, but, &g, out, e) != 0 ||
		party_by_id(d->reg, d->arena, g.series, d->out->party.id, &now, e) != 0)
		return -1;
	told.items = g.told;
	told.count = g.told_count;
	for (size_t i = 0; i < g.event_count; i++)
		if (d->staff->now < g.events[i]->end_utc &&
			differs(&told, &now, g.events[i], &change))
			ARENA_PUSH(d->arena, out->changes, out->count, out->room, change);
	return 0;
}

/* ---- and is said ---- */

bool unsaid_add(struct deed *d, struct unsaid *u)
{
	const struct done *out = d->out;
	struct change *all = NULL;
	size_t count = 0, room = 0;
	bool more = false;

	for (size_t i = 0; i < out->change_count; i++)
		ARENA_PUSH(d->arena, all, count, room, out->changes[i]);
	for (size_t i = 0; i < u->count; i++) {
		struct change *own = NULL;
		for (size_t k = 0; k < out->change_count && own == NULL; k++)
			own = all[k].after.event == u->changes[i].after.event ? &all[k] : NULL;
		if (own != NULL) {
			own->before = u->changes[i].before;
			continue;
		}
		more = true;
		ARENA_PUSH(d->arena, all, count, room, u->changes[i]);
	}
	u->changes = all;
	u->count = count;
	return more;
}

/* Goes on where the mail of those facts would have been: to whom, in answer to what, in which language. */
static struct facts *mail_like(struct deed *d, const char *text)
{
	struct arena *a = d->arena;
	json_t *json = json_loads(text, JSON_ALLOW_NUL, NULL);
	const json_t *to = json_object_get(json, "to");
	struct facts *mail = arena_alloc(a, sizeof *mail);

	*mail = (struct facts){
		.called = strcmp(string_at(a, json, "occasion"), "call") == 0,
		.entered = true,
		.language = string_at(a, json, "language"),
		.date = d->staff->now,
		.to = {string_at(a, to, "name"), string_at(a, to, "address")},
		.subject = string_at(a, json, "subject"),
		.in_reply_to = string_at(a, json, "in_reply_to"),
		.salutation = string_at(a, json_object_get(json, "salutation"), "name"),
		.series = d->out->series,
		.question = json_is_true(json_object_get(json, "question")),
		.quote = slice_of(string_at(a, json, "quote")),
	};
	mail->references =
		facts_names(a, json_object_get(json, "references"), &mail->reference_count);
	json_decref(json);
	return mail;
}

int unsaid_tell(struct deed *d, const struct unsaid *u, struct err *e)
{
	struct party now;

	if (u->facts == NULL || (u->count == 0 && !u->mistake))
		return 0;
	d->in.settings = d->staff->settings;
	d->in.now = d->staff->now;
	d->in.known.series = d->out->series;
	if (party_by_id(d->reg, d->arena, d->out->series, d->out->party.id, &now, e) != 0)
		return -1;
	struct facts *mail = mail_like(d, u->facts);
	mail->kind = deed_mail_kind(u->changes, u->count, &mail->changed);
	if (u->mistake)
		mail->kind = MAIL_CORRECTION;
	answer_understood(d->arena, &d->in, mail, u->changes, u->count);
	answer_state(d->arena, &d->in, mail, &now, NULL, 0);
	d->out->no_mail = NULL;
	d->out->kind = mail->kind;
	d->out->to = mail->to.address;
	return mail_add(d->reg, d->arena, d->staff->settings,
		&(struct new_mail){.facts = mail,
			.party = now.id,
			.root = u->root,
			.act = u->act,
			.who = d->staff->who},
		d->staff->now, &d->out->outgoing, e);
}
