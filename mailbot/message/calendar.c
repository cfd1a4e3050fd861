#include "message/calendar.h"

#include <libical/ical.h>
#include <string.h>

#include "base/limits.h"
#include "rules/series.h"

/* One copy of a library's text; "" for none. */
static const char *copy(struct arena *a, const char *text)
{
	if (text == NULL)
		return "";
	return arena_string(a, mime_clean(a, slice_of(text)));
}

/* "mailto:anna@example.org" → the address; "" where it is none. */
static const char *attendee_address(struct arena *a, const char *uri)
{
	struct slice text = slice_trim(slice_of(uri));

	if (slice_starts_ci(text, "mailto:"))
		text = slice_trim(slice_from(text, 7));
	return address_valid(text) ? arena_string(a, text) : "";
}

/* Google's word for those whom the attendee brings along: how many, no rule of ours says. */
static bool brings_guests(icalproperty *attendee)
{
	for (icalparameter *p = icalproperty_get_first_parameter(attendee, ICAL_X_PARAMETER);
		p != NULL; p = icalproperty_get_next_parameter(attendee, ICAL_X_PARAMETER)) {
		const char *name = icalparameter_get_xname(p);
		const char *value = icalparameter_get_xvalue(p);

		if (name != NULL && strcasecmp(name, "X-NUM-GUESTS") == 0 && value != NULL &&
			strcmp(value, "0") != 0)
			return true;
	}
	return false;
}

static enum partstat partstat_of(icalproperty *attendee)
{
	icalparameter *p = icalproperty_get_first_parameter(attendee, ICAL_PARTSTAT_PARAMETER);

	if (icalproperty_get_next_parameter(attendee, ICAL_PARTSTAT_PARAMETER) != NULL ||
		brings_guests(attendee))
		return PARTSTAT_OTHER;
	switch (p != NULL ? icalparameter_get_partstat(p) : ICAL_PARTSTAT_NONE) {
	case ICAL_PARTSTAT_ACCEPTED: return PARTSTAT_ACCEPTED;
	case ICAL_PARTSTAT_DECLINED: return PARTSTAT_DECLINED;
	case ICAL_PARTSTAT_TENTATIVE: return PARTSTAT_TENTATIVE;
	default: return PARTSTAT_OTHER;
	}
}

static void read_attendees(struct arena *a, icalcomponent *event, struct calendar_reply *c)
{
	size_t count = 0;

	for (icalproperty *p = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY);
		p != NULL; p = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY)) {
		c->attendee = attendee_address(a, icalproperty_get_attendee(p));
		c->partstat = partstat_of(p);
		count++;
	}
	if (count > 1) {
		c->attendee = "";
		c->partstat = PARTSTAT_OTHER;
	}
}

/* Whether a part of a zone goes on for ever, the same every year, and on a day that every year has. */
static bool yearly(icalcomponent *observance)
{
	icalproperty *p = icalcomponent_get_first_property(observance, ICAL_RRULE_PROPERTY);
	struct icalrecurrencetype rule;

	if (p == NULL || icalcomponent_count_properties(observance, ICAL_RRULE_PROPERTY) > 1 ||
		icalcomponent_count_properties(observance, ICAL_RDATE_PROPERTY) > 0 ||
		icalcomponent_count_properties(observance, ICAL_EXDATE_PROPERTY) > 0)
		return false;
	rule = icalproperty_get_rrule(p);
	return rule.freq == ICAL_YEARLY_RECURRENCE && rule.interval == 1 && rule.count == 0 &&
		icaltime_is_null_time(rule.until) &&
		icalcomponent_get_dtstart(observance).day <= 28;
}

/*
 * Lets the zones that a calendar brings along begin two years before its event, where all of a zone
 * goes on for ever: libical counts their changes one by one from where they begin, which is 1601 in
 * calendars of Outlook.
 */
static void shorten_zones(icalcomponent *root, int year)
{
	icalcomponent *zone, *part;

	for (zone = icalcomponent_get_first_component(root, ICAL_VTIMEZONE_COMPONENT); zone != NULL;
		zone = icalcomponent_get_next_component(root, ICAL_VTIMEZONE_COMPONENT)) {
		bool all = true;

		for (part = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT);
			part != NULL;
			part = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT))
			all = all && yearly(part);
		for (part = icalcomponent_get_first_component(zone, ICAL_ANY_COMPONENT);
			part != NULL && all;
			part = icalcomponent_get_next_component(zone, ICAL_ANY_COMPONENT)) {
			struct icaltimetype begin = icalcomponent_get_dtstart(part);

			begin.year = begin.year < year - 2 ? year - 2 : begin.year;
			icalcomponent_set_dtstart(part, begin);
		}
	}
}

/* A time in a zone that the calendar names and does not bring along: one of ours; 0: it is none of
 * them. libical has zones of its own, but in files, which are out of reach here: it would take such a
 * time for UTC. */
static int64_t begin_in(const struct rules *rules, const char *zone, const struct icaltimetype *t)
{
	struct civil c = {t->year, t->month, t->day, t->hour, t->minute, t->second};

	for (size_t i = 0; i < rules->series_count; i++)
		if (strcmp(zone_name(rules->series[i]->zone), zone) == 0)
			return zone_utc(rules->series[i]->zone, c);
	return 0;
}

