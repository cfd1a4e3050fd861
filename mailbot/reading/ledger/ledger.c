#include "reading/ledger/ledger.h"

#include <string.h>

#include "reading/asides/absences.h"
#include "reading/asides/asides-close.h"
#include "reading/asides/asides-papers.h"
#include "reading/asides/asides-people.h"
#include "reading/asides/asides-reader.h"
#include "reading/asides/asides-talk.h"
#include "reading/asides/asides-world.h"
#include "reading/asides/asides.h"
#include "reading/asides/companions.h"
#include "reading/asides/kept.h"
#include "reading/asides/obstacles.h"
#include "reading/asides/replacements.h"
#include "reading/asides/returns.h"
#include "reading/asides/sayings.h"
#include "reading/asides/talk.h"
#include "reading/asides/tidings.h"
#include "reading/asides/wanted.h"
#include "reading/claims/claimed.h"
#include "reading/claims/exceptions.h"
#include "reading/claims/needs.h"
#include "reading/claims/others.h"
#include "reading/claims/overlaps.h"
#include "reading/claims/replies-bare.h"
#include "reading/claims/rivals.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/company.h"
#include "reading/clauses/occasions.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/moods.h"
#include "reading/frames/noes.h"
#include "reading/frames/partial.h"
#include "reading/frames/theirs.h"
#include "reading/ledger/afterthoughts.h"
#include "reading/ledger/conditions.h"
#include "reading/ledger/hindrances.h"
#include "reading/ledger/informs.h"
#include "reading/ledger/ledger-alarms.h"
#include "reading/ledger/ledger-answers.h"
#include "reading/ledger/ledger-events.h"
#include "reading/ledger/ledger-questions.h"
#include "reading/ledger/lost.h"
#include "reading/ledger/reversals.h"
#include "reading/ledger/stray.h"
#include "reading/ledger/unclaimed.h"
#include "reading/ledger/unheard-within.h"
#include "reading/ledger/unheard.h"
#include "reading/ledger/whether.h"
#include "reading/ledger/wonders.h"
#include "reading/lines/tongues.h"
#include "reading/people/principals.h"
#include "reading/seats/consulted.h"

enum { ASIDE_WORDS_MAX = 4 }; /* a verbless aside of so few words may take something back */

void ledger_leave(struct ledger *l, const char *why, size_t atom)
{
	if (l->left_count < LEFT_OVER_MAX)
		l->left[l->left_count++] = (struct left_over){why, atom};
	else
		l->why = why;
}

/* `mein Auto fährt nicht, aber der Bus`: a but that turns what was said in between. */
static bool turns_talk(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t before = (size_t)(c - s->clauses);

	return before > 0 && s->clauses[before - 1].sentence == c->sentence &&
		!claimed_clause(claims, before - 1) && s->clauses[before - 1].negations > 0 &&
		talk_has_verb(&s->clauses[before - 1]) && talk_has_verb(c) && !c->i && !c->we;
}

/* `in leipzig`: what nobody knows behind a word of where, with a stop behind it, is a place, however it is written. */
static bool unknown_place(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i];

	return i > c->first && a->kind == ATOM_UNKNOWN && !a->near_alarm &&
		(atom_means(a - 1, SENSE_WHEREABOUTS) || atom_means(a - 1, SENSE_ORIGIN)) &&
		a[-1].count == 1 && tongue_nouns(s, a - 1) &&
		(i + 1 == c->end || atom_quiet(a + 1));
}

static bool has_unknown(const struct study *s, const struct clause *c, size_t *words)
{
	bool unknown = false;

	*words = 0;
	for (size_t i = c->first; i < c->end; i++) {
		unknown = unknown || (s->atoms[i].kind == ATOM_UNKNOWN && !unknown_place(s, c, i));
		*words += s->atoms[i].kind != ATOM_PUNCT && s->atoms[i].kind != ATOM_SILENT;
	}
	return unknown;
}

/* `I am a PhD student in mechanical engineering and would like to come`: what the writer is, before what they ask for. */
static bool says_what_i_am(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	static const enum sense never[] = {SENSE_OBSTACLE, SENSE_REGRET, SENSE_HEDGE, SENSE_OPEN,
		SENSE_OR, SENSE_EXCEPT, SENSE_NO, SENSE_NEG, SENSE_BUT, SENSE_AWAY, SENSE_AILS};
	size_t next = (size_t)(c + 1 - s->clauses), at = c->first;
	const struct clause *yes = c + 1;

	if (next >= s->clause_count || yes->sentence != c->sentence || yes->sign != '&' ||
		!claimed_clause(claims, next) || yes->says != SAYS_COME || yes->why != NULL ||
		c->first != s->sentences[c->sentence].first || !c->i || c->third || c->named ||
		c->negations > 0 || c->predicate_count > 0)
		return false;
	while (at < c->end && !atom_means(&s->atoms[at], SENSE_BE))
		at++;
	if (at + 1 >= c->end || !token_means(first_token(s, &s->atoms[at + 1]), SENSE_INDEFINITE))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], never) || s->atoms[i].near_alarm)
			return false;
	return true;
}

