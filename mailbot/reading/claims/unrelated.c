#include "reading/claims/unrelated.h"

#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

/* `der Saal für den Kongress`, `die Einladung zum Kongress`: the event says of which, where nouns have a capital. */
static bool of_noun(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *noun = a - 1;
		if (a->kind == ATOM_EVENT && a->going && noun->count > 0 && tongue_nouns(s, noun) &&
			(noun->kind == ATOM_WORD || noun->kind == ATOM_UNKNOWN) &&
			i > c->first + 1 && first_token(s, noun)->capital && !atom_maybe_verb(noun))
			return true;
	}
	return false;
}

static bool of_papers(const struct clause *c)
{
	static const enum sense papers[] = {SENSE_PAPER, SENSE_LETTER, SENSE_MEDIA, SENSE_TIDINGS};

	return SENSES_HAVE_ANY(c->tokens, papers);
}

/* `auf dem Plakat zum Forum`, `aus dem Programm des Kongresses`: where something is to be struck out, and not from the list of
 * those who come. */
static bool on_paper(const struct study *s, const struct clause *c)
{
	static const enum sense papers[] = {SENSE_PAPER, SENSE_MEDIA, SENSE_TIDINGS};

	for (size_t i = c->first + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *noun = a - 1;
		bool paper = ATOM_MEANS_ANY(noun, papers) ||
			(atom_means(noun, SENSE_HARMLESS) && !atom_means(noun, SENSE_SAFE));
		if (a->kind == ATOM_EVENT && !a->date_only && noun->use == USE_ADJUNCT && paper &&
			(!tongue_nouns(s, noun) || first_token(s, noun)->capital))
			return clause_has(c, SENSE_CANCEL) && c->negations == 0;
	}
	return false;
}

/* `Die Unterlagen zum Forum fehlen uns noch`: nobody stays away. */
static bool papers_miss(const struct study *s, const struct clause *c)
{
	return !c->i && of_papers(c) && of_noun(s, c);
}

/* `Ja, die Einladung zum Kongress habe ich bekommen`, `No, nobody told us of the congress`: a bare yes or no before
 * something of its own goes to what that says, and to its event only where it is about having time for it. */
static bool answers_next(const struct study *s, const struct clause *c)
{
	static const enum sense of_time[] = {SENSE_OBSTACLE, SENSE_SUIT, SENSE_PLEASED,
		SENSE_GLADLY, SENSE_KEEN, SENSE_LISTED, SENSE_AILS};
	const struct clause *next = c + 1;

	if (next >= s->clauses + s->clause_count || !c->elliptic || c->people_count > 0 ||
		!eset_empty(c->events) ||
		!(clause_means(s, c, SENSE_YES) || clause_means(s, c, SENSE_NO) ||
			clause_means(s, c, SENSE_SUIT)))
		return false;
	bool same = next->sentence == c->sentence && (next->sign == ',' || next->sign == '-');
	bool alone = next->sentence == c->sentence + 1 &&
		(c == s->clauses || c[-1].sentence != c->sentence) &&
		s->sentences[next->sentence].sort == ROW_BODY;
	if (!(same || alone) || !next->named ||
		!(next->says == SAYS_NOTHING || next->says == SAYS_UNCLEAR))
		return false;
	if (next->verbless)
		return of_papers(next);
	return of_noun(s, next) || !SENSES_HAVE_ANY(next->tokens, of_time);
}

/* `zum Tag der Muttersprache am 21.`, `the meeting of the trustees on the 21st`: right before a day that alone names the event,
 * a noun with its article that is none of ours. */
static bool day_of_other(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 2; i < c->end; i++) {
		const struct atom *day = &s->atoms[i], *noun = day - 1;
		bool unknown = noun->kind == ATOM_UNKNOWN &&
			(!tongue_nouns(s, noun) || first_token(s, noun)->capital);
		if (day->kind == ATOM_EVENT && day->date_only && unknown &&
			atom_means(noun - 1, SENSE_ARTICLE))
			return true;
	}
	return false;
}

/* A word of whoever it is that something belongs to: `Kreises`, `Unna`, `Caritas`, `trustees`. */
static bool names_owner(const struct study *s, const struct atom *a)
{
	bool noun = a->kind == ATOM_UNKNOWN || atom_means(a, SENSE_GROUP) ||
		(atom_means(a, SENSE_HARMLESS) && !atom_means(a, SENSE_SAFE));

	return noun && a->count > 0 && (!tongue_nouns(s, a) || first_token(s, a)->capital);
}

/* `Sitzung`, `Fachtagung`, `Seminar`: what somebody goes to, and no sort of ours. */
static bool names_gathering(const struct study *s, size_t at, size_t first)
{
	const struct atom *a = &s->atoms[at], *to = a - 1;

	if (a->kind == ATOM_WORD && (atom_means(a, SENSE_EVENT) || atom_means(a, SENSE_EVENTS)))
		return true;
	if (at > first + 1 && atom_means(to, SENSE_ARTICLE) && !atom_means(to, SENSE_GOING))
		to--;
	return at > first && (a->kind == ATOM_UNKNOWN || atom_means(a, SENSE_GROUP)) &&
		names_owner(s, a) && atom_means(to, SENSE_GOING) && to->count == 1;
}

