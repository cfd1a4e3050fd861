#include "reading/people/persons.h"

#include "reading/clauses/clauses.h"
#include "reading/lines/tongues.h"
#include "reading/people/offices.h"
#include "reading/people/people-kin.h"
#include "reading/people/people-names.h"

enum { NAMES_MAX = 8, CALLING_WORDS_MAX = 4 };

/* `Frau Dr. Yilmaz`, `Herrn Jürgen Brandt` */
static size_t titled(struct study *s, size_t at, size_t end, struct people *p)
{
	size_t n = people_titles(s, at, end);
	size_t name = n > 0 ? people_name_length(s, at + n, end, 1) : 0;
	/* `Mr. and Mrs. Abubakari` */
	size_t second = n > 0 && name == 0 && atom_means(study_atom(s, at + n, end), SENSE_AND)
		? people_titles(s, at + n + 1, end)
		: 0;

	if (second > 0 && (name = people_name_length(s, at + n + 1 + second, end, 1)) > 0) {
		n += 1 + second;
		p->count++;
	}
	if (name == 0)
		return 0;
	int count = 1;
	for (size_t i = 0; i < n; i++) {
		const struct atom *a = study_atom(s, at + i, end);
		/* `Familie Ott`: nobody knows how many; `Ehepaar Ott` are two */
		p->family = p->family || atom_means(a, SENSE_OTHERS);
		p->unsure = p->unsure || atom_means(a, SENSE_OTHERS);
		if (atom_means(a, SENSE_RELATION) && a->n > count)
			count = a->n;
	}
	p->count += count;
	people_add(s, p, at + n, name, true);
	return n + name;
}

/* `our managing director`, `my younger sister`: a word between a possessive and somebody. */
static bool modifies(const struct study *s, size_t at, size_t end, bool mine)
{
	const struct atom *a = study_atom(s, at, end);
	bool plain = a->kind == ATOM_UNKNOWN
		? !a->near_alarm && !first_token(s, a)->capital
		: atom_means(a, SENSE_HARMLESS) && !atom_means(a, SENSE_RELATION) &&
			a->meaning != NULL && a->meaning->inflections == NULL;

	/* `our youth leader` */
	plain = plain || (atom_means(a, SENSE_RELATION) && a->count == 1);
	/* `unser neuer Abteilungsleiter`, `mein früherer Geselle` */
	const struct atom *noun = study_atom(s, at + 1, end);
	bool word = a->kind == ATOM_WORD || a->kind == ATOM_UNKNOWN;
	bool before_noun = word && a->count == 1 && !first_token(s, a)->capital &&
		first_token(s, noun)->capital;
	return mine && plain && (!tongue_nouns(s, a) || before_noun) &&
		atom_means(noun, SENSE_RELATION);
}

/* What stands before the noun: `meine beiden`, `zwei`. */
struct front {
	size_t n; /* atoms */
	int number;
	bool mine, article;
	bool several; /* `meine`, where the noun would show no plural */
	bool single; /* `meinem` */
};

/* A sentence begins so, and the name of who is meant follows behind a comma. */
static bool deputy_begins(const struct study *s, size_t at, size_t end)
{
	const struct atom *before = &s->atoms[at - 1], *noun = study_atom(s, at + 1, end);
	size_t comma = atom_is(study_atom(s, at + 2, end), ',');

	return atom_is(before, '.') && atom_means(noun, SENSE_RELATION) && noun->n == 1 &&
		people_titles(s, at + 2 + comma, end) > 0;
}

/* `seine Frau begleitet ihn`, `wird sie begleiten`: nothing else stands behind them. */
static bool accompanies(const struct study *s, size_t at, size_t end)
{
	bool him = false, takes = false;

	for (; at < end && s->atoms[at].kind != ATOM_PUNCT; at++) {
		const struct atom *a = &s->atoms[at];
		bool plain = atom_means(a, SENSE_WILL) || atom_means(a, SENSE_THERE) ||
			atom_means(a, SENSE_SAFE) || atom_means(a, SENSE_ALSO);
		him = him || atom_means(a, SENSE_HIM);
		takes = takes || atom_means(a, SENSE_TAKING);
		if (!plain && !atom_means(a, SENSE_HIM) && !atom_means(a, SENSE_TAKING))
			return false;
	}
	return him && takes;
}

