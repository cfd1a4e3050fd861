#include "reading/claims/claimed.h"

#include "reading/clauses/verbs.h"

bool claimed_clause(const struct claims *claims, size_t clause)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++)
			if (claims->items[i].clauses[k] == clause)
				return true;
	return false;
}

struct eset claimed_events(const struct claims *c)
{
	return eset_or(claims_events(c, true), claims_events(c, false));
}

bool claimed_same_sentence(const struct study *s, size_t clause, const struct clause *c)
{
	return s->clauses[clause].sentence == c->sentence;
}

bool claimed_yes_before(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t before = (size_t)(c - s->clauses);

	if (before == 0 || s->clauses[before - 1].sentence + 1 < c->sentence)
		return false;
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count && claims->items[i].come; k++)
			if (claims->items[i].clauses[k] == before - 1 ||
				(claimed_same_sentence(s, claims->items[i].clauses[k], c) &&
					claims->items[i].clauses[k] < before))
				return true;
	return false;
}

bool claimed_yes_near(const struct study *s, const struct claims *claims, const struct clause *c)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count && claims->items[i].come;
			k++) {
			size_t x = s->clauses[claims->items[i].clauses[k]].sentence;
			if (x <= c->sentence && x + 2 >= c->sentence)
				return true;
		}
	return false;
}

static bool holds_writer(const struct clause *c)
{
	bool me = (c->i && !c->agent_only) || c->we;

	for (size_t i = 0; i < c->people_count; i++)
		me = me || (c->people[i]->me && !(c->agent_only && c->people[i]->count <= 1));
	return me;
}

bool claimed_for_others(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool any = false;

	if (!clause_tokens_mean(s, c, SENSE_SELF) || !clause_tokens_mean(s, c, SENSE_I))
		return false;
	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *yes = &claims->items[i];
		bool same = !c->named || !eset_empty(eset_and(c->events, yes->events));
		for (size_t k = 0; k < yes->clause_count && yes->come && same; k++) {
			if (holds_writer(&s->clauses[yes->clauses[k]]))
				return false;
			any = true;
		}
	}
	return any;
}

bool claimed_no_nearest(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t at = (size_t)(c - s->clauses), best = SIZE_MAX;
	bool no = false;

	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			size_t n = claims->items[i].clauses[k], far = n > at ? n - at : at - n;
			if (far < best || (far == best && claims->items[i].come)) {
				best = far;
				no = !claims->items[i].come;
			}
		}
	return no;
}

bool claimed_in_sentence(const struct study *s, const struct claims *claims, const struct clause *c)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++)
			if (claimed_same_sentence(s, claims->items[i].clauses[k], c))
				return true;
	return false;
}

static bool names(const struct clause *c, const struct people *people)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (c->people[i] == people)
			return true;
	return false;
}

bool claimed_people(const struct study *s, const struct claims *claims, const struct people *people)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++)
			if (names(&s->clauses[claims->items[i].clauses[k]], people))
				return true;
	return false;
}

bool claimed_behind(const struct study *s, const struct claims *claims, const struct clause *c)
{
	if (c->verbless || clause_intends(c) || c->sign == 'b' || claims->count == 0)
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT)
			return false;
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++)
			if (claims->items[i].clauses[k] <= (size_t)(c - s->clauses))
				return false;
	return true;
}

bool claimed_number(const struct claims *claims, const struct people *p)
{
	/* `One person for the congress. My wife goes`: one who is not the writer, to whom the seat would be given */
	bool any = false, another = p->count == 1 && !p->me && !p->total;

	for (size_t i = 0; i < claims->count && !another; i++) {
		const struct claim *claim = &claims->items[i];
		/* `ich komme allein, ein Platz reicht` */
		bool said = claim->stated != STATED_NONE || p->total;
		if (claim->come && (claim->seats != p->count || !said))
			return false;
		any = any || claim->come;
	}
	return any && !p->with && !p->unsure;
}

bool claimed_sentence_all(const struct study *s, const struct claims *claims, size_t sentence,
	bool (*fits)(const struct study *, const struct claims *, const struct clause *))
{
	bool any = false;

	for (size_t i = 0; i < s->clause_count; i++) {
		if (s->clauses[i].sentence != sentence)
			continue;
		if (!fits(s, claims, &s->clauses[i]))
			return false;
		any = true;
	}
	return any;
}

bool claimed_beside(const struct study *s, const struct claims *claims, const struct clause *c)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			size_t x = s->clauses[claims->items[i].clauses[k]].sentence;
			if (x + 1 >= c->sentence && x <= c->sentence + 1)
				return true;
		}
	return false;
}

bool claimed_all_counted(const struct study *s, const struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++) {
		bool total = !claims->items[i].come;
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			const struct clause *c = &s->clauses[claims->items[i].clauses[k]];
			for (size_t n = 0; n < c->people_count; n++)
				total = total || (c->people[n]->total && !c->people[n]->unsure);
		}
		if (!total)
			return false;
	}
	return true;
}

bool claimed_summed(const struct study *s, const struct claims *claims, const struct clause *c)
{
	int sum = 0;
	bool any = false;

	if (c->negations > 0 || c->hedged || c->question || c->condition || clause_intends(c) ||
		!(clause_means(s, c, SENSE_BE) || c->verbless))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (atom_means(&s->atoms[i], SENSE_OR) || atom_means(&s->atoms[i], SENSE_MORE))
			return false;
		if (s->atoms[i].kind != ATOM_PEOPLE)
			continue;
		if (p->unsure || p->with || p->total || p->we)
			return false;
		sum += p->count;
	}
	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *claim = &claims->items[i];
		if (claim->come && (claim->seats != sum || claim->stated != STATED_TOTAL))
			return false;
		any = any || claim->come;
	}
	return any && sum > 1;
}

/* How many have their names in a clause that says no more of them than that they are there; 0. */
static int named_there(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {SENSE_BE, SENSE_POINTER, SENSE_AND};
	int sum = 0;
	bool there = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		const struct people *p = a->people;
		bool which = atom_means(a, SENSE_HARMLESS) && a->count == 1 &&
			!atom_means(a, SENSE_SAFE);
		there = there || atom_means(a, SENSE_POINTER);
		if (a->kind == ATOM_PEOPLE) {
			if (p->me || p->we || p->with || p->total || p->unsure ||
				(int)p->person_count != p->count)
				return 0;
			sum += p->count;
		} else if (!atom_quiet(a) && !which && a->kind != ATOM_UNKNOWN &&
			!ATOM_MEANS_ANY(a, known))
			return 0;
		if (a->kind == ATOM_UNKNOWN && (a->near_alarm || !first_token(s, a)->capital))
			return 0;
	}
	return there && clause_means(s, c, SENSE_BE) ? sum : 0;
}

bool claimed_some(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	int sum = c->first == x->first && c->end == x->end && !c->question ? named_there(s, c) : 0;
	bool any = false;

	if (sum == 0 || c->negations > 0 || c->hedged || c->condition || c->named)
		return false;
	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *claim = &claims->items[i];
		if (!claim->come)
			continue;
		if (claim->seats <= sum || claim->stated != STATED_TOTAL)
			return false;
		any = any || s->clauses[claim->clauses[0]].sentence + 1 == c->sentence;
	}
	return any;
}

bool claimed_several(const struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++)
		if (claims->items[i].come && claims->items[i].seats > 1)
			return true;
	return false;
}
