#include "reading/frames/declines.h"

#include "reading/asides/talk.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

/* ---- what the reason names ---- */

static bool names_event(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT && !s->atoms[i].reference)
			return true;
	return false;
}

/* The clause nearest before it, in its sentence or the one before, that names an event; NULL. */
static const struct clause *named_before(const struct study *s, const struct clause *c)
{
	for (const struct clause *b = c; b-- > s->clauses;) {
		if (b->sentence + 1 < c->sentence || s->sentences[b->sentence].subject)
			return NULL;
		if (names_event(s, b))
			return b;
	}
	return NULL;
}

/* Whether it tells how things are, and asks nothing: no decision, question, condition or doubt. */
static bool only_tells(const struct clause *c)
{
	bool reason = !c->subordinate || c->sign == 'r';

	return c->says == SAYS_NOTHING && !clause_intends(c) && !c->question && !c->condition &&
		!c->hedged && !c->unreal && !c->event_trouble && c->negations == 0 && reason;
}

/* A pronoun that may mean others where the writer knows capitals: `da müssen sie ohne mich singen`. */
static bool means_them(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		for (size_t k = s->atoms[i].first; k < s->atoms[i].first + s->atoms[i].count; k++) {
			const struct token *t = &s->tokens[k];
			if (token_means(t, SENSE_OTHERS) ||
				(token_means(t, SENSE_HE) && !t->capital))
				return true;
		}
	return false;
}

/* `ich wäre so gern gekommen, aber es geht leider nicht`: the but is that of a wish which names nothing. */
static bool behind_wish(const struct study *s, const struct clause *c)
{
	return c > s->clauses && c[-1].sentence == c->sentence && c[-1].unreal && !c[-1].named &&
		clause_has(c - 1, SENSE_COME);
}

/* `am 18. und am 22. habe ich Dienst, da müsst ihr ohne mich`: its days stand side by side, and it says the same of each. */
static bool lists_days(const struct study *s, const struct clause *b)
{
	bool between = false, apart = false;

	for (size_t i = b->first; i < b->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT) {
			if (between && apart)
				return false;
			between = true;
			apart = false;
		} else if (!atom_quiet(a) && !(atom_means(a, SENSE_AND) && a->count == 1)) {
			apart = true;
		}
	}
	return eset_empty(b->except) && eset_empty(b->swapped);
}

struct eset decline_ground(const struct study *s, const struct clause *c)
{
	struct eset out = {0}, none = {0};
	const struct clause *b = named_before(s, c);
	size_t days = 0, named = 0;

	if (b == NULL || (c->sign == 'b' && !behind_wish(s, c)) || !only_tells(b) ||
		names_event(s, c) || means_them(s, c))
		return none;
	for (size_t i = b->first; i < b->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->reference)
			continue;
		if (!a->strong || a->several || a->contradiction || a->over || a->place_only)
			return none;
		out = eset_or(out, a->events);
		days += a->date_only && eset_count(a->events) == 1;
		named++;
	}
	bool each = days == named && b->sentence == c->sentence &&
		!clause_tokens_mean(s, c, SENSE_EVENT) && lists_days(s, b);
	return eset_count(out) == 1 || each ? out : none;
}

/* `am 22. wollte ich so gern kommen`: nothing stands there that a no may turn instead; not `pünktlich kommen`,
 * `mit dem Rad kommen`. */
static bool plainly_wished(const struct study *s, const struct clause *c)
{
	bool comes = clause_has(c, SENSE_COME) || clause_has(c, SENSE_REGISTER);

	if (!comes || !(c->i || c->we) || c->third || c->question || c->condition ||
		c->subordinate || c->negations > 0 || c->people_count > 1)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool plain = a->kind == ATOM_PUNCT || a->kind == ATOM_EVENT ||
			a->kind == ATOM_PEOPLE || a->use == USE_INTENT ||
			atom_means(a, SENSE_WILL) || atom_means(a, SENSE_PAST) ||
			atom_means(a, SENSE_GLADLY) || atom_means(a, SENSE_POINTER) ||
			atom_means(a, SENSE_REGISTRATION) || atom_means(a, SENSE_UNREAL);
		if (!plain || atom_means(a, SENSE_WITH))
			return false;
	}
	return true;
}

