#include "reading/clauses/slots-account.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/organisations.h"
#include "reading/clauses/slots-events.h"
#include "reading/clauses/slots.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/moods.h"
#include "reading/frames/turns.h"
#include "reading/lines/tongues.h"

static bool holds_number(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (s->tokens[i].kind == TOKEN_NUMBER || token_means(&s->tokens[i], SENSE_NUMBER))
			return true;
	return false;
}

/* `seats` without a number, right behind the verb that registers, and whom they are for. */
static bool seats_for(const struct study *s, const struct clause *c, size_t i)
{
	if (i == c->first || s->atoms[i - 1].use != USE_INTENT || !clause_has(c, SENSE_REGISTER))
		return false;
	for (size_t k = i + 1; k + 1 < c->end; k++)
		if (atom_means(&s->atoms[k], SENSE_FOR) && s->atoms[k + 1].kind == ATOM_PEOPLE)
			return true;
	return false;
}

/* `bitte um Vormerkung`, `um meine Anmeldung` */
static bool asks_for_noun(const struct study *s, const struct clause *c, size_t i)
{
	size_t n = i + 1;

	if (n < c->end &&
		(atom_means(&s->atoms[n], SENSE_MY) || atom_means(&s->atoms[n], SENSE_ARTICLE) ||
			atom_means(&s->atoms[n], SENSE_INDEFINITE)))
		n++;
	if (n >= c->end)
		return false;
	const struct atom *noun = &s->atoms[n];
	return atom_means(noun, SENSE_REGISTRATION) || atom_means(noun, SENSE_CANCELLATION) ||
		atom_means(noun, SENSE_CHANGE) ||
		(atom_means(noun, SENSE_SAFE) && first_token(s, noun)->capital);
}

/* `für die folgenden zwei Veranstaltungen:`: the words before the noun that announces a list; 0 where they lead
 * to none. */
static size_t leads_to_list(const struct study *s, const struct clause *c, size_t i)
{
	size_t n = i;

	while (n < c->end &&
		(atom_means(&s->atoms[n], SENSE_GOING) || atom_means(&s->atoms[n], SENSE_ARTICLE) ||
			(atom_means(&s->atoms[n], SENSE_SAFE) && s->atoms[n].count <= 2)))
		n++;
	bool noun = n < c->end &&
		(atom_means(&s->atoms[n], SENSE_EVENT) || atom_means(&s->atoms[n], SENSE_EVENTS) ||
			(s->atoms[n].kind == ATOM_EVENT && s->atoms[n].several &&
				eset_empty(s->atoms[n].events)));
	return noun ? n - i : 0;
}

/* `am 16. bleibe ich lieber daheim` */
static bool stays_home(const struct study *s, const struct clause *c)
{
	return c->says == SAYS_NOT_COME && clause_means(s, c, SENSE_LINGERS) &&
		clause_means(s, c, SENSE_HOME) && clause_has(c, SENSE_DECLINE);
}

/* `…, ihn zu entschuldigen`: of the same person, and nothing else behind the comma. */
static bool excused_behind(const struct study *s, const struct clause *c)
{
	size_t end = s->sentences[c->sentence].end, i = c->end;

	if (!atom_is(study_atom(s, i, end), ',') && !atom_is(study_atom(s, i - 1, end), ','))
		return false;
	i = atoms_past_quiet(s, i, end);
	const struct atom *whom = study_atom(s, i, end);
	bool same = whom->kind == ATOM_PEOPLE ? whom->people->again != NULL
					      : atom_means(whom, SENSE_HIM);
	return same && tongue_infinitive(s, study_atom(s, i + 1, end)) &&
		atom_means(study_atom(s, i + 2, end), SENSE_EXCUSING) &&
		atoms_past_quiet(s, i + 3, end) == end;
}

