#include "registry/plan.h"

#include <string.h>

#include "registry/poke.h"
#include "registry/rows.h"
#include "registry/told.h"

/* ---- the series in force, compiled ---- */

static const struct rule_file *series_schema(const struct rules *rules)
{
	for (size_t i = 0; i < rules->files.count; i++)
		if (rules->files.items[i].kind == RULE_SERIES && rules->files.items[i].schema)
			return &rules->files.items[i];
	return NULL;
}

static int compile_kept(struct arena *a, const struct rules *rules, const char *id,
	const char *name, struct slice xml, const struct series **out, struct err *e)
{
	const struct rule_file file = {.kind = RULE_SERIES, .name = name, .bytes = xml};
	struct problems problems = {.arena = a};

	if (series_compile(a, &file, series_schema(rules), out, &problems) == 0)
		return 0;
	return err_set(e, "series '%s' as the register has it (taken from %s): line %d: %s", id,
		name, problems.count > 0 ? problems.items[0].place.line : 0,
		problems.count > 0 ? problems.items[0].text : "it cannot be compiled");
}

/* ---- who is concerned ---- */

static struct plan_party *party_of(struct arena *a, struct plan_series *s, int64_t id)
{
	for (size_t i = 0; i < s->party_count; i++)
		if (s->parties[i].id == id)
			return &s->parties[i];
	ARENA_PUSH(a, s->parties, s->party_count, s->party_room, (struct plan_party){.id = id});
	return &s->parties[s->party_count - 1];
}

static int load_event(struct registry *reg, struct arena *a, struct plan_series *s,
	struct plan_event_state *state, struct err *e)
{
	const struct plan_event *p = state->event;
	sqlite3_stmt *rows;
	int rc;

	if (p->before == NULL)
		return 0;
	rows = db_bind(reg, SQL_PLAN_PARTIES, e, "tt", s->after->id, p->before->id);
	while ((rc = db_row(reg, rows, e)) == 1) {
		state->parties++;
		state->seats += (size_t)sqlite3_column_int64(rows, 4);
		if (!state->told)
			continue;
		struct plan_party *party = party_of(a, s, sqlite3_column_int64(rows, 0));
		party->address = db_text(a, rows, 1);
		party->name = db_text(a, rows, 2);
		party->phone = db_text(a, rows, 3);
		ARENA_PUSH(a, party->events, party->count, party->room, p);
	}
	return rc;
}

/* A change that nobody has heard of and that is taken back is nothing to be told. */
static int load_notices(struct registry *reg, struct arena *a, struct plan *plan,
	const struct plan_series *s, struct plan_party *to, int64_t now, struct err *e)
{
	struct told_list told;
	struct party party;

	if (told_load(reg, a, to->id, s->after->zone, &told, e) != 0 ||
		party_by_id(reg, a, s->after, to->id, &party, e) != 0)
		return -1;
	told_notices(a, &told, s->after, &party, now, to);
	if (to->notice_count > 0)
		*(to->address[0] != '\0' ? &plan->mails : &plan->calls) += 1;
	for (size_t i = 0; i < s->events.count; i++)
		for (size_t k = 0; s->states[i].event->before != NULL && k < to->notice_count; k++)
			s->states[i].news += strcmp(to->notices[k].before->id,
						     s->states[i].event->before->id) == 0;
	return 0;
}

static int plan_series(struct registry *reg, struct arena *a, struct plan *plan,
	struct plan_series s, int64_t now, struct err *e)
{
	plan_make(a, s.before, s.after, &s.events);
	s.states = arena_array(a, s.events.count + 1, sizeof *s.states);
	for (size_t i = 0; i < s.events.count; i++) {
		struct plan_event *p = &s.events.items[i];
		s.states[i] = (struct plan_event_state){.event = p, .told = plan_tells(p, now)};
		if (load_event(reg, a, &s, &s.states[i], e) != 0)
			return -1;
	}
	for (size_t i = 0; i < s.party_count; i++)
		if (load_notices(reg, a, plan, &s, &s.parties[i], now, e) != 0)
			return -1;
	s.other = s.events.count == 0;
	ARENA_PUSH(a, plan->items, plan->count, plan->room, s);
	return 0;
}

/* Its file is gone: it may go where nobody's registration or question would go with it. */
static int plan_end(struct registry *reg, struct arena *a, const struct rules *rules,
	const struct plan_ended *ended, struct slice xml, int64_t now, struct plan *plan,
	struct err *e)
{
	const struct series *kept;
	sqlite3_stmt *s;

	if (compile_kept(a, rules, ended->id, ended->file, xml, &kept, e) != 0)
		return -1;
	s = db_bind(reg, SQL_SERIES_USED, e, "t", ended->id);
	if (db_row(reg, s, e) != 1)
		return -1;
	bool used = sqlite3_column_int(s, 0) != 0;
	db_done(s);
	if (used || now < zone_utc(kept->zone, kept->retention))
		return err_set(e,
			"series '%s' is in register %s (taken from %s), but not in the folder of "
			"rules; put its file back: what is in force can be taken out from "
			"%04d-%02d-%02d on, when everybody in it has been forgotten and nothing of it "
			"waits (`mailbot list review`, `mailbot list outgoing`)",
			ended->id, reg->path, ended->file, kept->retention.year,
			kept->retention.month, kept->retention.day);
	ARENA_PUSH(a, plan->ended, plan->ended_count, plan->ended_room, *ended);
	return 0;
}

