#include "registry/staff.h"

#include <string.h>
#include <strings.h>

#include "reading/people/name.h"
#include "registry/deed.h"

/* ---- the item ---- */

int deed_take_item(struct deed *d, int64_t id, struct err *e)
{
	struct done *out = d->out;
	bool found;

	if (registry_review_item(d->reg, d->arena, d->staff->rules, id, &d->item, &found, e) != 0)
		return -1;
	if (!found) {
		d->item.id = 0;
		return deed_refuse(d, DONE_UNKNOWN, NULL, NULL);
	}
	d->since = d->item.received;
	if (strcmp(d->item.state, "decided") == 0) {
		out->by = d->item.decided_by;
		out->verdict = d->item.verdict;
		out->note = d->item.note;
		out->at = d->item.decided;
		return deed_refuse(d, DONE_DECIDED, NULL, NULL);
	}
	return 0;
}

int deed_take_letter(struct deed *d, int64_t id, struct err *e)
{
	if (deed_take_item(d, id, e) != 0)
		return -1;
	if (d->out->how == DONE_OK && d->item.reading == NULL)
		return deed_refuse(
			d, DONE_IMPOSSIBLE, d->item.letter == 0 ? "no-letter" : "unreadable", NULL);
	return 0;
}

int deed_take_sender(struct deed *d)
{
	const struct review_item *item = &d->item;
	const struct settings *settings = d->staff->settings;
	const char *address = item->who.address;

	if (item->letter == 0)
		return deed_refuse(d, DONE_IMPOSSIBLE, "no-letter", NULL);
	if (item->reading != NULL && item->reading->kind == KIND_AUTOMATIC)
		return deed_refuse(d, DONE_IMPOSSIBLE, "machine", NULL);
	if (item->series == NULL)
		return deed_refuse(d, DONE_IMPOSSIBLE, "which-series", NULL);
	if (address[0] == '\0')
		return deed_refuse(d, DONE_IMPOSSIBLE, "no-from", NULL);
	if (strcasecmp(address, settings->sender_address) == 0 ||
		strcasecmp(address, item->series->inbox) == 0)
		return deed_refuse(d, DONE_IMPOSSIBLE, "own-address", NULL);
	d->out->party = item->who;
	if (item->who.id == 0 && item->reading != NULL)
		d->out->party.name = item->reading->writer[0] != '\0' ? item->reading->writer
								      : item->envelope->from.name;
	d->in.known.party = d->out->party;
	return 0;
}

/* ---- accept ---- */

static bool chosen(const int *choices, size_t count, size_t number)
{
	for (size_t i = 0; i < count; i++)
		if (choices[i] == (int)number)
			return true;
	return count == 0;
}

static int plan_guess(struct deed *d, const int *choices, size_t choice_count)
{
	const struct reading *reading = d->item.reading;
	const struct requests *guess = reading_proposal(reading);
	struct done *out = d->out;
	size_t room = 0;

	if (guess->count == 0)
		return deed_refuse(d, DONE_IMPOSSIBLE, "no-guess", NULL);
	for (size_t i = 0; i < choice_count; i++)
		if (choices[i] < 1 || (size_t)choices[i] > guess->count)
			return deed_refuse(d, DONE_IMPOSSIBLE, "no-choice", NULL);
	for (size_t i = 0; i < guess->count; i++) {
		const struct request *request = &guess->items[i];
		const struct event *event = series_event(out->series, request->event);
		if (event == NULL || !chosen(choices, choice_count, i + 1))
			continue;
		for (size_t k = 0; k < out->change_count; k++)
			if (out->changes[k].after.event == event)
				return deed_refuse(d, DONE_IMPOSSIBLE, "contradiction", event);
		ARENA_PUSH(d->arena, out->changes, out->change_count, room,
			guess_change(d->arena, reading, &out->party, request, event));
	}
	return 0;
}

