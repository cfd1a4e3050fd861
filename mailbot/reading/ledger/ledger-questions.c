#include "reading/ledger/ledger-questions.h"

#include "reading/asides/asides.h"
#include "reading/asides/sayings.h"
#include "reading/asides/talk.h"
#include "reading/claims/claimed.h"
#include "reading/claims/exceptions.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/leave.h"
#include "reading/ledger/ledger-events.h"

/* Whether a request of the next sentence says `there`. */
static bool there_behind(const struct study *s, const struct claims *claims, const struct clause *c)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (s->clauses[i].sentence == c->sentence + 1 && s->clauses[i].there &&
			claimed_clause(claims, i))
			return true;
	return false;
}

/* `please pick her up`, `please call my wife`: something is to be done with somebody. */
static bool with_somebody(const struct study *s, const struct clause *c)
{
	/* `bitte grüßen Sie Frau X`, `give my regards to Ms X` */
	if (clause_means(s, c, SENSE_WISH) || clause_means(s, c, SENSE_THANKS) ||
		clause_tokens_mean(s, c, SENSE_CLOSING) || clause_tokens_mean(s, c, SENSE_GREETING))
		return false;
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me && !c->people[i]->with)
			return true;
	return clause_means(s, c, SENSE_HIM) && !clause_means(s, c, SENSE_YOU);
}

bool ledger_asks_office(const struct study *s, const struct clause *c)
{
	size_t first = c->first;

	while (first < c->end &&
		(s->atoms[first].kind == ATOM_PUNCT || atom_means(&s->atoms[first], SENSE_AND)))
		first++;
	bool order = clause_means(s, c, SENSE_YOU) ||
		(first < c->end && atom_means(&s->atoms[first], SENSE_PLEASE));
	bool mine = clause_means(s, c, SENSE_TO_ME) || clause_tokens_mean(s, c, SENSE_ME) ||
		clause_tokens_mean(s, c, SENSE_US) || with_somebody(s, c);
	return order && mine && (clause_means(s, c, SENSE_PLEASE) || c->polite) &&
		c->says == SAYS_NOTHING && !c->told && !c->subordinate && c->negations == 0 &&
		talk_has_verb(c) && !clause_means(s, c, SENSE_ASSERT) &&
		!clause_means(s, c, SENSE_RECEIPT);
}

static bool holds(const struct study *s, const struct atom *a, enum sense sense)
{
	for (size_t k = a->first; k < a->first + a->count; k++)
		if (token_means(&s->tokens[k], sense))
			return true;
	return false;
}

/* Behind what tells the office to tell the writer something: `sagen Sie mir`, `let me`. 0: nothing does. */
static size_t behind_tell(const struct study *s, const struct sentence *x)
{
	size_t begin = atoms_past_quiet(s, x->first, x->end);
	bool order = false, tell = false, me = false;

	/* `just let us know` */
	if (begin + 1 < x->end && atom_means(&s->atoms[begin], SENSE_ONLY) &&
		s->atoms[begin].count == 1)
		begin++;
	for (size_t i = begin; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool here = token_means(first_token(s, a), SENSE_TELL);
		/* `tell me`, `please tell me`; `Sie können mir ja schreiben` */
		order = order || holds(s, a, SENSE_YOU) || (here && i == begin) ||
			(here && atom_means(&s->atoms[i - 1], SENSE_PLEASE));
		tell = tell || here;
		me = me || holds(s, a, SENSE_ME) || holds(s, a, SENSE_TO_ME) ||
			holds(s, a, SENSE_US);
		if (order && tell && me)
			return i + 1;
	}
	return 0;
}

bool ledger_wants_told(const struct study *s, const struct sentence *x)
{
	size_t at = x->subject ? 0 : behind_tell(s, x);

	for (size_t i = at; at > 0 && i + 1 < x->end; i++) {
		const struct atom *a = &s->atoms[i], *before = &s->atoms[i - 1];
		/* `geben Sie mir Bescheid, falls …` */
		bool comma = atom_is(before, ',') && i > at;
		bool known = atom_means(comma ? before - 1 : before, SENSE_RECEIPT);
		bool opens = i == at || known || before->kind == ATOM_PUNCT;
		if (opens && token_means(first_token(s, a), SENSE_ASKING) &&
			!atom_means(a, SENSE_RECEIPT))
			return true;
		/* `let me know if I can bring my dog`; not `if you need anything` */
		if ((i == at || known) && atom_means(a, SENSE_CONDITION) &&
			!atom_means(&s->atoms[i + 1], SENSE_YOU))
			return true;
	}
	return false;
}

