#include "daemon/receive.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/progress.h"
#include "daemon/again.h"
#include "daemon/copies.h"
#include "daemon/file.h"
#include "daemon/hand.h"
#include "daemon/process.h"
#include "daemon/stop.h"
#include "message/carried.h"
#include "reader/reader.h"
#include "reading/json.h"
#include "transport/inbox.h"

/* Letters in a pass that the register may refuse before it is not asked for each of the rest. */
enum { REFUSALS_MAX = 3 };

struct receiver {
	const struct settings *settings;
	const struct rules *rules;
	struct registry *reg;
	struct keeper *keeper;
	struct secret *password;
	struct inbox *inbox;
	struct reader *reader;
	bool connected;
	bool no_again; /* it was said that the server refuses the folder for it */
	bool quiet; /* nothing has come in since the last pass */
	int64_t hand_ms; /* monotonic: when it last looked at what staff do; 0: not yet */
	bool fresh; /* the password was just asked for anew, and has not let us in yet */
	/* The register knows all letters up to `above` under `uidvalidity`; where not `looked`,
	 * nothing is known of that. */
	bool looked;
	uint32_t uidvalidity, above;
	size_t refusals; /* of this pass */
	size_t backlog; /* letters that were new when it last looked */
	struct progress progress;
};

/* A letter on its way in. */
struct item {
	const struct fetched *fetched;
	int64_t received;
	struct envelope envelope;
	struct thread thread;
	bool answered; /* by staff, in their mail program */
	struct reading *reading;
	struct outcome done;
	bool taken; /* the register has it, with `done` */
};

int receiver_new(const struct settings *settings, const struct rules *rules, struct registry *reg,
	struct keeper *keeper, struct receiver **out, struct err *e)
{
	struct secret *password = NULL;

	if (keeper_ask(keeper, &password, e) != 0)
		return err_wrap(e, "the inbox's login");
	struct receiver *r = xcalloc(1, sizeof *r);
	r->settings = settings;
	r->rules = rules;
	r->reg = reg;
	r->keeper = keeper;
	r->password = password;
	r->inbox = inbox_new(&settings->inbox, password);
	r->reader = reader_new(&rules->files, NULL);
	*out = r;
	return 0;
}

void receiver_set_rules(struct receiver *r, const struct rules *rules)
{
	reader_free(&r->reader);
	r->rules = rules;
	r->reader = reader_new(&rules->files, NULL);
}

void receiver_free(struct receiver **r)
{
	if (*r == NULL)
		return;
	reader_free(&(*r)->reader);
	inbox_free(&(*r)->inbox);
	secret_free(&(*r)->password);
	free(*r);
	*r = NULL;
}

/* ---- what is new ---- */

/* Finds the lowest letter that the register does not know; all below it need not be fetched. */
static int look(struct receiver *r, uint32_t uidvalidity, struct err *e)
{
	struct arena *a = arena_new();
	uint32_t *uids = NULL, above = 0;
	size_t count = 0;
	bool known = true;
	int rc = inbox_find_above(r->inbox, a, 0, &uids, &count, e);

	for (size_t i = 0; rc == 0 && known && i < count; i++) {
		rc = registry_knows(r->reg, uidvalidity, uids[i], &known, e);
		if (known)
			above = uids[i];
	}
	for (r->backlog = 0; r->backlog < count && uids[count - r->backlog - 1] > above;)
		r->backlog++;
	arena_free(&a);
	if (rc != 0)
		return -1;
	r->looked = true;
	r->uidvalidity = uidvalidity;
	r->above = above;
	return 0;
}

static int by_receipt(const void *left, const void *right)
{
	const struct item *a = left, *b = right;

	if (a->received != b->received)
		return a->received < b->received ? -1 : 1;
	return (a->fetched->uid > b->fetched->uid) - (a->fetched->uid < b->fetched->uid);
}

/* Of what was fetched, the letters that are new, with their envelopes and threads, in order of
 * receipt. */
static int prepare(struct receiver *r, struct arena *a, const struct fetched *fetched, size_t count,
	struct item *items, size_t *item_count, struct err *e)
{
	int64_t now = clock_now();

	*item_count = 0;
	for (size_t i = 0; i < count; i++) {
		struct item *item = &items[*item_count];
		bool known;
		if (registry_knows(r->reg, r->uidvalidity, fetched[i].uid, &known, e) != 0)
			return -1;
		if (known)
			continue;
		item->fetched = &fetched[i];
		item->received =
			fetched[i].date != 0 && fetched[i].date < now ? fetched[i].date : now;
		envelope_read(a, fetched[i].bytes, &item->envelope);
		envelope_carried(&item->envelope, r->rules);
		item->answered = (fetched[i].flags & LETTER_ANSWERED) != 0;
		if (registry_thread(r->reg, a, &item->envelope, &item->thread, e) != 0 ||
			(!item->answered &&
				registry_staff_replied(r->reg, item->envelope.message_id,
					&item->answered, e) != 0))
			return -1;
		++*item_count;
	}
	if (*item_count > 0)
		qsort(items, *item_count, sizeof *items, by_receipt);
	return 0;
}

