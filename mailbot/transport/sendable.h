/*
 * What may go out at all. libcurl puts addresses and bytes on the wire as they are.
 */
#ifndef TRANSPORT_SENDABLE_H
#define TRANSPORT_SENDABLE_H

#include <stdbool.h>

#include "base/slice.h"

/*
 * NULL where a bare address can stand in an SMTP envelope, else what is wrong with it. Stricter than
 * RFC 5321, 4.1.2: blanks, quotes and brackets are legal in theory, and in practice an attack. Letters
 * beyond ASCII (RFC 6531) are sound; sendable_is_ascii tells.
 */
const char *sendable_address_wrong(struct slice address);

/* NULL where a letter's lines all end with CRLF (RFC 5321, 2.3.8) and it has no NUL, else what is
 * wrong. */
const char *sendable_letter_wrong(struct slice letter);

bool sendable_is_ascii(struct slice text);

/* The same, and its domain has a dot within: what a person types as somebody's address ("eva@web" is a slip). */
bool sendable_is_typed(struct slice address);

#endif
