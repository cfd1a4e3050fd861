/* Noes that reach several people at once, and what stays beside a no. Each clause by itself. */
#ifndef READING_NOES_H
#define READING_NOES_H

#include "reading/study.h"

/* `weder bei Ali noch bei mir`, `neither my wife nor I`: one no, which holds for the writer; the other one is told of.
 * Before the clause's people are taken. */
void noes_take_neither(struct study *s, struct clause *c);

/* `wir kommen alle sechs nicht`, `können wir nicht kommen, alle sechs`: all of us stand apart from the word that
 * denies, so nobody is left who comes; `bei uns beiden`. Of a clause that says no. */
void noes_take_all(struct study *s, struct clause *c);

/* `wir beide`, `uns drei`: all who stand behind the letter. */
bool noes_all_of_us(const struct study *s, const struct atom *a);

/* `zwei von uns können nicht`, `nicht mit meiner Frau`: a no for some is no cancellation; `wir beide` are all. */
void noes_check_partial(const struct study *s, struct clause *c);

/* `keiner von uns beiden`, `none of us`: a no of all who stand behind the letter. */
bool noes_of_us(const struct study *s, const struct atom *a);

/* `none of us will miss it`: such a no that is turned says little of how many come. */
void noes_check_turned(const struct study *s, struct clause *c);

/* `für den 18. fehlt mir die Zeit`, `das wird bei mir nichts`, `wir bitten, uns beide zu entschuldigen`: the
 * writer's, though no verb says so. */
bool noes_of_me(const struct study *s, const struct clause *c);

/* `meine Absage für den 18. nehme ich zurück`: they come, as they had asked before. */
bool noes_taken_back(const struct study *s, const struct clause *c);

/* `Forum Bildung klappt nicht, bitte streichen`: the no before it, once more. */
bool noes_again(const struct study *s, const struct clause *c);

/* `ich habe nicht abgesagt`: told, and it leaves all that was asked for. */
bool noes_never_said(const struct study *s, const struct clause *c);

/* `am 15. habe ich keine Schicht`: what might have kept the writer away is not there. */
bool noes_unhindered(const struct study *s, const struct clause *c);

/* `der 22. bleibt wie angemeldet`, `the congress is still on for me`: what was asked for before stays, and nothing
 * else stands there. */
bool noes_stays(const struct study *s, const struct clause *c);

/* `von uns kommt niemand`, `aus unserer Schule kann keiner kommen`: takes it as a no of ours. */
void noes_take_nobody(struct study *s, struct clause *c);

/* `ich kann am 16. und am 21. nicht`: whether the atoms of [at, end), an `and`, an event and a no at their end, say
 * no to both, since those of [first, at) end with an event; not `komme am 16. und nicht am 21.`, `zum 16. komme ich und
 * zum 21. nicht`. */
bool noes_shared(const struct study *s, size_t first, size_t at, size_t end);
/* … and whether it may as well be meant of the last alone: `ich komme am 16. und am 21. nicht`; not `ich kann am 16.
 * …`, which would be no whole sentence, nor `am 16. und 21. nicht`. The second begins at `at`. */
bool noes_may_part(const struct study *s, size_t first, size_t at, size_t end);

/* `am 16. kommt der Klempner, ich kann nicht`: what stands beside a no says why, and asks for nothing; the no goes to
 * the event that it names, where it names none itself. */
void noes_take_event(struct clause *no, struct clause *why);

/* `am 16. bin ich verreist und kann nicht kommen, am 18. …`: of a no that goes on with what was said of one event, and behind
 * whose verb others stand, nobody knows which is meant. */
void noes_check_frame(const struct study *s, struct clause *c);

/* `…, and neither can my husband`, `my flatmate neither`: behind a settled no of the writer's, of somebody else, who is told of. */
bool noes_likewise(struct study *s, struct clause *c);

#endif