static int accept(struct deed *d, int64_t item, const int *choices, size_t count, struct err *e)
{
	if (deed_take_letter(d, item, e) != 0)
		return -1;
	if (d->out->how != DONE_OK)
		return 0;
	deed_take_sender(d);
	if (d->out->how != DONE_OK)
		return 0;
	/* What is open is the rest of the letter, which no guess answers. */
	if (d->item.acted)
		return deed_refuse(d, DONE_IMPOSSIBLE, "already-entered", NULL);
	if (deed_reason(d, "registered-elsewhere"))
		return deed_refuse(d, DONE_IMPOSSIBLE, "which-party", NULL);
	if (deed_start(d, d->item.series, e) != 0)
		return -1;
	plan_guess(d, choices, count);
	if (d->out->how != DONE_OK)
		return 0;
	if (deed_carry_out(d, e) != 0)
		return -1;
	return d->out->how == DONE_OK ? deed_decide(d, FOLDER_DONE, e) : 0;
}

int registry_accept(struct registry *reg, struct arena *a, const struct staff *staff, int64_t item,
	const int *choices, size_t choice_count, struct done *out, struct err *e)
{
	struct deed d = {.reg = reg, .arena = a, .staff = staff, .out = out, .verb = "accept"};

	*out = (struct done){.party = {.address = "", .name = ""}};
	if (db_begin(reg, e) != 0)
		return -1;
	return deed_end(&d, accept(&d, item, choices, choice_count, e), e);
}

/* ---- settle ---- */

int registry_settle(struct registry *reg, struct arena *a, const struct staff *staff, int64_t item,
	enum verdict verdict, struct done *out, struct err *e)
{
	static const enum folder folders[] = {
		[VERDICT_ANSWERED] = FOLDER_DONE,
		[VERDICT_NOT_FOR_US] = FOLDER_INBOX,
		[VERDICT_SPAM] = FOLDER_AUTOMATIC,
	};
	struct deed d = {
		.reg = reg, .arena = a, .staff = staff, .out = out, .verb = verdict_ids[verdict]};
	int rc;

	*out = (struct done){.party = {.address = "", .name = ""}};
	if (db_begin(reg, e) != 0)
		return -1;
	rc = deed_take_item(&d, item, e);
	if (rc == 0 && out->how == DONE_OK && verdict != VERDICT_ANSWERED && d.item.letter == 0)
		rc = deed_refuse(&d, DONE_IMPOSSIBLE, "no-letter", NULL);
	if (rc == 0 && out->how == DONE_OK)
		rc = deed_decide(&d, folders[verdict], e);
	return deed_end(&d, rc, e);
}

/* ---- what staff say plainly ---- */

static int read_parties(struct registry *reg, struct arena *a, const char *address, int64_t id,
	struct party_row **out, size_t *count, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_PARTIES, e, "ti", address, id);
	size_t room = 0;
	int rc;

	*out = NULL;
	*count = 0;
	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, *out, *count, room,
			(struct party_row){sqlite3_column_int64(s, 0), db_text(a, s, 1),
				db_text(a, s, 2), db_text(a, s, 3), db_text(a, s, 4),
				db_text(a, s, 5)});
	return rc;
}

int registry_find(struct registry *reg, struct arena *a, const char *address, int64_t id,
	const char *name, struct party_row **out, size_t *count, struct err *e)
{
	struct party_row *all;
	size_t all_count, room = 0;

	if (name == NULL)
		return read_parties(reg, a, address, id, out, count, e);
	*out = NULL;
	*count = 0;
	if (read_parties(reg, a, address, id, &all, &all_count, e) != 0)
		return -1;
	for (size_t i = 0; i < all_count; i++)
		if (name_fits(name, all[i].name))
			ARENA_PUSH(a, *out, *count, room, all[i]);
	return 0;
}

