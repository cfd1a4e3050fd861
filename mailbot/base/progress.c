#include "base/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"

enum {
	DRAW_MS = 100, /* between two looks of the bar */
	LINE_MS = 10 * 1000, /* between two lines in the journal */
	COLUMNS = 80, /* where the terminal does not say, and at most */
	BAR_MIN = 10, /* a shorter one tells nothing: it is left out */
};

/* ---- numbers ---- */

/* Letters in a second; 0 before anything can be said. */
static size_t rate_of(const struct progress *p, int64_t ms)
{
	return ms < 1 ? 0 : (p->done * 1000 + (size_t)ms / 2) / (size_t)ms;
}

/* Seconds that the rest takes at that pace; -1 where nothing can be said. */
static long left_of(const struct progress *p, int64_t ms)
{
	if (p->done == 0 || ms < 1)
		return -1;
	return (long)((double)(p->total - p->done) * (double)ms / (double)p->done / 1000 + 0.5);
}

/* "10,000" */
static void grouped(size_t n, char *out, size_t size)
{
	char plain[24];
	int len = snprintf(plain, sizeof plain, "%zu", n);
	size_t at = 0;

	for (int i = 0; i < len && at + 2 < size; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = plain[i];
	}
	out[at] = '\0';
}

/* ---- what it says ---- */

void progress_line(const struct progress *p, int64_t ms, char *out, size_t size)
{
	long left = left_of(p, ms);
	int n = snprintf(out, size, "%s backlog done=%zu of=%zu rate=%zu/s", p->name, p->done,
		p->total, rate_of(p, ms));

	if (p->done < p->total && left >= 0)
		snprintf(out + n, size - (size_t)n, " left=%lds", left);
}

static void put_bar(char *out, size_t size, size_t width, size_t full, bool utf8)
{
	size_t at = 0;

	for (size_t i = 0; i < width; i++) {
		const char *piece = i < full ? (utf8 ? "━" : "#") : (utf8 ? "─" : "-");
		size_t len = strlen(piece);
		if (at + len >= size)
			break;
		memcpy(out + at, piece, len);
		at += len;
	}
	out[at] = '\0';
}

void progress_bar(
	const struct progress *p, int64_t ms, int columns, bool utf8, char *out, size_t size)
{
	char done[24], total[24], time[48] = "", figures[120], bar[COLUMNS * 4] = "";
	long left = left_of(p, ms);

	grouped(p->done, done, sizeof done);
	grouped(p->total, total, sizeof total);
	if (left >= 3600)
		snprintf(time, sizeof time, "%ld:%02ld:%02ld left", left / 3600, left / 60 % 60,
			left % 60);
	else if (left >= 0)
		snprintf(time, sizeof time, "%ld:%02ld left", left / 60, left % 60);
	snprintf(figures, sizeof figures, "%*s of %s  %4zu/s  %10s", (int)strlen(total), done,
		total, rate_of(p, ms), time);
	/* The last column stays free: some terminals would begin a new line. */
	int width = (columns < COLUMNS ? columns : COLUMNS) - 1 - 2 - 9 - 2 - (int)strlen(figures);
	if (width >= BAR_MIN)
		put_bar(bar, sizeof bar, (size_t)width,
			p->total > 0 ? (size_t)width * p->done / p->total : 0, utf8);
	if (width >= BAR_MIN)
		snprintf(out, size, "  %-9s%s  %s", p->name, bar, figures);
	else
		snprintf(out, size, "%.*s", columns > 1 ? columns - 1 : 0, figures);
}

/* ---- where it says it ---- */

static int columns(void)
{
	struct winsize w;

	return ioctl(STDERR_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col > 0 ? w.ws_col : COLUMNS;
}

static bool has_utf8(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value != NULL && value[0] != '\0')
			return strcasestr(value, "utf-8") != NULL ||
				strcasestr(value, "utf8") != NULL;
	}
	return false;
}

/* The cursor stays at its beginning: whoever writes a line to the terminal writes over it. */
static void draw(const struct progress *p, int64_t ms)
{
	char bar[COLUMNS * 4 + 120], text[sizeof bar + 16];

	progress_bar(p, ms, columns(), has_utf8(), bar, sizeof bar);
	int n = snprintf(text, sizeof text, "\033[K%s\r", bar);
	if (write(STDERR_FILENO, text, (size_t)n) < 0)
		return;
}

static void tell(struct progress *p, bool now)
{
	char line[200];
	int64_t at = clock_monotonic_ms();

	if (!now && at - p->told < (p->terminal ? DRAW_MS : LINE_MS))
		return;
	p->told = at;
	if (p->terminal) {
		draw(p, at - p->began);
	} else {
		progress_line(p, at - p->began, line, sizeof line);
		log_line(LOG_INFO, "%s", line);
	}
}

void progress_begin(struct progress *p, const char *name, size_t total)
{
	if (total < PROGRESS_LETTERS_MIN || p->name != NULL)
		return;
	*p = (struct progress){.name = name,
		.total = total,
		.began = clock_monotonic_ms(),
		.terminal = isatty(STDERR_FILENO) == 1};
	tell(p, true);
}

void progress_step(struct progress *p, size_t done, size_t more)
{
	if (p->name == NULL)
		return;
	p->done += done;
	p->total += more;
	if (p->total < p->done)
		p->total = p->done;
	tell(p, false);
}

void progress_end(struct progress *p)
{
	char line[200];

	if (p->name == NULL)
		return;
	int64_t ms = clock_monotonic_ms() - p->began;
	progress_line(p, ms, line, sizeof line);
	log_line(LOG_INFO, "%s seconds=%lld%s", line, (long long)(ms + 500) / 1000,
		p->done < p->total ? " stopped; the rest is taken up at the next start" : "");
	p->name = NULL;
}

bool progress_shown(const struct progress *p)
{
	return p->name != NULL && p->terminal;
}
