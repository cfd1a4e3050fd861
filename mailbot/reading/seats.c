#include "reading/seats.h"

#include <string.h>

#include "base/limits.h"
#include "reading/company.h"
#include "reading/name.h"
#include "reading/verbs.h"
#include "rules/fold.h"

/* What the clauses of a claim say together. */
struct headcount {
	int total; /* 0: not said */
	int listed; /* people in plain lists, the writer not among them */
	int beside; /* people behind `mit` */
	int unnamed, named; /* of `listed`: counted by a noun, and by their names */
	bool me; /* the writer comes */
	bool self; /* and stands in the lists by name */
	bool we; /* and others, not said how many */
	bool us; /* `the 22nd suits us` */
	bool lists, names;
	bool beside_named; /* those behind `mit` have their names there */
	bool i; /* `ich` stands in a list */
	bool loose; /* a name that may be no person's */
	bool announced; /* names stand in a list below */
	int antecedent; /* `my wife and I … . We …`: how many `we` are by what stands before; 0 */
	bool included; /* `me included`: in the number */
	bool group; /* `our choir`: some, nobody says how many */
	bool other_alone; /* somebody who is not the writer comes alone */
	bool changed; /* the total stands for another one of before */
	int members; /* of `beside`: such as a group consists of */
	int beside_noun, beside_names; /* of `beside`: several by a noun, and by their names */
	bool others_do; /* a verb of one who is not the writer, and whom we do not know */
	bool club; /* `our choir comes`: the we of a group, and no pronoun */
	bool along; /* `meine Frau kommt mit`: with the writer, whom nothing names */
	const char *why;
};

static void trouble(struct headcount *h, const char *why)
{
	if (h->why == NULL)
		h->why = why;
}

static void add_total(struct headcount *h, const struct clause *c, const struct people *p)
{
	if (p->count <= 0 || (h->total > 0 && h->total != p->count))
		trouble(h, "seats-contradict");
	/* `ich komme mit 3 Personen`: are they three or four? */
	if (p->with && !c->we && h->total == 0)
		h->beside = -p->count;
	else
		h->total = p->count;
}

/* The subject of a registration is who writes, not who comes. */
static bool only_agent(const struct clause *c, const struct people *p)
{
	bool others = false, pure = p->me && !p->object && p->person_count == 0 && p->count <= 1;

	for (size_t i = 0; i < c->people_count; i++)
		others = others ||
			(c->people[i] != p &&
				!(c->people[i]->me && !c->people[i]->object &&
					c->people[i]->count <= 1));
	return c->agent_only && pure && (others || c->announces);
}

/* `wir melden uns an`: the reflexive says nothing more than the subject. */
static bool only_reflexive(const struct clause *c, const struct people *p)
{
	if (!p->we || !p->object || p->count > 1)
		return false;
	for (size_t i = 0; i < c->people_count; i++)
		if (c->people[i] != p &&
			(c->people[i]->total || c->people[i]->person_count > 0 ||
				c->people[i]->count > 1))
			return true;
	return false;
}

/* `ich komme gern, Zoran Petrovic`: who signs in the middle of a line is no second person. */
static int named_self(const struct study *s, const struct people *p)
{
	int n = 0;

	for (size_t i = 0; i < p->person_count; i++)
		if (p->persons[i].name != NULL &&
			name_compare(p->persons[i].name, s->reading->writer) == NAME_SAME)
			n++;
	return n;
}

/* `A, B` on one line and `B` on another: a name that stands alone elsewhere is a person's, and not where the
 * one before it comes from. */
static bool stands_alone(const struct study *s, const struct people *p)
{
	const char *last = p->person_count > 0 ? p->persons[p->person_count - 1].name : NULL;

	for (size_t i = 0; i < s->clause_count && last != NULL; i++)
		for (size_t k = 0; k < s->clauses[i].people_count; k++) {
			const struct people *o = s->clauses[i].people[k];
			if (o != p && o->person_count == 1 && !o->loose &&
				o->persons[0].name != NULL &&
				name_compare(o->persons[0].name, last) == NAME_SAME)
				return true;
		}
	return false;
}

