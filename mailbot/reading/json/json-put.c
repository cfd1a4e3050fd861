#include "reading/json/json-put.h"

#include <string.h>

#include "base/utf8.h"

/* Between two values, and before none: what was written last says which it is. */
static void next(struct buf *b)
{
	char last = b->len > 0 ? b->p[b->len - 1] : '[';

	if (last != '[' && last != '{' && last != ':')
		buf_putc(b, ',');
}

void json_begin(struct buf *b, char bracket)
{
	next(b);
	buf_putc(b, bracket);
}

void json_put_name(struct buf *b, const char *name)
{
	next(b);
	buf_putc(b, '"');
	buf_puts(b, name);
	buf_puts(b, "\":");
}

/* A character that does not stand in a string as it is. */
static void put_escape(struct buf *b, char c)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	const char *at = c != '\0' ? strchr(from, c) : NULL;

	if (at != NULL)
		buf_add(b, (struct slice){(char[]){'\\', to[at - from]}, 2});
	else
		buf_printf(b, "\\u%04X", (unsigned)c);
}

static bool plain(char c)
{
	return (unsigned char)c >= ' ' && (unsigned char)c < 0x80 && c != '"' && c != '\\';
}

/* What is no valid UTF-8 is repaired: it keeps its length, and so its offsets. */
void json_put_text(struct buf *b, struct slice text)
{
	size_t done = 0, len;

	next(b);
	buf_putc(b, '"');
	for (size_t i = 0; i < text.len; i += len) {
		bool high = (unsigned char)text.p[i] >= 0x80;

		len = 1;
		if (plain(text.p[i]) || (high && utf8_decode(slice_from(text, i), &len) >= 0))
			continue;
		buf_add(b, (struct slice){text.p + done, i - done});
		done = i + 1;
		if (high)
			buf_putc(b, '?');
		else
			put_escape(b, text.p[i]);
	}
	buf_add(b, slice_from(text, done));
	buf_putc(b, '"');
}

void json_put_string(struct buf *b, const char *text)
{
	json_put_text(b, slice_of(text));
}

void json_put_number(struct buf *b, int64_t number)
{
	char digits[24];
	size_t n = sizeof digits;
	uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;

	do
		digits[--n] = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (number < 0)
		digits[--n] = '-';
	next(b);
	buf_add(b, (struct slice){digits + n, sizeof digits - n});
}

void json_put_word(struct buf *b, const char *word)
{
	next(b);
	buf_puts(b, word);
}

void json_put_strings(struct buf *b, const char *const *items, size_t count)
{
	json_begin(b, '[');
	for (size_t i = 0; i < count; i++)
		json_put_string(b, items[i]);
	buf_putc(b, ']');
}

void json_text_field(struct buf *b, const char *name, struct slice text)
{
	json_put_name(b, name);
	json_put_text(b, text);
}

void json_string_field(struct buf *b, const char *name, const char *text)
{
	json_text_field(b, name, slice_of(text));
}

void json_number_field(struct buf *b, const char *name, int64_t number)
{
	json_put_name(b, name);
	json_put_number(b, number);
}

void json_bool_field(struct buf *b, const char *name, bool value)
{
	json_put_name(b, name);
	json_put_word(b, value ? "true" : "false");
}

void json_strings_field(struct buf *b, const char *name, const char *const *items, size_t count)
{
	json_put_name(b, name);
	json_put_strings(b, items, count);
}
