#include "reading/people/headcounts.h"

#include "base/limits.h"
#include "reading/events/runs.h"
#include "reading/lines/forms.h"
#include "reading/lines/tongues.h"

enum { PLUS_MAX = 9 }; /* `+49` begins a telephone number */

/* `wir sind 2`, `sind wir dann drei`, `wir sind am 16. drei`: before a number. */
static bool we_are(const struct study *s, size_t at)
{
	bool be = false, we = false;

	while (at > 0) {
		const struct atom *a = &s->atoms[--at];
		be = be || atom_means(a, SENSE_BE);
		we = we || atom_means(a, SENSE_WE) ||
			(a->kind == ATOM_PEOPLE && a->people->we && a->people->person_count == 0);
		/* `sind wir statt 5 nur 2` */
		bool before = a->kind == ATOM_NUMBER && at > 0 &&
			atom_means(&s->atoms[at - 1], SENSE_SWAP);
		if (!(atom_means(a, SENSE_BE) || atom_means(a, SENSE_WE) ||
			    atom_means(a, SENSE_WILL) || a->kind == ATOM_PEOPLE || before ||
			    atom_means(a, SENSE_ONLY) || atom_means(a, SENSE_SWAP) ||
			    (a->kind == ATOM_EVENT && a->date_only && !a->reference) ||
			    (a->count <= 2 && atom_means(a, SENSE_SAFE) &&
				    !atom_means(a, SENSE_NEG) &&
				    !token_means(first_token(s, a), SENSE_NEG))))
			break;
		if (be && we)
			return true;
	}
	return false;
}

/* `two seats on the 16th and three on the 18th`, `zwei Plätze für den 18. reservieren und einen für den 22.`: as the number
 * before it, right before an event. */
static bool counts_again(const struct study *s, size_t at, size_t end, const struct atom *number)
{
	const struct atom *event = study_atom(s, at, end);
	size_t first = (size_t)(number - s->atoms), i = first - 2;

	if (number->n <= 0 || event->kind != ATOM_EVENT || !event->strong || event->reference ||
		first < 3 || (atom_means(number, SENSE_EVENT) && !run_counts_one(s, first)) ||
		!(atom_means(number - 1, SENSE_AND) || atom_is(number - 1, ',')))
		return false;
	while (i > 1 &&
		(atom_maybe_verb_of(&s->atoms[i], SENSE_REGISTER) ||
			atom_means(&s->atoms[i], SENSE_PLEASE)))
		i--;
	if (s->atoms[i].kind != ATOM_EVENT || !s->atoms[i].strong)
		return false;
	/* `two of us will come to the forum and three to the congress` */
	while (i > 2 &&
		(atom_maybe_verb_of(&s->atoms[i - 1], SENSE_COME) ||
			atom_means(&s->atoms[i - 1], SENSE_WILL)))
		i--;
	const struct atom *before = &s->atoms[i - 1];
	return atom_means(before, SENSE_PERSONS) || atom_means(before, SENSE_TOGETHER) ||
		((before->kind == ATOM_NUMBER || atom_means(before, SENSE_NUMBER)) &&
			counts_again(s, i, end, before));
}

/* `two for the 22nd`: the number stands right before what it is for. */
static bool counts_for(const struct study *s, size_t at, size_t end, const struct atom *number)
{
	const struct atom *event = study_atom(s, at, end);

	return number->n > 0 && number->kind == ATOM_WORD && event->kind == ATOM_EVENT &&
		event->strong && !event->reference &&
		token_means(first_token(s, event), SENSE_FOR) &&
		!atom_means(number, SENSE_INDEFINITE) &&
		(!atom_means(number, SENSE_EVENT) ||
			run_counts_one(s, (size_t)(number - s->atoms)));
}

/* `reserve 2`, `book two please`: right behind a verb that registers, and nothing follows. */
static bool reserves(const struct study *s, size_t number, size_t at, size_t end)
{
	const struct atom *behind = study_atom(s, at, end);
	bool ends = behind->kind == ATOM_PUNCT || atom_means(behind, SENSE_PLEASE);

	if (number == 0 || s->atoms[number].n <= 0 || s->atoms[number - 1].meaning == NULL || !ends)
		return false;
	const struct inflection *f = s->atoms[number - 1].meaning->inflections;
	return s->atoms[number - 1].kind == ATOM_WORD && f != NULL && !f->joined &&
		f->verb->sense == SENSE_REGISTER && f->verb->particle.len == 0;
}

