/* Language files: what is expanded from them, and every mistake with its line. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/file.h"
#include "base/limits.h"
#include "rules/fold.h"
#include "rules/language.h"
#include "rules/xml.h"

#define HEAD "<language code=\"xx\" acts=\"no\" infinitive=\"zu\" particles=\"joined\">\n"
#define TAIL "\n</language>"

static int add(struct arena *a, const char *xml, struct languages **into, struct problems *problems)
{
	struct rule_file schema = {
		.kind = RULE_LANGUAGE, .schema = true, .name = "rules/language.xsd"};
	struct rule_file file = {.kind = RULE_LANGUAGE, .name = "xx.xml"};
	struct err e = {""};
	size_t len = strlen(xml);
	char *heap = xmalloc(len);

	memcpy(heap, xml, len);
	file.bytes = (struct slice){heap, len};
	assert_int_equal(file_read(a, schema.name, RULE_FILE_BYTES_MAX, &schema.bytes, &e), 0);
	struct xml_schema *compiled = xml_schema_read(&schema, problems);
	assert_non_null(compiled);
	int rc = language_compile(a, &file, compiled, into, problems);
	xml_schema_free(&compiled);
	free(heap);
	return rc;
}

/* As the last file. */
static int compile(
	struct arena *a, const char *xml, struct languages **into, struct problems *problems)
{
	int rc = add(a, xml, into, problems);

	languages_finish(a, into);
	return rc;
}

#define WORDS_16 "a a a a a a a a a a a a a a a a "

