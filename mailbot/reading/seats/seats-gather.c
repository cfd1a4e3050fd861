#include "reading/seats/seats-gather.h"

#include "reading/clauses/company.h"
#include "reading/clauses/organisations.h"
#include "reading/clauses/verbs.h"
#include "reading/people/name.h"
#include "reading/seats/consulted.h"
#include "reading/seats/seats-again.h"

void seats_trouble(struct headcount *h, const char *why)
{
	if (h->why == NULL)
		h->why = why;
}

/* `zusammen mit vier Leuten`: beside whoever comes, and not so many in all. */
static bool is_together(const struct study *s, const struct clause *c, const struct people *p)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_PEOPLE && a->people == p)
			return a->count > 2 && !token_means(first_token(s, a), SENSE_WITH) &&
				token_means(first_token(s, a) + 1, SENSE_WITH);
	}
	return false;
}

static void add_total(
	const struct study *s, struct headcount *h, const struct clause *c, const struct people *p)
{
	if (p->count <= 0 || (h->total > 0 && h->total != p->count))
		seats_trouble(h, "seats-contradict");
	/* `ich komme mit 3 Personen`: are they three or four? */
	if (p->with && !c->we && h->total == 0)
		h->beside = is_together(s, c, p) ? p->count : -p->count;
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

static bool is_named(const struct people *p, const char *name)
{
	return p->person_count == 1 && !p->loose && p->persons[0].name != NULL &&
		name_compare(p->persons[0].name, name) == NAME_SAME;
}

/* `A, B` on one line and `B` on another: a name that stands alone elsewhere is a person's, and not where the
 * one before it comes from. Nor is it where A stood alone before: `16.02. A` and below it `21.02. A, B`. */
static bool stands_alone(const struct study *s, const struct people *p)
{
	bool before = true;

	if (p->person_count == 0)
		return false;
	const char *head = p->persons[0].name, *last = p->persons[p->person_count - 1].name;
	for (size_t i = 0; i < s->clause_count; i++)
		for (size_t k = 0; k < s->clauses[i].people_count; k++) {
			const struct people *o = s->clauses[i].people[k];
			before = before && o != p;
			if (o != p && last != NULL && is_named(o, last))
				return true;
			if (before && head != NULL && s->clauses[i].named && is_named(o, head))
				return true;
		}
	return false;
}

/* The atom of the clause that mentions them; the clause's first for none. */
static const struct atom *atom_of(
	const struct study *s, const struct clause *c, const struct people *p)
{
	size_t at = c->first;

	while (at < c->end && s->atoms[at].people != p)
		at++;
	return &s->atoms[at < c->end ? at : c->first];
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

/* `wir kommen: 2 Erwachsene und 2 Kinder`, `wir sind …`: who we are; not `mit dabei sind …`. */
static bool are_we(const struct study *s, const struct clause *c, const struct people *p)
{
	const struct atom *a = atom_of(s, c, p);
	const struct atom *before = a > &s->atoms[c->first] ? a - 1 : a;
	bool be = before > &s->atoms[c->first] && atom_means(before, SENSE_BE) &&
		token_means(last_token(s, before - 1), SENSE_WE);

	return p->person_count == 0 && !p->me && in_groups(s, a) &&
		(be || atom_is(before, ':') || atom_is(before, '-') || atom_is(before, '('));
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

/* `three for the forum: myself, Karin Vogt and Lea Vogt`: as many behind the colon as were asked for, and nobody more, so that no
 * name says who another one is. */
static bool lists_all(const struct study *s, const struct headcount *h, const struct clause *c,
	const struct people *p)
{
	size_t at = c->first;

	while (at < c->end && s->atoms[at].people != p)
		at++;
	return at > c->first && at < c->end && atom_is(&s->atoms[at - 1], ':') &&
		atoms_past_quiet(s, at + 1, c->end) == c->end && p->count == h->total &&
		p->count == (int)p->person_count + p->me && !p->with && !p->total && !p->we;
}

/* `ich komme zum Forum, Daniel Ruhnau`: who signs so, where the mail comes from somebody else, or a second one? */
static bool may_sign(const struct study *s, const struct clause *c, const struct people *p)
{
	size_t at = c->first;

	while (at < c->end && s->atoms[at].people != p)
		at++;
	if (c->we || at <= c->first + 1 || at == c->end || p->me || p->with || p->total ||
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
	else if (p->unsure && !p->total && p->person_count == 0)
		h->plural = true;
	else if (p->family && p->count == 1 && !p->me && !p->with) {
		h->plural = h->names = true;
		return;
	} else if (p->unsure && !lists_all(s, h, c, p))
		seats_trouble(h, "seats-unsure");
	if (p->total) {
		add_total(s, h, c, p);
		return;
	}
	if (self == 0 && may_sign(s, c, p))
		seats_trouble(h, "seats-unsure");
	int others = p->count - (p->me && p->count > 0 && !p->we ? 1 : self);
	h->me = h->me || p->me || self > 0;
	h->i = h->i || (p->me && !p->we);
	h->self = h->self || self > 0 || (p->me && p->person_count > 0);
	if (p->we && p->person_count == 0 && p->object && clause_has(c, SENSE_SUIT))
		h->us = true;
	else if (p->unalone)
		h->unalone = true;
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
		if (are_we(s, c, p))
			h->grouped += others;
		if (p->person_count == 0)
			h->unnamed += others;
		else if ((int)p->person_count - self >= others)
			h->named += others;
	}
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

/* Whether the token is a pronoun that is known to mean somebody. */
static bool is_somebody(const struct study *s, const struct clause *c, size_t token)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].first == token &&
			s->atoms[i].people->again != NULL)
			return true;
	return false;
}

/* `ich komme mit ihnen`: those who were spoken of, not the reader's `Ihnen`. */
static bool with_them(const struct study *s, const struct clause *c)
{
	const struct atom *last = &s->atoms[c->end - 1];

	for (size_t i = s->atoms[c->first].first; i + 1 < last->first + last->count; i++) {
		const struct token *them = &s->tokens[i + 1];
		bool noun = i + 2 < s->token_count && them[1].capital;
		if (token_means(&s->tokens[i], SENSE_WITH) && token_means(them, SENSE_HIS) &&
			!them->capital && !noun && !is_somebody(s, c, i + 1))
			return true;
	}
	return false;
}

/* `my brother will join us`: beside the writer and others, of whom it is not said how many they are. */
static bool joins_us(const struct clause *c)
{
	bool us = false, other = false;

	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		us = us || (p->we && p->object && p->count == 0 && p->person_count == 0);
		other = other || (!p->me && !p->we && !p->total && p->count > 0);
	}
	return us && other && c->says == SAYS_COME;
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

/* `my wife and I will come on the 16th, on the 18th only I`: not all of them to all. */
static bool only_writer(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct people *p = s->atoms[i + 1].people;
		if (atom_means(&s->atoms[i], SENSE_ONLY) && s->atoms[i + 1].kind == ATOM_PEOPLE &&
			p->me && !p->we && p->count <= 1 && p->person_count == 0)
			return true;
	}
	return false;
}

