/*
 * What is done with a letter. Each case is a line of a small language, so that a table of them can be
 * read like the rules in the design:
 *
 *     before     "bildung 2 A One, B Two; kongress x; arbeit -": confirmed with seats and names,
 *                cancelled, declined
 *     requests   "+bildung 2t" | "-bildung": t total, n from names, c words of change, o own,
 *                a of the writer alone
 *     result     the effects in order, then the folder
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "decide/change.h"
#include "decide/decide.h"

enum { DAY = 24 * 3600, NOW = 1295517600 /* 2011-01-20 10:00 UTC */ };

static struct event events[] = {
	{.id = "bildung",
		.title = "Bildung",
		.begin = {2011, 2, 16, 18, 0, 0},
		.end = {2011, 2, 16, 21, 0, 0},
		.begin_utc = 1297875600,
		.end_utc = 1297886400,
		.venue = "Moschee",
		.address = "Hessische Straße 1"},
	{.id = "arbeit",
		.title = "Arbeit",
		.begin_utc = 1298041200,
		.end_utc = 1298052000,
		.venue = "",
		.address = "",
		.seats = 10},
	{.id = "kongress",
		.title = "Kongress",
		.begin_utc = 1300197600,
		.end_utc = 1300212000,
		.venue = "",
		.address = "",
		.deadline = 1299500000},
};
enum { EVENTS = sizeof events / sizeof *events };
static struct series series = {.id = "masterplan",
	.title = "Masterplan",
	.organiser = "Agentur",
	.inbox = "office@example.org",
	.events = events,
	.event_count = EVENTS};
static struct settings settings = {.sender_address = "robot@example.org",
	.language = "de",
	.answers_per_address = 6,
	.answers_per_thread = 4,
	.receipts_per_address = 1};

/* A letter as a table has it; what is left out is the plain case. */
struct letter_case {
	const char *before, *requests, *names, *result;
	enum disposition disposition;
	const char *reasons; /* of the reading */
	bool other_series, aligned, no_series, not_concerned, calendar, answers, other_party,
		to_mailing;
	const char *asked; /* how the party stands that our mail went to */
	const char *went_to; /* the address that it went to, where that is not the party's own */
	int64_t received, now;
	enum reading_kind kind;
	const char *from, *reply_to, *doubt, *auto_submitted, *suppress, *calendar_for, *writer;
	bool null_return_path, no_party_name;
	const char *elsewhere; /* events where a namesake is confirmed */
	int taken; /* seats at "arbeit" beside ours */
	int mails, in_thread, receipts, waiting; /* the last: of the first two each */
	int64_t bounced;
	bool bounce, permanent;
	/* What our mail had asked: its kind, the events that it listed, what it said would be done
	   ("bildung 2 A One; kongress x"), and how many seats were wished ("3t"; "0": unclear). */
	const char *asking, *choices, *planned, *wished;
	bool changed; /* and what it asked about is another since */
	int asked_before; /* mails of each kind of late */
	const char *wish; /* of this letter: "+" or "-", its event missing */
	enum answer answer;
};

static struct event *event_of(const char *id)
{
	for (size_t i = 0; i < EVENTS; i++)
		if (strcmp(events[i].id, id) == 0)
			return &events[i];
	return NULL;
}

static const char **list_of(struct arena *a, const char *text, char by, size_t *count)
{
	struct slice rest = slice_of(text);
	const char **items = NULL;
	size_t room = 0;

	*count = 0;
	while (rest.len > 0) {
		long end = slice_find(rest, by);
		struct slice item = end < 0 ? rest : slice_head(rest, (size_t)end);
		ARENA_PUSH(a, items, *count, room, arena_string(a, slice_trim(item)));
		rest = slice_from(rest, end < 0 ? rest.len : (size_t)end + 1);
	}
	return items;
}

static void fill_party(struct arena *a, struct party *party, const char *text)
{
	size_t count;
	const char **items = list_of(a, text != NULL ? text : "", ';', &count);

	for (size_t i = 0; i < count; i++) {
		char id[32], rest[200] = "";
		int seats = 0;
		struct standing s = {.status = STATUS_CONFIRMED};
		assert_true(sscanf(items[i], "%31s %199[^\n]", id, rest) >= 1);
		s.event = event_of(id);
		assert_non_null(s.event);
		if (rest[0] == 'x' || rest[0] == '-') {
			s.status = rest[0] == 'x' ? STATUS_CANCELLED : STATUS_DECLINED;
		} else {
			int end = 0;
			assert_int_equal(sscanf(rest, "%d%n", &seats, &end), 1);
			s.seats = seats;
			s.names = list_of(a, rest + end, ',', &s.name_count);
		}
		ARENA_PUSH(a, party->items, party->count, party->room, s);
	}
}

static void fill_requests(struct arena *a, struct requests *out, const char *text)
{
	size_t count;
	const char **items = list_of(a, text != NULL ? text : "", ' ', &count);
	struct request *last = NULL;

	for (size_t i = 0; i < count; i++) {
		const char *s = items[i];
		if (s[0] == '+' || s[0] == '-') {
			ARENA_PUSH(a, out->items, out->count, out->room,
				(struct request){.event = s + 1,
					.seats = s[0] == '+',
					.action = s[0] == '+' ? ACTION_REGISTER : ACTION_CANCEL});
			last = &out->items[out->count - 1];
			continue;
		}
		assert_non_null(last);
		if (s[0] >= '0' && s[0] <= '9')
			last->seats = (int)strtol(s, NULL, 10);
		last->change = strchr(s, 'c') != NULL;
		last->own = strchr(s, 'o') != NULL;
		last->instead = strchr(s, 'i') != NULL;
		last->alone = strchr(s, 'a') != NULL;
		last->stated = strchr(s, 't') != NULL ? STATED_TOTAL
			: strchr(s, 'n') != NULL      ? STATED_NAMES
						      : STATED_NONE;
	}
}

static struct request *make_wish(struct arena *a, const char *text)
{
	struct request *wish = arena_alloc(a, sizeof *wish);

	wish->event = "";
	wish->action = text[0] == '-' ? ACTION_CANCEL : ACTION_REGISTER;
	if (text[0] >= '0' && text[0] <= '9')
		wish->seats = text[0] - '0';
	else
		wish->seats = text[0] == '+';
	wish->stated = strchr(text, 't') != NULL ? STATED_TOTAL : STATED_NONE;
	wish->alone = strchr(text, 'a') != NULL;
	return wish;
}

static struct reading *make_reading(
	struct arena *a, const struct letter_case *c, const struct envelope *env)
{
	struct reading *r = arena_alloc(a, sizeof *r);
	size_t count;
	const char **names = list_of(a, c->names != NULL ? c->names : "", ',', &count);

	r->envelope = env;
	r->language = "de";
	r->kind = c->kind;
	r->disposition = c->disposition;
	r->reasons = list_of(a, c->reasons != NULL ? c->reasons : "", ' ', &r->reason_count);
	r->concerns = !c->not_concerned;
	r->series = c->no_series ? "" : "masterplan";
	r->writer = c->writer != NULL ? c->writer : "Ada Erst";
	r->own_words = slice_of("Guten Tag");
	fill_requests(a, &r->requests, c->requests);
	r->answer = c->answer;
	r->wish = c->wish != NULL ? make_wish(a, c->wish) : NULL;
	for (size_t i = 0; i < count; i++)
		ARENA_PUSH(a, r->attendees, r->attendee_count, r->attendee_room,
			(struct attendee){.name = names[i]});
	if (c->calendar) {
		struct calendar_reply *reply = arena_alloc(a, sizeof *reply);
		reply->attendee = c->calendar_for != NULL ? c->calendar_for : "";
		r->calendar = reply;
	}
	if (c->bounce) {
		struct bounce *bounce = arena_alloc(a, sizeof *bounce);
		bounce->permanent = c->permanent;
		r->bounce = bounce;
	}
	return r;
}

static void make_asking(struct arena *a, const struct letter_case *c, struct known *known)
{
	struct asking *asking = &known->asking;
	struct party planned = {0};
	size_t count = 0, room = 0;
	const char **ids = list_of(a, c->choices != NULL ? c->choices : "", ' ', &count);

	for (int i = 0; i < MAIL_KINDS; i++)
		known->asked_of_late[i] = c->asked_before;
	known->asked_other = c->asked_before;
	if (c->asking == NULL)
		return;
	asking->kind = c->asking;
	known->language = "en";
	asking->item = 7;
	asking->changed = c->changed;
	for (size_t i = 0; i < count; i++)
		ARENA_PUSH(a, asking->choices, asking->choice_count, room, event_of(ids[i]));
	fill_party(a, &planned, c->planned);
	asking->planned = planned.items;
	asking->planned_count = planned.count;
	if (c->wished != NULL)
		asking->wish = make_wish(a, c->wished);
}

