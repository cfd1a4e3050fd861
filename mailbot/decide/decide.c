#include "decide/decide.h"

#include <string.h>
#include <strings.h>

#include "decide/leave.h"
#include "decide/work.h"

const char *const folder_ids[FOLDERS] = {
	[FOLDER_INBOX] = "inbox",
	[FOLDER_DONE] = "done",
	[FOLDER_REVIEW] = "review",
	[FOLDER_AUTOMATIC] = "automatic",
	[FOLDER_GONE] = "gone",
};

void work_effect(struct work *w, struct effect effect)
{
	ARENA_PUSH(w->arena, w->out->items, w->out->count, w->out->room, effect);
}

void work_reason(struct work *w, const char *id)
{
	for (size_t i = 0; i < w->reason_count; i++)
		if (strcmp(w->reasons[i], id) == 0)
			return;
	ARENA_PUSH(w->arena, w->reasons, w->reason_count, w->reason_room, id);
}

bool work_has_reason(const struct work *w, const char *id)
{
	for (size_t i = 0; i < w->reason_count; i++)
		if (strcmp(w->reasons[i], id) == 0)
			return true;
	return false;
}

/* That no event is named is said once: "ask-back" says so too. */
void work_reading_reasons(struct work *w)
{
	const struct reading *reading = w->reading;

	for (size_t i = 0; i < reading->reason_count; i++)
		if (strcmp(reading->reasons[i], "no-event") != 0 || !work_has_reason(w, "ask-back"))
			work_reason(w, reading->reasons[i]);
}

/* At least one reason stands there: nothing is put before a person without a word. */
void work_review(struct work *w, bool asked)
{
	work_effect(w,
		(struct effect){.kind = EFFECT_REVIEW,
			.party = w->party,
			.reasons = w->reasons,
			.reason_count = w->reason_count,
			.asked = asked});
}

/*
 * Who gets a mail is told how they stand themselves: never how somebody else does, even where the
 * letter was about the party of somebody else.
 */
bool work_mail(struct work *w, struct facts *mail, const struct party *to)
{
	const struct known *known = &w->in->known;
	const struct settings *settings = w->in->settings;
	bool theirs = w->party == to;
	/* Only what leaves counts, and this one takes the place of those. */
	bool replaces = mail->changed && theirs && to == &known->party;
	int to_address = known->mails_to_address - (replaces ? known->waiting_to_address : 0);
	int in_thread = known->mails_in_thread - (replaces ? known->waiting_in_thread : 0);
	bool held = to_address >= settings->answers_per_address ||
		in_thread >= settings->answers_per_thread;

	answer_state(w->arena, w->in, mail, to, w->changes, theirs ? w->count : 0);
	work_effect(
		w, (struct effect){.kind = EFFECT_MAIL, .party = to, .mail = mail, .held = held});
	return held;
}

/* ---- a machine's letter: never answered ---- */

static void file_machine(struct work *w)
{
	const struct bounce *bounce = w->reading->bounce;

	w->out->wanted = FOLDER_AUTOMATIC;
	/* a report that a person passes on is only shown */
	if (bounce == NULL || w->reading->kind != KIND_AUTOMATIC || w->in->known.bounced == 0)
		return;
	work_effect(w,
		(struct effect){.kind = EFFECT_BOUNCED,
			.outgoing = w->in->known.bounced,
			.permanent = bounce->permanent});
	if (bounce->permanent) {
		work_reason(w, "bounced");
		work_effect(w,
			(struct effect){.kind = EFFECT_REVIEW,
				.outgoing = w->in->known.bounced,
				.reasons = w->reasons,
				.reason_count = w->reason_count});
	}
}

/* ---- for a person: review, and a receipt where one is due ---- */

/* Who may be a machine gets no answer before a person has looked. */
static bool maybe_machine(const struct work *w)
{
	return work_has_reason(w, "machine-unclear") || work_has_reason(w, "machine-contradicts") ||
		work_has_reason(w, "machine-address");
}

static bool receipt_is_due(const struct work *w)
{
	const struct decide_in *in = w->in;

	/* A calendar program sent it by itself; what is over needs no promise. */
	return !in->settings->trial && w->answer_to != NULL && in->known.series != NULL &&
		work_concerns(w) && in->reading->calendar == NULL &&
		!work_has_reason(w, "event-over") && !maybe_machine(w) &&
		in->known.receipts_to_address < in->settings->receipts_per_address;
}

/* A yes without an event is to be asked back; until the robot asks, a person does. */
static bool names_no_event(const struct reading *reading)
{
	for (size_t i = 0; i < reading->reason_count; i++)
		if (strcmp(reading->reasons[i], "no-event") == 0)
			return reading->kind == KIND_REQUEST;
	return false;
}

