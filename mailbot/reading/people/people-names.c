#include "reading/people/people-names.h"

#include "base/buf.h"
#include "reading/clauses/clauses.h"
#include "reading/lines/tongues.h"

enum {
	NAME_WORDS_MAX = 5,
	NAME_ROOM = 200,
	COMPOUND_HEAD_MIN = 3, /* bytes */
	COMPOUND_TITLE_MIN = 6
};

/* A word that can be part of a name: a capital, and nothing that the grammar needs. */
static bool can_name(const struct study *s, const struct atom *a)
{
	static const enum sense harmless[] = {
		SENSE_SAFE, SENSE_MONTH, SENSE_HARMLESS, SENSE_PLACE, SENSE_PERSON};

	if (a->count != 1 || !first_token(s, a)->capital || first_token(s, a)->kind != TOKEN_WORD)
		return false;
	if (a->kind == ATOM_UNKNOWN)
		return !a->near_alarm || first_token(s, a)->key.len > 3;
	if (a->kind != ATOM_WORD || a->meaning == NULL || a->meaning->inflections != NULL)
		return false;
	return senses_none(senses_minus(a->senses, SENSES_OF(harmless)));
}

/* `von`, `de`, `El`: small words between the parts of a name. */
static bool joins_name(const struct study *s, const struct atom *a)
{
	return a->count == 1 && first_token(s, a)->kind == TOKEN_WORD &&
		!first_token(s, a)->capital && first_token(s, a)->key.len <= 3 &&
		(a->kind == ATOM_UNKNOWN ||
			/* `von`; not `vom Frauenvorstand`, `aus Weidenau`, `eine Sitzung des Rates` */
			(atom_means(a, SENSE_ORIGIN) && !atom_means(a, SENSE_SINCE) &&
				!atom_means(a, SENSE_CAUSE) &&
				!(atom_means(a, SENSE_ARTICLE) && tongue_nouns(s, a))));
}

/* `von der`, `van den`: the small words before the next part of a name, an article among them only behind another;
 * atoms. */
static size_t joiners(const struct study *s, size_t at, size_t end)
{
	if (!joins_name(s, study_atom(s, at, end)))
		return 0;
	const struct atom *article = study_atom(s, at + 1, end);
	return atom_means(article, SENSE_ARTICLE) && article->count == 1 &&
			!first_token(s, article)->capital
		? 2
		: 1;
}

/* `Holt`: with a capital within a sentence no verb, but of the writer's own it may begin one. */
static bool third_person(const struct atom *a)
{
	return (atom_is_verb(a, FORM_3SG) || atom_means(a, SENSE_DRIVES)) &&
		!atom_is_verb(a, FORM_1SG | FORM_IMP);
}

/* `Petra Winter`, `Petra Weiß`: behind a first name; not `Kino Abend`. */
static bool as_surname(const struct atom *a)
{
	static const enum sense others[] = {SENSE_EVENT, SENSE_EVENTS, SENSE_UNIT, SENSE_SPAN,
		SENSE_GROUP, SENSE_FIELD, SENSE_PLACE, SENSE_NEG, SENSE_HEDGE, SENSE_OR,
		SENSE_EXCEPT, SENSE_SWAP, SENSE_DAY_PART, SENSE_NEED, SENSE_PERSONS, SENSE_PAPER,
		SENSE_LETTER, SENSE_GOING, SENSE_MEDIA, SENSE_OBSTACLE};

	return (atom_means(a, SENSE_WORLD) || atom_means(a, SENSE_ASKING)) &&
		atom_means(a, SENSE_HARMLESS) && !ATOM_MEANS_ANY(a, others);
}

/* A word with a capital that no noun has in its language, and that is none of the few that always have one. */
static bool names_by_capital(const struct study *s, const struct atom *a)
{
	static const enum sense always[] = {SENSE_I, SENSE_WEEKDAY, SENSE_MONTH, SENSE_TITLE,
		SENSE_NEG, SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_YES, SENSE_NO,
		/* `Cricket Club`, `Albert Hall` */
		SENSE_GROUP, SENSE_PLACE, SENSE_EVENT, SENSE_EVENTS};
	const struct token *t = first_token(s, a);

	return a->kind == ATOM_WORD && a->count == 1 && t->kind == TOKEN_WORD && t->capital &&
		!t->upper && t->text.len > 1 && !(atom_means(a, SENSE_RELATION) && a->n == 0) &&
		!tongue_nouns(s, a) && t->language != NULL && !ATOM_MEANS_ANY(a, always);
}

