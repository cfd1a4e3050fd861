#include "reading/kind.h"

#include <string.h>

#include "reading/clauses/verbs.h"
#include "reading/guess/tones.h"

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

/* Whether the writer's yes or no sounds somewhere, or how many come: beside a question still a request. */
static bool sounds_like_one(const struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (s->sentences[c->sentence].sort == ROW_QUOTE)
			continue;
		if ((c->i || c->we) && (c->named || c->there) && tone_of(s, c) != TONE_NONE)
			return true;
		for (size_t n = 0; n < c->people_count; n++)
			if (c->people[n]->count > 1 || c->people[n]->total)
				return true;
	}
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
	if (asks_for_something(s, claims))
		return true;
	if (s->reading->guess.count > 0 && (!question || guess_cancels(s->reading)))
		return true;
	return (s->reading->guess.count > 0 || !question) && sounds_like_one(s);
}
