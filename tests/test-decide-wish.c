/*
 * What a guess does once a person has looked at it: how the party stood, what the guess says, how it
 * stands then. A table of cases; wishes said plainly are proven in test-registry-staff.c.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "decide/wish.h"

static struct event event = {
	.id = "bildung", .title = "Bildung", .begin_utc = 2000, .end_utc = 3000, .seats = 5};

struct guess_case {
	int before; /* seats; 0: not registered */
	const char *names; /* with '+' between them */
	enum request_action action;
	int seats, delta;
	const char *who;
	enum seats_stated stated;
	const char *given; /* whom the letter names */
	const char *after; /* "2 Ada Berg+Bo Zwei", "cancel", "decline", "same", or "!reason" */
};

static const char **split(struct arena *a, const char *text, size_t *count)
{
	const char **out = NULL;
	size_t room = 0;

	*count = 0;
	for (struct slice rest = slice_of(text); rest.len > 0;) {
		size_t n = 0;
		while (n < rest.len && rest.p[n] != '+')
			n++;
		ARENA_PUSH(a, out, *count, room, arena_string(a, slice_head(rest, n)));
		rest = slice_from(rest, n + 1);
	}
	return out;
}

static const char *words_of(struct arena *a, const struct change *c)
{
	const char *out;

	if (c->reason != NULL)
		return arena_printf(a, "!%s", c->reason);
	if (c->kind == CHANGE_SAME)
		return "same";
	if (c->kind != CHANGE_REGISTER)
		return c->kind == CHANGE_CANCEL ? "cancel" : "decline";
	out = arena_printf(a, "%d ", c->after.seats);
	for (size_t i = 0; i < c->after.name_count; i++)
		out = arena_printf(a, "%s%s%s", out, i > 0 ? "+" : "", c->after.names[i]);
	return out;
}

static const char *run(struct arena *a, const struct guess_case *g)
{
	struct standing at = {.event = &event, .status = STATUS_CONFIRMED, .seats = g->before};
	struct party party = {.id = 1, .address = "ada@example.net", .name = "Ada Berg"};
	struct reading reading = {.writer = "Ada Berg", .language = "de"};
	struct request request = {.action = g->action,
		.event = "bildung",
		.seats = g->seats,
		.delta = g->delta,
		.who = g->who,
		.stated = g->stated};
	size_t count;
	const char **given = split(a, g->given, &count);

	at.names = split(a, g->names, &at.name_count);
	if (g->before > 0) {
		party.items = &at;
		party.count = 1;
	}
	for (size_t i = 0; i < count; i++)
		ARENA_PUSH(a, reading.attendees, reading.attendee_count, reading.attendee_room,
			(struct attendee){.name = given[i]});
	struct change c = guess_change(a, &reading, &party, &request, &event);
	return words_of(a, &c);
}

