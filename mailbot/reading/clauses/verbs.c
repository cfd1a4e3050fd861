#include "reading/clauses/verbs.h"

#include <string.h>

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs-needs.h"

/* Whether nothing but signs, thanks and wishes stands behind the atom. */
static bool ends_clause(const struct study *s, const struct clause *c, size_t i)
{
	for (i++; i < c->end; i++)
		if (!atom_means(&s->atoms[i], SENSE_WISH) &&
			!atom_means(&s->atoms[i], SENSE_THANKS) && s->atoms[i].kind != ATOM_PUNCT &&
			s->atoms[i].kind != ATOM_SILENT)
			return false;
	return true;
}

/* A particle may be a phrase: `bin … vor Ort`. */
static bool is_particle(const struct study *s, const struct atom *a, struct slice particle)
{
	size_t at = 0;

	for (size_t i = a->first; i < a->first + a->count; i++) {
		struct slice key = s->tokens[i].key, rest = slice_from(particle, at);
		if (rest.len < key.len || !slice_eq(slice_head(rest, key.len), key))
			return false;
		at += key.len;
		if (i + 1 < a->first + a->count) {
			if (at >= particle.len || particle.p[at] != ' ')
				return false;
			at++;
		}
	}
	return at == particle.len;
}

/* `am 21. bin ich da, dann aber allein`, `bin leider raus, viel Spaß`: what stands behind is a part of its own; of coming, or no
 * more than where: `meine Frau will auch mit zum Kongress`. */
static bool ends_part(const struct study *s, const struct clause *c, const struct verb *v, size_t i)
{
	const struct atom *next = study_atom(s, i + 1, c->end);

	if ((v->sense != SENSE_COME && v->sense != SENSE_DECLINE) || i + 1 >= c->end)
		return false;
	return atom_is(next, ',') ||
		(v->sense == SENSE_COME && next->kind == ATOM_EVENT &&
			(next->going || next->at_place) && ends_clause(s, c, i + 1));
}

/* The atom of a verb's particle in the clause: behind the verb, not consumed; `end` where none. */
static size_t particle_at(
	const struct study *s, const struct clause *c, const struct verb *v, size_t verb)
{
	for (size_t i = verb + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_WORD && a->use == USE_NONE && is_particle(s, a, v->particle) &&
			(!v->final || ends_clause(s, c, i) || ends_part(s, c, v, i)))
			return i;
	}
	/* `…, dass ich am 16. dabei bin`, `werde am 16. zugegen sein`: before a verb that ends its clause */
	const struct atom *before = verb > c->first ? &s->atoms[verb - 1] : NULL;
	bool infinitive = ends_clause(s, c, verb) && atom_is_verb(&s->atoms[verb], FORM_INF);
	bool hangs = c->sign != 0 && strchr("tsrcw", c->sign) != NULL;
	if (before != NULL && s->language != NULL && s->language->verb_last &&
		(hangs || infinitive) && before->kind == ATOM_WORD && before->use == USE_NONE &&
		is_particle(s, before, v->particle))
		return verb - 1;
	return c->end;
}

/* `melde mich an forum bildung`: the particle stands where its verb's object ends, and was taken for the event's own
 * preposition; not `an dem Forum`. */
static bool leads_event(
	const struct study *s, const struct clause *c, const struct verb *v, size_t verb)
{
	const struct atom *next = study_atom(s, verb + 1, c->end);
	bool me = next->kind == ATOM_PEOPLE && next->people->me && next->people->object;
	const struct atom *event = study_atom(s, verb + 1 + me, c->end);

	if (!(v->sense == SENSE_REGISTER || v->sense == SENSE_COME) || v->particle.len == 0 ||
		event->kind != ATOM_EVENT || event->count < 2 || !event->strong ||
		!slice_eq(first_token(s, event)->key, v->particle) || clause_means(s, c, SENSE_NEG))
		return false;
	return verb == c->first && atom_is_verb(&s->atoms[verb], FORM_1SG) &&
		!token_means(first_token(s, event) + 1, SENSE_ARTICLE);
}

static void add(struct clause *c, struct predicate p)
{
	if (c->predicate_count < CLAUSE_PREDICATES_MAX)
		c->predicates[c->predicate_count++] = p;
	else if (c->why == NULL)
		c->why = "not-understood";
}

/* `reserve a parking space for me`: what the verb takes is a need, and no seat. */
static bool takes_need(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = study_atom(s, ++at, c->end);
	size_t first = at;

	while ((a->kind == ATOM_PEOPLE && a->people->me && at == first) || a->kind == ATOM_NUMBER ||
		atom_means(a, SENSE_INDEFINITE) || atom_means(a, SENSE_NUMBER) ||
		atom_means(a, SENSE_PLEASE))
		a = study_atom(s, ++at, c->end);
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT)
			return false;
	return at > first && atom_means(a, SENSE_NEED) && s->atoms[at - 1].kind != ATOM_PEOPLE;
}

