#include "compose/view.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "compose/date.h"
#include "compose/text.h"

/* What all functions here need. */
struct viewer {
	struct arena *arena;
	const struct catalogue *c;
	struct err *e;
	json_error_t why;
};

/* json_unpack with the house's errors; `what` is what is unpacked. */
#define UNPACK(v, what, json, ...) \
	(json_unpack_ex((json_t *)(json), &(v)->why, 0, __VA_ARGS__) == 0 \
			? 0 \
			: err_set((v)->e, "the facts of the mail: %s: %s", (what), (v)->why.text))

static const char *link_word(struct viewer *v)
{
	return catalogue_word(v->c, "mail", "link");
}

/* "1 Platz", "2 Plätze"; "" for none. */
static int seats_words(struct viewer *v, json_int_t seats, const char **words)
{
	json_t *data = json_pack("{s:I}", "n", seats);
	int rc = 0;

	*words = "";
	if (seats > 0)
		rc = catalogue_fill(
			v->arena, v->c, "seats", seats == 1 ? "one" : "other", data, words, v->e);
	json_decref(data);
	return rc;
}

/* "A", "A und B", "A, B und C", as the catalogue joins them. */
static int names_words(struct viewer *v, const json_t *names, const char **words)
{
	json_t *item;
	size_t i, left = json_array_size(names);

	*words = "";
	json_array_foreach(names, i, item)
	{
		const char *text = json_string_value(item);
		const char *name =
			text_line(v->arena, slice_of(text), NAME_SHOWN_MAX, link_word(v));
		bool last = --left == 0;
		if (name[0] == '\0' || (*words)[0] == '\0') {
			*words = name[0] == '\0' ? *words : name;
			continue;
		}
		json_t *data = json_pack("{s:s, s:s}", "first", *words, "last", name);
		int rc = catalogue_fill(
			v->arena, v->c, "mail", last ? "two" : "more", data, words, v->e);
		json_decref(data);
		if (rc != 0)
			return -1;
	}
	return 0;
}

/* An item of `understood` or `state`: a new reference, NULL on a fault. */
static json_t *item_view(struct viewer *v, const json_t *fact, const char *what)
{
	const char *action = "register", *title, *begin, *end = "", *place = "", *address = "";
	const char *when, *day, *seats, *names;
	json_int_t n = 0;
	json_t *attendees = NULL;

	if (UNPACK(v, what, fact, "{s?s, s:{s:s, s:s, s?s, s?s, s?s}, s?I, s?o}", "action", &action,
		    "event", "title", &title, "begin", &begin, "end", &end, "place", &place,
		    "address", &address, "seats", &n, "attendees", &attendees) != 0)
		return NULL;
	bool cancel = strcmp(action, "cancel") == 0;
	if (date_words(v->arena, v->c, begin, end, &when, &day, v->e) != 0 ||
		seats_words(v, cancel ? 0 : n, &seats) != 0 ||
		names_words(v, attendees, &names) != 0)
		return NULL;
	return json_pack("{s:b, s:b, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b}", "register", !cancel,
		"cancel", cancel, "title", title, "when", when, "day", day, "place", place,
		"address", address, "seats", seats, "names", names, "complete",
		(json_int_t)json_array_size(attendees) >= n);
}

static json_t *items_view(struct viewer *v, const json_t *facts, const char *what)
{
	json_t *list = json_array(), *fact;
	size_t i;

	json_array_foreach(json_object_get(facts, what), i, fact)
	{
		json_t *item = item_view(v, fact, what);
		if (item == NULL) {
			json_decref(list);
			return NULL;
		}
		json_array_append_new(list, item);
	}
	return list;
}

/* All that they come to: in this series, and behind it in others. */
static json_t *state_view(struct viewer *v, const json_t *facts)
{
	json_t *state = items_view(v, facts, "state");
	json_t *beside = state != NULL ? items_view(v, facts, "beside") : NULL;

	if (beside == NULL) {
		json_decref(state);
		return NULL;
	}
	json_array_extend(state, beside);
	json_decref(beside);
	return state;
}

/* Adds what there are too few seats for, and what could be entered without it. */
static int full_view(struct viewer *v, const json_t *facts, json_t *view)
{
	json_t *full = items_view(v, facts, "full");
	json_t *possible = full != NULL ? items_view(v, facts, "possible") : NULL;

	if (possible == NULL) {
		json_decref(full);
		return -1;
	}
	json_object_set_new(view, "crowded", json_boolean(json_array_size(full) > 0));
	json_object_set_new(view, "full", full);
	json_object_set_new(view, "feasible", json_boolean(json_array_size(possible) > 0));
	json_object_set_new(view, "possible", possible);
	return 0;
}

