#include "reading/frames/polarity.h"

#include "reading/answered.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/company.h"
#include "reading/clauses/organisations.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/subject-mine.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/declines.h"
#include "reading/frames/granted.h"
#include "reading/frames/moods.h"
#include "reading/frames/noes.h"
#include "reading/frames/postponed.h"
#include "reading/frames/registering.h"
#include "reading/lines/tongues.h"
#include "reading/people/principals.h"
#include "reading/people/roles.h"

enum { SENTENCES_SHORT = 5 }; /* in so few, with the subject, a weekday alone is sure */

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

/* `I am attending`, `Attending with my wife`, `Planning on attending`; not `attending will be hard`. */
static bool gerund_asserts(const struct study *s, const struct clause *c)
{
	bool be = false, helps = false;

	if (!clause_only_form(c, FORM_GERUND))
		return true;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (subject_plans_at(s, c, i))
			continue;
		helps = helps || atom_means(a, SENSE_BE) || atom_means(a, SENSE_WILL) ||
			atom_means(a, SENSE_CAN) || atom_means(a, SENSE_WOULD) ||
			atom_means(a, SENSE_HAVE);
		be = be || (atom_means(a, SENSE_BE) && i < c->predicates[0].atom);
	}
	size_t first = c->first;
	while (first < c->predicates[0].atom &&
		(atom_means(&s->atoms[first], SENSE_NEG) ||
			(s->atoms[first].kind == ATOM_EVENT && c->predicates[0].atom > first + 1 &&
				s->atoms[c->predicates[0].atom - 1].kind == ATOM_PUNCT) ||
			atom_means(&s->atoms[first], SENSE_REGRET) ||
			s->atoms[first].kind == ATOM_PUNCT || subject_plans_at(s, c, first)))
		first++;
	return be || (!helps && c->predicates[0].atom == first) || inherits_be(s, c);
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

/* `sind vier Eltern dabei: Frau A, Frau B, Herr C und Herr D`: those who are counted have names beside it, all of them. */
static bool named_beside(const struct clause *c, const struct people *counted)
{
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p != counted && !p->me && !p->with && !p->unsure && !p->loose &&
			p->count == counted->count && (int)p->person_count == p->count)
			return counted->count > 1 && !counted->with && c->people_count == 2;
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
	/* `vier Eltern aus unserer Schule sind dabei: A, B, C und D` */
	for (size_t i = 0; i < c->people_count; i++)
		if (at > c->first && s->atoms[at - 1].people == c->people[i] &&
			named_beside(c, c->people[i]))
			return true;
	return total && me;
}

/* `von unserer Schule kommen am 16. Frau A und Frau B`: first of all, and all of them have names. */
static bool origin_of_ours(const struct study *s, const struct clause *c, size_t at)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (c->people[i]->person_count != (size_t)c->people[i]->count)
			return false;
	return c->people_count > 0 && at == atoms_past_quiet(s, c->first, c->end) &&
		atom_means(study_atom(s, at + 1, c->end), SENSE_MY);
}

/* `am 16. kommt auch meine Frau mit`: with whom, says that it is the event's day. */
static bool comes_along(const struct study *s, const struct clause *c)
{
	bool joins = false, counted = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *next = study_atom(s, i + 1, c->end);
		if (atom_means(a, SENSE_WITH) && a->use == USE_INTENT)
			return true;
		/* `is joining me on the 16th, so that makes two of us` */
		joins = joins ||
			(atom_means(a, SENSE_TAKING) && a->use == USE_INTENT &&
				next->kind == ATOM_PEOPLE && next->people->me);
		counted = counted ||
			(a->kind == ATOM_PEOPLE && a->people->total && a->people->count > 1);
	}
	return joins && counted;
}

/*
 * A day alone may be the day of something else: `ich komme am 16. aus der Kur`, `am 16. besuche ich
 * meine Mutter`, `am 16. kommt mein Sohn`.
 */
