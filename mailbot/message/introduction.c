/* What introduces a quote: "Am 12. Januar schrieb …", over one line or several. */
#include "message/lines.h"

#include <string.h>

#include "message/header.h"

/* Lines and bytes that one introduction may take. */
enum { INTRODUCTION_LINES = 5, INTRODUCTION_BYTES = 500 };

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool ends_with(struct slice text, char c)
{
	return text.len > 0 && text.p[text.len - 1] == c;
}

bool line_dated(struct slice text)
{
	size_t run = 0;

	for (size_t i = 0; i <= text.len; i++) {
		char c = i < text.len ? text.p[i] : ' ';

		if (digit(c)) {
			run++;
			continue;
		}
		if (run == 4 && (text.p[i - 4] == '1' || text.p[i - 4] == '2'))
			return true;
		if ((c == ':' || c == '.') && run >= 1 && run <= 2 && i + 2 < text.len &&
			digit(text.p[i + 1]) && digit(text.p[i + 2]))
			return true;
		run = 0;
	}
	return address_within(text);
}

struct slice line_bare(struct slice text)
{
	while (text.len > 0 && strchr("*_[(<| ", text.p[0]) != NULL)
		text = slice_from(text, 1);
	while (text.len > 0 && strchr("*_])>| ", text.p[text.len - 1]) != NULL)
		text.len--;
	return text;
}

/* Lines [from, to] as one, in a buffer of the caller's. Empty where they would not fit. */
static struct slice joined(const struct sorter *s, size_t from, size_t to, char *buffer)
{
	size_t n = 0;

	for (size_t i = from; i <= to; i++) {
		struct slice line = s->folded[i];

		if (n + line.len + 1 > INTRODUCTION_BYTES)
			return (struct slice){0};
		if (n > 0)
			buffer[n++] = ' ';
		memcpy(buffer + n, line.p, line.len);
		n += line.len;
	}
	return line_bare((struct slice){buffer, n});
}

/* No part of an introduction; but "am Fr., 28." may go on with "Okt. 2016". */
static bool ends_sentence(struct slice line)
{
	return line.len < 2 || strchr("!?:", line.p[line.len - 1]) != NULL ||
		(ends_with(line, '.') && !digit(line.p[line.len - 2]));
}

/* An address that goes on below: "Anna Beispiel <". */
static bool unclosed(struct slice line)
{
	const char *open = line.len > 0 ? memrchr(line.p, '<', line.len) : NULL;

	return open != NULL && memchr(open, '>', (size_t)(line.p + line.len - open)) == NULL;
}

/* An empty line within an introduction that a program tore apart at its address: "Am … Anna", "",
 * "<", "mailto:anna@example.org", "> schrieb:". */
static bool gap(const struct sorter *s, size_t i)
{
	return line_empty(s, i) && i > 0 && i + 1 < s->count && !line_empty(s, i - 1) &&
		s->folded[i + 1].len > 0 && s->folded[i + 1].p[0] == '<' && !line_quoted(s, i + 1);
}

/* Where the introduction begins that ends with line `k`: the nearest line from which a pattern fits
 * that has a beginning; else the nearest from which any fits. `k` + 1 where none does. */
static size_t begin_of(const struct sorter *s, size_t k)
{
	char buffer[INTRODUCTION_BYTES], part[INTRODUCTION_BYTES];
	size_t open = k + 1;

	for (size_t j = k + 1; j-- > 0 && k - j < INTRODUCTION_LINES;) {
		const struct pattern *p;
		struct slice line = s->folded[j];

		if (gap(s, j))
			continue;
		if (line_empty(s, j) || line_quoted(s, j) != line_quoted(s, k) ||
			(j < k && !slice_is(line, "<") && ends_sentence(line)))
			break;
		p = pattern_match(&s->quotes->introductions, joined(s, j, k, buffer));
		if (p == NULL)
			continue;
		if (p->open_start && open > k)
			open = j > 0 && unclosed(s->folded[j - 1]) ? j - 1 : j;
		if (!p->open_start && (j == k || line_dated(joined(s, j, k - 1, part))))
			return j;
	}
	return open;
}

