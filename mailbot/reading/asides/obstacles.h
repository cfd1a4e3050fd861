/*
 * Takes a clause that tells what stands against coming, and the claims; says whether it keeps the writer
 * away.
 */
#ifndef READING_OBSTACLES_H
#define READING_OBSTACLES_H

#include "reading/claims/claims.h"

/* `am 15. habe ich Nachtwache, komme aber trotzdem`: the yes behind it is to the very event. */
bool obstacle_overcome(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
