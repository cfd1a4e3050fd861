/*
 * A poke: whoever has queued or released mails wakes the sender by it (a FIFO, REGISTER.poke, mode
 * 0600). It only saves waiting: nothing is lost where nobody listens, or where it cannot be made.
 */
#ifndef REGISTRY_POKE_H
#define REGISTRY_POKE_H

/* Wakes who listens. `path` is the register's. */
void poke_send(const char *path);

/* For the one who listens: a descriptor that is readable once somebody has poked; -1 where there can
 * be none. */
int poke_listen(const char *path);

/* Takes all pokes that have come. `fd` may be -1. */
void poke_clear(int fd);

#endif