/* `…, das Programm zu lesen` goes on with what stands before it. */
static bool goes_on(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++) {
		size_t at = c->predicates[i].atom;
		/* `my boss told me to stay` has its verb before */
		bool finite = i > 0 && !tongue_nouns(s, &s->atoms[at]);
		if (at > c->first && !finite && tongue_infinitive(s, &s->atoms[at - 1]))
			return true;
	}
	return false;
}

static bool has_plain_verb(const struct study *s, const struct clause *c)
{
	if (goes_on(s, c))
		return false;
	return clause_has(c, SENSE_OTHER) || clause_means(s, c, SENSE_OTHER) ||
		clause_means(s, c, SENSE_BE) || clause_means(s, c, SENSE_HAVE);
}

static bool only_nouns_unknown(const struct study *s, const struct clause *c)
{
	bool nouns = tongue_nouns(s, &s->atoms[c->first]);

	for (size_t i = c->first; i < c->end; i++) {
		if (s->atoms[i].kind != ATOM_UNKNOWN)
			continue;
		/* elsewhere only what stands within a sentence has its capital from itself */
		if (!s->tokens[s->atoms[i].first].capital ||
			(!nouns && i == s->sentences[c->sentence].first))
			return false;
	}
	return true;
}

/* Words of doubt and choice where nothing is asked for: what do they do there? */
static void check_doubts(const struct study *s, const struct clause *c, struct ledger *l)
{
	static const enum sense senses[] = {SENSE_HEDGE, SENSE_OR, SENSE_EXCEPT, SENSE_SWAP,
		SENSE_CONDITION, SENSE_RETRACT, SENSE_OPEN};

	for (size_t i = c->first; i < c->end; i++)
		for (size_t k = 0; k < sizeof senses / sizeof *senses; k++)
			/* `immer`, `oft` tells how often */
			if (atom_means(&s->atoms[i], senses[k]) &&
				!(senses[k] == SENSE_HEDGE &&
					atom_means(&s->atoms[i], SENSE_OFTEN)))
				ledger_leave(l, "not-understood", i);
}

/* `I had hoped to come on the 16th, but I can't make it`, `…, but my class runs until eight and I can't make it`: the hope,
 * told of before the no to the same event. */
static bool hoped_in_vain(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *but = c + 1, *end = s->clauses + s->clause_count, *no = but;

	while (no < end && no->sentence == c->sentence &&
		!claimed_clause(claims, (size_t)(no - s->clauses)))
		no++;
	return no < end && no->sentence == c->sentence && but->sign == 'b' &&
		no->says == SAYS_NOT_COME && no->why == NULL && c->told && !c->third &&
		c->negations == 0 && eset_within(c->events, claims_events(claims, false)) &&
		eset_empty(claims_events(claims, true));
}

static bool is_thanks(const struct study *s, const struct clause *c)
{
	return (clause_means(s, c, SENSE_THANKS) || clause_means(s, c, SENSE_WISH)) &&
		c->negations == 0 && !c->hedged && !clause_intends(c) &&
		!clause_means(s, c, SENSE_NO);
}

/* `danke, und einen für Ayse Demir` */
static bool orders_for_somebody(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 1; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i], *whom = a + 1;
		bool number = a[-1].kind == ATOM_NUMBER || atom_means(a - 1, SENSE_NUMBER);
		bool somebody = whom->kind == ATOM_PEOPLE
			? !whom->people->me
			: whom->kind == ATOM_UNKNOWN && first_token(s, whom)->capital;
		if (atom_means(a, SENSE_FOR) && number && somebody)
			return true;
	}
	return false;
}

/* `meine Frau und ich können am 16. nicht, dafür am 18.`: who stands beside a no, and not beside
 * the yes of the same sentence, may come there as well. */
static void check_companions(const struct study *s, const struct claims *claims, struct ledger *l)
{
	for (size_t i = 0; i < claims->count; i++) {
		const struct clause *no = &s->clauses[claims->items[i].clauses[0]];
		bool several = false;
		for (size_t k = 0; k < no->people_count && !claims->items[i].come; k++)
			several = several || no->people[k]->total || no->people[k]->with ||
				no->people[k]->count > 1;
		for (size_t k = 0; k < claims->count && several; k++) {
			const struct claim *yes = &claims->items[k];
			const struct clause *c = &s->clauses[yes->clauses[0]];
			if (yes->come && yes->clause_count == 1 && c->people_count == 0 &&
				c->sentence == no->sentence)
				ledger_leave(l, "person-left-over", c->first);
		}
	}
}

