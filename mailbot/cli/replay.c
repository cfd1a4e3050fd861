/*
 * mailbot rules replay: reads letters again by edited rules and says what would be read differently.
 * The letters on record are set beside their readings of then; those of a folder beside what the
 * rules in force make of them. Nothing is changed, and numbers, ids and file names are all it says.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/rules.h"
#include "message/carried.h"
#include "reading/json/json.h"
#include "registry/registry.h"

enum { AT_ONCE = 128 }; /* letters that are in memory together */

/* What a reading comes to, on a line each. */
struct result {
	const char *does, *why; /* "act: register kongress x2"; "reasons: question" */
};

struct difference {
	const char *letter;
	bool staff;
	struct result was, now;
};

struct replay {
	struct arena *arena; /* of what is printed at the end */
	struct house *before, *after; /* rules in force; edited ones */
	struct reader *was, *now; /* `was`: NULL where the readings of then are at hand */
	struct difference *items;
	size_t count, room;
	size_t letters, staff; /* that were read; that staff decided themselves */
};

static const char *requests_text(struct arena *a, const char *label, const json_t *list)
{
	const char *text = "";
	const json_t *q;
	size_t i;

	json_array_foreach(list, i, q)
	{
		json_int_t seats = json_integer_value(json_object_get(q, "seats"));
		text = arena_printf(a, "%s%s%s %s", text, i == 0 ? label : ", ",
			json_string_value(json_object_get(q, "action")),
			json_string_value(json_object_get(q, "event")));
		if (seats > 0)
			text = arena_printf(a, "%s x%d", text, (int)seats);
	}
	return text;
}

static struct result result_of(struct arena *a, const json_t *reading)
{
	const json_t *requests = json_object_get(reading, "requests"), *id;
	const char *why = "";
	size_t i;

	json_array_foreach(json_object_get(reading, "reasons"), i, id) why =
		arena_printf(a, "%s%s%s", why, i == 0 ? "reasons: " : ", ", json_string_value(id));
	const char *what = json_array_size(requests) > 0
		? requests_text(a, ": ", requests)
		: requests_text(a, "; guess: ", json_object_get(reading, "guess"));
	const char *disposition = json_string_value(json_object_get(reading, "disposition"));
	return (struct result){
		arena_printf(a, "%s%s", disposition != NULL ? disposition : "?", what), why};
}

static struct result result_now(struct arena *a, const struct reading *r)
{
	json_t *json = reading_to_json(r);
	struct result out = result_of(a, json);

	json_decref(json);
	return out;
}

static bool same(struct result a, struct result b)
{
	return strcmp(a.does, b.does) == 0 && strcmp(a.why, b.why) == 0;
}

static void compare(
	struct replay *r, const char *letter, bool staff, struct result was, struct result now)
{
	struct difference d = {letter, staff, was, now};

	r->letters++;
	r->staff += staff;
	if (!same(was, now))
		ARENA_PUSH(r->arena, r->items, r->count, r->room, d);
}

static int read_letters(struct reader *reader, struct arena *a, const struct rules *rules,
	const struct letter *letters, size_t count, struct result *out, struct arena *keep)
{
	struct reading **readings = arena_array(a, count, sizeof *readings);
	struct err e = {0};

	for (size_t i = 0, done; i < count; i += done) {
		if (reader_read(reader, a, rules, letters + i, count - i, readings, &done, &e) != 0)
			return house_fail(CLI_FAILED, "%s", e.text);
		for (size_t k = 0; k < done; k++)
			out[i + k] = result_now(keep, readings[k]);
	}
	return CLI_OK;
}

/* ---- the letters on record ---- */

/* The next ones behind number *last, as letters to be read; *count is less than AT_ONCE at the end. */
static int take_records(struct replay *r, struct registry *reg, struct arena *a, int64_t *last,
	struct record *records, struct letter *letters, size_t *count)
{
	struct err e = {0};
	bool found = true;

	for (*count = 0; *count < AT_ONCE; (*count)++) {
		struct record *record = &records[*count];
		if (registry_record(reg, a, *last, record, &found, &e) != 0)
			return house_fail(CLI_FAILED, "%s", e.text);
		if (!found)
			break;
		struct envelope *env = arena_alloc(a, sizeof *env);
		envelope_read(a, record->bytes, env);
		envelope_carried(env, r->after->rules);
		letters[*count] = (struct letter){.file = "",
			.bytes = record->bytes,
			.envelope = env,
			.received = record->received,
			.context = record->context.kind != NULL ? &record->context : NULL};
		*last = record->letter;
	}
	return CLI_OK;
}

static void compare_records(
	struct replay *r, const struct record *records, const struct result *now, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		json_t *was = json_loads(records[i].reading, 0, NULL);
		compare(r, arena_printf(r->arena, "letter %lld", (long long)records[i].letter),
			records[i].staff, result_of(r->arena, was), now[i]);
		json_decref(was);
	}
}