/* `please register A and B`: others, and not the writer. */
static bool registers_others(const struct study *s, const struct claim *claim)
{
	bool others = false;

	for (size_t i = 0; i < claim->clause_count; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		for (size_t k = 0; k < c->people_count && clause_has(c, SENSE_REGISTER); k++) {
			if (c->people[k]->me || c->people[k]->we || c->people[k]->with)
				return false;
			others = others || c->people[k]->person_count > 0;
		}
	}
	return others;
}

/* `the 15th is good`, beside `please register A and B`: it suits nobody by name, and says of nobody that they come. */
static bool suits(const struct clause *c)
{
	return c->predicate_count == 1 && c->predicates[0].sense == SENSE_SUIT;
}

struct headcount seats_gather(const struct study *s, const struct claim *claim)
{
	struct headcount h = {.announced = claim->clause_count > 1};
	bool alone_me = false, with_me = false, others = registers_others(s, claim);

	h.antecedent = who_we_are(s, claim);
	if (h.antecedent == 0)
		h.antecedent = consulted_count(s, &s->clauses[claim->clauses[0]]);
	for (size_t i = 0; i < claim->clause_count; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		if (row_says_who(s, claim, i))
			continue;
		for (size_t k = 0; k < c->people_count; k++)
			if (!seats_again(s, claim, i, c->people[k]))
				add_people(s, &h, c, c->people[k]);
		h.changed = h.changed || old_total(s, c);
		h.others_do =
			h.others_do || (c->says == SAYS_COME && !c->i && !c->we && c->why != NULL);
		h.club = h.club || organisation_comes(s, c);
		h.included = h.included || clause_means(s, c, SENSE_INCLUDED);
		if (unnamed_company(s, c) || with_them(s, c))
			seats_trouble(&h, "person-left-over");
		if (adds_to_nobody(s, claim, c))
			seats_trouble(&h, "seats-unsure");
		if (c->says == SAYS_COME && c->i && !c->agent_only && !(others && suits(c)))
			h.me = true;
		/* `the 15th suits me`: with them? */
		if (others && suits(c) &&
			(c->people_count > 0 || clause_tokens_mean(s, c, SENSE_TO_ME)))
			seats_trouble(&h, "seats-unsure");
		if (c->says == SAYS_COME && c->we)
			h.we = h.we || c->people_count == 0;
		bool alone = clause_by_oneself(s, c);
		bool other = alone && c->third && h.listed == 1 && h.beside == 0 && !h.we && !h.me;
		if (alone && !other && (h.listed > 0 || h.beside > 0 || h.we))
			seats_trouble(&h, "seats-contradict");
		if (only_writer(s, c) && (h.listed > 0 || h.beside > 0 || h.we))
			seats_trouble(&h, "seats-contradict");
		h.other_alone = h.other_alone || other;
		alone_me = alone_me || (alone && c->says == SAYS_COME && !other);
		for (size_t k = 0; k < c->people_count; k++)
			with_me = with_me ||
				(c->people[k]->with && c->people[k]->me && !clause_counts_on_me(c));
		h.along = h.along || comes_along(s, c);
		h.joins_us = h.joins_us || joins_us(c);
	}
	h.alone = alone_me || h.other_alone;
	/* `am 16. bin ich allein, da sind wir also zwei`; `mein Kollege heißt X und kommt mit mir` */
	if (alone_me && h.total > 1)
		seats_trouble(&h, "seats-contradict");
	if (with_me && h.listed == 0 && h.beside == 0 && h.total == 0)
		seats_trouble(&h, "seats-unsure");
	if (h.other_alone && (h.listed > 1 || h.beside > 0 || h.we || h.me))
		seats_trouble(&h, "seats-contradict");
	return h;
}
