#include "reading/people/principals.h"

#include <string.h>

#include "reading/clauses/clauses.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/phrases.h"
#include "reading/lines/tongues.h"
#include "reading/people/entered.h"
#include "reading/people/name.h"
#include "rules/fold.h"

enum { FIGURES_MAX = 16, ADJECTIVES_MAX = 2 };

enum gender { GENDER_ANY, GENDER_MALE, GENDER_FEMALE };

/* Somebody in the body who is not the writer. */
struct figure {
	size_t first; /* the atom where they are first named */
	const struct people *people; /* by their name, where there is one */
	enum gender gender;
	bool single; /* one person, and not several or an outsider */
	bool named; /* several, each by name */
	bool along; /* first named as who comes along with somebody */
	bool declared; /* `im Auftrag von …` */
	bool mine; /* `unsere Rektorin` */
};

struct cast {
	struct figure figures[FIGURES_MAX];
	size_t count;
	bool over; /* too many to tell */
};

static bool in_body(const struct sentence *x)
{
	return !x->subject && x->sort == ROW_BODY;
}

static enum gender gender_of(const struct study *s, const struct atom *a)
{
	bool male = false, female = false;

	for (size_t i = a->first; i < a->first + a->count; i++) {
		male = male || token_means(&s->tokens[i], SENSE_MALE);
		female = female || token_means(&s->tokens[i], SENSE_FEMALE);
	}
	return male == female ? GENDER_ANY : male ? GENDER_MALE : GENDER_FEMALE;
}

static bool agree(enum gender a, enum gender b)
{
	return a == GENDER_ANY || b == GENDER_ANY || a == b;
}

static const char *name_of(const struct people *p)
{
	return p->person_count == 1 ? p->persons[0].name : NULL;
}

/* Whether a person named later is the one before: the surname of both, where genders agree. */
static bool same(struct study *s, const struct figure *f, const struct people *p, enum gender g)
{
	const char *a = name_of(f->people), *b = name_of(p);

	return a != NULL && b != NULL && agree(f->gender, g) &&
		slice_eq(name_surname(s->arena, a), name_surname(s->arena, b));
}

static bool third(const struct people *p)
{
	return !p->me && !p->we && !p->total && (p->count > 0 || p->unsure);
}

static struct figure *figure_of(
	struct study *s, struct cast *cast, const struct atom *a, enum gender gender)
{
	for (size_t i = 0; i < cast->count; i++)
		if (cast->figures[i].people == a->people ||
			same(s, &cast->figures[i], a->people, gender))
			return &cast->figures[i];
	return NULL;
}

static bool means_at(const struct study *s, size_t at, enum sense sense)
{
	return at < s->atom_count && atom_means(&s->atoms[at], sense);
}

/* `im Auftrag von Frau X`, `ich schreibe für meinen Vater`, `meine Mutter hat mich gebeten`. */
static bool is_declared(const struct study *s, const struct sentence *x, size_t at)
{
	size_t before = at;
	if (before > x->first + 1 && means_at(s, before - 1, SENSE_FOR))
		before--;
	if (before < at && before > x->first + 1 && means_at(s, before - 1, SENSE_YOU))
		before--; /* `schreibe Ihnen für` */
	if (before > x->first && means_at(s, before - 1, SENSE_SPEAKING))
		return true;
	for (size_t i = at + 1; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_SENT))
			return true;
		bool other = a->kind == ATOM_PEOPLE && third(a->people);
		if (other || atom_means(a, SENSE_NEG) || atom_means(a, SENSE_THAT))
			return false;
	}
	return false;
}

/* `mein Mann lässt sich für den 21. entschuldigen`: of somebody close, who asked for it; nobody else stands there. */
static bool lets_excuse(const struct study *s, const struct sentence *x, size_t at)
{
	bool lets = false, excuse = false;

	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		if ((i != at && a->kind == ATOM_PEOPLE) || atom_means(a, SENSE_NEG) ||
			atom_means(a, SENSE_CONDITION) || atom_means(a, SENSE_OR))
			return false;
		lets = lets || (i > at && atom_means(a, SENSE_LETS));
		excuse = excuse || (lets && atom_means(a, SENSE_EXCUSING));
	}
	return excuse && !x->question;
}

