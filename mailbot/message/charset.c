#include "message/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* What mails say, and what iconv is asked for: a superset, where everybody means that. */
static const struct {
	const char *said, *meant;
} aliases[] = {
	{"", ""},
	{"us-ascii", ""},
	{"ascii", ""},
	{"ansi_x3.4-1968", ""},
	{"unknown-8bit", ""},
	{"unknown", ""},
	{"default", ""},
	{"8bit", ""},
	{"7bit", ""},
	{"x-unknown", ""},
	{"utf8", "utf-8"},
	{"utf-8", "utf-8"},
	{"unicode-1-1-utf-8", "utf-8"},
	{"utf-8mb4", "utf-8"},
	{"iso-8859-1", "windows-1252"},
	{"iso8859-1", "windows-1252"},
	{"iso_8859-1", "windows-1252"},
	{"iso-8859-1-windows-3.1-latin-1", "windows-1252"},
	{"latin1", "windows-1252"},
	{"latin-1", "windows-1252"},
	{"cp1252", "windows-1252"},
	{"windows1252", "windows-1252"},
	{"iso-8859-9", "windows-1254"},
	{"iso8859-9", "windows-1254"},
	{"iso-8859-11", "windows-874"},
	{"iso-8859-8-i", "iso-8859-8"},
	{"iso-8859-6-i", "iso-8859-6"},
	{"gb2312", "gb18030"},
	{"gbk", "gb18030"},
	{"ks_c_5601-1987", "cp949"},
	{"euc-kr", "cp949"},
	{"x-sjis", "cp932"},
	{"shift_jis", "cp932"},
	{"unicode-1-1-utf-7", "utf-7"},
	{"x-mac-roman", "macintosh"},
	{"x-gbk", "gb18030"},
	{"windows-874", "cp874"},
	{"iso-2022-jp", "iso-2022-jp-2"},
};

static const char *const preloaded[] = {"windows-1250", "windows-1251", "windows-1252",
	"windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257",
	"windows-1258", "iso-8859-1", "iso-8859-2", "iso-8859-5", "iso-8859-6", "iso-8859-7",
	"iso-8859-8", "iso-8859-13", "iso-8859-15", "koi8-r", "koi8-u", "gb18030", "big5", "cp949",
	"cp932", "euc-jp", "iso-2022-jp-2", "utf-16", "utf-7", "cp850", "cp874", "macintosh",
	"tis-620"};

/* Fewer high bytes than this are no text in another alphabet. */
enum { CYRILLIC_LETTERS = 8 };

static iconv_t kept[sizeof preloaded / sizeof *preloaded];

void charset_preload(void)
{
	for (size_t i = 0; i < sizeof preloaded / sizeof *preloaded; i++)
		if (kept[i] == NULL)
			kept[i] = iconv_open("UTF-8", preloaded[i]);
}

/* Whether it is valid UTF-8 with at least one character beyond ASCII. */
static bool multibyte(struct slice bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if ((unsigned char)bytes.p[i] >= 0x80)
			return utf8_valid(bytes);
	return false;
}

/* An iconv name: lower case, only what may stand in one, so that no "//IGNORE" comes from a mail.
 */
static bool charset_name(struct slice said, char name[static 40])
{
	said = slice_trim(said);
	if (said.len >= 40)
		return false;
	for (size_t i = 0; i < said.len; i++) {
		char c = said.p[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + ('a' - 'A'));
		if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && strchr("-_.:+()", c) == NULL)
			return false;
		name[i] = c;
	}
	name[said.len] = '\0';
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (strcmp(name, aliases[i].said) == 0)
			memcpy(name, aliases[i].meant, strlen(aliases[i].meant) + 1);
	return true;
}

static const char replacement[] = "\xef\xbf\xbd";

