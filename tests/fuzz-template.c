/* A template that somebody edits: compiled, checked, rendered, or refused with its mistakes. */
#include "fuzz.h"

#include "base/buf.h"
#include "template/template.h"

enum { OUT_MAX = 1024 * 1024 };

static const char data_of_it[] =
	"{\"a\": \"x<&>\\\"'{{b}}\", \"b\": {\"c\": 1, \"d\": [\"y\", \"z\"]}, \"e\": [{\"f\": null},"
	" {\"f\": true}], \"g\": \"\", \"series\": {\"title\": \"T\"}, \"state\": [], \"question\": true}";

static void render(struct arena *a, enum template_sort sort, struct slice text, const json_t *data)
{
	struct problems problems = {.arena = a};
	struct buf out = {.max = OUT_MAX};
	struct template *t = NULL;
	struct err e = {""};
	bool sound = template_compile(a, (struct place){"t", 1}, sort, text, &t, &problems) == 0;

	CHECK(sound == (problems.count == 0));
	if (sound && !template_has_partials(t)) {
		if (template_check(t, data, &problems) == 0)
			CHECK(problems.count == 0);
		if (template_render(t, data, &out, &e) == 0)
			CHECK(out.len <= OUT_MAX);
		else
			CHECK(e.text[0] != '\0');
	}
	buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	json_t *json = json_loads(data_of_it, 0, NULL);

	render(a, TEMPLATE_TEXT, fuzz_bytes(data, size), json);
	render(a, TEMPLATE_HTML, fuzz_bytes(data, size), json);
	json_decref(json);
	arena_free(&a);
	return 0;
}
