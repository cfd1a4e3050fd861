/* The reading as JSON: what goes out comes back, and what a child in a stranger's hands sends is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "reading/json/json-put.h"
#include "reading/json/json.h"

static struct event events[] = {{.id = "eins", .title = "Eins"}, {.id = "zwei", .title = "Zwei"}};
static const struct series series = {.id = "reihe", .events = events, .event_count = 2};
static const struct series *all[] = {&series};
static const struct rules rules = {.series = all, .series_count = 1, .hash = "abc"};
static const struct envelope envelope = {
	.from = {.name = "Änne Müller", .address = "aenne@gast.example"},
	.reply_to = {.name = "", .address = ""},
	.message_id = "1@gast.example",
	.in_reply_to = "",
	.subject = "Anmeldung zu Eins",
	.date = 1295278682,
	.date_east = 3600,
};

enum { LETTER_LEN = 500 };

/* One of everything that a reading can hold. */
static struct reading *whole_reading(struct arena *a)
{
	static const char *ids[] = {"eins"}, *reasons[] = {"question"};
	static struct evidence evidence[] = {
		{"event", IN_TEXT, 0, 5}, {"event", IN_SUBJECT, 13, 17}};
	static struct request request[] = {{.action = ACTION_REGISTER,
		.event = "eins",
		.seats = 2,
		.stated = STATED_TOTAL,
		.evidence = evidence,
		.evidence_count = 2}};
	static struct request guess[] = {
		{.action = ACTION_REGISTER, .event = "zwei", .delta = -1, .who = "Can Kaya"}};
	static struct attendee attendees[] = {
		{.name = "Änne Müller", .organisation = "Verein", .events = ids, .event_count = 1}};
	static struct date_mention dates[] = {{"2011-02-16", "16.2.", IN_TEXT, 6, 11}};
	static struct need needs[] = {{"access", IN_TEXT, 0, 3}};
	static struct part parts[] = {{"text/plain", "", PART_TEXT, 100, 200}};
	static struct line lines[] = {{.sort = LINE_OWN, .start = 0, .end = 12},
		{.sort = LINE_QUOTE, .start = 13, .end = 20, .answered = true}};
	static struct bounce bounce = {"weg@gast.example", true, "9@office.example"};
	static struct calendar_reply calendar = {.method = "REPLY",
		.uid = "u",
		.attendee = "aenne@gast.example",
		.summary = "Eins",
		.comment = "",
		.begin = 1297875600,
		.text = {"BEGIN:VCALENDAR", 15}};
	struct reading *r = arena_alloc(a, sizeof *r);

	*r = (struct reading){.file = "a.eml",
		.envelope = &envelope,
		.language = "de",
		.disposition = DISPOSITION_ACT_REVIEW,
		.reasons = reasons,
		.reason_count = 1,
		.concerns = true,
		.series = "reihe",
		.requests = {request, 1, 1},
		.guess = {guess, 1, 1},
		.writer = "Änne Müller",
		.attendees = attendees,
		.attendee_count = 1,
		.open = ids,
		.open_count = 1,
		.answer = ANSWER_YES,
		.dates = dates,
		.date_count = 1,
		.needs = needs,
		.need_count = 1,
		.phone = "0231 1",
		.bounce = &bounce,
		.calendar = &calendar,
		.parts = parts,
		.part_count = 1,
		.text = slice_of("Eins! 16.2. \nund so w"),
		.lines = lines,
		.line_count = 2,
		.own_words = slice_of("Eins! 16.2."),
		.rules = "abc",
		.marks = evidence,
		.mark_count = 2};
	return r;
}

static int back(struct arena *a, const json_t *json, struct reading **out, struct err *e)
{
	return reading_from_json(a, json, LETTER_LEN, &envelope, "a.eml", &rules, out, e);
}

static void goes_out_and_comes_back(void **state)
{
	struct arena *a = arena_new();
	json_t *json = reading_to_json(whole_reading(a)), *again;
	struct reading *r = NULL;
	struct err e = {0};

	(void)state;
	assert_int_equal(back(a, json, &r, &e), 0);
	again = reading_to_json(r);
	assert_true(json_equal(json, again));
	assert_string_equal(
		json_string_value(json_object_get(json, "date")), "2011-01-17T16:38:02+01:00");
	assert_string_equal(
		json_string_value(json_object_get(json, "bounce_of")), "weg@gast.example");
	json_decref(json);
	json_decref(again);
	arena_free(&a);
}

