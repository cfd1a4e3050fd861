#include "reading/frames/partial.h"

#include "reading/asides/asides.h"
#include "reading/asides/talk.h"
#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

enum { HOUR = 60, NOON = 12, HOURS = 24, EARLY = 3 /* hours */ };

/* What a clause has of what it takes to come in part. */
struct parts {
	bool limit; /* a time of day, `later` */
	bool ends; /* a part of the event behind its begin */
	bool leaves; /* goes away */
	bool remains, until, just; /* stays, only until then */
	bool behind; /* something of its end, or behind it */
	bool arrives; /* is there, comes, arrives */
	bool enters; /* by a verb of nothing else: slips in */
	bool only; /* not before, not after: `only`, `later`, from */
	bool verb;
	bool hedged;
};

static const enum sense never[] = {SENSE_NEG, SENSE_NO, SENSE_OR, SENSE_EXCEPT, SENSE_SWAP,
	SENSE_RETRACT, SENSE_OPEN, SENSE_CHANGE, SENSE_KEEN, SENSE_SUBSTITUTE, SENSE_REGISTRATION,
	SENSE_CANCELLATION, SENSE_TRICK, SENSE_ADVERTISING, SENSE_FORWARD, SENSE_RATHER,
	SENSE_PERSONS, SENSE_CONDITION, SENSE_REPORT, SENSE_LATER, SENSE_EARLIER, SENSE_EVENT,
	SENSE_CANCEL, SENSE_DECLINE};

static const enum sense may_stand[] = {SENSE_SAFE, SENSE_BUT, SENSE_AND, SENSE_REGRET, SENSE_MUST,
	SENSE_CAN, SENSE_WILL, SENSE_WOULD, SENSE_BE, SENSE_HAVE, SENSE_ONLY, SENSE_LATE,
	SENSE_AT_TIME, SENSE_BEFORE, SENSE_UNTIL, SENSE_ORIGIN, SENSE_GOING, SENSE_ABOUT,
	SENSE_THERE, SENSE_HENCE, SENSE_BECAUSE, SENSE_REFLEXIVE, SENSE_ARTICLE, SENSE_INDEFINITE,
	SENSE_CONTRARY, SENSE_LEAVES, SENSE_ARRIVES, SENSE_ENDS, SENSE_GLADLY, SENSE_UNIT,
	SENSE_YOU, SENSE_TO_ME, SENSE_ALSO, SENSE_FOR, SENSE_LINGERS};

/* The writer, or who was named before: `er trifft erst gegen vier ein`. */
static bool only_me(const struct people *p)
{
	return (p->me || p->we || p->again != NULL) && p->count <= 1 &&
		(p->person_count == 0 || p->again != NULL) && !p->with && !p->total && !p->object;
}

/* `werde mich um fünf verabschieden` */
static bool takes_leave(const struct study *s, const struct clause *c, const struct people *p)
{
	return p->me && p->object && p->count <= 1 && p->person_count == 0 && !p->with &&
		clause_means(s, c, SENSE_LEAVES);
}

/* Whether nothing stands behind `from` but why they go: no no, no event, nobody but the writer. */
static bool says_why(const struct study *s, const struct clause *c, size_t from)
{
	bool fetches = false; /* `to pick up my children`: whoever is fetched does not come */

	for (size_t i = from; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		fetches = fetches || atom_means(a, SENSE_DRIVES);
		bool then = atom_means(a, SENSE_LATER) || atom_means(a, SENSE_EARLIER);
		/* `bis vier hab ich noch den Laden auf` */
		bool hour = i > from &&
			(atom_means(a - 1, SENSE_UNTIL) || atom_means(a - 1, SENSE_AT_TIME));
		if ((ATOM_MEANS_ANY(a, never) && !then) || a->near_alarm || a->kind == ATOM_EVENT ||
			(a->kind == ATOM_NUMBER && !hour) || atom_means(a, SENSE_HEDGE) ||
			(atom_means(a, SENSE_NUMBER) && !hour && !atom_means(a, SENSE_INDEFINITE)))
			return false;
		bool fetched = fetches && a->kind == ATOM_PEOPLE && !a->people->me &&
			!a->people->with && !a->people->total;
		if (a->kind == ATOM_PEOPLE && !only_me(a->people) && !fetched)
			return false;
	}
	return true;
}

