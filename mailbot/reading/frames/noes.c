#include "reading/frames/noes.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/declines.h"

/* ---- neither of two ---- */

/* One of the two, with its preposition. */
struct one {
	size_t at, count; /* atoms; 0: none stands there */
	bool me;
};

static bool lone_me(const struct atom *a)
{
	return a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1 &&
		a->people->person_count == 0 && !a->people->we && !a->people->with;
}

static bool lone_other(const struct study *s, const struct atom *a)
{
	if (a->kind == ATOM_UNKNOWN)
		return !a->near_alarm && first_token(s, a)->capital;
	return a->kind == ATOM_PEOPLE && !a->people->me && !a->people->we && !a->people->with &&
		!a->people->total && !a->people->unsure && a->people->count == 1;
}

static struct one one_at(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end);
	struct one out = {.at = at};

	if (atom_means(a, SENSE_TO_ME))
		return (struct one){at, 1, true};
	if (atom_means(a, SENSE_GOING) && a->count == 1) {
		out.count = 1;
		a = study_atom(s, at + 1, end);
	}
	out.me = lone_me(a);
	out.count = out.me || lone_other(s, a) ? out.count + 1 : 0;
	return out;
}

static bool joins_two(const struct atom *a)
{
	return a->count == 1 &&
		(atom_means(a, SENSE_MORE) || atom_means(a, SENSE_NEG) || atom_means(a, SENSE_OR));
}

void noes_take_neither(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		struct one x = one_at(s, i + 1, c->end);
		size_t joint = i + 1 + x.count;
		if (!atom_means(a, SENSE_NEITHER) || a->count != 1 || a->use != USE_NONE ||
			x.count == 0 || !joins_two(study_atom(s, joint, c->end)))
			continue;
		struct one y = one_at(s, joint + 1, c->end);
		if (y.count == 0 || x.me == y.me)
			continue;
		struct one other = x.me ? y : x;
		a->use = USE_PEOPLE; /* its own no is counted here */
		s->atoms[joint].use = USE_SAFE;
		c->negations++;
		for (size_t k = 0; k < other.count; k++)
			s->atoms[other.at + k].use = USE_TOLD;
		if (x.count + y.count > 2 && !atom_means(&s->atoms[y.at], SENSE_TO_ME))
			s->atoms[y.at].use = USE_SAFE;
		return;
	}
}

/* ---- all of us ---- */

static bool denies_at(const struct atom *a)
{
	return atom_means(a, SENSE_NEG) && a->use == USE_POLARITY;
}

/* Whether the clause ends at `at`. */
static bool ends_at(const struct study *s, size_t at, size_t end)
{
	return atoms_past_quiet(s, at, end) == end;
}

/* `wir beide`, `uns drei`: all who stand behind the letter. */
bool noes_all_of_us(const struct study *s, const struct atom *a)
{
	if (a->kind != ATOM_PEOPLE || !a->people->total || a->people->with ||
		a->people->person_count > 0)
		return false;
	const struct token *first = first_token(s, a);
	return token_means(first, SENSE_WE) || token_means(first, SENSE_US);
}

/* `bei uns beiden`, `für uns beide`, not right behind the word that denies, which may turn the number alone. */
static void take_for_us(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++) {
		struct atom *a = &s->atoms[i];
		bool leads = atom_means(a, SENSE_GOING) || atom_means(a, SENSE_FOR) ||
			atom_means(a, SENSE_WITH);
		if (a->use == USE_NONE && a->count == 1 && leads && noes_all_of_us(s, a + 1) &&
			!(i > c->first && denies_at(a - 1)))
			a->use = USE_SAFE;
	}
}

void noes_take_all(struct study *s, struct clause *c)
{
	take_for_us(s, c);
	for (size_t i = c->first + 1; i < c->end && c->we; i++) {
		struct atom *a = &s->atoms[i], *before = a - 1;
		const struct atom *next = study_atom(s, i + 1, c->end);
		bool number = next->use == USE_NONE && next->n > 1 &&
			(next->kind == ATOM_NUMBER || atom_means(next, SENSE_NUMBER));
		size_t behind = i + 1 + number;
		if (!atom_means(a, SENSE_ALL) || a->count != 1 || a->use != USE_NONE ||
			denies_at(before))
			continue;
		bool aside = atom_is(before, ',') && ends_at(s, behind, c->end);
		const struct atom *last = study_atom(s, behind, c->end);
		/* `wir bleiben alle zu Hause` */
		bool home = atom_means(last, SENSE_HOME) && c->negations == 0;
		if (!aside && !home && !denies_at(last))
			continue;
		a->use = USE_PEOPLE;
		if (number)
			s->atoms[i + 1].use = USE_PEOPLE;
	}
}

