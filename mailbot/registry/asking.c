/* What staff ask back themselves: the question that the robot would have asked. */
#include "registry/deed.h"

#include <string.h>

#include "base/limits.h"
#include "decide/answer.h"
#include "rules/workday.h"

/* Whether the letter, as far as it is understood, is a no. */
static bool cancels(const struct reading *reading)
{
	const struct requests *guess = reading_proposal(reading);
	bool any = guess->count > 0;

	if (reading->wish != NULL)
		return reading->wish->action == ACTION_CANCEL;
	for (size_t i = 0; i < guess->count; i++)
		any = any && guess->items[i].action == ACTION_CANCEL;
	return any;
}

/* The item is out of sight until it is answered, or two working days have passed. */
static int hide(struct deed *d, struct err *e)
{
	int64_t until = workday_later(
		d->staff->rules->office, d->out->series->zone, d->staff->now, ASKED_WORKDAYS);

	if (db_run(d->reg, db_bind(d->reg, SQL_REVIEW_HIDE, e, "ii", d->item.id, until), e) != 0 ||
		db_run(d->reg,
			db_bind(d->reg, SQL_ASKED_WANT, e, "it", d->item.letter,
				folder_ids[FOLDER_DONE]),
			e) != 0)
		return -1;
	return deed_note(d,
		(struct journal_line){
			.what = "ask", .party = d->out->party.id, .outgoing = d->out->outgoing},
		e);
}

static int ask(struct deed *d, int64_t item, struct err *e)
{
	const char *why = NULL, *to;

	if (deed_take_letter(d, item, e) != 0)
		return -1;
	if (d->out->how != DONE_OK)
		return 0;
	if (strcmp(d->item.state, "asked") == 0)
		return deed_refuse(d, DONE_IMPOSSIBLE, "asked-already", NULL);
	deed_take_sender(d);
	if (d->out->how != DONE_OK)
		return 0;
	if (d->item.acted)
		return deed_refuse(d, DONE_IMPOSSIBLE, "already-entered", NULL);
	if (deed_start(d, d->item.series, e) != 0)
		return -1;
	to = deed_address(d, &why);
	if (to == NULL)
		return deed_refuse(d, DONE_IMPOSSIBLE, why, NULL);
	struct facts *mail = ask_question(d->arena, &d->in, cancels(d->item.reading), to);
	if (mail == NULL)
		return deed_refuse(d, DONE_IMPOSSIBLE, "no-choices", NULL);
	answer_state(d->arena, &d->in, mail, &d->out->party, NULL, 0);
	if (registry_version(d->reg, d->out->party.id, d->item.letter, &d->out->version, e) != 0)
		return -1;
	return deed_mail(d, mail, e) == 0 ? hide(d, e) : -1;
}

int registry_ask(struct registry *reg, struct arena *a, const struct staff *staff, int64_t item,
	struct done *out, struct err *e)
{
	struct deed d = {.reg = reg, .arena = a, .staff = staff, .out = out, .verb = "ask"};

	*out = (struct done){.party = {.address = "", .name = ""}};
	if (db_begin(reg, e) != 0)
		return -1;
	return deed_end(&d, ask(&d, item, e), e);
}
