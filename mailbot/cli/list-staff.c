/* The tables that staff work by: the events, the letters and what became of them, who is to be called,
 * what people need. */
#include "cli/list.h"

#include <string.h>

/* ---- events ---- */

static const json_t *row_at(const json_t *rows, const struct series *series, const char *event)
{
	size_t i;
	const json_t *row;

	json_array_foreach(rows, i, row) if (strcmp(list_text(row, "series"), series->id) == 0 &&
		strcmp(list_text(row, "event"), event) == 0) return row;
	return NULL;
}

static void add_event(
	const struct lister *l, struct table *t, const struct event *event, const json_t *row)
{
	struct arena *a = l->desk.house.arena;
	int64_t taken = list_number(row, "seats");
	const char *seats = event->seats > 0
		? arena_printf(a, "%lld / %d", (long long)taken, event->seats)
		: arena_printf(a, "%lld", (long long)taken);

	table_add(t, event->id);
	table_add(t,
		arena_printf(a, "%02d.%02d.%04d %02d:%02d", event->begin.day, event->begin.month,
			event->begin.year, event->begin.hour, event->begin.minute));
	table_add(t, seats);
	table_add(t, arena_printf(a, "%lld", (long long)list_number(row, "confirmed")));
	table_add(t, arena_printf(a, "%lld", (long long)list_number(row, "cancelled")));
	table_add(t, event->title);
}

void list_print_events(const struct lister *l, const json_t *rows)
{
	const struct table_column columns[] = {
		{list_head(l, "event"), 24, false},
		{list_head(l, "begin"), 16, false},
		{list_head(l, "taken"), 16, true},
		{list_head(l, "parties"), 12, true},
		{list_head(l, "cancellations"), 12, true},
		{list_head(l, "title"), 0, false},
	};
	const struct rules *rules = l->desk.house.rules;

	for (size_t i = 0; i < rules->series_count; i++) {
		const struct series *series = rules->series[i];
		struct table t = {
			.arena = l->desk.house.arena, .columns = columns, .column_count = 6};
		for (size_t k = 0; k < series->event_count; k++)
			add_event(l, &t, &series->events[k],
				row_at(rows, series, series->events[k].id));
		printf("%s%s\n\n", i > 0 ? "\n" : "", series->title);
		table_print(&t, stdout);
	}
}

/* In the register's order: by series, then by event. */
static size_t place_of(const json_t *rows, const char *series, const char *event)
{
	size_t i;
	const json_t *row;

	json_array_foreach(rows, i, row)
	{
		int order = strcmp(list_text(row, "series"), series);
		if (order > 0 || (order == 0 && strcmp(list_text(row, "event"), event) > 0))
			break;
	}
	return i;
}

void list_add_events(const struct lister *l, json_t *rows)
{
	const struct rules *rules = l->desk.house.rules;

	for (size_t i = 0; i < rules->series_count; i++)
		for (size_t k = 0; k < rules->series[i]->event_count; k++) {
			const char *series = rules->series[i]->id;
			const char *event = rules->series[i]->events[k].id;
			if (row_at(rows, rules->series[i], event) == NULL)
				json_array_insert_new(rows, place_of(rows, series, event),
					json_pack("{s:s, s:s, s:i, s:i, s:i, s:i}", "series",
						series, "event", event, "seats", 0, "confirmed", 0,
						"cancelled", 0, "declined", 0));
		}
}

/* ---- letters ---- */

/* How a letter ended. */
static const char *outcome(const struct lister *l, const json_t *row)
{
	struct arena *a = l->desk.house.arena;
	const char *state = list_text(row, "state"), *verdict = list_text(row, "verdict");
	const char *text;

	if (strcmp(state, "decided") == 0) {
		text = arena_printf(a, "%s (%s)", list_word(l, "verdict", verdict),
			list_text(row, "decided_by"));
		return list_text(row, "note")[0] == '\0'
			? text
			: arena_printf(a, "%s\n%s", text, list_text(row, "note"));
	}
	if (list_number(row, "early") > 0)
		return list_word(l, "letter-state", "early");
	if (list_number(row, "acted") > 0 && state[0] != '\0')
		return list_word(l, "letter-state", "acted-open");
	if (state[0] != '\0')
		return list_word(l, "letter-state", state);
	if (strcmp(list_text(row, "wanted"), "automatic") == 0)
		return list_word(l, "letter-state", "automatic");
	if (strcmp(list_text(row, "wanted"), "inbox") == 0 && list_number(row, "acted") == 0)
		return list_word(l, "letter-state", "left");
	return list_word(l, "letter-state", "done");
}

