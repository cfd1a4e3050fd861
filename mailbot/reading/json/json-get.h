/*
 * Fields of JSON that nobody vouches for: each function takes one out, looks whether it is of the right type and within
 * its limit, and says which one is not. All return 0 or -1 and put what they take into the source's arena.
 */
#ifndef READING_JSON_GET_H
#define READING_JSON_GET_H

#include <jansson.h>

#include "reading/reading.h"

struct source {
	struct arena *a;
	const struct rules *rules;
	const struct series *series; /* the one that the reading names; NULL */
	const struct reading *r; /* as far as it stands */
	size_t letter_len;
	struct err *e;
};

/* Says which field is missing or wrong. Returns -1 always. */
int json_odd(struct source *s, const char *field);
/* An id, a keyword: short, ASCII, nothing that a terminal or a log would take for more. */
bool json_is_id(const char *text);
/* Text without a NUL, at most `max` bytes; get_text allows a NUL. */
int json_get_string(
	struct source *s, const json_t *object, const char *field, size_t max, const char **out);
int json_get_text(
	struct source *s, const json_t *object, const char *field, size_t max, struct slice *out);
int json_get_id(struct source *s, const json_t *object, const char *field, const char **out);
/* A whole number within [0, max]. */
int json_get_size(struct source *s, const json_t *json, const char *field, size_t max, size_t *out);
int json_get_bool(struct source *s, const json_t *object, const char *field, bool *out);
/* The same where it may be left out: then *out stays as it is. */
int json_may_bool(struct source *s, const json_t *object, const char *field, bool *out);
/* Which of `names` it says. */
int json_get_choice(struct source *s, const json_t *object, const char *field,
	const char *const *names, int count, int *out);
/* An array of at most `max`; absent counts as empty where `optional`. */
int json_get_list(struct source *s, const json_t *object, const char *field, size_t max,
	bool optional, const json_t **list, size_t *count);
/* An event of the source's series; `out` is the series' own string. */
int json_get_event(struct source *s, const json_t *json, const char *field, const char **out);
/* A list of ids: of events (absent counts as empty), else of reasons. */
int json_get_ids(struct source *s, const json_t *object, const char *field, bool events,
	const char ***out, size_t *count);
/* Where something stands: {"in", …} and two offsets within that text, in order. */
int json_get_span(struct source *s, const json_t *object, const json_t *start, const json_t *end,
	enum evidence_in *in, size_t *from, size_t *to);
int json_get_evidence(struct source *s, const json_t *object, const char *field,
	struct evidence **out, size_t *count);

#endif
