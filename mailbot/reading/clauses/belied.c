#include "reading/clauses/belied.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

/* `ohne Krücken komme ich nicht`, `ohne Hund nicht`: to come without it is what the no may be of. */
static bool no_without(const struct study *s, const struct clause *c, const struct atom *a)
{
	return c->negations > 0 && a->kind == ATOM_WORD && a->count > 1 && a->use != USE_INTENT &&
		token_means(first_token(s, a), SENSE_WITHOUT);
}

/* `sind wir zu zweit zu Hause`, `sind wir beide krank`: at home or in bed, where nothing else says that they come. */
static bool at_home(const struct study *s, const struct clause *c, const struct atom *a)
{
	return (atom_means(a, SENSE_HOME) || atom_means(a, SENSE_AILS)) &&
		c->predicate_count == 0 && clause_means(s, c, SENSE_BE);
}

/* `bin ich aus der Klinik raus`: out of what stands right before the particle. */
static bool out_of(const struct study *s, const struct clause *c, size_t particle)
{
	const struct atom *a = &s->atoms[particle];

	if (a->use != USE_INTENT || !atom_means(a, SENSE_PARTICLE) ||
		!clause_has(c, SENSE_DECLINE) || !clause_means(s, c, SENSE_BE))
		return false;
	for (size_t i = particle; i-- > c->first;) {
		a = &s->atoms[i];
		if (a->use != USE_ADJUNCT && !atom_means(a, SENSE_SAFE))
			break;
		if (token_means(first_token(s, a), SENSE_ORIGIN))
			return true;
	}
	return false;
}

void belied_check(const struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (no_without(s, c, a))
			clause_trouble(c, "negation-unclear", i);
		if (at_home(s, c, a) || out_of(s, c, i))
			clause_trouble(c, "not-understood", i);
	}
}
