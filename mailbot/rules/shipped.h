/*
 * The files of rules that mailbot is shipped with and that an office edits, but does not take away: languages and sentences.
 * Their names are known from the build, so that a folder that was copied in half is noticed, wherever it lies. Series are the
 * office's own.
 */
#ifndef RULES_SHIPPED_H
#define RULES_SHIPPED_H

#include <stddef.h>

#include "base/problems.h"

/* Whether all that was shipped in FOLDER ("language") is among the `names` found in `dir`, each as "DIR/NAME". Reports each
 * that is missing; 0 or -1. */
int shipped_check(const char *folder, const char *dir, const char *const *names, size_t count,
	struct problems *problems);

#endif