bool ledger_would_know(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	size_t asking = 0;
	bool gladly = false, me = false;

	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		asking += atom_means(a, SENSE_ASKING);
		if (atom_means(a, SENSE_NEG))
			return false;
		for (size_t k = a->first; k < a->first + a->count; k++) {
			const struct token *t = &s->tokens[k];
			gladly = gladly || token_means(t, SENSE_GLADLY) ||
				token_means(t, SENSE_WOULD) || token_means(t, SENSE_MUST) ||
				token_means(t, SENSE_WILL);
			me = me || token_means(t, SENSE_I) || token_means(t, SENSE_ME) ||
				token_means(t, SENSE_TO_ME) || token_means(t, SENSE_WE) ||
				token_means(t, SENSE_US);
		}
	}
	return gladly && me && asking > 1;
}

/* `Is there somebody who translates into Tigrinya or English?`: two things, where it is asked whether there is something. */
static bool or_of_things(const struct study *s, const struct clause *c, size_t at)
{
	if (!atom_means(&s->atoms[at], SENSE_OR) || !clause_tokens_mean(s, c, SENSE_BE) ||
		at == c->first || at + 1 >= c->end)
		return false;
	for (size_t i = at - 1; i <= at + 1; i += 2) {
		const struct atom *a = &s->atoms[i];
		if (a->near_alarm || !first_token(s, a)->capital ||
			!(a->kind == ATOM_UNKNOWN || atom_means(a, SENSE_HARMLESS)))
			return false;
	}
	return true;
}

void ledger_check_question(const struct study *s, const struct claims *claims,
	const struct clause *c, struct ledger *l)
{
	l->question = true;
	/* `PS: I mean the forum, or was that in the evening?` */
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_RETRACT))
			ledger_leave(l, "retracted", i);
	/* `ich komme nicht. Oder doch?` */
	size_t first = c->first;
	while (first < c->end && s->atoms[first].kind == ATOM_PUNCT)
		first++;
	if (c->verbless && first < c->end && atom_means(&s->atoms[first], SENSE_OR) &&
		claimed_beside(s, claims, c))
		ledger_leave(l, "undecided", first);
	/* `can I bring my wife? I'll be there` */
	for (size_t i = 0; i < c->people_count; i++)
		if (c->people[i]->with && c->people[i]->count > 0 && !c->people[i]->me &&
			!claimed_people(s, claims, c->people[i]))
			ledger_leave(l, "person-left-over", c->first);
	/* `Nein, ich komme nicht! Oder doch?`, `Or maybe yes?` */
	for (size_t i = c->first; i < c->end && c->verbless && !c->named; i++)
		if ((atom_means(&s->atoms[i], SENSE_OR) && !or_of_things(s, c, i)) ||
			atom_means(&s->atoms[i], SENSE_NO) || atom_means(&s->atoms[i], SENSE_YES) ||
			atom_means(&s->atoms[i], SENSE_NEG) ||
			atom_means(&s->atoms[i], SENSE_CONTRARY))
			ledger_leave(l, "alternative", i);
	if (c->condition && claimed_in_sentence(s, claims, c))
		ledger_leave(l, "condition", c->first);
	/* `I am down for the forum. Could you move me to the congress instead?` */
	if (c->named && clause_means(s, c, SENSE_CHANGE))
		ledger_leave(l, "swap-unclear", c->first);
	/* `is the evening on the 22nd in German? I'll be there (and at the congress)` */
	if (!eset_within(c->events, claimed_events(claims)) && there_behind(s, claims, c))
		ledger_leave(l, "asks-whether", c->first);
	/* `could you put me down for the forum and maybe for the congress?`: a part of what is asked for */
	if (c->verbless && c->sign != '(' &&
		(c->event_trouble || !eset_within(c->events, claimed_events(claims))) &&
		claimed_in_sentence(s, claims, c))
		ledger_leave(l, "event-left-over", c->first);
	/* `können Sie mich dafür auf den 22. setzen?`: something with the writer, and an event that nobody asks for */
	bool me = clause_tokens_mean(s, c, SENSE_ME) || clause_tokens_mean(s, c, SENSE_US);
	if (c->named && me && !eset_within(c->events, claimed_events(claims)))
		ledger_leave(l, "asks-whether", c->first);
	if (!clause_intends(c))
		return;
	/* `I won't come. Could I still join?` */
	if (leave_to_join(s, c) && eset_empty(claims_events(claims, true)))
		ledger_leave(l, "undecided", c->first);
	if (!eset_within(c->events, claimed_events(claims)) || claims->count == 0)
		ledger_leave(l, "asks-whether", c->first);
	if (clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE) || c->negations > 0)
		ledger_leave(l, "asks-whether", c->first);
}

