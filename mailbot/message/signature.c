/* Where a signature begins, and lines that only say who somebody is. */
#include "message/lines.h"

#include <string.h>

#include "message/header.h"
#include "rules/pattern.h"

/* How far below a name address data may begin, and how far apart its lines may lie. */
enum { NAME_LINES = 3, GAP_LINES = 4, TITLE_WORDS = 8 };

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "e.V." ends none. */
static bool ends_sentence(struct slice text)
{
	size_t n = text.len;

	if (n == 0 || strchr(".!?", text.p[n - 1]) == NULL)
		return false;
	for (n--; n > 0 && text.p[n - 1] != ' '; n--)
		if (text.p[n - 1] == '.')
			return false;
	return true;
}

/* Longest run of a telephone number's characters, counted in digits. */
static size_t phone_digits(struct slice text)
{
	size_t best = 0, n = 0, dots = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.p[i];

		if (digit(c)) {
			n++;
			best = dots < 2 && n > best ? n : best;
		} else if (c == '.' || c == ':') {
			dots++; /* dates and times have them */
		} else if (strchr("+()/- ", c) == NULL) {
			n = dots = 0;
		}
	}
	return best;
}

/* "44137 Dortmund", "D-44137 Dortmund" */
static bool has_town(struct slice text)
{
	for (size_t i = 0; i + 6 < text.len; i++) {
		size_t n = 0;

		if (i > 0 && text.p[i - 1] != ' ' && text.p[i - 1] != '-')
			continue;
		while (i + n < text.len && digit(text.p[i + n]))
			n++;
		if ((n == 4 || n == 5) && i + n + 2 < text.len && text.p[i + n] == ' ' &&
			!digit(text.p[i + n + 1]) && n == 5)
			return true;
	}
	return false;
}

/* "Hessische Straße 1", "Kirchweg 12a": words, then a number at the end or before a comma, and
 * nothing that a sentence has. */
static bool is_street(struct slice text)
{
	size_t n = text.len, digits = 0;
	long comma = slice_find(text, ',');

	if (comma > 0)
		n = (size_t)comma;
	if (n > 1 && text.p[n - 1] >= 'a' && text.p[n - 1] <= 'f' && digit(text.p[n - 2]))
		n--;
	while (n > digits && digit(text.p[n - 1 - digits]))
		digits++;
	return digits > 0 && digits <= 3 && n > digits + 4 && text.p[n - digits - 1] == ' ' &&
		pattern_words(slice_head(text, n)) <= 4 &&
		(slice_find_ci(text, "str") >= 0 || slice_find_ci(text, "weg ") >= 0 ||
			slice_find_ci(text, "platz ") >= 0 || slice_find_ci(text, "allee ") >= 0 ||
			slice_find_ci(text, "gasse ") >= 0 || slice_find_ci(text, "ring ") >= 0 ||
			slice_find_ci(text, "damm ") >= 0 || slice_find_ci(text, "ufer ") >= 0 ||
			slice_find_ci(text, "hof ") >= 0 || slice_find_ci(text, "markt ") >= 0);
}

static bool labelled(const struct sorter *s, struct slice text)
{
	long colon = slice_find(slice_head(text, 40), ':');

	return colon > 0 &&
		pattern_match(&s->quotes->contacts, slice_trim(slice_head(text, (size_t)colon))) !=
		NULL;
}

/* "X eG · Sitz Y · Vorstand: Z", "X GmbH | Geschäftsführer: Y": a label in one of several parts. */
static bool part_labelled(const struct sorter *s, struct slice text)
{
	static const char *const bars[] = {" | ", " · ", " • "};

	for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
		struct slice rest = text;
		for (long at; (at = slice_find_ci(rest, bars[i])) >= 0;) {
			rest = slice_from(rest, (size_t)at + strlen(bars[i]));
			if (labelled(s, rest))
				return true;
		}
	}
	return false;
}

/* A label of address data before a colon, or before a number ("Tel 0231 …", "Fon: …"). */
static bool has_label(const struct sorter *s, struct slice text)
{
	size_t n = 0;

	if (labelled(s, text) || part_labelled(s, text))
		return true;
	while (n < text.len && text.p[n] != ' ' && !digit(text.p[n]) && text.p[n] != '+')
		n++;
	return n > 0 && n < text.len && phone_digits(slice_from(text, n)) >= 5 &&
		pattern_match(&s->quotes->contacts, slice_trim(slice_head(text, n))) != NULL;
}

static bool is_link(struct slice text)
{
	return pattern_words(text) <= 3 &&
		(slice_find_ci(text, "www.") >= 0 || slice_find_ci(text, "http") >= 0 ||
			address_within(text));
}

