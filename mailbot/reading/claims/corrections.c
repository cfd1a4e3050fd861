#include "reading/claims/corrections.h"

static bool is_sign(const struct atom *a)
{
	return atom_is(a, ',') || atom_is(a, '-');
}

/* The event that stands last before the atom; NULL. */
static const struct atom *event_before(const struct study *s, const struct sentence *x, size_t at)
{
	while (at-- > x->first)
		if (s->atoms[at].kind == ATOM_EVENT)
			return &s->atoms[at];
	return NULL;
}

/* Whether nothing but a comma or dash, and what closes a verb, stands between the event and the atom: `melden Sie mich für den
 * 21. an, Entschuldigung`. */
static bool right_behind(const struct study *s, const struct atom *event, size_t at)
{
	for (const struct atom *a = event + 1; a < &s->atoms[at]; a++) {
		bool closes = a->kind == ATOM_WORD && a->count == 1 &&
			(atom_means(a, SENSE_PARTICLE) || atom_maybe_verb(a));
		if (!closes && !is_sign(a) && !atom_means(a, SENSE_NO))
			return false;
	}
	return true;
}

/* An excuse, behind a comma or dash, or a no. */
static bool excuses(const struct sentence *x, const struct atom *a, size_t at)
{
	return a->kind == ATOM_WORD && a->count == 1 && atom_means(a, SENSE_WISH) &&
		at > x->first && (is_sign(a - 1) || atom_means(a - 1, SENSE_NO));
}

static void hear(struct study *s, const struct sentence *x)
{
	for (size_t i = x->first; i < x->end; i++) {
		struct atom *a = &s->atoms[i];
		if (!excuses(x, a, i))
			continue;
		const struct atom *before = event_before(s, x, i);
		size_t next = i + 1 + is_sign(study_atom(s, i + 1, x->end));
		const struct atom *behind = study_atom(s, next, x->end);
		bool last = atoms_past_quiet(s, next + 1, x->end) == x->end;
		if (before != NULL && behind->kind == ATOM_EVENT &&
			!eset_eq(before->events, behind->events) &&
			(last || right_behind(s, before, i)))
			senses_add(&a->senses, SENSE_RETRACT);
	}
}

void corrections_hear(struct study *s)
{
	for (size_t i = 0; i < s->sentence_count; i++)
		hear(s, &s->sentences[i]);
}

/* `nein`, `nein halt`, `Quatsch`, `no wait`: what it begins with; the atom behind it, `c->first` where it is none. */
static size_t behind_no(const struct study *s, const struct clause *c)
{
	size_t at = c->first;
	bool no = false;

	for (; at < c->end; at++) {
		const struct atom *a = &s->atoms[at];
		bool filler = no && a->kind == ATOM_WORD && a->count == 1 &&
			(atom_means(a, SENSE_RETRACT) || atom_means(a, SENSE_SAFE) ||
				atom_means(a, SENSE_HARMLESS));
		if (a->kind == ATOM_EVENT)
			break;
		bool denies =
			a->count == 1 && (atom_means(a, SENSE_NO) || atom_means(a, SENSE_RETRACT));
		no = no || denies;
		if (!denies && !filler && !atom_is(a, ',') && !(atom_is(a, '-') && !no))
			return c->first;
	}
	return no && at < c->end ? at : c->first;
}

bool corrects_unclear(const struct study *s, const struct clause *c)
{
	const struct clause *before = c - 1;

	return c != s->clauses && (c->sign == ',' || c->sign == '-') &&
		behind_no(s, c) != c->first && before->sentence == c->sentence &&
		(before->says == SAYS_COME || before->says == SAYS_NOT_COME) && before->named &&
		!corrects_event(s, c);
}

bool corrects_event(const struct study *s, const struct clause *c)
{
	const struct clause *before = c - 1;
	size_t at = behind_no(s, c), events = 0;

	if (c == s->clauses || (c->sign != ',' && c->sign != '-') || at == c->first ||
		before->sentence != c->sentence || before->says != SAYS_COME || !before->named ||
		before->several || c->several || c->event_trouble ||
		eset_count(before->events) != 1 || eset_count(c->events) != 1 ||
		s->sentences[c->sentence].question)
		return false;
	/* `am 21., nein am 22.` may be a no to the 22nd: a comma stands between */
	if (!atom_is(&s->atoms[at - 1], ','))
		return false;
	for (; at < c->end; at++) {
		const struct atom *a = &s->atoms[at];
		if (a->kind == ATOM_EVENT && !a->reference)
			events++;
		else if (a->kind != ATOM_PUNCT && a->kind != ATOM_SILENT)
			return false;
	}
	return events == 1 && c->end == s->sentences[c->sentence].end;
}
