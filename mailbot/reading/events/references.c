#include "reading/events/references.h"

#include <string.h>

#include "reading/answered.h"
#include "reading/days/dayparts.h"
#include "reading/events/repeats.h"
#include "reading/lines/tongues.h"

enum { POSITIONS_MAX = 8 };

/* What stands in front of the noun. */
struct reference {
	bool none, all, both, rest, last, going, article;
	int number; /* 0: none; of `vier` */
	bool within; /* `of the`, `der`: what follows says among how many */
	int among; /* `of the four`; 0: not said */
	int first_n; /* `die ersten drei` */
	int positions[POSITIONS_MAX];
	size_t position_count;
};

/* All that can be meant: of the series; where we asked to choose from a list, of that. */
static struct eset every(const struct study *s)
{
	struct eset out = {0};

	if (s->series != NULL && answered_asks(s) && s->context->event_count > 0)
		return s->shown;
	for (size_t i = 0; s->series != NULL && i < s->series->event_count; i++)
		eset_add(&out, i);
	return out;
}

/* What positions without a noun are counted among: the sort that was spoken of last, else all. */
static struct eset spoken_of(const struct study *s, size_t at)
{
	while (at-- > 0)
		if (s->atoms[at].kind == ATOM_SORT && s->atoms[at].several)
			return s->atoms[at].events;
	return every(s);
}

static bool is_noun(const struct atom *a)
{
	return a->kind == ATOM_SORT ||
		(a->kind == ATOM_WORD &&
			(atom_means(a, SENSE_EVENT) || atom_means(a, SENSE_EVENTS)));
}

static bool noun_plural(const struct atom *a)
{
	return a->kind == ATOM_SORT ? a->several : atom_means(a, SENSE_EVENTS);
}

static bool add_position(struct reference *r, int n)
{
	if (n <= 0 || r->position_count == POSITIONS_MAX)
		return false;
	r->positions[r->position_count++] = n;
	return true;
}

/* One word before the noun; false where it is none of a reference. */
static bool take(struct reference *r, const struct atom *a)
{
	if (a->kind == ATOM_DATE)
		return a->n > 0 && a->n % 100 == 0 && !a->weekday_known && a->day_known &&
			add_position(r, a->n / 100);
	if (a->kind == ATOM_NUMBER ||
		(a->kind == ATOM_WORD && atom_means(a, SENSE_NUMBER) &&
			!atom_means(a, SENSE_INDEFINITE))) {
		int *number = r->within ? &r->among : &r->number;
		if (*number != 0 || a->n <= 0)
			return false;
		*number = a->n;
		return true;
	}
	if (a->kind != ATOM_WORD)
		return false;
	if (atom_means(a, SENSE_ORDINAL) && a->meaning != NULL && a->meaning->ordinal > 0)
		return add_position(r, a->meaning->ordinal);
	if (r->none && atom_means(a, SENSE_NONE))
		return false;
	r->none = r->none || atom_means(a, SENSE_NONE);
	r->all = r->all || atom_means(a, SENSE_ALL);
	r->both = r->both || atom_means(a, SENSE_BOTH);
	r->rest = r->rest || atom_means(a, SENSE_REST);
	r->last = r->last || atom_means(a, SENSE_LAST);
	return atom_means(a, SENSE_NONE) || atom_means(a, SENSE_ALL) || atom_means(a, SENSE_BOTH) ||
		atom_means(a, SENSE_REST) || atom_means(a, SENSE_LAST) || atom_means(a, SENSE_NEXT);
}

static bool says_anything(const struct reference *r)
{
	return r->none || r->all || r->both || r->rest || r->last || r->number > 0 ||
		r->position_count > 0;
}

/* The n first or last of the set, in order of begin. */
static struct eset some(const struct study *s, struct eset of, int n, bool last)
{
	struct eset out = {0};
	size_t count = s->series->event_count;

	for (size_t i = 0; i < count && n > 0; i++) {
		size_t k = last ? count - 1 - i : i;
		if (eset_has(of, k)) {
			eset_add(&out, k);
			n--;
		}
	}
	return n > 0 ? (struct eset){0} : out;
}

/* Which events are meant among `of`; empty where the number does not fit. */
static struct eset resolve(const struct study *s, const struct reference *r, struct eset of)
{
	struct eset coming = eset_and(of, s->coming), out = {0};
	int number = r->both && r->number == 0 ? 2 : r->number;

