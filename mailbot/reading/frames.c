#include "reading/frames.h"

#include <string.h>

#include "reading/clauses.h"
#include "reading/verbs.h"

enum { ADJUNCT_WORDS_MAX = 6 };

static void trouble(struct clause *c, const char *why, size_t atom)
{
	if (c->why == NULL) {
		c->why = why;
		c->why_atom = atom;
	}
}

static bool word(const struct atom *a, enum sense sense)
{
	return a->kind == ATOM_WORD && senses_has(a->senses, sense);
}

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
	return (word(sign, SENSE_AND) || atom_is(sign, ',') || atom_is(sign, '/') ||
		       atom_is(sign, '&')) &&
		before->kind == ATOM_EVENT && before->strong &&
		s->tokens[s->atoms[i].first].capital;
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
		trouble(c, "swap-unclear", i);
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
	else if (eset_empty(a->events))
		why = "bad-reference";
	else if (!a->strong && !joined_to_strong(s, c, i))
		why = "weak-event";
	if (why != NULL) {
		c->event_trouble = true;
		trouble(c, why, i);
	}
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
		beside = beside || word(a, SENSE_BESIDES);
		noun = noun || (beside && word(a, SENSE_REGISTRATION));
		if (noun && (a->use == USE_INTENT || word(a, SENSE_WILL) || a->kind == ATOM_PEOPLE))
			return false;
	}
	return noun;
}

/* Events of the clause; those behind `außer` and `statt` apart. */
static void take_events(struct study *s, struct clause *c)
{
	bool except = false, swapped = false;
	size_t excepting = c->end;

	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (word(a, SENSE_EXCEPT)) {
			except = true;
			if (!c->several || excepting < c->end)
				trouble(c, "not-understood", i);
			else
				a->use = USE_POLARITY;
			excepting = i;
		} else if (word(a, SENSE_SWAP)) {
			bool event = i + 1 < c->end && s->atoms[i + 1].kind == ATOM_EVENT;
			swapped = event;
			if (except)
				trouble(c, "swap-unclear", i);
			if (event)
				a->use = USE_POLARITY;
		} else if (a->kind == ATOM_EVENT && besides(s, c, i)) {
			a->use = USE_TOLD; /* a registration that exists */
		} else if (a->kind == ATOM_EVENT) {
			take_event(s, c, i, except, swapped);
			swapped = false;
		} else if (a->kind == ATOM_TITLE || a->kind == ATOM_SORT || a->kind == ATOM_DATE) {
			trouble(c, "weak-event", i);
		}
	}
	if (except && eset_empty(c->except))
		trouble(c, "not-understood", excepting);
	c->events = eset_minus(c->events, c->except);
}

/* ---- people ---- */

static void take_people(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_PEOPLE || a->use != USE_NONE)
			continue;
		a->use = USE_PEOPLE;
		bool more = i > c->first && word(&s->atoms[i - 1], SENSE_MORE) && !a->people->me;
		if (more && a->people->count > 0 && !a->people->with)
			trouble(c, "seats-difference", i);
		if (c->people_count < CLAUSE_PEOPLE_MAX)
			c->people[c->people_count++] = a->people;
		else
			trouble(c, "seats-unsure", i);
	}
}

static bool is_pronoun(const struct people *p)
{
	return p->me && p->person_count == 0 && p->count <= 1 && !p->total;
}

/* `am 16. Frau A, am 18. Herr B` in one clause: who goes where is not clear. */
static void check_alternation(const struct study *s, struct clause *c)
{
	bool event = false, between = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && a->use == USE_EVENT) {
			if (event && between)
				trouble(c, "seats-unsure", i);
			event = true;
			between = false;
		} else if (a->kind == ATOM_PEOPLE && a->use == USE_PEOPLE &&
			!is_pronoun(a->people)) {
			between = event;
		}
	}
}

/* ---- adjuncts ---- */

static bool adjunct_word(const struct study *s, const struct atom *a)
{
	if (a->kind == ATOM_UNKNOWN)
		return !a->near_alarm && (s->language->nouns || s->tokens[a->first].capital);
	if (a->kind == ATOM_SILENT)
		return true;
	return a->kind == ATOM_WORD && a->count == 1 &&
		(word(a, SENSE_ARTICLE) || word(a, SENSE_MY) || word(a, SENSE_HARMLESS) ||
			word(a, SENSE_LABEL) || word(a, SENSE_SAFE) || word(a, SENSE_YOUR) ||
			word(a, SENSE_INDEFINITE) ||
			(word(a, SENSE_AND) && s->tokens[a->first].row > 0));
}

