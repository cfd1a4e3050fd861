/* Takes a letter in: fetches what the decision needs, decides, and enters all of it in one transaction. */
#include "registry/registry.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "reading/json/json.h"
#include "registry/key.h"
#include "registry/poke.h"
#include "registry/rows.h"
#include "registry/staff.h"
#include "rules/language.h"

/* The reading's series, else the only one there is. */
static const struct series *series_of(const struct rules *rules, const struct reading *reading)
{
	if (reading->series[0] != '\0')
		return rules_series(rules, reading->series);
	return rules->series_count == 1 ? rules->series[0] : NULL;
}

/* A day is the series' own, from midnight to midnight. */
static int64_t day_begin(const struct series *series, int64_t now)
{
	if (series == NULL || series->zone == NULL)
		return now - now % (24 * 3600);
	struct civil c = zone_civil(series->zone, now);
	c.hour = c.minute = c.second = 0;
	return zone_utc(series->zone, c);
}

static int load_counts(struct taking *t, struct err *e)
{
	struct known *known = &t->facts.known;
	const char *why;
	const char *to = decide_answer_address(t->settings, known, t->in->envelope, t->in->aligned,
		t->in->reading->calendar != NULL, &why);
	int64_t root = t->in->thread != NULL ? t->in->thread->root : 0;
	sqlite3_stmt *s;

	if (to == NULL)
		return 0;
	s = db_bind(t->reg, SQL_MAIL_COUNTS, e, "tiii", to, root, day_begin(known->series, t->now),
		known->party.id);
	if (db_row(t->reg, s, e) != 1)
		return -1;
	known->mails_to_address = sqlite3_column_int(s, 0);
	known->mails_in_thread = sqlite3_column_int(s, 1);
	known->receipts_to_address = sqlite3_column_int(s, 2);
	known->waiting_to_address = sqlite3_column_int(s, 3);
	known->waiting_in_thread = sqlite3_column_int(s, 4);
	db_done(s);
	return 0;
}

/* The mail that a bounce is about: its id comes from the contained child, so its token is checked. */
static int load_bounced(struct taking *t, struct err *e)
{
	const struct bounce *bounce = t->in->reading->bounce;
	struct thread mail = {0};

	if (bounce != NULL &&
		mail_by_message_id(t->reg, t->arena, bounce->message_id, &mail, e) < 0)
		return -1;
	t->facts.known.bounced = mail.outgoing;
	return 0;
}

static bool cancels(const struct reading *reading)
{
	bool any = false;

	for (size_t i = 0; i < reading->requests.count; i++)
		any = any || reading->requests.items[i].action == ACTION_CANCEL;
	return any;
}

/* Where somebody is registered who may be who writes that they do not come. */
static int load_elsewhere(struct taking *t, struct err *e)
{
	struct known *known = &t->facts.known;
	const struct series *series = known->series;
	struct party_row *rows;
	size_t count, room = 0;

	if (!cancels(t->in->reading))
		return 0;
	if (registry_namesakes(t->reg, t->arena, series, t->in->reading, &rows, &count, e) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < series->event_count; k++)
			if (party_row_comes(&rows[i], &series->events[k]))
				ARENA_PUSH(t->arena, known->elsewhere, known->elsewhere_count, room,
					series->events[k].id);
	return 0;
}

/* `Order: seats go by time of receipt`: what has become free is theirs who waited for it, as far as it reaches. */
static int load_promised(
	struct taking *t, const struct event *event, struct taken *taken, struct err *e)
{
	const char *from = t->in->envelope->from.address;
	sqlite3_stmt *s;
	int rc;

	if (event->seats == 0 || taken->seats >= event->seats)
		return 0;
	s = db_bind(t->reg, SQL_FULL_LETTERS, e, "ttit", event->id, t->facts.known.series->id,
		t->facts.received, from);
	while ((rc = db_row(t->reg, s, e)) == 1) {
		int seats = sqlite3_column_int(s, 0);
		if (taken->seats + taken->promised + seats <= event->seats)
			taken->promised += seats;
	}
	return rc;
}

static bool is_sent_to(const struct envelope *envelope, const char *inbox)
{
	for (size_t i = 0; i < envelope->to_count; i++)
		if (strcasecmp(envelope->to[i].address, inbox) == 0)
			return true;
	return false;
}

static bool goes_on(const struct series *series, int64_t now)
{
	for (size_t i = 0; i < series->event_count; i++)
		if (now < series->events[i].end_utc)
			return true;
	return false;
}

