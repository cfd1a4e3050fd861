/* Asking back: which events are meant, whether to cancel; and the answers to that. */
#include <string.h>
#include <strings.h>

#include "decide/work.h"
#include "transport/sendable.h"

/* ---- what is asked ---- */

/* Whether the party comes to something that is not over. */
static bool is_registered(const struct work *w)
{
	const struct party *party = &w->in->known.party;

	for (size_t i = 0; i < party->count; i++)
		if (party->items[i].status == STATUS_CONFIRMED &&
			w->in->now < party->items[i].event->end_utc)
			return true;
	return false;
}

bool work_concerns(const struct work *w)
{
	return w->reading->concerns || (is_registered(w) && w->reading->kind == KIND_REQUEST);
}

/* Whether nothing but these is why a person would look. */
static bool only_reasons(const struct work *w, const char *const *allowed, size_t count)
{
	for (size_t i = 0; i < w->reason_count; i++) {
		bool known = false;
		for (size_t k = 0; k < count; k++)
			known = known || strcmp(w->reasons[i], allowed[k]) == 0;
		if (!known)
			return false;
	}
	return true;
}

/* The item waits for the answer where somebody will get the question. */
static void ask(struct work *w, struct facts *mail, const struct party *to)
{
	size_t at = w->out->count;

	work_review(w, false);
	bool held = work_mail(w, mail, to);
	bool asked = !held && !w->in->settings->trial;
	w->out->items[at].asked = asked;
	w->out->wanted = asked ? FOLDER_DONE : FOLDER_REVIEW;
	w->settled = true;
}

/* Events that they may still come to, or where they are registered. */
static void choose(struct arena *a, const struct decide_in *in, struct facts *mail, bool registered)
{
	const struct series *series = in->known.series;
	size_t room = 0;

	for (size_t i = 0; i < series->event_count; i++) {
		const struct event *event = &series->events[i];
		const struct standing *at = party_at(&in->known.party, event->id);
		bool confirmed = at != NULL && at->status == STATUS_CONFIRMED;
		if (registered ? confirmed && in->now < event->end_utc
			       : event_late(event, in->received, in->now) == NULL)
			ARENA_PUSH(a, mail->choices, mail->choice_count, room, event);
	}
}

static struct change cancel_of(const struct party *party, const struct event *event)
{
	const struct standing *at = party_at(party, event->id);
	struct change c = {.kind = CHANGE_SAME,
		.before = {.event = event, .status = STATUS_DECLINED},
		.after = {.event = event, .status = STATUS_CANCELLED}};

	if (at != NULL)
		c.before = *at;
	if (c.before.status == STATUS_CONFIRMED)
		c.kind = CHANGE_CANCEL;
	else
		c.after.status = c.before.status;
	return c;
}

struct facts *ask_question(
	struct arena *a, const struct decide_in *in, bool cancels, const char *to)
{
	struct facts *mail =
		answer_start(a, in, cancels ? MAIL_WHICH_CANCEL : MAIL_WHICH_EVENTS, to);

	choose(a, in, mail, cancels);
	if (mail->choice_count == 0)
		return NULL;
	if (cancels && mail->choice_count == 1) {
		struct change c = cancel_of(&in->known.party, mail->choices[0]);
		mail->kind = MAIL_CONFIRM_CANCEL;
		mail->choice_count = 0;
		answer_understood(a, in, mail, &c, 1);
	}
	return mail;
}

/* Which of their registrations it is; where there is one, whether it is that. */
static bool ask_cancel(struct work *w)
{
	const struct known *known = &w->in->known;
	struct facts *mail = ask_question(w->arena, w->in, true, w->answer_to);

	if (mail == NULL || known->asked_of_late[mail->kind] > 0)
		return false;
	ask(w, mail, &known->party);
	return true;
}

/* Whether somebody else is registered with them anywhere, whom a question about all of it would take out as well. */
static bool has_company(const struct work *w)
{
	const struct party *party = &w->in->known.party;

	for (size_t i = 0; i < party->count; i++)
		if (party->items[i].status == STATUS_CONFIRMED && party->items[i].seats > 1)
			return true;
	return false;
}

/* Only the event is missing, or which of several is meant. */
static bool ask_which(struct work *w)
{
	static const char *const allowed[] = {"ask-back", "no-event", "ambiguous-event"};
	const struct decide_in *in = w->in;
	const struct request *wish = w->reading->wish;

	if (wish == NULL || w->reading->calendar != NULL || !work_concerns(w) ||
		!only_reasons(w, allowed, sizeof allowed / sizeof *allowed))
		return false;
	if (wish->action == ACTION_CANCEL) {
		if (wish->alone && has_company(w))
			work_reason(w, "others-stay");
		return !work_has_reason(w, "others-stay") && ask_cancel(w);
	}
	/* It adds to a letter that a person has before them: there stands what they would be asked. */
	if (strcmp(w->in->known.asked_kind, mail_kind_names[MAIL_RECEIPT]) == 0)
		return false;
	/* Who is registered and speaks of more people may mean what stands already. */
	if (is_registered(w) && (wish->stated != STATED_NONE || wish->seats != 1))
		return false;
	struct facts *mail = ask_question(w->arena, in, false, w->answer_to);
	if (mail == NULL || in->known.asked_of_late[MAIL_WHICH_EVENTS] > 0)
		return false;
	ask(w, mail, &in->known.party);
	return true;
}

