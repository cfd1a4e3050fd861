#include "reading/slots.h"

#include <string.h>

#include "reading/clauses.h"
#include "reading/corefer.h"
#include "reading/organisations.h"
#include "reading/substitutes.h"
#include "reading/tongues.h"
#include "reading/verbs.h"

enum { ADJUNCT_WORDS_MAX = 8 };

static void use(struct atom *a, enum use u)
{
	if (a->use == USE_NONE)
		a->use = u;
}

/* ---- events ---- */

/* Whether a list stands below the clause's sentence, or behind a colon in it. */
static bool announces_list(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	bool colon = x->colon;

	for (size_t i = c->first; i < c->end; i++)
		colon = colon || atom_is(&s->atoms[i], ':');
	return colon || (c->sentence + 1 < s->sentence_count && s->sentences[c->sentence + 1].item);
}

/* `zu Bildung und Arbeit`: a title's word is meant as one where it goes on with another event. */
static bool joined_to_strong(const struct study *s, const struct clause *c, size_t i)
{
	if (i < c->first + 2)
		return false;
	const struct atom *sign = &s->atoms[i - 1], *before = &s->atoms[i - 2];
	const struct token *last = &s->tokens[s->atoms[i].first + s->atoms[i].count - 1];
	/* `und den Integrationskongress`: behind an article only what is no common noun */
	bool named =
		s->tokens[s->atoms[i].first].capital || (last->capital && last->meaning == NULL);
	return (atom_means(sign, SENSE_AND) || atom_is(sign, ',') || atom_is(sign, '/') ||
		       atom_is(sign, '&')) &&
		before->kind == ATOM_EVENT && before->strong && named;
}

/* A word of a title, or a place, without an article at the front of a clause that decides (`Bildung
 * muss ich absagen`), or a place right behind the verb: `kommen in die Moschee`, `komme nach Hörde`.
 * Not `wir vom Verein in Hörde kommen`, and not where another event stands beside it. */
static bool meant_as_name(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i];
	size_t first = c->first;

	if (!clause_intends(c) || !s->tokens[a->first + a->count - 1].capital ||
		eset_count(a->events) != 1)
		return false;
	for (size_t k = c->first; k < c->end; k++) {
		const struct atom *b = &s->atoms[k];
		bool joined = k + 2 == i && atom_means(&s->atoms[k + 1], SENSE_AND);
		bool joins = i + 2 == k && atom_means(&s->atoms[i + 1], SENSE_AND);
		if (k != i && b->kind == ATOM_EVENT && !b->reference && !joined && !joins &&
			!eset_eq(a->events, b->events))
			return false;
	}
	while (first < i &&
		(s->atoms[first].kind == ATOM_PUNCT || s->atoms[first].kind == ATOM_SILENT))
		first++;
	if (i == first)
		return true;
	const struct atom *before = &s->atoms[i - 1];
	if (!a->place_only)
		return false;
	if (atom_means(before, SENSE_BEFORE) && before->count == 1 && i > c->first + 1)
		before--;
	return before->kind == ATOM_EVENT || before->use == USE_INTENT ||
		before->kind == ATOM_PEOPLE || atom_means(before, SENSE_SAFE) ||
		atom_means(before, SENSE_GLADLY);
}

/* `der letzte Termin, den Sie mir genannt haben`: which one is meant stands elsewhere. */
static bool narrowed(const struct study *s, size_t i)
{
	return i + 2 < s->atom_count && atom_is(&s->atoms[i + 1], ',') &&
		atom_means(&s->atoms[i + 2], SENSE_RELATIVE);
}

static void take_event(struct study *s, struct clause *c, size_t i, bool except, bool swapped)
{
	struct atom *a = &s->atoms[i];

	if (a->reference)
		return; /* a date that is no event's: an adjunct */
	a->use = USE_EVENT;
	if (a->several && !a->strong && announces_list(s, c))
		return; /* `für folgende Foren:` */
	if (swapped && a->several)
		clause_trouble(c, "swap-unclear", i);
	if (a->several && a->n == 2 && eset_empty(a->events)) {
		c->both = 2;
		c->named = c->named || false;
		return;
	}
	if (a->n == -1 && a->several)
		c->rest = true;
	c->named = true;
	const char *why = NULL;
	if (s->now == 0 && eset_empty(a->events) && !a->day_known)
		why = "time-unknown";
	else if (a->contradiction)
		why = a->several ? "bad-reference"
			: a->day_known && eset_empty(a->events) && a->count <= 4
			? "no-event-then"
			: "date-contradicts-title";
	else if (a->over)
		why = "event-over";
	else if (eset_count(a->events) != 1 && !a->several)
		why = "ambiguous-event";
	else if (eset_empty(a->events) || (a->several && narrowed(s, i)))
		why = "bad-reference";
	else if (!a->strong && !joined_to_strong(s, c, i) && !meant_as_name(s, c, i))
		why = "weak-event";
	/* `nach Hörde` */
	if (why == NULL && a->place_only && i > c->first &&
		atom_means(&s->atoms[i - 1], SENSE_BEFORE) && s->atoms[i - 1].count == 1)
		use(&s->atoms[i - 1], USE_EVENT);
	if (why != NULL) {
		c->event_trouble = true;
		clause_trouble(c, why, i);
	}
	/* `vom 16. bis 22. bin ich verhindert`: the days between are meant as well */
	const struct atom *until = i > c->first ? &s->atoms[i - 1] : NULL;
	if (clause_intends(c) && until != NULL && atom_means(until, SENSE_UNTIL) &&
		until->use == USE_NONE)
		clause_trouble(c, "not-understood", i);
	c->several = c->several || (a->several && eset_count(a->events) != 1);
	struct eset *into = except ? &c->except : swapped ? &c->swapped : &c->events;
	if (a->several || eset_count(a->events) == 1)
		*into = eset_or(*into, a->events);
}

