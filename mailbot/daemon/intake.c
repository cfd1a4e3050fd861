#include "daemon/intake.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "daemon/process.h"
#include "daemon/stop.h"
#include "message/carried.h"
#include "reading/json/json.h"

enum {
	/* Letters in a pass that the register may refuse before it is not asked for each of the rest. */
	REFUSALS_MAX = 3,
	/* Letters that are put in order of receipt together. */
	INTAKE_WINDOW = 256,
};

/* Letters that are new, without their bytes, in order of receipt; those before `at` were fetched. */
struct window {
	struct arena *arena;
	struct fetched *letters;
	size_t count, at;
	uint32_t last; /* the highest UID that it has looked at */
};

/* A letter on its way in. */
struct item {
	const struct fetched *fetched;
	struct envelope envelope;
	struct thread thread;
	bool answered; /* by staff, in their mail program */
	struct reading *reading;
	struct outcome done;
	bool taken; /* the register has it, with `done` */
};

/* Letters that one child reads, in order of receipt. */
struct lot {
	struct arena *arena;
	struct item *items;
	struct letter *letters; /* the same, as the reader takes them */
	size_t count;
};

/* ---- what is new ---- */

int intake_look(struct intake *in, uint32_t uidvalidity, struct err *e)
{
	struct arena *a = arena_new();
	uint32_t *uids = NULL, above = 0;
	size_t count = 0;
	bool known = true;
	int rc = 0;

	if (in->looked && in->uidvalidity == uidvalidity)
		goto out;
	rc = inbox_find_above(in->inbox, a, 0, &uids, &count, e);
	for (size_t i = 0; rc == 0 && known && i < count; i++) {
		rc = registry_knows(in->reg, uidvalidity, uids[i], &known, e);
		if (known)
			above = uids[i];
	}
	for (in->backlog = 0; in->backlog < count && uids[count - in->backlog - 1] > above;)
		in->backlog++;
	if (rc != 0)
		goto out;
	in->looked = true;
	in->uidvalidity = uidvalidity;
	in->above = above;
out:
	arena_free(&a);
	return rc;
}

static int by_receipt(const void *left, const void *right)
{
	const struct fetched *a = left, *b = right;

	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	return (a->uid > b->uid) - (a->uid < b->uid);
}

static int by_uid(const void *left, const void *right)
{
	const struct fetched *a = left, *b = right;

	return (a->uid > b->uid) - (a->uid < b->uid);
}

/* Of those the server lists, the ones that are new. What it cannot date, or dates ahead, came now. */
static int sift(struct intake *in, struct window *w, size_t listed, struct err *e)
{
	int64_t now = clock_now();
	bool known;

	for (size_t i = 0; i < listed; i++) {
		struct fetched *l = &w->letters[i];
		if (registry_knows(in->reg, in->uidvalidity, l->uid, &known, e) != 0)
			return -1;
		if (l->date == 0 || l->date > now)
			l->date = now;
		if (!known)
			w->letters[w->count++] = *l;
	}
	if (w->count > 0)
		qsort(w->letters, w->count, sizeof *w->letters, by_receipt);
	return 0;
}

/* Looks further; all of those before were fetched. *more is false where nothing lies there. */
static int window_move(struct intake *in, struct window *w, bool *more, struct err *e)
{
	uint32_t *uids = NULL;
	size_t count = 0, listed = 0;

	arena_free(&w->arena);
	w->arena = arena_new();
	w->count = w->at = 0;
	if (inbox_find_above(in->inbox, w->arena, w->last, &uids, &count, e) != 0)
		return -1;
	*more = count > 0;
	if (count > INTAKE_WINDOW)
		count = INTAKE_WINDOW;
	if (inbox_fetch_marks(in->inbox, w->arena, uids, count, &w->letters, &listed, e) != 0 ||
		sift(in, w, listed, e) != 0)
		return -1;
	if (count > 0)
		w->last = uids[count - 1];
	return 0;
}

/* ---- a lot ---- */

static void lot_free(struct lot **lot)
{
	struct arena *a = *lot != NULL ? (*lot)->arena : NULL; /* it lies in it */

	*lot = NULL;
	arena_free(&a);
}

