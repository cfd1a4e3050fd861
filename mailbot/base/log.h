/*
 * The log: lines to stderr that systemd's journal understands ("<6>" prefixes, sd-daemon(3)).
 *
 * One line = id, event, key=value. LOG_ERR: a person must act. LOG_WARNING: something was set
 * aside. LOG_INFO: the state changed. LOG_DEBUG: the rest. Never a name, an address, a subject, a
 * body, a secret, a raw server line.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdbool.h>
#include <syslog.h> /* LOG_ERR, LOG_WARNING, LOG_INFO, LOG_DEBUG */

/* Lines less urgent than `level` are left out; LOG_INFO from the start. */
void log_level(int level);
/* Whether such lines are written. */
bool log_writes(int level);

/* Without the prefix: for a person who runs a command at a terminal. */
void log_plain(void);

/* Writes one line; control characters become '?'. */
void log_line(int level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Writes one line and ends the program with status 70 (EX_SOFTWARE); for what cannot go on, such as
 * no memory. */
void log_fatal(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif
