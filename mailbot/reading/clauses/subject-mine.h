/*
 * Takes a clause that names nobody; says whether it is the writer's all the same.
 */
#ifndef READING_SUBJECT_MINE_H
#define READING_SUBJECT_MINE_H

#include "reading/study.h"

/* `komme`; not `come`, which is every person's and the infinitive. */
bool subject_first_person(const struct clause *c);

/* `…, so it will be just me`: an idiom with the writer in it, and nobody before it does that. */
bool subject_idiom_of_me(const struct study *s, const struct clause *c);

/* Whether the atom at a clause's begin is a plan, and the coming stands right behind it: `planning on attending`. */
bool subject_plans_at(const struct study *s, const struct clause *c, size_t at);

/* `Not coming on the 16th`: a sentence that begins with the gerund, and has no other verb. */
bool subject_coming_alone(const struct study *s, const struct clause *c);

/* `bin wieder gesund und komme`: nobody stands beside the first verb. */
bool subject_goes_on_mine(const struct study *s, const struct clause *c);

#endif
