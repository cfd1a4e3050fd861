/*
 * mailbot rules check: every mistake in settings, rules and templates, or how many of each kind there are. The others
 * have files of their own: explain.c says what the rules make of events and sentences, replay.c what
 * edited ones would change, plan.c what an edited series changes in the register.
 */
#include "cli/rules.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "template/templates.h"

static const char usage[] =
	"usage: mailbot rules check   [--rules DIR] [--config FILE] [--series FILE…]\n"
	"       mailbot rules explain [--rules DIR] [--config FILE] [--series FILE…]\n"
	"                             [--received TIME] [SENTENCE]\n"
	"       mailbot rules replay  [--rules DIR] [--config FILE] [FOLDER]\n"
	"       mailbot rules plan    [--names] [--config FILE] [--now TIME]\n"
	"       mailbot rules apply   [--names] [--yes] [--silent] [--by WHO] [--note TEXT]\n"
	"                             [--config FILE] [--now TIME]\n";

static int take_options(struct arena *a, int argc, char **argv, struct rules_options *o)
{
	static const struct option known[] = {{"rules", required_argument, NULL, 'r'},
		{"config", required_argument, NULL, 'c'}, {"series", required_argument, NULL, 's'},
		{"received", required_argument, NULL, 't'}, {"names", no_argument, NULL, 'n'},
		{"yes", no_argument, NULL, 'y'}, {"silent", no_argument, NULL, 'q'},
		{"by", required_argument, NULL, 'b'}, {"note", required_argument, NULL, 'w'},
		{"now", required_argument, NULL, 'o'}, {"help", no_argument, NULL, 'h'},
		{NULL, 0, NULL, 0}};

	for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
		switch (c) {
		case 'r': o->rules = optarg; break;
		case 'c': o->config = optarg; break;
		case 't': o->now = optarg; break;
		case 'n': o->names = true; break;
		case 'y': o->yes = true; break;
		case 'q': o->silent = true; break;
		case 'b': o->by = optarg; break;
		case 'w': o->note = optarg; break;
		case 'o': o->clock = optarg; break;
		case 's':
			house_series_option(
				a, argc, argv, &o->series, &o->series_count, &o->series_room);
			break;
		case 'h': o->help = true; break;
		default: return -1;
		}
	}
	if (optind < argc)
		o->argument = argv[optind++];
	return optind == argc ? 0 : -1;
}

int rules_open(struct house *h, const struct rules_options *o)
{
	int status = CLI_OK;

	if (o->rules == NULL)
		status = house_open(h, o->config, false);
	else
		h->arena = arena_new();
	if (h->unknown)
		return status;
	/* also where the settings are broken: then all of it is said at once */
	int rules = house_rules(h, o->rules, o->series, o->series_count);
	return status == CLI_OK ? rules : status;
}

static void print_counts(const struct rules *rules)
{
	for (enum rule_kind kind = 0; kind < RULE_KINDS; kind++) {
		const struct rule_files *files = &rules->files;
		size_t count = 0, events = 0;
		for (size_t i = 0; i < files->count; i++)
			count += files->items[i].kind == kind && !files->items[i].schema;
		for (size_t i = 0; kind == RULE_SERIES && i < rules->series_count; i++)
			events += rules->series[i]->event_count;
		if (count == 0)
			continue;
		printf("%-9s %zu file%s", rule_kind_name(kind), count, count == 1 ? "" : "s");
		if (kind == RULE_SERIES)
			printf(", %zu event%s", events, events == 1 ? "" : "s");
		putchar('\n');
	}
}

/* The templates beside them, but where only a folder of rules was named. */
static int check_templates(struct house *h, const struct rules_options *o, size_t *languages)
{
	struct templates *t = NULL;

	if (o->rules != NULL || h->unknown || access(h->templates_dir, F_OK) != 0)
		return CLI_OK;
	if (house_templates(h, &t) != CLI_OK)
		return CLI_USAGE;
	while (templates_at(t, *languages) != NULL)
		(*languages)++;
	return CLI_OK;
}

static int check(struct house *h, const struct rules_options *o)
{
	size_t languages = 0;
	int status = rules_open(h, o);

	if (check_templates(h, o, &languages) != CLI_OK)
		status = CLI_USAGE;
	if (status != CLI_OK)
		return status;
	print_counts(h->rules);
	if (languages > 0)
		printf("templates %zu language%s\n", languages, languages == 1 ? "" : "s");
	return CLI_OK;
}

static const struct {
	const char *name;
	int (*run)(struct house *h, const struct rules_options *o);
	bool argument; /* it takes one */
} commands[] = {{"check", check, false}, {"explain", rules_explain, true},
	{"replay", rules_replay, true}, {"plan", rules_plan, false}, {"apply", rules_apply, false}};

int cli_rules(int argc, char **argv)
{
	struct house before = {.arena = arena_new()}, h = {0};
	struct rules_options o = {0};
	size_t which = 0, count = sizeof commands / sizeof *commands;
	int status = CLI_USAGE;

	while (argc >= 2 && which < count && strcmp(argv[1], commands[which].name) != 0)
		which++;
	if (argc == 2 && strcmp(argv[1], "--help") == 0) {
		fputs(usage, stdout);
		status = CLI_OK;
	} else if (argc < 2 || which == count ||
		take_options(before.arena, argc - 1, argv + 1, &o) != 0 ||
		(o.argument != NULL && !commands[which].argument)) {
		fputs(usage, stderr);
	} else if (o.help) {
		fputs(usage, stdout);
		status = CLI_OK;
	} else {
		status = commands[which].run(&h, &o);
	}
	house_close(&h);
	house_close(&before);
	return status;
}