/* The best of what the form may be: with its particle found, else joined, else without any. */
static void choose(struct study *s, struct clause *c, size_t at)
{
	const struct inflection *best = NULL;
	size_t particle = c->end;
	int rank = 0;

	for (const struct inflection *f = s->atoms[at].meaning->inflections; f != NULL;
		f = f->next) {
		if (!verb_needs_met(s, c, f->verb) ||
			(f->verb->sense == SENSE_REGISTER && takes_need(s, c, at)))
			continue;
		size_t p = f->joined ? c->end : particle_at(s, c, f->verb, at);
		/* `bringe ein paar mit`: `ein` is none, where another one ends the clause */
		bool article = p < c->end && atom_means(&s->atoms[p], SENSE_INDEFINITE) &&
			!ends_clause(s, c, p);
		int r = p < c->end                  ? 6 - article
			: !f->joined                ? (leads_event(s, c, f->verb, at) ? 5 : 0)
			: f->verb->particle.len > 0 ? 4
						    : 2;
		r += f->verb->beside_count > 0 && r > 0 && f->verb->needs != NEEDS_GOVERNED ? 6 : 0;
		/* what has all that it needs says more than what needs nothing */
		r += r > 0 && f->verb->particle.len == 0 && f->verb->needs == NEEDS_SOMEBODY;
		if (r == 0 || r < rank)
			continue;
		if (r == rank && best != NULL &&
			(best->verb == f->verb ||
				(f->verb->sense == SENSE_OTHER &&
					best->verb->needs != NEEDS_NOTHING)))
			continue;
		best = f;
		particle = p;
		rank = r;
	}
	if (best == NULL)
		return;
	unsigned forms = 0;
	for (const struct inflection *f = s->atoms[at].meaning->inflections; f != NULL; f = f->next)
		if (f->verb == best->verb && f->joined == best->joined)
			forms |= f->forms;
	s->atoms[at].use = USE_INTENT;
	if (particle < c->end)
		s->atoms[particle].use = USE_INTENT;
	if (forms & FORM_NOT)
		c->negations++;
	add(c, (struct predicate){best->verb->sense, forms, at, best->verb->needs});
}

/* What an idiom needs beside it. */
static enum needs needs_of(const struct atom *a)
{
	return a->meaning != NULL ? a->meaning->rare->needs : NEEDS_NOTHING;
}

/* A participle that says something with `have` only: `habe mir den 16. notiert`. */
static bool lacks_have(const struct study *s, const struct clause *c, const struct atom *a)
{
	return needs_of(a) == NEEDS_TO_ME && atom_means(a, SENSE_COME) &&
		!clause_means(s, c, SENSE_HAVE);
}

/* Words and idioms that have an intent by themselves. */
static void whole(struct study *s, struct clause *c, size_t at)
{
	static const enum sense senses[] = {
		SENSE_REGISTER, SENSE_COME, SENSE_CANCEL, SENSE_DECLINE, SENSE_SUIT};
	struct atom *a = &s->atoms[at];

	for (size_t i = 0; i < sizeof senses / sizeof *senses; i++)
		if (senses_has(a->senses, senses[i]) && !lacks_have(s, c, a) &&
			verb_has_beside(s, c, needs_of(a))) {
			enum needs stead = needs_of(a) == NEEDS_STEAD ? NEEDS_STEAD : NEEDS_NOTHING;
			a->use = USE_INTENT;
			add(c, (struct predicate){senses[i], 0, at, stead});
		}
}

/* `due to a visit I am busy`: a base form behind an indefinite article is a noun; not `eine kommt`. */
static bool is_noun(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *before = at > c->first ? &s->atoms[at - 1] : NULL;
	unsigned forms = 0;

	if (before == NULL || before->count > 1 || before->use == USE_INTENT ||
		!atom_means(before, SENSE_INDEFINITE))
		return false;
	for (const struct inflection *f = s->atoms[at].meaning->inflections; f != NULL; f = f->next)
		forms |= f->forms;
	return (forms & FORM_INF) && !(forms & (FORM_3SG | FORM_PART | FORM_PAST));
}

void verbs_find(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_WORD || a->use != USE_NONE)
			continue;
		whole(s, c, i);
		if (a->meaning != NULL && a->meaning->inflections != NULL && a->use == USE_NONE &&
			!is_noun(s, c, i))
			choose(s, c, i);
	}
}

bool clause_has(const struct clause *c, enum sense sense)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense == sense)
			return true;
	return false;
}

bool clause_counts_on_me(const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].needs == NEEDS_COUNTS)
			return true;
	return false;
}

bool clause_intends(const struct clause *c)
{
	return clause_has(c, SENSE_REGISTER) || clause_has(c, SENSE_COME) ||
		clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE) ||
		clause_has(c, SENSE_SUIT);
}

bool clause_does_else(const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense != SENSE_OTHER || !(c->predicates[i].forms & FORM_INF))
			return false;
	return c->predicate_count > 0;
}

bool clause_by_oneself(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_ALONE) &&
			!token_means(first_token(s, &s->atoms[i]), SENSE_I))
			return true;
	return false;
}
