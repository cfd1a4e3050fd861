/*
 * Letters that a gateway of the office carries (rules/office.xml): the fax server, the form on the
 * web site. It is a machine, and the letter is a person's.
 */
#ifndef MESSAGE_CARRIED_H
#define MESSAGE_CARRIED_H

#include "message/envelope.h"
#include "rules/rules.h"

/*
 * Call it after envelope_read, with the rules by which the letter is read. Where From is a gateway,
 * the person behind it takes its place: Reply-To's mailbox where office.xml says so (`reply-to`),
 * else nobody who can be answered, which is the doubt "gateway" and never acted upon. Anybody can
 * type any address into a form: nobody vouches for it.
 */
void envelope_carried(struct envelope *env, const struct rules *rules);

#endif