static bool rather(const struct study *s, const struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++)
		if (clause_means(s, &s->clauses[claims->items[i].clauses[0]], SENSE_RATHER))
			return true;
	return false;
}

/* `ich hatte mich angemeldet`, `wir wollten kommen`: told by who said so. */
static bool said_yes(const struct clause *c)
{
	return clause_has(c, SENSE_REGISTER) ||
		(clause_has(c, SENSE_COME) && (c->i || c->we) && !c->third && c->negations == 0);
}

/* `…, habe da aber Dienst`: what keeps the writer away from it, right behind. */
static bool kept_since(const struct study *s, const struct clause *c)
{
	const struct clause *why = c + 1;

	return why < s->clauses + s->clause_count && why->sentence <= c->sentence + 1 &&
		why->says == SAYS_NOTHING && !why->named && clause_means(s, why, SENSE_BUT);
}

/* Whether nothing but a day says to which event the clause goes. */
static bool by_day_only(const struct study *s, const struct clause *c)
{
	bool day = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && a->use == USE_EVENT && !a->date_only)
			return false;
		day = day || (a->kind == ATOM_EVENT && a->use == USE_EVENT);
	}
	return day;
}

static bool titled(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].title_words > 0)
			return true;
	return false;
}

/* `ich komme am 16. vorbei und hole die Unterlagen`: perhaps that is all they come for. */
static bool comes_for_that(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t at = (size_t)(c - s->clauses);

	/* `…, um meinen Pass abzuholen` */
	const struct atom *head = &s->atoms[atoms_past_quiet(s, c->first, c->end - 1)];
	bool purpose = c->sign == ',' && atom_means(head, SENSE_AT_TIME) &&
		clause_any_form(c, FORM_INF) && clause_tokens_mean(s, c, SENSE_MY);

	if ((c->sign != '&' && !purpose) || at == 0 || !claimed_clause(claims, at - 1) ||
		!claimed_same_sentence(s, at - 1, c) || !clause_has(c, SENSE_OTHER))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE && !s->atoms[i].people->object)
			return false; /* somebody else, or something, does it */
	return clause_has(c - 1, SENSE_COME) &&
		(by_day_only(s, c - 1) || (purpose && !titled(s, c - 1)));
}

/* `…, muss um fünf zurück in die Klinik`: coming in part. */
static bool leaves_early(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool time = false;

	bool does = clause_does_else(c) && !clause_means(s, c, SENSE_ASKING);

	if (!clause_means(s, c, SENSE_MUST) || (c->predicate_count > 0 && !does) || c->named ||
		c->negations > 0 || c->hedged || !claimed_yes_before(s, claims, c) ||
		clause_means(s, c, SENSE_MORE) || clause_means(s, c, SENSE_OR) ||
		!partial_time_fits(s, claims, c))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool noun = a->kind == ATOM_UNKNOWN && first_token(s, a)->capital;
		time = time || a->kind == ATOM_TIME;
		if ((a->kind == ATOM_UNKNOWN && !noun) || a->near_alarm ||
			(a->kind == ATOM_PEOPLE && !a->people->me &&
				(!does || a->people->with || a->people->total)))
			return false;
	}
	return time;
}

/* `jetzt habe ich etwas anderes vor`: an idiom of a no, of which nothing was made; it is said of the present. */
static bool declines_now(const struct study *s, const struct clause *c)
{
	if (c->third || c->says != SAYS_NOTHING || c->question || c->condition)
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_DECLINE) && s->atoms[i].count > 2)
			return true;
	return false;
}

/* Whether one of its verbs decides for the writer, in the present. */
static bool says_now(const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense != SENSE_OTHER && c->predicates[i].forms & FORM_1SG &&
			!(c->predicates[i].forms & (FORM_PAST | FORM_PART)))
			return true;
	return false;
}

/* Whether the clause says no more than the cancellations, and nothing else is asked for. */
static bool only_no_so(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return claims->count > 0 && eset_empty(claims_events(claims, true)) && !c->named &&
		c->negations == 0 &&
		(clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE)) &&
		!clause_has(c, SENSE_COME) && !clause_has(c, SENSE_REGISTER) && !c->hedged &&
		!clause_means(s, c, SENSE_RETRACT) && !clause_means(s, c, SENSE_BUT) &&
		c->sign != 'b' && (c->i || c->we) && !c->third;
}

/* `am 22. bin ich hoffentlich wieder fit`: a doubt of another event than those that are asked for, which it
 * leaves open. */
