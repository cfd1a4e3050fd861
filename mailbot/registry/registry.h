/*
 * The register: one SQLite file that holds who comes to what, every letter and what became of it,
 * every mail that we send, and the journal. The processes share it and nothing else. Each opens it
 * for itself; whatever changes it is one transaction, so any of them may be killed at any instant.
 *
 * All times are seconds since 1970 UTC, of base/clock.h. Errors name the file and what to do, and
 * hold no personal data.
 */
#ifndef REGISTRY_REGISTRY_H
#define REGISTRY_REGISTRY_H

#include "decide/decide.h"

struct registry;

/* ---- registry/open.c ---- */

enum registry_mode {
	REGISTRY_READ, /* must exist; needs no key; makes no mails */
	REGISTRY_STAFF, /* the same, but what staff decide may be written; with a key, mails made */
	REGISTRY_WRITE, /* made where missing, and the key with it, both with mode 0600 */
};

/* For who works on a row or two at a time, and is to be small. */
void registry_small(struct registry *reg);

/*
 * Opens the register at `path`. With REGISTRY_WRITE the key file is read too, or made of random
 * bytes where neither it nor the register is there yet; a key that is missing beside an existing
 * register, too short, or open to others is an error. `key_file` may be NULL but with REGISTRY_WRITE; with
 * REGISTRY_STAFF it is read, never made. A
 * register of another version or of other tables, or a file that is none, is an error. Nothing is left half done.
 */
int registry_open(const char *path, const char *key_file, enum registry_mode mode,
	struct registry **out, struct err *e);
/* The same for people, who may look before a `run` that has just begun has made it: that is waited for. */
int registry_open_made(const char *path, const char *key_file, enum registry_mode mode,
	struct registry **out, struct err *e);
void registry_close(struct registry **reg); /* *reg may be NULL */

/*
 * One `run` a register: takes the lock beside it (PATH.lock, mode 0600), held until registry_unlock
 * or the end of the last process that has the descriptor (daemon/process.h hands it on). -1 where
 * another holds it for LOCK_WAIT_MS.
 */
int registry_lock(const char *path, int *fd, struct err *e);
void registry_unlock(int *fd);

/*
 * The series in force. The first time, the register takes those of the rules; from then on a series
 * of the rules that differs from the register's (or is missing in one of them) is an error that
 * names both. Call it at each start, before any letter is taken.
 */
int registry_take_series(
	struct registry *reg, const struct rules *rules, int64_t now, struct err *e);

/* A number that grows whenever a series in force changes (registry/plan.h). */
int registry_series_version(struct registry *reg, int64_t *version, struct err *e);

/*
 * Puts the series in force in place of those among `files`, in the arena, as they are before the
 * register has taken any. *differ is true where these are not the same: an edited series is not in
 * force before its plan is carried out.
 */
int registry_series_files(struct registry *reg, struct arena *a, struct rule_files *files,
	bool *differ, struct err *e);

/* ---- registry/thread.c ---- */

/* Which of our mails a letter answers. */
struct thread {
	int64_t outgoing; /* 0: none of ours; then all the rest is empty */
	int64_t party; /* 0: it went to nobody who is registered */
	int64_t root; /* of the conversation, for its limit */
	const char *address; /* to whom it went; "" */
	struct context context; /* for the reader: kind, series, events in the order shown */
};

/*
 * Looks in In-Reply-To, then in References, last first, for a Message-ID whose keyed token is sound
 * and that the register knows. Finding none is no error.
 */
int registry_thread(struct registry *reg, struct arena *a, const struct envelope *env,
	struct thread *out, struct err *e);

/* ---- registry/take.c: for the receiver ---- */

struct incoming {
	struct slice bytes; /* the whole letter */
	const struct envelope *envelope;
	const struct reading *reading;
	const struct thread *thread;
	int64_t uidvalidity, uid; /* where it lies in the inbox */
	int64_t received; /* the server's internal date; later than `now` counts as `now` */
	bool aligned; /* envelope_aligned, or `trust_from` */
	bool answered; /* staff have answered it in their mail program already */
};

struct outcome {
	int64_t letter; /* its number in the register, for the log */
	bool again; /* it was known already: only to be filed again; letter 0: and was erased */
	enum folder wanted;
	bool acted; /* a registration was made, changed, cancelled or declined */
	bool review; /* a review item was made */
	size_t mails; /* queued or held */
};

/*
 * Takes a letter in: recognises one that is known (by UIDVALIDITY and UID, else by its Message-ID
 * with a hash of From, Date, Subject and body), else decides and records letter, reading, effects,
 * outgoing mails and wanted folder. One transaction; after -1 nothing has happened. `rules` are
 * those that read the letter, their series in force (registry_take_series). Call it in order of
 * receipt, then UID, so that seats go fairly.
 */
