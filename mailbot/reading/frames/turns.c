#include "reading/frames/turns.h"

#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

static bool only_me(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (!p->me || p->we || p->count > 1 || p->with || p->total || p->person_count > 0)
			return false;
	}
	return c->i && !c->we && !c->third;
}

/* Whether it asks for one event, and for another one's place. */
static bool turns(const struct study *s, const struct clause *c)
{
	bool instead = clause_means(s, c, SENSE_RATHER);
	bool mine = clause_tokens_mean(s, c, SENSE_ME) || clause_tokens_mean(s, c, SENSE_MY);
	bool moves = clause_means(s, c, SENSE_CHANGE) && (mine || clause_means(s, c, SENSE_SWITCH));

	return (instead || moves) && eset_empty(c->swapped) && eset_count(c->events) == 1 &&
		!c->several && !c->event_trouble && c->negations == 0 && !c->third;
}

/* `am 18. hatte ich ein Hotel gebucht`: something else than the event. */
static bool of_something_else(const struct study *s, const struct clause *b)
{
	for (size_t i = b->first; i < b->end; i++)
		if (s->atoms[i].kind == ATOM_UNKNOWN)
			return true;
	return false;
}

/* `I registered for the forum`, `I am registered for it`: told of by who has it. */
static bool tells_own(const struct study *s, const struct clause *b)
{
	bool state = b->predicate_count == 1 && b->predicates[0].forms == 0 &&
		b->says == SAYS_COME && b->why == NULL && clause_tokens_mean(s, b, SENSE_BE);

	/* `ich hatte für den 18. zugesagt` */
	bool promised = clause_has(b, SENSE_COME) && clause_means(s, b, SENSE_YES);
	/* `ich stehe für den 18. auf der Liste` */
	bool listed = clause_means(s, b, SENSE_ENROLLED) && b->says == SAYS_NOTHING &&
		b->why == NULL && !clause_intends(b);

	return only_me(b) &&
		(state || listed || (b->told && (clause_has(b, SENSE_REGISTER) || promised))) &&
		b->negations == 0 && !b->hedged && !b->question && !b->event_trouble &&
		!b->several && !b->substitute && !of_something_else(s, b) &&
		eset_count(b->events) == 1;
}

/* `on the 16th I must work`, and another day instead: of who writes, and nothing but why they are not there. */
static bool kept_away(const struct study *s, const struct clause *b)
{
	const struct atom *head = study_atom(s, atoms_past_quiet(s, b->first, b->end), b->end);
	bool why = clause_means(s, b, SENSE_OBSTACLE) || clause_means(s, b, SENSE_MUST);
	/* `something has come up on Friday` */
	bool came = atom_means(head, SENSE_OBSTACLE) && atom_means(head, SENSE_OTHER) &&
		b->people_count == 0 && !clause_means(s, b, SENSE_PAST);

	return why && (b->i || b->we || came) && !b->third && b->says == SAYS_NOTHING &&
		b->why == NULL && b->negations == 0 && !b->hedged && !b->question &&
		!b->condition && !b->told && !b->event_trouble && !b->several && !b->partial &&
		eset_count(b->events) == 1 && !clause_means(s, b, SENSE_LATE) &&
		!clause_means(s, b, SENSE_LEAVES) && !clause_means(s, b, SENSE_ARRIVES) &&
		!clause_intends(b);
}

/* `our course night has been moved to the 16th`: something of the writer's on that day, which is named by nothing else. */
static bool taken_up(const struct study *s, const struct clause *b)
{
	static const enum sense other[] = {SENSE_ENROLLED, SENSE_REGISTRATION, SENSE_CANCELLATION,
		SENSE_PERSONS, SENSE_LATE, SENSE_LEAVES, SENSE_ARRIVES, SENSE_OR, SENSE_PLEASE,
		SENSE_POLITE, SENSE_STAYS, SENSE_YES, SENSE_NO, SENSE_YOU, SENSE_THERE, SENSE_VISIT,
		SENSE_YOUR};

	for (size_t i = b->first; i < b->end; i++) {
		const struct atom *a = &s->atoms[i];
		if ((a->kind == ATOM_EVENT && !a->date_only) || a->kind == ATOM_UNKNOWN ||
			ATOM_MEANS_ANY(a, other) || (a->kind == ATOM_PEOPLE && a->people->total))
			return false;
	}
	return clause_tokens_mean(s, b, SENSE_MY) && b->says == SAYS_NOTHING && b->negations == 0 &&
		!b->hedged && !b->question && !b->condition && !b->event_trouble && !b->several &&
		!b->partial && !b->unreal && b->predicate_count > 0 && eset_count(b->events) == 1 &&
		!clause_intends(b);
}

