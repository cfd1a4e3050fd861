#include "reading/claims/claims.h"

#include <string.h>

#include "reading/asides/companions.h"
#include "reading/asides/talk.h"
#include "reading/claims/afresh.h"
#include "reading/claims/assents.h"
#include "reading/claims/choices.h"
#include "reading/claims/claimed.h"
#include "reading/claims/claims-doubts.h"
#include "reading/claims/claims-events.h"
#include "reading/claims/claims-subject.h"
#include "reading/claims/contrasts.h"
#include "reading/claims/corrections.h"
#include "reading/claims/divided.h"
#include "reading/claims/everywhere.h"
#include "reading/claims/exceptions.h"
#include "reading/claims/late.h"
#include "reading/claims/narrowed.h"
#include "reading/claims/others.h"
#include "reading/claims/overlaps.h"
#include "reading/claims/replies.h"
#include "reading/claims/seconds.h"
#include "reading/clauses/substitutes.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/totals.h"
#include "reading/lines/forms.h"
#include "reading/lines/tokens.h"
#include "reading/lines/tongues.h"
#include "reading/people/name.h"
#include "reading/people/principals.h"
#include "reading/seats/seats.h"

enum { NAME_BYTES_MIN = 3 };

/* Where the pass over the clauses stands. */
struct pass {
	struct claims *out;
	size_t head; /* clause that a list follows; SIZE_MAX: none */
	size_t head_claim; /* its claim; SIZE_MAX: none */
	size_t last; /* claim that people-only fragments belong to; SIZE_MAX: none */
	size_t pending; /* a clause that said how many they are before any claim; SIZE_MAX: none */
	size_t sentence; /* the last one that went on with the list */
};

struct claim *claims_add(
	struct study *s, struct claims *out, size_t clause, bool come, struct eset events)
{
	const struct clause *c = &s->clauses[clause];
	struct claim claim = {.come = come,
		.events = events,
		.clauses = {clause},
		.clause_count = 1,
		.own = c->own,
		.change = c->change,
		.why = c->why,
		.why_atom = c->why_atom};

	ARENA_PUSH(s->arena, out->items, out->count, out->room, claim);
	return &out->items[out->count - 1];
}

void claims_attach(struct study *s, struct claim *claim, size_t clause)
{
	const struct clause *c = &s->clauses[clause];

	for (size_t i = 0; i < claim->clause_count; i++)
		if (claim->clauses[i] == clause)
			return;
	if (claim->clause_count < CLAIM_CLAUSES_MAX)
		claim->clauses[claim->clause_count++] = clause;
	else if (claim->why == NULL)
		claim->why = "seats-unsure";
	if (claim->why == NULL && c->why != NULL) {
		claim->why = c->why;
		claim->why_atom = c->why_atom;
	}
	s->clauses[clause].joined = true;
}

bool claims_says(const struct clause *c)
{
	return c->says == SAYS_COME || c->says == SAYS_NOT_COME;
}

/* `melde ich folgende Personen an:`, and the first name of them on the next line. */
static bool begins_list(const struct study *s, const struct clause *c)
{
	size_t colon = c->first;

	while (colon < c->end && !atom_is(&s->atoms[colon], ':'))
		colon++;
	if (colon + 1 >= c->end || s->atoms[colon + 1].kind != ATOM_PEOPLE ||
		first_token(s, &s->atoms[colon + 1])->row ==
			s->tokens[s->atoms[c->first].first].row)
		return false;
	for (size_t i = colon + 1; i < c->end; i++)
		if (s->atoms[i].kind != ATOM_PEOPLE && s->atoms[i].kind != ATOM_PUNCT &&
			s->atoms[i].kind != ATOM_SILENT)
			return false;
	return true;
}

/* `am 21. mein Mann`: others, beside whom nobody says whether the writer comes. */
static bool only_others(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me && !c->people[i]->with && !c->people[i]->total)
			return true;
	return false;
}

/* `Klar bin ich dabei! Am 16. mit meiner Frau, am 21. allein.`: a yes of the writer's that names nothing, a sentence of its
 * own, and the next one holds nothing but to what. */