/* `zusätzlich zu meiner Anmeldung für das Forum A`: the event behind the noun, before any verb. */
static bool besides(const struct study *s, const struct clause *c, size_t event)
{
	bool beside = false, noun = false;

	for (size_t i = c->first; i < event; i++) {
		const struct atom *a = &s->atoms[i];
		beside = beside || atom_means(a, SENSE_BESIDES);
		noun = noun || (beside && atom_means(a, SENSE_REGISTRATION));
		if (noun &&
			(a->use == USE_INTENT || atom_means(a, SENSE_WILL) ||
				a->kind == ATOM_PEOPLE))
			return false;
	}
	return noun;
}

/* `vom 22. auf den 21. wechseln`: what is left, where a word of change stands in the clause. */
static bool leaves(const struct study *s, const struct clause *c, size_t event)
{
	const struct atom *before = event > c->first ? &s->atoms[event - 1] : NULL;

	return before != NULL &&
		(atom_means(before, SENSE_SINCE) || atom_means(before, SENSE_ORIGIN)) &&
		!s->atoms[event].reference && clause_means(s, c, SENSE_CHANGE);
}

/* `bis auf das erste Forum bin ich überall dabei`: all of them stand behind the exception. */
static bool several_behind(const struct study *s, const struct clause *c, size_t except)
{
	for (size_t i = except + 2; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].several &&
			eset_count(s->atoms[i].events) > 1)
			return s->atoms[except + 1].kind == ATOM_EVENT &&
				eset_count(s->atoms[except + 1].events) == 1;
	return false;
}

/* `zu dritt statt zu zweit`: how many they were before. */
static bool old_number(const struct atom *a)
{
	if (a->kind == ATOM_PEOPLE)
		return a->people->total && !a->people->with;
	return a->kind == ATOM_NUMBER ||
		(atom_means(a, SENSE_NUMBER) && !atom_means(a, SENSE_INDEFINITE));
}

/* And how many they are now. */
static bool new_number(const struct study *s, const struct clause *c, size_t old)
{
	for (size_t i = c->first; i < c->end; i++)
		if (i != old && s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].people->total)
			return true;
	return false;
}

/* `am 16. komme ich in die Schule`: the day of one, the place of another, and nothing that joins them. */
static void check_places(const struct study *s, struct clause *c)
{
	const struct atom *before = NULL;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_AND) || atom_is(a, ',') || atom_is(a, '&') ||
			atom_is(a, '+'))
			before = NULL;
		if (a->kind != ATOM_EVENT || a->reference || a->several)
			continue;
		if (before != NULL && (a->place_only || before->place_only) &&
			!eset_empty(a->events) && !eset_empty(before->events) &&
			eset_empty(eset_and(a->events, before->events)))
			clause_trouble(c, "date-contradicts-title", i);
		before = a;
	}
}

/* `Sportverein Eving`: a place as part of a name, in a part without a verb. */
static bool of_a_name(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i], *before = i > c->first ? a - 1 : NULL;

	return c->verbless && a->place_only && !a->going && before != NULL && before->count > 0 &&
		(before->kind == ATOM_UNKNOWN || atom_means(before, SENSE_GROUP)) &&
		s->tokens[before->first].capital;
}