/* `swap to the 21st`, `swap me over to the 21st`: the event right behind what changes, and led by the word of infinitives; not
 * `change trains on the 21st`, `change the 21st`. */
static bool moves_to(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (!atom_means(a, SENSE_SWITCH))
			continue;
		size_t to = i + 1 + (study_atom(s, i + 1, c->end)->kind == ATOM_PEOPLE);
		const struct atom *event = study_atom(s, to, c->end);
		const struct language *l = tongue_of(s, event);
		return event->kind == ATOM_EVENT && l != NULL &&
			slice_eq(first_token(s, event)->key, l->infinitive) &&
			(!clause_tokens_mean(s, c, SENSE_YOU) ||
				clause_tokens_mean(s, c, SENSE_ME));
	}
	return false;
}

/* `I can't make the 16th. Could I swap to the 21st?`: a settled no of the writer's. */
static bool given_up(const struct study *s, const struct clause *b, const struct clause *c)
{
	return b->says == SAYS_NOT_COME && moves_to(s, c) && b->why == NULL && !b->hedged &&
		!b->third && !b->several && !b->event_trouble && !b->condition &&
		!clause_means(s, c, SENSE_LATE) && eset_count(b->events) == 1;
}

/* The clause that says which event is left; NULL. */
static struct clause *left(struct study *s, const struct clause *c)
{
	for (size_t i = (size_t)(c - s->clauses); i-- > 0;) {
		struct clause *b = &s->clauses[i];
		if (s->sentences[b->sentence].subject || b->sentence + 1 < c->sentence)
			return NULL;
		if (!b->named) {
			if (clause_intends(b))
				return NULL;
			continue;
		}
		bool kept = clause_means(s, c, SENSE_RATHER) && c->why == NULL &&
			(kept_away(s, b) || taken_up(s, b));
		return (kept || given_up(s, b, c) || tells_own(s, b)) &&
				!eset_eq(b->events, c->events)
			? b
			: NULL;
	}
	return NULL;
}

bool turns_swaps(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {SENSE_PLEASE, SENSE_RATHER, SENSE_SAFE, SENSE_SWAP,
		SENSE_CHANGE, SENSE_HENCE, SENSE_GLADLY, SENSE_ARTICLE, SENSE_GOING};
	bool swap = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		swap = swap || (atom_means(a, SENSE_SWAP) && a->use == USE_POLARITY);
		if (a->kind != ATOM_EVENT && !atom_quiet(a) && !atom_is(a, ':') &&
			!ATOM_MEANS_ANY(a, known))
			return false;
	}
	return swap && c->predicate_count == 0 && eset_count(c->events) == 1 &&
		eset_count(c->swapped) == 1 && !eset_eq(c->events, c->swapped) && !c->several &&
		!c->event_trouble && c->negations == 0 && !c->hedged && !c->question;
}

struct eset turns_left(struct study *s, const struct clause *c)
{
	struct clause *b = turns(s, c) ? left(s, c) : NULL;

	if (b == NULL)
		return (struct eset){0};
	if (b->says != SAYS_NOT_COME) {
		b->says = SAYS_NOTHING;
		b->told = true;
	}
	return b->events;
}

bool turns_follows_no(const struct study *s, const struct clause *c)
{
	for (const struct clause *b = c; b-- > s->clauses && b->sentence + 1 >= c->sentence;)
		if (b->says == SAYS_NOT_COME)
			return true;
	return false;
}

/* `am 21. muss ich nach Werne. Darf ich stattdessen am 22. kommen?`: what keeps them away is all that stands before it. */
static bool follows_hindrance(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];

	for (size_t i = x->first; i < x->end; i++)
		if (atom_means(&s->atoms[i], SENSE_OR))
			return false;
	for (const struct clause *b = c; b-- > s->clauses && b->sentence + 1 >= c->sentence;)
		if (b->named || clause_intends(b))
			return kept_away(s, b) || taken_up(s, b);
	return false;
}

/* Of the writer alone, or of as many as are counted there. */
static bool ours(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (!p->total && (!p->me || p->count > 1 || p->with || p->person_count > 0))
			return false;
	}
	return (c->i || c->we) && !c->third;
}

