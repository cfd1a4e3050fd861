#include "message/look.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"

/* Letters below TINY, boxes below FLAT pixels are not seen, nor is a tenth of a shadow. A box moved
 * FAR is out of sight; INDENT is less, since Word's hanging indents are wide. CLOSE: how much the
 * channels of two colours may differ (of 255) that the eye takes for one. */
enum { TINY = 3, FLAT = 3, FAR = -100, INDENT = -300, BEYOND = 2000, SCREEN = 600, CLOSE = 24 };
static const double shadow = 0.1;

/* ---- numbers ---- */

/* "-12.5pt" at the start of `text` in pixels; NAN where none stands there. *rest: behind it. */
static double length_of(struct slice text, struct slice *rest)
{
	static const struct {
		const char *unit;
		double pixels;
	} units[] = {{"px", 1}, {"pt", 1.33}, {"em", 16}, {"rem", 16}, {"%", 0.16}, {"ex", 8},
		{"ch", 8}, {"in", 96}, {"cm", 37.8}, {"mm", 3.78}, {"pc", 16}, {"vw", 6},
		{"vh", 6}};
	double value = 0, place = 1, sign = 1;
	bool digits = false, point = false;
	size_t n = 0;

	if (n < text.len && (text.p[n] == '-' || text.p[n] == '+'))
		sign = text.p[n++] == '-' ? -1 : 1;
	for (; n < text.len; n++) {
		if (text.p[n] >= '0' && text.p[n] <= '9') {
			digits = true;
			place = point ? place / 10 : place;
			value = point ? value + (text.p[n] - '0') * place
				      : value * 10 + (text.p[n] - '0');
		} else if (text.p[n] == '.' && !point) {
			point = true;
		} else {
			break;
		}
	}
	*rest = slice_from(text, n);
	if (!digits)
		return NAN;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (slice_starts_ci(*rest, units[i].unit)) {
			*rest = slice_from(*rest, strlen(units[i].unit));
			return sign * value * units[i].pixels;
		}
	return sign * value;
}

/* The next length anywhere in *rest ("calc(0px)", "0 0 0 -99em"); NAN: none. */
static double next_length(struct slice *rest)
{
	while (rest->len > 0) {
		char c = rest->p[0];
		double value = NAN;

		if ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')
			value = length_of(*rest, rest);
		if (!isnan(value))
			return value;
		*rest = slice_from(*rest, 1);
	}
	return NAN;
}

static double first_length(struct slice value)
{
	return next_length(&value);
}

static bool any_below(struct slice value, double least)
{
	double length;

	while (!isnan(length = next_length(&value)))
		if (length <= least)
			return true;
	return false;
}

/* The number behind `word` in `value`; NAN: none. */
static double behind(struct slice value, const char *word)
{
	long at = slice_find_ci(value, word);

	return at < 0 ? NAN : first_length(slice_from(value, (size_t)at + strlen(word)));
}

/* ---- colours ---- */

