#include "reading/ledger/afterthoughts.h"

#include "reading/asides/asides.h"
#include "reading/asides/talk.h"
#include "reading/claims/claimed.h"
#include "reading/claims/exceptions.h"
#include "reading/claims/others.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"
#include "reading/ledger/afterthoughts-crowd.h"
#include "reading/ledger/afterthoughts-no.h"
#include "reading/ledger/afterthoughts-people.h"
#include "reading/ledger/afterthoughts-retold.h"
#include "reading/ledger/dropouts.h"
#include "reading/ledger/remarks.h"
#include "reading/lines/tongues.h"

/* The last decision before it, where that is a yes; NULL. */
static const struct claim *yes_before(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct claim *yes = NULL;
	size_t at = (size_t)(c - s->clauses), best = 0;

	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++) {
			size_t n = claims->items[i].clauses[k];
			if (n >= at || n < best || s->sentences[s->clauses[n].sentence].subject)
				continue;
			best = n;
			yes = claims->items[i].come ? &claims->items[i] : NULL;
		}
	return yes;
}

/* `bin aber um 15 Uhr in Köln`, `I am however in Spain`: a but that does not stand first. */
static bool but_within(const struct study *s, const struct clause *c)
{
	static const enum sense fine[] = {
		SENSE_LATE, SENSE_LEAVES, SENSE_ONLY, SENSE_NEED, SENSE_PLEASED, SENSE_THANKS};

	if (c->sign == 'b' || c->partial || c->negations > 0)
		return false;
	if (CLAUSE_MEANS_ANY(s, c, fine))
		return false;
	bool time = false, but = false;
	for (size_t i = c->first + 1; i < c->end; i++) {
		time = time || s->atoms[i].kind == ATOM_TIME;
		but = but || atom_means(&s->atoms[i], SENSE_BUT);
	}
	/* `muss aber um fünf zurück` is coming in part */
	return but &&
		!(time && clause_means(s, c, SENSE_MUST) &&
			(c->predicate_count == 0 ||
				(clause_does_else(c) && !clause_means(s, c, SENSE_ASKING))));
}

/* `das entscheidet meine Chefin`, `bestätigen kann ich es erst am Montag`: of the coming something is said. */
static bool says_of_it(const struct study *s, const struct clause *c)
{
	static const enum sense limits[] = {SENSE_CAN, SENSE_MUST, SENSE_WILL, SENSE_WOULD,
		SENSE_ONLY, SENSE_UNTIL, SENSE_BEFORE};

	return CLAUSE_MEANS_ANY(s, c, limits) && clause_means(s, c, SENSE_POINTER) &&
		talk_points_back(s, c) && !c->partial && !c->subordinate && !c->verbless &&
		!afterthought_kind(s, c) && !clause_means(s, c, SENSE_NEED) &&
		!clause_means(s, c, SENSE_LATE) && !clause_means(s, c, SENSE_PAST) &&
		c->says == SAYS_NOTHING;
}

/* A day or a title that fits nothing, in the words behind the yes. */
static bool no_such_event(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end && c->verbless; i++)
		if (s->atoms[i].kind == ATOM_EVENT && eset_empty(s->atoms[i].events) &&
			!s->atoms[i].sort_only && !s->atoms[i].reference)
			return true;
	return false;
}

/* `ich bin dabei, umzuziehen`: nothing but words that are no part of any request. */
static bool lone_words(const struct study *s, const struct clause *c)
{
	bool any = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_quiet(a))
			continue;
		if (a->kind != ATOM_WORD || a->count != 1 || first_token(s, a)->capital ||
			!(atom_means(a, SENSE_HARMLESS) || atom_is_verb(a, FORM_INF)) ||
			atom_means(a, SENSE_SAFE))
			return false;
		any = true;
	}
	return any && tongue_nouns(s, &s->atoms[c->first]);
}

/* Whether it speaks of the writer, or goes on with somebody who was named. */
static bool goes_on_with(const struct study *s, const struct clause *c)
{
	static const enum sense senses[] = {SENSE_I, SENSE_WE, SENSE_US, SENSE_HE};

	if (CLAUSE_TOKENS_MEAN_ANY(s, c, senses))
		return true;
	return c->i || c->we || clause_any_form(c, FORM_1SG) ||
		(clause_means(s, c, SENSE_BE) && atom_means(&s->atoms[c->first], SENSE_BE));
}