/* Events of the clause; those behind `außer` and `statt` apart. */
static void take_events(struct study *s, struct clause *c)
{
	check_places(s, c);
	bool except = false, swapped = false, lead = false;
	size_t excepting = c->end;

	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_EXCEPT)) {
			except = true;
			lead = !c->several && excepting == c->end;
			if ((!c->several && !several_behind(s, c, i)) || excepting < c->end)
				clause_trouble(c, "not-understood", i);
			else
				a->use = USE_POLARITY;
			excepting = i;
		} else if (atom_means(a, SENSE_SWAP)) {
			bool event = i + 1 < c->end && s->atoms[i + 1].kind == ATOM_EVENT;
			if (i + 1 < c->end && old_number(&s->atoms[i + 1])) {
				a->use = s->atoms[i + 1].use = USE_TOLD;
				if (!new_number(s, c, i + 1))
					clause_trouble(c, "swap-unclear", i);
				continue;
			}
			/* `two instead of one at the congress` */
			if (event && new_number(s, c, i) &&
				token_means(&s->tokens[s->atoms[i + 1].first], SENSE_NUMBER)) {
				a->use = USE_TOLD;
				continue;
			}
			swapped = event;
			if (except)
				clause_trouble(c, "swap-unclear", i);
			if (event)
				a->use = USE_POLARITY;
		} else if (a->kind == ATOM_EVENT && of_a_name(s, c, i)) {
			a->use = USE_ADJUNCT;
		} else if (a->kind == ATOM_EVENT && besides(s, c, i)) {
			a->use = USE_TOLD; /* a registration that exists */
		} else if (a->kind == ATOM_EVENT) {
			bool from = leaves(s, c, i);
			if (from)
				s->atoms[i - 1].use = USE_POLARITY;
			take_event(s, c, i, except, swapped || from);
			swapped = false;
			except = except && !lead;
		} else if (a->kind == ATOM_TITLE || a->kind == ATOM_SORT || a->kind == ATOM_DATE) {
			clause_trouble(c, "weak-event", i);
		}
	}
	if ((except || lead) && eset_empty(c->except))
		clause_trouble(c, "not-understood", excepting);
	c->events = eset_minus(c->events, c->except);
}

/* ---- people ---- */

/* `Mr X asked me to say that he …`: the pronoun means one who stands there already. */
static bool said_twice(const struct clause *c, const struct people *p)
{
	for (size_t i = 0; i < c->people_count && p->again != NULL; i++)
		if (c->people[i] == p->again || c->people[i]->again == p->again)
			return true;
	return false;
}

static void take_people(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_PEOPLE || a->use != USE_NONE)
			continue;
		a->use = USE_PEOPLE;
		/* `die Foren besuche ich alle drei`: people, or forums? */
		for (size_t k = a->first; k < a->first + a->count; k++)
			if (a->people->total && c->several && token_means(&s->tokens[k], SENSE_ALL))
				clause_trouble(c, "seats-unsure", i);
		const struct atom *before = i > c->first ? &s->atoms[i - 1] : NULL;
		if (before != NULL && before->kind == ATOM_PEOPLE && before->use != USE_TOLD &&
			!a->people->me && !before->people->me && !before->people->total &&
			!a->people->total && !a->people->with)
			clause_trouble(c, "person-left-over", i); /* no word between two names */
		/* `29 Teilnehmer und ich` */
		const struct atom *sum = i > c->first + 1 ? &s->atoms[i - 2] : NULL;
		if (sum != NULL && sum->kind == ATOM_PEOPLE && atom_means(before, SENSE_AND) &&
			(sum->people->total || a->people->total))
			clause_trouble(c, "seats-unsure", i);
		bool only = i > c->first + 1 && atom_means(&s->atoms[i - 2], SENSE_ONLY) &&
			a->people->total; /* `nur noch zu dritt` */
		bool more = i > c->first && atom_means(&s->atoms[i - 1], SENSE_MORE) &&
			!a->people->me && !only;
		if (more && a->people->count > 0 && !a->people->with)
			clause_trouble(c, "seats-difference", i);
		if (said_twice(c, a->people))
			continue;
		if (c->people_count < CLAUSE_PEOPLE_MAX)
			c->people[c->people_count++] = a->people;
		else
			clause_trouble(c, "seats-unsure", i);
	}
}

static bool is_pronoun(const struct people *p)
{
	return p->me && p->person_count == 0 && p->count <= 1 && !p->total;
}

/* `nur ich`, `just me` */
static bool only_this(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (token_means(&s->tokens[i], SENSE_ONLY))
			return true;
	return a->first > 0 && token_means(&s->tokens[a->first - 1], SENSE_ONLY);
}

/* `am 16. Frau A, am 18. Herr B`, `zur Bildung nur ich, zum Kongress zu viert`, `am 16. komme ich
 * und am 18. mit meiner Frau` in one clause: who goes where is not clear. */
static void check_alternation(const struct study *s, struct clause *c)
{
	bool event = false, between = false, alone = false, pronoun = false, split = false;
	struct eset last = {0};

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool people = a->kind == ATOM_PEOPLE && a->use == USE_PEOPLE;
		if (a->kind == ATOM_EVENT && a->use == USE_EVENT) {
			/* `am 16. kommen A und B zum Forum`: the same event again */
			bool same = event && eset_eq(a->events, last) && !eset_empty(last);
			if (event && between && !same)
				clause_trouble(c, "seats-unsure", i);
			split = split || (pronoun && !same);
			event = true;
			between = between && same;
			last = a->events;
		} else if (people && !is_pronoun(a->people)) {
			between = event;
			if (alone || split)
				clause_trouble(c, "seats-unsure", i);
		}
		pronoun = pronoun || (event && people && is_pronoun(a->people));
		alone = alone || atom_means(a, SENSE_ALONE) ||
			(people && is_pronoun(a->people) && only_this(s, a));
	}
}

