#include "cli/desk.h"

#include <pwd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "cli/cli.h"

/* Who sits there: who became the robot's user by sudo is named by their own login. */
static const char *login_name(struct arena *a)
{
	const char *sudo = getenv("SUDO_USER");
	const struct passwd *user = getpwuid(getuid());

	if (sudo != NULL && sudo[0] != '\0' && utf8_valid(slice_of(sudo)))
		return arena_string(a, utf8_cut(slice_of(sudo), NAME_BYTES_MAX));
	return user != NULL ? arena_string(a, slice_of(user->pw_name))
			    : arena_printf(a, "uid %u", (unsigned)getuid());
}

static int text_option(const char *name, const char *text, const char **into)
{
	struct slice s = slice_trim(slice_of(text));

	if (s.len == 0 || s.len > NAME_BYTES_MAX || !utf8_valid(s))
		return house_fail(CLI_USAGE, "--%s: expected a text of at most %d bytes in UTF-8",
			name, (int)NAME_BYTES_MAX);
	*into = text;
	return CLI_OK;
}

int desk_option(struct desk *d, int c)
{
	switch (c) {
	case DESK_CONFIG: d->config = optarg; return CLI_OK;
	case DESK_NOW: return house_now(optarg);
	case DESK_BY: return text_option("by", optarg, &d->staff.who);
	case DESK_NOTE: return text_option("note", optarg, &d->staff.why);
	case DESK_YES: d->yes = true; return CLI_OK;
	case DESK_DRY: d->staff.dry = true; return CLI_OK;
	case DESK_ANYWAY: d->staff.anyway = true; return CLI_OK;
	case DESK_SILENT: d->staff.silent = true; return CLI_OK;
	default: return CLI_FAILED;
	}
}

int desk_options(int argc, char **argv, const struct option *longs, const char *usage,
	int (*take)(void *with, int c), void *with)
{
	for (int c; (c = getopt_long(argc, argv, "", longs, NULL)) != -1;) {
		if (c == '?') {
			fputs(usage, stderr);
			return CLI_USAGE;
		}
		if (take(with, c) != CLI_OK)
			return CLI_USAGE;
	}
	return CLI_OK;
}

/*
 * Staff act by the series in force, not by one that somebody is editing. A register that is made is
 * the first to take those of the folder.
 */
static int open_register(struct desk *d)
{
	struct house *h = &d->house;
	struct err e = {0};
	enum registry_mode mode = d->make ? REGISTRY_WRITE : REGISTRY_STAFF;
	int status;

	if (d->make && (status = house_rules(h, NULL, NULL, 0)) != CLI_OK)
		return status;
	if (registry_open_made(
		    h->settings->register_file, h->settings->key_file, mode, &d->reg, &e) != 0 ||
		(d->make && registry_take_series(d->reg, h->rules, clock_now(), &e) != 0))
		return house_fail(CLI_FAILED, "%s", e.text);
	if (d->make)
		return CLI_OK;
	status = house_in_force(h, d->reg);
	return status == CLI_OK ? house_rules(h, NULL, NULL, 0) : status;
}

int desk_open(struct desk *d)
{
	struct house *h = &d->house;
	int status = house_open(h, d->config, true);

	if (status == CLI_OK)
		status = house_rule_files(h, NULL, NULL, 0);
	if (status != CLI_OK)
		return status;
	d->words = house_catalogue(h, NULL);
	if (d->words == NULL)
		return CLI_USAGE;
	status = open_register(d);
	if (status != CLI_OK)
		return status;
	d->staff.settings = h->settings;
	d->staff.rules = h->rules;
	d->staff.now = clock_now();
	if (d->staff.who == NULL)
		d->staff.who = login_name(h->arena);
	if (d->staff.why == NULL)
		d->staff.why = "";
	return CLI_OK;
}

void desk_close(struct desk *d)
{
	registry_close(&d->reg);
	house_close(&d->house);
}

const char *desk_say(struct desk *d, const char *id, ...)
{
	const char *text;
	va_list ap;

	va_start(ap, id);
	text = house_vsay(d->house.arena, d->words, "desk", id, ap);
	va_end(ap);
	return text;
}

int desk_fail(int status, const char *sentence)
{
	fprintf(stderr, "mailbot: %s\n", sentence);
	return status;
}

const char *desk_when(struct desk *d, int64_t t)
{
	const struct rules *rules = d->house.rules;
	struct civil c = zone_civil(rules->series[0]->zone, t);

	return arena_printf(d->house.arena, "%02d.%02d.%04d %02d:%02d", c.day, c.month, c.year,
		c.hour, c.minute);
}

int64_t desk_number(struct desk *d, const char *text)
{
	long number;

	if (slice_number(slice_of(text), INT32_MAX, &number) && number > 0)
		return number;
	desk_fail(CLI_USAGE, desk_say(d, "no-number", "text", text, NULL));
	return 0;
}

int desk_list(const char *what, int argc, char **argv, int from)
{
	struct arena *a = arena_new();
	char **list = arena_array(a, (size_t)argc + 3, sizeof *list);
	int count = 0;

	list[count++] = arena_string(a, SLICE("mailbot list"));
	list[count++] = arena_string(a, slice_of(what));
	for (int i = from; i < argc; i++)
		list[count++] = argv[i];
	int status = cli_list(count, list);
	arena_free(&a);
	return status;
}
