#include "reading/asides/asides.h"

#include "reading/asides/talk.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

/* Words that say more than any of these do. */
static const enum sense never[] = {SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_RETRACT, SENSE_OPEN,
	SENSE_CHANGE, SENSE_KEEN, SENSE_SUBSTITUTE, SENSE_REGISTRATION, SENSE_CANCELLATION,
	SENSE_TRICK, SENSE_ADVERTISING, SENSE_FORWARD, SENSE_RATHER, SENSE_REPORT, SENSE_CONTRARY,
	SENSE_YES, SENSE_NO, SENSE_ALSO, SENSE_MORE, SENSE_THERE, SENSE_TOGETHER, SENSE_EVENT,
	SENSE_EVENTS, SENSE_LETTER, SENSE_ALONE};

static bool says_more(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `brauche ich natürlich nicht mehr`: a yes within it answers nothing */
		bool within =
			i > c->first + 1 && atom_means(a, SENSE_YES) && atom_means(a, SENSE_SAFE);
		if ((ATOM_MEANS_ANY(a, never) && !within) || a->near_alarm || a->kind == ATOM_EVENT)
			return true;
	}
	return c->named || c->question || c->sign == 'b' || talk_points_back(s, c);
}

/* A noun that is nobody and no event, known or not. */
static bool is_noun(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i];
	const struct token *t = first_token(s, a);
	bool capitals = t->language != NULL && t->language->nouns;

	if (i >= c->end || a->kind == ATOM_PEOPLE || a->kind == ATOM_NUMBER ||
		atom_means(a, SENSE_PERSONS) || atom_means(a, SENSE_POINTER))
		return false;
	return (capitals ? t->capital
			 : atom_means(a, SENSE_HARMLESS) || atom_means(a, SENSE_PLACE)) &&
		(a->kind == ATOM_UNKNOWN || a->kind == ATOM_WORD || a->kind == ATOM_TITLE);
}

/* Whether it begins with a thing: an article or a possessive, perhaps a word that says which, and a noun. */
static bool begins_with_thing(const struct study *s, const struct clause *c)
{
	size_t i = c->first;

	while (i < c->end &&
		(atom_quiet(&s->atoms[i]) || atom_means(&s->atoms[i], SENSE_BECAUSE) ||
			atom_means(&s->atoms[i], SENSE_AND)))
		i++;
	if (i >= c->end ||
		!(atom_means(&s->atoms[i], SENSE_ARTICLE) || atom_means(&s->atoms[i], SENSE_MY) ||
			atom_means(&s->atoms[i], SENSE_INDEFINITE)))
		return false;
	return is_noun(s, c, i + 1) ||
		(i + 2 < c->end && atom_means(&s->atoms[i + 1], SENSE_HARMLESS) &&
			is_noun(s, c, i + 2));
}

bool aside_thing_fails(const struct study *s, const struct clause *c)
{
	bool verb =
		talk_has_verb(c) || clause_means(s, c, SENSE_BE) || clause_means(s, c, SENSE_WILL);

	if (c->verbless || clause_intends(c) || c->hedged || c->condition || c->negations != 1 ||
		c->people_count > 0 || !verb || says_more(s, c) || clause_means(s, c, SENSE_CAN) ||
		clause_means(s, c, SENSE_WOULD))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE || atom_means(&s->atoms[i], SENSE_TO_ME) ||
			atom_means(&s->atoms[i], SENSE_YOU))
			return false;
	return begins_with_thing(s, c);
}

/* Somebody named by what they are to the writer, as who does something. */
static bool somebody(const struct people *p)
{
	return !p->me && !p->we && p->count == 1 && !p->with && !p->total && !p->unsure &&
		!p->object && !p->principal;
}

