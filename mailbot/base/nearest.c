#include "base/nearest.h"

enum { NAME_MAX_BYTES = 64 }; /* longer names are compared by this much of them */

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters to insert, drop, change or swap with their neighbour: optimal string alignment. */
static size_t distance(struct slice a, struct slice b)
{
	size_t rows[3][NAME_MAX_BYTES + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];

	a = slice_head(a, NAME_MAX_BYTES);
	b = slice_head(b, NAME_MAX_BYTES);
	for (size_t j = 0; j <= b.len; j++)
		last[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			row[j] = last[j - 1] + (a.p[i - 1] != b.p[j - 1]);
			row[j] = least(row[j], least(last[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		size_t *free_row = before;
		before = last;
		last = row;
		row = free_row;
	}
	return last[b.len];
}

void nearest_offer(struct nearest *n, struct slice there)
{
	size_t d = distance(n->name, there);
	/* A slip changes a letter in three; more is another word. */
	size_t most = (n->name.len > there.len ? n->name.len : there.len) / 3;

	if (d > (most > 0 ? most : 1) || (n->best.len > 0 && d >= n->distance))
		return;
	n->best = there;
	n->distance = d;
}