/* In whose name a letter is answered of which only that it concerns some series is known: of those that go on the one of
 * its inbox, else the first. */
static int load_office(struct taking *t, const struct rules *rules, struct err *e)
{
	struct known *known = &t->facts.known;
	bool theirs = false;

	for (size_t i = 0; i < rules->series_count && !theirs; i++) {
		const struct series *one = rules->series[i];
		theirs = goes_on(one, t->now) && is_sent_to(t->in->envelope, one->inbox);
		if (theirs || (known->office == NULL && goes_on(one, t->now)))
			known->office = one;
	}
	known->office_party = known->party;
	if (known->office == NULL || known->party.address[0] == '\0')
		return 0;
	if (party_by_address(t->reg, t->arena, known->office, known->party.address,
		    &known->office_party, e) != 0)
		return -1;
	return beside_load(t->reg, t->arena, rules, known->office, known, e);
}

/* Fetches what `decide` needs to know. */
int known_load(struct taking *t, const struct rules *rules, struct err *e)
{
	const struct thread *thread = t->in->thread;
	struct known *known = &t->facts.known;

	known->series = series_of(rules, t->in->reading);
	known->party = (struct party){.address = t->in->envelope->from.address, .name = ""};
	known->asked = (struct party){.address = "", .name = ""};
	known->asked_address = known->asked_kind = "";
	if (thread != NULL && thread->outgoing != 0) {
		known->answers = true;
		known->asked_address = thread->address;
		known->asked_kind = thread->context.kind;
	}
	if (known->series != NULL && known->party.address[0] != '\0' &&
		party_by_address(t->reg, t->arena, known->series, known->party.address,
			&known->party, e) != 0)
		return -1;
	/* The counts are of the address that is answered, which depends on the party. */
	if (load_bounced(t, e) != 0 || load_counts(t, e) != 0)
		return -1;
	if (language_load(t->reg, t->arena, known->answers ? thread->outgoing : 0, known, e) != 0)
		return -1;
	if (known->series == NULL)
		return t->in->reading->concerns ? load_office(t, rules, e) : 0;
	if (taken_load(t->reg, t->arena, known->series, known, e) != 0 ||
		beside_load(t->reg, t->arena, rules, known->series, known, e) != 0 ||
		asked_load(t, e) != 0 || load_elsewhere(t, e) != 0)
		return -1;
	for (size_t i = 0; i < known->taken_count; i++)
		if (load_promised(t, &known->series->events[i], &known->taken[i], e) != 0)
			return -1;
	if (known->answers && thread->party != 0)
		return party_by_id(
			t->reg, t->arena, known->series, thread->party, &known->asked, e);
	return 0;
}

/* The letter without its attachments' bytes: what replaying, the desk and Article 15 need. */
static struct slice without_attachments(
	struct arena *a, struct slice letter, const struct reading *reading)
{
	char *out = arena_alloc(a, letter.len + 1);
	size_t len = 0, at = 0;

	for (size_t i = 0; i < reading->part_count; i++) {
		const struct part *part = &reading->parts[i];
		if (part->role != PART_ATTACHMENT || part->start < at || part->end < part->start ||
			part->end > letter.len)
			continue;
		memcpy(out + len, letter.p + at, part->start - at);
		len += part->start - at;
		at = part->end;
	}
	if (at < letter.len)
		memcpy(out + len, letter.p + at, letter.len - at);
	return (struct slice){out, len + letter.len - at};
}

static bool acts(const struct decision *decision)
{
	for (size_t i = 0; i < decision->count; i++)
		if (decision->items[i].kind <= EFFECT_DECLINE)
			return true;
	return false;
}

static int add_letter(struct taking *t, const unsigned char known[KEY_BYTES],
	const struct decision *decision, struct err *e)
{
	const struct incoming *in = t->in;
	const struct envelope *env = in->envelope;
	int rc = db_run(t->reg,
		db_bind(t->reg, SQL_LETTER_ADD, e, "bssssiiiibsiiit",
			(struct slice){(const char *)known, KEY_BYTES}, slice_of(env->message_id),
			slice_of(env->from.name), slice_of(env->from.address),
			slice_of(env->subject), env->date, t->facts.received, t->now,
			(int64_t)in->bytes.len,
			without_attachments(t->arena, in->bytes, in->reading),
			buf_slice(&t->reading),
			in->thread != NULL ? in->thread->outgoing : (int64_t)0,
			(int64_t)acts(decision), (int64_t)t->early, folder_ids[decision->wanted]),
		e);

	t->letter = t->outcome->letter = sqlite3_last_insert_rowid(t->reg->db);
	return rc;
}