static bool announces_where(const struct study *s, const struct clause *c)
{
	const struct clause *end = s->clauses + s->clause_count, *next = c + 1;
	size_t sentence = c->sentence + 1;

	if (c->says != SAYS_COME || c->named || c->there || c->why != NULL || !(c->i || c->we) ||
		c->hedged || c->question || c->third || c->both > 0 || c->several || next == end ||
		next->sentence != sentence || (c > s->clauses && c[-1].sentence == c->sentence) ||
		!eset_empty(s->sentences[c->sentence].quoted) ||
		s->sentences[sentence].sort != ROW_BODY || s->sentences[sentence].question)
		return false;
	for (; next < end && next->sentence == sentence; next++)
		if (!next->fragment || !next->named || next->why != NULL || next->hedged ||
			next->negations > 0 || only_others(next))
			return false;
	return true;
}

static void add_decision(struct study *s, struct pass *p, size_t i)
{
	struct clause *c = &s->clauses[i];

	claims_add(s, p->out, i, c->says == SAYS_COME, c->events);
	p->last = p->out->count - 1;
	/* `We are three from the council and we'll be there` */
	/* … or `Ich bringe meine Frau mit. Ich komme zum Kongress`, where nothing else is asked for */
	const struct clause *others =
		p->pending != SIZE_MAX && c->says == SAYS_COME ? &s->clauses[p->pending] : NULL;
	if (others != NULL && others->sentence + 1 >= c->sentence &&
		(c->we || (c->i && (others->i || others->verbless))))
		claims_attach(s, &p->out->items[p->last], p->pending);
	else if (others != NULL && !others->we && others->joined)
		claim_doubt(&p->out->items[p->last], "seats-unsure", c->first);
	if (!eset_empty(c->swapped))
		claims_add(s, p->out, i, false, c->swapped);
	bool next_item = c->sentence + 1 < s->sentence_count && s->sentences[c->sentence + 1].item;
	if (s->sentences[c->sentence].colon || (next_item && !c->elliptic) || begins_list(s, c) ||
		announces_where(s, c)) {
		p->head = i;
		p->head_claim = p->last;
		p->sentence = c->sentence;
	}
}

/* Whether anybody signs below the letter. */
static bool is_signed(const struct study *s)
{
	for (size_t i = 0; i < s->row_count; i++)
		if (s->rows[i].sort == ROW_NAME)
			return true;
	return false;
}

/* `Thomas Brinkhoff`, `Imam Yusuf Demirci`, `Elektro Wessels, Dortmund` as the letter's last words, or above a
 * telephone number where nobody else signs, of one whom From knows under another name: who signs, or one who
 * comes too? */
bool claims_may_sign(const struct study *s, const struct clause *c)
{
	const struct clause *before = c > s->clauses ? c - 1 : NULL;
	size_t last = s->sentence_count;
	/* `Ich komme.`, and two who sign */
	bool one = before != NULL && before->i && !before->we;

	while (is_signed(s) && last-- > c->sentence + 1)
		if (s->sentences[last].sort == ROW_BODY)
			return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		const struct people *p = a->people;
		bool name = a->kind == ATOM_PEOPLE && !p->with && !p->me && p->count > 0 &&
			p->person_count == (size_t)p->count && (p->count == 1 || one);
		/* `Frau Kaya auch` */
		bool comes = atom_means(a, SENSE_ALSO) || atom_means(a, SENSE_AND) ||
			atom_means(a, SENSE_COMPANY);
		if (a->kind == ATOM_PEOPLE ? !name : comes)
			return false;
	}
	return c->people_count == 1 && before != NULL && before->sentence != c->sentence &&
		!s->sentences[before->sentence].colon && !s->sentences[c->sentence].item;
}

/* Whether somebody other than the writer comes to it. */
static bool in_company(const struct study *s, const struct claim *claim)
{
	const struct clause *c = &s->clauses[claim->clauses[0]];

	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->we || c->people[i]->count > 1)
			return true;
	return c->third || c->we;
}

/* `ich komme zum Kongress. Am 16. kommt meine Frau mit, wir sind dann zu zweit`: then, and there; what the number means for
 * where the writer was said to come alone nobody can tell, but in a sentence of their own. */
static bool only_there(const struct study *s, struct pass *p, size_t i)
{
	const struct claim *last = &p->out->items[p->last];
	const struct clause *head = &s->clauses[last->clauses[0]];
	bool alone = false;

	if (!last->come || !head->named || !in_company(s, last))
		return false;
	for (size_t k = 0; k < p->last; k++) {
		struct claim *claim = &p->out->items[k];
		const struct clause *c = &s->clauses[claim->clauses[0]];
		if (!claim->come || !c->named || !c->i || in_company(s, claim))
			continue;
		alone = true;
		if (head->sentence != s->clauses[i].sentence || c->sentence == head->sentence)
			claim_doubt(claim, "seats-unsure", s->clauses[i].first);
	}
	return alone;
}

