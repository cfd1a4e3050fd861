#include "reading/seats/seats.h"

#include "base/limits.h"
#include "reading/seats/seats-again.h"
#include "reading/seats/seats-gather.h"
#include "rules/fold.h"

/* `mit 3 Personen (A, B und ich)`: the list says what the number means. */
static void settle_with_total(struct headcount *h)
{
	int n = -h->beside;

	if (h->beside >= 0)
		return;
	h->beside = 0;
	if (h->total > 0) {
		if (n != h->total && n + 1 != h->total)
			seats_trouble(h, "seats-contradict");
	} else if (h->we || h->group || (h->club && !h->me && h->listed == 0))
		h->total = n;
	else if (h->lists && h->listed + (h->me ? 1 : 0) == n)
		h->total = n;
	else {
		seats_trouble(h, "seats-unsure");
		h->beside = n;
	}
}

/* `zwei Mitarbeiterinnen:` and their names, the writer's own among them perhaps. */
static void settle_with_names(struct headcount *h)
{
	bool same =
		h->unnamed == h->named || (h->unnamed > 1 && h->self && h->unnamed == h->named + 1);

	/* `bringe zwei Kollegen mit, A und B` */
	if (h->beside_noun > 0 && h->beside_noun == h->beside_names)
		h->beside -= h->beside_names;
	else if (h->beside_noun > 0 && h->beside_names > 0)
		seats_trouble(h, "seats-contradict");
	if (h->unnamed == 0 || h->named == 0)
		return;
	/* of one who has no name nobody can tell */
	if (same && (h->unnamed > 1 || h->announced))
		h->listed -= h->unnamed;
	else if (h->unnamed > 1 || h->announced)
		seats_trouble(h, "seats-contradict");
	else if (same)
		seats_trouble(h, "seats-unsure");
}

/* `unser Chor kommt mit zwölf Sängerinnen`: those are who comes. */
static void settle_members(struct headcount *h)
{
	/* `der Elternbeirat ist mit sieben Mitgliedern vertreten` */
	if (!(h->club || (h->others_do && !h->me && !h->we)) || h->i || h->members == 0 ||
		h->members != h->beside || h->listed > 0 || h->total > 0 || h->names)
		return;
	h->total = h->members;
	h->beside = 0;
}

/* `wir sind zwei Erwachsene und zwei Kinder`: all of us. */
static void settle_groups(struct headcount *h)
{
	if (!h->we || h->i || h->self || h->total > 0 || h->beside > 0 || h->listed == 0 ||
		h->grouped != h->listed)
		return;
	h->total = h->listed;
	h->listed = 0;
}

/* `wir kommen mit unseren beiden Töchtern, also vier Personen`: `we` are two at least; so is a plural, `meine Geschwister
 * und ich, wir sind vier`. */
static bool fits_several(const struct headcount *h, int sum)
{
	if (h->plural)
		return h->total >= sum + 2;
	return h->we && !h->i && !h->self && h->listed == 0 && h->beside > 0 &&
		h->total >= h->beside + 2;
}

