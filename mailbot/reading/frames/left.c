#include "reading/frames/left.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"
#include "reading/people/name.h"
#include "reading/people/people.h"

enum { WHY_CLAUSES_MAX = 3 };

static bool is_subject(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].subject;
}

/* Whether nothing makes it anything but said. */
static bool plain(const struct study *s, const struct clause *c)
{
	static const enum sense doubts[] = {SENSE_OR, SENSE_HEDGE, SENSE_OPEN, SENSE_RETRACT,
		SENSE_REPORT, SENSE_WOULD, SENSE_CHANGE, SENSE_SWAP, SENSE_MORE, SENSE_HAVE,
		SENSE_ALSO, SENSE_EXCEPT};

	if (c->hedged || c->question || c->condition || c->subordinate || c->unreal || c->told ||
		c->event_trouble || is_subject(s, c) || !eset_empty(c->swapped) ||
		!eset_empty(c->except))
		return false;
	if (CLAUSE_MEANS_ANY(s, c, doubts))
		return false;
	return true;
}

/* Whether one of the clause's verbs can say no, with all that belongs to it: `fällt … aus`. */
static bool drops_out(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		for (const struct inflection *f = a->kind == ATOM_WORD && a->meaning != NULL
				? a->meaning->inflections
				: NULL;
			f != NULL; f = f->next) {
			const struct atom *last = &s->atoms[c->end - 1];
			while (last > a && atom_quiet(last))
				last--;
			if (f->verb->sense == SENSE_DECLINE && last > a &&
				f->verb->particle.len > 0 &&
				slice_eq(
					study_text(s, last->first, last->count), f->verb->particle))
				return true;
		}
	}
	return false;
}

/* `die Gabi`: an article before a name that nobody has told; where nouns have capitals. `Anna-Lena kommt nicht mit`: it begins
 * with the name, and its verb follows. */
static bool called_by_first_name(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];
	bool article = at > c->first && atom_means(a - 1, SENSE_ARTICLE) && tongue_nouns(s, a - 1);
	bool begins = at == atoms_past_quiet(s, c->first, c->end) && at + 1 < c->end &&
		(atom_is_verb(a + 1, FORM_3SG) || atom_means(a + 1, SENSE_HE_DOES)) &&
		tongue_nouns(s, a + 1);

	return a->kind == ATOM_UNKNOWN && a->count == 1 && !a->near_alarm &&
		first_token(s, a)->capital && (article || begins);
}

/* Whether it is about somebody else, and about one alone. */
static bool of_one_other(const struct study *s, const struct clause *c)
{
	size_t others = 0;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_UNKNOWN && !called_by_first_name(s, c, i))
			return false;
		others += a->kind == ATOM_UNKNOWN;
		if (a->kind != ATOM_PEOPLE)
			continue;
		const struct people *p = a->people;
		if (p->me || p->we || p->total || p->with || p->unsure || p->count != 1)
			return false;
		others++;
	}
	/* `die Moni hat Rücken und kommt nicht` */
	const struct clause *before = c - 1;
	if (others == 0 && c->sign == '&' && c > s->clauses && before->sentence == c->sentence &&
		before->sign != '&' && before->says == SAYS_NOTHING)
		return !c->i && !c->we && of_one_other(s, before);
	return others == 1 && !c->i && !c->we;
}

/* `Frau Beyer ist morgen verhindert`, `die Moni kommt nicht`, `meine Frau ist krank`, `mein Mann bleibt zu Hause`. */
static bool stays_away(const struct study *s, const struct clause *c)
{
	bool cannot = clause_means(s, c, SENSE_CAN) && c->predicate_count == 0;
	bool bad = clause_means(s, c, SENSE_REGRET) || clause_means(s, c, SENSE_OBSTACLE);
	bool ill =
		bad && clause_means(s, c, SENSE_BE) && c->predicate_count == 0 && c->negations == 0;
	bool no = (c->says == SAYS_NOT_COME && c->negations <= 1) ||
		(cannot && c->negations == 1) || (drops_out(s, c) && c->negations == 0) || ill ||
		(clause_means(s, c, SENSE_REMAINS) && clause_means(s, c, SENSE_HOME) &&
			c->negations == 0);

	return no && plain(s, c) && of_one_other(s, c);
}

/* `nur zu zweit`, `nur Pfarrer X und ich, zwei Personen` */
static bool only_so_many(const struct study *s, const struct clause *c)
{
	bool total = false, me = c->we;

	for (size_t i = 0; i < c->people_count; i++) {
		total = total || (c->people[i]->total && !c->people[i]->unsure);
		me = me || c->people[i]->me;
	}
	return total && me && clause_means(s, c, SENSE_ONLY);
}

