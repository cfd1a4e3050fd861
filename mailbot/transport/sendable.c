#include "transport/sendable.h"

#include <string.h>

#include <utf8proc.h>

#include "base/limits.h"

bool sendable_is_ascii(struct slice text)
{
	for (size_t n = 0; n < text.len; n++)
		if ((unsigned char)text.p[n] >= 0x80)
			return false;
	return true;
}

bool sendable_is_typed(struct slice address)
{
	struct slice domain = slice_from(address, (size_t)(slice_find(address, '@') + 1));
	long dot = slice_find(domain, '.');

	return sendable_is_ascii(address) && dot > 0 && (size_t)dot + 1 < domain.len;
}

const char *sendable_address_wrong(struct slice address)
{
	long at = slice_find(address, '@');
	utf8proc_int32_t c;

	if (address.len > ADDRESS_BYTES_MAX)
		return "it is too long";
	if (at <= 0 || slice_from(address, (size_t)at + 1).len == 0 ||
		slice_find(slice_from(address, (size_t)at + 1), '@') >= 0)
		return "it is not of the form name@domain";
	for (size_t n = 0; n < address.len;) {
		utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)address.p + n,
			(utf8proc_ssize_t)(address.len - n), &c);
		if (len <= 0)
			return "it is not UTF-8";
		if (c <= ' ' || (c >= 0x7f && c <= 0xa0) || c == 0x2028 || c == 0x2029)
			return "a blank or a control character stands in it";
		if (c < 0x80 && strchr("<>()[]\\,;:\"", (int)c) != NULL)
			return "a character stands in it that an address cannot have";
		n += (size_t)len;
	}
	return NULL;
}

const char *sendable_letter_wrong(struct slice letter)
{
	if (letter.len < 2 || memcmp(letter.p + letter.len - 2, "\r\n", 2) != 0)
		return "its last line has no end";
	for (size_t n = 0; n < letter.len; n++) {
		char c = letter.p[n];
		if (c == '\0')
			return "a NUL stands in it";
		if ((c == '\n' && (n == 0 || letter.p[n - 1] != '\r')) ||
			(c == '\r' && letter.p[n + 1] != '\n'))
			return "a line in it does not end with CRLF";
	}
	return NULL;
}
