/* mailbot rules check: every mistake in the rules, or how many of each kind there are. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/settings.h"
#include "cli/cli.h"
#include "rules/rules.h"

static const char usage[] =
	"usage: mailbot rules check [--rules DIR] [--config FILE] [--series FILE…]\n";

struct options {
	const char *rules, *config;
	const char **series;
	size_t series_count, series_room;
};

/* --series takes all words up to the next option. */
static int take_options(struct arena *a, int argc, char **argv, struct options *o)
{
	static const struct option known[] = {{"rules", required_argument, NULL, 'r'},
		{"config", required_argument, NULL, 'c'}, {"series", required_argument, NULL, 's'},
		{NULL, 0, NULL, 0}};

	for (int c; (c = getopt_long(argc, argv, "+", known, NULL)) != -1;) {
		if (c == 'r')
			o->rules = optarg;
		else if (c == 'c')
			o->config = optarg;
		else if (c != 's')
			return -1;
		if (c != 's')
			continue;
		ARENA_PUSH(a, o->series, o->series_count, o->series_room, optarg);
		while (optind < argc && argv[optind][0] != '-')
			ARENA_PUSH(a, o->series, o->series_count, o->series_room, argv[optind++]);
	}
	return optind == argc ? 0 : -1;
}

int cli_rules_dir(struct arena *a, const char *rules, const char *config, const char **dir,
	struct problems *problems)
{
	struct settings *s = NULL;

	*dir = rules;
	if (rules != NULL)
		return 0;
	if (config == NULL)
		config = settings_default_file(a);
	if (config != NULL && settings_load(a, config, &s, problems) != 0)
		return -1;
	*dir = s != NULL ? s->rules_dir : settings_default_dir(a, "rules");
	return 0;
}

static void print_counts(const struct rules *rules, const struct rule_files *files)
{
	for (enum rule_kind kind = 0; kind < RULE_KINDS; kind++) {
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

static int check(struct arena *a, const struct options *o)
{
	struct problems problems = {.arena = a};
	struct rule_files files = {0};
	struct rules *rules = NULL;
	const char *dir = NULL;

	if (cli_rules_dir(a, o->rules, o->config, &dir, &problems) == 0 &&
		rule_files_read(a, dir, o->series, o->series_count, &files, &problems) == 0 &&
		rules_compile(&files, &rules, &problems) == 0)
		print_counts(rules, &files);
	problems_print(&problems, stderr);
	rules_free(&rules);
	return problems.count > 0 ? CLI_USAGE : CLI_OK;
}

int cli_rules(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct options o = {0};
	int status = CLI_USAGE;

	if (argc < 2 || strcmp(argv[1], "check") != 0 ||
		take_options(a, argc - 1, argv + 1, &o) != 0)
		fputs(usage, stderr);
	else
		status = check(a, &o);
	arena_free(&a);
	return status;
}
