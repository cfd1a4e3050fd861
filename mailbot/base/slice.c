#include "base/slice.h"

#include <string.h>

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool slice_eq_ci(struct slice a, struct slice b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

bool slice_is_ci(struct slice a, const char *text)
{
	return slice_eq_ci(a, slice_of(text));
}

bool slice_starts(struct slice text, const char *prefix)
{
	return slice_is(slice_head(text, strlen(prefix)), prefix);
}

bool slice_starts_ci(struct slice text, const char *prefix)
{
	return slice_is_ci(slice_head(text, strlen(prefix)), prefix);
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

long slice_find_ci(struct slice text, const char *needle)
{
	size_t n = strlen(needle);

	for (size_t i = 0; i + n <= text.len; i++)
		if (slice_eq_ci((struct slice){text.p + i, n}, (struct slice){needle, n}))
			return (long)i;
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