/* `mit ihrem Referenten`, `und seine Frau`, `bringt seine Dolmetscherin mit`: beside who was named. The
 * polite `Ihrem` has a capital. */
static bool beside_named(const struct study *s, size_t at, size_t end)
{
	const struct atom *his = study_atom(s, at, end), *before = his - 1;

	if (at == 0 || !atom_means(his, SENSE_HIS) || his->count != 1)
		return false;
	/* `Ihr Stellvertreter, Herr X, kommt`: of her who was named */
	if (first_token(s, his)->capital && !accompanies(s, at + 2, end))
		return deputy_begins(s, at, end);
	if (!(atom_means(study_atom(s, at + 1, end), SENSE_RELATION) ||
		    atom_means(study_atom(s, at + 1, end), SENSE_GENITIVE)))
		return false;
	if (atom_means(before, SENSE_WITH) || atom_means(before, SENSE_AND) ||
		accompanies(s, at + 2, end))
		return true;
	if (atom_maybe_verb_of(before, SENSE_WITH)) /* `begleitet` */
		return true;
	/* `wird von seiner Frau begleitet` */
	for (size_t i = at + 2; i < end && atom_means(before, SENSE_ORIGIN) && before->count == 1;
		i++)
		if (atom_maybe_verb_of(&s->atoms[i], SENSE_WITH))
			return true;
	return false;
}

/* Whether somebody is taken along or registered in the sentence: `meinen` is their one object there. */
static bool takes_object(const struct study *s, size_t at, size_t end)
{
	size_t first = at;

	while (first > 0 && s->atoms[first - 1].kind != ATOM_PUNCT)
		first--;
	for (size_t i = first; i < end; i++)
		if (atom_maybe_verb_of(&s->atoms[i], SENSE_WITH) ||
			atom_maybe_verb_of(&s->atoms[i], SENSE_REGISTER))
			return true;
	return false;
}

/* `seine`, `ihrer`: whose somebody is who has a name; the polite `Ihrer` has a capital. */
static bool is_his(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end);

	return a->kind == ATOM_WORD && atom_means(a, SENSE_HIS) && a->count == 1 &&
		!first_token(s, a)->capital && tongue_nouns(s, a);
}

/* `bringe meinen Gesellen mit`, `bringt ihren Referenten mit`: one; `mit meinen Gesellen` are several. */
static bool one_object(const struct study *s, size_t at, size_t end)
{
	const struct atom *my = study_atom(s, at, end);

	return (atom_means(my, SENSE_MY) || is_his(s, at, end)) && atom_means(my, SENSE_MALE) &&
		(at == 0 ||
			!(atom_means(my - 1, SENSE_WITH) || atom_means(my - 1, SENSE_ORIGIN))) &&
		takes_object(s, at, end);
}

/* Whether nothing before the verb at `verb` is what is taken along: `am Freitag bringe ich …`, not `das bringe ich …`. */
static bool only_when_before(const struct study *s, size_t verb)
{
	for (size_t i = verb; i-- > 0;) {
		const struct atom *a = &s->atoms[i];
		bool known = a->kind == ATOM_EVENT || a->kind == ATOM_TIME ||
			a->kind == ATOM_PEOPLE || atom_means(a, SENSE_I) ||
			(atom_means(a, SENSE_SAFE) && !atom_means(a, SENSE_POINTER));
		if (a->kind == ATOM_PUNCT || atom_means(a, SENSE_AND))
			return true;
		if (!known)
			return false;
	}
	return true;
}

/* `ich bringe den Gesellen mit`: one, where the verb, or it and `ich`, stands right before, its particle right behind, and
 * nothing goes on; `den Kollegen Kuchen` are several. */
