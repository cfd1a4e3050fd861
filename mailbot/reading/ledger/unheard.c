#include "reading/ledger/unheard.h"

#include <string.h>

#include "reading/asides/talk.h"
#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"
#include "reading/ledger/unheard-no.h"
#include "reading/lines/quantities.h"

static bool counts(const struct atom *a)
{
	return a->kind == ATOM_NUMBER || atom_means(a, SENSE_NUMBER);
}

static bool counts_token(const struct token *t)
{
	return t->kind == TOKEN_NUMBER || token_means(t, SENSE_NUMBER);
}

/* `Bitte ein Platz mehr`, `meine beiden Plätze bleiben`, `a couple of seats`, `more than one chair` */
static bool of_seats(const struct study *s, const struct clause *c)
{
	static const enum sense many[] = {SENSE_MORE, SENSE_BOTH};

	if (!talk_of_seat(s, c) || c->negations > 0 || c->subordinate || c->told)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (ATOM_MEANS_ANY(a, many) || (counts(a) && a->n > 1) ||
			(c->verbless && atom_means(a, SENSE_OTHERS)))
			return true;
	}
	return c->verbless && c->why != NULL && strcmp(c->why, "seats-unsure") == 0;
}

/* `One seat for me, one for Dr. Novak.`: two were ordered for one. */
static bool seat_for_other(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		size_t ordered = 0;
		if (a->kind != ATOM_PEOPLE || a->people->count != 1)
			continue;
		for (size_t k = a->first; k < a->first + a->count; k++)
			ordered += token_means(&s->tokens[k], SENSE_FOR);
		if (ordered > 1)
			return true;
	}
	return false;
}

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

/* `One of the four we announced has cancelled`, `von unserer Gruppe springen zwei ab`, `our group is the same as last
 * time` */
static bool of_some(const struct study *s, const struct clause *c)
{
	static const enum sense same[] = {SENSE_COMPARE, SENSE_STAYS};
	size_t head = atoms_past_quiet(s, c->first, c->end);
	bool away = clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE);
	bool ours = clause_tokens_mean(s, c, SENSE_GROUP) && clause_tokens_mean(s, c, SENSE_MY);
	bool several = false;

	if (c->named || c->negations > 0 || clause_means(s, c, SENSE_UNIT))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		several = several ||
			(counts(a) && a->n > 0 && (a->n > 1 || !atom_means(a, SENSE_INDEFINITE)));
		away = away || (ours && atom_maybe_verb_of(a, SENSE_DECLINE));
	}
	if (several && away && !c->i && (!c->we || counts(study_atom(s, head, c->end))))
		return true;
	return ours && token_means(first_token(s, study_atom(s, head, c->end)), SENSE_MY) &&
		clause_means(s, c, SENSE_BE) && CLAUSE_MEANS_ANY(s, c, same);
}

static int claimed_most(const struct claims *claims)
{
	int most = 0;

	for (size_t i = 0; i < claims->count; i++)
		if (claims->items[i].come && claims->items[i].seats > most)
			most = claims->items[i].seats;
	return most;
}

/* Behind a request for several: `Fest sind davon zwei`, `Drei Paare sind wir`, `Jetzt bin ich allein`, `each will go to one` */
static bool recounts(const struct study *s, const struct claims *claims, const struct clause *c)
{
	int most = claimed_most(claims);
	bool be = clause_means(s, c, SENSE_BE);
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);

	if (most < 2 || c->told || c->negations > 0 || c->named || c->subordinate ||
		clause_means(s, c, SENSE_NEED))
		return false;
	if (c->i && be && clause_means(s, c, SENSE_ALONE) && c->predicate_count == 0)
		return true;
	if (atom_means(head, SENSE_EACH) && clause_has(c, SENSE_COME))
		return true;
	for (size_t i = c->first; i < c->end && be; i++) {
		const struct atom *a = &s->atoms[i];
		bool of_them = i > c->first && atom_means(&s->atoms[i - 1], SENSE_POINTER);
		if (counts(a) && a->n > 0 && a->n != most && !atom_means(a, SENSE_INDEFINITE) &&
			(of_them ||
				(clause_tokens_mean(s, c, SENSE_WE) && c->predicate_count == 0)))
			return true;
	}
	return false;
}

/* `We need more than one chair.` */
static bool needs_more(const struct study *s, const struct clause *c)
{
	bool seats = false;

	for (size_t i = c->first; i < c->end; i++)
		seats = seats || (s->atoms[i].kind == ATOM_PEOPLE && !s->atoms[i].people->me);
	return seats && clause_tokens_mean(s, c, SENSE_WE) &&
		clause_tokens_mean(s, c, SENSE_NEEDING) && clause_tokens_mean(s, c, SENSE_MORE) &&
		c->negations == 0;
}

