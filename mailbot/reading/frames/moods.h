/*
 * Takes a clause with its verbs and slots; says of a few turns of phrase what they are: what did not
 * come about, where somebody comes from, a wish in the form of a condition, a condition by the order of its words.
 */
#ifndef READING_MOODS_H
#define READING_MOODS_H

#include "reading/study.h"

/* `die Moschee hätte mich gereizt`: nothing is asked. */
bool mood_unreal(const struct study *s, const struct clause *c);

/* `wir wären gern dabei`: a wish, like `würden gern kommen`; its form no longer says that it is unreal. */
bool mood_would_gladly(struct study *s, struct clause *c);

/* `ich komme aus Syrien`: no coming to anything. */
bool mood_comes_from(const struct study *s, const struct clause *c);

/* `wäre schön, wenn Sie mich anmelden würden`: the condition is what they ask for. */
bool mood_wished_for(const struct study *s, const struct clause *c);

/* `komme ich am 18., bringe ich Kuchen mit`: a condition, though no word says so. */
bool mood_inverted(const struct study *s, const struct clause *c);

/* `Wie komme ich zum Kongress`, `…, wie ich zum Kongress komme`: asked, though nothing says so. */
bool mood_asks_how(const struct study *s, const struct clause *c);

/* `ich freue mich, am Kongress teilzunehmen`: the writer is glad to do what only an infinitive says. */
bool mood_rejoices(const struct study *s, const struct clause *c);

/* `bitte planen Sie mich ein`: a word of doubt that is the very verb of a registration doubts nothing. */
void moods_plan_in(struct study *s, struct clause *c);

/* `I would love to attend in the future`, `nächstes Jahr komme ich gern`: to no event of now. */
bool mood_some_day(const struct study *s, const struct clause *c);

#endif