/* `-3 Personen`: a sign right before the number, with nothing right before the sign. */
static bool is_minus(const struct study *s, size_t at, size_t end)
{
	const struct atom *number = study_atom(s, at, end);

	return at > 0 && atom_is(&s->atoms[at - 1], '-') && number->kind == ATOM_NUMBER &&
		first_token(s, number)->joined && !s->tokens[s->atoms[at - 1].first].joined;
}

/* The no of `, not 5`, `please and not 5`, `and no longer 5`; the end where there is none. */
static size_t no_behind(const struct study *s, size_t at, size_t end)
{
	while (at < end &&
		(atom_is(&s->atoms[at], ',') || atom_means(&s->atoms[at], SENSE_PLEASE) ||
			(atom_means(&s->atoms[at], SENSE_AND) && s->atoms[at].count == 1)))
		at++;
	const struct atom *no = study_atom(s, at, end);
	bool longer = no->count == 2 && !token_means(last_token(s, no), SENSE_MORE);
	return atom_means(no, SENSE_NEG) && (no->count == 1 || longer) ? at : end;
}

/* `…, not 5`: how many they were before, at the clause's end; atoms. */
static size_t not_before(const struct study *s, size_t at, size_t end, int now)
{
	size_t no = no_behind(s, at, end);
	bool more = atom_means(study_atom(s, no + 1, end), SENSE_MORE); /* `nicht mehr 5` */
	const struct atom *old = study_atom(s, no + 1 + more, end);
	const struct atom *behind = study_atom(s, no + 2 + more, end);
	const struct token *figure = first_token(s, old);
	/* `5.` at a sentence's end looks like a day */
	bool day = old->kind == ATOM_EVENT && old->date_only && old->contradiction &&
		eset_empty(old->events) && old->count <= 2 && figure->kind == TOKEN_NUMBER;
	long number = day || old->kind == ATOM_NUMBER ? figure->number : old->n;
	bool counts = day || old->kind == ATOM_NUMBER ||
		(atom_means(old, SENSE_NUMBER) && !atom_means(old, SENSE_INDEFINITE));

	if (no + 1 >= end || !counts || number <= 0 || number == now || number > SEATS_MAX ||
		!(behind->kind == ATOM_PUNCT || behind->kind == ATOM_EVENT))
		return 0;
	return no + 2 + more - at;
}

static bool is_number(const struct atom *a)
{
	return (a->kind == ATOM_NUMBER || atom_means(a, SENSE_NUMBER)) && a->n > 0;
}

/* `statt 3 Plätze`, `aus unseren drei Plätzen`: another number than before; atoms. */
static size_t old_number(const struct study *s, size_t at, size_t end)
{
	size_t n = 1;

	if (!atom_means(study_atom(s, at, end), SENSE_SWAP))
		return 0;
	while (n < 3 &&
		(atom_means(study_atom(s, at + n, end), SENSE_ARTICLE) ||
			atom_means(study_atom(s, at + n, end), SENSE_MY)))
		n++;
	return is_number(study_atom(s, at + n, end)) &&
			atom_means(study_atom(s, at + n + 1, end), SENSE_PERSONS)
		? n + 2
		: 0;
}

/* `one seat instead of two`, `four of us now rather than just me`: behind the noun, or a number that `counts` without one;
 * atoms. */
static size_t instead_of(const struct study *s, size_t at, size_t end, bool counts)
{
	const struct atom *now = study_atom(s, at, end);
	size_t n = now->count == 1 && atom_means(now, SENSE_SAFE) && !atom_means(now, SENSE_SWAP);
	const struct atom *old = study_atom(s, at + n + 1, end);
	const struct atom *behind = study_atom(s, at + n + 2, end);

	return at > 0 && (counts || atom_means(&s->atoms[at - 1], SENSE_PERSONS)) &&
			atom_means(study_atom(s, at + n, end), SENSE_SWAP) &&
			(is_number(old) || atom_means(old, SENSE_ALONE)) &&
			(behind->kind == ATOM_PUNCT || behind->kind == ATOM_EVENT)
		? n + 2
		: 0;
}

