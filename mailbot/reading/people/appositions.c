#include "reading/people/appositions.h"

#include "reading/clauses/clauses.h"

enum { SEATS_BEFORE = 8 };

static const enum sense helping[] = {
	SENSE_CAN, SENSE_MUST, SENSE_WILL, SENSE_WOULD, SENSE_BE, SENSE_HAVE};

/* Whether a no follows there, and nothing behind it: `, ich nicht`, `, meine Frau leider nicht`. */
static bool denied(const struct study *s, size_t at, size_t end)
{
	static const enum sense light[] = {SENSE_BUT, SENSE_REGRET, SENSE_SELF};

	while (ATOM_MEANS_ANY(study_atom(s, at, end), light))
		at++;
	return atom_means(study_atom(s, at, end), SENSE_NEG) &&
		atom_quiet(study_atom(s, at + 1, end));
}

bool people_writer_goes_on(const struct study *s, size_t at, size_t end)
{
	const struct atom *verb = study_atom(s, at + 1, end);

	return atom_means(study_atom(s, at, end), SENSE_I) &&
		(ATOM_MEANS_ANY(verb, helping) || atom_is_verb(verb, FORM_1SG) ||
			denied(s, at + 1, end));
}

/* A verb that can be nothing but somebody's: no participle. */
static bool tells(const struct atom *a, unsigned forms)
{
	return atom_is_verb(a, forms) && !atom_is_verb(a, FORM_PART);
}

bool people_others_go_on(const struct study *s, size_t first, size_t at, size_t end,
	const struct people *before, const struct people *p, size_t next, bool several)
{
	const struct atom *behind = study_atom(s, next, end);
	/* `my boss, Mr Riedel comes`: the same one */
	bool same = before->count == 1 && !before->me && before->person_count == 0 &&
		p->person_count == 1;

	/* `komme ich, meine Frau nicht` */
	if (!same && denied(s, next, end))
		return true;
	if (same ||
		!(ATOM_MEANS_ANY(behind, helping) ||
			tells(behind, (several ? FORM_PL : FORM_3SG) | FORM_PAST)))
		return false;
	for (size_t i = first; i < at; i++)
		if (ATOM_MEANS_ANY(&s->atoms[i], helping) ||
			tells(&s->atoms[i], FORM_1SG | FORM_3SG | FORM_1PL | FORM_PL | FORM_PAST))
			return true;
	return false;
}

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

/* `zwei Plätze …`: seats are asked for, a few words before. */
static bool seats_before(const struct study *s, size_t at)
{
	for (size_t i = at; i-- > 0 && at - i <= SEATS_BEFORE;) {
		const struct atom *a = &s->atoms[i];
		if (atom_is(a, '.') || atom_maybe_verb(a))
			return false;
		for (size_t k = a->first; k < a->first + a->count; k++)
			if (token_means(&s->tokens[k], SENSE_PERSONS))
				return true;
	}
	return false;
}

/* One of something: `einen`, and not `1 bis 2`. */
static bool is_one(const struct atom *a)
{
	return (a->kind == ATOM_NUMBER || atom_means(a, SENSE_NUMBER)) && a->n == 1 &&
		a->count == 1;
}

/* `einen für mich`, `ein Platz für meinen Kollegen`: the phrase at `at` begins with for whom it is, and nothing but them
 * stands behind; not `eine für mich wichtige Frage`. */
static bool one_is_for(const struct study *s, size_t at)
{
	static const enum sense goes_on[] = {SENSE_AND, SENSE_PLEASE, SENSE_GOING, SENSE_BEING};
	const struct atom *a = &s->atoms[at], *next = study_atom(s, at + 1, s->atom_count);
	bool seat = at > 1 && atom_means(a - 1, SENSE_PERSONS) && a[-1].count == 1;

	if (at == 0 || a->count != 2 || a->kind != ATOM_WORD ||
		!token_means(first_token(s, a), SENSE_FOR) || !is_one(seat ? a - 2 : a - 1))
		return false;
	if (atom_means(a, SENSE_SUBSTITUTE))
		return token_means(last_token(s, a), SENSE_ME) &&
			(atom_quiet(next) || next->kind == ATOM_EVENT ||
				ATOM_MEANS_ANY(next, goes_on));
	return atom_means(a, SENSE_BEHALF) && token_means(last_token(s, a), SENSE_MY) &&
		(atom_means(next, SENSE_RELATION) || atom_means(next, SENSE_KIN));
}

/* The `for` goes with the seat before it, and leaves whom it is for. */
static void give_seat(struct study *s, size_t at)
{
	struct atom *a = &s->atoms[at];
	const struct token *who = last_token(s, a);

	a[-1].count++;
	a->first++;
	a->count = 1;
	a->meaning = who->meaning;
	a->senses = who->meaning->senses;
}

void people_for_me(struct study *s)
{
	for (size_t i = 1; i < s->atom_count; i++)
		if (one_is_for(s, i))
			give_seat(s, i);
	for (size_t i = 0; i + 2 < s->atom_count; i++) {
		struct atom *a = &s->atoms[i];
		const struct atom *who = &s->atoms[i + 2];
		const struct token *me = &s->tokens[a->first + 1];
		if (!atom_means(a, SENSE_SUBSTITUTE) || a->count != 2 ||
			!token_means(first_token(s, a), SENSE_FOR) || !token_means(me, SENSE_ME) ||
			!atom_means(&s->atoms[i + 1], SENSE_AND) || !seats_before(s, i))
			continue;
		if (!atom_means(who, SENSE_MY) && !atom_means(who, SENSE_TITLE) &&
			!atom_means(who, SENSE_INDEFINITE))
			continue;
		a->first++;
		a->count = 1;
		a->meaning = me->meaning;
		a->senses = me->meaning->senses;
	}
}
