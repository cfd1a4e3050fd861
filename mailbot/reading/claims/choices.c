#include "reading/claims/choices.h"

#include "reading/answered.h"
#include "reading/clauses/verbs.h"

enum { SIGNS_MAX = 48, HALF_DAY = 12 };

/* What an atom is in such an answer. */
enum sign_kind {
	SIGN_PLACE, /* 2, den zweiten, Kongress */
	SIGN_WORD, /* zwei: a place, or how many they are */
	SIGN_DAY, /* 16: beyond the list, the day of one that stands there */
	SIGN_SEATS, /* 2 Personen, zu dritt */
	SIGN_WITH, /* with two colleagues */
	SIGN_ALL,
	SIGN_BOTH,
	SIGN_REST, /* die anderen */
	SIGN_EXCEPT,
	SIGN_YES, /* n: 2 for `schon` */
	SIGN_NO, /* n: 2 for `nicht` */
	SIGN_FOR,
	SIGN_AND,
	SIGN_BREAK, /* a comma, the end of a line or sentence */
	SIGN_US, /* ich, wir kommen */
	SIGN_MEANT,
	SIGN_BACK, /* Quatsch */
	SIGN_WISH, /* sorry: between two of them it may take one back */
	SIGN_END,
};

struct sign {
	enum sign_kind kind;
	int n;
	struct eset events;
	bool named; /* an event, and not by a number alone */
	size_t atom;
};

struct answer_read {
	struct sign signs[SIGNS_MAX];
	size_t count;
	bool not_only; /* … but also another */
	bool regrets, listed, failed;
};

struct choice {
	struct eset events;
	int seats; /* 0: not said */
	bool marked, no, soft;
	bool but; /* all of them but one */
	size_t atom;
};

struct choices {
	struct choice items[SIGNS_MAX];
	size_t count;
	int seats; /* of all of them; 0 */
};

/* ---- what stands there ---- */

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

/* Whether one of those begins, or may be said to, at that hour. */
static bool hour_of_one(const struct study *s, int n)
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
		(!listed && a->kind == ATOM_TIME && hour_of_one(s, n)))
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

/* Whether it is one of those words, and nothing that the list has not, but that it is known. */
static bool means_only(const struct atom *a, struct senses listed)
{
	static const enum sense known[] = {SENSE_HARMLESS};
	struct senses beside = senses_or(listed, SENSES_OF(known));

	return senses_meet(a->senses, listed) && senses_none(senses_minus(a->senses, beside));
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
	if (atom_means(a, SENSE_WISH) && means_only(a, SENSES_OF(courtesies))) {
		put(r, (struct sign){.kind = SIGN_WISH, .atom = at});
		return true;
	}
	if (atom_means(a, SENSE_LISTED) && a->count == 1)
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
	return means_only(a, SENSES_OF(courtesies)) && !atom_maybe_verb(a);
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

static bool said(const struct sentence *x)
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

/* All that the writer says, as signs. */
static bool hear_all(const struct study *s, struct answer_read *r)
{
	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		if (!said(x))
			continue;
		if (x->subject || x->question || x->unticked || !eset_empty(x->quoted))
			return false;
		hear_marker(s, r, x);
		for (size_t k = x->first; k < x->end; k++)
			if (!hear(s, r, k) || r->failed)
				return false;
		put(r, (struct sign){.kind = SIGN_BREAK, .atom = x->first});
		r->listed = false;
	}
	drop_wishes(r);
	r->signs[r->count] = (struct sign){.kind = SIGN_END};
	return r->count > 0;
}

/* ---- what is chosen ---- */

static bool is_place(const struct sign *x)
{
	return x->kind == SIGN_PLACE || x->kind == SIGN_WORD || x->kind == SIGN_DAY;
}

static bool ends(const struct sign *x)
{
	return x->kind == SIGN_BREAK || x->kind == SIGN_AND || x->kind == SIGN_END;
}

/* `1 und 3`, behind `except` too; false where a word of number may as well count people. */
static bool places(const struct sign **at, struct eset *out, bool *word)
{
	const struct sign *x = *at;

	if (!is_place(x))
		return false;
	for (;; x++) {
		*out = eset_or(*out, x->events);
		*word = *word || x->kind == SIGN_WORD;
		if (x[1].kind != SIGN_AND || !is_place(&x[2]))
			break;
		x++;
	}
	*at = x + 1;
	return true;
}

