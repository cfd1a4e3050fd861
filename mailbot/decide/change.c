#include "decide/change.h"

#include <string.h>

#include "base/limits.h"
#include "reading/people/name.h"

/* Names, and room for more. */
struct names_list {
	const char **items;
	size_t count, room;
};

/* How names that a letter gives compare with those of a standing. */
struct comparison {
	struct names_list fresh; /* who is nobody of them */
	size_t known;
	bool unclear;
};

const struct standing *party_at(const struct party *party, const char *event)
{
	for (size_t i = 0; i < party->count; i++)
		if (strcmp(party->items[i].event->id, event) == 0)
			return &party->items[i];
	return NULL;
}

static bool attends(const struct attendee *who, const char *event)
{
	for (size_t i = 0; i < who->event_count; i++)
		if (strcmp(who->events[i], event) == 0)
			return true;
	return who->event_count == 0;
}

static enum name_match match_any(const char *name, const char *const *list, size_t count)
{
	enum name_match best = NAME_DIFFERENT;

	for (size_t i = 0; i < count; i++) {
		enum name_match match = name_compare(name, list[i]);
		if (match == NAME_SAME)
			return NAME_SAME;
		if (match == NAME_UNCLEAR)
			best = NAME_UNCLEAR;
	}
	return best;
}

/* The people that the letter names for this event, each once. */
static struct names_list names_given(
	struct arena *a, const struct reading *reading, const char *event)
{
	struct names_list out = {0};

	for (size_t i = 0; i < reading->attendee_count; i++) {
		const struct attendee *who = &reading->attendees[i];
		if (!attends(who, event) || who->name[0] == '\0')
			continue;
		const char *name = name_normalise(a, who->name);
		if (match_any(name, out.items, out.count) != NAME_SAME)
			ARENA_PUSH(a, out.items, out.count, out.room, name);
	}
	return out;
}

/* A registration without names is the party itself. */
static struct names_list names_known(
	struct arena *a, const struct party *party, const struct standing *before)
{
	struct names_list out = {0};

	for (size_t i = 0; i < before->name_count; i++)
		ARENA_PUSH(a, out.items, out.count, out.room, before->names[i]);
	if (out.count == 0 && party->name[0] != '\0')
		ARENA_PUSH(a, out.items, out.count, out.room, party->name);
	return out;
}

static struct comparison compare_names(
	struct arena *a, const struct names_list *given, const struct names_list *known)
{
	struct comparison c = {0};

	for (size_t i = 0; i < given->count; i++) {
		switch (match_any(given->items[i], known->items, known->count)) {
		case NAME_SAME: c.known++; break;
		case NAME_UNCLEAR: c.unclear = true; break;
		case NAME_DIFFERENT:
			ARENA_PUSH(a, c.fresh.items, c.fresh.count, c.fresh.room, given->items[i]);
			break;
		}
	}
	return c;
}

static void set_names(struct standing *s, const struct names_list *names)
{
	s->names = names->items;
	s->name_count = names->count;
}

static void add_names(struct arena *a, struct standing *s, const struct names_list *more)
{
	struct names_list all = {0};

	for (size_t i = 0; i < s->name_count; i++)
		ARENA_PUSH(a, all.items, all.count, all.room, s->names[i]);
	for (size_t i = 0; i < more->count; i++)
		ARENA_PUSH(a, all.items, all.count, all.room, more->items[i]);
	set_names(s, &all);
}

static const char *register_first(
	struct change *c, const struct request *request, const struct names_list *given)
{
	c->after.seats = request->seats;
	/* More names than seats: they belong to other events too, and who comes here is not said.
	 */
	if (given->count <= (size_t)request->seats)
		set_names(&c->after, given);
	return NULL;
}

/* Fewer seats than before, plainly meant: who is named stays, else the party itself; of
 * the others it is not said. */
static void lower(struct arena *a, struct change *c, const struct party *party,
	const struct names_list *given)
{
	struct names_list stay = {0};

	c->reduces = true;
	if (given->count > 0 && given->count <= (size_t)c->after.seats) {
		set_names(&c->after, given);
	} else if (c->after.name_count > (size_t)c->after.seats) {
		for (size_t i = 0; i < c->after.name_count && stay.count == 0; i++)
			if (name_compare(c->after.names[i], party->name) == NAME_SAME)
				ARENA_PUSH(a, stay.items, stay.count, stay.room, c->after.names[i]);
		set_names(&c->after, &stay);
	}
}

/* An explicit total replaces what stood there. */
static const char *register_total(struct arena *a, struct change *c, const struct party *party,
	const struct request *request, const struct names_list *given)
{
	struct names_list known = names_known(a, party, &c->before);
	struct comparison names = compare_names(a, given, &known);

	c->after.seats = request->seats;
	if (names.unclear)
		return "name-unclear";
	if (request->seats < c->before.seats) {
		if (!request->change)
			return "fewer-seats";
		lower(a, c, party, given);
		return NULL;
	}
	size_t all = known.count + names.fresh.count;
	if (all <= (size_t)request->seats) {
		/* Where the party itself was meant and is named only now, it has a name from now
		   on. */
		if (c->before.name_count == 0)
			set_names(&c->after, given);
		else
			add_names(a, &c->after, &names.fresh);
		return NULL;
	}
	if (!request->change || given->count > (size_t)request->seats)
		return "names-differ";
	c->reduces = true;
	set_names(&c->after, given);
	return NULL;
}

