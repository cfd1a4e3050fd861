#include "reading/guess/tones.h"

#include "reading/asides/talk.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/declines.h"
#include "reading/frames/noes.h"
#include "reading/guess/guess-events.h"
#include "reading/ledger/sceptic.h"

enum { ANSWER_SENTENCES_MAX = 3 }; /* so far behind what names an event may its answer stand */

/* ---- a clause's own words ---- */

/* `ohne mich`, as an exception that takes the writer out. */
static bool without_me(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_EXCEPT) && s->atoms[i + 1].people != NULL &&
			s->atoms[i + 1].people->me)
			return true;
	return false;
}

/* `am 22. sitze ich im Flieger`: what the writer does on that day. */
static bool elsewhere(const struct study *s, const struct clause *c)
{
	bool day = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && !a->reference && !a->date_only)
			return false;
		day = day || (a->kind == ATOM_EVENT && !a->reference);
	}
	bool me = c->i || c->we || clause_means(s, c, SENSE_TO_ME) ||
		clause_tokens_mean(s, c, SENSE_US);
	return day && me && talk_has_verb(c);
}

/* `eight, not ten`, `why not`: the no is of a number, or asks. */
static bool of_something_else(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *next = i + 1 < c->end ? &s->atoms[i + 1] : NULL;
	const struct atom *before = i > c->first ? &s->atoms[i - 1] : NULL;
	bool counts = next != NULL &&
		(next->kind == ATOM_NUMBER || next->kind == ATOM_TIME ||
			atom_means(next, SENSE_NUMBER) ||
			(next->kind == ATOM_PEOPLE && next->people->total));

	return counts || (before != NULL && atom_means(before, SENSE_ASKING));
}

static bool denies(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		for (size_t k = s->atoms[i].first; k < s->atoms[i].first + s->atoms[i].count; k++)
			if (token_means(&s->tokens[k], SENSE_NEG) && !of_something_else(s, c, i))
				return true;
	return false;
}

/* `ich muss nicht absagen`, `werde nicht fehlen`: a verb that says no, denied. */
static bool turns_no(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++) {
		const struct predicate *p = &c->predicates[i];
		bool no = p->sense == SENSE_CANCEL || p->sense == SENSE_DECLINE;
		if (no && p->forms != 0 && c->negations == 1 && denies(s, c))
			return true;
	}
	return false;
}

/* `nehmen Sie mich stattdessen beim Kongress auf`: of the one event that it names. */
static bool takes_instead(const struct study *s, const struct clause *c)
{
	bool wants = clause_has(c, SENSE_COME) || clause_has(c, SENSE_REGISTER) ||
		clause_means(s, c, SENSE_WILL) || clause_means(s, c, SENSE_PLEASE);
	bool instead = clause_means(s, c, SENSE_RATHER);

	for (size_t i = c->first; i < c->end; i++)
		instead = instead ||
			(atom_means(&s->atoms[i], SENSE_SWAP) &&
				(i + 1 == c->end || s->atoms[i + 1].kind != ATOM_EVENT));
	return instead && wants && c->negations == 0 && eset_empty(c->swapped) &&
		eset_count(c->events) == 1 && !clause_has(c, SENSE_CANCEL) &&
		!clause_has(c, SENSE_DECLINE);
}

/* `my husband can't join me, so it's only me at the forum` */
static bool others_stay(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	bool alone = false;

	if (!c->third || c->i || c->we || c->says != SAYS_NOT_COME || c->why == NULL)
		return false;
	for (size_t i = x->first; i < x->end; i++)
		alone = alone || atom_means(&s->atoms[i], SENSE_ALONE);
	return alone;
}

/* `don't think`, `glaube nicht`: a doubt and the no beside it, and no other no. */
static bool doubt_denied(const struct study *s, const struct clause *c)
{
	size_t noes = 0;
	bool beside = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *next = study_atom(s, i + 1, c->end);
		noes += atom_means(a, SENSE_NEG);
		beside = beside || (atom_means(a, SENSE_NEG) && atom_means(next, SENSE_HEDGE)) ||
			(atom_means(a, SENSE_HEDGE) && atom_means(next, SENSE_NEG));
	}
	return beside && noes == 1 && (c->i || c->we) && !c->third;
}

