#include "reading/claims/assents.h"

#include "reading/answered.h"
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

enum answer assents_answer(const struct study *s)
{
	struct heard heard = {0};

	if (s->answered == ANSWERED_NONE)
		return ANSWER_NONE;
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
