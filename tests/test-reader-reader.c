/*
 * The reader from the side of who needs letters read: the real one, and attackers in its place.
 *
 * The attackers are this very program, exec'd with the argument "reader". Which one it plays stands
 * in the name of the first rule file, which no other reader gets. It reads honestly but for letters
 * that hold the word EVIL.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "reader/child.h"
#include "base/fd.h"
#include "reader/frame.h"
#include "reader/reader.h"
#include "reader/serve.h"
#include "reading/json/json.h"
#include "rules/packed.h"
#include "rules/rules.h"

/* Milliseconds that a test's letter may take: a sound one takes 5, under the sanitizers 50. */
enum { PATIENCE = 2500, PARENT = STDIN_FILENO };

/* ---- the attackers ---- */

static void send_reading(const char *json, size_t len)
{
	struct slice part = {json, len};

	frame_send(PARENT, FRAME_READING, &part, 1, 0);
}

static void send_head(uint32_t type, uint32_t len)
{
	struct frame f = {type, len};

	if (write(PARENT, &f, sizeof f) != (ssize_t)sizeof f)
		_exit(1);
}

static void stall(void)
{
	for (;;)
		pause();
}

/* The honest reading with the first `from` replaced by `to`. */
static void send_changed(const char *json, const char *from, const char *to)
{
	const char *at = strstr(json, from);
	struct buf b = {.max = READING_BYTES_MAX};

	if (at == NULL)
		_exit(1);
	buf_add(&b, (struct slice){json, (size_t)(at - json)});
	buf_puts(&b, to);
	buf_puts(&b, at + strlen(from));
	send_reading(b.p, b.len);
	buf_free(&b);
}

/* `unit` over and over, `len` bytes of it, between `before` and `after`. */
static void send_much(const char *before, const char *unit, const char *after, size_t len)
{
	struct buf b = {.max = (size_t)2 * READING_BYTES_MAX};

	buf_puts(&b, before);
	while (b.len + strlen(unit) + strlen(after) <= len)
		buf_puts(&b, unit);
	buf_puts(&b, after);
	send_reading(b.p, b.len);
	buf_free(&b);
}

static void says_nothing(const char *json)
{
	(void)json;
	stall();
}

static void dies(const char *json)
{
	(void)json;
	_exit(0);
}

static void ends_early(const char *json)
{
	int32_t status = SIGSEGV;
	struct slice end = {(const char *)&status, sizeof status};

	(void)json;
	frame_send(PARENT, FRAME_END, &end, 1, 0);
}

static void ends_without_status(const char *json)
{
	(void)json;
	send_head(FRAME_END, 0);
}

static void sends_2_gb(const char *json)
{
	send_head(FRAME_READING, 0x80000000U);
	for (;;)
		if (write(PARENT, json, strlen(json)) < 0)
			_exit(1);
}

static void sends_one_too_many(const char *json)
{
	(void)json;
	send_much("{\"text\":\"", "x", "\"}", (size_t)READING_BYTES_MAX + 1);
}

static void promises_more(const char *json)
{
	send_head(FRAME_READING, (uint32_t)strlen(json) + 1);
	if (write(PARENT, json, strlen(json)) < 0)
		_exit(1);
	stall();
}

/* Each byte comes before anybody loses patience with that byte. */
static void drips(const char *json)
{
	struct timespec pause = {0, PATIENCE / 10 * 1000000L};

	send_head(FRAME_READING, (uint32_t)strlen(json));
	for (const char *p = json; *p != '\0'; p++) {
		if (write(PARENT, p, 1) != 1)
			_exit(1);
		nanosleep(&pause, NULL);
	}
}

static void sends_another_type(const char *json)
{
	struct slice part = slice_of(json);

	frame_send(PARENT, FRAME_LETTER, &part, 1, 0);
}

static void sends_an_unknown_type(const char *json)
{
	(void)json;
	send_head(0xffffffffU, 0);
}

static void is_ready_again(const char *json)
{
	(void)json;
	send_head(FRAME_READY, 0);
}

static void sends_nothing(const char *json)
{
	send_reading(json, 0);
}

