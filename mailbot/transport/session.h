/*
 * The inside of an inbox, for its own files only: inbox.c (session), marks.c, fetching.c,
 * filing.c, waiting.c.
 */
#ifndef TRANSPORT_SESSION_H
#define TRANSPORT_SESSION_H

#include <libetpan/mailimap.h>

#include "transport/inbox.h"
#include "transport/stream.h"

struct inbox {
	const struct server_settings *server;
	const struct secret *password;
	enum fault fault;
	unsigned selections; /* of folders, so far */
	bool no_idle; /* this server's IDLE is not to be trusted; remembered beyond the session */

	/* The session; imap NULL where there is none. */
	mailimap *imap;
	struct stream *stream; /* owned by imap */
	struct arena *arena; /* lives as long as the session */
	const char *prefix; /* of the personal namespace, as the server writes it; may be NULL */
	char delimiter; /* between levels; '\0': no levels */
	struct folder_name *folders; /* that were named in this session */
};

/* A folder's name as people and as the server write it. */
struct folder_name {
	struct folder_name *next;
	const char *name, *coded;
	bool there; /* it exists: we have looked, or made it */
};

/*
 * Before each command: is there a session, and what may the answer take: IMAP_COMMAND_MS and
 * IMAP_ANSWER_BYTES_MAX, and more for `bytes` of letters that go one way or the other.
 */
int session_begin(struct inbox *i, size_t bytes, struct err *e);

/*
 * After each command: 0 where libetpan's `rc` is success; else says what happened in *e and
 * i->fault, and ends the session where it cannot go on.
 */
int session_end(struct inbox *i, int rc, struct err *e);

/* Ends the session at once; what lies in buffers is not sent. */
void session_drop(struct inbox *i);

/* Sets i->fault. Returns -1 always. */
int session_fault(struct inbox *i, enum fault fault);

/* The name in the server's form; kept for the session. */
int session_folder(struct inbox *i, const char *name, struct folder_name **out, struct err *e);

/* UIDs, rising, as a set for one command; the caller frees it. */
struct mailimap_set *session_set(const uint32_t *uids, size_t count);

/* What one UID FETCH tells of a letter beside its bytes. */
struct mark {
	uint32_t uid;
	unsigned flags;
	int64_t date;
	uint32_t size;
};

/* What one line of an answer says of one letter. */
struct answer {
	struct mark mark;
	bool has_flags, has_size;
	const struct mailimap_msg_att_body_section *body; /* NULL where none came */
};

/* Reads one element of a UID FETCH's list, which must outlive it. */
struct answer session_answer(const struct mailimap_msg_att *att);

/*
 * Runs one UID FETCH whose letters have `bytes`; *list is the caller's to free, and may be NULL. A NO
 * with nothing at all means, where letters are gone meanwhile, that the server wants to tell so first
 * (RFC 2180, 4.1): a NOOP lets it, then it is asked once more.
 */
int session_fetch(struct inbox *i, const uint32_t *uids, size_t count,
	struct mailimap_fetch_type *what, size_t bytes, clist **list, struct err *e);

/* Order of UIDs, for qsort and bsearch. */
int session_by_uid(const void *a, const void *b);

/*
 * UID, flags, size and internal date of those of `uids` (rising) that are there, rising; `marks`
 * has room for `count` of them.
 */
int session_marks(struct inbox *i, const uint32_t *uids, size_t count, struct mark *marks,
	size_t *found, struct err *e);

#endif
