/*
 * Person or machine, in layers: the head, the kinds of parts, the words. Each layer leaves its
 * reason. See rules/machines.xml.
 */
#ifndef MESSAGE_MACHINE_H
#define MESSAGE_MACHINE_H

#include "message/message.h"
#include "message/mime.h"
#include "rules/machines.h"

struct machine_verdict {
	enum machine_sort sort; /* MACHINE_NONE: a person */
	bool proven; /* by head or parts; else by words alone */
	bool says_so; /* its own words: "this is an automatic answer" */
	bool doubtful; /* only its subject says so, and the text is long, or reads like a person's */
	bool hinted; /* doubtful, since its words are almost enough, and nothing else says machine */
	bool away; /* a short text with one thing of the three that a notice of absence says, and nothing else says machine */
	bool mute; /* it comes from an address that nobody reads, and nothing else says machine */
	bool contradicted; /* Auto-Submitted: no, and yet something says machine */
	const char *proof; /* reason id of the layer that proved it; NULL */
};

/* `words` are the sender's own, folded; `to_us` whether To names an address of ours. */
struct machine_verdict machine_judge(struct arena *a, const struct envelope *env,
	const struct mime *mime, struct slice words, const struct rules *rules, bool to_us);

/* Adds a reason once. */
void message_reason(struct arena *a, struct message *m, const char *id, bool review);

#endif
