/* mailbot list: what stands in the register, as tables for people and as JSON for programs. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/house.h"
#include "cli/table.h"
#include "registry/registry.h"

struct lister {
	struct house house;
	const struct catalogue *words;
	struct registry *reg;
	bool json;
	const char *config, *event;
	enum registry_list what;
};

static const char usage[] =
	"usage: mailbot list registrations [--event ID] [--json] [--config FILE]\n"
	"       mailbot list review|outgoing|alarms [--json] [--config FILE]\n";

static const char *const lists[] = {
	[LIST_REGISTRATIONS] = "registrations",
	[LIST_REVIEW] = "review",
	[LIST_OUTGOING] = "outgoing",
	[LIST_ALARMS] = "alarms",
};

/* ---- for programs: one array, an object a line ---- */

static void print_json(const json_t *rows)
{
	size_t i;
	const json_t *row;

	putchar('[');
	json_array_foreach(rows, i, row)
	{
		fputs(i == 0 ? "\n" : ",\n", stdout);
		json_dumpf(row, stdout, JSON_COMPACT);
	}
	puts(json_array_size(rows) > 0 ? "\n]" : "]");
}

/* ---- for people ---- */

static const char *text_of(const json_t *row, const char *key)
{
	const char *text = json_string_value(json_object_get(row, key));

	return text != NULL ? text : "";
}

static int64_t number_of(const json_t *row, const char *key)
{
	return json_integer_value(json_object_get(row, key));
}

static const char *word(const struct lister *l, const char *group, const char *id)
{
	return l->words != NULL ? catalogue_word(l->words, group, id) : id;
}

/* Heading of a column. */
static const char *head(const struct lister *l, const char *id)
{
	return word(l, "list", id);
}

/* In the zone of the series, where the rules are sound; else in UTC. */
static const char *when(const struct lister *l, int64_t t)
{
	const struct rules *rules = l->house.rules;
	struct civil c = civil_of_days((int32_t)(t / (24 * 3600)));
	int minutes = (int)(t % (24 * 3600) / 60);

	if (t == 0)
		return "";
	c.hour = minutes / 60;
	c.minute = minutes % 60;
	if (rules != NULL && rules->series_count > 0)
		c = zone_civil(rules->series[0]->zone, t);
	return arena_printf(l->house.arena, "%02d.%02d.%04d %02d:%02d", c.day, c.month, c.year,
		c.hour, c.minute);
}

static const struct event *find_event(const struct lister *l, const char *series, const char *event)
{
	const struct rules *rules = l->house.rules;
	const struct series *s = rules != NULL ? rules_series(rules, series) : NULL;

	return s != NULL ? series_event(s, event) : NULL;
}

/* Texts of an array, one a line, each as `show` gives it. */
static const char *join(const struct lister *l, const json_t *list,
	const char *(*show)(const struct lister *, const json_t *))
{
	const char *out = "";
	size_t i;
	const json_t *item;

	json_array_foreach(list, i, item) out =
		arena_printf(l->house.arena, "%s%s%s", out, i > 0 ? "\n" : "", show(l, item));
	return out;
}

static const char *show_text(const struct lister *l, const json_t *item)
{
	(void)l;
	return json_string_value(item) != NULL ? json_string_value(item) : "";
}

static const char *show_reason(const struct lister *l, const json_t *item)
{
	return word(l, "reasons", show_text(l, item));
}

static const char *show_number(const struct lister *l, const json_t *row, const char *key)
{
	return json_is_integer(json_object_get(row, key))
		? arena_printf(l->house.arena, "%lld", (long long)number_of(row, key))
		: "";
}

/* An event and what it holds: its title, when it is, how many seats are taken, of how many. */
static void print_event(const struct lister *l, const json_t *row, int64_t seats)
{
	const char *id = text_of(row, "event");
	const struct event *event = find_event(l, text_of(row, "series"), id);

	printf("%s", event != NULL ? event->title : id);
	if (event != NULL)
		printf(" · %02d.%02d.%04d %02d:%02d", event->begin.day, event->begin.month,
			event->begin.year, event->begin.hour, event->begin.minute);
	printf(" · %s: %lld", head(l, "taken"), (long long)seats);
	if (event != NULL && event->seats > 0)
		printf(" / %d", event->seats);
	printf("\n\n");
}

static bool same_event(const json_t *a, const json_t *b)
{
	return strcmp(text_of(a, "series"), text_of(b, "series")) == 0 &&
		strcmp(text_of(a, "event"), text_of(b, "event")) == 0;
}