/* Whether the clause's sentence tells of a need, or asks. */
static bool beside_need(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];

	for (size_t i = x->first; i < x->end; i++)
		if (atom_means(&s->atoms[i], SENSE_NEED))
			return true;
	return x->question;
}

/* `I only understand German if people speak slowly` hangs on a verb of its own, that decides nothing. */
static bool has_matrix(const struct study *s, const struct clause *c)
{
	if (c == s->clauses || (c - 1)->sentence != c->sentence)
		return false;
	const struct clause *m = c - 1;
	/* `my grandson is driving me, if he can`: and if not? */
	return clause_has(m, SENSE_OTHER) && !aside_drives(s, m) && !clause_intends(m) &&
		!m->condition && !m->subordinate && !clause_means(s, m, SENSE_THERE) &&
		!clause_means(s, m, SENSE_WILL) && !clause_means(s, m, SENSE_CAN) &&
		!clause_means(s, m, SENSE_WISH) && !clause_means(s, m, SENSE_HEDGE) && !m->named;
}

/* `wenn beim Kongress noch Platz ist`, `falls da noch Plätze frei sind`: nothing but where, and that; not `if it goes well`,
 * on which the writer's coming hangs. */
static bool office_settles(const struct study *s, const struct clause *c)
{
	static const enum sense plain[] = {
		SENSE_CONDITION, SENSE_HOPED, SENSE_THERE, SENSE_GOING, SENSE_POINTER};
	bool settled = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool event = a->kind == ATOM_EVENT && !a->contradiction && !a->none;
		if (!atom_quiet(a) && !event && !ATOM_MEANS_ANY(a, plain))
			return false;
		settled = settled || (atom_means(a, SENSE_HOPED) && a->n > 0);
	}
	return c->negations == 0 && settled;
}

/* `Falls ich im Stau stehe, komme ich etwas später`, behind a yes: how late hangs on it. */
static bool only_how_late(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *part = c + 1;

	return part < s->clauses + s->clause_count && part->sentence == c->sentence &&
		claimed_yes_before(s, claims, c) && c->negations == 0 && !c->named &&
		!clause_intends(c) && c->first == s->sentences[c->sentence].first &&
		part->negations == 0 && !part->named && !part->hedged && part->why == NULL &&
		(part->partial || (part->says == SAYS_COME && clause_means(s, part, SENSE_LATE)));
}

bool ledger_left_open(const struct study *s, const struct clause *c)
{
	const struct clause *next = c + 1;

	return c->sign == 't' && next < s->clauses + s->clause_count &&
		next->sentence == c->sentence && clause_means(s, next, SENSE_OPEN) &&
		!next->named && next->negations == 0;
}

bool ledger_turns_reason(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t i = c->first, at = (size_t)(c - s->clauses);

	while (i < c->end && s->atoms[i].kind == ATOM_PUNCT)
		i++;
	if (i + 1 >= c->end || !atom_means(&s->atoms[i], SENSE_BUT) ||
		!atom_means(&s->atoms[i + 1], SENSE_BECAUSE))
		return false;
	for (size_t k = 0; k < claims->count; k++)
		for (size_t n = 0; n < claims->items[k].clause_count; n++)
			if (!claims->items[k].come && claims->items[k].clauses[n] < at &&
				claimed_same_sentence(s, claims->items[k].clauses[n], c))
				return true;
	return false;
}

