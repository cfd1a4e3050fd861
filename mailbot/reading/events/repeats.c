#include "reading/events/repeats.h"

#include <string.h>

struct eset repeats_nth(const struct study *s, int n)
{
	const struct event *events = s->series->events;
	struct eset out = {0};

	for (size_t i = 0; i < s->series->event_count; i++) {
		int before = 0, others = 0;
		for (size_t k = 0; k < s->series->event_count; k++) {
			bool same = k != i && strcmp(events[k].title, events[i].title) == 0;
			others += same;
			before += same && k < i;
		}
		if (others > 0 && before + 1 == n)
			eset_add(&out, i);
	}
	return out;
}
