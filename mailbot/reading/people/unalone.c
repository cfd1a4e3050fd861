#include "reading/people/unalone.h"

/* `nicht allein`, in one phrase or in two words: the atom behind it; `at` where it is none. */
static size_t behind_not_alone(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = &s->atoms[at], *next = study_atom(s, at + 1, end);

	if (atom_means(a, SENSE_NOT_ONLY) && a->count > 1 &&
		token_means(last_token(s, a), SENSE_ALONE))
		return at + 1;
	return atom_means(a, SENSE_NEG) && atom_means(next, SENSE_ALONE) && next->count == 1
		? at + 2
		: at;
}

/* `, sondern`: the atom behind it; `at` where it does not stand there. */
static size_t behind_but(const struct study *s, size_t at, size_t end)
{
	size_t but = atom_is(study_atom(s, at, end), ',') ? at + 1 : at;
	const struct atom *a = study_atom(s, but, end);

	return atom_means(a, SENSE_BUT) && a->count == 1 ? but + 1 : at;
}

/* Who stands there, and nobody who does anything behind them. */
static const struct people *people_last(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end), *next = study_atom(s, at + 1, end);
	bool last = atom_quiet(next) || next->kind == ATOM_EVENT || next->kind == ATOM_PEOPLE;

	return a->kind == ATOM_PEOPLE && last ? a->people : NULL;
}

/* A total of so many: `zu zweit`. */
static bool is_total(const struct atom *a)
{
	return a->kind == ATOM_PEOPLE && a->people->total && !a->people->unsure && !a->people->we &&
		a->people->count > 1;
}

static void silence(struct study *s, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		s->atoms[i].kind = ATOM_SILENT;
		s->atoms[i].people = NULL;
	}
}

/* The same of what stands around the event, from `aim` back to `behind`. */
static void silence_but(struct study *s, size_t at, size_t behind, size_t aim, size_t but)
{
	silence(s, at, behind);
	silence(s, aim, but);
}

/* The writer as who does it, right before in the part: the atom; `at` where somebody else is named, or nobody. */
static size_t writer_before(const struct study *s, size_t first, size_t at)
{
	for (size_t i = at; i-- > first;) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_PEOPLE)
			return a->people->me && !a->people->with && !a->people->object &&
					a->people->count <= 1
				? i
				: at;
		if (a->kind == ATOM_PUNCT && !atom_is(a, ','))
			return at;
	}
	return at;
}

/* `Frau A kommt nicht allein, ich begleite sie. Wir sind also zu zweit.`: how many they are stands behind it. */
static bool total_behind(const struct study *s, size_t at)
{
	while (at < s->atom_count && !is_total(&s->atoms[at]))
		at++;
	return at < s->atom_count;
}

/* A form of a verb of coming, and of none that says no: `ich fehle nicht allein`. */
static bool speaks_of_coming(const struct study *s, size_t first, size_t end)
{
	bool comes = false;

	for (size_t i = first; i < end; i++) {
		const struct atom *a = &s->atoms[i];
		if (!atom_maybe_verb(a))
			continue;
		bool come = atom_maybe_verb_of(a, SENSE_COME);
		for (const struct inflection *f = a->meaning->inflections; f != NULL; f = f->next)
			if (!come && f->verb->sense != SENSE_OTHER)
				return false;
		comes = comes || come;
	}
	return comes;
}

/* `Ich komme nicht allein.`: somebody comes along, of whom nothing is said yet; not `meine Frau kommt, ich nicht allein`,
 * where that may be the one who is named already. */
static void make_several(struct study *s, size_t first, size_t writer)
{
	struct people *p = arena_alloc(s->arena, sizeof *p);

	*p = *s->atoms[writer].people;
	p->we = p->unalone = true;
	for (size_t i = first; i < writer; i++)
		p->unalone = p->unalone && s->atoms[i].kind != ATOM_PEOPLE;
	p->count = 0;
	s->atoms[writer].people = p;
}

/* What stands at `at` is such a no: it is silent then. */
static void take_at(struct study *s, size_t first, size_t at, size_t end)
{
	size_t behind = behind_not_alone(s, at, end), but, writer;

	if (behind > at) {
		/* `bin nicht allein da` */
		if (atom_means(study_atom(s, behind, end), SENSE_THERE))
			behind++;
		/* `nicht allein zum Kongress, sondern …` */
		size_t aim = behind + (study_atom(s, behind, end)->kind == ATOM_EVENT);
		but = behind_but(s, aim, end);
		const struct people *along = but > aim ? people_last(s, but, end) : NULL;
		if (along != NULL && along->with && !along->me)
			silence_but(s, at, behind, aim, but);
		else if (but == aim && atom_quiet(study_atom(s, aim, end)) &&
			speaks_of_coming(s, first, at)) {
			writer = writer_before(s, first, at);
			if (writer < at)
				make_several(s, first, writer);
			if (writer < at || total_behind(s, behind))
				silence(s, at, behind);
		}
		return;
	}
	if (!atom_means(&s->atoms[at], SENSE_NEG) || !is_total(study_atom(s, at + 1, end)))
		return;
	but = behind_but(s, at + 2, end);
	if (but > at + 2 && people_last(s, but, end) != NULL && is_total(&s->atoms[but]))
		silence(s, at, but);
}

void unalone_take(struct study *s)
{
	for (size_t i = 0; i < s->sentence_count; i++) {
		const struct sentence *x = &s->sentences[i];
		for (size_t at = x->first; at < x->end && x->sort == ROW_BODY; at++)
			take_at(s, x->first, at, x->end);
	}
}
