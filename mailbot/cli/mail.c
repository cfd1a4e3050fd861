/* mailbot mail: a text from staff to all who come to some events. A dry run first, always. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/progress.h"
#include "base/sound.h"
#include "cli/cli.h"
#include "cli/desk.h"
#include "cli/outgoing-show.h"
#include "cli/table.h"
#include "registry/mailing.h"
#include "rules/pattern.h"
#include "rules/quotes.h"

struct word_list {
	const char **items;
	size_t count, room;
};

struct mail_options {
	struct arena *arena; /* of the words before the register is opened */
	struct word_list events, files;
	const char *subject, *text, *test_to;
	bool send;
};

enum {
	OPTION_EVENT = DESK_OWN,
	OPTION_SUBJECT,
	OPTION_TEXT,
	OPTION_ATTACH,
	OPTION_TEST,
	OPTION_SEND
};

/* The option's value, and the words behind it up to the next option. */
static void take_words(struct mail_options *o, struct word_list *into, int argc, char **argv)
{
	ARENA_PUSH(o->arena, into->items, into->count, into->room, optarg);
	while (optind < argc && argv[optind][0] != '-') {
		ARENA_PUSH(o->arena, into->items, into->count, into->room, argv[optind]);
		optind++;
	}
}

static int options(struct desk *d, struct mail_options *o, int argc, char **argv)
{
	static const struct option longs[] = {DESK_OPTIONS,
		{"event", required_argument, NULL, OPTION_EVENT},
		{"subject", required_argument, NULL, OPTION_SUBJECT},
		{"text", required_argument, NULL, OPTION_TEXT},
		{"attach", required_argument, NULL, OPTION_ATTACH},
		{"test-to", required_argument, NULL, OPTION_TEST},
		{"send", no_argument, NULL, OPTION_SEND}, {0}};

	for (int c; (c = desk_next_option(d, argc, argv, "+:", longs, "mail")) != -1;) {
		switch (c) {
		case OPTION_EVENT: take_words(o, &o->events, argc, argv); break;
		case OPTION_ATTACH: take_words(o, &o->files, argc, argv); break;
		case OPTION_SUBJECT: o->subject = optarg; break;
		case OPTION_TEXT: o->text = optarg; break;
		case OPTION_TEST:
			if (desk_address(d, "test-to", optarg, &o->test_to) != CLI_OK)
				return CLI_USAGE;
			break;
		case OPTION_SEND: o->send = true; break;
		case '?': return CLI_USAGE;
		default:
			if (desk_option(d, c) != CLI_OK)
				return CLI_USAGE;
		}
	}
	if (optind < argc || o->events.count == 0 || o->subject == NULL || o->text == NULL ||
		(o->send && o->test_to != NULL)) {
		return desk_usage(d, "mail", stderr);
	}
	return CLI_OK;
}

/* ---- what it says ---- */

static int take_events(struct desk *d, const struct mail_options *o, struct mailing *m)
{
	struct arena *a = d->house.arena;
	const struct series *series = NULL;
	size_t room = 0;

	for (size_t i = 0; i < o->events.count; i++) {
		if (desk_event(d, o->events.items[i], &series) == NULL)
			return desk_no_event(d, o->events.items[i]);
		if (m->series != NULL && series != m->series)
			return desk_fail(CLI_USAGE, desk_say(d, "mail-one-series", NULL));
		m->series = series;
	}
	/* In order of begin, each once: so the same mailing is the same however it is called. */
	for (size_t k = 0; k < m->series->event_count; k++)
		for (size_t i = 0; i < o->events.count; i++)
			if (strcmp(m->series->events[k].id, o->events.items[i]) == 0) {
				ARENA_PUSH(
					a, m->events, m->event_count, room, &m->series->events[k]);
				break;
			}
	return CLI_OK;
}

/* Whether the first line speaks to the reader: it ends with a comma, and a blank line stands below it. */
static bool greets(const char *text)
{
	struct slice rest = slice_of(text), line, next;

	if (!slice_line(&rest, &line) || !slice_line(&rest, &next))
		return false;
	return slice_ends_ci(slice_trim(line), ",") && slice_trim(next).len == 0;
}

