#include "reading/asides/asides-close.h"

#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"

/* What somebody close may be said to do, by the words of a clause. */
struct doing {
	const struct people *who; /* NULL: none stands in it */
	size_t at; /* their atom */
	bool is, away, home, ails, minds, minded, brings, agrees, me, rather, remains, strange;
	bool us; /* whom they bring is more than the writer */
	bool waits; /* `wartet im Auto`: the bringing goes on */
};

/* The word that says who: the last of their atom. */
static struct slice head_of(const struct study *s, const struct atom *a)
{
	return last_token(s, a)->key;
}

/* One of the writer's, by what they are: no name, no number, and not the writer. */
static bool is_close(const struct atom *a)
{
	const struct people *p = a->people;

	return !p->me && !p->we && p->count == 1 && !p->with && !p->total && !p->unsure &&
		!p->object && !p->outsider && !p->principal && p->person_count == 0;
}

/* `an dem Tag`: that of the request, and no other. */
static bool is_that_day(const struct claims *claims, const struct atom *a)
{
	return a->kind == ATOM_EVENT && a->title_words == 0 && !a->place_only && !a->several &&
		!a->contradiction && eset_within(a->events, claimed_events(claims));
}

/* `mich`, `uns`: whom somebody does it for. */
static bool is_mine(const struct atom *a)
{
	const struct people *p = a->people;

	return a->kind == ATOM_PEOPLE && p->me && p->object && p->person_count == 0 && !p->total &&
		(p->we || p->count <= 1);
}

/* `und holt mich ab`: of the writer nothing but whom it is done for. */
static bool done_for_me(const struct study *s, const struct clause *c)
{
	bool mine = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_PEOPLE && (a->people->me || a->people->we)) {
			if (!is_mine(a))
				return false;
			mine = true;
		}
		if (atom_means(a, SENSE_I) || atom_means(a, SENSE_WE))
			return false;
	}
	return mine && !clause_only_form(c, FORM_1SG);
}

/* Where they bring the writer: to what is asked for. */
static bool is_there(const struct claims *claims, const struct atom *a)
{
	return a->kind == ATOM_EVENT && !a->contradiction && !a->several &&
		eset_within(a->events, claims_events(claims, true));
}

static bool is_filler(const struct claims *claims, const struct atom *a)
{
	static const enum sense plain[] = {SENSE_AND, SENSE_ARTICLE, SENSE_MY, SENSE_INDEFINITE,
		SENSE_GOING, SENSE_FOR, SENSE_BEING, SENSE_REGRET, SENSE_PARTICLE, SENSE_LATE,
		SENSE_WILL, SENSE_MUST, SENSE_CAN, SENSE_BECAUSE};

	return atom_quiet(a) || a->kind == ATOM_TIME || is_that_day(claims, a) ||
		ATOM_MEANS_ANY(a, plain) ||
		(atom_means(a, SENSE_SAFE) && !atom_means(a, SENSE_CONTRARY));
}

/* Words that say more than that, whatever else they are. */
static bool says_more(const struct atom *a)
{
	static const enum sense never[] = {SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_RETRACT,
		SENSE_OPEN, SENSE_CHANGE, SENSE_KEEN, SENSE_SUBSTITUTE, SENSE_REGISTRATION,
		SENSE_CANCELLATION, SENSE_TRICK, SENSE_FORWARD, SENSE_REPORT, SENSE_YES, SENSE_NO,
		SENSE_ALSO, SENSE_MORE, SENSE_TOGETHER, SENSE_HEDGE, SENSE_CONDITION, SENSE_COMPANY,
		SENSE_WOULD, SENSE_COMPARE, SENSE_NEG, SENSE_BUT, SENSE_UNREAL};

	return a->near_alarm || ATOM_MEANS_ANY(a, never);
}

