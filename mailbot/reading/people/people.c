#include "reading/people/people.h"

#include <string.h>

#include "base/limits.h"
#include "reading/clauses/clauses.h"
#include "reading/lines/tongues.h"
#include "reading/people/appositions.h"
#include "reading/people/besides.h"
#include "reading/people/brackets.h"
#include "reading/people/headcounts.h"
#include "reading/people/name.h"
#include "reading/people/people-kin.h"
#include "reading/people/people-names.h"
#include "reading/people/persons.h"
#include "reading/people/roles.h"

/* `Frau Koç vom Frauenvorstand,`: where a named one comes from, before the list goes on; atoms. */
static size_t from_at(struct study *s, size_t at, size_t end, const struct people *p)
{
	size_t n = 0, nouns = 0;

	while (atom_means(study_atom(s, at + n, end), SENSE_ORIGIN) && n < 2)
		n++;
	if (n == 0 || p->person_count == 0 || p->persons[p->person_count - 1].name == NULL ||
		!tongue_nouns(s, study_atom(s, at, end)))
		return 0;
	for (; nouns < 2; nouns++) {
		const struct atom *a = study_atom(s, at + n + nouns, end);
		bool noun = a->kind == ATOM_UNKNOWN
			? !a->near_alarm
			: atom_means(a, SENSE_GROUP) || atom_means(a, SENSE_FIELD);
		if (!noun || !first_token(s, a)->capital || a->count != 1)
			break;
	}
	return nouns > 0 && person_joins_more(s, at + n + nouns, end) ? n + nouns : 0;
}

/* `acht Schülern der 9b`: of which class they are; atoms. */
static size_t class_at(const struct study *s, size_t at, size_t end, const struct people *p)
{
	const struct atom *form = study_atom(s, at + 1, end), *letter = study_atom(s, at + 2, end);
	bool apart = form->kind == ATOM_NUMBER && letter->count == 1 &&
		first_token(s, letter)->kind == TOKEN_WORD &&
		first_token(s, letter)->text.len == 1 && first_token(s, letter)->joined;

	return p->count > 1 && !p->total && p->person_count == 0 &&
			atom_means(study_atom(s, at, end), SENSE_ARTICLE) &&
			atom_means(study_atom(s, at, end), SENSE_ORIGIN) && apart
		? 3
		: 0;
}

/* `zwei Mitarbeitern des Bauamtes, Herrn X`, `two colleagues from my group, Dr Y`: of what they are, before
 * who they are; atoms. */
static size_t group_at(struct study *s, size_t at, size_t end, const struct people *p)
{
	static const enum sense whose[] = {SENSE_ORIGIN, SENSE_ARTICLE, SENSE_MY, SENSE_BEHALF};
	size_t n = 0;

	while (n < 2 && ATOM_MEANS_ANY(study_atom(s, at + n, end), whose))
		n++;
	const struct atom *noun = study_atom(s, at + n, end);
	bool known = noun->kind == ATOM_UNKNOWN ? !noun->near_alarm
						: atom_means(noun, SENSE_GROUP) ||
			atom_means(noun, SENSE_FIELD) || atom_means(noun, SENSE_HARMLESS) ||
			(atom_means(noun, SENSE_RELATION) && noun->n == 0);
	bool fits = noun->count == 1 && (!tongue_nouns(s, noun) || first_token(s, noun)->capital);
	return n > 0 && known && fits && p->count > 1 && !p->total && p->person_count == 0 &&
			atom_is(study_atom(s, at + n + 1, end), ',') &&
			person_joins_more(s, at + n + 1, end)
		? n + 1
		: 0;
}

/* Whether `ich`, `myself` stands right before `at`. */
static bool ends_with_me(const struct study *s, size_t at)
{
	return at > 0 &&
		(atom_means(&s->atoms[at - 1], SENSE_I) || atom_means(&s->atoms[at - 1], SENSE_ME));
}

bool people_named_as_writer(const struct study *s, const char *name)
{
	const char *writer = s->reading->writer;

	return writer[0] != '\0' && name_compare(name, writer) != NAME_DIFFERENT;
}

