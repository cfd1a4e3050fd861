/* Several changes as one transaction: the disk is waited for once. */
#include "registry/registry.h"

#include "registry/db.h"
#include "registry/poke.h"

int registry_batch_begin(struct registry *reg, struct err *e)
{
	if (db_begin(reg, e) != 0)
		return -1;
	reg->batch = true;
	reg->poke = false;
	return 0;
}

int registry_batch_end(struct registry *reg, struct err *e)
{
	int rc;

	reg->batch = false;
	/* After a fault of the disk SQLite gives up the whole by itself. */
	if (sqlite3_get_autocommit(reg->db) != 0)
		rc = err_set(e, "register %s: nothing of these could be written", reg->path);
	else
		rc = db_commit(reg, e);
	db_rollback(reg);
	if (rc == 0 && reg->poke)
		poke_send(reg->path);
	return rc;
}