/* Whether a line can be nothing but address data. */
static bool is_data(const struct sorter *s, struct slice text)
{
	if (text.len == 0 || text.len > 160 || text.p[text.len - 1] == '?' ||
		text.p[text.len - 1] == '!')
		return false;
	if (has_label(s, text) || is_link(text))
		return true;
	if (pattern_words(text) > TITLE_WORDS + 4)
		return false;
	return has_town(text) || is_street(text) ||
		(phone_digits(text) >= 7 && pattern_words(text) <= 6);
}

static bool line_tells(const struct sorter *s, size_t i)
{
	struct told told = line_told(s, i);

	return told.telling || told.deciding || told.writing;
}

/* "Ich komme am 16. nicht": a decision of the writer's, wherever it stands. */
static bool line_decides(const struct sorter *s, size_t i)
{
	struct told told = line_told(s, i);

	return told.deciding && told.writing;
}

/* "Vorstand: Frau X kommt mit" is none: who is named there decides something. */
static bool line_is_data(const struct sorter *s, size_t i)
{
	return is_data(s, s->folded[i]) && !line_told(s, i).deciding && !line_told(s, i).telling;
}

/* Few words, none of them a number, no sentence: an organisation, a title. */
static bool is_title(const struct sorter *s, size_t i)
{
	struct slice text = s->folded[i], words = draft_words(s->draft, i);

	for (size_t k = 0; k < text.len; k++)
		if (digit(text.p[k]))
			return false;
	return text.len > 0 && pattern_words(text) <= TITLE_WORDS && !ends_sentence(text) &&
		(words.p[0] < 'a' || words.p[0] > 'z') && slice_find(text, ',') < 0 &&
		!line_tells(s, i);
}

/* The next line of address data at or behind `i` within reach; `to` where there is none. */
static size_t next_data(const struct sorter *s, size_t i, size_t to)
{
	for (size_t k = i, steps = 0; k < to && steps < GAP_LINES; k++) {
		if (line_empty(s, k))
			continue;
		if (line_is_data(s, k))
			return k;
		if (!is_title(s, k))
			return to;
		steps++;
	}
	return to;
}

/* Marks address data, and the titles between its lines, from `i` on. The line behind it. */
static size_t mark_data(struct sorter *s, size_t i, size_t to)
{
	for (;;) {
		size_t data = next_data(s, i, to);

		if (data == to)
			return i;
		lines_mark(s, i, data + 1, LINE_SIGNATURE);
		i = data + 1;
	}
}

/* Below a closing formula, or the writer's own name: the name stays, then address data. */
static void below_closing(struct sorter *s, size_t i, size_t to, bool name)
{
	size_t names = name ? NAME_LINES : 0;

	for (size_t k = i; k < to; k++) {
		if (line_empty(s, k))
			continue;
		if (line_is_data(s, k)) {
			mark_data(s, k, to);
			return;
		}
		if (names == 0 || !is_title(s, k)) {
			if (!name && is_title(s, k))
				mark_data(s, k, to);
			return;
		}
		/* titles below the first line are the name's only where data follow */
		if (names < NAME_LINES && next_data(s, k, to) < to) {
			mark_data(s, k, to);
			return;
		}
		names--;
	}
}

static bool is_writer(const struct sorter *s, struct slice line)
{
	return s->writer.len > 3 && slice_eq(line, s->writer);
}

static bool is_closing(const struct sorter *s, struct slice line)
{
	while (line.len > 0 && strchr(",.!;: ", line.p[line.len - 1]) != NULL)
		line.len--;
	return line.len > 0 && line.len < 80 && pattern_match(&s->quotes->closings, line) != NULL;
}

/* ---- marked signatures: "-- ", or HTML's own ---- */

static bool is_delimiter(const struct sorter *s, size_t i)
{
	struct slice text = draft_text(s->draft, i);

	return slice_is(text, "-- ") || slice_is(text, "--");
}

/* Words that a person wrote, though they stand in or below a signature. */
static bool speaks(const struct sorter *s, size_t i)
{
	struct slice text = s->folded[i];

	if (pattern_match(&s->quotes->postscripts, text) != NULL)
		return true;
	if (is_data(s, text))
		return false;
	return ((pattern_words(text) >= 4 && ends_sentence(text)) || line_tells(s, i)) &&
		pattern_match(&s->quotes->disclaimers, text) == NULL &&
		pattern_match(&s->quotes->footers, text) == NULL;
}

