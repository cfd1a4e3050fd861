#include "message/invitation.h"

#include <string.h>

#include "rules/office.h"
#include "rules/quotes.h"

/* Bytes of a name that is looked for: shorter ones stand everywhere. */
enum { NAME_BYTES = 5 };

static bool word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* As words of its own: "Bearbeitung" does not hold "Arbeit". */
static bool holds(struct arena *a, struct slice folded, const char *name)
{
	struct slice needle = pattern_fold(a, slice_of(name)), rest = folded;

	while (needle.len >= NAME_BYTES && rest.len >= needle.len) {
		const char *at = memmem(rest.p, rest.len, needle.p, needle.len);
		const char *end;

		if (at == NULL)
			return false;
		end = at + needle.len;
		if ((at == folded.p || !word_byte(at[-1])) &&
			(end == folded.p + folded.len || !word_byte(*end)))
			return true;
		rest = slice_from(rest, (size_t)(at + 1 - rest.p));
	}
	return false;
}

/* How many events of the series the folded text names. */
static size_t names_of(struct arena *a, struct slice folded, const struct series *s, bool titles)
{
	size_t count = 0;

	for (size_t i = 0; i < s->event_count; i++) {
		const struct event *e = &s->events[i];
		bool found = holds(a, folded, e->title);

		for (size_t k = 0; k < e->names.count && !found; k++)
			found = (!titles || strlen(e->names.items[k].text) >= 12) &&
				holds(a, folded, e->names.items[k].text);
		count += found;
	}
	return count;
}

/* The text without the invitation's subject: a machine repeats it, and that names no event. */
static struct slice without_subjects(struct arena *a, struct slice folded, const struct series *s)
{
	char *copy = arena_string(a, folded);

	for (size_t i = 0; i < s->subject_count; i++) {
		struct slice subject = pattern_fold(a, slice_of(s->subjects[i]));
		char *at;

		while (subject.len > 0 &&
			(at = memmem(copy, folded.len, subject.p, subject.len)) != NULL)
			memset(at, ' ', subject.len);
	}
	return (struct slice){copy, folded.len};
}

/* "am 16." where an event is on a 16th. */
static bool names_day(struct slice folded, const struct series *s)
{
	for (size_t i = 0; i + 2 < folded.len; i++) {
		int day = 0;

		if (folded.p[i] < '0' || folded.p[i] > '9' ||
			(i > 0 && folded.p[i - 1] >= '.' && folded.p[i - 1] <= '9') ||
			(i > 1 && folded.p[i - 1] == ' ' && folded.p[i - 2] >= '0' &&
				folded.p[i - 2] <= '9'))
			continue;
		for (; i < folded.len && folded.p[i] >= '0' && folded.p[i] <= '9' && day < 100; i++)
			day = day * 10 + (folded.p[i] - '0');
		for (size_t k = 0; k < s->event_count; k++)
			if (s->events[k].begin.day == day && i < folded.len && folded.p[i] == '.')
				return true;
	}
	return false;
}

bool invitation_named(struct arena *a, struct slice folded, const struct rules *rules, bool days)
{
	for (size_t i = 0; i < rules->series_count; i++) {
		const struct series *s = rules->series[i];

		if (days && names_day(folded, s))
			return true;
		if (names_of(a, without_subjects(a, folded, s), s, false) > 0)
			return true;
	}
	return false;
}

bool invitation_copied(struct arena *a, struct slice folded, const struct rules *rules)
{
	for (size_t i = 0; i < rules->series_count; i++) {
		const struct series *s = rules->series[i];
		size_t count = 0;

		for (size_t k = 0; k < s->event_count; k++)
			count += holds(a, folded, s->events[k].address);
		if (count >= 2)
			return true;
	}
	return false;
}

/* A subject without the tags of our own server ("[EXTERN]"). */
static struct slice without_tags(const struct office *office, struct slice subject)
{
	bool again = true;

	while (again) {
		again = false;
		for (size_t i = 0; i < office->tags.count && !again; i++) {
			struct slice tag = office->tags.items[i].literals[0].text;

			again = tag.len <= subject.len &&
				slice_eq(slice_head(subject, tag.len), tag);
			if (again)
				subject = slice_trim(slice_from(subject, tag.len));
		}
	}
	return subject;
}

const struct series *invitation_answered(
	struct arena *a, struct slice quoted, const struct envelope *env, const struct rules *rules)
{
	const struct series *invitation = NULL;
	bool answered = false, passed_on = false;
	struct slice subject = without_tags(rules->office, pattern_fold(a, slice_of(env->subject)));

	subject = quotes_subject(rules->quotes, subject, &answered, &passed_on);
	subject = without_tags(rules->office, subject);
	for (size_t i = 0; i < rules->series_count && invitation == NULL; i++) {
		const struct series *s = rules->series[i];
		size_t titles = names_of(a, quoted, s, true);

		if (titles >= 2 || (titles == 1 && s->event_count == 1))
			invitation = s;
		for (size_t k = 0; k < s->subject_count && (answered || passed_on); k++)
			if (subject.len > 0 && holds(a, subject, s->subjects[k]))
				invitation = s;
	}
	return invitation;
}
