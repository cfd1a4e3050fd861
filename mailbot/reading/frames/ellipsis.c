#include "reading/frames/ellipsis.h"

#include <string.h>

#include "reading/asides/kept.h"
#include "reading/asides/talk.h"
#include "reading/claims/late.h"
#include "reading/claims/others.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"
#include "reading/people/principals.h"

/* Beside nothing but a yes, a no or a noun for them a title's word is no common noun; not where it may be a place. */
static void trust_weak(const struct study *s, struct clause *c)
{
	if (c->why == NULL || strcmp(c->why, "weak-event") != 0 || c->several)
		return;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].at_place)
			return;
	c->why = NULL;
	c->event_trouble = false;
}

void ellipsis_read_noun(const struct study *s, struct clause *c, bool cancels)
{
	/* `bestätigen Sie mir meine Anmeldung` speaks of one that there is */
	bool asks_about = clause_means(s, c, SENSE_ASSERT) &&
		(clause_means(s, c, SENSE_YOU) ||
			(clause_means(s, c, SENSE_PLEASE) && clause_means(s, c, SENSE_MY)));
	if (c->negations > 0 || clause_means(s, c, SENSE_PAST) || clause_means(s, c, SENSE_BE) ||
		asks_about) {
		clause_trouble(c, "not-understood", c->first);
		return;
	}
	/* `Bildung: Absage` */
	if (c->verbless)
		trust_weak(s, c);
	c->noun = true;
	c->says = cancels ? SAYS_NOT_COME : SAYS_COME;
	c->own = cancels && clause_means(s, c, SENSE_MY);
}

/* `at any of the four forums`: where the `at` of the event at `i` stands; `i` where it is its own first word. */
static size_t being_at(struct study *s, const struct clause *c, size_t i)
{
	size_t k = i;

	if (token_means(first_token(s, &s->atoms[i]), SENSE_BEING))
		return i;
	while (k > c->first + 1 && s->atoms[k - 1].count == 1 &&
		(atom_means(&s->atoms[k - 1], SENSE_INDEFINITE) ||
			atom_means(&s->atoms[k - 1], SENSE_ORIGIN)))
		k--;
	if (k == i || c->negations == 0 || !s->atoms[i].several ||
		!atom_means(&s->atoms[k - 1], SENSE_BEING))
		return c->end;
	for (size_t n = k - 1; n < i; n++)
		s->atoms[n].use = USE_EVENT;
	return k - 1;
}

bool ellipsis_read_being(struct study *s, struct clause *c)
{
	bool may = clause_means(s, c, SENSE_WILL);

	if (c->predicate_count > 0 || c->negations > 1 ||
		!(c->i || c->we || (c->third && may && c->negations == 0)))
		return false;
	for (size_t i = c->first + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->use != USE_EVENT)
			continue;
		size_t k = being_at(s, c, i);
		if (k == c->end)
			continue;
		while (k > c->first + 1 &&
			(atom_means(&s->atoms[k - 1], SENSE_SAFE) ||
				atom_means(&s->atoms[k - 1], SENSE_ONLY)))
			k--;
		if (!atom_means(&s->atoms[k - 1], SENSE_BE))
			continue;
		c->says = c->negations > 0 ? SAYS_NOT_COME : SAYS_COME;
		return true;
	}
	return false;
}

/* `I will be abroad on the 22nd`, `I will be working on that day`: a day alone, and what they are then. */
static bool is_elsewhere(const struct study *s, const struct clause *c)
{
	bool be = false, dates = true;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		be = be || atom_means(a, SENSE_BE) ||
			(a->kind == ATOM_WORD && token_means(first_token(s, a), SENSE_BE));
		if (a->kind == ATOM_EVENT && a->use == USE_EVENT)
			dates = dates && a->date_only;
		/* `I will be with my mother on the 16th`; not `be accompanied by my mother` */
		const struct meaning *by = first_token(s, a)->meaning;
		bool there = i > c->first && atom_means(a - 1, SENSE_BE) && by != NULL &&
			by->inflections == NULL;
		if (a->kind == ATOM_PEOPLE && a->people->with && !there)
			return false;
	}
	return clause_means(s, c, SENSE_OBSTACLE) || (be && dates);
}

