/* Which lines no banner and no title may take away: those in which somebody decides, asks or refuses. */
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
static const enum sense addressing[] = {SENSE_YOU, SENSE_YOUR};
static const enum sense assenting[] = {SENSE_YES, SENSE_NO};

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
	for (struct slice rest = line; rest.len >= particle.len;) {
		const char *at = memmem(rest.p, rest.len, particle.p, particle.len);
		const char *end = at != NULL ? at + particle.len : NULL;

		if (at == NULL)
			return false;
		if ((at == line.p || !word_byte(at[-1])) &&
			(end == line.p + line.len || !word_byte(*end)))
			return true;
		rest = slice_from(rest, (size_t)(at + 1 - rest.p));
	}
	return false;
}

/* `de`, in `USt-IdNr. DE 248 816 903`: no Turkish `also` */
enum { CLITIC_BYTES = 2 };

/* What a text's words say, in any language. */
struct said {
	bool also;
	struct senses all; /* words and verbs */
	struct senses whole; /* of verbs only those whose particle stands in the text */
};

static void add_word(struct said *said, const struct meaning *m, struct slice folded)
{
	for (; m != NULL; m = m->next) {
		said->all = senses_or(said->all, m->senses);
		said->whole = senses_or(said->whole, m->senses);
		for (const struct inflection *f = m->inflections; f != NULL; f = f->next) {
			senses_add(&said->all, f->verb->sense);
			if (!senses_has(said->whole, f->verb->sense) && whole(f, folded))
				senses_add(&said->whole, f->verb->sense);
		}
	}
}

static struct said said_by(
	struct arena *a, const struct languages *languages, struct slice words, struct slice folded)
{
	struct slice rest = slice_head(words, TOLD_BYTES_MAX);
	struct said said = {0};

	folded = slice_head(folded, TOLD_BYTES_MAX);
	while (rest.len > 0) {
		size_t n = 0;

		while (n < rest.len && strchr(" \t,.;:!?()/\"-", rest.p[n]) == NULL)
			n++;
		if (n > 0) {
			const struct meaning *m =
				languages_word(languages, fold_key(a, slice_head(rest, n)));
			add_word(&said, m, folded);
			for (; m != NULL && n > CLITIC_BYTES; m = m->next)
				said.also = said.also || senses_has(m->senses, SENSE_ALSO);
		}
		rest = slice_from(rest, n + 1);
	}
	return said;
}

static struct told tell(const struct sorter *s, size_t i)
{
	struct said said = said_by(s->arena, s->languages, draft_words(s->draft, i), s->folded[i]);

	return (struct told){
		.known = true,
		.telling = said.also || SENSES_HAVE_ANY(said.all, telling),
		.deciding = SENSES_HAVE_ANY(said.all, deciding),
		.certain = SENSES_HAVE_ANY(said.whole, deciding),
		.coming = senses_has(said.whole, SENSE_COME),
		.writing = SENSES_HAVE_ANY(said.all, writing),
		.alone = SENSES_HAVE_ANY(said.all, alone),
		.addressing = SENSES_HAVE_ANY(said.all, addressing),
		.assenting = SENSES_HAVE_ANY(said.all, assenting),
	};
}

struct told line_told(const struct sorter *s, size_t i)
{
	if (!s->told[i].known)
		s->told[i] = tell(s, i);
	return s->told[i];
}

/* What takes an answer back, asks for something else, or for more: beside an answer by a button. */
static const enum sense refusing[] = {SENSE_NEG, SENSE_NO, SENSE_CANCEL, SENSE_DECLINE};
static const enum sense agreeing[] = {SENSE_YES, SENSE_COME, SENSE_REGISTER};
static const enum sense turning[] = {SENSE_EXCEPT, SENSE_RETRACT, SENSE_SWAP, SENSE_CONDITION,
	SENSE_PERSONS, SENSE_TOGETHER, SENSE_OR};

bool told_against(struct arena *a, const struct languages *languages, struct slice words, bool yes)
{
	struct said said = said_by(a, languages, words, words);
	bool refuses = SENSES_HAVE_ANY(said.all, refusing),
	     agrees = SENSES_HAVE_ANY(said.all, agreeing);

	return SENSES_HAVE_ANY(said.all, turning) || (yes ? refuses : agrees && !refuses);
}