/* What the letter asks for may not be the party's own wish: they are asked at their own address. */
static bool ask_confirm(struct work *w, const struct change *changes, size_t count)
{
	static const char *const allowed[] = {"confirm-cancel", "ask-back"};
	const struct known *known = &w->in->known;
	bool act = w->reading->disposition == DISPOSITION_ACT;

	if (!act || count == 0 || w->party != &known->party ||
		known->asked_of_late[MAIL_CONFIRM_CANCEL] > 0 ||
		!only_reasons(w, allowed, sizeof allowed / sizeof *allowed))
		return false;
	struct facts *mail =
		answer_start(w->arena, w->in, MAIL_CONFIRM_CANCEL, known->party.address);
	answer_understood(w->arena, w->in, mail, changes, count);
	ask(w, mail, &known->party);
	return true;
}

/* A cancellation from elsewhere in answer to a party's mail: that party is asked; who wrote gets a
 * receipt as ever, so the letter is not done with. */
static void ask_other(struct work *w, const struct change *changes, size_t count)
{
	static const char *const allowed[] = {"other-address"};
	const struct known *known = &w->in->known;
	struct change *cancels;

	if (count == 0 || w->party != &known->asked || known->asked_other > 0 ||
		strcasecmp(known->asked_address, known->asked.address) != 0 ||
		w->in->settings->trial || w->reading->disposition != DISPOSITION_ACT ||
		!only_reasons(w, allowed, sizeof allowed / sizeof *allowed))
		return;
	cancels = arena_array(w->arena, count, sizeof *cancels);
	for (size_t i = 0; i < count; i++) {
		cancels[i] = cancel_of(w->party, changes[i].after.event);
		if (cancels[i].kind != CHANGE_CANCEL)
			return;
	}
	struct facts *mail = answer_notice(w->arena, w->in, MAIL_CONFIRM_CANCEL, w->party);
	answer_understood(w->arena, w->in, mail, cancels, count);
	work_mail(w, mail, w->party);
}

bool ask_back(struct work *w, const struct change *changes, size_t count)
{
	if (w->answer_to == NULL || w->in->known.series == NULL)
		return false;
	if (ask_which(w) || ask_confirm(w, changes, count))
		return true;
	ask_other(w, changes, count);
	return false;
}

/* ---- what answers it ---- */

static bool asked_for(const struct work *w, enum mail_kind kind)
{
	const char *asked = w->in->known.asking.kind;

	return asked != NULL && strcmp(asked, mail_kind_names[kind]) == 0;
}

/* A yes or a no, and not a word more that a person would have to look at. */
static bool bare(const struct work *w)
{
	const struct reading *r = w->reading;

	return r->answer != ANSWER_NONE && r->requests.count == 0 && r->guess.count == 0 &&
		r->calendar == NULL && r->reason_count == 1 &&
		strcmp(r->reasons[0], "no-request") == 0;
}

bool ask_thanked(const struct work *w)
{
	const struct reading *r = w->reading;

	return work_answers_own_mail(&w->in->known) && w->in->known.asking.item == 0 &&
		!w->in->answered && w->reason_count == 0 && r->kind == KIND_OTHER &&
		r->reason_count == 1 && strcmp(r->reasons[0], "only-thanks") == 0 &&
		r->guess.count == 0 && r->need_count == 0 && r->calendar == NULL;
}

/* They want nothing of what we asked: it stays as it is, and they hear how that is. */
static bool answer_no(struct work *w)
{
	const struct known *known = &w->in->known;
	bool registered = false;

	/* `Nein, es soll bleiben`, and staff have cancelled it meanwhile: they mean what stood then. */
	if (known->asking.changed) {
		work_reason(w, "asked-changed");
		return false;
	}
	for (size_t i = 0; i < known->party.count; i++)
		registered = registered || known->party.items[i].status == STATUS_CONFIRMED;
	struct facts *mail = answer_start(
		w->arena, w->in, registered ? MAIL_CONFIRMATION : MAIL_DECLINE, w->answer_to);
	work_mail(w, mail, &known->party);
	w->out->wanted = FOLDER_DONE;
	w->settled = true;
	return true;
}

/* One of those that we had asked about, as things stand now; its reason says why it cannot be. */
static struct change planned_change(const struct work *w, const struct standing *planned)
{
	struct change c = cancel_of(w->party, planned->event);

	if (planned->status == STATUS_CONFIRMED) {
		c.kind = CHANGE_REGISTER;
		c.after = *planned;
		if (c.before.status == STATUS_CONFIRMED && c.before.seats < planned->seats)
			c.reason = "confirm-cancel";
		if (c.reason == NULL)
			c.reason = change_full(&w->in->known, &c);
	}
	const char *late = change_late(&c, w->in->received, w->in->now);
	if (late != NULL)
		c.reason = late;
	return c;
}