/* `18 February: I'll be there. 22 February: I won't.`: nothing but which, who and no, behind a yes. */
static bool denies_likewise(const struct study *s, const struct clause *c)
{
	const struct clause *yes = c - 1;

	if (c == s->clauses || yes->says != SAYS_COME || yes->why != NULL || !c->named ||
		c->several || c->negations != 1 || c->sentence > yes->sentence + 1)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool known = atom_quiet(a) || a->kind == ATOM_EVENT || a->kind == ATOM_PEOPLE ||
			atom_means(a, SENSE_WILL) || atom_means(a, SENSE_BE) ||
			atom_means(a, SENSE_NEG) || atom_means(a, SENSE_BUT);
		if (!known)
			return false;
	}
	return true;
}

/* `Ms Ott will be there. I won't, I'm afraid`: a modal and its no, right behind others who are named and come. */
static bool denies_beside(const struct study *s, const struct clause *c)
{
	static const enum sense fine[] = {
		SENSE_WILL, SENSE_NEG, SENSE_AND, SENSE_HENCE, SENSE_BUT, SENSE_REGRET, SENSE_SELF};

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool me = a->kind == ATOM_PEOPLE && a->people->me && !a->people->we &&
			a->people->count <= 1 && !a->people->with;
		if (!me && !atom_quiet(a) && !ATOM_MEANS_ANY(a, fine))
			return false;
	}
	for (const struct clause *b = c; b-- > s->clauses && b->sentence + 1 >= c->sentence;)
		if (b->says != SAYS_NOTHING)
			return others_named_come(b) && b->why == NULL;
	return false;
}

bool ellipsis_read_modal(struct study *s, struct clause *c)
{
	bool can = clause_means(s, c, SENSE_CAN), will = clause_means(s, c, SENSE_WILL);

	bool other = principals_act(c);

	if ((!can && !will) || c->predicate_count > 0 || !(c->i || c->we || other) ||
		c->negations > 1)
		return false;
	bool beside = will && c->negations == 1 && denies_beside(s, c);
	bool likewise = will && denies_likewise(s, c);
	if (will && !beside && ((c->negations > 0 && !likewise) || !c->named))
		return false;
	/* `die Enkelin wird im Juli sechs`: of somebody else, and of no event */
	if (clause_means(s, c, SENSE_HE_DOES) && c->event_trouble && eset_empty(c->events))
		return false;
	for (size_t i = c->first; i < c->end; i++) /* `the others will be from 6 to 9` */
		if (will && !likewise && c->people_count == 0 &&
			atom_means(&s->atoms[i], SENSE_BE) && !atom_means(&s->atoms[i], SENSE_WILL))
			return false;
	if (can && c->negations == 0 && !c->named)
		return false;
	if (c->negations == 0 && is_elsewhere(s, c))
		return false;
	c->says = c->negations > 0 ? SAYS_NOT_COME : SAYS_COME;
	c->proxy = other && c->says == SAYS_NOT_COME;
	for (size_t i = 0; i < c->people_count && !other; i++)
		if (!c->people[i]->me && !c->people[i]->with && !c->people[i]->total)
			clause_trouble(c, "third-party", c->first);
	return true;
}

/* Whether anybody beyond a lone pronoun stands in it. */
static bool counts_people(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		if (p->total || p->with || p->person_count > 0 || p->count > 1 ||
			(p->count > 0 && !p->me))
			return true;
	}
	return false;
}

/* `Kongress: gute Sache`: what is said of it, and nothing that asks for it. */
static bool only_praises(const struct study *s, const struct clause *c)
{
	static const enum sense asks[] = {SENSE_YES, SENSE_NO, SENSE_PLEASE, SENSE_GLADLY,
		SENSE_REGISTRATION, SENSE_CANCELLATION};

	for (size_t i = c->first; i < c->end; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], asks))
			return false;
	return c->named && c->people_count == 0 && clause_means(s, c, SENSE_PRAISE);
}