/* Whether a closing formula stands above its last lines, which are names then (rules/quotes.xml). */
static bool closes(struct desk *d, const char *text)
{
	enum { BELOW = 4 };
	struct slice rest = slice_of(text), line;
	size_t below = BELOW + 1;

	while (slice_line(&rest, &line)) {
		struct slice words = pattern_fold(d->house.arena, slice_trim(line));
		if (words.len == 0)
			continue;
		below = pattern_match(&d->house.rules->quotes->closings, words) != NULL ? 0
											: below + 1;
	}
	return below <= BELOW;
}

/* Plain line ends, no blanks at its ends; what is no text is refused with the line that it is in. */
static int take_text(struct desk *d, const char *path, struct mailing *m)
{
	struct arena *a = d->house.arena;
	struct buf text = {.max = MAILING_TEXT_MAX};
	struct slice bytes, rest, line;
	int number = 0;

	if (desk_file(d, path, MAILING_TEXT_MAX, &bytes) != CLI_OK)
		return CLI_USAGE;
	rest = slice_starts(bytes, "\xef\xbb\xbf") ? slice_from(bytes, 3) : bytes;
	for (number = 1; slice_line(&rest, &line); number++) {
		if (!sound_line(arena_string(a, line)) && slice_trim(line).len > 0)
			return desk_fail(CLI_USAGE,
				desk_say(d, "mail-no-text", "file", path, "line",
					arena_printf(a, "%d", number), NULL));
		buf_printf(&text, "%.*s\n", SLICE_ARGS(line));
	}
	m->text = arena_string(a, slice_trim(buf_slice(&text)));
	buf_free(&text);
	m->greets = greets(m->text);
	m->closes = closes(d, m->text);
	return m->text[0] != '\0'
		? CLI_OK
		: desk_fail(CLI_USAGE, desk_say(d, "mail-empty", "file", path, NULL));
}

static int take_files(struct desk *d, const struct mail_options *o, struct mailing *m)
{
	struct arena *a = d->house.arena;
	size_t all = 0, room = 0;

	if (o->files.count > ATTACHED_FILES_MAX)
		return desk_fail(CLI_USAGE,
			desk_say(d, "mail-files", "n", arena_printf(a, "%zu", o->files.count),
				"max", arena_printf(a, "%d", ATTACHED_FILES_MAX), NULL));
	for (size_t i = 0; i < o->files.count; i++) {
		const char *path = o->files.items[i], *slash = strrchr(path, '/');
		struct mailing_file file = {.name = slash != NULL ? slash + 1 : path};
		if (desk_file(d, path, ATTACHED_BYTES_MAX, &file.bytes) != CLI_OK)
			return CLI_USAGE;
		if (file.bytes.len == 0 || !sound_line(file.name))
			return desk_fail(
				CLI_USAGE, desk_say(d, "mail-no-file", "file", path, NULL));
		all += file.bytes.len;
		if (all > ATTACHED_BYTES_MAX)
			return desk_fail(CLI_USAGE,
				desk_say(d, "mail-too-large", "file", path, "size",
					desk_size(a, all), "max", desk_size(a, ATTACHED_BYTES_MAX),
					NULL));
		ARENA_PUSH(a, m->files, m->file_count, room, file);
	}
	return CLI_OK;
}

static int take(struct desk *d, const struct mail_options *o, struct mailing *m)
{
	int status = CLI_OK;

	if (!sound_line(o->subject) || strlen(o->subject) > SUBJECT_ANSWER_MAX)
		return desk_fail(CLI_USAGE,
			desk_say(d, "no-subject", "max",
				arena_printf(d->house.arena, "%d", SUBJECT_ANSWER_MAX), NULL));
	m->subject = o->subject;
	status = take_events(d, o, m);
	if (status == CLI_OK)
		status = take_text(d, o->text, m);
	return status == CLI_OK ? take_files(d, o, m) : status;
}

