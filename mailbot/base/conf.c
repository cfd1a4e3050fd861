#include "base/conf.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
	CONF_DEPTH_MAX = 32, /* groups within groups */
	CONF_FAULTS_MAX = 20, /* lines that are left out to see what else is wrong */
};

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

static const char open_text[] = "a text has no end in this line, expected a closing \"";

/* The line of a comment, or of a text, that nothing ends before the file does, so that all behind it is no setting; 0: none. */
static int open_end(struct slice text, const char **what)
{
	int line = 1;

	for (size_t i = 0; i < text.len; i++) {
		struct slice rest = slice_from(text, i);
		if (rest.len > 1 && rest.p[0] == '/' && rest.p[1] == '*' &&
			slice_find_ci(slice_from(rest, 2), "*/") < 0) {
			*what = "a comment has no end, so that all behind it would count for "
				"nothing, expected a closing */";
			return line;
		}
		i = past_comment(text, i, &line);
		if (i >= text.len)
			break;
		line += text.p[i] == '\n';
		if (text.p[i] != '"')
			continue;
		for (i++; i < text.len && text.p[i] != '"'; i++)
			i += text.p[i] == '\\';
		if (i >= text.len) {
			*what = open_text;
			return line;
		}
	}
	return 0;
}

/* The line of the innermost `{` that is not closed before the end; 0: none. */
static int open_group(struct slice text)
{
	int line = 1, opened[CONF_DEPTH_MAX], depth = 0;
	bool quoted = false;

	for (size_t i = 0; i < text.len; i++) {
		if (!quoted)
			i = past_comment(text, i, &line);
		if (i >= text.len)
			break;
		if (text.p[i] == '\n')
			line++;
		else if (text.p[i] == '\\' && quoted)
			i++;
		else if (text.p[i] == '"')
			quoted = !quoted;
		else if (text.p[i] == '{' && !quoted && depth < CONF_DEPTH_MAX)
			opened[depth++] = line;
		else if (text.p[i] == '}' && !quoted && depth > 0)
			depth--;
	}
	return depth > 0 ? opened[depth - 1] : 0;
}

static struct slice line_of(struct slice text, int line)
{
	struct slice found = {0};

	while (line > 0 && slice_line(&text, &found))
		line--;
	return line == 0 ? found : (struct slice){0};
}

/* The line of a `key =` whose value is missing, where the parser stopped at the line below it; 0: none. */
static int open_value(struct slice text, int line)
{
	struct slice before = {0};

	while (--line > 0 && before.len == 0)
		before = slice_trim(line_of(text, line));
	return before.len > 0 &&
			(before.p[before.len - 1] == '=' || before.p[before.len - 1] == ':')
		? line + 1
		: 0;
}

/* A mistake that hides where it is: its line, and what is wrong; 0: it is where the parser stopped. */
static int real_line(struct slice bytes, int stopped, const char **what)
{
	int line = open_quote(bytes, stopped);

	*what = open_text;
	if (line == 0 && slice_trim(line_of(bytes, stopped)).len == 0) {
		line = open_group(bytes);
		*what = "what { opens in this line is not closed, expected a line with };";
	}
	if (line == 0) {
		line = open_value(bytes, stopped);
		*what = "nothing stands behind the =, expected a value such as \"text\"; or 5;";
	}
	return line;
}

/* Adds the mistake at which the parser stopped, and gives its line; 0: one in another file. */
static int tell(
	const config_t *config, const char *file, struct slice bytes, struct problems *problems)
{
	const char *included = config_error_file(config), *text = config_error_text(config), *what;
	struct place place = {file, config_error_line(config)};
	int line;

	if (text == NULL)
		text = "unknown error";
	if (included != NULL)
		place.file = arena_string(problems->arena, slice_of(included));
	if (strstr(text, "duplicate") != NULL && included != NULL)
		problem_add(problems, place, "a setting is given twice, expected once");
	else if (strstr(text, "duplicate") != NULL)
		problem_add(problems, place, "'%.*s' is given twice, expected once",
			SLICE_ARGS(first_word(bytes, place.line)));
	else if (strstr(text, "include") != NULL)
		problem_add(problems, place,
			"what it includes cannot be opened, expected a file in the folder of this one");
	else if (included == NULL && (line = real_line(bytes, place.line, &what)) != 0)
		problem_add(problems, (struct place){file, place.line = line}, "%s", what);
	else
		problem_add(problems, place,
			"this cannot be read (%s), expected lines such as key = \"text\"; or key = 5;",
			text);
	return included == NULL ? place.line : 0;
}

/* Whether the lines around it mean the same without it: it opens and closes nothing of theirs. */
static bool stands_alone(struct slice line)
{
	int open = 0;

	if (slice_find(line, '@') >= 0 || slice_find_ci(line, "/*") >= 0 ||
		slice_find_ci(line, "*/") >= 0)
		return false;
	for (size_t i = 0; i < line.len; i++) {
		open += line.p[i] == '{' || line.p[i] == '[' || line.p[i] == '(';
		open -= line.p[i] == '}' || line.p[i] == ']' || line.p[i] == ')';
	}
	return line.len > 0 && open == 0;
}

size_t conf_read(config_t *config, const char *file, struct slice bytes, struct problems *problems,
	bool *readable)
{
	char *text = arena_alloc(problems->arena, bytes.len + 1);
	size_t faults = 0;

	memcpy(text, bytes.p, bytes.len);
	text[bytes.len] = '\0';
	*readable = true;
	while (config_read_string(config, text) != CONFIG_TRUE) {
		struct slice now = {text, bytes.len};
		struct slice line = line_of(now, tell(config, file, now, problems));
		if (++faults == CONF_FAULTS_MAX || !stands_alone(line)) {
			*readable = false;
			break;
		}
		memset(text + (line.p - text), ' ', line.len);
	}
	const char *what;
	int line = faults == 0 ? open_end(bytes, &what) : 0; /* the parser takes it for the end */
	if (line > 0)
		problem_add(problems, (struct place){file, .line = line}, "%s", what);
	return faults + (line > 0);
}

/* The number behind "NAME =", where the text goes on so. */
static struct slice number_behind(struct slice text, const char *name)
{
	static const char blanks[] = " \t=:", digits[] = "-+0123456789abcdefxABCDEFX";
	struct slice rest = slice_from(text, strlen(name));
	size_t n = 0;

	while (n < rest.len && strchr(blanks, rest.p[n]) != NULL)
		n++;
	rest = slice_from(rest, n);
	for (n = 0; n < rest.len && strchr(digits, rest.p[n]) != NULL;)
		n++;
	return slice_head(rest, n);
}

struct slice conf_wide_number(struct slice bytes, const config_setting_t *setting)
{
	const char *name = config_setting_name(setting);
	struct slice line = line_of(bytes, (int)config_setting_source_line(setting)), number;
	char text[64];

	if (config_setting_source_file(setting) != NULL)
		return (struct slice){0};
	for (long at; (at = slice_find_ci(line, name)) >= 0; line = slice_from(line, 1)) {
		line = slice_from(line, (size_t)at);
		number = number_behind(line, name);
		if (number.len == 0 || number.len >= sizeof text)
			continue;
		memcpy(text, number.p, number.len);
		text[number.len] = '\0';
		long long wide =
			strtoll(text, NULL, number.len > 1 && (text[1] | 32) == 'x' ? 16 : 10);
		if ((wide > INT_MAX || wide < INT_MIN) &&
			(int)wide == config_setting_get_int(setting))
			return number;
	}
	return (struct slice){0};
}
