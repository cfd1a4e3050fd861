#include "reading/people.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "reading/headcounts.h"
#include "reading/tongues.h"

enum {
	NAME_WORDS_MAX = 5,
	NAME_ROOM = 200,
	NAMES_MAX = 8,
	BRACKET_WORDS_MAX = 4,
	CALLING_WORDS_MAX = 4,
};

static const struct atom *get(const struct study *s, size_t at, size_t end)
{
	static const struct atom none = {.kind = ATOM_PUNCT, .punct = '.'};

	return at < end ? &s->atoms[at] : &none;
}

static const struct token *token_of(const struct study *s, const struct atom *a)
{
	return &s->tokens[a->first];
}

/* A word that can be part of a name: a capital, and nothing that the grammar needs. */
static bool can_name(const struct study *s, const struct atom *a)
{
	struct senses rest = a->senses;

	if (a->count != 1 || !token_of(s, a)->capital || token_of(s, a)->kind != TOKEN_WORD)
		return false;
	if (a->kind == ATOM_UNKNOWN)
		return !a->near_alarm || token_of(s, a)->key.len > 3;
	if (a->kind != ATOM_WORD || a->meaning == NULL || a->meaning->inflections != NULL)
		return false;
	rest.bits[SENSE_SAFE / 64] &= ~((uint64_t)1 << (SENSE_SAFE % 64));
	rest.bits[SENSE_MONTH / 64] &= ~((uint64_t)1 << (SENSE_MONTH % 64));
	rest.bits[SENSE_HARMLESS / 64] &= ~((uint64_t)1 << (SENSE_HARMLESS % 64));
	rest.bits[SENSE_PLACE / 64] &= ~((uint64_t)1 << (SENSE_PLACE % 64));
	rest.bits[SENSE_PERSON / 64] &= ~((uint64_t)1 << (SENSE_PERSON % 64));
	return senses_none(rest);
}

/* `von`, `de`, `El`: small words between the parts of a name. */
static bool joins_name(const struct study *s, const struct atom *a)
{
	return a->count == 1 && token_of(s, a)->kind == TOKEN_WORD && !token_of(s, a)->capital &&
		token_of(s, a)->key.len <= 3 &&
		(a->kind == ATOM_UNKNOWN ||
			/* `von`; not `vom Frauenvorstand` */
			(atom_means(a, SENSE_ORIGIN) && !atom_means(a, SENSE_SINCE)));
}

/* How many atoms make a name of at least `min` words from `at` on; 0. */
static size_t name_length(const struct study *s, size_t at, size_t end, size_t min)
{
	size_t n = 0, words = 0, unknown = 0;
	/* `Frau Koch`: behind a title nothing else can be meant */
	bool titled = at > 0 && tongue_nouns(s, &s->atoms[at - 1]) &&
		(atom_means(&s->atoms[at - 1], SENSE_TITLE) ||
			(at > 1 && atom_means(&s->atoms[at - 1], SENSE_RELATION) &&
				atom_means(&s->atoms[at - 2], SENSE_TITLE)));

	while (at + n < end && words < NAME_WORDS_MAX) {
		const struct atom *a = &s->atoms[at + n];
		/* `Frau Weiß` */
		bool sure = titled && words == 0 && a->kind == ATOM_WORD && a->count == 1 &&
			token_of(s, a)->capital && !atom_means(a, SENSE_TITLE) &&
			!atom_means(a, SENSE_RELATION) && token_of(s, a)->kind == TOKEN_WORD;
		/* `Stefan Koch` */
		bool surname = words == 1 && unknown == 1 && a->kind == ATOM_WORD &&
			a->count == 1 && token_of(s, a)->capital && tongue_nouns(s, a) &&
			atom_means(a, SENSE_RELATION) && a->n == 1 && !atom_means(a, SENSE_TITLE);
		if (can_name(s, a) || sure || surname) {
			words++;
			unknown += a->kind == ATOM_UNKNOWN;
			n++;
			/* an initial's dot */
			const struct atom *dot = get(s, at + n, end);
			if (token_of(s, a)->text.len == 1 && dot->kind == ATOM_SILENT &&
				slice_is(token_of(s, dot)->text, "."))
				n++;
		} else if (words > 0 && joins_name(s, a) && can_name(s, get(s, at + n + 1, end))) {
			n++;
		} else {
			break;
		}
	}
	return words >= min && (unknown > 0 || titled) ? n : 0;
}

