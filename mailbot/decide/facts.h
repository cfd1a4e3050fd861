/*
 * The facts of an outgoing mail: all that it says, as data. `decide` makes them, the register keeps
 * them as JSON, compose/ makes the bytes of them: a pure function of facts and templates. So a mail
 * can be composed again at any time, and a broken template never undoes a registration.
 *
 * The JSON object, every key always there:
 *
 *     kind         "confirmation" (registers, and perhaps cancels too) | "cancelled" (only cancels) |
 *                  "decline" (was not registered, is thanked) | "receipt" (a person will answer) |
 *                  "correction" (what the last mail said was a mistake of ours, and is taken back)
 *     occasion     "letter" | "call" (they called or came by: staff entered it)
 *                  "which-events" (asked back: which of these?) | "which-cancel" (which of these are
 *                  cancelled?) | "confirm-cancel" (shall that be done?) | "withdrawn" (somebody of
 *                  this party wrote from elsewhere that they do not come) | "reminder" (of what
 *                  stands in `state`) | "mailing" (a text of staff to all who come) | "staff" (to the
 *                  office: what waits for a person) | "notice" (of what has changed in the series)
 *     language     ISO 639-1 of the letter that is answered; "" where unknown
 *     message_id   of this mail, without <>; carries our keyed token (registry/key.h)
 *     date         when it was decided, seconds since 1970 UTC
 *     to           {"name", "address"}
 *     subject      the letter's subject, as it was (compose makes "Re: …" of it)
 *     in_reply_to  the letter's Message-ID, "" where it had none
 *     references   [ids without <>], the letter's own last (RFC 5322, 3.6.4)
 *     salutation   {"name": the writer's name or ""}
 *     series       {"id", "title", "organiser", "zone"}
 *     understood   [{"action": "register"|"cancel", "event": EVENT, "seats": how many from now on in
 *                  all (0 for a cancel), "attendees": ["name"]}], in order of begin; a cancel with
 *                  attendees is of these alone; [] in a receipt;
 *                  in "confirm-cancel" what would be done, and is not yet
 *     entered      true: `understood` is what was entered at several times, not what one letter said
 *     state        [{"event": EVENT, "seats", "status": "confirmed", "attendees": ["name"]}]: all that
 *                  stands in the register for this party now, in order of begin; what is over is left
 *                  out
 *     beside       as `state`: what they come to in other series under the same address
 *     full, possible  as `state`, only in a receipt: where there are too few seats ("seats": so many are left),
 *                  and what of the letter could be entered without that
 *     choices      [EVENT]: of which to choose, in the order in which they are numbered
 *     notices      [{"before": EVENT, "after": EVENT, null where it does not take place}]: what has
 *                  changed in the series
 *     changed      whether the register changed; false: "nothing changed, this is how it stands"
 *     question     something else in the letter waits for a person, who will answer
 *     reasons      [ids] why a person looks, as far as the guest may be told (catalogue, hints)
 *     text, mailing    only in "mailing": what staff wrote, and the number of its files; 0: none
 *     greeted, closed  true, only there: the text has a salutation, a closing of its own
 *     staff        only in "staff": {"count", "waiting": [{"number", "reason": id, "since": civil
 *                  time, "event": title or "", "urgent"}], "alarms": [{"what": id, "why": for
 *                  administrators, "since", "over", "until" where it is over}], "calls": how many are to be
 *                  called, "call_events": [{"event": title, "calls": of them about it}]}
 *     quote        the writer's own words, at most QUOTE_BYTES_MAX bytes
 *
 *     EVENT        {"id", "title", "begin": "2011-02-16T18:00", "end": "…" (civil time in the
 *                  series' zone), "begin_utc", "end_utc": seconds since 1970 UTC, "place": venue,
 *                  "address"}
 */
#ifndef DECIDE_FACTS_H
#define DECIDE_FACTS_H

#include <jansson.h>

#include "message/envelope.h"
#include "rules/series.h"

enum mail_kind {
	MAIL_CONFIRMATION,
	MAIL_CANCELLED,
	MAIL_DECLINE,
	MAIL_RECEIPT,
	MAIL_CORRECTION,
	MAIL_WHICH_EVENTS,
	MAIL_WHICH_CANCEL,
	MAIL_CONFIRM_CANCEL,
	MAIL_WITHDRAWN,
	MAIL_REMINDER,
	MAIL_MAILING,
	MAIL_STAFF,
	MAIL_NOTICE,
	MAIL_KINDS
};
extern const char *const mail_kind_names[MAIL_KINDS];

/* How a party stands at an event. */
enum status { STATUS_CONFIRMED, STATUS_CANCELLED, STATUS_DECLINED, STATUSES };
extern const char *const status_names[STATUSES];

/* A party at an event, or what was asked of it: `understood` and `state` are lists of these. */
struct standing {
	const struct event *event;
	enum status status;
	int seats; /* 0 unless confirmed */
	const char **names; /* of attendees, at most `seats`; fewer where not all are named */
	size_t name_count;
};

/* The same status, seats and names. */
bool standing_same(const struct standing *x, const struct standing *y);

/* An event as it was, and as it is now; `after` NULL: it does not take place. */
struct notice {
	const struct event *before, *after;
};

struct facts {
	enum mail_kind kind;
	bool called; /* occasion */
	bool entered; /* `understood` is what was entered at several times */
	const char *language;
	const char *message_id; /* NULL until the register has made one */
	int64_t date;
	struct mailbox to;
	const char *subject;
	const char *in_reply_to;
	const char **references;
	size_t reference_count;
	const char *salutation;
	const struct series *series;
	struct standing *understood; /* status confirmed: register, else: cancel */
	size_t understood_count;
	struct standing *state;
	size_t state_count;
	struct standing *beside;
	size_t beside_count;
	/* What is asked for and has too few seats; `seats`: so many are left. */
	struct standing *full;
	size_t full_count;
	struct standing *possible; /* what beside it could be entered */
	size_t possible_count;
	const struct event **choices;
	size_t choice_count;
	struct notice *notices;
	size_t notice_count;
	bool changed, question;
	bool pending; /* another letter of theirs still waits for the answer that they were promised */
	const char **reasons;
	size_t reason_count;
	struct slice quote; /* valid UTF-8 */
	const char *text; /* of a mailing; NULL */
	bool greeted, closed; /* which begins with a salutation, ends with a closing of its own */
	int64_t mailing;
	json_t *staff; /* borrowed; NULL */
};

/* A new reference, owned by the caller. Texts that are not UTF-8 become "". */
json_t *facts_to_json(const struct facts *f);
/* Of one event, as above. */
json_t *facts_event_json(const struct event *event);

/* Back again: the event of the series that an EVENT is, NULL where it has none; and names, in the arena. */
const struct event *facts_event(const struct series *series, const json_t *event);
const char **facts_names(struct arena *a, const json_t *names, size_t *count);

#endif
