#include "reading/claims/claims-subject.h"

#include "reading/clauses/verbs.h"

bool claims_in_subject(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].subject;
}

/* `Summer Energy Conference`: a word of a title behind words that are none of it. */
static bool names_another(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *b = a - 1;
		if (a->kind == ATOM_EVENT && a->title_words == 1 && !a->day_known &&
			(b->kind == ATOM_UNKNOWN ||
				(b->kind == ATOM_WORD && b->count == 1 &&
					atom_means(b, SENSE_HARMLESS) &&
					!atom_means(b, SENSE_SAFE) &&
					!atom_means(b, SENSE_ARTICLE) &&
					!atom_means(b, SENSE_GOING))))
			return true;
	}
	return false;
}

void claims_read_subject(struct study *s, struct claims *out)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (claims_in_subject(s, c) && !c->event_trouble && !c->question &&
			!names_another(s, c))
			out->subject = eset_or(out->subject, c->events);
	}
}

static bool has_unknown(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_UNKNOWN)
			return true;
	return false;
}

bool claims_body_neutral(const struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (!claims_in_subject(s, c) && (has_unknown(s, c) || c->question))
			return false;
		if (!claims_in_subject(s, c) &&
			(c->says != SAYS_NOTHING || c->named || c->predicate_count > 0 ||
				c->negations > 0 || c->hedged || c->fragment))
			return false;
	}
	return true;
}

/* A letter without a decision in its body is decided by its subject. */
void claims_decide_by_subject(struct study *s, struct claims *out)
{
	bool empty = true;

	for (size_t i = 0; i < s->clause_count; i++)
		empty = empty &&
			(claims_in_subject(s, &s->clauses[i]) ||
				clause_means(s, &s->clauses[i], SENSE_SUBJECT));
	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		if (!claims_in_subject(s, c))
			continue;
		bool decides = claims_says(c) || (c->fragment && c->named && empty);
		if (!decides || !(c->named || c->events.bits[0]))
			continue;
		struct claim *claim = claims_add(s, out, i, c->says != SAYS_NOT_COME, c->events);
		claim->subject = true;
	}
}

static struct slice last_word(const char *name)
{
	struct slice text = slice_of(name != NULL ? name : "");
	size_t n = text.len;

	while (n > 0 && text.p[n - 1] != ' ')
		n--;
	return slice_from(text, n);
}

/* A no, or what tells why somebody else comes instead. */
static bool is_absence(const struct clause *c)
{
	return c->says == SAYS_NOT_COME ||
		(c->says == SAYS_NOTHING && c->joined && c->third && !c->fragment);
}

/* Whether everybody whom the subject's clause names is named in a clause of the body that does not come. */
static bool excused(const struct study *s, const struct clause *subject)
{
	for (size_t k = 0; k < subject->people_count; k++) {
		const struct people *p = subject->people[k];
		bool found = false;
		if (p->person_count != 1)
			return false;
		for (size_t i = 0; i < s->clause_count; i++) {
			const struct clause *c = &s->clauses[i];
			for (size_t n = 0; n < c->people_count && is_absence(c); n++)
				found = found ||
					(c->people[n]->person_count == 1 &&
						slice_eq(last_word(c->people[n]->persons[0].name),
							last_word(p->persons[0].name)));
		}
		if (!found)
			return false;
	}
	return true;
}

/* Whether the body has somebody come in another one's place: the subject may name either. */
static bool replaces(const struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (s->clauses[i].substitute && !claims_in_subject(s, &s->clauses[i]))
			return true;
	return false;
}

static bool named_in_claim(const struct study *s, const struct claim *claim, struct slice surname)
{
	for (size_t i = 0; i < claim->clause_count; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		for (size_t k = 0; k < c->people_count; k++)
			for (size_t n = 0; n < c->people[k]->person_count; n++)
				if (slice_eq(last_word(c->people[k]->persons[n].name), surname))
					return true;
	}
	return false;
}

/* Whether the claim's own clauses say who comes: the writer alone, or somebody by name. */
static bool says_who_comes(const struct study *s, const struct claim *claim)
{
	bool alone = false;

	for (size_t i = 0; i < claim->clause_count; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		if (c->we)
			return false;
		alone = alone || c->i;
		for (size_t k = 0; k < c->people_count; k++)
			alone = alone || c->people[k]->person_count > 0;
	}
	return alone;
}

/*
 * `Anmeldung Dr. Boss` above `hiermit melde ich Herrn Dr. Karl Boss an`: the subject names who is named again, who writes,
 * or (*other) somebody of whom the body knows nothing. False where it says how many, or who comes along.
 */
static bool only_names(
	const struct study *s, const struct claim *claim, const struct clause *c, bool *other)
{
	bool named = false;

	for (size_t k = 0; k < c->people_count; k++) {
		const struct people *p = c->people[k];
		if (p->me || p->with || p->total || p->person_count == 0 ||
			p->count != (int)p->person_count)
			return false;
		for (size_t n = 0; n < p->person_count; n++) {
			struct slice surname = last_word(p->persons[n].name);
			named = named || surname.len > 0;
			*other = *other ||
				(!named_in_claim(s, claim, surname) &&
					!slice_eq(surname, last_word(s->reading->writer)));
		}
	}
	return named;
}

/* What the subject says beside the body's decisions must agree with them. */
void claims_hold_against_subject(struct study *s, struct claims *out)
{
	bool stay = false;

	for (size_t k = 0; k < out->count; k++)
		stay = stay || !out->items[k].come;
	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		if (!claims_in_subject(s, c))
			continue;
		/* `Anmeldung Bildung` above a cancellation is the old registration */
		bool against = c->says == SAYS_NOT_COME && !stay;
		for (size_t k = 0; k < out->count; k++) {
			struct claim *claim = &out->items[k];
			if (against && claim->why == NULL)
				claim->why = "contradicts-itself";
			if (!claim->come || c->people_count == 0 || against || c->why != NULL)
				continue;
			if (replaces(s) && excused(s, c))
				continue;
			if (replaces(s) && claim->why == NULL)
				claim->why = "person-left-over";
			bool other = false;
			if (only_names(s, claim, c, &other) && says_who_comes(s, claim)) {
				if (other && claim->why == NULL)
					claim->why = "person-left-over";
				continue;
			}
			claims_attach(s, claim, i);
		}
	}
}
