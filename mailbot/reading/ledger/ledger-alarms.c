#include "reading/ledger/ledger-alarms.h"

#include "reading/asides/asides.h"
#include "reading/asides/talk.h"
#include "reading/claims/claimed.h"
#include "reading/claims/late.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/noes.h"
#include "reading/frames/torn.h"
#include "reading/frames/totals.h"
#include "reading/ledger/informs.h"
#include "reading/ledger/busy.h"
#include "reading/people/name.h"

static bool speaks_of_me(const struct study *s, const struct clause *c)
{
	return c->i || c->we || clause_means(s, c, SENSE_THERE) ||
		clause_means(s, c, SENSE_TO_ME) || clause_means(s, c, SENSE_I) ||
		clause_means(s, c, SENSE_WE);
}

/* `My name is Amara Okonkwo`: nobody but who writes. */
static bool is_writer(const struct study *s, const struct people *p)
{
	if (p->person_count == 0 || p->total || p->with || p->count > 1)
		return false;
	if (p->me) /* `myself Rajesh Kumar` */
		return true;
	for (size_t i = 0; i < p->person_count; i++)
		if (p->persons[i].name == NULL ||
			name_compare(p->persons[i].name, s->reading->writer) != NAME_SAME)
			return false;
	return true;
}

/* Talk about something else, before anything is asked: `there may be a few slips in my last mail`. */
static bool aside(const struct study *s, const struct claims *claims, const struct clause *c)
{
	if (claimed_in_sentence(s, claims, c) || !claimed_behind(s, claims, c))
		return false;
	/* of the writer only what cannot keep them from coming */
	return (!c->i && !c->we && !clause_means(s, c, SENSE_TO_ME)) ||
		(!clause_means(s, c, SENSE_OBSTACLE) && !clause_means(s, c, SENSE_THERE) &&
			talk_has_verb(c) && !talk_points_back(s, c));
}

static bool modal(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_WILL) || clause_means(s, c, SENSE_CAN) ||
		clause_means(s, c, SENSE_MUST) || clause_means(s, c, SENSE_WOULD);
}

/* `I don't speak much German`, before anything is asked: a verb that decides nothing is negated. */
static bool small_talk(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return !modal(s, c) && clause_has(c, SENSE_OTHER) && claimed_behind(s, claims, c) &&
		!(claimed_in_sentence(s, claims, c) && talk_points_back(s, c));
}

/* Whether it counts or names anybody but the writer, or the writer by name. */
static bool more_than_me(const struct people *p)
{
	return p->total || p->with || p->person_count > 0 || p->unsure ||
		p->count > (p->me ? 1 : 0);
}

/* `mein Auto fährt nicht`: a verb that decides nothing, and nothing that points at a request. */
static bool plain_no(const struct study *s, const struct clause *c)
{
	return !modal(s, c) && !talk_of_seat(s, c) && (!c->named || c->rest) &&
		!clause_intends(c) && talk_has_verb(c) && !talk_points_back(s, c) &&
		(c->rest || talk_has_subject(s, c));
}

/* `ich kann bis März nicht aus dem Haus`: a modal that is a verb by itself, and decides nothing. */
static bool gets_nowhere(const struct study *s, const struct clause *c)
{
	return c->predicate_count == 1 && c->predicates[0].sense == SENSE_OTHER && c->i &&
		atom_means(&s->atoms[c->predicates[0].atom], SENSE_CAN) && c->negations == 1 &&
		!c->named && !talk_points_back(s, c);
}

/* Whether a word of the clause has one of those senses, or is nearly an alarming one. */
static bool holds_any(const struct study *s, const struct clause *c, struct senses senses)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].near_alarm)
			return true;
	return senses_meet(c->words, senses);
}

/* `I won't be in Dortmund on the 16th, so …`: where the writer is not, of the very event that they say no to. */
static bool is_elsewhere(const struct study *s, const struct claims *claims, const struct clause *c)
{
	static const enum sense more[] = {SENSE_OBSTACLE, SENSE_POINTER, SENSE_LATE, SENSE_HEDGE,
		SENSE_ALONE, SENSE_ONLY, SENSE_CAN, SENSE_REGRET, SENSE_DECLINE};

	if (!(c->i || c->we) || c->third || c->negations != 1 || c->predicate_count > 1 ||
		!clause_means(s, c, SENSE_BE) || clause_intends(c) || c->question ||
		!eset_within(c->events, claims_events(claims, false)))
		return false;
	return !holds_any(s, c, SENSES_OF(more));
}

