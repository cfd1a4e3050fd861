/* mailbot forget: what is known of a person, and erasing it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/desk.h"
#include "message/envelope.h"
#include "registry/forget.h"

struct call {
	struct desk desk;
	struct forget_who who;
	bool show, json, help;
};

enum { OPT_PARTY = DESK_OWN, OPT_OWN, OPT_SHOW, OPT_JSON, OPT_HELP };

static int take_option(void *with, int c)
{
	struct call *x = with;

	switch (c) {
	case OPT_PARTY: return desk_party(&x->desk, optarg, &x->who.party);
	case OPT_OWN: x->who.own_only = true; return CLI_OK;
	case OPT_SHOW: x->show = true; return CLI_OK;
	case OPT_JSON: x->json = true; return CLI_OK;
	case OPT_HELP: x->help = true; return CLI_OK;
	default: return desk_option(&x->desk, c);
	}
}

static int options(struct call *x, int argc, char **argv)
{
	static const struct option longs[] = {
		DESK_OPTIONS,
		{"party", required_argument, NULL, OPT_PARTY},
		{"own-only", no_argument, NULL, OPT_OWN},
		{"show", no_argument, NULL, OPT_SHOW},
		{"json", no_argument, NULL, OPT_JSON},
		{"help", no_argument, NULL, OPT_HELP},
		{0},
	};

	return desk_options(&x->desk, argc, argv, longs, "forget", take_option, x);
}

/* Who is meant: the words are an address or a name. CLI_OK or CLI_USAGE. */
static int take_who(struct call *x, char **words, size_t count)
{
	struct arena *a = x->desk.house.arena;
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_printf(a, "%s%s%s", text, i > 0 ? " " : "", words[i]);
	struct slice said = slice_trim(slice_of(text));
	if ((x->who.party != 0) == (said.len > 0) || !utf8_valid(said))
		return desk_usage(&x->desk, "forget", stderr);
	bool address = slice_find(said, '@') >= 0;
	x->who.address = address ? address_typed(a, said) : "";
	if (x->who.address == NULL)
		return desk_fail(CLI_USAGE,
			desk_say(&x->desk, "no-mail-address", "text", arena_string(a, said), NULL));
	x->who.name = address ? "" : arena_string(a, said);
	return CLI_OK;
}

/* ---- what would go ---- */

static void line(struct desk *d, const char *text)
{
	struct slice shown = utf8_printable(d->house.arena, slice_of(text), false);

	printf("%.*s\n", SLICE_ARGS(shown));
}

static void show_count(struct desk *d, const char *id, size_t n)
{
	if (n > 0)
		line(d, desk_say(d, id, "n", arena_printf(d->house.arena, "%zu", n), NULL));
}

/* The events with these ids, those that are not over where `coming`; "" where there are none. */
static const char *events_of(struct desk *d, const char *ids, bool coming)
{
	struct arena *a = d->house.arena;
	struct slice rest = slice_of(ids);
	const char *out = "";

	while (rest.len > 0) {
		long comma = slice_find(rest, ',');
		struct slice id = slice_trim(comma >= 0 ? slice_head(rest, (size_t)comma) : rest);
		const struct series *series;
		const struct event *event = desk_event(d, arena_string(a, id), &series);
		rest = comma >= 0 ? slice_from(rest, (size_t)comma + 1) : (struct slice){0};
		if (event == NULL && coming)
			continue;
		if (coming && event->end_utc <= d->staff.now)
			continue;
		const char *title = event != NULL ? event->title : arena_string(a, id);
		out = arena_printf(a, "%s%s%s", out, out[0] != '\0' ? ", " : "", title);
	}
	return out;
}

static void show_who(struct desk *d, const struct party_row *row)
{
	struct arena *a = d->house.arena;
	const char *text = row->name, *events = events_of(d, row->events, false);

	if (row->address[0] != '\0')
		text = arena_printf(a, "%s <%s>", text, row->address);
	if (row->phone[0] != '\0')
		text = arena_printf(a, "%s · %s", text, row->phone);
	if (events[0] != '\0')
		text = arena_printf(a, "%s · %s", text, events);
	if (row->id != 0)
		text = arena_printf(a, "%s · --party %lld", text, (long long)row->id);
	line(d, text);
}