/* "Stadt schrieb am 17.01.2011 um 14:05" without its colon, where a marked quote follows. */
static bool without_colon_at(const struct sorter *s, size_t i)
{
	struct slice words = line_bare(s->folded[i]);
	char text[INTRODUCTION_BYTES];

	if (words.len == 0 || words.len + 2 > sizeof text || line_next(s, i + 1) > i + 2 ||
		line_next(s, i + 1) == s->count || !line_quoted(s, line_next(s, i + 1)) ||
		line_quoted(s, i) || ends_with(words, '.') || !line_dated(words))
		return false;
	memcpy(text, words.p, words.len);
	text[words.len] = ':';
	return pattern_match(&s->quotes->introductions, (struct slice){text, words.len + 1}) !=
		NULL;
}

/* "---- On … wrote ----": dashes in place of the colon. */
static struct slice between_dashes(struct slice line)
{
	size_t before = 0, after = 0;

	while (before < line.len && line.p[before] == '-')
		before++;
	while (after < line.len && line.p[line.len - 1 - after] == '-')
		after++;
	if (before < 3 || after < 3 || before + after >= line.len)
		return (struct slice){0};
	return slice_trim(slice_head(slice_from(line, before), line.len - before - after));
}

static bool between_dashes_at(const struct sorter *s, size_t i)
{
	struct slice words = between_dashes(s->folded[i]);
	char text[INTRODUCTION_BYTES];

	if (words.len == 0 || words.len + 2 > sizeof text || !line_dated(words))
		return false;
	memcpy(text, words.p, words.len);
	text[words.len] = ':';
	return pattern_match(&s->quotes->introductions, (struct slice){text, words.len + 1}) !=
		NULL;
}

/* "2011-01-20 10:00 GMT+01:00 Anna <anna@example.org>" */
static bool iso_introduction(struct slice line)
{
	size_t n = 4;

	if (line.len < 12 || line.len > 200 || line.p[0] != '2' || !digit(line.p[1]) ||
		!digit(line.p[2]) || !digit(line.p[3]) || strchr("-/", line.p[4]) == NULL)
		return false;
	while (n < line.len && (digit(line.p[n]) || strchr("-/", line.p[n]) != NULL))
		n++;
	if (n < 8 || n == line.len || line.p[n] != ' ')
		return false;
	return slice_find_ci(line, " gmt") == (long)n + 6 ||
		(slice_find(line, '@') > 0 && slice_find(line, '<') > 0 &&
			(ends_with(line, '>') || ends_with(line, ':')));
}

enum head_sort introduction_at(const struct sorter *s, size_t i, size_t *end)
{
	char buffer[INTRODUCTION_BYTES];

	if (between_dashes_at(s, i) || without_colon_at(s, i) || iso_introduction(s->folded[i])) {
		*end = i + 1;
		return line_next(s, i + 1) < s->count ? HEAD_SENTENCE : HEAD_NONE;
	}
	for (size_t k = i; k < s->count && k < i + INTRODUCTION_LINES; k++) {
		size_t next;
		bool follows;

		if (line_empty(s, k) && !gap(s, k))
			break;
		if (!ends_with(line_bare(s->folded[k]), ':'))
			continue;
		next = line_next(s, k + 1);
		if (next == s->count)
			break;
		follows = line_quoted(s, next);
		*end = k + 1;
		if (begin_of(s, k) == i)
			return follows || line_dated(joined(s, i, k, buffer)) ? HEAD_SENTENCE
									      : HEAD_NONE;
		/* in a language that we do not know */
		if (k == i && follows && next <= k + 2 && line_dated(s->folded[k]) &&
			begin_of(s, k) > k)
			return HEAD_SENTENCE;
	}
	return HEAD_NONE;
}