bool decline_wished(const struct study *s, const struct clause *c)
{
	bool wish = clause_means(s, c, SENSE_WOULD) || clause_tokens_mean(s, c, SENSE_UNREAL);

	return c->says == SAYS_COME && wish && clause_means(s, c, SENSE_GLADLY) &&
		(c->i || c->we) && !c->third && !c->question && !c->condition &&
		c->negations == 0 && eset_count(c->events) == 1 && eset_empty(c->swapped);
}

/* `ich bin für den Kongress angemeldet`, `ich hatte zugesagt`: it tells of a registration of the writer's own. */
static bool tells_registration(const struct study *s, const struct clause *b)
{
	bool told = b->told || clause_means(s, b, SENSE_HAVE) || clause_means(s, b, SENSE_PAST);
	bool seat = clause_means(s, b, SENSE_HAVE) && clause_tokens_mean(s, b, SENSE_PERSONS);

	for (size_t i = 0; i < b->people_count; i++)
		if (!(b->people[i]->me && b->people[i]->count <= 1) &&
			!(seat && b->people[i]->total && b->people[i]->count == 1))
			return false;
	return b->says == SAYS_NOTHING && b->i && !b->third && b->negations == 0 && !b->question &&
		!b->condition && !b->hedged &&
		(clause_means(s, b, SENSE_ENROLLED) || seat ||
			(told && (clause_has(b, SENSE_REGISTER) || clause_has(b, SENSE_COME)) &&
				clause_any_form(b, FORM_PART)));
}

bool decline_of_registration(const struct study *s, const struct clause *c)
{
	const struct clause *b = named_before(s, c);

	return b != NULL && !names_event(s, c) && tells_registration(s, b) &&
		eset_count(b->events) == 1 && eset_empty(b->swapped) && !means_them(s, c);
}

bool decline_again(const struct study *s, const struct clause *c)
{
	const struct clause *b = named_before(s, c);

	if (b == NULL || names_event(s, c))
		return false;
	if (decline_of_registration(s, c))
		return true;
	bool once = b->says == SAYS_NOT_COME && b->why == NULL && c->sign != 'b';
	return (once || decline_wished(s, b) ||
		       (b->says == SAYS_NOTHING && plainly_wished(s, b))) &&
		(eset_count(b->events) == 1 ||
			/* `…, so don't count on me`; not `dort`, which is one of them */
			(once && !eset_empty(b->events) && !clause_means(s, c, SENSE_THERE))) &&
		eset_empty(b->swapped) && !means_them(s, c);
}

/* ---- what is denied ---- */

/* `ich muss am 16. arbeiten. Ich wäre so gern gekommen, aber es geht nicht`: the coming, wished for right before. */
static bool wished_right_before(const struct clause *c)
{
	return c->sign == 'b' && c[-1].sentence == c->sentence && c[-1].unreal &&
		(c[-1].i || c[-1].we) && !c[-1].third && clause_has(&c[-1], SENSE_COME) &&
		c[-1].negations == 0;
}

/* `am 15. wird mein Enkel sechs, das wird also nichts`: what follows from it is no word of the thing itself; not `am 16.
 * wollten wir grillen, das wird also nichts`. */
static bool follows_from(const struct study *s, const struct clause *b, const struct clause *c)
{
	bool hence = false, plan = false;

	for (size_t i = c->first; i < c->end; i++)
		hence = hence ||
			(atom_means(&s->atoms[i], SENSE_OPENS) &&
				atom_means(&s->atoms[i], SENSE_SAFE) &&
				!atom_means(&s->atoms[i], SENSE_BECAUSE));
	for (size_t i = b->first; i < b->end; i++)
		plan = plan ||
			(atom_means(&s->atoms[i], SENSE_WILL) &&
				!atom_means(&s->atoms[i], SENSE_FUTURE));
	return hence && !plan && only_tells(b) && !b->told && !clause_means(s, b, SENSE_PAST) &&
		!clause_means(s, b, SENSE_WOULD) && !clause_means(s, c, SENSE_CAN) &&
		!clause_has(b, SENSE_COME) &&
		(talk_has_verb(b) || clause_means(s, b, SENSE_WILL)) && c->negations <= 1;
}

