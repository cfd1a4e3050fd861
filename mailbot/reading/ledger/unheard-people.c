#include "reading/ledger/unheard-people.h"

#include "reading/asides/asides.h"
#include "reading/claims/claimed.h"
#include "reading/clauses/company.h"
#include "reading/clauses/verbs.h"

/* `Und ein paar Freunde auch.`, `Mein Hausstand wie gehabt.`: somebody, and not a verb. */
static bool others_too(const struct study *s, const struct claims *claims, const struct clause *c)
{
	static const enum sense who[] = {
		SENSE_RELATION, SENSE_GROUP, SENSE_PERSON, SENSE_OUTSIDER, SENSE_OTHERS, SENSE_KIN};
	static const enum sense kind[] = {SENSE_WISH, SENSE_THANKS, SENSE_GREETING, SENSE_CLOSING};
	size_t head = atoms_past_quiet(s, c->first, c->end);
	bool goes_on = c->first == s->sentences[c->sentence].first && head + 2 < c->end &&
		atom_means(&s->atoms[head], SENSE_AND) &&
		atom_means(&s->atoms[head + 1], SENSE_ARTICLE);
	bool too = goes_on || clause_means(s, c, SENSE_ALSO) || clause_means(s, c, SENSE_STAYS);

	if (!(c->verbless || clause_means(s, c, SENSE_STAYS)) || c->predicate_count > 0 || !too ||
		c->negations > 0 || CLAUSE_MEANS_ANY(s, c, kind) || c->named)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->people != NULL && a->people->me && a->people->count == 1 && !a->people->we)
			return false;
		if (a->people != NULL && claimed_people(s, claims, a->people))
			return false;
		if (ATOM_MEANS_ANY(a, who) || (a->kind == ATOM_PEOPLE && a->people->count > 0) ||
			(a->kind == ATOM_UNKNOWN && first_token(s, a)->capital))
			return true;
	}
	return false;
}

/* Of a verb that is a participle of coming: `vertreten`, `represented`. */
static bool is_there(const struct atom *a)
{
	const struct inflection *f = atom_maybe_verb(a) ? a->meaning->inflections : NULL;

	for (; f != NULL; f = f->next)
		if (f->verb->sense == SENSE_COME && f->forms & FORM_PART)
			return true;
	return false;
}

static bool group_is_there(const struct study *s, const struct clause *c)
{
	bool group = clause_tokens_mean(s, c, SENSE_GROUP);
	bool others = group || c->we || clause_tokens_mean(s, c, SENSE_WE) ||
		(clause_tokens_mean(s, c, SENSE_RELATION) && !clause_tokens_mean(s, c, SENSE_I));
	bool there = group && (c->we || c->people_count > 0) && clause_has(c, SENSE_COME);

	for (size_t i = c->first; i < c->end && others && !there; i++)
		there = is_there(&s->atoms[i]) && clause_means(s, c, SENSE_BE);
	return there;
}

/* `Wir vom Sportverein sind da geschlossen vertreten`, `the whole club will be represented` */
static bool we_of_group(const struct study *s, const struct clause *c)
{
	return group_is_there(s, c) && c->says == SAYS_NOTHING && c->negations == 0 &&
		!(c->told && !clause_means(s, c, SENSE_WILL)) && !c->subordinate && !c->named &&
		(!c->fragment || c->people_count == 0);
}

/* `The usual crowd comes with me`, `she wants to be registered along with me` */
static bool joins_me(const struct study *s, const struct clause *c)
{
	if (!(clause_has(c, SENSE_COME) || clause_has(c, SENSE_REGISTER)) || c->negations > 0)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->people != NULL && a->people->me && a->people->count == 1 &&
			token_means(&s->tokens[a->first + (a->count > 1 ? a->count - 2 : 0)],
				SENSE_WITH))
			return true;
	}
	return false;
}

/* `Hinzu kommt unsere Rektorin`: whom nobody knows. */
static bool adds_somebody(const struct study *s, const struct clause *c)
{
	size_t head = atoms_past_quiet(s, c->first, c->end);

	return atom_means(study_atom(s, head, c->end), SENSE_ALONG) && !c->i && !c->we &&
		clause_has(c, SENSE_COME) && c->negations == 0 && !c->told;
}

/* `You can tick my mother's box too`: what is done to something of somebody else's. */
static bool done_for_another(const struct study *s, const struct clause *c)
{
	bool order = clause_means(s, c, SENSE_YOU) || clause_means(s, c, SENSE_PLEASE) ||
		atom_maybe_verb(study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end));

	return clause_tokens_mean(s, c, SENSE_WHOSE) && order && !c->i && !c->we &&
		c->negations == 0 && !c->subordinate && !c->told;
}

/* `Und ich nehme mit, | wer gerade Zeit hat` */
static bool brings_whoever(const struct study *s, const struct clause *c)
{
	const struct clause *who = c + 1;

	return who < s->clauses + s->clause_count && who->sentence == c->sentence && c->i &&
		clause_means(s, c, SENSE_WITH) && c->negations == 0 && c->people_count <= 1 &&
		atom_means(study_atom(s, atoms_past_quiet(s, who->first, who->end), who->end),
			SENSE_ASKING) &&
		who->says == SAYS_NOTHING && !who->i && !who->we &&
		atom_means(&s->atoms[who->first - 1], SENSE_WITH);
}

/* `I'd gladly take along anyone you like.` */
static bool takes_anyone(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_TAKING) && clause_means(s, c, SENSE_ALONG) &&
		clause_means(s, c, SENSE_OTHERS) && c->negations == 0;
}

/* `asked me to sign them up` */
static bool sent_for_others(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_SENT) && c->says == SAYS_NOTHING && c->third &&
		(clause_means(s, c, SENSE_OTHERS) || clause_means(s, c, SENSE_HIM)) &&
		c->negations == 0;
}

/* `ich komme am 18., meine Frau bleibt auch zum Umtrunk`, `…, and my wife will stay for the reception`: so she comes. */
static bool stays_for_more(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool stays = clause_means(s, c, SENSE_REMAINS) || clause_means(s, c, SENSE_LINGERS);

	return stays && clause_tokens_mean(s, c, SENSE_ENDS) && !clause_means(s, c, SENSE_HOME) &&
		(c->third || c->we) && !c->i && c->people_count > 0 && c->negations == 0 &&
		!c->told && aside_writer_alone(s, claims);
}

/* `Frau X kommt zum Kongress, und ich setze mich neben sie`: then the writer is there too. */
static bool stays_beside(const struct study *s, const struct clause *c)
{
	const struct clause *before = c - 1;

	if (c == s->clauses || before->sentence + 1 < c->sentence || before->says != SAYS_COME ||
		before->i || before->we || !c->i || c->negations > 0)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *by = &s->atoms[i], *next = study_atom(s, i + 1, c->end);
		if (atom_means(by, SENSE_BESIDES) &&
			(token_means(last_token(s, by), SENSE_HIM) || atom_means(next, SENSE_HIM)))
			return true;
	}
	return false;
}

bool unheard_people(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return others_too(s, claims, c) || we_of_group(s, c) || joins_me(s, c) ||
		company_unknown(s, c) || adds_somebody(s, c) || brings_whoever(s, c) ||
		takes_anyone(s, c) || sent_for_others(s, c) || done_for_another(s, c) ||
		stays_for_more(s, claims, c) || stays_beside(s, c);
}