static void check_day_alone(const struct study *s, struct clause *c)
{
	bool named = false, origin = false, needs = false, unnamed = false, person = false;
	bool somebody =
		false; /* who has a name, and may bring one who has none: `Herr X mit seiner Frau` */

	for (size_t i = c->first; i < c->end; i++) {
		i += role_of_writer(s, c->first, i, c->end);
		const struct atom *a = study_atom(s, i, c->end);
		named = named || (a->kind == ATOM_EVENT && a->use == USE_EVENT && !a->date_only);
		/* `with two women from our choir`: where those come from */
		const struct atom *before = i > c->first ? &s->atoms[i - 1] : a;
		bool theirs = before->kind == ATOM_PEOPLE &&
			(before->people->with || before->people->total ||
				(before->people->me && before->people->count > 1));
		/* `von der Linie 412`: the article of the same */
		theirs = theirs ||
			(i > c->first + 1 && before->use == USE_ADJUNCT && before->count == 1 &&
				atom_means(before, SENSE_ORIGIN) &&
				before[-1].kind == ATOM_PEOPLE && before[-1].people->with);
		/* `mit dem Zug aus Hagen`: how they travel */
		theirs = theirs ||
			(before->count > 2 && atom_means(before, SENSE_SAFE) &&
				token_means(first_token(s, before), SENSE_WITH));
		/* `wegen der Grundschule`: an article, and no `of` */
		bool article = atom_means(a, SENSE_ARTICLE) && i > c->first &&
			atom_means(before, SENSE_CAUSE);
		origin = origin ||
			(atom_means(a, SENSE_ORIGIN) && a->use == USE_ADJUNCT && !theirs &&
				!article && !origin_of_counted(s, c, i) &&
				!origin_of_ours(s, c, i));
	}
	for (size_t i = 0; i < c->predicate_count; i++)
		needs = needs || c->predicates[i].needs == NEEDS_TITLE;
	for (size_t i = 0; i < c->people_count; i++)
		somebody = somebody || (!c->people[i]->with && c->people[i]->person_count > 0);
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		unnamed = unnamed ||
			(!p->me && !p->total && p->person_count == 0 && !p->principal &&
				!c->substitute && !(p->with && somebody) && !named_beside(c, p));
		person = person || (!p->me && !p->with && !p->total);
	}
	if (needs && (!named || (person && (c->i || c->we))))
		clause_trouble(c, "not-understood", c->first);
	if (c->named && !named && (origin || (c->third && unnamed && !comes_along(s, c))))
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
				token_means(first_token(s, a), SENSE_ARTICLE)))
			return false;
		if (a->kind == ATOM_WORD && a->use != USE_INTENT && !atom_means(a, SENSE_SAFE) &&
			!atom_means(a, SENSE_ALSO) && !atom_means(a, SENSE_NEG))
			return false;
		verb = verb || a->use == USE_INTENT;
	}
	return verb;
}

/* `das Seminar passt nicht, dafür der Vortrag`: whatever is said of another event right behind it says whose no it is. */
static bool other_behind(const struct study *s, const struct clause *c)
{
	const struct clause *next = c + 1;
	bool fits = false;

	if (next >= s->clauses + s->clause_count || next->sentence != c->sentence)
		return false;
	for (size_t i = next->first; i < next->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool event = a->kind == ATOM_EVENT && eset_count(a->events) == 1;
		bool turns = atom_means(a, SENSE_CONTRARY) ||
			(atom_means(a, SENSE_BUT) && atom_means(a, SENSE_POINTER));
		if (!event && !turns && !atom_quiet(a) && !atom_means(a, SENSE_SAFE) &&
			!atom_means(a, SENSE_BUT) && !atom_means(a, SENSE_GLADLY))
			return false;
		fits = fits || turns;
	}
	return fits;
}

/* `der Kongress geht leider nicht`, `nur der Kongress klappt nicht`: nothing but that one, and a no that says whose it is. */
static bool event_sadly_not(const struct study *s, const struct clause *c)
{
	bool ours = clause_tokens_mean(s, c, SENSE_REGRET) || other_behind(s, c), verb = false;
	size_t at = atoms_past_quiet(s, c->first, c->end);

	for (; at < c->end && !atom_means(&s->atoms[at], SENSE_REGRET) &&
		ATOM_MEANS_ANY(&s->atoms[at], ((const enum sense[]){SENSE_ONLY, SENSE_SAFE}));
		at++)
		ours = ours || atom_means(&s->atoms[at], SENSE_ONLY);
	const struct atom *event = study_atom(s, at, c->end);
	if (!ours || c->negations != 1 || event->kind != ATOM_EVENT || event->going ||
		event->use != USE_EVENT || clause_means(s, c, SENSE_POINTER))
		return false;
	for (size_t i = at + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT || a->kind == ATOM_PEOPLE || a->kind == ATOM_TIME)
			return false;
		verb = verb || a->use == USE_INTENT;
	}
	return verb;
}

