#include "reading/people/behalf.h"

/* `on behalf of Professor X`: the atom of X; `end` where nobody, or more than one, is named so. */
static size_t spoken_for(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end), *whom = study_atom(s, at + 1, end);

	if (!atom_means(a, SENSE_SPEAKING) || !atom_means(a, SENSE_BEHALF) ||
		whom->kind != ATOM_PEOPLE)
		return end;
	const struct people *p = whom->people;
	bool one = p->count == 1 && !p->me && !p->we && !p->unsure && !p->total && !p->outsider;
	return one ? at + 1 : end;
}

/* `I am pleased to confirm that he will attend`: who says so, and then nobody but the one who was named. */
static bool says_what_they_do(
	const struct study *s, size_t at, size_t end, const struct people *whom)
{
	bool me = false, says = false, again = false;

	for (; at < end; at++) {
		const struct atom *a = &s->atoms[at];
		if (a->kind == ATOM_PEOPLE && a->people->me) {
			if (me || a->people->we || a->people->count > 1 || a->people->with)
				return false;
			me = true;
		} else if (a->kind == ATOM_PEOPLE) {
			if (!says || a->people->again != whom)
				return false;
			again = true;
		}
		says = says || (me && atom_means(a, SENSE_ASSERT));
	}
	return again;
}

void behalf_take(struct study *s)
{
	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		for (size_t at = x->first; at < x->end && x->sort == ROW_BODY; at++) {
			size_t whom = spoken_for(s, at, x->end);
			if (whom == x->end ||
				!says_what_they_do(s, whom + 1, x->end, s->atoms[whom].people))
				continue;
			s->atoms[at].senses = (struct senses){0};
			senses_add(&s->atoms[at].senses, SENSE_SAFE);
			s->atoms[whom].kind = ATOM_SILENT;
			s->atoms[whom].people = NULL;
		}
	}
}