/* ---- to whom ---- */

static const char *say_number(struct desk *d, const char *id, size_t n)
{
	return desk_say(d, id, "n", arena_printf(d->house.arena, "%zu", n), NULL);
}

/* One of the two lists: who gets a mail, or who is to be called. */
static size_t show_readers(
	struct desk *d, const struct mailing_readers *readers, bool calls, const char *head)
{
	const struct catalogue *c = d->words;
	const struct table_column columns[] = {{catalogue_word(c, "list", "name"), 40, false},
		{calls ? catalogue_word(c, "list", "phone") : catalogue_word(c, "list", "address"),
			50, false}};
	struct table table = {.arena = d->house.arena, .columns = columns, .column_count = 2};
	size_t count = 0;

	for (size_t i = 0; i < readers->count; i++) {
		const struct mailing_reader *r = &readers->items[i];
		if (r->had || (r->address[0] == '\0') != calls)
			continue;
		table_add(&table, r->name);
		table_add(&table, calls ? r->phone : r->address);
		count++;
	}
	if (count > 0) {
		printf("\n%s\n\n", say_number(d, head, count));
		table_print(&table, stdout);
	}
	return count;
}

/* Its files, and the whole mail as the first of those who get it does; where all are called, the text alone. */
static int show_mailing(
	struct desk *d, const struct mailing *m, const struct mailing_readers *readers)
{
	const struct mailing_reader *to = NULL;
	const char *facts;
	struct err e = {0};

	for (size_t i = 0; i < readers->count && to == NULL; i++)
		if (!readers->items[i].had && readers->items[i].address[0] != '\0')
			to = &readers->items[i];
	for (size_t i = 0; i < m->file_count; i++)
		printf("%s\n",
			desk_say(d, "mail-file", "name", m->files[i].name, "size",
				desk_size(d->house.arena, m->files[i].bytes.len), NULL));
	if (to == NULL) {
		printf("%s\n\n%s\n", desk_say(d, "mail-subject", "subject", m->subject, NULL),
			m->text);
		return CLI_OK;
	}
	if (registry_mailing_preview(d->reg, d->house.arena, d->house.settings, m, to->party,
		    d->staff.now, &facts, &e) != 0)
		return desk_fault(d, &e);
	printf("%s\n\n", desk_say(d, "mail-frame", NULL));
	return outgoing_preview(d, facts);
}

/* What goes to whom; *fresh how many get it now. */
static int show_all(struct desk *d, const struct mailing *m, size_t *fresh)
{
	struct mailing_readers readers;
	struct err e = {0};
	size_t had = 0;

	if (registry_mailing_readers(d->reg, d->house.arena, m, &readers, &e) != 0)
		return desk_fault(d, &e);
	int status = show_mailing(d, m, &readers);
	if (status != CLI_OK)
		return status;
	*fresh = show_readers(d, &readers, false, "mail-readers");
	*fresh += show_readers(d, &readers, true, "mail-calls");
	for (size_t i = 0; i < readers.count; i++)
		had += readers.items[i].had;
	putchar('\n');
	if (had > 0)
		puts(say_number(d, "mail-had", had));
	return CLI_OK;
}

static int dry_run(struct desk *d, const struct mailing *m)
{
	size_t fresh = 0;
	int status = show_all(d, m, &fresh);

	if (status == CLI_OK)
		puts(desk_say(d, fresh > 0 ? "mail-dry" : "mail-nobody", NULL));
	return status;
}

/* ---- sending ---- */

/* Whether a robot runs that will send it: it holds the register's lock. */
static bool robot_runs(struct desk *d)
{
	struct err e = {0};
	int lock = -1;

	if (registry_lock(d->house.settings->register_file, &lock, &e) != 0)
		return true;
	registry_unlock(&lock);
	return false;
}

