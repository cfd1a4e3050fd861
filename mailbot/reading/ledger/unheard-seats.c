#include "reading/ledger/unheard-seats.h"

#include <string.h>

#include "reading/asides/talk.h"
#include "reading/clauses/verbs.h"

/* `Bitte ein Platz mehr`, `meine beiden Plätze bleiben`, `a couple of seats`, `more than one chair` */
static bool of_seats(const struct study *s, const struct clause *c)
{
	static const enum sense many[] = {SENSE_MORE, SENSE_BOTH};

	if (!talk_of_seat(s, c) || c->negations > 0 || c->subordinate || c->told)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (ATOM_MEANS_ANY(a, many) || (atom_counts(a) && a->n > 1) ||
			(c->verbless && atom_means(a, SENSE_OTHERS)))
			return true;
	}
	return c->verbless && c->why != NULL && strcmp(c->why, "seats-unsure") == 0;
}

/* `One seat for me, one for Dr. Novak.`: two were ordered for one. */
static bool seat_for_other(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		size_t ordered = 0;
		if (a->kind != ATOM_PEOPLE || a->people->count != 1)
			continue;
		for (size_t k = a->first; k < a->first + a->count; k++)
			ordered += token_means(&s->tokens[k], SENSE_FOR);
		if (ordered > 1)
			return true;
	}
	return false;
}

/* `One of the four we announced has cancelled`, `von unserer Gruppe springen zwei ab`, `our group is the same as last
 * time` */
static bool of_some(const struct study *s, const struct clause *c)
{
	static const enum sense same[] = {SENSE_COMPARE, SENSE_STAYS};
	size_t head = atoms_past_quiet(s, c->first, c->end);
	bool away = clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE);
	bool ours = clause_tokens_mean(s, c, SENSE_GROUP) && clause_tokens_mean(s, c, SENSE_MY);
	bool several = false;

	if (c->named || c->negations > 0 || clause_means(s, c, SENSE_UNIT))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		several = several ||
			(atom_counts(a) && a->n > 0 &&
				(a->n > 1 || !atom_means(a, SENSE_INDEFINITE)));
		away = away || (ours && atom_maybe_verb_of(a, SENSE_DECLINE));
	}
	if (several && away && !c->i && (!c->we || atom_counts(study_atom(s, head, c->end))))
		return true;
	return ours && token_means(first_token(s, study_atom(s, head, c->end)), SENSE_MY) &&
		clause_means(s, c, SENSE_BE) && CLAUSE_MEANS_ANY(s, c, same);
}

static int claimed_most(const struct claims *claims)
{
	int most = 0;

	for (size_t i = 0; i < claims->count; i++)
		if (claims->items[i].come && claims->items[i].seats > most)
			most = claims->items[i].seats;
	return most;
}

/* Behind a request for several: `Fest sind davon zwei`, `Drei Paare sind wir`, `Jetzt bin ich allein`, `each will go to one` */
static bool recounts(const struct study *s, const struct claims *claims, const struct clause *c)
{
	int most = claimed_most(claims);
	bool be = clause_means(s, c, SENSE_BE);
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);

	if (most < 2 || c->told || c->negations > 0 || c->named || c->subordinate ||
		clause_means(s, c, SENSE_NEED))
		return false;
	if (c->i && be && clause_means(s, c, SENSE_ALONE) && c->predicate_count == 0)
		return true;
	if (atom_means(head, SENSE_EACH) && clause_has(c, SENSE_COME))
		return true;
	for (size_t i = c->first; i < c->end && be; i++) {
		const struct atom *a = &s->atoms[i];
		bool of_them = i > c->first && atom_means(&s->atoms[i - 1], SENSE_POINTER);
		if (atom_counts(a) && a->n > 0 && a->n != most &&
			!atom_means(a, SENSE_INDEFINITE) &&
			(of_them ||
				(clause_tokens_mean(s, c, SENSE_WE) && c->predicate_count == 0)))
			return true;
	}
	return false;
}

/* `We need more than one chair.` */
static bool needs_more(const struct study *s, const struct clause *c)
{
	bool seats = false;

	for (size_t i = c->first; i < c->end; i++)
		seats = seats || (s->atoms[i].kind == ATOM_PEOPLE && !s->atoms[i].people->me);
	return seats && clause_tokens_mean(s, c, SENSE_WE) &&
		clause_tokens_mean(s, c, SENSE_NEEDING) && clause_tokens_mean(s, c, SENSE_MORE) &&
		c->negations == 0;
}

bool unheard_range(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 2 < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		const struct atom *to = &s->atoms[i + 2];
		if (p != NULL && p->count > 1 && atom_means(&s->atoms[i + 1], SENSE_UNTIL) &&
			to->count == 1 && token_counts(first_token(s, to)))
			return true;
	}
	return false;
}

bool unheard_counted_twice(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		size_t next = i + 1;
		if (a->kind != ATOM_PEOPLE || a->people->person_count > 0 || a->people->me ||
			a->count < 2 || last_token(s, a)->kind == TOKEN_PUNCT ||
			!token_counts(last_token(s, a)))
			continue;
		while (next < c->end &&
			(atom_quiet(&s->atoms[next]) || atom_means(&s->atoms[next], SENSE_SAFE)))
			next++;
		const struct people *p = study_atom(s, next, c->end)->people;
		if (next > i + 1 && p != NULL && !p->me && p->count > 0)
			return true;
	}
	return false;
}

bool unheard_seats_more(const struct study *s, const struct clause *c)
{
	return of_seats(s, c) || seat_for_other(s, c);
}

bool unheard_seats(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return unheard_seats_more(s, c) || of_some(s, c) || needs_more(s, c) ||
		recounts(s, claims, c) || unheard_range(s, c);
}
