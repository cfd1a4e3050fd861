#include "reading/claims/choices.h"

#include "reading/answered.h"
#include "reading/claims/choices-hear.h"

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
		hours += x->kind == SIGN_DAY && choices_hour(s, x->n);
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

void choices_quiet(struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		if (!choices_say(&s->sentences[c->sentence]))
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
	choices_quiet(s);
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

/* `No 1`: the first, or none of them? */
static bool numero_or_no(const struct study *s)
{
	for (size_t i = 0; i + 1 < s->token_count; i++) {
		const struct token *t = &s->tokens[i];
		if (choices_numero(t) && t[1].kind == TOKEN_NUMBER && t[1].row == t->row &&
			s->rows[t->row].sort == ROW_BODY)
			return true;
	}
	return false;
}

/* `2 + 1`, `1 + 3 = 4`: places, or a sum of those who come? */
static bool adds_up(const struct study *s)
{
	for (size_t i = 1; i + 1 < s->token_count; i++) {
		const struct token *t = &s->tokens[i];
		bool sum = t[-1].kind == TOKEN_NUMBER && t[1].kind == TOKEN_NUMBER;
		if (sum && s->rows[t->row].sort == ROW_BODY &&
			(slice_is(t->text, "=") ||
				(slice_is(t->text, "+") && t[1].number <= t[-1].number)))
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
		: adds_up(s)                 ? "seats-unsure"
		: numero_or_no(s)            ? "negation-unclear"
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
	if (ticks_something(s) || rest_of_nothing(s) || seats_of_some(s) || adds_up(s) ||
		!choices_hear(s, &read))
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