/* `2 persons for 3`, `1 ja`, `die anderen schon`, `alle außer 2`; false where it is none. */
static bool choose(const struct study *s, const struct sign **at, struct choices *out)
{
	const struct sign *x = *at;
	struct choice c = {.atom = x->atom};
	struct eset named = {0}, but = {0};
	bool word = false, first = x->kind == SIGN_SEATS, rest = x->kind == SIGN_REST;
	bool all = x->kind == SIGN_ALL || x->kind == SIGN_BOTH, sure = x->named;

	for (size_t i = 0; i < out->count; i++)
		named = eset_or(named, out->items[i].events);
	if (first) {
		c.seats = x->n;
		x += 1 + (x[1].kind == SIGN_FOR);
	}
	if (all || rest) {
		c.events = eset_minus(s->shown, rest ? named : (struct eset){0});
		if (first || (rest && eset_empty(named)) ||
			(x->kind == SIGN_BOTH && s->context->event_count != 2))
			return false;
		x++;
	} else if (!places(&x, &c.events, &word)) {
		return false;
	}
	x += x->kind == SIGN_BREAK && x[1].kind == SIGN_EXCEPT;
	if (x->kind == SIGN_EXCEPT) {
		bool unsure = false;
		x++;
		if (!places(&x, &but, &unsure) || unsure || first || rest)
			return false;
		c.events = eset_minus(c.events, but);
		c.but = all;
	}
	bool mark = (x->kind == SIGN_YES || x->kind == SIGN_NO) && !first;
	if (mark) {
		c.marked = true;
		c.no = x->kind == SIGN_NO;
		c.soft = x->n == 2;
		x++;
	} else if (!first && (x->kind == SIGN_FOR || x->kind == SIGN_SEATS) &&
		x[x->kind == SIGN_FOR].kind == SIGN_SEATS) {
		/* `alle zu zweit`, and not `alle 5 Personen` */
		if (all && x->kind == SIGN_SEATS &&
			!atom_tokens_mean(s, &s->atoms[x->atom], SENSE_TOGETHER))
			return false;
		x += x->kind == SIGN_FOR;
		c.seats = x->n;
		x++;
	} else if (!first && x->kind == SIGN_WITH && x[1].kind == SIGN_END && out->count == 0 &&
		sure) {
		c.seats = x->n + 1;
		x++;
	}
	bool next = ends(x) || (mark && is_place(x));
	/* `zusammen 2 Plätze für 1 und 3`: at each, or in all? */
	const struct token *how = first_token(s, &s->atoms[c.atom]);
	if (first && eset_count(c.events) > 1 && !token_counts(how) &&
		!token_means(how, SENSE_EACH))
		return false;
	if ((word && !mark) || (rest && !mark) || (all && c.no) || !next || eset_empty(c.events) ||
		!eset_empty(eset_and(c.events, named)))
		return false;
	*at = x;
	out->items[out->count++] = c;
	return true;
}

/* `2 - ach Quatsch, 4`: what stands before the word that takes it back. */
static const struct sign *past_taken_back(const struct answer_read *r)
{
	const struct sign *x = r->signs;

	if (!is_place(x))
		return x;
	bool one = eset_count(x->events) == 1;
	for (x++; x->kind == SIGN_BREAK || x->kind == SIGN_NO;)
		x++;
	if (x->kind != SIGN_BACK)
		return r->signs;
	for (x++; x->kind == SIGN_BREAK;)
		x++;
	return one && is_place(x) && x[1].kind == SIGN_END ? x : NULL;
}

/* Numbers that are days are several, and not all of them hours too. */
static bool days_sure(const struct study *s, const struct answer_read *r)
{
	size_t days = 0, hours = 0, others = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct sign *x = &r->signs[i];
		days += x->kind == SIGN_DAY;
		hours += x->kind == SIGN_DAY && hour_of_one(s, x->n);
		others += x->kind == SIGN_PLACE || x->kind == SIGN_WORD;
	}
	return days == 0 || (days > 1 && hours < days && others == 0);
}

/* `Ich meinte den Kongress`: nothing else stands there. */
static bool tells_meant(const struct answer_read *r)
{
	const struct sign *x = r->signs;

	while (x->kind == SIGN_BREAK)
		x++;
	if (x->kind == SIGN_US && x[1].kind == SIGN_MEANT)
		x++;
	else if (x->kind != SIGN_BACK) /* `I meant` */
		return false;
	return x[1].kind == SIGN_PLACE && x[1].named && x[2].kind == SIGN_END;
}

/* `Number 2, the one on the 22nd`: the same once more, or another? */
static bool by_two_names(const struct answer_read *r)
{
	bool number = false, name = false;

	for (size_t i = 0; i < r->count; i++) {
		const struct sign *x = &r->signs[i];
		number = number || ((x->kind == SIGN_PLACE || x->kind == SIGN_WORD) && x->n > 0);
		name = name || (x->kind == SIGN_PLACE && x->n == 0 && x->named);
	}
	return number && name;
}

