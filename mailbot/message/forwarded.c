#include "message/forwarded.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "message/bounce.h"
#include "message/gather.h"
#include "message/header.h"
#include "message/lines.h"
#include "message/machine.h"
#include "rules/pattern.h"

/* Places where a head may begin that are looked at, lines of one, addresses of its To; attached
 * mails that are looked at; words between a head and the next that a person adds who passes on what
 * was passed on to them. */
enum {
	PLACES = 16,
	HEAD_LINES = 16,
	STRAY_LINES = 2,
	TO_MAX = 8,
	ATTACHED_MAX = 4,
	ADDED_WORDS = 40
};
/* Bytes of what is passed on, as much as of a report; and of one line of a head. */
enum { WORDS_BYTES = 64 * 1024, FIELD_BYTES = 400 };

/* The weight that the report's words of one place have together; of one element the first counts. */
static long weight(const struct machines *rules, enum machine_where where, struct slice folded)
{
	long sum = 0;

	for (size_t i = 0; i < rules->word_count; i++)
		if (rules->words[i].is == MACHINE_REPORT && rules->words[i].where == where &&
			pattern_match(&rules->words[i].patterns, folded) != NULL)
			sum += rules->words[i].weight;
	return sum;
}

/* ---- in the text ---- */

/* The head of what is passed on: its values as they stand there, and the line behind it. */
struct carried {
	struct slice from, to, subject;
	size_t end;
};

static bool is_own(const struct message *m, size_t i)
{
	return m->lines[i].sort == LINE_OWN || m->lines[i].sort == LINE_SIGNATURE;
}

/* A line without one '>': a report has such marks of its own. */
static struct slice peeled(const struct message *m, size_t i)
{
	struct slice line = {m->text.p + m->lines[i].start, m->lines[i].end - m->lines[i].start};

	if (line.len > 0 && line.p[0] == '>')
		line = slice_from(line, 1);
	return line.len > 0 && line.p[0] == ' ' ? slice_from(line, 1) : line;
}

/* What stands behind the label's colon, which is a wide one in Chinese. */
static void take(struct slice *into, struct slice line)
{
	static const char wide[] = "\xef\xbc\x9a";
	const char *at = memmem(line.p, line.len, wide, sizeof wide - 1);
	long colon = slice_find(line, ':');
	size_t end = (size_t)colon + 1;

	if (at != NULL && (colon < 0 || at < line.p + colon))
		end = (size_t)(at - line.p) + sizeof wide - 1;
	if (into->len == 0 && end > 0)
		*into = line_bare(slice_trim(slice_from(line, end)));
}

/* The labels from line `i` on ("Von:", "An:", "Betreff:"), or the one line that names the sender
 * ("Am … schrieb Mail Delivery System <…>:"). False where nobody is named. */
static bool read_head(struct arena *a, const struct message *m, const struct quotes *quotes,
	size_t i, struct carried *out)
{
	size_t last = i + HEAD_LINES < m->line_count ? i + HEAD_LINES : m->line_count, stray = 0;
	bool labelled = false;

	*out = (struct carried){0};
	for (; i < last && !is_own(m, i) && stray <= STRAY_LINES; i++) {
		struct slice line = utf8_cut(slice_trim(peeled(m, i)), FIELD_BYTES), value;
		struct slice folded = pattern_fold(a, line);
		enum quote_field f = heads_field(quotes, folded, &value);

		if (f == QUOTE_FIELDS && m->lines[i].sort == LINE_INTRODUCTION && out->end == 0 &&
			address_within(folded)) {
			out->from = line;
			out->end = i + 1;
		}
		stray = f == QUOTE_FIELDS ? stray + (line.len > 0) : 0;
		if (f == QUOTE_FIELDS)
			continue;
		if (f == QUOTE_FROM && labelled)
			break; /* the next head */
		if (f == QUOTE_FROM) {
			labelled = true;
			out->from = (struct slice){0};
			take(&out->from, line);
		} else if (f == QUOTE_TO)
			take(&out->to, line);
		else if (f == QUOTE_SUBJECT)
			take(&out->subject, line);
		out->end = i + 1;
	}
	return out->from.len > 0;
}

/* "Mail Delivery System <MAILER-DAEMON>", "Microsoft Outlook", "postmaster@… [mailto:…]" */
static struct mailbox sender_of(struct arena *a, struct slice from)
{
	struct slice rest = from, name = from;
	const char *address = address_next(a, &rest);

	for (size_t i = 1; i < from.len && name.len == from.len; i++)
		if (strchr("<[(", from.p[i]) != NULL)
			name = slice_head(from, i);
	if (address == NULL)
		address = arena_string(
			a, line_bare(slice_from(from, name.len < from.len ? name.len : 0)));
	while (name.len > 0 && strchr("\"' ", name.p[0]) != NULL)
		name = slice_from(name, 1);
	while (name.len > 0 && strchr("\"' ", name.p[name.len - 1]) != NULL)
		name.len--;
	return (struct mailbox){arena_string(a, name), address};
}

/* The envelope that the report had. It went to whom its head says, and to whoever passes it on: their
 * addresses are not the one that failed. */
