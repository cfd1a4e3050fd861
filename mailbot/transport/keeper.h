/*
 * Who fetches the password for a process that locks itself down: a child, forked before it does,
 * that reads the file or runs the command when asked, hands over what it got and forgets it. It has
 * no descriptor but its line to us and standard error, and ends when we do.
 */
#ifndef TRANSPORT_KEEPER_H
#define TRANSPORT_KEEPER_H

#include "transport/secret.h"

struct keeper;

/* Forks it, where there is a login at all. To be called first of all: what we know by then, it knows.
 * `source` is as in secret_read. */
int keeper_start(const struct secret_source *source, struct keeper **out, struct err *e);

/* As secret_read, done by the child: afresh each time, since tokens expire. */
int keeper_ask(struct keeper *k, struct secret **out, struct err *e);

/* Whether it has ended by itself, or somebody has: it answers no more. */
bool keeper_gone(const struct keeper *k);

/* Ends it, in the middle of a command too; sets *k to NULL. *k may be NULL. */
void keeper_free(struct keeper **k);

#endif