static struct doing doing_of(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	struct doing d = {0};
	bool brings = clause_means(s, c, SENSE_DRIVES);

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool mine = is_mine(a);
		bool known = mine || a->kind == ATOM_PEOPLE || is_filler(claims, a);
		static const enum sense done[] = {SENSE_AWAY, SENSE_AILS, SENSE_MINDS, SENSE_MINDED,
			SENSE_DRIVES, SENSE_AGREES, SENSE_BE, SENSE_HAVE, SENSE_HOME, SENSE_REMAINS,
			SENSE_RATHER, SENSE_WAITS};
		known = known || ATOM_MEANS_ANY(a, done) ||
			(brings && (atom_means(a, SENSE_THERE) || is_there(claims, a)));
		if (a->kind == ATOM_PEOPLE && !mine) {
			d.strange = d.strange || d.who != NULL || !is_close(a);
			d.who = a->people;
			d.at = i;
		}
		d.away = d.away || atom_means(a, SENSE_AWAY) || atom_means(a, SENSE_HOME);
		d.home = d.home || atom_means(a, SENSE_HOME);
		d.rather = d.rather || atom_means(a, SENSE_RATHER);
		d.remains = d.remains || atom_means(a, SENSE_REMAINS);
		d.agrees = d.agrees || atom_means(a, SENSE_AGREES);
		d.ails = d.ails || atom_means(a, SENSE_AILS);
		d.minds = d.minds || atom_means(a, SENSE_MINDS);
		d.minded = d.minded || atom_means(a, SENSE_MINDED);
		d.brings = d.brings || atom_means(a, SENSE_DRIVES);
		d.is = d.is || atom_means(a, SENSE_BE) || atom_means(a, SENSE_HAVE) ||
			atom_means(a, SENSE_MUST) || atom_means(a, SENSE_REMAINS) ||
			atom_means(a, SENSE_WILL) || atom_means(a, SENSE_CAN);
		d.me = d.me || mine;
		d.us = d.us || (mine && a->people->we);
		d.waits = d.waits || atom_means(a, SENSE_WAITS);
		d.strange = d.strange || !known || says_more(a);
	}
	/* `gives us a lift` */
	d.us = d.us || (brings && clause_tokens_mean(s, c, SENSE_US));
	d.me = d.me || d.us || (brings && clause_tokens_mean(s, c, SENSE_ME));
	return d;
}

static bool is_plain(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];

	return x->sort == ROW_BODY && !x->below && !x->subject && !x->question && !x->colon &&
		!x->item && !c->verbless && (c->sign != 'b' || clause_means(s, c, SENSE_WAITS)) &&
		!c->condition && !c->question && !c->hedged &&
		((!c->i && !c->we) || done_for_me(s, c)) && !c->several && c->negations == 0 &&
		!clause_has(c, SENSE_REGISTER) && !clause_has(c, SENSE_COME) &&
		!clause_has(c, SENSE_WITH);
}

/* Whether a request names the one who is spoken of, by the same word. */
static bool named_coming(const struct study *s, const struct claims *claims, struct slice who)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			const struct clause *c = &s->clauses[claims->items[i].clauses[k]];
			for (size_t n = c->first; n < c->end; n++)
				for (size_t t = s->atoms[n].first;
					t < s->atoms[n].first + s->atoms[n].count; t++)
					if (slice_eq(s->tokens[t].key, who))
						return true;
		}
	return false;
}

/* Whether they may be among those who come: by name, or by a number of all. */
static bool may_come(const struct study *s, const struct claims *claims, struct slice who)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			const struct clause *c = &s->clauses[claims->items[i].clauses[k]];
			for (size_t n = 0; n < c->people_count; n++)
				if (c->people[n]->we || c->people[n]->total ||
					c->people[n]->unsure || c->people[n]->group)
					return true;
		}
	return named_coming(s, claims, who);
}

/* Whether all who come are the writer, who says so. */
static bool comes_by_oneself(const struct study *s, const struct claims *claims)
{
	bool alone = claims->count > 0;

	for (size_t i = 0; i < claims->count; i++)
		alone = alone && claims->items[i].seats <= 1 &&
			clause_means(s, &s->clauses[claims->items[i].clauses[0]], SENSE_ALONE);
	return alone;
}