static void mistakes(void **state)
{
	static const struct {
		const char *xml;
		int line;
		const char *says;
	} table[] = {
		{HEAD "<words sense=\"comes\">x</words>" TAIL, 2, "comes"},
		{HEAD "<words sense=\"safe\">freundlich@adj</words>" TAIL, 2, "adj"},
		{HEAD "<verb stem=\"meld\" endings=\"weak\" sense=\"come\"/>" TAIL, 2, "weak"},
		{HEAD "<words sense=\"safe\">… komme</words>" TAIL, 2, "begins with a word"},
		{HEAD "<words sense=\"safe\">" WORDS_16 WORDS_16 WORDS_16 WORDS_16 WORDS_16 WORDS_16
				WORDS_16 WORDS_16 WORDS_16 WORDS_16 WORDS_16 WORDS_16 WORDS_16
					WORDS_16 WORDS_16 WORDS_16 "</words>" TAIL,
			2, "255"},
		{HEAD "<words sense=\"safe\">komme {gone}</words>" TAIL, 2, "gone"},
		{HEAD "<words sense=\"safe\">*fest</words>" TAIL, 2, "begin with *"},
		{HEAD "<words sense=\"safe\">ja [gern</words>" TAIL, 2, "brackets"},
		{HEAD "<words sense=\"safe\">a (b/c/d) (b/c/d) (b/c/d) (b/c/d) (b/c/d) (b/c/d)</words>" TAIL,
			2, "512"},
		{HEAD "\n<month>Mai</month>" TAIL, 3, "n"},
		{"<language code=\"deutsch\" acts=\"yes\"><unit>Uhr</unit></language>", 1,
			"deutsch"},
		{"<language code=\"de\" acts=\"maybe\"><unit>Uhr</unit></language>", 1, "maybe"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct arena *a = arena_new();
		struct problems problems = {.arena = a};
		struct languages *l = NULL;
		assert_int_equal(compile(a, table[i].xml, &l, &problems), -1);
		assert_true(problems.count > 0);
		if (problems.items[0].place.line != table[i].line ||
			strstr(problems.items[0].text, table[i].says) == NULL)
			fail_msg("%s: line %d: %s", table[i].xml, problems.items[0].place.line,
				problems.items[0].text);
		arena_free(&a);
	}
}

/* A phrase that changes nothing may not hide a word that must be accounted for, unless it is meant to. */
static void hidden_words(void **state)
{
	static const struct {
		const char *xml;
		int line; /* 0: nothing wrong */
	} table[] = {
		{"<words sense=\"negation\">kein</words>\n<words sense=\"safe\">gern | kein Problem</words>",
			3},
		{"<words sense=\"harmless\">so oder so</words>\n<words sense=\"or\">oder</words>",
			2},
		{"<words sense=\"or\">oder</words>\n<words sense=\"safe\" carries=\"yes\">so oder so</words>",
			0},
		{"<words sense=\"hedge\">wohl</words>\n<words sense=\"come\">komme wohl oder übel</words>",
			0},
		{"<words sense=\"hedge\">wohl | wohl eher</words>\n<words sense=\"safe\">sehr gern</words>",
			0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct arena *a = arena_new();
		struct problems problems = {.arena = a};
		struct languages *l = NULL;
		const char *xml = arena_printf(a, "%s%s%s", HEAD, table[i].xml, TAIL);
		assert_int_equal(compile(a, xml, &l, &problems), 0);
		assert_int_equal(languages_check(l, true, &problems), table[i].line == 0 ? 0 : -1);
		assert_int_equal(problems.count, table[i].line == 0 ? 0 : 1);
		if (table[i].line != 0) {
			assert_int_equal(problems.items[0].place.line, table[i].line);
			assert_non_null(strstr(problems.items[0].text, "would hide"));
		}
		arena_free(&a);
	}
}

static const struct meaning *look(struct arena *a, const struct languages *l, const char *word)
{
	return languages_word(l, fold_key(a, slice_of(word)));
}

/* The only phrase of two words. */
static const struct meaning *look_both(
	struct arena *a, const struct languages *l, const char *first, const char *second)
{
	struct phrase_run run = phrases_behind(languages_slot(l, fold_key(a, slice_of(first))),
		languages_slot(l, fold_key(a, slice_of(second))));

	assert_int_equal(run.count, 1);
	return run.items[0].meaning;
}

static const struct phrase *phrase_of(
	const struct languages *l, const char *first, const char *second)
{
	struct phrase_run run = phrases_behind(
		languages_slot(l, slice_of(first)), languages_slot(l, slice_of(second)));

	assert_int_equal(run.count, 1);
	return run.items;
}

/* Phrases of one line share what they mean; one that is said again means more, and its neighbours do not. */
static void phrases_of_a_line(void **state)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct languages *l = NULL;

	(void)state;
	assert_int_equal(
		compile(a,
			HEAD "<words sense=\"safe\">sehr schön | ganz gern | ganz gern</words>\n"
			     "<words sense=\"wish\">sehr schön</words>" TAIL,
			&l, &problems),
		0);
	const struct meaning *said_again = look_both(a, l, "sehr", "schön"),
			     *other = look_both(a, l, "ganz", "gern");
	assert_true(senses_has(said_again->senses, SENSE_SAFE));
	assert_true(senses_has(said_again->senses, SENSE_WISH));
	assert_int_equal(meaning_place(said_again).line, 2);
	assert_ptr_equal(look_both(a, l, "sehr", "schoen"), said_again);
	assert_true(senses_has(other->senses, SENSE_SAFE));
	assert_false(senses_has(other->senses, SENSE_WISH));
	arena_free(&a);
}

/* What is alike stands once: what words of a line mean, how their verbs' forms and phrases end. */
static void kept_once(void **state)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct languages *l = NULL;

	(void)state;
	assert_int_equal(
		compile(a,
			HEAD "<words sense=\"safe\">heute | morgen | Tür</words>\n"
			     "<words sense=\"safe\">gestern</words>\n"
			     "<words sense=\"musing\">ich esse … so gern | wer isst … so gern | "
			     "sie essen so gern</words>" TAIL,
			&l, &problems),
		0);
	assert_ptr_equal(look(a, l, "heute"), look(a, l, "morgen"));
	assert_ptr_not_equal(look(a, l, "heute"), look(a, l, "gestern"));
	assert_true(look(a, l, "tuer")->derived && !look(a, l, "heute")->derived);
	const struct phrase *p = phrase_of(l, "ich", "esse"), *same = phrase_of(l, "wer", "isst"),
			    *other = phrase_of(l, "sie", "essen");
	assert_ptr_equal(p->rest, same->rest);
	assert_ptr_equal(p->meaning, same->meaning);
	assert_int_equal(p->count, 5);
	assert_int_equal(p->rest[0].element, ELEMENT_GAP);
	assert_int_equal(p->rest[1].what, languages_slot(l, SLICE("so"))->number);
	assert_int_equal(other->rest[0].what, p->rest[1].what);
	arena_free(&a);
}