/* `Danke für die Einladung zum Kongress`: what somebody is thanked for asks for nothing. */
static bool thanks_for(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		if (s->atoms[i].kind == ATOM_EVENT)
			return false;
		if (atom_means(&s->atoms[i], SENSE_THANKS) || atom_means(&s->atoms[i], SENSE_WISH))
			return c->named;
	}
	return false;
}

/* `bin gespannt auf Frau Roth`: whom they look forward to comes anyway. */
static bool glad_of_somebody(const struct study *s, struct clause *c)
{
	bool wish = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (wish && a->kind == ATOM_PEOPLE && !a->people->me && !c->named) {
			/* `auf den Abend mit meiner Frau`: does she come along? */
			if (!atom_means(a - 1, SENSE_GOING))
				clause_trouble(c, "person-left-over", i);
			return atom_means(a - 1, SENSE_GOING);
		}
		wish = wish || atom_means(a, SENSE_WISH);
	}
	return false;
}

/* `Programm Kongress` asks for something else: a noun that is safe beside a verb only. */
static bool has_noun(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_SAFE) && a->count == 1 && a->meaning != NULL &&
			first_token(s, a)->capital && !atom_means(a, SENSE_ALSO) &&
			!atom_means(a, SENSE_ONLY))
			return true;
	}
	return false;
}

/* `I … on the 16th`, where a nominative wants a verb: whatever stands there, nobody knows it. */
static bool lone_i(const struct study *s, const struct clause *c)
{
	if (!c->named || clause_means(s, c, SENSE_YES) || clause_means(s, c, SENSE_ALSO) ||
		clause_means(s, c, SENSE_ONLY) || clause_means(s, c, SENSE_ALONE))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind == ATOM_PEOPLE && p->me && !p->object && !p->with &&
			p->person_count == 0 && p->count <= 1 && !tongue_nouns(s, &s->atoms[i]))
			return true;
	}
	return false;
}

/* `we will be five, not three`: how many they are not, behind how many they are. */
static bool corrects_number(const struct study *s, const struct clause *c)
{
	const struct clause *before = c - 1;
	bool total = false, no = false, number = false;

	if (c == s->clauses || before->sentence != c->sentence || before->says != SAYS_COME)
		return false;
	for (size_t i = 0; i < before->people_count; i++)
		total = total || before->people[i]->total;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool counts = a->kind == ATOM_NUMBER || atom_means(a, SENSE_NUMBER) ||
			(a->kind == ATOM_PEOPLE && a->people->total);
		if (counts && no && !number)
			number = true;
		else if (atom_means(a, SENSE_NEG) && !no)
			no = true;
		else if (a->kind != ATOM_PUNCT && a->kind != ATOM_SILENT &&
			!atom_means(a, SENSE_AND))
			return false;
	}
	return total && number;
}

/* `ich komme zum Kongress, meine Frau leider nicht`: somebody named, right behind a yes of the writer's alone. */
static bool others_no(const struct study *s, const struct clause *c)
{
	const struct clause *yes = c - 1;
	bool other = false;

	if (c == s->clauses || yes->sentence != c->sentence || yes->says != SAYS_COME ||
		yes->why != NULL || !yes->i || yes->we || yes->third || c->negations != 1)
		return false;
	for (size_t i = 0; i < yes->people_count; i++)
		if (!yes->people[i]->me || yes->people[i]->count > 1)
			return false;
	for (size_t i = 0; i < c->people_count; i++)
		other = !c->people[i]->me && !c->people[i]->with && !c->people[i]->total &&
			!c->people[i]->unsure && c->people[i]->count > 0;
	return other && c->people_count == 1;
}

/* `am 18. bin ich im Urlaub und daher nicht dabei`: the verb of the clause before it, and what follows from that. */
static bool goes_on_with_no(const struct study *s, const struct clause *c)
{
	static const enum sense plain[] = {SENSE_AND, SENSE_NEG, SENSE_SAFE, SENSE_REGRET};
	const struct clause *why = c - 1;
	bool there = false;

	if (c == s->clauses || c->sign != '&' || why->sentence != c->sentence || why->third ||
		!(why->i || why->we) || why->negations > 0 || why->hedged || why->question ||
		!clause_means(s, why, SENSE_BE) || eset_count(why->events) != 1 ||
		!(clause_means(s, why, SENSE_OBSTACLE) || clause_means(s, why, SENSE_REGRET)))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool place = atom_means(a, SENSE_PARTICLE) || atom_means(a, SENSE_THERE);
		if (!place && !atom_quiet(a) && !ATOM_MEANS_ANY(a, plain))
			return false;
		there = there || (place && i > c->first && atom_means(a - 1, SENSE_NEG));
	}
	return there;
}