int registry_take_letter(struct registry *reg, const struct settings *settings,
	const struct rules *rules, const struct incoming *in, int64_t now, struct outcome *out,
	struct err *e);

/*
 * Staff want this letter read again: the next time that it comes into the inbox, it is decided anew.
 * *letter is its number; 0: it is not known, and will simply come in. Nothing is sent where the
 * outcome is the same; and where the letter has changed the register, a person has decided it, or its
 * party stands otherwise since, the register stays as it is and a person looks (`read-again`).
 */
int registry_read_again(struct registry *reg, const struct envelope *env, struct slice bytes,
	int64_t now, int64_t *letter, struct err *e);

/* ---- registry/batch.c ---- */

/*
 * What this process takes in and files between the two is one transaction, so that the disk is
 * waited for once. Each call is still whole or nothing by itself; all of them last from the end on,
 * or, where that fails, have never been. Nobody else can write meanwhile: no waiting in between.
 */
int registry_batch_begin(struct registry *reg, struct err *e);
int registry_batch_end(struct registry *reg, struct err *e);

/* ---- registry/take.c ---- */

/* Whether a letter of the inbox is known by where it lies; such a one need not be fetched. */
int registry_knows(
	struct registry *reg, int64_t uidvalidity, int64_t uid, bool *known, struct err *e);

/* ---- registry/take.c: letters whose folder is not yet as wanted ---- */

/* One copy of a letter in a mailbox: letters that come twice have two. */
struct filing {
	int64_t arrival; /* the copy's number */
	int64_t letter;
	enum folder from; /* where it lies now … */
	int64_t uidvalidity,
		uid; /* … and there as; uid 0: not known, look for it by its Message-ID */
	const char *message_id; /* "" where it has none */
	enum folder wanted;
};

struct filings {
	struct filing *items;
	size_t count, room;
};

/* All copies that do not lie where they are wanted, in order of number. */
int registry_filings(struct registry *reg, struct arena *a, struct filings *out, struct err *e);

/*
 * The copy lies there now: `folder` as uidvalidity and uid (0 where the server did not say).
 * FOLDER_GONE where it was not found where it should lie: somebody took it away; it is not asked
 * for again.
 */
int registry_filed(struct registry *reg, int64_t arrival, enum folder folder, int64_t uidvalidity,
	int64_t uid, struct err *e);

/* Whether the register believes some copy to lie there, as uidvalidity and uid. */
int registry_lies(struct registry *reg, enum folder folder, int64_t uidvalidity, int64_t uid,
	bool *lies, struct err *e);
/* The highest UID that the register has of that folder; 0 where it has none. */
int registry_last_filed(
	struct registry *reg, enum folder folder, int64_t uidvalidity, int64_t *uid, struct err *e);
/* Whether a letter with that Message-ID was ever taken in. One without an id counts as known: it
 * cannot be told from others. */
int registry_knows_id(struct registry *reg, const char *message_id, bool *known, struct err *e);

/* ---- registry/asked.c: for the sender's clock ---- */

/* Shows staff the items that were asked back and not answered in time; *shown says how many. */
int registry_show_asked(struct registry *reg, int64_t now, size_t *shown, struct err *e);

/* ---- registry/hand.c: what staff do in their own mail program ---- */

/* A copy in the review folder whose letter waits for a person. */
struct waiting {
	int64_t arrival, letter;
	int64_t uidvalidity, uid; /* uid 0: not known */
	const char *message_id; /* "" where it has none */
};

struct waitings {
	struct waiting *items;
	size_t count, room;
};

/* All that staff have not yet answered, moved or deleted there, rising by UID. */
int registry_waiting(struct registry *reg, struct arena *a, struct waitings *out, struct err *e);

/*
 * Staff answered that letter by hand, or took its copy `arrival` (0: they answered it) away. Its
 * items are open, in sight, with that as a further reason, until somebody says what was agreed.
 */
int registry_by_hand(
	struct registry *reg, int64_t letter, int64_t arrival, int64_t now, struct err *e);

/* A mail of staff's answers the letter of that Message-ID, which may come to us only later. *letters
 * says of how many of the register it is news. */
int registry_staff_reply(struct registry *reg, struct arena *a, const char *message_id, int64_t now,
	size_t *letters, struct err *e);
int registry_staff_replied(
	struct registry *reg, const char *message_id, bool *replied, struct err *e);

/* Whether that Message-ID is of a mail of ours. */
bool registry_is_ours(const struct registry *reg, const char *message_id);

