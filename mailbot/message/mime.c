#include "message/mime.h"

#include <string.h>

#include "base/limits.h"
#include "message/header.h"

struct open_multipart {
	const char *boundary;
	size_t length; /* of the boundary */
	size_t part;
};

struct parser {
	struct arena *arena;
	struct slice letter, rest;
	struct mime *out;
	struct open_multipart stack[MIME_DEPTH_MAX];
	size_t depth;
	long leaf; /* the part whose lines are read; -1 in a preamble or an epilogue */
};

bool mime_is(const struct mime_part *part, const char *type)
{
	return strcmp(part->type, type) == 0;
}

bool mime_multipart(const struct mime_part *part)
{
	return strncmp(part->type, "multipart/", 10) == 0;
}

static const char *lower(struct arena *a, struct slice text)
{
	char *copy = arena_string(a, text);

	for (char *c = copy; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + ('a' - 'A'));
	return copy;
}

static const char *parameter(struct arena *a, struct slice field, const char *name)
{
	const char *value = header_parameter(a, field, name);

	return value != NULL ? value : "";
}

/* "type/subtype" of a Content-Type field; "text/plain" where it is none. */
static const char *media_type(struct arena *a, struct slice field)
{
	struct slice type = header_uncomment(a, field);
	long end = slice_find(type, ';'), slash;

	type = slice_trim(slice_head(type, end < 0 ? type.len : (size_t)end));
	slash = slice_find(type, '/');
	for (size_t i = 0; i < type.len; i++)
		if (type.p[i] == ' ' || type.p[i] == '\t') {
			type.len = i;
			break;
		}
	if (slash <= 0 || (size_t)slash + 1 >= type.len)
		return slice_is_ci(type, "text") || type.len == 0 ? "text/plain"
								  : "application/octet-stream";
	return lower(a, type);
}

static enum mime_encoding encoding_of(struct slice field)
{
	if (slice_starts_ci(field, "base64"))
		return MIME_BASE64;
	if (slice_starts_ci(field, "quoted-printable"))
		return MIME_QUOTED;
	if (slice_find_ci(slice_head(field, 12), "uue") >= 0)
		return MIME_UUENCODE;
	return MIME_IDENTITY;
}

/* Texts without a name are read wherever they stand, everything else hangs on the letter. */
static bool is_attachment(const struct mime_part *part, struct slice disposition)
{
	if (mime_multipart(part))
		return false;
	if (slice_starts_ci(disposition, "attachment"))
		return true;
	if (!mime_is(part, "text/plain") && !mime_is(part, "text/html") &&
		!mime_is(part, "text/enriched"))
		return true;
	return part->name[0] != '\0' && !slice_starts_ci(disposition, "inline");
}

struct part_head {
	struct slice type, encoding, disposition;
};

static void read_part(struct parser *p, const struct part_head *head, struct mime_part *part)
{
	struct arena *a = p->arena;
	const char *flowed;

	part->type = media_type(a, head->type);
	if (head->type.len == 0 && part->parent >= 0 &&
		mime_is(&p->out->parts[part->parent], "multipart/digest"))
		part->type = "message/rfc822";
	part->name = parameter(a, head->disposition, "filename");
	if (part->name[0] == '\0')
		part->name = parameter(a, head->type, "name");
	part->charset = parameter(a, head->type, "charset");
	part->smime = parameter(a, head->type, "smime-type");
	if (part->smime[0] == '\0')
		part->smime = parameter(a, head->type, "protocol");
	part->smime = lower(a, slice_of(part->smime));
	part->method = parameter(a, head->type, "method");
	part->report = lower(a, slice_of(parameter(a, head->type, "report-type")));
	flowed = parameter(a, head->type, "format");
	part->flowed = slice_is_ci(slice_of(flowed), "flowed");
	part->delsp = slice_is_ci(slice_of(parameter(a, head->type, "delsp")), "yes");
	part->encoding = encoding_of(head->encoding);
	part->attachment = is_attachment(part, head->disposition);
}

/* A multipart that names no boundary: its first line that looks like one is it. */
static const char *guess_boundary(struct parser *p)
{
	struct slice rest = p->rest, line;

	for (size_t i = 0; i < 50 && slice_line(&rest, &line); i++) {
		line = slice_trim(line);
		if (line.len > 3 && line.len < 80 && slice_starts(line, "--") &&
			slice_find(line, ' ') < 0)
			return arena_string(p->arena, slice_from(line, 2));
	}
	return NULL;
}

/* The part whose head was just read begins. */
static void begin(struct parser *p, const struct part_head *head)
{
	struct mime_part part = {.parent = p->depth > 0 ? (long)p->stack[p->depth - 1].part : -1,
		.body = {p->rest.p, 0}};
	const char *boundary = NULL;

	p->leaf = -1;
	if (p->out->count >= MIME_PARTS_MAX) {
		p->out->too_many = true;
		return;
	}
	read_part(p, head, &part);
	if (mime_multipart(&part)) {
		boundary = header_parameter(p->arena, head->type, "boundary");
		if (boundary == NULL || boundary[0] == '\0')
			boundary = guess_boundary(p);
		if (boundary != NULL && p->depth == MIME_DEPTH_MAX) {
			p->out->too_many = true;
			boundary = NULL;
		}
		if (boundary == NULL)
			part.type = "text/plain";
	}
	if (boundary != NULL) {
		p->stack[p->depth++] =
			(struct open_multipart){boundary, strlen(boundary), p->out->count};
	} else {
		p->leaf = (long)p->out->count;
	}
	ARENA_PUSH(p->arena, p->out->parts, p->out->count, p->out->room, part);
}

