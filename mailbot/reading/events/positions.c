#include "reading/events/positions.h"

#include "reading/lines/tongues.h"

enum { COUNT_WORDS_MAX = 4 }; /* between what counts and its noun: `the first of the talks` */

static int ordinal_of(const struct atom *a)
{
	return a->kind == ATOM_WORD && a->count == 1 && a->meaning != NULL &&
			atom_means(a, SENSE_ORDINAL)
		? a->meaning->ordinal
		: 0;
}

/* `the second one` */
static bool stands_in(const struct atom *a)
{
	return atom_means(a, SENSE_EVENT) && atom_means(a, SENSE_NUMBER);
}

static bool is_noun(const struct atom *a)
{
	return a->kind == ATOM_SORT ||
		(atom_means(a, SENSE_EVENT) && !atom_means(a, SENSE_NUMBER)) ||
		atom_means(a, SENSE_EVENTS);
}

/* Whether the words before the noun count: `the first`, `beide`, `two`. */
static bool counted(const struct study *s, size_t noun)
{
	for (size_t i = noun; i-- > 0 && i + COUNT_WORDS_MAX >= noun;) {
		const struct atom *a = &s->atoms[i];
		if (ordinal_of(a) > 0 || atom_means(a, SENSE_BOTH) || atom_means(a, SENSE_LAST) ||
			(atom_means(a, SENSE_NUMBER) && !atom_means(a, SENSE_INDEFINITE)))
			return true;
		if (a->kind != ATOM_WORD || atom_maybe_verb(a))
			return false;
	}
	return false;
}

/* `der dritte Termin ist bei mir der erste im Kalender`: nothing begins between the two. */
static bool parted(const struct study *s, size_t noun, size_t at)
{
	for (size_t i = noun + 1; i < at; i++)
		if (s->atoms[i].kind == ATOM_PUNCT || atom_means(&s->atoms[i], SENSE_AND) ||
			atom_means(&s->atoms[i], SENSE_BUT) ||
			atom_means(&s->atoms[i], SENSE_COMPARE))
			return true;
	return false;
}

/* `first bike tour`: a title that counts; all those of its sort, else none. */
static struct eset counting_title(const struct study *s, const struct atom *a)
{
	struct eset of = {0};
	bool ordinal = false;

	for (size_t i = a->first; a->kind == ATOM_TITLE && i < a->first + a->count; i++)
		ordinal = ordinal || token_means(&s->tokens[i], SENSE_ORDINAL);
	for (size_t e = 0; ordinal && e < s->series->event_count; e++)
		for (size_t f = 0; f < s->series->event_count; f++)
			if (eset_has(a->events, f) &&
				s->series->events[e].sort == s->series->events[f].sort)
				eset_add(&of, e);
	return of;
}

/* What was counted before: the last noun of which some were. A sort that was not counted in between is spoken of
 * since, and has a second of its own. */
static struct eset counted_before(const struct study *s, size_t at)
{
	struct eset none = {0}, all = {0};

	for (size_t i = 0; i < s->series->event_count; i++)
		eset_add(&all, i);
	for (size_t i = at; i-- > 0;) {
		const struct atom *a = &s->atoms[i];
		struct eset titled = counting_title(s, a);
		if (!eset_empty(titled))
			return parted(s, i, at) ? titled : none;
		if (!is_noun(a))
			continue;
		if (counted(s, i))
			return !parted(s, i, at) ? none : a->kind == ATOM_SORT ? a->events : all;
		if (a->kind == ATOM_SORT)
			return none;
	}
	return none;
}

/* Whether no noun follows that it counts: `die zweite Hälfte`, `the second ticket`, `the second I get off work`. */
static bool stands_alone(const struct study *s, size_t at, size_t end, bool one)
{
	static const enum sense senses[] = {SENSE_AND, SENSE_BUT, SENSE_SAFE, SENSE_PLEASE,
		SENSE_YES, SENSE_NO, SENSE_NEG, SENSE_GLADLY, SENSE_CAN, SENSE_WILL, SENSE_BE,
		SENSE_HAVE, SENSE_SUIT, SENSE_ALSO, SENSE_HEDGE, SENSE_REGRET, SENSE_CONTRARY,
		SENSE_MUST, SENSE_MAY, SENSE_WOULD, SENSE_DECLINE, SENSE_COME, SENSE_CANCEL,
		SENSE_ECHO, SENSE_I, SENSE_WE};
	const struct atom *a = study_atom(s, at, end);
	bool noun = tongue_nouns(s, a) && a->count > 0 && first_token(s, a)->capital;

	if (at >= end || atom_quiet(a))
		return true;
	if (a->kind == ATOM_PEOPLE)
		return one || tongue_nouns(s, a);
	return !noun && (ATOM_MEANS_ANY(a, senses) || atom_maybe_verb(a));
}

size_t position_at(const struct study *s, size_t at, size_t end, struct atom *out)
{
	size_t n = at;
	bool going = false;

	while (atom_means(study_atom(s, n, end), SENSE_GOING) ||
		atom_means(study_atom(s, n, end), SENSE_ARTICLE)) {
		going = going || atom_means(study_atom(s, n, end), SENSE_GOING);
		n++;
	}
	int place = n > at ? ordinal_of(study_atom(s, n, end)) : 0;
	if (place == 0)
		return 0;
	bool one = stands_in(study_atom(s, ++n, end));
	n += one;
	struct eset of = counted_before(s, at);
	if (eset_count(of) < 2 || !stands_alone(s, n, end, one))
		return 0;
	const struct atom *first = &s->atoms[at], *last = &s->atoms[n - 1];
	struct eset events = eset_nth(of, place);
	*out = (struct atom){.kind = ATOM_EVENT,
		.first = first->first,
		.count = last->first + last->count - first->first,
		.events = events,
		.strong = true,
		.going = going,
		.date_only = true, /* no more is said of it than by a day alone */
		.contradiction = eset_empty(events),
		.over = !eset_empty(events) && !eset_within(events, s->coming)};
	return n - at;
}
