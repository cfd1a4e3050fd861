/*
 * The writer's own question, that they answer in a word: `Education? Yes please. The congress? No, thank you.`
 * The answer takes the event that the question names; a question that names more than events is none of these.
 */
#ifndef READING_ASKED_H
#define READING_ASKED_H

#include "reading/study.h"

/* Of a clause that was read, behind those before it: takes the event of the question right before it, which asks
 * nothing then; what answers and names another event gets its trouble. */
void asked_answer(struct study *s, struct clause *c);

#endif
