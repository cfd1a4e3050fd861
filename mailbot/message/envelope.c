#include "message/envelope.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "message/header.h"

/* Everything while the head is read: growing arrays want their room. */
struct reading_head {
	struct arena *arena;
	struct envelope *env;
	size_t header_room, reference_room, to_room;
	struct mailbox *from;
	size_t from_room;
	bool seen[8]; /* single fields that were there already, indexed as in `fields` */
};

/* The first <id> of *rest, without its brackets; false where there is none. */
static bool next_id(struct arena *a, struct slice *rest, const char **id)
{
	for (;;) {
		long open = slice_find(*rest, '<'), close;
		struct slice inside;

		if (open < 0)
			return false;
		inside = slice_from(*rest, (size_t)open + 1);
		close = slice_find(inside, '>');
		if (close < 0)
			return false;
		*rest = slice_from(inside, (size_t)close + 1);
		inside = slice_trim(slice_head(inside, (size_t)close));
		if (inside.len == 0 || inside.len > SUBJECT_BYTES_MAX)
			continue;
		*id = arena_string(a, utf8_repair(a, inside));
		return true;
	}
}

/* An id that lacks its brackets is one all the same where it looks like one. */
static const char *first_id(struct arena *a, struct slice text)
{
	const char *id;
	struct slice rest = text;

	if (next_id(a, &rest, &id))
		return id;
	text = slice_trim(text);
	if (text.len > SUBJECT_BYTES_MAX || slice_find(text, ' ') >= 0 || slice_find(text, '@') < 0)
		return "";
	return arena_string(a, utf8_repair(a, text));
}

static void read_from(struct reading_head *h, struct slice text)
{
	struct envelope *env = h->env;

	address_list(h->arena, text, &h->from, &env->from_count, &h->from_room);
	if (env->from_count > 0)
		env->from = h->from[0];
}

static void read_to(struct reading_head *h, struct slice text)
{
	address_list(h->arena, text, &h->env->to, &h->env->to_count, &h->to_room);
}

static struct mailbox first_mailbox(struct reading_head *h, struct slice text)
{
	struct mailbox *items = NULL;
	size_t count = 0, room = 0;

	address_list(h->arena, text, &items, &count, &room);
	return count > 0 ? items[0] : (struct mailbox){"", ""};
}

static void read_reply_to(struct reading_head *h, struct slice text)
{
	h->env->reply_to = first_mailbox(h, text);
}

static void read_sender(struct reading_head *h, struct slice text)
{
	h->env->sender = first_mailbox(h, text);
}

/* Only <> is null; rubbish is no return path at all, so that it proves no machine. */
static void read_return_path(struct reading_head *h, struct slice text)
{
	struct slice path = slice_trim(header_uncomment(h->arena, text));
	long open = slice_find(path, '<'), close = slice_find(path, '>');

	if (open >= 0 && close > open)
		path = slice_trim(
			slice_head(slice_from(path, (size_t)open + 1), (size_t)(close - open - 1)));
	else if (path.len == 0)
		return;
	for (size_t i = 0; i < path.len; i++)
		if ((unsigned char)path.p[i] <= ' ')
			return;
	h->env->has_return_path = true;
	h->env->return_path = arena_string(h->arena, utf8_repair(h->arena, path));
}

static void read_message_id(struct reading_head *h, struct slice text)
{
	h->env->message_id = first_id(h->arena, text);
}

static void read_in_reply_to(struct reading_head *h, struct slice text)
{
	h->env->in_reply_to = first_id(h->arena, text);
}

static void read_references(struct reading_head *h, struct slice text)
{
	struct envelope *env = h->env;
	const char *id;

	while (next_id(h->arena, &text, &id)) {
		if (env->reference_count == REFERENCES_MAX) {
			memmove(env->references, env->references + 1,
				(REFERENCES_MAX - 1) * sizeof *env->references);
			env->references[REFERENCES_MAX - 1] = id;
			continue;
		}
		ARENA_PUSH(h->arena, env->references, env->reference_count, h->reference_room, id);
	}
}

static void read_subject(struct reading_head *h, struct slice text)
{
	struct slice subject = slice_of(header_decode(h->arena, text));

	h->env->subject = arena_string(h->arena, utf8_cut(subject, SUBJECT_BYTES_MAX));
}