/* `dienstags arbeite ich`, `I work on Tuesdays`: what they do then, every week. */
static bool every_week(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool weekday = a->kind == ATOM_EVENT && a->date_only && a->weekday_known &&
			!a->day_known && !a->strong;
		if (atom_means(a, SENSE_WEEKLY) || weekday)
			return true;
	}
	return false;
}

/* `I would like to register`: in one word with `would` they say what they want. */
static bool wants_politely(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_WILL) && atom_means(&s->atoms[i], SENSE_WOULD))
			return true;
	return false;
}

/* `am 16. wäre ich gern dabei. Mein Kalender sagt etwas anderes`: behind a wish it may be why not. */
static bool turns_wish(const struct study *s, const struct claim *yes, const struct clause *c)
{
	const struct clause *wish = &s->clauses[yes->clauses[0]];

	return wish->wish && clause_means(s, wish, SENSE_GLADLY) && !wants_politely(s, wish) &&
		!c->verbless && !exception_explained(s, c) && !s->sentences[c->sentence].question &&
		(!goes_on_with(s, c) || every_week(s, c)) && !afterthought_kind(s, c) &&
		!clause_means(s, c, SENSE_NEED) && !clause_means(s, c, SENSE_YOU) && !c->partial &&
		!aside_drives(s, c);
}

/* `I write this on behalf of Mr Long`: whose yes is it? */
static bool for_another(const struct study *s, const struct clause *yes, const struct clause *c)
{
	if (!yes->i || c->named || c->told || !(c->i || c->verbless))
		return false;
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_BEHALF) && s->atoms[i + 1].kind == ATOM_PEOPLE &&
			!s->atoms[i + 1].people->me)
			return true;
	return false;
}

/* `the registration is for my son`, whom nobody has counted. */
static bool registers_another(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i], *whom = a + 1;
		/* `your invitation is for my wife` */
		bool is = i > c->first && atom_means(a - 1, SENSE_BE);
		if (!is && !clause_means(s, c, SENSE_REGISTRATION))
			continue;
		bool leads = atom_means(a, SENSE_FOR) || atom_means(a, SENSE_BEHALF);
		if (leads && whom->kind == ATOM_PEOPLE && !whom->people->me &&
			!claimed_people(s, claims, whom->people))
			return !c->named && c->negations == 0;
	}
	return false;
}

/* `ob es einen Aufzug gibt`, `ob Sie einen Beamer brauchen`: nothing of the writer, or of anybody else who may come. */
static bool whether_of_office(const struct study *s, const struct clause *c)
{
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);

	return atom_means(head, SENSE_ASKING) && atom_means(head, SENSE_THAT) &&
		c->people_count == 0 && !clause_tokens_mean(s, c, SENSE_I) &&
		!clause_tokens_mean(s, c, SENSE_ME) && !clause_tokens_mean(s, c, SENSE_WE) &&
		!clause_tokens_mean(s, c, SENSE_US) && !clause_means(s, c, SENSE_RELATION) &&
		!clause_means(s, c, SENSE_TO_ME) && c->says == SAYS_NOTHING && !c->named;
}

/* The clause behind it, in the same sentence; NULL. */
static const struct clause *next_within(const struct study *s, const struct clause *c)
{
	bool within = c + 1 < s->clauses + s->clause_count && c[1].sentence == c->sentence;

	return within ? c + 1 : NULL;
}

/* `ich muss erst meine Frau fragen`, `fragen Sie nächste Woche noch mal nach` */
static bool asks_first(const struct study *s, const struct clause *c)
{
	bool first = clause_means(s, c, SENSE_LATE) || clause_means(s, c, SENSE_MORE);
	const struct clause *next = next_within(s, c);

	/* `muss aber erst um fünf meine Kollegen fragen` */
	if (first && clause_means(s, c, SENSE_MUST) && clause_has(c, SENSE_OTHER) &&
		clause_means(s, c, SENSE_ASKING) && !c->question && !c->subordinate)
		return true;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_TIME)
			return false;
	if (c->partial || c->subordinate || c->question || !first)
		return false;
	return (c->i && clause_means(s, c, SENSE_MUST)) ||
		(clause_means(s, c, SENSE_YOU) && atom_means(&s->atoms[c->first], SENSE_ASKING) &&
			!(next != NULL && whether_of_office(s, next)));
}