/*
 * The closing delimiter of the innermost multipart at the end of a text line: a program forgot the
 * line end before it. Where it begins in the line; -1.
 */
static long closes_within(const struct parser *p, struct slice line)
{
	const struct open_multipart *m = &p->stack[p->depth - 1];
	size_t length = m->length + 4;
	struct slice end;

	if (p->leaf < 0 || line.len <= length || !slice_ends_ci(line, "--"))
		return -1;
	end = slice_from(line, line.len - length);
	if (!slice_starts(end, "--") || memcmp(end.p + 2, m->boundary, m->length) != 0)
		return -1;
	return (long)(line.len - length);
}

/* Which open multipart a line delimits, the innermost first; -1. *last: it is the closing one. */
static long delimits(const struct parser *p, struct slice line, bool *last)
{
	if (!slice_starts(line, "--"))
		return -1;
	line = slice_from(line, 2);
	for (long i = (long)p->depth - 1; i >= 0; i--) {
		const struct open_multipart *m = &p->stack[i];
		struct slice after;

		if (line.len < m->length || memcmp(line.p, m->boundary, m->length) != 0)
			continue;
		after = slice_trim(slice_from(line, m->length));
		*last = slice_starts(after, "--");
		if (after.len == 0 || *last)
			return i;
	}
	return -1;
}

static void read_head(struct parser *p, struct part_head *head)
{
	struct slice look = slice_head(p->rest, HEAD_BYTES_MAX), line;
	struct field f;
	bool last;

	for (size_t i = 0; i < HEADER_FIELDS_MAX; i++) {
		struct slice ahead = look;

		if (!slice_line(&ahead, &line) || delimits(p, line, &last) >= 0)
			break;
		if (!header_next(&look, &f))
			break;
		if (slice_is_ci(f.name, "Content-Type"))
			head->type = header_unfold(p->arena, f.raw);
		else if (slice_is_ci(f.name, "Content-Transfer-Encoding"))
			head->encoding = header_unfold(p->arena, f.raw);
		else if (slice_is_ci(f.name, "Content-Disposition"))
			head->disposition = header_unfold(p->arena, f.raw);
	}
	p->rest = slice_from(p->rest, (size_t)(look.p - p->rest.p));
}

/* The open leaf ends before the line end that belongs to the delimiter. */
static void end_leaf(struct parser *p, const char *at)
{
	struct slice *body;

	if (p->leaf < 0)
		return;
	body = &p->out->parts[p->leaf].body;
	body->len = at > body->p ? (size_t)(at - body->p) : 0;
	if (body->len > 0 && body->p[body->len - 1] == '\n')
		body->len--;
	if (body->len > 0 && body->p[body->len - 1] == '\r')
		body->len--;
	p->leaf = -1;
}

/* A multipart whose boundary never came is a text: somebody took the boundaries away. */
static void pop(struct parser *p, size_t depth, const char *at)
{
	while (p->depth > depth) {
		size_t index = p->stack[--p->depth].part;
		struct mime_part *m = &p->out->parts[index];

		m->body.len = (size_t)(at - m->body.p);
		if (index + 1 == p->out->count && !p->out->too_many)
			m->type = "text/plain";
	}
}

static void own_head(struct parser *p, const struct envelope *env)
{
	struct part_head head = {slice_of(envelope_header(env, "Content-Type")),
		slice_of(envelope_header(env, "Content-Transfer-Encoding")),
		slice_of(envelope_header(env, "Content-Disposition"))};

	p->rest = slice_from(p->letter, env->body);
	begin(p, &head);
}

void mime_parse(struct arena *a, struct slice letter, const struct envelope *env, struct mime *out)
{
	struct parser p = {.arena = a, .letter = letter, .out = out, .leaf = -1};
	const char *end = letter.p + letter.len;
	struct slice line;

	*out = (struct mime){0};
	own_head(&p, env);
	while (p.depth > 0) {
		const char *at = p.rest.p;
		bool last = false;
		long level;

		if (!slice_line(&p.rest, &line))
			break;
		level = delimits(&p, line, &last);
		if (level < 0 && closes_within(&p, line) >= 0) {
			at += closes_within(&p, line);
			level = (long)p.depth - 1;
			last = true;
		}
		if (level < 0)
			continue;
		end_leaf(&p, at);
		pop(&p, (size_t)level + (last ? 0 : 1), at);
		if (!last) {
			struct part_head head = {0};

			read_head(&p, &head);
			begin(&p, &head);
		}
	}
	out->cut_off = p.depth > 0;
	if (p.leaf >= 0)
		out->parts[p.leaf].body.len = (size_t)(end - out->parts[p.leaf].body.p);
	pop(&p, 0, end);
}
