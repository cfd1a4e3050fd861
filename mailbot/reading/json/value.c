#include "reading/json/value.h"

#include <limits.h>
#include <string.h>
#include <utf8proc.h>

#include "base/limits.h"
#include "base/utf8.h"

enum { DEPTH_MAX = 16, MEMBERS_MAX = 64 };

struct parser {
	struct arena *a;
	struct slice rest;
	size_t values, depth;
};

bool value_is(const struct value *v, enum value_kind kind)
{
	return v != NULL && v->kind == kind;
}

static const struct value *find(const struct value *member, struct slice name)
{
	while (member != NULL && !slice_eq(member->name, name))
		member = member->next;
	return member;
}

const struct value *value_member(const struct value *object, const char *name)
{
	return value_is(object, VALUE_OBJECT) ? find(object->first, slice_of(name)) : NULL;
}

/* ---- what a text is made of ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The next byte that is no blank; NUL, which is no JSON, where nothing follows. */
static char look(struct parser *p)
{
	while (p->rest.len > 0 && is_blank(p->rest.p[0]))
		p->rest = slice_from(p->rest, 1);
	return p->rest.len > 0 ? p->rest.p[0] : '\0';
}

static bool take(struct parser *p, const char *token)
{
	if (!slice_starts(p->rest, token))
		return false;
	p->rest = slice_from(p->rest, strlen(token));
	return true;
}

/* ---- strings ---- */

/* Four hexadecimal digits; -1. */
static int32_t take_unit(struct slice *in)
{
	int32_t unit = 0;

	if (in->len < 4)
		return -1;
	for (size_t i = 0; i < 4; i++) {
		static const char digits[] = "0123456789abcdef";
		char c = slice_lower(in->p[i]);
		const char *at = c != '\0' ? strchr(digits, c) : NULL;
		if (at == NULL)
			return -1;
		unit = unit * 16 + (int32_t)(at - digits);
	}
	*in = slice_from(*in, 4);
	return unit;
}

/* What stands behind "\u": a character, or the first half of one and the second behind it; -1. */
static int32_t take_character(struct slice *in)
{
	int32_t c = take_unit(in), low;

	if (c < 0xd800 || c > 0xdfff)
		return c;
	if (c > 0xdbff || !slice_starts(*in, "\\u"))
		return -1;
	*in = slice_from(*in, 2);
	low = take_unit(in);
	return low < 0xdc00 || low > 0xdfff ? -1 : 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
}

/* What stands behind a backslash, as UTF-8; its length, 0 where it is no escape. */
static size_t take_escape(struct slice *in, char *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	char c = in->len > 0 ? in->p[0] : '\0';
	const char *at = c != '\0' ? strchr(from, c) : NULL;

	*in = slice_from(*in, 1);
	if (at != NULL) {
		*out = to[at - from];
		return 1;
	}
	int32_t point = c == 'u' ? take_character(in) : -1;
	return point < 0 ? 0 : (size_t)utf8proc_encode_char(point, (utf8proc_uint8_t *)out);
}

/* No escape is shorter than what it stands for. */
static bool unescape(struct arena *a, struct slice in, struct slice *out)
{
	char *text = arena_room(a, in.len + 1, 1);
	size_t len = 0;

	while (in.len > 0) {
		long plain = slice_find(in, '\\');
		struct slice head = plain < 0 ? in : slice_head(in, (size_t)plain);

		memcpy(text + len, head.p, head.len);
		len += head.len;
		in = slice_from(in, head.len);
		if (in.len == 0)
			break;
		in = slice_from(in, 1);
		size_t n = take_escape(&in, text + len);
		if (n == 0)
			return false;
		len += n;
	}
	*out = (struct slice){text, len};
	return true;
}

static bool take_string(struct parser *p, struct slice *out)
{
	size_t n = 0;
	bool escaped = false;

	if (look(p) != '"')
		return false;
	p->rest = slice_from(p->rest, 1);
	for (; n < p->rest.len && p->rest.p[n] != '"'; n++) {
		if ((unsigned char)p->rest.p[n] < ' ')
			return false;
		if (p->rest.p[n] != '\\')
			continue;
		escaped = true;
		n++;
	}
	if (n >= p->rest.len)
		return false;
	*out = slice_head(p->rest, n);
	p->rest = slice_from(p->rest, n + 1);
	return !escaped || unescape(p->a, *out, out);
}

/* ---- values ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Every number of JSON, and some that are none: nobody takes those. */
static bool take_number(struct parser *p, struct value *out)
{
	struct slice in = p->rest;
	size_t n = 0, sign = slice_starts(in, "-");
	long number = 0;

	while (n < in.len && memchr("0123456789+-.eE", in.p[n], 15) != NULL)
		n++;
	p->rest = slice_from(in, n);
	in = slice_from(slice_head(in, n), sign);
	if (in.len == 0 || !is_digit(in.p[0]) ||
		(in.len > 1 && in.p[0] == '0' && is_digit(in.p[1])))
		return false;
	out->kind = slice_number(in, LONG_MAX, &number) ? VALUE_NUMBER : VALUE_FRACTION;
	out->number = sign == 1 ? -number : number;
	return true;
}

static bool take_value(struct parser *p, struct value *out);

static bool take_item(struct parser *p, const struct value *in, struct value *out)
{
	if (in->kind == VALUE_LIST)
		return take_value(p, out);
	struct slice name;
	if (in->count == MEMBERS_MAX || !take_string(p, &name) || look(p) != ':' ||
		find(in->first, name) != NULL)
		return false;
	out->name = name;
	return take(p, ":") && take_value(p, out);
}

/* A list's or an object's items, behind its bracket. */
static bool take_items(struct parser *p, const char *end, struct value *out)
{
	const struct value **last = &out->first;

	p->depth++;
	if (look(p) != end[0])
		do {
			struct value *item = arena_alloc(p->a, sizeof *item);
			if (!take_item(p, out, item))
				return false;
			*last = item;
			last = &item->next;
			out->count++;
		} while (look(p) == ',' && take(p, ","));
	p->depth--;
	return take(p, end);
}

static bool take_value(struct parser *p, struct value *out)
{
	if (p->values++ == READING_VALUES_MAX || p->depth == DEPTH_MAX)
		return false;
	switch (look(p)) {
	case '{': out->kind = VALUE_OBJECT; return take(p, "{") && take_items(p, "}", out);
	case '[': out->kind = VALUE_LIST; return take(p, "[") && take_items(p, "]", out);
	case '"': out->kind = VALUE_STRING; return take_string(p, &out->text);
	case 't': out->kind = VALUE_BOOL; return out->yes = take(p, "true");
	case 'f': out->kind = VALUE_BOOL; return take(p, "false");
	case 'n': return take(p, "null");
	default: return take_number(p, out);
	}
}

const struct value *value_parse(struct arena *a, struct slice text)
{
	struct parser p = {.a = a, .rest = text};
	struct value *v = arena_alloc(a, sizeof *v);

	if (!utf8_valid(text) || !take_value(&p, v))
		return NULL;
	look(&p);
	return p.rest.len == 0 ? v : NULL;
}
