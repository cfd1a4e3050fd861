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
