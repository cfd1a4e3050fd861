#include "reading/clauses/subject.h"

#include <string.h>

#include "reading/clauses/clauses.h"
#include "reading/clauses/company.h"
#include "reading/clauses/subject-mine.h"
#include "reading/clauses/verbs.h"
#include "reading/clauses/wholes.h"
#include "reading/frames/moods.h"
#include "reading/lines/tongues.h"
#include "reading/people/name.h"

bool clause_any_form(const struct clause *c, unsigned forms)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].forms & forms)
			return true;
	return false;
}

/* Whether every predicate that intends has only these forms. */
bool clause_only_form(const struct clause *c, unsigned form)
{
	bool any = false;

	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		if (p->sense == SENSE_OTHER || p->forms == 0)
			continue;
		if ((p->forms & ~form) != 0)
			return false;
		any = true;
	}
	return any;
}

/* `I have come`: a form that may be a participle behind a `have`. */
static bool perfect(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		if (p->sense != SENSE_OTHER && p->forms & FORM_PART && p->forms & ~FORM_PART &&
			p->atom > c->first && atom_means(&s->atoms[p->atom - 1], SENSE_HAVE))
			return true;
		/* `…, dass er den Kongress besucht hat` */
		if (p->sense != SENSE_OTHER && p->forms & FORM_PART && p->atom + 1 < c->end &&
			c->sign != 0 && c->sign != ',' && c->sign != '&' &&
			atom_means(&s->atoms[p->atom + 1], SENSE_HAVE))
			return true;
	}
	return false;
}

/* `hat uns am 16. vertreten`, `habe den 16. verpasst`: a form that may be a participle, behind its `hat`. */
static bool perfect_apart(const struct study *s, const struct clause *c)
{
	size_t have = c->end, last = c->end;

	for (size_t i = c->first; i < c->end && have == c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_HAVE) && tongue_nouns(s, &s->atoms[i]))
			have = i;
	while (last > c->first && atom_quiet(&s->atoms[last - 1]))
		last--;
	for (size_t i = 0; i < c->predicate_count && have < c->end; i++) {
		const struct predicate *p = &c->predicates[i];
		/* a verb has one finite form: what looks like `er verpasst` is none, at the end */
		bool last_word = p->atom > have && p->atom + 1 == last;
		bool part = (p->forms & FORM_PART && (p->forms & FORM_INF || last_word)) ||
			(p->forms & FORM_3SG && last_word);
		if (p->sense != SENSE_OTHER && part && !clause_means(s, c, SENSE_WILL))
			return true;
	}
	return false;
}

/* `thanks for registering me`: what one is thanked for was done, where nobody but the writer is spoken of; not `thanks in advance`. */
static bool thanked_for(const struct study *s, const struct clause *c)
{
	size_t first = atoms_past_quiet(s, c->first, c->end);

	if (!atom_means(study_atom(s, first, c->end), SENSE_THANKS) ||
		!clause_only_form(c, FORM_GERUND) || !clause_any_form(c, FORM_GERUND) ||
		c->people_count != 1)
		return false;
	const struct people *p = c->people[0];
	return p->me && !p->we && p->count <= 1 && p->object;
}

/* Told, not asked: perfect, preterite, passive. */
bool clause_is_told(const struct study *s, const struct clause *c)
{
	if (clause_only_form(c, FORM_PART | FORM_PAST) && clause_any_form(c, FORM_PAST))
		return true;
	if (perfect(s, c) || perfect_apart(s, c) || thanked_for(s, c))
		return true;
	if (clause_only_form(c, FORM_PART))
		return clause_means(s, c, SENSE_HAVE) || clause_means(s, c, SENSE_BE) ||
			clause_means(s, c, SENSE_PAST);
	return clause_means(s, c, SENSE_PAST) && !clause_means(s, c, SENSE_WILL);
}

/* `wir, A und B, danken herzlich und kommen`: the second verb has the first one's subject. */
static void inherit_subject(struct clause *c, const struct clause *from)
{
	c->i = from->i;
	c->we = from->we;
	c->third = from->third && !from->i && !from->we;
	for (size_t i = 0; i < from->people_count && c->people_count < CLAUSE_PEOPLE_MAX; i++)
		if (c->third && !from->people[i]->me && !from->people[i]->with &&
			!from->people[i]->total)
			c->people[c->people_count++] = from->people[i];
		else if (from->people[i]->me && !from->people[i]->object && !from->people[i]->with)
			c->people[c->people_count++] = from->people[i];
}

