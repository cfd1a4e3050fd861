#include "reading/ledger/unheard-within.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"
#include "reading/ledger/unheard-no.h"
#include "reading/ledger/unheard-seats.h"
#include "reading/ledger/unheard.h"
#include "reading/lines/quantities.h"

/* `am 16. Februar in 2012`: a year in which it does not take place. */
static bool other_year(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end && s->series != NULL; i++) {
		const struct atom *a = &s->atoms[i];
		const struct atom *lead = study_atom(s, i + 1, c->end);
		size_t at = i + 1 +
			(atom_means(lead, SENSE_AHEAD) || atom_means(lead, SENSE_ORIGIN) ||
				atom_means(lead, SENSE_WHEREABOUTS));
		int year = quantity_year(s, study_atom(s, at, c->end));
		bool fits = a->kind != ATOM_EVENT || year == 0;
		for (size_t e = 0; e < s->series->event_count && !fits; e++)
			fits = eset_has(a->events, e) && s->series->events[e].begin.year == year;
		if (!fits)
			return true;
	}
	return false;
}

/* `Zwei Plätze, nämlich für mich, meine Mutter und meine Tante`: those who are listed are not as many as were asked for. */
static bool list_differs(const struct study *s, const struct claims *claims, size_t clause)
{
	const struct clause *c = &s->clauses[clause];
	int seats = 0;

	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++)
			if (claims->items[i].clauses[k] == clause && claims->items[i].come)
				seats = claims->items[i].seats;
	for (size_t i = c->first; i < c->end && seats > 0; i++) {
		const struct atom *a = &s->atoms[i];
		size_t next = i + 1;
		if (!atom_means(a, SENSE_SUBSTITUTE) || a->count != 2 ||
			!token_means(first_token(s, a), SENSE_FOR) ||
			!token_means(first_token(s, a) + 1, SENSE_ME))
			continue;
		while (next < c->end &&
			(atom_quiet(&s->atoms[next]) || atom_means(&s->atoms[next], SENSE_AND)))
			next++;
		const struct people *p = study_atom(s, next, c->end)->people;
		if (next > i + 1 && p != NULL && !p->me && p->count > 0 && p->count + 1 != seats)
			return true;
	}
	return false;
}

/* `deshalb melde ich mich im Bürgeramt ab`: elsewhere, where the clause itself names no event. */
static bool elsewhere(const struct study *s, const struct clause *c)
{
	if (c->named || !(clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_REGISTER)))
		return false;
	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i], *noun = &s->atoms[i + 1];
		if (atom_means(a, SENSE_WHEREABOUTS) && a->use == USE_ADJUNCT &&
			noun->kind == ATOM_UNKNOWN && first_token(s, noun)->capital)
			return true;
	}
	return false;
}

/* `our parking permit for the congress`: a thing that somebody needs there. */
static bool thing_of_event(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		size_t event = i + 2 + atom_means(study_atom(s, i + 2, c->end), SENSE_FOR);
		if (atom_means(&s->atoms[i], SENSE_MY) &&
			atom_means(study_atom(s, i + 1, c->end), SENSE_NEED) &&
			study_atom(s, event, c->end)->kind == ATOM_EVENT)
			return true;
	}
	return false;
}

/* `would like to cancel our parking permit`: a thing, and neither an event nor somebody. Whose it is, and whether it stays,
 * does not matter: nobody asked for an event. */
static bool cancels_thing(const struct study *s, const struct clause *c)
{
	static const enum sense whom[] = {SENSE_ME, SENSE_US, SENSE_REFLEXIVE, SENSE_REGISTRATION};

	return clause_has(c, SENSE_CANCEL) && clause_means(s, c, SENSE_NEED) &&
		(!c->named || thing_of_event(s, c)) && !CLAUSE_TOKENS_MEAN_ANY(s, c, whom);
}

/* `send me the papers | so that I can register`: what for, and not yet. */
static bool is_purpose(const struct study *s, const struct clause *c)
{
	size_t first = atoms_past_quiet(s, c->first, c->end);
	const struct people *who = study_atom(s, first + 2, c->end)->people;
	bool so_that = atom_means(study_atom(s, first, c->end), SENSE_AND) &&
		atom_means(study_atom(s, first + 1, c->end), SENSE_ARTICLE) && who != NULL &&
		who->me;

	return so_that && clause_has(c, SENSE_REGISTER) && clause_means(s, c, SENSE_CAN);
}

/* `ich melde zwei Personen an. Hinzu kommt unsere Rektorin`: is she one of the two? */
static bool adds_to_total(const struct study *s, const struct claims *claims, size_t clause)
{
	const struct clause *c = &s->clauses[clause];
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	bool total = false, others = false;

	for (size_t i = 0; i < claims->count; i++)
		total = total || (claims->items[i].come && claims->items[i].stated == STATED_TOTAL);
	for (size_t i = 0; i < c->people_count; i++) {
		if (c->people[i]->total)
			return false;
		others = others || (!c->people[i]->me && c->people[i]->count > 0);
	}
	return total && others && atom_means(head, SENSE_ALONG) && !c->i && !c->we;
}

/* A clause that was taken into a request for one, or for nobody, and asks for more: it is none the larger for it. */
static bool more_in_joined(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	for (size_t i = 0; i < claims->count; i++)
		if (claims->items[i].come && claims->items[i].seats > 1)
			return false;
	return unheard_seats_more(s, c);
}

const char *unheard_within(const struct study *s, const struct claims *claims, size_t clause)
{
	const struct clause *c = &s->clauses[clause];

	if (claims->count == 0)
		return NULL;
	if (unheard_counted_twice(s, c))
		return "seats-unsure";
	if (!claimed_clause(claims, clause) && !c->joined)
		return NULL;
	if (eset_empty(claims_events(claims, true)) && unheard_narrows(s, c))
		return "negation-unclear";
	if (c->joined && (unheard_rest_of_people(s, c) || more_in_joined(s, claims, c)))
		return "seats-unsure";
	if (other_year(s, c))
		return "date-contradicts-title";
	if (unheard_range(s, c) || adds_to_total(s, claims, clause))
		return "seats-unsure";
	if (list_differs(s, claims, clause))
		return "seats-contradict";
	if (elsewhere(s, c) || cancels_thing(s, c) || is_purpose(s, c))
		return "not-understood";
	return NULL;
}
