/* Parties: found by their address or number, with all that decisions need of them; and made. */
#include "registry/rows.h"

#include <string.h>

#include "reading/people/name.h"

static enum status status_of(const char *name)
{
	for (int i = 0; i < STATUSES; i++)
		if (strcmp(status_names[i], name) == 0)
			return (enum status)i;
	return STATUS_CANCELLED; /* the schema lets nothing else in */
}

static int load_attendees(struct registry *reg, struct arena *a, int64_t registration,
	struct standing *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_ATTENDEES, e, "i", registration);
	size_t room = 0;
	int rc;

	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, out->names, out->name_count, room, db_text(a, s, 0));
	return rc;
}

/* A standing at an event that the series no longer has is nothing that can be decided on. */
static int load_standings(struct registry *reg, struct arena *a, const struct series *series,
	struct party *party, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_STANDINGS, e, "i", party->id);
	int64_t *ids = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = db_row(reg, s, e)) == 1) {
		const struct event *event = series_event(series, db_text(a, s, 1));
		if (event == NULL)
			continue;
		ARENA_PUSH(a, party->items, party->count, party->room,
			(struct standing){.event = event,
				.status = status_of(db_text(a, s, 2)),
				.seats = sqlite3_column_int(s, 3)});
		ARENA_PUSH(a, ids, count, room, sqlite3_column_int64(s, 0));
	}
	for (size_t i = 0; rc == 0 && i < count; i++)
		rc = load_attendees(reg, a, ids[i], &party->items[i], e);
	return rc;
}

static int load(struct registry *reg, struct arena *a, const struct series *series, sqlite3_stmt *s,
	struct party *out, struct err *e)
{
	int rc = db_row(reg, s, e);

	if (rc != 1)
		return rc;
	out->id = sqlite3_column_int64(s, 0);
	out->address = db_text(a, s, 1);
	out->name = db_text(a, s, 2);
	out->language = db_text(a, s, 3);
	db_done(s);
	return load_standings(reg, a, series, out, e);
}

int party_by_address(struct registry *reg, struct arena *a, const struct series *series,
	const char *address, struct party *out, struct err *e)
{
	*out = (struct party){.address = address, .name = ""};
	return load(reg, a, series,
		db_bind(reg, SQL_PARTY_BY_ADDRESS, e, "tt", series->id, address), out, e);
}

int party_by_id(struct registry *reg, struct arena *a, const struct series *series, int64_t id,
	struct party *out, struct err *e)
{
	*out = (struct party){.address = "", .name = ""};
	return load(reg, a, series, db_bind(reg, SQL_PARTY_BY_ID, e, "i", id), out, e);
}

int party_add(struct registry *reg, const struct series *series, struct party *party,
	const char *language, int64_t now, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_PARTY_ADD, e, "ttssi", series->id, party->address,
		slice_of(party->name), slice_of(language), now);

	if (db_run(reg, s, e) != 0)
		return -1;
	party->id = sqlite3_last_insert_rowid(reg->db);
	return 0;
}

static const char *organisation_of(struct arena *a, const struct reading *reading, const char *name)
{
	for (size_t i = 0; reading != NULL && i < reading->attendee_count; i++)
		if (strcmp(name_normalise(a, reading->attendees[i].name), name) == 0)
			return reading->attendees[i].organisation;
	return NULL;
}

static int set_attendee(struct registry *reg, int64_t registration, const char *name,
	int64_t position, const struct reading *reading, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_ATTENDEE_KEEP, e, "iti", registration, name, position);
	struct arena *a;
	int rc;

	if (db_run(reg, s, e) != 0)
		return -1;
	if (sqlite3_changes64(reg->db) > 0)
		return 0;
	a = arena_new();
	rc = db_run(reg,
		db_bind(reg, SQL_ATTENDEE_ADD, e, "itit", registration, name, position,
			organisation_of(a, reading, name)),
		e);
	arena_free(&a);
	return rc;
}

static int registration_id(
	struct registry *reg, int64_t party, const char *event, int64_t *id, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_STANDING_ID, e, "it", party, event);

	if (db_row(reg, s, e) != 1)
		return -1;
	*id = sqlite3_column_int64(s, 0);
	db_done(s);
	return 0;
}

int standing_set(struct registry *reg, int64_t party, const struct standing *standing,
	const struct reading *reading, int64_t since, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_STANDING_SET, e, "ittii", party, standing->event->id,
		status_names[standing->status], (int64_t)standing->seats, since);
	int64_t id;

	if (db_run(reg, s, e) != 0 ||
		registration_id(reg, party, standing->event->id, &id, e) != 0 ||
		db_run(reg, db_bind(reg, SQL_ATTENDEES_MARK, e, "i", id), e) != 0)
		return -1;
	for (size_t i = 0; i < standing->name_count; i++)
		if (set_attendee(reg, id, standing->names[i], (int64_t)i, reading, e) != 0)
			return -1;
	return db_run(reg, db_bind(reg, SQL_ATTENDEES_SWEEP, e, "i", id), e);
}

int need_add(struct registry *reg, int64_t party, const char *what, const char *text, struct err *e)
{
	return db_run(reg, db_bind(reg, SQL_NEED_ADD, e, "itt", party, what, text), e);
}

int party_tell(struct registry *reg, struct arena *a, int64_t party, const struct reading *reading,
	struct err *e)
{
	for (size_t i = 0; i < reading->need_count; i++) {
		const struct need *n = &reading->needs[i];
		struct slice in =
			n->in == IN_SUBJECT ? slice_of(reading->envelope->subject) : reading->text;
		struct slice words = slice_head(slice_from(in, n->start), n->end - n->start);
		if (need_add(reg, party, n->what, arena_string(a, slice_trim(words)), e) != 0)
			return -1;
	}
	if (reading->phone == NULL || reading->phone[0] == '\0')
		return 0;
	return db_run(reg, db_bind(reg, SQL_PARTY_PHONE, e, "it", party, reading->phone), e);
}

/* Only where seats are limited: counting everybody for each letter would take longer and longer. */
int taken_load(struct registry *reg, struct arena *a, const struct series *series,
	struct known *known, struct err *e)
{
	known->taken_count = series->event_count;
	known->taken = arena_array(a, series->event_count, sizeof *known->taken);
	for (size_t i = 0; i < series->event_count; i++) {
		known->taken[i].event = series->events[i].id;
		if (series->events[i].seats == 0)
			continue;
		sqlite3_stmt *s =
			db_bind(reg, SQL_TAKEN, e, "tt", series->events[i].id, series->id);
		if (db_row(reg, s, e) != 1)
			return -1;
		known->taken[i].seats = sqlite3_column_int(s, 0);
		db_done(s);
	}
	return 0;
}

int beside_load(struct registry *reg, struct arena *a, const struct rules *rules,
	const struct series *series, struct known *known, struct err *e)
{
	size_t room = 0;

	known->beside = NULL;
	known->beside_count = 0;
	for (size_t i = 0; known->party.address[0] != '\0' && i < rules->series_count; i++) {
		struct party other;
		if (rules->series[i] == series)
			continue;
		if (party_by_address(reg, a, rules->series[i], known->party.address, &other, e) !=
			0)
			return -1;
		for (size_t k = 0; k < other.count; k++)
			if (other.items[k].status == STATUS_CONFIRMED)
				ARENA_PUSH(a, known->beside, known->beside_count, room,
					other.items[k]);
	}
	return 0;
}
