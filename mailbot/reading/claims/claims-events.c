#include "reading/claims/claims-events.h"

#include <string.h>

#include "reading/asides/talk.h"
#include "reading/claims/claimed.h"
#include "reading/claims/claims-subject.h"
#include "reading/claims/introduced.h"
#include "reading/claims/pairs.h"
#include "reading/claims/placed.h"
#include "reading/claims/proposals.h"
#include "reading/claims/unrelated.h"
#include "reading/clauses/company.h"
#include "reading/clauses/verbs.h"
#include "reading/days/dayparts.h"
#include "reading/frames/declines.h"
#include "reading/lines/tongues.h"
#include "reading/people/people.h"

bool claims_only_place(const struct study *s, const struct clause *c)
{
	if (c->verbless || clause_intends(c) || clause_means(s, c, SENSE_GLADLY))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT && !s->atoms[i].place_only)
			return false;
	return true;
}

/* Whether a word of it may be a participle: `getroffen`. */
static bool has_participle(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct meaning *m =
			s->atoms[i].kind == ATOM_WORD ? s->atoms[i].meaning : NULL;
		for (const struct inflection *f = m != NULL ? m->inflections : NULL; f != NULL;
			f = f->next)
			if (f->forms & FORM_PART)
				return true;
	}
	return false;
}

/* `Letzten Mittwoch war es schön`, `wir haben uns am Mittwoch getroffen`: a day of the week in what is told is
 * one that is over. */
static bool tells_of_days(const struct study *s, const struct clause *c)
{
	bool any = false, told = c->told || clause_means(s, c, SENSE_PAST);
	bool helps = clause_means(s, c, SENSE_HAVE) && has_participle(s, c);

	if (!told && !helps && !talk_is_told(s, c))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool day = a->weekday_known && !a->day_known && a->date_only;
		/* `habe mir den Mittwoch notiert` */
		if (a->kind == ATOM_EVENT && !a->reference && (!day || !(told || a->going)))
			return false;
		any = any || a->kind == ATOM_EVENT;
	}
	return any;
}

/* `Ich war beim Kongress und komme gern wieder`: to what, nobody knows; not `I only now heard of the congress`, a phrase of
 * where somebody learned of it. */
static bool was_there(const struct study *s, const struct clause *c)
{
	bool was = false;

	for (size_t i = c->first; i < c->end; i++)
		was = was ||
			(atom_means(&s->atoms[i], SENSE_PAST) &&
				!(s->atoms[i].count > 1 && atom_means(&s->atoms[i], SENSE_OTHER)));
	return (c->i || c->we) && was && c->says == SAYS_NOTHING && c->predicate_count == 0 &&
		!clause_intends(c);
}

/* `There was a congress last year`: one that is over. */
static bool was_held(const struct study *s, const struct clause *c)
{
	bool was = false, last = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool past = atom_means(a, SENSE_PAST);
		was = was || (past && a->count == 1);
		for (size_t k = a->first; past && k < a->first + a->count && a->count > 1; k++)
			last = last || token_means(&s->tokens[k], SENSE_LAST);
	}
	return was && last && !c->i && !c->we && c->predicate_count == 0;
}

/* What the body names outside questions and what is told. */
static struct eset mentioned(const struct study *s)
{
	struct eset out = {0};

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (!claims_in_subject(s, c) && !c->question && !c->told && !c->event_trouble &&
			!c->subordinate && !claims_only_place(s, c) && !tells_of_days(s, c) &&
			!was_there(s, c) && !was_held(s, c))
			out = eset_or(out, c->events);
	}
	return out;
}

/* `Ich hatte mich zum Kongress angemeldet, muss aber absagen`: what the told registration names. */
static struct eset told_events(const struct study *s)
{
	struct eset out = {0};

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (!claims_in_subject(s, c) && c->told && !c->event_trouble &&
			(clause_has(c, SENSE_REGISTER) || clause_has(c, SENSE_COME)) &&
			!tells_of_days(s, c))
			out = eset_or(out, c->events);
	}
	return out;
}

/* Nobody but the writer is to be registered by it. */
static bool registers_me(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->we || c->people[i]->count > 1)
			return false;
	return c->people_count > 0 && c->negations == 0 && !c->hedged;
}

