#include "reading/people/besides.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/means.h"
#include "reading/people/persons.h"

/* `außer mir`, and a verb of coming behind it. */
static bool leads(const struct study *s, const struct sentence *x)
{
	static const enum sense beside[] = {SENSE_EXCEPT, SENSE_WITH, SENSE_BESIDES};
	const struct atom *a = study_atom(s, x->first, x->end),
			  *me = study_atom(s, x->first + 1, x->end),
			  *verb = study_atom(s, x->first + 2, x->end);

	return ATOM_MEANS_ANY(a, beside) && atom_means(me, SENSE_TO_ME) && me->count == 1 &&
		atom_is_verb(verb, FORM_3SG | FORM_PL) && atom_maybe_verb_of(verb, SENSE_COME);
}

/* Whether a word stands there with which nobody can say who comes. */
static bool doubtful(const struct study *s, const struct sentence *x)
{
	static const enum sense senses[] = {
		SENSE_NEG, SENSE_NOBODY, SENSE_NONE, SENSE_HEDGE, SENSE_OR, SENSE_NO};

	for (size_t i = x->first; i < x->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], senses))
			return true;
	return x->question;
}

/* Behind words that only say that there are more: `noch`, `auch`, `auch noch`. */
static size_t past_more(const struct study *s, size_t at, size_t end)
{
	while (atom_means(study_atom(s, at, end), SENSE_MORE) ||
		atom_means(study_atom(s, at, end), SENSE_ALSO))
		at++;
	return at;
}

void besides_take(struct study *s)
{
	for (size_t k = 0; k < s->sentence_count; k++) {
		const struct sentence *x = &s->sentences[k];
		size_t more = x->first + 3, who = past_more(s, more, x->end);
		if (x->sort != ROW_BODY || !leads(s, x) || doubtful(s, x) || who == more ||
			!person_may_begin(study_atom(s, who, x->end)))
			continue;
		atom_becomes(s, x->first, SENSE_WITH);
		for (size_t i = more; i < who; i++)
			atom_becomes(s, i, SENSE_SAFE);
	}
}
