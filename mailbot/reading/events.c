#include "reading/events.h"

#include <string.h>

#include "reading/dates.h"
#include "reading/dayparts.h"
#include "reading/references.h"
#include "reading/tongues.h"
#include "reading/vocabulary.h"

/* A run in the making. */
struct run {
	size_t first, end; /* atoms */
	struct eset title, sort, place, day, weekday, month;
	bool has_title, has_sort, has_place, has_day, has_weekday, has_month;
	bool going, quoted, indefinite, over, common, repaired, clash, plural;
	size_t pieces, words;
	size_t open; /* brackets */
};

static bool is_piece(const struct atom *a)
{
	return a->kind == ATOM_TITLE || a->kind == ATOM_SORT || a->kind == ATOM_DATE;
}

static bool is_glue_word(const struct atom *a)
{
	return a->kind == ATOM_WORD &&
		(atom_means(a, SENSE_GOING) || atom_means(a, SENSE_ARTICLE) ||
			atom_means(a, SENSE_YOUR) || atom_means(a, SENSE_AT_TIME));
}

static bool is_event_noun(const struct atom *a)
{
	return a->kind == ATOM_WORD && (atom_means(a, SENSE_EVENT) || atom_means(a, SENSE_EVENTS));
}

static bool is_silent(const struct atom *a)
{
	return a->kind == ATOM_SILENT;
}

/* `'s` between a day and what takes place on it: `this afternoon's forum`. */
static bool is_clitic(const struct study *s, const struct atom *a)
{
	const struct token *t = &s->tokens[a->first];

	return a->kind == ATOM_WORD && a->count == 1 && t->joined &&
		(t->text.p[0] == '\'' || slice_starts(t->text, "\xe2\x80\x99"));
}

/* The next piece from `at` on over glue that a run may hold; `end` where there is none. */
static size_t next_piece(const struct study *s, size_t at, size_t end, bool *separated)
{
	bool comma = false;

	for (; at < end; at++) {
		const struct atom *a = &s->atoms[at];
		if (is_piece(a))
			return at;
		if (atom_is(a, ',') || atom_is(a, '-') || atom_is(a, ':') || atom_is(a, 'n') ||
			atom_is(a, '/') || atom_is(a, '&') || atom_means(a, SENSE_AND)) {
			if (comma)
				return end;
			comma = true;
			*separated = true;
			if (atom_means(a, SENSE_AND))
				*separated = true;
		} else if (!(is_glue_word(a) || is_silent(a) || is_clitic(s, a) ||
				   atom_is(a, '(') || atom_is(a, ')') || is_event_noun(a) ||
				   a->kind == ATOM_TIME || atom_means(a, SENSE_SINCE))) {
			return end;
		}
	}
	return end;
}

static bool between_has_and(const struct study *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (atom_means(&s->atoms[i], SENSE_AND) || atom_is(&s->atoms[i], '&') ||
			atom_is(&s->atoms[i], '+'))
			return true;
	return false;
}

/* Whether the set, where it is one, leaves something in common. */
static bool agrees(bool has, struct eset a, struct eset b)
{
	return !has || !eset_empty(eset_and(a, b));
}

static bool title_fits(const struct run *r, struct eset e)
{
	return agrees(r->has_title, r->title, e);
}

static void add_title(struct run *r, const struct atom *a)
{
	if (a->reference) { /* a place */
		r->place = r->has_place ? eset_and(r->place, a->events) : a->events;
		r->has_place = true;
	} else {
		if (r->has_title && eset_empty(eset_and(r->title, a->events)))
			r->clash = true;
		r->title = r->has_title ? eset_and(r->title, a->events) : a->events;
		r->has_title = true;
		r->common = !senses_none(a->senses);
	}
	r->words += a->count;
}

static void add_date(struct run *r, const struct atom *a)
{
	struct eset e = a->events;

	r->over = r->over || a->over;
	if (a->day_known) {
		r->day = r->has_day ? eset_and(r->day, e) : e;
		r->has_day = true;
	} else if (a->weekday_known) {
		r->weekday = e;
		r->has_weekday = true;
	} else {
		r->month = e;
		r->has_month = true;
	}
}

