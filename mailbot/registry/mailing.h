/*
 * Mailings: one text from staff to all who come to some events ("programmes follow"). Each reader
 * gets it once, however often the same mailing is started: it is known again by its subject, text,
 * files and events.
 */
#ifndef REGISTRY_MAILING_H
#define REGISTRY_MAILING_H

#include "registry/registry.h"

struct mailing_file {
	const char *name; /* as the reader sees it */
	struct slice bytes;
};

struct mailing {
	const struct series *series;
	const struct event *
		*events; /* whoever is confirmed at one of them reads it; in order of begin */
	size_t event_count;
	const char *subject;
	const char *text; /* UTF-8, plain line ends */
	bool greets, closes; /* it begins with a salutation, ends with a closing of its own */
	struct mailing_file *files;
	size_t file_count;
};

struct mailing_reader {
	int64_t party;
	const char *name, *address, *phone; /* address "": is to be called */
	bool had; /* has got this mailing already, or it is on its way; not where it was withdrawn */
};

struct mailing_readers {
	struct mailing_reader *items; /* in order of name */
	size_t count, room;
};

/* Who reads it now. */
int registry_mailing_readers(struct registry *reg, struct arena *a, const struct mailing *m,
	struct mailing_readers *out, struct err *e);

/*
 * Queues it for everybody who has not had it, or puts it on the list of those to be called; one
 * transaction. `who` is for the journal. *id is the mailing's number, *queued and *calls how many
 * were new. Needs the key. Outside the limits for answers.
 */
int registry_mailing_queue(struct registry *reg, const struct settings *settings,
	const struct mailing *m, const char *who, int64_t now, int64_t *id, size_t *queued,
	size_t *calls, struct err *e);

/* The facts of the mail as that reader would get it, as JSON in the arena; nothing is kept. */
int registry_mailing_preview(struct registry *reg, struct arena *a, const struct settings *settings,
	const struct mailing *m, int64_t party, int64_t now, const char **facts, struct err *e);

/* Queues one copy to that address, which counts as nobody's. */
int registry_mailing_test(struct registry *reg, const struct settings *settings,
	const struct mailing *m, const char *address, const char *who, int64_t now, struct err *e);

/* How far a mailing is. */
struct mailing_progress {
	size_t all, sent, waiting, held, failed, calls; /* waiting: may still leave by itself */
};
int registry_mailing_progress(
	struct registry *reg, int64_t id, struct mailing_progress *out, struct err *e);

/* The files of a mailing, for whoever composes its mails; in the arena. */
int registry_mailing_files(struct registry *reg, struct arena *a, int64_t id,
	struct mailing_file **files, size_t *count, struct err *e);

#endif
