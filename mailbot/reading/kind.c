#include "reading/kind.h"

#include <string.h>

#include "reading/clauses/verbs.h"

static bool asks_for_something(const struct study *s, const struct claims *claims)
{
	if (claims->count > 0)
		return true;
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		bool intends = clause_has(c, SENSE_REGISTER) || clause_has(c, SENSE_COME) ||
			clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE) ||
			clause_has(c, SENSE_SUIT);
		if (c->says != SAYS_NOTHING || (intends && !c->told && (c->i || c->we || c->third)))
			return true;
	}
	return false;
}

static bool guess_cancels(const struct reading *r)
{
	for (size_t i = 0; i < r->guess.count; i++)
		if (r->guess.items[i].action == ACTION_CANCEL)
			return true;
	return false;
}

bool kind_request(const struct study *s, const struct claims *claims, const struct ledger *ledger)
{
	static const char *const handed_on[] = {"forwarded", "attachment-only"};
	bool question = ledger->question || ledger->need || s->reading->need_count > 0;

	for (size_t i = 0; i < s->message->reason_count; i++)
		for (size_t k = 0; k < sizeof handed_on / sizeof *handed_on; k++)
			if (strcmp(s->message->reasons[i].id, handed_on[k]) == 0)
				return true;
	return asks_for_something(s, claims) ||
		(s->reading->guess.count > 0 && (!question || guess_cancels(s->reading)));
}

static bool courteous(const struct atom *a)
{
	static const enum sense courtesies[] = {
		SENSE_THANKS, SENSE_GREETING, SENSE_CLOSING, SENSE_YOU, SENSE_YOUR};
	static const enum sense never[] = {SENSE_COME, SENSE_REGISTER, SENSE_DECLINE, SENSE_CANCEL,
		SENSE_NEG, SENSE_NO, SENSE_REGRET, SENSE_OBSTACLE, SENSE_BUT};

	return atom_quiet(a) || (ATOM_MEANS_ANY(a, courtesies) && !ATOM_MEANS_ANY(a, never));
}

/* What is attached may be the letter. */
static bool brings_something(const struct message *m)
{
	for (size_t i = 0; i < m->part_count; i++)
		if (m->parts[i].role == PART_ATTACHMENT)
			return true;
	return false;
}

bool kind_thanks(const struct study *s)
{
	bool thanks = false;

	if (s->context == NULL || s->context->kind == NULL || brings_something(s->message))
		return false;
	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		bool said = x->sort == ROW_BODY || x->sort == ROW_SUBJECT || x->below;
		for (size_t k = x->first; k < x->end; k++) {
			if (said && !courteous(&s->atoms[k]))
				return false;
			thanks = thanks || atom_means(&s->atoms[k], SENSE_THANKS);
		}
	}
	return thanks;
}
