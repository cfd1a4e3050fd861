/* What a verb of staff's would do, and has done, as they read it. */
#include "cli/desk.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/cli.h"

static const char *word(struct desk *d, const char *group, const char *id)
{
	return catalogue_word(d->words, group, id);
}

/* A reason's sentence; those that only staff meet stand with theirs. */
const char *desk_reason(struct desk *d, const char *id)
{
	const char *text = catalogue_sentence(d->words, "reasons", id);

	return text != NULL ? text : word(d, "refused", id);
}

static const char *seats_words(struct desk *d, int seats)
{
	return arena_printf(
		d->house.arena, "%d %s", seats, word(d, "show", seats == 1 ? "seat" : "seats"));
}

const char *desk_standing(struct desk *d, const struct standing *s, bool there)
{
	struct arena *a = d->house.arena;
	const char *text;

	if (!there)
		return word(d, "desk", "nothing");
	if (s->status != STATUS_CONFIRMED)
		return word(d, "status", status_names[s->status]);
	text = arena_printf(a, "%s, %s", word(d, "status", "confirmed"), seats_words(d, s->seats));
	for (size_t i = 0; i < s->name_count; i++)
		text = arena_printf(a, "%s%s %s", text, i == 0 ? ":" : ",", s->names[i]);
	return text;
}

static void line(struct desk *d, const char *text)
{
	struct slice shown = utf8_printable(d->house.arena, slice_of(text), false);

	printf("%.*s\n", SLICE_ARGS(shown));
}

/* Whom it is about. */
static const char *party_words(struct desk *d, const struct party *party)
{
	struct arena *a = d->house.arena;
	bool name = party->name[0] != '\0', address = party->address[0] != '\0';

	if (name && address)
		return arena_printf(a, "%s <%s>", party->name, party->address);
	if (address)
		return party->address;
	return arena_printf(a, "%s %s", party->name, word(d, "desk", "without-address"));
}

static void show_change(struct desk *d, const struct done *out, const struct change *c)
{
	struct arena *a = d->house.arena;
	const struct event *event = c->after.event;
	bool was = party_at(&out->party, event->id) != NULL;
	/* Undone, there is nothing any more that a word could stand for. */
	bool is = c->after.seats > 0 || c->kind != CHANGE_CANCEL ||
		c->after.status != STATUS_DECLINED;

	line(d,
		arena_printf(a, "  %s · %02d.%02d.%04d", event->title, event->begin.day,
			event->begin.month, event->begin.year));
	line(d,
		arena_printf(a, "    %s  %s", word(d, "desk", "before"),
			desk_standing(d, &c->before, was)));
	line(d,
		arena_printf(a, "    %s  %s", word(d, "desk", "after"),
			c->kind == CHANGE_SAME ? word(d, "desk", "unchanged")
					       : desk_standing(d, &c->after, is)));
}

static void show_detail(struct desk *d, const struct detail *c)
{
	struct arena *a = d->house.arena;
	const char *none = word(d, "desk", "no-detail");
	const char *what = c->need ? word(d, "need", c->what) : word(d, "detail", c->what);

	line(d, arena_printf(a, "  %s", what));
	line(d,
		arena_printf(a, "    %s  %s", word(d, "desk", "before"),
			c->before[0] != '\0' ? c->before : none));
	line(d,
		arena_printf(a, "    %s  %s", word(d, "desk", "after"),
			c->after[0] != '\0' ? c->after : none));
}

/* Whether `mailbot hold` lasts: then what is queued waits for its end. */
static bool is_held(struct desk *d)
{
	struct outflow flow = {0};
	struct err e = {0};

	return registry_outflow(d->reg, d->house.arena, &flow, &e) == 0 && flow.held != 0;
}

static void show_mail(struct desk *d, const struct done *out, bool done)
{
	const char *kind = word(d, "mail-kind", mail_kind_names[out->kind]);

	if (out->no_mail != NULL)
		line(d, desk_say(d, "no-mail", "why", desk_reason(d, out->no_mail), NULL));
	else if (out->outgoing == 0)
		;
	else if (out->to[0] == '\0')
		line(d, desk_say(d, done ? "called" : "to-call", "kind", kind, NULL));
	else
		line(d,
			desk_say(d,
				is_held(d)     ? "held-mail"
					: done ? "mailed"
					       : "to-mail",
				"kind", kind, "to", out->to, NULL));
}