/* `passt in meinen Kalender`: a phrase that says whom it suits. */
static bool into_mine(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_SAFE) && a->count > 2 &&
			token_means(first_token(s, a) + 1, SENSE_MY))
			return true;
	}
	return false;
}

/* `my seat at the forum is free`: of the seat, and who has it then? */
static bool of_my_seat(const struct study *s, const struct clause *c)
{
	const struct atom *a = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	bool my = false, seat = false;

	for (size_t i = a->first; i < a->first + a->count; i++) {
		my = my || token_means(&s->tokens[i], SENSE_MY);
		seat = seat || (my && token_means(&s->tokens[i], SENSE_PERSONS));
	}
	return seat;
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
	if (of_my_seat(s, c))
		clause_trouble(c, "not-understood", c->first);
	/* `meine Frau passt`, `mein Mann geht`: nothing that suits them */
	if (c->third && !c->named && !c->substitute && !clause_means(s, c, SENSE_POINTER) &&
		!clause_means(s, c, SENSE_FOR) && c->negations == 0)
		clause_trouble(c, "third-party", c->first);
	bool whom = c->i || c->we || principals_act(c) || clause_means(s, c, SENSE_TO_ME) ||
		into_mine(s, c) ||
		(clause_tokens_mean(s, c, SENSE_MY) && !c->third &&
			!tongue_nouns(s, &s->atoms[c->first])) ||
		clause_tokens_mean(s, c, SENSE_ME) || clause_tokens_mean(s, c, SENSE_US) ||
		clause_tokens_mean(s, c, SENSE_WE); /* `wir drei schaffen es nicht` */
	if (!whom && !days && c->named && !event_alone(s, c) && !event_sadly_not(s, c))
		clause_trouble(c, "not-understood", c->first);
}

static bool names_to_me(const struct study *s, const struct atom *a)
{
	return atom_tokens_mean(s, a, SENSE_TO_ME);
}

/* `Herr X kommt, ich auch`: two who stand apart are no list, and X may only be told of. */
static void check_apart(const struct study *s, struct clause *c)
{
	bool me = false, other = false;

	/* `ich bin dabei und meine Kollegin Frau Ott auch`: she comes as the writer does */
	if (c->people_count == 2 && c->people[0]->me && c->people[0]->count == 1 && c->i &&
		!c->people[1]->me && !c->people[1]->unsure && clause_means(s, c, SENSE_AND))
		return;
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		me = me || (p->me && p->count <= 1 && !p->with);
		other = other || (!p->me && !p->with && !p->total && p->person_count > 0);
	}
	if (me && other && clause_means(s, c, SENSE_ALSO))
		clause_trouble(c, "third-party", c->first);
}

/* `leider kann ich nur am 16. kommen`: to that one they do. */
static bool only_to_event(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_ONLY) && s->atoms[i].count == 1 &&
			s->atoms[i + 1].kind == ATOM_EVENT && s->atoms[i + 1].use == USE_EVENT)
			return c->negations == 0;
	return false;
}

/* `you must not miss the congress`: an idiom of coming, and nobody but the office before it. */
static bool says_of_you(const struct study *s, const struct clause *c)
{
	if (c->predicate_count != 1 || c->predicates[0].forms != 0 ||
		c->predicates[0].sense != SENSE_COME || c->people_count > 0)
		return false;
	const struct atom *idiom = &s->atoms[c->predicates[0].atom];
	for (size_t i = idiom->first; i < idiom->first + idiom->count; i++)
		if (token_means(&s->tokens[i], SENSE_ME) || token_means(&s->tokens[i], SENSE_US) ||
			token_means(&s->tokens[i], SENSE_I) ||
			token_means(&s->tokens[i], SENSE_MY) ||
			token_means(&s->tokens[i], SENSE_YOU))
			return false;
	size_t first = atoms_past_quiet(s, c->first, c->predicates[0].atom);
	while (first < c->predicates[0].atom && !atom_means(&s->atoms[first], SENSE_YOU))
		first++;
	return first < c->predicates[0].atom;
}

/* `neither of us will make it to X`, `nobody from our church will be with you`: who does not, right before an idiom of what
 * somebody will do. */