static struct envelope *make_envelope(struct arena *a, const struct letter_case *c)
{
	struct envelope *env = arena_alloc(a, sizeof *env);
	static const char *references[] = {"one@x", "two@x"};

	env->from = (struct mailbox){"Ada Erst", c->from != NULL ? c->from : "ada@example.net"};
	env->reply_to = (struct mailbox){"", c->reply_to != NULL ? c->reply_to : ""};
	env->doubt = c->doubt;
	env->headers = arena_alloc(a, sizeof *env->headers);
	env->headers[0] = (struct header){"X-Auto-Response-Suppress", c->suppress};
	env->header_count = c->suppress != NULL;
	env->auto_submitted = c->auto_submitted != NULL ? c->auto_submitted : "";
	env->has_return_path = c->null_return_path;
	env->return_path = env->in_reply_to = "";
	env->message_id = "letter@x";
	env->subject = "Anmeldung";
	env->references = references;
	env->reference_count = 2;
	return env;
}

static struct decide_in *make_in(struct arena *a, const struct letter_case *c)
{
	struct decide_in *in = arena_alloc(a, sizeof *in);
	struct known *known = &in->known;

	in->settings = &settings;
	in->envelope = make_envelope(a, c);
	in->reading = make_reading(a, c, in->envelope);
	in->aligned = c->aligned;
	in->now = c->now != 0 ? c->now : NOW;
	in->received = c->received != 0 ? c->received : in->now;
	known->series = c->no_series ? NULL : &series;
	known->party = (struct party){.address = in->envelope->from.address,
		.name = c->no_party_name ? "" : "Ada Erst",
		.id = c->before != NULL ? 5 : 0};
	fill_party(a, &known->party, c->before);
	known->answers = c->answers || c->other_party;
	known->asked = c->other_party ? (struct party){.id = 8, .address = "b@x", .name = "Bo Zwei"}
				      : known->party;
	if (c->other_series) /* the same address, known under another number */
		known->asked = (struct party){.id = 9, .address = "ADA@example.net", .name = ""};
	known->asked_address = c->went_to != NULL ? c->went_to : known->asked.address;
	known->asked_kind = c->to_mailing ? mail_kind_names[MAIL_MAILING] : "";
	if (c->other_party)
		fill_party(a, &known->asked, c->asked);
	known->taken = arena_array(a, EVENTS, sizeof *known->taken);
	known->taken_count = EVENTS;
	for (size_t i = 0; i < EVENTS; i++) {
		const struct standing *at = party_at(&known->party, events[i].id);
		known->taken[i] =
			(struct taken){.event = events[i].id, .seats = at != NULL ? at->seats : 0};
	}
	known->taken[1].seats += c->taken;
	known->elsewhere =
		list_of(a, c->elsewhere != NULL ? c->elsewhere : "", ' ', &known->elsewhere_count);
	known->mails_to_address = c->mails;
	known->mails_in_thread = c->in_thread;
	known->receipts_to_address = c->receipts;
	known->waiting_to_address = known->waiting_in_thread = c->waiting;
	known->bounced = c->bounced;
	make_asking(a, c, known);
	return in;
}

static void show_standing(struct buf *b, const char *verb, const struct standing *s)
{
	buf_printf(b, "%s %s", verb, s->event->id);
	if (s->seats > 0)
		buf_printf(b, " %d", s->seats);
	for (size_t i = 0; i < s->name_count; i++)
		buf_printf(b, "%s %s", i > 0 ? "," : "", s->names[i]);
}

static void show_mail(struct buf *b, const struct effect *e)
{
	const struct facts *f = e->mail;

	buf_printf(b, "mail %s%s%s%s", mail_kind_names[f->kind], f->changed ? " changed" : "",
		f->question ? " question" : "", e->held ? " held" : "");
	for (size_t i = 0; i < f->state_count; i++)
		show_standing(b, i == 0 ? " |" : ",", &f->state[i]);
}

static void show_effect(struct buf *b, const struct effect *e)
{
	switch (e->kind) {
	case EFFECT_REGISTER: show_standing(b, "register", &e->standing); break;
	case EFFECT_CANCEL: show_standing(b, "cancel", &e->standing); break;
	case EFFECT_DECLINE: show_standing(b, "decline", &e->standing); break;
	case EFFECT_REVIEW:
		buf_puts(b, e->asked ? "ask" : "review");
		for (size_t i = 0; i < e->reason_count; i++)
			buf_printf(b, " %s", e->reasons[i]);
		break;
	case EFFECT_MAIL: show_mail(b, e); break;
	case EFFECT_BOUNCED:
		buf_printf(b, "bounced %d%s", (int)e->outgoing, e->permanent ? " permanent" : "");
		break;
	case EFFECT_SETTLE: buf_puts(b, e->settled ? "answered" : "shown"); break;
	}
	if (e->party != NULL && e->party->id == 8)
		buf_puts(b, " (other)");
	buf_puts(b, "; ");
}

static void check(const char *table, size_t line, const struct letter_case *c)
{
	struct arena *a = arena_new();
	struct buf b = {.max = 4096};
	struct decision *d = decide(a, make_in(a, c));

	for (size_t i = 0; i < d->count; i++)
		show_effect(&b, &d->items[i]);
	buf_puts(&b, folder_ids[d->wanted]);
	if (strcmp(b.p, c->result) != 0)
		fail_msg(
			"%s, case %zu (before '%s', '%s', names '%s'):\n got      %s\n expected %s",
			table, line, c->before != NULL ? c->before : "",
			c->requests != NULL ? c->requests : "", c->names != NULL ? c->names : "",
			b.p, c->result);
	buf_free(&b);
	arena_free(&a);
}

