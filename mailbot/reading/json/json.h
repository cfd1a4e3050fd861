/*
 * The reading as JSON: one object a letter, the contract between the contained child, the register,
 * the desk and `mailbot read --json`. Its JSON Schema is tests/reading.schema.json.
 */
#ifndef READING_JSON_H
#define READING_JSON_H

#include <jansson.h>

#include "base/buf.h"
#include "reading/reading.h"

const char *disposition_name(enum disposition d); /* "act", "act+review", "review", "ignore" */
const char *action_name(enum request_action a);

/* Adds it to `b` in one line, without blanks. Where it is more than `b` may hold, `b` says so. */
void reading_write(struct buf *b, const struct reading *r);
/* The same of requests alone. */
void requests_write(struct buf *b, const struct requests *requests);
/* The same for who looks into it: a new reference, owned by the caller. */
json_t *reading_to_json(const struct reading *r);

/*
 * The parent's look at what a child gave back: every field of the right type and range, every
 * offset within the letter
 * (`letter_len` bytes) or the text that it points into, every event one of the named series, every
 * number below its limit, and acting only with requests. Takes no envelope field from the child:
 * `env` and `file` fill those. Everything in *out lives in the arena. -1 where anything is odd; the
 * text says which field.
 */
int reading_from_json(struct arena *a, const json_t *json, size_t letter_len,
	const struct envelope *env, const char *file, const struct rules *rules,
	struct reading **out, struct err *e);

/* {"kind", "series", "events"}: which of our mails a letter answers. Unknown keys, series and ids
 * are errors. */
int context_from_json(struct arena *a, const json_t *json, const struct rules *rules,
	struct context **out, struct err *e);
json_t *context_to_json(const struct context *ctx);

#endif
