#include "reading/claims/corrections.h"

static bool is_sign(const struct atom *a)
{
	return atom_is(a, ',') || atom_is(a, '-');
}

/* Where the event ends that stands right before `at`, or begins right behind it, over one comma or dash; `at` where none does. */
static size_t event_before(const struct study *s, size_t at)
{
	return at > 1 && is_sign(&s->atoms[at - 1]) && s->atoms[at - 2].kind == ATOM_EVENT ? at - 2
											   : at;
}

static size_t event_behind(const struct study *s, size_t at)
{
	size_t next = at + 1 + is_sign(study_atom(s, at + 1, s->atom_count));

	return study_atom(s, next, s->atom_count)->kind == ATOM_EVENT ? next : at;
}

void corrections_hear(struct study *s)
{
	for (size_t i = 0; i < s->atom_count; i++) {
		struct atom *a = &s->atoms[i];
		size_t before = event_before(s, i), behind = event_behind(s, i);
		if (a->kind == ATOM_WORD && a->count == 1 && atom_means(a, SENSE_WISH) &&
			before != i && behind != i &&
			!eset_eq(s->atoms[before].events, s->atoms[behind].events))
			senses_add(&a->senses, SENSE_RETRACT);
	}
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
