/*
 * Facts of an outgoing mail -> its bytes: a pure function of the facts, the office's identity and
 * the templates. The same facts give the same bytes.
 *
 * The facts, as the register keeps them (a key that is not marked optional must be there):
 *
 *     {"kind": "confirmation" | "cancelled" | "decline" | "receipt",
 *      "language": "de",                     that has no templates: the default language
 *      "message_id": "…",                    ours, without <>
 *      "date": 1295514000,                   seconds since 1970 UTC, shown in the series' zone
 *      "to": {"name": "", "address": "…"},
 *      "subject": "…",                       of the letter that is answered
 *      "in_reply_to": "…",                   optional, without <>, as are the
 *      "references": ["…"],                  optional
 *      "salutation": {"name": ""},
 *      "series": {"id", "title", "organiser", "zone": "Europe/Berlin"},
 *      "understood": [{"action": "register" | "cancel", "event": EVENT, "seats": 2,
 *                      "attendees": ["…"]}],
 *      "state": [{"event": EVENT, "seats": 2, "status": "confirmed",
 *                 "attendees": ["…"]         optional
 *               }],
 *      "changed": true,                      whether the letter changed the register
 *      "question": false,                    a question of theirs is with a person now
 *      "reasons": ["…"],                     why a person looks (receipt): ids of the catalogue
 *      "quote": "…"}                         the letter's own words
 *
 *     EVENT: {"id", "title", "begin": "2011-02-16T18:00", "end": "…" or "", "place", "address"}
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

/*
 * templates_load, and a look at every mail of every language: whether it is there, and whether it
 * and the catalogue's sentences that mails need have only fields that there are.
 */
int compose_templates(struct arena *a, const char *dir, const char *language,
	struct templates **out, struct problems *problems);

#endif