/* ---- adjuncts ---- */

static bool adjunct_word(const struct study *s, const struct atom *a)
{
	if (a->kind == ATOM_UNKNOWN)
		return !a->near_alarm && (tongue_nouns(s, a) || s->tokens[a->first].capital);
	if (a->kind == ATOM_SILENT)
		return true;
	return a->kind == ATOM_WORD && a->count == 1 &&
		(atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_MY) ||
			atom_means(a, SENSE_HARMLESS) || atom_means(a, SENSE_LABEL) ||
			atom_means(a, SENSE_SAFE) || atom_means(a, SENSE_YOUR) ||
			atom_means(a, SENSE_INDEFINITE) || atom_means(a, SENSE_GROUP) ||
			(atom_means(a, SENSE_AND) && s->tokens[a->first].row > 0));
}

/* What an adjunct may end with: a capital, or, where nouns have none, a noun that is known. */
static bool is_noun(const struct study *s, const struct atom *a)
{
	if (s->tokens[a->first].capital && !atom_means(a, SENSE_AND))
		return true;
	return !tongue_nouns(s, a) && atom_means(a, SENSE_HARMLESS);
}

/* `der Verein` at the front is who does it; `des Vereins` belongs to a noun before it. */
static bool genitive_of_nothing(const struct study *s, size_t first, size_t at)
{
	const struct atom *a = &s->atoms[at];

	if (!atom_means(a, SENSE_ARTICLE) || !atom_means(a, SENSE_ORIGIN))
		return false;
	if (at == first)
		return true;
	const struct atom *before = a - 1;
	bool noun = before->kind == ATOM_UNKNOWN || before->kind == ATOM_EVENT ||
		before->kind == ATOM_PEOPLE || before->kind == ATOM_TITLE ||
		before->use == USE_ADJUNCT ||
		(before->kind == ATOM_WORD && s->tokens[before->first].capital);
	return !noun;
}

/* `vom Diakonischen Zentrum`, `aus unserem Hause`, `wegen einer Erkrankung`, `als Vorsitzende`:
 * ends with the last noun, that is a word with a capital. */
static size_t adjunct(struct study *s, const struct clause *c, size_t at)
{
	size_t first = c->first, end = c->end;
	const struct atom *a = &s->atoms[at];
	size_t n = 0, last = organisation_for(s, c, at);

	if (last > 0)
		return last;
	/* `Frau A meines Vereins`; not `sage ich meinen Vortrag ab` */
	bool genitive = atom_means(a, SENSE_MY) && at > 0 && s->atoms[at - 1].kind == ATOM_PEOPLE &&
		!s->atoms[at - 1].people->me;
	bool opens = genitive || atom_means(a, SENSE_ORIGIN) || atom_means(a, SENSE_BEHALF) ||
		atom_means(a, SENSE_CAUSE) || atom_means(a, SENSE_ROLE) ||
		atom_means(a, SENSE_SINCE);
	/* `seit Jahren` says that they always do; `vom Verein` where they come from */
	if (atom_means(a, SENSE_SINCE) && !atom_means(a, SENSE_ORIGIN) && at + 1 < end &&
		s->atoms[at + 1].kind != ATOM_EVENT && s->atoms[at + 1].kind != ATOM_TIME)
		return 0;
	bool mine = atom_means(a, SENSE_GOING) && at + 1 < end &&
		atom_means(&s->atoms[at + 1], SENSE_MY);
	if (genitive_of_nothing(s, first, at))
		return 0;

	/* `Frau A und der Betriebsrat B`: somebody else, not where somebody comes from */
	bool listed = at > 1 && atom_means(a, SENSE_ARTICLE) &&
		atom_means(&s->atoms[at - 1], SENSE_AND) && s->atoms[at - 2].kind == ATOM_PEOPLE;
	if ((!opens && !mine) || listed)
		return 0;
	for (n = 1; at + n < end && n <= ADJUNCT_WORDS_MAX; n++) {
		const struct atom *b = &s->atoms[at + n];
		if (b->kind == ATOM_EVENT && b->reference)
			last = n;
		/* `wegen einer Erkrankung meiner Tochter` */
		if (atom_means(a, SENSE_CAUSE) && b->kind == ATOM_PEOPLE && !b->people->me &&
			!b->people->total) {
			last = n;
			continue;
		}
		/* `Mrs Thiel from my team` */
		if (atom_means(a, SENSE_ORIGIN) && !atom_means(a, SENSE_WITH) &&
			b->kind == ATOM_PEOPLE && b->people->unsure && !b->people->me &&
			b->people->person_count == 0) {
			last = n;
			continue;
		}
		/* `from the parents' council` */
		if (((atom_means(a, SENSE_ORIGIN) && !atom_means(a, SENSE_WITH)) ||
			    atom_means(a, SENSE_BEHALF)) &&
			n > 1 && b->kind == ATOM_WORD && atom_means(b, SENSE_RELATION) &&
			b->count == 1 && !tongue_nouns(s, b)) {
			last = n;
			continue;
		}
		/* `from the tenants' association` */
		if (b->kind == ATOM_UNKNOWN && !b->near_alarm && !tongue_nouns(s, b) &&
			!s->tokens[b->first].capital &&
			((n > 1 && atom_means(a, SENSE_ORIGIN)) || atom_means(a, SENSE_CAUSE)))
			continue;
		/* `als Vorsitzende`: the writer, in another word */
		bool role = atom_means(a, SENSE_ROLE) && b->kind == ATOM_WORD &&
			atom_means(b, SENSE_RELATION) && b->count == 1;
		/* `wegen der Sitzung des Ausschusses für Soziales` */
		bool chain = (atom_means(a, SENSE_CAUSE) || atom_means(a, SENSE_ROLE)) &&
			last == n - 1 && n > 1 && b->count == 1 &&
			(atom_means(b, SENSE_ORIGIN) || atom_means(b, SENSE_FOR)) &&
			!atom_means(b, SENSE_PARTICLE);
		/* `wegen eines anderen Termins` */
		bool occasion = atom_means(a, SENSE_CAUSE) && b->count == 1 &&
			(atom_means(b, SENSE_EVENT) || atom_means(b, SENSE_REST));
		if (!adjunct_word(s, b) && !role && !chain && !occasion)
			break;
		if (is_noun(s, b))
			last = n;
	}
	return last > 0 ? last + 1 : 0;
}