/* `zwei Erwachsene und zwei Kinder`: two numbers and more. */
static bool in_groups(const struct study *s, const struct atom *a)
{
	size_t numbers = 0;

	for (size_t i = a->first; i < a->first + a->count; i++)
		numbers += s->tokens[i].kind == TOKEN_NUMBER ||
			token_means(&s->tokens[i], SENSE_NUMBER);
	return numbers > 1;
}

/* `zu viert (zwei Erwachsene, zwei Kinder)`: who they are, by nouns, in brackets or behind a comma. */
static bool breaks_down(const struct study *s, const struct headcount *h, const struct clause *c,
	const struct people *p)
{
	size_t at = c->first;

	while (at < c->end && s->atoms[at].people != p)
		at++;
	if (at == c->first || at == c->end)
		return false;
	const struct atom *before = &s->atoms[at - 1];
	bool apart = atom_is(before, '(') ||
		(in_groups(s, &s->atoms[at]) &&
			(atom_is(before, ',') || atom_is(before, ':') || atom_is(before, '-')));
	return apart && p->count > 0 && p->count == h->total && !p->me && !p->total && !p->unsure &&
		!p->with && p->person_count == 0;
}

/* `ich komme zum Forum, Daniel Ruhnau`: who signs so, where the mail comes from somebody else, or a second one? */
static bool may_sign(const struct study *s, const struct clause *c, const struct people *p)
{
	size_t at = c->first;

	while (at < c->end && s->atoms[at].people != p)
		at++;
	if (!c->i || c->we || at <= c->first + 1 || at == c->end || p->me || p->with || p->total ||
		p->person_count != 1 || p->count != 1 || p->persons[0].title)
		return false;
	return atom_is(&s->atoms[at - 1], ',') && s->atoms[at - 2].kind != ATOM_PEOPLE &&
		atoms_past_quiet(s, at + 1, c->end) == c->end;
}

static void add_people(
	const struct study *s, struct headcount *h, const struct clause *c, const struct people *p)
{
	int self = p->me ? 0 : named_self(s, p);

	if (breaks_down(s, h, c, p))
		return;

	if (clause_counts_on_me(c) && p->me && p->count <= 1) {
		h->me = true;
		return;
	}

	if (only_agent(c, p) || only_reflexive(c, p))
		return;
	/* `four seats for our group`: the total says how many they are */
	if (p->unsure && !p->total && p->count == 0 && !p->with)
		h->group = true;
	else if (p->unsure)
		trouble(h, "seats-unsure");
	if (p->total) {
		add_total(h, c, p);
		return;
	}
	if (self == 0 && may_sign(s, c, p))
		trouble(h, "seats-unsure");
	int others = p->count - (p->me && p->count > 0 && !p->we ? 1 : self);
	h->me = h->me || p->me || self > 0;
	h->i = h->i || (p->me && !p->we);
	h->self = h->self || self > 0 || (p->me && p->person_count > 0);
	if (p->we && p->person_count == 0 && p->object && clause_has(c, SENSE_SUIT))
		h->us = true;
	else if (p->we && p->person_count == 0)
		h->we = true;
	h->names = h->names || p->person_count > 0;
	h->loose = h->loose || (p->loose && !stands_alone(s, p));
	h->club = h->club || p->group;
	if (p->with) {
		h->members += p->members ? others : 0;
		h->beside += others;
		h->beside_named = h->beside_named || p->person_count > 0;
		h->beside_noun += p->person_count == 0 && others > 1 ? others : 0;
		h->beside_names += (int)p->person_count == others ? others : 0;
	} else if (others > 0) {
		h->listed += others;
		h->lists = true;
		if (p->person_count == 0)
			h->unnamed += others;
		else if ((int)p->person_count - self >= others)
			h->named += others;
	}
}

/* Whether the name is the last word of the other, a whole one. */
static bool surname_of(const char *name, const char *full)
{
	struct slice a = slice_of(name), b = slice_of(full);

	return b.len > a.len && b.p[b.len - a.len - 1] == ' ' &&
		slice_eq(slice_from(b, b.len - a.len), a);
}

