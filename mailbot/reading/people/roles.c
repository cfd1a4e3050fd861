#include "reading/people/roles.h"

enum { ROLE_ATOMS_MAX = 12 };

static bool is_writer(const struct atom *a)
{
	static const enum sense me[] = {SENSE_I, SENSE_ME, SENSE_TO_ME};

	return ATOM_MEANS_ANY(a, me) ||
		(a->kind == ATOM_PEOPLE && a->people->me && !a->people->we &&
			a->people->count == 1);
}

/* `two`; not `a`. */
static bool is_number(const struct atom *a)
{
	return a->kind == ATOM_NUMBER ||
		(atom_means(a, SENSE_NUMBER) && !atom_means(a, SENSE_INDEFINITE));
}

/* What may stand in what somebody is: nouns, whose and of how many, and no verb. */
static bool belongs(const struct study *s, const struct atom *a)
{
	static const enum sense senses[] = {SENSE_ARTICLE, SENSE_INDEFINITE, SENSE_MY, SENSE_ORIGIN,
		SENSE_RELATION, SENSE_GROUP, SENSE_FIELD, SENSE_HARMLESS, SENSE_PLACE, SENSE_GOING,
		SENSE_MEMBERS, SENSE_NUMBER};
	const struct meaning *m = first_token(s, a)->meaning;

	if (a->kind == ATOM_UNKNOWN)
		return !a->near_alarm;
	return is_number(a) || a->kind == ATOM_SILENT || a->kind == ATOM_TIME || /* `Class 4` */
		(ATOM_MEANS_ANY(a, senses) && !(m != NULL && m->core));
}

/* One person, or who is `head of` something. */
static bool one_person(const struct atom *a, const struct atom *next)
{
	bool noun = a->kind == ATOM_UNKNOWN || atom_means(a, SENSE_HARMLESS);

	return (atom_means(a, SENSE_RELATION) && a->n == 1) ||
		(noun && next->count == 1 && atom_means(next, SENSE_ORIGIN));
}

size_t role_of_writer(const struct study *s, size_t first, size_t at, size_t end)
{
	size_t n = at + 1;
	bool person = false, other = false;

	if (!atom_means(&s->atoms[at], SENSE_ROLE) || s->atoms[at].count != 1)
		return 0;
	for (; n < end && n - at <= ROLE_ATOMS_MAX && belongs(s, &s->atoms[n]); n++) {
		person = person || (!other && one_person(&s->atoms[n], study_atom(s, n + 1, end)));
		other = other || is_number(&s->atoms[n]) || atom_means(&s->atoms[n], SENSE_ORIGIN);
	}
	if (!person)
		return 0;
	/* at the front the writer follows, with a verb between in some languages; else it ends there, as it does behind a
	 * comma: `I will come, as a teacher` */
	bool front = at == first || atom_quiet(&s->atoms[at - 1]);
	bool closes = n == end || atom_quiet(&s->atoms[n]) || s->atoms[n].kind == ATOM_EVENT;
	size_t then = n + (n < end && atom_is(&s->atoms[n], ','));
	bool follows = is_writer(study_atom(s, then, end)) ||
		(study_atom(s, then, end)->kind == ATOM_WORD &&
			is_writer(study_atom(s, then + 1, end)));
	return (front && follows) || (at > first && closes) ? n - at : 0;
}

size_t role_without_numbers(const struct study *s, size_t at, size_t n, struct atom *out)
{
	size_t kept = 0;

	while (kept < n && !is_number(&s->atoms[at + kept])) {
		out[kept] = s->atoms[at + kept];
		kept++;
	}
	if (kept == n)
		return n;
	const struct atom *from = &s->atoms[at + kept], *last = &s->atoms[at + n - 1];
	out[kept] = (struct atom){.kind = ATOM_SILENT,
		.first = from->first,
		.count = last->first + last->count - from->first};
	return kept + 1;
}