#define CHECK_TABLE(table) \
	for (size_t i = 0; i < sizeof(table) / sizeof *(table); i++) \
	check(#table, i, &(table)[i])

static const struct letter_case first[] = {
	{.requests = "+bildung",
		.names = "Ada Erst",
		.result = "register bildung 1 Ada Erst; "
			  "mail confirmation changed | bildung 1 Ada Erst; done"},
	{.requests = "+bildung 3t +kongress 3t",
		.names = "Ada Erst",
		.result =
			"register bildung 3 Ada Erst; register kongress 3 Ada Erst; "
			"mail confirmation changed | bildung 3 Ada Erst, kongress 3 Ada Erst; done"},
	/* titles and "Surname, First" away */
	{.requests = "+bildung 2n",
		.names = "Dr. Ada Erst,Bo  Zwei",
		.result = "register bildung 2 Ada Erst, Bo Zwei; "
			  "mail confirmation changed | bildung 2 Ada Erst, Bo Zwei; done"},
	/* more names than seats: who comes to this one is not said */
	{.requests = "+bildung 1t",
		.names = "Ada Erst,Bo Zwei",
		.result = "register bildung 1; mail confirmation changed | bildung 1; done"},
	{.requests = "+bildung 51t", .result = "review many-seats; mail receipt; review"},
	{.requests = "+bildung 0t", .result = "review nothing-asked; mail receipt; review"},
	{.requests = "+unbekannt", .result = "review which-series; mail receipt; review"},
	{.requests = "+bildung 2t +bildung 1t",
		.result = "review contradiction; mail receipt; review"},
	{.requests = "+bildung -bildung", .result = "review contradiction; mail receipt; review"},
	{.requests = "", .result = "review nothing-asked; mail receipt; review"},
	{.requests = "+bildung", .no_series = true, .result = "review which-series; review"},
	/* a cancellation is no obstacle to coming after all */
	{.before = "bildung x",
		.requests = "+bildung",
		.names = "Ada Erst",
		.result = "register bildung 1 Ada Erst; "
			  "mail confirmation changed | bildung 1 Ada Erst; done"},
	{.before = "bildung -; arbeit 2 Ada Erst",
		.requests = "+bildung",
		.names = "Ada Erst",
		.result = "register bildung 1 Ada Erst; mail confirmation changed "
			  "| bildung 1 Ada Erst, arbeit 2 Ada Erst; done"},
};

static const struct letter_case again[] = {
	/* the same: no change, answered once more with the state */
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung",
		.names = "Ada Erst",
		.result = "mail confirmation | bildung 1 Ada Erst; done"},
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung",
		.names = "ERST Ada",
		.result = "mail confirmation | bildung 1 Ada Erst; done"},
	{.before = "bildung 1",
		.requests = "+bildung",
		.names = "Ada Erst",
		.result = "mail confirmation | bildung 1; done"},
	{.before = "bildung 3 Ada Erst",
		.requests = "+bildung",
		.result = "mail confirmation | bildung 3 Ada Erst; done"},
	{.before = "bildung 3 Ada Erst",
		.requests = "+bildung 3t",
		.names = "Ada Erst",
		.result = "mail confirmation | bildung 3 Ada Erst; done"},
	/* fewer without a total lowers nothing */
	{.before = "bildung 2 Ada Erst, Bo Zwei",
		.requests = "+bildung 1n",
		.names = "Bo Zwei",
		.result = "mail confirmation | bildung 2 Ada Erst, Bo Zwei; done"},
	/* a new name adds */
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung 1n",
		.names = "Bo Zwei",
		.result = "register bildung 2 Ada Erst, Bo Zwei; mail confirmation changed "
			  "| bildung 2 Ada Erst, Bo Zwei; done"},
	{.before = "bildung 1",
		.requests = "+bildung 1n",
		.names = "Bo Zwei",
		.result = "register bildung 2 Ada Erst, Bo Zwei; mail confirmation changed "
			  "| bildung 2 Ada Erst, Bo Zwei; done"},
	{.before = "bildung 2 Ada Erst, Bo Zwei",
		.requests = "+bildung 2n",
		.names = "Bo Zwei,Cem Drei",
		.result =
			"register bildung 3 Ada Erst, Bo Zwei, Cem Drei; mail confirmation changed "
			"| bildung 3 Ada Erst, Bo Zwei, Cem Drei; done"},
	/* and a companion without a name */
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung 2n",
		.names = "Ada Erst",
		.result = "register bildung 2 Ada Erst; "
			  "mail confirmation changed | bildung 2 Ada Erst; done"},
	/* somebody new, or the name of a seat that had none? */
	{.before = "bildung 2 Ada Erst",
		.requests = "+bildung 1n",
		.names = "Bo Zwei",
		.result = "review name-unclear; mail receipt | bildung 2 Ada Erst; review"},
	{.before = "bildung 2 Ada Erst",
		.requests = "+bildung 2n",
		.names = "Ada Erst,Bo Zwei",
		.result = "register bildung 2 Ada Erst, Bo Zwei; mail confirmation changed "
			  "| bildung 2 Ada Erst, Bo Zwei; done"},
	{.before = "bildung 1",
		.requests = "+bildung 1n",
		.names = "Bo Zwei",
		.no_party_name = true,
		.result = "review name-unclear; mail receipt | bildung 1; review"},
	/* unclear is review */
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung 1n",
		.names = "A. Erst",
		.result = "review name-unclear; mail receipt | bildung 1 Ada Erst; review"},
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung 2t",
		.names = "Erst,Bo Zwei",
		.result = "review name-unclear; mail receipt | bildung 1 Ada Erst; review"},
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung",
		.names = "Bo Zwei,Cem Drei",
		.result = "review name-unclear; mail receipt | bildung 1 Ada Erst; review"},
	/* an explicit total replaces */
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung 4t",
		.result = "register bildung 4 Ada Erst; "
			  "mail confirmation changed | bildung 4 Ada Erst; done"},
	{.before = "bildung 2 Ada Erst",
		.requests = "+bildung 3t",
		.names = "Bo Zwei",
		.result = "register bildung 3 Ada Erst, Bo Zwei; mail confirmation changed "
			  "| bildung 3 Ada Erst, Bo Zwei; done"},
	{.before = "bildung 1",
		.requests = "+bildung 2t",
		.names = "Ada Erst,Bo Zwei",
		.result = "register bildung 2 Ada Erst, Bo Zwei; mail confirmation changed "
			  "| bildung 2 Ada Erst, Bo Zwei; done"},
	/* for other people than those registered */
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung 1t",
		.names = "Bo Zwei",
		.result = "review names-differ; mail receipt | bildung 1 Ada Erst; review"},
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung 1tc",
		.names = "Bo Zwei",
		.aligned = true,
		.result = "register bildung 1 Bo Zwei; "
			  "mail confirmation changed | bildung 1 Bo Zwei; done"},
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung 1nc",
		.names = "Bo Zwei",
		.result = "ask confirm-cancel; mail confirm-cancel | bildung 1 Ada Erst; done"},
	/* the writer alone does not come: nobody else loses a seat */
	{.before = "bildung 2 Ada Erst, Bo Zwei",
		.requests = "-bildung a",
		.aligned = true,
		.result = "review others-stay; mail receipt | bildung 2 Ada Erst, Bo Zwei; review"},
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung a",
		.aligned = true,
		.result = "cancel bildung; mail cancelled changed; done"},
	/* somebody in the writer's place: the one seat, once, and of nobody else */
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung 1noi",
		.names = "Bo Zwei",
		.aligned = true,
		.result = "register bildung 1 Bo Zwei; "
			  "mail confirmation changed | bildung 1 Bo Zwei; done"},
	{.before = "bildung 1 Bo Zwei",
		.requests = "+bildung 1noi",
		.names = "Bo Zwei",
		.aligned = true,
		.result = "mail confirmation | bildung 1 Bo Zwei; done"},
	{.before = "bildung 1",
		.requests = "+bildung 2noi",
		.names = "Bo Zwei,Cy Drei",
		.aligned = true,
		.result = "register bildung 2 Bo Zwei, Cy Drei; mail confirmation changed "
			  "| bildung 2 Bo Zwei, Cy Drei; done"},
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung 1ni",
		.names = "Bo Zwei",
		.aligned = true,
		.result = "review substitute; mail receipt | bildung 1 Ada Erst; review"},
	{.before = "bildung 1 Cy Drei",
		.requests = "+bildung 1noi",
		.names = "Bo Zwei",
		.aligned = true,
		.result = "review substitute; mail receipt | bildung 1 Cy Drei; review"},
	{.before = "bildung 2 Ada Erst, Cy Drei",
		.requests = "+bildung 1noi",
		.names = "Bo Zwei",
		.aligned = true,
		.result = "review substitute; mail receipt | bildung 2 Ada Erst, Cy Drei; review"},
	{.requests = "+bildung 1noi",
		.names = "Bo Zwei",
		.result = "register bildung 1 Bo Zwei; "
			  "mail confirmation changed | bildung 1 Bo Zwei; done"},
	/* many by many steps */
	{.before = "bildung 50",
		.requests = "+bildung 1n",
		.names = "Bo Zwei",
		.aligned = true,
		.no_party_name = true,
		.result = "review name-unclear; mail receipt | bildung 50; review"},
	{.before = "bildung 50 Ada Erst",
		.requests = "+bildung 51tc",
		.aligned = true,
		.result = "review many-seats; mail receipt | bildung 50 Ada Erst; review"},
};

static const struct letter_case fewer[] = {
	/* a lower total without words of change is review, even when vouched for */
	{.before = "bildung 3 Ada Erst",
		.requests = "+bildung 2t",
		.aligned = true,
		.result = "review fewer-seats; mail receipt | bildung 3 Ada Erst; review"},
	{.before = "bildung 3 Ada Erst",
		.requests = "+bildung 2t",
		.answers = true,
		.result = "review fewer-seats; mail receipt | bildung 3 Ada Erst; review"},
	/* with them, only from the party itself */
	{.before = "bildung 3 Ada Erst",
		.requests = "+bildung 2tc",
		.result = "ask confirm-cancel; mail confirm-cancel | bildung 3 Ada Erst; done"},
	{.before = "bildung 3 Ada Erst",
		.requests = "+bildung 2tc",
		.aligned = true,
		.result = "register bildung 2 Ada Erst; "
			  "mail confirmation changed | bildung 2 Ada Erst; done"},
	{.before = "bildung 3 Ada Erst",
		.requests = "+bildung 2tc",
		.answers = true,
		.result = "register bildung 2 Ada Erst; "
			  "mail confirmation changed | bildung 2 Ada Erst; done"},
	/* who goes is not said: only the party itself is sure */
	{.before = "bildung 3 Bo Zwei, Ada Erst, Cem Drei",
		.requests = "+bildung 2tc",
		.aligned = true,
		.result = "register bildung 2 Ada Erst; "
			  "mail confirmation changed | bildung 2 Ada Erst; done"},
	{.before = "bildung 3 Ada Erst, Bo Zwei, Cem Drei",
		.requests = "+bildung 2nc",
		.names = "Ada Erst,Cem Drei",
		.aligned = true,
		.result = "register bildung 2 Ada Erst, Cem Drei; "
			  "mail confirmation changed | bildung 2 Ada Erst, Cem Drei; done"},
};