/* `wir, Peter und Inge Schulte, kommen. Ehepaar Schulte`: who signs so came before. */
static bool couple_before(
	const struct study *s, const struct claim *claim, size_t clause, const struct people *p)
{
	bool couple = p->count == 2 && p->person_count == 1 && p->persons[0].title;
	size_t n = 0;

	for (size_t i = 0; i < clause && couple; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		for (size_t k = 0; k < c->people_count; k++)
			for (size_t x = 0; x < c->people[k]->person_count; x++)
				n += c->people[k]->persons[x].name != NULL &&
					surname_of(
						p->persons[0].name, c->people[k]->persons[x].name);
	}
	return n == 2;
}

/* Whether they are the same, named or meant by a pronoun. */
static bool same_people(const struct people *a, const struct people *b)
{
	return (a->again != NULL ? a->again : a) == (b->again != NULL ? b->again : b);
}

/* `my wife and I accept and look forward to it`: the same people, in two clauses. */
static bool came_before(
	const struct study *s, const struct claim *claim, size_t clause, const struct people *p)
{
	for (size_t i = 0; i < clause; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		for (size_t k = 0; k < c->people_count; k++)
			if (same_people(c->people[k], p) &&
				p->person_count + (size_t)p->count > 0 && !p->total)
				return true;
	}
	return false;
}

/* `My wife and I got your letter. We would like to come`: those of the clause before, or two before, where
 * no others are spoken of. */
static int who_we_are(const struct study *s, const struct claim *claim)
{
	const struct clause *c = &s->clauses[claim->clauses[0]];
	int n = 0;

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *b = &s->clauses[i];
		if (b == c || s->sentences[b->sentence].subject)
			continue;
		for (size_t k = 0; k < b->people_count; k++) {
			const struct people *p = b->people[k];
			bool pronoun = p->me && p->person_count == 0 && p->count <= 1;
			if (pronoun)
				continue;
			if (!p->me || p->unsure || p->with || p->total || n > 0 ||
				b->says != SAYS_NOTHING || b->sentence > c->sentence ||
				b->sentence + 2 < c->sentence)
				return 0;
			n = p->count;
		}
	}
	return n;
}

/* `begleitet werde ich von Hella`: somebody comes along whom the clause's people do not hold. */
static bool unnamed_company(const struct study *s, const struct clause *c)
{
	for (size_t k = 0; k < c->people_count; k++)
		if (c->people[k]->total || c->people[k]->count > 1 || c->people[k]->we ||
			!c->people[k]->me)
			return false;
	return company_may_come(s, c);
}

/* `ich komme mit ihnen`: those who were spoken of, not the reader's `Ihnen`. */
static bool with_them(const struct study *s, const struct clause *c)
{
	const struct atom *last = &s->atoms[c->end - 1];

	for (size_t i = s->atoms[c->first].first; i + 1 < last->first + last->count; i++) {
		const struct token *them = &s->tokens[i + 1];
		bool noun = i + 2 < s->token_count && them[1].capital;
		if (token_means(&s->tokens[i], SENSE_WITH) && token_means(them, SENSE_HIS) &&
			!them->capital && !noun)
			return true;
	}
	return false;
}

static bool names_people(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE)
			return true;
	return false;
}

/* `zum Kongress kommt meine Frau mit`: its verb says that she does beside somebody. */
static bool comes_along(const struct study *s, const struct clause *c)
{
	/* `Herr X besucht das Forum und nimmt auch am Kongress teil`: of the event, not of who does it */
	bool goes_on = c > s->clauses && c->sign == '&' && !names_people(s, c) && c->named &&
		(c - 1)->sentence == c->sentence && (c - 1)->third && (c - 1)->says == SAYS_COME;
	/* `… kommt am 16. Zum Kongress kommt sie auch` */
	for (size_t i = 0; i < c->people_count && c->people_count == 1 && c->named; i++)
		goes_on = goes_on || c->people[i]->again != NULL;
	/* `mein Bruder ist auch dabei, also bitte zwei Plätze` */
	if (c->says == SAYS_COME && c->third && clause_means(s, c, SENSE_ALSO) && !goes_on)
		return true;
	return c->says == SAYS_COME && c->third && company_verb(s, c);
}

