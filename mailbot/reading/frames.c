#include "reading/frames.h"

#include <string.h>

#include "reading/clauses.h"
#include "reading/declines.h"
#include "reading/moods.h"
#include "reading/principals.h"
#include "reading/slots.h"
#include "reading/slots-account.h"
#include "reading/subject.h"
#include "reading/substitutes.h"
#include "reading/tongues.h"
#include "reading/talk.h"
#include "reading/verbs.h"

enum { SENTENCES_SHORT = 5 }; /* in so few, with the subject, a weekday alone is sure */

static bool person_given(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p->object || p->total || (p->count > 0 && !p->me) || p->person_count > 0)
			return true;
	}
	(void)s;
	return false;
}

/* A registration as a noun in a clause without a verb, or with `bitte um`. */
static void read_noun(const struct study *s, struct clause *c, bool cancels)
{
	/* `bestätigen Sie mir meine Anmeldung` speaks of one that there is */
	bool asks_about = clause_means(s, c, SENSE_ASSERT) &&
		(clause_means(s, c, SENSE_YOU) ||
			(clause_means(s, c, SENSE_PLEASE) && clause_means(s, c, SENSE_MY)));
	if (c->negations > 0 || clause_means(s, c, SENSE_PAST) || clause_means(s, c, SENSE_BE) ||
		asks_about) {
		clause_trouble(c, "not-understood", c->first);
		return;
	}
	/* `Bildung: Absage` */
	if (c->verbless && !c->several && c->why != NULL && strcmp(c->why, "weak-event") == 0) {
		c->why = NULL;
		c->event_trouble = false;
	}
	c->noun = true;
	c->says = cancels ? SAYS_NOT_COME : SAYS_COME;
	c->own = cancels && clause_means(s, c, SENSE_MY);
}

/* `möchte mich zu A ab- und zu B anmelden`: an infinitive goes on with the modal before it. */
static bool inherits_modal(const struct study *s, const struct clause *c)
{
	if (c == s->clauses || (c->sign != '&' && c->sign != ',' && c->sign != 'b'))
		return false;
	const struct clause *b = c - 1;
	return b->sentence == c->sentence && b->negations == 0 && !b->hedged && !b->question &&
		b->why == NULL && clause_only_form(b, FORM_INF) && clause_means(s, b, SENSE_WILL);
}

/* A second verb beside the one that decides: `ich versuche zu kommen`, in words not listed. */
static bool other_verb(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense == SENSE_OTHER &&
			(c->predicates[i].forms & ~FORM_PART) &&
			!(c->proxy && atom_means(&s->atoms[c->predicates[i].atom], SENSE_LETS)))
			return true;
	return false;
}

/* `I am coming on the 16th and bringing my wife` */
static bool inherits_be(const struct study *s, const struct clause *c)
{
	if (c == s->clauses || c->sign != '&' || (c - 1)->sentence != c->sentence)
		return false;
	return (c - 1)->says == SAYS_COME && clause_means(s, c - 1, SENSE_BE) &&
		clause_only_form(c - 1, FORM_GERUND);
}

/* `I am attending`, `Attending with my wife`; not `attending will be hard`. */
static bool gerund_asserts(const struct study *s, const struct clause *c)
{
	bool be = false, helps = false;

	if (!clause_only_form(c, FORM_GERUND))
		return true;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		helps = helps || atom_means(a, SENSE_BE) || atom_means(a, SENSE_WILL) ||
			atom_means(a, SENSE_CAN) || atom_means(a, SENSE_WOULD) ||
			atom_means(a, SENSE_HAVE);
		be = be || (atom_means(a, SENSE_BE) && i < c->predicates[0].atom);
	}
	size_t first = c->first;
	while (first < c->predicates[0].atom &&
		(atom_means(&s->atoms[first], SENSE_NEG) ||
			atom_means(&s->atoms[first], SENSE_REGRET) ||
			s->atoms[first].kind == ATOM_PUNCT))
		first++;
	return be || (!helps && c->predicates[0].atom == first) || inherits_be(s, c);
}

/* Who registers by a verb that needs no person comes, unless somebody else is its object. */
static void read_registering(struct clause *c)
{
	const char *needs = "person";
	bool me = false, others = false;

	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense == SENSE_REGISTER)
			needs = c->predicates[i].forms != 0 ? c->predicates[i].needs : "";
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		me = me || (p->me && p->object);
		others = others || (!p->with && !p->me && (p->count > 0 || p->total));
	}
	c->agent_only = needs[0] != '\0' || others;
	c->enough = needs[0] == '\0' && (c->i || c->we || c->third);
	/* `meine Chefin schickt mich`: she does not come */
	if (strcmp(needs, "somebody") == 0 && me)
		clause_trouble(c, "seats-unsure", c->first);
	if (strcmp(needs, "me") == 0 && !me)
		clause_trouble(c, "seats-difference", c->first);
}

/* `Tragen Sie mich ein`: the verb, and then who shall do it. */
static bool tells_you(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++) {
		size_t at = c->predicates[i].atom + 1;
		if (at < c->end && atom_means(&s->atoms[at], SENSE_YOU))
			return true;
	}
	return false;
}

