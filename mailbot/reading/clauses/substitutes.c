#include "reading/clauses/substitutes.h"

#include "reading/clauses/bidden.h"
#include "reading/clauses/verbs.h"

static bool replaces(const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].needs == NEEDS_STEAD)
			return true;
	return false;
}

static size_t count_events(const struct study *s, const struct clause *c)
{
	size_t n = 0;

	for (size_t i = c->first; i < c->end; i++)
		n += s->atoms[i].kind == ATOM_EVENT && !s->atoms[i].reference;
	return n;
}

/* Whether the writer, or somebody with a name, stands in the clause beside who is replaced. */
static bool comes_instead(const struct study *s, const struct clause *c, size_t replaced)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (i != replaced && s->atoms[i].kind == ATOM_PEOPLE && !p->with &&
			(p->me || p->person_count > 0))
			return true;
	}
	return false;
}

/* `statt meiner Frau`, `anstelle von Herrn X`: one of several events may be theirs alone. */
static void take_swapped(struct study *s, struct clause *c, size_t swap)
{
	size_t at = swap + 1;

	if (at < c->end && atom_means(&s->atoms[at], SENSE_ORIGIN) && s->atoms[at].count == 1)
		at++;
	if (at >= c->end || s->atoms[at].kind != ATOM_PEOPLE)
		return;
	const struct people *p = s->atoms[at].people;
	if (p->me || p->we || p->with || p->total || p->unsure || !comes_instead(s, c, at))
		return;
	for (size_t i = swap; i <= at; i++)
		s->atoms[i].use = USE_TOLD;
	c->substitute = true;
	if (count_events(s, c) > 1)
		clause_trouble(c, "swap-unclear", swap);
}

/* `übernimmt meinen Platz`, `give my place to`: what goes to somebody else. */
static void take_place(struct study *s, struct clause *c)
{
	bool passes = replaces(c);

	for (size_t i = 0; i < c->predicate_count; i++)
		passes = passes || c->predicates[i].needs == NEEDS_SOMEBODY;
	for (size_t i = c->first; i + 1 < c->end && passes; i++) {
		struct atom *my = &s->atoms[i], *place = my + 1;
		bool noun = atom_means(place, SENSE_PERSONS) ||
			(replaces(c) &&
				(atom_means(place, SENSE_REGISTRATION) ||
					atom_means(place, SENSE_RELATION)));
		if (my->kind != ATOM_WORD || !atom_means(my, SENSE_MY) ||
			place->kind != ATOM_WORD || !noun)
			continue;
		my->use = place->use = USE_TOLD;
		c->substitute = true;
	}
}

/* `statt meiner Frau`: the phrase took the possessive of the noun behind it. */
static void take_whose(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++) {
		struct atom *a = &s->atoms[i], *noun = a + 1;
		if (atom_means(a, SENSE_SUBSTITUTE) && a->count > 1 && noun->kind == ATOM_WORD &&
			token_means(first_token(s, a), SENSE_SWAP) &&
			token_means(last_token(s, a), SENSE_MY) &&
			atom_means(noun, SENSE_RELATION) && noun->n == 1) {
			a->use = noun->use = USE_TOLD;
			c->substitute = true;
			if (count_events(s, c) > 1)
				clause_trouble(c, "swap-unclear", i);
		}
	}
}

/* Whether somebody stands in the clause who is neither the writer nor was named before. */
static bool has_another(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind == ATOM_PEOPLE && p->again == NULL && !p->me && p->count > 0)
			return true;
	}
	return false;
}

/* `für sie kommt Herr X`: she was named before, and does not come. */
static void take_stood_for(struct study *s, struct clause *c)
{
	bool another = has_another(s, c);

	for (size_t i = c->first; i + 1 < c->end && another; i++) {
		struct atom *a = &s->atoms[i], *who = a + 1;
		if (!atom_means(a, SENSE_FOR) || who->kind != ATOM_PEOPLE ||
			who->people->again == NULL || !clause_has(c, SENSE_COME))
			continue;
		a->use = who->use = USE_TOLD;
		c->substitute = true;
	}
}

/* `… kann ich nicht und schicke Herrn X`: no event but that of the no. */
static bool sends_instead(const struct study *s, const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].needs == NEEDS_SOMEBODY)
			return count_events(s, c) == 0 && substitutes_follow(s, c);
	return false;
}

