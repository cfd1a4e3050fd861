#include "reading/ledger/afterthoughts-people.h"

#include "reading/asides/asides.h"
#include "reading/asides/talk.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

/* `meine Tochter bleibt dann auch`, `Dad will follow`: somebody of the writer's is its subject. */
static bool somebody_acts(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_quiet(a) || atom_means(a, SENSE_AND) || atom_means(a, SENSE_BUT))
			continue;
		if (a->kind == ATOM_PEOPLE)
			return !a->people->me && a->people->count > 0 &&
				!token_means(first_token(s, a), SENSE_WITH) &&
				a->people->again == NULL && !atom_means(a, SENSE_HE);
		return atom_means(a, SENSE_KIN) && a->count == 1;
	}
	return false;
}

/* Whether the one who acts is named, or bears a title. */
static bool named_one(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE)
			return s->atoms[i].people->person_count > 0;
	return false;
}

static bool somebody_comes(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	bool also = false;

	for (size_t i = c->first; i < x->end; i++)
		also = also || atom_means(&s->atoms[i], SENSE_ALSO);
	bool me = clause_tokens_mean(s, c, SENSE_ME) || clause_tokens_mean(s, c, SENSE_TO_ME) ||
		clause_tokens_mean(s, c, SENSE_US);
	return somebody_acts(s, c) && c->negations == 0 && !c->verbless &&
		(also || me || named_one(s, c) || clause_means(s, c, SENSE_WILL) ||
			clause_means(s, c, SENSE_THERE) || talk_points_back(s, c));
}

/* `rechnen Sie noch einen dazu`, `sie suchen noch einen dritten`: one more, and no noun. */
static bool one_more(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *number = &s->atoms[i + 1], *next = study_atom(s, i + 2, c->end);
		bool one = atom_means(number, SENSE_INDEFINITE) || number->kind == ATOM_NUMBER ||
			atom_means(number, SENSE_NUMBER);
		if (atom_means(&s->atoms[i], SENSE_MORE) && one &&
			(next->kind == ATOM_PUNCT || atom_means(next, SENSE_THERE) ||
				atom_means(next, SENSE_ORDINAL) || atom_means(next, SENSE_ALSO) ||
				atom_means(next, SENSE_MORE)))
			return true;
	}
	return false;
}

/* `I have invited my neighbour as well`: somebody else, too. */
static bool asked_others(const struct study *s, const struct clause *c)
{
	bool others = false;

	for (size_t i = c->first; i < c->end; i++)
		others = others ||
			(s->atoms[i].kind == ATOM_PEOPLE && !s->atoms[i].people->me &&
				s->atoms[i].people->count > 0);
	return others && !c->named && (c->i || c->we) && clause_means(s, c, SENSE_ALSO) &&
		c->negations == 0;
}

/* `mit Begleitung`, `plus Freundin`, `mit den Kollegen`: a part without a verb, of nothing else. */
static bool brings_along(const struct study *s, const struct clause *c)
{
	size_t i = c->first;

	while (i < c->end && s->atoms[i].kind == ATOM_PUNCT)
		i++;
	size_t next = i + 1;
	if (i + 2 < c->end && atom_means(&s->atoms[i + 1], SENSE_ARTICLE))
		next++;
	if (!c->verbless || i + 1 >= c->end || c->negations > 0 ||
		!(atom_means(&s->atoms[i], SENSE_WITH) || atom_means(&s->atoms[i], SENSE_AND) ||
			atom_means(&s->atoms[i], SENSE_MORE)))
		return false;
	return atom_means(&s->atoms[next], SENSE_RELATION) ||
		atom_means(&s->atoms[next], SENSE_KIN) || atom_means(&s->atoms[next], SENSE_GROUP);
}

/* `mein Kurs auch`: a group of the writer's, and nobody says how many. */
static bool group_too(const struct study *s, const struct clause *c)
{
	const struct atom *who = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	bool counted = who->kind == ATOM_PEOPLE && who->people->count > 0;

	return c->verbless && !counted && c->negations == 0 && clause_means(s, c, SENSE_ALSO) &&
		who->count > 0 && token_means(first_token(s, who), SENSE_MY);
}

/* `das ist für meinen Sohn` */
static bool is_for_another(const struct study *s, const struct clause *c)
{
	bool other = false, leads = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		other = other ||
			(leads &&
				((a->kind == ATOM_PEOPLE && !a->people->me) ||
					atom_means(a, SENSE_RELATION) || atom_means(a, SENSE_KIN)));
		leads = atom_means(a, SENSE_FOR) || atom_means(a, SENSE_BEHALF);
	}
	return other && (clause_means(s, c, SENSE_POINTER) || clause_means(s, c, SENSE_PERSONS)) &&
		clause_means(s, c, SENSE_BE) && c->negations == 0;
}