static struct envelope *envelope_of(
	struct arena *a, const struct message *m, const struct carried *head)
{
	struct envelope *env = arena_alloc(a, sizeof *env);
	struct slice to = head->to;
	const char *address;

	env->from = sender_of(a, head->from);
	env->subject = arena_string(a, head->subject);
	env->to = arena_array(a, TO_MAX + 1, sizeof *env->to);
	env->to[env->to_count++] = m->envelope->from;
	while (env->to_count <= TO_MAX && (address = address_next(a, &to)) != NULL)
		env->to[env->to_count++] = (struct mailbox){"", address};
	return env;
}

/* What stands below the head, without the sender's own lines. */
static struct slice words_below(struct arena *a, const struct message *m, size_t from)
{
	size_t n = 0, size = from < m->line_count ? m->text.len - m->lines[from].start : 0;
	char *out = arena_alloc(a, size + 1);

	for (size_t i = from; i < m->line_count && n < WORDS_BYTES; i++) {
		struct slice line = peeled(m, i);

		if (is_own(m, i))
			continue;
		memcpy(out + n, line.p, line.len);
		n += line.len;
		out[n++] = '\n';
	}
	return (struct slice){out, n};
}

/* By who sent it or its subject, and by its words; a little more than of a machine's own mail is
 * asked, since a postmaster is a person too. */
static bool is_report(struct arena *a, const struct machines *rules, const struct envelope *env,
	const struct message *m, size_t body, struct slice *words)
{
	long head = weight(rules, IN_MACHINE_SUBJECT, pattern_fold(a, slice_of(env->subject))) +
		weight(rules, IN_MACHINE_NAME, pattern_fold(a, slice_of(env->from.name))) +
		weight(rules, IN_MACHINE_ADDRESS, pattern_fold(a, slice_of(env->from.address)));
	long text;

	if (head == 0)
		return false;
	*words = words_below(a, m, body);
	text = weight(rules, IN_MACHINE_TEXT, pattern_fold(a, *words));
	return text > 0 && head + text > MACHINE_WEIGHT;
}

/* Where a head may begin: at the first line that is not the sender's, at one that says what follows,
 * at a label: what was passed on twice has two heads. */
static bool begins(struct arena *a, const struct message *m, const struct quotes *quotes, size_t i)
{
	struct slice value;

	return !is_own(m, i) &&
		(i == 0 || m->lines[i].sort == LINE_INTRODUCTION ||
			m->lines[i - 1].sort != m->lines[i].sort ||
			heads_field(quotes, pattern_fold(a, utf8_cut(peeled(m, i), FIELD_BYTES)),
				&value) != QUOTE_FIELDS);
}

static struct bounce *in_text(struct arena *a, const struct message *m, const struct rules *rules)
{
	static const struct mime none;
	size_t places = 0, added = 0;

	for (size_t i = 0; i < m->line_count && places < PLACES && added <= ADDED_WORDS; i++) {
		struct carried head;
		struct envelope *env;
		struct slice words;

		if (is_own(m, i))
			continue;
		if (!begins(a, m, rules->quotes, i)) {
			added += pattern_words(peeled(m, i));
			continue;
		}
		places++;
		if (!read_head(a, m, rules->quotes, i, &head))
			continue;
		env = envelope_of(a, m, &head);
		if (is_report(a, rules->machines, env, m, head.end, &words))
			return bounce_read(a, env, &none, words, rules);
		i = head.end - 1;
	}
	return NULL;
}

/* ---- attached ---- */

static struct bounce *in_mail(struct arena *a, struct slice letter, const struct rules *rules)
{
	struct envelope *env = arena_alloc(a, sizeof *env);
	struct machine_verdict v;
	struct mime mime;
	const struct draft *draft;
	struct slice text;

	envelope_read(a, letter, env);
	mime_parse(a, letter, env, &mime);
	for (size_t i = 0; i < mime.count; i++)
		if (mime_is(&mime.parts[i], "message/feedback-report"))
			return NULL;
	draft = gather_text(a, &mime, rules->quotes).draft;
	text = utf8_cut((struct slice){draft->text, draft->len}, WORDS_BYTES);
	v = machine_judge(a, env, &mime, pattern_fold(a, text), rules, false);
	return v.sort == MACHINE_REPORT && !v.doubtful && !v.contradicted
		? bounce_read(a, env, &mime, text, rules)
		: NULL;
}

static struct bounce *attached(struct arena *a, const struct mime *mime, const struct rules *rules)
{
	struct bounce *b = NULL;
	size_t seen = 0;

	for (size_t i = 0; i < mime->count && seen < ATTACHED_MAX && b == NULL; i++) {
		bool more = false;

		if (!mime_is(&mime->parts[i], "message/rfc822") &&
			!mime_is(&mime->parts[i], "message/global"))
			continue;
		seen++;
		b = in_mail(a, mime_decode(a, &mime->parts[i], TEXT_BYTES_MAX, &more), rules);
	}
	return b;
}

struct bounce *forwarded_bounce(struct arena *a, const struct message *m, const struct mime *mime,
	const struct rules *rules)
{
	struct bounce *b = in_text(a, m, rules);

	if (b == NULL)
		b = attached(a, mime, rules);
	return b != NULL && b->address[0] != '\0' ? b : NULL;
}
