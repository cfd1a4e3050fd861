/* What staff take back, and calls. */
#include "registry/deed.h"

#include <string.h>

#include "decide/answer.h"
#include "registry/poke.h"

/* What there is to take back. */
struct taken_back {
	int64_t act, item, letter;
	json_t *changes; /* of the act; NULL: it changed nothing */
	const char *details; /* likewise, of the party itself */
};

/* ---- what was done ---- */

static int load_act(struct deed *d, struct taken_back *t, struct party *party, struct err *e)
{
	sqlite3_stmt *s = db_bind(d->reg, SQL_ACT, e, "i", t->act);
	int rc = db_row(d->reg, s, e);

	if (rc == 0)
		return deed_refuse(d, DONE_UNKNOWN, NULL, NULL);
	if (rc < 0)
		return -1;
	t->item = sqlite3_column_int64(s, 1);
	t->letter = sqlite3_column_int64(s, 8);
	party->id = sqlite3_column_int64(s, 2);
	t->changes = json_loads(db_text(d->arena, s, 3), 0, NULL);
	d->out->at = sqlite3_column_int64(s, 4);
	d->out->by = db_text(d->arena, s, 5);
	d->out->series = rules_series(d->staff->rules, db_text(d->arena, s, 7));
	t->details = db_text(d->arena, s, 9);
	db_done(s);
	if (d->out->at != 0) {
		d->out->verdict = "undo";
		return deed_refuse(d, DONE_DECIDED, NULL, NULL);
	}
	if (d->out->series == NULL)
		return deed_refuse(d, DONE_IMPOSSIBLE, "which-series", NULL);
	return party_by_id(d->reg, d->arena, d->out->series, party->id, party, e);
}

/* The act of an item that was decided; 0 where its decision changed nothing. */
static int act_of_item(struct deed *d, int64_t item, int64_t *act, struct err *e)
{
	bool found;
	sqlite3_stmt *s;
	int rc;

	if (registry_review_item(d->reg, d->arena, d->staff->rules, item, &d->item, &found, e) != 0)
		return -1;
	if (!found || strcmp(d->item.state, "decided") != 0) {
		const char *why = found ? "not-decided" : NULL;
		d->item.id = 0;
		return deed_refuse(d, found ? DONE_IMPOSSIBLE : DONE_UNKNOWN, why, NULL);
	}
	/* Decisions that change nothing leave no act; an older one of it is undone already. */
	if (strcmp(d->item.verdict, verdict_ids[VERDICT_ACCEPT]) != 0 &&
		strcmp(d->item.verdict, verdict_ids[VERDICT_CORRECT]) != 0)
		return 0;
	s = db_bind(d->reg, SQL_ACT_OF_ITEM, e, "i", item);
	rc = db_row(d->reg, s, e);
	if (rc == 1) {
		*act = sqlite3_column_int64(s, 0);
		db_done(s);
	}
	return rc < 0 ? -1 : 0;
}

/* ---- back to how it was ---- */

static struct standing standing_of(struct arena *a, const json_t *json, const struct event *event)
{
	struct standing s = {.event = event, .status = STATUS_CANCELLED};
	const char *status = json_string_value(json_object_get(json, "status"));

	for (int k = 0; status != NULL && k < STATUSES; k++)
		if (strcmp(status_names[k], status) == 0)
			s.status = (enum status)k;
	s.seats = (int)json_integer_value(json_object_get(json, "seats"));
	s.names = facts_names(a, json_object_get(json, "names"), &s.name_count);
	return s;
}