static void read_date(struct reading_head *h, struct slice text)
{
	header_date(text, &h->env->date, &h->env->date_east);
}

static void read_received(struct reading_head *h, struct slice text)
{
	const char *semicolon = text.len > 0 ? memrchr(text.p, ';', text.len) : NULL;
	int east;

	if (semicolon != NULL)
		header_date(slice_from(text, (size_t)(semicolon - text.p) + 1), &h->env->received,
			&east);
}

/* The first that says more than "no": a relay may have added one to the writer's. */
static void read_auto_submitted(struct reading_head *h, struct slice text)
{
	struct slice word = slice_trim(header_uncomment(h->arena, text));
	size_t n = 0;
	char *keyword;

	if (h->env->auto_submitted[0] != '\0' && strcmp(h->env->auto_submitted, "no") != 0)
		return;
	while (n < word.len && word.p[n] != ';' && word.p[n] != ' ')
		n++;
	keyword = arena_string(h->arena, utf8_repair(h->arena, slice_head(word, n)));
	for (char *c = keyword; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + ('a' - 'A'));
	h->env->auto_submitted = keyword;
}

/* `single`: the first counts, and a second that says something else is a doubt; else all count. */
static const struct {
	const char *name;
	void (*read)(struct reading_head *h, struct slice text);
	bool single, doubtful;
} fields[] = {
	{"Subject", read_subject, true, true},
	{"Reply-To", read_reply_to, true, true},
	{"Date", read_date, true, true},
	{"Message-ID", read_message_id, true, true},
	{"Sender", read_sender, true, false},
	{"Return-Path", read_return_path, true, false},
	{"Received", read_received, true, false},
	{"Auto-Submitted", read_auto_submitted, false, false},
	{"From", read_from, false, false},
	{"To", read_to, false, false},
	{"Cc", read_to, false, false},
	{"In-Reply-To", read_in_reply_to, false, false},
	{"References", read_references, false, false},
};

static void read_field(struct reading_head *h, struct slice name, struct slice text)
{
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (!slice_is_ci(name, fields[i].name))
			continue;
		if (fields[i].single && h->seen[i]) {
			if (fields[i].doubtful &&
				!slice_is(text, envelope_header(h->env, fields[i].name)))
				h->env->doubt = "doubled-header";
			return;
		}
		if (fields[i].single)
			h->seen[i] = true;
		fields[i].read(h, text);
		return;
	}
}

void envelope_read(struct arena *a, struct slice letter, struct envelope *out)
{
	struct slice head = slice_head(letter, HEAD_BYTES_MAX), rest = head;
	struct reading_head h = {.arena = a, .env = out};
	struct field f;

	*out = (struct envelope){.from = {"", ""},
		.reply_to = {"", ""},
		.sender = {"", ""},
		.return_path = "",
		.message_id = "",
		.in_reply_to = "",
		.subject = "",
		.auto_submitted = ""};
	while (out->header_count < HEADER_FIELDS_MAX && header_next(&rest, &f)) {
		struct slice text = header_unfold(a, f.raw);

		/* before it is kept: a doubled field is compared with the first */
		read_field(&h, f.name, text);
		ARENA_PUSH(a, out->headers, out->header_count, h.header_room,
			(struct header){arena_string(a, f.name), text.p});
	}
	out->body = (size_t)(rest.p == NULL ? letter.len : (size_t)(rest.p - letter.p));
	if (out->from.address[0] == '\0')
		out->doubt = "no-from";
	else if (out->from_count > 1)
		out->doubt = "several-from";
}

const char *envelope_header(const struct envelope *env, const char *name)
{
	for (size_t i = 0; i < env->header_count; i++)
		if (strcasecmp(env->headers[i].name, name) == 0)
			return env->headers[i].raw;
	return NULL;
}

/* ---- Authentication-Results (RFC 8601) ---- */

/* Length of the quoted string that begins here, with both its quotes. What stands in it may be the
 * sender's own, as a local part is, and bring escaped quotes along. */
static size_t quoted_length(struct slice text)
{
	size_t n = 1;

	while (n < text.len && text.p[n] != '"')
		n += text.p[n] == '\\' && n + 1 < text.len ? 2 : 1;
	return n < text.len ? n + 1 : text.len;
}

