#include "reading/people/people-kin.h"

#include "base/limits.h"
#include "reading/clauses/clauses.h"
#include "reading/lines/tongues.h"
#include "reading/people/people-names.h"
#include "reading/people/persons.h"

bool people_behind_article(const struct study *s, size_t first, size_t at)
{
	if (at == first)
		return false;
	const struct atom *a = &s->atoms[at - 1];
	return atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_GOING) ||
		atom_means(a, SENSE_ORIGIN) || atom_means(a, SENSE_MY) ||
		atom_means(a, SENSE_YOUR) || atom_means(a, SENSE_BEHALF) ||
		atom_means(a, SENSE_SINCE) || a->kind == ATOM_UNKNOWN ||
		(atom_means(a, SENSE_HARMLESS) && !first_token(s, a)->capital &&
			tongue_nouns(s, a)) ||
		atom_means(a, SENSE_ROLE) || atom_means(a, SENSE_CAUSE) || atom_means(a, SENSE_BE);
}

/* Where it ends: at most a comma and an `und` behind a member. */
static size_t signs(const struct study *s, size_t at, size_t end)
{
	size_t n = 0;

	while (n < 2 && person_joins(study_atom(s, at + n, end)))
		n++;
	return n;
}

static bool is_kin(const struct atom *a)
{
	return atom_means(a, SENSE_KIN) && a->count == 1;
}

/* `zwei Karten, für Ada, Bruno und mich`: for whom something is; the phrase may have taken the possessive of the
 * first (`für meinen Bruder und mich`). */
static bool behind_for(const struct study *s, size_t first, size_t at)
{
	return at > first && atom_means(&s->atoms[at - 1], SENSE_FOR) &&
		s->atoms[at - 1].count == 1;
}

/* A member of the list: kin, somebody related, a name; atoms, 0. */
static size_t member(struct study *s, size_t at, size_t end, struct people *p, bool *special)
{
	struct people one = {0};
	size_t n = is_kin(study_atom(s, at, end)) ? 0 : person_at(s, at, end, &one);

	if (n > 0) {
		if (one.me || one.we || one.total || one.unsure || one.count != 1)
			return 0;
		p->count++;
		p->outsider = p->outsider || one.outsider;
		for (size_t i = 0; i < one.person_count; i++)
			ARENA_PUSH(s->arena, p->persons, p->person_count, p->person_room,
				one.persons[i]);
		return n;
	}
	if (is_kin(study_atom(s, at, end)))
		n = 1;
	else if ((n = people_name_length(s, at, end, 1)) > 0)
		people_add(s, p, at, n, false);
	*special = *special || n > 0;
	p->count += n > 0;
	return n;
}

/* `die Frau und ich`: an article before the writer's own, whom one `and` joins to them; atoms of the article. */
static size_t the_kin(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end), *kin = study_atom(s, at + 1, end);

	return atom_means(a, SENSE_ARTICLE) && !atom_means(a, SENSE_GOING) && a->count == 1 &&
			tongue_nouns(s, a) && is_kin(kin) &&
			atom_means(study_atom(s, at + 2, end), SENSE_AND) &&
			(atom_means(study_atom(s, at + 3, end), SENSE_I) ||
				atom_means(study_atom(s, at + 3, end), SENSE_ME))
		? 1
		: 0;
}

/* Whether a clause may begin at `at`, with whom it is about: `On the 21st Wendel and I will …`; not `I saw Wendel and I will
 * …`. */
static bool opens_clause(const struct study *s, size_t first, size_t at)
{
	static const enum sense joints[] = {
		SENSE_AND, SENSE_BUT, SENSE_THAT, SENSE_BECAUSE, SENSE_YES, SENSE_SAFE};

	if (at == first)
		return true;
	const struct atom *a = &s->atoms[at - 1];
	return atom_quiet(a) || a->kind == ATOM_EVENT || a->kind == ATOM_DATE ||
		ATOM_MEANS_ANY(a, joints);
}

/* `wir haben Versammlung und ich muss …`: a verb of the writer's alone, behind no list. Where verbs do not tell, as in `Wendel
 * and I will come`, it is a list that begins its clause. */
static bool does_alone(const struct study *s, size_t first, size_t list, size_t at, size_t end)
{
	static const enum sense modal[] = {SENSE_MUST, SENSE_WILL, SENSE_CAN, SENSE_BE};
	const struct atom *a = study_atom(s, at, end);

	if (a->kind != ATOM_WORD || atom_means(a, SENSE_PLURAL))
		return false;
	if (!tongue_nouns(s, &s->atoms[list]) && ATOM_MEANS_ANY(a, modal))
		return !opens_clause(s, first, list);
	return ATOM_MEANS_ANY(a, modal) ||
		(atom_is_verb(a, FORM_1SG) && !atom_is_verb(a, FORM_PL | FORM_INF));
}

