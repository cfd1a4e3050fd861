/*
 * For the tests of the reading room: the shipped rules, letters made of plain words, studies of them,
 * and readings as short strings. One include a test program.
 */
#ifndef TESTS_READING_HELP_H
#define TESTS_READING_HELP_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "reading/clauses/clauses.h"
#include "reading/frames/frames.h"
#include "reading/study.h"

enum { HELP_TEXT_MAX = 64 * 1024 };
static const int64_t help_sent = 1297086631; /* Monday, 7 February 2011, 14:50:31 +0100 */

/* Of `count` series. The files live in the arena and must outlive the rules; the caller frees both. */
static inline struct rules *help_rules_of(struct arena *a, const char *const *series, size_t count)
{
	struct problems problems = {.arena = a};
	struct rule_files files;
	struct rules *rules = NULL;

	if (rule_files_read(a, "rules", series, count, &files, &problems) != 0 ||
		rules_compile(&files, &rules, &problems) != 0)
		problems_print(&problems, stderr);
	assert_non_null(rules);
	rules_learn(rules);
	return rules;
}

/* Likewise, of one; NULL: of those that are shipped. */
static inline struct rules *help_rules(struct arena *a, const char *series)
{
	return help_rules_of(a, &series, series != NULL);
}

/* A letter of nothing but own words; the text is a heap copy without a trailing NUL. */
static inline struct message *help_message(
	struct arena *a, const char *inbox, const char *subject, struct slice words)
{
	struct envelope *env = arena_alloc(a, sizeof *env);
	struct message *m = arena_alloc(a, sizeof *m);
	struct mailbox *to = arena_alloc(a, sizeof *to);
	struct slice rest, line;
	size_t room = 0;

	*to = (struct mailbox){"", inbox};
	*env = (struct envelope){.from = {"Max Ott", "max.ott@post.example"},
		.from_count = 1,
		.to = to,
		.to_count = 1,
		.message_id = "1@post.example",
		.subject = subject,
		.date = help_sent,
		.received = help_sent};
	m->envelope = env;
	m->text = words;
	rest = words;
	while (slice_line(&rest, &line)) {
		size_t start = (size_t)(line.p - m->text.p);
		ARENA_PUSH(a, m->lines, m->line_count, room,
			(struct line){.sort = slice_starts(line, ">") ? LINE_QUOTE : LINE_OWN,
				.start = start,
				.end = start + line.len,
				.answered = slice_starts(line, ">")});
	}
	return m;
}

/* The shipped rules, for a group of tests: cmocka_run_group_tests(tests, help_compile, help_release). */
static struct arena *help_arena;
static struct rules *help_shipped;

static inline int help_compile(void **state)
{
	(void)state;
	help_arena = arena_new();
	help_shipped = help_rules(help_arena, NULL);
	return 0;
}

static inline int help_release(void **state)
{
	(void)state;
	rules_free(&help_shipped);
	arena_free(&help_arena);
	return 0;
}

/* A study of the words, up to the people, by the shipped rules; heap copies without a trailing NUL. */
static inline struct study help_study(struct arena *a, const char *words)
{
	struct slice text = arena_copy(a, slice_of(words));
	struct study s = {.arena = a,
		.message = help_message(a, help_shipped->series[0]->inbox, "", text),
		.rules = help_shipped};

	study_start(&s, help_sent);
	return s;
}

/* Such a study with its clauses, and what each of them says. */
static inline struct study help_frames(struct arena *a, const char *words)
{
	struct study s = help_study(a, words);

	clauses_make(&s);
	frames_read(&s);
	return s;
}

static inline const struct clause *help_last(const struct study *s)
{
	assert_true(s->clause_count > 0);
	return &s->clauses[s->clause_count - 1];
}

/* `+` comes, `-` does not, `.` says nothing, `?` is open. */
static inline char help_sign(const struct clause *c)
{
	static const char signs[] = {
		[SAYS_NOTHING] = '.', [SAYS_COME] = '+', [SAYS_NOT_COME] = '-', [SAYS_OPEN] = '?'};

	return signs[c->says];
}

/* " bildung kongress" */
static inline void help_put_events(struct buf *b, const struct study *s, struct eset events)
{
	for (size_t i = 0; i < s->series->event_count; i++)
		if (eset_has(events, i))
			buf_printf(b, " %s", s->series->events[i].id);
}

/* What the buffer holds, in the arena; the buffer is freed. */
static inline const char *help_string(struct arena *a, struct buf *b)
{
	const char *out = arena_string(a, buf_slice(b));

	buf_free(b);
	return out;
}

/* Whether a row of a table is not as it should be; then it is printed. */
static inline bool help_differs(const char *words, const char *wanted, const char *got)
{
	if (strcmp(got, wanted) == 0)
		return false;
	print_error("%s\n\twant %s\n\tgot  %s\n", words, wanted, got);
	return true;
}

/* A row of a table: words, and what they are to be shown as. */
struct help_row {
	const char *words, *wanted;
};

/* Fails if a row is not as it should be. */
static inline void help_check(const struct help_row *table, size_t count,
	const char *(*shown)(struct arena *, const char *words))
{
	size_t bad = 0;

	for (size_t i = 0; i < count; i++) {
		struct arena *a = arena_new();
		const char *got = shown(a, table[i].words);
		bad += help_differs(table[i].words, table[i].wanted, got);
		arena_free(&a);
	}
	assert_int_equal(bad, 0);
}

#define HELP_CHECK(table, shown) help_check((table), sizeof(table) / sizeof *(table), (shown))

static int help_compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "+kongress:2 -bildung", in order of the alphabet; "" for none. Lives in the arena. */
static inline const char *help_requests(struct arena *a, const struct requests *r)
{
	const char **items = arena_array(a, r->count, sizeof *items);
	struct buf b = {.max = HELP_TEXT_MAX};

	for (size_t i = 0; i < r->count; i++)
		items[i] = r->items[i].action == ACTION_REGISTER
			? arena_printf(a, "+%s:%d", r->items[i].event, r->items[i].seats)
			: arena_printf(a, "-%s", r->items[i].event);
	qsort(items, r->count, sizeof *items, help_compare);
	for (size_t i = 0; i < r->count; i++)
		buf_printf(&b, "%s%s", i > 0 ? " " : "", items[i]);
	return help_string(a, &b);
}

static inline bool help_acts(const struct reading *r)
{
	return r->disposition == DISPOSITION_ACT || r->disposition == DISPOSITION_ACT_REVIEW;
}

#endif