/* What an adjunct may end with: a capital, or, where nouns have none, a noun that is known. */
static bool is_noun(const struct study *s, const struct atom *a)
{
	if (s->tokens[a->first].capital && !word(a, SENSE_AND))
		return true;
	return !s->language->nouns && word(a, SENSE_HARMLESS);
}

/* `für den Kreis nehme ich an … teil`: at the front, with the verb right behind it; an event that we
 * do not know would go on with `und`. */
static size_t for_somebody(const struct study *s, size_t at, size_t end)
{
	bool front = at == 0 || s->atoms[at - 1].kind == ATOM_PUNCT || at + 1 == end;
	bool shape = at + 3 < end && word(&s->atoms[at], SENSE_FOR) &&
		word(&s->atoms[at + 1], SENSE_ARTICLE) && s->atoms[at + 2].kind == ATOM_UNKNOWN &&
		s->tokens[s->atoms[at + 2].first].capital && !s->atoms[at + 2].near_alarm &&
		s->atoms[at + 3].use == USE_INTENT;

	return front && shape ? 3 : 0;
}

/* `vom Diakonischen Zentrum`, `aus unserem Hause`, `wegen einer Erkrankung`, `als Vorsitzende`:
 * ends with the last noun, that is a word with a capital. */
static size_t adjunct(struct study *s, size_t at, size_t end)
{
	const struct atom *a = &s->atoms[at];
	size_t n = 0, last = for_somebody(s, at, end);

	if (last > 0)
		return last;
	bool genitive = word(a, SENSE_MY) && at > 0 && s->atoms[at - 1].kind == ATOM_PEOPLE;
	bool opens = genitive || word(a, SENSE_ORIGIN) || word(a, SENSE_BEHALF) ||
		word(a, SENSE_CAUSE) || word(a, SENSE_ROLE) || word(a, SENSE_SINCE);
	/* `seit Jahren` says that they always do; `vom Verein` where they come from */
	if (word(a, SENSE_SINCE) && !word(a, SENSE_ORIGIN) && at + 1 < end &&
		s->atoms[at + 1].kind != ATOM_EVENT && s->atoms[at + 1].kind != ATOM_TIME)
		return 0;
	bool mine = word(a, SENSE_GOING) && at + 1 < end && word(&s->atoms[at + 1], SENSE_MY);

	if (!opens && !mine)
		return 0;
	for (n = 1; at + n < end && n <= ADJUNCT_WORDS_MAX; n++) {
		const struct atom *b = &s->atoms[at + n];
		if (b->kind == ATOM_EVENT && b->reference)
			last = n;
		/* `wegen einer Erkrankung meiner Tochter` */
		if (word(a, SENSE_CAUSE) && b->kind == ATOM_PEOPLE && !b->people->me &&
			!b->people->total) {
			last = n;
			continue;
		}
		if (!adjunct_word(s, b))
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
	bool leads = word(a, SENSE_AT_TIME) || word(a, SENSE_BEFORE) || word(a, SENSE_UNTIL) ||
		word(a, SENSE_ORIGIN) || word(a, SENSE_SINCE) || word(a, SENSE_GOING);
	return leads && at + 1 < end && s->atoms[at + 1].kind == ATOM_TIME ? 2 : 0;
}

static void take_adjuncts(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (a->use != USE_NONE)
			continue;
		size_t n = timed(s, i, c->end);
		n = n > 0 ? n : adjunct(s, i, c->end);
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
		SENSE_SAFE, SENSE_TO_ME};

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

static void take_negations(struct study *s, struct clause *c)
{
	size_t events = 0;

	for (size_t i = c->first; i < c->end; i++)
		events += s->atoms[i].kind == ATOM_EVENT && s->atoms[i].use == USE_EVENT;
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (!word(a, SENSE_NEG) || a->use != USE_NONE)
			continue;
		c->negations++;
		a->use = USE_POLARITY;
		if (i + 1 < c->end &&
			(!negatable(&s->atoms[i + 1]) || s->atoms[i + 1].use == USE_ADJUNCT))
			trouble(c, "negation-unclear", i);
		/* `nicht zu A und zu B`: is it B, or is it both? */
		if (i + 1 < c->end && s->atoms[i + 1].kind == ATOM_EVENT && events > 1 &&
			!clause_means(s, c, SENSE_NEITHER))
			trouble(c, "negation-unclear", i);
		if (i + 1 < c->end && s->atoms[i + 1].kind == ATOM_EVENT && s->atoms[i + 1].several)
			trouble(c, "negation-unclear", i);
		/* `I can't attend all forums`: some of them, or none? */
		for (size_t k = i + 1; k < c->end; k++)
			if (s->atoms[k].kind == ATOM_EVENT && s->atoms[k].several &&
				quantified(s, &s->atoms[k]))
				trouble(c, "negation-unclear", i);
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
		SENSE_CONTRARY, SENSE_ALSO};

	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (a->use != USE_NONE)
			continue;
		if (a->kind == ATOM_PUNCT || a->kind == ATOM_SILENT)
			a->use = USE_SAFE;
		for (size_t k = 0; k < sizeof safe / sizeof *safe && a->use == USE_NONE; k++)
			if (word(a, safe[k]))
				a->use = USE_SAFE;
		if (a->use == USE_NONE && word(a, SENSE_MY) && i + 1 < c->end &&
			(word(&s->atoms[i + 1], SENSE_REGISTRATION) ||
				word(&s->atoms[i + 1], SENSE_CANCELLATION) ||
				word(&s->atoms[i + 1], SENSE_SAFE)))
			a->use = USE_SAFE;
		bool article = word(a, SENSE_ARTICLE) || word(a, SENSE_YOUR) ||
			word(a, SENSE_INDEFINITE) || word(a, SENSE_GOING);
		if (a->use == USE_NONE && article && i + 1 < c->end &&
			(word(&s->atoms[i + 1], SENSE_REGISTRATION) ||
				word(&s->atoms[i + 1], SENSE_CANCELLATION) ||
				(word(&s->atoms[i + 1], SENSE_SAFE) && s->atoms[i + 1].count == 1)))
			a->use = USE_SAFE;
		if (a->use == USE_NONE && word(a, SENSE_NEED))
			a->use = USE_NEED;
		if (word(a, SENSE_RATHER) &&
			(!eset_empty(c->swapped) || (c->says == SAYS_COME && follows_no(s, c))))
			use(a, USE_SAFE);
		const struct atom *next = i + 1 < c->end ? &s->atoms[i + 1] : NULL;
		/* `to attend`, `zu kommen` */
		if (next != NULL && a->count == 1 && atom_is_verb(next, FORM_INF) &&
			slice_eq(s->tokens[a->first].key, s->language->infinitive))
			use(a, USE_SAFE);
		/* `a seat for my wife`, `suits me and my wife` has no preposition */
		if (next != NULL && next->kind == ATOM_PEOPLE && word(a, SENSE_FOR) &&
			(clause_has(c, SENSE_REGISTER) || clause_has(c, SENSE_SUIT) || c->noun))
			use(a, USE_SAFE);
		/* `excuse me from the congress` */
		if (next != NULL && next->kind == ATOM_EVENT && word(a, SENSE_ORIGIN) &&
			(clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE)))
			use(a, USE_SAFE);
		/* `both education and work` */
		if (next != NULL && next->kind == ATOM_EVENT && word(a, SENSE_BOTH) &&
			eset_count(c->events) == 2)
			use(a, USE_SAFE);
		/* `Ich nehme teil an` and a list below */
		bool lists = announces_list(s, c);
		if (a->use == USE_NONE && lists &&
			(word(a, SENSE_EVENT) || word(a, SENSE_EVENTS) || word(a, SENSE_PERSONS)))
			a->use = USE_SAFE;
		if (a->use == USE_NONE && i + 1 == c->end && lists && word(a, SENSE_GOING))
			a->use = USE_SAFE;
	}
}

