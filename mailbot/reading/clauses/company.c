#include "reading/clauses/company.h"

#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"
#include "reading/people/people-names.h"

/* `die Moni fährt mit`, `er kommt mit mir`, `mit von der Partie`: not `mit dem Bus`. */
static bool goes_along(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *next = i + 1 < c->end ? a + 1 : NULL;
		if (!atom_means(a, SENSE_WITH) || a->kind == ATOM_PEOPLE)
			continue;
		if (next == NULL || next->kind == ATOM_PUNCT || atom_means(next, SENSE_AND) ||
			atom_means(next, SENSE_GOING) || atom_means(next, SENSE_TO_ME) ||
			(next->kind == ATOM_EVENT &&
				token_means(first_token(s, next), SENSE_GOING)))
			return true;
	}
	return false;
}

bool company_spoken_of(const struct study *s, const struct clause *c)
{
	return clause_has(c, SENSE_WITH) || clause_has(c, SENSE_COMPANY) ||
		clause_means(s, c, SENSE_COMPANY) || goes_along(s, c);
}

bool company_verb(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool along = atom_means(a, SENSE_ALONG); /* `dazu kommen zwei Kollegen` */
		if ((a->use == USE_INTENT && (along || atom_means(a, SENSE_WITH))) ||
			(a->use == USE_SAFE && along && i == c->first))
			return true;
	}
	return false;
}

/* Who may come: people beside the writer, somebody spoken of, a name or a noun that nobody knows. */
static bool somebody(const struct study *s, const struct atom *a)
{
	if (a->kind == ATOM_PEOPLE)
		return !a->people->me || a->people->count > 1;
	if (a->kind == ATOM_UNKNOWN)
		return first_token(s, a)->capital || !tongue_nouns(s, a);
	return a->kind == ATOM_WORD && !atom_means(a, SENSE_YOU) &&
		(atom_means(a, SENSE_OTHERS) || atom_means(a, SENSE_HE) ||
			atom_means(a, SENSE_PERSON) || atom_means(a, SENSE_NEED) ||
			atom_means(a, SENSE_RELATION) || atom_means(a, SENSE_GROUP));
}

/* `die Apothekerin, die mir den Brief gegeben hat, bringe ich mit`: nobody and nothing stands beside the verb. */
static bool brings_whom(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool me = a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1;
		if (!me && !atom_quiet(a) && a->use != USE_INTENT && !atom_means(a, SENSE_WITH))
			return false;
	}
	return clause_has(c, SENSE_WITH);
}

bool company_may_come(const struct study *s, const struct clause *c)
{
	if (clause_has(c, SENSE_COMPANY) || clause_means(s, c, SENSE_COMPANY) || brings_whom(s, c))
		return true;
	if (!company_spoken_of(s, c))
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (somebody(s, &s->atoms[i]))
			return true;
	return false;
}

size_t company_who(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE && somebody(s, &s->atoms[i]))
			return i;
	for (size_t i = c->first; i < c->end; i++)
		if (somebody(s, &s->atoms[i]))
			return i;
	return c->end;
}

/* Somebody whom nobody counts, at `at`: a name, a noun that nobody knows, somebody by what they are. */
static bool somebody_at(const struct study *s, const struct clause *c, size_t at)
{
	static const enum sense who[] = {SENSE_PERSON, SENSE_RELATION, SENSE_GROUP, SENSE_OTHERS,
		SENSE_KIN, SENSE_ALL, SENSE_ASKING, SENSE_HIM};
	const struct atom *a = study_atom(s, at, c->end);
	bool article = atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_INDEFINITE) ||
		atom_means(a, SENSE_MY);

	if (article && a->count == 1)
		a = study_atom(s, at + 1, c->end);
	if (a->kind == ATOM_UNKNOWN)
		return article || first_token(s, a)->capital;
	return ATOM_MEANS_ANY(a, who) || atom_counts(a);
}

bool company_unknown(const struct study *s, const struct clause *c)
{
	bool comes = clause_has(c, SENSE_COME) ||
		(c->predicate_count == 0 && clause_means(s, c, SENSE_BE));

	if (!comes || !(c->i || c->we) || c->negations > 0)
		return false;
	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `ich bin mit der Anna verheiratet`, `I am with Siemens` */
		bool with =
			atom_means(a, SENSE_WITH) && (clause_has(c, SENSE_COME) || a->count > 1);
		if (with && a->use != USE_INTENT && a->use != USE_PEOPLE &&
			(a->count > 1 || somebody_at(s, c, i + 1)))
			return true;
	}
	return false;
}

bool company_is_us(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool all = a->kind == ATOM_PEOPLE && a->people->total && !a->people->with;
		for (size_t k = a->first; k < a->first + a->count && all; k++)
			if (token_means(&s->tokens[k], SENSE_WE) ||
				token_means(&s->tokens[k], SENSE_US))
				return true;
	}
	return false;
}

/* Whether the writer is among those whom they may count on: `mit meinem Mann und mir`, `mit mir und Frau A`. */
static bool reckons_me(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_TO_ME) ||
			(a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1))
			return true;
	}
	return false;
}

/* `rechnen Sie mit meiner Kollegin` counts on her alone. */
void company_reckoned(struct study *s, const struct clause *c)
{
	if (!clause_has(c, SENSE_REGISTER) || !clause_means(s, c, SENSE_RECKONS))
		return;
	bool me = reckons_me(s, c);
	for (size_t i = c->first; i < c->end; i++) {
		struct people *p = s->atoms[i].kind == ATOM_PEOPLE ? s->atoms[i].people : NULL;
		if (p != NULL && (p->total || !p->me))
			p->with = me && !p->total;
	}
}

/* How many capitals that nobody knows stand at `at`, to the end of a part: a name behind an article. */
static size_t bare_name(const struct study *s, size_t at, size_t end)
{
	size_t n = 0;

	while (n < 2 && at + n < end && s->atoms[at + n].kind == ATOM_UNKNOWN &&
		s->atoms[at + n].count == 1 && !s->atoms[at + n].near_alarm &&
		first_token(s, &s->atoms[at + n])->capital)
		n++;
	return study_atom(s, at + n, end)->kind == ATOM_PUNCT ? n : 0;
}

void company_named(struct study *s, struct clause *c)
{
	struct people *who = NULL;

	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		const struct atom *next = study_atom(s, i + 1, c->end);
		if (a->kind == ATOM_PEOPLE) {
			who = a->people->me || a->people->person_count > 0 || a->people->count != 1
				? NULL
				: a->people;
			continue;
		}
		size_t n = who != NULL && atom_is(a, ',') && atom_means(next, SENSE_ARTICLE) &&
				!atom_means(next, SENSE_GOING)
			? bare_name(s, i + 2, c->end)
			: 0;
		if (n > 0) {
			people_add(s, who, i + 2, n, false);
			for (size_t k = i + 1; k < i + 2 + n; k++)
				s->atoms[k].use = USE_PEOPLE;
			return;
		}
		if (!atom_quiet(a) && !atom_means(a, SENSE_WITH) && !atom_means(a, SENSE_PARTICLE))
			who = NULL;
	}
}