	/* `two of the four`: which? */
	bool which = r->all || r->both || r->last || r->none || r->rest || r->position_count > 0;
	if (r->among > 0 && (!which || r->among != (int)eset_count(of)))
		return out;
	if (r->position_count == 1 && !r->last && number > 0 && r->positions[0] == 1 && !r->all &&
		!r->rest)
		return some(s, of, number, false); /* die ersten drei */
	for (size_t i = 0; i < r->position_count; i++) {
		struct eset one = eset_nth(of, r->positions[i]);
		if (eset_empty(one))
			return one;
		out = eset_or(out, one);
	}
	if (r->last && !r->all && r->position_count > 0 && number == 0)
		return eset_or(out, some(s, of, 1, true)); /* das erste und das letzte */
	if (r->position_count > 0)
		return number == 0 || number == (int)eset_count(of) ? out : (struct eset){0};
	if (r->last && !r->all && !r->rest)
		return number > 0 && number < (int)eset_count(of) ? some(s, of, number, true)
								  : some(s, of, 1, true);
	if (number > 0 && number != (int)eset_count(coming))
		return (struct eset){0};
	return coming;
}

/* `zum letzten der vier Foren`: ARTICLE NUMBER? before the plural; returns atoms taken. */
static size_t of_several(const struct study *s, size_t at, size_t end, int *number)
{
	size_t n = at;

	if (!atom_means(study_atom(s, n, end), SENSE_ARTICLE))
		return 0;
	n++;
	const struct atom *a = study_atom(s, n, end);
	if (a->kind == ATOM_NUMBER || (a->kind == ATOM_WORD && atom_means(a, SENSE_NUMBER))) {
		*number = a->n;
		n++;
	}
	return is_noun(study_atom(s, n, end)) && noun_plural(study_atom(s, n, end)) ? n - at : 0;
}

static bool joins(const struct atom *a)
{
	return atom_means(a, SENSE_AND) || atom_is(a, ',') || atom_is(a, '/') || atom_is(a, '&') ||
		atom_is(a, '+');
}

/* Whether nothing but articles and numbers stands between here and the noun. */
static bool leads_to_noun(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end);

	if (!atom_means(a, SENSE_ARTICLE) && !atom_means(a, SENSE_ORIGIN) &&
		!atom_means(a, SENSE_YOUR) && !atom_means(a, SENSE_SAFE))
		return false;
	for (a = study_atom(s, ++at, end); atom_means(a, SENSE_ARTICLE) ||
		atom_means(a, SENSE_NUMBER) || atom_means(a, SENSE_BOTH) ||
		atom_means(a, SENSE_YOUR) || atom_means(a, SENSE_SAFE) || a->kind == ATOM_NUMBER;
		a = study_atom(s, ++at, end))
		;
	return is_noun(a) && noun_plural(a);
}

/* Right behind `any of`. */
static bool behind_any_of(const struct study *s, size_t at)
{
	return at >= 2 && atom_means(&s->atoms[at - 1], SENSE_ORIGIN) &&
		s->atoms[at - 1].count == 1 && atom_means(&s->atoms[at - 2], SENSE_INDEFINITE);
}

/* The words in front of the noun; returns the atom behind them. */
static size_t take_front(const struct study *s, size_t at, size_t end, struct reference *r)
{
	size_t n = at;

	for (;; n++) {
		const struct atom *a = study_atom(s, n, end);
		/* `any of your dates` */
		bool yours = n == at && atom_means(a, SENSE_YOUR) && behind_any_of(s, at);
		if (a->kind == ATOM_WORD && !says_anything(r) &&
			(yours || atom_means(a, SENSE_GOING) || atom_means(a, SENSE_ARTICLE))) {
			/* one preposition: `count me in for both` keeps its particle */
			if (r->going && atom_means(a, SENSE_GOING) &&
				atom_means(a - 1, SENSE_PARTICLE))
				return n;
			r->going = r->going || atom_means(a, SENSE_GOING);
			r->article = r->article || atom_means(a, SENSE_ARTICLE);
			continue;
		}
		struct reference before = *r;
		if (take(r, a))
			continue;
		*r = before;
		/* `all of the forums`, `both the forums` */
		if (n > at && says_anything(r) && leads_to_noun(s, n, end)) {
			r->within = true;
			continue;
		}
		/* `und das`, `und am` between two positions */
		if (r->position_count > 0 && joins(a)) {
			size_t k = n + 1;
			while (atom_means(study_atom(s, k, end), SENSE_GOING) ||
				atom_means(study_atom(s, k, end), SENSE_ARTICLE))
				k++;
			if (take(r, study_atom(s, k, end))) {
				n = k;
				continue;
			}
			*r = before;
		}
		return n;
	}
}