/* `I can't make it - work commitments`: a reason without a verb behind a no. */
static void take_reason(const struct study *s, struct clause *c)
{
	size_t first = c->end;
	bool noun = false;

	while (first > c->first) {
		const struct atom *a = &s->atoms[first - 1];
		bool plain = word(a, SENSE_HARMLESS) || word(a, SENSE_SAFE) ||
			word(a, SENSE_INDEFINITE) || word(a, SENSE_ARTICLE) || word(a, SENSE_MY) ||
			word(a, SENSE_AND) || a->kind == ATOM_SILENT || a->kind == ATOM_PUNCT;
		if (!plain || (a->use != USE_NONE && a->use != USE_SAFE))
			break;
		noun = noun || (word(a, SENSE_HARMLESS) && a->use == USE_NONE);
		first--;
	}
	while (first < c->end && s->atoms[first].kind != ATOM_PUNCT)
		first++;
	for (size_t i = first; i < c->end && noun; i++)
		use(&s->atoms[i], USE_TOLD);
}

/* The first atom that nothing consumed. */
static void account(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->use != USE_NONE)
			continue;
		trouble(c,
			a->near_alarm                     ? "near-miss"
				: a->kind == ATOM_UNKNOWN ? "unknown-words"
				: a->kind == ATOM_NUMBER  ? "number-left-over"
				: a->kind == ATOM_EVENT   ? "event-left-over"
							  : "not-understood",
			i);
		return;
	}
}

/* ---- mood ---- */

