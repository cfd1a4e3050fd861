/*
 * A deed of staff's in the making: what the verbs of staff.c and undo.c share. Private to this room.
 */
#ifndef REGISTRY_DEED_H
#define REGISTRY_DEED_H

#include "registry/rows.h"
#include "registry/staff.h"

/* What is known of a party beside its registrations: name, address, phone, organisation, note (NULL where
 * the party is not there yet), and what it needs (each as a detail's `what` and `after`). */
struct details {
	const char *fields[5];
	struct detail *needs;
	size_t need_count;
};

struct deed {
	struct registry *reg;
	struct arena *arena;
	const struct staff *staff;
	struct done *out;
	struct review_item item; /* id 0: none */
	const struct person *person; /* for whom, where staff say it; NULL: the letter's sender */
	struct decide_in in; /* what a mail is made of; its party is the one that it is about */
	const char *verb;
	int64_t since; /* when it was asked for */
	int64_t root; /* of the conversation that a mail goes on with; 0: none */
	struct details before; /* of the party, where it was corrected already */
	/* Who they are was put right; nothing else was asked for; and their address is another now. */
	bool corrected, alone, moved;
};

/* What an item's letter, or a caller, gives a mail to answer, and what is known of d->in.known.party in that series. */
int deed_start(struct deed *d, const struct series *series, struct err *e);

/* Whether the item was put before a person for that reason. */
bool deed_reason(const struct deed *d, const char *id);

/* Notes why it cannot be. Returns 0: nothing failed, it is only not done. */
int deed_refuse(struct deed *d, enum done_how how, const char *why, const struct event *event);

/*
 * Carries out->changes out, with an act, lines in the journal, and a mail where one is due. What
 * speaks against it ends it (out->how).
 */
int deed_carry_out(struct deed *d, struct err *e);

/* The item is decided; its letter is wanted in `folder`. */
int deed_decide(struct deed *d, enum folder folder, struct err *e);

/* ---- details.c ---- */

/* Of out->party, as it is now. */
int details_load(struct deed *d, struct details *out, struct err *e);
/* What the deed changed in it since: into out->details. */
int details_compare(struct deed *d, const struct details *before, struct err *e);
/* out->details as the act keeps them. */
const char *details_text(struct deed *d);
/* Takes back what an act kept; what has changed again since stays. Into out->details. */
int details_back(struct deed *d, const char *text, struct err *e);

/* ---- correct.c ---- */

/* Puts name and address of out->party right, where `person` has them, before anything else is planned. */
int deed_correct_person(struct deed *d, const struct series *series, struct err *e);
/* Of their own name among those who come. */
int attendees_rename(struct deed *d, const char *before, const char *after, struct err *e);
/* Into out->changes: that they come to all that they are registered for, as before. */
void deed_plan_same(struct deed *d);

/* Fetches an item that is to be decided; out->how where it is not (staff.c). */
int deed_take_item(struct deed *d, int64_t id, struct err *e);
/* The same of one whose letter was read. */
int deed_take_letter(struct deed *d, int64_t id, struct err *e);
/* The sender's own party, unless a machine or the office itself wrote it (staff.c). */
int deed_take_sender(struct deed *d);

/* Where a mail goes: "" where they are called; NULL where nothing may go, *why says why. */
const char *deed_address(struct deed *d, const char **why);
int deed_note(struct deed *d, struct journal_line line, struct err *e);
int deed_mail(struct deed *d, struct facts *mail, struct err *e);

/* What the changes are to those whom they are about. */
enum mail_kind deed_mail_kind(const struct change *changes, size_t count, bool *changed);

/* ---- unsaid.c ---- */

/* What mails that were withdrawn before they left had to say of how a party stands, and still holds. */
struct unsaid {
	struct change *changes; /* from what the party was told last to how it stands now */
	size_t count, room;
	bool mistake; /* that something was taken back which they had been told */
	const char *facts; /* of the newest of these mails; NULL: there is none */
	int64_t root, act; /* of its conversation; of which act it told, 0: of none */
};

/* Of out->party, once the register is changed and the mails are withdrawn; `but` an act that is undone, or 0. */
int unsaid_load(struct deed *d, int64_t but, struct unsaid *out, struct err *e);
/* Makes its changes those of out->changes with the unsaid ones beside them. Whether there were any of other events. */
bool unsaid_add(struct deed *d, struct unsaid *u);
/* A mail that says what is unsaid, where something is. */
int unsaid_tell(struct deed *d, const struct unsaid *u, struct err *e);

/* Commits, or takes all of it back where it was only to be worked out, or is not to be. */
int deed_end(struct deed *d, int rc, struct err *e);

#endif
