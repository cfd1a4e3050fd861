/*
 * Header fields, of a letter and of its parts: cutting them, their parameters, their texts.
 * Everything here is linear in its input and has no recursion.
 */
#ifndef MESSAGE_HEADER_H
#define MESSAGE_HEADER_H

#include "message/envelope.h"

struct field {
	struct slice name; /* as written, without the colon */
	struct slice raw; /* as it stands there, folded */
};

/*
 * Takes the next field off *rest. False at the end of the head: *rest is then the body (the blank
 * line is taken). Lines that are no field are skipped where a field follows them; where none does,
 * the body begins there.
 */
bool header_next(struct slice *rest, struct field *out);

/* One line: folds, NUL and other control characters become blanks; at most HEADER_BYTES_MAX. Ends
 * with a NUL beyond its length. */
struct slice header_unfold(struct arena *a, struct slice raw);

/* Without comments (RFC 5322, 3.2.2; nested), each a blank; quoted strings stay as they are. */
struct slice header_uncomment(struct arena *a, struct slice text);

/* Length of the encoded word (RFC 2047) that `text` begins with; 0 where it begins with none. */
size_t header_encoded_word(struct slice text);

/*
 * The value of a parameter of a field like Content-Type ("text/plain; charset=x; name*0*=…"),
 * decoded to UTF-8 (RFC 2231 with its continuations, RFC 2047 where a program misused it). NULL
 * where there is none. `unfolded` is the field's text.
 */
const char *header_parameter(struct arena *a, struct slice unfolded, const char *name);

/* ---- address.c ---- */

/* Reads a list of addresses (unfolded); appends to a growing array of the arena. Groups give their
 * members. */
void address_list(
	struct arena *a, struct slice text, struct mailbox **items, size_t *count, size_t *room);

/*
 * The next address in running text, as "anna@absender.example" even where it is spelled to hide
 * from robots: "anna(ä)absender.example", "anna (at) absender.example". Takes it, and all before
 * it, off *rest. NULL where there is none.
 */
const char *address_next(struct arena *a, struct slice *rest);
/* Whether there is one, or what looks like one. */
bool address_within(struct slice text);

#endif
