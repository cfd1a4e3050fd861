#include "reading/claims/replies.h"

#include "reading/answered.h"
#include "reading/claims/claims-events.h"
#include "reading/clauses/verbs.h"

/* Thanks, a greeting, a closing: nothing that anybody would have to look at. */
static bool courteous(const struct atom *a)
{
	static const enum sense courtesies[] = {
		SENSE_THANKS, SENSE_GREETING, SENSE_CLOSING, SENSE_YOU, SENSE_YOUR};
	static const enum sense never[] = {SENSE_COME, SENSE_REGISTER, SENSE_DECLINE, SENSE_CANCEL,
		SENSE_NEG, SENSE_NO, SENSE_REGRET, SENSE_OBSTACLE, SENSE_BUT};

	return atom_quiet(a) || (ATOM_MEANS_ANY(a, courtesies) && !ATOM_MEANS_ANY(a, never));
}

/* What may stand beside `alles klar` and `looking forward to it`: who is pleased, and words that change nothing. */
static bool beside_noted(const struct atom *a)
{
	static const enum sense fillers[] = {SENSE_SAFE, SENSE_POINTER, SENSE_ALL, SENSE_AND,
		SENSE_BE, SENSE_ARTICLE, SENSE_THERE, SENSE_PRAISE};
	static const enum sense never[] = {SENSE_YES, SENSE_NEG, SENSE_NO, SENSE_REGRET,
		SENSE_OBSTACLE, SENSE_BUT, SENSE_MORE, SENSE_ALSO, SENSE_ONLY, SENSE_CONTRARY,
		SENSE_WITH, SENSE_REST, SENSE_BOTH, SENSE_CHANGE, SENSE_REGISTER, SENSE_CANCEL,
		SENSE_DECLINE};

	if (a->kind == ATOM_PEOPLE)
		return a->people->me && !a->people->we && a->people->count <= 1 &&
			!a->people->total && !a->people->with && a->people->person_count == 0;
	return ATOM_MEANS_ANY(a, fillers) && !ATOM_MEANS_ANY(a, never);
}

/* `bis zum 16.!`: the day of an event that the mail showed. */
static bool until_then(const struct study *s, size_t at, size_t first)
{
	const struct atom *a = &s->atoms[at];

	return a->kind == ATOM_EVENT && at > first && atom_means(a - 1, SENSE_UNTIL) &&
		!eset_empty(a->events) && eset_within(a->events, s->shown);
}

/* What is attached may be the letter. */
static bool brings_something(const struct message *m)
{
	for (size_t i = 0; i < m->part_count; i++)
		if (m->parts[i].role == PART_ATTACHMENT)
			return true;
	return false;
}

/* `Okay`, `Danke, passt so`: a sentence that says no more than that a mail was read that said how they stand, or that they do
 * not come: who is pleased to come says more than that. */
static bool only_notes(const struct study *s, const struct sentence *x)
{
	size_t last = x->end;
	bool noted = false, in = s->answered == ANSWERED_STATE;

	while (last > x->first && atom_quiet(&s->atoms[last - 1]))
		last--;
	for (size_t i = x->first; i < last; i++) {
		const struct atom *a = &s->atoms[i];
		bool read = atom_means(a, SENSE_NOTED) && !atom_means(a, SENSE_REGRET) &&
			(in || a->count == 1 || atom_means(a, SENSE_CONFIRMS));
		bool until = until_then(s, i, x->first) ||
			(i + 1 < last && until_then(s, i + 1, x->first));
		bool people = a->kind == ATOM_PEOPLE && !in;
		bool all = atom_means(a, SENSE_ALL) && i + 1 == last;
		noted = noted || read || (until && in);
		if (!read && !courteous(a) && (people || all || !beside_noted(a)) &&
			(!until || !in))
			return false;
	}
	return noted && (in || s->answered == ANSWERED_GONE);
}

static bool only_courtesy(const struct study *s, const struct sentence *x)
{
	for (size_t i = x->first; i < x->end; i++)
		if (!courteous(&s->atoms[i]))
			return false;
	return true;
}

/* `Vielen Dank und viele Grüße` closes it, and is all of it. */
static bool closes_with_thanks(const struct study *s)
{
	for (size_t i = 0; i < s->token_count; i++)
		if (s->rows[s->tokens[i].row].sort == ROW_CLOSING &&
			token_means(&s->tokens[i], SENSE_THANKS))
			return true;
	return false;
}

