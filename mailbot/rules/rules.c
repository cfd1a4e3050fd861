#include "rules/rules.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <malloc.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "rules/callings.h"
#include "rules/language.h"
#include "rules/machines.h"
#include "rules/mentions.h"
#include "rules/office.h"
#include "rules/owners.h"
#include "rules/quotes.h"
#include "rules/sentences.h"
#include "rules/shipped.h"
#include "rules/switches.h"
#include "rules/xml.h"

/* One load of the rules; what the kinds' compilers add to. */
struct compiling {
	struct rules *rules;
	struct problems *problems;
	size_t series_room;
	struct languages *languages;
	struct xml_schema *language_schema; /* NULL: not compiled yet */
	struct machines *machines;
	struct quotes *quotes;
	struct office *office;
	struct bank *banks;
	struct switches switches;
	bool heads; /* rules_compile_heads */
};

static int compile_series(
	struct compiling *c, const struct rule_file *file, const struct rule_file *schema);
static int compile_language(
	struct compiling *c, const struct rule_file *file, const struct rule_file *schema);
static int compile_machines(
	struct compiling *c, const struct rule_file *file, const struct rule_file *schema);
static int compile_quotes(
	struct compiling *c, const struct rule_file *file, const struct rule_file *schema);
static int compile_office(
	struct compiling *c, const struct rule_file *file, const struct rule_file *schema);
static int compile_sentences(
	struct compiling *c, const struct rule_file *file, const struct rule_file *schema);

/* The kinds, in the order in which they are read and compiled. */
static const struct kind {
	const char *name; /* of its schema, and of its file or folder */
	const char *suffix; /* .xml files have a schema, .txt files none */
	bool folder; /* DIR/NAME/…SUFFIX, at least one; else the one file DIR/NAME.xml */
	const char *example; /* what the file that is missing may be called */
	int (*compile)(
		struct compiling *c, const struct rule_file *file, const struct rule_file *schema);
} kinds[RULE_KINDS] = {
	[RULE_SERIES] = {"series", ".xml", true, "masterplan-2011.xml", compile_series},
	[RULE_LANGUAGE] = {"language", ".xml", true, "de.xml", compile_language},
	[RULE_MACHINES] = {"machines", ".xml", false, NULL, compile_machines},
	[RULE_QUOTES] = {"quotes", ".xml", false, NULL, compile_quotes},
	[RULE_OFFICE] = {"office", ".xml", false, NULL, compile_office},
	[RULE_SENTENCES] = {"sentences", ".txt", true, "de.txt", compile_sentences},
};

static bool has_schema(enum rule_kind kind)
{
	return strcmp(kinds[kind].suffix, ".xml") == 0;
}

const char *rule_kind_name(enum rule_kind kind)
{
	return kinds[kind].name;
}

/* ---- reading ---- */

static int add_file(
	struct arena *a, struct rule_file file, struct rule_files *out, struct problems *problems)
{
	struct err e = {""};

	if (out->count >= RULE_FILES_MAX)
		return problem_add(problems, (struct place){file.name, 0},
			"these are more files than %d, the limit for a folder of rules",
			RULE_FILES_MAX);
	if (file_read(a, file.name, RULE_FILE_BYTES_MAX, &file.bytes, &e) != 0)
		return problem_add(problems, (struct place){NULL, 0}, "%s", e.text);
	ARENA_PUSH(a, out->items, out->count, out->room, file);
	return 0;
}

static int add_folder(struct arena *a, const char *dir, enum rule_kind kind, struct rule_files *out,
	struct problems *problems)
{
	const char *folder = arena_printf(a, "%s/%s", dir, kinds[kind].name), **names = NULL;
	struct err e = {""};
	size_t count = 0;
	int rc = 0;

	if (file_list(a, folder, kinds[kind].suffix, true, &names, &count, &e) != 0)
		return problem_add(problems, (struct place){NULL, 0}, "%s", e.text);
	if (count == 0)
		return problem_add(problems, (struct place){folder, 0},
			"there is no file in it, expected at least one, such as %s/%s", folder,
			kinds[kind].example);
	rc = shipped_check(kinds[kind].name, folder, names, count, problems);
	for (size_t i = 0; i < count; i++)
		if (add_file(a, (struct rule_file){.kind = kind, .name = names[i]}, out,
			    problems) != 0)
			rc = -1;
	return rc;
}

static int add_kind(struct arena *a, const char *dir, enum rule_kind kind, struct rule_files *out,
	struct problems *problems)
{
	if (kinds[kind].folder)
		return add_folder(a, dir, kind, out, problems);
	return add_file(a,
		(struct rule_file){
			.kind = kind, .name = arena_printf(a, "%s/%s.xml", dir, kinds[kind].name)},
		out, problems);
}

