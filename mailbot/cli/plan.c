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

/* ---- what changes ---- */

static const char *when_of(struct arena *a, const struct event *event)
{
	const struct civil *b = &event->begin, *e = &event->end;
	bool same = b->year == e->year && b->month == e->month && b->day == e->day;
	const char *begin = arena_printf(
		a, "%04d-%02d-%02d %02d:%02d", b->year, b->month, b->day, b->hour, b->minute);

	return same ? arena_printf(a, "%s to %02d:%02d", begin, e->hour, e->minute)
		    : arena_printf(a, "%s to %04d-%02d-%02d %02d:%02d", begin, e->year, e->month,
			      e->day, e->hour, e->minute);
}

static const char *where_of(struct arena *a, const struct event *event)
{
	if (event->venue[0] == '\0' && event->address[0] == '\0')
		return "none";
	return arena_printf(a, "%s%s%s", event->venue,
		event->venue[0] != '\0' && event->address[0] != '\0' ? ", " : "", event->address);
}

static const char *seats_of(struct arena *a, const struct event *event)
{
	return event->seats == 0 ? "no limit" : arena_printf(a, "%d", event->seats);
}

static const char *deadline_of(
	struct arena *a, const struct series *series, const struct event *event)
{
	struct civil c;

	if (event->deadline == 0)
		return "its begin";
	c = zone_civil(series->zone, event->deadline);
	return arena_printf(
		a, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
}

static void print_change(const char *what, const char *before, const char *after)
{
	printf("      %-9s %s\n            ->  %s\n", what, before, after);
}

static const char *plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static void print_registered(const struct plan_event_state *s)
{
	const struct plan_event *p = s->event;
	const char *told = (p->what & PLAN_REMOVED) == 0 ? (s->told ? "; they are told" : "")
		: s->told                                ? "; they are cancelled, and told"
							 : "; it is over, they stay as they are";

	if (s->parties > 0)
		printf("      %zu registration%s, %zu seat%s%s\n", s->parties, plural(s->parties),
			s->seats, plural(s->seats), told);
	if ((p->what & PLAN_SEATS) != 0 && p->after->seats > 0 &&
		s->seats > (size_t)p->after->seats)
		printf("      more seats are taken than there will be; nobody is cancelled\n");
}

static void print_event(
	struct arena *a, const struct plan_series *series, const struct plan_event_state *s)
{
	const struct plan_event *p = s->event;
	const struct event *b = p->before, *n = p->after, *any = n != NULL ? n : b;

	printf("  %s  %s\n", any->id, any->title);
	if (b == NULL)
		printf("      is added: %s\n", when_of(a, n));
	if (n == NULL)
		printf("      is removed: it does not take place (%s)\n", when_of(a, b));
	if ((p->what & PLAN_TITLE) != 0)
		print_change("title", b->title, n->title);
	if ((p->what & PLAN_DATE) != 0)
		print_change("date", when_of(a, b), when_of(a, n));
	if ((p->what & PLAN_PLACE) != 0)
		print_change("place", where_of(a, b), where_of(a, n));
	if ((p->what & PLAN_SEATS) != 0)
		print_change("seats", seats_of(a, b), seats_of(a, n));
	if ((p->what & PLAN_DEADLINE) != 0)
		print_change("deadline", deadline_of(a, series->before, b),
			deadline_of(a, series->after, n));
	print_registered(s);
}

static void print_names(struct arena *a, const struct plan_series *s)
{
	for (size_t i = 0; i < s->party_count; i++) {
		const struct plan_party *p = &s->parties[i];
		const char *where = p->address[0] != '\0' ? p->address
			: p->phone[0] != '\0'             ? p->phone
							  : "no address";
		const char *events = "";
		for (size_t k = 0; k < p->count; k++)
			events = arena_printf(
				a, "%s%s%s", events, k > 0 ? ", " : "", p->events[k]->before->id);
		struct slice name = utf8_printable(a, slice_of(p->name), false);
		printf("      #%" PRId64 " %.*s (%s): %s\n", p->id, SLICE_ARGS(name), where,
			events);
	}
}

static int32_t day_of(struct civil c)
{
	return civil_days(c.year, c.month, c.day);
}

/* When everybody in it is forgotten: where that is new, and above all where it is at once. */
static void print_retention(const struct plan_series *s)
{
	struct civil day = s->after->retention;
	bool over = zone_utc(s->after->zone, day) <= clock_now();

	if (!over && s->before != NULL && day_of(s->before->retention) == day_of(day))
		return;
	printf("  its persons, letters and mails are erased on %04d-%02d-%02d%s\n", day.year,
		day.month, day.day,
		over ? ": that day has come, so they are erased at once, for good" : "");
}

static void print_plan(struct arena *a, const struct plan *plan, bool names)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_series *s = &plan->items[i];
		printf("%sseries %s (%s)%s\n", i > 0 ? "\n" : "", s->after->id, s->file,
			s->before == NULL ? " is new" : "");
		for (size_t k = 0; k < s->events.count; k++)
			print_event(a, s, &s->states[k]);
		if (s->other)
			puts("  no event changes; only how letters are understood, and mails sent");
		print_retention(s);
		if (names && s->party_count > 0) {
			puts("  who is told:");
			print_names(a, s);
		}
	}
	if (plan->count == 0)
		puts("nothing changes: the series in force are those of the folder");
}