/* `… kann nicht teilnehmen und bittet um Verständnis`, `bittet, ihn zu entschuldigen`: who has the writer say so; not
 * `lässt sich entschuldigen`, which anybody may tell. */
static bool is_excused(const struct study *s, const struct sentence *x, size_t at, bool mine)
{
	bool lets = false, whom = false;

	if (mine && lets_excuse(s, x, at))
		return true;
	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool other = i != at && a->kind == ATOM_PEOPLE && a->people->again == NULL;
		whom = whom || (lets && a->kind == ATOM_PEOPLE && i != at);
		if (other || x->question || atom_means(a, SENSE_CONDITION) ||
			atom_means(a, SENSE_OR))
			return false;
		if (atom_means(a, SENSE_LETS) && atom_means(a, SENSE_WISH))
			return true;
		if (lets && whom && atom_means(a, SENSE_EXCUSING))
			return true;
		lets = lets || (i > at && atom_means(a, SENSE_LETS));
		whom = whom || (lets && atom_means(a, SENSE_HIM));
	}
	return false;
}

/* Several of whom each has a name. */
static bool each_named(const struct people *p)
{
	for (size_t i = 0; i < p->person_count; i++)
		if (p->persons[i].name == NULL)
			return false;
	return p->count > 1 && (int)p->person_count == p->count && !p->unsure && !p->with &&
		!p->outsider && !p->loose;
}

static void add_figure(struct study *s, struct cast *cast, const struct sentence *x, size_t at)
{
	const struct atom *a = &s->atoms[at];
	enum gender g = gender_of(s, a);
	struct figure *f = figure_of(s, cast, a, g);

	if (f == NULL && cast->count == FIGURES_MAX) {
		cast->over = true;
		return;
	}
	if (f == NULL) {
		f = &cast->figures[cast->count++];
		*f = (struct figure){.first = at,
			.people = a->people,
			.gender = g,
			.single = a->people->count == 1 && !a->people->unsure &&
				!a->people->outsider && a->people->person_count <= 1,
			.named = each_named(a->people),
			.along = a->people->with};
	}
	if (f->gender == GENDER_ANY)
		f->gender = g;
	f->mine = f->mine || token_means(first_token(s, a), SENSE_MY);
	f->declared = f->declared || is_declared(s, x, at) || is_excused(s, x, at, f->mine);
}

/* ---- pronouns ---- */

/* Whether nobody but one alone does it by its form: `kommt`, `wird`, not `kommen`. */
static bool does_alone(const struct atom *a)
{
	return atom_means(a, SENSE_HE_DOES) ||
		(atom_is_verb(a, FORM_3SG) && !atom_is_verb(a, FORM_PL | FORM_1SG));
}

static bool is_sign(const struct atom *a)
{
	return a->kind == ATOM_PUNCT;
}

/* `sie` is she, and neither they nor the polite you: its verb says so. */
static bool is_one(const struct study *s, const struct sentence *x, size_t at)
{
	const struct token *t = &s->tokens[s->atoms[at].first];

	if (at + 1 < x->end && does_alone(&s->atoms[at + 1]))
		return true;
	if (t->capital)
		return false;
	if (at > x->first && does_alone(&s->atoms[at - 1]))
		return true;
	/* `dass sie das Forum besuchen wird`, `bittet, sie zu entschuldigen` */
	size_t last = at;
	while (last + 1 < x->end && !is_sign(&s->atoms[last + 1]))
		last++;
	bool opens = at > x->first &&
		(atom_means(&s->atoms[at - 1], SENSE_THAT) ||
			atom_means(&s->atoms[at - 1], SENSE_BECAUSE));
	return last > at && opens && does_alone(&s->atoms[last]);
}

/* `Sie`, `Ihnen`: a capital, and no other word for somebody else, as `Ihn begleitet` begins with. */
static bool polite_you(const struct study *s, size_t at)
{
	return first_token(s, &s->atoms[at])->capital && atom_means(&s->atoms[at], SENSE_YOU);
}

/* `sie zu entschuldigen`, `ihn anzumelden`: somebody is asked to do it for them. */
static bool is_object(const struct study *s, const struct sentence *x, size_t at)
{
	for (size_t i = at + 1; i < x->end && !polite_you(s, at); i++) {
		const struct atom *a = &s->atoms[i];
		if (is_sign(a) || a->kind == ATOM_PEOPLE)
			return false;
		if (atom_means(a, SENSE_EXCUSING))
			return true;
	}
	return false;
}

