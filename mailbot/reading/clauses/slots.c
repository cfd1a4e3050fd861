#include "reading/clauses/slots.h"

#include "reading/clauses/belied.h"
#include "reading/clauses/company.h"
#include "reading/clauses/corefer.h"
#include "reading/clauses/datelists.h"
#include "reading/clauses/occasions.h"
#include "reading/clauses/organisations.h"
#include "reading/clauses/slots-events.h"
#include "reading/clauses/slots-parts.h"
#include "reading/clauses/substitutes.h"
#include "reading/clauses/verbs.h"
#include "reading/clauses/without.h"
#include "reading/frames/noes.h"
#include "reading/lines/tongues.h"
#include "reading/people/roles.h"

enum { ADJUNCT_WORDS_MAX = 8 };

/* ---- people ---- */

/* `Mr X asked me to say that he …`: the pronoun means one who stands there already. */
static bool said_twice(const struct clause *c, const struct people *p)
{
	for (size_t i = 0; i < c->people_count && p->again != NULL; i++)
		if (c->people[i] == p->again || c->people[i]->again == p->again)
			return true;
	return false;
}

/* `es kommen noch A und B mit, wir sind also drei`: with the writer that is all of them, whoever was registered
 * before. */
static bool sums_to(const struct study *s, const struct clause *c, const struct people *p)
{
	bool we = false;

	for (size_t i = c->end; i < s->sentences[c->sentence].end; i++) {
		const struct atom *a = &s->atoms[i];
		we = we || (a->kind == ATOM_PEOPLE && a->people->we && a->people->count <= 1);
		if (we && a->kind == ATOM_PEOPLE && a->people->total && !a->people->unsure)
			return a->people->count == p->count + 1 && !p->unsure;
		if (atom_means(a, SENSE_NEG) || atom_means(a, SENSE_HEDGE) ||
			atom_means(a, SENSE_OR))
			return false;
	}
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
			if (a->people->total && token_means(&s->tokens[k], SENSE_ALL) &&
				(c->several || (int)eset_count(c->events) == a->people->count))
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
		/* `zwei Plätze mehr` */
		bool added = a->people->total && !a->people->me &&
			atom_means(study_atom(s, i + 1, c->end), SENSE_MORE);
		if ((more || added) && a->people->count > 0 && !a->people->with &&
			!sums_to(s, c, a->people))
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

/* `am 21. kommen wir zu viert, zum Kongress dann auch`: as many, and nothing else stands behind the event. */
static bool as_many_also(const struct study *s, const struct clause *c, size_t event)
{
	const struct people *total = NULL;
	bool also = false, we = false;

	for (size_t i = c->first; i < event; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].people->we) {
			we = true;
		} else if (s->atoms[i].kind == ATOM_PEOPLE) {
			if (total != NULL || !s->atoms[i].people->total ||
				s->atoms[i].people->unsure)
				return false;
			total = s->atoms[i].people;
		}
	for (size_t i = event + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (!atom_quiet(a) && !atom_means(a, SENSE_ALSO) &&
			!(atom_means(a, SENSE_SAFE) && a->count == 1))
			return false;
		also = also || atom_means(a, SENSE_ALSO);
	}
	return also && total != NULL && we;
}

/* `am 16. Frau A, am 18. Herr B`, `zur Bildung nur ich, zum Kongress zu viert`, `am 16. komme ich
 * und am 18. mit meiner Frau` in one clause: who goes where is not clear. */
static void check_alternation(const struct study *s, struct clause *c)
{
	bool event = false, between = false, alone = false, pronoun = false, split = false;
	bool other = false;
	struct eset last = {0};

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool people = a->kind == ATOM_PEOPLE && a->use == USE_PEOPLE;
		bool given_up = i > c->first && atom_means(a - 1, SENSE_SWAP);
		if (a->kind == ATOM_EVENT && a->use == USE_EVENT && !given_up) {
			/* `am 16. kommen A und B zum Forum`: the same event again */
			bool same = event && eset_eq(a->events, last) && !eset_empty(last);
			if (event && between && !same && !as_many_also(s, c, i))
				clause_trouble(c, "seats-unsure", i);
			split = split || (pronoun && !same);
			/* `meine Frau kommt am 16., ich am 18.` */
			if (split && other && !as_many_also(s, c, i))
				clause_trouble(c, "seats-unsure", i);
			event = true;
			between = between && same;
			last = a->events;
		} else if (people && !is_pronoun(a->people)) {
			between = event;
			other = other || !a->people->me;
			/* `only me, one seat` */
			bool one = a->people->total && a->people->count == 1 && !a->people->unsure;
			if ((alone && !one) || split)
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
		return !a->near_alarm && (tongue_nouns(s, a) || first_token(s, a)->capital);
	if (a->kind == ATOM_SILENT)
		return true;
	return a->kind == ATOM_WORD && a->count == 1 &&
		(atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_MY) ||
			atom_means(a, SENSE_HARMLESS) || atom_means(a, SENSE_LABEL) ||
			atom_means(a, SENSE_SAFE) || atom_means(a, SENSE_YOUR) ||
			atom_means(a, SENSE_INDEFINITE) || atom_means(a, SENSE_GROUP) ||
			(atom_means(a, SENSE_AND) && first_token(s, a)->row > 0));
}

