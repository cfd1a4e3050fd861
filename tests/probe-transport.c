/*
 * The rooms' own inbox and outbox in the hands of a test: commands on the command line, one line of
 * JSON a command. tests/test_transport.py drives it against real servers and against broken ones.
 *
 *   probe-transport HOST PORT tls|starttls USER|- PASSWORD_FILE|- CA|- COMMAND…
 *
 *   connect | select FOLDER | find UID | find-id ID | fetch UID DIR | get UID,… DIR | make FOLDER | wait SECONDS
 *   file UID,UID… FOLDER unseen|seen|as-it-is | append FOLDER FILE
 *   send FROM TO FILE          SIGTERM: told to stop
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "transport/inbox.h"
#include "transport/outbox.h"

struct probe {
	struct arena *arena;
	struct server_settings server;
	struct secret *secret;
	struct inbox *inbox;
	struct outbox *outbox;
	struct err err;
};

static void print_line(json_t *o)
{
	json_dumpf(o, stdout, JSON_COMPACT);
	putchar('\n');
	fflush(stdout);
	json_decref(o);
}

static void print_fault(struct probe *p)
{
	print_line(json_pack("{s:s,s:i}", "error", p->err.text, "fault", inbox_fault(p->inbox)));
}

static uint32_t number(const char *text)
{
	return (uint32_t)strtoul(text, NULL, 10);
}

static int do_connect(struct probe *p, char **arg)
{
	(void)arg;
	if (inbox_connect(p->inbox, &p->err) != 0)
		return -1;
	print_line(json_pack("{s:b}", "connected", 1));
	return 0;
}

static int do_select(struct probe *p, char **arg)
{
	struct folder_state s;

	if (inbox_select(p->inbox, arg[0], &s, &p->err) != 0)
		return -1;
	print_line(json_pack("{s:I,s:I,s:I}", "uidvalidity", (json_int_t)s.uidvalidity, "uidnext",
		(json_int_t)s.uidnext, "letters", (json_int_t)s.letters));
	return 0;
}

static int do_find(struct probe *p, char **arg)
{
	json_t *list = json_array();
	uint32_t *uids;
	size_t count;

	if (inbox_find_above(p->inbox, p->arena, number(arg[0]), &uids, &count, &p->err) != 0) {
		json_decref(list);
		return -1;
	}
	for (size_t n = 0; n < count; n++)
		json_array_append_new(list, json_integer(uids[n]));
	print_line(json_pack("{s:o}", "uids", list));
	return 0;
}

static int do_find_id(struct probe *p, char **arg)
{
	json_t *list;
	uint32_t *uids;
	size_t count;

	if (inbox_find_message_id(p->inbox, p->arena, arg[0], &uids, &count, &p->err) != 0)
		return -1;
	list = json_array();
	for (size_t n = 0; n < count; n++)
		json_array_append_new(list, json_integer(uids[n]));
	print_line(json_pack("{s:o}", "uids", list));
	return 0;
}

static json_t *letters_json(struct probe *p, struct fetched *letters, size_t count, const char *dir)
{
	json_t *list = json_array();

	for (size_t n = 0; n < count; n++) {
		struct fetched *l = &letters[n];
		const char *path = arena_printf(p->arena, "%s/%u.eml", dir, l->uid);
		file_write(path, l->bytes, 0600, &p->err);
		json_array_append_new(list,
			json_pack("{s:I,s:i,s:I,s:I,s:I,s:b}", "uid", (json_int_t)l->uid, "flags",
				(int)l->flags, "date", (json_int_t)l->date, "size",
				(json_int_t)l->size, "bytes", (json_int_t)l->bytes.len, "head_only",
				(int)l->head_only));
	}
	return list;
}

/* All that is new, batch by batch: a line a batch, the last one empty. */
static int do_fetch(struct probe *p, char **arg)
{
	uint32_t above = number(arg[0]);
	struct fetched *letters;
	size_t count;

	do {
		struct arena *a = arena_new();
		int rc = inbox_fetch_above(p->inbox, a, above, &letters, &count, &p->err);
		if (rc == 0) {
			print_line(json_pack(
				"{s:o}", "letters", letters_json(p, letters, count, arg[1])));
			above = count > 0 ? letters[count - 1].uid : above;
		}
		arena_free(&a);
		if (rc != 0)
			return -1;
	} while (count > 0);
	return 0;
}

static size_t uid_list(const char *text, uint32_t *uids)
{
	struct slice rest = slice_of(text);
	size_t count = 0;
	long comma;

	while (rest.len > 0 && count < FETCH_LETTERS_MAX) {
		uids[count++] = number(rest.p);
		comma = slice_find(rest, ',');
		rest = comma < 0 ? (struct slice){NULL, 0} : slice_from(rest, (size_t)comma + 1);
	}
	return count;
}

static int do_get(struct probe *p, char **arg)
{
	uint32_t uids[FETCH_LETTERS_MAX];
	struct fetched *letters;
	size_t count;

	if (inbox_fetch(p->inbox, p->arena, uids, uid_list(arg[0], uids), &letters, &count,
		    &p->err) != 0)
		return -1;
	print_line(json_pack("{s:o}", "letters", letters_json(p, letters, count, arg[1])));
	return 0;
}