/* `I don't think I can make it`, `ich glaube nicht, dass ich kommen kann`: the writer does not believe in it. */
static bool disbelieved(const struct study *s, const struct clause *c)
{
	const struct clause *matrix = c > s->clauses ? c - 1 : c;
	bool coming = clause_has(c, SENSE_COME) || clause_has(c, SENSE_SUIT);

	if (!coming || s->sentences[c->sentence].question || c->condition)
		return false;
	if (doubt_denied(s, c))
		return true;
	return c->sign == 't' && matrix < c && matrix->sentence == c->sentence &&
		doubt_denied(s, matrix) && !clause_intends(matrix) && !denies(s, c);
}

/* What a clause sounds like by its words. */
enum tone tone_of(const struct study *s, const struct clause *c)
{
	/* an idiom of no counts though its event stands elsewhere */
	bool declines = clause_means(s, c, SENSE_DECLINE) || clause_has(c, SENSE_CANCEL) ||
		clause_has(c, SENSE_DECLINE) || clause_means(s, c, SENSE_CANCELLATION) ||
		clause_means(s, c, SENSE_NO) || without_me(s, c);
	bool sorry = clause_means(s, c, SENSE_OBSTACLE) || clause_means(s, c, SENSE_REGRET);
	bool positive = clause_has(c, SENSE_COME) || clause_has(c, SENSE_REGISTER) ||
		clause_has(c, SENSE_SUIT) || clause_means(s, c, SENSE_YES) ||
		clause_means(s, c, SENSE_REGISTRATION) || clause_means(s, c, SENSE_GLADLY);

	if (noes_unhindered(s, c))
		return TONE_NONE;
	if (turns_no(s, c) || decline_until(s, c) || takes_instead(s, c) || others_stay(s, c))
		return TONE_YES;
	if (disbelieved(s, c) || (c->unreal && c->named))
		return TONE_NO; /* `das Forum hätte ich sehr gern besucht` */
	if (c->says == SAYS_NOT_COME || declines)
		return TONE_NO;
	if (c->says == SAYS_COME && c->why == NULL)
		return TONE_YES;
	if (sorry || (!positive && elsewhere(s, c)))
		return TONE_NO;
	/* who slips in late or leaves early comes */
	if (c->says == SAYS_COME || (clause_means(s, c, SENSE_LATE) && c->named && !denies(s, c)))
		return TONE_YES;
	bool bound = c->verbless || clause_intends(c) || clause_means(s, c, SENSE_CAN);
	if (bound && denies(s, c))
		return TONE_NO;
	return positive ? TONE_YES : TONE_NONE;
}

/* How much the tone by rules counts beside likeness, how much what stands behind, and how much of both
 * it takes to say anything: measured on the letters and the bank of the tests. */
static const float prior = 0.3F, around = 0.5F, least = 0.15F;

/* The weight of a clause's or sentence's opinion: for a yes, for a no. */
struct weight {
	float yes, no;
};

static void hear(const struct opinion *o, float much, struct weight *w)
{
	if (o == NULL)
		return;
	w->yes += much * (o->of[SAYING_COMING] + o->of[SAYING_BOTH] / 2);
	w->no += much * (o->of[SAYING_NOT_COMING] + o->of[SAYING_BOTH] / 2);
}

/* ---- the answer that stands elsewhere ---- */

static bool is_subject(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].subject;
}

/* A decision of the writer's that names no event: `so I'm coming`, `es wird also nichts`. */
static enum tone answer(const struct study *s, const struct clause *c)
{
	bool decides = c->says == SAYS_COME || c->says == SAYS_NOT_COME ||
		clause_has(c, SENSE_DECLINE) || clause_has(c, SENSE_CANCEL) ||
		clause_means(s, c, SENSE_DECLINE);

