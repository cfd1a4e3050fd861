/*
 * Takes claims and a sentence behind a question; tells whether it says no more than why the writer wants what the office is asked to
 * send there: `Could you resend the access code? I believe I copied it down incorrectly.` It is of that thing, and unsays no no.
 */
#ifndef READING_WANTED_H
#define READING_WANTED_H

#include "reading/claims/claims.h"

bool wanted_why(const struct study *s, const struct claims *claims, size_t sentence);

#endif