static void sends_rubbish(const char *json)
{
	send_reading("\0\xff\xfe{", 4);
	(void)json;
}

static void sends_half(const char *json)
{
	send_reading(json, strlen(json) / 2);
}

static void sends_a_list(const char *json)
{
	(void)json;
	send_reading("[]", 2);
}

static void sends_an_empty_object(const char *json)
{
	(void)json;
	send_reading("{}", 2);
}

static void sends_depth(const char *json)
{
	(void)json;
	send_much("", "[", "", READING_BYTES_MAX);
}

static void sends_objects(const char *json)
{
	(void)json;
	send_much("[", "{},", "{}]", READING_BYTES_MAX);
}

static void sends_numbers(const char *json)
{
	(void)json;
	send_much("[", "0,", "0]", READING_BYTES_MAX);
}

static void sends_quotes(const char *json)
{
	(void)json;
	send_much("[\"", "\\\"{},", "", READING_BYTES_MAX);
}

static void sends_no_utf_8(const char *json)
{
	send_changed(json, "\"text\":\"", "\"text\":\"\xc3\x28");
}

static void says_it_twice(const char *json)
{
	send_changed(json, "\"disposition\"", "\"disposition\":\"ignore\",\"disposition\"");
}

static void points_behind_the_text(const char *json)
{
	send_changed(json, "\"start\":", "\"start\":9");
}

static void points_before_it(const char *json)
{
	send_changed(json, "\"start\":", "\"start\":-1,\"x\":");
}

static void points_very_far(const char *json)
{
	send_changed(json, "\"end\":", "\"end\":9223372036854775807,\"x\":");
}

static void points_by_a_fraction(const char *json)
{
	send_changed(json, "\"end\":", "\"end\":1.5,\"x\":");
}

static void points_with_words(const char *json)
{
	send_changed(json, "\"end\":", "\"end\":\"1\",\"x\":");
}

static void names_another_event(const char *json)
{
	send_changed(json, "\"event\":\"", "\"event\":\"gala-");
}

static void names_another_series(const char *json)
{
	send_changed(json, "\"series\":\"", "\"series\":\"x");
}

static void names_no_series(const char *json)
{
	send_changed(json, "\"series\":\"masterplan-2011\"", "\"series\":\"\"");
}

static void seats_a_town(const char *json)
{
	send_changed(json, "\"seats\":", "\"seats\":10000,\"x\":");
}

static void seats_nobody(const char *json)
{
	send_changed(json, "\"seats\":", "\"seats\":-1,\"x\":");
}

static void acts_on_nothing(const char *json)
{
	send_changed(json, "\"requests\":", "\"requests\":[],\"x\":");
}

static void ignores_what_it_acts_on(const char *json)
{
	send_changed(json, "\"disposition\":\"act\"", "\"disposition\":\"ignore\"");
}

static void writes_a_reason(const char *json)
{
	send_changed(json, "\"reasons\":[", "\"reasons\":[\"<b>!</b>\"");
}

static void has_other_rules(const char *json)
{
	send_changed(json, "\"rules\":\"", "\"rules\":\"0");
}

static void breaks_a_name(const char *json)
{
	send_changed(json, "\"writer\":\"", "\"writer\":\"\\u0000");
}

/* None of them may be believed, or do harm to the letters beside. */
static const struct attack {
	const char *name;
	void (*answer)(const char *json); /* to an evil letter, whose honest reading is `json` */
} attacks[] = {
	{"says nothing", says_nothing},
	{"dies", dies},
	{"ends early", ends_early},
	{"ends without status", ends_without_status},
	{"sends 2 GB", sends_2_gb},
	{"sends one byte too many", sends_one_too_many},
	{"promises more", promises_more},
	{"drips", drips},
	{"sends another type", sends_another_type},
	{"sends an unknown type", sends_an_unknown_type},
	{"is ready again", is_ready_again},
	{"sends nothing", sends_nothing},
	{"sends rubbish", sends_rubbish},
	{"sends half", sends_half},
	{"sends a list", sends_a_list},
	{"sends an empty object", sends_an_empty_object},
	{"sends depth", sends_depth},
	{"sends objects", sends_objects},
	{"sends numbers", sends_numbers},
	{"sends quotes", sends_quotes},
	{"sends no UTF-8", sends_no_utf_8},
	{"says it twice", says_it_twice},
	{"points behind the text", points_behind_the_text},
	{"points before it", points_before_it},
	{"points very far", points_very_far},
	{"points by a fraction", points_by_a_fraction},
	{"points with words", points_with_words},
	{"names another event", names_another_event},
	{"names another series", names_another_series},
	{"names no series", names_no_series},
	{"seats a town", seats_a_town},
	{"seats nobody", seats_nobody},
	{"acts on nothing", acts_on_nothing},
	{"ignores what it acts on", ignores_what_it_acts_on},
	{"writes a reason", writes_a_reason},
	{"has other rules", has_other_rules},
	{"breaks a name", breaks_a_name},
};

