#include "decide/answer.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "transport/sendable.h"

static const char *domain_of(const char *address)
{
	const char *at = strrchr(address, '@');

	return at != NULL ? at + 1 : "";
}

static bool is_own(
	const struct settings *settings, const struct series *series, const char *address)
{
	return strcasecmp(address, settings->sender_address) == 0 ||
		(series != NULL && strcasecmp(address, series->inbox) == 0);
}

/* Addresses that RFC 3834, 2 names: behind them are lists and mail servers. */
static bool robot_address(const char *address)
{
	struct slice text = slice_of(address);
	struct slice local = slice_head(text, (size_t)slice_find(text, '@'));

	return slice_starts_ci(local, "owner-") || slice_ends_ci(local, "-request") ||
		slice_is_ci(local, "mailer-daemon");
}

/* Fields with which a sender asks that no robot answers (RFC 3834, 2; MS-OXCMAIL, 2.2.3.2.14). */
static bool asks_for_silence(const struct envelope *env)
{
	static const struct {
		const char *field, *value;
	} asks[] = {{"X-Auto-Response-Suppress", "all"}, {"X-Auto-Response-Suppress", "autoreply"},
		{"Precedence", "bulk"}, {"Precedence", "junk"}};

	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		const char *value = envelope_header(env, asks[i].field);
		if (value != NULL && slice_find_ci(slice_of(value), asks[i].value) >= 0)
			return true;
	}
	return false;
}

/*
 * What its head alone says (RFC 3834, 2): the reading's word that a person wrote it comes from the
 * contained child, and is not enough to answer such a letter. Only a calendar's "auto-generated" is
 * a person's click; a room that accepts by itself says "auto-replied".
 */
static bool robot_head(const struct envelope *env, bool calendar)
{
	if (env->has_return_path && env->return_path[0] == '\0')
		return true;
	if (robot_address(env->from.address) || asks_for_silence(env))
		return true;
	if (env->auto_submitted[0] == '\0' || strcmp(env->auto_submitted, "no") == 0)
		return false;
	return !calendar || strcmp(env->auto_submitted, "auto-generated") != 0;
}

/* A registration that cannot be confirmed is a person's; in the outbox it would wait for ever. */
static bool writable(const char *address)
{
	return sendable_is_ascii(slice_of(address)) &&
		sendable_address_wrong(slice_of(address)) == NULL;
}

const char *decide_answer_address(const struct settings *settings, const struct known *known,
	const struct envelope *env, bool aligned, bool calendar, const char **why)
{
	const char *from = env->from.address, *reply_to = env->reply_to.address;
	const struct series *series = known->series;

	*why = NULL;
	if (env->doubt != NULL)
		*why = env->doubt;
	else if (from[0] == '\0')
		*why = "no-from";
	else if (is_own(settings, series, from))
		*why = "own-address";
	else if (env->gateway == NULL ? robot_head(env, calendar) : robot_address(from))
		*why = "robot";
	else if (!writable(from))
		*why = "address-unwritable";
	if (*why != NULL)
		return NULL;
	if (reply_to[0] == '\0' || strcasecmp(reply_to, from) == 0)
		return from;
	if (is_own(settings, series, reply_to) || !writable(reply_to) ||
		(!aligned && strcasecmp(domain_of(reply_to), domain_of(from)) != 0)) {
		*why = "reply-to";
		return NULL;
	}
	return aligned || known->party.id == 0 ? reply_to : from;
}

/* RFC 5322, 3.6.4: the letter's references, else its In-Reply-To, and then itself. */
static void refer(struct arena *a, const struct envelope *env, struct facts *mail)
{
	size_t room = 0;

	for (size_t i = 0; i < env->reference_count; i++)
		ARENA_PUSH(a, mail->references, mail->reference_count, room, env->references[i]);
	if (env->reference_count == 0 && env->in_reply_to[0] != '\0')
		ARENA_PUSH(a, mail->references, mail->reference_count, room, env->in_reply_to);
	if (env->message_id[0] != '\0')
		ARENA_PUSH(a, mail->references, mail->reference_count, room, env->message_id);
	mail->in_reply_to = env->message_id;
}

