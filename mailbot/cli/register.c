/* mailbot register, mailbot cancel: for who calls or comes by, with an address or without. */
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/desk.h"

struct entry {
	struct desk desk;
	struct person person;
	size_t need_room;
	struct wishes wishes;
	const char *undo;
	bool help;
};

enum {
	OPT_NAME = DESK_OWN,
	OPT_ADDRESS,
	OPT_PHONE,
	OPT_ORGANISATION,
	OPT_REMARK,
	OPT_LANGUAGE,
	OPT_NEED,
	OPT_NO_NEED,
	OPT_PARTY,
	OPT_NEW,
	OPT_UNDO,
	OPT_HELP,
};

static const char *const need_kinds[] = {"access", "interpreter", "food", "parking", "other"};

/* `--need food=vegan`; `taken`: `--no-need food`, nothing of that kind any more. */
static int take_need(struct entry *x, const char *text, bool taken)
{
	struct slice all = slice_of(text);
	long at = taken ? -1 : slice_find(all, '=');
	struct slice what = slice_trim(at >= 0 ? slice_head(all, (size_t)at) : all);
	struct slice words =
		at >= 0 ? slice_trim(slice_from(all, (size_t)at + 1)) : (struct slice){0};
	struct arena *a = x->desk.house.arena;

	for (size_t i = 0; i < sizeof need_kinds / sizeof *need_kinds; i++) {
		if (!slice_is(what, need_kinds[i]) || (!taken && words.len == 0))
			continue;
		size_t cells = 2 * x->person.need_count;
		ARENA_PUSH(a, x->person.needs, cells, x->need_room, need_kinds[i]);
		ARENA_PUSH(a, x->person.needs, cells, x->need_room,
			taken ? NULL : arena_string(a, words));
		x->person.need_count++;
		return CLI_OK;
	}
	if (taken)
		return desk_fail(CLI_USAGE, desk_say(&x->desk, "no-need", "text", text, NULL));
	return desk_fail(CLI_USAGE, desk_say(&x->desk, "need", "text", text, NULL));
}

/* A telephone number is written in many ways, but never without a digit. */
static int take_phone(struct entry *x, const char *text)
{
	struct desk *d = &x->desk;

	if (strpbrk(text, "0123456789") == NULL)
		return desk_fail(CLI_USAGE, desk_say(d, "not-a-phone", "text", text, NULL));
	return desk_text(d, "phone", text, &x->person.phone);
}

static int take_option(void *with, int c)
{
	struct entry *x = with;
	struct person *p = &x->person;
	struct desk *d = &x->desk;

	switch (c) {
	case OPT_NAME: return desk_name(d, "name", optarg, &p->name);
	case OPT_ADDRESS: return desk_address(d, "address", optarg, &p->address);
	case OPT_PHONE: return take_phone(x, optarg);
	case OPT_ORGANISATION: return desk_text(d, "organisation", optarg, &p->organisation);
	case OPT_REMARK: return desk_text(d, "remark", optarg, &p->note);
	case OPT_LANGUAGE: return desk_text(d, "language", optarg, &p->language);
	case OPT_NEED: return take_need(x, optarg, false);
	case OPT_NO_NEED: return take_need(x, optarg, true);
	case OPT_PARTY: return desk_party(d, optarg, &p->party);
	case OPT_NEW: p->fresh = true; return CLI_OK;
	case OPT_UNDO: x->undo = optarg; return CLI_OK;
	case OPT_HELP: x->help = true; return CLI_OK;
	default: return desk_option(&x->desk, c);
	}
}

static int options(struct entry *x, int argc, char **argv, const char *verb)
{
	static const struct option longs[] = {
		DESK_OPTIONS,
		{"name", required_argument, NULL, OPT_NAME},
		{"address", required_argument, NULL, OPT_ADDRESS},
		{"phone", required_argument, NULL, OPT_PHONE},
		{"organisation", required_argument, NULL, OPT_ORGANISATION},
		{"remark", required_argument, NULL, OPT_REMARK},
		{"language", required_argument, NULL, OPT_LANGUAGE},
		{"need", required_argument, NULL, OPT_NEED},
		{"no-need", required_argument, NULL, OPT_NO_NEED},
		{"party", required_argument, NULL, OPT_PARTY},
		{"new", no_argument, NULL, OPT_NEW},
		{"undo", required_argument, NULL, OPT_UNDO},
		{"help", no_argument, NULL, OPT_HELP},
		{0},
	};

	return desk_options(&x->desk, argc, argv, longs, verb, take_option, x);
}

