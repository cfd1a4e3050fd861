#include "reading/ledger/remarks.h"

#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

enum { REMARK_WORDS = 4 };

/* What thanks, praises, closes, or says how they come: nothing that unsays a yes. */
static bool fine(const struct atom *a)
{
	static const enum sense senses[] = {SENSE_THANKS, SENSE_WISH, SENSE_PLEASED, SENSE_PLEASE,
		SENSE_GREETING, SENSE_CLOSING, SENSE_GLADLY, SENSE_NEED, SENSE_LATE, SENSE_KEEN,
		SENSE_SUIT, SENSE_YES, SENSE_ALONE, SENSE_POSTSCRIPT, SENSE_SECRETARY,
		SENSE_MUSING};

	return a->kind == ATOM_EVENT || a->kind == ATOM_PEOPLE || a->kind == ATOM_TIME ||
		ATOM_MEANS_ANY(a, senses);
}

/* `In Christ,` at the head of a paragraph, `viele` before greetings: how somebody closes. */
static bool closes(const struct study *s, const struct sentence *x)
{
	const struct atom *last = &s->atoms[x->end - 1],
			  *next = study_atom(s, x->end, s->atom_count);

	if (next->count > 0 && s->rows[first_token(s, next)->row].sort == ROW_BODY)
		return false;
	return atom_means(&s->atoms[x->first], SENSE_OTHERS) ||
		(x->paragraph && !atom_is(last, '.') && !atom_is(last, '!'));
}

/* `Only in my dreams.`, `Rain check.`: where any noun may be a verb, one that nobody does and that does not lead. */
static bool without_verb(const struct study *s, const struct clause *c)
{
	static const enum sense who[] = {SENSE_OTHERS, SENSE_HE, SENSE_YOU, SENSE_POINTER, SENSE_I,
		SENSE_WE, SENSE_BE, SENSE_HAVE, SENSE_WILL, SENSE_CAN, SENSE_MUST};
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);

	if (c->verbless)
		return true;
	if (tongue_nouns(s, head) || atom_maybe_verb(head))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], who))
			return false;
	return !clause_intends(c);
}

bool remark_turns(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	size_t words = 0;

	if (!without_verb(s, c) || c->first != x->first || c->end != x->end || x->question ||
		x->colon || x->item || closes(s, x) || (c->verbless && c->predicate_count > 0))
		return false;
	/* `Rather the forum.` */
	if (clause_means(s, c, SENSE_RATHER))
		return true;
	for (size_t i = c->first; i < c->end; i++) {
		if (fine(&s->atoms[i]))
			return false;
		words += !atom_quiet(&s->atoms[i]);
	}
	return words > 0 && words <= REMARK_WORDS;
}
