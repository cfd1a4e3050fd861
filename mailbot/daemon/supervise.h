/*
 * Starts processes and keeps them alive: fork + exec, a pause that grows after each death, an end
 * within seconds. One that has said nothing for too long is killed and started again. It knows
 * nothing of what they do.
 */
#ifndef DAEMON_SUPERVISE_H
#define DAEMON_SUPERVISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct worker {
	const char *name; /* for the log */
	const char *program;
	char *const *argv; /* NULL at its end; argv[0] the program's name */
	int stall_ms; /* killed after so long without a word; 0: never */
	int stop_ms; /* what it may take to end when told to */

	/* Its state: zero at the start. */
	int pid; /* 0: it does not run */
	int line; /* our end; -1 none */
	bool ready; /* it has said so */
	int status; /* as of waitpid, once it has ended */
	int pause_ms; /* the last one, after a death */
	int64_t started, heard, again; /* monotonic ms; `again`: to be started then, 0 never */
};

/* Forks and executes it, with `lock` as its PROCESS_LOCK_FD. */
int worker_start(struct worker *w, int lock, struct err *e);

/* Waits until it is ready: true; false where it has ended, or stop is asked. */
bool worker_await(struct worker *w);

/* Sends a ready one off to its work. */
void worker_go(struct worker *w);

/* Waits for its end, or for stop to be asked. True where it has ended. */
bool worker_join(struct worker *w);

/* Whether it has ended with status 0. */
bool worker_well(const struct worker *w);

/* Tells them all to end, waits, kills who takes too long. */
void workers_end(struct worker *workers, size_t count);

/*
 * Until stop is asked: starts again who has ended, and sends off who is ready. `turn` is called
 * between, at least every `turn_ms`.
 */
void workers_keep(struct worker *workers, size_t count, int lock, void (*turn)(void), int turn_ms);

#endif