static size_t finish(struct study *s, const struct reference *r, struct eset of, size_t at,
	size_t end, struct atom *out)
{
	const struct atom *first = &s->atoms[at], *last = &s->atoms[end - 1];

	*out = (struct atom){
		.kind = ATOM_EVENT,
		.first = first->first,
		.count = last->first + last->count - first->first,
		.events = resolve(s, r, of),
		.several = true,
		.strong = true,
		.going = r->going,
		.n = r->rest      ? -1
			: r->both ? 2
				  : 0,
	};
	if (eset_empty(out->events) && out->n == 0 && !r->last && r->position_count == 0)
		out->n = r->number; /* which ones is said elsewhere, if anywhere */
	out->contradiction = eset_empty(out->events) && !r->both && !r->rest;
	out->over = !eset_empty(out->events) && !eset_within(out->events, s->coming);
	out->none = r->none;
	return end - at;
}

static bool all_positions_fit(const struct reference *r, struct eset of)
{
	for (size_t i = 0; i < r->position_count; i++)
		if (r->positions[i] > (int)eset_count(of))
			return false;
	return true;
}

/* The number of a position in a list that we showed: `2`, `2.`, `den zweiten`; 0. */
static int listed(const struct atom *a)
{
	if (a->kind == ATOM_NUMBER)
		return a->n;
	if (a->kind == ATOM_DATE && a->day_known && a->n % 100 == 0 && !a->weekday_known)
		return a->n / 100;
	if (a->kind != ATOM_WORD || a->meaning == NULL)
		return 0;
	return atom_means(a, SENSE_ORDINAL) ? a->meaning->ordinal
		: atom_means(a, SENSE_NUMBER) && !atom_means(a, SENSE_INDEFINITE) ? a->n
										  : 0;
}

/* Adds the event at that place of the list; false where it is not so long. */
static bool add_listed(const struct study *s, int n, struct eset *out)
{
	if (n < 1 || (size_t)n > s->context->event_count)
		return false;
	*out = eset_or(*out, s->places[n - 1]);
	return true;
}

/* `1 und 3 zu zweit`: how many they come, where we asked what they come to. */
static bool how_many_come(const struct study *s, const struct atom *a)
{
	const struct token *t = first_token(s, a);

	return atom_means(a, SENSE_TOGETHER) && !token_means(t, SENSE_ALL) &&
		!token_means(t, SENSE_BOTH) && s->answered == ANSWERED_WHICH_EVENTS;
}

/* Where no more of the sentence can say something about a place in the list. */
static bool closes_list(const struct study *s, size_t at, size_t end)
{
	const struct atom *next = study_atom(s, at, end);

	return at >= end || how_many_come(s, next) || atom_quiet(next) ||
		atom_means(next, SENSE_PLEASE) || atom_means(next, SENSE_SAFE) ||
		atom_means(next, SENSE_GLADLY);
}

static size_t listed_events(
	const struct study *s, size_t at, size_t last, struct eset events, struct atom *out)
{
	const struct atom *first = &s->atoms[at], *tail = &s->atoms[last - 1];

	*out = (struct atom){.kind = ATOM_EVENT,
		.first = first->first,
		.count = tail->first + tail->count - first->first,
		.events = events,
		.several = eset_count(events) > 1,
		.strong = true,
		.going = token_means(first_token(s, first), SENSE_GOING),
		.over = !eset_within(events, s->coming)};
	return last - at;
}

