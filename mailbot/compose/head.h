/*
 * Values of header fields: what may stand there, and what is made of what people wrote. Nothing
 * that is written by anybody can end a field and begin another.
 */
#ifndef COMPOSE_HEAD_H
#define COMPOSE_HEAD_H

#include <jansson.h>

#include "base/arena.h"
#include "base/err.h"
#include "template/catalogue.h"

/*
 * An address that we write from or to: printable ASCII without blanks, one @ with something on both
 * sides, at most ADDRESS_BYTES_MAX bytes. Others would need SMTPUTF8, or are none. `whose` begins
 * the error, which does not repeat the address.
 */
int head_check_address(const char *address, const char *whose, struct err *e);

/* Whether a Message-ID, without <>, can stand in a field: RFC 5322, 3.6.4, leniently. */
bool head_id_valid(const char *id);

/*
 * Text as it may stand in a field: one line, and nothing in it that a mail program would decode:
 * "=?" is taken apart (RFC 2047, 5; GMime passes it on as it is).
 */
const char *head_text(struct arena *a, const char *text);

/*
 * The subject of an answer: "Re: " once, whatever the catalogue's reply-marks stood before it;
 * `otherwise` where nothing is left.
 */
int head_subject(struct arena *a, const struct catalogue *c, const char *subject,
	const char *otherwise, const char **out, struct err *e);

/*
 * The References field: the ids of `references` (an array or NULL), then `in_reply_to` where it is
 * not the last of them already; at most REFERENCES_MAX, the last ones. "" where there are none.
 */
const char *head_references(struct arena *a, const json_t *references, const char *in_reply_to);

#endif
