#include "reading/events/backed.h"

#include "reading/lines/tongues.h"

enum {
	SENTENCES_BETWEEN = 1,
	NAMES_MIN = 3, /* of a list that is no mere pair of nouns */
};

/* `die Arbeit`, `mit dem kartieren`: a name, or a noun that is known; not `heiße`. */
static bool is_noun(const struct study *s, const struct atom *a)
{
	const struct token *t = first_token(s, a);

	return !tongue_nouns(s, a) || t[a->count - 1].capital || token_means(t, SENSE_ARTICLE);
}

/* A word of one event's title or sort, of which nobody can tell alone. */
static bool is_weak(const struct study *s, const struct atom *a)
{
	return a->kind == ATOM_EVENT && !a->strong && !a->several && !a->contradiction &&
		!a->over && !a->reference && !a->none && (a->title_words > 0 || a->sort_only) &&
		eset_count(a->events) == 1 && is_noun(s, a);
}

/* A day on which there is one event. */
static bool is_day(const struct atom *a)
{
	return a->kind == ATOM_EVENT && a->strong && !a->several && !a->contradiction && !a->over &&
		!a->reference && (a->day_known || a->weekday_known) && eset_count(a->events) == 1;
}

/* Whether days of those sentences back the events, and none of them is another's; a day of the week only where no other
 * event is named beside it: `da der Mittwoch mein Dialysetag ist, muss ich auf den Kongress verzichten`. */
static bool is_backed(const struct study *s, size_t from, size_t to, struct eset events)
{
	bool backed = false, dated = false, others = false;

	for (size_t x = from; x <= to; x++)
		for (size_t i = s->sentences[x].first; i < s->sentences[x].end; i++) {
			const struct atom *a = &s->atoms[i];
			if (a->kind != ATOM_EVENT || a->reference)
				continue;
			bool same = eset_eq(a->events, events);
			others = others || !same;
			if (!(a->day_known || a->weekday_known))
				continue;
			if (!is_day(a) || !same)
				return false;
			backed = true;
			dated = dated || a->day_known;
		}
	return backed && (dated || !others);
}

bool backed_by_day(const struct study *s, size_t sentence, struct eset events)
{
	size_t from = sentence < SENTENCES_BETWEEN ? 0 : sentence - SENTENCES_BETWEEN;

	return is_backed(s, sentence, sentence, events) || is_backed(s, from, sentence, events);
}

/* What stands between two names of a list. */
static bool joins(const struct atom *a)
{
	return atom_means(a, SENSE_AND) || atom_is(a, ',') || atom_is(a, '/') || atom_is(a, '&') ||
		atom_is(a, '+');
}

/* A name of one event, with no more than its own words. */
static bool is_name(const struct study *s, const struct atom *a)
{
	return a->kind == ATOM_EVENT && !a->several && !a->contradiction && !a->over &&
		!a->reference && !a->place_only && eset_count(a->events) == 1 &&
		first_token(s, a)->capital;
}

/* `Bildung, Arbeit und Kongress, da komme ich`: names that begin a sentence, one of them surely meant. */
static void trust_list(struct study *s, const struct sentence *x)
{
	size_t first = atoms_past_quiet(s, x->first, x->end), end = first, count = 0;
	bool sure = false;

	for (; end < x->end && is_name(s, &s->atoms[end]); end += 2) {
		sure = sure || s->atoms[end].strong;
		count++;
		if (end + 1 >= x->end || !joins(&s->atoms[end + 1]))
			break;
	}
	for (size_t i = 0; i < count && sure && count >= NAMES_MIN; i++)
		s->atoms[first + 2 * i].strong = true;
}

void backed_trust(struct study *s)
{
	for (size_t x = 0; x < s->sentence_count; x++)
		trust_list(s, &s->sentences[x]);
	for (size_t x = 0; x < s->sentence_count; x++)
		for (size_t i = s->sentences[x].first; i < s->sentences[x].end; i++) {
			struct atom *a = &s->atoms[i];
			if (is_weak(s, a) && backed_by_day(s, x, a->events))
				a->strong = true;
		}
}