/* Their readings stand, as far as they go. */
static void has_another_sender(const char *json)
{
	send_changed(json, "\"from\":{", "\"from\":{\"address\":\"other@web.example\"},\"x\":{");
}

static void says_more(const char *json)
{
	send_reading(json, strlen(json));
	send_reading(json, strlen(json));
}

static void floods(const char *json)
{
	for (;;)
		send_reading(json, strlen(json));
}

/* A reading of four megabytes, of nothing but what may be there. */
static void says_all_it_may(const char *json)
{
	struct buf b = {.max = READING_BYTES_MAX};
	char text[SUBJECT_BYTES_MAX + 1] = "";

	memset(text, 'x', SUBJECT_BYTES_MAX);
	buf_puts(&b, "\"dates\":[");
	for (size_t i = 0; i < READING_MARKS_MAX; i++) {
		buf_puts(&b, i > 0 ? ",{" : "{");
		buf_puts(&b, "\"value\":\"2011-02-16\",\"in\":\"text\",\"span\":[0,1],\"text\":\"");
		buf_puts(&b, text);
		buf_puts(&b, "\"}");
	}
	buf_puts(&b, "],\"was\":[");
	buf_putc(&b, '\0');
	send_changed(json, "\"dates\":[", b.p);
	buf_free(&b);
}

static const struct attack others[] = {
	{"says all it may", says_all_it_may},
	{"has another sender", has_another_sender},
	{"says more", says_more},
	{"floods", floods},
};

/* Before it is ready. */
static void begin_badly(const char *name)
{
	if (strcmp(name, "never ready") == 0)
		stall();
	if (strcmp(name, "ends at once") == 0)
		_exit(3);
	if (strcmp(name, "ready, and more") == 0)
		send_head(FRAME_READY, 7);
	if (strcmp(name, "begins with a reading") == 0)
		send_head(FRAME_READING, 0);
	if (strcmp(name, "refuses without end") == 0)
		send_head(FRAME_REFUSED, 0x7fffffffU);
	if (strcmp(name, "refuses") == 0) {
		struct slice why = SLICE("it rains");
		frame_send(PARENT, FRAME_REFUSED, &why, 1, 0);
	}
	if (strcmp(name, "takes nothing") == 0) {
		send_head(FRAME_READY, 0);
		stall();
	}
}

static struct slice take(int fd, struct arena *a, size_t len)
{
	char *bytes = arena_alloc(a, len);

	if (!fd_read(fd, bytes, len, 0))
		_exit(0);
	return (struct slice){bytes, len};
}

/* The rules' files; the first one's name is the attack's. */
static const char *take_attack(struct arena *a, struct rule_files *files)
{
	const char *name = NULL;
	struct frame f;

	while (frame_take(READER_RULES_FD, &f, 0)) {
		struct frame_rule head;
		struct slice all = take(READER_RULES_FD, a, f.len);
		memcpy(&head, all.p, sizeof head);
		all = slice_from(all, sizeof head);
		const char *file = arena_string(a, slice_head(all, head.name_len));
		if (name == NULL) {
			name = file;
			continue;
		}
		struct rule_file one = {(enum rule_kind)head.kind, head.schema != 0, file,
			slice_from(all, head.name_len), NULL};
		ARENA_PUSH(a, files->items, files->count, files->room, one);
	}
	if (name == NULL)
		_exit(2);
	return name;
}

