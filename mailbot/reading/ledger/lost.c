#include "reading/ledger/lost.h"

#include <string.h>

#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/occasions.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/torn.h"
#include "reading/lines/tongues.h"

/* The clause right before it, in its sentence, where it makes a claim; NULL. */
static const struct clause *claim_before(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t at = (size_t)(c - s->clauses);
	bool beside = at > 0 && c[-1].sentence == c->sentence && claimed_clause(claims, at - 1);

	return beside ? c - 1 : NULL;
}

static bool somebody_else(const struct atom *a)
{
	return (a->kind == ATOM_PEOPLE && !a->people->me && !a->people->we && !a->people->total) ||
		atom_means(a, SENSE_WHOSE);
}

static bool holds_somebody_else(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (somebody_else(&s->atoms[i]))
			return true;
	return false;
}

/* `bringe noch einen Freund mit`: a verb of the writer's, who is not named. */
static bool mine(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (tongue_nouns(s, &s->atoms[i]) && atom_is_verb(&s->atoms[i], FORM_1SG))
			return true;
	return false;
}

/* `sign me up for the 16th, sign my wife off`: an order behind another, of somebody else. */
static bool orders_other(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *b = claim_before(s, claims, c);

	return b != NULL && torn_is_order(s, b) && torn_is_order(s, c) &&
		!clause_tokens_mean(s, c, SENSE_I) && !clause_tokens_mean(s, c, SENSE_WE) &&
		!mine(s, c) && (c->says == SAYS_NOTHING || c->why != NULL) &&
		(clause_intends(c) || c->says != SAYS_NOTHING ||
			clause_tokens_mean(s, c, SENSE_PERFORMS) ||
			clause_means(s, c, SENSE_PARTICLE)) &&
		holds_somebody_else(s, c);
}

/* `…, zu dem schicke ich meinen Kollegen`: somebody who is sent. */
static bool sends_somebody(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool sends = false;

	for (size_t i = c->first; i < c->end; i++)
		for (const struct inflection *f = atom_maybe_verb(&s->atoms[i])
				? s->atoms[i].meaning->inflections
				: NULL;
			f != NULL; f = f->next)
			sends = sends ||
				(f->verb->sense == SENSE_REGISTER && f->verb->particle.len == 0 &&
					f->verb->needs == NEEDS_SOMEBODY);
	return sends && !c->told && !c->condition && !c->question &&
		claim_before(s, claims, c) != NULL && holds_somebody_else(s, c);
}

/* `The 18th is my wife's`: a day of ours that is said to be somebody's, and nothing else stands there. */
static bool is_somebodys(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t at = atoms_past_quiet(s, c->first, c->end);
	const struct atom *a = study_atom(s, at, c->end);
	bool whose = false;

	if (a->kind != ATOM_EVENT || a->going || !a->strong || a->reference ||
		!atom_means(study_atom(s, at + 1, c->end), SENSE_BE) ||
		eset_within(a->events, claimed_events(claims)))
		return false;
	for (size_t i = at + 2; i < c->end; i++) {
		const struct atom *b = &s->atoms[i];
		bool mine = false;
		for (size_t k = b->first; k < b->first + b->count; k++)
			mine = mine || token_means(&s->tokens[k], SENSE_MY) ||
				token_means(&s->tokens[k], SENSE_WHOSE);
		whose = whose || mine || somebody_else(b);
		if (!mine && !somebody_else(b) && !atom_quiet(b) && !atom_means(b, SENSE_FOR))
			return false;
	}
	return whose;
}

/* `Das Frühstück ist Pflicht`: what an event of ours is to the writer, in one noun. */
static bool is_what(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t at = atoms_past_quiet(s, c->first, c->end);
	const struct atom *a = study_atom(s, at, c->end), *what = study_atom(s, at + 2, c->end);

	return a->kind == ATOM_EVENT && !a->going && !a->date_only && a->strong &&
		atom_means(study_atom(s, at + 1, c->end), SENSE_BE) &&
		atom_means(what, SENSE_SAFE) && what->count == 1 && tongue_nouns(s, what) &&
		first_token(s, what)->capital && atoms_past_quiet(s, at + 3, c->end) == c->end &&
		!eset_within(a->events, claimed_events(claims));
}

/* `der 16. passt nicht, der 18. schon eher`: another one, that may suit better. */
static bool rather_that(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *b = claim_before(s, claims, c);

	return b != NULL && b->says == SAYS_NOT_COME && c->says == SAYS_OPEN && c->verbless &&
		c->named && clause_means(s, c, SENSE_CONTRARY);
}

/* `Danke, Bildung bitte`: an event that is asked for, and nobody is thanked for it. */
static bool asks_beside_thanks(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool comma = false, event = false;

	if (!c->verbless || c->negations > 0 || c->says != SAYS_NOTHING ||
		!clause_means(s, c, SENSE_THANKS) || !clause_means(s, c, SENSE_PLEASE))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		comma = comma || atom_is(a, ',');
		event = event ||
			(comma && a->kind == ATOM_EVENT && !a->reference &&
				!eset_within(a->events, claimed_events(claims)));
	}
	return event;
}

/* `…, and June's talk`: one more, of which there are several. */
static bool one_more_of(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *b = claim_before(s, claims, c);

	return b != NULL && b->says == SAYS_COME && c->sign == '&' &&
		!clause_tokens_mean(s, c, SENSE_I) && !clause_tokens_mean(s, c, SENSE_WE) &&
		!holds_somebody_else(s, c) && c->event_trouble && c->why != NULL &&
		strcmp(c->why, "ambiguous-event") == 0 && c->says == SAYS_NOTHING &&
		clause_means(s, c, SENSE_EVENT);
}