static int plan_back(struct deed *d, const struct taken_back *t)
{
	struct done *out = d->out;
	size_t i, room = 0;
	json_t *item;

	json_array_foreach(t->changes, i, item)
	{
		const char *id = json_string_value(json_object_get(item, "event"));
		const struct event *event = series_event(out->series, id);
		const struct standing *at = event != NULL ? party_at(&out->party, event->id) : NULL;
		if (at == NULL)
			return deed_refuse(d, DONE_CHANGED, NULL, event);
		struct standing left = standing_of(d->arena, json_object_get(item, "after"), event);
		struct change c = {.kind = CHANGE_REGISTER,
			.before = *at,
			.after = standing_of(d->arena, json_object_get(item, "before"), event)};
		if (!standing_same(at, &left))
			return deed_refuse(d, DONE_CHANGED, NULL, event);
		if (c.after.seats == 0)
			c.kind = CHANGE_CANCEL;
		if (json_is_null(json_object_get(item, "before")))
			c.after.status = STATUS_DECLINED; /* it never stood there */
		ARENA_PUSH(d->arena, out->changes, out->change_count, room, c);
	}
	for (i = 0; i < out->change_count; i++)
		change_objections(d->arena, &out->changes[i], &d->in.known, 0, d->staff->now,
			&out->objections);
	if (out->objections.count > 0 && !d->staff->anyway)
		out->how = DONE_OBJECTIONS;
	return 0;
}

static int put_back(struct deed *d, const struct taken_back *t, struct err *e)
{
	size_t i;
	json_t *item;

	json_array_foreach(t->changes, i, item)
	{
		const struct standing *before = &d->out->changes[i].after;
		int64_t party = d->out->party.id;
		int rc = json_is_null(json_object_get(item, "before"))
			? db_run(d->reg,
				  db_bind(d->reg, SQL_STANDING_DROP, e, "it", party,
					  before->event->id),
				  e)
			: standing_set(d->reg, party, before, NULL, d->staff->now, e);
		if (rc != 0 ||
			deed_note(d,
				(struct journal_line){.what = "undo",
					.party = party,
					.event = before->event->id,
					.seats = before->seats},
				e) != 0)
			return -1;
	}
	return 0;
}

/* ---- what they were told ---- */

static const char *text_at(struct arena *a, const json_t *facts, const char *key)
{
	return arena_string(a, slice_of(json_string_value(json_object_get(facts, key))));
}

/* A mail that tells of the act has left: another says that it was a mistake, in answer to it. */
static int correct_mail(struct deed *d, const char *address, const char *facts, struct err *e)
{
	struct arena *a = d->arena;
	json_t *json = json_loads(facts, 0, NULL);
	const json_t *to = json_object_get(json, "to");
	const char *id = text_at(a, json, "message_id");
	struct envelope *env = arena_alloc(a, sizeof *env);
	struct reading *reading = arena_alloc(a, sizeof *reading);

	*env = (struct envelope){.from = {text_at(a, to, "name"), address},
		.reply_to = {"", ""},
		.message_id = id,
		.in_reply_to = "",
		.subject = text_at(a, json, "subject")};
	*reading = (struct reading){.language = text_at(a, json, "language"),
		.writer = text_at(a, json_object_get(json, "salutation"), "name")};
	json_decref(json);
	d->in.envelope = env;
	d->in.reading = reading;
	d->in.now = d->staff->now;
	d->in.settings = d->staff->settings;
	d->in.known.series = d->out->series;
	struct facts *mail = answer_start(a, &d->in, MAIL_CORRECTION, env->from.address);
	mail->changed = true;
	answer_state(a, &d->in, mail, &d->out->party, d->out->changes, d->out->change_count);
	return deed_mail(d, mail, e);
}

static int tell(struct deed *d, int64_t act, struct err *e)
{
	sqlite3_stmt *s = db_bind(d->reg, SQL_MAIL_OF_ACT, e, "i", act);
	const char *address = "", *facts = "";
	struct unsaid unsaid;
	bool gone = false;
	int rc = db_row(d->reg, s, e);

	if (rc < 0)
		return -1;
	if (rc == 1) {
		gone = sqlite3_column_int(s, 1) != 0;
		address = db_text(d->arena, s, 2);
		d->root = sqlite3_column_int64(s, 3);
		facts = db_text(d->arena, s, 4);
		db_done(s);
	}
	/* What has not left yet says what no longer holds. */
	if (mails_withdraw(
		    d->reg, d->arena, d->out->party.id, d->staff->who, NULL, d->staff->now, e) != 0)
		return -1;
	if (gone && !d->staff->silent)
		return correct_mail(d, address, facts, e);
	d->out->no_mail = d->staff->silent ? "silent" : rc == 1 ? "withdrawn" : "not-told";
	/* It may have said more than this. */
	return unsaid_load(d, act, &unsaid, e) == 0 ? unsaid_tell(d, &unsaid, e) : -1;
}