static bool only_me(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		bool one = p->total && p->count == 1 && !p->unsure && p->person_count == 0;
		if (!one && (!p->me || p->we || p->count > 1))
			return false;
	}
	return c->i && !c->we;
}

/* `I will come and tell you why`: to do that, and perhaps nothing else. */
static bool to_do_something(const struct study *s, const struct clause *c)
{
	const struct clause *next = c + 1;

	return next < s->clauses + s->clause_count && next->sentence == c->sentence &&
		next->sign == '&' && !next->named;
}

/* The writer comes, without whom they had meant to come with, or in whose place: `I will still be there`. */
static bool is_left(const struct study *s, const struct clause *c)
{
	bool alone = clause_means(s, c, SENSE_ALONE) || clause_means(s, c, SENSE_SUBSTITUTE) ||
		!to_do_something(s, c);

	return c->says == SAYS_COME && c->why == NULL && c->negations == 0 && plain(s, c) &&
		((only_me(c) && alone) || only_so_many(s, c));
}

/* Whether both are of one event, or one of them names none. */
static bool of_same(const struct clause *a, const struct clause *b)
{
	return !a->named || !b->named || eset_eq(a->events, b->events);
}

static void take_event(struct clause *c, const struct clause *from)
{
	if (c->named || !from->named || eset_count(from->events) != 1)
		return;
	c->events = from->events;
	c->named = true;
}

/* Who stays away is no more than why: it asks for nothing by itself. */
static void join(struct clause *c)
{
	c->says = SAYS_NOTHING;
	c->fragment = false;
	c->joined = true;
}

/* `mein Mann kann nicht, das Kind ist krank und er bleibt bei ihm`: why, beside a writer who says that they come alone. */
static bool goes_on_why(const struct study *s, const struct clause *b)
{
	static const enum sense more[] = {SENSE_KEEN, SENSE_WITH, SENSE_ALONG, SENSE_COMPANY,
		SENSE_PERSONS, SENSE_WE, SENSE_US, SENSE_TOGETHER, SENSE_SUBSTITUTE};

	if (b->says != SAYS_NOTHING || b->named || b->i || b->we || b->negations > 0 ||
		!plain(s, b) || clause_intends(b))
		return false;
	for (size_t i = b->first; i < b->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (ATOM_MEANS_ANY(a, more) || a->near_alarm || a->kind == ATOM_EVENT ||
			(a->kind == ATOM_PEOPLE && (a->people->me || a->people->total)))
			return false;
	}
	return true;
}

/* The clauses before it that say who stays away, up to two, and more that say why. */
static void settle_left(struct study *s, struct clause *c)
{
	struct clause *why[WHY_CLAUSES_MAX];
	size_t count = 0;
	bool alone = clause_means(s, c, SENSE_ALONE) && only_me(c);

	for (struct clause *b = c; b-- > s->clauses && b->sentence + 1 >= c->sentence;) {
		/* why they do: `weil die Sitzung vorverlegt wurde` */
		if (b->sign == 'r' && b->says == SAYS_NOTHING && !b->named && b->people_count == 0)
			continue;
		if (!stays_away(s, b) || !of_same(b, c)) {
			if (!alone || count == WHY_CLAUSES_MAX || !goes_on_why(s, b))
				return;
			why[count++] = b;
			continue;
		}
		take_event(c, b);
		join(b);
		while (count > 0)
			join(why[--count]);
		return;
	}
}

/* `…, aber mein Mann kommt`: set against what stands before it. */
static bool contrasts(const struct study *s, const struct clause *c)
{
	return c->sign == 'b' || clause_means(s, c, SENSE_BUT);
}

/* Whether who they are says that they come for the writer: their names, and no kin, who may be visiting. */
static bool named_all(const struct study *s, const struct clause *c, const struct people *p)
{
	bool kin = clause_tokens_mean(s, c, SENSE_MY) &&
		(clause_tokens_mean(s, c, SENSE_KIN) || clause_tokens_mean(s, c, SENSE_RELATIVES));

	return p->person_count > 0 && (int)p->person_count == p->count && !kin;
}

/* `Herr Lang kommt wegen der Heizung`: for what, and from where, others come elsewhere. */
static bool says_for_what(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].use == USE_ADJUNCT)
			return true;
	return false;
}