static bool one_taken_along(const struct study *s, size_t at, size_t end)
{
	size_t verb = at > 1 && atom_means(&s->atoms[at - 1], SENSE_I) ? at - 2 : at - 1;
	const struct atom *den = study_atom(s, at, end), *along = study_atom(s, at + 2, end),
			  *next = study_atom(s, at + 3, end);

	if (at == 0 || den->count != 1 || !atom_means(den, SENSE_ARTICLE) ||
		!atom_means(den, SENSE_MALE) || atom_means(den, SENSE_SINGLE) ||
		!atom_maybe_verb_of(&s->atoms[verb], SENSE_WITH) ||
		!atom_means(along, SENSE_PARTICLE) || !atom_means(along, SENSE_WITH))
		return false;
	bool ends = at + 3 >= end || atom_means(next, SENSE_AND) || next->kind == ATOM_PUNCT;
	const struct atom *asks = study_atom(s, at + 4, end);
	return ends && !atom_means(asks, SENSE_ASKING) && !atom_means(asks, SENSE_RELATIVE) &&
		only_when_before(s, verb);
}

/* `both my sons`, `both of my sons` */
static bool both_mine(const struct study *s, size_t at, size_t end)
{
	return atom_means(study_atom(s, at + 1, end), SENSE_MY) || kin_partitive(s, at + 1, end);
}

static struct front front_at(const struct study *s, size_t at, size_t end)
{
	struct front f = {0};

	for (;; f.n++) {
		const struct atom *a = study_atom(s, at + f.n, end);
		bool counts = a->kind == ATOM_NUMBER ||
			(a->kind == ATOM_WORD &&
				(atom_means(a, SENSE_NUMBER) || atom_means(a, SENSE_INDEFINITE)));
		f.single = f.single || atom_means(a, SENSE_SINGLE) || one_object(s, at + f.n, end);
		f.several = f.several ||
			(atom_means(a, SENSE_ALIKE) &&
				(atom_means(a, SENSE_MY) || atom_means(a, SENSE_HIS)));
		if (counts && f.number == 0 && a->n > 0)
			f.number = a->n;
		else if (atom_means(a, SENSE_BOTH) && f.number == 0 &&
			(f.mine || f.article || both_mine(s, at + f.n, end)))
			f.number = 2;
		else if (atom_means(a, SENSE_MY))
			f.mine = true;
		else if (f.n == 0 && beside_named(s, at, end))
			continue;
		else if (atom_means(a, SENSE_ARTICLE))
			f.article = true;
		else if (f.number > 1 && !f.mine && kin_partitive(s, at + f.n, end))
			continue;
		else if (!(f.n > 0 && a->count == 1 &&
				 (atom_means(a, SENSE_SAFE) || modifies(s, at + f.n, end, f.mine))))
			return f;
	}
}

/* `unser Ausbildungsleiter, Herr X`: any noun of ours, and a titled name behind a comma that ends the list. */
static size_t with_title(
	struct study *s, size_t at, size_t end, const struct front *f, struct people *p)
{
	const struct atom *noun = study_atom(s, at + f->n, end);
	size_t n = f->n + 2;

	if (!f->mine || f->number > 0 || noun->kind != ATOM_UNKNOWN || !tongue_nouns(s, noun) ||
		!first_token(s, noun)->capital || !atom_is(study_atom(s, at + f->n + 1, end), ','))
		return 0;
	size_t title = people_titles(s, at + n, end);
	size_t name = title > 0 ? people_name_length(s, at + n + title, end, 1) : 0;
	if (name == 0 || person_joins_more(s, at + n + title + name, end))
		return 0;
	p->count++;
	people_add(s, p, at + n + title, name, true);
	return n + title + name;
}

/* Possessive or number + any noun + as many full names. */
static size_t with_names(
	struct study *s, size_t at, size_t end, const struct front *f, struct people *p)
{
	const struct atom *noun = study_atom(s, at + f->n, end);
	int count = f->number > 0 ? f->number : 1;

