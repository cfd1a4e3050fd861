#include "reading/seats/recount-mentions.h"

#include <string.h>

#include "reading/lines/phrases.h"
#include "reading/seats/recount-words.h"

enum { LOOK_AHEAD = 4 };

static bool *taken_tokens(const struct study *s)
{
	bool *taken = arena_alloc(s->arena, s->token_count * sizeof *taken + 1);

	memset(taken, 0, s->token_count * sizeof *taken);
	for (size_t i = 0; i < s->atom_count; i++) {
		const struct atom *a = &s->atoms[i];
		/* who sends somebody else */
		bool sends = a->kind == ATOM_PEOPLE && a->use == USE_TOLD;
		/* `nach Rücksprache mit meiner Frau` */
		bool asked = a->kind == ATOM_PEOPLE && a->use == USE_ADJUNCT && i > 0 &&
			atom_means(&s->atoms[i - 1], SENSE_CAUSE) && s->atoms[i - 1].count > 1;
		bool takes = sends || asked || a->kind == ATOM_EVENT || a->kind == ATOM_DATE ||
			a->kind == ATOM_TIME || a->kind == ATOM_TITLE || a->kind == ATOM_SORT ||
			(a->kind == ATOM_SILENT && first_token(s, a)->kind != TOKEN_PUNCT);
		for (size_t k = a->first; takes && k < a->first + a->count && k < s->token_count;
			k++)
			taken[k] = true;
	}
	return taken;
}

static void add_unit(struct tally *t, struct unit u)
{
	if (t->count == UNITS_MAX) {
		t->full = true;
		return;
	}
	u.comma = t->comma && !t->and;
	u.and = t->and;
	u.glued = !t->other;
	t->out.more = t->out.more || (t->also && !u.me && u.high > 0);
	t->units[t->count++] = u;
	t->comma = t->and = t->other = false;
}

static void add_total(struct tally *t, int n)
{
	t->summed = t->count + 1;
	if (t->out.total_count < sizeof t->out.totals / sizeof *t->out.totals)
		t->out.totals[t->out.total_count++] = n;
	else
		t->full = true;
}

/* A run of capitals at `at`, behind a title or a calling or bare; tokens. */
static size_t take_name(struct tally *t, size_t first, size_t at, size_t end, bool titled)
{
	static const enum sense no_person[] = {SENSE_ARTICLE, SENSE_GOING, SENSE_ORIGIN, SENSE_FOR,
		SENSE_BEHALF, SENSE_MY, SENSE_YOUR, SENSE_ROLE, SENSE_SINCE, SENSE_GROUP,
		SENSE_FIELD, SENSE_PREPOSITION, SENSE_BEFORE, SENSE_CAUSE};
	size_t words, known, n = recount_name_at(t, at, end, &words, &known), more, unused;
	const struct token *before = at > first ? &t->s->tokens[at - 1] : NULL;
	bool bare = before == NULL ||
		!(slice_is(before->text, "(") || TOKEN_MEANS_ANY(before, no_person));

	if (n == 0)
		return 0;
	/* `Peter und Inge Schulte` */
	bool couple = words == 1 && known == 0 &&
		token_means(recount_token_of(t, at + n, end), SENSE_AND) &&
		recount_name_at(t, at + n + 1, end, &more, &unused) > 0 && more > 1;
	bool person = titled || (bare && (couple || (words > 1 && known < words)));
	add_unit(t,
		(struct unit){.low = person,
			.high = 1,
			.named = true,
			.me = !titled && recount_writers(t->s, at, n),
			.word = t->s->tokens[at + n - 1].key});
	return n;
}

/* `(8 und 11)`: nothing but numbers in brackets, of those who stand before them. */
static bool bracketed(const struct tally *t, size_t first, size_t at, size_t end)
{
	size_t from = at, to = at + 1;

	while (from > first && !slice_is(t->s->tokens[from].text, "(") &&
		(recount_number_of(&t->s->tokens[from]) > 0 ||
			token_means(&t->s->tokens[from], SENSE_AND) ||
			slice_is(t->s->tokens[from].text, ",")))
		from--;
	while (to < end &&
		(recount_number_of(&t->s->tokens[to]) > 0 ||
			MEANS(&t->s->tokens[to], SENSE_AND, SENSE_UNIT) ||
			slice_is(t->s->tokens[to].text, ",")))
		to++;
	return to < end && to - from > 2 && slice_is(t->s->tokens[from].text, "(") &&
		slice_is(t->s->tokens[to].text, ")");
}

