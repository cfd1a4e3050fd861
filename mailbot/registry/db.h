/*
 * The register's own way to SQLite: every statement stands in one table (sql.c), is prepared once a
 * connection, and is bound by a small format. Private to this room.
 */
#ifndef REGISTRY_DB_H
#define REGISTRY_DB_H

#include <sqlite3.h>

#include "base/arena.h"
#include "base/err.h"
#include "registry/registry.h"

enum statement {
	SQL_BEGIN,
	SQL_COMMIT,
	SQL_ROLLBACK,
	SQL_SAVEPOINT,
	SQL_RELEASE,
	SQL_ROLLBACK_TO,

	SQL_SERIES_ALL,
	SQL_SERIES_VERSION,
	SQL_SERIES_CHANGE,
	SQL_SERIES_USED,
	SQL_SERIES_AFTER,
	SQL_SERIES_REMOVE,
	SQL_PLAN_PARTIES,
	SQL_SERIES_ADD,

	SQL_PARTY_BY_ADDRESS,
	SQL_PARTY_BY_ID,
	SQL_PARTY_ADD,
	SQL_PARTY_PHONE,
	SQL_PARTY_DETAILS,
	SQL_PARTY_DESCRIBE,
	SQL_PARTY_BACK,
	SQL_PARTY_CORRECT,
	SQL_ATTENDEES_RENAME,
	SQL_PARTIES,
	SQL_NAMESAKES,
	SQL_NEED_ADD,
	SQL_NEED_DROP,
	SQL_NEED_DROP_ALL,
	SQL_NEEDS,
	SQL_STANDINGS,
	SQL_STANDING_SET,
	SQL_STANDING_ID,
	SQL_STANDING_DROP,
	SQL_ATTENDEES,
	SQL_ATTENDEES_MARK,
	SQL_ATTENDEE_KEEP,
	SQL_ATTENDEE_ADD,
	SQL_ATTENDEES_SWEEP,
	SQL_TAKEN,
	SQL_FULL_LETTERS,

	SQL_LETTER_BY_UID,
	SQL_LETTER_BY_DEDUPE,
	SQL_LETTER_ADD,
	SQL_LETTER_AGAIN,
	SQL_LETTER_BEFORE,
	SQL_LETTER_READ,
	SQL_LETTER_SETTLED,
	SQL_RECORD_NEXT,
	SQL_ARRIVAL_ADD,
	SQL_ARRIVAL_FILED,
	SQL_ARRIVAL_TAKEN,
	SQL_ARRIVAL_LIES,
	SQL_ARRIVAL_LAST,
	SQL_LETTER_KNOWN_ID,
	SQL_FILINGS,
	SQL_WAITING,
	SQL_BY_HAND,
	SQL_TAKEN_BY_HAND,
	SQL_LETTERS_OF_MESSAGE_ID,
	SQL_STAFF_REPLY_ADD,
	SQL_STAFF_REPLY_OLD,
	SQL_STAFF_REPLY,
	SQL_LOOKED,
	SQL_LOOKED_SET,
	SQL_REVIEW_ADD,
	SQL_REVIEW_READ_AGAIN,
	SQL_JOURNAL_ADD,

	SQL_REVIEW_ITEM,
	SQL_REVIEW_BESIDE,
	SQL_REVIEW_DECIDE,
	SQL_REVIEW_REOPEN,
	SQL_LETTER_WANT,
	SQL_LETTER_ACTED,
	SQL_VERSION,
	SQL_CHANGED_SINCE,
	SQL_ACT_ADD,
	SQL_ACT,
	SQL_ACT_OF_ITEM,
	SQL_ACT_UNDONE,
	SQL_MAIL_OF_ACT,
	SQL_CALL_TOLD,
	SQL_CALL_AGAIN,

