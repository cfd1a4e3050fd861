/*
 * What a sender wrote, understood. The first byte says what it answers, the first line is the
 * subject, the rest own words, with '>' before what is quoted. Whatever is made of it must be what
 * the parent believes.
 */
#include "fuzz.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "reading/json/json.h"

static const int64_t received = 1295514000; /* 2011-01-20 */

static void split(struct arena *a, struct message *m)
{
	struct slice rest = m->text, line;
	size_t room = 0;

	while (slice_line(&rest, &line)) {
		size_t start = (size_t)(line.p - m->text.p);
		ARENA_PUSH(a, m->lines, m->line_count, room,
			(struct line){.sort = slice_starts(line, ">") ? LINE_QUOTE : LINE_OWN,
				.start = start,
				.end = start + line.len});
	}
}

static void check(struct arena *a, const struct reading *r, const struct rules *rules,
	const struct envelope *env)
{
	struct reading *back;
	struct err e = {""};
	json_t *json = reading_to_json(r);
	char *text = json_dumps(json, JSON_COMPACT);

	CHECK(text != NULL && strlen(text) <= READING_BYTES_MAX);
	if (reading_from_json(a, json, 0, env, "", rules, &back, &e) != 0) {
		fprintf(stderr, "the parent refuses: %s\n", e.text);
		abort();
	}
	CHECK(r->disposition == DISPOSITION_ACT || r->reason_count > 0);
	free(text);
	json_decref(json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const ids[] = {"bildung", "kongress"};
	const struct rules *rules = fuzz_rules();
	struct context context = {.kind = "confirmation",
		.series = "masterplan-2011",
		.events = (const char **)ids,
		.event_count = 2};
	struct slice rest = fuzz_bytes(data, size), subject = {0};
	struct envelope env;
	struct message m = {.envelope = &env};

	if (size == 0)
		return 0;
	struct arena *a = arena_new();
	rest = slice_from(rest, 1);
	slice_line(&rest, &subject);
	envelope_read(a,
		slice_of("From: Eva Muster <eva@web.example>\nTo: anmeldung@mia-do.example\n\n"),
		&env);
	env.subject = header_decode(a, slice_head(subject, SUBJECT_BYTES_MAX));
	m.text = utf8_printable(a, utf8_repair(a, slice_head(rest, TEXT_BYTES_MAX)), true);
	split(a, &m);
	context.event_count = 1 + (data[0] & 1);
	check(a, reading_make(a, &m, rules, (data[0] & 2) != 0 ? &context : NULL, received), rules,
		&env);
	arena_free(&a);
	return 0;
}
