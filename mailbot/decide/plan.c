#include "decide/plan.h"

#include <string.h>

unsigned plan_differences(const struct event *before, const struct event *after)
{
	unsigned what = 0;

	if (strcmp(before->title, after->title) != 0)
		what |= PLAN_TITLE;
	if (before->begin_utc != after->begin_utc || before->end_utc != after->end_utc)
		what |= PLAN_DATE;
	if (strcmp(before->venue, after->venue) != 0 ||
		strcmp(before->address, after->address) != 0)
		what |= PLAN_PLACE;
	if (before->seats != after->seats)
		what |= PLAN_SEATS;
	if (before->deadline != after->deadline)
		what |= PLAN_DEADLINE;
	return what;
}

void plan_make(struct arena *a, const struct series *before, const struct series *after,
	struct plan_events *out)
{
	*out = (struct plan_events){0};
	for (size_t i = 0; i < after->event_count; i++) {
		struct plan_event p = {.after = &after->events[i]};
		p.before = before != NULL ? series_event(before, p.after->id) : NULL;
		p.what = p.before == NULL ? (unsigned)PLAN_ADDED
					  : plan_differences(p.before, p.after);
		if (p.what != 0)
			ARENA_PUSH(a, out->items, out->count, out->room, p);
	}
	for (size_t i = 0; before != NULL && i < before->event_count; i++)
		if (series_event(after, before->events[i].id) == NULL)
			ARENA_PUSH(a, out->items, out->count, out->room,
				(struct plan_event){
					.what = PLAN_REMOVED, .before = &before->events[i]});
}

bool plan_tells(const struct plan_event *p, int64_t now)
{
	return (p->what & PLAN_TOLD) != 0 && now < p->before->end_utc;
}
