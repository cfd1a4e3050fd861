#include "reading/seats/attendees.h"

#include "reading/guess/tones.h"
#include "reading/seats/seats-again.h"
#include "reading/seats/seats-gather.h"
#include "rules/fold.h"

static bool same_name(struct arena *a, const char *x, const char *y)
{
	return slice_eq(
		fold_bare(a, fold_key(a, slice_of(x))), fold_bare(a, fold_key(a, slice_of(y))));
}

/* Whether a single word is the first or the last of a whole name. */
static bool part_of(struct arena *a, const char *word, const char *full)
{
	struct slice w = slice_of(word), f = slice_of(full);
	long blank = slice_find(f, ' ');

	if (slice_find(w, ' ') >= 0 || blank <= 0)
		return false;
	return same_name(a, word, arena_string(a, slice_head(f, (size_t)blank))) ||
		seats_surname_of(word, full);
}

/* Where one name is a part of the other (`Marlies`, `Marlies Drees`), it is the same person. */
static bool within(struct study *s, const char *name)
{
	for (size_t i = 0; i < s->reading->attendee_count; i++) {
		const char *listed = s->reading->attendees[i].name;
		if (same_name(s->arena, listed, name) || part_of(s->arena, name, listed))
			return true;
	}
	return false;
}

/* Whether the word joins two names in the letter's language: `Grace and Daniel Kimani`. */
static bool joins(const struct study *s, struct slice word)
{
	if (word.len > 1 && word.p[word.len - 1] == '.')
		word.len--;
	const struct meaning *m = s->language == NULL
		? NULL
		: languages_meaning(s->rules->languages, fold_key(s->arena, word), s->language);

	return m != NULL && senses_has(m->senses, SENSE_AND);
}

static void attend(struct study *s, const char *name);

/* Two who share a surname; false where the name is one person's. */
static bool attend_couple(struct study *s, const char *name)
{
	struct slice all = slice_of(name), first, rest = all;
	long blank = slice_find(all, ' ');

	if (blank <= 0)
		return false;
	first = slice_head(all, (size_t)blank);
	rest = slice_from(all, (size_t)blank + 1);
	blank = slice_find(rest, ' ');
	if (blank <= 0 || !joins(s, slice_head(rest, (size_t)blank)))
		return false;
	rest = slice_from(rest, (size_t)blank + 1);
	blank = slice_find(rest, ' ');
	if (blank <= 0)
		return false;
	attend(s,
		arena_printf(s->arena, "%.*s %.*s", SLICE_ARGS(first),
			SLICE_ARGS(slice_from(rest, (size_t)blank + 1))));
	attend(s, arena_string(s->arena, rest));
	return true;
}

static void attend(struct study *s, const char *name)
{
	struct attendee one = {.name = name};

	if (name != NULL && attend_couple(s, name))
		return;

	if (name == NULL || name[0] == '\0' || within(s, name))
		return;
	ARENA_PUSH(s->arena, s->reading->attendees, s->reading->attendee_count,
		s->reading->attendee_room, one);
}

void attendees_list(struct study *s, const struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *claim = &claims->items[i];
		struct headcount h = seats_gather(s, claim);
		bool me = h.me || (claim->seats == 1 && h.listed == 0 && !h.names);
		if (!claim->come)
			continue;
		if (me)
			attend(s, s->reading->writer);
		if (me && claim->seats == 2 && !h.names)
			attend(s, s->cosigner);
		for (size_t k = 0; k < claim->clause_count; k++) {
			const struct clause *c = &s->clauses[claim->clauses[k]];
			for (size_t p = 0; p < c->people_count; p++)
				for (size_t n = 0; n < c->people[p]->person_count; n++)
					attend(s, c->people[p]->persons[n].name);
		}
	}
}

/* ---- of what a reviewer is offered ---- */

/* How many come to the event to which most come; 0: nobody. */
static size_t proposed(const struct reading *r)
{
	int most = 0;

	for (size_t i = 0; i < r->guess.count; i++)
		if (r->guess.items[i].action == ACTION_REGISTER && r->guess.items[i].seats > most)
			most = r->guess.items[i].seats;
	return (size_t)most;
}

static bool in_body(const struct study *s, const struct clause *c)
{
	return s->sentences[c->sentence].sort == ROW_BODY;
}

/* `Frau Güntürk, bitte …`, `Liebe Frau Thiele hier ist …`: who is spoken to. */
static bool addressed(const struct study *s, const struct clause *c, size_t at)
{
	const struct people *p = s->atoms[at].people;
	size_t first = s->sentences[c->sentence].first;

	if (p->person_count != 1 || !p->persons[0].title || p->me)
		return false;
	if (at == first)
		return atom_is(study_atom(s, at + 1, c->end), ',');
	for (size_t i = first; i < at; i++)
		if (atom_means(&s->atoms[i], SENSE_GREETING))
			return true;
	return false;
}

/* Those of a clause who are named beside the writer, or as coming. */
static void attend_clause(struct study *s, const struct clause *c)
{
	bool yes = c->says == SAYS_COME || tone_of(s, c) == TONE_YES;

	for (size_t k = c->first; k < c->end; k++) {
		const struct people *p = s->atoms[k].people;
		if (s->atoms[k].kind != ATOM_PEOPLE || addressed(s, c, k))
			continue;
		if (p->me)
			attend(s, s->reading->writer);
		for (size_t n = 0; n < p->person_count; n++)
			if (yes || p->with || p->me || p->persons[n].title)
				attend(s, p->persons[n].name);
	}
}

/* Whether the writer speaks of themselves: `ich`, `mit mir`, `my wife`. */
static bool of_self(const struct clause *c)
{
	static const enum sense own[] = {SENSE_I, SENSE_ME, SENSE_MY, SENSE_WE, SENSE_US};

	return c->i || c->we || SENSES_HAVE_ANY(c->words, own);
}

/* Whether the writer comes too, beside the `listed`: where others are who comes, only if the writer stands there with them. */
static bool comes_too(const struct study *s, size_t listed)
{
	bool others = false, self = false;

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		enum tone tone = tone_of(s, c);
		if (!in_body(s, c) || tone == TONE_NO)
			continue;
		if (c->i || c->we)
			return true;
		others = others || (tone == TONE_YES && c->third);
		self = self || of_self(c);
	}
	return listed > 0 ? self : !others;
}

void attendees_propose(struct study *s, const struct claims *claims)
{
	struct reading *r = s->reading;
	size_t most = proposed(r), listed;

	if (most == 0 || r->attendee_count > 0)
		return;
	attendees_list(s, claims);
	if (r->attendee_count == most)
		return;
	/* of more than there are seats, nobody can tell who comes; of fewer, whoever else is named may */
	if (r->attendee_count > most)
		r->attendee_count = 0;
	listed = r->attendee_count;
	for (size_t i = 0; i < s->clause_count; i++)
		if (in_body(s, &s->clauses[i]) && tone_of(s, &s->clauses[i]) != TONE_NO)
			attend_clause(s, &s->clauses[i]);
	if (r->attendee_count > most)
		r->attendee_count = listed;
	if (r->attendee_count < most && comes_too(s, r->attendee_count))
		attend(s, r->writer);
}
