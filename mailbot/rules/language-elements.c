/* The elements of a language file, each into the words and senses that it gives. */
#include "rules/language-compile.h"

#include <string.h>

#include "rules/fold.h"
#include "rules/language-choices.h"

/* One <endings>: what is put behind a stem. */
struct endings {
	const char *id;
	struct ending {
		const char *before, *text; /* ge + stem + t */
		unsigned forms;
		bool joined; /* only together with the particle */
	} * items;
	size_t count, room;
	struct endings *next;
};

static const struct {
	const char *name;
	unsigned form;
} form_names[] = {
	{"1sg", FORM_1SG},
	{"3sg", FORM_3SG},
	{"pl", FORM_PL},
	{"inf", FORM_INF},
	{"part", FORM_PART},
	{"past", FORM_PAST},
	{"irreal", FORM_IRREAL},
	{"imp", FORM_IMP},
	{"gerund", FORM_GERUND},
	{"1pl", FORM_1PL},
	{"not", FORM_NOT},
};

int sense_of(const char *name)
{
	for (int i = 0; i < SENSE_COUNT; i++)
		if (strcmp(sense_names[i], name) == 0)
			return i;
	return -1;
}

/* What an element needs beside it; the schema knows the names. */
static enum needs needs_of(const xmlNode *node)
{
	static const char *const names[NEEDS_COUNT] = {
#define NEEDS_NAME(id, name) [NEEDS_##id] = name,
		NEEDS(NEEDS_NAME)
#undef NEEDS_NAME
	};
	const char *name = xml_attr_or(node, "needs", "");

	for (int i = 0; i < NEEDS_COUNT; i++)
		if (strcmp(names[i], name) == 0)
			return (enum needs)i;
	return NEEDS_NOTHING;
}

/* A text that outlives the file; NULL stays NULL. */
static const char *keep(struct compiling *c, const char *text)
{
	return text != NULL ? arena_string(c->arena, slice_of(text)) : NULL;
}

void language_complain(struct compiling *c, struct place place, const char *what, const char *word)
{
	c->failed = true;
	problem_add(c->problems, place, "%s: '%s'", what, word);
}

static struct says says_sense(enum sense sense)
{
	struct says s = {0};

	senses_add(&s.senses, sense);
	if (sense == SENSE_PARTING)
		senses_add(&s.senses, SENSE_WISH);
	return s;
}

static void give_rare(struct arena *a, struct meaning *m, const struct says *s)
{
	if (s->what == NULL && s->needs == NEEDS_NOTHING && s->stands == NULL)
		return;
	struct rare_meaning *rare = lexicon_rare(a, m);
	rare->what = s->what != NULL ? s->what : rare->what;
	rare->needs = s->needs != NEEDS_NOTHING ? s->needs : rare->needs;
	rare->stands = s->stands != NULL ? s->stands : rare->stands;
}

void meaning_give(struct arena *a, struct meaning *m, const struct says *s, bool abbreviation)
{
	for (int i = 0; i < SENSE_WORDS; i++)
		m->senses.bits[i] |= s->senses.bits[i];
	m->n = s->n != 0 ? s->n : m->n;
	m->ordinal = s->ordinal != 0 ? s->ordinal : m->ordinal;
	m->month = s->month != 0 ? s->month : m->month;
	m->weekday = s->weekday != 0 ? s->weekday : m->weekday;
	give_rare(a, m, s);
	m->core = m->core || s->core;
	m->carries = m->carries || s->carries;
	m->abbreviation = m->abbreviation || abbreviation;
}

/* `*allergie`: also as it is written without marks. */
static void mark_head(struct compiling *c, struct slice key)
{
	const struct slice keys[] = {
		key, fold_transliterated(c->scratch, key), fold_bare(c->scratch, key)};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		lexicon_slot(&c->languages->lexicon, keys[i])->head = true;
}

/* Two months, weekdays or numbers of one word: no letter could be read by both. `has` is what it has, 0: none. */
static void check_value(struct compiling *c, const struct meaning *m, struct place place,
	struct slice text, const char *kind, int has, int says)
{
	if (has == 0 || says == 0 || has == says)
		return;
	struct place before = meaning_place(m);
	c->failed = true;
	problem_add(c->problems, place, "'%.*s' is %s %d in %s:%d, expected the same here, not %d",
		SLICE_ARGS(text), kind, has, before.file, before.line, says);
}