/* What no noun is: an event, and behind a verb that enters somebody its particle, `to your list`. */
static bool goes_on(const struct study *s, const struct atom *next, bool entered)
{
	static const enum sense leads[] = {SENSE_GOING, SENSE_FOR, SENSE_WITH};
	bool list = next->count > 1 && token_means(first_token(s, next), SENSE_GOING);

	return is_sign(next) || next->kind == ATOM_EVENT || ATOM_MEANS_ANY(next, leads) ||
		(entered && (list || atom_means(next, SENSE_PARTICLE)));
}

/* `ich begleite ihn`: right beside the verb. */
static bool is_taken(const struct study *s, const struct sentence *x, size_t at)
{
	bool entered = at > x->first && entered_verb(s, x, &s->atoms[at - 1]);
	bool behind = at > x->first &&
		(atom_means(&s->atoms[at - 1], SENSE_TAKING) || entered ||
			atom_means(&s->atoms[at - 1], SENSE_EXCUSING));
	bool before = at + 1 < x->end && atom_means(&s->atoms[at + 1], SENSE_TAKING);
	/* `will come with her`, `für sie kommt Herr X` */
	behind = behind || (at > x->first && atom_means(&s->atoms[at - 1], SENSE_WITH));
	behind = behind || (at > x->first && atom_means(&s->atoms[at - 1], SENSE_FOR));
	/* `register her for the 16th`, not `register her mother` */
	const struct atom *next = at + 1 < x->end ? &s->atoms[at + 1] : NULL;
	bool whose =
		atom_means(&s->atoms[at], SENSE_HIS) && next != NULL && !goes_on(s, next, entered);

	return !polite_you(s, at) && (behind || before) && !whose;
}

/* `hat den Oberbürgermeister getroffen`: a noun that nobody knows may be somebody. */
static bool unknown_noun(const struct study *s, size_t at, enum gender g)
{
	const struct atom *a = &s->atoms[at];
	size_t front = at;

	if (a->kind != ATOM_UNKNOWN || (tongue_nouns(s, a) && !first_token(s, a)->capital))
		return false;
	/* `den neuen Oberbürgermeister` */
	while (front > 0 && at - front < ADJECTIVES_MAX &&
		!atom_means(&s->atoms[front - 1], SENSE_ARTICLE) &&
		!atom_means(&s->atoms[front - 1], SENSE_INDEFINITE) &&
		!atom_means(&s->atoms[front - 1], SENSE_MY) &&
		!atom_means(&s->atoms[front - 1], SENSE_HIS) &&
		s->atoms[front - 1].kind != ATOM_PUNCT)
		front--;
	if (front == 0)
		return false;
	const struct atom *article = &s->atoms[front - 1];
	/* `wegen der Sitzungen`: nobody; `ist für eine Sondersitzung eingeplant`: not who goes on */
	if (front > 1 &&
		(atom_means(article - 1, SENSE_CAUSE) ||
			(atom_means(article - 1, SENSE_FOR) && tongue_nouns(s, a))))
		return false;
	/* `da der Ausschuss tagt, …`: what a reason is about does not go on behind it */
	for (size_t i = at; i-- > 0 && s->atoms[i].kind != ATOM_PUNCT;)
		if (atom_means(&s->atoms[i], SENSE_BECAUSE) && i < front)
			return false;
	bool mine = atom_means(article, SENSE_MY) || atom_means(article, SENSE_HIS);
	return (atom_means(article, SENSE_ARTICLE) || atom_means(article, SENSE_INDEFINITE) ||
		       mine) &&
		agree(gender_of(s, article), g);
}

/* A noun for somebody whom we cannot name, who may be meant as well. */
static bool stranger(const struct study *s, size_t at, enum gender g)
{
	const struct atom *a = &s->atoms[at];
	bool person = a->kind == ATOM_WORD &&
		(atom_means(a, SENSE_RELATION) || atom_means(a, SENSE_PERSON)) && a->count == 1;
	const struct atom *before = at > 0 ? a - 1 : a;
	bool whose = atom_means(before, SENSE_ARTICLE) || atom_means(before, SENSE_MY) ||
		atom_means(before, SENSE_HIS) || atom_means(before, SENSE_INDEFINITE);
	/* `Herr Bürgermeister`, not `den Bürgermeister` */
	bool title = atom_means(a, SENSE_TITLE) && !whose;

	if (unknown_noun(s, at, g))
		return true;

	return person && !title && agree(gender_of(s, a), g) &&
		(!tongue_nouns(s, a) || first_token(s, a)->capital);
}

