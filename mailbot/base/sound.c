#include "base/sound.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static bool only(const char *text, const char *allowed)
{
	return text[strspn(text, allowed)] == '\0';
}

bool sound_line(const char *text)
{
	for (const char *p = text; *p != '\0'; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			return false;
	return text[0] != '\0' && utf8_valid(slice_of(text));
}

bool sound_host(const char *text)
{
	size_t len = strlen(text);

	return len > 0 && len <= 253 && only(text, LOWER UPPER DIGITS ".-:_") && text[0] != '.' &&
		text[0] != '-';
}

bool sound_address(const char *text)
{
	const char *at = strrchr(text, '@');

	if (at == NULL || at == text || strlen(text) > ADDRESS_BYTES_MAX || !sound_host(at + 1))
		return false;
	if (text[0] == '.' || at[-1] == '.' || strstr(text, "..") != NULL)
		return false;
	return strspn(text, LOWER UPPER DIGITS "!#$%&'*+/=?^_`{|}~-.") == (size_t)(at - text);
}

bool sound_folder(const char *text)
{
	return sound_line(text) && text[0] != '/' && text[strlen(text) - 1] != '/' &&
		strstr(text, "//") == NULL && strpbrk(text, "*%") == NULL;
}

bool sound_language(const char *text)
{
	return strlen(text) == 2 && only(text, LOWER);
}
