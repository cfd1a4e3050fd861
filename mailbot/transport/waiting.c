/* Waiting for news, in IDLE or asleep. */
#include "transport/inbox.h"

#include <poll.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "transport/session.h"

/*
 * IDLE is spoken here and not by libetpan's mailimap_idle, which waits for ever where a server tells
 * something before its "+", and forgets what it told.
 */
static const char tag[] = "idle";

static bool has_news(const struct inbox *i)
{
	return i->imap->imap_selection_info != NULL && i->imap->imap_selection_info->sel_has_exists;
}

static void note_exists(struct inbox *i, struct slice line)
{
	long number, space;

	line = slice_from(line, 2);
	space = slice_find(line, ' ');
	if (space < 0 || i->imap->imap_selection_info == NULL ||
		!slice_number(slice_head(line, (size_t)space), INT32_MAX, &number) ||
		!slice_is_ci(slice_from(line, (size_t)space + 1), "EXISTS"))
		return;
	i->imap->imap_selection_info->sel_exists = (uint32_t)number;
	i->imap->imap_selection_info->sel_has_exists = 1;
}

static int say(struct inbox *i, const char *line, struct err *e)
{
	mailstream *m = i->imap->imap_stream;
	bool sent;

	if (session_begin(i, 0, e) != 0)
		return -1;
	sent = mailstream_write(m, line, strlen(line)) >= 0 && mailstream_flush(m) == 0;
	return session_end(i, sent ? MAILIMAP_NO_ERROR : MAILIMAP_ERROR_STREAM, e);
}

/* Reads lines up to the one that begins with "+", or with our tag: which one, *tagged says. */
static int listen_until(struct inbox *i, bool plus, bool *tagged, struct err *e)
{
	MMAPString *buffer = mmap_string_new("");
	int rc = -1;

	*tagged = false;
	for (;;) {
		const char *p = mailstream_read_line_remove_eol(i->imap->imap_stream, buffer);
		struct slice line = slice_of(p);
		if (p == NULL) {
			session_end(i, MAILIMAP_ERROR_STREAM, e);
			break;
		}
		if (slice_starts(line, "* "))
			note_exists(i, line);
		*tagged = slice_starts(line, tag) && line.len >= sizeof tag &&
			line.p[sizeof tag - 1] == ' ';
		if (*tagged || (plus && slice_starts(line, "+"))) {
			rc = 0;
			break;
		}
	}
	mmap_string_free(buffer);
	return rc;
}

/* True: something woke us, a descriptor of the caller's or a signal. */
static bool pause_for(struct inbox *i, int wake_fd, int64_t ms)
{
	struct pollfd fds[] = {
		{.fd = stream_fd(i->stream), .events = POLLIN}, {.fd = wake_fd, .events = POLLIN}};
	int n;

	if (stream_pending(i->stream))
		return false;
	n = poll(fds, 2, ms < INT32_MAX ? (int)ms : INT32_MAX);
	return n < 0 || fds[1].revents != 0;
}

static int idle_once(struct inbox *i, int wake_fd, int64_t ms, bool *woken, struct err *e)
{
	bool tagged;

	if (say(i, "idle IDLE\r\n", e) != 0 || listen_until(i, true, &tagged, e) != 0)
		return -1;
	/* It offers what it then refuses. */
	if (tagged) {
		i->no_idle = true;
		return 0;
	}
	if (!has_news(i))
		*woken = pause_for(i, wake_fd, ms);
	if (say(i, "DONE\r\n", e) != 0)
		return -1;
	return listen_until(i, false, &tagged, e);
}

static int sleep_once(struct inbox *i, int wake_fd, int64_t ms, bool *woken, struct err *e)
{
	*woken = pause_for(i, wake_fd, ms);
	if (session_begin(i, 0, e) != 0)
		return -1;
	return session_end(i, mailimap_noop(i->imap), e);
}

/* A server that always has something to say, and never news, is asked once a second. */
static bool breathe(int wake_fd, int64_t ms)
{
	struct pollfd pfd = {.fd = wake_fd, .events = POLLIN};

	return ms > 0 && poll(&pfd, 1, ms < 1000 ? (int)ms : 1000) != 0;
}

int inbox_wait(struct inbox *i, int seconds, int wake_fd, bool *news, struct err *e)
{
	int64_t end = clock_monotonic_ms() + (int64_t)seconds * 1000, left;
	bool woken = false;
	int rc = session_begin(i, 0, e);

	*news = false;
	while (rc == 0 && !woken && !(*news = has_news(i)) &&
		(left = end - clock_monotonic_ms()) > 0) {
		bool idles = mailimap_has_extension(i->imap, "IDLE") && !i->no_idle;
		if (left > IDLE_SECONDS_MAX * 1000)
			left = IDLE_SECONDS_MAX * 1000;
		rc = idles ? idle_once(i, wake_fd, left, &woken, e)
			   : sleep_once(i, wake_fd, left, &woken, e);
		/* Not where IDLE was refused just now: nobody has waited yet. */
		if (rc == 0 && !woken && !has_news(i) && !(idles && i->no_idle))
			woken = breathe(wake_fd, end - clock_monotonic_ms());
	}
	return rc == 0 ? 0 : err_wrap(e, "waiting for letters");
}