static bool intends(const struct clause *c)
{
	return clause_has(c, SENSE_REGISTER) || clause_has(c, SENSE_COME) ||
		clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE) ||
		clause_has(c, SENSE_SUIT);
}

static bool any_form(const struct clause *c, unsigned forms)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].forms & forms)
			return true;
	return false;
}

/* Whether every predicate that intends has only these forms. */
static bool only_form(const struct clause *c, unsigned form)
{
	bool any = false;

	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		if (p->sense == SENSE_OTHER || p->forms == 0)
			continue;
		if ((p->forms & ~form) != 0)
			return false;
		any = true;
	}
	return any;
}

/* `I have come`: a form that may be a participle behind a `have`. */
static bool perfect(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		if (p->sense != SENSE_OTHER && p->forms & FORM_PART && p->forms & ~FORM_PART &&
			p->atom > c->first && word(&s->atoms[p->atom - 1], SENSE_HAVE))
			return true;
	}
	return false;
}

/* Told, not asked: perfect, preterite, passive. */
static bool is_told(const struct study *s, const struct clause *c)
{
	if (only_form(c, FORM_PART | FORM_PAST) && any_form(c, FORM_PAST))
		return true;
	if (perfect(s, c))
		return true;
	if (only_form(c, FORM_PART))
		return clause_means(s, c, SENSE_HAVE) || clause_means(s, c, SENSE_BE) ||
			clause_means(s, c, SENSE_PAST);
	return clause_means(s, c, SENSE_PAST) && !clause_means(s, c, SENSE_WILL);
}

/* `wir, A und B, danken herzlich und kommen`: the second verb has the first one's subject. */
static void inherit_subject(struct clause *c, const struct clause *from)
{
	c->i = from->i;
	c->we = from->we;
	for (size_t i = 0; i < from->people_count && c->people_count < CLAUSE_PEOPLE_MAX; i++)
		if (from->people[i]->me && !from->people[i]->object && !from->people[i]->with)
			c->people[c->people_count++] = from->people[i];
}

static bool several_people(const struct clause *c)
{
	bool several = c->we;

	for (size_t i = 0; i < c->people_count; i++)
		several = several || c->people[i]->count > 1;
	return several;
}

/* `wir kommen beide`: they are two. */
static void take_both(struct study *s, struct clause *c)
{
	static const struct people two = {.count = 2, .total = true};

	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		bool events = i + 1 < c->end && s->atoms[i + 1].kind == ATOM_EVENT &&
			eset_count(c->events) == 2;
		if (!word(a, SENSE_BOTH) || a->use != USE_NONE || events || !several_people(c) ||
			c->people_count == CLAUSE_PEOPLE_MAX)
			continue;
		a->use = USE_PEOPLE;
		c->people[c->people_count++] = &two;
	}
}

/* `komme`; not `come`, which is every person's and the infinitive. */
static bool first_person(const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].forms & FORM_1SG && !(c->predicates[i].forms & FORM_INF))
			return true;
	return false;
}

/* `Frau X ist krank und kann nicht kommen`: behind `and` the subject goes on. */
static bool continues_subject(const struct study *s, const struct clause *c)
{
	if (c->sign != '&' || c == s->clauses || (c - 1)->sentence != c->sentence)
		return false;
	return !(c - 1)->verbless && !clause_means(s, c - 1, SENSE_PLEASE) &&
		!clause_means(s, c - 1, SENSE_THANKS);
}

static void find_subject(struct study *s, struct clause *c)
{
	bool third = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_PEOPLE || a->use != USE_PEOPLE)
			continue;
		const struct people *p = a->people;
		c->i = c->i || (p->me && !p->we);
		c->we = c->we || p->we;
		third = third || (!p->me && !p->with && !p->total && p->count > 0) || p->unsure;
	}
	bool first = first_person(c);
	for (size_t i = c->first; i < c->end; i++) /* muss, kann, möchte are 1st and 3rd alike */
		first = first || (word(&s->atoms[i], SENSE_I));
	bool goes_on = continues_subject(s, c);
	if (!c->i && !c->we && !third && goes_on)
		inherit_subject(c, c - 1);
	if (!c->i && !c->we && !third && !goes_on)
		c->i = first || (c->predicate_count > 0 && c->predicates[0].forms == 0);
	/* `Möchte mich anmelden`, `kann leider nicht kommen` */
	bool modal = clause_means(s, c, SENSE_WILL) || clause_means(s, c, SENSE_CAN) ||
		clause_means(s, c, SENSE_MUST) || clause_means(s, c, SENSE_WOULD);
	if (!c->i && !c->we && !third && modal && !goes_on && !clause_means(s, c, SENSE_YOU)) {
		c->we = clause_means(s, c, SENSE_PLURAL);
		c->i = !c->we;
	}
	c->third = third && !c->i && !c->we;
	take_both(s, c);
	for (size_t i = 0; i < c->people_count; i++)
		if (c->people[i]->outsider && !c->people[i]->with && !c->i && !c->we)
			c->told = true; /* what a neighbour does asks for nothing */
	if (clause_means(s, c, SENSE_OTHERS) || clause_means(s, c, SENSE_ONE))
		trouble(c, "third-party", c->first);
}