/* How far a folder has been looked at; both 0 where it has not. */
int registry_looked(struct registry *reg, const char *folder, int64_t *uidvalidity, int64_t *uid,
	struct err *e);
int registry_looked_at(
	struct registry *reg, const char *folder, int64_t uidvalidity, int64_t uid, struct err *e);

/* ---- registry/hand.c: copies of what was sent ---- */

/* The next mail after number `after` (0: the first) that was sent, and of which no copy lies in the
 * folder of sent mail. */
int registry_uncopied(struct registry *reg, struct arena *a, int64_t after, int64_t *id,
	const char **message_id, struct slice *bytes, bool *found, struct err *e);
int registry_copied(struct registry *reg, int64_t id, int64_t now, struct err *e);

/* ---- registry/outbox.c: for the sender ---- */

struct due_mail {
	int64_t id;
	const char *address; /* of the recipient */
	const char *facts; /* JSON, decide/facts.h */
	struct slice bytes; /* as composed before; empty: not composed yet */
	int tries; /* how often it was tried to send it */
	bool claimed;
	bool answer; /* to a letter: within the limits of an hour */
	struct slice fresh; /* what it was composed to just now, to be kept */
};

/* The next mail that is due at `now`, oldest first, answers only with `answers`; *found false where
 * there is none. */
int registry_due(struct registry *reg, struct arena *a, int64_t now, bool answers,
	struct due_mail *out, bool *found, struct err *e);
/* How many are; where that cannot be said, 0. */
size_t registry_count_due(struct registry *reg, int64_t now);
/* When the next one will be due; 0: none waits. */
int registry_next_due(struct registry *reg, int64_t *when, struct err *e);

/* ---- registry/claim.c ---- */

/*
 * Says that this mail, and the next ones that are due, may leave any moment: to be called for one
 * that is not `claimed` before registry_mail_sending. This is written so that it outlasts a power
 * cut; what follows (sending, sent, …) only outlasts a kill, and so needs not wait for the disk each
 * time. registry_mail_recover knows of both: after a kill what stands as being sent is in doubt, and
 * after a power cut whatever was claimed.
 */
int registry_claim(struct registry *reg, int64_t id, int64_t now, struct err *e);
/* None of those that have not left will, for now: at the end of a pass. All that was written lasts. */
int registry_unclaim(struct registry *reg, struct err *e);

/* ---- registry/outbox.c ---- */

/*
 * Says that it is being sent from now on: call it before the first byte goes out. *go is false
 * where the mail was withdrawn or is no longer due in the meantime: then it must not be sent.
 * `bytes`, where there are any, are kept as what it was composed to: sent unchanged from now on.
 */
int registry_mail_sending(
	struct registry *reg, int64_t id, struct slice bytes, int64_t now, bool *go, struct err *e);

/*
 * Before each mail, as a last look: whether more than `most` of the last LOOP_ANSWERS answers (since
 * mails leave) went to addresses that had already had one in that hour. Then two robots may have
 * found each other: everything is held, with a review item about `id`, and *held is true.
 */
int registry_hold_loops(
	struct registry *reg, int64_t id, int most, int64_t now, bool *held, struct err *e);

/*
 * How many more answers may leave in this hour, of `limit` (0: all); where none, *when is the time
 * from which on one may, and staff are told once (a review item) until registry_answers_gone.
 */
int registry_answers_left(
	struct registry *reg, int limit, int64_t now, int *left, int64_t *when, struct err *e);
/* All that waited have had their turn. */
int registry_answers_gone(struct registry *reg, struct err *e);

enum mail_result {
	RESULT_SENT,
	RESULT_LATER, /* tried again after 1 min … 4 h; after 2 days it has failed */
	RESULT_NEVER, /* refused for good: failed, shown to staff */
	RESULT_DOUBT, /* the connection broke after the last byte: shown to staff, never sent again
		       */
	RESULT_WAITS, /* not this mail's fault (no connection, login refused, a template broken):
			 queued as before, due again in a minute, not counted as a try, however
			 long that lasts. Also for a mail that was never said to be sending */
};

/* What became of it. `why` is for staff: an id or a reply code, no personal data. */
int registry_mail_result(struct registry *reg, int64_t id, enum mail_result result, const char *why,
	int64_t now, struct err *e);

/* After a crash: what stands in `sending` is in doubt, and what was claimed before the machine's last
 * start. Call it once when the sender starts. */
int registry_mail_recover(struct registry *reg, int64_t now, size_t *doubtful, struct err *e);

/* ---- registry/outflow.c: whether mails leave ---- */

