#include "cli/desk.h"

#include <errno.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "message/header.h"
#include "transport/sendable.h"

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

/* Where nothing is open yet, the words are those of the settings as far as they can be read. */
static struct arena *words_arena(struct desk *d)
{
	if (d->words == NULL && d->early.arena == NULL) {
		house_open(&d->early, d->config, false);
		d->words = house_catalogue(&d->early, NULL);
	}
	return d->early.arena != NULL ? d->early.arena : d->house.arena;
}

int desk_text(struct desk *d, const char *option, const char *text, const char **into)
{
	struct slice s = slice_trim(slice_of(text));

	if (s.len == 0 || s.len > NAME_BYTES_MAX || !utf8_valid(s))
		return desk_fail(CLI_USAGE,
			desk_say(d, "no-text", "option", option, "max",
				arena_printf(words_arena(d), "%d", (int)NAME_BYTES_MAX), NULL));
	*into = text;
	return CLI_OK;
}

const char *desk_name_wrong(struct desk *d, const char *name)
{
	bool letters = false;

	if (address_within(slice_of(name)))
		return desk_say(d, "address-in-name", "text", name, NULL);
	/* "+1" is nobody; what is not ASCII is some letter */
	for (const char *p = name; *p != '\0'; p++)
		letters = letters || (unsigned char)*p >= 0x80 || (*p >= 'a' && *p <= 'z') ||
			(*p >= 'A' && *p <= 'Z');
	return letters ? NULL : desk_say(d, "no-letters", "text", name, NULL);
}

int desk_name(struct desk *d, const char *option, const char *text, const char **into)
{
	const char *wrong = utf8_valid(slice_of(text)) ? desk_name_wrong(d, text) : NULL;

	return wrong != NULL ? desk_fail(CLI_USAGE, wrong) : desk_text(d, option, text, into);
}

int desk_address(struct desk *d, const char *option, const char *text, const char **into)
{
	struct arena *a = words_arena(d);
	const char *address = address_typed(a, slice_of(text));
	bool umlaut = address != NULL && !sendable_is_ascii(slice_of(address));
	/* only who is registered may have none */
	const char *id = umlaut                  ? "address-umlaut"
		: strcmp(option, "address") == 0 ? "no-address"
						 : "no-mail-address";

	if (!house_writable(address))
		return desk_fail(CLI_USAGE, desk_say(d, id, "option", option, "text", text, NULL));
	*into = address;
	return CLI_OK;
}

/* `--now`: for demonstrations and tests, but staff may type it wrong, too. */
static int take_now(struct desk *d, const char *text)
{
	struct err e = {0};
	int64_t now;

	if (clock_parse(text, &now, &e) != 0)
		return desk_fail(CLI_USAGE, desk_say(d, "no-time", "text", text, NULL));
	clock_set(now);
	return CLI_OK;
}

int desk_option(struct desk *d, int c)
{
	switch (c) {
	case DESK_CONFIG: d->config = optarg; return CLI_OK;
	case DESK_NOW: return take_now(d, optarg);
	case DESK_BY: return desk_text(d, "by", optarg, &d->staff.who);
	case DESK_NOTE: return desk_text(d, "note", optarg, &d->staff.why);
	case DESK_YES: d->yes = true; return CLI_OK;
	case DESK_DRY: d->staff.dry = true; return CLI_OK;
	case DESK_ANYWAY: d->staff.anyway = true; return CLI_OK;
	case DESK_SILENT: d->staff.silent = true; return CLI_OK;
	default: return CLI_FAILED;
	}
}

/* Whose words mistakes are told in: what is wrong may stand before --config. */
static void find_config(struct desk *d, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--config") == 0 && i + 1 < argc)
			d->config = argv[i + 1];
		else if (strncmp(argv[i], "--config=", 9) == 0)
			d->config = argv[i] + 9;
	}
}

/* getopt's '?' or ':': optopt is a value of `longs` where that one wants a word, or has one too many. */
static int say_option(struct desk *d, int c, char **argv, const char *command)
{
	const char *word = argv[optind - 1];
	char letter[3] = {'-', (char)optopt, '\0'};

	/* of "-12" getopt tells letter by letter, and stays at the word until its end */
	bool single =
		c == '?' && optopt > ' ' && optopt < DESK_CONFIG && strncmp(word, "--", 2) != 0;
	const char *id = c == ':'        ? "option-alone"
		: optopt != 0 && !single ? "option-full"
					 : "no-option";
	desk_fail(CLI_USAGE, desk_say(d, id, "option", single ? letter : word, NULL));
	return desk_usage(d, command, stderr);
}

int desk_next_option(struct desk *d, int argc, char **argv, const char *how,
	const struct option *longs, const char *command)
{
	if (optind <= 1)
		find_config(d, argc, argv);
	opterr = 0;
	int c = getopt_long(argc, argv, how, longs, NULL);
	return c == '?' || c == ':' ? (say_option(d, c, argv, command), '?') : c;
}

int desk_options(struct desk *d, int argc, char **argv, const struct option *longs,
	const char *command, int (*take)(void *with, int c), void *with)
{
	for (int c; (c = desk_next_option(d, argc, argv, ":", longs, command)) != -1;)
		if (c == '?' || take(with, c) != CLI_OK)
			return CLI_USAGE;
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
		return desk_fault(d, &e);
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
	house_close(&d->early);
}

const char *desk_say(struct desk *d, const char *id, ...)
{
	struct arena *a = words_arena(d);
	const char *text;
	va_list ap;

	va_start(ap, id);
	text = house_vsay(a, d->words, "desk", id, ap);
	va_end(ap);
	return text;
}

int desk_usage(struct desk *d, const char *command, FILE *out)
{
	words_arena(d);
	fprintf(out, "%s\n",
		d->words != NULL ? catalogue_word(d->words, "usage", command) : command);
	return out == stderr ? CLI_USAGE : CLI_OK;
}

int desk_fail(int status, const char *sentence)
{
	fprintf(stderr, "mailbot: %s\n", sentence);
	return status;
}

int desk_fault(struct desk *d, const struct err *e)
{
	words_arena(d);
	if (d->words == NULL)
		return house_fail(CLI_FAILED, "%s", e->text);
	return desk_fail(CLI_FAILED, desk_say(d, "fault", "why", e->text, NULL));
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

const char *desk_size(struct arena *a, size_t bytes)
{
	return arena_printf(a, "%zu kB", (bytes + 1023) / 1024);
}

int desk_file(struct desk *d, const char *path, size_t max, struct slice *bytes)
{
	struct arena *a = d->house.arena;
	struct err e = {0};
	struct stat st = {0};

	if (file_read(a, path, max, bytes, &e) == 0)
		return CLI_OK;
	const char *id = stat(path, &st) != 0 && errno == ENOENT ? "no-file" : "no-read";
	if (strcmp(id, "no-read") == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size > max)
		id = "large-file";
	return desk_fail(CLI_USAGE, desk_say(d, id, "file", path, "max", desk_size(a, max), NULL));
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