	if (!(f->mine || f->number > 1) || noun->kind != ATOM_UNKNOWN ||
		!first_token(s, noun)->capital)
		return 0;
	size_t names = people_names(s, at + f->n + 1, end, count, p);
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
		const struct atom *a = study_atom(s, at + n, end);
		bool plain = a->count == 1 && !first_token(s, a)->capital && !tongue_nouns(s, a) &&
			(a->kind == ATOM_UNKNOWN ? !a->near_alarm
						 : atom_means(a, SENSE_HARMLESS) ||
						atom_means(a, SENSE_PERSON) ||
						atom_means(a, SENSE_RELATION));
		if (!plain || atom_means(a, SENSE_OUTSIDER))
			break;
		person = atom_means(a, SENSE_PERSON) || atom_means(a, SENSE_RELATION);
		known = a->kind != ATOM_UNKNOWN;
	}
	size_t comma = atom_is(study_atom(s, at + n, end), ',');
	size_t title = people_titles(s, at + n + comma, end);
	size_t name = people_name_length(s, at + n + comma + title, end, title > 0 ? 1 : 2);
	if (words == 0 || name == 0 || !(person || (comma == 0 && !known)))
		return 0;
	p->count++;
	people_add(s, p, at + n + comma + title, name, true);
	return n + comma + title + name;
}

/* `unser Verein` who does something: the writer and others, nobody says how many. */
static size_t group(
	const struct study *s, size_t at, size_t end, const struct front *f, struct people *p)
{
	const struct atom *before = at > 0 ? &s->atoms[at - 1] : NULL;

	if (!f->mine || f->number > 0 || !atom_means(study_atom(s, at + f->n, end), SENSE_GROUP))
		return 0;
	if (before != NULL && before->kind == ATOM_WORD &&
		(atom_means(before, SENSE_GOING) || atom_means(before, SENSE_ORIGIN) ||
			atom_means(before, SENSE_BEFORE) || atom_means(before, SENSE_CAUSE) ||
			atom_means(before, SENSE_WITH) || atom_means(before, SENSE_SINCE) ||
			atom_means(before, SENSE_BEHALF)))
		return 0;
	p->we = p->me = p->group = true;
	return f->n + 1;
}

/* `a group`, `a class`: one of them are several; `einem Kollegen` is one, in a form that several may have. */
static bool collective(const struct atom *noun)
{
	static const enum sense one[] = {SENSE_MALE, SENSE_FEMALE, SENSE_MEMBERS, SENSE_ALIKE,
		SENSE_SINGLE, SENSE_GENITIVE, SENSE_KIN};

	return noun->n == 0 && !ATOM_MEANS_ANY(noun, one);
}

/* `die Kolleginnen Petra Lange und Ayse Kaya`: as many as there are names; atoms. */
static size_t as_many_as_named(struct study *s, size_t at, size_t end, struct people *p)
{
	for (int k = NAMES_MAX; k > 1; k--) {
		size_t names = people_names(s, at, end, k, p);
		if (names == 0)
			continue;
		p->count += k;
		return names;
	}
	return 0;
}

/* `… und zwei Kinder`: a number of others goes on. */
static bool more_are_counted(const struct study *s, size_t at, size_t end)
{
	return atom_means(study_atom(s, at, end), SENSE_AND) &&
		atom_counts(study_atom(s, at + 1, end)) &&
		atom_means(study_atom(s, at + 2, end), SENSE_RELATION);
}

/* `einen für | meinen Kollegen`: there is one of them, as appositions.c has parted it. */
static bool behind_one_for(const struct study *s, size_t at)
{
	return at > 0 && s->atoms[at - 1].kind != ATOM_PEOPLE && s->atoms[at - 1].count == 2 &&
		(atom_means(&s->atoms[at - 1], SENSE_NUMBER) ||
			atom_means(&s->atoms[at - 1], SENSE_PERSONS)) &&
		token_means(last_token(s, &s->atoms[at - 1]), SENSE_FOR);
}

