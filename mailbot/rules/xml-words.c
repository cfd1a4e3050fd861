#include "rules/xml-words.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"

#define NOT_UTF8 "a character that is not UTF-8, expected a file saved as UTF-8"

enum {
	ROOT = -1,
	LISTED =
		-2, /* the last piece lists what is expected; the schema's own word where that is too long to be read */
	PIECES_MAX = 4,
	WORDS_BYTES_MAX = 600,
	LIST_BYTES_MAX = 200
};

/* What is said where the schema does not say it, by the name of the built-in type. */
static const struct {
	const char *type, *expected;
} builtins[] = {
	{"xs:date", "a date such as 2011-02-16"},
	{"xs:dateTime", "a day and time such as 2011-02-16T18:00:00"},
	{"xs:time", "a time of day such as 18:00:00"},
	{"xs:boolean", "true or false"},
	{"xs:integer", "a whole number"},
	{"xs:nonNegativeInteger", "a whole number, 0 or more"},
	{"xs:positiveInteger", "a whole number, 1 or more"},
	{"xs:decimal", "a number"},
	{"xs:language", "a language code such as de"},
	{"xs:ID", "a name that begins with a letter"},
};

/* What people do to XML, by libxml2's code; $1 and $2 are the texts that it tells, $n its number. */
static const struct {
	int code;
	const char *ours;
} forms[] = {
	{XML_ERR_INVALID_CHAR, NOT_UTF8},
	{XML_ERR_INVALID_ENCODING, NOT_UTF8},
	{XML_ERR_NAME_REQUIRED, "a bare & or <, expected &amp; or &lt; for the character itself"},
	{XML_ERR_ENTITYREF_SEMICOL_MISSING, "a bare &, expected &amp; for the character itself"},
	{XML_ERR_UNDECLARED_ENTITY,
		"&$1; is unknown, expected the character itself, or one of &amp; &lt; &gt; &quot; "
		"&apos;"},
	{XML_ERR_LT_IN_ATTRIBUTE,
		"a < inside an attribute, expected the quote that ends it, or &lt;"},
	{XML_ERR_ATTRIBUTE_NOT_STARTED, "an attribute without quotes, expected name=\"value\""},
	{XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "attribute '$1' has no value, expected $1=\"value\""},
	{XML_ERR_ATTRIBUTE_REDEFINED, "attribute '$1' is given twice, expected once"},
	{XML_ERR_TAG_NAME_MISMATCH, "<$1> of line $n is closed by </$2>, expected </$1>"},
	{XML_ERR_TAG_NOT_FINISHED, "<$1> of line $n is not closed, expected </$1>"},
	{XML_ERR_DOCUMENT_EMPTY, "this is no XML, expected an element such as <series>"},
	{XML_ERR_DOCUMENT_END,
		"there is more behind the end of the first element, expected nothing"},
};

static void say_form(struct buf *out, const char *ours, const xmlError *error)
{
	const char *const texts[] = {error->str1, error->str2};

	for (; *ours != '\0'; ours++) {
		const char *text = "";
		if (*ours != '$') {
			buf_putc(out, *ours);
			continue;
		}
		ours++;
		if (*ours == 'n')
			buf_printf(out, "%d", error->int1);
		else
			text = texts[*ours - '1'];
		buf_puts(out, text != NULL ? text : "…");
	}
}

void xml_words_parse(struct problems *problems, struct place place, const xmlError *error)
{
	struct slice text = slice_of(error->message), line = text;
	struct buf out = {.max = WORDS_BYTES_MAX};

	for (size_t i = 0; i < sizeof forms / sizeof *forms && out.len == 0; i++)
		if (forms[i].code == error->code)
			say_form(&out, forms[i].ours, error);
	if (out.len == 0 && slice_find_ci(text, "not proper UTF-8") >= 0)
		buf_puts(&out, NOT_UTF8);
	if (out.len == 0) {
		slice_line(&text, &line);
		line = slice_trim(line);
		buf_printf(&out, "this is not well-formed XML: %.*s", SLICE_ARGS(line));
	}
	problem_add(problems, place, "%.*s", SLICE_ARGS(buf_slice(&out)));
	buf_free(&out);
}

/* ---- the schema's own words ---- */

