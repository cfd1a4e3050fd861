/* Series whose retention day has come. */
#include "registry/erase.h"

#include "base/limits.h"
#include "registry/erasing.h"

/* Midnight of that day, in the series' zone. */
static int64_t ends_at(const struct series *series)
{
	return zone_utc(series->zone, series->retention);
}

static bool any_over(const struct rules *rules, int64_t now)
{
	for (size_t i = 0; i < rules->series_count; i++)
		if (ends_at(rules->series[i]) <= now)
			return true;
	return false;
}

/*
 * Whether it was looked at today, by the series as they are; and whether the clock leapt less than a day ago
 * (registry_pulse notes when, as a day below 0).
 */
static int looked_at(struct registry *reg, int64_t now, int64_t day, int64_t version, bool *looked,
	bool *leapt, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_ERASURE, e, "");

	if (db_row(reg, s, e) != 1)
		return -1;
	int64_t last = sqlite3_column_int64(s, 2);
	*looked = last == day && sqlite3_column_int64(s, 3) == version;
	*leapt = last < 0 && now >= -last && now + last < 24 * 3600;
	db_done(s);
	return 0;
}

static int fill_tables(struct registry *reg, const struct rules *rules, int64_t now, struct err *e)
{
	struct arena *a = arena_new();
	const char *clock = arena_printf(a, "INSERT INTO temp.clock VALUES (%lld, %lld)",
		(long long)now, (long long)(now - (int64_t)LATE_DAYS * 24 * 3600));
	int rc = sqlite3_exec(reg->db, clock, NULL, NULL, NULL) == SQLITE_OK ? 0 : db_fail(reg, e);

	for (size_t i = 0; rc == 0 && i < rules->series_count; i++)
		rc = db_run(reg,
			db_bind(reg, SQL_SERIES_END_ADD, e, "ti", rules->series[i]->id,
				ends_at(rules->series[i])),
			e);
	arena_free(&a);
	if (rc == 0 && sqlite3_exec(reg->db, sql_erase_due, NULL, NULL, NULL) != SQLITE_OK)
		rc = db_fail(reg, e);
	return rc;
}

struct event_count {
	const char *series, *event;
	int64_t parties, seats;
};

/* How many they were at each event, without anybody's name. */
static int note_events(struct registry *reg, struct arena *a, int64_t now, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_GONE_EVENTS, e, "");
	struct event_count *items = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, items, count, room,
			(struct event_count){db_text(a, s, 0), db_text(a, s, 1),
				sqlite3_column_int64(s, 2), sqlite3_column_int64(s, 3)});
	for (size_t i = 0; rc == 0 && i < count; i++)
		rc = journal_add(reg, now,
			&(struct journal_line){.what = "forgot-event",
				.why = arena_printf(a, "series=%s parties=%lld", items[i].series,
					(long long)items[i].parties),
				.event = items[i].event,
				.seats = items[i].seats},
			e);
	return rc;
}

static int carry_out(struct registry *reg, struct arena *a, int64_t now,
	const struct erase_counts *out, struct err *e)
{
	if (note_events(reg, a, now, e) != 0 || erasing_carry_out(reg, now, e) != 0)
		return -1;
	return journal_add(reg, now,
		&(struct journal_line){.what = "forgot",
			.why = arena_printf(a, "retention parties=%zu letters=%zu mails=%zu",
				out->parties, out->letters, out->mails)},
		e);
}

/* What is due, unless a mail of it is on its way; and then not before the next day. */
static int forget_due(struct registry *reg, struct arena *a, int64_t now, int64_t day,
	int64_t version, struct erase_counts *out, struct err *e)
{
	bool busy;

	if (erasing_busy(reg, &busy, e) != 0)
		return -1;
	if (busy)
		*out = (struct erase_counts){0};
	if (out->letters + out->parties > 0 && carry_out(reg, a, now, out, e) != 0)
		return -1;
	return db_run(
		reg, db_bind(reg, SQL_ERASURE_DAY, e, "ii", busy ? (int64_t)0 : day, version), e);
}

int registry_retention(struct registry *reg, const struct rules *rules, int64_t now,
	struct erase_counts *out, bool *doubted, struct err *e)
{
	struct civil c;
	int64_t version, day;
	bool looked, leapt;
	int rc;

	*out = (struct erase_counts){0};
	*doubted = false;
	if (rules->series_count == 0 || !any_over(rules, now))
		return 0;
	c = zone_civil(rules->series[0]->zone, now);
	day = civil_days(c.year, c.month, c.day);
	if (registry_series_version(reg, &version, e) != 0 ||
		looked_at(reg, now, day, version, &looked, &leapt, e) != 0)
		return err_wrap(e, "retention");
	if (looked)
		return 0;
	struct arena *a = arena_new();
	rc = erasing_begin(reg, e);
	if (rc == 0 && (fill_tables(reg, rules, now, e) != 0 || erasing_count(reg, out, e) != 0))
		rc = -1;
	if (rc == 0 && !leapt)
		rc = forget_due(reg, a, now, day, version, out, e);
	rc = erasing_end(reg, rc, !leapt, e);
	arena_free(&a);
	*doubted = leapt && out->letters + out->parties > 0;
	if (rc != 0 || leapt)
		*out = (struct erase_counts){0};
	return rc != 0 ? err_wrap(e, "retention") : 0;
}
