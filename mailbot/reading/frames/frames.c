#include "reading/frames/frames.h"

#include <string.h>

#include "reading/clauses/clauses.h"
#include "reading/clauses/company.h"
#include "reading/clauses/heirs.h"
#include "reading/clauses/slots-account.h"
#include "reading/clauses/slots.h"
#include "reading/clauses/strung.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/substitutes.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/asked.h"
#include "reading/frames/declines.h"
#include "reading/frames/ellipsis.h"
#include "reading/frames/granted.h"
#include "reading/frames/inquiries.h"
#include "reading/frames/leave.h"
#include "reading/frames/moods.h"
#include "reading/frames/noes.h"
#include "reading/frames/orders.h"
#include "reading/frames/partial.h"
#include "reading/frames/polarity.h"
#include "reading/frames/presence.h"
#include "reading/frames/presupposed.h"
#include "reading/frames/settled.h"
#include "reading/frames/torn.h"
#include "reading/frames/turns.h"
#include "reading/lines/tongues.h"
#include "reading/people/principals.h"

/* `Please move me from the 16th to the 22nd`: one event for another, asked for by who has it. */
static bool changes_event(const struct study *s, const struct clause *c)
{
	bool mine = clause_tokens_mean(s, c, SENSE_ME) || clause_tokens_mean(s, c, SENSE_US) ||
		(clause_tokens_mean(s, c, SENSE_MY) &&
			(clause_means(s, c, SENSE_REGISTRATION) || turns_moves_mine(s, c)));
	bool own = clause_means(s, c, SENSE_SWITCH) && !c->third &&
		(c->i || c->we || turns_if_possible(s, c));
	bool gladly = (own || (mine && c->i && !c->third)) && clause_means(s, c, SENSE_WOULD) &&
		clause_means(s, c, SENSE_GLADLY);
	/* not `can I switch later?` */
	bool leave = own && c->question && clause_means(s, c, SENSE_CAN) &&
		!clause_means(s, c, SENSE_MORE) && !clause_means(s, c, SENSE_LATE);
	bool asked = clause_means(s, c, SENSE_PLEASE) || c->polite || gladly || leave ||
		(clause_means(s, c, SENSE_WILL) && (c->i || c->we));
	/* `bitte tauschen Sie den 18. gegen den 16.`: whose but the writer's? */
	bool ordered = clause_means(s, c, SENSE_SWITCH) && clause_means(s, c, SENSE_PLEASE) &&
		c->people_count == 0 && !c->third && !c->question;

	return clause_means(s, c, SENSE_CHANGE) && (mine || own || ordered) && asked &&
		c->negations == 0 && !c->hedged && !c->several && eset_count(c->events) == 1 &&
		eset_count(c->swapped) == 1 && !eset_eq(c->events, c->swapped);
}

/* `my thesis about migration`, `at around half past four`: of what it is, or when, not how many. */
static bool says_topic(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *next = at + 1 < c->end ? &s->atoms[at + 1] : NULL;

	if (next != NULL && next->kind == ATOM_TIME)
		return true;
	return atom_means(&s->atoms[at], SENSE_GOING) && next != NULL &&
		next->kind != ATOM_NUMBER && !atom_means(next, SENSE_NUMBER) &&
		!(next->kind == ATOM_PEOPLE && next->people->total);
}

/* `unable to attend on the 18th or on the 21st`: neither. */
static bool or_under_no(struct study *s, const struct clause *c, size_t at)
{
	bool no = false;

	if (at == c->first || at + 1 >= c->end || tongue_nouns(s, &s->atoms[at]) ||
		s->atoms[at].count > 1 || s->atoms[at - 1].kind != ATOM_EVENT ||
		s->atoms[at + 1].kind != ATOM_EVENT)
		return false;
	for (size_t i = c->first; i < at; i++)
		no = no || atom_means(&s->atoms[i], SENSE_NEG);
	no = no || decline_denies(s, c); /* `can't manage the 18th or the 21st` */
	if (no)
		s->atoms[at].use = USE_SAFE;
	return no;
}

/* `sofern noch zwei Plätze frei sind`: so many as nobody has asked for. */
static bool other_number(const struct study *s, const struct clause *c, const struct atom *seats)
{
	int n = seats->people->count, others = 0;

	for (size_t i = 0; i < s->atom_count; i++) {
		const struct atom *a = &s->atoms[i];
		if ((i >= c->first && i < c->end) || a->kind != ATOM_PEOPLE)
			continue;
		if (a->people->count == n)
			return false;
		others += a->people->me ? 0 : a->people->count; /* `I come with my wife` */
	}
	return n > 1 && others + 1 != n;
}

