/* mailbot review: what waits for a person: looked at, accepted, corrected, answered, put aside. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/desk.h"
#include "cli/show.h"

struct review {
	struct desk desk;
	struct person person;
	bool help;
	const char *undo;
	int64_t item;
	char **args; /* behind the item's number */
	size_t arg_count;
	enum verdict verdict;
	int *choices;
	size_t choice_count, choice_room;
	struct wishes wishes;
};

enum { OPT_ADDRESS = DESK_OWN, OPT_NAME, OPT_PARTY, OPT_NEW, OPT_UNDO, OPT_HELP };

static int take_option(void *with, int c)
{
	struct review *x = with;
	struct desk *d = &x->desk;

	switch (c) {
	case OPT_ADDRESS: return desk_address(d, "address", optarg, &x->person.address);
	case OPT_NAME: return desk_name(d, "name", optarg, &x->person.name);
	case OPT_PARTY: return desk_party(d, optarg, &x->person.party);
	case OPT_NEW: x->person.fresh = true; return CLI_OK;
	case OPT_UNDO: x->undo = optarg; return CLI_OK;
	case OPT_HELP: x->help = true; return CLI_OK;
	default: return desk_option(&x->desk, c);
	}
}

static int options(struct review *x, int argc, char **argv)
{
	static const struct option longs[] = {
		DESK_OPTIONS,
		{"address", required_argument, NULL, OPT_ADDRESS},
		{"name", required_argument, NULL, OPT_NAME},
		{"party", required_argument, NULL, OPT_PARTY},
		{"new", no_argument, NULL, OPT_NEW},
		{"undo", required_argument, NULL, OPT_UNDO},
		{"help", no_argument, NULL, OPT_HELP},
		{0},
	};

	return desk_options(&x->desk, argc, argv, longs, "review", take_option, x);
}

/* ---- show ---- */

/* Under the reason that there are too few seats: where. */
static void show_full(const struct show *s, struct arena *a, const struct review_item *item)
{
	for (size_t i = 0; i < item->full_count; i++)
		show_field(s, a, NULL,
			arena_printf(a, "  %s · %02d.%02d.%04d", item->full[i]->title,
				item->full[i]->begin.day, item->full[i]->begin.month,
				item->full[i]->begin.year));
}

static void show_why(const struct show *s, struct arena *a, const struct review_item *item)
{
	for (size_t i = 0; i < item->reason_count; i++) {
		show_field(s, a, i == 0 ? "reasons" : NULL,
			catalogue_word(s->words, "reasons", item->reasons[i]));
		if (strcmp(item->reasons[i], "full") == 0)
			show_full(s, a, item);
	}
}

static void show_mail(const struct show *s, struct arena *a, const struct review_item *item)
{
	if (item->outgoing == 0)
		return;
	show_field(s, a, "our-mail",
		arena_printf(a, "%lld · %s · %s · %s", (long long)item->outgoing,
			catalogue_word(s->words, "mail-kind", item->mail_kind), item->mail_address,
			catalogue_word(s->words, "mail-state", item->mail_state)));
	/* of one that came back the server's answer was that it took it */
	if (item->mail_why[0] != '\0' && strcmp(item->mail_state, "bounced") != 0)
		show_field(s, a, NULL, item->mail_why);
}

/* What who wrote has heard, if anything. */
static void show_answer(const struct show *s, struct arena *a, const struct review_item *item)
{
	struct slice all = slice_of(item->answer);
	long blank = slice_find(all, ' ');

	if (item->letter == 0 || item->outgoing != 0)
		return;
	if (blank < 0) {
		show_field(s, a, "answer", catalogue_word(s->words, "desk", "no-answer"));
		return;
	}
	const char *kind = arena_string(a, slice_head(all, (size_t)blank));
	const char *state = arena_string(a, slice_from(all, (size_t)blank + 1));
	show_field(s, a, "answer",
		arena_printf(a, "%s · %s", catalogue_word(s->words, "mail-kind", kind),
			catalogue_word(s->words, "mail-state", state)));
}