static const char *proposal(const struct lister *l, const json_t *row)
{
	const json_t *requests = json_object_get(row, "requests");
	const json_t *list =
		json_array_size(requests) > 0 ? requests : json_object_get(row, "guess");

	return list_join(l, list, list_show_request);
}

static const char *sender(const struct lister *l, const json_t *row)
{
	const char *name = list_text(row, "from_name"), *address = list_text(row, "from_address");

	return name[0] != '\0' ? arena_printf(l->desk.house.arena, "%s\n%s", name, address)
			       : address;
}

/* What waits of a letter has a number of its own, which is what `review` takes. */
static const char *with_item(const struct lister *l, const json_t *row, const char *text)
{
	int64_t item = list_number(row, "item");

	return item > 0
		? arena_printf(l->desk.house.arena, "%s\nreview show %lld", text, (long long)item)
		: text;
}

static void print_all_letters(const struct lister *l, const json_t *rows)
{
	const struct table_column columns[] = {
		{list_head(l, "letter"), 5, true},
		{list_head(l, "received"), 16, false},
		{list_head(l, "from"), 24, false},
		{list_head(l, "proposal"), 24, false},
		{list_head(l, "became"), 0, false},
	};
	struct table t = {.arena = l->desk.house.arena, .columns = columns, .column_count = 5};
	size_t i;
	const json_t *row;

	json_array_foreach(rows, i, row)
	{
		const char *said = proposal(l, row);
		if (said[0] == '\0')
			said = arena_printf(l->desk.house.arena, "%s: %s", list_head(l, "subject"),
				list_text(row, "subject"));
		table_add(&t, list_show_number(l, row, "id"));
		table_add(&t, list_when(l, list_number(row, "received")));
		table_add(&t, sender(l, row));
		table_add(&t, said);
		table_add(&t, with_item(l, row, outcome(l, row)));
	}
	table_print(&t, stdout);
}

/* ---- what the robot proposes beside what staff decided ---- */

/* What staff entered for that event: the act's, else (a letter from before the robot began) what
 * stands in the register; NULL: nothing. */
static const json_t *entered_at(const json_t *row, const char *event)
{
	const json_t *changes = json_object_get(row, "changes"), *item;
	size_t i;

	json_array_foreach(changes, i, item) if (strcmp(list_text(item, "event"), event) ==
		0) return json_object_get(item, "after");
	return NULL;
}

static bool seats_agree(const json_t *request, const json_t *after)
{
	bool registers = strcmp(list_text(request, "action"), "register") == 0;
	bool confirmed = strcmp(list_text(after, "status"), "confirmed") == 0;

	if (after == NULL || registers != confirmed)
		return false;
	return !registers || list_number(request, "delta") != 0 ||
		list_number(request, "seats") == list_number(after, "seats");
}

enum agreement { AGREE_YES, AGREE_NO, AGREE_OPEN, AGREE_NOTHING };

/* Whether what staff decided is what the robot proposes. */
static enum agreement agreement(const json_t *row)
{
	const char *verdict = list_text(row, "verdict");
	const json_t *requests = json_object_get(row, "requests"), *item;
	bool decided = strcmp(list_text(row, "state"), "decided") == 0;
	bool early = list_number(row, "early") > 0;
	size_t i;

	if (json_array_size(requests) == 0)
		requests = json_object_get(row, "guess");
	if (!decided && !early)
		return AGREE_OPEN;
	if (json_array_size(requests) == 0)
		return json_array_size(json_object_get(row, "changes")) == 0 ? AGREE_NOTHING
									     : AGREE_NO;
	if (decided && strcmp(verdict, "accept") != 0 && strcmp(verdict, "correct") != 0)
		return strcmp(verdict, "answered") == 0 ? AGREE_NOTHING : AGREE_NO;
	json_array_foreach(requests, i,
		item) if (!seats_agree(item,
				  entered_at(row, list_text(item, "event")))) return AGREE_NO;
	return !early &&
			json_array_size(json_object_get(row, "changes")) > json_array_size(requests)
		? AGREE_NO
		: AGREE_YES;
}