/* The receipt says how they stand in one series, and beside it in the others; an answer to it is of any of them. */
static void answer_for_office(struct work *w)
{
	struct decide_in *in = arena_alloc(w->arena, sizeof *in);
	struct series *office = arena_alloc(w->arena, sizeof *office);

	*in = *w->in;
	*office = *in->known.office;
	office->id = "";
	in->known.series = office;
	in->known.party = in->known.office_party;
	w->in = in;
	w->party = &in->known.party;
}

static bool is_reading_reason(const struct work *w, const char *id)
{
	for (size_t i = 0; i < w->reading->reason_count; i++)
		if (strcmp(w->reading->reasons[i], id) == 0)
			return true;
	return false;
}

/*
 * What the guest may be told of why a person looks: what the register says is so; what the reading says only where it
 * found one thing to doubt. Of several nobody knows which it is, and one that is not true would puzzle them.
 */
static void tell_reasons(struct work *w, struct facts *mail)
{
	static const char *const harmless[] = {"question", "special-need", "ask-back"};
	size_t doubts = w->reading->reason_count, room = 0;

	for (size_t k = 0; k < sizeof harmless / sizeof *harmless; k++)
		doubts -= is_reading_reason(w, harmless[k]) ? 1 : 0;
	for (size_t i = 0; i < w->reason_count; i++)
		if (doubts <= 1 || !is_reading_reason(w, w->reasons[i]))
			ARENA_PUSH(
				w->arena, mail->reasons, mail->reason_count, room, w->reasons[i]);
}

/* Which event is full; and where nothing else speaks against the others, that they are not. */
static void say_full(struct work *w, struct facts *mail, const struct change *changes, size_t count)
{
	const struct known *known = &w->in->known;
	size_t full = 0, possible = 0;

	for (size_t i = 0; i < count; i++) {
		const struct change *c = &changes[i];
		struct standing left = {.event = c->after.event, .status = STATUS_CONFIRMED};
		if (c->reason != NULL || c->kind != CHANGE_REGISTER)
			continue;
		if (change_full(known, c) != NULL) {
			left.seats = change_left(known, c->after.event);
			ARENA_PUSH(w->arena, mail->full, mail->full_count, full, left);
		} else if (w->reason_count == 1) {
			ARENA_PUSH(
				w->arena, mail->possible, mail->possible_count, possible, c->after);
		}
	}
}

static void set_aside(struct work *w)
{
	const struct change *changes = w->changes;
	size_t count = w->count;

	w->out->wanted = FOLDER_REVIEW;
	w->count = 0; /* nothing of it is carried out */
	if (names_no_event(w->reading))
		work_reason(w, "ask-back");
	work_reading_reasons(w);
	if (w->reason_count == 0)
		work_reason(w, "nothing-asked");
	if (!w->in->settings->trial && ask_back(w, changes, count))
		return;
	work_review(w, false);
	if (w->in->known.series == NULL && w->in->known.office != NULL)
		answer_for_office(w);
	if (!receipt_is_due(w))
		return;
	struct facts *mail = answer_start(w->arena, w->in, MAIL_RECEIPT, w->answer_to);
	mail->question = work_has_reason(w, "question");
	tell_reasons(w, mail);
	if (work_has_reason(w, "full"))
		say_full(w, mail, changes, count);
	work_mail(w, mail, &w->in->known.party);
}

/* ---- requests: carried out wholly or not at all ---- */

bool work_answers_own_mail(const struct known *known)
{
	return known->answers && strcasecmp(known->asked_address, known->party.address) == 0;
}

/* Whether the letter is the party's own: vouched for, or it answers a mail of ours to that party. */
static bool is_authorised(const struct decide_in *in)
{
	return in->aligned || work_answers_own_mail(&in->known);
}

bool work_from_other_address(const struct known *known)
{
	return known->answers && known->asked.id != 0 && known->asked.id != known->party.id &&
		strcasecmp(known->asked.address, known->party.address) != 0;
}

/* The mail may have gone to a Reply-To that nobody vouched for: then its token proves nothing. */
static bool went_to_its_party(const struct known *known)
{
	return strcasecmp(known->asked_address, known->asked.address) == 0;
}

/* A calendar reply stands for one person: for whom it speaks, and what it may take away. */
static const char *calendar_reason(const struct decide_in *in, const struct change *c)
{
	const struct calendar_reply *calendar = in->reading->calendar;

	if (calendar == NULL)
		return NULL;
	if (calendar->attendee[0] != '\0' &&
		strcasecmp(calendar->attendee, in->envelope->from.address) != 0)
		return "calendar-other";
	return c->kind == CHANGE_CANCEL && c->before.seats > 1 ? "ask-back" : NULL;
}

