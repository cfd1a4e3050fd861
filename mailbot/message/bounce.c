#include "message/bounce.h"

#include <string.h>

#include "message/header.h"

/* Report parts and texts are looked at this far, bytes, and so many addresses a line. */
enum { REPORT_BYTES = 64 * 1024, CANDIDATES = 40, REPORT_LINES = 400 };

struct report {
	struct arena *arena;
	const struct envelope *env;
	const struct machines *rules;
	const char *address; /* found so far; NULL */
	int permanent; /* 1 for good, -1 for now, 0 not said */
	const char *message_id;
	const char *original_to;
	bool any; /* a part for machines was there */
	bool arrived; /* it says of a recipient that the mail got there, or went on */
};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The bouncing machine and we ourselves are not the address that failed. */
static bool is_party(const struct report *r, const char *address)
{
	if (strcasecmp(address, r->env->from.address) == 0)
		return true;
	for (size_t i = 0; i < r->env->to_count; i++)
		if (strcasecmp(address, r->env->to[i].address) == 0)
			return true;
	return strncasecmp(address, "postmaster@", 11) == 0 ||
		strncasecmp(address, "mailer-daemon@", 14) == 0;
}

/* ---- status codes ---- */

/* "5.1.1" or "550 " at a word's start: 1, 4xx: -1, else 0. */
static int status_of(struct slice line)
{
	for (size_t i = 0; i + 3 < line.len; i++) {
		const char *p = line.p + i;
		int sign = p[0] == '5' ? 1 : p[0] == '4' ? -1 : 0;

		if (sign == 0 ||
			(i > 0 &&
				(digit(p[-1]) || p[-1] == '.' || p[-1] == ':' ||
					(p[-1] >= 'a' && p[-1] <= 'z') ||
					(p[-1] >= 'A' && p[-1] <= 'Z'))))
			continue;
		if (i + 4 < line.len && p[1] == '.' && digit(p[2]) && (p[3] == '.' || digit(p[3])))
			return sign;
		if (p[1] >= '0' && p[1] <= '7' && digit(p[2]) &&
			(p[3] == ' ' || p[3] == '-' || p[3] == '\t') && (i == 0 || p[-1] != '-'))
			return sign;
	}
	return 0;
}

/* ---- RFC 3464 ---- */

/* "rfc822; anna@example.org" */
static const char *recipient(struct arena *a, struct slice value)
{
	long semicolon = slice_find(value, ';');
	struct slice rest = slice_from(value, semicolon < 0 ? 0 : (size_t)semicolon + 1);

	return address_next(a, &rest);
}

struct recipient {
	const char *original, *final;
	int status, action; /* as `permanent` */
	bool failed, other; /* an Action of failed; of something else that is no failure */
	bool arrived; /* one of delivered, relayed or expanded */
};

/* The first recipient that failed counts, else the first that is delayed. */
static void settle(struct report *r, const struct recipient *one)
{
	const char *address = one->final != NULL ? one->final : one->original;
	int permanent = one->action != 0 && !one->failed ? one->action
		: one->status != 0                       ? one->status
							 : one->action;

	r->arrived = r->arrived || one->arrived;
	if (address == NULL || one->other)
		return;
	/* what it became on its way may say nothing: "anna@server" */
	if (one->original != NULL && one->final != NULL &&
		(is_party(r, one->final) || strchr(strchr(one->final, '@'), '.') == NULL))
		address = one->original;
	if (r->address != NULL && !(r->permanent < 0 && permanent > 0))
		return;
	r->address = address;
	r->permanent = permanent;
}

static void read_field(
	struct report *r, struct recipient *one, struct slice name, struct slice value)
{
	if (slice_is_ci(name, "Final-Recipient") || slice_is_ci(name, "X-Actual-Recipient")) {
		if (one->final == NULL)
			one->final = recipient(r->arena, value);
	} else if (slice_is_ci(name, "Original-Recipient")) {
		one->original = recipient(r->arena, value);
	} else if (slice_is_ci(name, "Action")) {
		one->failed = slice_starts_ci(value, "fail");
		one->action = one->failed ? 1 : slice_starts_ci(value, "delay") ? -1 : 0;
		one->other = !one->failed && one->action == 0 && value.len > 0;
		one->arrived = slice_starts_ci(value, "deliver") ||
			slice_starts_ci(value, "relay") || slice_starts_ci(value, "expand");
	} else if (slice_is_ci(name, "Status")) {
		one->status = value.len > 0 && value.p[0] == '4' ? -1
			: value.len > 0 && value.p[0] == '5'     ? 1
								 : 0;
	} else if (slice_is_ci(name, "Diagnostic-Code") && one->status == 0) {
		one->status = status_of(value);
	}
}

