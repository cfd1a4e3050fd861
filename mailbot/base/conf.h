/*
 * What is wrong with a file of libconfig's (the settings, a catalogue), for who edits it: libconfig
 * itself says only where it could not go on.
 */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <libconfig.h>
#include <stdbool.h>

#include "base/problems.h"
#include "base/slice.h"

/*
 * config_read_string(CONFIG, BYTES), and every mistake of its form, in English, with what is expected. libconfig
 * stops at the first; so that line is left out and the rest read again, for as long as what is left means the
 * same without it. Returns how many mistakes there are. Where there are any, *readable says whether CONFIG holds
 * the rest: enough to look for mistakes in it, but what is missing there may stand in a line that was left out.
 *
 * FILE names the bytes, and lives as long as the problems; of an included file the name is copied. A text that
 * goes on over the end of its line is told at the line of its opening quote, since that is where one is missing.
 */
size_t conf_read(config_t *config, const char *file, struct slice bytes, struct problems *problems,
	bool *readable);

/*
 * The number of a setting that was read from BYTES, as it stands there, where it has more than the 32 bits that
 * libconfig takes of it without a word; else (or where it stands in an included file) an empty one.
 */
struct slice conf_wide_number(struct slice bytes, const config_setting_t *setting);

#endif
