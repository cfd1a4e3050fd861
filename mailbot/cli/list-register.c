/* The tables of what stands in the register: who comes, what waits, what was sent, what is wrong. */
#include "cli/list.h"
#include "cli/outgoing-show.h"

#include <string.h>

/* An event and what it holds: its title, when it is, how many seats are taken, of how many. */
static void print_event(const struct lister *l, const json_t *row, int64_t seats)
{
	const char *id = list_text(row, "event");
	const struct event *event = list_event(l, list_text(row, "series"), id);

	printf("%s", event != NULL ? event->title : id);
	if (event != NULL)
		printf(" · %02d.%02d.%04d %02d:%02d", event->begin.day, event->begin.month,
			event->begin.year, event->begin.hour, event->begin.minute);
	else if (l->desk.house.rules != NULL)
		printf(" · %s", list_word(l, "status", "called-off"));
	printf(" · %s: %lld", list_head(l, "taken"), (long long)seats);
	if (event != NULL && event->seats > 0)
		printf(" / %d", event->seats);
	printf("\n\n");
}

static bool same_event(const json_t *a, const json_t *b)
{
	return strcmp(list_text(a, "series"), list_text(b, "series")) == 0 &&
		strcmp(list_text(a, "event"), list_text(b, "event")) == 0;
}

/* Who comes, by name, and how many come with them. */
static const char *people(const struct lister *l, const json_t *row)
{
	struct arena *a = l->desk.house.arena;
	const json_t *names = json_object_get(row, "attendees");
	const char *all = list_join(l, names, list_show_text);
	int64_t more = list_number(row, "seats") - (int64_t)json_array_size(names);

	if (more <= 0 || all[0] == '\0')
		return all;
	return arena_printf(a, "%s\n%s", all,
		house_say(a, l->desk.words, "desk", "companions", "n",
			arena_printf(a, "%lld", (long long)more), NULL));
}

/* The rows of one event, from `first`; returns where the next one begins. */
static size_t print_registrations_at(const struct lister *l, const json_t *rows, size_t first)
{
	const struct table_column columns[] = {
		{list_head(l, "id"), 5, true},
		{list_head(l, "seats"), 8, true},
		{list_head(l, "status"), 12, false},
		{list_head(l, "name"), 24, false},
		{list_head(l, "address"), 30, false},
		{list_head(l, "attendees"), 0, false},
	};
	struct table t = {.arena = l->desk.house.arena, .columns = columns, .column_count = 6};
	const json_t *event = json_array_get(rows, first);
	int64_t seats = 0;
	size_t i = first;

	for (; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);
		if (!same_event(event, row))
			break;
		seats += list_number(row, "seats");
		table_add(&t, list_show_number(l, row, "party"));
		table_add(&t,
			list_number(row, "seats") > 0 ? list_show_number(l, row, "seats") : "–");
		table_add(&t,
			list_word(l, "status",
				list_number(row, "called_off") > 0 ? "called-off"
								   : list_text(row, "status")));
		table_add(&t, list_text(row, "name"));
		/* how they are reached: who has no address by telephone */
		table_add(&t,
			list_text(row, list_text(row, "address")[0] != '\0' ? "address" : "phone"));
		table_add(&t, people(l, row));
	}
	if (first > 0)
		putchar('\n');
	print_event(l, event, seats);
	table_print(&t, stdout);
	list_print_doubles(l, rows, first, i);
	return i;
}

/* Events in order of begin, where the rules are sound; else as the register has them. */
static int64_t begin_of(const struct lister *l, const json_t *row)
{
	const struct event *event =
		list_event(l, list_text(row, "series"), list_text(row, "event"));

	return event != NULL ? event->begin_utc : 0;
}

static json_t *by_begin(const struct lister *l, const json_t *rows)
{
	json_t *sorted = json_array();
	size_t i;
	json_t *row;

	json_array_foreach(rows, i, row)
	{
		size_t at = json_array_size(sorted);
		while (at > 0 && begin_of(l, json_array_get(sorted, at - 1)) > begin_of(l, row))
			at--;
		json_array_insert(sorted, at, row);
	}
	return sorted;
}

void list_print_registrations(const struct lister *l, const json_t *rows)
{
	json_t *sorted = by_begin(l, rows);

	for (size_t i = 0; i < json_array_size(sorted);)
		i = print_registrations_at(l, sorted, i);
	if (json_array_size(sorted) > 0)
		printf("\n%s\n", list_word(l, "desk", "party-number"));
	json_decref(sorted);
}

/* Nobody has written, or a machine that sends it back: something is wrong with a mail of ours. */
static bool about_ours(const json_t *row)
{
	return list_text(row, "to")[0] != '\0';
}