/* Whether the people behind the preposition at `i` do what the clause says of another one, who stands before them. */
static bool agent_of(const struct study *s, const struct clause *c, size_t i)
{
	bool passive = false;

	for (size_t k = c->first; k < c->end; k++)
		passive = passive || atom_means(&s->atoms[k], SENSE_FUTURE);
	for (size_t k = c->first; k < i && passive; k++) {
		const struct atom *a = &s->atoms[k];
		if (a->kind == ATOM_PEOPLE)
			return a->use == USE_TOLD ||
				((a->people->again != NULL || a->people->me) &&
					clause_has(c, SENSE_WITH));
	}
	return false;
}

/* `seine Teilnahme`; the polite `Ihre` has a capital. */
static bool his_registration(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i], *noun = study_atom(s, i + 1, c->end);

	return atom_means(a, SENSE_HIS) && a->count == 1 && !first_token(s, a)->capital &&
		(atom_means(noun, SENSE_REGISTRATION) || atom_means(noun, SENSE_CANCELLATION));
}

/* `the second does`: a position that stands for an event, and that nobody understood. */
static bool lost_position(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i], *next = study_atom(s, i + 1, c->end);

	return i > c->first && atom_means(a, SENSE_ORDINAL) && a->count == 1 &&
		atom_means(a - 1, SENSE_ARTICLE) && a[-1].count == 1 &&
		(next->kind == ATOM_PUNCT || atom_means(next, SENSE_ECHO));
}

/* Whether an answer stands before the atom, and no other verb: `it's a yes`. */
static bool says_yes_or_no(const struct study *s, const struct clause *c, size_t at)
{
	static const enum sense answers[] = {SENSE_YES, SENSE_NO, SENSE_NEG};
	bool answer = false;

	for (size_t i = c->first; i < at; i++) {
		const struct atom *a = &s->atoms[i];
		bool last = a->kind == ATOM_WORD && TOKEN_MEANS_ANY(last_token(s, a), answers);
		answer = answer || last || atom_means(a, SENSE_YES) || atom_means(a, SENSE_NO);
	}
	return answer && (c->verbless || (c->predicate_count == 1 && c->predicates[0].forms == 0));
}

/* `my Congress registration`, `my Social Balance seat`, in what cancels it. */
static bool names_mine(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *event = study_atom(s, i + 1, c->end);
	const struct atom *noun = study_atom(s, i + 2, c->end);

	return atom_means(&s->atoms[i], SENSE_MY) && clause_has(c, SENSE_CANCEL) &&
		event->kind == ATOM_EVENT && event->use == USE_EVENT && event->strong &&
		!event->several &&
		(atom_means(noun, SENSE_REGISTRATION) ||
			(atom_means(noun, SENSE_PERSONS) && noun->count == 1));
}