/* `Herr Lang schickt Frau Ott`, `Herr Lang wird durch Frau Ott vertreten`, `unser Haus wird …`: he does not come. */
static void take_sender(struct study *s, struct clause *c)
{
	struct atom *first = NULL;
	bool sends = false;

	for (size_t i = 0; i < c->predicate_count; i++)
		sends = sends || c->predicates[i].needs == NEEDS_SOMEBODY;
	for (size_t i = c->first; i < c->end && sends; i++) {
		struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_PEOPLE || a->use == USE_TOLD)
			continue;
		if (a->people->with || a->people->total)
			return;
		if (first != NULL) {
			first->use = USE_TOLD;
			return;
		}
		if (a->people->me && !a->people->group)
			return;
		first = a;
	}
}

/* `Herr Wegener vertritt sie`: who was named before, beside somebody who is now. */
static void take_represented(struct study *s, struct clause *c)
{
	bool another = has_another(s, c);

	for (size_t i = c->first; i < c->end && another; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].people->again != NULL)
			s->atoms[i].use = USE_TOLD;
}

void substitutes_take(struct study *s, struct clause *c)
{
	bidden_take(s, c);
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_SWAP) && a->use == USE_NONE)
			take_swapped(s, c, i);
	}
	take_place(s, c);
	take_whose(s, c);
	take_stood_for(s, c);
	take_sender(s, c);
	c->substitute = c->substitute || sends_instead(s, c);
	if (!replaces(c))
		return;
	c->substitute = true;
	take_represented(s, c);
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_PEOPLE && a->people->me && a->people->object &&
			a->people->person_count == 0 && a->people->count <= 1)
			a->use = USE_TOLD;
	}
}

/* `schickt am 18. Frau Ott nach London`, `… wird durch Frau Ott am Flughafen vertreten`: somewhere that is no event. */
static void check_elsewhere(const struct study *s, struct clause *c)
{
	bool sends = replaces(c);

	for (size_t i = 0; i < c->predicate_count; i++)
		sends = sends || c->predicates[i].needs == NEEDS_SOMEBODY;
	for (size_t i = c->first; i < c->end && sends; i++) {
		const struct atom *a = &s->atoms[i];
		bool where = atom_means(a, SENSE_GOING) || atom_means(a, SENSE_WHEREABOUTS);
		if (where && a->use == USE_ADJUNCT && !atom_means(a, SENSE_FOR))
			clause_trouble(c, "not-understood", i);
	}
}

/* `ich schicke Herrn X eine Mail`: a noun beside who is sent, with an article that is nobody's. */
static void check_sent_thing(const struct study *s, struct clause *c)
{
	static const enum sense wishes[] = {SENSE_WISH, SENSE_CLOSING, SENSE_GREETING};
	bool sends = false, who = c->i || c->we;

	for (size_t i = 0; i < c->predicate_count; i++)
		sends = sends || c->predicates[i].needs == NEEDS_SOMEBODY;
	/* `er schickt Grüße an Frau Ott` */
	for (size_t i = c->first; i < c->end && sends; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], wishes) && s->atoms[i].use != USE_INTENT)
			clause_trouble(c, "not-understood", i);
	for (size_t i = c->first; i + 1 < c->end && sends; i++) {
		const struct atom *a = &s->atoms[i], *noun = a + 1;
		who = who || (a->kind == ATOM_PEOPLE && !a->people->me);
		bool article = a->kind == ATOM_WORD &&
			(atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_INDEFINITE));
		bool thing = noun->kind == ATOM_WORD || noun->kind == ATOM_UNKNOWN;
		if (who && article && a->use != USE_ADJUNCT && a->use != USE_TOLD && thing &&
			!atom_means(a, SENSE_GOING) && noun->use != USE_ADJUNCT &&
			!atom_means(noun, SENSE_PERSONS) && !atom_means(noun, SENSE_RELATION))
			clause_trouble(c, "not-understood", i);
	}
}