/* `ob ich wirklich kann, zeigt sich`: of the coming it is asked whether. */
static bool asks_whether(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	const struct atom *head = study_atom(s, c->first, c->end);

	if (atom_is(head, ','))
		head = study_atom(s, c->first + 1, c->end);
	/* `ich wollte fragen, ob ich …` */
	if (c->first > x->first && c > s->clauses && clause_means(s, c - 1, SENSE_ASKING))
		return false;
	/* `ob ich auch am 16. kann`: of another one */
	if (x->question || c->named || !atom_means(head, SENSE_ASKING) ||
		!atom_means(head, SENSE_THAT) || clause_means(s, c, SENSE_CANCELLATION) ||
		clause_means(s, c, SENSE_NO) || clause_means(s, c, SENSE_YES))
		return false;
	return (c->first == x->first && !clause_means(s, c, SENSE_YOU)) ||
		clause_has(c, SENSE_SUIT) || clause_tokens_mean(s, c, SENSE_I);
}

/* `please ask her whether she wants to`, `let him say if it suits him`: of those who come somebody is to ask that. */
static bool asks_them(const struct study *s, const struct clause *c)
{
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	const struct clause *order = c - 1;
	bool whether = (atom_means(head, SENSE_ASKING) && atom_means(head, SENSE_THAT)) ||
		atom_means(head, SENSE_CONDITION);
	bool other = false;

	if (c == s->clauses || order->sentence != c->sentence || !whether)
		return false;
	for (size_t i = order->first; i < order->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `wissen Sie, ob …?` */
		bool them = atom_means(a, SENSE_OTHERS) && !atom_means(a, SENSE_YOU) &&
			!s->sentences[c->sentence].question;
		/* `Wissen Sie`, `fragen Sie sie` */
		bool him = atom_means(a, SENSE_HIM) &&
			!(atom_means(a, SENSE_YOU) && first_token(s, a)->capital &&
				whether_of_office(s, c));
		other = other || them || him || (a->people != NULL && a->people->again != NULL);
	}
	return other && clause_has(order, SENSE_OTHER) && !clause_means(s, c, SENSE_NEED);
}

/* `abgesagt habe ich schon`, `I already cancelled by phone`; not `…, ich hatte mich zu früh abgemeldet`; `mein Chef
 * hat mir den Abend gestrichen` */
static bool has_cancelled(const struct study *s, const struct clause *c, bool same)
{
	bool to_me = c->third &&
		(clause_tokens_mean(s, c, SENSE_TO_ME) || clause_tokens_mean(s, c, SENSE_ME));

	return !(same && clause_means(s, c, SENSE_PAST)) && c->told && (c->i || to_me) &&
		!c->named && c->negations == 0 &&
		(clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE)) &&
		c->predicate_count == 1;
}

/* `an dem ich …` */
static bool goes_into(const struct study *s, const struct clause *c)
{
	return c->first + 1 < c->end && atom_means(&s->atoms[c->first + 1], SENSE_GOING) &&
		s->atoms[c->first + 1].count > 1;
}

/* `I am staying at home with the dog`, `ich bleibe bei den Kindern`, `ich passe auf die Enkel auf`: then who comes? */
static bool stays_home(const struct study *s, const struct clause *c)
{
	bool stays = clause_means(s, c, SENSE_REMAINS) || clause_means(s, c, SENSE_LINGERS);
	/* `dürfen wir einen kleinen Tisch aufstellen?` minds nobody */
	bool minds = !c->verbless && !c->question && clause_has(c, SENSE_OTHER) &&
		clause_means(s, c, SENSE_MINDED);

	/* `my wife goes, I look after the kids` */
	bool instead = c > s->clauses && c[-1].sentence == c->sentence && c[-1].third &&
		clause_means(s, c, SENSE_STAYS_BEHIND);

	/* `der Enkel fährt mich hin` */
	bool theirs = !clause_tokens_mean(s, c, SENSE_I) && !clause_tokens_mean(s, c, SENSE_WE) &&
		clause_any_form(c, FORM_3SG) && !clause_any_form(c, FORM_1SG | FORM_INF);

	return !theirs && (c->i || c->we) && !c->third && c->negations == 0 &&
		(minds || instead ||
			(stays &&
				(clause_means(s, c, SENSE_HOME) ||
					clause_means(s, c, SENSE_MINDED))));
}

