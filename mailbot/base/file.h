/*
 * Whole files into memory and out of it.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

/*
 * Reads a whole file ("-" is standard input) into the arena, NUL-terminated beyond its end. More
 * than `max` bytes, a folder, or any fault of the system is an error that names the file.
 */
int file_read(struct arena *a, const char *path, size_t max, struct slice *bytes, struct err *e);

/* The same, but more than `max` bytes are no error: then *bytes are about the first `max` of them,
 * and *more is true. */
int file_read_head(struct arena *a, const char *path, size_t max, struct slice *bytes, bool *more,
	struct err *e);

/*
 * Names of the files of a folder that end with `suffix`, sorted by bytes, without hidden ones and
 * folders; each as "DIR/NAME" in the arena. A folder that is missing is an error where `needed`,
 * else an empty list.
 */
int file_list(struct arena *a, const char *dir, const char *suffix, bool needed,
	const char ***names, size_t *count, struct err *e);

/*
 * What tells that anything in a folder and the folders in it (names, sizes, times, but of hidden
 * files) has changed: by stat alone. *newest is when the last of it was written, seconds since 1970 UTC
 * of the machine's clock.
 */
uint64_t file_fingerprint(const char *dir, int64_t *newest);

/* The folder in which a file lies, in the arena: "/a" of "/a/b", "/" of "/b", "." of "b". */
const char *file_folder(struct arena *a, const char *path);

/* That a file is there outlasts a power cut from now on. -1 (errno) where that cannot be done. */
int file_sync_folder(const char *path);

/* Writes a file so that it is there whole or not at all (temporary name, fsync, rename, fsync of the
 * folder), with the given mode. After -1 by the last of these it is there, but may not outlast a power cut. */
int file_write(const char *path, struct slice bytes, unsigned mode, struct err *e);

#endif
