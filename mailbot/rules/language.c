#include "rules/language.h"

#include <string.h>

#include "base/limits.h"
#include "rules/fold.h"
#include "rules/lexicon.h"
#include "rules/xml.h"

struct languages {
	struct language *first, *last;
	struct lexicon lexicon;
};

struct near_word {
	struct slice key;
	uint64_t letters; /* of `key` */
	const struct meaning *meaning;
};

/* Shorter words are a slip away from too many others. */
enum { ALARM_LETTERS_MIN = 4, DAY_LETTERS_MIN = 5 };

const char *const sense_names[SENSE_COUNT] = {
#define SENSE_NAME(id, name) [SENSE_##id] = name,
	SENSES(SENSE_NAME)
#undef SENSE_NAME
};

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

/* What compiling one file needs. */
struct compiling {
	struct arena *arena, *scratch; /* what is kept, what one file's compiling needs */
	struct languages *languages;
	struct language *language;
	struct endings *endings;
	struct problems *problems;
	bool failed;
};

/* What an element says of each of its words. */
struct says {
	struct senses senses;
	int n, ordinal, month, weekday;
	const char *what, *needs, *stands;
	bool core, carries;
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

static int sense_of(const char *name)
{
	for (int i = 0; i < SENSE_COUNT; i++)
		if (strcmp(sense_names[i], name) == 0)
			return i;
	return -1;
}

/* A text that outlives the file; NULL stays NULL. */
static const char *keep(struct compiling *c, const char *text)
{
	return text != NULL ? arena_string(c->arena, slice_of(text)) : NULL;
}

static void complain(struct compiling *c, struct place place, const char *what, const char *word)
{
	c->failed = true;
	problem_add(c->problems, place, "%s: '%s'", what, word);
}

static struct says says_sense(enum sense sense)
{
	struct says s = {0};

	senses_add(&s.senses, sense);
	return s;
}

static void give_rare(struct arena *a, struct meaning *m, const struct says *s)
{
	if (s->what == NULL && s->needs == NULL && s->stands == NULL)
		return;
	struct rare_meaning *rare = lexicon_rare(a, m);
	rare->what = s->what != NULL ? s->what : rare->what;
	rare->needs = s->needs != NULL ? s->needs : rare->needs;
	rare->stands = s->stands != NULL ? s->stands : rare->stands;
}

static void give(struct arena *a, struct meaning *m, const struct says *s, bool abbreviation)
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

static struct meaning *add_word(
	struct compiling *c, struct slice text, struct place place, const struct says *s)
{
	bool dot = text.len > 1 && text.p[text.len - 1] == '.';

	if (dot)
		text.len--;
	struct slice key = fold_key(c->scratch, text);
	struct slot *slot = lexicon_slot(c->arena, &c->languages->lexicon, key);
	struct meaning *m = lexicon_meaning(c->arena, slot, c->language, place);
	give(c->arena, m, s, dot);
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
		complain(c, place, "no <endings> of this id stand above", id);
		return;
	}
	for (size_t i = 0; i < e->count; i++)
		add_word(c,
			slice_of(arena_printf(
				c->scratch, "%.*s%s", (int)at, text.p, e->items[i].text)),
			place, s);
}

static bool next_word(struct slice *rest, struct slice *word)
{
	*rest = slice_trim(*rest);
	size_t n = 0;
	while (n < rest->len && rest->p[n] != ' ')
		n++;
	*word = slice_head(*rest, n);
	*rest = slice_from(*rest, n);
	return n > 0;
}

static void add_part(
	struct compiling *c, struct phrase *p, size_t *room, struct slice word, struct place place)
{
	struct phrase_part part = {.element = ELEMENT_WORD};

