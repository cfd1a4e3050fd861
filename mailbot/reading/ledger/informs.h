/*
 * Takes claims and a word that says for whose information something is written (`FYI`, `zur Info`); tells whether it is the
 * writer's own yes that it stands before, and nothing that somebody else wrote and the writer passes on.
 */
#ifndef READING_INFORMS_H
#define READING_INFORMS_H

#include "reading/claims/claims.h"

bool informs_of_own(const struct study *s, const struct claims *claims, size_t at);

#endif
