#include "rules/series.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "rules/xml.h"

enum { RETENTION_MONTHS = 3 };

/* What the work on one file needs everywhere. */
struct compiling {
	struct arena *arena;
	struct problems *problems;
	struct series *series;
	size_t faults;
	bool nameless; /* a sort's id is refused: any may be meant by it */
};

#define FAULT(c, place, ...) ((c)->faults++, problem_add((c)->problems, (place), __VA_ARGS__))

/* A number of the fixed form that the schema has checked. */
static int digits(const char *text, size_t at, size_t count)
{
	long n = 0;

	slice_number(slice_head(slice_from(slice_of(text), at), count), 9999, &n);
	return (int)n;
}

/* "YYYY-MM-DD" and "HH:MM" */
static struct civil civil_of(const char *date, const char *time)
{
	return (struct civil){digits(date, 0, 4), digits(date, 5, 2), digits(date, 8, 2),
		digits(time, 0, 2), digits(time, 3, 2), 0};
}

static const char *show(struct arena *a, struct civil c)
{
	return arena_printf(
		a, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
}

static void add_names(struct compiling *c, const xmlNode *node, struct names *into)
{
	struct xml_pieces pieces = xml_split(node, '|');
	const char *language = xml_attr(node, "language");

	for (size_t i = 0; i < pieces.count; i++)
		ARENA_PUSH(c->arena, into->items, into->count, into->room,
			(struct named){pieces.items[i].text, language, pieces.items[i].place});
	if (pieces.count == 0 && !xml_refused(node))
		FAULT(c, xml_place(node), "<%s> holds no name, expected at least one", node->name);
}

static void compile_sorts(struct compiling *c, const xmlNode *root)
{
	struct series *s = c->series;
	size_t room = 0;

	XML_EACH(node, root, "sort")
	{
		if (xml_attr(node, "id") == NULL) {
			c->nameless = true;
			continue;
		}
		struct event_sort sort = {.id = xml_attr(node, "id"), .place = xml_place(node)};
		ARENA_PUSH(c->arena, sort.singular.items, sort.singular.count, sort.singular.room,
			(struct named){sort.id, NULL, sort.place});
		XML_EACH(names, node, NULL)
		add_names(c, names, xml_is(names, "plural") ? &sort.plural : &sort.singular);
		ARENA_PUSH(c->arena, s->sorts, s->sort_count, room, sort);
	}
}

static const char *event_id(const xmlNode *node)
{
	return xml_attr_or(node, "id", "?");
}

static const struct event_sort *find_sort(struct compiling *c, const xmlNode *node)
{
	const struct series *s = c->series;
	const char *wanted = xml_attr(node, "sort"), *known = NULL;

	if (wanted == NULL)
		return NULL;
	for (size_t i = 0; i < s->sort_count; i++) {
		if (strcmp(s->sorts[i].id, wanted) == 0)
			return &s->sorts[i];
		known = known == NULL ? s->sorts[i].id
				      : arena_printf(c->arena, "%s, %s", known, s->sorts[i].id);
	}
	if (c->nameless || known == NULL)
		return NULL;
	FAULT(c, xml_place(node),
		"event '%s': there is no sort '%s' in this file, expected one of %s",
		event_id(node), wanted, known);
	return NULL;
}

/* A time that the change of the clock skips is nobody's intention. */
static int64_t moment(struct compiling *c, const struct event *e, struct civil when)
{
	int64_t utc = zone_utc(c->series->zone, when);
	struct civil shown = zone_civil(c->series->zone, utc);

	if (shown.hour != when.hour || shown.minute != when.minute || shown.day != when.day)
		FAULT(c, e->place,
			"event '%s': there is no %s in %s, since the clock is put forward then, "
			"expected another time",
			e->id, show(c->arena, when), zone_name(c->series->zone));
	return utc;
}

/* Whether its times are known: in a file with mistakes they may not be. */
static bool timed(const struct event *e)
{
	return e->end_utc != 0;
}

/* "2011-02-14", which is its last second, or "2011-02-14 12:00". */
static void compile_deadline(struct compiling *c, struct event *e, const char *text)
{
	if (text == NULL)
		return;
	struct civil when = civil_of(text, strlen(text) > 10 ? text + 11 : "23:59");
	if (!civil_valid_date(when.year, when.month, when.day)) {
		FAULT(c, e->place,
			"event '%s': attribute 'deadline' is '%s', expected a day that exists",
			e->id, text);
		return;
	}
	if (strlen(text) == 10)
		when.second = 59;
	e->deadline = moment(c, e, when);
	if (timed(e) && e->deadline > e->end_utc)
		FAULT(c, e->place,
			"event '%s': the deadline %s comes after its end %s, expected one before it",
			e->id, text, show(c->arena, e->end));
}

static void compile_times(struct compiling *c, struct event *e, const xmlNode *node)
{
	const char *date = xml_attr(node, "date"), *end_date = xml_attr_or(node, "end-date", date);
	const char *begin = xml_attr(node, "begin"), *end = xml_attr(node, "end");

	if (date != NULL && begin != NULL && end_date != NULL && end != NULL) {
		e->begin = civil_of(date, begin);
		e->end = civil_of(end_date, end);
		e->begin_utc = moment(c, e, e->begin);
		e->end_utc = moment(c, e, e->end);
		if (e->end_utc <= e->begin_utc)
			FAULT(c, e->place,
				"event '%s' ends at %s, expected an end after its begin at %s%s",
				e->id, show(c->arena, e->end), show(c->arena, e->begin),
				end_date == date
					? " (where it ends on another day, `end-date` says so)"
					: "");
	}
	compile_deadline(c, e, xml_attr(node, "deadline"));
}

static struct event compile_event(struct compiling *c, const xmlNode *node)
{
	struct event e = {.id = event_id(node),
		.title = xml_child_text(node, "title"),
		.venue = xml_child_text(node, "place"),
		.address = xml_child_text(node, "address"),
		.seats = (int)xml_attr_number(node, "seats", 0),
		.place = xml_place(node)};

	if (e.title == NULL)
		e.title = "";
	if (e.venue == NULL)
		e.venue = "";
	if (e.address == NULL)
		e.address = "";
	e.sort = find_sort(c, node);
	XML_EACH(names, node, "names")
	add_names(c, names, &e.names);
	compile_times(c, &e, node);
	return e;
}

static int by_begin(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->begin_utc != y->begin_utc)
		return x->begin_utc < y->begin_utc ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* Nobody can tell two events apart that have title and day in common. */
static void check_titles(struct compiling *c)
{
	const struct series *s = c->series;

	for (size_t i = 0; i < s->event_count; i++)
		for (size_t j = 0; j < i; j++) {
			const struct event *x = &s->events[i], *y = &s->events[j];
			const struct event *late = x->place.line > y->place.line ? x : y;
			if (!timed(x) || !timed(y) ||
				!slice_eq_ci(slice_of(x->title), slice_of(y->title)) ||
				x->begin.year != y->begin.year ||
				x->begin.month != y->begin.month || x->begin.day != y->begin.day)
				continue;
			FAULT(c, late->place,
				"event '%s' has title and day of event '%s' in line %d, expected another "
				"title or another day",
				late->id, late == x ? y->id : x->id,
				late == x ? y->place.line : x->place.line);
		}
}

static void compile_events(struct compiling *c, const xmlNode *root)
{
	struct series *s = c->series;
	size_t room = 0;

	XML_EACH(node, root, "event")
	ARENA_PUSH(c->arena, s->events, s->event_count, room, compile_event(c, node));
	if (s->event_count > SERIES_EVENTS_MAX)
		FAULT(c, s->place, "the series has %zu events, expected at most %d", s->event_count,
			SERIES_EVENTS_MAX);
	if (s->event_count > 0)
		qsort(s->events, s->event_count, sizeof *s->events, by_begin);
	check_titles(c);
}

static struct civil months_later(struct civil day, int months)
{
	int month = day.month - 1 + months;
	struct civil c = {.year = day.year + month / 12, .month = month % 12 + 1, .day = day.day};

	while (!civil_valid_date(c.year, c.month, c.day))
		c.day--;
	return c;
}

static void compile_retention(struct compiling *c, const xmlNode *root)
{
	struct series *s = c->series;
	const xmlNode *node = xml_child(root, "retention");
	const struct event *last = &s->events[0];

	for (size_t i = 1; i < s->event_count; i++)
		if (s->events[i].end_utc > last->end_utc)
			last = &s->events[i];
	if (s->event_count == 0 || !timed(last))
		return;
	if (node == NULL) {
		s->retention = months_later(last->end, RETENTION_MONTHS);
		return;
	}
	if (xml_attr(node, "date") == NULL)
		return;
	s->retention = civil_of(xml_attr(node, "date"), "00:00");
	if (civil_days(s->retention.year, s->retention.month, s->retention.day) <=
		civil_days(last->end.year, last->end.month, last->end.day))
		FAULT(c, xml_place(node),
			"persons would be forgotten on %s, before the last event is over, expected a "
			"day after %.10s",
			xml_attr(node, "date"), show(c->arena, last->end));
}

/* `at` has the form that the schema has checked. */
static struct reminder compile_reminder(struct compiling *c, const xmlNode *node)
{
	const char *at = xml_attr(node, "at");
	struct reminder r = {.days = (int)xml_attr_number(node, "days", 1),
		.hour = digits(at, 0, 2),
		.minute = digits(at, 3, 2)};

	if (r.hour < CIVIL_HOUR_FIRST || r.hour > CIVIL_HOUR_LAST)
		FAULT(c, xml_place(node),
			"a reminder at %s would come at night, expected a time from %02d:00 to %d:59",
			at, CIVIL_HOUR_FIRST, CIVIL_HOUR_LAST);
	for (size_t i = 0; i < c->series->reminder_count; i++)
		if (c->series->reminders[i].days == r.days)
			FAULT(c, xml_place(node),
				"a reminder %d working days before is there already, expected one",
				r.days);
	return r;
}

static void compile_reminders(struct compiling *c, const xmlNode *root)
{
	const xmlNode *node = xml_child(root, "reminders");
	struct series *s = c->series;
	size_t room = 0;

	if (node == NULL) {
		ARENA_PUSH(c->arena, s->reminders, s->reminder_count, room,
			(struct reminder){.days = 1, .hour = 10});
		return;
	}
	XML_EACH(child, node, "reminder")
	{
		if (xml_refused(child))
			continue;
		struct reminder r = compile_reminder(c, child);
		ARENA_PUSH(c->arena, s->reminders, s->reminder_count, room, r);
	}
}

static void compile_head(struct compiling *c, const xmlNode *root)
{
	struct series *s = c->series;
	const xmlNode *organiser = xml_child(root, "organiser");
	struct zone *zone = NULL;
	struct err e = {""};
	size_t room = 0;

	s->id = xml_attr(root, "id");
	s->title = xml_child_text(root, "title");
	if (organiser != NULL) {
		s->organiser = xml_text(organiser);
		s->inbox = xml_attr(organiser, "inbox");
	}
	s->place = xml_place(root);
	XML_EACH(subject, root, "subject")
	ARENA_PUSH(c->arena, s->subjects, s->subject_count, room, xml_text(subject));
	if (zone_load(c->arena, xml_attr_or(root, "zone", "UTC"), &zone, &e) != 0) {
		FAULT(c, s->place, "%s", e.text);
		/* A stand-in, so that the rest is looked at all the same. */
		zone_load(c->arena, "UTC", &zone, &e);
	}
	s->zone = zone;
}

int series_compile(struct arena *a, const struct rule_file *file, const struct rule_file *schema,
	const struct series **out, struct problems *problems)
{
	struct compiling c = {.arena = a, .problems = problems};
	bool sound;
	xmlDoc *doc = xml_read(a, file, schema, &sound, problems);
	const xmlNode *root = doc != NULL ? xml_root(doc) : NULL;

	if (root == NULL || !xml_is(root, "series")) {
		xml_free(&doc);
		return -1;
	}
	c.series = arena_alloc(a, sizeof *c.series);
	c.series->xml = file->bytes;
	compile_head(&c, root);
	compile_sorts(&c, root);
	if (c.series->zone != NULL) {
		compile_events(&c, root);
		compile_retention(&c, root);
		compile_reminders(&c, root);
	}
	xml_free(&doc);
	if (c.faults > 0 || !sound)
		return -1;
	*out = c.series;
	return 0;
}

int series_check_all(const struct series *const *all, size_t count, struct problems *problems)
{
	size_t faults = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++) {
			const struct series *s = all[i], *other = all[j];
			if (strcmp(s->id, other->id) == 0) {
				faults++;
				problem_add(problems, s->place,
					"series '%s' is there already (%s:%d), expected another id",
					s->id, other->place.file, other->place.line);
			}
			for (size_t k = 0; k < s->event_count; k++) {
				const struct event *twin = series_event(other, s->events[k].id);
				if (twin == NULL)
					continue;
				faults++;
				problem_add(problems, s->events[k].place,
					"event '%s' is there already (%s:%d), expected an id that no "
					"other series uses",
					twin->id, twin->place.file, twin->place.line);
			}
		}
	return faults == 0 ? 0 : -1;
}

const struct event *series_event(const struct series *s, const char *id)
{
	for (size_t i = 0; i < s->event_count; i++)
		if (strcmp(s->events[i].id, id) == 0)
			return &s->events[i];
	return NULL;
}
