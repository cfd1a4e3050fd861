#include "reading/decide.h"

#include <string.h>

#include "base/limits.h"
#include "reading/answered.h"
#include "reading/claims/alone.h"
#include "reading/claims/assents.h"
#include "reading/claims/needs.h"
#include "reading/claims/replies.h"
#include "reading/clauses/substitutes.h"
#include "reading/clauses/verbs.h"
#include "reading/guess/guess.h"
#include "reading/kind.h"
#include "reading/ledger/sceptic.h"
#include "reading/ledger/unclaimed.h"
#include "reading/lines/quantities.h"
#include "reading/reasons.h"
#include "reading/seats/recount.h"
#include "reading/seats/attendees.h"
#include "reading/seats/seats.h"

const char *const reason_ids[REASON_COUNT] = {
#define REASON_ID(id, name, what) name,
	REASONS(REASON_ID)
#undef REASON_ID
};

static const char *use_what(const struct atom *a)
{
	if (a->kind == ATOM_EVENT)
		return a->reference ? "date" : "event";
	if (a->kind == ATOM_PEOPLE)
		return a->people->person_count > 0 ? "name" : "seats";
	if (a->kind == ATOM_DATE)
		return "date";
	if (a->use == USE_NEED)
		return "need";
	if (a->use == USE_OPEN)
		return "alarm";
	if (a->use == USE_POLARITY)
		return "negation";
	if (a->use == USE_INTENT || senses_has(a->senses, SENSE_REGISTRATION) ||
		senses_has(a->senses, SENSE_CANCELLATION))
		return "intent";
	return NULL;
}

static struct evidence evidence_of(const struct study *s, const struct atom *a, const char *what)
{
	const struct token *first = first_token(s, a), *last = last_token(s, a);

	return (struct evidence){what, first->in, first->start, last->end};
}

static void add_evidence(struct study *s, const struct claim *claim, struct request *r)
{
	for (size_t i = 0; i < claim->clause_count; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		for (size_t k = c->first; k < c->end; k++) {
			const struct atom *a = &s->atoms[k];
			const char *what = a->count > 0 ? use_what(a) : NULL;
			if (what != NULL)
				ARENA_PUSH(s->arena, r->evidence, r->evidence_count,
					r->evidence_room, evidence_of(s, a, what));
		}
	}
}

static void add_marks(struct study *s)
{
	for (size_t i = 0; i < s->atom_count; i++) {
		const struct atom *a = &s->atoms[i];
		const char *what = a->count > 0 ? use_what(a) : NULL;
		if (what != NULL)
			ARENA_PUSH(s->arena, s->reading->marks, s->reading->mark_count,
				s->reading->mark_room, evidence_of(s, a, what));
	}
}

static struct request *find(struct requests *r, const char *event)
{
	for (size_t i = 0; i < r->count; i++)
		if (strcmp(r->items[i].event, event) == 0)
			return &r->items[i];
	return NULL;
}

static struct request request_of(struct study *s, const struct claim *claim, const char *event)
{
	struct request r = {
		.action = claim->come ? ACTION_REGISTER : ACTION_CANCEL,
		.event = event,
		.seats = claim->come ? claim->seats : 0,
		.stated = claim->come ? claim->stated : STATED_NONE,
		.change = claim->change,
		.own = claim->own || substitutes_writer(s, claim),
		.instead = substitutes_maybe(s, claim),
		.alone = alone_says_no(s, claim),
	};

	add_evidence(s, claim, &r);
	return r;
}

/* Two claims on one event must agree. Returns what is wrong; NULL. */
static const char *merge(const struct study *s, struct request *r, const struct claim *claim)
{
	if ((r->action == ACTION_REGISTER) != claim->come)
		return "contradicts-itself";
	r->change = r->change || claim->change;
	r->own = r->own || claim->own || substitutes_writer(s, claim);
	r->instead = r->instead || substitutes_maybe(s, claim);
	r->alone = r->alone || alone_says_no(s, claim);
	if (!claim->come || claim->seats == r->seats)
		return NULL;
	if (claim->stated == STATED_NONE)
		return NULL;
	if (r->stated != STATED_NONE)
		return "seats-contradict";
	r->seats = claim->seats;
	r->stated = claim->stated;
	return NULL;
}

static const char *collect(struct study *s, const struct claims *claims, struct requests *out)
{
	const char *why = NULL;

	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *claim = &claims->items[i];
		for (size_t e = 0; e < s->series->event_count; e++) {
			if (!eset_has(claim->events, e))
				continue;
			const char *id = s->series->events[e].id;
			struct request *there = find(out, id);
			const char *wrong = there != NULL ? merge(s, there, claim) : NULL;
			if (there == NULL)
				ARENA_PUSH(s->arena, out->items, out->count, out->room,
					request_of(s, claim, id));
			why = why != NULL ? why : wrong;
		}
	}
	return why;
}

