#include "reading/days/later.h"

#include "reading/days/dates.h"

enum { WEEK = 7 };

/* The one day that the atom names; 0 where it names none, or several. */
static int32_t day_of(const struct study *s, const struct atom *a)
{
	if (a->several || eset_count(a->events) != 1)
		return a->kind == ATOM_DATE && a->day_known && eset_empty(a->events) ? a->day : 0;
	for (size_t i = 0; i < s->series->event_count; i++)
		if (eset_has(a->events, i)) {
			struct civil c = s->series->events[i].begin;
			return civil_days(c.year, c.month, c.day);
		}
	return 0;
}

static bool names_day(const struct atom *a)
{
	return a->kind == ATOM_DATE || a->kind == ATOM_TITLE || a->kind == ATOM_SORT;
}

/* The date of a letter, of birth, since when: nothing is counted from it. */
static bool refers(const struct study *s, size_t at)
{
	return at > 0 && s->atoms[at - 1].kind == ATOM_WORD &&
		(atom_means(&s->atoms[at - 1], SENSE_SINCE) ||
			atom_means(&s->atoms[at - 1], SENSE_LETTER));
}

/* The day from which the phrase at `at`, in sentence `x`, counts; 0. */
static int32_t counted_from(const struct study *s, size_t x, size_t at)
{
	const struct sentence *own = &s->sentences[x];
	const struct sentence *from = own;

	/* what answers another quoted line speaks of that */
	if (x > 0 && own[-1].sort == own->sort && !own->item && !own->subject)
		from--;
	for (size_t i = at; i-- > from->first;)
		if (names_day(&s->atoms[i]))
			return refers(s, i) ? 0 : day_of(s, &s->atoms[i]);
	return 0;
}

/* Whether a noun of its own follows: `the day after my operation` is counted from that. */
static bool open_behind(const struct study *s, const struct sentence *x, size_t at)
{
	static const enum sense senses[] = {SENSE_ARTICLE, SENSE_MY, SENSE_YOUR, SENSE_INDEFINITE,
		SENSE_HARMLESS, SENSE_RELATION, SENSE_PLACE, SENSE_EVENT, SENSE_EVENTS,
		SENSE_OTHERS, SENSE_HE, SENSE_ORIGIN};

	if (at >= x->end)
		return false;
	const struct atom *a = &s->atoms[at];
	if (names_day(a) || a->kind == ATOM_UNKNOWN || a->kind == ATOM_NUMBER)
		return true;
	return ATOM_MEANS_ANY(a, senses) && a->meaning != NULL && a->meaning->inflections == NULL;
}

static int weekday_of(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (s->tokens[i].meaning != NULL && s->tokens[i].meaning->weekday != 0)
			return s->tokens[i].meaning->weekday;
	return 0;
}

static bool lone_weekday(const struct atom *a)
{
	return a->kind == ATOM_DATE && a->weekday_known && !a->day_known;
}

static bool counts(const struct atom *a)
{
	return a->kind == ATOM_WORD &&
		(senses_has(a->senses, SENSE_LATER) || senses_has(a->senses, SENSE_EARLIER));
}

/* `am Tag darauf`: so many days on. */
static void count_days(struct study *s, size_t x, size_t at)
{
	struct atom *a = &s->atoms[at];
	int n = senses_has(a->senses, SENSE_EARLIER) ? -a->n : a->n;
	int32_t from = counted_from(s, x, at);

	if (from != 0 && !open_behind(s, &s->sentences[x], at + 1))
		*a = date_of_phrase(s, a->first, a->count, from + n - s->today);
}

/* `am Freitag darauf`, `the following Tuesday`: the first such day on. */
static void count_weekdays(struct study *s, size_t x, size_t day, size_t word)
{
	struct atom *a = &s->atoms[day];
	bool back = senses_has(s->atoms[word].senses, SENSE_EARLIER);
	int32_t from = counted_from(s, x, day < word ? day : word), to = from;

	if (from == 0 || (word > day && open_behind(s, &s->sentences[x], word + 1)))
		return;
	do
		to += back ? -1 : 1;
	while (civil_weekday(to) + 1 != weekday_of(s, a) && to - from < WEEK && from - to < WEEK);
	*a = date_of_phrase(s, a->first, a->count, to - s->today);
	s->atoms[word].kind = ATOM_TIME;
}

void later_find(struct study *s)
{
	if (s->series == NULL || s->now == 0)
		return;
	for (size_t x = 0; x < s->sentence_count; x++)
		for (size_t i = s->sentences[x].first; i < s->sentences[x].end; i++) {
			if (!counts(&s->atoms[i]))
				continue;
			if (s->atoms[i].n > 0)
				count_days(s, x, i);
			else if (i > s->sentences[x].first && lone_weekday(&s->atoms[i - 1]))
				count_weekdays(s, x, i - 1, i);
			else if (i + 1 < s->sentences[x].end && s->atoms[i].count > 1 &&
				lone_weekday(&s->atoms[i + 1]))
				count_weekdays(s, x, i + 1, i);
		}
}