/* `ich komme`, and not a word of anybody else. */
static bool comes_alone(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->we || c->people[i]->count > 1)
			return false;
	return c->i && !c->third && !c->there && c->both == 0 && !c->rest;
}

/* `der 18. geht bei mir nicht, bitte absagen`: nothing but the verb, a please and the writer. */
static bool cancels_same(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->we || c->people[i]->count > 1)
			return false;
	return c->says == SAYS_NOT_COME && clause_has(c, SENSE_CANCEL) && c->negations == 0 &&
		clause_means(s, c, SENSE_PLEASE) && c->both == 0 && !c->rest && !c->third;
}

/* `dafür komme ich am 22., Kollege Roth ist auch dabei`: somebody else, to what was just said. */
static bool joins_yes(const struct study *s, const struct clause *c)
{
	/* `there will be two of us on the 22nd, my wife is coming along` */
	bool along = company_verb(s, c) && eset_count((c - 1)->events) == 1 && !c->named;

	return c->says == SAYS_COME && clause_has(c, SENSE_COME) && c->third && !c->substitute &&
		c->both == 0 && !c->rest && (along || clause_means(s, c, SENSE_ALSO));
}

/* `I look forward to the congress. My wife will join me`: somebody beside the writer, where the writer said right before to come. */
static struct eset joins_me(const struct study *s, const struct clause *c)
{
	const struct clause *yes = c - 1;
	struct eset none = {0};
	bool me = false, other = false;

	if (c == s->clauses || yes->sentence + 1 != c->sentence || yes->says != SAYS_COME ||
		yes->why != NULL || !yes->named || !yes->i || yes->we || yes->third ||
		yes->negations > 0 || !claims_says(c) || c->says != SAYS_COME || c->substitute ||
		c->negations > 0 || c->hedged || c->question || c->both > 0 || c->rest)
		return none;
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		me = me || (p->me && p->object && !p->we && p->count <= 1);
		other = other || (!p->me && !p->we && !p->outsider && p->count > 0);
	}
	return me && other && clause_has(c, SENSE_COME) && clause_means(s, c, SENSE_TAKING)
		? yes->events
		: none;
}

/* `I have noted the congress, and my wife and I will be attending` */
static struct eset just_named(const struct study *s, const struct clause *c)
{
	const struct clause *before = c - 1;
	struct eset none = {0};

	if (c == s->clauses || before->sentence != c->sentence ||
		(c->sign != '&' && c->sign != ','))
		return none;
	/* `Ich will zum Forum kommen, tragen Sie mich bitte ein`, `am 22. passt es mir, ich komme` */
	if (claims_says(before) && before->says == c->says && before->why == NULL &&
		before->named && before->negations <= 1 &&
		(registers_me(c) || comes_alone(c) || cancels_same(s, c) || joins_yes(s, c)))
		return before->events;
	bool plain = before->says == SAYS_NOTHING && before->negations == 0 && !before->hedged &&
		!before->question && !before->subordinate && !before->event_trouble &&
		before->why == NULL && !claims_only_place(s, before) && !tells_of_days(s, before) &&
		!was_there(s, before);
	/* `Soziale Balance und Kongress, ja bitte` */
	bool answered = c->elliptic && before->fragment && clause_means(s, c, SENSE_YES) &&
		c->negations == 0;
	/* `I can manage the 21st and the 22nd, so do register me for those` */
	bool those = c->there && !before->several &&
		(clause_has(c, SENSE_REGISTER) || pairs_listed(s, before, c));
	/* `am 16. und am 18. habe ich Dienst und kann nicht kommen` */
	bool kept = c->says == SAYS_NOT_COME && (before->i || before->we) && !before->several;
	return plain && (answered || those || kept || eset_count(before->events) == 1)
		? before->events
		: none;
}

/* Nobody but the writer in it: said once more of all that was asked for, or alone. */
static bool only_me(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->we || c->people[i]->count > 1)
			return false;
	return c->i && !c->we && !clause_means(s, c, SENSE_ALSO) &&
		!clause_means(s, c, SENSE_MORE) && !tongue_nouns(s, &s->atoms[c->first]);
}