/* `Nur meine Frau.`, `everyone but my wife`: with the writer, or without? */
static bool not_all(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_ONLY) || clause_means(s, c, SENSE_BARRING) ||
		clause_tokens_mean(s, c, SENSE_EXCEPT);
}

/* `wir kommen zu dritt. Plus zwei Kinder.`: are they of the three? */
static bool adds_to_number(const struct clause *head, const struct clause *c)
{
	bool with = false, counted = false;

	for (size_t i = 0; i < c->people_count; i++)
		with = with || (c->people[i]->with && !c->people[i]->me);
	for (size_t i = 0; i < head->people_count; i++)
		counted = counted || (head->people[i]->total && head->people[i]->count > 1);
	return with && counted;
}

/* People in a fragment of their own: names of a list, `Anzahl Personen: 2`, `zu zweit`. */
static void add_people(struct study *s, struct pass *p, size_t i)
{
	const struct clause *c = &s->clauses[i];
	bool total = false;

	for (size_t k = 0; k < c->people_count; k++)
		total = total || c->people[k]->total;
	if (p->last == SIZE_MAX) {
		bool brings = clause_has(c, SENSE_WITH) && c->i && c->why == NULL && !c->told &&
			!c->question && c->negations == 0 && !c->hedged;
		bool orders = total && c->verbless && clause_means(s, c, SENSE_PLEASE);
		p->pending = (total && c->we) || brings || orders ? i : SIZE_MAX;
		return;
	}
	const struct clause *head = &s->clauses[p->out->items[p->last].clauses[0]];
	if ((!total && not_all(s, c)) || adds_to_number(head, c))
		claim_doubt(&p->out->items[p->last], "seats-unsure", c->first);
	for (size_t k = total && !only_there(s, p, i) ? 0 : p->last; k <= p->last; k++)
		if (p->out->items[k].come)
			claims_attach(s, &p->out->items[k], i);
}

/* `Danke, Kim Berger`: the writer's own name behind thanks, in the letter's last words. */
static bool signs_with_thanks(const struct study *s, const struct clause *c)
{
	const struct people *p = c->people[0];
	bool thanks = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool leave = atom_means(a, SENSE_THANKS) || atom_means(a, SENSE_WISH) ||
			atom_means(a, SENSE_CLOSING);
		thanks = thanks || leave;
		if (!leave && a->kind != ATOM_PUNCT && a->kind != ATOM_SILENT &&
			a->kind != ATOM_PEOPLE)
			return false;
	}
	return thanks && c->people_count == 1 && p->person_count == 1 &&
		p->persons[0].name != NULL &&
		name_compare(p->persons[0].name, s->reading->writer) == NAME_SAME;
}

static bool claims_come(const struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++)
		if (claims->items[i].come)
			return true;
	return false;
}

/* Whether a word of it stands in From: `Elif Aydemir`, of `Salon Elif`. */
static bool shares_from(const struct study *s, const struct clause *c)
{
	const char *from = s->message->envelope->from.name;

	for (size_t i = c->first; i < c->end && from != NULL; i++)
		for (size_t k = s->atoms[i].first; k < s->atoms[i].first + s->atoms[i].count; k++)
			if (s->tokens[k].capital && s->tokens[k].text.len >= NAME_BYTES_MIN &&
				slice_find_ci(slice_of(from),
					arena_string(s->arena, s->tokens[k].text)) >= 0)
				return true;
	return false;
}

/* Whether it is who signs or one who comes too, nobody can tell: where others come they are counted. */
static void leave_signature(struct study *s, struct pass *p, size_t i)
{
	struct claim *last = &p->out->items[p->last];
	const struct clause *head = &s->clauses[last->clauses[0]];

	/* nobody can be added to those who do not come */
	if (!claims_come(p->out) && shares_from(s, &s->clauses[i])) {
		s->clauses[i].joined = true;
		return;
	}
	clause_trouble(&s->clauses[i], "person-left-over", s->clauses[i].first);
	if (!head->i && !head->we)
		add_people(s, p, i);
	claim_doubt(last, "person-left-over", s->clauses[i].first);
	s->clauses[i].joined = true;
}

/* Whether the writer is among those who are counted there. */
static bool counts_me(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (c->people[i]->me && c->people[i]->count > 0 && !c->people[i]->we)
			return true;
	return (c->i && !c->we) || clause_by_oneself(s, c);
}

