#include "reading/claims/late.h"

#include "reading/claims/claims-events.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/partial.h"

void late_doubt_hours(const struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		for (size_t k = 0; k < claim->clause_count && claim->come; k++) {
			const struct clause *c = &s->clauses[claim->clauses[k]];
			if (c->named &&
				(partial_too_late(s, c, claim->events) ||
					partial_over_before(s, c, claim->events)))
				claim_doubt(claim, "date-contradicts-title", c->first);
		}
	}
}

/* `erst am 21.`, behind a but: not before. */
static bool only_then(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 1; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].use == USE_EVENT &&
			atom_means(&s->atoms[i - 1], SENSE_LATE))
			return c->sign == 'b' || clause_means(s, c, SENSE_BUT);
	return false;
}

void late_doubt_put_off(const struct study *s, struct claims *out)
{
	for (size_t i = 1; i < out->count; i++) {
		struct claim *claim = &out->items[i], *before = &out->items[i - 1];
		const struct clause *c = &s->clauses[claim->clauses[0]];
		if (claim->come && before->come && only_then(s, c) &&
			eset_empty(eset_and(claim->events, before->events)))
			claim_doubt(claim, "swap-unclear", c->first);
	}
}

/* `meine Frau und ich kommen. Meine Frau etwas später`: perhaps one of those who were counted. */
static bool others_late(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (c->people[i]->me || c->people[i]->with || c->people[i]->total)
			return false;
	return c->people_count > 0 && !c->named;
}

bool late_only(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_LATE) &&
			/* `am 18. schaffe ich den Anfang nicht` */
			(others_late(c) || atom_tokens_mean(s, &s->atoms[i], SENSE_NEG)))
			return true;
	return false;
}

/* Whether nothing but one day says which event is meant. */
static bool names_one_day(const struct study *s, const struct clause *c)
{
	int32_t day = 0;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->use != USE_EVENT)
			continue;
		if (!a->date_only || a->day == 0 || (day != 0 && a->day != day))
			return false;
		day = a->day;
	}
	return day != 0;
}

void late_doubt_one_day(const struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		const struct clause *c = &s->clauses[claim->clauses[0]];
		if (!claim->come && claims_take_days(s, claim->events) && names_one_day(s, c))
			claim_doubt(claim, "negation-unclear", c->first);
	}
}
