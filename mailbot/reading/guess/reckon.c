#include "reading/guess/reckon.h"

#include "base/limits.h"
#include "reading/asides/talk.h"
#include "reading/clauses/company.h"
#include "reading/clauses/verbs.h"
#include "reading/guess/reckon-company.h"
#include "reading/seats/seats.h"

enum {
	BARE_MAX = 12, /* a larger number without `people` counts something else */
	BEHIND = 3, /* sentences behind the event's own that may still be of it */
	BEFORE = 2,
};

static bool is_subject(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].subject;
}

/* The events that the clause names surely. */
static struct eset names(const struct study *s, const struct clause *c)
{
	struct eset out = eset_or(c->events, eset_or(c->swapped, c->except));

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && !a->reference && a->strong)
			out = eset_or(out, a->events);
	}
	return out;
}

/* Whether it names an event, and none of those of `c`. */
static bool of_another(const struct study *s, const struct clause *b, const struct clause *c)
{
	struct eset mine = names(s, c), theirs = names(s, b);

	return !eset_empty(theirs) && eset_empty(eset_and(mine, theirs));
}

/* `nur mein Mann`: one, and no `und` behind them. */
static bool one_other(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i], *next = i + 1 < c->end ? a + 1 : NULL;

	return i < c->end && a->kind == ATOM_PEOPLE && !a->people->me && !a->people->we &&
		!a->people->unsure && a->people->count == 1 && c->third &&
		(next == NULL || !atom_means(next, SENSE_AND));
}

/* `nur ich`, `allein`, `just me`. */
bool reckon_alone(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *next = i + 1 < c->end ? a + 1 : NULL;
		bool me = next != NULL && next->kind == ATOM_PEOPLE && next->people->me &&
			!next->people->we && next->people->count <= 1;
		if ((atom_means(a, SENSE_ALONE) ||
			    (atom_means(a, SENSE_ONLY) && (me || one_other(s, c, i + 1)))) &&
			!(i > c->first &&
				(atom_means(a - 1, SENSE_NEG) || atom_means(a - 1, SENSE_SWAP))))
			return true;
	}
	return false;
}

/* A number, in figures or in words; not `ein`, `a`. */
static bool is_number(const struct atom *a)
{
	return atom_counts(a) && (a->kind == ATOM_NUMBER || !atom_means(a, SENSE_INDEFINITE));
}

/* Whether a number there is of before: `statt zwei`, `not two`, `von den drei gemeldeten`. */
static bool of_before(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i], *next = i + 1 < s->atom_count ? a + 1 : a;

	if (atom_means(next, SENSE_SWAP) && next->count == 1 && i + 2 < c->end)
		return false; /* `six instead of two` is six */
	for (size_t back = 1; back <= 2 && i >= c->first + back; back++) {
		const struct atom *b = a - back;
		bool those = atom_means(b, SENSE_ARTICLE) || atom_means(b, SENSE_MY);
		if (atom_means(b, SENSE_SWAP) || atom_means(b, SENSE_NEG))
			return true;
		if (!(back == 1 && those))
			return back == 2 &&
				(atom_means(b, SENSE_ORIGIN) || atom_means(b, SENSE_GOING));
	}
	return false;
}

/* What stands before or behind a number that counts no people: `Steinstr. 48`, `U41`, `Klasse 4b`, `12 kids`. */
static bool of_a_thing(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i], *before = i > c->first ? a - 1 : NULL;
	const struct atom *next = i + 1 < c->end ? a + 1 : NULL;
	const struct token *t = first_token(s, a);

	if (a->kind == ATOM_NUMBER && a->first > 0 && t->joined && !slice_is(t[-1].text, "("))
		return true;
	if (before != NULL &&
		(atom_means(before, SENSE_UNIT_BEFORE) || atom_means(before, SENSE_ORDINAL) ||
			atom_means(before, SENSE_PLACE) || atom_means(before, SENSE_ROLE) ||
			(before->kind == ATOM_UNKNOWN && first_token(s, before)->capital) ||
			before->kind == ATOM_EVENT) &&
		a->kind == ATOM_NUMBER)
		return true;
	if (before != NULL &&
		(atom_means(before, SENSE_ORDINAL) || atom_means(before, SENSE_ARTICLE)))
		return true;
	return next != NULL &&
		(next->kind == ATOM_UNKNOWN || next->kind == ATOM_SILENT ||
			atom_means(next, SENSE_UNIT) || atom_means(next, SENSE_RELATION) ||
			atom_means(next, SENSE_HARMLESS) || atom_means(next, SENSE_EVENT) ||
			atom_means(next, SENSE_EVENTS));
}

