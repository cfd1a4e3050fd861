#include "reading/claims/assents.h"

#include "reading/answered.h"
#include "reading/claims/choices.h"
#include "reading/clauses/verbs.h"
#include "reading/people/name.h"

/* What was found in it. */
struct heard {
	bool yes, no, confirms, regrets, stays;
};

/* `danke Ihnen` */
static bool thanks_you(const struct atom *a, const struct sentence *x, const struct study *s)
{
	return a > &s->atoms[x->first] && atom_means(a, SENSE_YOU) &&
		atom_means(a - 1, SENSE_THANKS);
}

/* The writer's own name, as the last word. */
static bool signs(const struct study *s, const struct sentence *x, const struct atom *a)
{
	const struct people *p = a->people;
	size_t next = (size_t)(a - s->atoms) + 1;

	return a->kind == ATOM_PEOPLE && p->person_count == 1 && p->count == 1 && !p->with &&
		!p->total && p->persons[0].name != NULL &&
		name_compare(p->persons[0].name, s->reading->writer) == NAME_SAME &&
		atoms_past_quiet(s, next, x->end) == x->end;
}

/* `ich komme`, `I stay`: it can but go with a no to what would keep the writer away. */
static bool comes(const struct atom *a)
{
	const struct people *p = a->people;

	if (a->kind == ATOM_PEOPLE)
		return p->me && !p->we && p->count <= 1 && !p->total && !p->with && !p->object &&
			p->person_count == 0;
	return a->use == USE_INTENT && a->count == 1 &&
		(atom_maybe_verb_of(a, SENSE_COME) || atom_means(a, SENSE_LINGERS));
}

static bool hear(
	const struct study *s, const struct sentence *x, const struct atom *a, struct heard *heard)
{
	static const enum sense says[] = {SENSE_YES, SENSE_NO, SENSE_CONFIRMS};
	static const enum sense polite[] = {SENSE_PLEASE, SENSE_THANKS, SENSE_GREETING,
		SENSE_CLOSING, SENSE_WISH, SENSE_REGRET, SENSE_GLADLY, SENSE_AND};
	static const enum sense beside[] = {SENSE_SAFE, SENSE_HARMLESS};
	static const enum sense read[] = {SENSE_SAFE, SENSE_HARMLESS, SENSE_NOTED, SENSE_THANKS,
		SENSE_PLEASE, SENSE_REGRET, SENSE_GLADLY, SENSE_SUIT, SENSE_HOPED};

	if (atom_quiet(a) || a->use == USE_OUTSIDE || thanks_you(a, x, s) || signs(s, x, a))
		return !atom_is(a, '?');
	if (atom_means_only(a, SENSES_OF(says), SENSES_OF(read))) {
		heard->yes = heard->yes || atom_means(a, SENSE_YES);
		heard->no = heard->no || atom_means(a, SENSE_NO);
		heard->confirms = heard->confirms || atom_means(a, SENSE_CONFIRMS);
		heard->regrets = heard->regrets || atom_tokens_mean(s, a, SENSE_REGRET);
		return true;
	}
	heard->regrets = heard->regrets || atom_means(a, SENSE_REGRET);
	if (atom_means_only(a, SENSES_OF(polite), SENSES_OF(beside)))
		return true;
	heard->stays = heard->stays || comes(a);
	return comes(a);
}

/* ---- the order that our question spoke of ---- */

/* `cancel`, `sagen … ab`: its verb, in a form that orders. */
static bool is_order(const struct study *s, const struct clause *c)
{
	static const unsigned orders = FORM_IMP | FORM_INF;

	return c->predicate_count == 1 && c->predicates[0].sense == SENSE_CANCEL &&
		c->predicates[0].forms & orders && c->negations == 0 && !c->hedged && !c->named &&
		!clause_tokens_mean(s, c, SENSE_NEG);
}

/* `them`, `sie`; `both`, where they are two. */
static bool means_asked(const struct study *s, const struct atom *a)
{
	static const enum sense whom[] = {SENSE_YOU, SENSE_OTHERS, SENSE_BOTH};
	static const enum sense beside[] = {
		SENSE_HARMLESS, SENSE_MALE, SENSE_FEMALE, SENSE_HIM, SENSE_HE};

	return a->count == 1 && atom_means_only(a, SENSES_OF(whom), SENSES_OF(beside)) &&
		(!atom_means(a, SENSE_BOTH) || s->context->event_count == 2);
}

static bool orders_only(const struct study *s, const struct clause *c, bool *pleases)
{
	static const enum sense says[] = {SENSE_YES, SENSE_CONFIRMS};
	static const enum sense polite[] = {
		SENSE_PLEASE, SENSE_THANKS, SENSE_GREETING, SENSE_CLOSING, SENSE_GLADLY};
	static const enum sense beside[] = {SENSE_SAFE, SENSE_HARMLESS, SENSE_NOTED, SENSE_PLEASE};
	bool order = is_order(s, c);

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool says_yes = atom_means_only(a, SENSES_OF(says), SENSES_OF(beside));
		bool calm = atom_means_only(a, SENSES_OF(polite), SENSES_OF(beside));
		*pleases = *pleases || says_yes || atom_means(a, SENSE_PLEASE);
		if (!says_yes && !calm && a->use != USE_OUTSIDE &&
			!(atom_quiet(a) && !atom_is(a, '?') && !atom_is(a, '(')) &&
			!(order && (a->use == USE_INTENT || means_asked(s, a))))
			return false;
	}
	return true;
}

/* Whether all of it is nothing but the order that would be a yes to what we asked. */
static bool assents_order(const struct study *s)
{
	size_t orders = 0;
	bool pleases = false;

	if (s->answered != ANSWERED_CONFIRM_CANCEL || s->context == NULL)
		return false;
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		const struct sentence *x = &s->sentences[c->sentence];
		if (x->question || x->unticked || x->subject || !eset_empty(x->quoted) ||
			!orders_only(s, c, &pleases))
			return false;
		orders += is_order(s, c);
	}
	return orders == 1 && pleases;
}

void assents_settle(struct study *s, struct claims *out)
{
	bool doubted = false;

	for (size_t i = 0; i < out->count; i++)
		doubted = doubted || out->items[i].why != NULL;
	if (!doubted || !assents_order(s))
		return;
	out->count = 0;
	choices_quiet(s);
	s->assented = true;
}

/* ---- a yes or a no ---- */

enum answer assents_answer(const struct study *s)
{
	struct heard heard = {0};

	if (s->answered == ANSWERED_NONE)
		return ANSWER_NONE;
	if (s->assented)
		return ANSWER_YES;
	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		if (x->sort != ROW_BODY && x->sort != ROW_SUBJECT && !x->below)
			continue;
		if (x->subject || x->question || x->unticked)
			return ANSWER_NONE;
		for (size_t k = x->first; k < x->end; k++)
			if (!hear(s, x, &s->atoms[k], &heard))
				return ANSWER_NONE;
	}
	for (size_t i = 0; i < s->clause_count; i++)
		if (s->clauses[i].hedged || s->clauses[i].named)
			return ANSWER_NONE;
	/* `stimmt so`, `please do`: to the question whether it is so */
	bool yes = heard.yes || (heard.confirms && s->answered == ANSWERED_CONFIRM_CANCEL);
	if (yes == heard.no || (yes && heard.stays) || (heard.no && heard.confirms))
		return ANSWER_NONE;
	/* `No, sorry`, where we asked whether they stay away: no, not coming? */
	if (heard.no && heard.regrets && answered_asks_to_cancel(s))
		return ANSWER_NONE;
	return yes ? ANSWER_YES : ANSWER_NO;
}