/* `statt mir`, and nobody who comes so: `der 18. passt statt mir gut`. */
static void check_nobody(const struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool mine = false, somebody = c->third || c->agent_only;
		for (size_t k = a->first; k < a->first + a->count; k++)
			mine = mine || token_means(&s->tokens[k], SENSE_TO_ME) ||
				token_means(&s->tokens[k], SENSE_US);
		for (size_t k = 0; k < c->people_count; k++)
			somebody = somebody || !c->people[k]->me;
		if (mine && atom_means(a, SENSE_SUBSTITUTE) && !somebody)
			clause_trouble(c, "third-party", i);
	}
}

void substitutes_check(struct study *s, struct clause *c)
{
	bidden_check(s, c);
	check_sent_thing(s, c);
	check_elsewhere(s, c);
	check_nobody(s, c);
	if (!replaces(c))
		return;
	if (c->negations > 0)
		clause_trouble(c, "negation-unclear", c->first);
	if (!c->third || c->i || c->we)
		clause_trouble(c, "third-party", c->first);
}

/* Whether the clause only says what keeps the writer away. */
static bool keeps_away(const struct study *s, const struct clause *b)
{
	bool kept = clause_means(s, b, SENSE_OBSTACLE) || clause_means(s, b, SENSE_REGRET) ||
		clause_means(s, b, SENSE_MUST);

	return b->says == SAYS_NOTHING && kept && b->why == NULL && b->negations == 0 &&
		!b->hedged && !b->question && !b->condition && !b->third &&
		!s->sentences[b->sentence].subject;
}

/* `I may not be in town on the 18th`: whatever keeps the writer away, or may, is why a deputy was asked. */
static bool may_be_away(const struct study *s, const struct clause *b)
{
	bool positive = clause_intends(b) && b->negations == 0 && b->says != SAYS_NOT_COME;

	return (b->says == SAYS_NOTHING || b->says == SAYS_OPEN) && !positive && !b->question &&
		!b->condition && !b->third && !b->we && !b->event_trouble && b->negations <= 1 &&
		eset_empty(b->swapped) && !s->sentences[b->sentence].subject;
}

/* `am 22. kann ich nicht, Herr X vertritt mich in der Schule`: nothing but the place of another event. */
static bool elsewhere(const struct study *s, const struct claims *all, const struct claim *claim)
{
	const struct clause *c = &s->clauses[claim->clauses[0]];
	bool place = false, other = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT || a->use != USE_EVENT)
			continue;
		place = place || a->place_only;
		other = other || !a->place_only;
	}
	for (size_t k = 0; k < all->count && place && !other; k++)
		if (!all->items[k].come && !eset_within(claim->events, all->items[k].events))
			return true;
	return false;
}

/* What stands before `Frau X vertritt mich` is why; where the writer comes all the same, it is not clear
 * for whom. */
void substitutes_settle(struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		const struct clause *c = &s->clauses[claim->clauses[0]];
		if (!claim->come || !c->substitute)
			continue;
		if (elsewhere(s, out, claim) && claim->why == NULL)
			claim->why = "date-contradicts-title";
		for (size_t k = 0; bidden_comes(s, c) && k < s->clause_count; k++)
			if (bidden_answers(s, c, &s->clauses[k]) && claim->why == NULL)
				claim->why = "third-party";
		for (size_t k = 0; k < out->count; k++) {
			const struct claim *other = &out->items[k];
			const struct clause *b = &s->clauses[other->clauses[0]];
			if (other->come && !b->substitute && !b->third && claim->why == NULL &&
				!eset_empty(eset_and(claim->events, other->events)))
				claim->why = "third-party";
		}
		for (size_t k = claim->clauses[0]; k-- > 0;) {
			struct clause *b = &s->clauses[k];
			if (b->sentence + 1 < c->sentence)
				break;
			bool away = keeps_away(s, b) || (bidden_comes(s, c) && may_be_away(s, b));
			if (away && eset_within(b->events, claim->events))
				b->joined = true;
		}
	}
}

/* `… und wird durch Frau Ott vertreten`, `er schickt Frau Ott`: nobody new but the one who is sent. */
static bool sends_one(const struct study *s, const struct clause *c)
{
	size_t sent = 0;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_PEOPLE || a->people->again != NULL)
			continue;
		if (a->people->me || a->people->with)
			return false;
		sent++;
	}
	return sent == 1 && c->negations == 0;
}