	SQL_MAIL_PENDING,
	SQL_MAIL_ADD,
	SQL_MAIL_BY_MESSAGE_ID,
	SQL_MAIL_WITHDRAW,
	SQL_MAIL_LANGUAGE,
	SQL_MAILS_TOLD,
	SQL_MAILS_UNSAID,
	SQL_MAIL_LOST,
	SQL_MAIL_BACK,
	SQL_MAIL_BOUNCED,
	SQL_MAIL_COUNTS,
	SQL_MAIL_DUE,
	SQL_MAIL_NEXT_DUE,
	SQL_MAIL_COUNT_DUE,
	SQL_MAIL_CLAIM,
	SQL_MAIL_UNCLAIM,
	SQL_MAIL_UNSURE,
	SQL_MAIL_SENDING,
	SQL_MAIL_COMPOSED,
	SQL_MAIL_AGAIN,
	SQL_MAIL_HOUR,
	SQL_MAIL_RELEASE,
	SQL_MAIL_PROPOSAL,
	SQL_MAIL_PROPOSED,
	SQL_MAIL_QUESTIONS,
	SQL_MAIL_TAKE_BACK,
	SQL_MAIL_HELD,
	SQL_MAIL_HERE,
	SQL_REVIEW_MAIL_DONE,
	SQL_OUTFLOW,
	SQL_OUTFLOW_HOLD,
	SQL_OUTFLOW_RESUME,
	SQL_OUTFLOW_WAITS,
	SQL_MAIL_NEWEST,
	SQL_MAIL_GET,
	SQL_MAIL_SHOW,
	SQL_MAIL_RESULT,
	SQL_MAIL_WAITS,
	SQL_MAIL_STUCK,
	SQL_MAIL_UNCOPIED,
	SQL_MAIL_COPIED,

	SQL_ALARM_STILL,
	SQL_ALARM_RAISE,
	SQL_ALARM_END,
	SQL_ALARMS,
	SQL_ALARM_TOLD,

	SQL_ASKING,
	SQL_ASKED,
	SQL_ASKED_OVERDUE,
	SQL_QUESTIONS,
	SQL_ASKED_WANT,
	SQL_REVIEW_HIDE,
	SQL_REVIEW_SHOW,
	SQL_REVIEW_SETTLE,

	SQL_STAFF_WAITING,
	SQL_STAFF_TOLD,
	SQL_MORNING,
	SQL_MORNING_SET,
	SQL_PULSE,
	SQL_PULSE_SET,

	SQL_MAILING_FIND,
	SQL_MAILING_ADD,
	SQL_MAILING_FILE_ADD,
	SQL_MAILING_FILES,
	SQL_MAILING_READERS,
	SQL_MAILED_ADD,
	SQL_MAILING_PROGRESS,

	SQL_REMINDER_PARTIES,
	SQL_REMINDER_WAITS,
	SQL_REMINDER_ADD,
	SQL_REMINDER_AGAIN,
	SQL_MAIL_EXPIRES,
	SQL_MAIL_EXPIRED,

	SQL_LIST_REGISTRATIONS,
	SQL_LIST_REVIEW,
	SQL_LIST_REVIEW_ALL,
	SQL_LIST_OUTGOING,
	SQL_LIST_ALARMS,
	SQL_LIST_EVENTS,
	SQL_LIST_LETTERS,
	SQL_LIST_CALLS,
	SQL_LIST_NEEDS,
	SQL_ERASED_ADD,
	SQL_ERASED_LETTER,
	SQL_ERASED_HAS,
	SQL_ERASED_ALL,
	SQL_ERASURE,
	SQL_ERASURE_LISTED,
	SQL_ERASURE_SCRUB,
	SQL_ERASURE_DAY,
	SQL_TO_ERASE_BY_UID,
	SQL_TO_ERASE_ADD,
	SQL_TO_ERASE,
	SQL_TO_ERASE_DONE,
	SQL_TO_ERASE_LEFT,
	SQL_LEFT_COUNTS,
	SQL_GONE_LETTER_ADD,
	SQL_GONE_PARTY_ADD,
	SQL_DULL_LETTER_ADD,
	SQL_STRUCK_ADD,
	SQL_SERIES_END_ADD,
	SQL_GONE_LETTERS,
	SQL_DULL_LETTERS,
	SQL_GONE_PARTIES,
	SQL_ALL_PARTIES,
	SQL_STRUCK,
	SQL_ALL_ATTENDEES,
	SQL_STRIKE_ATTENDEE,
	SQL_STRIKE_NOTE,
	SQL_STRIKE_NOTE_SET,
	SQL_STRIKE_ORGANISATION,
	SQL_STRIKE_ORGANISATION_SET,
	SQL_STRIKE_NEEDS,
	SQL_STRIKE_NEED_SET,
	SQL_STRIKE_MAILS,
	SQL_STRIKE_MAIL_SET,
	SQL_STRIKE_CALLS,
	SQL_STRIKE_CALL_SET,
	SQL_STRIKE_CHANGES,
	SQL_STRIKE_CHANGES_SET,
	SQL_STRIKE_DETAILS,
	SQL_STRIKE_DETAILS_SET,
	SQL_STRIKE_ACTS,
	SQL_STRIKE_ACT_SET,
	SQL_STRIKE_ITEMS,
	SQL_STRIKE_ITEM_SET,
	SQL_STRIKE_JOURNAL,
	SQL_STRIKE_JOURNAL_SET,
	SQL_GONE_MAILS_SENDING,
	SQL_GONE_COUNTS,
	SQL_GONE_VERSION,
	SQL_GONE_EVENTS,
	SQL_PERSON_LETTERS,
	SQL_PERSON_SENDERS,
	SQL_PERSON_BOUNCES,
	SQL_PERSON_OTHERS,
	SQL_PERSON_SHOW_LETTERS,
	SQL_PERSON_SHOW_MAILS,

