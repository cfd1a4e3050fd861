/* mailbot import: the list that the office has kept so far, into the register. Nobody gets a mail. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "cli/cli.h"
#include "cli/desk.h"
#include "cli/roster.h"
#include "cli/table.h"

enum fate { FATE_NEW, FATE_DOUBLE, FATE_DIFFERENT, FATE_FAILED, FATE_NO, FATES };

struct import {
	struct desk desk;
	struct roster roster;
	enum fate *fates; /* of each entry */
	int *stands; /* seats that stand there already */
	size_t counts[FATES];
	struct party_row *nameless; /* parties without an address, which are known by name alone */
	size_t nameless_count, nameless_room;
	const char *event;
	bool go, skip_broken, help;
};

enum { OPT_EVENT = DESK_OWN, OPT_GO, OPT_SKIP, OPT_HELP };

static int take_option(void *with, int c)
{
	struct import *x = with;

	switch (c) {
	case OPT_EVENT: x->event = optarg; return CLI_OK;
	case OPT_GO: x->go = true; return CLI_OK;
	case OPT_SKIP: x->skip_broken = true; return CLI_OK;
	case OPT_HELP: x->help = true; return CLI_OK;
	default: return desk_option(&x->desk, c);
	}
}

static int options(struct import *x, int argc, char **argv)
{
	static const struct option longs[] = {
		DESK_OPTIONS,
		{"event", required_argument, NULL, OPT_EVENT},
		{"go", no_argument, NULL, OPT_GO},
		{"skip-broken", no_argument, NULL, OPT_SKIP},
		{"help", no_argument, NULL, OPT_HELP},
		{0},
	};

	if (desk_options(&x->desk, argc, argv, longs, "import", take_option, x) != CLI_OK)
		return CLI_USAGE;
	if (x->help || argc - optind == 1)
		return CLI_OK;
	return desk_usage(&x->desk, "import", stderr);
}

/* ---- the register ---- */