/* `Meinen Großen nehme ich mit`, `Den Kleinen muss ich mitbringen`: somebody by what they are to the writer. */
static bool brings(const struct study *s, const struct clause *c)
{
	if (c->told || c->question || c->condition || c->negations > 0 ||
		!clause_has(c, SENSE_WITH))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool weak = a->kind == ATOM_EVENT && !a->strong && !a->date_only && a->count < 3 &&
			!token_means(first_token(s, a), SENSE_GOING) &&
			(a->count > 1 ||
				(i > c->first &&
					(atom_means(a - 1, SENSE_MY) ||
						atom_means(a - 1, SENSE_ARTICLE))));
		if (weak || atom_means(a, SENSE_MINDED))
			return true;
	}
	return false;
}

/* `zu beiden, allerdings erst ab 16 Uhr`: an hour, where two of them are on one day. */
static bool at_some_hour(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *b = claim_before(s, claims, c);
	bool hour = false;

	for (size_t i = c->first; i < c->end; i++)
		hour = hour || s->atoms[i].kind == ATOM_TIME;
	return hour && b != NULL && b->says == SAYS_COME && c->verbless &&
		occasions_share_day(s, b->events);
}

/* `zu beiden, brauche aber nur einen`: one of them, and which? */
static bool needs_one(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *b = claim_before(s, claims, c);
	size_t last = c->end;

	while (last > c->first && s->atoms[last - 1].kind == ATOM_PUNCT)
		last--;
	const struct atom *one = last > c->first ? &s->atoms[last - 1] : NULL;
	return b != NULL && b->says == SAYS_COME && eset_count(b->events) > 1 && one != NULL &&
		(atom_means(one, SENSE_INDEFINITE) || (atom_counts(one) && one->n == 1)) &&
		clause_means(s, c, SENSE_ONLY) && (c->sign == 'b' || clause_means(s, c, SENSE_BUT));
}

/* `my wife is coming, and so am I`: the writer as well, behind somebody else's yes. */
static bool so_do_i(const struct study *s, const struct claims *claims, const struct clause *c)
{
	static const enum sense may[] = {
		SENSE_AND, SENSE_ALSO, SENSE_BE, SENSE_CAN, SENSE_WILL, SENSE_ECHO, SENSE_WOULD};
	const struct clause *b = claim_before(s, claims, c);
	bool me = false;

	if (b == NULL || b->says != SAYS_COME || !holds_somebody_else(s, b) || b->i || b->we)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool mine = a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1;
		if (!mine && !atom_quiet(a) && !ATOM_MEANS_ANY(a, may))
			return false;
		me = me || mine;
	}
	return me;
}

/* Whether more than the writer is counted anywhere. */
static bool counts_others(const struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++)
		if (claims->items[i].come && claims->items[i].seats > 1)
			return true;
	return false;
}

/* `my neighbour wants to come too`: somebody else, whom nobody counts; `wants` decides nothing, and yet they may come. */
static bool comes_too(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool names_another = c->named && eset_empty(eset_and(c->events, claimed_events(claims)));

	return clause_has(c, SENSE_COME) && clause_means(s, c, SENSE_ALSO) && c->third && !c->i &&
		!c->we && !c->condition && c->negations == 0 && !names_another &&
		holds_somebody_else(s, c) && !counts_others(claims);
}

/* `Anmeldung zum Kongress: Birgit Lohmann Bitte noch nicht als Zusage werten`: what runs on behind a name that a colon
 * announced, without a stop. */
static bool runs_on(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t name = atoms_past_quiet(s, c->first, c->end);
	const struct atom *a = study_atom(s, name, c->end);
	bool says = c->negations > 0 || c->predicate_count > 0;

	if (c == s->clauses || c[-1].sentence != c->sentence ||
		!atom_is(&s->atoms[c->first], ':') ||
		!claimed_clause(claims, (size_t)(c - 1 - s->clauses)) || a->kind != ATOM_PEOPLE ||
		a->people->person_count == 0)
		return false;
	for (size_t i = name + 1; i < c->end; i++)
		says = says || atom_means(&s->atoms[i], SENSE_NO) ||
			atom_means(&s->atoms[i], SENSE_RETRACT);
	return says && name + 1 < c->end && s->atoms[name + 1].kind != ATOM_PUNCT;
}

const char *lost_beside(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool come = !eset_empty(claims_events(claims, true));

	if (claims->count == 0)
		return NULL;
	if (orders_other(s, claims, c))
		return "person-left-over";
	if (one_more_of(s, claims, c))
		return "event-left-over";
	if (claimed_clause(claims, (size_t)(c - s->clauses)))
		return NULL;
	if (sends_somebody(s, claims, c) || so_do_i(s, claims, c) || is_somebodys(s, claims, c) ||
		(come && (brings(s, c) || comes_too(s, claims, c))))
		return "person-left-over";
	if (runs_on(s, claims, c))
		return "not-understood";
	if (asks_beside_thanks(s, claims, c) || is_what(s, claims, c))
		return "event-left-over";
	if (at_some_hour(s, claims, c) || rather_that(s, claims, c))
		return "undecided";
	return needs_one(s, claims, c) ? "contradicts-itself" : NULL;
}
