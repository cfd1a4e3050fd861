#include "daemon/send.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/progress.h"
#include "daemon/compose.h"
#include "daemon/flights.h"
#include "daemon/process.h"
#include "daemon/stop.h"
#include "transport/outbox.h"

struct sender {
	const struct settings *settings;
	const struct templates *templates;
	struct registry *reg;
	struct keeper *keeper;
	struct secret *password; /* NULL: no login */
	struct outbox *outbox;
	enum fault fault; /* of the last pass */
	bool failed; /* the last pass did */
	bool claimed; /* some mails were in this pass */
	bool proven; /* in the last pass a server took us in */
	int left; /* answers that may certainly go in this hour; 0: the register knows */
	bool waited; /* some may have waited for their turn, and not all have had it */
	int64_t turn; /* when answers that wait have their turn; 0: none waits */
	int64_t next_ms; /* monotonic: by the server's own limit the next mail may go then */

	struct progress progress;

	struct flights flights;
};

/* What stands as being sent, and is not on its way: nobody knows what became of it. */
static int recover(struct sender *s, struct err *e)
{
	size_t doubtful = 0;

	if (registry_mail_recover(s->reg, clock_now(), &doubtful, e) != 0)
		return -1;
	if (doubtful > 0)
		log_line(LOG_WARNING, "send in-doubt=%zu interrupted earlier, not sent again",
			doubtful);
	return 0;
}

/* What the outbox asks for when the server has refused a token in the middle of a pass. */
static const struct secret *renew_token(void *data)
{
	struct sender *s = data;
	struct secret *token = NULL;
	struct err e = {0};

	if (keeper_ask(s->keeper, &token, &e) != 0) {
		log_line(LOG_WARNING, "send token refused, and there is no new one: %s", e.text);
		return NULL;
	}
	log_line(LOG_INFO, "send token refused, a new one is tried");
	secret_free(&s->password);
	s->password = token;
	return token;
}

int sender_new(const struct settings *settings, const struct templates *templates,
	struct registry *reg, struct keeper *keeper, struct sender **out, struct err *e)
{
	struct sender *s = xcalloc(1, sizeof *s);

	s->settings = settings;
	s->templates = templates;
	s->reg = reg;
	s->keeper = keeper;
	s->waited = true; /* before a restart */
	if (keeper_ask(keeper, &s->password, e) != 0) {
		err_wrap(e, "the outbox's login");
		goto failed;
	}
	if (outbox_new(&settings->outbox, s->password, &s->outbox, e) != 0 || recover(s, e) != 0)
		goto failed;
	outbox_stop_when(s->outbox, stop_asked);
	if (settings->outbox.auth == AUTH_XOAUTH2)
		outbox_renew_by(s->outbox, renew_token, s);
	*out = s;
	return 0;
failed:
	sender_free(&s);
	return -1;
}

void sender_set_templates(struct sender *s, const struct templates *templates)
{
	s->templates = templates;
}

void sender_free(struct sender **s)
{
	if (*s == NULL)
		return;
	outbox_free(&(*s)->outbox);
	flights_free(&(*s)->flights);
	secret_free(&(*s)->password);
	free(*s);
	*s = NULL;
}

/* ---- one mail ---- */

/* Answers come in while others leave: how many there are is counted now and then. */
static void look_ahead(struct sender *s)
{
	struct progress *p = &s->progress;
	size_t due = registry_count_due(s->reg, clock_now());

	if (p->name == NULL)
		progress_begin(p, "send", due);
	else if (p->done + due > p->total)
		progress_step(p, 0, p->done + due - p->total);
}

/* Composes it where that was not done before; *composed is false where that is not possible, which is
 * no fault of register or server. */
static int ready(
	struct sender *s, struct arena *a, struct due_mail *mail, bool *composed, struct err *e)
{
	struct err why = {0};

	*composed = mail->bytes.len > 0 ||
		compose_due(s->settings, s->templates, s->reg, a, mail, &why) == 0;
	if (*composed)
		return 0;
	log_line(LOG_ERR, "send mail=%" PRId64 " not composed: %s", mail->id, why.text);
	return registry_mail_result(s->reg, mail->id, RESULT_WAITS, "not-composed", clock_now(), e);
}

/* Says that it may leave any moment, and keeps its place among those that do. */
static int claim(struct sender *s, const struct due_mail *mail, struct err *e)
{
	if (!mail->claimed) {
		if (registry_claim(s->reg, mail->id, clock_now(), e) != 0)
			return -1;
		look_ahead(s);
	}
	s->claimed = true;
	return 0;
}