static void list_open(struct study *s, struct eset open)
{
	for (size_t e = 0; s->series != NULL && e < s->series->event_count; e++)
		if (eset_has(open, e))
			ARENA_PUSH(s->arena, s->reading->open, s->reading->open_count,
				s->reading->open_room, s->series->events[e].id);
}

enum { PHONE_BYTES_MAX = 64 }; /* no number is longer, and no reading's reader takes more */

/* The first telephone number below the text, or in it. */
static void find_phone(struct study *s)
{
	for (size_t i = 0; i < s->token_count; i++) {
		const struct token *t = &s->tokens[i];
		size_t row_end = s->rows[t->row].first + s->rows[t->row].count;
		if (t->in != IN_TEXT || s->rows[t->row].sort == ROW_QUOTE || row_end <= i)
			continue;
		bool starts = slice_is(t->text, "+") ||
			(t->kind == TOKEN_NUMBER && t->text.p[0] == '0' && t->text.len > 1);
		size_t n = starts ? quantity_figures_at(s, i, row_end) : 0;
		if (n == 0 || study_text(s, i, n).len > PHONE_BYTES_MAX)
			continue;
		s->reading->phone = arena_string(s->arena, study_text(s, i, n));
		return;
	}
}

/* `1, 5` in answer to our list: numbers have no language. */
static bool only_places(const struct study *s)
{
	if (!answered_asks(s))
		return false;
	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		for (size_t k = x->first; k < x->end && !x->subject; k++) {
			enum atom_kind kind = s->atoms[k].kind;
			if (kind != ATOM_EVENT && kind != ATOM_PUNCT && kind != ATOM_SILENT &&
				s->atoms[k].use != USE_OUTSIDE)
				return false;
		}
	}
	return true;
}

/* Words that no language knows, in a letter of which nobody can say in which it is. */
static bool foreign(const struct study *s)
{
	if (s->language != NULL)
		return false;
	for (size_t i = 0; i < s->sentence_count; i++)
		for (size_t k = s->sentences[i].first; k < s->sentences[i].end; k++)
			if (!s->sentences[i].subject && s->atoms[k].kind == ATOM_UNKNOWN)
				return true;
	return false;
}

static const char *trouble(const struct study *s, const struct claims *claims,
	const struct ledger *ledger, const char *merged)
{
	for (size_t i = 0; i < claims->count; i++)
		if (claims->items[i].why != NULL)
			return claims->items[i].why;
	if (merged != NULL)
		return merged;
	/* a number or a name in it says nothing of why it was not understood */
	if (claims->count == 0 && foreign(s))
		return "language-unknown";
	if (ledger->why != NULL)
		return ledger->why;
	bool numbers = claims->count > 0 && only_places(s);
	if (s->language == NULL && !numbers)
		return s->clause_count > 0 ? "language-unknown" : "no-own-words";
	if (!numbers && !s->language->acts)
		return "language-guesses";
	if (claims->count == 0)
		return s->clause_count > 0 ? "no-request" : "no-own-words";
	return s->now == 0 ? "time-unknown" : NULL;
}

/* Whether nothing is wrong but that no event is named, or more than one is meant by what is. */
static bool lacks_event(const struct claim *claim)
{
	return claim->why != NULL &&
		(strcmp(claim->why, "no-event") == 0 || strcmp(claim->why, "ambiguous-event") == 0);
}

/* A no that is somebody else's, for whom the writer does not speak: `meine Frau kann nicht zum Forum`. */
static bool of_another(const struct study *s, const struct claim *claim)
{
	for (size_t i = 0; i < claim->clause_count; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		bool me = c->i || c->we || c->proxy;
		for (size_t k = 0; k < c->people_count; k++)
			me = me || c->people[k]->me;
		if (c->third && !me)
			return true;
	}
	return false;
}

