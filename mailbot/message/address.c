/* The addresses of a header field, with their names (RFC 5322, 3.4), also as senders really write them. */
#include "message/header.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"

/*
 * A list of addresses, read in one pass over its characters (RFC 5322, 3.4, and what people's
 * programs make of it): no recursion, so that a group in a group in a group is just a long line.
 */
struct list {
	struct arena *arena;
	struct mailbox **items;
	size_t *count, *room;
	char *phrase, *bare, *angle, *comment; /* what stood there since the last comma */
	size_t phrase_len, bare_len, angle_len, comment_len;
	bool has_angle;
	char *before; /* words that a comma ended without an address: "Müller, Änne <a@b>" */
	size_t before_len;
};

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

bool address_valid(struct slice address)
{
	long at = slice_find(address, '@');
	struct slice domain;

	if (at <= 0 || at > 64 || address.len > ADDRESS_BYTES_MAX || !utf8_valid(address))
		return false;
	domain = slice_from(address, (size_t)at + 1);
	if (domain.len == 0 || slice_find(domain, '@') >= 0 || domain.p[0] == '.' ||
		domain.p[0] == '-' || domain.p[domain.len - 1] == '.')
		return false;
	for (size_t i = 0; i < address.len; i++) {
		unsigned char c = (unsigned char)address.p[i];

		if (c <= ' ' || c == 127 || strchr("<>(),;\\\"", c) != NULL)
			return false;
	}
	return slice_find_ci(domain, "..") < 0;
}

static const char *valid_or_empty(struct arena *a, struct slice address)
{
	return address_valid(address) ? arena_string(a, address) : "";
}

static void add(struct list *l, struct slice name, struct slice address)
{
	if (*l->count >= MAILBOXES_MAX)
		return;
	ARENA_PUSH(l->arena, *l->items, *l->count, *l->room,
		(struct mailbox){.name = header_decode(l->arena, name),
			.address = valid_or_empty(l->arena, address)});
}

/* The words before the comma belong to the name that comes now. */
static struct slice whole_name(struct list *l)
{
	struct slice name = slice_trim((struct slice){l->phrase, l->phrase_len});

	if (l->before_len == 0)
		return name;
	if (name.len > 0) {
		memcpy(l->before + l->before_len, ", ", 2);
		memcpy(l->before + l->before_len + 2, name.p, name.len);
		l->before_len += 2 + name.len;
	}
	return (struct slice){l->before, l->before_len};
}

/* At a comma, a semicolon, a second '<', or the end. */
static void flush(struct list *l, bool comma)
{
	struct slice bare = {l->bare, l->bare_len}, name = {0};

	if (l->has_angle) {
		name = whole_name(l);
		if (name.len == 0)
			name = (struct slice){l->comment, l->comment_len};
		add(l, name, (struct slice){l->angle, l->angle_len});
		l->before_len = 0;
	} else if (slice_find(bare, '@') >= 0) {
		/* what is no address is shown at least */
		name = address_valid(bare) ? (struct slice){l->comment, l->comment_len}
					   : (struct slice){l->phrase, l->phrase_len};
		add(l, name, bare);
		l->before_len = 0;
	} else if (bare.len > 0) {
		name = whole_name(l);
		if (comma) {
			if (name.p != l->before)
				memcpy(l->before, name.p, name.len);
			l->before_len = name.len;
		} else {
			add(l, name, (struct slice){0});
			l->before_len = 0;
		}
	}
	if (!comma && l->before_len > 0) {
		add(l, (struct slice){l->before, l->before_len}, (struct slice){0});
		l->before_len = 0;
	}
	l->phrase_len = l->bare_len = l->angle_len = l->comment_len = 0;
	l->has_angle = false;
}

static size_t read_comment(struct list *l, struct slice text, size_t i)
{
	size_t depth = 1;

	l->comment_len = 0;
	for (i++; i < text.len; i++) {
		char c = text.p[i];

		if (c == '\\' && i + 1 < text.len)
			c = text.p[++i];
		else if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0)
			break;
		l->comment[l->comment_len++] = c;
	}
	return i;
}