bool aside_writer_alone(const struct study *s, const struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			const struct clause *c = &s->clauses[claims->items[i].clauses[k]];
			if (claims->items[i].seats > 1 || c->we || c->third)
				return false;
			for (size_t n = 0; n < c->people_count; n++)
				if (!c->people[n]->me || c->people[n]->count > 1)
					return false;
		}
	return true;
}

bool aside_errand(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t who = 0;
	bool must = false, what = false;

	if (c->verbless || c->i || c->we || c->negations > 0 || c->condition || c->hedged ||
		says_more(s, c) || clause_has(c, SENSE_REGISTER) || clause_has(c, SENSE_WITH) ||
		!aside_writer_alone(s, claims))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool verb = (a->use == USE_INTENT && a->kind == ATOM_WORD) ||
			atom_means(a, SENSE_LEAVES);
		if (a->kind == ATOM_PEOPLE) {
			if (!somebody(a->people) || must)
				return false;
			who++;
			continue;
		}
		must = must || atom_means(a, SENSE_MUST);
		/* `muss arbeiten`, `muss zum Zahnarzt`, `has to go to the dentist` */
		bool there = is_noun(s, c, i) || atom_means(a, SENSE_RELATION);
		what = what || (must && there) ||
			(must && atom_is_verb(a, FORM_INF) && clause_has(c, SENSE_OTHER));
		if (!(atom_quiet(a) || verb || there || a->kind == ATOM_TIME ||
			    atom_means(a, SENSE_MUST) || atom_means(a, SENSE_REGRET) ||
			    atom_means(a, SENSE_GOING) || atom_means(a, SENSE_ARTICLE) ||
			    atom_means(a, SENSE_MY) || atom_means(a, SENSE_INDEFINITE)))
			return false;
	}
	return who == 1 && must && what;
}

bool aside_only_noes(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool any = false;

	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			if (s->clauses[claims->items[i].clauses[k]].sentence != c->sentence)
				continue;
			if (claims->items[i].come)
				return false;
			any = true;
		}
	return any;
}

static bool lowercase_unknown(const struct study *s, size_t at)
{
	return s->atoms[at].kind == ATOM_UNKNOWN && !s->tokens[s->atoms[at].first].capital;
}

/* `wird am Samstag konfirmiert`: the last word is the verb, and no other is unknown but nouns. */
static bool is_passive(const struct study *s, const struct clause *c)
{
	size_t last = c->end, unknown = 0;

	while (last > c->first && atom_quiet(&s->atoms[last - 1]))
		last--;
	for (size_t i = c->first; i < c->end; i++)
		unknown += lowercase_unknown(s, i);
	return last > c->first && unknown == 1 && lowercase_unknown(s, last - 1) &&
		clause_means(s, c, SENSE_WILL) && !clause_tokens_mean(s, c, SENSE_I) &&
		!clause_tokens_mean(s, c, SENSE_WE);
}

/* `wir montieren in Olpe`: who does it, and the verb behind it. */
static bool second_unknown(const struct study *s, const struct clause *c)
{
	size_t i = atoms_past_quiet(s, c->first, c->end), unknown = 0;

	for (size_t k = c->first; k < c->end; k++)
		unknown += lowercase_unknown(s, k);
	return i + 1 < c->end && unknown == 1 && s->atoms[i].kind == ATOM_PEOPLE &&
		s->atoms[i].people->me && !s->atoms[i].people->object &&
		lowercase_unknown(s, i + 1);
}

bool aside_reason(const struct study *s, const struct claims *claims, const struct clause *c)
{
	if (c->verbless || clause_intends(c) || c->negations > 0 || c->condition || c->hedged ||
		c->people_count > 1 || !aside_only_noes(s, claims, c))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `da wird das Wasser angestellt` points at the event, and says why not */
		bool more = ATOM_MEANS_ANY(a, never) && !atom_means(a, SENSE_THERE);
		/* `ich revidiere das`, `mir wird das unterstellt` */
		bool back = atom_means(a, SENSE_POINTER) && !is_noun(s, c, i + 1) &&
			!(i + 1 < c->end && atom_means(a + 1, SENSE_HARMLESS));
		if (more || back || atom_means(a, SENSE_TO_ME) || a->near_alarm ||
			atom_means(a, SENSE_CAN) || atom_means(a, SENSE_WOULD) ||
			atom_means(a, SENSE_BUT) || atom_means(a, SENSE_SUBSTITUTE))
			return false;
	}
	return is_passive(s, c) || second_unknown(s, c);
}