/* `vom TuS kommen zwei Personen: X und ich`: those who are counted come from there. */
static bool origin_of_counted(const struct study *s, const struct clause *c, size_t at)
{
	bool total = false, me = false;

	for (size_t i = at + 1; i < c->end; i++)
		total = total ||
			(s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].people->total &&
				!s->atoms[i].people->with);
	for (size_t i = 0; i < c->people_count; i++)
		me = me || (c->people[i]->me && c->people[i]->count > 1);
	return total && me;
}

/*
 * A day alone may be the day of something else: `ich komme am 16. aus der Kur`, `am 16. besuche ich
 * meine Mutter`, `am 16. kommt mein Sohn`.
 */
static void check_day_alone(const struct study *s, struct clause *c)
{
	bool named = false, origin = false, needs = false, unnamed = false, person = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		named = named || (a->kind == ATOM_EVENT && a->use == USE_EVENT && !a->date_only);
		/* `with two women from our choir`: where those come from */
		const struct atom *before = i > c->first ? a - 1 : a;
		bool theirs = before->kind == ATOM_PEOPLE &&
			(before->people->with || before->people->total ||
				(before->people->me && before->people->count > 1));
		origin = origin ||
			(atom_means(a, SENSE_ORIGIN) && a->use == USE_ADJUNCT && !theirs &&
				!origin_of_counted(s, c, i));
	}
	for (size_t i = 0; i < c->predicate_count; i++)
		needs = needs || strcmp(c->predicates[i].needs, "title") == 0;
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		unnamed = unnamed ||
			(!p->me && !p->total && p->person_count == 0 && !p->principal &&
				!c->substitute);
		person = person || (!p->me && !p->with && !p->total);
	}
	if (needs && (!named || (person && (c->i || c->we))))
		clause_trouble(c, "not-understood", c->first);
	if (c->named && !named && (origin || (c->third && unnamed)))
		clause_trouble(c, "third-party", c->first);
	/* `I will see you Friday`, at the end of a letter about something else */
	bool idiom = c->predicate_count == 1 && c->predicates[0].forms == 0;
	for (size_t i = c->first; i < c->end && idiom && !named; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].use == USE_EVENT &&
			s->atoms[i].weekday_known && !s->atoms[i].day_known &&
			s->sentence_count > SENTENCES_SHORT)
			clause_trouble(c, "weak-event", i);
}

/* `Kongress passt`: nothing else stands there. */
static bool event_alone(const struct study *s, const struct clause *c)
{
	bool verb = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `das passt zum Kongress`, `der Kongress klappt` */
		if (a->kind == ATOM_EVENT &&
			(a->going || verb || a->use != USE_EVENT ||
				token_means(&s->tokens[a->first], SENSE_ARTICLE)))
			return false;
		if (a->kind == ATOM_WORD && a->use != USE_INTENT && !atom_means(a, SENSE_SAFE) &&
			!atom_means(a, SENSE_ALSO) && !atom_means(a, SENSE_NEG))
			return false;
		verb = verb || a->use == USE_INTENT;
	}
	return verb;
}

/* `der 18. passt mir`, `am 18. geht es nicht`: of a day, or for somebody; `das passt zum Kongress` and
 * `das Forum geht bis neun` say nothing of coming. */
static void check_suits(const struct study *s, struct clause *c)
{
	bool days = c->named;

	if (!clause_has(c, SENSE_SUIT) || clause_has(c, SENSE_COME) ||
		clause_has(c, SENSE_REGISTER))
		return;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && a->use == USE_EVENT && !a->date_only)
			days = false;
	}
	bool whom = c->i || c->we || principals_act(c) || clause_means(s, c, SENSE_TO_ME) ||
		(clause_tokens_mean(s, c, SENSE_MY) && !tongue_nouns(s, &s->atoms[c->first])) ||
		clause_tokens_mean(s, c, SENSE_ME) || clause_tokens_mean(s, c, SENSE_US);
	if (!whom && !days && c->named && !event_alone(s, c))
		clause_trouble(c, "not-understood", c->first);
}

/* `Herr X kommt, ich auch`: two who stand apart are no list, and X may only be told of. */
static void check_apart(const struct study *s, struct clause *c)
{
	bool me = false, other = false;

	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		me = me || (p->me && p->count <= 1 && !p->with);
		other = other || (!p->me && !p->with && !p->total && p->person_count > 0);
	}
	if (me && other && clause_means(s, c, SENSE_ALSO))
		clause_trouble(c, "third-party", c->first);
}

