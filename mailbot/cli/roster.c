#include "cli/roster.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "cli/house.h"
#include "message/header.h"
#include "reading/people/name.h"
#include "rules/fold.h"

/* What offices write above their columns. */
static const struct {
	const char *heading;
	enum roster_column column;
} headings[] = {
	{"name", ROSTER_NAME},
	{"vor- und nachname", ROSTER_NAME},
	{"vorname", ROSTER_FIRST},
	{"first name", ROSTER_FIRST},
	{"nachname", ROSTER_LAST},
	{"familienname", ROSTER_LAST},
	{"last name", ROSTER_LAST},
	{"surname", ROSTER_LAST},
	{"e-mail", ROSTER_ADDRESS},
	{"email", ROSTER_ADDRESS},
	{"mail", ROSTER_ADDRESS},
	{"e-mail-adresse", ROSTER_ADDRESS},
	{"emailadresse", ROSTER_ADDRESS},
	{"mailadresse", ROSTER_ADDRESS},
	{"e-mail address", ROSTER_ADDRESS},
	{"email address", ROSTER_ADDRESS},
	{"address", ROSTER_ADDRESS},
	{"adresse", ROSTER_ADDRESS},
	{"veranstaltung", ROSTER_EVENT},
	{"veranstaltungen", ROSTER_EVENT},
	{"kürzel", ROSTER_EVENT},
	{"termin", ROSTER_EVENT},
	{"event", ROSTER_EVENT},
	{"events", ROSTER_EVENT},
	{"plätze", ROSTER_SEATS},
	{"anzahl", ROSTER_SEATS},
	{"personenzahl", ROSTER_SEATS},
	{"seats", ROSTER_SEATS},
	{"places", ROSTER_SEATS},
	{"personen", ROSTER_ATTENDEES},
	{"teilnehmende", ROSTER_ATTENDEES},
	{"teilnehmer", ROSTER_ATTENDEES},
	{"namen", ROSTER_ATTENDEES},
	{"people", ROSTER_ATTENDEES},
	{"attendees", ROSTER_ATTENDEES},
	{"telefon", ROSTER_PHONE},
	{"tel", ROSTER_PHONE},
	{"tel.", ROSTER_PHONE},
	{"telefonnummer", ROSTER_PHONE},
	{"phone", ROSTER_PHONE},
	{"telephone", ROSTER_PHONE},
	{"organisation", ROSTER_ORGANISATION},
	{"organization", ROSTER_ORGANISATION},
	{"institution", ROSTER_ORGANISATION},
	{"einrichtung", ROSTER_ORGANISATION},
	{"verein", ROSTER_ORGANISATION},
	{"bemerkung", ROSTER_NOTE},
	{"bemerkungen", ROSTER_NOTE},
	{"notiz", ROSTER_NOTE},
	{"note", ROSTER_NOTE},
	{"remark", ROSTER_NOTE},
	{"bedürfnisse", ROSTER_NEEDS},
	{"needs", ROSTER_NEEDS},
};

struct rosterer {
	struct arena *arena;
	const struct rules *rules;
	struct roster *out;
	int at[ROSTER_COLUMNS]; /* which cell; -1: there is no such column */
	const char *event; /* of all rows; NULL */
};

static void fault(struct rosterer *r, int line, const char *id, const char *text, const char *near)
{
	ARENA_PUSH(r->arena, r->out->faults, r->out->fault_count, r->out->fault_room,
		(struct roster_fault){line, id, text, near});
}

/* ---- the heading ---- */

/* The words of a text: folded, without quotation marks, hyphens and what else stands between. */
static const char *words_of(struct arena *a, const char *text)
{
	struct slice rest = fold_key(a, slice_of(text));
	struct buf b = {.max = rest.len + 1};
	const char *out;
	size_t len;

	while (rest.len > 0) {
		int32_t c = utf8_decode(rest, &len);
		bool letter = c >= 0x80
			? c != 0xab && c != 0xbb && (c < 0x2010 || c > 0x206f)
			: slice_find(SLICE("abcdefghijklmnopqrstuvwxyz0123456789"), (char)c) >= 0;
		for (size_t i = 0; letter && i < len; i++)
			buf_putc(&b, rest.p[i]);
		if (!letter && b.len > 0 && b.p[b.len - 1] != ' ')
			buf_putc(&b, ' ');
		rest = slice_from(rest, len);
	}
	out = arena_string(a, slice_trim(buf_slice(&b)));
	buf_free(&b);
	return out;
}

