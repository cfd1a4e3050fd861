#include "reading/clauses/organisations.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"
#include "reading/lines/writer.h"

static void use(struct atom *a, enum use u)
{
	if (a->use == USE_NONE)
		a->use = u;
}

/* `für den Kreis nehme ich an … teil`: at the front, with the verb right behind it; an event that we
 * do not know would go on with `und`. Of who is registered it may be the event: `für das Sommerfest`. */
size_t organisation_for(const struct study *s, const struct clause *c, size_t at)
{
	size_t n = at + 1, nouns = 0;

	if (!atom_means(&s->atoms[at], SENSE_FOR) || clause_has(c, SENSE_REGISTER) ||
		clause_has(c, SENSE_SUIT) || !clause_has(c, SENSE_COME))
		return 0;
	bool front = at == c->first || s->atoms[at - 1].kind == ATOM_PUNCT;
	if (n >= c->end ||
		!(atom_means(&s->atoms[n], SENSE_ARTICLE) || atom_means(&s->atoms[n], SENSE_MY)))
		return 0;
	for (n++; n < c->end; n++) {
		const struct atom *a = &s->atoms[n];
		bool known = a->kind == ATOM_WORD && a->count == 1 &&
			(atom_means(a, SENSE_GROUP) || atom_means(a, SENSE_RELATION) ||
				atom_means(a, SENSE_HARMLESS));
		if (!(a->kind == ATOM_UNKNOWN && !a->near_alarm) && !known)
			break;
		nouns += first_token(s, a)->capital;
	}
	bool verb = n < c->end && s->atoms[n].use == USE_INTENT;
	return nouns > 0 && front && verb ? n - at : 0;
}

/* `Frauenverein Scharnhorst, 3 Damen, Kongress`: in a part without a verb that counts people, nouns
 * that nobody knows say whose they are. */
static void take_counted(const struct study *s, struct clause *c)
{
	bool counted = false;

	for (size_t i = 0; i < c->people_count; i++)
		counted = counted || (c->people[i]->count > 0 && !c->people[i]->me);
	if (!c->fragment || !counted || c->negations > 0 || c->hedged || c->question)
		return;
	if (clause_means(s, c, SENSE_REGRET) || clause_means(s, c, SENSE_OBSTACLE))
		clause_trouble(c, "not-understood", c->first); /* `3 Personen krank` */
	if (clause_means(s, c, SENSE_YOU)) /* `Knuddeln Sie Frau Ott`: a verb that nobody knows */
		return;
	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		/* `zwei Plätze für das Buffet`: of what, not whose */
		bool purpose = i > c->first + 1 && atom_means(a - 1, SENSE_ARTICLE) &&
			atom_means(a - 2, SENSE_FOR);
		bool noun = a->kind == ATOM_UNKNOWN && !a->near_alarm && !purpose &&
			first_token(s, a)->capital && tongue_nouns(s, a);
		if (noun || atom_means(a, SENSE_GROUP))
			use(a, USE_ADJUNCT);
	}
}

/* `Anmeldung 16.2. Nguyen`: who signs in a part without a verb is the writer. */
static void take_own_name(struct study *s, struct clause *c)
{
	struct from f = writer_words(s);

	for (size_t i = c->first; i < c->end && c->verbless; i++) {
		struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_UNKNOWN && a->use == USE_NONE && a->count == 1 &&
			first_token(s, a)->capital && writer_has(s, &f, first_token(s, a)))
			a->use = USE_OUTSIDE;
	}
}

static bool sends(const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].sense == SENSE_REGISTER &&
			c->predicates[i].forms & (FORM_3SG | FORM_PL) &&
			c->predicates[i].needs == NEEDS_SOMEBODY)
			return !c->i && !c->we;
	return false;
}

/* How many atoms from `at` on are an article and nouns, with where they come from; 0. */
static size_t noun_phrase(const struct study *s, const struct clause *c, size_t at)
{
	size_t n = at + 1, nouns = 0;

	if (!atom_means(&s->atoms[at], SENSE_ARTICLE) && !atom_means(&s->atoms[at], SENSE_MY))
		return 0;
	for (; n < c->end; n++) {
		const struct atom *a = &s->atoms[n];
		bool known = a->kind == ATOM_WORD && a->count == 1 &&
			(atom_means(a, SENSE_GROUP) || atom_means(a, SENSE_RELATION) ||
				atom_means(a, SENSE_HARMLESS));
		if (a->use == USE_ADJUNCT)
			continue;
		if (a->use != USE_NONE || !((a->kind == ATOM_UNKNOWN && !a->near_alarm) || known))
			break;
		nouns += first_token(s, a)->capital || !tongue_nouns(s, a);
	}
	return nouns > 0 ? n - at : 0;
}

bool organisation_sends(const struct study *s, const struct clause *c)
{
	if (!sends(c) || !s->sentences[c->sentence].colon || c->negations > 0 || c->hedged)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		size_t n = s->atoms[i].use == USE_NONE ? noun_phrase(s, c, i) : 0;
		bool behind = i > c->first && s->atoms[i - 1].use == USE_INTENT;
		if (n > 0 && (behind || study_atom(s, i + n, c->end)->use == USE_INTENT))
			return true;
	}
	return false;
}

/* `entsendet die Handwerkskammer zwei Vertreter`: who sends does not come. */
static void take_sender(const struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end && sends(c); i++) {
		size_t n = s->atoms[i].use == USE_NONE ? noun_phrase(s, c, i) : 0;
		for (size_t k = i; k < i + n; k++)
			use(&s->atoms[k], USE_ADJUNCT);
		if (n > 0)
			return;
	}
}

