#include "cli/outgoing-show.h"

#include <string.h>

#include "cli/cli.h"
#include "cli/desk.h"
#include "cli/show.h"
#include "compose/compose.h"
#include "daemon/compose.h"
#include "message/message.h"

/* What stands in the register of it; *bytes as it left, else as it would be made now. */
static int bytes_of(struct desk *d, const struct shown_mail *mail, struct slice *bytes)
{
	struct house *h = &d->house;
	struct templates *templates = NULL;
	struct due_mail due = {.id = mail->id, .facts = mail->facts};
	struct err e = {0};

	*bytes = mail->bytes;
	if (bytes->len > 0)
		return CLI_OK;
	if (house_templates(h, &templates) != CLI_OK)
		return CLI_USAGE;
	if (compose_due(h->settings, templates, d->reg, h->arena, &due, &e) != 0)
		return house_fail(CLI_FAILED, "mail %lld cannot be composed: %s",
			(long long)mail->id, e.text);
	*bytes = due.bytes;
	return CLI_OK;
}

static const char released[] = "released-as ";

static const char *word_of(const struct catalogue *words, const char *group, const char *id)
{
	return words != NULL ? catalogue_word(words, group, id) : id;
}

const char *outgoing_state(const struct catalogue *words, const char *state, const char *why)
{
	bool left = strcmp(state, "withdrawn") == 0 && slice_starts(slice_of(why), released);

	return word_of(words, "mail-state", left ? "released" : state);
}

const char *outgoing_why(struct arena *a, const struct catalogue *words, const char *why)
{
	if (slice_starts(slice_of(why), released))
		return arena_printf(a, "%s %s", word_of(words, "mail-why", "released-as"),
			why + sizeof released - 1);
	return why[0] != '\0' ? word_of(words, "mail-why", why) : "";
}

static void show_head_of(struct desk *d, const struct show *s, const struct shown_mail *mail)
{
	struct arena *a = d->house.arena;
	int64_t when = mail->sent != 0 ? mail->sent : mail->created;

	show_field(s, a, "number",
		arena_printf(a, "%lld · %s · %s · %s", (long long)mail->id,
			catalogue_word(d->words, "mail-kind", mail->kind),
			outgoing_state(d->words, mail->state, mail->why), desk_when(d, when)));
	if (mail->sent == 0 && mail->why[0] != '\0')
		show_field(s, a, NULL, outgoing_why(a, d->words, mail->why));
	show_field(s, a, "to", mail->address);
}

static void show_mail_ways(struct desk *d, const struct shown_mail *mail)
{
	const char *n = arena_printf(d->house.arena, "%lld", (long long)mail->id);
	bool held = strcmp(mail->state, "held") == 0;

	if (held)
		puts(desk_say(d, "way-release", "n", n, NULL));
	if (held || strcmp(mail->state, "queued") == 0 || strcmp(mail->state, "later") == 0)
		puts(desk_say(d, "way-withdraw", "n", n, NULL));
}

static int show_mail(struct desk *d, const struct shown_mail *mail)
{
	struct arena *a = d->house.arena;
	struct show s = {stdout, show_colour(stdout), d->words, d->house.rules};
	struct envelope env;
	struct slice bytes;
	int status = bytes_of(d, mail, &bytes);

	if (status != CLI_OK)
		return status;
	envelope_read(a, bytes, &env);
	const struct message *m = message_read(a, bytes, &env, d->house.rules);
	show_head_of(d, &s, mail);
	show_field(&s, a, "subject", env.subject);
	show_parts(&s, a, m->parts, m->part_count);
	show_text(&s, a, m->text);
	show_mail_ways(d, mail);
	return CLI_OK;
}

int outgoing_preview(struct desk *d, const char *facts)
{
	struct arena *a = d->house.arena;
	struct show s = {stdout, show_colour(stdout), d->words, d->house.rules};
	struct shown_mail mail = {.facts = facts};
	struct envelope env;
	struct slice bytes;
	int status = bytes_of(d, &mail, &bytes);

	if (status != CLI_OK)
		return status;
	envelope_read(a, bytes, &env);
	show_field(&s, a, "to", env.to_count > 0 ? env.to[0].address : "");
	show_field(&s, a, "subject", env.subject);
	show_text(&s, a, message_read(a, bytes, &env, d->house.rules)->text);
	return CLI_OK;
}

int outgoing_show(const char *config, const char *number)
{
	struct desk d = {.config = config};
	struct shown_mail mail;
	struct err e = {0};
	bool found = false;
	int status = desk_open(&d);
	int64_t id = status == CLI_OK ? desk_number(&d, number) : 0;

	if (status == CLI_OK && id == 0)
		status = CLI_USAGE;
	else if (status == CLI_OK &&
		registry_mail_show(d.reg, d.house.arena, id, &mail, &found, &e) != 0)
		status = desk_fault(&d, &e);
	else if (status == CLI_OK && !found)
		status = desk_fail(CLI_FAILED, desk_say(&d, "no-such-mail", "n", number, NULL));
	else if (status == CLI_OK && mail.address[0] == '\0')
		status = desk_fail(CLI_FAILED, desk_say(&d, "mail-is-call", "n", number, NULL));
	else if (status == CLI_OK)
		status = show_mail(&d, &mail);
	desk_close(&d);
	return status;
}