/* Somebody who stands there, and may be meant. */
static int look_alike(struct deed *d, const struct series *series,
	bool (*alike)(const char *wanted, const char *name), enum done_how how, struct err *e)
{
	struct party_row *found;
	size_t count, room = 0;

	if (read_parties(d->reg, d->arena, NULL, 0, &found, &count, e) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (strcmp(found[i].series, series->id) == 0 &&
			alike(d->person->name, found[i].name))
			ARENA_PUSH(
				d->arena, d->out->similar, d->out->similar_count, room, found[i]);
	if (d->out->similar_count > 0)
		d->out->how = how;
	return 0;
}

/* Who has exactly that name, and another address or none, is the same person as a rule. */
static bool same_name(const char *wanted, const char *name)
{
	return name_compare(wanted, name) == NAME_SAME;
}

/* An address is one party's: somebody of another name is not taken for them. */
static int take_address(struct deed *d, const struct series *series, struct err *e)
{
	const struct person *person = d->person;
	struct done *out = d->out;

	if (party_by_address(d->reg, d->arena, series, person->address, &out->party, e) != 0)
		return -1;
	if (out->party.id == 0) {
		out->party.name = person->name;
		return person->fresh || d->staff->anyway
			? 0
			: look_alike(d, series, same_name, DONE_SAME_NAME, e);
	}
	enum name_match match = name_compare(person->name, out->party.name);
	if (person->name[0] != '\0' && match == NAME_UNCLEAR)
		out->name_kept = true;
	if (person->name[0] == '\0' || d->staff->anyway || match != NAME_DIFFERENT)
		return 0;
	out->how = DONE_OTHER_NAME;
	return read_parties(
		d->reg, d->arena, NULL, out->party.id, &out->similar, &out->similar_count, e);
}

static int take_person(struct deed *d, const struct series *series, struct err *e)
{
	const struct person *person = d->person;
	struct party *party = &d->out->party;
	struct party_row *row;
	size_t count = 0;

	*party = (struct party){.address = person->address, .name = person->name};
	if (person->party != 0) {
		if (read_parties(d->reg, d->arena, NULL, person->party, &row, &count, e) != 0)
			return -1;
		if (count == 0 || strcmp(row->series, series->id) != 0)
			return deed_refuse(d, DONE_IMPOSSIBLE, "no-party", NULL);
		if (party_by_id(d->reg, d->arena, series, person->party, party, e) != 0 ||
			(person->corrects && deed_correct_person(d, series, e) != 0))
			return -1;
	} else if (person->address[0] != '\0') {
		if (take_address(d, series, e) != 0)
			return -1;
	} else if (!person->fresh && look_alike(d, series, name_fits, DONE_SIMILAR, e) != 0) {
		return -1;
	}
	d->in.known.party = *party;
	return 0;
}

static void push_wish(struct deed *d, const struct wish *wish, size_t *room)
{
	struct done *out = d->out;
	struct wish named = *wish;
	const struct standing *at = party_at(&out->party, wish->event->id);
	bool fresh = at == NULL || at->status != STATUS_CONFIRMED;
	const char *self = out->party.name;

	for (size_t k = 0; k < out->change_count; k++)
		if (out->changes[k].after.event == wish->event) {
			deed_refuse(d, DONE_IMPOSSIBLE, "contradiction", wish->event);
			return;
		}
	/* Who registers comes, where nobody else is named. */
	if (fresh && wish->action == ACTION_REGISTER && wish->name_count == 0 && self[0] != '\0') {
		named.names = &self;
		named.name_count = 1;
		named.seats = wish->seats > 0 ? wish->seats : 1;
	}
	ARENA_PUSH(d->arena, out->changes, out->change_count, *room,
		wish_change(d->arena, &out->party, &named));
}

static void plan_wishes(struct deed *d, const struct wish *wishes, size_t count)
{
	struct done *out = d->out;
	size_t room = 0;

	for (size_t i = 0; i < count; i++) {
		if (wishes[i].event != NULL) {
			push_wish(d, &wishes[i], &room);
			continue;
		}
		for (size_t k = 0; k < out->party.count; k++) {
			const struct standing *at = &out->party.items[k];
			struct wish all = {.action = ACTION_CANCEL, .event = at->event};
			if (at->status == STATUS_CONFIRMED && d->staff->now < at->event->end_utc)
				push_wish(d, &all, &room);
		}
		if (out->change_count == 0)
			deed_refuse(d, DONE_IMPOSSIBLE, "not-registered", NULL);
	}
}

/* With the party known: carries the wishes out. */
static int wish_for(struct deed *d, const struct series *series, const struct wish *wishes,
	size_t count, struct err *e)
{
	if (d->out->how != DONE_OK)
		return 0;
	if (deed_start(d, series, e) != 0)
		return -1;
	d->alone = d->corrected && count == 0;
	if (d->alone)
		deed_plan_same(d);
	else
		plan_wishes(d, wishes, count);
	return d->out->how == DONE_OK ? deed_carry_out(d, e) : 0;
}

static const struct series *series_of_wishes(
	const struct deed *d, const struct wish *wishes, size_t count)
{
	const struct rules *rules = d->staff->rules;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; wishes[i].event != NULL && k < rules->series_count; k++)
			if (series_event(rules->series[k], wishes[i].event->id) != NULL)
				return rules->series[k];
	return d->item.series;
}