static void show_plan(struct desk *d, const struct forgetting *f)
{
	const struct erase_counts *n = &f->counts;

	for (size_t i = 0; i < f->row_count; i++)
		show_who(d, &f->rows[i]);
	if (f->row_count == 0 && f->address[0] != '\0')
		line(d, f->address);
	show_count(d, "forget-parties", n->parties);
	show_count(d, "forget-letters", n->letters);
	show_count(d, "forget-open", n->open);
	show_count(d, "forget-mails", n->mails);
	for (size_t i = 0; i < f->struck_count; i++)
		line(d,
			desk_say(d, "forget-struck", "name", f->struck[i].name, "of",
				f->struck[i].of, NULL));
	show_count(d, "forget-others", n->others);
	show_count(d, "forget-inbox", n->inbox);
	show_count(d, "forget-moved", n->moved);
}

/* What staff must know before: who still comes to something loses the seat, and is not told. */
static void warn(struct desk *d, const struct forgetting *f)
{
	for (size_t i = 0; i < f->row_count; i++) {
		const char *coming = events_of(d, f->rows[i].events, true);
		if (coming[0] != '\0')
			line(d,
				desk_say(d, "forget-coming", "events", coming, "n",
					arena_printf(
						d->house.arena, "%lld", (long long)f->rows[i].id),
					NULL));
	}
	line(d, desk_say(d, "forget-last", NULL));
}

static int say_why_not(struct desk *d, const struct forgetting *f)
{
	if (f->how == FORGET_NOBODY)
		return desk_fail(CLI_FAILED, desk_say(d, "forget-nobody", NULL));
	if (f->how == FORGET_CHANGED)
		return desk_fail(CLI_FAILED, desk_say(d, "changed", NULL));
	if (f->how == FORGET_BUSY)
		return desk_fail(CLI_FAILED, desk_say(d, "forget-busy", NULL));
	desk_fail(CLI_FAILED, desk_say(d, "forget-several", NULL));
	for (size_t i = 0; i < f->row_count; i++)
		fprintf(stderr, "  %s\n",
			f->rows[i].id != 0 ? desk_party_row(d, &f->rows[i]) : f->rows[i].address);
	return CLI_FAILED;
}

/* ---- what is known ---- */

static const char *text_of(const json_t *json, const char *key)
{
	const char *text = json_string_value(json_object_get(json, key));

	return text != NULL ? text : "";
}

static int64_t number_of(const json_t *json, const char *key)
{
	return json_integer_value(json_object_get(json, key));
}

static void print_text(struct desk *d, const char *text)
{
	struct slice rest = utf8_printable(d->house.arena, slice_of(text), true), one;

	while (slice_line(&rest, &one))
		printf("      │ %.*s\n", SLICE_ARGS(one));
}

static void print_registration(struct desk *d, const json_t *r)
{
	struct arena *a = d->house.arena;
	const char *const keys[] = {"name", "address", "phone", "organisation", "note"};
	const char *text = events_of(d, text_of(r, "event"), false);
	const json_t *one;
	size_t i;

	text = arena_printf(a, "  --party %lld · %s · %s · %lld · %s",
		(long long)number_of(r, "party"), text,
		catalogue_word(d->words, "status", text_of(r, "status")),
		(long long)number_of(r, "seats"), desk_when(d, number_of(r, "since")));
	for (i = 0; i < sizeof keys / sizeof *keys; i++)
		if (text_of(r, keys[i])[0] != '\0')
			text = arena_printf(a, "%s · %s", text, text_of(r, keys[i]));
	json_array_foreach(json_object_get(r, "needs"), i, one)
	{
		text = arena_printf(a, "%s · %s: %s", text,
			catalogue_word(d->words, "need", text_of(one, "what")),
			text_of(one, "text"));
	}
	line(d, text);
	json_array_foreach(json_object_get(r, "attendees"), i, one)
	{
		line(d, arena_printf(a, "      %s", json_string_value(one)));
	}
}

static void print_letter(struct desk *d, const json_t *l)
{
	line(d,
		arena_printf(d->house.arena, "  %s · %s <%s> · %s",
			desk_when(d, number_of(l, "received")), text_of(l, "from_name"),
			text_of(l, "from_address"), text_of(l, "subject")));
	print_text(d, text_of(l, "text"));
}