/* `für die Sitzung des Integrationsrates am 22.`, `zur Fachtagung des Kreises Unna am 21.`: a word for what people go to, whose it
 * is, and a day that alone names one of ours. */
static bool event_of_other(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 3; i < c->end; i++) {
		const struct atom *day = &s->atoms[i];
		size_t of = i;
		while (of > c->first + 1 && names_owner(s, &s->atoms[of - 1]))
			of--;
		bool owned = day->kind == ATOM_EVENT && day->date_only && of < i;
		if (owned && of > c->first + 1 && atom_means(&s->atoms[of - 1], SENSE_ARTICLE) &&
			atom_means(&s->atoms[of - 2], SENSE_ORIGIN))
			of--;
		if (owned && of > c->first + 1 && atom_means(&s->atoms[of - 1], SENSE_ORIGIN) &&
			names_gathering(s, of - 2, c->first))
			return true;
	}
	return false;
}

/* `einen Platz im Sprachkurs, der am 21. beginnt`: a day that is said of what the clause before named, and that is none of
 * ours. */
static bool relative_of_other(const struct study *s, const struct clause *c)
{
	static const enum sense ours[] = {
		SENSE_EVENT, SENSE_EVENTS, SENSE_OCCASION, SENSE_DAY, SENSE_REGISTRATION};
	const struct clause *of = c - 1;
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	bool relative = atom_means(head, SENSE_RELATIVE) ||
		(head->kind == ATOM_EVENT && head->date_only && head->count > 1 &&
			token_means(first_token(s, head), SENSE_RELATIVE));

	if (c == s->clauses || of->sentence != c->sentence || c->sign != ',' || !relative ||
		!eset_empty(of->events) || SENSES_HAVE_ANY(of->tokens, ours) || of_papers(of))
		return false;
	for (size_t i = of->first; i < of->end; i++)
		if (s->atoms[i].kind == ATOM_SORT || s->atoms[i].kind == ATOM_EVENT)
			return false;
	return !c->i && !c->we;
}

/* `Die Begehung ist am 21. Februar`: something that is no event of ours, on its day. */
static bool tells_of_other(const struct study *s, const struct clause *c)
{
	static const enum sense ours[] = {SENSE_EVENT, SENSE_EVENTS, SENSE_OCCASION, SENSE_DAY,
		SENSE_REGISTRATION, SENSE_OBSTACLE};
	size_t at = c->first;

	if (c->i || c->we || c->says != SAYS_NOTHING || !c->named)
		return false;
	while (at < c->end && (atom_quiet(&s->atoms[at]) || atom_means(&s->atoms[at], SENSE_AND)))
		at++;
	const struct atom *noun = study_atom(s, at + 1, c->end);
	bool thing = atom_means(&s->atoms[at], SENSE_ARTICLE) && noun->count > 0 &&
		(noun->kind == ATOM_WORD || noun->kind == ATOM_UNKNOWN) &&
		(!tongue_nouns(s, noun) || first_token(s, noun)->capital) &&
		!ATOM_MEANS_ANY(noun, ours) && !of_papers(c);
	for (size_t i = c->first; i < c->end && thing; i++)
		thing = s->atoms[i].kind != ATOM_EVENT || s->atoms[i].date_only;
	return thing && atom_maybe_verb(study_atom(s, at + 2, c->end));
}

/* `von der AG Arbeit und Unternehmen`, `the project Social Balance`: a noun, and what it is called; `the congress working
 * group`. */
static bool of_group(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 2; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *noun = a - 1;
		const struct atom *group = study_atom(s, i + 1, c->end);
		if (a->kind != ATOM_EVENT || a->date_only || a->place_only)
			continue;
		if (group->kind == ATOM_WORD && atom_means(group, SENSE_RELATION) &&
			!tongue_nouns(s, group))
			return true;
		if (a->going || a->title_words == 0 || noun->count == 0)
			continue;
		bool article = atom_means(noun - 1, SENSE_ARTICLE);
		bool led = article || atom_means(noun - 1, SENSE_ORIGIN) ||
			atom_means(noun - 1, SENSE_GOING);
		bool project = noun->kind == ATOM_WORD && noun->count == 1 &&
			atom_means(noun, SENSE_HARMLESS) && !atom_maybe_verb(noun) &&
			!atom_means(noun, SENSE_EVENT) && !atom_means(noun, SENSE_SAFE);
		bool capital = (noun->kind == ATOM_UNKNOWN || atom_means(noun, SENSE_GROUP)) &&
			first_token(s, noun)->capital;
		if (tongue_nouns(s, noun) ? led && capital : article && project)
			return true;
	}
	return false;
}

/* `Ich bin am 21.2. als Protokollantin eingetragen. Nein danke`, `Ich sollte beim Forum das Grußwort sprechen. Das schaffe ich
 * nicht`: the no is of what the writer was to do there. */