static const char *name_text(struct study *s, size_t at, size_t n)
{
	struct buf b = {.max = NAME_ROOM};

	for (size_t i = 0; i < n; i++) {
		const struct token *t = token_of(s, &s->atoms[at + i]);
		if (b.len > 0 && !t->joined)
			buf_puts(&b, " ");
		buf_add(&b, t->text);
	}
	const char *out = arena_string(s->arena, buf_slice(&b));
	buf_free(&b);
	return out;
}

static void add_person(struct study *s, struct people *p, size_t at, size_t n, bool title)
{
	struct person one = {.name = n > 0 ? name_text(s, at, n) : NULL, .title = title};

	ARENA_PUSH(s->arena, p->persons, p->person_count, p->person_room, one);
}

/* A title that goes on with another one: `Dr.`; `Frau` begins with somebody else. */
static bool dignity(const struct study *s, const struct atom *a)
{
	return atom_means(a, SENSE_TITLE) && !token_means(token_of(s, a), SENSE_MALE) &&
		!token_means(token_of(s, a), SENSE_FEMALE);
}

static size_t titles(const struct study *s, size_t at, size_t end)
{
	size_t n = 0;

	for (;; n++) {
		const struct atom *a = get(s, at + n, end);
		bool dot = n > 0 && a->kind == ATOM_SILENT;
		/* `Frau Stadträtin Dr. Voss`: a noun between two titles */
		bool noun = n > 0 && token_of(s, a)->capital &&
			(a->kind == ATOM_UNKNOWN || atom_means(a, SENSE_RELATION)) &&
			(dignity(s, get(s, at + n + 1, end)) ||
				(atom_means(a, SENSE_RELATION) &&
					name_length(s, at + n + 1, end, 1) > 0));
		if (!atom_means(a, SENSE_TITLE) && !dot && !noun)
			return n;
	}
}

/* `Frau Dr. Yilmaz`, `Herrn Jürgen Brandt` */
static size_t titled(struct study *s, size_t at, size_t end, struct people *p)
{
	size_t n = titles(s, at, end);
	size_t name = n > 0 ? name_length(s, at + n, end, 1) : 0;
	/* `Mr. and Mrs. Abubakari` */
	size_t second = n > 0 && name == 0 && atom_means(get(s, at + n, end), SENSE_AND)
		? titles(s, at + n + 1, end)
		: 0;

	if (second > 0 && (name = name_length(s, at + n + 1 + second, end, 1)) > 0) {
		n += 1 + second;
		p->count++;
	}
	if (name == 0)
		return 0;
	int count = 1;
	for (size_t i = 0; i < n; i++) {
		const struct atom *a = get(s, at + i, end);
		/* `Familie Ott`: nobody knows how many; `Ehepaar Ott` are two */
		p->unsure = p->unsure || atom_means(a, SENSE_OTHERS);
		if (atom_means(a, SENSE_RELATION) && a->n > count)
			count = a->n;
	}
	p->count += count;
	add_person(s, p, at + n, name, true);
	return n + name;
}

/* `our managing director`, `my younger sister`: a word between a possessive and somebody. */
static bool modifies(const struct study *s, size_t at, size_t end, bool mine)
{
	const struct atom *a = get(s, at, end);
	bool plain = a->kind == ATOM_UNKNOWN
		? !a->near_alarm && !token_of(s, a)->capital
		: atom_means(a, SENSE_HARMLESS) && !atom_means(a, SENSE_RELATION) &&
			a->meaning != NULL && a->meaning->inflections == NULL;

	/* `our youth leader` */
	plain = plain || (atom_means(a, SENSE_RELATION) && a->count == 1);
	return mine && plain && !tongue_nouns(s, a) &&
		atom_means(get(s, at + 1, end), SENSE_RELATION);
}

/* What stands before the noun: `meine beiden`, `zwei`. */
struct front {
	size_t n; /* atoms */
	int number;
	bool mine, article;
	bool several; /* `meine`, where the noun would show no plural */
	bool single; /* `meinem` */
};

/* `mit ihrem Referenten`, `und seine Frau`, `bringt seine Dolmetscherin mit`: beside who was named. The
 * polite `Ihrem` has a capital. */
static bool beside_named(const struct study *s, size_t at, size_t end)
{
	const struct atom *his = get(s, at, end), *before = his - 1;

	if (at == 0 || !atom_means(his, SENSE_HIS) || his->count != 1 ||
		token_of(s, his)->capital ||
		!(atom_means(get(s, at + 1, end), SENSE_RELATION) ||
			atom_means(get(s, at + 1, end), SENSE_GENITIVE)))
		return false;
	if (atom_means(before, SENSE_WITH) || atom_means(before, SENSE_AND))
		return true;
	for (const struct inflection *f = before->kind == ATOM_WORD && before->meaning != NULL
			? before->meaning->inflections
			: NULL;
		f != NULL; f = f->next)
		if (f->verb->sense == SENSE_WITH)
			return true;
	return false;
}

