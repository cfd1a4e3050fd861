#include "reading/asides/asides-talk.h"

#include "reading/asides/asides-papers.h"
#include "reading/asides/sayings.h"
#include "reading/asides/talk.h"
#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

/* What `n` of an opening says of the words behind it. */
enum {
	OF_WRITING = 2 /* one of them must be of mail, papers or devices */,
	BOTH_WAYS = 3 /* a no among them turns nothing */,
	OF_DELAY = 4 /* it is of how late the writer answers: why may be told beside it */
};

/* Words that say more than talk does, whatever else they may mean. */
static bool turns(const struct atom *a)
{
	static const enum sense senses[] = {SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_RETRACT,
		SENSE_OPEN, SENSE_CHANGE, SENSE_KEEN, SENSE_SUBSTITUTE, SENSE_REGISTRATION,
		SENSE_CANCELLATION, SENSE_TRICK, SENSE_ADVERTISING, SENSE_FORWARD, SENSE_RATHER,
		SENSE_BETTER, SENSE_REPORT, SENSE_CONTRARY, SENSE_YES, SENSE_NO, SENSE_MORE,
		SENSE_TOGETHER, SENSE_ALONE, SENSE_COMPANY, SENSE_CONDITION, SENSE_HEDGE,
		SENSE_OBSTACLE, SENSE_AILS, SENSE_AWAY, SENSE_HOME, SENSE_REMAINS, SENSE_SUIT,
		SENSE_COME, SENSE_REGISTER, SENSE_CANCEL, SENSE_DECLINE, SENSE_MISSES,
		SENSE_PERSONS, SENSE_MUST, SENSE_WOULD, SENSE_UNREAL, SENSE_LATE, SENSE_LEAVES,
		SENSE_NEED, SENSE_REGRET, SENSE_PARTING, SENSE_RECKONS, SENSE_VAIN, SENSE_TO_ME,
		SENSE_I, SENSE_ME, SENSE_WE, SENSE_US, SENSE_MINDS, SENSE_WAITS, SENSE_VISIT,
		SENSE_NAMES, SENSE_DRIVES, SENSE_AGREES, SENSE_WITH, SENSE_INCLUDED, SENSE_CHILD,
		SENSE_LINGERS, SENSE_SUBJECT};

	/* `at the moment`, of how things are */
	bool now = atom_means(a, SENSE_HEDGE) && atom_means(a, SENSE_OFTEN);

	return ATOM_MEANS_ANY(a, senses) && !now;
}

/* `too long` says how; `my wife too` adds somebody. */
static bool says_how(const struct study *s, size_t at, size_t end)
{
	static const enum sense what[] = {SENSE_HARMLESS, SENSE_OTHERS, SENSE_SAFE};

	return ATOM_MEANS_ANY(study_atom(s, at + 1, end), what);
}

/* `the city`, `everything`: one word of a title, or all of what there is; no day. */
static bool is_weak_event(const struct atom *a)
{
	return a->kind == ATOM_EVENT && !a->day_known && !a->date_only && !a->strong && !a->none &&
		!a->several && a->title_words <= 1 && !a->compound && !a->repaired;
}

bool aside_calm(const struct study *s, size_t at, size_t end)
{
	static const enum sense fine[] = {SENSE_HARMLESS, SENSE_SAFE, SENSE_ARTICLE,
		SENSE_INDEFINITE, SENSE_BE, SENSE_HAVE, SENSE_WILL, SENSE_PAST, SENSE_THERE,
		SENSE_NEG, SENSE_PLACE, SENSE_PRAISE, SENSE_GOING, SENSE_ORIGIN, SENSE_BEFORE,
		SENSE_SINCE, SENSE_UNTIL, SENSE_AND, SENSE_BUT, SENSE_EACH, SENSE_BECAUSE,
		SENSE_THAT, SENSE_RELATIVE, SENSE_YOU, SENSE_YOUR, SENSE_HE, SENSE_OTHERS,
		SENSE_PAPER, SENSE_LETTER, SENSE_HANDLES, SENSE_TOPIC, SENSE_EVENT, SENSE_EVENTS,
		SENSE_ONLY, SENSE_CAN, SENSE_PREPOSITION, SENSE_PARTICLE, SENSE_COMPARE,
		SENSE_ASKING, SENSE_OTHER, SENSE_GLADLY, SENSE_STILL, SENSE_TALK, SENSE_ATTACHED,
		SENSE_DAY_PART, SENSE_MUSING, SENSE_UNIT, SENSE_ABOUT, SENSE_OFTEN, SENSE_HOPED,
		SENSE_ALL, SENSE_WISH, SENSE_THANKS};
	const struct atom *a = &s->atoms[at];
	bool also = atom_means(a, SENSE_ALSO) && !says_how(s, at, end);
	bool verb = a->use == USE_INTENT && atom_maybe_verb(a);
	/* `our city` */
	bool mine = atom_means(a, SENSE_MY) && !atom_means(a, SENSE_SAFE);
	/* `any association`; not `my sister` */
	mine = mine || (atom_means(a, SENSE_RELATION) && !atom_means(a, SENSE_HARMLESS));

	/* `next year`; `this` says which */
	bool next = atom_means(a, SENSE_NEXT) && !atom_means(a, SENSE_ARTICLE);

	if (a->near_alarm || also || mine || next || turns(a))
		return false;
	if (is_weak_event(a))
		return true;
	return atom_quiet(a) || a->kind == ATOM_TIME || verb || ATOM_MEANS_ANY(a, fine) ||
		atom_means(a, SENSE_ALSO);
}

