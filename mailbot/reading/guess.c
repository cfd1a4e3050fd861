#include "reading/guess.h"

#include <string.h>

#include "reading/guess-events.h"
#include "reading/reckon.h"
#include "reading/tones.h"
#include "reading/verbs.h"

/* What is done only where the one before it finds nothing. */
enum daring { CAREFUL, BOLD, RECKLESS };

static bool is_subject(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].subject;
}

/* `from the 16th to the 22nd`, `Bildung gegen Arbeit`: what a clause of change leaves. */
static struct eset left_behind(const struct study *s, const struct clause *c)
{
	const struct atom *first = NULL, *second = NULL;
	struct eset none = {0};

	if (!clause_means(s, c, SENSE_CHANGE) || !eset_empty(c->swapped))
		return c->swapped;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->reference || eset_count(a->events) != 1)
			continue;
		second = first != NULL && second == NULL ? a : second;
		first = first == NULL ? a : first;
	}
	return second != NULL && !eset_eq(first->events, second->events) ? first->events : none;
}

static struct request *find(struct requests *r, const char *event)
{
	for (size_t i = 0; i < r->count; i++)
		if (strcmp(r->items[i].event, event) == 0)
			return &r->items[i];
	return NULL;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

static void add(
	const struct study *s, const struct clause *c, enum daring daring, struct requests *out)
{
	struct eset events = guess_named(s, c, daring == CAREFUL);
	enum tone tone = tone_heard(s, c);
	const struct clause *by = c; /* which names them */

	if (eset_empty(events) && !c->named && tone_of(s, c) != TONE_NONE) {
		events = guess_spoken_of(s, c, &by);
		tone = tone_of(s, c);
	}
	if (!guess_counts(s, c, daring != RECKLESS) || eset_empty(events))
		return;
	if (tone == TONE_NONE)
		tone = tone_around(s, c);
	struct eset left = left_behind(s, c);
	if (!eset_empty(left) && !clause_intends(c))
		tone = TONE_YES;
	for (size_t e = 0; e < s->series->event_count; e++) {
		const char *id = s->series->events[e].id;
		bool no = tone == TONE_NO || eset_has(left, e);
		if (!eset_has(events, e) || find(out, id) != NULL)
			continue;
		struct request r = {.action = no ? ACTION_CANCEL : ACTION_REGISTER,
			.event = id,
			.seats = no       ? 0
				: by == c ? reckon_seats(s, c)
					  : most(reckon_seats(s, c), reckon_seats(s, by))};
		ARENA_PUSH(s->arena, out->items, out->count, out->room, r);
	}
}

/* A registration without a number beside people elsewhere in the letter. */
static void recount(const struct study *s, struct requests *out)
{
	for (size_t i = 0; i < out->count; i++) {
		struct request *r = &out->items[i];
		for (size_t k = 0; k < s->clause_count && r->seats == 1; k++) {
			size_t e = 0;
			while (strcmp(s->series->events[e].id, r->event) != 0)
				e++;
			/* `so two of us that evening` behind who comes along */
			bool total = s->clauses[k].fragment && !s->clauses[k].joined &&
				s->clauses[k].people_count > 0;
			if (eset_has(s->clauses[k].events, e) && r->action == ACTION_REGISTER &&
				(r->stated == STATED_NONE || total))
				r->seats = reckon_seats(s, &s->clauses[k]);
		}
	}
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

/* Who comes in another one's place beside a no, or what sounds like one: it is no no of theirs. */
static void add_substitutes(const struct study *s, struct requests *out)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		int seats = reckon_seats(s, c);
		if (!c->substitute || !c->third || c->negations > 0 || c->told || seats == 0)
			continue;
		for (size_t k = 0; k < out->count; k++) {
			struct request *r = &out->items[k];
			size_t e = 0;
			while (strcmp(s->series->events[e].id, r->event) != 0)
				e++;
			bool fits = c->named ? eset_has(c->events, e) : out->count == 1;
			if (!fits || r->action != ACTION_CANCEL)
				continue;
			r->action = ACTION_REGISTER;
			r->seats = seats;
		}
	}
}

void guess_make(const struct study *s, struct requests *out)
{
	if (s->series == NULL)
		return;
	bool some = out->count > 0;
	recount(s, out);
	for (size_t i = 0; i < s->clause_count; i++)
		if (!some || near_decision(s, &s->clauses[i]))
			add(s, &s->clauses[i], CAREFUL, out);
	for (enum daring d = BOLD; d <= RECKLESS && out->count == 0; d++)
		for (size_t i = 0; i < s->clause_count; i++)
			if (d == BOLD || out->count == 0)
				add(s, &s->clauses[i], d, out);
	add_substitutes(s, out);
}