/* ---- what it says ---- */

static bool person_given(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p->object || p->total || (p->count > 0 && !p->me) || p->person_count > 0)
			return true;
	}
	(void)s;
	return false;
}

/* A registration as a noun in a clause without a verb, or with `bitte um`. */
static void read_noun(const struct study *s, struct clause *c, bool cancels)
{
	/* `bestätigen Sie mir meine Anmeldung` speaks of one that there is */
	bool asks_about = clause_means(s, c, SENSE_ASSERT) &&
		(clause_means(s, c, SENSE_YOU) ||
			(clause_means(s, c, SENSE_PLEASE) && clause_means(s, c, SENSE_MY)));
	if (c->negations > 0 || clause_means(s, c, SENSE_PAST) || clause_means(s, c, SENSE_BE) ||
		asks_about) {
		trouble(c, "not-understood", c->first);
		return;
	}
	/* `Bildung: Absage` */
	if (c->verbless && !c->several && c->why != NULL && strcmp(c->why, "weak-event") == 0) {
		c->why = NULL;
		c->event_trouble = false;
	}
	c->noun = true;
	c->says = cancels ? SAYS_NOT_COME : SAYS_COME;
	c->own = cancels && clause_means(s, c, SENSE_MY);
}

/* `möchte mich zu A ab- und zu B anmelden`: an infinitive goes on with the modal before it. */
static bool inherits_modal(const struct study *s, const struct clause *c)
{
	if (c == s->clauses || (c->sign != '&' && c->sign != ',' && c->sign != 'b'))
		return false;
	const struct clause *b = c - 1;
	return b->sentence == c->sentence && b->negations == 0 && !b->hedged && !b->question &&
		b->why == NULL && only_form(b, FORM_INF) && clause_means(s, b, SENSE_WILL);
}

/* A second verb beside the one that decides: `ich versuche zu kommen`, in words not listed. */
static bool other_verb(const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense == SENSE_OTHER && (c->predicates[i].forms & ~FORM_PART))
			return true;
	return false;
}

/* `I am coming on the 16th and bringing my wife` */
static bool inherits_be(const struct study *s, const struct clause *c)
{
	if (c == s->clauses || c->sign != '&' || (c - 1)->sentence != c->sentence)
		return false;
	return (c - 1)->says == SAYS_COME && clause_means(s, c - 1, SENSE_BE) &&
		only_form(c - 1, FORM_GERUND);
}

/* `I am attending`, `Attending with my wife`; not `attending will be hard`. */
static bool gerund_asserts(const struct study *s, const struct clause *c)
{
	bool be = false, helps = false;

	if (!only_form(c, FORM_GERUND))
		return true;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		helps = helps || word(a, SENSE_BE) || word(a, SENSE_WILL) || word(a, SENSE_CAN) ||
			word(a, SENSE_WOULD) || word(a, SENSE_HAVE);
		be = be || (word(a, SENSE_BE) && i < c->predicates[0].atom);
	}
	return be || (!helps && c->predicates[0].atom == c->first) || inherits_be(s, c);
}

/* Who registers by a verb that needs no person comes, unless somebody else is its object. */
static void read_registering(struct clause *c)
{
	const char *needs = "person";
	bool me = false, others = false;

	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense == SENSE_REGISTER && c->predicates[i].forms != 0)
			needs = c->predicates[i].needs;
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		me = me || (p->me && p->object);
		others = others || (!p->with && !p->me && (p->count > 0 || p->total));
	}
	c->agent_only = needs[0] != '\0' || others;
	c->enough = needs[0] == '\0' && (c->i || c->we || c->third);
	if (strcmp(needs, "me") == 0 && !me)
		trouble(c, "seats-difference", c->first);
}