static const struct letter_case cancels[] = {
	{.before = "bildung 2 Ada Erst; arbeit 1 Ada Erst",
		.requests = "-bildung",
		.aligned = true,
		.result = "cancel bildung; mail cancelled changed | arbeit 1 Ada Erst; done"},
	{.before = "bildung 2 Ada Erst",
		.requests = "-bildung o",
		.answers = true,
		.result = "cancel bildung; mail cancelled changed; done"},
	/* a mail of ours went to that address, though about something else */
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung",
		.answers = true,
		.other_series = true,
		.result = "cancel bildung; mail cancelled changed; done"},
	/* neither vouched for nor by our mail: nothing changes */
	{.before = "bildung 2 Ada Erst",
		.requests = "-bildung",
		.result = "ask confirm-cancel; mail confirm-cancel | bildung 2 Ada Erst; done"},
	/* a swap, wholly or not at all */
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung +arbeit",
		.names = "Ada Erst",
		.aligned = true,
		.result = "cancel bildung; register arbeit 1 Ada Erst; "
			  "mail confirmation changed | arbeit 1 Ada Erst; done"},
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung +arbeit",
		.names = "Ada Erst",
		.result = "ask confirm-cancel; mail confirm-cancel | bildung 1 Ada Erst; done"},
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung +arbeit",
		.names = "Ada Erst",
		.aligned = true,
		.taken = 10,
		.result = "review full; mail receipt | bildung 1 Ada Erst; review"},
	/* cancelled already: said once more */
	{.before = "bildung x", .requests = "-bildung", .result = "mail cancelled; done"},
	{.before = "bildung x; arbeit 1 Ada Erst",
		.requests = "-bildung o -arbeit",
		.answers = true,
		.result = "cancel arbeit; mail cancelled changed; done"},
};

static const struct letter_case declines[] = {
	{.requests = "-bildung", .result = "decline bildung; mail decline; done"},
	{.requests = "-bildung -kongress",
		.result = "decline bildung; decline kongress; mail decline; done"},
	{.requests = "-bildung +kongress",
		.names = "Ada Erst",
		.result = "decline bildung; register kongress 1 Ada Erst; "
			  "mail confirmation changed | kongress 1 Ada Erst; done"},
	{.before = "kongress 1 Ada Erst",
		.requests = "-bildung",
		.result = "decline bildung; mail decline | kongress 1 Ada Erst; done"},
	/* below a mail of staff's, a yes to what stands already may mean something else; a change is one */
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung",
		.answers = true,
		.to_mailing = true,
		.result = "review mailing-answered; mail receipt | bildung 1 Ada Erst; review"},
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung",
		.answers = true,
		.to_mailing = true,
		.result = "cancel bildung; mail cancelled changed; done"},
	/* thanked once */
	{.before = "bildung -", .requests = "-bildung", .result = "done"},
	/* somebody who may be them is registered there, by telephone or from elsewhere */
	{.requests = "-bildung",
		.elsewhere = "bildung",
		.result = "review registered-elsewhere; mail receipt; review"},
	{.requests = "-bildung +kongress",
		.elsewhere = "arbeit bildung",
		.result = "review registered-elsewhere; mail receipt; review"},
	{.requests = "-bildung",
		.elsewhere = "kongress",
		.result = "decline bildung; mail decline; done"},
	{.before = "bildung x",
		.requests = "-bildung",
		.elsewhere = "bildung",
		.result = "review registered-elsewhere; mail receipt; review"},
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung",
		.aligned = true,
		.elsewhere = "bildung",
		.result = "cancel bildung; mail cancelled changed; done"},
	{.requests = "+bildung",
		.elsewhere = "bildung",
		.result = "register bildung 1; mail confirmation changed | bildung 1; done"},
	/* their registration, and there is none */
	{.requests = "-bildung o",
		.aligned = true,
		.result = "review not-registered; mail receipt; review"},
	{.before = "bildung -",
		.requests = "-bildung o",
		.aligned = true,
		.result = "review not-registered; mail receipt; review"},
	{.before = "kongress 1 Ada Erst",
		.requests = "-bildung o -kongress",
		.aligned = true,
		.result = "review not-registered; mail receipt | kongress 1 Ada Erst; review"},
};

static const struct letter_case times[] = {
	/* the deadline is the event's own, else its begin; the letter's receipt counts */
	{.requests = "+kongress",
		.received = 1299500000,
		.now = 1299500000,
		.result = "register kongress 1; mail confirmation changed | kongress 1; done"},
	{.requests = "+kongress",
		.received = 1299500001,
		.now = 1299500001,
		.result = "review after-deadline; mail receipt; review"},
	{.requests = "+kongress",
		.received = 1299500000,
		.now = 1299600000,
		.result = "register kongress 1; mail confirmation changed | kongress 1; done"},
	{.requests = "+bildung",
		.now = 1297875601,
		.result = "review after-deadline; mail receipt; review"},
	/* what takes no further seat, until it begins */
	{.before = "kongress 1 Ada Erst",
		.requests = "-kongress",
		.aligned = true,
		.now = 1299500001,
		.result = "cancel kongress; mail cancelled changed; done"},
	{.before = "kongress 1 Ada Erst",
		.requests = "+kongress",
		.names = "Ada Erst",
		.now = 1299500001,
		.result = "mail confirmation | kongress 1 Ada Erst; done"},
	{.before = "kongress 1 Ada Erst",
		.requests = "+kongress",
		.names = "Bea Zweit",
		.now = 1299500001,
		.result = "review after-deadline; mail receipt | kongress 1 Ada Erst; review"},
	{.before = "kongress x",
		.requests = "+kongress",
		.names = "Ada Erst",
		.now = 1299500001,
		.result = "review after-deadline; mail receipt; review"},
	{.requests = "-kongress",
		.now = 1299500001,
		.result = "decline kongress; mail decline; done"},
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung",
		.aligned = true,
		.now = 1297875601,
		.result = "review after-deadline; mail receipt | bildung 1 Ada Erst; review"},
	/* over: no receipt */
	{.requests = "+bildung", .now = 1297886400, .result = "review event-over; review"},
	{.requests = "+bildung",
		.received = NOW,
		.now = 1297886400,
		.result = "review event-over; review"},
	{.requests = "+kongress +bildung",
		.now = 1297886400,
		.result = "review event-over; review"},
	{.disposition = DISPOSITION_REVIEW,
		.reasons = "event-over",
		.result = "review event-over; review"},
	/* what is over is no longer part of the state */
	{.before = "bildung 1 Ada Erst",
		.requests = "+kongress",
		.now = 1297886400,
		.result = "register kongress 1; mail confirmation changed | kongress 1; done"},
	/* a receipt later than the clock counts as now */
	{.requests = "+kongress",
		.received = 1299500001,
		.now = 1299500000,
		.result = "register kongress 1; mail confirmation changed | kongress 1; done"},
};

static const struct letter_case seats[] = {
	{.requests = "+arbeit 10t",
		.result = "register arbeit 10; mail confirmation changed | arbeit 10; done"},
	{.requests = "+arbeit 11t", .result = "review full; mail receipt; review"},
	{.requests = "+arbeit", .taken = 10, .result = "review full; mail receipt; review"},
	{.requests = "+arbeit",
		.taken = 9,
		.result = "register arbeit 1; mail confirmation changed | arbeit 1; done"},
	{.requests = "+bildung +arbeit",
		.taken = 10,
		.result = "review full; mail receipt; review"},
	/* one's own seats count once; fewer always fits, even where it is overbooked */
	{.before = "arbeit 4 Ada Erst",
		.requests = "+arbeit 6t",
		.taken = 4,
		.result = "register arbeit 6 Ada Erst; "
			  "mail confirmation changed | arbeit 6 Ada Erst; done"},
	{.before = "arbeit 4 Ada Erst",
		.requests = "+arbeit 7t",
		.taken = 4,
		.result = "review full; mail receipt | arbeit 4 Ada Erst; review"},
	{.before = "arbeit 4 Ada Erst",
		.requests = "+arbeit 3tc",
		.taken = 20,
		.aligned = true,
		.result = "register arbeit 3 Ada Erst; "
			  "mail confirmation changed | arbeit 3 Ada Erst; done"},
	{.before = "arbeit 4 Ada Erst",
		.requests = "+arbeit",
		.taken = 20,
		.result = "mail confirmation | arbeit 4 Ada Erst; done"},
};

