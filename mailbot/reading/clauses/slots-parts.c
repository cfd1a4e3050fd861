#include "reading/clauses/slots-parts.h"

#include "reading/clauses/means.h"
#include "reading/lines/tongues.h"

/* A part behind a comma. */
struct comma_part {
	bool behind; /* behind a comma that follows a verb or a no */
	bool listed; /* behind an event */
	bool event; /* names one, and says nothing by itself */
	bool why; /* begins with what keeps people away: `…, Klausur am Donnerstag früh` */
	bool ours; /* names an event of ours */
	bool any; /* holds a word */
	const struct atom *other; /* a word that goes on with no no */
	const struct atom *turns; /* gladly, only */
	const struct atom *noun;
};

/* Whether a word of the part goes on with the no before it: `…, am 18. leider auch`. */
static bool goes_on_with_no(const struct atom *a)
{
	static const enum sense senses[] = {
		SENSE_AND, SENSE_ALSO, SENSE_REGRET, SENSE_GOING, SENSE_ARTICLE};

	if (a->kind == ATOM_EVENT || atom_quiet(a) || a->kind == ATOM_TIME)
		return true;
	return ATOM_MEANS_ANY(a, senses);
}

/* `Urlaub`: a thing beside the day, which may be why not; where nouns have a capital. */
static bool is_noun(const struct study *s, const struct atom *a)
{
	return a->kind == ATOM_WORD && a->count == 1 && first_token(s, a)->capital &&
		tongue_nouns(s, a) && !atom_means(a, SENSE_EVENT) && !atom_means(a, SENSE_EVENTS) &&
		!atom_means(a, SENSE_PERSONS);
}

static void judge(struct study *s, struct clause *c, const struct comma_part *p, bool no)
{
	const struct atom *left = p->turns != NULL ? p->turns : p->listed ? NULL : p->other;

	/* what stands against it, on a day on which nothing takes place */
	if (!p->behind || !p->event || (no && p->why && !p->ours))
		return;
	if (no && left != NULL)
		clause_trouble(c, "negation-unclear", (size_t)(left - s->atoms));
	if (!no && p->noun != NULL && !p->listed)
		clause_trouble(c, "not-understood", (size_t)(p->noun - s->atoms));
}

/* One of them, or all of a sort: `everything but the bike rides`. */
static bool part_of(const struct atom *part, const struct atom *all)
{
	return !part->several ||
		(eset_within(part->events, all->events) &&
			eset_count(part->events) < eset_count(all->events));
}

void slots_mark_barring(struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 1; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i], *all = a - 1, *one = a + 1;
		if (atom_means(a, SENSE_BARRING) && a->count == 1 && all->kind == ATOM_EVENT &&
			all->several && one->kind == ATOM_EVENT && part_of(one, all))
			atom_becomes(s, i, SENSE_EXCEPT);
	}
}

/* `lieber am 16. als am 18.`: as `statt`, behind a word that prefers one event to the other. */
void slots_mark_preferred(struct study *s, const struct clause *c)
{
	bool rather = false, event = false;
	size_t would = c->end;

	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (!rather && atom_means(a, SENSE_WOULD) && atom_means(a + 1, SENSE_RATHER))
			would = i;
		rather = rather || atom_means(a, SENSE_RATHER);
		event = event || (rather && a->kind == ATOM_EVENT && a->strong && !a->reference);
		if (event && atom_means(a, SENSE_COMPARE) && a->count == 1 &&
			a[1].kind == ATOM_EVENT && a[1].strong && !a[1].reference &&
			(a[-1].kind == ATOM_EVENT || a[-1].use == USE_INTENT)) {
			atom_becomes(s, i, SENSE_SWAP);
			/* `I'd rather come on the 16th than on the 18th` */
			if (would != c->end)
				atom_becomes(s, would, SENSE_WILL);
			return;
		}
	}
}

void slots_check_parts(struct study *s, struct clause *c)
{
	bool no = false, verb = false;
	struct comma_part p = {0};

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_is(a, ',') && (no || verb)) {
			judge(s, c, &p, no);
			p = (struct comma_part){
				.behind = true, .listed = i > c->first && a[-1].kind == ATOM_EVENT};
			continue;
		}
		/* `kommt keiner von uns`: the no is in the idiom */
		no = no || atom_means(a, SENSE_NEG) ||
			(atom_means(a, SENSE_DECLINE) && a->count > 1 && a->use == USE_INTENT);
		verb = verb || atom_maybe_verb(a);
		p.event = p.event || a->kind == ATOM_EVENT;
		p.ours = p.ours || (a->kind == ATOM_EVENT && !eset_empty(a->events));
		p.why = p.why || (!p.any && atom_means(a, SENSE_OBSTACLE));
		p.any = p.any || !atom_quiet(a);
		/* a verb, or a negation of its own: it says what it says */
		if (atom_means(a, SENSE_NEG) || atom_maybe_verb(a))
			p.event = false;
		else if (atom_means(a, SENSE_GLADLY) || atom_means(a, SENSE_ONLY))
			p.turns = a;
		else if (is_noun(s, a))
			p.noun = p.other = a;
		else if (!goes_on_with_no(a))
			p.other = a;
	}
	judge(s, c, &p, no);
}

