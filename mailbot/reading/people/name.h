/*
 * Names of people: whether two of them mean the same person. No dictionary: names are compared by
 * their words, folded (case, marks, ä as ae), in any order. Forms of address are words of a
 * language and are taken off by the reading; only what is plainly an abbreviation before a name
 * ("Dr.", "Dipl.-Ing.") is passed over here.
 */
#ifndef READING_NAME_H
#define READING_NAME_H

#include "base/arena.h"

enum name_match {
	NAME_SAME, /* the same words, however written: "Yilmaz, Ayse", "Dr. Ayşe YILMAZ" */
	NAME_UNCLEAR, /* an initial that fits, a surname alone, a slip, another transliteration */
	NAME_DIFFERENT,
};

/* Compares two names (UTF-8; what is not UTF-8 compares as unclear to all but its own bytes). */
enum name_match name_compare(const char *a, const char *b);

/*
 * Whether who looks for somebody by that name may mean this one: the same, or unclear by its words.
 * Names that cannot be compared at all (no words, another script) are unclear to each other, but none
 * of them is found by the other.
 */
bool name_fits(const char *sought, const char *name);

/*
 * A name as lists show it: blanks collapsed, quotes around it and abbreviations before it
 * away, "Surname, First" turned round. Keeps case and marks. Lives in the arena.
 */
const char *name_normalise(struct arena *a, const char *name);

/*
 * A name that staff typed, or that stands in their list: the same, but they meant the title ("Dr.
 * Peter Brand", also of "Brand, Dr. Peter"), and "Gruppe Nordmarkt, Frau Yilmaz" is no surname with a
 * first name behind it: turned round is only what has one word on one side of the comma.
 */
const char *name_as_typed(struct arena *a, const char *name);

/* The last word of a name, folded: two with the same may be of one family. Lives in the arena. */
struct slice name_surname(struct arena *a, const char *name);

#endif