/* `meine Frau Marlies`, `zwei Kolleginnen`, `unser Fachbereichsleiter Thomas Wrede` */
static size_t related(struct study *s, size_t at, size_t end, struct people *p)
{
	struct front f = front_at(s, at, end);
	size_t n = f.n + 1;
	const struct atom *noun = study_atom(s, at + f.n, end);
	const struct token *word = first_token(s, noun);

	/* `in Begleitung meines Sohnes`; not `der Elternabend meines Sohnes` */
	bool beside = at > 0 && atom_means(&s->atoms[at - 1], SENSE_WITH) &&
		atom_means(noun, SENSE_GENITIVE);
	if (!atom_means(noun, SENSE_RELATION) && !beside) {
		size_t found = with_names(s, at, end, &f, p);
		found = found > 0 ? found : with_title(s, at, end, &f, p);
		found = found > 0 ? found : with_calling(s, at, end, &f, p);
		return found > 0 ? found : group(s, at, end, &f, p);
	}
	/* `unsere ehrenamtliche Arbeit`: an adjective before its noun; `meine kollegin Derya` is none */
	const struct atom *next = study_atom(s, at + n, end);
	if (tongue_nouns(s, noun) && !word->capital && !atom_means(noun, SENSE_KIN) &&
		next->kind != ATOM_PUNCT && first_token(s, next)->capital &&
		next->kind == ATOM_UNKNOWN)
		return 0;
	if (f.article && f.number == 0 && !f.mine && f.n == 1 && noun->n == 0 &&
		!one_taken_along(s, at, end)) {
		size_t named = as_many_as_named(s, at + n, end, p);
		p->outsider = p->outsider || (named > 0 && atom_means(noun, SENSE_OUTSIDER));
		return named > 0 ? n + named : 0;
	}
	bool along = f.n == 1 && noun->count == 1 && one_taken_along(s, at, end);
	if (f.n == 0 || (f.article && f.number == 0 && !f.mine && !along))
		return 0;
	f.single = f.single || along;
	bool several = f.several && f.number == 0 && atom_means(noun, SENSE_ALIKE);
	if ((f.single || (behind_one_for(s, at) && !f.several)) && f.number == 0)
		f.number = 1;
	several = several || (f.number == 1 && !f.single && collective(noun));
	int count = several ? 0 : noun->n == 0 ? f.number : f.number > 1 ? f.number : noun->n;
	p->outsider = p->outsider || atom_means(noun, SENSE_OUTSIDER);
	if (count == 0)
		p->unsure = true;
	p->members = p->count == 0 && f.number > 1 && !f.mine && atom_means(noun, SENSE_MEMBERS);
	/* `wir sind zwei Studenten`: that is all of them */
	p->total = p->total ||
		(count > 1 && p->count == 0 && !f.mine && at > 1 &&
			!more_are_counted(s, at + n, end) &&
			atom_means(&s->atoms[at - 1], SENSE_BE) &&
			atom_means(&s->atoms[at - 2], SENSE_WE));
	p->count += count;
	if (count > 1)
		return n + people_names(s, at + n, end, count, p);
	/* `unsere Kolleginnen A und B`: as many as there are names */
	size_t names =
		count == 0 && f.mine && noun->n == 0 ? as_many_as_named(s, at + n, end, p) : 0;
	if (names > 0) {
		p->unsure = false;
		return n + names;
	}
	size_t title = count == 1 ? people_titles(s, at + n, end) : 0;
	size_t name = count == 1 ? people_name_length(s, at + n + title, end, 1) : 0;
	if (count == 1 && name == 0 && title == 0)
		name = people_small_name(s, at + n, end);
	if (name > 0) {
		people_add(s, p, at + n + title, name, true);
		n += title + name;
	}
	return n;
}

/* `unseres Büros,`: of what somebody is the head, before a titled name; atoms. */
static size_t of_what(const struct study *s, size_t at, size_t end)
{
	const struct atom *whose = study_atom(s, at, end), *what = study_atom(s, at + 1, end);
	bool group = atom_means(what, SENSE_GROUP) || atom_means(what, SENSE_FIELD);

	return (atom_means(whose, SENSE_MY) || atom_means(whose, SENSE_ARTICLE)) && group &&
			atom_is(study_atom(s, at + 2, end), ',') &&
			people_titles(s, at + 3, end) > 0
		? 3
		: 0;
}

