#include "registry/deed.h"

#include <string.h>
#include <strings.h>

#include "decide/answer.h"
#include "registry/poke.h"
#include "transport/sendable.h"

int deed_refuse(struct deed *d, enum done_how how, const char *why, const struct event *event)
{
	d->out->how = how;
	d->out->why = why;
	d->out->event = event;
	return 0;
}

int deed_note(struct deed *d, struct journal_line line, struct err *e)
{
	line.who = d->staff->who;
	line.letter = d->item.letter;
	if (line.why == NULL && d->staff->why[0] != '\0')
		line.why = d->staff->why;
	return journal_add(d->reg, d->staff->now, &line, e);
}

int deed_end(struct deed *d, int rc, struct err *e)
{
	bool done = rc == 0 && d->out->how == DONE_OK && !d->staff->dry;

	if (done)
		rc = db_commit(d->reg, e);
	db_rollback(d->reg);
	if (done && rc == 0)
		poke_send(d->reg->path);
	if (!done) /* numbers of what was taken back mean nothing */
		d->out->act = 0;
	return rc;
}

/* ---- what there is to answer ---- */

/* Who calls writes no letter: an envelope and a reading that say no more than who they are. */
static void start_call(struct deed *d)
{
	struct envelope *env = arena_alloc(d->arena, sizeof *env);
	struct reading *reading = arena_alloc(d->arena, sizeof *reading);
	const struct party *party = &d->in.known.party;
	const char *language = d->person != NULL ? d->person->language : "";

	*env = (struct envelope){.from = {party->name, party->address},
		.reply_to = {"", ""},
		.message_id = "",
		.in_reply_to = "",
		.subject = ""};
	*reading = (struct reading){.language = language, .writer = party->name, .phone = ""};
	d->in.envelope = env;
	d->in.reading = reading;
}

int deed_start(struct deed *d, const struct series *series, struct err *e)
{
	const struct staff *staff = d->staff;
	const struct reading *reading = d->item.reading;
	const struct envelope *env = d->item.envelope;

	d->in.settings = staff->settings;
	d->in.now = staff->now;
	d->in.received = d->since;
	d->in.known.series = d->out->series = series;
	/* A letter about somebody else's party is not theirs to be answered with its words. */
	if (env != NULL && reading != NULL && env->from.address[0] != '\0' &&
		strcasecmp(env->from.address, d->in.known.party.address) == 0) {
		d->in.envelope = env;
		d->in.reading = reading;
		d->root = d->item.root;
	} else {
		start_call(d);
	}
	if (language_load(d->reg, d->arena, 0, &d->in.known, e) != 0 ||
		taken_load(d->reg, d->arena, series, &d->in.known, e) != 0)
		return -1;
	return beside_load(d->reg, d->arena, staff->rules, series, &d->in.known, e);
}

/* ---- the mail ---- */

static bool answers_letter(const struct deed *d)
{
	return d->in.envelope == d->item.envelope && d->item.envelope != NULL;
}

bool deed_reason(const struct deed *d, const char *id)
{
	for (size_t i = 0; i < d->item.reason_count; i++)
		if (strcmp(d->item.reasons[i], id) == 0)
			return true;
	return false;
}

const char *deed_address(struct deed *d, const char **why)
{
	/* Only people answer there; staff have answered it already. */
	static const char *const unanswered[] = {"people-only", "answered-by-staff"};
	const struct known *known = &d->in.known;
	const char *address = known->party.address, *to;

	*why = NULL;
	if (d->staff->silent)
		*why = "silent";
	for (size_t i = 0; *why == NULL && i < sizeof unanswered / sizeof *unanswered; i++)
		if (deed_reason(d, unanswered[i]))
			*why = unanswered[i];
	if (*why != NULL)
		return NULL;
	if (!answers_letter(d)) {
		if (!sendable_is_ascii(slice_of(address)) ||
			(address[0] != '\0' && sendable_address_wrong(slice_of(address)) != NULL))
			*why = "address-unwritable";
		return *why == NULL ? address : NULL;
	}
	to = decide_answer_address(d->staff->settings, known, d->in.envelope, false,
		d->in.reading->calendar != NULL, why);
	return to;
}

