#include "reading/ledger/unheard.h"

#include <string.h>

#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"
#include "reading/days/hours.h"
#include "reading/ledger/unheard-no.h"
#include "reading/ledger/unheard-seats.h"

enum { HOUR = 60, EARLY = 2 * HOUR /* minutes before it begins: somebody may come to help */ };

/* `Und ein paar Freunde auch.`, `Mein Hausstand wie gehabt.`: somebody, and not a verb. */
static bool others_too(const struct study *s, const struct claims *claims, const struct clause *c)
{
	static const enum sense who[] = {
		SENSE_RELATION, SENSE_GROUP, SENSE_PERSON, SENSE_OUTSIDER, SENSE_OTHERS, SENSE_KIN};
	static const enum sense kind[] = {SENSE_WISH, SENSE_THANKS, SENSE_GREETING, SENSE_CLOSING};
	size_t head = atoms_past_quiet(s, c->first, c->end);
	bool goes_on = c->first == s->sentences[c->sentence].first && head + 2 < c->end &&
		atom_means(&s->atoms[head], SENSE_AND) &&
		atom_means(&s->atoms[head + 1], SENSE_ARTICLE);
	bool too = goes_on || clause_means(s, c, SENSE_ALSO) || clause_means(s, c, SENSE_STAYS);

	if (!(c->verbless || clause_means(s, c, SENSE_STAYS)) || c->predicate_count > 0 || !too ||
		c->negations > 0 || CLAUSE_MEANS_ANY(s, c, kind) || c->named)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->people != NULL && a->people->me && a->people->count == 1 && !a->people->we)
			return false;
		if (a->people != NULL && claimed_people(s, claims, a->people))
			return false;
		if (ATOM_MEANS_ANY(a, who) || (a->kind == ATOM_PEOPLE && a->people->count > 0) ||
			(a->kind == ATOM_UNKNOWN && first_token(s, a)->capital))
			return true;
	}
	return false;
}

/* `Wir vom Sportverein sind da geschlossen vertreten` */
static bool we_of_group(const struct study *s, const struct clause *c)
{
	return c->we && clause_means(s, c, SENSE_GROUP) && clause_has(c, SENSE_COME) &&
		c->says == SAYS_NOTHING && c->negations == 0 && !c->told && !c->subordinate;
}

/* `The usual crowd comes with me`, `she wants to be registered along with me` */
static bool joins_me(const struct study *s, const struct clause *c)
{
	if (!(clause_has(c, SENSE_COME) || clause_has(c, SENSE_REGISTER)) || c->negations > 0)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->people != NULL && a->people->me && a->people->count == 1 &&
			token_means(&s->tokens[a->first + (a->count > 1 ? a->count - 2 : 0)],
				SENSE_WITH))
			return true;
	}
	return false;
}

/* `Hinzu kommt unsere Rektorin`: whom nobody knows. */
static bool adds_somebody(const struct study *s, const struct clause *c)
{
	size_t head = atoms_past_quiet(s, c->first, c->end);

	return atom_means(study_atom(s, head, c->end), SENSE_ALONG) && !c->i && !c->we &&
		clause_has(c, SENSE_COME) && c->negations == 0 && !c->told;
}

/* `I come with a cameraman`: whom nobody knows. */
static bool brings_unknown(const struct study *s, const struct clause *c)
{
	if (!clause_has(c, SENSE_COME) || !(c->i || c->we) || c->negations > 0)
		return false;
	for (size_t i = c->first; i + 2 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_WITH) &&
			atom_means(&s->atoms[i + 1], SENSE_INDEFINITE) &&
			s->atoms[i + 2].kind == ATOM_UNKNOWN)
			return true;
	return false;
}

/* `Und ich nehme mit, | wer gerade Zeit hat` */
static bool brings_whoever(const struct study *s, const struct clause *c)
{
	const struct clause *who = c + 1;

	return who < s->clauses + s->clause_count && who->sentence == c->sentence && c->i &&
		clause_means(s, c, SENSE_WITH) && c->negations == 0 && c->people_count <= 1 &&
		atom_means(study_atom(s, atoms_past_quiet(s, who->first, who->end), who->end),
			SENSE_ASKING) &&
		who->says == SAYS_NOTHING && !who->i && !who->we &&
		atom_means(&s->atoms[who->first - 1], SENSE_WITH);
}

/* `I'd gladly take along anyone you like.` */
static bool takes_anyone(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_TAKING) && clause_means(s, c, SENSE_ALONG) &&
		clause_means(s, c, SENSE_OTHERS) && c->negations == 0;
}

bool unheard_rest_of_people(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end && c->says == SAYS_NOT_COME; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].several && c->rest &&
			token_means(first_token(s, &s->atoms[i + 1]), SENSE_MY))
			return true;
	return false;
}

/* `asked me to sign them up` */
static bool sent_for_others(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_SENT) && c->says == SAYS_NOTHING && c->third &&
		(clause_means(s, c, SENSE_OTHERS) || clause_means(s, c, SENSE_HIM)) &&
		c->negations == 0;
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

const char *unheard_request(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	if (c->question || claims->count == 0)
		return NULL;
	if (eset_empty(claims_events(claims, true)))
		return unheard_behind_no(s, c);
	if (unheard_seats(s, claims, c))
		return "seats-unsure";
	if (others_too(s, claims, c) || we_of_group(s, c) || joins_me(s, c) ||
		brings_unknown(s, c) || adds_somebody(s, c) || brings_whoever(s, c) ||
		takes_anyone(s, c))
		return "person-left-over";
	if (unheard_rest_of_people(s, c) || sent_for_others(s, c))
		return "third-party";
	if (other_hour(s, claims, c) || other_day(s, c))
		return "date-contradicts-title";
	return NULL;
}