static int replay_records(struct replay *r, struct registry *reg)
{
	int64_t last = 0;
	size_t count = AT_ONCE;
	int status = CLI_OK;

	while (status == CLI_OK && count == AT_ONCE) {
		struct arena *a = arena_new();
		struct record *records = arena_array(a, AT_ONCE, sizeof *records);
		struct letter *letters = arena_array(a, AT_ONCE, sizeof *letters);
		struct result *now = arena_array(a, AT_ONCE, sizeof *now);

		status = take_records(r, reg, a, &last, records, letters, &count);
		if (status == CLI_OK)
			status = read_letters(
				r->now, a, r->after->rules, letters, count, now, r->arena);
		if (status == CLI_OK)
			compare_records(r, records, now, count);
		arena_free(&a);
	}
	return status;
}

/* ---- the letters of a folder ---- */

static int replay_some(struct replay *r, const char **paths, size_t count)
{
	struct arena *a = arena_new();
	struct letter *letters = arena_array(a, count, sizeof *letters);
	struct result *was = arena_array(a, count, sizeof *was);
	struct result *now = arena_array(a, count, sizeof *now);
	size_t n = 0;
	int status = CLI_OK;

	for (size_t i = 0; i < count; i++) {
		if (house_letter(a, paths[i], r->before->rules, &letters[n]) == CLI_OK)
			n++;
		else
			status = CLI_FAILED;
	}
	if (read_letters(r->was, a, r->before->rules, letters, n, was, r->arena) != CLI_OK ||
		read_letters(r->now, a, r->after->rules, letters, n, now, r->arena) != CLI_OK)
		status = CLI_FAILED;
	else
		for (size_t i = 0; i < n; i++)
			compare(r, arena_string(r->arena, slice_of(letters[i].file)), false, was[i],
				now[i]);
	arena_free(&a);
	return status;
}

static int replay_folder(struct replay *r, const char *folder)
{
	const char **paths = NULL;
	size_t count = 0;
	struct err e = {0};
	int status = CLI_OK;

	if (file_list(r->arena, folder, ".eml", true, &paths, &count, &e) != 0)
		return house_fail(CLI_USAGE, "%s", e.text);
	if (count == 0)
		return house_fail(
			CLI_USAGE, "%s: holds no letters (files that end with .eml)", folder);
	for (size_t i = 0; i < count; i += AT_ONCE) {
		int one = replay_some(r, paths + i, count - i < AT_ONCE ? count - i : AT_ONCE);
		status = one != CLI_OK ? one : status;
	}
	return status;
}

/* ---- what it says ---- */

static void print_result(const char *label, struct result result)
{
	printf("  %s  %s%s%s\n", label, result.does, result.why[0] != '\0' ? "; " : "", result.why);
}

static size_t print_differences(const struct replay *r, bool staff)
{
	size_t n = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct difference *d = &r->items[i];
		if (d->staff != staff)
			continue;
		printf("%s\n", d->letter);
		print_result("was", d->was);
		print_result("now", d->now);
		putchar('\n');
		n++;
	}
	return n;
}

static void print_replay(const struct replay *r)
{
	size_t n = print_differences(r, false);

	printf("%zu of %zu letters would be read differently.\n", n, r->letters - r->staff);
	if (r->staff == 0)
		return;
	puts("\nLetters on which staff decided themselves; what they decided stays:\n");
	n = print_differences(r, true);
	printf("%zu of %zu letters would be read differently.\n", n, r->staff);
}

/* ---- the command ---- */

static int replay_register(struct replay *r)
{
	struct registry *reg = NULL;
	struct err e = {0};
	int status;

	if (registry_open_made(r->before->settings->register_file, NULL, REGISTRY_READ, &reg, &e) !=
		0)
		status = house_fail(CLI_FAILED, "%s", e.text);
	else
		status = replay_records(r, reg);
	registry_close(&reg);
	return status;
}

static int replay(struct replay *r, const struct rules_options *o)
{
	bool folder = o->argument != NULL;
	int status = house_open(r->before, o->config, !folder);

	if (status != CLI_OK)
		return status;
	if (folder && o->rules == NULL)
		return house_fail(CLI_USAGE,
			"say with --rules DIR which rules to set beside those in force (%s)",
			r->before->rules_dir);
	if (folder)
		status = house_rules(r->before, NULL, NULL, 0);
	r->after->arena = arena_new();
	if (status == CLI_OK)
		status = house_rules(
			r->after, o->rules != NULL ? o->rules : r->before->rules_dir, NULL, 0);
	if (status != CLI_OK)
		return status;
	r->now = reader_new(&r->after->files, NULL);
	if (folder)
		r->was = reader_new(&r->before->files, NULL);
	status = folder ? replay_folder(r, o->argument) : replay_register(r);
	if (r->letters > 0)
		print_replay(r);
	else if (status == CLI_OK)
		puts("There are no letters on record yet.");
	reader_free(&r->was);
	reader_free(&r->now);
	return status;
}

int rules_replay(struct house *h, const struct rules_options *o)
{
	struct house after = {0};
	struct replay r = {.arena = arena_new(), .before = h, .after = &after};
	int status = o->series_count == 0
		? replay(&r, o)
		: house_fail(CLI_USAGE, "rules replay takes whole folders of rules (--rules DIR)");

	house_close(&after);
	arena_free(&r.arena);
	return status;
}
