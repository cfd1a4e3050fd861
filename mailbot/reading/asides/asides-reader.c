#include "reading/asides/asides-reader.h"

#include "reading/asides/asides-talk.h"
#include "reading/asides/sayings.h"
#include "reading/asides/talk.h"
#include "reading/claims/claimed.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

/* What joins a clause to what stands before it. */
static bool joins(const struct atom *a)
{
	static const enum sense senses[] = {SENSE_AND, SENSE_BUT, SENSE_HENCE, SENSE_BECAUSE};

	return atom_quiet(a) || ATOM_MEANS_ANY(a, senses);
}

static bool is_writer_alone(const struct atom *a)
{
	return a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1 && !a->people->we &&
		!a->people->with;
}

/* `whether`, `if`, `that`: who is doubted stands behind it. */
static bool introduces(const struct atom *a)
{
	return atom_means(a, SENSE_CONDITION) ||
		(atom_means(a, SENSE_THAT) && !atom_means(a, SENSE_ARTICLE));
}

/* `I don't know if`, `I guess`, `ich weiß nicht`, `not sure`: words of not knowing alone, from `at` on. Gives where they end; `at`
 * where there are none. */
static size_t behind_doubt(const struct study *s, size_t at, size_t end)
{
	static const enum sense plain[] = {SENSE_SAFE, SENSE_BE, SENSE_REFLEXIVE, SENSE_TO_ME};
	static const enum sense doubts[] = {SENSE_OPEN, SENSE_HEDGE, SENSE_HOPES};
	size_t i = at, first = at;
	bool doubt = false, asked = false, no = false;

	for (; i < end; i++) {
		const struct atom *a = &s->atoms[i];
		bool asks = atom_means(a, SENSE_ASKING) && !introduces(a);
		bool word = ATOM_MEANS_ANY(a, doubts) || asks;
		if (atom_means(a, SENSE_YOU) || atom_means(a, SENSE_YOUR) || a->near_alarm ||
			atom_means(a, SENSE_UNREAL) ||
			!(word || is_writer_alone(a) || atom_means(a, SENSE_NEG) ||
				ATOM_MEANS_ANY(a, plain)))
			break;
		no = no || atom_means(a, SENSE_NEG);
		asked = asked || asks;
		doubt = doubt || ATOM_MEANS_ANY(a, doubts) || (asked && no);
		/* what is doubted stands behind the word itself, or behind the no: `I might be your …` */
		first = word || atom_means(a, SENSE_NEG) || atom_means(a, SENSE_SAFE) ? i + 1
										      : first;
	}
	return doubt && first == i ? i : at;
}

/* Whether the atom may be of what the reader does or has, and of nobody's coming. */
static bool is_theirs(const struct study *s, const struct clause *c, size_t at)
{
	static const enum sense never[] = {SENSE_NEG, SENSE_OR, SENSE_EXCEPT, SENSE_SWAP,
		SENSE_RETRACT, SENSE_CHANGE, SENSE_SUBSTITUTE, SENSE_REGISTRATION,
		SENSE_CANCELLATION, SENSE_TRICK, SENSE_ADVERTISING, SENSE_FORWARD, SENSE_RATHER,
		SENSE_YES, SENSE_NO, SENSE_MORE, SENSE_PERSONS, SENSE_CHILD, SENSE_RELATION,
		SENSE_LATE, SENSE_LEAVES, SENSE_ARRIVES, SENSE_TOGETHER, SENSE_ALONE, SENSE_COMPANY,
		SENSE_PARTING, SENSE_VAIN, SENSE_NEED, SENSE_NEEDING, SENSE_HOPED, SENSE_DECLINE,
		SENSE_CANCEL, SENSE_COME, SENSE_REGISTER, SENSE_CAN, SENSE_MUST, SENSE_WOULD,
		SENSE_MAY, SENSE_WITH, SENSE_THERE, SENSE_NAMES, SENSE_MINDS, SENSE_WAITS,
		SENSE_REST, SENSE_BARRING, SENSE_CONTRARY, SENSE_BESIDES, SENSE_STILL,
		SENSE_ENROLLED, SENSE_PAPER, SENSE_MISSES};
	static const enum sense writer[] = {
		SENSE_I, SENSE_ME, SENSE_TO_ME, SENSE_WE, SENSE_US, SENSE_MY};
	const struct atom *a = &s->atoms[at];
	const struct atom *next = study_atom(s, at + 1, c->end);
	bool have = atom_means(a, SENSE_HAVE);
	bool yours = at > c->first && atom_means(a - 1, SENSE_YOUR); /* `your department` */
	/* `too full` says how */
	bool too = atom_means(a, SENSE_ALSO) && !atom_means(next, SENSE_HARMLESS) &&
		!atom_means(next, SENSE_SAFE);
	bool weak = a->kind == ATOM_EVENT && !a->strong && !a->day_known && !a->date_only &&
		!a->several && a->title_words <= 1;

	/* `somebody else` */
	bool others = atom_means(a, SENSE_OTHERS) && !atom_means(a, SENSE_YOU);

	if (a->near_alarm || too || others || a->kind == ATOM_PEOPLE || a->kind == ATOM_DATE ||
		a->kind == ATOM_NUMBER || (a->kind == ATOM_EVENT && !weak) ||
		(atom_means(a, SENSE_NUMBER) && !atom_means(a, SENSE_INDEFINITE)))
		return false;
	for (size_t k = 0; k < sizeof never / sizeof *never; k++)
		if (atom_means(a, never[k]) && !(have && never[k] == SENSE_NEEDING) &&
			!(yours && never[k] == SENSE_RELATION))
			return false;
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (TOKEN_MEANS_ANY(&s->tokens[i], writer))
			return false;
	return true;
}