static struct front front_at(const struct study *s, size_t at, size_t end)
{
	struct front f = {0};

	for (;; f.n++) {
		const struct atom *a = get(s, at + f.n, end);
		bool counts = a->kind == ATOM_NUMBER ||
			(a->kind == ATOM_WORD &&
				(atom_means(a, SENSE_NUMBER) || atom_means(a, SENSE_INDEFINITE)));
		f.single = f.single || atom_means(a, SENSE_SINGLE);
		f.several = f.several || (atom_means(a, SENSE_MY) && atom_means(a, SENSE_ALIKE));
		if (counts && f.number == 0 && a->n > 0)
			f.number = a->n;
		else if (atom_means(a, SENSE_BOTH) && f.number == 0 && (f.mine || f.article))
			f.number = 2;
		else if (atom_means(a, SENSE_MY))
			f.mine = true;
		else if (f.n == 0 && beside_named(s, at, end))
			continue;
		else if (atom_means(a, SENSE_ARTICLE))
			f.article = true;
		else if (!(f.n > 0 && a->count == 1 &&
				 (atom_means(a, SENSE_SAFE) || modifies(s, at + f.n, end, f.mine))))
			return f;
	}
}

/* `…innen Fatma Bozkurt und Irina Maier`: as many names as were counted; atoms taken. */
static size_t names_of(struct study *s, size_t at, size_t end, int count, struct people *p)
{
	struct people names = *p;
	size_t n = 0;

	for (int i = 0; i < count; i++) {
		size_t sign = 0;
		while (i > 0 && sign < 2 &&
			(atom_means(get(s, at + n + sign, end), SENSE_AND) ||
				atom_is(get(s, at + n + sign, end), ',')))
			sign++;
		size_t name = name_length(s, at + n + sign, end, 2);
		if (name == 0 || (i > 0 && sign == 0))
			return 0;
		add_person(s, &names, at + n + sign, name, true);
		n += sign + name;
	}
	*p = names;
	return n;
}

static bool joins_more(struct study *s, size_t at, size_t end);

/* `unser Ausbildungsleiter, Herr X`: any noun of ours, and a titled name behind a comma that ends the list. */
static size_t with_title(
	struct study *s, size_t at, size_t end, const struct front *f, struct people *p)
{
	const struct atom *noun = get(s, at + f->n, end);
	size_t n = f->n + 2;

	if (!f->mine || f->number > 0 || noun->kind != ATOM_UNKNOWN || !tongue_nouns(s, noun) ||
		!token_of(s, noun)->capital || !atom_is(get(s, at + f->n + 1, end), ','))
		return 0;
	size_t title = titles(s, at + n, end);
	size_t name = title > 0 ? name_length(s, at + n + title, end, 1) : 0;
	if (name == 0 || joins_more(s, at + n + title + name, end))
		return 0;
	p->count++;
	add_person(s, p, at + n + title, name, true);
	return n + title + name;
}

/* Possessive or number + any noun + as many full names. */
static size_t with_names(
	struct study *s, size_t at, size_t end, const struct front *f, struct people *p)
{
	const struct atom *noun = get(s, at + f->n, end);
	int count = f->number > 0 ? f->number : 1;

	if (!(f->mine || f->number > 1) || noun->kind != ATOM_UNKNOWN ||
		!token_of(s, noun)->capital)
		return 0;
	size_t names = names_of(s, at + f->n + 1, end, count, p);
	if (names == 0)
		return 0;
	p->count += count;
	return f->n + 1 + names;
}

/* `our youth leader, Grace Obi`: where nouns have no capital, what somebody is before their name. */
static size_t with_calling(
	struct study *s, size_t at, size_t end, const struct front *f, struct people *p)
{
	size_t n = f->n, words = 0;
	bool person = false, known = true;

	if (!f->mine || f->number > 0)
		return 0;
	for (; words < CALLING_WORDS_MAX; n++, words++) {
		const struct atom *a = get(s, at + n, end);
		bool plain = a->count == 1 && !token_of(s, a)->capital && !tongue_nouns(s, a) &&
			(a->kind == ATOM_UNKNOWN ? !a->near_alarm
						 : atom_means(a, SENSE_HARMLESS) ||
						atom_means(a, SENSE_PERSON) ||
						atom_means(a, SENSE_RELATION));
		if (!plain || atom_means(a, SENSE_OUTSIDER))
			break;
		person = atom_means(a, SENSE_PERSON) || atom_means(a, SENSE_RELATION);
		known = a->kind != ATOM_UNKNOWN;
	}
	size_t comma = atom_is(get(s, at + n, end), ',');
	size_t title = titles(s, at + n + comma, end);
	size_t name = name_length(s, at + n + comma + title, end, title > 0 ? 1 : 2);
	if (words == 0 || name == 0 || !(person || (comma == 0 && !known)))
		return 0;
	p->count++;
	add_person(s, p, at + n + comma + title, name, true);
	return n + comma + title + name;
}