bool substitutes_follow(const struct study *s, const struct clause *c)
{
	for (const struct clause *b = c; b-- > s->clauses && b->sentence + 1 >= c->sentence;) {
		if (s->sentences[b->sentence].subject || b->question || b->condition)
			return false;
		if (b->third && !b->i && !b->we && !(b->says == SAYS_NOT_COME && sends_one(s, c)))
			return false;
		bool kept = clause_means(s, b, SENSE_OBSTACLE) && b->named;
		if (b->says == SAYS_NOT_COME || kept)
			return true;
	}
	return false;
}

/* `tragen Sie … ein`: who is addressed, and no `sie`. */
static bool addresses(const struct study *s, const struct clause *c, size_t token)
{
	const struct token *t = &s->tokens[token];

	return token_means(t, SENSE_YOU) && t->capital && token > s->atoms[c->first].first;
}

/* `statt meiner Frau`, `für ihn`, `Herr Lang schickt …`: somebody else who does not come. */
static bool replaces_other(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool told = a->use == USE_TOLD;
		if (told && a->kind == ATOM_PEOPLE && !a->people->me)
			return true;
		if (told && atom_means(a, SENSE_RELATION))
			return true;
		/* `statt meiner Frau Eva Berg`: hers, or the writer's? */
		if (atom_means(a, SENSE_SUBSTITUTE) && token_means(last_token(s, a), SENSE_MY) &&
			i + 1 < c->end && token_means(first_token(s, a + 1), SENSE_RELATION))
			return true;
		for (size_t k = a->first; a->kind == ATOM_WORD && k < a->first + a->count; k++)
			if ((token_means(&s->tokens[k], SENSE_HIS) ||
				    token_means(&s->tokens[k], SENSE_HIM)) &&
				!addresses(s, c, k))
				return true;
	}
	return false;
}

static bool brings_another(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me && !c->people[i]->total)
			return true;
	return false;
}

static bool substitutes_somebody(const struct study *s, const struct claim *claim)
{
	for (size_t i = 0; i < claim->clause_count; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		if (c->substitute && (brings_another(c) || replaces_other(s, c)))
			return true;
	}
	return claim->instead;
}

/* `ich schicke Frau Berg`, and not `auch Frau Berg`: whether the writer comes too, or not any more, it does not say. */
static bool sends(const struct study *s, const struct clause *c)
{
	static const enum sense more[] = {SENSE_ALSO, SENSE_MORE, SENSE_WITH};
	bool sending = false;

	for (size_t i = 0; i < c->predicate_count; i++)
		sending = sending || c->predicates[i].needs == NEEDS_SOMEBODY;
	return sending && (c->i || c->we) && brings_another(c) &&
		!CLAUSE_TOKENS_MEAN_ANY(s, c, more);
}

bool substitutes_maybe(const struct study *s, const struct claim *claim)
{
	bool instead = substitutes_somebody(s, claim);

	for (size_t i = 0; i < claim->clause_count; i++)
		instead = instead || sends(s, &s->clauses[claim->clauses[i]]);
	return claim->come && instead;
}

/* Whether words of the writer's own place, or their own no, stand with it. */
static bool of_writer(const struct study *s, const struct clause *c)
{
	static const enum sense mine[] = {SENSE_ME, SENSE_TO_ME, SENSE_MY};

	return CLAUSE_TOKENS_MEAN_ANY(s, c, mine) || c->i ||
		(c->says == SAYS_NOT_COME && !c->third && !c->we);
}

bool substitutes_writer(const struct study *s, const struct claim *claim)
{
	bool mine = claim->instead;

	if (!claim->come || !substitutes_somebody(s, claim))
		return false;
	for (size_t i = 0; i < claim->clause_count; i++) {
		const struct clause *c = &s->clauses[claim->clauses[i]];
		if (c->we || replaces_other(s, c))
			return false;
		mine = mine || of_writer(s, c);
		for (const struct clause *b = s->clauses; b < s->clauses + s->clause_count; b++) {
			bool near =
				b->sentence + 1 >= c->sentence && c->sentence + 1 >= b->sentence;
			if (b == c || !near || b->says != SAYS_NOT_COME)
				continue;
			if (b->third || b->we)
				return false;
			mine = true;
		}
	}
	return mine;
}