/* `wir kommen zu zweit, unser Sohn fährt uns`: how many come is said, whoever drives. */
static bool all_counted(const struct study *s, const struct claims *claims, const struct clause *c)
{
	for (size_t i = 0; i < claims->count; i++)
		if (claims->items[i].come &&
			(claims->items[i].stated != STATED_TOTAL || claims->items[i].seats < 2))
			return false;
	return clause_means(s, c, SENSE_DRIVES) || clause_means(s, c, SENSE_WAITS);
}

/* Whether no more than that is said in the clause, of `who` where nobody stands in it. */
static bool says_that(const struct study *s, const struct claims *claims, const struct clause *c,
	const struct atom **who)
{
	struct doing d = doing_of(s, claims, c);

	if (!is_plain(s, c) || d.strange || (d.who == NULL && *who == NULL) ||
		(d.rather && !d.home) || (d.us && !all_counted(s, claims, c)))
		return false;
	if (d.who != NULL)
		*who = &s->atoms[d.at];
	return (d.is && d.away) || ((d.minds || d.remains) && d.minded) || (d.brings && d.me) ||
		d.waits || d.agrees || (d.is && d.ails && comes_by_oneself(s, claims));
}

/* The first atom behind `aber`, `und`. */
static size_t atoms_past_but(const struct study *s, const struct clause *c)
{
	size_t at = atoms_past_quiet(s, c->first, c->end);

	while (at < c->end &&
		ATOM_MEANS_ANY(&s->atoms[at], ((const enum sense[]){SENSE_BUT, SENSE_AND})))
		at++;
	return at;
}

/* `… und holt mich wieder ab`: nobody else stands in it. */
static bool goes_on(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE && !s->atoms[i].people->object)
			return false;
	return c > s->clauses && c[-1].sentence == c->sentence;
}

/* `… aber sie bleibt nicht da`: the same one, by a pronoun. */
static bool means_again(const struct study *s, const struct clause *c)
{
	const struct atom *a = study_atom(s, atoms_past_but(s, c), c->end);

	return clause_means(s, c, SENSE_WAITS) && c > s->clauses && c[-1].sentence == c->sentence &&
		(atom_means(a, SENSE_HE) || (a->kind == ATOM_PEOPLE && a->people->again != NULL));
}

/* `hat mein Mann Dienst, bleibe ich zu Hause`: a verb that stands first sets a condition. */
static bool sets_condition(const struct study *s, const struct clause *c)
{
	const struct atom *a = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);

	return c->first == s->sentences[c->sentence].first && a->kind == ATOM_WORD &&
		!atom_means(a, SENSE_SAFE) &&
		(atom_means(a, SENSE_HAVE) || atom_means(a, SENSE_BE) ||
			atom_means(a, SENSE_MUST) || atom_is_verb(a, FORM_3SG));
}

/* The clauses that go on and name nobody else are said of the same one: all of them, or none. */
bool aside_of_close(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *first = c, *end = s->clauses + s->clause_count;
	const struct atom *who = NULL;

	if (claims->count == 0 || eset_empty(claims_events(claims, true)))
		return false;
	while (goes_on(s, first) || means_again(s, first))
		first--;
	if (sets_condition(s, first))
		return false;
	do {
		if (!says_that(s, claims, first++, &who))
			return false;
	} while (first < end && (goes_on(s, first) || means_again(s, first)));
	/* `mein Mann hat Spätschicht, und ich muss bei den Kindern bleiben` */
	for (; first < end && first->sentence == c->sentence; first++)
		if (clause_means(s, first, SENSE_MUST) || clause_means(s, first, SENSE_OBSTACLE))
			return false;
	if (who == NULL)
		return false;
	/* `wir kommen zu zweit, meine Tochter und ich. Meine Tochter wartet draußen.` */
	if (clause_means(s, c, SENSE_WAITS) && named_coming(s, claims, head_of(s, who)))
		return false;
	return all_counted(s, claims, c) || !may_come(s, claims, head_of(s, who));
}

bool aside_close_sentence(const struct study *s, const struct claims *claims, size_t sentence)
{
	return claimed_sentence_all(s, claims, sentence, aside_of_close);
}