/* A number that counts nobody: `um halb acht`, `alle vier`, `statt drei`, `(82)`, `der 9b`. */
static bool counts_nobody(const struct tally *t, size_t first, size_t at, size_t end)
{
	const struct token *next = recount_token_of(t, at + 1, end);

	/* `bitte um drei Plätze` */
	bool seats = MEANS(next, SENSE_PERSONS);
	for (size_t i = at > first + 2 ? at - 2 : first; i < at; i++)
		if (MEANS(&t->s->tokens[i], SENSE_ALL, SENSE_SWAP, SENSE_UNIT_BEFORE) ||
			(!seats && token_means(&t->s->tokens[i], SENSE_AT_TIME)))
			return true;
	/* `not two` */
	if (at > first && token_means(&t->s->tokens[at - 1], SENSE_NEG))
		return true;
	/* `instead of two`, `no longer five` */
	size_t length = 0;
	const struct meaning *swap = at > first + 1 ? phrase_at(t->s, at - 2, end, &length) : NULL;
	if (swap != NULL && length == 2 &&
		(senses_has(swap->senses, SENSE_SWAP) || senses_has(swap->senses, SENSE_NEG)))
		return true;
	return (next->kind == TOKEN_WORD && next->joined) || token_means(next, SENSE_UNIT) ||
		bracketed(t, first, at, end) ||
		(at > first && slice_is(t->s->tokens[at - 1].text, "(") &&
			slice_is(next->text, ")"));
}

/* What a number before a noun counts: `zwei Kolleginnen`, `3 Personen`, `vier von uns`; tokens. */
static size_t number_noun(struct tally *t, size_t first, size_t at, size_t end, bool with)
{
	int n = recount_number_of(&t->s->tokens[at]);

	for (size_t i = at + 1; i <= at + LOOK_AHEAD; i++) {
		const struct token *x = recount_token_of(t, i, end);
		bool noun = x->meaning == NULL || token_means(x, SENSE_HARMLESS);
		if (MEANS(x, SENSE_PERSONS, SENSE_WE, SENSE_US)) {
			if (n > 1) /* `one seat for me and one for my colleague` */
				add_total(t, n);
			if (with)
				add_total(t, n + 1);
			return i + 1 - at;
		}
		if (recount_is_relation(t, first, i, end)) {
			int each = x->meaning->n == 2 ? 2 : 1;
			add_unit(t, (struct unit){.low = n, .high = n * each, .word = x->key});
			return i + 1 - at;
		}
		if (x->kind != TOKEN_WORD)
			break;
		if (noun && (x->capital || recount_token_of(t, i + 1, end)->kind != TOKEN_WORD)) {
			add_unit(t, (struct unit){.high = n, .word = x->key});
			return i + 1 - at;
		}
	}
	return 0;
}

static size_t take_number(struct tally *t, size_t first, size_t at, size_t end)
{
	const struct token *before = at > first ? &t->s->tokens[at - 1] : NULL;
	int n = recount_number_of(&t->s->tokens[at]);
	bool with = false, us = false;

	/* `3x Soziale Balance` */
	if (at + 2 < end && t->s->tokens[at + 1].joined && t->s->tokens[at + 1].text.len == 1 &&
		t->taken[at + 2]) {
		add_total(t, n);
		return 2;
	}
	if (counts_nobody(t, first, at, end))
		return 1;
	for (size_t i = at > first + LOOK_AHEAD ? at - LOOK_AHEAD : first; i < at; i++) {
		with = with || MEANS(&t->s->tokens[i], SENSE_WITH, SENSE_MORE, SENSE_TAKING);
		us = us || MEANS(&t->s->tokens[i], SENSE_WE, SENSE_US);
	}
	size_t noun = number_noun(t, first, at, end, with);
	if (noun > 0)
		return noun;
	/* `+1`, `plus one` */
	if (before != NULL && (slice_is(before->text, "+") || token_means(before, SENSE_MORE)))
		add_unit(t, (struct unit){.low = n, .high = n});
	else if (us && !with && n > 1)
		add_total(t, n);
	else if (n > 1)
		t->out.loose = n;
	return 1;
}

