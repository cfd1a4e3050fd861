/*
 * text/enriched (RFC 1896) and its elder, text/richtext (RFC 1341, 7.1.3), as HTML, so that quotes
 * (<excerpt>) and colours are looked at in one place.
 */
#ifndef MESSAGE_ENRICHED_H
#define MESSAGE_ENRICHED_H

#include "base/arena.h"

/* `rich`: text/richtext. Commands that say nothing of whose words they are, or whether they can be
 * seen, are left out. Lives in the arena. */
struct slice enriched_html(struct arena *a, struct slice text, bool rich);

#endif