/* UTC, or in a zone that the calendar itself brings along, or in one of ours. */
static int64_t begin_of(icalcomponent *root, icalcomponent *event, const struct rules *rules)
{
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
	struct icaltimetype t;
	icalparameter *named;
	icaltimezone *zone;

	if (p == NULL)
		return 0;
	t = icalproperty_get_dtstart(p);
	if (icaltime_is_null_time(t) || icaltime_is_date(t))
		return 0;
	if (icaltime_is_utc(t))
		return (int64_t)icaltime_as_timet_with_zone(t, t.zone);
	named = icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER);
	if (named == NULL || icalparameter_get_tzid(named) == NULL)
		return 0;
	zone = icalcomponent_get_timezone(root, icalparameter_get_tzid(named));
	if (zone == NULL)
		return begin_in(rules, icalparameter_get_tzid(named), &t);
	shorten_zones(root, t.year);
	return (int64_t)icaltime_as_timet_with_zone(t, zone);
}

/* DTSTART's own digits: "20110216T180000", "20110216" for a whole day; behind the name of their zone
 * where nobody knows (`begin` is 0) how late it is there. */
static const char *start_of(struct arena *a, icalcomponent *event, int64_t begin)
{
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
	icalparameter *zone;
	struct icaltimetype t;

	if (p == NULL)
		return "";
	t = icalproperty_get_dtstart(p);
	if (icaltime_is_null_time(t))
		return "";
	if (t.is_date)
		return arena_printf(a, "%04d%02d%02d", t.year, t.month, t.day);
	zone = icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER);
	return arena_printf(a, "%s%s%04d%02d%02dT%02d%02d%02d",
		zone != NULL && begin == 0 ? copy(a, icalparameter_get_tzid(zone)) : "",
		zone != NULL && begin == 0 ? ":" : "", t.year, t.month, t.day, t.hour, t.minute,
		t.second);
}

/* Whether it answers one occurrence of several, or says twice when it is: ours are single. */
static bool is_other(icalcomponent *event)
{
	return icalcomponent_count_properties(event, ICAL_DTSTART_PROPERTY) > 1 ||
		icalcomponent_count_properties(event, ICAL_RECURRENCEID_PROPERTY) > 0 ||
		icalcomponent_count_properties(event, ICAL_RRULE_PROPERTY) > 0;
}

static const char *text_of(struct arena *a, icalcomponent *event, icalproperty_kind kind)
{
	icalproperty *p = icalcomponent_get_first_property(event, kind);
	icalvalue *value = p != NULL ? icalproperty_get_value(p) : NULL;

	if (value == NULL || icalvalue_isa(value) != ICAL_TEXT_VALUE)
		return "";
	return arena_string(a, slice_trim(slice_of(copy(a, icalvalue_get_text(value)))));
}

/* Lines are bounded before libical sees them: a property with 50,000 parameters takes it 9 s. */
static bool bounded(struct slice text)
{
	size_t unfolded = 0, marks = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.p[i];

		if (c == '\n' &&
			!(i + 1 < text.len && (text.p[i + 1] == ' ' || text.p[i + 1] == '\t')))
			unfolded = marks = 0;
		else
			unfolded++;
		marks += c == ';' || c == ',';
		if (unfolded > CALENDAR_LINE_MAX || marks > CALENDAR_MARKS_MAX)
			return false;
	}
	return true;
}

struct calendar_reply *calendar_read(
	struct arena *a, const struct mime_part *part, const struct rules *rules)
{
	struct calendar_reply *c = arena_alloc(a, sizeof *c);
	bool more = false;
	icalcomponent *root, *event = NULL;
	icalproperty *method;

	*c = (struct calendar_reply){.method = part->method,
		.uid = "",
		.attendee = "",
		.partstat = PARTSTAT_OTHER,
		.summary = "",
		.start = "",
		.comment = "",
		.text = mime_text(a, part, TEXT_BYTES_MAX, &more)};
	if (more || !bounded(c->text) || slice_find_ci(c->text, "BEGIN:VCALENDAR") < 0)
		return c;
	icalerror_set_errors_are_fatal(false);
	root = icalparser_parse_string(arena_string(a, c->text));
	if (root == NULL)
		return c;
	event = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
	method = icalcomponent_get_first_property(root, ICAL_METHOD_PROPERTY);
	if (method != NULL)
		c->method = copy(a, icalproperty_get_value_as_string(method));
	/* a proposal, whatever is said within */
	if (slice_is_ci(slice_of(part->method), "COUNTER"))
		c->method = "COUNTER";
	if (event != NULL) {
		c->uid = copy(a, icalcomponent_get_uid(event));
		read_attendees(a, event, c);
		c->summary = text_of(a, event, ICAL_SUMMARY_PROPERTY);
		c->comment = text_of(a, event, ICAL_COMMENT_PROPERTY);
		c->begin = begin_of(root, event, rules);
		c->start = start_of(a, event, c->begin);
		/* which of two answers, to which of two events? */
		if (is_other(event) ||
			icalcomponent_count_components(root, ICAL_VEVENT_COMPONENT) > 1 ||
			icalcomponent_count_properties(root, ICAL_METHOD_PROPERTY) > 1)
			c->partstat = PARTSTAT_OTHER;
	}
	icalcomponent_free(root);
	return c;
}