/* A fragment below a line that announces: it takes the polarity, and the people, of that line. */
static void add_listed(struct study *s, struct pass *p, size_t i)
{
	struct clause *c = &s->clauses[i];
	const struct clause *head = &s->clauses[p->head];

	p->sentence = c->sentence;
	if (!c->named) {
		add_people(s, p, i);
		return;
	}
	struct claim *claim = claims_add(s, p->out, i, head->says == SAYS_COME, c->events);
	/* `wir sind dabei: am 21. nur ich`: who comes there is said */
	if (!(head->people_count <= 1 && head->we && counts_me(s, c)))
		claims_attach(s, claim, p->head);
	s->clauses[i].joined = true;
	s->clauses[p->head].joined = true;
	p->last = p->out->count - 1;
}

static bool goes_on(const struct study *s, const struct pass *p, const struct clause *c)
{
	return p->head != SIZE_MAX && c->sentence <= p->sentence + 1 &&
		(s->sentences[c->sentence].item || c->fragment);
}

/* A bare yes or no to a mail of ours. */
static bool is_answer(const struct study *s, const struct clause *c)
{
	return s->answered != ANSWERED_NONE && c->elliptic && !c->named && c->people_count == 0 &&
		eset_empty(s->sentences[c->sentence].quoted) &&
		(clause_means(s, c, SENSE_YES) || clause_means(s, c, SENSE_NO));
}

/* `teilzunehmen`, `zu kommen` */
static bool is_infinitive(const struct study *s, const struct clause *c)
{
	size_t at = c->predicates[0].atom;
	const struct atom *before = at > c->first ? &s->atoms[at - 1] : NULL;

	return c->predicates[0].forms == FORM_INF ||
		(c->predicates[0].forms & FORM_INF && before != NULL &&
			tongue_infinitive(s, before));
}

/* `es ist mir leider nicht möglich, am Kongress teilzunehmen`: an infinitive that says of what the no
 * before it is; every word of it must be understood. */
static bool names_what_not(const struct study *s, const struct pass *p, const struct clause *c)
{
	const struct clause *before = c - 1;

	if (c == s->clauses || before->sentence != c->sentence || c->sign != ',' ||
		before->says != SAYS_NOT_COME || before->named || before->why != NULL ||
		before->predicate_count != 1 || before->predicates[0].forms != 0)
		return false;
	if (!c->named || c->several || c->event_trouble || c->negations > 0 || c->hedged ||
		c->predicate_count != 1 || !is_infinitive(s, c) ||
		c->predicates[0].sense != SENSE_COME || !eset_empty(c->swapped) ||
		!eset_empty(c->except) || p->last == SIZE_MAX)
		return false;
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->count > 1)
			return false;
	/* nothing that may limit it: `nicht möglich, pünktlich zu kommen` */
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool zu = tongue_infinitive(s, a);
		if (a->kind != ATOM_PUNCT && a->kind != ATOM_SILENT && a->use != USE_EVENT &&
			a->use != USE_INTENT && !zu)
			return false;
	}
	return p->out->items[p->last].clauses[0] == (size_t)(before - s->clauses);
}

/* `am 16. komme ich allein, am 18. mit meiner Frau und am 21. mit zwei Kollegen`: others to each event, in a
 * sentence that begins with somebody who comes. */
static bool other_company(const struct study *s, const struct pass *p, size_t i)
{
	const struct clause *c = &s->clauses[i], *from = c;
	bool with = false, alone = clause_means(s, c, SENSE_ALONE);

	if ((c->sign != ',' && c->sign != '&') || (c->people_count == 0 && !alone))
		return false;
	do {
		if (from == s->clauses || (--from)->sentence != c->sentence)
			return false;
	} while (from->fragment && from->named &&
		claimed_clause(p->out, (size_t)(from - s->clauses)));
	for (size_t k = 0; k < c->people_count; k++)
		with = with || c->people[k]->with;
	/* with whom, where somebody else comes? */
	if ((with || alone) && (!from->i || from->we || from->third))
		return false;
	return from->says == SAYS_COME && from->named && from->people_count > 0;
}

/* `Kongress auch, | da nur ich`: the part behind it that says the writer comes alone there; NULL. */
static struct clause *alone_behind(struct study *s, size_t i)
{
	struct clause *c = &s->clauses[i], *part = c + 1;