/* Whether the sentence of a claim to come begins with what follows from the one before, and says alone. */
static bool hence_alone(const struct study *s, const struct claims *claims, size_t sentence)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count && claims->items[i].come;
			k++) {
			const struct clause *c = &s->clauses[claims->items[i].clauses[k]];
			bool me = c->i && !c->we && !c->third;
			if (c->sentence == sentence && me && claims->items[i].seats <= 1 &&
				clause_means(s, c, SENSE_ALONE) && c->negations == 0)
				return true;
		}
	return false;
}

bool aside_absent(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool next = hence_alone(s, claims, c->sentence + 1) || hence_alone(s, claims, c->sentence);

	if (!next || c->verbless || clause_intends(c) || c->i || c->we || c->negations > 0 ||
		c->condition || c->hedged || c->question || talk_points_back(s, c))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (ATOM_MEANS_ANY(a, never) || a->near_alarm || atom_means(a, SENSE_WITH) ||
			atom_means(a, SENSE_NEED) || atom_means(a, SENSE_WISH) ||
			(a->kind == ATOM_PEOPLE && (a->people->me || a->people->total)))
			return false;
	}
	/* what they do there has a verb that is known, or is where or how they are */
	return talk_has_verb(c) || clause_means(s, c, SENSE_BE) || clause_means(s, c, SENSE_HAVE);
}

bool aside_drives(const struct study *s, const struct clause *c)
{
	bool drives = false, me = false;

	if (c->verbless || c->i || c->we || c->negations > 0 || c->condition || c->hedged ||
		clause_intends(c) || says_more(s, c) || clause_means(s, c, SENSE_CAN) ||
		clause_means(s, c, SENSE_WOULD) || clause_means(s, c, SENSE_WITH) ||
		clause_means(s, c, SENSE_REFLEXIVE) || clause_means(s, c, SENSE_BESIDES))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		drives = drives || atom_means(a, SENSE_DRIVES);
		me = me || (a->kind == ATOM_PEOPLE && a->people->me && a->people->object);
		if (a->kind == ATOM_PEOPLE && !a->people->me && !somebody(a->people))
			return false;
	}
	return drives && me;
}

bool aside_often(const struct study *s, const struct clause *c, size_t at)
{
	if (!atom_means(&s->atoms[at], SENSE_OFTEN) || c->verbless || clause_intends(c) ||
		c->negations > 0 || c->condition || c->subordinate || says_more(s, c) ||
		!(talk_has_verb(c) || clause_means(s, c, SENSE_HAVE)) ||
		clause_means(s, c, SENSE_WILL) || clause_means(s, c, SENSE_CAN) ||
		clause_means(s, c, SENSE_WOULD) || clause_means(s, c, SENSE_MUST) ||
		clause_means(s, c, SENSE_OBSTACLE) || clause_means(s, c, SENSE_REGRET))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (i != at &&
			(atom_means(&s->atoms[i], SENSE_HEDGE) || s->atoms[i].kind == ATOM_TIME))
			return false;
	return true;
}

/* ---- needs ---- */