/* ---- nobody of us ---- */

/* What says that it is said of us: `von uns`, `aus unserer Schule`; the end where nothing does. */
static size_t of_us(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool from = false;
		for (size_t k = a->first; k < a->first + a->count + 1 && k < s->token_count; k++) {
			const struct token *t = &s->tokens[k];
			if (from && (token_means(t, SENSE_US) || token_means(t, SENSE_MY)))
				return i;
			from = token_means(t, SENSE_ORIGIN) && !token_means(t, SENSE_ARTICLE);
		}
	}
	return c->end;
}

void noes_take_nobody(struct study *s, struct clause *c)
{
	size_t us = of_us(s, c);

	if (!clause_has(c, SENSE_COME) || s->sentences[c->sentence].question || c->condition ||
		c->subordinate || us == c->end)
		return;
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		const struct atom *next = study_atom(s, i + 1, c->end);
		bool ends = next->kind == ATOM_PUNCT || next->kind == ATOM_EVENT ||
			next->use == USE_INTENT || token_means(first_token(s, next), SENSE_ORIGIN);
		if (!atom_means(a, SENSE_NOBODY) || a->use != USE_NONE || !ends)
			continue;
		a->use = USE_POLARITY;
		atom_becomes(s, i, SENSE_NEG);
		if (s->atoms[us].count > 1 && s->atoms[us].use == USE_NONE)
			s->atoms[us].use = USE_PEOPLE;
		c->negations++;
		c->we = true;
		return;
	}
}

/* ---- nor somebody else ---- */

bool noes_likewise(struct study *s, struct clause *c)
{
	static const enum sense plain[] = {SENSE_AND, SENSE_NEITHER, SENSE_NEG, SENSE_CAN,
		SENSE_WILL, SENSE_REGRET, SENSE_SAFE};
	const struct clause *b = c > s->clauses ? c - 1 : NULL;
	size_t who = c->end;
	bool no = false;

	if (b == NULL || b->sentence + 1 < c->sentence || b->says != SAYS_NOT_COME ||
		b->why != NULL || b->hedged || b->third || !b->named || !(b->i || b->we) ||
		c->named || c->condition || c->predicate_count > 0 ||
		s->sentences[c->sentence].question)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool other = lone_other(s, a) && a->kind == ATOM_PEOPLE && who == c->end;
		if (!other && !atom_quiet(a) && !ATOM_MEANS_ANY(a, plain))
			return false;
		no = no || atom_means(a, SENSE_NEG);
		who = other ? i : who;
	}
	/* `nobody of us, nor Mr X` is not read here */
	if (!no || who == c->end || (c->verbless && !clause_means(s, c, SENSE_NEITHER)))
		return false;
	s->atoms[who].use = USE_TOLD;
	c->why = NULL;
	return true;
}

/* ---- only some of us ---- */

void noes_check_partial(const struct study *s, struct clause *c)
{
	bool we = false;
	int named = 0; /* `Frau A und ich kommen beide nicht` */

	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		we = we || p->we;
		named = p->me && !p->with && !p->total ? p->count : named;
	}
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->use == USE_PEOPLE && noes_all_of_us(s, a))
			we = true;
	}
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if ((p->total && !we && !(p->count == named && named > 1)) ||
			(p->with && !clause_counts_on_me(c)) ||
			(!p->me && p->count > 0 && !p->total && !p->principal))
			clause_trouble(c, "seats-difference", c->first);
	}
}

bool noes_of_us(const struct study *s, const struct atom *a)
{
	bool us = false;

	for (size_t i = a->first; i < a->first + a->count; i++)
		us = us || token_means(&s->tokens[i], SENSE_US);
	return us && a->count > 1 && atom_means(a, SENSE_NEG);
}

void noes_check_turned(const struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (noes_of_us(s, &s->atoms[i]))
			clause_trouble(c, "negation-unclear", i);
}

/* ---- whose it is, and one that is taken back ---- */

bool noes_of_me(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		if (p->sense == SENSE_DECLINE && p->forms != 0 &&
			(p->needs == NEEDS_SPOKEN_OF || p->needs == NEEDS_TO_ME))
			return true;
	}
	for (size_t i = c->first; i < c->end; i++)
		if (noes_all_of_us(s, &s->atoms[i]))
			return true;
	return false;
}

