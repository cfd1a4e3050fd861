/*
 * Letters that staff want read again: they lie in a folder of that name, and go from there back into
 * the inbox, from where they come in like any other. The register is told before, so that it knows
 * that this time a letter that it knows is to be decided anew.
 */
#ifndef DAEMON_AGAIN_H
#define DAEMON_AGAIN_H

#include "base/settings.h"
#include "registry/registry.h"
#include "transport/inbox.h"

/* Makes the folder where it is missing. Another folder may be selected afterwards. -1: what remains
 * in it is moved next time. */
int again_letters(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	struct err *e);

#endif