/* `die vier Foren nehme ich alle mit, das passt gut`: all that the same sentence asks for. */
static bool that_suits(const struct study *s, const struct clause *c)
{
	size_t first = atoms_past_quiet(s, c->first, c->end);

	return c > s->clauses && c[-1].sentence == c->sentence && c[-1].says == SAYS_COME &&
		c[-1].named && first < c->end && atom_means(&s->atoms[first], SENSE_POINTER) &&
		clause_has(c, SENSE_SUIT) && c->people_count == 0 && c->negations == 0 &&
		!c->hedged && !clause_means(s, c, SENSE_ALSO) && !clause_means(s, c, SENSE_ONLY);
}

/* All that the clauses before it name, questions and reasons too, and nothing that is told of others or
 * was before: `Congress in the hall? With pleasure!`; empty where any of it is not clear. */
static struct eset said_before(const struct study *s, size_t clause, bool come)
{
	struct eset out = {0}, none = {0};

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (i == clause || claims_in_subject(s, c))
			continue;
		if (tells_of_days(s, c))
			return none;
		for (size_t k = c->first; k < c->end; k++) {
			const struct atom *a = &s->atoms[k];
			if (a->kind != ATOM_EVENT || a->reference || a->place_only)
				continue;
			bool clear = a->strong && !a->contradiction && !a->over && !a->several &&
				eset_count(a->events) == 1;
			bool mine = !c->third || c->i || c->we || !clause_intends(c);
			bool was = c->question && clause_means(s, c, SENSE_PAST);
			if (!clear || i > clause || !mine || (c->question && !come) || was ||
				(c->negations > 0 && c->says == SAYS_NOTHING) || was_there(s, c) ||
				was_held(s, c) || clause_means(s, c, SENSE_OR) ||
				clause_means(s, c, SENSE_LAST))
				return none;
			out = eset_or(out, a->events);
		}
	}
	return out;
}

/* `Count me in for the talk evening. I'll come to the lecture.`: a noun for an event, with nothing
 * before it that it could speak of, is one that we do not know. */
static bool means_another(
	const struct study *s, const struct claims *out, const struct claim *claim)
{
	bool noun = clause_means(s, &s->clauses[claim->clauses[0]], SENSE_EVENT);

	for (size_t i = 0; noun && i < out->count; i++)
		if (!eset_empty(out->items[i].events) &&
			out->items[i].clauses[0] < claim->clauses[0])
			return false;
	return noun;
}

bool claims_take_days(const struct study *s, struct eset events)
{
	for (size_t i = 0; s->series != NULL && i < s->series->event_count; i++)
		if (eset_has(events, i) && daypart_days(&s->series->events[i]) > 1)
			return true;
	return false;
}

bool claims_both_each(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end && c->we && c->people_count > 0; i++)
		if (atom_means(&s->atoms[i], SENSE_BOTH) && atom_means(&s->atoms[i], SENSE_EACH))
			return true;
	return false;
}

/* `Ja, ich komme am 22.`: what the clause behind it names. */
static struct eset yes_to_next(const struct study *s, const struct clause *c)
{
	const struct clause *next = c + 1;
	struct eset none = {0};

	if (next >= s->clauses + s->clause_count || next->sentence != c->sentence ||
		next->sign != ',' || !c->elliptic || !clause_means(s, c, SENSE_YES) ||
		c->negations > 0 || c->people_count > 0)
		return none;
	return next->says == SAYS_COME && next->named && next->why == NULL ? next->events : none;
}

/* `am 16. und am 18. je zwei Plätze. Es kommen Frau Beyer und ich`: who they are of whom it was said how many come. */
static struct eset names_counted(
	const struct study *s, const struct claims *out, const struct clause *c)
{
	const struct clause *before = c - 1;
	struct eset none = {0};
	int named = 0, total = 0;

	if (c == s->clauses || !claimed_clause(out, (size_t)(before - s->clauses)) ||
		before->says != SAYS_COME || before->why != NULL || !before->named ||
		before->sentence + 1 < c->sentence || c->says != SAYS_COME || c->negations > 0 ||
		c->hedged || clause_means(s, c, SENSE_ALSO) || clause_means(s, c, SENSE_MORE))
		return none;
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p->we || p->unsure || p->total || p->with)
			return none;
		named += p->count;
	}
	for (size_t i = 0; i < before->people_count; i++) {
		const struct people *p = before->people[i];
		if (p->total ? p->unsure || total > 0 : p->person_count > 0 || p->count > 1)
			return none;
		total += p->total ? p->count : 0;
	}
	return named > 1 && named == total ? before->events : none;
}