/* Adds a claim to the wish; false where the two are no one wish. How many come may stay unclear. */
static bool add_wish(const struct study *s, struct request *wish, struct claim claim, bool first)
{
	enum request_action action = claim.come ? ACTION_REGISTER : ACTION_CANCEL;

	if (!lacks_event(&claim) || (!first && action != wish->action) ||
		(!claim.come && of_another(s, &claim)))
		return false;
	claim.why = NULL;
	seats_count(s, &claim);
	int seats = claim.why == NULL ? claim.seats : 0;
	if (first || (wish->seats > 0 && wish->stated == STATED_NONE)) {
		*wish = (struct request){.action = action,
			.event = "",
			.seats = seats,
			.stated = seats > 0 ? claim.stated : STATED_NONE,
			.own = substitutes_writer(s, &claim),
			.instead = substitutes_maybe(s, &claim),
			.alone = alone_says_no(s, &claim)};
	} else if (seats == 0 || (claim.stated != STATED_NONE && seats != wish->seats)) {
		wish->seats = 0;
		wish->stated = STATED_NONE;
	}
	return true;
}

/* `Ja, ich komme gern`: what all claims of the letter ask for, where each lacks only its event. */
static void find_wish(struct study *s, const struct claims *claims, const struct ledger *ledger)
{
	struct request wish = {.event = ""};

	if (claims->count == 0 || ledger->why != NULL || s->language == NULL || !s->language->acts)
		return;
	for (size_t i = 0; i < claims->count; i++)
		if (!add_wish(s, &wish, claims->items[i], i == 0))
			return;
	if (wish.seats > 0)
		attendees_list(s, claims);
	s->reading->wish = arena_alloc(s->arena, sizeof wish);
	*s->reading->wish = wish;
}

static bool review_by_message(struct study *s)
{
	bool review = false;

	for (size_t i = 0; i < s->message->reason_count; i++) {
		study_reason(s, s->message->reasons[i].id);
		review = review || s->message->reasons[i].review;
	}
	if (s->message->envelope->doubt != NULL) {
		study_reason(s, s->message->envelope->doubt);
		review = true;
	}
	return review;
}

static struct requests copy_of(const struct study *s, const struct requests *made)
{
	struct requests out = {0};

	for (size_t i = 0; i < made->count; i++)
		ARENA_PUSH(s->arena, out.items, out.count, out.room, made->items[i]);
	return out;
}

static const char *no_series(const struct study *s)
{
	return reason_ids[s->named == NAMED_SEVERAL ? REASON_SEVERAL_SERIES : REASON_WHICH_SERIES];
}

/* `none of them`: as good as a no to what we asked. */
static void refuse(struct study *s)
{
	add_marks(s);
	s->reading->kind = KIND_REQUEST;
	s->reading->answer = ANSWER_NO;
	s->reading->disposition = DISPOSITION_REVIEW;
	study_reason(s, reason_ids[REASON_NO_REQUEST]);
}

/* Nobody need look at it, and it asks for nothing: `ok` answers no question of ours here. */
static void take_note(struct study *s)
{
	add_marks(s);
	s->reading->kind = KIND_OTHER;
	s->reading->disposition = DISPOSITION_REVIEW;
	study_reason(s, reason_ids[REASON_ONLY_THANKS]);
}

/* `Re: … I am away until Friday`: nothing but a mark of absence in an answer is as likely a machine's. Who asks, or says that
 * they come or not, is somebody. */
static bool only_away(
	const struct study *s, const struct claims *claims, const struct ledger *ledger)
{
	bool answers = s->context != NULL || !s->subject_own;

	return s->message->away && answers && claims->count == 0 && !ledger->question &&
		!ledger->need && assents_answer(s) == ANSWER_NONE;
}

void reading_decide(struct study *s, struct claims *claims, const struct ledger *ledger)
{
	struct reading *r = s->reading;
	struct requests made = {0};
	const char *merged = s->series != NULL ? collect(s, claims, &made) : NULL;
	const char *why = s->series != NULL ? trouble(s, claims, ledger, merged) : no_series(s);
	bool review = review_by_message(s);

	if (s->series != NULL && replies_thank(s)) {
		take_note(s);
		return;
	}
	if (s->series != NULL && replies_refuse(s)) {
		refuse(s);
		return;
	}
	if (!review && only_away(s, claims, ledger)) {
		study_reason(s, "machine-unclear");
		review = true;
	}
	if (why == NULL && !review && made.count > 0 && !s->chosen &&
		((!s->reply && sceptic_doubts(s, claims)) || unclaimed_objects(s, claims)))
		why = reason_ids[REASON_SCEPTIC];
	if (why == NULL && !review && !s->chosen && recount_doubts(s, claims, &made))
		why = reason_ids[REASON_SEATS_UNSURE];
	add_marks(s);
	bool need = needs_list(s) || ledger->need;
	find_phone(s);
	list_open(s, ledger->open);
	s->reading->answer = assents_answer(s);
	r->guess = copy_of(s, &made);
	if (why != NULL || made.count == 0)
		guess_make(s, &r->guess);
	if (r->guess.count == 0 && s->series != NULL)
		replies_guess(s, &r->guess);
	r->kind = kind_request(s, claims, ledger) ? KIND_REQUEST : KIND_OTHER;
	if (why != NULL)
		study_reason(s, why);
	if (ledger->question)
		study_reason(s, "question");
	if (need)
		study_reason(s, "special-need");
	if (why == NULL && ledger->proxy)
		study_reason(s, reason_ids[REASON_FOR_ANOTHER]);
	if (review || why != NULL || made.count == 0) {
		if (!review && s->series != NULL)
			find_wish(s, claims, ledger);
		if (r->wish == NULL)
			attendees_propose(s, claims);
		r->disposition = DISPOSITION_REVIEW;
		return;
	}
	r->requests = made;
	attendees_list(s, claims);
	r->disposition = ledger->question || need || ledger->proxy ? DISPOSITION_ACT_REVIEW
								   : DISPOSITION_ACT;
}