/* `alle`, `alle fünf`, `beide`: the whole list, where we asked to choose from it. */
static size_t whole_list(struct study *s, size_t at, size_t end, struct atom *out)
{
	size_t count = s->context->event_count, n = at;
	struct eset events = {0};

	while (atom_means(study_atom(s, n, end), SENSE_GOING) ||
		atom_means(study_atom(s, n, end), SENSE_ARTICLE))
		n++;
	const struct atom *a = study_atom(s, n, end);
	if (!atom_means(a, SENSE_ALL) && !(atom_means(a, SENSE_BOTH) && count == 2))
		return 0;
	n++;
	if (atom_means(study_atom(s, n, end), SENSE_ORIGIN) && /* `all of them` */
		atom_means(study_atom(s, n + 1, end), SENSE_OTHERS))
		n += 2;
	if (atom_means(a, SENSE_ALL) && listed(study_atom(s, n, end)) > 0) {
		if ((size_t)listed(study_atom(s, n, end)) != count)
			return 0;
		n++;
	}
	if (!closes_list(s, n, end) && !atom_means(study_atom(s, n, end), SENSE_EXCEPT))
		return 0;
	for (size_t i = 1; i <= count; i++)
		add_listed(s, (int)i, &events);
	return listed_events(s, at, n, events, out);
}

/* `den letzten`, `die letzten beiden`, `the last two`: the end of the list; 0: none. */
static size_t list_end(struct study *s, size_t at, size_t end, struct atom *out)
{
	size_t n = at, count = s->context->event_count, many = 1;
	struct eset events = {0};

	while (atom_means(study_atom(s, n, end), SENSE_GOING) ||
		atom_means(study_atom(s, n, end), SENSE_ARTICLE))
		n++;
	if (n == at || !atom_means(study_atom(s, n, end), SENSE_LAST))
		return 0;
	const struct atom *next = study_atom(s, ++n, end);
	if (atom_means(next, SENSE_BOTH) || listed(next) > 0) {
		many = atom_means(next, SENSE_BOTH) ? 2 : (size_t)listed(next);
		n++;
	}
	if (many > count || !closes_list(s, n, end))
		return 0;
	for (size_t i = count - many + 1; i <= count; i++)
		add_listed(s, (int)i, &events);
	return listed_events(s, at, n, events, out);
}

/* `1-3`: adds what lies between the two numbers, if it is a row; false where the list has no such. */
static bool add_row(
	const struct study *s, const struct atom *from, const struct atom *to, struct eset *out)
{
	struct slice text = study_text(s, from->first, to->first + to->count - from->first);

	if (slice_find(text, '-') < 0 && slice_find_ci(text, "\xe2\x80\x93") < 0)
		return true;
	for (int i = listed(from) + 1; i < listed(to); i++)
		if (!add_listed(s, i, out))
			return false;
	return listed(from) < listed(to);
}

/* `Kongress für 3`, `4 für 2`, `2 to 4`: how many, right behind what for. */
static bool counts_for(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end), *before = at > 0 ? a - 1 : NULL;

	return before != NULL &&
		(atom_means(a, SENSE_FOR) ||
			(atom_means(a, SENSE_GOING) && before->kind == ATOM_NUMBER)) &&
		study_atom(s, at + 1, end)->kind == ATOM_NUMBER &&
		(before->kind == ATOM_NUMBER || before->kind == ATOM_EVENT ||
			before->kind == ATOM_TITLE || before->kind == ATOM_SORT);
}

/*
 * `1 und 5`, `den zweiten`: places in the list of the mail that is answered. Only where nothing but
 * such numbers stands there up to the end of the sentence, a comma or a word that is safe: a number
 * with a noun behind it counts something else.
 */
