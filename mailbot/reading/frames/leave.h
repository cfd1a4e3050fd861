/*
 * Takes a question with its verbs and slots; says whether it asks leave for what the office grants by
 * doing it: to register, or still to come.
 */
#ifndef READING_LEAVE_H
#define READING_LEAVE_H

#include "reading/study.h"

/* `dürfte ich mich noch anmelden?`, `may we still come on the 22nd?`: nothing else stands in it. Its modal
 * is no doubt then. */
bool leave_asked(struct study *s, const struct clause *c);

/* `Heard of the forum too late. Could I still join?`: a question that names no event takes the one of the sentence right before
 * it, where nothing is asked or said of that and the letter names no other. */
void leave_takes_event(struct study *s, struct clause *c);

/* `Could I still join?`, and nobody says what. */
bool leave_to_join(const struct study *s, const struct clause *c);

/* `can I still cancel?`: they would know, and have not decided. */
bool leave_to_cancel(const struct study *s, const struct clause *c);

#endif
