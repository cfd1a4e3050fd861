/*
 * Takes a clause that has no verb of coming or registering, with its slots; gives whether it orders
 * seats at an event: a number of them and a please, or the event and a please alone.
 */
#ifndef READING_ORDERS_H
#define READING_ORDERS_H

#include "reading/study.h"

/* `bitte zwei Plätze für den Kongress`, `one seat on the 16th, please` */
bool order_of_seats(const struct study *s, const struct clause *c);

/* `den Kongress bitte`, `both forums, please`: all of a sentence that opens the letter. */
bool order_of_event(const struct study *s, const struct clause *c);

/* `zwei Plätze für das Buffet am 18.`: where nothing but a day names the event, what else they are for
 * is another thing. */
bool order_for_something_else(const struct study *s, const struct clause *c);

/* `ich hätte gern eine Anmeldung für das Forum`: the noun, and that the writer would like it. */
bool order_of_registration(struct study *s, const struct clause *c);

#endif
