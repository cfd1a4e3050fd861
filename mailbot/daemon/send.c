#include "daemon/send.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "compose/compose.h"
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
};

int sender_new(const struct settings *settings, const struct templates *templates,
	struct registry *reg, struct keeper *keeper, struct sender **out, struct err *e)
{
	struct sender *s = xcalloc(1, sizeof *s);
	size_t doubtful = 0;

	s->settings = settings;
	s->templates = templates;
	s->reg = reg;
	s->keeper = keeper;
	if (keeper_ask(keeper, &s->password, e) != 0) {
		err_wrap(e, "the outbox's password");
		goto failed;
	}
	if (outbox_new(&settings->outbox, s->password, &s->outbox, e) != 0 ||
		registry_mail_recover(reg, clock_now(), &doubtful, e) != 0)
		goto failed;
	outbox_stop_when(s->outbox, stop_asked);
	if (doubtful > 0)
		log_line(LOG_WARNING, "send in-doubt=%zu interrupted earlier, not sent again",
			doubtful);
	*out = s;
	return 0;
failed:
	sender_free(&s);
	return -1;
}

void sender_free(struct sender **s)
{
	if (*s == NULL)
		return;
	outbox_free(&(*s)->outbox);
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
	int rc = compose_mail(a, facts, &who, s->templates, &mail->bytes, e);
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

/* Sends a composed mail. -1 only where the register or the server fails, not the mail. */
static int submit(struct sender *s, struct arena *a, const struct due_mail *mail, struct err *e)
{
	struct sent sent = {0};
	struct err why = {0};
	bool go = false;

	if (registry_mail_sending(s->reg, mail->id, clock_now(), &go, e) != 0)
		return -1;
	if (!go) {
		log_line(LOG_INFO, "send mail=%" PRId64 " withdrawn", mail->id);
		return 0;
	}
	enum send_end end = outbox_send(
		s->outbox, s->settings->sender_address, mail->address, mail->bytes, &sent, &why);
	const char *reason = reason_of(a, &sent);
	log_line(end == SEND_SENT ? LOG_INFO : LOG_WARNING,
		"send mail=%" PRId64 " end=%s code=%d tries=%d%s%s", mail->id, send_end_name(end),
		sent.code, mail->tries + 1, why.text[0] != '\0' ? ": " : "", why.text);
	if (registry_mail_result(s->reg, mail->id, result_of(end), reason, clock_now(), e) != 0)
		return -1;
	s->fault = end == SEND_SERVER ? sent.fault : FAULT_NONE;
	return end == SEND_SERVER ? err_set(e, "%s", why.text) : 0;
}

/* Composes and sends one mail; *composed is false where that is not possible, which is no fault of
 * register or server. */
static int send_one(
	struct sender *s, struct arena *a, struct due_mail *mail, bool *composed, struct err *e)
{
	struct err why = {0};

	*composed = true;
	if (mail->bytes.len > 0)
		return submit(s, a, mail, e);
	if (compose(s, a, mail, &why) == 0) {
		if (registry_mail_composed(s->reg, mail->id, mail->bytes, e) != 0)
			return -1;
		return submit(s, a, mail, e);
	}
	*composed = false;
	log_line(LOG_ERR, "send mail=%" PRId64 " not composed: %s", mail->id, why.text);
	return registry_mail_result(s->reg, mail->id, RESULT_WAITS, "not-composed", clock_now(), e);
}

/* ---- a pass ---- */

/* A login was refused: it may have been a token that is too old, so the next try has a new one. */
static int renew_password(struct sender *s, struct err *e)
{
	struct secret *password = NULL;

	if (s->fault != FAULT_LOGIN)
		return 0;
	if (keeper_ask(s->keeper, &password, e) != 0)
		return err_wrap(e, "the outbox's password");
	outbox_set_password(s->outbox, password);
	secret_free(&s->password);
	s->password = password;
	s->fault = FAULT_NONE;
	return 0;
}

enum fault sender_fault(const struct sender *s)
{
	return s->fault;
}

int sender_pass(struct sender *s, struct err *e)
{
	size_t broken = 0;
	bool found = true, composed;
	int rc = renew_password(s, e);

	while (rc == 0 && found && !stop_asked()) {
		process_alive();
		struct arena *a = arena_new();
		struct due_mail mail = {0};
		rc = registry_due(s->reg, a, clock_now(), &mail, &found, e);
		if (rc == 0 && found) {
			rc = send_one(s, a, &mail, &composed, e);
			broken += rc == 0 && !composed;
		}
		arena_free(&a);
	}
	if (rc == 0 && broken > 0)
		return err_set(e, "%zu mails wait because they cannot be composed", broken);
	return rc;
}

int sender_seconds(struct sender *s, int most)
{
	int64_t when = 0;

	if (registry_next_due(s->reg, &when, NULL) != 0 || when == 0)
		return most;
	int64_t left = when - clock_now();
	return left < 0 ? 0 : left < most ? (int)left : most;
}