static const char *show_change(const struct lister *l, const json_t *change)
{
	const json_t *after = json_object_get(change, "after");
	bool confirmed = strcmp(list_text(after, "status"), "confirmed") == 0;
	const char *title = list_title(l, list_text(change, "event"));

	return confirmed ? arena_printf(l->desk.house.arena, "%s: %s (%lld)",
				   list_word(l, "show", "register"), title,
				   (long long)list_number(after, "seats"))
			 : arena_printf(l->desk.house.arena, "%s: %s",
				   list_word(l, "show", "cancel"), title);
}

static const char *decision(const struct lister *l, const json_t *row)
{
	const char *changes = list_join(l, json_object_get(row, "changes"), show_change);

	return changes[0] != '\0' ? changes : outcome(l, row);
}

static void print_sum(const struct lister *l, const size_t *counts)
{
	struct err e;
	const char *text;
	json_t *data = json_pack("{s:I, s:I, s:I}", "same", (json_int_t)counts[AGREE_YES],
		"different", (json_int_t)counts[AGREE_NO], "open", (json_int_t)counts[AGREE_OPEN]);

	if (l->desk.words != NULL &&
		catalogue_fill(l->desk.house.arena, l->desk.words, "agreement", "sum", data, &text,
			&e) == 0)
		printf("\n%s\n", text);
	json_decref(data);
}

static void print_compared(const struct lister *l, const json_t *rows)
{
	static const char *const ids[] = {"same", "different", "open", "nothing"};
	const struct table_column columns[] = {
		{list_head(l, "id"), 5, true},
		{list_head(l, "received"), 16, false},
		{list_head(l, "proposal"), 30, false},
		{list_head(l, "decision"), 30, false},
		{list_head(l, "agreement"), 0, false},
	};
	struct table t = {.arena = l->desk.house.arena, .columns = columns, .column_count = 5};
	size_t counts[4] = {0}, i;
	const json_t *row;

	json_array_foreach(rows, i, row)
	{
		/* What the robot did by itself, and machines' letters, nobody decided. */
		if ((list_text(row, "state")[0] == '\0' && list_number(row, "early") == 0) ||
			strcmp(list_text(row, "disposition"), "ignore") == 0)
			continue;
		enum agreement how = agreement(row);
		counts[how]++;
		table_add(&t, list_show_number(l, row, "id"));
		table_add(&t, list_when(l, list_number(row, "received")));
		table_add(&t, proposal(l, row));
		table_add(&t, how == AGREE_OPEN ? "" : decision(l, row));
		table_add(&t, list_word(l, "agreement", ids[how]));
	}
	table_print(&t, stdout);
	print_sum(l, counts);
}

void list_print_letters(const struct lister *l, const json_t *rows)
{
	if (l->compare)
		print_compared(l, rows);
	else
		print_all_letters(l, rows);
}

/* ---- calls ---- */

/* `Fachforum „Bildung“: 2 Plätze`, what there is to tell. */
static const char *show_told(const struct lister *l, const json_t *item)
{
	const char *title = list_text(json_object_get(item, "event"), "title");
	int64_t seats = list_number(item, "seats");

	return seats > 0 ? arena_printf(l->desk.house.arena, "%s (%lld)", title, (long long)seats)
			 : arena_printf(l->desk.house.arena, "%s: %s",
				   list_word(l, "show", "cancel"), title);
}

/* "16.02.2011 18:00, Rathaus" */
static const char *when_and_where(const struct lister *l, const json_t *event)
{
	const char *begin = list_text(event, "begin"), *place = list_text(event, "place");
	const char *when = strlen(begin) >= 16
		? arena_printf(l->desk.house.arena, "%.2s.%.2s.%.4s %.5s", begin + 8, begin + 5,
			  begin, begin + 11)
		: begin;

	return arena_printf(
		l->desk.house.arena, "%s%s%s", when, place[0] != '\0' ? ", " : "", place);
}

