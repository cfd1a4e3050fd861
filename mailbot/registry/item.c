/* A review item, with all that is known of it. */
#include "registry/staff.h"

#include <string.h>

#include "message/carried.h"
#include "reading/json/json.h"
#include "registry/rows.h"
#include "registry/today.h"

const char *const verdict_ids[VERDICTS] = {
	[VERDICT_ACCEPT] = "accept",
	[VERDICT_CORRECT] = "correct",
	[VERDICT_ANSWERED] = "answered",
	[VERDICT_NOT_FOR_US] = "not-for-us",
	[VERDICT_SPAM] = "spam",
};

/* As the register keeps an item and its letter. */
struct kept_item {
	const char *reasons, *guess;
	struct slice bytes;
	size_t size; /* with its attachments, which offsets count */
	const char *reading;
	const char *series; /* of who got the mail that it is about; "" */
};

/* As they are today; of what is decided, as they were. */
static int read_reasons(struct registry *reg, struct arena *a, const struct rules *rules,
	const struct kept_item *kept, struct review_item *out, struct err *e)
{
	json_t *list = json_loads(kept->reasons, 0, NULL), *item;
	json_t *guess = json_loads(kept->guess, 0, NULL);
	const char *address = out->envelope != NULL ? out->envelope->from.address : "";
	int rc = strcmp(out->state, "decided") == 0
		? 0
		: today_reasons(reg, a, rules, list, guess, address, e);
	size_t i, room = 0;

	json_array_foreach(list, i, item)
	{
		const char *id = json_string_value(item);
		if (id != NULL)
			ARENA_PUSH(a, out->reasons, out->reason_count, room,
				arena_string(a, slice_of(id)));
	}
	if (rc == 0 && strcmp(out->state, "decided") != 0)
		rc = today_full(reg, a, rules, guess, address, &out->full, &out->full_count, e);
	json_decref(list);
	json_decref(guess);
	return rc;
}

static struct review_item row_of(struct arena *a, sqlite3_stmt *s, struct kept_item *kept)
{
	struct review_item out = {
		.id = sqlite3_column_int64(s, 0),
		.letter = sqlite3_column_int64(s, 1),
		.outgoing = sqlite3_column_int64(s, 2),
		.party = sqlite3_column_int64(s, 3),
		.state = db_text(a, s, 5),
		.created = sqlite3_column_int64(s, 6),
		.decided = sqlite3_column_int64(s, 7),
		.decided_by = db_text(a, s, 8),
		.verdict = db_text(a, s, 9),
		.note = db_text(a, s, 10),
		.received = sqlite3_column_int64(s, 11),
		.acted = sqlite3_column_int(s, 15) != 0,
		.root = sqlite3_column_int64(s, 16),
		.mail_kind = db_text(a, s, 17),
		.mail_address = db_text(a, s, 18),
		.mail_state = db_text(a, s, 19),
		.mail_why = db_text(a, s, 20),
		.answer = db_text(a, s, 21),
		.phone = "",
	};

	*kept = (struct kept_item){
		.reasons = db_text(a, s, 4),
		.guess = db_text(a, s, 23),
		.size = (size_t)sqlite3_column_int64(s, 12),
		.bytes = db_blob(a, s, 13),
		.reading = db_text(a, s, 14),
		.series = db_text(a, s, 22),
	};
	return out;
}

/* Of a letter that was read by a series that has changed since, what it still says of it. */
static void read_letter(struct arena *a, const struct rules *rules, const struct kept_item *kept,
	struct review_item *out)
{
	json_t *json = json_loads(kept->reading, 0, NULL);
	struct err why = {0};

	out->envelope = arena_alloc(a, sizeof *out->envelope);
	envelope_read(a, kept->bytes, out->envelope);
	envelope_carried(out->envelope, rules);
	today_reading(json, rules);
	if (reading_from_json(a, json, kept->size, out->envelope, "", rules, &out->reading, &why) !=
		0)
		out->reading = NULL;
	json_decref(json);
	if (out->reading != NULL && out->reading->series[0] != '\0')
		out->series = rules_series(rules, out->reading->series);
	else if (rules->series_count == 1)
		out->series = rules->series[0];
}

/* The party that the item names, else that of who wrote. */
static int load_party(
	struct registry *reg, struct arena *a, struct review_item *item, struct err *e)
{
	const char *address = item->envelope != NULL ? item->envelope->from.address : "";
	sqlite3_stmt *s;
	int rc = 0;

	item->who = (struct party){.address = address, .name = ""};
	if (item->series == NULL)
		return 0;
	if (item->party != 0)
		rc = party_by_id(reg, a, item->series, item->party, &item->who, e);
	else if (address[0] != '\0')
		rc = party_by_address(reg, a, item->series, address, &item->who, e);
	if (rc != 0 || item->who.id == 0)
		return rc;
	s = db_bind(reg, SQL_PARTY_DETAILS, e, "i", item->who.id);
	if (db_row(reg, s, e) != 1)
		return -1;
	item->phone = db_text(a, s, 2);
	db_done(s);
	return 0;
}

/* Who writes twice is often answered once. */
static int load_beside(
	struct registry *reg, struct arena *a, struct review_item *item, struct err *e)
{
	const char *address = item->envelope != NULL ? item->envelope->from.address : "";
	sqlite3_stmt *s;

	item->beside = "";
	if (address[0] == '\0' || strcmp(item->state, "decided") == 0)
		return 0;
	s = db_bind(reg, SQL_REVIEW_BESIDE, e, "iti", item->id, address, item->letter);
	if (db_row(reg, s, e) != 1)
		return -1;
	item->beside = db_text(a, s, 0);
	item->newer = sqlite3_column_int(s, 1) != 0;
	db_done(s);
	return 0;
}

int registry_version(
	struct registry *reg, int64_t party, int64_t letter, int64_t *version, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_VERSION, e, "ii", party, letter);

	if (db_row(reg, s, e) != 1)
		return -1;
	*version = sqlite3_column_int64(s, 0);
	db_done(s);
	return 0;
}

int registry_changed_since(struct registry *reg, const struct review_item *item, int64_t party,
	const char *event, int64_t *at, struct err *e)
{
	sqlite3_stmt *s;

	*at = 0;
	if (item->letter == 0 || party == 0)
		return 0;
	s = db_bind(reg, SQL_CHANGED_SINCE, e, "itii", party, event, item->letter, item->created);
	if (db_row(reg, s, e) != 1)
		return -1;
	*at = sqlite3_column_int64(s, 0);
	db_done(s);
	return 0;
}

int registry_review_item(struct registry *reg, struct arena *a, const struct rules *rules,
	int64_t id, struct review_item *out, bool *found, struct err *e)
{
	struct kept_item kept;
	sqlite3_stmt *s = db_bind(reg, SQL_REVIEW_ITEM, e, "i", id);
	int rc = db_row(reg, s, e);

	*found = rc == 1;
	if (rc != 1)
		return rc;
	*out = row_of(a, s, &kept);
	db_done(s);
	if (out->letter != 0)
		read_letter(a, rules, &kept, out);
	/* What a mail of ours came back with says nothing of a series; to whom it went does. */
	if (kept.series[0] != '\0')
		out->series = rules_series(rules, kept.series);
	if (read_reasons(reg, a, rules, &kept, out, e) != 0 || load_party(reg, a, out, e) != 0 ||
		load_beside(reg, a, out, e) != 0)
		return -1;
	return registry_version(reg, out->who.id, out->letter, &out->version, e);
}