/* One word with a capital, whatever it means. */
static bool can_surname(const struct study *s, const struct atom *a)
{
	const struct token *t = first_token(s, a);

	return (a->kind == ATOM_UNKNOWN || a->kind == ATOM_WORD) && a->count == 1 &&
		t->kind == TOKEN_WORD && t->capital && !t->upper && t->text.len > 1;
}

/* `Mark Hall and I`, `Rose Hunt, Ada and I`: at the front of a sentence whatever the two words mean, since the second has
 * a capital there as well and somebody follows. */
static bool leads_people(const struct study *s, size_t at, size_t end)
{
	const struct atom *first = &s->atoms[at], *last = study_atom(s, at + 1, end);
	const struct atom *sign = study_atom(s, at + 2, end), *then = study_atom(s, at + 3, end);
	const struct token *t = first_token(s, first);

	if (first->kind != ATOM_WORD || first->count != 1 || !t->capital || t->upper ||
		tongue_nouns(s, first) || t->language == NULL ||
		(at > 0 && !atom_quiet(first - 1) && first_token(s, first - 1)->row == t->row))
		return false;
	bool name = (then->kind == ATOM_UNKNOWN || names_by_capital(s, then)) &&
		first_token(s, then)->capital;
	bool me = atom_means(then, SENSE_I) || atom_means(then, SENSE_ME) ||
		then->kind == ATOM_PEOPLE;
	/* not `Very Good, I will come` */
	return can_surname(s, last) && (name || me) &&
		(atom_means(sign, SENSE_AND) || (atom_is(sign, ',') && name));
}

/* `my friend Rose and I`, `my colleagues Rose Church and …`: how many words are a name behind whoever is related, and not
 * known as one; 0. */
static size_t called(const struct study *s, size_t at, size_t end)
{
	const struct atom *next = study_atom(s, at + 1, end);

	if (at == 0 || !names_by_capital(s, &s->atoms[at]) ||
		!atom_means(&s->atoms[at - 1], SENSE_RELATION))
		return 0;
	return can_surname(s, next) ? 2 : atom_means(next, SENSE_AND);
}

/* Whether a word of the same sentence stands right before it. */
static bool behind_word(const struct study *s, size_t at)
{
	static const enum sense of[] = {
		SENSE_ORIGIN, SENSE_ARTICLE, SENSE_GOING, SENSE_WHEREABOUTS};
	const struct atom *before = at > 0 ? &s->atoms[at - 1] : NULL;
	/* `with Living Hope Chapel` */
	bool longer = at + 2 < s->atom_count && first_token(s, &s->atoms[at + 2])->capital;

	/* not `greetings from Living Hope Chapel` */
	return before != NULL && before->kind == ATOM_WORD &&
		(!TOKEN_MEANS_ANY(last_token(s, before), of) ||
			(atom_means(before, SENSE_WITH) && !longer)) &&
		!first_token(s, before)->capital &&
		first_token(s, before)->row == first_token(s, &s->atoms[at])->row;
}