/* Hands a mail that stands as being sent to the outbox; the flight takes over the arena. */
static void start(struct sender *s, struct arena **a, const struct due_mail *mail)
{
	int per_minute = s->settings->outbox.letters_per_minute;
	struct flight *flight = flights_spare(&s->flights);

	if (mail->answer && s->left > 0)
		s->left--;
	*flight = (struct flight){*a, mail->id, mail->tries + 1};
	*a = NULL;
	if (per_minute > 0)
		s->next_ms = clock_monotonic_ms() + 60 * 1000 / per_minute;
	outbox_start(s->outbox, mail->id, s->settings->sender_address, mail->address, mail->bytes);
}

/* ---- how they ended ---- */

static int enter(struct sender *s, const struct landings *l, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < l->count; i++) {
		const struct landed *one = &l->items[i];
		struct flight *flight = flights_find(&s->flights, one->mail);
		if (registry_mail_result(s->reg, one->mail, landed_result(one),
			    landed_reason(flight->arena, one), clock_now(), e) != 0)
			rc = -1;
	}
	return rc;
}

/* Once it is so in the register too: until then it may still be in doubt. */
static void settle(struct sender *s, const struct landings *l, struct err *e)
{
	for (size_t i = 0; i < l->count; i++) {
		const struct landed *one = &l->items[i];
		struct flight *flight = flights_find(&s->flights, one->mail);
		bool well = one->sent.end == SEND_SENT, server = one->sent.end == SEND_SERVER;
		if (!well || !progress_shown(&s->progress))
			log_line(well ? LOG_INFO : LOG_WARNING,
				"send mail=%" PRId64 " end=%s code=%d tries=%d%s%s", one->mail,
				send_end_name(one->sent.end), one->sent.code, flight->tries,
				one->why.text[0] != '\0' ? ": " : "", one->why.text);
		progress_step(&s->progress, !server, 0);
		arena_free(&flight->arena);
		s->proven |= !server;
		if (server) {
			s->fault = one->sent.fault;
			err_set(e, "%s", one->why.text);
		}
	}
}

/* In the register: how some ended, and that the next one (NULL: none) begins, where *go. */
static int note_turn(struct sender *s, const struct landings *l, const struct due_mail *mail,
	bool *go, struct err *e)
{
	int rc = registry_batch_begin(s->reg, e);

	if (rc != 0)
		return -1;
	rc = enter(s, l, e);
	if (rc == 0 && mail != NULL)
		rc = registry_mail_sending(s->reg, mail->id, mail->fresh, clock_now(), go, e);
	return registry_batch_end(s->reg, rc == 0 ? e : NULL) != 0 ? -1 : rc;
}

/* Enters how some ended and that the next one begins, in one transaction; then it does, and they are
 * done with. -1 only where the register or the server fails, not a mail. */
static int turn(struct sender *s, struct landings *l, struct arena **a, const struct due_mail *mail,
	struct err *e)
{
	struct err why = {0};
	bool go = false, failed = landings_server_failed(l);

	if (l->count == 0 && mail == NULL)
		return 0;
	/* Before it is so: whoever counts what may be in doubt by the log misses none. */
	if (mail != NULL)
		log_line(LOG_DEBUG, "send mail=%" PRId64 " going", mail->id);
	int rc = note_turn(s, l, mail, &go, e);
	settle(s, l, rc == 0 ? e : &why);
	l->count = 0;
	if (rc == 0 && go)
		start(s, a, mail);
	else if (rc == 0 && mail != NULL)
		log_line(LOG_INFO, "send mail=%" PRId64 " withdrawn or held", mail->id);
	return failed ? -1 : rc;
}

/* ---- a pass ---- */

/* A login was refused: it may have been a token that is too old, so the next try has a new one. */
static int renew_password(struct sender *s, struct err *e)
{
	struct secret *password = NULL;

	if (s->fault != FAULT_LOGIN)
		return 0;
	if (keeper_ask(s->keeper, &password, e) != 0)
		return err_wrap(e, "the outbox's login");
	outbox_set_password(s->outbox, password);
	secret_free(&s->password);
	s->password = password;
	return 0;
}

enum fault sender_fault(const struct sender *s)
{
	return s->fault;
}

bool sender_proven(const struct sender *s)
{
	return s->proven;
}

/* Milliseconds that the server's own limit still asks for. */
static int64_t must_wait(const struct sender *s)
{
	int64_t left = s->next_ms - clock_monotonic_ms();

	return left > 0 ? left : 0;
}

/*
 * The robot's own limits: answers an hour, and signs of a loop. *may is false where nothing is to be
 * begun now; `mail` is the one that would be next.
 */
