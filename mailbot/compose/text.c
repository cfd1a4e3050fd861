#include "compose/text.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "a.example": a dot, and behind the last one two letters or more, all small or all capital; so
 * "z.B.", "18.02." and "Hr.Schmidt" are none. */
static bool is_domain(struct slice word)
{
	size_t end = word.len, begin;
	bool small = false, capital = false;

	while (end > 0 && !letter(word.p[end - 1]))
		end--;
	for (begin = end; begin > 0 && letter(word.p[begin - 1]); begin--) {
		small = small || word.p[begin - 1] >= 'a';
		capital = capital || word.p[begin - 1] <= 'Z';
	}
	return end - begin >= 2 && begin >= 3 && word.p[begin - 1] == '.' &&
		(letter(word.p[begin - 2]) ||
			(word.p[begin - 2] >= '0' && word.p[begin - 2] <= '9')) &&
		small != capital;
}

bool text_is_link(struct slice word)
{
	size_t host = 0;

	if (slice_find_ci(word, "://") >= 0 || slice_find_ci(word, "www.") >= 0)
		return true;
	while (host < word.len && strchr("/?#", word.p[host]) == NULL)
		host++;
	if (host < word.len && is_domain(slice_head(word, host)))
		return true;
	/* An address is what people may well leave us; it says whom it leads to. */
	return slice_find(word, '@') <= 0 && is_domain(word);
}

/* Calls for each word; false at the end. */
static bool next_word(struct slice *rest, struct slice *word)
{
	*rest = slice_trim(*rest);
	*word = *rest;
	for (size_t i = 0; i < rest->len; i++)
		if (rest->p[i] == ' ') {
			*word = slice_head(*rest, i);
			break;
		}
	*rest = slice_from(*rest, word->len);
	return word->len > 0;
}

const char *text_line(struct arena *a, struct slice text, size_t max, const char *link)
{
	struct slice rest = utf8_printable(a, text, false), word;
	struct buf line = {.max = 2 * text.len + strlen(link) + 16};

	while (next_word(&rest, &word)) {
		if (line.len > 0)
			buf_putc(&line, ' ');
		buf_add(&line, text_is_link(word) ? slice_of(link) : word);
		if (line.len > max)
			break;
	}
	const char *out = line.len <= max
		? arena_string(a, buf_slice(&line))
		: arena_printf(a, "%.*s…", SLICE_ARGS(utf8_cut(buf_slice(&line), max)));
	buf_free(&line);
	return out;
}

const char *text_name(struct arena *a, struct slice text)
{
	struct slice rest = utf8_printable(a, text, false), word;

	while (next_word(&rest, &word))
		if (text_is_link(word) || slice_find(word, '@') >= 0)
			return "";
	const char *name = text_line(a, text, text.len, "");
	return strlen(name) <= NAME_SHOWN_MAX ? name : "";
}