static bool choose_all(const struct study *s, const struct answer_read *r, struct choices *out)
{
	const struct sign *x = past_taken_back(r);

	if (x == NULL || by_two_names(r) || !days_sure(s, r))
		return false;
	if (tells_meant(r))
		for (; x->kind != SIGN_PLACE;)
			x++;
	while (x->kind != SIGN_END) {
		if (ends(x)) {
			x++;
			continue;
		}
		/* `…, wir kommen zu dritt` */
		bool we = x->kind == SIGN_US && x[1].kind == SIGN_SEATS && x[2].kind == SIGN_END;
		bool last = x->kind == SIGN_SEATS && x[1].kind == SIGN_END && out->count == 1 &&
			x[-1].kind == SIGN_BREAK;
		if (out->count > 0 && (we || last)) {
			out->seats = x[we].n;
			x += 1 + we;
		} else if (!choose(s, &x, out)) {
			return false;
		}
	}
	return out->count > 0;
}

/* Whether all of it is of one kind, and what our mail asked lets it be said so. */
static bool understood(
	const struct study *s, const struct choices *c, bool yes, const struct answer_read *r)
{
	bool cancels = answered_asks_to_cancel(s);
	struct eset all = {0};
	size_t marked = 0, seated = 0, no = 0, soft = 0;

	for (size_t i = 0; i < c->count; i++) {
		all = eset_or(all, c->items[i].events);
		marked += c->items[i].marked;
		no += c->items[i].no;
		soft += c->items[i].soft;
		seated += c->items[i].seats > 0;
	}
	if (r->not_only && eset_count(all) < 2)
		return false;
	bool counts = seated > 0 || c->seats > 0;
	if ((marked > 0 && marked < c->count) ||
		(seated > 0 && (seated < c->count || c->seats > 0)) || no == c->count ||
		(counts && (cancels || marked > 0)))
		return false;
	if (s->answered == ANSWERED_CONFIRM_CANCEL)
		return marked > 0 ? soft == 0 && !yes : yes && c->count == 1 && c->items[0].but;
	return cancels ? marked == 0 : !r->regrets;
}

/* ---- what it asks for ---- */

static size_t clause_of(const struct study *s, size_t atom)
{
	size_t i = 0;

	while (i < s->clause_count && (atom < s->clauses[i].first || atom >= s->clauses[i].end))
		i++;
	return i;
}

/* No clause says anything beside it. */
static void quiet(struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		if (!said(&s->sentences[c->sentence]))
			continue;
		c->says = SAYS_NOTHING;
		c->why = NULL;
		c->fragment = c->elliptic = c->question = c->third = c->hedged = false;
		c->joined = true;
		c->event_trouble = false;
		for (size_t k = c->first; k < c->end; k++) {
			struct atom *a = &s->atoms[k];
			if (a->kind == ATOM_NUMBER)
				a->kind = ATOM_EVENT;
			a->contradiction = a->kind != ATOM_EVENT && a->contradiction;
			if (a->use != USE_OUTSIDE)
				a->use = a->kind == ATOM_EVENT   ? USE_EVENT
					: a->kind == ATOM_PEOPLE ? USE_PEOPLE
								 : USE_SAFE;
		}
	}
	s->reply = s->chosen = true;
}

static void claim_all(struct study *s, const struct choices *c, struct claims *out)
{
	bool come = s->answered == ANSWERED_WHICH_EVENTS;

	out->count = 0;
	quiet(s);
	for (size_t i = 0; i < c->count; i++) {
		const struct choice *x = &c->items[i];
		size_t by = clause_of(s, x->atom);
		int seats = x->seats > 0 ? x->seats : c->seats;
		if (x->no)
			continue;
		s->clauses[by].says = come ? SAYS_COME : SAYS_NOT_COME;
		struct claim *claim = claims_add(s, out, by, come, x->events);
		claim->seats = !come ? 0 : seats > 0 ? seats : 1;
		claim->stated = seats > 0 ? STATED_TOTAL : STATED_NONE;
	}
}

static bool lists(const struct study *s)
{
	size_t least = s->answered == ANSWERED_CONFIRM_CANCEL ? 2 : 1;

	return (answered_asks(s) || s->answered == ANSWERED_CONFIRM_CANCEL) && s->series != NULL &&
		s->context->event_count >= least && eset_count(s->shown) == s->context->event_count;
}

/* ---- a list that was sent back ---- */

static bool is_tick(const struct token *t)
{
	return slice_is(t->text, "x") || slice_is(t->text, "X");
}

