/*
 * What staff do in their own mail program with letters that wait for them: they answer them (\Answered,
 * or a reply in the folder of sent mail), move them, delete them. Such a letter is theirs; it stays in
 * sight until somebody says what was agreed.
 *
 * A look costs the flags of those letters that wait, and the heads of what is new in the folder of sent
 * mail. Both select folders of their own: the inbox must be selected again afterwards.
 */
#ifndef DAEMON_HAND_H
#define DAEMON_HAND_H

#include "base/settings.h"
#include "registry/registry.h"
#include "transport/inbox.h"

/* Which letters mails in the folder of sent mail answer: to be known before the inbox is looked at.
 * Where the server has no such folder (*there), there is nothing to know. */
int hand_look_sent(struct inbox *inbox, const struct folder_settings *folders, struct registry *reg,
	bool *there, struct err *e);

/* What has become of the letters that wait. */
int hand_look_review(struct inbox *inbox, const struct folder_settings *folders,
	struct registry *reg, struct err *e);

#endif