/* `nicht vor 17 Uhr`, `vor 17 Uhr schaffe ich es nicht`: its only no is of the hours before. */
static bool not_before(const struct study *s, const struct clause *c)
{
	if (c->negations != 1 || c->verbless)
		return false;
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_BEFORE) && s->atoms[i].count == 1 &&
			!atom_means(&s->atoms[i], SENSE_ORIGIN) &&
			s->atoms[i + 1].kind == ATOM_TIME)
			return true;
	return false;
}

static bool takes_over(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i], *next = i + 1 < c->end ? a + 1 : NULL;
	bool verb = next != NULL &&
		(atom_is_verb(next, FORM_INF) || next->kind == ATOM_UNKNOWN ||
			atom_means(next, SENSE_HARMLESS));

	/* `to catch my train`, `because of the bus`, `, vorher hab ich Kundschaft` */
	return (tongue_infinitive(s, a) && verb) || atom_means(a, SENSE_BECAUSE) ||
		atom_means(a, SENSE_CAUSE) || atom_is(a, ',') || atom_means(a, SENSE_FOR);
}

static void note(const struct study *s, const struct atom *a, struct parts *p)
{
	p->limit = p->limit || a->kind == ATOM_TIME || atom_means(a, SENSE_LATE);
	p->ends = p->ends || atom_means(a, SENSE_ENDS);
	p->leaves = p->leaves || atom_means(a, SENSE_LEAVES);
	p->remains = p->remains || atom_means(a, SENSE_LINGERS);
	for (size_t k = a->first; k < a->first + a->count; k++)
		p->until = p->until || token_means(&s->tokens[k], SENSE_UNTIL);
	/* `bis zum Schluss` may be a phrase */
	for (size_t k = a->first; k < a->first + a->count; k++)
		p->behind = p->behind || p->ends || token_means(&s->tokens[k], SENSE_ENDS);
	p->just = p->just || atom_means(a, SENSE_ONLY) || atom_means(a, SENSE_LATE);
	p->leaves = p->leaves || (p->remains && p->until && p->just);
	p->enters = p->enters || atom_means(a, SENSE_ARRIVES);
	p->arrives = p->arrives || atom_means(a, SENSE_THERE) || atom_means(a, SENSE_ARRIVES) ||
		(a->kind == ATOM_EVENT && a->place_only);
	p->verb = p->verb || a->use == USE_INTENT || atom_means(a, SENSE_HAVE) ||
		atom_means(a, SENSE_BE) || atom_means(a, SENSE_MUST) || atom_means(a, SENSE_WILL);
	p->only = p->only || atom_means(a, SENSE_ONLY) || atom_means(a, SENSE_LATE) ||
		atom_means(a, SENSE_UNTIL) || atom_means(a, SENSE_BEFORE) ||
		atom_means(a, SENSE_ORIGIN);
	p->hedged = p->hedged || atom_means(a, SENSE_HEDGE);
}

static bool whole(const struct clause *c, const struct parts *p)
{
	/* `ich kann aber erst um fünf` */
	bool comes =
		p->arrives || clause_has(c, SENSE_COME) || clause_has(c, SENSE_SUIT) || !p->verb;

	/* `I will probably slip in around half past four` */
	bool enters = p->enters && p->limit && !p->ends;
	if (p->hedged && !p->only && !enters)
		return false;
	if (p->remains && p->behind && !p->leaves) /* `bleibe noch zum Umtrunk` */
		return true;
	if (p->ends)
		return p->leaves; /* who comes at its end does not come */
	return p->limit && (p->leaves || enters || (p->only && comes) || (p->only && p->hedged));
}

static bool says_part(const struct study *s, const struct clause *c)
{
	struct parts p = {0};

	bool later = not_before(s, c), why = false;
	for (size_t i = atoms_past_quiet(s, c->first, c->end); i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `komme wegen der Chorprobe etwas später` */
		why = a->use == USE_ADJUNCT && (why || atom_means(a, SENSE_CAUSE));
		if (why || (later && atom_means(a, SENSE_NEG)))
			continue;
		if (ATOM_MEANS_ANY(a, never) && !atom_means(a, SENSE_LATE))
			return false;
		note(s, a, &p);
		if (whole(c, &p) && takes_over(s, c, i))
			return says_why(s, c, i + 1);
		bool verb = a->use == USE_INTENT && a->kind == ATOM_WORD;
		bool known = ATOM_MEANS_ANY(a, may_stand) || a->kind == ATOM_TIME ||
			atom_quiet(a) || verb || atom_means(a, SENSE_HEDGE) ||
			(a->kind == ATOM_PEOPLE &&
				(only_me(a->people) || takes_leave(s, c, a->people)));
		known = known ||
			(a->kind == ATOM_EVENT && (a->date_only || a->place_only) &&
				a->use == USE_EVENT);
		if (!known || a->near_alarm)
			return false;
	}
	return whole(c, &p);
}

