#include "reading/events/formlines.h"

/* `Event: Open Lab`: a word, a colon, an event, and nothing else. */
struct formline {
	struct atom *label, *event;
};

/* A word that may head a line of a form: none that decides, counts or doubts. */
static bool is_label(const struct atom *a)
{
	static const enum sense never[] = {SENSE_YES, SENSE_NO, SENSE_REGISTER, SENSE_CANCEL,
		SENSE_COME, SENSE_DECLINE, SENSE_REGISTRATION, SENSE_CANCELLATION, SENSE_NEG,
		SENSE_PERSONS, SENSE_ALSO, SENSE_HEDGE, SENSE_OPEN, SENSE_OR, SENSE_SWAP,
		SENSE_RETRACT, SENSE_EXCEPT, SENSE_PLEASE, SENSE_GLADLY, SENSE_RATHER, SENSE_LATE,
		SENSE_CHANGE, SENSE_OBSTACLE, SENSE_SUIT, SENSE_WITH, SENSE_WITHOUT};

	return a->count == 1 && !a->near_alarm &&
		(a->kind == ATOM_UNKNOWN || (a->kind == ATOM_WORD && !ATOM_MEANS_ANY(a, never)));
}

static bool formline_at(const struct study *s, const struct sentence *x, struct formline *out)
{
	size_t label = atoms_past_quiet(s, x->first, x->end);
	size_t event = atoms_past_quiet(s, label + 1, x->end);

	if (x->sort != ROW_BODY || event >= x->end || !is_label(&s->atoms[label]) ||
		!atom_is(&s->atoms[label + 1], ':') || s->atoms[event].kind != ATOM_EVENT ||
		s->atoms[event].reference || atoms_past_quiet(s, event + 1, x->end) < x->end)
		return false;
	*out = (struct formline){&s->atoms[label], &s->atoms[event]};
	return true;
}

static void pair(const struct formline *a, const struct formline *b)
{
	struct eset common = eset_and(a->event->events, b->event->events);
	bool none = eset_empty(common);

	a->event->events = b->event->events = common;
	a->event->contradiction = b->event->contradiction = none;
	a->event->strong = b->event->strong = true;
	/* `Datum:` */
	a->label->kind = b->label->kind = ATOM_SILENT;
}

void formlines_pair(struct study *s)
{
	struct formline a, b;

	for (size_t i = 0; i + 1 < s->sentence_count; i++) {
		if (!formline_at(s, &s->sentences[i], &a) ||
			!formline_at(s, &s->sentences[i + 1], &b) ||
			a.event->date_only == b.event->date_only ||
			slice_eq(first_token(s, a.label)->key, first_token(s, b.label)->key))
			continue;
		pair(&a, &b);
		i++;
	}
}
