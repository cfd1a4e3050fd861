#include "rules/edits.h"

#include "rules/callings.h"

enum { BYTES_MAX = 40, LONG_BYTES = 9 };

int edits_between(struct slice a, struct slice b, int max)
{
	int rows[3][BYTES_MAX + 1];
	int *before = rows[0], *last = rows[1], *now = rows[2];

	if (a.len > BYTES_MAX || b.len > BYTES_MAX)
		return max + 1;
	if ((a.len > b.len ? a.len - b.len : b.len - a.len) > (size_t)max)
		return max + 1;
	for (size_t k = 0; k <= b.len; k++)
		last[k] = (int)k;
	for (size_t i = 1; i <= a.len; i++) {
		int least = now[0] = (int)i;
		for (size_t k = 1; k <= b.len; k++) {
			int cost = last[k - 1] + (a.p[i - 1] != b.p[k - 1]);
			cost = last[k] + 1 < cost ? last[k] + 1 : cost;
			cost = now[k - 1] + 1 < cost ? now[k - 1] + 1 : cost;
			if (i > 1 && k > 1 && a.p[i - 1] == b.p[k - 2] &&
				a.p[i - 2] == b.p[k - 1] && before[k - 2] + 1 < cost)
				cost = before[k - 2] + 1;
			now[k] = cost;
			least = cost < least ? cost : least;
		}
		if (least > max)
			return max + 1;
		int *spare = before;
		before = last;
		last = now;
		now = spare;
	}
	return last[b.len];
}

int edits_tolerated(size_t len)
{
	return len < CALLING_REPAIR_MIN ? 0 : len < LONG_BYTES ? 1 : EDITS_MAX;
}