static size_t context_at(struct study *s, size_t at, size_t end, struct atom *out)
{
	struct eset events = {0};
	size_t n = at, last = at, words = 0, places = 0;
	bool asks = answered_asks(s);
	int before = 0; /* the place that `the second` right before names */
	const struct atom *number = NULL; /* right before, and nothing between */

	if (s->context == NULL || s->context->event_count < (asks ? 1 : 2) ||
		joins(study_atom(s, at, end)) ||
		(at > 0 && atom_means(&s->atoms[at - 1], SENSE_ORDINAL)) || counts_for(s, at, end))
		return 0;
	size_t taken = asks ? whole_list(s, at, end, out) : 0;
	if (asks && taken == 0)
		taken = list_end(s, at, end, out);
	if (taken > 0)
		return taken;
	for (; n < end; n++) {
		const struct atom *a = study_atom(s, n, end);
		/* a mail that has no list: `2` may be how many they are */
		if (listed(a) > 0 && !asks && before == 0 && !atom_means(a, SENSE_ORDINAL))
			return 0;
		if (number != NULL && listed(a) > 0 && !add_row(s, number, a, &events))
			return 0;
		if (before == 1 && atom_means(a, SENSE_BOTH)) {
			if (!add_listed(s, 2, &events))
				return 0;
			last = n + 1;
			before = 0;
		} else if (listed(a) > 0 && before > 0) {
			/* `the second one`, `the first two` */
			if (listed(a) != 1 && before != 1)
				return 0;
			for (int i = 2; i <= listed(a); i++)
				if (!add_listed(s, i, &events))
					return 0;
			last = n + 1;
			before = 0;
		} else if (listed(a) > 0) {
			if (!add_listed(s, listed(a), &events))
				return 0;
			last = n + 1;
			places++;
			words += a->kind == ATOM_WORD && atom_means(a, SENSE_NUMBER);
			before = atom_means(a, SENSE_ORDINAL) ? listed(a) : 0;
		} else if (asks && last > at && atom_means(a, SENSE_LAST)) {
			/* `the first and the last`; not `… and the last two` */
			const struct atom *next = study_atom(s, n + 1, end);
			if (listed(next) > 0 || atom_means(next, SENSE_BOTH) ||
				!add_listed(s, (int)s->context->event_count, &events))
				return 0;
			last = n + 1;
			places++;
			before = 0;
		} else if (number != NULL && atom_means(a, SENSE_GOING)) {
			return 0;
		} else if (joins(a) || atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_GOING) ||
			(asks && atom_means(a, SENSE_LISTED))) {
			before = 0;
		} else if (number != NULL && atom_is(a, '-') && n + 1 < end &&
			s->atoms[n + 1].kind == ATOM_NUMBER) {
			continue;
		} else {
			break;
		}
		number = a->kind == ATOM_NUMBER ? a : NULL;
	}
	/* `zwei`, `two` alone may count people as well. */
	if (places == 1 && words == 1)
		return 0;
	/* `zum zweiten komme ich nicht`; not `3 kommen` */
	bool comes = asks && atom_means(&s->atoms[at], SENSE_GOING) &&
		atom_maybe_verb_of(study_atom(s, n, end), SENSE_COME);
	if (last == at || !(comes || closes_list(s, n, end)))
		return 0;
	return listed_events(s, at, last, events, out);
}

/* `an alle interessierten Personen`: the noun behind what says which, where nouns have their capital. */
static const struct atom *behind_adjective(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end), *next = study_atom(s, at + 1, end);
	bool which = a->kind == ATOM_WORD && a->count == 1 && !first_token(s, a)->capital &&
		(atom_means(a, SENSE_HARMLESS) || atom_means(a, SENSE_SAFE));

	return which && tongue_nouns(s, a) && next->kind != ATOM_PUNCT &&
			(next->kind == ATOM_UNKNOWN || next->kind == ATOM_WORD) &&
			first_token(s, next)->capital
		? next
		: a;
}

/* Whether no noun follows that is no event: `to all in our address book`. */
static bool ends_noun(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = behind_adjective(s, at, end);

	/* `melden Sie mich für alles an` */
	if (atom_means(a, SENSE_GOING) && atom_means(a, SENSE_PARTICLE) &&
		atom_quiet(study_atom(s, at + 1, end)))
		return true;
	return !atom_means(a, SENSE_GOING) && !atom_means(a, SENSE_ORIGIN) &&
		!atom_means(a, SENSE_ARTICLE) && !atom_means(a, SENSE_MY) &&
		!atom_means(a, SENSE_YOUR) && !atom_means(a, SENSE_RELATION) &&
		!atom_means(a, SENSE_PERSONS) && !atom_means(a, SENSE_OTHERS) &&
		!atom_means(a, SENSE_RELATIVE) && a->kind != ATOM_UNKNOWN;
}

/* `in both weeks`, `in both cases`: of something else. */
static bool other_noun(const struct atom *a)
{
	return atom_means(a, SENSE_UNIT) || atom_means(a, SENSE_HARMLESS) ||
		atom_means(a, SENSE_RELATION);
}