/* Whether the writer stands in it, in any word. */
static bool names_me(const struct study *s, const struct clause *c)
{
	static const enum sense senses[] = {
		SENSE_I, SENSE_ME, SENSE_TO_ME, SENSE_WE, SENSE_US, SENSE_MY};

	return CLAUSE_TOKENS_MEAN_ANY(s, c, senses);
}

/* Beside nothing but cancellations: who told them what, and how sure that is, does not bring them. */
static bool tells_why(const struct study *s, const struct claims *claims, const struct clause *c,
	enum sense sense)
{
	if (sense != SENSE_REPORT && (sense != SENSE_HEDGE || claimed_in_sentence(s, claims, c)))
		return false;
	/* `meine Schwester sagt, am 18. wird das nichts`: whose no is it? */
	const struct clause *next = c + 1;
	if (next < s->clauses + s->clause_count && next->sentence == c->sentence &&
		claimed_clause(claims, (size_t)(next - s->clauses)) && !names_me(s, next))
		return false;
	/* `der 18. klappt nicht, sagt meine Schwester` */
	const struct clause *no_before = c > s->clauses ? c - 1 : c;
	if (sense == SENSE_REPORT && no_before->sentence == c->sentence && no_before != c &&
		claimed_clause(claims, (size_t)(no_before - s->clauses)) &&
		atom_means(study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end),
			SENSE_REPORT) &&
		!names_me(s, no_before))
		return false;
	/* `die Chefin sagt, tauschen geht nicht` */
	bool no = c->says == SAYS_NOT_COME && sense == SENSE_REPORT;
	return (!c->verbless || sense == SENSE_REPORT) && (no || !clause_intends(c)) &&
		!clause_means(s, c, SENSE_THERE) && !clause_means(s, c, SENSE_CAN) && !c->named;
}

/* `nun sagt mir der Chorleiter, dass am 21. Probe ist`: of nothing but what is cancelled, and why. */
static bool told_why(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *next = c + 1;

	return next < s->clauses + s->clause_count && next->sentence == c->sentence &&
		next->sign == 't' && next->named && !next->event_trouble &&
		eset_within(next->events, claims_events(claims, false)) &&
		eset_empty(eset_and(next->events, claims_events(claims, true))) &&
		!clause_intends(next) && next->negations == 0 && !clause_intends(c) && !c->named;
}

/* What others said, before anything is asked, and in sentences of its own: `nobody ever asked me
 * what I think. So yes: I will come`. */
static bool told_before(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool late = false;

	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++)
			late = late || claims->items[i].clauses[k] <= (size_t)(c - s->clauses);
	return claims->count > 0 && !late && !claimed_in_sentence(s, claims, c) &&
		eset_within(c->events, claimed_events(claims)) && !clause_intends(c) &&
		c->sign != 'b' && !s->sentences[c->sentence].colon;
}

/* `I work as a teacher`, `she is a nurse`: what somebody is. */
static bool names_role(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];

	if (at == c->first || a->people->person_count > 0 || a->people->count != 1 ||
		a->people->with || !token_means(first_token(s, a), SENSE_INDEFINITE))
		return false;
	return atom_means(a - 1, SENSE_ROLE) || atom_means(a - 1, SENSE_BE);
}

/* `Mr X goes for me`, in whatever words: perhaps somebody comes in the writer's place. */
static bool acts_for_me(const struct study *s, const struct clause *c)
{
	size_t first = s->atoms[c->first].first;
	size_t last = s->atoms[c->end - 1].first + s->atoms[c->end - 1].count;

	for (size_t i = first; i + 1 < last; i++)
		if (token_means(&s->tokens[i], SENSE_FOR) &&
			token_means(&s->tokens[i + 1], SENSE_ME))
			return c->third && !c->told;
	return clause_means(s, c, SENSE_SUBSTITUTE) && c->third && !c->told;
}

/* `My shift has changed, so Friday does not work`: why the no right behind it. */
static bool changes_why(const struct study *s, const struct clause *c)
{
	const struct clause *no = c + 1;

	return no < s->clauses + s->clause_count && no->sentence == c->sentence &&
		no->says == SAYS_NOT_COME && no->why == NULL &&
		clause_means(s, c, SENSE_OBSTACLE) && !c->named && !c->verbless &&
		!clause_intends(c) && c->negations == 0;
}

