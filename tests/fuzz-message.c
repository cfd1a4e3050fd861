/*
 * A whole letter: its parts, charsets, HTML, calendar, bounce, and whose words each line is. What
 * breaks it becomes a letter in tests/golden/message.
 */
#include "fuzz.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "message/message.h"

static void check_lines(const struct message *m)
{
	size_t at = 0;

	CHECK(m->text.len <= TEXT_BYTES_MAX && utf8_valid(m->text));
	CHECK(memchr(m->text.len > 0 ? m->text.p : "", '\0', m->text.len) == NULL);
	for (size_t i = 0; i < m->line_count; i++) {
		CHECK(m->lines[i].start == at && m->lines[i].end >= at);
		CHECK(m->lines[i].end < m->text.len && m->lines[i].sort < LINE_SORTS);
		at = m->lines[i].end + 1;
	}
	CHECK(at == m->text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct rules *rules = fuzz_rules();
	struct arena *a = arena_new();
	struct slice letter = fuzz_bytes(data, size);
	struct envelope env;

	envelope_read(a, letter, &env);
	const struct message *m = message_read(a, letter, &env, rules);
	check_lines(m);
	for (size_t i = 0; i < m->part_count; i++) {
		CHECK(m->parts[i].start <= m->parts[i].end && m->parts[i].end <= letter.len);
		CHECK(utf8_valid(slice_of(m->parts[i].name)));
	}
	CHECK(utf8_valid(message_own_words(a, m)));
	if (m->calendar != NULL)
		CHECK(utf8_valid(m->calendar->text));
	if (m->bounce != NULL)
		CHECK(utf8_valid(slice_of(m->bounce->address)));
	arena_free(&a);
	return 0;
}