/* `Ratsmitglied Thorsten Heine`, `der Betriebsrat Detlef Kunze`, `seine Referentin Frau X`: a calling before a name. */
static size_t called(struct study *s, size_t at, size_t end, struct people *p)
{
	size_t n = atom_means(study_atom(s, at, end), SENSE_ARTICLE) || is_his(s, at, end);
	const struct atom *noun = study_atom(s, at + n, end);

	/* `dem Kollegen`; `den Kollegen` may be several */
	bool single = n > 0 && noun->n == 0 && atom_means(study_atom(s, at, end), SENSE_SINGLE);
	bool small = n > 0 && !first_token(s, noun)->capital; /* `der kollege Thomas Imhof` */
	if (!atom_means(noun, SENSE_RELATION) || !(noun->n == 1 || single) || noun->count != 1 ||
		(!first_token(s, noun)->capital && !(small && tongue_nouns(s, noun))) ||
		atom_means(noun, SENSE_TITLE))
		return 0;
	n += of_what(s, at + n + 1, end);
	size_t title = people_titles(s, at + n + 1, end);
	/* `dem Kollegen Steger`: nobody but a person is a he or a she */
	bool gender = token_means(first_token(s, noun), SENSE_MALE) ||
		token_means(first_token(s, noun), SENSE_FEMALE);
	size_t name = people_name_length(
		s, at + n + 1 + title, end, n > 0 && title == 0 && (!gender || small) ? 2 : 1);
	if (name == 0)
		return 0;
	p->count++;
	p->outsider = p->outsider || atom_means(noun, SENSE_OUTSIDER);
	people_add(s, p, at + n + 1 + title, name, true);
	return n + 1 + title + name;
}

/* `wir Lehrer kommen`, `wir Rentner aus der Siedlung`: what `we` are, behind the pronoun at `at`; atoms. */
static size_t kind_of_us(const struct study *s, size_t at, size_t end)
{
	static const enum sense nouns[] = {SENSE_RELATION, SENSE_HARMLESS, SENSE_MEMBERS};
	static const enum sense whose[] = {SENSE_ARTICLE, SENSE_ORIGIN, SENSE_SINCE};
	const struct atom *we = study_atom(s, at, end), *noun = study_atom(s, at + 1, end),
			  *next = study_atom(s, at + 2, end);
	bool known = ATOM_MEANS_ANY(noun, nouns) && !atom_means(noun, SENSE_TITLE);
	bool unknown = noun->kind == ATOM_UNKNOWN && !noun->near_alarm;

	if (!tongue_nouns(s, we) || !atom_means(we, SENSE_WE) || we->count != 1 ||
		noun->count != 1 || !(known || unknown) || !first_token(s, noun)->capital)
		return 0;
	return atom_is_verb(next, FORM_PL | FORM_1PL) || ATOM_MEANS_ANY(next, whose);
}

size_t person_pronoun(const struct study *s, size_t at, size_t end, struct people *p)
{
	const struct atom *a = study_atom(s, at, end);

	if (a->kind != ATOM_WORD)
		return 0;
	/* `Frau X und ich selbst` */
	if (a->count == 2 && at > 0 && atom_means(a - 1, SENSE_AND) && atom_means(a, SENSE_ALONE) &&
		token_means(first_token(s, a), SENSE_I) &&
		!token_means(first_token(s, a) + 1, SENSE_I)) {
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
		return 1 + kind_of_us(s, at, end);
	}
	return 0;
}

/* `one for me and one for my colleague`: atoms before the person; 0. */
size_t person_one_for(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end);

	/* `one seat for me` */
	size_t seat = atom_means(study_atom(s, at + 1, end), SENSE_PERSONS);
	const struct atom *last = study_atom(s, at + seat, end);

	if (!(a->kind == ATOM_NUMBER || atom_means(a, SENSE_NUMBER)) || a->n != 1)
		return 0;
	/* `einen für | mich`, which appositions.c has parted so */
	if (last->count == 2 && token_means(last_token(s, last), SENSE_FOR))
		return 1 + seat;
	return atom_means(study_atom(s, at + 1 + seat, end), SENSE_FOR) ? 2 + seat : 0;
}

bool person_may_begin(const struct atom *a)
{
	static const enum sense begins[] = {SENSE_I, SENSE_ME, SENSE_WE, SENSE_US, SENSE_ALONE,
		SENSE_RELATIVES, SENSE_NUMBER, SENSE_INDEFINITE, SENSE_BOTH, SENSE_MY, SENSE_HIS,
		SENSE_ARTICLE, SENSE_TITLE, SENSE_RELATION};

	return a->kind == ATOM_NUMBER || ATOM_MEANS_ANY(a, begins);
}

