#include "cli/show.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "reading/json/json.h"

enum { LABEL_COLUMNS = 13, TEXT_COLUMNS = 84, FORWARDED_LINES_MAX = 40 };

enum style { PLAIN, BOLD, DIM, GREEN, YELLOW, RED, BLUE, UNDERLINE, STYLES };
static const char *const styles[STYLES] = {
	[PLAIN] = "\033[0m",
	[BOLD] = "\033[1m",
	[DIM] = "\033[2m",
	[GREEN] = "\033[1;32m",
	[YELLOW] = "\033[1;33m",
	[RED] = "\033[1;31m",
	[BLUE] = "\033[36m",
	[UNDERLINE] = "\033[4m",
};

bool show_colour(FILE *out)
{
	const char *no = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE");

	if (no != NULL && no[0] != '\0')
		return false;
	return isatty(fileno(out)) || (force != NULL && force[0] != '\0' && force[0] != '0');
}

static void style(const struct show *s, enum style which)
{
	if (s->colour)
		fputs(styles[which], s->out);
}

static const char *word(const struct show *s, const char *id)
{
	return catalogue_word(s->words, "show", id);
}

static void label(const struct show *s, const char *id)
{
	const char *text = id != NULL ? word(s, id) : "";

	style(s, DIM);
	fprintf(s->out, "  %s", text);
	style(s, PLAIN);
	for (size_t width = utf8_width(slice_of(text)); width < LABEL_COLUMNS; width++)
		fputc(' ', s->out);
}

static void put(const struct show *s, struct arena *a, struct slice text)
{
	struct slice shown = utf8_printable(a, text, false);

	fwrite(shown.p, 1, shown.len, s->out);
}

/* Without the blanks at its end. */
static struct slice trimmed(struct slice line)
{
	while (line.len > 0 && line.p[line.len - 1] == ' ')
		line.len--;
	return line;
}

/* One value behind its label, wrapped at blanks. */
static void field(const struct show *s, struct arena *a, const char *id, struct slice text)
{
	struct slice rest = utf8_printable(a, text, false);

	label(s, id);
	for (bool first = true; first || rest.len > 0; first = false) {
		struct slice line = utf8_head(rest, TEXT_COLUMNS);
		if (line.len < rest.len)
			for (size_t cut = line.len; cut > line.len / 2; cut--)
				if (line.p[cut - 1] == ' ') {
					line.len = cut;
					break;
				}
		if (!first)
			label(s, NULL);
		fwrite(line.p, 1, trimmed(line).len, s->out);
		fputc('\n', s->out);
		rest = slice_from(rest, line.len > 0 ? line.len : 1);
	}
}

void show_field(const struct show *s, struct arena *a, const char *id, const char *text)
{
	field(s, a, id, slice_of(text));
}

void show_head(const struct show *s, struct arena *a, const struct envelope *env)
{
	const char *from = env->from.name[0] != '\0'
		? arena_printf(a, "%s <%s>", env->from.name, env->from.address)
		: env->from.address;

	field(s, a, "from", slice_of(from));
	field(s, a, "subject", slice_of(env->subject));
}

static void head(const struct show *s, struct arena *a, const struct reading *r)
{
	style(s, BOLD);
	put(s, a, slice_of(r->file));
	style(s, PLAIN);
	fputc('\n', s->out);
	show_head(s, a, r->envelope);
}

/* Whether anything that was recognised covers this byte of the text. */
static bool marked(const struct reading *r, size_t at)
{
	for (size_t i = 0; i < r->mark_count; i++)
		if (r->marks[i].in == IN_TEXT && r->marks[i].start <= at && at < r->marks[i].end)
			return true;
	return false;
}

static void marked_piece(
	const struct show *s, struct arena *a, const struct reading *r, size_t start, size_t stop)
{
	for (size_t i = start; i < stop;) {
		bool on = marked(r, i);
		size_t end = i + 1;
		while (end < stop && marked(r, end) == on)
			end++;
		if (on)
			s->colour ? style(s, UNDERLINE) : (void)fputs("[", s->out);
		put(s, a, (struct slice){r->text.p + i, end - i});
		if (on)
			s->colour ? style(s, PLAIN) : (void)fputs("]", s->out);
		i = end;
	}
}