static void read_positive(struct study *s, struct clause *c)
{
	bool registers = clause_has(c, SENSE_REGISTER) && !clause_has(c, SENSE_COME);

	/* a noun with an event of its own beside the verb's: only as `besides` understands it */
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_REGISTRATION) &&
			s->atoms[i + 1].kind == ATOM_EVENT && s->atoms[i + 1].use == USE_EVENT &&
			eset_count(c->events) > 1)
			clause_trouble(c, "event-left-over", i + 1);

	if (c->negations > 1) {
		clause_trouble(c, "negation-unclear", c->first);
		return;
	}
	c->says = c->negations == 1 ? SAYS_NOT_COME : SAYS_COME;
	/* `noch kann ich für den Kongress nicht zusagen`: not yet is no no */
	if (c->negations == 1 && clause_means(s, c, SENSE_MORE) &&
		!clause_means(s, c, SENSE_NEITHER))
		clause_trouble(c, "undecided", c->first);
	/* `der 16. ist fest eingeplant für unseren Umzug` */
	for (size_t i = c->first; i < c->end && c->predicates[0].forms == 0; i++)
		if (s->atoms[i].use == USE_ADJUNCT && c->people_count == 0 &&
			(atom_means(&s->atoms[i], SENSE_BEHALF) ||
				atom_means(&s->atoms[i], SENSE_FOR)))
			clause_trouble(c, "not-understood", i);
	/* `I'm not looking forward to the congress`: an idiom turned says little */
	if (c->negations == 1 && c->predicate_count == 1 && c->predicates[0].forms == 0 &&
		c->predicates[0].sense == SENSE_COME)
		clause_trouble(c, "negation-unclear", c->first);
	if (other_verb(s, c))
		clause_trouble(c, "not-understood", c->first);
	bool glad = clause_means(s, c, SENSE_GLADLY) ||
		(clause_means(s, c, SENSE_RATHER) && !eset_empty(c->swapped));
	if (clause_means(s, c, SENSE_WOULD) && !glad && !c->polite)
		clause_trouble(c, "undecided", c->first);
	if (clause_only_form(c, FORM_GERUND) && !c->i && !c->we && !c->third)
		clause_trouble(c, "not-understood", c->first);
	if (clause_any_form(c, FORM_IRREAL))
		clause_trouble(c, "undecided", c->first);
	if (!gerund_asserts(s, c))
		clause_trouble(c, "not-understood", c->first);
	if (c->says == SAYS_COME && clause_means(s, c, SENSE_REGRET) &&
		!clause_means(s, c, SENSE_LATE))
		clause_trouble(c, "contradicts-itself", c->first);
	/* `vormerken dürfen Sie mich`, `wenn ich kommen darf` */
	bool may = clause_means(s, c, SENSE_MAY) && (c->polite || clause_means(s, c, SENSE_YOU)) &&
		c->negations == 0;
	if (clause_means(s, c, SENSE_MUST) && !may)
		clause_trouble(c, "not-understood", c->first);
	bool asked = clause_means(s, c, SENSE_PLEASE) || tells_you(s, c) || c->polite ||
		principals_asked(s, c);
	bool bare = (clause_only_form(c, FORM_PART) || clause_only_form(c, FORM_INF)) &&
		!inherits_modal(s, c);
	if (bare && !asked && !clause_means(s, c, SENSE_WILL) && !clause_means(s, c, SENSE_CAN) &&
		!clause_means(s, c, SENSE_WOULD))
		clause_trouble(c, "not-understood", c->first);
	if (registers) {
		if (c->says == SAYS_NOT_COME)
			clause_trouble(c, "negation-unclear", c->first);
		read_registering(c);
		if (!person_given(s, c) && !c->enough &&
			!(inherits_modal(s, c) && person_given(s, c - 1))) {
			c->announces = s->sentences[c->sentence].colon;
			bool infinitive =
				clause_means(s, c, SENSE_PLEASE) && !clause_means(s, c, SENSE_YOU);
			if (!c->announces && !infinitive)
				clause_trouble(c, "not-understood", c->first);
		}
		if (!asked && !c->i && !c->we && !c->third && !c->announces &&
			!inherits_modal(s, c))
			clause_trouble(c, "third-party", c->first);
		return;
	}
	/* `ich komme aus dem Kongress` */
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_ORIGIN) && s->atoms[i].count == 1 &&
			!atom_means(&s->atoms[i], SENSE_ARTICLE) &&
			!atom_means(&s->atoms[i], SENSE_GOING) &&
			s->atoms[i + 1].kind == ATOM_EVENT && s->atoms[i + 1].use == USE_EVENT &&
			tongue_nouns(s, &s->atoms[i]))
			clause_trouble(c, "not-understood", i);
	check_apart(s, c);
	check_day_alone(s, c);
	check_suits(s, c);
	bool counted = false; /* `es kommen drei Personen` */
	for (size_t i = 0; i < c->people_count; i++)
		counted = counted || (c->people[i]->total && !c->people[i]->with);
	/* `für das Jugendamt nehmen teil:` */
	if (!c->i && !c->we && !c->third && !counted && c->people_count == 0 && !c->named &&
		c->negations == 0 && s->sentences[c->sentence].colon && !c->there &&
		!clause_means(s, c, SENSE_YOU) && clause_any_form(c, FORM_PL) &&
		!clause_any_form(c, FORM_PAST))
		c->announces = true;
	if (!c->i && !c->we && !c->third && !counted && !c->announces && !clause_has(c, SENSE_SUIT))
		clause_trouble(c, "third-party", c->first);
	c->proxy = c->says == SAYS_NOT_COME && principals_act(c);
	if (c->third && c->says == SAYS_NOT_COME && !c->proxy)
		clause_trouble(c, "third-party", c->first);
	if (clause_means(s, c, SENSE_YOU) && !c->i && !c->we && !c->third &&
		!clause_has(c, SENSE_SUIT))
		clause_trouble(c, "not-understood", c->first);
}