int letter_read(struct taking *t, const struct decision *decision, struct err *e)
{
	return db_run(t->reg,
		db_bind(t->reg, SQL_LETTER_READ, e, "isbit", t->letter, buf_slice(&t->reading),
			without_attachments(t->arena, t->in->bytes, t->in->reading),
			(int64_t)acts(decision), folder_ids[decision->wanted]),
		e);
}

static int add_arrival(struct taking *t, struct err *e)
{
	return db_run(t->reg,
		db_bind(t->reg, SQL_ARRIVAL_ADD, e, "iii", t->letter, t->in->uidvalidity,
			t->in->uid),
		e);
}

static enum folder folder_of(const char *id)
{
	for (int i = 0; i < FOLDERS; i++)
		if (strcmp(folder_ids[i], id) == 0)
			return (enum folder)i;
	return FOLDER_REVIEW; /* the schema lets nothing else in */
}

/* Whether the letter is known already: 1, 0, -1. */
static int find_known(struct taking *t, sqlite3_stmt *s, struct err *e)
{
	int rc = db_row(t->reg, s, e);

	if (rc != 1)
		return rc;
	t->letter = t->outcome->letter = sqlite3_column_int64(s, 0);
	t->outcome->wanted = folder_of(db_text(t->arena, s, 1));
	t->outcome->again = true;
	db_done(s);
	return 1;
}

/*
 * A letter that was erased and has turned up again: 1, 0 where it is none, -1. It is not read; the copy
 * is to be erased too, unless it lies in the inbox because it was none of ours.
 */
static int find_erased(struct taking *t, const unsigned char known[KEY_BYTES], struct err *e)
{
	struct slice hash = {(const char *)known, KEY_BYTES};
	sqlite3_stmt *s = db_bind(t->reg, SQL_ERASED_LETTER, e, "b", hash);
	int rc = db_row(t->reg, s, e);

	if (rc != 1)
		return rc;
	bool stays = sqlite3_column_int(s, 0) != 0;
	db_done(s);
	t->outcome->again = true;
	t->outcome->wanted = stays ? FOLDER_INBOX : FOLDER_GONE;
	rc = db_run(t->reg,
		db_bind(t->reg, SQL_TO_ERASE_ADD, e, "tiitbt", folder_ids[FOLDER_INBOX],
			t->in->uidvalidity, t->in->uid, stays ? "" : t->in->envelope->message_id,
			hash, stays ? "stays" : "due"),
		e);
	return rc == 0 ? 1 : -1;
}

/* One that had lost its text, and comes in anew to a register that was restored: it loses it again. */
static int look_dull(struct registry *reg, const unsigned char known[KEY_BYTES], struct err *e)
{
	struct slice hash = {(const char *)known, KEY_BYTES};
	sqlite3_stmt *s = db_bind(reg, SQL_ERASED_HAS, e, "tb", "text", hash);
	int rc = db_row(reg, s, e);

	if (rc != 1)
		return rc;
	db_done(s);
	return db_run(reg, db_bind(reg, SQL_ERASURE_LISTED, e, "i", (int64_t)0), e);
}

static int record(struct taking *t, const struct rules *rules, const unsigned char known[KEY_BYTES],
	struct err *e)
{
	const struct decision *decision;

	/* What came before the robot was to begin is read, and nothing else. */
	t->early = t->facts.received < t->settings->start;
	if (!t->early && known_load(t, rules, e) != 0)
		return -1;
	decision = t->early ? arena_alloc(t->arena, sizeof *decision) : decide(t->arena, &t->facts);
	t->outcome->wanted = decision->wanted;
	if (add_letter(t, known, decision, e) != 0 || add_arrival(t, e) != 0 ||
		look_dull(t->reg, known, e) != 0)
		return -1;
	return apply_decision(t, decision, e);
}

/* Everything between BEGIN and COMMIT. */
static int take(struct taking *t, const struct rules *rules, struct err *e)
{
	unsigned char known[KEY_BYTES];
	int rc = find_known(
		t, db_bind(t->reg, SQL_LETTER_BY_UID, e, "ii", t->in->uidvalidity, t->in->uid), e);

	if (rc != 0)
		return rc < 0 ? -1 : 0;
	known_hash(t->reg, t->in->envelope, t->in->bytes, known);
	rc = find_known(t,
		db_bind(t->reg, SQL_LETTER_BY_DEDUPE, e, "b",
			(struct slice){(const char *)known, sizeof known}),
		e);
	if (rc != 0)
		return rc < 0 || add_arrival(t, e) != 0 ? -1 : take_again(t, rules, e);
	rc = find_erased(t, known, e);
	return rc != 0 ? (rc < 0 ? -1 : 0) : record(t, rules, known, e);
}

