/* mailbot run: receives letters, decides, answers; by the processes that it supervises. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/cli.h"
#include "cli/house.h"
#include "daemon/run.h"

struct run_options {
	bool once, help;
	const char *config;
};

static const char usage[] =
	"usage: mailbot run [--once] [--verbose] [--config FILE] [--now TIME]\n";

static int options(struct run_options *o, int argc, char **argv)
{
	static const struct option longs[] = {
		{"once", no_argument, NULL, 'o'},
		{"verbose", no_argument, NULL, 'v'},
		{"config", required_argument, NULL, 'c'},
		{"now", required_argument, NULL, 'n'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};

	for (int c; (c = getopt_long(argc, argv, "", longs, NULL)) != -1;) {
		switch (c) {
		case 'o': o->once = true; break;
		case 'v': log_level(LOG_DEBUG); break;
		case 'c': o->config = optarg; break;
		case 'n':
			if (house_now(optarg) != CLI_OK)
				return CLI_USAGE;
			break;
		case 'h': o->help = true; break;
		default: fputs(usage, stderr); return CLI_USAGE;
		}
	}
	if (optind == argc)
		return CLI_OK;
	fputs(usage, stderr);
	return CLI_USAGE;
}

/* They are only looked at, before anything is touched: by a child, so that who lives on stays small. */
static int check_aside(struct house *h, int opened)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		_exit(house_check(h, opened));
	if (pid < 0)
		return house_check(h, opened);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return CLI_FAILED;
	return WIFEXITED(status) ? WEXITSTATUS(status) : CLI_FAILED;
}

int cli_run(int argc, char **argv)
{
	struct run_options o = {0};
	struct house h = {0};
	int status = options(&o, argc, argv);

	if (status != CLI_OK)
		return status;
	if (o.help) {
		fputs(usage, stdout);
		return CLI_OK;
	}
	if (isatty(STDERR_FILENO))
		log_plain();
	status = house_open(&h, o.config, true);
	if (status == CLI_OK || h.arena != NULL)
		status = check_aside(&h, status);
	if (status == CLI_OK && run_register(h.settings, o.once) != 0)
		status = CLI_FAILED;
	house_close(&h);
	return status;
}
