/*
 * mailbot rules plan, mailbot rules apply: what edited series change in the register, who is concerned,
 * which notices go out; and carrying it out. Numbers and titles are all that plan says; names only
 * where they are asked for.
 */
#include <inttypes.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/rules.h"
#include "registry/plan.h"

/* What prints a plan: words of the catalogue's group `plan`. */
struct printer {
	struct arena *arena;
	const struct catalogue *words; /* NULL: ids are said */
	bool names;
};

static const char *word(const struct printer *p, const char *id)
{
	return p->words != NULL ? catalogue_word(p->words, "plan", id) : id;
}

static const char *number(const struct printer *p, size_t n)
{
	return arena_printf(p->arena, "%zu", n);
}

/* ---- what changes ---- */

static const char *day_text(const struct printer *p, const struct civil *c)
{
	return arena_printf(p->arena, "%02d.%02d.%04d", c->day, c->month, c->year);
}

static const char *time_text(const struct printer *p, const struct civil *c)
{
	return arena_printf(p->arena, "%s %02d:%02d", day_text(p, c), c->hour, c->minute);
}

static const char *when_of(const struct printer *p, const struct event *event)
{
	const struct civil *b = &event->begin, *e = &event->end;
	bool same = b->year == e->year && b->month == e->month && b->day == e->day;
	const char *end =
		same ? arena_printf(p->arena, "%02d:%02d", e->hour, e->minute) : time_text(p, e);

	return house_say(
		p->arena, p->words, "plan", "from-to", "begin", time_text(p, b), "end", end, NULL);
}

static const char *where_of(const struct printer *p, const struct event *event)
{
	if (event->venue[0] == '\0' && event->address[0] == '\0')
		return word(p, "no-place");
	return arena_printf(p->arena, "%s%s%s", event->venue,
		event->venue[0] != '\0' && event->address[0] != '\0' ? ", " : "", event->address);
}

static const char *seats_of(const struct printer *p, const struct event *event)
{
	return event->seats == 0 ? word(p, "no-limit") : number(p, (size_t)event->seats);
}

static const char *deadline_of(
	const struct printer *p, const struct series *series, const struct event *event)
{
	struct civil c;

	if (event->deadline == 0)
		return word(p, "its-begin");
	c = zone_civil(series->zone, event->deadline);
	return time_text(p, &c);
}

static void print_change(
	const struct printer *p, const char *what, const char *before, const char *after)
{
	printf("      %s: %s\n        -> %s\n", word(p, what), before, after);
}

/* What becomes of those who are registered there. */
static const char *fate_of(const struct plan_event_state *s)
{
	bool removed = (s->event->what & PLAN_REMOVED) != 0;

	if (!s->told)
		return removed ? "stays" : "registered";
	if (removed)
		return "cancelled-told";
	return s->news > 0 ? "told" : "known-so";
}

static void print_registered(const struct printer *p, const struct plan_event_state *s)
{
	const struct plan_event *e = s->event;

	if (s->parties > 0)
		printf("      %s\n",
			house_say(p->arena, p->words, "plan", fate_of(s), "parties",
				number(p, s->parties), "seats", number(p, s->seats), NULL));
	if ((e->what & PLAN_SEATS) != 0 && e->after->seats > 0 &&
		s->seats > (size_t)e->after->seats)
		printf("      %s\n", word(p, "too-many"));
}

static void print_event(
	const struct printer *p, const struct plan_series *series, const struct plan_event_state *s)
{
	const struct plan_event *e = s->event;
	const struct event *b = e->before, *n = e->after, *any = n != NULL ? n : b;

	printf("  %s  %s\n", any->id, any->title);
	if (b == NULL || n == NULL)
		printf("      %s\n",
			house_say(p->arena, p->words, "plan", b == NULL ? "added" : "removed",
				"when", when_of(p, any), NULL));
	if ((e->what & PLAN_TITLE) != 0)
		print_change(p, "title", b->title, n->title);
	if ((e->what & PLAN_DATE) != 0)
		print_change(p, "date", when_of(p, b), when_of(p, n));
	if ((e->what & PLAN_PLACE) != 0)
		print_change(p, "place", where_of(p, b), where_of(p, n));
	if ((e->what & PLAN_SEATS) != 0)
		print_change(p, "seats", seats_of(p, b), seats_of(p, n));
	if ((e->what & PLAN_DEADLINE) != 0)
		print_change(p, "deadline", deadline_of(p, series->before, b),
			deadline_of(p, series->after, n));
	print_registered(p, s);
}

static void print_names(const struct printer *p, const struct plan_series *s)
{
	for (size_t i = 0; i < s->party_count; i++) {
		const struct plan_party *to = &s->parties[i];
		const char *where = to->address[0] != '\0' ? to->address
			: to->phone[0] != '\0'             ? to->phone
							   : word(p, "no-address");
		const char *events = "";
		if (to->notice_count == 0)
			continue;
		for (size_t k = 0; k < to->notice_count; k++)
			events = arena_printf(p->arena, "%s%s%s", events, k > 0 ? ", " : "",
				to->notices[k].before->id);
		struct slice name = utf8_printable(p->arena, slice_of(to->name), false);
		printf("      #%" PRId64 " %.*s (%s): %s\n", to->id, SLICE_ARGS(name), where,
			events);
	}
}

static int32_t day_of(struct civil c)
{
	return civil_days(c.year, c.month, c.day);
}

