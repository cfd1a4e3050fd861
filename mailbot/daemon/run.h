/*
 * `mailbot run`: the supervisor. It takes the register's lock, starts `mailbot receive` and `mailbot
 * send`, keeps them alive, and tells systemd how it is. It opens neither the key nor a password, and
 * speaks to no server.
 */
#ifndef DAEMON_RUN_H
#define DAEMON_RUN_H

#include <stdbool.h>

#include "base/settings.h"

/*
 * Runs until told to end; with `once` receives what is there, then sends what is due, and ends. What
 * goes wrong is logged, one line a fault. Returns 0 where all went well; with `once` -1 where
 * anything did not, else only where it could not begin.
 */
int run_register(const struct settings *settings, bool once);

#endif