bool people_may_be_writer(const struct study *s, const struct people *p)
{
	for (size_t i = 0; i < p->person_count; i++)
		if (p->persons[i].name != NULL && people_named_as_writer(s, p->persons[i].name))
			return true;
	return false;
}

/* Whether the last one who was named is the writer. */
static bool signs_so(const struct study *s, const struct people *p)
{
	const char *name = p->persons[p->person_count - 1].name;

	return name != NULL && name_compare(name, s->reading->writer) == NAME_SAME;
}

/* `Karl Nowak, Schreinermeister,`: what a named one is, behind a comma and before another, or the end; atoms. */
static size_t calling_at(const struct study *s, size_t at, size_t end, const struct people *p)
{
	size_t n = atom_is(study_atom(s, at, end), ',');
	bool also = n > 0 && atom_means(study_atom(s, at + n, end), SENSE_ALSO) &&
		study_atom(s, at + n, end)->count == 1;
	const struct atom *noun = study_atom(s, at + n + also, end);
	const struct atom *behind = study_atom(s, at + n + also + 1, end);

	if (n == 0 || p->person_count == 0 || noun->kind != ATOM_WORD ||
		atom_means(noun, SENSE_KIN) || atom_means(noun, SENSE_TITLE) ||
		(tongue_nouns(s, noun) && !first_token(s, noun)->capital) ||
		!(atom_means(noun, SENSE_FIELD) ||
			(atom_means(noun, SENSE_RELATION) && noun->n == 1)) ||
		!(behind->kind == ATOM_PUNCT || person_joins(behind)))
		return 0;
	/* `mein Name ist Kim Berger, Erzieherin, und ich komme` */
	size_t next = at + n + also + 1;
	while (person_joins(study_atom(s, next, end)))
		next++;
	return atom_means(study_atom(s, next, end), SENSE_I) && signs_so(s, p) ? 0 : n + also + 1;
}

/* `meine Nachfolgerin im Forstamt,`, `my successor at the forestry office,`: where somebody is what they are; atoms. */
static size_t office_of(struct study *s, size_t at, size_t end)
{
	static const enum sense leads[] = {SENSE_GOING, SENSE_WHEREABOUTS, SENSE_ORIGIN,
		SENSE_BEING, SENSE_PREPOSITION, SENSE_ARTICLE, SENSE_MY, SENSE_BEHALF};
	static const enum sense offices[] = {SENSE_GROUP, SENSE_FIELD, SENSE_HARMLESS, SENSE_PLACE};
	size_t n = 0, nouns = 0;

	while (n < 2 && ATOM_MEANS_ANY(study_atom(s, at + n, end), leads))
		n++;
	for (; n > 0 && nouns < 2; nouns++) {
		const struct atom *a = study_atom(s, at + n + nouns, end);
		bool known = a->kind == ATOM_UNKNOWN ? !a->near_alarm : ATOM_MEANS_ANY(a, offices);
		if (!known || a->count != 1 || (tongue_nouns(s, a) && !first_token(s, a)->capital))
			break;
	}
	return nouns > 0 && atom_is(study_atom(s, at + n + nouns, end), ',') ? n + nouns : 0;
}

/* Behind an age in brackets, `our son (7) and me`; `at` where there is none. */
static size_t past_age(const struct study *s, size_t at, size_t end)
{
	bool age = atom_is(study_atom(s, at, end), '(') &&
		study_atom(s, at + 1, end)->kind == ATOM_NUMBER &&
		atom_is(study_atom(s, at + 2, end), ')');

	return age ? at + 3 : at;
}

/* `für mich kommt Frau Lang, …`: a verb of one alone stands before them. */
static bool one_comes(const struct study *s, size_t first, size_t at)
{
	for (size_t i = first; i < at; i++)
		if (atom_is_verb(&s->atoms[i], FORM_3SG) && !atom_is_verb(&s->atoms[i], FORM_PL))
			return true;
	return false;
}

/* A list of people at `at`: atoms it takes; 0. */
/* `mein Chef, Herr Weber, und ich`, `my husband, a teacher, and I`: whether one behind a comma may be the one before it,
 * who has no name. */
