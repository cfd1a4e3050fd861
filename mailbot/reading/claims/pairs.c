#include "reading/claims/pairs.h"

#include "reading/clauses/verbs.h"

struct eset pairs_before(const struct study *s, const struct clause *c)
{
	const struct clause *about = c - 1;
	struct eset out = {0}, none = {0};

	if (c == s->clauses || c->sentence > about->sentence + 1 || about->says != SAYS_NOTHING ||
		about->negations > 0 || about->hedged || about->question || about->condition ||
		about->told || about->unreal || clause_means(s, about, SENSE_OR) ||
		clause_means(s, about, SENSE_EXCEPT) || clause_means(s, about, SENSE_OBSTACLE))
		return none;
	for (size_t i = about->first; i < about->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->reference)
			continue;
		if (a->contradiction || a->over || a->several || eset_count(a->events) != 1)
			return none;
		out = eset_or(out, a->events);
	}
	return (int)eset_count(out) == c->both ? out : none;
}

bool pairs_listed(const struct study *s, const struct clause *about, const struct clause *c)
{
	size_t events = 0, last = 0;

	if (c->says != SAYS_COME || !c->i || c->we || c->third || c->people_count > 1 ||
		c->negations > 0 || !about->i || about->we || about->third || c->both > 0 ||
		clause_means(s, about, SENSE_OBSTACLE))
		return false;
	for (size_t i = about->first; i < about->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool joins = atom_quiet(a) || atom_means(a, SENSE_AND) || atom_means(a, SENSE_ALSO);
		if (a->kind == ATOM_EVENT && !a->strong)
			return false;
		/* not `am 16. habe ich Schule und am 18. frei` */
		if (a->kind == ATOM_EVENT && events > 0 && last + 1 < i)
			return false;
		if (a->kind == ATOM_EVENT) {
			events++;
			last = i;
		} else if (events > 0 && last + 1 == i && joins) {
			last = i;
		}
	}
	return events > 1;
}
