/*
 * Takes claims; where somebody proposed that the writer come to an event, or asked them to, and the sentence right behind is
 * the writer's own yes, it is a yes to that event: `Xavier suggested we attend the congress. I'm in.`, `sie haben mich gebeten,
 * zum Kongress zu gehen. Ich komme.` What was proposed makes no claim then.
 */
#ifndef READING_PROPOSALS_H
#define READING_PROPOSALS_H

#include "reading/claims/claims.h"

void proposals_settle(struct study *s, struct claims *out);

#endif
