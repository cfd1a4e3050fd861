#include "reading/clauses/corefer.h"

#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

enum { PLACE_WORDS_MAX = 5, TIME_WORDS_MAX = 5, FREE_WORDS_MAX = 7 };

/* Whether the clause takes events out or leaves a choice: there no event stands for another. */
static bool divides(const struct study *s, const struct clause *c)
{
	static const enum sense senses[] = {
		SENSE_EXCEPT, SENSE_SWAP, SENSE_OR, SENSE_REST, SENSE_CHANGE, SENSE_RATHER};

	return CLAUSE_TOKENS_MEAN_ANY(s, c, senses);
}

static bool joined_by_and(const struct study *s, size_t a, size_t b)
{
	for (size_t i = (a < b ? a : b) + 1; i < (a < b ? b : a); i++)
		if (atom_means(&s->atoms[i], SENSE_AND) || atom_is(&s->atoms[i], '&') ||
			atom_is(&s->atoms[i], '+') || atom_means(&s->atoms[i], SENSE_BUT))
			return true;
	return false;
}

static bool sure(const struct atom *a)
{
	return a->kind == ATOM_EVENT && a->strong && !a->several && !a->reference &&
		!a->contradiction && !a->over && eset_count(a->events) == 1;
}

/* `am Samstag kommt sie, ich komme zur Nacht der Stimmen`: what stands behind a sign is its own. */
static bool signs_between(const struct study *s, const struct atom *a, const struct atom *b)
{
	for (size_t i = a->first + a->count; i < b->first; i++)
		if (s->tokens[i].kind == TOKEN_PUNCT)
			return true;
	return false;
}

/*
 * `am 14. komme ich zu A und B`: a day that says when what is named beside it takes place, and several
 * are: all of them are named surely and are on that day. Behind an `and` it could be another one's, unless
 * nothing else is on it.
 */
static struct eset frames_several(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];
	struct eset named = {0}, none = {0};
	bool joined = false;

	if (!a->date_only)
		return none;
	for (size_t k = c->first; k < c->end; k++) {
		const struct atom *b = &s->atoms[k];
		if (k == at || b->kind != ATOM_EVENT || b->reference)
			continue;
		if (signs_between(s, a, b) || !sure(b) || b->date_only || b->place_only ||
			!eset_within(b->events, a->events))
			return none;
		joined = joined || (k < at && joined_by_and(s, k, at));
		named = eset_or(named, b->events);
	}
	bool all = eset_count(named) > 1 && (!joined || eset_within(a->events, named));
	return all ? named : none;
}

/* `am Samstag komme ich zur Nacht der Stimmen`, where either comes twice: the one that is both. The day must
 * stand before all else that is named, and be the only one. */
static void meet_day(struct study *s, const struct clause *c)
{
	const struct atom *day = NULL;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->reference)
			continue;
		if (day == NULL && !(a->date_only && a->strong && !a->contradiction && !a->over))
			return;
		if (day != NULL && a->date_only)
			return;
		day = day == NULL ? a : day;
	}
	for (size_t i = c->first; i < c->end && day != NULL; i++) {
		struct atom *a = &s->atoms[i];
		struct eset both = eset_and(a->events, day->events);
		if (a->kind != ATOM_EVENT || a == day || a->reference || a->several ||
			a->contradiction || signs_between(s, day, a) ||
			!(a->strong || a->sort_only) || eset_count(a->events) < 2 ||
			eset_count(both) != 1)
			continue;
		a->events = both;
		a->strong = true;
		a->sort_only = false;
	}
}

/* `am 18. nach Hörde`: a place of the very event that its day names. */
static void meet_place(struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || !a->place_only || a->reference || a->contradiction)
			continue;
		for (size_t k = c->first; k < c->end; k++)
			if (k != i && sure(&s->atoms[k]) && eset_eq(s->atoms[k].events, a->events))
				a->strong = true;
	}
}

/* How many atoms at `at` are `alle`, `alle vier`, with the number that fits `of`; 0. */
static size_t all_of(const struct study *s, const struct clause *c, size_t at, struct eset of)
{
	const struct atom *all = &s->atoms[at], *next = at + 1 < c->end ? all + 1 : NULL;
	bool counted = next != NULL &&
		(next->kind == ATOM_NUMBER ||
			(atom_means(next, SENSE_NUMBER) && !atom_means(next, SENSE_INDEFINITE)));

	if (!atom_means(all, SENSE_ALL) || all->count != 1)
		return 0;
	if (counted)
		return next->n == (int)eset_count(of) ? 2 : 0;
	bool ends = next == NULL || atom_quiet(next) || atom_means(next, SENSE_PARTICLE) ||
		atom_means(next, SENSE_WITH) ||
		(next->kind == ATOM_WORD && next->meaning != NULL &&
			next->meaning->inflections != NULL);
	return ends ? 1 : 0;
}

