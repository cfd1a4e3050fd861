/*
 * What was erased, so that nothing forgotten is read again, and none of it comes back with an older
 * register: keyed hashes (of the key file's second key), in the register and, one a line, in a file
 * beside it (PATH.erased, mode 0600), which outlives a register that is restored:
 *
 *     KIND TIME HASH       letter 1296032400 5f2c… (64 hexadecimal digits)
 *
 *     letter   its identity (known_hash); the mailbox's copies of it are erased too
 *     inbox    the same, but a copy in the inbox is left there: it was none of ours
 *     text     somebody else's letter, which has lost its text
 *     party    series, address or name, and when they came in
 *     name     one that went out of that party's registrations
 *
 * The file is only ever appended to, and written (fsync) before the register's transaction ends: what
 * stands in it and not in the register was decided, and is erased at the next look. Private to this
 * room, but for the two functions of registry/erase.h that use it.
 */
#ifndef REGISTRY_ERASED_H
#define REGISTRY_ERASED_H

#include "registry/db.h"

enum erased_kind {
	ERASED_LETTER,
	ERASED_INBOX,
	ERASED_TEXT,
	ERASED_PARTY,
	ERASED_NAME,
	ERASED_KINDS
};
extern const char *const erased_ids[ERASED_KINDS];

struct erased {
	enum erased_kind kind;
	int64_t at; /* when it was erased */
	unsigned char hash[KEY_BYTES];
};

struct erased_list {
	struct erased *items;
	size_t count, room;
};

/* A party as it is named by its hash: `name` counts where it has no address. */
struct identity {
	const char *series, *address, *name;
	int64_t created;
};
void identity_hash(
	const struct registry *reg, const struct identity *who, unsigned char out[KEY_BYTES]);
/* One of its attendees. */
void identity_name_hash(const struct registry *reg, const struct identity *who, const char *name,
	unsigned char out[KEY_BYTES]);

/* All that the file lists, and how long it is; none where there is no file. A line that is none (a
 * power cut) is passed over. */
int erased_read(struct registry *reg, struct arena *a, struct erased_list *out, int64_t *size,
	struct err *e);
/* How long it is; 0 where there is none. */
int erased_size(struct registry *reg, int64_t *size, struct err *e);

/* Adds entries to the file, so that they last. *size: how long it is then. */
int erased_append(
	struct registry *reg, const struct erased_list *list, int64_t *size, struct err *e);

/* Into the register, inside a transaction. */
int erased_note(struct registry *reg, const struct erased_list *list, struct err *e);

#endif
