/*
 * How fast the message room is, beside GMime on the same letters in the same run: bench FILE…
 *
 * GMime parses a letter, looks at all header fields and decodes all text parts, and says nothing of
 * quotes, machines, or HTML. A letter's time depends on the machine, the ratio hardly does. Called
 * by `make bench`; never part of the tests.
 */
#include <glib.h>
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/limits.h"
#include "message/message.h"
#include "reading/json.h"
#include "reading/reading.h"

/* Each is measured in turns of all letters, so that the machine's moods hit them alike. */
enum { TURNS = 12, WARM_TURNS = 2 };

static size_t seen; /* so that nothing is optimised away */

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- what is measured ---- */

static void gmime_part(GMimeObject *parent, GMimeObject *part, gpointer data)
{
	char *text;

	(void)parent;
	(void)data;
	if (!GMIME_IS_TEXT_PART(part))
		return;
	text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
	seen += text != NULL && text[0] != '\0';
	g_free(text);
}

static void by_gmime(struct slice letter, const struct rules *rules)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(letter.p, letter.len);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

	(void)rules;
	if (message != NULL) {
		GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(message));

		for (int i = 0; i < g_mime_header_list_get_count(headers); i++)
			seen += g_mime_header_get_value(
					g_mime_header_list_get_header_at(headers, i)) != NULL;
		g_mime_message_foreach(message, gmime_part, NULL);
		g_object_unref(message);
	}
	g_object_unref(parser);
	g_object_unref(stream);
}

static void by_room(struct slice letter, const struct rules *rules)
{
	struct arena *a = arena_new();
	struct envelope env;

	envelope_read(a, letter, &env);
	seen += message_own_words(a, message_read(a, letter, &env, rules)).len;
	arena_free(&a);
}

static void by_house(struct slice letter, const struct rules *rules)
{
	static const struct context none;
	struct arena *a = arena_new();
	struct envelope env;
	const struct message *m;
	json_t *json;

	envelope_read(a, letter, &env);
	m = message_read(a, letter, &env, rules);
	json = reading_to_json(reading_make(a, m, rules, &none, 0));
	seen += json_object_size(json);
	json_decref(json);
	arena_free(&a);
}

/* ---- measuring ---- */

static struct slice *read_letters(struct arena *a, char **paths, size_t count)
{
	struct slice *letters = arena_array(a, count, sizeof *letters);
	struct err e = {0};

	for (size_t i = 0; i < count; i++)
		if (file_read(a, paths[i], LETTER_BYTES_MAX, &letters[i], &e) != 0) {
			fprintf(stderr, "bench: %s\n", e.text);
			exit(2);
		}
	return letters;
}

static struct rules *read_rules(struct arena *a)
{
	struct problems problems = {.arena = a};
	struct rule_files files = {0};
	struct rules *rules = NULL;

	if (rule_files_read(a, "rules", NULL, 0, &files, &problems) != 0 ||
		rules_compile(&files, &rules, &problems) != 0) {
		problems_print(&problems, stderr);
		exit(2);
	}
	rules_learn(rules);
	return rules;
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*read)(struct slice letter, const struct rules *rules);
	} ways[] = {
		{"GMime: headers, text parts", by_gmime},
		{"message room", by_room},
		{"whole reading, with JSON", by_house},
	};
	enum { WAYS = sizeof ways / sizeof *ways };
	double seconds[WAYS] = {0};
	struct arena *a = arena_new();
	size_t count = argc > 1 ? (size_t)(argc - 1) : 0;
	struct slice *letters = read_letters(a, argv + 1, count);
	struct rules *rules = read_rules(a);

	if (count == 0) {
		fprintf(stderr, "usage: bench FILE...\n");
		return 2;
	}
	g_mime_init();
	for (int turn = -WARM_TURNS; turn < TURNS; turn++)
		for (size_t w = 0; w < WAYS; w++) {
			double start = now();

			for (size_t i = 0; i < count; i++)
				ways[w].read(letters[i], rules);
			seconds[w] += turn < 0 ? 0 : now() - start;
		}
	printf("%-28s %10s %10s %8s\n", "", "letters/s", "us/letter", "ratio");
	for (size_t w = 0; w < WAYS; w++) {
		double each = seconds[w] / (double)(TURNS * count);

		printf("%-28s %10.0f %10.1f %8.2f\n", ways[w].name, 1 / each, each * 1e6,
			seconds[w] / seconds[0]);
	}
	printf("(%zu letters, %d turns)\n", count, TURNS);
	rules_free(&rules);
	arena_free(&a);
	return seen == 0;
}