static int correct(
	struct deed *d, int64_t item, const struct wish *wishes, size_t count, struct err *e)
{
	if (deed_take_item(d, item, e) != 0)
		return -1;
	if (d->out->how != DONE_OK)
		return 0;
	/* Staff may say which series it is where the robot did not know. */
	const struct series *series = series_of_wishes(d, wishes, count);
	if (series != d->item.series && d->person == NULL && d->item.envelope != NULL &&
		party_by_address(d->reg, d->arena, series, d->item.envelope->from.address,
			&d->item.who, e) != 0)
		return -1;
	d->item.series = series;
	if (d->person == NULL)
		deed_take_sender(d);
	else if (d->item.series != NULL && take_person(d, d->item.series, e) != 0)
		return -1;
	if (d->item.series == NULL)
		deed_refuse(d, DONE_IMPOSSIBLE, "which-series", NULL);
	if (wish_for(d, d->item.series, wishes, count, e) != 0)
		return -1;
	return d->out->how == DONE_OK ? deed_decide(d, FOLDER_DONE, e) : 0;
}

int registry_correct(struct registry *reg, struct arena *a, const struct staff *staff, int64_t item,
	const struct person *person, const struct wish *wishes, size_t count, struct done *out,
	struct err *e)
{
	struct deed d = {.reg = reg,
		.arena = a,
		.staff = staff,
		.out = out,
		.person = person,
		.verb = "correct"};

	*out = (struct done){.party = {.address = "", .name = ""}};
	if (db_begin(reg, e) != 0)
		return -1;
	return deed_end(&d, correct(&d, item, wishes, count, e), e);
}

/* Of who stands in the register, where no event says it; stays NULL where there is no such party. */
static int series_of_party(struct deed *d, const struct series **series, struct err *e)
{
	struct party_row *row;
	size_t count = 0;

	if (read_parties(d->reg, d->arena, NULL, d->person->party, &row, &count, e) != 0)
		return -1;
	if (count > 0)
		*series = rules_series(d->staff->rules, row->series);
	return 0;
}

int registry_enter(struct registry *reg, struct arena *a, const struct staff *staff,
	const struct series *series, const struct person *person, const struct wish *wishes,
	size_t count, struct done *out, struct err *e)
{
	struct deed d = {.reg = reg,
		.arena = a,
		.staff = staff,
		.out = out,
		.person = person,
		.verb = "enter",
		.since = staff->now};
	int rc;

	*out = (struct done){.party = {.address = "", .name = ""}};
	if (db_begin(reg, e) != 0)
		return -1;
	if (series == NULL && (rc = series_of_party(&d, &series, e)) != 0)
		return deed_end(&d, rc, e);
	rc = series == NULL ? deed_refuse(&d, DONE_IMPOSSIBLE, "no-party", NULL)
			    : take_person(&d, series, e);
	if (rc == 0)
		rc = wish_for(&d, series, wishes, count, e);
	return deed_end(&d, rc, e);
}