/* `der Leiter unseres Büros, Herr X`: what somebody is, whose, and their name behind a comma. */
static size_t with_office(struct study *s, size_t at, size_t end, struct people *p)
{
	size_t n = 2;

	if (!atom_means(get(s, at, end), SENSE_ARTICLE) ||
		!atom_means(get(s, at + 1, end), SENSE_RELATION) || get(s, at + 1, end)->n != 1 ||
		!tongue_nouns(s, get(s, at, end)) || !token_of(s, get(s, at + 1, end))->capital)
		return 0;
	for (; n < 2 + CALLING_WORDS_MAX; n++) {
		const struct atom *a = get(s, at + n, end);
		bool noun = a->kind == ATOM_UNKNOWN && !a->near_alarm && token_of(s, a)->capital;
		bool known = a->kind == ATOM_WORD && a->count == 1 &&
			(atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_MY) ||
				atom_means(a, SENSE_GROUP) || atom_means(a, SENSE_HARMLESS));
		if (!noun && !known)
			break;
	}
	size_t title = titles(s, at + n + 1, end);
	size_t name = name_length(s, at + n + 1 + title, end, 1);
	if (!atom_is(get(s, at + n, end), ',') || title == 0 || name == 0)
		return 0;
	p->count++;
	add_person(s, p, at + n + 1 + title, name, true);
	return n + 1 + title + name;
}

/* `unser Verein` who does something: the writer and others, nobody says how many. */
static size_t group(
	const struct study *s, size_t at, size_t end, const struct front *f, struct people *p)
{
	const struct atom *before = at > 0 ? &s->atoms[at - 1] : NULL;

	if (!f->mine || f->number > 0 || !atom_means(get(s, at + f->n, end), SENSE_GROUP))
		return 0;
	if (before != NULL && before->kind == ATOM_WORD &&
		(atom_means(before, SENSE_GOING) || atom_means(before, SENSE_ORIGIN) ||
			atom_means(before, SENSE_BEFORE) || atom_means(before, SENSE_CAUSE) ||
			atom_means(before, SENSE_WITH) || atom_means(before, SENSE_SINCE) ||
			atom_means(before, SENSE_BEHALF)))
		return 0;
	p->we = p->me = true;
	return f->n + 1;
}

/* `meine Frau Marlies`, `zwei Kolleginnen`, `unser Fachbereichsleiter Thomas Wrede` */
static size_t related(struct study *s, size_t at, size_t end, struct people *p)
{
	struct front f = front_at(s, at, end);
	size_t n = f.n + 1;
	const struct atom *noun = get(s, at + f.n, end);
	const struct token *word = token_of(s, noun);

	/* `in Begleitung meines Sohnes`; not `der Elternabend meines Sohnes` */
	bool beside = at > 0 && atom_means(&s->atoms[at - 1], SENSE_WITH) &&
		atom_means(noun, SENSE_GENITIVE);
	if (!atom_means(noun, SENSE_RELATION) && !beside) {
		size_t found = with_names(s, at, end, &f, p);
		found = found > 0 ? found : with_title(s, at, end, &f, p);
		found = found > 0 ? found : with_calling(s, at, end, &f, p);
		return found > 0 ? found : group(s, at, end, &f, p);
	}
	/* `unsere ehrenamtliche Arbeit`: an adjective before its noun */
	const struct atom *next = get(s, at + n, end);
	if (tongue_nouns(s, noun) && !word->capital && next->kind != ATOM_PUNCT &&
		token_of(s, next)->capital && next->kind == ATOM_UNKNOWN)
		return 0;
	if (f.n == 0 || (f.article && f.number == 0 && !f.mine))
		return 0;
	bool several = f.several && f.number == 0 && atom_means(noun, SENSE_ALIKE);
	if (f.single && f.number == 0)
		f.number = 1;
	int count = several ? 0 : noun->n == 0 ? f.number : f.number > 1 ? f.number : noun->n;
	p->outsider = p->outsider || atom_means(noun, SENSE_OUTSIDER);
	if (count == 0)
		p->unsure = true;
	p->count += count;
	if (count > 1)
		return n + names_of(s, at + n, end, count, p);
	/* `unsere Kolleginnen A und B`: as many as there are names */
	for (int k = NAMES_MAX; k > 1 && count == 0 && f.mine && noun->n == 0; k--) {
		size_t names = names_of(s, at + n, end, k, p);
		if (names == 0)
			continue;
		p->unsure = false;
		p->count += k;
		return n + names;
	}
	size_t title = count == 1 ? titles(s, at + n, end) : 0;
	size_t name = count == 1 ? name_length(s, at + n + title, end, 1) : 0;
	if (name > 0) {
		add_person(s, p, at + n + title, name, true);
		n += title + name;
	}
	return n;
}