/* What of the line a screen holds: up to a blank, if there is one. */
static struct slice head_at_blank(struct slice line)
{
	size_t most = utf8_head(line, TEXT_COLUMNS).len;

	if (most == 0 || most >= line.len)
		return line;
	for (size_t cut = most; cut > most / 2; cut--)
		if (line.p[cut - 1] == ' ')
			return slice_head(line, cut);
	return slice_head(line, most);
}

/* The own lines, without the empty ones at both ends; a quoted line that one of them answers stands
 * before it. */
void show_words(const struct show *s, struct arena *a, const struct reading *r)
{
	size_t empty = 0;
	bool any = false;

	fputc('\n', s->out);
	for (size_t i = 0; i < r->line_count; i++) {
		const struct line *l = &r->lines[i];
		if (l->sort != LINE_OWN && !l->answered)
			continue;
		if (slice_trim((struct slice){r->text.p + l->start, l->end - l->start}).len == 0) {
			empty++;
			continue;
		}
		for (; any && empty > 0; empty = 0)
			fputs("  │\n", s->out);
		empty = 0;
		any = true;
		for (size_t at = l->start, end; at < l->end; at = end) {
			end = at + head_at_blank((struct slice){r->text.p + at, l->end - at}).len;
			fputs(l->sort == LINE_OWN ? "  │ " : "  │ > ", s->out);
			marked_piece(s, a, r, at,
				at + trimmed((struct slice){r->text.p + at, end - at}).len);
			fputc('\n', s->out);
		}
	}
	if (!any) {
		style(s, DIM);
		fprintf(s->out, "  │ %s\n", word(s, "no-words"));
		style(s, PLAIN);
	}
	fputc('\n', s->out);
}

/* A whole line behind a mark, wrapped at blanks. */
static void marked_line(const struct show *s, struct arena *a, struct slice line, const char *mark)
{
	do {
		struct slice piece = head_at_blank(line);
		line = slice_from(line, piece.len);
		piece = trimmed(piece);
		fprintf(s->out, "  %s%s", mark, piece.len > 0 ? " " : "");
		put(s, a, piece);
		fputc('\n', s->out);
	} while (line.len > 0);
}

/* Somebody else's words, and the lines before them that say whose they are. */
static bool passed_on(const struct reading *r, size_t i)
{
	while (i + 1 < r->line_count && r->lines[i].sort == LINE_INTRODUCTION)
		i++;
	return r->lines[i].sort == LINE_FORWARDED;
}

void show_forwarded(const struct show *s, struct arena *a, const struct reading *r)
{
	size_t shown = 0, left = 0;

	for (size_t i = 0; i < r->line_count; i++) {
		const struct line *l = &r->lines[i];
		struct slice text = {r->text.p + l->start, l->end - l->start};
		if (!passed_on(r, i) || (shown == 0 && slice_trim(text).len == 0))
			continue;
		if (shown == FORWARDED_LINES_MAX) {
			left++;
			continue;
		}
		if (shown++ == 0)
			fprintf(s->out, "  %s\n", catalogue_word(s->words, "desk", "forwarded"));
		marked_line(s, a, text, "┆");
	}
	if (left > 0)
		fprintf(s->out, "  %s\n", catalogue_word(s->words, "desk", "forwarded-more"));
	if (shown > 0)
		fputc('\n', s->out);
}

void show_parts(const struct show *s, struct arena *a, const struct part *parts, size_t count)
{
	bool first = true;

	for (size_t i = 0; i < count; i++) {
		const struct part *p = &parts[i];
		if (p->role != PART_ATTACHMENT)
			continue;
		field(s, a, first ? "attachment" : NULL,
			slice_of(p->name[0] != '\0' ? arena_printf(a, "%s (%s)", p->name, p->type)
						    : p->type));
		first = false;
	}
}

