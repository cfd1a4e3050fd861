/*
 * Takes a clause that makes no request; says whether it is talk: it has a verb of its own that decides nothing, and
 * what stands in it (people, a no, words that nobody knows) belongs to that verb and not to a request beside it.
 */
#ifndef READING_TALK_H
#define READING_TALK_H

#include "reading/study.h"

/* A verb that decides nothing, in a form that a person can be the subject of. */
bool talk_has_verb(const struct clause *c);

/* A noun or somebody who can do it, and not what concerns the writer: `mein Auto fährt nicht`; not `trifft
 * nicht zu`, `gibt mir nicht frei`. */
bool talk_has_subject(const struct study *s, const struct clause *c);

/* `träume ich`: nothing but a verb and a pronoun. */
bool talk_says_only_who(const struct study *s, const struct clause *c);

/* `schrieben Sie`, `you wrote`: whoever said what stands before it, and nothing else. */
bool talk_says_reader(const struct study *s, const struct clause *c);

/* Whether a word points at what was said before: `das stimmt nicht`, `daraus wird nichts`, `so`. */
bool talk_points_back(const struct study *s, const struct clause *c);

/* Whether these people do something else: `meine Tochter wohnt in Eving`; not `meine Tochter will mit`. */
bool talk_of_others(const struct study *s, const struct clause *c, const struct atom *people);

/* `hat mir den Brief gegeben`, `ist gestorben`, `war da`. */
bool talk_is_told(const struct study *s, const struct clause *c);

/* `kein Namensschild`: in a part without a verb, none of a thing; no no to an event. */
bool talk_denies_thing(const struct study *s, const struct clause *c);

/* Whether a seat stands in it; not `a parking place`, which is a need of its own. */
bool talk_of_seat(const struct study *s, const struct clause *c);

/* `I was not able to come last year`, `letztes Jahr habe ich alles verpasst`: of what is over, and no event of now. */
bool talk_long_ago(const struct study *s, const struct clause *c);

/* `ansehen`, `höre … an`: a verb of what one does with an event that is taken for oneself. */
bool talk_watches(const struct atom *a);

#endif
