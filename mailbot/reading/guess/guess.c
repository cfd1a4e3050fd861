#include "reading/guess/guess.h"

#include <string.h>

#include "reading/claims/contrasts.h"
#include "reading/clauses/verbs.h"
#include "reading/guess/guess-events.h"
#include "reading/guess/guess-turns.h"
#include "reading/guess/guess-whose.h"
#include "reading/guess/reckon.h"
#include "reading/guess/tones.h"

/* What is done only where the one before it finds nothing. */
enum daring { CAREFUL, BOLD, RECKLESS };

static bool is_subject(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].subject;
}

static struct request *find(struct requests *r, const char *event)
{
	for (size_t i = 0; i < r->count; i++)
		if (strcmp(r->items[i].event, event) == 0)
			return &r->items[i];
	return NULL;
}

/* Requests for events of which nothing was said yet. */
static void put(
	const struct study *s, struct eset events, enum tone tone, int seats, struct requests *out)
{
	for (size_t e = 0; e < s->series->event_count; e++) {
		const char *id = s->series->events[e].id;
		bool no = tone == TONE_NO;
		if (!eset_has(events, e) || find(out, id) != NULL)
			continue;
		struct request r = {.action = no ? ACTION_CANCEL : ACTION_REGISTER,
			.event = id,
			.seats = no ? 0 : seats};
		ARENA_PUSH(s->arena, out->items, out->count, out->room, r);
	}
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

/* Whether a clause near it was understood as a request. */
static bool near_decision(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *b = &s->clauses[i];
		if ((b->says == SAYS_COME || b->says == SAYS_NOT_COME) && !is_subject(s, b) &&
			b->sentence <= c->sentence + 1 && b->sentence + 1 >= c->sentence)
			return true;
	}
	return false;
}

/* Whether the writer says yes or no in it, in words that are known. */
static bool speaks_up(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].sort == ROW_BODY && (c->i || c->we || clause_intends(c)) &&
		!c->third && tone_of(s, c) != TONE_NONE;
}

/* Whether the clause just behind it asks for another event. */
static bool other_wanted(const struct study *s, const struct clause *c)
{
	const struct clause *b = c + 1;

	return b < s->clauses + s->clause_count && b->sentence <= c->sentence + 1 && b->named &&
		b->says == SAYS_COME &&
		eset_empty(eset_and(guess_named(s, b, false), guess_named(s, c, false)));
}

static void add(
	const struct study *s, const struct clause *c, enum daring daring, struct requests *out)
{
	struct eset events = guess_named(s, c, daring == CAREFUL);
	enum tone tone = TONE_NONE;
	const struct clause *by = c; /* which names them */
	bool names = !eset_empty(events);

	if (!guess_counts(s, c, daring != RECKLESS))
		return;
	/* `Kongress bleibt`: what was asked for before */
	if (daring == CAREFUL && c->says == SAYS_NOTHING && clause_means(s, c, SENSE_STAYS))
		return;
	if (!names && !c->named && (tone = tone_of(s, c)) != TONE_NONE)
		events = guess_spoken_of(s, c, &by);
	if (eset_empty(events))
		return;
	if (names)
		tone = tone_heard(s, c);
	/* `am 16. habe ich Nachtschicht, aber der 18. passt`: a day of which nothing is asked */
	if (tone == TONE_YES && c->says == SAYS_NOTHING && clause_means(s, c, SENSE_OBSTACLE) &&
		other_wanted(s, c))
		return;
	if (tone == TONE_NONE)
		tone = tone_around(s, c);
	struct turn turn = guess_turn(s, c);
	if (!eset_empty(turn.left) && !clause_intends(c))
		tone = TONE_YES;
	int seats = by == c ? reckon_seats(s, c) : most(reckon_seats(s, c), reckon_seats(s, by));
	put(s, eset_and(events, turn.left), TONE_NO, 0, out);
	put(s, eset_minus(events, turn.left), tone, seats, out);
}

/* Whether the writer's place in it goes to somebody else, here or in a clause behind it that names no other event. */
static bool substituted(const struct study *s, const struct clause *c)
{
	for (const struct clause *b = c; b < s->clauses + s->clause_count; b++) {
		if (!eset_within(b->events, c->events))
			return false;
		if (b->substitute || b->says == SAYS_NOT_COME ||
			clause_means(s, b, SENSE_SUBSTITUTE))
			return true;
	}
	return false;
}

/* A number that sums up, and a registration without one beside people elsewhere in the letter. */
static void recount(const struct study *s, struct requests *out)
{
	/* `für ihn kommt Frau A. Es bleibt also bei zwei Plätzen`: of one event nothing else can be meant */
	int all = reckon_letter(s);
	if (out->count == 1 && out->items[0].action == ACTION_REGISTER &&
		out->items[0].seats == 1 && all > 1)
		out->items[0].seats = all;
	for (size_t i = 0; i < out->count; i++) {
		struct request *r = &out->items[i];
		size_t e = guess_event(s, r->event);
		for (size_t k = 0; k < s->clause_count; k++) {
			const struct clause *c = &s->clauses[k];
			if (!eset_has(c->events, e) || r->action != ACTION_REGISTER)
				continue;
			if (reckon_summed(s, c) > 0)
				r->seats = reckon_summed(s, c);
			else if (r->seats == 1 && !substituted(s, c))
				r->seats = reckon_seats(s, c);
		}
	}
}

