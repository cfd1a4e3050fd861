/* mailbot outgoing: mails that have not left yet: what waits, what may go, what must not. */
#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "cli/cli.h"
#include "cli/desk.h"
#include "cli/outgoing-show.h"

struct verb {
	const char *name;
	const char *done, *not_done, *none, *every; /* sentences of the catalogue */
	int (*act)(struct registry *reg, int64_t id, int64_t now, bool *done, struct err *e);
	/* What `all` means. */
	int (*all)(
		struct registry *reg, struct arena *a, int64_t **ids, size_t *count, struct err *e);
};

static const struct verb verbs[] = {
	{"release", "released", "not-held", "none-held", "every-held", registry_release,
		registry_held_mails},
	{"withdraw", "taken-back", "not-here", "none-here", "every-here", registry_withdraw,
		registry_mails_here},
};

struct acting {
	const struct verb *verb;
	struct desk desk;
	bool help;
};

enum { OPT_HELP = DESK_OWN };

static int take_option(void *with, int c)
{
	struct acting *x = with;

	if (c != OPT_HELP)
		return desk_option(&x->desk, c);
	x->help = true;
	return CLI_OK;
}

static int options(struct acting *x, int argc, char **argv)
{
	static const struct option longs[] = {
		{"config", required_argument, NULL, DESK_CONFIG},
		{"now", required_argument, NULL, DESK_NOW},
		{"by", required_argument, NULL, DESK_BY},
		{"yes", no_argument, NULL, DESK_YES},
		{"help", no_argument, NULL, OPT_HELP},
		{0},
	};

	return desk_options(&x->desk, argc, argv, longs, "outgoing", take_option, x);
}

static const char *text_of(struct acting *x, int64_t n)
{
	return arena_printf(x->desk.house.arena, "%" PRId64, n);
}

static const char *say(struct acting *x, const char *id, int64_t n)
{
	return desk_say(&x->desk, id, "n", text_of(x, n), NULL);
}

/* What a trial proposed, and the number of the mail that goes instead; 0: none. */
struct proposal {
	int64_t item, goes;
};

static int do_accept(struct desk *d, void *with, struct done *out, struct err *e)
{
	struct proposal *p = with;
	int rc = registry_accept(d->reg, d->house.arena, &d->staff, p->item, NULL, 0, out, e);

	p->goes = rc == 0 && out->how == DONE_OK && !d->staff.dry ? out->outgoing : 0;
	return rc;
}

/* Whether it still holds: then it is shown and asked for like any entry. */
static int look(struct acting *x, struct desk *d, int64_t id, struct proposal *p)
{
	struct done done;
	struct err e = {0};

	d->staff.dry = true;
	if (do_accept(d, p, &done, &e) != 0)
		return desk_fault(d, &e);
	d->staff.dry = false;
	if (done.how == DONE_OK)
		return CLI_OK;
	return desk_fail(CLI_FAILED,
		desk_say(&x->desk, "not-released", "n", text_of(x, id), "item", text_of(x, p->item),
			NULL));
}

/* Accepts what a trial proposed; the mail that goes is made anew. */
static int accept(struct acting *x, int64_t id, int64_t item)
{
	struct desk d = {
		.config = x->desk.config, .yes = x->desk.yes, .staff = {.who = x->desk.staff.who}};
	struct proposal p = {.item = item};
	int status = desk_open(&d);

	if (status == CLI_OK)
		status = look(x, &d, id, &p);
	if (status == CLI_OK)
		status = desk_do(&d, do_accept, &p,
			arena_printf(d.house.arena, "mailbot review undo %" PRId64, item));
	if (status == CLI_OK && p.goes != 0)
		puts(desk_say(&x->desk, "released-as", "n", text_of(x, id), "as",
			text_of(x, p.goes), NULL));
	else if (status == CLI_OK)
		puts(say(x, "released", id));
	desk_close(&d);
	return status;
}

