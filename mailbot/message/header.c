#include "message/header.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "message/charset.h"

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The length of the field's name at the start of a line; 0 where the line is no field. Some
 * programs put blanks before the colon. */
static size_t name_length(struct slice line)
{
	size_t n = 0;

	while (n < line.len && line.p[n] > ' ' && line.p[n] < 127 && line.p[n] != ':')
		n++;
	for (size_t i = n; i < line.len; i++) {
		if (line.p[i] == ':')
			return n;
		if (!blank(line.p[i]))
			return 0;
	}
	return 0;
}

/* Names that a stray line may precede: anything else below it is rather the text of a letter whose
 * blank line is missing. */
static bool plain_name(struct slice name)
{
	static const char *const known[] = {
		"From", "To", "Cc", "Bcc", "Subject", "Date", "Received", "Sender", "References"};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (slice_is_ci(name, known[i]))
			return true;
	return slice_find(name, '-') > 0;
}

/* Whether the head goes on below a line that is no field (an mbox line, a badly folded one). */
static bool goes_on(struct slice below)
{
	struct slice line;

	return slice_line(&below, &line) && plain_name(slice_head(line, name_length(line)));
}

bool header_next(struct slice *rest, struct field *out)
{
	struct slice look, line;

	for (;;) {
		look = *rest;
		if (!slice_line(&look, &line))
			return false;
		if (line.len == 0) {
			*rest = look;
			return false;
		}
		out->name = slice_head(line, name_length(line));
		if (out->name.len > 0)
			break;
		if (!slice_starts(line, "From ") && !slice_starts(line, ">From ") && !goes_on(look))
			return false;
		*rest = look;
	}
	out->raw = slice_from(line, (size_t)slice_find(line, ':') + 1);
	while (look.len > 0 && blank(look.p[0])) {
		struct slice ahead = look, more;

		slice_line(&ahead, &more);
		/* a line of blanks ends a head in what some programs write */
		if (slice_trim(more).len == 0 && !(ahead.len > 0 && blank(ahead.p[0])) &&
			!goes_on(ahead)) {
			break;
		}
		look = ahead;
		out->raw.len = (size_t)(more.p + more.len - out->raw.p);
	}
	*rest = look;
	return true;
}

struct slice header_unfold(struct arena *a, struct slice raw)
{
	char *text;
	size_t n = 0;

	raw = slice_head(slice_trim(raw), HEADER_BYTES_MAX);
	text = arena_alloc(a, raw.len + 1);
	for (size_t i = 0; i < raw.len; i++) {
		unsigned char c = (unsigned char)raw.p[i];

		if (c == '\r' && i + 1 < raw.len && raw.p[i + 1] == '\n')
			continue;
		if (c == '\n' && i + 1 < raw.len && blank(raw.p[i + 1]))
			continue;
		text[n++] = c < ' ' || c == 127 ? ' ' : (char)c;
	}
	return (struct slice){text, n};
}

struct slice header_uncomment(struct arena *a, struct slice text)
{
	char *out = arena_alloc(a, text.len + 1);
	size_t n = 0, depth = 0;
	bool quoted = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.p[i];

		if (c == '\\' && i + 1 < text.len && (quoted || depth > 0)) {
			i++;
			if (depth == 0) {
				out[n++] = '\\';
				out[n++] = text.p[i];
			}
			continue;
		}
		if (depth == 0 && c == '"')
			quoted = !quoted;
		if (!quoted && c == '(') {
			if (depth++ == 0)
				out[n++] = ' ';
		} else if (!quoted && c == ')' && depth > 0) {
			depth--;
		} else if (depth == 0) {
			out[n++] = c;
		}
	}
	return (struct slice){out, n};
}

/* ---- RFC 2047 ---- */

struct encoded_word {
	struct slice charset, text;
	char encoding; /* 'b' or 'q' */
	size_t length; /* of all of it */
};

