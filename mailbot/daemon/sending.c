/* mailbot send: the sender as a process. */
#include "daemon/loops.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "compose/compose.h"
#include "daemon/contain.h"
#include "daemon/due.h"
#include "daemon/fault.h"
#include "daemon/process.h"
#include "daemon/reload.h"
#include "daemon/send.h"
#include "daemon/stop.h"
#include "registry/morning.h"
#include "registry/poke.h"

struct sending {
	const struct settings *settings;
	const struct templates *templates;
	const struct rules *rules;
	bool kept;
	struct keeper *keeper;
	struct registry *reg;
	struct sender *sender;
	struct reload *reload;
	int poked;
	struct trouble trouble;
};

static int begin(struct sending *s, struct err *e)
{
	const struct settings *set = s->settings;
	struct arena *a = arena_new();
	struct containment c = {
		.name = "send",
		.folder = file_folder(a, set->register_file),
		.readable = {set->outbox.ca_file, set->rules_dir, set->templates_dir},
		.ports = {set->outbox.port},
		.forks = true,
		.memory = SEND_MEMORY_MAX,
	};
	int rc = -1;

	compose_begin();
	if (registry_open(set->register_file, set->key_file, REGISTRY_WRITE, &s->reg, e) == 0 &&
		sender_new(set, s->templates, s->reg, s->keeper, &s->sender, e) == 0) {
		registry_small(s->reg);
		s->reload = reload_new(set, s->reg, s->rules, s->kept, s->templates, false);
		s->poked = poke_listen(set->register_file);
		rc = contain(&c, e);
	}
	arena_free(&a);
	return rc;
}

/* Queues what is due, and sends. */
static int pass(struct sending *s, struct err *e)
{
	if (due_queue(s->reg, s->settings, s->rules, e) != 0)
		return -1;
	return sender_pass(s->sender, e);
}

static void pulse(struct sending *s, bool once)
{
	struct err e = {0};

	if (registry_pulse(s->reg, clock_now(), once, &e) != 0)
		log_line(LOG_WARNING, "send: %s", e.text);
}

/* -1: it is to begin anew (loop_orphaned). */
static int loop(struct sending *s)
{
	struct err e = {0};

	while (!stop_asked()) {
		int rest;
		if (loop_orphaned("send", s->keeper))
			return -1;
		process_alive();
		poke_clear(s->poked);
		if (reload_look(s->reload)) {
			s->rules = reload_rules(s->reload);
			sender_set_templates(s->sender, reload_templates(s->reload));
		}
		pulse(s, false);
		if (pass(s, &e) == 0) {
			trouble_over(&s->trouble, sender_proven(s->sender));
			rest = sender_seconds(s->sender, SEND_LOOK_SECONDS);
		} else {
			rest = trouble_met(&s->trouble, sender_fault(s->sender), &e);
		}
		/* In trouble a poke is no reason to try sooner. */
		process_rest(rest, s->trouble.seconds > 0 ? -1 : s->poked);
	}
	return 0;
}

static int pass_once(struct sending *s)
{
	struct err e = {0};

	pulse(s, true);
	if (pass(s, &e) == 0) {
		trouble_over(&s->trouble, sender_proven(s->sender));
		return 0;
	}
	trouble_met(&s->trouble, sender_fault(s->sender), &e);
	return -1;
}

int send_work(const struct settings *settings, const struct templates *templates,
	const struct rules *rules, bool kept, struct keeper *keeper, bool once)
{
	struct sending s = {.settings = settings,
		.templates = templates,
		.rules = rules,
		.kept = kept,
		.keeper = keeper,
		.poked = -1,
		.trouble = {.name = "send"}};
	struct err e = {0};
	int rc = 0;

	rc = begin(&s, &e);
	s.trouble.reg = s.reg;
	if (rc != 0) {
		log_line(LOG_ERR, "send cannot begin: %s", e.text);
		trouble_begin(&s.trouble, &e);
	} else if (process_ready()) {
		if (once)
			rc = pass_once(&s);
		else
			rc = loop(&s);
	}
	sender_free(&s.sender);
	reload_free(&s.reload);
	registry_close(&s.reg);
	if (s.poked >= 0)
		close(s.poked);
	return rc;
}