/* `today`, `yesterday`, behind what was: a day that is over, or ends, and no event's. */
static bool is_day_of_past(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];

	return a->kind == ATOM_EVENT && a->date_only && a->day != 0 && a->day <= s->today &&
		eset_empty(a->events) && !a->several && !a->contradiction &&
		clause_tokens_mean(s, c, SENSE_PAST);
}

/* Whether its verbs decide nothing, and it names no event. */
static bool decides_nothing(const struct study *s, const struct clause *c)
{
	bool named = c->rest;

	for (size_t i = c->first; i < c->end; i++)
		named = named ||
			(s->atoms[i].kind == ATOM_EVENT && !is_weak_event(&s->atoms[i]) &&
				!is_day_of_past(s, c, i));
	if (c->question || c->condition || named || c->says != SAYS_NOTHING || c->fragment ||
		c->elliptic || c->people_count > 0)
		return false;
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense != SENSE_OTHER)
			return false;
	return !s->sentences[c->sentence].question;
}

/* The opening of the clause, behind words that join it; NULL. */
static const struct atom *opening(const struct study *s, const struct clause *c)
{
	static const enum sense joins[] = {
		SENSE_AND, SENSE_BUT, SENSE_BECAUSE, SENSE_HENCE, SENSE_THAT};

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_TALK))
			return a;
		bool plain = atom_quiet(a) || ATOM_MEANS_ANY(a, joins) ||
			(atom_means(a, SENSE_SAFE) && a->count == 1 && !turns(a) && !a->near_alarm);
		if (!plain)
			return NULL;
	}
	return NULL;
}

/* `your website`, `the form` */
static bool is_writing(const struct atom *a)
{
	return ATOM_MEANS_ANY(
		       a, ((const enum sense[]){SENSE_PAPER, SENSE_LETTER, SENSE_ATTACHED})) ||
		(atom_means(a, SENSE_TALK) && a->meaning->n >= OF_WRITING);
}

/* Whether what stands behind the opening is calm. */
static bool goes_on_calmly(const struct study *s, const struct clause *c, const struct atom *open)
{
	size_t first = open == NULL ? c->first : (size_t)(open - s->atoms) + 1;
	int n = open == NULL ? 0 : open->meaning->n;
	bool writing = n != OF_WRITING;

	for (size_t i = first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `my keyboard has no umlauts`, `may the series be …` */
		bool both = n >= BOTH_WAYS &&
			ATOM_MEANS_ANY(
				a, ((const enum sense[]){SENSE_NEG, SENSE_HEDGE, SENSE_WOULD})) &&
			a->count == 1 && !a->near_alarm;
		if (is_day_of_past(s, c, i))
			continue;
		if (!both && (!aside_calm(s, i, c->end) || atom_means(a, SENSE_NEG)))
			return false;
		writing = writing || is_writing(a);
	}
	return writing;
}

/* Whether the clause, or the one before it in its sentence, is of how late the writer answers. */
static bool speaks_of_delay(const struct study *s, const struct clause *c)
{
	size_t first = c > s->clauses && c[-1].sentence == c->sentence ? c[-1].first : c->first;

	for (size_t i = first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_TALK) && s->atoms[i].meaning->n == OF_DELAY)
			return true;
	return false;
}

/* `Apologies for answering only now, | I was on a business trip`, `I was down with flu, hence the delay`. */
static bool tells_why_late(const struct study *s, const struct clause *c)
{
	static const enum sense more[] = {SENSE_CAN, SENSE_HEDGE, SENSE_MORE, SENSE_KEEN,
		SENSE_OPEN, SENSE_STILL, SENSE_MUST, SENSE_WILL, SENSE_WOULD, SENSE_CHANGE,
		SENSE_RETRACT, SENSE_REGISTRATION, SENSE_CANCELLATION, SENSE_SUBSTITUTE, SENSE_OR,
		SENSE_DECLINE, SENSE_SINCE /* `I have been ill since Monday` */};

	const struct clause *next = c + 1;

	/* `… I was ill, and still am` */
	if (next < s->clauses + s->clause_count && next->sentence == c->sentence && !next->told &&
		!clause_means(s, next, SENSE_PAST))
		return false;
	if (!speaks_of_delay(s, c) || !(c->told || clause_means(s, c, SENSE_PAST)) || !c->i ||
		c->we || c->negations > 0 || clause_intends(c) || c->named || c->people_count > 1)
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if ((ATOM_MEANS_ANY(&s->atoms[i], more) && !atom_means(&s->atoms[i], SENSE_TALK)) ||
			s->atoms[i].near_alarm)
			return false;
	return true;
}

bool aside_talk(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	const struct atom *open = opening(s, c);

	if (x->sort == ROW_BODY && !x->below && !x->question &&
		!claimed_in_sentence(s, claims, c) && tells_why_late(s, c))
		return true;
	if (x->sort != ROW_BODY || x->below || x->colon || x->item || !decides_nothing(s, c) ||
		claimed_in_sentence(s, claims, c) || !goes_on_calmly(s, c, open))
		return false;
	if (open != NULL)
		return true;
	/* `I never knew | that there was so much going on` */
	bool depends = c->sign == 't' || c->sign == 'w' || c->sign == 'r' || c->sign == 's';
	return depends && c > s->clauses && c[-1].sentence == c->sentence &&
		aside_talk(s, claims, c - 1);
}

static bool talks(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return aside_talk(s, claims, c) || saying_clause(s, claims, c) || aside_hopes_so(s, c);
}

bool aside_talk_sentence(const struct study *s, const struct claims *claims, size_t sentence)
{
	return claimed_sentence_all(s, claims, sentence, talks);
}