/* `am 21. sind Ada und ich dabei`: of several, as no name is said of the writer alone. */
static bool are_before(const struct study *s, size_t at)
{
	return at > 0 && atom_means(&s->atoms[at - 1], SENSE_BE) &&
		atom_means(&s->atoms[at - 1], SENSE_PLURAL);
}

size_t people_with_writer(struct study *s, size_t first, size_t at, size_t end, struct people *p)
{
	size_t n = 0;
	bool special = false, related = false, unclear = false;
	const struct atom *head = study_atom(s, at, end);

	if (!person_may_begin(head) && !people_name_may_begin(s, head) && !is_kin(head) &&
		!atom_means(head, SENSE_BEHALF))
		return 0;
	if (people_behind_article(s, first, at) && !behind_for(s, first, at) && !are_before(s, at))
		return 0;
	n = the_kin(s, at, end);
	/* `mein Name ist Kim Berger und ich komme aus Syrien`: who writes, and no other */
	if (at > first && atom_means(&s->atoms[at - 1], SENSE_BEGINS))
		return 0;
	/* `für meinen Bruder und mich` */
	if (atom_means(head, SENSE_BEHALF) && head->count == 2 &&
		token_means(first_token(s, head), SENSE_FOR) &&
		atom_means(study_atom(s, at + 1, end), SENSE_RELATION) &&
		study_atom(s, at + 1, end)->n == 1) {
		size_t name = people_name_length(s, at + 2, end, 1);
		if (name > 0)
			people_add(s, p, at + 2, name, false);
		p->count = 1;
		n = 2 + name + signs(s, at + 2 + name, end);
		if (n == 2 + name)
			return 0;
		special = true;
	}
	for (;;) {
		struct people me = {0};
		if (p->count > 0 && person_pronoun(s, at + n, end, &me) > 0)
			break;
		bool name = !is_kin(study_atom(s, at + n, end)) &&
			people_name_length(s, at + n, end, 1) > 0;
		/* `mein Bruder, Max und ich`, `my boss, Mr Weber, and I`: are they two or three? */
		bool called = name || people_titles(s, at + n, end) > 0;
		unclear = unclear || (called && related && atom_is(&s->atoms[at + n - 1], ','));
		size_t persons = p->person_count;
		size_t one = member(s, at + n, end, p, &special);
		if (one == 0 || p->count == ATTENDEES_MAX)
			return 0;
		related = !name && p->person_count == persons;
		n += one;
		one = signs(s, at + n, end);
		if (one == 0)
			return 0;
		n += one;
	}
	/* `no problem, Wendel, and I will come`: that one is spoken to */
	if (p->count == 1 && !tongue_nouns(s, head) &&
		atom_is(study_atom(s, at + n - 2, end), ',') &&
		people_name_length(s, at, end, 1) > 0)
		return 0;
	size_t pronoun = person_pronoun(s, at + n, end, p);
	if (pronoun == 0 || p->we || !special || !atom_means(&s->atoms[at + n - 1], SENSE_AND))
		return 0;
	if ((behind_for(s, first, at) || atom_means(head, SENSE_BEHALF)) && !p->object)
		return 0;
	if (does_alone(s, first, at, at + n + pronoun, end))
		return 0;
	p->unsure = p->unsure || unclear;
	return n + pronoun;
}

/* `bringe … mit`, `besuche`: a word that is a verb's. */
size_t people_kin(struct study *s, size_t first, size_t at, size_t end, struct people *p)
{
	size_t with = 0, n = 0;

	while (atom_means(study_atom(s, at + with, end), SENSE_WITH))
		with++;
	if (with == 0 && (at == first || !atom_maybe_verb(&s->atoms[at - 1])))
		return 0;
	for (;;) {
		const struct atom *a = study_atom(s, at + with + n, end);
		if (!is_kin(a) || (tongue_nouns(s, a) && !first_token(s, a)->capital))
			return 0;
		p->count++;
		n++;
		size_t sign = signs(s, at + with + n, end);
		if (sign == 0)
			break;
		/* `mit Frau, Samstag`: the comma is the clause's */
		if (!is_kin(study_atom(s, at + with + n + sign, end))) {
			if (person_joins_more(s, at + with + n, end))
				return 0;
			break;
		}
		n += sign;
	}
	if (people_name_length(s, at + with + n, end, 1) > 0 || (with == 0 && p->count < 2))
		return 0;
	p->with = with > 0;
	return with + n;
}