/* Words that may stand in any request and change nothing. */
static void take_safe(struct study *s, struct clause *c)
{
	static const enum sense safe[] = {SENSE_SAFE, SENSE_GLADLY, SENSE_PLEASE, SENSE_YOU,
		SENSE_REFLEXIVE, SENSE_THERE, SENSE_BE, SENSE_HAVE, SENSE_WILL, SENSE_CAN,
		SENSE_MUST, SENSE_WOULD, SENSE_POLITE, SENSE_LATE, SENSE_EACH, SENSE_TOTAL,
		SENSE_ONLY, SENSE_ALONE, SENSE_MORE, SENSE_BUT, SENSE_THANKS, SENSE_WISH,
		SENSE_GREETING, SENSE_CLOSING, SENSE_AND, SENSE_YES, SENSE_NO, SENSE_CHANGE,
		SENSE_REGISTRATION, SENSE_CANCELLATION, SENSE_TO_ME, SENSE_ASSERT, SENSE_STAYS,
		SENSE_BESIDES, SENSE_BECAUSE, SENSE_THAT, SENSE_SUBSTITUTE, SENSE_REGRET,
		SENSE_CONTRARY, SENSE_ALSO, SENSE_POSTSCRIPT, SENSE_HENCE, SENSE_INCLUDED,
		SENSE_SENT};

	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (a->use != USE_NONE || lost_position(s, c, i))
			continue;
		/* `melden Sie mich vom 18. auf den 16. um`: what is done is said by `um` */
		bool moves = atom_means(a, SENSE_PERFORMS) && clause_means(s, c, SENSE_SWITCH) &&
			!eset_empty(c->swapped);
		if (atom_quiet(a) || moves)
			a->use = USE_SAFE;
		if (atom_means(a, SENSE_CHANGE) && a->count > 1 && holds_number(s, a))
			continue; /* `make it two` */
		for (size_t k = 0; k < sizeof safe / sizeof *safe && a->use == USE_NONE; k++)
			if (atom_means(a, safe[k]))
				a->use = USE_SAFE;
		if (a->use == USE_NONE && atom_means(a, SENSE_MY) && i + 1 < c->end &&
			(atom_means(&s->atoms[i + 1], SENSE_REGISTRATION) ||
				atom_means(&s->atoms[i + 1], SENSE_CANCELLATION) ||
				atom_means(&s->atoms[i + 1], SENSE_SAFE)))
			a->use = USE_SAFE;
		/* `Herr X bittet, ihn zu entschuldigen`, `muss seine Teilnahme absagen`: whom the writer speaks for */
		if (c->proxy && (atom_means(a, SENSE_LETS) || his_registration(s, c, i)))
			slots_use(a, USE_SAFE);
		/* `meinen Platz beim Kongress können Sie weitergeben` */
		if (a->use == USE_NONE && atom_means(a, SENSE_MY) && i + 1 < c->end &&
			atom_means(&s->atoms[i + 1], SENSE_PERSONS) &&
			clause_has(c, SENSE_CANCEL)) {
			a->use = USE_SAFE;
			slots_use(&s->atoms[i + 1], USE_SAFE);
		}
		/* `cancel my Congress registration`: the event stands before its noun */
		if (names_mine(s, c, i)) {
			slots_use(a, USE_SAFE);
			slots_use(&s->atoms[i + 2], USE_SAFE);
		}
		/* `unsere beiden Plätze`, `beide Plätze streichen`: all that they had */
		size_t mine = atom_means(a, SENSE_MY);
		if (clause_has(c, SENSE_CANCEL) &&
			atom_means(study_atom(s, i + mine, c->end), SENSE_BOTH) &&
			atom_means(study_atom(s, i + mine + 1, c->end), SENSE_PERSONS))
			for (size_t k = 0; k < mine + 2; k++)
				slots_use(&s->atoms[i + k], USE_SAFE);
		/* `am 16. kommt von uns nur Frau X` */
		if (a->use == USE_NONE && atom_means(a, SENSE_PERSONS) && a->count == 2 &&
			token_means(first_token(s, a), SENSE_ORIGIN) && c->third && !c->i &&
			!c->we && i > c->first && a[-1].use == USE_INTENT)
			a->use = USE_SAFE;
		bool article = atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_YOUR) ||
			atom_means(a, SENSE_INDEFINITE) || atom_means(a, SENSE_GOING);
		if (a->use == USE_NONE && article && i + 1 < c->end &&
			(atom_means(&s->atoms[i + 1], SENSE_REGISTRATION) ||
				atom_means(&s->atoms[i + 1], SENSE_CANCELLATION) ||
				atom_means(&s->atoms[i + 1], SENSE_THIS_EVENT) ||
				(atom_means(&s->atoms[i + 1], SENSE_SAFE) &&
					s->atoms[i + 1].count == 1)))
			a->use = USE_SAFE;
		/* `Antwort: ja` */
		if (i == c->first && atom_means(a, SENSE_REPLY) &&
			atom_is(study_atom(s, i + 1, c->end), ':'))
			slots_use(a, USE_SAFE);
		/* `wird vertreten durch:` */
		if (atom_means(a, SENSE_FOR) && clause_has(c, SENSE_REGISTER) &&
			atom_is(study_atom(s, i + 1, c->end), ':') && i + 2 == c->end)
			slots_use(a, USE_SAFE);
		/* `freue mich auf einen spannenden Nachmittag`, beside what names it */
		if (a->use == USE_NONE && atom_means(a, SENSE_EVENT) && !c->named &&
			c->predicate_count == 1 && (c->predicates[0].forms == 0 || c->substitute))
			a->use = USE_SAFE;
		if (a->use == USE_NONE && atom_means(a, SENSE_AT_TIME) &&
			clause_means(s, c, SENSE_PLEASE) && asks_for_noun(s, c, i))
			a->use = USE_SAFE;
		if (a->use == USE_NONE && atom_means(a, SENSE_NEED))
			a->use = USE_NEED;
		/* `die Foren besuche ich alle vier` */
		bool behind = i > c->first && c->negations == 0 && eset_count(c->events) > 1;
		if (behind && atom_means(a, SENSE_ALL))
			slots_use(a, USE_SAFE);
		/* `A und B muss ich beide absagen` */
		if (behind && !c->we && atom_means(a, SENSE_BOTH) && a->count == 1 &&
			eset_count(c->events) == 2)
			slots_use(a, USE_SAFE);
		if (behind && atom_means(a - 1, SENSE_ALL) && a->n == (int)eset_count(c->events) &&
			(a->kind == ATOM_NUMBER || atom_means(a, SENSE_NUMBER)))
			slots_use(a, USE_SAFE);
		/* `wäre nett, wenn Sie mich …` */
		if (atom_means(a, SENSE_CONDITION) && c->sign == 'c' && !c->condition)
			slots_use(a, USE_SAFE);
		if (atom_means(a, SENSE_RATHER) &&
			(!eset_empty(c->swapped) ||
				(c->says == SAYS_COME && turns_follows_no(s, c)) ||
				stays_home(s, c)))
			slots_use(a, USE_SAFE);
		const struct atom *next = i + 1 < c->end ? &s->atoms[i + 1] : NULL;
		/* `zum Kongress, an dem ich teilnehme` */
		if (i > c->first && atom_is(a - 1, ',') && atom_means(a, SENSE_GOING) &&
			a->count == 2 && token_means(first_token(s, a) + 1, SENSE_RELATIVE) &&
			c->named)
			slots_use(a, USE_SAFE);
		/* `alle meine Termine` */
		if (next != NULL && atom_means(a, SENSE_MY) && atom_means(next, SENSE_EVENTS) &&
			clause_has(c, SENSE_CANCEL)) {
			slots_use(a, USE_SAFE);
			slots_use(&s->atoms[i + 1], USE_SAFE);
		}
		/* `es ist mir eine Freude, zu kommen` */
		if (atom_means(a, SENSE_PLEASED) && mood_rejoices(s, c))
			slots_use(a, USE_SAFE);
		/* `es bleibt bei zwei Plätzen` */
		if (next != NULL && atom_means(a, SENSE_GOING) && next->kind == ATOM_PEOPLE &&
			next->people->total && clause_means(s, c, SENSE_STAYS))
			slots_use(a, USE_SAFE);
		/* `übernimmt den Termin`, `give my seat to my friend` */
		if (next != NULL && c->substitute &&
			((atom_means(a, SENSE_ARTICLE) && atom_means(next, SENSE_EVENT) &&
				 !c->named) ||
				(atom_means(a, SENSE_GOING) && next->kind == ATOM_PEOPLE &&
					clause_has(c, SENSE_REGISTER))))
			slots_use(a, USE_SAFE);
		/* `bittet, ihn zu entschuldigen` */
		if (atom_means(a, SENSE_LETS) && c->proxy &&
			(clause_has(c, SENSE_CANCEL) || excused_behind(s, c)))
			slots_use(a, USE_SAFE);
		/* `to attend`, `zu kommen` */
		if (next != NULL && tongue_infinitive(s, a) &&
			(atom_is_verb(next, FORM_INF) ||
				(atom_means(next, SENSE_CAN) && clause_any_form(c, FORM_INF))))
			slots_use(a, USE_SAFE);
		/* `a seat for my wife`, `suits me and my wife` has no preposition */
		if (next != NULL && next->kind == ATOM_PEOPLE && atom_means(a, SENSE_FOR) &&
			(clause_has(c, SENSE_REGISTER) || clause_has(c, SENSE_SUIT) || c->noun ||
				clause_has(c, SENSE_CANCEL) || c->verbless ||
				(c->predicate_count == 0 && c->says == SAYS_COME &&
					next->people->me)))
			slots_use(a, USE_SAFE);
		/* `am 16. geht es bei uns nicht` */
		if (next != NULL && next->kind == ATOM_PEOPLE && next->people->we &&
			next->people->object && next->people->person_count == 0 &&
			(atom_means(a, SENSE_BEING) || atom_means(a, SENSE_GOING)) &&
			a->count == 1 && clause_has(c, SENSE_SUIT))
			slots_use(a, USE_SAFE);
		/* `wird von Frau X vertreten`, `er wird von Frau X begleitet`: who does it */
		if (next != NULL && next->kind == ATOM_PEOPLE && !next->people->me &&
			atom_means(a, SENSE_ORIGIN) && a->count == 1 && agent_of(s, c, i))
			slots_use(a, USE_SAFE);
		/* `reserve seats at the congress for my husband and me` */
		if (a->use == USE_NONE && atom_means(a, SENSE_PERSONS) && a->kind == ATOM_WORD &&
			seats_for(s, c, i))
			a->use = USE_SAFE;
		/* `I can't come to any of the five events` */
		if (next != NULL && atom_means(a, SENSE_INDEFINITE) && c->negations == 1 &&
			atom_means(next, SENSE_ORIGIN) && i + 2 < c->end &&
			s->atoms[i + 2].kind == ATOM_EVENT && s->atoms[i + 2].several) {
			slots_use(a, USE_SAFE);
			slots_use(&s->atoms[i + 1], USE_SAFE);
		}
		/* `ich bitte um zwei Plätze` */
		if (next != NULL && atom_means(a, SENSE_AT_TIME) && next->kind == ATOM_PEOPLE &&
			next->people->total && !next->people->with &&
			clause_means(s, c, SENSE_PLEASE) && !clause_means(s, c, SENSE_BEHALF))
			slots_use(a, USE_SAFE);
		/* `trete von meiner Anmeldung zurück` */
		if (next != NULL && atom_means(a, SENSE_ORIGIN) && atom_means(next, SENSE_MY) &&
			atom_means(study_atom(s, i + 2, c->end), SENSE_REGISTRATION) &&
			clause_has(c, SENSE_CANCEL))
			slots_use(a, USE_SAFE);
		/* `a clear yes from me`, `ein Ja von mir` */
		if (next != NULL && next->kind == ATOM_PEOPLE && next->people->me &&
			!next->people->we && next->people->count <= 1 &&
			atom_means(a, SENSE_ORIGIN) && a->count == 1 && says_yes_or_no(s, c, i))
			slots_use(a, USE_SAFE);
		/* `excuse me from the congress` */
		if (next != NULL && next->kind == ATOM_EVENT && atom_means(a, SENSE_ORIGIN) &&
			(clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE)))
			slots_use(a, USE_SAFE);
		/* `for all four forums, plus the congress` */
		const struct atom *joined = i > c->first && atom_is(a - 1, ',') ? a - 2 : a - 1;
		if (next != NULL && next->kind == ATOM_EVENT && next->strong && !next->going &&
			atom_means(a, SENSE_WITH) && i >= c->first + 2 &&
			joined->kind == ATOM_EVENT && joined->use == USE_EVENT)
			slots_use(a, USE_SAFE);
		/* `both education and work`; not `I can't come to both A and B` */
		if (next != NULL && next->kind == ATOM_EVENT && atom_means(a, SENSE_BOTH) &&
			eset_count(c->events) == 2 && c->negations == 0)
			slots_use(a, USE_SAFE);
		/* `Ich nehme teil an` and a list below */
		bool lists = slots_announce_list(s, c);
		for (size_t k = lists ? leads_to_list(s, c, i) : 0; k-- > 0;)
			slots_use(&s->atoms[i + k], USE_SAFE);
		if (a->use == USE_NONE && lists &&
			(atom_means(a, SENSE_EVENT) || atom_means(a, SENSE_EVENTS) ||
				atom_means(a, SENSE_PERSONS)))
			a->use = USE_SAFE;
		bool last = i + 1 == c->end || atom_is(&s->atoms[i + 1], ':');
		if (a->use == USE_NONE && last && lists && atom_means(a, SENSE_GOING))
			a->use = USE_SAFE;
	}
}

