#include "reading/ledger/unclaimed.h"

#include <string.h>

#include "reading/asides/asides-close.h"
#include "reading/asides/asides-papers.h"
#include "reading/asides/asides-people.h"
#include "reading/asides/asides-reader.h"
#include "reading/asides/asides-talk.h"
#include "reading/asides/asides-world.h"
#include "reading/asides/asides.h"
#include "reading/asides/sayings.h"
#include "reading/asides/talk.h"
#include "reading/asides/wanted.h"
#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/noes.h"
#include "reading/frames/partial.h"
#include "reading/frames/theirs.h"
#include "reading/frames/totals.h"
#include "reading/ledger/sceptic.h"

/* Measured on letters that it had not learned from. */
static const float objection = 0.22F; /* that a sentence takes back what stands before it */
static const float objection_alarmed = 0.12F; /* … of a yes, where a word alarms or points back */
static const float open_behind = 0.4F; /* that it leaves a yes open, or hands it on */
static const float more_come = 0.35F; /* that others come, where it counts or names them */
static const float nothing_before = 0.7F; /* that it asks for nothing: before all requests */
static const float nothing_behind = 0.8F; /* behind one */
static const float nothing_clause = 0.4F; /* each of its clauses */
static const float nothing_glued = 0.85F; /* a clause beside the request */

enum { OBJECTION_WORDS = 2 }; /* of so few words only those that take back object */
enum { ANSWER_WORDS_MAX = 3 };

/* ---- where it stands ---- */

static bool claims_sentence(const struct study *s, const struct claims *claims, size_t sentence)
{
	for (size_t i = 0; i < claims->count; i++)
		for (size_t k = 0; k < claims->items[i].clause_count; k++)
			if (s->clauses[claims->items[i].clauses[k]].sentence == sentence)
				return true;
	return false;
}

/* Whether all that the subject asks for is asked for in the body too: then the body decides where it is asked. */
static bool body_says_all(const struct study *s, const struct claims *claims)
{
	struct eset none = {0}, subject[2] = {none, none}, body[2] = {none, none};

	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *claim = &claims->items[i];
		bool below = false;
		for (size_t k = 0; k < claim->clause_count; k++)
			below = below ||
				!s->sentences[s->clauses[claim->clauses[k]].sentence].subject;
		struct eset *of = below ? body : subject;
		of[claim->come] = eset_or(of[claim->come], claim->events);
	}
	return eset_within(subject[0], body[0]) && eset_within(subject[1], body[1]);
}

/* The first sentence that asks for something. */
static size_t first_claimed(const struct study *s, const struct claims *claims)
{
	bool body = body_says_all(s, claims);
	size_t i = 0;

	while (i < s->sentence_count &&
		(!claims_sentence(s, claims, i) || (body && s->sentences[i].subject)))
		i++;
	return i;
}

static const struct clause *clause_at(const struct study *s, size_t atom)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (atom >= s->clauses[i].first && atom < s->clauses[i].end)
			return &s->clauses[i];
	return NULL;
}

/* ---- what alarms ---- */

/* Whether one of the words [first, end) says that more stands in them than talk. */
static bool alarms_in(const struct study *s, size_t first, size_t end, bool behind)
{
	static const enum sense always[] = {SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_RETRACT,
		SENSE_OPEN, SENSE_CHANGE, SENSE_ALSO, SENSE_THERE, SENSE_MORE, SENSE_KEEN,
		SENSE_SUBSTITUTE, SENSE_REGISTRATION, SENSE_CANCELLATION, SENSE_TRICK,
		SENSE_ADVERTISING, SENSE_FORWARD, SENSE_RATHER, SENSE_PERSONS};
	/* what can only turn what stands before it */
	static const enum sense turning[] = {SENSE_HEDGE, SENSE_CONDITION, SENSE_NO, SENSE_YES,
		SENSE_REGRET, SENSE_OBSTACLE, SENSE_BUT, SENSE_CONTRARY, SENSE_BESIDES};

	for (size_t i = first; i < end; i++) {
		if (behind && s->atoms[i].near_alarm)
			return true;
		for (size_t k = 0; k < sizeof turning / sizeof *turning && behind; k++)
			if (atom_means(&s->atoms[i], turning[k]))
				return true;
		if (ATOM_MEANS_ANY(&s->atoms[i], always))
			return true;
	}
	return false;
}

