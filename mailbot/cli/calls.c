/* mailbot calls: who has no address is called; ticked off here. */
#include <string.h>

#include "cli/cli.h"
#include "cli/desk.h"

static int take_option(void *with, int c)
{
	return desk_option(with, c);
}

static int options(struct desk *d, int argc, char **argv)
{
	static const struct option longs[] = {DESK_OPTIONS, {0}};

	return desk_options(d, argc, argv, longs, "calls", take_option, d);
}

static int tick(struct desk *d, const char *text, bool again)
{
	struct err e = {0};
	bool done = false;
	int64_t id = desk_number(d, text);

	if (id == 0)
		return CLI_USAGE;
	if (registry_call(d->reg, &d->staff, id, again, &done, &e) != 0)
		return desk_fault(d, &e);
	if (!done)
		return desk_fail(CLI_FAILED,
			desk_say(d, again ? "call-not-told" : "no-call", "n", text, NULL));
	puts(desk_say(d, again ? "call-again" : "call-done", "n", text, NULL));
	return CLI_OK;
}

int cli_calls(int argc, char **argv)
{
	struct desk d = {0};
	int status;

	if (argc > 1 && strcmp(argv[1], "--help") == 0) {
		status = desk_usage(&d, "calls", stdout);
		desk_close(&d);
		return status;
	}
	if (argc == 1 || argv[1][0] == '-' || strcmp(argv[1], "list") == 0)
		return desk_list("calls", argc, argv, argc > 1 && argv[1][0] == '-' ? 1 : 2);
	status = options(&d, argc, argv);
	bool again = status == CLI_OK && optind < argc && strcmp(argv[optind], "again") == 0;
	if (status == CLI_OK &&
		(argc - optind < 2 || (!again && strcmp(argv[optind], "done") != 0))) {
		if (argc - optind > 1)
			desk_fail(CLI_USAGE,
				desk_say(&d, "no-such-verb", "text", argv[optind], NULL));
		status = desk_usage(&d, "calls", stderr);
	}
	if (status == CLI_OK)
		status = desk_open(&d);
	for (int i = optind + 1, worst = status; worst == CLI_OK && i < argc; i++) {
		int one = tick(&d, argv[i], again);
		status = one > status ? one : status;
	}
	desk_close(&d);
	return status;
}