/* What an adjunct may end with: a capital, or, where nouns have none, a noun that is known. */
static bool is_noun(const struct study *s, const struct atom *a)
{
	if (first_token(s, a)->capital && !atom_means(a, SENSE_AND))
		return true;
	return (!tongue_nouns(s, a) || tongue_small_letters(s, a)) && atom_means(a, SENSE_HARMLESS);
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
		(before->kind == ATOM_WORD && first_token(s, before)->capital);
	return !noun;
}

/* `bin dabei wegen sprachkurs`: who writes no capitals names one noun behind `because of`, and the clause ends. */
static size_t cause_in_small_letters(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *noun = study_atom(s, at + 1, c->end),
			  *then = study_atom(s, at + 2, c->end);

	if (!atom_means(&s->atoms[at], SENSE_CAUSE) || noun->kind != ATOM_UNKNOWN ||
		noun->near_alarm || first_token(s, noun)->capital || then->kind != ATOM_PUNCT)
		return 0;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_WORD && s->tokens[s->atoms[i].first].capital &&
			s->tokens[s->atoms[i].first].row == first_token(s, noun)->row &&
			i > c->first)
			return 0;
	return 2;
}

/* `ein kollege aus dem schachclub`, `2 kollegen von der linie 412`: who writes no capitals says with one noun where
 * somebody comes from. */
static size_t origin_in_small_letters(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at], *who = at > c->first ? a - 1 : a;
	size_t n = 1;

	if (!atom_means(a, SENSE_ORIGIN) || a->count != 1 || who->kind != ATOM_PEOPLE ||
		who->people->person_count > 0 || first_token(s, who)[who->count - 1].capital)
		return 0;
	n += atom_means(study_atom(s, at + n, c->end), SENSE_ARTICLE) ||
		atom_means(study_atom(s, at + n, c->end), SENSE_MY);
	const struct atom *noun = study_atom(s, at + n, c->end);
	bool known = noun->kind == ATOM_UNKNOWN ? !noun->near_alarm
						: noun->kind == ATOM_TIME ||
			atom_means(noun, SENSE_HARMLESS) || atom_means(noun, SENSE_GROUP);
	if (noun->count < 1 || !known || first_token(s, noun)->capital)
		return 0;
	const struct atom *then = study_atom(s, at + n + 1, c->end);
	bool ends = at + n + 1 >= c->end || then->kind == ATOM_PUNCT || then->kind == ATOM_EVENT;
	return ends ? n + 1 : 0;
}

/* `am 21. nach Huckarde in die Gesamtschule`: where that is, before a place that another word names as well. */
static size_t town_before_place(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *town = study_atom(s, at + 1, c->end);
	const struct atom *place = study_atom(s, at + 2, c->end);

	if (!atom_means(&s->atoms[at], SENSE_BEFORE) || s->atoms[at].count != 1 ||
		town->kind != ATOM_UNKNOWN || town->count != 1 || !first_token(s, town)->capital ||
		place->kind != ATOM_EVENT || !place->going || eset_count(place->events) != 1)
		return 0;
	for (size_t i = c->first; i < c->end; i++)
		if (i != at + 2 && s->atoms[i].kind == ATOM_EVENT &&
			eset_eq(s->atoms[i].events, place->events))
			return 2;
	return 0;
}

