/*
 * A password or a token, from where the settings say. It stands in memory of its own that is wiped when freed,
 * and in no error and no log.
 */
#ifndef TRANSPORT_SECRET_H
#define TRANSPORT_SECRET_H

#include "base/err.h"
#include "base/settings.h"
#include "base/slice.h"

struct secret;

/*
 * Reads the first line of the source's file, or of what `/bin/sh -c COMMAND` prints, without its
 * line end. The command gets no standard input, keeps our standard error, and has
 * SECRET_COMMAND_SECONDS. A source with neither file nor command gives *out = NULL and no error (no
 * login). Errors: the file cannot be read, or by everybody, the command fails, takes too long, an empty first line,
 * more than SECRET_BYTES_MAX, a NUL or other control character in it.
 */
int secret_read(const struct secret_source *source, struct secret **out, struct err *e);

/* Of what somebody else has read (transport/keeper.h); at most SECRET_BYTES_MAX bytes. */
struct secret *secret_new(struct slice text);

/* NUL-terminated; lives as long as the secret. */
const char *secret_text(const struct secret *s);

/* Wipes and frees; sets *s to NULL. *s may be NULL. */
void secret_free(struct secret **s);

#endif
