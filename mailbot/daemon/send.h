/*
 * The sender: all that speaks SMTP. It takes the mails that are due from the register, composes
 * each once, sends it, and marks what became of it.
 *
 * A mail is marked as being sent before its first byte goes out. One that is found so at a start
 * was under way when the sender was killed: it is in doubt, shown to staff and never sent again.
 */
#ifndef DAEMON_SEND_H
#define DAEMON_SEND_H

#include "base/settings.h"
#include "registry/registry.h"
#include "template/templates.h"
#include "transport/fault.h"
#include "transport/keeper.h"

struct sender;

/* Asks for the password and marks what is in doubt; does not connect. All but the err are borrowed and
 * must outlive it. */
int sender_new(const struct settings *settings, const struct templates *templates,
	struct registry *reg, struct keeper *keeper, struct sender **out, struct err *e);
void sender_free(struct sender **s); /* *s may be NULL */

/* From the next pass on; the ones before may be freed then. */
void sender_set_templates(struct sender *s, const struct templates *templates);

/*
 * One pass: sends all that is due, oldest first, on as many connections as the settings allow and no
 * faster than the server takes it. Ends early, without an error, where stop_asked. A
 * fault of the server (no connection, TLS, login) ends the pass with its error, and the mails wait.
 * A mail that cannot be composed waits as well; the others go on, and the pass fails with its
 * error.
 */
int sender_pass(struct sender *s, struct err *e);

/* Why the last pass failed, as far as it was the server: what it means to try again. */
enum fault sender_fault(const struct sender *s);

/* Whether a server took us in during the last pass. */
bool sender_proven(const struct sender *s);

/* Seconds until the next mail is due, at most `most`, at least 0. */
int sender_seconds(struct sender *s, int most);

#endif