/* `I'll have a meeting`: something that is no day's, and takes the writer's time. */
static bool has_meeting(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 1; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_EVENT) && s->atoms[i].count == 1 &&
			atom_means(&s->atoms[i - 1], SENSE_INDEFINITE))
			return clause_means(s, c, SENSE_HAVE) && c->predicate_count == 0;
	return false;
}

/* `Ich habe Grippe.`, `Wir haben Besuch.`, behind a yes and in a sentence of its own: what keeps the writer away, whatever it
 * sounds like. */
static bool is_kept_away(const struct study *s, const struct clause *c)
{
	return (c->i || c->we) && !c->third && !c->verbless && c->negations == 0 && !c->told &&
		!c->question && !c->partial && !c->named && c->sign == 0 &&
		(clause_means(s, c, SENSE_HAVE) || clause_means(s, c, SENSE_BE)) &&
		(clause_means(s, c, SENSE_OBSTACLE) || clause_means(s, c, SENSE_AILS) ||
			has_meeting(s, c)) &&
		!clause_means(s, c, SENSE_LATE) && !clause_means(s, c, SENSE_NEED);
}

/* `they have put me on duty`: what keeps the writer away, in a word that others do it with. */
static bool is_kept_by_others(const struct study *s, const struct clause *c)
{
	bool kept = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		for (size_t t = a->first; atom_means(a, SENSE_OBSTACLE) && t < a->first + a->count;
			t++)
			kept = kept ||
				TOKEN_MEANS_ANY(
					&s->tokens[t], ((const enum sense[]){SENSE_ME, SENSE_US}));
	}
	return kept && c->negations == 0 && !c->question && !c->partial && !c->named;
}

/* `I had wanted to attend.`, behind a yes and in a sentence of its own: and now no longer? */
static bool wanted_once(const struct study *s, const struct clause *c)
{
	return (c->i || c->we) && !c->third && c->told && !c->named && c->sign == 0 &&
		c->negations == 0 && clause_means(s, c, SENSE_PAST) && clause_has(c, SENSE_COME) &&
		clause_any_form(c, FORM_INF) && !clause_means(s, c, SENSE_ALSO);
}

/* `ich lag im Bett und bin noch nicht gesund`: and it is not over. */
static bool still_ails(const struct study *s, const struct clause *c)
{
	return c->sign == '&' && clause_means(s, c, SENSE_BE) && clause_means(s, c, SENSE_AILS) &&
		!clause_means(s, c, SENSE_HE_DOES) && !c->third;
}

/* `Or I may look in on the 21st`: one of them, and which? */
static bool or_else(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	size_t first = atoms_past_quiet(s, c->first, c->end);

	return c->first == x->first && first < c->end && atom_means(&s->atoms[first], SENSE_OR) &&
		c->named && c->negations == 0;
}

/* `ich komme am 15. Nachtrag: ich bin da in Rom`: the writer is somewhere else then, at a place that nobody knows. */
static bool is_away_then(const struct study *s, const struct clause *c)
{
	bool place = false;

	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i], *where = a + 1;
		place = place ||
			(ATOM_MEANS_ANY(
				 a, ((const enum sense[]){SENSE_GOING, SENSE_WHEREABOUTS})) &&
				where->kind == ATOM_UNKNOWN && first_token(s, where)->capital);
	}
	return place && (c->i || c->we) && c->predicate_count == 0 && !c->named &&
		c->negations == 0 && clause_means(s, c, SENSE_BE) &&
		clause_means(s, c, SENSE_THERE);
}