/* `geliyoruz`: an ending that nobody but we can have. */
static bool we_do(const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].forms & FORM_1PL)
			return true;
	return false;
}

/* `so see you on the 16th`: an idiom that holds whom the writer meets. */
static bool meets_you(const struct study *s, const struct clause *c)
{
	if (c->predicate_count != 1 || c->predicates[0].forms != 0)
		return false;
	const struct atom *a = &s->atoms[c->predicates[0].atom];
	for (size_t i = a->first; i < a->first + a->count && c->negations == 0; i++)
		if (token_means(&s->tokens[i], SENSE_YOU))
			return true;
	return false;
}

/* Whether its subject is somebody else. */
static bool other_does(const struct clause *c)
{
	return c->third && !c->i && !c->we;
}

static bool does_alone_at(const struct atom *a)
{
	return atom_means(a, SENSE_HE_DOES) ||
		(atom_is_verb(a, FORM_3SG) && !atom_is_verb(a, FORM_1SG | FORM_PL));
}

/* Every verb of it may be an infinitive. */
static bool infinitives(const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (!(c->predicates[i].forms & FORM_INF))
			return false;
	return c->predicate_count > 0;
}

/* `Herr X wird am 16. kommen und den Kongress besuchen`: the second infinitive has the first one's `wird`. */
static bool shares_modal(const struct study *s, const struct clause *c)
{
	static const enum sense modal[] = {SENSE_WILL, SENSE_MUST, SENSE_CAN, SENSE_HAVE, SENSE_BE};
	const struct clause *before = c - 1;

	return other_does(before) && before->people_count == 1 && before->people[0]->count == 1 &&
		clause_means(s, before, SENSE_WILL) && infinitives(before) && infinitives(c) &&
		c->people_count == 0 && before->negations == 0 && c->negations == 0 &&
		!senses_meet(c->words, SENSES_OF(modal));
}

/* `und kommt`, `und wird teilnehmen`: the verb is of one who is not the writer. */
static bool does_alone(const struct study *s, const struct clause *c)
{
	if (c == s->clauses)
		return false;
	if (shares_modal(s, c))
		return true;
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].forms & FORM_3SG &&
			!(c->predicates[i].forms & (FORM_1SG | FORM_PL)))
			return true;
	/* `Lady X has accepted and will be there`: who does it stands first */
	const struct clause *before = c - 1;
	size_t first = before->first;
	while (first < before->end && s->atoms[first].kind == ATOM_PUNCT)
		first++;
	bool leads = first < before->end && s->atoms[first].kind == ATOM_PEOPLE &&
		!tongue_nouns(s, &s->atoms[first]) && clause_means(s, c, SENSE_WILL);
	return leads || clause_means(s, c, SENSE_HE_DOES);
}

/* `Frau X ist krank und kann nicht kommen`: behind `and` the subject goes on. */
static bool continues_subject(const struct study *s, const struct clause *c)
{
	if (c->sign != '&' || c == s->clauses || (c - 1)->sentence != c->sentence)
		return false;
	/* `my course was moved, so please take me off`: an order has no subject that goes on */
	size_t first = c->first;
	while (first < c->end &&
		(s->atoms[first].kind == ATOM_PUNCT ||
			(atom_means(&s->atoms[first], SENSE_AND) &&
				!atom_means(&s->atoms[first], SENSE_PLEASE))))
		first++;
	if (first < c->end && atom_means(&s->atoms[first], SENSE_PLEASE) &&
		!atom_means(&s->atoms[first], SENSE_HE_DOES) && clause_tokens_mean(s, c, SENSE_ME))
		return false;
	/* `Herr X lässt danken und kommt` */
	bool thanks =
		clause_means(s, c - 1, SENSE_THANKS) && !(other_does(c - 1) && does_alone(s, c));
	return !(c - 1)->verbless && !clause_means(s, c - 1, SENSE_PLEASE) && !thanks;
}

