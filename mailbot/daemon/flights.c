#include "daemon/flights.h"

struct flight *flights_spare(struct flights *f)
{
	struct flight *flight = f->items;

	while (flight->arena != NULL)
		flight++;
	return flight;
}

struct flight *flights_find(struct flights *f, int64_t mail)
{
	struct flight *flight = f->items;

	while (flight->arena == NULL || flight->mail != mail)
		flight++;
	return flight;
}

void flights_free(struct flights *f)
{
	for (size_t i = 0; i < FLIGHTS_MAX; i++)
		arena_free(&f->items[i].arena);
}

void flights_await(struct outbox *outbox, struct landings *l)
{
	struct landed *next = l->items;

	for (l->count = 0; l->count == 0 || outbox_has_ended(outbox); l->count++, next++) {
		*next = (struct landed){0};
		if (!outbox_next(outbox, &next->mail, &next->sent, &next->why))
			break;
	}
}

bool landings_server_failed(const struct landings *l)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->items[i].sent.end == SEND_SERVER)
			return true;
	return false;
}

enum mail_result landed_result(const struct landed *one)
{
	switch (one->sent.end) {
	case SEND_SENT: return RESULT_SENT;
	case SEND_LATER: return RESULT_LATER;
	case SEND_NEVER: return RESULT_NEVER;
	case SEND_IN_DOUBT: return RESULT_DOUBT;
	default: return RESULT_WAITS;
	}
}

const char *landed_reason(struct arena *a, const struct landed *one)
{
	const struct sent *sent = &one->sent;

	if (sent->code == 0)
		return send_end_name(sent->end);
	if (sent->status[0] == '\0')
		return arena_printf(a, "%d", sent->code);
	return arena_printf(a, "%d %s", sent->code, sent->status);
}
