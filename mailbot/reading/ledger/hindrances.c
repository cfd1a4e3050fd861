#include "reading/ledger/hindrances.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/partial.h"

enum { HEAD_ATOMS = 3 }; /* who does it stands among the first */

/* `ich arbeite bis 20 Uhr`, where all that they come to is over by then. */
static bool busy_until_over(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool busy = clause_means(s, c, SENSE_LIVES) || clause_means(s, c, SENSE_HAVE) ||
		clause_means(s, c, SENSE_MUST) || clause_means(s, c, SENSE_OBSTACLE) ||
		clause_means(s, c, SENSE_OTHER);
	/* `I have a class until half past nine` */
	bool me = c->i && (!c->third || clause_means(s, c, SENSE_HAVE));

	return busy && me && c->negations == 0 && !c->partial && clause_means(s, c, SENSE_UNTIL) &&
		!clause_means(s, c, SENSE_KEEN) && claimed_yes_near(s, claims, c) &&
		!claimed_no_nearest(s, claims, c) &&
		partial_too_late(s, c, claims_events(claims, true));
}

/* Whether more than the writer come, and it is of these that it speaks: `er`, `beide`, `alle drei`. */
static bool of_those_who_come(const struct study *s, const struct clause *c)
{
	static const enum sense they[] = {SENSE_HE, SENSE_BOTH, SENSE_ALL};

	for (size_t i = c->first; i < c->end && i < c->first + HEAD_ATOMS; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_PEOPLE && a->people->again != NULL)
			return true;
		for (size_t k = a->first; k < a->first + a->count; k++)
			if (TOKEN_MEANS_ANY(&s->tokens[k], they))
				return a->kind == ATOM_PEOPLE || a->kind == ATOM_WORD;
	}
	return false;
}

/* `er wollte, kann aber nicht`: a no that lacks its verb. */
static bool may_not(const struct study *s, const struct clause *c)
{
	bool modal = clause_means(s, c, SENSE_CAN) || clause_means(s, c, SENSE_MAY) ||
		clause_means(s, c, SENSE_WILL);

	return modal && c->negations > 0 && c->predicate_count == 0;
}

/* `beide müssen noch ihren Chef fragen` */
static bool must_first(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_MUST) && c->negations == 0 &&
		(clause_means(s, c, SENSE_MORE) || clause_means(s, c, SENSE_LATE)) && !c->partial;
}

/* `sie hat an dem Tag Prüfung`; not `an dem Tag frei` */
static bool has_that_day(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_THIS_EVENT) && clause_means(s, c, SENSE_HAVE) &&
		c->negations == 0 && !clause_means(s, c, SENSE_KEEN) && !c->told && !c->partial;
}

/* `ich komme mit meiner Tochter, sie setzt mich nur ab`: one who was counted may not stay. */
static bool only_brings(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct atom *who = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	bool mine = clause_tokens_mean(s, c, SENSE_ME) || clause_tokens_mean(s, c, SENSE_US);

	/* `…, die draußen wartet` */
	if (!atom_means(who, SENSE_RELATIVE) && !of_those_who_come(s, c))
		return false;
	bool beside = c > s->clauses && claimed_clause(claims, (size_t)(c - 1 - s->clauses));

	if (clause_means(s, c, SENSE_WAITS) && beside)
		return true;
	return (clause_means(s, c, SENSE_WAITS) || (clause_means(s, c, SENSE_DRIVES) && mine)) &&
		!claimed_all_counted(s, claims);
}

/* `er hat keine Zeit`; `…, der krank ist` */
static bool has_no_time(const struct study *s, const struct clause *c)
{
	const struct atom *who = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);

	if (atom_means(who, SENSE_RELATIVE) && c->first > s->sentences[c->sentence].first)
		return c->negations == 0 &&
			(clause_means(s, c, SENSE_OBSTACLE) || clause_means(s, c, SENSE_AILS) ||
				clause_means(s, c, SENSE_AWAY));
	bool none = c->negations > 0 && clause_means(s, c, SENSE_HAVE) &&
		clause_means(s, c, SENSE_KEEN);
	return (none || clause_means(s, c, SENSE_DECLINE)) && of_those_who_come(s, c);
}

