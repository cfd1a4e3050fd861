/*
 * Takes a letter that answers a mail of ours; tells whether it is nothing but a yes or a no to what that mail asked. What may
 * stand there is listed, and not what may not: a word more, and it says something of its own.
 */
#ifndef READING_ASSENTS_H
#define READING_ASSENTS_H

#include "reading/claims/claims.h"

/* `Cancel them, please`, where we asked whether to cancel: nothing but the order that would be a yes, and where it was not
 * understood of what it speaks. No claim then: the answer says it. */
void assents_settle(struct study *s, struct claims *out);

/* `ja bitte`, `yes, that is right`, `Nein, ich komme`; ANSWER_NONE where anything else stands there. */
enum answer assents_answer(const struct study *s);

#endif