static bool asked_twice(const struct requests *requests, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(requests->items[i].event, requests->items[at].event) == 0)
			return true;
	return false;
}

/* A calendar's yes where the party stands already changes nothing, whatever it says of people. */
static struct change change_for(
	struct work *w, const struct request *request, const struct event *event)
{
	const struct known *known = &w->in->known;
	const struct standing *at = party_at(w->party, event->id);

	if (w->reading->calendar != NULL && request->action == ACTION_REGISTER && at != NULL &&
		at->status == STATUS_CONFIRMED)
		return (struct change){.kind = CHANGE_SAME, .before = *at, .after = *at};
	if (w->party == &known->asked && work_from_other_address(known))
		return change_withdraw(w->arena, went_to_its_party(known) ? w->reading->writer : "",
			w->party, event);
	return change_of(w->arena, w->reading, w->party, request, event);
}

/* Who registered by telephone is not told that they are not registered. */
static const char *elsewhere_reason(const struct known *known, const struct change *c)
{
	if (c->kind == CHANGE_CANCEL || c->after.status == STATUS_CONFIRMED)
		return NULL;
	for (size_t i = 0; i < known->elsewhere_count; i++)
		if (strcmp(known->elsewhere[i], c->after.event->id) == 0)
			return "registered-elsewhere";
	return NULL;
}

/* Works one request out; whatever forbids it is a reason. */
static void plan_request(struct work *w, size_t i)
{
	const struct decide_in *in = w->in;
	const struct request *request = &w->reading->requests.items[i];
	const struct event *event = series_event(in->known.series, request->event);

	if (event == NULL || asked_twice(&w->reading->requests, i)) {
		work_reason(w, event == NULL ? "which-series" : "contradiction");
		return;
	}
	struct change c = change_for(w, request, event);
	bool authorised = c.withdrawn != NULL || is_authorised(in);
	const char *reasons[] = {
		change_late(&c, in->received, in->now),
		c.reason,
		calendar_reason(in, &c),
		elsewhere_reason(&in->known, &c),
		c.reason == NULL && c.reduces && !authorised ? "confirm-cancel" : NULL,
		c.reason == NULL ? change_full(&in->known, &c) : NULL,
		request->action == ACTION_REGISTER && work_from_other_address(&in->known) &&
				change_overlaps(in->reading, event->id, &in->known.asked)
			? "other-address"
			: NULL,
	};
	for (size_t k = 0; k < sizeof reasons / sizeof *reasons; k++)
		if (reasons[k] != NULL)
			work_reason(w, reasons[k]);
	w->changes[w->count++] = c;
}

/*
 * A reply to a mail that somebody else got, which only cancels, and whose writer's own address has
 * nothing to cancel: it is about the party that got the mail.
 */
static const struct party *party_meant(const struct decide_in *in)
{
	const struct known *known = &in->known;
	const struct requests *requests = &in->reading->requests;

	if (!work_from_other_address(known))
		return &known->party;
	for (size_t i = 0; i < requests->count; i++) {
		const struct standing *at = party_at(&known->party, requests->items[i].event);
		if (requests->items[i].action != ACTION_CANCEL ||
			(at != NULL && at->status == STATUS_CONFIRMED))
			return &known->party;
	}
	return &known->asked;
}

static void apply_change(struct work *w, const struct change *c)
{
	static const enum effect_kind kinds[] = {
		[CHANGE_REGISTER] = EFFECT_REGISTER,
		[CHANGE_CANCEL] = EFFECT_CANCEL,
		[CHANGE_DECLINE] = EFFECT_DECLINE,
	};

	if (c->kind != CHANGE_SAME)
		work_effect(w,
			(struct effect){
				.kind = kinds[c->kind], .party = w->party, .standing = c->after});
}

/* The party whose member withdrew from another address hears of it. */
static void tell_party(struct work *w)
{
	const struct party *party = &w->in->known.asked;

	if (w->party != party)
		return;
	for (size_t i = 0; i < w->count; i++)
		if (w->changes[i].withdrawn != NULL) {
			struct facts *mail = answer_notice(w->arena, w->in, MAIL_WITHDRAWN, party);
			answer_understood(w->arena, w->in, mail, w->changes, w->count);
			mail->changed = true;
			work_mail(w, mail, party);
			return;
		}
}