/* When everybody in it is forgotten: where that is new, and above all where it is at once. */
static void print_retention(const struct printer *p, const struct plan_series *s)
{
	struct civil day = s->after->retention;
	bool over = zone_utc(s->after->zone, day) <= clock_now();

	if (!over && s->before != NULL && day_of(s->before->retention) == day_of(day))
		return;
	printf("  %s\n",
		house_say(p->arena, p->words, "plan", over ? "erased-now" : "erased-on", "day",
			day_text(p, &day), NULL));
}

static bool plan_is_empty(const struct plan *plan)
{
	return plan->count + plan->ended_count == 0;
}

static void print_plan(const struct printer *p, const struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_series *s = &plan->items[i];
		printf("%s%s\n", i > 0 ? "\n" : "",
			house_say(p->arena, p->words, "plan",
				s->before == NULL ? "series-new" : "series", "id", s->after->id,
				"file", s->file, NULL));
		for (size_t k = 0; k < s->events.count; k++)
			print_event(p, s, &s->states[k]);
		if (s->other)
			printf("  %s\n", word(p, "other"));
		print_retention(p, s);
		if (p->names && s->party_count > 0) {
			printf("  %s\n", word(p, "who"));
			print_names(p, s);
		}
	}
	for (size_t i = 0; i < plan->ended_count; i++)
		printf("%s%s\n", plan->count + i > 0 ? "\n" : "",
			house_say(p->arena, p->words, "plan", "series-ended", "id",
				plan->ended[i].id, "file", plan->ended[i].file, NULL));
	if (plan_is_empty(plan))
		puts(word(p, "nothing"));
}

static void print_notices(const struct printer *p, const struct plan *plan, const char *lead)
{
	printf("%s%s\n", lead,
		house_say(p->arena, p->words, "plan", "notices", "mails", number(p, plan->mails),
			"calls", number(p, plan->calls), NULL));
}

/* ---- the two commands ---- */

static int open_register(
	struct house *h, const struct rules_options *o, bool key, struct registry **reg)
{
	struct err e = {0};
	int status = house_open(h, o->config, true);

	if (status == CLI_OK && o->clock != NULL)
		status = house_now(o->clock);
	if (status == CLI_OK)
		status = house_rules(h, o->rules, o->series, o->series_count);
	if (status == CLI_OK &&
		registry_open_made(h->settings->register_file, key ? h->settings->key_file : NULL,
			key ? REGISTRY_STAFF : REGISTRY_READ, reg, &e) != 0)
		status = house_fail(CLI_FAILED, "%s", e.text);
	return status;
}

/* The plan, in words that can be said: a broken catalogue has been told of, and ids are said. */
static int make_plan(struct house *h, const struct rules_options *o, struct registry *reg,
	struct plan *plan, struct printer *p)
{
	struct err e = {0};

	*p = (struct printer){h->arena, house_catalogue(h, NULL), o->names};
	if (registry_plan(reg, h->arena, h->rules, clock_now(), plan, &e) != 0)
		return house_fail(CLI_FAILED, "%s", e.text);
	print_plan(p, plan);
	if (!plan_is_empty(plan))
		print_notices(p, plan, "\n");
	return CLI_OK;
}

int rules_plan(struct house *h, const struct rules_options *o)
{
	struct registry *reg = NULL;
	struct plan plan = {0};
	struct printer p;
	int status = open_register(h, o, false, &reg);

	if (status == CLI_OK)
		status = make_plan(h, o, reg, &plan, &p);
	if (status == CLI_OK && !plan_is_empty(&plan))
		puts(word(&p, "not-yet"));
	registry_close(&reg);
	return status;
}

static bool confirmed(const struct printer *p)
{
	char line[16] = "";

	printf("%s ", word(p, "ask"));
	fflush(stdout);
	return fgets(line, sizeof line, stdin) != NULL && strchr("yYjJ", line[0]) != NULL &&
		line[0] != '\0';
}

static const char *who(struct arena *a, const struct rules_options *o)
{
	const struct passwd *user = getpwuid(getuid());

	if (o->by != NULL)
		return o->by;
	return user != NULL ? arena_string(a, slice_of(user->pw_name)) : "staff";
}

static int carry_out(struct house *h, const struct rules_options *o, struct registry *reg,
	const struct printer *p)
{
	struct staff staff = {.settings = h->settings,
		.rules = h->rules,
		.who = who(h->arena, o),
		.why = o->note != NULL ? o->note : "",
		.now = clock_now(),
		.silent = o->silent};
	struct plan plan;
	struct err e = {0};

	if (registry_plan_apply(reg, h->arena, &staff, &plan, &e) != 0)
		return house_fail(CLI_FAILED, "%s", e.text);
	if (o->silent)
		puts(word(p, "done-silent"));
	else
		print_notices(p, &plan, arena_printf(h->arena, "%s ", word(p, "done")));
	return CLI_OK;
}

int rules_apply(struct house *h, const struct rules_options *o)
{
	struct registry *reg = NULL;
	struct plan plan = {0};
	struct printer p;
	int status = open_register(h, o, true, &reg);

	if (status == CLI_OK)
		status = make_plan(h, o, reg, &plan, &p);
	if (status == CLI_OK && !plan_is_empty(&plan)) {
		if (!o->yes && !isatty(STDIN_FILENO))
			status = house_fail(CLI_USAGE, "%s", word(&p, "nobody-asked"));
		else if (!o->yes && !confirmed(&p))
			puts(word(&p, "not-done"));
		else
			status = carry_out(h, o, reg, &p);
	}
	registry_close(&reg);
	return status;
}