/* `unseres Büros,`: of what somebody is the head, before a titled name; atoms. */
static size_t of_what(const struct study *s, size_t at, size_t end)
{
	const struct atom *whose = get(s, at, end), *what = get(s, at + 1, end);
	bool group = atom_means(what, SENSE_GROUP) || atom_means(what, SENSE_FIELD);

	return (atom_means(whose, SENSE_MY) || atom_means(whose, SENSE_ARTICLE)) && group &&
			atom_is(get(s, at + 2, end), ',') && titles(s, at + 3, end) > 0
		? 3
		: 0;
}

/* `Ratsmitglied Thorsten Heine`, `der Betriebsrat Detlef Kunze`: a calling before a name. */
static size_t called(struct study *s, size_t at, size_t end, struct people *p)
{
	size_t n = atom_means(get(s, at, end), SENSE_ARTICLE) ? 1 : 0;
	const struct atom *noun = get(s, at + n, end);

	/* `dem Kollegen`; `den Kollegen` may be several */
	bool single = n > 0 && noun->n == 0 && atom_means(get(s, at, end), SENSE_SINGLE);
	if (!atom_means(noun, SENSE_RELATION) || !(noun->n == 1 || single) || noun->count != 1 ||
		!token_of(s, noun)->capital || atom_means(noun, SENSE_TITLE))
		return 0;
	n += of_what(s, at + n + 1, end);
	size_t title = titles(s, at + n + 1, end);
	/* `dem Kollegen Steger`: nobody but a person is a he or a she */
	bool gender = token_means(token_of(s, noun), SENSE_MALE) ||
		token_means(token_of(s, noun), SENSE_FEMALE);
	size_t name =
		name_length(s, at + n + 1 + title, end, n > 0 && title == 0 && !gender ? 2 : 1);
	if (name == 0)
		return 0;
	p->count++;
	add_person(s, p, at + n + 1 + title, name, true);
	return n + 1 + title + name;
}

static size_t pronoun(const struct study *s, size_t at, size_t end, struct people *p)
{
	const struct atom *a = get(s, at, end);

	if (a->kind != ATOM_WORD)
		return 0;
	/* `Frau X und ich selbst` */
	if (a->count == 2 && at > 0 && atom_means(a - 1, SENSE_AND) && atom_means(a, SENSE_ALONE) &&
		token_means(token_of(s, a), SENSE_I) && !token_means(token_of(s, a) + 1, SENSE_I)) {
		p->count += p->me ? 0 : 1;
		p->me = true;
		return 1;
	}
	if (atom_means(a, SENSE_I) || atom_means(a, SENSE_ME)) {
		p->count += p->me ? 0 : 1;
		p->me = true;
		p->object = p->object || atom_means(a, SENSE_ME);
		return 1;
	}
	if (atom_means(a, SENSE_WE) || atom_means(a, SENSE_US)) {
		p->we = p->me = true;
		p->object = p->object || atom_means(a, SENSE_US);
		return 1;
	}
	return 0;
}

/* `one for me and one for my colleague`: atoms before the person; 0. */
static size_t one_for(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = get(s, at, end);

	/* `one seat for me` */
	size_t seat = atom_means(get(s, at + 1, end), SENSE_PERSONS);

	return (a->kind == ATOM_NUMBER || atom_means(a, SENSE_NUMBER)) && a->n == 1 &&
			atom_means(get(s, at + 1 + seat, end), SENSE_FOR)
		? 2 + seat
		: 0;
}

