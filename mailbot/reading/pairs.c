#include "reading/pairs.h"

#include "reading/verbs.h"

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
