/*
 * JSON written piece by piece, without blanks, and without a tree of it: a reading has some thousand
 * values. What was written last says whether a comma is due. json_begin opens an object or a list;
 * who opened it adds its closing bracket to the buffer.
 */
#ifndef READING_JSON_PUT_H
#define READING_JSON_PUT_H

#include "base/buf.h"

void json_begin(struct buf *b, char bracket);
void json_put_name(struct buf *b, const char *name); /* of a field; its value must follow */

/* Text that is no valid UTF-8 is repaired: it keeps its length, and so its offsets. */
void json_put_text(struct buf *b, struct slice text);
void json_put_string(struct buf *b, const char *text);
void json_put_number(struct buf *b, int64_t number);
void json_put_word(struct buf *b, const char *word); /* true, null, or what is written already */
void json_put_strings(struct buf *b, const char *const *items, size_t count);

/* A name with its value. */
void json_text_field(struct buf *b, const char *name, struct slice text);
void json_string_field(struct buf *b, const char *name, const char *text);
void json_number_field(struct buf *b, const char *name, int64_t number);
void json_bool_field(struct buf *b, const char *name, bool value);
void json_strings_field(struct buf *b, const char *name, const char *const *items, size_t count);

#endif