static const struct letter_case calendars[] = {
	{.requests = "+bildung",
		.calendar = true,
		.result = "register bildung 1; mail confirmation changed | bildung 1; done"},
	{.requests = "+bildung",
		.calendar = true,
		.auto_submitted = "auto-generated",
		.result = "register bildung 1; mail confirmation changed | bildung 1; done"},
	/* a room that accepts by itself */
	{.requests = "+bildung",
		.calendar = true,
		.auto_submitted = "auto-replied",
		.result = "review robot; review"},
	/* is there already: no change, no mail */
	{.before = "bildung 3 Bo Zwei",
		.requests = "+bildung",
		.names = "Ada Erst",
		.calendar = true,
		.result = "done"},
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung",
		.calendar = true,
		.aligned = true,
		.result = "cancel bildung; mail cancelled changed; done"},
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung",
		.calendar = true,
		.result = "ask confirm-cancel; mail confirm-cancel | bildung 1 Ada Erst; done"},
	{.before = "bildung 2 Ada Erst",
		.requests = "-bildung",
		.calendar = true,
		.aligned = true,
		.result = "ask ask-back; mail confirm-cancel | bildung 2 Ada Erst; done"},
	/* a decline changes no seat: recorded, not answered */
	{.requests = "-bildung", .calendar = true, .result = "decline bildung; done"},
	{.before = "bildung x", .requests = "-bildung", .calendar = true, .result = "done"},
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung",
		.calendar = true,
		.aligned = true,
		.calendar_for = "ADA@example.net",
		.result = "cancel bildung; mail cancelled changed; done"},
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung",
		.calendar = true,
		.aligned = true,
		.calendar_for = "bo@example.net",
		.result = "review calendar-other; review"},
	{.disposition = DISPOSITION_REVIEW,
		.reasons = "calendar",
		.calendar = true,
		.result = "review calendar; review"},
};

static const struct letter_case reviews[] = {
	{.disposition = DISPOSITION_REVIEW,
		.reasons = "date-contradicts-title unaccounted-date",
		.result = "review date-contradicts-title unaccounted-date; mail receipt; review"},
	/* what a reading under review lists as requests is never carried out */
	/* who may be a machine gets no answer before a person has looked */
	{.disposition = DISPOSITION_REVIEW,
		.requests = "+bildung",
		.reasons = "machine-unclear",
		.result = "review machine-unclear; review"},
	{.disposition = DISPOSITION_REVIEW,
		.requests = "+bildung",
		.reasons = "machine-contradicts",
		.result = "review machine-contradicts; review"},
	{.disposition = DISPOSITION_REVIEW,
		.requests = "+bildung",
		.reasons = "machine-address",
		.result = "review machine-address; review"},
	{.disposition = DISPOSITION_REVIEW,
		.requests = "+bildung",
		.reasons = "sceptic",
		.result = "review sceptic; mail receipt; review"},
	{.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event",
		.result = "review ask-back; mail receipt; review"},
	{.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event",
		.kind = KIND_OTHER,
		.result = "review no-event; mail receipt; review"},
	{.disposition = DISPOSITION_REVIEW,
		.reasons = "off-topic",
		.not_concerned = true,
		.result = "review off-topic; review"},
	{.disposition = DISPOSITION_REVIEW, .result = "review nothing-asked; mail receipt; review"},
	{.kind = KIND_OTHER,
		.requests = "+bildung",
		.result = "review nothing-asked; mail receipt; review"},
	{.disposition = DISPOSITION_REVIEW,
		.reasons = "which-series",
		.no_series = true,
		.result = "review which-series; review"},
	/* one receipt a day */
	{.disposition = DISPOSITION_REVIEW,
		.reasons = "sceptic",
		.receipts = 1,
		.result = "review sceptic; review"},
	/* carried out, and a person answers the rest */
	{.disposition = DISPOSITION_ACT_REVIEW,
		.reasons = "question",
		.requests = "+bildung",
		.result = "register bildung 1; review question; "
			  "mail confirmation changed question | bildung 1; review"},
	{.disposition = DISPOSITION_ACT_REVIEW,
		.requests = "+bildung",
		.result = "register bildung 1; review question; "
			  "mail confirmation changed question | bildung 1; review"},
	{.disposition = DISPOSITION_ACT_REVIEW,
		.reasons = "question",
		.requests = "+arbeit",
		.taken = 10,
		.result = "review full question; mail receipt question; review"},
	{.disposition = DISPOSITION_ACT_REVIEW,
		.reasons = "question",
		.before = "bildung -",
		.requests = "-bildung",
		.result = "review question; mail decline question; review"},
};

static const struct letter_case senders[] = {
	{.requests = "+bildung",
		.doubt = "several-from",
		.aligned = true,
		.result = "review several-from; review"},
	{.requests = "+bildung", .from = "", .result = "review no-from; review"},
	{.requests = "+bildung",
		.from = "OFFICE@example.org",
		.result = "review own-address; review"},
	{.requests = "+bildung",
		.from = "robot@example.org",
		.aligned = true,
		.result = "review own-address; review"},
	{.disposition = DISPOSITION_REVIEW,
		.reasons = "sceptic",
		.from = "robot@example.org",
		.result = "review own-address sceptic; review"},
	/* Reply-To: of From's domain, or vouched for; else a stranger's */
	{.requests = "+bildung",
		.reply_to = "other@EXAMPLE.net",
		.result = "register bildung 1; mail confirmation changed | bildung 1; done"},
	{.requests = "+bildung",
		.reply_to = "other@example.com",
		.aligned = true,
		.result = "register bildung 1; mail confirmation changed | bildung 1; done"},
	{.requests = "+bildung",
		.reply_to = "other@example.com",
		.result = "review reply-to; review"},
	{.disposition = DISPOSITION_REVIEW,
		.reasons = "sceptic",
		.reply_to = "other@example.com",
		.result = "review reply-to sceptic; review"},
	{.requests = "+bildung",
		.reply_to = "robot@example.org",
		.aligned = true,
		.result = "review reply-to; review"},
	/* its head says that a machine sent it */
	{.requests = "+bildung",
		.auto_submitted = "auto-replied",
		.result = "review robot; review"},
	{.requests = "+bildung",
		.auto_submitted = "no",
		.result = "register bildung 1; mail confirmation changed | bildung 1; done"},
	{.requests = "+bildung", .null_return_path = true, .result = "review robot; review"},
	/* no server takes a mail to such an address */
	{.requests = "+bildung",
		.from = "j\xc3\xb6rg@example.net",
		.result = "review address-unwritable; review"},
	{.requests = "+bildung",
		.from = "a@[127.0.0.1]",
		.result = "review address-unwritable; review"},
	{.requests = "+bildung",
		.from = ":include:/x@example.net",
		.result = "review address-unwritable; review"},
	{.requests = "+bildung",
		.reply_to = "a:b@example.net",
		.result = "review reply-to; review"},
	{.requests = "+bildung",
		.from = "Owner-list@example.net",
		.result = "review robot; review"},
	{.requests = "+bildung",
		.from = "list-request@example.net",
		.result = "review robot; review"},
	{.requests = "+bildung", .suppress = "DR, AutoReply", .result = "review robot; review"},
	{.requests = "+bildung",
		.suppress = "OOF",
		.result = "register bildung 1; mail confirmation changed | bildung 1; done"},
};

static const struct letter_case machines[] = {
	{.kind = KIND_AUTOMATIC, .disposition = DISPOSITION_IGNORE, .result = "automatic"},
	{.kind = KIND_AUTOMATIC,
		.disposition = DISPOSITION_ACT,
		.requests = "+bildung",
		.aligned = true,
		.result = "automatic"},
	{.kind = KIND_REQUEST,
		.disposition = DISPOSITION_IGNORE,
		.requests = "+bildung",
		.result = "automatic"},
	{.kind = KIND_AUTOMATIC,
		.disposition = DISPOSITION_IGNORE,
		.bounce = true,
		.permanent = true,
		.bounced = 7,
		.result = "bounced 7 permanent; review bounced; automatic"},
	{.kind = KIND_AUTOMATIC,
		.disposition = DISPOSITION_IGNORE,
		.bounce = true,
		.bounced = 7,
		.result = "bounced 7; automatic"},
	/* what a person passes on changes nothing */
	{.kind = KIND_OTHER,
		.disposition = DISPOSITION_REVIEW,
		.reasons = "forwarded",
		.bounce = true,
		.permanent = true,
		.bounced = 7,
		.result = "review forwarded; mail receipt; review"},
	{.kind = KIND_REQUEST,
		.requests = "+bildung",
		.bounce = true,
		.permanent = true,
		.bounced = 7,
		.result = "register bildung 1; mail confirmation changed | bildung 1; done"},
	{.kind = KIND_REQUEST,
		.disposition = DISPOSITION_IGNORE,
		.requests = "+bildung",
		.bounce = true,
		.permanent = true,
		.bounced = 7,
		.result = "automatic"},
	{.kind = KIND_AUTOMATIC,
		.disposition = DISPOSITION_IGNORE,
		.bounce = true,
		.permanent = true,
		.result = "automatic"},
};

