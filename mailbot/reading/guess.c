#include "reading/guess.h"

#include <string.h>

#include "reading/reckon.h"
#include "reading/sceptic.h"
#include "reading/talk.h"
#include "reading/verbs.h"

enum tone { TONE_NONE, TONE_YES, TONE_NO };

/* `ohne mich`, as an exception that takes the writer out. */
static bool without_me(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_EXCEPT) && s->atoms[i + 1].people != NULL &&
			s->atoms[i + 1].people->me)
			return true;
	return false;
}

/* `am 22. sitze ich im Flieger`: what the writer does on that day. */
static bool elsewhere(const struct study *s, const struct clause *c)
{
	bool day = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && !a->reference && !a->date_only)
			return false;
		day = day || (a->kind == ATOM_EVENT && !a->reference);
	}
	bool me = c->i || c->we || clause_means(s, c, SENSE_TO_ME) ||
		clause_tokens_mean(s, c, SENSE_US);
	return day && me && talk_has_verb(c);
}

/* What a clause sounds like, whether it was understood or not. */
static enum tone tone_of(const struct study *s, const struct clause *c)
{
	bool negative = clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE) ||
		clause_means(s, c, SENSE_CANCELLATION) || clause_means(s, c, SENSE_NO) ||
		clause_means(s, c, SENSE_OBSTACLE) || clause_means(s, c, SENSE_REGRET) ||
		without_me(s, c);
	bool positive = clause_has(c, SENSE_COME) || clause_has(c, SENSE_REGISTER) ||
		clause_has(c, SENSE_SUIT) || clause_means(s, c, SENSE_YES) ||
		clause_means(s, c, SENSE_REGISTRATION) || clause_means(s, c, SENSE_GLADLY);

	if (c->says == SAYS_NOT_COME || negative || (!positive && elsewhere(s, c)))
		return TONE_NO;
	if (c->says == SAYS_COME)
		return TONE_YES;
	bool bound = c->verbless || clause_intends(c) || clause_means(s, c, SENSE_CAN);
	if (bound && clause_tokens_mean(s, c, SENSE_NEG))
		return TONE_NO;
	return positive ? TONE_YES : TONE_NONE;
}

/* How much the tone by rules counts beside likeness, how much what stands behind, and how much of both
 * it takes to say anything: measured on the letters and the bank of the tests. */
static const float prior = 0.3F, around = 0.5F, least = 0.15F;

/* The weight of a clause's or sentence's opinion: for a yes, for a no. */
struct weight {
	float yes, no;
};

static void hear(const struct opinion *o, float much, struct weight *w)
{
	if (o == NULL)
		return;
	w->yes += much * (o->of[SAYING_COMING] + o->of[SAYING_BOTH] / 2);
	w->no += much * (o->of[SAYING_NOT_COMING] + o->of[SAYING_BOTH] / 2);
}

/* The tone by rules where a clause was understood, else by likeness too. */
static enum tone tone_heard(const struct study *s, const struct clause *c)
{
	enum tone by_rules = tone_of(s, c);
	struct weight w = {0};

	if (c->says == SAYS_COME || c->says == SAYS_NOT_COME)
		return by_rules;
	hear(sceptic_clause(s, c), 1, &w);
	hear(sceptic_sentence(s, c->sentence), 1, &w);
	/* what stands behind it weighs less the farther it is */
	float much = around;
	for (size_t i = c->sentence + 1; i < s->sentence_count && i <= c->sentence + 2; i++) {
		if (s->sentences[i].sort == ROW_BODY)
			hear(sceptic_sentence(s, i), much, &w);
		much /= 2;
	}
	w.yes += by_rules == TONE_YES ? prior : 0;
	w.no += by_rules == TONE_NO ? prior : 0;
	if (w.yes + w.no < least)
		return by_rules;
	return w.no > w.yes ? TONE_NO : TONE_YES;
}

static bool is_subject(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].subject;
}

/* Whether what it names may be asked for. */
static bool counts(const struct study *s, const struct clause *c, bool strict)
{
	if (is_subject(s, c) || s->sentences[c->sentence].unticked)
		return false;
	return !strict || !(c->told || c->subordinate || c->condition || c->question);
}

/* Whether the letter names any event surely; else a lone word of a title is all there is. */
static bool any_strong(const struct study *s)
{
	for (size_t i = 0; i < s->atom_count; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].strong && !s->atoms[i].reference)
			return true;
	return false;
}

static struct eset named(const struct study *s, const struct clause *c)
{
	struct eset out = eset_minus(eset_or(c->events, c->swapped), c->except);

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && a->several && a->n == -1)
			out = eset_minus(
				out, a->events); /* what `the others` do is nobody's wish */
		else if (a->kind == ATOM_EVENT && !a->reference && eset_count(a->events) == 1 &&
			(a->strong || !any_strong(s)))
			out = eset_or(out, a->events);
		else if (a->kind == ATOM_EVENT && !a->strong && any_strong(s))
			out = eset_minus(out, a->events);
	}
	return eset_minus(eset_and(out, s->coming), c->except);
}

/* The tone of the clauses around one that has none: of its sentence, else of the letter. */
static enum tone tone_around(const struct study *s, const struct clause *c)
{
	bool yes = false, no = false;

	for (int round = 0; round < 2 && !yes && !no; round++)
		for (size_t i = 0; i < s->clause_count; i++) {
			const struct clause *b = &s->clauses[i];
			bool near = round == 1 || b->sentence == c->sentence;
			if (!near || is_subject(s, b) || (round == 1 && !eset_empty(named(s, b))))
				continue;
			enum tone t = tone_of(s, b);
			yes = yes || t == TONE_YES;
			no = no || t == TONE_NO;
		}
	return no && !yes ? TONE_NO : TONE_YES;
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

static void add(const struct study *s, const struct clause *c, bool strict, struct requests *out)
{
	struct eset events = named(s, c);
	enum tone tone = tone_heard(s, c);

	if (!counts(s, c, strict) || eset_empty(events))
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
			.seats = no ? 0 : reckon_seats(s, c)};
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
			if (eset_has(s->clauses[k].events, e) && r->action == ACTION_REGISTER &&
				r->stated == STATED_NONE)
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
			add(s, &s->clauses[i], true, out);
	for (size_t i = 0; i < s->clause_count && out->count == 0; i++)
		add(s, &s->clauses[i], false, out);
	add_substitutes(s, out);
}