/* The next blank-separated word before a ';', quotes taken off; empty at the ';' or the end. */
static struct slice result_word(struct slice *rest)
{
	struct slice word;
	size_t n = 0;

	*rest = slice_trim(*rest);
	if (rest->len > 0 && rest->p[0] == '"') {
		n = quoted_length(*rest);
		word = slice_head(slice_from(*rest, 1), n > 2 ? n - 2 : 0);
		*rest = slice_from(*rest, n);
		return word;
	}
	/* a quoted value may stand within name="value" */
	while (n < rest->len && rest->p[n] != ' ' && rest->p[n] != ';')
		n += rest->p[n] == '"' ? quoted_length(slice_from(*rest, n)) : 1;
	word = slice_head(*rest, n);
	*rest = slice_from(*rest, n);
	return word;
}

/* Whether `word` is one of these properties with exactly that domain as (or in the address of) its
 * value. */
static bool names_domain(struct slice word, const char *const *properties, struct slice domain)
{
	for (; *properties != NULL; properties++) {
		struct slice value;
		const char *at;

		if (!slice_starts_ci(word, *properties))
			continue;
		value = slice_from(word, strlen(*properties));
		if (value.len > 1 && value.p[0] == '"' && quoted_length(value) == value.len)
			value = slice_head(slice_from(value, 1), value.len - 2);
		at = value.len > 0 ? memrchr(value.p, '@', value.len) : NULL;
		if (at != NULL)
			value = slice_from(value, (size_t)(at - value.p) + 1);
		if (slice_eq_ci(value, domain))
			return true;
	}
	return false;
}

static const struct {
	const char *pass;
	const char *properties[3];
} methods[] = {
	{"dmarc=pass", {"header.from="}},
	{"dkim=pass", {"header.d=", "header.i="}},
	{"spf=pass", {"smtp.mailfrom=", "smtp.mfrom="}},
};

/* One result: "dkim=pass reason=… header.d=example.org". */
static bool result_aligns(struct slice result, struct slice domain)
{
	struct slice method = result_word(&result), word;
	bool aligned = false, contradicted = false;

	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
		if (!slice_is_ci(method, methods[i].pass))
			continue;
		while ((word = result_word(&result)).len > 0) {
			bool named = names_domain(word, methods[i].properties, domain);

			for (const char *const *p = methods[i].properties; *p != NULL; p++)
				if (slice_starts_ci(word, *p) && !named)
					contradicted = true;
			aligned = aligned || named;
		}
	}
	return aligned && !contradicted;
}

/* The first result of its list that no quotes hide is cut off at ';'. */
static struct slice next_result(struct slice *rest)
{
	struct slice result;
	size_t n = 0;

	while (n < rest->len && rest->p[n] != ';')
		n += rest->p[n] == '"' ? quoted_length(slice_from(*rest, n)) : 1;
	result = slice_head(*rest, n);
	*rest = slice_from(*rest, n + 1);
	return slice_trim(result);
}

bool envelope_aligned(const struct envelope *env, const char *authserv_id)
{
	long at = slice_find(slice_of(env->from.address), '@');
	struct slice domain, rest, word;
	struct arena *a;
	bool aligned = false, refused = false;

	if (authserv_id == NULL || authserv_id[0] == '\0' || env->from_count != 1 || at < 0 ||
		env->gateway != NULL)
		return false;
	domain = slice_from(slice_of(env->from.address), (size_t)at + 1);
	a = arena_new();
	for (size_t i = 0; i < env->header_count; i++) {
		if (strcasecmp(env->headers[i].name, "Authentication-Results") != 0)
			continue;
		rest = header_uncomment(a, slice_of(env->headers[i].raw));
		word = next_result(&rest);
		if (!slice_is_ci(result_word(&word), authserv_id))
			continue;
		while (rest.len > 0 && !refused) {
			word = next_result(&rest);
			aligned = aligned || result_aligns(word, domain);
			/* whatever else stands there: nobody passes beside a failed DMARC */
			refused = slice_is_ci(result_word(&word), "dmarc=fail");
		}
		break; /* the topmost only: those below it came with the letter */
	}
	arena_free(&a);
	return aligned && !refused;
}