	bool behind = i + 1 < s->clause_count && part->sentence == c->sentence && part->verbless &&
		!part->named;
	return behind &&
			(clause_means(s, part, SENSE_ALONE) ||
				clause_tokens_mean(s, part, SENSE_EXCEPT))
		? part
		: NULL;
}

/* Nothing but that stands there. */
static bool only_alone(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {SENSE_THERE, SENSE_BUT, SENSE_SAFE, SENSE_ALONE};

	for (size_t i = c->first; i < c->end; i++)
		if (!atom_quiet(&s->atoms[i]) && !ATOM_MEANS_ANY(&s->atoms[i], known))
			return false;
	return clause_means(s, c, SENSE_ALONE);
}

/* `Am 16. bin ich dabei. Am 18. auch.`: the same people come, but where it is said that the writer comes alone. */
static void take_also(struct study *s, struct pass *p, size_t i)
{
	struct clause *c = &s->clauses[i], *alone = alone_behind(s, i);
	const struct clause *before = c - 1;
	struct claim *claim = claims_add(s, p->out, i, true, c->events);

	bool mine = before->i || before->verbless;
	bool here = clause_means(s, c, SENSE_ALONE) && c->people_count == 0;
	if (alone != NULL && only_alone(s, alone) && mine)
		alone->joined = true;
	else if (alone != NULL || (here && !mine) || clause_tokens_mean(s, c, SENSE_EXCEPT))
		claim_doubt(claim, "seats-unsure", c->first);
	else if (!here && c->people_count == 0 && before->people_count > 0)
		claims_attach(s, claim, i - 1);
	p->last = p->out->count - 1;
}

static void take(struct study *s, struct pass *p, size_t i)
{
	struct clause *c = &s->clauses[i];
	const struct clause *before = i > 0 ? &s->clauses[i - 1] : NULL;

	if (s->sentences[c->sentence].unticked) {
		c->joined = true;
		p->sentence = c->sentence;
	} else if (is_answer(s, c)) {
		c->joined =
			true; /* reading->answer has it: what it means hangs on what was asked */
	} else if (names_what_not(s, p, c)) {
		p->out->items[p->last].events = c->events; /* nicht möglich, am 16. zu kommen */
		c->joined = true;
	} else if (corrects_event(s, c) && p->last != SIZE_MAX &&
		p->out->items[p->last].clauses[0] == i - 1) {
		p->out->items[p->last].events = c->events; /* am 21., nein, am 22. */
		c->joined = true;
	} else if (claims_says(c)) {
		if (c->elliptic && corrects_unclear(s, c))
			clause_trouble(c, "negation-unclear", c->first);
		add_decision(s, p, i);
	} else if (c->fragment && c->sign == 'b' && c->named && before != NULL &&
		before->sentence == c->sentence && before->says == SAYS_NOT_COME &&
		(before->named || s->atoms[c->first].kind == ATOM_PUNCT)) {
		/* not `komme nicht aber am 22.`, which may be one clause */
		struct claim *claim = claims_add(s, p->out, i, true, c->events);
		/* nicht am 16., sondern am 18.: the same people */
		if (c->people_count == 0 && before->people_count > 0)
			claims_attach(s, claim, i - 1);
		c->joined = true;
		p->last = p->out->count - 1;
	} else if (afresh_counted(s, p->out, c)) {
		claims_add(s, p->out, i, true, c->events);
		p->last = p->out->count - 1;
	} else if (c->fragment && c->named && other_company(s, p, i)) {
		claims_add(s, p->out, i, true, c->events); /* am 16. kommt Frau A, am 18. Herr B */
		p->last = p->out->count - 1;
	} else if (c->fragment && c->named && clause_means(s, c, SENSE_ALSO) && before != NULL &&
		before->says == SAYS_COME && before->sentence + 1 >= c->sentence) {
		take_also(s, p, i);
	} else if (p->last != SIZE_MAX && seconds_yes(s, &p->out->items[p->last], c)) {
		/* with the same people */
		size_t head = p->out->items[p->last].clauses[0];
		claims_attach(s, claims_add(s, p->out, i, true, c->events), head);
		c->joined = true;
		p->last = p->out->count - 1;
	} else if (!eset_empty(totals_now(s, c))) {
		c->change = true;
		claims_add(s, p->out, i, true, totals_now(s, c));
		c->joined = true;
		p->last = p->out->count - 1;
	} else if (c->fragment && goes_on(s, p, c)) {
		add_listed(s, p, i);
	} else if (c->fragment && !c->named && c->people_count > 0) {
		if (claims_may_sign(s, c) && c->why == NULL && signs_with_thanks(s, c))
			c->joined = true;
		else if (claims_may_sign(s, c) && p->last != SIZE_MAX)
			leave_signature(s, p, i);
		else
			add_people(s, p, i);
	}
}

