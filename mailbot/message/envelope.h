/*
 * The envelope of a letter: its header fields, read by our own small reader. It is the only one, in
 * the receiver and for `mailbot read` alike: identity never comes from the contained process. Never
 * fails: what is missing is empty, what is broken is read as well as can be, and `doubt` says where
 * that is not good enough to act on.
 *
 * RFC 5322 (fields, folding, groups, comments), RFC 2047 (encoded words; line breaks that they
 * decode to become spaces), RFC 6532 (raw UTF-8; raw other 8-bit is taken for windows-1252), RFC
 * 8601 (Authentication-Results).
 */
#ifndef MESSAGE_ENVELOPE_H
#define MESSAGE_ENVELOPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct mailbox {
	const char *name; /* decoded UTF-8, one line, "" where there is none */
	const char *address; /* as written, control characters refused: "" where there is no valid
				one */
};

struct header {
	const char *name; /* as written, without the colon */
	const char *raw; /* unfolded, not decoded, one line */
};

struct envelope {
	struct mailbox from; /* the first of From */
	size_t from_count; /* mailboxes in all From fields together; other than 1 is `doubt` */
	struct mailbox reply_to, sender;
	const char
		*gateway; /* the machine that carried it, in whose place From is the person behind
				it (message/carried.h); NULL: none */
	struct mailbox *to; /* To and Cc */
	size_t to_count;
	const char *return_path; /* the address; "" where null (<>) ... */
	bool has_return_path; /* ... or where there is no such field */
	const char *message_id; /* without <>, "" where none */
	const char *in_reply_to; /* the first id */
	const char **references; /* at most REFERENCES_MAX, the last ones, in order */
	size_t reference_count;
	const char *subject; /* decoded, one line, at most SUBJECT_BYTES_MAX */
	int64_t date; /* of the Date field, UTC; 0 where none or unreadable */
	int date_east; /* its zone, seconds east of UTC */
	int64_t received; /* of the topmost Received; 0 where none */
	const char *auto_submitted; /* the keyword in lower case, "" where none */
	struct header *headers; /* all fields in order, for the rules of machines.xml */
	size_t header_count;
	size_t body; /* offset of the first byte after the blank line; the letter's length where
			none */
	const char
		*doubt; /* NULL, or a reason's id: "several-from", "no-from", … : never act on it */
};

/* Reads the head of `letter`. Everything in *out lives in the arena; `letter` need not. */
void envelope_read(struct arena *a, struct slice letter, struct envelope *out);

/* The raw text of the first field of that name (case aside); NULL where there is none. */
const char *envelope_header(const struct envelope *env, const char *name);

/*
 * Whether From is aligned: the topmost Authentication-Results of `authserv_id` says dmarc=pass for
 * From's domain, or dkim=pass or spf=pass for exactly that domain. Comments are not trusted. NULL
 * believes nobody.
 */
bool envelope_aligned(const struct envelope *env, const char *authserv_id);

/* Decodes a header's text (RFC 2047, raw 8 bit) to one line of valid UTF-8. */
const char *header_decode(struct arena *a, struct slice raw);
/* RFC 5322 date-time, leniently; false where it is none. */
bool header_date(struct slice text, int64_t *when, int *east);
/* Whether it can stand in an SMTP envelope as it is: one @, no control character, no blank, RFC
 * 5321's lengths. */
bool address_valid(struct slice address);
/* The one address in what a person typed or pasted for it: "Anna Berg <anna@web.example>",
 * "mailto:anna@web.example?subject=x", with blanks around it. In the arena; NULL where it is not one. */
const char *address_typed(struct arena *a, struct slice text);

#endif
