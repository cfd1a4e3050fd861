/* The first step of a loop, and when it is to be taken again. */
#include "daemon/loops.h"

#include "base/log.h"
#include "daemon/process.h"

int loop_begin(const char *name, const struct secret_source *source, struct keeper **keeper)
{
	struct err e = {0};

	if (process_begin(&e) == 0 && keeper_start(source, keeper, &e) == 0)
		return 0;
	log_line(LOG_ERR, "%s cannot begin: %s", name, e.text);
	return -1;
}

bool loop_orphaned(const char *name, const struct keeper *keeper)
{
	bool gone = keeper_gone(keeper);

	if (gone)
		log_line(LOG_WARNING, "%s begins anew: its password's keeper is gone", name);
	return gone;
}