/* Whether `rules` have that series, unchanged; where it is changed, it is planned. */
static int plan_kept(struct registry *reg, struct arena *a, const struct rules *rules,
	sqlite3_stmt *row, int64_t now, struct plan *plan, struct plan_series *out, bool *changed,
	struct err *e)
{
	const char *id = db_text(a, row, 0), *file = db_text(a, row, 1);
	struct slice xml = db_blob(a, row, 2);

	*changed = false;
	*out = (struct plan_series){.after = rules_series(rules, id)};
	if (out->after == NULL)
		return plan_end(reg, a, rules, &(struct plan_ended){id, file}, xml, now, plan, e);
	if (slice_eq(out->after->xml, xml))
		return 0;
	*changed = true;
	out->file = out->after->place.file;
	return compile_kept(a, rules, id, file, xml, &out->before, e);
}

/* `added` has a place for each series of `rules`; true: the register does not have it. */
static int read_kept(struct registry *reg, struct arena *a, const struct rules *rules, int64_t now,
	struct plan *plan, struct plan_series *list, size_t *count, bool *added, struct err *e)
{
	sqlite3_stmt *row = db_bind(reg, SQL_SERIES_ALL, e, "");
	int rc;

	*count = 0;
	for (size_t i = 0; i < rules->series_count; i++)
		added[i] = true;
	while ((rc = db_row(reg, row, e)) == 1) {
		struct plan_series one;
		bool changed;
		if (plan_kept(reg, a, rules, row, now, plan, &one, &changed, e) != 0) {
			db_done(row);
			return -1;
		}
		for (size_t i = 0; i < rules->series_count; i++)
			added[i] = added[i] && rules->series[i] != one.after;
		if (changed)
			list[(*count)++] = one;
	}
	return rc;
}

int registry_plan(struct registry *reg, struct arena *a, const struct rules *rules, int64_t now,
	struct plan *out, struct err *e)
{
	struct plan_series *list = arena_array(a, rules->series_count + 1, sizeof *list);
	bool *added = arena_array(a, rules->series_count + 1, sizeof *added);
	size_t count;

	*out = (struct plan){0};
	if (read_kept(reg, a, rules, now, out, list, &count, added, e) != 0)
		return -1;
	for (size_t i = 0; i < rules->series_count; i++)
		if (added[i])
			list[count++] = (struct plan_series){
				.after = rules->series[i], .file = rules->series[i]->place.file};
	for (size_t i = 0; i < count; i++)
		if (plan_series(reg, a, out, list[i], now, e) != 0)
			return -1;
	return 0;
}

/* ---- carrying it out ---- */

/* One application. */
struct applying {
	struct registry *reg;
	struct arena *arena;
	const struct staff *staff;
	const struct plan_series *series;
};

static int note(struct applying *p, struct journal_line line, struct err *e)
{
	line.who = p->staff->who;
	if (line.why == NULL && p->staff->why[0] != '\0')
		line.why = p->staff->why;
	return journal_add(p->reg, p->staff->now, &line, e);
}

static int take_series(struct applying *p, struct err *e)
{
	const struct series *s = p->series->after;
	sqlite3_stmt *stmt = p->series->before == NULL
		? db_bind(p->reg, SQL_SERIES_ADD, e, "ttbi", s->id, s->place.file, s->xml,
			  p->staff->now)
		: db_bind(p->reg, SQL_SERIES_CHANGE, e, "ttbi", s->id, s->place.file, s->xml,
			  p->staff->now);

	if (db_run(p->reg, stmt, e) != 0)
		return -1;
	return note(p,
		(struct journal_line){
			.what = p->series->before == NULL ? "series-added" : "series-changed",
			.why = s->id},
		e);
}

/* Who is registered at an event that does not take place, is no more; be it over or not. */
static int cancel_all(struct applying *p, const struct event *event, struct err *e)
{
	sqlite3_stmt *row =
		db_bind(p->reg, SQL_PLAN_PARTIES, e, "tt", p->series->after->id, event->id);
	int64_t *ids = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = db_row(p->reg, row, e)) == 1)
		ARENA_PUSH(p->arena, ids, count, room, sqlite3_column_int64(row, 0));
	for (size_t i = 0; rc == 0 && i < count; i++) {
		const struct standing off = {.event = event, .status = STATUS_CANCELLED};
		rc = standing_set(p->reg, ids[i], &off, NULL, p->staff->now, e);
		if (rc == 0)
			rc = note(p,
				(struct journal_line){.what = "cancel",
					.why = "called-off",
					.party = ids[i],
					.event = event->id},
				e);
	}
	return rc;
}

