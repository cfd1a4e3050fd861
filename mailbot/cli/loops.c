/* mailbot receive, mailbot send: the processes that `mailbot run` starts; not for people. */
#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "cli/cli.h"
#include "cli/house.h"
#include "daemon/loops.h"

struct loop_options {
	bool once, sound; /* `sound`: `run` has just found that the rules are */
	const char *config;
};

static int options(struct loop_options *o, int argc, char **argv)
{
	static const struct option longs[] = {
		{"once", no_argument, NULL, 'o'},
		{"verbose", no_argument, NULL, 'v'},
		{"sound", no_argument, NULL, 's'},
		{"config", required_argument, NULL, 'c'},
		{"ahead", required_argument, NULL, 'a'}, /* seconds of `run`'s clock */
		{0},
	};

	for (int c; (c = getopt_long(argc, argv, "", longs, NULL)) != -1;) {
		switch (c) {
		case 'o': o->once = true; break;
		case 's': o->sound = true; break;
		case 'v': log_level(LOG_DEBUG); break;
		case 'c': o->config = optarg; break;
		case 'a': clock_shift(strtoll(optarg, NULL, 10)); break;
		default: return CLI_USAGE;
		}
	}
	return optind == argc ? CLI_OK : CLI_USAGE;
}

static int begin(struct house *h, struct loop_options *o, int argc, char **argv)
{
	*h = (struct house){0};
	if (options(o, argc, argv) != CLI_OK)
		return house_fail(CLI_USAGE, "`%s` is started by `mailbot run`", argv[0]);
	if (isatty(STDERR_FILENO))
		log_plain();
	return house_open(h, o->config, true);
}

int cli_receive(int argc, char **argv)
{
	struct loop_options o = {0};
	struct house h;
	struct keeper *keeper = NULL;
	int status = begin(&h, &o, argc, argv);

	if (status == CLI_OK && loop_begin("receive", &h.settings->inbox.password, &keeper) != 0)
		status = CLI_FAILED;
	if (status == CLI_OK)
		status = house_heads(&h, o.sound);
	if (status == CLI_OK)
		house_pack_files(&h);
	if (status == CLI_OK && receive_work(h.settings, h.rules, h.kept, keeper, o.once) != 0)
		status = CLI_FAILED;
	keeper_free(&keeper);
	house_close(&h);
	return status;
}

int cli_send(int argc, char **argv)
{
	struct loop_options o = {0};
	struct house h;
	struct templates *templates = NULL;
	struct keeper *keeper = NULL;
	int status = begin(&h, &o, argc, argv);

	if (status == CLI_OK && loop_begin("send", &h.settings->outbox.password, &keeper) != 0)
		status = CLI_FAILED;
	if (status == CLI_OK)
		status = house_templates(&h, &templates);
	if (status == CLI_OK)
		status = house_heads(&h, o.sound);
	if (status == CLI_OK)
		house_forget_files(&h);
	if (status == CLI_OK &&
		send_work(h.settings, templates, h.rules, h.kept, keeper, o.once) != 0)
		status = CLI_FAILED;
	keeper_free(&keeper);
	house_close(&h);
	return status;
}