/* `auf die Foren muss ich verzichten, dort können Sie nicht mit mir rechnen`: the no before it, once more. */
static bool no_again(const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t at = (size_t)(c - s->clauses);

	return at > 0 && c->sign == ',' && c[-1].sentence == c->sentence && !c->named &&
		claimed_clause(claims, at - 1) && c[-1].says == SAYS_NOT_COME && !c->hedged;
}

/* `my host family needs me on Saturday, so I can't come to the workshop`: why the no right behind it, in its sentence, whatever
 * else is asked for elsewhere. */
static bool grounds_no(const struct study *s, const struct claims *claims, const struct clause *c)
{
	static const enum sense more[] = {SENSE_OR, SENSE_ALSO, SENSE_SUBSTITUTE, SENSE_KEEN,
		SENSE_MORE, SENSE_COMPANY, SENSE_CONTRARY};
	static const enum sense follows[] = {
		SENSE_HENCE, SENSE_THERE, SENSE_BECAUSE, SENSE_TOTAL, SENSE_OPENS};
	const struct clause *end = s->clauses + s->clause_count, *no = c + 1;
	bool hence = c->i;

	while (no < end && no->sentence == c->sentence &&
		!claimed_clause(claims, (size_t)(no - s->clauses)))
		no++;
	if (no == end || no->sentence != c->sentence || no->says != SAYS_NOT_COME ||
		no->why != NULL || no->third || c->negations > 0 || c->condition || c->hedged ||
		!eset_within(c->events, claims_events(claims, false)))
		return false;
	hence = hence || no->sign == '&'; /* `…, so I can't` */
	for (size_t i = no->first; i < no->end; i++)
		hence = hence || ATOM_MEANS_ANY(&s->atoms[i], follows);
	for (size_t i = c->first; i < c->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], more) || s->atoms[i].near_alarm ||
			(atom_means(&s->atoms[i], SENSE_FOR) && !c->i))
			return false;
	return hence;
}

/* `strike me off for Tuesday, we are burying my uncle then`: what the writer does instead, right behind the no of its sentence. */
static bool excuses_no(const struct study *s, const struct claims *claims, const struct clause *c)
{
	static const enum sense more[] = {SENSE_OR, SENSE_ALSO, SENSE_SUBSTITUTE, SENSE_KEEN,
		SENSE_MORE, SENSE_COMPANY, SENSE_CONTRARY, SENSE_BUT, SENSE_TAKING, SENSE_WITH,
		SENSE_FOR, SENSE_SWAP, SENSE_RATHER};
	const struct clause *no = c - 1;

	if (c == s->clauses || no->sentence != c->sentence || c->sign != ',' ||
		!claimed_clause(claims, (size_t)(no - s->clauses)) || no->says != SAYS_NOT_COME ||
		no->why != NULL || no->third || !(c->i || c->we) || c->third ||
		c->says != SAYS_NOTHING || c->negations > 0 || c->condition || c->hedged ||
		c->question || c->unreal || clause_has(c, SENSE_WITH) ||
		!eset_within(c->events, claims_events(claims, false)))
		return false;
	return !holds_any(s, c, SENSES_OF(more));
}

/* `ich schaffe es leider nicht, ich habe mich wohl erkältet`: how sure the reason is, does not matter. */
static bool doubts_reason(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t at = (size_t)(c - s->clauses);

	bool behind = at > 0 && (c->sign == ',' || c->sign == '&') &&
		c[-1].sentence == c->sentence && claimed_clause(claims, at - 1) &&
		c[-1].says == SAYS_NOT_COME;
	return behind && talk_has_verb(c) && c->i && !clause_intends(c) && !c->named &&
		!c->condition && !c->question && !modal(s, c) && !talk_points_back(s, c) &&
		!clause_means(s, c, SENSE_MORE) && !clause_means(s, c, SENSE_CONTRARY) &&
		!clause_means(s, c, SENSE_OPEN);
}

/* `Mr X will come. He will be half an hour late`: one of those who come. */
static bool late_again(const struct study *s, const struct claims *claims, const struct clause *c,
	const struct atom *a)
{
	return a->people->again != NULL && claimed_people(s, claims, a->people->again) &&
		late_only(s, c);
}

bool ledger_if_office_needs(const struct study *s, const struct clause *c)
{
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	bool whether = atom_means(head, SENSE_CONDITION) || atom_means(head, SENSE_HEDGE);
	bool calm = !c->named && c->negations == 0 && !clause_intends(c) && !speaks_of_me(s, c) &&
		!clause_means(s, c, SENSE_PERSONS);

	for (size_t i = 0; i < c->people_count; i++)
		calm = calm && !c->people[i]->me && !c->people[i]->we;
	return whether && calm && clause_means(s, c, SENSE_YOU) &&
		clause_means(s, c, SENSE_NEEDING);
}