/* `Herr Vogt lässt ausrichten, dass er kommt`: the only one who is named before it. NULL where nobody
 * is, or where several are. */
static const struct people *spoken_of(const struct study *s, const struct clause *c)
{
	const struct clause *matrix = c - 1;
	const struct people *one = NULL;

	if (c->sign != 't' || c == s->clauses || matrix->sentence != c->sentence ||
		!clause_means(s, matrix, SENSE_ASSERT))
		return NULL;
	for (size_t i = 0; i < matrix->people_count; i++) {
		const struct people *p = matrix->people[i];
		if (p->me && p->count <= 1 && p->person_count == 0)
			continue;
		if (one != NULL || p->count != 1 || p->me || p->outsider || p->unsure || p->total)
			return NULL;
		one = p;
	}
	return one;
}

/* Takes the pronoun for the one whom it means. */
static bool take_spoken_of(struct study *s, struct clause *c)
{
	const struct people *one = spoken_of(s, c);

	for (size_t i = c->first; i < c->end && one != NULL; i++) {
		struct atom *a = &s->atoms[i];
		if (!atom_means(a, SENSE_HE) || first_token(s, a)->capital || c->people_count > 0 ||
			a->use != USE_NONE)
			continue;
		a->use = USE_PEOPLE;
		c->people[c->people_count++] = one;
		return true;
	}
	return false;
}

/* Whether it is nothing but somebody, up to a relative clause: `My wife, who …`. */
static bool only_who(const struct study *s, const struct clause *c)
{
	bool relative = false;

	if (!other_does(c) || c->people_count != 1 || c->named || clause_intends(c))
		return false;
	for (size_t i = c->first; i < c->end && !relative; i++) {
		const struct atom *a = &s->atoms[i];
		relative = atom_means(a, SENSE_RELATIVE);
		if (!relative && a->kind != ATOM_PEOPLE && a->kind != ATOM_PUNCT)
			return false;
	}
	return true;
}

/* `Meine Frau, die …, kommt`: the clause before the relative one, where it is nothing but who; NULL. */
static const struct clause *resumed(const struct study *s, const struct clause *c)
{
	const struct clause *head = c - 1;
	size_t first = c->first;

	if (c == s->clauses || c->sign != ',')
		return NULL;
	while (first < c->end && s->atoms[first].kind == ATOM_PUNCT)
		first++;
	if (first == c->end ||
		!(does_alone_at(&s->atoms[first]) || atom_means(&s->atoms[first], SENSE_WILL)))
		return NULL;
	while (head > s->clauses && head->sentence == c->sentence && !clause_intends(head) &&
		head->people_count == 0)
		head--;
	return head->sentence == c->sentence && only_who(s, head) ? head : NULL;
}

/* `I'm on the road today (it is raining here) and can't come`: the clause before the brackets; NULL. */
static const struct clause *around_brackets(const struct study *s, const struct clause *c)
{
	size_t first = atoms_past_quiet(s, c->first, c->end);

	if (c < s->clauses + 2 || !atom_is(&s->atoms[c->first], ')') || c[-1].sign != '(' ||
		c[-2].sentence != c->sentence ||
		!atom_means(study_atom(s, first, c->end), SENSE_AND))
		return NULL;
	return c - 2;
}

/* `neither the 16th nor the 18th`, `I can neither come to the one nor to the other`: of days, not of people. */
static bool neither_days(const struct study *s, const struct clause *c, size_t at)
{
	if (!atom_means(&s->atoms[at], SENSE_NEITHER))
		return false;
	if (at + 1 < c->end && s->atoms[at + 1].kind == ATOM_EVENT)
		return true;
	for (size_t k = at + 2; k + 1 < c->end && (c->i || c->we) && at > c->first; k++)
		if (atom_means(&s->atoms[k], SENSE_NEG) && s->atoms[k].count == 1 &&
			s->atoms[k - 1].kind == ATOM_EVENT && s->atoms[k + 1].kind == ATOM_EVENT)
			return true;
	return false;
}