/* `I might not be there on the 16th, nor on the 18th`: as unsure as the no before it. */
static bool doubted_likewise(const struct study *s, const struct clause *c)
{
	const struct clause *before = c;

	while (before > s->clauses && (before - 1)->sentence == c->sentence) {
		before--;
		if (!before->elliptic)
			break;
	}
	/* `Bildung weiß ich noch nicht, Kongress auch nicht` */
	return before < c && c->negations > 0 &&
		(before->says == SAYS_OPEN || (before->hedged && before->negations > 0));
}

/* `zu den Foren leider nicht`: to none of them; not `zu allen nicht`, which may be to some. */
static bool none_of_these(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool article = false;
		if (a->kind != ATOM_EVENT || !a->several)
			continue;
		for (size_t k = a->first; k < a->first + a->count; k++) {
			const struct token *t = &s->tokens[k];
			if (token_means(t, SENSE_ALL) || token_means(t, SENSE_BOTH) ||
				token_means(t, SENSE_EACH) || token_means(t, SENSE_ONE))
				return false;
			article = article || token_means(t, SENSE_ARTICLE);
		}
		if (!article)
			return false;
	}
	return true;
}

/* `zu den letzten beiden nicht`, `zum ersten und dritten nicht`: by their places, so that none of them is left out. */
static bool by_places(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		for (size_t k = 0; s->atoms[i].kind == ATOM_EVENT && k < s->atoms[i].count; k++) {
			const struct token *t = first_token(s, &s->atoms[i]) + k;
			if (token_means(t, SENSE_LAST) || token_means(t, SENSE_ORDINAL))
				return true;
		}
	return false;
}

/* `so no congress for me`: what is not is the event, and for whom. */
static bool none_for_me(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 3 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_NEG) && s->atoms[i + 1].kind == ATOM_EVENT &&
			atom_means(&s->atoms[i + 2], SENSE_FOR))
			return s->atoms[i + 3].kind == ATOM_PEOPLE;
	return false;
}

/* `am 16. habe ich Dienst, am 18. nicht`: what they have not then is the duty. */
static bool frees(const struct study *s, const struct clause *c)
{
	const struct clause *why = c - 1;

	if (none_for_me(s, c))
		return false;

	return c > s->clauses && why->sentence == c->sentence && c->named && why->named &&
		why->says == SAYS_NOTHING && !why->verbless && !clause_means(s, c, SENSE_ALSO) &&
		(clause_means(s, why, SENSE_HAVE) || clause_means(s, why, SENSE_BE)) &&
		clause_means(s, why, SENSE_OBSTACLE);
}

/* `am 16. leider`, `Kongress wegen Krankheit`: no yes, though nothing says no; `leider nur der 18.` is one. */
static bool regrets(const struct study *s, const struct clause *c)
{
	return c->named && !clause_means(s, c, SENSE_ONLY) &&
		(clause_means(s, c, SENSE_REGRET) || clause_tokens_mean(s, c, SENSE_CAUSE));
}

/* Where the `be` of `it'll be three of us` stands within its people: their atom; the end where none does. */
static size_t be_within(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		for (size_t k = a->first; a->kind == ATOM_PEOPLE && k < a->first + a->count; k++)
			if (token_means(&s->tokens[k], SENSE_BE))
				return i;
	}
	return c->end;
}

/* Right beside the event; not `it'll be five of us working on the 18th`. */
static bool be_beside(const struct study *s, const struct clause *c)
{
	size_t at = be_within(s, c);

	return at < c->end &&
		(study_atom(s, at + 1, c->end)->kind == ATOM_EVENT ||
			(at > c->first && s->atoms[at - 1].kind == ATOM_EVENT));
}