static void add_piece(struct run *r, const struct atom *a)
{
	if (a->kind == ATOM_TITLE) {
		add_title(r, a);
	} else if (a->kind == ATOM_SORT) {
		r->sort = r->has_sort ? eset_and(r->sort, a->events) : a->events;
		r->has_sort = true;
		r->plural = a->several;
	} else {
		add_date(r, a);
	}
	r->repaired = r->repaired || a->repaired;
	r->pieces++;
}

/* Whether the date is followed by a name that it belongs to: `Bildung, am 18. Arbeit`. */
static bool date_leads(const struct study *s, size_t at, size_t end)
{
	bool separated = false;
	size_t next = next_piece(s, at + 1, end, &separated);

	return next < end && !separated && s->atoms[next].kind != ATOM_DATE &&
		!eset_empty(eset_and(s->atoms[next].events, s->atoms[at].events));
}

/* Whether the piece at `next` goes on with the run, rather than open one of its own. */
static bool continues(
	const struct study *s, const struct run *r, size_t next, size_t end, bool separated)
{
	const struct atom *a = &s->atoms[next];
	bool has_and = between_has_and(s, r->end, next);

	if (a->kind == ATOM_DATE) {
		if (a->day_known && r->has_day)
			return false;
		if (a->weekday_known && !a->day_known && (r->has_weekday || has_and))
			return false;
		if (has_and || (separated && date_leads(s, next, end)))
			return false;
		return true;
	}
	if (a->kind == ATOM_SORT)
		return !has_and && !(r->has_sort && separated) &&
			(!separated || agrees(r->has_title, r->title, a->events)) &&
			!(separated && r->has_title && !a->several && r->has_day);
	if (!separated)
		return true;
	if (a->reference)
		return !has_and && agrees(r->has_title, r->title, a->events) &&
			agrees(r->has_sort, r->sort, a->events);
	/* `Arbeit und Unternehmen` goes on, `Bildung und Arbeit` does not */
	return r->has_title ? title_fits(r, a->events)
			    : !has_and && (r->has_sort || r->has_day || r->has_weekday);
}

static struct eset all_events(const struct study *s)
{
	struct eset out = {0};

	for (size_t i = 0; i < s->series->event_count; i++)
		eset_add(&out, i);
	return out;
}

static void judge(const struct study *s, struct run *r, struct atom *out)
{
	struct eset e = all_events(s);

	e = r->has_title ? eset_and(e, r->title) : e;
	e = r->has_sort ? eset_and(e, r->sort) : e;
	e = r->has_day ? eset_and(e, r->day) : e;
	e = r->has_month ? eset_and(e, r->month) : e;
	if (r->has_place)
		e = eset_and(e, r->place);
	/* a wrong weekday beside title and date is a slip */
	bool sure = r->has_day && (r->has_title || (r->has_sort && eset_count(e) == 1));
	if (r->has_weekday && !(sure && eset_empty(eset_and(e, r->weekday))))
		e = eset_and(e, r->weekday);
	out->contradiction = eset_empty(e) || r->clash;
	out->over = r->over || (!eset_empty(e) && eset_empty(eset_and(e, s->coming)));
	if (eset_count(e) > 1 && !r->over && !eset_empty(eset_and(e, s->coming)))
		e = eset_and(e, s->coming);
	out->events = e;
	out->several = r->plural && !r->has_title && !r->has_day && !r->has_place;
	out->repaired = r->repaired;
	bool dated = r->has_day || r->has_weekday;
	out->strong = !r->indefinite &&
		(r->quoted || r->words > 1 || dated ||
			(r->has_sort &&
				(r->has_title || eset_count(r->sort) == 1 || r->has_month ||
					r->has_place)) ||
			(r->going && !r->common));
	out->going = r->going;
	out->title_words = r->has_title ? (int)r->words : 0;
	out->one_sort = r->has_sort && !r->plural && eset_count(r->sort) > 1;
	out->sort_only = r->has_sort && !r->has_title && !r->has_place && !dated && !r->has_month &&
		!r->indefinite;
	out->date_only = !r->has_place && !r->has_title && !r->has_sort;
	out->place_only = r->has_place && !r->has_title && !r->has_sort && !dated && !r->has_month;
}

/* `the expert forum`: a word that changes nothing, before a sort's. */
static bool is_adjective(const struct study *s, const struct atom *a)
{
	return atom_means(a, SENSE_SAFE) && a->count == 1 && a->meaning != NULL &&
		a->meaning->inflections == NULL && !tongue_nouns(s, a);
}

