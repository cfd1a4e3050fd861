#include "reading/asides/asides-papers.h"

#include "reading/asides/asides-talk.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

static bool is_own(const struct sentence *x)
{
	return x->sort == ROW_BODY && !x->below && !x->question && !x->colon && !x->item;
}

static bool is_writer(const struct atom *a)
{
	return a->people->me && a->people->count <= 1 && !a->people->with && !a->people->total &&
		!a->people->object;
}

/* The one clause of the sentence; NULL where there are more. */
static const struct clause *only_clause(const struct study *s, size_t sentence)
{
	const struct clause *c = NULL;

	for (size_t i = 0; i < s->clause_count; i++) {
		if (s->clauses[i].sentence != sentence)
			continue;
		if (c != NULL)
			return NULL;
		c = &s->clauses[i];
	}
	return c;
}

/* Whether the verb is one of what is done to a paper: `funktioniert`, `öffnen`, `verlegt`, `weitergegeben`. */
static bool handles(const struct study *s, const struct clause *c)
{
	bool any = false;

	for (size_t i = 0; i < c->predicate_count; i++) {
		if (c->predicates[i].sense != SENSE_OTHER)
			return false;
		any = true;
	}
	return (any || clause_means(s, c, SENSE_FORWARD)) && clause_means(s, c, SENSE_HANDLES);
}

bool aside_of_papers(const struct study *s, size_t sentence)
{
	static const enum sense plain[] = {SENSE_PAPER, SENSE_HANDLES, SENSE_REGRET, SENSE_NEG,
		SENSE_HAVE, SENSE_CAN, SENSE_PAST, SENSE_WILL, SENSE_ARTICLE, SENSE_YOUR, SENSE_MY,
		SENSE_GLADLY, SENSE_ALSO, SENSE_GOING, SENSE_TO_ME, SENSE_DAY, SENSE_BE};
	const struct clause *c = only_clause(s, sentence);

	if (c == NULL || !is_own(&s->sentences[sentence]) || c->third || c->named || c->hedged ||
		c->negations > 1 || !clause_means(s, c, SENSE_PAPER) || !handles(s, c))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `an unsere Mitglieder`, whom it was passed on to */
		bool to = i > c->first && atom_means(a - 1, SENSE_GOING) &&
			clause_means(s, c, SENSE_FORWARD) && a->kind == ATOM_PEOPLE &&
			a->people->person_count == 0 && !a->people->with;
		bool known = atom_quiet(a) || to || ATOM_MEANS_ANY(a, plain) ||
			(a->kind == ATOM_PEOPLE && is_writer(a)) ||
			(atom_means(a, SENSE_SAFE) && a->count == 1 && !first_token(s, a)->capital);
		if (!known || a->near_alarm || atom_means(a, SENSE_MORE))
			return false;
	}
	return true;
}

/* `hope to learn a lot`, `it sounds interesting`: a phrase that has its own doubt, or is none. */
static bool hopes_itself(const struct study *s, const struct atom *a)
{
	if (!atom_means(a, SENSE_HOPED))
		return false;
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (token_means(&s->tokens[i], SENSE_HEDGE) ||
			token_means(&s->tokens[i], SENSE_PRAISE))
			return true;
	return false;
}

/* Whether [first, end) is nothing but who hopes, and what: `I hope it is a good evening`. */
static bool hopes_between(const struct study *s, size_t first, size_t end)
{
	bool hopes = false, fine = false, verb = false;

	for (size_t i = first; i < end; i++) {
		const struct atom *a = &s->atoms[i];
		bool mine = atom_means(a, SENSE_MY) || atom_means(a, SENSE_REGISTRATION) ||
			atom_means(a, SENSE_THAT) || atom_means(a, SENSE_PAPER);
		bool known = atom_quiet(a) || atom_means(a, SENSE_HOPED) || mine ||
			(atom_means(a, SENSE_HEDGE) && atom_means(a, SENSE_HOPES)) ||
			(a->kind == ATOM_PEOPLE && is_writer(a)) ||
			(hopes && verb && !fine && aside_calm(s, i, end) &&
				!atom_means(a, SENSE_NEG)); /* `many young people turn up` */
		if (!known || a->near_alarm)
			return false;
		verb = verb || (atom_means(a, SENSE_HOPES) && (atom_maybe_verb(a) || a->count > 1));
		hopes = hopes || atom_means(a, SENSE_HOPES) || hopes_itself(s, a);
		fine = fine || atom_means(a, SENSE_HOPED);
	}
	return hopes && fine;
}

/* Whether an atom names a thing of which something is hoped, and nobody: `Kaffee`, `the weather`. */
static bool is_thing(const struct study *s, const struct atom *a)
{
	static const enum sense not_things[] = {SENSE_RELATION, SENSE_BETTER, SENSE_OBSTACLE,
		SENSE_AILS, SENSE_BE, SENSE_SAFE, SENSE_DAY_PART};

	/* `time for questions` */
	if (atom_means(a, SENSE_UNIT) && !atom_means(a, SENSE_INDEFINITE))
		return true;
	return atom_means(a, SENSE_HARMLESS) && !ATOM_MEANS_ANY(a, not_things) &&
		!atom_maybe_verb(a) && (first_token(s, a)->capital || !tongue_nouns(s, a));
}

