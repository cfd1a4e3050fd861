#include "reading/claims/divided.h"

/* Whether the word stands in the atom at `at`, or right beside it. */
static bool near(const struct study *s, const struct clause *c, size_t at, enum sense sense)
{
	size_t from = at > c->first ? at - 1 : at, to = at + 1 < c->end ? at + 1 : at;

	for (size_t i = from; i <= to; i++)
		if (atom_tokens_mean(s, &s->atoms[i], sense) || atom_means(&s->atoms[i], sense))
			return true;
	return false;
}

/* `insgesamt vier Plätze`; not `jeweils insgesamt vier Plätze`, `insgesamt vier Personen`. */
static bool sums_seats(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];

	return a->kind == ATOM_PEOPLE && a->use != USE_OUTSIDE && a->people->count > 1 &&
		a->people->person_count == 0 && atom_tokens_mean(s, a, SENSE_SEATS) &&
		near(s, c, at, SENSE_TOTAL) && !near(s, c, at, SENSE_EACH);
}

/* Whether the clause says by people, and not by seats, that they are so many: `zu viert`, `meine Frau und ich`. */
static bool counts_people(const struct study *s, const struct clause *c, int n)
{
	int sum = 0, persons = 0;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_PEOPLE || a->use == USE_OUTSIDE ||
			atom_tokens_mean(s, a, SENSE_SEATS))
			continue;
		if (a->people->count == n)
			return true;
		persons += a->people->count;
		sum += a->people->count + (a->people->we && a->people->count == 0);
	}
	return sum == n && persons > 1;
}

static bool told_by_people(const struct study *s, int n)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (counts_people(s, &s->clauses[i], n))
			return true;
	return false;
}

/* What the number speaks of: the clause's own events, where it names them; else all that they come to. */
static struct eset spoken_of(const struct clause *c, const struct claims *out)
{
	struct eset come = claims_events(out, true), own = eset_and(c->events, come);

	return eset_empty(own) ? come : own;
}

void divided_doubt(const struct study *s, struct claims *out)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		for (size_t k = c->first; k < c->end; k++) {
			if (!sums_seats(s, c, k) || told_by_people(s, s->atoms[k].people->count))
				continue;
			struct eset of = spoken_of(c, out);
			for (size_t x = 0; eset_count(of) > 1 && x < out->count; x++)
				if (out->items[x].come &&
					!eset_empty(eset_and(out->items[x].events, of)))
					claim_doubt(&out->items[x], "seats-unsure", k);
		}
	}
}
