#include "decide/wish.h"

#include <string.h>

#include "base/limits.h"
#include "reading/people/name.h"

static void add_name(struct arena *a, struct standing *s, size_t *room, const char *name)
{
	for (size_t i = 0; i < s->name_count; i++)
		if (strcmp(s->names[i], name) == 0)
			return;
	ARENA_PUSH(a, s->names, s->name_count, *room, name);
}

/* Nobody says who stays where there are fewer seats than names: the party itself does. */
static void keep_names(struct arena *a, struct change *c, const struct party *party)
{
	size_t room = 0;

	if (c->before.name_count <= (size_t)c->after.seats) {
		c->after.names = c->before.names;
		c->after.name_count = c->before.name_count;
		return;
	}
	for (size_t i = 0; i < c->before.name_count; i++)
		if (c->after.name_count == 0 &&
			name_compare(c->before.names[i], party->name) == NAME_SAME)
			add_name(a, &c->after, &room, c->before.names[i]);
}

static void wish_register(
	struct arena *a, struct change *c, const struct party *party, const struct wish *wish)
{
	size_t room = 0;

	c->kind = CHANGE_REGISTER;
	for (size_t i = 0; i < wish->name_count; i++)
		add_name(a, &c->after, &room, name_as_typed(a, wish->names[i]));
	c->after.seats = wish->seats;
	if (c->after.seats == 0)
		c->after.seats = (int)c->after.name_count;
	if (c->after.seats == 0)
		c->after.seats = c->before.seats > 0 ? c->before.seats : 1;
	if (c->after.name_count > (size_t)c->after.seats) {
		c->reason = "seats-contradict";
		return;
	}
	if (wish->name_count == 0)
		keep_names(a, c, party);
	if (standing_same(&c->before, &c->after))
		c->kind = CHANGE_SAME;
}

/* Which of those who stand there is meant; -1 where nobody is, or several may be. */
static int find_name(const struct standing *s, const char *name)
{
	int found = -1, near = 0;

	for (size_t i = 0; i < s->name_count; i++) {
		enum name_match match = name_compare(name, s->names[i]);
		if (match == NAME_SAME)
			return (int)i;
		if (match == NAME_UNCLEAR) {
			found = (int)i;
			near++;
		}
	}
	return near == 1 ? found : -1;
}

/* Only some of them do not come. */
static void wish_withdraw(struct arena *a, struct change *c, const struct wish *wish)
{
	bool *gone = arena_array(a, c->before.name_count, sizeof *gone);
	size_t room = 0, off = 0;

	c->after.seats = c->before.seats;
	for (size_t i = 0; i < wish->name_count; i++) {
		int at = find_name(&c->before, wish->names[i]);
		if (at < 0) {
			c->reason = "person-unknown";
			return;
		}
		c->after.seats -= gone[at] ? 0 : 1;
		gone[at] = true;
	}
	for (size_t i = 0; i < c->before.name_count; i++)
		if (!gone[i])
			add_name(a, &c->after, &room, c->before.names[i]);
		else
			ARENA_PUSH(a, c->withdrawn, c->withdrawn_count, off, c->before.names[i]);
	c->kind = c->after.seats > 0 ? CHANGE_REGISTER : CHANGE_CANCEL;
	c->after.status = c->after.seats > 0 ? STATUS_CONFIRMED : STATUS_CANCELLED;
	c->reduces = true;
}

struct change wish_change(struct arena *a, const struct party *party, const struct wish *wish)
{
	struct change c = change_start(party, wish->event);

	if (wish->action == ACTION_REGISTER) {
		wish_register(a, &c, party, wish);
	} else if (wish->name_count > 0 && c.before.status == STATUS_CONFIRMED &&
		c.before.name_count > 0) {
		wish_withdraw(a, &c, wish);
	} else if (wish->name_count > 0) {
		c.reason = "person-unknown";
	} else if (c.before.status == STATUS_CONFIRMED) {
		c.kind = CHANGE_CANCEL;
		c.after.status = STATUS_CANCELLED;
		c.reduces = true;
	} else {
		c.kind = party_at(party, wish->event->id) == NULL ? CHANGE_DECLINE : CHANGE_SAME;
		c.after.status = c.before.status;
	}
	return c;
}

