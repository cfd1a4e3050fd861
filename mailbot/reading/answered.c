#include "reading/answered.h"

static enum answered kind_of(const struct context *context)
{
	static const struct {
		const char *name;
		enum answered kind;
	} kinds[] = {{"which-events", ANSWERED_WHICH_EVENTS},
		{"which-cancel", ANSWERED_WHICH_CANCEL},
		{"confirm-cancel", ANSWERED_CONFIRM_CANCEL}, {"cancelled", ANSWERED_GONE},
		{"decline", ANSWERED_GONE}, {"withdrawn", ANSWERED_GONE},
		{"confirmation", ANSWERED_STATE}, {"correction", ANSWERED_STATE},
		{"notice", ANSWERED_STATE}, {"receipt", ANSWERED_STATE},
		{"reminder", ANSWERED_STATE}};

	if (context == NULL || context->kind == NULL)
		return ANSWERED_NONE;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_is(slice_of(context->kind), kinds[i].name))
			return kinds[i].kind;
	return ANSWERED_OTHER;
}

void answered_take(struct study *s)
{
	size_t count = s->context != NULL && s->series != NULL ? s->context->event_count : 0;
	struct eset *places = arena_array(s->arena, count, sizeof *places);

	s->answered = kind_of(s->context);
	s->shown = (struct eset){0};
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < s->series->event_count; k++)
			if (slice_is(slice_of(s->series->events[k].id), s->context->events[i])) {
				eset_add(&places[i], k);
				eset_add(&s->shown, k);
			}
	s->places = places;
}
