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

static int on_their_way(struct registry *reg, int64_t *count, struct err *e)
{
	struct arena *a = arena_new();
	struct outflow flow = {0};
	int rc = registry_outflow(reg, a, &flow, e);

	*count = flow.sending;
	arena_free(&a);
	return rc;
}

static int hold(struct registry *reg, struct err *e)
{
	int64_t end = clock_monotonic_ms() + LEAVING_MS, left = 0;
	bool changed;

	if (registry_hold(reg, clock_now(), &changed, e) != 0)
		return -1;
	printf("%s\n", changed ? "held: no mail leaves before `mailbot resume`" : "held already");
	do {
		if (on_their_way(reg, &left, e) != 0)
			return -1;
	} while (left > 0 && clock_monotonic_ms() < end && poll(NULL, 0, 100) == 0);
	if (left > 0)
		printf("%" PRId64 " were on their way before, and cannot be called back\n", left);
	return 0;
}

static int resume(struct registry *reg, struct err *e)
{
	bool changed;

	if (registry_resume(reg, clock_now(), &changed, e) != 0)
		return -1;
	puts(changed ? "mails leave again" : "mails leave: nothing was held");
	return 0;
}

static int with_register(int argc, char **argv, int (*act)(struct registry *reg, struct err *e))
{
	struct house h = {0};
	struct registry *reg = NULL;
	struct err e = {0};
	const char *config = NULL;
	int status = options(&config, argc, argv);

	if (status != CLI_OK)
		return status;
	status = house_open(&h, config, true);
	if (status == CLI_OK &&
		(registry_open(h.settings->register_file, NULL, REGISTRY_STAFF, &reg, &e) != 0 ||
			act(reg, &e) != 0))
		status = house_fail(CLI_FAILED, "%s", e.text);
	registry_close(&reg);
	house_close(&h);
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
