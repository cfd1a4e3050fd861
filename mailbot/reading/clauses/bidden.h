/*
 * Takes a clause and its verbs; finds whom the writer has asked to come in their place: `I have asked Petra Lohmann to attend
 * in my place`, `ich habe Frau Lohmann gebeten, mich zu vertreten`. Who was asked comes, and the asking is told; what is only
 * going to be asked is no request.
 */
#ifndef READING_BIDDEN_H
#define READING_BIDDEN_H

#include "reading/study.h"

/* Takes the writer and the asking out of the clause, before anybody counts its people. */
void bidden_take(struct study *s, struct clause *c);
/* Doubts what somebody is still to be asked: `ich werde Frau Lohmann bitten, an meiner Stelle zu kommen`. */
void bidden_check(const struct study *s, struct clause *c);

/* Whether the clause was read so. */
bool bidden_comes(const struct study *s, const struct clause *c);
/* Whether a clause behind it may tell what they answered: `sie hat abgelehnt`. */
bool bidden_answers(const struct study *s, const struct clause *c, const struct clause *b);

#endif