static struct rules *compile(struct arena *a, const struct rule_files *files)
{
	struct problems problems = {.arena = a};
	struct rules *rules = NULL;

	if (rules_compile(files, &rules, &problems) != 0)
		_exit(2);
	rules_learn(rules);
	return rules;
}

static void (*answer_of(const char *name))(const char *)
{
	for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++)
		if (strcmp(attacks[i].name, name) == 0)
			return attacks[i].answer;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(others[i].name, name) == 0)
			return others[i].answer;
	return NULL;
}

static void play(
	const struct rules *rules, const struct child_letter *letter, void (*answer)(const char *))
{
	char *json = child_read(rules, letter);

	if (answer != NULL && slice_find_ci(letter->bytes, "EVIL") >= 0)
		answer(json);
	else
		send_reading(json, strlen(json));
	free(json);
}

static int attacker(void)
{
	struct arena *a = arena_new();
	struct rule_files files = {0};
	struct child_letter letters[BATCH_LETTERS_MAX];
	size_t count = 0;
	const char *name = take_attack(a, &files);
	void (*answer)(const char *) = answer_of(name);
	struct frame f;

	begin_badly(name); /* at once: who waits for it has little patience */
	struct rules *rules = compile(a, &files);
	send_head(FRAME_READY, 0);
	while (frame_take(PARENT, &f, 0)) {
		if (f.type == FRAME_LETTER) {
			struct frame_letter head;
			struct slice all = take(PARENT, a, f.len);
			memcpy(&head, all.p, sizeof head);
			letters[count++] = (struct child_letter){
				.bytes = slice_from(all, sizeof head), .received = head.received};
			continue;
		}
		for (size_t i = 0; i < count; i++)
			play(rules, &letters[i], answer);
		count = 0;
		ends_early(NULL);
	}
	return 0;
}

/* ---- letters ---- */

static struct arena *arena;
static struct rules *rules;
static const char *mailbot;
static struct slice good, evil;

static struct letter letter_of(struct slice bytes)
{
	struct envelope *env = arena_alloc(arena, sizeof *env);

	envelope_read(arena, bytes, env);
	return (struct letter){.file = "", .bytes = bytes, .envelope = env, .received = env->date};
}

/* The rules' files behind one that is called as the attack is. */
static struct rule_files *files_for(const char *attack)
{
	struct rule_files *files = arena_alloc(arena, sizeof *files);

	ARENA_PUSH(
		arena, files->items, files->count, files->room, (struct rule_file){.name = attack});
	for (size_t i = 0; i < rules->files.count; i++)
		ARENA_PUSH(arena, files->items, files->count, files->room, rules->files.items[i]);
	return files;
}

/* Every fiftieth line of a bank of sentences: some of each label. */
static struct slice thinned(struct slice bank)
{
	char *text = arena_alloc(arena, bank.len);
	struct slice line;
	size_t len = 0;

	for (int n = 0; slice_line(&bank, &line); n++) {
		if (n % 50 != 0)
			continue;
		memcpy(text + len, line.p, line.len);
		len += line.len;
		text[len++] = '\n';
	}
	return (struct slice){text, len};
}

/* Of languages German alone, of the sentences few: every attacker learns them up to three times. */
static void keep_few(struct rule_files *files)
{
	size_t kept = 0;

	for (size_t i = 0; i < files->count; i++) {
		struct rule_file file = files->items[i];
		struct slice name = slice_of(file.name);
		if (file.kind == RULE_LANGUAGE && !file.schema && !slice_ends_ci(name, "/de.xml"))
			continue;
		if (file.kind == RULE_SENTENCES && !slice_ends_ci(name, "/de.txt"))
			continue;
		if (file.kind == RULE_SENTENCES)
			file.bytes = thinned(file.bytes);
		files->items[kept++] = file;
	}
	files->count = kept;
}