/* `5 statt 3 Plätze`, `aus unseren drei Plätzen bitte vier`: a number beside one of before. */
static bool replaces_number(
	const struct study *s, size_t number, size_t at, size_t end, const struct atom *a)
{
	const struct atom *behind = study_atom(s, at, end);

	if (!is_number(a) || atom_means(a, SENSE_INDEFINITE))
		return false;
	if (old_number(s, at, end) > 0)
		return true;
	for (size_t i = number; i-- > 0 && s->atoms[i].kind != ATOM_PUNCT;)
		if (old_number(s, i, number) > 0)
			return behind->kind == ATOM_PUNCT;
	return false;
}

/* `17, me included`, `seven including myself`: a number, and who is among them right behind it. */
static bool counts_me_in(const struct study *s, size_t at, size_t end, const struct atom *number)
{
	const struct atom *behind = study_atom(s, at, end);

	if (atom_is(behind, ','))
		behind = study_atom(s, at + 1, end);
	return is_number(number) && number->n > 1 && !atom_means(number, SENSE_INDEFINITE) &&
		atom_means(behind, SENSE_INCLUDED);
}

/* How many lines the list has that begins with the token. */
static size_t lines_from(const struct study *s, size_t token)
{
	size_t i = 0, n = 0;

	while (i < s->row_count && s->rows[i].first + s->rows[i].count <= token)
		i++;
	while (i + n < s->row_count && s->rows[i + n].sort == ROW_BODY &&
		(n == 0 || !s->rows[i + n].paragraph))
		n++;
	return n;
}

/* `und zwar diese vier:` before a list of as many lines that does not begin with an event: so many come; atoms. */
static size_t announced(const struct study *s, size_t at, size_t end)
{
	const struct atom *number = study_atom(s, at + 1, end);

	if (!atom_means(study_atom(s, at, end), SENSE_NEXT) || !is_number(number) ||
		number->n < 2 || number->n > SEATS_MAX || !atom_is(study_atom(s, at + 2, end), ':'))
		return 0;
	size_t list = atoms_past_quiet(s, at + 3, s->atom_count);
	const struct atom *first = study_atom(s, list, s->atom_count);
	bool name = first->kind == ATOM_PEOPLE || atom_means(first, SENSE_TITLE) ||
		(first->kind == ATOM_UNKNOWN && first_token(s, first)->capital);
	return name && lines_from(s, first->first) == (size_t)number->n ? 2 : 0;
}

/* The number at `at`, with a noun of people perhaps: atoms; 0. */
static size_t number_of_us(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end);

	if (!is_number(a) || atom_means(a, SENSE_INDEFINITE))
		return 0;
	return atom_means(study_atom(s, at + 1, end), SENSE_PERSONS) ? 2 : 1;
}

/* `wir sind nicht fünf, sondern acht`, `nicht nur 5 sondern 8 Personen`, at the no: *now is how many they are; atoms. */
static size_t not_but(const struct study *s, size_t at, size_t end, int *now)
{
	const struct atom *no = study_atom(s, at, end);
	bool more = no->count == 2 && token_means(last_token(s, no), SENSE_MORE);
	bool denies = (atom_means(no, SENSE_NEG) && (no->count == 1 || more)) ||
		atom_means(no, SENSE_NOT_ONLY);
	size_t n = 1 + (denies && atom_means(study_atom(s, at + 1, end), SENSE_ONLY));
	size_t old = denies ? number_of_us(s, at + n, end) : 0;

	n += old + (old > 0 && atom_is(study_atom(s, at + n + old, end), ','));
	if (old == 0 || !atom_means(study_atom(s, at + n, end), SENSE_BUT) || !we_are(s, at))
		return 0;
	n += 1 + atom_means(study_atom(s, at + n + 1, end), SENSE_ONLY);
	size_t count = number_of_us(s, at + n, end);
	const struct atom *behind = study_atom(s, at + n + count, end);
	if (count == 0 || !(behind->kind == ATOM_PUNCT || behind->kind == ATOM_EVENT))
		return 0;
	*now = study_atom(s, at + n, end)->n;
	return n + count;
}

