#include "message/message.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "message/bounce.h"
#include "message/calendar.h"
#include "message/forwarded.h"
#include "message/gather.h"
#include "message/invitation.h"
#include "message/lines.h"
#include "message/machine.h"
#include "rules/office.h"
#include "rules/pattern.h"

/* The machine's own words stand above; below, only a long letter goes on. Bytes. */
enum { MACHINE_TEXT = 16 * 1024, ATTACHED_WORDS = 40 };
/* Calendars of a letter that are read: programs send one, some the same twice. */
enum { CALENDARS_MAX = 4 };

const char *const line_sort_names[LINE_SORTS] = {
	"own", "quote", "introduction", "signature", "disclaimer", "banner", "forwarded"};

void message_reason(struct arena *a, struct message *m, const char *id, bool review)
{
	for (size_t i = 0; i < m->reason_count; i++)
		if (strcmp(m->reasons[i].id, id) == 0) {
			m->reasons[i].review = m->reasons[i].review || review;
			return;
		}
	ARENA_PUSH(a, m->reasons, m->reason_count, m->reason_room,
		(struct message_reason){id, review});
}

static struct slice line_text(const struct message *m, size_t i)
{
	return (struct slice){m->text.p + m->lines[i].start, m->lines[i].end - m->lines[i].start};
}

/* The text of all lines of the sorts in `sorts` (bits), folded, one blank between two lines. */
static struct slice folded_lines(struct arena *a, const struct message *m, unsigned sorts)
{
	char *text = arena_alloc(a, m->text.len + m->line_count + 1);
	size_t n = 0;

	for (size_t i = 0; i < m->line_count; i++) {
		struct slice line = line_text(m, i);

		if ((sorts & 1u << m->lines[i].sort) == 0 || line.len == 0)
			continue;
		if (m->lines[i].sort != LINE_OWN)
			while (line.len > 0 && (line.p[0] == '>' || line.p[0] == ' '))
				line = slice_from(line, 1);
		memcpy(text + n, line.p, line.len);
		n += line.len;
		text[n++] = ' ';
	}
	return pattern_fold(a, (struct slice){text, n});
}

/* ---- parts ---- */

static void list_parts(
	struct arena *a, struct message *m, const struct mime *mime, struct slice letter)
{
	m->parts = arena_array(a, mime->count, sizeof *m->parts);
	for (size_t i = 0; i < mime->count; i++) {
		const struct mime_part *part = &mime->parts[i];
		size_t start = part->body.p == NULL ? 0 : (size_t)(part->body.p - letter.p);

		if (mime_multipart(part))
			continue;
		m->parts[m->part_count++] = (struct part){part->type,
			arena_string(a, utf8_cut(slice_of(part->name), NAME_BYTES_MAX)),
			part->attachment && i != 0 ? PART_ATTACHMENT : PART_TEXT, start,
			start + part->body.len};
		if (i == 0 && strncmp(part->type, "text/", 5) != 0)
			m->parts[0].role = PART_ATTACHMENT;
	}
}

/* What may hang on a letter and says nothing: signatures, visiting cards, pictures in the HTML. */
static bool says_nothing(const struct mime *mime, const struct mime_part *part)
{
	static const char *const types[] = {"application/pgp-signature",
		"application/pkcs7-signature", "application/x-pkcs7-signature", "text/vcard",
		"text/x-vcard", "text/directory", "text/calendar", "application/ics",
		"application/pgp-keys"};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (mime_is(part, types[i]))
			return true;
	return strncmp(part->type, "image/", 6) == 0 && part->parent >= 0 &&
		mime_is(&mime->parts[part->parent], "multipart/related");
}

static bool has_attachment(const struct mime *mime)
{
	for (size_t i = 0; i < mime->count; i++)
		if ((mime->parts[i].attachment || i == 0) && !mime_multipart(&mime->parts[i]) &&
			!(i == 0 && strncmp(mime->parts[i].type, "text/", 5) == 0) &&
			!says_nothing(mime, &mime->parts[i]))
			return true;
	return false;
}

/* ---- reasons ---- */

static bool has_digit(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] >= '0' && text.p[i] <= '9')
			return true;
	return false;
}

/* Whether the alternatives say different things: what is own in one must stand in the other. */
static bool differ(struct arena *a, const struct message *m, struct slice own,
	const struct gathered *g, const struct rules *rules)
{
	struct message o = {.text = {g->other->text, g->other->len},
		.line_count = g->other->count,
		.lines = lines_sort(a, g->other, m->envelope, rules)};

	return gather_lacks(a, own, g->other_folded) ||
		gather_lacks(a, folded_lines(a, &o, 1u << LINE_OWN), g->folded);
}

/* What the form of the letter says against acting on it. */
static void reasons_of_form(
	struct arena *a, struct message *m, const struct mime *mime, const struct gathered *g)
{
	static const struct {
		const char *type, *id;
	} kinds[] = {{"application/ms-tnef", "winmail"}, {"application/vnd.ms-tnef", "winmail"}};
	static const char tnef[] = "winmail.dat"; /* whatever a relay calls its type */