/* `auf ohne mich verzichten`: an idiom of exception beside another no. */
static bool twice_without(const struct study *s, const struct clause *c)
{
	bool without = false;

	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct atom *a = &s->atoms[c->predicates[i].atom];
		for (size_t k = a->first; k < a->first + a->count; k++)
			without = without || token_means(&s->tokens[k], SENSE_EXCEPT);
	}
	return without && c->predicate_count > 1;
}

/* `den 21. streichen Sie bitte`: it is struck from what the writer had asked for; without a please it
 * may be struck for everybody. */
static bool strikes_event(const struct study *s, const struct clause *c)
{
	size_t verb = c->end, event = c->end;

	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense == SENSE_CANCEL)
			verb = c->predicates[i].atom;
	for (size_t i = c->end; i-- > c->first;)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].use == USE_EVENT &&
			!s->atoms[i].going)
			event = i;
	/* `bitte den Kongress streichen`; not `bitte streichen Sie den Kongress`; `please cancel the 22nd` */
	bool plain = verb < c->end && !tongue_nouns(s, &s->atoms[verb]) &&
		!clause_means(s, c, SENSE_YOU) && event < c->end &&
		clause_means(s, c, SENSE_PLEASE);
	/* `den 21. könnt ihr streichen` */
	bool may = clause_means(s, c, SENSE_PLEASE) || clause_means(s, c, SENSE_POLITE) ||
		(clause_means(s, c, SENSE_CAN) && clause_means(s, c, SENSE_YOU));
	return ((event < verb && may) || plain) && verb < c->end && c->people_count == 0 &&
		!c->question;
}

static void read_negative(struct study *s, struct clause *c)
{
	c->says = SAYS_NOT_COME;
	c->own = clause_means(s, c, SENSE_REGISTRATION) && clause_tokens_mean(s, c, SENSE_MY);
	/* `the registration for the 16th does not work` */
	if (clause_means(s, c, SENSE_REGISTRATION) && !c->own && !clause_has(c, SENSE_CANCEL))
		clause_trouble(c, "not-understood", c->first);
	for (size_t i = c->first; i < c->end; i++) /* `meine Absage nehme ich zurück` */
		if (atom_means(&s->atoms[i], SENSE_CANCELLATION) && s->atoms[i].use != USE_INTENT)
			clause_trouble(c, "negation-unclear", i);
	if (c->negations > 0 || twice_without(s, c))
		clause_trouble(c, "negation-unclear", c->first);
	c->proxy = principals_act(c) && !clause_means(s, c, SENSE_OTHERS);
	if (other_verb(s, c))
		clause_trouble(c, "not-understood", c->first);
	if ((clause_means(s, c, SENSE_WOULD) && !clause_means(s, c, SENSE_GLADLY)) ||
		clause_any_form(c, FORM_IRREAL))
		clause_trouble(c, "undecided", c->first);
	bool me = c->i || c->we || clause_tokens_mean(s, c, SENSE_MY) || c->own ||
		strikes_event(s, c);
	bool object = clause_tokens_mean(s, c, SENSE_ME) || clause_tokens_mean(s, c, SENSE_US) ||
		clause_tokens_mean(s, c, SENSE_MY) || clause_means(s, c, SENSE_REGISTRATION);
	for (size_t i = 0; i < c->predicate_count; i++) /* `ich lösche die Mail` */
		if (c->predicates[i].sense == SENSE_CANCEL && !object && !strikes_event(s, c) &&
			strcmp(c->predicates[i].needs, "person") == 0)
			clause_trouble(c, "not-understood", c->first);
	/* `wir sagen den Kongress ab`: who does, and what? */
	if (clause_has(c, SENSE_CANCEL) && c->we && !object && clause_any_form(c, FORM_PL) &&
		!clause_means(s, c, SENSE_MUST))
		clause_trouble(c, "third-party", c->first);
	if (!c->proxy &&
		(!me || c->third || clause_means(s, c, SENSE_OTHERS) || decline_by_others(s, c)))
		clause_trouble(c, "third-party", c->first);
	if (clause_only_form(c, FORM_PART) ||
		(clause_only_form(c, FORM_INF) && !clause_means(s, c, SENSE_MUST) &&
			!clause_means(s, c, SENSE_WILL) && !c->polite &&
			!(c->proxy && clause_means(s, c, SENSE_LETS)) &&
			!clause_means(s, c, SENSE_PLEASE)))
		clause_trouble(c, "not-understood", c->first);
	/* `hat sich entschuldigen lassen`: of when? */
	if (clause_means(s, c, SENSE_LETS) && clause_means(s, c, SENSE_HAVE))
		clause_trouble(c, "not-understood", c->first);
}

