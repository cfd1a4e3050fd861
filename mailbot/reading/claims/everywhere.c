#include "reading/claims/everywhere.h"

#include "reading/clauses/verbs.h"

static bool says_everywhere(const struct study *s, const struct claim *claim)
{
	const struct clause *c = &s->clauses[claim->clauses[0]];

	return claim->come && claim->clause_count == 1 && c->several &&
		clause_tokens_mean(s, c, SENSE_EVERYWHERE);
}

/* Whether the claim says by itself who comes, beside the writer, or how many. */
static bool counts(const struct study *s, const struct claim *claim, bool total)
{
	for (size_t i = 0; i < claim->clause_count; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		for (size_t k = 0; k < c->people_count; k++) {
			const struct people *p = c->people[k];
			if (total ? p->total && !p->unsure : !p->me || p->count > 1 || p->total)
				return true;
		}
	}
	return false;
}

/* `ich selbst bin überall dabei`: the writer, and no word of one more. */
static bool is_one_of_them(const struct study *s, const struct clause *c)
{
	bool self = false;

	for (size_t i = c->first; i < c->end; i++)
		self = self ||
			(atom_means(&s->atoms[i], SENSE_ALONE) &&
				token_means(first_token(s, &s->atoms[i]), SENSE_I));
	return self && c->i && !c->we && !c->third && c->people_count == 0 && c->why == NULL &&
		c->says == SAYS_COME && !c->wish && !clause_means(s, c, SENSE_ALSO) &&
		!clause_means(s, c, SENSE_MORE);
}

void everywhere_settle(struct study *s, struct claims *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		struct clause *c = &s->clauses[claim->clauses[0]];
		bool beside = false, all = true;
		for (size_t k = 0; k < out->count && says_everywhere(s, claim); k++) {
			if (k == i || !out->items[k].come)
				continue;
			beside = beside || counts(s, &out->items[k], false);
			all = all && counts(s, &out->items[k], true);
		}
		if (beside && all && is_one_of_them(s, c)) {
			c->joined = true;
			continue;
		}
		if (beside)
			claim_doubt(claim, "seats-unsure", c->first);
		out->items[kept++] = *claim;
	}
	out->count = kept;
}