/* `die Foren besuche ich alle`: an `all` that stands apart from its noun. */
static void meet_all(struct study *s, const struct clause *c)
{
	struct atom *sort = NULL;
	size_t at = 0, n = 0;

	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_NEG) || atom_means(a, SENSE_HEDGE))
			return;
		if (a->kind == ATOM_EVENT && !a->reference) {
			if (sort != NULL || !(a->sort_only || a->several))
				return;
			sort = a;
		}
		if (sort != NULL && n == 0 && all_of(s, c, i, sort->events) > 0) {
			at = i;
			n = all_of(s, c, i, sort->events);
		}
	}
	if (n == 0 || !sort->several || sort->contradiction || sort->over ||
		eset_count(sort->events) < 2)
		return;
	sort->strong = true;
	sort->sort_only = false;
	for (size_t i = at; i < at + n; i++)
		s->atoms[i].use = USE_EVENT;
}

void corefer_events(struct study *s, const struct clause *c)
{
	if (divides(s, c))
		return;
	meet_day(s, c);
	meet_place(s, c);
	meet_all(s, c);
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		const struct atom *by = NULL;
		bool one = true;
		if (a->kind != ATOM_EVENT || a->several || a->reference || a->contradiction ||
			a->over || a->title_words > 0 || eset_count(a->events) < 2)
			continue;
		struct eset framed = frames_several(s, c, i);
		if (!eset_empty(framed)) {
			a->events = framed;
			a->several = true;
			continue;
		}
		for (size_t k = c->first; k < c->end; k++) {
			const struct atom *b = &s->atoms[k];
			if (k == i || b->kind != ATOM_EVENT || b->reference)
				continue;
			bool fits = sure(b) && eset_within(b->events, a->events) &&
				!joined_by_and(s, i, k);
			one = one && fits && (by == NULL || eset_eq(by->events, b->events));
			by = fits ? b : by;
		}
		if (one && by != NULL) {
			a->events = by->events;
			a->strong = true;
		}
	}
}

/* Whether the clause names an event by its day, and none otherwise. */
static bool dated(const struct study *s, const struct clause *c)
{
	bool day = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->reference)
			continue;
		day = day || ((a->day_known || a->weekday_known) && !a->contradiction);
	}
	return day;
}

static bool small(const struct atom *a)
{
	return a->kind == ATOM_WORD && a->count == 1 &&
		(atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_YOUR) ||
			(atom_means(a, SENSE_SAFE) && a->meaning != NULL &&
				a->meaning->inflections == NULL));
}

size_t corefer_place(const struct study *s, const struct clause *c, size_t at)
{
	size_t n = at;

	if (!atom_means(&s->atoms[at], SENSE_GOING) || !dated(s, c))
		return 0;
	/* `the forum in Huckarde on the 21st` */
	if (at > c->first && at + 1 < c->end && s->atoms[at - 1].kind == ATOM_EVENT &&
		s->atoms[at - 1].strong && !s->atoms[at - 1].date_only &&
		s->atoms[at + 1].kind == ATOM_UNKNOWN && !s->atoms[at + 1].near_alarm &&
		s->tokens[s->atoms[at + 1].first].capital)
		return 2;
	do
		n++;
	while (n < c->end && n < at + PLACE_WORDS_MAX && small(&s->atoms[n]) &&
		!atom_means(&s->atoms[n], SENSE_PLACE));
	if (n >= c->end || s->atoms[n].count == 0 || s->atoms[n].use != USE_NONE)
		return 0;
	/* of a place that has a name we may only say that it is none of the series' */
	bool place = atom_means(&s->atoms[n], SENSE_PLACE) &&
		(s->atoms[n].meaning == NULL || s->atoms[n].meaning->rare->stands == NULL);
	bool occasion = n > at + 1 && atom_means(&s->atoms[n], SENSE_EVENT);
	return place || occasion ? n + 1 - at : 0;
}

size_t corefer_time(const struct study *s, const struct clause *c, size_t at)
{
	size_t n = at + 1;
	bool noun = false;
	/* `nach dem Training`: what has an article, or is somebody's, is no place and no hour */
	bool one = s->atoms[at].count > 1;

	if (!atom_means(&s->atoms[at], SENSE_BEFORE) || (one && !tongue_nouns(s, &s->atoms[at])) ||
		clause_means(s, c, SENSE_NEG) || clause_means(s, c, SENSE_ONLY))
		return 0;
	for (; n < c->end && n < at + TIME_WORDS_MAX; n++) {
		const struct atom *a = &s->atoms[n];
		bool my = a->count == 1 && atom_means(a, SENSE_MY);
		/* `after my German class` */
		if (a->kind == ATOM_PEOPLE && a->people->unsure && !a->people->me &&
			a->people->person_count == 0 && a->people->count == 0)
			return n + 1 - at;
		bool known = atom_means(a, SENSE_HARMLESS) &&
			(a->count == 1 || !tongue_nouns(s, a)) &&
			(a->meaning == NULL || a->meaning->inflections == NULL ||
				tongue_nouns(s, a));
		known = known ||
			(one && a->kind == ATOM_UNKNOWN && !a->near_alarm && tongue_nouns(s, a) &&
				first_token(s, a)->capital);
		one = one || my || atom_means(a, SENSE_ARTICLE);
		if (!my && !small(a) && !known && !(one && atom_means(a, SENSE_LAST)))
			break;
		noun = known || noun;
		if (known && n + 1 < c->end && !atom_means(&s->atoms[n + 1], SENSE_HARMLESS))
			return n + 1 - at;
	}
	return noun ? n - at : 0;
}