/* How many atoms make a name of at least `min` words from `at` on; 0. */
size_t people_name_length(const struct study *s, size_t at, size_t end, size_t min)
{
	size_t n = 0, words = 0, unknown = 0, months = 0;
	bool led = false;

	if (!people_name_may_begin(s, study_atom(s, at, end)))
		return 0;
	/* `Frau Koch`: behind a title nothing else can be meant */
	/* … and where nouns have none, a capital behind one is a name too: `Mr Long` */
	/* `Dr. Schulte` */
	bool dotted = at > 1 && tongue_nouns(s, &s->atoms[at - 2]) &&
		s->atoms[at - 1].kind == ATOM_SILENT &&
		first_token(s, &s->atoms[at - 2])->text.len > 1 &&
		atom_means(&s->atoms[at - 2], SENSE_TITLE);
	bool titled = dotted ||
		(at > 0 &&
			(tongue_nouns(s, &s->atoms[at - 1]) ||
				(s->atoms[at - 1].count == 1 &&
					first_token(s, &s->atoms[at - 1])->capital &&
					atom_means(&s->atoms[at - 1], SENSE_TITLE) &&
					(atom_means(&s->atoms[at - 1], SENSE_MALE) ||
						atom_means(&s->atoms[at - 1], SENSE_FEMALE)))) &&
			(atom_means(&s->atoms[at - 1], SENSE_TITLE) ||
				(at > 1 && atom_means(&s->atoms[at - 1], SENSE_RELATION) &&
					atom_means(&s->atoms[at - 2], SENSE_TITLE))));

	while (at + n < end && words < NAME_WORDS_MAX) {
		const struct atom *a = &s->atoms[at + n];
		/* `Frau Weiß` */
		bool sure = titled && words == 0 && a->kind == ATOM_WORD && a->count == 1 &&
			first_token(s, a)->capital &&
			(!atom_means(a, SENSE_TITLE) || atom_means(a, SENSE_RELATION)) &&
			(!atom_means(a, SENSE_RELATION) || a->n == 1) &&
			first_token(s, a)->kind == TOKEN_WORD;
		/* `Stefan Koch`, `Frau Katrin Holt` */
		bool surname = words == 1 && unknown == 1 && a->kind == ATOM_WORD &&
			a->count == 1 && first_token(s, a)->capital && tongue_nouns(s, a) &&
			((atom_means(a, SENSE_RELATION) && a->n == 1 &&
				 !atom_means(a, SENSE_TITLE)) ||
				(titled && third_person(a)) || as_surname(a));
		/* `my brother Max`: where nouns have no capital, a name beside somebody related */
		bool given = words == 0 && at > 0 && !tongue_nouns(s, a) && a->kind == ATOM_WORD &&
			a->count == 1 && first_token(s, a)->capital && !first_token(s, a)->upper &&
			atom_means(a, SENSE_ABOUT) && atom_means(&s->atoms[at - 1], SENSE_RELATION);
		/* `Peter Baker`, `Mark Okafor`: where nouns have no capital, what has one within a sentence is a name's */
		bool last = words == 1 && (led || (unknown == 1 && names_by_capital(s, a)));
		bool first = words == 0 && behind_word(s, at) && names_by_capital(s, a) &&
			(study_atom(s, at + 1, end)->kind == ATOM_UNKNOWN ||
				names_by_capital(s, study_atom(s, at + 1, end))) &&
			first_token(s, study_atom(s, at + 1, end))->capital;
		bool leads = words == 0 && leads_people(s, at, end);
		size_t known = words == 0 ? called(s, at, end) : 0;
		given = given || first || leads || known > 0;
		led = led || leads || known > 1;
		unknown += given;
		if (can_name(s, a) || sure || surname || given || last) {
			words++;
			unknown += a->kind == ATOM_UNKNOWN;
			months += atom_means(a, SENSE_MONTH);
			n++;
			/* an initial's dot */
			const struct atom *dot = study_atom(s, at + n, end);
			if (first_token(s, a)->text.len == 1 && dot->kind == ATOM_SILENT &&
				slice_is(first_token(s, dot)->text, "."))
				n++;
		} else if (words > 0 && joiners(s, at + n, end) > 0 &&
			can_name(s, study_atom(s, at + n + joiners(s, at + n, end), end))) {
			n += joiners(s, at + n, end);
		} else {
			break;
		}
	}
	/* `Mitte März` */
	if (words == 2 && months == 1 && !titled && tongue_nouns(s, &s->atoms[at]) &&
		atom_means(&s->atoms[at + n - 1], SENSE_MONTH))
		return 0;
	return words >= min && (unknown > 0 || titled) ? n : 0;
}

/* Whether a word of its line has a capital. */
static bool line_has_capitals(const struct study *s, size_t token)
{
	size_t row = s->tokens[token].row;

	for (size_t i = token; i-- > 0 && s->tokens[i].row == row;)
		if (s->tokens[i].capital)
			return true;
	for (size_t i = token; i < s->token_count && s->tokens[i].row == row; i++)
		if (s->tokens[i].capital)
			return true;
	return false;
}

size_t people_small_name(const struct study *s, size_t at, size_t end)
{
	size_t n = 0;

	while (n < 2 && study_atom(s, at + n, end)->kind == ATOM_UNKNOWN &&
		!s->atoms[at + n].near_alarm &&
		first_token(s, &s->atoms[at + n])->kind == TOKEN_WORD &&
		first_token(s, &s->atoms[at + n])->text.len > 2)
		n++;
	return n > 0 && study_atom(s, at + n, end)->kind != ATOM_UNKNOWN &&
			!line_has_capitals(s, s->atoms[at].first)
		? n
		: 0;
}