static struct meaning *add_word(
	struct compiling *c, struct slice text, struct place place, const struct says *s)
{
	struct lexicon *l = &c->languages->lexicon;
	bool dot = text.len > 1 && text.p[text.len - 1] == '.';

	if (dot)
		text.len--;
	struct slice key = fold_key(c->scratch, text);
	struct meaning *m = lexicon_meaning(l, lexicon_slot(l, key), c->language, place);
	bool number = senses_has(s->senses, SENSE_NUMBER) && senses_has(m->senses, SENSE_NUMBER);
	check_value(c, m, place, text, "month", m->month, s->month);
	check_value(c, m, place, text, "weekday", m->weekday, s->weekday);
	check_value(c, m, place, text, "ordinal", m->ordinal, s->ordinal);
	check_value(c, m, place, text, "number", number ? m->n : 0, s->n);
	meaning_give(c->arena, m, s, dot);
	if (s->open)
		mark_head(c, key);
	return m;
}

static const struct endings *endings_of(const struct compiling *c, const char *id)
{
	for (const struct endings *e = c->endings; e != NULL; e = e->next)
		if (strcmp(e->id, id) == 0)
			return e;
	return NULL;
}

/* `freundlich@adj`: the stem with each of the endings. */
static void add_expanded(
	struct compiling *c, struct slice text, struct place place, const struct says *s)
{
	long at = slice_find(text, '@');

	if (at < 0) {
		add_word(c, text, place, s);
		return;
	}
	const char *id = arena_string(c->scratch, slice_from(text, (size_t)at + 1));
	const struct endings *e = endings_of(c, id);
	if (e == NULL) {
		language_complain(c, place, "no <endings> of this id stand above", id);
		return;
	}
	for (size_t i = 0; i < e->count; i++)
		add_word(c,
			slice_of(arena_printf(
				c->scratch, "%.*s%s", (int)at, text.p, e->items[i].text)),
			place, s);
}

bool language_next_word(struct slice *rest, struct slice *word)
{
	*rest = slice_trim(*rest);
	size_t n = 0;
	while (n < rest->len && rest->p[n] != ' ')
		n++;
	*word = slice_head(*rest, n);
	*rest = slice_from(*rest, n);
	return n > 0;
}

/* A compound is a kind of what it ends with: `Sprachlehrerin`. What a word does to a request must not hang
 * on how an unknown one ends. */
static bool names_things(const struct says *s)
{
	return senses_has(s->senses, SENSE_NEED) || senses_has(s->senses, SENSE_RELATION) ||
		senses_has(s->senses, SENSE_GROUP) || senses_has(s->senses, SENSE_FIELD) ||
		senses_has(s->senses, SENSE_OBSTACLE);
}

static void add_text(struct compiling *c, const xmlNode *node, char separator, const struct says *s)
{
	struct xml_pieces pieces = xml_split(node, separator);

	c->phrase_meaning = NULL;
	for (size_t i = 0; i < pieces.count; i++) {
		struct slice text = slice_of(pieces.items[i].text);
		struct says open = *s;
		if (text.len > 1 && text.p[0] == '*') {
			text = slice_from(text, 1);
			open.open = true;
			if (!names_things(s) || slice_find(text, ' ') >= 0)
				language_complain(c, pieces.items[i].place,
					"only single words of need, relation, group, field and "
					"obstacle may begin with *",
					pieces.items[i].text);
		}
		struct choices choices = language_choices(c, text, pieces.items[i].place);
		for (size_t k = 0; k < choices.count; k++)
			if (slice_find(choices.items[k], ' ') >= 0)
				language_add_phrase(c, choices.items[k], pieces.items[i].place, s);
			else
				add_expanded(c, choices.items[k], pieces.items[i].place, &open);
	}
}

static void add_words(struct compiling *c, const xmlNode *node)
{
	const char *name = xml_attr_or(node, "sense", "");
	int sense = sense_of(name);

	if (sense < 0) {
		language_complain(c, xml_place(node), "no sense has this name", name);
		return;
	}
	struct says s = says_sense((enum sense)sense);
	s.n = (int)xml_attr_number(node, "n", 0);
	s.what = keep(c, xml_attr(node, "what"));
	s.needs = needs_of(node);
	s.stands = keep(c, xml_attr(node, "stands"));
	s.carries = xml_attr_flag(node, "carries", false);
	s.core = sense == SENSE_NEG || sense == SENSE_HEDGE || sense == SENSE_EXCEPT ||
		sense == SENSE_OR;
	add_text(c, node, '|', &s);
}