/* Groups of fields, parted by empty lines: the first of the report, then one a recipient. */
static void read_report(struct report *r, struct slice text)
{
	struct recipient one = {0};
	struct slice line;

	r->any = true;
	while (slice_line(&text, &line)) {
		long colon = slice_find(line, ':');
		struct slice name, value;

		if (slice_trim(line).len == 0) {
			settle(r, &one);
			one = (struct recipient){0};
			continue;
		}
		if (colon <= 0)
			continue;
		name = slice_trim(slice_head(line, (size_t)colon));
		/* two recipients without an empty line between them */
		if (slice_is_ci(name, "Final-Recipient") && one.final != NULL) {
			settle(r, &one);
			one = (struct recipient){0};
		}
		value = slice_from(line, (size_t)colon + 1);
		while (text.len > 0 && (text.p[0] == ' ' || text.p[0] == '\t')) {
			struct slice more;

			slice_line(&text, &more);
			value.len = (size_t)(more.p + more.len - value.p);
		}
		read_field(r, &one, name, slice_trim(value));
	}
	settle(r, &one);
}

/* The mail that came back: which of ours it was, and to whom it went. */
static void read_original(struct report *r, struct slice bytes)
{
	struct envelope env;

	envelope_read(r->arena, bytes, &env);
	if (r->message_id == NULL && env.message_id[0] != '\0')
		r->message_id = env.message_id;
	if (r->original_to == NULL && env.to_count > 0 && env.to[0].address[0] != '\0')
		r->original_to = env.to[0].address;
}

static void read_parts(struct report *r, const struct mime *mime)
{
	for (size_t i = 0; i < mime->count; i++) {
		const struct mime_part *part = &mime->parts[i];
		bool more = false;

		if (mime_is(part, "message/delivery-status") ||
			mime_is(part, "message/global-delivery-status"))
			read_report(r, mime_text(r->arena, part, REPORT_BYTES, &more));
		else if (mime_is(part, "message/rfc822") || mime_is(part, "text/rfc822-headers") ||
			mime_is(part, "message/global") || mime_is(part, "message/rfc822-headers"))
			read_original(r, mime_decode(r->arena, part, REPORT_BYTES, &more));
	}
}

/* ---- reports for people ---- */

/* Where the undelivered mail begins in a text: a line that says so, or a head. */
static size_t original_at(const struct report *r, struct slice text, size_t *fields)
{
	struct slice rest = text, line;
	size_t in_head = 0, head = 0;

	while (rest.len > 0) {
		size_t at = (size_t)(rest.p - text.p);
		struct slice name, folded;
		long colon;

		slice_line(&rest, &line);
		colon = slice_find(line, ':');
		name = slice_head(line, colon < 0 ? 0 : (size_t)colon);
		if (slice_is_ci(name, "Received") || slice_is_ci(name, "Return-Path") ||
			slice_is_ci(name, "Message-ID") || slice_is_ci(name, "From") ||
			slice_is_ci(name, "X-Sender") || slice_is_ci(name, "Subject") ||
			slice_is_ci(name, "DKIM-Signature")) {
			head = in_head == 0 ? at : head;
			if (++in_head == 2) {
				*fields = head;
				return head;
			}
		} else if (line.len > 0 && line.p[0] != ' ' && line.p[0] != '\t' && colon <= 0) {
			in_head = 0;
		}
		folded = pattern_fold(r->arena, slice_head(line, 300));
		/* "attached is the original message" says nothing of where */
		if (slice_starts(slice_trim(line), "--") && folded.len < 120 &&
			pattern_match(&r->rules->original, folded) != NULL) {
			*fields = at + line.len;
			/* "headers follow" may be said above the reason */
			if (at > 0)
				return at;
		}
	}
	*fields = text.len;
	return text.len;
}

