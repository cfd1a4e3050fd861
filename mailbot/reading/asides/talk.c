#include "reading/asides/talk.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"

enum { YEAR_MIN = 1800 };

bool talk_has_verb(const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense == SENSE_OTHER &&
			c->predicates[i].forms & (FORM_1SG | FORM_3SG | FORM_PL | FORM_PAST))
			return true;
	return false;
}

/* `das` alone, not `das Auto`, `das kleine Auto`. */
static bool stands_alone(const struct study *s, const struct clause *c, size_t i)
{
	for (size_t k = i + 1; k < c->end && k <= i + 2; k++) {
		const struct atom *a = &s->atoms[k];
		bool adjective = a->kind == ATOM_UNKNOWN || atom_means(a, SENSE_HARMLESS);
		if (a->kind != ATOM_WORD && a->kind != ATOM_UNKNOWN)
			return atom_quiet(a);
		if (first_token(s, a)->capital)
			return false;
		if (!adjective)
			return true;
	}
	return true;
}

bool talk_points_back(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_THERE) ||
			(atom_means(a, SENSE_POINTER) && stands_alone(s, c, i)))
			return true;
	}
	return false;
}

static bool modal(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_WILL) || clause_means(s, c, SENSE_CAN) ||
		clause_means(s, c, SENSE_MUST) || clause_means(s, c, SENSE_WOULD);
}

/* Whether the writer stands in it beside its subject: `sitzt neben mir`, `fährt mich`; not `gibt mir
 * frei`. */
static bool beside_me(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *before = i > c->first ? a - 1 : a;
		if (a->kind == ATOM_PEOPLE && a->people->me && a->people->object)
			return true;
		if (atom_means(a, SENSE_TO_ME) &&
			(atom_means(before, SENSE_BESIDES) || atom_means(before, SENSE_BEFORE) ||
				atom_means(before, SENSE_GOING) || atom_means(before, SENSE_WITH) ||
				before->kind == ATOM_UNKNOWN))
			return true;
	}
	return false;
}

/* `fahren mit`, `mit mir`: not `mit dem Bus`. */
static bool joins_in(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *next = i + 1 < c->end ? &s->atoms[i + 1] : NULL;
		if (atom_means(&s->atoms[i], SENSE_WITH) &&
			(next == NULL || next->kind == ATOM_PUNCT ||
				atom_means(next, SENSE_TO_ME) || next->kind == ATOM_PEOPLE))
			return true;
	}
	return clause_has(c, SENSE_WITH);
}

/* Whether it names an event, and not only a place where somebody may live. */
static bool names_event(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && !a->reference && !a->place_only &&
			!eset_empty(a->events))
			return true;
	}
	return false;
}

/* `sie ist eine Lehrerin`, `there is a family emergency`: what somebody or something is. */
static bool is_something(const struct study *s, const struct clause *c)
{
	bool be = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (be && a->kind == ATOM_PEOPLE && !a->people->me &&
			a->people->person_count == 0 &&
			token_means(first_token(s, a), SENSE_INDEFINITE))
			return !clause_means(s, c, SENSE_MORE);
		be = be || atom_means(a, SENSE_BE);
	}
	return false;
}

/* `bei meiner Tochter`: where something is, or whose; not `für meine Tochter`. */
static bool governed(const struct study *s, const struct clause *c, const struct atom *people)
{
	size_t at = (size_t)(people - s->atoms);
	const struct atom *before = at > c->first ? people - 1 : people;

	return (atom_means(before, SENSE_GOING) || atom_means(before, SENSE_ORIGIN) ||
		       atom_means(before, SENSE_BEFORE)) &&
		!atom_means(before, SENSE_FOR);
}

/* `die 120 Stühle`: those that are there anyway. */
static bool definite(const struct study *s, const struct clause *c, const struct atom *people)
{
	return people > &s->atoms[c->first] && atom_means(people - 1, SENSE_ARTICLE);
}