/* `I come with Giulia`: a bare name behind `with` is where `Ms Ott` comes from, and who comes beside `me`. */
static bool with_somebody(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *name = study_atom(s, at + 1, c->end);

	return atom_means(&s->atoms[at], SENSE_WITH) && name->kind == ATOM_UNKNOWN &&
		first_token(s, name)->capital &&
		!(at > c->first && s->atoms[at - 1].kind == ATOM_PEOPLE &&
			!s->atoms[at - 1].people->me) &&
		(clause_has(c, SENSE_COME) || clause_has(c, SENSE_REGISTER));
}

/* `with the trainee`: somebody, and not where anybody comes from. */
static bool with_person(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *who = study_atom(s, at + 2, c->end);

	return atom_means(&s->atoms[at], SENSE_WITH) &&
		atom_means(study_atom(s, at + 1, c->end), SENSE_ARTICLE) &&
		(atom_means(who, SENSE_PERSON) || atom_means(who, SENSE_RELATION));
}

/* `wegen der Arbeit`: a word of a title alone, which names no event there. */
static bool why_not_event(const struct atom *cause, const struct atom *a)
{
	return atom_means(cause, SENSE_CAUSE) && !a->strong && !a->several && a->title_words == 1;
}

/* `wegen einer Fortbildung`: what keeps somebody away, beside a no. */
static bool why_away(const struct clause *c, const struct atom *cause, const struct atom *b)
{
	bool no = senses_has(c->words, SENSE_NEG) || clause_has(c, SENSE_DECLINE) ||
		clause_has(c, SENSE_CANCEL);

	return no && atom_means(cause, SENSE_CAUSE) && atom_means(b, SENSE_OBSTACLE) &&
		b->count == 1;
}

/* `due to the Impact & Influence conference`, `wegen der Messe Haus & Garten`: between two words of a name. */
static bool amid_name(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *before = &s->atoms[at - 1], *next = study_atom(s, at + 1, c->end);
	bool words = (before->kind == ATOM_UNKNOWN || before->kind == ATOM_WORD) &&
		(next->kind == ATOM_UNKNOWN || next->kind == ATOM_WORD);

	return atom_is(&s->atoms[at], '&') && words && next->count == 1 &&
		first_token(s, before)->capital && first_token(s, next)->capital &&
		!next->near_alarm;
}

/* `vom Diakonischen Zentrum`, `aus unserem Hause`, `wegen einer Erkrankung`, `als Vorsitzende`:
 * ends with the last noun, that is a word with a capital. */