static bool is_xs(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static bool attr_is(const xmlNode *node, const char *name, struct slice value)
{
	xmlChar *text = xmlGetNoNsProp(node, (const xmlChar *)name);
	bool same = text != NULL && slice_eq(slice_of((const char *)text), value);

	xmlFree(text);
	return same;
}

/* The first definition of that sort and name, anywhere in the schema. */
static const xmlNode *definition(const xmlNode *top, const char *sort, struct slice name)
{
	for (const xmlNode *node = top->children; node != NULL; node = node->next) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		if (is_xs(node, sort) && attr_is(node, "name", name))
			return node;
		const xmlNode *below = definition(node, sort, name);
		if (below != NULL)
			return below;
	}
	return NULL;
}

/* The definition that an attribute of `node` ("type", "base", "ref") names; NULL. */
static const xmlNode *referred(
	const xmlNode *root, const xmlNode *node, const char *by, const char *sort)
{
	xmlChar *name = xmlGetNoNsProp(node, (const xmlChar *)by);
	const xmlNode *found = NULL;

	if (name != NULL)
		found = definition(root, sort, slice_of((const char *)name));
	xmlFree(name);
	return found;
}

/* All attributes that an element's definition allows, its type's and groups' among them; stops
 * where `visit` says true. */
static const xmlNode *each_attribute(const xmlNode *root, const xmlNode *scope, int depth,
	bool (*visit)(const xmlNode *attribute, void *data), void *data)
{
	static const char *const links[][2] = {
		{"type", "complexType"}, {"base", "complexType"}, {"ref", "attributeGroup"}};

	for (size_t i = 0; i < sizeof links / sizeof *links && depth < 8; i++) {
		const xmlNode *type = referred(root, scope, links[i][0], links[i][1]);
		const xmlNode *found = type == NULL || type == scope
			? NULL
			: each_attribute(root, type, depth + 1, visit, data);
		if (found != NULL)
			return found;
	}
	for (const xmlNode *node = scope->children; node != NULL && depth < 8; node = node->next) {
		if (node->type != XML_ELEMENT_NODE || is_xs(node, "element"))
			continue;
		if (is_xs(node, "attribute") && visit(node, data))
			return node;
		const xmlNode *found = each_attribute(root, node, depth + 1, visit, data);
		if (found != NULL)
			return found;
	}
	return NULL;
}

static bool is_called(const xmlNode *attribute, void *data)
{
	return attr_is(attribute, "name", *(struct slice *)data);
}

static bool list_name(const xmlNode *attribute, void *data)
{
	struct buf *names = data;
	xmlChar *name = xmlGetNoNsProp(attribute, (const xmlChar *)"name");

	if (name != NULL) {
		buf_puts(names, names->len > 0 ? ", " : "");
		buf_puts(names, (const char *)name);
	}
	xmlFree(name);
	return false;
}

/* The <xs:appinfo> of a definition or of the simple type inside it, trimmed; false where none. */
static bool appinfo(const xmlNode *node, struct buf *out)
{
	for (const xmlNode *child = node->children; child != NULL; child = child->next) {
		if (is_xs(child, "appinfo")) {
			xmlChar *text = xmlNodeGetContent(child);
			buf_add(out, slice_trim(slice_of((const char *)text)));
			xmlFree(text);
			return true;
		}
		if ((is_xs(child, "annotation") || is_xs(child, "simpleType")) &&
			appinfo(child, out))
			return true;
	}
	return false;
}

/* The simple type that a definition names, be it through the complex type that extends it. */
static const xmlNode *simple_type(const xmlNode *root, const xmlNode *node)
{
	const xmlNode *found = referred(root, node, "type", "simpleType");
	const xmlNode *complex = referred(root, node, "type", "complexType");

	if (found == NULL && is_xs(node, "extension"))
		found = referred(root, node, "base", "simpleType");
	if (found == NULL && complex != NULL)
		return simple_type(root, complex);
	for (const xmlNode *child = node->children; found == NULL && child != NULL;
		child = child->next)
		if (is_xs(child, "simpleContent") || is_xs(child, "complexType") ||
			is_xs(child, "extension"))
			found = simple_type(root, child);
	return found;
}

/* What the value of an attribute (or, where that is empty, of an element) should be. */
static bool expected_value(const xmlDoc *schema, struct slice element, struct slice attribute,
	struct slice type, struct buf *out)
{
	const xmlNode *root = xmlDocGetRootElement(schema);
	const xmlNode *what = definition(root, "element", element);

