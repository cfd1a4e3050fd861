/* Lists as CSV: the one for the door, a line for each seat, and that of all registrations. */
#include "cli/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "reading/people/name.h"

/* A telephone number in international form would be taken for a formula: 00 dials the same. */
static const char *phone_text(const struct lister *l, const char *phone)
{
	return phone[0] == '+' ? arena_printf(l->desk.house.arena, "00%s", phone + 1) : phone;
}

/* Quoted always; a cell that begins with one of these is a formula to a spreadsheet (OWASP, CSV
 * Injection), also behind blanks, which it takes away. */
static void put_cell(const struct lister *l, const char *text, bool last)
{
	struct slice shown = utf8_printable(l->desk.house.arena, slice_of(text), true);
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

	return text[0] != '\0' ? arena_printf(l->desk.house.arena, "%s: %s", what, text) : what;
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

/*
 * A line of the list, with what it is sorted by. The list of all events has one for each registration; the one for the
 * door has one for each seat, for whoever sits there says their own surname.
 */
struct csv_line {
	int64_t begin; /* of the event: a list of all of them goes by their days */
	struct slice surname;
	size_t at,
		seat; /* the registration in the order of the register (by the whole name); from 0 */
	const char *name;
	const json_t *row;
};

struct csv_lines {
	struct csv_line *items;
	size_t count, room;
};

static int by_surname(const void *a, const void *b)
{
	const struct csv_line *x = a, *y = b;
	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	size_t less = x->surname.len < y->surname.len ? x->surname.len : y->surname.len;
	int order = less > 0 ? memcmp(x->surname.p, y->surname.p, less) : 0;

	if (order == 0 && x->surname.len != y->surname.len)
		order = x->surname.len < y->surname.len ? -1 : 1;
	if (order == 0 && x->at != y->at)
		order = x->at < y->at ? -1 : 1;
	return order != 0 ? order : (x->seat > y->seat) - (x->seat < y->seat);
}

static void add_line(const struct lister *l, struct csv_lines *out, struct csv_line line,
	const char *name, const char *sort_by)
{
	line.name = name;
	line.surname = name_surname(l->desk.house.arena, sort_by);
	ARENA_PUSH(l->desk.house.arena, out->items, out->count, out->room, line);
}

/* Whoever is named, then those who come along and are not: under the name of who brings them. */
static void add_seats(const struct lister *l, struct csv_lines *out, struct csv_line line)
{
	const json_t *names = json_object_get(line.row, "attendees");
	const char *host = list_text(line.row, "name");
	size_t named = json_array_size(names), seats = (size_t)list_number(line.row, "seats");

	if (host[0] == '\0')
		host = list_text(line.row, "address");
	for (; line.seat < named || line.seat < seats || line.seat == 0; line.seat++) {
		if (line.seat < named) {
			const char *name = json_string_value(json_array_get(names, line.seat));
			add_line(l, out, line, name, name);
		} else if (line.seat == 0) {
			add_line(l, out, line, host, host);
		} else {
			add_line(l, out, line,
				house_say(l->desk.house.arena, l->desk.words, "desk", "companion",
					"name", host, NULL),
				host);
		}
	}
}

/* Only those who are expected, or to be told. */
static struct csv_lines lines_of(const struct lister *l, const json_t *rows)
{
	struct csv_lines out = {0};
	size_t i;
	const json_t *row;

	json_array_foreach(rows, i, row)
	{
		const struct event *event = event_of(l, row);
		struct csv_line line = {
			.begin = event != NULL ? event->begin_utc : 0, .at = i, .row = row};
		if (strcmp(list_text(row, "status"), "confirmed") != 0 && !to_be_told(l, row))
			continue;
		if (l->event != NULL)
			add_seats(l, &out, line);
		else
			add_line(l, &out, line, list_text(row, "name"), list_text(row, "name"));
	}
	if (out.count > 0)
		qsort(out.items, out.count, sizeof *out.items, by_surname);
	return out;
}

static void put_heads(const struct lister *l)
{
	bool door = l->event != NULL;

	fputs("\xef\xbb\xbf", stdout);
	if (!door) {
		put_cell(l, list_head(l, "title"), false);
		put_cell(l, list_head(l, "begin"), false);
	}
	put_cell(l, list_head(l, "name"), false);
	if (door)
		put_cell(l, list_head(l, "registered-by"), false);
	put_cell(l, list_head(l, "seats"), false);
	if (!door)
		put_cell(l, list_head(l, "attendees"), false);
	put_cell(l, list_head(l, "organisation"), false);
	put_cell(l, list_head(l, "phone"), false);
	put_cell(l, list_head(l, "address"), false);
	put_cell(l, list_head(l, "needs"), false);
	put_cell(l, list_head(l, "note"), true);
}

/* What is said of the registration as a whole stands in the line of its first seat. */
static void put_line(const struct lister *l, const struct csv_line *line)
{
	const json_t *row = line->row;
	bool first = line->seat == 0;
	const char *host = list_text(row, "name");

	if (l->event == NULL)
		put_event(l, row);
	put_cell(l, line->name, false);
	if (l->event != NULL)
		put_cell(l, strcmp(host, line->name) == 0 ? "" : host, false);
	put_cell(l, first ? list_show_number(l, row, "seats") : "", false);
	if (l->event == NULL)
		put_cell(l, list_join(l, json_object_get(row, "attendees"), list_show_text), false);
	put_cell(l, list_text(row, "organisation"), false);
	put_cell(l, first ? phone_text(l, list_text(row, "phone")) : "", false);
	put_cell(l, first ? list_text(row, "address") : "", false);
	put_cell(l, first ? list_join(l, json_object_get(row, "needs"), show_need) : "", false);
	put_cell(l, first ? list_text(row, "note") : "", true);
}

void list_print_csv(const struct lister *l, const json_t *rows)
{
	struct csv_lines lines = lines_of(l, rows);

	put_heads(l);
	for (size_t i = 0; i < lines.count; i++)
		put_line(l, &lines.items[i]);
}
