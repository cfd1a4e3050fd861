#include "reading/frames/moods.h"

#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"

/* `ich wäre so gern gekommen`: nobody says to what, and nothing turns it; no yes. */
static bool would_have_come(const struct study *s, const struct clause *c)
{
	bool part = false;

	if (!clause_means(s, c, SENSE_UNREAL) || !clause_means(s, c, SENSE_GLADLY) ||
		c->negations > 0 || c->condition || c->subordinate ||
		s->sentences[c->sentence].question)
		return false;
	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		if (p->sense != SENSE_COME || p->forms & (FORM_1SG | FORM_IRREAL))
			return false;
		part = part || p->forms & FORM_PART;
	}
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool doubt = atom_means(a, SENSE_HEDGE) && !atom_means(a, SENSE_UNREAL);
		if (doubt || a->kind == ATOM_EVENT || a->kind == ATOM_UNKNOWN ||
			atom_means(a, SENSE_OPEN) || atom_means(a, SENSE_CONDITION) ||
			(a->kind == ATOM_PEOPLE && (!a->people->me || a->people->count > 1)))
			return false;
	}
	return part;
}

/* `ich wäre gern zum Forum gekommen`: a verb of coming that did not come about, and to what. */
static bool did_not_come(const struct study *s, const struct clause *c)
{
	bool unreal = false, past = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_HEDGE) && !atom_means(a, SENSE_UNREAL))
			return false;
		unreal = unreal || atom_means(a, SENSE_UNREAL);
	}
	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		if (p->sense != SENSE_COME)
			return false;
		past = past || (p->forms & FORM_PART && !(p->forms & FORM_INF));
	}
	return unreal && past && c->named && c->negations == 0 && !clause_means(s, c, SENSE_OPEN) &&
		!clause_means(s, c, SENSE_WILL) && !clause_means(s, c, SENSE_CAN) &&
		!clause_means(s, c, SENSE_OR) && !s->sentences[c->sentence].question;
}

/* `die Moschee hätte mich gereizt`: of what did not come about nothing is asked. */
bool mood_unreal(const struct study *s, const struct clause *c)
{
	bool part = false;

	if (would_have_come(s, c) || did_not_come(s, c))
		return true;
	if (!clause_means(s, c, SENSE_UNREAL) || clause_intends(c) ||
		clause_means(s, c, SENSE_GLADLY) || clause_means(s, c, SENSE_OPEN))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_HEDGE) &&
			!atom_means(&s->atoms[i], SENSE_UNREAL))
			return false;
	for (size_t i = 0; i < c->predicate_count; i++)
		part = part ||
			(c->predicates[i].sense == SENSE_OTHER &&
				c->predicates[i].forms & FORM_PART);
	return part;
}

/* `…, wenn noch was frei ist`: what the office settles, as one phrase. */
static bool if_seats_left(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_SAFE) && s->atoms[i].count > 2 &&
			token_means(first_token(s, &s->atoms[i]), SENSE_CONDITION))
			return true;
	return false;
}

/* The unreal form of coming that nothing else in the clause makes doubtful; none: `end`. */
static size_t unreal_coming(const struct study *s, const struct clause *c)
{
	size_t at = c->end;

	if (c->predicate_count != 1 || c->predicates[0].sense != SENSE_COME ||
		!(c->predicates[0].forms & FORM_IRREAL) || c->negations > 0 ||
		!clause_means(s, c, SENSE_GLADLY))
		return c->end;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_PAST) || atom_means(a, SENSE_OPEN) ||
			atom_means(a, SENSE_CONTRARY) || atom_means(a, SENSE_REGRET) ||
			(atom_means(a, SENSE_HEDGE) && at < c->end))
			return c->end;
		if (atom_means(a, SENSE_HEDGE))
			at = i;
	}
	/* `ich käme gern, wenn noch was frei ist`: the verb itself */
	if (at == c->end && !clause_means(s, c, SENSE_UNREAL) && if_seats_left(s, c))
		return c->predicates[0].atom;
	return at == c->predicates[0].atom && atom_means(&s->atoms[at], SENSE_UNREAL) ? at : c->end;
}

bool mood_would_gladly(struct study *s, struct clause *c)
{
	size_t at = unreal_coming(s, c);

	if (at == c->end)
		return false;
	if (atom_means(&s->atoms[at], SENSE_UNREAL))
		atom_becomes(s, at, SENSE_BE);
	c->predicates[0].forms = FORM_1SG | FORM_PL;
	return true;
}

static bool named_in(const struct people *p)
{
	for (size_t i = 0; i < p->person_count; i++)
		if (p->persons[i].name != NULL)
			return true;
	return false;
}

/* `aus der Türkei`, `aus 25 Nationen`: where somebody was born, and not, as in `sie kommen extra aus Polen`, where they set
 * out. */