static void read_positive(struct study *s, struct clause *c)
{
	bool registers = clause_has(c, SENSE_REGISTER) && !clause_has(c, SENSE_COME);

	/* a noun with an event of its own beside the verb's: only as `besides` understands it */
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (word(&s->atoms[i], SENSE_REGISTRATION) && s->atoms[i + 1].kind == ATOM_EVENT &&
			s->atoms[i + 1].use == USE_EVENT && eset_count(c->events) > 1)
			trouble(c, "event-left-over", i + 1);

	if (c->negations > 1) {
		trouble(c, "negation-unclear", c->first);
		return;
	}
	c->says = c->negations == 1 ? SAYS_NOT_COME : SAYS_COME;
	if (other_verb(c))
		trouble(c, "not-understood", c->first);
	bool glad = clause_means(s, c, SENSE_GLADLY) ||
		(clause_means(s, c, SENSE_RATHER) && !eset_empty(c->swapped));
	if (clause_means(s, c, SENSE_WOULD) && !glad && !c->polite)
		trouble(c, "undecided", c->first);
	if (only_form(c, FORM_GERUND) && !c->i && !c->we && !c->third)
		trouble(c, "not-understood", c->first);
	if (any_form(c, FORM_IRREAL))
		trouble(c, "undecided", c->first);
	if (!gerund_asserts(s, c))
		trouble(c, "not-understood", c->first);
	if (c->says == SAYS_COME && clause_means(s, c, SENSE_REGRET) &&
		!clause_means(s, c, SENSE_LATE))
		trouble(c, "contradicts-itself", c->first);
	if (clause_means(s, c, SENSE_MUST))
		trouble(c, "not-understood", c->first);
	bool asked = clause_means(s, c, SENSE_PLEASE) || clause_means(s, c, SENSE_YOU) || c->polite;
	bool bare = (only_form(c, FORM_PART) || only_form(c, FORM_INF)) && !inherits_modal(s, c);
	if (bare && !asked && !clause_means(s, c, SENSE_WILL) && !clause_means(s, c, SENSE_CAN) &&
		!clause_means(s, c, SENSE_WOULD))
		trouble(c, "not-understood", c->first);
	if (registers) {
		if (c->says == SAYS_NOT_COME)
			trouble(c, "negation-unclear", c->first);
		read_registering(c);
		if (!person_given(s, c) && !c->enough &&
			!(inherits_modal(s, c) && person_given(s, c - 1))) {
			c->announces = s->sentences[c->sentence].colon;
			if (!c->announces && !clause_means(s, c, SENSE_PLEASE))
				trouble(c, "not-understood", c->first);
		}
		if (!asked && !c->i && !c->we && !c->third && !c->announces &&
			!inherits_modal(s, c))
			trouble(c, "third-party", c->first);
		return;
	}
	if (!c->i && !c->we && !c->third && !clause_has(c, SENSE_SUIT))
		trouble(c, "third-party", c->first);
	if (c->third && c->says == SAYS_NOT_COME)
		trouble(c, "third-party", c->first);
	if (clause_means(s, c, SENSE_YOU) && !c->i && !c->we && !clause_has(c, SENSE_SUIT))
		trouble(c, "not-understood", c->first);
}

static void read_negative(struct study *s, struct clause *c)
{
	c->says = SAYS_NOT_COME;
	c->own = clause_means(s, c, SENSE_REGISTRATION) && clause_tokens_mean(s, c, SENSE_MY);
	if (c->negations > 0)
		trouble(c, "negation-unclear", c->first);
	if (other_verb(c))
		trouble(c, "not-understood", c->first);
	if ((clause_means(s, c, SENSE_WOULD) && !clause_means(s, c, SENSE_GLADLY)) ||
		any_form(c, FORM_IRREAL))
		trouble(c, "undecided", c->first);
	bool me = c->i || c->we || clause_tokens_mean(s, c, SENSE_MY) || c->own;
	if (!me || c->third || (clause_means(s, c, SENSE_OTHERS)))
		trouble(c, "third-party", c->first);
	if (only_form(c, FORM_PART) ||
		(only_form(c, FORM_INF) && !clause_means(s, c, SENSE_MUST) &&
			!clause_means(s, c, SENSE_WILL) && !c->polite &&
			!clause_means(s, c, SENSE_PLEASE)))
		trouble(c, "not-understood", c->first);
}

/* `I'll be at the congress`: being there, where a preposition says so. */
static bool read_being(const struct study *s, struct clause *c)
{
	if (c->predicate_count > 0 || !(c->i || c->we) || c->negations > 1)
		return false;
	for (size_t i = c->first + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->use != USE_EVENT ||
			!token_means(&s->tokens[a->first], SENSE_BEING))
			continue;
		size_t k = i;
		while (k > c->first + 1 &&
			(word(&s->atoms[k - 1], SENSE_SAFE) || word(&s->atoms[k - 1], SENSE_ONLY)))
			k--;
		if (!word(&s->atoms[k - 1], SENSE_BE))
			continue;
		c->says = c->negations > 0 ? SAYS_NOT_COME : SAYS_COME;
		return true;
	}
	return false;
}

