#include "reading/claims/proposals.h"

#include "reading/claims/introduced.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"

/* Whether the writer is one of those of whom it is proposed, or nobody is: `suggested going to …`. */
static bool includes_writer(const struct study *s, const struct clause *c)
{
	size_t report = c->first;

	while (report < c->end && !atom_means(&s->atoms[report], SENSE_REPORT))
		report++;
	for (size_t i = report; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE)
			return s->atoms[i].people->me && s->atoms[i].people->count <= 1;
	return report < c->end &&
		(clause_any_form(c, FORM_GERUND) ||
			atom_means(study_atom(s, report + 1, c->end), SENSE_FUTURE));
}

static bool was_asked(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_SENT) ||
		(c > s->clauses && c[-1].sentence == c->sentence &&
			clause_means(s, c - 1, SENSE_SENT) && c[-1].negations == 0 &&
			!c[-1].hedged && clause_any_form(c, FORM_INF));
}

/* What somebody else proposed, which alone asks for nothing. */
static bool is_proposal(const struct study *s, const struct claim *claim)
{
	static const enum sense never[] = {SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_RATHER,
		SENSE_CHANGE, SENSE_SUBSTITUTE, SENSE_BEHALF, SENSE_ALSO, SENSE_MORE, SENSE_WITH,
		SENSE_CHILD, SENSE_RELATION, SENSE_TOGETHER, SENSE_BOTH};
	const struct clause *c = &s->clauses[claim->clauses[0]];

	if (!claim->come || claim->why == NULL || claim->clause_count != 1 || !c->named ||
		c->event_trouble || eset_count(c->events) != 1 || c->negations > 0 || c->hedged ||
		c->question || c->condition || c->unreal || CLAUSE_MEANS_ANY(s, c, never))
		return false;
	return (clause_means(s, c, SENSE_REPORT) && includes_writer(s, c)) || was_asked(s, c);
}

/* The yes right behind it, of the next sentence; SIZE_MAX for none. */
static size_t answer_to(const struct study *s, const struct claims *out, const struct clause *c)
{
	for (size_t i = 0; i < out->count; i++) {
		const struct claim *yes = &out->items[i];
		const struct clause *b = &s->clauses[yes->clauses[0]];
		bool next = b > c && b->sentence == c->sentence + 1 &&
			b->first == s->sentences[b->sentence].first;
		if (next && yes->come && yes->why == NULL && eset_empty(yes->events) &&
			introduced_yes(s, b))
			return i;
	}
	return SIZE_MAX;
}

void proposals_settle(struct study *s, struct claims *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++) {
		struct clause *c = &s->clauses[out->items[i].clauses[0]];
		size_t yes = is_proposal(s, &out->items[i]) ? answer_to(s, out, c) : SIZE_MAX;
		if (yes == SIZE_MAX) {
			out->items[kept++] = out->items[i];
			continue;
		}
		out->items[yes].events = c->events;
		c->joined = true;
	}
	out->count = kept;
}
