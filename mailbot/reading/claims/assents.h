/*
 * Takes a letter that answers a mail of ours; tells whether it is nothing but a yes or a no to what that mail asked. What may
 * stand there is listed, and not what may not: a word more, and it says something of its own.
 */
#ifndef READING_ASSENTS_H
#define READING_ASSENTS_H

#include "reading/study.h"

/* `ja bitte`, `yes, that is right`, `Nein, ich komme`; ANSWER_NONE where anything else stands there. */
enum answer assents_answer(const struct study *s);

#endif