static void test_guesses(void **state)
{
	const enum request_action REGISTER = ACTION_REGISTER, CANCEL = ACTION_CANCEL;
	static const struct guess_case cases[] = {
		/* nobody stands there yet */
		{.action = REGISTER, .seats = 1, .after = "1 "},
		{.action = REGISTER,
			.seats = 2,
			.given = "Ada Berg+Bo Zwei",
			.after = "2 Ada Berg+Bo Zwei"},
		{.action = CANCEL, .after = "decline"},
		{.action = REGISTER, .delta = 2, .after = "2 "},
		/* seats more and fewer */
		{.before = 2, .action = REGISTER, .delta = 1, .after = "3 "},
		{.before = 2, .action = REGISTER, .delta = -1, .after = "1 "},
		{.before = 2,
			.names = "Ada Berg+Bo Zwei",
			.action = REGISTER,
			.delta = -1,
			.after = "1 Ada Berg"},
		{.before = 2,
			.names = "Cem Drei+Bo Zwei",
			.action = REGISTER,
			.delta = -1,
			.after = "1 "},
		{.before = 2, .action = REGISTER, .delta = -2, .after = "cancel"},
		{.before = 2, .action = CANCEL, .delta = 1, .after = "1 "},
		{.before = 1, .action = CANCEL, .delta = 3, .after = "cancel"},
		/* only that person */
		{.before = 2,
			.names = "Ada Berg+Bo Zwei",
			.action = CANCEL,
			.who = "Bo Zwei",
			.after = "1 Ada Berg"},
		{.before = 2,
			.names = "Ada Berg+Bo Zwei",
			.action = CANCEL,
			.who = "Dora Vier",
			.after = "!person-unknown"},
		{.before = 1, .action = CANCEL, .who = "Ada Berg", .after = "cancel"},
		{.before = 3, .action = CANCEL, .who = "Ada Berg", .after = "!person-unknown"},
		/* only these; others of no name are some of a party that nobody can tell */
		{.before = 3,
			.names = "Ada Berg+Bo Zwei+Cem Drei",
			.action = CANCEL,
			.who = "Bo Zwei, Cem Drei",
			.after = "1 Ada Berg"},
		{.before = 3,
			.names = "Ada Berg+Bo Zwei+Cem Drei",
			.action = CANCEL,
			.who = "Bo Zwei, Dora Vier",
			.after = "!person-unknown"},
		{.before = 2,
			.names = "Ada Berg+Bo Zwei",
			.action = CANCEL,
			.who = "Ada Berg, Bo Zwei",
			.after = "cancel"},
		{.before = 2,
			.names = "Ada Berg+Bo Zwei",
			.action = CANCEL,
			.who = "",
			.after = "!person-unknown"},
		{.before = 1, .names = "Ada Berg", .action = CANCEL, .who = "", .after = "cancel"},
		{.before = 1,
			.names = "Ada Berg",
			.action = CANCEL,
			.who = "Bo Zwei",
			.after = "!person-unknown"},
		{.action = CANCEL, .who = "Bo Zwei", .after = "decline"},
		{.action = CANCEL, .who = "", .after = "decline"},
		/* what the robot may not do by itself means what it says, in all */
		{.before = 3,
			.action = REGISTER,
			.seats = 2,
			.stated = STATED_TOTAL,
			.after = "2 "},
		{.before = 1,
			.names = "Ada Berg",
			.action = REGISTER,
			.seats = 1,
			.stated = STATED_NAMES,
			.given = "A. Berg",
			.after = "1 A. Berg"},
		{.before = 2,
			.action = REGISTER,
			.seats = 2,
			.stated = STATED_TOTAL,
			.after = "same"},
		/* and what it may, as it does */
		{.before = 1,
			.names = "Ada Berg",
			.action = REGISTER,
			.seats = 1,
			.stated = STATED_NAMES,
			.given = "Bo Zwei",
			.after = "2 Ada Berg+Bo Zwei"},
		{.before = 2, .action = CANCEL, .after = "cancel"},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *got = run(a, &cases[i]);
		if (strcmp(got, cases[i].after) != 0)
			fail_msg("case %zu: '%s', expected '%s'", i, got, cases[i].after);
	}
	arena_free(&a);
}

static void test_objections(void **state)
{
	static const struct {
		int before, after, taken;
		int64_t received, now;
		const char *says;
	} cases[] = {
		{0, 1, 0, 100, 100, ""},
		{0, 1, 0, 100, 1500, ""},
		{0, 1, 0, 2100, 2100, "after-deadline"},
		{0, 1, 0, 1900, 2100, ""}, /* it was asked for in time */
		{0, 1, 0, 100, 3000, "event-over"},
		{2, 1, 0, 100, 3000, ""}, /* fewer: nobody is kept in */
		{0, 1, 5, 100, 100, "full"},
		{1, 2, 5, 100, 100, "full"},
		{2, 2, 5, 100, 100, ""},
		{0, 60, 0, 100, 100, "full many-seats"},
	};
	struct taken taken = {.event = "bildung"};
	struct known known = {.taken = &taken, .taken_count = 1};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct change c = {.kind = CHANGE_REGISTER,
			.before = {.event = &event, .seats = cases[i].before},
			.after = {.event = &event, .seats = cases[i].after},
			.reduces = cases[i].after < cases[i].before};
		struct objections out = {0};
		const char *says = "";
		taken.seats = cases[i].taken;
		change_objections(a, &c, &known, cases[i].received, cases[i].now, &out);
		for (size_t k = 0; k < out.count; k++)
			says = arena_printf(a, "%s%s%s", says, k > 0 ? " " : "", out.items[k]);
		if (strcmp(says, cases[i].says) != 0)
			fail_msg("case %zu: '%s', expected '%s'", i, says, cases[i].says);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_guesses),
		cmocka_unit_test(test_objections),
	};

	return cmocka_run_group_tests_name("decide wish", tests, NULL, NULL);
}
