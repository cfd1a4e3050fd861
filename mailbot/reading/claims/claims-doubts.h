/*
 * Takes the claims of a whole letter; holds them against one another. What says no more than why
 * another claim is made leaves them; where another clause may take one back, or leaves open for
 * whom it is, it has a reason.
 */
#ifndef READING_CLAIMS_DOUBTS_H
#define READING_CLAIMS_DOUBTS_H

#include "reading/claims/claims.h"

/* `Ich bin verhindert, Frau X kommt an meiner Stelle`: the registration says all. */
void claims_drop_substituted(struct study *s, struct claims *out);

/* What the writer must be at instead, beside nothing but cancellations. */
void claims_drop_elsewhere(struct study *s, struct claims *out);

/* `My husband has to cancel, but I'm coming`: what another one cannot do, beside what the writer does,
 * changes nothing. */
void claims_drop_others_no(struct study *s, struct claims *out);

/* `am 18. wäre ich gern dabei, aber … ich kann nicht`: the no is to the event that was wished for. */
void claims_turn_wishes(struct study *s, struct claims *out);

/* A wish counts only where nothing takes it back: `ich käme gern, aber …`. */
void claims_doubt_wishes(const struct study *s, struct claims *out);

/* `I can do the 18th, so I'll take the forum on social balance`: which one is it? */
void claims_doubt_choices(const struct study *s, struct claims *out);

/* `der 18. steht im Kalender, weil wir da Inventur haben`: a day that is kept, for what its reason says. */
void claims_doubt_kept_days(const struct study *s, struct claims *out);

/* `Herr X kommt, ich auch`: whether the writer speaks for X or only tells of him is not clear. */
void claims_doubt_others(struct study *s, struct claims *out);

/* `meine Frau möchte gern mit, aber nicht am 16.`: it is hers. */
void claims_doubt_their_no(const struct study *s, struct claims *out);

/* `ich komme, mein Platz kann an jemand anderen gehen`: a parting of whoever does not come. */
void claims_doubt_partings(const struct study *s, struct claims *out);

/* `One more for the congress: me! Ms Kaya is coming along.`: the writer is not counted, and she is. */
void claims_doubt_company(const struct study *s, struct claims *out);

/* `Please also register my wife`: beside whom nobody says, unless the letter says who else comes. */
void claims_doubt_additions(const struct study *s, struct claims *out);

#endif