/* ---- doing it ---- */

static int enter(struct desk *d, void *with, struct done *out, struct err *e)
{
	struct entry *x = with;

	return registry_enter(d->reg, d->house.arena, &d->staff, x->wishes.series, &x->person,
		x->wishes.items, x->wishes.count, out, e);
}

static int take_back(struct desk *d, void *with, struct done *out, struct err *e)
{
	return registry_undo(d->reg, d->house.arena, &d->staff, *(int64_t *)with, 0, out, e);
}

/* They are written to in a language that has templates. */
static int check_language(struct entry *x)
{
	struct desk *d = &x->desk;
	const char *language = x->person.language, *dir = x->desk.house.templates_dir;
	bool word = strspn(language, "abcdefghijklmnopqrstuvwxyz-") == strlen(language);

	if (language[0] == '\0' ||
		(word &&
			access(arena_printf(
				       x->desk.house.arena, "%s/%s/catalogue.conf", dir, language),
				R_OK) == 0))
		return CLI_OK;
	return desk_fail(CLI_USAGE, desk_say(d, "no-language", "text", language, "dir", dir, NULL));
}

static int act(struct entry *x, const char *verb, char **args, size_t count)
{
	struct desk *d = &x->desk;
	bool registers = strcmp(verb, "register") == 0;
	int status = count > 0 ? desk_wishes(d, verb, args, count, &x->wishes) : CLI_OK;

	x->person.corrects = registers && x->person.party != 0;
	if (status == CLI_OK)
		status = check_language(x);
	if (status != CLI_OK)
		return status;
	if (registers && x->person.party == 0 && x->person.name[0] == '\0')
		return desk_fail(CLI_USAGE, desk_say(d, "who-registers", NULL));
	if (!registers)
		status = desk_find(d, &x->wishes, &x->person, &x->wishes.series);
	if (status != CLI_OK)
		return status;
	if (registers && x->person.party == 0 && x->person.address[0] == '\0' &&
		x->person.phone[0] == '\0')
		fprintf(stderr, "%s\n", desk_say(d, "no-phone", NULL));
	return desk_do(d, enter, x, arena_printf(d->house.arena, "mailbot %s --undo ", verb));
}

static int undo(struct entry *x)
{
	int64_t id = desk_number(&x->desk, x->undo);

	return id == 0 ? CLI_USAGE : desk_do(&x->desk, take_back, &id, NULL);
}

/* Without an event: only who somebody is. */
static bool puts_right(const struct entry *x, const char *verb)
{
	const struct person *p = &x->person;

	return strcmp(verb, "register") == 0 && p->party != 0 &&
		(p->name[0] != '\0' || p->address[0] != '\0' || p->phone[0] != '\0' ||
			p->organisation[0] != '\0' || p->note[0] != '\0' || p->need_count > 0);
}

static int command(int argc, char **argv, const char *verb)
{
	struct entry x = {.person = {.address = "",
				  .name = "",
				  .phone = "",
				  .organisation = "",
				  .note = "",
				  .language = ""}};
	struct arena *early = arena_new(); /* options are read before there is a house */
	int status;

	x.desk.house.arena = early;
	status = options(&x, argc, argv, verb);
	if (status == CLI_OK && x.help)
		desk_usage(&x.desk, verb, stdout);
	else if (status == CLI_OK && x.undo == NULL && optind == argc && !puts_right(&x, verb))
		status = desk_usage(&x.desk, verb, stderr);
	else if (status == CLI_OK && (status = desk_open(&x.desk)) == CLI_OK)
		status = x.undo != NULL ? undo(&x)
					: act(&x, verb, argv + optind, (size_t)(argc - optind));
	if (x.desk.house.arena == early)
		x.desk.house.arena = NULL;
	desk_close(&x.desk);
	arena_free(&early);
	return status;
}

int cli_register(int argc, char **argv)
{
	return command(argc, argv, "register");
}

int cli_cancel(int argc, char **argv)
{
	return command(argc, argv, "cancel");
}