static void add_numbered(struct compiling *c, const xmlNode *node)
{
	int n = (int)xml_attr_number(node, "n", 0);
	struct says s = {0};

	if (xml_is(node, "month")) {
		s = says_sense(SENSE_MONTH);
		s.month = n;
	} else if (xml_is(node, "weekday")) {
		s = says_sense(SENSE_WEEKDAY);
		s.weekday = n;
	} else if (xml_is(node, "ordinal")) {
		s = says_sense(SENSE_ORDINAL);
		s.ordinal = n;
	} else {
		s = says_sense(SENSE_NUMBER);
		s.n = n;
	}
	add_text(c, node, '|', &s);
}

static unsigned forms_of(const char *names)
{
	struct slice rest = slice_of(names), word;
	unsigned forms = 0;

	while (language_next_word(&rest, &word))
		for (size_t i = 0; i < sizeof form_names / sizeof *form_names; i++)
			if (slice_is(word, form_names[i].name))
				forms |= form_names[i].form;
	return forms;
}

static void add_name_ending(struct compiling *c, const char *text)
{
	struct language *l = c->language;
	struct slice key = fold_key(c->arena, slice_of(text)), bare = fold_bare(c->arena, key);

	if (key.len == 0)
		return;
	ARENA_PUSH(c->arena, l->name_endings, l->name_ending_count, l->name_ending_room, key);
	if (!slice_eq(bare, key))
		ARENA_PUSH(
			c->arena, l->name_endings, l->name_ending_count, l->name_ending_room, bare);
}

static void add_endings(struct compiling *c, const xmlNode *node)
{
	struct endings *e = arena_alloc(c->scratch, sizeof *e);
	bool names = xml_attr_flag(node, "names", false);

	e->id = xml_attr_or(node, "id", "");
	XML_EACH(form, node, "form")
	{
		struct xml_pieces pieces = xml_split(form, ' ');
		for (size_t i = 0; i < pieces.count; i++) {
			const char *text = pieces.items[i].text;
			struct ending one = {
				.before = xml_attr_or(form, "before", ""),
				.text = strcmp(text, "-") == 0 ? "" : text,
				.forms = forms_of(xml_attr_or(form, "is", "")),
				.joined = xml_attr_flag(form, "joined", false),
			};
			ARENA_PUSH(c->scratch, e->items, e->count, e->room, one);
			if (names)
				add_name_ending(c, one.text);
		}
	}
	e->next = c->endings;
	c->endings = e;
}

static void add_form(struct compiling *c, const struct verb *v, struct slice text, unsigned forms,
	bool joined, struct place place)
{
	struct says s = forms & FORM_NOT ? says_sense(SENSE_NEG) : (struct says){0};

	s.core = (forms & FORM_NOT) != 0;
	lexicon_inflect(&c->languages->lexicon, add_word(c, text, place, &s), v, forms, joined);
}

/* A form alone, and with its particle in front (`anmelde`, `anzumelden`). */
static void add_forms(struct compiling *c, const struct verb *v, const char *text, unsigned forms,
	bool joined_only, struct place place)
{
	if (!joined_only)
		add_form(c, v, slice_of(text), forms, v->particle.len == 0, place);
	if (v->particle.len == 0 || !c->language->joins)
		return;
	add_form(c, v, slice_of(arena_printf(c->scratch, "%.*s%s", SLICE_ARGS(v->particle), text)),
		forms, true, place);
	if (forms & FORM_INF && c->language->infinitive.len > 0)
		add_form(c, v,
			slice_of(arena_printf(c->scratch, "%.*s%.*s%s", SLICE_ARGS(v->particle),
				SLICE_ARGS(c->language->infinitive), text)),
			FORM_INF, true, place);
}

