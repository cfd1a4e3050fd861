#include "decide/leave.h"

#include <string.h>

/* Of fewer words too little can be said: "Foro educación" is somebody's registration. */
enum { WORDS_MIN = 8 };

/* What an ordinary letter to an office says too; any other reason is a doubt about this one. */
static const char *const ordinary[] = {
	"no-request", "question", "special-need", "person-left-over", "advertising", "gateway"};

static bool is_ordinary(const char *reason)
{
	for (size_t i = 0; i < sizeof ordinary / sizeof *ordinary; i++)
		if (strcmp(reason, ordinary[i]) == 0)
			return true;
	return false;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static size_t count_words(struct slice text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += !is_blank(text.p[i]) && (i == 0 || is_blank(text.p[i - 1]));
	return n;
}

bool leave_alone(const struct decide_in *in)
{
	const struct reading *reading = in->reading;

	if (!in->settings->leave_unrelated || !in->fluent || reading->kind != KIND_OTHER ||
		reading->disposition != DISPOSITION_REVIEW || reading->concerns ||
		reading->guess.count > 0 || in->known.answers || in->known.party.id != 0 ||
		reading->reason_count == 0 || count_words(reading->own_words) < WORDS_MIN ||
		in->envelope->doubt != NULL)
		return false;
	for (size_t i = 0; i < reading->reason_count; i++)
		if (!is_ordinary(reading->reasons[i]))
			return false;
	return true;
}
