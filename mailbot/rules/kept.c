/* The rules that were in force last, in a file beside the register. */
#include "rules/kept.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/version.h"
#include "rules/packed.h"

/* The file begins with the hash of the rules in it, and with the program that took them for sound. */
enum { HASH_LEN = 64, PROGRAM_LEN = 16, MARK_LEN = HASH_LEN + PROGRAM_LEN };

/* Of each file; its name and bytes stand behind it. */
struct head {
	uint32_t kind, schema, name_len, bytes_len;
};

const char *rules_kept_path(struct arena *a, const char *register_file)
{
	return arena_printf(a, "%s.rules", register_file);
}

/* ---- writing ---- */

static void mark_of(const char *hash, char mark[MARK_LEN])
{
	memset(mark, 0, MARK_LEN);
	memcpy(mark, hash, HASH_LEN);
	for (size_t i = 0; i < PROGRAM_LEN && version_commit[i] != '\0'; i++)
		mark[HASH_LEN + i] = version_commit[i];
}

static bool lies_there(const char *path, const char *hash)
{
	char mark[MARK_LEN], there[MARK_LEN];
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	mark_of(hash, mark);
	bool same = fd >= 0 && read(fd, there, sizeof there) == sizeof there &&
		memcmp(there, mark, sizeof there) == 0;

	if (fd >= 0)
		close(fd);
	return same;
}

static void put_file(struct buf *b, const struct rule_file *file)
{
	struct arena *a = arena_new();
	struct slice bytes = rule_file_bytes(a, file), name = slice_of(file->name);
	struct head head = {file->kind, file->schema, (uint32_t)name.len, (uint32_t)bytes.len};

	buf_add(b, (struct slice){(const char *)&head, sizeof head});
	buf_add(b, name);
	buf_add(b, bytes);
	arena_free(&a);
}

int rules_keep(const struct rules *rules, const char *path, struct err *e)
{
	struct buf b = {.max = RULES_KEPT_BYTES_MAX};
	char mark[MARK_LEN];
	int rc;

	if (lies_there(path, rules->hash))
		return 0;
	mark_of(rules->hash, mark);
	buf_add(&b, (struct slice){mark, sizeof mark});
	for (size_t i = 0; i < rules->files.count; i++)
		put_file(&b, &rules->files.items[i]);
	rc = b.over ? err_set(e, "%s: more than %d bytes of rules", path, RULES_KEPT_BYTES_MAX)
		    : file_write(path, buf_slice(&b), 0600, e);
	buf_free(&b);
	/* Older ones would be none that were in force last. */
	if (rc != 0)
		unlink(path);
	return rc;
}

bool rules_kept_same(const char *path, const struct rule_files *files)
{
	char hash[HASH_LEN + 1];

	rule_files_hash(files, hash);
	return lies_there(path, hash);
}

/* ---- reading ---- */

static bool take_file(struct arena *a, struct slice *rest, struct rule_files *out)
{
	struct head head;
	struct rule_file file;

	if (rest->len < sizeof head)
		return false;
	memcpy(&head, rest->p, sizeof head);
	*rest = slice_from(*rest, sizeof head);
	if (head.kind >= RULE_KINDS || rest->len < head.name_len ||
		rest->len - head.name_len < head.bytes_len)
		return false;
	file = (struct rule_file){.kind = (enum rule_kind)head.kind,
		.schema = head.schema != 0,
		.name = arena_string(a, slice_head(*rest, head.name_len)),
		.bytes = slice_head(slice_from(*rest, head.name_len), head.bytes_len)};
	*rest = slice_from(*rest, (size_t)head.name_len + head.bytes_len);
	ARENA_PUSH(a, out->items, out->count, out->room, file);
	return true;
}

bool rules_kept(struct arena *a, const char *path, struct rule_files *out)
{
	struct err none = {0};
	struct slice all, rest;
	char hash[HASH_LEN + 1];

	*out = (struct rule_files){0};
	if (file_read(a, path, RULES_KEPT_BYTES_MAX, &all, &none) != 0 || all.len < MARK_LEN)
		return false;
	rest = slice_from(all, MARK_LEN);
	while (rest.len > 0)
		if (!take_file(a, &rest, out))
			return false;
	rule_files_hash(out, hash);
	return out->count > 0 && memcmp(hash, all.p, HASH_LEN) == 0;
}