static int hex_digit(char c)
{
	return c >= '0' && c <= '9'                      ? c - '0'
		: (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
							 : -1;
}

/* #rgb, #rgba, #rrggbb, #rrggbbaa, as old mails without their '#'. */
static bool hex_colour(struct slice text, struct colour *out)
{
	unsigned digits[8] = {0};
	size_t n = 0;
	bool marked = text.len > 0 && text.p[0] == '#';

	if (marked)
		text = slice_from(text, 1);
	for (; n < text.len && n < 8 && hex_digit(text.p[n]) >= 0; n++)
		digits[n] = (unsigned)hex_digit(text.p[n]);
	if (n < text.len || (n != 6 && !(marked && (n == 3 || n == 4 || n == 8))))
		return false;
	for (size_t i = 4; n < 6 && i-- > 0;)
		digits[2 * i] = digits[2 * i + 1] = digits[i];
	out->tint = (n == 4 || n == 8) && digits[6] == 0 ? TINT_CLEAR : TINT_KNOWN;
	out->rgb = 0;
	for (size_t i = 0; i < 6; i++)
		out->rgb = out->rgb << 4 | digits[i];
	return true;
}

/* "rgb(255 255 255 / 0)", "rgba(100%,100%,100%,1)"; of hsl() only what is nearly white or black. */
static bool function_colour(struct slice text, struct colour *out)
{
	bool hsl = slice_starts_ci(text, "hsl"), percent = slice_find(text, '%') >= 0;
	double part[4] = {0, 0, 0, 1};
	size_t n = 0;

	if (!hsl && !slice_starts_ci(text, "rgb"))
		return false;
	for (double value; n < 4 && !isnan(value = next_length(&text)); n++)
		part[n] = value;
	*out = (struct colour){.tint = n >= 3 ? TINT_KNOWN : TINT_UNKNOWN};
	if (n == 4 && part[3] < shadow) {
		out->tint = TINT_CLEAR;
	} else if (hsl) {
		double light = part[2] / 16;

		out->tint = light > 0.9 || light < 0.1 ? TINT_KNOWN : TINT_UNKNOWN;
		out->rgb = light > 0.5 ? 0xffffff : 0;
	} else {
		for (size_t i = 0; i < 3; i++) {
			double value = percent ? part[i] * 255 / 16 : part[i];

			value = value < 0 ? 0 : value > 255 ? 255 : value;
			out->rgb = out->rgb << 8 | (unsigned)value;
		}
	}
	return true;
}

static bool named_colour(struct slice text, struct colour *out)
{
	static const struct {
		const char *name;
		unsigned rgb;
	} names[] = {{"white", 0xffffff}, {"snow", 0xfffafa}, {"ivory", 0xfffff0},
		{"ghostwhite", 0xf8f8ff}, {"floralwhite", 0xfffaf0}, {"whitesmoke", 0xf5f5f5},
		{"mintcream", 0xf5fffa}, {"azure", 0xf0ffff}, {"aliceblue", 0xf0f8ff},
		{"seashell", 0xfff5ee}, {"black", 0}, {"red", 0xff0000}, {"lime", 0x00ff00},
		{"blue", 0x0000ff}, {"yellow", 0xffff00}, {"navy", 0x000080}, {"green", 0x008000},
		{"gray", 0x808080}, {"grey", 0x808080}, {"silver", 0xc0c0c0}, {"maroon", 0x800000},
		{"purple", 0x800080}, {"teal", 0x008080}, {"olive", 0x808000}, {"orange", 0xffa500},
		{"windowtext", 0}, {"window", 0xffffff}};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_is_ci(text, names[i].name)) {
			*out = (struct colour){TINT_KNOWN, names[i].rgb};
			return true;
		}
	if (!slice_is_ci(text, "transparent"))
		return false;
	*out = (struct colour){.tint = TINT_CLEAR};
	return true;
}

static bool colour_of(struct slice text, struct colour *out)
{
	return hex_colour(text, out) || function_colour(text, out) || named_colour(text, out);
}

static bool close_to(unsigned a, unsigned b)
{
	for (unsigned shift = 0; shift < 24; shift += 8) {
		int difference = (int)(a >> shift & 0xff) - (int)(b >> shift & 0xff);

		if (difference > CLOSE || difference < -CLOSE)
			return false;
	}
	return true;
}

bool look_pale(const struct look *l)
{
	unsigned ground = l->ground.tint == TINT_PLAIN ? 0xffffff : l->ground.rgb;

	return l->ink.tint == TINT_CLEAR ||
		(l->ink.tint == TINT_KNOWN && l->ground.tint != TINT_UNKNOWN &&
			close_to(l->ink.rgb, ground));
}

/* A picture alone is no ground: it may not be shown. */
void look_ground(struct look *l, struct slice value)
{
	struct colour colour = {0};
	bool found = colour_of(value, &colour);

	for (struct slice rest = value; !found && rest.len > 0;) {
		long end = slice_find(rest, ' ');
		struct slice word = slice_head(rest, end < 0 ? rest.len : (size_t)end);

		found = colour_of(word, &colour);
		rest = slice_trim(slice_from(rest, word.len));
	}
	if (found && colour.tint != TINT_CLEAR)
		l->ground = colour;
	else if (!found && slice_find_ci(value, "url(") < 0 && !slice_is_ci(value, "none") &&
		!slice_is_ci(value, "inherit") && !slice_is_ci(value, "initial"))
		l->ground = (struct colour){.tint = TINT_UNKNOWN};
}

void look_colour(struct look *l, struct slice value)
{
	struct colour colour = {.tint = TINT_UNKNOWN};

	if (slice_is_ci(value, "inherit") || slice_is_ci(value, "currentcolor"))
		return;
	colour_of(value, &colour);
	l->ink = colour;
}

/* ---- declarations ---- */

/* The size within "bold 0/0 serif": what has a unit, or is nothing. */
static bool font_tiny(struct slice value)
{
	double length;

	while (!isnan(length = next_length(&value)))
		if (length == 0 || length < 100)
			return length < TINY;
	return false;
}