/* Whether it says who comes once, and beside that no more than that it is one: `Frau Ott kommt, also eine Person`. */
static bool of_one_group(const struct clause *c)
{
	for (size_t i = 1; i < c->people_count; i++)
		if (!c->people[i]->total || c->people[i]->count != 1 || c->people[i]->unsure ||
			c->people[0]->count != 1)
			return false;
	return c->people_count > 0;
}

/* Whether nothing in it turns what stands before it: it may tell what the writer has. */
static bool calm(const struct study *s, const struct clause *b)
{
	static const enum sense doubts[] = {SENSE_OR, SENSE_HEDGE, SENSE_OPEN, SENSE_RETRACT,
		SENSE_REPORT, SENSE_WOULD, SENSE_CHANGE, SENSE_SWAP, SENSE_MORE, SENSE_ALSO,
		SENSE_EXCEPT, SENSE_BUT, SENSE_NO, SENSE_SUBSTITUTE, SENSE_CONTRARY};

	if (b->hedged || b->question || b->condition || b->unreal || b->event_trouble)
		return false;
	if (CLAUSE_MEANS_ANY(s, b, doubts))
		return false;
	return true;
}

/* `Ich kann am 18. nicht, auf der Baustelle läuft alles aus dem Ruder.`: the clause before `c`, over what says no more than
 * why; not beyond the sentence before. */
static const struct clause *before_why(const struct study *s, const struct clause *c)
{
	const struct clause *b = c - 1;

	for (size_t n = 0; n < WHY_CLAUSES_MAX && b > s->clauses && b->sentence + 1 == c->sentence;
		n++, b--) {
		if (b->says != SAYS_NOTHING || b->named || b->fragment || b->negations > 0 ||
			b->verbless || clause_intends(b) || !calm(s, b))
			return b;
		for (size_t i = 0; i < b->people_count; i++)
			if (!b->people[i]->me || b->people[i]->count > 1 || b->people[i]->total ||
				b->people[i]->with)
				return b;
	}
	return b;
}

/* `Ich kann nicht. Henrik Vossen will be there on his own`, `ich kann nicht, aber meine Kollegin kommt`, `ich kann
 * nicht, Frau Ott kommt`: to what the writer does not come to. */
static void settle_other(struct study *s, struct clause *c)
{
	const struct clause *b = c > s->clauses ? before_why(s, c) : c;

	if (c == s->clauses || c->says != SAYS_COME || c->why != NULL || c->negations > 0 ||
		!plain(s, c) || !c->third || !of_one_group(c) || says_for_what(s, c))
		return;
	const struct people *p = c->people[0];
	bool one = p->count == 1 && p->person_count == 1 && clause_means(s, c, SENSE_ALONE);
	bool instead = contrasts(s, c) ? p->count == 1 || named_all(s, c, p) : named_all(s, c, p);
	if (p->count == 0 || p->unsure || p->outsider || p->with || p->me || p->total ||
		!(one || instead) || people_may_be_writer(s, p))
		return;
	if (b->says != SAYS_NOT_COME || b->why != NULL || b->third || b->question || b->hedged ||
		b->sentence + 1 < c->sentence || !of_same(b, c) || is_subject(s, b))
		return;
	take_event(c, b);
	c->substitute = true;
}

/* `Zum Forum kommt nur meine Tochter, ich selbst bin verhindert`, `Herr X geht allein hin, ich kann nicht`: the writer's no is to
 * what they come to, and of them. */
static void settle_rest(struct study *s, struct clause *c)
{
	struct clause *no = c + 1;

	if (no == s->clauses + s->clause_count || no->sentence != c->sentence ||
		c->says != SAYS_COME || c->why != NULL || c->negations > 0 || !plain(s, c) ||
		!c->third || !c->named || c->i || c->we || c->people_count != 1 ||
		says_for_what(s, c) || (c > s->clauses && (c - 1)->sentence == c->sentence))
		return;
	const struct people *p = c->people[0];
	bool only = clause_means(s, c, SENSE_ALONE) || clause_means(s, c, SENSE_ONLY);
	if (p->count != 1 || p->unsure || p->outsider || p->with || p->me || p->total ||
		!(only || named_all(s, c, p)) || people_may_be_writer(s, p))
		return;
	bool last = no + 1 == s->clauses + s->clause_count || no[1].sentence != no->sentence;
	if (no->says != SAYS_NOT_COME || no->named || no->why != NULL || !no->i || no->third ||
		!only_me(no) || !plain(s, no) || !last)
		return;
	join(no);
	c->substitute = true;
}

