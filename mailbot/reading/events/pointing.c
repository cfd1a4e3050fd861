#include "reading/events/pointing.h"

#include "reading/clauses/clauses.h"
#include "reading/lines/tongues.h"

enum { SENTENCES_BACK = 2 };

static bool names_surely(const struct atom *a)
{
	return a->kind == ATOM_EVENT && !a->reference && !a->place_only && !eset_empty(a->events);
}

/* What the sentence names up to the atom; `whole` is false where any of it is not sure. */
static struct eset named(const struct study *s, const struct sentence *x, size_t end, bool *whole)
{
	struct eset out = {0};

	for (size_t i = x->first; i < end; i++) {
		const struct atom *a = &s->atoms[i];
		if (!names_surely(a))
			continue;
		*whole = *whole && a->strong && !a->contradiction && !a->over && !a->several;
		out = eset_or(out, a->events);
	}
	return out;
}

/* The event that is meant in sentence `x` at the atom; empty where it is not one alone. */
static struct eset meant(const struct study *s, size_t x, size_t at)
{
	const struct sentence *own = &s->sentences[x];
	struct eset none = {0};
	bool whole = true;

	struct eset out = named(s, own, at, &whole);
	if (eset_empty(out) && !eset_empty(own->quoted))
		return eset_count(own->quoted) == 1 ? own->quoted : none;
	for (size_t back = 1; eset_empty(out) && back <= SENTENCES_BACK && back <= x; back++) {
		const struct sentence *before = own - back;
		if (before->sort != own->sort || before->subject != own->subject)
			break;
		out = named(s, before, before->end, &whole);
	}
	return whole && eset_count(out) == 1 ? out : none;
}

/* `the meeting with my boss`, `that day at work`: of something else. */
static bool goes_on(const struct study *s, const struct sentence *x, size_t at)
{
	static const enum sense senses[] = {SENSE_GOING, SENSE_ORIGIN, SENSE_WITH, SENSE_MY,
		SENSE_HARMLESS, SENSE_RELATION, SENSE_PLACE, SENSE_RELATIVE};

	if (at >= x->end)
		return false;
	const struct atom *a = &s->atoms[at];
	if (a->kind == ATOM_UNKNOWN || a->kind == ATOM_EVENT || a->kind == ATOM_NUMBER)
		return true;
	/* `mich für diesen Tag zu entschuldigen` */
	if (tongue_infinitive(s, a) && at + 1 < x->end && atom_is_verb(a + 1, FORM_INF))
		return false;
	if (a->kind != ATOM_WORD || (a->meaning != NULL && a->meaning->inflections != NULL))
		return false;
	return ATOM_MEANS_ANY(a, senses) && !senses_has(a->senses, SENSE_SAFE);
}

static void point(struct study *s, size_t x, size_t at)
{
	struct atom *a = &s->atoms[at], *before = a - 1;
	struct eset events = meant(s, x, at);

	if (eset_empty(events) || goes_on(s, &s->sentences[x], at + 1))
		return;
	*a = (struct atom){.kind = ATOM_EVENT,
		.first = a->first,
		.count = a->count,
		.events = events,
		.over = !eset_within(events, s->coming),
		.strong = true};
	if (at > s->sentences[x].first && before->kind == ATOM_WORD && before->count == 1 &&
		senses_has(before->senses, SENSE_GOING)) {
		a->going = true;
		before->kind = ATOM_SILENT;
	}
}

/* `The 22nd won't do, I'll miss this forum`: a sort, and a word that points at one that was named. */
static void point_sort(struct study *s, size_t x, size_t at)
{
	struct atom *a = &s->atoms[at];
	const struct token *first = first_token(s, a);
	struct eset events = meant(s, x, at);

	if (!token_means(first, SENSE_ARTICLE) || !token_means(first, SENSE_NEXT) ||
		eset_empty(events) || !eset_within(events, a->events) ||
		goes_on(s, &s->sentences[x], at + 1))
		return;
	a->events = events;
	a->strong = true;
	a->sort_only = false;
}

void pointing_find(struct study *s)
{
	if (s->series == NULL)
		return;
	for (size_t x = 0; x < s->sentence_count; x++)
		for (size_t i = s->sentences[x].first; i < s->sentences[x].end; i++) {
			if (s->atoms[i].kind == ATOM_WORD &&
				senses_has(s->atoms[i].senses, SENSE_THIS_EVENT))
				point(s, x, i);
			else if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].sort_only &&
				!s->atoms[i].several && !s->atoms[i].going)
				point_sort(s, x, i);
		}
}
