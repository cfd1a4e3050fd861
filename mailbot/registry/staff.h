/*
 * Staff's verbs: what a person decides of a letter, a caller, a call. The terminal and the desk only
 * ask and show: both call these. Each is one transaction with its lines in the journal; `dry` works
 * all of it out and then takes it back, so that what is shown before is what is done after.
 *
 * Two people at once never overwrite each other: a decided item stays decided, and who looked at a
 * party that has changed since (`seen`) is told so.
 */
#ifndef REGISTRY_STAFF_H
#define REGISTRY_STAFF_H

#include "decide/wish.h"
#include "registry/registry.h"

/* Who does it, and how. */
struct staff {
	const struct settings *settings;
	const struct rules *rules;
	const char *who; /* as the journal names them */
	const char *why; /* what was agreed; "" */
	int64_t now;
	int64_t seen; /* `version` of what they looked at; 0: whatever stands there */
	bool dry; /* works it out, changes nothing */
	bool anyway; /* what speaks against it is overruled */
	bool silent; /* no mail, no call */
};

enum verdict {
	VERDICT_ACCEPT,
	VERDICT_CORRECT,
	VERDICT_ANSWERED, /* by hand */
	VERDICT_NOT_FOR_US, /* goes back to the inbox */
	VERDICT_SPAM,
	VERDICTS,
};
extern const char *const verdict_ids[VERDICTS]; /* "accept", …, "not-for-us", "spam" */

enum done_how {
	DONE_OK,
	DONE_UNKNOWN, /* there is none of that number */
	DONE_DECIDED, /* somebody has decided it (undo: taken it back) meanwhile: who, verdict, at */
	DONE_CHANGED, /* how the party stands has changed since they looked */
	DONE_OBJECTIONS, /* something speaks against it, and was not overruled */
	DONE_SIMILAR, /* without an address: may be somebody who is registered already: `similar` */
	DONE_SAME_NAME, /* with an address: somebody of that very name has another: `similar` */
	DONE_OTHER_NAME, /* the address is that of somebody of another name: `similar` */
	DONE_IMPOSSIBLE, /* `why` */
};

/* How a party is met again. */
struct party_row {
	int64_t id;
	const char *series, *address, *name, *phone; /* "" where there is none */
	const char *events; /* ids of those where they are confirmed, with commas; "" */
};

/* Whether they come to that event; NULL: to any. */
bool party_row_comes(const struct party_row *row, const struct event *event);

/* Something of a party beside its registrations that changes: "name", "address", "phone", "organisation", "note", or what
 * it needs ("food", …: before or after is ""). */
struct detail {
	bool need;
	const char *what, *before, *after;
};

struct done {
	enum done_how how;
	const char *why; /* a reason's id, where it is impossible */
	const struct event *event; /* and about which event; NULL */
	int64_t act; /* its number: what registry_undo takes */
	int64_t version; /* of what it was worked out on */
	const struct series *series;
	struct party party; /* as it stood before */
	struct change *changes; /* of an undo: back to `declined` where it had never stood there */
	size_t change_count;
	struct detail *details;
	size_t detail_count;
	struct objections objections;
	struct party_row *similar;
	size_t similar_count;
	bool name_kept; /* at that address stands another name, perhaps of the same person; it stays */
	/* What they are told: 0 where nothing is. */
	int64_t outgoing;
	enum mail_kind kind;
	const char *to; /* the address; "": they are called */
	/* Why nothing is: a reason's id, "silent", "no-change", "details-only"; NULL. */
	const char *no_mail;
	bool idle; /* all stands so already: nothing changes, nobody is told, and no item is decided by it */
	int64_t reopens; /* the item that waits for a decision again; 0: none */
	/* Who decided it before. */
	const char *by, *verdict, *note;
	int64_t at;
};

/* ---- registry/item.c ---- */

/* Everything that is known of a review item. */
struct review_item {
	int64_t id, letter, outgoing, party; /* 0: none */
	const char *state; /* "open", "asked", "decided" */
	const char **reasons;
	size_t reason_count;
	/* Of what it asks for, while there are too few seats (reason "full"). */
	const struct event **full;
	size_t full_count;
	int64_t created, received; /* of the letter; else as created */
	bool acted; /* the letter changed the register already */
	/* Of the letter; NULL where there is none, or where it was read by other rules than there
	 * are now. */
	struct envelope *envelope;
	struct reading *reading;
	const struct series *series; /* NULL: not known */
	struct party who; /* whom accepting it is about, as they stand now; id 0: not registered */
	const char *phone; /* theirs; "" */
	/* Of the mail of ours that it is about; "". */
	const char *mail_kind, *mail_address, *mail_state, *mail_why;
	const char *answer; /* the last that the letter's sender was sent: "receipt sent"; "" */
	const char *beside; /* what else of the same sender waits: "20, 22"; "" */
	bool newer; /* one of these came later than this one */
	const char *decided_by, *verdict, *note; /* "" while it is open */
	int64_t decided;
	int64_t root; /* of the conversation */
	int64_t version;
};