/* Who wrote, or to whom our mail was to go. */
static const char *writer(const struct lister *l, const json_t *row)
{
	struct arena *a = l->desk.house.arena;

	if (!about_ours(row))
		return arena_printf(
			a, "%s\n%s", list_text(row, "from_name"), list_text(row, "from_address"));
	return arena_printf(a, "%s: %s\n%s", list_word(l, "show", "to"), list_text(row, "to_name"),
		list_text(row, "to"));
}

/*
 * The guess tells staff more than a subject, which mostly is the invitation's own. What stands in
 * the register already is no guess any more, and a subject never looked like one.
 */
static const char *about(const struct lister *l, const json_t *row)
{
	const char *guess = list_join(l, json_object_get(row, "guess"), list_show_request);
	const char *subject = list_text(row, "subject");
	bool acted = list_number(row, "acted") > 0;

	if (about_ours(row))
		return arena_printf(l->desk.house.arena, "%s: %s (%s)",
			list_word(l, "show", "our-mail"),
			list_word(l, "mail-kind", list_text(row, "mail_kind")),
			list_show_number(l, row, "outgoing"));
	if (guess[0] == '\0' && subject[0] == '\0')
		return "";
	if (guess[0] == '\0')
		return arena_printf(
			l->desk.house.arena, "%s: %s", list_head(l, "subject"), subject);
	return arena_printf(
		l->desk.house.arena, "%s:\n%s", list_head(l, acted ? "entered" : "guess"), guess);
}

void list_print_review(const struct lister *l, const json_t *rows)
{
	const struct table_column columns[] = {
		{list_head(l, "id"), 5, true},
		{list_head(l, "received"), 16, false},
		{list_head(l, "from"), 26, false},
		{list_head(l, "about"), 24, false},
		{list_head(l, "reasons"), 0, false},
	};
	struct table t = {.arena = l->desk.house.arena, .columns = columns, .column_count = 5};
	size_t i;
	const json_t *row;

	json_array_foreach(rows, i, row)
	{
		table_add(&t, list_show_number(l, row, "id"));
		table_add(&t, list_when(l, list_number(row, "received")));
		table_add(&t, writer(l, row));
		table_add(&t,
			strcmp(list_text(row, "state"), "asked") == 0
				? arena_printf(l->desk.house.arena, "%s\n%s",
					  list_word(l, "review-state", "asked"), about(l, row))
				: about(l, row));
		table_add(&t, list_join(l, json_object_get(row, "reasons"), list_show_reason));
	}
	table_print(&t, stdout);
}

void list_print_outgoing(const struct lister *l, const json_t *rows)
{
	const struct table_column columns[] = {
		{list_head(l, "id"), 6, true},
		{list_head(l, "kind"), 20, false},
		{list_head(l, "state"), 14, false},
		{list_head(l, "queued"), 16, false},
		{list_head(l, "address"), 30, false},
		{list_head(l, "why"), 0, false},
	};
	struct table t = {.arena = l->desk.house.arena, .columns = columns, .column_count = 6};
	size_t i;
	const json_t *row;

	json_array_foreach(rows, i, row)
	{
		bool sent = json_is_integer(json_object_get(row, "sent"));
		bool bounced = json_is_integer(json_object_get(row, "bounced"));
		table_add(&t, list_show_number(l, row, "id"));
		table_add(&t, list_word(l, "mail-kind", list_text(row, "kind")));
		table_add(&t,
			outgoing_state(l->desk.words, bounced ? "bounced" : list_text(row, "state"),
				list_text(row, "why")));
		table_add(&t, list_when(l, list_number(row, "queued")));
		/* who is to be called has none */
		table_add(&t,
			list_text(row, list_text(row, "address")[0] != '\0' ? "address" : "name"));
		table_add(&t,
			sent ? ""
			     : outgoing_why(
				       l->desk.house.arena, l->desk.words, list_text(row, "why")));
	}
	table_print(&t, stdout);
}

void list_print_alarms(const struct lister *l, const json_t *rows)
{
	const struct table_column columns[] = {
		{list_head(l, "id"), 5, true},
		{list_head(l, "since"), 16, false},
		{list_head(l, "over"), 16, false},
		{list_head(l, "trouble"), 0, false},
	};
	struct table t = {.arena = l->desk.house.arena, .columns = columns, .column_count = 4};

	/* what is open first */
	for (size_t at = 0; at < 2 * json_array_size(rows); at++) {
		const json_t *row = json_array_get(rows, at % json_array_size(rows));
		if ((list_number(row, "over") != 0) != (at >= json_array_size(rows)))
			continue;
		table_add(&t, list_show_number(l, row, "id"));
		table_add(&t, list_when(l, list_number(row, "since")));
		table_add(&t, list_when(l, list_number(row, "over")));
		table_add(&t,
			arena_printf(l->desk.house.arena, "%s\n%s",
				list_word(l, "alarm", list_text(row, "what")),
				list_text(row, "why")));
	}
	table_print(&t, stdout);
}