/* Its first word, where that asks whether one may; NULL. */
static struct atom *leave(struct study *s, const struct clause *c)
{
	size_t at = atoms_past_quiet(s, c->first, c->end);
	struct atom *a = at < c->end ? &s->atoms[at] : NULL;
	bool may = a != NULL &&
		(atom_means(a, SENSE_CAN) || atom_means(a, SENSE_MAY) ||
			atom_means(a, SENSE_POLITE));

	return may && !atom_means(a, SENSE_NEG) ? a : NULL;
}

static bool tokens_hold(const struct study *s, const struct atom *a, enum sense sense)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (token_means(&s->tokens[i], sense))
			return true;
	return false;
}

/* Whether a word that changes something says whose: `move us`, `transfer my seat`. */
static bool moves(const struct study *s, const struct clause *c, enum sense whose)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_CHANGE) && tokens_hold(s, a, whose))
			return true;
	}
	return false;
}

bool turns_moves_mine(const struct study *s, const struct clause *c)
{
	return moves(s, c, SENSE_MY);
}

/* `could I come on the 21st instead?`, `kann ich dafür am 21. kommen?` */
static bool takes_place(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `dafür`: a `but` that points back */
		if (atom_means(a, SENSE_RATHER) ||
			(atom_means(a, SENSE_BUT) && atom_means(a, SENSE_POINTER)))
			return true;
	}
	return false;
}

void turns_take_leave(struct study *s, struct clause *c)
{
	struct atom *may = leave(s, c);

	/* how many they are nobody says */
	c->we = c->we || moves(s, c, SENSE_US);
	/* `would it be alright if I came`: no more told than `may I come` */
	if (may != NULL && tokens_hold(s, may, SENSE_CONDITION))
		for (size_t i = 0; i < c->predicate_count; i++)
			if (c->predicates[i].forms & FORM_PAST)
				c->predicates[i].forms = FORM_INF | FORM_1SG | FORM_PL;
	bool instead = takes_place(s, c) && (turns_follows_no(s, c) || follows_hindrance(s, c));
	if (may == NULL || !s->sentences[c->sentence].question ||
		(eset_empty(c->swapped) && !instead) || c->predicate_count != 1 ||
		!clause_has(c, SENSE_COME) || c->negations > 0)
		return;
	bool we = may->count > 1 && tokens_hold(s, may, SENSE_WE);
	atom_becomes(s, (size_t)(may - s->atoms), SENSE_CAN);
	/* `could we come instead?`: how many they are nobody says */
	if (we)
		atom_gains(s, (size_t)(may - s->atoms), SENSE_PLURAL);
}

/* `would it be possible for the two of us to come`: behind its `for` */
static bool for_ours(const struct study *s, const struct clause *c, const struct atom *head)
{
	const struct atom *who = head + 1;

	return c->people_count == 1 && who->kind == ATOM_PEOPLE &&
		(who->people->total || who->people->me) && !who->people->outsider &&
		token_means(last_token(s, head), SENSE_FOR);
}

bool turns_if_possible(const struct study *s, const struct clause *c)
{
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);

	return head->count > 1 && atom_means(head, SENSE_POLITE) && atom_means(head, SENSE_WILL) &&
		!clause_means(s, c, SENSE_YOU) && (c->people_count == 0 || for_ours(s, c, head)) &&
		!c->third && clause_any_form(c, FORM_INF);
}

bool turns_asks(const struct study *s, const struct clause *c)
{
	bool come =
		c->predicate_count == 1 && clause_has(c, SENSE_COME) && c->predicates[0].forms != 0;
	bool instead = takes_place(s, c) && (turns_follows_no(s, c) || follows_hindrance(s, c));
	bool may = (ours(c) && clause_means(s, c, SENSE_CAN)) || turns_if_possible(s, c);

	/* not `could I have come` */
	return c->question && come && may && !c->hedged && c->negations == 0 && c->named &&
		!clause_means(s, c, SENSE_HAVE) && (!eset_empty(c->swapped) || instead);
}

bool turns_doubtful(const struct study *s, const struct clause *c)
{
	const struct clause *b = c - 1;

	return c > s->clauses && b->sentence == c->sentence &&
		(c->sign == 'b' || clause_means(s, c, SENSE_BUT)) && eset_empty(c->swapped) &&
		tells_own(s, b) && !eset_empty(c->events) && !eset_within(b->events, c->events) &&
		c->says == SAYS_COME && !clause_tokens_mean(s, c, SENSE_ALSO);
}