static bool hopes(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return c->hedged && c->named && !c->event_trouble && !clause_intends(c) &&
		!clause_means(s, c, SENSE_RATHER) && !clause_means(s, c, SENSE_SWAP) &&
		c->negations == 0 && !c->subordinate && !c->condition && !c->question &&
		(c->rest || !claimed_in_sentence(s, claims, c)) && c->sign != 'b' &&
		(c->i || c->we || clause_tokens_mean(s, c, SENSE_I) ||
			clause_tokens_mean(s, c, SENSE_WE)) &&
		!c->third && c->people_count <= 1;
}

/* `um vier`, `bis halb vier` */
static bool clause_holds_time(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_TIME ||
			(i > c->first && atom_means(&s->atoms[i], SENSE_LATE) &&
				atom_means(&s->atoms[i - 1], SENSE_UNTIL)))
			return true;
	return false;
}

/* `dienstags`, where a Tuesday's event is claimed. */
static bool on_that_weekday(const struct study *s, struct eset come, const struct atom *a)
{
	for (size_t i = 0; i < s->series->event_count && atom_means(a, SENSE_WEEKLY); i++) {
		struct civil b = s->series->events[i].begin;
		int weekday = civil_weekday(civil_days(b.year, b.month, b.day)) + 1;
		if (eset_has(come, i) && weekday == a->n)
			return true;
	}
	return false;
}

/* `I'll be there on the 22nd. The plumber is only free that evening`: something else on the very day of a yes that
 * stands before it. */
static bool elsewhere_then(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	struct eset come = claims_events(claims, true);

	const struct clause *before = c - 1;

	/* `darf ich um acht gehen? An dem Abend tagt …` */
	bool part = c > s->clauses &&
		(before->partial || clause_means(s, before, SENSE_LEAVES) ||
			clause_means(s, before, SENSE_LATE));
	if (part || s->sentences[c->sentence].below || c->verbless || clause_intends(c) ||
		!claimed_yes_near(s, claims, c) || claimed_in_sentence(s, claims, c) ||
		clause_means(s, c, SENSE_PAST))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `dienstags habe ich Chor`; until when, is another matter */
		if (s->series != NULL && (c->i || c->we) && !clause_holds_time(s, c) &&
			on_that_weekday(s, come, a))
			return !claimed_no_nearest(s, claims, c);
		if (a->kind == ATOM_EVENT && !a->reference && a->title_words == 0 &&
			!a->place_only && !a->sort_only && !eset_empty(a->events) &&
			eset_within(a->events, come))
			return !claimed_no_nearest(s, claims, c);
	}
	return false;
}

/* `Termin fällt aus`, below the name. */
static bool decides_below(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].below && !c->verbless && talk_has_verb(c) &&
		(clause_means(s, c, SENSE_EVENT) || clause_means(s, c, SENSE_EVENTS));
}

/* `Der 16. Februar war ein Fehler`: said as past of what is still to come. */
static bool over_too_early(const struct claims *claims, const struct clause *c)
{
	return c->named && !c->event_trouble && !c->told &&
		!eset_within(c->events, claimed_events(claims));
}

/* `Provided there's a lift.`: a sentence that is nothing but a condition. */
static bool needs_first(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);

	return c->first == x->first && c->end == x->end && atom_means(head, SENSE_CONDITION) &&
		!atom_means(head, SENSE_SAFE);
}

/* `…, mein Termin ist verschoben`, `…, da habe ich die Schicht getauscht`: told, in a participle that nobody knows, where it
 * stands last. */
static bool told_in_unknown(const struct study *s, const struct clause *c)
{
	size_t end = c->end, unknown = 0;

	while (end > c->first && atom_quiet(&s->atoms[end - 1]))
		end--;
	for (size_t i = c->first; i < end; i++)
		unknown +=
			s->atoms[i].kind == ATOM_UNKNOWN && !first_token(s, &s->atoms[i])->capital;
	const struct atom *last = study_atom(s, end - 1, c->end);
	return unknown == 1 && last->kind == ATOM_UNKNOWN && !first_token(s, last)->capital &&
		!last->near_alarm && tongue_of(s, last) != NULL && tongue_of(s, last)->verb_last &&
		(clause_means(s, c, SENSE_BE) || clause_means(s, c, SENSE_HAVE)) &&
		c->predicate_count == 0 && c->sign != 'b' && c->negations == 0 && !c->verbless &&
		!clause_tokens_mean(s, c, SENSE_ME) && !clause_means(s, c, SENSE_REFLEXIVE) &&
		!clause_means(s, c, SENSE_BUT) && !talk_points_back(s, c);
}

/* A clause that made no request: does it ask for nothing? */
static void check_clause(
	struct study *s, const struct claims *claims, const struct clause *c, struct ledger *l)
{
	size_t words = 0;