	if (what != NULL && attribute.len > 0)
		what = each_attribute(root, what, 0, is_called, &attribute);
	if (what != NULL && appinfo(what, out))
		return true;
	const xmlNode *named = what == NULL ? NULL : simple_type(root, what);
	if (named == NULL && type.len > 0)
		named = definition(root, "simpleType", type);
	if (named != NULL && appinfo(named, out))
		return true;
	for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
		if (slice_is(type, builtins[i].type)) {
			buf_puts(out, builtins[i].expected);
			return true;
		}
	return false;
}

/* ---- the sentences ---- */

/* Takes `text` apart along a pattern whose '*' are pieces: the pieces, or false. */
static bool match(struct slice text, const char *pattern, struct slice *pieces)
{
	size_t n = 0;

	while (*pattern != '\0') {
		if (*pattern != '*') {
			if (text.len == 0 || text.p[0] != *pattern)
				return false;
			text = slice_from(text, 1);
			pattern++;
			continue;
		}
		pattern++;
		size_t literal = strcspn(pattern, "*");
		size_t end = 0;
		if (literal == 0)
			end = text.len;
		else
			while (!slice_eq(slice_head(slice_from(text, end), literal),
				(struct slice){pattern, literal})) {
				if (end++ >= text.len)
					return false;
			}
		pieces[n++] = slice_head(text, end);
		text = slice_from(text, end);
	}
	return text.len == 0;
}

/* libxml2's sentences after "Element 'x', attribute 'y': " and ours. $1 … $3 are its pieces, $e the
 * element and, where there is one, its attribute; $x what is expected instead, of the schema or
 * else what stands behind the last '|'. */
static const struct {
	const char *theirs, *ours;
	int type; /* which piece names a type; 0: none; ROOT: what is expected is a root; LISTED */
} sentences[] = {
	{"This element is not expected. Expected is one of ( * ).",
		"$e is not expected here, expected one of $1", 0},
	{"This element is not expected. Expected is ( * ).", "$e is not expected here, expected $1",
		0},
	{"This element is not expected.", "$e is not expected here, nothing more is expected", 0},
	{"Missing child element(s). Expected is one of ( * ).",
		"$e is not complete, expected one of $1 in it", 0},
	{"Missing child element(s). Expected is ( * ).", "$e is not complete, expected $1 in it",
		0},
	{"The attribute '*' is required but missing.", "$e is missing, expected $x|a value", 0},
	{"No matching global declaration available for the validation root.",
		"the file begins with $e, expected $x", ROOT},
	{"[facet 'pattern'] The value '*' is not accepted by the pattern '*'.",
		"$e is '$1', expected $x|what fits $2", 0},
	{"[facet 'enumeration'] The value '*' is not an element of the set {*}.",
		"$e is '$1', expected one of $2", LISTED},
	{"[facet 'minInclusive'] The value '*' is less than the minimum value allowed ('*').",
		"$e is '$1', expected $x|at least $2", 0},
	{"[facet 'maxInclusive'] The value '*' is greater than the maximum value allowed ('*').",
		"$e is '$1', expected $x|at most $2", 0},
	{"[facet 'minLength'] The value*has a length of '*'; this underruns the allowed minimum "
	 "length of '*'.",
		"$e is too short, expected $x|at least $3 characters", 0},
	{"[facet 'maxLength'] The value*has a length of '*'; this exceeds the allowed maximum "
	 "length of '*'.",
		"$e is too long, expected $x|at most $3 characters", 0},
	{"'*' is not a valid value of the atomic type '*'.", "$e is '$1', expected $x|a $2", 2},
	{"'*' is not a valid value of the local atomic type.",
		"$e is '$1', expected $x|another value", 0},
	{"'*' is not a valid value of the list type '*'.", "$e is '$1', expected $x|a list of $2",
		2},
	{"'*' is not a valid value of the union type '*'.", "$e is '$1', expected $x|a $2", 2},
	{"Character content other than whitespace is not allowed because the content type is "
	 "'element-only'.",
		"$e has text of its own, expected only elements in it", 0},
	{"Character content is not allowed, because the content type is empty.",
		"$e has content, expected none", 0},
	{"Element content is not allowed, because the content type is empty.",
		"$e has content, expected none", 0},
	{"Element content is not allowed, because the type definition is simple.",
		"$e has elements in it, expected only text", 0},
	{"Duplicate key-sequence [*] in unique identity-constraint '*'.",
		"$e: $1 is there already, expected one that is used once", 0},
	{"Duplicate key-sequence [*] in key identity-constraint '*'.",
		"$e: $1 is there already, expected one that is used once", 0},
	{"No match found for key-sequence [*] of keyref '*'.",
		"$e: there is no $1, expected one that is defined", 0},
};