bool slots_two_words(const struct study *s, const struct atom *a)
{
	static const enum sense alarms[] = {
		SENSE_NEG, SENSE_HEDGE, SENSE_OR, SENSE_EXCEPT, SENSE_CONDITION};
	const struct token *t = first_token(s, a);

	return a->count == 2 && atom_means(a, SENSE_HARMLESS) && !TOKEN_MEANS_ANY(t, alarms) &&
		!TOKEN_MEANS_ANY(t + 1, alarms);
}

size_t slots_arranged(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *with = study_atom(s, i + 1, c->end);

	return atom_means(&s->atoms[i], SENSE_COMPARE) && with->kind == ATOM_PEOPLE &&
			with->people->with && !with->people->me &&
			atom_means(study_atom(s, i + 2, c->end), SENSE_ARRANGED)
		? 3
		: 0;
}

bool slots_other_occasion(const struct study *s, const struct atom *a)
{
	const struct atom *name = a - 1;
	bool word = name->kind == ATOM_UNKNOWN ||
		(name->kind == ATOM_WORD && atom_means(name, SENSE_HARMLESS));

	return word && name->count == 1 && first_token(s, name)->capital &&
		!tongue_nouns(s, name) && a->count == 1 && a->title_words <= 1 && !a->day_known &&
		!a->date_only && !a->several && !a->contradiction && !a->repaired;
}

bool slots_no_event(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i], *before = i > c->first ? a - 1 : NULL;

	if (before == NULL)
		return false;
	/* `wegen der Arbeit`, `wegen meiner Arbeit` */
	if (a->use == USE_ADJUNCT &&
		(atom_means(before, SENSE_CAUSE) || atom_means(before, SENSE_MY) ||
			slots_other_occasion(s, a)))
		return true;
	/* `wegen Bildung & Kongress` */
	if (atom_is(before, '&') && before > &s->atoms[c->first] && before[-1].use == USE_ADJUNCT &&
		before[-1].kind == ATOM_EVENT)
		return true;
	/* `wir sind zwei Frauen aus Eving` */
	bool from = atom_means(before, SENSE_ORIGIN) && before->count == 1 &&
		!atom_means(before, SENSE_ARTICLE) && !atom_means(before, SENSE_SINCE) &&
		!atom_means(before, SENSE_WITH) && !atom_means(before, SENSE_GOING);
	/* `buchen Sie mich von der Sternwarte ins Rathaus um` */
	bool moves = clause_means(s, c, SENSE_CHANGE) && clause_tokens_mean(s, c, SENSE_ME);
	if (from && a->place_only)
		return tongue_nouns(s, a) && !moves;
	/* `Sportverein Eving`, in a part without a verb */
	return c->verbless && a->place_only && !a->going && before->count > 0 &&
		(before->kind == ATOM_UNKNOWN || atom_means(before, SENSE_GROUP)) &&
		first_token(s, before)->capital;
}

/* The last event of the list that begins at `at`. */
static size_t list_end(const struct study *s, const struct clause *c, size_t at)
{
	size_t last = at;

	for (size_t i = at + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && i > last + 1)
			last = i;
		else if (!atom_quiet(a) && !atom_means(a, SENSE_AND))
			break;
	}
	return last;
}

bool slots_gives_up_more(struct study *s, struct clause *c, size_t at)
{
	size_t last = list_end(s, c, at);
	bool verb = false, before = false, behind = false;

	if (last == at)
		return false;
	for (size_t i = c->first; i < at; i++)
		before = before ||
			(s->atoms[i].use == USE_EVENT && s->atoms[i].kind == ATOM_EVENT &&
				!eset_within(s->atoms[i].events, c->swapped));
	for (size_t i = last + 1; i < c->end; i++) {
		verb = verb || (s->atoms[i].use == USE_INTENT && atom_maybe_verb(&s->atoms[i]));
		behind = behind || (verb && s->atoms[i].kind == ATOM_EVENT);
	}
	/* `ich komme am 22. statt am 16. und am 18.`: instead of both, or to the last as well? */
	if (before || !behind)
		clause_trouble(c, "swap-unclear", last);
	return !before && behind;
}