	if (c->partial) {
		/* whatever its sentence sounds like */
		if (!partial_fits(s, claims, c))
			l->why = l->why != NULL ? l->why : "undecided";
		return;
	}
	if (!claimed_in_sentence(s, claims, c) && partial_sentence(s, claims, c->sentence))
		return;
	if (aside_watches(s, c))
		return;
	if (claimed_in_sentence(s, claims, c) && goes_on(s, c))
		ledger_leave(l, "not-understood", c->first);
	if (comes_for_that(s, claims, c) || decides_below(s, c))
		ledger_leave(l, "not-understood", c->first);
	if (ledger_turns_reason(s, claims, c))
		ledger_leave(l, "negation-unclear", c->first);
	if (declines_now(s, c) && !eset_empty(claims_events(claims, true)) &&
		eset_empty(claims_events(claims, false)))
		ledger_leave(l, "undecided", c->first);
	if (stray_request(s, claims, c))
		ledger_leave(l, "event-left-over", c->first);
	if (clause_means(s, c, SENSE_NEED) && !c->unreal) {
		l->need = l->need || needs_stand(s, c);
		if (clause_means(s, c, SENSE_ADVERTISING) || clause_means(s, c, SENSE_TRICK))
			ledger_leave(l, "advertising", c->first);
		if (needs_first(s, c))
			ledger_leave(l, "condition", c->first);
		/* `ich komme, sollten Sie noch Helfer brauchen` hangs on it */
		if (claimed_in_sentence(s, claims, c) && ledger_if_office_needs(s, c))
			ledger_leave(l, "condition", c->first);
		if (!clause_intends(c) && c->says == SAYS_NOTHING) {
			ledger_check_events(s, claims, c, l);
			/* `einen Platz brauche ich nicht`; beside nothing but a no they say it once more */
			bool only_no = claims->count > 0 && eset_empty(claims_events(claims, true));
			if (c->negations > 0 && !only_no &&
				(talk_of_seat(s, c) || clause_tokens_mean(s, c, SENSE_MORE)))
				ledger_leave(l, "negation-unclear", c->first);
			if (clause_means(s, c, SENSE_ADVERTISING))
				ledger_leave(l, "advertising", c->first);
			/* `uns brauchen Sie nicht` */
			for (size_t i = c->first; i < c->end && c->negations > 0; i++)
				if (s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].people->me &&
					s->atoms[i].people->object)
					ledger_leave(l, "negation-unclear", i);
			/* `meine Kollegen brauchen zwei Karten` */
			for (size_t i = c->first; i < c->end; i++)
				if (s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].people->total &&
					!claimed_people(s, claims, s->atoms[i].people) &&
					!claimed_number(claims, s->atoms[i].people))
					ledger_leave(l, "person-left-over", i);
			return;
		}
	}
	if (c->says == SAYS_OPEN || hopes(s, claims, c)) {
		ledger_check_open(s, claims, c, l);
		return;
	}
	if (c > s->clauses && ledger_left_open(s, c - 1) && !eset_empty((c - 1)->events))
		return;
	/* `ich wäre gern zum Forum gekommen`, beside a no to it */
	if (c->unreal && clause_intends(c) && c->named) {
		if (!eset_within(c->events, claims_events(claims, false)))
			ledger_leave(l, "undecided", c->first);
		return;
	}
	if (c->unreal) {
		/* `zum Kongress komme ich gern, hätte ich fast geschrieben` */
		if ((claimed_in_sentence(s, claims, c) || clause_has(c, SENSE_COME)) && !c->named &&
			!eset_empty(claims_events(claims, true)))
			ledger_leave(l, "undecided", c->first);
		/* `das Forum Arbeit hätte ich fast vergessen`: and then it is wanted */
		if (!clause_intends(c) && c->i)
			ledger_check_events(s, claims, c, l);
		return;
	}
	/* `…, träume ich`: nothing but a verb and who; `…, you wrote`: the reader did */
	if (c->sign == ',' && claimed_in_sentence(s, claims, c) &&
		((talk_says_only_who(s, c) && !eset_empty(claims_events(claims, true))) ||
			talk_says_reader(s, c)))
		ledger_leave(l, "not-understood", c->first);
	/* `kommt der Bürgermeister, komme ich auch` hangs on what is told */
	if (c->told && !(c->condition && claimed_in_sentence(s, claims, c))) {
		if (!hoped_in_vain(s, claims, c) && !mood_some_day(s, c))
			check_doubts(s, c, l);
		/* `ich hatte mich zu A angemeldet, möchte aber lieber zu B`: and A? */
		if (said_yes(c) && !eset_within(c->events, claimed_events(claims)) &&
			(rather(s, claims) || kept_since(s, c)))
			ledger_leave(l, "swap-unclear", c->first);
		if (clause_means(s, c, SENSE_NEG) && clause_intends(c) && !c->third &&
			!talk_long_ago(s, c) && !noes_never_said(s, c))
			ledger_leave(l, "negation-unclear", c->first);
		/* `meine Klausur wurde verschoben :( bin am 22. also raus`: told, and then said; `zugesagt ist hiermit` */
		if ((says_now(c) || clause_means(s, c, SENSE_HEREBY)) &&
			!eset_within(c->events, claimed_events(claims)))
			ledger_leave(l, "not-understood", c->first);
		return;
	}
	if (c->question) {
		ledger_check_question(s, claims, c, l);
		return;
	}
	if (c->subordinate || c->condition) {
		ledger_check_reason(s, claims, c, l);
		return;
	}
	/* `beim Kongress bleibt es`: as it is */
	if (clause_means(s, c, SENSE_STAYS) && c->negations == 0 && !c->hedged &&
		!clause_intends(c) && claims->count > 0 && c->people_count == 0 &&
		!clause_means(s, c, SENSE_NO) && !clause_means(s, c, SENSE_OPEN) &&
		!has_unknown(s, c, &words) && !claimed_in_sentence(s, claims, c)) {
		check_doubts(s, c, l);
		return;
	}
	if (claims->count > 0 && noes_stays(s, c)) {
		check_doubts(s, c, l);
		/* … which they have just said no to */
		if (!eset_empty(eset_and(c->events, claims_events(claims, false))))
			ledger_leave(l, "contradicts-itself", c->first);
		if (eset_empty(eset_and(c->events, claimed_events(claims))))
			return;
	}
	if (leaves_early(s, claims, c))
		return;
	if (claims->count == 0 && clause_means(s, c, SENSE_ATTACHED))
		ledger_leave(l, "attachment-only", c->first);
	/* `I would love to come. Too bad I'm working.` */
	if (clause_means(s, c, SENSE_OBSTACLE) && !noes_unhindered(s, c) &&
		!ledger_rest_hindered(s, claims, c) && !claimed_for_others(s, claims, c) &&
		!ledger_kept_elsewhere(s, claims, c) && !partial_explained(s, c) &&
		!obstacle_overcome(s, claims, c) && !exception_explained(s, c) &&
		claimed_yes_near(s, claims, c) && !claimed_no_nearest(s, claims, c))
		ledger_leave(l, "undecided", c->first);
	if (elsewhere_then(s, claims, c) && !is_thanks(s, c) && !claimed_for_others(s, claims, c))
		ledger_leave(l, "undecided", c->first);
	if (is_thanks(s, c)) {
		check_doubts(s, c, l);
		/* `on the 16th and on the 30th I'm in and sorry, not on the 18th` */
		if (c->i && c->event_trouble && !clause_means(s, c, SENSE_THANKS))
			ledger_leave(l, c->why, c->why_atom);
		if (orders_for_somebody(s, c))
			ledger_leave(l, "person-left-over", c->first);
		for (size_t i = c->first; i < c->end; i++)
			if (s->atoms[i].near_alarm || atom_means(&s->atoms[i], SENSE_RETRACT))
				ledger_leave(l, "near-miss", i);
		return;
	}
	if (clause_means(s, c, SENSE_PAST) && !clause_intends(c)) {
		check_doubts(s, c, l);
		if (over_too_early(claims, c))
			ledger_leave(l, "event-left-over", c->first);
		/* `habe mir den 16. notiert, aber das war falsch` */
		if (c->sign == 'b' && claimed_yes_before(s, claims, c))
			ledger_leave(l, "condition", c->first);
		return;
	}
	/* `I forgot to cancel`, beside nothing but a cancellation */
	if (only_no_so(s, claims, c))
		return;
	bool errand = aside_errand(s, claims, c);
	if (c->why != NULL && clause_intends(c) && !errand)
		ledger_leave(l, c->why, c->why_atom);
	else if (clause_intends(c) && !errand)
		ledger_leave(l, "not-understood", c->first);
	if (clause_means(s, c, SENSE_REGRET) && !errand && !ledger_rest_hindered(s, claims, c) &&
		eset_empty(claims_events(claims, false)))
		ledger_leave(l, "not-understood", c->first);
	/* `ich komme, aber …`: what follows may take it back */
	if (c->sign == 'b' && claimed_yes_before(s, claims, c) && !clause_means(s, c, SENSE_LATE) &&
		!turns_talk(s, claims, c))
		ledger_leave(l, "condition", c->first);
	ledger_check_events(s, claims, c, l);
	ledger_check_alarms(s, claims, c, l);
	if (talk_denies_thing(s, c))
		return;
	bool only_no = claims->count > 0 && eset_empty(claims_events(claims, true));
	bool plain = c->negations == 0 && !clause_means(s, c, SENSE_CAN);
	if (c->verbless && has_unknown(s, c, &words) && words <= ASIDE_WORDS_MAX &&
		claimed_beside(s, claims, c) &&
		!(only_no && plain && !claimed_in_sentence(s, claims, c)))
		ledger_leave(l, "unknown-words", c->first);
	/* unknown words in the very sentence that asks; a clause with a verb of its own may have
	 * nouns that nobody knows: `da liegt bei mir eine Bauabnahme` */
	if (claimed_in_sentence(s, claims, c) && has_unknown(s, c, &words) &&
		!says_what_i_am(s, claims, c) &&
		!(only_no && plain && !c->verbless && has_plain_verb(s, c)) &&
		!(only_no && aside_thing_fails(s, c)) && !aside_reason(s, claims, c) &&
		!(has_plain_verb(s, c) && only_nouns_unknown(s, c)) &&
		!(talk_has_verb(c) && !goes_on(s, c) && !talk_points_back(s, c)) &&
		!told_in_unknown(s, c))
		ledger_leave(l, "unknown-words", c->first);
}