/* A head whose list named the events has no claim of its own. */
static void drop_heads(struct study *s, struct claims *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++) {
		const struct clause *c = &s->clauses[out->items[i].clauses[0]];
		if (!(c->joined && claims_says(c) && !c->named))
			out->items[kept++] = out->items[i];
	}
	out->count = kept;
}

/* A number of people beside a list of events holds for each; names do where there is one event. */
static void share_headcount(struct study *s, struct claims *out, size_t clause)
{
	const struct clause *c = &s->clauses[clause];
	bool total = false;

	for (size_t i = 0; i < c->people_count; i++)
		total = total || c->people[i]->total;
	for (size_t k = 0; k < out->count; k++) {
		claims_attach(s, &out->items[k], clause);
		if (!total && out->count > 1 && out->items[k].why == NULL)
			out->items[k].why = "seats-unsure";
	}
}

/* `Thank you!`: nothing but courtesy. */
static bool courtesy(const struct study *s, const struct clause *c)
{
	bool any = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool kind = atom_means(a, SENSE_THANKS) || atom_means(a, SENSE_WISH) ||
			atom_means(a, SENSE_PLEASE) || atom_means(a, SENSE_GREETING) ||
			atom_means(a, SENSE_CLOSING);
		bool doubt = atom_means(a, SENSE_OBSTACLE) || atom_means(a, SENSE_REGRET) ||
			atom_means(a, SENSE_NEG) || atom_means(a, SENSE_NO);
		if (doubt || !(kind || atom_quiet(a)))
			return false;
		any = any || kind;
	}
	return any;
}

/* A question about something else, beside what is asked for. */
static bool asks_aside(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++) /* `could you send me the programme?` */
		if (!c->people[i]->me || c->people[i]->count > 1 || c->people[i]->person_count > 0)
			return false;
	return c->question && (!c->named || claims_only_place(s, c)) && c->negations == 0 &&
		!c->hedged && !c->condition && !c->verbless && !clause_intends(c);
}

/* `I am adjusting my participation`: nothing but that what stands beside it is new. */
static bool announces_change(const struct study *s, const struct clause *c)
{
	static const enum sense more[] = {SENSE_SWAP, SENSE_RATHER, SENSE_WOULD, SENSE_MUST,
		SENSE_CAN, SENSE_WILL, SENSE_PAST, SENSE_LATER, SENSE_EVENT};

	return clause_means(s, c, SENSE_CHANGE) && clause_means(s, c, SENSE_REGISTRATION) &&
		clause_tokens_mean(s, c, SENSE_MY) && c->i && !c->we && !c->third && !c->named &&
		!CLAUSE_MEANS_ANY(s, c, more);
}

/* Prose beside fragments that ask: it wants nothing and says nothing against it; the ledger looks at
 * the rest. */
static bool innocent(const struct study *s, const struct clause *c)
{
	static const enum sense doubts[] = {SENSE_REGRET, SENSE_OBSTACLE, SENSE_NO, SENSE_HEDGE,
		SENSE_OPEN, SENSE_RETRACT, SENSE_CANCELLATION, SENSE_OR, SENSE_MORE, SENSE_SWAP};

	bool announces = announces_change(s, c);
	if (c->says != SAYS_NOTHING || c->named || c->negations > 0 || c->condition ||
		clause_intends(c) || (clause_means(s, c, SENSE_CHANGE) && !announces))
		return false;
	for (size_t i = 0; i < c->people_count; i++) /* `we were talking about it` */
		if (!c->people[i]->me || c->people[i]->count > 1 || c->people[i]->with ||
			c->people[i]->total || !(announces || talk_has_verb(c)))
			return false;
	if (CLAUSE_MEANS_ANY(s, c, doubts))
		return false;
	return true;
}

/* `Friday only for me`, `für mich nur der Kongress`: only that, and for whom. */
static bool only_for_me(const struct study *s, const struct clause *c)
{
	bool only = clause_tokens_mean(s, c, SENSE_ONLY), me = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool lead = atom_means(a, SENSE_FOR) && i + 1 < c->end &&
			a[1].kind == ATOM_PEOPLE && a[1].people->me && !a[1].people->we &&
			a[1].people->count <= 1;
		bool phrase = atom_means(a, SENSE_ALONE) && a->count > 1 &&
			token_means(last_token(s, a), SENSE_ME);
		me = me || lead || phrase;
	}
	return only && me && c->named && eset_count(c->events) == 1;
}

