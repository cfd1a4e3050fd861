#include "reading/frames/registering.h"

#include "reading/clauses/company.h"
#include "reading/clauses/organisations.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/declines.h"

static bool person_given(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p->object || p->total || (p->count > 0 && !p->me) || p->person_count > 0)
			return true;
	}
	return false;
}

bool registering_goes_on(const struct study *s, const struct clause *c)
{
	if (c == s->clauses || (c->sign != '&' && c->sign != ',' && c->sign != 'b'))
		return false;
	const struct clause *b = c - 1;
	return b->sentence == c->sentence && b->negations == 0 && !b->hedged && !b->question &&
		b->why == NULL && clause_only_form(b, FORM_INF) && clause_means(s, b, SENSE_WILL);
}

/* Who registers by a verb that needs no person comes, unless somebody else is its object. */
static void read_registering(struct clause *c)
{
	enum needs needs = NEEDS_PERSON;
	bool me = false, others = false, again = c->people_count > 0 && !c->named;

	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense == SENSE_REGISTER)
			needs = c->predicates[i].forms != 0 ? c->predicates[i].needs
							    : NEEDS_NOTHING;
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		me = me || (p->me && p->object);
		others = others || (!p->with && !p->me && (p->count > 0 || p->total));
		again = again && p->again != NULL;
	}
	/* `I would like to get a seat` */
	bool own = needs == NEEDS_NOTHING || needs == NEEDS_EVENT;
	c->agent_only = !own || others;
	c->enough = own && (c->i || c->we || c->third);
	/* `meine Chefin schickt mich`: she does not come */
	if (needs == NEEDS_SOMEBODY && me)
		clause_trouble(c, "seats-unsure", c->first);
	/* `add somebody`: one more; not `add her`, who was named before */
	if (needs == NEEDS_ME && !me && !again)
		clause_trouble(c, "seats-difference", c->first);
}

/* Whether somebody else registers the writer: before the verb, or beside one that is of one alone. */
static bool other_registers(const struct study *s, const struct clause *c)
{
	bool me = false, other = false;
	bool alone =
		clause_any_form(c, FORM_3SG) && !clause_any_form(c, FORM_1SG | FORM_PL | FORM_INF);

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		const struct people *p = a->people;
		if (a->kind != ATOM_PEOPLE || p->with || p->total)
			continue;
		me = me || (p->me && p->object && p->count <= 1);
		other = other ||
			(!p->me && !p->object && p->count > 0 &&
				(alone || i < c->predicates[0].atom));
	}
	return me && other && !clause_tokens_mean(s, c, SENSE_I) &&
		!clause_tokens_mean(s, c, SENSE_WE);
}

/* `my boss is sending me to Cologne`: somewhere else, and nothing that is held here. */
static bool sent_elsewhere(const struct study *s, const struct clause *c)
{
	bool sends = false, me = false;

	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		sends = sends ||
			(p->sense == SENSE_REGISTER && p->forms != 0 && p->needs == NEEDS_SOMEBODY);
	}
	for (size_t i = 0; i < c->people_count; i++)
		me = me || (c->people[i]->me && c->people[i]->object && !c->people[i]->we);
	return sends && me && !c->named && !c->there && !c->i && c->negations == 0 &&
		!clause_means(s, c, SENSE_THERE) && !clause_means(s, c, SENSE_POINTER) &&
		!clause_means(s, c, SENSE_ALSO) && !clause_means(s, c, SENSE_SUBSTITUTE);
}

void registering_read(const struct study *s, struct clause *c, bool asked)
{
	if (sent_elsewhere(s, c)) {
		c->told = true;
		c->says = SAYS_NOTHING;
		return;
	}
	if (c->says == SAYS_NOT_COME && !decline_entry(s, c))
		clause_trouble(c, "negation-unclear", c->first);
	read_registering(c);
	/* `meine Kollegin meldet sich selbst an`: she will, and we need not */
	if (c->third && clause_means(s, c, SENSE_REFLEXIVE) && !asked &&
		(!c->named || clause_tokens_mean(s, c, SENSE_SELF)) &&
		!clause_tokens_mean(s, c, SENSE_HEREBY))
		clause_trouble(c, "third-party", c->first);
	/* `zum Kongress meldet mich mein Chef an`: what he will do, or has done */
	if (!asked && other_registers(s, c))
		clause_trouble(c, "third-party", c->first);
	if (!person_given(c) && !c->enough && !(registering_goes_on(s, c) && person_given(c - 1))) {
		c->announces = s->sentences[c->sentence].colon;
		bool infinitive =
			clause_means(s, c, SENSE_PLEASE) && !clause_means(s, c, SENSE_YOU);
		if (!c->announces && !infinitive)
			clause_trouble(c, "not-understood", c->first);
	}
	/* `I'd like to get a seat for my dog`: for whom? */
	for (size_t i = c->first; i + 1 < c->end && c->enough; i++)
		if (atom_means(&s->atoms[i], SENSE_FOR) && s->atoms[i].use == USE_ADJUNCT &&
			atom_means(&s->atoms[i + 1], SENSE_MY))
			clause_trouble(c, "not-understood", i);
	/* `für den Kongress brauchen wir fünf Plätze` */
	if (!asked && !c->i && !c->we && !c->third && !c->announces && !registering_goes_on(s, c) &&
		!organisation_sends(s, c) && !company_is_us(s, c))
		clause_trouble(c, "third-party", c->first);
}