	if (slice_is(word, "…")) {
		part.element = ELEMENT_GAP;
	} else if (slice_starts(word, "{") && word.p[word.len - 1] == '}') {
		const char *name =
			arena_string(c->scratch, slice_head(slice_from(word, 1), word.len - 2));
		int sense = sense_of(name);
		if (sense < 0)
			complain(c, place, "no sense has this name", name);
		part.element = ELEMENT_SENSE;
		part.sense = sense < 0 ? SENSE_SAFE : (enum sense)sense;
	} else {
		if (word.len > 1 && word.p[word.len - 1] == '.')
			word.len--;
		part.word =
			lexicon_slot(c->arena, &c->languages->lexicon, fold_key(c->scratch, word));
	}
	ARENA_PUSH(c->scratch, p->parts, p->count, *room, part);
}

static bool same_parts(const struct phrase *a, const struct phrase *b)
{
	if (a->count != b->count || a->question != b->question || a->closes != b->closes)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->parts[i].element != b->parts[i].element ||
			a->parts[i].sense != b->parts[i].sense ||
			a->parts[i].word != b->parts[i].word)
			return false;
	return true;
}

/* The meaning of the same phrase in another list; NULL. */
static struct meaning *phrase_meaning(const struct compiling *c, const struct phrase *p)
{
	for (const struct phrase *q = p->parts[0].word->phrases; q != NULL; q = q->next)
		if (q->meaning->language == c->language && same_parts(p, q))
			return q->meaning;
	return NULL;
}

static void file_phrase(struct compiling *c, struct phrase *p)
{
	struct slot *slot = lexicon_slot(c->arena, &c->languages->lexicon, p->parts[0].word->key);
	struct phrase **where = &slot->phrases;

	if (p->count > 1 && p->parts[1].element == ELEMENT_WORD)
		p->second = p->parts[1].word;
	while (*where != NULL && (*where)->count >= p->count)
		where = &(*where)->next;
	p->next = *where;
	*where = p;
}

static struct phrase *keep_phrase(struct arena *a, const struct phrase *p)
{
	struct phrase *copy = arena_alloc(a, sizeof *copy);

	*copy = *p;
	copy->parts = arena_array(a, p->count, sizeof *copy->parts);
	memcpy(copy->parts, p->parts, p->count * sizeof *copy->parts);
	return copy;
}

/* The phrase as people without umlauts write it; NULL where it has none. */
static struct phrase *transliterated(struct compiling *c, const struct phrase *p)
{
	struct phrase *copy = NULL;

	for (size_t i = 0; i < p->count; i++) {
		if (p->parts[i].element != ELEMENT_WORD)
			continue;
		struct slice key = p->parts[i].word->key;
		struct slice latin = fold_transliterated(c->scratch, key);
		if (slice_eq(latin, key))
			continue;
		if (copy == NULL)
			copy = keep_phrase(c->arena, p);
		copy->parts[i].word = lexicon_slot(c->arena, &c->languages->lexicon, latin);
	}
	return copy;
}

static void add_phrase(
	struct compiling *c, struct slice text, struct place place, const struct says *s)
{
	struct phrase p = {.count = 0};
	struct slice rest = text, word;
	size_t room = 0;

	while (next_word(&rest, &word)) {
		if (slice_is(word, "?"))
			p.question = true;
		else if (slice_is(word, "."))
			p.closes = true;
		else
			add_part(c, &p, &room, word, place);
	}
	if (p.count == 0 || p.parts[0].element != ELEMENT_WORD ||
		p.parts[p.count - 1].element == ELEMENT_GAP) {
		complain(c, place, "a phrase begins with a word, and does not end with a gap",
			arena_string(c->scratch, text));
		return;
	}
	p.meaning = phrase_meaning(c, &p);
	if (p.meaning != NULL) {
		give(c->arena, p.meaning, s, false);
		return;
	}
	p.meaning = lexicon_new_meaning(c->arena, c->language, place);
	give(c->arena, p.meaning, s, false);
	file_phrase(c, keep_phrase(c->arena, &p));
	struct phrase *latin = transliterated(c, &p);
	if (latin != NULL)
		file_phrase(c, latin);
}

static void add_text(struct compiling *c, const xmlNode *node, char separator, const struct says *s)
{
	struct xml_pieces pieces = xml_split(node, separator);

	for (size_t i = 0; i < pieces.count; i++) {
		struct slice text = slice_of(pieces.items[i].text);
		if (slice_find(text, ' ') >= 0)
			add_phrase(c, text, pieces.items[i].place, s);
		else
			add_expanded(c, text, pieces.items[i].place, s);
	}
}

