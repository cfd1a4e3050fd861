#include "reading/asides/asides-people.h"

#include "reading/asides/asides.h"
#include "reading/asides/talk.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"

/* Words that say more than any of these do. */
static const enum sense never[] = {SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_RETRACT, SENSE_OPEN,
	SENSE_CHANGE, SENSE_KEEN, SENSE_SUBSTITUTE, SENSE_REGISTRATION, SENSE_CANCELLATION,
	SENSE_TRICK, SENSE_ADVERTISING, SENSE_FORWARD, SENSE_RATHER, SENSE_YES, SENSE_NO,
	SENSE_ALSO, SENSE_MORE, SENSE_TOGETHER, SENSE_EVENTS, SENSE_ALONE, SENSE_HEDGE,
	SENSE_CONDITION, SENSE_COMPANY, SENSE_PERSONS, SENSE_WOULD, SENSE_COMPARE};

/* Whether nothing stands there that names an event, doubts, adds or turns. */
static bool is_calm(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];

	if (c->first != x->first || c->end != x->end || x->sort != ROW_BODY || x->below ||
		x->question || x->colon || x->item || c->sign == 'b' || c->named || c->condition ||
		c->subordinate)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool lower = a->kind == ATOM_UNKNOWN && !first_token(s, a)->capital;
		if (ATOM_MEANS_ANY(a, never) || a->near_alarm || lower || a->kind == ATOM_EVENT ||
			a->kind == ATOM_NUMBER)
			return false;
	}
	return true;
}

/* The people of the clause that are not the writer; NULL where there are none, or several of them. */
static const struct people *somebody(const struct study *s, const struct clause *c)
{
	const struct people *one = NULL;

	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind != ATOM_PEOPLE || (p->me && p->count <= 1))
			continue;
		if (one != NULL || p->me || p->we)
			return NULL;
		one = p;
	}
	return one;
}

static bool speaks_to_me(const struct study *s, const struct clause *c)
{
	return clause_tokens_mean(s, c, SENSE_ME) || clause_tokens_mean(s, c, SENSE_TO_ME) ||
		clause_tokens_mean(s, c, SENSE_US);
}

/* `Herr Roth hat mir die Einladung gegeben`, `a friend gave me your invitation`: told, and done to the writer. */
static bool done_to_me(const struct study *s, const struct clause *c, const struct people *who)
{
	bool told = clause_means(s, c, SENSE_HAVE) || clause_means(s, c, SENSE_PAST);

	return clause_means(s, c, SENSE_GIVEN) && told && speaks_to_me(s, c) && !who->with &&
		!who->total && !c->i && !c->we && !clause_means(s, c, SENSE_REFLEXIVE) &&
		!clause_means(s, c, SENSE_SENT) && !clause_means(s, c, SENSE_REPORT) &&
		!clause_means(s, c, SENSE_OBSTACLE) && !clause_means(s, c, SENSE_HOME);
}

/* `Frau Roth weiß Bescheid`, `mein Chef ist damit einverstanden`: nothing but who, and that. */
static bool agrees(const struct study *s, const struct clause *c, const struct people *who)
{
	if (!clause_means(s, c, SENSE_AGREES) || who->with || who->total)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (!atom_quiet(a) && a->kind != ATOM_PEOPLE && !atom_means(a, SENSE_AGREES) &&
			!atom_means(a, SENSE_POINTER) && !atom_means(a, SENSE_SAFE) &&
			!atom_means(a, SENSE_BE))
			return false;
	}
	return true;
}

/* `das habe ich mit meiner Chefin abgesprochen` */
static bool arranged(const struct study *s, const struct clause *c, const struct people *who)
{
	return clause_means(s, c, SENSE_ARRANGED) && who->with && !who->total &&
		(clause_means(s, c, SENSE_HAVE) || clause_means(s, c, SENSE_BE));
}