/* `der Heimatverein kommt zu viert`, `der Musikverein nimmt mit vier Personen teil`, `the walking group is coming, ten of
 * us`: who they are, beside how many come. */
static bool counts_who_come(const struct clause *c)
{
	bool counted = false;

	for (size_t i = 0; i < c->people_count; i++) {
		const struct people *p = c->people[i];
		bool theirs = p->with && (p->total || p->members) && !p->me && !p->unsure;
		counted = counted || ((p->total || theirs) && p->count > 1 && p->person_count == 0);
		if (!p->total && !theirs && p->count > 0)
			return false;
	}
	return counted && clause_has(c, SENSE_COME) && !clause_has(c, SENSE_REGISTER) && !c->i &&
		c->negations == 0 && !c->hedged && !c->question;
}

/* How many atoms at `at` are a group that comes, with its verb right before or behind it; 0. */
static size_t counted_group(const struct study *s, const struct clause *c, size_t at)
{
	static const enum sense verbs[] = {SENSE_BE, SENSE_WILL};
	size_t n = noun_phrase(s, c, at);
	const struct atom *behind = study_atom(s, at + n, c->end);
	const struct atom *before = at > c->first ? &s->atoms[at - 1] : behind;
	bool verb = atom_maybe_verb(behind) || ATOM_MEANS_ANY(behind, verbs) ||
		before->use == USE_INTENT || atom_means(before, SENSE_BE);
	bool group = false;

	for (size_t k = at; k < at + n; k++)
		group = group || atom_means(&s->atoms[k], SENSE_GROUP) ||
			atom_means(&s->atoms[k], SENSE_RELATION);
	return group && verb ? n : 0;
}

static void take_counted_group(struct study *s, struct clause *c)
{
	for (size_t i = c->first; i < c->end && counts_who_come(c); i++) {
		bool free = s->atoms[i].use == USE_NONE || s->atoms[i].use == USE_SAFE;
		size_t n = free ? counted_group(s, c, i) : 0;

		for (size_t k = i; k < i + n; k++)
			use(&s->atoms[k], USE_ADJUNCT);
	}
}

bool organisation_comes(const struct study *s, const struct clause *c)
{
	size_t front = atoms_past_quiet(s, c->first, c->end);

	if (c->i || c->we || c->third || !counts_who_come(c))
		return false;
	for (size_t i = front; i + 1 < c->end; i++) {
		const struct atom *a = &s->atoms[i], *before = i > front ? a - 1 : a;
		bool group = atom_means(a + 1, SENSE_GROUP) ||
			(a[1].kind == ATOM_UNKNOWN && !a[1].near_alarm &&
				atom_means(study_atom(s, i + 2, c->end), SENSE_GROUP));
		bool subject = i == front || before->use == USE_INTENT ||
			before->kind == ATOM_EVENT || atom_means(before, SENSE_BE);
		if (atom_means(a, SENSE_ARTICLE) && a->count == 1 && group && subject)
			return true;
	}
	return false;
}

/* `am 22. bin ich für den Ortsverein da`: whom who comes stands for. */
static void take_represented(const struct study *s, struct clause *c)
{
	bool comes = clause_has(c, SENSE_COME) && !clause_has(c, SENSE_REGISTER) && c->i;

	for (size_t i = c->first; i + 1 < c->end && comes && c->negations == 0; i++) {
		bool group = false;
		size_t n = s->atoms[i].use == USE_NONE && atom_means(&s->atoms[i], SENSE_FOR)
			? noun_phrase(s, c, i + 1)
			: 0;
		for (size_t k = i + 1; k <= i + n; k++)
			group = group || atom_means(&s->atoms[k], SENSE_GROUP);
		for (size_t k = i; k <= i + n && group; k++)
			use(&s->atoms[k], USE_ADJUNCT);
	}
}

/* `an seiner Stelle kommt seine Stellvertreterin, Frau Lisiecki`: what she is to whom, and then who. */
static void take_deputy(const struct study *s, struct clause *c)
{
	for (size_t i = c->first; i + 3 < c->end && clause_means(s, c, SENSE_SUBSTITUTE); i++) {
		struct atom *his = &s->atoms[i], *what = his + 1, *who = his + 3;
		bool free = his->use == USE_NONE && what->use == USE_NONE;
		if (free && atom_means(his, SENSE_HIS) && atom_means(what, SENSE_RELATION) &&
			atom_is(his + 2, ',') && who->kind == ATOM_PEOPLE &&
			who->people->person_count == 1 && who->people->count == 1) {
			use(his, USE_ADJUNCT);
			use(what, USE_ADJUNCT);
		}
	}
}

/* `von uns kommt nur Frau Roth`: whose they are, where all who come have names. */
static void take_ours(const struct study *s, struct clause *c)
{
	struct atom *of = &s->atoms[atoms_past_quiet(s, c->first, c->end - 1)];
	bool named = false, us = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_PEOPLE &&
			(a->people->me || a->people->we ||
				a->people->person_count != (size_t)a->people->count))
			return;
		named = named || a->kind == ATOM_PEOPLE;
	}
	for (size_t i = of->first; i < of->first + of->count; i++)
		us = us || token_means(&s->tokens[i], SENSE_US);
	if (us && named && clause_has(c, SENSE_COME) && of->use == USE_NONE &&
		atom_means(of, SENSE_PERSONS))
		use(of, USE_ADJUNCT);
}

void organisations_take(struct study *s, struct clause *c)
{
	take_deputy(s, c);
	take_represented(s, c);
	take_own_name(s, c);
	take_counted(s, c);
	take_sender(s, c);
	take_counted_group(s, c);
	take_ours(s, c);
}