/* `I'd gladly take along anyone you like.` */
static bool takes_anyone(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_TAKING) && clause_means(s, c, SENSE_ALONG) &&
		clause_means(s, c, SENSE_OTHERS) && c->negations == 0;
}

/* `Der Rest unserer Abordnung sagt hiermit ab`: no events are meant. */
static bool rest_of_people(const struct study *s, const struct clause *c)
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

static int minutes_at(const struct study *s, const struct atom *a)
{
	int minutes = -1;
	struct slice text = s->tokens[a->first].text;

	if (quantity_spoken_at(s, a->first, a->first + a->count, &minutes) > 0)
		return minutes;
	if (token_means(&s->tokens[a->first], SENSE_NUMBER) && a->count == 1)
		return 60 * s->tokens[a->first].meaning->n;
	if (s->tokens[a->first].kind != TOKEN_NUMBER || text.len > 2)
		return -1;
	minutes = 0;
	for (size_t i = 0; i < text.len; i++)
		minutes = minutes * 10 + (text.p[i] - '0');
	return minutes * 60;
}

/* An hour long before any of it begins. */
static bool too_early(const struct study *s, const struct eset events, int minutes)
{
	if (minutes >= 0 && minutes < 8 * 60) /* `at four`: in the afternoon */
		minutes += 12 * 60;
	for (size_t e = 0; e < s->series->event_count; e++) {
		const struct event *x = &s->series->events[e];
		if (eset_has(events, e) && minutes + 120 >= x->begin.hour * 60 + x->begin.minute)
			return false;
	}
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
			too_early(s, claims_events(claims, true), minutes_at(s, &s->atoms[i + 1])))
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

/* `fünf Leute …, sagen wir fünf bis sieben` */
static bool range_of_people(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 2 < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		const struct atom *to = &s->atoms[i + 2];
		if (p != NULL && p->count > 1 && atom_means(&s->atoms[i + 1], SENSE_UNTIL) &&
			to->count == 1 && counts_token(first_token(s, to)))
			return true;
	}
	return false;
}

/* `Plus eins, nämlich mein Lebensgefährte`, `+1 (my boyfriend)`: one, or two? */
static bool counted_twice(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		size_t next = i + 1;
		if (a->kind != ATOM_PEOPLE || a->people->person_count > 0 || a->people->me ||
			a->count < 2 || s->tokens[a->first + a->count - 1].kind == TOKEN_PUNCT ||
			!counts_token(&s->tokens[a->first + a->count - 1]))
			continue;
		while (next < c->end &&
			(atom_quiet(&s->atoms[next]) || atom_means(&s->atoms[next], SENSE_SAFE)))
			next++;
		const struct people *p = study_atom(s, next, c->end)->people;
		if (next > i + 1 && p != NULL && !p->me && p->count > 0)
			return true;
	}
	return false;
}

bool unheard_in_joined(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool more = of_seats(s, c) || seat_for_other(s, c);

	bool no = claims->count > 0 && eset_empty(claims_events(claims, true));
	if (no && c->joined && unheard_narrows(s, c))
		return true;
	if (counted_twice(s, c) || (c->joined && rest_of_people(s, c)))
		return true;
	for (size_t i = 0; i < claims->count; i++)
		if (claims->items[i].come && claims->items[i].seats > 1)
			return false;
	return more && c->joined;
}

const char *unheard_request(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	if (c->question || claims->count == 0)
		return NULL;
	if (eset_empty(claims_events(claims, true)))
		return unheard_behind_no(s, c);
	if (of_seats(s, c) || seat_for_other(s, c) || of_some(s, c) || needs_more(s, c) ||
		recounts(s, claims, c) || range_of_people(s, c))
		return "seats-unsure";
	if (others_too(s, claims, c) || we_of_group(s, c) || joins_me(s, c) ||
		brings_unknown(s, c) || adds_somebody(s, c) || brings_whoever(s, c) ||
		takes_anyone(s, c))
		return "person-left-over";
	if (rest_of_people(s, c) || sent_for_others(s, c))
		return "third-party";
	if (other_hour(s, claims, c) || other_day(s, c))
		return "date-contradicts-title";
	return NULL;
}

/* ---- within a request ---- */