/* Whether the atom's part of the sentence ends with `mit`, and says nothing but that somebody comes along. */
static bool comes_with(const struct study *s, size_t at, size_t end)
{
	size_t last = at;

	for (; at < end && s->atoms[at].kind != ATOM_PUNCT; at++) {
		const struct atom *a = &s->atoms[at];
		if (!atom_maybe_verb(a) && !atom_means(a, SENSE_SAFE) &&
			!atom_means(a, SENSE_ALSO) && !atom_means(a, SENSE_WITH) &&
			!atom_means(a, SENSE_GLADLY))
			return false;
		last = at;
	}
	return atom_means(&s->atoms[last], SENSE_WITH) && s->atoms[last].count == 1;
}

/* `bring … mit`, `nehme … mit`: a verb of the writer's that takes somebody along. */
static bool takes_along(const struct atom *a)
{
	const struct inflection *f =
		a->kind == ATOM_WORD && a->meaning != NULL ? a->meaning->inflections : NULL;

	for (; f != NULL; f = f->next)
		if (f->verb->sense == SENSE_WITH && f->forms & FORM_1SG)
			return true;
	return false;
}

/* Whether the writer takes along who stands before `at`: `die Gattin bring ich auch mit`, `bringe die Frau mit`. */
static bool taken_along(const struct study *s, size_t first, size_t at, size_t end)
{
	static const enum sense plain[] = {SENSE_SAFE, SENSE_ALSO, SENSE_I, SENSE_GLADLY};
	bool takes = false, ends = false;

	for (size_t i = at; i < end && s->atoms[i].kind != ATOM_PUNCT; i++) {
		const struct atom *a = &s->atoms[i];
		bool with = atom_means(a, SENSE_WITH) && a->count == 1;
		takes = takes || takes_along(a);
		if (!atom_maybe_verb(a) && !with && !ATOM_MEANS_ANY(a, plain))
			return false;
		ends = with;
	}
	for (size_t i = at; i-- > first && s->atoms[i].kind != ATOM_PUNCT;)
		takes = takes || takes_along(&s->atoms[i]);
	return takes && ends;
}

/* What may stand behind `mit der Frau`, and tells no more of her. */
static bool closes(struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end);

	return at >= end || (a->kind == ATOM_PUNCT && !person_joins_more(s, at, end)) ||
		a->kind == ATOM_EVENT || atom_maybe_verb(a) || atom_means(a, SENSE_THERE);
}

size_t people_the_kin(struct study *s, size_t first, size_t at, size_t end, struct people *p)
{
	size_t with = 0;

	while (atom_means(study_atom(s, at + with, end), SENSE_WITH))
		with++;
	size_t n = with + 1;
	const struct atom *article = study_atom(s, at + with, end),
			  *noun = study_atom(s, at + n, end);
	if (!atom_means(article, SENSE_ARTICLE) || article->count != 1 ||
		atom_means(article, SENSE_GOING) || !tongue_nouns(s, article) ||
		!atom_means(noun, SENSE_RELATION) || noun->n != 1 || noun->count != 1 ||
		!first_token(s, noun)->capital || atom_means(noun, SENSE_OUTSIDER) ||
		people_name_length(s, at + n + 1, end, 1) > 0)
		return 0;
	const struct atom *verb = study_atom(s, at + n + 1, end);
	bool comes = atom_is_verb(verb, FORM_3SG) && comes_with(s, at + n + 1, end);
	bool away = is_kin(noun) && atom_means(verb, SENSE_CAN) && atom_means(verb, SENSE_HE_DOES);
	bool along = with > 0
		? is_kin(noun) && closes(s, at + n + 1, end)
		: comes || away || (is_kin(noun) && taken_along(s, first, at + n + 1, end));
	if (!along)
		return 0;
	p->count = 1;
	p->with = with > 0;
	return n + 1;
}

size_t people_bare(const struct study *s, size_t first, size_t at, size_t end, struct people *p)
{
	const struct atom *a = &s->atoms[at], *verb = study_atom(s, at + 1, end);

	if (a->kind != ATOM_WORD || a->count != 1 || !atom_means(a, SENSE_RELATION) || a->n != 1 ||
		at == first || a[-1].kind != ATOM_PUNCT || !tongue_nouns(s, a) ||
		!first_token(s, a)->capital || !atom_is_verb(verb, FORM_3SG) ||
		!comes_with(s, at + 1, end))
		return 0;
	p->count = 1;
	return 1;
}

bool kin_partitive(const struct study *s, size_t at, size_t end)
{
	const struct atom *of = study_atom(s, at, end);
	size_t n = 2;

	if (!atom_means(of, SENSE_ORIGIN) || of->count != 1 ||
		!atom_means(study_atom(s, at + 1, end), SENSE_MY))
		return false;
	const struct atom *noun = study_atom(s, at + n, end);
	/* `of my new students` */
	if (!atom_means(noun, SENSE_RELATION) && noun->kind == ATOM_WORD &&
		atom_means(noun, SENSE_HARMLESS))
		noun = study_atom(s, at + ++n, end);
	return atom_means(noun, SENSE_RELATION) && noun->n == 0;
}