/* `If there is still a seat left on the 22nd`: hangs on what the office can promise. */
static bool seats_left(struct study *s, const struct clause *c)
{
	bool seat = false;

	if (c->predicate_count > 1 || clause_intends(c) || c->negations > 0 || c->hedged || c->i ||
		c->we)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		seat = seat || atom_means(a, SENSE_PERSONS) ||
			(a->kind == ATOM_PEOPLE && a->people->total);
		bool verb = atom_means(a, SENSE_BE) || a->use == USE_INTENT;
		bool known = verb || atom_means(a, SENSE_CONDITION) || atom_means(a, SENSE_MORE) ||
			atom_means(a, SENSE_SAFE) || atom_means(a, SENSE_THERE) ||
			atom_means(a, SENSE_PERSONS) || atom_means(a, SENSE_HARMLESS);
		/* `falls vorne noch Plätze frei sind` */
		bool where = (atom_means(a, SENSE_SAFE) && atom_means(a, SENSE_HARMLESS)) ||
			granted_narrows(s, a);
		if (a->kind == ATOM_UNKNOWN || atom_means(a, SENSE_OR) || where ||
			(a->kind == ATOM_PEOPLE && a->people->total && other_number(s, c, a)) ||
			(a->kind == ATOM_PEOPLE && !a->people->total) ||
			(a->kind == ATOM_WORD && !known))
			return false;
	}
	for (size_t i = c->first; i < c->end && seat; i++)
		if (atom_means(&s->atoms[i], SENSE_CONDITION))
			atom_becomes(s, i, SENSE_SAFE);
	return seat;
}

/* `maybe 20 minutes late`: the doubt is of the minutes. */
static void hedge_times(struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_HEDGE) && s->atoms[i].count == 1 &&
			s->atoms[i + 1].kind == ATOM_TIME && clause_means(s, c, SENSE_LATE))
			atom_becomes(s, i, SENSE_SAFE);
	/* `I may be a quarter of an hour late`: the doubt is of how late */
	bool late = clause_means(s, c, SENSE_LATE) && !clause_intends(c) && !c->named &&
		c->sign != 'b' && c->negations == 0 && !clause_means(s, c, SENSE_OR) &&
		!clause_means(s, c, SENSE_NO) && !clause_means(s, c, SENSE_OPEN) &&
		!clause_means(s, c, SENSE_OBSTACLE);
	for (size_t i = c->first; i < c->end && late; i++)
		if (atom_means(&s->atoms[i], SENSE_HEDGE))
			atom_becomes(s, i, SENSE_SAFE);
}

/* `sagt für den 16. zu`: with its particle it reports nothing. */
static bool decides(const struct clause *c, size_t atom)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].atom == atom)
			return c->predicates[i].sense != SENSE_OTHER;
	return false;
}

/* `nicht nur am 22., auch am 15.`: behind a comma, before an event. */
static bool also_behind(const struct study *s, const struct clause *c)
{
	bool only = false;

	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		only = only || atom_means(a, SENSE_NOT_ONLY);
		if (only && atom_means(a, SENSE_ALSO) && atom_is(a - 1, ',') &&
			a[1].kind == ATOM_EVENT && c->negations == 0)
			return true;
	}
	return false;
}

/* `FYI, I will be there`: whose words they are, the ledger says (informs.h). */
static bool informs(struct study *s, const struct clause *c, size_t at)
{
	bool apart = s->atoms[at].meaning->n == FORWARD_INFORMS &&
		atoms_past_quiet(s, c->first, c->end) == at &&
		c->first == s->sentences[c->sentence].first &&
		study_atom(s, at + 1, c->end)->kind == ATOM_PUNCT;

	if (apart)
		s->atoms[at].use = USE_SAFE;
	return apart;
}

/* `komm bitte am Freitag`, `komm du auch`: right behind a verb of coming without a subject, who is told to. */
static bool tells_to_come(const struct study *s, const struct clause *c)
{
	size_t head = atoms_past_quiet(s, c->first, c->end);
	const struct atom *verb = study_atom(s, head, c->end),
			  *next = study_atom(s, head + 1, c->end);
	bool also = atom_means(study_atom(s, head + 2, c->end), SENSE_ALSO);

	if (!clause_has(c, SENSE_COME) || !atom_is_verb(verb, FORM_1SG) || verb->count != 1 ||
		!atom_maybe_verb_of(verb, SENSE_COME) || clause_tokens_mean(s, c, SENSE_I))
		return false;
	return (atom_means(next, SENSE_PLEASE) && next->count == 1) ||
		atom_means(next, SENSE_YOU) || (atom_means(next, SENSE_CONTRARY) && also);
}

