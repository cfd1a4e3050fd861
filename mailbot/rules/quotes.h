/*
 * rules/quotes.xml compiled: what introduces a quoted or forwarded mail, a signature, a disclaimer,
 * in any language. The manual is rules/quotes.xsd.
 */
#ifndef RULES_QUOTES_H
#define RULES_QUOTES_H

#include "rules/pattern.h"
#include "rules/rules.h"
#include "rules/switches.h"

/* What the labels of a quoted mail's head mean ("Von:", "Sent:"). */
enum quote_field {
	QUOTE_FROM,
	QUOTE_SENT,
	QUOTE_TO,
	QUOTE_CC,
	QUOTE_SUBJECT,
	QUOTE_OTHER,
	QUOTE_FIELDS,
};

/* What an HTML element with a known mark is. */
enum html_mark {
	HTML_NONE,
	HTML_QUOTE, /* the element is quoted */
	HTML_REST, /* it and all below it on the page is quoted */
	HTML_INTRODUCTION, /* the line that introduces the quote */
	HTML_SIGNATURE, /* the element is a signature */
	HTML_FORWARDED, /* the element is a forwarded mail */
};

struct html_rule {
	const char *attribute; /* "class", "id", "name"; NULL: the tag alone */
	const char
		*value; /* a word of the attribute's value, case aside; its beginning where `stem`
			    */
	bool stem;
	const char *tag; /* NULL: any */
	enum html_mark is;
	struct place place;
};

struct quotes {
	struct patterns introductions; /* of a quote: whole lines */
	struct patterns forwards; /* of a mail that is passed on: "Forwarded message" */
	struct patterns dividers; /* of a quote: "Ursprüngliche Nachricht" */
	struct patterns fields[QUOTE_FIELDS]; /* labels without their colon */
	struct patterns closings; /* "Mit freundlichen Grüßen" */
	struct patterns postscripts; /* "P.S. …" */
	struct patterns attached; /* anywhere: "im Anhang" */
	struct patterns answered, passed_on; /* prefixes of subjects: "AW: …", "WG: …" */
	struct patterns contacts; /* labels of address data: "Tel" */
	struct patterns footers; /* "Von meinem iPhone gesendet" */
	struct patterns disclaimers; /* how a disclaimer's paragraph begins */
	struct patterns adverts; /* a provider's advertisement */
	struct html_rule *html;
	size_t html_count, html_room;
};

/* Compiles the file; adds every mistake to `problems`. -1 where there is one. */
int quotes_compile(struct arena *a, const struct rule_file *file, const struct rule_file *schema,
	struct switches *switches, struct quotes **into, struct problems *problems);

/*
 * Takes prefixes ("AW: WG: ") off a folded subject; the rest of it. *answered, *passed_on: whether
 * there was one of the sort; what is passed on counts only where it was passed on last.
 */
struct slice quotes_subject(
	const struct quotes *q, struct slice folded, bool *answered, bool *passed_on);

#endif