static bool answer_yes(struct work *w)
{
	const struct asking *asking = &w->in->known.asking;

	w->changes = arena_array(w->arena, asking->planned_count, sizeof *w->changes);
	for (size_t i = 0; i < asking->planned_count; i++) {
		struct change c = planned_change(w, &asking->planned[i]);
		if (asking->changed && c.before.status == STATUS_CONFIRMED)
			work_reason(w, "asked-changed");
		if (c.reason != NULL)
			work_reason(w, c.reason);
		w->changes[w->count++] = c;
	}
	if (w->reason_count > 0) {
		w->count = 0;
		return false;
	}
	w->settled = true;
	work_carry_out(w, false);
	return true;
}

/* The letter that asked for it lacked only its events: here they are. */
static void complete(struct work *w, const struct requests *events)
{
	const struct asking *asking = &w->in->known.asking;
	struct reading *reading = arena_alloc(w->arena, sizeof *reading);
	struct requests made = {0};

	*reading = *w->reading;
	for (size_t i = 0; i < events->count; i++) {
		struct request r = events->items[i];
		if (r.action == ACTION_REGISTER && r.stated == STATED_NONE) {
			if (asking->wish->seats == 0)
				work_reason(w, "seats-unsaid");
			r.seats = asking->wish->seats;
			r.stated = asking->wish->stated;
			r.instead = asking->wish->instead;
			r.own = asking->wish->own;
			reading->attendees = (struct attendee *)asking->people;
			reading->attendee_count = asking->people_count;
		}
		ARENA_PUSH(w->arena, made.items, made.count, made.room, r);
	}
	reading->requests = made;
	if (reading->disposition == DISPOSITION_REVIEW)
		reading->disposition = DISPOSITION_ACT;
	w->reading = reading;
}

/* What is plainly said beside our question's yes must not be its opposite. */
static bool contradicts(const struct work *w)
{
	const struct reading *r = w->reading;
	bool cancels = asked_for(w, MAIL_WHICH_CANCEL) ||
		(asked_for(w, MAIL_CONFIRM_CANCEL) && r->answer == ANSWER_YES);

	for (size_t i = 0; i < r->requests.count && cancels; i++)
		if (r->requests.items[i].action == ACTION_REGISTER)
			return true;
	return false;
}

/* One event was asked about, and a yes says all. */
static bool yes_to_one(struct work *w)
{
	const struct asking *asking = &w->in->known.asking;
	struct request one = {.action = ACTION_REGISTER, .seats = 1};
	struct requests events = {&one, 1, 1};

	if (asking->choice_count != 1 || asking->wish == NULL)
		return false;
	one.event = asking->choices[0]->id;
	complete(w, &events);
	return true;
}

/* Staff had asked about a letter of which it is not known how many come. */
static bool leaves_seats_open(const struct reading *r)
{
	for (size_t i = 0; i < r->requests.count; i++)
		if (r->requests.items[i].action == ACTION_REGISTER &&
			r->requests.items[i].stated == STATED_NONE)
			return true;
	return false;
}

bool ask_completed(struct work *w)
{
	const struct known *known = &w->in->known;
	const struct reading *r = w->reading;
	bool act = r->disposition != DISPOSITION_REVIEW;

	if (known->series == NULL || !work_answers_own_mail(known))
		return false;
	bool no = bare(w) && r->answer == ANSWER_NO;
	/* What was settled by another way is no question any more: only a no to that is heard. */
	if (no && (known->asking.item != 0 || known->asking.changed))
		return answer_no(w);
	if (known->asking.item == 0)
		return false;
	if (asked_for(w, MAIL_WHICH_EVENTS)) {
		bool gives_up = r->wish != NULL && r->wish->action == ACTION_CANCEL;
		if (gives_up && r->reason_count == 1 && known->party.count == 0)
			return answer_no(w);
		if (act && known->asking.wish != NULL)
			complete(w, &r->requests);
		else if (act && leaves_seats_open(r))
			work_reason(w, "seats-unsaid");
		else if (bare(w))
			yes_to_one(w);
		return false;
	}
	if (act && contradicts(w))
		work_reason(w, "contradicts-itself");
	return bare(w) && known->asking.planned_count > 0 && answer_yes(w);
}

/* We asked what they come to: a no to one event answers that only in part. */
static bool answered_in_part(const struct work *w)
{
	if (!asked_for(w, MAIL_WHICH_EVENTS) || w->count == 0)
		return false;
	for (size_t i = 0; i < w->count; i++)
		if (w->changes[i].after.status == STATUS_CONFIRMED)
			return false;
	return true;
}

void ask_settle(struct work *w)
{
	int64_t item = w->in->known.asking.item;

	if (item != 0 && work_answers_own_mail(&w->in->known))
		work_effect(w,
			(struct effect){.kind = EFFECT_SETTLE,
				.item = item,
				.settled = w->settled && !answered_in_part(w)});
}