/* Such a part, or what is said right behind it: `…, sagen Sie mir Bescheid`. */
static bool offers(const struct study *s, const struct claims *claims, const struct clause *c)
{
	bool behind = c > s->clauses && c[-1].sentence == c->sentence;
	bool order = !c->named && c->negations == 0 && !clause_intends(c) && !c->i && !c->we &&
		clause_means(s, c, SENSE_OPEN) && clause_tokens_mean(s, c, SENSE_YOU);

	if (claimed_in_sentence(s, claims, c))
		return false;
	return ledger_if_office_needs(s, c) ||
		(behind && order && ledger_if_office_needs(s, c - 1));
}

/* `der 16. klappt, bitte setzen Sie mich auf die Liste`: the yes once more, as an order, and nobody but the writer. */
static bool registers_again(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	static const enum sense more[] = {SENSE_ALSO, SENSE_MORE, SENSE_ONLY, SENSE_SWAP,
		SENSE_CHANGE, SENSE_CONDITION, SENSE_HEDGE, SENSE_RELATION, SENSE_OR, SENSE_CANCEL};

	for (size_t i = c->first; i < c->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], more) || s->atoms[i].kind == ATOM_NUMBER ||
			s->atoms[i].kind == ATOM_UNKNOWN)
			return false;
	return (clause_means(s, c, SENSE_PLEASE) || clause_means(s, c, SENSE_YOU)) && !c->named &&
		c->negations == 0 && c->says == SAYS_NOTHING && c->people_count <= 1 &&
		clause_means(s, c, SENSE_REGISTER) && clause_tokens_mean(s, c, SENSE_ME) &&
		eset_empty(claims_events(claims, false)) && claimed_yes_before(s, claims, c);
}

/* `I have to switch: cancel A and put me on B`: what is to change stands behind it, and is all understood. */
static bool announces_change(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	size_t at = (size_t)(c - s->clauses);

	if (!(c->i || c->we) || c->third || c->named || c->hedged || c->question || c->condition ||
		c->negations > 0 || c->people_count > 1 || c->says != SAYS_NOTHING ||
		clause_intends(c) || clause_means(s, c, SENSE_PAST) ||
		eset_empty(claims_events(claims, true)) || eset_empty(claims_events(claims, false)))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_UNKNOWN || atom_counts(&s->atoms[i]))
			return false;
	for (size_t i = 0; i < claims->count; i++)
		if (claims->items[i].clauses[0] <= at || claims->items[i].why != NULL)
			return false;
	return true;
}

void ledger_check_alarms(const struct study *s, const struct claims *claims, const struct clause *c,
	struct ledger *l)
{
	bool beside = claimed_in_sentence(s, claims, c);
	/* beside nothing but cancellations another no changes nothing */
	bool only_no = claims->count > 0 && eset_empty(claims_events(claims, true));

	static const struct {
		enum sense sense;
		const char *why;
	} always[] = {{SENSE_HEDGE, "undecided"}, {SENSE_OPEN, "undecided"},
		{SENSE_RETRACT, "retracted"}, {SENSE_TRICK, "trick"},
		{SENSE_ADVERTISING, "advertising"}, {SENSE_REPORT, "reported"},
		{SENSE_SWAP, "swap-unclear"}, {SENSE_EXCEPT, "not-understood"},
		{SENSE_CANCELLATION, "not-understood"}, {SENSE_FORWARD, "forwarded-request"},
		{SENSE_NO, "negation-unclear"}};