/* `nein, zum Kongress`, `nein, nur Bildung`: a no to what was said before, and then what holds. */
static bool says_no_to_another(const struct study *s, const struct clause *c)
{
	size_t head = atoms_past_quiet(s, c->first, c->end);

	return c->named && atom_means(study_atom(s, head, c->end), SENSE_NO) &&
		(atom_is(study_atom(s, head + 1, c->end), ',') || clause_means(s, c, SENSE_ONLY));
}

void ellipsis_read_fragment(struct study *s, struct clause *c)
{
	if (thanks_for(s, c) || only_praises(s, c) || talk_denies_thing(s, c) ||
		glad_of_somebody(s, c) || kept_excuses(s, c))
		return;
	/* `Frau Ott vertritt mich.` */
	if (c->substitute && !c->named)
		clause_trouble(c, "third-party", c->first);
	if (lone_i(s, c) || (c->named && be_within(s, c) < c->end && !be_beside(s, c))) {
		clause_trouble(c, "not-understood", c->first);
		return;
	}
	if (corrects_number(s, c)) {
		c->told = true;
		return;
	}

	bool glad = c->named && c->negations == 0 &&
		(clause_means(s, c, SENSE_GLADLY) || clause_means(s, c, SENSE_CONTRARY));
	bool yes = clause_means(s, c, SENSE_YES) || glad, no = clause_means(s, c, SENSE_NO);

	if (yes && (no || c->negations > 0)) {
		clause_trouble(c, "contradicts-itself", c->first);
		return;
	}
	/* a sweeping no behind a yes cancels nothing */
	if (c->negations == 1 && !no && c->several && !c->rest && c > s->clauses &&
		c[-1].sentence == c->sentence && c[-1].says == SAYS_COME && none_of_these(s, c)) {
		c->told = true;
		return;
	}
	if (c->negations + (unsigned)no > 1 ||
		(c->negations > 0 && c->several && !c->rest && !by_places(s, c))) {
		clause_trouble(c, "negation-unclear", c->first);
		return;
	}
	/* a `nicht` alone among other clauses may turn any of them */
	const struct sentence *x = &s->sentences[c->sentence];
	if (no && !c->named && c->sign == '(')
		clause_trouble(c, "negation-unclear", c->first);
	if (c->negations > 0 && !c->named && !no && !others_no(s, c) && !goes_on_with_no(s, c) &&
		(c->first > x->first || c->end < x->end))
		clause_trouble(c, "negation-unclear", c->first);
	if (doubted_likewise(s, c))
		clause_trouble(c, "undecided", c->first);
	if (c->negations > 0 && !no && frees(s, c))
		clause_trouble(c, "negation-unclear", c->first);
	if (yes || no || c->negations > 0) {
		c->elliptic = true;
		c->says = yes ? SAYS_COME : SAYS_NOT_COME;
	} else {
		c->fragment = (c->named || counts_people(c) || c->both > 0) && !has_noun(s, c) &&
			!late_only(s, c);
	}
	trust_weak(s, c);
	if (no && c->negations == 0 && says_no_to_another(s, c)) {
		clause_trouble(c, "negation-unclear", c->first);
		c->says = SAYS_COME; /* rather, where a person is asked */
	}
	/* `2 Parkplätze beim Kongress bitte` */
	for (size_t i = c->first; i < c->end && c->fragment; i++)
		for (size_t k = 0; k < s->atoms[i].count; k++)
			if (s->atoms[i].kind == ATOM_TIME &&
				token_means(&s->tokens[s->atoms[i].first + k], SENSE_NEED))
				clause_trouble(c, "special-need", i);
	/* `bitte verschieben Sie den Kongress`: what is to change, and into what? */
	/* `Bildung: 2 Stunden`: what is said of the event is how long, not that somebody comes */
	for (size_t i = c->first + 1; i < c->end && c->fragment && c->named; i++)
		if (s->atoms[i].kind == ATOM_TIME && atom_is(&s->atoms[i - 1], ':') &&
			!counts_people(c))
			clause_trouble(c, "not-understood", i);
	if (c->fragment && clause_means(s, c, SENSE_CHANGE) && !counts_people(c))
		clause_trouble(c, "swap-unclear", c->first);
	if (c->fragment && regrets(s, c))
		clause_trouble(c, "negation-unclear", c->first);
}

