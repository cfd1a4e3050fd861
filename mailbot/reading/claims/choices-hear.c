#include "reading/claims/choices-hear.h"

#include "reading/answered.h"
#include "reading/clauses/verbs.h"

enum { HALF_DAY = 12 };

static void put(struct answer_read *r, struct sign sign)
{
	bool after_break = r->count > 0 && r->signs[r->count - 1].kind == SIGN_BREAK;

	r->listed = false;
	if (sign.kind == SIGN_BREAK && (r->count == 0 || after_break))
		return;
	if (r->count + 1 >= SIGNS_MAX)
		r->failed = true;
	else
		r->signs[r->count++] = sign;
}

/* The event shown that takes place on that day of its month; empty where none does, or several. */
static struct eset on_day(const struct study *s, int day)
{
	struct eset out = {0};

	for (size_t e = 0; e < s->series->event_count; e++)
		if (eset_has(s->shown, e) && s->series->events[e].begin.day == day)
			eset_add(&out, e);
	return eset_count(out) == 1 ? out : (struct eset){0};
}

bool choices_hour(const struct study *s, int n)
{
	for (size_t e = 0; e < s->series->event_count; e++)
		if (eset_has(s->shown, e) &&
			s->series->events[e].begin.hour % HALF_DAY == n % HALF_DAY)
			return true;
	return false;
}

static void put_number(const struct study *s, struct answer_read *r, int n, size_t atom, bool word)
{
	struct sign sign = {.kind = word && !r->listed ? SIGN_WORD : SIGN_PLACE,
		.n = n,
		.named = r->listed,
		.atom = atom};

	if (n >= 1 && (size_t)n <= s->context->event_count)
		sign.events = s->places[n - 1];
	else if (!word && !r->listed) {
		sign.kind = SIGN_DAY;
		sign.events = on_day(s, n);
	}
	r->failed = r->failed || eset_empty(sign.events);
	put(r, sign);
}

bool choices_numero(const struct token *t)
{
	for (const struct meaning *m = t->word != NULL ? t->word->meanings : NULL; m != NULL;
		m = m->next)
		if (senses_has(m->senses, SENSE_NUMERO))
			return true;
	return false;
}

/* `No. 1`, and not `No, 1`: whether its dot and a figure follow. */
static bool numero(const struct study *s, const struct atom *a)
{
	const struct token *t = first_token(s, a);
	size_t at = a->first, end = s->rows[t->row].first + s->rows[t->row].count;

	return a->kind == ATOM_WORD && a->count == 1 && choices_numero(t) &&
		study_token(s, at + 1, end)->joined &&
		slice_is(study_token(s, at + 1, end)->text, ".") &&
		study_token(s, at + 2, end)->kind == TOKEN_NUMBER;
}

/* Whether the sentence is nothing but what ends in its dot: the number stands in the next. */
static bool ends_in_numero(const struct study *s, const struct sentence *x)
{
	size_t end = x->end;

	while (end > x->first && atom_quiet(&s->atoms[end - 1]))
		end--;
	return end > x->first && numero(s, &s->atoms[end - 1]);
}

/* `at 1`, `Nummer 2`, `die 1.`: a number that was taken for an hour or a day. */
static bool hear_time(const struct study *s, struct answer_read *r, const struct atom *a, size_t at)
{
	int n = 0;
	bool listed = r->listed, led = false;

	for (size_t i = a->first; i < a->first + a->count; i++) {
		const struct token *t = &s->tokens[i];
		if (t->kind == TOKEN_NUMBER && n == 0)
			n = (int)t->number;
		else if (token_means(t, SENSE_LISTED))
			listed = true;
		else if (token_means(t, SENSE_GOING) || token_means(t, SENSE_ARTICLE))
			led = true;
		else if (t->kind != TOKEN_PUNCT || !slice_is(t->text, "."))
			return false;
	}
	if (n == 0 || (!listed && (size_t)n > s->context->event_count) ||
		(!listed && a->kind == ATOM_TIME && choices_hour(s, n)))
		return false;
	if (led && a->kind == ATOM_TIME)
		put(r, (struct sign){.kind = SIGN_FOR, .atom = at});
	r->listed = listed;
	put_number(s, r, n, at, false);
	return true;
}

/* Whether a number or a place stands in it. */
static bool counted(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (token_counts(&s->tokens[i]) || token_means(&s->tokens[i], SENSE_ORDINAL) ||
			token_means(&s->tokens[i], SENSE_LAST))
			return true;
	return false;
}