/* Whether the clause before it, in the same sentence or the last, is a yes to what it names: it adds no event. What
 * stands between them says why: `ich unterrichte bis halb vier und bin also erst um vier im Rathaus`. */
static bool follows_yes(const struct study *s, const struct clause *c)
{
	const struct clause *before = c - 1;

	while (before > s->clauses && before->sentence == c->sentence &&
		before->says == SAYS_NOTHING && !before->named && before->negations == 0)
		before--;
	return before >= s->clauses && before->sentence + 1 >= c->sentence &&
		before->says == SAYS_COME && before->why == NULL && before->named &&
		eset_within(c->events, before->events);
}

/* `Herr Hauer nimmt am 15. März teil. Er trifft erst gegen vier ein`: nobody but the one who was said to come right before. */
static bool is_who_comes(const struct study *s, const struct clause *c)
{
	return c->third && !c->i && !c->we && c->people_count == 1 && c->people[0]->again != NULL &&
		c->people[0]->count <= 1 && follows_yes(s, c) && c[-1].people_count == 1 &&
		c[-1].people[0]->person_count == 1 && c[-1].people[0]->count == 1;
}

void partial_find(struct study *s, struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	bool open = c->why != NULL || c->says == SAYS_NOTHING || c->says == SAYS_OPEN ||
		(c->we && follows_yes(s, c));

	if (!open || c->event_trouble || (c->named && !follows_yes(s, c)) ||
		(c->third && !is_who_comes(s, c)) || c->question || c->condition ||
		c->subordinate || c->told || c->unreal || (c->negations > 0 && !not_before(s, c)) ||
		x->subject || x->below || x->sort != ROW_BODY)
		return;
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense != SENSE_COME && c->predicates[i].sense != SENSE_OTHER &&
			c->predicates[i].sense != SENSE_SUIT)
			return;
	/* `but maybe I'll have to leave early`: of how much is the doubt? */
	if (c->sign == 'b' && clause_means(s, c, SENSE_HEDGE))
		return;
	/* `muss um 17 Uhr weg oder bleibe zu Hause` */
	for (size_t i = x->first; i < x->end; i++)
		if (atom_means(&s->atoms[i], SENSE_OR))
			return;
	if (!says_part(s, c))
		return;
	c->partial = true;
	c->says = SAYS_NOTHING;
	c->why = NULL;
	c->fragment = c->elliptic = c->hedged = false;
}

/* The minute of the day that an atom names; -1: none in figures or words that we can count. */
static int minute_of(const struct study *s, const struct atom *a)
{
	const struct token *t = first_token(s, a);

	if (a->kind != ATOM_TIME || a->count == 0)
		return -1;
	long n = t->kind == TOKEN_NUMBER       ? t->number
		: token_means(t, SENSE_NUMBER) ? t->meaning->n
					       : -1;
	bool minutes = a->count > 2 && t[2].kind == TOKEN_NUMBER && t[2].number < HOUR;
	return n >= 0 && n < HOURS ? (int)n * HOUR + (minutes ? (int)t[2].number : 0) : -1;
}

/* … that the clause names first. */
static int time_in(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (minute_of(s, &s->atoms[i]) >= 0)
			return minute_of(s, &s->atoms[i]);
	return -1;
}

/* Whether who leaves then, or comes then, sees some of it. */
static bool sees(const struct event *e, int at, bool leaves)
{
	int begin = e->begin.hour * HOUR + e->begin.minute;
	int end = e->end.hour * HOUR + e->end.minute;

	return leaves ? at > begin : at < end || end <= begin;
}

/* `um zehn`: ten in the morning, where the event begins before noon and not long after. */
static bool in_morning(const struct event *e, int at)
{
	int begin = e->begin.hour * HOUR + e->begin.minute;

	return at < NOON * HOUR && begin < NOON * HOUR && at + EARLY * HOUR >= begin;
}

/* … of one of the events that are claimed, by either half of the day. */
static bool sees_any(const struct study *s, struct eset events, int at, bool leaves)
{
	int half = at < NOON * HOUR ? at + NOON * HOUR : at;

	for (size_t i = 0; s->series != NULL && i < s->series->event_count; i++) {
		const struct event *e = &s->series->events[i];
		if (eset_has(events, i) &&
			(sees(e, half, leaves) || (in_morning(e, at) && sees(e, at, leaves))))
			return true;
	}
	return false;
}