static bool out_of_place(struct slice name, struct slice value)
{
	bool indent = slice_is_ci(name, "text-indent");

	if (indent || slice_starts_ci(name, "margin"))
		return any_below(value, INDENT) ||
			(indent && (first_length(value) >= BEYOND || slice_is(value, "100%")));
	if (slice_is_ci(name, "left") || slice_is_ci(name, "right") || slice_is_ci(name, "top") ||
		slice_is_ci(name, "bottom") || slice_starts_ci(name, "inset"))
		return any_below(value, FAR) || first_length(value) >= BEYOND ||
			(slice_find_ci(value, "vh") >= 0 && first_length(value) >= SCREEN) ||
			(slice_find(value, '%') >= 0 && first_length(value) <= -16);
	return slice_is_ci(name, "z-index") && first_length(value) < 0;
}

/* Turned on its edge, shrunk or moved away. */
static bool transformed(struct slice name, struct slice value)
{
	if (slice_is_ci(name, "translate"))
		return any_below(value, 10 * FAR) || first_length(value) >= BEYOND;
	if (slice_is_ci(name, "scale"))
		return first_length(value) <= shadow;
	if (slice_is_ci(name, "rotate"))
		return slice_find_ci(value, "x") >= 0 || slice_find_ci(value, "y") >= 0;
	return slice_is_ci(name, "transform") &&
		(behind(value, "scale") <= shadow || any_below(value, 10 * FAR) ||
			slice_find_ci(value, "rotatex") >= 0 ||
			slice_find_ci(value, "rotatey") >= 0 || slice_find_ci(value, "3d") >= 0);
}

static bool see_through(struct slice name, struct slice value)
{
	double part = first_length(value) / (slice_find(value, '%') >= 0 ? 16 : 1);

	return (slice_is_ci(name, "opacity") && part < shadow) ||
		(slice_is_ci(name, "filter") &&
			(behind(value, "opacity(") < shadow ||
				behind(value, "opacity=") < 100 * shadow ||
				behind(value, "blur(") >= TINY ||
				behind(value, "contrast(") < shadow));
}

/* Of no height or width. A share of something is not known. */
static bool is_flat(struct slice value)
{
	double length = first_length(value);

	return length == 0 || (length < FLAT && slice_find(value, '%') < 0);
}

/* What of it hides for good, whatever stands within. */
static bool hides(struct slice name, struct slice value)
{
	static const struct {
		const char *name, *value;
	} words[] = {{"display", "none"}, {"visibility", "hidden"}, {"visibility", "collapse"},
		{"mso-hide", "all"}, {"content-visibility", "hidden"},
		{"unicode-bidi", "bidi-override"}, {"unicode-bidi", "isolate-override"}};
	/* any other value than none */
	static const char *const covers[] = {"mask", "mask-image", "-webkit-mask",
		"-webkit-mask-image", "-webkit-text-security"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is_ci(name, words[i].name) && slice_is_ci(value, words[i].value))
			return true;
	for (size_t i = 0; i < sizeof covers / sizeof *covers; i++)
		if (slice_is_ci(name, covers[i]))
			return !slice_is_ci(value, "none");
	if (slice_is_ci(name, "line-height"))
		return first_length(value) == 0;
	if (slice_is_ci(name, "clip") || slice_is_ci(name, "clip-path"))
		return !slice_is_ci(value, "auto") && !slice_is_ci(value, "none");
	/* a picture in place of what the element holds */
	if (slice_is_ci(name, "content"))
		return slice_find_ci(value, "url(") >= 0;
	return (slice_is_ci(name, "max-height") && is_flat(value)) || see_through(name, value) ||
		transformed(name, value) || out_of_place(name, value);
}

/* What "var(--ground, white)" is where nobody says what --ground is. False where it is nothing. */
static bool fallback(struct slice *value)
{
	long comma = slice_find(*value, ',');

	if (comma < 0)
		return false;
	*value = slice_from(*value, (size_t)comma + 1);
	while (value->len > 0 &&
		(value->p[value->len - 1] == ')' || value->p[value->len - 1] == ' '))
		value->len--;
	*value = slice_trim(*value);
	return value->len > 0;
}

