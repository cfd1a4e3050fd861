#include "daemon/send.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/progress.h"
#include "compose/compose.h"
#include "daemon/process.h"
#include "daemon/stop.h"
#include "registry/mailing.h"
#include "transport/outbox.h"

enum { FLIGHTS_MAX = 16 }; /* of the setting `connections` */

struct flight {
	struct arena *arena; /* owns its bytes; NULL: free */
	int64_t mail;
	int tries;
};

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

	/* Mails on their way, as many as the outbox takes. */
	struct flight flights[FLIGHTS_MAX];
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
	for (size_t i = 0; i < FLIGHTS_MAX; i++)
		arena_free(&(*s)->flights[i].arena);
	secret_free(&(*s)->password);
	free(*s);
	*s = NULL;
}

/* ---- one mail ---- */

static int compose(struct sender *s, struct arena *a, struct due_mail *mail, struct err *e)
{
	const struct settings *set = s->settings;
	const struct identity who = {
		set->sender_address, set->sender_name, set->contact_person, set->contact_phone};
	json_error_t where;
	/* A letter's own words may hold anything. */
	json_t *facts = json_loads(mail->facts, JSON_ALLOW_NUL, &where);

	if (facts == NULL)
		return err_set(e, "its facts are no JSON (line %d)", where.line);
	struct mailing_file *files = NULL;
	struct attachment *attached = NULL;
	size_t count = 0, room = 0, more = 0;
	int64_t mailing = json_integer_value(json_object_get(facts, "mailing"));
	int rc = mailing != 0 ? registry_mailing_files(s->reg, a, mailing, &files, &count, e) : 0;
	for (size_t i = 0; i < count; i++)
		ARENA_PUSH(a, attached, more, room,
			(struct attachment){files[i].name, files[i].bytes});
	if (rc == 0)
		rc = compose_mail_with(
			a, facts, &who, s->templates, attached, count, &mail->bytes, e);
	/* A thousand readers of a programme are not a thousand copies of it in the register. */
	mail->big = count > 0;
	json_decref(facts);
	return rc;
}

static enum mail_result result_of(enum send_end end)
{
	switch (end) {
	case SEND_SENT: return RESULT_SENT;
	case SEND_LATER: return RESULT_LATER;
	case SEND_NEVER: return RESULT_NEVER;
	case SEND_IN_DOUBT: return RESULT_DOUBT;
	default: return RESULT_WAITS;
	}
}

/* What staff see as the reason: the reply "550 5.1.1", else the end's name. */
static const char *reason_of(struct arena *a, const struct sent *sent)
{
	if (sent->code == 0)
		return send_end_name(sent->end);
	if (sent->status[0] == '\0')
		return arena_printf(a, "%d", sent->code);
	return arena_printf(a, "%d %s", sent->code, sent->status);
}

/* The flight of that mail, or one that is free. */
static struct flight *flight_of(struct sender *s, int64_t mail, bool free)
{
	for (size_t i = 0; i < FLIGHTS_MAX; i++)
		if ((s->flights[i].arena == NULL) == free && (free || s->flights[i].mail == mail))
			return &s->flights[i];
	return NULL; /* the outbox has no more connections than there are flights */
}

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

/* Keeps its bytes where they are new, and says that it is being sent. */
static int note_going(
	struct sender *s, const struct due_mail *mail, bool composed, bool *go, struct err *e)
{
	int rc;

	if (!mail->claimed) {
		if (registry_claim(s->reg, mail->id, clock_now(), e) != 0)
			return -1;
		look_ahead(s);
	}
	s->claimed = true;
	if (registry_batch_begin(s->reg, e) != 0)
		return -1;
	rc = composed ? registry_mail_composed(s->reg, mail->id, mail->bytes, e) : 0;
	if (rc == 0)
		rc = registry_mail_sending(s->reg, mail->id, clock_now(), go, e);
	if (registry_batch_end(s->reg, rc == 0 ? e : NULL) != 0)
		return -1;
	return rc;
}

/* Sends a composed mail off; the flight takes over the arena. */
static int submit(struct sender *s, struct arena **a, const struct due_mail *mail, bool composed,
	struct err *e)
{
	int per_minute = s->settings->outbox.letters_per_minute;
	struct flight *flight = flight_of(s, 0, true);
	bool go = false;

	/* Before it is so: whoever counts what may be in doubt by the log misses none. */
	log_line(LOG_DEBUG, "send mail=%" PRId64 " going", mail->id);
	if (note_going(s, mail, composed, &go, e) != 0)
		return -1;
	if (!go) {
		log_line(LOG_INFO, "send mail=%" PRId64 " withdrawn or held", mail->id);
		return 0;
	}
	if (mail->answer && s->left > 0)
		s->left--;
	*flight = (struct flight){*a, mail->id, mail->tries + 1};
	*a = NULL;
	if (per_minute > 0)
		s->next_ms = clock_monotonic_ms() + 60 * 1000 / per_minute;
	outbox_start(s->outbox, mail->id, s->settings->sender_address, mail->address, mail->bytes);
	return 0;
}