/* `statt 3 Plätze`: how many they were, which was told. */
static bool old_total(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_SWAP) && s->atoms[i].use == USE_TOLD)
			return true;
	return false;
}

/* Whether it says who comes, and not only how many. */
static bool says_who(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->total || c->people[i]->me || c->people[i]->person_count > 0)
			return true;
	return false;
}

/* `Bitte um Anmeldung. Und Frau Kaya.`, `Frau Kaya auch`: beside whom, where nobody was named? */
static bool adds_to_nobody(const struct study *s, const struct claim *claim, const struct clause *c)
{
	const struct clause *head = &s->clauses[claim->clauses[0]];
	size_t first = c->first;

	while (first < c->end && s->atoms[first].kind == ATOM_PUNCT)
		first++;
	bool adds = clause_means(s, c, SENSE_ALSO) ||
		(first < c->end && atom_means(&s->atoms[first], SENSE_AND));
	return adds && c != head && c->sentence != head->sentence && c->fragment &&
		c->people_count > 0 && !says_who(head);
}

/* `bringe meine Kollegin mit, Frau Damm`: nothing but a particle and a comma stands between whom it means and the name. */
static bool names_companion(const struct study *s, const struct clause *c, const struct people *p)
{
	const struct people *before = NULL;
	bool comma = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_PEOPLE && a->people == p)
			return comma && before != NULL && before->with && before->count == 1 &&
				before->person_count == 0 && !before->me && p->count == 1 &&
				p->person_count == 1 && !p->me;
		if (a->kind == ATOM_PEOPLE) {
			before = a->people;
			comma = false;
		} else if (atom_is(a, ',')) {
			comma = true;
		} else if (!atom_means(a, SENSE_PARTICLE) && !atom_means(a, SENSE_WITH)) {
			before = NULL;
		}
	}
	return false;
}

/* The word that says what somebody is to the writer, of one alone; NULL. */
static const struct token *kin_of(const struct study *s, const struct people *p)
{
	for (size_t i = 0; i < s->atom_count && p->count == 1 && !p->me; i++)
		for (size_t k = 0; s->atoms[i].people == p && k < s->atoms[i].count; k++)
			if (token_means(&s->tokens[s->atoms[i].first + k], SENSE_KIN))
				return &s->tokens[s->atoms[i].first + k];
	return NULL;
}

/* `am 21. kommt auch unsere Mutter Fatma mit. Wir sind zu dritt, meine Schwester, meine Mutter und ich`: in the list again. */
static bool listed_again(
	const struct study *s, const struct claim *claim, size_t clause, const struct people *p)
{
	const struct token *kin = kin_of(s, p);
	const char *name =
		p->count == 1 && p->person_count == 1 && !p->me ? p->persons[0].name : NULL;

	for (size_t x = clause + 1; x < claim->clause_count && (kin != NULL || name != NULL); x++) {
		const struct clause *c = &s->clauses[claim->clauses[x]];
		for (size_t i = c->first; i < c->end; i++) {
			const struct atom *a = &s->atoms[i];
			if (a->kind != ATOM_PEOPLE || !a->people->me || a->people->count < 2)
				continue;
			for (size_t k = a->first; k < a->first + a->count; k++)
				if (kin != NULL && slice_eq(s->tokens[k].key, kin->key))
					return true;
			for (size_t k = 0; k < a->people->person_count && name != NULL; k++)
				if (a->people->persons[k].name != NULL &&
					name_compare(name, a->people->persons[k].name) == NAME_SAME)
					return true;
		}
	}
	return false;
}

