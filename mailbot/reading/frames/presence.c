#include "reading/frames/presence.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

/* `bin ich nicht in der Auslandsgesellschaft`: the one no, and right before where. */
static bool is_absent(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end && c->negations == 1; i++)
		if (atom_means(&s->atoms[i], SENSE_NEG) && s->atoms[i].count == 1)
			return s->atoms[i + 1].kind == ATOM_EVENT && !s->atoms[i + 1].date_only &&
				s->atoms[i + 1].title_words == 0;
	return false;
}

static bool is_plain(const struct study *s, const struct clause *c)
{
	return c->says == SAYS_NOTHING && c->why == NULL && c->named && !c->several &&
		c->predicate_count == 0 && (c->negations == 0 || is_absent(s, c)) && !c->hedged &&
		!c->question && !c->condition && !c->subordinate && !c->unreal && !c->told &&
		!c->event_trouble && !c->third && (c->i || c->we) && clause_means(s, c, SENSE_BE) &&
		!s->sentences[c->sentence].subject && eset_count(c->events) == 1;
}

/* `for the whole evening` */
static bool whole_time(const struct study *s, const struct atom *a)
{
	const struct token *first = first_token(s, a), *last = last_token(s, a);

	return atom_means(a, SENSE_SAFE) && a->count > 2 && token_means(first, SENSE_FOR) &&
		(token_means(last, SENSE_EVENT) || token_means(last, SENSE_DAY_PART));
}

/* Whether the atom is no more than who, beside whom, when, where and `be`. */
static bool belongs(const struct study *s, const struct atom *a)
{
	static const enum sense may[] = {SENSE_BE, SENSE_WILL, SENSE_ALSO, SENSE_AND, SENSE_OPENS,
		SENSE_THERE, SENSE_NEG, SENSE_REGRET, SENSE_YES, SENSE_ALONE, SENSE_ONLY,
		SENSE_BUT};

	if (a->kind == ATOM_PEOPLE)
		return (a->people->me || (a->people->with && !a->people->outsider)) &&
			!a->people->unsure;
	/* `um 18 Uhr` */
	bool hour = a->use == USE_ADJUNCT &&
		(atom_means(a, SENSE_AT_TIME) ||
			(a->kind == ATOM_TIME && atom_means(a - (a > s->atoms), SENSE_AT_TIME)));
	return a->kind == ATOM_PUNCT || a->kind == ATOM_SILENT || a->use == USE_EVENT || hour ||
		ATOM_MEANS_ANY(a, may) || whole_time(s, a);
}

/* `I am with you in the school`: whose guest the writer is then. */
static bool with_you(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *you = study_atom(s, at + 1, c->end);

	return atom_means(&s->atoms[at], SENSE_WITH) && s->atoms[at].count == 1 &&
		atom_means(you, SENSE_YOU) && you->count == 1;
}

/* The writer is there, on the day and at the place, and nothing else is said; `am 16. sind meine Frau und ich da`
 * says so of any event, `beim Kongress bin ich allein` of one that is named. */
static bool is_there(const struct study *s, const struct clause *c, bool *guest)
{
	bool day = false, place = false, title = false, there = false, alone = false, led = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (with_you(s, c, i)) {
			*guest = true;
			i++;
			continue;
		}
		if (!belongs(s, a) || a->near_alarm)
			return false;
		/* `am 15. März im Rathaus` is one atom, `am 16. bin ich in der Moschee` two */
		bool event = a->kind == ATOM_EVENT && !a->reference && a->title_words == 0;
		bool lone = atom_means(a, SENSE_ALONE) || atom_means(a, SENSE_ONLY) ||
			atom_means(a, SENSE_BUT);
		if (!atom_quiet(a) && !lone)
			there = atom_means(a, SENSE_THERE) && atom_means(a, SENSE_PARTICLE);
		alone = alone || atom_means(a, SENSE_ALONE);
		led = led ||
			(a->kind == ATOM_EVENT && a->strong && !a->reference && a->going &&
				a->title_words > 0);
		title = title || (a->kind == ATOM_EVENT && !a->reference && a->strong);
		day = day || (event && !a->place_only);
		place = place || (event && !a->date_only);
	}
	return (day && place) || (title && there) || (led && alone);
}

/* `…, aber allein`: nothing but that, in a part of its own that ends the sentence. */
static bool only_alone_behind(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {SENSE_ALONE, SENSE_ONLY, SENSE_BUT, SENSE_OPENS};
	const struct clause *part = c + 1;

	if (part >= s->clauses + s->clause_count || part->sentence != c->sentence ||
		part->end != s->sentences[c->sentence].end || !clause_by_oneself(s, part))
		return false;
	for (size_t i = part->first; i < part->end; i++)
		if (!atom_quiet(&s->atoms[i]) && !ATOM_MEANS_ANY(&s->atoms[i], known))
			return false;
	return true;
}

void presence_settle(struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		/* `…, und hole dort mein Visum ab` may be what they are there for */
		bool last = c->end == s->sentences[c->sentence].end;
		last = last || (c->negations > 0 && c[1].sign == ',') || only_alone_behind(s, c);
		bool guest = false;
		if (is_plain(s, c) && is_there(s, c, &guest) && (last || guest))
			c->says = c->negations > 0 ? SAYS_NOT_COME : SAYS_COME;
	}
}

size_t presence_errand(const struct study *s, const struct clause *c)
{
	static const enum sense leads[] = {SENSE_FOR, SENSE_CAUSE, SENSE_ABOUT};
	size_t at = c->end;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *next = study_atom(s, i + 1, c->end);
		if (a->kind == ATOM_EVENT && a->use == USE_EVENT && !a->date_only && !a->bare_place)
			return c->end;
		if (ATOM_MEANS_ANY(a, leads) && atom_means(next, SENSE_MY) &&
			a->use != USE_INTENT && a->use != USE_EVENT &&
			atom_means(study_atom(s, i + 2, c->end), SENSE_HARMLESS))
			at = i;
		/* `für meinen Pass`, one word that leads, and no noun of people */
		if (atom_means(a, SENSE_BEHALF) && a->count > 1 && a->use != USE_INTENT &&
			next->kind == ATOM_UNKNOWN)
			at = i;
	}
	return c->named ? at : c->end;
}
