#include "daemon/run.h"

#include <poll.h>

#include "base/clock.h"
#include "base/log.h"
#include "daemon/receive.h"
#include "daemon/send.h"
#include "daemon/stop.h"

/* Seconds of rest after a fault: the first, and the longest that it grows to. */
enum { REST_FIRST = 5, REST_MOST = 300 };

struct robot {
	const struct settings *settings;
	int lock;
	struct registry *reg;
	struct receiver *receiver;
	struct sender *sender;
};

static int begin(struct robot *r, const struct rules *rules, const struct templates *templates,
	struct err *e)
{
	const struct settings *s = r->settings;

	if (stop_watch(e) != 0 || registry_lock(s->register_file, &r->lock, e) != 0 ||
		registry_open(s->register_file, s->key_file, REGISTRY_WRITE, &r->reg, e) != 0 ||
		registry_take_series(r->reg, rules, clock_now(), e) != 0 ||
		receiver_new(s, rules, r->reg, &r->receiver, e) != 0 ||
		sender_new(s, templates, r->reg, &r->sender, e) != 0)
		return -1;
	return 0;
}

static void end(struct robot *r)
{
	sender_free(&r->sender);
	receiver_free(&r->receiver);
	registry_close(&r->reg);
	if (r->lock >= 0)
		registry_unlock(&r->lock);
}

/* Receives, then sends. A fault of the one does not keep the other from its work. */
static int step(struct robot *r)
{
	struct err e = {0};
	int rc = 0;

	if (receiver_pass(r->receiver, &e) != 0) {
		log_line(LOG_ERR, "receive failed: %s", e.text);
		rc = -1;
	}
	if (!stop_asked() && sender_pass(r->sender, &e) != 0) {
		log_line(LOG_ERR, "send failed: %s", e.text);
		rc = -1;
	}
	return rc;
}

static void rest(int seconds)
{
	struct pollfd stop = {.fd = stop_fd(), .events = POLLIN};

	poll(&stop, 1, seconds * 1000);
}

static void loop(struct robot *r)
{
	struct err e = {0};
	int pause = REST_FIRST;

	while (!stop_asked()) {
		if (step(r) != 0) {
			rest(pause);
			pause = pause * 2 < REST_MOST ? pause * 2 : REST_MOST;
			continue;
		}
		pause = REST_FIRST;
		int seconds = sender_seconds(r->sender, r->settings->poll_seconds);
		if (!stop_asked() && receiver_wait(r->receiver, seconds, &e) != 0)
			log_line(LOG_WARNING, "receive: %s", e.text);
	}
}

static int report(struct robot *r)
{
	struct registry_counts c = {0};
	struct err e = {0};

	if (registry_count(r->reg, &c, &e) != 0) {
		log_line(LOG_ERR, "run failed: %s", e.text);
		return -1;
	}
	log_line(LOG_INFO,
		"run %s letters=%zu acted=%zu review=%zu automatic=%zu to-file=%zu queued=%zu "
		"held=%zu later=%zu sent=%zu failed=%zu in-doubt=%zu",
		stop_asked() ? "stopped" : "done", c.letters, c.acted, c.review, c.automatic,
		c.to_file, c.queued, c.held, c.later, c.sent, c.failed, c.doubt);
	return 0;
}

int run_register(const struct settings *settings, const struct rules *rules,
	const struct templates *templates, bool once)
{
	struct robot r = {.settings = settings, .lock = -1};
	struct err e = {0};
	int rc = -1;

	if (begin(&r, rules, templates, &e) != 0) {
		log_line(LOG_ERR, "run cannot begin: %s", e.text);
		goto out;
	}
	rc = 0;
	if (once)
		rc = step(&r) != 0 || stop_asked() ? -1 : 0;
	else
		loop(&r);
	if (report(&r) != 0)
		rc = -1;
out:
	end(&r);
	return rc;
}