/* `I would love to come but.` */
static bool unfinished(const struct study *s, const struct clause *c)
{
	size_t last = c->end;

	while (last > c->first && atom_quiet(&s->atoms[last - 1]))
		last--;
	return last > c->first && atom_means(&s->atoms[last - 1], SENSE_BUT) &&
		!tongue_nouns(s, &s->atoms[c->first]) && c->end == s->sentences[c->sentence].end;
}

/* `zum Kongress brauche ich nicht zu kommen`, `vom Kongress brauche ich mich nicht abzumelden` */
static bool need_not(const struct study *s, const struct clause *c)
{
	bool done = clause_has(c, SENSE_COME) || clause_has(c, SENSE_CANCEL);

	return c->says == SAYS_NOT_COME && c->negations > 0 && clause_means(s, c, SENSE_NEED) &&
		done && clause_any_form(c, FORM_INF) && !clause_means(s, c, SENSE_YOU);
}

/* `Krankmeldung`, `Umbuchung`, `Storno` above a yes. */
static bool subject_unsays(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	static const enum sense turning[] = {SENSE_OBSTACLE, SENSE_RETRACT, SENSE_CANCELLATION,
		SENSE_NEG, SENSE_NO, SENSE_CHANGE, SENSE_FORWARD};

	if (claims->count == 0 || !eset_empty(claims_events(claims, false)))
		return false;
	for (size_t i = 0; i < claims->count; i++)
		if (s->clauses[claims->items[i].clauses[0]].change)
			return false;
	for (size_t i = c->first; i < c->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], turning))
			return true;
	return false;
}