/* `on the evening of the 21st`: its `of`; not `until the morning of the 16th`. */
static bool day_of_noun(const struct study *s, size_t first, size_t at)
{
	const struct atom *a = &s->atoms[at];
	size_t noun = at - 1, lead;

	if (at < first + 2 || a->count != 1 || !atom_means(a, SENSE_ORIGIN) ||
		atom_means(a, SENSE_WITH) || !is_event_noun(&s->atoms[noun]))
		return false;
	for (lead = noun; lead > first && atom_means(&s->atoms[lead - 1], SENSE_ARTICLE);)
		lead--;
	return lead > first && atom_means(&s->atoms[lead - 1], SENSE_GOING);
}

/* Glue in front of the run: `für das`, quotes. */
static size_t front(const struct study *s, size_t first, size_t at, struct run *r)
{
	bool noun = false; /* `zu dem Abend in der Moschee`: a preposition each */

	while (at > first) {
		const struct atom *a = &s->atoms[at - 1];
		if (a->kind == ATOM_EVENT)
			break;
		if (!r->going && day_of_noun(s, first, at - 1)) {
			at--;
			continue;
		}
		if (is_silent(a)) {
			r->quoted = true;
		} else if (atom_means(a, SENSE_INDEFINITE)) {
			r->indefinite = true;
			break;
		} else if (atom_is(a, '(') || is_event_noun(a)) {
			if (atom_is(a, '('))
				r->open++;
			noun = noun || is_event_noun(a);
		} else if (is_glue_word(a) && !atom_means(a, SENSE_ABOUT)) {
			/* `es geht um den Kongress`: a time's preposition leads to no event */
			if (!atom_means(a, SENSE_GOING) && atom_means(a, SENSE_AT_TIME))
				break;
			/* one preposition: `melde mich an für …` keeps its particle */
			if (r->going && atom_means(a, SENSE_GOING) && !noun)
				break;
			noun = noun && !atom_means(a, SENSE_GOING);
			r->going = r->going || atom_means(a, SENSE_GOING);
		} else if (!(s->atoms[at].kind == ATOM_SORT && is_adjective(s, a))) {
			break;
		}
		at--;
	}
	return at;
}

/* `the Selimiye mosque`: a common noun behind a place's name, where nouns have no capital. */
static bool names_place_sort(const struct study *s, size_t at)
{
	const struct atom *a = &s->atoms[at], *before = a - 1;

	return !tongue_nouns(s, a) && atom_means(a, SENSE_HARMLESS) && at > 0 &&
		before->kind == ATOM_TITLE && before->reference;
}

/* Closing quotes, brackets, an event noun and a time behind the run. */
static size_t back(const struct study *s, size_t at, size_t end, struct run *r)
{
	for (; at < end; at++) {
		const struct atom *a = &s->atoms[at];
		if (is_silent(a))
			r->quoted = r->quoted || r->has_title;
		else if (atom_is(a, ')') && r->open > 0)
			r->open--;
		else if (!(a->kind == ATOM_TIME && r->pieces > 0) && !is_event_noun(a) &&
			!names_place_sort(s, at))
			break;
	}
	return at;
}

static void open_brackets(const struct study *s, struct run *r, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (atom_is(&s->atoms[i], '('))
			r->open++;
		else if (atom_is(&s->atoms[i], ')') && r->open > 0)
			r->open--;
		else if (is_silent(&s->atoms[i]))
			r->quoted = true;
	}
}

/* `the Summer Energy Conference`: one word of a title behind words that are none of it. */
static bool other_occasion(const struct study *s, const struct sentence *x, const struct run *r)
{
	const struct atom *b = r->first > x->first ? &s->atoms[r->first - 1] : NULL;

	if (b == NULL || !r->has_title || r->words != 1 || r->has_sort || r->has_day ||
		r->has_weekday || r->has_place || r->quoted || tongue_nouns(s, b))
		return false;
	return b->kind == ATOM_UNKNOWN ||
		(b->kind == ATOM_WORD && b->count == 1 && atom_means(b, SENSE_HARMLESS) &&
			!atom_means(b, SENSE_SAFE) && !atom_means(b, SENSE_ARTICLE) &&
			!atom_means(b, SENSE_GOING) && !atom_means(b, SENSE_BE));
}