/* `brauchen wir nicht`: of something, not of a seat or of somebody. */
static bool needs_thing(const struct study *s, const struct clause *c)
{
	bool noun = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool verb = a->meaning != NULL && a->meaning->inflections != NULL;
		if (a->kind == ATOM_PEOPLE &&
			(!a->people->me || a->people->object || a->people->total ||
				a->people->with))
			return false;
		/* `eine Einladung brauche ich nicht mehr` */
		bool change = atom_means(a, SENSE_NEG) && a->count > 1;
		if (change || atom_means(a, SENSE_PERSONS) || atom_means(a, SENSE_YOU) ||
			atom_means(a, SENSE_POINTER) || atom_means(a, SENSE_HENCE) ||
			a->kind == ATOM_TIME)
			return false;
		noun = noun || is_noun(s, c, i) || (atom_means(a, SENSE_NEED) && !verb);
	}
	return noun;
}

static bool only_need(const struct study *s, const struct clause *c)
{
	return c->says == SAYS_NOTHING && !c->fragment && !c->elliptic && !says_more(s, c) &&
		!c->third && c->negations <= 1 && clause_means(s, c, SENSE_NEED) &&
		needs_thing(s, c) && !talk_of_seat(s, c) && !clause_means(s, c, SENSE_OBSTACLE) &&
		!clause_means(s, c, SENSE_REGRET) && !clause_means(s, c, SENSE_HEDGE);
}

/* `if there will be food, …`: what the need hangs on; no doubt of who comes. */
static bool only_condition(const struct study *s, const struct clause *c)
{
	if (!c->condition || clause_intends(c) || c->negations > 0 || c->named)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `there will be`, as English has it */
		bool more = ATOM_MEANS_ANY(a, never) && !atom_means(a, SENSE_THERE);
		if (more || a->kind == ATOM_PEOPLE || a->kind == ATOM_EVENT || a->near_alarm ||
			atom_means(a, SENSE_HEDGE))
			return false;
	}
	return true;
}

/* `meine sind 4 und 7`: nothing but ages. */
static bool only_ages(const struct study *s, const struct clause *c)
{
	size_t ages = 0;
	bool be = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `7.` at the end is no day */
		bool day = a->kind == ATOM_EVENT && a->date_only && eset_empty(a->events) &&
			i + 1 == c->end;
		bool age = be && (a->kind == ATOM_NUMBER || a->kind == ATOM_TIME || day);
		be = be || atom_means(a, SENSE_BE);
		ages += age;
		if (!age && !atom_quiet(a) && !atom_means(a, SENSE_BE) &&
			!atom_means(a, SENSE_AND) && !atom_means(a, SENSE_MY) &&
			!atom_means(a, SENSE_RELATION) &&
			!(!be && (a->kind == ATOM_PEOPLE || atom_means(a, SENSE_BOTH))))
			return false;
	}
	return ages > 0;
}

static bool holds_need(const struct study *s, size_t sentence)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (s->clauses[i].sentence == sentence &&
			clause_means(s, &s->clauses[i], SENSE_NEED))
			return true;
	return false;
}

bool aside_need(const struct study *s, size_t sentence)
{
	bool need = false;

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (c->sentence != sentence)
			continue;
		bool ages = sentence > 0 && holds_need(s, sentence - 1) && only_ages(s, c);
		if (!only_need(s, c) && !ages && !only_condition(s, c))
			return false;
		need = need || !c->condition;
	}
	return need;
}

bool aside_watches(const struct study *s, const struct clause *c)
{
	static const enum sense plain[] = {SENSE_AND, SENSE_TO_ME, SENSE_GLADLY, SENSE_POINTER};
	const struct clause *yes = c - 1;
	bool verb = false, that = false;

	if (c == s->clauses || c->sign != '&' || yes->sentence != c->sentence ||
		yes->says != SAYS_COME || yes->why != NULL || c->question || c->named)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool look = talk_watches(a), end = verb && atom_means(a, SENSE_PARTICLE);
		bool me = a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1;
		if (!(look || end || me || atom_quiet(a) || ATOM_MEANS_ANY(a, plain)))
			return false;
		verb = verb || look;
		that = that || atom_means(a, SENSE_POINTER);
	}
	return verb && that;
}
