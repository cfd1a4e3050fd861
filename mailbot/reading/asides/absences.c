#include "reading/asides/absences.h"

#include "reading/asides/asides.h"
#include "reading/asides/talk.h"
#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"
#include "reading/people/name.h"

/* Words that say more than why somebody is away. */
static const enum sense never[] = {SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_RETRACT, SENSE_OPEN,
	SENSE_CHANGE, SENSE_KEEN, SENSE_SUBSTITUTE, SENSE_REGISTRATION, SENSE_CANCELLATION,
	SENSE_TRICK, SENSE_ADVERTISING, SENSE_FORWARD, SENSE_RATHER, SENSE_REPORT, SENSE_CONTRARY,
	SENSE_YES, SENSE_NO, SENSE_ALSO, SENSE_MORE, SENSE_TOGETHER, SENSE_HEDGE, SENSE_CONDITION,
	SENSE_COMPANY, SENSE_ALONG, SENSE_WISH, SENSE_ME, SENSE_TO_ME, SENSE_US, SENSE_I, SENSE_WE,
	SENSE_YOU, SENSE_LATE, SENSE_LEAVES, SENSE_ARRIVES, SENSE_BUT};

/* `hat Spätschicht`, `muss arbeiten`, `ist krank`, `hat keine Zeit`. */
static bool gives_reason(const struct study *s, const struct clause *c)
{
	static const enum sense why[] = {
		SENSE_OBSTACLE, SENSE_MUST, SENSE_REGRET, SENSE_DECLINE, SENSE_LIVES};

	for (size_t i = c->first; i < c->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], why))
			return true;
	return false;
}

/* `ist noch in Ankara`, `hat Urlaub`: enough where it is said that nobody else comes; not `Mr Long takes over`. */
static bool is_somewhere(const struct study *s, const struct clause *c)
{
	/* not `the place is for my son` */
	return (clause_means(s, c, SENSE_BE) || clause_means(s, c, SENSE_HAVE)) &&
		!clause_means(s, c, SENSE_PERSONS);
}

/* Who is away: one people atom, a name that nobody knows, or the rest of them. */
struct away {
	const struct people *people; /* NULL: by `name` or `rest` alone */
	size_t atom;
	bool name, rest;
};

/* `die anderen beiden`, `the others`: a reference in which no event stands. */
static bool is_rest(const struct study *s, const struct atom *a)
{
	bool rest = false;

	if (a->kind != ATOM_EVENT || a->title_words > 0 || a->place_only || a->date_only)
		return false;
	for (size_t i = a->first; i < a->first + a->count; i++) {
		const struct token *t = &s->tokens[i];
		if (token_means(t, SENSE_EVENT) || token_means(t, SENSE_EVENTS) ||
			token_means(t, SENSE_DAY))
			return false;
		rest = rest || token_means(t, SENSE_REST);
	}
	return rest;
}

/* `Lotte is down`, `der Hakan hat`: a capital that nobody knows, first or behind an article. */
static bool is_name(const struct study *s, const struct clause *c, size_t i)
{
	size_t first = c->first;

	while (first < c->end &&
		(atom_quiet(&s->atoms[first]) || atom_means(&s->atoms[first], SENSE_BECAUSE) ||
			atom_means(&s->atoms[first], SENSE_ARTICLE)))
		first++;
	return i == first && s->atoms[i].kind == ATOM_UNKNOWN &&
		first_token(s, &s->atoms[i])->capital;
}

/* The one who is spoken of; false where it is nobody, several, or who writes. */
static bool find_away(const struct study *s, const struct clause *c, struct away *out)
{
	bool any = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool people = a->kind == ATOM_PEOPLE, rest = is_rest(s, a), name = is_name(s, c, i);
		if (!people && !rest && !name)
			continue;
		if (any ||
			(people &&
				(a->people->me || a->people->we || a->people->with ||
					a->people->total || a->people->again != NULL)))
			return false;
		any = true;
		*out = (struct away){people ? a->people : NULL, i, name, rest};
	}
	return any;
}

/* The word that says what somebody is to the writer; NULL. */
static const struct token *relation(const struct study *s, const struct people *p)
{
	for (size_t i = 0; i < s->atom_count; i++)
		for (size_t k = 0; s->atoms[i].people == p && k < s->atoms[i].count; k++)
			if (token_means(&s->tokens[s->atoms[i].first + k], SENSE_RELATION))
				return &s->tokens[s->atoms[i].first + k];
	return NULL;
}

/* Whether every one of the people has a name, and none of them may be the one who is away. */
static bool all_others(const struct study *s, const struct people *p, const struct away *away)
{
	const char *word = arena_string(s->arena, first_token(s, &s->atoms[away->atom])->text);

	if (p->total || (p->me && p->count <= 1))
		return true;
	if (p->person_count + (p->me ? 1 : 0) < (size_t)p->count || p->unsure || p->we)
		return false;
	for (size_t i = 0; i < p->person_count; i++) {
		const char *name = p->persons[i].name;
		if (name == NULL || (away->name && slice_find_ci(slice_of(name), word) >= 0))
			return false;
		for (size_t k = 0; away->people != NULL && k < away->people->person_count; k++)
			if (away->people->persons[k].name == NULL ||
				name_compare(name, away->people->persons[k].name) != NAME_DIFFERENT)
				return false;
	}
	return true;
}

