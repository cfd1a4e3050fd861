/*
 * A mail of the register's, composed: its facts become its bytes.
 */
#ifndef DAEMON_COMPOSE_H
#define DAEMON_COMPOSE_H

#include "base/settings.h"
#include "registry/registry.h"
#include "template/templates.h"

/* Sets the mail's bytes, in the arena; and `fresh`, where the register is to keep them. The files of
 * a mailing are the register's. */
int compose_due(const struct settings *settings, const struct templates *templates,
	struct registry *reg, struct arena *a, struct due_mail *mail, struct err *e);

#endif
