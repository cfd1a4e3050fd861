#include "reading/ledger/afterthoughts-crowd.h"

#include "reading/asides/talk.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/quantities.h"

static bool has_we(const struct study *s, const struct clause *c)
{
	return c->we || clause_tokens_mean(s, c, SENSE_WE) || clause_tokens_mean(s, c, SENSE_US);
}

static bool ends_at(const struct study *s, const struct clause *c, size_t at)
{
	return atoms_past_quiet(s, at, c->end) == c->end;
}

/* `eine kleine Gruppe`, `colleagues`: more than one, and nobody says how many. */
static bool is_group(const struct study *s, const struct atom *a)
{
	const struct token *last = last_token(s, a);
	bool several = a->kind == ATOM_PEOPLE ? a->people->count <= 1 : a->n == 0;

	return token_means(last, SENSE_GROUP) || (token_means(last, SENSE_RELATION) && several);
}

/* `mehrere`, `several of us`, `eine kleine Gruppe`, `ein paar mehr`: and not a word behind it. */
static bool many_at(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at], *next = study_atom(s, at + 1, c->end);
	size_t behind = at + 1 + atom_means(next, SENSE_PERSONS);
	bool many = atom_means(a, SENSE_OTHERS) || atom_means(a, SENSE_MORE) || is_group(s, a);

	return many && !(a->people != NULL && (a->people->me || a->people->count > 1)) &&
		ends_at(s, c, behind);
}

/* `wir werden mehrere sein`, `there will be several of us`, `we are a small group` */
static bool says_many(const struct study *s, const struct clause *c)
{
	size_t end = c->end;

	if (c->question || !(has_we(s, c) || clause_means(s, c, SENSE_THERE)) ||
		c->predicate_count > 0 ||
		!(clause_means(s, c, SENSE_BE) || clause_means(s, c, SENSE_WILL)))
		return false;
	while (end > c->first &&
		(atom_quiet(&s->atoms[end - 1]) || atom_means(&s->atoms[end - 1], SENSE_BE)))
		end--;
	struct clause part = *c;
	part.end = end;
	for (size_t i = c->first; i < end; i++)
		if (many_at(s, &part, i))
			return true;
	return false;
}

/* `A few of us.`: nothing else stands there. */
static bool only_many(const struct study *s, const struct clause *c)
{
	size_t first = atoms_past_quiet(s, c->first, c->end);

	return c->verbless && first < c->end && s->atoms[first].count > 1 &&
		atom_means(&s->atoms[first], SENSE_OTHERS) && many_at(s, c, first);
}

/* `Wie viele wir werden, schreibe ich noch`, `mit wie vielen Leuten, sage ich noch`: the number is open. */
static bool how_many(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {
		SENSE_WILL, SENSE_BE, SENSE_SAFE, SENSE_PERSONS, SENSE_OTHERS, SENSE_HIS};
	size_t head = atoms_past_quiet(s, c->first, c->end);

	head += atom_means(study_atom(s, head, c->end), SENSE_WITH);
	const struct atom *asking = study_atom(s, head, c->end),
			  *next = study_atom(s, head + 1, c->end);
	bool we = next->kind == ATOM_PEOPLE && next->people->we;
	if (!atom_means(asking, SENSE_ASKING) || asking->count < 2 ||
		!(we || atom_means(next, SENSE_PERSONS)))
		return false;
	for (size_t i = head + 2; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if ((a->kind == ATOM_PEOPLE && a->people->me && !a->people->we) ||
			atom_means(a, SENSE_ASSERT))
			return true; /* `how many we will be | I'll tell you` */
		if (!atom_quiet(a) && !ATOM_MEANS_ANY(a, known))
			return we || atom_means(a, SENSE_PERFORMS);
	}
	return true;
}

/* `Wer alles mitkommt, schreibe ich noch.` */
static bool who_comes(const struct study *s, const struct clause *c)
{
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	const struct clause *says = c + 1;

	return says < s->clauses + s->clause_count && says->sentence == c->sentence && says->i &&
		atom_means(head, SENSE_ASKING) && !atom_means(head, SENSE_THAT) &&
		clause_has(c, SENSE_COME) && !c->i && !c->we && says->negations == 0;
}