static bool none_of_ours(const struct study *s, const struct clause *c)
{
	size_t idiom = c->predicates[0].atom, no = idiom;
	bool will = token_means(first_token(s, &s->atoms[idiom]), SENSE_WILL);

	while (no > c->first &&
		(s->atoms[no - 1].use == USE_ADJUNCT ||
			atom_means(&s->atoms[no - 1], SENSE_WILL))) {
		will = will || atom_means(&s->atoms[no - 1], SENSE_WILL);
		no--;
	}
	const struct atom *a = no > c->first ? &s->atoms[no - 1] : NULL;
	bool nobody = a != NULL && c->we && atom_means(a, SENSE_NEG) && a->use == USE_POLARITY &&
		token_means(first_token(s, a), SENSE_NOBODY) && no < idiom;

	return will && a != NULL && (noes_of_us(s, a) || nobody);
}

/* `vom TuS Körne …`: where they come from stands first, and that is not the reader's. */
static bool begins_with_origin(const struct study *s, const struct clause *c)
{
	const struct atom *first = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);

	return atom_means(first, SENSE_ORIGIN) && first->use == USE_ADJUNCT &&
		!clause_tokens_mean(s, c, SENSE_YOUR) && !clause_tokens_mean(s, c, SENSE_YOU);
}

/* `mit dabei ist`: a phrase with a being in it. */
static bool holds_being(const struct study *s, const struct atom *a)
{
	return atom_tokens_mean(s, a, SENSE_BE);
}

/* `I have a place at the congress`: it tells of one. */
static bool has_seat(const struct study *s, const struct clause *c)
{
	return clause_tokens_mean(s, c, SENSE_HAVE) && clause_tokens_mean(s, c, SENSE_PERSONS) &&
		c->i && !c->we && !c->third && c->negations == 0 && !c->question;
}

