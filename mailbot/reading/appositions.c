#include "reading/appositions.h"

bool apposition_opens(
	const struct apposition *x, const struct people *before, const struct people *p)
{
	return x->unnamed > 1 && (x->joined || p->person_count > before->person_count);
}

void apposition_settle(struct people *p, const struct apposition *x)
{
	bool me = p->me && !x->me; /* `…, Birgit Nolte und ich` */

	if (!x->open || (x->named == 0 && !x->joined))
		return;
	if (p->we) {
		p->we = false;
		p->count = (int)x->named;
		return;
	}
	/* `zwei Kollegen, Frau Nolte und ich`: are they two or four? */
	bool all = x->unnamed == x->since &&
		(me ? x->joined && x->named > 0 : (int)x->named == x->since);
	bool beside = me && x->unnamed == (int)x->named && x->unnamed + 1 == x->since;
	if (all || beside)
		p->count -= x->unnamed;
	else if (x->unnamed > 0)
		p->unsure = true;
}