/* `I've chosen the 18th over the 22nd`: between two of them a word that joins nothing. */
static bool prefers(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 1; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_WORD && a->count == 1 && a->use != USE_INTENT &&
			atom_means(a, SENSE_PARTICLE) && atom_means(a, SENSE_SAFE) &&
			!atom_means(a, SENSE_AND) && !atom_means(a, SENSE_ALSO) &&
			a[-1].kind == ATOM_EVENT && a[1].kind == ATOM_EVENT &&
			eset_empty(eset_and(a[-1].events, a[1].events)))
			return true;
	}
	return false;
}

static void find_doubt(struct study *s, struct clause *c)
{
	static const struct {
		enum sense sense;
		const char *why;
	} doubts[] = {{SENSE_OR, "alternative"}, {SENSE_RETRACT, "retracted"},
		{SENSE_REPORT, "reported"}, {SENSE_TRICK, "trick"},
		{SENSE_ADVERTISING, "advertising"}, {SENSE_FORWARD, "forwarded-request"},
		{SENSE_ABOUT, "seats-unsure"}, {SENSE_CHILD, "special-need"}};

	for (size_t i = c->first; i < c->end; i++)
		for (size_t k = 0; k < sizeof doubts / sizeof *doubts; k++)
			if (atom_means(&s->atoms[i], doubts[k].sense) &&
				!(doubts[k].sense == SENSE_OR && or_under_no(s, c, i)) &&
				!(doubts[k].sense == SENSE_REPORT && decides(c, i)) &&
				!(doubts[k].sense == SENSE_ABOUT && says_topic(s, c, i)) &&
				!(doubts[k].sense == SENSE_FORWARD && informs(s, c, i)))
				clause_trouble(c, doubts[k].why, i);
	if (clause_means(s, c, SENSE_NOT_ONLY) !=
		(clause_means(s, c, SENSE_BUT_ALSO) || also_behind(s, c)))
		clause_trouble(c, "negation-unclear", c->first);
	if (tells_to_come(s, c))
		clause_trouble(c, "not-understood", c->first);
	if (prefers(s, c))
		clause_trouble(c, "alternative", c->first);
	hedge_times(s, c);
	moods_plan_in(s, c);
	bool gladly = mood_would_gladly(s, c), leave = leave_asked(s, c);
	c->hedged = clause_means(s, c, SENSE_HEDGE) || clause_means(s, c, SENSE_OPEN);
	c->there = clause_means(s, c, SENSE_THERE);
	c->change = clause_means(s, c, SENSE_CHANGE);
	c->wish = clause_means(s, c, SENSE_WOULD) || gladly;
	c->substitute = c->substitute || clause_means(s, c, SENSE_SUBSTITUTE);
	c->unreal = mood_unreal(s, c);
	c->hedged = c->hedged && !c->unreal;
	c->question = (s->sentences[c->sentence].question && !inquiries_declares(s, c) &&
			      !c->presupposed) ||
		mood_asks_how(s, c);
	c->polite = (clause_means(s, c, SENSE_POLITE) && !leave_to_cancel(s, c)) || leave ||
		(c->question && clause_means(s, c, SENSE_PLEASE) && clause_means(s, c, SENSE_YOU));
	for (size_t i = c->first; i < c->end && c->hedged; i++)
		if (atom_means(&s->atoms[i], SENSE_HEDGE) || atom_means(&s->atoms[i], SENSE_OPEN))
			s->atoms[i].use = USE_OPEN;
}

/* `dass ich komme, steht fest.`: behind it stands nothing but words that assert it. */
static bool asserted_behind(const struct study *s, const struct clause *c)
{
	const struct clause *next = c + 1;
	const struct sentence *x = &s->sentences[c->sentence];
	bool sure = false;

	for (size_t i = c->first; i < c->end && i < c->first + 2; i++) /* `ob` */
		if (atom_means(&s->atoms[i], SENSE_ASKING))
			return false;
	if (!clause_intends(c) || !(c->i || c->we || c->people_count > 0))
		return false;
	if (c->sign != 't' || x->question || next >= s->clauses + s->clause_count ||
		next->sentence != c->sentence || next->end != x->end ||
		(c > s->clauses && c[-1].sentence == c->sentence))
		return false;
	for (size_t i = next->first; i < next->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool asserts = atom_means(a, SENSE_ASSERT) && a->count > 1;
		if (!asserts && !atom_quiet(a) && !(atom_means(a, SENSE_REGRET) && a->count == 1))
			return false;
		sure = sure || asserts;
	}
	return sure;
}

