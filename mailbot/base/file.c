#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

int file_read_head(struct arena *a, const char *path, size_t max, struct slice *bytes, bool *more,
	struct err *e)
{
	int rc = -1, fd = -1;
	struct buf b = {.max = max};
	char piece[64 * 1024];
	ssize_t n;

	fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO)
				    : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		err_errno(e, "%s", path);
		goto out;
	}
	while (!b.over && (n = read(fd, piece, sizeof piece)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			err_errno(e, "%s", path);
			goto out;
		}
		buf_add(&b, (struct slice){piece, (size_t)n});
	}
	*more = b.over;
	*bytes = arena_copy(a, buf_slice(&b));
	rc = 0;
out:
	if (fd >= 0)
		close(fd);
	buf_free(&b);
	return rc;
}

int file_read(struct arena *a, const char *path, size_t max, struct slice *bytes, struct err *e)
{
	bool more = false;

	if (file_read_head(a, path, max, bytes, &more, e) != 0)
		return -1;
	if (more)
		return err_set(
			e, "%s: larger than %zu bytes, the limit for such a file", path, max);
	return 0;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int file_list(struct arena *a, const char *dir, const char *suffix, bool needed,
	const char ***names, size_t *count, struct err *e)
{
	DIR *d = opendir(dir);
	size_t room = 0;

	*names = NULL;
	*count = 0;
	if (d == NULL)
		return needed || errno != ENOENT ? err_errno(e, "%s", dir) : 0;
	for (const struct dirent *entry; (entry = readdir(d)) != NULL;) {
		struct stat st;
		if (entry->d_name[0] == '.' || !slice_ends_ci(slice_of(entry->d_name), suffix))
			continue;
		const char *path = arena_printf(a, "%s/%s", dir, entry->d_name);
		if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
			continue;
		ARENA_PUSH(a, *names, *count, room, path);
	}
	closedir(d);
	if (*count > 0)
		qsort(*names, *count, sizeof **names, by_bytes);
	return 0;
}

static int write_all(int fd, struct slice bytes)
{
	while (bytes.len > 0) {
		ssize_t n = write(fd, bytes.p, bytes.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		bytes = slice_from(bytes, (size_t)n);
	}
	return 0;
}

const char *file_folder(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	if (slash == path)
		return "/";
	return arena_string(a, (struct slice){path, (size_t)(slash - path)});
}

int file_sync_folder(const char *path)
{
	struct arena *a = arena_new();
	int dir = open(file_folder(a, path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* Some file systems have no such thing for a folder. */
	int rc = dir >= 0 && (fsync(dir) == 0 || errno == EINVAL) ? 0 : -1;
	int why = errno;

	if (dir >= 0)
		close(dir);
	arena_free(&a);
	errno = why;
	return rc;
}

int file_write(const char *path, struct slice bytes, unsigned mode, struct err *e)
{
	int rc = -1, fd = -1;
	struct arena *a = arena_new();
	char *draft = arena_printf(a, "%s.XXXXXX", path);

	fd = mkostemp(draft, O_CLOEXEC);
	if (fd < 0) {
		err_errno(e, "%s", path);
		goto out;
	}
	if (fchmod(fd, mode) != 0 || write_all(fd, bytes) != 0 || fsync(fd) != 0 ||
		rename(draft, path) != 0 || file_sync_folder(path) != 0) {
		err_errno(e, "%s", path);
		unlink(draft);
		goto out;
	}
	rc = 0;
out:
	if (fd >= 0)
		close(fd);
	arena_free(&a);
	return rc;
}

/* FNV-1a. */
static uint64_t mix(uint64_t hash, const void *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ ((const unsigned char *)bytes)[i]) * 0x100000001b3u;
	return hash;
}

/* The order in which a folder names its files means nothing: the sum of them all. */
static uint64_t fingerprint(const char *dir, int depth, int64_t *newest)
{
	struct arena *a = arena_new();
	DIR *d = opendir(dir);
	uint64_t sum = d == NULL ? 1 : 2;

	for (const struct dirent *entry; d != NULL && (entry = readdir(d)) != NULL;) {
		const char *path = arena_printf(a, "%s/%s", dir, entry->d_name);
		struct stat st;
		if (entry->d_name[0] == '.' || stat(path, &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode)) {
			sum += depth > 0 ? fingerprint(path, depth - 1, newest) : 0;
			continue;
		}
		int64_t facts[] = {(int64_t)st.st_ino, st.st_size, st.st_mtim.tv_sec,
			st.st_mtim.tv_nsec, st.st_ctim.tv_sec, st.st_ctim.tv_nsec};
		sum += mix(mix(0xcbf29ce484222325u, path, strlen(path)), facts, sizeof facts);
		if (st.st_ctim.tv_sec > *newest)
			*newest = st.st_ctim.tv_sec;
	}
	if (d != NULL)
		closedir(d);
	arena_free(&a);
	return sum;
}

uint64_t file_fingerprint(const char *dir, int64_t *newest)
{
	enum { DEPTH = 2 };

	*newest = 0;
	return fingerprint(dir, DEPTH, newest);
}
