#include "message/lines.h"

#include <string.h>

#include "base/limits.h"
#include "rules/fold.h"
#include "rules/language.h"

/* What nobody may cut away for looking like a title: words that ask, refuse, count or doubt ... */
static const enum sense telling[] = {SENSE_HEDGE, SENSE_EXCEPT, SENSE_OR, SENSE_SWAP,
	SENSE_CONDITION, SENSE_RETRACT, SENSE_CHANGE, SENSE_MORE, SENSE_STAYS, SENSE_OPEN,
	SENSE_REGISTRATION, SENSE_CANCELLATION, SENSE_YES, SENSE_NO, SENSE_MUST, SENSE_MY,
	SENSE_PERSONS, SENSE_WITH, SENSE_ALONE, SENSE_TOGETHER, SENSE_NEED, SENSE_NUMBER,
	SENSE_MONTH, SENSE_WEEKDAY, SENSE_LATE, SENSE_PLEASE};
/* ... those of deciding, and those of the writer: together they are the writer's in any place. */
static const enum sense deciding[] = {
	SENSE_NEG, SENSE_REGISTER, SENSE_COME, SENSE_CANCEL, SENSE_DECLINE, SENSE_SUIT, SENSE_CAN};
static const enum sense writing[] = {SENSE_I, SENSE_ME, SENSE_WE, SENSE_US};
static const enum sense alone[] = {SENSE_I, SENSE_ME};
static const enum sense coming[] = {SENSE_COME}; /* with its particle: "nehme … teil" */
static const enum sense addressing[] = {SENSE_YOU, SENSE_YOUR};
static const enum sense assenting[] = {SENSE_YES, SENSE_NO};

#define ONE_OF(meaning, list) \
	one_of(meaning, list, sizeof(list) / sizeof *(list), (struct slice){0})

static bool word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Whether a verb's particle is in its form already, or stands in the folded line. */
static bool whole(const struct inflection *f, struct slice line)
{
	struct slice particle = f->verb->particle;

	if (f->joined || particle.len == 0)
		return true;
	for (size_t i = 0; i + particle.len <= line.len; i++)
		if (memcmp(line.p + i, particle.p, particle.len) == 0 &&
			(i == 0 || !word_byte(line.p[i - 1])) &&
			(i + particle.len == line.len || !word_byte(line.p[i + particle.len])))
			return true;
	return false;
}

/* A word or a verb of one of those senses; where a line is given, the verb with its particle. */
static bool one_of(const struct meaning *m, const enum sense *list, size_t count, struct slice line)
{
	for (; m != NULL; m = m->next)
		for (size_t i = 0; i < count; i++) {
			if (senses_has(m->senses, list[i]))
				return true;
			for (const struct inflection *f = m->inflections; f != NULL; f = f->next)
				if (f->verb->sense == list[i] && (line.p == NULL || whole(f, line)))
					return true;
		}
	return false;
}

struct told line_told(const struct sorter *s, size_t i)
{
	struct slice rest = slice_head(draft_words(s->draft, i), TOLD_BYTES_MAX);
	struct slice folded = slice_head(s->folded[i], TOLD_BYTES_MAX);
	struct told told = {0};

	while (rest.len > 0) {
		const struct meaning *m;
		size_t n = 0;

		while (n < rest.len && strchr(" \t,.;:!?()/\"-", rest.p[n]) == NULL)
			n++;
		m = languages_word(s->languages, fold_key(s->arena, slice_head(rest, n)));
		told.telling = told.telling || ONE_OF(m, telling);
		told.deciding = told.deciding || ONE_OF(m, deciding);
		told.writing = told.writing || ONE_OF(m, writing);
		told.alone = told.alone || ONE_OF(m, alone);
		told.coming = told.coming || one_of(m, coming, 1, folded);
		told.certain = told.certain ||
			one_of(m, deciding, sizeof deciding / sizeof *deciding, folded);
		told.addressing = told.addressing || ONE_OF(m, addressing);
		told.assenting = told.assenting || ONE_OF(m, assenting);
		rest = slice_from(rest, n + 1);
	}
	return told;
}

/* What takes an answer back, asks for something else, or for more: beside an answer by a button. */
static const enum sense refusing[] = {SENSE_NEG, SENSE_NO, SENSE_CANCEL, SENSE_DECLINE};
static const enum sense agreeing[] = {SENSE_YES, SENSE_COME, SENSE_REGISTER};
static const enum sense turning[] = {SENSE_EXCEPT, SENSE_RETRACT, SENSE_SWAP, SENSE_CONDITION,
	SENSE_PERSONS, SENSE_TOGETHER, SENSE_OR};

bool told_against(struct arena *a, const struct languages *languages, struct slice words, bool yes)
{
	struct slice rest = slice_head(words, TOLD_BYTES_MAX);
	bool refuses = false, agrees = false, turns = false;

	while (rest.len > 0) {
		const struct meaning *m;
		size_t n = 0;

		while (n < rest.len && strchr(" \t,.;:!?()/\"-", rest.p[n]) == NULL)
			n++;
		m = languages_word(languages, fold_key(a, slice_head(rest, n)));
		refuses = refuses || ONE_OF(m, refusing);
		agrees = agrees || ONE_OF(m, agreeing);
		turns = turns || ONE_OF(m, turning);
		rest = slice_from(rest, n + 1);
	}
	return turns || (yes ? refuses : agrees && !refuses);
}