/* `erst ab 18 Uhr`, `um 17 Uhr`: a time with what leads to it. */
static size_t timed(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = &s->atoms[at];

	if (a->kind == ATOM_TIME)
		return 1;
	bool leads = atom_means(a, SENSE_AT_TIME) || atom_means(a, SENSE_BEFORE) ||
		atom_means(a, SENSE_UNTIL) || atom_means(a, SENSE_ORIGIN) ||
		atom_means(a, SENSE_SINCE) || atom_means(a, SENSE_GOING);
	return leads && at + 1 < end && s->atoms[at + 1].kind == ATOM_TIME ? 2 : 0;
}

static void take_adjuncts(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (a->use != USE_NONE)
			continue;
		size_t n = timed(s, i, c->end);
		n = n > 0 ? n : corefer_place(s, c, i);
		n = n > 0 ? n : corefer_time(s, c, i);
		n = n > 0 ? n : adjunct(s, c, i);
		n = n > 0 ? n : corefer_free(s, c, i);
		for (size_t k = 0; k < n; k++)
			use(&s->atoms[i + k], USE_ADJUNCT);
		if (n > 0)
			i += n - 1;
		else if (a->kind == ATOM_EVENT && a->reference && i > c->first &&
			s->atoms[i - 1].use == USE_ADJUNCT)
			a->use = USE_ADJUNCT;
	}
}

/* ---- polarity ---- */

/* What may stand behind a negation whose focus is the verb or the event. */
static bool negatable(const struct atom *a)
{
	static const enum sense senses[] = {SENSE_COME, SENSE_SUIT, SENSE_CAN, SENSE_WILL, SENSE_BE,
		SENSE_GOING, SENSE_PARTICLE, SENSE_REGISTRATION, SENSE_BUT, SENSE_THERE, SENSE_AND,
		SENSE_SAFE, SENSE_TO_ME, SENSE_WISH, SENSE_THANKS};

	if (a->kind == ATOM_PUNCT || a->kind == ATOM_EVENT || a->kind == ATOM_SILENT)
		return true;
	if (a->kind != ATOM_WORD)
		return false;
	for (size_t i = 0; i < sizeof senses / sizeof *senses; i++)
		if (senses_has(a->senses, senses[i]))
			return true;
	return a->meaning != NULL && a->meaning->inflections != NULL;
}

static bool quantified(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (token_means(&s->tokens[i], SENSE_ALL) ||
			token_means(&s->tokens[i], SENSE_BOTH) ||
			token_means(&s->tokens[i], SENSE_EVERYWHERE))
			return true;
	return false;
}

/* `keines der Foren`; beside `nur zum Kongress` a sweeping no, which cancels nothing. */
static void take_none(const struct study *s, struct clause *c, size_t none)
{
	bool others = false, only = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (i == none || a->kind != ATOM_EVENT || a->use != USE_EVENT)
			continue;
		others = true;
		only = only || (i > none + 1 && atom_means(&s->atoms[i - 1], SENSE_ONLY));
	}
	if (!others) {
		c->negations++;
		return;
	}
	c->events = eset_minus(c->events, s->atoms[none].events);
	c->several = false;
	if (!only || eset_empty(c->events) || clause_means(s, c, SENSE_NEG))
		clause_trouble(c, "negation-unclear", none);
}

