/*
 * Takes a clause whose verb registers; reads for whom it does: the writer, somebody who is named, or nobody that could be told.
 */
#ifndef READING_REGISTERING_H
#define READING_REGISTERING_H

#include "reading/study.h"

/* `möchte mich zu A ab- und zu B anmelden`: an infinitive goes on with the modal before it. */
bool registering_goes_on(const struct study *s, const struct clause *c);

/* `asked`: it is asked of the office. Notes what is not understood, and whether the clause announces a list. */
void registering_read(const struct study *s, struct clause *c, bool asked);

#endif
