/*
 * What reading costs: bench FILE…
 *
 *     a letter's time beside GMime's plain parse of the same letters (headers, decoded text parts)
 *     the reading room beside the Unicode folding of the same text, and by the length of the letter
 *     the whole way of a letter by the number of events that the rules have
 *
 * Times depend on the machine, ratios hardly do: what is compared is measured in turns. Called by
 * `make bench`; never part of the tests.
 */
#include <glib.h>
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "message/message.h"
#include "reading/json/json.h"
#include "reading/reading.h"

/* Each is measured in turns of all letters, so that the machine's moods hit them alike. */
enum { TURNS = 12, WARM_TURNS = 2 };
/* Bytes that are read for one figure of a length, so that short and long ones are as sure. */
enum { LENGTH_BYTES = 2 * 1024 * 1024 };
enum { FOLD_GOAL = 4 };

static size_t seen; /* so that nothing is optimised away */

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

struct letters {
	struct slice *items;
	size_t count, room;
};

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

static void to_json(const struct reading *r)
{
	struct buf text = {.max = 2 * READING_BYTES_MAX};

	reading_write(&text, r);
	seen += text.len;
	buf_free(&text);
}

static const struct context no_context;

static void by_house(struct slice letter, const struct rules *rules)
{
	struct arena *a = arena_new();
	struct envelope env;
	const struct message *m;

	envelope_read(a, letter, &env);
	m = message_read(a, letter, &env, rules);
	to_json(reading_make(a, m, rules, &no_context, 0));
	arena_free(&a);
}

/* ---- a letter, room by room ---- */

static void compare_ways(const struct letters *letters, const struct rules *rules)
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

	for (int turn = -WARM_TURNS; turn < TURNS; turn++)
		for (size_t w = 0; w < WAYS; w++) {
			double start = now();

			for (size_t i = 0; i < letters->count; i++)
				ways[w].read(letters->items[i], rules);
			seconds[w] += turn < 0 ? 0 : now() - start;
		}
	printf("%-28s %10s %10s %8s\n", "", "letters/s", "us/letter", "ratio");
	for (size_t w = 0; w < WAYS; w++) {
		double each = seconds[w] / (double)(TURNS * letters->count);

		printf("%-28s %10.0f %10.1f %8.2f\n", ways[w].name, 1 / each, each * 1e6,
			seconds[w] / seconds[0]);
	}
	printf("(%zu letters, %d turns)\n", letters->count, TURNS);
}

/* ---- by length ---- */

/* What the senders of all letters wrote. */
static struct letters own_words(
	struct arena *a, const struct letters *letters, const struct rules *rules)
{
	struct letters own = {0};

	for (size_t i = 0; i < letters->count; i++) {
		struct envelope *env = arena_alloc(a, sizeof *env);

		envelope_read(a, letters->items[i], env);
		ARENA_PUSH(a, own.items, own.count, own.room,
			message_own_words(a, message_read(a, letters->items[i], env, rules)));
	}
	return own;
}

/* Letters of that length, each of the words of as many senders as it takes. */
static struct letters letters_of(
	struct arena *a, const struct letters *own, size_t bytes, const struct rules *rules)
{
	struct letters out = {0};

	for (size_t i = 0, total = 0; total < LENGTH_BYTES; total += bytes) {
		struct buf b = {.max = LETTER_BYTES_MAX};

		buf_printf(&b,
			"From: Kim Beispiel <kim@absender.example>\nTo: %s\nSubject: Anmeldung\n"
			"Date: Thu, 20 Jan 2011 10:00:00 +0100\nMIME-Version: 1.0\n"
			"Content-Type: text/plain; charset=utf-8\n"
			"Content-Transfer-Encoding: 8bit\n\n",
			rules->series[0]->inbox);
		while (b.len < bytes) {
			buf_add(&b, own->items[i++ % own->count]);
			buf_puts(&b, "\n\n");
		}
		ARENA_PUSH(a, out.items, out.count, out.room,
			arena_copy(a, slice_head(buf_slice(&b), bytes)));
		buf_free(&b);
	}
	return out;
}