static bool alarms(const struct study *s, const struct sentence *x, bool behind)
{
	return alarms_in(s, x->first, x->end, behind);
}

/* `mit`, at a clause's end or before people: somebody joins in. */
static bool joins(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *next = i + 1 < c->end ? &s->atoms[i + 1] : NULL;
		if (atom_means(&s->atoms[i], SENSE_WITH) &&
			(next == NULL || next->kind != ATOM_UNKNOWN))
			return true;
	}
	return clause_has(c, SENSE_WITH);
}

static bool wants(const struct study *s, const struct clause *c, bool behind)
{
	return clause_intends(c) || (behind && (c->hedged || c->condition)) ||
		c->says != SAYS_NOTHING || c->fragment || c->elliptic ||
		clause_means(s, c, SENSE_WILL) || clause_means(s, c, SENSE_WOULD) ||
		clause_means(s, c, SENSE_CAN) || clause_means(s, c, SENSE_MUST);
}

static bool sentence_is_calm(const struct study *s, size_t sentence, bool behind)
{
	const struct sentence *x = &s->sentences[sentence];

	if (x->question || x->colon || x->item || x->below || x->sort != ROW_BODY ||
		alarms(s, x, behind))
		return false;
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (c->sentence == sentence &&
			(joins(s, c) || wants(s, c, behind) || talk_points_back(s, c)))
			return false;
	}
	return true;
}

/* ---- what may be explained ---- */

static bool writer_in(const struct study *s, const struct clause *c)
{
	static const enum sense senses[] = {SENSE_I, SENSE_ME, SENSE_TO_ME, SENSE_WE, SENSE_US};

	if (CLAUSE_TOKENS_MEAN_ANY(s, c, senses))
		return true;
	return c->i || c->we;
}

static bool any_talk(const struct study *s, const struct clause *c, size_t atom)
{
	(void)s;
	(void)atom;
	return !c->verbless;
}

/* An event that somebody else or something is said of; not one that the writer goes to, nor `tomorrow is no good`. */
static bool event_of_others(const struct study *s, const struct clause *c, size_t atom)
{
	return !c->verbless && c->negations == 0 && !writer_in(s, c) &&
		!s->atoms[atom].contradiction && !alarms(s, &s->sentences[c->sentence], true);
}

/* Not `laut Zeitung ist er am 17. März`, where nothing is then. */
static bool report_of_others(const struct study *s, const struct clause *c, size_t atom)
{
	return any_talk(s, c, atom) && !c->event_trouble;
}

static bool people_of_talk(const struct study *s, const struct clause *c, size_t atom)
{
	const struct people *p = s->atoms[atom].people;

	return p != NULL && !p->with && !p->total && !p->me && !c->verbless && !c->named &&
		!writer_in(s, c);
}

static const struct {
	const char *why;
	bool (*fits)(const struct study *s, const struct clause *c, size_t atom);
	bool behind; /* behind a request too: it cannot take anything back */
} unaccounted[] = {
	{"event-left-over", event_of_others, true},
	{"person-left-over", people_of_talk, true},
	{"number-left-over", any_talk, true},
	{"negation-unclear", any_talk, true},
	{"unknown-words", any_talk, true},
	{"not-understood", any_talk, true},
	{"reported", report_of_others, true},
	{"undecided", any_talk, false},
	{"condition", any_talk, false},
	{"near-miss", any_talk, false},
};

static bool may_be_talk(
	const struct study *s, const struct left_over *left, const struct clause *c, bool behind)
{
	for (size_t i = 0; i < sizeof unaccounted / sizeof *unaccounted; i++)
		if (strcmp(left->why, unaccounted[i].why) == 0)
			return unaccounted[i].fits(s, c, left->atom) &&
				(!behind || unaccounted[i].behind);
	return false;
}

