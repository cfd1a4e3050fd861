/*
 * Takes a clause beside the requests, in which a word alarms; says whether it belongs to a closed list of things that
 * ask for nothing: a thing that fails, an errand of somebody else's, who drives the writer, how often something is so, a
 * practical need. Each is a list of what may stand in the clause; a word more, and it is none.
 */
#ifndef READING_ASIDES_H
#define READING_ASIDES_H

#include "reading/claims/claims.h"
#include "reading/study.h"

/* Whether nobody but the writer is spoken of in what is claimed. */
bool aside_writer_alone(const struct study *s, const struct claims *claims);

/* Whether all that the sentence of the clause asks for is not to come. */
bool aside_only_noes(const struct study *s, const struct claims *claims, const struct clause *c);

/* `die Baustelle wird nicht fertig`, `the van isn't back`: a no of a thing. It says why somebody does not come, and
 * nothing beside a yes. */
bool aside_thing_fails(const struct study *s, const struct clause *c);

/* `meine Frau muss leider zum Zahnarzt`: somebody else, who does not come, beside a writer who comes alone. */
bool aside_errand(const struct study *s, const struct claims *claims, const struct clause *c);

/* `mein Enkel fährt mich`, `is picking me up`: who does it comes no farther than the door. */
bool aside_drives(const struct study *s, const struct clause *c);

/* `ich stehe immer am Bahnhof`: the word at `at` says how often, and doubts nothing. */
bool aside_often(const struct study *s, const struct clause *c, size_t at);

/* `Strom brauchen wir nicht`, `I have a nut allergy`, and the ages of children behind it: nothing but a need. */
bool aside_need(const struct study *s, size_t sentence);

/* `…, wir montieren in Olpe`, `… wird konfirmiert`: in a sentence that only says no, a clause whose verb nobody knows. */
bool aside_reason(const struct study *s, const struct claims *claims, const struct clause *c);

/* `Frau Kilic ist auf einer Fortbildung. Ich komme daher allein`: who is elsewhere, and so does not come. */
bool aside_absent(const struct study *s, const struct claims *claims, const struct clause *c);

/* `ich komme am 16. und sehe mir das an`: behind a yes, to look at what one comes to. */
bool aside_watches(const struct study *s, const struct clause *c);

#endif