static bool called_or_another(const struct study *s, size_t at, size_t behind, size_t end,
	const struct people *before, const struct people *p)
{
	bool one = p->count == before->count + 1 && !p->total;
	bool titled = p->person_count == before->person_count + 1 &&
		p->persons[p->person_count - 1].title;
	bool what = p->person_count == before->person_count &&
		token_means(first_token(s, &s->atoms[at]), SENSE_INDEFINITE) &&
		atom_is(study_atom(s, behind, end), ',');

	return one && (titled || what);
}

/* `drei Personen (Lange, Demir, Kowalski)`: as many names as were counted; atoms. */
static size_t names_in_brackets(struct study *s, size_t at, size_t end, struct people *p)
{
	struct people names = *p;
	size_t n = 1;

	if (!atom_is(study_atom(s, at, end), '(') || p->unsure || p->count < 2)
		return 0;
	for (int i = 0; i < p->count; i++) {
		size_t sign = 0;
		while (i > 0 && sign < 2 && person_joins(study_atom(s, at + n + sign, end)))
			sign++;
		size_t title = people_titles(s, at + n + sign, end);
		size_t name = people_name_length(s, at + n + sign + title, end, 1);
		if (name == 0 || (i > 0 && sign == 0))
			return 0;
		people_add(s, &names, at + n + sign + title, name, true);
		n += sign + title + name;
	}
	if (!atom_is(study_atom(s, at + n, end), ')'))
		return 0;
	*p = names;
	return n + 1;
}

/* `A Kaya and B Ott, our volunteers,`: nobody new, in the plural and without a number, or as many as were named, between commas;
 * nobody else is joined behind them. */
static bool all_are(struct study *s, size_t behind, size_t end, const struct people *before,
	const struct people *p)
{
	const struct atom *last = &s->atoms[behind - 1];
	bool plural = last->kind == ATOM_WORD && atom_means(last, SENSE_RELATION) && last->n == 0;

	return plural && !before->me && !before->we && !before->unsure && !p->we &&
		before->person_count > 1 && before->count == (int)before->person_count &&
		p->person_count == before->person_count &&
		atom_is(study_atom(s, behind, end), ',') && !person_joins_more(s, behind, end);
}