/* `no forum for me on the 22nd`: all that is named is the same one. */
static bool one_event(const struct study *s, const struct clause *c)
{
	const struct atom *first = NULL;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->use != USE_EVENT)
			continue;
		if (first != NULL && !eset_eq(first->events, a->events))
			return false;
		first = first == NULL ? a : first;
	}
	return first != NULL && eset_count(first->events) == 1;
}

static void take_negations(struct study *s, struct clause *c)
{
	size_t events = 0;
	bool neither = false;

	for (size_t i = c->first; i < c->end; i++)
		events += s->atoms[i].kind == ATOM_EVENT && s->atoms[i].use == USE_EVENT;
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && a->none)
			take_none(s, c, i);
		if (!atom_means(a, SENSE_NEG) || a->use != USE_NONE)
			continue;
		/* `neither the 16th nor the 18th` is one no */
		bool second = neither && i > c->first && s->atoms[i - 1].kind == ATOM_EVENT &&
			i + 1 < c->end && s->atoms[i + 1].kind == ATOM_EVENT && a->count == 1;
		neither = neither || atom_means(a, SENSE_NEITHER);
		if (!second)
			c->negations++;
		a->use = USE_POLARITY;
		if (i + 1 < c->end &&
			(!negatable(&s->atoms[i + 1]) || s->atoms[i + 1].use == USE_ADJUNCT))
			clause_trouble(c, "negation-unclear", i);
		/* `nicht zu A und zu B`: is it B, or is it both? */
		if (i + 1 < c->end && s->atoms[i + 1].kind == ATOM_EVENT && events > 1 &&
			!one_event(s, c) && !clause_means(s, c, SENSE_NEITHER))
			clause_trouble(c, "negation-unclear", i);
		if (i + 1 < c->end && s->atoms[i + 1].kind == ATOM_EVENT && s->atoms[i + 1].several)
			clause_trouble(c, "negation-unclear", i);
		/* `I can't attend all forums`: some of them, or none? */
		for (size_t k = i + 1; k < c->end; k++)
			if (s->atoms[k].kind == ATOM_EVENT && s->atoms[k].several &&
				quantified(s, &s->atoms[k]))
				clause_trouble(c, "negation-unclear", i);
	}
}

/* ---- words ---- */

/* `I cannot make the 16th, can I come on the 18th instead?` */
static bool follows_no(const struct study *s, const struct clause *c)
{
	for (const struct clause *b = c; b-- > s->clauses && b->sentence + 1 >= c->sentence;)
		if (b->says == SAYS_NOT_COME)
			return true;
	return false;
}

static bool holds_number(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (s->tokens[i].kind == TOKEN_NUMBER || token_means(&s->tokens[i], SENSE_NUMBER))
			return true;
	return false;
}

/* `seats` without a number, right behind the verb that registers, and whom they are for. */
static bool seats_for(const struct study *s, const struct clause *c, size_t i)
{
	if (i == c->first || s->atoms[i - 1].use != USE_INTENT || !clause_has(c, SENSE_REGISTER))
		return false;
	for (size_t k = i + 1; k + 1 < c->end; k++)
		if (atom_means(&s->atoms[k], SENSE_FOR) && s->atoms[k + 1].kind == ATOM_PEOPLE)
			return true;
	return false;
}

