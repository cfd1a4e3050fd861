/*
 * What is done with a letter. Pure: (envelope, reading, what the register knows of this party and
 * of these events, now) -> a list of effects. No SQL, no clock, no words: it sees ids, numbers and
 * names, never text. The register fetches what is `known`, calls this inside its transaction, and
 * applies what comes back, wholly or not at all.
 *
 * It never acts on a guess: whatever is not plainly allowed ends as a review item.
 *
 * Reasons that are found here (each has a sentence in the catalogue); those of the reading are
 * passed on behind them:
 *
 *     address-unwritable   no mail can be sent to the address that it comes from
 *     after-deadline       the event's deadline had passed when the letter was received
 *     answered-by-staff    staff have answered it in their mail program (not answered again)
 *     asked-changed        a bare yes or no to our question, and what it asked about has changed since
 *     ask-back             no event is named, or a calendar's no for several people: to be asked
 *     bounced              a mail of ours came back for good
 *     calendar-other       a calendar reply speaks for another address than it comes from
 *     confirm-cancel       a cancellation (or fewer seats) that may not be the party's own
 *     contradicts-itself   a yes to our question beside words that say the opposite
 *     contradiction        one event is asked for twice, in different ways
 *     event-off            our question showed an event that does not take place any more
 *     event-over           the event is over (no receipt)
 *     fewer-seats          fewer seats than registered, and no word of change
 *     full                 not enough seats left
 *     mailing-answered     answers a mail that staff wrote to all who come, and changes nothing
 *     many-seats           more than SEATS_MAX seats
 *     name-unclear         cannot be told whether this is somebody who is registered already
 *     names-differ         as many seats as registered, for other people, and no word of change
 *     not-registered       they speak of their registration, and there is none
 *     nothing-asked        it is to be carried out, and asks for nothing that we can carry out
 *     others-stay          the writer alone may not come, and others are registered with them
 *     other-address        answers a mail that went to another address
 *     own-address          it comes from our own inbox (never answered)
 *     question             the reading says that a person has to answer, and not why
 *     registered-elsewhere  they do not come, and are not registered; but somebody who may be them is
 *     reply-to             answers are to go to a stranger's address (not answered)
 *     robot                its head says that a machine sent it, its words do not (not answered)
 *     seats-unsaid         which events is answered, how many come was never said
 *     substitute           somebody comes in another one's place: who of the party does not come is not plain
 *     trial                it would be carried out, but it is a trial
 *     which-series         cannot be told which series it speaks of
 */
#ifndef DECIDE_DECIDE_H
#define DECIDE_DECIDE_H

#include "base/settings.h"
#include "decide/facts.h"
#include "reading/reading.h"

/* Where a letter lies, or is wanted (never gone; in the inbox only what does not concern us). */
enum folder {
	FOLDER_INBOX,
	FOLDER_DONE,
	FOLDER_REVIEW,
	FOLDER_AUTOMATIC,
	FOLDER_GONE, /* somebody deleted or moved it */
	FOLDERS,
};
extern const char *const folder_ids[FOLDERS]; /* "inbox", "done", … */

/* A party as the register knows it: whoever registers, one address in one series. */
struct party {
	int64_t id; /* 0: not in the register */
	const char *address;
	const char *name; /* of who wrote first; "" where unknown */
	const char *language; /* of their letter; "" where unknown; may be NULL where it is new */
	struct standing *items; /* every event at which it stands in any way */
	size_t count, room;
};

/* Seats taken at an event by all who are confirmed; 0 where the event has no limit. */
struct taken {
	const char *event;
	int seats;
	/* Free ones that go to others first: whose letters came before and wait for a person, since there were not
	   enough then. */
	int promised;
};

/* What the mail that the letter answers had asked, while nobody has decided it. */
struct asking {
	const char *kind; /* of the mail, mail_kind_names; NULL where it asked nothing */
	int64_t item; /* the review item that waits for it; 0: none does any more */
	const struct event **choices; /* it showed, in their order */
	size_t choice_count;
	bool changed; /* how the party stands at what it asked about is another since */
	bool choice_off; /* one that it showed is in the series no more */
	const struct standing *planned; /* it asked whether to carry these out */
	size_t planned_count;
	const struct request *wish; /* of the letter that lacked its events; NULL */
	const struct attendee *people; /* and who was to come */
	size_t people_count;
};