static size_t list_at(struct study *s, size_t first, size_t at, size_t end, struct people *p)
{
	struct apposition x = {0};
	size_t n = headcount_labelled(s, at, end, p);
	/* `as a nurse`, and somebody else goes on: no list */
	bool role = at > 0 && atom_means(&s->atoms[at - 1], SENSE_ROLE) &&
		!tongue_nouns(s, &s->atoms[at - 1]) &&
		atom_means(study_atom(s, at, end), SENSE_INDEFINITE);

	if (n == 0 && person_one_for(s, at, end) > 0 && (n = person_at(s, at, end, p)) == 0)
		*p = (struct people){0};
	if (n > 0 && p->total)
		return n;
	bool each = n > 0;

	n = n > 0 ? n : headcount_at(s, at, end, p);
	if (n > 0 && !each)
		return n + names_in_brackets(s, at + n, end, p);
	n = each ? n : person_at(s, at, end, p);
	if (n == 0 && !people_behind_article(s, first, at)) {
		n = people_couple(s, at, end, p);
		n = n > 0 ? n : people_bare_name(s, at, end, p, 2);
	}
	if (n == 0)
		return 0;
	if (role)
		return n;
	x.unnamed = p->person_count == 0 ? p->count : 0;
	x.counted = x.unnamed > 1;
	size_t named_before = 0;
	int earlier = 0; /* counted before the last mention */
	for (;;) {
		/* the last one so far is the writer, in a word */
		bool me = p->me && !p->we && ends_with_me(s, at + n);
		n += bracket_at(s, at + n, end, p, earlier);
		/* `Frau Merz (mit Mann)`: one more, whom nobody has counted */
		p->unsure = p->unsure ||
			(atom_is(study_atom(s, at + n, end), '(') &&
				atom_means(study_atom(s, at + n + 1, end), SENSE_WITH));
		n += calling_at(s, at + n, end, p);
		n += from_at(s, at + n, end, p);
		n += class_at(s, at + n, end, p);
		n += group_at(s, at + n, end, p);
		size_t sign = at + n;
		bool comma = atom_is(study_atom(s, sign, end), ',');
		while (person_joins(study_atom(s, sign, end)) && sign < at + n + 2)
			sign++;
		struct people before = *p;
		/* `has caught up with me and I'm on call`: nobody is counted twice */
		bool again = p->me &&
			(atom_means(study_atom(s, sign, end), SENSE_I) ||
				atom_means(study_atom(s, sign, end), SENSE_ME));
		/* `mein Name ist Kim Berger und ich komme aus Syrien`: who writes, twice */
		bool begins = at > first && atom_means(&s->atoms[at - 1], SENSE_BEGINS) &&
			p->count == 1 && sign == at + n + 1 && !comma &&
			atom_means(study_atom(s, sign, end), SENSE_I);
		bool alone_on = comma && sign == at + n + 1 && people_writer_goes_on(s, sign, end);
		if (again || begins || alone_on)
			break;
		size_t more = sign == at + n ? 0 : person_at(s, sign, end, p);
		bool named = false;
		/* `komme ich, mein Mann und mein Sohn gehen nicht`: all that they are */
		struct people list = {0};
		size_t theirs = more > 0 && me && before.count == 1 && comma
			? list_at(s, sign, sign, end, &list)
			: 0;
		theirs = theirs > more ? theirs : more;
		if (more > 0 && comma && sign == at + n + 1 &&
			people_others_go_on(
				s, first, at, end, &before, p, sign + theirs, list.count > 1)) {
			*p = before;
			break;
		}
		/* `Hebamme A, Busfahrer B und ich, Hausmeister Uwe Timpe`: that is the writer, unless
		 * others go on */
		if (more > 0 && comma && sign == at + n + 1 && me && p->count == before.count + 1 &&
			p->person_count == before.person_count + 1 &&
			!atom_means(study_atom(s, sign, end), SENSE_MY)) {
			p->count = before.count;
			p->unsure = p->unsure || person_joins_more(s, sign + more, end);
			n = sign - at + more;
			break;
		}
		/* `our director, Mr. Riedel,`: a titled name behind one who has none is that one */
		if (more > 0 && comma && sign == at + n + 1 && before.person_count == 0 &&
			before.count == 1 && !before.me && p->count == 2 && p->person_count == 1 &&
			p->persons[0].title && !person_joins_more(s, sign + more, end)) {
			p->count = 1;
			n = sign - at + more;
			break;
		}
		/* `me and my colleague, Mr Ito,`: so is one behind an and */
		if (more > 0 && comma && sign == at + n + 1 && before.person_count == 0 &&
			before.count == 2 && before.me && !before.we && !me && x.last_and &&
			x.unnamed == 1 && p->count == 3 && p->person_count == 1 &&
			p->persons[0].title) {
			p->count = 2;
			p->unsure = p->unsure || person_joins_more(s, sign + more, end);
			n = sign - at + more;
			break;
		}
		/* `Mr Haas, our managing director, will attend`: and so is a calling behind a name;
		 * without a second comma, or one who comes before it, it may be somebody else */
		if (more > 0 && comma && sign == at + n + 1 && before.person_count == 1 &&
			before.count == 1 && !before.me && p->count == 2 && p->person_count == 1 &&
			!person_joins_more(s, past_age(s, sign + more, end), end)) {
			more += office_of(s, sign + more, end);
			p->count = 1;
			const struct atom *behind = study_atom(s, sign + more, end);
			p->unsure = !atom_is(behind, ',') &&
				!(atom_is(behind, '.') && one_comes(s, first, at));
			n = sign - at + more;
			break;
		}
		/* `A Kaya and B Ott, our volunteers, will come`: what they all are, between commas */
		if (more > 0 && comma && sign == at + n + 1 && x.last_and &&
			all_are(s, sign + more, end, &before, p)) {
			before.unsure = !p->unsure && p->count != 2 * before.count;
			*p = before;
			n = sign - at + more;
			break;
		}
		if (more > 0 && comma && sign == at + n + 1 && x.unnamed == 1 && !me &&
			called_or_another(s, sign, sign + more, end, &before, p))
			p->unsure = true;
		/* `Frau Lang, unsere Leiterin, und ich`: are they two or three? */
		if (more > 0 && comma && sign == at + n + 1 && before.person_count > 0 &&
			p->person_count == before.person_count && p->count == before.count + 1 &&
			!p->me && atom_is(study_atom(s, sign + more, end), ',') &&
			atom_means(study_atom(s, sign + more + 1, end), SENSE_AND))
			p->unsure = true;
		if (more == 0 && sign > at + n) {
			more = people_couple(s, sign, end, p);
			more = more > 0 ? more : people_bare_name(s, sign, end, p, 2);
			named = true;
		}
		if (more == 0 || p->total) {
			*p = before;
			break;
		}
		bool alone = comma && sign == at + n + 1;
		if (comma && !x.open && (named || (alone && apposition_opens(&x, &before, p)))) {
			x.open = true;
			x.me = before.me;
			named_before = before.person_count;
		}
		if (named || x.open) {
			x.named = p->person_count - named_before;
			x.since += p->count - before.count;
		} else { /* the last unit says whom those behind a comma may be */
			x.unnamed = p->person_count == before.person_count ? p->count - before.count
									   : 0;
			x.joined = x.counted && x.unnamed > 1 && !alone;
			x.counted = x.counted && x.unnamed > 1;
		}
		x.last_and = !alone;
		earlier = before.count;
		n = sign - at + more;
	}
	apposition_settle(p, &x);
	/* `Anna Kaya, Polnische Mission` */
	p->loose = x.open && !x.last_and && x.unnamed == 0 && !p->we && p->person_count > 1 &&
		!p->persons[p->person_count - 1].title &&
		(p->person_count == 2 || p->persons[0].title);
	return n;
}

