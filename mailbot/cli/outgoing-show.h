/*
 * `mailbot outgoing show NUMBER`: a mail of ours as its reader gets it, or would: in German, for staff.
 */
#ifndef CLI_OUTGOING_SHOW_H
#define CLI_OUTGOING_SHOW_H

/* `number` as it was typed; `config`: NULL: the usual places. CLI_OK, CLI_FAILED or CLI_USAGE. */
int outgoing_show(const char *config, const char *number);

#endif
