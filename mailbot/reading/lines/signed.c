#include "reading/lines/signed.h"

#include <string.h>

#include "reading/lines/tails.h"

enum { REST_TOKENS_MAX = 10, MARK_LETTERS_MAX = 2 };

static bool is_sign(const struct token *t)
{
	return t->kind == TOKEN_PUNCT && t->text.len > 0 &&
		(strchr(",/|(-", t->text.p[0]) != NULL || slice_is(t->text, "–"));
}

/* `2. Vorsitzende`: which of them, before what somebody is. */
static bool ranks(const struct token *t, size_t left)
{
	return left > 2 && slice_is(t[1].text, ".") && t[2].kind == TOKEN_WORD && t[2].capital &&
		token_means(&t[2], SENSE_RELATION) && t[2].meaning->n == 1 &&
		!token_means(&t[2], SENSE_KIN);
}

/* `Station 4B`, `Matr. 5120388`: a number behind a word with a capital, and none of what follows it. */
static bool numbers(const struct token *t, size_t i, size_t count)
{
	size_t before = i > 0 && slice_is(t[i - 1].text, ".") ? i - 2 : i - 1;
	bool named = i > 0 && before < i && t[before].kind == TOKEN_WORD && t[before].capital &&
		!token_means(&t[before], SENSE_RELATION);
	bool ends = i + 1 == count || t[i + 1].kind == TOKEN_PUNCT ||
		(t[i + 1].joined && t[i + 1].text.len <= MARK_LETTERS_MAX);

	return named && ends;
}

/* Behind the name: where they are found, and nobody else. */
static bool only_where(const struct study *s, const struct row *rest)
{
	static const enum sense others[] = {SENSE_KIN, SENSE_RELATIVES, SENSE_MY, SENSE_HIS,
		SENSE_AND, SENSE_TITLE, SENSE_CHILD, SENSE_NUMBER};
	const struct token *t = s->tokens + rest->first;
	bool number = false;

	for (size_t i = 0; i < rest->count; i++) {
		if (TOKEN_MEANS_ANY(&t[i], others) || slice_is(t[i].text, "&") ||
			slice_is(t[i].text, "+") || slice_is(t[i].text, ":"))
			return false;
		if (t[i].kind != TOKEN_NUMBER)
			continue;
		number = true;
		if (!(i == 0 && ranks(&t[i], rest->count)) && !numbers(t, i, rest->count))
			return false;
	}
	return number && rest->count <= REST_TOKENS_MAX && !tail_speaks(s, rest);
}

size_t signed_name(struct study *s, const struct row *row, size_t from, const struct from *f)
{
	size_t n = from, words = 0;

	for (; n < row->count; n++) {
		const struct token *t = &s->tokens[row->first + n];
		if (token_means(t, SENSE_TITLE) || slice_is(t->text, "."))
			continue;
		if (!writer_has(s, f, t))
			break;
		words++;
	}
	if (words < 2 || n >= row->count || !is_sign(&s->tokens[row->first + n]))
		return 0;
	struct row rest = *row;
	rest.first += n + 1;
	rest.count -= n + 1;
	return only_where(s, &rest) ? n : 0;
}

bool signed_with_kin(const struct study *s, const struct row *row)
{
	const struct token *t = s->tokens + row->first;

	for (size_t i = 1; i < row->count; i++)
		if (token_means(&t[i], SENSE_KIN) && is_sign(&t[i - 1]) &&
			(i + 1 == row->count || t[i + 1].capital))
			return true;
	return false;
}
