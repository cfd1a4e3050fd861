/*
 * What is wrong with a file of libconfig's (the settings, a catalogue), for who edits it: libconfig
 * itself says only where it could not go on.
 */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <libconfig.h>

#include "base/problems.h"
#include "base/slice.h"

/*
 * Adds the one mistake for which config_read_string(CONFIG, BYTES) failed, in English, with what is expected.
 * FILE names the bytes, and lives as long as the problems; of an included file the name is copied. A text that
 * goes on over the end of its line is told at the line of its opening quote, since that is where one is missing.
 * Returns -1 always.
 */
int conf_syntax_error(
	const config_t *config, const char *file, struct slice bytes, struct problems *problems);

#endif
