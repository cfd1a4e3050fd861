/* A time zone's file, and times in it. */
#include "fuzz.h"

#include "base/zone.h"

static const int64_t moments[] = {-62135596800, -2208988800, -1, 0, 1295514000, 1301187599,
	1301187600, 2147483647, 4102444800, 253402300799};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct err e = {""};
	struct zone *z;

	if (zone_parse(a, "Fuzz/Zone", fuzz_bytes(data, size), &z, &e) != 0) {
		CHECK(e.text[0] != '\0');
	} else {
		for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
			int east = zone_offset(z, moments[i]);
			CHECK(east > -48 * 3600 && east < 48 * 3600);
			zone_utc(z, zone_civil(z, moments[i]));
		}
		zone_footer(z);
	}
	arena_free(&a);
	return 0;
}
