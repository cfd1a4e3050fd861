/* mailbot list: what stands in the register, as tables for people and as JSON for programs. */
#include "cli/list.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/cli.h"
#include "registry/today.h"
#include "rules/fold.h"

/* What there is to see; `rules`: not without the rules, since it is about their events. */
static const struct {
	const char *name;
	enum registry_list what;
	void (*print)(const struct lister *, const json_t *);
	bool rules;
} lists[] = {
	{"registrations", LIST_REGISTRATIONS, list_print_registrations, false},
	{"review", LIST_REVIEW, list_print_review, false},
	{"outgoing", LIST_OUTGOING, list_print_outgoing, false},
	{"alarms", LIST_ALARMS, list_print_alarms, false},
	{"events", LIST_EVENTS, list_print_events, true},
	{"letters", LIST_LETTERS, list_print_letters, false},
	{"calls", LIST_CALLS, list_print_calls, false},
};
enum { LISTS_COUNT = sizeof lists / sizeof *lists };

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

/* ---- what the tables share ---- */

const char *list_text(const json_t *row, const char *key)
{
	const char *text = json_string_value(json_object_get(row, key));

	return text != NULL ? text : "";
}

int64_t list_number(const json_t *row, const char *key)
{
	return json_integer_value(json_object_get(row, key));
}

const char *list_word(const struct lister *l, const char *group, const char *id)
{
	return l->desk.words != NULL ? catalogue_word(l->desk.words, group, id) : id;
}

/* Heading of a column. */
const char *list_head(const struct lister *l, const char *id)
{
	return list_word(l, "list", id);
}

/* In the zone of the series, where the rules are sound; else in UTC. */
const char *list_when(const struct lister *l, int64_t t)
{
	const struct rules *rules = l->desk.house.rules;
	struct civil c = civil_of_days((int32_t)(t / (24 * 3600)));
	int minutes = (int)(t % (24 * 3600) / 60);

	if (t == 0)
		return "";
	c.hour = minutes / 60;
	c.minute = minutes % 60;
	if (rules != NULL && rules->series_count > 0)
		c = zone_civil(rules->series[0]->zone, t);
	return arena_printf(l->desk.house.arena, "%02d.%02d.%04d %02d:%02d", c.day, c.month, c.year,
		c.hour, c.minute);
}

const struct event *list_event(const struct lister *l, const char *series, const char *event)
{
	const struct rules *rules = l->desk.house.rules;
	const struct series *s = rules != NULL ? rules_series(rules, series) : NULL;

	return s != NULL ? series_event(s, event) : NULL;
}

/* Texts of an array, one a line, each as `show` gives it. */
const char *list_join(const struct lister *l, const json_t *list,
	const char *(*show)(const struct lister *, const json_t *))
{
	const char *out = "";
	size_t i;
	const json_t *item;

	json_array_foreach(list, i, item) out =
		arena_printf(l->desk.house.arena, "%s%s%s", out, i > 0 ? "\n" : "", show(l, item));
	return out;
}

const char *list_show_text(const struct lister *l, const json_t *item)
{
	(void)l;
	return json_string_value(item) != NULL ? json_string_value(item) : "";
}

const char *list_show_reason(const struct lister *l, const json_t *item)
{
	return list_word(l, "reasons", list_show_text(l, item));
}

const char *list_show_number(const struct lister *l, const json_t *row, const char *key)
{
	return json_is_integer(json_object_get(row, key))
		? arena_printf(l->desk.house.arena, "%lld", (long long)list_number(row, key))
		: "";
}

/* Ids of events are unique over all series. */
const char *list_title(const struct lister *l, const char *id)
{
	const struct rules *rules = l->desk.house.rules;

	for (size_t i = 0; rules != NULL && i < rules->series_count; i++) {
		const struct event *event = series_event(rules->series[i], id);
		if (event != NULL)
			return event->title;
	}
	return id;
}

/* `Anmeldung: Integrationskongress (2)`, `Abmeldung: Integrationskongress (Jürgen Groß)`: what the
 * robot believes was asked. */
const char *list_show_request(const struct lister *l, const json_t *guess)
{
	const char *action = list_word(l, "show", list_text(guess, "action"));
	const char *title = list_title(l, list_text(guess, "event"));
	int64_t seats = list_number(guess, "seats"), delta = list_number(guess, "delta");
	const char *how_many = delta != 0
		? arena_printf(l->desk.house.arena, " (%+lld)", (long long)delta)
		: seats > 0 ? arena_printf(l->desk.house.arena, " (%lld)", (long long)seats)
			    : "";

	const char *who = list_text(guess, "who");

	if (who[0] != '\0')
		how_many = arena_printf(l->desk.house.arena, "%s (%s)", how_many, who);
	return arena_printf(l->desk.house.arena, "%s: %s%s", action, title, how_many);
}

/* ---- the command ---- */