	SQL_COUNT_LETTERS,
	SQL_COUNT_TO_FILE,
	SQL_COUNT_OUTGOING,
	STATEMENTS,
};

extern const char *const sql_text[STATEMENTS];
extern const char sql_schema[];
/* sql-erase.c: scripts over temporary tables, run inside a transaction. */
extern const char sql_erase_begin[], sql_erase_rows[], sql_erase_due[], sql_erase_listed[];

enum {
	SCHEMA_VERSION = 1,
	KEY_BYTES = 32, /* each of the two */
	/* Mails that are claimed at once: so many at most are in doubt after a power cut. */
	CLAIM_MAX = 32,
};

struct registry {
	sqlite3 *db;
	char *path;
	sqlite3_stmt *statements[STATEMENTS];
	bool batch; /* a transaction around those of the functions (registry_batch_begin) … */
	bool inside; /* … and one of theirs in it */
	bool poke; /* the sender is to be poked at its end */
	int sure; /* so many answers may begin before signs of a loop need be looked for again */
	int64_t scrub_ms; /* monotonic: not before then is the log emptied (registry_scrub) */
	char boot[40]; /* the name that this start of the machine has; "" where it has none */
	/* Only with REGISTRY_WRITE. */
	unsigned char token_key[KEY_BYTES]; /* for Message-IDs of ours */
	unsigned char hash_key[KEY_BYTES]; /* for knowing a letter again, and what was erased */
};

/* Whether the register (where it is `there`) and its folder, in which its log lies, can be written; an error that says which cannot, and why. */
int db_look_writable(const char *path, bool there, struct err *e);

/* Whether there is the folder of a file: without it neither register nor lock nor key can be made. WHAT: "register", as its setting is called. */
int db_look_folder(const char *what, const char *path, struct err *e);

/* "register PATH: what SQLite says", or why it cannot be written. Returns -1 always. */
int db_fail(struct registry *reg, struct err *e);

/*
 * Binds a statement. `fmt` has a letter for each of its parameters: i int64_t, t const char * (NULL:
 * null), s struct slice as text, b struct slice as blob, n null. What is bound must live until
 * db_done. NULL and *e set where that fails.
 */
sqlite3_stmt *db_bind(
	struct registry *reg, enum statement which, struct err *e, const char *fmt, ...);

/* The next row: 1; 0 where there is no more (the statement is done then); -1. */
int db_row(struct registry *reg, sqlite3_stmt *s, struct err *e);

/* Ends a statement before its last row. NULL is allowed. */
void db_done(sqlite3_stmt *s);

/* Runs a statement that was just bound and gives no rows. `s` may be NULL: then -1. */
int db_run(struct registry *reg, sqlite3_stmt *s, struct err *e);

/* The one number that a statement without parameters gives. */
int db_number(struct registry *reg, enum statement which, int64_t *out, struct err *e);

/* Columns of the row, copied into the arena; NULL becomes "". */
const char *db_text(struct arena *a, sqlite3_stmt *s, int column);
struct slice db_blob(struct arena *a, sqlite3_stmt *s, int column);

/* One transaction, taken for writing at once, so that what is read in it still holds at its end. In a
 * batch: a part of it, which alone is undone by db_rollback. */
int db_begin(struct registry *reg, struct err *e);
int db_commit(struct registry *reg, struct err *e);
void db_rollback(struct registry *reg);

#endif