/* Words that may stand in any request and change nothing. */
static void take_safe(struct study *s, struct clause *c)
{
	static const enum sense safe[] = {SENSE_SAFE, SENSE_GLADLY, SENSE_PLEASE, SENSE_YOU,
		SENSE_REFLEXIVE, SENSE_THERE, SENSE_BE, SENSE_HAVE, SENSE_WILL, SENSE_CAN,
		SENSE_MUST, SENSE_WOULD, SENSE_POLITE, SENSE_LATE, SENSE_EACH, SENSE_TOTAL,
		SENSE_ONLY, SENSE_ALONE, SENSE_MORE, SENSE_BUT, SENSE_THANKS, SENSE_WISH,
		SENSE_GREETING, SENSE_CLOSING, SENSE_AND, SENSE_YES, SENSE_NO, SENSE_CHANGE,
		SENSE_REGISTRATION, SENSE_CANCELLATION, SENSE_TO_ME, SENSE_ASSERT, SENSE_STAYS,
		SENSE_BESIDES, SENSE_BECAUSE, SENSE_THAT, SENSE_SUBSTITUTE, SENSE_REGRET,
		SENSE_CONTRARY, SENSE_ALSO, SENSE_POSTSCRIPT, SENSE_HENCE, SENSE_INCLUDED,
		SENSE_SENT};

	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (a->use != USE_NONE)
			continue;
		if (a->kind == ATOM_PUNCT || a->kind == ATOM_SILENT)
			a->use = USE_SAFE;
		if (atom_means(a, SENSE_CHANGE) && a->count > 1 && holds_number(s, a))
			continue; /* `make it two` */
		for (size_t k = 0; k < sizeof safe / sizeof *safe && a->use == USE_NONE; k++)
			if (atom_means(a, safe[k]))
				a->use = USE_SAFE;
		if (a->use == USE_NONE && atom_means(a, SENSE_MY) && i + 1 < c->end &&
			(atom_means(&s->atoms[i + 1], SENSE_REGISTRATION) ||
				atom_means(&s->atoms[i + 1], SENSE_CANCELLATION) ||
				atom_means(&s->atoms[i + 1], SENSE_SAFE)))
			a->use = USE_SAFE;
		bool article = atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_YOUR) ||
			atom_means(a, SENSE_INDEFINITE) || atom_means(a, SENSE_GOING);
		if (a->use == USE_NONE && article && i + 1 < c->end &&
			(atom_means(&s->atoms[i + 1], SENSE_REGISTRATION) ||
				atom_means(&s->atoms[i + 1], SENSE_CANCELLATION) ||
				(atom_means(&s->atoms[i + 1], SENSE_SAFE) &&
					s->atoms[i + 1].count == 1)))
			a->use = USE_SAFE;
		/* `freue mich auf einen spannenden Nachmittag`, beside what names it */
		if (a->use == USE_NONE && atom_means(a, SENSE_EVENT) && !c->named &&
			c->predicate_count == 1 && (c->predicates[0].forms == 0 || c->substitute))
			a->use = USE_SAFE;
		/* `bitte um Vormerkung` */
		if (a->use == USE_NONE && atom_means(a, SENSE_AT_TIME) && i + 1 < c->end &&
			clause_means(s, c, SENSE_PLEASE) &&
			(atom_means(&s->atoms[i + 1], SENSE_REGISTRATION) ||
				atom_means(&s->atoms[i + 1], SENSE_CANCELLATION) ||
				atom_means(&s->atoms[i + 1], SENSE_CHANGE) ||
				(atom_means(&s->atoms[i + 1], SENSE_SAFE) &&
					s->tokens[s->atoms[i + 1].first].capital)))
			a->use = USE_SAFE;
		if (a->use == USE_NONE && atom_means(a, SENSE_NEED))
			a->use = USE_NEED;
		/* `die Foren besuche ich alle vier` */
		bool behind = i > c->first && c->negations == 0 && eset_count(c->events) > 1;
		if (behind && atom_means(a, SENSE_ALL))
			use(a, USE_SAFE);
		if (behind && atom_means(a - 1, SENSE_ALL) && a->n == (int)eset_count(c->events) &&
			(a->kind == ATOM_NUMBER || atom_means(a, SENSE_NUMBER)))
			use(a, USE_SAFE);
		/* `wäre nett, wenn Sie mich …` */
		if (atom_means(a, SENSE_CONDITION) && c->sign == 'c' && !c->condition)
			use(a, USE_SAFE);
		if (atom_means(a, SENSE_RATHER) &&
			(!eset_empty(c->swapped) || (c->says == SAYS_COME && follows_no(s, c))))
			use(a, USE_SAFE);
		const struct atom *next = i + 1 < c->end ? &s->atoms[i + 1] : NULL;
		/* `übernimmt den Termin`, `give my seat to my friend` */
		if (next != NULL && c->substitute &&
			((atom_means(a, SENSE_ARTICLE) && atom_means(next, SENSE_EVENT) &&
				 !c->named) ||
				(atom_means(a, SENSE_GOING) && next->kind == ATOM_PEOPLE &&
					clause_has(c, SENSE_REGISTER))))
			use(a, USE_SAFE);
		/* `to attend`, `zu kommen` */
		if (next != NULL && atom_is_verb(next, FORM_INF) && tongue_infinitive(s, a))
			use(a, USE_SAFE);
		/* `a seat for my wife`, `suits me and my wife` has no preposition */
		if (next != NULL && next->kind == ATOM_PEOPLE && atom_means(a, SENSE_FOR) &&
			(clause_has(c, SENSE_REGISTER) || clause_has(c, SENSE_SUIT) || c->noun ||
				clause_has(c, SENSE_CANCEL) || c->verbless))
			use(a, USE_SAFE);
		/* `reserve seats at the congress for my husband and me` */
		if (a->use == USE_NONE && atom_means(a, SENSE_PERSONS) && a->kind == ATOM_WORD &&
			seats_for(s, c, i))
			a->use = USE_SAFE;
		/* `I can't come to any of the five events` */
		if (next != NULL && atom_means(a, SENSE_INDEFINITE) && c->negations == 1 &&
			atom_means(next, SENSE_ORIGIN) && i + 2 < c->end &&
			s->atoms[i + 2].kind == ATOM_EVENT && s->atoms[i + 2].several) {
			use(a, USE_SAFE);
			use(&s->atoms[i + 1], USE_SAFE);
		}
		/* `excuse me from the congress` */
		if (next != NULL && next->kind == ATOM_EVENT && atom_means(a, SENSE_ORIGIN) &&
			(clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE)))
			use(a, USE_SAFE);
		/* `for all four forums, plus the congress` */
		const struct atom *joined = i > c->first && atom_is(a - 1, ',') ? a - 2 : a - 1;
		if (next != NULL && next->kind == ATOM_EVENT && next->strong && !next->going &&
			atom_means(a, SENSE_WITH) && i >= c->first + 2 &&
			joined->kind == ATOM_EVENT && joined->use == USE_EVENT)
			use(a, USE_SAFE);
		/* `both education and work` */
		if (next != NULL && next->kind == ATOM_EVENT && atom_means(a, SENSE_BOTH) &&
			eset_count(c->events) == 2)
			use(a, USE_SAFE);
		/* `Ich nehme teil an` and a list below */
		bool lists = announces_list(s, c);
		if (a->use == USE_NONE && lists &&
			(atom_means(a, SENSE_EVENT) || atom_means(a, SENSE_EVENTS) ||
				atom_means(a, SENSE_PERSONS)))
			a->use = USE_SAFE;
		bool last = i + 1 == c->end || atom_is(&s->atoms[i + 1], ':');
		if (a->use == USE_NONE && last && lists && atom_means(a, SENSE_GOING))
			a->use = USE_SAFE;
	}
}

