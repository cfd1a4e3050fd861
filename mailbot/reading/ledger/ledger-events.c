#include "reading/ledger/ledger-events.h"

#include "reading/asides/talk.h"
#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

enum { LONE_DAY_TOKENS_MAX = 4 }; /* of a day that no title stands beside: `on the 16 th` */
enum { EVENT_WORDS_MAX = 3 }; /* from its article to a noun that any event may have */

/* `Bildung fällt für mich aus`: a title's word that begins a clause without an article, or in a
 * clause that says how it is with the writer, is no common noun. */
static bool stands_as_name(const struct study *s, const struct clause *c, size_t i)
{
	size_t first = atoms_past_quiet(s, c->first, i);

	/* `Fridays I'm behind the bar` */
	if (!s->tokens[s->atoms[i].first].capital || s->atoms[i].date_only)
		return false;
	/* `The city is giving a congress` */
	if (token_means(first_token(s, &s->atoms[i]), SENSE_ARTICLE) &&
		!tongue_nouns(s, &s->atoms[i]) && !last_token(s, &s->atoms[i])->capital &&
		s->atoms[i].title_words == 1 && s->atoms[i].part)
		return false;
	return i == first || clause_tokens_mean(s, c, SENSE_TO_ME) ||
		clause_tokens_mean(s, c, SENSE_ME);
}

/* `die anderen überlasse ich den Kollegen`, beside what they do come to. */
static bool asks_nothing_of_rest(const struct study *s, const struct claims *claims,
	const struct clause *c, const struct atom *a)
{
	return a->several && a->n == -1 && !clause_intends(c) && !c->hedged &&
		!clause_means(s, c, SENSE_ALSO) &&
		(c->negations > 0 || !clause_means(s, c, SENSE_KEEN)) &&
		!clause_has(c, SENSE_WITH) && !eset_empty(claims_events(claims, true)) &&
		(talk_has_verb(c) || clause_means(s, c, SENSE_BE) ||
			(clause_means(s, c, SENSE_HAVE) && clause_means(s, c, SENSE_OBSTACLE)));
}

/* `the rest clashes with my work`: of all that was not asked for, and of no people. */
static bool rest_clashes(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t at = atoms_past_quiet(s, c->first, c->end);

	while (at < c->end && atom_means(&s->atoms[at], SENSE_ARTICLE) &&
		!atom_means(&s->atoms[at], SENSE_REST))
		at++;
	return atom_means(study_atom(s, at, c->end), SENSE_REST) &&
		atom_means(study_atom(s, at + 1, c->end), SENSE_OBSTACLE) && !c->named &&
		!clause_intends(c) && !c->hedged && c->negations == 0 &&
		!clause_means(s, c, SENSE_ALSO) && !eset_empty(claims_events(claims, true));
}

bool ledger_rest_hindered(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool keeps = clause_means(s, c, SENSE_MUST) || clause_means(s, c, SENSE_OBSTACLE);

	if (rest_clashes(s, claims, c))
		return true;
	for (size_t i = c->first; i < c->end && keeps; i++)
		if (s->atoms[i].kind == ATOM_EVENT &&
			asks_nothing_of_rest(s, claims, c, &s->atoms[i]))
			return true;
	return false;
}

/* `da der Dienstag mein Dialysetag ist`: a day that several have, one of them claimed. */
static bool may_be_claimed(const struct atom *a, const struct claims *claims)
{
	return !a->several && !a->contradiction && eset_count(a->events) > 1 &&
		!eset_empty(eset_and(a->events, claimed_events(claims)));
}

/* `In der Jakobskirche hörst du mich`: a place in a clause whose verb nobody knows may be where they
 * come to. */
static bool may_go_there(const struct study *s, const struct clause *c)
{
	bool unknown = false, me = c->i || c->we;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		unknown = unknown || (a->kind == ATOM_UNKNOWN && !first_token(s, a)->capital);
		me = me || (a->people != NULL && a->people->me);
	}
	return unknown && me && c->why != NULL && !talk_has_verb(c);
}

/* `der Ausflug im Mai`: a common noun, and the month in which it takes place. */
static bool has_month(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count && a->title_words > 0; i++)
		if (token_means(&s->tokens[i], SENSE_MONTH))
			return true;
	return false;
}

static bool claims_also(const struct study *s, const struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++)
			if (clause_tokens_mean(
				    s, &s->clauses[claims->items[i].clauses[k]], SENSE_ALSO))
				return true;
	return false;
}

