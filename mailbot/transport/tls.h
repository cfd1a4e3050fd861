/*
 * TLS as a client, by GnuTLS: TLS 1.2 or later, the server's chain, host name and purpose verified
 * in the handshake itself, so that nothing can be read or written on a connection that is not
 * verified (RFC 8314, RFC 7817).
 */
#ifndef TRANSPORT_TLS_H
#define TRANSPORT_TLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "transport/fault.h"

struct tls;

/*
 * Makes the client's side for a connected, non-blocking socket, which stays the caller's. `host` is
 * the name or the address that the certificate must be for; it must outlive the struct. `ca_file`
 * NULL takes the system's certificate authorities. It is an error where there is not one authority
 * (FAULT_TLS).
 */
int tls_new(int fd, const char *host, const char *ca_file, struct tls **out, enum fault *fault,
	struct err *e);

/*
 * Shakes hands until `deadline` (clock_monotonic_ms). An error says in plain words why the server
 * was refused: "its certificate is for another name", "… has expired", "… was signed by an
 * authority that is not trusted here".
 */
int tls_handshake(struct tls *t, int64_t deadline, enum fault *fault, struct err *e);

/*
 * As read(2) and write(2) on a non-blocking socket: bytes, 0 at the end (read only), or -1; with
 * errno EAGAIN where poll must wait for what tls_wants says, else EIO.
 */
ssize_t tls_read(struct tls *t, void *p, size_t len);
ssize_t tls_write(struct tls *t, const void *p, size_t len);

/* POLLIN or POLLOUT: what the last call that gave EAGAIN waits for. */
short tls_wants(const struct tls *t);
/* Whether decrypted bytes lie ready, which poll cannot see. */
bool tls_pending(const struct tls *t);

/* Why a certificate was refused, in plain words, of GnuTLS's verification status. */
const char *tls_why_unverified(unsigned status);

/* Says goodbye, without waiting for an answer, and frees; sets *t to NULL. *t may be NULL. */
void tls_free(struct tls **t);

#endif