static bool hails(const struct study *s, const struct clause *c)
{
	static const enum sense sets_out[] = {SENSE_MORE, SENSE_PUTS_OFF, SENSE_DAY, SENSE_GLADLY,
		SENSE_LATE, SENSE_HEDGE, SENSE_WITH, SENSE_COMPANY, SENSE_WILL};

	for (size_t i = c->first; i < c->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], sets_out))
			return false;
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_ORIGIN) &&
			(s->atoms[i + 1].kind == ATOM_TIME ||
				clause_tokens_mean(s, c, SENSE_HAILS)))
			return true;
	return false;
}

/* `ich komme aus Syrien`, `mittwochs komme ich spät aus der Praxis`, `ihre Eltern kommen aus der Türkei`: no coming to
 * anything. */
bool mood_comes_from(const struct study *s, const struct clause *c)
{
	bool born = hails(s, c), from = born;

	if (c->predicate_count != 1 || c->predicates[0].sense != SENSE_COME ||
		c->predicates[0].forms == 0 || c->negations > 0 || c->question ||
		clause_means(s, c, SENSE_THERE) || clause_means(s, c, SENSE_ALSO) ||
		clause_means(s, c, SENSE_ALONE) || clause_means(s, c, SENSE_BUT))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool pronoun = a->kind == ATOM_PEOPLE && a->people->me && !a->people->total &&
			a->people->person_count == 0 && a->people->count <= 1;
		bool other = a->kind == ATOM_PEOPLE && !a->people->me && !a->people->with &&
			!named_in(a->people) && born;
		if ((a->kind == ATOM_EVENT && !a->place_only) ||
			(a->kind == ATOM_PEOPLE && !pronoun && !other))
			return false;
		from = from ||
			(a->use == USE_ADJUNCT && atom_means(a, SENSE_ORIGIN) && i > c->first);
	}
	return from;
}

/* `I'd love to come next year`, `it is the kind of congress that I would love to attend in the future`: to nothing that may be
 * asked for now. */
bool mood_some_day(const struct study *s, const struct clause *c)
{
	if (!clause_means(s, c, SENSE_SOMEDAY) || !clause_has(c, SENSE_COME) ||
		clause_has(c, SENSE_REGISTER) || clause_has(c, SENSE_CANCEL) ||
		clause_has(c, SENSE_DECLINE) || c->negations > 0 || c->question || c->third ||
		c->both != 0 || c->several || c->there)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if ((a->kind == ATOM_EVENT && !a->sort_only && !a->one_sort) ||
			a->kind == ATOM_DATE || a->near_alarm)
			return false;
	}
	return true;
}

/* `wäre schön, wenn Sie mich anmelden würden`: a condition that is what they ask for. Only of what the
 * office does, or what the writer may: `wenn ich kommen darf`. */
bool mood_wished_for(const struct study *s, const struct clause *c)
{
	const struct clause *matrix = c - 1;

	if (!c->condition || c == s->clauses || matrix->sentence != c->sentence ||
		!clause_means(s, matrix, SENSE_PLEASED) || matrix->negations > 0 ||
		matrix->question || matrix->predicate_count > 1 || matrix->named)
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_HEDGE) || atom_means(&s->atoms[i], SENSE_OR))
			return false;
	bool asks = clause_has(c, SENSE_REGISTER) && clause_means(s, c, SENSE_YOU);
	bool may = clause_has(c, SENSE_COME) && c->i && clause_means(s, c, SENSE_MAY) &&
		!clause_means(s, c, SENSE_WOULD);
	return (asks || may) && c->negations == 0 && !clause_has(c, SENSE_CANCEL);
}

static bool is_finite(const struct token *t)
{
	static const enum sense helps[] = {
		SENSE_BE, SENSE_HAVE, SENSE_WILL, SENSE_CAN, SENSE_MUST, SENSE_WOULD};

	if (TOKEN_MEANS_ANY(t, helps))
		return true;
	if (t->meaning == NULL)
		return false;
	for (const struct inflection *f = t->meaning->inflections; f != NULL; f = f->next)
		if (f->forms & (FORM_1SG | FORM_3SG | FORM_PL))
			return true;
	return false;
}

/* Who does it, behind a verb; not whom it is told: `streichen Sie`, `tragen Sie`. */
static bool subject(const struct token *t)
{
	static const enum sense senses[] = {
		SENSE_I, SENSE_WE, SENSE_MY, SENSE_POINTER, SENSE_HE, SENSE_OTHERS};

	if (token_means(t, SENSE_YOU))
		return false;
	return TOKEN_MEANS_ANY(t, senses);
}

/* The first word of an atom range; `token_count` where there is none. */
static size_t first_word(const struct study *s, size_t first, size_t end)
{
	first = atoms_past_quiet(s, first, end);
	return first < end ? s->atoms[first].first : s->token_count;
}