int deed_mail(struct deed *d, struct facts *mail, struct err *e)
{
	struct new_mail new_mail = {.facts = mail,
		.letter = d->item.letter,
		.party = d->out->party.id,
		.root = d->root,
		.act = d->out->act,
		.who = d->staff->who};

	d->out->kind = mail->kind;
	d->out->to = mail->to.address;
	return mail_add(d->reg, d->arena, d->staff->settings, &new_mail, d->staff->now,
		&d->out->outgoing, e);
}

enum mail_kind deed_mail_kind(const struct change *changes, size_t count, bool *changed)
{
	bool registers = false, cancels = false;

	*changed = false;
	for (size_t i = 0; i < count; i++) {
		const struct change *c = &changes[i];
		registers |= c->after.status == STATUS_CONFIRMED && !change_withdraws(c);
		cancels |= c->after.status == STATUS_CANCELLED || change_withdraws(c);
		*changed |= c->kind == CHANGE_REGISTER || c->kind == CHANGE_CANCEL;
	}
	return registers ? MAIL_CONFIRMATION : cancels ? MAIL_CANCELLED : MAIL_DECLINE;
}

static int answer(struct deed *d, struct err *e)
{
	struct done *out = d->out;
	bool changed;
	enum mail_kind kind = deed_mail_kind(out->changes, out->change_count, &changed);
	const char *to = deed_address(d, &out->no_mail);
	struct unsaid unsaid;

	/* Who has been answered already needs no second answer that says nothing new. */
	bool again = d->item.acted || (d->item.id == 0 && kind == MAIL_CANCELLED);
	again |= d->alone && !d->moved;
	/* Who reads there has heard nothing yet. */
	changed |= d->moved;
	if (to != NULL && !changed && again) {
		out->no_mail = out->detail_count > 0 ? "details-only" : "no-change";
		to = NULL;
	}
	out->idle = d->item.id == 0 && !changed && out->detail_count == 0 && to == NULL;
	if (unsaid_load(d, 0, &unsaid, e) != 0)
		return -1;
	if (to == NULL || out->change_count == 0)
		return unsaid_tell(d, &unsaid, e);
	bool more = unsaid_add(d, &unsaid);
	if (more)
		kind = deed_mail_kind(unsaid.changes, unsaid.count, &changed);
	struct facts *mail = answer_start(d->arena, &d->in, kind, to);
	mail->called = !answers_letter(d);
	mail->entered = more;
	mail->changed = changed || d->moved;
	answer_understood(d->arena, &d->in, mail, unsaid.changes, unsaid.count);
	answer_state(d->arena, &d->in, mail, &out->party, out->changes, out->change_count);
	return deed_mail(d, mail, e);
}

/* ---- the changes ---- */

/* What a letter asks for may be what its writer has taken back since. Who corrects says what is to hold. */
static int object_later(struct deed *d, struct err *e)
{
	struct objections *out = &d->out->objections;
	int64_t at = 0;

	if (strcmp(d->verb, verdict_ids[VERDICT_ACCEPT]) != 0)
		return 0;
	for (size_t i = 0; i < d->out->change_count && at == 0; i++) {
		const struct change *c = &d->out->changes[i];
		if (c->kind != CHANGE_SAME &&
			registry_changed_since(d->reg, &d->item, d->out->party.id,
				c->after.event->id, &at, e) != 0)
			return -1;
	}
	if (at != 0)
		ARENA_PUSH(d->arena, out->items, out->count, out->room, "changed-later");
	else if (d->item.newer)
		ARENA_PUSH(d->arena, out->items, out->count, out->room, "newer-waits");
	return 0;
}

/* What speaks against it, but for what staff were shown with the item. A full room they must have
 * said themselves: somebody's seat is at stake. */
static int find_objections(struct deed *d, struct err *e)
{
	struct objections all = {0};
	struct objections *out = &d->out->objections;

	for (size_t i = 0; i < d->out->change_count; i++)
		change_objections(
			d->arena, &d->out->changes[i], &d->in.known, d->since, d->staff->now, &all);
	if (object_later(d, e) != 0)
		return -1;
	bool unseen = out->count > 0;
	for (size_t i = 0; i < all.count; i++)
		unseen |= !deed_reason(d, all.items[i]) || strcmp(all.items[i], "full") == 0;
	/* Where one is said, all are: who reads of a full room only would look for a chair. */
	for (size_t i = 0; unseen && i < all.count; i++)
		ARENA_PUSH(d->arena, out->items, out->count, out->room, all.items[i]);
	if (out->count > 0 && !d->staff->anyway)
		d->out->how = DONE_OBJECTIONS;
	return 0;
}

