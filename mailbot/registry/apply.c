/* Enters what was decided on a letter: the effects, and the journal. */
#include "registry/rows.h"

#include <string.h>

#include "base/limits.h"
#include "decide/answer.h"
#include "reading/json/json.h"

int journal_add(struct registry *reg, int64_t now, const struct journal_line *line, struct err *e)
{
	return db_run(reg,
		db_bind(reg, SQL_JOURNAL_ADD, e, "itttiiiti", now, line->who, line->what, line->why,
			line->letter, line->party, line->outgoing, line->event, line->seats),
		e);
}

static int note(struct taking *t, struct journal_line line, struct err *e)
{
	line.letter = t->letter;
	return journal_add(t->reg, t->now, &line, e);
}

/* The party of an effect, made where it is new. */
static int party_of(struct taking *t, const struct effect *effect, int64_t *id, struct err *e)
{
	struct known *known = &t->facts.known;
	const struct reading *reading = t->in->reading;

	*id = effect->party != NULL ? effect->party->id : 0;
	if (*id != 0 || effect->party != &known->party || effect->kind > EFFECT_DECLINE)
		return 0;
	known->party.name =
		reading->writer[0] != '\0' ? reading->writer : t->in->envelope->from.name;
	if (party_add(t->reg, known->series, &known->party, answer_language(&t->facts), t->now,
		    e) != 0)
		return -1;
	*id = known->party.id;
	return 0;
}

static int apply_standing(struct taking *t, const struct effect *effect, struct err *e)
{
	static const char *const what[] = {
		[EFFECT_REGISTER] = "register",
		[EFFECT_CANCEL] = "cancel",
		[EFFECT_DECLINE] = "decline",
	};
	int64_t party;

	if (party_of(t, effect, &party, e) != 0 ||
		standing_set(t->reg, party, &effect->standing, t->in->reading, t->now, e) != 0)
		return -1;
	if (effect->kind != EFFECT_DECLINE &&
		mails_withdraw(t->reg, t->arena, party, NULL, NULL, t->now, e) != 0)
		return -1;
	if (effect->kind == EFFECT_REGISTER &&
		party_tell(t->reg, t->arena, party, t->in->reading, e) != 0)
		return -1;
	t->outcome->acted = true;
	return note(t,
		(struct journal_line){.what = what[effect->kind],
			.party = party,
			.event = effect->standing.event->id,
			.seats = effect->standing.seats},
		e);
}

static json_t *reasons_json(const char *const *reasons, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_string(reasons[i]));
	return list;
}

/* As text in the arena. Takes the reference. */
static const char *dump(struct arena *a, json_t *json)
{
	char *text = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY);
	const char *copy = arena_string(a, slice_of(text != NULL ? text : "null"));

	free(text);
	json_decref(json);
	return copy;
}

static int review_add(struct registry *reg, int64_t letter, int64_t outgoing, int64_t party,
	const char *reasons, const char *guess, int64_t now, struct err *e)
{
	return db_run(reg,
		db_bind(reg, SQL_REVIEW_ADD, e, "iiitti", letter, outgoing, party, reasons, guess,
			now),
		e);
}

int review_mail(struct registry *reg, int64_t letter, int64_t outgoing, int64_t party,
	const char *reason, int64_t now, struct err *e)
{
	struct arena *a = arena_new();
	int rc = review_add(
		reg, letter, outgoing, party, dump(a, reasons_json(&reason, 1)), "[]", now, e);

	arena_free(&a);
	if (rc != 0)
		return -1;
	return journal_add(reg, now,
		&(struct journal_line){.what = "review",
			.why = reason,
			.letter = letter,
			.outgoing = outgoing,
			.party = party},
		e);
}

static int apply_review(struct taking *t, const struct effect *effect, struct err *e)
{
	struct buf guess = {.max = READING_BYTES_MAX};
	int64_t party;
	int rc;

	if (party_of(t, effect, &party, e) != 0)
		return -1;
	t->outcome->review |= !effect->asked;
	requests_write(&guess, &t->in->reading->guess);
	rc = review_add(t->reg, t->letter, effect->outgoing, party,
		dump(t->arena, reasons_json(effect->reasons, effect->reason_count)), guess.p,
		t->now, e);
	buf_free(&guess);
	if (rc != 0)
		return -1;
	if (effect->asked && asked_hide(t, sqlite3_last_insert_rowid(t->reg->db), e) != 0)
		return -1;
	return note(t,
		(struct journal_line){.what = effect->asked ? "ask" : "review",
			.why = effect->reasons[0],
			.party = party,
			.outgoing = effect->outgoing},
		e);
}

static int apply_mail(struct taking *t, const struct effect *effect, struct err *e)
{
	const struct thread *thread = t->in->thread;
	struct new_mail mail = {.facts = effect->mail,
		.letter = t->letter,
		.root = thread != NULL ? thread->root : 0,
		.held = effect->held || t->settings->trial};
	int64_t id;

	if (party_of(t, effect, &mail.party, e) != 0 ||
		mail_add(t->reg, t->arena, t->settings, &mail, t->now, &id, e) != 0)
		return -1;
	t->outcome->mails++;
	return effect->held ? review_mail(t->reg, t->letter, id, mail.party, "mail-held", t->now, e)
			    : 0;
}

static int apply_bounced(struct taking *t, const struct effect *effect, struct err *e)
{
	if (db_run(t->reg, db_bind(t->reg, SQL_MAIL_BOUNCED, e, "ii", effect->outgoing, t->now),
		    e) != 0)
		return -1;
	return note(t,
		(struct journal_line){.what = "bounced",
			.why = effect->permanent ? "permanent" : "transient",
			.outgoing = effect->outgoing},
		e);
}

static int apply_settle(struct taking *t, const struct effect *effect, struct err *e)
{
	return asked_settle(t, effect->item, effect->settled, e);
}

/* What this letter answers, and had been asked of another one. */
static int settle_others(struct taking *t, const struct decision *decision, struct err *e)
{
	const struct known *known = &t->facts.known;
	struct asked_by by = {.letter = t->letter, .item = known->asking.item, .now = t->now};

	for (size_t i = 0; i < decision->count; i++) {
		const struct effect *x = &decision->items[i];
		if ((x->kind == EFFECT_REGISTER || x->kind == EFFECT_CANCEL) &&
			x->party == &known->party &&
			asked_otherwise(t->reg, t->arena, known->series, x->party->id, &x->standing,
				&by, e) != 0)
			return -1;
	}
	return 0;
}

int apply_decision(struct taking *t, const struct decision *decision, struct err *e)
{
	static int (*const apply[])(struct taking *, const struct effect *, struct err *) = {
		[EFFECT_REGISTER] = apply_standing,
		[EFFECT_CANCEL] = apply_standing,
		[EFFECT_DECLINE] = apply_standing,
		[EFFECT_REVIEW] = apply_review,
		[EFFECT_MAIL] = apply_mail,
		[EFFECT_BOUNCED] = apply_bounced,
		[EFFECT_SETTLE] = apply_settle,
	};

	for (size_t i = 0; i < decision->count; i++)
		if (apply[decision->items[i].kind](t, &decision->items[i], e) != 0)
			return -1;
	return settle_others(t, decision, e);
}