/* `leider Tonsillitis, ich muss absagen`: a noun that nobody knows, right behind the regret, is what is regretted. */
static bool regretted(const struct study *s, const struct atom *a)
{
	size_t at = (size_t)(a - s->atoms);

	at -= at > 0 && atom_means(&s->atoms[at - 1], SENSE_INDEFINITE);
	return a->kind == ATOM_UNKNOWN && !a->near_alarm && first_token(s, a)->capital &&
		tongue_nouns(s, a) && at > 0 && atom_means(&s->atoms[at - 1], SENSE_REGRET);
}

/* `Klausur um 16 Uhr`, `Spätdienst bis 22 Uhr`: when it is. */
static bool reason_when(const struct study *s, const struct atom *a)
{
	const struct atom *next = study_atom(s, (size_t)(a - s->atoms) + 1, s->atom_count);

	return a->kind == ATOM_TIME ||
		(next->kind == ATOM_TIME &&
			(atom_means(a, SENSE_AT_TIME) || atom_means(a, SENSE_UNTIL) ||
				atom_means(a, SENSE_BEFORE)));
}

/* `…, wasserrohrbruch.`: a part that is nothing but what keeps people away, and when, whatever its letters. */
static bool keeps_away_alone(const struct study *s, const struct atom *a)
{
	size_t at = (size_t)(a - s->atoms);
	const struct atom *next = study_atom(s, at + 1, s->atom_count);

	return atom_means(a, SENSE_OBSTACLE) && a->count == 1 && at > 0 && atom_quiet(a - 1) &&
		(at + 1 == s->atom_count || atom_quiet(next) || reason_when(s, next));
}

