/*
 * What a loop may still do once it has begun: write in its register's folder, read what the
 * libraries need, speak to its one server, and no more. It is taken for good, and whatever it starts
 * afterwards inherits it.
 *
 *   - no new privileges, no capabilities (but root's over files: somebody may run it as root)
 *   - Landlock: the named files and folders only; the named TCP ports only (Linux 6.7)
 *   - seccomp: none of the calls by which a program takes over others or the machine (EPERM). A list
 *     of what is allowed would break with the next resolver or C library: they choose their calls.
 *   - memory is bounded; no core files; nobody else of the same user may look into it
 *
 * Sanitizer builds leave out seccomp, the bound on memory, and the last: their work needs them.
 */
#ifndef DAEMON_CONTAIN_H
#define DAEMON_CONTAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct containment {
	const char *name; /* of the loop, for the log */
	const char *folder; /* may be written, and what is in it */
	const char *readable[4]; /* files and folders of its own; NULL where there are fewer */
	int ports[2]; /* TCP, beside the resolver's; 0 where there are fewer */
	bool forks; /* it has children that do the same work */
	bool starts; /* it starts programs (the reader) */
	size_t memory; /* bytes that it may have of its own */
};

/* Says in the log which layers this kernel has. -1 where one that it has does not hold. */
int contain(const struct containment *c, struct err *e);

#endif