static const struct letter_case limits[] = {
	{.requests = "+bildung",
		.mails = 5,
		.in_thread = 3,
		.result = "register bildung 1; mail confirmation changed | bildung 1; done"},
	{.requests = "+bildung",
		.mails = 6,
		.result = "register bildung 1; mail confirmation changed held | bildung 1; done"},
	{.requests = "+bildung",
		.in_thread = 4,
		.result = "register bildung 1; mail confirmation changed held | bildung 1; done"},
	/* what has not left yet is taken back, and this goes in its place; not so where nothing changes */
	{.requests = "+bildung",
		.mails = 6,
		.in_thread = 4,
		.waiting = 1,
		.result = "register bildung 1; mail confirmation changed | bildung 1; done"},
	{.requests = "+bildung",
		.mails = 7,
		.waiting = 1,
		.result = "register bildung 1; mail confirmation changed held | bildung 1; done"},
	{.before = "bildung 1 Ada Erst",
		.requests = "+bildung",
		.mails = 6,
		.waiting = 1,
		.result = "mail confirmation held | bildung 1 Ada Erst; done"},
	{.disposition = DISPOSITION_REVIEW,
		.reasons = "sceptic",
		.mails = 6,
		.result = "review sceptic; mail receipt held; review"},
};

/* A reply to a mail that went to somebody else. */
static const struct letter_case others[] = {
	/* only the writer is withdrawn, where they are one of the party */
	{.requests = "-bildung",
		.other_party = true,
		.asked = "bildung 2 Bo Zwei, Ada Erst",
		.result = "register bildung 1 Bo Zwei (other); mail cancelled changed; "
			  "mail withdrawn changed | bildung 1 Bo Zwei (other); done"},
	{.requests = "-bildung",
		.other_party = true,
		.asked = "bildung 1 Ada Erst",
		.result = "cancel bildung (other); mail cancelled changed; "
			  "mail withdrawn changed (other); done"},
	{.requests = "-bildung",
		.other_party = true,
		.asked = "bildung 2 Bo Zwei, Cem Drei",
		.result = "mail confirm-cancel | bildung 2 Bo Zwei, Cem Drei (other); "
			  "review other-address (other); mail receipt; review"},
	{.requests = "-bildung",
		.other_party = true,
		.asked = "bildung 2 Bo Zwei, A. Erst",
		.aligned = true,
		.result = "mail confirm-cancel | bildung 2 Bo Zwei, A. Erst (other); "
			  "review other-address (other); mail receipt; review"},
	{.requests = "-kongress",
		.other_party = true,
		.asked = "bildung 2 Bo Zwei, Ada Erst",
		.result = "review other-address (other); "
			  "mail receipt; review"},
	/* their own registration is theirs, and needs their own proof */
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung",
		.other_party = true,
		.asked = "bildung 2 Bo Zwei, Ada Erst",
		.result = "ask confirm-cancel; mail confirm-cancel | bildung 1 Ada Erst; done"},
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung",
		.other_party = true,
		.aligned = true,
		.asked = "bildung 2 Bo Zwei, Cem Drei",
		.result = "cancel bildung; mail cancelled changed; done"},
	/* a forwarded confirmation, and they come too: a party of their own, unless there already */
	{.requests = "+bildung",
		.names = "Ada Erst",
		.other_party = true,
		.asked = "bildung 1 Bo Zwei",
		.result = "register bildung 1 Ada Erst; "
			  "mail confirmation changed | bildung 1 Ada Erst; done"},
	{.requests = "+bildung",
		.names = "Ada Erst",
		.other_party = true,
		.asked = "bildung 2 Bo Zwei, Ada Erst",
		.result = "review other-address; mail receipt; review"},
	/* a mail that went to a Reply-To: its token is in a stranger's hands, perhaps */
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung",
		.answers = true,
		.went_to = "thief@example.net",
		.result = "ask confirm-cancel; mail confirm-cancel | bildung 1 Ada Erst; done"},
	{.before = "bildung 1 Ada Erst",
		.requests = "-bildung",
		.answers = true,
		.went_to = "thief@example.net",
		.aligned = true,
		.result = "cancel bildung; mail cancelled changed; done"},
	{.requests = "-bildung",
		.other_party = true,
		.asked = "bildung 1 Ada Erst",
		.went_to = "thief@example.net",
		.result = "review other-address (other); mail receipt; review"},
	{.requests = "-bildung",
		.other_party = true,
		.asked = "bildung 1 Ada Erst",
		.went_to = "ada@example.net",
		.result = "review other-address (other); mail receipt; review"},
};

#define TABLE_TEST(table) \
	static void test_##table(void **state) \
	{ \
		(void)state; \
		CHECK_TABLE(table); \
	}
TABLE_TEST(first)
TABLE_TEST(again)
TABLE_TEST(fewer)
TABLE_TEST(cancels)
TABLE_TEST(declines)
TABLE_TEST(times)
TABLE_TEST(seats)
TABLE_TEST(calendars)
TABLE_TEST(reviews)
TABLE_TEST(senders)
TABLE_TEST(machines)
TABLE_TEST(limits)
TABLE_TEST(others)

/* ---- what holds for every letter, over all combinations ---- */

static int confirmed_seats(const struct party *party)
{
	int seats_there = 0;

	for (size_t i = 0; i < party->count; i++)
		if (party->items[i].status == STATUS_CONFIRMED)
			seats_there += party->items[i].seats;
	return seats_there;
}

static void hold_effects(
	const struct letter_case *c, const struct decide_in *in, const struct decision *d)
{
	size_t changes = 0, mails = 0, items = 0, asked = 0;

	for (size_t i = 0; i < d->count; i++) {
		const struct effect *e = &d->items[i];
		changes += e->kind <= EFFECT_DECLINE;
		mails += e->kind == EFFECT_MAIL;
		items += e->kind == EFFECT_REVIEW;
		asked += e->kind == EFFECT_REVIEW && e->asked;
		if (e->kind == EFFECT_REVIEW)
			assert_true(e->reason_count > 0);
		if (e->kind != EFFECT_REGISTER)
			continue;
		const struct standing *at = party_at(e->party, e->standing.event->id);
		assert_true(e->standing.name_count <= (size_t)e->standing.seats);
		/* never fewer without words of change and the party's own hand */
		if (at != NULL && at->seats > e->standing.seats) {
			assert_true(in->reading->requests.items[0].change);
			assert_true(c->aligned || c->answers);
		}
		if (e->standing.event->seats > 0 && (at == NULL || e->standing.seats > at->seats))
			assert_true(in->known.taken[1].seats - (at != NULL ? at->seats : 0) +
					e->standing.seats <=
				e->standing.event->seats);
	}
	assert_true(mails <= 1 && items <= 1);
	if (c->kind == KIND_AUTOMATIC)
		assert_true(changes == 0 && mails == 0 && d->wanted == FOLDER_AUTOMATIC);
	if (c->disposition == DISPOSITION_REVIEW && c->kind != KIND_AUTOMATIC)
		assert_true(changes == 0 && items == 1 && d->wanted == FOLDER_REVIEW);
	if (c->doubt != NULL || c->from != NULL)
		assert_true(changes == 0 && mails == 0);
	/* what is asked back is with who wrote, not with staff */
	assert_true((items == 1 && !asked) == (d->wanted == FOLDER_REVIEW));
}

/* The mail says exactly what the effects make of the register. */
static void hold_state(const struct decide_in *in, const struct decision *d)
{
	const struct facts *mail = NULL;
	int sum = confirmed_seats(&in->known.party), said = 0;

	for (size_t i = 0; i < d->count; i++) {
		const struct effect *e = &d->items[i];
		const struct standing *at =
			e->kind <= EFFECT_CANCEL ? party_at(e->party, e->standing.event->id) : NULL;
		if (e->kind <= EFFECT_CANCEL)
			sum += e->standing.seats -
				(at != NULL && at->status == STATUS_CONFIRMED ? at->seats : 0);
		if (e->kind == EFFECT_MAIL)
			mail = e->mail;
	}
	if (mail == NULL)
		return;
	for (size_t i = 0; i < mail->state_count; i++)
		said += mail->state[i].seats;
	assert_int_equal(said, sum);
}

