/* Mail that has nothing to do with any series. */
#ifndef DECIDE_LEAVE_H
#define DECIDE_LEAVE_H

#include "decide/decide.h"

/*
 * Whether the letter is left in the inbox as it is (setting `unrelated`): a person's, in a language
 * that is understood well, wholly understood, and nothing in it speaks of a series, asks to come or to
 * stay away, or answers us. Whatever is in doubt is put before a person.
 */
bool leave_alone(const struct decide_in *in);

#endif
