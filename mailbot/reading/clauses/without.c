#include "reading/clauses/without.h"

#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

/* `am 16., am 18. aber ohne meine Frau`: of the one it is said, and the other? */
static bool turns_at_event(const struct study *s, const struct clause *c)
{
	size_t events = 0;

	for (size_t i = c->first; i < c->end; i++)
		events += s->atoms[i].kind == ATOM_EVENT;
	return events > 1 && clause_means(s, c, SENSE_BUT);
}

/* Words beside which nobody can say what the `without` belongs to. */
static bool doubtful(const struct study *s, const struct clause *c)
{
	static const enum sense senses[] = {SENSE_NEG, SENSE_HEDGE, SENSE_OPEN, SENSE_OR,
		SENSE_NONE, SENSE_NO, SENSE_SWAP, SENSE_RATHER, SENSE_CONDITION};

	if (CLAUSE_TOKENS_MEAN_ANY(s, c, senses))
		return true;
	return c->condition || c->subordinate || turns_at_event(s, c);
}

/* Those who stay at home, from `at` on: somebody of theirs, or kin without an article; atoms. */
static size_t somebody(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = study_atom(s, at, c->end);

	if (a->kind == ATOM_PEOPLE) {
		const struct people *p = a->people;
		return p->me || p->we || p->total || p->with || p->again != NULL ? 0 : 1;
	}
	/* `diesmal ohne sie` */
	if (atom_means(a, SENSE_OTHERS) && a->count == 1 && !first_token(s, a)->capital)
		return 1;
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
		bool known = atom_quiet(a) || a->kind == ATOM_EVENT || a->use == USE_INTENT ||
			(atom_means(a, SENSE_SAFE) && !atom_means(a, SENSE_MORE));
		if (!known)
			return false;
	}
	return true;
}

/* Whether the clause, but for those from `at` to `behind`, is of the writer's own coming, and nobody is beside it who
 * might be without them: `register without Ada` may register anybody, `two colleagues, without Ada` are fewer. */
static bool of_writer(const struct study *s, const struct clause *c, size_t at, size_t behind)
{
	bool me = false, object = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p =
			s->atoms[i].kind == ATOM_PEOPLE ? s->atoms[i].people : NULL;
		if (p == NULL || (i >= at && i < behind))
			continue;
		bool own = p->me || p->we || (p->total && !p->with);
		if (!own || p->person_count > 0 || p->with || (p->count > 1 && !p->total))
			return false;
		me = me || p->me || p->we;
		object = object || p->object;
	}
	return me && (object || !clause_has(c, SENSE_REGISTER));
}

/* Whether a word stands before it that goes with what follows, so that `without` parts the two: `in without`. */
static bool parts_two(const struct atom *before)
{
	static const enum sense leads[] = {SENSE_GOING, SENSE_FOR, SENSE_MY, SENSE_ARTICLE,
		SENSE_WITH, SENSE_ORIGIN, SENSE_BEING, SENSE_AND, SENSE_BEHALF, SENSE_INDEFINITE,
		SENSE_ONLY};

	if (ATOM_MEANS_ANY(before, leads))
		return before->count == 1;
	return before->kind == ATOM_NUMBER || atom_is(before, ':');
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
		if (n == 0 || parts_two(a - 1) || !of_writer(s, c, i, i + 1 + n) ||
			doubtful(s, c) || !closes(s, c, i + 1 + n))
			return;
		for (size_t k = i; k <= i + n; k++)
			s->atoms[k].use = USE_TOLD;
		atom_becomes(s, i, SENSE_SAFE);
		if (atom_means(a + 1, SENSE_OTHERS)) /* and nobody else does it */
			atom_becomes(s, i + 1, SENSE_SAFE);
		return;
	}
}