static json_t *filed_json(const struct filed *f)
{
	static const char *const how[] = {"moved", "copied", "vanished"};

	return json_pack("{s:s,s:I,s:I}", "how", how[f->how], "uidvalidity",
		(json_int_t)f->uidvalidity, "uid", (json_int_t)f->uid);
}

static int do_file(struct probe *p, char **arg)
{
	uint32_t uids[FETCH_LETTERS_MAX];
	struct filed out[FETCH_LETTERS_MAX];
	size_t count = uid_list(arg[0], uids);
	enum file_as as = strcmp(arg[2], "seen") == 0 ? FILE_SEEN
		: strcmp(arg[2], "unseen") == 0       ? FILE_UNSEEN
						      : FILE_AS_IT_IS;
	json_t *list;

	if (inbox_file(p->inbox, uids, count, arg[1], as, out, &p->err) != 0)
		return -1;
	list = json_array();
	for (size_t n = 0; n < count; n++)
		json_array_append_new(list, filed_json(&out[n]));
	print_line(json_pack("{s:o}", "filed", list));
	return 0;
}

static int do_append(struct probe *p, char **arg)
{
	struct slice bytes;
	struct filed f;

	if (file_read(p->arena, arg[1], LETTER_BYTES_MAX * 2u, &bytes, &p->err) != 0 ||
		inbox_append(p->inbox, arg[0], bytes, FILE_SEEN, &f, &p->err) != 0)
		return -1;
	print_line(filed_json(&f));
	return 0;
}

static int do_make(struct probe *p, char **arg)
{
	if (inbox_make_folder(p->inbox, arg[0], &p->err) != 0)
		return -1;
	print_line(json_pack("{s:s}", "made", arg[0]));
	return 0;
}

static int do_wait(struct probe *p, char **arg)
{
	int64_t start = clock_monotonic_ms();
	bool news;

	if (inbox_wait(p->inbox, (int)number(arg[0]), -1, &news, &p->err) != 0)
		return -1;
	print_line(json_pack(
		"{s:b,s:I}", "news", (int)news, "ms", (json_int_t)(clock_monotonic_ms() - start)));
	return 0;
}

static volatile sig_atomic_t stopped;

static void on_term(int signal)
{
	stopped = signal;
}

static bool stop_asked(void)
{
	return stopped != 0;
}

static int do_send(struct probe *p, char **arg)
{
	struct slice bytes;
	struct sent s;
	struct err why = {""};

	if (file_read(p->arena, arg[2], LETTER_BYTES_MAX * 2u, &bytes, &p->err) != 0)
		return -1;
	if (p->outbox == NULL && outbox_new(&p->server, p->secret, &p->outbox, &p->err) != 0)
		return -1;
	outbox_stop_when(p->outbox, stop_asked);
	outbox_send(p->outbox, arg[0], arg[1], bytes, &s, &why);
	print_line(json_pack("{s:s,s:i,s:i,s:s,s:s}", "end", send_end_name(s.end), "fault",
		(int)s.fault, "code", s.code, "status", s.status, "why", why.text));
	return 0;
}

static const struct {
	const char *name;
	int args;
	int (*run)(struct probe *, char **);
} commands[] = {
	{"connect", 0, do_connect},
	{"select", 1, do_select},
	{"find", 1, do_find},
	{"find-id", 1, do_find_id},
	{"fetch", 2, do_fetch},
	{"get", 2, do_get},
	{"file", 3, do_file},
	{"append", 2, do_append},
	{"make", 1, do_make},
	{"wait", 1, do_wait},
	{"send", 3, do_send},
};

/* How many words it took; 0 where it is no command. */
static int run_one(struct probe *p, int argc, char **argv)
{
	for (size_t c = 0; c < sizeof commands / sizeof *commands; c++) {
		if (strcmp(commands[c].name, argv[0]) != 0 || argc <= commands[c].args)
			continue;
		if (commands[c].run(p, argv + 1) != 0)
			print_fault(p);
		return commands[c].args + 1;
	}
	return 0;
}

static const char *unless_dash(const char *text)
{
	return strcmp(text, "-") == 0 ? NULL : text;
}

int main(int argc, char **argv)
{
	struct probe p = {.arena = arena_new()};
	int words = 1;

	signal(SIGTERM, on_term);
	if (argc < 8)
		return 64;
	p.server = (struct server_settings){.host = argv[1],
		.port = (int)number(argv[2]),
		.tls = strcmp(argv[3], "tls") == 0 ? TLS_IMPLICIT : TLS_STARTTLS,
		.user = unless_dash(argv[4]),
		.password = {.file = unless_dash(argv[5])},
		.ca_file = unless_dash(argv[6])};
	if (secret_read(&p.server.password, &p.secret, &p.err) != 0) {
		fprintf(stderr, "%s\n", p.err.text);
		return 1;
	}
	p.inbox = inbox_new(&p.server, p.secret);
	for (int at = 7; at < argc && words > 0; at += words)
		words = run_one(&p, argc - at, argv + at);
	inbox_free(&p.inbox);
	outbox_free(&p.outbox);
	secret_free(&p.secret);
	arena_free(&p.arena);
	return words > 0 ? 0 : 64;
}
