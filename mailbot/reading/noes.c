#include "reading/noes.h"

#include "reading/tongues.h"
#include "reading/verbs.h"

/* ---- neither of two ---- */

/* One of the two, with its preposition. */
struct one {
	size_t at, count; /* atoms; 0: none stands there */
	bool me;
};

static bool lone_me(const struct atom *a)
{
	return a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1 &&
		a->people->person_count == 0 && !a->people->we && !a->people->with;
}

static bool lone_other(const struct study *s, const struct atom *a)
{
	if (a->kind == ATOM_UNKNOWN)
		return !a->near_alarm && s->tokens[a->first].capital;
	return a->kind == ATOM_PEOPLE && !a->people->me && !a->people->we && !a->people->with &&
		!a->people->total && !a->people->unsure && a->people->count == 1;
}

static struct one one_at(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end);
	struct one out = {.at = at};

	if (atom_means(a, SENSE_TO_ME))
		return (struct one){at, 1, true};
	if (atom_means(a, SENSE_GOING) && a->count == 1) {
		out.count = 1;
		a = study_atom(s, at + 1, end);
	}
	out.me = lone_me(a);
	out.count = out.me || lone_other(s, a) ? out.count + 1 : 0;
	return out;
}

static bool joins_two(const struct atom *a)
{
	return a->count == 1 &&
		(atom_means(a, SENSE_MORE) || atom_means(a, SENSE_NEG) || atom_means(a, SENSE_OR));
}

void noes_take_neither(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		struct one x = one_at(s, i + 1, c->end);
		size_t joint = i + 1 + x.count;
		if (!atom_means(a, SENSE_NEITHER) || a->count != 1 || a->use != USE_NONE ||
			x.count == 0 || !joins_two(study_atom(s, joint, c->end)))
			continue;
		struct one y = one_at(s, joint + 1, c->end);
		if (y.count == 0 || x.me == y.me)
			continue;
		struct one other = x.me ? y : x;
		a->use = USE_PEOPLE; /* its own no is counted here */
		s->atoms[joint].use = USE_SAFE;
		c->negations++;
		for (size_t k = 0; k < other.count; k++)
			s->atoms[other.at + k].use = USE_TOLD;
		if (x.count + y.count > 2 && !atom_means(&s->atoms[y.at], SENSE_TO_ME))
			s->atoms[y.at].use = USE_SAFE;
		return;
	}
}

/* ---- all of us ---- */

static bool denies_at(const struct atom *a)
{
	return atom_means(a, SENSE_NEG) && a->use == USE_POLARITY;
}

/* Whether the clause ends at `at`. */
static bool ends_at(const struct study *s, size_t at, size_t end)
{
	while (at < end &&
		(s->atoms[at].kind == ATOM_PUNCT || s->atoms[at].kind == ATOM_SILENT))
		at++;
	return at == end;
}

void noes_take_all(struct study *s, struct clause *c)
{
	for (size_t i = c->first + 1; i < c->end && c->we; i++) {
		struct atom *a = &s->atoms[i], *before = a - 1;
		const struct atom *next = study_atom(s, i + 1, c->end);
		bool number = next->use == USE_NONE && next->n > 1 &&
			(next->kind == ATOM_NUMBER || atom_means(next, SENSE_NUMBER));
		size_t behind = i + 1 + number;
		if (!atom_means(a, SENSE_ALL) || a->count != 1 || a->use != USE_NONE ||
			denies_at(before))
			continue;
		bool aside = atom_is(before, ',') && ends_at(s, behind, c->end);
		if (!aside && !denies_at(study_atom(s, behind, c->end)))
			continue;
		a->use = USE_PEOPLE;
		if (number)
			s->atoms[i + 1].use = USE_PEOPLE;
	}
}

/* ---- what stays ---- */

/* Whether it names one event, surely, and nobody but the writer. */
static bool names_one(const struct study *s, const struct clause *c)
{
	size_t events = 0;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_PEOPLE && !lone_me(a))
			return false;
		if (a->kind != ATOM_EVENT)
			continue;
		events++;
		if (a->contradiction || a->over || a->several || a->reference ||
			eset_count(a->events) != 1 || !(a->strong || i == c->first))
			return false;
	}
	return events == 1;
}

bool noes_stays(const struct study *s, const struct clause *c)
{
	static const enum sense plain[] = {SENSE_STAYS, SENSE_ARTICLE, SENSE_BUT, SENSE_GOING,
		SENSE_AND, SENSE_ALSO, SENSE_POINTER, SENSE_TO_ME, SENSE_FOR};
	bool stays = false;

	if (c->negations > 0 || c->hedged || c->question || c->condition || c->subordinate ||
		clause_intends(c) || clause_means(s, c, SENSE_NO) || !names_one(s, c))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool known = a->kind == ATOM_PUNCT || a->kind == ATOM_SILENT ||
			a->kind == ATOM_EVENT || a->kind == ATOM_PEOPLE ||
			(atom_means(a, SENSE_SAFE) && a->count == 1);
		for (size_t k = 0; k < sizeof plain / sizeof *plain; k++)
			known = known || atom_means(a, plain[k]);
		if (!known || a->near_alarm)
			return false;
		stays = stays || atom_means(a, SENSE_STAYS);
	}
	return stays;
}
