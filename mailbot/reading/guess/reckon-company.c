#include "reading/guess/reckon-company.h"

#include "reading/clauses/company.h"
#include "reading/clauses/verbs.h"

enum { NAME_LETTERS_MAX = 7 }; /* of a word that may be a first name */

/* A word that nobody knows and that may be a name: short, or two in a row. */
static bool name_like(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i], *next = i + 1 < c->end ? a + 1 : NULL;
	const struct token *t = first_token(s, a);

	return a->kind == ATOM_UNKNOWN && t->capital &&
		(t->key.len <= NAME_LETTERS_MAX ||
			(next != NULL && next->kind == ATOM_UNKNOWN &&
				first_token(s, next)->capital));
}

/* Whether a word that is counted as nobody may be somebody: `mein Cotrainer`, `den mehmet`, `die Olle`. */
static bool somebody(const struct study *s, const struct clause *c, size_t at, int step)
{
	bool article = false;

	for (int k = 0; k < 3 && at >= c->first && at < c->end; k++, at += (size_t)step) {
		const struct atom *a = &s->atoms[at];
		bool noun = a->kind == ATOM_UNKNOWN || atom_means(a, SENSE_RELATION) ||
			atom_means(a, SENSE_PERSON) || atom_means(a, SENSE_ROLE);
		bool capital = first_token(s, a)->capital;
		if (atom_means(a, SENSE_YOUR))
			return false;
		if (atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_MY) ||
			atom_means(a, SENSE_HIS) || atom_means(a, SENSE_MALE) ||
			atom_means(a, SENSE_FEMALE)) {
			if (step < 0)
				return k > 0;
			article = true;
		} else if (a->kind == ATOM_PEOPLE || a->kind == ATOM_EVENT ||
			(step > 0 && !noun && !(article && capital))) {
			return false;
		} else if (step > 0 && (noun || article)) {
			return true;
		}
	}
	return false;
}

/* `ich und mein Cotrainer`, `die Olle und ich`, `ich + Tanja`: beside the writer; one more. */
static int beside_writer(const struct study *s, const struct clause *c)
{
	const struct sentence *own = &s->sentences[c->sentence];

	for (size_t i = own->first; i < own->end; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE && !s->atoms[i].people->me &&
			s->atoms[i].people->count > 0)
			return 0; /* they may be the same */
	for (size_t i = c->first + 1; i + 1 < c->end; i++) {
		const struct atom *and = &s->atoms[i], *before = and-1, *behind = and+1;
		if (!atom_means(and, SENSE_AND) && !atom_is(and, '+'))
			continue;
		if (before->kind == ATOM_PEOPLE && before->people->me &&
			before->people->count <= 1 && !before->people->we &&
			somebody(s, c, i + 1, 1))
			return 1;
		if (behind->kind == ATOM_PEOPLE && behind->people->me &&
			behind->people->count <= 1 && !behind->people->we &&
			somebody(s, c, i - 1, -1))
			return 1;
	}
	return 0;
}

int reckon_uncounted(const struct study *s, const struct clause *c)
{
	size_t who = company_may_come(s, c) ? company_who(s, c) : c->end;

	if (clause_tokens_mean(s, c, SENSE_NEG) || c->told)
		return 0;
	if (beside_writer(s, c) > 0)
		return 1;
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_WITH) && name_like(s, c, i + 1))
			return 1;
	if (who == c->end || s->atoms[who].kind == ATOM_PEOPLE)
		return 0;
	bool person = atom_means(&s->atoms[who], SENSE_RELATION) || clause_has(c, SENSE_COMPANY) ||
		clause_means(s, c, SENSE_COMPANY);
	return person || name_like(s, c, who) ? 1 : 0;
}

int reckon_both(const struct study *s, const struct clause *c)
{
	bool both = false;

	for (size_t i = c->first; i < c->end; i++)
		both = both || (atom_means(&s->atoms[i], SENSE_BOTH) && s->atoms[i].count == 1);
	return both && c->people_count == 0 && !c->i && !c->told && c->negations == 0 &&
			!c->question && clause_has(c, SENSE_COME) && eset_count(c->events) == 1
		? 2
		: 0;
}
