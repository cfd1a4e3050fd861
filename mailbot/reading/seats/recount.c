#include "reading/seats/recount.h"

#include <string.h>

#include "reading/asides/asides-close.h"
#include "reading/asides/companions.h"
#include "reading/claims/claimed.h"
#include "reading/clauses/verbs.h"
#include "reading/seats/recount-mentions.h"

enum { RECOUNT_CLAUSES_MAX = 32 };

/* `meine Kollegin Frau Hartwig` */
static bool one_person(const struct unit *a, const struct unit *b)
{
	return b->glued && !b->comma && !b->and &&b->named && !a->named && !a->me && a->high == 1;
}

/* Whether the two are one: `ich, Hausmeister Uwe Timpe`, `Mr Haas, our director,`. */
static bool same(const struct unit *a, const struct unit *b)
{
	bool bare = a->named != b->named && a->high == 1 && b->high == 1;

	return b->comma && b->glued &&
		((a->me && !a->named && b->named) || (bare && !a->me && !b->me));
}

/* Whether the letter's last sentence is nothing but a name: who signs. */
static bool signs(const struct tally *t, const struct clause *c)
{
	size_t last = t->s->sentence_count;

	while (last-- > c->sentence + 1)
		if (t->s->sentences[last].sort == ROW_BODY)
			return false;
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&t->s->atoms[i], SENSE_ALSO) ||
			atom_means(&t->s->atoms[i], SENSE_AND))
			return false;
	const struct clause *before = c > t->s->clauses ? c - 1 : NULL;
	return before != NULL && before->sentence != c->sentence && c->verbless && !c->named &&
		!before->fragment && !t->s->sentences[before->sentence].colon &&
		!t->s->sentences[c->sentence].item;
}

/* `ich melde meine Mutter an`: not `ich melde mich und meine Mutter an` */
static bool registers_others(const struct study *s, const struct clause *c)
{
	bool others = false;

	for (size_t i = 0; i < c->people_count; i++)
		others = others || (!c->people[i]->me && !c->people[i]->with);
	return others && clause_has(c, SENSE_REGISTER) && !clause_tokens_mean(s, c, SENSE_ME) &&
		!clause_tokens_mean(s, c, SENSE_US);
}

static void take_clause(struct tally *t, const struct clause *c)
{
	const struct atom *last = &t->s->atoms[c->end - 1];
	size_t first = t->s->atoms[c->first].first, end = last->first + last->count,
	       before = t->count;

	mentions_take(t, first, end);
	/* whoever does not come here, and sends somebody or registers them, is not one of those who do */
	bool comes = c->says == SAYS_COME && c->i && !c->substitute && !registers_others(t->s, c);
	for (size_t i = before; i < t->count; i++)
		if (t->units[i].me && !comes)
			t->units[i].low = 0;
	bool names = t->count > before;
	for (size_t i = before; i < t->count; i++)
		names = names && t->units[i].named && t->units[i].comma;
	if (names && signs(t, c))
		t->count = before;
}

static void add_up(struct tally *t)
{
	int named = 0, unnamed = 0, sum = 0;
	bool me = false, apart = false;

	for (size_t i = 0; i < t->count; i++) {
		const struct unit *u = &t->units[i];
		bool again = false,
		     goes_on = i + 1 < t->count && t->units[i + 1].and &&t->units[i + 1].glued;
		for (size_t k = 0; k < i && u->word.len > 0; k++)
			again = again || slice_eq(t->units[k].word, u->word);
		bool sure = i > 0 && one_person(u - 1, u), one = sure || (i > 0 && same(u - 1, u));
		/* `meine Klasse, elf Erwachsene` */
		bool counted = i + 1 < t->count && u[1].comma && u[1].high > 1;
		t->out.open = t->out.open || (u->open && !counted);
		apart = apart || (i > 0 && u->comma);
		if (u->me) {
			me = me || u->low > 0;
			t->mine = true;
			continue;
		}
		if (!sure && !(one && !goes_on))
			t->out.high += u->high;
		if (one || again)
			continue;
		sum += u->low;
		named += u->named ? u->low : 0;
		unnamed += u->named ? 0 : u->low;
	}
	t->out.low = apart ? (named > unnamed ? named : unnamed) : sum;
	t->out.high += t->mine;
	t->out.low += me && t->out.low > 0 && !apart ? 1 : 0;
	t->out.open = t->out.open || t->full;
}

