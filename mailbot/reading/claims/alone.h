/*
 * Whether a no is the writer's alone, and says nothing of who may be registered with them: `bitte nur mich streichen`,
 * `please cancel my place only`; or because somebody else is spoken of beside it who does not stay away: `bitte streichen Sie
 * mich, meine Frau bleibt`, `I'm out, Anna is in`. What keeps both away is no such thing: `ich komme nicht, meine Frau ist krank`.
 */
#ifndef READING_ALONE_H
#define READING_ALONE_H

#include "reading/claims/claims.h"

bool alone_says_no(const struct study *s, const struct claim *claim);

#endif
