/*
 * Takes the context and the series of a letter; gives, in the study, what the mail of ours that it answers had said or asked, and
 * which events it showed. What the kinds of mail are called stands in decide/facts.c.
 */
#ifndef READING_ANSWERED_H
#define READING_ANSWERED_H

#include "reading/study.h"

/* `answered`, `shown` and `places` of the study. */
void answered_take(struct study *s);

/* Whether the mail asked to choose from its list. */
static inline bool answered_asks(const struct study *s)
{
	return s->answered == ANSWERED_WHICH_EVENTS || s->answered == ANSWERED_WHICH_CANCEL;
}

/* Whether it asked what, or whether, to cancel. */
static inline bool answered_asks_to_cancel(const struct study *s)
{
	return s->answered == ANSWERED_WHICH_CANCEL || s->answered == ANSWERED_CONFIRM_CANCEL;
}

#endif