static void fold(struct slice text)
{
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t n =
		utf8proc_map((const utf8proc_uint8_t *)text.p, (utf8proc_ssize_t)text.len, &folded,
			UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
				UTF8PROC_IGNORE);

	seen += n > 0;
	free(folded);
}

enum { STEP_MESSAGE, STEP_FOLD, STEP_READING, STEP_JSON, STEPS };

static void read_in_steps(struct slice letter, const struct rules *rules, double *seconds)
{
	struct arena *a = arena_new();
	struct envelope env;
	double times[STEPS + 1];

	times[0] = now();
	envelope_read(a, letter, &env);
	const struct message *m = message_read(a, letter, &env, rules);
	times[1] = now();
	fold(m->text);
	times[2] = now();
	const struct reading *r = reading_make(a, m, rules, &no_context, 0);
	times[3] = now();
	to_json(r);
	times[4] = now();
	for (size_t i = 0; i < STEPS; i++)
		seconds[i] += times[i + 1] - times[i];
	arena_free(&a);
}

static void compare_lengths(const struct letters *letters, const struct rules *rules)
{
	static const size_t kilobytes[] = {1, 3, 10, 100, 1000};
	struct arena *a = arena_new();
	struct letters own = own_words(a, letters, rules);

	printf("\n%-12s %10s %10s %10s %10s %14s %10s\n", "us/letter", "message", "reading", "JSON",
		"folding", "reading/fold.", "us/kB");
	for (size_t i = 0; i < sizeof kilobytes / sizeof *kilobytes; i++) {
		struct letters all = letters_of(a, &own, kilobytes[i] * 1024, rules);
		double s[STEPS] = {0}, sum = 0;

		for (size_t k = 0; k < all.count; k++)
			read_in_steps(all.items[k], rules, s);
		for (size_t k = 0; k < STEPS; k++) {
			sum += k == STEP_FOLD ? 0 : s[k];
			s[k] *= 1e6 / (double)all.count;
		}
		printf("%7zu kB   %10.1f %10.1f %10.1f %10.1f %14.2f %10.1f%s\n", kilobytes[i],
			s[STEP_MESSAGE], s[STEP_READING], s[STEP_JSON], s[STEP_FOLD],
			s[STEP_READING] / s[STEP_FOLD],
			sum * 1e6 / (double)(all.count * kilobytes[i]),
			kilobytes[i] == 3 ? "  (goal: at most 4 x the folding)" : "");
	}
	printf("(goal: us/kB do not grow; beyond %d words and signs a person looks)\n",
		READING_ATOMS_MAX);
	arena_free(&a);
}

/* ---- by the number of events ---- */

static void put_word(struct buf *b, size_t number)
{
	static const char *const syllables[] = {"ba", "ke", "li", "mo", "nu", "ra", "se", "ti",
		"vo", "zu", "dan", "fel", "gim", "hor", "pul"};
	enum { COUNT = sizeof syllables / sizeof *syllables };

	for (size_t i = 0; i < 4; i++, number /= COUNT)
		buf_puts(b, syllables[number % COUNT]);
}

static void put_event(struct buf *b, size_t number)
{
	buf_printf(b,
		"<event id=\"e%zu\" sort=\"Fachforum\" date=\"2011-%02zu-%02zu\" begin=\"18:00\" end=\"20:00\">",
		number, number / 28 % 10 + 3, number % 28 + 1);
	buf_puts(b, "<title>Abend „");
	put_word(b, 7 * number);
	buf_puts(b, " und ");
	put_word(b, 7 * number + 3);
	buf_printf(b, "“</title><place>Haus %zu</place><address>Weg %zu, 44137 Dortmund</address>",
		number % 40, number % 40);
	buf_puts(b, "</event>\n");
}

/* A series with events [first, end); `shipped` is one that goes on with them. */
static struct rule_file series_of(
	struct arena *a, const struct rule_file *shipped, size_t first, size_t end)
{
	struct rule_file file = *shipped;
	struct buf b = {.max = RULE_FILE_BYTES_MAX};

