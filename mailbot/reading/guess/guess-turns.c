#include "reading/guess/guess-turns.h"

#include <string.h>

#include "reading/clauses/verbs.h"
#include "reading/guess/guess-events.h"
#include "reading/guess/guess-whose.h"
#include "reading/guess/reckon.h"

enum { SENTENCES_NEAR = 2 };

static bool is_subject(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].subject;
}

/* ---- from one event to another ---- */

/* Whether a word of it asks for another event: `stattdessen`, `rather`; not `statt Bildung`. */
static bool says_instead(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool bare = i + 1 == c->end || a[1].kind == ATOM_WORD || a[1].kind == ATOM_PUNCT;
		if (atom_means(a, SENSE_RATHER) || (atom_means(a, SENSE_SWAP) && bare))
			return true;
	}
	return false;
}

/* Whether the writer wants what the clause names: `could I switch to the 22nd`; not a number that changes. */
static bool wants(const struct study *s, const struct clause *c)
{
	bool mine = c->i || c->we || clause_tokens_mean(s, c, SENSE_ME) ||
		clause_tokens_mean(s, c, SENSE_US) || clause_tokens_mean(s, c, SENSE_MY) ||
		clause_tokens_mean(s, c, SENSE_TO_ME) || clause_means(s, c, SENSE_PLEASE);

	return mine && !c->told && c->negations == 0 && c->says != SAYS_NOT_COME &&
		!is_subject(s, c);
}

/* The first event that it names alone, and all the others that it names so. */
static struct turn in_order(const struct study *s, const struct clause *c)
{
	struct eset named = guess_named(s, c, false);
	struct turn out = {0};

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->reference || eset_count(a->events) != 1 ||
			eset_empty(eset_and(a->events, named)))
			continue;
		if (eset_empty(out.left))
			out.left = a->events;
		else
			out.taken = eset_or(out.taken, eset_minus(a->events, out.left));
	}
	return out;
}

/* `rather to the congress than to the forum`: what stands behind a word that compares. */
static struct eset compared(const struct study *s, const struct clause *c)
{
	bool behind = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (behind && a->kind == ATOM_EVENT && eset_count(a->events) == 1)
			return a->events;
		behind = atom_means(a, SENSE_COMPARE) || (behind && a->kind == ATOM_WORD);
	}
	return (struct eset){0};
}

/* What was spoken of before it, or just behind it, and is not wanted: `the 18th is carnival here`. */
static struct eset given_up(const struct study *s, const struct clause *c, struct eset taken)
{
	struct eset none = {0};

	for (const struct clause *b = c; b-- > s->clauses;) {
		struct eset named = eset_minus(guess_named(s, b, false), taken);
		if (is_subject(s, b) || b->sentence + SENTENCES_NEAR < c->sentence)
			break;
		if (!eset_empty(named))
			return b->says == SAYS_COME && b->why == NULL && !b->told ? none : named;
	}
	for (const struct clause *b = c + 1; b < s->clauses + s->clause_count; b++) {
		struct eset named = eset_minus(guess_named(s, b, false), taken);
		if (b->sentence > c->sentence + 1)
			break;
		if (!eset_empty(named))
			return b->says == SAYS_COME || clause_intends(b) ? none : named;
	}
	return none;
}

struct turn guess_turn(const struct study *s, const struct clause *c)
{
	bool change = clause_tokens_mean(s, c, SENSE_CHANGE), instead = says_instead(s, c);
	struct turn none = {0}, out = in_order(s, c);

	if (!eset_empty(c->swapped))
		return (struct turn){c->swapped, eset_minus(guess_named(s, c, false), c->swapped)};
	struct eset all = eset_or(out.left, out.taken), than = compared(s, c);
	if (instead && !eset_empty(than) && wants(s, c))
		return (struct turn){than, eset_minus(all, than)};
	if (change && !eset_empty(out.taken))
		return out;
	if (!(change || instead) || !wants(s, c) || eset_empty(all))
		return none;
	if (!eset_empty(out.taken))
		return none;
	return (struct turn){given_up(s, c, out.left), out.left};
}

static const char *id_of(const struct study *s, size_t event)
{
	return s->series->events[event].id;
}

/* What the guess says of the event, made where it says nothing. */
static struct request *ask(const struct study *s, struct requests *out, size_t event)
{
	struct request r = {.event = id_of(s, event)};

	for (size_t i = 0; i < out->count; i++)
		if (strcmp(out->items[i].event, r.event) == 0)
			return &out->items[i];
	ARENA_PUSH(s->arena, out->items, out->count, out->room, r);
	return &out->items[out->count - 1];
}

void guess_turns(const struct study *s, struct requests *out)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		struct turn turn = guess_turn(s, c);
		if (is_subject(s, c) || eset_empty(turn.left) || eset_empty(turn.taken))
			continue;
		for (size_t e = 0; e < s->series->event_count; e++) {
			if (!eset_has(turn.left, e) && !eset_has(turn.taken, e))
				continue;
			struct request *r = ask(s, out, e);
			bool taken = eset_has(turn.taken, e);
			int seats = taken && r->action == ACTION_REGISTER && r->seats > 0
				? r->seats
				: reckon_seats(s, c);
			r->action = taken ? ACTION_REGISTER : ACTION_CANCEL;
			r->seats = taken ? seats : 0;
		}
	}
}

/* ---- alone ---- */

/* `I'll come on my own`, `nur ich`; not `ich selbst bin in Frankfurt`. */
static bool comes_alone(const struct study *s, const struct clause *c)
{
	bool is = clause_tokens_mean(s, c, SENSE_ONLY) || clause_tokens_mean(s, c, SENSE_BE);
	bool says = c->says == SAYS_COME || c->verbless || c->fragment || c->elliptic;

	for (size_t i = c->first; i < c->end; i++)
		is = is && s->atoms[i].kind != ATOM_UNKNOWN;

	return reckon_alone(s, c) && (says || is) && c->says != SAYS_NOT_COME &&
		!is_subject(s, c) && !c->told && !c->question &&
		!clause_tokens_mean(s, c, SENSE_NEG);
}

void guess_alone(const struct study *s, struct requests *out)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (!comes_alone(s, c))
			continue;
		for (size_t e = 0; e < s->series->event_count; e++)
			for (size_t k = 0; k < out->count; k++) {
				struct request *r = &out->items[k];
				if (strcmp(r->event, id_of(s, e)) != 0 || !guess_speaks_of(s, c, e))
					continue;
				r->action = ACTION_REGISTER;
				r->seats = 1;
			}
	}
}

/* ---- somebody else ---- */

/* Who comes by the clause, where it is nobody but others who have a name or were named before; 0. */
static int others_come(const struct study *s, const struct clause *c)
{
	int count = 0;

	if (!c->third || c->i || c->we || c->told || c->condition || c->negations > 0 ||
		is_subject(s, c) || !clause_has(c, SENSE_COME) ||
		clause_means(s, c, SENSE_OBSTACLE))
		return 0;
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind != ATOM_PEOPLE || p->me || p->we)
			continue;
		if (p->person_count > 0 || p->again != NULL)
			count = p->count > count ? p->count : count;
	}
	return count;
}

void guess_deputies(const struct study *s, struct requests *out)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		int seats = others_come(s, &s->clauses[i]);
		for (size_t k = 0; k < out->count && seats > 0; k++) {
			struct request *r = &out->items[k];
			if (r->action == ACTION_CANCEL &&
				guess_may_speak_of(s, &s->clauses[i], guess_event(s, r->event)))
				guess_replace(r, seats);
		}
	}
}
