#include "reading/ledger/conditions.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"

static bool says_verb(const struct atom *a)
{
	static const enum sense helps[] = {
		SENSE_BE, SENSE_HAVE, SENSE_CAN, SENSE_WILL, SENSE_MUST, SENSE_MAY, SENSE_HOPED};

	return a->kind == ATOM_WORD && (ATOM_MEANS_ANY(a, helps) || atom_maybe_verb(a));
}

/* `falls`, or a whole one in one phrase: `if there is still room`. */
static bool opens(const struct study *s, const struct atom *a)
{
	return a->kind == ATOM_WORD && token_means(first_token(s, a), SENSE_CONDITION);
}

/* `und mein Mann frei bekommt`: somebody or something, and then what it does, if only in a word that nobody knows; not `und
 * schicken Sie mir …`, nor thanks. Up to the next `und`, which is looked at itself. */
static bool another(const struct study *s, size_t at, size_t end)
{
	static const enum sense calm[] = {
		SENSE_THANKS, SENSE_WISH, SENSE_PLEASED, SENSE_GLADLY, SENSE_PLEASE};
	bool verb = false;

	if (at < end && says_verb(&s->atoms[at]))
		return false;
	for (; at < end && !atom_is(&s->atoms[at], ',') && !atom_means(&s->atoms[at], SENSE_AND);
		at++) {
		if (ATOM_MEANS_ANY(&s->atoms[at], calm))
			return false;
		bool unknown = s->atoms[at].kind == ATOM_UNKNOWN &&
			!first_token(s, &s->atoms[at])->capital;
		verb = verb || unknown || says_verb(&s->atoms[at]);
	}
	return verb;
}

bool condition_goes_on(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	bool open = false, verb = false;

	if (!claimed_in_sentence(s, claims, c))
		return false;
	for (size_t i = c->first; i < (open ? x->end : c->end); i++) {
		const struct atom *a = &s->atoms[i];
		bool opener = opens(s, a);
		if (opener && i >= c->end)
			return false; /* its own clause says how it goes on */
		if (open && verb && atom_means(a, SENSE_AND) && another(s, i + 1, x->end))
			return true;
		verb = opener ? a->count > 1 : verb || says_verb(a);
		open = opener || (open && !atom_is(a, ','));
	}
	return false;
}