void polarity_read_positive(struct study *s, struct clause *c)
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
	c->hedged = c->hedged || postponed(s, c);
	/* `noch kann ich für den Kongress nicht zusagen`: not yet is no no */
	if (c->negations == 1 && clause_means(s, c, SENSE_MORE) &&
		!clause_means(s, c, SENSE_NEITHER))
		clause_trouble(c, "undecided", c->first);
	/* `ich freue mich auf Frau Roth`: she comes anyway; `mit dabei ist Frau Roth` says who comes */
	for (size_t i = c->first + 1; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE && !s->atoms[i].people->me &&
			i == c->predicates[0].atom + 1 && c->predicates[0].forms == 0 &&
			!c->named && !holds_being(s, &s->atoms[i - 1]))
			clause_trouble(c, "person-left-over", i);
	/* `der 16. ist fest eingeplant für unseren Umzug` */
	for (size_t i = c->first; i < c->end && c->predicates[0].forms == 0; i++)
		if (s->atoms[i].use == USE_ADJUNCT && c->people_count == 0 &&
			(atom_means(&s->atoms[i], SENSE_BEHALF) ||
				atom_means(&s->atoms[i], SENSE_FOR)))
			clause_trouble(c, "not-understood", i);
	if (says_of_you(s, c))
		clause_trouble(c, "third-party", c->first);
	/* `I'm not looking forward to the congress`: an idiom turned says little */
	if (c->negations == 1 && c->predicate_count == 1 && c->predicates[0].forms == 0 &&
		c->predicates[0].sense == SENSE_COME && !none_of_ours(s, c))
		clause_trouble(c, "negation-unclear", c->first);
	if (other_verb(s, c))
		clause_trouble(c, "not-understood", c->first);
	bool glad = clause_means(s, c, SENSE_GLADLY) ||
		(clause_means(s, c, SENSE_RATHER) && !eset_empty(c->swapped));
	if (clause_means(s, c, SENSE_WOULD) && !glad && !c->polite && !granted_seats(s, c))
		clause_trouble(c, "undecided", c->first);
	if (clause_only_form(c, FORM_GERUND) && !c->i && !c->we && !c->third &&
		!company_is_us(s, c))
		clause_trouble(c, "not-understood", c->first);
	if (clause_any_form(c, FORM_IRREAL))
		clause_trouble(c, "undecided", c->first);
	if (!gerund_asserts(s, c))
		clause_trouble(c, "not-understood", c->first);
	if (c->says == SAYS_COME && clause_means(s, c, SENSE_REGRET) &&
		!clause_means(s, c, SENSE_LATE) && !only_to_event(s, c))
		clause_trouble(c, "contradicts-itself", c->first);
	/* `vormerken dürfen Sie mich`, `wenn ich kommen darf` */
	bool entry = decline_entry(s, c);
	bool may = clause_means(s, c, SENSE_MAY) && (c->polite || clause_means(s, c, SENSE_YOU)) &&
		(c->negations == 0 || entry);
	if (clause_means(s, c, SENSE_MUST) && !may)
		clause_trouble(c, "not-understood", c->first);
	bool asked = clause_means(s, c, SENSE_PLEASE) || tells_you(s, c) || c->polite ||
		(clause_means(s, c, SENSE_RECKONS) && clause_means(s, c, SENSE_YOU)) ||
		principals_asked(s, c);
	bool bare = (clause_only_form(c, FORM_PART) || clause_only_form(c, FORM_INF)) &&
		!registering_goes_on(s, c);
	if (bare && !asked && !mood_rejoices(s, c) && !clause_means(s, c, SENSE_WILL) &&
		!clause_means(s, c, SENSE_CAN) && !clause_means(s, c, SENSE_WOULD)) {
		if (has_seat(s, c)) {
			c->says = SAYS_NOTHING;
			c->told = true;
			return;
		}
		clause_trouble(c, "not-understood", c->first);
	}
	if (registers) {
		registering_read(s, c, asked);
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
	/* `der 18. passt statt mir`: in the writer's place nobody but somebody else comes */
	for (size_t i = c->first; i < c->end && !c->third; i++)
		if (atom_means(&s->atoms[i], SENSE_SUBSTITUTE) && names_to_me(s, &s->atoms[i]))
			clause_trouble(c, "third-party", i);
	check_apart(s, c);
	check_day_alone(s, c);
	check_suits(s, c);
	bool counted = false; /* `es kommen drei Personen` */
	for (size_t i = 0; i < c->people_count; i++)
		counted = counted || (c->people[i]->total && !c->people[i]->with);
	counted = counted || organisation_comes(s, c);
	/* `für das Jugendamt nehmen teil:`; where an event is named, somebody of ours is, too: `vom TuS Körne kommen am
	 * 21. Februar:` */
	bool ours = !c->named || clause_means(s, c, SENSE_PERSONS) || begins_with_origin(s, c) ||
		((clause_tokens_mean(s, c, SENSE_ORIGIN) || clause_means(s, c, SENSE_BEHALF)) &&
			clause_tokens_mean(s, c, SENSE_MY));
	if (!c->i && !c->we && !c->third && !counted && c->people_count == 0 && ours &&
		c->negations == 0 && s->sentences[c->sentence].colon && !c->there &&
		!clause_means(s, c, SENSE_YOU) && clause_any_form(c, FORM_PL) &&
		!clause_any_form(c, FORM_PAST))
		c->announces = true;
	c->proxy = c->says == SAYS_NOT_COME && (principals_act(c) || principals_go_on(s, c));
	if (!c->i && !c->we && !c->third && !counted && !c->announces && !c->proxy &&
		!clause_has(c, SENSE_SUIT))
		clause_trouble(c, "third-party", c->first);
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

/* `please register me for the congress and cancel the 21st`: the please is of both. */
static bool pleases_before(const struct study *s, const struct clause *c)
{
	return c->sign == '&' && c > s->clauses && c[-1].sentence == c->sentence &&
		c[-1].says == SAYS_COME && c[-1].why == NULL && clause_has(c - 1, SENSE_REGISTER) &&
		clause_means(s, c - 1, SENSE_PLEASE) && clause_tokens_mean(s, c - 1, SENSE_ME);
}

/* `ja, bitte absagen`, `beide stornieren`, where our mail asked just that: nothing else stands in it. */
static bool cancels_as_asked(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {SENSE_PLEASE, SENSE_YES, SENSE_SAFE, SENSE_ALL,
		SENSE_BOTH, SENSE_POINTER, SENSE_YOU, SENSE_THANKS};

	if (!answered_asks_to_cancel(s) || c->people_count > 0 || c->negations > 0 || c->question)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool event = a->kind == ATOM_EVENT && !a->contradiction &&
			eset_within(a->events, s->shown);
		if (!event && !atom_quiet(a) && a->use != USE_INTENT && !ATOM_MEANS_ANY(a, known))
			return false;
	}
	return true;
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
		(clause_means(s, c, SENSE_PLEASE) || pleases_before(s, c));
	/* `den 21. könnt ihr streichen` */
	bool may = clause_means(s, c, SENSE_PLEASE) || clause_means(s, c, SENSE_POLITE) ||
		((clause_means(s, c, SENSE_CAN) ||
			 (clause_means(s, c, SENSE_MUST) && clause_means(s, c, SENSE_ONLY))) &&
			clause_means(s, c, SENSE_YOU));
	return ((event < verb && may) || plain) && verb < c->end && c->people_count == 0 &&
		!c->question;
}

