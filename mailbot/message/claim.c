/* Whose lines are that stand between those of a quote: answers in its midst, and forms that were filled in. */
#include "message/lines.h"

#include <string.h>

#include "rules/pattern.h"

/* Words of a bare answer between the lines ("Ja, gerne zu zweit"), and of the longest other one. */
enum { BARE_WORDS = 6, CLAIM_WORDS = 40 };

/* Boxes that are ticked, and the marks of a form that waits to be filled in. */
static const char *const ticked[] = {
	"[x]", "(x)", "\xe2\x98\x92", "\xe2\x98\x91", "\xe2\x9c\x93", "\xe2\x9c\x94"};
static const char *const blanks[] = {
	"[ ]", "[]", "( )", "\xe2\x98\x90", "\xe2\x96\xa1", "___", "...."};

static bool holds_any(struct slice line, const char *const *marks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (memmem(line.p, line.len, marks[i], strlen(marks[i])) != NULL)
			return true;
	return false;
}

/* Where the first of the quoted mails ends: an older one may be the writer's own. */
static size_t first_mail(const struct sorter *s, size_t from, size_t to)
{
	for (size_t i = from, end; i < to; i++)
		if (heads_at(s, i, &end) != HEAD_NONE)
			return i;
	return to;
}

/* A line that parts two pieces of text: "________". */
static bool only_marks(struct slice line)
{
	for (size_t i = 0; i < line.len; i++)
		if (strchr("-_=*.~ ", line.p[i]) == NULL)
			return false;
	return true;
}

/* An invitation with a form in it says "Ja, ich komme" for everybody. */
static bool has_form(const struct sorter *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (!only_marks(s->folded[i]) &&
			holds_any(s->folded[i], blanks, sizeof blanks / sizeof *blanks))
			return true;
	return false;
}

static bool speaks_for_writer(const struct sorter *s, size_t i)
{
	struct told told = line_told(s, i);
	size_t words = pattern_words(s->folded[i]);

	if (words > CLAIM_WORDS || told.addressing)
		return false;
	if (pattern_match(&s->quotes->postscripts, s->folded[i]) != NULL)
		return told.telling || told.deciding;
	/* an office says "we" of itself, but never "we come" */
	return (told.certain && told.alone) || (told.coming && told.writing) ||
		(told.assenting && words <= BARE_WORDS);
}

/* A quoted line that has no mark of its own: all below a head is. HTML may show a '>' as text: what
 * our own mail quoted. */
static bool unmarked(const struct sorter *s, size_t i)
{
	return s->lines[i].sort == LINE_QUOTE && !line_empty(s, i) && s->folded[i].p[0] != '>' &&
		(!line_quoted(s, i) || s->draft->lines[i].mark == HTML_REST);
}

/* Whether the writer answers a mail of their own: they are named first in its head. */
static bool by_writer(const struct sorter *s, size_t head)
{
	struct slice line = s->folded[head];

	return (s->address.len > 0 &&
		       memmem(line.p, line.len, s->address.p, s->address.len) != NULL) ||
		(s->writer.len > 3 && memmem(line.p, line.len, s->writer.p, s->writer.len) != NULL);
}

/* Where the text of the unmarked mail begins that stands first; the count where there is none, or
 * where it is the writer's own. */
static size_t mail_begin(const struct sorter *s)
{
	size_t i = 0, head, end;

	while (i < s->count && !unmarked(s, i))
		i++;
	head = i;
	if (i < s->count && heads_at(s, i, &end) != HEAD_NONE)
		i = end;
	else
		while (head > 0 &&
			(line_empty(s, head - 1) || s->lines[head - 1].sort == LINE_INTRODUCTION))
			head--;
	head = line_next(s, head);
	return head < s->count && by_writer(s, head) ? s->count : i;
}

void claim_lines(struct sorter *s)
{
	size_t from = mail_begin(s), to = first_mail(s, from, s->count);
	bool form = has_form(s, from, to);

	for (size_t i = from; i < to; i++)
		if (unmarked(s, i) &&
			(holds_any(s->folded[i], ticked, sizeof ticked / sizeof *ticked) ||
				(!form && speaks_for_writer(s, i))))
			s->lines[i].claimed = true;
}