/* `am 16. Februar in 2012`: a year in which it does not take place. */
static bool other_year(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end && s->series != NULL; i++) {
		const struct atom *a = &s->atoms[i];
		size_t at = i + 1 + atom_means(study_atom(s, i + 1, c->end), SENSE_AHEAD);
		const struct atom *year = study_atom(s, at, c->end);
		if (a->kind != ATOM_EVENT || year->kind != ATOM_TIME || year->count != 1 ||
			s->tokens[year->first].text.len != 4)
			continue;
		const char *digits = s->tokens[year->first].text.p;
		int n = 0;
		for (size_t k = 0; k < 4; k++)
			n = n * 10 + (digits[k] - '0');
		bool fits = n < 1900 || n > 2199;
		for (size_t e = 0; e < s->series->event_count && !fits; e++)
			fits = eset_has(a->events, e) && s->series->events[e].begin.year == n;
		if (!fits)
			return true;
	}
	return false;
}

/* `Zwei Plätze, nämlich für mich, meine Mutter und meine Tante`: those who are listed are not as many as were asked for. */
static bool list_differs(const struct study *s, const struct claims *claims, size_t clause)
{
	const struct clause *c = &s->clauses[clause];
	int seats = 0;

	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++)
			if (claims->items[i].clauses[k] == clause && claims->items[i].come)
				seats = claims->items[i].seats;
	for (size_t i = c->first; i < c->end && seats > 0; i++) {
		const struct atom *a = &s->atoms[i];
		size_t next = i + 1;
		if (!atom_means(a, SENSE_SUBSTITUTE) || a->count != 2 ||
			!token_means(first_token(s, a), SENSE_FOR) ||
			!token_means(first_token(s, a) + 1, SENSE_ME))
			continue;
		while (next < c->end &&
			(atom_quiet(&s->atoms[next]) || atom_means(&s->atoms[next], SENSE_AND)))
			next++;
		const struct people *p = study_atom(s, next, c->end)->people;
		if (next > i + 1 && p != NULL && !p->me && p->count > 0 && p->count + 1 != seats)
			return true;
	}
	return false;
}

/* `deshalb melde ich mich im Bürgeramt ab`: elsewhere, where the clause itself names no event. */
static bool elsewhere(const struct study *s, const struct clause *c)
{
	if (c->named || !(clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_REGISTER)))
		return false;
	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i], *noun = &s->atoms[i + 1];
		if (atom_means(a, SENSE_WHEREABOUTS) && a->use == USE_ADJUNCT &&
			noun->kind == ATOM_UNKNOWN && first_token(s, noun)->capital)
			return true;
	}
	return false;
}

/* `would like to cancel our parking permit`: no event, nobody, and a thing. */
static bool cancels_thing(const struct study *s, const struct clause *c)
{
	static const enum sense whom[] = {SENSE_ME, SENSE_US, SENSE_REFLEXIVE, SENSE_REGISTRATION};

	return !c->named && clause_has(c, SENSE_CANCEL) && clause_means(s, c, SENSE_NEED) &&
		!CLAUSE_TOKENS_MEAN_ANY(s, c, whom);
}

/* `send me the papers | so that I can register`: what for, and not yet. */
static bool is_purpose(const struct study *s, const struct clause *c)
{
	size_t first = atoms_past_quiet(s, c->first, c->end);
	const struct people *who = study_atom(s, first + 2, c->end)->people;
	bool so_that = atom_means(study_atom(s, first, c->end), SENSE_AND) &&
		atom_means(study_atom(s, first + 1, c->end), SENSE_ARTICLE) && who != NULL &&
		who->me;

	return so_that && clause_has(c, SENSE_REGISTER) && clause_means(s, c, SENSE_CAN);
}

/* `ich melde zwei Personen an. Hinzu kommt unsere Rektorin`: is she one of the two? */
static bool adds_to_total(const struct study *s, const struct claims *claims, size_t clause)
{
	const struct clause *c = &s->clauses[clause];
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	bool total = false, others = false;

	for (size_t i = 0; i < claims->count; i++)
		total = total || (claims->items[i].come && claims->items[i].stated == STATED_TOTAL);
	for (size_t i = 0; i < c->people_count; i++) {
		if (c->people[i]->total)
			return false;
		others = others || (!c->people[i]->me && c->people[i]->count > 0);
	}
	return total && others && atom_means(head, SENSE_ALONG) && !c->i && !c->we;
}

const char *unheard_within(const struct study *s, const struct claims *claims, size_t clause)
{
	const struct clause *c = &s->clauses[clause];

	if (eset_empty(claims_events(claims, true)) && unheard_narrows(s, c))
		return "negation-unclear";
	if (other_year(s, c))
		return "date-contradicts-title";
	if (range_of_people(s, c) || adds_to_total(s, claims, clause))
		return "seats-unsure";
	if (list_differs(s, claims, clause))
		return "seats-contradict";
	if (elsewhere(s, c) || cancels_thing(s, c) || is_purpose(s, c))
		return "not-understood";
	return NULL;
}