/* *found is false where there is none of that number. */
int registry_review_item(struct registry *reg, struct arena *a, const struct rules *rules,
	int64_t id, struct review_item *out, bool *found, struct err *e);

/*
 * When a party's registration (at that event; NULL: at any) was changed last by what came after the item's letter: a
 * later letter, or staff without one. *at 0: it was not.
 */
int registry_changed_since(struct registry *reg, const struct review_item *item, int64_t party,
	const char *event, int64_t *at, struct err *e);

/* ---- registry/mail.c ---- */

/* A mail of ours, sent or not. */
struct shown_mail {
	int64_t id, created, sent; /* sent 0: not yet */
	const char *kind, *state; /* "bounced": sent, and came back */
	const char *address, *why; /* "": a call; nothing to say */
	const char *facts; /* JSON, decide/facts.h */
	struct slice bytes; /* as it left; empty where it was not composed yet, or is not kept */
};

/* *found is false where there is none of that number; the rest lives in the arena. */
int registry_mail_show(struct registry *reg, struct arena *a, int64_t id, struct shown_mail *out,
	bool *found, struct err *e);

/* ---- registry/staff.c: all that makes a mail needs a register opened with its key ---- */

/* Who registers, where staff say it. All "" but what is known. */
struct person {
	int64_t party; /* who is registered already; 0: by address, else a new one */
	const char *address; /* "": they have none */
	const char *name, *phone, *organisation, *note, *language;
	/* in pairs: what ("access", "food", …), words; words NULL: nothing of that kind any more */
	const char **needs;
	size_t need_count; /* of pairs */
	bool fresh; /* somebody new, though a similar name stands there */
	bool corrects; /* of `party`: name and address, where they are given, are put right */
};

/*
 * Carries out the guess of an item whose letter has not changed the register already: of its entries those with
 * the numbers `choices` (from 1), all where choice_count is 0. The seats count from the letter's own receipt, and
 * take none that somebody was confirmed.
 */
int registry_accept(struct registry *reg, struct arena *a, const struct staff *staff, int64_t item,
	const int *choices, size_t choice_count, struct done *out, struct err *e);

/*
 * Carries out these wishes instead. `person` says for whom where that is not the letter's sender
 * (NULL: it is). A wish without an event is a cancel of all.
 */
int registry_correct(struct registry *reg, struct arena *a, const struct staff *staff, int64_t item,
	const struct person *person, const struct wish *wishes, size_t count, struct done *out,
	struct err *e);

/* Decides it without a change of the register: answered by hand, not for us, spam. */
int registry_settle(struct registry *reg, struct arena *a, const struct staff *staff, int64_t item,
	enum verdict verdict, struct done *out, struct err *e);

/* ---- registry/asking.c ---- */

/*
 * Asks the item's sender which events they mean, or which they cancel, with the numbered list: what the
 * robot asks where nothing else is missing, at staff's word. The item is out of sight until the answer
 * comes, or two working days have passed; the answer is decided as one to the robot's own question.
 */
int registry_ask(struct registry *reg, struct arena *a, const struct staff *staff, int64_t item,
	struct done *out, struct err *e);

/* ---- registry/staff.c ---- */

/* For who calls or comes by, in that series (NULL without wishes: that of the party, who is only put right). */
int registry_enter(struct registry *reg, struct arena *a, const struct staff *staff,
	const struct series *series, const struct person *person, const struct wish *wishes,
	size_t count, struct done *out, struct err *e);

/* Parties of that address, of that number, or of a name that fits (name_fits); in the arena. */
int registry_find(struct registry *reg, struct arena *a, const char *address, int64_t id,
	const char *name, struct party_row **out, size_t *count, struct err *e);

/* ---- registry/namesake.c ---- */

/*
 * Who is registered in that series, not under the letter's own address, and may be who wrote it:
 * without an address whoever has a name, or brings somebody whose name may be theirs (no name at all
 * may be anybody's); with another address only the very same name.
 */
int registry_namesakes(struct registry *reg, struct arena *a, const struct series *series,
	const struct reading *reading, struct party_row **out, size_t *count, struct err *e);

/* ---- registry/undo.c ---- */

/*
 * Takes back what staff did: an act (`item` 0), or the decision of a review item, which is open
 * again then. A mail that has not left is withdrawn; where it has, a correction goes out, or a call.
 * DONE_CHANGED where they stand otherwise by now than the act had left them.
 */
int registry_undo(struct registry *reg, struct arena *a, const struct staff *staff, int64_t act,
	int64_t item, struct done *out, struct err *e);

/* Ticks off a call (LIST_CALLS); undone: it is to be made again. */
int registry_call(struct registry *reg, const struct staff *staff, int64_t id, bool undone,
	bool *done, struct err *e);

#endif