int rule_files_read(struct arena *a, const char *dir, const char *const *series,
	size_t series_count, struct rule_files *out, struct problems *problems)
{
	const char **names;
	struct err e = {""};
	size_t count;
	int rc = 0;

	*out = (struct rule_files){0};
	/* A folder that is not there is one mistake, not one of each file. */
	if (file_list(a, dir, ".xml", true, &names, &count, &e) != 0)
		return problem_add(problems, (struct place){NULL, 0},
			"%s, expected the folder of rules (--rules DIR, or the setting 'rules')",
			e.text);
	for (enum rule_kind k = 0; k < RULE_KINDS; k++)
		if (has_schema(k) &&
			add_file(a,
				(struct rule_file){.kind = k,
					.schema = true,
					.name = arena_printf(a, "%s/%s.xsd", dir, kinds[k].name)},
				out, problems) != 0)
			rc = -1;
	for (enum rule_kind k = 0; k < RULE_KINDS; k++)
		if (!(k == RULE_SERIES && series_count > 0) &&
			add_kind(a, dir, k, out, problems) != 0)
			rc = -1;
	for (size_t i = 0; i < series_count; i++)
		if (add_file(a, (struct rule_file){.kind = RULE_SERIES, .name = series[i]}, out,
			    problems) != 0)
			rc = -1;
	return rc;
}

/* ---- compiling ---- */

static int compile_series(
	struct compiling *c, const struct rule_file *file, const struct rule_file *schema)
{
	struct rules *r = c->rules;
	const struct series *series = NULL;

	if (series_compile(r->arena, file, schema, &series, c->problems) != 0)
		return -1;
	ARENA_PUSH(r->arena, r->series, r->series_count, c->series_room, series);
	return 0;
}

static int compile_language(
	struct compiling *c, const struct rule_file *file, const struct rule_file *schema)
{
	struct arena *a = c->rules->arena;

	if (c->heads)
		return language_compile_head(a, file, &c->languages, c->problems);
	if (c->language_schema == NULL)
		c->language_schema = xml_schema_read(schema, c->problems);
	if (c->language_schema == NULL)
		return -1;
	return language_compile(a, file, c->language_schema, &c->languages, c->problems);
}

static int compile_machines(
	struct compiling *c, const struct rule_file *file, const struct rule_file *schema)
{
	return machines_compile(
		c->rules->arena, file, schema, &c->switches, &c->machines, c->problems);
}

static int compile_quotes(
	struct compiling *c, const struct rule_file *file, const struct rule_file *schema)
{
	return quotes_compile(c->rules->arena, file, schema, &c->switches, &c->quotes, c->problems);
}

static int compile_office(
	struct compiling *c, const struct rule_file *file, const struct rule_file *schema)
{
	return office_compile(c->rules->arena, file, schema, &c->switches, &c->office, c->problems);
}

static int compile_sentences(
	struct compiling *c, const struct rule_file *file, const struct rule_file *schema)
{
	(void)schema;
	return sentences_compile(c->rules->arena, file, &c->banks, c->problems);
}

static const struct rule_file *schema_of(const struct rule_files *files, enum rule_kind kind)
{
	for (size_t i = 0; i < files->count; i++)
		if (files->items[i].schema && files->items[i].kind == kind)
			return &files->items[i];
	return NULL;
}

static int compile_kind(struct compiling *c, const struct rule_files *files, enum rule_kind kind)
{
	const struct rule_file *schema = schema_of(files, kind);
	size_t count = 0;
	int rc = 0;

	if (schema == NULL && has_schema(kind))
		return problem_add(c->problems, (struct place){NULL, 0},
			"the schema %s.xsd is missing", kinds[kind].name);
	for (size_t i = 0; i < files->count; i++) {
		const struct rule_file *file = &files->items[i];
		if (file->kind != kind || file->schema)
			continue;
		count++;
		if (kinds[kind].compile(c, file, schema) != 0)
			rc = -1;
	}
	if (count == 0)
		return problem_add(c->problems, (struct place){NULL, 0},
			"there is no file of kind '%s'", kinds[kind].name);
	return rc;
}

/* What the events of all series are called, and by what they are known. */
static void compile_names(struct rules *r)
{
	r->mentions = mentions_compile(r->arena, r->series, r->series_count);
	r->callings = arena_array(r->arena, r->series_count, sizeof *r->callings);
	for (size_t i = 0; i < r->series_count; i++)
		r->callings[i] = callings_compile(r->arena, r->series[i], r->languages);
	if (r->series_count > 1)
		r->owners = owners_compile(r->arena, r->series, r->callings, r->series_count);
}