/* "3 notices go out, 1 is to be called" */
static void print_notices(const struct plan *plan, const char *lead)
{
	printf("%s%zu notice%s by mail, %zu call%s\n", lead, plan->mails, plural(plan->mails),
		plan->calls, plural(plan->calls));
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
		registry_open(h->settings->register_file, key ? h->settings->key_file : NULL,
			key ? REGISTRY_STAFF : REGISTRY_READ, reg, &e) != 0)
		status = house_fail(CLI_FAILED, "%s", e.text);
	return status;
}

int rules_plan(struct house *h, const struct rules_options *o)
{
	struct registry *reg = NULL;
	struct plan plan;
	struct err e = {0};
	int status = open_register(h, o, false, &reg);

	if (status == CLI_OK && registry_plan(reg, h->arena, h->rules, clock_now(), &plan, &e) != 0)
		status = house_fail(CLI_FAILED, "%s", e.text);
	if (status == CLI_OK) {
		print_plan(h->arena, &plan, o->names);
		if (plan.count > 0) {
			print_notices(&plan, "\nthis makes ");
			puts("nothing is changed yet; `mailbot rules apply` carries it out");
		}
	}
	registry_close(&reg);
	return status;
}

static bool confirmed(void)
{
	char line[16] = "";

	fputs("carry it out? [y/N] ", stdout); /* German: j */
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

static int carry_out(struct house *h, const struct rules_options *o, struct registry *reg)
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
		puts("done; nobody is told");
	else
		print_notices(&plan, "done: ");
	return CLI_OK;
}

int rules_apply(struct house *h, const struct rules_options *o)
{
	struct registry *reg = NULL;
	struct plan plan = {0};
	struct err e = {0};
	int status = open_register(h, o, true, &reg);

	if (status == CLI_OK && registry_plan(reg, h->arena, h->rules, clock_now(), &plan, &e) != 0)
		status = house_fail(CLI_FAILED, "%s", e.text);
	if (status == CLI_OK) {
		print_plan(h->arena, &plan, o->names);
		if (plan.count > 0)
			print_notices(&plan, "\nthis makes ");
	}
	if (status == CLI_OK && plan.count > 0) {
		if (!o->yes && !isatty(STDIN_FILENO))
			status = house_fail(CLI_USAGE,
				"nothing is changed: nobody is there to be asked; --yes carries it out");
		else if (!o->yes && !confirmed())
			puts("nothing is changed");
		else
			status = carry_out(h, o, reg);
	}
	registry_close(&reg);
	return status;
}
