/*
 * The lock: what the reader and its children may still do. No files, no network, no other
 * processes, no secrets, no more memory than a letter takes; what is asked for all the same gets
 * EACCES where a library asks in good faith (to open, stat, make a socket), and else ends it.
 *
 * Two layers. The reader's own, taken once its rules are compiled: it may fork, and read and write
 * what is open. The child's on top of it, taken before it looks at the first letter: it may compute,
 * write, and end. Neither can be taken off again.
 *
 * Under the sanitizers only capabilities, core files and new privileges are given up: their own
 * work and their reports need memory, files and processes. The lock is tested on the plain build.
 */
#ifndef READER_LOCK_H
#define READER_LOCK_H

#include "base/err.h"

struct lock; /* what a child will need, made beforehand: it lives as long as the process */

/*
 * Locks the calling process as the reader. Standard input stays open (the socket to who needs
 * letters read), the others become /dev/null, all else is closed. -1 where the kernel lets it not:
 * nothing may be read then. Landlock is left out where the kernel has none.
 */
int lock_reader(struct lock **out, struct err *e);
void lock_free(struct lock **lock); /* the memory alone; *lock may be NULL */

/* Locks a child that lock_reader's process forked: `out` (above 2) becomes its standard output, all else that
 * is open is closed or /dev/null. It ends when its reader does. What fails ends it (status 71). */
void lock_child(const struct lock *lock, int out);

#endif
