#include "registry/key.h"

#include <errno.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"

static int key_make(const char *path, struct err *e)
{
	unsigned char bytes[2 * KEY_BYTES];
	int rc = db_look_folder("key", path, e);

	if (rc != 0)
		return -1;
	rc = gnutls_rnd(GNUTLS_RND_KEY, bytes, sizeof bytes);
	if (rc < 0)
		return err_set(e, "key %s: no random bytes: %s", path, gnutls_strerror(rc));
	rc = file_write(path, (struct slice){(const char *)bytes, sizeof bytes}, 0600, e);
	gnutls_memset(bytes, 0, sizeof bytes);
	return rc != 0 ? err_wrap(e, "making the key file") : 0;
}

/* What is wrong with the file before it is read. */
static int key_look(const struct registry *reg, const char *path, bool may_make, struct err *e)
{
	struct stat st;

	if (stat(path, &st) != 0) {
		if (errno != ENOENT)
			return err_errno(e, "key %s", path);
		if (may_make)
			return key_make(path, e);
		return err_set(e,
			"key %s: missing, but register %s was made with one; bring it back from its "
			"backup",
			path, reg->path);
	}
	if (!S_ISREG(st.st_mode))
		return err_set(e, "key %s: is no file", path);
	if ((st.st_mode & 077) != 0)
		return err_set(e,
			"key %s: mode %04o lets others read it; `chmod 600 %s` (leave the key itself as it is: "
			"this register needs it)",
			path, (unsigned)st.st_mode & 07777, path);
	return 0;
}

int key_load(struct registry *reg, const char *path, bool may_make, struct err *e)
{
	int rc = -1;
	struct arena *a = arena_new();
	struct slice bytes;

	if (key_look(reg, path, may_make, e) != 0)
		goto out;
	if (file_read(a, path, SECRET_BYTES_MAX, &bytes, e) != 0) {
		err_wrap(e, "reading the key");
		goto out;
	}
	if (bytes.len < 2 * KEY_BYTES) {
		err_set(e,
			"key %s: %zu bytes are too few, it needs %d; put it back from its backup: this "
			"register needs the very same",
			path, bytes.len, 2 * KEY_BYTES);
		goto out;
	}
	memcpy(reg->token_key, bytes.p, KEY_BYTES);
	memcpy(reg->hash_key, bytes.p + KEY_BYTES, KEY_BYTES);
	gnutls_memset((void *)bytes.p, 0, bytes.len);
	rc = 0;
out:
	arena_free(&a);
	return rc;
}

static void hex(const unsigned char *bytes, size_t count, char *out)
{
	for (size_t i = 0; i < count; i++)
		snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

/* The token for RANDOM as it is written, in hexadecimal. */
static void token_of(const struct registry *reg, struct slice random, char out[2 * TOKEN_BYTES + 1])
{
	unsigned char mac[32];

	gnutls_hmac_fast(GNUTLS_MAC_SHA256, reg->token_key, KEY_BYTES, random.p, random.len, mac);
	hex(mac, TOKEN_BYTES, out);
}

int token_make(
	struct registry *reg, struct arena *a, const char *address, const char **out, struct err *e)
{
	unsigned char bytes[TOKEN_RANDOM_BYTES];
	char random[2 * TOKEN_RANDOM_BYTES + 1], token[2 * TOKEN_BYTES + 1];
	const char *at = strrchr(address, '@');
	int rc = gnutls_rnd(GNUTLS_RND_RANDOM, bytes, sizeof bytes);

	if (rc < 0)
		return err_set(e, "no random bytes for a Message-ID: %s", gnutls_strerror(rc));
	hex(bytes, sizeof bytes, random);
	token_of(reg, slice_of(random), token);
	*out = arena_printf(a, "%s.%s@%s", token, random, at != NULL ? at + 1 : "localhost");
	return 0;
}

bool token_sound(const struct registry *reg, const char *message_id)
{
	enum { TOKEN_LEN = 2 * TOKEN_BYTES, RANDOM_LEN = 2 * TOKEN_RANDOM_BYTES };
	struct slice id = slice_of(message_id);
	char token[TOKEN_LEN + 1];

	if (id.len < TOKEN_LEN + 1 + RANDOM_LEN + 1 || id.p[TOKEN_LEN] != '.' ||
		id.p[TOKEN_LEN + 1 + RANDOM_LEN] != '@')
		return false;
	token_of(reg, (struct slice){id.p + TOKEN_LEN + 1, RANDOM_LEN}, token);
	return gnutls_memcmp(token, id.p, TOKEN_LEN) == 0;
}

int key_check(struct registry *reg, const char *path, struct err *e)
{
	struct arena *a = arena_new();
	sqlite3_stmt *s = db_bind(reg, SQL_MAIL_NEWEST, e, "");
	int rc = db_row(reg, s, e);

	if (rc == 1 && !token_sound(reg, db_text(a, s, 0)))
		rc = err_set(e,
			"key %s: is not the one of register %s; put that back from its backup: this "
			"register needs the very same",
			path, reg->path);
	db_done(s);
	arena_free(&a);
	return rc < 0 ? -1 : 0;
}

void known_hash(const struct registry *reg, const struct envelope *env, struct slice letter,
	unsigned char out[KEY_BYTES])
{
	gnutls_hmac_hd_t mac;
	char date[32];
	/* As it came: which gateways there are may change. */
	const char *from = env->gateway != NULL ? env->gateway : env->from.address;
	const char *fields[] = {env->message_id, from, date, env->subject};
	struct slice body = slice_from(letter, env->body);

	snprintf(date, sizeof date, "%lld", (long long)env->date);
	if (gnutls_hmac_init(&mac, GNUTLS_MAC_SHA256, reg->hash_key, KEY_BYTES) < 0)
		log_fatal("no HMAC-SHA256");
	/* With its NUL each, so that no two lists of fields run together to the same bytes. */
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		gnutls_hmac(mac, fields[i], strlen(fields[i]) + 1);
	gnutls_hmac(mac, body.p != NULL ? body.p : "", body.len);
	gnutls_hmac_deinit(mac, out);
}