/* `um drei bin ich raus`: away from somewhere, at a time. */
static bool leaves_at(const struct study *s, const struct clause *c)
{
	const struct predicate *p = &c->predicates[0];
	bool time = false;

	for (size_t i = c->first; i < c->end; i++)
		time = time || s->atoms[i].kind == ATOM_TIME;
	return time && p->sense == SENSE_DECLINE && p->forms != 0 &&
		atom_means(&s->atoms[p->atom], SENSE_BE);
}

/* `bitte beide Plätze streichen` */
static bool both_seats(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_BOTH) && s->atoms[i].count == 1 &&
			atom_means(&s->atoms[i + 1], SENSE_PERSONS))
			return true;
	return false;
}

void polarity_read_negative(struct study *s, struct clause *c)
{
	if (noes_taken_back(s, c) || decline_denied(s, c)) {
		c->says = SAYS_COME;
		return;
	}
	/* `the lads can manage without me` */
	if (decline_of_theirs(s, c)) {
		c->told = c->joined = true;
		c->i = false;
		return;
	}
	if (c->predicate_count == 1 && leaves_at(s, c)) {
		c->told = !c->named;
		if (c->named)
			clause_trouble(c, "not-understood", c->first);
		return;
	}
	c->says = SAYS_NOT_COME;
	c->hedged = c->hedged || postponed(s, c);
	c->own = clause_means(s, c, SENSE_REGISTRATION) && clause_tokens_mean(s, c, SENSE_MY);
	/* `the registration for the 16th does not work` */
	bool taking_part = clause_means(s, c, SENSE_REGISTRATION) &&
		(clause_tokens_mean(s, c, SENSE_TO_ME) || clause_tokens_mean(s, c, SENSE_US)) &&
		decline_denies(s, c);
	if (clause_means(s, c, SENSE_REGISTRATION) && !c->own && !taking_part &&
		!clause_has(c, SENSE_CANCEL))
		clause_trouble(c, "not-understood", c->first);
	for (size_t i = c->first; i < c->end; i++) /* `meine Absage nehme ich zurück` */
		if (atom_means(&s->atoms[i], SENSE_CANCELLATION) && s->atoms[i].use != USE_INTENT)
			clause_trouble(c, "negation-unclear", i);
	bool go = decline_go_without(s, c);
	c->i = c->i || go;
	if (c->negations > 0 || (twice_without(s, c) && !go))
		clause_trouble(c, "negation-unclear", c->first);
	if (c->negations == 1 && c->predicate_count == 1 && c->predicates[0].forms != 0)
		c->says = SAYS_UNCLEAR; /* `ich sage nicht ab` */
	c->proxy =
		(principals_act(c) || principals_go_on(s, c)) && !clause_means(s, c, SENSE_OTHERS);
	if (other_verb(s, c) && !go)
		clause_trouble(c, "not-understood", c->first);
	if ((clause_means(s, c, SENSE_WOULD) && !clause_means(s, c, SENSE_GLADLY)) ||
		clause_any_form(c, FORM_IRREAL))
		clause_trouble(c, "undecided", c->first);
	bool again = noes_again(s, c), asked = cancels_as_asked(s, c);
	bool me = c->i || c->we || clause_tokens_mean(s, c, SENSE_MY) || c->own || taking_part ||
		strikes_event(s, c) || noes_of_me(s, c) || again || asked ||
		(both_seats(s, c) && clause_means(s, c, SENSE_PLEASE) && c->people_count == 0);
	bool object = clause_tokens_mean(s, c, SENSE_ME) || clause_tokens_mean(s, c, SENSE_US) ||
		clause_tokens_mean(s, c, SENSE_MY) || clause_means(s, c, SENSE_REGISTRATION) ||
		both_seats(s, c) || again || asked;
	for (size_t i = 0; i < c->predicate_count; i++) /* `ich lösche die Mail` */
		if (c->predicates[i].sense == SENSE_CANCEL && !object && !strikes_event(s, c) &&
			c->predicates[i].needs == NEEDS_PERSON)
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
			!clause_means(s, c, SENSE_PLEASE) && !decline_takes_infinitive(s, c)))
		clause_trouble(c, "not-understood", c->first);
	/* `hat sich entschuldigen lassen`: of when? */
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_LETS) && !atom_means(&s->atoms[i], SENSE_WISH) &&
			clause_means(s, c, SENSE_HAVE))
			clause_trouble(c, "not-understood", c->first);
}
