#include "cli/house.h"

#include <getopt.h>
#include <malloc.h>
#include <stdarg.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "compose/compose.h"
#include "message/carried.h"
#include "rules/kept.h"
#include "rules/packed.h"
#include "transport/sendable.h"

int house_fail(int status, const char *fmt, ...)
{
	va_list ap;

	fputs("mailbot: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	return status;
}

bool house_writable(const char *address)
{
	return address != NULL && sendable_is_typed(slice_of(address)) &&
		sendable_address_wrong(slice_of(address)) == NULL;
}

int house_open(struct house *h, const char *path, bool needed)
{
	*h = (struct house){.arena = arena_new(), .language = "de"};
	struct problems problems = {.arena = h->arena};

	h->rules_dir = settings_default_dir(h->arena, "rules");
	h->templates_dir = settings_default_dir(h->arena, "templates");
	if (path == NULL)
		path = settings_default_file(h->arena);
	h->unknown = path == NULL && needed;
	if (h->unknown)
		return house_fail(CLI_USAGE,
			"no settings; name them with --config FILE (systemd/mailbot.conf is an example)");
	if (path == NULL)
		return CLI_OK;
	struct settings *s = NULL;
	int rc = settings_load(h->arena, path, &s, &problems);
	if (rc == 0) {
		h->settings = s;
	} else {
		h->broken = s;
		problems_print(&problems, stderr);
	}
	/* Also of broken ones, for house_check: what they name may be broken, too. */
	if (s != NULL && s->rules_dir != NULL)
		h->rules_dir = s->rules_dir;
	if (s != NULL && s->templates_dir != NULL)
		h->templates_dir = s->templates_dir;
	if (s != NULL && s->language != NULL)
		h->language = s->language;
	h->unknown = s == NULL;
	return rc == 0 ? CLI_OK : CLI_USAGE;
}

int house_templates(struct house *h, struct templates **templates)
{
	struct problems problems = {.arena = h->arena};

	if (compose_templates(h->arena, h->templates_dir, h->language, templates, &problems) == 0)
		return CLI_OK;
	problems_print(&problems, stderr);
	return CLI_USAGE;
}

/* Rules that were in force when it last ran are sound, and all are compiled anew where they are needed. */
static int check_rules(struct house *h)
{
	if (house_rule_files(h, NULL, NULL, 0) != CLI_OK)
		return CLI_USAGE;
	if (h->settings != NULL &&
		rules_kept_same(rules_kept_path(h->arena, h->settings->register_file), &h->files))
		return CLI_OK;
	return house_rules(h, NULL, NULL, 0);
}

int house_check(struct house *h, int status)
{
	struct templates *templates;

	if (h->unknown)
		return status;
	if (check_rules(h) != CLI_OK)
		status = CLI_USAGE;
	return house_templates(h, &templates) != CLI_OK ? CLI_USAGE : status;
}

int house_rule_files(
	struct house *h, const char *dir, const char *const *series, size_t series_count)
{
	struct problems problems = {.arena = h->arena};

	if (h->files_arena == NULL)
		h->files_arena = arena_new();
	if (rule_files_read(h->files_arena, dir != NULL ? dir : h->rules_dir, series, series_count,
		    &h->files, &problems) == 0)
		return CLI_OK;
	problems_print(&problems, stderr);
	return CLI_USAGE;
}

int house_rules(struct house *h, const char *dir, const char *const *series, size_t series_count)
{
	struct problems problems = {.arena = h->arena};

	if (h->files.count == 0 && house_rule_files(h, dir, series, series_count) != CLI_OK)
		return CLI_USAGE;
	if (rules_compile(&h->files, &h->rules, &problems) == 0)
		return CLI_OK;
	problems_print(&problems, stderr);
	return CLI_USAGE;
}

int house_in_force(struct house *h, struct registry *reg)
{
	struct err e = {0};
	bool differ = false;

	if (registry_series_files(reg, h->files_arena, &h->files, &differ, &e) != 0)
		return house_fail(CLI_FAILED, "%s", e.text);
	return CLI_OK;
}

/*
 * Where the register has series in force already, these, and not ones that somebody is editing. A
 * register that cannot be opened, or is not there yet, is the loops' to complain of.
 */
static void take_series_in_force(struct house *h)
{
	struct registry *reg = NULL;
	struct err e = {0};
	bool differ = false;

	if (registry_open(h->settings->register_file, NULL, REGISTRY_READ, &reg, &e) == 0 &&
		registry_series_files(reg, h->files_arena, &h->files, &differ, &e) == 0 && differ)
		log_line(LOG_WARNING,
			"series in the folder differs from the one in force, which stays; `mailbot "
			"rules plan` says what changes, `mailbot rules apply` carries it out");
	registry_close(&reg);
}

static void free_files(struct house *h)
{
	h->files = (struct rule_files){0};
	arena_free(&h->files_arena);
	malloc_trim(0);
}

static int heads_of_files(struct house *h, struct problems *problems)
{
	take_series_in_force(h);
	rule_files_own_names(h->arena, &h->files);
	return rules_compile_heads(&h->files, &h->rules, problems);
}

/* Where there are none, or not whole, or none that this program takes, nothing has happened. */
static bool heads_of_kept(struct house *h)
{
	const char *path = rules_kept_path(h->arena, h->settings->register_file);
	struct problems problems = {.arena = h->arena};

	h->files_arena = arena_new();
	h->kept = rules_kept(h->files_arena, path, &h->files) && heads_of_files(h, &problems) == 0;
	if (!h->kept)
		free_files(h);
	return h->kept;
}

int house_heads(struct house *h, bool known)
{
	struct problems problems = {.arena = h->arena};

	if (!known && heads_of_kept(h))
		return CLI_OK;
	if (house_rule_files(h, NULL, NULL, 0) != CLI_OK)
		return CLI_USAGE;
	if (heads_of_files(h, &problems) == 0)
		return CLI_OK;
	problems_print(&problems, stderr);
	return CLI_USAGE;
}

void house_forget_files(struct house *h)
{
	rules_forget_files(h->rules);
	free_files(h);
}

void house_pack_files(struct house *h)
{
	rule_files_pack(h->arena, &h->rules->files);
	free_files(h);
}

const struct catalogue *house_catalogue(struct house *h, const char *language)
{
	struct problems problems = {.arena = h->arena};
	struct catalogue *catalogue = NULL;

	if (catalogue_load(h->arena, h->templates_dir, language != NULL ? language : h->language,
		    &catalogue, &problems) != 0) {
		problems_print(&problems, stderr);
		return NULL;
	}
	return catalogue;
}

const char *house_vsay(struct arena *a, const struct catalogue *words, const char *group,
	const char *id, va_list fields)
{
	json_t *data = json_object();
	const char *key, *text = id;
	struct err e;

	while ((key = va_arg(fields, const char *)) != NULL) {
		struct slice value = slice_of(va_arg(fields, const char *));
		struct slice shown = utf8_printable(a, value, false);
		json_object_set_new(data, key, json_stringn(shown.p, shown.len));
	}
	if (words == NULL || catalogue_fill(a, words, group, id, data, &text, &e) != 0)
		text = id;
	json_decref(data);
	return text;
}

const char *house_say(
	struct arena *a, const struct catalogue *words, const char *group, const char *id, ...)
{
	const char *text;
	va_list fields;

	va_start(fields, id);
	text = house_vsay(a, words, group, id, fields);
	va_end(fields);
	return text;
}

void house_close(struct house *h)
{
	rules_free(&h->rules);
	arena_free(&h->files_arena);
	arena_free(&h->arena);
}

void house_series_option(
	struct arena *a, int argc, char **argv, const char ***files, size_t *count, size_t *room)
{
	ARENA_PUSH(a, *files, *count, *room, optarg);
	while (optind < argc && slice_ends_ci(slice_of(argv[optind]), ".xml")) {
		ARENA_PUSH(a, *files, *count, *room, argv[optind]);
		optind++;
	}
}

int house_now(const char *text)
{
	struct err e = {0};
	int64_t now;

	if (clock_parse(text, &now, &e) != 0)
		return house_fail(CLI_USAGE, "--now: %s", e.text);
	clock_set(now);
	return CLI_OK;
}

int house_letter(
	struct arena *a, const char *path, const struct rules *rules, struct letter *letter)
{
	struct envelope *env = arena_alloc(a, sizeof *env);
	struct err e = {0};

	if (file_read_head(a, path, LETTER_BYTES_MAX, &letter->bytes, &letter->head_only, &e) != 0)
		return house_fail(CLI_FAILED, "%s", e.text);
	if (letter->head_only)
		letter->bytes = slice_head(letter->bytes, HEAD_BYTES_MAX);
	letter->file = path;
	envelope_read(a, letter->bytes, env);
	envelope_carried(env, rules);
	letter->envelope = env;
	letter->received = env->received != 0 ? env->received : env->date;
	return CLI_OK;
}