/* A `dass` is what its matrix says it is: asserted only by a matrix that asserts, without doubt. */
static bool asserted(const struct study *s, const struct clause *c)
{
	if (asserted_behind(s, c))
		return true;
	if (c == s->clauses)
		return false;
	const struct clause *matrix = c - 1;
	/* `teilen Sie mir mit, ob …` */
	if (clause_means(s, matrix, SENSE_YOU) && !clause_means(s, matrix, SENSE_I) && !matrix->i &&
		!matrix->we)
		return false;
	for (size_t i = c->first; i < c->end && i < c->first + 2; i++)
		if (atom_means(&s->atoms[i], SENSE_THAT) && atom_means(&s->atoms[i], SENSE_ASKING))
			return false;
	return c->sign == 't' && matrix->sentence == c->sentence && matrix->negations == 0 &&
		!matrix->hedged && !matrix->told && !matrix->question &&
		clause_means(s, matrix, SENSE_ASSERT);
}

/* `mit mir können Sie nicht rechnen` is no companion. */
static bool companion(const struct people *p)
{
	return p->with && !(p->me && p->count <= 1 && p->person_count == 0);
}

/* `nicht vor fünf`, `nicht bis zum Ende`; `nicht nach Hörde` says where to. */
static bool limits_time(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool where = i + 1 < c->end && a[1].kind == ATOM_EVENT && a[1].place_only;
		if (i > c->first && a[-1].use == USE_TOLD) /* `…, Spätdienst bis 22 Uhr` */
			continue;
		if (atom_means(a, SENSE_UNTIL) || (atom_means(a, SENSE_BEFORE) && !where))
			return true;
	}
	return false;
}

/* Whether something stands there that a negation may turn instead of the coming. */
static bool limits(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (companion(c->people[i]))
			return true;
	return clause_by_oneself(s, c) || limits_time(s, c);
}

/* `kann ich nicht, um 18 Uhr schon`: behind the comma a time, and what contradicts the no. */
static bool but_at_another_time(const struct study *s, const struct clause *c)
{
	bool no = false, part = false, time = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		no = no || atom_means(a, SENSE_NEG);
		if (no && atom_is(a, ',')) {
			part = true;
			time = false;
		}
		time = time || a->kind == ATOM_TIME;
		if (part && time &&
			(atom_means(a, SENSE_CONTRARY) || atom_means(a, SENSE_YES) ||
				atom_means(a, SENSE_GLADLY)))
			return true;
	}
	return false;
}

/* `bitte entschuldigen Sie mich ab 17 Uhr`: a no without a word of one, of which a time is a part. */
static bool excused_then(const struct study *s, const struct clause *c)
{
	bool excused = clause_tokens_mean(s, c, SENSE_EXCUSING);

	for (size_t i = 0; i < c->predicate_count; i++)
		excused = excused || c->predicates[i].needs == NEEDS_ME_AND_EVENT;
	return excused && limits_time(s, c);
}

/* How, as what, when: what a no before it may turn instead of the coming. */
static bool limits_no(const struct study *s, const struct atom *a)
{
	static const enum sense how[] = {SENSE_WITH, SENSE_ROLE, SENSE_AT_TIME, SENSE_UNTIL};
	bool leads = TOKEN_MEANS_ANY(first_token(s, a), how);

	/* `for the whole evening`, `the whole time`; not `after all` */
	bool lasts = token_means(first_token(s, a), SENSE_FOR) ||
		token_means(first_token(s, a), SENSE_ARTICLE);
	for (size_t k = a->first + 1; k < a->first + a->count && lasts; k++)
		leads = leads || token_means(&s->tokens[k], SENSE_ALL);
	bool phrase = atom_means(a, SENSE_SAFE) && a->count > 1 && a->use != USE_INTENT &&
		a->use != USE_PEOPLE && !atom_means(a, SENSE_REGRET);
	bool role = a->use == USE_ADJUNCT && atom_means(a, SENSE_ROLE);
	return a->kind == ATOM_WORD && ((leads && phrase) || role || atom_means(a, SENSE_LATE));
}

/* `nicht mehr mit dem Rad`, `nicht, nur weil …`: what stands right behind the no, or behind an only at the end. */
static bool turns_something_else(const struct study *s, const struct clause *c)
{
	size_t last = c->end;

	while (last > c->first && s->atoms[last - 1].kind == ATOM_PUNCT)
		last--;
	if (last > c->first && atom_means(&s->atoms[last - 1], SENSE_ONLY) &&
		s->sentences[c->sentence].end > last + 1)
		return true;
	bool no = false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (no && limits_no(s, a))
			return true;
		no = no || (atom_means(a, SENSE_NEG) && a->use == USE_POLARITY);
	}
	return false;
}

