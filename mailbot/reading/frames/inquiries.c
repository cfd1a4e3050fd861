#include "reading/frames/inquiries.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

enum { FINITE = FORM_1SG | FORM_3SG | FORM_PL | FORM_1PL };

/* Whether the clause begins as a question does, and asks of something: not `can I?`, `is that ok?` */
static bool inquires(const struct study *s, const struct clause *c)
{
	bool starts = false, about = false;
	size_t i = c->first;

	while (i < c->end &&
		(atom_quiet(&s->atoms[i]) || atom_means(&s->atoms[i], SENSE_AND) ||
			atom_means(&s->atoms[i], SENSE_BUT)))
		i++;
	if (i == c->end)
		return false;
	const struct atom *a = &s->atoms[i];
	starts = atom_means(a, SENSE_ASKING) || atom_means(a, SENSE_POLITE) ||
		atom_means(a, SENSE_BE) || atom_means(a, SENSE_WILL) || atom_means(a, SENSE_CAN) ||
		atom_means(a, SENSE_AT_TIME);
	bool helps = i + 1 < c->end && s->atoms[i + 1].kind == ATOM_PEOPLE &&
		first_token(s, a)->language != NULL && a->kind == ATOM_WORD;
	for (; i < c->end; i++) {
		const struct atom *b = &s->atoms[i];
		if (atom_means(b, SENSE_NEG) || atom_means(b, SENSE_OR) || b->kind == ATOM_EVENT)
			return false;
		about = about || atom_means(b, SENSE_NEED) || atom_means(b, SENSE_HARMLESS) ||
			b->kind == ATOM_UNKNOWN || atom_means(b, SENSE_PLACE);
	}
	return (starts || helps) && about;
}

/* `…, so could you move me to the 22nd?`: asked for, in the form of a question. */
static bool asks_politely(const struct study *s, const struct clause *c)
{
	size_t i = atoms_past_quiet(s, c->first, c->end);

	while (i < c->end &&
		(atom_means(&s->atoms[i], SENSE_AND) || atom_means(&s->atoms[i], SENSE_HENCE)))
		i++;
	return i > c->first && atom_means(study_atom(s, i, c->end), SENSE_POLITE);
}

/* `our release has been pushed to Friday`: a thing leads, and tells. */
static bool tells_of_thing(const struct study *s, const struct clause *c)
{
	size_t i = atoms_past_quiet(s, c->first, c->end);

	return (atom_means(study_atom(s, i, c->end), SENSE_MY) ||
		       atom_means(study_atom(s, i, c->end), SENSE_ARTICLE)) &&
		!c->verbless;
}

/* The first word of a clause behind what only joins it. */
static size_t head_of(const struct study *s, const struct clause *c)
{
	size_t i = c->first;

	while (i < c->end &&
		(atom_quiet(&s->atoms[i]) || atom_means(&s->atoms[i], SENSE_AND) ||
			(atom_means(&s->atoms[i], SENSE_SAFE) && !atom_maybe_verb(&s->atoms[i]) &&
				!atom_means(&s->atoms[i], SENSE_ASKING))))
		i++;
	return i;
}

/* `bin am 18. dabei`, `und bringe meine Frau mit`: a verb at its front, of the writer, and nobody behind it. */
static bool nobody_behind(const struct study *s, const struct clause *c, size_t at)
{
	static const enum sense who[] = {SENSE_I, SENSE_WE, SENSE_YOU};

	if (!atom_is_verb(&s->atoms[at], FORM_1SG | FORM_PL) ||
		atom_means(&s->atoms[at], SENSE_MAY))
		return false;
	for (size_t i = at; i < c->end; i++)
		for (size_t k = s->atoms[i].first; k < s->atoms[i].first + s->atoms[i].count; k++)
			if (TOKEN_MEANS_ANY(&s->tokens[k], who))
				return false;
	return true;
}

/* Where the verb stands second: whether the clause has it first, or a word that asks, as a question has, and asks of more than
 * what was said. Not `darf ich?`, `geht das?`, `oder?` */
