/* XML for rule files: what may be in it, where things stand, and hostile input. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "rules/xml.h"

/* What is said about the problems; the caller frees. */
static char *said(struct problems *p)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	problems_print(p, out);
	fclose(out);
	return text;
}

/* Reads a heap copy without a trailing NUL, against a schema or none; NULL where anything is wrong. */
static xmlDoc *read_text(struct arena *a, struct slice text, const char *schema, struct problems *p)
{
	char *copy = malloc(text.len > 0 ? text.len : 1);
	memcpy(copy, text.p, text.len);
	struct rule_file file = {.name = "x.xml", .bytes = {copy, text.len}};
	struct rule_file xsd = {.name = "x.xsd", .bytes = slice_of(schema), .schema = true};
	bool sound;
	xmlDoc *doc = xml_read(a, &file, schema != NULL ? &xsd : NULL, &sound, p);

	free(copy);
	if (!sound)
		xml_free(&doc);
	return doc;
}

static void expect(const char *text, const char *schema, const char *expected)
{
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	xmlDoc *doc = read_text(a, slice_of(text), schema, &p);
	char *is = said(&p);

	assert_string_equal(is, expected);
	assert_int_equal(doc == NULL, p.count > 0);
	free(is);
	xml_free(&doc);
	arena_free(&a);
}

static void test_looking(void **state)
{
	static const char text[] =
		"<r a='  x \n y ' n='12' bad='12x' yes='yes' no='no' empty=''>\n"
		"<!-- not <this> -->\n"
		"<p>one</p><q> two\n\t 2 <b>bold</b> &amp;<![CDATA[ <3> ]]></q>\n"
		"<p\n>three</p></r>";
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	xmlDoc *doc = read_text(a, slice_of(text), NULL, &p);
	struct buf seen = {.max = 100};

	(void)state;
	assert_non_null(doc);
	const xmlNode *r = xml_root(doc);
	assert_true(xml_is(r, "r"));
	assert_false(xml_is(r, "q"));
	assert_string_equal(xml_attr(r, "a"), "x y");
	assert_null(xml_attr(r, "b"));
	assert_string_equal(xml_attr(r, "empty"), "");
	assert_string_equal(xml_attr_or(r, "b", "else"), "else");
	assert_string_equal(xml_attr_or(r, "empty", "else"), "");
	assert_int_equal(xml_attr_number(r, "n", -1), 12);
	assert_int_equal(xml_attr_number(r, "bad", -1), -1);
	assert_int_equal(xml_attr_number(r, "empty", -1), -1);
	assert_int_equal(xml_attr_number(r, "b", -1), -1);
	assert_true(xml_attr_flag(r, "yes", false));
	assert_false(xml_attr_flag(r, "no", true));
	assert_true(xml_attr_flag(r, "b", true));
	XML_EACH(node, r, NULL)
	buf_printf(&seen, "%s:%d ", node->name, xml_place(node).line);
	assert_string_equal(seen.p, "p:4 q:4 p:7 ");
	buf_clear(&seen);
	XML_EACH(node, r, "p")
	buf_printf(&seen, "%s ", xml_text(node));
	assert_string_equal(seen.p, "one three ");
	assert_null(xml_child(r, "z"));
	assert_null(xml_next(xml_child(r, "q"), "q"));
	assert_string_equal(xml_child_text(r, "q"), "two 2 bold & <3>");
	assert_null(xml_child_text(r, "z"));
	assert_string_equal(xml_place(r).file, "x.xml");
	buf_free(&seen);
	xml_free(&doc);
	assert_null(doc);
	xml_free(&doc);
	arena_free(&a);
}

