/*
 * The office's mailbox, over IMAP4rev1 (RFC 3501, with MOVE RFC 6851, UIDPLUS RFC 4315, IDLE RFC
 * 2177, NAMESPACE RFC 2342), by libetpan over our own verified stream.
 *
 * A `struct inbox` is a server and at most one session with it. Every function that can fail
 * returns 0 or -1; after -1 inbox_fault says what to do, and after FAULT_LATER and FAULT_PROTOCOL
 * the session is gone: inbox_connect makes a new one. Errors are one clear line without personal
 * data and without the server's words. Each command has IMAP_COMMAND_MS and a budget of bytes.
 *
 * Folders are named as people write them: UTF-8, '/' between levels.
 */
#ifndef TRANSPORT_INBOX_H
#define TRANSPORT_INBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/settings.h"
#include "transport/fault.h"
#include "transport/secret.h"

struct inbox;

/* Both are only borrowed and must outlive it. Does not connect. */
struct inbox *inbox_new(const struct server_settings *server, const struct secret *password);
/* From the next login on; the one before may be freed then. */
void inbox_set_password(struct inbox *i, const struct secret *password);
/* Ends the session, without waiting for an answer; sets *i to NULL. *i may be NULL. */
void inbox_free(struct inbox **i);

/* Why the last call failed. */
enum fault inbox_fault(const struct inbox *i);

/*
 * Connects and logs in, after ending the session that there was. A server that greets with PREAUTH
 * is refused: it never asked who we are, so nobody knows whose mailbox that is (and with STARTTLS
 * it is an attack, RFC 9051, 11.3).
 */
int inbox_connect(struct inbox *i, struct err *e);

/* What a folder is when selected. A UID means something only together with `uidvalidity`. */
struct folder_state {
	uint32_t uidvalidity;
	uint32_t uidnext; /* the least UID that the next letter can have; 0 where the server does
			     not say */
	uint32_t letters;
	bool read_only; /* nothing can be filed away from here */
};

/* Selects a folder for all that follows. */
int inbox_select(struct inbox *i, const char *folder, struct folder_state *out, struct err *e);

/* How many letters lie in a folder, without selecting it. */
int inbox_count(struct inbox *i, const char *folder, uint32_t *letters, struct err *e);

/* How many folders were selected: while that stays the same, so does the folder. */
unsigned inbox_selections(const struct inbox *i);

/* Makes a folder, and subscribes to it so that mail programs show it; nothing where it exists. */
int inbox_make_folder(struct inbox *i, const char *folder, struct err *e);

enum {
	LETTER_SEEN = 1 << 0,
	LETTER_ANSWERED = 1 << 1,
	LETTER_FLAGGED = 1 << 2,
	LETTER_DELETED = 1 << 3,
	LETTER_DRAFT = 1 << 4,
};

struct fetched {
	uint32_t uid;
	unsigned flags; /* LETTER_… */
	int64_t date; /* the server's internal date: when it was received, UTC; 0 where unreadable
		       */
	uint32_t size; /* bytes of the letter as the server counts them */
	struct slice bytes; /* in the arena; empty where `size` is not: the server lists the letter
			       and does not give it */
	bool head_only; /* larger than LETTER_BYTES_MAX: `bytes` is its head, at most
			   HEAD_BYTES_MAX */
};

/* The UIDs above `above` in the selected folder, rising; in the arena. */
int inbox_find_above(struct inbox *i, struct arena *a, uint32_t above, uint32_t **uids,
	size_t *count, struct err *e);

/*
 * The UIDs in the selected folder of letters with this Message-ID (without <>), rising; in the
 * arena. None for an id that is empty or holds what no search can carry (control characters, 8
 * bit).
 */
int inbox_find_message_id(struct inbox *i, struct arena *a, const char *message_id, uint32_t **uids,
	size_t *count, struct err *e);

/*
 * The next letters above `above` in the selected folder, rising by UID: at most FETCH_LETTERS_MAX
 * of them and about FETCH_BYTES_MAX bytes together, but one at least. None: there is nothing new.
 * To have all, call again with the UID of the last one. Nothing is marked as seen. A letter that
 * somebody took away meanwhile is left out.
 */
int inbox_fetch_above(struct inbox *i, struct arena *a, uint32_t above, struct fetched **letters,
	size_t *count, struct err *e);

/* The same of given UIDs, rising, at most FETCH_LETTERS_MAX: without the limit of bytes together.
 */
int inbox_fetch(struct inbox *i, struct arena *a, const uint32_t *uids, size_t uid_count,
	struct fetched **letters, size_t *count, struct err *e);

/* Only what the server says of them, without their bytes; of any number of UIDs, rising. One that is no
 * longer there is left out. */
int inbox_fetch_marks(struct inbox *i, struct arena *a, const uint32_t *uids, size_t uid_count,
	struct fetched **letters, size_t *count, struct err *e);

/* The bytes of letters that inbox_fetch_marks told of: at most FETCH_LETTERS_MAX, rising by UID. One
 * that is no longer there is left out, and *count is less then. */
int inbox_fetch_bytes(
	struct inbox *i, struct arena *a, struct fetched *letters, size_t *count, struct err *e);

/* Of given UIDs, at most FETCH_LETTERS_MAX, those fields of the head by which mails refer to each
 * other (Message-ID, In-Reply-To, Auto-Submitted) as `bytes`; flags, date and size are not told. One
 * that is no longer there is left out. */
int inbox_fetch_heads(struct inbox *i, struct arena *a, const uint32_t *uids, size_t uid_count,
	struct fetched **letters, size_t *count, struct err *e);

enum file_as { FILE_UNSEEN, FILE_SEEN, FILE_AS_IT_IS };

enum filed_how {
	FILED_MOVED, /* it is there, and no longer here */
	FILED_COPIED, /* it is there; here it stays, marked \Deleted: the server has no UIDPLUS, and
			 a bare EXPUNGE would take other people's letters too */
	FILED_VANISHED, /* it was no longer here: somebody else took it, or we did before a crash */
};

struct filed {
	enum filed_how how;
	uint32_t uidvalidity, uid; /* where it is now; 0 where the server does not tell */
};

/*
 * Moves letters of the selected folder to another, which is made if missing; out[n] says what
 * became of uids[n]. UIDs rising, at most FETCH_LETTERS_MAX. By MOVE, else by COPY, \Deleted and
 * UID EXPUNGE. After -1 some may have been moved: file them again, and the ones that were are
 * FILED_VANISHED.
 */
int inbox_file(struct inbox *i, const uint32_t *uids, size_t count, const char *folder,
	enum file_as as, struct filed *out, struct err *e);

/*
 * Erases letters of the selected folder for good: \Deleted and UID EXPUNGE. UIDs rising, at most
 * FETCH_LETTERS_MAX; one that is no longer there is passed over. *erased is false where the server has
 * no UIDPLUS: then they are only marked, since a bare EXPUNGE would take other people's letters too.
 */
int inbox_erase(struct inbox *i, const uint32_t *uids, size_t count, bool *erased, struct err *e);

/* Puts a letter of our own (CRLF) into a folder, which is made if missing. `out` may be NULL. */
int inbox_append(struct inbox *i, const char *folder, struct slice bytes, enum file_as as,
	struct filed *out, struct err *e);

/*
 * Waits until the selected folder has news (*news = true), `seconds` are over, `wake_fd` (-1: none)
 * is readable, or a signal came. In IDLE where the server offers it, else asleep with a look (NOOP)
 * at the end.
 */
int inbox_wait(struct inbox *i, int seconds, int wake_fd, bool *news, struct err *e);

#endif