/*
 * Somebody comes in another one's place. Plain only where the writer is who does not come, and is the party's only
 * person: these take that seat. Where it stands so already nothing changes.
 */
static const char *register_instead(struct arena *a, struct change *c,
	const struct reading *reading, const struct party *party, const struct request *request,
	const struct names_list *given)
{
	struct names_list known = names_known(a, party, &c->before);
	struct comparison names = compare_names(a, given, &known);

	if (names.unclear)
		return "name-unclear";
	if (given->count > 0 && names.fresh.count == 0 && given->count == known.count &&
		request->seats == c->before.seats)
		return NULL;
	bool writer = known.count == 0 || reading->writer[0] == '\0' ||
		name_compare(reading->writer, known.items[0]) == NAME_SAME;
	if (!request->own || !writer || c->before.seats != 1 || known.count > 1 ||
		given->count != (size_t)request->seats || names.known > 0)
		return "substitute";
	c->reduces = true;
	c->after.seats = request->seats;
	set_names(&c->after, given);
	return NULL;
}

/* Without a total: who is new comes beside those who stand there. */
static const char *register_more(struct arena *a, struct change *c, const struct party *party,
	const struct request *request, const struct names_list *given)
{
	struct names_list known = names_known(a, party, &c->before);
	struct comparison names = compare_names(a, given, &known);
	size_t unnamed =
		(size_t)c->before.seats > known.count ? (size_t)c->before.seats - known.count : 0;

	if (names.unclear || given->count > (size_t)request->seats)
		return "name-unclear";
	/* `nur meine Frau kommt`: fewer than stand there, and without a name. */
	if (request->stated == STATED_NAMES && given->count == 0 &&
		request->seats < c->before.seats)
		return "fewer-seats";
	if (names.fresh.count > 0 && unnamed > 0) {
		/* Somebody new, or the name of a seat that had none? Plain only where the whole
		   party is listed again. */
		if (names.known == 0 || given->count != (size_t)c->before.seats ||
			request->seats != c->before.seats)
			return "name-unclear";
		add_names(a, &c->after, &names.fresh);
		return NULL;
	}
	int sum = c->before.seats + (int)names.fresh.count;
	c->after.seats = sum > request->seats ? sum : request->seats;
	if (names.fresh.count > 0 && c->before.name_count == 0 && party->name[0] != '\0') {
		/* The party itself, so far without a name of its own, would be lost beside named
		   people. */
		struct names_list self = {0};
		ARENA_PUSH(a, self.items, self.count, self.room, party->name);
		set_names(&c->after, &self);
	}
	if (names.fresh.count > 0)
		add_names(a, &c->after, &names.fresh);
	return NULL;
}

static bool same_names(const struct standing *x, const struct standing *y)
{
	if (x->name_count != y->name_count)
		return false;
	for (size_t i = 0; i < x->name_count; i++)
		if (match_any(x->names[i], y->names, y->name_count) != NAME_SAME)
			return false;
	return true;
}

static const char *change_register(struct arena *a, struct change *c, const struct reading *reading,
	const struct party *party, const struct request *request)
{
	struct names_list given = names_given(a, reading, request->event);
	const char *reason;

	c->kind = CHANGE_REGISTER;
	if (request->seats < 1)
		return "nothing-asked";
	if (request->seats > SEATS_MAX)
		return "many-seats";
	if (c->before.status != STATUS_CONFIRMED)
		return register_first(c, request, &given);
	c->after = c->before;
	/* Words of change beside names ("statt Herrn A kommt Frau B") make these the total. */
	if (request->instead)
		reason = register_instead(a, c, reading, party, request, &given);
	else if (request->stated == STATED_TOTAL ||
		(request->stated == STATED_NAMES && request->change))
		reason = register_total(a, c, party, request, &given);
	else
		reason = register_more(a, c, party, request, &given);
	if (reason != NULL)
		return reason;
	if (c->after.seats > SEATS_MAX)
		return "many-seats";
	if (c->after.seats == c->before.seats && same_names(&c->before, &c->after))
		c->kind = CHANGE_SAME;
	return NULL;
}

struct change change_start(const struct party *party, const struct event *event)
{
	const struct standing *at = party_at(party, event->id);
	struct change c = {.before = {.event = event, .status = STATUS_DECLINED},
		.after = {.event = event, .status = STATUS_CONFIRMED}};

	if (at != NULL)
		c.before = *at;
	return c;
}