/* ---- reading and taking in ---- */

static struct letter letter_of(const struct item *item)
{
	return (struct letter){
		.file = "",
		.bytes = item->fetched->bytes,
		.envelope = &item->envelope,
		.context = item->thread.context.kind != NULL ? &item->thread.context : NULL,
		.received = item->received,
		.head_only = item->fetched->head_only,
	};
}

/* Reads the first of the items; *done says how many. */
static int read_items(struct receiver *r, struct arena *a, struct item *items, size_t count,
	size_t *done, struct err *e)
{
	struct letter *letters = arena_array(a, count, sizeof *letters);
	struct reading **readings = arena_array(a, count, sizeof *readings);

	for (size_t i = 0; i < count; i++)
		letters[i] = letter_of(&items[i]);
	if (reader_read(r->reader, a, r->rules, letters, count, readings, done, e) != 0)
		return -1;
	for (size_t i = 0; i < *done; i++)
		items[i].reading = readings[i];
	log_line(LOG_DEBUG, "receive read=%zu", *done);
	return 0;
}

static int take_item(struct receiver *r, struct item *item, struct err *e)
{
	const struct settings *s = r->settings;
	struct incoming in = {
		.bytes = item->fetched->bytes,
		.envelope = &item->envelope,
		.reading = item->reading,
		.thread = &item->thread,
		.uidvalidity = r->uidvalidity,
		.uid = item->fetched->uid,
		.received = item->received,
		.answered = item->answered,
		.aligned = s->trust_from || envelope_aligned(&item->envelope, s->authserv_id),
	};

	if (registry_take_letter(r->reg, s, r->rules, &in, clock_now(), &item->done, e) != 0)
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
static int take_each(struct receiver *r, struct item *items, size_t count, struct err *e)
{
	for (size_t i = 0; i < count; i++) {
		if (stop_asked()) {
			r->looked = false; /* the rest is new still */
			return 0;
		}
		if (take_item(r, &items[i], e) == 0)
			continue;
		r->looked = false;
		log_line(LOG_ERR, "receive uid=%" PRIu32 " not taken in: %s", items[i].fetched->uid,
			e->text);
		if (++r->refusals == REFUSALS_MAX)
			return -1;
	}
	return 0;
}

static int take_items(struct receiver *r, struct item *items, size_t count, struct err *e)
{
	struct err end = {0};
	int rc = registry_batch_begin(r->reg, e);

	if (rc != 0)
		return -1;
	rc = take_each(r, items, count, e);
	if (registry_batch_end(r->reg, &end) != 0) {
		r->looked = false;
		return rc != 0 ? -1 : err_set(e, "recording letters: %s", end.text);
	}
	for (size_t i = 0; i < count; i++) {
		if (items[i].taken && !progress_shown(&r->progress))
			log_item(&items[i]);
		progress_step(&r->progress, items[i].taken, 0);
	}
	return rc;
}

/* Some at a time, where their readings are large. */
static int read_and_take(struct receiver *r, struct item *items, size_t count, struct err *e)
{
	int rc = 0;

	for (size_t i = 0, done; rc == 0 && i < count; i += done) {
		struct arena *a = arena_new();
		rc = read_items(r, a, items + i, count - i, &done, e);
		if (rc == 0)
			rc = take_items(r, items + i, done, e);
		arena_free(&a);
		if (stop_asked()) {
			r->looked = false;
			break;
		}
	}
	return rc;
}

/* The next letters above `above`; *more is false where there were none. */
static int take_batch(struct receiver *r, bool *more, struct err *e)
{
	struct arena *a = arena_new();
	struct fetched *fetched = NULL;
	struct item *items;
	size_t count = 0, item_count = 0;
	int rc = -1;

	*more = false;
	if (inbox_fetch_above(r->inbox, a, r->above, &fetched, &count, e) != 0)
		goto out;
	items = arena_array(a, count, sizeof *items);
	if (prepare(r, a, fetched, count, items, &item_count, e) != 0)
		goto out;
	if (item_count > 0)
		log_line(LOG_DEBUG, "receive fetched=%zu", item_count);
	if (read_and_take(r, items, item_count, e) != 0)
		goto out;
	if (count > 0)
		r->above = fetched[count - 1].uid;
	*more = count > 0;
	rc = 0;
out:
	arena_free(&a);
	return rc;
}

/* ---- a pass ---- */

/* A login was refused: it may have been a token that is too old, so the next try has a new one. */
static int renew_password(struct receiver *r, struct err *e)
{
	struct secret *password = NULL;

	if (inbox_fault(r->inbox) != FAULT_LOGIN)
		return 0;
	if (keeper_ask(r->keeper, &password, e) != 0)
		return err_wrap(e, "the inbox's login");
	inbox_set_password(r->inbox, password);
	secret_free(&r->password);
	r->password = password;
	r->fresh = true;
	return 0;
}

/* Tokens grow old: one that is refused is renewed at once, but not one that is new. */
static int connect_inbox(struct receiver *r, struct err *e)
{
	if (renew_password(r, e) != 0)
		return -1;
	if (inbox_connect(r->inbox, e) != 0) {
		if (inbox_fault(r->inbox) != FAULT_LOGIN || r->fresh ||
			r->settings->inbox.auth != AUTH_XOAUTH2)
			return -1;
		log_line(LOG_INFO, "receive token refused, a new one is tried");
		if (renew_password(r, e) != 0 || inbox_connect(r->inbox, e) != 0)
			return -1;
	}
	r->fresh = false;
	r->connected = true;
	return 0;
}

/* A server that refuses that folder does not keep us from the inbox. */
static int read_again(struct receiver *r, struct err *e)
{
	if (again_letters(r->inbox, &r->settings->folders, r->reg, e) == 0)
		return 0;
	if (inbox_fault(r->inbox) != FAULT_REFUSED)
		return -1;
	if (!r->no_again)
		log_line(LOG_WARNING, "receive reads nothing again: %s", e->text);
	r->no_again = true;
	return 0;
}

/* What staff do in their mail program: to be known before a letter is taken in, else now and then. */
static int look_at_staff(struct receiver *r, struct err *e)
{
	const struct folder_settings *folders = &r->settings->folders;
	int64_t now = clock_monotonic_ms();

	if (r->quiet && r->hand_ms != 0 && now - r->hand_ms < HAND_LOOK_SECONDS * 1000LL)
		return 0;
	if (hand_look_sent(r->inbox, folders, r->reg, e) != 0 ||
		hand_look_review(r->inbox, folders, r->reg, e) != 0)
		return -1;
	r->hand_ms = now;
	return 0;
}

static int open_inbox(struct receiver *r, struct err *e)
{
	struct folder_state state;

	if (!r->connected && connect_inbox(r, e) != 0)
		return -1;
	if (read_again(r, e) != 0 || look_at_staff(r, e) != 0)
		return -1;
	if (inbox_select(r->inbox, r->settings->folders.inbox, &state, e) != 0)
		return -1;
	if (r->looked && r->uidvalidity == state.uidvalidity)
		return 0;
	return look(r, state.uidvalidity, e);
}

static int take_all(struct receiver *r, struct err *e)
{
	bool more = true;

	int rc = 0;

	r->refusals = 0;
	progress_begin(&r->progress, "receive", r->backlog);
	r->backlog = 0;
	while (rc == 0 && more && !stop_asked()) {
		process_alive();
		rc = take_batch(r, &more, e);
	}
	progress_end(&r->progress);
	return rc;
}

int receiver_pass(struct receiver *r, struct err *e)
{
	const struct folder_settings *folders = &r->settings->folders;
	size_t filed = 0, copied = 0;

	if (open_inbox(r, e) != 0 || take_all(r, e) != 0 ||
		file_letters(r->inbox, folders, r->reg, &filed, e) != 0 ||
		(r->settings->copies && copy_sent(r->inbox, folders, r->reg, &copied, e) != 0)) {
		r->connected = false;
		return -1;
	}
	if (filed > 0)
		log_line(LOG_INFO, "receive filed=%zu", filed);
	if (copied > 0)
		log_line(LOG_INFO, "receive copied=%zu", copied);
	if (r->refusals > 0)
		return err_set(e, "%zu letters stay in the inbox, not taken in", r->refusals);
	return 0;
}

/* What came since the pass must not be waited for: from the search on, it is news to inbox_wait. */
static int wait_for_news(struct receiver *r, struct arena *a, int seconds, struct err *e)
{
	struct folder_state state;
	uint32_t *uids = NULL;
	size_t count = 0;
	bool news = true;

	r->quiet = false;
	if (inbox_select(r->inbox, r->settings->folders.inbox, &state, e) != 0 ||
		inbox_find_above(r->inbox, a, r->above, &uids, &count, e) != 0 ||
		(count == 0 && inbox_wait(r->inbox, seconds, stop_fd(), &news, e) != 0))
		return -1;
	r->quiet = !news;
	return 0;
}

enum fault receiver_fault(const struct receiver *r)
{
	return r->connected ? FAULT_NONE : inbox_fault(r->inbox);
}

int receiver_wait(struct receiver *r, int seconds, struct err *e)
{
	struct arena *a = arena_new();
	int rc = wait_for_news(r, a, seconds, e);

	arena_free(&a);
	if (rc != 0)
		r->connected = false;
	return rc;
}
