/* The series in force: the register keeps the XML text of each. */
#include "registry/registry.h"

#include <string.h>

#include "registry/rows.h"

struct kept {
	const char *id, *file;
	struct slice xml;
};

struct kept_list {
	struct kept *items;
	size_t count, room;
};

static int kept_series(struct registry *reg, struct arena *a, struct kept_list *out, struct err *e)
{
	sqlite3_stmt *s = db_bind(reg, SQL_SERIES_ALL, e, "");
	int rc;

	while ((rc = db_row(reg, s, e)) == 1)
		ARENA_PUSH(a, out->items, out->count, out->room,
			(struct kept){db_text(a, s, 0), db_text(a, s, 1), db_blob(a, s, 2)});
	return rc;
}

static int add_all(struct registry *reg, const struct rules *rules, int64_t now, struct err *e)
{
	for (size_t i = 0; i < rules->series_count; i++) {
		const struct series *series = rules->series[i];
		sqlite3_stmt *s = db_bind(reg, SQL_SERIES_ADD, e, "ttbi", series->id,
			series->place.file, series->xml, now);
		if (db_run(reg, s, e) != 0)
			return -1;
	}
	return 0;
}

static int compare_all(const struct registry *reg, const struct kept_list *kept,
	const struct rules *rules, struct err *e)
{
	for (size_t i = 0; i < kept->count; i++) {
		const struct kept *k = &kept->items[i];
		const struct series *series = rules_series(rules, k->id);
		if (series == NULL)
			return err_set(e,
				"series '%s' is in register %s (taken from %s), but not in the folder "
				"of rules; put its file back",
				k->id, reg->path, k->file);
		if (!slice_eq(series->xml, k->xml))
			return err_set(e,
				"%s: series '%s' differs from the one in register %s (taken from %s); "
				"`mailbot rules plan` says what the change does, `mailbot rules apply` "
				"carries it out, or undo it",
				series->place.file, k->id, reg->path, k->file);
	}
	for (size_t i = 0; i < rules->series_count; i++) {
		size_t at = 0;
		while (at < kept->count && strcmp(kept->items[at].id, rules->series[i]->id) != 0)
			at++;
		if (at == kept->count)
			return err_set(e,
				"%s: series '%s' is not in register %s, which took its series at its "
				"first start; `mailbot rules apply` takes it too, or take the file out of "
				"the folder",
				rules->series[i]->place.file, rules->series[i]->id, reg->path);
	}
	return 0;
}

int registry_take_series(
	struct registry *reg, const struct rules *rules, int64_t now, struct err *e)
{
	int rc = -1;
	struct arena *a = arena_new();
	struct kept_list kept = {0};

	if (db_begin(reg, e) != 0)
		goto out;
	if (kept_series(reg, a, &kept, e) != 0)
		goto out;
	if (kept.count == 0 ? add_all(reg, rules, now, e) : compare_all(reg, &kept, rules, e))
		goto out;
	rc = db_commit(reg, e);
out:
	db_rollback(reg);
	arena_free(&a);
	return rc;
}

int registry_series_version(struct registry *reg, int64_t *version, struct err *e)
{
	return db_number(reg, SQL_SERIES_VERSION, version, e);
}

static const struct rule_file *same_file(const struct rule_files *files, const struct kept *k)
{
	for (size_t i = 0; i < files->count; i++)
		if (files->items[i].kind == RULE_SERIES && !files->items[i].schema &&
			slice_eq(files->items[i].bytes, k->xml))
			return &files->items[i];
	return NULL;
}

int registry_series_files(struct registry *reg, struct arena *a, struct rule_files *files,
	bool *differ, struct err *e)
{
	struct kept_list kept = {0};
	struct rule_files out = {0};
	size_t series = 0;

	*differ = false;
	if (kept_series(reg, a, &kept, e) != 0)
		return -1;
	if (kept.count == 0)
		return 0;
	for (size_t i = 0; i < files->count; i++) {
		bool one = files->items[i].kind == RULE_SERIES && !files->items[i].schema;
		series += one;
		if (!one)
			ARENA_PUSH(a, out.items, out.count, out.room, files->items[i]);
	}
	*differ = series != kept.count;
	for (size_t i = 0; i < kept.count; i++) {
		const struct rule_file *same = same_file(files, &kept.items[i]);
		struct rule_file file = {.kind = RULE_SERIES,
			.name = kept.items[i].file,
			.bytes = kept.items[i].xml};
		*differ |= same == NULL;
		ARENA_PUSH(a, out.items, out.count, out.room, same != NULL ? *same : file);
	}
	/* Where they are the same, in their order too, so that they have the same hash. */
	if (*differ)
		*files = out;
	return 0;
}