static int setup(void **state)
{
	struct rule_files *files;
	struct problems problems;
	struct err e;
	char self[4096];

	(void)state;
	arena = arena_new();
	files = arena_alloc(arena, sizeof *files);
	problems = (struct problems){.arena = arena};
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	if (n <= 0 || rule_files_read(arena, "rules", NULL, 0, files, &problems) != 0)
		return -1;
	keep_few(files);
	if (rules_compile(files, &rules, &problems) != 0 ||
		file_read(arena, "tests/letters/demo/003.eml", LETTER_BYTES_MAX, &good, &e) != 0)
		return -1;
	rules_learn(rules);
	self[n] = '\0';
	mailbot = arena_printf(arena, "%.*s/../mailbot", (int)(strrchr(self, '/') - self), self);
	evil = slice_of(arena_printf(arena, "X-Evil: EVIL\r\n%.*s", SLICE_ARGS(good)));
	log_level(LOG_CRIT);
	return access(mailbot, X_OK);
}

static int teardown(void **state)
{
	(void)state;
	rules_free(&rules);
	arena_free(&arena);
	return 0;
}

static bool unreadable(const struct reading *r)
{
	return r->disposition == DISPOSITION_REVIEW && r->reason_count == 1 &&
		strcmp(r->reasons[0], "unreadable") == 0 && r->requests.count == 0 &&
		r->text.len == 0;
}

static size_t open_files(void)
{
	size_t n = 0;

	for (int fd = 0; fd < 1024; fd++)
		if (dup2(fd, fd) == fd)
			n++;
	return n;
}

/* ---- tests: attackers ---- */

static void read_with(
	struct reader *reader, const struct letter *letters, size_t count, struct reading **out)
{
	struct err e = {""};
	size_t done = 0;

	if (reader_read(reader, arena, rules, letters, count, out, &done, &e) != 0)
		fail_msg("%s", e.text);
	assert_int_equal(done, count);
}

static void test_no_attacker_is_believed(void **state)
{
	struct reader_options options = {.program = "/proc/self/exe", .letter_ms = PATIENCE};
	struct letter letters[] = {letter_of(good), letter_of(evil), letter_of(good)};
	size_t files = open_files();

	(void)state;
	for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
		struct reader *reader = reader_new(files_for(attacks[i].name), &options);
		struct reading *out[3] = {0};
		int64_t start = clock_monotonic_ms();
		if (i % 2 != 0)
			reader_begin(reader, letters, 3); /* which is no reason to believe it */
		read_with(reader, letters, 3, out);
		int64_t took = clock_monotonic_ms() - start;
		reader_free(&reader);
		if (!unreadable(out[1]))
			fail_msg("%s: it was believed", attacks[i].name);
		if (out[0]->disposition != DISPOSITION_ACT ||
			out[2]->disposition != DISPOSITION_ACT)
			fail_msg("%s: the letters beside it suffered", attacks[i].name);
		assert_ptr_equal(out[1]->envelope, letters[1].envelope);
		/* Twice its patience, and three starts on a machine that has much to do. */
		if (took > 2 * PATIENCE + 3 * READER_START_MS)
			fail_msg("%s: it took %d ms", attacks[i].name, (int)took);
		assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
		assert_int_equal(open_files(), files);
	}
}

static void test_the_envelope_is_ours(void **state)
{
	struct reader_options options = {.program = "/proc/self/exe", .letter_ms = PATIENCE};
	struct letter letter = letter_of(evil);
	struct reader *reader = reader_new(files_for("has another sender"), &options);
	struct reading *out = NULL;

	(void)state;
	read_with(reader, &letter, 1, &out);
	reader_free(&reader);
	assert_int_equal(out->disposition, DISPOSITION_ACT);
	assert_ptr_equal(out->envelope, letter.envelope);
}

/* What comes beyond the readings belongs to no later letter. */
static void says_too_much(const char *attack)
{
	struct reader_options options = {.program = "/proc/self/exe", .letter_ms = PATIENCE};
	struct letter bad = letter_of(evil),
		      other = letter_of(SLICE("From: a@web.example\r\n\r\nGuten Tag\r\n"));
	struct reader *reader = reader_new(files_for(attack), &options);
	struct reading *out = NULL;

	read_with(reader, &bad, 1, &out);
	assert_int_equal(out->disposition, DISPOSITION_ACT);
	read_with(reader, &other, 1, &out);
	reader_free(&reader);
	assert_int_not_equal(out->disposition, DISPOSITION_ACT);
	assert_false(unreadable(out));
}

