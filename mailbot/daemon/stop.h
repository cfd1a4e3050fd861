/*
 * Being told to end. SIGTERM and SIGINT set a flag, at which whoever works in steps looks between
 * two of them, and make a descriptor readable, so that whoever waits in poll wakes. A second signal
 * ends the program at once, which is safe at any instant too.
 */
#ifndef DAEMON_STOP_H
#define DAEMON_STOP_H

#include <stdbool.h>

#include "base/err.h"

/* From now on. SIGPIPE is ignored as well: a connection that is gone is an error like any other. */
int stop_watch(struct err *e);

bool stop_asked(void);

/* Readable once it was asked; -1 before stop_watch. */
int stop_fd(void);

#endif