/* `Message-ID: <…>` on a line of its own, with nothing else of the mail's head. */
static void read_told_id(struct report *r, struct slice text)
{
	struct slice line;

	while (r->message_id == NULL && slice_line(&text, &line))
		if (slice_starts_ci(slice_trim(line), "Message-ID:"))
			read_original(r, slice_trim(line));
}

/* How well the form of a line says that its address is the one that failed. */
static int score(struct slice line)
{
	int points = 0;
	struct slice trimmed = slice_trim(line);

	if (slice_starts(trimmed, "<") || slice_find_ci(trimmed, ">:") >= 0 ||
		slice_find_ci(line, "RCPT TO") >= 0)
		points += 2;
	if (slice_starts_ci(trimmed, "to:"))
		points += 1;
	if (slice_find(trimmed, ' ') < 0)
		points += 2;
	if (status_of(line) != 0)
		points += 2;
	if (slice_find_ci(line, "http") >= 0 || slice_find_ci(line, "postmaster") >= 0 ||
		slice_find_ci(line, "mailto:") >= 0)
		points -= 3;
	if (slice_starts_ci(trimmed, "from:") || slice_find_ci(line, "mail from") >= 0 ||
		slice_find_ci(line, "sender") >= 0)
		points -= 4;
	return points;
}

struct best {
	const char *address;
	int points;
};

static void best_of_line(const struct report *r, struct slice line, int points, struct best *best)
{
	for (size_t i = 0; i < CANDIDATES; i++) {
		const char *address = address_next(r->arena, &line);
		bool angled;
		int fit;

		if (address == NULL)
			break;
		/* what stands before "<anna@example.org>" is a name, though it look like one */
		angled = line.len > 0 && line.p[0] == '>';
		fit = points + angled - (is_party(r, address) ? 6 : 0);
		if (fit > best->points)
			*best = (struct best){address, fit};
	}
}

static void read_text(struct report *r, struct slice text)
{
	struct slice rest = slice_head(text, REPORT_BYTES), line;
	struct best best = {NULL, -4};
	int delayed = 0, failed = 0, status = 0;
	size_t below = 0;

	for (size_t seen = 0; seen < REPORT_LINES && slice_line(&rest, &line);) {
		struct slice folded = pattern_fold(r->arena, slice_head(line, 1000));
		bool late, lost;

		if (folded.len == 0)
			continue;
		seen++;
		late = pattern_match(&r->rules->delayed, folded) != NULL;
		lost = pattern_match(&r->rules->failed, folded) != NULL;
		delayed += late;
		failed += lost && !late;
		status = status == 0 ? status_of(line) : status;
		best_of_line(
			r, line, (below > 0 ? 3 : 0) + (late || lost ? 3 : 0) + score(line), &best);
		below = late || lost ? 4 : below > 0 ? below - 1 : 0;
	}
	if (r->address == NULL)
		r->address = best.address;
	if (r->permanent == 0)
		r->permanent = status != 0 ? status : delayed > 0 ? -1 : failed > 0 ? 1 : 0;
}

struct bounce *bounce_read(struct arena *a, const struct envelope *env, const struct mime *mime,
	struct slice text, const struct rules *rules)
{
	struct report r = {.arena = a, .env = env, .rules = rules->machines};
	const char *failed = envelope_header(env, "X-Failed-Recipients");
	struct bounce *b;
	struct slice report = slice_head(text, REPORT_BYTES);
	size_t fields, end = original_at(&r, report, &fields);

	read_parts(&r, mime);
	/* who asked to be told when it arrives is told so: nothing came back */
	if (r.arrived && r.address == NULL && failed == NULL)
		return NULL;
	if (r.address == NULL && failed != NULL) {
		struct slice list = slice_of(failed);

		r.address = address_next(a, &list);
	}
	if (slice_find_ci(slice_head(report, end), "Final-Recipient:") >= 0 && r.address == NULL)
		read_report(&r, slice_head(report, end));
	read_text(&r, slice_head(report, end));
	if (fields < report.len)
		read_original(&r, slice_trim(slice_from(report, fields)));
	read_told_id(&r, report);
	if (r.address == NULL)
		r.address = r.original_to;
	b = arena_alloc(a, sizeof *b);
	*b = (struct bounce){r.address != NULL ? r.address : "", r.permanent >= 0,
		r.message_id != NULL ? r.message_id : ""};
	return b;
}