static void test_who_says_more_is_not_asked_again(void **state)
{
	(void)state;
	says_too_much("says more");
	says_too_much("floods");
}

static void test_who_cannot_begin(void **state)
{
	static const struct {
		const char *attack, *words;
	} cases[] = {
		{"never ready", "before it was ready"},
		{"ends at once", "before it was ready"},
		{"ready, and more", "cannot send"},
		{"begins with a reading", "cannot send"},
		{"refuses without end", "cannot send"},
		{"refuses", "it rains"},
	};
	struct reader_options options = {.program = "/proc/self/exe", .start_ms = 3000};
	struct letter letter = letter_of(good);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct reader *reader = reader_new(files_for(cases[i].attack), &options);
		struct reading *out = NULL;
		struct err e = {""};
		size_t done = 0;
		assert_int_equal(
			reader_read(reader, arena, rules, &letter, 1, &out, &done, &e), -1);
		if (strstr(e.text, cases[i].words) == NULL)
			fail_msg("%s: %s", cases[i].attack, e.text);
		reader_free(&reader);
	}
}

static void test_who_takes_no_letter(void **state)
{
	struct reader_options options = {.program = "/proc/self/exe", .letter_ms = PATIENCE};
	char *long_text = arena_alloc(arena, 4 * 1024 * 1024);
	struct reader *reader = reader_new(files_for("takes nothing"), &options);
	struct reading *out = NULL;
	int64_t start = clock_monotonic_ms();

	(void)state;
	memset(long_text, '\n', 4 * 1024 * 1024);
	struct letter letter = letter_of((struct slice){long_text, 4 * 1024 * 1024});
	read_with(reader, &letter, 1, &out);
	reader_free(&reader);
	assert_true(unreadable(out));
	assert_in_range(clock_monotonic_ms() - start, PATIENCE, 2 * PATIENCE + 2 * READER_START_MS);
}

static void test_no_such_program(void **state)
{
	struct reader_options options = {.program = "/nonexistent/mailbot"};
	struct letter letter = letter_of(good);
	struct reader *reader = reader_new(&rules->files, &options);
	struct reading *out = NULL;
	struct err e = {""};
	size_t done = 0;

	(void)state;
	assert_int_equal(reader_read(reader, arena, rules, &letter, 1, &out, &done, &e), -1);
	assert_non_null(strstr(e.text, "reader"));
	reader_free(&reader);
}

/* ---- tests: the real one ---- */

static void test_it_reads(void **state)
{
	static const char *events[] = {"bildung"};
	struct reader_options options = {.program = mailbot};
	struct context context = {"confirmation", "masterplan-2011", events, 1};
	struct letter answer = letter_of(SLICE("From: Eva Muster <eva@web.example>\r\n\r\n"
					       "Guten Tag,\r\nich muss leider absagen.\r\n"));
	struct reader *reader = reader_new(&rules->files, &options);
	struct reading *out[2] = {0};

	(void)state;
	struct letter letters[] = {letter_of(good), answer};
	letters[1].context = &context;
	read_with(reader, letters, 2, out);
	assert_int_equal(out[0]->disposition, DISPOSITION_ACT);
	assert_string_equal(out[0]->rules, rules->hash);
	assert_true(out[1]->concerns);
	assert_string_equal(out[1]->series, "masterplan-2011");
	reader_free(&reader);
}

/* By rules that are kept packed the same. */
static void test_it_reads_by_packed(void **state)
{
	struct reader_options options = {.program = mailbot};
	struct rule_files files = {0};
	struct letter letter = letter_of(good);
	struct reading *out = NULL;

	(void)state;
	for (size_t i = 0; i < rules->files.count; i++)
		ARENA_PUSH(arena, files.items, files.count, files.room, rules->files.items[i]);
	rule_files_pack(arena, &files);
	struct reader *reader = reader_new(&files, &options);
	read_with(reader, &letter, 1, &out);
	assert_int_equal(out->disposition, DISPOSITION_ACT);
	assert_string_equal(out->rules, rules->hash);
	reader_free(&reader);
}