static void add_words(struct compiling *c, const xmlNode *node)
{
	const char *name = xml_attr_or(node, "sense", "");
	int sense = sense_of(name);

	if (sense < 0) {
		complain(c, xml_place(node), "no sense has this name", name);
		return;
	}
	struct says s = says_sense((enum sense)sense);
	s.n = (int)xml_attr_number(node, "n", 0);
	s.what = keep(c, xml_attr(node, "what"));
	s.needs = keep(c, xml_attr(node, "needs"));
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

	while (next_word(&rest, &word))
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
	struct meaning *m = add_word(c, text, place, &s);
	struct inflection *f = arena_alloc(c->arena, sizeof *f);

	*f = (struct inflection){v, forms, joined, m->inflections};
	m->inflections = f;
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
		complain(c, place, "no sense has this name", xml_attr_or(node, "sense", ""));
		return;
	}
	*v = (struct verb){
		.sense = (enum sense)sense,
		.particle = fold_key(c->arena, slice_of(xml_attr_or(node, "particle", ""))),
		.needs = keep(c, xml_attr_or(node, "needs", "")),
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
	XML_EACH(form, node, "form")
	{
		struct xml_pieces pieces = xml_split(form, ' ');
		for (size_t i = 0; i < pieces.count; i++)
			add_forms(c, v, pieces.items[i].text, forms_of(xml_attr_or(form, "is", "")),
				xml_attr_flag(form, "joined", false), pieces.items[i].place);
	}
	if (stem == NULL || xml_attr(node, "endings") == NULL)
		return;
	const struct endings *e = endings_of(c, xml_attr_or(node, "endings", ""));
	if (e == NULL) {
		complain(c, place, "no <endings> of this id stand above",
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
		while (next_word(&rest, &word))
			rare->stands_for[rare->stands_for_count++] =
				arena_copy(c->arena, fold_key(c->scratch, word));
	}
}

static void add_element(struct compiling *c, const xmlNode *node)
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

static struct languages *languages_new(struct arena *a, struct languages *there)
{
	return there != NULL ? there : arena_alloc(a, sizeof(struct languages));
}

static struct language *language_known(struct languages *l, const char *code)
{
	struct language *each = l->first;

	while (each != NULL && strcmp(each->code, code) != 0)
		each = each->next;
	return each;
}

/* The language of that code; a second file of the same code adds to the first, and says of the
 * language what the first one leaves out. */
static struct language *language_of(struct arena *a, struct languages *l, const xmlNode *root)
{
	const char *code = xml_attr_or(root, "code", "");
	struct language *it = language_known(l, code);

	if (it == NULL) {
		it = arena_alloc(a, sizeof *it);
		*it = (struct language){
			.code = arena_string(a, slice_of(code)),
			.acts = xml_attr_flag(root, "acts", false),
			.number = l->last != NULL ? l->last->number + 1 : 0,
			.joins = true,
		};
		if (l->last != NULL)
			l->last->next = it;
		else
			l->first = it;
		l->last = it;
	}
	if (xml_attr(root, "infinitive") != NULL)
		it->infinitive = fold_key(a, slice_of(xml_attr_or(root, "infinitive", "")));
	if (xml_attr(root, "particles") != NULL)
		it->joins = strcmp(xml_attr_or(root, "particles", ""), "joined") == 0;
	it->verb_last = xml_attr_flag(root, "verb-last", it->verb_last);
	it->nouns = xml_attr_flag(root, "noun-capitals", it->nouns);
	return it;
}

int language_compile(struct arena *a, const struct rule_file *file, const struct rule_file *schema,
	struct languages **into, struct problems *problems)
{
	struct arena *scratch = arena_new();
	xmlDoc *doc = xml_read(scratch, file, schema, problems);
	int rc = -1;

	if (doc == NULL)
		goto out;
	*into = languages_new(a, *into);
	struct compiling c = {
		.arena = a, .scratch = scratch, .languages = *into, .problems = problems};
	c.language = language_of(a, *into, xml_root(doc));
	XML_EACH(node, xml_root(doc), NULL)
	add_element(&c, node);
	rc = c.failed ? -1 : 0;
out:
	xml_free(&doc);
	arena_free(&scratch);
	return rc;
}

int language_compile_head(struct arena *a, const struct rule_file *file,
	const struct rule_file *schema, struct languages **into, struct problems *problems)
{
	struct arena *scratch = arena_new();
	xmlDoc *doc = xml_read(scratch, file, schema, problems);
	bool read = doc != NULL;

	if (read) {
		*into = languages_new(a, *into);
		language_of(a, *into, xml_root(doc));
	}
	xml_free(&doc);
	arena_free(&scratch);
	return read ? 0 : -1;
}

/* What decides, negates or doubts. */
static bool alarms(const struct meaning *m)
{
	static const enum sense senses[] = {SENSE_NEG, SENSE_HEDGE, SENSE_EXCEPT, SENSE_NO,
		SENSE_CANCELLATION, SENSE_RETRACT, SENSE_SWAP, SENSE_OPEN, SENSE_DECLINE};

	if (SENSES_HAVE_ANY(m->senses, senses))
		return true;
	for (const struct inflection *f = m->inflections; f != NULL; f = f->next)
		if (f->joined &&
			(f->verb->sense == SENSE_CANCEL || f->verb->sense == SENSE_DECLINE))
			return true;
	return false;
}

static void list_near(
	struct arena *a, struct languages *l, const struct slot *slot, const struct meaning *m)
{
	struct language *of = l->first;
	struct near_words *list = NULL;

	while (of != m->language)
		of = of->next;
	if (alarms(m))
		list = &of->alarms;
	else if ((m->month != 0 || m->weekday != 0) && slot->key.len >= DAY_LETTERS_MIN)
		list = &of->days;
	if (list != NULL)
		ARENA_PUSH(a, list->items, list->count, list->room,
			((struct near_word){slot->key, slice_letters(slot->key), m}));
}

static int by_length(const void *left, const void *right)
{
	const struct near_word *a = left, *b = right;

	return (a->key.len > b->key.len) - (a->key.len < b->key.len);
}

/* Alarms stand in order of their length: nearly all of them are too short or too long. */
static void list_all_near(struct arena *a, struct languages *l)
{
	for (size_t i = 0; i < l->lexicon.size; i++) {
		const struct slot *slot = l->lexicon.slots[i];
		if (slot == NULL || slot->key.len < ALARM_LETTERS_MIN)
			continue;
		for (const struct meaning *m = slot->meanings; m != NULL; m = m->next)
			list_near(a, l, slot, m);
	}
	for (struct language *one = l->first; one != NULL; one = one->next)
		if (one->alarms.count > 0)
			qsort(one->alarms.items, one->alarms.count, sizeof *one->alarms.items,
				by_length);
}

/* Whether one edit (insert, delete, replace, swap of neighbours) makes the one of the other. */
static bool one_edit(struct slice a, struct slice b)
{
	size_t head = 0, tail = 0;

	while (head < a.len && head < b.len && a.p[head] == b.p[head])
		head++;
	while (tail < a.len - head && tail < b.len - head &&
		a.p[a.len - 1 - tail] == b.p[b.len - 1 - tail])
		tail++;
	size_t left_a = a.len - head - tail, left_b = b.len - head - tail;
	if (left_a <= 1 && left_b <= 1)
		return true;
	return left_a == 2 && left_b == 2 && a.p[head] == b.p[head + 1] &&
		a.p[head + 1] == b.p[head];
}

/* The same of a word on a list; `letters` are the key's. */
static bool near(const struct near_word *w, struct slice key, uint64_t letters)
{
	return w->key.len <= key.len + 1 && key.len <= w->key.len + 1 &&
		slice_letters_near(w->letters, letters, 1) && one_edit(w->key, key);
}

const struct meaning *language_near_day(const struct language *l, struct slice key)
{
	const struct meaning *found = NULL;
	uint64_t letters = slice_letters(key);

	for (size_t i = 0; i < l->days.count && key.len >= DAY_LETTERS_MIN; i++) {
		const struct meaning *m = l->days.items[i].meaning;
		if (!near(&l->days.items[i], key, letters))
			continue;
		if (found != NULL && (found->month != m->month || found->weekday != m->weekday))
			return NULL;
		found = m;
	}
	return found;
}

const struct meaning *language_near_alarm(const struct language *l, struct slice key)
{
	const struct near_words *all = &l->alarms;
	uint64_t letters = slice_letters(key);
	size_t low = 0;

	for (size_t high = all->count; low < high;) {
		size_t middle = low + (high - low) / 2;
		if (all->items[middle].key.len + 1 < key.len)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < all->count && all->items[low].key.len <= key.len + 1 &&
		key.len >= ALARM_LETTERS_MIN;
		low++)
		if (near(&all->items[low], key, letters))
			return all->items[low].meaning;
	return NULL;
}

static const char *phrase_text(struct arena *a, const struct phrase *p)
{
	const char *text = "";

	for (size_t i = 0; i < p->count; i++) {
		struct slice part = p->parts[i].element == ELEMENT_WORD ? p->parts[i].word->key
			: p->parts[i].element == ELEMENT_GAP            ? SLICE("…")
									: SLICE("{}");
		text = arena_printf(a, "%s%s%.*s", text, i > 0 ? " " : "", SLICE_ARGS(part));
	}
	return text;
}

/* What stands in a phrase that changes nothing is seen by nobody: a `not`, an `or` in it must be meant
 * to be there. */
static int check_hidden(const struct phrase *p, struct problems *problems)
{
	const struct meaning *m = p->meaning;
	bool hides = senses_has(m->senses, SENSE_SAFE) || senses_has(m->senses, SENSE_HARMLESS);

	for (size_t i = 0; hides && !m->core && !m->carries && i < p->count; i++) {
		const struct meaning *w = p->parts[i].element != ELEMENT_WORD
			? NULL
			: meaning_in(p->parts[i].word->meanings, m->language);
		if (w != NULL && w->core)
			return problem_add(problems, m->place,
				"'%s' would hide '%.*s', a word of negation, doubt, exception or "
				"choice; expected it in no phrase that changes nothing, or "
				"carries=\"yes\" on an element of phrases that are meant so",
				phrase_text(problems->arena, p), SLICE_ARGS(p->parts[i].word->key));
	}
	return 0;
}

int languages_check(const struct languages *l, struct problems *problems)
{
	int rc = 0;

	for (size_t i = 0; i < l->lexicon.size; i++) {
		const struct slot *slot = l->lexicon.slots[i];
		for (const struct phrase *p = slot != NULL ? slot->phrases : NULL; p != NULL;
			p = p->next)
			if (check_hidden(p, problems) != 0)
				rc = -1;
	}
	return rc;
}

void languages_finish(struct arena *a, struct languages **into)
{
	*into = languages_new(a, *into);
	list_all_near(a, *into);
	lexicon_derive(a, &(*into)->lexicon);
}

const struct slot *languages_slot(const struct languages *l, struct slice key)
{
	return lexicon_find(&l->lexicon, key);
}

const struct meaning *meaning_in(const struct meaning *m, const struct language *language)
{
	while (m != NULL && m->language != language)
		m = m->next;
	return m;
}

const struct meaning *languages_word(const struct languages *l, struct slice key)
{
	const struct slot *slot = lexicon_find(&l->lexicon, key);

	return slot != NULL ? slot->meanings : NULL;
}

const struct meaning *languages_meaning(
	const struct languages *l, struct slice key, const struct language *language)
{
	return meaning_in(languages_word(l, key), language);
}

const struct language *languages_first(const struct languages *l)
{
	return l->first;
}

bool language_acts(const struct languages *l, const char *code)
{
	for (const struct language *one = l != NULL ? l->first : NULL; one != NULL; one = one->next)
		if (strcmp(one->code, code) == 0)
			return one->acts;
	return false;
}
