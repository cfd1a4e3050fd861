#include "reading/clauses/clauses.h"

#include <string.h>

#include "reading/clauses/means.h"
#include "reading/clauses/pieces.h"
#include "reading/frames/noes.h"

bool atom_is_verb(const struct atom *a, unsigned forms)
{
	if (a->kind != ATOM_WORD || a->meaning == NULL)
		return false;
	for (const struct inflection *f = a->meaning->inflections; f != NULL; f = f->next)
		if (f->forms & forms)
			return true;
	return false;
}

static bool subordinates(char sign)
{
	return sign == 'r' || sign == 'c' || sign == 't' || sign == 'w' || sign == 'v';
}

/* `will wissen, weshalb …`: there it is asked, not said. */
static bool asks_why(const struct study *s, size_t sentence, size_t at)
{
	const struct sentence *x = &s->sentences[sentence];

	for (size_t i = x->first; i < at; i++)
		if (atom_means(&s->atoms[i], SENSE_ASKING))
			return true;
	return x->question || at == x->first;
}

static void add_clause(struct study *s, size_t sentence, const struct piece *first,
	const struct piece *last, bool inherits)
{
	struct clause c = {
		.first = first->from, .end = last->end, .sentence = sentence, .sign = first->sign};

	c.verbless = true;
	for (const struct piece *p = first; p <= last; p++)
		c.verbless = c.verbless && !p->verb;
	c.condition = first->sign == 'c';
	c.subordinate = subordinates(first->sign) || inherits ||
		(first->sign == 's' && asks_why(s, sentence, first->from));
	clause_gather(s, &c);
	ARENA_PUSH(s->arena, s->clauses, s->clause_count, s->clause_room, c);
}

/* A modal without its infinitive stays open: `ich möchte mich, wie besprochen, … anmelden`, `ich kann nicht zum A und
 * zum B kommen`. */
static bool closes(const struct piece *parts, size_t first, size_t next)
{
	bool modal = false, infinite = false, answered = false, no = false;

	for (size_t i = first; i < next; i++) {
		no = no || (parts[i].polarity && parts[i].event);
		modal = modal || parts[i].modal;
		infinite = infinite || parts[i].infinite;
		answered = answered || parts[i].answered;
	}
	/* `ich kann nicht zum A, bitte austragen`: what is begged for is no end of it */
	if (no && parts[next].begs && parts[next].sign == ',')
		return false;
	return modal && !infinite && !answered && parts[next].infinite && !parts[next].finite &&
		!parts[next].others && parts[next].sign != ':';
}

/* Whether a clause of its own begins with part `next`, given the one that it would join. */
static bool cuts(const struct piece *before, const struct piece *next, bool verb_before)
{
	if (subordinates(next->sign) || next->sign == 's')
		return true;
	/* `den 16. bitte, am 18. kann ich nicht`; not `bitte den 16. und den 18. absagen` */
	bool decides = next->pleads ? false : next->verb || next->polarity;
	if (before->event && !before->polarity && next->event &&
		((before->pleads && decides) || (before->pleases && next->finite)))
		return true;
	/* `komme aber am 22.`: a `but` in the middle of a clause cuts nothing */
	bool comma = next->comma;
	/* `was uns aber am Herzen liegt, ist …` */
	if (next->sign == 'b' && !comma && before->relative && !verb_before && !before->polarity)
		return false;
	if (next->sign == 'b' && (comma || before->polarity || !verb_before))
		return true;
	if (next->sign == 'b')
		/* … and `am 18. aber bin ich verhindert`, `but will have to miss B`, whose verb stands in a phrase */
		return next->finite || (next->subject && next->intent) ||
			(next->declines && next->event) || next->out ||
			(next->polarity && !next->verb) || (next->but_within && next->verb);
	/* `am 16. zwei, am 18. drei Personen`: each has its own */
	if (before->event && before->people && next->event && next->people && next->sign != '(')
		return true;
	/* `Bildung: ja` */
	if (next->sign == ':' && !before->verb && !next->verb)
		return false;
	/* `Absage für das Seminar: ich bin krank` */
	if (next->sign == ':' && before->noun && before->event && next->finite && !next->event)
		return true;
	/* `kurze Ergänzung aus der Schule: zum Kongress komme ich` */
	if (next->sign == ':' && before->sign != ',' && !verb_before && next->verb &&
		!before->event && !before->people && !before->intent && !before->polarity)
		return true;
	/* `da ich am 16., am 18. und am 21. arbeite`: it has its verb at the end of them all */
	bool goes_on = before->lists && !before->verb && next->event && !next->verb &&
		!next->polarity && !next->people;
	if (subordinates(before->sign) && (next->sign == ',' || next->sign == '(') && !goes_on)
		return true;
	if (!next->content)
		return false;
	/* `21. und 22. auch nicht` */
	bool only_event = !before->verb && before->event && !before->polarity && !before->people;
	if (only_event && !verb_before && !next->verb && next->event && next->sign == '&')
		return false;
	if (next->verb && (verb_before || before->polarity))
		return true;
	/* `…, so I'll come`: whatever stands before it */
	if (next->verb && next->subject && comma && next->sign == '&')
		return true;
	bool own = next->polarity || (next->contrary && next->event);
	return !next->verb && own && next->sign != 'o';
}