/* `im Mai`, and no day of it. */
static bool says_month(const struct atom *a)
{
	return a->kind == ATOM_DATE && !a->day_known && !a->weekday_known && !a->over;
}

/* Whether another date follows, or a choice: `on the 14th and the 20th`. */
static bool dates_go_on(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end);

	if (a->kind == ATOM_DATE)
		return true;
	if (!joins(a) && !atom_means(a, SENSE_OR) && !atom_is(a, '-') &&
		!atom_means(a, SENSE_UNTIL))
		return false;
	do
		a = study_atom(s, ++at, end);
	while (atom_means(a, SENSE_GOING) || atom_means(a, SENSE_ARTICLE));
	return a->kind == ATOM_DATE;
}

/* `both workshops on 14 March`, `alle drei Lesungen im Februar`: the date behind the noun; atoms taken. It
 * counts only where the number fits what takes place then. */
static size_t dated(
	const struct study *s, const struct reference *r, size_t at, size_t end, struct eset *of)
{
	size_t n = at;
	int number = r->both && r->number == 0 ? 2 : r->number;

	if (r->rest || r->last || r->position_count > 0 ||
		!(r->both || r->all || number > 1 || (r->none && r->going)))
		return 0;
	while (atom_means(study_atom(s, n, end), SENSE_GOING) ||
		atom_means(study_atom(s, n, end), SENSE_ARTICLE))
		n++;
	const struct atom *date = study_atom(s, n, end);
	struct eset then = eset_and(eset_and(*of, date->events), s->coming);
	if (date->kind != ATOM_DATE || date->over || dates_go_on(s, n + 1, end))
		return 0;
	/* `all four forums in March`, where there is none then: no event */
	bool none = eset_empty(then) && !eset_empty(date->events);
	bool week = date->weekday_known && !date->day_known && !daypart_one_day(s, then);
	/* `alle Termine im März`: were it but one */
	size_t least = number == 0 && r->all ? 1 : 2;
	bool fits = eset_count(then) >= least && (number == 0 || number == (int)eset_count(then));
	if (!none && (week || !fits))
		return 0;
	*of = then;
	return n + 1 - at;
}

/* `I have to cancel both`: whoever cancels, cancels what they are registered for. */
static bool cancels_before(const struct study *s, size_t at)
{
	const struct meaning *m = at > 0 ? s->atoms[at - 1].meaning : NULL;

	for (const struct inflection *f = m != NULL ? m->inflections : NULL; f != NULL; f = f->next)
		if (f->verb->sense == SENSE_CANCEL && f->verb->particle.len == 0)
			return true;
	return false;
}

/* `not … any of the events`: all that there are. */
static bool of_any(const struct study *s, size_t at, size_t noun, size_t end)
{
	const struct atom *a = study_atom(s, noun, end);

	return noun > at && behind_any_of(s, at) && is_noun(a) && noun_plural(a);
}

/* `an den beiden Trommelabenden`: two events are called so. */
static bool both_of_title(const struct study *s, const struct reference *r, const struct atom *noun)
{
	bool more = r->none || r->rest || r->last || r->position_count > 0 || r->within;

	return r->both && !more && (r->number == 0 || r->number == 2) && noun->kind == ATOM_TITLE &&
		!noun->reference && eset_count(eset_and(noun->events, s->coming)) == 2;
}

/* Whether all of them have one title: one event that takes place more than once. */
static bool one_title(const struct study *s, struct eset of)
{
	const char *title = NULL;

	for (size_t i = 0; i < s->series->event_count; i++) {
		if (!eset_has(of, i))
			continue;
		if (title != NULL && strcmp(title, s->series->events[i].title) != 0)
			return false;
		title = s->series->events[i].title;
	}
	return eset_count(of) > 1;
}

/* `the first pension evening`, where there are two: by what they are called. */
static bool position_of_title(
	const struct study *s, const struct reference *r, const struct atom *noun)
{
	bool more = r->none || r->rest || r->all || r->both || r->within || r->number > 0;

	return !more && r->position_count + r->last == 1 && noun->kind == ATOM_TITLE &&
		!noun->reference && one_title(s, noun->events) &&
		all_positions_fit(r, noun->events);
}

/* `both Thursday events`, `an beiden Sonntagen`, `beide Mittwochstermine`: so many as take place on that day of the week;
 * atoms taken, 0 where it says none. */