/* `two of us, Dieter and me. Dieter has to work`: the name stands among people. */
static bool named_elsewhere(const struct study *s, size_t atom)
{
	struct slice key = first_token(s, &s->atoms[atom])->key;

	for (size_t i = 0; i < s->atom_count; i++)
		for (size_t k = 0; i != atom && k < s->atoms[i].count; k++)
			if (slice_eq(s->tokens[s->atoms[i].first + k].key, key))
				return true;
	return false;
}

/* Whether whoever is away may be one of these. */
static bool may_be(const struct study *s, const struct people *p, const struct away *away)
{
	if (away->name && named_elsewhere(s, away->atom))
		return true;
	const struct token *of = away->people != NULL ? relation(s, away->people) : NULL;
	const struct token *by = relation(s, p);

	return p == away->people || (of != NULL && by != NULL && slice_eq(of->key, by->key)) ||
		(p->person_count > 0 && !away->rest && !all_others(s, p, away));
}

/* `nur zu dritt`, `only me`; not `only a few minutes later`. */
static bool only_so_many(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_ONLY) &&
			(study_atom(s, i + 1, c->end)->kind == ATOM_PEOPLE ||
				(i > c->first && s->atoms[i - 1].kind == ATOM_PEOPLE &&
					(s->atoms[i - 1].people->total ||
						s->atoms[i - 1].people->object))))
			return true;
	return false;
}

/* `nur zu dritt`, `alleine`, `only three of us`: nobody else. */
static bool claim_says_only(const struct study *s, const struct claim *claim)
{
	for (size_t k = 0; k < claim->clause_count; k++)
		if (clause_means(s, &s->clauses[claim->clauses[k]], SENSE_ALONE) ||
			only_so_many(s, &s->clauses[claim->clauses[k]]))
			return true;
	return false;
}

/* Whether one claim to come leaves no doubt that whoever is away is none of those who come. */
static bool leaves_out(const struct study *s, const struct claim *claim, const struct away *away)
{
	bool others = away->name || (away->people != NULL && away->people->person_count > 0);

	for (size_t k = 0; k < claim->clause_count; k++) {
		const struct clause *c = &s->clauses[claim->clauses[k]];
		for (size_t n = 0; n < c->people_count; n++) {
			if (may_be(s, c->people[n], away))
				return false;
			others =
				others && !c->people[n]->total && all_others(s, c->people[n], away);
		}
	}
	return others || claim_says_only(s, claim);
}

/* `… und ich muss bei den Kindern bleiben`: the writer in what follows it, and that is no claim's. */
static bool binds_me(const struct study *s, const struct clause *next, const struct clause *c)
{
	return next < s->clauses + s->clause_count && next->sentence == c->sentence &&
		(next->i || next->we) && next->says != SAYS_COME;
}

/* Whether nothing stands there but who is away and why. */
static bool says_why(const struct study *s, struct eset come, const struct clause *c,
	const struct away *away, bool only)
{
	if (c->verbless || c->question || c->condition || c->unreal || c->hedged ||
		c->sign == 'b' || talk_points_back(s, c) || binds_me(s, c + 1, c) ||
		s->sentences[c->sentence].below || s->sentences[c->sentence].subject)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool lower = a->kind == ATOM_UNKNOWN && !first_token(s, a)->capital;
		/* `an dem Tag`: of what they are asked to, and nothing else */
		bool then = a->kind != ATOM_EVENT || (away->rest && i == away->atom) ||
			(a->title_words == 0 && !a->contradiction && eset_within(a->events, come));
		if (ATOM_MEANS_ANY(a, never) || a->near_alarm || lower || !then)
			return false;
	}
	return c->negations == 1
		? clause_means(s, c, SENSE_CAN) && !clause_means(s, c, SENSE_DECLINE)
		: c->negations == 0 && (gives_reason(s, c) || (only && is_somewhere(s, c)));
}

bool absences_told(const struct study *s, const struct claims *claims, const struct clause *c)
{
	struct eset come = claims_events(claims, true);
	struct away away;
	bool only = true;

	if ((clause_intends(c) && c->negations != 1) || eset_empty(come) || !find_away(s, c, &away))
		return false;
	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *claim = &claims->items[i];
		if (!claim->come || claim->why != NULL || !leaves_out(s, claim, &away))
			return false;
		only = only && claim_says_only(s, claim);
	}
	return says_why(s, come, c, &away, only);
}

/* A pronoun for somebody who was named, or a name that stood there before. */
static bool goes_on(const struct study *s, const struct clause *c)
{
	size_t i = atoms_past_quiet(s, c->first, c->end);

	return i < c->end &&
		((s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].people->again != NULL) ||
			(is_name(s, c, i) && named_elsewhere(s, i)) ||
			atom_means(&s->atoms[i], SENSE_RELATIVE) ||
			atom_means(&s->atoms[i], SENSE_OTHERS) ||
			atom_means(&s->atoms[i], SENSE_HE));
}

/* The writer, in any word. */
static bool names_me(const struct study *s, const struct clause *c)
{
	static const enum sense me[] = {
		SENSE_I, SENSE_ME, SENSE_TO_ME, SENSE_WE, SENSE_US, SENSE_NEED, SENSE_LEAVES};

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (ATOM_MEANS_ANY(a, me) || (a->kind == ATOM_PEOPLE && a->people->me))
			return true;
	}
	return false;
}

bool absences_doubtful(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return claimed_yes_before(s, claims, c) && !c->partial && !c->verbless &&
		c->negations == 0 && !c->named && clause_means(s, c, SENSE_MUST) &&
		!names_me(s, c) && !aside_writer_alone(s, claims) && goes_on(s, c);
}