static void show_plan(struct desk *d, const struct done *out)
{
	if (out->party.address[0] != '\0' || out->party.name[0] != '\0')
		line(d, party_words(d, &out->party));
	/* what cannot be carried out is not shown as if it could */
	for (size_t i = 0; i < out->change_count; i++)
		if (out->changes[i].reason == NULL)
			show_change(d, out, &out->changes[i]);
	for (size_t i = 0; i < out->detail_count; i++)
		show_detail(d, &out->details[i]);
	if (out->name_kept)
		line(d,
			desk_say(d, "name-kept", "name", out->party.name, "n",
				arena_printf(d->house.arena, "%lld", (long long)out->party.id),
				NULL));
	if (out->reopens != 0)
		line(d,
			desk_say(d, "reopens", "n",
				arena_printf(d->house.arena, "%lld", (long long)out->reopens),
				NULL));
	for (size_t i = 0; i < out->objections.count; i++)
		line(d,
			desk_say(d, "objection", "why", desk_reason(d, out->objections.items[i]),
				NULL));
}

/* ---- why not ---- */

static int say_similar(struct desk *d, const char *sentence, const struct done *out)
{
	fprintf(stderr, "mailbot: %s\n", desk_say(d, sentence, NULL));
	for (size_t i = 0; i < out->similar_count; i++)
		fprintf(stderr, "  %s\n", desk_party_row(d, &out->similar[i]));
	return CLI_FAILED;
}

static int say_impossible(struct desk *d, const struct done *out)
{
	const char *why = desk_reason(d, out->why);

	if (out->event != NULL)
		return desk_fail(CLI_FAILED,
			desk_say(d, "impossible-at", "event", out->event->title, "why", why, NULL));
	return desk_fail(CLI_FAILED, desk_say(d, "impossible", "why", why, NULL));
}

/* CLI_FAILED, with the sentence that says why nothing was done. */
static int say_why_not(struct desk *d, const struct done *out)
{
	switch (out->how) {
	case DONE_UNKNOWN: return desk_fail(CLI_FAILED, desk_say(d, "unknown", NULL));
	case DONE_DECIDED:
		return desk_fail(CLI_FAILED,
			desk_say(d, "decided-already", "who", out->by, "when",
				desk_when(d, out->at), "verdict", word(d, "verdict", out->verdict),
				NULL));
	case DONE_CHANGED: return desk_fail(CLI_FAILED, desk_say(d, "changed", NULL));
	case DONE_OBJECTIONS: return desk_fail(CLI_FAILED, desk_say(d, "anyway", NULL));
	case DONE_SIMILAR: return say_similar(d, "similar", out);
	case DONE_SAME_NAME: return say_similar(d, "same-name", out);
	case DONE_OTHER_NAME: return say_similar(d, "other-name", out);
	case DONE_IMPOSSIBLE: return say_impossible(d, out);
	default: return CLI_OK;
	}
}

/* ---- doing it ---- */

bool desk_asks(const struct desk *d)
{
	return !d->yes && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* Yes in German or English; anything else is no. */
bool desk_agreed(struct desk *d, const char *question)
{
	char answer[16] = "";

	printf("%s ", desk_say(d, question, NULL));
	fflush(stdout);
	if (fgets(answer, sizeof answer, stdin) == NULL)
		return false;
	return strchr("jJyY", answer[0]) != NULL && answer[0] != '\0';
}

static void say_done(struct desk *d, const struct done *out, const char *again)
{
	show_mail(d, out, true);
	puts(desk_say(d, "done", NULL));
	if (again != NULL)
		puts(desk_say(d, "take-back", "command", again, NULL));
}

int desk_do(struct desk *d,
	int (*verb)(struct desk *d, void *with, struct done *out, struct err *e), void *with,
	const char *again)
{
	bool dry = d->staff.dry;
	struct done out;
	struct err e = {0};

	d->staff.dry = true;
	if (verb(d, with, &out, &e) != 0)
		return desk_fault(d, &e);
	show_plan(d, &out);
	if (out.how != DONE_OK)
		return say_why_not(d, &out);
	if (out.idle) {
		puts(desk_say(d, "so-already", NULL));
		return CLI_OK;
	}
	/* What only waits again is shown, and can be decided again: there is nothing to ask. */
	bool only_opens = out.reopens != 0 && out.change_count == 0 && out.detail_count == 0;
	if (dry || (desk_asks(d) && !only_opens)) {
		show_mail(d, &out, false);
		if (dry || !desk_agreed(d, "ask")) {
			puts(desk_say(d, "nothing-done", NULL));
			return dry ? CLI_OK : CLI_FAILED;
		}
	}
	d->staff.dry = false;
	d->staff.seen = out.version;
	if (verb(d, with, &out, &e) != 0)
		return desk_fault(d, &e);
	if (out.how != DONE_OK)
		return say_why_not(d, &out);
	if (again != NULL && again[strlen(again) - 1] == ' ')
		again = arena_printf(d->house.arena, "%s%lld", again, (long long)out.act);
	say_done(d, &out, again);
	return CLI_OK;
}