/* `die Prüfung ist auf den Tag gelegt worden`: what keeps away, and a day within it; `auf den 16. gelegt`. */
static bool laid_on_that_day(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	if (c->named && !c->i && !c->we && !claimed_in_sentence(s, claims, c) &&
		clause_means(s, c, SENSE_PAST) &&
		eset_within(c->events, claims_events(claims, true)))
		return true;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		for (size_t k = a->first; k < a->first + a->count; k++)
			if (atom_means(a, SENSE_OBSTACLE) && token_means(&s->tokens[k], SENSE_SPAN))
				return true;
	}
	return false;
}

/* `ich habe keinen, der auf die Kinder aufpasst`, `für die Kinder habe ich niemanden` */
static bool nobody_minds(const struct study *s, const struct clause *c)
{
	const struct clause *next = c + 1;
	bool goes_on = next < s->clauses + s->clause_count && next->sentence == c->sentence;

	bool none = c->negations > 0 || clause_means(s, c, SENSE_NOBODY);

	return c->i && none && clause_means(s, c, SENSE_HAVE) &&
		(clause_means(s, c, SENSE_MINDED) ||
			(goes_on &&
				(clause_means(s, next, SENSE_MINDED) ||
					clause_means(s, next, SENSE_MINDS))));
}

/* The month of an atom that ends with one: `März`, `im März`; 0. */
static int month_of(const struct study *s, const struct atom *a)
{
	const struct token *last = last_token(s, a);

	return token_means(last, SENSE_MONTH) ? last->meaning->month : 0;
}

/* `Mitte März bin ich in der Türkei`: of the month of a yes. */
static bool away_that_month(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	struct eset come = claims_events(claims, true);
	bool there = c->i && c->negations == 0 && clause_means(s, c, SENSE_BE) &&
		clause_means(s, c, SENSE_WHEREABOUTS) && !c->told && !clause_intends(c);

	for (size_t i = c->first; i < c->end && there && s->series != NULL; i++)
		for (size_t e = 0; e < s->series->event_count; e++)
			if (eset_has(come, e) &&
				month_of(s, &s->atoms[i]) == s->series->events[e].begin.month)
				return true;
	return false;
}

/* `ich komme am 22., ist mein Mann wieder da`, `…, sagt meine Frau`: it hangs on somebody, or is only said. */
static bool hangs_on_somebody(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t verb = atoms_past_quiet(s, c->first, c->end);
	const struct atom *who = study_atom(s, verb + 1, c->end);
	const struct atom *does = study_atom(s, verb, c->end);
	bool third = atom_means(does, SENSE_HE_DOES) || atom_is_verb(does, FORM_3SG);

	return c->sign == ',' && third && claimed_in_sentence(s, claims, c) &&
		claimed_yes_before(s, claims, c) && who->kind == ATOM_PEOPLE && !who->people->me &&
		!who->people->total && !who->people->with;
}

/* `Frau Ott kommt. Sie hat sich abgemeldet`, `… krankgemeldet`: one who was said to come has said since that they do not. */
static bool excused_since(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct atom *who = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	bool out = false, which = c->first > s->sentences[c->sentence].first;

	which = which && atom_means(who, SENSE_RELATIVE);
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		out = out || atom_means(a, SENSE_AILS) || atom_maybe_verb_of(a, SENSE_CANCEL) ||
			atom_maybe_verb_of(a, SENSE_DECLINE);
	}
	return out && clause_means(s, c, SENSE_REFLEXIVE) && clause_means(s, c, SENSE_HAVE) &&
		!c->i && !c->we && !c->named && c->negations == 0 &&
		(which || of_those_who_come(s, c)) && claimed_yes_near(s, claims, c) &&
		!claimed_no_nearest(s, claims, c);
}

bool hindrances_stand(const struct study *s, const struct claims *claims, const struct clause *c)
{
	if (c->question || c->verbless || eset_empty(claims_events(claims, true)))
		return false;
	if (busy_until_over(s, claims, c) || away_that_month(s, claims, c) ||
		hangs_on_somebody(s, claims, c) || excused_since(s, claims, c))
		return true;
	if (claimed_yes_near(s, claims, c) && !claimed_no_nearest(s, claims, c) &&
		(laid_on_that_day(s, claims, c) || nobody_minds(s, c)))
		return true;
	if (!claimed_several(claims))
		return false;
	if (only_brings(s, claims, c) || (!c->i && !c->we && has_no_time(s, c)))
		return true;
	if (c->i || c->named || !of_those_who_come(s, c))
		return false;
	return must_first(s, c) || (!c->we && (may_not(s, c) || has_that_day(s, c)));
}
