/*
 * Takes a clause beside the requests; tells whether it leaves open that somebody else comes where the writer does not:
 * `am 18. kann ich nicht. Vielleicht kommt Frau Ott`, `eventuell schicke ich meinen Gesellen`. The writer's no stands, and
 * nobody is entered. Only beside nothing but noes of the writer alone, and where nothing turns back to them: no `doch`, no
 * `mit mir`.
 */
#ifndef READING_REPLACEMENTS_H
#define READING_REPLACEMENTS_H

#include "reading/claims/claims.h"
#include "reading/study.h"

bool replacement_open(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