/* `am 16. und zum Kongress, sie aber nur am 16.`: one of several, named once more; not `am 22. auch in der
 * Auslandsgesellschaft`, where it is. */
static bool one_again(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 1; i < c->end && eset_count(c->events) > 1; i++) {
		const struct atom *a = &s->atoms[i];
		for (size_t k = c->first; a->kind == ATOM_EVENT && k < i; k++)
			if (s->atoms[k].kind == ATOM_EVENT && s->atoms[k].use == USE_EVENT &&
				a->use == USE_EVENT && !s->atoms[k].several &&
				eset_eq(s->atoms[k].events, a->events) &&
				!(a->place_only && atoms_past_also(s, k + 1, c->end) == i))
				return true;
	}
	return false;
}

/* `und bringe Kuchen mit`: things that are known, and nobody. */
static bool brings_things(const struct study *s, const struct clause *c)
{
	bool thing = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool person = a->kind == ATOM_PEOPLE && !(a->people->me && a->people->count <= 1);
		if (a->kind == ATOM_UNKNOWN || a->kind == ATOM_EVENT || person ||
			atom_means(a, SENSE_RELATION) || atom_means(a, SENSE_PERSONS) ||
			atom_means(a, SENSE_OTHERS) || atom_means(a, SENSE_GROUP))
			return false;
		thing = thing || (atom_means(a, SENSE_HARMLESS) && first_token(s, a)->capital);
	}
	return thing && c->negations == 0;
}

/* `nehme den Rest mit`, `with the others`: it is not said what of. */
static bool rest_of_people(const struct study *s, const struct clause *c)
{
	bool along = company_verb(s, c) || clause_has(c, SENSE_WITH);

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool with = (i > c->first && atom_means(a - 1, SENSE_WITH)) ||
			token_means(first_token(s, a), SENSE_WITH);
		if (a->kind == ATOM_EVENT && a->several && a->title_words == 0 &&
			((along && a->count <= 2) || with))
			return true;
	}
	return false;
}

/* `bringe die Einladung mit`, `bring it along`: something, and nobody. */
static bool is_thing(const struct atom *a)
{
	static const enum sense never[] = {SENSE_ALL, SENSE_OTHERS, SENSE_PERSON, SENSE_RELATION,
		SENSE_GROUP, SENSE_HIM, SENSE_HE, SENSE_ASKING, SENSE_ALSO, SENSE_AND, SENSE_BUT,
		SENSE_MORE, SENSE_WITH, SENSE_ALONG, SENSE_WILL, SENSE_BE, SENSE_GLADLY};

	return a->kind == ATOM_WORD && a->use != USE_INTENT && !ATOM_MEANS_ANY(a, never);
}

/* `ich nehme mit, wer Zeit hat`: somebody comes along, and nobody beside the writer stands there. */
static bool brings_nobody_known(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->count > 1 || c->people[i]->person_count > 0)
			return false;
	for (size_t i = c->first; i < c->end; i++)
		if (is_thing(&s->atoms[i]))
			return false;
	return clause_has(c, SENSE_WITH) && c->people_count > 0 && !c->question;
}

/* `Teilnahme am Kongress: nein`, and nothing behind it. */
static bool answered_no(const struct study *s, const struct clause *c)
{
	bool colon = false, no = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (no && a->kind != ATOM_PUNCT && a->kind != ATOM_SILENT)
			return false;
		no = no || (colon && atom_means(a, SENSE_NO));
		if (colon && !no && a->kind != ATOM_PUNCT && a->kind != ATOM_SILENT &&
			!atom_means(a, SENSE_REGRET))
			return false;
		colon = colon || atom_is(a, ':');
	}
	return no && c->named && c->people_count == 0;
}

/* `meine Zusage haben Sie`; not `haben Sie meine Zusage?` */
static bool gives(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_HAVE) && clause_means(s, c, SENSE_YOU) &&
		clause_means(s, c, SENSE_MY) && !c->question && !c->i && !c->we &&
		c->people_count == 0;
}

/* `den Kongress muss ich erst mit meiner Chefin klären`: what is said of it is that it is open, whatever verb says so. */
static bool leaves_open(const struct study *s, const struct clause *c)
{
	return c->named && !c->verbless && clause_means(s, c, SENSE_OPEN) && !clause_intends(c) &&
		c->negations == 0 && !c->question && !c->event_trouble && c->why == NULL &&
		eset_empty(c->swapped) && eset_empty(c->except) && !clause_means(s, c, SENSE_OR) &&
		!clause_means(s, c, SENSE_YOU);
}