/* `I'll be at the congress`: being there, where a preposition says so. */
static bool read_being(const struct study *s, struct clause *c)
{
	bool may = clause_means(s, c, SENSE_WILL);

	if (c->predicate_count > 0 || c->negations > 1 ||
		!(c->i || c->we || (c->third && may && c->negations == 0)))
		return false;
	for (size_t i = c->first + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->use != USE_EVENT ||
			!token_means(&s->tokens[a->first], SENSE_BEING))
			continue;
		size_t k = i;
		while (k > c->first + 1 &&
			(atom_means(&s->atoms[k - 1], SENSE_SAFE) ||
				atom_means(&s->atoms[k - 1], SENSE_ONLY)))
			k--;
		if (!atom_means(&s->atoms[k - 1], SENSE_BE))
			continue;
		c->says = c->negations > 0 ? SAYS_NOT_COME : SAYS_COME;
		return true;
	}
	return false;
}

/* A modal alone: `am 18. kann ich`, `zum Kongress möchte ich`. */
static bool read_modal(struct study *s, struct clause *c)
{
	bool can = clause_means(s, c, SENSE_CAN), will = clause_means(s, c, SENSE_WILL);

	bool other = principals_act(c);

	if ((!can && !will) || c->predicate_count > 0 || !(c->i || c->we || other) ||
		c->negations > 1)
		return false;
	if (will && (c->negations > 0 || !c->named))
		return false;
	for (size_t i = c->first; i < c->end; i++) /* `the others will be from 6 to 9` */
		if (will && c->people_count == 0 && atom_means(&s->atoms[i], SENSE_BE) &&
			!atom_means(&s->atoms[i], SENSE_WILL))
			return false;
	if (can && c->negations == 0 && !c->named)
		return false;
	c->says = c->negations > 0 ? SAYS_NOT_COME : SAYS_COME;
	c->proxy = other && c->says == SAYS_NOT_COME;
	for (size_t i = 0; i < c->people_count && !other; i++)
		if (!c->people[i]->me && !c->people[i]->with && !c->people[i]->total)
			clause_trouble(c, "third-party", c->first);
	return true;
}

/* Whether anybody beyond a lone pronoun stands in it. */
static bool counts_people(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p->total || p->with || p->person_count > 0 || p->count > 1 ||
			(p->count > 0 && !p->me))
			return true;
	}
	return false;
}

/* `Danke für die Einladung zum Kongress`: what somebody is thanked for asks for nothing. */
static bool thanks_for(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		if (s->atoms[i].kind == ATOM_EVENT)
			return false;
		if (atom_means(&s->atoms[i], SENSE_THANKS) || atom_means(&s->atoms[i], SENSE_WISH))
			return c->named;
	}
	return false;
}

/* `Programm Kongress` asks for something else: a noun that is safe beside a verb only. */
static bool has_noun(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_SAFE) && a->count == 1 && a->meaning != NULL &&
			s->tokens[a->first].capital && !atom_means(a, SENSE_ALSO) &&
			!atom_means(a, SENSE_ONLY))
			return true;
	}
	return false;
}

/* `I … on the 16th`, where a nominative wants a verb: whatever stands there, nobody knows it. */
static bool lone_i(const struct study *s, const struct clause *c)
{
	if (!c->named || clause_means(s, c, SENSE_YES) || clause_means(s, c, SENSE_ALSO) ||
		clause_means(s, c, SENSE_ONLY) || clause_means(s, c, SENSE_ALONE))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind == ATOM_PEOPLE && p->me && !p->object && !p->with &&
			p->person_count == 0 && p->count <= 1 && !tongue_nouns(s, &s->atoms[i]))
			return true;
	}
	return false;
}

/* `we will be five, not three`: how many they are not, behind how many they are. */
static bool corrects_number(const struct study *s, const struct clause *c)
{
	const struct clause *before = c - 1;
	bool total = false, no = false, number = false;

	if (c == s->clauses || before->sentence != c->sentence || before->says != SAYS_COME)
		return false;
	for (size_t i = 0; i < before->people_count; i++)
		total = total || before->people[i]->total;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool counts = a->kind == ATOM_NUMBER || atom_means(a, SENSE_NUMBER) ||
			(a->kind == ATOM_PEOPLE && a->people->total);
		if (counts && no && !number)
			number = true;
		else if (atom_means(a, SENSE_NEG) && !no)
			no = true;
		else if (a->kind != ATOM_PUNCT && a->kind != ATOM_SILENT &&
			!atom_means(a, SENSE_AND))
			return false;
	}
	return total && number;
}

/* `am 18. schaffe ich den Anfang nicht`: whether they come to the rest must be said. */
static bool misses_part(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		for (size_t k = s->atoms[i].first; k < s->atoms[i].first + s->atoms[i].count; k++)
			if (atom_means(&s->atoms[i], SENSE_LATE) &&
				token_means(&s->tokens[k], SENSE_NEG))
				return true;
	return false;
}