static int prepare_item(struct intake *in, struct arena *a, struct item *item, struct err *e)
{
	const struct fetched *f = item->fetched;

	envelope_read(a, f->bytes, &item->envelope);
	envelope_carried(&item->envelope, in->rules);
	item->answered = (f->flags & LETTER_ANSWERED) != 0;
	if (registry_thread(in->reg, a, &item->envelope, &item->thread, e) != 0 ||
		(!item->answered &&
			registry_staff_replied(
				in->reg, item->envelope.message_id, &item->answered, e) != 0))
		return -1;
	return 0;
}

/* Their envelopes and threads, in order of receipt. */
static int prepare(struct intake *in, struct lot *lot, struct fetched *letters, struct err *e)
{
	qsort(letters, lot->count, sizeof *letters, by_receipt);
	lot->items = arena_array(lot->arena, lot->count, sizeof *lot->items);
	lot->letters = arena_array(lot->arena, lot->count, sizeof *lot->letters);
	for (size_t i = 0; i < lot->count; i++) {
		struct item *item = &lot->items[i];
		item->fetched = &letters[i];
		if (prepare_item(in, lot->arena, item, e) != 0)
			return -1;
		lot->letters[i] = (struct letter){
			.file = "",
			.bytes = letters[i].bytes,
			.envelope = &item->envelope,
			.context = item->thread.context.kind != NULL ? &item->thread.context : NULL,
			.received = letters[i].date,
			.head_only = letters[i].head_only,
		};
	}
	log_line(LOG_DEBUG, "receive fetched=%zu", lot->count);
	return 0;
}

/* How many of the window's next ones go into one child of the reader; at least one. */
static size_t lot_size(const struct window *w)
{
	size_t n = 0, bytes = 0;

	while (w->at + n < w->count && n < BATCH_LETTERS_MAX) {
		bytes += w->letters[w->at + n].size;
		if (n > 0 && bytes > BATCH_BYTES_MAX)
			break;
		n++;
	}
	return n;
}

/* The window's next ones, but for those that are gone: then it may be empty. */
static int lot_fetch(struct intake *in, struct window *w, struct lot **out, struct err *e)
{
	struct arena *a = arena_new();
	struct lot *lot = arena_alloc(a, sizeof *lot);
	struct fetched *letters;

	lot->arena = a;
	lot->count = lot_size(w);
	letters = arena_array(a, lot->count, sizeof *letters);
	memcpy(letters, w->letters + w->at, lot->count * sizeof *letters);
	w->at += lot->count;
	qsort(letters, lot->count, sizeof *letters, by_uid);
	if (inbox_fetch_bytes(in->inbox, a, letters, &lot->count, e) != 0 ||
		(lot->count > 0 && prepare(in, lot, letters, e) != 0)) {
		lot_free(&lot);
		return -1;
	}
	*out = lot;
	return 0;
}

/* The next lot; NULL where nothing is left. */
static int next_lot(struct intake *in, struct window *w, struct lot **out, struct err *e)
{
	bool more = true;

	*out = NULL;
	while (*out == NULL && !stop_asked()) {
		if (w->at == w->count && window_move(in, w, &more, e) != 0)
			return -1;
		if (!more)
			return 0;
		if (w->count > 0 && lot_fetch(in, w, out, e) != 0)
			return -1;
		if (*out != NULL && (*out)->count == 0)
			lot_free(out);
	}
	return 0;
}

/* ---- reading ---- */

/* Reads the lot's letters from number `from` on; *done says how many. */
static int read_some(struct intake *in, struct arena *a, struct lot *lot, size_t from, size_t *done,
	struct err *e)
{
	size_t count = lot->count - from;
	struct reading **readings = arena_array(a, count, sizeof *readings);

	if (reader_read(in->reader, a, in->rules, lot->letters + from, count, readings, done, e) !=
		0)
		return -1;
	for (size_t i = 0; i < *done; i++)
		lot->items[from + i].reading = readings[i];
	log_line(LOG_DEBUG, "receive read=%zu", *done);
	return 0;
}

/* ---- taking in ---- */