/* Each byte of the input becomes at most 4 bytes: one character, or U+FFFD. */
static bool convert(struct arena *a, const char *name, struct slice bytes, struct slice *out)
{
	iconv_t cd = iconv_open("UTF-8", name);
	char *in = (char *)(uintptr_t)bytes.p; /* iconv does not write there */
	size_t left = bytes.len, room = bytes.len * 4 + 16;
	char *start, *to;

	if (cd == (iconv_t)-1)
		return false;
	start = to = arena_alloc(a, room + 1);
	while (left > 0) {
		if (iconv(cd, &in, &left, &to, &room) != (size_t)-1)
			break;
		if (errno == E2BIG || room < 4)
			break;
		memcpy(to, replacement, 3);
		to += 3;
		room -= 3;
		if (errno == EINVAL)
			break;
		in++;
		left--;
	}
	iconv(cd, NULL, NULL, &to, &room); /* a letter that waited for an accent behind it */
	iconv_close(cd);
	*out = (struct slice){start, (size_t)(to - start)};
	return true;
}

/* windows-1252, 0x80 to 0x9f; the rest is Latin-1. By hand: it is the fallback, and cannot fail. */
static const uint16_t cp1252[32] = {0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019,
	0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd,
	0x017e, 0x0178};

static char *put_1252(char *to, unsigned char c)
{
	unsigned code = c >= 0x80 && c < 0xa0 ? cp1252[c - 0x80] : c;

	if (code < 0x80) {
		*to++ = (char)code;
	} else if (code < 0x800) {
		*to++ = (char)(0xc0 | code >> 6);
		*to++ = (char)(0x80 | (code & 0x3f));
	} else {
		*to++ = (char)(0xe0 | code >> 12);
		*to++ = (char)(0x80 | (code >> 6 & 0x3f));
		*to++ = (char)(0x80 | (code & 0x3f));
	}
	return to;
}

/* What is UTF-8 stays, every other byte is taken for windows-1252: mixed texts exist, where a
 * program glued a signature below. */
static struct slice mend(struct arena *a, struct slice bytes)
{
	char *start = arena_alloc(a, bytes.len * 3 + 1), *to = start;

	for (size_t i = 0; i < bytes.len;) {
		size_t n;

		if (utf8_decode(slice_from(bytes, i), &n) < 0) {
			to = put_1252(to, (unsigned char)bytes.p[i]);
			n = 1;
		} else {
			memcpy(to, bytes.p + i, n);
			to += n;
		}
		i += n;
	}
	return (struct slice){start, (size_t)(to - start)};
}

/*
 * The charset of text in Cyrillic letters, NULL where it is none: nearly all its letters are high
 * bytes, most of them small ones, which stand in one row of windows-1251 and another of KOI8.
 */
static const char *cyrillic(struct slice bytes)
{
	size_t ascii = 0, low_row = 0, high_row = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.p[i];

		ascii += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		low_row += c >= 0xc0 && c < 0xe0;
		high_row += c >= 0xe0;
	}
	if (low_row + high_row < CYRILLIC_LETTERS || low_row + high_row < 2 * ascii)
		return NULL;
	return high_row > low_row ? "windows-1251" : "koi8-u";
}

struct slice charset_guess(struct arena *a, struct slice bytes)
{
	const char *name;
	struct slice out;

	if (utf8_valid(bytes))
		return bytes;
	name = cyrillic(bytes);
	return name != NULL && convert(a, name, bytes, &out) ? out : mend(a, bytes);
}

struct slice charset_to_utf8(struct arena *a, struct slice charset, struct slice bytes)
{
	char name[40];
	struct slice out;

	if (!charset_name(charset, name) || name[0] == '\0' || strcmp(name, "utf-8") == 0)
		return charset_guess(a, bytes);
	if (strncmp(name, "windows-125", 11) == 0 || strncmp(name, "iso-8859", 8) == 0)
		if (multibyte(bytes))
			return bytes;
	if (strcmp(name, "windows-1252") == 0)
		return mend(a, bytes);
	if (!convert(a, name, bytes, &out))
		return charset_guess(a, bytes);
	return out;
}