static int look_at_limits(struct sender *s, int64_t mail, bool *may, struct err *e)
{
	const struct settings *set = s->settings;
	int64_t now = clock_now();
	bool held = false;

	*may = false;
	if (registry_hold_loops(s->reg, mail, LOOP_ANSWERS * set->answers_again_percent / 100, now,
		    &held, e) != 0)
		return -1;
	if (held)
		log_line(LOG_ERR,
			"send holds everything: too many answers went to addresses that had just had "
			"one; `mailbot resume` when that is understood");
	if (held)
		return 0;
	s->turn = 0;
	/* Asked only now and then: nobody else sends. */
	if (set->answers_per_hour > 0 && s->left == 0 &&
		registry_answers_left(s->reg, set->answers_per_hour, now, &s->left, &s->turn, e) !=
			0)
		return -1;
	*may = set->answers_per_hour == 0 || s->left > 0;
	if (*may)
		s->turn = 0;
	else
		log_line(LOG_INFO, "send waits answers-per-hour=%d", set->answers_per_hour);
	s->waited |= !*may;
	return 0;
}

/*
 * The next mail to begin, composed; *found is false where none can begin now. Where answers must wait
 * for their turn, what we send of our own accord goes on.
 */
static int next_mail(struct sender *s, struct arena *a, struct due_mail *mail, bool *found,
	size_t *broken, struct err *e)
{
	bool composed = false;

	while (!composed && !stop_asked()) {
		bool answers = s->turn <= clock_now(), may = true;
		if (registry_due(s->reg, a, clock_now(), answers, mail, found, e) != 0)
			return -1;
		if (!*found && answers && s->waited) {
			s->waited = false;
			return registry_answers_gone(s->reg, e);
		}
		if (*found && mail->answer && look_at_limits(s, mail->id, &may, e) != 0)
			return -1;
		if (!*found || (!may && s->turn <= clock_now()))
			break;
		if (!may)
			continue;
		if (claim(s, mail, e) != 0 || ready(s, a, mail, &composed, e) != 0)
			return -1;
		*broken += !composed;
	}
	*found = composed;
	return 0;
}

/* Begins one mail where that can be, and enters how those ended that have; *again is true where there
 * may be more to do at once. */
static int step(
	struct sender *s, struct landings *landed, size_t *broken, bool *again, struct err *e)
{
	struct arena *a = arena_new();
	struct due_mail mail = {0};
	struct err why = {0};
	bool found = false;
	int rc = 0;

	*again = landed->count > 0;
	if (!s->failed && !landings_server_failed(landed) && !stop_asked() && must_wait(s) == 0 &&
		outbox_may_start(s->outbox))
		rc = next_mail(s, a, &mail, &found, broken, e);
	if (turn(s, landed, &a, rc == 0 && found ? &mail : NULL, rc == 0 ? e : &why) != 0)
		rc = -1;
	*again |= found;
	arena_free(&a);
	return rc;
}

int sender_pass(struct sender *s, struct err *e)
{
	struct landings landed = {0};
	struct err first = {0}, later = {0};
	size_t broken = 0;
	bool again = true;

	/* The register may have failed to take down how a mail ended (a full disk). */
	if (renew_password(s, e) != 0 || (s->failed && recover(s, e) != 0))
		return -1;
	s->fault = FAULT_NONE;
	s->failed = false;
	s->proven = false;
	/* After a fault nothing new is begun, and what is on its way is waited for. */
	while (again) {
		process_alive();
		if (step(s, &landed, &broken, &again, s->failed ? &later : &first) != 0)
			s->failed = true;
		if (again)
			continue;
		flights_await(s->outbox, &landed);
		again = landed.count > 0;
		/* Only the server's own limit may be in the way. */
		if (!again && !s->failed && !stop_asked() && must_wait(s) > 0) {
			process_rest_ms(must_wait(s));
			again = true;
		}
	}
	if (s->claimed && registry_unclaim(s->reg, s->failed ? &later : &first) != 0)
		s->failed = true;
	s->claimed = false;
	progress_end(&s->progress);
	if (s->failed)
		return err_set(e, "%s", first.text);
	if (broken > 0)
		return err_set(e, "%zu mails wait because they cannot be composed", broken);
	return 0;
}

int sender_seconds(struct sender *s, int most)
{
	int64_t when = 0;

	if (registry_next_due(s->reg, &when, NULL) != 0 || when == 0)
		return most;
	if (when < s->turn)
		when = s->turn;
	int64_t left = when - clock_now();
	return left < 0 ? 0 : left < most ? (int)left : most;
}
