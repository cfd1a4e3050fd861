#include "reading/people/entered.h"

#include <string.h>

#include "reading/clauses/clauses.h"

bool entered_verb(const struct study *s, const struct sentence *x, const struct atom *verb)
{
	const struct inflection *f = atom_maybe_verb(verb) ? verb->meaning->inflections : NULL;
	size_t behind = (size_t)(verb - s->atoms) + 2;
	struct slice next = {0};

	if (behind < x->end)
		next = first_token(s, &s->atoms[behind])->key;
	for (; f != NULL; f = f->next) {
		struct slice particle = f->verb->particle;
		bool ends = particle.len == 0 ||
			(next.len > 0 && next.len <= particle.len &&
				memcmp(particle.p, next.p, next.len) == 0);
		if (f->verb->sense == SENSE_REGISTER && f->forms & FORM_INF && ends)
			return true;
	}
	return false;
}

/* Whether the atom may be a verb that enters somebody, whose particle is the word `last`. */
static bool orders(const struct study *s, const struct atom *verb, const struct atom *last)
{
	const struct inflection *f = atom_maybe_verb(verb) ? verb->meaning->inflections : NULL;

	for (; f != NULL; f = f->next)
		if (f->verb->sense == SENSE_REGISTER && f->verb->particle.len > 0 &&
			f->forms & (FORM_INF | FORM_IMP) && last->kind == ATOM_WORD &&
			slice_eq(f->verb->particle, first_token(s, last)->key))
			return true;
	return false;
}

bool entered_by_order(const struct study *s, const struct sentence *x, size_t at)
{
	size_t verb = at, last = at;

	if (at == x->first || first_token(s, &s->atoms[at])->capital)
		return false;
	while (last + 1 < x->end && s->atoms[last + 1].kind != ATOM_PUNCT)
		last++;
	verb--;
	/* `melden Sie ihn`; not `melden Sie sie und` */
	if (verb > x->first && atom_means(&s->atoms[verb], SENSE_YOU) &&
		first_token(s, &s->atoms[verb])->capital)
		verb--;
	while (verb > x->first && atom_means(&s->atoms[verb], SENSE_PLEASE))
		verb--;
	bool begins = verb == x->first || s->atoms[verb - 1].kind == ATOM_PUNCT ||
		atom_means(&s->atoms[verb - 1], SENSE_PLEASE) ||
		atom_means(&s->atoms[verb - 1], SENSE_HENCE);
	return begins && last > at && orders(s, &s->atoms[verb], &s->atoms[last]);
}
