#include "rules/sentences.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

static int saying_of(struct slice label)
{
	for (int i = 0; i < SAYING_COUNT; i++)
		if (slice_is(label, saying_names[i]))
			return i;
	return -1;
}

static const char *all_sayings(struct arena *a)
{
	const char *text = saying_names[0];

	for (int i = 1; i < SAYING_COUNT; i++)
		text = arena_printf(a, "%s, %s", text, saying_names[i]);
	return text;
}

/* A line that is for people only. */
static bool is_aside(struct slice line)
{
	return slice_trim(line).len == 0 || line.p[0] == '#';
}

static int check_line(struct slice line, struct place place, struct bank *b,
	size_t of[SAYING_COUNT], struct problems *problems)
{
	long tab = slice_find(line, '\t');

	if (is_aside(line))
		return 0;
	if (!utf8_valid(line))
		return problem_add(problems, place,
			"a character that is not UTF-8, expected a file saved as UTF-8");
	if (tab < 0)
		return problem_add(
			problems, place, "no tab, expected a label, a tab, and the sentence");
	int saying = saying_of(slice_trim(slice_head(line, (size_t)tab)));
	if (saying < 0)
		return problem_add(problems, place, "the label is '%.*s', expected one of %s",
			(int)tab < 40 ? (int)tab : 40, line.p, all_sayings(problems->arena));
	if (slice_trim(slice_from(line, (size_t)tab)).len == 0)
		return problem_add(problems, place, "no sentence behind the label");
	if (b->count >= SENTENCES_MAX)
		return problem_add(problems, place, "more sentences than %d", SENTENCES_MAX);
	of[saying]++;
	b->count++;
	return 0;
}

/* `rules/sentences/de.txt` -> `de` */
static const char *code_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
	long dot = slice_find(slice_of(name), '.');

	return arena_string(a, slice_head(slice_of(name), dot < 0 ? strlen(name) : (size_t)dot));
}

/* Without a sentence of every kind it would take each for one of those that it knows. */
static int check_kinds(const size_t of[SAYING_COUNT], struct place file, struct problems *problems)
{
	int rc = 0;

	for (int i = 0; i < SAYING_COUNT; i++)
		if (of[i] == 0)
			rc = problem_add(problems, file,
				"no sentence has the label '%s', expected some", saying_names[i]);
	return rc;
}

int sentences_compile(struct arena *a, const struct rule_file *file, struct bank **into,
	struct problems *problems)
{
	struct bank *b = arena_alloc(a, sizeof *b);
	struct slice rest = file->bytes, line;
	size_t of[SAYING_COUNT] = {0};
	int rc = 0;

	b->text = file->bytes;
	b->code = code_of(a, file->name);
	for (int number = 1; slice_line(&rest, &line); number++)
		if (check_line(line, (struct place){file->name, number}, b, of, problems) != 0)
			rc = -1;
	if (rc != 0 || check_kinds(of, (struct place){file->name, 0}, problems) != 0)
		return -1;
	b->next = *into;
	*into = b;
	return 0;
}

struct labelled *sentences_labelled(struct arena *a, const struct bank *b)
{
	struct labelled *all = arena_array(a, b->count, sizeof *all);
	struct slice rest = b->text, line;

	for (size_t n = 0; n < b->count && slice_line(&rest, &line);) {
		long tab = slice_find(line, '\t');
		if (is_aside(line))
			continue;
		all[n++] = (struct labelled){
			(enum saying)saying_of(slice_trim(slice_head(line, (size_t)tab))),
			slice_trim(slice_from(line, (size_t)tab))};
	}
	return all;
}

void sentences_learn(struct arena *a, struct bank *banks, const struct languages *languages)
{
	for (struct bank *b = banks; b != NULL; b = b->next) {
		const struct language *l = languages != NULL ? languages_first(languages) : NULL;
		struct arena *scratch = arena_new();
		while (l != NULL && strcmp(l->code, b->code) != 0)
			l = l->next;
		b->likeness =
			likeness_learn(a, languages, l, sentences_labelled(scratch, b), b->count);
		arena_free(&scratch);
	}
}

const struct bank *sentences_bank(const struct bank *banks, const char *code)
{
	while (banks != NULL && strcmp(banks->code, code) != 0)
		banks = banks->next;
	return banks;
}