/* `two colleagues, the apprentice and I`, `the boss, the trainee and I`, where nouns have no capital: one of those who are known
 * by an article, in a list that ends with the writer; atoms. */
static size_t the_one(const struct study *s, size_t at, size_t end)
{
	const struct atom *article = study_atom(s, at, end), *noun = study_atom(s, at + 1, end);
	size_t n = 2;

	if (!atom_means(article, SENSE_ARTICLE) || atom_means(article, SENSE_GOING) ||
		article->count != 1 || tongue_nouns(s, article) || noun->count != 1 ||
		!atom_means(noun, SENSE_RELATION) || noun->n != 1 ||
		atom_means(noun, SENSE_OUTSIDER) || atom_maybe_verb(noun))
		return 0;
	/* not `I told the boss and I will come` */
	bool opens =
		at == 0 || (s->atoms[at - 1].kind == ATOM_PUNCT && s->atoms[at - 1].punct != ',');
	bool lists = at > 1 && atom_is(&s->atoms[at - 1], ',') &&
		(atom_means(&s->atoms[at - 2], SENSE_RELATION) ||
			s->atoms[at - 2].kind == ATOM_PEOPLE);
	if (!opens && !lists)
		return 0;
	while (n < 4 && person_joins(study_atom(s, at + n, end)))
		n++;
	bool writer = atom_means(study_atom(s, at + n - 1, end), SENSE_AND) &&
		(atom_means(study_atom(s, at + n, end), SENSE_I) ||
			atom_means(study_atom(s, at + n, end), SENSE_ME));
	return writer || (n == 3 && the_one(s, at + n, end) > 0) ? 2 : 0;
}

size_t person_at(struct study *s, size_t at, size_t end, struct people *p)
{
	if (!person_may_begin(study_atom(s, at, end)))
		return 0;
	size_t one = person_one_for(s, at, end);

	at += one;
	size_t n = person_pronoun(s, at, end, p);
	/* `es begleiten mich Nadine Wurm und …`: who does it */
	bool taken = at > 0 && s->atoms[at - 1].kind == ATOM_WORD &&
		atom_means(&s->atoms[at - 1], SENSE_TAKING);
	size_t name = n > 0 && !p->we && !taken ? people_name_length(s, at + n, end, 2) : 0;

	if (name > 0) { /* `myself Stuart Norden`: the same person */
		people_add(s, p, at + n, name, false);
		n += name;
	}
	/* `meine Eltern` */
	if (n == 0 && atom_means(study_atom(s, at, end), SENSE_RELATIVES)) {
		p->count += study_atom(s, at, end)->n;
		n = 1;
	}
	n = n > 0 ? n : related(s, at, end, p);
	n = n > 0 ? n : titled(s, at, end, p);
	n = n > 0 ? n : office_at(s, at, end, p);
	n = n > 0 ? n : called(s, at, end, p);
	if (n == 0 && (n = the_one(s, at, end)) > 0)
		p->count++;
	/* `the Imam Mr Yusuf Demir`, `seine Oberärztin Dr. X` */
	if (n == 0 && (atom_means(study_atom(s, at, end), SENSE_ARTICLE) || is_his(s, at, end)) &&
		people_titles(s, at + 1, end) > 0 && (n = titled(s, at + 1, end, p)) > 0)
		n++;
	return n > 0 ? n + one : 0;
}

bool person_addressed(const struct study *s, const struct atom *a)
{
	return token_means(first_token(s, a), SENSE_TITLE) &&
		(token_means(first_token(s, a), SENSE_MALE) ||
			token_means(first_token(s, a), SENSE_FEMALE));
}

bool person_joins(const struct atom *a)
{
	return atom_means(a, SENSE_AND) || atom_is(a, ',') || atom_is(a, '&') || atom_is(a, '+') ||
		atom_is(a, '/');
}

/* Whether somebody else goes on with the list behind the name. */
bool person_joins_more(struct study *s, size_t at, size_t end)
{
	struct people unused = {0};
	size_t n = 0;

	while (n < 2 && person_joins(study_atom(s, at + n, end)))
		n++;
	return n > 0 &&
		(person_at(s, at + n, end, &unused) > 0 ||
			people_name_length(s, at + n, end, 2) > 0);
}
