#include "daemon/unknown.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "daemon/process.h"
#include "registry/alarm.h"

static const char alarm_name[] = "unknown-letters";

/* One of the robot's folders while it is looked at. */
struct look {
	struct inbox *inbox;
	struct registry *reg;
	enum folder folder;
	const char *name;
	struct folder_state state;
};

/*
 * Above which UID letters may be unknown. While there are some the register remembers it (*noted),
 * since what is filed after them has higher ones.
 */
static int begin_above(const struct look *l, int64_t *above, bool *noted, struct err *e)
{
	int64_t uidvalidity = 0;

	if (registry_looked(l->reg, l->name, &uidvalidity, above, e) != 0)
		return -1;
	*noted = uidvalidity != 0;
	if (*noted && uidvalidity == l->state.uidvalidity)
		return 0;
	return registry_last_filed(l->reg, l->folder, l->state.uidvalidity, above, e);
}

/* Of UIDs that the register does not have: a letter may have several copies, and be known by another. */
static int count_some(const struct look *l, struct arena *a, const uint32_t *uids, size_t count,
	size_t *unknown, struct err *e)
{
	struct fetched *heads = NULL;
	size_t found = 0;

	if (count == 0)
		return 0;
	process_alive();
	if (inbox_fetch_heads(l->inbox, a, uids, count, &heads, &found, e) != 0)
		return -1;
	for (size_t i = 0; i < found; i++) {
		struct envelope env;
		bool known = false;
		envelope_read(a, heads[i].bytes, &env);
		if (registry_knows_id(l->reg, env.message_id, &known, e) != 0)
			return -1;
		*unknown += !known;
	}
	return 0;
}

static int count_above(
	const struct look *l, struct arena *a, uint32_t above, size_t *unknown, struct err *e)
{
	uint32_t *uids = NULL, some[FETCH_LETTERS_MAX];
	size_t count = 0, n = 0;

	if (inbox_find_above(l->inbox, a, above, &uids, &count, e) != 0)
		return -1;
	for (size_t i = count > UNKNOWN_LOOK_MOST ? count - UNKNOWN_LOOK_MOST : 0; i < count; i++) {
		bool lies = false;
		if (registry_lies(l->reg, l->folder, l->state.uidvalidity, uids[i], &lies, e) != 0)
			return -1;
		if (!lies)
			some[n++] = uids[i];
		if (n == FETCH_LETTERS_MAX) {
			if (count_some(l, a, some, n, unknown, e) != 0)
				return -1;
			n = 0;
		}
	}
	return count_some(l, a, some, n, unknown, e);
}

/* A folder that is not there holds nothing. */
static int look_at(struct look *l, struct arena *a, size_t *unknown, struct err *e)
{
	int64_t above = 0;
	size_t here = 0;
	bool noted = false;

	if (inbox_select(l->inbox, l->name, &l->state, e) != 0)
		return inbox_fault(l->inbox) == FAULT_REFUSED ? 0 : -1;
	if (begin_above(l, &above, &noted, e) != 0)
		return -1;
	if (l->state.letters > 0 && (l->state.uidnext == 0 || above + 1 < l->state.uidnext) &&
		count_above(l, a, (uint32_t)above, &here, e) != 0)
		return -1;
	*unknown += here;
	if (here == 0 && !noted)
		return 0;
	return registry_looked_at(l->reg, l->name, here > 0 ? l->state.uidvalidity : 0, above, e);
}

static int say(struct registry *reg, size_t unknown, struct err *e)
{
	char why[ERR_TEXT_MAX];
	bool raised = false;

	if (unknown == 0)
		return registry_alarm_end(reg, alarm_name, clock_now(), e);
	snprintf(why, sizeof why,
		"%zu letters lie in the robot's own folders that the register does not know",
		unknown);
	if (registry_alarm_raise(reg, alarm_name, why, clock_now(), &raised, e) != 0)
		return -1;
	if (raised)
		log_line(LOG_ERR, "receive alarm=%s letters=%zu", alarm_name, unknown);
	return 0;
}

int unknown_look(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	size_t *count, struct err *e)
{
	struct arena *a = arena_new();
	const struct {
		enum folder folder;
		const char *name;
	} own[] = {
		{FOLDER_DONE, folders->done},
		{FOLDER_REVIEW, folders->review},
		{FOLDER_AUTOMATIC, folders->automatic},
	};
	int rc = 0;

	*count = 0;
	for (size_t i = 0; rc == 0 && i < sizeof own / sizeof *own; i++) {
		struct look l = {
			.inbox = inbox, .reg = reg, .folder = own[i].folder, .name = own[i].name};
		rc = look_at(&l, a, count, e);
	}
	if (rc == 0)
		rc = say(reg, *count, e);
	arena_free(&a);
	return rc == 0 ? 0 : err_wrap(e, "looking for letters that the register does not know");
}
