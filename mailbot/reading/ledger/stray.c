#include "reading/ledger/stray.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

/* An event to come of which nothing was asked; or several that nobody could tell. */
static bool unasked(const struct study *s, const struct claims *claims, const struct atom *a)
{
	if (a->kind != ATOM_EVENT)
		return false;
	if (eset_empty(a->events))
		return a->several;
	return !a->over && eset_within(a->events, s->coming) &&
		eset_empty(eset_and(a->events, claimed_events(claims)));
}

static bool says_no_more(const struct atom *a)
{
	static const enum sense known[] = {SENSE_AND, SENSE_ALSO, SENSE_SAFE, SENSE_PLEASE,
		SENSE_GOING, SENSE_BEING, SENSE_ARTICLE, SENSE_NUMBER, SENSE_BEFORE};

	return atom_quiet(a) || a->kind == ATOM_NUMBER || ATOM_MEANS_ANY(a, known);
}

/* A day on which nothing takes place. */
static bool idle_day(const struct atom *a)
{
	return a->kind == ATOM_EVENT && eset_empty(a->events) && a->date_only && !a->over;
}

/* `alle fünf`, `both`, without a noun: events, more of them than were asked for; not `morning all`. */
static bool more_of_them(const struct study *s, struct eset asked, const struct atom *a)
{
	static const enum sense quantifiers[] = {
		SENSE_ALL, SENSE_BOTH, SENSE_REST, SENSE_EVERYWHERE};

	return a->kind == ATOM_WORD && ATOM_MEANS_ANY(a, quantifiers) &&
		(atom_means(a, SENSE_BOTH) ? eset_count(asked) < 2
					   : !eset_within(s->coming, asked));
}

/* Whether a sentence is of nothing but such events. */
static bool nothing_else(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	bool more = clause_means(s, c, SENSE_AND) || clause_means(s, c, SENSE_ALSO);
	bool addressed = atom_is(&s->atoms[x->end - 1], ','); /* `morning all,` */
	bool event = false, leads = true;
	struct eset asked = claimed_events(claims);

	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool many = leads && !addressed && more_of_them(s, asked, a);
		if (!many && !says_no_more(a) && !unasked(s, claims, a) && !(more && idle_day(a)))
			return false;
		event = event || a->kind == ATOM_EVENT || many;
		leads = leads &&
			(atom_means(a, SENSE_GOING) || atom_means(a, SENSE_PLEASE) ||
				atom_means(a, SENSE_AND));
	}
	return event && x->sort == ROW_BODY;
}

/* `Hörde würde mich auch reizen`, `das in Hörde übernimmt Frau Kaya`: one more, or somebody else who goes there. */
static bool goes_on_about(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool more = clause_means(s, c, SENSE_ALSO) || clause_means(s, c, SENSE_MINDS) ||
		clause_means(s, c, SENSE_SUBSTITUTE);

	if (!more || c->verbless || c->negations > 0)
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (unasked(s, claims, &s->atoms[i]))
			return true;
	return false;
}

/* `bei den anderen bin ich wieder da` */
static bool is_at_others(const struct study *s, const struct claims *claims, const struct clause *c)
{
	if (!c->i || c->negations > 0 || c->hedged || !clause_means(s, c, SENSE_BE))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].several && s->atoms[i].n == -1 && unasked(s, claims, &s->atoms[i]))
			return true;
	return false;
}

bool stray_request(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return claims->count > 0 && c->says == SAYS_NOTHING && !c->told && !c->question &&
		(nothing_else(s, claims, c) || goes_on_about(s, claims, c) ||
			is_at_others(s, claims, c));
}
