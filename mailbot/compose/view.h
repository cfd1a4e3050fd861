/*
 * What a mail's template sees: the facts, worded. Every key is always there, so that a template
 * with a field that does not exist can be found before any mail needs it.
 *
 *     name          of the writer, for the salutation; "" where unknown
 *     organiser     the office's name
 *     series        the series' title; ""
 *     person, phone, email    whom one can call, and the office's address
 *     asked         whether `understood` has any
 *     understood    [ITEM]
 *     state         [ITEM], all that stands in the register for them, other series' last
 *     choices       [ITEM], with their number: of which to choose
 *     registered, one, several     whether `state` has any, exactly one, more
 *     changed, question, pending   as in the facts
 *     hints         [text]: what may help to get the right answer sooner; hints of the catalogue
 *     quoted        whether there are
 *     quote         [line]: the letter's own words
 *     changes       whether `notices` has more than one
 *     notices       [{title, when, place, address: as it is now; former: its title until now, was: when
 *                   it was until now; off: it does not take place; renamed, moved (another time),
 *                   elsewhere (another place)}]
 *
 * in a mailing:
 *
 *     text          what staff wrote
 *
 * and in the mail to staff:
 *
 *     waits, one_waits, count, more    whether anything waits, one, how many, how many unlisted
 *     waiting       [{number, reason, since, event, urgent}]
 *     alarmed       whether there are
 *     alarms        [{what, since, over}]
 *     calls, one_call, call_count      whether anybody is to be called, one, how many
 *     call_events   [{event, calls}]
 *
 *     ITEM: register, cancel (one of them is true), title, when ("Mittwoch, 16. Februar 2011,
 *           18:00 bis 21:00 Uhr"), day (the first of these), place, address ("" where unknown), seats ("2 Plätze"; "" for a
 *           cancel), names ("Anna Krämer und Ernst Krämer"; "" where nobody is named), complete (as many are named as there
 *           are seats)
 */
#ifndef COMPOSE_VIEW_H
#define COMPOSE_VIEW_H

#include "compose/compose.h"

/* A new reference; NULL with the error where the facts or the catalogue lack something. */
json_t *view_make(struct arena *a, const json_t *facts, const struct identity *who,
	const struct catalogue *c, struct err *e);

#endif
