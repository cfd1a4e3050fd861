/*
 * What stands in a part: the same bytes as plain text, as flowed text, as HTML, and as a calendar.
 * The target `message` reaches these only through a sound head.
 */
#include "fuzz.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "message/calendar.h"
#include "message/draft.h"

static void check(const struct draft *d)
{
	size_t at = 0;

	CHECK(d->len <= TEXT_BYTES_MAX && d->count <= READING_LINES_MAX);
	for (size_t i = 0; i < d->count; i++) {
		CHECK(d->lines[i].start == at && d->lines[i].end >= at);
		CHECK(d->lines[i].end < d->len && d->text[d->lines[i].end] == '\n');
		at = d->lines[i].end + 1;
		draft_words(d, i);
	}
	CHECK(at == d->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct rules *rules = fuzz_rules();
	struct arena *a = arena_new();
	struct mime_part part = {.type = "text/calendar",
		.name = "",
		.charset = "",
		.smime = "",
		.method = "",
		.report = "",
		.body = fuzz_bytes(data, size)};
	struct slice text = mime_clean(a, utf8_repair(a, fuzz_bytes(data, size)));

	for (int flowed = 0; flowed < 3; flowed++) {
		struct draft plain = {.arena = a};

		draft_plain(&plain, text, flowed > 0, flowed > 1, rules->quotes);
		check(&plain);
	}
	struct draft html = {.arena = a};
	draft_html(&html, text, rules->quotes);
	check(&html);
	struct calendar_reply *c = calendar_read(a, &part, rules);
	if (c != NULL)
		CHECK(utf8_valid(c->text) && utf8_valid(slice_of(c->comment)) &&
			utf8_valid(slice_of(c->attendee)) && utf8_valid(slice_of(c->summary)));
	arena_free(&a);
	return 0;
}