static size_t weekdays(const struct study *s, const struct reference *r, size_t at, size_t end)
{
	const struct atom *day = study_atom(s, at, end), *noun = study_atom(s, at + 1, end);
	bool more = r->none || r->rest || r->last || r->within || r->position_count > 0;

	if (more || !(r->both || r->number > 1) || day->kind != ATOM_DATE || !day->weekday_known ||
		day->day_known || eset_empty(day->events))
		return 0;
	return 1 + (atom_means(noun, SENSE_EVENTS) || (noun->kind == ATOM_SORT && noun->several));
}

/* `beide Termine vom Offenen Labor`: of what, behind a noun for any events; atoms taken. */
static size_t of_title(const struct study *s, size_t at, size_t end, struct eset *of)
{
	size_t n = at;

	while (atom_means(study_atom(s, n, end), SENSE_ORIGIN) ||
		atom_means(study_atom(s, n, end), SENSE_ARTICLE))
		n++;
	const struct atom *title = study_atom(s, n, end);
	if (n == at || !(title->kind == ATOM_TITLE || title->kind == ATOM_SORT) ||
		title->reference || eset_count(eset_and(*of, title->events)) < 2)
		return 0;
	*of = eset_and(*of, title->events);
	return n + 1 - at;
}

/* `all the June events`: the month before a noun in the plural; 0 where there is none, 1 where the noun stands behind it. */
static size_t month_before(const struct study *s, const struct reference *r, size_t at, size_t end)
{
	const struct atom *month = study_atom(s, at, end), *noun = study_atom(s, at + 1, end);
	bool more = r->none || r->rest || r->last || r->position_count > 0;

	return !more && (r->all || r->both || r->number > 1) && says_month(month) &&
		!eset_empty(month->events) && is_noun(noun) && noun_plural(noun);
}

/* `möchte ich alles besuchen`: all that there is, and nobody, right before the verb that comes to it. */
static bool visits_all(const struct study *s, size_t at, size_t end)
{
	const struct atom *all = study_atom(s, at, end), *verb = study_atom(s, at + 1, end);

	return atom_means(all, SENSE_ALL) && atom_means(all, SENSE_POINTER) && all->count == 1 &&
		atom_maybe_verb_of(verb, SENSE_COME) && !atom_maybe_verb_of(verb, SENSE_OTHER);
}