/* `you`, `your calendar`; in a language whose verb may stand before it, behind that verb. */
static size_t reader_at(const struct study *s, const struct clause *c, size_t at)
{
	static const enum sense adverbs[] = {SENSE_HEDGE, SENSE_SAFE};

	while (at < c->end && ATOM_MEANS_ANY(&s->atoms[at], adverbs) &&
		!atom_means(&s->atoms[at], SENSE_YOUR) && !atom_means(&s->atoms[at], SENSE_YOU))
		at++;
	const struct atom *a = study_atom(s, at, c->end);
	bool verb = atom_means(a, SENSE_BE) || atom_means(a, SENSE_HAVE);
	if (verb && tongue_nouns(s, a) && !c->i && at > c->first)
		a = study_atom(s, ++at, c->end);
	return atom_means(a, SENSE_YOU) || atom_means(a, SENSE_YOUR) ? at : c->end;
}

/* `Sie haben`, at a sentence's begin, where others are named before it: they, or the reader? `Sie hat` is somebody else anyway. */
static bool may_be_others(const struct study *s, const struct clause *c, size_t you)
{
	const struct sentence *x = &s->sentences[c->sentence];
	const struct atom *a = &s->atoms[you];

	if (!atom_means(a, SENSE_YOU) || !atom_means(a, SENSE_HE))
		return false;
	if (you > x->first && first_token(s, a)->capital)
		return false;
	for (size_t i = 0; i < you; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE && !is_writer_alone(&s->atoms[i]))
			return true;
	return !first_token(s, a)->capital || !clause_means(s, c, SENSE_PLURAL);
}

/* `you are probably busy`, `you have heard the news`; of any other verb the language lists what it may be (talk). */
static bool is_or_has(const struct study *s, const struct clause *c, size_t you)
{
	size_t next = you + 1;

	while (next < c->end && atom_means(&s->atoms[next], SENSE_SAFE) &&
		!atom_means(&s->atoms[next], SENSE_HEDGE))
		next++;
	const struct atom *a = study_atom(s, next, c->end);
	const struct atom *before = study_atom(s, you - 1, you > c->first ? you : 0);
	bool behind = you > c->first && tongue_nouns(s, before) &&
		(atom_means(before, SENSE_BE) || atom_means(before, SENSE_HAVE));
	return behind || atom_means(a, SENSE_BE) || atom_means(a, SENSE_HAVE);
}

/* `you have read that the trains are on strike`: a verb of something else behind the reader's; not the last word. */
static bool goes_on(const struct study *s, const struct clause *c, size_t you)
{
	size_t verbs = 0;

	for (size_t i = you + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool verb = atom_means(a, SENSE_BE) || atom_means(a, SENSE_HAVE);
		bool more = verb &&
			!(verbs == 1 &&
				(atom_means(a - 1, SENSE_HAVE) || atom_means(a - 1, SENSE_SAFE)));
		if (more && (verbs > 0 || atom_means(&s->atoms[you], SENSE_YOU)) && i > you + 2 &&
			atoms_past_quiet(s, i + 1, c->end) != c->end)
			return true;
		verbs += verb;
	}
	return false;
}

/* `you remember me`: a phrase of the reader, and all of the clause from `at` on. */
static bool is_phrase(const struct study *s, const struct clause *c, size_t at)
{
	static const enum sense listed[] = {SENSE_MUSING, SENSE_TALK};
	const struct atom *a = study_atom(s, at, c->end);
	bool you = false;

	for (size_t i = a->first; i < a->first + a->count; i++)
		you = you || token_means(&s->tokens[i], SENSE_YOU);
	return you && ATOM_MEANS_ANY(a, listed) && atoms_past_quiet(s, at + 1, c->end) == c->end;
}