/* Whether a line below the text names them: `Vorzimmer Bürgermeister Dr. Nierhoff`. */
static bool below_names(struct study *s, const struct figure *f)
{
	const char *name = name_of(f->people);

	if (name == NULL)
		return false;
	struct slice surname = name_surname(s->arena, name);
	for (size_t i = 0; i < s->row_count; i++) {
		const struct row *row = &s->rows[i];
		if (row->sort != ROW_TAIL && row->sort != ROW_CLOSING)
			continue;
		for (size_t t = row->first; t < row->first + row->count; t++)
			if (s->tokens[t].kind == TOKEN_WORD &&
				slice_eq(fold_bare(s->arena, s->tokens[t].key), surname))
				return true;
	}
	return false;
}

/* Who a pronoun at atom `at` can mean: the only one before it; NULL. */
static const struct figure *meant(
	struct study *s, const struct cast *cast, size_t at, enum gender g)
{
	const struct figure *one = NULL;

	if (cast->over)
		return NULL;
	for (size_t i = 0; i < cast->count; i++) {
		const struct figure *f = &cast->figures[i];
		if (f->first > at || !agree(f->gender, g))
			continue;
		if (one != NULL || !f->single)
			return NULL;
		one = f;
	}
	bool boss = one != NULL && below_names(s, one);
	for (size_t i = one != NULL ? one->first + 1 : at; i < at; i++)
		if (boss ? s->atoms[i].kind != ATOM_UNKNOWN && stranger(s, i, g)
			 : stranger(s, i, g))
			return NULL;
	return one;
}

static void turn_pronoun(
	struct study *s, const struct cast *cast, const struct sentence *x, size_t at)
{
	struct atom *a = &s->atoms[at];
	bool he = atom_means(a, SENSE_HE), him = atom_means(a, SENSE_HIM);

	if (a->kind != ATOM_WORD || a->count != 1 || !(he || him))
		return;
	bool doubtful = atom_means(a, SENSE_YOU); /* Sie */
	bool object =
		him && (is_object(s, x, at) || is_taken(s, x, at) || entered_by_order(s, x, at));
	if (!object && !(he && (!doubtful || is_one(s, x, at))))
		return;
	const struct figure *f = meant(s, cast, at, gender_of(s, a));
	if (f == NULL || f->along || !(f->mine || f->declared || name_of(f->people) != NULL))
		return;
	struct people *p = arena_alloc(s->arena, sizeof *p);
	*p = *f->people;
	p->again = f->people;
	*a = (struct atom){.kind = ATOM_PEOPLE, .first = a->first, .count = a->count, .people = p};
	/* `I will come along with her`: as `accompany her` */
	if (object && at > x->first && a[-1].kind == ATOM_WORD && atom_means(a - 1, SENSE_WITH) &&
		!atom_maybe_verb(a - 1))
		a[-1].kind = ATOM_SILENT;
}

/* ---- who speaks ---- */

/* Whether a line below the text says that it was written for somebody. */
static bool is_secretary(const struct study *s)
{
	for (size_t i = 0; i < s->row_count; i++) {
		const struct row *row = &s->rows[i];
		bool below =
			row->sort == ROW_CLOSING || row->sort == ROW_NAME || row->sort == ROW_TAIL;
		for (size_t t = row->first; below && t < row->first + row->count; t++)
			if (phrase_sense_at(s, t, row->first + row->count, SENSE_SECRETARY) > 0 &&
				!(s->tokens[t].text.len == 1 && s->tokens[t].capital))
				return true; /* `i. A.`, not `I. Ott` */
	}
	return false;
}

