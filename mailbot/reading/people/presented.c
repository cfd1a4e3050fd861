#include "reading/people/presented.h"

#include "reading/clauses/clauses.h"

static void silence(struct study *s, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		s->atoms[i].kind = ATOM_SILENT;
}

/* One person who is not the writer, with or without a name. */
static bool one_other(const struct atom *a, bool named)
{
	const struct people *p = a->people;

	return a->kind == ATOM_PEOPLE && p->count == 1 && !p->me && !p->we && !p->total &&
		!p->unsure && (named ? p->person_count == 1 : p->person_count == 0);
}

/* The comma behind what stands between two commas, where a verb goes on. */
static void close_at(struct study *s, size_t at, size_t end)
{
	const struct atom *next = study_atom(s, at + 1, end);

	if (atom_is(study_atom(s, at, end), ',') &&
		(atom_maybe_verb(next) || atom_means(next, SENSE_WILL) ||
			atom_means(next, SENSE_BE) || atom_means(next, SENSE_WOULD)))
		silence(s, at, at + 1);
}

/* `wir, das sind`: a whole phrase, behind which all are listed. */
static bool lists_us(struct study *s, size_t at, size_t end)
{
	const struct atom *we = &s->atoms[at], *list = study_atom(s, at + 1, end);
	const struct people *p = list->people;

	if (we->kind != ATOM_PEOPLE || !we->people->we || we->people->person_count > 0 ||
		we->people->count > 1 || we->count < 3 || list->kind != ATOM_PEOPLE)
		return false;
	if (!p->me || p->we || p->count < 2 || p->unsure || p->with || p->total)
		return false;
	silence(s, at, at + 1);
	close_at(s, at + 2, end);
	return true;
}

/* `a colleague of mine, Tom Nolte,`, `ein Kollege von mir, Tom Nolte,`: atoms of `of mine`; 0. */
static size_t of_mine(const struct study *s, size_t at, size_t end)
{
	const struct atom *of = study_atom(s, at, end), *me = study_atom(s, at + 1, end);

	if (of->kind != ATOM_WORD || !token_means(first_token(s, of), SENSE_ORIGIN))
		return 0;
	if (of->count == 2 && atom_means(of, SENSE_SAFE))
		return 1;
	return of->count == 1 && atom_means(me, SENSE_TO_ME) && me->count == 1 ? 2 : 0;
}

static bool names_mine(struct study *s, size_t at, size_t end)
{
	size_t of = one_other(&s->atoms[at], false) ? of_mine(s, at + 1, end) : 0;
	size_t comma = at + 1 + of;
	const struct atom *name = study_atom(s, comma + 1, end);

	if (of == 0 || !atom_is(study_atom(s, comma, end), ',') || !one_other(name, true) ||
		name->people->with || study_atom(s, comma + 2, end)->kind != ATOM_PUNCT)
		return false;
	struct people *p = s->atoms[at].people;
	p->persons = name->people->persons;
	p->person_count = name->people->person_count;
	p->person_room = name->people->person_room;
	silence(s, at + 1, comma + 2);
	close_at(s, comma + 2, end);
	return true;
}

/* Whether the words for both may mean the same one. */
static bool agree(const struct study *s, const struct atom *a, const struct atom *b)
{
	bool male[2] = {false, false}, female[2] = {false, false};
	const struct atom *both[] = {a, b};

	for (size_t k = 0; k < 2; k++)
		for (size_t i = both[k]->first; i < both[k]->first + both[k]->count; i++) {
			male[k] = male[k] || token_means(&s->tokens[i], SENSE_MALE);
			female[k] = female[k] || token_means(&s->tokens[i], SENSE_FEMALE);
		}
	return !(male[0] && !female[0] && female[1] && !male[1]) &&
		!(male[1] && !female[1] && female[0] && !male[0]);
}

/* The only one without a name who was spoken of before `at`; NULL. */
static struct atom *unnamed_before(struct study *s, size_t at)
{
	struct atom *one = NULL;

	for (size_t i = 0; i < at; i++) {
		struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_PEOPLE || (a->people->me && a->people->count <= 1) ||
			(a->people->we && a->people->count == 0))
			continue;
		if (one != NULL || !one_other(a, false))
			return NULL;
		one = a;
	}
	return one;
}

/* `Sie heißt Helga Berger.`, `…, er heißt Ottokar Wenzel.`, `Her name is Helga Berger`: the whole part. */
static bool names_them(struct study *s, const struct sentence *x, size_t at)
{
	size_t called = at + atom_means(&s->atoms[at], SENSE_HE);
	const struct atom *word = study_atom(s, called, x->end);
	const struct atom *name = study_atom(s, called + 1, x->end);
	bool begins = at == x->first || atom_is(&s->atoms[at - 1], ',');

	if (!begins || !atom_means(word, SENSE_CALLED) || !one_other(name, true) ||
		name->people->with || study_atom(s, called + 2, x->end)->kind != ATOM_PUNCT ||
		(called == at && word->count < 2))
		return false;
	struct atom *who = unnamed_before(s, at);
	if (who == NULL || !agree(s, who, &s->atoms[at]))
		return false;
	who->people->persons = name->people->persons;
	who->people->person_count = name->people->person_count;
	who->people->person_room = name->people->person_room;
	silence(s, at > x->first ? at - 1 : at, called + 2);
	return true;
}

void presented_take(struct study *s)
{
	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		for (size_t k = x->first; k < x->end && x->sort == ROW_BODY && !x->question; k++)
			if (!lists_us(s, k, x->end) && !names_mine(s, k, x->end))
				names_them(s, x, k);
	}
}
