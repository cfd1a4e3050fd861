#include "reading/words.h"

#include "base/limits.h"
#include "reading/days/days.h"
#include "reading/days/later.h"
#include "reading/days/months.h"
#include "reading/days/weeks.h"
#include "reading/events/echoes.h"
#include "reading/events/events.h"
#include "reading/events/formlines.h"
#include "reading/events/meant.h"
#include "reading/events/pointing.h"
#include "reading/events/vocabulary.h"
#include "reading/lines/atoms.h"
#include "reading/lines/dictation.h"
#include "reading/lines/nouns.h"
#include "reading/lines/rows.h"
#include "reading/lines/shared.h"
#include "reading/lines/tokens.h"
#include "reading/lines/tongues.h"
#include "reading/people/behalf.h"
#include "reading/people/people.h"
#include "reading/people/presented.h"
#include "reading/people/principals.h"
#include "reading/people/unalone.h"
#include "rules/fold.h"
#include "rules/pattern.h"
#include "rules/quotes.h"

/* so few words that no language knows are names and titles: any language will do */
enum { BARE_TOKENS_MAX = 6 };

static bool contains(struct slice text, struct slice part)
{
	for (size_t i = 0; part.len > 0 && i + part.len <= text.len; i++)
		if (slice_eq(slice_head(slice_from(text, i), part.len), part))
			return true;
	return false;
}

/* Words of a text without what separates them. */
static struct slice bare_words(struct arena *a, const char *text)
{
	struct slice key = fold_key(a, slice_of(text));
	char *out = arena_alloc(a, key.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < key.len; i++)
		if (key.p[i] != ' ' && key.p[i] != '\t')
			out[n++] = key.p[i];
	return (struct slice){out, n};
}

/* Whether the subject is the writer's own: no answer's, and not the invitation's. */
static bool subject_is_own(const struct study *s)
{
	const char *subject = s->message->envelope->subject;
	struct slice all = bare_words(s->arena, subject);
	bool answered = false, passed_on = false;

	if (all.len == 0)
		return false;
	for (size_t i = 0; i < s->rules->series_count; i++)
		for (size_t k = 0; k < s->rules->series[i]->subject_count; k++)
			if (contains(all, bare_words(s->arena, s->rules->series[i]->subjects[k])))
				return false;
	quotes_subject(
		s->rules->quotes, pattern_fold(s->arena, slice_of(subject)), &answered, &passed_on);
	return !answered && !passed_on;
}

/* ---- what quoted lines hand down ---- */

/* What the quoted lines before a sentence speak of: the events that they name with their day, else
 * those that they name surely. */
static struct eset quoted_events(const struct study *s, size_t first, size_t end)
{
	struct eset dated = {0}, sure = {0};

	for (size_t i = first; i < end; i++)
		for (size_t k = s->sentences[i].first; k < s->sentences[i].end; k++) {
			const struct atom *a = &s->atoms[k];
			if (a->kind != ATOM_EVENT || a->contradiction || eset_empty(a->events))
				continue;
			if (a->day_known)
				dated = eset_or(dated, a->events);
			if (a->strong)
				sure = eset_or(sure, a->events);
		}
	return eset_empty(dated) ? sure : dated;
}

/* Events of answered lines go to the sentences below them. */
static void hand_down_quotes(struct study *s)
{
	struct eset quoted = {0};
	size_t first = 0;

	for (size_t i = 0; i < s->sentence_count; i++) {
		struct sentence *x = &s->sentences[i];
		if (x->sort == ROW_QUOTE)
			continue;
		if (i > 0 && s->sentences[i - 1].sort == ROW_QUOTE) {
			for (first = i; first > 0 && s->sentences[first - 1].sort == ROW_QUOTE;)
				first--;
			quoted = quoted_events(s, first, i);
		}
		x->quoted = quoted;
	}
}

/* ---- the steps ---- */

static const struct language *first_acting(const struct languages *languages)
{
	const struct language *l = languages_first(languages);

	while (l != NULL && !l->acts)
		l = l->next;
	return l;
}

/* The words, numbers and signs of what somebody wrote; those of a subject that is theirs are among them. */
static size_t body_tokens(const struct study *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->token_count; i++)
		n += s->tokens[i].in != IN_SUBJECT || s->subject_own;
	return n;
}

const struct language *study_lines(struct study *s, const struct language *instead)
{
	s->subject_own = subject_is_own(s);
	tokens_make(s);
	const struct language *rival = tongues_find(s, instead);
	/* behind a mail of ours, the thread says in which language people write */
	size_t words = s->context != NULL ? s->token_count : body_tokens(s);
	if (s->language == NULL && words <= BARE_TOKENS_MAX)
		tongues_find(s, first_acting(s->rules->languages)); /* as bare as it was */
	tokens_mean(s);
	dictation_stop(s);
	shared_verbs(s);
	rows_sort(s);
	return rival;
}

void study_events(struct study *s)
{
	vocabulary_make(s);
	atoms_make(s);
	if (s->atom_count > READING_ATOMS_MAX)
		return;
	nouns_find(s);
	sentences_make(s);
	weeks_find(s);
	months_find(s);
	days_list(s);
	later_find(s);
	events_find(s);
	formlines_pair(s);
}

void study_people(struct study *s)
{
	if (s->atom_count > READING_ATOMS_MAX)
		return;
	people_find(s);
	presented_take(s);
	principals_find(s);
	behalf_take(s);
	unalone_take(s);
	echoes_find(s);
	meant_hear(s);
	hand_down_quotes(s);
	pointing_find(s);
}
