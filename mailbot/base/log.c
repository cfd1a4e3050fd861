#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

static int least = LOG_INFO;
static bool plain, wipe;

void log_level(int level)
{
	least = level;
}

bool log_writes(int level)
{
	return level <= least;
}

void log_plain(void)
{
	plain = true;
	wipe = isatty(STDERR_FILENO) == 1;
}

/* One write a line, so that the lines of several processes never mix. */
static void write_line(int level, const char *fmt, va_list ap)
{
	char line[2048];
	/* A bar that some process has left there (base/progress.h) is wiped away. */
	int start = wipe ? snprintf(line, sizeof line, "\033[K")
		: plain  ? 0
			 : snprintf(line, sizeof line, "<%d>", level);
	int n = vsnprintf(line + start, sizeof line - (size_t)start - 1, fmt, ap);

	if (n < 0)
		return;
	size_t len = (size_t)start + (size_t)n;
	if (len > sizeof line - 2)
		len = sizeof line - 2;
	for (size_t i = (size_t)start; i < len; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == 0x7f)
			line[i] = '?';
	line[len++] = '\n';
	if (write(STDERR_FILENO, line, len) < 0)
		return; /* nobody reads us: there is no better place to say so */
}

void log_line(int level, const char *fmt, ...)
{
	va_list ap;

	if (!log_writes(level))
		return;
	va_start(ap, fmt);
	write_line(level, fmt, ap);
	va_end(ap);
}

void log_fatal(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	write_line(LOG_CRIT, fmt, ap);
	va_end(ap);
	_exit(70);
}