	if (m->envelope->doubt != NULL)
		message_reason(a, m, m->envelope->doubt, true);
	if (g->encrypted)
		message_reason(a, m, "encrypted", true);
	if (mime->too_many)
		message_reason(a, m, "too-many-parts", true);
	if (mime->cut_off)
		message_reason(a, m, "cut-off", true);
	for (size_t i = 0; i < mime->count; i++) {
		if (slice_is_ci(slice_of(mime->parts[i].name), tnef))
			message_reason(a, m, "winmail", true);
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			if (mime_is(&mime->parts[i], kinds[k].type))
				message_reason(a, m, kinds[k].id, true);
	}
}

static void reasons_of_text(struct arena *a, struct message *m, const struct mime *mime,
	const struct draft *d, struct slice own, const struct rules *rules)
{
	bool forwarded = false;

	for (size_t i = 0; i < m->line_count; i++) {
		if (d->lines[i].hidden && m->lines[i].sort == LINE_OWN)
			message_reason(a, m, "hidden-text", true);
		forwarded = forwarded || m->lines[i].sort == LINE_FORWARDED;
		if (m->lines[i].claimed)
			message_reason(a, m, "words-below-quote", true);
		if (m->lines[i].sort == LINE_OWN &&
			slice_starts(line_text(m, i), "-----BEGIN PGP MESSAGE"))
			message_reason(a, m, "encrypted", true);
	}
	/* own words may stand below a quote of any length */
	if (d->more)
		message_reason(a, m, "too-long", true);
	for (size_t i = 0; i < mime->count; i++)
		forwarded =
			forwarded || (mime_is(&mime->parts[i], "message/rfc822") && own.len == 0);
	if (invitation_copied(a, own, rules))
		message_reason(a, m, "unmarked-quote", true);
	/* our own invitation, passed on with words above it, is an answer to it */
	if (forwarded && (own.len == 0 || !m->quotes_invitation))
		message_reason(a, m, "forwarded", true);
	if (has_attachment(mime) &&
		(own.len == 0 ||
			(pattern_words(own) <= ATTACHED_WORDS && !has_digit(own) &&
				pattern_match(&rules->quotes->attached, own) != NULL &&
				!invitation_named(a, own, rules, false))))
		message_reason(a, m, "attachment-only", true);
}

/* ---- calendar ---- */

/* The same answer often comes twice: in the text, and attached. */
static bool same_answer(const struct calendar_reply *a, const struct calendar_reply *b)
{
	return strcasecmp(a->method, b->method) == 0 && a->partstat == b->partstat &&
		strcmp(a->uid, b->uid) == 0 && strcasecmp(a->attendee, b->attendee) == 0;
}

/* Whether what stands beside a calendar is a program's ("Anna Beispiel hat zugesagt"): it begins with
 * the name of who sent it. */
static bool said_by_program(struct arena *a, const struct envelope *env, struct slice own)
{
	struct slice name = pattern_fold(a, slice_of(env->from.name));
	struct slice address = pattern_fold(a, slice_of(env->from.address));

	return (name.len > 0 && slice_starts(own, arena_string(a, name))) ||
		(address.len > 0 && slice_starts(own, arena_string(a, address)));
}

static void read_calendar(struct arena *a, struct message *m, const struct mime *mime,
	struct slice own, const struct rules *rules)
{
	struct calendar_reply *c;
	size_t read = 0;

	for (size_t i = 0; i < mime->count && read < CALENDARS_MAX; i++) {
		if (!mime_is(&mime->parts[i], "text/calendar") &&
			!mime_is(&mime->parts[i], "application/ics"))
			continue;
		c = calendar_read(a, &mime->parts[i], rules);
		if (read++ == 0)
			m->calendar = c;
		else if (!same_answer(m->calendar, c))
			m->calendar->partstat = PARTSTAT_OTHER;
	}
	c = m->calendar;
	if (c == NULL)
		return;
	if (!slice_is_ci(slice_of(c->method), "REPLY")) {
		/* an invitation that came back in a quote asks for nothing; a counter does */
		if (slice_is_ci(slice_of(c->method), "COUNTER"))
			message_reason(a, m, "calendar-counter", true);
		else
			m->calendar = NULL;
		return;
	}
	if (c->partstat == PARTSTAT_TENTATIVE)
		message_reason(a, m, "calendar-tentative", true);
	else if (c->partstat == PARTSTAT_OTHER)
		message_reason(a, m, "calendar-unclear", true);
	else if ((!said_by_program(a, m->envelope, own) &&
			 told_against(
				 a, rules->languages, own, c->partstat == PARTSTAT_ACCEPTED)) ||
		told_against(a, rules->languages, pattern_fold(a, slice_of(c->comment)),
			c->partstat == PARTSTAT_ACCEPTED))
		message_reason(a, m, "calendar-unclear", true);
	if (c->attendee[0] == '\0' || strcasecmp(c->attendee, m->envelope->from.address) != 0)
		message_reason(a, m, "calendar-attendee", true);
}

/* ---- machines ---- */