/* How the party stands in the register now. */
static void show_party(struct desk *d, const struct show *s, const struct review_item *item)
{
	struct arena *a = d->house.arena;
	const struct party *who = &item->who;

	if (item->letter == 0 && who->id == 0)
		return;
	if (who->id != 0 &&
		(item->envelope == NULL ||
			strcasecmp(who->address, item->envelope->from.address) != 0))
		show_field(s, a, "party", arena_printf(a, "%s <%s>", who->name, who->address));
	for (size_t i = 0; i < who->count; i++) {
		const struct standing *at = &who->items[i];
		show_field(s, a, i == 0 ? "now" : NULL,
			arena_printf(a, "%s · %02d.%02d.%04d · %s", at->event->title,
				at->event->begin.day, at->event->begin.month, at->event->begin.year,
				desk_standing(d, at, true)));
	}
	int64_t since = 0;
	if (registry_changed_since(d->reg, item, who->id, NULL, &since, &(struct err){0}) == 0 &&
		since != 0)
		show_field(s, a, "since",
			desk_say(d, "changed-since", "when", desk_when(d, since), NULL));
	if (who->count == 0)
		show_field(s, a, "now", catalogue_word(s->words, "desk", "nothing"));
	if (item->phone[0] != '\0')
		show_field(s, a, "phone", item->phone);
}

static bool has_reason(const struct review_item *item, const char *id)
{
	for (size_t i = 0; i < item->reason_count; i++)
		if (strcmp(item->reasons[i], id) == 0)
			return true;
	return false;
}

/* Who does not come, but is not registered under that address: who may be them. */
static int show_likely(struct desk *d, const struct show *s, const struct review_item *item)
{
	struct arena *a = d->house.arena;
	struct party_row *rows;
	size_t count;
	struct err e = {0};

	if (item->reading == NULL || item->series == NULL ||
		(!has_reason(item, "registered-elsewhere") && !has_reason(item, "not-registered")))
		return CLI_OK;
	if (registry_namesakes(d->reg, a, item->series, item->reading, &rows, &count, &e) != 0)
		return desk_fault(d, &e);
	for (size_t i = 0; i < count; i++)
		show_field(s, a, i == 0 ? "likely" : NULL, desk_party_row(d, &rows[i]));
	return CLI_OK;
}

/* Whether asking which events they mean is a way: nothing of it is entered, and nobody asks yet. */
static bool may_ask(const struct review_item *item)
{
	return item->reading != NULL && item->reading->kind != KIND_AUTOMATIC &&
		item->series != NULL && !item->acted && strcmp(item->state, "open") == 0;
}

/* What `accept` would make of the register, or why it cannot: staff read it before they say yes to a guess. */
static int foresee(struct desk *d, const struct review_item *item, struct done *out)
{
	struct staff staff = d->staff;
	struct err e = {0};

	*out = (struct done){.how = DONE_UNKNOWN};
	if (item->reading == NULL || item->acted || strcmp(item->state, "decided") == 0 ||
		reading_proposal(item->reading)->count == 0)
		return CLI_OK;
	staff.dry = true;
	if (registry_accept(d->reg, d->house.arena, &staff, item->id, NULL, 0, out, &e) != 0)
		return desk_fault(d, &e);
	return CLI_OK;
}

/* Of who stands there already a guess alone does not say what becomes of them. */
static void show_foreseen(struct desk *d, const struct show *s, const struct done *out)
{
	bool first = true;

	for (size_t i = 0; out->how != DONE_IMPOSSIBLE && i < out->change_count; i++) {
		const struct change *c = &out->changes[i];
		if (c->before.status != STATUS_CONFIRMED)
			continue;
		const char *after = c->kind == CHANGE_SAME
			? catalogue_word(d->words, "desk", "unchanged")
			: desk_standing(d, &c->after, true);
		show_field(s, d->house.arena, first ? "then" : NULL,
			arena_printf(d->house.arena, "%s · %s", c->after.event->title, after));
		first = false;
	}
}