/* Minutes after midnight that a time of day says (`16:30`, `1630 hrs`, `4 pm`); -1. */
static int minutes_of(const struct study *s, const struct atom *a)
{
	const struct token *t = &s->tokens[a->first], *end = t + a->count;
	bool afternoon = false;
	int hour, minute = 0;

	if (a->kind != ATOM_TIME || t->kind != TOKEN_NUMBER)
		return -1;
	hour = (int)t->number;
	if (t->text.len == 4 && t->number <= 2400) {
		hour = (int)t->number / 100;
		minute = (int)t->number % 100;
	} else if (t + 2 < end && t[2].kind == TOKEN_NUMBER && t[2].text.len == 2) {
		minute = (int)t[2].number;
	}
	for (; t < end; t++)
		afternoon = afternoon || slice_starts_ci(t->text, "p");
	return (afternoon && hour < 12 ? hour + 12 : hour) * 60 + minute;
}

/* Several on one day, and an hour at which only one of them begins. */
static void narrow_by_time(const struct study *s, const struct run *r, size_t end, struct atom *out)
{
	for (size_t i = r->first; i < r->end + 2 && i < end && eset_count(out->events) > 1; i++) {
		int minutes = minutes_of(s, &s->atoms[i]);
		struct eset fit = {0};
		for (size_t e = 0; minutes >= 0 && e < s->series->event_count; e++) {
			const struct civil *c = &s->series->events[e].begin;
			if (eset_has(out->events, e) && c->hour * 60 + c->minute == minutes)
				eset_add(&fit, e);
		}
		if (eset_count(fit) == 1)
			out->events = fit;
	}
}

/* The run that begins with the piece at `at`; glue may reach back to `first`. */
static struct run run_at(struct study *s, size_t first, size_t at, size_t end)
{
	struct run r = {.end = at + 1};

	r.first = front(s, first, at, &r);
	add_piece(&r, &s->atoms[at]);
	for (;;) {
		bool separated = false;
		size_t next = next_piece(s, r.end, end, &separated);
		if (next >= end)
			break;
		/* a day takes the month of the one behind it */
		if (s->atoms[next].kind == ATOM_DATE && s->atoms[r.end - 1].kind == ATOM_DATE)
			date_inherit(s, &s->atoms[r.end - 1], &s->atoms[next]);
		if (!continues(s, &r, next, end, separated))
			break;
		open_brackets(s, &r, r.end, next);
		add_piece(&r, &s->atoms[next]);
		r.end = next + 1;
	}
	r.end = back(s, r.end, end, &r);
	return r;
}

/* `Ihr Schreiben vom 17. Januar`, `seit dem 3.`: a date that is no event's. */
static bool is_reference_date(const struct study *s, const struct sentence *x, size_t first,
	size_t at, const struct run *r)
{
	if (r->has_title || r->has_sort || r->has_place || r->first == first)
		return false;
	const struct atom *before = &s->atoms[r->first - 1];
	if (s->atoms[at].kind != ATOM_DATE || !atom_means(before, SENSE_SINCE))
		return false;
	/* `möchte vom 22. auf den 21. wechseln`: there it is the event that is left */
	bool noun = before > s->atoms && before[-1].count > 0 &&
		s->tokens[before[-1].first].capital && before - 1 > &s->atoms[x->first];
	for (size_t i = x->first; i < x->end && !noun; i++)
		if (atom_means(&s->atoms[i], SENSE_CHANGE) && !eset_empty(s->atoms[at].events))
			return false;
	return true;
}

/* Days inherit the month of a later one in the same list, over commas: `16., 18. und 21. Februar`. */
static void inherit_months(struct study *s, size_t first, size_t end)
{
	const struct atom *later = NULL;

	for (size_t i = end; i-- > first;) {
		struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_DATE && a->day_known) {
			if (later != NULL && a->n % 100 == 0)
				date_inherit(s, a, later);
			if (a->n % 100 != 0)
				later = a;
		} else if (!(atom_is(a, ',') || atom_is(a, '/') || atom_means(a, SENSE_AND) ||
				   is_glue_word(a) || atom_is(a, '&'))) {
			later = NULL;
		}
	}
}

