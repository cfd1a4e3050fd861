/*
 * Takes a clause that makes no request; says whether somebody may come along in it whom no request counts: a word of
 * company (`bring … mit`, `begleitet`, `im Schlepptau`, `tags along`) beside whoever may be a person. A thing that the
 * language knows (`bringe einen Kuchen mit`) is nobody; a word that nobody knows may be a name.
 */
#ifndef READING_COMPANY_H
#define READING_COMPANY_H

#include "reading/study.h"

/* A word of company in it: somebody comes, goes or is brought along. */
bool company_spoken_of(const struct study *s, const struct clause *c);

/* `kommt mit`, `setzen sich dazu`: its verb itself, as it was understood, says that who does it is beside somebody. */
bool company_verb(const struct study *s, const struct clause *c);

/* Whether somebody may come along in it. */
bool company_may_come(const struct study *s, const struct clause *c);

/* The atom of the clause that is the one who comes along, by the best guess: a group of people, or a name or
 * noun that nobody knows; the clause's end where there is none. */
size_t company_who(const struct study *s, const struct clause *c);

/* `the three of us`, `wir drei`: the writer, and how many they are. */
bool company_is_us(const struct study *s, const struct clause *c);

/* `rechnen Sie am 16. mit drei Personen`: so many in all, and not beside the writer. */
void company_reckoned(struct study *s, const struct clause *c);

/* `bringe meinen Gesellen mit, den Sami Haddad`: a name behind an article is that of who was spoken of. */
void company_named(struct study *s, struct clause *c);

/* `I come with a cameraman`, `I will be accompanied by Bob`: who comes along is somebody whom nobody knows. */
bool company_unknown(const struct study *s, const struct clause *c);

#endif