/* `I am pleased to confirm that Professor X will attend`, `we confirm that …`: who says so, before who comes. */
static bool confirms_other(const struct study *s, const struct clause *c)
{
	bool me = false, says = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		const struct people *p = a->kind == ATOM_PEOPLE ? a->people : NULL;
		bool alone = p != NULL && p->me && p->count <= 1 && p->person_count == 0 &&
			!p->with && !p->total;
		if (a->use == USE_INTENT && atom_maybe_verb(a) && !atom_means(a, SENSE_ASSERT))
			return false;
		if (me && says && p != NULL)
			return !p->me && !p->with && !p->we && !p->total && !p->object;
		if (p != NULL && (!alone || me))
			return false;
		me = me || alone;
		says = says || (me && atom_means(a, SENSE_ASSERT));
	}
	return false;
}

/* Whether it is the writer's own name, at the end of the subject line and beside a verb of the writer's. */
static bool signs_subject(const struct study *s, const struct clause *c, const struct people *p)
{
	const struct atom *last = &s->atoms[c->end - 1];

	return s->sentences[c->sentence].subject && last->kind == ATOM_PEOPLE &&
		last->people == p && p->person_count == 1 && p->count == 1 && !p->with &&
		p->persons[0].name != NULL && clause_only_form(c, FORM_1SG) && clause_intends(c) &&
		name_compare(p->persons[0].name, s->reading->writer) == NAME_SAME;
}

/* `bitte melden Sie meine Nachbarin an`: what the office is to do with them; a verb of their own stands behind them. */
static bool is_to_be_registered(
	const struct study *s, const struct clause *c, const struct people *p)
{
	if (!clause_means(s, c, SENSE_PLEASE) || clause_tokens_mean(s, c, SENSE_REFLEXIVE))
		return false;
	for (size_t i = 0; i < c->predicate_count; i++)
		for (size_t k = c->predicates[i].atom;
			k < c->end && c->predicates[i].sense == SENSE_REGISTER; k++)
			if (s->atoms[k].people == p)
				return true;
	return false;
}

static void find(struct study *s, struct clause *c)
{
	bool third = take_spoken_of(s, c);
	bool says = confirms_other(s, c);
	/* `ich komme und bringe meine Tochter mit`: whom the writer brings does nothing */
	bool brings = clause_has(c, SENSE_WITH) && c->sign == '&' && c > s->clauses &&
		c[-1].sentence == c->sentence && c[-1].i && !c[-1].third &&
		!clause_only_form(c, FORM_3SG);

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_PEOPLE || a->use != USE_PEOPLE)
			continue;
		const struct people *p = a->people;
		/* `my husband can't join me`: somebody else does it */
		if (third && p->object && !p->we && p->person_count == 0 && p->count <= 1)
			continue;
		/* `bin dabei - Sinan Karabulut`, in a subject */
		if (signs_subject(s, c, p)) {
			c->i = true;
			continue;
		}
		bool told_by = says && p->me && p->person_count == 0 && p->count <= 1;
		c->i = c->i || (p->me && !p->we && !told_by);
		c->we = c->we || (p->we && !told_by);
		third = third || (!p->me && !p->with && !p->total && p->count > 0 && !brings) ||
			p->unsure;
	}
	bool first = subject_first_person(c);
	for (size_t i = c->first; i < c->end; i++) /* muss, kann, möchte are 1st and 3rd alike */
		first = first || (atom_means(&s->atoms[i], SENSE_I));
	bool goes_on = continues_subject(s, c);
	const struct clause *before = resumed(s, c);
	before = before != NULL ? before : around_brackets(s, c);
	if (!c->i && !c->we && !third && !goes_on && subject_coming_alone(s, c))
		c->i = true;
	if (!c->i && !c->we && !third && subject_idiom_of_me(s, c))
		c->i = true;
	if (!c->i && !c->we && !third && goes_on && !(other_does(c - 1) && !does_alone(s, c)))
		inherit_subject(c, c - 1);
	if (!c->i && !c->we && !third && before != NULL)
		inherit_subject(c, before);
	if (!c->i && !c->we && !third && goes_on &&
		(subject_goes_on_mine(s, c) || (meets_you(s, c) && !other_does(c - 1))))
		c->i = true;
	third = third || c->third;
	if (!c->i && !c->we && we_do(c))
		c->we = true;
	if (!c->i && !c->we && !third && !goes_on)
		c->i = first || (c->predicate_count > 0 && c->predicates[0].forms == 0);
	/* `Möchte mich anmelden`, `kann leider nicht kommen` */
	bool modal = clause_means(s, c, SENSE_WILL) || clause_means(s, c, SENSE_CAN) ||
		clause_means(s, c, SENSE_MUST) || clause_means(s, c, SENSE_WOULD);
	if (!c->i && !c->we && !third && modal && !goes_on && !clause_means(s, c, SENSE_YOU)) {
		c->we = clause_means(s, c, SENSE_PLURAL);
		c->i = !c->we;
	}
	/* `auf mich können Sie zählen`: who is counted on comes */
	c->i = c->i || clause_counts_on_me(c) || (!c->we && mood_rejoices(s, c));
	c->third = third && !c->i && !c->we;
	c->agent_only = says && c->third;
	/* `bin … mein Freund`: a verb of the writer's, and somebody else beside it */
	if (c->third && clause_intends(c) && clause_only_form(c, FORM_1SG))
		clause_trouble(c, "person-left-over", c->first);
	wholes_take(s, c);
	for (size_t i = 0; i < c->people_count; i++)
		if (c->people[i]->outsider && !c->people[i]->with && !c->i && !c->we &&
			!is_to_be_registered(s, c, c->people[i]) &&
			(!clause_has(c, SENSE_WITH) || clause_only_form(c, FORM_3SG)))
			c->told = true; /* what a neighbour does asks for nothing */
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool days = neither_days(s, c, i);
		bool others = atom_means(a, SENSE_OTHERS) && !days && a->use != USE_PEOPLE;
		if (others || atom_means(a, SENSE_ONE))
			clause_trouble(c, "third-party", c->first);
	}
}