/* Byte for byte what jansson writes of the same. */
static void is_written_as_jansson_writes(void **state)
{
	struct arena *a = arena_new();
	struct buf text = {.max = 1024 * 1024};

	(void)state;
	reading_write(&text, whole_reading(a));
	json_t *json = json_loadb(text.p, text.len, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(json);
	char *theirs = json_dumps(json, JSON_COMPACT);
	assert_string_equal(text.p, theirs);
	free(theirs);
	json_decref(json);
	buf_free(&text);
	arena_free(&a);
}

static void writes_any_bytes(void **state)
{
	static const struct {
		struct slice text;
		const char *json;
	} cases[] = {
		{SLICE(""), "\"\""},
		{SLICE("a\"b\\c/d"), "\"a\\\"b\\\\c/d\""},
		{SLICE("\b\f\n\r\t"), "\"\\b\\f\\n\\r\\t\""},
		{SLICE("\0x\x01\x1f\x7f"), "\"\\u0000x\\u0001\\u001F\x7f\""},
		{SLICE("\xc3\xa4\xe2\x80\xa8\xf0\x9f\x98\x80"),
			"\"\xc3\xa4\xe2\x80\xa8\xf0\x9f\x98\x80\""},
		/* a byte alone, a surrogate, an overlong form, a sequence that is cut off */
		{SLICE("a\xe4z"), "\"a?z\""},
		{SLICE("\xed\xa0\x80"), "\"???\""},
		{SLICE("\xc0\xafz"), "\"??z\""},
		{SLICE("z\xf0\x9f\x98"), "\"z???\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = {.max = 1024};
		json_put_text(&b, cases[i].text);
		assert_string_equal(b.p, cases[i].json);
		json_t *json = json_loadb(b.p, b.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
		assert_non_null(json);
		assert_int_equal(json_string_length(json), cases[i].text.len);
		json_decref(json);
		buf_free(&b);
	}
}

static void writes_numbers(void **state)
{
	struct buf b = {.max = 1024};

	(void)state;
	json_begin(&b, '[');
	json_put_number(&b, 0);
	json_put_number(&b, -1);
	json_put_number(&b, INT64_MIN);
	json_put_number(&b, INT64_MAX);
	json_begin(&b, '{');
	json_bool_field(&b, "a", true);
	json_strings_field(&b, "b", NULL, 0);
	buf_puts(&b, "}]");
	assert_string_equal(
		b.p, "[0,-1,-9223372036854775808,9223372036854775807,{\"a\":true,\"b\":[]}]");
	buf_free(&b);
}

/* What is too long is not half a reading. */
static void says_that_it_is_too_long(void **state)
{
	struct arena *a = arena_new();
	struct buf text = {.max = 200};

	(void)state;
	reading_write(&text, whole_reading(a));
	assert_true(text.over);
	buf_free(&text);
	arena_free(&a);
}

/* The envelope is the parent's own: what the child says of it is not looked at. */
static void takes_no_identity_from_the_child(void **state)
{
	struct arena *a = arena_new();
	json_t *json = reading_to_json(whole_reading(a));
	struct reading *r = NULL;
	struct err e = {0};

	(void)state;
	json_object_set_new(json, "from",
		json_pack("{s:s, s:s}", "name", "Chef", "address", "chef@stadt.example"));
	json_object_set_new(json, "message_id", json_string("anders"));
	assert_int_equal(back(a, json, &r, &e), 0);
	assert_ptr_equal(r->envelope, &envelope);
	json_decref(json);
	arena_free(&a);
}

/* PATH ("requests.0.event") set to VALUE (JSON; NULL removes it) must be refused, and the error names FIELD. */
static const struct odd {
	const char *path, *value, *field;
} odds[] = {
	{"disposition", "\"sure\"", "disposition"},
	{"disposition", "\"ignore\"", "requests"},
	{"disposition", "\"review\"", "requests"},
	{"kind", "\"automatic\"", "kind"},
	{"kind", NULL, "kind"},
	{"language", "\"DE; rm\"", "language"},
	{"reasons.0", "\"../../etc\"", "reasons"},
	{"reasons.0", "7", "reasons"},
	{"concerns", "1", "concerns"},
	{"series", "\"andere\"", "series"},
	{"series", "\"\"", "event"},
	{"requests.0.event", "\"drei\"", "event"},
	{"requests.0.event", "null", "event"},
	{"requests.0.action", "\"delete\"", "action"},
	{"requests.0.seats", "0", "seats"},
	{"requests.0.seats", "51", "seats"},
	{"requests.0.seats", "-1", "seats"},
	{"requests.0.seats", "1.5", "seats"},
	{"requests.0.seats", "null", "seats"},
	{"requests.0.delta", "1", "delta"},
	{"requests.0.who", "\"Can\"", "delta"},
	{"requests.0.change", "\"yes\"", "change"},
	{"requests.0.stated", "\"perhaps\"", "stated"},
	{"requests.0.evidence.0.end", "22", "end"},
	{"requests.0.evidence.0.start", "6", "end"},
	{"requests.0.evidence.0.in", "\"header\"", "in"},
	{"requests.0.evidence.1.end", "18", "end"},
	{"requests.0.evidence", "{}", "evidence"},
	{"guess.0.delta", "10000", "delta"},
	{"attendees.0.name", "7", "name"},
	{"attendees.0.events.0", "\"drei\"", "events"},
	{"open.0", "\"drei\"", "open"},
	{"answer", "\"maybe\"", "answer"},
	{"dates.0.span", "[6, 4000]", "end"},
	{"dates.0.span", "7", "start"},
	{"needs.0.what", "\"A B\"", "what"},
	{"bounce.permanent", "\"yes\"", "permanent"},
	{"calendar.begin", "\"now\"", "begin"},
	{"parts.0.end", "501", "end"},
	{"parts.0.start", "300", "end"},
	{"parts.0.role", "\"code\"", "role"},
	{"lines.1.start", "5", "lines"},
	{"lines.1.end", "22", "end"},
	{"lines.0.sort", "\"mine\"", "sort"},
	{"text", "7", "text"},
	{"own_words", NULL, "own_words"},
	{"rules", "\"a b\"", "rules"},
	{"marks", NULL, "marks"},
};

/* Sets what `path` leads to. */
static void mutate(json_t *json, const char *path, const char *value)
{
	char key[64];
	size_t len;

	for (; (len = strcspn(path, ".")) < strlen(path); path += len + 1) {
		snprintf(key, sizeof key, "%.*s", (int)len, path);
		json = json_is_array(json) ? json_array_get(json, (size_t)(key[0] - '0'))
					   : json_object_get(json, key);
		assert_non_null(json);
	}
	json_t *new = value != NULL ? json_loads(value, JSON_DECODE_ANY, NULL) : NULL;
	if (json_is_array(json))
		assert_int_equal(json_array_set_new(json, (size_t)(path[0] - '0'), new), 0);
	else if (new != NULL)
		assert_int_equal(json_object_set_new(json, path, new), 0);
	else
		assert_int_equal(json_object_del(json, path), 0);
}

static void refuses_what_is_odd(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof odds / sizeof *odds; i++) {
		struct arena *a = arena_new();
		json_t *json = reading_to_json(whole_reading(a));
		struct reading *r = NULL;
		struct err e = {0};
		char quoted[80];
		mutate(json, odds[i].path, odds[i].value);
		if (back(a, json, &r, &e) != -1)
			fail_msg("%s = %s was believed", odds[i].path,
				odds[i].value != NULL ? odds[i].value : "(none)");
		snprintf(quoted, sizeof quoted, "'%s'", odds[i].field);
		if (strstr(e.text, quoted) == NULL)
			fail_msg("%s: the error names another field: %s", odds[i].path, e.text);
		json_decref(json);
		arena_free(&a);
	}
}

static void refuses_what_is_no_object(void **state)
{
	struct arena *a = arena_new();
	struct reading *r = NULL;
	struct err e = {0};
	json_t *list = json_array();

	(void)state;
	assert_int_equal(back(a, list, &r, &e), -1);
	assert_int_equal(back(a, NULL, &r, &e), -1);
	json_decref(list);
	arena_free(&a);
}

static const struct {
	const char *json, *error; /* NULL: it is sound */
} contexts[] = {
	{"{\"kind\":\"confirmation\",\"series\":\"reihe\",\"events\":[\"zwei\",\"eins\"]}", NULL},
	{"{\"kind\":\"which-events\",\"series\":\"reihe\",\"events\":[]}", NULL},
	{"{\"kind\":\"confirmation\",\"series\":\"reihe\",\"events\":[\"drei\"]}", "'events'"},
	{"{\"kind\":\"confirmation\",\"series\":\"andere\",\"events\":[]}", "'series'"},
	{"{\"series\":\"reihe\",\"events\":[]}", "'kind'"},
	{"{\"kind\":\"confirmation\",\"series\":\"reihe\",\"events\":[],\"name\":\"x\"}", "'name'"},
	{"[]", "expected an object"},
};

static void contexts_are_checked(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
		struct arena *a = arena_new();
		json_t *json = json_loads(contexts[i].json, 0, NULL);
		struct context *ctx = NULL;
		struct err e = {0};
		int rc = context_from_json(a, json, &rules, &ctx, &e);
		assert_int_equal(rc, contexts[i].error == NULL ? 0 : -1);
		if (rc != 0)
			assert_non_null(strstr(e.text, contexts[i].error));
		else
			assert_string_equal(ctx->series, "reihe");
		json_decref(json);
		arena_free(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goes_out_and_comes_back),
		cmocka_unit_test(is_written_as_jansson_writes),
		cmocka_unit_test(writes_any_bytes),
		cmocka_unit_test(writes_numbers),
		cmocka_unit_test(says_that_it_is_too_long),
		cmocka_unit_test(takes_no_identity_from_the_child),
		cmocka_unit_test(refuses_what_is_odd),
		cmocka_unit_test(refuses_what_is_no_object),
		cmocka_unit_test(contexts_are_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
