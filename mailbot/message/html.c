/* HTML as lines of text: what a person would see of it. */
#include "message/draft.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "base/limits.h"
#include "message/look.h"
#include "message/sheet.h"

/* What an open element passes on to what stands in it. */
struct element {
	const char *name; /* libxml2's, as long as the parser; NULL: beyond the stack's depth */
	enum html_mark mark;
	struct look look;
	bool doubtful; /* nobody can say whether its text is seen */
};

struct html {
	struct draft *draft;
	const struct quotes *quotes;
	struct element stack[HTML_DEPTH_MAX];
	size_t depth, beyond;
	bool rest; /* all that follows is quoted */
	char *line; /* the line that is being written */
	size_t len, room;
	enum html_mark mark; /* of its first text */
	bool begun, blank, hidden; /* it has text; a blank is due; hidden text stood in it */
	size_t empty; /* empty lines just written */
	struct sheet sheet;
};

static const struct element outermost;
/* What stands in a tag of which something was cut off: it may have hidden what the tag holds. */
static const char cut_mark[] = " a mailbot-cut"; /* after "a=" it must not be the value */

static const struct element *top(const struct html *h)
{
	return h->depth > 0 ? &h->stack[h->depth - 1] : &outermost;
}

/* ---- writing ---- */

static void put(struct html *h, const char *p, size_t n)
{
	if (n > TEXT_BYTES_MAX - h->len) {
		h->draft->more = true;
		return;
	}
	if (h->len + n > h->room) {
		size_t room = (h->len + n) * 2 + 256;
		char *larger = arena_alloc(h->draft->arena, room);

		if (h->len > 0)
			memcpy(larger, h->line, h->len);
		h->line = larger;
		h->room = room;
	}
	memcpy(h->line + h->len, p, n);
	h->len += n;
}

static enum html_mark current_mark(const struct html *h)
{
	enum html_mark mark = top(h)->mark;

	return h->rest && (mark == HTML_NONE || mark == HTML_SIGNATURE) ? HTML_REST : mark;
}

static void end_line(struct html *h)
{
	struct slice text = mime_clean(h->draft->arena, (struct slice){h->line, h->len});

	for (size_t i = 0; i < text.len; i++) /* U+2028 is no line of ours */
		if (text.p[i] == '\n')
			((char *)(uintptr_t)text.p)[i] = ' ';
	while (text.len > 0 && (text.p[text.len - 1] == ' ' || text.p[text.len - 1] == '\t'))
		text.len--;
	h->empty = text.len == 0 ? h->empty + 1 : 0;
	/* one empty line says all that many say */
	if (h->empty <= 1 || h->hidden)
		draft_add(h->draft, text,
			(struct draft_line){.mark = h->begun ? h->mark : current_mark(h),
				.html = true,
				.hidden = h->hidden,
				.depth = 0});
	h->len = 0;
	h->begun = h->blank = h->hidden = false;
	h->mark = HTML_NONE;
}

/* A block begins or ends: what was begun is a line. */
static void break_block(struct html *h)
{
	if (h->begun || h->len > 0 || h->hidden)
		end_line(h);
}

static void put_text(struct html *h, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (top(h)->look.pre && c == '\n') {
			end_line(h);
			continue;
		}
		if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
			if (top(h)->look.pre)
				put(h, " ", 1);
			else
				h->blank = true;
			continue;
		}
		if (!h->begun) {
			h->begun = true;
			h->mark = current_mark(h);
		} else if (h->blank && h->len > 0 && h->line[h->len - 1] != ' ' &&
			h->line[h->len - 1] != '\t') {
			put(h, " ", 1);
		}
		h->blank = false;
		put(h, p + i, 1);
	}
}

static bool any_word(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.p[i] > ' ' &&
			!((unsigned char)text.p[i] == 0xc2 && i + 1 < text.len &&
				(unsigned char)text.p[i + 1] == 0xa0 && ++i))
			return true;
	return false;
}

/* ---- marks of mail programs ---- */

static bool has_word(struct slice value, const struct html_rule *rule)
{
	while (value.len > 0) {
		struct slice word;
		long end;

		value = slice_trim(value);
		end = slice_find(value, ' ');
		word = slice_head(value, end < 0 ? value.len : (size_t)end);
		value = slice_from(value, word.len);
		if (rule->stem ? slice_starts_ci(word, rule->value)
			       : slice_is_ci(word, rule->value))
			return true;
	}
	return false;
}