/* What ends the list of events that part `p` begins: `am 18., am 21. und am 22. komme ich`; none: NULL. */
static const struct piece *list_end(const struct piece *p, const struct piece *end)
{
	const struct piece *at = p;

	for (; at + 1 < end && (at->sign == ',' || (at == p && strchr("&)-", at->sign) != NULL)) &&
		at->sign != 0 && at->event && !at->verb && !at->polarity && !at->people;
		at++)
		if (at[1].sign == '&')
			return at[1].event ? at + 1 : NULL;
	return NULL;
}

/* `zum Kongress bitte drei Plätze` */
static bool orders_seats(const struct piece *p)
{
	return p->event && p->people && p->intent && !p->verb;
}

/* Events behind a clause that is whole go with the verb that follows them: `… entschuldigen, am 18. und am 21. ist
 * er da`, `der 16. geht nicht, am 18. und am 21. komme ich`. `whole`: what stands before them names its
 * event and says what of it. */
static bool leads_on(
	const struct study *s, const struct piece *p, const struct piece *last, bool whole)
{
	const struct piece *before = p - 1;

	if (last == NULL)
		return false;
	/* `am 16. nicht, am 18. und am 21. schon`: the last says it of all */
	if ((before->verb || whole) && !last->verb && (last->contrary || last->polarity))
		return true;
	/* `… and will come, A and B won't work`: nothing is named where they come to, and the list has its verb */
	if (before->verb && !before->event && before->sign == '&' && last->verb && last->fronted)
		return true;
	/* `ich komme zum A, zum B und zum C bitte zwei Plätze` */
	if (whole && (last->verb || orders_seats(last)) && last->fronted)
		return true;
	/* `…, am 18. und am 22. lasse ich mich sehen`: what is said of them may be a phrase */
	return s->language != NULL && s->language->verb_last && before->closed &&
		(last->finite || !last->lists);
}

/* `… und am 21. nicht`, without a comma, a verb or people: perhaps a no to what stands before it as well. */
static bool joins_no(const struct piece *p)
{
	return p->sign == '&' && p->first == p->from + 1 && !p->verb && !p->people &&
		!p->contrary && p->event;
}

/* `…, weil ich Dienst habe, und komme am 18.`: a verb at its front, and more behind it, goes on with what is
 * said; in a subordinate clause it would stand last. */
static bool resumes(const struct study *s, const struct piece *p)
{
	size_t at = p->from;

	while (at < p->end &&
		(s->atoms[at].kind == ATOM_PUNCT || atom_means(&s->atoms[at], SENSE_AND)))
		at++;
	return s->language != NULL && s->language->verb_last && at + 1 < p->end &&
		s->atoms[at + 1].kind != ATOM_PUNCT && atom_is_verb(&s->atoms[at], FORM_1SG) &&
		!atom_is_verb(&s->atoms[at], FORM_INF);
}

/* Behind `Absage für den 16.`: more than what such a noun may take with it, or why: `, bin auf Montage`. */
static bool says_more(const struct piece *p)
{
	if (!p->event)
		return p->verb && p->sign == ',';
	return p->verb ? p->mine || p->intent : p->polarity || p->noun;
}

/* What the pieces of a clause say so far. */
struct said {
	bool verb, event, people, intent, polarity;
	bool answered; /* a yes or no behind its event */
	bool noun;
	bool of_event; /* a yes or no, and the event, in one piece */
};

static void add_piece(struct said *x, const struct piece *p)
{
	x->verb = x->verb || p->verb;
	x->event = x->event || p->event;
	x->people = x->people || p->people;
	x->intent = x->intent || p->intent;
	x->polarity = x->polarity || p->polarity;
	x->answered = x->answered || p->answered;
	x->noun = x->noun || p->noun;
	x->of_event = x->of_event || (p->polarity && p->event);
}

