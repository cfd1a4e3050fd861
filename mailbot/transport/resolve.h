/*
 * A server's addresses. libc's getaddrinfo has no deadline of its own: a name server that does not
 * answer, or several, would hold us as long as they like. So a child asks, and is not waited for
 * longer than there is time.
 */
#ifndef TRANSPORT_RESOLVE_H
#define TRANSPORT_RESOLVE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/err.h"

enum { ADDRESSES_MAX = 16 }; /* of one name that are tried; large providers give 8 */

struct address {
	int family, type, protocol;
	socklen_t len;
	struct sockaddr_storage at;
};

/* In the order in which they are to be tried, one at least; `deadline` is monotonic, in
 * milliseconds. */
int resolve(const char *host, int port, int64_t deadline, struct address out[static ADDRESSES_MAX],
	size_t *count, struct err *e);

#endif