	bool swaps = false; /* `buchen Sie mich um` beside a swap says nothing new */
	for (size_t i = 0; i < s->clause_count; i++)
		swaps = swaps || !eset_empty(s->clauses[i].swapped);
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		for (size_t k = 0; k < sizeof always / sizeof *always; k++)
			if (atom_means(a, always[k].sense) &&
				!(always[k].sense == SENSE_HEDGE &&
					(aside(s, claims, c) || aside_often(s, c, i))) &&
				!(always[k].sense == SENSE_FORWARD &&
					informs_of_own(s, claims, i)) &&
				/* `findet … statt` */
				!(always[k].sense == SENSE_SWAP && a->use == USE_INTENT) &&
				!((always[k].sense == SENSE_HEDGE ||
					  always[k].sense == SENSE_OPEN) &&
					offers(s, claims, c)) &&
				!(only_no && tells_why(s, claims, c, always[k].sense)) &&
				!(only_no && always[k].sense == SENSE_HEDGE &&
					doubts_reason(s, claims, c)) &&
				!(always[k].sense == SENSE_REPORT &&
					(told_before(s, claims, c) || told_why(s, claims, c))))
				ledger_leave(l, always[k].why, i);
		if (atom_means(a, SENSE_NEG) &&
			(beside || speaks_of_me(s, c) || c->verbless || clause_intends(c)) &&
			!small_talk(s, claims, c) && !plain_no(s, c) && !talk_denies_thing(s, c) &&
			!noes_unhindered(s, c) &&
			!((only_no || aside_only_noes(s, claims, c)) && aside_thing_fails(s, c)) &&
			!(only_no && (gets_nowhere(s, c) || is_elsewhere(s, claims, c))) &&
			!(only_no && !beside && !c->verbless && !clause_intends(c)))
			ledger_leave(l, "negation-unclear", i);
		if (a->near_alarm)
			ledger_leave(l, "near-miss", i);
		if (i == c->first && torn_gives_place(s, c))
			ledger_leave(l, "person-left-over", i);
		/* `…, nur ohne mich`: an idiom of no that lacks what it needs */
		if (a->use == USE_NONE && !no_again(s, claims, c) &&
			(atom_means(a, SENSE_DECLINE) || atom_means(a, SENSE_CANCEL)))
			ledger_leave(l, "not-understood", i);
		/* `you need not keep a chair for me` */
		if (a->use == USE_NONE && a->count > 1 && c->negations > 0 && !only_no && !c->i &&
			(atom_means(a, SENSE_COME) || atom_means(a, SENSE_REGISTER)) &&
			clause_means(s, c, SENSE_YOU))
			ledger_leave(l, "negation-unclear", i);
		/* `ich hätte gern gehört, was …`, beside nothing but cancellations */
		bool rues = only_no && clause_any_form(c, FORM_PART) &&
			clause_tokens_mean(s, c, SENSE_UNREAL);
		if (beside && a->use == USE_NONE && a->count > 1 && !atom_means(a, SENSE_PLEASED) &&
			!rues && !registers_again(s, claims, c) &&
			(atom_means(a, SENSE_COME) || atom_means(a, SENSE_REGISTER)))
			ledger_leave(l, "not-understood", i);
		/* `in der Klasse gehen die Windpocken um`: the particle of another verb */
		bool particle = token_means(first_token(s, a), SENSE_PARTICLE) && !c->named &&
			!clause_tokens_mean(s, c, SENSE_PERFORMS);
		if (atom_means(a, SENSE_CHANGE) && !particle && !swaps &&
			!totals_change(s, claims, c) && !changes_why(s, c) &&
			!announces_change(s, claims, c) &&
			!(only_no && !c->verbless && !clause_intends(c) && !c->named))
			ledger_leave(l, "swap-unclear", i);
		if (atom_means(a, SENSE_OR) && (c->verbless || beside))
			ledger_leave(l, "alternative", i);
		/* `ich habe mich erkältet und bleibe lieber auf dem Sofa` */
		bool stays = only_no && c->sign == '&' && !c->named && !clause_intends(c) &&
			clause_means(s, c, SENSE_LINGERS);
		if (atom_means(a, SENSE_RATHER) && beside && !stays)
			ledger_leave(l, "swap-unclear", i);
		if (a->kind == ATOM_PEOPLE && !claimed_people(s, claims, a->people) &&
			!((only_no || grounds_no(s, claims, c) || excuses_no(s, claims, c) ||
				  busy_told(s, claims, c)) &&
				!c->verbless && !clause_intends(c) && !acts_for_me(s, c)) &&
			!is_writer(s, a->people) && more_than_me(a->people) &&
			!names_role(s, c, i) && !talk_of_others(s, c, a) &&
			!aside_errand(s, claims, c) && !aside_drives(s, c) &&
			!(c->partial && clause_means(s, c, SENSE_DRIVES)) &&
			!aside_absent(s, claims, c) && !claimed_number(claims, a->people) &&
			!late_again(s, claims, c, a) && !claimed_summed(s, claims, c) &&
			!claimed_some(s, claims, c))
			ledger_leave(l, "person-left-over", i);
		if (a->kind == ATOM_NUMBER && c->verbless)
			ledger_leave(l, "number-left-over", i);
	}
}
