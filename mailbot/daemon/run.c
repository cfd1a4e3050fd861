#include "daemon/run.h"

#include <sys/wait.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/zone.h"
#include "daemon/notify.h"
#include "daemon/stop.h"
#include "daemon/supervise.h"
#include "registry/registry.h"

enum { RECEIVE, SEND, LOOPS };

enum {
	/* Milliseconds that they may take to end when told to. The receiver is at no step that could
	   not be broken off; the sender may wait for the answer to its last byte. */
	RECEIVE_STOP_MS = 2 * 1000,
	SEND_STOP_MS = SMTP_STOP_MS + 2 * 1000,
	TURN_MS = 10 * 1000, /* where systemd asks for no sign of life */
};

struct robot {
	const struct settings *settings;
	struct arena *arena;
	int lock;
	size_t sent; /* mails that had been sent before it began */
	struct worker loops[LOOPS];
};

enum { LOOP_ARGV_MAX = 9 }; /* the eight words of the longest line, and NULL */

/*
 * "mailbot receive --config FILE --ahead SECONDS [--once] [--verbose] [--sound]". Rules are looked at as a
 * whole before a loop begins, but not when one is started again: what it finds in their folder then is not
 * known to be `sound` any more.
 */
static char **argv_of(struct robot *r, const char *name, bool once, bool sound)
{
	char **argv = arena_array(r->arena, LOOP_ARGV_MAX, sizeof *argv);
	size_t n = 0;

	argv[n++] = arena_string(r->arena, slice_of("mailbot"));
	argv[n++] = arena_string(r->arena, slice_of(name));
	argv[n++] = arena_string(r->arena, slice_of("--config"));
	argv[n++] = arena_string(r->arena, slice_of(r->settings->file));
	argv[n++] = arena_printf(r->arena, "--ahead=%lld", (long long)clock_offset());
	if (once)
		argv[n++] = arena_string(r->arena, slice_of("--once"));
	if (log_writes(LOG_DEBUG))
		argv[n++] = arena_string(r->arena, slice_of("--verbose"));
	if (sound)
		argv[n++] = arena_string(r->arena, slice_of("--sound"));
	return argv;
}

static struct worker worker_of(struct robot *r, const char *name, bool once, int stop_ms)
{
	return (struct worker){
		.name = name,
		.program = "/proc/self/exe",
		.argv = argv_of(r, name, once, true),
		.stall_ms = STALL_SECONDS * 1000,
		.stop_ms = stop_ms,
		.line = -1,
	};
}

static bool was_killed(const struct worker *w)
{
	return w->pid == 0 && WIFSIGNALED(w->status);
}

/* It has said itself why it could not begin, unless it was killed. */
static int why_not(const struct worker *w, struct err *e)
{
	if (was_killed(w))
		err_set(e, "%s was killed by signal %d", w->name, WTERMSIG(w->status));
	return -1;
}

/*
 * Taken before the loops do anything: what we report at the end is what this run has sent. A register that
 * is not there yet (its loop was killed before it made it) is no reason not to begin.
 */
static size_t count_sent(const struct robot *r)
{
	struct registry *reg = NULL;
	struct registry_counts c = {0};
	bool counted =
		registry_open(r->settings->register_file, NULL, REGISTRY_READ, &reg, NULL) == 0 &&
		registry_count(reg, &c, NULL) == 0;

	registry_close(&reg);
	return counted ? c.sent : 0;
}

/*
 * One after the other: the first makes the register and its key where there are none. One that cannot
 * begin ends us, and says why; one that somebody killed is started again like any other.
 */
static int begin(struct robot *r, bool once, struct err *e)
{
	if (stop_watch(e) != 0 || registry_lock(r->settings->register_file, &r->lock, e) != 0)
		return -1;
	r->loops[RECEIVE] = worker_of(r, "receive", once, RECEIVE_STOP_MS);
	r->loops[SEND] = worker_of(r, "send", once, SEND_STOP_MS);
	for (size_t i = 0; i < LOOPS; i++)
		if (worker_start(&r->loops[i], r->lock, e) != 0)
			return -1;
		else if (!worker_await(&r->loops[i]) && (once || !was_killed(&r->loops[i])))
			return why_not(&r->loops[i], e);
	for (size_t i = 0; i < LOOPS; i++)
		r->loops[i].argv = argv_of(r, r->loops[i].name, once, false);
	r->sent = count_sent(r);
	return 0;
}

