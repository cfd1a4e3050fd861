#include "reading/frames/farewells.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/noes.h"

/* Fun, wished to the office and whoever comes: nobody else, and not the writer, stands there. */
static bool wishes_fun(const struct study *s, const struct clause *c)
{
	static const enum sense may[] = {SENSE_FUN, SENSE_WISH, SENSE_YOU, SENSE_BUT, SENSE_AND,
		SENSE_SAFE, SENSE_GOING, SENSE_BEING, SENSE_WHEREABOUTS, SENSE_OTHERS, SENSE_HOPES,
		SENSE_ALL};
	bool fun = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool me = a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1 &&
			!a->people->we && !a->people->object;
		bool event = a->kind == ATOM_EVENT && !a->contradiction && !a->several;
		if (!atom_quiet(a) && !me && !event && !ATOM_MEANS_ANY(a, may))
			return false;
		fun = fun || atom_means(a, SENSE_FUN);
	}
	return fun && c->negations == 0 && !c->question && !c->we &&
		!clause_tokens_mean(s, c, SENSE_US) && !clause_tokens_mean(s, c, SENSE_WE);
}

/* `in Osaka`, `to Houston`: a name that nobody knows, behind a word of where. */
static bool place_name(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at], *before = study_atom(s, at - (at > c->first), c->end);

	return a->kind == ATOM_UNKNOWN && first_token(s, a)->capital && !a->near_alarm &&
		at > c->first &&
		(atom_means(before, SENSE_WHEREABOUTS) || atom_means(before, SENSE_GOING) ||
			place_name(s, c, at - 1));
}

/* What may stand beside what keeps the writer away: who, that day, and that they regret it. */
static bool may_stand(const struct atom *a)
{
	static const enum sense may[] = {SENSE_BE, SENSE_HAVE, SENSE_OBSTACLE, SENSE_AILS,
		SENSE_AWAY, SENSE_ARTICLE, SENSE_INDEFINITE, SENSE_SAFE, SENSE_REGRET, SENSE_WISH,
		SENSE_WHEREABOUTS, SENSE_GOING, SENSE_WITH, SENSE_GREETING, SENSE_FUN, SENSE_NOTED,
		SENSE_YOU};
	static const enum sense never[] = {SENSE_HEDGE, SENSE_UNTIL, SENSE_SINCE, SENSE_NEG,
		SENSE_OR, SENSE_LATER, SENSE_WEEK, SENSE_BEFORE, SENSE_COME, SENSE_ALSO,
		SENSE_NEED};

	if (a->kind == ATOM_PEOPLE)
		return a->people->me && a->people->count <= 1 && !a->people->with &&
			!a->people->we && !a->people->object;
	if (a->kind == ATOM_EVENT)
		return a->date_only && !a->contradiction && !a->several;
	bool does = atom_is_verb(a, FORM_1SG | FORM_GERUND) && atom_maybe_verb_of(a, SENSE_OTHER);
	/* `that day`, `ill in bed`: a phrase; not `over the flu` */
	bool phrase = atom_means(a, SENSE_HARMLESS) && a->count > 1;
	bool particle = atom_means(a, SENSE_PARTICLE) && !atom_means(a, SENSE_WHEREABOUTS) &&
		!atom_means(a, SENSE_GOING) && !atom_means(a, SENSE_WITH);
	return atom_quiet(a) ||
		(!particle && (does || phrase || ATOM_MEANS_ANY(a, may)) &&
			!ATOM_MEANS_ANY(a, never));
}

/* The writer is ill, or elsewhere, and no word more. */
static bool kept_away(const struct study *s, const struct clause *c)
{
	static const enum sense keeps[] = {SENSE_OBSTACLE, SENSE_AILS, SENSE_AWAY};
	bool away = false;

	if (c->says != SAYS_NOTHING || c->third || c->we || c->told || c->question ||
		c->condition || c->hedged || c->subordinate || c->negations > 0 ||
		clause_intends(c) || clause_means(s, c, SENSE_PAST) ||
		s->sentences[c->sentence].sort != ROW_BODY || s->sentences[c->sentence].below)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool place = place_name(s, c, i);
		/* `on a plane` */
		bool thing = i > c->first && atom_means(a, SENSE_HARMLESS) &&
			(atom_means(a - 1, SENSE_INDEFINITE) || atom_means(a - 1, SENSE_ARTICLE));
		if (!place && !thing && !may_stand(a))
			return false;
		away = away || place;
	}
	return away || CLAUSE_TOKENS_MEAN_ANY(s, c, keeps);
}

/* Greets, thanks, is sorry, or is the name below: nothing beside them. */
static bool asks_nothing(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];

	return x->subject || x->sort != ROW_BODY || atoms_greet(s, c->first, c->end);
}

/* A closing line that wishes it. */
static bool closes_with_fun(const struct study *s)
{
	for (size_t i = 0; i < s->row_count; i++)
		for (size_t k = 0; k < s->rows[i].count && s->rows[i].sort == ROW_CLOSING; k++)
			if (token_means(&s->tokens[s->rows[i].first + k], SENSE_FUN))
				return true;
	return false;
}

/* The one event that both name, or one of them. */
static struct eset of_both(const struct clause *no, const struct clause *wish)
{
	if (wish == NULL || !wish->named)
		return no->events;
	return no->named ? eset_and(no->events, wish->events) : wish->events;
}

void farewells_settle(struct study *s)
{
	struct clause *no = NULL, *wish = NULL;

	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		if (wish == NULL && wishes_fun(s, c))
			wish = c;
		else if (no == NULL && kept_away(s, c))
			no = c;
		else if (!asks_nothing(s, c))
			return;
	}
	if (no == NULL || no->event_trouble || (wish != NULL && wish->event_trouble) ||
		(wish == NULL && !clause_means(s, no, SENSE_FUN) && !closes_with_fun(s)))
		return;
	struct eset events = of_both(no, wish);
	if (eset_count(events) != 1)
		return;
	if (wish != NULL)
		noes_take_event(no, wish);
	no->events = events;
	no->named = true;
	no->i = true;
	no->why = NULL;
	no->says = SAYS_NOT_COME;
}
