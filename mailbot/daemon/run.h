/*
 * `mailbot run`: receives, then sends; once, or for as long as nobody says stop.
 */
#ifndef DAEMON_RUN_H
#define DAEMON_RUN_H

#include <stdbool.h>

#include "base/settings.h"
#include "rules/rules.h"
#include "template/templates.h"

/*
 * Takes the register's lock, opens it, and works. What goes wrong is logged, one line a fault.
 * Returns 0 where all went well; with `once` -1 where anything did not, else only where it could
 * not begin.
 */
int run_register(const struct settings *settings, const struct rules *rules,
	const struct templates *templates, bool once);

#endif