static bool denies_task(const struct study *s, const struct claim *claim)
{
	const struct clause *c = &s->clauses[claim->clauses[0]], *task = c - 1;
	bool role = false, duty = false;

	if (claim->come || task->negations > 0 ||
		!(task->i || clause_tokens_mean(s, task, SENSE_ME)))
		return false;
	for (size_t i = task->first; i < task->end; i++) {
		const struct atom *a = &s->atoms[i];
		role = role || (atom_means(a, SENSE_ROLE) && a->use == USE_ADJUNCT);
		duty = duty || (atom_means(a, SENSE_HEDGE) && clause_has(task, SENSE_OTHER));
	}
	const struct atom *that = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	return role || (duty && atom_means(that, SENSE_POINTER));
}

/* Whether a claim whose clause names no event takes it from what is told of something else right before. */
static bool takes_other(const struct study *s, const struct claim *claim)
{
	const struct clause *c = &s->clauses[claim->clauses[0]], *before = c - 1;

	return c > s->clauses && before->sentence + 1 >= c->sentence &&
		!eset_empty(eset_and(before->events, claim->events)) &&
		(tells_of_other(s, before) || day_of_other(s, before) ||
			relative_of_other(s, before) || of_group(s, before) ||
			denies_task(s, claim));
}

/* `ich melde mich zum Integrationskurs an, der am 15. beginnt`: to what nobody knows, and the event is named elsewhere. */
static bool goes_to_other(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 1; i < c->end; i++) {
		const struct atom *noun = &s->atoms[i], *to = noun - 1;
		if (noun->kind == ATOM_UNKNOWN && tongue_nouns(s, noun) &&
			first_token(s, noun)->capital && to->count == 1 &&
			atom_means(to, SENSE_GOING) && !atom_means(to, SENSE_WHEREABOUTS))
			return true;
	}
	return false;
}

/* `zwei Plätze im Parkhaus beim Kongress`, `auf dem Podium am 22. einen Platz`, `on the shuttle bus`: seats, and not at the
 * event. */
static bool seats_elsewhere(const struct study *s, const struct clause *c)
{
	bool seats = false, elsewhere = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *in = &s->atoms[i], *noun = study_atom(s, i + 1, c->end);
		seats = seats ||
			(in->kind == ATOM_PEOPLE && atom_tokens_mean(s, in, SENSE_PERSONS));
		if (!atom_means(in, SENSE_WHEREABOUTS) || in->kind != ATOM_WORD || in->count != 1)
			continue;
		if (atom_means(noun, SENSE_ARTICLE))
			noun = study_atom(s, i + 2, c->end);
		elsewhere = elsewhere ||
			((noun->kind == ATOM_UNKNOWN || atom_means(noun, SENSE_HARMLESS)) &&
				!atom_means(noun, SENSE_SAFE) && noun->count > 0 &&
				(!tongue_nouns(s, noun) || first_token(s, noun)->capital));
	}
	return seats && elsewhere;
}

/* `Two of the four people … have fallen ill | and can't come`: some of several, whom the no right behind them means. */
static bool some_drop_out(const struct study *s, const struct claim *claim)
{
	const struct clause *c = &s->clauses[claim->clauses[0]], *told = c - 1;

	if (c == s->clauses || claim->come || told->sentence != c->sentence || c->sign != '&')
		return false;
	for (size_t i = told->first; i + 2 < told->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool some = a->kind == ATOM_NUMBER || atom_means(a, SENSE_NUMBER);
		size_t k = i + 2 + atom_means(a + 2, SENSE_ARTICLE);
		if (some && atom_means(a + 1, SENSE_ORIGIN) &&
			study_atom(s, k, told->end)->kind == ATOM_PEOPLE)
			return true;
	}
	return false;
}

/* `please register me for it, and for the forum on work`: one that was spoken of before, and another. */
static bool for_it_too(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *it = &s->atoms[i];
		bool led = i > c->first && atom_means(it - 1, SENSE_GOING) && it->count == 1 &&
			atom_means(it, SENSE_SAFE);
		bool means = led || atom_means(it, SENSE_POINTER) || atom_means(it, SENSE_THERE);
		if (it->kind != ATOM_WORD || it->use == USE_INTENT || !means)
			continue;
		size_t next = i + 1 + atom_is(study_atom(s, i + 1, c->end), ',');
		if (atom_means(study_atom(s, next, c->end), SENSE_AND) &&
			study_atom(s, next + 1, c->end)->kind == ATOM_EVENT)
			return true;
	}
	return false;
}

const char *unrelated_event(const struct study *s, const struct claim *claim, bool said)
{
	const struct clause *c = &s->clauses[claim->clauses[0]];

	if (some_drop_out(s, claim))
		return "seats-difference";
	if (!claim->come && (papers_miss(s, c) || on_paper(s, c)))
		return "negation-unclear";
	if (for_it_too(s, c))
		return "event-left-over";
	if (event_of_other(s, c))
		return "weak-event";
	if (of_group(s, c) || (claim->come && seats_elsewhere(s, c)))
		return "weak-event";
	if (!said && takes_other(s, claim))
		return "event-left-over";
	if (!said && goes_to_other(s, c))
		return "ambiguous-event";
	if (!said && answers_next(s, c))
		return "not-understood";
	return NULL;
}
