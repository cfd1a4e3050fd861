/*
 * `mailbot outgoing show NUMBER`: a mail of ours as its reader gets it, or would: in German, for staff.
 */
#ifndef CLI_OUTGOING_SHOW_H
#define CLI_OUTGOING_SHOW_H

#include "template/catalogue.h"

/* `number` as it was typed; `config`: NULL: the usual places. CLI_OK, CLI_FAILED or CLI_USAGE. */
int outgoing_show(const char *config, const char *number);

struct desk;
/* Subject and text of a mail that would be made of these facts (JSON), as its reader would get it. CLI_OK or what to end
 * with. */
int outgoing_preview(struct desk *d, const char *facts);

/* What a mail's state and reason (outgoing.why) are to staff: one that a trial proposed and that was
 * released stands as withdrawn, since the one that left is another. `words` NULL:
 * ids. In the arena. */
const char *outgoing_state(const struct catalogue *words, const char *state, const char *why);
const char *outgoing_why(struct arena *a, const struct catalogue *words, const char *why);

#endif
