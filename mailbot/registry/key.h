/*
 * The key file: random bytes, the first KEY_BYTES for the tokens in our Message-IDs, the next for
 * the hashes by which letters are known again. Private to this room.
 */
#ifndef REGISTRY_KEY_H
#define REGISTRY_KEY_H

#include "registry/db.h"

/*
 * Reads the key file into the register's struct; makes it (mode 0600) where it is missing and
 * `may_make`. Missing otherwise, shorter than both keys, or open to group or others: an error.
 */
int key_load(struct registry *reg, const char *path, bool may_make, struct err *e);

/*
 * Whether the key is the one with which the register was made, as far as a mail of its own can tell: the newest one bears its
 * token. The register is open. -1 and *e: it is another's, so that nothing that was erased would be known again.
 */
int key_check(struct registry *reg, const char *path, struct err *e);

/*
 * Short enough for a line of 78 (RFC 5322, 2.1.1) with most domains: there are mail programs that
 * write a longer In-Reply-To as an encoded word, and the thread is lost.
 */
enum {
	TOKEN_RANDOM_BYTES = 8,
	TOKEN_BYTES = 12, /* of the HMAC-SHA256; 96 bits cannot be guessed over mail */
};

/*
 * A new Message-ID without <>: "TOKEN.RANDOM@DOMAIN", both in lower-case hexadecimal, TOKEN the
 * HMAC-SHA256 over RANDOM as it is written. DOMAIN is that of `address`.
 */
int token_make(struct registry *reg, struct arena *a, const char *address, const char **out,
	struct err *e);

/* Whether a Message-ID carries a token of this register. Takes the same time whatever is wrong. */
bool token_sound(const struct registry *reg, const char *message_id);

/* By what a letter is known again: a keyed hash over Message-ID, From, Date, Subject and body. */
void known_hash(const struct registry *reg, const struct envelope *env, struct slice letter,
	unsigned char out[KEY_BYTES]);

#endif