static size_t one_at(struct study *s, size_t at, size_t end, struct people *p)
{
	size_t one = one_for(s, at, end);

	at += one;
	size_t n = pronoun(s, at, end, p);
	size_t name = n > 0 && !p->we ? name_length(s, at + n, end, 2) : 0;

	if (name > 0) { /* `myself Stuart Norden`: the same person */
		add_person(s, p, at + n, name, false);
		n += name;
	}
	n = n > 0 ? n : related(s, at, end, p);
	n = n > 0 ? n : titled(s, at, end, p);
	n = n > 0 ? n : with_office(s, at, end, p);
	n = n > 0 ? n : called(s, at, end, p);
	/* `the Imam Mr Yusuf Demir` */
	if (n == 0 && atom_means(get(s, at, end), SENSE_ARTICLE) && titles(s, at + 1, end) > 0 &&
		(n = titled(s, at + 1, end, p)) > 0)
		n++;
	return n > 0 ? n + one : 0;
}

static bool joins(const struct atom *a)
{
	return atom_means(a, SENSE_AND) || atom_is(a, ',') || atom_is(a, '&') || atom_is(a, '+') ||
		atom_is(a, '/');
}

static bool behind_article(const struct study *s, size_t first, size_t at)
{
	if (at == first)
		return false;
	const struct atom *a = &s->atoms[at - 1];
	return atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_GOING) ||
		atom_means(a, SENSE_ORIGIN) || atom_means(a, SENSE_MY) ||
		atom_means(a, SENSE_YOUR) || atom_means(a, SENSE_BEHALF) ||
		atom_means(a, SENSE_SINCE) || a->kind == ATOM_UNKNOWN ||
		(atom_means(a, SENSE_HARMLESS) && !token_of(s, a)->capital && tongue_nouns(s, a)) ||
		atom_means(a, SENSE_ROLE) || atom_means(a, SENSE_CAUSE) ||
		atom_means(a, SENSE_BE); /* `my name is Anna Ott and I would like …` */
}

/* A name without a title: two words and more, or one beside `und ich`. */
static size_t bare_name(struct study *s, size_t at, size_t end, struct people *p, size_t min)
{
	size_t n = name_length(s, at, end, min);

	if (n == 0)
		return 0;
	p->count++;
	add_person(s, p, at, n, false);
	return n;
}

/* `Peter und Inge Schulte`: the first names share the surname. Returns atoms taken. */
static size_t couple(struct study *s, size_t at, size_t end, struct people *p)
{
	if (name_length(s, at, end, 1) != 1 || !atom_means(get(s, at + 1, end), SENSE_AND))
		return 0;
	size_t n = name_length(s, at + 2, end, 2);
	if (n != 2)
		return 0;
	p->count += 2;
	struct person first = {.name = arena_printf(s->arena, "%s %s", name_text(s, at, 1),
				       name_text(s, at + 3, 1))};
	ARENA_PUSH(s->arena, p->persons, p->person_count, p->person_room, first);
	add_person(s, p, at + 2, n, false);
	return 2 + n;
}

/* A list of people at `at`: atoms it takes; 0. */
/*
 * `zwei Kolleginnen, Jutta Freese und Swetlana Ott` are two, `wir, Peter und Inge Schulte` as well,
 * `ich, Max Ott` is one: names behind a comma say who was counted before. Where the numbers do not
 * fit the list is unsure.
 */
struct apposition {
	int unnamed; /* counted before the comma */
	bool open; /* a comma stood behind them */
	bool last_and; /* the last one stands behind more than a comma */
	size_t named; /* names since */
};

static void appose(struct people *p, const struct apposition *x)
{
	if (!x->open || x->named == 0)
		return;
	if (p->we) {
		p->we = false;
		p->count = (int)x->named;
	} else if (x->unnamed == (int)x->named) {
		p->count -= x->unnamed;
	} else if (x->unnamed > 0) {
		p->unsure = true;
	}
}

/* Whether somebody else goes on with the list behind the name. */
static bool joins_more(struct study *s, size_t at, size_t end)
{
	struct people unused = {0};
	size_t n = 0;

	while (n < 2 && joins(get(s, at + n, end)))
		n++;
	return n > 0 && (one_at(s, at + n, end, &unused) > 0 || name_length(s, at + n, end, 2) > 0);
}

/* `(Recruiting)`, `(82)` behind a name: what somebody does, or how old they are; atoms. */
static size_t bracket_at(const struct study *s, size_t at, size_t end, const struct people *p)
{
	size_t n = 1;

	if (!atom_is(get(s, at, end), '('))
		return 0;
	if (get(s, at + 1, end)->kind == ATOM_TIME && atom_is(get(s, at + 2, end), ')'))
		return 3;
	if (p->person_count == 0)
		return 0;
	for (; n <= BRACKET_WORDS_MAX; n++) {
		const struct atom *a = get(s, at + n, end);
		bool role = a->kind == ATOM_WORD &&
			(atom_means(a, SENSE_FIELD) || atom_means(a, SENSE_RELATION) ||
				atom_means(a, SENSE_GROUP));
		if (!role && !(n > 1 && atom_means(a, SENSE_AND)))
			break;
	}
	return n > 1 && atom_is(get(s, at + n, end), ')') ? n + 1 : 0;
}