static bool plain_reason(const struct study *s, const struct atom *a)
{
	/* `parents' evening at school` */
	bool noun = !tongue_nouns(s, a) && a->kind == ATOM_WORD && a->count == 1 &&
		(a->meaning == NULL || a->meaning->inflections == NULL) &&
		(atom_means(a, SENSE_RELATION) || atom_means(a, SENSE_PERSON) ||
			atom_means(a, SENSE_PLACE) || atom_means(a, SENSE_EVENT) ||
			atom_means(a, SENSE_GOING) || atom_means(a, SENSE_ORIGIN));

	bool plain = atom_means(a, SENSE_HARMLESS) || atom_means(a, SENSE_RELATION) ||
		(atom_means(a, SENSE_OBSTACLE) &&
			(first_token(s, a)->capital || !tongue_nouns(s, a))) ||
		(atom_means(a, SENSE_REGRET) && a->count == 1) || /* `leider Grippe, ich …` */
		atom_means(a, SENSE_GOING) || atom_means(a, SENSE_SAFE) ||
		atom_means(a, SENSE_INDEFINITE) || atom_means(a, SENSE_ARTICLE) ||
		atom_means(a, SENSE_MY) || atom_means(a, SENSE_AND) || atom_quiet(a) || noun ||
		regretted(s, a) || keeps_away_alone(s, a) || reason_when(s, a);

	return plain && (a->use == USE_NONE || a->use == USE_SAFE || a->use == USE_ADJUNCT);
}

