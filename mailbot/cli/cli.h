/*
 * The commands. Each has a file of its own, takes its arguments with argv[0] "mailbot NAME",
 * and returns the exit status. What people ask for goes to standard output, what went wrong to
 * standard error, in one clear line a mistake. Whether all that was printed could be written is
 * looked at behind them, in main.c.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stdio.h>

enum {
	CLI_OK = 0,
	CLI_FAILED = 1, /* it was understood and could not be done */
	CLI_USAGE = 2, /* it was not understood, or settings or rules are wrong */
};

/* One of them; a list of them ends with a name that is NULL. */
struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *what; /* in plain English; NULL: not for people */
	bool staff; /* theirs: group `commands` of the catalogue says it in their language */
};

void cli_help(const struct command *all, FILE *out); /* mailbot help */

int cli_rules(int argc, char **argv); /* mailbot rules check */
int cli_read(int argc, char **argv); /* mailbot read */
int cli_reader(int argc, char **argv); /* mailbot reader, which reader/reader.h starts */
int cli_run(int argc, char **argv); /* mailbot run */
int cli_outgoing(int argc, char **argv); /* mailbot outgoing list, show, release, withdraw */
int cli_hold(int argc, char **argv); /* mailbot hold */
int cli_resume(int argc, char **argv); /* mailbot resume */
int cli_receive(int argc, char **argv); /* mailbot receive, which `run` starts */
int cli_send(int argc, char **argv); /* mailbot send, likewise */
int cli_list(int argc, char **argv); /* mailbot list */
int cli_review(int argc, char **argv); /* mailbot review */
int cli_register(int argc, char **argv); /* mailbot register, for who calls */
int cli_cancel(int argc, char **argv); /* mailbot cancel, likewise */
int cli_import(int argc, char **argv); /* mailbot import: a list that was kept by hand */
int cli_mail(int argc, char **argv); /* mailbot mail: to all who come */
int cli_forget(int argc, char **argv); /* mailbot forget: erases a person on request */
int cli_calls(int argc, char **argv); /* mailbot calls: who is to be called */

#endif
