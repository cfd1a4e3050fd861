/* mailbot rules check: every mistake in the rules, or how many of each kind there are. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/house.h"

static const char usage[] =
	"usage: mailbot rules check [--rules DIR] [--config FILE] [--series FILE…]\n";

struct options {
	const char *rules, *config;
	const char **series;
	size_t series_count, series_room;
	bool help;
};

static int take_options(struct arena *a, int argc, char **argv, struct options *o)
{
	static const struct option known[] = {{"rules", required_argument, NULL, 'r'},
		{"config", required_argument, NULL, 'c'}, {"series", required_argument, NULL, 's'},
		{"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};

	for (int c; (c = getopt_long(argc, argv, "+", known, NULL)) != -1;) {
		switch (c) {
		case 'r': o->rules = optarg; break;
		case 'c': o->config = optarg; break;
		case 's':
			house_series_option(
				a, argc, argv, &o->series, &o->series_count, &o->series_room);
			break;
		case 'h': o->help = true; break;
		default: return -1;
		}
	}
	return optind == argc ? 0 : -1;
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

/* With --rules no settings are looked at: the folder may be checked where there are none. */
static int check(struct house *h, const struct options *o)
{
	int status = CLI_OK;

	if (o->rules == NULL)
		status = house_open(h, o->config, false);
	else
		h->arena = arena_new();
	if (status == CLI_OK)
		status = house_rules(h, o->rules, o->series, o->series_count);
	if (status == CLI_OK)
		print_counts(h->rules);
	return status;
}

int cli_rules(int argc, char **argv)
{
	struct house before = {.arena = arena_new()}, h = {0};
	struct options o = {0};
	int status = CLI_OK;

	if (argc < 2 || strcmp(argv[1], "check") != 0 ||
		take_options(before.arena, argc - 1, argv + 1, &o) != 0) {
		fputs(usage, stderr);
		status = CLI_USAGE;
	} else if (o.help) {
		fputs(usage, stdout);
	} else {
		status = check(&h, &o);
	}
	house_close(&h);
	house_close(&before);
	return status;
}