/* `bekommt den zweiten Platz`, `brauchen zwei Karten`: seats beside somebody else. */
static bool seats_in(const struct study *s, const struct clause *c, const struct atom *people)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_PERSONS) ||
			(a != people && a->kind == ATOM_PEOPLE && a->people->total))
			return true;
	}
	return false;
}

bool talk_is_told(const struct study *s, const struct clause *c)
{
	bool helps = clause_means(s, c, SENSE_HAVE) || clause_means(s, c, SENSE_BE);

	for (size_t i = 0; i < c->predicate_count && helps; i++)
		if (c->predicates[i].sense == SENSE_OTHER && c->predicates[i].forms & FORM_PART)
			return true;
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense == SENSE_OTHER && c->predicates[i].forms & FORM_PAST)
			return true;
	return clause_means(s, c, SENSE_PAST);
}

/* `ist krank`, `ist 11 Jahre alt`, `ist Lehrerin`: how somebody is, not where. */
static bool is_so(const struct study *s, const struct clause *c)
{
	bool be = false;

	if (!clause_means(s, c, SENSE_BE))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `meine Kinder sind 3 und 5` */
		if (be && a->kind == ATOM_NUMBER && !c->we && !c->i)
			return true;
		be = atom_means(a, SENSE_BE);
		if (a->kind == ATOM_TIME || atom_means(a, SENSE_OBSTACLE) ||
			atom_means(a, SENSE_REGRET) || atom_means(a, SENSE_RELATION) ||
			atom_means(a, SENSE_NEED))
			return true;
	}
	return false;
}

/* `meine Tochter hat einen Hund`; not `meine Tochter habe ich` and a participle that nobody knows. */
static bool only_has(const struct study *s, const struct clause *c)
{
	if (!clause_means(s, c, SENSE_HAVE) || c->predicate_count > 0)
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_UNKNOWN && !s->tokens[s->atoms[i].first].capital)
			return false;
	return true;
}

/* `wir haben 1989 mit neun Mitgliedern angefangen`: told of a year that is over; who they were is nobody's name. */
static bool long_over(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct token *t = first_token(s, &s->atoms[i]);
		if (s->atoms[i].kind == ATOM_TIME && s->atoms[i].count == 1 &&
			t->kind == TOKEN_NUMBER && t->text.len == 4 && t->number >= YEAR_MIN &&
			t->number < civil_of_days(s->today).year)
			return true;
	}
	return false;
}

bool talk_watches(const struct atom *a)
{
	for (const struct inflection *f = atom_maybe_verb(a) ? a->meaning->inflections : NULL;
		f != NULL; f = f->next)
		if (f->verb->sense == SENSE_COME && f->verb->needs == NEEDS_MINE)
			return true;
	return false;
}

/* `meine Frau hört sich das an`: who does so may want to come. */
static bool watches_itself(const struct study *s, const struct clause *c)
{
	bool verb = false;

	for (size_t i = c->first; i < c->end; i++)
		verb = verb || talk_watches(&s->atoms[i]);
	return verb && clause_means(s, c, SENSE_REFLEXIVE);
}