static int reopen(struct deed *d, const struct taken_back *t, struct err *e)
{
	if (t->item == 0)
		return 0;
	d->out->reopens = t->item;
	if (db_run(d->reg, db_bind(d->reg, SQL_REVIEW_REOPEN, e, "i", t->item), e) != 0)
		return -1;
	if (t->letter != 0 &&
		(db_run(d->reg, db_bind(d->reg, SQL_LETTER_ACTED, e, "i", t->letter), e) != 0 ||
			db_run(d->reg,
				db_bind(d->reg, SQL_LETTER_WANT, e, "it", t->letter,
					folder_ids[FOLDER_REVIEW]),
				e) != 0))
		return -1;
	return deed_note(d, (struct journal_line){.what = "reopen", .party = d->out->party.id}, e);
}

static int take_back(struct deed *d, struct taken_back *t, struct err *e)
{
	if (d->out->how != DONE_OK)
		return 0;
	if (t->act == 0)
		return reopen(d, t, e);
	if (load_act(d, t, &d->out->party, e) != 0)
		return -1;
	if (d->out->how != DONE_OK)
		return 0;
	d->in.known.party = d->out->party;
	d->item.id = t->item;
	d->item.letter = t->letter;
	if (taken_load(d->reg, d->arena, d->out->series, &d->in.known, e) != 0 ||
		beside_load(d->reg, d->arena, d->staff->rules, d->out->series, &d->in.known, e) !=
			0)
		return -1;
	plan_back(d, t);
	if (d->out->how != DONE_OK && !(d->out->how == DONE_OBJECTIONS && d->staff->dry))
		return 0;
	if (put_back(d, t, e) != 0 || details_back(d, t->details, e) != 0 ||
		tell(d, t->act, e) != 0)
		return -1;
	if (db_run(d->reg,
		    db_bind(d->reg, SQL_ACT_UNDONE, e, "iit", t->act, d->staff->now, d->staff->who),
		    e) != 0)
		return -1;
	return reopen(d, t, e);
}

int registry_undo(struct registry *reg, struct arena *a, const struct staff *staff, int64_t act,
	int64_t item, struct done *out, struct err *e)
{
	struct deed d = {.reg = reg, .arena = a, .staff = staff, .out = out, .verb = "undo"};
	struct taken_back t = {.act = act, .item = item};
	int rc = 0;

	*out = (struct done){.party = {.address = "", .name = ""}};
	if (db_begin(reg, e) != 0)
		return -1;
	if (item != 0) {
		rc = act_of_item(&d, item, &t.act, e);
		t.letter = d.item.letter;
	}
	if (rc == 0)
		rc = take_back(&d, &t, e);
	json_decref(t.changes);
	return deed_end(&d, rc, e);
}

/* ---- calls ---- */

int registry_call(struct registry *reg, const struct staff *staff, int64_t id, bool undone,
	bool *done, struct err *e)
{
	sqlite3_stmt *s;
	int rc = -1;

	if (db_begin(reg, e) != 0)
		return -1;
	s = undone ? db_bind(reg, SQL_CALL_AGAIN, e, "i", id)
		   : db_bind(reg, SQL_CALL_TOLD, e, "iitt", id, staff->now, staff->who, staff->why);
	if (db_run(reg, s, e) == 0) {
		*done = sqlite3_changes64(reg->db) == 1;
		rc = *done ? journal_add(reg, staff->now,
				     &(struct journal_line){.who = staff->who,
					     .what = undone ? "call-again" : "told",
					     .why = staff->why[0] != '\0' ? staff->why : NULL,
					     .outgoing = id},
				     e)
			   : 0;
	}
	if (rc == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	return rc;
}
