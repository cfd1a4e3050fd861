/* The letters on record, one by one: for who reads them again by other rules. */
#include "registry/registry.h"

#include "registry/rows.h"

int registry_record(struct registry *reg, struct arena *a, int64_t after, struct record *out,
	bool *found, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_RECORD_NEXT, e, "i", after);
	int rc = db_row(reg, s, e);
	const char *facts;

	*found = rc == 1;
	if (rc != 1)
		return rc;
	*out = (struct record){
		.letter = sqlite3_column_int64(s, 0),
		.bytes = db_blob(a, s, 1),
		.reading = db_text(a, s, 2),
		.received = sqlite3_column_int64(s, 3),
		.staff = sqlite3_column_int(s, 5) != 0,
	};
	facts = db_text(a, s, 4);
	if (facts[0] != '\0')
		mail_context(a, facts, &out->context);
	db_done(s);
	return 0;
}
