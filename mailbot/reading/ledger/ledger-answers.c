#include "reading/ledger/ledger-answers.h"

#include "reading/asides/talk.h"
#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"

/* Whether the sentence is the writer's own, below a quoted line that names an event. */
static bool answers(const struct sentence *x)
{
	return x->sort == ROW_BODY && !eset_empty(x->quoted) && !x->subject && !x->below;
}

/* Whether something came of the sentence: a claim, or a doubt. */
static bool accounted(const struct study *s, const struct claims *claims, size_t sentence)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (c->sentence == sentence &&
			(claimed_clause(claims, i) || c->joined || c->partial ||
				c->says == SAYS_OPEN))
			return true;
	}
	return false;
}

/* `Danke!`, `Viele Grüße`: nothing but courtesy, which answers no line. */
static bool courtesy(const struct study *s, const struct sentence *x)
{
	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool kind = atom_means(a, SENSE_THANKS) || atom_means(a, SENSE_WISH) ||
			atom_means(a, SENSE_GREETING) || atom_means(a, SENSE_CLOSING) ||
			atom_means(a, SENSE_YOU) || atom_means(a, SENSE_YOUR);
		bool decides = atom_means(a, SENSE_COME) || atom_means(a, SENSE_REGISTER) ||
			atom_means(a, SENSE_DECLINE) || atom_means(a, SENSE_CANCEL);
		if (a->kind != ATOM_PUNCT && a->kind != ATOM_SILENT && (!kind || decides))
			return false;
	}
	return true;
}

/* `Sehr gern`, `ich allein`, `3 Personen`: an answer by itself, without a verb of its own. */
static bool answers_shortly(const struct study *s, size_t sentence)
{
	static const enum sense short_ones[] = {
		SENSE_YES, SENSE_NO, SENSE_GLADLY, SENSE_ALONE, SENSE_NEG, SENSE_HEDGE, SENSE_OPEN};
	bool any = false;

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (c->sentence != sentence)
			continue;
		if (talk_has_verb(c) || c->subordinate || c->question)
			return false;
		for (size_t k = c->first; k < c->end; k++) {
			const struct atom *a = &s->atoms[k];
			any = any || a->kind == ATOM_PEOPLE || a->kind == ATOM_NUMBER;
			any = any || ATOM_MEANS_ANY(a, short_ones);
		}
	}
	return any;
}

void ledger_check_answers(const struct study *s, const struct claims *claims, struct ledger *l)
{
	for (size_t first = 1; first < s->sentence_count; first++) {
		if (s->sentences[first - 1].sort != ROW_QUOTE || !answers(&s->sentences[first]))
			continue;
		size_t end = first;
		bool any = false;
		for (; end < s->sentence_count && answers(&s->sentences[end]); end++)
			any = any || accounted(s, claims, end);
		for (size_t i = first; i < end; i++) {
			const struct sentence *x = &s->sentences[i];
			bool lost = any ? answers_shortly(s, i) : !courtesy(s, x);
			if (!lost || accounted(s, claims, i))
				continue;
			ledger_leave(l, "not-understood", x->first);
			l->why = l->why != NULL ? l->why : "not-understood";
			return;
		}
	}
}