static int change_need(
	struct registry *reg, int64_t party, const char *what, const char *words, struct err *e)
{
	if (words != NULL)
		return need_add(reg, party, what, words, e);
	return db_run(reg, db_bind(reg, SQL_NEED_DROP_ALL, e, "it", party, what), e);
}

static int make_party(struct deed *d, struct err *e)
{
	struct party *party = &d->out->party;
	const struct person *person = d->person;

	if (party->id == 0 &&
		party_add(d->reg, d->out->series, party, answer_language(&d->in), d->staff->now,
			e) != 0)
		return -1;
	d->in.known.party.id = party->id;
	if (person == NULL)
		return d->item.reading == NULL
			? 0
			: party_tell(d->reg, d->arena, party->id, d->item.reading, e);
	if (db_run(d->reg,
		    db_bind(d->reg, SQL_PARTY_DESCRIBE, e, "ittt", party->id, person->phone,
			    person->organisation, person->note),
		    e) != 0)
		return -1;
	for (size_t i = 0; i < person->need_count; i++)
		if (change_need(d->reg, party->id, person->needs[2 * i], person->needs[2 * i + 1],
			    e) != 0)
			return -1;
	return 0;
}

static int apply_change(struct deed *d, const struct change *c, struct err *e)
{
	static const char *const what[] = {
		[CHANGE_REGISTER] = "register",
		[CHANGE_CANCEL] = "cancel",
		[CHANGE_DECLINE] = "decline",
	};

	if (c->kind == CHANGE_SAME)
		return 0;
	if (standing_set(d->reg, d->out->party.id, &c->after, d->item.reading, d->since, e) != 0)
		return -1;
	return deed_note(d,
		(struct journal_line){.what = what[c->kind],
			.party = d->out->party.id,
			.event = c->after.event->id,
			.seats = c->after.seats},
		e);
}

static json_t *standing_json(const struct standing *s, bool there)
{
	json_t *names = json_array();

	if (!there) {
		json_decref(names);
		return json_null();
	}
	for (size_t i = 0; i < s->name_count; i++)
		json_array_append_new(names, json_string(s->names[i]));
	return json_pack("{s:s, s:i, s:o}", "status", status_names[s->status], "seats", s->seats,
		"names", names);
}

/* What it changes, as the act keeps it. */
static const char *changes_text(struct deed *d)
{
	json_t *list = json_array();
	char *text;
	const char *out;

	for (size_t i = 0; i < d->out->change_count; i++) {
		const struct change *c = &d->out->changes[i];
		if (c->kind == CHANGE_SAME)
			continue;
		json_array_append_new(list,
			json_pack("{s:s, s:o, s:o}", "event", c->after.event->id, "before",
				standing_json(&c->before,
					party_at(&d->out->party, c->after.event->id) != NULL),
				"after", standing_json(&c->after, true)));
	}
	text = json_dumps(list, JSON_COMPACT);
	out = arena_string(d->arena, slice_of(text));
	free(text);
	json_decref(list);
	return out;
}

static int add_act(struct deed *d, struct err *e)
{
	if (db_run(d->reg,
		    db_bind(d->reg, SQL_ACT_ADD, e, "itttiitt", d->staff->now, d->staff->who,
			    d->verb, d->staff->why, d->item.id, d->out->party.id, changes_text(d),
			    details_text(d)),
		    e) != 0)
		return -1;
	d->out->act = sqlite3_last_insert_rowid(d->reg->db);
	return 0;
}

/* Who calls may answer what we had asked by mail. */
static int settle_asked(struct deed *d, struct err *e)
{
	const struct done *out = d->out;
	struct asked_by by = {.letter = d->item.letter, .now = d->staff->now, .who = d->staff->who};

	for (size_t i = 0; i < out->change_count; i++)
		if (out->changes[i].kind != CHANGE_SAME &&
			asked_otherwise(d->reg, d->arena, out->series, out->party.id,
				&out->changes[i].after, &by, e) != 0)
			return -1;
	return 0;
}

