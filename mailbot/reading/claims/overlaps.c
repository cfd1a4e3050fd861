#include "reading/claims/overlaps.h"

#include "reading/claims/claims-doubts.h"
#include "reading/people/name.h"

/* Whether the claim says of itself that the writer comes. */
static bool holds_me(const struct study *s, const struct claim *claim)
{
	for (size_t k = 0; k < claim->clause_count; k++) {
		const struct clause *c = &s->clauses[claim->clauses[k]];
		if (c->i && !c->agent_only)
			return true;
		for (size_t i = 0; i < c->people_count; i++)
			if (c->people[i]->me)
				return true;
	}
	return false;
}

static bool names_same(const struct people *a, const struct people *b)
{
	if (a == b || a->again == b || b->again == a)
		return true;
	if (a->person_count != 1 || b->person_count != 1 || a->persons[0].name == NULL ||
		b->persons[0].name == NULL)
		return false;
	return name_compare(a->persons[0].name, b->persons[0].name) != NAME_DIFFERENT;
}

static bool holds(const struct study *s, const struct claim *claim, const struct people *p)
{
	for (size_t k = 0; k < claim->clause_count; k++) {
		const struct clause *c = &s->clauses[claim->clauses[k]];
		for (size_t i = 0; i < c->people_count; i++)
			if (names_same(c->people[i], p))
				return true;
	}
	return false;
}

/* Somebody beside the writer whom `claim` names, in the words of a list, and `other` does not. */
static bool names_more(const struct study *s, const struct claim *claim, const struct claim *other)
{
	for (size_t k = 0; k < claim->clause_count; k++) {
		const struct clause *c = &s->clauses[claim->clauses[k]];
		for (size_t i = 0; i < c->people_count; i++) {
			const struct people *p = c->people[i];
			if (!p->me && !p->we && !p->total && !p->with && p->count > 0 &&
				!holds(s, other, p))
				return true;
		}
	}
	return false;
}

static bool overlap(struct eset a, struct eset b)
{
	return !eset_eq(a, b) && !eset_empty(eset_and(a, b));
}

void overlaps_doubt(const struct study *s, struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->count; k++) {
			struct claim *a = &claims->items[i], *b = &claims->items[k];
			if (i == k || !a->come || !b->come || !overlap(a->events, b->events) ||
				b->stated != STATED_NAMES || a->stated == STATED_TOTAL ||
				holds_me(s, b))
				continue;
			if (names_more(s, b, a) && (holds_me(s, a) || names_more(s, a, b)))
				claim_doubt(b, "seats-unsure", s->clauses[b->clauses[0]].first);
		}
}

/* Two words and more with capitals, the first of which nobody knows. */
static bool may_be_name(const struct study *s, const struct row *row)
{
	if (row->count < 2 || s->tokens[row->first].meaning != NULL)
		return false;
	for (size_t i = row->first; i < row->first + row->count; i++)
		if (s->tokens[i].kind != TOKEN_WORD || !s->tokens[i].capital)
			return false;
	return true;
}

/* `Kim Berger und Jonas Huber`, `Kim Berger, Jonas Huber`: two full names in the row that signs. */
static bool two_sign(const struct study *s, const struct row *row)
{
	const struct token *t = s->tokens + row->first;
	size_t words[2] = {0}, who = 0;

	for (size_t i = 0; i < row->count; i++) {
		if (t[i].kind == TOKEN_WORD && t[i].capital && !token_means(&t[i], SENSE_TITLE)) {
			/* what somebody is, or where */
			if (t[i].meaning != NULL && !token_means(&t[i], SENSE_HARMLESS))
				return false;
			words[who]++;
		} else if (token_means(&t[i], SENSE_AND) || slice_is(t[i].text, ",")) {
			if (++who > 1)
				return false;
		} else {
			return false;
		}
	}
	/* not `Silvio Brandhorst, Blumen Brandhorst` */
	return who == 1 && words[0] == 2 && words[1] == 2 && row->count == 5 &&
		!slice_eq(t[1].key, t[4].key);
}

/* A request of one alone, `Ich komme`, that two sign. */
static bool one_asks(const struct study *s, const struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *claim = &claims->items[i];
		const struct clause *c = &s->clauses[claim->clauses[0]];
		if (claim->come && claim->seats == 1 && claim->stated != STATED_TOTAL && c->i &&
			!c->we)
			return true;
	}
	return false;
}

bool overlaps_with_signature(const struct study *s, const struct claims *claims)
{
	for (size_t i = 0; i < s->row_count; i++)
		if (s->rows[i].sort == ROW_NAME && two_sign(s, &s->rows[i]) && one_asks(s, claims))
			return true;
	for (size_t i = 1; i + 1 < s->row_count; i++) {
		const struct row *above = &s->rows[i - 1], *name = &s->rows[i],
				 *below = &s->rows[i + 1];
		if (name->sort != ROW_NAME || name->paragraph || below->paragraph ||
			below->sort != ROW_TAIL || above->sort != ROW_BODY || above->count == 0)
			continue;
		const struct token *last = &s->tokens[above->first + above->count - 1];
		if (slice_is(last->text, ":") && may_be_name(s, below))
			return true;
	}
	return false;
}
