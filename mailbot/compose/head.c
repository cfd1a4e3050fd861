#include "compose/head.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "compose/text.h"

enum { ID_BYTES_MAX = 500 }; /* a Message-ID; real ones are below 200, and a line holds 998 */

static bool printable(struct slice text, const char *but_not)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] <= ' ' || text.p[i] > '~' || strchr(but_not, text.p[i]) != NULL)
			return false;
	return text.len > 0;
}

int head_check_address(const char *address, const char *whose, struct err *e)
{
	struct slice text = slice_of(address);
	long at = slice_find(text, '@');

	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.p[i] >= 0x80)
			return err_set(e,
				"%s has characters outside ASCII, which need a server with "
				"SMTPUTF8; no mail is sent to such an address",
				whose);
	if (text.len > ADDRESS_BYTES_MAX || at <= 0 || !printable(text, "<>()[]\\,;:\"") ||
		!printable(slice_from(text, (size_t)at + 1), "@"))
		return err_set(e, "%s is no valid address", whose);
	return 0;
}

bool head_id_valid(const char *id)
{
	struct slice text = slice_of(id);

	/* "=?" could be taken for an encoded word and decoded. */
	return text.len <= ID_BYTES_MAX && printable(text, "<>") && slice_find_ci(text, "=?") < 0;
}

const char *head_text(struct arena *a, const char *text)
{
	struct slice line = utf8_printable(a, slice_of(text), false);
	struct buf out = {.max = 2 * line.len};

	for (size_t i = 0; i < line.len; i++) {
		buf_putc(&out, line.p[i]);
		if (line.p[i] == '=' && i + 1 < line.len && line.p[i + 1] == '?')
			buf_putc(&out, ' ');
	}
	const char *copy = arena_string(a, buf_slice(&out));
	buf_free(&out);
	return copy;
}

/* "Re:", "AW :", "Re[2]:", "RE^3:" at the start; the length of it with the blanks behind, else 0. */
static size_t reply_mark(const struct catalogue *c, struct slice text)
{
	const char *mark;

	for (size_t i = 0; (mark = catalogue_item(c, "reply-marks", i)) != NULL; i++) {
		size_t n = strlen(mark);
		if (!slice_starts_ci(text, mark))
			continue;
		while (n < text.len && strchr("[]()^ 0123456789", text.p[n]) != NULL)
			n++;
		if (n == text.len || text.p[n] != ':')
			continue;
		n++;
		while (n < text.len && text.p[n] == ' ')
			n++;
		return n;
	}
	return 0;
}

int head_subject(struct arena *a, const struct catalogue *c, const char *subject,
	const char *otherwise, const char **out, struct err *e)
{
	/* A link in a subject is as much a link. */
	const char *clean = text_line(
		a, slice_of(subject), SUBJECT_BYTES_MAX, catalogue_word(c, "mail", "link"));
	struct slice rest = slice_of(clean);

	for (size_t n; (n = reply_mark(c, rest)) > 0;)
		rest = slice_from(rest, n);
	if (rest.len == 0) {
		*out = otherwise;
		return 0;
	}
	json_t *data = json_pack("{s:s}", "subject", text_line(a, rest, SUBJECT_ANSWER_MAX, ""));
	int rc = catalogue_fill(a, c, "mail", "reply", data, out, e);
	json_decref(data);
	return rc;
}

const char *head_references(struct arena *a, const json_t *references, const char *in_reply_to)
{
	size_t count = 0, room = 0;
	const char **ids = NULL;
	json_t *item;
	size_t i;

	json_array_foreach(references, i, item)
	{
		const char *id = json_string_value(item);
		if (id != NULL && head_id_valid(id))
			ARENA_PUSH(a, ids, count, room, id);
	}
	if (head_id_valid(in_reply_to) && (count == 0 || strcmp(ids[count - 1], in_reply_to) != 0))
		ARENA_PUSH(a, ids, count, room, in_reply_to);
	struct buf chain = {.max = HEADER_BYTES_MAX};
	for (i = count > REFERENCES_MAX ? count - REFERENCES_MAX : 0; i < count; i++)
		buf_printf(&chain, "%s<%s>", chain.len > 0 ? " " : "", ids[i]);
	const char *out = arena_string(a, buf_slice(&chain));
	buf_free(&chain);
	return out;
}
