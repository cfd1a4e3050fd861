#include "reading/reading.h"

#include <string.h>

#include "base/limits.h"
#include "reading/claims/claims.h"
#include "reading/claims/corrections.h"
#include "reading/claims/others.h"
#include "reading/claims/replies-bare.h"
#include "reading/claims/replies.h"
#include "reading/clauses/clauses.h"
#include "reading/decide.h"
#include "reading/frames/concessions.h"
#include "reading/frames/farewells.h"
#include "reading/frames/frames.h"
#include "reading/frames/lateness.h"
#include "reading/frames/left.h"
#include "reading/frames/outs.h"
#include "reading/frames/presence.h"
#include "reading/frames/replaced.h"
#include "reading/frames/spared.h"
#include "reading/frames/speech.h"
#include "reading/frames/theirs.h"
#include "reading/frames/visitors.h"
#include "reading/ledger/ledger.h"
#include "reading/people/principals.h"
#include "reading/which.h"
#include "reading/words.h"

enum {
	DAY = 24 * 60 * 60,
	/* how far Date may lie from receipt to be believed: clocks go wrong, mail waits */
	DATE_BEFORE = 7 * DAY,
	DATE_AFTER = 1 * DAY,
};

struct slice study_text(const struct study *s, size_t first, size_t count)
{
	const struct token *a = &s->tokens[first], *z = &s->tokens[first + count - 1];
	const char *p = a->in == IN_SUBJECT ? s->message->envelope->subject : s->message->text.p;

	return (struct slice){p + a->start, z->end - a->start};
}

void clause_trouble(struct clause *c, const char *why, size_t atom)
{
	if (c->why == NULL) {
		c->why = why;
		c->why_atom = atom;
	}
}

void clause_tells(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		s->atoms[i].use = USE_TOLD;
	c->told = c->joined = true;
	c->says = SAYS_NOTHING;
	c->why = NULL;
	c->fragment = c->elliptic = false;
}

void study_reason(struct study *s, const char *id)
{
	struct reading *r = s->reading;

	for (size_t i = 0; i < r->reason_count; i++)
		if (strcmp(r->reasons[i], id) == 0)
			return;
	ARENA_PUSH(s->arena, r->reasons, r->reason_count, r->reason_room, id);
}

/* Whether it speaks of an event of the series at all, be it one whose title, date and place do not
 * fit together. */
static bool mentions_event(const struct study *s)
{
	for (size_t i = 0; i < s->atom_count; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].strong)
			return true;
	return false;
}

static struct reading *begin(struct arena *a, const struct message *m, const struct rules *rules)
{
	struct reading *r = arena_alloc(a, sizeof *r);

	r->file = "";
	r->envelope = m->envelope;
	r->language = "";
	r->series = "";
	r->writer = "";
	r->phone = "";
	r->bounce = m->bounce;
	r->calendar = m->calendar;
	r->parts = m->parts;
	r->part_count = m->part_count;
	r->text = m->text;
	r->lines = m->lines;
	r->line_count = m->line_count;
	r->own_words = message_own_words(a, m);
	r->rules = rules->hash;
	return r;
}

/* Its words, in the language that fits best or in `instead`. Gives the language that fits nearly as well; NULL. */
static const struct language *study_words(struct study *s, const struct language *instead)
{
	s->reading = begin(s->arena, s->message, s->rules);
	s->reading->series = s->series != NULL ? s->series->id : "";
	const struct language *rival = study_lines(s, instead);
	study_events(s);
	study_people(s);
	return rival;
}

/* The same letter of the same series, of which no word was read. */
static struct study study_afresh(const struct study *s)
{
	return (struct study){.arena = s->arena,
		.message = s->message,
		.rules = s->rules,
		.context = s->context,
		.now = s->now,
		.today = s->today,
		.series = s->series,
		.named = s->named,
		.coming = s->coming,
		.answered = s->answered,
		.shown = s->shown,
		.places = s->places};
}

static void set_time(struct study *s, int64_t received)
{
	int64_t date = s->message->envelope->date;
	bool near = date != 0 && date >= received - DATE_BEFORE && date <= received + DATE_AFTER;

	s->now = received == 0 ? 0 : near ? date : received;
}

const struct language *study_start(struct study *s, int64_t received)
{
	set_time(s, received);
	which_take(s, which_by_address(s));
	const struct language *rival = study_words(s, NULL);
	enum series_named of;
	const struct series *named = which_by_words(s, &of);
	if (named != s->series) {
		*s = study_afresh(s);
		which_take(s, named);
		rival = study_words(s, NULL);
	}
	s->named = of;
	return rival;
}

/* Whether it is more than anybody writes to register, and would take the time of many letters. */
static bool too_much(const struct study *s)
{
	struct reading *r = s->reading;
	bool marks = r->date_count > READING_MARKS_MAX || r->mark_count > READING_MARKS_MAX;

	r->date_count = r->date_count < READING_MARKS_MAX ? r->date_count : READING_MARKS_MAX;
	r->mark_count = r->mark_count < READING_MARKS_MAX ? r->mark_count : READING_MARKS_MAX;
	return marks || s->atom_count > READING_ATOMS_MAX;
}