/* `so gegen halb 8`, `nearer seven than six`: a time, though nothing says so behind it. */
static bool of_time(const struct study *s, const struct clause *c, size_t i)
{
	if (i + 1 < c->end && atom_means(&s->atoms[i + 1], SENSE_COMPARE))
		return true;
	for (size_t back = 1; back <= 2 && i >= c->first + back; back++)
		if (atom_means(&s->atoms[i - back], SENSE_AT_TIME))
			return true;
	return false;
}

/* A number that nothing consumed and that may be theirs: `reserve 2`, `four, not two`. */
static int bare(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i];
	bool number = a->kind == ATOM_NUMBER ||
		(atom_means(a, SENSE_NUMBER) && !atom_means(a, SENSE_INDEFINITE) &&
			!atom_means(a, SENSE_EVENT));

	if (!number || a->use != USE_NONE || a->n <= 1 || a->n > BARE_MAX || of_a_thing(s, c, i) ||
		of_before(s, c, i) || of_time(s, c, i))
		return 0;
	return a->n;
}

/* `bringe drei Freunde mit, also vier Personen`: the number sums up, whatever stands before it. */
static bool sums_up(const struct study *s, const struct clause *c, size_t i)
{
	for (size_t back = 1; back <= 3 && i >= c->first + back; back++) {
		const struct atom *a = &s->atoms[i - back];
		if (atom_means(a, SENSE_TOTAL) || atom_means(a, SENSE_PLEASE))
			return true;
		if (a->kind != ATOM_WORD && a->kind != ATOM_PUNCT)
			break;
	}
	for (size_t k = 0; k < s->atoms[i].count; k++)
		if (token_means(&s->tokens[s->atoms[i].first + k], SENSE_TOTAL))
			return true;
	return s->atoms[i].people->me;
}

/* `wir sind 81 und 79 Jahre alt`: a number goes on behind it. */
static bool goes_on(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i];

	return i + 2 < c->end && atom_means(a + 1, SENSE_AND) &&
		(a[2].kind == ATOM_NUMBER || a[2].kind == ATOM_TIME ||
			atom_means(a + 2, SENSE_NUMBER));
}

/* `with me` */
static bool with_writer(const struct atom *a)
{
	return a->kind == ATOM_PEOPLE && a->people->with && a->people->me && a->people->count == 1;
}

/* Whether the writer stands among them: `ich mitgerechnet`, `that is with me`. */
static bool includes_me(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];

	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_INCLUDED) || with_writer(a))
			return true;
	}
	return false;
}

/* The only number of that clause, where the writer says to be among them; 0. */
static int with_me(const struct study *s, const struct clause *c)
{
	int n = 0;

	if (!includes_me(s, c))
		return 0;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool people = a->kind == ATOM_PEOPLE && !a->people->me;
		int own = people ? a->people->count : is_number(a) ? a->n : 0;
		if (own <= 1 || own > SEATS_MAX || of_before(s, c, i))
			continue;
		if (n > 0)
			return 0;
		n = own;
	}
	return n;
}

/* The last number of people that the clause says in all; 0. */
static int last_total(const struct study *s, const struct clause *c)
{
	int total = with_me(s, c);

	if (total > 0)
		return total;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		const struct people *p = a->kind == ATOM_PEOPLE ? a->people : NULL;
		bool mine = p != NULL && p->with && c->i && !c->we && !sums_up(s, c, i);
		if (p != NULL && p->total && p->count > 0 && p->count <= SEATS_MAX &&
			!of_before(s, c, i) && !goes_on(s, c, i))
			total = p->count + (mine ? 1 : 0);
	}
	return total;
}

/* What the clause itself sums up; 0. */
static int summed(const struct study *s, const struct clause *c)
{
	int total = with_me(s, c);

	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind == ATOM_PEOPLE && p->total && !p->me && p->count > 0 &&
			p->count <= SEATS_MAX && !of_before(s, c, i) && sums_up(s, c, i))
			total = p->count;
	}
	return total;
}

int reckon_summed(const struct study *s, const struct clause *c)
{
	int total = 0;

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *b = &s->clauses[i];
		if (b == c ||
			(b->sentence == c->sentence && b > c && !of_another(s, b, c) && !b->told)) {
			int n = summed(s, b);
			total = n > 0 ? n : total;
		}
	}
	return total;
}

int reckon_letter(const struct study *s)
{
	int total = 0;

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		int n = is_subject(s, c) || c->told || c->question || c->condition
			? 0
			: last_total(s, c);
		if (n > 0 && total > 0 && n != total)
			return 0;
		total = n > 0 ? n : total;
	}
	return total;
}