/* =?charset[*language]?encoding?text?= at the start of `text`; blanks inside the last are borne. */
static bool encoded_word(struct slice text, struct encoded_word *w)
{
	struct slice rest;
	long at;

	if (!slice_starts(text, "=?"))
		return false;
	rest = slice_from(text, 2);
	at = slice_find(slice_head(rest, 64), '?');
	if (at <= 0 || rest.len < (size_t)at + 3 || rest.p[at + 2] != '?')
		return false;
	w->charset = slice_head(rest, (size_t)at);
	w->encoding = (char)(rest.p[at + 1] | 0x20);
	if (w->encoding != 'b' && w->encoding != 'q')
		return false;
	rest = slice_from(rest, (size_t)at + 3);
	/* RFC 2047 allows 75 characters, programs write hundreds; the bound keeps the whole linear
	 */
	for (size_t i = 0; i + 1 < rest.len && i < 4096; i++) {
		if (rest.p[i] == '?' && rest.p[i + 1] == '=') {
			w->text = slice_head(rest, i);
			w->length = (size_t)(rest.p + i + 2 - text.p);
			at = slice_find(w->charset, '*');
			w->charset = at >= 0 ? slice_head(w->charset, (size_t)at) : w->charset;
			return true;
		}
		if (rest.p[i] == '?' && w->encoding == 'b')
			return false;
	}
	return false;
}

size_t header_encoded_word(struct slice text)
{
	struct encoded_word w;

	return encoded_word(text, &w) ? w.length : 0;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t decode_q(struct slice text, char mark, char *to)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.p[i] == mark && i + 2 < text.len && hex(text.p[i + 1]) >= 0 &&
			hex(text.p[i + 2]) >= 0) {
			to[n++] = (char)(hex(text.p[i + 1]) << 4 | hex(text.p[i + 2]));
			i += 2;
		} else {
			to[n++] = mark == '=' && text.p[i] == '_' ? ' ' : text.p[i];
		}
	}
	return n;
}

static size_t decode_b(struct slice text, char *to)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned bits = 0, count = 0;
	size_t n = 0;

	for (size_t i = 0; i < text.len && text.p[i] != '='; i++) {
		const char *d = text.p[i] == '\0' ? NULL : strchr(digits, text.p[i]);

		if (d == NULL)
			continue;
		bits = bits << 6 | (unsigned)(d - digits);
		if ((count += 6) >= 8)
			to[n++] = (char)(bits >> (count -= 8));
	}
	return n;
}

static const char *one_line(struct arena *a, struct slice text)
{
	char *out = arena_alloc(a, text.len + 1);
	size_t n = 0;

	for (size_t i = 0, len; i < text.len; i += len) {
		int32_t c = utf8_decode(slice_from(text, i), &len);

		if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029) {
			if (n > 0 && out[n - 1] != ' ')
				out[n++] = ' ';
		} else if (!utf8_invisible(c)) {
			memcpy(out + n, text.p + i, len);
			n += len;
		}
	}
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	return out;
}

/* Words that stand side by side in the same charset are decoded together: some programs cut inside
 * a character. `bytes` has room for what is left of the text. */
static struct slice decode_run(struct arena *a, struct slice *text, char *bytes)
{
	struct encoded_word w, next;
	size_t n = 0;

	encoded_word(*text, &w);
	for (next = w;; w = next) {
		struct slice ahead;

		n += w.encoding == 'b' ? decode_b(w.text, bytes + n)
				       : decode_q(w.text, '=', bytes + n);
		*text = slice_from(*text, w.length);
		ahead = *text;
		while (ahead.len > 0 && blank(ahead.p[0]))
			ahead = slice_from(ahead, 1);
		if (!encoded_word(ahead, &next))
			break;
		*text = ahead;
		if (!slice_eq_ci(next.charset, w.charset))
			break;
	}
	return charset_to_utf8(a, w.charset, (struct slice){bytes, n});
}

const char *header_decode(struct arena *a, struct slice raw)
{
	struct slice text = charset_guess(a, slice_trim(header_unfold(a, raw)));
	/* no charset makes more than 4 bytes of one */
	char *out = arena_alloc(a, text.len * 4 + 1), *scratch = arena_alloc(a, text.len + 1);
	struct encoded_word w;
	size_t n = 0;

	while (text.len > 0) {
		struct slice piece;
		size_t plain = 0;

		while (plain < text.len &&
			!(text.p[plain] == '=' && encoded_word(slice_from(text, plain), &w)))
			plain++;
		if (plain > 0) {
			piece = slice_head(text, plain);
			text = slice_from(text, plain);
		} else {
			piece = decode_run(a, &text, scratch);
		}
		if (piece.len > 0)
			memcpy(out + n, piece.p, piece.len);
		n += piece.len;
	}
	return one_line(a, (struct slice){out, n});
}