static void full_forms(void **state)
{
	static const char xml[] = HEAD
		"<endings id=\"weak\"><form is=\"1sg\">e</form><form is=\"pl inf\">en</form>"
		"<form is=\"part\" before=\"ge\">et</form></endings>\n"
		"<verb stem=\"meld\" endings=\"weak\" particle=\"an\" sense=\"register\"/>\n"
		"<words sense=\"negation\">würgt</words><words sense=\"safe\">schön | ca.</words>"
		"<request-safe>schon</request-safe>" TAIL;
	static const struct {
		const char *word;
		unsigned forms;
		bool joined;
	} verbs[] = {
		{"melde", FORM_1SG, false},
		{"MELDEN", FORM_PL | FORM_INF, false},
		{"anmelden", FORM_PL | FORM_INF, true},
		{"anzumelden", FORM_INF, true},
		{"angemeldet", FORM_PART, true},
	};
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct languages *l = NULL;

	(void)state;
	assert_int_equal(compile(a, xml, &l, &problems), 0);
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		const struct meaning *m = look(a, l, verbs[i].word);
		assert_non_null(m);
		assert_non_null(m->inflections);
		assert_int_equal(m->inflections->forms, verbs[i].forms);
		assert_int_equal(m->inflections->joined, verbs[i].joined);
		assert_int_equal(m->inflections->verb->sense, SENSE_REGISTER);
	}
	assert_null(look(a, l, "meldet"));
	/* without marks it is found, unless it is a word of its own; core words never are */
	assert_non_null(look(a, l, "schoen"));
	assert_null(look(a, l, "wurgt"));
	assert_non_null(look(a, l, "wuergt"));
	assert_false(senses_has(look(a, l, "schon")->senses, SENSE_NEG));
	assert_true(look(a, l, "ca")->abbreviation);
	arena_free(&a);
}

/* Words that stand in no list mean what they end with, where that is open. */
static void open_words(void **state)
{
	static const char xml[] = HEAD
		"<endings id=\"adj\"><form is=\"1sg\">- e en</form></endings>\n"
		"<words sense=\"need\" what=\"food\">*allergie | *unverträglichkeit | *allergisch@adj | Gluten</words>"
		"<words sense=\"safe\">Energie</words>" TAIL;
	static const struct {
		const char *word;
		bool need;
	} table[] = {
		{"allergie", true},
		{"Nussallergie", true},
		{"Laktoseunverträglichkeit", true},
		{"Laktoseunvertraeglichkeit", true},
		{"nussallergische", true},
		{"xallergie", false},
		{"Weizengluten", false},
	};
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct languages *l = NULL;

	(void)state;
	assert_int_equal(compile(a, xml, &l, &problems), 0);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct slot *slot = languages_slot(l, fold_key(a, slice_of(table[i].word)));
		bool need = slot != NULL && senses_has(slot->meanings->senses, SENSE_NEED);
		if (need != table[i].need)
			fail_msg("%s", table[i].word);
	}
	arena_free(&a);
}

/* The phrases of a word by their second one, longest first, of equals the first; from several files. */
static void phrases_of_a_word(void **state)
{
	static const char *const files[] = {
		HEAD
		"<words sense=\"safe\">ja gern | ja … bitte | ja gern doch | ja sehr</words>" TAIL,
		HEAD "<words sense=\"safe\">ja gern auch ? | ja</words>"
		     "<words sense=\"come\">ja gern</words>" TAIL,
	};
	static const struct {
		const char *second; /* NULL: no word */
		size_t count;
		uint32_t numbers[4], parts[4];
	} table[] = {
		{"gern", 3, {0, 2, 4}, {2, 3, 3}},
		{"sehr", 1, {3}, {2}},
		{NULL, 1, {1}, {3}},
		{"bitte", 0, {0}, {0}},
	};
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct languages *l = NULL;

	(void)state;
	assert_int_equal(add(a, files[0], &l, &problems), 0);
	assert_int_equal(compile(a, files[1], &l, &problems), 0);
	const struct slot *first = languages_slot(l, SLICE("ja"));
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct slot *second = table[i].second != NULL
			? languages_slot(l, slice_of(table[i].second))
			: NULL;
		struct phrase_run run = phrases_behind(first, second);
		assert_int_equal(run.count, table[i].count);
		for (size_t k = 0; k < run.count; k++) {
			assert_int_equal(run.items[k].number, table[i].numbers[k]);
			assert_int_equal(run.items[k].count, table[i].parts[k]);
			assert_int_equal(
				run.items[k].second, second != NULL ? second->number + 1 : 0);
		}
	}
	/* of three words, by the third */
	struct phrase_run gern = phrases_behind(first, languages_slot(l, SLICE("gern")));
	assert_ptr_equal(phrases_on(gern, NULL).items, gern.items);
	assert_int_equal(phrases_on(gern, NULL).count, 1);
	assert_ptr_equal(phrases_on(gern, languages_slot(l, SLICE("auch"))).items, gern.items + 2);
	assert_int_equal(phrases_on(gern, languages_slot(l, SLICE("auch"))).count, 1);
	assert_int_equal(phrases_on(gern, first).count, 0);
	/* the same phrase again gives its meaning more */
	assert_true(senses_has(gern.items[0].meaning->senses, SENSE_SAFE));
	assert_true(senses_has(gern.items[0].meaning->senses, SENSE_COME));
	assert_int_equal(phrases_behind(languages_slot(l, SLICE("gern")), first).count, 0);
	arena_free(&a);
}

