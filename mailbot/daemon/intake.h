/*
 * The way in: what is new in the inbox is fetched, read, decided and recorded.
 *
 * What is new is what the register does not know by (UIDVALIDITY, UID), not merely what lies above
 * the highest UID it knows: letters are taken in order of receipt, so a kill may leave a lower UID
 * behind a higher one. Seats go by receipt among the INTAKE_WINDOW letters that are looked at
 * together; these go by UID.
 *
 * A lot is what one child of the reader reads. While it reads one, the next one is fetched; while the
 * next is read, the one before is recorded.
 */
#ifndef DAEMON_INTAKE_H
#define DAEMON_INTAKE_H

#include "base/progress.h"
#include "base/settings.h"
#include "reader/reader.h"
#include "registry/registry.h"
#include "transport/inbox.h"

struct intake {
	const struct settings *settings;
	const struct rules *rules;
	struct registry *reg;
	struct inbox *inbox;
	struct reader *reader;
	/* The register knows all letters up to `above` under `uidvalidity`; where not `looked`,
	 * nothing is known of that. */
	bool looked;
	uint32_t uidvalidity, above;
	size_t backlog; /* letters that were new when it last looked */
	size_t refusals; /* letters that the register did not take, of the last intake_all */
	struct progress progress;
};

/* Finds the lowest letter that the register does not know, if that is not known: all below it need
 * not be fetched. The inbox is selected. */
int intake_look(struct intake *in, uint32_t uidvalidity, struct err *e);

/*
 * Takes in all that is new. Ends early, without an error, where stop_asked. A letter that the register
 * refuses stays in the inbox, and the others go on; after some it is not asked any more. -1 where
 * inbox, reader or register fail: what was fetched before is recorded still.
 */
int intake_all(struct intake *in, struct err *e);

#endif