/* `zu viert`, `insgesamt 3`, `3 Personen`, `2 Plätze` */
size_t headcount_at(const struct study *s, size_t at, size_t end, struct people *p)
{
	/* what a number of all can begin with: nearly every atom falls out here */
	static const enum sense begins[] = {
		SENSE_NUMBER, SENSE_TOGETHER, SENSE_TOTAL, SENSE_EACH, SENSE_ABOUT, SENSE_NEXT};
	const struct atom *head = study_atom(s, at, end);
	size_t n = 0;
	bool about = false, more = false;
	size_t denied = not_but(s, at, end, &p->count);

	if (denied > 0) {
		p->total = true;
		return denied;
	}
	if (!(head->kind == ATOM_NUMBER || ATOM_MEANS_ANY(head, begins)) || is_minus(s, at, end))
		return 0;
	bool total = we_are(s, at);
	if (announced(s, at, end) > 0) {
		p->total = true;
		p->count = study_atom(s, at + 1, end)->n;
		return 2;
	}

	while (atom_means(study_atom(s, at + n, end), SENSE_TOTAL) ||
		atom_means(study_atom(s, at + n, end), SENSE_EACH) ||
		atom_means(study_atom(s, at + n, end), SENSE_ABOUT) ||
		(atom_means(study_atom(s, at + n, end), SENSE_MORE) && n > 0)) {
		about = about || atom_means(study_atom(s, at + n, end), SENSE_ABOUT);
		total = total || atom_means(study_atom(s, at + n, end), SENSE_TOTAL);
		n++;
	}
	const struct atom *a = study_atom(s, at + n, end);
	/* `wir sind zwei Tage da`; `we're four now for Monday` */
	const struct atom *behind = study_atom(s, at + n + 1, end);
	if (behind->count == 1 && atom_means(behind, SENSE_SAFE) && tongue_of(s, behind) != NULL &&
		!tongue_of(s, behind)->nouns)
		behind = study_atom(s, at + n + 2, end);
	if (n == 0 && total && behind->kind != ATOM_PUNCT && behind->kind != ATOM_EVENT &&
		!atom_means(behind, SENSE_AND) && !atom_means(behind, SENSE_ORIGIN) &&
		!atom_means(behind, SENSE_PERSONS) && !atom_means(behind, SENSE_SWAP))
		total = false;
	if (a->kind == ATOM_WORD && atom_means(a, SENSE_TOGETHER)) {
		n++;
		/* `wir zwei Personen` */
		const struct atom *noun = study_atom(s, at + n, end);
		/* … `wir acht Frauen` */
		bool persons = atom_means(noun, SENSE_PERSONS) ||
			(token_means(first_token(s, a), SENSE_WE) && tongue_nouns(s, noun) &&
				atom_means(noun, SENSE_RELATION) && noun->n == 0 &&
				first_token(s, noun)->capital && noun->count == 1);
		if (a->n > 1 && persons)
			n++;
	} else if (a->kind == ATOM_NUMBER ||
		(a->kind == ATOM_WORD && atom_means(a, SENSE_NUMBER))) {
		n++;
		const struct atom *next = study_atom(s, at + n, end);
		/* a range: `zwei bis drei Personen`, `5-6 Personen` */
		if (atom_is(next, '-') || atom_is(next, '/') || atom_means(next, SENSE_OR) ||
			atom_means(next, SENSE_UNTIL)) {
			const struct atom *high = study_atom(s, at + n + 1, end);
			if (high->kind == ATOM_NUMBER || atom_means(high, SENSE_NUMBER)) {
				n += 2;
				about = true;
			}
		}
		while (atom_means(study_atom(s, at + n, end), SENSE_MORE)) {
			more = true;
			n++;
		}
		if (atom_means(study_atom(s, at + n, end), SENSE_PERSONS) ||
			(a->n > 1 && atom_means(study_atom(s, at + n, end), SENSE_REGISTRATION) &&
				first_token(s, study_atom(s, at + n, end))->capital))
			n++;
		else if (!total && !counts_for(s, at + n, end, a) &&
			!counts_again(s, at + n, end, a) && !reserves(s, at, at + n, end) &&
			!counts_me_in(s, at + n, end, a) &&
			!replaces_number(s, at, at + n, end, a) && !forms_counts(s, at, end))
			return 0;
	} else {
		return 0;
	}
	/* `a group of five students` */
	if (total && a->n > 1 && atom_means(study_atom(s, at + n, end), SENSE_RELATION) &&
		!tongue_nouns(s, a) && study_atom(s, at + n, end)->n == 0)
		n++;
	if (more)
		return 0; /* `zwei weitere Personen` is a difference */
	p->total = true;
	p->count = a->n;
	p->unsure = about || a->n <= 0;
	n += instead_of(s, at + n, end, total && is_number(a));
	return n + not_before(s, at + n, end, a->n);
}

