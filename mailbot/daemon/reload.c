#include "daemon/reload.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "compose/compose.h"
#include "registry/alarm.h"
#include "rules/kept.h"
#include "rules/packed.h"

/* Seconds that a file is left alone after it was written: an editor may not have ended. */
enum { SETTLE_SECONDS = 2 };

struct loaded {
	struct arena *files; /* their bytes, as they were read */
	struct arena *arena; /* NULL: what the loop began with */
	struct rules *rules; /* compiled from what lies in the arena */
};

struct reload {
	const struct settings *settings;
	struct registry *reg;
	bool tells;
	const struct rules *rules;
	const struct templates *templates;
	struct loaded now, before; /* of rules */
	struct arena *templates_now, *templates_before;
	uint64_t rules_seen, templates_seen;
	int64_t version; /* of the series in force */
};

/* ---- what staff are told ---- */

static const char plan_waits[] =
	"a series in the folder of rules differs from the one in force; `mailbot rules plan` says "
	"what changes, `mailbot rules apply` carries it out";

static void tell(struct reload *r, const char *what, const char *why)
{
	struct err e = {0};
	bool raised = false;

	if (registry_alarm_raise(r->reg, what, why, clock_now(), &raised, &e) != 0)
		log_line(LOG_WARNING, "alarm not noted: %s", e.text);
	else if (raised)
		log_line(LOG_ERR, "%s: %s", what, why);
}

static void told_over(struct reload *r, const char *what)
{
	struct err e = {0};

	if (registry_alarm_end(r->reg, what, clock_now(), &e) != 0)
		log_line(LOG_WARNING, "alarm not ended: %s", e.text);
}

/* The first mistake, and how many more there are. */
static void tell_problems(struct reload *r, const char *what, const struct problems *problems)
{
	const struct problem *first = problems->count > 0 ? &problems->items[0] : NULL;
	size_t more = problems->count + problems->more;
	struct err why = {0};

	if (first == NULL)
		err_set(&why, "cannot be read");
	else if (first->place.file == NULL)
		err_set(&why, "%s", first->text);
	else
		err_set(&why, "%s:%d: %s", first->place.file, first->place.line, first->text);
	if (more > 1)
		err_set(&why, "%.400s (and %zu more)",
			arena_string(problems->arena, slice_of(why.text)), more - 1);
	tell(r, what, why.text);
}

/* ---- loading ---- */

static void loaded_free(struct loaded *l)
{
	rules_free(&l->rules);
	arena_free(&l->files);
	arena_free(&l->arena);
}

/*
 * The rules of the folder, sound as a whole, but with the series in force. `changed`: the folder's
 * series are others.
 */
static int load_rules(
	struct reload *r, struct loaded *out, bool *changed, struct problems *problems)
{
	struct rule_files files = {0};
	struct err e = {0};

	out->files = arena_new();
	if (rule_files_read(out->files, r->settings->rules_dir, NULL, 0, &files, problems) != 0 ||
		rules_compile(&files, &out->rules, problems) != 0)
		return -1;
	if (registry_series_files(r->reg, out->files, &files, changed, &e) != 0)
		return problem_add(problems, (struct place){NULL, 0}, "%s", e.text);
	/* They are sound as a whole; what stays is what these loops need of them. */
	rules_free(&out->rules);
	rule_files_own_names(out->arena, &files);
	return rules_compile_heads(&files, &out->rules, problems);
}

/* Who has templates has no reader. */
static void put_files_away(struct reload *r, struct loaded *l)
{
	if (r->templates != NULL)
		rules_forget_files(l->rules);
	else
		rule_files_pack(l->arena, &l->rules->files);
	arena_free(&l->files);
	malloc_trim(0);
}

/* For a loop that is started again while the folder's are broken. */
static void keep(struct reload *r)
{
	struct arena *a = arena_new();
	struct err e = {0};

	if (rules_keep(r->rules, rules_kept_path(a, r->settings->register_file), &e) != 0)
		log_line(LOG_WARNING, "rules not kept for another start: %s", e.text);
	arena_free(&a);
}

