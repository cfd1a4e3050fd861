/* mailbot: only dispatches; one file a command in cli/. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/version.h"
#include "cli/cli.h"

static const struct command commands[] = {
	{"review", cli_review, "what waits for a person: review list, show, accept, correct, …",
		true},
	{"register", cli_register, "enter who calls or comes by: register EVENT … --name NAME",
		true},
	{"cancel", cli_cancel, "the same, who does not come: cancel EVENT … --address ADDRESS",
		true},
	{"list", cli_list, "show the register: list registrations, list review, list outgoing",
		true},
	{"calls", cli_calls, "who has no address and is to be called: calls list, done", true},
	{"outgoing", cli_outgoing, "mails, sent and not: outgoing list, show, release, withdraw",
		true},
	{"hold", cli_hold, "nothing leaves any more", true},
	{"resume", cli_resume, "mails leave again", true},
	{"mail", cli_mail, "a text to all who come: mail --event ID… --subject … --text FILE",
		true},
	{"import", cli_import, "take the list that was kept so far: import FILE.csv", true},
	{"forget", cli_forget,
		"what is known of a person, and erasing it: forget [--show] ADDRESS | NAME", true},
	{"run", cli_run, "receive, decide, record, answer: run [--once] [--now TIME]", false},
	{"read", cli_read, "read letters and say what they ask: read [--json] FILE…", false},
	{"rules", cli_rules,
		"check rules, carry edited ones out: rules check, explain, replay, plan, apply",
		false},
	{"receive", cli_receive, NULL, false}, /* for `run`, not for people */
	{"send", cli_send, NULL, false},
	{"reader", cli_reader, NULL, false}, /* for the others, not for people */
	{NULL, NULL, NULL, false},
};

/* Else the next file or connection that is opened would be standard error, and get what we log. */
static bool has_standard_files(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
			return false;
	return true;
}

/* What a command printed may be all that it was for. */
static int printed(int status)
{
	bool failed = ferror(stdout) != 0;

	if (fflush(stdout) == 0 && !failed)
		return status;
	fprintf(stderr, "mailbot: not all of the output could be written: %s\n",
		failed ? "it is closed or full" : strerror(errno));
	return status != CLI_OK ? status : CLI_FAILED;
}

static int command(int argc, char **argv)
{
	char full[32], help[] = "--help";

	if (argc < 2) {
		cli_help(commands, stderr);
		return CLI_USAGE;
	}
	/* `help review` is `review --help`, and so is `help review accept` */
	if (argc >= 3 && strcmp(argv[1], "help") == 0 && argv[2][0] != '-') {
		argv[1] = argv[2];
		argv[2] = help;
		argv[argc = 3] = NULL;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
		cli_help(commands, stdout);
		return CLI_OK;
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("mailbot unreleased (%s)\n", version_commit);
		return CLI_OK;
	}
	for (const struct command *c = commands; c->name != NULL; c++) {
		if (strcmp(argv[1], c->name) != 0)
			continue;
		/* As getopt names it: "mailbot list: unrecognized option". */
		snprintf(full, sizeof full, "mailbot %s", c->name);
		argv[1] = full;
		return c->run(argc - 1, argv + 1);
	}
	fprintf(stderr, "mailbot: '%s' is no command; `mailbot help` lists them\n", argv[1]);
	return CLI_USAGE;
}

int main(int argc, char **argv)
{
	return has_standard_files() ? printed(command(argc, argv)) : CLI_FAILED;
}