	if (!(c->i || c->we || clause_means(s, c, SENSE_DECLINE)) || c->third || c->told ||
		c->question || c->condition || is_subject(s, c) ||
		!eset_empty(guess_named(s, c, false)))
		return TONE_NONE;
	/* `Sie verstehen sicher, dass ich nicht komme` */
	if (c->subordinate)
		return clause_has(c, SENSE_COME) && denies(s, c) ? TONE_NO : TONE_NONE;
	if (!decides)
		return TONE_NONE;
	return tone_of(s, c);
}

/* The last such decision behind the clause, before another event is spoken of; else the one just before it. */
static enum tone answered(const struct study *s, const struct clause *c)
{
	struct eset own = guess_named(s, c, false);
	enum tone out = TONE_NONE;

	for (const struct clause *b = c + 1; b < s->clauses + s->clause_count; b++) {
		if (b->sentence > c->sentence + ANSWER_SENTENCES_MAX ||
			!eset_within(guess_named(s, b, false), own))
			break;
		enum tone t = answer(s, b);
		out = t != TONE_NONE ? t : out;
	}
	/* `zu euch schaff ichs nicht, Montag steht aber`: not that one's */
	if (out != TONE_NONE || c == s->clauses || (c - 1)->sentence + 1 < c->sentence ||
		clause_tokens_mean(s, c, SENSE_BUT))
		return out;
	return answer(s, c - 1);
}

/* ---- likeness ---- */

/* `am Dienstag wollte ich so gern kommen, aber …`, `I'd love to come but we're on tour`: a wish, and a but behind it. */
bool tone_wished(const struct study *s, const struct clause *c)
{
	static const enum sense wishes[] = {SENSE_WOULD, SENSE_HOPES, SENSE_PAST, SENSE_VAIN};
	const struct sentence *x = &s->sentences[c->sentence];
	bool wish = c->unreal;

	for (size_t i = c->first; i < c->end; i++)
		wish = wish || ATOM_MEANS_ANY(&s->atoms[i], wishes);
	if (!wish || !(c->i || c->we) || c->negations > 0 || c->told)
		return false;
	for (size_t i = c->first + 1; i < x->end; i++)
		if (atom_means(&s->atoms[i], SENSE_BUT))
			return true;
	return x + 1 < s->sentences + s->sentence_count &&
		atom_means(&s->atoms[x[1].first], SENSE_BUT);
}

/* The tone by rules where a clause was understood, else by what is decided near it, else by likeness too. */
enum tone tone_heard(const struct study *s, const struct clause *c)
{
	enum tone by_rules = tone_of(s, c);
	struct weight w = {0};

	if (tone_wished(s, c) || disbelieved(s, c))
		return TONE_NO;
	bool decided = c->says == SAYS_COME || c->says == SAYS_NOT_COME || c->says == SAYS_UNCLEAR;
	if (decided && c->why == NULL)
		return by_rules;
	enum tone later = answered(s, c);
	if (later != TONE_NONE || decided)
		return later != TONE_NONE ? later : by_rules;
	hear(sceptic_clause(s, c), 1, &w);
	hear(sceptic_sentence(s, c->sentence), 1, &w);
	/* what stands behind it weighs less the farther it is */
	float much = around;
	for (size_t i = c->sentence + 1; i < s->sentence_count && i <= c->sentence + 2; i++) {
		if (s->sentences[i].sort == ROW_BODY)
			hear(sceptic_sentence(s, i), much, &w);
		much /= 2;
	}
	w.yes += by_rules == TONE_YES ? prior : 0;
	w.no += by_rules == TONE_NO ? prior : 0;
	if (w.yes + w.no < least)
		return by_rules;
	return w.no > w.yes ? TONE_NO : TONE_YES;
}

enum tone tone_around(const struct study *s, const struct clause *c)
{
	bool yes = false, no = false;

	for (int round = 0; round < 2 && !yes && !no; round++)
		for (size_t i = 0; i < s->clause_count; i++) {
			const struct clause *b = &s->clauses[i];
			bool near = round == 1 || b->sentence == c->sentence;
			if (!near || is_subject(s, b) ||
				(round == 1 && !eset_empty(guess_named(s, b, false))))
				continue;
			enum tone t = tone_of(s, b);
			yes = yes || t == TONE_YES;
			no = no || t == TONE_NO;
		}
	return no && !yes ? TONE_NO : TONE_YES;
}
