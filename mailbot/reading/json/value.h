/*
 * JSON of which nobody vouches who wrote it, as a tree in an arena. RFC 8259, but that no key may stand twice in an object,
 * and none of more values or levels than we would write.
 */
#ifndef READING_VALUE_H
#define READING_VALUE_H

#include "base/arena.h"

enum value_kind {
	VALUE_NULL,
	VALUE_BOOL,
	VALUE_NUMBER, /* a whole one that an int64_t holds */
	VALUE_FRACTION, /* any other */
	VALUE_STRING,
	VALUE_LIST,
	VALUE_OBJECT,
};

struct value {
	enum value_kind kind;
	struct slice name; /* of an object's member */
	union {
		bool yes;
		int64_t number;
		struct slice text; /* UTF-8, may have a NUL */
		struct {
			const struct value *first;
			size_t count;
		};
	};
	const struct value *next; /* in its list or object */
};

/* NULL where it is none, or too much. Texts without escapes stay in `text`, which must live as long as the arena. */
const struct value *value_parse(struct arena *a, struct slice text);

/* NULL where there is none of that name, or no object (NULL is none). */
const struct value *value_member(const struct value *object, const char *name);

bool value_is(const struct value *v, enum value_kind kind); /* NULL is none */

#endif
