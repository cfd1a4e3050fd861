#include "reading/events/events.h"

#include "reading/days/dates.h"
#include "reading/days/dayparts.h"
#include "reading/days/weekdays.h"
#include "reading/events/backed.h"
#include "reading/events/blends.h"
#include "reading/events/positions.h"
#include "reading/events/references.h"
#include "reading/events/runs.h"
#include "reading/events/together.h"
#include "reading/lines/tongues.h"

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
			!atom_means(b, SENSE_GOING) && !atom_means(b, SENSE_BE) &&
			!atom_means(b, SENSE_PARTICLE));
}

/* Minutes after midnight that a time of day says (`16:30`, `1630 hrs`, `4 pm`); -1. */
static int minutes_of(const struct study *s, const struct atom *a)
{
	const struct token *t = first_token(s, a), *end = t + a->count;
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

/* The atom behind a list of days and names of events that begins at `at`. */
static size_t list_end(const struct study *s, size_t at, size_t end)
{
	while (at < end &&
		(s->atoms[at].kind == ATOM_DATE || s->atoms[at].kind == ATOM_TITLE ||
			s->atoms[at].kind == ATOM_SORT || atom_is(&s->atoms[at], ',') ||
			atom_means(&s->atoms[at], SENSE_AND) ||
			atom_means(&s->atoms[at], SENSE_SINCE) || run_is_glue_word(&s->atoms[at])))
		at++;
	return at;
}

/* Whether it is a form of a verb that cancels, with that particle; NULL: without one, or joined to it. */
static bool takes_off(const struct study *s, const struct atom *a, const struct atom *particle)
{
	if (particle == NULL && atom_means(a, SENSE_CANCEL) && a->count > 1)
		return true; /* `streichen Sie mich` */
	for (const struct inflection *f = atom_maybe_verb(a) ? a->meaning->inflections : NULL;
		f != NULL; f = f->next) {
		if (f->verb->sense != SENSE_CANCEL)
			continue;
		bool apart = f->verb->particle.len > 0 && !f->joined;
		if (particle == NULL
				? !apart
				: apart && particle->kind == ATOM_WORD && particle->count == 1 &&
					slice_eq(f->verb->particle, first_token(s, particle)->key))
			return true;
	}
	return false;
}

/* `melden Sie mich vom 21. und 22. ab`, `streichen Sie mich vom 18.`: what somebody is taken off is the event. */
static bool taken_off(const struct study *s, const struct sentence *x, size_t since)
{
	size_t end = list_end(s, since + 1, x->end);
	const struct atom *behind = study_atom(s, end, x->end);

	if (!atom_means(&s->atoms[since], SENSE_ORIGIN))
		return false;
	if (takes_off(s, behind, NULL))
		return true;
	for (size_t i = since; i-- > x->first;) {
		const struct atom *a = &s->atoms[i];
		if (takes_off(s, a, behind) ||
			(behind->kind == ATOM_PUNCT && takes_off(s, a, NULL)))
			return true;
		if (atom_quiet(a))
			return false;
	}
	return false;
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
	return noun || eset_empty(s->atoms[at].events) || !taken_off(s, x, r->first - 1);
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
				   run_is_glue_word(a) || atom_is(a, '&'))) {
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

	if (atom_quiet(a))
		return true;
	if (ATOM_MEANS_ANY(a, senses))
		return true;
	return atom_maybe_verb(a);
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
	/* `change my registration from the 16th to the 18th` */
	for (size_t k = x->first; k + 2 < i; k++)
		if (atom_means(&s->atoms[k], SENSE_CHANGE) && !eset_empty(s->atoms[at].events))
			return false;
	return (atom_means(from, SENSE_ORIGIN) || atom_means(from, SENSE_SINCE)) &&
		noun->kind == ATOM_WORD && noun->count > 0 &&
		token_means(last_token(s, noun), SENSE_LETTER);
}