static bool sounds_like_nothing(const struct study *s, size_t sentence, float least)
{
	const struct opinion *o = sceptic_sentence(s, sentence);

	if (o == NULL || o->of[SAYING_NOTHING] < least)
		return false;
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		const struct opinion *p = c->sentence == sentence ? sceptic_clause(s, c) : NULL;
		if (p != NULL && p->of[SAYING_NOTHING] < nothing_clause)
			return false;
	}
	return true;
}

/* `am 18. komme ich, unsere Kirche hat neue Fenster`: a sentence of its own, that nothing but a comma joins to the request. */
static bool glued_on(const struct study *s, const struct clause *c)
{
	size_t first = atoms_past_quiet(s, c->first, c->end);
	const struct opinion *o = sceptic_clause(s, c);

	return c->sign == ',' && !c->verbless && !c->subordinate && !c->condition && !c->question &&
		!joins(s, c) && !wants(s, c, true) && !talk_points_back(s, c) &&
		!alarms_in(s, c->first, c->end, true) && first < c->end &&
		!atom_maybe_verb(&s->atoms[first]) &&
		!atom_means(&s->atoms[first], SENSE_AT_TIME) && !clause_means(s, c, SENSE_REPORT) &&
		s->sentences[c->sentence].sort == ROW_BODY && !s->sentences[c->sentence].below &&
		o != NULL && o->of[SAYING_NOTHING] >= nothing_glued;
}

/* `there may be a few typos`, `thought you might like this`, before all requests: nothing of the writer's, of no event. */
static bool doubts_other_things(const struct study *s, const struct clause *c)
{
	static const enum sense ours[] = {SENSE_ALSO, SENSE_THERE, SENSE_RETRACT, SENSE_OPEN,
		SENSE_REGISTRATION, SENSE_CANCELLATION, SENSE_SWAP, SENSE_OR, SENSE_PERSONS};

	if (writer_in(s, c) || c->named || c->question || clause_intends(c) || c->negations > 0 ||
		c->verbless || c->sign == 'b' || CLAUSE_MEANS_ANY(s, c, ours))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT || s->atoms[i].kind == ATOM_PEOPLE ||
			s->atoms[i].kind == ATOM_DATE || s->atoms[i].kind == ATOM_NUMBER ||
			atom_means(&s->atoms[i], SENSE_NUMBER) || s->atoms[i].near_alarm ||
			/* `it depends` */
			(atom_means(&s->atoms[i], SENSE_HEDGE) && atom_maybe_verb(&s->atoms[i])))
			return false;
	return s->sentences[c->sentence].sort == ROW_BODY;
}

bool unclaimed_explains(
	const struct study *s, const struct claims *claims, const struct left_over *left)
{
	const struct clause *c = clause_at(s, left->atom);
	bool behind = c != NULL && c->sentence > first_claimed(s, claims);

	if (c != NULL && claims->count > 0 && c->sentence < first_claimed(s, claims) &&
		strcmp(left->why, "undecided") == 0 && doubts_other_things(s, c))
		return true;
	if (c != NULL && claims->count > 0 && claims_sentence(s, claims, c->sentence))
		return may_be_talk(s, left, c, true) && glued_on(s, c);
	if (c == NULL || claims->count == 0 || !may_be_talk(s, left, c, behind) ||
		!sentence_is_calm(s, c->sentence, behind))
		return false;
	return sounds_like_nothing(s, c->sentence, behind ? nothing_behind : nothing_before);
}

/* ---- what speaks against the requests ---- */

static size_t words_of(const struct study *s, const struct sentence *x)
{
	size_t n = 0;

	for (size_t i = x->first; i < x->end; i++)
		n += s->atoms[i].kind != ATOM_PUNCT && s->atoms[i].kind != ATOM_SILENT;
	return n;
}

/* A no that the rules have understood: of somebody else, or to the other events. */
static bool no_of_others(const struct study *s, size_t sentence)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		bool settled = c->joined && c->says == SAYS_NOT_COME && c->why == NULL;
		if (c->sentence == sentence && (c->third || c->rest || settled))
			return true;
	}
	return false;
}