/* `bringe noch einen Freund mit`: who stands there comes beside the writer. */
static void bring_along(const struct study *s, struct clause *c)
{
	if (!clause_has(c, SENSE_WITH))
		return;
	for (size_t i = c->first; i < c->end; i++) {
		if (s->atoms[i].people != NULL && !s->atoms[i].people->me) {
			s->atoms[i].people->with = true;
			/* whom the writer brings is none */
			if (!clause_only_form(c, FORM_3SG))
				s->atoms[i].people->outsider = false;
		}
		/* `bringe ich meinen Geschäftspartner mit`: perhaps a person, perhaps a cake */
		if (s->atoms[i].kind == ATOM_UNKNOWN && s->atoms[i].use != USE_ADJUNCT &&
			s->atoms[i].use != USE_PEOPLE)
			clause_trouble(c, "person-left-over", i);
	}
	if (c->why != NULL && c->why_atom < s->atom_count &&
		s->atoms[c->why_atom].kind == ATOM_PEOPLE)
		c->why = NULL;
}

/* `I'll be there (and at the congress)`: the one spoken of, and another. */
static void check_there(struct study *s, struct clause *c)
{
	bool there = false, joined = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (there && a->kind == ATOM_EVENT && !a->reference) {
			if (joined)
				clause_trouble(c, "event-left-over", i);
			return;
		}
		joined = joined || (there && (atom_means(a, SENSE_AND) || atom_is(a, '(')));
		there = there || (atom_means(a, SENSE_THERE) && a->use == USE_INTENT);
	}
}

/* `am 16. komme ich gerne zum kongress kann ich nicht`: two sentences without a stop between them. */
static void check_twice(const struct study *s, struct clause *c)
{
	size_t times = 0;

	for (size_t i = c->first; i < c->end; i++) {
		const struct token *t = &s->tokens[s->atoms[i].first];
		times += s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].count == 1 &&
			t->language != NULL && t->language->verb_last &&
			(token_means(t, SENSE_I) || token_means(t, SENSE_WE));
	}
	if (times > 1)
		clause_trouble(c, "not-understood", c->first);
}

void subject_find(struct study *s, struct clause *c)
{
	find(s, c);
	check_twice(s, c);
	if (clause_has(c, SENSE_WITH))
		company_named(s, c);
	bring_along(s, c);
	check_there(s, c);
	/* `meine Frau begleitet mich` */
	for (size_t i = 0; i < c->people_count && clause_has(c, SENSE_WITH); i++)
		if (c->people[i]->me) {
			c->i = true;
			c->third = false;
		}
}
