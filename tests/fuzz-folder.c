/* A folder's name on its way to the server: one line of printable ASCII, or refused. */
#include "fuzz.h"

#include <string.h>

#include "transport/folder.h"

static void check(const char *name)
{
	for (; *name != '\0'; name++)
		CHECK(*name >= ' ' && *name <= '~');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = {'/', '.', '\\', '\0'};
	struct arena *a = arena_new();
	struct err e = {""};
	const char *name = arena_string(a, fuzz_bytes(data, size)), *out;
	struct slice utf7;

	for (size_t i = 0; i < sizeof delimiters; i++)
		if (folder_encode(a, name, i == 1 ? "INBOX." : NULL, delimiters[i], &out, &e) == 0)
			check(out);
	if (folder_utf7(a, fuzz_bytes(data, size), &utf7, &e) == 0)
		check(arena_string(a, utf7));
	arena_free(&a);
	return 0;
}