/* `kein Namensschild, bitte` */
static bool denies_thing(const struct study *s, size_t sentence)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (s->clauses[i].sentence == sentence && talk_denies_thing(s, &s->clauses[i]))
			return true;
	return false;
}

/* `my boss has to sign it off`: what somebody must do with what was said. */
static bool says_it(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 1; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_POINTER))
			return true;
	return false;
}

/* `Meine Frau muss leider zum Zahnarzt.` */
static bool is_errand(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return aside_errand(s, claims, c) && !says_it(s, c);
}

/* `Beim Kongress bleibt es bei zwei Plätzen.` */
static bool stays(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return noes_stays(s, c) && eset_empty(eset_and(c->events, claimed_events(claims)));
}

static bool points_back(const struct study *s, size_t sentence)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (s->clauses[i].sentence == sentence && talk_points_back(s, &s->clauses[i]))
			return true;
	return false;
}

/* Whether it counts or names somebody beside the writer. */
static bool counts_others(const struct study *s, const struct sentence *x)
{
	bool more = false;

	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool number = a->kind == ATOM_NUMBER ||
			(atom_means(a, SENSE_NUMBER) && !atom_means(a, SENSE_INDEFINITE));
		if (atom_means(a, SENSE_NEED))
			return false; /* `zwei davon im Rollstuhl` */
		more = more || (number && a->n > 1) ||
			(a->people != NULL && (!a->people->me || a->people->count > 1));
	}
	return more;
}

/* `Den Parkplatz brauche ich dann auch nicht mehr`: nothing but what is not needed. */
static bool is_not_needed(
	const struct study *s, const struct claims *claims, const struct clause *c)
{
	(void)claims;
	return clause_means(s, c, SENSE_NEED) && c->negations > 0 && !clause_intends(c) &&
		c->says == SAYS_NOTHING && !c->hedged && !clause_means(s, c, SENSE_BUT);
}

/* `Bitte ändern Sie das in Ihrer Liste`, behind how many they are now. */
static bool enters_number(const struct study *s, const struct claims *claims, size_t sentence)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (s->clauses[i].sentence == sentence && totals_change(s, claims, &s->clauses[i]))
			return true;
	return false;
}

static bool of_person(const struct study *s, const struct claims *claims, size_t sentence)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if (s->clauses[i].sentence == sentence)
			return aside_of_person(s, claims, &s->clauses[i]);
	return false;
}

/* `Ist erledigt`, right below a quoted line that names no event, such as one that asks to pass something on. */
static bool answers_other_line(const struct study *s, size_t sentence)
{
	const struct sentence *x = &s->sentences[sentence];

	return sentence > 0 && x[-1].sort == ROW_QUOTE && eset_empty(x->quoted) &&
		words_of(s, x) <= ANSWER_WORDS_MAX && !alarms(s, x, true);
}

/* `Da habe ich Spätschicht`, `das Kind hat Fieber`, beside nothing but a no: what keeps somebody away. */
static bool hinders(const struct study *s, const struct claims *claims, const struct clause *c)
{
	(void)claims;
	bool has = clause_means(s, c, SENSE_HAVE) &&
		(clause_means(s, c, SENSE_OBSTACLE) || clause_means(s, c, SENSE_AILS));

	return has && !clause_intends(c) && c->says == SAYS_NOTHING && c->negations == 0 &&
		!c->named && !c->question && !clause_means(s, c, SENSE_BUT) &&
		!clause_means(s, c, SENSE_RETRACT) && !clause_means(s, c, SENSE_CHANGE) &&
		!clause_has(c, SENSE_CANCEL) && !clause_has(c, SENSE_DECLINE);
}