static int first_bare(const struct study *s, const struct clause *c)
{
	int n = 0;

	for (size_t i = c->first; i < c->end && n == 0; i++)
		n = bare(s, c, i);
	return n;
}

/* Whether it only tells of people: what they do otherwise, or that they cannot come. */
static bool tells(const struct study *s, const struct clause *c)
{
	bool any = false, others = false;

	if (c->told || clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE))
		return true;
	if (clause_means(s, c, SENSE_OBSTACLE) || clause_means(s, c, SENSE_REGRET) ||
		clause_tokens_mean(s, c, SENSE_NEG))
		return true;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_PEOPLE || (a->people->me && a->people->count <= 1))
			continue;
		any = true;
		/* `wir bringen die Anlage für Herrn X mit`, `should I bring a friend?` */
		if ((i > c->first && atom_means(a - 1, SENSE_FOR) && clause_has(c, SENSE_WITH)) ||
			(c->question && a->people->person_count == 0 && !a->people->total))
			continue;
		others = others || a->people->total || a->people->with || !talk_of_others(s, c, a);
	}
	return any && !others;
}

/* `my wife and I`, `we are three`: the writer and others. */
static bool says_us(const struct study *s, const struct clause *c)
{
	bool us = c->we || clause_tokens_mean(s, c, SENSE_US);

	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if ((p->me && p->count > 1) || (p->total && us))
			return true;
	}
	return false;
}

/* `mein Meister gibt mir am 18. frei`: a verb that decides nothing, and nobody comes along. */
static bool only_talks(const struct study *s, const struct clause *c)
{
	bool no = c->third && clause_tokens_mean(s, c, SENSE_NEG);

	if (!no &&
		(c->verbless || c->fragment || clause_intends(c) || !talk_has_verb(c) ||
			company_spoken_of(s, c) || says_us(s, c)))
		return false;
	for (size_t i = 0; i < c->people_count && !no; i++)
		if (c->people[i]->with || c->people[i]->person_count > 0)
			return false;
	return true;
}

/* By the clauses of `which` together. */
static int sum(const struct study *s, struct claim *which)
{
	which->come = true;
	/* who signs is not one more, where the writer comes */
	while (which->clause_count > 1 &&
		claims_may_sign(s, &s->clauses[which->clauses[which->clause_count - 1]]))
		which->clause_count--;
	if (which->clause_count == 0)
		return 0;
	seats_count(s, which);
	return which->seats > 0 && which->seats <= SEATS_MAX ? which->seats : 0;
}

/* `drei Referendare`, `mit vier jungen Gründern`: a number before a word that nobody knows. */
static int loose_number(const struct study *s, const struct clause *c)
{
	bool with = clause_has(c, SENSE_WITH);
	int n = 0;

	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		with = with || atom_means(a, SENSE_WITH);
		bool all = i > c->first && atom_means(a - 1, SENSE_ALL);
		if (is_number(a) && !all && a->use == USE_NONE && a[1].kind == ATOM_UNKNOWN &&
			a->n > 1 && a->n <= BARE_MAX && !first_token(s, a)->joined)
			n = a->n;
	}
	return n > 0 && with && (c->i || c->we) ? n + 1 : n;
}

/* What is said of the event in the clauses that were looked at. */
struct around {
	bool alone;
	int total;
	int loose; /* a number that may be theirs */
	int more; /* who come along, and are not counted as people */
	int along; /* who come along beside whom the event's own clause says */
	struct claim people;
};

/* `zwei aus meinem Semester schleppe ich mit`, `dazu noch zwei vom Verein`: a number of company, whom nothing names; 0. */
static int along_number(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *next = i + 1 < c->end ? a + 1 : a;
		bool from = atom_means(next, SENSE_ORIGIN) || atom_means(next, SENSE_BEHALF) ||
			atom_means(next, SENSE_OTHERS);
		if (is_number(a) && from && a->use == USE_NONE && a->n > 0 && a->n <= BARE_MAX)
			return a->n;
	}
	return 0;
}

/* `my sister is with me` */
static bool beside_me(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (with_writer(&s->atoms[i]))
			return true;
	return false;
}