/* `put me on the list`: an idiom of the writer's, and nobody beside it. */
static bool puts_me(const struct clause *c)
{
	return c->predicate_count == 1 && c->predicates[0].forms == 0 && c->people_count == 0 &&
		c->negations == 0 && !c->hedged && !c->third;
}

/* `I'm not registered for the congress yet. Please register me`: what the writer told right before that they had not done. */
static struct eset undone_before(const struct study *s, const struct clause *c)
{
	const struct clause *told = c - 1;
	struct eset none = {0};

	if (c == s->clauses || !told->told || told->negations != 1 || told->third || told->hedged ||
		told->question || told->event_trouble || told->says != SAYS_NOTHING ||
		!(told->i || told->we) || told->sentence + 1 < c->sentence ||
		eset_count(told->events) != 1 || !clause_has(told, SENSE_REGISTER) ||
		clause_has(told, SENSE_CANCEL) || clause_means(s, told, SENSE_PAST) ||
		c->says != SAYS_COME || !clause_has(c, SENSE_REGISTER) ||
		!(registers_me(c) || puts_me(c)))
		return none;
	for (size_t i = 0; i < told->people_count; i++)
		if (!told->people[i]->me || told->people[i]->we || told->people[i]->count > 1)
			return none;
	return told->events;
}

static struct eset find_events(
	const struct study *s, const struct claims *out, const struct claim *claim)
{
	const struct clause *c = &s->clauses[claim->clauses[0]];
	const struct sentence *x = &s->sentences[c->sentence];
	struct eset same = claims_events(out, claim->come),
		    other = claims_events(out, !claim->come);
	struct eset none = {0}, context = s->shown, seen = mentioned(s);

	if (!eset_empty(x->quoted))
		return eset_count(x->quoted) == 1 || c->both == (int)eset_count(x->quoted)
			? x->quoted
			: none;
	/* `… cannot attend. I will come in his place` */
	if (c->substitute && claim->come && eset_count(other) == 1)
		return other;
	if (c->both > 0 && claims_take_days(s, eset_or(seen, out->subject)))
		return none;
	if (c->both > 0)
		return (int)eset_count(same) == c->both    ? same
			: (int)eset_count(seen) == c->both ? seen
			: !claim->come && (int)eset_count(told_events(s)) == c->both
			? told_events(s)
			: (int)eset_count(context) == c->both      ? context
			: (int)eset_count(out->subject) == c->both ? out->subject
			: claim->come                              ? pairs_before(s, c)
								   : none;
	if (that_suits(s, c))
		return c[-1].events;
	/* `am 18. und am 22. ist Inventur, streichen Sie mich für diesen Abend`: for which? */
	if (eset_count(just_named(s, c)) > 1 && clause_means(s, c, SENSE_THIS_EVENT))
		return none;
	if (!eset_empty(names_counted(s, out, c)))
		return names_counted(s, out, c);
	if (!eset_empty(just_named(s, c)))
		return just_named(s, c);
	if (!eset_empty(joins_me(s, c)))
		return joins_me(s, c);
	if (!eset_empty(yes_to_next(s, c)))
		return yes_to_next(s, c);
	if (claim->come && !eset_empty(undone_before(s, c)))
		return undone_before(s, c);
	if (!claim->come && !eset_empty(decline_ground(s, c)))
		return decline_ground(s, c);
	if (!eset_empty(other))
		return none;
	if (!eset_empty(same) && means_another(s, out, claim))
		return none;
	if (!eset_empty(same) && claims_both_each(s, c))
		return same;
	/* `Bitte melden Sie mich dafür an` */
	bool for_those = (c->there || clause_means(s, c, SENSE_POINTER)) &&
		clause_has(c, SENSE_REGISTER) && registers_me(c);
	if (!eset_empty(same))
		return eset_count(same) == 1 || only_me(s, c) || for_those ? same : none;
	if (!claim->come && eset_count(told_events(s)) == 1)
		return told_events(s);
	if (!eset_empty(out->subject))
		return out->subject;
	if (eset_count(seen) == 1)
		return seen;
	if (eset_empty(seen) && eset_count(context) == 1)
		return context;
	if (eset_count(said_before(s, claim->clauses[0], claim->come)) == 1)
		return said_before(s, claim->clauses[0], claim->come);
	if (claim->come && !eset_empty(introduced_before(s, c)))
		return introduced_before(s, c);
	return claim->come ? placed_there(s, c) : none;
}