/* `Fachforum „Bildung“` with when and where it was, and what comes in its place. */
static const char *show_notice(const struct lister *l, const json_t *notice)
{
	const json_t *before = json_object_get(notice, "before");
	const json_t *after = json_object_get(notice, "after");
	const char *now = json_is_object(after) ? when_and_where(l, after)
						: list_word(l, "status", "called-off");

	return arena_printf(l->desk.house.arena, "%s\n%s -> %s", list_text(before, "title"),
		when_and_where(l, before), now);
}

/* All that whoever calls has to say. */
static const char *to_tell(const struct lister *l, const json_t *row)
{
	struct arena *a = l->desk.house.arena;
	const char *kind = list_text(row, "kind");
	const json_t *said = json_object_get(row, "understood");

	if (strcmp(kind, "mailing") == 0)
		return arena_printf(a, "%s\n%s", list_text(row, "subject"), list_text(row, "text"));
	if (strcmp(kind, "notice") == 0)
		return list_join(l, json_object_get(row, "notices"), show_notice);
	if (json_array_size(said) == 0)
		said = json_object_get(row, "registered");
	return list_join(l, said, show_told);
}

void list_print_calls(const struct lister *l, const json_t *rows)
{
	const struct table_column columns[] = {
		{list_head(l, "id"), 5, true},
		{list_head(l, "name"), 26, false},
		{list_head(l, "phone"), 18, false},
		{list_head(l, "since"), 16, false},
		{list_head(l, "tell"), 0, false},
	};
	struct table t = {.arena = l->desk.house.arena, .columns = columns, .column_count = 5};
	size_t i;
	const json_t *row;

	json_array_foreach(rows, i, row)
	{
		table_add(&t, list_show_number(l, row, "id"));
		table_add(&t,
			arena_printf(l->desk.house.arena, "%s\n--party %lld",
				list_text(row, "name"), (long long)list_number(row, "party")));
		table_add(&t, list_text(row, "phone"));
		table_add(&t, list_when(l, list_number(row, "created")));
		table_add(&t,
			arena_printf(l->desk.house.arena, "%s\n%s",
				list_word(l, "mail-kind", list_text(row, "kind")),
				to_tell(l, row)));
	}
	table_print(&t, stdout);
}

/* ---- needs ---- */

static bool same_party(const json_t *a, const json_t *b)
{
	return list_number(a, "party") == list_number(b, "party");
}

/* One kind, with how many need it, and who: each once, with all their words. */
static size_t print_need(const struct lister *l, const json_t *rows, size_t first)
{
	const struct table_column columns[] = {
		{list_head(l, "name"), 30, false},
		{list_head(l, "phone"), 20, false},
		{list_head(l, "words"), 0, false},
	};
	struct table t = {.arena = l->desk.house.arena, .columns = columns, .column_count = 3};
	const char *what = list_text(json_array_get(rows, first), "what");
	size_t i = first, people = 0;

	while (i < json_array_size(rows)) {
		const json_t *row = json_array_get(rows, i), *next = row;
		const char *words = "";
		if (strcmp(what, list_text(row, "what")) != 0)
			break;
		while (next != NULL && same_party(row, next) &&
			strcmp(what, list_text(next, "what")) == 0) {
			words = arena_printf(l->desk.house.arena, "%s%s%s", words,
				words[0] != '\0' ? "\n" : "", list_text(next, "text"));
			next = json_array_get(rows, ++i);
		}
		table_add(&t, list_text(row, "name"));
		table_add(&t, list_text(row, "phone"));
		table_add(&t, words);
		people++;
	}
	printf("%s%s: %zu\n\n", first > 0 ? "\n" : "", list_word(l, "need", what), people);
	table_print(&t, stdout);
	return i;
}

void list_print_needs(const struct lister *l, const json_t *rows)
{
	printf("%s\n\n", list_title(l, l->event));
	if (json_array_size(rows) == 0)
		puts(list_head(l, "nothing"));
	for (size_t i = 0; i < json_array_size(rows);)
		i = print_need(l, rows, i);
}