/* `1 x`, `2`: the numbers of our list, in their order, some of them ticked; what is ticked. */
static bool ticked(const struct study *s, struct eset *out)
{
	size_t next = 1, ticks = 0;

	for (size_t i = 0; i < s->row_count; i++) {
		const struct row *row = &s->rows[i];
		const struct token *t = &s->tokens[row->first];
		if (row->sort != ROW_BODY || row->count == 0)
			continue;
		size_t end = row->count;
		bool tick = end > 1 && is_tick(&t[end - 1]);
		end -= tick;
		bool mark = end == 2 && t[1].kind == TOKEN_PUNCT && !slice_is(t[1].text, "?");
		if (t->kind != TOKEN_NUMBER || (size_t)t->number != next || (end != 1 && !mark) ||
			next > s->context->event_count)
			return false;
		if (tick)
			*out = eset_or(*out, s->places[next - 1]);
		ticks += tick;
		next++;
	}
	return next == s->context->event_count + 1 && ticks > 0 && ticks + 1 < next;
}

/* `3 x`: three of something, or the third, ticked. */
static bool ticks_something(const struct study *s)
{
	for (size_t i = 0; i < s->row_count; i++)
		for (size_t k = 1; k < s->rows[i].count && s->rows[i].sort == ROW_BODY; k++) {
			const struct token *t = &s->tokens[s->rows[i].first + k];
			bool last = k + 1 == s->rows[i].count || t[1].kind != TOKEN_WORD;
			if (is_tick(t) && t[-1].kind == TOKEN_NUMBER && last)
				return true;
		}
	return false;
}

/* `2 (4)`: how many, or another? */
static bool brackets_number(const struct study *s)
{
	for (size_t i = 1; i + 1 < s->token_count; i++) {
		const struct token *t = &s->tokens[i];
		if (t->kind == TOKEN_NUMBER && slice_is(t[-1].text, "(") &&
			slice_is(t[1].text, ")") && s->rows[t->row].sort == ROW_BODY)
			return true;
	}
	return false;
}

/* `die anderen`, and nothing that was named before. */
static bool rest_of_nothing(const struct study *s)
{
	bool rest = false, named = false;

	for (size_t i = 0; i < s->atom_count; i++) {
		const struct atom *a = &s->atoms[i];
		rest = rest || (a->kind == ATOM_EVENT && a->several && a->n == -1);
		named = named || a->kind == ATOM_NUMBER ||
			(a->kind == ATOM_EVENT && !(a->several && a->n == -1));
	}
	return rest && !named;
}

/* `2, 5 zu zweit`: to which of them? */
static bool seats_of_some(const struct study *s)
{
	for (size_t i = 0; i + 1 < s->atom_count; i++) {
		const struct atom *a = &s->atoms[i], *next = a + 1;
		bool comma = false;
		for (size_t k = a->first; k < a->first + a->count; k++)
			comma = comma || slice_is(s->tokens[k].text, ",");
		if (comma && a->kind == ATOM_EVENT && next->kind == ATOM_PEOPLE &&
			next->people->total)
			return true;
	}
	return false;
}

static void doubt_all(struct study *s, struct claims *out)
{
	const char *why = ticks_something(s) ? "seats-unsure"
		: brackets_number(s)         ? "seats-unsure"
		: rest_of_nothing(s)         ? "ambiguous-event"
		: seats_of_some(s)           ? "seats-unsure"
					     : NULL;

	for (size_t i = 0; i < out->count && why != NULL; i++)
		claim_doubt(&out->items[i], why, s->clauses[out->items[i].clauses[0]].first);
}

static bool read_choices(struct study *s, struct choices *out)
{
	struct answer_read read = {0};

	if (answered_asks(s) && ticked(s, &out->items[0].events)) {
		out->items[0].atom = s->clauses[0].first;
		out->count = 1;
		return true;
	}
	if (ticks_something(s) || rest_of_nothing(s) || seats_of_some(s) || !hear_all(s, &read))
		return false;
	/* `ja, alle außer 2` */
	bool yes = read.signs[0].kind == SIGN_YES && read.signs[0].n == 1 && ends(&read.signs[1]);
	if (yes) {
		for (size_t i = 1; i <= read.count; i++)
			read.signs[i - 1] = read.signs[i];
		read.count--;
	}
	return choose_all(s, &read, out) && understood(s, out, yes, &read);
}

void choices_settle(struct study *s, struct claims *out)
{
	struct choices chosen = {0};

	if (!lists(s) || s->clause_count == 0)
		return;
	bool read = read_choices(s, &chosen);
	for (size_t i = 0; i < chosen.count; i++)
		read = read && clause_of(s, chosen.items[i].atom) < s->clause_count;
	if (read)
		claim_all(s, &chosen, out);
	else if (answered_asks(s))
		doubt_all(s, out);
}