/* `es kommt nur mein Mann, ich hüte die Enkel`: the writer is none of those who come. */
static bool only_others(const struct study *s, const struct claims *claims)
{
	bool any = false;

	for (size_t i = 0; i < claims->count; i++) {
		const struct clause *b = &s->clauses[claims->items[i].clauses[0]];
		if (!claims->items[i].come)
			continue;
		if (b->i || b->we || !b->third ||
			!(clause_means(s, b, SENSE_ONLY) || clause_means(s, b, SENSE_ALONE)))
			return false;
		for (size_t k = 0; k < b->people_count; k++)
			if (b->people[k]->me || b->people[k]->we)
				return false;
		any = true;
	}
	return any;
}

void afterthoughts_check(const struct study *s, const struct claims *claims, const struct clause *c,
	struct ledger *l)
{
	const struct claim *yes = yes_before(s, claims, c);

	/* `ich komme nicht, weil man mich zwingt, sondern gern` */
	if (c->sign == 'b' && c->verbless && !c->named && c->people_count == 0 &&
		clause_means(s, c, SENSE_GLADLY) && claimed_in_sentence(s, claims, c))
		l->why = "negation-unclear";
	if (yes == NULL)
		afterthoughts_check_no(s, claims, c, l);
	if (yes != NULL && s->sentences[c->sentence].below && afterthought_below(s, c))
		l->why = "person-left-over";
	if (yes == NULL || s->sentences[c->sentence].sort != ROW_BODY ||
		s->sentences[c->sentence].below || s->sentences[c->sentence].subject)
		return;
	bool same = claimed_in_sentence(s, claims, c);
	/* `Ich komme zum Kongress. Die Familie geht vor.` */
	if (clause_means(s, c, SENSE_PARTING) && eset_empty(claims_events(claims, false)))
		l->why = "undecided";
	if (turns_wish(s, yes, c) || afterthought_unsays(s, c) || asks_first(s, c))
		l->why = "undecided";
	if (afterthought_said_by_others(s, c))
		l->why = "reported";
	/* `not for me, for my son` */
	if (c->verbless && c->negations > 0 && clause_tokens_mean(s, c, SENSE_ME))
		l->why = "negation-unclear";
	if (remark_turns(s, c))
		l->why = "not-understood";
	if (stays_home(s, c) && !claimed_for_others(s, claims, c) && !only_others(s, claims) &&
		!others_named_come(&s->clauses[yes->clauses[0]]))
		l->why = "contradicts-itself";
	if (!same && (is_kept_away(s, c) || is_kept_by_others(s, c)))
		l->why = "undecided";
	if (or_else(s, c))
		l->why = "alternative";
	if (is_away_then(s, c))
		l->why = "undecided";
	if (dropouts_told(s, claims, c))
		l->why = "seats-unsure";
	if (c->told && c->sign != 'b' && talk_long_ago(s, c))
		return;
	if (asks_whether(s, c) || asks_them(s, c) || has_cancelled(s, c, same) ||
		afterthought_says_then(s, c) || wanted_once(s, c))
		l->why = "undecided";
	if (afterthought_of_people(s, c) ||
		(!claimed_several(claims) && afterthought_of_crowd(s, c)))
		l->why = "person-left-over";
	if (for_another(s, &s->clauses[yes->clauses[0]], c) || registers_another(s, claims, c))
		l->why = "third-party";
	if ((c->told && !c->question && clause_means(s, c, SENSE_OBSTACLE)) || still_ails(s, c))
		l->why = "undecided";
	if (c->told || c->question)
		return;
	/* `ich brauche einen Platz, an dem ich mein Rad abstellen kann` */
	if (same && c->sign == ',' && !c->verbless && c->i && goes_into(s, c) &&
		clause_means(s, &s->clauses[yes->clauses[0]], SENSE_NEED))
		l->why = "not-understood";
	if (same && but_within(s, c))
		l->why = "condition";
	if (same && c->sign == ',' && lone_words(s, c))
		l->why = "not-understood";
	/* `What a treat it would have been.` */
	if (says_of_it(s, c) || (c->unreal && !c->named && !same))
		l->why = "undecided";
	if (same && no_such_event(s, c))
		l->why = "no-event-then";
}