static void hold(const struct letter_case *c)
{
	struct arena *a = arena_new();
	const struct decide_in *in = make_in(a, c);
	const struct decision *d = decide(a, in);

	hold_effects(c, in, d);
	hold_state(in, d);
	arena_free(&a);
}

/* What is asked back, instead of a receipt. */
static const struct letter_case asks[] = {
	{.wish = "+",
		.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event",
		.result = "ask ask-back; mail which-events; done"},
	{.wish = "+",
		.disposition = DISPOSITION_REVIEW,
		.reasons = "ambiguous-event",
		.before = "bildung 1 Ada Erst",
		.result = "ask ambiguous-event; mail which-events | bildung 1 Ada Erst; done"},
	/* once */
	{.wish = "+",
		.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event",
		.asked_before = 1,
		.result = "review ask-back; mail receipt; review"},
	/* with something else a person looks */
	{.wish = "+",
		.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event question",
		.result = "review ask-back question; mail receipt question; review"},
	{.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event",
		.result = "review ask-back; mail receipt; review"},
	{.wish = "+",
		.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event",
		.not_concerned = true,
		.result = "review ask-back; review"},
	/* who stands there asks for something of ours, though they do not say for what */
	{.before = "bildung 1 Ada Erst; kongress 1 Ada Erst",
		.wish = "-",
		.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event",
		.not_concerned = true,
		.result =
			"ask ask-back; mail which-cancel | bildung 1 Ada Erst, kongress 1 Ada Erst; done"},
	{.before = "bildung x",
		.wish = "-",
		.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event",
		.not_concerned = true,
		.result = "review ask-back; review"},
	/* a machine is asked nothing */
	{.wish = "+",
		.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event",
		.auto_submitted = "auto-replied",
		.result = "review robot ask-back; review"},
	/* beyond the limits of a day nobody would get it: staff see it */
	{.wish = "+",
		.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event",
		.mails = 6,
		.result = "review ask-back; mail which-events held; review"},
	/* a no without an event: which, or whether that one */
	{.wish = "-",
		.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event",
		.before = "bildung 1 Ada Erst; kongress 2 Ada Erst",
		.result =
			"ask ask-back; mail which-cancel | bildung 1 Ada Erst, kongress 2 Ada Erst; "
			"done"},
	{.wish = "-",
		.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event",
		.before = "bildung 1 Ada Erst; kongress x",
		.result = "ask ask-back; mail confirm-cancel | bildung 1 Ada Erst; done"},
	{.wish = "-",
		.disposition = DISPOSITION_REVIEW,
		.reasons = "no-event",
		.result = "review ask-back; mail receipt; review"},
	/* a calendar's no for several */
	{.requests = "-bildung",
		.before = "bildung 2 Ada Erst",
		.aligned = true,
		.calendar = true,
		.result = "ask ask-back; mail confirm-cancel | bildung 2 Ada Erst; done"},
	{.requests = "-bildung",
		.before = "bildung 1 Ada Erst",
		.asked_before = 1,
		.result = "review confirm-cancel; mail receipt | bildung 1 Ada Erst; review"},
	/* a cancellation from elsewhere in answer to a party's mail: the party is asked */
	{.requests = "-bildung",
		.other_party = true,
		.asked = "bildung 2 Bo Zwei, Cem Drei",
		.result = "mail confirm-cancel | bildung 2 Bo Zwei, Cem Drei (other); "
			  "review other-address (other); mail receipt; review"},
};

static void test_asks(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		check("asks", i, &asks[i]);
}

#define BARE .answers = true, .disposition = DISPOSITION_REVIEW, .reasons = "no-request"
/* Thanks for a mail of ours need nobody; beside anything else, or where we had asked, they do. */
static const struct letter_case thanked[] = {
	{.answers = true,
		.kind = KIND_OTHER,
		.disposition = DISPOSITION_REVIEW,
		.reasons = "only-thanks",
		.result = "done"},
	{.disposition = DISPOSITION_REVIEW,
		.kind = KIND_OTHER,
		.reasons = "only-thanks",
		.result = "review only-thanks; mail receipt; review"},
	{.answers = true,
		.kind = KIND_OTHER,
		.disposition = DISPOSITION_REVIEW,
		.reasons = "only-thanks question",
		.result = "review only-thanks question; mail receipt question; review"},
};

static void test_thanked(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof thanked / sizeof *thanked; i++)
		check("thanked", i, &thanked[i]);
}

#define WHICH .answers = true, .asking = "which-events", .choices = "bildung arbeit kongress"

/* What completes it: each kind of question by each kind of answer. */
static const struct letter_case completes[] = {
	{WHICH, .wished = "1", .requests = "+bildung +kongress",
		.result = "register bildung 1; register kongress 1; "
			  "mail confirmation changed | bildung 1, kongress 1; answered; done"},
	{WHICH, .wished = "3t", .requests = "+bildung",
		.result =
			"register bildung 3; mail confirmation changed | bildung 3; answered; done"},
	/* what the answer says itself counts */
	{WHICH, .wished = "3t", .requests = "+bildung 2t",
		.result =
			"register bildung 2; mail confirmation changed | bildung 2; answered; done"},
	{WHICH, .wished = "0", .requests = "+bildung",
		.result = "review seats-unsaid; mail receipt; shown; review"},
	{WHICH, .wished = "1", .requests = "-bildung",
		.result = "decline bildung; mail decline; shown; done"},
	{WHICH, .wished = "1", .requests = "+bildung", .other_party = true, .asked = "",
		.result = "register bildung 1; mail confirmation changed | bildung 1; done"},
	{.asking = "which-events",
		.choices = "bildung arbeit kongress",
		.wished = "1",
		BARE,
		.answer = ANSWER_YES,
		.result = "review no-request; mail receipt; shown; review"},
	{.asking = "which-events",
		.choices = "bildung",
		.wished = "2t",
		BARE,
		.answer = ANSWER_YES,
		.result =
			"register bildung 2; mail confirmation changed | bildung 2; answered; done"},
	{.asking = "which-events",
		.choices = "bildung arbeit",
		.wished = "1",
		BARE,
		.answer = ANSWER_NO,
		.result = "mail decline; answered; done"},
	{WHICH, .wished = "1", .disposition = DISPOSITION_REVIEW, .reasons = "no-event",
		.wish = "-", .result = "mail decline; answered; done"},
	{WHICH, .wished = "1", .disposition = DISPOSITION_REVIEW, .reasons = "undecided",
		.result = "review undecided; mail receipt; shown; review"},

	{.before = "bildung 2; kongress 1",
		.answers = true,
		.asking = "which-cancel",
		.choices = "bildung kongress",
		.requests = "-kongress",
		.result = "cancel kongress; mail cancelled changed | bildung 2; answered; done"},
	{.before = "bildung 2; kongress 1",
		.answers = true,
		.asking = "which-cancel",
		.choices = "bildung kongress",
		.requests = "+kongress",
		.result = "review contradicts-itself; mail receipt | bildung 2, kongress 1; shown; "
			  "review"},
	{.before = "bildung 2; kongress 1",
		.asking = "which-cancel",
		.choices = "bildung kongress",
		BARE,
		.answer = ANSWER_NO,
		.result = "mail confirmation | bildung 2, kongress 1; answered; done"},
	{.before = "bildung 2; kongress 1",
		.asking = "which-cancel",
		.choices = "bildung kongress",
		BARE,
		.answer = ANSWER_YES,
		.result = "review no-request; mail receipt | bildung 2, kongress 1; shown; review"},

	{.before = "bildung 2 Ada Erst",
		.asking = "confirm-cancel",
		.planned = "bildung x",
		BARE,
		.answer = ANSWER_YES,
		.result = "cancel bildung; mail cancelled changed; answered; done"},
	{.before = "bildung 3 Ada Erst",
		.asking = "confirm-cancel",
		.planned = "bildung 2 Ada Erst; kongress 1",
		BARE,
		.answer = ANSWER_YES,
		.result =
			"register bildung 2 Ada Erst; register kongress 1; mail confirmation changed "
			"| bildung 2 Ada Erst, kongress 1; answered; done"},
	/* in the meantime it became fewer: a yes does not make it more */
	{.before = "bildung 1 Ada Erst",
		.asking = "confirm-cancel",
		.planned = "bildung 2 Ada Erst",
		BARE,
		.answer = ANSWER_YES,
		.result =
			"review confirm-cancel no-request; mail receipt | bildung 1 Ada Erst; shown; "
			"review"},
	{.before = "bildung 2 Ada Erst",
		.asking = "confirm-cancel",
		.planned = "bildung x",
		BARE,
		.answer = ANSWER_YES,
		.now = 1300000000,
		.result = "review event-over no-request; shown; review"},
	{.before = "bildung 2 Ada Erst",
		.asking = "confirm-cancel",
		.planned = "bildung x",
		BARE,
		.answer = ANSWER_NO,
		.result = "mail confirmation | bildung 2 Ada Erst; answered; done"},
	{.before = "bildung 2 Ada Erst",
		.asking = "confirm-cancel",
		.planned = "bildung x",
		.answers = true,
		.requests = "-bildung",
		.answer = ANSWER_YES,
		.result = "cancel bildung; mail cancelled changed; answered; done"},
	{.before = "bildung 2 Ada Erst",
		.asking = "confirm-cancel",
		.planned = "bildung x",
		.answers = true,
		.requests = "+bildung",
		.answer = ANSWER_YES,
		.result =
			"review contradicts-itself; mail receipt | bildung 2 Ada Erst; shown; review"},
	{.before = "bildung 2 Ada Erst",
		.asking = "confirm-cancel",
		.planned = "bildung x",
		.answers = true,
		.requests = "+bildung",
		.answer = ANSWER_NO,
		.result = "mail confirmation | bildung 2 Ada Erst; answered; done"},
	/* what was asked about has changed since: a no means what stood then, and so may a yes */
	{.before = "bildung x",
		.asking = "confirm-cancel",
		.planned = "bildung x",
		.changed = true,
		BARE,
		.answer = ANSWER_NO,
		.result = "review asked-changed no-request; mail receipt; shown; review"},
	{.before = "bildung 3 Ada Erst",
		.asking = "confirm-cancel",
		.planned = "bildung 2 Ada Erst",
		.changed = true,
		BARE,
		.answer = ANSWER_YES,
		.result =
			"review asked-changed no-request; mail receipt | bildung 3 Ada Erst; shown; "
			"review"},
	{.before = "bildung x",
		.asking = "confirm-cancel",
		.planned = "bildung x",
		.changed = true,
		BARE,
		.answer = ANSWER_YES,
		.result = "mail cancelled; answered; done"},
	/* who has the mail but not its address completes nothing */
	{.asking = "confirm-cancel",
		.planned = "bildung x",
		.other_party = true,
		.asked = "bildung 2 Bo Zwei",
		.disposition = DISPOSITION_REVIEW,
		.reasons = "no-request",
		.answer = ANSWER_YES,
		.result = "review no-request; mail receipt; review"},
};