bool noes_taken_back(const struct study *s, const struct clause *c)
{
	bool no = false;

	if (c->predicate_count != 1 || c->predicates[0].sense != SENSE_CANCEL ||
		c->predicates[0].forms == 0 || !c->i || c->third || c->negations > 0 || !c->named ||
		clause_means(s, c, SENSE_REGISTRATION) || clause_any_form(c, FORM_PAST | FORM_PART))
		return false;
	for (size_t i = c->first + 1; i < c->end; i++)
		no = no ||
			(atom_means(&s->atoms[i], SENSE_CANCELLATION) &&
				s->atoms[i].use == USE_NONE &&
				atom_means(&s->atoms[i - 1], SENSE_MY));
	return no;
}

/* `… registering me for the forum. Unfortunately I can't come. Please cancel`: the writer's own no right before, of whatever
 * event that is. */
static bool repeats_no(const struct study *s, const struct clause *c)
{
	const struct clause *no = c - 1;

	/* `my wife is registered. I can't come. Please cancel`: whom? */
	for (size_t i = 0; c > s->clauses && i < no->first; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE &&
			!(s->atoms[i].people->me && s->atoms[i].people->count <= 1))
			return false;
	for (const struct clause *b = s->clauses; b < no; b++)
		if (b->named && !b->i && !clause_tokens_mean(s, b, SENSE_ME) &&
			!clause_tokens_mean(s, b, SENSE_MY))
			return false;
	return c > s->clauses && no->sentence + 1 >= c->sentence && no->says == SAYS_NOT_COME &&
		no->why == NULL && (no->i || no->we) && !no->third && !no->named && !no->hedged &&
		!no->question && !no->condition && no->predicate_count > 0 && c->sign != 'b' &&
		!clause_tokens_mean(s, c, SENSE_OTHERS) && !clause_tokens_mean(s, c, SENSE_HIS);
}

bool noes_again(const struct study *s, const struct clause *c)
{
	static const enum sense meant[] = {
		SENSE_POINTER, SENSE_ARTICLE, SENSE_REGISTRATION, SENSE_YOU, SENSE_PERSONS};
	bool own = decline_of_registration(s, c);

	if (c->predicate_count != 1 || c->predicates[0].sense != SENSE_CANCEL || c->named ||
		!clause_any_form(c, FORM_INF) || !clause_means(s, c, SENSE_PLEASE) ||
		c->people_count > 0 || c->negations > 0 || c->question ||
		!(decline_again(s, c) || repeats_no(s, c)))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `bitte löschen Sie die Anmeldung`, `stornieren Sie das`, behind what tells of it */
		bool it = own && ATOM_MEANS_ANY(a, meant);
		if (a->kind != ATOM_PUNCT && a->use != USE_INTENT && !atom_means(a, SENSE_PLEASE) &&
			!atom_means(a, SENSE_AND) &&
			!(atom_means(a, SENSE_SAFE) && a->count == 1) && !it)
			return false;
	}
	return true;
}

/* ---- what is no no, and what stays ---- */

bool noes_never_said(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense != SENSE_CANCEL)
			return false;
	return c->predicate_count > 0 && c->negations == 1 && !c->named &&
		clause_means(s, c, SENSE_HAVE) && !clause_means(s, c, SENSE_MORE);
}

bool noes_unhindered(const struct study *s, const struct clause *c)
{
	bool free = false;

	if (!clause_means(s, c, SENSE_HAVE) || c->predicate_count > 0 || !(c->i || c->we) ||
		c->third || c->hedged || c->question || c->condition || c->negations != 1)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool duty = atom_means(a, SENSE_DUTY);
		bool plain = atom_quiet(a) || a->kind == ATOM_EVENT || lone_me(a) ||
			atom_means(a, SENSE_HAVE) || atom_means(a, SENSE_SAFE);
		if (!(duty || plain) || a->near_alarm)
			return false;
		free = free || duty;
	}
	return free;
}

/* `beim Kongress bleibt es bei zwei Plätzen`, `bei fünf`, `bei uns beiden`: how many they are, and were, at the clause's end. */
static bool as_many(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];
	bool count = a->kind == ATOM_NUMBER ||
		(a->kind == ATOM_PEOPLE && !a->people->unsure && !a->people->outsider &&
			a->people->person_count == 0 && a->people->count > 0);

	size_t by = at > c->first && atom_means(a - 1, SENSE_ARTICLE) ? at - 1 : at;

	return count && by >= c->first + 2 && atom_means(&s->atoms[by - 1], SENSE_GOING) &&
		s->atoms[by - 1].count == 1 && atom_means(&s->atoms[by - 2], SENSE_STAYS) &&
		atoms_past_quiet(s, at + 1, c->end) == c->end;
}