bool headcount_groups(const struct study *s, size_t at, size_t n)
{
	size_t numbers = 0;

	for (size_t i = at; i < at + n; i++)
		numbers += atom_counts(&s->atoms[i]) && s->atoms[i].n > 0;
	return numbers > 1 && we_are(s, at);
}

/* `Anzahl Personen (mit mir): 2`; atoms taken. */
size_t headcount_labelled(const struct study *s, size_t at, size_t end, struct people *p)
{
	size_t n = 1;

	if (!atom_means(study_atom(s, at, end), SENSE_PERSONS))
		return 0;
	if (atom_is(study_atom(s, at + n, end), '('))
		while (at + n < end && !atom_is(study_atom(s, at + n - 1, end), ')'))
			n++;
	if (!atom_is(study_atom(s, at + n, end), ':') && !atom_is(study_atom(s, at + n, end), '='))
		return 0;
	const struct atom *a = study_atom(s, at + n + 1, end);
	if (a->kind != ATOM_NUMBER && !atom_means(a, SENSE_NUMBER))
		return 0;
	p->total = true;
	p->count = a->n;
	return n + 2;
}

/* Whether the atom says what is counted: `Personen`, `guests`. */
static bool is_counted(const struct atom *a)
{
	return atom_means(a, SENSE_PERSONS) || atom_means(a, SENSE_RELATION);
}

/* `+1`, `plus one`: the number stands alone behind the sign. */
static size_t plus(const struct study *s, size_t at, size_t end)
{
	const struct atom *sign = study_atom(s, at, end), *number = study_atom(s, at + 1, end);
	const struct atom *behind = study_atom(s, at + 2, end);
	bool figure = atom_is(sign, '+') && number->kind == ATOM_NUMBER;
	bool word = atom_means(sign, SENSE_WITH) && atom_means(sign, SENSE_MORE);

	if (!(figure || word) || !is_number(number) || number->n > PLUS_MAX ||
		(!figure && number->kind != ATOM_NUMBER && tongue_nouns(s, number) &&
			atom_means(number, SENSE_INDEFINITE)))
		return 0;
	if (is_counted(behind))
		return 3;
	return behind->kind == ATOM_PUNCT || behind->kind == ATOM_EVENT ||
			atom_means(behind, SENSE_PLEASE)
		? 2
		: 0;
}

/* `mit zwei weiteren Frauen`, `with two other people`: beside whom they come, whoever else does. */
static size_t with_others(const struct study *s, size_t at, size_t end)
{
	const struct atom *number = study_atom(s, at + 1, end), *other = study_atom(s, at + 2, end);

	return atom_means(study_atom(s, at, end), SENSE_WITH) && is_number(number) &&
			(atom_means(other, SENSE_MORE) || atom_means(other, SENSE_REST)) &&
			is_counted(study_atom(s, at + 3, end))
		? 4
		: 0;
}

size_t headcount_beside(const struct study *s, size_t at, size_t end, struct people *p)
{
	size_t n = plus(s, at, end);

	n = n > 0 ? n : with_others(s, at, end);
	if (n == 0)
		return 0;
	p->with = true;
	p->count = study_atom(s, at + 1, end)->n;
	return n;
}