/* Whether a fragment asks by more than a name: how many, `please`, `yes`. */
static bool asks(const struct study *s, const struct clause *c)
{
	bool total = only_for_me(s, c);

	for (size_t i = 0; i < c->people_count; i++)
		total = total || (c->people[i]->total && !c->people[i]->unsure);
	return c->fragment &&
		(total || clause_means(s, c, SENSE_PLEASE) || clause_means(s, c, SENSE_GLADLY));
}

static bool aside_of_fragments(const struct study *s, const struct clause *c)
{
	/* `:-)` */
	bool empty = atoms_past_quiet(s, c->first, c->end) == c->end;

	return claims_in_subject(s, c) || s->sentences[c->sentence].unticked || empty ||
		courtesy(s, c) || asks_aside(s, c) || exception_explained(s, c);
}

/* We asked which registrations are to be cancelled: what is named in answer to that, is. */
static bool fragments_come(const struct study *s)
{
	return s->answered != ANSWERED_WHICH_CANCEL;
}

/* `for the congress: one more, please`: than whom? */
static bool counts_on(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_WORD && atom_means(a, SENSE_MORE) &&
			!atom_means(a, SENSE_ONLY) && !atom_means(a, SENSE_WITH) &&
			a->use != USE_PEOPLE)
			return true;
	}
	return false;
}

/* `Kongress :-(` */
static bool sad(const struct study *s)
{
	for (size_t i = 0; i < s->token_count; i++)
		if (s->tokens[i].in != IN_SUBJECT && token_sad(&s->tokens[i]))
			return true;
	return false;
}

/* Nothing but events, names, numbers of people: a decision to come. */
static void all_fragments(struct study *s, struct claims *out)
{
	bool any = false, asked = false, prose = false, only = false;

	if (sad(s))
		return;
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (aside_of_fragments(s, c))
			continue;
		bool whole = c->fragment && c->why == NULL && !clause_has(c, SENSE_WITH) &&
			!counts_on(s, c);
		if (!whole && !innocent(s, c))
			return;
		prose = prose || !whole;
		asked = asked || (whole && asks(s, c));
		any = any || (whole && c->named);
		only = only || (whole && only_for_me(s, c));
	}
	for (size_t i = 0; any && i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		if (only && announces_change(s, c))
			c->told = c->joined = true;
		if (aside_of_fragments(s, c) || !c->fragment || (prose && !asked))
			continue;
		c->joined = true;
		if (c->named)
			claims_add(s, out, i, fragments_come(s), c->events);
	}
	for (size_t i = 0; any && i < s->clause_count; i++)
		if (s->clauses[i].joined && !s->clauses[i].named && s->clauses[i].fragment)
			share_headcount(s, out, i);
}

/* `All the forums, but not the congress`: what stands before a no with events of its own, in a
 * sentence of nothing else. */
static void before_no(struct study *s, struct claims *out, size_t i)
{
	const struct clause *c = &s->clauses[i], *before = c - 1;

	if (i == 0 || !c->elliptic || !c->named || c->says != SAYS_NOT_COME || c->why != NULL ||
		before->sentence != c->sentence || !before->fragment || !before->named ||
		before->why != NULL || before->joined || before->people_count > 0 ||
		s->sentences[c->sentence].question || claims_in_subject(s, c) ||
		before->first != s->sentences[c->sentence].first ||
		c->end != s->sentences[c->sentence].end || (c->sign != ',' && c->sign != 'b'))
		return;
	claims_add(s, out, i - 1, true, eset_minus(before->events, c->events));
	s->clauses[i - 1].joined = true;
}

/* `Tell Amanda I look forward to seeing her at the congress`: passed on to somebody else, behind a request for it. */
static bool passes_on(const struct study *s, const struct claims *out, size_t i)
{
	const struct claim *claim = &out->items[i];
	const struct clause *c = &s->clauses[claim->clauses[0]];
	size_t head = atoms_past_quiet(s, c->first, c->end);
	const struct token *next = first_token(s, study_atom(s, head + 1, c->end));

	if (claim->why == NULL || strcmp(claim->why, "third-party") != 0 ||
		!token_means(first_token(s, study_atom(s, head, c->end)), SENSE_TELL) ||
		token_means(next, SENSE_ME) || token_means(next, SENSE_US))
		return false;
	for (size_t k = 0; k < i; k++)
		if (out->items[k].why == NULL && out->items[k].come == claim->come &&
			eset_within(claim->events, out->items[k].events))
			return true;
	return false;
}

