#include "reading/frames/asked.h"

#include "reading/clauses/means.h"

/* `Education?`: the event of a question that is nothing but its name, a whole one; empty. */
static struct eset asked_by_name(const struct study *s, const struct clause *q)
{
	static const enum sense plain[] = {SENSE_ARTICLE, SENSE_GOING, SENSE_AND};
	const struct sentence *x = &s->sentences[q->sentence];
	struct eset out = {0}, none = {0};

	if (!x->question || x->subject || x->sort != ROW_BODY || q->says != SAYS_NOTHING ||
		clause_tokens_mean(s, q, SENSE_ALL) || q->first != x->first || q->end != x->end)
		return none;
	for (size_t i = q->first; i < q->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool whole = a->strong ||
			(a->title_words == 1 && !a->part && !a->sort_only &&
				first_token(s, a)->capital);
		if (a->kind == ATOM_EVENT && whole && !a->several && !a->contradiction &&
			!a->over && !a->reference && eset_count(a->events) == 1)
			out = eset_or(out, a->events);
		else if (a->kind != ATOM_PUNCT && a->kind != ATOM_SILENT &&
			!ATOM_MEANS_ANY(a, plain))
			return none;
	}
	return out;
}

void asked_answer(struct study *s, struct clause *c)
{
	struct clause *q = c - 1;

	if (c == s->clauses || q->sentence + 1 != c->sentence)
		return;
	/* `The congress? No, the forum please`: the answer is of one, and what stands behind it of another */
	const struct atom *answer = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	if (c->named && (atom_means(answer, SENSE_YES) || atom_means(answer, SENSE_NO)) &&
		!eset_within(asked_by_name(s, q), c->events))
		clause_trouble(c, "negation-unclear", c->first);
	if (c->named || c->question || c->why != NULL || c->hedged || c->condition ||
		c->predicate_count > 0 || c->people_count > 0 || c->both > 0 || c->rest ||
		c->there || !c->elliptic || (c->says != SAYS_COME && c->says != SAYS_NOT_COME) ||
		s->sentences[c->sentence].sort != ROW_BODY)
		return;
	struct eset events = asked_by_name(s, q);
	if (eset_empty(events))
		return;
	c->events = events;
	c->named = true;
	q->joined = true;
	q->question = false;
}
