/* Takes a clause of a sentence that ends in a question mark; tells whether it is asked, or told before what is. */
#ifndef READING_INQUIRIES_H
#define READING_INQUIRIES_H

#include "reading/study.h"

/* `I'm coming on the 16th - do I need to cover my head?`, `our release has been pushed, so could you move me?`: the first
 * clause is no question. It begins with who does it, with an order or a thing, and the last one asks of something else,
 * or for what is wanted. `Am 18. komme ich gern, gibt es dort einen Parkplatz?`: where the verb stands second, all that
 * stands before the clause that has it first. */
bool inquiries_declares(const struct study *s, const struct clause *c);

#endif