bool partial_time_fits(const struct study *s, const struct claims *claims, const struct clause *c)
{
	int at = time_in(s, c);

	return at < 0 || sees_any(s, claims_events(claims, true), at, true);
}

/* `half past nine`: said in words, so in doubt the later; of that the half alone is known. */
static int latest_in_words(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		for (size_t k = a->first; a->kind == ATOM_TIME && k < a->first + a->count; k++) {
			const struct token *t = &s->tokens[k];
			bool hour = token_means(t, SENSE_NUMBER) && t->meaning->n > 1 &&
				t->meaning->n <= NOON;
			if (hour)
				return t->meaning->n * HOUR + HOUR / 2;
		}
	}
	return -1;
}

bool partial_too_late(const struct study *s, const struct clause *c, struct eset events)
{
	int said = time_in(s, c);
	int at = said >= 0 ? said : latest_in_words(s, c);

	return at >= 0 && !sees_any(s, events, at, false);
}

bool partial_over_before(const struct study *s, const struct clause *c, struct eset events)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct token *t = first_token(s, &s->atoms[i]);
		int at = minute_of(s, &s->atoms[i]);
		/* `bis 15 Uhr`, `bis etwa 15 Uhr` */
		if (t > s->tokens + 1 &&
			(token_means(t - 1, SENSE_ABOUT) || token_means(t - 1, SENSE_SAFE)))
			t--;
		if (at >= 0 && t > s->tokens && token_means(t - 1, SENSE_UNTIL))
			return !sees_any(s, events, at, true);
	}
	return false;
}

bool partial_fits(const struct study *s, const struct claims *claims, const struct clause *c)
{
	int at = time_in(s, c);

	/* `ich komme am 18., wir gehen um fünf`: who else? */
	if (c->we && aside_writer_alone(s, claims))
		return false;
	return eset_within(c->events, claims_events(claims, true)) &&
		claimed_yes_near(s, claims, c) && !claimed_no_nearest(s, claims, c) &&
		(at < 0 ||
			sees_any(s, claims_events(claims, true), at,
				clause_means(s, c, SENSE_LEAVES) ||
					clause_means(s, c, SENSE_LINGERS)));
}

bool partial_explained(const struct study *s, const struct clause *c)
{
	const struct clause *late = c - 1;
	bool before = false;

	/* `Vorher ist Konferenz.`, in a sentence of its own */
	size_t first = atoms_past_quiet(s, c->first, c->end);
	bool apart = c > s->clauses && late->sentence + 1 == c->sentence && first < c->end &&
		atom_means(&s->atoms[first], SENSE_EARLIER);
	if (c == s->clauses || (late->sentence != c->sentence && !apart) || c->sign == 'b' ||
		c->named || c->negations > 0 || c->hedged || clause_intends(c) ||
		!(late->partial || (late->says == SAYS_COME && clause_means(s, late, SENSE_LATE))))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		before = before || atom_means(&s->atoms[i], SENSE_EARLIER) ||
			(atom_means(&s->atoms[i], SENSE_UNTIL) && i + 1 < c->end &&
				s->atoms[i + 1].kind == ATOM_TIME);
	return before;
}

/* `falls der Bus Verspätung hat, komme ich etwas später`: how much of it hangs on that, and it leads. */
static bool on_which_hangs(const struct study *s, const struct clause *c)
{
	const struct clause *part = c + 1;

	return c->condition && part < s->clauses + s->clause_count &&
		part->sentence == c->sentence && part->partial &&
		atom_means(&s->atoms[c->first], SENSE_CONDITION);
}

bool partial_sentence(const struct study *s, const struct claims *claims, size_t sentence)
{
	struct eset come = claims_events(claims, true);
	bool any = false;

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		bool part = c->partial && partial_fits(s, claims, c);
		if (c->sentence != sentence)
			continue;
		any = any || part;
		/* `Freitag aber erst ab 17 Uhr`, `I finish work at six, so …` */
		bool which = c->verbless && c->named && eset_within(c->events, come);
		bool why = c->says == SAYS_NOTHING && !clause_intends(c) && !c->named &&
			says_why(s, c, c->first + on_which_hangs(s, c));
		if (!part && !which && !why)
			return false;
	}
	return any;
}