/* Whether every event of the clause is named by more than its day. */
static bool titled(const struct study *s, const struct clause *c)
{
	bool any = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->reference)
			continue;
		if (a->date_only || a->place_only || (!a->strong && !a->several))
			return false;
		any = true;
	}
	return any;
}

static bool refuses_by_verb(const struct clause *c)
{
	return clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE);
}

/* Whether a free phrase may stand at `at`, for all that the clause says. */
static bool may_be_free(const struct study *s, const struct clause *c, size_t at)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_NEG))
			return i > at;
	}
	if (refuses_by_verb(c))
		return true;
	if (clause_has(c, SENSE_REGISTER))
		return true;
	return clause_has(c, SENSE_COME) && titled(s, c);
}

static bool free_word(const struct study *s, const struct atom *a, bool refuses)
{
	static const enum sense alarms[] = {SENSE_NEG, SENSE_HEDGE, SENSE_OR, SENSE_EXCEPT,
		SENSE_SWAP, SENSE_RETRACT, SENSE_OPEN, SENSE_CHANGE, SENSE_MORE, SENSE_PERSONS,
		SENSE_PERSON, SENSE_ABOUT, SENSE_OTHERS, SENSE_REPORT, SENSE_CHILD, SENSE_NEED};

	if (a->use != USE_NONE)
		return false;
	if (a->kind == ATOM_UNKNOWN)
		return !a->near_alarm && (first_token(s, a)->capital || tongue_nouns(s, a));
	if (a->kind != ATOM_WORD || a->count != 1 || a->meaning == NULL ||
		a->meaning->inflections != NULL)
		return false;
	if (SENSES_HAVE_ANY(a->senses, alarms))
		return false;
	if (!refuses && (senses_has(a->senses, SENSE_OBSTACLE) || a->meaning->rare->stands != NULL))
		return false;
	return atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_MY) ||
		atom_means(a, SENSE_YOUR) || atom_means(a, SENSE_INDEFINITE) ||
		atom_means(a, SENSE_SAFE) || atom_means(a, SENSE_HARMLESS) ||
		atom_means(a, SENSE_PLACE) || atom_means(a, SENSE_GROUP);
}

size_t corefer_free(const struct study *s, const struct clause *c, size_t at)
{
	static const enum sense somebody[] = {SENSE_PERSON, SENSE_RELATION};
	const struct atom *a = &s->atoms[at];
	size_t last = 0;
	bool leads = atom_means(a, SENSE_GOING) || atom_means(a, SENSE_ORIGIN) ||
		atom_means(a, SENSE_WITH) || atom_means(a, SENSE_PREPOSITION);
	bool refuses = refuses_by_verb(c);

	/* `come to your office about the forum`: where they come to must be the event */
	if (!refuses && clause_has(c, SENSE_COME) && atom_means(a, SENSE_GOING) &&
		!atom_means(a, SENSE_FOR))
		return 0;
	/* `für das Sommerfest`, `mit der Gruppe`, `der Verein`: an event, people, who does it */
	bool doubtful = tongue_nouns(s, a) &&
		(atom_means(a, SENSE_FOR) || atom_means(a, SENSE_WITH) ||
			atom_means(a, SENSE_ARTICLE));
	/* `zum Kongress in Berlin` is another one */
	bool elsewhere = tongue_nouns(s, a) && at > c->first && a[-1].kind == ATOM_EVENT &&
		at + 1 < c->end && a[1].kind == ATOM_UNKNOWN;
	if (!leads || a->count > 2 || atom_means(a, SENSE_SUBSTITUTE) || doubtful || elsewhere ||
		!may_be_free(s, c, at))
		return 0;
	for (size_t n = 1; at + n < c->end && n <= FREE_WORDS_MAX; n++) {
		const struct atom *b = &s->atoms[at + n];
		bool of = last == n - 1 && n > 1 && atom_means(b, SENSE_ORIGIN) && b->count == 1 &&
			!atom_means(b, SENSE_WITH);
		if (of)
			continue;
		if (!free_word(s, b, refuses))
			break;
		bool noun = !tongue_nouns(s, b) || first_token(s, b)->capital;
		if (noun &&
			(b->kind == ATOM_UNKNOWN || atom_means(b, SENSE_HARMLESS) ||
				atom_means(b, SENSE_PLACE) || atom_means(b, SENSE_GROUP) ||
				(tongue_nouns(s, b) && atom_means(b, SENSE_SAFE))))
			last = n;
	}
	/* `with Ingrid`, `with the intern`: who is with somebody may come */
	if (last > 0 && atom_means(a, SENSE_WITH))
		for (size_t n = 1; n <= last; n++)
			if (s->atoms[at + n].kind == ATOM_UNKNOWN ||
				(n == 2 && ATOM_MEANS_ANY(&s->atoms[at + n], somebody)))
				return 0;
	return last > 0 ? last + 1 : 0;
}