/* What the register knows. */
struct known {
	const struct series
		*series; /* the reading's; NULL where the register has none of that id */
	struct party party; /* of From's address in that series; id 0, address set where new */
	/* Where it is not clear which series it speaks of, and it speaks of some: one of the office's, in whose name it
	   gets a receipt, and what From's address stands for in that. */
	const struct series *office;
	struct party office_party;
	/* What the party comes to in other series, under the same address. */
	struct standing *beside;
	size_t beside_count;
	/* Of the mail of ours that it answers, else of the last that From got; "", NULL: of none. */
	const char *language;
	bool answers; /* the letter answers a mail of ours (its token was sound) … */
	struct party asked; /* … which went to this party; id 0: to none */
	const char *asked_address; /* … at this address; "" where `answers` is false */
	const char *asked_kind; /* … and was of this kind (mail_kind_names); likewise */
	/* Ids of events at which somebody is confirmed who may be who wrote: under another address, or
	   without one. Known where the letter cancels. */
	const char **elsewhere;
	size_t elsewhere_count;
	struct taken *taken; /* one for each of the series' events, in its order */
	size_t taken_count;
	int64_t bounced; /* the outgoing mail that this bounce is about; 0: none of ours */
	struct asking asking;
	/* Mails of the last ASK_AGAIN_DAYS, by kind, that asked the letter's own address something;
	   and whether to cancel, at `asked_address`. */
	int asked_of_late[MAIL_KINDS], asked_other;
	/* Mails of today, those that are held or withdrawn not counted. */
	int mails_to_address, mails_in_thread, receipts_to_address;
	/* Of these, answers to the party that have not left: a letter that changes how it stands takes
	   them back. */
	int waiting_to_address, waiting_in_thread;
};

struct decide_in {
	const struct settings *settings; /* sender's address, limits */
	const struct envelope *envelope;
	const struct reading *reading;
	bool aligned; /* From is vouched for by the server (or `trust_from`) */
	bool fluent; /* the rules of its language are good enough to act by */
	bool answered; /* staff have answered it in their mail program before we came to it */
	int64_t received; /* time of receipt, UTC */
	int64_t now;
	struct known known;
};

enum effect_kind {
	EFFECT_REGISTER, /* party, standing: from now on so many seats for these people */
	EFFECT_CANCEL, /* party, standing */
	EFFECT_DECLINE, /* party, standing: was not registered, does not come */
	EFFECT_REVIEW, /* reasons: a person looks (the guess stands in the reading) */
	EFFECT_MAIL, /* mail, held, party */
	EFFECT_BOUNCED, /* outgoing, permanent */
	EFFECT_SETTLE, /* item, settled: it was asked back and is answered, or must be shown */
};

struct effect {
	enum effect_kind kind;
	const struct party *party; /* id 0: to be made, of its address and name; NULL: none */
	struct standing standing;
	const char **reasons;
	size_t reason_count;
	struct facts *mail;
	bool held; /* a limit is reached: not sent before a person has looked */
	bool asked; /* REVIEW: hidden until it is answered, or two working days have passed */
	int64_t item;
	bool settled;
	int64_t outgoing;
	bool permanent;
};

struct decision {
	struct effect *items; /* in the order in which they are to be applied */
	size_t count, room;
	enum folder wanted;
};

/*
 * To whom the letter is answered: From, or its Reply-To where that has From's domain or From is
 * aligned. Who stands in the register already and is not aligned is answered at From: a forged
 * letter must not have a guest's registrations sent to a stranger of the same provider. `known`:
 * series and party. `calendar`: it is a calendar's reply. NULL where it must not be answered at all,
 * *why then says so: "address-unwritable", "own-address",
 * "reply-to", "robot", or the envelope's doubt.
 */
const char *decide_answer_address(const struct settings *settings, const struct known *known,
	const struct envelope *env, bool aligned, bool calendar, const char **why);

/* Decides. The decision and what it points to live in the arena and, in part, in `in`. Never fails.
 */
struct decision *decide(struct arena *a, const struct decide_in *in);

#endif