static void show_ways(struct desk *d, const struct review_item *item, const struct done *foreseen)
{
	const char *n = arena_printf(d->house.arena, "%lld", (long long)item->id);
	const struct reading *reading = item->reading;
	bool may = foreseen->how != DONE_IMPOSSIBLE;
	size_t choices = reading != NULL && !item->acted ? reading_proposal(reading)->count : 0;
	bool machine = reading != NULL && reading->kind == KIND_AUTOMATIC;
	bool elsewhere = has_reason(item, "registered-elsewhere");

	putchar('\n');
	if (strcmp(item->state, "decided") == 0) {
		puts(desk_say(d, "way-undo", "n", n, NULL));
		return;
	}
	if (elsewhere)
		puts(desk_say(d, "way-party", "n", n, NULL));
	if (choices > 0 && !elsewhere && !may)
		puts(desk_say(
			d, "way-by-hand", "n", n, "why", desk_reason(d, foreseen->why), NULL));
	if (choices > 0 && !elsewhere && may)
		puts(desk_say(d, "way-accept", "n", n, NULL));
	if (choices > 1 && !elsewhere)
		puts(desk_say(d, "way-choice", "n", n, NULL));
	if (item->letter != 0 && !machine)
		puts(desk_say(d, "way-correct", "n", n, NULL));
	if (may_ask(item))
		puts(desk_say(d, "way-ask", "n", n, NULL));
	if (item->outgoing != 0 && item->party != 0)
		puts(desk_say(d, "way-address", "n",
			arena_printf(d->house.arena, "%lld", (long long)item->party), NULL));
	puts(desk_say(d, "way-answered", "n", n, NULL));
	if (item->letter != 0)
		puts(desk_say(d, "way-others", "n", n, NULL));
	if (item->letter != 0 && !machine)
		printf("\n%s\n", desk_say(d, "events", "all", desk_events(d), NULL));
}

static int show_item(struct desk *d, const struct review_item *item)
{
	struct arena *a = d->house.arena;
	struct show s = {stdout, show_colour(stdout), d->words, d->house.rules};

	show_field(&s, a, "number",
		arena_printf(a, "%lld · %s · %s", (long long)item->id,
			catalogue_word(d->words, "review-state", item->state),
			desk_when(d, item->received)));
	if (item->decided != 0)
		show_field(&s, a, "decided",
			arena_printf(a, "%s · %s · %s%s%s",
				catalogue_word(d->words, "verdict", item->verdict),
				item->decided_by, desk_when(d, item->decided),
				item->note[0] != '\0' ? " · " : "", item->note));
	if (item->envelope != NULL)
		show_head(&s, a, item->envelope);
	show_mail(&s, a, item);
	if (item->reading != NULL)
		show_words(&s, a, item->reading);
	else
		putchar('\n');
	if (item->reading != NULL) {
		if (has_reason(item, "forwarded") || has_reason(item, "forwarded-request") ||
			has_reason(item, "forwarded-bounce") || item->reading->own_words.len == 0)
			show_forwarded(&s, a, item->reading);
		show_parts(&s, a, item->reading->parts, item->reading->part_count);
		show_bounce(&s, a, item->reading);
	}
	show_why(&s, a, item);
	if (item->reading != NULL && !item->acted)
		show_choices(&s, a, item->reading);
	show_answer(&s, a, item);
	if (item->beside[0] != '\0')
		show_field(
			&s, a, "also-open", desk_say(d, "same-address", "n", item->beside, NULL));
	struct done foreseen;
	int status = foresee(d, item, &foreseen);
	show_party(d, &s, item);
	show_foreseen(d, &s, &foreseen);
	if (status == CLI_OK)
		status = show_likely(d, &s, item);
	show_ways(d, item, &foreseen);
	return status;
}

static int show(struct review *x)
{
	struct desk *d = &x->desk;
	struct review_item item;
	struct err e = {0};
	bool found;

	if (registry_review_item(
		    d->reg, d->house.arena, d->house.rules, x->item, &item, &found, &e) != 0)
		return desk_fault(d, &e);
	if (!found)
		return desk_fail(CLI_FAILED, desk_say(d, "unknown", NULL));
	return show_item(d, &item);
}

/* ---- deciding ---- */

static int do_accept(struct desk *d, void *with, struct done *out, struct err *e)
{
	struct review *x = with;

	return registry_accept(
		d->reg, d->house.arena, &d->staff, x->item, x->choices, x->choice_count, out, e);
}

static int do_correct(struct desk *d, void *with, struct done *out, struct err *e)
{
	struct review *x = with;

	struct person *p = &x->person;
	bool said = p->party != 0 || p->address[0] != '\0' || p->name[0] != '\0';

	p->corrects = p->party != 0;
	return registry_correct(d->reg, d->house.arena, &d->staff, x->item, said ? p : NULL,
		x->wishes.items, x->wishes.count, out, e);
}

static int do_settle(struct desk *d, void *with, struct done *out, struct err *e)
{
	struct review *x = with;

	return registry_settle(d->reg, d->house.arena, &d->staff, x->item, x->verdict, out, e);
}

static int do_undo(struct desk *d, void *with, struct done *out, struct err *e)
{
	struct review *x = with;

	return registry_undo(d->reg, d->house.arena, &d->staff, 0, x->item, out, e);
}

