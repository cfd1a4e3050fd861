/*
 * Takes a clause beside a yes that makes no request; tells whether by its own words the writer, or one of those who come,
 * cannot be there then: `ich arbeite bis 20 Uhr` beside what ends at seven, `er wollte, kann aber nicht`, `beide müssen
 * noch fragen`, `sie hat an dem Tag Prüfung`.
 */
#ifndef READING_HINDRANCES_H
#define READING_HINDRANCES_H

#include "reading/claims/claims.h"

bool hindrances_stand(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