static int options(struct lister *l, int argc, char **argv)
{
	static const struct option longs[] = {
		{"json", no_argument, NULL, 'j'},
		{"event", required_argument, NULL, 'e'},
		{"name", required_argument, NULL, 'w'},
		{"csv", no_argument, NULL, 's'},
		{"needs", no_argument, NULL, 'n'},
		{"compare", no_argument, NULL, 'm'},
		{"all", no_argument, NULL, 'a'},
		{"config", required_argument, NULL, 'c'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};

	for (int c; (c = desk_next_option(&l->desk, argc, argv, ":", longs, "list")) != -1;) {
		switch (c) {
		case 'j': l->json = true; break;
		case 'e': l->event = optarg; break;
		case 'w': l->name = optarg; break;
		case 's': l->csv = true; break;
		case 'n': l->needs = true; break;
		case 'm': l->compare = true; break;
		case 'a': l->all = true; break;
		case 'c': l->desk.config = optarg; break;
		case 'h': l->help = true; return CLI_OK;
		default: return CLI_USAGE;
		}
	}
	return optind + 1 == argc ? CLI_OK : desk_usage(&l->desk, "list", stderr);
}

/* The list that is meant, and whether the options are its own. */
static int choose(struct lister *l, const char *name)
{
	struct nearest n = {.name = slice_of(name)};
	struct desk *d = &l->desk;
	size_t i = 0;

	for (; i < LISTS_COUNT && strcmp(name, lists[i].name) != 0; i++)
		nearest_offer(&n, slice_of(lists[i].name));
	if (i == LISTS_COUNT && n.best.len > 0)
		return desk_fail(
			CLI_USAGE, desk_say(d, "no-list", "text", name, "near", n.best.p, NULL));
	if (i == LISTS_COUNT)
		return desk_usage(d, "list", stderr);
	l->list = i;
	l->what = l->needs ? LIST_NEEDS : l->all ? LIST_REVIEW_ALL : lists[i].what;
	if (l->needs && l->event == NULL)
		return desk_fail(CLI_USAGE, desk_say(d, "needs-event", NULL));
	if (((l->event != NULL || l->name != NULL || l->csv) &&
		    lists[i].what != LIST_REGISTRATIONS) ||
		(l->name != NULL && (l->csv || l->needs)) ||
		(l->compare && lists[i].what != LIST_LETTERS) ||
		(l->all && lists[i].what != LIST_REVIEW) || l->json + l->csv + l->needs > 1)
		return desk_usage(d, "list", stderr);
	return CLI_OK;
}

/*
 * Titles and zone by the series in force, as staff's other commands have them; of a language file that
 * is being edited nothing is asked. A list that needs no rules is shown even where they are broken.
 */
static int load_rules(struct lister *l)
{
	struct house *h = &l->desk.house;
	struct problems problems = {.arena = h->arena};

	h->files_arena = arena_new();
	if (rule_files_read(h->files_arena, h->rules_dir, NULL, 0, &h->files, &problems) == 0 &&
		house_in_force(h, l->desk.reg) == CLI_OK &&
		rules_compile_heads(&h->files, &h->rules, &problems) == 0)
		return CLI_OK;
	if (!lists[l->list].rules)
		return CLI_OK;
	problems_print(&problems, stderr);
	return CLI_USAGE;
}

/* `--event Integrationskongress`: as staff's other commands name it. */
static void name_event(struct lister *l)
{
	const struct series *series;

	if (l->event == NULL || l->desk.house.rules == NULL)
		return;
	const struct event *event = desk_event(&l->desk, l->event, &series);
	if (event != NULL)
		l->event = event->id;
}

/* An event that nobody has heard of has no registrations, but that is not what is meant. One that was
 * taken out of its series may have some. */
static int check_event(struct lister *l, const json_t *rows)
{
	const struct rules *rules = l->desk.house.rules;
	struct nearest n = {.name = slice_of(l->event)};
	const char *all = "";

	for (size_t i = 0; rules != NULL && i < rules->series_count; i++)
		for (size_t k = 0; k < rules->series[i]->event_count; k++) {
			const char *id = rules->series[i]->events[k].id;
			if (strcmp(id, l->event) == 0)
				return CLI_OK;
			nearest_offer(&n, slice_of(id));
			all = arena_printf(
				l->desk.house.arena, "%s%s%s", all, all[0] != '\0' ? ", " : "", id);
		}
	if (rules == NULL || json_array_size(rows) > 0)
		return CLI_OK; /* rules that are broken: nobody can say */
	return desk_fail(CLI_USAGE,
		desk_say(&l->desk, n.best.len > 0 ? "no-event-near" : "no-event", "text", l->event,
			"near", arena_string(l->desk.house.arena, n.best), "all", all, NULL));
}

static bool holds(struct lister *l, const char *text)
{
	struct arena *a = l->desk.house.arena;
	struct slice in = fold_key(a, slice_of(text)), name = fold_key(a, slice_of(l->name));
	struct slice bare = fold_bare(a, in), ae = fold_transliterated(a, in);
	struct slice name_bare = fold_bare(a, name), name_ae = fold_transliterated(a, name);

	/* "Oez" and "Oz" find "Öz", and "Öz" finds "Oez" */
	return name.len > 0 &&
		(memmem(bare.p, bare.len, name_bare.p, name_bare.len) != NULL ||
			memmem(ae.p, ae.len, name_ae.p, name_ae.len) != NULL);
}

/* Leaves those in whose name, address or attendees the words of --name stand. */
static void keep_named(struct lister *l, json_t *rows)
{
	for (size_t i = json_array_size(rows); i-- > 0;) {
		const json_t *row = json_array_get(rows, i), *one;
		bool keep = holds(l, list_text(row, "name")) || holds(l, list_text(row, "address"));
		size_t k;
		json_array_foreach(json_object_get(row, "attendees"), k, one) keep =
			keep || holds(l, json_string_value(one));
		if (!keep)
			json_array_remove(rows, i);
	}
}

static void print_people(struct lister *l, const json_t *rows)
{
	if (l->csv)
		list_print_csv(l, rows);
	else if (l->needs)
		list_print_needs(l, rows);
	else if (json_array_size(rows) == 0 && l->what != LIST_EVENTS)
		puts(list_head(l, "nothing"));
	else
		lists[l->list].print(l, rows);
}

/* What was asked back is out of sight, and is said to be. */
static int print_asked(struct lister *l, const json_t *rows, struct err *e)
{
	const char *text;
	json_t *all = NULL, *data;

	if (l->what != LIST_REVIEW || l->json || l->desk.words == NULL)
		return 0;
	if (registry_list(l->desk.reg, LIST_REVIEW_ALL, NULL, &all, e) != 0)
		return -1;
	size_t asked = json_array_size(all) - json_array_size(rows);
	data = json_pack("{s:I}", "n", (json_int_t)asked);
	if (asked > 0 &&
		catalogue_fill(
			l->desk.house.arena, l->desk.words, "desk", "asked", data, &text, e) == 0)
		printf("\n%s\n", text);
	json_decref(data);
	json_decref(all);
	return 0;
}

/* Why nothing leaves, where nothing does. */
static int print_held(struct lister *l, struct err *e)
{
	struct outflow flow;
	const char *text;
	json_t *data;
	int rc = 0;

	if ((l->what != LIST_OUTGOING && l->what != LIST_ALARMS) || l->json ||
		l->desk.words == NULL)
		return 0;
	if (registry_outflow(l->desk.reg, l->desk.house.arena, &flow, e) != 0)
		return -1;
	data = json_pack("{s:s}", "when", list_when(l, flow.held));
	if (flow.held != 0 &&
		(rc = catalogue_fill(
			 l->desk.house.arena, l->desk.words, "desk", "held", data, &text, e)) == 0)
		printf("\n%s\n", text);
	json_decref(data);
	return rc;
}

/* What waits, for the reasons of today; by rules that are broken nobody can say. */
static int today(struct lister *l, json_t *rows, struct err *e)
{
	bool review = l->what == LIST_REVIEW || l->what == LIST_REVIEW_ALL;
	size_t i;
	json_t *row;

	if (!review || l->desk.house.rules == NULL)
		return 0;
	json_array_foreach(rows, i, row)
	{
		json_t *why = json_object_get(row, "reasons");
		const json_t *guess = json_object_get(row, "guess");
		const char *from = list_text(row, "from_address");
		if (today_reasons(l->desk.reg, l->desk.house.arena, l->desk.house.rules, why, guess,
			    from, e) != 0)
			return -1;
	}
	return 0;
}

static int list(struct lister *l)
{
	json_t *rows = NULL;
	struct err e = {0};

	if (registry_open_made(l->desk.house.settings->register_file, NULL, REGISTRY_READ,
		    &l->desk.reg, &e) != 0)
		return desk_fault(&l->desk, &e);
	if (load_rules(l) != CLI_OK)
		return CLI_USAGE;
	name_event(l);
	if (registry_list(l->desk.reg, l->what, l->event, &rows, &e) != 0)
		return desk_fault(&l->desk, &e);
	if (today(l, rows, &e) != 0) {
		json_decref(rows);
		return desk_fault(&l->desk, &e);
	}
	if (l->event != NULL && check_event(l, rows) != CLI_OK) {
		json_decref(rows);
		return CLI_USAGE;
	}
	if (l->name != NULL)
		keep_named(l, rows);
	if (!l->json)
		l->desk.words = house_catalogue(&l->desk.house, NULL);
	if (l->json && l->what == LIST_EVENTS)
		list_add_events(l, rows);
	if (l->json)
		print_json(rows);
	else
		print_people(l, rows);
	int rc = print_asked(l, rows, &e) != 0 || print_held(l, &e) != 0 ? -1 : 0;
	json_decref(rows);
	if (rc != 0)
		return desk_fault(&l->desk, &e);
	return CLI_OK;
}

int cli_list(int argc, char **argv)
{
	struct lister l = {0};
	int status = options(&l, argc, argv);

	if (status == CLI_OK && l.help) {
		status = desk_usage(&l.desk, "list", stdout);
	} else if (status == CLI_OK && (status = choose(&l, argv[optind])) == CLI_OK) {
		status = house_open(&l.desk.house, l.desk.config, true);
		if (status == CLI_OK)
			status = list(&l);
	}
	desk_close(&l.desk);
	return status;
}