struct outflow {
	int64_t held; /* since when nothing leaves; 0: mails leave */
	const char *why; /* "staff", "loop"; "" */
	int64_t waits; /* since when answers wait for their turn; 0: they need not */
	int64_t sending; /* mails that are on their way */
};
int registry_outflow(struct registry *reg, struct arena *a, struct outflow *out, struct err *e);

/* Nothing leaves from now on: no mail is begun after this returns. *changed is false where it was so
 * before. */
int registry_hold(struct registry *reg, int64_t now, bool *changed, struct err *e);
/* Mails leave again. */
int registry_resume(struct registry *reg, int64_t now, bool *changed, struct err *e);

/* What staff decide about one mail: a held one is sent; one that has not left is never sent. *done
 * is false where it is in no such state, or there is none. */
int registry_release(struct registry *reg, int64_t id, int64_t now, bool *done, struct err *e);
int registry_withdraw(struct registry *reg, int64_t id, int64_t now, bool *done, struct err *e);
/* The review item of a trial that a held mail is the answer of: releasing it is accepting that
 * (registry_accept), which makes the mail anew. 0: it is no such mail. */
int registry_proposal(struct registry *reg, int64_t id, int64_t *item, struct err *e);

/* The numbers of all mails that are held, and of all that have not left; in the arena. Calls are no
 * mails. */
int registry_held_mails(
	struct registry *reg, struct arena *a, int64_t **ids, size_t *count, struct err *e);
int registry_mails_here(
	struct registry *reg, struct arena *a, int64_t **ids, size_t *count, struct err *e);

/* ---- registry/record.c: for reading letters again ---- */

struct record {
	int64_t letter;
	struct slice bytes; /* as they are kept: without those of its attachments */
	const char *reading; /* of then, as JSON */
	int64_t received;
	struct context context; /* kind NULL: it answers none of our mails */
	bool staff; /* staff set themselves what became of it */
};

/* The letter on record behind number `after` (0: the first); *found false where there is none. */
int registry_record(struct registry *reg, struct arena *a, int64_t after, struct record *out,
	bool *found, struct err *e);

/* ---- registry/list.c: for people and tests; JSON objects in the order in which people read ----
 */

/*
 * Objects with these keys, null where there is nothing:
 *
 * registrations: series, event, party, address, name, seats, status ("confirmed", "cancelled",
 *                "declined"), since, attendees: [names], phone, organisation, note, needs:
 *                [{what, text}], called_off (1: they were registered when the event was taken out
 *                of its series); by event, those who come first
 * review:        id, letter, outgoing, received, from_name, from_address (of the letter), subject,
 *                reasons: [ids], guess: as the reading has it, state, own_words, to (address of the
 *                mail of ours that it is about), acted (1: the letter changed the register, 0: not
 *                yet); those that are open, the oldest first; with LIST_REVIEW_ALL those that were
 *                asked back too
 * outgoing:      id, letter, kind, state ("held", "queued", "sending", "sent", "later", "failed",
 *                "doubt", "withdrawn"), address, subject, message_id, queued, sent, tries, next,
 *                why, bounced, name (of the party); in order of number
 * events:        series, event, seats (taken), confirmed, cancelled, declined (parties); those at which
 *                anybody stands
 * letters:       id, received, from_name, from_address, subject, disposition, requests, guess,
 *                reasons, acted, early, wanted, state (of its review item), verdict, decided_by,
 *                decided, note, changes: what staff entered, [{event, before, after}], of an early
 *                letter what stands in the register for its sender; item: the
 *                number that `review` knows it by; the oldest first
 * calls:         id, party, name, phone, note, kind, created, understood, registered, subject,
 *                text, notices (as in the facts of a mail); those that are open, the oldest first
 * needs:         what, text, party, name, phone, seats; of who comes to the event, by what
 * alarms:        id, what, why, since, over, told (registry/alarm.h); the oldest first
 */
enum registry_list {
	LIST_REGISTRATIONS,
	LIST_REVIEW,
	LIST_REVIEW_ALL,
	LIST_OUTGOING,
	LIST_ALARMS,
	LIST_EVENTS,
	LIST_LETTERS,
	LIST_CALLS,
	LIST_NEEDS
};

/* A new array, owned by the caller. `event`: only that event's (registrations, needs); NULL: all. */
int registry_list(struct registry *reg, enum registry_list what, const char *event, json_t **out,
	struct err *e);

/* Letters, how many of them each way took, copies that wait to be filed, mails by state. */
struct registry_counts {
	size_t letters, acted, review, automatic, to_file, queued, held, later, sent, failed, doubt;
};
int registry_count(struct registry *reg, struct registry_counts *out, struct err *e);

#endif