/* `A Kaya and B Ott, our volunteers,`: between commas, right behind an `and` and the last of several names. */
static bool all_named(const struct tally *t, size_t at, size_t end)
{
	return t->count > 1 && t->units[t->count - 1].named && t->units[t->count - 1].and
		&&t->units[t->count - 2].named && t->comma && !t->and &&!t->other &&
		slice_is(recount_token_of(t, at + 1, end)->text, ",");
}

/* `bringe meinen Kollegen mit`, `für meinen Gesellen`: in the accusative there is one; `mit meinen Kollegen` are several. */
static bool object_of_one(const struct tally *t, size_t first, size_t at)
{
	static const enum sense leads[] = {SENSE_WITH, SENSE_ORIGIN, SENSE_GOING, SENSE_BEING,
		SENSE_SINCE, SENSE_BEFORE, SENSE_CAUSE, SENSE_PREPOSITION, SENSE_BESIDES};
	const struct token *my = &t->s->tokens[at], *before = at > first ? my - 1 : NULL;
	bool led =
		before != NULL && TOKEN_MEANS_ANY(before, leads) && !token_means(before, SENSE_FOR);

	return MEANS(my, SENSE_MY, SENSE_HIS) && token_means(my, SENSE_MALE) && !led;
}

/* `meine Frau`, `unser Leiter Max Ott`, `Kolleginnen`; tokens. */
static size_t take_relation(struct tally *t, size_t first, size_t at, size_t end)
{
	const struct token *x = &t->s->tokens[at];
	bool single = false, alike = false, article = false, any = false, both = false;
	int each = x->meaning->n == 2 ? 2 : 1;

	for (size_t i = at; i > first && i + LOOK_AHEAD > at; i--) {
		const struct token *b = &t->s->tokens[i - 1];
		if (b->kind != TOKEN_WORD || recount_is_relation(t, first, i - 1, end))
			break;
		single = single || MEANS(b, SENSE_SINGLE, SENSE_INDEFINITE) ||
			object_of_one(t, first, i - 1);
		alike = alike || (token_means(b, SENSE_ALIKE) && MEANS(b, SENSE_MY, SENSE_HIS));
		article = article || token_means(b, SENSE_ARTICLE);
		any = any || MEANS(b, SENSE_MY, SENSE_HIS, SENSE_INDEFINITE);
		both = both || token_means(b, SENSE_BOTH);
	}
	size_t words, known, name = recount_name_at(t, at + 1, end, &words, &known);
	bool plural = !single && token_means(x, SENSE_RELATION) &&
		(x->meaning->n == 0 || (alike && token_means(x, SENSE_ALIKE)));
	bool sure = any || single || plural;
	each = plural && both ? 2 : each; /* `meine beiden Söhne` */
	struct unit u = {.low = sure ? each : 0, .high = each, .word = x->key};
	/* `a group of five` */
	bool counted = token_means(recount_token_of(t, at + 1, end), SENSE_ORIGIN) &&
		recount_number_of(recount_token_of(t, at + 2, end)) > 0;

	if (name > 0)
		u = (struct unit){.low = 1,
			.high = plural ? 2 : 1,
			.named = true,
			.word = t->s->tokens[at + name].key};
	else if (counted || recount_governed(t, first, at) || !token_means(x, SENSE_RELATION))
		u.low = 0;
	else if (plural && !both && (any || !article))
		u = (struct unit){.open = !all_named(t, at, end), .word = x->key};
	add_unit(t, u);
	return 1 + name;
}

static size_t take_title(struct tally *t, size_t first, size_t at, size_t end)
{
	size_t n = 0;
	bool open = false;

	for (const struct token *x = recount_token_of(t, at, end); token_means(x, SENSE_TITLE) ||
		(n > 0 && (slice_is(x->text, ".") || recount_is_relation(t, first, at + n, end)));
		x = recount_token_of(t, at + ++n, end))
		open = open || token_means(x, SENSE_OTHERS);
	int each = t->s->tokens[at].meaning->n == 2 ? 2 : 1;
	size_t count = t->count, name = take_name(t, first, at + n, end, true);
	if (name == 0) /* `Herr und Frau Ott`; `Frau` may be a word for somebody */
		add_unit(t, (struct unit){.low = 0, .high = each, .named = true});
	else if (t->count > count) {
		t->units[count].open = open;
		t->units[count].low = t->units[count].high = each;
	}
	return n + name;
}