/* The place in a list that a number behind a sort says: `Forum 2`; 0. */
static int place_of(const struct atom *a)
{
	if (a->kind == ATOM_NUMBER ||
		(a->kind == ATOM_WORD && atom_means(a, SENSE_NUMBER) &&
			!atom_means(a, SENSE_INDEFINITE)))
		return a->n;
	if (a->kind == ATOM_DATE && a->day_known && eset_empty(a->events) && a->n % 100 == 0)
		return a->n / 100; /* `Forum 3.` at a sentence's end */
	return 0;
}

/* Whether the number before it counts nothing that follows. */
static bool closes_number(const struct atom *a)
{
	static const enum sense senses[] = {SENSE_AND, SENSE_SAFE, SENSE_PLEASE, SENSE_YES,
		SENSE_NO, SENSE_NEG, SENSE_I, SENSE_GLADLY, SENSE_PARTICLE, SENSE_CAN, SENSE_WILL,
		SENSE_BE, SENSE_HAVE};

	if (a->kind == ATOM_PUNCT || a->kind == ATOM_SILENT)
		return true;
	for (size_t i = 0; i < sizeof senses / sizeof *senses; i++)
		if (atom_means(a, senses[i]))
			return true;
	return a->kind == ATOM_WORD && a->meaning != NULL && a->meaning->inflections != NULL;
}

static struct eset place_in(const struct study *s, struct eset of, int n)
{
	struct eset out = {0};

	for (size_t i = 0; i < s->series->event_count; i++)
		if (eset_has(of, i) && --n == 0)
			eset_add(&out, i);
	return out;
}

/* `Forum 2 und 4 Personen`: are they two forums? */
static bool counts_on(const struct study *s, const struct sentence *x, size_t number)
{
	return number + 2 < x->end && place_of(&s->atoms[number]) > 0 &&
		atom_means(&s->atoms[number + 1], SENSE_AND) &&
		place_of(&s->atoms[number + 2]) > 0 && number + 3 < x->end &&
		!closes_number(&s->atoms[number + 3]);
}

/* `Forum 2`, `die Foren 3 und 4`: places in the list of that sort. */
static void place_sorts(struct study *s, const struct sentence *x)
{
	for (size_t i = x->first; i + 1 < x->end; i++) {
		struct atom *sort = &s->atoms[i];
		size_t k = i + 1;
		struct eset of = sort->events;
		if (sort->kind != ATOM_SORT || eset_count(of) < 2 || counts_on(s, x, i + 1))
			continue;
		while (k < x->end && place_of(&s->atoms[k]) > 0 &&
			!eset_empty(place_in(s, of, place_of(&s->atoms[k]))) &&
			(k + 1 == x->end || closes_number(&s->atoms[k + 1]))) {
			struct atom *a = &s->atoms[k];
			struct eset one = place_in(s, of, place_of(a));
			if (k == i + 1) {
				sort->events = one;
				sort->several = false;
				a->kind = ATOM_SILENT;
			} else {
				a->kind = ATOM_SORT;
				a->events = one;
				a->several = a->day_known = false;
			}
			bool more = k + 2 < x->end &&
				(atom_means(&s->atoms[k + 1], SENSE_AND) ||
					atom_is(&s->atoms[k + 1], ',') ||
					atom_is(&s->atoms[k + 1], '&'));
			if (!more)
				break;
			k += 2;
		}
	}
}

/* `your letter of 17 January`, `my mail from the 3rd`: the date of something written. */
static bool dates_letter(const struct study *s, const struct sentence *x, size_t at)
{
	size_t i = at;

	while (i > x->first && atom_means(&s->atoms[i - 1], SENSE_ARTICLE))
		i--;
	if (s->atoms[at].kind != ATOM_DATE || i < x->first + 2)
		return false;
	const struct atom *from = &s->atoms[i - 1], *noun = &s->atoms[i - 2];
	return (atom_means(from, SENSE_ORIGIN) || atom_means(from, SENSE_SINCE)) &&
		noun->kind == ATOM_WORD && noun->count > 0 &&
		token_means(&s->tokens[noun->first + noun->count - 1], SENSE_LETTER);
}

