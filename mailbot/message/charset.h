/*
 * Bytes in some charset → valid UTF-8. Never fails: a charset that is missing, unknown or plainly
 * wrong is guessed (UTF-8 where the bytes are that, windows-1251 or KOI8 where nearly all letters are
 * high bytes, else windows-1252), and what still cannot be
 * decoded becomes U+FFFD.
 */
#ifndef MESSAGE_CHARSET_H
#define MESSAGE_CHARSET_H

#include "base/arena.h"

/*
 * `charset` as a mail names it ("ISO-8859-1", "utf8", ""). The result may be `bytes` itself. A
 * Latin label on bytes that are multi-byte UTF-8 is not believed, nor is UTF-8 on bytes that are
 * not.
 */
struct slice charset_to_utf8(struct arena *a, struct slice charset, struct slice bytes);

/* Raw 8-bit text without a label, guessed as above. */
struct slice charset_guess(struct arena *a, struct slice bytes);

/*
 * Opens the usual charsets and keeps them open, so that they can be had later in a process that may
 * open no files (glibc loads them from its disk). Once, at the start of the reader.
 */
void charset_preload(void);

#endif
