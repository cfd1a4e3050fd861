/*
 * The tables of a register: made, and looked at before anything is done with them. Private to this room.
 */
#ifndef REGISTRY_SCHEMA_H
#define REGISTRY_SCHEMA_H

#include "registry/db.h"

/* Makes them, with a mark of who did. To be called within a transaction. */
int schema_make(struct registry *reg, struct err *e);

/*
 * Whether it is a register that this mailbot can work on, or an empty file (*empty); never another program's
 * database, or one of a mailbot whose tables were others. Nothing is written.
 */
int schema_check(struct registry *reg, bool *empty, struct err *e);

#endif