/* `Frau Koç vom Frauenvorstand,`: where a named one comes from, before the list goes on; atoms. */
static size_t from_at(struct study *s, size_t at, size_t end, const struct people *p)
{
	size_t n = 0, nouns = 0;

	while (atom_means(get(s, at + n, end), SENSE_ORIGIN) && n < 2)
		n++;
	if (n == 0 || p->person_count == 0 || p->persons[p->person_count - 1].name == NULL ||
		!tongue_nouns(s, get(s, at, end)))
		return 0;
	for (; nouns < 2; nouns++) {
		const struct atom *a = get(s, at + n + nouns, end);
		bool noun = a->kind == ATOM_UNKNOWN
			? !a->near_alarm
			: atom_means(a, SENSE_GROUP) || atom_means(a, SENSE_FIELD);
		if (!noun || !token_of(s, a)->capital || a->count != 1)
			break;
	}
	return nouns > 0 && joins_more(s, at + n + nouns, end) ? n + nouns : 0;
}

/* `acht Schülern der 9b`: of which class they are; atoms. */
static size_t class_at(const struct study *s, size_t at, size_t end, const struct people *p)
{
	const struct atom *form = get(s, at + 1, end), *letter = get(s, at + 2, end);
	bool apart = form->kind == ATOM_NUMBER && letter->count == 1 &&
		token_of(s, letter)->kind == TOKEN_WORD && token_of(s, letter)->text.len == 1 &&
		token_of(s, letter)->joined;

	return p->count > 1 && !p->total && p->person_count == 0 &&
			atom_means(get(s, at, end), SENSE_ARTICLE) &&
			atom_means(get(s, at, end), SENSE_ORIGIN) && apart
		? 3
		: 0;
}

static size_t list_at(struct study *s, size_t first, size_t at, size_t end, struct people *p)
{
	struct apposition x = {0};
	size_t n = headcount_labelled(s, at, end, p);
	/* `as a nurse`, and somebody else goes on: no list */
	bool role = at > 0 && atom_means(&s->atoms[at - 1], SENSE_ROLE) &&
		!tongue_nouns(s, &s->atoms[at - 1]) &&
		atom_means(get(s, at, end), SENSE_INDEFINITE);

	if (n == 0 && one_for(s, at, end) > 0 && (n = one_at(s, at, end, p)) == 0)
		*p = (struct people){0};
	if (n > 0 && p->total)
		return n;
	bool each = n > 0;

	n = n > 0 ? n : headcount_at(s, at, end, p);
	if (n > 0 && !each)
		return n;
	n = each ? n : one_at(s, at, end, p);
	if (n == 0 && !behind_article(s, first, at)) {
		n = couple(s, at, end, p);
		n = n > 0 ? n : bare_name(s, at, end, p, 2);
	}
	if (n == 0)
		return 0;
	if (role)
		return n;
	x.unnamed = p->person_count == 0 ? p->count : 0;
	size_t named_before = 0;
	for (;;) {
		n += bracket_at(s, at + n, end, p);
		n += from_at(s, at + n, end, p);
		n += class_at(s, at + n, end, p);
		size_t sign = at + n;
		bool comma = atom_is(get(s, sign, end), ',');
		while (joins(get(s, sign, end)) && sign < at + n + 2)
			sign++;
		struct people before = *p;
		/* `has caught up with me and I'm on call`: nobody is counted twice */
		bool again = p->me &&
			(atom_means(get(s, sign, end), SENSE_I) ||
				atom_means(get(s, sign, end), SENSE_ME));
		if (again)
			break;
		size_t more = sign == at + n ? 0 : one_at(s, sign, end, p);
		bool named = false;
		/* `our director, Mr. Riedel,`: a titled name behind one who has none is that one */
		if (more > 0 && comma && sign == at + n + 1 && before.person_count == 0 &&
			before.count == 1 && !before.me && p->count == 2 && p->person_count == 1 &&
			p->persons[0].title && !joins_more(s, sign + more, end)) {
			p->count = 1;
			n = sign - at + more;
			break;
		}
		if (more == 0 && sign > at + n) {
			more = couple(s, sign, end, p);
			more = more > 0 ? more : bare_name(s, sign, end, p, 2);
			named = true;
		}
		if (more == 0 || p->total) {
			*p = before;
			break;
		}
		x.last_and = !(comma && sign == at + n + 1);
		if (named && comma && !x.open) {
			x.open = true;
			named_before = before.person_count;
		}
		if (named)
			x.named = p->person_count - named_before;
		else if (!x.open) /* the last unit says whom names behind a comma may be */
			x.unnamed = p->person_count == before.person_count ? p->count - before.count
									   : 0;
		n = sign - at + more;
	}
	appose(p, &x);
	/* `Anna Kaya, Polnische Mission` */
	p->loose = x.open && !x.last_and && x.unnamed == 0 && !p->we && p->person_count > 1 &&
		!p->persons[p->person_count - 1].title &&
		(p->person_count == 2 || p->persons[0].title);
	return n;
}

