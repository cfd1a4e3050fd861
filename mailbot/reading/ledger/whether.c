#include "reading/ledger/whether.h"

#include "reading/asides/asides-papers.h"
#include "reading/asides/asides-reader.h"
#include "reading/asides/asides-talk.h"
#include "reading/asides/sayings.h"
#include "reading/clauses/verbs.h"

/* `ich weiß nicht`, `das frage ich mich`: nothing of what is asked of the office. */
static bool does_not_know(const struct study *s, const struct clause *c)
{
	bool asks = false, self = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		asks = asks || (atom_means(a, SENSE_ASKING) && atom_maybe_verb(a));
		self = self || atom_means(a, SENSE_REFLEXIVE) ||
			(a->kind == ATOM_PEOPLE && a->people->me && a->people->object);
	}
	return asks && (c->negations > 0 || self) && c->i && !c->third && !c->named &&
		c->says == SAYS_NOTHING && !clause_intends(c) && !clause_means(s, c, SENSE_YOU) &&
		!clause_means(s, c, SENSE_PAST);
}

/* `ob`, `whether`; `wann ich kann`, `wer auf die Kinder aufpasst`; not `wo ich parken kann`. */
static bool says_whether(const struct study *s, const struct clause *c)
{
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	bool can = clause_means(s, c, SENSE_CAN) && c->i && !clause_has(c, SENSE_OTHER);

	return atom_means(head, SENSE_ASKING) &&
		(atom_means(head, SENSE_THAT) || can || clause_means(s, c, SENSE_MINDED));
}

/* Somebody's doing, or that of what was said; not `ob es einen Aufzug gibt`, which is asked. */
static bool of_somebody(const struct study *s, const struct clause *c)
{
	static const enum sense who[] = {SENSE_I, SENSE_WE, SENSE_ME, SENSE_TO_ME, SENSE_US,
		SENSE_MY, SENSE_RELATION, SENSE_HE, SENSE_POINTER, SENSE_REFLEXIVE, SENSE_MINDED};

	return c->people_count > 0 || c->i || c->we || clause_intends(c) ||
		CLAUSE_TOKENS_MEAN_ANY(s, c, who);
}

static const struct clause *within(
	const struct study *s, const struct clause *c, const struct clause *by)
{
	bool there = by >= s->clauses && by < s->clauses + s->clause_count;

	return there && by->sentence == c->sentence ? by : NULL;
}

bool whether_open(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	const struct clause *before = within(s, c, c - 1), *behind = within(s, c, c + 1);
	bool unknown = (before != NULL && does_not_know(s, before)) ||
		(behind != NULL && does_not_know(s, behind));

	if (!unknown || x->question || x->subject || c->named || !says_whether(s, c) ||
		eset_empty(claims_events(claims, true)))
		return false;
	if (c->told || clause_means(s, c, SENSE_PAST) || aside_of_papers(s, c->sentence) ||
		saying_clause(s, claims, c) || aside_talk(s, claims, c) ||
		aside_of_reader(s, claims, c))
		return false;
	return of_somebody(s, c);
}
