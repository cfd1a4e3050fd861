#include "reading/ledger/informs.h"

#include "reading/claims/claimed.h"

/* Whether nobody but From signs. */
static bool signs_oneself(const struct study *s)
{
	const struct mailbox *from = &s->message->envelope->from;

	for (size_t i = 0; i < s->row_count; i++) {
		const struct row *row = &s->rows[i];
		bool own = row->sort != ROW_NAME;
		for (size_t k = row->first; k < row->first + row->count && !own; k++) {
			const char *word = arena_string(s->arena, s->tokens[k].text);
			own = slice_find_ci(slice_of(from->name), word) >= 0 ||
				slice_find_ci(slice_of(from->address), word) >= 0;
		}
		if (!own)
			return false;
	}
	return true;
}

/* `FYI.`, `Zur Info:`, and not a word more; or the yes behind a comma. */
static bool stands_apart(
	const struct study *s, const struct claims *claims, const struct clause *c, size_t at)
{
	if (claimed_clause(claims, (size_t)(c - s->clauses)))
		return c->why == NULL; /* frames.c saw to it that it stands first */
	return atoms_past_quiet(s, c->first, c->end) == at &&
		atoms_past_quiet(s, at + 1, c->end) == c->end;
}

static bool is_own(const struct study *s, const struct claim *claim)
{
	const struct clause *c = &s->clauses[claim->clauses[0]];

	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->we || c->people[i]->count > 1)
			return false;
	return claim->why == NULL && c->i && !c->we && !c->third;
}

bool informs_of_own(const struct study *s, const struct claims *claims, size_t at)
{
	const struct clause *alone = NULL;

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		for (size_t k = c->first; k < c->end; k++) {
			const struct atom *a = &s->atoms[k];
			/* `…, he writes` */
			if (atom_means(a, SENSE_REPORT) || atom_means(a, SENSE_HE) ||
				(atom_means(a, SENSE_FORWARD) && a->meaning->n != FORWARD_INFORMS))
				return false;
		}
		if (at >= c->first && at < c->end)
			alone = c;
	}
	if (alone == NULL || s->atoms[at].meaning->n != FORWARD_INFORMS || claims->count == 0 ||
		!stands_apart(s, claims, alone, at) || !signs_oneself(s))
		return false;
	for (size_t i = 0; i < claims->count; i++)
		if (!is_own(s, &claims->items[i]))
			return false;
	return true;
}
