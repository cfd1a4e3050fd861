#include "reading/frames/inquiries.h"

#include "reading/clauses/verbs.h"

/* Whether the clause begins as a question does, and asks of something: not `can I?`, `is that ok?` */
static bool inquires(const struct study *s, const struct clause *c)
{
	bool starts = false, about = false;
	size_t i = c->first;

	while (i < c->end &&
		(atom_quiet(&s->atoms[i]) || atom_means(&s->atoms[i], SENSE_AND) ||
			atom_means(&s->atoms[i], SENSE_BUT)))
		i++;
	if (i == c->end)
		return false;
	const struct atom *a = &s->atoms[i];
	starts = atom_means(a, SENSE_ASKING) || atom_means(a, SENSE_POLITE) ||
		atom_means(a, SENSE_BE) || atom_means(a, SENSE_WILL) || atom_means(a, SENSE_CAN) ||
		atom_means(a, SENSE_AT_TIME);
	bool helps = i + 1 < c->end && s->atoms[i + 1].kind == ATOM_PEOPLE &&
		s->tokens[a->first].language != NULL && a->kind == ATOM_WORD;
	for (; i < c->end; i++) {
		const struct atom *b = &s->atoms[i];
		if (atom_means(b, SENSE_NEG) || atom_means(b, SENSE_OR) || b->kind == ATOM_EVENT)
			return false;
		about = about || atom_means(b, SENSE_NEED) || atom_means(b, SENSE_HARMLESS) ||
			b->kind == ATOM_UNKNOWN || atom_means(b, SENSE_PLACE);
	}
	return (starts || helps) && about;
}

/* `…, so could you move me to the 22nd?`: asked for, in the form of a question. */
static bool asks_politely(const struct study *s, const struct clause *c)
{
	size_t i = atoms_past_quiet(s, c->first, c->end);

	while (i < c->end &&
		(atom_means(&s->atoms[i], SENSE_AND) || atom_means(&s->atoms[i], SENSE_HENCE)))
		i++;
	return i > c->first && atom_means(study_atom(s, i, c->end), SENSE_POLITE);
}

/* `our release has been pushed to Friday`: a thing leads, and tells. */
static bool tells_of_thing(const struct study *s, const struct clause *c)
{
	size_t i = atoms_past_quiet(s, c->first, c->end);

	return (atom_means(study_atom(s, i, c->end), SENSE_MY) ||
		       atom_means(study_atom(s, i, c->end), SENSE_ARTICLE)) &&
		!c->verbless;
}

bool inquiries_declares(const struct study *s, const struct clause *c)
{
	const struct clause *last = c;
	size_t i = c->first, begin = s->sentences[c->sentence].first;

	while (last + 1 < s->clauses + s->clause_count && last[1].sentence == c->sentence)
		last++;
	bool polite = last != c && asks_politely(s, last);
	if (last == c || !(polite || inquires(s, last)) || c->first != begin)
		return false;
	if (polite && tells_of_thing(s, c))
		return true;
	while (i < c->end && (atom_quiet(&s->atoms[i]) || atom_means(&s->atoms[i], SENSE_SAFE)))
		i++;
	if (i == c->end)
		return false;
	const struct atom *a = &s->atoms[i];
	bool who = a->kind == ATOM_PEOPLE && a->people->me;
	bool order = a->kind == ATOM_WORD && a->use == USE_INTENT && clause_has(c, SENSE_REGISTER);
	return who || order || atom_means(a, SENSE_PLEASE);
}
