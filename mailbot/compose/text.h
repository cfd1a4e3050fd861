/*
 * What strangers wrote, made fit to stand in a mail of the office: one line or several, without
 * control and direction characters, without links (nobody sends one under the office's name).
 */
#ifndef COMPOSE_TEXT_H
#define COMPOSE_TEXT_H

#include "base/arena.h"

/*
 * One line: blanks collapsed, words that are links replaced by `link`, cut with "…" behind `max`
 * bytes. In the arena.
 */
const char *text_line(struct arena *a, struct slice text, size_t max, const char *link);

/* A person's name, as text_line; "" where it holds a link or an address: such a one is no name; and
 * where it would have to be cut: nobody is greeted by half of theirs. */
const char *text_name(struct arena *a, struct slice text);

/* Whether a word is a link, or what mail programs make one of: "https://…", "www.…", "a.example". */
bool text_is_link(struct slice word);

#endif
