/*
 * References to several events, or to one by its position: `alle vier Foren`, `die letzten beiden`,
 * `das 1. und das 3. Forum`, `die restlichen drei Termine`, `überall`. The number must fit.
 */
#ifndef READING_REFERENCES_H
#define READING_REFERENCES_H

#include "reading/study.h"

/* A reference at atom `at` (before `end`): how many atoms it takes, 0 where there is none. */
size_t reference_at(struct study *s, size_t at, size_t end, struct atom *out);

/* Whether the letter answers a mail of ours that asked to choose from its list (`which-…`). */
bool reference_asked(const struct study *s);

/* Whether it answers a mail of ours that asked what, or whether, to cancel. */
bool reference_cancels(const struct study *s);

/* The events that the mail showed that the letter answers. */
struct eset reference_shown(const struct study *s);

#endif
