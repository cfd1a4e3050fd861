#include "base/problems.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

int problem_add(struct problems *list, struct place place, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	if (list->count >= PROBLEMS_MAX) {
		list->more++;
		return -1;
	}
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	ARENA_PUSH(list->arena, list->items, list->count, list->room,
		(struct problem){place, arena_string(list->arena, slice_of(text))});
	return -1;
}

static int by_place(const void *a, const void *b)
{
	const struct problem *p = a, *q = b;
	int order = strcmp(p->place.file != NULL ? p->place.file : "",
		q->place.file != NULL ? q->place.file : "");

	if (order == 0)
		order = (p->place.line > q->place.line) - (p->place.line < q->place.line);
	return order != 0 ? order : strcmp(p->text, q->text);
}

void problems_print(struct problems *list, FILE *out)
{
	if (list->count > 0)
		qsort(list->items, list->count, sizeof *list->items, by_place);
	for (size_t i = 0; i < list->count; i++) {
		const struct problem *p = &list->items[i];
		if (i > 0 && by_place(p - 1, p) == 0)
			continue;
		if (p->place.file != NULL)
			fprintf(out, "%s:", p->place.file);
		if (p->place.line > 0)
			fprintf(out, "%d:", p->place.line);
		fprintf(out, "%s%s\n", p->place.file != NULL ? " " : "", p->text);
	}
	if (list->more > 0)
		fprintf(out, "and %zu more\n", list->more);
}
