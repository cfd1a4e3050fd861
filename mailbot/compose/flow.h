/*
 * The text of a mail as format=flowed (RFC 3676): a line of the template is a paragraph; where it
 * is too long, it is broken softly, and a mail program that knows flowed text breaks it anew to the
 * width of its window. Others show lines of at most MAIL_COLUMNS_MAX columns.
 *
 * Indented lines (dates, places) are broken hard and keep their indentation; lines with ">" are
 * quotes, of which each soft line gets its ">".
 */
#ifndef COMPOSE_FLOW_H
#define COMPOSE_FLOW_H

#include "base/buf.h"

/* Appends `text` to `out`, both with plain line ends. Blank lines at both ends go, and of several
 * in a row one stays. */
void flow_text(struct slice text, struct buf *out);

#endif