/* The clause doubts nothing but what the reader is, has, knows; `doubted`: words of not knowing stand before it. */
static bool of_reader(const struct study *s, const struct clause *c, bool doubted)
{
	size_t at = c->first;

	while (at < c->end && joins(&s->atoms[at]))
		at++;
	size_t behind = behind_doubt(s, at, c->end);
	bool opened = behind > at;
	bool introduced = behind < c->end && introduces(&s->atoms[behind]);
	if (is_phrase(s, c, behind + introduced))
		return true;
	size_t you = reader_at(s, c, behind + introduced);
	bool known = clause_has(c, SENSE_COME) || clause_has(c, SENSE_REGISTER) ||
		clause_has(c, SENSE_CANCEL) || clause_has(c, SENSE_DECLINE);

	if (you == c->end || may_be_others(s, c, you) || goes_on(s, c, you) || known || c->unreal ||
		c->says != SAYS_NOTHING || c->question || c->fragment || c->elliptic ||
		(doubted && !introduced && !opened) || talk_of_seat(s, c))
		return false;
	if (!introduced && !opened && !is_or_has(s, c, you))
		return false;
	for (size_t i = you; i < c->end; i++)
		if (!is_theirs(s, c, i))
			return false;
	return true;
}

/* `for you`, `für Sie`, `to you`: the first word of it; `end` for none. */
static size_t for_reader(const struct study *s, const struct clause *c)
{
	static const enum sense leads[] = {SENSE_FOR, SENSE_GOING};

	for (size_t i = c->first; i + 1 < c->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], leads) && s->atoms[i].count == 1 &&
			atom_means(&s->atoms[i + 1], SENSE_YOU))
			return i;
	return c->end;
}

/* `it would probably be marginal for you`, `für Sie wäre es vielleicht langweilig`: what something is to the reader. */
static bool of_use_to_reader(const struct study *s, const struct clause *c)
{
	size_t whom = for_reader(s, c), verbs = 0;

	if (whom == c->end || c->says != SAYS_NOTHING || c->named || c->question || c->condition ||
		c->subordinate || c->fragment || c->elliptic || c->people_count > 0 ||
		c->predicate_count > 0 || c->sign == 'b' || talk_of_seat(s, c))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool would = atom_means(a, SENSE_WOULD) && a->count == 1 && !a->near_alarm;
		/* `it would`, at its begin: nobody whom the letter names */
		bool it = atom_means(a, SENSE_OTHERS) && atoms_past_quiet(s, c->first, i) == i;
		if (!would && !it && i != whom && !is_theirs(s, c, i))
			return false;
		verbs += atom_means(a, SENSE_BE) || would;
	}
	return verbs > 0;
}

/* `ich weiß nicht`, before a comma: nothing but that. */
static bool only_doubts(const struct study *s, const struct clause *c)
{
	size_t at = c->first, end = c->end;

	while (at < end && joins(&s->atoms[at]))
		at++;
	while (end > at && atom_quiet(&s->atoms[end - 1]))
		end--;
	return at < end && behind_doubt(s, at, end) == end;
}

/* `you are probably busy, but I will be there`, `ich weiß nicht, ob Sie Zeit haben, aber ich komme`: what the reader does, before
 * a but and the yes. */
static bool leads_yes(const struct study *s, const struct claims *claims, const struct clause *c)
{
	const struct clause *end = s->clauses + s->clause_count, *b = c;
	const struct sentence *x = &s->sentences[c->sentence];
	bool doubted = false, theirs = false;

	while (b > s->clauses && b[-1].sentence == c->sentence)
		b--;
	for (; b < end && b->sentence == c->sentence &&
		!claimed_clause(claims, (size_t)(b - s->clauses));
		b++) {
		bool reader = (of_reader(s, b, doubted) && !b->condition) || of_use_to_reader(s, b);
		doubted = !reader && only_doubts(s, b);
		if (!reader && !doubted)
			return false;
		theirs = theirs || reader;
	}
	return theirs && !doubted && b > c && b < end && b->sentence == c->sentence &&
		b->sign == 'b' && b->says == SAYS_COME && b->why == NULL && b->i && !b->third &&
		x->sort == ROW_BODY && !x->below && !x->question && !x->item && !x->colon;
}

bool aside_reader_sentence(const struct study *s, const struct claims *claims, size_t sentence)
{
	const struct sentence *x = &s->sentences[sentence];
	bool doubted = false, theirs = false, hangs = false, rests = false;

	if (x->sort != ROW_BODY || x->below || x->question || x->colon || x->item || x->subject)
		return false;
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (c->sentence != sentence)
			continue;
		if (claimed_clause(claims, i) || talk_points_back(s, c))
			return false;
		bool reader = of_reader(s, c, doubted);
		bool doubts = !reader && only_doubts(s, c);
		bool says = !reader && !doubts &&
			(saying_clause(s, claims, c) || aside_talk(s, claims, c));
		if (!reader && !doubts && !says)
			return false;
		/* `if you have time` hangs on what stands beside it */
		hangs = hangs || (reader && c->condition && !doubted);
		rests = rests || says || (reader && !c->condition);
		theirs = theirs || reader ||
			(says && doubted && clause_tokens_mean(s, c, SENSE_YOU));
		doubted = doubts;
	}
	return theirs && !doubted && (rests || !hangs);
}

bool aside_of_reader(const struct study *s, const struct claims *claims, const struct clause *c)
{
	return aside_reader_sentence(s, claims, c->sentence) || leads_yes(s, claims, c);
}