/* `Wir freuen uns alle`, `we are both looking forward to it` */
static bool all_are_glad(const struct study *s, const struct clause *c)
{
	static const enum sense before[] = {SENSE_WE, SENSE_US, SENSE_BE};

	if (!clause_means(s, c, SENSE_WISH) && !clause_means(s, c, SENSE_PLEASED))
		return false;
	for (size_t i = c->first + 1; i < c->end && has_we(s, c); i++) {
		const struct atom *a = &s->atoms[i];
		const struct token *last = &s->tokens[a[-1].first + a[-1].count - 1];
		if (TOKEN_MEANS_ANY(last, before) &&
			(atom_means(a, SENSE_ALL) || atom_means(a, SENSE_BOTH)))
			return true;
	}
	return false;
}

/* `My carer needs a seat.` */
static bool needs_seat(const struct study *s, const struct clause *c)
{
	bool other = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		other = other || (p != NULL && !p->me && !p->total && p->count > 0);
	}
	return other && !c->i && clause_means(s, c, SENSE_NEEDING) && talk_of_seat(s, c);
}

/* `two of them`, `eine davon`, at the head; `one of us` */
static bool part_of_several(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at], *next = study_atom(s, at + 1, c->end);
	bool of_them = atom_counts(a) && at == atoms_past_quiet(s, c->first, c->end) &&
		(atom_means(next, SENSE_POINTER) || atom_means(next, SENSE_ORIGIN));
	bool of_us = a->count > 1 &&
		(atom_means(a, SENSE_OTHERS) || atom_means(a, SENSE_PERSONS)) &&
		token_means(last_token(s, a), SENSE_US);

	return of_them || of_us;
}

/* `Wir brauchen drei Essen`, `eine davon im Rollstuhl`, `one of us is in a wheelchair`: what only several need. */
static bool needs_of_several(const struct study *s, const struct clause *c)
{
	bool need = clause_means(s, c, SENSE_NEED);
	bool our = clause_means(s, c, SENSE_NEEDING) && c->we;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool many = atom_counts(a) && a->n > 1 &&
			(our || (!c->i && atom_means(study_atom(s, i + 1, c->end), SENSE_NEED)));
		if (many || (need && part_of_several(s, c, i)))
			return true;
	}
	return false;
}

/* `The kids come later.` */
static bool others_late(const struct study *s, const struct clause *c)
{
	const struct atom *who = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);

	if (atom_means(who, SENSE_ARTICLE) || atom_means(who, SENSE_MY))
		who = study_atom(s, (size_t)(who - s->atoms) + 1, c->end);
	return clause_means(s, c, SENSE_LATE) && !c->i && !c->we && !c->question &&
		(atom_means(who, SENSE_RELATION) || atom_means(who, SENSE_KIN) ||
			(who->kind == ATOM_PEOPLE && !who->people->me && who->people->count > 0 &&
				who->people->again == NULL && !atom_means(who, SENSE_HE)));
}

/* `4 Stück` */
static bool only_quantity(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {SENSE_PLEASE, SENSE_SAFE};
	bool some = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool quantity = a->kind == ATOM_TIME && a->count > 1 &&
			quantity_clock_at(s, a->first, a->first + a->count) == 0 &&
			quantity_hour_at(s, a->first, a->first + a->count) == 0;
		if (!quantity && !atom_quiet(a) && !ATOM_MEANS_ANY(a, known))
			return false;
		some = some || quantity;
	}
	return some;
}

bool afterthought_of_crowd(const struct study *s, const struct clause *c)
{
	if (c->told || c->negations > 0 || c->named)
		return false;
	return says_many(s, c) || only_many(s, c) || how_many(s, c) || who_comes(s, c) ||
		all_are_glad(s, c) || needs_seat(s, c) || needs_of_several(s, c) ||
		others_late(s, c) || only_quantity(s, c);
}