/* `ich studiere Soziale Arbeit`: words of two titles that name none of them, in talk. */
static bool names_none(const struct clause *c, const struct atom *a)
{
	return a->contradiction && a->title_words > 0 && !a->day_known && !a->weekday_known &&
		!a->going && !a->one_sort && c->i && talk_has_verb(c) && !clause_intends(c) &&
		c->negations == 0 && !c->hedged;
}

/* `Bildung und Arbeit sind wichtige Themen`: of what words of titles are, which name no event by themselves. */
static bool says_topic(const struct study *s, const struct clause *c, const struct atom *a)
{
	return !a->strong && !a->date_only && clause_means(s, c, SENSE_TOPIC) &&
		clause_means(s, c, SENSE_BE) && !c->i && !c->we && !clause_intends(c) &&
		c->negations == 0 && !c->hedged;
}

/* `vier Mal Forum, ich! Nur den Kongress lasse ich aus`: and nobody has said yes to the others. */
static bool all_but_one(const struct study *s, const struct claims *claims)
{
	bool only = false;

	for (size_t i = 0; i < claims->count; i++)
		only = only ||
			clause_tokens_mean(s, &s->clauses[claims->items[i].clauses[0]], SENSE_ONLY);
	return only && eset_empty(claims_events(claims, true));
}

/* ---- the days of a reason ---- */

/* What may not stand in a clause that tells where one is on another day. */
static const enum sense more[] = {SENSE_ALSO, SENSE_THERE, SENSE_MORE, SENSE_LATE, SENSE_KEEN,
	SENSE_OR, SENSE_SWAP, SENSE_RATHER, SENSE_EXCEPT, SENSE_RETRACT, SENSE_OPEN, SENSE_YES,
	SENSE_NO, SENSE_YOU, SENSE_COME, SENSE_SUBSTITUTE, SENSE_CONDITION, SENSE_LEAVES,
	SENSE_ARRIVES, SENSE_WITH, SENSE_ONLY, SENSE_WOULD, SENSE_REGISTRATION, SENSE_CANCELLATION,
	SENSE_PERSONS};

/* `in Zwolle`, `to Chennai`: a name that nobody knows. */
static bool some_place(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = study_atom(s, at, c->end), *next = study_atom(s, at + 1, c->end);

	return (atom_means(a, SENSE_WHEREABOUTS) || atom_means(a, SENSE_GOING)) &&
		next->kind == ATOM_UNKNOWN && first_token(s, next)->capital;
}

/* `I am in Zwolle`, `I fly to Chennai`: right behind the verb. */
static bool goes_somewhere(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool verb = atom_means(a, SENSE_BE) || atom_is_verb(a, FORM_1SG | FORM_GERUND);
		if (verb && some_place(s, c, i + 1))
			return true;
	}
	return false;
}

/* `I have to work on the 16th`: and nothing but the day stands there; not `the 21st I have to give up`, where it is what
 * the verb is done to. */
static bool must_do(const struct study *s, const struct clause *c)
{
	bool must = false, verb = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool day = a->kind == ATOM_EVENT && !token_means(first_token(s, a), SENSE_ARTICLE);
		bool plain = atom_quiet(a) || day || atom_means(a, SENSE_SAFE) ||
			atom_means(a, SENSE_REGRET) || atom_means(a, SENSE_BUT) ||
			atom_means(a, SENSE_AND) || atom_means(a, SENSE_BECAUSE);
		bool who = a->kind == ATOM_PEOPLE && a->people->me;
		bool does = must && !verb && atom_is_verb(a, FORM_INF);
		bool there = verb && some_place(s, c, i);
		if (!(plain || who || does || there || atom_means(a, SENSE_MUST)))
			return false;
		i += there;
		must = must || atom_means(a, SENSE_MUST);
		verb = verb || does;
	}
	return verb;
}

/* `on the 16th I have to work`, `I fly to Chennai on the 8th`: the writer is elsewhere. */
static bool writer_elsewhere(const struct study *s, const struct clause *c)
{
	return (c->i || c->we) && !c->third && !clause_intends(c) &&
		(clause_means(s, c, SENSE_OBSTACLE) || must_do(s, c) || goes_somewhere(s, c));
}