const char *answer_language(const struct decide_in *in)
{
	const char *own = in->reading->language, *before = in->known.language;
	bool bare = in->reading->language_bare || own[0] == '\0';

	return bare && before != NULL && before[0] != '\0' ? before : own;
}

struct facts *answer_start(
	struct arena *a, const struct decide_in *in, enum mail_kind kind, const char *to)
{
	struct facts *mail = arena_alloc(a, sizeof *mail);
	const struct reading *reading = in->reading;
	bool to_from = to == in->envelope->from.address;

	*mail = (struct facts){
		.kind = kind,
		.language = answer_language(in),
		.date = in->now,
		.to = {to_from ? in->envelope->from.name : in->envelope->reply_to.name, to},
		.subject = in->envelope->subject,
		.salutation = reading->writer,
		.series = in->known.series,
		.quote = utf8_cut(reading->own_words, QUOTE_BYTES_MAX),
	};
	refer(a, in->envelope, mail);
	return mail;
}

struct facts *answer_notice(
	struct arena *a, const struct decide_in *in, enum mail_kind kind, const struct party *party)
{
	struct facts *mail = arena_alloc(a, sizeof *mail);

	*mail = (struct facts){
		.kind = kind,
		.language = party->language != NULL ? party->language : "",
		.date = in->now,
		.to = {party->name, party->address},
		.subject = "",
		.in_reply_to = "",
		.salutation = party->name,
		.series = in->known.series,
		.quote = {"", 0},
	};
	return mail;
}

static const struct change *change_at(
	const struct change *changes, size_t count, const struct event *event)
{
	for (size_t i = 0; i < count; i++)
		if (changes[i].after.event == event)
			return &changes[i];
	return NULL;
}

/* Who is taken off while others stay: a no of their own, since the answer to a question is carried out as it stands
 * there, only in what is done already. */
static void understand_gone(
	struct arena *a, struct facts *mail, const struct change *c, size_t *room)
{
	bool asks = mail->kind == MAIL_CONFIRM_CANCEL || mail->kind == MAIL_WHICH_CANCEL;
	struct standing gone = {.event = c->after.event, .status = STATUS_CANCELLED};

	if (asks && !change_withdraws(c))
		return;
	change_gone(a, c, &gone.names, &gone.name_count);
	if (gone.name_count > 0)
		ARENA_PUSH(a, mail->understood, mail->understood_count, *room, gone);
}

void answer_understood(struct arena *a, const struct decide_in *in, struct facts *mail,
	const struct change *changes, size_t count)
{
	const struct series *series = in->known.series;
	size_t room = 0;

	for (size_t i = 0; i < series->event_count; i++) {
		const struct change *c = change_at(changes, count, &series->events[i]);
		if (c == NULL)
			continue;
		understand_gone(a, mail, c, &room);
		if (!change_withdraws(c))
			ARENA_PUSH(a, mail->understood, mail->understood_count, room, c->after);
	}
}

/* Known of the letter's own party; whoever else gets a mail is told of this series alone. */
static void state_beside(
	struct arena *a, const struct decide_in *in, struct facts *mail, const struct party *party)
{
	const struct known *known = &in->known;
	size_t room = 0;

	if (known->beside_count == 0 || party->address == NULL ||
		strcasecmp(party->address, known->party.address) != 0)
		return;
	for (size_t i = 0; i < known->beside_count; i++)
		if (in->now < known->beside[i].event->end_utc)
			ARENA_PUSH(a, mail->beside, mail->beside_count, room, known->beside[i]);
}

void answer_state(struct arena *a, const struct decide_in *in, struct facts *mail,
	const struct party *party, const struct change *changes, size_t count)
{
	const struct series *series = in->known.series;
	size_t room = 0;

	for (size_t i = 0; i < series->event_count; i++) {
		const struct event *event = &series->events[i];
		const struct change *c = change_at(changes, count, event);
		const struct standing *at = c != NULL ? &c->after : party_at(party, event->id);
		if (at != NULL && at->status == STATUS_CONFIRMED && in->now < event->end_utc)
			ARENA_PUSH(a, mail->state, mail->state_count, room, *at);
	}
	state_beside(a, in, mail, party);
}
