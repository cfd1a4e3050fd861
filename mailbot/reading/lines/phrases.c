#include "reading/lines/phrases.h"

static const enum sense alarms[] = {
	SENSE_NEG,
	SENSE_HEDGE,
	SENSE_EXCEPT,
	SENSE_OR,
	SENSE_SWAP,
	SENSE_CONDITION,
	SENSE_RETRACT,
	SENSE_CHANGE,
	SENSE_REPORT,
	SENSE_OPEN,
	SENSE_NO,
	SENSE_ABOUT,
	SENSE_DECLINE,
	SENSE_CANCELLATION,
	SENSE_EVENT,
	SENSE_EVENTS,
	SENSE_ORDINAL,
	SENSE_MONTH,
	SENSE_WEEKDAY,
	SENSE_DAY,
	SENSE_TOGETHER,
	SENSE_BUT,
	SENSE_TRICK,
};

bool token_alarms(const struct token *t)
{
	if (t->kind == TOKEN_NUMBER)
		return true;
	if (t->meaning == NULL)
		return false;
	if (SENSES_HAVE_ANY(t->meaning->senses, alarms))
		return true;
	for (const struct inflection *f = t->meaning->inflections; f != NULL; f = f->next)
		if (f->verb->sense == SENSE_CANCEL || f->verb->sense == SENSE_DECLINE)
			return true;
	return false;
}

static bool part_fits(const struct phrase_part *part, const struct token *t)
{
	if (part->element == ELEMENT_WORD)
		return t->word != NULL && t->word->number == part->what;
	return token_means(t, (enum sense)part->what);
}

/* Only words that are known to change nothing: a gap must not swallow an event or a name. */
static bool may_stand_in_gap(const struct token *t)
{
	static const enum sense senses[] = {SENSE_SAFE, SENSE_I, SENSE_WE, SENSE_ME, SENSE_US,
		SENSE_TO_ME, SENSE_THERE, SENSE_ARTICLE, SENSE_YOUR, SENSE_YOU, SENSE_GLADLY,
		SENSE_PLEASE, SENSE_INDEFINITE, SENSE_BE, SENSE_REGRET};

	return t->kind == TOKEN_WORD && TOKEN_MEANS_ANY(t, senses) && !token_alarms(t);
}

/* Where `count` parts end when they begin at `at`; 0 where they do not fit. */
static size_t fits(
	const struct study *s, const struct phrase_part *part, size_t count, size_t at, size_t end)
{
	for (; count > 0; part++, count--) {
		if (part->element == ELEMENT_GAP) {
			for (size_t gap = 0; gap <= PHRASE_GAP_MAX; gap++) {
				size_t done = fits(s, part + 1, count - 1, at + gap, end);
				if (done > 0)
					return done;
				if (at + gap >= end || !may_stand_in_gap(&s->tokens[at + gap]))
					return 0;
			}
			return 0;
		}
		if (at >= end || !part_fits(part, &s->tokens[at]))
			return 0;
		at++;
	}
	return at;
}

/* Whether the sentence goes on to a question mark. */
static bool asked(const struct study *s, size_t at, size_t end)
{
	for (; at < end; at++) {
		if (slice_is(s->tokens[at].text, "?"))
			return true;
		if (slice_is(s->tokens[at].text, "!") ||
			(slice_is(s->tokens[at].text, ".") && at + 1 < end &&
				s->tokens[at + 1].capital))
			return false;
	}
	return false;
}

/* Whether no word follows: punctuation, or the end. */
static bool closed(const struct study *s, size_t at, size_t end)
{
	return at >= end || s->tokens[at].kind == TOKEN_PUNCT ||
		s->tokens[at].kind == TOKEN_OPAQUE ||
		(s->rows[s->tokens[at].row].breaks && s->tokens[at].row != s->tokens[at - 1].row);
}

/* A phrase that begins at a token, and where it ends; as long as none is found, at that token. */
struct found {
	const struct phrase *phrase;
	size_t end;
};

/* Whether the first of those parts can be the token there: that tells nearly all phrases apart. */
static bool goes_on(
	const struct study *s, const struct phrase_part *part, size_t count, size_t at, size_t end)
{
	return count == 0 || part->element == ELEMENT_GAP ||
		(at < end && part_fits(part, &s->tokens[at]));
}

/* Of the phrases in the run, whose first parts fit, and what was found before, the longest. */
static void find_longest(
	const struct study *s, struct phrase_run run, size_t at, size_t end, struct found *best)
{
	for (size_t i = 0; i < run.count; i++) {
		const struct phrase *p = &run.items[i];
		size_t begun = phrase_begun(p), count = p->count - begun;
		if (!goes_on(s, p->rest, count, at + begun, end) ||
			p->meaning->language != s->tokens[at].language)
			continue;
		size_t done = fits(s, p->rest, count, at + begun, end);
		bool better = done > best->end ||
			(done == best->end && best->phrase != NULL &&
				phrase_before(p, best->phrase));
		if (better && (!p->question || asked(s, done, end)) &&
			(!p->closes || closed(s, done, end)))
			*best = (struct found){p, done};
	}
}

const struct meaning *phrase_at(const struct study *s, size_t at, size_t end, size_t *length)
{
	struct found best = {NULL, at};
	const struct token *t = &s->tokens[at];

	*length = 0;
	if (at >= end || t->language == NULL || t->kind != TOKEN_WORD || t->word == NULL ||
		t->word->phrases == NULL)
		return NULL;
	find_longest(s, phrases_behind(t->word, NULL), at, end, &best);
	struct phrase_run both = {0};
	if (at + 1 < end && t[1].word != NULL)
		both = phrases_behind(t->word, t[1].word);
	find_longest(s, phrases_on(both, NULL), at, end, &best);
	if (at + 2 < end && t[2].word != NULL)
		find_longest(s, phrases_on(both, t[2].word), at, end, &best);
	*length = best.end - at;
	return best.phrase != NULL ? best.phrase->meaning : NULL;
}

size_t phrase_sense_at(const struct study *s, size_t at, size_t end, enum sense sense)
{
	const struct phrases *all =
		at < end && s->tokens[at].word != NULL ? s->tokens[at].word->phrases : NULL;
	size_t length = 0;
	const struct meaning *m = all != NULL && senses_has(all->senses, sense)
		? phrase_at(s, at, end, &length)
		: NULL;

	if (m != NULL && senses_has(m->senses, sense))
		return length;
	return at < end && token_means(&s->tokens[at], sense) ? 1 : 0;
}
