/*
 * How an element of HTML looks, as far as an eye would not see its text: what its style attribute,
 * colours and the letter's own style sheet say.
 */
#ifndef MESSAGE_LOOK_H
#define MESSAGE_LOOK_H

#include "base/slice.h"

/* An element begins with its parent's. */
struct look {
	bool hidden, struck, pre, tinted;
	bool tiny, white; /* not to be seen, unless an inner element says otherwise */
	bool flat, clipped; /* of no height or width; what is beyond that is not shown */
	char ground[24]; /* the colour behind it, as written; "" where it is not said, or long */
};

/* A style attribute, or what stands between the braces of a style sheet. */
void look_style(struct slice style, struct look *l);
/* The values of bgcolor and color. */
void look_ground(struct look *l, struct slice value);
void look_colour(struct look *l, struct slice value);

#endif
