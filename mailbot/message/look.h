/*
 * How an element of HTML looks, as far as an eye would not see its text: what its style attribute,
 * colours and the letter's own style sheet say.
 */
#ifndef MESSAGE_LOOK_H
#define MESSAGE_LOOK_H

#include "base/slice.h"

/* A colour, as far as it is known; zero is what a page begins with: dark on white. */
enum tint { TINT_PLAIN, TINT_KNOWN, TINT_CLEAR, TINT_UNKNOWN };

struct colour {
	enum tint tint;
	unsigned rgb; /* 0xRRGGBB, where TINT_KNOWN */
};

/* An element begins with its parent's. */
struct look {
	bool hidden, struck, pre;
	bool tiny; /* letters too small to be seen, unless an inner element says otherwise */
	bool flat, clipped; /* of no height or width; what is beyond that is not shown */
	struct colour ink, ground;
};

/* A style attribute, or what stands between the braces of a style sheet. */
void look_style(struct slice style, struct look *l);
/* The values of bgcolor and color. */
void look_ground(struct look *l, struct slice value);
void look_colour(struct look *l, struct slice value);

/* Whether the ink cannot be told from its ground: white on white, nearly so, or clear. */
bool look_pale(const struct look *l);

/* A style sheet's text without its comments, without what stands in strings and addresses (they may
 * hold any mark), with its escapes ("\6e one") taken off, into `out`, which has room for as many
 * bytes. Returns the length. */
size_t look_plain(struct slice css, char *out);

#endif