/* `Bildung ja`, `am 16. nicht`, `Kongress: 2 Personen`. */
static void read_fragment(struct study *s, struct clause *c)
{
	if (thanks_for(s, c) || talk_denies_thing(s, c))
		return;
	/* `Frau Ott vertritt mich.` */
	if (c->substitute && !c->named)
		clause_trouble(c, "third-party", c->first);
	if (lone_i(s, c)) {
		clause_trouble(c, "not-understood", c->first);
		return;
	}
	if (corrects_number(s, c)) {
		c->told = true;
		return;
	}

	bool glad = c->named && c->negations == 0 &&
		(clause_means(s, c, SENSE_GLADLY) || clause_means(s, c, SENSE_CONTRARY));
	bool yes = clause_means(s, c, SENSE_YES) || glad, no = clause_means(s, c, SENSE_NO);

	if (yes && (no || c->negations > 0)) {
		clause_trouble(c, "contradicts-itself", c->first);
		return;
	}
	if (c->negations + (unsigned)no > 1 || (c->negations > 0 && c->several && !c->rest)) {
		clause_trouble(c, "negation-unclear", c->first);
		return;
	}
	/* a `nicht` alone among other clauses may turn any of them */
	const struct sentence *x = &s->sentences[c->sentence];
	if (no && !c->named && c->sign == '(')
		clause_trouble(c, "negation-unclear", c->first);
	if (c->negations > 0 && !c->named && !no && (c->first > x->first || c->end < x->end))
		clause_trouble(c, "negation-unclear", c->first);
	if (yes || no || c->negations > 0) {
		c->elliptic = true;
		c->says = yes ? SAYS_COME : SAYS_NOT_COME;
	} else {
		c->fragment = (c->named || counts_people(c) || c->both > 0) && !has_noun(s, c) &&
			!misses_part(s, c);
	}
	/* alone, or beside yes and no, a title's word is no common noun */
	if (c->why != NULL && strcmp(c->why, "weak-event") == 0 && !c->several) {
		c->why = NULL;
		c->event_trouble = false;
	}
	/* `bitte verschieben Sie den Kongress`: what is to change, and into what? */
	if (c->fragment && clause_means(s, c, SENSE_CHANGE) && !counts_people(c))
		clause_trouble(c, "swap-unclear", c->first);
}

/* `wir sind also drei`: nothing but how many. */
static bool is_headcount(const struct study *s, const struct clause *c)
{
	bool total = false;

	for (size_t i = 0; i < c->people_count; i++)
		total = total || c->people[i]->total;
	return total && !c->named && c->predicate_count == 0 && clause_means(s, c, SENSE_BE);
}

/* `noch drei`; not `nur noch drei`, which says how many they are now. */
static bool asks_more(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_MORE) &&
			!(i > c->first && atom_means(&s->atoms[i - 1], SENSE_ONLY)))
			return true;
	return false;
}

/* `On 21 February it's just my husband and me`: behind a `be` that has no other subject. */
static bool lists_me(const struct study *s, const struct clause *c)
{
	bool be = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_PEOPLE)
			return be && a->people->me && a->people->count > 1 && !a->people->with &&
				!tongue_nouns(s, a);
		be = be || atom_means(a, SENSE_BE);
	}
	return false;
}

/* `I'll bring my wife on the 16th`, `there will be four of us on the 16th`: they come. */
static bool comes_with(const struct study *s, const struct clause *c)
{
	bool along = false, total = false;

	bool doubted = asks_more(s, c) || clause_means(s, c, SENSE_MUST) ||
		(clause_means(s, c, SENSE_WOULD) && !clause_means(s, c, SENSE_GLADLY));
	if (!c->named || c->negations > 0 || c->question || doubted)
		return false;
	for (size_t i = 0; i < c->people_count; i++) {
		along = along || (c->people[i]->with && c->people[i]->count > 0);
		total = total || c->people[i]->total;
	}
	if (clause_has(c, SENSE_WITH))
		return along && (c->i || c->we) && !c->third;
	if (c->predicate_count == 0 && lists_me(s, c))
		return true;
	return total && c->predicate_count == 0 && clause_means(s, c, SENSE_BE) &&
		(c->we || clause_tokens_mean(s, c, SENSE_US) || clause_tokens_mean(s, c, SENSE_WE));
}

