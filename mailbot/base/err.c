#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A text that was cut must not end in half a character: terminals and the journal would show
 * rubbish. */
static void trim_half_character(char *text)
{
	size_t len = strlen(text), i = len;

	while (i > 0 && ((unsigned char)text[i - 1] & 0xc0) == 0x80)
		i--;
	if (i == 0)
		return;
	unsigned char lead = (unsigned char)text[i - 1];
	size_t want = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
	if (len - (i - 1) < want)
		text[i - 1] = '\0';
}

static void put(struct err *e, const char *fmt, va_list ap, const char *tail)
{
	char text[ERR_TEXT_MAX] = ""; /* to its end: errors go whole from process to process */
	int n = vsnprintf(text, sizeof text, fmt, ap);

	if (n < 0)
		text[0] = '\0';
	if (tail != NULL && n >= 0 && (size_t)n < sizeof text)
		snprintf(text + n, sizeof text - (size_t)n, ": %s", tail);
	trim_half_character(text);
	memcpy(e->text, text, sizeof text);
}

int err_set(struct err *e, const char *fmt, ...)
{
	va_list ap;

	if (e == NULL)
		return -1;
	va_start(ap, fmt);
	put(e, fmt, ap, NULL);
	va_end(ap);
	return -1;
}

int err_wrap(struct err *e, const char *fmt, ...)
{
	char before[ERR_TEXT_MAX];
	va_list ap;

	if (e == NULL)
		return -1;
	memcpy(before, e->text, sizeof before);
	va_start(ap, fmt);
	put(e, fmt, ap, before);
	va_end(ap);
	return -1;
}

int err_errno(struct err *e, const char *fmt, ...)
{
	const char *why = strerrordesc_np(errno);
	va_list ap;

	if (e == NULL)
		return -1;
	va_start(ap, fmt);
	put(e, fmt, ap, why != NULL ? why : "unknown error");
	va_end(ap);
	return -1;
}