struct recount recount_clauses(const struct study *s, const size_t *clauses, size_t count)
{
	struct tally t = mentions_begin(s);

	for (size_t i = 0; i < count; i++)
		take_clause(&t, &s->clauses[clauses[i]]);
	add_up(&t);
	return t.out;
}

bool recount_fits(const struct recount *r, int seats)
{
	int high = r->high > 1 ? r->high : 1;

	if (r->more)
		return false;
	for (size_t i = 0; i < r->total_count; i++)
		if (r->totals[i] == seats)
			return true;
	if (r->both && seats == 2)
		return true;
	if (r->total_count > 0 || r->open)
		return false;
	if (r->loose > 1 && seats != r->loose && seats != r->loose + 1)
		return false;
	return seats >= r->low && (seats <= high || (r->loose > 1 && seats <= r->loose + 1));
}

static bool plausible(const struct study *s, const struct claims *claims, size_t event, int seats)
{
	size_t clauses[RECOUNT_CLAUSES_MAX], count = 0;

	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *c = &claims->items[i];
		for (size_t k = 0; k < c->clause_count && c->come && eset_has(c->events, event);
			k++) {
			bool there = false;
			for (size_t x = 0; x < count; x++)
				there = there || clauses[x] == c->clauses[k];
			if (!there && count < RECOUNT_CLAUSES_MAX)
				clauses[count++] = c->clauses[k];
		}
	}
	struct recount r = recount_clauses(s, clauses, count);
	if (recount_fits(&r, seats) || r.low > 0 || r.total_count > 0 || r.open)
		return recount_fits(&r, seats);
	/* nobody is named in them: who does it stands before */
	size_t own = count > 0 ? clauses[0] : 0;
	for (size_t i = 0; i < own && count < RECOUNT_CLAUSES_MAX; i++)
		if (s->sentences[s->clauses[i].sentence].sort == ROW_BODY)
			clauses[count++] = i;
	r = recount_clauses(s, clauses, count);
	return recount_fits(&r, seats);
}

/* `Ich komme am 21. Ich bringe auch meine Tochter, sie übersetzt mir.`: somebody in a clause that says who else comes, which nothing
 * takes in. */
static bool brings_somebody(const struct study *s, const struct clause *c)
{
	const struct atom *last = &s->atoms[c->end - 1];
	size_t first = s->atoms[c->first].first, end = last->first + last->count;
	struct tally t = mentions_begin(s);
	bool takes = false;

	for (size_t i = first; i < end; i++)
		takes = takes || token_means(&s->tokens[i], SENSE_TAKING);
	if (!takes || c->told || c->question || s->sentences[c->sentence].sort != ROW_BODY)
		return false;
	mentions_take(&t, first, end);
	for (size_t i = 0; i < t.count; i++)
		if (!t.units[i].me && t.units[i].low > 0)
			return true;
	return false;
}

bool recount_doubts(const struct study *s, const struct claims *claims, const struct requests *made)
{
	for (size_t i = 0; i < made->count; i++)
		for (size_t e = 0; e < s->series->event_count; e++)
			if (made->items[i].action == ACTION_REGISTER &&
				strcmp(made->items[i].event, s->series->events[e].id) == 0 &&
				!plausible(s, claims, e, made->items[i].seats))
				return true;
	bool come = !eset_empty(claims_events(claims, true));
	for (size_t i = 0; i < s->clause_count && come; i++)
		if (!claimed_clause(claims, i) && brings_somebody(s, &s->clauses[i]) &&
			!companions_counted(s, claims, &s->clauses[i]) &&
			!aside_of_close(s, claims, &s->clauses[i]))
			return true;
	return false;
}
