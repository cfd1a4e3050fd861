/* The head of a letter, its texts, its dates, and who vouches for it. */
#include "fuzz.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "message/envelope.h"

static bool one_line(const char *text)
{
	for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++)
		if (*c < ' ' || *c == 127)
			return false;
	return utf8_valid(slice_of(text));
}

static void check_mailbox(const struct mailbox *m)
{
	CHECK(one_line(m->name) && one_line(m->address));
	CHECK(m->address[0] == '\0' || address_valid(slice_of(m->address)));
}

static void check(const struct envelope *env, struct slice letter)
{
	check_mailbox(&env->from);
	check_mailbox(&env->reply_to);
	check_mailbox(&env->sender);
	for (size_t i = 0; i < env->to_count; i++)
		check_mailbox(&env->to[i]);
	CHECK(one_line(env->subject) && strlen(env->subject) <= SUBJECT_BYTES_MAX);
	CHECK(one_line(env->message_id) && one_line(env->in_reply_to));
	CHECK(one_line(env->return_path) && one_line(env->auto_submitted));
	CHECK(env->reference_count <= REFERENCES_MAX);
	for (size_t i = 0; i < env->reference_count; i++)
		CHECK(one_line(env->references[i]) && env->references[i][0] != '\0');
	CHECK(env->header_count <= HEADER_FIELDS_MAX && env->body <= letter.len);
	CHECK(env->from.address[0] != '\0' || env->doubt != NULL);
	CHECK(env->from_count == 1 || env->doubt != NULL);
	CHECK(!envelope_aligned(env, NULL) && !envelope_aligned(env, "nobody.example"));
	envelope_aligned(env, "mx.mia-do.example");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct slice bytes = fuzz_bytes(data, size);
	struct envelope env;
	int64_t when = 0;
	int east = 0;

	envelope_read(a, bytes, &env);
	check(&env, bytes);
	CHECK(one_line(header_decode(a, bytes)));
	if (header_date(bytes, &when, &east))
		CHECK(east >= -24 * 3600 && east <= 24 * 3600);
	arena_free(&a);
	return 0;
}