/* `I don't drive in the dark, so we won't be there`, beside nothing but a no: why. */
static bool leads_to_no(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t next = (size_t)(c + 1 - s->clauses);
	const struct clause *no = c + 1;

	return next < s->clause_count && no->sentence == c->sentence && no->sign == '&' &&
		claimed_clause(claims, next) && no->says == SAYS_NOT_COME && no->why == NULL &&
		c->says == SAYS_NOTHING && !c->hedged && !c->condition && !c->question &&
		!clause_intends(c) && eset_empty(claims_events(claims, true));
}

/* The first thing left over that no talk explains. */
static void settle(const struct study *s, const struct claims *claims, struct ledger *l)
{
	for (size_t i = 0; i < l->left_count && l->why == NULL; i++)
		if (!unclaimed_explains(s, claims, &l->left[i]))
			l->why = l->left[i].why;
}

/* `ich komme am 18., aber allein`, `…, nur halt ohne Begleitung`: behind a yes of the writer's alone, nothing but that. */
static bool only_alone(const struct study *s, const struct claims *claims, const struct clause *c)
{
	static const enum sense known[] = {SENSE_SAFE, SENSE_BUT, SENSE_ONLY, SENSE_ALONE};
	bool alone = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (!atom_quiet(a) && !(a->kind == ATOM_WORD && ATOM_MEANS_ANY(a, known)))
			return false;
		alone = alone || atom_means(a, SENSE_ALONE);
	}
	return alone && c->negations == 0 && !c->question && !c->condition &&
		claimed_yes_before(s, claims, c) && aside_writer_alone(s, claims);
}