/* The decisions of its sentence are a no, and no yes. */
static bool no_in_sentence(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool no = false;

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *d = &s->clauses[i];
		if (d->sentence != c->sentence || d->says == SAYS_NOTHING)
			continue;
		if (d->says != SAYS_NOT_COME || !claimed_clause(claims, i))
			return false;
		no = true;
	}
	return no;
}

bool ledger_puts_off(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];

	return atom_means(a, SENSE_RETRACT) && a->count > 1 && c->sign == 'r' && !c->named &&
		!clause_intends(c) && !clause_means(s, c, SENSE_POINTER);
}

/* `dass Sie zu uns in die Moschee kommen`: the office does, and nobody is asked for. */
static bool office_comes(const struct study *s, const struct clause *c)
{
	size_t at = atoms_past_quiet(s, c->first, c->end);
	const struct atom *that = study_atom(s, at, c->end), *who = study_atom(s, at + 1, c->end);

	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense != SENSE_COME && c->predicates[i].sense != SENSE_OTHER &&
			c->predicates[i].sense != SENSE_SUIT)
			return false;
	/* `dass Sie`, `dass ihr`; not `dass sie` */
	bool you = token_means(first_token(s, who), SENSE_YOU) &&
		(first_token(s, who)->capital || !token_means(first_token(s, who), SENSE_OTHERS));

	return c->sign == 't' && c->negations == 0 && you && atom_means(that, SENSE_THAT) &&
		!atom_means(that, SENSE_ASKING) && !clause_tokens_mean(s, c, SENSE_ME) &&
		!clause_means(s, c, SENSE_WITH);
}

/* `weil mich das seit Jahren umtreibt`: how long, and no doubt. */
static bool often(const struct study *s, const struct clause *c, size_t at)
{
	return atom_means(&s->atoms[at], SENSE_OFTEN) && !clause_intends(c) && c->negations == 0;
}

void ledger_check_reason(const struct study *s, const struct claims *claims, const struct clause *c,
	struct ledger *l)
{
	if (ledger_left_open(s, c) && !eset_empty(c->events)) {
		ledger_check_open(s, claims, c, l);
		return;
	}
	ledger_check_events(s, claims, c, l);
	if (c->condition) {
		/* `falls es etwas zu essen gibt: wir essen halal` hangs on nothing of ours */
		bool hangs = claimed_in_sentence(s, claims, c) || clause_intends(c) ||
			!(beside_need(s, c) || has_matrix(s, c));
		hangs = hangs && !saying_wondered(s, c);
		if (hangs && !office_settles(s, c) && !only_how_late(s, claims, c) &&
			!exception_explained(s, c))
			ledger_leave(l, "condition", c->first);
		return;
	}
	bool come = !eset_empty(claims_events(claims, true));
	/* `ich komme, obwohl ich eigentlich nicht kann` */
	if (come && clause_means(s, c, SENSE_CONCEDES) && c->negations > 0 &&
		(clause_means(s, c, SENSE_CAN) || clause_means(s, c, SENSE_KEEN)))
		ledger_leave(l, "negation-unclear", c->first);
	if (clause_intends(c) && !c->told && !office_comes(s, c)) {
		bool no = c->negations > 0 || clause_has(c, SENSE_CANCEL) ||
			clause_has(c, SENSE_DECLINE);
		if (no == come || !eset_empty(c->events))
			ledger_leave(l, "not-understood", c->first);
	}
	/* `a friend who lives next door said he would come too` */
	if (come && clause_has(c, SENSE_COME) && clause_means(s, c, SENSE_REPORT))
		ledger_leave(l, "reported", c->first);
	/* `ich finde es gut, dass jemand anders für mich kommt` */
	if (come && clause_has(c, SENSE_COME) && clause_means(s, c, SENSE_SUBSTITUTE))
		ledger_leave(l, "person-left-over", c->first);
	for (size_t i = c->first; i < c->end; i++)
		if ((atom_means(&s->atoms[i], SENSE_HEDGE) &&
			    !(c->sign == 'r' && often(s, c, i))) ||
			(atom_means(&s->atoms[i], SENSE_RETRACT) &&
				!(no_in_sentence(s, claims, c) && ledger_puts_off(s, c, i))) ||
			atom_means(&s->atoms[i], SENSE_OPEN))
			ledger_leave(l, "undecided", i);
}