/* The events of which to choose, numbered as they stand: an answer names them so. */
static json_t *choices_view(struct viewer *v, const json_t *facts)
{
	json_t *list = json_array(), *event;
	size_t i;

	json_array_foreach(json_object_get(facts, "choices"), i, event)
	{
		json_t *fact = json_pack("{s:O}", "event", event);
		json_t *item = item_view(v, fact, "choices");
		json_decref(fact);
		if (item == NULL) {
			json_decref(list);
			return NULL;
		}
		json_object_set_new(item, "number", json_integer((json_int_t)i + 1));
		json_array_append_new(list, item);
	}
	return list;
}

/* What waits for a person, and what is wrong; for staff alone. */
static json_t *staff_list(
	struct viewer *v, const json_t *facts, const char *key, const char *group, const char *id)
{
	json_t *list = json_array(), *fact;
	size_t i;

	json_array_foreach(json_object_get(facts, key), i, fact)
	{
		const char *since, *begin = json_string_value(json_object_get(fact, "since"));
		const char *what = json_string_value(json_object_get(fact, id));
		json_t *item = json_deep_copy(fact);
		if (begin == NULL || what == NULL ||
			date_words(v->arena, v->c, begin, "", &since, NULL, v->e) != 0) {
			json_decref(item);
			json_decref(list);
			return NULL;
		}
		json_object_set_new(item, id, json_string(catalogue_word(v->c, group, what)));
		json_object_set_new(item, "since", json_string(since));
		if (json_object_get(item, "why") == NULL)
			json_object_set_new(item, "why", json_string(""));
		json_array_append_new(list, item);
	}
	return list;
}

/* Adds what the mail to staff has beside all others. */
static int staff_view(struct viewer *v, const json_t *facts, json_t *view)
{
	json_int_t count = json_integer_value(json_object_get(facts, "count"));
	json_t *waiting = staff_list(v, facts, "waiting", "reasons", "reason");
	json_t *alarms = waiting != NULL ? staff_list(v, facts, "alarms", "alarm", "what") : NULL;

	if (alarms == NULL) {
		json_decref(waiting);
		return v->e->text[0] != '\0' ? -1 : err_set(v->e, "the facts for staff: no list");
	}
	json_int_t more = count - (json_int_t)json_array_size(waiting);
	json_int_t calls = json_integer_value(json_object_get(facts, "calls"));
	json_t *call_events = json_deep_copy(json_object_get(facts, "call_events"));
	json_t *staff = json_pack("{s:I, s:I, s:b, s:b, s:b, s:o, s:o, s:b, s:b, s:I, s:o}",
		"count", count, "more", more, "waits", count > 0, "one_waits", count == 1,
		"alarmed", json_array_size(alarms) > 0, "waiting", waiting, "alarms", alarms,
		"calls", calls > 0, "one_call", calls == 1, "call_count", calls, "call_events",
		call_events != NULL ? call_events : json_array());
	json_object_update(view, staff);
	json_decref(staff);
	return 0;
}

/* One change of an event: what it is now, and where that differs what it was. */
static json_t *notice_view(struct viewer *v, const json_t *notice)
{
	json_t *before = json_object_get(notice, "before"),
	       *after = json_object_get(notice, "after");
	bool off = !json_is_object(after);
	json_t *was_fact = json_pack("{s:O}", "event", before);
	json_t *is_fact = json_pack("{s:O}", "event", off ? before : after);
	json_t *was = item_view(v, was_fact, "notices"), *is = NULL, *item = NULL;

	if (was != NULL)
		is = item_view(v, is_fact, "notices");
	if (is != NULL) {
		static const char *const fields[] = {"title", "when", "place", "address"};
		bool same[4];
		for (size_t i = 0; i < 4; i++)
			same[i] = json_equal(
				json_object_get(was, fields[i]), json_object_get(is, fields[i]));
		item = json_pack("{s:O, s:O, s:O, s:O, s:O, s:O, s:b, s:b, s:b, s:b}", "title",
			json_object_get(is, "title"), "when", json_object_get(is, "when"), "place",
			json_object_get(is, "place"), "address", json_object_get(is, "address"),
			"former", json_object_get(was, "title"), "was",
			json_object_get(was, "when"), "off", off, "renamed", !same[0], "moved",
			!same[1], "elsewhere", !same[2] || !same[3]);
	}
	json_decref(was);
	json_decref(is);
	json_decref(was_fact);
	json_decref(is_fact);
	return item;
}

static json_t *notices_view(struct viewer *v, const json_t *facts)
{
	json_t *list = json_array(), *notice;
	size_t i;

	json_array_foreach(json_object_get(facts, "notices"), i, notice)
	{
		json_t *item = notice_view(v, notice);
		if (item == NULL) {
			json_decref(list);
			return NULL;
		}
		json_array_append_new(list, item);
	}
	return list;
}