/* `außer mir`, `besides me`, with what follows it; `für mich und`: atoms before those beside the writer; 0: none. */
static size_t writer_leads(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end), *next = study_atom(s, at + 1, end);
	const struct token *first = first_token(s, a), *last = last_token(s, a);

	if (a->kind != ATOM_WORD || a->count < 2)
		return 0;
	if (atom_means(a, SENSE_MORE) &&
		(token_means(first + 1, SENSE_TO_ME) || token_means(last, SENSE_ME)))
		return 1 + atom_is(next, ',');
	/* not `es kommt für mich und Herrn Lang Frau Ott` */
	bool apart = at > 0 && s->atoms[at - 1].kind == ATOM_PUNCT;
	bool for_me = apart && a->count == 2 && token_means(first, SENSE_FOR) &&
		token_means(last, SENSE_ME);
	return for_me && atom_means(next, SENSE_AND) ? 2 : 0;
}

/* `außer mir noch vier Mitglieder`, `für mich und zwei Kolleginnen`: they, and the writer. */
static size_t beside_writer(struct study *s, size_t at, size_t end, struct people *p)
{
	size_t lead = writer_leads(s, at, end),
	       n = lead > 0 ? list_at(s, at, at + lead, end, p) : 0;

	if (n == 0 || p->me || p->unsure || p->count == 0) {
		*p = (struct people){0};
		return 0;
	}
	p->count++;
	p->me = true;
	p->total = false;
	return lead + n;
}

