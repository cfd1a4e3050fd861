/*
 * Facts of an outgoing mail -> its bytes: a pure function of the facts, the office's identity and
 * the templates. The same facts give the same bytes.
 *
 * The facts are the JSON object of decide/facts.h. `in_reply_to`, `references` and an event's `end`
 * may be missing, an event's `place` and `address` may be "", `series` may be null. A language that
 * has no templates gets the default one's. The date is shown in the series' zone.
 *
 * What strangers wrote (names, subject, quote) is cleaned: control and direction characters go,
 * links become the catalogue's word for one, so that nobody can send a link under the office's
 * name. Ids of theirs that could not stand in a header are left out. What is wrong in our own
 * values (message_id, addresses) is an error.
 */
#ifndef COMPOSE_COMPOSE_H
#define COMPOSE_COMPOSE_H

#include <jansson.h>

#include "base/arena.h"
#include "base/err.h"
#include "template/templates.h"

/* Who writes, and whom people can call. */
struct identity {
	const char *address;
	const char *name;
	const char *person;
	const char *phone;
};

/*
 * The whole mail, CRLF line ends, ASCII only, lines of at most 78 bytes where their content allows
 * it and never above 998; lives in the arena. An error names the template or the fact.
 */
int compose_mail(struct arena *a, const json_t *facts, const struct identity *who,
	const struct templates *templates, struct slice *bytes, struct err *e);

/* A file that goes with a mail; its type is told by its name's ending. */
struct attachment {
	const char *name;
	struct slice bytes;
};

/* compose_mail with files beside the text. The same files give the same bytes. */
int compose_mail_with(struct arena *a, const json_t *facts, const struct identity *who,
	const struct templates *templates, const struct attachment *files, size_t file_count,
	struct slice *bytes, struct err *e);

/* Makes ready what composing needs of its libraries, as else the first mail does: for who settles then
 * (base/memory.h). */
void compose_begin(void);

/*
 * templates_load, and a look at every mail of every language: whether it is there, and whether it
 * and the catalogue's sentences that mails need have only fields that there are.
 */
int compose_templates(struct arena *a, const char *dir, const char *language,
	struct templates **out, struct problems *problems);

#endif