static bool same_words(struct arena *a, const char *x, const char *y)
{
	return strcmp(words_of(a, x), words_of(a, y)) == 0;
}

static int column_of(struct rosterer *r, const char *heading)
{
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
		if (same_words(r->arena, heading, headings[i].heading))
			return (int)headings[i].column;
	return -1;
}

static bool read_heading(struct rosterer *r, const struct csv_row *row)
{
	struct roster *out = r->out;

	for (int i = 0; i < ROSTER_COLUMNS; i++)
		r->at[i] = -1;
	for (size_t i = 0; i < row->count; i++) {
		int column = column_of(r, row->cells[i]);
		if (column >= 0 && r->at[column] < 0)
			r->at[column] = (int)i;
		else if (row->cells[i][0] != '\0')
			ARENA_PUSH(r->arena, out->ignored, out->ignored_count, out->ignored_room,
				row->cells[i]);
	}
	for (size_t i = 0; i < row->count; i++)
		if (same_words(r->arena, row->cells[i], "angemeldet von") ||
			same_words(r->arena, row->cells[i], "registered by")) {
			fault(r, row->line, "door-list", "", "");
			return false;
		}
	if (r->at[ROSTER_NAME] < 0 && r->at[ROSTER_LAST] < 0 && r->at[ROSTER_ADDRESS] < 0) {
		fault(r, row->line, "no-heading", "", "");
		return false;
	}
	if (r->at[ROSTER_EVENT] < 0 && r->event == NULL) {
		fault(r, row->line, "no-event-column", "", "");
		return false;
	}
	return true;
}

/* ---- the cells ---- */

static const char *cell(const struct rosterer *r, const struct csv_row *row, enum roster_column c)
{
	int at = r->at[c];

	return at >= 0 && (size_t)at < row->count ? row->cells[at] : "";
}

static const char *name_of(struct rosterer *r, const struct csv_row *row)
{
	const char *first = cell(r, row, ROSTER_FIRST), *last = cell(r, row, ROSTER_LAST);

	if (last[0] != '\0')
		return name_as_typed(r->arena,
			arena_printf(r->arena, "%s%s%s", first, first[0] != '\0' ? " " : "", last));
	return name_as_typed(r->arena, cell(r, row, ROSTER_NAME));
}

/* Whether the text names the event: its id, its title, another name, its day. */
static bool names_event(struct arena *a, const struct event *event, const char *text)
{
	const char *day = arena_printf(
		a, "%02d.%02d.%04d", event->begin.day, event->begin.month, event->begin.year);
	const char *iso = arena_printf(
		a, "%04d-%02d-%02d", event->begin.year, event->begin.month, event->begin.day);

	if (strcasecmp(text, event->id) == 0 || strcmp(text, day) == 0 || strcmp(text, iso) == 0 ||
		same_words(a, text, event->title))
		return true;
	for (size_t i = 0; i < event->names.count; i++)
		if (same_words(a, text, event->names.items[i].text))
			return true;
	return false;
}

const struct event *roster_event(
	struct arena *a, const struct rules *rules, const char *text, const struct series **series)
{
	const struct event *found = NULL;

	for (size_t i = 0; i < rules->series_count; i++)
		for (size_t k = 0; k < rules->series[i]->event_count; k++) {
			const struct event *event = &rules->series[i]->events[k];
			if (!names_event(a, event, text))
				continue;
			if (found != NULL)
				return NULL;
			found = event;
			*series = rules->series[i];
		}
	return found;
}

static void no_event(struct rosterer *r, int line, const char *text)
{
	struct nearest n = {.name = slice_of(text)};

	if (text[0] == '\0') {
		fault(r, line, "event-missing", "", "");
		return;
	}
	for (size_t i = 0; i < r->rules->series_count; i++)
		for (size_t k = 0; k < r->rules->series[i]->event_count; k++)
			nearest_offer(&n, slice_of(r->rules->series[i]->events[k].id));
	fault(r, line, n.best.len > 0 ? "event-near" : "event", text,
		arena_string(r->arena, n.best));
}

static void add_name(struct rosterer *r, struct roster_entry *entry, const char *name)
{
	ARENA_PUSH(r->arena, entry->names, entry->name_count, entry->name_room, name);
}

/*
 * Names one a line, or all in one with a slash or a semicolon between them. Who registers stands there by the same name
 * as in the column of names, whatever is in it.
 */