/* `Frau X nimmt am 16. teil. Die übrigen Termine kann sie nicht wahrnehmen`: a pronoun for somebody who
 * comes, and nobody else. */
static bool theirs(const struct study *s, const struct claims *out, const struct clause *c)
{
	const struct people *one = c->people_count == 1 ? c->people[0]->again : NULL;
	bool comes = false;

	if (one == NULL || c->hedged || c->negations > 1)
		return false;
	for (size_t i = 0; i < out->count; i++) {
		const struct clause *b = &s->clauses[out->items[i].clauses[0]];
		for (size_t k = 0; k < b->people_count && out->items[i].why == NULL; k++)
			comes = comes || (out->items[i].come && b->people[k] == one);
	}
	return comes;
}

/* `Bitte melden Sie Frau A und Herrn B an. Ich selbst kann leider nicht.`: those who are registered come without
 * the writer, and nobody had registered the writer that the letter knows of. */
static bool stays_behind(const struct study *s, const struct claims *out, const struct claim *no)
{
	const struct clause *c = &s->clauses[no->clauses[0]];
	bool others = false;

	if (no->come || no->why != NULL || c->named || !c->i || c->we || c->third || c->change ||
		c->own || clause_has(c, SENSE_CANCEL) || c->there || c->both > 0 ||
		clause_means(s, c, SENSE_ALSO) || clause_means(s, c, SENSE_MORE) ||
		clause_means(s, c, SENSE_CONTRARY) ||
		(s->context != NULL && s->context->event_count > 0))
		return false;
	/* `am 22. bin ich im Urlaub und kann nicht`: of an event of its own */
	for (size_t i = 0; i < s->clause_count; i++)
		if (s->clauses[i].sentence == c->sentence && s->clauses[i].named)
			return false;
	for (size_t i = 0; i < out->count; i++) {
		const struct claim *yes = &out->items[i];
		const struct clause *b = &s->clauses[yes->clauses[0]];
		bool named = false;
		if (yes == no)
			continue;
		if (!yes->come || yes->why != NULL || b->sentence > c->sentence)
			return false;
		for (size_t k = 0; k < b->people_count; k++) {
			const struct people *p = b->people[k];
			if ((p->me && (p->object || p->count > 1 || !b->agent_only)) || p->with ||
				people_may_be_writer(s, p))
				return false;
			named = named || p->person_count > 0;
		}
		if (!named || (b->i && !b->agent_only) || b->we)
			return false;
		others = true;
	}
	return others;
}

/* `wir kommen zu sechst, ich bin auch dabei`: whoever says `we`, and how many they are, is one of them. */
static bool counted_before(const struct study *s, const struct clause *c)
{
	const struct clause *b = c > s->clauses ? c - 1 : NULL;

	if (b == NULL || !b->we || b->third || b->says != SAYS_COME || b->why != NULL ||
		b->negations > 0 || b->hedged || c->we || c->people_count > 1)
		return false;
	for (size_t i = 0; i < b->people_count; i++)
		if (b->people[i]->total && !b->people[i]->with && b->people[i]->count > 1)
			return true;
	return false;
}

/* `an beiden Tagen`: as many days as one event lasts. */
static bool days_of(const struct study *s, const struct clause *c, struct eset events)
{
	int days = 0;

	for (size_t i = 0; s->series != NULL && i < s->series->event_count; i++)
		if (eset_has(events, i))
			days += daypart_days(&s->series->events[i]);
	return eset_count(events) == 1 && days == c->both && clause_tokens_mean(s, c, SENSE_UNIT);
}