static int load_nameless(struct import *x, struct err *e)
{
	struct arena *a = x->desk.house.arena;
	struct party_row *rows;
	size_t count;

	if (registry_find(x->desk.reg, a, NULL, 0, NULL, &rows, &count, e) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (rows[i].address[0] == '\0')
			ARENA_PUSH(a, x->nameless, x->nameless_count, x->nameless_room, rows[i]);
	return 0;
}

/* Of one name and number without an address there is one: the list says it line by line. 0: nobody
 * yet. */
static int64_t find_nameless(const struct import *x, const struct roster_entry *entry)
{
	for (size_t i = 0; i < x->nameless_count; i++)
		if (strcmp(x->nameless[i].name, entry->name) == 0 &&
			strcmp(x->nameless[i].series, entry->series->id) == 0 &&
			roster_same_phone(x->nameless[i].phone, entry->phone))
			return x->nameless[i].id;
	return 0;
}

/* Enters one entry, or works out what would become of it. */
static int enter(struct import *x, size_t i, bool dry, struct done *out, struct err *e)
{
	struct desk *d = &x->desk;
	const struct roster_entry *entry = &x->roster.entries[i];
	struct person person = {.address = entry->address,
		.name = entry->name,
		.phone = entry->phone,
		.organisation = entry->organisation,
		.note = entry->note,
		.needs = entry->needs,
		.need_count = entry->need_count,
		.language = ""};
	struct wish wish = {.action = ACTION_REGISTER,
		.event = entry->event,
		.seats = entry->seats,
		.names = entry->names,
		.name_count = entry->name_count};
	bool nameless = entry->address[0] == '\0';

	if (nameless) {
		person.party = find_nameless(x, entry);
		person.fresh = person.party == 0;
	}
	d->staff.dry = dry;
	d->staff.anyway = d->staff.silent = true;
	if (registry_enter(d->reg, d->house.arena, &d->staff, entry->series, &person, &wish, 1, out,
		    e) != 0)
		return -1;
	if (!dry && nameless && person.party == 0 && out->how == DONE_OK)
		ARENA_PUSH(d->house.arena, x->nameless, x->nameless_count, x->nameless_room,
			(struct party_row){out->party.id, entry->series->id, "", entry->name,
				entry->phone, ""});
	return 0;
}

static int weigh(struct import *x, struct err *e)
{
	struct arena *a = x->desk.house.arena;
	size_t count = x->roster.count;

	if (load_nameless(x, e) != 0)
		return -1;
	x->fates = arena_array(a, count, sizeof *x->fates);
	x->stands = arena_array(a, count, sizeof *x->stands);
	for (size_t i = 0; i < count; i++) {
		const struct roster_entry *entry = &x->roster.entries[i];
		struct done out;
		if (enter(x, i, true, &out, e) != 0)
			return -1;
		const struct standing *at = party_at(&out.party, entry->event->id);
		if (out.how != DONE_OK)
			x->fates[i] = FATE_FAILED;
		else if (at != NULL && at->status == STATUS_CONFIRMED)
			x->fates[i] = at->seats == entry->seats ? FATE_DOUBLE : FATE_DIFFERENT;
		else if (at != NULL)
			x->fates[i] = FATE_NO; /* what they said last; the list may be older */
		x->stands[i] = at != NULL ? at->seats : 0;
		x->counts[x->fates[i]]++;
	}
	return 0;
}

/* ---- what is shown ---- */

static const char *word(struct import *x, const char *id)
{
	return catalogue_word(x->desk.words, "roster", id);
}

static void show_entries(struct import *x)
{
	static const char *const ids[] = {"new", "double", "different", "failed", "no"};
	struct arena *a = x->desk.house.arena;
	const struct table_column columns[] = {
		{word(x, "line"), 6, true},
		{word(x, "who"), 34, false},
		{word(x, "what"), 18, false},
		{word(x, "seats-head"), 7, true},
		{word(x, "fate"), 0, false},
	};
	struct table t = {.arena = a, .columns = columns, .column_count = 5};

	for (size_t i = 0; i < x->roster.count; i++) {
		const struct roster_entry *entry = &x->roster.entries[i];
		const char *fate = word(x, ids[x->fates[i]]);
		if (x->fates[i] == FATE_DIFFERENT)
			fate = arena_printf(a, "%s (%d)", fate, x->stands[i]);
		if (entry->doubles > 0)
			fate = arena_printf(a, "%s; %s", fate, word(x, "twice"));
		table_add(&t, arena_printf(a, "%d", entry->line));
		table_add(&t,
			arena_printf(a, "%s%s%s", entry->name, entry->name[0] != '\0' ? "\n" : "",
				entry->address));
		table_add(&t, entry->event->id);
		table_add(&t, arena_printf(a, "%d", entry->seats));
		table_add(&t, fate);
	}
	if (x->roster.count > 0)
		table_print(&t, stdout);
}

static const char *fill(struct import *x, const char *id, json_t *data)
{
	const char *text = id;
	struct err e;

	if (catalogue_fill(x->desk.house.arena, x->desk.words, "roster", id, data, &text, &e) != 0)
		text = id;
	json_decref(data);
	return text;
}

static int by_line(const void *left, const void *right)
{
	const struct roster_fault *a = left, *b = right;

	return (a->line > b->line) - (a->line < b->line);
}

static void show_faults(struct import *x)
{
	struct roster *r = &x->roster;

	if (r->fault_count > 0)
		qsort(r->faults, r->fault_count, sizeof *r->faults, by_line);
	for (size_t i = 0; i < r->fault_count; i++) {
		const struct roster_fault *f = &r->faults[i];
		fprintf(stderr, "%s\n",
			fill(x, "fault",
				json_pack("{s:i, s:s}", "line", f->line, "why",
					fill(x, f->id,
						json_pack("{s:s, s:s}", "text", f->text, "near",
							f->near)))));
	}
	for (size_t i = 0; i < r->ignored_count; i++)
		fprintf(stderr, "%s\n",
			fill(x, "ignored", json_pack("{s:s}", "text", r->ignored[i])));
}

static void show_sum(struct import *x)
{
	printf("\n%s\n",
		fill(x, "sum",
			json_pack("{s:I, s:I, s:I, s:I}", "new", (json_int_t)x->counts[FATE_NEW],
				"double", (json_int_t)x->counts[FATE_DOUBLE], "different",
				(json_int_t)x->counts[FATE_DIFFERENT], "broken",
				(json_int_t)(x->roster.fault_count + x->counts[FATE_FAILED]))));
	if (x->counts[FATE_NO] > 0)
		puts(fill(x, "noes", json_pack("{s:I}", "n", (json_int_t)x->counts[FATE_NO])));
}

/* ---- the command ---- */

static int take_all(struct import *x)
{
	struct err e = {0};
	struct done out;
	size_t done = 0;

	for (size_t i = 0; i < x->roster.count; i++) {
		if (x->fates[i] != FATE_NEW)
			continue;
		if (enter(x, i, false, &out, &e) != 0)
			return desk_fault(&x->desk, &e);
		done += out.how == DONE_OK ? 1 : 0;
	}
	puts(fill(x, "done", json_pack("{s:I}", "n", (json_int_t)done)));
	return done == x->counts[FATE_NEW] ? CLI_OK : CLI_FAILED;
}

static int import(struct import *x, const char *path)
{
	struct desk *d = &x->desk;
	struct slice bytes;
	struct csv csv;
	const struct series *series;
	struct err e = {0};

	if (x->event != NULL && desk_event(d, x->event, &series) == NULL)
		return desk_no_event(d, x->event);
	if (desk_file(d, path, IMPORT_BYTES_MAX, &bytes) != CLI_OK)
		return CLI_USAGE;
	csv_parse(d->house.arena, bytes, &csv);
	bool sound = roster_read(d->house.arena, &csv, d->house.rules, x->event, &x->roster);
	if (sound && weigh(x, &e) != 0)
		return desk_fault(d, &e);
	if (sound)
		show_entries(x);
	show_faults(x);
	if (!sound)
		return CLI_USAGE;
	show_sum(x);
	bool broken = x->roster.fault_count > 0 || x->counts[FATE_FAILED] > 0;
	if (!x->go) {
		puts(word(x, broken ? "dry-broken" : "dry"));
		return broken ? CLI_FAILED : CLI_OK;
	}
	if (broken && !x->skip_broken)
		return desk_fail(CLI_FAILED, word(x, "broken"));
	return take_all(x);
}

int cli_import(int argc, char **argv)
{
	struct import x = {.desk = {.make = true}};
	int status = options(&x, argc, argv);

	if (status == CLI_OK && x.help)
		desk_usage(&x.desk, "import", stdout);
	else if (status == CLI_OK && (status = desk_open(&x.desk)) == CLI_OK)
		status = import(&x, argv[optind]);
	desk_close(&x.desk);
	return status;
}