/* Everything below "-- " up to an empty line, and further paragraphs that do not speak. */
static void below_delimiter(struct sorter *s, size_t i, size_t to)
{
	bool first = true, own = false;

	for (size_t k = i; k < to; k++) {
		if (line_empty(s, k)) {
			first = first && k == i;
			own = false;
			continue;
		}
		if (!first && !own && (k == i || line_empty(s, k - 1))) {
			for (size_t w = k; w < to && !line_empty(s, w) && !own; w++)
				own = speaks(s, w);
		}
		if (pattern_match(&s->quotes->postscripts, s->folded[k]) != NULL)
			own = true;
		if (!own && s->lines[k].sort == LINE_OWN && !line_decides(s, k))
			s->lines[k].sort = LINE_SIGNATURE;
	}
}

/* ---- lines of programs ---- */

/* The paragraph from `i` on. */
static size_t paragraph_end(const struct sorter *s, size_t i, size_t to)
{
	while (i < to && !line_empty(s, i))
		i++;
	return i;
}

/* A line that is nothing but a rule, just above what a program added, is the program's. */
static void mark_rule_above(struct sorter *s, size_t i, size_t from, enum line_sort sort)
{
	while (i > from && line_empty(s, i - 1))
		i--;
	if (i == from || s->folded[i - 1].len < 2)
		return;
	for (size_t k = 0; k < s->folded[i - 1].len; k++)
		if (strchr("-_=* ~", s->folded[i - 1].p[k]) == NULL)
			return;
	s->lines[i - 1].sort = sort;
}

/* A banner is wrapped until its sentence ends. */
static size_t banner_end(const struct sorter *s, size_t i, size_t to)
{
	size_t end = i;

	while (end + 1 < to && end < i + 6 && !line_empty(s, end + 1) &&
		!ends_sentence(s->folded[end]) && s->folded[end].len > 50)
		end++;
	return end + 1;
}

/* Without what stands around a program's words. */
static struct slice bare_line(struct slice line)
{
	while (line.len > 0 && strchr("*_-+|<([ ", line.p[0]) != NULL)
		line = slice_from(line, 1);
	while (line.len > 0 && strchr("*_|>)] ", line.p[line.len - 1]) != NULL)
		line.len--;
	return line;
}

/* Of an advertisement a banner's, of a footer a signature's; a line's own where it is none of them. */
static enum line_sort program_sort(const struct sorter *s, const struct pattern_text *bare)
{
	if (pattern_match_text(&s->quotes->adverts, bare) != NULL)
		return LINE_BANNER;
	if (bare->text.len < 160 && pattern_match_text(&s->quotes->footers, bare) != NULL)
		return LINE_SIGNATURE;
	return pattern_match_text(&s->quotes->disclaimers, bare) != NULL ? LINE_DISCLAIMER
									 : LINE_OWN;
}

static size_t mark_program_lines(struct sorter *s, size_t i, size_t from, size_t to)
{
	struct slice line = s->folded[i];
	struct pattern_text bare;
	size_t end = i + 1;

	pattern_text_set(&bare, bare_line(line));
	if (pattern_match_text(&s->office->banners, &bare) != NULL ||
		(bare.text.len < line.len && pattern_match(&s->office->banners, line) != NULL)) {
		end = banner_end(s, i, to);
		lines_mark(s, i, end, LINE_BANNER);
		return end;
	}
	/* what a line tells is dear to know: of most lines nothing depends on it */
	enum line_sort sort = program_sort(s, &bare);
	if (sort == LINE_OWN || line_decides(s, i))
		return end;
	if (sort == LINE_DISCLAIMER)
		end = paragraph_end(s, i, to);
	lines_mark(s, i, end, sort);
	mark_rule_above(s, i, from, sort);
	return end;
}

void signature_sort(struct sorter *s, size_t from, size_t to)
{
	size_t delimiter = to;

	for (size_t i = from; i < to;) {
		bool empty = line_empty(s, i);

		if (!empty && is_delimiter(s, i) && line_next(s, i + 1) < to) {
			s->lines[i].sort = LINE_SIGNATURE;
			delimiter = delimiter == to ? i : delimiter;
			i++;
		} else {
			i = empty ? i + 1 : mark_program_lines(s, i, from, to);
		}
	}
	for (size_t i = from; i < delimiter; i++) {
		if (s->lines[i].sort != LINE_OWN || line_empty(s, i))
			continue;
		if (s->draft->lines[i].mark == HTML_SIGNATURE && !speaks(s, i))
			s->lines[i].sort = LINE_SIGNATURE;
		else if (is_closing(s, s->folded[i]))
			below_closing(s, i + 1, delimiter, true);
		else if (is_writer(s, s->folded[i]))
			below_closing(s, i + 1, delimiter, false);
	}
	if (delimiter < to)
		below_delimiter(s, delimiter + 1, to);
}