/* Byte for byte what this process would have read itself. */
static void test_it_reads_what_we_would(void **state)
{
	struct reader_options options = {.program = mailbot};
	struct letter letter = letter_of(good);
	struct child_letter same = {.bytes = good, .received = letter.received};
	struct reader *reader = reader_new(&rules->files, &options);
	struct reading *out = NULL, *ours = NULL;
	char *text = child_read(rules, &same);
	json_t *json = json_loads(text, 0, NULL);
	struct err e = {""};

	(void)state;
	assert_int_equal(
		reading_from_json(arena, json, good.len, letter.envelope, "", rules, &ours, &e), 0);
	json_decref(json);
	free(text);
	read_with(reader, &letter, 1, &out);
	json_t *a = reading_to_json(out), *b = reading_to_json(ours);
	assert_true(json_equal(a, b));
	json_decref(a);
	json_decref(b);
	reader_free(&reader);
}

static const char *subject_of(const struct reading *r)
{
	return r->envelope->subject;
}

/* Handed over ahead, it reads them meanwhile; what nobody asks for is never another's reading. */
static void test_ahead(void **state)
{
	struct reader_options options = {.program = mailbot};
	struct reader *reader = reader_new(&rules->files, &options);
	struct letter first = letter_of(good),
		      other = letter_of(SLICE("From: Eva Muster <eva@web.example>\r\n"
					      "Subject: other\r\n\r\nGuten Tag,\r\nja.\r\n"));
	struct letter letters[] = {first, other}, turned[] = {other, first};
	struct reading *out[2] = {0};

	(void)state;
	for (int i = 0; i < 2; i++) {
		reader_begin(reader, letters, 2);
		read_with(reader, letters, 2, out);
		assert_int_equal(out[0]->disposition, DISPOSITION_ACT);
		assert_string_equal(subject_of(out[1]), "other");
	}
	reader_begin(reader, letters, 2);
	read_with(reader, turned, 2, out); /* without a reader_drop it is seen as well */
	assert_string_equal(subject_of(out[0]), "other");
	assert_int_equal(out[1]->disposition, DISPOSITION_ACT);
	reader_begin(reader, letters, 2);
	reader_drop(reader);
	read_with(reader, letters + 1, 1, out);
	assert_int_equal(out[0]->disposition, DISPOSITION_REVIEW);
	reader_begin(reader, letters, 1); /* one of two */
	read_with(reader, letters, 2, out);
	assert_int_equal(out[0]->disposition, DISPOSITION_ACT);
	assert_string_equal(subject_of(out[1]), "other");
	reader_begin(reader, letters, 2);
	reader_free(&reader);
}

/* More letters than a child takes, and a big one between them. */
static void test_batches(void **state)
{
	enum { MANY = 2 * BATCH_LETTERS_MAX + 3 };
	struct reader_options options = {.program = mailbot};
	struct reader *reader = reader_new(&rules->files, &options);
	struct letter letters[MANY];
	struct reading *out[MANY];
	char *big = arena_alloc(arena, good.len + 3 * BATCH_BYTES_MAX);

	(void)state;
	memcpy(big, good.p, good.len);
	memset(big + good.len, '\n', 3 * BATCH_BYTES_MAX);
	for (size_t i = 0; i < MANY; i++)
		letters[i] = letter_of(good);
	letters[7] = letter_of((struct slice){big, good.len + 3 * BATCH_BYTES_MAX});
	letters[9].head_only = true;
	read_with(reader, letters, MANY, out);
	for (size_t i = 0; i < MANY; i++)
		if (i != 7 && i != 9)
			assert_int_equal(out[i]->disposition, DISPOSITION_ACT);
	assert_false(unreadable(out[7]));
	assert_string_equal(out[9]->reasons[0], "too-large");
	reader_free(&reader);
}