/* `wir kommen zu zweit, und unser Sohn auch`: somebody else, behind how many they are. */
static bool adds_one(const struct tally *t, const struct token *x)
{
	bool others = false;

	if (t->summed == 0 || !MEANS(x, SENSE_ALSO, SENSE_MORE))
		return false;
	for (size_t i = t->summed - 1; i < t->count; i++) {
		if (t->units[i].me)
			return false;
		others = others || t->units[i].high > 0;
	}
	return others;
}

/* What stands between two of them, or says that the writer is among them. */
static void look(struct tally *t, const struct token *x)
{
	const struct inflection *f = x->meaning != NULL ? x->meaning->inflections : NULL;

	t->out.more = t->out.more || adds_one(t, x);
	t->also = t->also || (t->summed > 0 && MEANS(x, SENSE_ALSO));
	for (; f != NULL; f = f->next)
		t->mine = t->mine || f->forms & (FORM_1SG | FORM_1PL);
	t->mine = t->mine || MEANS(x, SENSE_MY, SENSE_TO_ME, SENSE_WITH, SENSE_US, SENSE_WE);
	if (x->kind == TOKEN_PUNCT && !slice_is(x->text, "&") && !slice_is(x->text, "+"))
		t->comma = true;
	else if (x->kind == TOKEN_PUNCT || token_means(x, SENSE_AND))
		t->and = true;
	else if (!MEANS(x, SENSE_ARTICLE, SENSE_MY, SENSE_HIS, SENSE_INDEFINITE, SENSE_SINGLE))
		t->other = true;
}

static size_t take_token(struct tally *t, size_t first, size_t at, size_t end)
{
	const struct token *x = &t->s->tokens[at], *before = at > first ? x - 1 : NULL;

	if (t->taken[at]) {
		/* `two of us on the 22nd and also at the congress`: of the event */
		t->also = t->also && !(before != NULL && MEANS(before, SENSE_ALSO));
		t->other = true;
		return 1;
	}
	size_t length = 0;
	const struct meaning *phrase = phrase_at(t->s, at, end, &length);

	/* `zu zweit`, `the two of us` */
	if (phrase != NULL && senses_has(phrase->senses, SENSE_TOGETHER) && phrase->n > 0) {
		add_total(t, phrase->n);
		return length;
	}
	if (token_means(x, SENSE_TOGETHER) && x->meaning->n > 0)
		add_total(t, x->meaning->n);
	else if (token_means(x, SENSE_BOTH)) {
		t->out.both = true;
		/* `meine beiden Söhne` are no sum */
		if (!recount_is_relation(t, first, at + 1, end))
			t->summed = t->count + 1;
	} else if (recount_number_of(x) > 0)
		return take_number(t, first, at, end);
	else if (token_means(x, SENSE_TITLE) && x->capital &&
		(!token_means(x, SENSE_RELATION) ||
			recount_name_word(recount_token_of(t, at + 1, end))))
		return take_title(t, first, at, end);
	else if (recount_is_relation(t, first, at, end))
		return take_relation(t, first, at, end);
	else if (MEANS(x, SENSE_I, SENSE_ME))
		add_unit(t, (struct unit){.low = token_means(x, SENSE_I), .high = 1, .me = true});
	else if (MEANS(x, SENSE_HE, SENSE_HIM) && !x->capital)
		add_unit(t, (struct unit){.high = 1});
	else if (token_means(x, SENSE_GROUP) && recount_as_noun(t, first, at) && before != NULL &&
		token_means(before, SENSE_MY) && !recount_governed(t, first, at))
		add_unit(t, (struct unit){.open = true, .word = x->key});
	else if (x->meaning == NULL && before != NULL && token_means(before, SENSE_MY) &&
		recount_as_noun(t, first, at))
		add_unit(t, (struct unit){.high = 1, .word = x->key});
	else {
		size_t n = take_name(t, first, at, end, false);
		if (n == 0)
			look(t, x);
		return n > 0 ? n : 1;
	}
	return 1;
}

struct tally mentions_begin(const struct study *s)
{
	return (struct tally){.s = s, .taken = taken_tokens(s)};
}

void mentions_take(struct tally *t, size_t first, size_t end)
{
	t->comma = t->other = true;
	for (size_t i = first; i < end;)
		i += take_token(t, first, i, end);
}
