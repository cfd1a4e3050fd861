/*
 * Forgetting one person on request (GDPR, articles 15 and 17): what is known of them is shown, and
 * erased from the register; their letters' copies in the mailbox follow (daemon/erase.h). It cannot be
 * taken back.
 */
#ifndef REGISTRY_FORGET_H
#define REGISTRY_FORGET_H

#include "registry/erase.h"
#include "registry/staff.h"

/* Who is meant: a number, else an address, else a name; "" and 0 what is not said. */
struct forget_who {
	int64_t party;
	const char *address, *name;
	bool own_only; /* what others wrote of them stays */
};

enum forget_how {
	FORGET_OK,
	FORGET_NOBODY, /* nothing is known of them */
	FORGET_SEVERAL, /* `rows`: which of these is meant? */
	FORGET_BUSY, /* a mail to them is on its way at this moment */
	FORGET_CHANGED, /* more is known of them, or other, than when staff looked (staff->seen) */
};

/* A name that goes out of somebody else's registrations. */
struct forget_struck {
	const char *name, *of; /* whose registrations: their name, else their address */
};

struct forgetting {
	enum forget_how how;
	struct party_row *rows;
	size_t row_count, row_room;
	const char *address; /* of whom it is; "" */
	struct forget_struck *struck;
	size_t struck_count, struck_room;
	struct erase_counts counts;
	int64_t version; /* of what it was worked out on */
};

/*
 * Works it out, and with staff->dry takes it back; else erases it, with a line in the journal that
 * names nobody. Whoever has an address is forgotten with all that was written from and to it, in all
 * series. In letters of others, and in their registrations, the name goes; such a letter loses its
 * text. Of one name and no address is taken only who is called exactly so, and alone. One transaction.
 * *show, where not NULL: all that is known of them as a JSON object {registrations (as in
 * registry_list), letters, mails, named}, owned by the caller; NULL where how is not FORGET_OK.
 */
int registry_forget(struct registry *reg, struct arena *a, const struct staff *staff,
	const struct forget_who *who, struct forgetting *out, json_t **show, struct err *e);

#endif