/* Seats more or fewer than stand there. */
static struct change change_delta(struct arena *a, const struct party *party,
	const struct request *request, const struct event *event)
{
	const struct standing *at = party_at(party, event->id);
	int delta = request->delta, seats = at != NULL ? at->seats : 0;

	if (request->action == ACTION_CANCEL && delta > 0)
		delta = -delta;
	return wish_change(a, party,
		&(struct wish){.action = seats + delta > 0 ? ACTION_REGISTER : ACTION_CANCEL,
			.event = event,
			.seats = seats + delta > 0 ? seats + delta : 0});
}

/* "Ada Berg, Bo Zwei" one by one. */
static void name_all(struct arena *a, const char *text, struct wish *wish)
{
	struct slice rest = slice_of(text);
	const char **names = NULL;
	size_t room = 0;

	wish->name_count = 0;
	while (rest.len > 0) {
		long comma = slice_find(rest, ',');
		struct slice one = comma >= 0 ? slice_head(rest, (size_t)comma) : rest;
		ARENA_PUSH(a, names, wish->name_count, room, arena_string(a, slice_trim(one)));
		rest = slice_from(rest, comma >= 0 ? (size_t)comma + 1 : rest.len);
	}
	wish->names = names;
}

/* Only those whom it names, or others than the writer whom it does not: never the whole of a party for some of it. */
static struct change change_some(struct arena *a, const struct party *party,
	const struct request *request, struct wish *wish)
{
	struct change all = wish_change(a, party, wish);
	bool stands = all.before.status == STATUS_CONFIRMED;

	name_all(a, request->who, wish);
	struct change c = wish_change(a, party, wish);
	if (request->action == ACTION_REGISTER || (wish->name_count > 0 && c.reason == NULL))
		return c;
	/* Of a party of one without names, it is the party itself that speaks; who is not registered declines. */
	bool party_itself = all.before.name_count == 0 || wish->name_count == 0;
	if (!stands || (all.before.seats <= 1 && party_itself))
		return all;
	all.reason = "person-unknown";
	return all;
}

struct change guess_change(struct arena *a, const struct reading *reading,
	const struct party *party, const struct request *request, const struct event *event)
{
	struct wish wish = {.action = request->action, .event = event, .seats = request->seats};

	struct request some = *request;

	/* A no of the writer's own takes nobody else out. */
	if (some.who == NULL && some.alone && change_start(party, event).before.seats > 1)
		some.who = reading->writer;
	if (some.who != NULL)
		return change_some(a, party, &some, &wish);
	if (request->delta != 0)
		return change_delta(a, party, request, event);
	struct change c = change_of(a, reading, party, request, event);
	/* In whose place they come, and who of them does not, is more than a yes can say. */
	if (c.reason == NULL || strcmp(c.reason, "substitute") == 0 ||
		strcmp(c.reason, "others-stay") == 0)
		return c;
	/* What the robot may not do without a person: now it means what it says, in all. */
	const char **names;
	change_names(a, reading, event->id, &names, &wish.name_count);
	wish.names = names;
	if (wish.action == ACTION_CANCEL ||
		(wish.seats > 0 && wish.name_count > (size_t)wish.seats))
		wish.name_count = 0;
	return wish_change(a, party, &wish);
}

static void object(struct arena *a, struct objections *out, const char *reason)
{
	for (size_t i = 0; i < out->count; i++)
		if (strcmp(out->items[i], reason) == 0)
			return;
	ARENA_PUSH(a, out->items, out->count, out->room, reason);
}

void change_objections(struct arena *a, const struct change *c, const struct known *known,
	int64_t received, int64_t now, struct objections *out)
{
	const char *late = change_late(c, received, now);
	const char *full = change_full(known, c);

	if (c->kind != CHANGE_REGISTER)
		return;
	if (late != NULL && !c->reduces)
		object(a, out, late);
	if (full != NULL)
		object(a, out, full);
	if (c->after.seats > SEATS_MAX)
		object(a, out, "many-seats");
}