static void read_attendees(struct rosterer *r, const char *text, struct roster_entry *entry)
{
	struct slice rest = slice_of(text);
	const char *between = slice_find(rest, '\n') >= 0 ? "\n" : "/;";

	if (strcmp(name_as_typed(r->arena, text), entry->name) == 0)
		between = "\n";
	while (rest.len > 0) {
		size_t n = 0;
		while (n < rest.len && strchr(between, rest.p[n]) == NULL)
			n++;
		struct slice name = slice_trim(slice_head(rest, n));
		if (name.len > 0)
			add_name(r, entry, name_as_typed(r->arena, arena_string(r->arena, name)));
		rest = slice_from(rest, n + 1);
	}
}

static bool read_seats(struct rosterer *r, int line, const char *text, struct roster_entry *entry)
{
	long seats = 0;

	if (text[0] != '\0' &&
		(!slice_number(slice_of(text), GUESS_SEATS_MAX, &seats) || seats < 1)) {
		fault(r, line, "seats", text, "");
		return false;
	}
	entry->stated = seats > 0 || entry->name_count > 0;
	entry->seats = seats > 0 ? (int)seats : entry->name_count > 0 ? (int)entry->name_count : 1;
	if (entry->name_count > (size_t)entry->seats) {
		fault(r, line, "names", text, "");
		return false;
	}
	return true;
}

/* ---- putting together ---- */

/* The digits that count: without what stands before a country's or a town's. */
static struct slice digits_of(char *out, size_t size, const char *phone)
{
	size_t len = 0;

	for (; *phone != '\0' && len < size; phone++)
		if (*phone >= (len > 0 ? '0' : '1') && *phone <= '9')
			out[len++] = *phone;
	return (struct slice){out, len};
}

bool roster_same_phone(const char *a, const char *b)
{
	char left[NAME_BYTES_MAX], right[NAME_BYTES_MAX];
	struct slice x = digits_of(left, sizeof left, a), y = digits_of(right, sizeof right, b);
	size_t shorter = x.len < y.len ? x.len : y.len;

	return memcmp(x.p + x.len - shorter, y.p + y.len - shorter, shorter) == 0;
}

static bool same_party(const struct roster_entry *x, const struct roster_entry *y)
{
	if (x->address[0] != '\0' || y->address[0] != '\0')
		return strcasecmp(x->address, y->address) == 0;
	return strcmp(x->name, y->name) == 0 && roster_same_phone(x->phone, y->phone);
}

static const char *line_and_seats(struct rosterer *r, int line, int seats)
{
	return arena_printf(r->arena, "%d (%d)", line, seats);
}

/* The same again, unless it says another number: then no line is right, and each names the other. */
static void repeat(struct rosterer *r, struct roster_entry *old, const struct roster_entry *new,
	struct roster_said *said)
{
	if (!new->stated || new->seats == said->seats) {
		old->doubles++;
		return;
	}
	if (!said->stated) {
		/* a number that was only taken gives way */
		old->seats += new->seats - said->seats;
		said->seats = new->seats;
		said->stated = true;
		old->doubles++;
		return;
	}
	if (!old->contradicts)
		fault(r, said->line, "seats-contradict", line_and_seats(r, said->line, said->seats),
			line_and_seats(r, new->line, new->seats));
	fault(r, new->line, "seats-contradict", line_and_seats(r, new->line, new->seats),
		line_and_seats(r, said->line, said->seats));
	old->contradicts = true;
}

/* What was said of that name; NULL. */
static struct roster_said *said_of(struct roster_entry *old, const char *name)
{
	for (size_t i = 0; i < old->said_count; i++)
		if (name_compare(name, old->said[i].name) == NAME_SAME)
			return &old->said[i];
	return NULL;
}

static void say(struct rosterer *r, struct roster_entry *old, const struct roster_entry *new)
{
	ARENA_PUSH(r->arena, old->said, old->said_count, old->said_room,
		(struct roster_said){new->name, new->line, new->seats, new->stated});
}

/* Somebody else of the same address: one more seat there. Nobody new: a double. */
static void merge(struct rosterer *r, struct roster_entry *old, struct roster_entry *new)
{
	struct roster_said *said = said_of(old, new->name);

	if (new->name[0] == '\0' || new->address[0] == '\0') {
		/* nobody beside them was named: the line is of the same */
		if (old->said_count == 1)
			repeat(r, old, new, &old->said[0]);
		else
			old->doubles++;
		return;
	}
	if (old->name_count == 0)
		add_name(r, old, old->name);
	for (size_t i = 0; i < old->name_count; i++)
		switch (name_compare(new->name, old->names[i])) {
		case NAME_SAME:
			if (said != NULL)
				repeat(r, old, new, said);
			else
				old->doubles++;
			return;
		case NAME_UNCLEAR:
			fault(r, new->line, "name-unclear", new->name, old->names[i]);
			return;
		case NAME_DIFFERENT: break;
		}
	if (new->name_count == 0)
		add_name(r, new, new->name);
	for (size_t i = 0; i < new->name_count; i++)
		add_name(r, old, new->names[i]);
	for (size_t i = 0, cells = 2 * old->need_count; i < 2 * new->need_count; i++)
		ARENA_PUSH(r->arena, old->needs, cells, old->need_room, new->needs[i]);
	old->need_count += new->need_count;
	old->seats += new->seats;
	say(r, old, new);
}

