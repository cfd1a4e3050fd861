/*
 * Takes a sentence; gives the pieces between all places where it might be cut into clauses, and what stands in each
 * (clauses.c joins those that belong together).
 */
#ifndef READING_PIECES_H
#define READING_PIECES_H

#include "reading/study.h"

enum { PIECES_MAX = 64 }; /* of one sentence; what is longer is no letter that may be acted on */

/* A part of a sentence between two possible cuts. */
struct piece {
	size_t first, end; /* atoms, without the sign or conjunction before it */
	size_t from; /* with them */
	char sign; /* ',' '&' (and), 'o' (or), 'b' (but), 'r' (reason), 'c' (condition), 't' (that),
		      's' (hence),
		      '(' , ')', ':' , '-', 'w' (relative), 'v' (granted), 0 at the sentence's start */
	bool verb, intent, polarity, contrary, content;
	bool finite, infinite, modal, event, people;
	bool lists; /* ends with an event */
	bool fronted; /* an event stands before its verb */
	bool answered; /* a yes or no, and no event behind it */
	bool noun; /* `Absage für den 16.`: no verb, and what it says stands first */
	bool pleases; /* a please, and no verb */
	bool pleads; /* … at its end: `den 16. bitte` */
	bool begs; /* begins with a please: `bitte austragen` */
	bool mine; /* the writer does it */
	bool closed; /* ends with an infinitive or a participle */
	bool subject; /* begins with who does it, in the nominative: `I`, `we` */
	bool relative; /* begins the sentence with `was`, which wants its verb */
	bool comma; /* a comma stands before the word that joins it */
	bool but_within; /* its but stands behind the event that it begins with: `am 18. aber …` */
	bool others; /* begins with others who do it: `they changed …` */
	bool declines; /* begins with words that are a no together: `will have to miss …` */
	bool out; /* … behind who else says so, or of whom it is said: `Nadine is out` */
};

/* Room for PIECES_MAX + 1 of them. Returns how many; the last holds all that is left where there are more. */
size_t pieces_make(const struct study *s, const struct sentence *x, struct piece *parts);

#endif