static bool plain_reason(const struct study *s, const struct atom *a)
{
	/* `parents' evening at school` */
	bool noun = !tongue_nouns(s, a) && a->kind == ATOM_WORD && a->count == 1 &&
		(a->meaning == NULL || a->meaning->inflections == NULL) &&
		(atom_means(a, SENSE_RELATION) || atom_means(a, SENSE_PERSON) ||
			atom_means(a, SENSE_PLACE) || atom_means(a, SENSE_EVENT) ||
			atom_means(a, SENSE_GOING) || atom_means(a, SENSE_ORIGIN));

	bool plain = atom_means(a, SENSE_HARMLESS) || atom_means(a, SENSE_RELATION) ||
		atom_means(a, SENSE_GOING) || atom_means(a, SENSE_SAFE) ||
		atom_means(a, SENSE_INDEFINITE) || atom_means(a, SENSE_ARTICLE) ||
		atom_means(a, SENSE_MY) || atom_means(a, SENSE_AND) || a->kind == ATOM_SILENT ||
		a->kind == ATOM_PUNCT || noun;

	return plain && (a->use == USE_NONE || a->use == USE_SAFE || a->use == USE_ADJUNCT);
}

static void tell(const struct study *s, size_t first, size_t end)
{
	bool noun = false;

	for (size_t i = first; i < end; i++)
		noun = noun ||
			((atom_means(&s->atoms[i], SENSE_HARMLESS) ||
				 atom_means(&s->atoms[i], SENSE_RELATION)) &&
				s->atoms[i].use == USE_NONE);
	for (size_t i = first; i < end && noun; i++)
		use(&s->atoms[i], USE_TOLD);
}

/* `I can't make it - work commitments`, `something came up, can't make it`: a reason without a verb
 * beside a no, behind or before a comma. */
static void take_reason(const struct study *s, struct clause *c)
{
	size_t first = c->end, last = c->first;

	while (first > c->first && plain_reason(s, &s->atoms[first - 1]))
		first--;
	while (first < c->end && s->atoms[first].kind != ATOM_PUNCT)
		first++;
	tell(s, first, c->end);
	while (last < c->end && plain_reason(s, &s->atoms[last]))
		last++;
	while (last > c->first && s->atoms[last - 1].kind != ATOM_PUNCT)
		last--;
	tell(s, c->first, last);
}

/* The first atom that nothing consumed. */
static void account(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->use != USE_NONE)
			continue;
		clause_trouble(c,
			a->near_alarm                     ? "near-miss"
				: a->kind == ATOM_UNKNOWN ? "unknown-words"
				: a->kind == ATOM_NUMBER  ? "number-left-over"
				: a->kind == ATOM_EVENT   ? "event-left-over"
							  : "not-understood",
			i);
		return;
	}
}

void slots_fill(struct study *s, struct clause *c)
{
	corefer_events(s, c);
	substitutes_take(s, c);
	take_adjuncts(s, c);
	take_events(s, c);
	take_people(s, c);
	check_alternation(s, c);
	take_negations(s, c);
}

void slots_account(struct study *s, struct clause *c)
{
	take_safe(s, c);
	if (c->says == SAYS_NOT_COME)
		take_reason(s, c);
	organisations_take(s, c);
	account(s, c);
}