/* Whether it names one event, surely, and nobody but the writer, or how many stay. */
static bool names_one(const struct study *s, const struct clause *c)
{
	size_t events = 0;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `we still look forward to the congress`: as many as they were */
		bool we = i == c->first && a->kind == ATOM_PEOPLE && a->people->we &&
			a->count == 1 && a->people->person_count == 0;
		if (a->kind == ATOM_PEOPLE && !lone_me(a) && !we && !as_many(s, c, i))
			return false;
		if (a->kind != ATOM_EVENT)
			continue;
		events++;
		if (a->contradiction || a->over || a->several || a->reference ||
			eset_count(a->events) != 1 || !(a->strong || i == c->first))
			return false;
	}
	return events == 1;
}

bool noes_stays(const struct study *s, const struct clause *c)
{
	static const enum sense plain[] = {SENSE_STAYS, SENSE_ARTICLE, SENSE_BUT, SENSE_GOING,
		SENSE_AND, SENSE_ALSO, SENSE_POINTER, SENSE_TO_ME, SENSE_FOR, SENSE_MY,
		SENSE_REGISTRATION, SENSE_PLEASE};
	bool stays = false;

	if (c->negations > 0 || c->hedged || c->question || c->condition || c->subordinate ||
		clause_intends(c) || clause_means(s, c, SENSE_NO) || !names_one(s, c))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool known = atom_quiet(a) || a->kind == ATOM_EVENT || a->kind == ATOM_PEOPLE ||
			(atom_means(a, SENSE_SAFE) && a->count == 1) || as_many(s, c, i);
		known = known || ATOM_MEANS_ANY(a, plain);
		if (!known || a->near_alarm)
			return false;
		stays = stays || atom_means(a, SENSE_STAYS);
	}
	return stays;
}

/* The last atom of [first, end) that is not quiet; `end` for none. */
static size_t last_said(const struct study *s, size_t first, size_t end)
{
	for (size_t i = end; i-- > first;)
		if (!atom_quiet(&s->atoms[i]))
			return i;
	return end;
}

/* `am 21. nicht wegen einer Dienstreise`: where the no ends, and why begins; `end` for none. */
static size_t before_reason(const struct study *s, size_t at, size_t end)
{
	for (; at + 1 < end; at++)
		if (atom_means(&s->atoms[at], SENSE_NEG) &&
			atom_means(&s->atoms[at + 1], SENSE_CAUSE))
			return at + 1;
	return end;
}

bool noes_shared(const struct study *s, size_t first, size_t at, size_t end)
{
	end = before_reason(s, at, end);
	size_t before = last_said(s, first, at), last = last_said(s, at, end);

	for (size_t i = first; i < at; i++)
		if (atom_means(&s->atoms[i], SENSE_NEG) || atom_means(&s->atoms[i], SENSE_NO))
			return false;
	return before < at && s->atoms[before].kind == ATOM_EVENT && last < end &&
		atom_means(&s->atoms[last], SENSE_NEG);
}

bool noes_may_part(const struct study *s, size_t first, size_t at, size_t end)
{
	bool can = false, infinitive = false;

	for (size_t i = at; i < end; i++)
		if (atom_means(&s->atoms[i], SENSE_BUT))
			return true;

	for (size_t i = first; i < at; i++) {
		can = can || atom_means(&s->atoms[i], SENSE_CAN);
		infinitive = infinitive || atom_is_verb(&s->atoms[i], FORM_INF);
	}
	return (!can || infinitive) && first_token(s, &s->atoms[at])->kind != TOKEN_NUMBER;
}

void noes_take_event(struct clause *no, struct clause *why)
{
	if (!no->named && why->named) {
		no->events = why->events;
		no->named = true;
	}
	why->says = SAYS_NOTHING;
	why->joined = true;
}

void noes_check_frame(const struct study *s, struct clause *c)
{
	const struct clause *b = c > s->clauses ? c - 1 : NULL;
	bool last = c + 1 == s->clauses + s->clause_count, apart = false;
	size_t verb = 0, event = c->end;

	if (b == NULL || last || c[1].sentence != c->sentence || c[1].sign != '&' ||
		c->sign != '&' || b->sentence != c->sentence || !b->named ||
		b->says != SAYS_NOTHING || !c->named || eset_within(c->events, b->events) ||
		c->predicate_count == 0)
		return;
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].atom > verb)
			verb = c->predicates[i].atom;
	for (size_t i = c->end; i-- > c->first;)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].use == USE_EVENT)
			event = i;
	for (size_t i = verb; i < event; i++)
		apart = apart || atom_is(&s->atoms[i], ',') || atom_is(&s->atoms[i], ')');
	if (event < c->end && event > verb && apart)
		clause_trouble(c, "negation-unclear", event);
}
