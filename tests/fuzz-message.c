/*
 * Fuzz target (libFuzzer) of the message room: envelope, MIME, charsets, HTML, lines, machines,
 * bounces, calendars. What crashes it becomes a letter in tests/golden/message. Build, for example:
 *
 *     clang -g -O1 -fsanitize=fuzzer,address,undefined -std=gnu17 -D_GNU_SOURCE -Imailbot
 *         $(pkg-config --cflags …) tests/fuzz-message.c mailbot/{base,rules,message}/*.c
 *         $(pkg-config --libs …) -o build/fuzz-message
 *     build/fuzz-message -max_total_time=60 -max_len=20000 CORPUS tests/golden/message
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "message/message.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena *house;
static struct rules *rules;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct problems problems;
	struct rule_files files = {0};

	(void)argc;
	(void)argv;
	house = arena_new();
	problems = (struct problems){.arena = house};
	if (rule_files_read(house, "rules", NULL, 0, &files, &problems) != 0 ||
		rules_compile(&files, &rules, &problems) != 0) {
		problems_print(&problems, stderr);
		exit(1);
	}
	return 0;
}

static void check(bool sound)
{
	if (!sound)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct slice letter = {(const char *)data, size};
	struct envelope env;
	struct message *m;
	size_t at = 0;

	envelope_read(a, letter, &env);
	check(env.body <= size);
	check(utf8_valid(slice_of(env.subject)) && utf8_valid(slice_of(env.from.name)));
	envelope_aligned(&env, "mx.example");
	m = message_read(a, letter, &env, rules);
	check(utf8_valid(m->text));
	for (size_t i = 0; i < m->line_count; i++) {
		check(m->lines[i].start == at && m->lines[i].end >= at);
		at = m->lines[i].end + 1;
	}
	check(at == m->text.len);
	for (size_t i = 0; i < m->part_count; i++)
		check(m->parts[i].start <= m->parts[i].end && m->parts[i].end <= size);
	check(utf8_valid(message_own_words(a, m)));
	arena_free(&a);
	return 0;
}
