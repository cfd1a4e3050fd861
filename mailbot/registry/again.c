/* Letters that staff want read again. */
#include "registry/registry.h"

#include <string.h>

#include "reading/json/json.h"
#include "registry/key.h"
#include "registry/rows.h"

static int note(struct taking *t, const char *why, struct err *e)
{
	return journal_add(t->reg, t->now,
		&(struct journal_line){.what = "read-again", .why = why, .letter = t->letter}, e);
}

/* ---- asked for ---- */

static int mark(struct registry *reg, const unsigned char known[KEY_BYTES], int64_t now,
	int64_t *letter, struct err *e)
{
	sqlite3_stmt *s = db_bind(
		reg, SQL_LETTER_BY_DEDUPE, e, "b", (struct slice){(const char *)known, KEY_BYTES});
	int rc = db_row(reg, s, e);

	*letter = rc == 1 ? sqlite3_column_int64(s, 0) : 0;
	if (rc != 1)
		return rc;
	db_done(s);
	/* Staff took one of its copies from where it lay. */
	if (db_run(reg, db_bind(reg, SQL_LETTER_AGAIN, e, "ii", *letter, (int64_t)1), e) != 0 ||
		db_run(reg, db_bind(reg, SQL_ARRIVAL_TAKEN, e, "i", *letter), e) != 0)
		return -1;
	return journal_add(reg, now,
		&(struct journal_line){.who = "staff", .what = "read-again", .letter = *letter}, e);
}

int registry_read_again(struct registry *reg, const struct envelope *env, struct slice bytes,
	int64_t now, int64_t *letter, struct err *e)
{
	unsigned char known[KEY_BYTES];
	int rc = -1;

	*letter = 0;
	known_hash(reg, env, bytes, known);
	if (db_begin(reg, e) == 0 && mark(reg, known, now, letter, e) == 0)
		rc = db_commit(reg, e);
	db_rollback(reg);
	return rc == 0 ? 0 : err_wrap(e, "marking a letter to be read again");
}

/* ---- decided again ---- */

/* What a reading says that anybody acts upon: whether it stands there twice. */
static bool same_outcome(const char *before, const struct reading *reading)
{
	static const char *const fields[] = {"kind", "disposition", "reasons", "concerns", "series",
		"requests", "answer", "attendees", "open", "guess", "writer", "needs"};
	json_t *old = json_loads(before, JSON_ALLOW_NUL, NULL), *now = reading_to_json(reading);
	bool same = old != NULL;

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const json_t *a = json_object_get(old, fields[i]),
			     *b = json_object_get(now, fields[i]);
		same = same && (a == NULL ? b == NULL : b != NULL && json_equal(a, b));
	}
	json_decref(old);
	json_decref(now);
	return same;
}

/*
 * Whether something speaks against deciding it anew: the letter has changed the register, a person
 * has decided it, or its party stands otherwise since.
 */
static int settled(struct taking *t, bool acted, bool *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(t->reg, SQL_LETTER_SETTLED, e, "iii", t->letter,
		t->facts.known.party.id, t->facts.received);

	if (db_row(t->reg, s, e) != 1)
		return -1;
	*out = acted || sqlite3_column_int(s, 0) != 0;
	db_done(s);
	return 0;
}

/* A person looks: what stands in the register stays as it is. */
static struct decision *to_a_person(struct taking *t)
{
	struct decision *d = arena_alloc(t->arena, sizeof *d);
	struct effect effect = {.kind = EFFECT_REVIEW};
	size_t room = 0;
	const char *reason = "read-again";

	ARENA_PUSH(t->arena, effect.reasons, effect.reason_count, room, reason);
	for (size_t i = 0; i < t->in->reading->reason_count; i++)
		ARENA_PUSH(t->arena, effect.reasons, effect.reason_count, room,
			t->in->reading->reasons[i]);
	ARENA_PUSH(t->arena, d->items, d->count, d->room, effect);
	d->wanted = FOLDER_REVIEW;
	return d;
}

/* They know that it came, from the first time. */
static void without_receipt(struct decision *d)
{
	size_t kept = 0;

	for (size_t i = 0; i < d->count; i++)
		if (d->items[i].kind != EFFECT_MAIL || d->items[i].mail->kind != MAIL_RECEIPT)
			d->items[kept++] = d->items[i];
	d->count = kept;
}

static int decide_anew(struct taking *t, const struct rules *rules, bool acted, struct err *e)
{
	struct decision *d;
	bool held_back = false;

	if (known_load(t, rules, e) != 0 || settled(t, acted, &held_back, e) != 0)
		return -1;
	d = held_back ? to_a_person(t) : decide(t->arena, &t->facts);
	without_receipt(d);
	t->outcome->wanted = d->wanted;
	if (db_run(t->reg, db_bind(t->reg, SQL_REVIEW_READ_AGAIN, e, "ii", t->letter, t->now), e) !=
			0 ||
		letter_read(t, d, e) != 0 || apply_decision(t, d, e) != 0)
		return -1;
	return note(t, held_back ? "settled" : "differs", e);
}

int take_again(struct taking *t, const struct rules *rules, struct err *e)
{
	sqlite3_stmt *s = db_bind(t->reg, SQL_LETTER_BEFORE, e, "i", t->letter);
	int rc = db_row(t->reg, s, e);

	if (rc != 1)
		return -1;
	bool wanted = sqlite3_column_int(s, 0) != 0, acted = sqlite3_column_int(s, 1) != 0;
	const char *before = db_text(t->arena, s, 2);
	/* It counts from its first receipt; some servers give what is moved a new date. */
	t->facts.received = sqlite3_column_int64(s, 3);
	db_done(s);
	if (!wanted)
		return 0;
	if (db_run(t->reg, db_bind(t->reg, SQL_LETTER_AGAIN, e, "ii", t->letter, (int64_t)0), e) !=
		0)
		return -1;
	if (same_outcome(before, t->in->reading))
		return note(t, "same", e);
	return decide_anew(t, rules, acted, e);
}
