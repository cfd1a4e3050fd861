/*
 * A message: the bytes of one letter, understood as far as that needs no meaning: its text, whose
 * words each line is, person or machine, bounce, calendar reply. Runs in the contained child, since
 * it decodes what strangers sent.
 */
#ifndef MESSAGE_MESSAGE_H
#define MESSAGE_MESSAGE_H

#include "base/err.h"
#include "message/envelope.h"
#include "rules/rules.h"

enum line_sort {
	LINE_OWN,
	LINE_QUOTE,
	LINE_INTRODUCTION, /* "Am … schrieb …:", an Outlook header block */
	LINE_SIGNATURE,
	LINE_DISCLAIMER,
	LINE_BANNER, /* "[EXTERN] …", a provider's advertisement */
	LINE_FORWARDED, /* somebody else's mail that the writer passes on */
	LINE_SORTS,
};
extern const char *const line_sort_names[LINE_SORTS];

struct line {
	enum line_sort sort;
	size_t start, end; /* byte offsets into message.text, without the line end */
	bool answered; /* a quoted line that the own line below it answers: stands in own_words with
			  "> " before it */
	bool claimed; /* a quoted line without any mark that reads like the sender's own: an answer
			 between the lines of an Outlook quote, a P.S. below it */
	bool soft; /* the line end is a wrap that the mail program made (format=flowed, HTML): the
		      sentence goes on */
};

enum part_role { PART_TEXT, PART_ATTACHMENT };

struct part {
	const char *type; /* "text/plain", in lower case */
	const char *name; /* file name, decoded; "" where none */
	enum part_role role;
	size_t start, end; /* byte offsets of its body into the raw letter, as it stands there
			      (encoded) */
};

struct bounce {
	const char *address; /* that could not be reached; "" where it is not named */
	bool permanent;
	const char *message_id; /* of the mail that bounced, without <>; "" where it is not named */
};

enum partstat { PARTSTAT_ACCEPTED, PARTSTAT_DECLINED, PARTSTAT_TENTATIVE, PARTSTAT_OTHER };

struct calendar_reply {
	const char *method; /* "REPLY", "COUNTER", … */
	const char *uid; /* "" where none */
	const char *attendee; /* address, "" where none or more than one */
	enum partstat partstat;
	const char *summary; /* "" where none */
	int64_t begin; /* DTSTART, UTC; 0 where none or floating without a zone that we know */
	const char *start; /* its digits as they stand there: "20110216T180000", "20110216" for a
			      whole day, "" where none */
	const char *comment; /* "" where none */
	struct slice text; /* the calendar part, decoded to UTF-8: what evidence in "calendar"
			      points into */
};

struct message {
	const struct envelope *envelope;
	struct part *parts;
	size_t part_count;

	struct slice text; /* decoded text of the letter: UTF-8, LF, at most TEXT_BYTES_MAX */
	struct line *lines; /* every line of it, in order */
	size_t line_count;

	bool automatic; /* a machine wrote it */
	bool away; /* it is short, names no event, and somebody is away: a machine's, where it asks for nothing? */
	bool quotes_invitation; /* an invitation of a series is quoted or answered; which: */
	const struct series *invitation;
	struct bounce
		*bounce; /* that it is; where a person wrote (not `automatic`): that they pass on
				  or quote. NULL where there is none */
	struct calendar_reply *calendar; /* NULL where it is none */

	/*
	 * Reasons found here: stable ids with a sentence each in the catalogue. Never act on these,
	 * a person looks (`review`):
	 *     no-from, several-from, doubled-header   the envelope's doubt
	 *     encrypted             no key of ours opens it
	 *     winmail               Outlook packed it into winmail.dat, which we do not open
	 *     alternatives-differ   its plain text and its HTML say different things
	 *     hidden-text           something in it is there and cannot be seen
	 *     attachment-only       it says no more than that something is attached
	 *     forwarded             it passes on somebody else's mail, with hardly a word of its own
	 *     unmarked-quote        the invitation stands in it in a form that is not known as quote
	 *     words-below-quote     in an unmarked quote stands what only the sender can have said
	 *     too-long              own words beyond what is read
	 *     too-many-parts, cut-off    more parts than are looked at; its end is missing
	 *     calendar-tentative, calendar-unclear    the calendar's answer is no yes and no no
	 *     calendar-counter      the calendar proposes another time
	 *     calendar-attendee     the calendar answers for somebody who is not the sender
	 *     machine-contradicts   Auto-Submitted says person, something else says machine
	 *     machine-unclear       words of a machine, not enough to know it, or beside a person's
	 *     machine-address       from an address that nobody reads (noreply@, postmaster@)
	 *     people-only           an address that only people answer (office.xml)
	 * A machine wrote it (`automatic`), and which:
	 *     machine, machine-absence, machine-ticket, machine-receipt, machine-list,
	 *     machine-report, machine-reaction; bounce, bounce-delay beside machine-report
	 *     null-return-path, machine-header, machine-part    by what that is proven; without one
	 *                           of them it is known by its words
	 * Worth knowing only:
	 *     gateway               a fax or form gateway carried it (office.xml)
	 *     forwarded-bounce      what a person passes on or quotes is a report on mail that could
	 *                           not be delivered: `bounce` names the address
	 */
	struct message_reason {
		const char *id;
		bool review; /* never act, a person looks (encrypted, hidden-text, attachment-only,
				too-long, forwarded, …) */
	} * reasons;
	size_t reason_count, reason_room;
};

/*
 * Reads the letter. All of it lives in the arena; `letter`, `env` and `rules` must outlive it.
 * Never fails on bad input: bytes that are no mail become a message with an empty or odd text and a
 * reason.
 */
struct message *message_read(struct arena *a, struct slice letter, const struct envelope *env,
	const struct rules *rules);

/* What the sender wrote: own lines, with the quoted lines that an inline answer needs ("> " before
 * them). */
struct slice message_own_words(struct arena *a, const struct message *m);

#endif