static size_t read_quoted(struct list *l, struct slice text, size_t i)
{
	l->bare[l->bare_len++] = '"';
	for (i++; i < text.len && text.p[i] != '"'; i++) {
		if (text.p[i] == '\\' && i + 1 < text.len)
			l->bare[l->bare_len++] = text.p[i++];
		l->bare[l->bare_len++] = text.p[i];
		l->phrase[l->phrase_len++] = text.p[i];
	}
	l->bare[l->bare_len++] = '"';
	return i;
}

/* Whatever stands in an encoded word is text: some programs leave commas and colons in it. */
static size_t read_encoded(struct list *l, struct slice text, size_t i)
{
	size_t n = header_encoded_word(slice_from(text, i));

	memcpy(l->phrase + l->phrase_len, text.p + i, n);
	l->phrase_len += n;
	l->bare[l->bare_len++] = '?';
	return i + n - 1;
}

/* <address>, with a source route ("@a,@b:user@c") left out. */
static size_t read_angle(struct list *l, struct slice text, size_t i)
{
	size_t n = 0;

	for (i++; i < text.len && text.p[i] != '>'; i++) {
		if (text.p[i] == '<')
			n = 0;
		else if (text.p[i] == ':' && n > 0 && l->angle[0] == '@')
			n = 0;
		else if (!blank(text.p[i]))
			l->angle[n++] = text.p[i];
	}
	l->angle_len = n;
	l->has_angle = true;
	return i;
}

void address_list(
	struct arena *a, struct slice text, struct mailbox **items, size_t *count, size_t *room)
{
	struct list l = {.arena = a, .items = items, .count = count, .room = room};

	l.phrase = arena_alloc(a, text.len + 1);
	l.bare = arena_alloc(a, 2 * text.len + 3);
	l.angle = arena_alloc(a, text.len + 1);
	l.comment = arena_alloc(a, text.len + 1);
	l.before = arena_alloc(a, 3 * text.len + 3);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.p[i];

		if (c == '=' && header_encoded_word(slice_from(text, i)) > 0) {
			i = read_encoded(&l, text, i);
		} else if (c == '(') {
			i = read_comment(&l, text, i);
		} else if (c == '"') {
			i = read_quoted(&l, text, i);
		} else if (c == '<') {
			if (l.has_angle)
				flush(&l, false);
			i = read_angle(&l, text, i);
		} else if (c == ',' || c == ';') {
			flush(&l, c == ',');
		} else if (c == ':' && !l.has_angle) {
			l.phrase_len = l.bare_len = l.before_len = 0;
		} else {
			l.phrase[l.phrase_len++] = c;
			if (!blank(c))
				l.bare[l.bare_len++] = c;
		}
	}
	flush(&l, false);
}

/* ---- typed by a person ---- */

/* Without the blanks that a page or a table leaves around what is copied from it: of no width, or not to be broken. */
static struct slice trim_pasted(struct slice text)
{
	static const char *const blanks[] = {
		"\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x8b", "\xef\xbb\xbf"};

	for (bool more = true; more;) {
		more = false;
		text = slice_trim(text);
		for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
			size_t n = strlen(blanks[i]);
			if (slice_starts(text, blanks[i]))
				text = slice_from(text, n);
			else if (slice_ends_ci(text, blanks[i]))
				text = slice_head(text, text.len - n);
			else
				continue;
			more = true;
		}
	}
	return text;
}

const char *address_typed(struct arena *a, struct slice text)
{
	struct mailbox *items = NULL;
	size_t count = 0, room = 0;
	long link, query;

	text = trim_pasted(text);
	if (slice_find(text, '\n') >= 0 || slice_find(text, '\r') >= 0)
		return NULL;
	if ((link = slice_find_ci(text, "mailto:")) >= 0) {
		struct slice head = slice_head(text, (size_t)link);
		struct slice rest = slice_from(text, (size_t)link + strlen("mailto:"));
		if ((query = slice_find(rest, '?')) >= 0)
			rest = slice_head(rest, (size_t)query);
		text = slice_of(arena_printf(a, "%.*s%.*s%s", SLICE_ARGS(head), SLICE_ARGS(rest),
			query >= 0 && slice_find(head, '<') >= 0 ? ">" : ""));
	}
	address_list(a, text, &items, &count, &room);
	/* what a list reads across blanks is a guess here */
	if (count != 1 || items->address[0] == '\0' || slice_find_ci(text, items->address) < 0)
		return NULL;
	return items->address;
}

