/*
 * A no: the event that its reason names, whose it is, of what, how far it goes; and what a clause sounds like, for the
 * guess. What stands beside the bank of sentences (tests/sentences/declines-*.tsv) is asked of the functions themselves.
 */
#include "reading-help.h"

#include "reading/frames/declines.h"
#include "reading/frames/moods.h"
#include "reading/guess/guess-events.h"
#include "reading/guess/tones.h"

static const char *ground_of(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	const struct clause *c = help_last(&s);
	struct eset ground = decline_ground(&s, c);

	for (size_t i = 0; i < s.series->event_count; i++)
		if (eset_has(ground, i))
			return s.series->events[i].id;
	return "";
}

static void grounds(void **state)
{
	static const struct help_row table[] = {
		{"Am 16. ist Chorprobe, da müssen Sie ohne mich auskommen.", "bildung"},
		{"Am 18. habe ich Dienst. Ich kann leider nicht kommen.", "arbeit"},
		{"On the 16th I am on call. I can't come.", "bildung"},
		/* the day of another decision, of a question, of two events, of what is turned */
		{"Am 16. komme ich. Ich kann leider nicht.", ""},
		{"Ist am 16. Probe? Ich kann nicht.", ""},
		{"Am 16. und 18. ist Probe. Ich kann nicht.", ""},
		{"Am 16. ist Probe, aber ich kann nicht.", ""},
		{"Am 16. ist keine Probe. Ich kann nicht.", ""},
		/* others, and a sentence too far */
		{"Am 16. ist Chorprobe, da müssen sie ohne mich auskommen.", ""},
		{"Am 16. ist Probe. Das Haus ist voll. Ich kann nicht.", ""},
		/* what names its own */
		{"Am 16. ist Probe. Am 18. kann ich nicht.", ""},
	};
	(void)state;
	HELP_CHECK(table, ground_of);
}

static const char *kinds_of(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	const struct clause *c = help_last(&s);
	return decline_of_thing(&s, c)                           ? "thing"
		: decline_by_others(&s, c)                       ? "others"
		: decline_of_both(&s, c)                         ? "both"
		: decline_until(&s, c)                           ? "until"
		: decline_elsewhere(&s, c)                       ? "elsewhere"
		: decline_again(&s, c)                           ? "again"
		: mood_inverted(&s, c - (c > s.clauses ? 1 : 0)) ? "condition"
								 : "plain";
}

static void kinds(void **state)
{
	static const struct help_row table[] = {
		{"Am 16. wird getanzt, das kann ich nicht.", "thing"},
		{"Am 16. bin ich auf Klassenfahrt, das wird nichts.", "plain"},
		{"Mein Chor muss am 22. ohne mich auskommen.", "others"},
		{"Am 22. müssen Sie ohne mich auskommen.", "plain"},
		{"I can't manage both the 21st and the 22nd.", "both"},
		{"I can't manage the 21st.", "plain"},
		{"Am 18. bin ich vor 17 Uhr verhindert.", "until"},
		{"Am 18. bin ich verhindert.", "plain"},
		{"Zum Kongress kann ich nicht kommen. Rechnen Sie nicht mit mir.", "again"},
		{"Zum Kongress komme ich. Rechnen Sie nicht mit mir.", "plain"},
		{"I can't come on the 18th. I need to attend the East Desk meeting.", "elsewhere"},
		{"I can't come on the 18th. I need to attend the congress.", "plain"},
		{"Komme ich am 18., bringe ich Kuchen mit.", "condition"},
		{"Komme am 18., bringe Kuchen mit.", "plain"},
	};
	(void)state;
	HELP_CHECK(table, kinds_of);
}

static const char *partial_of(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	const struct clause *c = help_last(&s);

	return c->why != NULL ? "some" : "all";
}

static void partial(void **state)
{
	static const struct help_row table[] = {
		{"Für uns beide muss ich den 18. leider absagen.", "all"},
		{"Wir beide können am 18. nicht kommen.", "all"},
		{"Am 18. kommen wir leider nicht zu zweit.", "some"},
		{"Für meinen Mann muss ich den 18. leider absagen.", "some"},
	};
	(void)state;
	HELP_CHECK(table, partial_of);
}

static const char *sound_of(struct arena *a, const char *words)
{
	struct study s = help_frames(a, words);
	const struct clause *c = help_last(&s);
	static const char *const names[] = {"none", "yes", "no"};
	const struct clause *named = c;

	for (const struct clause *b = s.clauses; b <= c; b++)
		named = eset_empty(guess_named(&s, b, false)) ? named : b;
	return names[tone_heard(&s, named)];
}

static void sounds(void **state)
{
	static const struct help_row table[] = {
		{"Ich komme zum Kongress.", "yes"},
		{"Am 16. kann ich nicht.", "no"},
		/* a verb that says no, denied */
		{"Ich muss am 16. nicht absagen.", "yes"},
		{"Am 16. werde ich nicht fehlen.", "yes"},
		/* what is decided near it */
		{"Am 18. wollte ich so gern dabei sein. Es wird also nichts.", "no"},
		{"Am 18. habe ich Dienst. Ich komme trotzdem.", "yes"},
	};
	(void)state;
	HELP_CHECK(table, sound_of);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grounds),
		cmocka_unit_test(kinds),
		cmocka_unit_test(partial),
		cmocka_unit_test(sounds),
	};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