struct change change_of(struct arena *a, const struct reading *reading, const struct party *party,
	const struct request *request, const struct event *event)
{
	struct change c = change_start(party, event);

	if (request->action == ACTION_REGISTER) {
		c.reason = change_register(a, &c, reading, party, request);
		return c;
	}
	c.after.status = c.before.status;
	if (c.before.status == STATUS_CONFIRMED) {
		c.kind = CHANGE_CANCEL;
		c.after.status = STATUS_CANCELLED;
		c.reduces = true;
		if (request->alone && c.before.seats > 1)
			c.reason = "others-stay";
		return c;
	}
	if (party_at(party, event->id) == NULL)
		c.kind = CHANGE_DECLINE;
	if (request->own && c.before.status == STATUS_DECLINED)
		c.reason = "not-registered";
	return c;
}

struct change change_withdraw(
	struct arena *a, const char *writer, const struct party *party, const struct event *event)
{
	struct change c = change_start(party, event);
	struct names_list stay = {0};
	size_t found = 0;

	c.reason = "other-address";
	if (c.before.status != STATUS_CONFIRMED || writer[0] == '\0')
		return c;
	for (size_t i = 0; i < c.before.name_count; i++) {
		switch (name_compare(writer, c.before.names[i])) {
		case NAME_SAME: found++; break;
		case NAME_UNCLEAR: return c;
		case NAME_DIFFERENT:
			ARENA_PUSH(a, stay.items, stay.count, stay.room, c.before.names[i]);
			break;
		}
	}
	if (found != 1)
		return c;
	c.reason = NULL;
	c.withdrawn = arena_alloc(a, sizeof *c.withdrawn);
	c.withdrawn[0] = writer;
	c.withdrawn_count = 1;
	c.kind = c.before.seats > 1 ? CHANGE_REGISTER : CHANGE_CANCEL;
	c.after.status = c.before.seats > 1 ? STATUS_CONFIRMED : STATUS_CANCELLED;
	c.after.seats = c.before.seats - 1;
	set_names(&c.after, &stay);
	return c;
}

bool change_overlaps(const struct reading *reading, const char *event, const struct party *party)
{
	const struct standing *at = party_at(party, event);

	if (at == NULL || at->status != STATUS_CONFIRMED)
		return false;
	for (size_t i = 0; i < reading->attendee_count; i++) {
		const struct attendee *who = &reading->attendees[i];
		if (attends(who, event) &&
			match_any(who->name, at->names, at->name_count) != NAME_DIFFERENT)
			return true;
	}
	return at->name_count == 0 && name_compare(reading->writer, party->name) != NAME_DIFFERENT;
}

bool change_withdraws(const struct change *c)
{
	return c->withdrawn != NULL && c->before.status == STATUS_CONFIRMED;
}

void change_gone(struct arena *a, const struct change *c, const char ***names, size_t *count)
{
	const struct standing *before = &c->before, *after = &c->after;
	struct names_list gone = {c->withdrawn, c->withdrawn_count, c->withdrawn_count};
	bool told = after->name_count > 0 && after->name_count >= (size_t)after->seats;

	if (c->withdrawn == NULL && told && before->status == STATUS_CONFIRMED &&
		after->status == STATUS_CONFIRMED)
		for (size_t i = 0; i < before->name_count; i++)
			if (match_any(before->names[i], after->names, after->name_count) ==
				NAME_DIFFERENT)
				ARENA_PUSH(a, gone.items, gone.count, gone.room, before->names[i]);
	*names = gone.items;
	*count = gone.count;
}

void change_names(struct arena *a, const struct reading *reading, const char *event,
	const char ***names, size_t *count)
{
	struct names_list given = names_given(a, reading, event);

	*names = given.items;
	*count = given.count;
}

/* Why nothing that was asked for at `received` can be done at that event by now: NULL, else the reason. */
static const char *late(const struct event *event, int64_t deadline, int64_t received, int64_t now)
{
	if (now >= event->end_utc)
		return "event-over";
	return (received < now ? received : now) > deadline ? "after-deadline" : NULL;
}

const char *event_late(const struct event *event, int64_t received, int64_t now)
{
	return late(
		event, event->deadline != 0 ? event->deadline : event->begin_utc, received, now);
}

static bool takes_seats(const struct change *c)
{
	int before = c->before.status == STATUS_CONFIRMED ? c->before.seats : 0;

	return c->kind == CHANGE_REGISTER && c->after.seats > before;
}

const char *change_late(const struct change *c, int64_t received, int64_t now)
{
	const struct event *event = c->after.event;

	return takes_seats(c) ? event_late(event, received, now)
			      : late(event, event->begin_utc, received, now);
}

int change_left(const struct known *known, const struct event *event)
{
	for (size_t i = 0; event->seats > 0 && i < known->taken_count; i++)
		if (strcmp(known->taken[i].event, event->id) == 0) {
			int left = event->seats - known->taken[i].seats - known->taken[i].promised;
			return left > 0 ? left : 0;
		}
	return -1;
}

const char *change_full(const struct known *known, const struct change *c)
{
	int left = change_left(known, c->after.event), more = c->after.seats - c->before.seats;

	return takes_seats(c) && left >= 0 && more > left ? "full" : NULL;
}
