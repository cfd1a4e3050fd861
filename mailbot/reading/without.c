#include "reading/without.h"

#include "reading/tongues.h"
#include "reading/verbs.h"

/* Words beside which nobody can say what the `without` belongs to. */
static bool doubtful(const struct study *s, const struct clause *c)
{
	static const enum sense senses[] = {SENSE_NEG, SENSE_HEDGE, SENSE_OPEN, SENSE_OR,
		SENSE_NONE, SENSE_NO, SENSE_SWAP, SENSE_RATHER, SENSE_CONDITION};

	for (size_t i = 0; i < sizeof senses / sizeof *senses; i++)
		if (clause_tokens_mean(s, c, senses[i]))
			return true;
	return c->condition || c->subordinate;
}

/* Those who stay at home, from `at` on: somebody of theirs, or kin without an article; atoms. */
static size_t somebody(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = study_atom(s, at, c->end);

	if (a->kind == ATOM_PEOPLE) {
		const struct people *p = a->people;
		return p->me || p->we || p->total || p->with || p->again != NULL ? 0 : 1;
	}
	bool noun = a->kind == ATOM_WORD && (!tongue_nouns(s, a) || first_token(s, a)->capital);
	if (noun && atom_means(a, SENSE_KIN))
		return 1;
	return 0;
}

/* Whether the clause ends there, or goes on with nothing but the event or the verb's own end. */
static bool closes(const struct study *s, const struct clause *c, size_t at)
{
	for (; at < c->end; at++) {
		const struct atom *a = &s->atoms[at];
		bool known = a->kind == ATOM_PUNCT || a->kind == ATOM_SILENT ||
			a->kind == ATOM_EVENT || a->use == USE_INTENT ||
			(atom_means(a, SENSE_SAFE) && !atom_means(a, SENSE_MORE));
		if (!known)
			return false;
	}
	return true;
}

void without_take(struct study *s, struct clause *c)
{
	bool decided = false;

	for (size_t i = c->first; i + 1 < c->end; i++) {
		struct atom *a = &s->atoms[i];
		decided = decided || a->use == USE_INTENT || atom_means(a, SENSE_BE);
		if (!decided || !atom_means(a, SENSE_EXCEPT) || a->count != 1 ||
			!token_means(first_token(s, a), SENSE_WITHOUT) || a->use != USE_NONE)
			continue;
		size_t n = somebody(s, c, i + 1);
		bool only = atom_means(a - 1, SENSE_ONLY);
		if (n == 0 || only || doubtful(s, c) || !closes(s, c, i + 1 + n))
			return;
		for (size_t k = i; k <= i + n; k++)
			s->atoms[k].use = USE_TOLD;
		a->senses = (struct senses){0};
		senses_add(&a->senses, SENSE_SAFE);
		return;
	}
}