void show_text(const struct show *s, struct arena *a, struct slice text)
{
	struct slice line;

	fputc('\n', s->out);
	while (slice_line(&text, &line))
		marked_line(s, a, line, "│");
	fputc('\n', s->out);
}

static void decision(const struct show *s, const struct reading *r)
{
	static const enum style colours[] = {GREEN, YELLOW, YELLOW, BLUE};
	static const char *const ids[] = {
		"act", "act-review", "review", "ignore"}; /* of the catalogue */

	label(s, "decision");
	style(s, colours[r->disposition]);
	fputs(catalogue_word(s->words, "disposition", ids[r->disposition]), s->out);
	style(s, PLAIN);
	fputc('\n', s->out);
}

static const char *seats_text(const struct show *s, struct arena *a, const struct request *q)
{
	if (q->delta != 0)
		return arena_printf(a, " · %+d", q->delta);
	if (q->seats == 0)
		return "";
	return arena_printf(a, " · %d %s", q->seats, word(s, q->seats == 1 ? "seat" : "seats"));
}

/* `Integrationskongress · 15.03.2011 · 2 Plätze · Anna Berg` */
static const char *request_text(
	const struct show *s, struct arena *a, const struct reading *r, const struct request *q)
{
	const struct series *series = rules_series(s->rules, r->series);
	const struct event *event = series != NULL ? series_event(series, q->event) : NULL;
	const char *title = event != NULL ? event->title : q->event;
	const char *day = event != NULL ? arena_printf(a, " · %02d.%02d.%04d", event->begin.day,
						  event->begin.month, event->begin.year)
					: "";

	return arena_printf(a, "%s%s%s%s%s", title, day, seats_text(s, a, q),
		q->who != NULL && q->who[0] != '\0' ? " · " : "", q->who != NULL ? q->who : "");
}

static void requests(
	const struct show *s, struct arena *a, const struct reading *r, const struct requests *list)
{
	for (size_t i = 0; i < list->count; i++)
		field(s, a, action_name(list->items[i].action),
			slice_of(request_text(s, a, r, &list->items[i])));
}

void show_choices(const struct show *s, struct arena *a, const struct reading *r)
{
	const struct requests *list = reading_proposal(r);

	for (size_t i = 0; i < list->count; i++) {
		const struct request *q = &list->items[i];
		show_field(s, a, i == 0 ? "choices" : NULL,
			arena_printf(a, "%zu  %s: %s", i + 1, word(s, action_name(q->action)),
				request_text(s, a, r, q)));
	}
}

static void names(const struct show *s, struct arena *a, const struct reading *r)
{
	for (size_t i = 0; i < r->attendee_count; i++) {
		const struct attendee *who = &r->attendees[i];
		const char *text = who->organisation != NULL
			? arena_printf(a, "%s (%s)", who->name, who->organisation)
			: who->name;
		field(s, a, i == 0 ? "attendees" : NULL, slice_of(text));
	}
}

static void reasons(const struct show *s, struct arena *a, const struct reading *r)
{
	for (size_t i = 0; i < r->reason_count; i++)
		field(s, a, i == 0 ? "reasons" : NULL,
			slice_of(catalogue_word(s->words, "reasons", r->reasons[i])));
}

void show_bounce(const struct show *s, struct arena *a, const struct reading *r)
{
	if (r->bounce != NULL && r->bounce->address[0] != '\0')
		field(s, a, r->bounce->permanent ? "bounce-permanent" : "bounce",
			slice_of(r->bounce->address));
}

void show_reading(const struct show *s, const struct reading *r)
{
	struct arena *a = arena_new();
	bool acts = r->requests.count > 0;

	head(s, a, r);
	show_words(s, a, r);
	show_parts(s, a, r->parts, r->part_count);
	decision(s, r);
	requests(s, a, r, &r->requests);
	if (!acts && r->guess.count > 0) {
		style(s, DIM);
		fprintf(s->out, "  %s\n", word(s, "guess"));
		style(s, PLAIN);
		requests(s, a, r, &r->guess);
	}
	names(s, a, r);
	show_bounce(s, a, r);
	reasons(s, a, r);
	fputc('\n', s->out);
	arena_free(&a);
}