struct subject {
	struct slice element, attribute;
	const xmlDoc *schema;
};

static void put_subject(struct buf *out, const struct subject *s)
{
	buf_printf(out, "<%.*s>", SLICE_ARGS(s->element));
	if (s->attribute.len > 0)
		buf_printf(out, ": attribute '%.*s'", SLICE_ARGS(s->attribute));
}

/* The roots that the schema knows. */
static bool expected_root(const xmlDoc *schema, struct buf *out)
{
	const xmlNode *child = xmlDocGetRootElement(schema)->children;

	for (; child != NULL; child = child->next)
		if (is_xs(child, "element")) {
			xmlChar *name = xmlGetNoNsProp(child, (const xmlChar *)"name");
			buf_printf(out, "%s<%s>", out->len > 0 ? " or " : "", (const char *)name);
			xmlFree(name);
		}
	return out->len > 0;
}

/* Puts a sentence together; `type` is which piece names the type that the value should have had. */
static void say(struct buf *out, const char *ours, int type, const struct subject *s,
	const struct slice *pieces)
{
	struct buf expected = {.max = WORDS_BYTES_MAX};
	bool known = type == ROOT
		? expected_root(s->schema, &expected)
		: expected_value(s->schema, s->element, s->attribute,
			  type > 0 ? pieces[type - 1] : (struct slice){0}, &expected);

	for (; *ours != '\0' && !(known && *ours == '|'); ours++) {
		if (*ours == '|')
			continue;
		if (*ours != '$') {
			buf_putc(out, *ours);
			continue;
		}
		ours++;
		if (*ours == 'e')
			put_subject(out, s);
		else if (*ours == 'x')
			buf_add(out, known ? buf_slice(&expected) : (struct slice){"", 0});
		else
			buf_add(out, slice_trim(pieces[*ours - '1']));
	}
	buf_free(&expected);
}

static void say_unknown_attribute(struct buf *out, const struct subject *s)
{
	struct buf names = {.max = WORDS_BYTES_MAX};
	const xmlNode *root = xmlDocGetRootElement(s->schema);
	const xmlNode *element = definition(root, "element", s->element);

	if (element != NULL)
		each_attribute(root, element, 0, list_name, &names);
	put_subject(out, s);
	buf_puts(out, " is unknown, expected ");
	if (names.len == 0)
		buf_puts(out, "none");
	else
		buf_printf(out, "%s%.*s", memchr(names.p, ',', names.len) != NULL ? "one of " : "",
			(int)names.len, names.p);
	buf_free(&names);
}

void xml_words_schema(struct problems *problems, struct place place, const xmlError *error,
	const xmlNode *node, const xmlDoc *schema)
{
	struct slice text = slice_trim(slice_of(error->message)), pieces[PIECES_MAX] = {0};
	struct subject s = {.schema = schema};
	struct buf out = {.max = WORDS_BYTES_MAX};

	/* Only says that an error before it has consequences. */
	if (slice_find_ci(text, "No precomputed value") >= 0)
		return;
	if (match(text, "Element '*', attribute '*': *", pieces)) {
		s.attribute = pieces[1];
		text = pieces[2];
	} else if (match(text, "Element '*': *", pieces)) {
		text = pieces[1];
	}
	s.element = node != NULL ? slice_of((const char *)node->name) : pieces[0];
	if (match(text, "The attribute '*' is not allowed.", pieces)) {
		say_unknown_attribute(&out, &s);
		goto out;
	}
	if (match(text, "The attribute '*' is required but missing.", pieces))
		s.attribute = pieces[0];
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
		if (!match(text, sentences[i].theirs, pieces))
			continue;
		bool listed = sentences[i].type == LISTED;
		if (listed && pieces[1].len > LIST_BYTES_MAX)
			say(&out, "$e is '$1', expected $x|another value", 0, &s, pieces);
		else
			say(&out, sentences[i].ours, listed ? 0 : sentences[i].type, &s, pieces);
		goto out;
	}
	put_subject(&out, &s);
	buf_printf(&out, ": %.*s", SLICE_ARGS(text));
out:
	problem_add(problems, place, "%.*s", SLICE_ARGS(buf_slice(&out)));
	buf_free(&out);
}
