#include "daemon/due.h"

#include "base/clock.h"
#include "base/log.h"
#include "registry/alarm.h"
#include "registry/erase.h"
#include "registry/morning.h"
#include "registry/remind.h"

/* That a clock which may be wrong is not believed, and what it would have erased is still there. */
static int tell_of_clock(struct registry *reg, bool doubted, int64_t now, struct err *e)
{
	static const char why[] =
		"the clock has leapt by more than a week: what its retention day would erase is left "
		"for a day; is the clock right?";
	bool raised;

	if (!doubted)
		return registry_alarm_end(reg, "clock", now, e);
	if (registry_alarm_raise(reg, "clock", why, now, &raised, e) != 0)
		return -1;
	if (raised)
		log_line(LOG_ERR, "send: %s", why);
	return 0;
}

/*
 * What is to be forgotten. That a part of the file cannot be rewritten at this moment keeps no mail
 * from leaving; it is said once, and tried again.
 */
static int forget(struct registry *reg, const struct rules *rules, int64_t now, struct err *e)
{
	struct erase_counts gone;
	struct err why = {0};
	bool again, done, doubted;

	if (registry_erased_sync(reg, &again, e) != 0 ||
		registry_retention(reg, rules, now, &gone, &doubted, e) != 0 ||
		tell_of_clock(reg, doubted, now, e) != 0 ||
		registry_scrub(reg, &done, &why, e) != 0)
		return -1;
	if (again)
		log_line(LOG_WARNING, "send: what the list of the erased names was erased again");
	if (gone.parties + gone.letters > 0)
		log_line(LOG_INFO, "send forgot parties=%zu letters=%zu mails=%zu", gone.parties,
			gone.letters, gone.mails);
	if (!done)
		log_line(LOG_WARNING,
			"send: what was forgotten is not yet out of the register's file: %s",
			why.text);
	return 0;
}

int due_queue(struct registry *reg, const struct settings *settings, const struct rules *rules,
	struct err *e)
{
	int64_t now = clock_now();
	struct reminded reminded;
	size_t shown;
	bool told;

	if (forget(reg, rules, now, e) != 0 || registry_show_asked(reg, now, &shown, e) != 0 ||
		registry_remind(reg, settings, rules, now, &reminded, e) != 0 ||
		registry_morning(reg, settings, rules, now, &told, e) != 0)
		return -1;
	if (shown > 0)
		log_line(LOG_INFO, "send asked-back=%zu not answered in time, shown to staff",
			shown);
	if (reminded.mails > 0)
		log_line(LOG_INFO, "send reminders=%zu", reminded.mails);
	if (reminded.late > 0)
		log_line(LOG_WARNING, "send reminders-skipped=%zu too late to be of use",
			reminded.late);
	if (told)
		log_line(LOG_INFO, "send staff-told");
	return 0;
}