static int change_event(struct applying *p, const struct plan_event_state *state, struct err *e)
{
	const struct plan_event *event = state->event;
	const char *what = event->what == PLAN_ADDED ? "event-added"
		: event->what == PLAN_REMOVED        ? "event-removed"
						     : "event-changed";
	const char *id = event->after != NULL ? event->after->id : event->before->id;

	if (note(p, (struct journal_line){.what = what, .event = id}, e) != 0)
		return -1;
	if ((event->what & PLAN_REMOVED) != 0 && state->parties > 0 && !state->told)
		return 0; /* it was over: they have been there */
	return (event->what & PLAN_REMOVED) != 0 ? cancel_all(p, event->before, e) : 0;
}

/* All that a party still stands at, in order of begin. */
static void show_state(
	struct arena *a, struct facts *mail, const struct party *party, const struct series *series)
{
	size_t room = 0;

	for (size_t i = 0; i < series->event_count; i++)
		for (size_t k = 0; k < party->count; k++)
			if (party->items[k].event == &series->events[i] &&
				party->items[k].status == STATUS_CONFIRMED &&
				mail->date < series->events[i].end_utc)
				ARENA_PUSH(
					a, mail->state, mail->state_count, room, party->items[k]);
}

/* The titles of all that changes for them: a subject that names only one hides the others. */
static const char *titles(struct arena *a, const struct plan_party *to)
{
	const char *all = to->notices[0].before->title;

	for (size_t i = 1; i < to->notice_count; i++)
		all = arena_printf(a, "%s, %s", all, to->notices[i].before->title);
	return all;
}

static struct facts notice_facts(
	struct applying *p, const struct plan_party *to, const struct party *party)
{
	const struct series *series = p->series->after;
	struct facts mail = {.kind = MAIL_NOTICE,
		.language = party->language,
		.date = p->staff->now,
		.to = {party->name, party->address},
		.subject = titles(p->arena, to),
		.in_reply_to = "",
		.salutation = party->name,
		.series = series,
		.notices = to->notices,
		.notice_count = to->notice_count,
		.changed = true,
		.quote = {"", 0}};

	show_state(p->arena, &mail, party, series);
	return mail;
}

static int tell(struct applying *p, const struct plan_party *to, struct err *e)
{
	const struct staff *staff = p->staff;
	struct party party;
	int64_t id;

	if (mails_withdraw(p->reg, p->arena, to->id, staff->who, TOLD_WITHDRAWN, staff->now, e) !=
		0)
		return -1;
	if (staff->silent)
		return 0;
	if (to->notice_count == 0)
		return told_again(p->reg, p->arena, to->id, p->series->after,
			staff->settings->trial, staff->now, e);
	if (party_by_id(p->reg, p->arena, p->series->after, to->id, &party, e) != 0)
		return -1;
	struct facts facts = notice_facts(p, to, &party);
	struct new_mail mail = {.facts = &facts,
		.party = to->id,
		.held = staff->settings->trial,
		.who = staff->who};
	return mail_add(p->reg, p->arena, staff->settings, &mail, staff->now, &id, e);
}

static int apply_series(struct applying *p, struct err *e)
{
	const struct plan_series *s = p->series;

	if (take_series(p, e) != 0)
		return -1;
	for (size_t i = 0; s->before != NULL && i < s->events.count; i++)
		if (change_event(p, &s->states[i], e) != 0)
			return -1;
	for (size_t i = 0; i < s->party_count; i++)
		if (tell(p, &s->parties[i], e) != 0)
			return -1;
	return 0;
}

/* After the others: one of them takes its version over. */
static int end_series(struct applying *p, const struct plan_ended *ended, struct err *e)
{
	if (db_run(p->reg, db_bind(p->reg, SQL_SERIES_AFTER, e, "t", ended->id), e) != 0 ||
		db_run(p->reg, db_bind(p->reg, SQL_SERIES_REMOVE, e, "t", ended->id), e) != 0)
		return -1;
	return note(p, (struct journal_line){.what = "series-ended", .why = ended->id}, e);
}

int registry_plan_apply(struct registry *reg, struct arena *a, const struct staff *staff,
	struct plan *out, struct err *e)
{
	int rc = -1;

	if (db_begin(reg, e) != 0)
		return -1;
	if (registry_plan(reg, a, staff->rules, staff->now, out, e) != 0)
		goto out;
	for (size_t i = 0; i < out->count; i++) {
		struct applying p = {reg, a, staff, &out->items[i]};
		if (apply_series(&p, e) != 0)
			goto out;
	}
	for (size_t i = 0; i < out->ended_count; i++) {
		struct applying p = {reg, a, staff, NULL};
		if (end_series(&p, &out->ended[i], e) != 0)
			goto out;
	}
	rc = db_commit(reg, e);
out:
	db_rollback(reg);
	if (rc == 0)
		poke_send(reg->path);
	return rc == 0 ? 0 : err_wrap(e, "the plan of the series");
}