static bool names_us(const struct envelope *env, const struct rules *rules)
{
	for (size_t i = 0; i < env->to_count; i++) {
		for (size_t k = 0; k < rules->series_count; k++)
			if (strcasecmp(env->to[i].address, rules->series[k]->inbox) == 0)
				return true;
		for (size_t k = 0; k < rules->office->address_count; k++)
			if (strcasecmp(env->to[i].address, rules->office->addresses[k]) == 0)
				return true;
	}
	return false;
}

static void judge(struct arena *a, struct message *m, const struct mime *mime, struct slice own,
	const struct rules *rules)
{
	static const char *const ids[MACHINE_SORTS] = {NULL, "machine", "machine-absence",
		"machine-ticket", "machine-receipt", "machine-list", "machine-report",
		"machine-reaction"};
	struct machine_verdict v = machine_judge(a, m->envelope, mime,
		slice_head(own, MACHINE_TEXT), rules, names_us(m->envelope, rules));
	bool feedback = false;

	if (m->envelope->gateway != NULL) {
		message_reason(a, m, "gateway", false);
		return;
	}
	if (v.mute)
		message_reason(a, m, "machine-address", true);
	m->away = v.away && m->calendar == NULL && !invitation_named(a, own, rules, true);
	if (v.sort == MACHINE_NONE || (m->calendar != NULL && v.sort != MACHINE_REPORT))
		return;
	if (v.contradicted) {
		message_reason(a, m, "machine-contradicts", true);
		return;
	}
	/* words alone, and it speaks of our events: a person may write so; also who asks not to be
	 * answered at that address */
	if (v.doubtful ||
		(!v.proven && v.sort != MACHINE_REPORT &&
			invitation_named(a, own, rules, !v.says_so || v.sort == MACHINE_ROBOT))) {
		/* a person's thanks beside what they ask for: not held, if it is clear */
		message_reason(a, m, "machine-unclear",
			!(v.hinted && v.sort != MACHINE_ABSENCE &&
				invitation_named(a, own, rules, true)));
		return;
	}
	m->automatic = true;
	for (size_t i = 0; i < mime->count; i++)
		feedback = feedback || mime_is(&mime->parts[i], "message/feedback-report");
	if (v.sort == MACHINE_REPORT && !feedback)
		m->bounce = bounce_read(a, m->envelope, mime, m->text, rules);
	if (m->bounce != NULL)
		message_reason(a, m, m->bounce->permanent ? "bounce" : "bounce-delay", false);
	message_reason(a, m, ids[v.sort], false);
	if (v.proof != NULL)
		message_reason(a, m, v.proof, false);
}

struct message *message_read(
	struct arena *a, struct slice letter, const struct envelope *env, const struct rules *rules)
{
	struct message *m = arena_alloc(a, sizeof *m);
	struct mime mime;
	struct gathered g;
	struct slice own;

	m->envelope = env;
	mime_parse(a, letter, env, &mime);
	list_parts(a, m, &mime, letter);
	g = gather_text(a, &mime, rules->quotes);
	m->text = (struct slice){g.draft->text, g.draft->len};
	m->line_count = g.draft->count;
	m->lines = lines_sort(a, g.draft, env, rules);
	own = folded_lines(a, m, 1u << LINE_OWN);
	m->invitation = invitation_answered(a,
		folded_lines(
			a, m, 1u << LINE_QUOTE | 1u << LINE_FORWARDED | 1u << LINE_INTRODUCTION),
		env, rules);
	m->quotes_invitation = m->invitation != NULL;
	read_calendar(a, m, &mime, own, rules);
	judge(a, m, &mime, own, rules);
	for (size_t i = 0; i < rules->office->people_count; i++)
		if (strcasecmp(env->from.address, rules->office->people[i]) == 0)
			message_reason(a, m, "people-only", true);
	if (!m->automatic) {
		m->bounce = forwarded_bounce(a, m, &mime, rules);
		if (m->bounce != NULL)
			message_reason(a, m, "forwarded-bounce", false);
		reasons_of_form(a, m, &mime, &g);
		reasons_of_text(a, m, &mime, g.draft, own, rules);
		if (g.other != NULL && differ(a, m, own, &g, rules))
			message_reason(a, m, "alternatives-differ", true);
	}
	return m;
}

struct slice message_own_words(struct arena *a, const struct message *m)
{
	char *out = arena_alloc(a, m->text.len + 4 * m->line_count + 1);
	size_t n = 0, empty = 0;

	for (size_t i = 0; i < m->line_count; i++) {
		struct slice line = line_text(m, i);
		bool answered = m->lines[i].answered;

		if (m->lines[i].sort != LINE_OWN && !answered)
			continue;
		if (answered)
			while (line.len > 0 && (line.p[0] == '>' || line.p[0] == ' '))
				line = slice_from(line, 1);
		if (slice_trim(line).len == 0) {
			empty++;
			continue;
		}
		if (n > 0)
			out[n++] = '\n';
		if (n > 0 && empty > 0)
			out[n++] = '\n';
		empty = 0;
		if (answered) {
			memcpy(out + n, "> ", 2);
			n += 2;
		}
		memcpy(out + n, line.p, line.len);
		n += line.len;
	}
	return (struct slice){out, n};
}