bool decline_of_thing(const struct study *s, const struct clause *c)
{
	const struct clause *b = named_before(s, c);
	bool points = false;

	for (size_t i = c->first; i < c->end; i++)
		points = points || atom_means(&s->atoms[i], SENSE_POINTER);
	if (!points || !talk_points_back(s, c) || b == NULL || b->says != SAYS_NOTHING ||
		b->verbless)
		return false;
	/* `meine Schwester wäre am 16. so gern gekommen, aber es geht nicht`: hers */
	if (b->third && !b->i && !b->we && clause_has(b, SENSE_COME))
		return true;
	if (plainly_wished(s, b) || wished_right_before(c))
		return false;
	/* `am 16. bin ich auf Klassenfahrt, das wird nichts` */
	if ((b->i || b->we) && clause_means(s, b, SENSE_OBSTACLE))
		return false;
	if (follows_from(s, b, c))
		return false;
	/* `ich hatte mich für den 16. angemeldet und muss das leider absagen` */
	bool mine = b->told && b->i && !b->we && !b->third && clause_has(b, SENSE_REGISTER);
	for (size_t i = 0; i < b->people_count; i++)
		mine = mine && b->people[i]->me && b->people[i]->count <= 1;
	if (mine && clause_has(c, SENSE_CANCEL))
		return false;
	for (size_t i = b->first; i < b->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && !a->reference && !a->date_only)
			return false; /* of the event itself */
	}
	return talk_has_verb(b) || clause_means(s, b, SENSE_WILL) || clause_means(s, b, SENSE_PAST);
}

/* Whether an idiom of the clause is `without me`. */
static bool without_me(const struct study *s, const struct clause *c, size_t *at)
{
	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		const struct atom *a = &s->atoms[p->atom];
		bool except = false, me = false;
		for (size_t k = a->first; k < a->first + a->count; k++) {
			except = except || token_means(&s->tokens[k], SENSE_EXCEPT);
			me = me || token_means(&s->tokens[k], SENSE_ME) ||
				token_means(&s->tokens[k], SENSE_US);
		}
		*at = p->atom;
		if (p->sense == SENSE_DECLINE && p->forms == 0 && except && me)
			return true;
	}
	return false;
}

static bool makes_do(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_CAN) || clause_means(s, c, SENSE_MUST) ||
		clause_means(s, c, SENSE_WILL);
}

bool decline_of_theirs(const struct study *s, const struct clause *c)
{
	static const enum sense ours[] = {SENSE_YOU, SENSE_YOUR, SENSE_EVENT, SENSE_EVENTS};
	static const enum sense beside[] = {SENSE_SAFE, SENSE_HARMLESS, SENSE_GOING, SENSE_ARTICLE,
		SENSE_THIS_EVENT, SENSE_DAY};
	size_t at = 0, first = atoms_past_quiet(s, c->first, c->end);
	const struct atom *a = study_atom(s, first, c->end);
	bool other = a->kind == ATOM_PEOPLE ? !a->people->me && !a->people->we
					    : atom_means(a, SENSE_ARTICLE) ||
			atom_means(a, SENSE_MY) || atom_means(a, SENSE_OTHERS);

	if (!without_me(s, c, &at) || c->predicate_count != 1 || first >= at || !other ||
		c->named || c->negations > 0 || c->question || clause_tokens_mean(s, c, SENSE_I) ||
		c->we || !makes_do(s, c))
		return false;
	for (size_t i = c->first; i < at; i++) {
		const struct atom *b = &s->atoms[i];
		if (ATOM_MEANS_ANY(b, ours) || b->kind == ATOM_TITLE || b->kind == ATOM_SORT ||
			b->kind == ATOM_EVENT || (b->kind == ATOM_PEOPLE && b->people->me))
			return false;
	}
	for (size_t i = at + 1; i < c->end; i++) {
		const struct atom *b = &s->atoms[i];
		if (!atom_quiet(b) && b->kind != ATOM_TIME && !ATOM_MEANS_ANY(b, beside))
			return false;
	}
	return true;
}