/* Writes the atoms of one sentence, runs made one, to `into` from `to` on. */
static size_t rewrite(struct study *s, struct sentence *x, struct atom *into, size_t to)
{
	size_t start = to, first = x->first;

	inherit_months(s, x->first, x->end);
	place_sorts(s, x);
	for (size_t at = x->first; at < x->end;) {
		struct atom out = s->atoms[at];
		size_t n = reference_at(s, at, x->end, &out);
		if (n == 0 && dates_letter(s, x, at)) {
			out.kind = ATOM_EVENT;
			out.reference = out.date_only = true;
			n = 1;
		} else if (n == 0 && is_piece(&s->atoms[at])) {
			struct run r = run_at(s, first, at, x->end);
			size_t back_by = at - r.first;
			bool told = is_reference_date(s, x, first, at, &r);
			const struct atom *a = &s->atoms[r.first], *z = &s->atoms[r.end - 1];
			out = (struct atom){.kind = ATOM_EVENT,
				.first = a->first,
				.count = z->first + z->count - a->first,
				.day_known = r.has_day,
				.weekday_known = r.has_weekday,
				.day = s->atoms[at].day};
			judge(s, &r, &out);
			if (other_occasion(s, x, &r))
				out.strong = false;
			if (!out.contradiction && !r.has_day && r.has_weekday && !r.has_month)
				daypart_week(s, x->first, &out);
			if (!out.contradiction && (r.has_day || r.has_weekday)) {
				narrow_by_time(s, &r, x->end, &out);
				daypart_narrow(s, x->end, &out);
			}
			out.reference = told;
			to -= back_by; /* the glue was written already */
			n = r.end - at;
		} else if (n == 0) {
			n = 1;
		}
		into[to++] = out;
		at += n;
		if (out.kind == ATOM_EVENT)
			first = at;
	}
	x->first = start;
	x->end = to;
	return to;
}

/* Whether the token opens or closes a quote. */
static bool is_quote(const struct token *t)
{
	static const char *const marks[] = {"\"", "„", "“", "”", "«", "»", "‚", "‘"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (slice_is(t->text, marks[i]))
			return true;
	return false;
}

/* Whether the two tokens stand between the same two quotes. */
static bool quoted_together(const struct study *s, size_t begin, size_t a, size_t b)
{
	bool open = false;

	for (size_t i = begin; i <= b; i++) {
		if (!is_quote(&s->tokens[i]))
			continue;
		if (i > a)
			return false;
		open = !open;
	}
	return open;
}

static size_t last_word(const struct study *s, const struct atom *a)
{
	size_t i = a->first + a->count - 1;

	while (i > a->first && s->tokens[i].kind != TOKEN_WORD)
		i--;
	return i;
}

static size_t first_word(const struct study *s, const struct atom *a)
{
	size_t i = a->first;

	while (i + 1 < a->first + a->count && s->tokens[i].kind != TOKEN_WORD)
		i++;
	while (i + 1 < a->first + a->count && s->tokens[i].meaning != NULL &&
		(token_means(&s->tokens[i], SENSE_GOING) ||
			token_means(&s->tokens[i], SENSE_ARTICLE)))
		i++;
	return i;
}

static bool lone_title(const struct atom *a)
{
	return a->title_words == 1 && !a->day_known && !a->weekday_known;
}

static bool has_article(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (token_means(&s->tokens[i], SENSE_ARTICLE))
			return true;
	return false;
}

/* `das Forum Arbeit und Bildung`: one forum, and a word each of two titles; not `und den Kongress`. */
static bool one_forum_two_titles(
	const struct study *s, const struct sentence *x, const struct atom *before, size_t at)
{
	const struct atom *a = &s->atoms[at];

	return before->one_sort && lone_title(before) && lone_title(a) && !a->one_sort &&
		!a->going && !has_article(s, a) && at >= 2 && &s->atoms[at - 2] == before &&
		atom_means(&s->atoms[at - 1], SENSE_AND) &&
		(at + 1 >= x->end || !atom_means(&s->atoms[at + 1], SENSE_AND));
}

/* `"Social City"`: a quoted title of words that stand apart in the real one. */
static bool torn_title(const struct study *s, const struct atom *a)
{
	size_t before = 0;

	if (a->title_words != 2)
		return false;
	for (size_t i = a->first; i < a->first + a->count; i++) {
		if (s->tokens[i].kind != TOKEN_WORD)
			continue;
		if (before > 0 && quoted_together(s, a->first, before - 1, i) &&
			vocabulary_torn(s, s->tokens[before - 1].key, s->tokens[i].key))
			return true;
		before = i + 1;
	}
	return false;
}

/* `„Arbeit und Bildung“`: what stands in one pair of quotes is one title, and there is none like it. */
static void doubt_blends(struct study *s, const struct sentence *x)
{
	struct atom *before = NULL;

	for (size_t i = x->first; i < x->end; i++) {
		struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->reference)
			continue;
		if (torn_title(s, a))
			a->contradiction = true;
		if (before != NULL && one_forum_two_titles(s, x, before, i))
			before->contradiction = a->contradiction = true;
		if (before != NULL &&
			quoted_together(s, s->atoms[x->first].first, last_word(s, before),
				first_word(s, a)))
			before->contradiction = a->contradiction = true;
		before = a;
	}
}