/* ---- in running text ---- */

static bool address_byte(char c)
{
	return c > ' ' && c != 127 && strchr("<>()[]{},;:\"'|\\", c) == NULL;
}

/* How people spell '@' where robots read: "anna(ä)absender.example", "anna (at) absender.example";
 * the fourth is the third, folded. */
static const char *const spelled[] = {
	"(at)", "[at]", "(\xc3\xa4)", "(a\xcc\x88)", "{at}", "(\xc3\xa4t)", "(@)", "[@]"};

/* The first '@' of *text, spelled or not, with the blanks around a spelled one. Empty: none. */
static struct slice at_sign(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		struct slice here = slice_from(text, i);

		if (text.p[i] == '@')
			return slice_head(here, 1);
		if (strchr("([{", text.p[i]) == NULL)
			continue;
		for (size_t k = 0; k < sizeof spelled / sizeof *spelled; k++) {
			size_t n = strlen(spelled[k]), before = i > 0 && blank(text.p[i - 1]);

			if (!slice_starts_ci(here, spelled[k]))
				continue;
			n += n < here.len && blank(here.p[n]);
			return (struct slice){here.p - before, n + before};
		}
	}
	return (struct slice){0};
}

/* Whether a domain has a dot, and behind its last one a letter. */
static bool ends_in_name(struct slice domain)
{
	const char *dot = domain.len > 0 ? memrchr(domain.p, '.', domain.len) : NULL;

	return dot != NULL && dot > domain.p && dot + 1 < domain.p + domain.len &&
		!(dot[1] >= '0' && dot[1] <= '9');
}

/* The address around that sign of `text`: *local and *domain. False where there is none. */
static bool around(struct slice text, struct slice sign, struct slice *local, struct slice *domain)
{
	size_t at = (size_t)(sign.p - text.p), start = at, end = at + sign.len, behind = end;

	while (start > 0 && at - start < 128 && address_byte(text.p[start - 1]))
		start--;
	while (end < text.len && end - behind < 255 && address_byte(text.p[end]))
		end++;
	*local = slice_head(slice_from(text, start), at - start);
	*domain = slice_head(slice_from(text, behind), end - behind);
	while (domain->len > 0 && strchr(".!?=*", domain->p[domain->len - 1]) != NULL)
		domain->len--;
	while (local->len > 0 && strchr("=.*", local->p[0]) != NULL)
		*local = slice_from(*local, 1);
	/* "Treffen (at) home", "Bildung (at) 16.02." */
	return local->len > 0 && local->len + domain->len < ADDRESS_BYTES_MAX &&
		(sign.len == 1 || ends_in_name(*domain));
}

const char *address_next(struct arena *a, struct slice *rest)
{
	for (;;) {
		struct slice sign = at_sign(*rest), text = *rest, local, domain;
		bool found;
		const char *address;

		if (sign.len == 0)
			return NULL;
		found = around(text, sign, &local, &domain);
		*rest = slice_from(text, (size_t)(domain.p + domain.len - text.p));
		if (!found)
			continue;
		address = arena_printf(a, "%.*s@%.*s", SLICE_ARGS(local), SLICE_ARGS(domain));
		if (address_valid(slice_of(address)))
			return address;
	}
}

bool address_within(struct slice text)
{
	struct slice sign, local, domain;

	while ((sign = at_sign(text)).len > 0) {
		if (around(text, sign, &local, &domain))
			return true;
		text = slice_from(text, (size_t)(sign.p + sign.len - text.p));
	}
	return false;
}