/* The rows of one event, from `first`; returns where the next one begins. */
static size_t print_registrations_at(const struct lister *l, const json_t *rows, size_t first)
{
	const struct table_column columns[] = {
		{head(l, "seats"), 8, true},
		{head(l, "status"), 12, false},
		{head(l, "name"), 24, false},
		{head(l, "address"), 30, false},
		{head(l, "attendees"), 0, false},
	};
	struct table t = {.arena = l->house.arena, .columns = columns, .column_count = 5};
	const json_t *event = json_array_get(rows, first);
	int64_t seats = 0;
	size_t i = first;

	for (; i < json_array_size(rows); i++) {
		const json_t *row = json_array_get(rows, i);
		if (!same_event(event, row))
			break;
		seats += number_of(row, "seats");
		table_add(&t, number_of(row, "seats") > 0 ? show_number(l, row, "seats") : "–");
		table_add(&t, word(l, "status", text_of(row, "status")));
		table_add(&t, text_of(row, "name"));
		table_add(&t, text_of(row, "address"));
		table_add(&t, join(l, json_object_get(row, "attendees"), show_text));
	}
	if (first > 0)
		putchar('\n');
	print_event(l, event, seats);
	table_print(&t, stdout);
	return i;
}

/* Events in order of begin, where the rules are sound; else as the register has them. */
static int64_t begin_of(const struct lister *l, const json_t *row)
{
	const struct event *event = find_event(l, text_of(row, "series"), text_of(row, "event"));

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

static void print_registrations(const struct lister *l, const json_t *rows)
{
	json_t *sorted = by_begin(l, rows);

	for (size_t i = 0; i < json_array_size(sorted);)
		i = print_registrations_at(l, sorted, i);
	json_decref(sorted);
}

/* Ids of events are unique over all series. */
static const char *title_of(const struct lister *l, const char *id)
{
	const struct rules *rules = l->house.rules;

	for (size_t i = 0; rules != NULL && i < rules->series_count; i++) {
		const struct event *event = series_event(rules->series[i], id);
		if (event != NULL)
			return event->title;
	}
	return id;
}

/* `Anmeldung: Integrationskongress (2)`, `Abmeldung: Integrationskongress (Jürgen Groß)`: what the
 * robot believes was asked. */
static const char *show_guess(const struct lister *l, const json_t *guess)
{
	const char *action = word(l, "show", text_of(guess, "action"));
	const char *title = title_of(l, text_of(guess, "event"));
	int64_t seats = number_of(guess, "seats"), delta = number_of(guess, "delta");
	const char *how_many = delta != 0
		? arena_printf(l->house.arena, " (%+lld)", (long long)delta)
		: seats > 0 ? arena_printf(l->house.arena, " (%lld)", (long long)seats)
			    : "";

	const char *who = text_of(guess, "who");

	if (who[0] != '\0')
		how_many = arena_printf(l->house.arena, "%s (%s)", how_many, who);
	return arena_printf(l->house.arena, "%s: %s%s", action, title, how_many);
}

/*
 * The guess tells staff more than a subject, which mostly is the invitation's own. What stands in
 * the register already is no guess any more, and a subject never looked like one.
 */
static const char *about(const struct lister *l, const json_t *row)
{
	const char *guess = join(l, json_object_get(row, "guess"), show_guess);
	const char *subject = text_of(row, "subject");
	bool acted = number_of(row, "acted") > 0;

	if (guess[0] == '\0' && subject[0] == '\0')
		return "";
	if (guess[0] == '\0')
		return arena_printf(l->house.arena, "%s: %s", head(l, "subject"), subject);
	return arena_printf(l->house.arena, "%s:\n%s", head(l, acted ? "entered" : "guess"), guess);
}

static void print_review(const struct lister *l, const json_t *rows)
{
	const struct table_column columns[] = {
		{head(l, "id"), 5, true},
		{head(l, "received"), 16, false},
		{head(l, "from"), 26, false},
		{head(l, "about"), 24, false},
		{head(l, "reasons"), 0, false},
	};
	struct table t = {.arena = l->house.arena, .columns = columns, .column_count = 5};
	size_t i;
	const json_t *row;

	json_array_foreach(rows, i, row)
	{
		table_add(&t, show_number(l, row, "id"));
		table_add(&t, when(l, number_of(row, "received")));
		table_add(&t,
			arena_printf(l->house.arena, "%s\n%s", text_of(row, "from_name"),
				text_of(row, "from_address")));
		table_add(&t, about(l, row));
		table_add(&t, join(l, json_object_get(row, "reasons"), show_reason));
	}
	table_print(&t, stdout);
}

static void print_outgoing(const struct lister *l, const json_t *rows)
{
	const struct table_column columns[] = {
		{head(l, "id"), 6, true},
		{head(l, "kind"), 20, false},
		{head(l, "state"), 14, false},
		{head(l, "queued"), 16, false},
		{head(l, "address"), 30, false},
		{head(l, "why"), 0, false},
	};
	struct table t = {.arena = l->house.arena, .columns = columns, .column_count = 6};
	size_t i;
	const json_t *row;

	json_array_foreach(rows, i, row)
	{
		bool sent = json_is_integer(json_object_get(row, "sent"));
		bool bounced = json_is_integer(json_object_get(row, "bounced"));
		table_add(&t, show_number(l, row, "id"));
		table_add(&t, word(l, "mail-kind", text_of(row, "kind")));
		table_add(&t, word(l, "mail-state", bounced ? "bounced" : text_of(row, "state")));
		table_add(&t, when(l, number_of(row, "queued")));
		table_add(&t, text_of(row, "address"));
		table_add(&t, sent ? "" : text_of(row, "why"));
	}
	table_print(&t, stdout);
}

static void print_alarms(const struct lister *l, const json_t *rows)
{
	const struct table_column columns[] = {
		{head(l, "id"), 5, true},
		{head(l, "since"), 16, false},
		{head(l, "over"), 16, false},
		{head(l, "trouble"), 0, false},
	};
	struct table t = {.arena = l->house.arena, .columns = columns, .column_count = 4};
	size_t i;
	const json_t *row;

	json_array_foreach(rows, i, row)
	{
		table_add(&t, show_number(l, row, "id"));
		table_add(&t, when(l, number_of(row, "since")));
		table_add(&t, when(l, number_of(row, "over")));
		table_add(&t,
			arena_printf(l->house.arena, "%s\n%s",
				word(l, "alarm", text_of(row, "what")), text_of(row, "why")));
	}
	table_print(&t, stdout);
}

static void print_tables(const struct lister *l, const json_t *rows)
{
	static void (*const print[])(const struct lister *, const json_t *) = {
		[LIST_REGISTRATIONS] = print_registrations,
		[LIST_REVIEW] = print_review,
		[LIST_OUTGOING] = print_outgoing,
		[LIST_ALARMS] = print_alarms,
	};

	if (json_array_size(rows) == 0)
		puts(head(l, "nothing"));
	else
		print[l->what](l, rows);
}

/* ---- the command ---- */

static int options(struct lister *l, int argc, char **argv)
{
	static const struct option longs[] = {
		{"json", no_argument, NULL, 'j'},
		{"event", required_argument, NULL, 'e'},
		{"config", required_argument, NULL, 'c'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};

	for (int c; (c = getopt_long(argc, argv, "", longs, NULL)) != -1;) {
		switch (c) {
		case 'j': l->json = true; break;
		case 'e': l->event = optarg; break;
		case 'c': l->config = optarg; break;
		case 'h': fputs(usage, stdout); exit(CLI_OK);
		default: fputs(usage, stderr); return CLI_USAGE;
		}
	}
	for (size_t i = 0; optind + 1 == argc && i < sizeof lists / sizeof *lists; i++)
		if (strcmp(argv[optind], lists[i]) == 0) {
			l->what = (enum registry_list)i;
			if (l->event == NULL || l->what == LIST_REGISTRATIONS)
				return CLI_OK;
		}
	fputs(usage, stderr);
	return CLI_USAGE;
}

/* Titles and zone, for people only: a list is shown even while a rule file is being edited. */
static void load_rules(struct house *house)
{
	struct problems problems = {.arena = house->arena};
	struct rule_files files = {0};

	if (rule_files_read(house->arena, house->rules_dir, NULL, 0, &files, &problems) == 0)
		rules_compile(&files, &house->rules, &problems);
}

static int list(struct lister *l)
{
	json_t *rows = NULL;
	struct err e = {0};

	if (registry_open(l->house.settings->register_file, NULL, REGISTRY_READ, &l->reg, &e) !=
			0 ||
		registry_list(l->reg, l->what, l->event, &rows, &e) != 0)
		return house_fail(CLI_FAILED, "%s", e.text);
	if (l->json) {
		print_json(rows);
	} else {
		l->words = house_catalogue(&l->house, NULL);
		load_rules(&l->house);
		print_tables(l, rows);
	}
	json_decref(rows);
	return fflush(stdout) == 0 ? CLI_OK : house_fail(CLI_FAILED, "the list was not written");
}

int cli_list(int argc, char **argv)
{
	struct lister l = {0};
	int status = options(&l, argc, argv);

	if (status != CLI_OK)
		return status;
	status = house_open(&l.house, l.config, true);
	if (status == CLI_OK)
		status = list(&l);
	registry_close(&l.reg);
	house_close(&l.house);
	return status;
}