/* `ich leite einen Kurs mit 15 Teilnehmern`, `ich arbeite mit zwei Kolleginnen`: whom they have to do with. */
static bool everyday(const struct study *s, const struct clause *c, const struct people *who)
{
	bool indefinite = false, noun = false;

	if (!who->with || who->person_count > 0 || clause_means(s, c, SENSE_THERE) ||
		clause_means(s, c, SENSE_WILL) || clause_means(s, c, SENSE_CAN))
		return false;
	if (clause_means(s, c, SENSE_LIVES))
		return true;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_PEOPLE && a->people == who)
			return noun && (clause_means(s, c, SENSE_BE) || talk_has_verb(c));
		noun = indefinite && first_token(s, a)->capital;
		indefinite = atom_means(a, SENSE_INDEFINITE) ||
			(indefinite && !first_token(s, a)->capital);
	}
	return false;
}

/* `meine Frau ist leider verhindert`, `mein Mann kann leider nicht mitkommen`: nothing but that. */
static bool does_not_come(const struct study *s, const struct clause *c, const struct people *who)
{
	static const enum sense plain[] = {SENSE_CAN, SENSE_BE, SENSE_HAVE, SENSE_REGRET, SENSE_NEG,
		SENSE_DECLINE, SENSE_LETS, SENSE_REFLEXIVE, SENSE_WITH, SENSE_BUT};
	bool no = c->negations == 1;

	if (who->with || who->total || who->unsure || who->count != 1 || c->i || c->we)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		no = no || atom_means(a, SENSE_DECLINE);
		bool known = atom_quiet(a) || a->kind == ATOM_PEOPLE || a->use == USE_INTENT ||
			ATOM_MEANS_ANY(a, plain) ||
			(atom_means(a, SENSE_SAFE) && a->count == 1 &&
				!atom_means(a, SENSE_CONTRARY));
		if (!known)
			return false;
	}
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense != SENSE_COME && c->predicates[i].sense != SENSE_DECLINE)
			return false;
	return no && c->negations <= 1 &&
		!(c->negations == 1 && clause_means(s, c, SENSE_DECLINE)) &&
		!(c->negations == 1 && clause_has(c, SENSE_DECLINE));
}

/* Who stands before it as who does it: somebody by name or by what they are, the dog; nobody of whom more is said. */
static bool leads_other(const struct study *s, const struct clause *c)
{
	size_t first = atoms_past_quiet(s, c->first, c->end);
	const struct atom *a = study_atom(s, first, c->end),
			  *next = study_atom(s, first + 1, c->end);

	if (a->kind == ATOM_PEOPLE)
		return !a->people->me && !a->people->we && !a->people->with && !a->people->total;
	if (a->kind == ATOM_UNKNOWN)
		return first_token(s, a)->capital;
	return (atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_MY)) &&
		atom_means(next, SENSE_HARMLESS);
}

/* `my husband will stay at home with the children`, `meine Mutter hütet die Kinder`: nobody else but those with them. */
static bool stays_behind(const struct study *s, const struct clause *c)
{
	bool home = clause_means(s, c, SENSE_REMAINS) && clause_means(s, c, SENSE_HOME);
	size_t others = 0;

	if (!(home || clause_means(s, c, SENSE_STAYS_BEHIND)) || !leads_other(s, c) || c->i ||
		c->we || c->negations > 0 || speaks_to_me(s, c) || clause_has(c, SENSE_COME) ||
		clause_has(c, SENSE_WITH) || clause_means(s, c, SENSE_CAN) ||
		clause_means(s, c, SENSE_YOU))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind != ATOM_PEOPLE)
			continue;
		if (p->me || p->we)
			return false;
		others += !p->with;
	}
	return others <= 1;
}

bool aside_of_person(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct people *who = somebody(s, c);

	if (!c->verbless && is_calm(s, c) && aside_writer_alone(s, claims) && stays_behind(s, c))
		return claims->count > 0;
	if (who == NULL || c->verbless || !is_calm(s, c) || claims->count == 0)
		return false;
	if (aside_writer_alone(s, claims) && does_not_come(s, c, who))
		return true;
	if (clause_intends(c) || c->negations > 0)
		return false;
	return done_to_me(s, c, who) || agrees(s, c, who) || arranged(s, c, who) ||
		everyday(s, c, who);
}
