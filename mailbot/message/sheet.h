/*
 * A letter's own style sheets, as far as they bear on what an eye sees. A rule is taken to hold for
 * an element when the last part of its selector fits: hidden once too often is looked at by a
 * person, hidden once too little is a wrong act.
 */
#ifndef MESSAGE_SHEET_H
#define MESSAGE_SHEET_H

#include "base/arena.h"
#include "message/look.h"

struct sheet_rule {
	struct slice selector, style;
};

struct sheet {
	struct sheet_rule *rules;
	size_t count, room;
	size_t looks; /* how often one was looked at */
	bool more; /* rules were left out, or no longer looked at */
};

/* All that stands in <style> elements of an HTML text, wherever they stand. */
void sheet_read(struct arena *a, struct slice html, struct sheet *out);

/* What the sheet says of an element (its class and id as written; empty: none). */
void sheet_apply(
	struct sheet *s, struct slice tag, struct slice class, struct slice id, struct look *l);

#endif
