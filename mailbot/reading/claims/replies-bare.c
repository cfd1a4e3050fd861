#include "reading/claims/replies-bare.h"

#include "reading/answered.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/orders.h"

/* `zum Kongress`: where somebody goes. */
static bool goes_there(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].going || atom_means(&s->atoms[i], SENSE_GOING))
			return true;
	return false;
}

/* `den zweiten`, `the first two`: by their places alone, without a noun. */
static bool by_place(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool ordinal = false, noun = false;
		for (size_t k = a->first; k < a->first + a->count; k++) {
			const struct token *t = &s->tokens[k];
			noun = noun ||
				(!token_counts(t) && /* `the second one` */
					(token_means(t, SENSE_EVENT) ||
						token_means(t, SENSE_EVENTS)));
			ordinal = ordinal || token_means(t, SENSE_ORDINAL);
		}
		if (a->kind == ATOM_EVENT && ordinal && !noun && !a->date_only &&
			a->title_words == 0)
			return true;
	}
	return false;
}

/* A clause that names an event, and has no verb. */
static const char *doubt(const struct study *s, const struct clause *c)
{
	bool no = c->negations > 0 || clause_means(s, c, SENSE_NO);
	bool plainly = goes_there(s, c) || clause_means(s, c, SENSE_REGRET);

	if (s->answered == ANSWERED_STATE || s->answered == ANSWERED_OTHER)
		return c->says != SAYS_NOT_COME &&
				(!eset_empty(c->except) ||
					(by_place(s, c) && !clause_means(s, c, SENSE_ONLY)))
			? "event-left-over"
			: NULL;
	/* `nein zum zweiten`, `not to the second`: is it not to be cancelled, or not come to? */
	bool which = s->answered == ANSWERED_WHICH_CANCEL && !clause_means(s, c, SENSE_NO);
	if (no)
		return plainly && (which || clause_tokens_mean(s, c, SENSE_REGRET))
			? NULL
			: "negation-unclear";
	return s->answered != ANSWERED_WHICH_CANCEL || goes_there(s, c) ? "event-left-over" : NULL;
}

/* `ja, aber zum Kongress komme ich`: what is cancelled then, and what is not? */
static bool yes_to_leaving(const struct study *s)
{
	if (!answered_asks_to_cancel(s))
		return false;
	for (size_t i = 0; i < s->clause_count; i++)
		if (clause_means(s, &s->clauses[i], SENSE_YES))
			return true;
	return false;
}

/* `Auf keinen Fall`, `einen Platz`, `ja, nur für meine Frau`, to the question whether to cancel: a no, or somebody, and nothing
 * of what they mean. */
static const char *doubt_asked(const struct study *s, const struct clause *c)
{
	if (!answered_asks_to_cancel(s) || c->named || c->predicate_count > 0 ||
		!(c->fragment || c->elliptic || c->verbless))
		return NULL;
	if (c->people_count > 0 && c->says != SAYS_NOT_COME)
		return "seats-unsure";
	return c->negations > 0 ? "negation-unclear" : NULL;
}

void replies_doubt_bare(struct study *s)
{
	if (s->answered == ANSWERED_NONE || s->answered == ANSWERED_WHICH_EVENTS)
		return;
	bool leaving = yes_to_leaving(s);
	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		bool bare = (c->fragment || c->elliptic || order_of_event(s, c)) && c->named &&
			!c->told;
		const char *why = bare ? doubt(s, c) : doubt_asked(s, c);
		if (why != NULL)
			clause_trouble(c, why, c->first);
		else if (!bare && !c->elliptic && c->says == SAYS_COME && leaving)
			clause_trouble(c, "contradicts-itself", c->first);
	}
}

bool replies_lose_place(const struct study *s, const struct clause *c)
{
	if (!answered_asks(s) || !c->verbless)
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_WORD && s->atoms[i].count == 1 &&
			(atom_means(&s->atoms[i], SENSE_ORDINAL) ||
				atom_means(&s->atoms[i], SENSE_LAST)))
			return true;
	return false;
}
