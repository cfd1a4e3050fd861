/*
 * The reader process: `mailbot reader`, exec'd by whoever needs letters read (reader.h). Frames go
 * over its standard input, a socket; the rules come as RULE frames in an open file, so that nobody
 * waits for anybody.
 */
#ifndef READER_SERVE_H
#define READER_SERVE_H

enum { READER_RULES_FD = 3 }; /* where the rules stand open */

/* Serves until the other end is gone. Returns the exit status. */
int reader_serve(void);

#endif
