/*
 * The parts of a letter (RFC 2045 to 2049, RFC 2183), found by a reader of our own: one pass over
 * the lines, a stack of boundaries, no recursion over input, exact offsets. (GMime crashes on
 * nested groups in From and needs 692 MB for 500,000 parts.) Nothing is decoded until it is asked
 * for: an attachment costs no memory.
 */
#ifndef MESSAGE_MIME_H
#define MESSAGE_MIME_H

#include "message/envelope.h"

enum mime_encoding { MIME_IDENTITY, MIME_BASE64, MIME_QUOTED, MIME_UUENCODE };

struct mime_part {
	const char *type; /* "text/plain", in lower case */
	const char *name; /* file name; "" */
	const char *charset; /* as declared; "" */
	const char *smime; /* smime-type or protocol, in lower case; "" */
	const char *method; /* of text/calendar; "" */
	const char *report; /* report-type of multipart/report; "" */
	enum mime_encoding encoding;
	bool attachment; /* by its disposition, its name or its type */
	bool flowed, delsp; /* RFC 3676 */
	long parent; /* index of the multipart that it lies in; -1 */
	struct slice body; /* encoded, in the letter */
};

struct mime {
	struct mime_part
		*parts; /* multiparts too, each before its children, in the letter's order */
	size_t count, room;
	bool too_many; /* more parts, or deeper ones, than limits.h allows: the rest is lost */
	bool cut_off; /* a multipart has no end */
};

/* `env` is the letter's own. */
void mime_parse(struct arena *a, struct slice letter, const struct envelope *env, struct mime *out);

/* The body without its transfer encoding, at most `max` bytes of it; *more where there were more.
 */
struct slice mime_decode(struct arena *a, const struct mime_part *part, size_t max, bool *more);

/* The same as UTF-8 text: LF line ends, no control and no invisible characters, blanks plain. */
struct slice mime_text(struct arena *a, const struct mime_part *part, size_t max, bool *more);

/* Valid UTF-8 without what an eye does not see (see mime_text). */
struct slice mime_clean(struct arena *a, struct slice text);

bool mime_is(const struct mime_part *part, const char *type);
bool mime_multipart(const struct mime_part *part);

#endif