/* Who comes in another one's place beside a no, or what sounds like one: it is no no of theirs. */
static void add_substitutes(const struct study *s, struct requests *out)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (!c->substitute || !c->third || c->negations > 0 || c->told)
			continue;
		int seats = reckon_seats(s, c);
		for (size_t k = 0; k < out->count; k++) {
			struct request *r = &out->items[k];
			size_t e = guess_event(s, r->event);
			bool fits = c->named ? eset_has(c->events, e) : out->count == 1;
			if (fits && r->action == ACTION_CANCEL)
				guess_replace(r, seats);
		}
	}
}

/* What nothing but the subject names: it says no itself, or the letter says yes or no to it. */
static void add_by_subject(const struct study *s, struct requests *out)
{
	bool no = false;

	for (size_t i = 0; i < s->clause_count; i++)
		no = no || (is_subject(s, &s->clauses[i]) && tone_of(s, &s->clauses[i]) == TONE_NO);
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (is_subject(s, c))
			put(s, guess_named(s, c, false), no ? TONE_NO : tone_around(s, c),
				reckon_seats(s, c), out);
	}
}

/* `alle fünf`, `all my bookings`: whether that is all that there are, in a letter that names none. */
static bool means_all(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *next = i + 1 < c->end ? a + 1 : NULL;
		if (!atom_means(a, SENSE_ALL) && !atom_means(a, SENSE_EVERYWHERE))
			continue;
		if (next != NULL && atom_means(next, SENSE_MY))
			next = i + 2 < c->end ? next + 1 : NULL;
		if (next == NULL || next->kind == ATOM_PUNCT || atom_means(a, SENSE_EVERYWHERE) ||
			atom_means(next, SENSE_REGISTRATION) || atom_means(next, SENSE_EVENTS) ||
			(next->n > 1 && (size_t)next->n == s->series->event_count))
			return true;
	}
	return false;
}

static void add_all(const struct study *s, struct requests *out)
{
	for (size_t i = 0; i < s->clause_count && out->count == 0; i++) {
		const struct clause *c = &s->clauses[i];
		if (!is_subject(s, c) && !c->told && means_all(s, c))
			put(s, s->coming,
				tone_of(s, c) != TONE_NONE ? tone_of(s, c) : tone_around(s, c), 1,
				out);
	}
}

/* A wish that something stands against is a no, though its words alone ask for the event. */
static void deny_wishes(const struct study *s, struct requests *out)
{
	for (size_t i = 0; i < out->count; i++) {
		struct request *r = &out->items[i];
		bool wished = false, said = false;
		for (size_t k = 0; k < s->clause_count; k++) {
			const struct clause *c = &s->clauses[k];
			if (is_subject(s, c) || !eset_has(c->events, guess_event(s, r->event)))
				continue;
			wished = wished || tone_wished(s, c);
			said = said || !tone_wished(s, c);
		}
		if (wished && !said && r->action == ACTION_REGISTER) {
			r->action = ACTION_CANCEL;
			r->seats = 0;
		}
	}
}

/* What the claims ask for, though no clause that decides anything names it, is not asked for. */
static void drop_open(const struct study *s, struct requests *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++) {
		bool open = false, decided = false;
		for (size_t k = 0; k < s->clause_count; k++) {
			const struct clause *c = &s->clauses[k];
			size_t e = guess_event(s, out->items[i].event);
			if (!eset_has(guess_named(s, c, false), e) || is_subject(s, c))
				continue;
			open = open || guess_left_open(s, c);
			decided = decided || !guess_left_open(s, c);
		}
		if (!open || decided)
			out->items[kept++] = out->items[i];
	}
	out->count = kept;
}

/* `für A angemeldet, nicht für B`: A is wanted, whatever the no was taken for. */
static void want_contrasts(const struct study *s, struct requests *out)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		struct eset wanted = contrasts_wanted(s, &s->clauses[i]);
		for (size_t k = 0; k < out->count; k++)
			if (eset_has(wanted, guess_event(s, out->items[k].event))) {
				out->items[k].action = ACTION_REGISTER;
				out->items[k].seats = most(out->items[k].seats, 1);
			}
		put(s, wanted, TONE_YES, 1, out);
	}
}

void guess_make(const struct study *s, struct requests *out)
{
	if (s->series == NULL)
		return;
	drop_open(s, out);
	deny_wishes(s, out);
	bool some = out->count > 0;
	recount(s, out);
	/* beside what was understood only what says yes or no itself, is near it, or says `ebenfalls` */
	for (size_t i = 0; i < s->clause_count; i++)
		if (!some || speaks_up(s, &s->clauses[i]) || near_decision(s, &s->clauses[i]) ||
			clause_means(s, &s->clauses[i], SENSE_ALSO))
			add(s, &s->clauses[i], CAREFUL, out);
	for (enum daring d = BOLD; d <= RECKLESS && out->count == 0; d++)
		for (size_t i = 0; i < s->clause_count; i++)
			if (d == BOLD || out->count == 0)
				add(s, &s->clauses[i], d, out);
	if (out->count == 0)
		add_by_subject(s, out);
	if (out->count == 0)
		add_all(s, out);
	guess_turns(s, out);
	want_contrasts(s, out);
	guess_alone(s, out);
	guess_whose(s, out);
	guess_deputies(s, out);
	add_substitutes(s, out);
	guess_stand_ins(s, out);
}