static enum html_mark mark_of(
	const struct quotes *q, const char *tag, const char *attribute, struct slice value)
{
	for (size_t i = 0; i < q->html_count; i++) {
		const struct html_rule *r = &q->html[i];

		if (r->tag != NULL && strcasecmp(r->tag, tag) != 0)
			continue;
		if (r->attribute == NULL ? attribute == NULL
					 : attribute != NULL &&
					strcmp(r->attribute, attribute) == 0 && has_word(value, r))
			return r->is;
	}
	return HTML_NONE;
}

/* The stronger of what surrounds an element and what it says itself. */
static void add_mark(struct html *h, struct element *e, enum html_mark is)
{
	if (is == HTML_REST) {
		break_block(h);
		h->rest = true;
	} else if (is != HTML_NONE && e->mark != HTML_QUOTE && e->mark != HTML_FORWARDED) {
		e->mark = is;
	} else if (is == HTML_INTRODUCTION) {
		e->mark = e->mark == HTML_QUOTE ? HTML_QUOTE : is;
	}
}

/* ---- the parser's events ---- */

static bool one_of(const char *name, const char *const *names)
{
	for (; *names != NULL; names++)
		/* Nearly all differ in their first letter: that is seen on the spot. */
		if (name[0] == (*names)[0] && strcmp(name, *names) == 0)
			return true;
	return false;
}

static bool is_block(const char *name)
{
	static const char *const blocks[] = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li",
		"ul", "ol", "tr", "table", "blockquote", "hr", "pre", "address", "section",
		"article", "header", "footer", "center", "dl", "dt", "dd", "form", "fieldset",
		"body", "main", "aside", "nav", "tbody", "thead", "caption", "title", "option",
		NULL};

	return one_of(name, blocks);
}

static bool is_unseen(const char *name)
{
	static const char *const unseen[] = {
		"head", "style", "script", "title", "template", "meta", NULL};

	return one_of(name, unseen);
}

/* What some programs show and others do not: it is left out, and a person looks. */
static bool is_at_times(const char *name)
{
	static const char *const at_times[] = {"noscript", "object", "svg", "audio", "video",
		"iframe", "select", "canvas", "dialog", "datalist", "noframes", "noembed",
		"details", "textarea", "button", "marquee", "applet", "rp", "bdo", NULL};

	return one_of(name, at_times);
}

static struct slice attribute_of(const xmlChar **atts, const char *name)
{
	for (size_t i = 0; atts != NULL && atts[i] != NULL; i += 2)
		if (strcasecmp((const char *)atts[i], name) == 0)
			return slice_of((const char *)atts[i + 1]);
	return (struct slice){0};
}

static bool has_attribute(const xmlChar **atts, const char *name)
{
	for (size_t i = 0; atts != NULL && atts[i] != NULL; i += 2)
		if (strcasecmp((const char *)atts[i], name) == 0)
			return true;
	return false;
}

static void read_attributes(
	struct html *h, const char *name, const xmlChar **atts, struct element *e)
{
	/* a blockquote without a border is how people indent */
	if (slice_find_ci(attribute_of(atts, "style"), "border:none") < 0 &&
		slice_find_ci(attribute_of(atts, "style"), "border: none") < 0)
		add_mark(h, e, mark_of(h->quotes, name, NULL, (struct slice){0}));
	sheet_apply(&h->sheet, slice_of(name), attribute_of(atts, "class"),
		attribute_of(atts, "id"), &e->look);
	for (size_t i = 0; atts != NULL && atts[i] != NULL; i += 2) {
		const char *attribute = (const char *)atts[i];
		struct slice value = slice_of((const char *)atts[i + 1]);

		if (value.len >= HTML_VALUE_BYTES_MAX && strcmp(attribute, "src") != 0 &&
			strcmp(attribute, "href") != 0)
			e->doubtful = true;
		if (strcmp(attribute, "style") == 0)
			look_style(value, &e->look);
		else if (strcmp(attribute, "hidden") == 0)
			e->look.hidden = true;
		else if (strcmp(attribute, "bgcolor") == 0)
			look_ground(&e->look, slice_trim(value));
		else if (slice_is(slice_from(slice_of(cut_mark), 3), attribute))
			e->doubtful = true;
		else if (strcmp(attribute, "color") == 0 ||
			(strcmp(attribute, "text") == 0 && strcmp(name, "body") == 0))
			look_colour(&e->look, slice_trim(value));
		else if (strcmp(attribute, "class") == 0 || strcmp(attribute, "id") == 0 ||
			strcmp(attribute, "name") == 0)
			add_mark(h, e, mark_of(h->quotes, name, attribute, value));
	}
}