/* Writes the atoms of one sentence, runs made one, to `into` from `to` on. */
static size_t rewrite(struct study *s, struct sentence *x, struct atom *into, size_t to)
{
	size_t start = to, first = x->first;

	inherit_months(s, x->first, x->end);
	weekdays_take_numbers(s, x->first, x->end);
	place_sorts(s, x);
	for (size_t at = x->first; at < x->end;) {
		struct atom out = s->atoms[at];
		size_t n = reference_at(s, at, x->end, &out);
		if (n == 0)
			n = position_at(s, at, x->end, &out);
		if (n == 0 && dates_letter(s, x, at)) {
			out.kind = ATOM_EVENT;
			out.reference = out.date_only = true;
			n = 1;
		} else if (n == 0 && run_is_piece(&s->atoms[at])) {
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
			run_judge(s, &r, &out);
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

/* Whether a word of it says that one is meant that is known: `the`, `zum`. */
static bool definite(const struct study *s, const struct atom *a)
{
	for (size_t k = a->first; k < a->first + a->count; k++)
		if (token_means(&s->tokens[k], SENSE_ARTICLE) ||
			(token_means(&s->tokens[k], SENSE_GOING) && tongue_nouns(s, a)))
			return true;
	return false;
}

/* `On the 16th I'm in Cologne. Register me for the forum.`: a day alone names an event for its own
 * sentence; in the subject for all. */
static bool only_day_before(const struct study *s, const struct sentence *x, size_t k)
{
	const struct sentence *subject = s->sentences;

	return s->atoms[k].date_only && k < x->first && !(subject->subject && k < subject->end);
}

/* `the forum`, where one was named before: that one. Not `a forum`, nor where several fit. */
static void refer_back(struct study *s, const struct sentence *x, size_t i)
{
	struct atom *a = &s->atoms[i];
	struct eset named = {0};

	if (a->kind != ATOM_EVENT || !a->sort_only || a->several || a->contradiction ||
		eset_count(a->events) < 2)
		return;
	for (size_t k = 0; k < i; k++)
		if (s->atoms[k].kind == ATOM_EVENT && s->atoms[k].strong &&
			!s->atoms[k].reference && !only_day_before(s, x, k))
			named = eset_or(named, eset_and(s->atoms[k].events, a->events));
	if (!definite(s, a) || eset_count(named) != 1)
		return;
	a->events = named;
	a->strong = true;
}

/* `see you in the town hall`, where several events are there and the sentence has named one of them: at that one. */
static void refer_by_place(struct study *s, const struct sentence *x, size_t i)
{
	struct atom *a = &s->atoms[i];
	struct eset named = {0};

	if (a->kind != ATOM_EVENT || !a->bare_place || a->several || a->contradiction ||
		a->reference || eset_count(a->events) < 2)
		return;
	for (size_t k = x->first; k < i; k++) {
		const struct atom *b = &s->atoms[k];
		if (atom_means(b, SENSE_OTHER) || atom_means(b, SENSE_NUMBER) ||
			atom_means(b, SENSE_SWAP) || atom_means(b, SENSE_NEG))
			return;
		if (b->kind != ATOM_EVENT || b->reference)
			continue;
		if (!b->strong || b->contradiction || b->over || !eset_within(b->events, a->events))
			return;
		named = eset_or(named, b->events);
	}
	if (eset_count(named) != 1)
		return;
	a->events = named;
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

static bool month_only(const struct atom *a)
{
	return a->kind == ATOM_EVENT && a->date_only && !a->day_known && !a->weekday_known &&
		!a->reference && !a->contradiction && !a->over;
}

/* `im Oktober bin ich bei allen Veranstaltungen dabei`: all of those that take place then, where the month stands before
 * them and nothing parts them. */
static void refer_to_month(struct study *s, const struct sentence *x, size_t i)
{
	struct atom *a = &s->atoms[i];

	if (a->kind != ATOM_EVENT || !a->several || a->none || a->contradiction || a->n != 0)
		return;
	for (size_t k = i; k-- > x->first;) {
		struct atom *b = &s->atoms[k];
		struct eset then = eset_and(a->events, b->events);
		if (month_only(b)) {
			if (eset_count(then) > 1) {
				a->events = then;
				b->kind = ATOM_TIME;
			}
			return;
		}
		if (b->kind == ATOM_EVENT || b->kind == ATOM_PUNCT || atom_means(b, SENSE_AND) ||
			atom_means(b, SENSE_BUT))
			return;
	}
}

/* `das im November`, `to the one in May`: an article before the month's own preposition. */
static bool article_before_month(const struct study *s, const struct atom *a)
{
	const struct token *t = first_token(s, a);
	bool led = a->count > 3 && token_means(t, SENSE_GOING) && !token_means(t, SENSE_ARTICLE);

	t += led;
	return token_means(t, SENSE_ARTICLE) && !token_means(t, SENSE_GOING);
}

/* `das Labor im Oktober oder das im November`: a month that an article makes stand for an event of the sort that was named
 * last, in this sentence or the one before. */
static void refer_by_month(struct study *s, const struct sentence *x, size_t i)
{
	struct atom *a = &s->atoms[i];
	struct eset then = {0};
	size_t first = x > s->sentences ? x[-1].first : x->first;

	if (!month_only(a) || eset_count(a->events) < 2 || !article_before_month(s, a))
		return;
	for (size_t k = i; k-- > first;) {
		const struct atom *b = &s->atoms[k];
		if (b->kind != ATOM_EVENT || b->reference)
			continue;
		if (b->contradiction || (!b->several && eset_count(b->events) != 1))
			return;
		for (size_t f = 0; f < s->series->event_count; f++)
			for (size_t e = 0; eset_has(b->events, f) && e < s->series->event_count;
				e++)
				if (eset_has(a->events, e) &&
					s->series->events[e].sort == s->series->events[f].sort)
					eset_add(&then, e);
		if (eset_count(then) == 1) {
			a->events = then;
			a->strong = true;
		}
		return;
	}
}

/* `I'll give the trees a miss`, where the subject is `Trees in the city`: a word of a title that was named. */
static void refer_by_word(struct study *s, size_t i)
{
	struct atom *a = &s->atoms[i];
	bool named = false;

	if (a->kind != ATOM_EVENT || a->strong || a->several || a->contradiction || a->over ||
		a->reference || a->title_words == 0 || eset_count(a->events) != 1 ||
		!definite(s, a))
		return;
	for (size_t k = 0; k < i; k++) {
		const struct atom *b = &s->atoms[k];
		if (b->kind != ATOM_EVENT || b->reference || b->contradiction)
			continue;
		named = named || (b->strong && b->title_words > 0 && eset_eq(b->events, a->events));
	}
	a->strong = named;
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
		/* `außer A alles`: what is taken out is none of them */
		bool except = k > 0 && atom_means(b - 1, SENSE_EXCEPT);
		if (b->kind != ATOM_EVENT || b->reference || b->contradiction || except ||
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
	struct atom *into = arena_room(s->arena, s->atom_count, sizeof *into);
	for (size_t i = 0; i < s->sentence_count; i++)
		to = rewrite(s, &s->sentences[i], into, to);
	s->atoms = into;
	s->atom_room = s->atom_count;
	s->atom_count = to;
	for (size_t x = 0; x < s->sentence_count; x++)
		for (size_t i = s->sentences[x].first; i < s->sentences[x].end; i++) {
			refer_back(s, &s->sentences[x], i);
			refer_by_word(s, i);
			refer_by_place(s, &s->sentences[x], i);
			refer_to_several(s, i);
			refer_to_month(s, &s->sentences[x], i);
			refer_by_month(s, &s->sentences[x], i);
		}
	for (size_t i = 0; i < s->sentence_count; i++)
		together_read(s, &s->sentences[i]);
	backed_trust(s);
	for (size_t i = 0; i < s->sentence_count; i++)
		blends_doubt(s, &s->sentences[i]);
}
