/* What staff want, in words of the command line. */
#include "cli/desk.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/roster.h"

struct parser {
	struct desk *desk;
	struct wishes *out;
	enum request_action action;
	bool has_action;
	struct wish *at; /* the one that numbers and names belong to */
	const char **names;
	size_t name_room;
};

const struct event *desk_event(struct desk *d, const char *id, const struct series **series)
{
	const struct rules *rules = d->house.rules;

	for (size_t i = 0; i < rules->series_count; i++)
		for (size_t k = 0; k < rules->series[i]->event_count; k++)
			if (strcasecmp(rules->series[i]->events[k].id, id) == 0) {
				*series = rules->series[i];
				return &rules->series[i]->events[k];
			}
	return roster_event(d->house.arena, rules, id, series);
}

const char *desk_events(struct desk *d)
{
	const struct rules *rules = d->house.rules;
	const char *all = "";

	for (size_t i = 0; i < rules->series_count; i++)
		for (size_t k = 0; k < rules->series[i]->event_count; k++)
			all = arena_printf(d->house.arena, "%s%s%s", all,
				all[0] != '\0' ? ", " : "", rules->series[i]->events[k].id);
	return all;
}

/* The event that is nearest to a word; "" where none is near. */
static const char *near_event(struct desk *d, const char *word)
{
	const struct rules *rules = d->house.rules;
	struct nearest n = {.name = slice_of(word)};

	for (size_t i = 0; i < rules->series_count; i++)
		for (size_t k = 0; k < rules->series[i]->event_count; k++)
			nearest_offer(&n, slice_of(rules->series[i]->events[k].id));
	return arena_string(d->house.arena, n.best);
}

int desk_no_event(struct desk *d, const char *word)
{
	const char *all = desk_events(d), *best = near_event(d, word);

	if (best[0] != '\0')
		return desk_fail(CLI_USAGE,
			desk_say(d, "no-event-near", "text", word, "near", best, "all", all, NULL));
	return desk_fail(CLI_USAGE, desk_say(d, "no-event", "text", word, "all", all, NULL));
}

static bool verb_of(const char *word, enum request_action *action)
{
	static const struct {
		const char *word;
		enum request_action action;
	} verbs[] = {{"register", ACTION_REGISTER}, {"anmelden", ACTION_REGISTER},
		{"cancel", ACTION_CANCEL}, {"abmelden", ACTION_CANCEL}};

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(word, verbs[i].word) == 0) {
			*action = verbs[i].action;
			return true;
		}
	return false;
}

static int take_event(struct parser *p, const struct event *event, const struct series *series)
{
	struct wishes *out = p->out;

	if (out->series != NULL && series != NULL && out->series != series)
		return desk_fail(CLI_USAGE, desk_say(p->desk, "two-series", NULL));
	if (series != NULL)
		out->series = series;
	ARENA_PUSH(p->desk->house.arena, out->items, out->count, out->room,
		(struct wish){.action = p->action, .event = event});
	p->at = &out->items[out->count - 1];
	p->names = NULL;
	p->name_room = 0;
	return CLI_OK;
}

static int take_seats(struct parser *p, long seats)
{
	if (p->at->action == ACTION_CANCEL)
		return desk_fail(CLI_USAGE, desk_say(p->desk, "cancel-seats", NULL));
	if (p->at->seats != 0 || p->at->name_count > 0 || seats < 1)
		return desk_fail(CLI_USAGE, desk_say(p->desk, "seats-once", NULL));
	p->at->seats = (int)seats;
	return CLI_OK;
}

static bool is_one_word(struct slice name)
{
	return name.len > 0 && slice_find(name, ' ') < 0;
}

/*
 * Of a name in several words the quotation marks were forgotten, or a number was written as a word:
 * neither is a person more. Somebody with one name alone is none of these.
 */
static int doubt_name(struct parser *p, struct slice name)
{
	struct desk *d = p->desk;
	const struct wish *at = p->at;
	const char *last = at->name_count > 0 ? at->names[at->name_count - 1] : "";
	const char *word = arena_string(d->house.arena, name);

	if (d->staff.anyway || !is_one_word(name))
		return CLI_OK;
	if (name.p[0] >= 'a' && name.p[0] <= 'z')
		return desk_fail(CLI_USAGE, desk_say(d, "hardly-a-name", "text", word, NULL));
	if (is_one_word(slice_of(last)))
		return desk_fail(
			CLI_USAGE, desk_say(d, "name-in-pieces", "one", last, "two", word, NULL));
	return CLI_OK;
}

static int take_name(struct parser *p, const char *word)
{
	struct slice name = slice_trim(slice_of(word));

	/* One word that nearly is an event is hardly a name. */
	if (slice_find(name, ' ') < 0 && near_event(p->desk, word)[0] != '\0')
		return desk_no_event(p->desk, word);
	if (name.len == 0 || name.len > NAME_BYTES_MAX || !utf8_valid(name))
		return desk_fail(CLI_USAGE, desk_say(p->desk, "no-name", NULL));
	const char *wrong = desk_name_wrong(p->desk, word);
	if (wrong != NULL)
		return desk_fail(CLI_USAGE, wrong);
	if (doubt_name(p, name) != CLI_OK)
		return CLI_USAGE;
	ARENA_PUSH(p->desk->house.arena, p->names, p->at->name_count, p->name_room,
		arena_string(p->desk->house.arena, name));
	p->at->names = p->names;
	return CLI_OK;
}

static int take_word(struct parser *p, const char *word)
{
	const struct series *series = NULL;
	const struct event *event = desk_event(p->desk, word, &series);
	long number;

	if (verb_of(word, &p->action)) {
		p->has_action = true;
		p->at = NULL;
		return CLI_OK;
	}
	if (!p->has_action)
		return desk_fail(CLI_USAGE, desk_say(p->desk, "no-verb", "text", word, NULL));
	if (event != NULL)
		return take_event(p, event, series);
	if (p->at == NULL && p->action == ACTION_CANCEL &&
		(strcmp(word, "all") == 0 || strcmp(word, "alle") == 0))
		return take_event(p, NULL, NULL);
	if (p->at == NULL || p->at->event == NULL)
		return desk_no_event(p->desk, word);
	if (slice_number(slice_of(word), GUESS_SEATS_MAX, &number))
		return take_seats(p, number);
	if (word[0] >= '0' && word[0] <= '9')
		return desk_fail(CLI_USAGE, desk_say(p->desk, "seats-wrong", "text", word, NULL));
	return take_name(p, word);
}

int desk_wishes(struct desk *d, const char *verb, char **args, size_t count, struct wishes *out)
{
	struct parser p = {.desk = d, .out = out};

	*out = (struct wishes){0};
	p.has_action = verb != NULL && verb_of(verb, &p.action);
	for (size_t i = 0; i < count; i++)
		if (take_word(&p, args[i]) != CLI_OK)
			return CLI_USAGE;
	if (out->count == 0 || p.at == NULL)
		return desk_fail(CLI_USAGE, desk_say(d, "no-wish", NULL));
	return CLI_OK;
}