/* `I will be accompanied by my assistant`: nothing but who, and beside whom. */
bool ellipsis_accompanied(const struct study *s, const struct clause *c)
{
	bool beside = false;

	if (c->named || c->predicate_count > 0 || !(c->i || c->we) || c->third || c->question ||
		c->negations > 0)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool with = a->kind == ATOM_PEOPLE && a->people->with && !a->people->unsure &&
			!token_means(first_token(s, a), SENSE_WITH);
		bool plain = a->kind == ATOM_PUNCT || atom_means(a, SENSE_WILL) ||
			atom_means(a, SENSE_BE) || atom_means(a, SENSE_AND) ||
			(a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1);
		if (!with && !plain)
			return false;
		beside = beside || with;
	}
	return beside;
}

/* `in unserem Team sind wir zu fünft`: how many they are there, whoever comes. */
static bool within_ours(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_GOING) &&
			token_means(first_token(s, &s->atoms[i + 1]), SENSE_MY))
			return true;
	return false;
}

/* `es bleibt also bei zwei Plätzen, Frau Gencer und ich`: nothing but how many, and who they are. */
static bool stays_so_many(const struct study *s, const struct clause *c)
{
	bool stays = false, many = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool total = a->kind == ATOM_PEOPLE && a->people->total && stays && i > c->first &&
			atom_means(a - 1, SENSE_GOING);
		bool who = a->kind == ATOM_PEOPLE && many;
		bool known = atom_quiet(a) || atom_means(a, SENSE_STAYS) ||
			atom_means(a, SENSE_GOING) || total || who ||
			(atom_means(a, SENSE_SAFE) && a->count == 1);
		if (!known || atom_means(a, SENSE_MORE))
			return false;
		stays = stays || atom_means(a, SENSE_STAYS);
		many = many || total;
	}
	return many;
}

bool ellipsis_is_headcount(const struct study *s, const struct clause *c)
{
	bool total = false;

	if (within_ours(s, c))
		return false;

	for (size_t i = 0; i < c->people_count; i++)
		total = total || c->people[i]->total;
	return total && !c->named && c->predicate_count == 0 &&
		(clause_means(s, c, SENSE_BE) || stays_so_many(s, c));
}

/* `noch drei`; not `nur noch drei`, which says how many they are now. */
static bool asks_more(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_MORE) &&
			!(i > c->first && atom_means(&s->atoms[i - 1], SENSE_ONLY)))
			return true;
	return false;
}

/* `On 21 February it's just my husband and me`: behind a `be` that has no other subject. */
static bool lists_me(const struct study *s, const struct clause *c)
{
	bool be = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `it will only be me`: a whole phrase */
		if (atom_means(a, SENSE_ALONE) && a->count > 2)
			return clause_tokens_mean(s, c, SENSE_BE);
		if (a->kind == ATOM_PEOPLE)
			return be && a->people->me && a->people->count > 1 && !a->people->with &&
				!tongue_nouns(s, a);
		be = be || atom_means(a, SENSE_BE);
	}
	return false;
}

/* `ich bringe noch fünf Mütter mit, wir sind dann zusammen sechs`: what stands behind it says that these are all who come. */
static bool sums_up(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {
		SENSE_BE, SENSE_TOTAL, SENSE_OPENS, SENSE_WILL, SENSE_HENCE, SENSE_THERE};
	const struct clause *sum = c + 1;
	int along = 0, own = 0;
	bool all = false;

	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		own += p->total && !p->unsure ? p->count : 0;
		along += p->me || p->total ? 0 : p->count;
	}
	/* `…, insgesamt also drei Personen` */
	if (c->i && !c->we && own > 0)
		return own == along + 1;
	if (sum >= s->clauses + s->clause_count || sum->sentence > c->sentence + 1 || !c->i ||
		c->we || s->sentences[sum->sentence].question)
		return false;
	for (size_t i = sum->first; i < sum->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool total = a->kind == ATOM_PEOPLE && a->people->total && !a->people->unsure &&
			!a->people->with && a->people->count == along + 1;
		bool we = a->kind == ATOM_PEOPLE && a->people->we && a->people->person_count == 0;
		bool word =
			a->count == 1 && atom_means(a, SENSE_SAFE) && !atom_means(a, SENSE_MORE);
		if (!total && !we && !word && !atom_quiet(a) && !ATOM_MEANS_ANY(a, known))
			return false;
		all = all || total;
	}
	return all;
}