/* ---- calendar ---- */

static const struct event *calendar_event(const struct study *s, const struct calendar_reply *c)
{
	const struct event *by_time = NULL;
	size_t same = 0;

	for (size_t i = 0; i < s->series->event_count; i++) {
		const struct event *e = &s->series->events[i];
		struct slice uid = slice_of(c->uid), id = slice_of(e->id);
		/* our own UIDs begin with the event's id */
		if (uid.len > id.len && slice_eq(slice_head(uid, id.len), id) &&
			(uid.p[id.len] == '-' || uid.p[id.len] == '@' || uid.p[id.len] == '.'))
			return e;
		if (c->begin != 0 && e->begin_utc == c->begin) {
			by_time = e;
			same++;
		}
	}
	return same == 1 ? by_time : NULL;
}

/* Whether the answer is to another time than the event has: a proposal in disguise, or to a date
 * that has since been changed. Without a zone that we know its digits are the event's own, or not. */
static bool calendar_moved(
	const struct study *s, const struct calendar_reply *c, const struct event *e)
{
	const struct civil *b = &e->begin;
	const char *own = arena_printf(s->arena, "%04d%02d%02dT%02d%02d%02d", b->year, b->month,
		b->day, b->hour, b->minute, b->second);

	if (c->begin != 0)
		return c->begin != e->begin_utc;
	return strncmp(c->start, own, strlen(c->start)) != 0;
}

bool reading_decide_calendar(struct study *s)
{
	const struct calendar_reply *c = s->message->calendar;
	struct reading *r = s->reading;

	if (c == NULL || s->series == NULL)
		return false;
	bool reply = slice_is_ci(slice_of(c->method), "REPLY");
	if (!reply && !slice_is_ci(slice_of(c->method), "COUNTER"))
		return false;
	const struct event *e = calendar_event(s, c);
	bool decided =
		reply && (c->partstat == PARTSTAT_ACCEPTED || c->partstat == PARTSTAT_DECLINED);
	r->kind = KIND_REQUEST;
	r->concerns = true;
	r->disposition = DISPOSITION_REVIEW;
	if (e != NULL) {
		bool come = c->partstat != PARTSTAT_DECLINED;
		struct request one = {.action = come ? ACTION_REGISTER : ACTION_CANCEL,
			.event = e->id,
			.seats = come ? 1 : 0};
		struct evidence all = {"intent", IN_CALENDAR, 0, c->text.len};
		ARENA_PUSH(s->arena, one.evidence, one.evidence_count, one.evidence_room, all);
		ARENA_PUSH(s->arena, r->guess.items, r->guess.count, r->guess.room, one);
	}
	bool review = review_by_message(s);
	bool over = e != NULL && s->now != 0 && e->end_utc <= s->now;
	bool moved = e != NULL && calendar_moved(s, c, e);
	const char *why = !decided      ? "tentative"
		: e == NULL             ? "calendar-unknown"
		: moved                 ? "calendar-moved"
		: over                  ? "event-over"
		: c->comment[0] != '\0' ? "question"
		: s->now == 0           ? "time-unknown"
					: NULL;
	if (why != NULL)
		study_reason(s, why);
	if (review || (why != NULL && strcmp(why, "question") != 0))
		return true;
	r->requests = r->guess;
	r->disposition = why != NULL ? DISPOSITION_ACT_REVIEW : DISPOSITION_ACT;
	if (r->requests.items[0].action == ACTION_REGISTER && r->writer[0] != '\0') {
		struct attendee me = {.name = r->writer};
		ARENA_PUSH(s->arena, r->attendees, r->attendee_count, r->attendee_room, me);
	}
	return true;
}
