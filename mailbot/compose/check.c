/* A look at templates and catalogues before any mail needs them. */
#include "compose/compose.h"

#include <string.h>

#include "compose/view.h"

static const char *const mails[] = {"confirmation.txt", "cancelled.txt", "decline.txt",
	"receipt.txt", "correction.txt", "which-events.txt", "which-cancel.txt",
	"confirm-cancel.txt", "withdrawn.txt", "reminder.txt", "mailing.txt", "staff.txt",
	"notice.txt"};

/* The sentences that mails are made of, with the fields that they may have. */
static const struct {
	const char *group, *id, *data;
} sentences[] = {
	{"mail", "reply", "{\"subject\": \"\"}"},
	{"mail", "no-subject",
		"{\"organiser\": \"\", \"series\": \"\", \"person\": \"\", \"phone\": \"\"}"},
	{"subjects", "reminder", "{\"title\": \"\", \"day\": \"\", \"series\": \"\", \"n\": 1}"},
	{"subjects", "reminder-several",
		"{\"title\": \"\", \"day\": \"\", \"series\": \"\", \"n\": 2}"},
	{"subjects", "notice", "{\"subject\": \"\", \"series\": \"\"}"},
	{"subjects", "notice-off", "{\"subject\": \"\", \"series\": \"\"}"},
	{"subjects", "confirm-cancel", "{\"series\": \"\"}"},
	{"subjects", "mailing", "{\"subject\": \"\"}"},
	{"subjects", "staff", "{\"n\": 1}"},
	{"subjects", "staff-alarm", "{\"n\": 1}"},
	{"subjects", "withdrawn", "{\"series\": \"\"}"},
	{"mail", "link", "{}"},
	{"mail", "two", "{\"first\": \"\", \"last\": \"\"}"},
	{"mail", "more", "{\"first\": \"\", \"last\": \"\"}"},
	{"seats", "one", "{\"n\": 1}"},
	{"seats", "other", "{\"n\": 2}"},
	{"dates", "day",
		"{\"weekday\": \"\", \"month\": \"\", \"month-number\": 1, \"day\": 1, \"year\": 1,"
		" \"hour\": 1, \"minute\": \"\"}"},
	{"dates", "time", "{\"hour\": 1, \"minute\": \"\"}"},
	{"dates", "same-day",
		"{\"begin\": {\"day\": \"\", \"time\": \"\"}, \"end\": {\"day\": \"\", \"time\": \"\"}}"},
	{"dates", "several-days",
		"{\"begin\": {\"day\": \"\", \"time\": \"\"}, \"end\": {\"day\": \"\", \"time\": \"\"}}"},
	{"dates", "open-end", "{\"begin\": {\"day\": \"\", \"time\": \"\"}}"},
};

static const struct {
	const char *name;
	size_t words;
} lists[] = {{"weekdays", 7}, {"months", 12}};

/* A mail in which everything stands that one can have; the ids of hints and the event are made up. */
static const char sample[] =
	"{\"salutation\": {\"name\": \"A\"}, \"series\": {\"title\": \"S\", \"organiser\": \"O\"},"
	" \"understood\": [{\"action\": \"register\", \"event\": {\"title\": \"E\", \"begin\":"
	" \"2011-02-16T18:00\"}}], \"state\": [{\"event\": {\"title\": \"E\", \"begin\":"
	" \"2011-02-16T18:00\"}}], \"choices\": [{\"title\": \"E\", \"begin\":"
	" \"2011-02-16T18:00\"}], \"notices\": [{\"before\": {\"title\": \"E\", \"begin\":"
	" \"2011-02-16T18:00\"}, \"after\": null}],"
	" \"changed\": true, \"question\": true, \"reasons\": [], \"text\": \"T\","
	" \"staff\": {\"count\": 1, \"waiting\": [{\"number\": 1, \"reason\": \"r\", \"since\":"
	" \"2011-02-16T18:00\", \"event\": \"E\", \"urgent\": true}], \"alarms\": [{\"what\": \"w\","
	" \"why\": \"y\", \"since\": \"2011-02-16T18:00\", \"over\": true}]},"
	" \"quote\": \"Q\"}";

static int check_catalogue(const struct catalogue *c, struct problems *problems)
{
	int rc = 0;

	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
		json_t *data = json_loads(sentences[i].data, 0, NULL);
		if (catalogue_check(c, sentences[i].group, sentences[i].id, data, problems) != 0)
			rc = -1;
		json_decref(data);
	}
	for (size_t i = 0; i < sizeof lists / sizeof *lists && !catalogue_partly(c); i++)
		if (catalogue_item(c, lists[i].name, lists[i].words - 1) == NULL ||
			catalogue_item(c, lists[i].name, lists[i].words) != NULL)
			rc = problem_add(problems, catalogue_place(c, lists[i].name, NULL),
				"a list '%s' of %zu words is expected", lists[i].name,
				lists[i].words);
	return catalogue_partly(c) ? -1 : rc;
}

static int check_mails(const char *dir, const struct templates_language *l,
	const struct catalogue *catalogue, struct problems *problems)
{
	struct arena *a = problems->arena;
	const struct identity who = {"a@b.example", "N", "P", "0"};
	json_t *facts = json_loads(sample, 0, NULL);
	struct err e;
	json_t *view = view_make(a, facts, &who, catalogue, &e);
	int rc = 0;

	json_decref(facts);
	if (view == NULL)
		return problem_add(problems, (struct place){NULL, 0}, "%s", e.text);
	json_array_append_new(json_object_get(view, "hints"), json_string("H"));
	for (size_t i = 0; i < sizeof mails / sizeof *mails; i++) {
		const struct template *t = template_set_get(l->set, mails[i]);
		if (t == NULL)
			rc = problem_add(problems,
				(struct place){arena_printf(a, "%s/%s", dir, l->code), 0},
				"there is no %s, a mail that is needed", mails[i]);
		else if (template_check(t, view, problems) != 0)
			rc = -1;
	}
	json_decref(view);
	return rc;
}

/* Its own where that is sound, else any that is: what a mail is made of has the same names in every language. */
static const struct catalogue *best_catalogue(
	const struct templates *t, const bool *sound, size_t own)
{
	const struct templates_language *l;

	for (size_t i = 0; !sound[own] && (l = templates_at(t, i)) != NULL; i++)
		if (sound[i])
			return l->catalogue;
	return templates_at(t, own)->catalogue;
}

static size_t count_languages(const struct templates *t)
{
	size_t n = 0;

	while (templates_at(t, n) != NULL)
		n++;
	return n;
}

int compose_templates(struct arena *a, const char *dir, const char *language,
	struct templates **out, struct problems *problems)
{
	const struct templates_language *l;
	int rc = templates_load(a, dir, language, out, problems);
	bool *sound = arena_array(a, count_languages(*out) + 1, sizeof *sound);

	for (size_t i = 0; (l = templates_at(*out, i)) != NULL; i++) {
		sound[i] = l->catalogue != NULL && check_catalogue(l->catalogue, problems) == 0;
		if (!sound[i])
			rc = -1;
	}
	/* The mails are made of the catalogue's sentences; one that is broken must not hide what else
	   is wrong. */
	for (size_t i = 0; (l = templates_at(*out, i)) != NULL; i++) {
		const struct catalogue *c = best_catalogue(*out, sound, i);
		if (l->set != NULL && c != NULL && check_mails(dir, l, c, problems) != 0)
			rc = -1;
	}
	return rc;
}