static bool hear_event(
	const struct study *s, struct answer_read *r, const struct atom *a, size_t at)
{
	struct sign sign = {.kind = SIGN_PLACE, .events = a->events, .atom = at};

	if (a->n == -1 && a->several) {
		sign.kind = SIGN_REST;
		sign.events = (struct eset){0};
	} else if (eset_empty(a->events) && a->day_known) {
		return hear_time(s, r, a, at);
	} else if (a->bare_all && a->several && !a->none) {
		sign.events = s->shown;
	} else if (a->contradiction || a->reference || a->over || a->none ||
		((a->sort_only || !a->several) && eset_count(a->events) != 1) || a->repaired ||
		!a->strong || (a->going && answered_asks_to_cancel(s)) || eset_empty(a->events) ||
		!eset_within(a->events, s->shown)) {
		return false;
	}
	if (a->bare_all)
		sign.kind = SIGN_ALL;
	sign.named = a->title_words > 0 || a->date_only || a->day_known || !counted(s, a);
	put(r, sign);
	return true;
}

static bool hear_people(
	const struct study *s, struct answer_read *r, const struct atom *a, size_t at)
{
	const struct people *p = a->people;
	bool plain = !p->unsure && !p->outsider && !p->object && !p->members;
	bool seats = r->count > 0 && r->signs[r->count - 1].kind == SIGN_SEATS;

	/* `2 persons for 3`: where they come */
	if (atom_tokens_mean(s, a, SENSE_CHILD))
		return false;
	if (seats && a->count == 2 && token_means(first_token(s, a), SENSE_FOR) &&
		last_token(s, a)->kind == TOKEN_NUMBER)
		put_number(s, r, (int)last_token(s, a)->number, at, false);
	else if (plain && p->total && p->count > 0 && !p->with && p->person_count == 0)
		put(r, (struct sign){.kind = SIGN_SEATS, .n = p->count, .atom = at});
	else if (plain && p->me && p->count <= 1 && !p->total && !p->with && p->person_count == 0)
		put(r, (struct sign){.kind = SIGN_US, .atom = at});
	else if (plain && p->with && p->count > 0 && !p->me && !p->we && !p->total)
		put(r, (struct sign){.kind = SIGN_WITH, .n = p->count, .atom = at});
	else
		return false;
	return true;
}

static bool hear_word(const struct study *s, struct answer_read *r, const struct atom *a, size_t at)
{
	static const struct {
		enum sense sense;
		enum sign_kind kind;
		int n;
	} plain[] = {{SENSE_NOT_ONLY, SIGN_AND, 0}, {SENSE_BUT_ALSO, SIGN_AND, 0},
		{SENSE_EXCEPT, SIGN_EXCEPT, 0}, {SENSE_BARRING, SIGN_EXCEPT, 0},
		{SENSE_RETRACT, SIGN_BACK, 0}, {SENSE_MEANT, SIGN_MEANT, 0}, {SENSE_NO, SIGN_NO, 1},
		{SENSE_NEG, SIGN_NO, 2}, {SENSE_YES, SIGN_YES, 1}, {SENSE_CONTRARY, SIGN_YES, 2},
		{SENSE_ALL, SIGN_ALL, 0}, {SENSE_BOTH, SIGN_BOTH, 0}, {SENSE_REST, SIGN_REST, 0},
		{SENSE_AND, SIGN_AND, 0}};
	static const enum sense courtesies[] = {SENSE_PLEASE, SENSE_THANKS, SENSE_GREETING,
		SENSE_CLOSING, SENSE_WISH, SENSE_GLADLY, SENSE_SAFE, SENSE_ONLY, SENSE_OPENS};
	static const enum sense known[] = {SENSE_HARMLESS};
	bool us = r->count > 0 && r->signs[r->count - 1].kind == SIGN_US;
	bool of = at > 0 && atom_means(a - 1, SENSE_ORIGIN);

	if (a->near_alarm || a->count == 0)
		return false;
	if (atom_means(a, SENSE_OR) || atom_means(a, SENSE_HEDGE) || atom_means(a, SENSE_MORE))
		return false;
	if (atom_means(a, SENSE_REGRET) && !atom_means(a, SENSE_NEG)) {
		r->regrets = true;
		return true;
	}
	if (atom_means(a, SENSE_WISH) &&
		atom_means_only(a, SENSES_OF(courtesies), SENSES_OF(known))) {
		put(r, (struct sign){.kind = SIGN_WISH, .atom = at});
		return true;
	}
	if ((atom_means(a, SENSE_LISTED) && a->count == 1) || numero(s, a))
		return r->listed = true;
	if (atom_means(a, SENSE_ORDINAL) && a->count == 1) {
		put_number(s, r, a->meaning->ordinal, at, false);
		return true;
	}
	if (atom_means(a, SENSE_NUMBER) && !atom_means(a, SENSE_INDEFINITE) && a->count == 1) {
		put_number(s, r, a->n, at, true);
		return true;
	}
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (atom_means(a, plain[i].sense)) {
			r->failed =
				r->failed || (plain[i].kind == SIGN_MEANT && a->meaning->n == 2);
			r->not_only = r->not_only || plain[i].sense == SENSE_NOT_ONLY;
			/* `all but the congress` */
			if (plain[i].kind == SIGN_EXCEPT && atom_tokens_mean(s, a, SENSE_ALL))
				put(r, (struct sign){.kind = SIGN_ALL, .atom = at});
			put(r, (struct sign){.kind = plain[i].kind, .n = plain[i].n, .atom = at});
			return true;
		}
	if (atom_means(a, SENSE_ARTICLE) || (of && atom_means(a, SENSE_OTHERS)) ||
		(atom_means(a, SENSE_ORIGIN) && r->count > 0 &&
			r->signs[r->count - 1].kind == SIGN_ALL))
		return true;
	if (atom_means(a, SENSE_GOING) || atom_means(a, SENSE_FOR)) {
		put(r, (struct sign){.kind = SIGN_FOR, .atom = at});
		return true;
	}
	if (us && a->count == 1 && (atom_means(a, SENSE_BE) || atom_maybe_verb_of(a, SENSE_COME)))
		return true;
	return atom_means_only(a, SENSES_OF(courtesies), SENSES_OF(known)) && !atom_maybe_verb(a);
}