static void add_verb(struct compiling *c, const xmlNode *node)
{
	struct verb *v = arena_alloc(c->arena, sizeof *v);
	struct place place = xml_place(node);
	const char *stem = xml_attr(node, "stem");
	int sense = sense_of(xml_attr_or(node, "sense", ""));

	if (sense < 0) {
		language_complain(
			c, place, "no sense has this name", xml_attr_or(node, "sense", ""));
		return;
	}
	*v = (struct verb){
		.sense = (enum sense)sense,
		.particle = fold_key(c->arena, slice_of(xml_attr_or(node, "particle", ""))),
		.needs = needs_of(node),
		.final = xml_attr_flag(node, "final", false),
		.language = c->language,
		.place = place,
	};
	struct xml_pieces beside = xml_attr_split(node, "with", ' ');
	for (size_t i = 0; i < beside.count; i++)
		ARENA_PUSH(c->arena, v->beside, v->beside_count, v->beside_room,
			fold_key(c->arena, slice_of(beside.items[i].text)));
	if (v->particle.len > 0) {
		struct says particle = says_sense(SENSE_PARTICLE);
		add_word(c, v->particle, place, &particle);
	}
	bool of_stem =
		false; /* its forms are whole words, and at least one of them begins with its stem */
	XML_EACH(form, node, "form")
	{
		struct xml_pieces pieces = xml_split(form, ' ');
		for (size_t i = 0; i < pieces.count; i++) {
			add_forms(c, v, pieces.items[i].text, forms_of(xml_attr_or(form, "is", "")),
				xml_attr_flag(form, "joined", false), pieces.items[i].place);
			of_stem = of_stem || stem == NULL ||
				slice_starts(slice_of(pieces.items[i].text), stem);
		}
	}
	if (stem == NULL || xml_attr(node, "endings") == NULL) {
		if (!of_stem)
			language_complain(c, place,
				"a verb has forms that are whole words, or a stem and the id of its endings",
				stem != NULL ? stem : "");
		return;
	}
	const struct endings *e = endings_of(c, xml_attr_or(node, "endings", ""));
	if (e == NULL) {
		language_complain(c, place, "no <endings> of this id stand above",
			xml_attr_or(node, "endings", ""));
		return;
	}
	struct xml_pieces stems = xml_attr_split(node, "stem", ' ');
	for (size_t k = 0; k < stems.count; k++)
		for (size_t i = 0; i < e->count; i++)
			add_forms(c, v,
				arena_printf(c->scratch, "%s%s%s", e->items[i].before,
					stems.items[k].text, e->items[i].text),
				e->items[i].forms, e->items[i].joined, place);
}

/* can't, wont: what they stand for. */
static void add_contraction(struct compiling *c, const xmlNode *node)
{
	struct xml_pieces pieces = xml_split(node, '|');
	struct says s = {0};

	for (size_t i = 0; i < pieces.count; i++) {
		struct meaning *m =
			add_word(c, slice_of(pieces.items[i].text), pieces.items[i].place, &s);
		struct slice rest = slice_of(xml_attr_or(node, "is", "")), word;
		size_t words = pattern_words(rest);
		struct rare_meaning *rare = lexicon_rare(c->arena, m);
		rare->stands_for = arena_array(c->arena, words, sizeof *rare->stands_for);
		rare->stands_for_count = 0;
		while (language_next_word(&rest, &word))
			rare->stands_for[rare->stands_for_count++] =
				arena_copy(c->arena, fold_key(c->scratch, word));
	}
}

void language_add_element(struct compiling *c, const xmlNode *node)
{
	static const struct {
		const char *name;
		enum sense sense;
	} lists[] = {
		{"request-safe", SENSE_SAFE}, {"harmless", SENSE_HARMLESS}, {"unit", SENSE_UNIT}};

	if (xml_is(node, "words") || xml_is(node, "idiom"))
		add_words(c, node);
	else if (xml_is(node, "verb"))
		add_verb(c, node);
	else if (xml_is(node, "contraction"))
		add_contraction(c, node);
	else if (xml_is(node, "endings"))
		add_endings(c, node);
	else if (xml_is(node, "month") || xml_is(node, "weekday") || xml_is(node, "ordinal") ||
		xml_is(node, "number"))
		add_numbered(c, node);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (xml_is(node, lists[i].name)) {
			struct says s = says_sense(lists[i].sense);
			add_text(c, node, ' ', &s);
		}
}
