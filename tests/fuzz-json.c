/* What a child gives back that is in a stranger's hands: refused, or as sound as our own. */
#include "fuzz.h"

#include <string.h>

#include "decide/decide.h"
#include "reading/json/json.h"

enum { LETTER_LEN = 100000 };

static const struct settings settings = {
	.sender_address = "anmeldung@mia-do.example",
	.answers_per_address = 6,
	.answers_per_thread = 4,
	.receipts_per_address = 1,
};

/* Whatever it says, deciding about it is safe, and what is written back is as sound as it was. */
static void use(struct arena *a, const struct reading *r, const struct envelope *env,
	const struct rules *rules)
{
	struct decide_in in = {
		.settings = &settings,
		.envelope = env,
		.reading = r,
		.received = 1295514000,
		.now = 1295514000,
		.known = {.series = rules->series[0],
			.party = {.address = env->from.address, .name = ""},
			.asked = {.address = "", .name = ""},
			.asked_address = "",
			.asked_kind = ""},
	};
	const struct decision *d = decide(a, &in);
	json_t *again = reading_to_json(r);
	struct reading *back;
	struct err e = {""};

	for (size_t i = 0; i < d->count; i++) {
		CHECK(r->disposition != DISPOSITION_REVIEW || d->items[i].kind > EFFECT_DECLINE);
		if (d->items[i].mail != NULL)
			json_decref(facts_to_json(d->items[i].mail));
	}
	CHECK(again != NULL);
	if (reading_from_json(a, again, LETTER_LEN, env, "", rules, &back, &e) != 0) {
		fprintf(stderr, "refused what was taken before: %s\n", e.text);
		abort();
	}
	json_decref(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct rules *rules = fuzz_rules();
	json_t *json =
		json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);

	if (json == NULL)
		return 0;
	struct arena *a = arena_new();
	struct envelope env;
	struct reading *r;
	struct context *context;
	struct err e = {""};
	envelope_read(
		a, slice_of("From: Eva Muster <eva@web.example>\nSubject: Anmeldung\n\n"), &env);
	if (reading_from_json(a, json, LETTER_LEN, &env, "", rules, &r, &e) == 0)
		use(a, r, &env, rules);
	if (context_from_json(a, json, rules, &context, &e) == 0)
		json_decref(context_to_json(context));
	json_decref(json);
	arena_free(&a);
	return 0;
}
