/*
 * What systemd is told, and whether it watches: sd_notify(3) and sd_watchdog_enabled(3). Their
 * protocol is stable by promise, and less than the library that speaks it, which every process of
 * ours would be linked to.
 */
#ifndef DAEMON_NOTIFY_H
#define DAEMON_NOTIFY_H

#include <stdint.h>

/* Sends lines such as "READY=1"; does nothing where nobody listens. */
void notify_state(const char *lines);

/* Microseconds after which a service that says nothing is ended; 0: nobody watches. */
uint64_t notify_watchdog(void);

#endif
