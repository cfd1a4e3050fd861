/* mailbot receive: the receiver as a process. */
#include "daemon/loops.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "daemon/contain.h"
#include "daemon/fault.h"
#include "daemon/process.h"
#include "daemon/receive.h"
#include "daemon/reload.h"
#include "daemon/stop.h"
#include "registry/erase.h"

struct receiving {
	const struct settings *settings;
	const struct rules *rules;
	bool kept;
	struct keeper *keeper;
	struct registry *reg;
	struct receiver *receiver;
	struct reload *reload;
	struct trouble trouble;
};

/* Before a letter is taken: the register may be a backup that knows people who were forgotten since. */
static int forget_again(struct registry *reg, struct err *e)
{
	bool erased = false;
	int rc = registry_erased_sync(reg, &erased, e);

	if (erased)
		log_line(
			LOG_WARNING, "receive: what the list of the erased names was erased again");
	return rc;
}

/* Where `mailbot rules apply` has fallen between the reading of the rules and this, they are read once more. */
static int take_series(struct receiving *r, struct err *e)
{
	int rc = registry_take_series(r->reg, r->rules, clock_now(), e);

	r->reload = reload_new(r->settings, r->reg, r->rules, r->kept, NULL, true);
	if (rc == 0 || !reload_again(r->reload))
		return rc;
	r->rules = reload_rules(r->reload);
	return registry_take_series(r->reg, r->rules, clock_now(), e);
}

static int begin(struct receiving *r, struct err *e)
{
	const struct settings *s = r->settings;
	struct arena *a = arena_new();
	struct containment c = {
		.name = "receive",
		.folder = file_folder(a, s->register_file),
		.readable = {s->inbox.ca_file, s->rules_dir},
		.ports = {s->inbox.port},
		.starts = true,
		.memory = RECEIVE_MEMORY_MAX,
	};
	int rc = -1;

	if (registry_open(s->register_file, s->key_file, REGISTRY_WRITE, &r->reg, e) == 0 &&
		take_series(r, e) == 0 && forget_again(r->reg, e) == 0 &&
		receiver_new(s, r->rules, r->reg, r->keeper, &r->receiver, e) == 0)
		rc = contain(&c, e);
	arena_free(&a);
	return rc;
}

/* -1: it is to begin anew (loop_orphaned). */
static int loop(struct receiving *r)
{
	struct err e = {0};

	while (!stop_asked()) {
		if (loop_orphaned("receive", r->keeper))
			return -1;
		process_alive();
		if (reload_look(r->reload))
			receiver_set_rules(r->receiver, reload_rules(r->reload));
		if (receiver_pass(r->receiver, &e) == 0) {
			trouble_over(&r->trouble, true);
			process_alive();
			if (stop_asked() ||
				receiver_wait(r->receiver, r->settings->poll_seconds, &e) == 0)
				continue;
		}
		if (!stop_asked())
			process_rest(trouble_met(&r->trouble, receiver_fault(r->receiver), &e), -1);
	}
	return 0;
}

static int pass_once(struct receiving *r)
{
	struct err e = {0};

	if (receiver_pass(r->receiver, &e) == 0) {
		trouble_over(&r->trouble, true);
		return 0;
	}
	trouble_met(&r->trouble, receiver_fault(r->receiver), &e);
	return -1;
}

int receive_work(const struct settings *settings, const struct rules *rules, bool kept,
	struct keeper *keeper, bool once)
{
	struct receiving r = {.settings = settings,
		.rules = rules,
		.kept = kept,
		.keeper = keeper,
		.trouble = {.name = "receive"}};
	struct err e = {0};
	int rc = 0;

	rc = begin(&r, &e);
	r.trouble.reg = r.reg;
	if (rc != 0) {
		log_line(LOG_ERR, "receive cannot begin: %s", e.text);
		trouble_begin(&r.trouble, &e);
	} else if (process_ready()) {
		if (once)
			rc = pass_once(&r);
		else
			rc = loop(&r);
	}
	receiver_free(&r.receiver);
	reload_free(&r.reload);
	registry_close(&r.reg);
	return rc;
}
