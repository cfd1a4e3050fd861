/*
 * Forgetting: what the loops do of it. `registry/forget.h` is staff's part, `registry/erased.h` the
 * list of what was erased.
 */
#ifndef REGISTRY_ERASE_H
#define REGISTRY_ERASE_H

#include "registry/registry.h"

struct erase_counts {
	size_t parties, letters, mails;
	size_t others; /* letters of others that lose their text */
	size_t names; /* struck out of the registrations of others */
	size_t open; /* of the letters, those that wait for a person */
	size_t inbox; /* copies in the inbox that are none of ours, and stay */
	size_t moved; /* copies that staff have put elsewhere */
};

/* ---- registry/erase.c ---- */

/*
 * Makes register and list the same: what the list names and the register still has (it was restored
 * from a backup, or whoever erased was killed) is erased; what only the register knows is added to the
 * list. Cheap where they are the same. Needs the key. Call it before any letter is taken, and now and
 * then. *erased, where not NULL: something was.
 */
int registry_erased_sync(struct registry *reg, bool *erased, struct err *e);

/*
 * What was erased is overwritten in the register's pages at once (secure_delete), but the log beside it
 * (-wal) still holds the pages of before. This puts all of it into the file and empties the log, where
 * anything was erased since. *done is false where that could not be yet (somebody reads: *why); a later
 * call tries it again.
 */
int registry_scrub(struct registry *reg, bool *done, struct err *why, struct err *e);

/* ---- registry/retention.c ---- */

/*
 * Forgets the series of `rules` whose retention day has come: parties, letters, mails, what waits. A
 * letter that concerns several goes with the last of them; what came in after that day, LATE_DAYS
 * later. Looks once a day, and after each change of a series. One transaction. The journal keeps how
 * many they were, by event. *out is all 0 where nothing was due. *doubted: something is, but the clock
 * leapt less than a day ago (registry_pulse), and it is left until then.
 */
int registry_retention(struct registry *reg, const struct rules *rules, int64_t now,
	struct erase_counts *out, bool *doubted, struct err *e);

/* ---- registry/copies.c: for who makes the folders so ---- */

/* A copy in the mailbox of what was erased. */
struct erasure {
	int64_t id;
	enum folder folder; /* FOLDER_GONE: the folder of sent mail */
	int64_t uidvalidity, uid; /* uid 0: not known, look for it by its Message-ID */
	const char *message_id; /* "" where it has none */
	struct slice
		hash; /* registry_is_letter; empty: it is a mail of ours, known by its Message-ID */
};

struct erasures {
	struct erasure *items;
	size_t count, room;
};

/* Those that are to be erased; with `left` those that people have to, by folder and UID. */
int registry_erasures(
	struct registry *reg, struct arena *a, bool left, struct erasures *out, struct err *e);

/* Whether a letter is the one of that hash. */
bool registry_is_letter(const struct registry *reg, const struct envelope *env, struct slice bytes,
	struct slice hash);

/* The server cannot erase what lies there: people have to. To be said before registry_erasure_done. */
int registry_erasure_left(
	struct registry *reg, enum folder folder, int64_t uidvalidity, int64_t uid, struct err *e);
/* It is no longer there, or left to people. */
int registry_erasure_done(struct registry *reg, int64_t id, struct err *e);

/*
 * After some of them: what they were known by is to be scrubbed too. Raises the alarm "erase-by-hand"
 * where any are left to people, or ends it; `name` gives a folder's name.
 */
int registry_erasures_end(struct registry *reg, const char *(*name)(void *with, enum folder folder),
	void *with, int64_t now, size_t *left, struct err *e);

#endif
