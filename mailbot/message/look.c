#include "message/look.h"

#include <string.h>

static bool is_zero(struct slice value)
{
	struct slice number = value;
	size_t n = 0;

	while (n < number.len && (number.p[n] == '0' || number.p[n] == '.'))
		n++;
	number = slice_trim(slice_from(number, n));
	return n > 0 &&
		(number.len == 0 || slice_is_ci(number, "px") || slice_is_ci(number, "pt") ||
			slice_is_ci(number, "em") || slice_is_ci(number, "%") ||
			slice_is_ci(number, "rem"));
}

static bool is_white(struct slice value)
{
	static const char *const whites[] = {"white", "#fff", "#ffffff", "rgb(255,255,255)",
		"rgb(255, 255, 255)", "transparent", "#fefefe", "rgba(0,0,0,0)"};

	for (size_t i = 0; i < sizeof whites / sizeof *whites; i++)
		if (slice_is_ci(value, whites[i]))
			return true;
	return false;
}

/* Letters of one or two pixels or points. */
static bool is_tiny(struct slice value)
{
	return is_zero(value) ||
		(value.len > 2 && (value.p[0] == '1' || value.p[0] == '2') &&
			(slice_is_ci(slice_from(value, 1), "px") ||
				slice_is_ci(slice_from(value, 1), "pt") || value.p[1] == '.'));
}

/* A hundred pixels and more to the left or above: out of sight. Word's "-18.0pt" is not. */
static bool is_far_off(struct slice value)
{
	size_t n = 1;

	while (n < value.len && value.p[n] >= '0' && value.p[n] <= '9')
		n++;
	return value.len > 0 && value.p[0] == '-' && n > 3;
}

/* What of it hides; beside it nothing is read of what a style sheet says. */
static void hiding(struct slice name, struct slice value, struct look *l)
{
	if (slice_is_ci(name, "display"))
		l->hidden = l->hidden || slice_is_ci(value, "none");
	else if (slice_is_ci(name, "visibility"))
		l->hidden =
			l->hidden || slice_is_ci(value, "hidden") || slice_is_ci(value, "collapse");
	else if (slice_is_ci(name, "mso-hide"))
		l->hidden = l->hidden || slice_is_ci(value, "all");
	else if (slice_is_ci(name, "opacity") || slice_is_ci(name, "max-height"))
		l->hidden = l->hidden || is_zero(value);
	else if (slice_is_ci(name, "left") || slice_is_ci(name, "top") ||
		slice_is_ci(name, "text-indent") || slice_is_ci(name, "margin-left"))
		l->hidden = l->hidden || is_far_off(value);
	else if (slice_is_ci(name, "height") || slice_is_ci(name, "width"))
		l->flat = l->flat || is_zero(value);
	else if (slice_is_ci(name, "overflow"))
		l->clipped = slice_is_ci(value, "hidden");
	l->hidden = l->hidden || (l->flat && l->clipped);
}

void look_ground(struct look *l, struct slice value)
{
	l->tinted = l->tinted || !is_white(value);
	memset(l->ground, 0, sizeof l->ground);
	if (value.len < sizeof l->ground)
		memcpy(l->ground, value.p, value.len);
}

void look_colour(struct look *l, struct slice value)
{
	l->white =
		(is_white(value) && !l->tinted) || (value.len > 0 && slice_is_ci(value, l->ground));
}

/* One declaration of a style attribute. */
static void declaration(struct slice name, struct slice value, struct look *l)
{
	long important = slice_find(value, '!');

	if (important >= 0)
		value = slice_trim(slice_head(value, (size_t)important));
	hiding(name, value, l);
	if (slice_is_ci(name, "font-size"))
		l->tiny = is_tiny(value);
	else if (slice_starts_ci(name, "text-decoration"))
		l->struck = l->struck || slice_find_ci(value, "line-through") >= 0;
	else if (slice_is_ci(name, "white-space"))
		l->pre = slice_starts_ci(value, "pre");
	else if (slice_starts_ci(name, "background"))
		look_ground(l, value);
	else if (slice_is_ci(name, "color"))
		look_colour(l, value);
}

void look_style(struct slice style, struct look *l)
{
	/* the background first: white on blue is no secret */
	for (int pass = 0; pass < 2; pass++) {
		struct slice rest = style;

		while (rest.len > 0) {
			long end = slice_find(rest, ';'), colon;
			struct slice one = slice_head(rest, end < 0 ? rest.len : (size_t)end);
			struct slice name;

			rest = slice_from(rest, end < 0 ? rest.len : (size_t)end + 1);
			colon = slice_find(one, ':');
			if (colon < 0)
				continue;
			name = slice_trim(slice_head(one, (size_t)colon));
			if ((pass == 0) == slice_starts_ci(name, "background"))
				declaration(
					name, slice_trim(slice_from(one, (size_t)colon + 1)), l);
		}
	}
}