/* Composes and sends off one mail; *composed is false where that is not possible, which is no fault
 * of register or server. */
static int start_mail(
	struct sender *s, struct arena **a, struct due_mail *mail, bool *composed, struct err *e)
{
	struct err why = {0};

	*composed = true;
	if (mail->bytes.len > 0)
		return submit(s, a, mail, false, e);
	if (compose(s, *a, mail, &why) == 0)
		return submit(s, a, mail, !mail->big, e);
	*composed = false;
	log_line(LOG_ERR, "send mail=%" PRId64 " not composed: %s", mail->id, why.text);
	return registry_mail_result(s->reg, mail->id, RESULT_WAITS, "not-composed", clock_now(), e);
}

/* Waits for one of those on their way; *landed is false where there are none. -1 only where the
 * register or the server fails, not the mail. */
static int land(struct sender *s, bool *landed, struct err *e)
{
	struct sent sent = {0};
	struct err why = {0};
	int64_t id = 0;

	*landed = outbox_next(s->outbox, &id, &sent, &why);
	if (!*landed)
		return 0;
	struct flight *flight = flight_of(s, id, false);
	int rc = registry_mail_result(
		s->reg, id, result_of(sent.end), reason_of(flight->arena, &sent), clock_now(), e);
	/* Once it is so in the register too: until then it may still be in doubt. */
	if (sent.end != SEND_SENT || !progress_shown(&s->progress))
		log_line(sent.end == SEND_SENT ? LOG_INFO : LOG_WARNING,
			"send mail=%" PRId64 " end=%s code=%d tries=%d%s%s", id,
			send_end_name(sent.end), sent.code, flight->tries,
			why.text[0] != '\0' ? ": " : "", why.text);
	progress_step(&s->progress, sent.end != SEND_SERVER, 0);
	arena_free(&flight->arena);
	s->proven |= sent.end != SEND_SERVER;
	if (rc != 0 || sent.end != SEND_SERVER)
		return rc;
	s->fault = sent.fault;
	return err_set(e, "%s", why.text);
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

/* Sends off the next mail that is due; *found is false where none is. Where answers must wait for
 * their turn, what we send of our own accord goes on. */
static int start_next(struct sender *s, bool *found, size_t *broken, struct err *e)
{
	struct arena *a = arena_new();
	struct due_mail mail = {0};
	bool composed = true, may = true, answers = s->turn <= clock_now();
	int rc = registry_due(s->reg, a, clock_now(), answers, &mail, found, e);

	if (rc == 0 && !*found && answers && s->waited) {
		rc = registry_answers_gone(s->reg, e);
		s->waited = false;
	}
	if (rc == 0 && *found && mail.answer)
		rc = look_at_limits(s, mail.id, &may, e);
	if (rc == 0 && *found && may)
		rc = start_mail(s, &a, &mail, &composed, e);
	else
		*found = *found && s->turn > clock_now();
	*broken += rc == 0 && !composed;
	arena_free(&a);
	return rc;
}

/* Sends off what can be at this moment; *more is true where only the server's limit is in the way. */
static int start_all(struct sender *s, bool *more, size_t *broken, struct err *e)
{
	bool found = true;
	int rc = 0;

	*more = false;
	while (rc == 0 && found && !stop_asked() && outbox_may_start(s->outbox)) {
		if (must_wait(s) > 0) {
			*more = true;
			break;
		}
		rc = start_next(s, &found, broken, e);
	}
	return rc;
}

int sender_pass(struct sender *s, struct err *e)
{
	struct err first = {0}, later = {0};
	size_t broken = 0;
	bool landed = true, more = true;
	int rc = 0;

	/* The register may have failed to take down how a mail ended (a full disk). */
	if (renew_password(s, e) != 0 || (s->failed && recover(s, e) != 0))
		return -1;
	s->fault = FAULT_NONE;
	s->failed = false;
	s->proven = false;
	/* After a fault nothing new is begun, and what is on its way is waited for. */
	while (landed || (more && rc == 0 && !stop_asked())) {
		process_alive();
		if (rc == 0)
			rc = start_all(s, &more, &broken, &first);
		if (land(s, &landed, rc == 0 ? &first : &later) != 0)
			rc = -1;
		if (!landed && more && rc == 0)
			process_rest_ms(must_wait(s));
	}
	if (s->claimed && registry_unclaim(s->reg, rc == 0 ? &first : &later) != 0)
		rc = -1;
	s->claimed = false;
	progress_end(&s->progress);
	s->failed = rc != 0;
	if (rc != 0)
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