static bool take_rules(struct reload *r)
{
	struct loaded fresh = {.arena = arena_new()};
	struct problems problems = {.arena = fresh.arena};
	bool changed = false;
	int rc = load_rules(r, &fresh, &changed, &problems);

	if (rc != 0 && r->tells)
		tell_problems(r, "rules-broken", &problems);
	if (rc == 0 && r->tells) {
		told_over(r, "rules-broken");
		if (changed)
			tell(r, "rules-plan", plan_waits);
		else
			told_over(r, "rules-plan");
	}
	if (rc != 0 || strcmp(fresh.rules->hash, r->rules->hash) == 0) {
		loaded_free(&fresh);
		return false;
	}
	put_files_away(r, &fresh);
	loaded_free(&r->before);
	r->before = r->now;
	r->now = fresh;
	r->rules = fresh.rules;
	log_line(LOG_INFO, "rules taken hash=%.12s", r->rules->hash);
	if (r->tells)
		keep(r);
	return true;
}

static bool take_templates(struct reload *r)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct templates *fresh = NULL;

	if (compose_templates(
		    a, r->settings->templates_dir, r->settings->language, &fresh, &problems) != 0) {
		tell_problems(r, "templates-broken", &problems);
		arena_free(&a);
		return false;
	}
	told_over(r, "templates-broken");
	arena_free(&r->templates_before);
	r->templates_before = r->templates_now;
	r->templates_now = a;
	r->templates = fresh;
	log_line(LOG_INFO, "templates taken");
	return true;
}

/* ---- looking ---- */

/* Whether a folder is another than it was, and has been left alone since. */
static bool look_at(const char *dir, uint64_t *seen)
{
	int64_t newest, age;
	uint64_t print = file_fingerprint(dir, &newest);

	if (print == *seen)
		return false;
	age = (int64_t)time(NULL) - newest;
	if (age >= 0 && age < SETTLE_SECONDS)
		return false;
	*seen = print;
	return true;
}

bool reload_look(struct reload *r)
{
	int64_t version = r->version;
	struct err e = {0};
	bool fresh = false;

	if (registry_series_version(r->reg, &version, &e) != 0)
		log_line(LOG_WARNING, "series in force not looked at: %s", e.text);
	if (look_at(r->settings->rules_dir, &r->rules_seen) || version != r->version) {
		r->version = version;
		fresh = take_rules(r);
	}
	if (r->templates != NULL && look_at(r->settings->templates_dir, &r->templates_seen))
		fresh |= take_templates(r);
	return fresh;
}

bool reload_again(struct reload *r)
{
	return take_rules(r);
}

/* It begins with the series in force, whatever stands in the folder. */
static void tell_plan(struct reload *r)
{
	struct arena *a = arena_new();
	struct problems problems = {.arena = a};
	struct rule_files files = {0};
	struct err e = {0};
	bool changed = false;

	if (rule_files_read(a, r->settings->rules_dir, NULL, 0, &files, &problems) == 0 &&
		registry_series_files(r->reg, a, &files, &changed, &e) == 0 && changed)
		tell(r, "rules-plan", plan_waits);
	arena_free(&a);
}

struct reload *reload_new(const struct settings *settings, struct registry *reg,
	const struct rules *rules, bool kept, const struct templates *templates, bool tells)
{
	struct reload *r = xcalloc(1, sizeof *r);
	struct err e = {0};
	int64_t newest;

	r->settings = settings;
	r->reg = reg;
	r->rules = rules;
	r->templates = templates;
	r->tells = tells;
	if (!kept)
		r->rules_seen = file_fingerprint(settings->rules_dir, &newest);
	r->templates_seen = file_fingerprint(settings->templates_dir, &newest);
	if (registry_series_version(reg, &r->version, &e) != 0)
		log_line(LOG_WARNING, "series in force not looked at: %s", e.text);
	/* It would not have begun with any that are broken. */
	if (tells && !kept) {
		told_over(r, "rules-");
		tell_plan(r);
		keep(r);
	}
	if (templates != NULL)
		told_over(r, "templates-");
	return r;
}

void reload_free(struct reload **r)
{
	if (*r == NULL)
		return;
	loaded_free(&(*r)->now);
	loaded_free(&(*r)->before);
	arena_free(&(*r)->templates_now);
	arena_free(&(*r)->templates_before);
	free(*r);
	*r = NULL;
}

const struct rules *reload_rules(const struct reload *r)
{
	return r->rules;
}

const struct templates *reload_templates(const struct reload *r)
{
	return r->templates;
}
