/*
 * Takes a clause in which the writer says no; says whose no it is, of what, and how far it goes: the day that the
 * reason names, where the no names none (`am 16. ist Probe, da müssen Sie ohne mich auskommen`); what was told instead
 * (`am 16. wird getanzt, das kann ich nicht`); who else must do without the writer; what it leaves.
 */
#ifndef READING_DECLINES_H
#define READING_DECLINES_H

#include "reading/study.h"

/* The one event that the clause nearest before it names in telling why; empty where there is none or where it is
 * not clear. For a clause that names no event itself. */
struct eset decline_ground(const struct study *s, const struct clause *c);

/* Whether what is denied may be what was told just before, and not coming: `das schaffe ich nicht`. */
bool decline_of_thing(const struct study *s, const struct clause *c);

/* `mein Chor muss ohne mich auskommen`: others than the office do without the writer. */
bool decline_by_others(const struct study *s, const struct clause *c);

/* `the lads can manage without me`: told of them, and of no event. */
bool decline_of_theirs(const struct study *s, const struct clause *c);

/* `you'll have to go to the congress without me`: what the office does is no coming of the writer's. */
bool decline_go_without(const struct study *s, const struct clause *c);

/* `you'll have to start the congress without me`: they are late, no more. */
bool decline_late(const struct study *s, const struct clause *c);

/* Whether a no stands within the idiom that declines: `can't manage`. */
bool decline_denies(const struct study *s, const struct clause *c);

/* `am 18. bin ich vor 17 Uhr verhindert`: and afterwards? */
bool decline_until(const struct study *s, const struct clause *c);

/* `I can't manage both`: one of them perhaps. */
bool decline_of_both(const struct study *s, const struct clause *c);

/* `am 18. wäre ich gern dabei`: a wish to come to one event, which a no behind it turns. */
bool decline_wished(const struct study *s, const struct clause *c);

/* `ich bin für den Kongress angemeldet. Bitte löschen Sie das`: the clause right behind what tells of the writer's own
 * registration for one event, that names none. */
bool decline_of_registration(const struct study *s, const struct clause *c);

/* Whether the clause nearest before it that names an event says no to it: what follows may say so once more. */
bool decline_again(const struct study *s, const struct clause *c);

/* `I need to attend the staff meeting first`: they must be at something else, that a noun of its own names. */
bool decline_elsewhere(const struct study *s, const struct clause *c);

/* `am Kongress ist es mir nicht möglich teilzunehmen`: an idiom of no, and the infinitive that it is of, without a comma
 * between them. Nothing stands there that the no may turn instead. */
bool decline_takes_infinitive(const struct study *s, const struct clause *c);

/* `den Kongress lasse ich nicht sausen`, `am 22. fehle ich nicht`: who does not stay away comes. */
bool decline_denied(const struct study *s, const struct clause *c);

/* `bitte planen Sie mich für den 16. nicht ein`: who is not to be entered does not come. */
bool decline_entry(const struct study *s, const struct clause *c);

#endif
