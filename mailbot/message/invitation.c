#include "message/invitation.h"

#include <string.h>

#include "rules/mentions.h"
#include "rules/office.h"
#include "rules/quotes.h"

/* Of each series the events that the text mentions in one of those ways. */
static struct eset *mentioned(
	struct arena *a, struct slice folded, const struct rules *rules, unsigned kinds)
{
	struct eset *found = arena_array(a, rules->series_count, sizeof *found);

	mentions_find(rules->mentions, folded, kinds, found);
	return found;
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
	const unsigned kinds = MENTION_TITLE | MENTION_LONG_NAME | MENTION_NAME;
	const struct eset *found = mentioned(a, folded, rules, kinds);

	for (size_t i = 0; i < rules->series_count; i++) {
		const struct series *s = rules->series[i];

		if (days && names_day(folded, s))
			return true;
		if (!eset_empty(found[i]) &&
			!eset_empty(mentioned(a, without_subjects(a, folded, s), rules, kinds)[i]))
			return true;
	}
	return false;
}

bool invitation_copied(struct arena *a, struct slice folded, const struct rules *rules)
{
	const struct eset *found = mentioned(a, folded, rules, MENTION_ADDRESS);

	for (size_t i = 0; i < rules->series_count; i++)
		if (eset_count(found[i]) >= 2)
			return true;
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
	const struct eset *names = mentioned(a, quoted, rules, MENTION_TITLE | MENTION_LONG_NAME);
	bool answered = false, passed_on = false;
	struct slice subject = without_tags(rules->office, pattern_fold(a, slice_of(env->subject)));

	subject = quotes_subject(rules->quotes, subject, &answered, &passed_on);
	subject = without_tags(rules->office, subject);
	const struct eset *subjects = mentioned(a, subject, rules, MENTION_SUBJECT);
	for (size_t i = 0; i < rules->series_count && invitation == NULL; i++) {
		const struct series *s = rules->series[i];
		size_t titles = eset_count(names[i]);

		if (titles >= 2 || (titles == 1 && s->event_count == 1) ||
			((answered || passed_on) && !eset_empty(subjects[i])))
			invitation = s;
	}
	return invitation;
}
