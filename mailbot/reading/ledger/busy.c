#include "reading/ledger/busy.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/company.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

/* The no that it stands behind: a claim's, of the writer, and understood. */
static bool behind_no(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *no = c - 1;

	return c > s->clauses && no->sentence == c->sentence && c->sign == ',' &&
		claimed_clause(claims, (size_t)(no - s->clauses)) && no->says == SAYS_NOT_COME &&
		no->why == NULL && !no->third &&
		eset_within(c->events, claims_events(claims, false)) &&
		eset_empty(eset_and(c->events, claims_events(claims, true)));
}

/* Nothing in it decides, asks, doubts, or brings anybody. */
static bool is_plain(const struct study *s, const struct clause *c)
{
	static const enum sense more[] = {SENSE_OR, SENSE_ALSO, SENSE_SUBSTITUTE, SENSE_KEEN,
		SENSE_MORE, SENSE_COMPANY, SENSE_ALONG, SENSE_CONTRARY, SENSE_BUT, SENSE_TAKING,
		SENSE_WITH, SENSE_FOR, SENSE_SWAP, SENSE_RATHER, SENSE_PERSONS, SENSE_HEDGE,
		SENSE_CONDITION, SENSE_REPORT, SENSE_OPEN, SENSE_YES, SENSE_CHANGE};

	return c->says == SAYS_NOTHING && c->negations == 0 && !c->i && !c->we && !c->verbless &&
		!c->condition && !c->hedged && !c->question && !c->unreal && !clause_intends(c) &&
		!senses_meet(c->words, SENSES_OF(more)) && !company_spoken_of(s, c);
}

/* One of the writer's, by what they are to them, and not the writer's own. */
static bool is_theirs(const struct atom *a)
{
	const struct people *p = a->people;

	return !p->me && !p->we && !p->with && !p->total && p->count == 1;
}

/* A thing of somebody's own: a noun that nobody knows, or that means nothing here. */
static bool is_thing(const struct study *s, const struct atom *a)
{
	bool noun = tongue_nouns(s, a) && first_token(s, a)->capital && !first_token(s, a)->upper;

	return noun && a->count == 1 && !a->near_alarm &&
		(a->kind == ATOM_UNKNOWN || atom_means(a, SENSE_HARMLESS));
}

/* What may stand beside such a thing; `da` says that it is then. */
static bool may_stand(const struct atom *a)
{
	static const enum sense may[] = {SENSE_HAVE, SENSE_WILL, SENSE_THERE, SENSE_ARTICLE,
		SENSE_INDEFINITE, SENSE_HIS, SENSE_SAFE, SENSE_DAY, SENSE_NUMBER, SENSE_OBSTACLE};

	return atom_quiet(a) || a->kind == ATOM_NUMBER || a->kind == ATOM_EVENT ||
		(ATOM_MEANS_ANY(a, may) && !atom_means(a, SENSE_MY)) ||
		(atom_means(a, SENSE_HIS) && a->count == 1);
}

bool busy_told(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool who = false, thing = false, then = false, whose = false;

	if (!behind_no(s, claims, c) || !is_plain(s, c))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_PEOPLE && !who && is_theirs(a)) {
			who = true;
			continue;
		}
		whose = whose || atom_means(a, SENSE_HIS) || atom_means(a, SENSE_OBSTACLE);
		then = then || atom_means(a, SENSE_THERE) || a->kind == ATOM_EVENT ||
			(atom_means(a, SENSE_SAFE) && a->count > 1);
		bool one = is_thing(s, a);
		thing = thing || one;
		if (!one && !may_stand(a))
			return false;
	}
	/* `wird achtzig` */
	bool birthday = clause_means(s, c, SENSE_WILL) && !thing &&
		(clause_means(s, c, SENSE_NUMBER) || clause_holds(c, ATOM_NUMBER));
	bool has = clause_means(s, c, SENSE_HAVE) && (thing || whose) && (then || whose);
	return who && (birthday || has);
}