static const struct figure *principal_of(struct study *s, const struct cast *cast)
{
	const struct figure *one = NULL, *named = NULL, *declared = NULL;
	bool secretary = is_secretary(s);

	if (cast->over)
		return NULL;
	for (size_t i = 0; i < cast->count; i++) {
		const struct figure *f = &cast->figures[i];
		if (f->declared && (declared != NULL || !f->single))
			return NULL;
		declared = f->declared ? f : declared;
		if (!(f->single || (f->named && one == NULL)) || f->along)
			continue;
		if (named == NULL && below_names(s, f))
			named = f;
		/* the first who is spoken of; others come in their place */
		if (one == NULL && (f->named || name_of(f->people) != NULL || f->mine))
			one = f;
	}
	if (declared != NULL)
		return declared;
	return !secretary ? NULL : named != NULL ? named : one;
}

static void mark(struct study *s, struct cast *cast, const struct figure *principal)
{
	for (size_t i = 0; i < s->atom_count; i++) {
		struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_PEOPLE || !third(a->people) ||
			(a->people->count != 1 && a->people != principal->people))
			continue;
		const struct people *p = a->people->again;
		bool him = p != NULL ? p == principal->people
				     : figure_of(s, cast, a, gender_of(s, a)) == principal;
		a->people->principal = him;
	}
}

/* `Frau Tewes ist eingeplant worden. Sie kann daher nicht kommen und bittet um Verständnis`: the pronoun is hers. */
static void excuse_by_pronoun(struct study *s, struct cast *cast)
{
	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		for (size_t k = x->first; k < x->end && in_body(x); k++) {
			const struct people *p = s->atoms[k].people;
			if (s->atoms[k].kind != ATOM_PEOPLE || p->again == NULL)
				continue;
			for (size_t n = 0; n < cast->count; n++)
				if (cast->figures[n].people == p->again &&
					is_excused(s, x, k, cast->figures[n].mine))
					cast->figures[n].declared = true;
		}
	}
}

void principals_find(struct study *s)
{
	struct cast cast = {.count = 0};

	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		for (size_t k = x->first; k < x->end && in_body(x); k++)
			if (s->atoms[k].kind == ATOM_PEOPLE && third(s->atoms[k].people))
				add_figure(s, &cast, x, k);
	}
	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		for (size_t k = x->first; k < x->end && in_body(x); k++)
			turn_pronoun(s, &cast, x, k);
	}
	excuse_by_pronoun(s, &cast);
	const struct figure *principal = principal_of(s, &cast);
	if (principal != NULL)
		mark(s, &cast, principal);
}

/* Whether it says who accompanies somebody. */
static bool accompanied(const struct clause *c)
{
	return c->third && c->says == SAYS_COME && c->people_count == 2 &&
		c->predicate_count == 1 && c->predicates[0].sense == SENSE_WITH;
}

/* `Herr X kommt am 16. und am 18., am 18. gehe ich mit`: there they are two. */
void principals_split(const struct study *s, struct claims *out)
{
	for (size_t i = 0, n = out->count; i < n; i++)
		for (size_t k = 0; k < n; k++) {
			const struct clause *mine = &s->clauses[out->items[k].clauses[0]];
			struct claim both = out->items[i];
			const struct claim *me = &out->items[k];
			bool with = (mine->i && !mine->we) || accompanied(mine);
			if (!both.come || !me->come || !with || i == k ||
				!principals_act(&s->clauses[both.clauses[0]]) ||
				eset_empty(me->events) || eset_eq(me->events, both.events) ||
				!eset_within(me->events, both.events))
				continue;
			both.events = me->events;
			out->items[i].events = eset_minus(out->items[i].events, both.events);
			ARENA_PUSH(s->arena, out->items, out->count, out->room, both);
		}
}

/* `wird von Frau Y begleitet` */
static bool by_whom(const struct study *s, const struct clause *c, size_t at)
{
	return atom_means(&s->atoms[at], SENSE_ORIGIN) && s->atoms[at].count == 1 &&
		study_atom(s, at + 1, c->end)->kind == ATOM_PEOPLE &&
		!study_atom(s, at + 1, c->end)->people->again && clause_means(s, c, SENSE_WILL);
}