/* A paragraph is set off by an empty line, but not in Word's HTML, where each line is one. */
static bool set_off(const char *name, const xmlChar **atts)
{
	return strcmp(name, "p") == 0 && slice_find_ci(attribute_of(atts, "class"), "mso") < 0 &&
		slice_find_ci(attribute_of(atts, "style"), "margin:0") < 0 &&
		slice_find_ci(attribute_of(atts, "style"), "margin: 0") < 0;
}

static void begin_block(struct html *h, const char *name, const xmlChar **atts)
{
	break_block(h);
	if (set_off(name, atts) && h->draft->count > 0 && h->empty == 0)
		end_line(h);
	if (strcmp(name, "hr") == 0) {
		put_text(h, "____", 4);
		end_line(h);
	}
}

static void begin_inline(struct html *h, const char *name, const xmlChar **atts)
{
	if (strcmp(name, "br") == 0) {
		end_line(h);
	} else if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0) {
		if (h->begun)
			put(h, "\t", 1);
		h->blank = false;
	} else if (strcmp(name, "input") == 0) {
		struct slice type = attribute_of(atts, "type");

		if (slice_is_ci(type, "checkbox") || slice_is_ci(type, "radio"))
			put_text(h, has_attribute(atts, "checked") ? "[x] " : "[ ] ", 4);
		else if (!slice_is_ci(type, "hidden") && any_word(attribute_of(atts, "value")) &&
			current_mark(h) == HTML_NONE)
			h->hidden = true; /* an eye sees what stands in the field */
	}
}

static void on_start(void *data, const xmlChar *tag, const xmlChar **atts)
{
	struct html *h = data;
	const char *name = (const char *)tag;
	struct element e = *top(h);

	e.look.flat = e.look.clipped = false;
	if (h->depth == HTML_DEPTH_MAX) {
		h->beyond++;
		return;
	}
	e.name = name;
	if (is_block(name) && !e.look.hidden)
		begin_block(h, name, atts);
	read_attributes(h, name, atts, &e);
	if (is_unseen(name) || is_at_times(name))
		e.look.hidden = true;
	if (strcmp(name, "s") == 0 || strcmp(name, "strike") == 0 || strcmp(name, "del") == 0)
		e.look.struck = true;
	if (strcmp(name, "pre") == 0)
		e.look.pre = true;
	h->stack[h->depth++] = e;
	if (e.look.hidden || e.look.struck)
		return;
	if (!is_block(name))
		begin_inline(h, name, atts);
	else if (strcmp(name, "li") == 0)
		put_text(h, "- ", 2);
}

static void on_end(void *data, const xmlChar *tag)
{
	struct html *h = data;
	const char *name = (const char *)tag;

	if (h->beyond > 0) {
		h->beyond--;
		return;
	}
	if (h->depth == 0)
		return;
	if (is_block(name) && !top(h)->look.hidden)
		break_block(h);
	h->depth--;
}

/* Whether an element that never shows its text is open: that is not hidden, only no text. */
static bool in_unseen(const struct html *h)
{
	for (size_t i = h->depth; i-- > 0;)
		if (is_unseen(h->stack[i].name))
			return true;
		else if (h->depth - i > 4)
			return false;
	return false;
}

static void on_text(void *data, const xmlChar *text, int len)
{
	struct html *h = data;
	const struct element *e = top(h);
	struct slice words = {(const char *)text, (size_t)len};

	if ((h->beyond > 0 || e->doubtful) && any_word(words) && current_mark(h) == HTML_NONE)
		h->hidden = true;
	if (e->look.hidden || e->look.tiny || look_pale(&e->look)) {
		if (!in_unseen(h) && any_word(words) && current_mark(h) == HTML_NONE)
			h->hidden = true;
		return;
	}
	if (e->look.struck) {
		h->draft->struck = h->draft->struck || any_word(words);
		return;
	}
	put_text(h, words.p, words.len);
}

/* ---- before the parser ---- */

/* Length of a comment at the start of `in`; 0 where it has no end: then only its mark is passed
 * over. *closed is false once no comment can end any more, so that the search is not made again. */
static size_t comment(struct slice in, bool *closed)
{
	for (size_t i = 2; *closed && i + 2 < in.len; i++) {
		if (in.p[i] != '-' || in.p[i + 1] != '-')
			continue;
		if (in.p[i + 2] == '>')
			return i + 3;
		if (i > 3 && in.p[i + 2] == '!' && i + 3 < in.len && in.p[i + 3] == '>')
			return i + 4;
	}
	*closed = false;
	return 4;
}

/* A tag while it is copied: bytes kept of it, and of the quoted value that we are in. */
struct tag {
	size_t len, value;
	char quote, last; /* 0: in no value; the last that was no blank */
	bool kept, cut; /* the value's first quote was; attributes were left out */
};