/* Who or what does it stands first: somebody, `my flight`; not `the meeting`, which may be ours. */
static bool leads_other(const struct study *s, const struct clause *c)
{
	size_t at = atoms_past_quiet(s, c->first, c->end);

	while (at < c->end &&
		(atom_means(&s->atoms[at], SENSE_AND) || atom_means(&s->atoms[at], SENSE_BECAUSE)))
		at++;
	const struct atom *a = study_atom(s, at, c->end), *next = study_atom(s, at + 1, c->end);
	if (a->kind == ATOM_PEOPLE)
		return !a->people->me && !a->people->we;
	return (atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_MY) ||
		       atom_means(a, SENSE_HIS)) &&
		(next->kind == ATOM_UNKNOWN || atom_means(next, SENSE_HARMLESS)) &&
		!atom_means(next, SENSE_EVENT) && !atom_means(next, SENSE_EVENTS);
}

/* `my flight has been moved to the 16th`, `the surgeon wants him on Friday`: something or somebody else. */
static bool of_something_else(const struct study *s, const struct clause *c)
{
	bool told = talk_is_told(s, c) || clause_means(s, c, SENSE_OBSTACLE);

	return !c->i && !c->we && !clause_intends(c) && told && leads_other(s, c);
}

bool ledger_kept_elsewhere(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	if (c->says != SAYS_NOTHING || c->verbless || c->negations > 0 || c->hedged ||
		c->question || c->condition || c->event_trouble || c->several || c->there ||
		c->partial || !c->named || claims->count == 0 ||
		!eset_empty(eset_and(c->events, claimed_events(claims))))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool day = a->kind == ATOM_EVENT && a->date_only && !a->contradiction;
		if ((a->kind == ATOM_EVENT && !day) || a->kind == ATOM_TITLE || a->near_alarm ||
			a->kind == ATOM_SORT || a->kind == ATOM_TIME || ATOM_MEANS_ANY(a, more) ||
			(a->kind == ATOM_PEOPLE && (a->people->total || a->people->with)))
			return false;
	}
	return writer_elsewhere(s, c) || of_something_else(s, c);
}

/* `hier zieht es überall`, `haben wir für drei Tage Prüfer im Haus`: words that may mean many events, and in talk of how
 * things are mean none. */
static bool means_no_events(const struct study *s, const struct clause *c, const struct atom *a)
{
	const struct token *first = first_token(s, a), *last = last_token(s, a);

	if (!a->several || a->title_words > 0 || c->verbless || clause_intends(c) ||
		c->negations > 0 || c->hedged || c->question || clause_means(s, c, SENSE_ALSO) ||
		clause_means(s, c, SENSE_KEEN) || clause_means(s, c, SENSE_YES))
		return false;
	bool everywhere = a->count == 1 && token_means(first, SENSE_EVERYWHERE) && !c->i && !c->we;
	bool lasts = a->contradiction && eset_empty(a->events) && token_means(last, SENSE_EVENTS) &&
		token_means(last, SENSE_UNIT) && token_means(first, SENSE_FOR);
	return everywhere || lasts;
}

void ledger_check_events(const struct study *s, const struct claims *claims, const struct clause *c,
	struct ledger *l)
{
	if (ledger_kept_elsewhere(s, claims, c))
		return;
	if (c->event_trouble && c->verbless && all_but_one(s, claims))
		ledger_leave(l, "event-left-over", c->first);
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->reference ||
			(!a->strong && !stands_as_name(s, c, i) && !has_month(s, a)) ||
			(a->place_only && !may_go_there(s, c)) ||
			(says_topic(s, c, a) && !claims_also(s, claims)))
			continue;
		if (means_no_events(s, c, a))
			continue;
		/* `the other dates clash with my classes`: a sweeping no cancels nothing */
		if (a->several && a->n == -1 && !clause_intends(c) && !c->hedged &&
			(clause_means(s, c, SENSE_OBSTACLE) || clause_means(s, c, SENSE_NEG)))
			continue;
		if (a->contradiction && a->date_only && eset_empty(a->events))
			continue; /* a day on which nothing takes place, in talk */
		/* `the word has gone round in church on Sunday` */
		if (a->contradiction && eset_empty(a->events) && a->title_words == 0 &&
			!a->sort_only && !a->one_sort && talk_is_told(s, c) && !c->i && !c->we &&
			!clause_intends(c))
			continue;
		if (a->over && (a->day_known || a->date_only) && a->count <= LONE_DAY_TOKENS_MAX)
			continue; /* a day that is over */
		if (asks_nothing_of_rest(s, claims, c, a) || may_be_claimed(a, claims) ||
			(names_none(c, a) && !clause_means(s, c, SENSE_KEEN) &&
				!claims_also(s, claims)))
			continue;
		if (!eset_within(a->events, claimed_events(claims)) || a->contradiction)
			ledger_leave(l, "event-left-over", i);
	}
}

