#include "reading/events/blends.h"

#include "reading/events/vocabulary.h"

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

/* `das Forum Arbeit und Bildung`: one forum, and a word each of two titles; not `und den Kongress`. */
static bool one_forum_two_titles(
	const struct study *s, const struct sentence *x, const struct atom *before, size_t at)
{
	const struct atom *a = &s->atoms[at];

	return before->one_sort && lone_title(before) && lone_title(a) && !a->one_sort &&
		!a->going && !atom_tokens_mean(s, a, SENSE_ARTICLE) && at >= 2 &&
		&s->atoms[at - 2] == before && atom_means(&s->atoms[at - 1], SENSE_AND) &&
		(at + 1 >= x->end || !atom_means(&s->atoms[at + 1], SENSE_AND));
}

/* Whether other events than those that are named have the word in a title too. */
static bool shared(const struct study *s, size_t token)
{
	struct calling c = vocabulary_call(s, &s->tokens[token], false);

	return c.calls == CALLS_TITLE && eset_count(c.events) > 1;
}

/* `"Social City"`, `the forum Social City`: a title, quoted or right behind its sort, of words that stand apart in the real
 * one. */
static bool torn_title(const struct study *s, const struct atom *a)
{
	size_t before = 0;

	if (a->title_words != 2)
		return false;
	for (size_t i = a->first; i < a->first + a->count; i++) {
		if (s->tokens[i].kind != TOKEN_WORD)
			continue;
		/* the two side by side, and something before them */
		bool together = a->one_sort && before == i && before > a->first + 1 &&
			s->tokens[before - 1].capital && s->tokens[i].capital;
		/* `Social city`: two words side by side, one of which other titles have as well */
		together = together ||
			(before > 0 && before == i && (shared(s, i) || shared(s, i - 1)));
		if (before > 0 && (quoted_together(s, a->first, before - 1, i) || together) &&
			vocabulary_torn(s, s->tokens[before - 1].key, s->tokens[i].key))
			return true;
		before = i + 1;
	}
	return false;
}

/* `das zweite Forum`, `the last two`: by their place among the others. */
static bool by_position(const struct study *s, const struct atom *a)
{
	bool counts = atom_tokens_mean(s, a, SENSE_ORDINAL) || atom_tokens_mean(s, a, SENSE_LAST);

	return counts && a->several && !eset_empty(a->events);
}

/* An event by nothing but when and where it takes place. */
static bool when_or_where(const struct atom *a)
{
	return a->kind == ATOM_EVENT && !a->reference && !a->several && a->title_words == 0 &&
		!a->one_sort && !a->sort_only;
}

/* `das erste Forum am 18. Februar`, `nehme am ersten Forum teil, dem in Hörde`, `am 18. zum ersten Forum`: a position and a
 * day or a place that say of one event which it is, and mean two. */
static bool position_belied(
	const struct study *s, const struct sentence *x, const struct atom *before, size_t at)
{
	const struct atom *a = &s->atoms[at], *next = study_atom(s, at + 1, x->end);
	bool first = by_position(s, before) && eset_count(before->events) == 1 && when_or_where(a);
	bool second = when_or_where(before) && by_position(s, a) && eset_count(a->events) == 1;
	bool apposed = atom_is(a - 1, ',');
	const struct atom *left = apposed ? a - 2 : a - 1;

	if (left > before && atom_means(left, SENSE_PARTICLE))
		left--;
	bool list = atom_means(next, SENSE_AND) ||
		(atom_is(next, ',') && study_atom(s, at + 2, x->end)->kind == ATOM_EVENT);
	return (first || second) && left == before && !(apposed && list) &&
		!eset_empty(a->events) && eset_empty(eset_and(before->events, a->events));
}

/* `die beiden letzten Termine, 21. und 22. Februar`: several by their positions, and days behind them that are not
 * theirs. */
static bool positions_belied(const struct study *s, const struct sentence *x, size_t at)
{
	const struct atom *a = &s->atoms[at];
	struct eset days = {0};
	size_t i = at + 1;

	if (!by_position(s, a) || eset_count(a->events) < 2 ||
		!(atom_is(study_atom(s, i, x->end), ',') ||
			when_or_where(study_atom(s, i, x->end))))
		return false;
	for (; i < x->end; i++) {
		const struct atom *b = &s->atoms[i];
		if (when_or_where(b))
			days = eset_or(days, b->events);
		else if (!atom_is(b, ',') && !atom_means(b, SENSE_AND))
			break;
	}
	return !eset_empty(days) && !eset_eq(days, a->events);
}

/* `the forum in the mosque and the one on work, both on the 16th`: a day of both that is not the other one's. */
static bool both_belied(
	const struct study *s, const struct atom *first, const struct atom *second, size_t at)
{
	const struct atom *day = &s->atoms[at];
	bool both = false;

	for (const struct atom *a = second + 1; a < day; a++) {
		both = both || atom_means(a, SENSE_BOTH);
		if (!atom_is(a, ',') && !atom_means(a, SENSE_BOTH) && !atom_means(a, SENSE_GOING))
			return false;
	}
	return both && day->date_only && !eset_empty(day->events) &&
		(eset_empty(eset_and(first->events, day->events)) ||
			eset_empty(eset_and(second->events, day->events)));
}

/* What stands in one pair of quotes is one title, and there is none like `„Arbeit und Bildung“`; and of one event, or of both,
 * there is one day. */
void blends_doubt(struct study *s, const struct sentence *x)
{
	struct atom *before = NULL, *earlier = NULL;

	for (size_t i = x->first; i < x->end; i++) {
		struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->reference)
			continue;
		if (torn_title(s, a) || positions_belied(s, x, i))
			a->contradiction = true;
		if (before != NULL && one_forum_two_titles(s, x, before, i))
			before->contradiction = a->contradiction = true;
		if (before != NULL && position_belied(s, x, before, i))
			before->contradiction = a->contradiction = true;
		if (before != NULL &&
			quoted_together(s, s->atoms[x->first].first, last_word(s, before),
				first_word(s, a)))
			before->contradiction = a->contradiction = true;
		if (earlier != NULL && both_belied(s, earlier, before, i))
			earlier->contradiction = before->contradiction = a->contradiction = true;
		earlier = before;
		before = a;
	}
}