int deed_carry_out(struct deed *d, struct err *e)
{
	struct done *out = d->out;
	bool changed = d->moved; /* what still is to go to the old address goes there no more */

	for (size_t i = 0; i < out->change_count; i++) {
		const struct change *c = &out->changes[i];
		if (c->reason != NULL)
			return deed_refuse(d, DONE_IMPOSSIBLE, c->reason, c->after.event);
		changed |= c->kind != CHANGE_SAME;
	}
	if (out->change_count == 0 && !d->corrected)
		return deed_refuse(d, DONE_IMPOSSIBLE, "nothing-asked", NULL);
	if (registry_version(d->reg, out->party.id, d->item.letter, &out->version, e) != 0)
		return -1;
	if (d->staff->seen != 0 && d->staff->seen != out->version)
		return deed_refuse(d, DONE_CHANGED, NULL, NULL);
	if (find_objections(d, e) != 0)
		return -1;
	if (out->how != DONE_OK && !d->staff->dry)
		return 0;
	if ((!d->corrected && details_load(d, &d->before, e) != 0) || make_party(d, e) != 0 ||
		details_compare(d, &d->before, e) != 0)
		return -1;
	for (size_t i = 0; i < out->change_count; i++)
		if (apply_change(d, &out->changes[i], e) != 0)
			return -1;
	if (changed &&
		mails_withdraw(d->reg, d->arena, out->party.id, d->staff->who, NULL, d->staff->now,
			e) != 0)
		return -1;
	if (settle_asked(d, e) != 0)
		return -1;
	if (add_act(d, e) != 0 ||
		(d->item.letter != 0 &&
			db_run(d->reg, db_bind(d->reg, SQL_LETTER_ACTED, e, "i", d->item.letter),
				e) != 0))
		return -1;
	return answer(d, e);
}

/* Takes back the mails whose numbers the statement gives, each with its line in the journal. */
static int withdraw_all(struct deed *d, sqlite3_stmt *s, struct err *e)
{
	int64_t *ids = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = db_row(d->reg, s, e)) == 1)
		ARENA_PUSH(d->arena, ids, count, room, sqlite3_column_int64(s, 0));
	for (size_t i = 0; rc == 0 && i < count; i++)
		rc = deed_note(d, (struct journal_line){.what = "withdraw", .outgoing = ids[i]}, e);
	return rc;
}

/* What a trial had proposed to answer no longer holds, or has left under another number. */
static int withdraw_proposals(struct deed *d, struct err *e)
{
	if (!deed_reason(d, "trial"))
		return 0;
	bool released = strcmp(d->verb, verdict_ids[VERDICT_ACCEPT]) == 0 && d->out->outgoing != 0;
	const char *why = released
		? arena_printf(d->arena, "released-as %lld", (long long)d->out->outgoing)
		: NULL;
	return withdraw_all(d, db_bind(d->reg, SQL_MAIL_PROPOSED, e, "it", d->item.letter, why), e);
}

/* What was asked back and has not left asks for what is decided now. */
static int withdraw_questions(struct deed *d, struct err *e)
{
	return withdraw_all(d, db_bind(d->reg, SQL_MAIL_QUESTIONS, e, "i", d->item.letter), e);
}

int deed_decide(struct deed *d, enum folder folder, struct err *e)
{
	const struct staff *staff = d->staff;

	if (d->item.letter != 0 && (withdraw_proposals(d, e) != 0 || withdraw_questions(d, e) != 0))
		return -1;
	if (db_run(d->reg,
		    db_bind(d->reg, SQL_REVIEW_DECIDE, e, "iittt", d->item.id, staff->now,
			    staff->who, d->verb, staff->why),
		    e) != 0)
		return -1;
	if (d->item.letter != 0 && d->item.outgoing == 0 &&
		db_run(d->reg,
			db_bind(d->reg, SQL_LETTER_WANT, e, "it", d->item.letter,
				folder_ids[folder]),
			e) != 0)
		return -1;
	return deed_note(d,
		(struct journal_line){
			.what = d->verb, .party = d->out->party.id, .outgoing = d->item.outgoing},
		e);
}