/* `Am 21. bin ich allein`: nothing else stands there. */
static bool am_alone(const struct study *s, const struct clause *c)
{
	if (c->says != SAYS_NOTHING || c->why != NULL || !c->named || c->several ||
		c->predicate_count > 0 || c->negations > 0 || !only_me(c) || !plain(s, c) ||
		!clause_means(s, c, SENSE_ALONE) || !clause_means(s, c, SENSE_BE))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_PUNCT && a->kind != ATOM_SILENT && a->use != USE_EVENT &&
			a->kind != ATOM_PEOPLE && !atom_means(a, SENSE_ALONE) &&
			!atom_means(a, SENSE_BE) && !atom_means(a, SENSE_OPENS) &&
			!atom_means(a, SENSE_AND))
			return false; /* `zu Hause` is safe, and no event */
	}
	return true;
}

/* `Nur ich`, `so it's just me`: nothing else stands there. */
static bool just_me(const struct study *s, const struct clause *c)
{
	static const enum sense around[] = {SENSE_ALONE, SENSE_ONLY, SENSE_BE, SENSE_AND,
		SENSE_HENCE, SENSE_OPENS, SENSE_WILL, SENSE_BUT};
	bool only = clause_means(s, c, SENSE_ALONE) || clause_tokens_mean(s, c, SENSE_ONLY);

	if (!only || c->says != SAYS_NOTHING || c->named || c->predicate_count > 0 ||
		c->negations > 0 || !plain(s, c))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool me = a->kind == ATOM_PEOPLE && a->people->me && !a->people->we &&
			a->people->count == 1;
		if (!me && !atom_quiet(a) && !ATOM_MEANS_ANY(a, around))
			return false;
	}
	return true;
}

/* Whether the writer comes beside others, to other events. */
static bool came_together(const struct clause *c, struct eset but)
{
	bool several = false, me = c->we;

	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		several = several || p->count > 1 || (p->with && !p->me && p->count > 0);
		me = me || p->me;
	}
	return c->says == SAYS_COME && c->why == NULL && c->negations == 0 && several && me &&
		c->named && eset_empty(eset_and(c->events, but));
}

/* `Mein Mann bleibt zu Hause, am 18. bin ich also allein` */
static bool stays_before(const struct study *s, struct clause *c)
{
	struct clause *b = c - 1;

	if (c == s->clauses || b->sentence + 1 < c->sentence || !stays_away(s, b) || !of_same(b, c))
		return false;
	join(b);
	return true;
}

/* `My sister is not coming on the 18th. Only me.` */
static void settle_just_me(struct study *s, struct clause *c)
{
	const struct clause *b = c - 1;

	if (c == s->clauses || !b->named || eset_count(b->events) != 1 || !just_me(s, c) ||
		!stays_before(s, c))
		return;
	take_event(c, b);
	c->says = SAYS_COME;
	c->fragment = false;
	c->why = NULL;
	c->i = true;
}

static void settle_alone(struct study *s, struct clause *c)
{
	if (am_alone(s, c) && stays_before(s, c))
		c->says = SAYS_COME;
	for (const struct clause *b = c; am_alone(s, c) && b-- > s->clauses;)
		if (came_together(b, c->events) && b->sentence + 1 >= c->sentence) {
			c->says = SAYS_COME;
			return;
		}
}

void left_settle(struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		if (is_left(s, c))
			settle_left(s, c);
		settle_other(s, c);
		settle_rest(s, c);
		settle_alone(s, c);
		settle_just_me(s, c);
	}
}

static bool lists(struct study *s, const struct people *p, const char *name)
{
	for (size_t i = 0; i < p->person_count && p->me && !p->unsure; i++)
		if (p->persons[i].name != NULL &&
			slice_eq(name_surname(s->arena, p->persons[i].name),
				name_surname(s->arena, name)))
			return true;
	return false;
}

static bool comes_beside_me(struct study *s, const struct clause *c, const char *name)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *b = &s->clauses[i];
		for (size_t k = 0; k < b->people_count && b != c && came_together(b, c->events);
			k++)
			if (lists(s, b->people[k], name))
				return true;
	}
	return false;
}

bool left_named_beside_me(struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p->me || p->we || p->with || p->total || p->person_count == 0 ||
			(int)p->person_count != p->count)
			return false;
		for (size_t k = 0; k < p->person_count; k++)
			if (p->persons[k].name == NULL ||
				!comes_beside_me(s, c, p->persons[k].name))
				return false;
	}
	return c->people_count > 0 && !eset_empty(c->events);
}
