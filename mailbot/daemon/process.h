/*
 * A loop as a process: the side of the child that `mailbot run` has started (daemon/supervise.h).
 *
 * It has two descriptors from there: its line to the supervisor, on which it says that it is ready
 * and, once in a while, that it is alive; and the register's lock, held open so that no other `run`
 * begins before the last of us has ended. It ends when the supervisor does.
 */
#ifndef DAEMON_PROCESS_H
#define DAEMON_PROCESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum { PROCESS_LINE_FD = 3, PROCESS_LOCK_FD = 4 };

/* What goes over the line, one byte each. */
enum { PROCESS_READY = 'r', PROCESS_ALIVE = 'a', PROCESS_GO = 'g' };

/* Takes the two over, and watches for signals (daemon/stop.h). -1 where nobody has started us. */
int process_begin(struct err *e);

/* Says that all is there, and waits to be sent off; false where it is told to end instead. */
bool process_ready(void);

/* That it is alive: to be said in every turn of the loop, at least once in STALL_SECONDS. */
void process_alive(void);

/* Sleeps, at most so long, until told to end or until `wake_fd` (-1: none) is readable. */
void process_rest(int seconds, int wake_fd);
void process_rest_ms(int64_t ms);

#endif
