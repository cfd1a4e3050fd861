/*
 * Takes a clause that says who comes; tells whether these are others than the writer, each of them named, so that a no of the
 * writer's own beside it turns nothing: `Frau Ott und Herr Kolbe nehmen teil. Ich selbst komme nicht mit`, `ich halte hier die
 * Stellung`, `im dritten Forum ist Lidia Schmidt dabei, ohne mich`.
 */
#ifndef READING_OTHERS_H
#define READING_OTHERS_H

#include "reading/claims/claims.h"

bool others_named_come(const struct clause *c);

/* A part that says nothing but `ohne mich`, right behind such a clause. */
bool others_without_me(const struct study *s, const struct clause *c);

/* Drops what the writer says of themselves, `ich selbst`, right behind it and of nothing else. */
void others_drop_own_no(struct study *s, struct claims *claims);

/* `wir können nicht kommen, meine Frau auch nicht`: it adds nothing to the writer's no, and is told; so is what the writer
 * says of themselves right behind a yes of others: `meine Frau kommt zum A, ich nicht`, `ich melde Frau Ott an, nicht mich`. */
void others_settle_no(struct study *s);

#endif