static void add_entry(struct rosterer *r, struct roster_entry entry)
{
	struct roster *out = r->out;

	for (size_t i = 0; i < out->count; i++)
		if (out->entries[i].event == entry.event && same_party(&out->entries[i], &entry)) {
			merge(r, &out->entries[i], &entry);
			return;
		}
	say(r, &entry, &entry);
	ARENA_PUSH(r->arena, out->entries, out->count, out->room, entry);
}

/* Of whom different numbers are said none is entered. */
static void drop_contradictions(struct roster *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++)
		if (!out->entries[i].contradicts)
			out->entries[kept++] = out->entries[i];
	out->count = kept;
}

/* The cell as one event, else its pieces; none of them is taken where one is unknown. */
static void read_events(struct rosterer *r, const struct roster_entry *entry, const char *text)
{
	struct roster_entry one = *entry;
	struct slice rest = slice_of(text);

	if ((one.event = roster_event(r->arena, r->rules, text, &one.series)) != NULL) {
		add_entry(r, one);
		return;
	}
	for (int pass = 0; pass < 2; pass++) {
		rest = slice_of(text);
		do {
			size_t n = 0;
			while (n < rest.len && strchr("\n,;+/", rest.p[n]) == NULL)
				n++;
			const char *piece = arena_string(r->arena, slice_trim(slice_head(rest, n)));
			rest = slice_from(rest, n + 1);
			one = *entry;
			one.event = roster_event(r->arena, r->rules, piece, &one.series);
			if (one.event == NULL) {
				no_event(r, entry->line, piece);
				return;
			}
			if (pass == 1)
				add_entry(r, one);
		} while (rest.len > 0);
	}
}

static void read_row(struct rosterer *r, const struct csv_row *row)
{
	struct roster_entry entry = {.line = row->line,
		.address = cell(r, row, ROSTER_ADDRESS),
		.name = name_of(r, row),
		.phone = cell(r, row, ROSTER_PHONE),
		.organisation = cell(r, row, ROSTER_ORGANISATION),
		.note = cell(r, row, ROSTER_NOTE)};
	const char *event = r->at[ROSTER_EVENT] >= 0 ? cell(r, row, ROSTER_EVENT) : r->event;

	if (row->wrong != NULL) {
		fault(r, row->line, row->wrong, "", "");
		return;
	}
	if (entry.name[0] == '\0' && entry.address[0] == '\0') {
		fault(r, row->line, "nobody", "", "");
		return;
	}
	if (strlen(entry.name) > NAME_BYTES_MAX || strlen(entry.phone) > NAME_BYTES_MAX) {
		fault(r, row->line, "too-long", "", "");
		return;
	}
	if (address_within(slice_of(entry.name))) {
		fault(r, row->line, "address-in-name", entry.name, "");
		return;
	}
	if (entry.address[0] != '\0') {
		const char *address = address_typed(r->arena, slice_of(entry.address));
		if (!house_writable(address)) {
			fault(r, row->line, "address", entry.address, "");
			return;
		}
		entry.address = address;
	}
	read_attendees(r, cell(r, row, ROSTER_ATTENDEES), &entry);
	roster_needs(r->arena, cell(r, row, ROSTER_NEEDS), &entry);
	if (read_seats(r, row->line, cell(r, row, ROSTER_SEATS), &entry))
		read_events(r, &entry, event);
}

bool roster_read(struct arena *a, const struct csv *csv, const struct rules *rules,
	const char *event, struct roster *out)
{
	struct rosterer r = {.arena = a, .rules = rules, .out = out, .event = event};

	*out = (struct roster){0};
	if (csv->count == 0) {
		fault(&r, 1, "no-heading", "", "");
		return false;
	}
	if (!read_heading(&r, &csv->rows[0]))
		return false;
	for (size_t i = 1; i < csv->count; i++)
		read_row(&r, &csv->rows[i]);
	drop_contradictions(out);
	return true;
}
