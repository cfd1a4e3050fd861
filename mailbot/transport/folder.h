/*
 * Names of folders: as people write them (UTF-8, '/' between levels) and as a server wants them
 * (its namespace's prefix, its delimiter, modified UTF-7 of RFC 3501, 5.1.3).
 */
#ifndef TRANSPORT_FOLDER_H
#define TRANSPORT_FOLDER_H

#include "base/arena.h"
#include "base/err.h"

/*
 * "Anmeldungen/Bitte prüfen" with prefix "INBOX." and delimiter '.' becomes
 * "INBOX.Anmeldungen.Bitte pr&APw-fen". "INBOX" itself, in any case, stays "INBOX". The prefix
 * comes in the server's own form; NULL is none. Delimiter '\0': the server knows no levels.
 *
 * Errors: empty, too long (FOLDER_BYTES_MAX), an empty level, not UTF-8, a control character, one
 * of the wildcards '*' and '%', the server's delimiter inside a level, levels where there are none.
 */
int folder_encode(struct arena *a, const char *name, const char *prefix, char delimiter,
	const char **out, struct err *e);

/* Modified UTF-7 alone: valid UTF-8 without control characters -> printable ASCII. */
int folder_utf7(struct arena *a, struct slice utf8, struct slice *out, struct err *e);

#endif