/* Readings as large as they may be are had some at a time, and the rest is read after them. */
static void test_large_readings_come_some_at_a_time(void **state)
{
	enum { MANY = 40, ONE = 5 * 1024 * 1024 };
	struct reader_options options = {.program = "/proc/self/exe"};
	struct reader *reader = reader_new(files_for("says all it may"), &options);
	struct letter letters[MANY];
	size_t groups = 0;

	(void)state;
	for (size_t i = 0; i < MANY; i++)
		letters[i] = letter_of(evil);
	for (size_t i = 0, done; i < MANY; i += done) {
		struct arena *a = arena_new();
		struct reading *out[MANY];
		struct err e = {""};
		if (reader_read(reader, a, rules, letters + i, MANY - i, out, &done, &e) != 0)
			fail_msg("%s", e.text);
		assert_in_range(arena_size(a), 1, READINGS_BYTES_MAX + ONE);
		for (size_t k = 0; k < done; k++)
			assert_int_equal(out[k]->date_count, READING_MARKS_MAX);
		arena_free(&a);
		groups++;
	}
	assert_in_range(groups, 2, 4);
	reader_free(&reader);
}

/* Our only child. */
static pid_t child_of_ours(void)
{
	char path[64], text[32] = "";

	snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	assert_non_null(fgets(text, sizeof text, f));
	fclose(f);
	return (pid_t)strtol(text, NULL, 10);
}

static void test_one_that_was_killed_is_started_anew(void **state)
{
	struct reader_options options = {.program = mailbot};
	struct reader *reader = reader_new(&rules->files, &options);
	struct letter letters[] = {letter_of(good), letter_of(good)};
	struct reading *out[2] = {0};

	(void)state;
	for (int i = 0; i < 3; i++) {
		read_with(reader, letters, 2, out);
		assert_int_equal(out[0]->disposition, DISPOSITION_ACT);
		assert_int_equal(out[1]->disposition, DISPOSITION_ACT);
		assert_int_equal(kill(child_of_ours(), SIGKILL), 0);
	}
	reader_free(&reader);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

/* ^C and a service manager's end go to all processes. */
static void test_it_does_not_end_by_a_signal_for_all(void **state)
{
	struct reader_options options = {.program = mailbot};
	struct reader *reader = reader_new(&rules->files, &options);
	struct letter letter = letter_of(good);
	struct reading *out = NULL;

	(void)state;
	read_with(reader, &letter, 1, &out);
	pid_t pid = child_of_ours();
	kill(pid, SIGTERM);
	kill(pid, SIGINT);
	read_with(reader, &letter, 1, &out);
	assert_int_equal(child_of_ours(), pid);
	reader_free(&reader);
}

static void test_rules_that_it_refuses(void **state)
{
	struct rule_files files = {0};
	struct reader_options options = {.program = mailbot};
	struct letter letter = letter_of(good);
	struct reading *out = NULL;
	struct err e = {""};
	size_t done = 0;

	(void)state;
	ARENA_PUSH(arena, files.items, files.count, files.room, rules->files.items[0]);
	struct reader *reader = reader_new(&files, &options);
	assert_int_equal(reader_read(reader, arena, rules, &letter, 1, &out, &done, &e), -1);
	assert_non_null(strstr(e.text, "cannot begin"));
	reader_free(&reader);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_attacker_is_believed),
		cmocka_unit_test(test_the_envelope_is_ours),
		cmocka_unit_test(test_who_says_more_is_not_asked_again),
		cmocka_unit_test(test_who_cannot_begin),
		cmocka_unit_test(test_who_takes_no_letter),
		cmocka_unit_test(test_no_such_program),
		cmocka_unit_test(test_it_reads),
		cmocka_unit_test(test_it_reads_by_packed),
		cmocka_unit_test(test_it_reads_what_we_would),
		cmocka_unit_test(test_ahead),
		cmocka_unit_test(test_batches),
		cmocka_unit_test(test_large_readings_come_some_at_a_time),
		cmocka_unit_test(test_one_that_was_killed_is_started_anew),
		cmocka_unit_test(test_it_does_not_end_by_a_signal_for_all),
		cmocka_unit_test(test_rules_that_it_refuses),
	};

	if (argc == 2 && strcmp(argv[1], "reader") == 0)
		return attacker();
	return cmocka_run_group_tests(tests, setup, teardown);
}
