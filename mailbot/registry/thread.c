/* Which mail of ours a letter answers, and the context that a reader gets of it. */
#include "registry/registry.h"

#include <string.h>

#include "registry/key.h"
#include "registry/rows.h"

static void add_event(struct arena *a, struct context *ctx, size_t *room, const char *id)
{
	if (id == NULL)
		return;
	for (size_t i = 0; i < ctx->event_count; i++)
		if (strcmp(ctx->events[i], id) == 0)
			return;
	ARENA_PUSH(a, ctx->events, ctx->event_count, *room, arena_string(a, slice_of(id)));
}

static const char *id_of(const json_t *entry)
{
	return json_string_value(json_object_get(json_object_get(entry, "event"), "id"));
}

void mail_context(struct arena *a, const char *facts, struct context *out)
{
	json_t *json = json_loads(facts, JSON_ALLOW_NUL, NULL);
	const char *kind = json_string_value(json_object_get(json, "kind"));
	const char *series =
		json_string_value(json_object_get(json_object_get(json, "series"), "id"));
	const json_t *choices = json_object_get(json, "choices"), *entry;
	bool asks = json_array_size(choices) > 0;
	size_t i, room = 0;

	*out = (struct context){
		.kind = arena_string(a, slice_of(kind)),
		.series = arena_string(a, slice_of(series)),
	};
	const char *lists[] = {asks || strcmp(out->kind, "confirm-cancel") == 0 ? NULL : "state",
		asks ? NULL : "understood"};
	/* A receipt about several series: nobody knows of which its answer speaks. */
	bool whole = out->series[0] != '\0';
	json_array_foreach(choices, i, entry)
		add_event(a, out, &room, json_string_value(json_object_get(entry, "id")));
	for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
		json_array_foreach(
			whole && lists[k] != NULL ? json_object_get(json, lists[k]) : NULL, i,
			entry) add_event(a, out, &room, id_of(entry));
	json_decref(json);
}

int mail_by_message_id(struct registry *reg, struct arena *a, const char *message_id,
	struct thread *out, struct err *e)
{
	sqlite3_stmt *s;
	int rc;

	if (!token_sound(reg, message_id))
		return 0;
	s = db_bind(reg, SQL_MAIL_BY_MESSAGE_ID, e, "t", message_id);
	rc = db_row(reg, s, e);
	if (rc != 1)
		return rc;
	*out = (struct thread){
		.outgoing = sqlite3_column_int64(s, 0),
		.party = sqlite3_column_int64(s, 1),
		.root = sqlite3_column_int64(s, 2),
		.address = db_text(a, s, 3),
	};
	mail_context(a, db_text(a, s, 4), &out->context);
	db_done(s);
	return 1;
}

int registry_thread(struct registry *reg, struct arena *a, const struct envelope *env,
	struct thread *out, struct err *e)
{
	int rc;

	*out = (struct thread){.address = ""};
	rc = mail_by_message_id(reg, a, env->in_reply_to, out, e);
	for (size_t i = env->reference_count; rc == 0 && i > 0; i--)
		rc = mail_by_message_id(reg, a, env->references[i - 1], out, e);
	return rc < 0 ? -1 : 0;
}