/* `am 18. auch und am 21. weiß ich noch nicht`: one of them is as surely meant as what stands before it. */
static bool half_open(const struct study *s, const struct clause *c)
{
	size_t events = 0;

	for (size_t i = c->first; i < c->end; i++)
		events += s->atoms[i].kind == ATOM_EVENT;
	return events > 1 && (clause_means(s, c, SENSE_ALSO) || clause_means(s, c, SENSE_YES));
}

void ledger_check_open(const struct study *s, const struct claims *claims, const struct clause *c,
	struct ledger *l)
{
	struct eset events = c->events;

	/* `bei den anderen überlege ich noch`; beside a yes a no in doubt, `die anderen schaffe ich vielleicht
	 * nicht`, may be of all */
	if (c->rest && (c->negations == 0 || eset_empty(claims_events(claims, true))))
		events = eset_minus(events, claimed_events(claims));
	if (!eset_empty(events) && !c->event_trouble && !half_open(s, c) &&
		eset_empty(eset_and(events, claimed_events(claims)))) {
		l->open = eset_or(l->open, events);
		return;
	}
	ledger_leave(l, "undecided", c->first);
}

/* What may stand between an article and its noun and say which it is. */
static bool says_which(const struct atom *a)
{
	return a->kind == ATOM_UNKNOWN || atom_means(a, SENSE_EVENT) ||
		atom_means(a, SENSE_HARMLESS) || atom_means(a, SENSE_PLACE) || atom_maybe_verb(a);
}

/* `has to be in London for the governors' meeting`: what somebody has to be elsewhere for. */
static bool bound_elsewhere(const struct study *s, const struct clause *c, size_t what)
{
	bool place = false;

	for (size_t i = c->first; i < what; i++)
		place = place ||
			(i > c->first && atom_means(&s->atoms[i], SENSE_WHEREABOUTS) &&
				atom_means(&s->atoms[i - 1], SENSE_BE));
	return place && atom_means(&s->atoms[what], SENSE_FOR) && clause_means(s, c, SENSE_MUST) &&
		!clause_intends(c) && c->says == SAYS_NOTHING;
}

/* Whether a word that may mean any event stands for one that nobody knows: `I'll come to the congress
 * and the talk evening`. */
static bool unknown_event(const struct study *s, const struct clause *c, size_t at)
{
	static const enum sense before[] = {SENSE_AND, SENSE_GOING, SENSE_BEING, SENSE_FOR,
		SENSE_ORIGIN, SENSE_BEFORE, SENSE_COME, SENSE_REGISTER,
		SENSE_CANCEL /* `count me in for` */};
	size_t first = at;
	bool which = s->atoms[at].count > 1; /* `talk evening` says which by itself */

	if (!atom_means(&s->atoms[at], SENSE_EVENT) || s->atoms[at].use == USE_EVENT)
		return false;
	/* `in the lab all afternoon`: how long */
	if (at > c->first && atom_means(&s->atoms[at - 1], SENSE_ALL) &&
		atom_means(&s->atoms[at], SENSE_DAY_PART))
		return false;
	while (first > c->first && at - first < EVENT_WORDS_MAX &&
		!atom_means(&s->atoms[first], SENSE_ARTICLE)) {
		which = which || (first < at && says_which(&s->atoms[first]));
		first--;
	}
	if (!which || first == c->first || !atom_means(&s->atoms[first], SENSE_ARTICLE))
		return false;
	if (bound_elsewhere(s, c, first - 1))
		return false;
	return ATOM_MEANS_ANY(&s->atoms[first - 1], before) && !c->told && !c->question &&
		!clause_means(s, c, SENSE_THANKS) && !clause_means(s, c, SENSE_WISH);
}

void ledger_check_unknown_events(const struct study *s, const struct clause *c, struct ledger *l)
{
	for (size_t i = c->first; i < c->end; i++)
		if (unknown_event(s, c, i))
			ledger_leave(l, "event-left-over", i);
}