bool decline_go_without(const struct study *s, const struct clause *c)
{
	size_t at = 0, first = atoms_past_quiet(s, c->first, c->end);

	/* `so you'll have to` */
	if (atom_means(study_atom(s, first, c->end), SENSE_AND))
		first = atoms_past_quiet(s, first + 1, c->end);
	return without_me(s, c, &at) && atom_means(study_atom(s, first, c->end), SENSE_YOU) &&
		clause_means(s, c, SENSE_MUST) && c->negations == 0 && !c->question &&
		!clause_tokens_mean(s, c, SENSE_I) && !c->we && c->people_count == 0 && c->named &&
		atoms_past_quiet(s, at + 1, c->end) == c->end;
}

bool decline_late(const struct study *s, const struct clause *c)
{
	size_t at = 0;

	return without_me(s, c, &at) && clause_means(s, c, SENSE_LATE);
}

bool decline_by_others(const struct study *s, const struct clause *c)
{
	bool without = false, others = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool except = false, me = false;
		for (size_t k = a->first; k < a->first + a->count; k++) {
			except = except || token_means(&s->tokens[k], SENSE_EXCEPT);
			me = me || token_means(&s->tokens[k], SENSE_ME) ||
				token_means(&s->tokens[k], SENSE_US);
		}
		without = without || (except && me && a->use == USE_INTENT);
		others = others || (a->kind == ATOM_PEOPLE && !without);
	}
	return without && others && clause_tokens_mean(s, c, SENSE_MUST);
}

static bool idiom_of_no(const struct study *s, const struct clause *c, size_t *at)
{
	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		const struct atom *a = &s->atoms[p->atom];
		if (p->sense != SENSE_DECLINE || p->forms != 0)
			continue;
		for (size_t k = a->first; k < a->first + a->count; k++)
			if (token_means(&s->tokens[k], SENSE_NEG)) {
				*at = p->atom;
				return true;
			}
	}
	return false;
}

bool decline_denies(const struct study *s, const struct clause *c)
{
	size_t at = 0;

	return idiom_of_no(s, c, &at);
}

bool decline_of_both(const struct study *s, const struct clause *c)
{
	size_t at = 0;

	if (!idiom_of_no(s, c, &at))
		return false;
	for (size_t i = at + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool phrase = atom_means(a, SENSE_SAFE) && a->count > 1; /* `after all` */
		for (size_t k = a->first; k < a->first + a->count && !phrase; k++)
			if (token_means(&s->tokens[k], SENSE_BOTH) ||
				token_means(&s->tokens[k], SENSE_ALL))
				return true;
	}
	return false;
}

bool decline_until(const struct study *s, const struct clause *c)
{
	if (!clause_has(c, SENSE_DECLINE))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *next = i + 1 < c->end ? a + 1 : a;
		const struct token *last = last_token(s, a);
		bool leads = token_means(last, SENSE_BEFORE) || token_means(last, SENSE_UNTIL);
		if (leads && next->kind == ATOM_TIME)
			return true;
	}
	return false;
}

bool decline_elsewhere(const struct study *s, const struct clause *c)
{
	bool noun = false;

	if (c->named || c->negations > 0 || c->hedged || c->question || c->sign == 'b' ||
		c->why == NULL || !(c->i || c->we) || !clause_means(s, c, SENSE_MUST) ||
		!clause_has(c, SENSE_COME) || clause_has(c, SENSE_REGISTER) ||
		clause_means(s, c, SENSE_THERE) || clause_means(s, c, SENSE_BUT))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool known = atom_means(a, SENSE_HARMLESS) && !atom_means(a, SENSE_SAFE);
		if (a->near_alarm || atom_means(a, SENSE_OR) || atom_means(a, SENSE_SWAP) ||
			atom_means(a, SENSE_EXCEPT) || a->kind == ATOM_TITLE ||
			a->kind == ATOM_SORT)
			return false;
		noun = noun ||
			(first_token(s, a)->capital && i > c->first &&
				(a->kind == ATOM_UNKNOWN || known));
	}
	return noun;
}

/* ---- what is possible, or missed, or not ---- */