static void print_mail(struct desk *d, const json_t *m)
{
	line(d,
		arena_printf(d->house.arena, "  %lld · %s · %s · %s%s%s",
			(long long)number_of(m, "number"), desk_when(d, number_of(m, "created")),
			catalogue_word(d->words, "mail-kind", text_of(m, "kind")),
			catalogue_word(d->words, "mail-state", text_of(m, "state")),
			text_of(m, "subject")[0] != '\0' ? " · " : "", text_of(m, "subject")));
}

static void print_named(struct desk *d, const json_t *n)
{
	line(d, arena_printf(d->house.arena, "  %s · %s", text_of(n, "name"), text_of(n, "of")));
}

static void print_list(struct desk *d, const json_t *all, const char *key, const char *head,
	void (*print)(struct desk *, const json_t *))
{
	const json_t *list = json_object_get(all, key), *one;
	size_t i;

	if (json_array_size(list) == 0)
		return;
	puts(head);
	json_array_foreach(list, i, one)
	{
		print(d, one);
	}
}

static int print_all(struct call *x, const json_t *all)
{
	struct desk *d = &x->desk;
	char *text;

	if (x->json) {
		text = json_dumps(all, JSON_INDENT(1));
		puts(text != NULL ? text : "{}");
		free(text);
	} else {
		print_list(d, all, "registrations", desk_say(d, "known-registrations", NULL),
			print_registration);
		print_list(d, all, "letters", desk_say(d, "known-letters", NULL), print_letter);
		print_list(d, all, "mails", desk_say(d, "known-mails", NULL), print_mail);
		print_list(d, all, "named", desk_say(d, "known-named", NULL), print_named);
	}
	return CLI_OK;
}

/* ---- doing it ---- */

/* Out of the register's file at once, where that can be; else the robot sees to it. */
static int scrub(struct desk *d)
{
	struct err e = {0}, why = {0};
	bool done = false;

	if (registry_scrub(d->reg, &done, &why, &e) != 0)
		return desk_fault(d, &e);
	puts(desk_say(d, done ? "forget-done" : "forget-done-soon", NULL));
	return CLI_OK;
}

static int look(struct call *x, struct forgetting *f, json_t **all)
{
	struct err e = {0};
	bool dry = x->desk.staff.dry;
	int rc;

	x->desk.staff.dry = true;
	rc = registry_forget(x->desk.reg, x->desk.house.arena, &x->desk.staff, &x->who, f, all, &e);
	x->desk.staff.dry = dry;
	if (rc != 0)
		return desk_fault(&x->desk, &e);
	return f->how == FORGET_OK || (all != NULL && *all != NULL) ? CLI_OK
								    : say_why_not(&x->desk, f);
}

static int show(struct call *x)
{
	struct forgetting f;
	json_t *all = NULL;
	int status = look(x, &f, &all);

	if (status == CLI_OK)
		status = print_all(x, all);
	json_decref(all);
	return status;
}

static int forget(struct call *x)
{
	struct desk *d = &x->desk;
	struct forgetting f;
	struct err e = {0};
	int status = look(x, &f, NULL);

	if (status != CLI_OK)
		return status;
	show_plan(d, &f);
	warn(d, &f);
	if (d->staff.dry || (!d->yes && !desk_asks(d)))
		return desk_fail(
			d->staff.dry ? CLI_OK : CLI_FAILED, desk_say(d, "forget-yes", NULL));
	if (!d->yes && !desk_agreed(d, "forget-ask")) {
		puts(desk_say(d, "nothing-done", NULL));
		return CLI_FAILED;
	}
	d->staff.seen = f.version;
	if (registry_forget(d->reg, d->house.arena, &d->staff, &x->who, &f, NULL, &e) != 0)
		return desk_fault(d, &e);
	return f.how == FORGET_OK ? scrub(d) : say_why_not(d, &f);
}

int cli_forget(int argc, char **argv)
{
	struct call x = {.who = {.address = "", .name = ""}};
	int status = options(&x, argc, argv);

	if (status == CLI_OK && x.help)
		desk_usage(&x.desk, "forget", stdout);
	else if (status == CLI_OK && (status = desk_open(&x.desk)) == CLI_OK &&
		(status = take_who(&x, argv + optind, (size_t)(argc - optind))) == CLI_OK)
		status = x.show ? show(&x) : forget(&x);
	desk_close(&x.desk);
	return status;
}
