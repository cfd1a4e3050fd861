/*
 * The text of a letter while it is gathered out of its parts: lines, each with what the form (HTML,
 * format=flowed, '>') says of it. lines.h says what the words add.
 */
#ifndef MESSAGE_DRAFT_H
#define MESSAGE_DRAFT_H

#include "base/arena.h"
#include "message/mime.h"
#include "rules/quotes.h"

struct draft_line {
	size_t start, end; /* in draft.text, without the line end */
	enum html_mark mark;
	unsigned depth; /* how often it is quoted by '>' */
	bool soft; /* the sentence goes on in the next line */
	bool hidden; /* text that nobody can see stood here; it is left out */
	bool html;
};

struct draft {
	struct arena *arena;
	char *text;
	size_t len, room;
	struct draft_line *lines;
	size_t count, line_room;
	bool more; /* beyond TEXT_BYTES_MAX or READING_LINES_MAX something was left out */
	bool struck; /* struck-through text was left out */
};

/* Appends a line and its line end. False where there is no more room for it. */
bool draft_add(struct draft *d, struct slice text, struct draft_line line);

/* Plain text, with RFC 3676's soft line ends where `flowed`. Initials before a quote's marks
 * ("AM> …") are left out, bars in place of them ("| …") become '>'. */
void draft_plain(
	struct draft *d, struct slice text, bool flowed, bool delsp, const struct quotes *quotes);

/* HTML as an eye reads it: hidden and struck-through text left out, lists as "- ", cells parted by
 * tabs. `text` is UTF-8. */
void draft_html(struct draft *d, struct slice text, const struct quotes *quotes);

/* A line's text, and the same without its '>' marks. */
struct slice draft_text(const struct draft *d, size_t line);
struct slice draft_words(const struct draft *d, size_t line);

#endif