static bool begins_tag(struct slice in)
{
	/* "5 < 6" is text */
	return in.len > 1 &&
		(strchr("/!?", in.p[1]) != NULL ||
			((in.p[1] | 0x20) >= 'a' && (in.p[1] | 0x20) <= 'z'));
}

/* Whether the next byte of a tag is kept: of long values and of very long tags the head is. */
static bool keeps(struct tag *t, char c)
{
	bool keep;

	if (t->quote == 0) {
		keep = t->len < HTML_TAG_BYTES_MAX;
		t->cut = t->cut || !keep;
		if ((c == '"' || c == '\'') && t->last == '=') {
			t->quote = c;
			t->kept = keep;
			t->value = 0;
		}
	} else {
		keep = t->kept && (c == t->quote || t->value++ < HTML_VALUE_BYTES_MAX);
		if (c == t->quote)
			t->quote = 0;
	}
	if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\0')
		t->last = c;
	t->len += keep ? 1 : 0;
	return keep;
}

static bool begins_style(struct slice in)
{
	return in.len > 6 && slice_starts_ci(in, "<style") &&
		memchr(" \t\r\n>", in.p[6], 5) != NULL;
}

/* How much of what stands behind the tag of a style sheet is nothing but its rules: all up to its end, or
 * nothing. */
static size_t rules_length(struct slice in)
{
	long end = slice_find(in, '<');

	return end >= 0 && slice_starts_ci(slice_from(in, (size_t)end), "</style") ? (size_t)end
										   : 0;
}

/*
 * Comments go, and Word's conditions (<![if …]>), since libxml2 shows them as text; long tags are
 * cut (a picture in a value, many attributes), and say so. Of a style sheet's rules, which sheet_read
 * has seen, only a word stays: the parser would look at each of their characters.
 */
static struct slice tame(struct arena *a, struct slice in)
{
	/* a tag that is cut is far longer than the mark */
	char *out = arena_alloc(a, in.len + in.len / 64 + sizeof cut_mark + 4);
	size_t n = 0;
	struct tag tag = {0};
	bool inside = false, condition = false, closed = true, style = false;

	for (size_t i = 0; i < in.len; i++) {
		char c = in.p[i];

		if (!inside && c == '<') {
			if (slice_starts(slice_from(in, i), "<!--")) {
				i += comment(slice_from(in, i), &closed) - 1;
				continue;
			}
			inside = begins_tag(slice_from(in, i));
			tag = (struct tag){0};
			condition = slice_starts(slice_from(in, i), "<![");
			style = begins_style(slice_from(in, i));
		}
		if (inside && c == '>' && tag.quote == 0) {
			inside = false;
			if (tag.cut && !condition) {
				memcpy(out + n, cut_mark, sizeof cut_mark - 1);
				n += sizeof cut_mark - 1;
			}
			if (!condition)
				out[n++] = c;
			condition = false;
			if (style && !tag.cut && tag.last != '/') {
				size_t len = rules_length(slice_from(in, i + 1));

				if (any_word(slice_head(slice_from(in, i + 1), len)))
					out[n++] = 'x';
				i += len;
			}
			continue;
		}
		if (condition || (inside && !keeps(&tag, c)))
			continue;
		out[n++] = c;
	}
	return (struct slice){out, n};
}

void draft_html(struct draft *d, struct slice text, const struct quotes *quotes)
{
	static const xmlSAXHandler empty;
	xmlSAXHandler sax = empty;
	struct html *h = arena_alloc(d->arena, sizeof *h);
	htmlParserCtxtPtr parser;

	h->draft = d;
	h->quotes = quotes;
	sax.startElement = on_start;
	sax.endElement = on_end;
	sax.characters = on_text;
	sax.ignorableWhitespace = on_text;
	sax.cdataBlock = on_text; /* a style sheet */
	parser = htmlCreatePushParserCtxt(&sax, h, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	if (parser == NULL)
		return;
	htmlCtxtUseOptions(parser,
		HTML_PARSE_IGNORE_ENC | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
			HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER);
	text = slice_head(text, HTML_BYTES_MAX);
	sheet_read(d->arena, text, &h->sheet);
	text = tame(d->arena, text);
	while (text.len > 0 && !d->more) {
		struct slice piece = slice_head(text, 8192);

		htmlParseChunk(parser, piece.p, (int)piece.len, 0);
		text = slice_from(text, piece.len);
	}
	htmlParseChunk(parser, NULL, 0, 1);
	break_block(h);
	d->more = d->more || h->sheet.more;
	htmlFreeParserCtxt(parser);
}
