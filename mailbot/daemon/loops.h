/*
 * What the processes below `mailbot run` do, from their first step to their end: receiving.c,
 * sending.c. What goes wrong is logged, one line a fault; one that lasts is said once.
 */
#ifndef DAEMON_LOOPS_H
#define DAEMON_LOOPS_H

#include "base/settings.h"
#include "rules/rules.h"
#include "template/templates.h"
#include "transport/keeper.h"

/*
 * The first step of all, before rules and register are known: takes over what the supervisor hands on,
 * and starts the password's keeper, which is to know nothing and to be small. It says itself why it
 * could not.
 */
int loop_begin(const char *name, const struct secret_source *source, struct keeper **keeper);

/* Whether that keeper is no more, which is logged: only a loop that begins anew has another. */
bool loop_orphaned(const char *name, const struct keeper *keeper);

/*
 * Begins, locks itself down, says so to the supervisor, and works when sent off: with `once` what is
 * there, else until told to end. -1 where it could not begin; with `once` where anything went wrong.
 * `kept`: the rules are those that were in force last, and not looked up in their folder.
 * All is only borrowed.
 */
int receive_work(const struct settings *settings, const struct rules *rules, bool kept,
	struct keeper *keeper, bool once);
int send_work(const struct settings *settings, const struct templates *templates,
	const struct rules *rules, bool kept, struct keeper *keeper, bool once);

#endif