/* ---- parameters ---- */

struct parameter {
	struct slice name; /* without its "*0*" */
	long section; /* 0 where it is not continued */
	bool extended; /* %XX, and in the first section charset'language' */
	struct slice value;
};

/* A quoted string or a token at the start of *rest, unescaped. */
static struct slice parameter_value(struct arena *a, struct slice *rest)
{
	char *out;
	size_t n = 0, i = 1;

	if (rest->len == 0 || rest->p[0] != '"') {
		/* names with blanks and no quotes are as common as they are wrong */
		long end = slice_find(*rest, ';');
		struct slice value = slice_head(*rest, end < 0 ? rest->len : (size_t)end);

		*rest = slice_from(*rest, value.len);
		return slice_trim(value);
	}
	out = arena_alloc(a, rest->len + 1);
	for (; i < rest->len && rest->p[i] != '"'; i++) {
		/* Windows paths are not escapes */
		if (rest->p[i] == '\\' && i + 1 < rest->len &&
			(rest->p[i + 1] == '"' || rest->p[i + 1] == '\\'))
			i++;
		out[n++] = rest->p[i];
	}
	*rest = slice_from(*rest, i + 1);
	return (struct slice){out, n};
}

static bool parameter_next(struct arena *a, struct slice *rest, struct parameter *p)
{
	for (;;) {
		long eq, star, semicolon;

		while (rest->len > 0 && (blank(rest->p[0]) || rest->p[0] == ';'))
			*rest = slice_from(*rest, 1);
		eq = slice_find(*rest, '=');
		semicolon = slice_find(*rest, ';');
		if (eq < 0)
			return false;
		if (semicolon >= 0 && semicolon < eq) {
			*rest = slice_from(*rest, (size_t)semicolon);
			continue;
		}
		*p = (struct parameter){.name = slice_trim(slice_head(*rest, (size_t)eq))};
		*rest = slice_from(*rest, (size_t)eq + 1);
		while (rest->len > 0 && blank(rest->p[0]))
			*rest = slice_from(*rest, 1);
		p->value = parameter_value(a, rest);
		p->extended = p->name.len > 0 && p->name.p[p->name.len - 1] == '*';
		p->name.len -= p->extended ? 1 : 0;
		star = slice_find(p->name, '*');
		if (star >= 0) {
			if (!slice_number(slice_from(p->name, (size_t)star + 1), 999, &p->section))
				continue;
			p->name.len = (size_t)star;
		}
		return true;
	}
}

const char *header_parameter(struct arena *a, struct slice unfolded, const char *name)
{
	struct slice rest = header_uncomment(a, unfolded), charset = {0};
	struct parameter p;
	char *bytes = arena_alloc(a, unfolded.len * 2 + 1);
	size_t n = 0;
	long section = 0, at = slice_find(rest, ';');
	bool found = false, extended = false;

	rest = slice_from(rest, at < 0 ? rest.len : (size_t)at);
	while (parameter_next(a, &rest, &p)) {
		if (!slice_is_ci(p.name, name) || p.section != section || n > unfolded.len)
			continue;
		found = true;
		section++;
		if (p.extended && p.section == 0) {
			long q = slice_find(p.value, '\''), r;

			if (q >= 0 &&
				(r = slice_find(slice_from(p.value, (size_t)q + 1), '\'')) >= 0) {
				charset = slice_head(p.value, (size_t)q);
				p.value = slice_from(p.value, (size_t)(q + r) + 2);
			}
			extended = true;
		}
		if (p.extended) {
			n += decode_q(p.value, '%', bytes + n);
		} else if (p.value.len > 0) {
			memcpy(bytes + n, p.value.p, p.value.len);
			n += p.value.len;
		}
	}
	if (!found)
		return NULL;
	if (extended)
		return one_line(a, charset_to_utf8(a, charset, (struct slice){bytes, n}));
	return header_decode(a, (struct slice){bytes, n});
}