static size_t adjunct(struct study *s, const struct clause *c, size_t at)
{
	static const enum sense belongings[] = {SENSE_RELATION, SENSE_PLACE, SENSE_FIELD};
	size_t first = c->first, end = c->end;
	const struct atom *a = &s->atoms[at];
	size_t n = 0, last = organisation_for(s, c, at);

	if (last == 0)
		last = role_of_writer(s, first, at, end);
	if (last > 0)
		return last;
	last = cause_in_small_letters(s, c, at);
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
	if ((!opens && !mine) || listed || with_somebody(s, c, at) || with_person(s, c, at))
		return 0;
	for (n = 1; at + n < end && n <= ADJUNCT_WORDS_MAX; n++) {
		const struct atom *b = &s->atoms[at + n];
		if (b->kind == ATOM_EVENT &&
			(b->reference || (n < 3 && why_not_event(a, b)) ||
				(n > 1 && atom_means(a, SENSE_CAUSE) &&
					slots_other_occasion(s, b))))
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
		/* `from the parents' council`, `from the depot` */
		if (((atom_means(a, SENSE_ORIGIN) && !atom_means(a, SENSE_WITH)) ||
			    atom_means(a, SENSE_BEHALF)) &&
			n > 1 && ATOM_MEANS_ANY(b, belongings) && !tongue_nouns(s, b)) {
			last = n;
			continue;
		}
		/* `from the tenants' association` */
		if (b->kind == ATOM_UNKNOWN && !b->near_alarm && !tongue_nouns(s, b) &&
			!first_token(s, b)->capital &&
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
		/* `because of a business trip`, `from our team meeting` */
		bool trip = (atom_means(a, SENSE_CAUSE) ||
				    (atom_means(a, SENSE_ORIGIN) && !atom_means(a, SENSE_WITH))) &&
			slots_two_words(s, b);
		/* `vom Bauhof`, `aus der Stadtbücherei` */
		bool place = atom_means(a, SENSE_ORIGIN) && !atom_means(a, SENSE_WITH) &&
			b->kind == ATOM_WORD && b->count == 1 && atom_means(b, SENSE_PLACE) &&
			tongue_nouns(s, b);
		if (!adjunct_word(s, b) && !role && !chain && !occasion && !trip && !place &&
			!why_away(c, a, b) && !(last == n - 1 && amid_name(s, c, at + n)))
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
	/* `mit meinen 82 Jahren`, `at my 82 years` */
	if ((atom_means(a, SENSE_WITH) || atom_means(a, SENSE_GOING)) &&
		atom_means(study_atom(s, at + 1, end), SENSE_MY) &&
		study_atom(s, at + 2, end)->kind == ATOM_TIME)
		return 3;
	bool leads = atom_means(a, SENSE_AT_TIME) || atom_means(a, SENSE_BEFORE) ||
		atom_means(a, SENSE_UNTIL) || atom_means(a, SENSE_ORIGIN) ||
		atom_means(a, SENSE_SINCE) || atom_means(a, SENSE_GOING);
	/* `at around half past four` */
	size_t about = atom_means(study_atom(s, at + leads, end), SENSE_ABOUT);
	size_t time = at + leads + about;
	return leads + about > 0 && study_atom(s, time, end)->kind == ATOM_TIME ? time + 1 - at : 0;
}

/* `als Vertreterin unserer Schule`: whose, behind what the writer comes as. */
static bool role_of_ours(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i], *role = i > c->first ? a - 1 : a;

	return a->kind == ATOM_PEOPLE && a->people->we && a->people->count == 0 &&
		a->people->person_count == 0 && !a->people->total && !a->people->with &&
		role->count == 2 && atom_means(role, SENSE_SUBSTITUTE) &&
		token_means(first_token(s, role), SENSE_ROLE);
}

/* `at the town hall of Bochum`, `im Rathaus von Bochum`: `of` somewhere that nobody knows, right behind a place that names the
 * event alone, is another one's. */
static bool another_place(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *of = &s->atoms[at], *place = at > c->first ? of - 1 : of;
	const struct atom *where = study_atom(s, at + 1, c->end);

	return atom_means(of, SENSE_ORIGIN) && place->kind == ATOM_EVENT &&
		place->title_words == 0 && !place->date_only && !place->sort_only &&
		where->kind == ATOM_UNKNOWN && first_token(s, where)->capital;
}

/* `Kongress für Zahntechnik`, `congress on dentistry`: a topic that nobody knows, right behind an event, is another one's;
 * letters alone are an organisation: `Kongress für AWO`. */
static bool another_topic(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *about = &s->atoms[at], *event = at > c->first ? about - 1 : about;
	const struct atom *what = study_atom(s, at + 1, c->end);

	return (atom_means(about, SENSE_FOR) || atom_means(about, SENSE_ABOUT)) &&
		event->kind == ATOM_EVENT && !event->date_only && !event->place_only &&
		!event->several && what->kind == ATOM_UNKNOWN && first_token(s, what)->capital &&
		!first_token(s, what)->upper;
}

static void take_adjuncts(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (a->use != USE_NONE)
			continue;
		size_t n = role_of_ours(s, c, i) ? 1 : timed(s, i, c->end);
		n = n > 0 ? n : slots_arranged(s, c, i);
		n = n > 0 ? n : corefer_place(s, c, i);
		n = n > 0 ? n : corefer_time(s, c, i);
		n = n > 0 ? n : origin_in_small_letters(s, c, i);
		if (another_place(s, c, i) || another_topic(s, c, i))
			clause_trouble(c, "not-understood", i);
		n = n > 0 ? n : town_before_place(s, c, i);
		n = n > 0 ? n : adjunct(s, c, i);
		n = n > 0 ? n : corefer_free(s, c, i);
		for (size_t k = 0; k < n; k++)
			slots_use(&s->atoms[i + k], USE_ADJUNCT);
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
	if (SENSES_HAVE_ANY(a->senses, senses))
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

/* `, sondern weil …`: what is set against it, and names no event of its own. */
static bool set_against(const struct study *s, const struct clause *next)
{
	if (next >= s->clauses + s->clause_count || next->sentence != next[-1].sentence)
		return false;
	size_t i = atoms_past_quiet(s, next->first, next->end);
	bool but = atom_means(study_atom(s, i, next->end), SENSE_BUT);
	for (; but && i < next->end; i++)
		but = s->atoms[i].kind != ATOM_EVENT;
	return but;
}

/* `kann ich leider nicht wegen einer Dienstreise`: nothing but the reason stands behind the no, and the no is to all;
 * not `ich komme nicht wegen der Reden`, `nicht wegen der Reden, sondern …`. */
static bool reason_behind(const struct study *s, const struct clause *c, size_t no)
{
	size_t i = no + 1;

	if (c->predicate_count > 0 || !(c->verbless || clause_means(s, c, SENSE_CAN)) ||
		!atom_means(study_atom(s, i, c->end), SENSE_CAUSE))
		return false;
	while (i < c->end && (s->atoms[i].use == USE_ADJUNCT || atom_quiet(&s->atoms[i])))
		i++;
	return i == c->end && !set_against(s, c + 1);
}

/* `…, please register me for D`, `…; I can come to D`: a part of its own. */
static bool starts_afresh(const struct study *s, const struct clause *c)
{
	const struct atom *a = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);

	return c->sign != '&' &&
		(atom_means(a, SENSE_PLEASE) || (a->kind == ATOM_PEOPLE && a->people->me));
}

/* `no to A and B`, `sorry, not A, B and C`: the no leads a list and nothing else stands there, neither a verb nor a yes, nor
 * a further part of the sentence that could take the last of them. */
static bool denies_list(const struct study *s, const struct clause *c, size_t no)
{
	static const enum sense plain[] = {
		SENSE_SAFE, SENSE_WISH, SENSE_REGRET, SENSE_AND, SENSE_OBSTACLE, SENSE_HARMLESS};
	const struct clause *next = c + 1;
	bool more = next < s->clauses + s->clause_count && next->sentence == c->sentence;
	bool joined = false; /* the last of them by an and: not `not A, B!`, `not A and B, C!` */

	if (c->predicate_count > 0 || s->sentences[c->sentence].question ||
		clause_means(s, c, SENSE_YES) || clause_means(s, c, SENSE_ALSO) ||
		(more && !starts_afresh(s, next)))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool event = a->kind == ATOM_EVENT && a->use == USE_EVENT && i > no;
		if (event && joined)
			return false;
		joined = joined || (event && atom_means(a - 1, SENSE_AND));
		if (i != no && !event && !atom_quiet(a) && a->use != USE_ADJUNCT &&
			!ATOM_MEANS_ANY(a, plain))
			return false;
	}
	return joined;
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
		c->we = c->we || noes_of_us(s, a);
		/* `rechnen Sie nicht mit mir` */
		bool counted = i + 1 < c->end && s->atoms[i + 1].kind == ATOM_PEOPLE &&
			s->atoms[i + 1].people->me && clause_counts_on_me(c);
		if (i + 1 < c->end && !counted && !reason_behind(s, c, i) &&
			(!negatable(&s->atoms[i + 1]) || s->atoms[i + 1].use == USE_ADJUNCT))
			clause_trouble(c, "negation-unclear", i);
		/* `nicht wie angekündigt zu dritt`: of how many is the no? */
		size_t many = i + 1;
		while (many < c->end && atom_means(&s->atoms[many], SENSE_SAFE))
			many++;
		if (many > i + 1 && many < c->end && s->atoms[many].kind == ATOM_PEOPLE &&
			s->atoms[many].people->total && s->atoms[many].people->count > 1)
			clause_trouble(c, "negation-unclear", i);
		/* `komme nicht aber am 22.`: is it `nicht, aber`, or `, nicht aber`? */
		if (i > c->first && a->count > 1 && s->atoms[i - 1].use == USE_INTENT &&
			token_means(last_token(s, a), SENSE_BUT))
			clause_trouble(c, "negation-unclear", i);
		/* `nicht zu A und zu B`: is it B, or is it both? */
		if (i + 1 < c->end && s->atoms[i + 1].kind == ATOM_EVENT && events > 1 &&
			!one_event(s, c) && !clause_means(s, c, SENSE_NEITHER) &&
			!denies_list(s, c, i))
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

void slots_fill(struct study *s, struct clause *c)
{
	corefer_events(s, c);
	without_take(s, c);
	substitutes_take(s, c);
	take_adjuncts(s, c);
	slots_take_events(s, c);
	datelists_take(s, c);
	noes_take_neither(s, c);
	noes_take_nobody(s, c);
	company_reckoned(s, c);
	take_people(s, c);
	check_alternation(s, c);
	occasions_check(s, c);
	take_negations(s, c);
	belied_check(s, c);
}