static void tell(const struct study *s, size_t first, size_t end)
{
	bool noun = false;

	for (size_t i = first; i < end; i++)
		noun = noun ||
			((atom_means(&s->atoms[i], SENSE_HARMLESS) ||
				 atom_means(&s->atoms[i], SENSE_OBSTACLE) ||
				 atom_means(&s->atoms[i], SENSE_RELATION) ||
				 regretted(s, &s->atoms[i])) &&
				s->atoms[i].use == USE_NONE);
	for (size_t i = first; i < end && noun; i++)
		slots_use(&s->atoms[i], USE_TOLD);
}

/* `jury duty`, `Hochzeit`: what somebody has on a day; not `free`, `wieder da`. */
static bool is_occasion(const struct study *s, const struct atom *a)
{
	static const enum sense senses[] = {
		SENSE_OBSTACLE, SENSE_AILS, SENSE_RELATION, SENSE_PERSON, SENSE_EVENT};
	bool noun = tongue_nouns(s, a) ? a->count == 1 && first_token(s, a)->capital : a->count > 1;

	return a->kind == ATOM_WORD &&
		(ATOM_MEANS_ANY(a, senses) || (noun && atom_means(a, SENSE_HARMLESS)));
}

/* `Jury duty on the 22nd, can't come`: the day of the reason is the day of the no, where no other event is named. */
static bool day_of_no(const struct study *s, const struct clause *c, const struct atom *a)
{
	bool occasion = false;

	/* before the comma behind it */
	for (size_t i = c->first; i < c->end; i++) {
		if (atom_is(&s->atoms[i], ',') && &s->atoms[i] > a)
			break;
		occasion = occasion || is_occasion(s, &s->atoms[i]);
	}
	if (!occasion)
		return false;
	return a->kind == ATOM_EVENT && a->use == USE_EVENT && a->date_only && a->strong &&
		!a->several && !a->contradiction && eset_count(c->events) == 1 &&
		eset_eq(a->events, c->events);
}

