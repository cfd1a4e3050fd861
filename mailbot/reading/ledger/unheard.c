#include "reading/ledger/unheard.h"

#include <string.h>

#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"
#include "reading/days/hours.h"
#include "reading/ledger/unheard-no.h"
#include "reading/ledger/unheard-people.h"
#include "reading/ledger/unheard-seats.h"

enum { HOUR = 60, EARLY = 2 * HOUR /* minutes before it begins: somebody may come to help */ };

bool unheard_rest_of_people(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end && c->says == SAYS_NOT_COME; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].several && c->rest &&
			token_means(first_token(s, &s->atoms[i + 1]), SENSE_MY))
			return true;
	return false;
}

/* An hour long before it begins, or behind its end. */
static bool is_not_at(const struct event *e, int minutes)
{
	int begin = e->begin.hour * HOUR + e->begin.minute;
	int end = e->end.hour * HOUR + e->end.minute;
	bool one_day = e->begin.day == e->end.day && e->begin.month == e->end.month;

	return minutes + EARLY < begin || (one_day && minutes > end);
}

/* An hour at which none of them takes place. */
static bool at_none(const struct study *s, const struct eset events, int minutes)
{
	for (size_t e = 0; e < s->series->event_count; e++)
		if (eset_has(events, e) && !is_not_at(&s->series->events[e], minutes))
			return false;
	return minutes >= 0;
}

/* `Um 10 Uhr, wie auf dem Flugblatt.`, `…, the one that starts at ten`: an hour at which none of it takes place, in a part
 * without a verb, or of the event itself. */
static bool other_hour(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t head = atoms_past_quiet(s, c->first, c->end);
	bool of_event = claimed_in_sentence(s, claims, c) && c->people_count == 0 && !c->i &&
		!c->we && clause_means(s, c, SENSE_EVENT);

	for (size_t i = head; i + 1 < c->end && s->series != NULL; i++)
		if ((of_event || (c->verbless && i == head)) &&
			atom_means(&s->atoms[i], SENSE_AT_TIME) &&
			s->atoms[i + 1].kind == ATOM_TIME &&
			at_none(s, claims_events(claims, true), hours_said(s, &s->atoms[i + 1])))
			return true;
	return false;
}

/* `Also an dem Samstag.`: nothing but a day that is none of an event's. */
static bool other_day(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT && !atom_quiet(a) && !atom_means(a, SENSE_SAFE))
			return false;
	}
	return c->verbless && c->event_trouble && c->why != NULL &&
		strcmp(c->why, "date-contradicts-title") == 0;
}

/* `gleich nachdem Sie die Klos repariert haben`, `once you have mended the roof`: what others have to do first, or what
 * nobody knows; not `nachdem Sie uns so nett eingeladen haben, komme ich`. */
static bool hangs_on_deed(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	size_t head = atoms_past_quiet(s, c->first, c->end);
	const struct atom *before = head > x->first ? &s->atoms[head - 1] : NULL;
	bool unknown = false;

	if (atom_means(study_atom(s, head, c->end), SENSE_SAFE) &&
		atom_means(study_atom(s, head + 1, c->end), SENSE_AFTER))
		before = &s->atoms[head++];
	if (!atom_means(study_atom(s, head, c->end), SENSE_AFTER) ||
		!claimed_in_sentence(s, claims, c) || c->verbless || c->i || c->we)
		return false;
	for (size_t i = head + 1; i < c->end; i++)
		unknown = unknown || s->atoms[i].kind == ATOM_UNKNOWN;
	bool front = head <= x->first + 1;
	bool at_once = before != NULL && atom_means(before, SENSE_SAFE);
	bool to_us = clause_tokens_mean(s, c, SENSE_ME) || clause_tokens_mean(s, c, SENSE_US) ||
		clause_tokens_mean(s, c, SENSE_TO_ME);
	bool you = clause_tokens_mean(s, c, SENSE_YOU);

	return unknown || at_once || (you && !(front && to_us));
}

const char *unheard_request(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	if (c->question || claims->count == 0)
		return NULL;
	if (eset_empty(claims_events(claims, true)))
		return unheard_behind_no(s, c);
	if (hangs_on_deed(s, claims, c))
		return "condition";
	if (unheard_seats(s, claims, c))
		return "seats-unsure";
	if (unheard_people(s, claims, c))
		return "person-left-over";
	if (unheard_rest_of_people(s, c))
		return "third-party";
	if (other_hour(s, claims, c) || other_day(s, c))
		return "date-contradicts-title";
	return NULL;
}