/* `wir kommen: 21.02. - Herr Lang und ich, 15.03. - ich`: below the line that announces them each row says who. */
static bool row_says_who(const struct study *s, const struct claim *claim, size_t clause)
{
	const struct clause *row = &s->clauses[claim->clauses[0]];
	const struct clause *head = &s->clauses[claim->clauses[clause]];

	if (clause == 0 || !row->fragment || !row->named || head >= row || head->named ||
		!head->we || row->people_count == 0)
		return false;
	for (size_t i = 0; i < row->people_count; i++)
		if (row->people[i]->we || row->people[i]->total)
			return false;
	for (size_t i = 0; i < head->people_count; i++)
		if (!head->people[i]->we || head->people[i]->person_count > 0 ||
			head->people[i]->count > 1 || head->people[i]->total)
			return false;
	return true;
}

static struct headcount gather(const struct study *s, const struct claim *claim)
{
	struct headcount h = {.announced = claim->clause_count > 1};
	bool alone_me = false, with_me = false;

	h.antecedent = who_we_are(s, claim);
	for (size_t i = 0; i < claim->clause_count; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		if (row_says_who(s, claim, i))
			continue;
		for (size_t k = 0; k < c->people_count; k++)
			if (!came_before(s, claim, i, c->people[k]) &&
				!couple_before(s, claim, i, c->people[k]) &&
				!names_companion(s, c, c->people[k]) &&
				!listed_again(s, claim, i, c->people[k]))
				add_people(s, &h, c, c->people[k]);
		h.changed = h.changed || old_total(s, c);
		h.others_do =
			h.others_do || (c->says == SAYS_COME && !c->i && !c->we && c->why != NULL);
		h.included = h.included || clause_means(s, c, SENSE_INCLUDED);
		if (unnamed_company(s, c) || with_them(s, c))
			trouble(&h, "person-left-over");
		if (adds_to_nobody(s, claim, c))
			trouble(&h, "seats-unsure");
		if (c->says == SAYS_COME && c->i && !c->agent_only)
			h.me = true;
		if (c->says == SAYS_COME && c->we)
			h.we = h.we || c->people_count == 0;
		bool alone = clause_by_oneself(s, c);
		bool other = alone && c->third && h.listed == 1 && h.beside == 0 && !h.we && !h.me;
		if (alone && !other && (h.listed > 0 || h.beside > 0 || h.we))
			trouble(&h, "seats-contradict");
		h.other_alone = h.other_alone || other;
		alone_me = alone_me || (alone && c->says == SAYS_COME && !other);
		for (size_t k = 0; k < c->people_count; k++)
			with_me = with_me ||
				(c->people[k]->with && c->people[k]->me && !clause_counts_on_me(c));
		h.along = h.along || comes_along(s, c);
	}
	/* `am 16. bin ich allein, da sind wir also zwei`; `mein Kollege heißt X und kommt mit mir` */
	if (alone_me && h.total > 1)
		trouble(&h, "seats-contradict");
	if (with_me && h.listed == 0 && h.beside == 0 && h.total == 0)
		trouble(&h, "seats-unsure");
	if (h.other_alone && (h.listed > 1 || h.beside > 0 || h.we || h.me))
		trouble(&h, "seats-contradict");
	return h;
}

/* `mit 3 Personen (A, B und ich)`: the list says what the number means. */
static void settle_with_total(struct headcount *h)
{
	int n = -h->beside;

	if (h->beside >= 0)
		return;
	h->beside = 0;
	if (h->total > 0) {
		if (n != h->total && n + 1 != h->total)
			trouble(h, "seats-contradict");
	} else if (h->we || h->group)
		h->total = n;
	else if (h->lists && h->listed + (h->me ? 1 : 0) == n)
		h->total = n;
	else {
		trouble(h, "seats-unsure");
		h->beside = n;
	}
}

/* `zwei Mitarbeiterinnen:` and their names, the writer's own among them perhaps. */
static void settle_with_names(struct headcount *h)
{
	bool same =
		h->unnamed == h->named || (h->unnamed > 1 && h->self && h->unnamed == h->named + 1);

	/* `bringe zwei Kollegen mit, A und B` */
	if (h->beside_noun > 0 && h->beside_noun == h->beside_names)
		h->beside -= h->beside_names;
	else if (h->beside_noun > 0 && h->beside_names > 0)
		trouble(h, "seats-contradict");
	if (h->unnamed == 0 || h->named == 0)
		return;
	/* of one who has no name nobody can tell */
	if (same && (h->unnamed > 1 || h->announced))
		h->listed -= h->unnamed;
	else if (h->unnamed > 1 || h->announced)
		trouble(h, "seats-contradict");
	else if (same)
		trouble(h, "seats-unsure");
}

