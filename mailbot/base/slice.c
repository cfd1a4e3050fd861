#include "base/slice.h"

#include <string.h>

bool slice_same_ci(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (a[i] != b[i] && slice_lower(a[i]) != slice_lower(b[i]))
			return false;
	return true;
}

bool slice_ends_ci(struct slice text, const char *suffix)
{
	size_t n = strlen(suffix);

	return text.len >= n && slice_is_ci(slice_from(text, text.len - n), suffix);
}

int slice_compare(struct slice a, struct slice b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n == 0 ? 0 : memcmp(a.p, b.p, n);

	return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct slice slice_trim(struct slice text)
{
	while (text.len > 0 && blank(text.p[0]))
		text = slice_from(text, 1);
	while (text.len > 0 && blank(text.p[text.len - 1]))
		text.len--;
	return text;
}

long slice_find(struct slice text, char c)
{
	const char *at = text.len == 0 ? NULL : memchr(text.p, c, text.len);

	return at == NULL ? -1 : at - text.p;
}

/* Where a byte stands next at or behind `from`, small or capital; the text's length: nowhere. */
static size_t next_ci(struct slice text, size_t from, char c)
{
	if (c < 'a' || c > 'z') {
		const char *at = memchr(text.p + from, c, text.len - from);
		return at == NULL ? text.len : (size_t)(at - text.p);
	}
	while (from < text.len && (text.p[from] | 0x20) != c)
		from++;
	return from;
}

long slice_find_ci(struct slice text, const char *needle)
{
	size_t n = strlen(needle);

	if (n == 0)
		return 0;
	for (size_t i = 0; i + n <= text.len; i++) {
		i = next_ci(text, i, slice_lower(needle[0]));
		if (i + n <= text.len && slice_same_ci(text.p + i, needle, n))
			return (long)i;
	}
	return -1;
}

bool slice_line(struct slice *rest, struct slice *line)
{
	if (rest->len == 0)
		return false;
	long end = slice_find(*rest, '\n');
	*line = end < 0 ? *rest : slice_head(*rest, (size_t)end);
	*rest = slice_from(*rest, end < 0 ? rest->len : (size_t)end + 1);
	if (line->len > 0 && line->p[line->len - 1] == '\r')
		line->len--;
	return true;
}

bool slice_number(struct slice text, long max, long *number)
{
	long n = 0;

	if (text.len == 0)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
		int digit = text.p[i] - '0';
		if (n > (max - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	*number = n;
	return true;
}
