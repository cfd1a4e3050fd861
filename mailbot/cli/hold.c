/* mailbot hold, mailbot resume: nothing leaves, at once; and again. */
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>

#include "base/clock.h"
#include "cli/cli.h"
#include "cli/desk.h"

enum { LEAVING_MS = 10 * 1000 }; /* for mails that are on their way to come to their end */

enum { OPT_HELP = DESK_OWN };

/* Holding must work at once: broken templates only take the words away, and of broken settings the register is enough. */
struct holding {
	struct desk desk; /* its words NULL: ids are said */
	bool help;
};

static int take_option(void *with, int c)
{
	struct holding *x = with;

	if (c != OPT_HELP)
		return desk_option(&x->desk, c);
	x->help = true;
	return CLI_OK;
}

static int options(struct holding *x, int argc, char **argv, const char *command)
{
	static const struct option longs[] = {
		{"config", required_argument, NULL, DESK_CONFIG},
		{"now", required_argument, NULL, DESK_NOW},
		{"help", no_argument, NULL, OPT_HELP},
		{0},
	};
	int status = desk_options(&x->desk, argc, argv, longs, command, take_option, x);

	return status == CLI_OK && optind < argc ? desk_usage(&x->desk, command, stderr) : status;
}

static void say(struct holding *x, const char *id, int64_t count)
{
	struct arena *a = x->desk.house.arena;

	puts(house_say(
		a, x->desk.words, "desk", id, "n", arena_printf(a, "%" PRId64, count), NULL));
}

static int on_their_way(struct holding *x, int64_t *count, struct err *e)
{
	struct outflow flow = {0};
	int rc = registry_outflow(x->desk.reg, x->desk.house.arena, &flow, e);

	*count = flow.sending;
	return rc;
}

static int hold(struct holding *x, struct err *e)
{
	int64_t end = clock_monotonic_ms() + LEAVING_MS, left = 0;
	bool changed;

	if (registry_hold(x->desk.reg, clock_now(), &changed, e) != 0)
		return -1;
	say(x, changed ? "now-held" : "held-already", 0);
	do {
		if (on_their_way(x, &left, e) != 0)
			return -1;
	} while (left > 0 && clock_monotonic_ms() < end && poll(NULL, 0, 100) == 0);
	if (left > 0)
		say(x, left == 1 ? "one-was-leaving" : "were-leaving", left);
	return 0;
}

static int resume(struct holding *x, struct err *e)
{
	bool changed;

	if (registry_resume(x->desk.reg, clock_now(), &changed, e) != 0)
		return -1;
	say(x, changed ? "now-leaving" : "leaving-already", 0);
	return 0;
}

static int act_with_register(struct holding *x, int (*act)(struct holding *x, struct err *e))
{
	struct house *h = &x->desk.house;
	struct err e = {0};
	int status = house_open(h, x->desk.config, true);

	if (h->broken != NULL && h->broken->register_file != NULL) {
		h->settings = h->broken;
		status = CLI_OK;
	}
	if (status != CLI_OK)
		return status;
	x->desk.words = house_catalogue(h, NULL);
	if (registry_open_made(
		    h->settings->register_file, NULL, REGISTRY_STAFF, &x->desk.reg, &e) != 0 ||
		act(x, &e) != 0)
		return desk_fault(&x->desk, &e);
	return CLI_OK;
}

static int command(
	int argc, char **argv, const char *name, int (*act)(struct holding *x, struct err *e))
{
	struct holding x = {0};
	int status = options(&x, argc, argv, name);

	if (status == CLI_OK)
		status = x.help ? desk_usage(&x.desk, name, stdout) : act_with_register(&x, act);
	desk_close(&x.desk);
	return status;
}

int cli_hold(int argc, char **argv)
{
	return command(argc, argv, "hold", hold);
}

int cli_resume(int argc, char **argv)
{
	return command(argc, argv, "resume", resume);
}
