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

/* `the forum and the congress both sound lovely`: of the events that begin it, and of nobody. */
static bool speaks_of_them(const struct study *s, const struct clause *about)
{
	static const enum sense fine[] = {SENSE_AND, SENSE_BOTH, SENSE_BE, SENSE_SAFE,
		SENSE_HARMLESS, SENSE_PRAISE, SENSE_ARTICLE};
	size_t first = atoms_past_quiet(s, about->first, about->end);

	while (first < about->end &&
		(atom_means(&s->atoms[first], SENSE_ARTICLE) ||
			atom_means(&s->atoms[first], SENSE_BOTH)))
		first++;
	for (size_t i = first; i < about->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool known = atom_quiet(a) || a->kind == ATOM_EVENT || ATOM_MEANS_ANY(a, fine) ||
			atom_maybe_verb_of(a, SENSE_OTHER);
		if (!known || atom_means(a, SENSE_MY) || atom_means(a, SENSE_PAST))
			return false;
	}
	return study_atom(s, first, about->end)->kind == ATOM_EVENT && about->people_count == 0 &&
		!about->i && !about->we;
}

bool pairs_listed(const struct study *s, const struct clause *about, const struct clause *c)
{
	size_t events = 0, last = 0;

	if (c->says != SAYS_COME || !c->i || c->we || c->third || c->people_count > 1 ||
		c->negations > 0 || about->we || c->both > 0 ||
		!(speaks_of_them(s, about) || (about->i && !about->third)) ||
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
