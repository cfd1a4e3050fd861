#include "reading/events/echoes.h"

#include "reading/clauses/means.h"

static bool is_event(const struct atom *a)
{
	return a->kind == ATOM_EVENT && a->strong && !a->reference && !a->none &&
		!a->contradiction && !a->over && eset_count(a->events) == 1;
}

/* Where the part begins that holds nothing but the event and the verb behind it; 0: it holds more, or stands first. */
static size_t part_begin(const struct study *s, const struct sentence *x, size_t verb)
{
	size_t at = verb;

	if (at < x->first + 2 || !is_event(&s->atoms[at - 1]))
		return 0;
	at--;
	if (at > x->first && atom_means(&s->atoms[at - 1], SENSE_BUT))
		at--;
	const struct atom *sign = at > x->first ? &s->atoms[at - 1] : NULL;
	bool apart = sign != NULL && (atom_is(sign, ',') || atom_is(sign, '-'));
	return apart || atom_means(&s->atoms[at], SENSE_BUT) ? at : 0;
}

/* Whether what stands in [first, end) denies that one other event suits the writer, and says nothing of anybody else. */
static bool denies(const struct study *s, size_t first, size_t end, struct eset echoed)
{
	size_t events = 0, noes = 0;
	bool suits = false;

	for (size_t i = first; i < end; i++) {
		const struct atom *a = &s->atoms[i];
		if ((a->kind == ATOM_PEOPLE && !(a->people->me && a->people->count == 1)) ||
			atom_means(a, SENSE_PAST) || atom_means(a, SENSE_HEDGE) ||
			atom_means(a, SENSE_OR) || atom_is(a, ':'))
			return false;
		if (a->kind == ATOM_EVENT &&
			(!is_event(a) || !eset_empty(eset_and(a->events, echoed))))
			return false;
		events += a->kind == ATOM_EVENT;
		noes += atom_means(a, SENSE_NEG) || atom_means(a, SENSE_DECLINE);
		suits = suits || atom_means(a, SENSE_DECLINE) ||
			atom_maybe_verb_of(a, SENSE_SUIT) || atom_means(a, SENSE_SUIT);
	}
	return events == 1 && noes == 1 && suits;
}

/* It is a yes, and no verb any more. */
static void answers(struct study *s, size_t at)
{
	atom_becomes(s, at, SENSE_CONTRARY);
	s->atoms[at].meaning = NULL;
}

void echoes_find(struct study *s)
{
	for (size_t k = 0; k < s->sentence_count; k++) {
		const struct sentence *x = &s->sentences[k];
		for (size_t i = x->first; i < x->end && !x->question; i++) {
			size_t at = atom_means(&s->atoms[i], SENSE_ECHO) ? part_begin(s, x, i) : 0;
			bool last = atoms_past_quiet(s, i + 1, x->end) == x->end;
			if (at > 0 && last && denies(s, x->first, at, s->atoms[i - 1].events))
				answers(s, i);
		}
	}
}