/* `der Kollege Uhlig kommt auch mit`, `den nehme ich mit`: how many come along by a clause, beside the writer; 0. */
static int along(const struct study *s, const struct clause *c)
{
	int n = 0;
	bool company = company_verb(s, c) || beside_me(s, c);

	if (!company || c->told || c->substitute || c->negations > 0 || c->question ||
		clause_means(s, c, SENSE_SUBSTITUTE))
		return 0;
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind != ATOM_PEOPLE)
			continue;
		bool me = p->me && p->count <= 1;
		if (p->total || p->again != NULL || p->we || (p->me && !me))
			return 0;
		n += me ? 0 : p->count;
	}
	if (n == 0 && c->i)
		return along_number(s, c);
	return c->third && c->i && !beside_me(s, c) ? 0 : n;
}

/* `wir sind 81 und 79 Jahre alt` */
static bool of_ages(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE && goes_on(s, c, i))
			return true;
	return false;
}

static void look(const struct study *s, const struct clause *c, bool own, struct around *a)
{
	int n = last_total(s, c);

	if (is_subject(s, c) || s->sentences[c->sentence].unticked ||
		(!own && claims_may_sign(s, c)) || of_ages(s, c))
		return;
	a->alone = a->alone || reckon_alone(s, c);
	int beside = along(s, c);
	if (beside > 0 && !(own && c->i && c->people_count > 1)) {
		a->along += beside;
		return;
	}
	if (!own && tells(s, c))
		return;
	n = n > 0 ? n : reckon_both(s, c);
	a->total = n > 0 ? n : a->total;
	n = loose_number(s, c);
	n = n > 0 ? n : first_bare(s, c);
	a->loose = n > 0 && a->loose == 0 ? n : a->loose;
	a->more += reckon_uncounted(s, c);
	if (only_talks(s, c))
		return;
	if (c->people_count > 0 && a->people.clause_count < CLAIM_CLAUSES_MAX)
		a->people.clauses[a->people.clause_count++] = (size_t)(c - s->clauses);
}

/* 0 where nothing was said. */
static int settle(const struct study *s, struct around *a)
{
	if (a->total > 0)
		return a->total;
	if (a->alone)
		return 1;
	int n = sum(s, &a->people);
	if (a->along > 0)
		return (n > 1 ? n : 1) + a->along + a->more;
	if (n > 1)
		return n + a->more;
	return a->more > 0 ? 1 + a->more : a->loose;
}

/* The clause itself, with what its sentence says of no other event. */
static int of_sentence(const struct study *s, const struct clause *c)
{
	struct around own = {0}, all = {0};

	look(s, c, true, &own);
	int n = settle(s, &own);
	int summed_up = reckon_summed(s, c);
	if (summed_up > 0)
		return summed_up;
	if (own.alone)
		return n;
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *b = &s->clauses[i];
		if (b->sentence == c->sentence && (b == c || !of_another(s, b, c)))
			look(s, b, b == c, &all);
	}
	int more = settle(s, &all);
	if (n > 1 && (all.along == 0 || more <= n))
		return n;
	return more > 1 || all.alone ? more : 0;
}

/* Whether a clause of another sentence says who comes: by coming, by company, or by nothing but people. */
static bool speaks_of_coming(const struct study *s, const struct clause *c)
{
	if (c->verbless || c->fragment || company_spoken_of(s, c) || says_us(s, c) ||
		(last_total(s, c) > 0 && !c->told) || along(s, c) > 0)
		return true;
	return (clause_intends(c) && !c->subordinate) || reckon_alone(s, c);
}

/* Whether a sentence names an event that is none of the clause's. */
static bool breaks_off(const struct study *s, size_t sentence, const struct clause *c)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (s->clauses[i].sentence == sentence && of_another(s, &s->clauses[i], c))
			return true;
	return false;
}

/* The clause and one other sentence. */
static int of_other(const struct study *s, const struct clause *c, size_t sentence, bool before)
{
	struct around all = {0};

	look(s, c, true, &all);
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *b = &s->clauses[i];
		if (b->sentence == sentence && b != c &&
			(before ? says_us(s, b) : speaks_of_coming(s, b)))
			look(s, b, false, &all);
	}
	int n = settle(s, &all);
	return n > 1 || all.alone ? n : 0;
}

int reckon_seats(const struct study *s, const struct clause *c)
{
	int n = of_sentence(s, c);

	for (size_t x = c->sentence + 1;
		n == 0 && x < s->sentence_count && x <= c->sentence + BEHIND; x++) {
		if (breaks_off(s, x, c))
			break;
		n = of_other(s, c, x, false);
	}
	for (size_t back = 1; n == 0 && back <= BEFORE && back <= c->sentence; back++) {
		if (breaks_off(s, c->sentence - back, c))
			break;
		n = of_other(s, c, c->sentence - back, true);
	}
	return n > 0 ? n : 1;
}