/* `Anna will go instead`, `Anna is in too`: somebody whom nobody knows. */
static bool goes_instead(const struct study *s, const struct clause *c)
{
	const struct atom *who = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	bool unknown = who->kind == ATOM_UNKNOWN && !tongue_nouns(s, who);

	return (clause_means(s, c, SENSE_RATHER) || (unknown && clause_means(s, c, SENSE_ALSO))) &&
		!c->named && !c->verbless && !clause_tokens_mean(s, c, SENSE_I) &&
		!clause_tokens_mean(s, c, SENSE_WE);
}

/* `Frau Roth hat mir zugesagt`: that she comes, too? `Frau Roth, die sich schon angemeldet hat`: once more? */
static bool has_accepted(const struct study *s, const struct clause *c)
{
	size_t who = atoms_past_quiet(s, c->first, c->end);

	if (c->told && clause_has(c, SENSE_REGISTER) && clause_means(s, c, SENSE_REFLEXIVE) &&
		atom_means(study_atom(s, who, c->end), SENSE_RELATIVE))
		return true;
	return c->told && c->third && !c->i && !c->we && !c->named && c->negations == 0 &&
		clause_has(c, SENSE_COME) && clause_means(s, c, SENSE_HAVE) &&
		!clause_means(s, c, SENSE_PAST) && named_one(s, c);
}

/* `my sister is coming along, and so is her husband`, `as will our son`: the same of somebody else. */
static bool so_does(const struct study *s, const struct clause *c)
{
	static const enum sense said[] = {SENSE_AND, SENSE_COMPARE, SENSE_BE, SENSE_WILL,
		SENSE_ALSO, SENSE_HIS, SENSE_MY, SENSE_OTHERS, SENSE_ARTICLE, SENSE_UNTIL,
		SENSE_COME};
	bool other = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool one = (a->kind == ATOM_PEOPLE && !a->people->me) ||
			atom_means(a, SENSE_RELATION) || atom_means(a, SENSE_KIN);
		if (!one && !atom_quiet(a) && !ATOM_MEANS_ANY(a, said))
			return false;
		other = other || one;
	}
	return other && c->negations == 0 && c->first != s->sentences[c->sentence].first &&
		(clause_means(s, c, SENSE_BE) || clause_means(s, c, SENSE_WILL));
}

/* `my husband won't stay at home`: then they come along. */
static bool will_not_stay(const struct study *s, const struct clause *c)
{
	return somebody_acts(s, c) && c->negations > 0 && clause_means(s, c, SENSE_HOME) &&
		clause_means(s, c, SENSE_REMAINS);
}

/* `my boss asks whether he can come` */
static bool asks_to_come(const struct study *s, const struct clause *c)
{
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);

	return c > s->clauses && c[-1].sentence == c->sentence && !c[-1].i && !c[-1].we &&
		atom_means(head, SENSE_ASKING) && atom_means(head, SENSE_THAT) &&
		clause_has(c, SENSE_COME) && clause_means(s, c, SENSE_CAN) && !c->i && !c->we;
}

bool afterthought_of_people(const struct study *s, const struct clause *c)
{
	/* `begleitet mich` may be a participle as well */
	bool told = c->told &&
		(clause_means(s, c, SENSE_HAVE) || clause_means(s, c, SENSE_BE) ||
			clause_means(s, c, SENSE_PAST) || clause_any_form(c, FORM_PAST));

	if (has_accepted(s, c) || group_too(s, c) || goes_instead(s, c) || asked_others(s, c) ||
		brings_along(s, c) || is_for_another(s, c) || so_does(s, c) ||
		will_not_stay(s, c) || asks_to_come(s, c))
		return true;
	if (!told && !c->question && somebody_comes(s, c) && !clause_means(s, c, SENSE_NEED) &&
		!aside_drives(s, c))
		return true;
	return !c->told && !c->question && one_more(s, c);
}

bool afterthought_below(const struct study *s, const struct clause *c)
{
	bool others = false, plus = false;

	for (size_t i = c->first; i < c->end; i++) {
		plus = plus || slice_is(first_token(s, &s->atoms[i])->text, "+");
		const struct people *p =
			s->atoms[i].kind == ATOM_PEOPLE ? s->atoms[i].people : NULL;
		others = others || (p != NULL && !p->me && p->count > 0) ||
			atom_means(&s->atoms[i], SENSE_RELATION);
	}
	bool adds = clause_means(s, c, SENSE_ALSO) || clause_means(s, c, SENSE_MORE) ||
		clause_means(s, c, SENSE_WITH) || clause_means(s, c, SENSE_COMPANY) || plus;
	return brings_along(s, c) || (others && adds && c->negations == 0);
}

/* `meinen Platz bekommt Herr Lang` */
bool afterthought_gives_seat(const struct study *s, const struct clause *c)
{
	bool seat = false, other = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		for (size_t k = a->first; k < a->first + a->count; k++)
			seat = seat ||
				(a->kind == ATOM_WORD && token_means(&s->tokens[k], SENSE_PERSONS));
		other = other || (a->kind == ATOM_PEOPLE && !a->people->me && a->people->count > 0);
	}
	return seat && other && clause_tokens_mean(s, c, SENSE_MY) && c->negations == 0;
}