/* `could I book two seats for the forum and one for the congress?`: a part without a verb goes on with what is asked for. */
static bool asked_likewise(const struct clause *c)
{
	const struct clause *before = c - 1;

	return c->verbless && c->named && (c->sign == '&' || c->sign == ',') && before->polite &&
		before->question && before->sentence == c->sentence &&
		(before->says != SAYS_NOTHING || before->fragment);
}

/* `could you cancel the congress and register me for the forum?`: a second order behind the `and`, with an event of its own and
 * no subject. */
static bool ordered_likewise(const struct study *s, const struct clause *c)
{
	const struct clause *before = c - 1;
	size_t at = c->first;

	while (at < c->end &&
		(atom_quiet(&s->atoms[at]) || atom_means(&s->atoms[at], SENSE_AND) ||
			atom_means(&s->atoms[at], SENSE_PLEASE)))
		at++;
	return c->sign == '&' && c->named && !c->third && before->sentence == c->sentence &&
		before->polite && before->question &&
		(before->says == SAYS_COME || before->says == SAYS_NOT_COME) &&
		before->why == NULL && c->predicate_count > 0 && c->predicates[0].atom == at &&
		(c->predicates[0].forms == 0 || c->predicates[0].forms & FORM_INF) &&
		(c->predicates[0].sense == SENSE_REGISTER ||
			c->predicates[0].sense == SENSE_CANCEL);
}

