#include "reading/clauses/means.h"

void clause_gather(const struct study *s, struct clause *c)
{
	c->words = c->tokens = (struct senses){0};
	c->kinds = 0;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		c->kinds |= 1u << a->kind;
		if (a->kind == ATOM_WORD)
			c->words = senses_or(c->words, a->senses);
		for (size_t k = a->first; k < a->first + a->count; k++)
			if (s->tokens[k].meaning != NULL)
				c->tokens = senses_or(c->tokens, s->tokens[k].meaning->senses);
	}
}

/* The clause in which the atom stands anew. */
static void gather_again(struct study *s, size_t at)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (at >= s->clauses[i].first && at < s->clauses[i].end)
			clause_gather(s, &s->clauses[i]);
}

void atom_becomes(struct study *s, size_t at, enum sense sense)
{
	s->atoms[at].senses = (struct senses){0};
	atom_gains(s, at, sense);
}

void atom_gains(struct study *s, size_t at, enum sense sense)
{
	senses_add(&s->atoms[at].senses, sense);
	gather_again(s, at);
}