/* Whether it is whole: names an event, and says what of it. */
static bool said_whole(const struct said *x)
{
	bool ordered = x->people && x->intent;
	return x->event && (x->verb || x->polarity || x->noun || ordered);
}

/* Whether piece `p` says something of events of its own, behind a clause that is whole without a verb or with one. */
static bool begins(const struct said *x, const struct piece *p, const struct piece *before,
	const struct piece *end)
{
	/* `16.: nein, 18.: ja`, `16.: zwei Personen, 18.: drei Personen` */
	bool counted = before->sign == ':' && before->people && p + 1 < end && p[1].sign == ':' &&
		p[1].people;
	if (!x->verb && x->event && (x->answered || counted) && p->event && p->sign == ',')
		return true;
	/* `no to A and B, I'd like to come to C` */
	if (!x->verb && x->of_event && p->verb && p->event)
		return true;
	/* `bitte drei Plätze zum A, und zum B komme ich` */
	if (!x->verb && x->event && x->people && x->intent && p->finite && p->fronted)
		return true;
	/* `ich komme zum A, zum B bitte drei Plätze` */
	if (said_whole(x) && p->fronted && orders_seats(p))
		return true;
	/* `Absage für den 16., ich komme am 18.`, `am 16. komme ich, und Absage für den 18.` */
	if (x->noun && !x->verb && says_more(p))
		return true;
	/* …, `kann nicht kommen und Anmeldung für den 18.` */
	return p->noun && (x->verb || x->polarity) && (x->event || (x->verb && x->polarity));
}

/* `alle Termine außer dem 22., da habe ich Dienst`: why that one is taken out, behind events without a verb. */
static bool explains_exception(const struct study *s, size_t from, const struct piece *p)
{
	size_t last = p->from;
	bool except = false;

	if (!p->verb || p->sign != ',' || !atom_means(&s->atoms[p->first], SENSE_THERE))
		return false;
	while (last > from && atom_quiet(&s->atoms[last - 1]))
		last--;
	for (size_t i = from; i < last; i++)
		except = except || atom_means(&s->atoms[i], SENSE_EXCEPT);
	return except && s->atoms[last - 1].kind == ATOM_EVENT;
}

static bool add_sentence(struct study *s, size_t sentence)
{
	const struct sentence *x = &s->sentences[sentence];
	struct piece parts[PIECES_MAX + 1];
	size_t n = pieces_make(s, x, parts), first = 0;
	struct said said = {0};
	bool inherits = false;

	for (size_t i = 1; i < n; i++) {
		const struct piece *before = &parts[i - 1], *next = &parts[i];
		const struct piece *last = list_end(next, parts + n);
		add_piece(&said, before);
		bool open = !subordinates(next->sign) && closes(parts, first, i);
		bool leads = leads_on(s, next, last, said_whole(&said));
		bool shared = said.verb && joins_no(next) &&
			noes_shared(s, before->first, next->from, next->end);
		bool apart = shared && noes_may_part(s, before->first, next->first, next->end);
		bool cut = leads || apart ||
			(!shared && !open &&
				(begins(&said, next, before, parts + n) ||
					(!said.verb &&
						explains_exception(s, parts[first].from, next)) ||
					cuts(before, next, said.verb)));
		if (!cut)
			continue;
		add_clause(s, sentence, &parts[first], before, inherits);
		/* `ich komme am 16., am 18. und am 21. nicht`: all, or the last? */
		bool listed =
			leads && before->lists && (last->polarity || last->verb || last->people);
		if (apart || listed)
			clause_trouble(
				&s->clauses[s->clause_count - 1], "negation-unclear", next->from);
		/* `weil ich krank bin und nicht kommen kann` is one reason */
		inherits = !leads && !apart && (subordinates(parts[first].sign) || inherits) &&
			next->sign == '&' && !resumes(s, next);
		first = i;
		said = (struct said){0};
	}
	add_clause(s, sentence, &parts[first], &parts[n - 1], inherits);
	return n < PIECES_MAX;
}

bool clauses_make(struct study *s)
{
	bool whole = true;

	s->clause_room = 2 * s->sentence_count;
	s->clauses = arena_room(s->arena, s->clause_room, sizeof *s->clauses);
	for (size_t i = 0; i < s->sentence_count; i++)
		if (s->sentences[i].sort != ROW_QUOTE)
			whole = add_sentence(s, i) && whole;
	return whole;
}