/* A verb of somebody else's, which cannot be the writer's own with its `I` left out: `findet`, `hat`. */
static bool third(const struct token *t)
{
	if (token_means(t, SENSE_HE_DOES))
		return true;
	if (t->meaning == NULL)
		return false;
	for (const struct inflection *f = t->meaning->inflections; f != NULL; f = f->next)
		if (f->forms & FORM_3SG && !(f->forms & FORM_1SG))
			return true;
	return false;
}

/* `fahren die Busse`, `ist am 22. nichts los`: several things, or whatever is so on a day. */
static bool done_by_things(const struct study *s, const struct clause *c, size_t verb)
{
	static const enum sense helps[] = {SENSE_BE, SENSE_HAVE, SENSE_WILL};
	const struct atom *next = study_atom(s, atoms_past_quiet(s, c->first, c->end) + 1, c->end);
	const struct token *t = &s->tokens[verb];
	bool several = false;

	if (next->kind == ATOM_EVENT)
		return third(t) && TOKEN_MEANS_ANY(t, helps);
	/* `findet sich jemand`, `gibt mir mein Chef frei` */
	if (third(t) && (token_means(t + 1, SENSE_REFLEXIVE) || token_means(t + 1, SENSE_TO_ME)))
		return true;
	if (t->meaning == NULL || !token_means(t + 1, SENSE_ARTICLE))
		return false;
	for (const struct inflection *f = t->meaning->inflections; f != NULL; f = f->next)
		several = several || f->forms & FORM_PL;
	return several;
}

/* `findet meine Frau …`, `hat Petra …`, `klappt das …`: who or what it is said of, right behind it. */
static bool done_by(const struct study *s, const struct clause *c, size_t verb)
{
	const struct token *t = &s->tokens[verb + 1];

	if (subject(t) || done_by_things(s, c, verb))
		return true;
	if (!third(&s->tokens[verb]))
		return false;
	size_t at = atoms_past_quiet(s, c->first, c->end) + 1;
	return token_means(t, SENSE_ARTICLE) ||
		(at < c->end && s->atoms[at].kind == ATOM_PEOPLE && !token_means(t, SENSE_ME) &&
			!token_means(t, SENSE_TO_ME));
}

bool mood_inverted(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	const struct clause *next = c + 1;

	if (s->language == NULL || !s->language->verb_last || x->question || c->first != x->first ||
		next == s->clauses + s->clause_count || next->sentence != c->sentence ||
		next->sign != ',')
		return false;
	size_t verb = first_word(s, c->first, c->end), then = first_word(s, next->first, next->end);
	if (verb + 1 >= s->token_count || then + 1 >= s->token_count ||
		!is_finite(&s->tokens[verb]))
		return false;
	if ((c->named || clause_intends(c)) && subject(&s->tokens[verb + 1]))
		return is_finite(&s->tokens[then]) ||
			(is_finite(&s->tokens[then + 1]) && !subject(&s->tokens[then]));
	/* `bekomme ich frei, bin ich dabei`; not `habe ich gelesen, komme gern` */
	return done_by(s, c, verb) && is_finite(&s->tokens[then]) && done_by(s, next, then);
}

bool mood_asks_how(const struct study *s, const struct clause *c)
{
	size_t how = atoms_past_quiet(s, c->first, c->end), next = how + 1;

	while (how < c->end && atom_means(&s->atoms[how], SENSE_AND))
		how = next++;
	if (next >= c->end || !atom_means(&s->atoms[how], SENSE_ASKING) ||
		atom_means(&s->atoms[how], SENSE_THAT) || atom_means(&s->atoms[how], SENSE_YES) ||
		s->atoms[how].count != 1 || atom_maybe_verb(&s->atoms[how]) ||
		!clause_has(c, SENSE_COME))
		return false;
	/* not `wie gewünscht komme ich`, `wer mitkommt` */
	size_t verb = s->atoms[next].first;
	return subject(&s->tokens[verb]) ||
		(is_finite(&s->tokens[verb]) && c->predicates[0].atom == next &&
			subject(study_token(s, verb + 1, s->token_count)));
}

bool mood_rejoices(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool mine = false;
		for (size_t k = a->first; k < a->first + a->count; k++)
			mine = mine || token_means(&s->tokens[k], SENSE_ME) ||
				token_means(&s->tokens[k], SENSE_TO_ME) ||
				token_means(&s->tokens[k], SENSE_US);
		if (mine && atom_means(a, SENSE_PLEASED))
			return clause_only_form(c, FORM_INF) ||
				(clause_any_form(c, FORM_INF) && clause_means(s, c, SENSE_CAN));
	}
	return false;
}

void moods_plan_in(struct study *s, struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		if (p->sense == SENSE_REGISTER && p->forms != 0 &&
			atom_means(&s->atoms[p->atom], SENSE_HEDGE))
			atom_becomes(s, p->atom, SENSE_SAFE);
	}
}
