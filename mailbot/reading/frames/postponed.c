#include "reading/frames/postponed.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

/* A verb that does by being said what it says: `melde mich an`, `sage zu`; not `komme`. */
static const struct predicate *performs(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		bool decides = p->sense == SENSE_REGISTER || p->sense == SENSE_CANCEL ||
			p->sense == SENSE_COME || p->sense == SENSE_DECLINE;
		const struct atom *a = &s->atoms[p->atom];
		for (size_t k = a->first; decides && k < a->first + a->count; k++)
			if (token_means(&s->tokens[k], SENSE_PERFORMS))
				return p;
	}
	return NULL;
}

/* `melde`, `werde … anmelden`: as it stands; not `möchte … anmelden`, which asks for it now. */
static bool is_plain(const struct study *s, const struct clause *c, const struct predicate *p)
{
	bool modal = clause_means(s, c, SENSE_WILL) || clause_means(s, c, SENSE_CAN) ||
		clause_means(s, c, SENSE_MUST) || clause_means(s, c, SENSE_WOULD);

	return clause_tokens_mean(s, c, SENSE_FUTURE) ||
		(!modal && p->forms & (FORM_1SG | FORM_PL | FORM_1PL));
}

/* `Februar`, `next week`, not as part of what names the event: when the writer will say so. */
static bool is_when(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i];
	bool behind_event = i > c->first && a[-1].kind == ATOM_EVENT && a[-1].strong;
	bool week = atom_means(a, SENSE_WEEK) || atom_means(a, SENSE_WEEKS_ON) ||
		(atom_means(a, SENSE_DAY) && a->n > 0);
	bool month = a->kind == ATOM_EVENT && a->date_only && !a->day_known && !a->weekday_known;
	bool titled = false;

	for (size_t k = c->first; k < c->end; k++)
		titled = titled || (s->atoms[k].kind == ATOM_EVENT && !s->atoms[k].date_only);
	return (week || (month && titled)) && !behind_event;
}

/* Right before the word that ends the verb: `melde ich mich noch an`. */
static bool before_end(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *next = study_atom(s, i + 1, c->end);

	return next->use == USE_INTENT && atoms_past_quiet(s, i + 2, c->end) == c->end;
}

bool postponed(const struct study *s, const struct clause *c)
{
	const struct predicate *p = performs(s, c);

	if (p == NULL || !(c->i || c->we) || c->polite || clause_means(s, c, SENSE_PLEASE) ||
		clause_tokens_mean(s, c, SENSE_HEREBY))
		return false;
	bool plain = is_plain(s, c, p);
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* n=1: a word that puts off only what would be done by being said */
		if (atom_means(a, SENSE_PUTS_OFF) && (plain || a->n != 1))
			return true;
		bool more = plain && atom_means(a, SENSE_MORE) && before_end(s, c, i);
		if (more || (plain && is_when(s, c, i)))
			return true;
	}
	return false;
}