static void declaration(struct slice name, struct slice value, struct look *l)
{
	long important = slice_find(value, '!');

	if (important >= 0)
		value = slice_trim(slice_head(value, (size_t)important));
	if (slice_find_ci(value, "var(") >= 0 && !fallback(&value))
		return;
	l->hidden = l->hidden || hides(name, value);
	if (slice_is_ci(name, "height") || slice_is_ci(name, "width") ||
		slice_is_ci(name, "max-width"))
		l->flat = l->flat || is_flat(value);
	else if (slice_starts_ci(name, "overflow"))
		l->clipped = !slice_is_ci(value, "visible");
	else if (slice_is_ci(name, "font-size") || slice_is_ci(name, "zoom"))
		l->tiny = first_length(value) < (slice_is_ci(name, "zoom") ? shadow : TINY);
	else if (slice_is_ci(name, "font"))
		l->tiny = font_tiny(value);
	else if (slice_is_ci(name, "letter-spacing"))
		l->tiny = l->tiny || first_length(value) < -TINY;
	else if (slice_starts_ci(name, "text-decoration"))
		l->struck = l->struck || slice_find_ci(value, "line-through") >= 0;
	else if (slice_is_ci(name, "white-space"))
		l->pre = slice_starts_ci(value, "pre");
	else if (slice_is_ci(name, "background") || slice_is_ci(name, "background-color"))
		look_ground(l, value);
	else if (slice_is_ci(name, "color") || slice_is_ci(name, "-webkit-text-fill-color"))
		look_colour(l, value);
	l->hidden = l->hidden || (l->flat && l->clipped);
}

/* Bytes of the string that `css` begins with, its quotes included; 0 where it has no end on its line:
 * then it is none. */
static size_t string_length(struct slice css)
{
	for (size_t i = 1; i < css.len && css.p[i] != '\n'; i++)
		if (css.p[i] == '\\')
			i++;
		else if (css.p[i] == css.p[0])
			return i + 1;
	return 0;
}

/* Bytes of the escape that `css` begins with, and what it stands for. */
static size_t escape_length(struct slice css, char *out)
{
	unsigned c = 0;
	size_t n = 1;

	*out = css.p[1];
	if (hex_digit(css.p[1]) < 0)
		return 2;
	for (; n < 7 && n < css.len && hex_digit(css.p[n]) >= 0; n++)
		c = c << 4 | (unsigned)hex_digit(css.p[n]);
	*out = c > ' ' && c < 127 ? (char)c : '?';
	return n < css.len && css.p[n] == ' ' ? n + 1 : n;
}

/* Whether the byte may begin what is no plain text: a comment, an escape, a string, an address. */
static bool may_begin(char c)
{
	return c == '/' || c == '\\' || c == '"' || c == '\'' || c == 'u' || c == 'U';
}

size_t look_plain(struct slice css, char *out)
{
	bool closed = true; /* no address was without an end so far */
	size_t n = 0, len;

	for (size_t i = 0; i < css.len; i += len) {
		struct slice here;
		const char *end;

		len = 1;
		if (!may_begin(css.p[i])) {
			out[n++] = css.p[i];
			continue;
		}
		here = slice_from(css, i);
		if (slice_starts(here, "/*")) {
			end = here.len > 3 ? memmem(here.p + 2, here.len - 2, "*/", 2) : NULL;
			if (end == NULL)
				break;
			len = (size_t)(end - here.p) + 2;
		} else if (here.p[0] == '\\' && here.len > 1) {
			len = escape_length(here, &out[n++]);
		} else if ((here.p[0] == '"' || here.p[0] == '\'') && string_length(here) > 0) {
			len = string_length(here);
		} else if (closed && slice_starts_ci(here, "url(")) {
			long close = slice_find(here, ')');

			closed = close >= 0;
			len = closed ? (size_t)close : 4;
			memcpy(out + n, "url(", 4);
			n += 4;
		} else {
			out[n++] = here.p[0];
		}
	}
	return n;
}

void look_style(struct slice style, struct look *l)
{
	char plain[STYLE_BYTES_MAX];
	struct slice rest = {plain, look_plain(slice_head(style, sizeof plain), plain)};

	while (rest.len > 0) {
		long end = slice_find(rest, ';'), colon;
		struct slice one = slice_head(rest, end < 0 ? rest.len : (size_t)end);

		rest = slice_from(rest, end < 0 ? rest.len : (size_t)end + 1);
		colon = slice_find(one, ':');
		if (colon >= 0)
			declaration(slice_trim(slice_head(one, (size_t)colon)),
				slice_trim(slice_from(one, (size_t)colon + 1)), l);
	}
}