/* `Just me.`, `I'd be by myself`: how many come, and not a word more. */
static bool comes_alone(const struct study *s, size_t sentence)
{
	static const enum sense known[] = {
		SENSE_ALONE, SENSE_BE, SENSE_WOULD, SENSE_WILL, SENSE_SAFE, SENSE_COME};
	const struct sentence *x = &s->sentences[sentence];
	bool alone = false;

	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool me = a->kind == ATOM_PEOPLE && a->people->me && a->people->count == 1 &&
			!a->people->we;
		if (!me && !atom_quiet(a) && !ATOM_MEANS_ANY(a, known))
			return false;
		alone = alone || atom_means(a, SENSE_ALONE);
	}
	return alone;
}

/* `Can't wait!`, and `Sorry about that.`, `Another time.` behind a no: nothing but a kind phrase that the rules know. */
static bool is_courtesy(const struct study *s, size_t sentence, bool no)
{
	static const enum sense turning[] = {
		SENSE_REGRET, SENSE_NEXT, SENSE_REST, SENSE_MORE, SENSE_OTHERS, SENSE_HEDGE};
	const struct sentence *x = &s->sentences[sentence];
	bool kind = false;

	for (size_t i = x->first; i < x->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool turns = atom_means(a, SENSE_PARTING);
		for (size_t k = a->first; k < a->first + a->count; k++)
			turns = turns || TOKEN_MEANS_ANY(&s->tokens[k], turning);
		bool fits = atom_means(a, SENSE_WISH) || atom_means(a, SENSE_THANKS);
		if (!atom_quiet(a) && !(fits && (no || !turns)))
			return false;
		kind = kind || !atom_quiet(a);
	}
	return kind;
}

/* Whether what it leaves open can be the yes before it: not another event, when they come, or a need. */
static bool of_the_yes(const struct study *s, size_t sentence)
{
	static const enum sense other[] = {
		SENSE_LATE, SENSE_LEAVES, SENSE_ARRIVES, SENSE_NEED, SENSE_REST, SENSE_ASKING};

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (c->sentence != sentence)
			continue;
		if (c->named || c->rest || c->partial)
			return false;
		for (size_t k = c->first; k < c->end; k++)
			if (ATOM_MEANS_ANY(&s->atoms[k], other))
				return false;
	}
	return true;
}

bool unclaimed_objects(const struct study *s, const struct claims *claims)
{
	bool come = !eset_empty(claims_events(claims, true));
	bool no = !eset_empty(claims_events(claims, false));

	for (size_t i = first_claimed(s, claims); i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		const struct opinion *o = sceptic_sentence(s, i);
		if (o == NULL || x->sort != ROW_BODY || x->question || x->below || x->unticked ||
			claims_sentence(s, claims, i) || saying_sentence(s, claims, i) ||
			denies_thing(s, i) || partial_sentence(s, claims, i) || aside_need(s, i) ||
			of_person(s, claims, i) || aside_close_sentence(s, claims, i) ||
			aside_of_papers(s, i) || aside_hopes(s, i) || aside_of_world(s, i) ||
			aside_talk_sentence(s, claims, i) || aside_reader_sentence(s, claims, i) ||
			claimed_sentence_all(s, claims, i, is_errand) ||
			claimed_sentence_all(s, claims, i, stays) || answers_other_line(s, i) ||
			enters_number(s, claims, i) || theirs_sentence(s, i) || comes_alone(s, i) ||
			is_courtesy(s, i, no) || wanted_why(s, claims, i) ||
			claimed_sentence_all(s, claims, i, claimed_some) ||
			(!come &&
				(claimed_sentence_all(s, claims, i, is_not_needed) ||
					claimed_sentence_all(s, claims, i, hinders))))
			continue;
		float against = o->of[SAYING_BACK];
		if (come && !no && words_of(s, x) >= OBJECTION_WORDS && !no_of_others(s, i))
			against += o->of[SAYING_NOT_COMING] / 2;
		bool doubtful = come && (alarms(s, x, true) || points_back(s, i));
		if (come && o->of[SAYING_UNDECIDED] + o->of[SAYING_BOTH] >= open_behind &&
			of_the_yes(s, i))
			return true;
		if (against >= (doubtful ? objection_alarmed : objection))
			return true;
		if (come && o->of[SAYING_COMING] >= more_come && counts_others(s, x))
			return true;
	}
	return false;
}