/* Whether a verb of coming that ends its clause says of what the idiom is: `nicht möglich am Kongress teilzunehmen`. */
static bool ends_in_coming(const struct study *s, const struct clause *c, const struct predicate *p)
{
	size_t behind = atoms_past_quiet(s, p->atom + 1, c->end);
	bool with_zu = p->forms == FORM_INF ||
		(p->atom > c->first && tongue_infinitive(s, &s->atoms[p->atom - 1]));

	return p->sense == SENSE_COME && p->forms & FORM_INF && with_zu && behind == c->end;
}

bool decline_takes_infinitive(const struct study *s, const struct clause *c)
{
	size_t no = 0, verb = c->end;

	if (c->predicate_count != 2 || !idiom_of_no(s, c, &no) || c->negations > 0 || c->hedged ||
		!c->named || c->several || s->sentences[c->sentence].question || c->condition)
		return false;
	for (size_t i = 0; i < c->predicate_count; i++)
		if (ends_in_coming(s, c, &c->predicates[i]))
			verb = c->predicates[i].atom;
	if (verb == c->end || verb < no)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool me = a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1 &&
			!a->people->with;
		bool plain = atom_quiet(a) || a->use == USE_EVENT || a->use == USE_INTENT || me ||
			tongue_infinitive(s, a) || atom_means(a, SENSE_REGRET);
		/* `noch nicht möglich`, within the idiom */
		for (size_t k = a->first; k < a->first + a->count; k++)
			plain = plain && !token_means(&s->tokens[k], SENSE_MORE);
		/* `daher`, before the no; behind it a word may be what it turns: `pünktlich` */
		bool safe = i < no && atom_means(a, SENSE_SAFE) && a->count == 1;
		if (!plain && !safe)
			return false;
	}
	return true;
}

static bool only_writer(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->with || c->people[i]->person_count > 0 ||
			c->people[i]->total)
			return false;
	return (c->i || c->we) && !c->third;
}

/* The atom of the one no of the clause, where it is a word that turns the verb; its end where there is none. */
static size_t plain_no(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_NEG) && s->atoms[i].use == USE_POLARITY)
			return atom_means(&s->atoms[i], SENSE_NONE) ||
					clause_tokens_mean(s, c, SENSE_MORE)
				? c->end
				: i;
	return c->end;
}

bool decline_denied(const struct study *s, const struct clause *c)
{
	static const enum sense doubts[] = {SENSE_MUST, SENSE_WOULD, SENSE_GLADLY, SENSE_EXCEPT,
		SENSE_ONLY, SENSE_BE, SENSE_OR};
	size_t no = plain_no(s, c);

	if (c->predicate_count != 1 || c->predicates[0].sense != SENSE_DECLINE ||
		c->predicates[0].forms == 0 || c->negations != 1 || !c->named || c->several ||
		!clause_means(s, c, SENSE_MISSES) || c->hedged || c->condition || c->question ||
		no == c->end || !only_writer(c) ||
		clause_any_form(c, FORM_PAST | FORM_PART | FORM_IRREAL))
		return false;
	if (CLAUSE_MEANS_ANY(s, c, doubts))
		return false;
	for (size_t i = no + 1; i < c->end; i++)
		if (!atom_quiet(&s->atoms[i]) && s->atoms[i].use != USE_INTENT &&
			s->atoms[i].use != USE_EVENT && !atom_means(&s->atoms[i], SENSE_GOING))
			return false;
	return true;
}

bool decline_entry(const struct study *s, const struct clause *c)
{
	bool asked = clause_means(s, c, SENSE_PLEASE) || clause_tokens_mean(s, c, SENSE_YOU);

	if (c->predicate_count != 1 || c->predicates[0].sense != SENSE_REGISTER ||
		c->predicates[0].forms == 0 || c->negations != 1 ||
		clause_tokens_mean(s, c, SENSE_I) || c->we || c->third || c->question || !asked ||
		c->people_count != 1 || !c->people[0]->me || !c->people[0]->object ||
		c->people[0]->count > 1 || c->people[0]->with)
		return false;
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_NEG) && s->atoms[i].use == USE_POLARITY)
			return s->atoms[i + 1].use == USE_INTENT &&
				atoms_past_quiet(s, i + 2, c->end) == c->end;
	return false;
}