int registry_take_letter(struct registry *reg, const struct settings *settings,
	const struct rules *rules, const struct incoming *in, int64_t now, struct outcome *out,
	struct err *e)
{
	int rc = -1;
	struct taking t = {
		.reg = reg,
		.arena = arena_new(),
		.settings = settings,
		.rules = rules,
		.in = in,
		.facts = {.settings = settings,
			.envelope = in->envelope,
			.reading = in->reading,
			.aligned = in->aligned,
			.fluent = language_acts(rules->languages, in->reading->language),
			.answered = in->answered,
			.received = in->received < now ? in->received : now,
			.now = now},
		.reading = {.max = READING_WRITTEN_MAX},
		.now = now,
		.outcome = out,
	};

	*out = (struct outcome){0};
	reading_write(&t.reading, in->reading);
	if (t.reading.over)
		err_set(e, "its reading has more than %d bytes", READING_WRITTEN_MAX);
	else if (db_begin(reg, e) == 0 && take(&t, rules, e) == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	if (rc == 0 && out->mails > 0 && !reg->batch)
		poke_send(reg->path);
	reg->poke |= rc == 0 && out->mails > 0;
	buf_free(&t.reading);
	arena_free(&t.arena);
	return rc != 0 ? err_wrap(e, "recording a letter") : 0;
}

/* Whether a statement that was just bound gives a row. */
static int is_there(struct registry *reg, sqlite3_stmt *s, bool *out, struct err *e)
{
	int rc = db_row(reg, s, e);

	*out = rc == 1;
	if (rc == 1)
		db_done(s);
	return rc < 0 ? -1 : 0;
}

int registry_knows(
	struct registry *reg, int64_t uidvalidity, int64_t uid, bool *known, struct err *e)
{
	if (is_there(reg, db_bind(reg, SQL_LETTER_BY_UID, e, "ii", uidvalidity, uid), known, e) !=
		0)
		return -1;
	/* What was erased and is still to go, or is none of ours, need not be fetched either. */
	return *known ? 0
		      : is_there(reg, db_bind(reg, SQL_TO_ERASE_BY_UID, e, "ii", uidvalidity, uid),
				known, e);
}

/* ---- folders ---- */

int registry_filings(struct registry *reg, struct arena *a, struct filings *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_FILINGS, e, "");
	int rc;

	*out = (struct filings){0};
	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, out->items, out->count, out->room,
			(struct filing){
				.arrival = sqlite3_column_int64(s, 0),
				.letter = sqlite3_column_int64(s, 1),
				.from = folder_of(db_text(a, s, 2)),
				.uidvalidity = sqlite3_column_int64(s, 3),
				.uid = sqlite3_column_int64(s, 4),
				.message_id = db_text(a, s, 5),
				.wanted = folder_of(db_text(a, s, 6)),
			});
	return rc;
}

int registry_filed(struct registry *reg, int64_t arrival, enum folder folder, int64_t uidvalidity,
	int64_t uid, struct err *e)
{
	return db_run(reg,
		db_bind(reg, SQL_ARRIVAL_FILED, e, "itii", arrival, folder_ids[folder], uidvalidity,
			uid),
		e);
}

int registry_lies(struct registry *reg, enum folder folder, int64_t uidvalidity, int64_t uid,
	bool *lies, struct err *e)
{
	return is_there(reg,
		db_bind(reg, SQL_ARRIVAL_LIES, e, "tii", folder_ids[folder], uidvalidity, uid),
		lies, e);
}

int registry_last_filed(
	struct registry *reg, enum folder folder, int64_t uidvalidity, int64_t *uid, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_ARRIVAL_LAST, e, "ti", folder_ids[folder], uidvalidity);

	if (db_row(reg, s, e) != 1)
		return -1;
	*uid = sqlite3_column_int64(s, 0);
	db_done(s);
	return 0;
}

int registry_knows_id(struct registry *reg, const char *message_id, bool *known, struct err *e)
{
	*known = message_id[0] == '\0';
	if (*known)
		return 0;
	return is_there(reg, db_bind(reg, SQL_LETTER_KNOWN_ID, e, "t", message_id), known, e);
}