/* `a good start`, behind which a noun stands that may be a verb elsewhere. */
static bool is_noun_behind(const struct study *s, const struct atom *a, size_t at, size_t first)
{
	static const enum sense leads[] = {
		SENSE_ARTICLE, SENSE_INDEFINITE, SENSE_HARMLESS, SENSE_YOUR, SENSE_PRAISE};

	return at > first && ATOM_MEANS_ANY(a - 1, leads) && atom_means(a, SENSE_HARMLESS) &&
		!tongue_nouns(s, a);
}

/* The first atom behind who hopes: `I do hope`, `let us hope`; the end for none. */
static size_t past_who(const struct study *s, const struct sentence *x)
{
	size_t at = atoms_past_quiet(s, x->first, x->end);

	while (at < x->end && !atom_means(&s->atoms[at], SENSE_HEDGE) &&
		((s->atoms[at].kind == ATOM_PEOPLE && is_writer(&s->atoms[at])) ||
			(atom_means(&s->atoms[at], SENSE_SAFE) && s->atoms[at].count == 1)))
		at++;
	return at;
}

/* `Ich hoffe, es gibt Kaffee`, `hopefully the weather will be better by then`: of nobody's coming. */
static bool hopes_of_thing(const struct study *s, size_t sentence)
{
	const struct sentence *x = &s->sentences[sentence];
	size_t at = past_who(s, x), first = at;
	bool thing = false;

	const struct atom *hopes = study_atom(s, at, x->end), *what = study_atom(s, at + 1, x->end);
	/* `I may walk out again`, `I could not get the day off`: of the writer */
	if (at > x->first && !tongue_nouns(s, hopes) && !atom_maybe_verb(hopes) &&
		s->atoms[at - 1].kind == ATOM_PEOPLE)
		return false;
	if (!atom_means(hopes, SENSE_HOPES) || !atom_means(hopes, SENSE_HEDGE) ||
		(!tongue_nouns(s, hopes) && (atom_maybe_verb(what) || atom_means(what, SENSE_BE))))
		return false;
	for (at++; at < x->end; at++) {
		const struct atom *a = &s->atoms[at];
		bool it = atom_means(a, SENSE_POINTER) && !atom_means(a, SENSE_ARTICLE);
		/* `hopefully nothing gets in the way`: of the coming */
		bool none = atom_means(a, SENSE_NEG) && atom_means(a, SENSE_OTHERS);
		if (a->near_alarm || none || !(it || aside_calm(s, at, x->end)))
			return false;
		thing = thing || is_thing(s, a) || is_noun_behind(s, a, at, first + 1);
	}
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		for (size_t k = 0; c->sentence == sentence && k < c->predicate_count; k++)
			if (c->predicates[k].sense != SENSE_OTHER)
				return false;
	}
	return thing;
}

/* `…, hopefully in better health!`, `…, hoffentlich wieder gesund`: how they come, not whether. */
static bool hopes_how(const struct study *s, const struct clause *c)
{
	static const enum sense how[] = {SENSE_WITH, SENSE_GOING, SENSE_WHEREABOUTS, SENSE_SAFE,
		SENSE_HARMLESS, SENSE_AILS, SENSE_INDEFINITE, SENSE_ARTICLE, SENSE_MY};
	static const enum sense who[] = {SENSE_RELATION, SENSE_PERSON, SENSE_PERSONS, SENSE_GROUP,
		SENSE_OTHERS, SENSE_MORE, SENSE_ALONE, SENSE_TOGETHER, SENSE_THERE, SENSE_LATE,
		SENSE_COMPANY};
	size_t first = atoms_past_quiet(s, c->first, c->end);
	bool any = false;

	if (c->sign != ',' || !c->verbless || first >= c->end || c->negations > 0 ||
		!atom_means(&s->atoms[first], SENSE_HEDGE) ||
		!token_means(first_token(s, &s->atoms[first]), SENSE_HOPES))
		return false;
	for (size_t i = first + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (!(atom_quiet(a) || ATOM_MEANS_ANY(a, how)) || ATOM_MEANS_ANY(a, who) ||
			a->kind == ATOM_EVENT || a->kind == ATOM_PEOPLE || a->near_alarm)
			return false;
		any = any || atom_means(a, SENSE_HARMLESS) || atom_means(a, SENSE_AILS);
	}
	return any;
}

bool aside_hopes(const struct study *s, size_t sentence)
{
	const struct sentence *x = &s->sentences[sentence];

	return is_own(x) && (hopes_between(s, x->first, x->end) || hopes_of_thing(s, sentence));
}

bool aside_hopes_so(const struct study *s, const struct clause *c)
{
	size_t first = atoms_past_quiet(s, c->first, c->end);
	bool joined = first < c->end &&
		(atom_means(&s->atoms[first], SENSE_AND) ||
			atom_means(&s->atoms[first], SENSE_HENCE));

	return is_own(&s->sentences[c->sentence]) && c->sign != 'b' && !c->condition &&
		(hopes_between(s, first + joined, c->end) || hopes_how(s, c));
}
