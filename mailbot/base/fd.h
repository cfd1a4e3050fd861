/*
 * Waiting for descriptors, and reading so many bytes of one: for what processes of ours say to each
 * other, in lengths that both ends know.
 */
#ifndef BASE_FD_H
#define BASE_FD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether `fd` has what is waited for (of poll(2)); false when `deadline` (monotonic, milliseconds)
 * is over, or the system at fault. */
bool fd_ready(int fd, short events, int64_t deadline);

/* Exactly so many bytes before `deadline`; 0 waits for ever. False where the other end is gone, the
 * deadline over, or the system at fault (errno). */
bool fd_read(int fd, void *bytes, size_t len, int64_t deadline);

#endif