static int do_ask(struct desk *d, void *with, struct done *out, struct err *e)
{
	struct review *x = with;

	return registry_ask(d->reg, d->house.arena, &d->staff, x->item, out, e);
}

static const char *way_back(struct review *x)
{
	return arena_printf(x->desk.house.arena, "mailbot review undo %lld", (long long)x->item);
}

static int accept(struct review *x)
{
	long number;

	for (size_t i = 0; i < x->arg_count; i++) {
		if (!slice_number(slice_of(x->args[i]), GUESS_SEATS_MAX, &number))
			return desk_fail(CLI_USAGE,
				desk_say(&x->desk, "no-number", "text", x->args[i], NULL));
		ARENA_PUSH(x->desk.house.arena, x->choices, x->choice_count, x->choice_room,
			(int)number);
	}
	return desk_do(&x->desk, do_accept, x, way_back(x));
}

static int correct(struct review *x)
{
	int status = desk_wishes(&x->desk, NULL, x->args, x->arg_count, &x->wishes);

	if (status != CLI_OK)
		return status;
	return desk_do(&x->desk, do_correct, x, way_back(x));
}

static int ask(struct review *x)
{
	return desk_do(&x->desk, do_ask, x, NULL);
}

static int settle(struct review *x, enum verdict verdict)
{
	struct desk *d = &x->desk;

	x->verdict = verdict;
	if (x->arg_count == 1 && d->staff.why[0] == '\0' && utf8_valid(slice_of(x->args[0])))
		d->staff.why = x->args[0];
	else if (x->arg_count > 0)
		return desk_fail(CLI_USAGE, desk_say(d, "too-many", NULL));
	if (verdict == VERDICT_ANSWERED && d->staff.why[0] == '\0')
		return desk_fail(CLI_USAGE, desk_say(d, "note-missing", NULL));
	d->yes = true; /* it says by itself what it does, and can be taken back */
	return desk_do(d, do_settle, x, way_back(x));
}

static int answered(struct review *x)
{
	return settle(x, VERDICT_ANSWERED);
}

static int not_for_us(struct review *x)
{
	return settle(x, VERDICT_NOT_FOR_US);
}

static int spam(struct review *x)
{
	return settle(x, VERDICT_SPAM);
}

static int undo(struct review *x)
{
	return desk_do(&x->desk, do_undo, x, NULL);
}

static const struct {
	const char *name;
	int (*act)(struct review *x);
	bool more; /* takes words behind the number */
} verbs[] = {
	{"show", show, false},
	{"accept", accept, true},
	{"correct", correct, true},
	{"ask", ask, false},
	{"answered", answered, true},
	{"not-for-us", not_for_us, true},
	{"spam", spam, true},
	{"undo", undo, false},
};

static int act(struct review *x, const char *verb, const char *number, char **args, size_t count)
{
	int status = desk_open(&x->desk);

	if (status != CLI_OK)
		return status;
	x->item = desk_number(&x->desk, number);
	if (x->item == 0)
		return CLI_USAGE;
	x->args = args;
	x->arg_count = count;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(verb, verbs[i].name) == 0 && (verbs[i].more || count == 0))
			return verbs[i].act(x);
		else if (strcmp(verb, verbs[i].name) == 0)
			return desk_fail(CLI_USAGE, desk_say(&x->desk, "too-many", NULL));
	desk_fail(CLI_USAGE, desk_say(&x->desk, "no-such-verb", "text", verb, NULL));
	return desk_usage(&x->desk, "review", stderr);
}

int cli_review(int argc, char **argv)
{
	struct review x = {.person = {.address = "",
				   .name = "",
				   .phone = "",
				   .organisation = "",
				   .note = "",
				   .language = ""}};
	int status;

	/* `review` and `review list` are `list review`. */
	if (argc == 1 || strcmp(argv[1], "list") == 0)
		return desk_list("review", argc, argv, 2);
	status = options(&x, argc, argv);
	if (status == CLI_OK && x.help)
		desk_usage(&x.desk, "review", stdout);
	else if (status == CLI_OK && x.undo != NULL && optind == argc)
		status = act(&x, "undo", x.undo, NULL, 0);
	else if (status == CLI_OK && argc - optind >= 2)
		status = act(&x, argv[optind], argv[optind + 1], argv + optind + 2,
			(size_t)(argc - optind - 2));
	else if (status == CLI_OK)
		status = desk_usage(&x.desk, "review", stderr);
	desk_close(&x.desk);
	return status;
}