static size_t people_at(struct study *s, size_t first, size_t at, size_t end, struct people *p)
{
	size_t with = headcount_beside(s, at, end, p);

	if (with > 0)
		return with;
	while (atom_means(get(s, at + with, end), SENSE_WITH))
		with++;
	size_t article = with > 0 && atom_means(get(s, at + with, end), SENSE_ARTICLE);
	with += article;
	/* `kommt gemeinsam mit mir` */
	if (with > 0 && article == 0 && atom_means(get(s, at + with, end), SENSE_TO_ME) &&
		get(s, at + with, end)->count == 1) {
		p->me = p->with = true;
		p->count = 1;
		return with + 1;
	}
	size_t n = list_at(s, with > 0 ? at + with : first, at + with, end, p);
	if (n == 0 || (article > 0 && !p->total && p->unsure))
		return 0;
	/* `mit uns fünfen`: that is all of them */
	p->with = with > 0 && !(p->total && atom_means(get(s, at + with, end), SENSE_TOGETHER));
	return with + n;
}

/* `Jodie, Wendel und ich`: single names, but only in a list that ends with the writer. */
static size_t first_names(struct study *s, size_t first, size_t at, size_t end, struct people *p)
{
	size_t n = 0;

	if (behind_article(s, first, at))
		return 0;
	for (;;) {
		size_t name = name_length(s, at + n, end, 1);
		if (name == 0)
			break;
		if (p->count++ == ATTENDEES_MAX)
			return 0;
		add_person(s, p, at + n, name, false);
		n += name;
		size_t sign = 0;
		while (joins(get(s, at + n + sign, end)) && sign < 2)
			sign++;
		if (sign == 0)
			return 0;
		n += sign;
	}
	size_t me = n > 0 ? pronoun(s, at + n, end, p) : 0;
	return me > 0 && !p->we ? n + me : 0;
}

/*
 * Two capitals alone in a subject are its topic, not somebody who comes (`Ihre Einladung` above an
 * English letter); beside an event they may be (`Kongress, Anna Kaya`).
 */
static bool topic_only(const struct study *s, const struct sentence *x, const struct people *p)
{
	if (!x->subject || p->person_count == 0 || p->me || p->with || p->total)
		return false;
	for (size_t i = 0; i < p->person_count; i++)
		if (p->persons[i].title)
			return false;
	for (size_t i = x->first; i < x->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT || s->atoms[i].kind == ATOM_DATE)
			return false;
	return true;
}

/* The sentence's atoms, with people in one each; what stands before a place is looked at as it was. */
static size_t rewrite(struct study *s, struct sentence *x, size_t to)
{
	struct atom *atoms = arena_alloc(s->arena, (x->end - x->first + 1) * sizeof *atoms);
	size_t count = 0;

	for (size_t at = x->first; at < x->end;) {
		struct people *p = arena_alloc(s->arena, sizeof *p);
		struct atom out = s->atoms[at];
		size_t n = first_names(s, x->first, at, x->end, p);
		if (n == 0) {
			*p = (struct people){0};
			n = people_at(s, x->first, at, x->end, p);
		}
		if (n > 0 && topic_only(s, x, p))
			n = 0;
		if (n > 0) {
			const struct atom *z = &s->atoms[at + n - 1];
			out = (struct atom){.kind = ATOM_PEOPLE,
				.first = out.first,
				.count = z->first + z->count - out.first,
				.people = p};
		}
		atoms[count++] = out;
		at += n > 0 ? n : 1;
	}
	memcpy(&s->atoms[to], atoms, count * sizeof *atoms);
	x->first = to;
	x->end = to + count;
	return x->end;
}

void people_find(struct study *s)
{
	size_t to = 0;

	for (size_t i = 0; i < s->sentence_count; i++)
		to = rewrite(s, &s->sentences[i], to);
	s->atom_count = to;
}
