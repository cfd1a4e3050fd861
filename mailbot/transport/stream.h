/*
 * A connection to a server as libetpan wants one: a `mailstream_low` driver of our own over a
 * non-blocking socket and GnuTLS. libetpan's own verifies nothing, dies above descriptor 1023 and
 * lets a server hold or fill us for ever; this one has a deadline and a budget of bytes, both set
 * before each command.
 */
#ifndef TRANSPORT_STREAM_H
#define TRANSPORT_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libetpan/mailstream.h>

#include "base/err.h"
#include "base/settings.h"
#include "transport/fault.h"

struct stream;

/*
 * Connects to the server; all addresses of its name are tried, each for at most
 * CONNECT_ADDRESS_MS. With TLS_IMPLICIT the handshake is done too. `server` must outlive the
 * stream. The error names host and port.
 */
int stream_open(const struct server_settings *server, int64_t deadline, struct stream **out,
	enum fault *fault, struct err *e);

/* The handshake after STARTTLS; no byte may have been read ahead in clear (RFC 2595, 2.4). */
int stream_start_tls(struct stream *s, int64_t deadline, enum fault *fault, struct err *e);

/* Until when (clock_monotonic_ms) and for how many bytes from now on reads may go on. */
void stream_limit(struct stream *s, int64_t deadline, size_t bytes);

/*
 * libetpan's view of it. The caller frees it by mailstream_close or with the session that took it;
 * that frees the stream too.
 */
mailstream *stream_mailstream(struct stream *s);

/* Frees a stream that no mailstream was made of; sets *s to NULL. *s may be NULL. */
void stream_free(struct stream **s);

/* From now on every read and write fails at once: nothing that still lies in a buffer may go out.
 */
void stream_abandon(struct stream *s);

int stream_fd(const struct stream *s);
/* Whether bytes lie ready that poll on stream_fd cannot see. */
bool stream_pending(const struct stream *s);

/* Why reading or writing ended: "the server closed the connection", …; NULL where it did not. */
const char *stream_fault(const struct stream *s);

#endif
