#include "reading/frames/theirs.h"

#include "reading/clauses/verbs.h"

/* Words that say more than that somebody writes, or plans to come. */
static bool says_more(const struct study *s, const struct clause *c)
{
	static const enum sense never[] = {SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_RETRACT,
		SENSE_CONDITION, SENSE_SUBSTITUTE, SENSE_CANCEL, SENSE_DECLINE, SENSE_CHANGE,
		SENSE_ME, SENSE_TO_ME, SENSE_US, SENSE_NO, SENSE_REGISTRATION, SENSE_CANCELLATION,
		SENSE_TRICK, SENSE_FORWARD};

	for (size_t i = c->first; i < c->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], never) || s->atoms[i].near_alarm ||
			s->atoms[i].kind == ATOM_UNKNOWN)
			return true;
	return c->negations > 0 || c->i || c->we || c->question || c->condition || c->subordinate ||
		c->unreal || s->sentences[c->sentence].subject || s->sentences[c->sentence].below;
}

/* `die schreibt Ihnen selbst`: of nobody but those who were spoken of, and the last of its sentence. */
static bool writes_itself(const struct study *s, const struct clause *c)
{
	bool last = c + 1 == s->clauses + s->clause_count || c[1].sentence != c->sentence;

	if (!clause_means(s, c, SENSE_OWN_LETTER) || c->named || !last || says_more(s, c))
		return false;
	for (size_t i = 0; i < c->people_count; i++)
		if (c->people[i]->again == NULL)
			return false;
	return true;
}

/* `meine Nachbarin will auch mit`, `zum Kongress geht mein Bruder`: somebody else, and nobody beside them. */
static bool plans(const struct study *s, const struct clause *c)
{
	bool comes = clause_intends(c) || clause_means(s, c, SENSE_WILL) ||
		clause_means(s, c, SENSE_WOULD) || clause_has(c, SENSE_OTHER) ||
		(clause_means(s, c, SENSE_ALSO) && c->third);

	return comes && c->people_count == 1 && !c->people[0]->me && !c->people[0]->with &&
		!c->people[0]->total && c->people[0]->again == NULL && !says_more(s, c);
}

static void tell(struct study *s, struct clause *c)
{
	clause_tells(s, c);
	c->event_trouble = c->hedged = false;
}

/* `he told me that he has already registered on his own`: done, whoever it was. */
static bool has_done_it(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_OWN_LETTER) &&
			token_means(first_token(s, &s->atoms[i]), SENSE_HAVE))
			return !c->i && !c->we && c->negations == 0;
	return false;
}

void theirs_tell(struct study *s)
{
	for (size_t i = 1; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i], *plan = c - 1;
		c->told = c->told || has_done_it(s, c);
		if (plan->sentence + 1 < c->sentence || !writes_itself(s, c) || !plans(s, plan))
			continue;
		tell(s, plan);
		tell(s, c);
	}
}

bool theirs_sentence(const struct study *s, size_t sentence)
{
	bool any = false;

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (c->sentence == sentence && !(c->told && c->joined))
			return false;
		any = any || c->sentence == sentence;
	}
	return any;
}

bool theirs_doubtful(const struct study *s, const struct claims *claims, const struct clause *c)
{
	if (!clause_means(s, c, SENSE_OWN_LETTER) || c->joined)
		return false;
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			const struct clause *b = &s->clauses[claims->items[i].clauses[k]];
			bool others = b->third || b->we;
			for (size_t n = 0; n < b->people_count; n++)
				others = others || b->people[n]->count > 1 || !b->people[n]->me;
			if (claims->items[i].come && others && b->sentence + 1 >= c->sentence)
				return true;
		}
	return false;
}
