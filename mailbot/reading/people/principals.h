/*
 * Takes atoms with their people; finds for whom the writer speaks, and turns pronouns that go on with
 * somebody who was named into that person: `Frau X dankt für die Einladung. Sie kommt am 16.`
 *
 * A *principal* is a person who is not the writer, and for whom the letter's own form says that the
 * writer speaks: a secretary's closing (`im Auftrag`, `PA to`), or words such as `im Namen von`, `hat
 * mich beauftragt`. For a principal the writer may also say no; for others only yes. A pronoun is
 * taken only where one alone of those named before it can be meant.
 */
#ifndef READING_PRINCIPALS_H
#define READING_PRINCIPALS_H

#include "reading/claims/claims.h"

void principals_find(struct study *s);

/* Whether all who do what the clause says are principals, and the writer is none of them. */
bool principals_act(const struct clause *c);

/* `Mr X is in Rotterdam and cannot come`: nobody is named, and who does it is the principal of the clause before. */
bool principals_go_on(const struct study *s, const struct clause *c);

/* Whether the clause says, or goes on with, what somebody has the writer do: `hat mich gebeten, sie
 * anzumelden`. */
bool principals_asked(const struct study *s, const struct clause *c);
/* Whether the writer says of themselves that they come with who does it: `und ich begleite ihn`. */
bool principals_joined(const struct study *s, const struct clause *c);

/* `den 21. muss ich für Herrn Y absagen`: the writer says no for somebody who is named. */
bool principals_cancelled(const struct study *s, const struct clause *c);

/* `Zum Forum begleitet ihn Frau Y`: both come, to the one event that the writer has them come to and the clause
 * can mean. */
void principals_accompany(struct study *s);

/* Splits the claim of one who comes to several events where somebody goes with them to some. */
void principals_split(const struct study *s, struct claims *out);

#endif