/* Whether the clause begins as a question does, and asks of something: not `can I?`, `is that ok?` */
static bool inquires(const struct study *s, const struct clause *c)
{
	bool starts = false, about = false;
	size_t i = c->first;

	while (i < c->end &&
		(s->atoms[i].kind == ATOM_PUNCT || s->atoms[i].kind == ATOM_SILENT ||
			atom_means(&s->atoms[i], SENSE_AND) || atom_means(&s->atoms[i], SENSE_BUT)))
		i++;
	if (i == c->end)
		return false;
	const struct atom *a = &s->atoms[i];
	starts = atom_means(a, SENSE_ASKING) || atom_means(a, SENSE_POLITE) ||
		atom_means(a, SENSE_BE) || atom_means(a, SENSE_WILL) || atom_means(a, SENSE_CAN) ||
		atom_means(a, SENSE_AT_TIME);
	bool helps = i + 1 < c->end && s->atoms[i + 1].kind == ATOM_PEOPLE &&
		s->tokens[a->first].language != NULL && a->kind == ATOM_WORD;
	for (; i < c->end; i++) {
		const struct atom *b = &s->atoms[i];
		if (atom_means(b, SENSE_NEG) || atom_means(b, SENSE_OR) || b->kind == ATOM_EVENT)
			return false;
		about = about || atom_means(b, SENSE_NEED) || atom_means(b, SENSE_HARMLESS) ||
			b->kind == ATOM_UNKNOWN || atom_means(b, SENSE_PLACE);
	}
	return (starts || helps) && about;
}

/* `I'm coming on the 16th - do I need to cover my head?`: the first clause is no question. It begins
 * with who does it, or with an order, and the last one asks of something else. */
static bool declares(const struct study *s, const struct clause *c)
{
	const struct clause *last = c;
	size_t i = c->first, begin = s->sentences[c->sentence].first;

	while (last + 1 < s->clauses + s->clause_count && last[1].sentence == c->sentence)
		last++;
	if (last == c || !inquires(s, last) || c->first != begin)
		return false;
	while (i < c->end &&
		(s->atoms[i].kind == ATOM_PUNCT || s->atoms[i].kind == ATOM_SILENT ||
			atom_means(&s->atoms[i], SENSE_SAFE)))
		i++;
	if (i == c->end)
		return false;
	const struct atom *a = &s->atoms[i];
	bool who = a->kind == ATOM_PEOPLE && a->people->me;
	bool order = a->kind == ATOM_WORD && a->use == USE_INTENT && clause_has(c, SENSE_REGISTER);
	return who || order || atom_means(a, SENSE_PLEASE);
}

/* `Please move me from the 16th to the 22nd`: one event for another, asked for by who has it. */
static bool changes_event(const struct study *s, const struct clause *c)
{
	bool mine = clause_tokens_mean(s, c, SENSE_ME) || clause_tokens_mean(s, c, SENSE_US) ||
		(clause_tokens_mean(s, c, SENSE_MY) && clause_means(s, c, SENSE_REGISTRATION));
	bool asked = clause_means(s, c, SENSE_PLEASE) || c->polite ||
		(clause_means(s, c, SENSE_WILL) && (c->i || c->we));

	return clause_means(s, c, SENSE_CHANGE) && mine && asked && c->negations == 0 &&
		!c->hedged && !c->several && eset_count(c->events) == 1 &&
		eset_count(c->swapped) == 1 && !eset_eq(c->events, c->swapped);
}

/* `my thesis about migration`: of what it is, not how many. */
static bool says_topic(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *next = at + 1 < c->end ? &s->atoms[at + 1] : NULL;

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
	if (no)
		s->atoms[at].use = USE_SAFE;
	return no;
}

/* `If there is still a seat left on the 22nd`: hangs on what the office can promise. */
static bool seats_left(const struct study *s, const struct clause *c)
{
	bool seat = false;

	if (c->predicate_count > 1 || clause_intends(c) || c->negations > 0 || c->hedged ||
		!clause_means(s, c, SENSE_BE) || !clause_means(s, c, SENSE_THERE) || c->i || c->we)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		seat = seat || atom_means(a, SENSE_PERSONS) ||
			(a->kind == ATOM_PEOPLE && a->people->total);
		if (a->kind == ATOM_UNKNOWN || atom_means(a, SENSE_OR) ||
			(a->kind == ATOM_PEOPLE && !a->people->total))
			return false;
	}
	return seat && !tongue_nouns(s, &s->atoms[c->first]);
}

/* `maybe 20 minutes late`: the doubt is of the minutes. */
static void hedge_times(struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_HEDGE) && s->atoms[i].count == 1 &&
			s->atoms[i + 1].kind == ATOM_TIME && clause_means(s, c, SENSE_LATE)) {
			s->atoms[i].senses = (struct senses){0};
			senses_add(&s->atoms[i].senses, SENSE_SAFE);
		}
}

/* `sagt für den 16. zu`: with its particle it reports nothing. */
static bool decides(const struct clause *c, size_t atom)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].atom == atom)
			return c->predicates[i].sense != SENSE_OTHER;
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
				!(doubts[k].sense == SENSE_ABOUT && says_topic(s, c, i)))
				clause_trouble(c, doubts[k].why, i);
	if (clause_means(s, c, SENSE_NOT_ONLY) != clause_means(s, c, SENSE_BUT_ALSO))
		clause_trouble(c, "negation-unclear", c->first);
	hedge_times(s, c);
	c->hedged = clause_means(s, c, SENSE_HEDGE) || clause_means(s, c, SENSE_OPEN);
	c->there = clause_means(s, c, SENSE_THERE);
	c->change = clause_means(s, c, SENSE_CHANGE);
	c->wish = clause_means(s, c, SENSE_WOULD);
	c->substitute = c->substitute || clause_means(s, c, SENSE_SUBSTITUTE);
	c->unreal = mood_unreal(s, c);
	c->hedged = c->hedged && !c->unreal;
	c->question = s->sentences[c->sentence].question && !declares(s, c);
	c->polite = clause_means(s, c, SENSE_POLITE) ||
		(c->question && clause_means(s, c, SENSE_PLEASE) && clause_means(s, c, SENSE_YOU));
	for (size_t i = c->first; i < c->end && c->hedged; i++)
		if (atom_means(&s->atoms[i], SENSE_HEDGE) || atom_means(&s->atoms[i], SENSE_OPEN))
			s->atoms[i].use = USE_OPEN;
}