/* A modal alone: `am 18. kann ich`, `zum Kongress möchte ich`. */
static bool read_modal(struct study *s, struct clause *c)
{
	bool can = clause_means(s, c, SENSE_CAN), will = clause_means(s, c, SENSE_WILL);

	if ((!can && !will) || c->predicate_count > 0 || !(c->i || c->we) || c->negations > 1)
		return false;
	if (will && (c->negations > 0 || !c->named))
		return false;
	if (can && c->negations == 0 && !c->named)
		return false;
	c->says = c->negations > 0 ? SAYS_NOT_COME : SAYS_COME;
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me && !c->people[i]->with && !c->people[i]->total)
			trouble(c, "third-party", c->first);
	return true;
}

/* Whether anybody beyond a lone pronoun stands in it. */
static bool counts_people(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p->total || p->with || p->person_count > 0 || p->count > 1 ||
			(p->count > 0 && !p->me))
			return true;
	}
	return false;
}

/* `Danke für die Einladung zum Kongress`: what somebody is thanked for asks for nothing. */
static bool thanks_for(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		if (s->atoms[i].kind == ATOM_EVENT)
			return false;
		if (word(&s->atoms[i], SENSE_THANKS))
			return c->named;
	}
	return false;
}

/* `Bildung ja`, `am 16. nicht`, `Kongress: 2 Personen`. */
static void read_fragment(struct study *s, struct clause *c)
{
	if (thanks_for(s, c))
		return;

	bool glad = c->named && c->negations == 0 &&
		(clause_means(s, c, SENSE_GLADLY) || clause_means(s, c, SENSE_CONTRARY));
	bool yes = clause_means(s, c, SENSE_YES) || glad, no = clause_means(s, c, SENSE_NO);

	if (yes && (no || c->negations > 0)) {
		trouble(c, "contradicts-itself", c->first);
		return;
	}
	if (c->negations + (unsigned)no > 1 || (c->negations > 0 && c->several && !c->rest)) {
		trouble(c, "negation-unclear", c->first);
		return;
	}
	/* a `nicht` alone among other clauses may turn any of them */
	const struct sentence *x = &s->sentences[c->sentence];
	if (c->negations > 0 && !c->named && !no && (c->first > x->first || c->end < x->end))
		trouble(c, "negation-unclear", c->first);
	if (yes || no || c->negations > 0) {
		c->elliptic = true;
		c->says = yes ? SAYS_COME : SAYS_NOT_COME;
	} else {
		c->fragment = c->named || counts_people(c) || c->both > 0;
	}
	/* alone, or beside yes and no, a title's word is no common noun */
	if (c->why != NULL && strcmp(c->why, "weak-event") == 0 && !c->several) {
		c->why = NULL;
		c->event_trouble = false;
	}
}

/* `wir sind also drei`: nothing but how many. */
static bool is_headcount(const struct study *s, const struct clause *c)
{
	bool total = false;

	for (size_t i = 0; i < c->people_count; i++)
		total = total || c->people[i]->total;
	return total && !c->named && c->predicate_count == 0 && clause_means(s, c, SENSE_BE);
}

/* `I'll bring my wife on the 16th`, `there will be four of us on the 16th`: they come. */
static bool comes_with(const struct study *s, const struct clause *c)
{
	bool along = false, total = false;

	if (!c->named || c->negations > 0 || c->question)
		return false;
	for (size_t i = 0; i < c->people_count; i++) {
		along = along || (c->people[i]->with && c->people[i]->count > 0);
		total = total || c->people[i]->total;
	}
	if (clause_has(c, SENSE_WITH))
		return along && (c->i || c->we) && !c->third;
	return total && c->predicate_count == 0 && clause_means(s, c, SENSE_BE) &&
		(c->we || clause_tokens_mean(s, c, SENSE_US));
}

/* `bringe noch einen Freund mit`: who stands there comes beside the writer. */
static void bring_along(const struct study *s, struct clause *c)
{
	if (!clause_has(c, SENSE_WITH))
		return;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].people != NULL && !s->atoms[i].people->me)
			s->atoms[i].people->with = true;
	if (c->why != NULL && c->why_atom < s->atom_count &&
		s->atoms[c->why_atom].kind == ATOM_PEOPLE)
		c->why = NULL;
}