bool replies_thank(const struct study *s)
{
	bool kind = false;

	if (s->answered == ANSWERED_NONE || brings_something(s->message))
		return false;
	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		bool said = x->sort == ROW_BODY || x->sort == ROW_SUBJECT || x->below;
		bool notes = said && !x->question && only_notes(s, x);
		if (said && !notes && (x->question || !only_courtesy(s, x)))
			return false;
		for (size_t k = x->first; said && k < x->end; k++)
			kind = kind || notes || atom_means(&s->atoms[k], SENSE_THANKS);
	}
	return kind || closes_with_thanks(s);
}

/* `keinen davon`, `none of them`: nothing but that. */
static bool only_refuses(const struct study *s, const struct sentence *x)
{
	static const enum sense whom[] = {SENSE_NONE, SENSE_NOBODY, SENSE_OTHERS};
	static const enum sense beside[] = {
		SENSE_POINTER, SENSE_ORIGIN, SENSE_OTHERS, SENSE_REGRET};
	bool none = false;

	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool no = atom_means(a, SENSE_NEG) && ATOM_MEANS_ANY(a, whom);
		bool more = ATOM_MEANS_ANY(a, beside) && !atom_means(a, SENSE_NEG);
		if (!courteous(a) && (no ? none : !more))
			return false;
		none = none || no;
	}
	return none && !x->question;
}

bool replies_refuse(const struct study *s)
{
	bool none = false;

	if (!answered_asks(s) || brings_something(s->message))
		return false;
	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		if (x->sort != ROW_BODY && x->sort != ROW_SUBJECT && !x->below)
			continue;
		if (!only_courtesy(s, x) && (none || !only_refuses(s, x)))
			return false;
		none = none || !only_courtesy(s, x);
	}
	return none;
}

/* ---- how many, or not ---- */

/* What one sentence of it decides. */
struct core {
	size_t atom; /* that says it; SIZE_MAX: none does */
	bool come;
	bool change; /* by words of change: doch, nur */
};

static bool is_total(const struct atom *a)
{
	const struct people *p = a->people;

	return a->kind == ATOM_PEOPLE && p->total && p->count > 0 && !p->unsure && !p->with &&
		!p->members && !p->outsider && p->person_count == 0;
}

/* `wir sind`, `ich`: who counts, and does not say how many. */
static bool is_us(const struct atom *a)
{
	const struct people *p = a->people;

	return a->kind == ATOM_PEOPLE && p->me && p->count <= 1 && !p->total && !p->with &&
		!p->object && p->person_count == 0;
}

/* What may stand beside the number, the no, the verb. */
static bool beside_core(const struct atom *a)
{
	static const enum sense fillers[] = {SENSE_SAFE, SENSE_PLEASE, SENSE_CONTRARY, SENSE_NOTED,
		SENSE_YES, SENSE_THERE, SENSE_THIS_EVENT, SENSE_REGRET, SENSE_OPENS, SENSE_WISH};
	static const enum sense never[] = {SENSE_NEG, SENSE_NO, SENSE_MORE, SENSE_ALSO, SENSE_WITH,
		SENSE_REST, SENSE_BOTH, SENSE_HEDGE, SENSE_OR, SENSE_EXCEPT, SENSE_CONDITION,
		SENSE_ABOUT, SENSE_PAST, SENSE_RETRACT, SENSE_DECLINE, SENSE_OBSTACLE,
		SENSE_REGISTER, SENSE_CANCEL, SENSE_COME, SENSE_OPEN, SENSE_CHILD, SENSE_NOBODY};

	return !a->near_alarm &&
		(courteous(a) || (ATOM_MEANS_ANY(a, fillers) && !ATOM_MEANS_ANY(a, never)));
}

/* `wir sind doch drei`, `zwei Plätze, bitte`, `only me then`. */
static struct core counts(const struct study *s, const struct sentence *x)
{
	struct core out = {.atom = SIZE_MAX, .come = true}, none = {.atom = SIZE_MAX};
	bool alone = false, we = false;

	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool one = atom_means(a, SENSE_ALONE);
		if (is_total(a) || one) {
			if (out.atom != SIZE_MAX)
				return none;
			out.atom = i;
			alone = one;
		} else if (is_us(a)) {
			we = we || a->people->we;
		} else if (!atom_means(a, SENSE_BE) && !atom_means(a, SENSE_WILL) &&
			!atom_means(a, SENSE_ONLY) && !beside_core(a)) {
			return none;
		}
		out.change = out.change || one || atom_means(a, SENSE_ONLY) ||
			atom_means(a, SENSE_CONTRARY);
	}
	return alone && we ? none : out;
}