static bool asks_verb_first(const struct study *s, const struct clause *c)
{
	static const enum sense verbs[] = {SENSE_BE, SENSE_HAVE, SENSE_WILL, SENSE_CAN, SENSE_MUST,
		SENSE_POLITE, SENSE_MAY, SENSE_OTHER};
	static const enum sense never[] = {SENSE_NEG, SENSE_OR, SENSE_CONDITION, SENSE_HEDGE,
		SENSE_SWAP, SENSE_EXCEPT, SENSE_TAG, SENSE_SUIT, SENSE_CANCEL, SENSE_DECLINE};
	size_t at = head_of(s, c), words = 0;
	const struct atom *head = study_atom(s, at, c->end);
	bool asking = atom_means(head, SENSE_ASKING) && !atom_means(head, SENSE_THAT);
	bool may = atom_means(head, SENSE_MAY) || atom_means(head, SENSE_CAN);
	bool need = false, done = false, place = false;

	if (!asking &&
		((!atom_is_verb(head, FINITE) && !ATOM_MEANS_ANY(head, verbs)) ||
			(head->kind == ATOM_WORD && atom_maybe_verb_of(head, SENSE_WITH) &&
				nobody_behind(s, c, at))))
		return false;
	for (size_t i = at; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		/* `ist die Moschee mit dem Rollstuhl zu erreichen?` */
		place = place || a->kind == ATOM_EVENT;
		if (ATOM_MEANS_ANY(a, never) || a->near_alarm ||
			(a->kind == ATOM_EVENT && (a->date_only || a->day_known)))
			return false;
		/* `darf ich kommen?` */
		if (may && (atom_maybe_verb_of(a, SENSE_COME) || atom_means(a, SENSE_COME)))
			return false;
		need = need || atom_means(a, SENSE_NEED);
		done = done || (i > at && atom_is_verb(a, FORM_INF));
		words += !atom_quiet(a);
	}
	/* `kann ich da überhaupt hin?` */
	if ((may && !need && !done) || (place && !need))
		return false;
	bool back = atom_means(study_atom(s, at + 1, c->end), SENSE_POINTER);
	return need || (words > 2 && !(back && words <= 3 && !asking));
}

/* Where the verb stands second: whether something else stands before it, or nobody behind it: `am 18. komme ich`, `bin am 18.
 * dabei`. It tells, whatever the sentence ends with. */
static bool tells_verb_second(const struct study *s, const struct clause *c)
{
	size_t at = head_of(s, c);
	const struct atom *head = study_atom(s, at, c->end);
	const struct language *l = tongue_of(s, head);

	if (l == NULL || !l->verb_last || c->verbless || c->subordinate || c->condition ||
		!(clause_has(c, SENSE_COME) || clause_has(c, SENSE_REGISTER) ||
			clause_has(c, SENSE_SUIT)) ||
		clause_means(s, c, SENSE_POLITE))
		return false;
	bool mine = clause_tokens_mean(s, c, SENSE_I) || clause_tokens_mean(s, c, SENSE_WE);
	if (head->kind == ATOM_EVENT || atom_means(head, SENSE_GOING))
		return mine;
	if (head->kind == ATOM_PEOPLE)
		return mine && head->people->me;
	return nobody_behind(s, c, at);
}

/* `am 18. komme ich gern und bringe meine Frau mit, gibt es dort einen Parkplatz?`: what stands before the clause that asks,
 * where the first one tells. */
static bool stands_before_question(const struct study *s, const struct clause *c)
{
	const struct clause *first = c, *end = s->clauses + s->clause_count;

	while (first > s->clauses && first[-1].sentence == c->sentence)
		first--;
	if (first == c ? !tells_verb_second(s, c) : first->question || !first->named)
		return false;
	for (const struct clause *q = c + 1; q < end && q->sentence == c->sentence; q++)
		if (asks_verb_first(s, q))
			return first == c || !asks_verb_first(s, c);
	return false;
}

bool inquiries_declares(const struct study *s, const struct clause *c)
{
	const struct clause *last = c;
	size_t i = c->first, begin = s->sentences[c->sentence].first;

	if (stands_before_question(s, c))
		return true;
	while (last + 1 < s->clauses + s->clause_count && last[1].sentence == c->sentence)
		last++;
	bool polite = last != c && asks_politely(s, last);
	if (last == c || !(polite || inquires(s, last)) || c->first != begin)
		return false;
	if (polite && tells_of_thing(s, c))
		return true;
	while (i < c->end && (atom_quiet(&s->atoms[i]) || atom_means(&s->atoms[i], SENSE_SAFE)))
		i++;
	if (i == c->end)
		return false;
	const struct atom *a = &s->atoms[i];
	bool who = a->kind == ATOM_PEOPLE && a->people->me;
	bool order = a->kind == ATOM_WORD && a->use == USE_INTENT && clause_has(c, SENSE_REGISTER);
	return who || order || atom_means(a, SENSE_PLEASE);
}
