#include "registry/alarm.h"

#include "registry/rows.h"

static int note(struct registry *reg, const char *what, const char *why, int64_t now, struct err *e)
{
	return journal_add(reg, now, &(struct journal_line){.what = what, .why = why}, e);
}

/* Ends what db_begin began: commits where all went well. */
static int end(struct registry *reg, int rc, struct err *e)
{
	if (rc == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	return rc;
}

static int raise_alarm(struct registry *reg, const char *what, const char *why, int64_t now,
	bool *raised, struct err *e)
{
	if (db_run(reg, db_bind(reg, SQL_ALARM_STILL, e, "tt", what, why), e) != 0)
		return -1;
	*raised = sqlite3_changes64(reg->db) == 0;
	if (!*raised)
		return 0;
	if (db_run(reg, db_bind(reg, SQL_ALARM_RAISE, e, "tti", what, why, now), e) != 0)
		return -1;
	return note(reg, "alarm", what, now, e);
}

int registry_alarm_raise(struct registry *reg, const char *what, const char *why, int64_t now,
	bool *raised, struct err *e)
{
	*raised = false;
	if (db_begin(reg, e) != 0)
		return -1;
	return end(reg, raise_alarm(reg, what, why, now, raised, e), e);
}

static int end_alarms(struct registry *reg, const char *prefix, int64_t now, struct err *e)
{
	if (db_run(reg, db_bind(reg, SQL_ALARM_END, e, "ti", prefix, now), e) != 0)
		return -1;
	return sqlite3_changes64(reg->db) > 0 ? note(reg, "alarm-over", prefix, now, e) : 0;
}

int registry_alarm_end(struct registry *reg, const char *prefix, int64_t now, struct err *e)
{
	if (db_begin(reg, e) != 0)
		return -1;
	return end(reg, end_alarms(reg, prefix, now, e), e);
}

int registry_alarms(struct registry *reg, struct arena *a, struct alarms *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_ALARMS, e, "");
	int rc;

	*out = (struct alarms){0};
	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, out->items, out->count, out->room,
			(struct alarm){
				.id = sqlite3_column_int64(s, 0),
				.what = db_text(a, s, 1),
				.why = db_text(a, s, 2),
				.since = sqlite3_column_int64(s, 3),
				.over = sqlite3_column_int64(s, 4),
				.told = sqlite3_column_int64(s, 5),
			});
	return rc;
}

int registry_alarm_told(struct registry *reg, int64_t id, int64_t now, struct err *e)
{
	return db_run(reg, db_bind(reg, SQL_ALARM_TOLD, e, "ii", id, now), e);
}
