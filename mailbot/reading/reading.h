/*
 * A reading: what a letter asks, as data. Everything downstream decides by it; nobody downstream
 * looks at words. Its JSON form (reading/json/json.h) is what `mailbot read --json` prints, the
 * reader hands to the receiver, the register keeps and the desk shows; its JSON Schema is
 * tests/reading.schema.json.
 */
#ifndef READING_READING_H
#define READING_READING_H

#include "message/message.h"

enum reading_kind { KIND_REQUEST, KIND_OTHER, KIND_AUTOMATIC };
enum disposition {
	DISPOSITION_ACT,
	DISPOSITION_ACT_REVIEW,
	DISPOSITION_REVIEW,
	DISPOSITION_IGNORE
};
enum request_action { ACTION_REGISTER, ACTION_CANCEL };
/* Where the number of seats comes from. */
enum seats_stated { STATED_NONE, STATED_TOTAL, STATED_NAMES };
enum evidence_in { IN_TEXT, IN_SUBJECT, IN_FROM, IN_CALENDAR };
enum answer { ANSWER_NONE, ANSWER_YES, ANSWER_NO };

struct evidence {
	const char *what; /* "event", "intent", "negation", "seats", "name", "date", "alarm", … */
	enum evidence_in in;
	size_t start, end; /* byte offsets */
};

struct request {
	enum request_action action;
	const char *event; /* the bare id */
	int seats; /* 0 (JSON null) for a cancel */
	enum seats_stated stated;
	bool change; /* words of change stood there */
	bool own; /* it speaks of their existing registration; beside `instead`: the writer is who does not come */
	bool instead; /* who comes takes the place of somebody */
	bool alone; /* a no of the writer's own, and of nobody who is registered with them */
	int delta; /* guess only: seats more or fewer; 0: none */
	/* Guess only: only these people, with ", " between them; "": others, of no name; NULL: all. */
	const char *who;
	struct evidence *evidence;
	size_t evidence_count, evidence_room;
};

struct requests {
	struct request *items;
	size_t count, room;
};

struct attendee {
	const char *name;
	const char *organisation; /* NULL */
	const char **events; /* ids; none: all that are registered */
	size_t event_count;
};

struct date_mention {
	const char *value; /* "2011-02-16" or "2011-02-16T18:00" */
	const char *text;
	enum evidence_in in; /* IN_TEXT or IN_SUBJECT */
	size_t start, end;
};

struct need {
	const char *what; /* "access", "interpreter", "food", "parking", "other" */
	enum evidence_in in;
	size_t start, end;
};

struct reading {
	/* who and when: of the envelope, filled by the parent, never by the child */
	const char *file; /* as given on the command line; "" */
	const struct envelope *envelope;

	const char *language; /* ISO 639-1 of what the sender wrote; "" where it cannot be said */
	bool language_bare; /* that is a word or two, or none: who knows what they answer knows it better */
	enum reading_kind kind;
	enum disposition disposition;
	const char **reasons; /* ids, the weightiest first */
	size_t reason_count, reason_room;
	bool concerns;
	const char *series; /* id; "" */
	struct requests requests, guess;
	/* What is asked for where nothing but the event is missing, so that an answer that names it
	   completes it; `attendees` are its people. `event` is "", seats 0 where they are unclear. */
	struct request *wish; /* NULL: nothing, or more than that is missing */
	const char *writer; /* name of who wrote: closing line, else From; "" */
	struct attendee *attendees; /* who comes; of a letter for a person, who probably does */
	size_t attendee_count, attendee_room;
	const char **open; /* event ids */
	size_t open_count, open_room;
	enum answer answer;
	struct date_mention *dates;
	size_t date_count, date_room;
	struct need *needs;
	size_t need_count, need_room;
	const char *phone; /* "" */

	/* of the message */
	const struct bounce *bounce; /* of a machine's letter; of a person's: what they pass on */
	const struct calendar_reply *calendar;
	const struct part *parts;
	size_t part_count;
	struct slice text;
	const struct line *lines;
	size_t line_count;
	struct slice own_words;

	const char *rules; /* hash of the rules that read it */
	/* Marks for people who ask why (`mailbot read`): everything that was recognised, in the
	 * order of the text. */
	struct evidence *marks;
	size_t mark_count, mark_room;
};

/* What a person is offered to carry out: what the letter plainly asks, else the guess. */
const struct requests *reading_proposal(const struct reading *r);

/* Which of our mails a letter answers. Ids only, nothing personal. */
struct context {
	/* "confirmation", "which-events", … (decide/facts.c); NULL: none of ours. */
	const char *kind;
	const char *series; /* id */
	const char **events; /* ids in the order in which that mail showed them */
	size_t event_count;
};

/*
 * Understands a message. `received` is the time of receipt (UTC; 0: unknown, then what needs it is
 * review). Everything lives in the arena; message, rules and context must outlive it. Never fails.
 * Pure.
 */
struct reading *reading_make(struct arena *a, const struct message *m, const struct rules *rules,
	const struct context *ctx, int64_t received);

#endif