	if (first == 0) {
		buf_add(&b,
			slice_head(file.bytes,
				(size_t)((char *)memmem(
						 file.bytes.p, file.bytes.len, "</series>", 9) -
					file.bytes.p)));
	} else {
		file.name = arena_printf(a, "rules/series/s%zu.xml", first);
		buf_printf(&b,
			"<series id=\"s%zu\" zone=\"Europe/Berlin\"><title>Reihe</title>"
			"<organiser inbox=\"s%zu@mia-do.example\">Haus</organiser>"
			"<subject>Einladung zur Reihe %zu</subject>\n"
			"<sort id=\"Fachforum\"><plural language=\"de\">Fachforen</plural></sort>\n",
			first, first, first);
	}
	for (size_t i = first; i < end; i++)
		put_event(&b, i);
	buf_puts(&b, "</series>\n");
	file.bytes = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return file;
}

static struct rules *compile(struct arena *a, const struct rule_files *files)
{
	struct problems problems = {.arena = a};
	struct rules *rules = NULL;

	if (rules_compile(files, &rules, &problems) != 0) {
		problems_print(&problems, stderr);
		exit(2);
	}
	rules_learn(rules);
	return rules;
}

/* The shipped rules with so many events more in all, in series as large as may be. */
static struct rules *rules_of(struct arena *a, const struct rule_files *shipped, size_t events)
{
	struct rule_files files = {0};

	for (size_t i = 0; i < shipped->count; i++) {
		const struct rule_file *f = &shipped->items[i];
		size_t most = SERIES_EVENTS_MAX - 20, first = 0;

		if (f->kind != RULE_SERIES || f->schema) {
			ARENA_PUSH(a, files.items, files.count, files.room, *f);
			continue;
		}
		do {
			size_t end = first + most < events ? first + most : events;
			struct rule_file more = series_of(a, f, first, end);
			ARENA_PUSH(a, files.items, files.count, files.room, more);
			first = end;
		} while (first < events);
	}
	return compile(a, &files);
}

static void compare_events(const struct letters *letters, const struct rule_files *shipped)
{
	static const size_t more[] = {0, 45, 495, 4995};

	printf("\n%-28s %10s\n", "events more than shipped", "us/letter");
	for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
		struct arena *a = arena_new();
		struct rules *rules = rules_of(a, shipped, more[i]);
		double start = 0;

		for (int turn = -1; turn < TURNS / 2; turn++) {
			start = turn == 0 ? now() : start;
			for (size_t k = 0; k < letters->count; k++)
				by_house(letters->items[k], rules);
		}
		printf("%-28zu %10.1f\n", more[i],
			(now() - start) * 1e6 / (double)(TURNS / 2 * letters->count));
		rules_free(&rules);
		arena_free(&a);
	}
	puts("(goal: the same)");
}

/* ---- all of it ---- */

static struct letters read_letters(struct arena *a, char **paths, size_t count)
{
	struct letters letters = {arena_array(a, count, sizeof *letters.items), count, count};
	struct err e = {0};

	for (size_t i = 0; i < count; i++)
		if (file_read(a, paths[i], LETTER_BYTES_MAX, &letters.items[i], &e) != 0) {
			fprintf(stderr, "bench: %s\n", e.text);
			exit(2);
		}
	return letters;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct rule_files files = {0};
	struct letters letters = read_letters(a, argv + 1, argc > 1 ? (size_t)(argc - 1) : 0);

	if (letters.count == 0) {
		fprintf(stderr, "usage: bench FILE...\n");
		return 2;
	}
	if (rule_files_read(a, "rules", NULL, 0, &files, &problems) != 0) {
		problems_print(&problems, stderr);
		return 2;
	}
	struct rules *rules = compile(a, &files);
	g_mime_init();
	compare_ways(&letters, rules);
	compare_lengths(&letters, rules);
	compare_events(&letters, &files);
	rules_free(&rules);
	arena_free(&a);
	return seen == 0;
}