static void find_doubt(struct study *s, struct clause *c)
{
	static const struct {
		enum sense sense;
		const char *why;
	} doubts[] = {{SENSE_OR, "alternative"}, {SENSE_RETRACT, "retracted"},
		{SENSE_REPORT, "reported"}, {SENSE_TRICK, "trick"},
		{SENSE_ADVERTISING, "advertising"}, {SENSE_FORWARD, "forwarded-request"},
		{SENSE_ABOUT, "seats-unsure"}, {SENSE_CHILD, "special-need"}};

	for (size_t i = c->first; i < c->end; i++)
		for (size_t k = 0; k < sizeof doubts / sizeof *doubts; k++)
			if (word(&s->atoms[i], doubts[k].sense))
				trouble(c, doubts[k].why, i);
	if (clause_means(s, c, SENSE_NOT_ONLY) != clause_means(s, c, SENSE_BUT_ALSO))
		trouble(c, "negation-unclear", c->first);
	c->hedged = clause_means(s, c, SENSE_HEDGE) || clause_means(s, c, SENSE_OPEN);
	c->there = clause_means(s, c, SENSE_THERE);
	c->change = clause_means(s, c, SENSE_CHANGE);
	c->wish = clause_means(s, c, SENSE_WOULD);
	c->substitute = clause_means(s, c, SENSE_SUBSTITUTE);
	c->question = s->sentences[c->sentence].question;
	c->polite = clause_means(s, c, SENSE_POLITE) ||
		(c->question && clause_means(s, c, SENSE_PLEASE) && clause_means(s, c, SENSE_YOU));
	for (size_t i = c->first; i < c->end && c->hedged; i++)
		if (word(&s->atoms[i], SENSE_HEDGE) || word(&s->atoms[i], SENSE_OPEN))
			s->atoms[i].use = USE_OPEN;
}

/* A `dass` is what its matrix says it is: asserted only by a matrix that asserts, without doubt. */
static bool asserted(const struct study *s, const struct clause *c)
{
	if (c == s->clauses)
		return false;
	const struct clause *matrix = c - 1;
	return c->sign == 't' && matrix->sentence == c->sentence && matrix->negations == 0 &&
		!matrix->hedged && !matrix->told && !matrix->question &&
		clause_means(s, matrix, SENSE_ASSERT);
}

static void read_clause(struct study *s, struct clause *c)
{
	verbs_find(s, c);
	take_adjuncts(s, c);
	take_events(s, c);
	take_people(s, c);
	check_alternation(s, c);
	take_negations(s, c);
	find_doubt(s, c);
	find_subject(s, c);
	bring_along(s, c);
	bool noun = clause_means(s, c, SENSE_REGISTRATION);
	bool no_noun = clause_means(s, c, SENSE_CANCELLATION);
	bool positive = clause_has(c, SENSE_REGISTER) || clause_has(c, SENSE_COME) ||
		clause_has(c, SENSE_SUIT);
	bool negative = clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE);

	if (c->subordinate && asserted(s, c))
		c->subordinate = false;
	if (intends(c) && is_told(s, c)) {
		c->told = true;
		return;
	}
	if (c->condition || c->subordinate || c->told)
		return;
	bool asked_for = clause_has(c, SENSE_REGISTER) || negative ||
		(c->predicate_count > 0 && c->predicates[0].forms == 0);
	if (c->question && !(c->polite && asked_for))
		return;
	if (positive && negative)
		trouble(c, "contradicts-itself", c->first);
	else if (positive)
		read_positive(s, c);
	else if (negative)
		read_negative(s, c);
	else if (read_being(s, c) || read_modal(s, c))
		;
	else if ((noun || no_noun) && (c->predicate_count == 0) && !(noun && no_noun) &&
		(c->verbless || clause_means(s, c, SENSE_PLEASE)))
		read_noun(s, c, no_noun);
	else if (comes_with(s, c))
		c->says = SAYS_COME;
	else if (clause_has(c, SENSE_WITH) || is_headcount(s, c))
		c->fragment = c->negations == 0 && !c->hedged && !clause_means(s, c, SENSE_NO);
	else if (clause_means(s, c, SENSE_NEED) && !c->named)
		return; /* `Nadia verträgt keine Nüsse` */
	else if (c->verbless)
		read_fragment(s, c);
	else if (noun || no_noun)
		c->told = clause_means(s, c, SENSE_PAST);
	if (c->says == SAYS_NOTHING && !c->fragment)
		return;
	take_safe(s, c);
	if (c->says == SAYS_NOT_COME)
		take_reason(s, c);
	account(s, c);
	if (c->hedged && c->says != SAYS_NOTHING)
		c->says = SAYS_OPEN;
	if (c->hedged && c->fragment)
		trouble(c, "undecided", c->first);
	/* `I will attend, no.` */
	if (c->says == SAYS_COME && clause_means(s, c, SENSE_NO))
		trouble(c, "contradicts-itself", c->first);
	if (!eset_empty(c->swapped) && (c->says != SAYS_COME || eset_empty(c->events)))
		trouble(c, "swap-unclear", c->first);
}

void frames_read(struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++)
		read_clause(s, &s->clauses[i]);
}
