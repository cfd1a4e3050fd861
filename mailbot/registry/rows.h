/*
 * Rows of the register as structs, for the files of this room.
 */
#ifndef REGISTRY_ROWS_H
#define REGISTRY_ROWS_H

#include "base/buf.h"
#include "registry/db.h"

/* ---- thread.c ---- */

/* The mail of ours with that Message-ID, where its token is sound: 1, 0 where there is none, -1. */
int mail_by_message_id(struct registry *reg, struct arena *a, const char *message_id,
	struct thread *out, struct err *e);

/* ---- party.c ---- */

/* The party of that address in that series, with all its standings; id 0 where there is none. */
int party_by_address(struct registry *reg, struct arena *a, const struct series *series,
	const char *address, struct party *out, struct err *e);
/* The same by number. */
int party_by_id(struct registry *reg, struct arena *a, const struct series *series, int64_t id,
	struct party *out, struct err *e);
/* Makes it, its address "" where it has none; sets its id. */
int party_add(struct registry *reg, const struct series *series, struct party *party,
	const char *language, int64_t now, struct err *e);

/* How it stands at an event from now on, with its attendees; `reading` tells of organisations, and
 * may be NULL. `since`: when they asked for it; kept where it stood so already. */
int standing_set(struct registry *reg, int64_t party, const struct standing *standing,
	const struct reading *reading, int64_t since, struct err *e);
/* What else the letter tells of a party that it registers: what it needs, and its telephone number
 * where none is known. */
int party_tell(struct registry *reg, struct arena *a, int64_t party, const struct reading *reading,
	struct err *e);
int need_add(
	struct registry *reg, int64_t party, const char *what, const char *text, struct err *e);

/* ---- mail.c ---- */

struct new_mail {
	struct facts *facts; /* gets its Message-ID, and the settings' language where it has none */
	int64_t letter, party; /* that it answers, whom it is about; 0: none */
	int64_t root; /* of the conversation; 0: it begins one */
	int64_t act; /* what staff did that it tells of; 0: nothing */
	bool held; /* not sent before a person has looked */
	const char *who; /* for the journal; NULL: the robot */
};

/*
 * A mail that is to go out: queued, or held; `facts->to.address` "" makes it a call (state "call"),
 * which stands on the list of those to be called until somebody has. With its line in the journal.
 * Needs the key. Poke the sender after the commit.
 */
int mail_add(struct registry *reg, struct arena *a, const struct settings *settings,
	const struct new_mail *mail, int64_t now, int64_t *id, struct err *e);

/* Why a mail is withdrawn before it leaves, where nothing else is said: how they stand has changed. */
#define MAIL_OUTDATED "outdated"

/* Mails and calls of that party that have not left say what no longer holds; `why` NULL: outdated. */
int mails_withdraw(struct registry *reg, struct arena *a, int64_t party, const char *who,
	const char *why, int64_t now, struct err *e);

/* What known->party comes to in other series than this one, under its address. */
int beside_load(struct registry *reg, struct arena *a, const struct rules *rules,
	const struct series *series, struct known *known, struct err *e);

/* In which language they were answered last: by the mail `answered` (its number), else (0) by the last to known->party's
 * address. Into known->language. */
int language_load(struct registry *reg, struct arena *a, int64_t answered, struct known *known,
	struct err *e);

/* Seats taken at those events of the series that have a limit. */
int taken_load(struct registry *reg, struct arena *a, const struct series *series,
	struct known *known, struct err *e);

/* ---- item.c ---- */

/* A number that grows whenever how the party stands changes, or a letter changes it; never 0. */
int registry_version(
	struct registry *reg, int64_t party, int64_t letter, int64_t *version, struct err *e);

/* ---- apply.c ---- */

/* A letter that is being taken in. */
struct taking {
	struct registry *reg;
	struct arena *arena;
	const struct settings *settings;
	const struct rules *rules;
	const struct incoming *in;
	struct decide_in facts; /* what it is decided by; owns the parties that effects point to */
	struct buf reading; /* of the letter, as JSON */
	int64_t letter; /* its number */
	bool early; /* it came before the robot was to begin: read for comparison only */
	int64_t now;
	struct outcome *outcome;
};

/* ---- take.c ---- */

/* Fetches what `decide` needs to know of the letter's party and series. */
int known_load(struct taking *t, const struct rules *rules, struct err *e);
/* A letter that is in the register has been read anew: its reading, and what is done with it. */
int letter_read(struct taking *t, const struct decision *decision, struct err *e);

/* ---- again.c ---- */

/* For a letter that is known already: where staff want it read again, it is decided anew. */
int take_again(struct taking *t, const struct rules *rules, struct err *e);

/* ---- apply.c ---- */

/* Carries the effects out, each with its line in the journal. */
int apply_decision(struct taking *t, const struct decision *decision, struct err *e);

/* What a line of the journal is about; 0, NULL where it is about none. */
struct journal_line {
	const char *who; /* NULL: the robot */
	const char *what, *why;
	int64_t letter, party, outgoing;
	const char *event;
	int64_t seats;
};
int journal_add(struct registry *reg, int64_t now, const struct journal_line *line, struct err *e);

/* A review item about a mail of ours, with its line in the journal. */
int review_mail(struct registry *reg, int64_t letter, int64_t outgoing, int64_t party,
	const char *reason, int64_t now, struct err *e);

/* ---- thread.c ---- */

/*
 * What a mail of ours (its facts, as JSON) is to the reader of its answer. Its events are those that it
 * shows: of its numbered list, or those that it asked about; else the state's list, which is what
 * people count in, then what else it was about. All of them: "ich kann doch nicht" below a mail about
 * two events is about neither.
 */
void mail_context(struct arena *a, const char *facts, struct context *out);

/* ---- asked.c ---- */

/* What is known of the question that the letter answers, and how often its address was asked. */
int asked_load(struct taking *t, struct err *e);
/* The item was asked back: hidden until ASKED_WORKDAYS have passed. */
int asked_hide(struct taking *t, int64_t item, struct err *e);
/* By what a party's registration changed: a letter (0: a call), which answers the question of that item (0: of none);
 * `who` NULL: the robot. */
struct asked_by {
	int64_t letter, item, now;
	const char *who;
};
/* A party has come to stand so: what we had asked of its address, and what is answered by that, is done with. */
int asked_otherwise(struct registry *reg, struct arena *a, const struct series *series,
	int64_t party, const struct standing *change, const struct asked_by *by, struct err *e);
/* That question of ours will not be asked: what waits for its answer is shown. */
int asked_unasked(struct registry *reg, int64_t outgoing, int64_t now, struct err *e);
/* It was answered: done, or to be shown. */
int asked_settle(struct taking *t, int64_t item, bool done, struct err *e);

#endif