static int count(struct headcount *h)
{
	/* `ich komme nicht allein, Frau X ist auch dabei`: whoever is named then is all of them */
	h->we = h->we || (h->unalone && (h->total > 0 || h->listed + h->beside == 0));
	settle_groups(h);
	settle_members(h);
	/* `the 22nd suits us. I'll bring my colleague X`: those are we */
	h->we = h->we || (h->us && !(h->i && h->beside > 0 && h->beside_named));
	settle_with_total(h);
	if (h->group && h->total <= 0)
		seats_trouble(h, "seats-unsure");
	settle_with_names(h);
	/* `Freitag: bringe eine Kollegin mit`: who is with somebody is with the writer */
	if (h->beside > 0 && !h->me && !h->we && h->listed == 0 && h->total == 0)
		h->me = true;
	/* `mit zwei Kollegen (A und B)` */
	if (h->beside > 0 && !h->beside_named && h->listed == h->beside && h->named == h->listed)
		h->listed = 0;
	/* `Anmeldung mit meiner Frau`: somebody brings them */
	if (h->beside > 0 && h->listed == 0)
		h->me = true;
	int sum = h->listed + h->beside + (h->me ? 1 : 0);
	/* `wir – A und B – kommen`, `wir kommen: drei Frauen`: is the writer one of them? */
	if (h->we && h->listed > 0 && !h->self && !h->i && h->total == 0)
		seats_trouble(h, "seats-unsure");
	/* `with three colleagues, me included`: are they three or four? */
	if (h->included && h->total == 0)
		seats_trouble(h, "seats-unsure");
	if (h->loose && h->total == 0)
		seats_trouble(h, "seats-unsure");
	if (h->total > 0) {
		bool fits = (h->listed == 0 && h->beside == 0) || sum == h->total ||
			(h->names && !h->self && h->listed + h->beside == h->total);
		/* `Frau A kommt mit zwei Kollegen. Wir sind drei`: she writes `we` of them */
		bool theirs = h->we && !h->i && h->listed > 0 && h->listed + h->beside == h->total;
		if ((h->beside > 0 && sum != h->total && !theirs) || h->plural)
			fits = false;
		fits = fits || fits_several(h, sum);
		/* `meine Frau kommt mit. Dann sind wir zu zweit` */
		fits = fits || (h->along && !h->me && sum + 1 == h->total);
		/* `my brother will join us, so we are three` */
		fits = fits || (h->joins_us && !h->i && sum < h->total);
		/* `aus unseren drei Plätzen bitte vier, Herr X kommt auch mit`: one of them */
		fits = fits || (h->changed && sum < h->total);
		/* `einen Platz für mich. Mein Sohn geht mit` */
		fits = fits && !(h->along && !h->me && sum == h->total);
		if (!fits)
			seats_trouble(h, "seats-contradict");
		return h->total;
	}
	if (h->plural)
		seats_trouble(h, "seats-unsure");
	/* with whom? */
	if (h->along && !h->me && !h->we && sum == 1)
		seats_trouble(h, "seats-difference");
	if (h->we && h->listed + h->beside == 0 && h->antecedent > 1)
		return h->antecedent;
	if (h->we && h->listed + h->beside == 0)
		seats_trouble(h, "seats-unsaid");
	else if (h->we && h->beside > 0)
		seats_trouble(h, "seats-unsaid");
	return sum > 0 ? sum : 1;
}

/* `Nadine Kortmann, 3 Damen`, in a part without a verb: one more than three, or whoever sends three? */
static bool heads_a_number(const struct clause *c)
{
	for (size_t n = 0; n < c->people_count && c->verbless; n++) {
		const struct people *p = c->people[n];
		bool number = p->person_count == 1 && p->count > 2 && !p->me;
		if (number)
			return true;
	}
	return false;
}

/* `einen Kollegen aus dem Institut, Anselm Greve`: one, whose name comes late, or two? */
static bool named_late(const struct study *s, const struct claim *claim)
{
	const struct atom *one = NULL;
	bool from = false; /* it is said since whose they are */

	for (size_t n = 0; n < claim->clause_count; n++) {
		const struct clause *c = &s->clauses[claim->clauses[n]];
		for (size_t i = c->first; i < c->end; i++) {
			const struct atom *a = &s->atoms[i];
			from = from || a->use == USE_ADJUNCT;
			if (a->kind != ATOM_PEOPLE || a->people->me || a->people->count != 1)
				continue;
			if (one != NULL && from && a->people->person_count > 0 && i > 0 &&
				atom_is(a - 1, ','))
				return true;
			one = a->people->person_count == 0 ? a : one;
			from = false;
		}
	}
	return false;
}

/* `es kommt nur Tim Gross`: these are all who come, and whoever else stood there does not. */
static bool only_these(const struct study *s, const struct claim *claim)
{
	for (size_t n = 0; n < claim->clause_count; n++) {
		const struct clause *c = &s->clauses[claim->clauses[n]];
		for (size_t i = c->first; i + 1 < c->end; i++)
			if (atom_means(&s->atoms[i], SENSE_ONLY) &&
				s->atoms[i + 1].kind == ATOM_PEOPLE)
				return true;
	}
	return false;
}

void seats_count(const struct study *s, struct claim *c)
{
	struct headcount h = seats_gather(s, c);

	if (!c->come) {
		c->seats = 0;
		return;
	}
	c->seats = count(&h);
	bool total = h.total > 0 || h.beside > 0 || h.alone || only_these(s, c);
	c->stated = total ? STATED_TOTAL : h.names || h.lists ? STATED_NAMES : STATED_NONE;
	if (c->seats > SEATS_MAX)
		seats_trouble(&h, "seats-many");
	if (heads_a_number(&s->clauses[c->clauses[0]]))
		seats_trouble(&h, "seats-unsure");
	if (named_late(s, c))
		seats_trouble(&h, "seats-unsure");
	if (c->why == NULL && h.why != NULL) {
		c->why = h.why;
		c->why_atom = s->clauses[c->clauses[0]].first;
	}
}
