#include "registry/erased.h"

#include <errno.h>
#include <fcntl.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"

const char *const erased_ids[ERASED_KINDS] = {
	[ERASED_LETTER] = "letter",
	[ERASED_INBOX] = "inbox",
	[ERASED_TEXT] = "text",
	[ERASED_PARTY] = "party",
	[ERASED_NAME] = "name",
};

/* ---- hashes ---- */

/* Over texts with their NUL each, so that no two lists run together to the same bytes. */
static void hash_texts(const struct registry *reg, const char *const *texts, size_t count,
	unsigned char out[KEY_BYTES])
{
	gnutls_hmac_hd_t mac;

	if (gnutls_hmac_init(&mac, GNUTLS_MAC_SHA256, reg->hash_key, KEY_BYTES) < 0)
		log_fatal("no HMAC-SHA256");
	for (size_t i = 0; i < count; i++)
		gnutls_hmac(mac, texts[i], strlen(texts[i]) + 1);
	gnutls_hmac_deinit(mac, out);
}

static void hash_identity(const struct registry *reg, const char *what, const struct identity *who,
	const char *name, unsigned char out[KEY_BYTES])
{
	char created[24], address[ADDRESS_BYTES_MAX + 1] = "";
	bool any = who->address[0] != '\0';

	/* Addresses are the same however written. */
	for (size_t i = 0; i < ADDRESS_BYTES_MAX && who->address[i] != '\0'; i++)
		address[i] = slice_lower(who->address[i]);
	snprintf(created, sizeof created, "%lld", (long long)who->created);
	const char *texts[] = {
		what, who->series, any ? address : "", any ? "" : who->name, created, name};
	hash_texts(reg, texts, sizeof texts / sizeof *texts, out);
}

void identity_hash(
	const struct registry *reg, const struct identity *who, unsigned char out[KEY_BYTES])
{
	hash_identity(reg, "party", who, "", out);
}

void identity_name_hash(const struct registry *reg, const struct identity *who, const char *name,
	unsigned char out[KEY_BYTES])
{
	hash_identity(reg, "name", who, name, out);
}

/* ---- lines ---- */

static bool take_hex(struct slice text, unsigned char out[KEY_BYTES])
{
	if (text.len != 2 * KEY_BYTES)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		const char *digits = "0123456789abcdef", *at = strchr(digits, text.p[i]);
		if (at == NULL || text.p[i] == '\0')
			return false;
		out[i / 2] = (unsigned char)(out[i / 2] << 4 | (at - digits));
	}
	return true;
}

static bool take_line(struct slice line, struct erased *out)
{
	long first = slice_find(line, ' '), second, at;
	struct slice rest;

	if (first < 0)
		return false;
	rest = slice_from(line, (size_t)first + 1);
	second = slice_find(rest, ' ');
	if (second < 0 || !slice_number(slice_head(rest, (size_t)second), INT64_MAX, &at))
		return false;
	*out = (struct erased){.kind = ERASED_KINDS, .at = at};
	for (int i = 0; i < ERASED_KINDS; i++)
		if (slice_is(slice_head(line, (size_t)first), erased_ids[i]))
			out->kind = (enum erased_kind)i;
	return out->kind != ERASED_KINDS &&
		take_hex(slice_from(rest, (size_t)second + 1), out->hash);
}

static void put_line(struct buf *b, const struct erased *one)
{
	buf_printf(b, "%s %lld ", erased_ids[one->kind], (long long)one->at);
	for (size_t i = 0; i < KEY_BYTES; i++)
		buf_printf(b, "%02x", one->hash[i]);
	buf_putc(b, '\n');
}

/* ---- the file ---- */

static const char *path_of(struct registry *reg, struct arena *a)
{
	return arena_printf(a, "%s.erased", reg->path);
}

int erased_size(struct registry *reg, int64_t *size, struct err *e)
{
	struct arena *a = arena_new();
	const char *path = path_of(reg, a);
	struct stat st = {0};
	int rc = 0;

	if (stat(path, &st) != 0 && errno != ENOENT)
		rc = err_errno(e, "%s", path);
	*size = rc == 0 ? st.st_size : 0;
	arena_free(&a);
	return rc;
}

int erased_read(struct registry *reg, struct arena *a, struct erased_list *out, int64_t *size,
	struct err *e)
{
	const char *path = path_of(reg, a);
	struct slice rest, line;
	struct erased one;

	*out = (struct erased_list){0};
	*size = 0;
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return 0;
	if (file_read(a, path, ERASED_FILE_BYTES_MAX, &rest, e) != 0)
		return err_wrap(e, "the list of what was erased");
	*size = (int64_t)rest.len;
	while (slice_line(&rest, &line))
		if (take_line(line, &one))
			ARENA_PUSH(a, out->items, out->count, out->room, one);
		else if (line.len > 0)
			log_line(LOG_WARNING, "erased: a line of the list is none, passed over");
	return 0;
}

/* A last line that was cut off gets its end. */
static bool cut_off(int file, int64_t size)
{
	char last = '\n';

	return size > 0 && pread(file, &last, 1, size - 1) == 1 && last != '\n';
}

static int write_all(int file, struct slice bytes)
{
	for (size_t n; bytes.len > 0; bytes = slice_from(bytes, n)) {
		ssize_t put = write(file, bytes.p, bytes.len);
		if (put < 0 && errno != EINTR)
			return -1;
		n = put > 0 ? (size_t)put : 0;
	}
	return fsync(file);
}

int erased_append(
	struct registry *reg, const struct erased_list *list, int64_t *size, struct err *e)
{
	struct arena *a = arena_new();
	const char *path = path_of(reg, a);
	int file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600), rc = -1;
	struct buf lines = {.max = ERASED_FILE_BYTES_MAX};
	struct stat st;

	if (file < 0 || fstat(file, &st) != 0) {
		err_errno(e, "%s: the list of what is erased cannot be written", path);
		goto out;
	}
	if (cut_off(file, st.st_size))
		buf_putc(&lines, '\n');
	for (size_t i = 0; i < list->count; i++)
		put_line(&lines, &list->items[i]);
	*size = st.st_size + (int64_t)lines.len;
	if (lines.over || *size > ERASED_FILE_BYTES_MAX)
		err_set(e, "%s: would have more than %d bytes", path, ERASED_FILE_BYTES_MAX);
	else if (write_all(file, buf_slice(&lines)) != 0 ||
		(st.st_size == 0 && file_sync_folder(path) != 0))
		err_errno(e, "%s: the list of what is erased cannot be written", path);
	else
		rc = 0;
out:
	if (file >= 0)
		close(file);
	buf_free(&lines);
	arena_free(&a);
	return rc;
}

int erased_note(struct registry *reg, const struct erased_list *list, struct err *e)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct erased *one = &list->items[i];
		struct slice hash = {(const char *)one->hash, KEY_BYTES};
		if (db_run(reg,
			    db_bind(reg, SQL_ERASED_ADD, e, "tbi", erased_ids[one->kind], hash,
				    one->at),
			    e) != 0)
			return -1;
	}
	return 0;
}