/* `Zum Forum begleitet ihn Frau Y`, `er wird von Frau Y begleitet`: nothing else stands there. */
static bool accompanies(const struct study *s, const struct clause *c)
{
	bool trouble = c->why != NULL && strcmp(c->why, "ambiguous-event") != 0 &&
		strcmp(c->why, "third-party") != 0 && !by_whom(s, c, c->why_atom);

	if (c->says != SAYS_NOTHING || trouble || c->negations > 0 || c->hedged || c->question ||
		c->condition || c->subordinate || c->told || c->unreal || !c->third ||
		c->people_count != 2 || c->predicate_count != 1 || c->several ||
		c->predicates[0].sense != SENSE_WITH)
		return false;
	size_t events = 0, contradictions = 0;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool known = atom_quiet(a) || a->kind == ATOM_PEOPLE || a->kind == ATOM_EVENT ||
			a->use == USE_INTENT || atom_means(a, SENSE_SAFE) || by_whom(s, c, i) ||
			atom_means(a, SENSE_WILL);
		events += a->kind == ATOM_EVENT;
		contradictions += a->kind == ATOM_EVENT && (a->contradiction || a->over);
		if (!known || atom_means(a, SENSE_ALSO))
			return false;
	}
	/* of the one event that they were said to come to, or of the one that stands there */
	return events <= 1 && contradictions == 0;
}

/* Where those who are accompanied were said to come; of these the events that the clause can mean. */
static struct eset accompanied_at(
	const struct study *s, const struct clause *c, const struct people *whom)
{
	struct eset out = {0};

	for (const struct clause *b = s->clauses; b < c; b++)
		for (size_t k = 0; k < b->people_count; k++)
			if (b->says == SAYS_COME && b->why == NULL && b->people[k] == whom)
				out = eset_or(out, b->events);
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT)
			out = eset_and(out, s->atoms[i].events);
	return out;
}

void principals_accompany(struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		if (!accompanies(s, c))
			continue;
		size_t him = c->people[0]->again != NULL ? 0 : 1;
		const struct people *who = c->people[1 - him];
		struct eset where = accompanied_at(s, c, c->people[him]->again);
		if (c->people[him]->again == NULL || who->again != NULL || who->count != 1 ||
			who->person_count != 1 || who->me || who->we || who->unsure ||
			who->outsider || who->total || eset_count(where) != 1)
			continue;
		for (size_t k = c->first; k < c->end; k++)
			if (s->atoms[k].kind == ATOM_PEOPLE)
				s->atoms[k].people->with = false;
		c->says = SAYS_COME;
		c->events = where;
		c->named = true;
		c->why = NULL;
		c->event_trouble = false;
	}
}

bool principals_asked(const struct study *s, const struct clause *c)
{
	const struct clause *before = c - 1;

	if (clause_means(s, c, SENSE_SENT))
		return true;
	return c > s->clauses && c->sign == ',' && before->sentence == c->sentence &&
		clause_means(s, before, SENSE_SENT) && before->negations == 0 &&
		clause_only_form(c, FORM_INF) && clause_intends(c);
}

bool principals_joined(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *b = &s->clauses[i];
		for (size_t k = 0; k < b->people_count && b->i; k++)
			for (size_t p = 0; p < c->people_count; p++)
				if (b->people[k]->again != NULL &&
					(b->people[k]->again == c->people[p] ||
						b->people[k]->again == c->people[p]->again))
					return true;
	}
	return false;
}

bool principals_act(const struct clause *c)
{
	bool any = false;

	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p->me || p->we || (!p->principal && !p->with && !p->total))
			return false;
		any = any || p->principal;
	}
	return any && c->third;
}

bool principals_go_on(const struct study *s, const struct clause *c)
{
	const struct clause *before = c - 1;
	bool any = false;

	if (c == s->clauses || c->sign != '&' || before->sentence != c->sentence ||
		c->people_count > 0 || c->i || c->we)
		return false;
	for (size_t i = before->first; i < before->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind != ATOM_PEOPLE)
			continue;
		if (!p->principal)
			return false;
		any = true;
	}
	return any;
}

bool principals_cancelled(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end && c->says == SAYS_NOT_COME; i++) {
		const struct atom *a = &s->atoms[i], *before = i > c->first ? a - 1 : a;
		if (a->kind == ATOM_PEOPLE && !a->people->me && a->people->person_count > 0 &&
			(atom_means(before, SENSE_FOR) || atom_means(before, SENSE_BEHALF)))
			return true;
	}
	return false;
}