static int act_on(struct acting *x, int64_t id)
{
	struct err e = {0};
	bool done = false;
	int64_t item = 0;

	if (x->verb->act == registry_release && registry_proposal(x->desk.reg, id, &item, &e) != 0)
		return desk_fault(&x->desk, &e);
	if (item != 0)
		return accept(x, id, item);
	if (x->verb->act(x->desk.reg, id, clock_now(), &done, &e) != 0)
		return desk_fault(&x->desk, &e);
	if (!done)
		return desk_fail(CLI_FAILED, say(x, x->verb->not_done, id));
	puts(say(x, x->verb->done, id));
	return CLI_OK;
}

/* The numbers that the arguments name, all of them before any is acted on. */
static int numbers(struct acting *x, char **args, size_t count, int64_t **ids, size_t *id_count)
{
	struct arena *a = x->desk.house.arena;
	struct err e = {0};
	size_t room = 0;
	long id;

	*ids = NULL;
	*id_count = 0;
	if (count == 1 && strcmp(args[0], "all") == 0) {
		if (x->verb->all(x->desk.reg, a, ids, id_count, &e) != 0)
			return desk_fault(&x->desk, &e);
		if (*id_count == 0)
			puts(say(x, x->verb->none, 0));
		return CLI_OK;
	}
	for (size_t i = 0; i < count; i++) {
		if (!slice_number(slice_of(args[i]), INT32_MAX, &id) || id < 1)
			return desk_fail(CLI_USAGE,
				desk_say(&x->desk, "no-mail-number", "text", args[i], NULL));
		ARENA_PUSH(a, *ids, *id_count, room, (int64_t)id);
	}
	return CLI_OK;
}

/* `all` may be more than whoever types it thinks, and what is taken back cannot be given again. */
static bool agreed(struct acting *x, bool all, size_t count)
{
	if (!all || count == 0 || !desk_asks(&x->desk))
		return true;
	puts(say(x, x->verb->every, (int64_t)count));
	if (desk_agreed(&x->desk, "ask-every"))
		return true;
	puts(desk_say(&x->desk, "nothing-done", NULL));
	return false;
}

static int act(struct acting *x, char **args, size_t count)
{
	struct err e = {0};
	int64_t *ids = NULL;
	size_t id_count = 0;
	int status = house_open(&x->desk.house, x->desk.config, true);

	if (status == CLI_OK)
		x->desk.words = house_catalogue(&x->desk.house, NULL);
	if (status == CLI_OK &&
		registry_open_made(x->desk.house.settings->register_file, NULL, REGISTRY_STAFF,
			&x->desk.reg, &e) != 0)
		status = desk_fault(&x->desk, &e);
	if (status == CLI_OK)
		status = numbers(x, args, count, &ids, &id_count);
	if (status == CLI_OK && !agreed(x, strcmp(args[0], "all") == 0, id_count))
		return CLI_FAILED;
	for (size_t i = 0; status != CLI_USAGE && i < id_count; i++)
		if (act_on(x, ids[i]) != CLI_OK)
			status = CLI_FAILED;
	return status;
}

static int do_verb(struct acting *x, int argc, char **argv)
{
	if (argc - optind == 2 && strcmp(argv[optind], "show") == 0)
		return outgoing_show(x->desk.config, argv[optind + 1]);
	for (size_t i = 0; argc - optind > 1 && i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(argv[optind], verbs[i].name) == 0) {
			x->verb = &verbs[i];
			return act(x, argv + optind + 1, (size_t)(argc - optind - 1));
		}
	if (argc - optind > 1 && strcmp(argv[optind], "show") != 0)
		desk_fail(
			CLI_USAGE, desk_say(&x->desk, "no-such-verb", "text", argv[optind], NULL));
	return desk_usage(&x->desk, "outgoing", stderr);
}

int cli_outgoing(int argc, char **argv)
{
	struct acting x = {0};
	int status;

	/* `outgoing list` is `list outgoing`. */
	if (argc > 1 && strcmp(argv[1], "list") == 0) {
		argv[0] = argv[1];
		argv[1] = (char[]){"outgoing"};
		return cli_list(argc, argv);
	}
	status = options(&x, argc, argv);
	if (status == CLI_OK)
		status = x.help ? desk_usage(&x.desk, "outgoing", stdout) : do_verb(&x, argc, argv);
	desk_close(&x.desk);
	return status;
}