static size_t reference_within(struct study *s, size_t at, size_t end, struct atom *out)
{
	struct reference r = {0};
	int number = 0;

	if (s->series == NULL)
		return 0;
	const struct atom *start = study_atom(s, at, end);
	if (start->kind == ATOM_WORD && atom_means(start, SENSE_EVERYWHERE)) {
		r.all = true;
		struct eset set = every(s);
		size_t date = dated(s, &r, at + 1, end, &set); /* `everything in May` */
		return finish(s, &r, set, at, at + 1 + date, out);
	}
	size_t in_list = context_at(s, at, end, out);
	if (in_list > 0)
		return in_list;
	size_t n = take_front(s, at, end, &r);
	r.all = r.all || (!says_anything(&r) && of_any(s, at, n, end));
	if (!says_anything(&r))
		return 0;
	size_t of = of_several(s, n, end, &number);
	if (of > 0 && (r.last || r.position_count > 0)) {
		n += of;
		struct eset set = study_atom(s, n, end)->kind == ATOM_SORT
			? study_atom(s, n, end)->events
			: every(s);
		if (number > 0 && number != (int)eset_count(set))
			return 0;
		return finish(s, &r, set, at, n + 1, out);
	}
	/* `all of the June events`, `all the June events` */
	size_t of_month = n;
	while (atom_means(study_atom(s, of_month, end), SENSE_ORIGIN) ||
		atom_means(study_atom(s, of_month, end), SENSE_ARTICLE))
		of_month++;
	if (month_before(s, &r, of_month, end) > 0) {
		const struct atom *month = study_atom(s, of_month, end), *behind = month + 1;
		struct eset set = behind->kind == ATOM_SORT ? behind->events : every(s);
		return finish(s, &r, eset_and(set, month->events), at, of_month + 2, out);
	}
	const struct atom *noun = study_atom(s, n, end);
	/* `zehn Tage`: how long */
	if (atom_means(noun, SENSE_UNIT) && r.number > 0 && !r.going && !r.article && !r.all &&
		!r.both && !r.rest && !r.last && r.position_count == 0)
		return 0;
	if (is_noun(noun)) {
		struct eset set = noun->kind == ATOM_SORT ? noun->events : every(s);
		if (!all_positions_fit(&r, set))
			return 0;
		if (!noun_plural(noun) && !r.last && r.position_count == 0 &&
			!(r.none && r.going && eset_count(set) > 1))
			return 0;
		n += noun->kind == ATOM_SORT || !noun_plural(noun) ? 0
								   : of_title(s, n + 1, end, &set);
		size_t date = dated(s, &r, n + 1, end, &set);
		size_t end_at = finish(s, &r, set, at, n + 1 + date, out);
		/* `the second date`, where one event has two: which of them is meant? */
		struct eset other =
			r.position_count == 1 && !r.last && noun->kind != ATOM_SORT && date == 0
			? repeats_nth(s, r.positions[0])
			: (struct eset){0};
		out->several = out->several && eset_within(other, out->events);
		out->events = eset_or(out->events, other);
		return end_at;
	}
	if (both_of_title(s, &r, noun) || position_of_title(s, &r, noun))
		return finish(s, &r, noun->events, at, n + 1, out);
	size_t days = weekdays(s, &r, n, end);
	if (days > 0) {
		struct eset set = noun->events;
		if (days > 1 && noun[1].kind == ATOM_SORT)
			set = eset_and(set, noun[1].events);
		return finish(s, &r, set, at, n + days, out);
	}
	/* `für alles im Mai`: of what takes place then */
	if (r.all && !r.within && r.number == 0 && s->atoms[n - 1].count == 1) {
		struct eset set = every(s);
		size_t date = dated(s, &r, n, end, &set);
		const struct atom *behind = study_atom(s, n + date, end);
		bool alone = atom_means(&s->atoms[n - 1], SENSE_POINTER) &&
			(atom_quiet(behind) || atom_means(behind, SENSE_EXCEPT) ||
				atom_means(behind, SENSE_PLEASE));
		bool several = eset_count(set) > 1 || r.none;
		if (date > 0 && ((r.going && several) || alone))
			return finish(s, &r, set, at, n + date, out);
	}
	/* without a noun: only what cannot count people */
	bool except = atom_means(study_atom(s, n, end), SENSE_EXCEPT);
	/* `to the first two`; not `the first two of us` */
	bool firsts = r.going && r.number > 1 && !r.all && !r.rest && !r.both && !r.none &&
		((r.position_count == 1 && r.positions[0] == 1) ||
			(r.last && r.position_count == 0)) &&
		ends_noun(s, n, end) && !other_noun(study_atom(s, n, end));
	if (firsts)
		return finish(s, &r, spoken_of(s, at), at, n, out);
	bool enough = (r.none && r.going) || visits_all(s, at, end) ||
		(r.both && cancels_before(s, at)) ||
		(r.all && (r.going || except) && ends_noun(s, n, end)) || (r.both && r.going) ||
		(r.rest && r.article) || (r.rest && atom_is(study_atom(s, n, end), ':')) ||
		(r.rest && r.going) || (r.both && r.last);
	if (!enough || r.position_count > 0 || (r.both && other_noun(study_atom(s, n, end))))
		return 0;
	size_t end_at = finish(s, &r, r.last ? spoken_of(s, at) : every(s), at, n, out);
	out->bare_all = (r.all || r.none) && !r.rest && !r.both && r.number == 0;
	/* `to all four`, where all are five: of what was spoken of, or of one sort */
	if (r.all && r.going && r.number > 1 && !r.rest && !r.last && out->contradiction) {
		out->bare_all = true;
		out->n = r.number;
	}
	return end_at;
}

size_t reference_at(struct study *s, size_t at, size_t end, struct atom *out)
{
	size_t n = reference_within(s, at, end, out);

	/* `for two of your events: A and B`: what they are stands behind the colon */
	if (n > 0 && out->several && out->contradiction &&
		atom_is(study_atom(s, at + n, end), ':')) {
		out->contradiction = out->strong = false;
		out->events = (struct eset){0};
	}
	return n;
}