/* Whether the word is a form of such a verb, without a particle. */
static bool verb_form(const struct atom *a, enum sense sense, unsigned forms)
{
	if (a->kind != ATOM_WORD || a->meaning == NULL)
		return false;
	for (const struct inflection *f = a->meaning->inflections; f != NULL; f = f->next)
		if (f->verb->sense == sense && f->forms & forms &&
			(f->joined || f->verb->particle.len == 0))
			return true;
	return false;
}

/* `bitte stornieren`; `sorry, not coming`; `leider doch keine Zeit`; `doch nicht`. */
static struct core leaves(const struct study *s, const struct sentence *x)
{
	struct core out = {.atom = SIZE_MAX}, none = {.atom = SIZE_MAX};
	bool order = false, what = false, firm = false, please = false;

	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool cancels = verb_form(a, SENSE_CANCEL, FORM_INF | FORM_IMP);
		bool no = atom_means(a, SENSE_NEG);
		bool of_what = !what && out.atom != SIZE_MAX && !order &&
			(verb_form(a, SENSE_COME, FORM_GERUND) || atom_means(a, SENSE_KEEN));
		if (cancels || no) {
			if (out.atom != SIZE_MAX)
				return none;
			out.atom = i;
			order = cancels;
		} else if (of_what) {
			what = true;
		} else if (!beside_core(a)) {
			return none;
		}
		please = please || atom_means(a, SENSE_PLEASE);
		firm = firm || atom_means(a, SENSE_CONTRARY) || (no && a->count > 1);
	}
	return out.atom == SIZE_MAX || !(order ? please : what || firm) ? none : out;
}

/* The sentence's clause with that atom says it, and those beside it nothing. */
static void decide_by(struct study *s, const struct sentence *x, const struct core *core)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		if (c->first < x->first || c->end > x->end)
			continue;
		bool says = c->first <= core->atom && core->atom < c->end;
		c->says = !says ? SAYS_NOTHING : core->come ? SAYS_COME : SAYS_NOT_COME;
		c->why = NULL;
		c->fragment = c->question = c->third = c->hedged = false;
		c->joined = !says;
		c->change = c->change || (says && core->change);
		for (size_t k = c->first; k < c->end; k++)
			if (s->atoms[k].use == USE_NONE)
				s->atoms[k].use = k == core->atom && !core->come ? USE_POLARITY
					: s->atoms[k].kind == ATOM_PEOPLE        ? USE_PEOPLE
										 : USE_SAFE;
	}
}

/* `ja, beide`, `beide bitte`, where we asked which are to be cancelled; `ja, zu beiden` may mean the opposite. */
static void cancel_by_yes(struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		bool going = false;
		for (size_t k = c->first; k < c->end; k++)
			going = going || s->atoms[k].going || atom_means(&s->atoms[k], SENSE_GOING);
		bool bare = c->predicate_count == 0 && c->people_count == 0 && c->negations == 0;
		if (!bare || going || !c->named || c->says != SAYS_COME ||
			!(clause_means(s, c, SENSE_YES) || clause_means(s, c, SENSE_PLEASE)))
			continue;
		c->says = SAYS_NOT_COME;
		s->reply = s->clause_count == 1;
	}
}

void replies_settle(struct study *s)
{
	struct core core = {.atom = SIZE_MAX};
	const struct sentence *where = NULL;

	if (s->answered == ANSWERED_WHICH_CANCEL)
		cancel_by_yes(s);
	if (s->answered != ANSWERED_STATE || brings_something(s->message))
		return;
	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		if (x->sort != ROW_BODY && x->sort != ROW_SUBJECT && !x->below)
			continue;
		if (!x->question && (only_courtesy(s, x) || only_notes(s, x)))
			continue;
		struct core counted = counts(s, x), left = leaves(s, x);
		core = counted.atom != SIZE_MAX ? counted : left;
		if (where != NULL || core.atom == SIZE_MAX || x->question || x->sort != ROW_BODY ||
			!eset_empty(x->quoted))
			return;
		where = x;
	}
	if (where == NULL)
		return;
	decide_by(s, where, &core);
	s->reply = true;
}

/* ---- what a person is offered ---- */

/* Whether something keeps the writer away: `bin leider krank`. */
static bool hindered(const struct study *s, const struct clause *c)
{
	return (clause_means(s, c, SENSE_OBSTACLE) || clause_means(s, c, SENSE_AILS)) &&
		!c->third && !c->question && c->negations == 0 && c->people_count <= 1 && !c->named;
}