static void test_completes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof completes / sizeof *completes; i++)
		check("completes", i, &completes[i]);
}

static void test_properties(void **state)
{
	static const char *const befores[] = {NULL, "arbeit 1 Ada Erst", "arbeit 2",
		"arbeit 3 Ada Erst, Bo Zwei", "arbeit x", "arbeit -",
		"bildung 2 Bo Zwei; arbeit 9 Ada Erst"};
	static const char *const requests[] = {"", "+arbeit", "+arbeit 2t", "+arbeit 2tc",
		"+arbeit 1tc", "+arbeit 2n", "+arbeit 1nc", "+arbeit 10t", "-arbeit", "-arbeit o",
		"-arbeit +bildung", "+arbeit 2t -bildung"};
	static const char *const names[] = {NULL, "Ada Erst", "Bo Zwei", "Ada Erst,Cem Drei",
		"A. Erst", "Bo Zwei,Cem Drei,Dan Vier"};
	size_t count = 0;

	(void)state;
	for (size_t b = 0; b < sizeof befores / sizeof *befores; b++)
		for (size_t r = 0; r < sizeof requests / sizeof *requests; r++)
			for (size_t n = 0; n < sizeof names / sizeof *names; n++)
				for (unsigned bits = 0; bits < 256; bits++, count++) {
					struct letter_case c = {.before = befores[b],
						.requests = requests[r],
						.names = names[n],
						.aligned = bits & 1,
						.answers = bits & 2,
						.calendar = bits & 4,
						.taken = bits & 8 ? 7 : 0,
						.kind = bits & 16 ? KIND_AUTOMATIC : KIND_REQUEST,
						.disposition = bits & 32 ? DISPOSITION_REVIEW
									 : DISPOSITION_ACT,
						.from = bits & 64 ? "robot@example.org" : NULL,
						.doubt = bits & 128 ? "several-from" : NULL};
					hold(&c);
				}
	assert_true(count > 100000);
}

/* ---- the facts ---- */

static void test_answer(void **state)
{
	struct arena *a = arena_new();
	struct letter_case c = {.requests = "+bildung",
		.names = "Ada Erst",
		.reply_to = "office@example.net",
		.disposition = DISPOSITION_ACT_REVIEW,
		.reasons = "question"};
	struct decide_in *in = make_in(a, &c);
	struct err e;
	struct zone *zone;

	(void)state;
	assert_int_equal(zone_load(a, "Europe/Berlin", &zone, &e), 0);
	series.zone = zone;
	const struct decision *d = decide(a, in);
	struct facts *mail = d->items[d->count - 1].mail;
	mail->message_id = "id@example.org";
	json_t *got = facts_to_json(mail);
	static const char want[] =
		"{'kind':'confirmation','occasion':'letter','language':'de','message_id':'id@example.org',"
		"'date':1295517600,'to':{'name':'','address':'office@example.net'},"
		"'subject':'Anmeldung','in_reply_to':'letter@x',"
		"'references':['one@x','two@x','letter@x'],'salutation':{'name':'Ada Erst'},"
		"'series':{'id':'masterplan','title':'Masterplan','organiser':'Agentur',"
		"'zone':'Europe/Berlin'},"
		"'understood':[{'action':'register','event':EVENT,'seats':1,"
		"'attendees':['Ada Erst']}],"
		"'state':[{'status':'confirmed','event':EVENT,'seats':1,"
		"'attendees':['Ada Erst']}],"
		"'beside':[],'choices':[],'notices':[],'changed':true,'question':true,'reasons':['question'],'quote':'Guten Tag'}";
	static const char event[] =
		"{'id':'bildung','title':'Bildung','begin':'2011-02-16T18:00',"
		"'end':'2011-02-16T21:00','begin_utc':1297875600,'end_utc':1297886400,"
		"'place':'Moschee','address':'Hessische Straße 1'}";
	struct buf b = {.max = 10000};
	for (const char *p = want; *p != '\0'; p++) {
		if (strncmp(p, "EVENT", 5) == 0) {
			buf_puts(&b, event);
			p += 4;
		} else {
			buf_putc(&b, *p);
		}
	}
	for (size_t i = 0; i < b.len; i++)
		if (b.p[i] == '\'')
			b.p[i] = '"';
	json_t *expected = json_loads(b.p, 0, NULL);
	assert_non_null(expected);
	if (!json_equal(got, expected))
		fail_msg("%s", json_dumps(got, JSON_INDENT(1)));
	json_decref(expected);
	json_decref(got);
	buf_free(&b);
	arena_free(&a);
	series.zone = NULL;
}

/* The quote is cut between characters, and what is no UTF-8 never breaks the facts. */
static void test_quote(void **state)
{
	struct arena *a = arena_new();
	struct letter_case c = {.requests = "+bildung"};
	struct decide_in *in = make_in(a, &c);
	struct reading *reading = (struct reading *)in->reading;
	char *words = arena_alloc(a, 3000);

	(void)state;
	memset(words, 'x', 1999);
	for (size_t i = 1999; i < 2999; i += 2)
		memcpy(words + i, "ä", 2);
	reading->own_words = (struct slice){words, 2999};
	const struct decision *d = decide(a, in);
	assert_int_equal(d->items[1].mail->quote.len, 1999);
	reading->own_words = slice_of("kurz");
	d = decide(a, in);
	assert_int_equal(d->items[1].mail->quote.len, 4);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first),
		cmocka_unit_test(test_again),
		cmocka_unit_test(test_fewer),
		cmocka_unit_test(test_cancels),
		cmocka_unit_test(test_declines),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_seats),
		cmocka_unit_test(test_calendars),
		cmocka_unit_test(test_reviews),
		cmocka_unit_test(test_senders),
		cmocka_unit_test(test_machines),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_asks),
		cmocka_unit_test(test_thanked),
		cmocka_unit_test(test_completes),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_answer),
		cmocka_unit_test(test_quote),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