static void drop_passed_on(struct study *s, struct claims *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++) {
		if (passes_on(s, out, i))
			s->clauses[out->items[i].clauses[0]].joined = true;
		else
			out->items[kept++] = out->items[i];
	}
	out->count = kept;
}

struct eset claims_events(const struct claims *c, bool come)
{
	struct eset out = {0};

	for (size_t i = 0; i < c->count; i++)
		if (c->items[i].come == come)
			out = eset_or(out, c->items[i].events);
	return out;
}

/* People that one decision names hold for another of the same event that names none. */
static void share_people(struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++)
		for (size_t k = 0; k < out->count; k++) {
			struct claim *a = &out->items[i], *b = &out->items[k];
			bool each = claims_both_each(s, &s->clauses[b->clauses[0]]) &&
				eset_within(a->events, b->events);
			if (i == k || !a->come || !b->come || eset_empty(a->events) ||
				!(each || eset_eq(a->events, b->events)))
				continue;
			size_t n = b->clause_count;
			for (size_t x = 0; x < n; x++)
				claims_attach(s, a, b->clauses[x]);
		}
}

/* What stands in a form that nobody filled in is the form's: no word of it without a verb decides. */
static void doubt_blank_form(const struct study *s, struct claims *out)
{
	if (!forms_blank(s))
		return;
	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		if (s->clauses[claim->clauses[0]].verbless)
			claim_doubt(claim, "not-understood", s->clauses[claim->clauses[0]].first);
	}
}

void claims_make(struct study *s, struct claims *out)
{
	struct pass p = {.out = out,
		.head = SIZE_MAX,
		.head_claim = SIZE_MAX,
		.last = SIZE_MAX,
		.pending = SIZE_MAX};

	*out = (struct claims){0};
	claims_read_subject(s, out);
	for (size_t i = 0; i < s->clause_count; i++)
		if (!claims_in_subject(s, &s->clauses[i]))
			take(s, &p, i);
	drop_heads(s, out);
	for (size_t i = 0; i < s->clause_count; i++)
		if (!claims_in_subject(s, &s->clauses[i]) && afresh_opens(s, out, &s->clauses[i])) {
			s->clauses[i].joined = true;
			claims_add(s, out, i, true, s->clauses[i].events);
			break;
		}
	for (size_t i = 0, n = out->count; i < s->clause_count && n > 0; i++)
		before_no(s, out, i);
	if (out->count == 0)
		all_fragments(s, out);
	if (out->count == 0 && claims_body_neutral(s))
		claims_decide_by_subject(s, out);
	else
		claims_hold_against_subject(s, out);
	claims_drop_substituted(s, out);
	claims_drop_elsewhere(s, out);
	claims_turn_wishes(s, out);
	claims_find_missing(s, out);
	drop_passed_on(s, out);
	claims_drop_substituted(s, out);
	substitutes_settle(s, out);
	claims_drop_others_no(s, out);
	others_drop_own_no(s, out);
	claims_doubt_wishes(s, out);
	claims_doubt_choices(s, out);
	claims_doubt_kept_days(s, out);
	claims_doubt_others(s, out);
	claims_doubt_additions(s, out);
	claims_doubt_company(s, out);
	claims_doubt_their_no(s, out);
	claims_doubt_partings(s, out);
	contrasts_doubt(s, out);
	narrowed_doubt(s, out);
	replies_doubt_only(s, out);
	replies_doubt_kept(s, out);
	replies_doubt_list(s, out);
	everywhere_settle(s, out);
	exceptions_settle(s, out);
	late_doubt_hours(s, out);
	late_doubt_put_off(s, out);
	late_doubt_one_day(s, out);
	doubt_blank_form(s, out);
	principals_split(s, out);
	companions_settle(s, out);
	share_people(s, out);
	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		if (s->clauses[claim->clauses[0]].announces && claim->clause_count == 1 &&
			claim->why == NULL)
			claim->why = "list-missing";
		seats_count(s, claim);
	}
	overlaps_doubt(s, out);
	choices_settle(s, out);
	divided_doubt(s, out);
	assents_settle(s, out);
}