/* `am 22. sind wir nur Herr Koç und ich`: who we are there, and not a word more. */
static bool we_are_these(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {
		SENSE_BE, SENSE_SAFE, SENSE_ONLY, SENSE_OPENS, SENSE_WILL, SENSE_THERE};
	bool we = false, these = false, be = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		const struct people *p = a->people;
		bool list =
			a->kind == ATOM_PEOPLE && p->me && p->count > 1 && !p->with && !p->unsure;
		bool us = a->kind == ATOM_PEOPLE && p->we && p->person_count == 0;
		bool event = a->kind == ATOM_EVENT && a->use == USE_EVENT;
		if (!list && !us && !event && !atom_quiet(a) && !ATOM_MEANS_ANY(a, known))
			return false;
		be = be || atom_means(a, SENSE_BE);
		we = we || (us && !list);
		these = these || (list && be);
	}
	return we && these;
}

/* Nothing but an event, and a yes or a no to it. */
static bool answers(const struct study *s, const struct clause *c)
{
	return c->verbless && c->named &&
		(clause_means(s, c, SENSE_YES) || clause_means(s, c, SENSE_NO));
}

/* `seven of us`, `zwei von uns`: told by who they are. */
static bool of_us(const struct study *s, const struct atom *a)
{
	return atom_tokens_mean(s, a, SENSE_US);
}

/* `16.: ja, 18.: nein, 21.: zu zweit`: how many come, in a list of answers, is a yes. */
static bool answers_with(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {
		SENSE_SAFE, SENSE_PLEASE, SENSE_GLADLY, SENSE_AND, SENSE_INCLUDED};
	size_t events = 0, people = 0;
	bool listed = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool who = a->kind == ATOM_PEOPLE && !a->people->unsure &&
			(a->people->total || a->people->with);
		events += a->kind == ATOM_EVENT;
		people += who;
		/* `seven of us on the 16th` needs no list */
		listed = listed ||
			(who && a->people->total && a->people->count > 0 && of_us(s, a) &&
				(be_within(s, c) == c->end || be_beside(s, c)));
		if (!who && a->kind != ATOM_EVENT && !atom_quiet(a) && !ATOM_MEANS_ANY(a, known))
			return false;
	}
	for (const struct clause *b = c; b-- > s->clauses && b->sentence + 1 >= c->sentence;)
		listed = listed || answers(s, b);
	return events == 1 && people == 1 && c->verbless && c->negations == 0 && listed;
}

bool ellipsis_comes_with(const struct study *s, const struct clause *c)
{
	bool along = false, total = false;

	bool doubted = (asks_more(s, c) && !sums_up(s, c)) || clause_means(s, c, SENSE_MUST) ||
		(clause_means(s, c, SENSE_WOULD) && !clause_means(s, c, SENSE_GLADLY));
	if (!c->named || c->negations > 0 || c->question || doubted)
		return false;
	for (size_t i = 0; i < c->people_count; i++) {
		along = along || (c->people[i]->with && c->people[i]->count > 0);
		total = total || c->people[i]->total;
	}
	if (clause_has(c, SENSE_WITH))
		return along && (c->i || c->we) && !c->third;
	if (c->predicate_count == 0 && (lists_me(s, c) || we_are_these(s, c) || answers_with(s, c)))
		return true;
	return total && c->predicate_count == 0 &&
		(be_within(s, c) < c->end ? be_beside(s, c) : clause_means(s, c, SENSE_BE)) &&
		(c->we || clause_tokens_mean(s, c, SENSE_US) || clause_tokens_mean(s, c, SENSE_WE));
}
