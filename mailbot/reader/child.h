/*
 * The contained child: what runs behind the fork. It reads the letters of one batch in order and
 * writes a frame for each to `out`: the length of the reading's JSON (uint32_t, the machine's own
 * order), then the JSON.
 */
#ifndef READER_CHILD_H
#define READER_CHILD_H

#include "reader/reader.h"

/* Locks the process down (limits of memory, files, processes; no other descriptors than `out`),
 * reads, ends it. */
void child_run(const struct rules *rules, const struct letter *letters, size_t count, int out)
	__attribute__((noreturn));

#endif