bool talk_of_others(const struct study *s, const struct clause *c, const struct atom *people)
{
	const struct people *p = people->people;
	/* `meine Mutter hat mich gebeten` */
	bool told = talk_is_told(s, c) || clause_means(s, c, SENSE_SENT);
	bool plain = talk_has_verb(c) || is_so(s, c) || governed(s, c, people) ||
		is_something(s, c) || only_has(s, c);

	if (c->verbless || clause_intends(c) || names_event(s, c) || !(plain || told))
		return false;
	if (told && long_over(s, c) && p->person_count == 0 && !p->me)
		return true;
	if (p->with || (p->total && (c->i || c->we || !definite(s, c, people))))
		return false;
	if (clause_means(s, c, SENSE_SUBSTITUTE) || seats_in(s, c, people))
		return false;
	/* `please excuse my husband` */
	if (clause_means(s, c, SENSE_EXCUSING) && !p->me && !p->we)
		return false;
	if (is_something(s, c))
		return true;
	if (governed(s, c, people) && !p->me && !clause_tokens_mean(s, c, SENSE_ALSO))
		return true;
	if (clause_tokens_mean(s, c, SENSE_ALSO) || clause_means(s, c, SENSE_KEEN) ||
		watches_itself(s, c) || clause_means(s, c, SENSE_THERE) ||
		clause_means(s, c, SENSE_MORE) || joins_in(s, c))
		return false;
	if (modal(s, c) && !talk_has_verb(c) && !clause_any_form(c, FORM_INF))
		return false;
	/* `danach holt er mich ab`: somebody who was accounted for where he was named */
	return told || !beside_me(s, c) || p->again != NULL;
}

bool talk_denies_thing(const struct study *s, const struct clause *c)
{
	bool any = false;

	if (!c->verbless || c->named || c->people_count > 0)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *next = i + 1 < c->end ? a + 1 : NULL;
		if (a->kind == ATOM_EVENT || atom_means(a, SENSE_NO) || atom_means(a, SENSE_KEEN))
			return false;
		bool leads = a->kind == ATOM_PUNCT || atom_means(a, SENSE_PLEASE) ||
			atom_means(a, SENSE_AND);
		if (!any && !leads && !atom_means(a, SENSE_NEG))
			return false;
		if (!atom_means(a, SENSE_NEG))
			continue;
		bool noun = next != NULL && first_token(s, next)->capital &&
			(next->kind == ATOM_UNKNOWN || atom_means(next, SENSE_HARMLESS));
		if (a->count != 1 || !atom_means(a, SENSE_NONE) || !noun || next->near_alarm)
			return false;
		any = true;
	}
	return any;
}

bool talk_has_subject(const struct study *s, const struct clause *c)
{
	bool subject = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_TO_ME) ||
			(a->kind == ATOM_PEOPLE && a->people->me && a->people->object))
			return false;
		subject = subject || a->kind == ATOM_PEOPLE ||
			((a->kind == ATOM_UNKNOWN || a->kind == ATOM_WORD) && a->count > 0 &&
				first_token(s, a)->capital && i > c->first);
	}
	return subject;
}

bool talk_says_only_who(const struct study *s, const struct clause *c)
{
	size_t words = 0;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_quiet(a))
			continue;
		if (a->kind != ATOM_WORD && a->kind != ATOM_PEOPLE)
			return false;
		words++;
	}
	return words <= 2 && talk_has_verb(c) && (c->i || c->we) &&
		!clause_means(s, c, SENSE_WISH) && !clause_means(s, c, SENSE_THANKS);
}

bool talk_says_reader(const struct study *s, const struct clause *c)
{
	bool you = false, said = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool who = atom_means(a, SENSE_YOU);
		bool says = atom_means(a, SENSE_CITED) || atom_means(a, SENSE_REPORT);
		if (!atom_quiet(a) && !who && !says && !atom_means(a, SENSE_TO_ME) &&
			!atom_means(a, SENSE_SAFE) && !atom_means(a, SENSE_HAVE))
			return false;
		you = you || who;
		said = said || says;
	}
	return you && said;
}

bool talk_of_seat(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool other = i > c->first && atom_means(a - 1, SENSE_NEED);
		if (!other && !atom_means(a, SENSE_NEED) && atom_tokens_mean(s, a, SENSE_PERSONS))
			return true;
	}
	return false;
}

bool talk_long_ago(const struct study *s, const struct clause *c)
{
	bool over = false, event = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		over = over ||
			(atom_means(a, SENSE_PAST) && a->count > 1 && !atom_means(a, SENSE_WILL));
		event = event || (a->kind == ATOM_EVENT && !a->bare_all);
	}
	return over && !event;
}