/* The sort of the first of some events. */
static const struct event_sort *sort_of(const struct study *s, struct eset events)
{
	for (size_t i = 0; s->series != NULL && i < s->series->event_count; i++)
		if (eset_has(events, i))
			return s->series->events[i].sort;
	return NULL;
}

/* Whether a clause names events of which by the noun of their sort, or as several of them. */
static bool by_sort(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT && (a->one_sort || (a->several && a->n != -1)))
			return true;
	}
	return false;
}

/* `zu den ersten beiden Foren nicht, bei den anderen bin ich da`: the other forums, or all the others? Not `bei den anderen
 * Veranstaltungen`, which any of them is. */
static bool others_of_sort(const struct study *s, const struct claims *all, size_t rest)
{
	for (size_t k = 0; k < all->count; k++) {
		const struct claim *one = &all->items[k];
		const struct event_sort *sort = sort_of(s, one->events);
		size_t same = 0, other = 0;
		if (k == rest || one->clause_count == 0 ||
			!by_sort(s, &s->clauses[one->clauses[0]]))
			continue;
		for (size_t i = 0; i < s->series->event_count; i++)
			if (eset_has(all->items[rest].events, i))
				*(s->series->events[i].sort == sort ? &same : &other) += 1;
		if (same > 0 && other > 0)
			return true;
	}
	return false;
}

void claims_find_missing(struct study *s, struct claims *out)
{
	size_t kept = 0;

	proposals_settle(s, out);
	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		const struct clause *c = &s->clauses[claim->clauses[0]];
		if (c->rest) {
			struct eset others = {0};
			for (size_t k = 0; k < out->count; k++)
				if (k != i)
					others = eset_or(others, out->items[k].events);
			bool fits = eset_empty(eset_and(claim->events, others));
			bool clear = claim->why == NULL ||
				(strcmp(claim->why, "third-party") == 0 && theirs(s, out, c));
			/* `den Rest bitte absagen`: which of them were theirs? */
			bool ordered =
				clause_means(s, c, SENSE_PLEASE) && clause_has(c, SENSE_CANCEL);
			if (!claim->come && !eset_empty(others) && clear && !ordered) {
				s->clauses[claim->clauses[0]].joined = true;
				continue;
			}
			if (!fits)
				claim->events = eset_minus(claim->events, others);
			if (!claim->come && claim->why == NULL)
				claim->why = "bad-reference";
			if (claim->why == NULL && s->series != NULL &&
				!clause_tokens_mean(s, c, SENSE_EVENT) &&
				!clause_tokens_mean(s, c, SENSE_EVENTS) &&
				others_of_sort(s, out, i))
				claim->why = "ambiguous-event";
		}
		if (stays_behind(s, out, claim)) {
			s->clauses[claim->clauses[0]].joined = true;
			continue;
		}
		/* `wir schicken zwei Leute, und ich komme auch` */
		if (claim->come && !c->named && c->i && out->count > 1 && claim->why == NULL &&
			clause_means(s, c, SENSE_ALSO) && !counted_before(s, c))
			claim->why = "seats-unsure";
		bool said = !eset_empty(claim->events) || c->event_trouble;
		if (!said)
			claim->events = find_events(s, out, claim);
		else if (claim->come && claim->why == NULL && introduced_other(s, c))
			claim->why = "ambiguous-event";
		if (!said && claim->come && !eset_empty(undone_before(s, c)))
			s->clauses[claim->clauses[0] - 1].joined = true;
		if (!said && !claim->come && claim->why == NULL && decline_of_thing(s, c))
			claim->why = "negation-unclear";
		if (claim->why == NULL)
			claim->why = unrelated_event(s, claim, said);
		if (eset_empty(claim->events) && claim->why == NULL)
			claim->why = "no-event";
		else if (c->both > 0 && (int)eset_count(claim->events) != c->both &&
			!days_of(s, c, claim->events) && claim->why == NULL)
			claim->why = "bad-reference";
		out->items[kept++] = *claim;
	}
	out->count = kept;
}