/* `the forum`, where one was named before: that one. Not `a forum`, nor where several fit. */
static void refer_back(struct study *s, size_t i)
{
	struct atom *a = &s->atoms[i];
	struct eset named = {0};
	bool article = false;

	if (a->kind != ATOM_EVENT || !a->sort_only || a->several || a->contradiction ||
		eset_count(a->events) < 2)
		return;
	for (size_t k = a->first; k < a->first + a->count; k++)
		article = article || token_means(&s->tokens[k], SENSE_ARTICLE);
	for (size_t k = 0; k < i; k++)
		if (s->atoms[k].kind == ATOM_EVENT && s->atoms[k].strong && !s->atoms[k].reference)
			named = eset_or(named, eset_and(s->atoms[k].events, a->events));
	if (!article || eset_count(named) != 1)
		return;
	a->events = named;
	a->strong = true;
}

/* The only sort of which so many events are still to come. */
static struct eset sort_of_so_many(const struct study *s, int n)
{
	struct eset out = {0};

	for (size_t k = 0; k < s->series->sort_count; k++) {
		struct eset of = {0};
		for (size_t i = 0; i < s->series->event_count; i++)
			if (s->series->events[i].sort == &s->series->sorts[k] &&
				eset_has(s->coming, i))
				eset_add(&of, i);
		if ((int)eset_count(of) != n)
			continue;
		if (!eset_empty(out))
			return (struct eset){0};
		out = of;
	}
	return out;
}

/* `zu allen vier`: those that the letter names, where they are so many, else the events of a sort that
 * has so many, where it names no others. */
static void refer_to_so_many(struct study *s, struct atom *a)
{
	struct eset named = {0}, sort = sort_of_so_many(s, a->n);

	for (size_t k = 0; k < s->atom_count; k++) {
		const struct atom *b = &s->atoms[k];
		if (b != a && b->kind == ATOM_EVENT && !b->reference && !b->contradiction &&
			(b->strong || b->several || b->sort_only))
			named = eset_or(named, b->events);
	}
	if ((int)eset_count(named) == a->n)
		a->events = named;
	else if (eset_within(named, sort))
		a->events = sort;
	a->contradiction = eset_empty(a->events);
	a->over = !eset_within(a->events, s->coming);
	a->n = 0;
}

/* `zu allen`, `zu jedem`, where several were named before: those; where one was, nobody knows. */
static void refer_to_several(struct study *s, size_t i)
{
	struct atom *a = &s->atoms[i];
	struct eset named = {0};

	if (a->kind != ATOM_EVENT || !a->bare_all)
		return;
	if (a->n > 0) {
		refer_to_so_many(s, a);
		return;
	}
	for (size_t k = 0; k < i; k++) {
		const struct atom *b = &s->atoms[k];
		if (b->kind != ATOM_EVENT || b->reference || b->contradiction ||
			eset_empty(b->events))
			continue;
		named = b->several && !b->bare_all ? b->events : eset_or(named, b->events);
	}
	if (eset_count(named) == 1)
		a->contradiction = true;
	else if (!eset_empty(named))
		a->events = named;
}

void events_find(struct study *s)
{
	size_t to = 0;

	if (s->series == NULL)
		return;
	struct atom *into = arena_array(s->arena, s->atom_count, sizeof *into);
	for (size_t i = 0; i < s->sentence_count; i++)
		to = rewrite(s, &s->sentences[i], into, to);
	s->atoms = into;
	s->atom_room = s->atom_count;
	s->atom_count = to;
	for (size_t i = 0; i < s->atom_count; i++) {
		refer_back(s, i);
		refer_to_several(s, i);
	}
	for (size_t i = 0; i < s->sentence_count; i++)
		doubt_blends(s, &s->sentences[i]);
}