void ledger_balance(struct study *s, const struct claims *claims, struct ledger *out)
{
	*out = (struct ledger){0};
	check_companions(s, claims, out);
	if (claims->count > 0 && out->why == NULL && overlaps_with_signature(s, claims))
		out->why = "person-left-over";
	for (size_t i = 0; i < s->sentence_count; i++)
		out->question = out->question || ledger_wants_told(s, &s->sentences[i]);
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		const struct sentence *x = &s->sentences[c->sentence];
		if (out->why == NULL && occasions_pick(s, claims, c))
			out->why = "seats-unsure";
		if (out->why == NULL && reversal_of_claimed(s, claims, c))
			out->why = "undecided";
		if (out->why == NULL && !claimed_clause(claims, i) && replies_lose_place(s, c))
			out->why = "event-left-over";
		if (out->why == NULL && condition_goes_on(s, claims, c))
			out->why = "condition";
		if (out->why == NULL)
			out->why = unheard_within(s, claims, i);
		if (out->why == NULL && !x->subject && !x->unticked)
			out->why = lost_beside(s, claims, c);
		if (c->joined || x->unticked)
			continue;
		if (x->subject && !claimed_clause(claims, i)) {
			if (!eset_empty(c->events) && !c->event_trouble &&
				!eset_within(c->events, claimed_events(claims)) && !c->told &&
				claims->count > 0)
				ledger_leave(out, "event-left-over", c->first);
			if (c->hedged || subject_unsays(s, claims, c))
				ledger_leave(out, "undecided", c->first);
			continue;
		}
		ledger_check_unknown_events(s, c, out);
		if (out->why == NULL && rivals_stand(s, claims, c))
			out->why = "swap-unclear";
		if (out->why == NULL && reversal_counts_as(s, c))
			out->why = "seats-unsure";
		if (out->why == NULL && !claimed_clause(claims, i))
			out->why = unheard_request(s, claims, c);
		out->proxy = out->proxy || principals_cancelled(s, c);
		if (saying_within(s, claims, c) && !aside_talk(s, claims, c) &&
			!leads_to_no(s, claims, c))
			ledger_leave(out, "undecided", c->first);
		if (claimed_clause(claims, i)) {
			out->proxy = out->proxy || c->proxy;
			if (clause_means(s, c, SENSE_NEED))
				out->need = true;
			if (unfinished(s, c))
				ledger_leave(out, "undecided", c->first);
			for (size_t k = c->first; k < c->end; k++)
				if (atom_means(&s->atoms[k], SENSE_FORWARD) &&
					!informs_of_own(s, claims, k) && out->why == NULL)
					out->why = "forwarded-request";
			if (need_not(s, c))
				ledger_leave(out, "negation-unclear", c->first);
			if (c->polite && c->question && c->says == SAYS_NOTHING)
				out->question = true;
			continue;
		}
		if (kept_tells_where(s, claims, c) || others_without_me(s, c) ||
			only_alone(s, claims, c) || consulted_told(s, c))
			continue;
		if (out->why == NULL && reversal_without_me(s, c) && !c->question &&
			!eset_empty(claims_events(claims, true)))
			out->why = "undecided";
		if (out->why == NULL &&
			(hindrances_stand(s, claims, c) || reversal_stands(s, claims, c)))
			out->why = "undecided";
		if (out->why == NULL && kept_no_more(s, claims, c))
			out->why = "undecided";
		if (out->why == NULL && whether_open(s, claims, c))
			out->why = "undecided";
		out->question = out->question || ledger_asks_office(s, c);
		if (out->why == NULL && wonders_of_oneself(s, claims, c))
			out->why = "undecided";
		if (wonders_of_office(s, claims, c)) {
			out->question = true;
			out->need = out->need || clause_means(s, c, SENSE_NEED);
			continue;
		}
		if (tidings_told(s, claims, c)) {
			out->question = out->question || c->question || c->polite;
			continue;
		}
		if (aside_of_reader(s, claims, c))
			continue;
		if (returns_told(s, claims, c) || wanted_why(s, claims, c->sentence) ||
			saying_clause(s, claims, c) || aside_of_person(s, claims, c) ||
			aside_of_papers(s, c->sentence) || aside_hopes(s, c->sentence) ||
			aside_hopes_so(s, c) || aside_talk(s, claims, c) ||
			aside_of_world(s, c->sentence) || absences_told(s, claims, c) ||
			companions_counted(s, claims, c) || replacement_open(s, claims, c))
			continue;
		if (absences_doubtful(s, claims, c) && out->why == NULL)
			out->why = "undecided";
		if (aside_of_close(s, claims, c))
			continue;
		/* `die Moni bring ich mit`, `begleitet werde ich von ihr`, which nobody counted */
		if (!(c->told && !clause_means(s, c, SENSE_WILL)) && !c->question &&
			!eset_empty(claims_events(claims, true)) && company_may_come(s, c))
			ledger_leave(out, "person-left-over", c->first);
		if (clause_means(s, c, SENSE_NAMES) && !claimed_all_counted(s, claims))
			ledger_leave(out, "list-missing", c->first);
		if (theirs_doubtful(s, claims, c))
			ledger_leave(out, "third-party", c->first);
		out->question = out->question || ledger_would_know(s, c);
		check_clause(s, claims, c, out);
		afterthoughts_check(s, claims, c, out);
	}
	settle(s, claims, out);
	ledger_check_answers(s, claims, out);
}
