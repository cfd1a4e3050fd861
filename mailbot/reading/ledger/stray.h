/*
 * Takes a clause that makes no request; says whether it may be one of few words, however calm it sounds: nothing but an event
 * that nothing was asked of (`And the one in the Rathaus.`), or the writer at the others of several (`Bei den anderen beiden
 * bin ich wieder da`).
 */
#ifndef READING_STRAY_H
#define READING_STRAY_H

#include "reading/claims/claims.h"

bool stray_request(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