/* A `dass` is what its matrix says it is: asserted only by a matrix that asserts, without doubt. */
static bool asserted(const struct study *s, const struct clause *c)
{
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

/* Whether something stands there that a negation may turn instead of the coming. */
static bool limits(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (companion(c->people[i]))
			return true;
	return clause_means(s, c, SENSE_ALONE) || clause_means(s, c, SENSE_BEFORE) ||
		clause_means(s, c, SENSE_UNTIL);
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
		thing = thing || (atom_means(a, SENSE_HARMLESS) && s->tokens[a->first].capital);
	}
	return thing && c->negations == 0;
}

static void read_clause(struct study *s, struct clause *c)
{
	verbs_find(s, c);
	slots_fill(s, c);
	find_doubt(s, c);
	subject_find(s, c);
	substitutes_check(s, c);
	bool noun = clause_means(s, c, SENSE_REGISTRATION);
	bool no_noun = clause_means(s, c, SENSE_CANCELLATION);
	bool positive = clause_has(c, SENSE_REGISTER) || clause_has(c, SENSE_COME) ||
		clause_has(c, SENSE_SUIT);
	bool negative = clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE);

	if (mood_inverted(s, c))
		c->condition = c->subordinate = true;
	if (c->subordinate && asserted(s, c))
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
	if (mood_comes_from(s, c)) {
		c->told = true;
		return;
	}
	if (clause_intends(c) && clause_is_told(s, c) && !(positive && negative)) {
		c->told = true;
		return;
	}
	if (c->condition && seats_left(s, c))
		c->condition = c->subordinate = false;
	if (c->condition || c->subordinate || c->told || c->unreal)
		return;
	/* `may I send my deputy?` asks whether */
	bool sends = clause_has(c, SENSE_REGISTER) && c->predicates[0].needs != NULL &&
		strcmp(c->predicates[0].needs, "somebody") == 0;
	/* `will you have to do without me?` */
	bool whole = c->predicate_count > 0 && c->predicates[0].forms == 0 &&
		c->predicates[0].sense != SENSE_DECLINE;
	bool asked_for = (clause_has(c, SENSE_REGISTER) && !sends) || clause_has(c, SENSE_CANCEL) ||
		changes_event(s, c) || whole;
	if (c->question && !(c->polite && asked_for))
		return;
	if (positive && negative)
		clause_trouble(c, "contradicts-itself", c->first);
	else if (positive)
		read_positive(s, c);
	else if (negative)
		read_negative(s, c);
	else if (read_being(s, c) || read_modal(s, c))
		;
	else if ((noun || no_noun) && (c->predicate_count == 0) && !(noun && no_noun) &&
		(c->verbless || clause_means(s, c, SENSE_PLEASE)))
		read_noun(s, c, no_noun);
	else if (changes_event(s, c) || comes_with(s, c))
		c->says = SAYS_COME;
	else if (clause_has(c, SENSE_WITH) && brings_things(s, c))
		return;
	else if (clause_has(c, SENSE_WITH) || is_headcount(s, c))
		c->fragment = c->negations == 0 && !c->hedged && !clause_means(s, c, SENSE_NO);
	else if (clause_means(s, c, SENSE_NEED) && !c->named)
		return; /* `Nadia verträgt keine Nüsse` */
	else if (c->verbless)
		read_fragment(s, c);
	else if (noun || no_noun)
		c->told = clause_means(s, c, SENSE_PAST);
	if (c->says == SAYS_NOT_COME)
		decline_check_partial(s, c);
	/* what stands below the signing name is no afterthought unless it says so */
	if (s->sentences[c->sentence].below)
		clause_trouble(c, "not-understood", c->first);
	if (c->says == SAYS_NOTHING && !c->fragment)
		return;
	slots_account(s, c);
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
		((denied && limits(s, c)) || clause_means(s, c, SENSE_ALONE) ||
			decline_of_both(s, c) || decline_until(s, c)))
		clause_trouble(c, "negation-unclear", c->first);
	/* `I will attend, no.` */
	if (c->says == SAYS_COME && clause_means(s, c, SENSE_NO))
		clause_trouble(c, "contradicts-itself", c->first);
	if (!eset_empty(c->swapped) && (c->says != SAYS_COME || eset_empty(c->events)))
		clause_trouble(c, "swap-unclear", c->first);
}

void frames_read(struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++)
		read_clause(s, &s->clauses[i]);
}
