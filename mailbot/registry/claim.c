/* Mails that may leave any moment. */
#include "registry/registry.h"

#include "registry/db.h"

static int lasting(struct registry *reg, bool full, struct err *e)
{
	const char *sql = full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL";

	return sqlite3_exec(reg->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : db_fail(reg, e);
}

int registry_claim(struct registry *reg, int64_t id, int64_t now, struct err *e)
{
	if (lasting(reg, true, e) != 0 ||
		db_run(reg, db_bind(reg, SQL_MAIL_CLAIM, e, "itii", id, reg->boot, now, CLAIM_MAX),
			e) != 0)
		return -1;
	/* Without the name of this start of the machine a power cut could not be told from a kill. */
	return reg->boot[0] == '\0' ? 0 : lasting(reg, false, e);
}

int registry_unclaim(struct registry *reg, struct err *e)
{
	if (lasting(reg, true, e) != 0)
		return -1;
	return db_run(reg, db_bind(reg, SQL_MAIL_UNCLAIM, e, ""), e);
}
