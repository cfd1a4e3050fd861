#include "cli/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "reading/name.h"

/* A telephone number in international form would be taken for a formula: 00 dials the same. */
static const char *phone_text(const struct lister *l, const char *phone)
{
	return phone[0] == '+' ? arena_printf(l->house.arena, "00%s", phone + 1) : phone;
}

/* Quoted always; a cell that begins with one of these is a formula to a spreadsheet (OWASP, CSV
 * Injection), also behind blanks, which it takes away. */
static void put_cell(const struct lister *l, const char *text, bool last)
{
	struct slice shown = utf8_printable(l->house.arena, slice_of(text), true);
	struct slice bare = slice_trim(shown);

	putchar('"');
	if (bare.len > 0 && strchr("=+-@|%", bare.p[0]) != NULL)
		putchar('\'');
	for (size_t i = 0; i < bare.len; i++) {
		if (bare.p[i] == '"')
			putchar('"');
		putchar(bare.p[i]);
	}
	fputs(last ? "\"\r\n" : "\";", stdout);
}

static const char *show_need(const struct lister *l, const json_t *need)
{
	const char *what = list_word(l, "need", list_text(need, "what"));
	const char *text = list_text(need, "text");

	return text[0] != '\0' ? arena_printf(l->house.arena, "%s: %s", what, text) : what;
}

static const struct event *event_of(const struct lister *l, const json_t *row)
{
	return list_event(l, list_text(row, "series"), list_text(row, "event"));
}

/* Of a list of all events: which one it is. */
static void put_event(const struct lister *l, const json_t *row)
{
	const struct event *event = event_of(l, row);

	put_cell(l, event != NULL ? event->title : list_text(row, "event"), false);
	put_cell(l, event != NULL ? list_when(l, event->begin_utc) : "", false);
}

/* An event that is in no series any more has no door: its list is of those who were to come. */
static bool to_be_told(const struct lister *l, const json_t *row)
{
	return list_number(row, "called_off") > 0 && event_of(l, row) == NULL;
}

/* A row of the list, with what it is sorted by. */
struct door_row {
	int64_t begin; /* of the event: a list of all of them goes by their days */
	struct slice surname;
	size_t at; /* in the order of the register: by the whole name */
	const json_t *row;
};

static int by_surname(const void *a, const void *b)
{
	const struct door_row *x = a, *y = b;
	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	size_t less = x->surname.len < y->surname.len ? x->surname.len : y->surname.len;
	int order = less > 0 ? memcmp(x->surname.p, y->surname.p, less) : 0;

	if (order == 0 && x->surname.len != y->surname.len)
		order = x->surname.len < y->surname.len ? -1 : 1;
	return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

/* Whoever comes to the door says their surname. Only those who are expected, or to be told. */
static struct door_row *sort_for_door(const struct lister *l, const json_t *rows, size_t *count)
{
	struct arena *a = l->house.arena;
	struct door_row *sorted = arena_array(a, json_array_size(rows), sizeof *sorted);
	size_t i;
	const json_t *row;

	*count = 0;
	json_array_foreach(rows, i, row)
	{
		const struct event *event = event_of(l, row);
		if (strcmp(list_text(row, "status"), "confirmed") == 0 || to_be_told(l, row))
			sorted[(*count)++] = (struct door_row){event != NULL ? event->begin_utc : 0,
				name_surname(a, list_text(row, "name")), i, row};
	}
	if (*count > 0)
		qsort(sorted, *count, sizeof *sorted, by_surname);
	return sorted;
}

void list_print_csv(const struct lister *l, const json_t *rows)
{
	const char *const heads[] = {list_head(l, "name"), list_head(l, "seats"),
		list_head(l, "attendees"), list_head(l, "organisation"), list_head(l, "phone"),
		list_head(l, "address"), list_head(l, "needs"), list_head(l, "note")};
	enum { COLUMNS = sizeof heads / sizeof *heads };
	size_t i, count;
	const struct door_row *sorted = sort_for_door(l, rows, &count);

	fputs("\xef\xbb\xbf", stdout);
	if (l->event == NULL) {
		put_cell(l, list_head(l, "title"), false);
		put_cell(l, list_head(l, "begin"), false);
	}
	for (i = 0; i < COLUMNS; i++)
		put_cell(l, heads[i], i + 1 == COLUMNS);
	for (i = 0; i < count; i++) {
		const json_t *row = sorted[i].row;
		if (l->event == NULL)
			put_event(l, row);
		put_cell(l, list_text(row, "name"), false);
		put_cell(l, list_show_number(l, row, "seats"), false);
		put_cell(l, list_join(l, json_object_get(row, "attendees"), list_show_text), false);
		put_cell(l, list_text(row, "organisation"), false);
		put_cell(l, phone_text(l, list_text(row, "phone")), false);
		put_cell(l, list_text(row, "address"), false);
		put_cell(l, list_join(l, json_object_get(row, "needs"), show_need), false);
		put_cell(l, list_text(row, "note"), true);
	}
}
