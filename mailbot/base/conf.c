#include "base/conf.h"

#include <string.h>

/* The word with which a line begins, for "given twice". */
static struct slice first_word(struct slice text, int line)
{
	struct slice found = {0};

	for (int i = 0; i < line && slice_line(&text, &found); i++)
		;
	found = slice_trim(found);
	size_t n = 0;
	while (n < found.len && found.p[n] != ' ' && found.p[n] != '=' && found.p[n] != ':')
		n++;
	return slice_head(found, n);
}

/* The last byte of the comment that begins at `i`, or its line's end; `i` itself where none begins. */
static size_t past_comment(struct slice text, size_t i, int *line)
{
	struct slice rest = slice_from(text, i);
	bool block = rest.len > 1 && rest.p[0] == '/' && rest.p[1] == '*';
	long end;

	if (!block && rest.p[0] != '#' && !(rest.len > 1 && rest.p[0] == '/' && rest.p[1] == '/'))
		return i;
	end = block ? slice_find_ci(rest, "*/") : slice_find(rest, '\n');
	if (end < 0)
		return text.len;
	for (long at = 0; at < end; at++)
		*line += rest.p[at] == '\n';
	return i + (size_t)end;
}

/*
 * The line of the first text that has the end of a line in it, up to the line where the parser stopped; 0:
 * none. libconfig lets a text go on over lines, so a quote that is missing is a mistake only further below.
 */
static int open_quote(struct slice text, int last)
{
	int line = 1, opened = 0; /* 0: outside of a text */

	for (size_t i = 0; i < text.len && line <= last; i++) {
		if (opened == 0)
			i = past_comment(text, i, &line);
		if (i >= text.len)
			break;
		if (text.p[i] == '\n' && opened != 0)
			return opened;
		if (text.p[i] == '\n')
			line++;
		else if (text.p[i] == '\\' && opened != 0)
			i++;
		else if (text.p[i] == '"')
			opened = opened != 0 ? 0 : line;
	}
	return opened;
}

int conf_syntax_error(
	const config_t *config, const char *file, struct slice bytes, struct problems *problems)
{
	const char *included = config_error_file(config), *text = config_error_text(config);
	struct place place = {file, config_error_line(config)};
	int quote = 0;

	if (text == NULL)
		text = "unknown error";
	if (included != NULL)
		place.file = arena_string(problems->arena, slice_of(included));
	if (strstr(text, "duplicate") != NULL && included != NULL)
		return problem_add(problems, place, "a setting is given twice, expected once");
	if (strstr(text, "duplicate") != NULL)
		return problem_add(problems, place, "'%.*s' is given twice, expected once",
			SLICE_ARGS(first_word(bytes, place.line)));
	if (strstr(text, "include") != NULL)
		return problem_add(problems, place,
			"what it includes cannot be opened, expected a file in the folder of this one");
	if (included == NULL)
		quote = open_quote(bytes, place.line);
	if (quote != 0) {
		place.line = quote;
		return problem_add(
			problems, place, "a text has no end in this line, expected a closing \"");
	}
	return problem_add(problems, place,
		"this cannot be read (%s), expected lines such as key = \"text\"; or key = 5;",
		text);
}