static int take_item(struct intake *in, struct item *item, struct err *e)
{
	const struct settings *s = in->settings;
	struct incoming incoming = {
		.bytes = item->fetched->bytes,
		.envelope = &item->envelope,
		.reading = item->reading,
		.thread = &item->thread,
		.uidvalidity = in->uidvalidity,
		.uid = item->fetched->uid,
		.received = item->fetched->date,
		.answered = item->answered,
		.aligned = s->trust_from || envelope_aligned(&item->envelope, s->authserv_id),
	};

	if (registry_take_letter(in->reg, s, in->rules, &incoming, clock_now(), &item->done, e) !=
		0)
		return -1;
	item->taken = true;
	return 0;
}

static void log_item(const struct item *item)
{
	const struct reading *read = item->reading;
	const struct outcome *done = &item->done;

	log_line(LOG_INFO,
		"receive letter=%" PRId64 " uid=%" PRIu32 " size=%" PRIu32
		" read=%s reason=%s again=%d acted=%d review=%d mails=%zu wanted=%s",
		done->letter, item->fetched->uid, item->fetched->size,
		disposition_name(read->disposition),
		read->reason_count > 0 ? read->reasons[0] : "-", done->again, done->acted,
		done->review, done->mails, folder_ids[done->wanted]);
}

/* Each by itself, in one transaction. A letter that is refused is undone, and the others go on. */
static int take_each(struct intake *in, struct item *items, size_t count, struct err *e)
{
	for (size_t i = 0; i < count; i++) {
		if (stop_asked()) {
			in->looked = false; /* the rest is new still */
			return 0;
		}
		if (take_item(in, &items[i], e) == 0)
			continue;
		in->looked = false;
		log_line(LOG_ERR, "receive uid=%" PRIu32 " not taken in: %s", items[i].fetched->uid,
			e->text);
		if (++in->refusals == REFUSALS_MAX)
			return -1;
	}
	return 0;
}

static int take_items(struct intake *in, struct item *items, size_t count, struct err *e)
{
	struct err end = {0};
	int rc = registry_batch_begin(in->reg, e);

	if (rc != 0)
		return -1;
	rc = take_each(in, items, count, e);
	if (registry_batch_end(in->reg, &end) != 0)
		return rc != 0 ? -1 : err_set(e, "recording letters: %s", end.text);
	for (size_t i = 0; i < count; i++) {
		if (items[i].taken && !progress_shown(&in->progress))
			log_item(&items[i]);
		progress_step(&in->progress, items[i].taken, 0);
	}
	return rc;
}

/* Reads and records a lot, some at a time where its readings are large. Once all are read, the reader
 * gets the next lot (NULL: none). */
static int finish(struct intake *in, struct lot *lot, const struct lot *next, struct err *e)
{
	int rc = 0;

	for (size_t i = 0, done; rc == 0 && i < lot->count && !stop_asked(); i += done) {
		struct arena *a = arena_new();
		rc = read_some(in, a, lot, i, &done, e);
		if (rc == 0 && next != NULL && i + done == lot->count)
			reader_begin(in->reader, next->letters, next->count);
		if (rc == 0)
			rc = take_items(in, lot->items + i, done, e);
		arena_free(&a);
	}
	return rc;
}

/* One lot behind the other, as long as all goes well. */
static int take_lots(struct intake *in, struct window *w, struct err *e)
{
	struct lot *lot = NULL, *next = NULL;
	struct err why = {0};
	int rc = 0, fetched;

	do {
		process_alive();
		fetched = next_lot(in, w, &next, &why);
		if (lot != NULL)
			rc = finish(in, lot, next, e);
		else if (next != NULL)
			reader_begin(in->reader, next->letters, next->count);
		lot_free(&lot);
		lot = next;
		next = NULL;
		if (rc == 0 && fetched != 0)
			rc = err_set(e, "%s", why.text);
	} while (rc == 0 && lot != NULL && !stop_asked());
	reader_drop(in->reader); /* where it was told to stop */
	lot_free(&lot);
	return rc;
}

int intake_all(struct intake *in, struct err *e)
{
	struct window w = {.last = in->above};
	int rc;

	in->refusals = 0;
	progress_begin(&in->progress, "receive", in->backlog);
	in->backlog = 0;
	rc = take_lots(in, &w, e);
	progress_end(&in->progress);
	/* Where anything is left behind it is looked for anew. */
	if (rc != 0 || stop_asked())
		in->looked = false;
	in->above = w.last;
	arena_free(&w.arena);
	return rc;
}