static void read_clause(struct study *s, struct clause *c)
{
	verbs_find(s, c);
	heirs_take(s, c);
	slots_fill(s, c);
	turns_take_leave(s, c);
	leave_takes_event(s, c);
	find_doubt(s, c);
	subject_find(s, c);
	substitutes_check(s, c);
	c->swapped = eset_or(c->swapped, turns_left(s, c));
	bool noun = clause_means(s, c, SENSE_REGISTRATION);
	bool no_noun = clause_means(s, c, SENSE_CANCELLATION);
	bool positive = clause_has(c, SENSE_REGISTER) || clause_has(c, SENSE_COME) ||
		clause_has(c, SENSE_SUIT);
	bool negative = clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE);
	positive = positive &&
		!(negative && (decline_takes_infinitive(s, c) || decline_go_without(s, c)));

	if (mood_inverted(s, c))
		c->condition = c->subordinate = true;
	if (c->subordinate && (c->presupposed || asserted(s, c)))
		c->subordinate = false;
	if (mood_wished_for(s, c)) {
		c->condition = c->subordinate = false;
		c->polite = true;
	}
	/* `meine Mutter hat mich gebeten, sie anzumelden` */
	if (principals_asked(s, c) && !c->named && c->negations == 0 && !negative && !no_noun) {
		c->told = true;
		return;
	}
	if (noes_likewise(s, c)) {
		c->told = !c->verbless;
		c->elliptic = c->verbless;
		c->says = c->verbless ? SAYS_NOT_COME : SAYS_NOTHING;
		return;
	}
	if (mood_comes_from(s, c) || mood_some_day(s, c)) {
		c->told = true;
		return;
	}
	if (clause_intends(c) && clause_is_told(s, c) && !(positive && negative)) {
		c->told = true;
		return;
	}
	if (c->condition && (seats_left(s, c) || granted_settles(s, c))) {
		c->condition = c->subordinate = false;
		c->why = NULL;
		c->told = true;
	}
	if (c->condition || c->subordinate || c->told || c->unreal)
		return;
	if (c > s->clauses && c->question && (asked_likewise(c) || ordered_likewise(s, c)))
		c->polite = true;
	bool likewise = c->polite && c->verbless;
	/* `may I send my deputy?` asks whether */
	bool sends = clause_has(c, SENSE_REGISTER) && c->predicates[0].needs == NEEDS_SOMEBODY;
	/* `will you have to do without me?` */
	bool whole = c->predicate_count > 0 && c->predicates[0].forms == 0 &&
		c->predicates[0].sense != SENSE_DECLINE;
	bool asked_for = (clause_has(c, SENSE_REGISTER) && !sends) || clause_has(c, SENSE_CANCEL) ||
		changes_event(s, c) || whole || (clause_has(c, SENSE_COME) && leave_asked(s, c));
	if (c->question && !likewise && !turns_asks(s, c) &&
		!((c->polite || changes_event(s, c)) && asked_for))
		return;
	/* `Absage für den 18., das passt` */
	if (positive && (negative || (no_noun && c->predicates[0].sense != SENSE_REGISTER)))
		clause_trouble(c, "contradicts-itself", c->first);
	else if (positive)
		polarity_read_positive(s, c);
	else if (negative)
		polarity_read_negative(s, c);
	else if (ellipsis_read_being(s, c) || ellipsis_read_modal(s, c))
		;
	else if ((noun || no_noun) && (c->predicate_count == 0) && !(noun && no_noun) &&
		(c->verbless || clause_means(s, c, SENSE_PLEASE) || order_of_registration(s, c) ||
			gives(s, c)))
		ellipsis_read_noun(s, c, no_noun || answered_no(s, c));
	else if (order_of_seats(s, c) || order_of_event(s, c))
		c->says = SAYS_COME;
	else if (changes_event(s, c) || turns_swaps(s, c) || ellipsis_comes_with(s, c))
		c->says = SAYS_COME;
	else if (clause_has(c, SENSE_WITH) && brings_things(s, c))
		return;
	else if (clause_has(c, SENSE_WITH) && clause_is_told(s, c))
		c->told = true; /* `früher begleitete mich mein Kollege` */
	else if (clause_has(c, SENSE_WITH) || ellipsis_is_headcount(s, c) ||
		ellipsis_accompanied(s, c))
		c->fragment = c->negations == 0 && !c->hedged && !clause_means(s, c, SENSE_NO);
	else if (clause_means(s, c, SENSE_NEED) && !c->named)
		return; /* `Nadia verträgt keine Nüsse` */
	else if (c->verbless)
		ellipsis_read_fragment(s, c);
	else if (noun || no_noun)
		c->told = clause_means(s, c, SENSE_PAST);
	if (c->says == SAYS_NOTHING && !c->fragment && leaves_open(s, c)) {
		c->says = SAYS_OPEN;
		return;
	}
	if (c->says == SAYS_NOT_COME) {
		noes_take_all(s, c);
		noes_check_partial(s, c);
		noes_check_frame(s, c);
	} else {
		noes_check_turned(s, c);
	}
	if (torn_reads_both(s, c))
		clause_trouble(c, "contradicts-itself", c->first);
	const char *narrows = torn_narrows(s, c);
	if (narrows != NULL)
		clause_trouble(c, narrows, c->first);
	/* what stands below the signing name is no afterthought unless it says so */
	if (s->sentences[c->sentence].below)
		clause_trouble(c, "not-understood", c->first);
	if (c->says == SAYS_NOTHING && !c->fragment)
		return;
	slots_account(s, c);
	strung_check(s, c);
	if (c->verbless && !c->noun && c->people_count > 0 && order_for_something_else(s, c))
		clause_trouble(c, "not-understood", c->first);
	if (c->hedged && c->says != SAYS_NOTHING)
		c->says = SAYS_OPEN;
	/* `den 21. lasse ich mir noch offen` */
	if (c->fragment && c->named && clause_means(s, c, SENSE_OPEN) && c->why == NULL &&
		c->people_count == 0) {
		c->says = SAYS_OPEN;
		c->fragment = false;
	}
	if (c->hedged && c->fragment)
		clause_trouble(c, "undecided", c->first);
	/* `I will not attend alone`, `not before 7 pm`, `not with my wife`, `es fehle nur ich` */
	bool denied = c->negations > 0 || decline_denies(s, c);
	if (c->says == SAYS_NOT_COME &&
		((denied && limits(s, c)) || but_at_another_time(s, c) || excused_then(s, c) ||
			clause_by_oneself(s, c) || decline_of_both(s, c) || decline_until(s, c) ||
			decline_late(s, c)))
		clause_trouble(c, "negation-unclear", c->first);
	if (c->says == SAYS_NOT_COME && decline_until(s, c))
		c->says = SAYS_UNCLEAR;
	/* `I will attend, no.`; `Absage für A, Zusage für B` */
	bool no_too = c->verbless && clause_means(s, c, SENSE_CANCELLATION);
	if ((c->says == SAYS_COME && (clause_means(s, c, SENSE_NO) || no_too)) ||
		(c->fragment && no_too))
		clause_trouble(c, "contradicts-itself", c->first);
	/* `Mr Peters and yours truly will come`; `I'll be there cheers Tim Ott`: he signs, and the mail is another one's */
	for (size_t i = c->first + 1; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_CLOSING) &&
			(atom_means(&s->atoms[i - 1], SENSE_AND) ||
				s->atoms[i + 1].kind == ATOM_PEOPLE))
			clause_trouble(c, "person-left-over", i);
	for (size_t i = c->first; i + 1 < c->end && c->says == SAYS_COME; i++) {
		const struct atom *a = &s->atoms[i];
		/* `at the end of March` */
		if (a->use == USE_ADJUNCT && a->count > 1 && atom_means(a, SENSE_SINCE) &&
			(a[1].kind == ATOM_EVENT || a[1].kind == ATOM_DATE))
			clause_trouble(c, "not-understood", i);
		/* `may I register at the door?` */
		if (a->use == USE_ADJUNCT && atom_means(a, SENSE_AT_TIME) && c->question && whole)
			clause_trouble(c, "not-understood", i);
	}
	if (c->says == SAYS_NOT_COME && turns_something_else(s, c))
		clause_trouble(c, "negation-unclear", c->first);
	if (c->says == SAYS_COME && granted_narrowed(s, c))
		clause_trouble(c, "condition", c->first);
	if (c->says == SAYS_COME && one_again(s, c))
		clause_trouble(c, "seats-unsure", c->first);
	/* `ich nehme den Rest mit`, `with the others`: of the events, or of the people? */
	if ((c->says == SAYS_COME || c->fragment) && c->rest && rest_of_people(s, c))
		clause_trouble(c, "event-left-over", c->first);
	if (c->fragment && !c->named && (brings_nobody_known(s, c) || company_unknown(s, c)))
		clause_trouble(c, "person-left-over", c->first);
	/* `but only as a helper`: nobody more */
	for (size_t i = c->first + 1; i < c->end && c->fragment; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].people->person_count == 0 &&
			atom_means(&s->atoms[i - 1], SENSE_ROLE))
			clause_trouble(c, "person-left-over", i);
	/* `ich hätte gern einen Platz gehabt` */
	for (size_t i = 0; i < c->predicate_count && c->says == SAYS_COME; i++)
		if (c->predicates[i].sense == SENSE_OTHER && c->predicates[i].forms & FORM_PART &&
			!(c->predicates[i].forms & FORM_INF) &&
			clause_tokens_mean(s, c, SENSE_UNREAL))
			clause_trouble(c, "undecided", c->predicates[i].atom);
	/* `at the congress hotel` */
	for (size_t i = c->first; i + 1 < c->end && c->says == SAYS_COME; i++)
		if (s->atoms[i].kind == ATOM_EVENT && !s->atoms[i].date_only &&
			s->atoms[i + 1].kind == ATOM_WORD &&
			atom_means(&s->atoms[i + 1], SENSE_NEED) &&
			!tongue_nouns(s, &s->atoms[i + 1]))
			clause_trouble(c, "not-understood", i + 1);
	if (c->says == SAYS_COME && presence_errand(s, c) < c->end)
		clause_trouble(c, "not-understood", presence_errand(s, c));
	/* `kann ich später noch vom 16. auf den 18. wechseln?` */
	if (c->question && clause_means(s, c, SENSE_LATE) && !eset_empty(c->swapped))
		clause_trouble(c, "swap-unclear", c->first);
	/* `ich möchte den 16. mit Frau Kaya tauschen`: for what? */
	if (c->says == SAYS_COME && clause_means(s, c, SENSE_SWITCH) && eset_empty(c->swapped))
		clause_trouble(c, "swap-unclear", c->first);
	if (turns_doubtful(s, c))
		clause_trouble(c, "swap-unclear", c->first);
	if (!eset_empty(c->swapped) && (c->says != SAYS_COME || eset_empty(c->events)))
		clause_trouble(c, "swap-unclear", c->first);
}