/* Pieces and the line of each. */
static void test_split(void **state)
{
	static const struct {
		const char *text;
		char separator;
		const char *pieces;
	} cases[] = {
		{"<r/>", '|', ""},
		{"<r>  \n </r>", '|', ""},
		{"<r>|</r>", '|', ""},
		{"<r>one</r>", '|', "1:one;"},
		{"<r>a b |c\n|\n\n d  \t e|</r>", '|', "1:a b;1:c;4:d e;"},
		{"<r>\na b\n\nc\n</r>", ' ', "2:a;2:b;4:c;"},
		{"<r>\n\na|b\n|c</r>", '|', "3:a;3:b;4:c;"},
		{"<r>a <!-- \n\n --> b\nc</r>", ' ', "1:a;3:b;4:c;"},
		{"<r>\n\n&amp;\n&lt;x</r>", ' ', "3:&;4:<x;"},
		{"\n\n<r>für 日本</r>", ' ', "3:für;3:日本;"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		struct problems p = {.arena = a};
		xmlDoc *doc = read_text(a, slice_of(cases[i].text), NULL, &p);
		struct buf seen = {.max = 100};
		assert_non_null(doc);
		struct xml_pieces pieces = xml_split(xml_root(doc), cases[i].separator);
		xml_free(&doc); /* the pieces outlive it */
		buf_puts(&seen, "");
		for (size_t j = 0; j < pieces.count; j++)
			buf_printf(
				&seen, "%d:%s;", pieces.items[j].place.line, pieces.items[j].text);
		assert_string_equal(seen.p, cases[i].pieces);
		buf_free(&seen);
		arena_free(&a);
	}
}

static void test_attr_split(void **state)
{
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	xmlDoc *doc = read_text(a, SLICE("<r a=' zu  an für' b='x|y z'/>"), NULL, &p);

	(void)state;
	struct xml_pieces words = xml_attr_split(xml_root(doc), "a", ' ');
	assert_int_equal(words.count, 3);
	assert_string_equal(words.items[2].text, "für");
	assert_int_equal(xml_attr_split(xml_root(doc), "b", '|').count, 2);
	assert_int_equal(xml_attr_split(xml_root(doc), "c", '|').count, 0);
	xml_free(&doc);
	arena_free(&a);
}

/* What is not well-formed has one mistake, in words for people. */
static void test_form(void **state)
{
	static const char *const cases[][2] = {
		{"", "x.xml: the file is empty\n"},
		{" \n\t", "x.xml: the file is empty\n"},
		{"words", "x.xml:1: this is no XML, expected an element such as <series>\n"},
		{"<a>\n<b>\n</a>", "x.xml:3: <b> of line 2 is closed by </a>, expected </b>\n"},
		{"<a>\n\n", "x.xml:3: <a> of line 1 is not closed, expected </a>\n"},
		{"<a b='1'\nb='2'/>", "x.xml:2: attribute 'b' is given twice, expected once\n"},
		{"<a b=1/>", "x.xml:1: an attribute without quotes, expected name=\"value\"\n"},
		{"<a b/>", "x.xml:1: attribute 'b' has no value, expected b=\"value\"\n"},
		{"<a>x & y</a>",
			"x.xml:1: a bare & or <, expected &amp; or &lt; for the character "
			"itself\n"},
		{"<a>x &y z</a>", "x.xml:1: a bare &, expected &amp; for the character itself\n"},
		{"<a>\nx &auml; y</a>",
			"x.xml:2: &auml; is unknown, expected the character itself, or one of "
			"&amp; &lt; &gt; &quot; &apos;\n"},
		{"<a b='<c>'/>",
			"x.xml:1: a < inside an attribute, expected the quote that ends it, or "
			"&lt;\n"},
		{"<a/>\n<b/>",
			"x.xml:2: there is more behind the end of the first element, expected "
			"nothing\n"},
		{"<a>\n\xfc</a>",
			"x.xml:2: a character that is not UTF-8, expected a file saved as UTF-8\n"},
		{"<a>\n\x01</a>",
			"x.xml:2: a character that is not UTF-8, expected a file saved as UTF-8\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect(cases[i][0], NULL, cases[i][1]);
}

/* A document that wants to grow or to fetch is refused before it can. */
static void test_hostile(void **state)
{
	static const char refused[] =
		"x.xml:1: a rule file has no <!DOCTYPE …> and no entities of its own, take it "
		"out\n";
	static const char *const cases[] = {
		"<!DOCTYPE a><a/>",
		"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
		"<!DOCTYPE a SYSTEM 'http://a.example/x.dtd'><a/>",
		"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
		"<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'><!ENTITY y '&x;&x;&x;&x;&x;&x;&x;&x;'>"
		"<!ENTITY z '&y;&y;&y;&y;&y;&y;&y;&y;'>]><a b='&z;&z;'>&z;</a>",
		"<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;]><a/>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect(cases[i], NULL, refused);
	expect("<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE a>]]></a>", NULL, "");
}

/* Deep, wide, large, binary: an answer, no crash. */
static void test_large(void **state)
{
	struct arena *a = arena_new();
	struct problems p = {.arena = a};
	struct buf b = {.max = RULE_FILE_BYTES_MAX + 1};

	(void)state;
	for (int i = 0; i < 100000; i++)
		buf_puts(&b, "<a>");
	xmlDoc *doc = read_text(a, buf_slice(&b), NULL, &p);
	assert_null(doc);
	assert_int_equal(p.count, 1);
	buf_clear(&b);
	buf_puts(&b, "<a>");
	for (int i = 0; i < 70000; i++)
		buf_puts(&b, "\n<b/>");
	buf_puts(&b, "</a>");
	doc = read_text(a, buf_slice(&b), NULL, &p);
	assert_non_null(doc);
	const xmlNode *last = NULL;
	XML_EACH(node, xml_root(doc), "b")
	last = node;
	assert_int_equal(xml_place(last).line, 70001);
	xml_free(&doc);
	buf_clear(&b);
	while (!b.over)
		buf_puts(&b, "        ");
	b.over = false;
	while (!b.over)
		buf_putc(&b, 'x');
	assert_null(read_text(a, buf_slice(&b), NULL, &p));
	assert_string_equal(p.items[1].text, "the file is too large for a file of rules");
	buf_clear(&b);
	b.over = false;
	for (int i = 0; i < 5000; i++)
		buf_putc(&b, (char)(i * 31 % 256));
	assert_null(read_text(a, buf_slice(&b), NULL, &p));
	assert_int_equal(p.count, 3);
	buf_free(&b);
	arena_free(&a);
}

/* A file that does not fit its schema: the schema's own words where it has some. */
static void test_schema(void **state)
{
	static const char schema[] =
		"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
		"<xs:simpleType name='colour'><xs:annotation><xs:appinfo>a colour such as red"
		"</xs:appinfo></xs:annotation><xs:restriction base='xs:token'>"
		"<xs:pattern value='[a-z]+'/></xs:restriction></xs:simpleType>"
		"<xs:simpleType name='size'><xs:restriction base='xs:token'>"
		"<xs:enumeration value='big'/><xs:enumeration value='small'/>"
		"</xs:restriction></xs:simpleType>"
		"<xs:attributeGroup name='common'><xs:attribute name='size' type='size'/>"
		"</xs:attributeGroup>"
		"<xs:complexType name='thing'><xs:attribute name='colour' type='colour' "
		"use='required'/><xs:attribute name='day' type='xs:date'/>"
		"<xs:attributeGroup ref='common'/></xs:complexType>"
		"<xs:element name='list'><xs:complexType><xs:choice maxOccurs='unbounded'>"
		"<xs:element name='thing' type='thing'/>"
		"<xs:element name='colour' type='colour'/>"
		"<xs:element name='number' type='xs:positiveInteger'/>"
		"</xs:choice></xs:complexType></xs:element></xs:schema>";
	static const char *const cases[][2] = {
		{"<list><thing colour='red' size='big' day='2011-02-16'/></list>", ""},
		{"<liste/>", "x.xml:1: the file begins with <liste>, expected <list>\n"},
		{"<list/>",
			"x.xml:1: <list> is not complete, expected one of thing, colour, number in "
			"it\n"},
		{"<list>\n<thing colour='RED' size='huge' day='16.2.'/></list>",
			"x.xml:2: <thing>: attribute 'colour' is 'RED', expected a colour such as "
			"red\n"
			"x.xml:2: <thing>: attribute 'day' is '16.2.', expected a date such as "
			"2011-02-16\n"
			"x.xml:2: <thing>: attribute 'size' is 'huge', expected one of 'big', "
			"'small'\n"},
		{"<list>\n<thing color='red'/></list>",
			"x.xml:2: <thing>: attribute 'color' is unknown, expected one of colour, "
			"day, size\n"
			"x.xml:2: <thing>: attribute 'colour' is missing, expected a colour such as red\n"},
		{"<list><colour>It's</colour>\n<number>0</number></list>",
			"x.xml:1: <colour> is 'It's', expected a colour such as red\n"
			"x.xml:2: <number> is '0', expected a whole number, 1 or more\n"},
		{"<list><number>many</number><thing colour='red'>x</thing></list>",
			"x.xml:1: <number> is 'many', expected a whole number, 1 or more\n"
			"x.xml:1: <thing> has content, expected none\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect(cases[i][0], schema, cases[i][1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looking),
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_attr_split),
		cmocka_unit_test(test_form),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_schema),
	};
	int failed = cmocka_run_group_tests_name("rules-xml", tests, NULL, NULL);

	xmlCleanupParser();
	return failed;
}