/* `I can't make it - work commitments`, `something came up, can't make it`: a reason without a verb
 * beside a no, behind or before a comma. */
static void take_reason(const struct study *s, struct clause *c)
{
	static const enum sense kind[] = {SENSE_WISH, SENSE_THANKS, SENSE_CLOSING};
	size_t end = c->end, last = c->first;

	/* `kann ich nicht, Prüfungsstress, viel Spaß euch!` */
	while (end > c->first &&
		(ATOM_MEANS_ANY(&s->atoms[end - 1], kind) || atom_quiet(&s->atoms[end - 1])))
		end--;
	size_t first = end;
	while (first > c->first && plain_reason(s, &s->atoms[first - 1]))
		first--;
	while (first < end && s->atoms[first].kind != ATOM_PUNCT)
		first++;
	tell(s, first, end);
	/* `Sorry, out of town on the 22nd, …` */
	while (last < c->end &&
		(ATOM_MEANS_ANY(&s->atoms[last], kind) || atom_quiet(&s->atoms[last])))
		last++;
	size_t from = last;
	while (last < c->end &&
		(plain_reason(s, &s->atoms[last]) || day_of_no(s, c, &s->atoms[last])))
		last++;
	while (last > from && s->atoms[last - 1].kind != ATOM_PUNCT)
		last--;
	tell(s, from, last);
}

/* The first atom that nothing consumed. */
static void account(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->use != USE_NONE)
			continue;
		clause_trouble(c,
			a->near_alarm                     ? "near-miss"
				: a->kind == ATOM_UNKNOWN ? "unknown-words"
				: a->kind == ATOM_NUMBER  ? "number-left-over"
				: a->kind == ATOM_EVENT   ? "event-left-over"
							  : "not-understood",
			i);
		return;
	}
}

void slots_account(struct study *s, struct clause *c)
{
	take_safe(s, c);
	if (c->says == SAYS_NOT_COME)
		take_reason(s, c);
	organisations_take(s, c);
	account(s, c);
}