static const char *name_text(struct study *s, size_t at, size_t n)
{
	struct buf b = {.max = NAME_ROOM};

	for (size_t i = 0; i < n; i++) {
		const struct token *t = first_token(s, &s->atoms[at + i]);
		if (b.len > 0 && !t->joined)
			buf_puts(&b, " ");
		buf_add(&b, t->text);
	}
	const char *out = arena_string(s->arena, buf_slice(&b));
	buf_free(&b);
	return out;
}

void people_add(struct study *s, struct people *p, size_t at, size_t n, bool title)
{
	struct person one = {.name = n > 0 ? name_text(s, at, n) : NULL, .title = title};

	ARENA_PUSH(s->arena, p->persons, p->person_count, p->person_room, one);
}

/* A title that goes on with another one: `Dr.`; `Frau` begins with somebody else. */
static bool dignity(const struct study *s, const struct atom *a)
{
	return atom_means(a, SENSE_TITLE) && !token_means(first_token(s, a), SENSE_MALE) &&
		!token_means(first_token(s, a), SENSE_FEMALE);
}

/* `Bezirksbürgermeister`: a noun that ends in a title. */
static bool ends_in_title(const struct study *s, const struct atom *a)
{
	struct slice key = first_token(s, a)->key;

	for (size_t i = COMPOUND_HEAD_MIN; i + COMPOUND_TITLE_MIN <= key.len; i++) {
		const struct meaning *m =
			languages_meaning(s->rules->languages, slice_from(key, i), s->language);
		if (m != NULL && senses_has(m->senses, SENSE_TITLE))
			return true;
	}
	return false;
}

size_t people_titles(const struct study *s, size_t at, size_t end)
{
	size_t n = 0;

	for (;; n++) {
		const struct atom *a = study_atom(s, at + n, end);
		bool dot = n > 0 && a->kind == ATOM_SILENT;
		/* `Frau Stadträtin Dr. Voss`: a noun between two titles */
		bool noun = n > 0 && first_token(s, a)->capital &&
			(a->kind == ATOM_UNKNOWN || atom_means(a, SENSE_RELATION)) &&
			(dignity(s, study_atom(s, at + n + 1, end)) ||
				((atom_means(a, SENSE_RELATION) || ends_in_title(s, a)) &&
					people_name_length(s, at + n + 1, end, 1) > 0));
		if (!atom_means(a, SENSE_TITLE) && !dot && !noun)
			return n;
	}
}

/* `…innen Fatma Bozkurt und Irina Maier`: as many names as were counted; atoms taken. */
size_t people_names(struct study *s, size_t at, size_t end, int count, struct people *p)
{
	struct people names = *p;
	size_t n = 0;

	for (int i = 0; i < count; i++) {
		size_t sign = 0;
		while (i > 0 && sign < 2 &&
			(atom_means(study_atom(s, at + n + sign, end), SENSE_AND) ||
				atom_is(study_atom(s, at + n + sign, end), ',')))
			sign++;
		size_t name = people_name_length(s, at + n + sign, end, 2);
		if (name == 0 || (i > 0 && sign == 0))
			return 0;
		people_add(s, &names, at + n + sign, name, true);
		n += sign + name;
	}
	*p = names;
	return n;
}

/* A name without a title: two words and more, or one beside `und ich`. */
size_t people_bare_name(struct study *s, size_t at, size_t end, struct people *p, size_t min)
{
	size_t n = people_name_length(s, at, end, min);

	if (n == 0)
		return 0;
	p->count++;
	people_add(s, p, at, n, false);
	return n;
}

/* `Peter und Inge Schulte`: the first names share the surname. Returns atoms taken. */
size_t people_couple(struct study *s, size_t at, size_t end, struct people *p)
{
	if (people_name_length(s, at, end, 1) != 1 ||
		!atom_means(study_atom(s, at + 1, end), SENSE_AND))
		return 0;
	size_t n = people_name_length(s, at + 2, end, 2);
	if (n != 2)
		return 0;
	p->count += 2;
	struct person first = {.name = arena_printf(s->arena, "%s %s", name_text(s, at, 1),
				       name_text(s, at + 3, 1))};
	ARENA_PUSH(s->arena, p->persons, p->person_count, p->person_room, first);
	people_add(s, p, at + 2, n, false);
	return 2 + n;
}