/* What is answered: everything, but a calendar that changed nothing, and a second thanks. */
static void answer_changes(struct work *w, bool question)
{
	bool registers = false, cancels = false, declines = false, changed = false;

	for (size_t i = 0; i < w->count; i++) {
		const struct change *c = &w->changes[i];
		registers |= c->after.status == STATUS_CONFIRMED && !change_withdraws(c);
		cancels |= c->after.status == STATUS_CANCELLED || change_withdraws(c);
		declines |= c->kind == CHANGE_DECLINE;
		changed |= c->kind == CHANGE_REGISTER || c->kind == CHANGE_CANCEL;
	}
	if (w->reading->calendar != NULL && !changed)
		return;
	if (!registers && !cancels && !declines && !question)
		return;
	enum mail_kind kind = registers ? MAIL_CONFIRMATION
		: cancels               ? MAIL_CANCELLED
					: MAIL_DECLINE;
	struct facts *mail = answer_start(w->arena, w->in, kind, w->answer_to);
	answer_understood(w->arena, w->in, mail, w->changes, w->count);
	mail->changed = changed;
	mail->question = question;
	if (question)
		tell_reasons(w, mail);
	work_mail(w, mail, &w->in->known.party);
}

void work_carry_out(struct work *w, bool question)
{
	for (size_t i = 0; i < w->count; i++)
		apply_change(w, &w->changes[i]);
	w->out->wanted = question ? FOLDER_REVIEW : FOLDER_DONE;
	if (question) {
		work_reading_reasons(w);
		if (w->reason_count == 0)
			work_reason(w, "question");
		work_review(w, false);
	}
	answer_changes(w, question);
	tell_party(w);
}

/*
 * In a trial nothing is carried out: a person sees what would be, and the answer that would go is held.
 * Releasing it accepts the proposal.
 */
static void propose(struct work *w)
{
	w->out->wanted = FOLDER_REVIEW;
	work_reason(w, "trial");
	work_reading_reasons(w);
	work_review(w, false);
	answer_changes(w, false);
}

/* `Ich nehme gern teil` below a mail in which staff may have asked who comes to lunch: where they stand so already, it says
 * something that only a person can tell. */
static bool only_answers_staff(const struct work *w)
{
	if (strcmp(w->in->known.asked_kind, mail_kind_names[MAIL_MAILING]) != 0 ||
		w->reading->calendar != NULL)
		return false;
	for (size_t i = 0; i < w->count; i++)
		if (w->changes[i].kind != CHANGE_SAME)
			return false;
	return true;
}

static void carry_out(struct work *w)
{
	const struct reading *reading = w->reading;

	if (w->in->known.series == NULL)
		work_reason(w, "which-series");
	else if (reading->requests.count == 0)
		work_reason(w, "nothing-asked");
	if (w->reason_count > 0) {
		set_aside(w);
		return;
	}
	w->party = party_meant(w->in);
	w->changes = arena_array(w->arena, reading->requests.count, sizeof *w->changes);
	for (size_t i = 0; i < reading->requests.count; i++)
		plan_request(w, i);
	if (w->reason_count == 0 && only_answers_staff(w))
		work_reason(w, "mailing-answered");
	if (w->reason_count > 0) {
		set_aside(w);
		return;
	}
	if (w->in->settings->trial) {
		propose(w);
		return;
	}
	w->settled = true;
	/* `2 und 3`, of which the second was called off since: somebody must tell them. */
	if (w->in->known.asking.choice_off)
		work_reason(w, "event-off");
	work_carry_out(w, reading->disposition == DISPOSITION_ACT_REVIEW || w->reason_count > 0);
}

/* An address that only people answer (rules/office.xml). */
static bool is_for_people(const struct reading *reading)
{
	for (size_t i = 0; i < reading->reason_count; i++)
		if (strcmp(reading->reasons[i], "people-only") == 0)
			return true;
	return false;
}

struct decision *decide(struct arena *a, const struct decide_in *in)
{
	struct decision *out = arena_alloc(a, sizeof *out);
	const struct reading *reading = in->reading;
	const char *why = NULL;
	struct work w = {
		.arena = a, .in = in, .reading = reading, .out = out, .party = &in->known.party};

	if (reading->kind == KIND_AUTOMATIC || reading->disposition == DISPOSITION_IGNORE) {
		file_machine(&w);
		return out;
	}
	if (leave_alone(in)) {
		out->wanted = FOLDER_INBOX;
		return out;
	}
	if (in->answered)
		work_reason(&w, "answered-by-staff");
	w.answer_to = decide_answer_address(in->settings, &in->known, in->envelope, in->aligned,
		reading->calendar != NULL, &why);
	if (w.answer_to == NULL)
		work_reason(&w, why);
	if (in->answered || is_for_people(reading))
		w.answer_to = NULL;
	if (ask_thanked(&w)) {
		out->wanted = FOLDER_DONE;
		return out;
	}
	if (w.answer_to == NULL || !ask_completed(&w)) {
		bool act = w.reading->kind == KIND_REQUEST &&
			w.reading->disposition != DISPOSITION_REVIEW;
		if (act && w.answer_to != NULL && w.reason_count == 0)
			carry_out(&w);
		else
			set_aside(&w);
	}
	ask_settle(&w);
	return out;
}
