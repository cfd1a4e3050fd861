/*
 * Takes claims and a clause that asks for nothing, of one named person who does not come: whom somebody stands in for, or for
 * whom the writer said no. Tells whether it says no more than where they are instead, or how they regret it; and whether
 * it may turn what was said.
 */
#ifndef READING_KEPT_H
#define READING_KEPT_H

#include "reading/claims/claims.h"

/* `Herr X wird durch Frau Y vertreten. Er ist an dem Tag in Berlin`, `Frau X bedauert das sehr`. */
bool kept_tells_where(const struct study *s, const struct claims *claims, const struct clause *c);

/* `He sends his apologies`: nothing but who, and that. */
bool kept_excuses(const struct study *s, const struct clause *c);

/* `Herr X kann nicht kommen. Er ist jetzt doch in Dortmund` */
bool kept_no_more(const struct study *s, const struct claims *claims, const struct clause *c);

#endif
