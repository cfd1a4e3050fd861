#include "daemon/due.h"

#include "base/clock.h"
#include "base/log.h"
#include "registry/morning.h"
#include "registry/remind.h"

int due_queue(struct registry *reg, const struct settings *settings, const struct rules *rules,
	struct err *e)
{
	int64_t now = clock_now();
	struct reminded reminded;
	size_t shown;
	bool told;

	if (registry_show_asked(reg, now, &shown, e) != 0 ||
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