/* What its words come to. */
static struct reading *conclude(struct study *s)
{
	const struct message *m = s->message;
	struct claims claims;
	struct ledger ledger;
	struct reading *r = s->reading;

	r->language = s->language != NULL ? s->language->code : "";
	r->language_bare = s->language_bare;
	r->concerns = m->quotes_invitation || s->answered != ANSWERED_NONE || mentions_event(s) ||
		(s->series == NULL && s->named != NAMED_NONE);
	corrections_hear(s);
	bool much = too_much(s);
	if (m->automatic) {
		r->kind = KIND_AUTOMATIC;
		r->disposition = DISPOSITION_IGNORE;
		for (size_t i = 0; i < m->reason_count; i++)
			study_reason(s, m->reasons[i].id);
		return r;
	}
	if (!much && reading_decide_calendar(s))
		return r;
	if (much || !clauses_make(s)) {
		r->kind = KIND_OTHER;
		r->disposition = DISPOSITION_REVIEW;
		study_reason(s, "too-long");
		return r;
	}
	frames_read(s);
	lateness_settle(s);
	speech_doubt(s);
	theirs_tell(s);
	others_settle_no(s);
	outs_tell(s);
	principals_accompany(s);
	visitors_settle(s);
	left_settle(s);
	replaced_settle(s);
	concessions_settle(s);
	farewells_settle(s);
	spared_settle(s);
	presence_settle(s);
	replies_settle(s);
	replies_doubt_bare(s);
	claims_make(s, &claims);
	ledger_balance(s, &claims, &ledger);
	reading_decide(s, &claims, &ledger);
	r->concerns = r->concerns || r->requests.count > 0;
	return r;
}

static bool acts(const struct reading *r)
{
	return r->disposition == DISPOSITION_ACT || r->disposition == DISPOSITION_ACT_REVIEW;
}

static bool same_requests(const struct requests *a, const struct requests *b)
{
	for (size_t i = 0; i < a->count && a->count == b->count; i++)
		if (strcmp(a->items[i].event, b->items[i].event) != 0 ||
			a->items[i].action != b->items[i].action ||
			a->items[i].seats != b->items[i].seats)
			return false;
	return a->count == b->count;
}

/* `1 u. 3`, in answer to our list: numbers have no language, and what joins them turns nothing in either. */
static bool joins_numbers(const struct study *s, const struct study *other)
{
	static const enum sense joins[] = {SENSE_AND, SENSE_LISTED, SENSE_PLEASE};
	static const enum sense turns[] = {SENSE_NEG, SENSE_NO, SENSE_NONE, SENSE_OR, SENSE_EXCEPT,
		SENSE_BARRING, SENSE_HEDGE, SENSE_SWAP, SENSE_BUT, SENSE_WITHOUT, SENSE_WITH,
		SENSE_CANCEL, SENSE_DECLINE};

	for (size_t i = 0; i < s->token_count && s->token_count == other->token_count; i++) {
		const struct token *t = &s->tokens[i];
		if (s->rows[t->row].sort == ROW_BODY && t->kind == TOKEN_WORD &&
			(!TOKEN_MEANS_ANY(t, joins) || TOKEN_MEANS_ANY(&other->tokens[i], turns)))
			return false;
	}
	return s->chosen && s->token_count == other->token_count;
}

struct reading *reading_make(struct arena *a, const struct message *m, const struct rules *rules,
	const struct context *ctx, int64_t received)
{
	struct study s = {.arena = a, .message = m, .rules = rules, .context = ctx};
	const struct language *rival = study_start(&s, received);
	struct study again = study_afresh(&s);
	struct reading *r = conclude(&s);
	if (rival == NULL || !rival->acts || m->automatic)
		return r;
	/* two languages are as good: both must make the same of it */
	study_words(&again, rival);
	struct reading *other = conclude(&again);
	/* what one of them only guesses, and guesses alike, is no contradiction */
	bool agree = acts(r)
		? same_requests(&r->requests, acts(other) ? &other->requests : &other->guess)
		: !acts(other);
	if (agree || (acts(r) && !acts(other) && joins_numbers(&s, &again)))
		return r;
	struct reading *best = acts(r) ? r : other;
	best->guess = best->requests;
	best->requests = (struct requests){0};
	best->disposition = DISPOSITION_REVIEW;
	s.reading = best;
	study_reason(&s, "mixed-languages");
	return best;
}

const struct study *reading_explain(
	struct arena *a, const struct message *m, const struct rules *rules, int64_t received)
{
	struct study *s = arena_alloc(a, sizeof *s);

	*s = (struct study){.arena = a, .message = m, .rules = rules};
	study_start(s, received);
	conclude(s);
	return s;
}

const struct requests *reading_proposal(const struct reading *r)
{
	return r->requests.count > 0 ? &r->requests : &r->guess;
}