/* Receives, then sends. A fault of the one does not keep the other from its work. */
static int pass(struct robot *r)
{
	int rc = 0;

	for (size_t i = 0; i < LOOPS && !stop_asked(); i++) {
		struct worker *w = &r->loops[i];
		worker_go(w);
		if (!worker_join(w) || !worker_well(w))
			rc = -1;
		if (w->pid == 0 && !WIFEXITED(w->status))
			log_line(LOG_ERR, "run %s ended signal=%d", w->name, WTERMSIG(w->status));
	}
	return stop_asked() ? -1 : rc;
}

/* The setting `start`, where it is still to come: that nothing happens until then may be a slip of its year. */
static const char *start_to_come(const struct robot *r)
{
	int64_t start = r->settings->start;
	struct civil day = civil_of_days((int32_t)(start / (24 * 3600)));
	int minutes = (int)(start % (24 * 3600) / 60);

	return start <= clock_now() ? NULL
				    : arena_printf(r->arena, "%04d-%02d-%02dT%02d:%02dZ", day.year,
					      day.month, day.day, minutes / 60, minutes % 60);
}

static void warn_of_start(const struct robot *r)
{
	const char *start = start_to_come(r);

	if (start != NULL)
		log_line(LOG_WARNING,
			"run: 'start' is still to come (%s): until then letters are read for "
			"comparison only, nobody is registered or answered",
			start);
}

/* What systemctl shows of it while it runs. */
static const char *status(const struct robot *r)
{
	const char *start = start_to_come(r);

	return start == NULL ? "Receiving and sending."
			     : arena_printf(r->arena,
				       "Reading for comparison only, and receiving and sending "
				       "from %s ('start').",
				       start);
}

static void tell_systemd(void)
{
	notify_state("WATCHDOG=1");
}

static int loop(struct robot *r)
{
	uint64_t watchdog = notify_watchdog();
	int turn = TURN_MS;

	if (watchdog > 0 && watchdog / 2000 < (uint64_t)turn)
		turn = (int)(watchdog / 2000);
	for (size_t i = 0; i < LOOPS; i++)
		worker_go(&r->loops[i]);
	memory_settle();
	notify_state(arena_printf(r->arena, "READY=1\nSTATUS=%s", status(r)));
	workers_keep(r->loops, LOOPS, r->lock, tell_systemd, turn);
	notify_state("STOPPING=1\nSTATUS=Ending.");
	return 0;
}

static int report(struct robot *r)
{
	struct registry *reg = NULL;
	struct registry_counts c = {0};
	struct outflow flow = {0};
	struct err e = {0};
	int rc = -1;

	if (registry_open(r->settings->register_file, NULL, REGISTRY_READ, &reg, &e) != 0 ||
		registry_count(reg, &c, &e) != 0 ||
		registry_outflow(reg, r->arena, &flow, &e) != 0) {
		log_line(LOG_ERR, "run failed: %s", e.text);
	} else {
		log_line(LOG_INFO,
			"run %s letters=%zu acted=%zu review=%zu automatic=%zu to-file=%zu "
			"queued=%zu held=%zu later=%zu sent=%zu failed=%zu in-doubt=%zu",
			stop_asked() ? "stopped" : "done", c.letters, c.acted, c.review,
			c.automatic, c.to_file, c.queued, c.held, c.later,
			c.sent > r->sent ? c.sent - r->sent : 0, c.failed, c.doubt);
		if (flow.held != 0)
			log_line(LOG_WARNING,
				"run holds all mails why=%s; `mailbot resume` lets them go",
				flow.why);
		rc = 0;
	}
	registry_close(&reg);
	return rc;
}

int run_register(const struct settings *settings, bool once)
{
	struct robot r = {.settings = settings, .arena = arena_new(), .lock = -1};
	struct err e = {0};
	int rc = -1;

	if (begin(&r, once, &e) != 0) {
		if (e.text[0] != '\0')
			log_line(LOG_ERR, "run cannot begin: %s", e.text);
		else if (stop_asked() && !once) /* told to end while they began: that is all */
			rc = 0;
		goto out;
	}
	warn_of_start(&r);
	if (once)
		rc = pass(&r);
	else
		rc = loop(&r);
	workers_end(r.loops, LOOPS);
	if (report(&r) != 0)
		rc = -1;
out:
	workers_end(r.loops, LOOPS);
	registry_unlock(&r.lock);
	arena_free(&r.arena);
	return rc;
}
