/*
 * "Unknown 'tilte'; did you mean 'title'?": of the names that there are, the one nearest to a name
 * that there is not.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/slice.h"

/* Starts as `{.name = …}`. */
struct nearest {
	struct slice name;
	struct slice best; /* empty: nothing was near enough to be meant */
	size_t distance;
};

/* Looks at one name that there is; of equally near ones the first stays. It must outlive `n`. */
void nearest_offer(struct nearest *n, struct slice there);

#endif
