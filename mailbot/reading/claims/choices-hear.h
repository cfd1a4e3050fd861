/*
 * Takes a letter that answers a mail of ours which listed events; gives what each word of it is where all of it may be a
 * choice from that list: a place, a day, how many come, yes, no, except. What may stand in it is listed: a word more, and it is
 * none.
 */
#ifndef READING_CHOICES_HEAR_H
#define READING_CHOICES_HEAR_H

#include "reading/study.h"

enum { SIGNS_MAX = 48 };

/* What an atom is in such an answer. */
enum sign_kind {
	SIGN_PLACE, /* 2, den zweiten, Kongress */
	SIGN_WORD, /* zwei: a place, or how many they are */
	SIGN_DAY, /* 16: beyond the list, the day of one that stands there */
	SIGN_SEATS, /* 2 Personen, zu dritt */
	SIGN_WITH, /* with two colleagues */
	SIGN_ALL,
	SIGN_BOTH,
	SIGN_REST, /* die anderen */
	SIGN_EXCEPT,
	SIGN_YES, /* n: 2 for `schon` */
	SIGN_NO, /* n: 2 for `nicht` */
	SIGN_FOR,
	SIGN_AND,
	SIGN_BREAK, /* a comma, the end of a line or sentence */
	SIGN_US, /* ich, wir kommen */
	SIGN_MEANT,
	SIGN_BACK, /* Quatsch */
	SIGN_WISH, /* sorry: between two of them it may take one back */
	SIGN_END,
};

struct sign {
	enum sign_kind kind;
	int n;
	struct eset events;
	bool named; /* an event, and not by a number alone */
	size_t atom;
};

struct answer_read {
	struct sign signs[SIGNS_MAX];
	size_t count;
	bool not_only; /* … but also another */
	bool regrets, listed, failed;
};

/* All that the writer says, as signs, the last of them SIGN_END; false where something else stands there. */
bool choices_hear(const struct study *s, struct answer_read *r);

/* Whether one of the events shown begins, or may be said to, at that hour. */
bool choices_hour(const struct study *s, int n);

/* Whether it may be short for number, in any language: the letter may be too short to tell in which it is. */
bool choices_numero(const struct token *t);

/* Whether the sentence is the writer's own. */
bool choices_say(const struct sentence *x);

#endif