/* Watches it go out: a bar, which may be left with Ctrl-C while the robot goes on. */
static int watch(struct desk *d, int64_t id, struct mailing_progress *p)
{
	struct progress bar = {0};
	struct err e = {0};
	size_t seen = 0;

	if (registry_mailing_progress(d->reg, id, p, &e) != 0)
		return desk_fault(d, &e);
	progress_begin(&bar, "mail", p->waiting);
	while (p->waiting > 0) {
		usleep(200 * 1000);
		size_t before = p->waiting;
		if (registry_mailing_progress(d->reg, id, p, &e) != 0)
			return desk_fault(d, &e);
		if (before > p->waiting && bar.name != NULL)
			progress_step(&bar, before - p->waiting, 0);
		/* A server that takes nothing: the robot has its own pauses for that. */
		seen = before > p->waiting ? 0 : seen + 1;
		if (seen > 5 * 60)
			break;
	}
	progress_end(&bar);
	return CLI_OK;
}

static int send_all(struct desk *d, const struct mailing *m)
{
	struct mailing_progress p = {0};
	size_t queued = 0, calls = 0;
	struct err e = {0};
	int64_t id = 0;
	bool runs = robot_runs(d);

	if (registry_mailing_queue(d->reg, d->house.settings, m, d->staff.who, d->staff.now, &id,
		    &queued, &calls, &e) != 0)
		return desk_fault(d, &e);
	puts(queued + calls > 0 ? say_number(d, "mail-queued", queued)
				: desk_say(d, "mail-nobody", NULL));
	if (calls > 0)
		puts(say_number(d, "mail-called", calls));
	if (!runs) {
		if (queued > 0)
			puts(desk_say(d, "mail-no-robot", NULL));
		return CLI_OK;
	}
	fflush(stdout);
	if (watch(d, id, &p) != CLI_OK)
		return CLI_FAILED;
	printf("%s\n",
		desk_say(d, p.waiting > 0 ? "mail-goes-on" : "mail-sent", "n",
			arena_printf(d->house.arena, "%zu", p.sent), "all",
			arena_printf(d->house.arena, "%zu", p.all - p.calls), NULL));
	if (p.failed > 0)
		puts(say_number(d, "mail-failed", p.failed));
	return CLI_OK;
}

/* Where a person sits there, they see it all and are asked. */
static int send_asked(struct desk *d, const struct mailing *m)
{
	size_t fresh = 0;
	int status = desk_asks(d) ? show_all(d, m, &fresh) : CLI_OK;

	if (status == CLI_OK && fresh > 0 && !desk_agreed(d, "mail-ask")) {
		puts(desk_say(d, "nothing-done", NULL));
		return CLI_FAILED;
	}
	return status == CLI_OK ? send_all(d, m) : status;
}

static int send_test(struct desk *d, struct mailing *m, const char *address)
{
	struct err e = {0};

	m->subject = desk_say(d, "mail-test-subject", "subject", m->subject, NULL);
	if (registry_mailing_test(
		    d->reg, d->house.settings, m, address, d->staff.who, d->staff.now, &e) != 0)
		return desk_fault(d, &e);
	puts(desk_say(d, "mail-test", "to", address, NULL));
	if (!robot_runs(d))
		puts(desk_say(d, "mail-no-robot", NULL));
	return CLI_OK;
}

int cli_mail(int argc, char **argv)
{
	struct desk d = {0};
	struct mail_options o = {.arena = arena_new()};
	struct mailing m = {0};
	int status = CLI_OK;

	if (argc == 2 && strcmp(argv[1], "--help") == 0) {
		desk_usage(&d, "mail", stdout);
		goto out;
	}
	status = options(&d, &o, argc, argv);
	if (status == CLI_OK)
		status = desk_open(&d);
	if (status == CLI_OK)
		status = take(&d, &o, &m);
	if (status == CLI_OK)
		status = o.test_to != NULL ? send_test(&d, &m, o.test_to)
			: o.send           ? send_asked(&d, &m)
					   : dry_run(&d, &m);
out:
	desk_close(&d);
	arena_free(&o.arena);
	return status;
}