static bool hear(const struct study *s, struct answer_read *r, size_t at)
{
	const struct atom *a = &s->atoms[at];

	if (a->use == USE_OUTSIDE || a->count == 0)
		return true;
	switch (a->kind) {
	case ATOM_PUNCT:
	case ATOM_SILENT:
		if (a->kind == ATOM_SILENT && !slice_is(first_token(s, a)->text, "-"))
			return true;
		if (a->punct == '?' || a->punct == '(' || a->punct == ')')
			return false;
		if (a->punct != ':' && a->punct != '.')
			put(r, (struct sign){.kind = SIGN_BREAK, .atom = at});
		return true;
	case ATOM_EVENT: return hear_event(s, r, a, at);
	case ATOM_NUMBER: put_number(s, r, a->n, at, false); return true;
	case ATOM_DATE:
	case ATOM_TIME: return hear_time(s, r, a, at);
	case ATOM_PEOPLE: return hear_people(s, r, a, at);
	case ATOM_WORD: return hear_word(s, r, a, at);
	default: return false;
	}
}

bool choices_say(const struct sentence *x)
{
	return x->sort == ROW_BODY || x->sort == ROW_SUBJECT || x->below;
}

static bool beside(const struct sign *x)
{
	return x->kind == SIGN_BREAK || x->kind == SIGN_WISH;
}

/* What stands before the first and behind the last of them changes nothing. */
static void drop_wishes(struct answer_read *r)
{
	size_t first = 0;

	while (r->count > 0 && beside(&r->signs[r->count - 1]))
		r->count--;
	while (first < r->count && beside(&r->signs[first]))
		first++;
	for (size_t i = first; i < r->count; i++)
		r->signs[i - first] = r->signs[i];
	r->count -= first;
}

/* `1. yes`: the number that its line begins with, as in a list. */
static void hear_marker(const struct study *s, struct answer_read *r, const struct sentence *x)
{
	const struct atom *a = study_atom(s, x->first, x->end);

	if (!x->item || a->count == 0)
		return;
	size_t row = first_token(s, a)->row, at = s->rows[row].first;
	const struct token *t = at >= 2 ? &s->tokens[at - 2] : NULL;
	if (t != NULL && t->row == row && t->kind == TOKEN_NUMBER) {
		r->listed = true;
		put_number(s, r, (int)t->number, x->first, false);
	}
}

bool choices_hear(const struct study *s, struct answer_read *r)
{
	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		if (!choices_say(x))
			continue;
		if (x->subject || x->question || x->unticked || !eset_empty(x->quoted))
			return false;
		hear_marker(s, r, x);
		for (size_t k = x->first; k < x->end; k++)
			if (!hear(s, r, k) || r->failed)
				return false;
		if (ends_in_numero(s, x))
			continue;
		put(r, (struct sign){.kind = SIGN_BREAK, .atom = x->first});
		r->listed = false;
	}
	drop_wishes(r);
	r->signs[r->count] = (struct sign){.kind = SIGN_END};
	return r->count > 0;
}