/* What one file cannot see alone; what is switched off only where every file is sound, since it may stand in what is not. */
static int finish(struct compiling *c, bool sound)
{
	struct rules *r = c->rules;
	int rc = 0;

	languages_finish(r->arena, &c->languages);
	if (languages_check(c->languages, sound, c->problems) != 0)
		rc = -1;
	/* Of heads alone it cannot be known whether what is switched off is there. */
	if (!c->heads && sound && switches_finish(&c->switches, c->problems) != 0)
		rc = -1;
	r->languages = c->languages;
	r->machines = c->machines;
	r->quotes = c->quotes;
	r->office = c->office;
	r->banks = c->banks;
	return series_check_all(r->series, r->series_count, c->problems) != 0 ? -1 : rc;
}

static struct slice base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slice_of(slash != NULL ? slash + 1 : path);
}

/* Over kind, name, length and bytes of every file; not over the folder, which may lie anywhere. */
void rule_files_hash(const struct rule_files *files, char hex[65])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[32];
	gnutls_hash_hd_t h;

	if (gnutls_hash_init(&h, GNUTLS_DIG_SHA256) != 0)
		log_fatal("GnuTLS offers no SHA-256");
	for (size_t i = 0; i < files->count; i++) {
		const struct rule_file *f = &files->items[i];
		struct slice name = base_name(f->name);
		uint64_t facts[] = {f->kind, f->schema, name.len, f->bytes.len};
		gnutls_hash(h, facts, sizeof facts);
		gnutls_hash(h, name.p, name.len);
		gnutls_hash(h, f->bytes.p, f->bytes.len);
	}
	gnutls_hash_deinit(h, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 15];
	}
	hex[64] = '\0';
}

/* Whether who reads no letters needs those. */
static bool needed(const struct compiling *c, enum rule_kind kind)
{
	return !c->heads || kind == RULE_SERIES || kind == RULE_LANGUAGE || kind == RULE_OFFICE;
}

void rule_files_own_names(struct arena *a, struct rule_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		files->items[i].name = arena_string(a, slice_of(files->items[i].name));
}

/* Of the bytes: the series, which heads keep as they are. */
static void own_files(struct rules *r, const struct rule_files *files, bool heads)
{
	for (size_t i = 0; i < files->count; i++) {
		struct rule_file file = files->items[i];
		if (heads && file.kind == RULE_SERIES && !file.schema)
			file.bytes = arena_copy(r->arena, file.bytes);
		ARENA_PUSH(r->arena, r->files.items, r->files.count, r->files.room, file);
	}
}

static int compile(
	const struct rule_files *all, bool heads, struct rules **out, struct problems *problems)
{
	struct arena *a = arena_new();
	struct rules *r = arena_alloc(a, sizeof *r);
	struct compiling c = {.rules = r, .problems = problems, .heads = heads};
	const struct rule_files *files = &r->files;
	bool ok = true;

	r->arena = a;
	own_files(r, all, heads);
	/* what a later file switches off is to be known before the earlier ones are compiled */
	for (size_t i = 0; i < files->count; i++)
		if (files->items[i].kind == RULE_OFFICE && !files->items[i].schema)
			switches_collect(a, &files->items[i], &c.switches);
	for (enum rule_kind k = 0; k < RULE_KINDS; k++)
		if (needed(&c, k) && compile_kind(&c, files, k) != 0)
			ok = false;
	xml_schema_free(&c.language_schema);
	if (finish(&c, ok) != 0)
		ok = false;
	if (!ok) {
		arena_free(&a);
		return -1;
	}
	if (!heads)
		compile_names(r);
	rule_files_hash(files, r->hash);
	*out = r;
	/* Ten times what they are was needed to read them; processes that live for months give it back. */
	malloc_trim(0);
	return 0;
}

int rules_compile(const struct rule_files *files, struct rules **out, struct problems *problems)
{
	return compile(files, false, out, problems);
}

int rules_compile_heads(
	const struct rule_files *files, struct rules **out, struct problems *problems)
{
	return compile(files, true, out, problems);
}

void rules_forget_files(struct rules *rules)
{
	rules->files = (struct rule_files){0};
	for (struct bank *b = rules->banks; b != NULL; b = b->next)
		b->text = (struct slice){0};
}

void rules_learn(struct rules *rules)
{
	sentences_learn(rules->arena, rules->banks, rules->languages);
	malloc_trim(0);
}

void rules_free(struct rules **rules)
{
	if (*rules == NULL)
		return;
	struct arena *a = (*rules)->arena;
	*rules = NULL;
	arena_free(&a);
}

const struct series *rules_series(const struct rules *rules, const char *id)
{
	for (size_t i = 0; i < rules->series_count; i++)
		if (strcmp(rules->series[i]->id, id) == 0)
			return rules->series[i];
	return NULL;
}