/* `noch zwei Plätze`, `plus one`: so many more; 0. */
static int more_seats(const struct study *s, const struct clause *c)
{
	int n = 0;

	if (!clause_tokens_mean(s, c, SENSE_MORE) || c->question || c->negations > 0 || c->named)
		return 0;
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p->unsure || p->person_count > 0 || n > 0)
			return 0;
		n = p->me ? 0 : p->count;
	}
	return n;
}

void replies_guess(const struct study *s, struct requests *out)
{
	struct eset shown = eset_and(s->shown, s->coming);

	if (s->answered != ANSWERED_STATE)
		return;
	for (size_t i = 0; i < s->clause_count && out->count == 0; i++) {
		const struct clause *c = &s->clauses[i];
		bool body = s->sentences[c->sentence].sort == ROW_BODY;
		int more = body && eset_count(shown) == 1 ? more_seats(s, c) : 0;
		for (size_t e = 0; body && e < s->series->event_count; e++) {
			struct request one = {.action = more > 0 ? ACTION_REGISTER : ACTION_CANCEL,
				.event = s->series->events[e].id,
				.delta = more};
			if (eset_has(shown, e) && (more > 0 || hindered(s, c)))
				ARENA_PUSH(s->arena, out->items, out->count, out->room, one);
		}
	}
}

/* ---- only one of them ---- */

/* `nur zum Kongress`, `only the first one`: whether the next thing behind an `only` is an event, and nobody. */
static bool only_event(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		size_t next = i + 1;
		if (!atom_means(&s->atoms[i], SENSE_ONLY))
			continue;
		while (next < c->end && s->atoms[next].kind != ATOM_EVENT &&
			s->atoms[next].kind != ATOM_PEOPLE)
			next++;
		if (next < c->end && s->atoms[next].kind == ATOM_EVENT)
			return true;
	}
	return false;
}

void replies_doubt_only(struct study *s, struct claims *out)
{
	struct eset shown = eset_and(s->shown, s->coming);
	struct eset left =
		eset_minus(eset_minus(shown, claims_events(out, true)), claims_events(out, false));

	if ((s->answered != ANSWERED_STATE && !answered_asks_to_cancel(s)) || eset_empty(left))
		return;
	for (size_t i = 0, count = out->count; i < count; i++) {
		size_t by = out->items[i].clauses[0];
		if (!out->items[i].come || !only_event(s, &s->clauses[by]))
			continue;
		claims_add(s, out, by, false, left);
		for (size_t k = 0; k < out->count; k++)
			claim_doubt(&out->items[k], "swap-unclear", s->clauses[by].first);
		return;
	}
}

void replies_doubt_kept(const struct study *s, struct claims *out)
{
	if (s->answered != ANSWERED_WHICH_CANCEL || !eset_empty(claims_events(out, false)))
		return;
	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		if (eset_within(claim->events, s->shown))
			claim_doubt(claim, "event-left-over", s->clauses[claim->clauses[0]].first);
	}
}

/* ---- off which list ---- */

/* `nehmen Sie mich von der Liste`, `tragen Sie mich aus`: an order, that does not say of what. */
static bool orders_off(const struct study *s, const struct claim *claim)
{
	static const enum sense whom[] = {
		SENSE_ME, SENSE_US, SENSE_MY, SENSE_YOU, SENSE_PLEASE, SENSE_POLITE};
	static const enum sense own[] = {
		SENSE_I, SENSE_WE, SENSE_HEREBY, SENSE_REGRET, SENSE_MUST, SENSE_CAN};
	const struct clause *c = &s->clauses[claim->clauses[0]];
	bool says = false;

	for (size_t i = 0; i < c->predicate_count; i++)
		says = says ||
			(c->predicates[i].sense == SENSE_CANCEL &&
				c->predicates[i].forms & FORM_1SG);
	return !claim->come && !c->named && !c->there && c->negations == 0 && !says &&
		clause_has(c, SENSE_CANCEL) && SENSES_HAVE_ANY(c->tokens, whom) &&
		!SENSES_HAVE_ANY(c->tokens, own);
}

void replies_doubt_list(const struct study *s, struct claims *out)
{
	if (s->answered != ANSWERED_OTHER)
		return;
	for (size_t i = 0; i < out->count; i++)
		if (orders_off(s, &out->items[i]))
			claim_doubt(&out->items[i], "event-left-over",
				s->clauses[out->items[i].clauses[0]].first);
}
