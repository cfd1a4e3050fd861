#include "daemon/receive.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/memory.h"
#include "daemon/again.h"
#include "daemon/copies.h"
#include "daemon/erase.h"
#include "daemon/file.h"
#include "daemon/hand.h"
#include "daemon/intake.h"
#include "daemon/stop.h"
#include "daemon/unknown.h"

struct receiver {
	const struct settings *settings;
	struct registry *reg;
	struct keeper *keeper;
	struct secret *password;
	struct inbox *inbox;
	struct intake intake;
	bool connected;
	bool no_again; /* it was said that the server refuses the folder for it */
	bool no_sent; /* it was said that there is no folder of sent mail */
	bool quiet; /* nothing has come in since the last pass */
	bool still; /* the last thing that the pass did was to look for news, in vain */
	unsigned selections; /* of folders, when the inbox was */
	int64_t hand_ms; /* monotonic: when it last looked at what staff do; 0: not yet */
	bool known; /* all that lies in the robot's own folders is in the register */
	bool looked; /* this pass did; what people have to erase is looked at with it */
	bool fresh; /* the password was just asked for anew, and has not let us in yet */
};

int receiver_new(const struct settings *settings, const struct rules *rules, struct registry *reg,
	struct keeper *keeper, struct receiver **out, struct err *e)
{
	struct secret *password = NULL;

	if (keeper_ask(keeper, &password, e) != 0)
		return err_wrap(e, "the inbox's login");
	struct receiver *r = xcalloc(1, sizeof *r);
	r->settings = settings;
	r->reg = reg;
	r->keeper = keeper;
	r->password = password;
	r->inbox = inbox_new(&settings->inbox, password);
	r->intake = (struct intake){.settings = settings,
		.rules = rules,
		.reg = reg,
		.inbox = r->inbox,
		.reader = reader_new(&rules->files, NULL)};
	*out = r;
	return 0;
}

void receiver_set_rules(struct receiver *r, const struct rules *rules)
{
	reader_free(&r->intake.reader);
	r->intake.rules = rules;
	r->intake.reader = reader_new(&rules->files, NULL);
}

void receiver_free(struct receiver **r)
{
	if (*r == NULL)
		return;
	reader_free(&(*r)->intake.reader);
	inbox_free(&(*r)->inbox);
	secret_free(&(*r)->password);
	free(*r);
	*r = NULL;
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
	memory_settle(); /* a handshake needs much that nothing after it does */
	r->selections = 0;
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

/* At the start, when the register may be an older one, and until there are none. */
static int look_for_unknown(struct receiver *r, struct err *e)
{
	size_t count = 0;

	if (r->known)
		return 0;
	if (unknown_look(r->inbox, &r->settings->folders, r->reg, &count, e) != 0)
		return -1;
	r->known = count == 0;
	return 0;
}

/* One that is spelled otherwise is not seen to be empty of answers, but not at all. */
static int look_at_sent(struct receiver *r, struct err *e)
{
	const struct folder_settings *folders = &r->settings->folders;
	bool there = false;

	if (hand_look_sent(r->inbox, folders, r->reg, &there, e) != 0)
		return -1;
	if (!there && !r->no_sent)
		log_line(LOG_WARNING,
			"receive finds no folder \"%s\" on the server (in the settings: 'folders.sent'): "
			"what staff answer by themselves is not seen there; is it spelled as on the "
			"server?",
			folders->sent);
	r->no_sent = !there;
	return 0;
}

/* What staff do in their mail program: to be known before a letter is taken in, else now and then. */
static int look_at_staff(struct receiver *r, struct err *e)
{
	const struct folder_settings *folders = &r->settings->folders;
	int64_t now = clock_monotonic_ms();

	if (r->quiet && r->hand_ms != 0 && now - r->hand_ms < HAND_LOOK_SECONDS * 1000LL)
		return 0;
	if (look_at_sent(r, e) != 0 || hand_look_review(r->inbox, folders, r->reg, e) != 0 ||
		look_for_unknown(r, e) != 0)
		return -1;
	r->hand_ms = now;
	r->looked = true;
	return 0;
}

static int open_inbox(struct receiver *r, struct err *e)
{
	struct folder_state state;

	if (!r->connected && connect_inbox(r, e) != 0)
		return -1;
	if (read_again(r, e) != 0 || look_at_staff(r, e) != 0)
		return -1;
	/* It is open still: what came the server has told, or tells who looks. */
	if (r->intake.looked && inbox_selections(r->inbox) == r->selections)
		return 0;
	if (inbox_select(r->inbox, r->settings->folders.inbox, &state, e) != 0)
		return -1;
	r->selections = inbox_selections(r->inbox);
	return intake_look(&r->intake, state.uidvalidity, e);
}

/* Makes the folders so: letters where they are wanted, copies of what was sent, and what was forgotten
 * nowhere. */
static int make_so(struct receiver *r, struct err *e)
{
	const struct folder_settings *folders = &r->settings->folders;
	size_t filed = 0, copied = 0;
	struct erased_copies gone = {0};

	if (file_letters(r->inbox, folders, r->reg, &filed, e) != 0 ||
		(r->settings->copies && copy_sent(r->inbox, folders, r->reg, &copied, e) != 0) ||
		erase_copies(r->inbox, folders, r->reg, r->looked, &gone, e) != 0)
		return -1;
	r->looked = false;
	if (filed > 0)
		log_line(LOG_INFO, "receive filed=%zu", filed);
	if (copied > 0)
		log_line(LOG_INFO, "receive copied=%zu", copied);
	if (gone.erased > 0)
		log_line(LOG_INFO, "receive erased=%zu", gone.erased);
	if (gone.left > 0)
		log_line(LOG_WARNING, "receive cannot-erase=%zu the server has no UIDPLUS",
			gone.left);
	return 0;
}

int receiver_pass(struct receiver *r, struct err *e)
{
	r->still = false;
	if (open_inbox(r, e) != 0 || intake_all(&r->intake, e) != 0 || make_so(r, e) != 0) {
		r->connected = false;
		return -1;
	}
	r->still = inbox_selections(r->inbox) == r->selections && !stop_asked();
	if (r->intake.refusals > 0)
		return err_set(
			e, "%zu letters stay in the inbox, not taken in", r->intake.refusals);
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
	if (!r->still &&
		(inbox_select(r->inbox, r->settings->folders.inbox, &state, e) != 0 ||
			inbox_find_above(r->inbox, a, r->intake.above, &uids, &count, e) != 0))
		return -1;
	if (count == 0 && inbox_wait(r->inbox, seconds, stop_fd(), &news, e) != 0)
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