/* `unser Chor kommt mit zwölf Sängerinnen`: those are who comes. */
static void settle_members(struct headcount *h)
{
	/* `der Elternbeirat ist mit sieben Mitgliedern vertreten` */
	if (!(h->club || (h->others_do && !h->me && !h->we)) || h->i || h->members == 0 ||
		h->members != h->beside || h->listed > 0 || h->total > 0 || h->names)
		return;
	h->total = h->members;
	h->beside = 0;
}

static int count(struct headcount *h)
{
	settle_members(h);
	/* `the 22nd suits us. I'll bring my colleague X`: those are we */
	h->we = h->we || (h->us && !(h->i && h->beside > 0 && h->beside_named));
	settle_with_total(h);
	if (h->group && h->total <= 0)
		trouble(h, "seats-unsure");
	settle_with_names(h);
	/* `Freitag: bringe eine Kollegin mit`: who is with somebody is with the writer */
	if (h->beside > 0 && !h->me && !h->we && h->listed == 0 && h->total == 0)
		h->me = true;
	/* `mit zwei Kollegen (A und B)` */
	if (h->beside > 0 && !h->beside_named && h->listed == h->beside && h->named == h->listed)
		h->listed = 0;
	/* `Anmeldung mit meiner Frau`: somebody brings them */
	if (h->beside > 0 && h->listed == 0)
		h->me = true;
	int sum = h->listed + h->beside + (h->me ? 1 : 0);
	/* `wir – A und B – kommen`, `wir kommen: drei Frauen`: is the writer one of them? */
	if (h->we && h->listed > 0 && !h->self && !h->i && h->total == 0)
		trouble(h, "seats-unsure");
	/* `with three colleagues, me included`: are they three or four? */
	if (h->included && h->total == 0)
		trouble(h, "seats-unsure");
	if (h->loose && h->total == 0)
		trouble(h, "seats-unsure");
	if (h->total > 0) {
		bool fits = (h->listed == 0 && h->beside == 0) || sum == h->total ||
			(h->names && !h->self && h->listed + h->beside == h->total);
		/* `Frau A kommt mit zwei Kollegen. Wir sind drei`: she writes `we` of them */
		bool theirs = h->we && !h->i && h->listed > 0 && h->listed + h->beside == h->total;
		if (h->beside > 0 && sum != h->total && !theirs)
			fits = false;
		/* `meine Frau kommt mit. Dann sind wir zu zweit` */
		fits = fits || (h->along && !h->me && sum + 1 == h->total);
		/* `aus unseren drei Plätzen bitte vier, Herr X kommt auch mit`: one of them */
		fits = fits || (h->changed && sum < h->total);
		/* `einen Platz für mich. Mein Sohn geht mit` */
		fits = fits && !(h->along && !h->me && sum == h->total);
		if (!fits)
			trouble(h, "seats-contradict");
		return h->total;
	}
	/* with whom? */
	if (h->along && !h->me && !h->we && sum == 1)
		trouble(h, "seats-difference");
	if (h->we && h->listed + h->beside == 0 && h->antecedent > 1)
		return h->antecedent;
	if (h->we && h->listed + h->beside == 0)
		trouble(h, "seats-unsaid");
	else if (h->we && h->beside > 0)
		trouble(h, "seats-unsaid");
	return sum > 0 ? sum : 1;
}

/* `Nadine Kortmann, 3 Damen`, in a part without a verb: one more than three, or whoever sends three? */
static bool heads_a_number(const struct clause *c)
{
	for (size_t n = 0; n < c->people_count && c->verbless; n++) {
		const struct people *p = c->people[n];
		bool number = p->person_count == 1 && p->count > 2 && !p->me;
		if (number)
			return true;
	}
	return false;
}

