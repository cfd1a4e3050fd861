/*
 * Who may stand twice at one event: somebody of the same name in two registrations, as who wrote or as who comes along.
 * People write from the office's address and from their own, and are brought along by one who does not know that they
 * have written themselves. Nothing is decided by it: two people may have one name.
 */
#include "cli/list.h"

#include <string.h>

#include "reading/people/name.h"

struct double_person {
	const char *name;
	const json_t *row;
};

struct people {
	struct double_person *items;
	size_t count, room;
};

/* A single word is no whole name: two people called Fatma are two. */
static bool whole_name(const char *name)
{
	return strchr(name, ' ') != NULL;
}

static void add_person(
	const struct lister *l, struct people *out, const char *name, const json_t *row)
{
	if (name == NULL || !whole_name(name))
		return;
	struct double_person person = {name, row};
	ARENA_PUSH(l->desk.house.arena, out->items, out->count, out->room, person);
}

/* Everybody who is expected at the event of the rows from `first` to before `end`. */
static struct people expected(const struct lister *l, const json_t *rows, size_t first, size_t end)
{
	struct people out = {0};

	for (size_t i = first; i < end; i++) {
		const json_t *row = json_array_get(rows, i);
		const json_t *names = json_object_get(row, "attendees");
		size_t k;
		const json_t *name;

		if (strcmp(list_text(row, "status"), "confirmed") != 0)
			continue;
		/* who only writes for others is not there */
		if (json_array_size(names) == 0)
			add_person(l, &out, list_text(row, "name"), row);
		json_array_foreach(names, k, name)
			add_person(l, &out, json_string_value(name), row);
	}
	return out;
}

/* How the person of a row is reached, which tells the two apart. */
static const char *reached(const json_t *row)
{
	const char *address = list_text(row, "address");

	return address[0] != '\0' ? address : list_text(row, "phone");
}

static bool doubles(const struct double_person *a, const struct double_person *b)
{
	return a->row != b->row && name_compare(a->name, b->name) == NAME_SAME;
}

void list_print_doubles(const struct lister *l, const json_t *rows, size_t first, size_t end)
{
	struct people all = expected(l, rows, first, end);

	for (size_t i = 1; i < all.count; i++)
		for (size_t k = 0; k < i; k++) {
			const struct double_person *a = &all.items[k], *b = &all.items[i];
			if (!doubles(a, b))
				continue;
			printf("  %s\n",
				house_say(l->desk.house.arena, l->desk.words, "desk", "double",
					"name", a->name, "one", reached(a->row), "other",
					reached(b->row), NULL));
			break;
		}
}