/* A clause with its atoms, as they were at some time. */
struct draft {
	struct clause clause;
	struct atom *atoms;
};

static struct draft draft_take(const struct study *s, const struct clause *c)
{
	size_t size = (c->end - c->first) * sizeof *s->atoms;
	struct draft d = {.clause = *c, .atoms = arena_alloc(s->arena, size)};

	memcpy(d.atoms, &s->atoms[c->first], size);
	return d;
}

static void draft_restore(struct study *s, struct clause *c, const struct draft *d)
{
	*c = d->clause;
	memcpy(&s->atoms[c->first], d->atoms, (c->end - c->first) * sizeof *s->atoms);
}

/* Reads a reason once more as if it stood alone, from what it was before; keeps that where it holds. */
static void read_presupposed(struct study *s, struct clause *c, const struct draft *raw)
{
	struct draft read = draft_take(s, c);

	draft_restore(s, c, raw);
	c->presupposed = true;
	read_clause(s, c);
	if (!presupposed_holds(s, c))
		draft_restore(s, c, &read);
}

void frames_read(struct study *s)
{
	struct draft *raw = arena_array(s->arena, s->clause_count, sizeof *raw);

	settled_take(s);
	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		if (presupposed_leads(s, c))
			raw[i] = draft_take(s, c);
		read_clause(s, c);
		partial_find(s, c);
		asked_answer(s, c);
	}
	for (size_t i = 0; i < s->clause_count; i++)
		if (raw[i].atoms != NULL)
			read_presupposed(s, &s->clauses[i], &raw[i]);
}
