#include "reading/clauses/bidden.h"

#include "reading/clauses/means.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

/* Where the parts of it stand; the clause's end for what is missing. */
struct bidding {
	size_t me, have, bids, who;
};

static bool is_writer(const struct atom *a)
{
	const struct people *p = a->people;

	return a->kind == ATOM_PEOPLE && p->me && !p->we && !p->object && !p->with &&
		p->count <= 1 && p->person_count == 0;
}

/* One or several others, and it is clear how many. */
static bool is_other(const struct atom *a)
{
	const struct people *p = a->people;

	return a->kind == ATOM_PEOPLE && !p->me && !p->we && !p->with && !p->total && !p->unsure &&
		p->count > 0 && p->again == NULL;
}

/* `mich`, whom somebody stands in for. */
static bool is_me_object(const struct atom *a)
{
	const struct people *p = a->people;

	return a->kind == ATOM_PEOPLE && p->me && p->object && p->count <= 1 &&
		p->person_count == 0;
}

/* `… and have asked Petra`: who does it stands in the part before. */
static bool goes_on(const struct study *s, const struct clause *c)
{
	const struct clause *before = c - 1;
	size_t first = c->first;

	while (first < c->end &&
		(atom_quiet(&s->atoms[first]) || atom_means(&s->atoms[first], SENSE_AND) ||
			atom_means(&s->atoms[first], SENSE_BUT)))
		first++;
	return c > s->clauses && before->sentence == c->sentence && before->i && !before->we &&
		!before->third && first < c->end && atom_means(&s->atoms[first], SENSE_HAVE);
}

/* Whether the parts are there, in this order: the writer, somebody who is asked and the asking, and no one else. */
static bool find_parts(const struct study *s, const struct clause *c, struct bidding *b)
{
	bool on = goes_on(s, c);

	*b = (struct bidding){on ? c->first : c->end, c->end, c->end, c->end};
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (b->me == c->end && is_writer(a))
			b->me = i;
		else if (b->me < c->end && b->who == c->end && is_other(a))
			b->who = i;
		else if (a->kind == ATOM_PEOPLE && !is_me_object(a))
			return false;
		if (b->have == c->end && atom_means(a, SENSE_HAVE))
			b->have = i;
		if (b->bids == c->end && atom_means(a, SENSE_BIDS))
			b->bids = i;
	}
	return b->me < c->end && b->who < c->end && b->bids < c->end && (on || b->bids > b->me);
}

/* Whether it is done, for sure, and by the writer. */
static bool is_done(const struct study *s, const struct clause *c)
{
	static const enum sense never[] = {SENSE_NEG, SENSE_HEDGE, SENSE_OPEN, SENSE_OR, SENSE_WILL,
		SENSE_WOULD, SENSE_CAN, SENSE_MUST, SENSE_PAST, SENSE_CONDITION, SENSE_NO,
		SENSE_RETRACT, SENSE_SWAP, SENSE_EXCEPT};
	const struct sentence *x = &s->sentences[c->sentence];

	return !CLAUSE_MEANS_ANY(s, c, never) && !x->question && !x->subject;
}

/* What they are to do: come in the writer's place. */
static bool to_come_instead(const struct study *s, const struct clause *c, size_t behind)
{
	bool stead = clause_means(s, c, SENSE_SUBSTITUTE), comes = false;

	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		stead = stead || p->needs == NEEDS_STEAD;
		comes = comes || (p->sense == SENSE_COME && p->atom > behind);
	}
	return stead && comes;
}

/* The verb of asking says nothing then, and what is asked for is as good as done: `zu kommen` as `kommt`. */
static void forget(struct clause *c, const struct bidding *b)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->predicate_count; i++) {
		struct predicate p = c->predicates[i];
		if (p.atom == b->bids || p.atom == b->have)
			continue;
		p.forms |= p.sense == SENSE_COME && p.forms != 0 ? FORM_3SG : 0;
		c->predicates[kept++] = p;
	}
	c->predicate_count = kept;
}

void bidden_take(struct study *s, struct clause *c)
{
	struct bidding b;

	if (!find_parts(s, c, &b) || !is_done(s, c) || !to_come_instead(s, c, b.bids))
		return;
	if (is_writer(&s->atoms[b.me]))
		s->atoms[b.me].use = USE_TOLD;
	s->atoms[b.bids].use = USE_TOLD;
	for (size_t i = b.bids; i < c->end; i++)
		if (tongue_infinitive(s, &s->atoms[i]))
			s->atoms[i].use = USE_TOLD;
	if (b.have < c->end)
		atom_becomes(s, b.have, SENSE_SAFE);
	forget(c, &b);
	c->substitute = true;
}

void bidden_check(const struct study *s, struct clause *c)
{
	struct bidding b;

	if (find_parts(s, c, &b) && s->atoms[b.bids].use != USE_TOLD && clause_has(c, SENSE_COME))
		clause_trouble(c, "undecided", b.bids);
}

bool bidden_comes(const struct study *s, const struct clause *c)
{
	bool told = false;

	for (size_t i = c->first; i < c->end; i++)
		told = told ||
			(atom_means(&s->atoms[i], SENSE_BIDS) && s->atoms[i].use == USE_TOLD);
	return told && c->substitute && c->says == SAYS_COME;
}

bool bidden_answers(const struct study *s, const struct clause *c, const struct clause *b)
{
	bool them = false;

	for (size_t i = b->first; i < b->end; i++) {
		const struct atom *a = &s->atoms[i];
		them = them || atom_means(a, SENSE_HE) || atom_means(a, SENSE_OTHERS) ||
			(a->kind == ATOM_PEOPLE && !a->people->me &&
				(a->people->again != NULL || a->people->count > 0));
	}
	return b > c && b->sentence <= c->sentence + 2 && them && !b->i && !b->we;
}