static size_t people_at(struct study *s, size_t first, size_t at, size_t end, struct people *p)
{
	size_t with = headcount_beside(s, at, end, p);

	if (with == 0)
		with = beside_writer(s, at, end, p);
	if (with > 0)
		return with;
	while (atom_means(study_atom(s, at + with, end), SENSE_WITH))
		with++;
	size_t article = with > 0 && atom_means(study_atom(s, at + with, end), SENSE_ARTICLE);
	with += article;
	/* `kommt gemeinsam mit mir` */
	if (with > 0 && article == 0 && atom_means(study_atom(s, at + with, end), SENSE_TO_ME) &&
		study_atom(s, at + with, end)->count == 1) {
		p->me = p->with = true;
		p->count = 1;
		return with + 1;
	}
	size_t n = list_at(s, with > 0 ? at + with : first, at + with, end, p);
	if (n == 0 || (article > 0 && !p->total && p->unsure))
		return 0;
	p->total = p->total ||
		(with == 0 && n > 0 && p->person_count == 0 && !p->me && !p->unsure &&
			headcount_groups(s, at, n));
	/* `mit uns fünfen`: that is all of them */
	p->with = with > 0 &&
		!(p->total && atom_means(study_atom(s, at + with, end), SENSE_TOGETHER));
	return with + n;
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

/* `two people from | my HR team, Jennifer Liu and Carlos Mendes`: of what those are whom a number counts and names follow, none
 * of whom it is; atoms. `before`: the last two atoms. */
static size_t team_of_counted(
	const struct study *s, size_t at, size_t end, const struct atom *before)
{
	enum { TEAM_WORDS_MAX = 2 };
	size_t n = 1;

	if (before[0].kind != ATOM_PEOPLE || before[0].people->count < 2 || before[0].people->me ||
		before[0].people->person_count > 0 || !atom_means(&before[1], SENSE_ORIGIN) ||
		!(atom_means(study_atom(s, at, end), SENSE_MY) ||
			atom_means(study_atom(s, at, end), SENSE_ARTICLE)))
		return 0;
	for (; n <= 1 + TEAM_WORDS_MAX; n++) {
		const struct atom *a = study_atom(s, at + n, end);
		bool known =
			a->kind == ATOM_UNKNOWN ? !a->near_alarm : atom_means(a, SENSE_HARMLESS);
		bool group =
			atom_means(a, SENSE_GROUP) || (atom_means(a, SENSE_RELATION) && a->n == 0);
		if (group && a->count == 1)
			return atom_is(study_atom(s, at + n + 1, end), ',') ? n + 1 : 0;
		if (!known || a->count != 1)
			return 0;
	}
	return 0;
}

/* Who is named at `at`: the longest of what may be people there; atoms, 0. */
static size_t anybody_at(struct study *s, size_t first, size_t at, size_t end, struct people *p)
{
	struct people list = {0};

	*p = (struct people){0};
	size_t n = people_at(s, first, at, end, p);
	size_t longer = people_with_writer(s, first, at, end, &list);
	if (longer > n) {
		*p = list;
		n = longer;
	}
	if (n == 0) {
		*p = (struct people){0};
		n = people_kin(s, first, at, end, p);
	}
	if (n == 0) {
		*p = (struct people){0};
		n = people_bare(s, first, at, end, p);
	}
	if (n == 0) {
		*p = (struct people){0};
		n = people_the_kin(s, first, at, end, p);
	}
	return n;
}

/* One atom of `n`, for those people. */
static struct atom people_atom(struct study *s, size_t at, size_t n, const struct people *p)
{
	const struct atom *a = &s->atoms[at], *z = a + n - 1;
	struct people *kept = arena_alloc(s->arena, sizeof *kept);

	*kept = *p;
	return (struct atom){.kind = ATOM_PEOPLE,
		.first = a->first,
		.count = z->first + z->count - a->first,
		.people = kept};
}

/* The sentence's atoms, with people in one each; what stands before a place is looked at as it was. */
static size_t rewrite(struct study *s, struct sentence *x, size_t to)
{
	struct atom *atoms = arena_room(s->arena, x->end - x->first + 1, sizeof *atoms);
	size_t count = 0;

	for (size_t at = x->first; at < x->end;) {
		size_t role = role_of_writer(s, x->first, at, x->end);
		if (role > 0) {
			count += role_without_numbers(s, at, role, atoms + count);
			at += role;
			continue;
		}
		size_t team = count > 1 ? team_of_counted(s, at, x->end, &atoms[count - 2]) : 0;
		for (size_t k = 0; k < team; k++)
			atoms[count++] = s->atoms[at++];
		if (team > 0)
			continue;
		struct people p;
		size_t n = anybody_at(s, x->first, at, x->end, &p);
		if (n > 0 && topic_only(s, x, &p))
			n = 0;
		atoms[count++] = n > 0 ? people_atom(s, at, n, &p) : s->atoms[at];
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

	people_for_me(s);
	besides_take(s);
	for (size_t i = 0; i < s->sentence_count; i++)
		to = rewrite(s, &s->sentences[i], to);
	s->atom_count = to;
}
