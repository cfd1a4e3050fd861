/*
 * The reader as a process, from the side of who needs it: fork, exec, a socket, the rules. It gets
 * nothing else of ours: no memory, no open file, and of the environment only how programs are
 * loaded.
 */
#ifndef READER_PROCESS_H
#define READER_PROCESS_H

#include <sys/types.h>

#include "base/err.h"
#include "rules/rules.h"

struct process {
	pid_t pid; /* 0: none */
	int socket;
};

/* Starts `program` with the argument "reader". Does not wait for it: it will send READY. */
int process_start(
	struct process *p, const char *program, const struct rule_files *files, struct err *e);

/* Ends it at once and the children that it has; does nothing where there is none. */
void process_end(struct process *p);

#endif