void seats_count(const struct study *s, struct claim *c)
{
	struct headcount h = gather(s, c);

	if (!c->come) {
		c->seats = 0;
		return;
	}
	c->seats = count(&h);
	c->stated = h.total > 0 || h.beside > 0 ? STATED_TOTAL
		: h.names || h.lists            ? STATED_NAMES
						: STATED_NONE;
	if (c->seats > SEATS_MAX)
		trouble(&h, "seats-many");
	if (heads_a_number(&s->clauses[c->clauses[0]]))
		trouble(&h, "seats-unsure");
	if (c->why == NULL && h.why != NULL) {
		c->why = h.why;
		c->why_atom = s->clauses[c->clauses[0]].first;
	}
}

static bool same_name(struct arena *a, const char *x, const char *y)
{
	return slice_eq(
		fold_bare(a, fold_key(a, slice_of(x))), fold_bare(a, fold_key(a, slice_of(y))));
}

/* Whether a single word is the first or the last of a whole name. */
static bool part_of(struct arena *a, const char *word, const char *full)
{
	struct slice w = slice_of(word), f = slice_of(full);
	long blank = slice_find(f, ' ');

	if (slice_find(w, ' ') >= 0 || blank <= 0)
		return false;
	return same_name(a, word, arena_string(a, slice_head(f, (size_t)blank))) ||
		surname_of(word, full);
}

/* Where one name is a part of the other (`Marlies`, `Marlies Drees`), it is the same person. */
static bool within(struct study *s, const char *name)
{
	for (size_t i = 0; i < s->reading->attendee_count; i++) {
		const char *listed = s->reading->attendees[i].name;
		if (same_name(s->arena, listed, name) || part_of(s->arena, name, listed))
			return true;
	}
	return false;
}

/* Whether the word joins two names in the letter's language: `Grace and Daniel Kimani`. */
static bool joins(const struct study *s, struct slice word)
{
	if (word.len > 1 && word.p[word.len - 1] == '.')
		word.len--;
	const struct meaning *m = s->language == NULL
		? NULL
		: languages_meaning(s->rules->languages, fold_key(s->arena, word), s->language);

	return m != NULL && senses_has(m->senses, SENSE_AND);
}

static void attend(struct study *s, const char *name);

/* Two who share a surname; false where the name is one person's. */
static bool attend_couple(struct study *s, const char *name)
{
	struct slice all = slice_of(name), first, rest = all;
	long blank = slice_find(all, ' ');

	if (blank <= 0)
		return false;
	first = slice_head(all, (size_t)blank);
	rest = slice_from(all, (size_t)blank + 1);
	blank = slice_find(rest, ' ');
	if (blank <= 0 || !joins(s, slice_head(rest, (size_t)blank)))
		return false;
	rest = slice_from(rest, (size_t)blank + 1);
	blank = slice_find(rest, ' ');
	if (blank <= 0)
		return false;
	attend(s,
		arena_printf(s->arena, "%.*s %.*s", SLICE_ARGS(first),
			SLICE_ARGS(slice_from(rest, (size_t)blank + 1))));
	attend(s, arena_string(s->arena, rest));
	return true;
}

static void attend(struct study *s, const char *name)
{
	struct attendee one = {.name = name};

	if (name != NULL && attend_couple(s, name))
		return;

	if (name == NULL || name[0] == '\0' || within(s, name))
		return;
	ARENA_PUSH(s->arena, s->reading->attendees, s->reading->attendee_count,
		s->reading->attendee_room, one);
}

void seats_attendees(struct study *s, const struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *claim = &claims->items[i];
		struct headcount h = gather(s, claim);
		bool me = h.me || (claim->seats == 1 && h.listed == 0 && !h.names);
		if (!claim->come)
			continue;
		if (me)
			attend(s, s->reading->writer);
		if (me && claim->seats == 2 && !h.names)
			attend(s, s->cosigner);
		for (size_t k = 0; k < claim->clause_count; k++) {
			const struct clause *c = &s->clauses[claim->clauses[k]];
			for (size_t p = 0; p < c->people_count; p++)
				for (size_t n = 0; n < c->people[p]->person_count; n++)
					attend(s, c->people[p]->persons[n].name);
		}
	}
}
