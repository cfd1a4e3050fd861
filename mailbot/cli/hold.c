/* mailbot hold, mailbot resume: nothing leaves, at once; and again. */
#include <getopt.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>

#include "base/clock.h"
#include "cli/cli.h"
#include "cli/house.h"
#include "registry/registry.h"

enum { LEAVING_MS = 10 * 1000 }; /* for mails that are on their way to come to their end */

static int options(const char **config, int argc, char **argv)
{
	static const struct option longs[] = {
		{"config", required_argument, NULL, 'c'},
		{"now", required_argument, NULL, 'n'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};

	for (int c; (c = getopt_long(argc, argv, "", longs, NULL)) != -1;) {
		if (c == 'c') {
			*config = optarg;
		} else if (c == 'n') {
			if (house_now(optarg) != CLI_OK)
				return CLI_USAGE;
		} else {
			/* argv[0] is "mailbot hold" */
			fprintf(c == 'h' ? stdout : stderr,
				"usage: %s [--config FILE] [--now TIME]\n", argv[0]);
			if (c == 'h')
				exit(CLI_OK);
			return CLI_USAGE;
		}
	}
	return optind == argc ? CLI_OK : house_fail(CLI_USAGE, "`%s` takes no words", argv[0]);
}

/* Holding must work at once: broken templates only take the words away, and of broken settings the register is enough. */
struct holding {
	struct house house;
	const struct catalogue *words; /* NULL: ids are said */
	struct registry *reg;
};

static void say(struct holding *x, const char *id, int64_t count)
{
	struct arena *a = x->house.arena;

	puts(house_say(a, x->words, "desk", id, "n", arena_printf(a, "%" PRId64, count), NULL));
}

static int on_their_way(struct holding *x, int64_t *count, struct err *e)
{
	struct outflow flow = {0};
	int rc = registry_outflow(x->reg, x->house.arena, &flow, e);

	*count = flow.sending;
	return rc;
}

static int hold(struct holding *x, struct err *e)
{
	int64_t end = clock_monotonic_ms() + LEAVING_MS, left = 0;
	bool changed;

	if (registry_hold(x->reg, clock_now(), &changed, e) != 0)
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

	if (registry_resume(x->reg, clock_now(), &changed, e) != 0)
		return -1;
	say(x, changed ? "now-leaving" : "leaving-already", 0);
	return 0;
}

static int with_register(int argc, char **argv, int (*act)(struct holding *x, struct err *e))
{
	struct holding x = {0};
	struct err e = {0};
	const char *config = NULL;
	int status = options(&config, argc, argv);

	if (status != CLI_OK)
		return status;
	status = house_open(&x.house, config, true);
	if (x.house.broken != NULL && x.house.broken->register_file != NULL) {
		x.house.settings = x.house.broken;
		status = CLI_OK;
	}
	if (status == CLI_OK)
		x.words = house_catalogue(&x.house, NULL);
	if (status == CLI_OK &&
		(registry_open_made(
			 x.house.settings->register_file, NULL, REGISTRY_STAFF, &x.reg, &e) != 0 ||
			act(&x, &e) != 0))
		status = house_fail(CLI_FAILED, "%s", e.text);
	registry_close(&x.reg);
	house_close(&x.house);
	return status;
}

int cli_hold(int argc, char **argv)
{
	return with_register(argc, argv, hold);
}

int cli_resume(int argc, char **argv)
{
	return with_register(argc, argv, resume);
}
