/*
 * The receiver: all that speaks IMAP. It fetches what is new in the inbox, has it read, decided and
 * recorded (intake.h), and then makes the folders so.
 *
 * It knows nothing of the sender: the register is all that they share.
 */
#ifndef DAEMON_RECEIVE_H
#define DAEMON_RECEIVE_H

#include "base/settings.h"
#include "registry/registry.h"
#include "transport/fault.h"
#include "transport/keeper.h"

struct receiver;

/* Asks for the password; does not connect. All but the err are borrowed and must outlive it. */
int receiver_new(const struct settings *settings, const struct rules *rules, struct registry *reg,
	struct keeper *keeper, struct receiver **out, struct err *e);
void receiver_free(struct receiver **r); /* *r may be NULL */

/*
 * One pass: connects where there is no connection, takes in all that is new, files what is not
 * where it is wanted. Ends early, without an error, where stop_asked. A letter that the register
 * does not take stays in the inbox and is tried at the next pass; the others go on, and the pass
 * fails with its error.
 */
int receiver_pass(struct receiver *r, struct err *e);

/* From the next pass on; the ones before may be freed then. */
void receiver_set_rules(struct receiver *r, const struct rules *rules);

/* Why the last call failed, as far as it was the server: what it means to try again. */
enum fault receiver_fault(const struct receiver *r);

/*
 * Waits for news in the inbox, at most `seconds`, or until stop_asked. -1: the connection is gone;
 * the next pass makes a new one.
 */
int receiver_wait(struct receiver *r, int seconds, struct err *e);

#endif
