/* mailbot read: reads letters from files and says what they ask, through a contained child. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "cli/cli.h"
#include "cli/house.h"
#include "cli/show.h"
#include "reader/reader.h"
#include "reading/json/json.h"

enum { READ_AT_ONCE = 256 }; /* letters whose readings are in memory together */

struct read_options {
	bool json;
	const char *config, *rules, *context, *language;
	const char **series;
	size_t series_count, series_room;
	int64_t received; /* 0: as each letter says */
};

static const char usage[] =
	"usage: mailbot read [--json] [--rules DIR] [--series FILE…] [--context FILE] [--received TIME]\n"
	"                    [--language CODE] [--config FILE] FILE…|-\n";

static int options(struct house *h, struct read_options *o, int argc, char **argv)
{
	static const struct option longs[] = {
		{"json", no_argument, NULL, 'j'},
		{"rules", required_argument, NULL, 'r'},
		{"series", required_argument, NULL, 's'},
		{"context", required_argument, NULL, 'x'},
		{"received", required_argument, NULL, 't'},
		{"language", required_argument, NULL, 'l'},
		{"config", required_argument, NULL, 'c'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	struct err e = {0};

	for (int c; (c = getopt_long(argc, argv, "", longs, NULL)) != -1;) {
		switch (c) {
		case 'j': o->json = true; break;
		case 'r': o->rules = optarg; break;
		case 's':
			house_series_option(h->arena, argc, argv, &o->series, &o->series_count,
				&o->series_room);
			break;
		case 'x': o->context = optarg; break;
		case 'l': o->language = optarg; break;
		case 'c': o->config = optarg; break;
		case 't':
			if (clock_parse(optarg, &o->received, &e) != 0)
				return house_fail(CLI_USAGE, "--received: %s", e.text);
			break;
		case 'h': fputs(usage, stdout); exit(CLI_OK);
		default: fputs(usage, stderr); return CLI_USAGE;
		}
	}
	if (optind < argc)
		return CLI_OK;
	fputs(usage, stderr);
	return CLI_USAGE;
}

static int read_context(struct house *h, const char *path, const struct context **out)
{
	struct context *ctx = NULL;
	struct slice text;
	struct err e = {0};
	json_error_t where;

	if (file_read(h->arena, path, SETTINGS_BYTES_MAX, &text, &e) != 0)
		return house_fail(CLI_USAGE, "%s", e.text);
	json_t *json = json_loadb(text.p, text.len, JSON_REJECT_DUPLICATES, &where);
	if (json == NULL)
		return house_fail(CLI_USAGE, "%s:%d: %s", path, where.line, where.text);
	int rc = context_from_json(h->arena, json, h->rules, &ctx, &e);
	json_decref(json);
	*out = ctx;
	return rc == 0 ? CLI_OK : house_fail(CLI_USAGE, "%s: %s", path, e.text);
}

static void print_json(const struct reading *r)
{
	struct buf text = {.max = READING_WRITTEN_MAX};

	reading_write(&text, r);
	fwrite(text.p, 1, text.len, stdout);
	putchar('\n');
	buf_free(&text);
}

/* Prints the readings of the first of these letters; *done says of how many. */
static int print_some(struct reader *reader, const struct read_options *o, const struct show *show,
	const struct letter *letters, size_t count, size_t *done)
{
	struct arena *a = arena_new();
	struct reading **readings = arena_array(a, count, sizeof *readings);
	struct err e = {0};
	int status = CLI_OK;

	if (reader_read(reader, a, show->rules, letters, count, readings, done, &e) != 0) {
		status = house_fail(CLI_FAILED, "%s", e.text);
		*done = 0;
	}
	for (size_t i = 0; i < *done; i++)
		o->json ? print_json(readings[i]) : show_reading(show, readings[i]);
	arena_free(&a);
	return status;
}

/* Reads some of the files and prints them. A file that cannot be opened is an error of its own; the
 * others go on. */
static int read_some(struct reader *reader, const struct read_options *o, const struct show *show,
	const struct context *ctx, char **paths, size_t count)
{
	struct arena *a = arena_new();
	struct letter *letters = arena_array(a, count, sizeof *letters);
	int status = CLI_OK;
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		letters[n] = (struct letter){.context = ctx};
		if (house_letter(a, paths[i], show->rules, &letters[n]) != CLI_OK) {
			status = CLI_FAILED;
			continue;
		}
		if (o->received != 0)
			letters[n].received = o->received;
		n++;
	}
	for (size_t i = 0, done; i < n; i += done)
		if (print_some(reader, o, show, letters + i, n - i, &done) != CLI_OK) {
			status = CLI_FAILED;
			break;
		}
	arena_free(&a);
	return status;
}

static int read_all(struct house *h, struct reader *reader, const struct read_options *o,
	char **paths, size_t count)
{
	const struct context *ctx = NULL;
	struct show show = {.out = stdout, .colour = show_colour(stdout), .rules = h->rules};
	int status = CLI_OK;

	if (o->context != NULL && read_context(h, o->context, &ctx) != CLI_OK)
		return CLI_USAGE;
	if (!o->json && (show.words = house_catalogue(h, o->language)) == NULL)
		return CLI_USAGE;
	for (size_t i = 0; i < count; i += READ_AT_ONCE) {
		size_t n = count - i < READ_AT_ONCE ? count - i : READ_AT_ONCE;
		int one = read_some(reader, o, &show, ctx, paths + i, n);
		status = one != CLI_OK ? one : status;
	}
	return status;
}

/* It loads its libraries and compiles its rules while we compile ours. */
static struct reader *begin_reader(struct house *h)
{
	struct reader *reader = reader_new(&h->files, NULL);
	struct err e = {0};

	if (reader_start(reader, &e) != 0)
		log_line(LOG_DEBUG, "reader not started early: %s", e.text);
	return reader;
}

int cli_read(int argc, char **argv)
{
	struct read_options o = {0};
	struct house before = {.arena = arena_new()}, h = {0};
	struct reader *reader = NULL;
	int status;

	log_plain();
	status = options(&before, &o, argc, argv);
	if (status == CLI_OK)
		status = house_open(&h, o.config, false);
	if (status == CLI_OK)
		status = house_rule_files(&h, o.rules, o.series, o.series_count);
	if (status == CLI_OK)
		reader = begin_reader(&h);
	if (status == CLI_OK)
		status = house_rules(&h, o.rules, o.series, o.series_count);
	if (status == CLI_OK)
		status = read_all(&h, reader, &o, argv + optind, (size_t)(argc - optind));
	reader_free(&reader);
	house_close(&h);
	house_close(&before);
	return status;
}