/* `[…]` may be missing, `(…)` may not; a word alone may be left of it. */
static void choices(void **state)
{
	static const struct {
		const char *first, *second;
		size_t count;
	} table[] = {
		{"ist", "nicht", 2},
		{"ist", "noch", 2},
		{"ist", "gut", 0},
		{"nie", "mehr", 1},
		{"nie", "nicht", 0},
	};
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct languages *l = NULL;

	(void)state;
	assert_int_equal(compile(a,
				 HEAD "<words sense=\"musing\">ist [noch] nicht (gut/so gut) | "
				      "nie [mehr]</words>" TAIL,
				 &l, &problems),
		0);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct slot *first = languages_slot(l, slice_of(table[i].first));
		const struct slot *second = languages_slot(l, slice_of(table[i].second));
		size_t count = second != NULL ? phrases_behind(first, second).count : 0;
		assert_int_equal(count, table[i].count);
	}
	assert_true(senses_has(languages_slot(l, SLICE("nie"))->meanings->senses, SENSE_MUSING));
	arena_free(&a);
}

static void keys(void **state)
{
	static const struct {
		const char *word, *folded, *latin, *bare;
	} table[] = {
		{"Grüße", "grüsse", "gruesse", "grusse"},
		{"MOECHTE", "moechte", "moechte", "moechte"},
		{"ISTANBUL", "istanbul", "istanbul", "istanbul"},
		{"çağrı", "çağrı", "cagri", "cagri"},
		{"Ökonomie", "ökonomie", "oekonomie", "okonomie"},
		{"Конгресс", "конгресс", "kongress", "kongress"},
		{"geht’s", "geht's", "geht's", "geht's"},
		{"ﬁn", "fin", "fin", "fin"},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct slice key = fold_key(a, slice_of(table[i].word));
		assert_string_equal(arena_string(a, key), table[i].folded);
		assert_string_equal(arena_string(a, fold_transliterated(a, key)), table[i].latin);
		assert_string_equal(arena_string(a, fold_bare(a, key)), table[i].bare);
	}
	arena_free(&a);
}

/* Whatever way it takes: each character between others, a capital before it and a letter behind it. */
static void folds_as_unicode_does(void **state)
{
	(void)state;
	for (int32_t c = 0x80; c < 0x2600; c++) {
		struct arena *a = arena_new();
		utf8proc_uint8_t text[16] = "A", *folded = NULL;
		size_t n = 1 + (size_t)utf8proc_encode_char(c, text + 1);
		text[n++] = 'z';
		utf8proc_ssize_t len = utf8proc_map(text, (utf8proc_ssize_t)n, &folded,
			UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
				UTF8PROC_IGNORE);
		struct slice key = fold_key(a, (struct slice){(char *)text, n});
		assert_true(len > 0);
		if (c == 0x2019)
			assert_string_equal(arena_string(a, key), "a'z");
		else
			assert_string_equal(arena_string(a, key), (char *)folded);
		free(folded);
		arena_free(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes),
		cmocka_unit_test(hidden_words),
		cmocka_unit_test(phrases_of_a_line),
		cmocka_unit_test(kept_once),
		cmocka_unit_test(full_forms),
		cmocka_unit_test(open_words),
		cmocka_unit_test(phrases_of_a_word),
		cmocka_unit_test(choices),
		cmocka_unit_test(keys),
		cmocka_unit_test(folds_as_unicode_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
