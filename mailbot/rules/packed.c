#include "rules/packed.h"

#include <string.h>
#include <zlib.h>

#include "base/log.h"

enum { LEVEL = 3 }; /* the best takes twice the time for a tenth of the bytes */

struct packed {
	size_t whole; /* bytes, of the file */
	size_t size;
	unsigned char bytes[];
};

static const struct packed *pack(struct arena *a, struct slice bytes)
{
	uLongf size = compressBound(bytes.len);
	struct arena *scratch = arena_new();
	unsigned char *out = arena_alloc(scratch, size);

	/* There is room for all of it: that it lacks memory is what can go wrong. */
	if (compress2(out, &size, (const unsigned char *)bytes.p, bytes.len, LEVEL) != Z_OK)
		log_fatal("out of memory");
	struct packed *p = arena_alloc(a, sizeof *p + size);
	p->whole = bytes.len;
	p->size = size;
	memcpy(p->bytes, out, size);
	arena_free(&scratch);
	return p;
}

void rule_files_pack(struct arena *a, struct rule_files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		struct rule_file *file = &files->items[i];
		if (file->packed != NULL)
			continue;
		file->packed = pack(a, file->bytes);
		file->bytes = (struct slice){0};
	}
}

struct slice rule_file_bytes(struct arena *a, const struct rule_file *file)
{
	const struct packed *p = file->packed;

	if (p == NULL)
		return file->bytes;
	uLongf whole = p->whole;
	unsigned char *out = arena_alloc(a, whole);
	if (uncompress(out, &whole, p->bytes, p->size) != Z_OK || whole != p->whole)
		log_fatal("rules that were kept are damaged");
	return (struct slice){(const char *)out, whole};
}