/* Reasons are for staff; only those with a hint of their own are told to the writer, each once. */
static json_t *hints_view(struct viewer *v, const json_t *reasons)
{
	json_t *list = json_array(), *reason;
	size_t i;

	json_array_foreach(reasons, i, reason)
	{
		const char *hint = catalogue_sentence(v->c, "hints",
			json_string_value(reason) != NULL ? json_string_value(reason) : "");
		bool said = false;
		for (size_t k = 0; hint != NULL && k < json_array_size(list); k++)
			said = said ||
				strcmp(json_string_value(json_array_get(list, k)), hint) == 0;
		if (hint != NULL && !said)
			json_array_append_new(list, json_string(hint));
	}
	return list;
}

/* The own words' lines: without empty ones at both ends, at most QUOTE_LINES_MAX; "…" ends what was
 * cut. */
static json_t *quote_view(struct viewer *v, const char *quote)
{
	struct slice rest = slice_trim(slice_of(quote)), line;
	json_t *list = json_array();

	while (json_array_size(list) < QUOTE_LINES_MAX && slice_line(&rest, &line)) {
		const char *text = text_line(v->arena, line, QUOTE_BYTES_MAX, link_word(v));
		json_array_append_new(list, json_string(text));
	}
	if (slice_trim(rest).len > 0)
		json_array_append_new(list, json_string("…"));
	return list;
}

json_t *view_make(struct arena *a, const json_t *facts, const struct identity *who,
	const struct catalogue *c, struct err *e)
{
	struct viewer v = {.arena = a, .c = c, .e = e};
	const char *name, *quote, *title = "", *organiser = who->name, *occasion = "letter";
	json_t *understood, *state, *choices, *notices, *reasons, *series;
	int changed, question, pending = 0, entered = 0;

	if (UNPACK(&v, "the mail", facts,
		    "{s?s, s:{s:s}, s:o, s:o, s:o, s:b, s:b, s?b, s?b, s:o, s:s}", "occasion",
		    &occasion, "salutation", "name", &name, "series", &series, "understood",
		    &understood, "state", &state, "changed", &changed, "question", &question,
		    "pending", &pending, "entered", &entered, "reasons", &reasons, "quote",
		    &quote) != 0)
		return NULL;
	if (!json_is_null(series) &&
		UNPACK(&v, "the series", series, "{s:s, s:s}", "title", &title, "organiser",
			&organiser) != 0)
		return NULL;
	understood = items_view(&v, facts, "understood");
	state = understood != NULL ? state_view(&v, facts) : NULL;
	choices = state != NULL ? choices_view(&v, facts) : NULL;
	notices = choices != NULL ? notices_view(&v, facts) : NULL;
	if (notices == NULL) {
		json_decref(choices);
		json_decref(understood);
		json_decref(state);
		return NULL;
	}
	size_t n = json_array_size(state);
	json_t *lines = quote_view(&v, quote);
	json_t *view = json_pack(
		"{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:b, s:o, s:o, s:b, s:b, s:b, s:b, s:b, s:b, s:o, "
		"s:b, s:o, s:o, s:b, s:o}",
		"name", text_name(a, slice_of(name)), "organiser", organiser, "series", title,
		"person", who->person, "phone", who->phone, "email", who->address, "called",
		strcmp(occasion, "call") == 0, "entered", entered || strcmp(occasion, "call") == 0,
		"asked", json_array_size(understood) > 0, "understood", understood, "state", state,
		"registered", n > 0, "one", n == 1, "several", n > 1, "changed", changed,
		"question", question, "pending", pending, "hints", hints_view(&v, reasons),
		"quoted", json_array_size(lines) > 0, "quote", lines, "choices", choices, "changes",
		json_array_size(notices) > 1, "notices", notices);
	static const char *const own[] = {"greeted", "closed"};
	for (size_t i = 0; view != NULL && i < 2; i++)
		json_object_set_new(
			view, own[i], json_boolean(json_is_true(json_object_get(facts, own[i]))));
	if (view != NULL && full_view(&v, facts, view) != 0) {
		json_decref(view);
		return NULL;
	}
	const json_t *staff = json_object_get(facts, "staff"),
		     *text = json_object_get(facts, "text");
	if (view != NULL && text != NULL)
		json_object_set(view, "text", (json_t *)text);
	if (view != NULL && staff != NULL && staff_view(&v, staff, view) != 0) {
		json_decref(view);
		return NULL;
	}
	if (view == NULL)
		err_set(e, "the office's name, person or phone is no valid UTF-8");
	return view;
}
