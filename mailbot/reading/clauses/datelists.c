#include "reading/clauses/datelists.h"

#include "reading/clauses/clauses.h"

/* Whether the atom is an event that nothing but its day names, and begins with a bracket. */
static bool opens(const struct study *s, const struct atom *a)
{
	return a->kind == ATOM_EVENT && a->date_only && slice_is(first_token(s, a)->text, "(");
}

static bool joins(const struct atom *a)
{
	return atom_is(a, ',') || atom_is(a, '/') || atom_is(a, '&') || atom_means(a, SENSE_AND);
}

/* The end of the list of days that begins at `at`; `at` where there is none. Gives what they are days of. */
static size_t list_end(
	const struct study *s, const struct clause *c, size_t at, struct eset *days, bool *clear)
{
	size_t i = at, count = 0;

	while (i < c->end && s->atoms[i].kind == ATOM_EVENT && s->atoms[i].date_only) {
		const struct atom *day = &s->atoms[i];
		*clear = *clear && eset_count(day->events) == 1 && !day->contradiction;
		*days = eset_or(*days, day->events);
		count++;
		for (i++; i < c->end && joins(&s->atoms[i]); i++)
			;
	}
	return count > 1 && atom_is(study_atom(s, i, c->end), ')') ? i : at;
}

void datelists_take(struct study *s, struct clause *c)
{
	struct eset before = {0};

	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		struct eset days = {0};
		bool clear = true;
		size_t end =
			opens(s, a) && !eset_empty(before) ? list_end(s, c, i, &days, &clear) : i;
		if (end == i) {
			before = a->kind == ATOM_EVENT ? eset_or(before, a->events) : before;
			continue;
		}
		if (!clear || !eset_eq(days, before)) {
			clause_trouble(c, "date-contradicts-title", i);
			return;
		}
		for (; i < end; i++)
			s->atoms[i].use = USE_ADJUNCT;
	}
}
