#include "reading/clauses/slots-events.h"

#include "reading/clauses/slots-parts.h"
#include "reading/clauses/slots.h"
#include "reading/clauses/verbs.h"
#include "reading/days/dayparts.h"
#include "reading/days/hours.h"
#include "reading/events/backed.h"
#include "reading/events/runs.h"
#include "reading/lines/tongues.h"

bool slots_announce_list(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	bool colon = x->colon;

	for (size_t i = c->first; i < c->end; i++)
		colon = colon || atom_is(&s->atoms[i], ':');
	return colon || (c->sentence + 1 < s->sentence_count && s->sentences[c->sentence + 1].item);
}

/* `zu Bildung und Arbeit`: a title's word is meant as one where it goes on with another event. */
static bool joined_to_strong(const struct study *s, const struct clause *c, size_t i)
{
	if (i < c->first + 2)
		return false;
	const struct atom *sign = &s->atoms[i - 1], *before = &s->atoms[i - 2];
	const struct token *last = &s->tokens[s->atoms[i].first + s->atoms[i].count - 1];
	/* `und den Integrationskongress`: behind an article only what is no common noun */
	bool named =
		s->tokens[s->atoms[i].first].capital || (last->capital && last->meaning == NULL);
	return (atom_means(sign, SENSE_AND) || atom_is(sign, ',') || atom_is(sign, '/') ||
		       atom_is(sign, '&')) &&
		before->kind == ATOM_EVENT && before->strong && named;
}

/* A word of a title, or a place, without an article at the front of a clause that decides (`Bildung
 * muss ich absagen`), or a place right behind the verb: `kommen in die Moschee`, `komme nach Hörde`.
 * Not `wir vom Verein in Hörde kommen`, and not where another event stands beside it. */
static bool meant_as_name(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i];
	size_t first = c->first;

	if (!clause_intends(c) || !last_token(s, a)->capital || eset_count(a->events) != 1)
		return false;
	for (size_t k = c->first; k < c->end; k++) {
		const struct atom *b = &s->atoms[k];
		bool joined = k + 2 == i && atom_means(&s->atoms[k + 1], SENSE_AND);
		bool joins = i + 2 == k && atom_means(&s->atoms[i + 1], SENSE_AND);
		if (k != i && b->kind == ATOM_EVENT && !b->reference && !joined && !joins &&
			!eset_eq(a->events, b->events))
			return false;
	}
	first = atoms_past_quiet(s, first, i);
	if (i == first)
		return true;
	const struct atom *before = &s->atoms[i - 1];
	if (!a->place_only)
		return false;
	if (atom_means(before, SENSE_BEFORE) && before->count == 1) {
		if (i == first + 1)
			return true;
		before--;
		if (atom_means(before, SENSE_NEG))
			return true;
	}
	return before->kind == ATOM_EVENT || before->use == USE_INTENT ||
		before->kind == ATOM_PEOPLE || atom_means(before, SENSE_SAFE) ||
		atom_means(before, SENSE_GLADLY);
}

/* `take me off Education, please`, `going to Education and the Congress`: a name by its capital where nouns have none, right behind
 * what decides, and with no word behind it that may go on with it: not `the Education list`, not `Education and Science`. */
static bool name_behind_verb(const struct study *s, const struct clause *c, size_t i)
{
	static const enum sense ends[] = {SENSE_PLEASE, SENSE_RATHER, SENSE_BUT, SENSE_FOR,
		SENSE_BECAUSE, SENSE_HENCE, SENSE_WISH};
	const struct atom *a = &s->atoms[i], *before = i > c->first ? a - 1 : NULL;
	size_t end = s->sentences[c->sentence].end;
	const struct atom *next = study_atom(s, i + 1, end);

	if (before == NULL || tongue_nouns(s, a) || a->title_words != 1 || a->sort_only ||
		a->part || !first_token(s, a)->capital)
		return false;
	bool goes = atom_means(before, SENSE_FUTURE) && before->count > 1 &&
		token_means(last_token(s, before), SENSE_GOING);
	if (!goes && !(before->use == USE_INTENT && clause_intends(c)))
		return false;
	if (atom_means(next, SENSE_AND) ||
		(atom_is(next, ',') && atom_means(next + 1, SENSE_AND))) {
		const struct atom *more = study_atom(s, i + 2 + atom_is(next, ','), end);
		return (more->kind == ATOM_EVENT && more->strong) || atom_maybe_verb(more) ||
			more->kind == ATOM_PEOPLE || atom_means(more, SENSE_REGISTER) ||
			atom_means(more, SENSE_CANCEL) || atom_means(more, SENSE_PLEASE);
	}
	return next->kind == ATOM_PUNCT || ATOM_MEANS_ANY(next, ends) ||
		(atom_means(next, SENSE_SAFE) && next->count > 1);
}

/* `2 x Bildung, 1 x Arbeit`: seats of it, and nothing behind it that may go on with the word. */
static bool counted_name(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i], *seats = i > c->first ? a - 1 : NULL;
	const struct atom *next = study_atom(s, i + 1, s->sentences[c->sentence].end);

	if (seats == NULL || seats->kind != ATOM_PEOPLE || !seats->people->total ||
		!token_means(last_token(s, seats), SENSE_PERSONS) || !c->verbless ||
		a->title_words != 1 || a->sort_only || a->part || a->date_only || a->place_only ||
		!first_token(s, a)->capital)
		return false;
	bool more = atom_means(next, SENSE_AND) &&
		study_atom(s, i + 2, s->sentences[c->sentence].end)->kind == ATOM_PEOPLE;
	return i + 1 >= s->sentences[c->sentence].end || next->kind == ATOM_PUNCT || more ||
		atom_means(next, SENSE_PLEASE);
}

/* `Ich nehme teil: Bildung, Kongress`: nothing but names of events behind the colon. */
static bool listed(const struct study *s, const struct clause *c, size_t i)
{
	bool colon = false;

	for (size_t k = c->first; k < c->end; k++) {
		const struct atom *a = &s->atoms[k];
		bool joins = atom_quiet(a) || atom_means(a, SENSE_AND);
		if (colon && a->kind != ATOM_EVENT && !joins)
			return false;
		if (colon && a->kind == ATOM_EVENT && !first_token(s, a)->capital && !a->strong)
			return false;
		if (!colon && k >= i)
			return false;
		colon = colon || atom_is(a, ':');
	}
	return colon && clause_intends(c);
}

/* Whether nothing but a please and what changes nothing stands between two events of a swap. */
static bool only_please(const struct study *s, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		const struct atom *a = &s->atoms[i];
		if (!atom_is(a, ',') && !atom_means(a, SENSE_PLEASE) &&
			!atom_means(a, SENSE_RATHER) && !atom_means(a, SENSE_ONLY) &&
			!(atom_means(a, SENSE_SAFE) && a->count == 1))
			return false;
	}
	return true;
}

/* `Bildung und Arbeit bitte beide absagen`: two words of titles, counted as what is registered for or cancelled. */
static bool counted_as_both(const struct study *s, const struct clause *c, size_t i)
{
	static const enum sense decides[] = {SENSE_REGISTER, SENSE_CANCEL};
	const struct atom *a = &s->atoms[i];
	size_t events = 0, beside = 0, both = 0;

	for (size_t k = c->first; k < c->end; k++) {
		const struct atom *b = &s->atoms[k];
		if (b->kind == ATOM_EVENT && (b->several || b->at_place))
			return false;
		events += b->kind == ATOM_EVENT;
		both += atom_means(b, SENSE_BOTH);
		beside += b->kind == ATOM_EVENT && k + 2 < c->end && atom_means(b + 1, SENSE_AND) &&
			b[2].kind == ATOM_EVENT;
	}
	bool said = false;
	for (size_t k = 0; k < sizeof decides / sizeof *decides; k++)
		said = said || clause_has(c, decides[k]);
	return said && events == 2 && beside == 1 && both == 1 && !a->several && c->negations == 0;
}

/* `statt Bildung bitte Arbeit und Unternehmen`: a title's word stands for an event where one that is surely meant
 * takes its place. */
static bool swapped_for_strong(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i];

	if (i == c->first || !atom_means(a - 1, SENSE_SWAP) || !first_token(s, a)->capital ||
		eset_count(a->events) != 1)
		return false;
	for (size_t k = c->first; k < c->end; k++) {
		const struct atom *b = &s->atoms[k];
		if (k == i || b->kind != ATOM_EVENT || !b->strong || b->reference || b->several)
			continue;
		if (k > i ? only_please(s, i + 1, k) : only_please(s, k + 1, i - 1))
			return true;
	}
	return false;
}

/* `der letzte Termin, den Sie mir genannt haben`: which one is meant stands elsewhere. */
static bool narrowed(const struct study *s, size_t i)
{
	return i + 2 < s->atom_count && atom_is(&s->atoms[i + 1], ',') &&
		atom_means(&s->atoms[i + 2], SENSE_RELATIVE);
}

/* `ich freue mich auf drei spannende Abende`: so many as were spoken of. */
static bool looks_forward(const struct clause *c)
{
	return c->predicate_count == 1 && c->predicates[0].forms == 0 &&
		c->predicates[0].sense == SENSE_COME;
}

/* `zum Kongress der Grünen`: somebody else's, where neither a title nor a day says that ours is meant. */
static bool of_others(const struct study *s, const struct clause *c, size_t event)
{
	const struct atom *a = &s->atoms[event], *of = study_atom(s, event + 1, c->end);
	size_t at = event + 2;

	if (a->title_words > 1 || a->day_known || a->weekday_known || of->count != 1 ||
		!atom_means(of, SENSE_ORIGIN) || atom_means(of, SENSE_SINCE))
		return false;
	bool article = atom_means(study_atom(s, at, c->end), SENSE_ARTICLE);
	at += article;
	const struct atom *noun = study_atom(s, at, c->end);
	if (!(atom_means(of, SENSE_ARTICLE) || article) || noun->count != 1 ||
		!(noun->kind == ATOM_UNKNOWN || atom_means(noun, SENSE_HARMLESS) ||
			atom_means(noun, SENSE_GROUP)))
		return false;
	const struct token *t = first_token(s, noun);
	return t->capital &&
		slice_find_ci(slice_of(s->series->organiser), arena_string(s->arena, t->key)) < 0;
}

/* `I will register on the 16th`: when they will do so, and to what? */
static bool says_when(const struct study *s, const struct clause *c, const struct atom *a)
{
	return a->date_only && !tongue_nouns(s, a) && clause_has(c, SENSE_REGISTER) &&
		token_means(first_token(s, a), SENSE_WHEREABOUTS) &&
		clause_means(s, c, SENSE_WILL) && !clause_tokens_mean(s, c, SENSE_ME);
}

/* `2 mal Kongress`: a number with a unit that is no hour. */
static bool times(const struct study *s, const struct clause *c, size_t event)
{
	const struct atom *a = event > c->first ? &s->atoms[event - 1] : NULL;

	if (a == NULL || !c->verbless || a->kind != ATOM_TIME)
		return false;
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (token_means(&s->tokens[i], SENSE_CLOCK) || s->tokens[i].kind == TOKEN_PUNCT)
			return false;
	return true;
}

/* `am 15. und 16. Mai`, `15. bis 16. Mai`: a later day of the event that began on the one right before it. */
static bool goes_on(struct study *s, const struct clause *c, size_t i)
{
	const struct atom *a = &s->atoms[i];

	if (!a->date_only || !a->day_known || a->day == 0 || !eset_empty(a->events) ||
		i < c->first + 2)
		return false;
	struct atom *sign = &s->atoms[i - 1];
	const struct atom *before = sign - 1;
	bool joins = atom_means(sign, SENSE_AND) || atom_means(sign, SENSE_UNTIL) ||
		atom_is(sign, '-') || atom_is(sign, '/') || atom_is(sign, '&') ||
		atom_is(sign, '+');
	if (!joins || before->kind != ATOM_EVENT || !before->date_only || before->contradiction ||
		eset_count(before->events) != 1)
		return false;
	for (size_t e = 0; e < s->series->event_count; e++) {
		const struct event *of = &s->series->events[e];
		int32_t first = civil_days(of->begin.year, of->begin.month, of->begin.day);
		if (eset_has(before->events, e) && a->day > first &&
			a->day < first + daypart_days(of)) {
			if (sign->kind == ATOM_WORD)
				slots_use(sign, USE_EVENT);
			return true;
		}
	}
	return false;
}

/* `an den Foren kann ich im Februar nicht teilnehmen`, `im September und Oktober`: the months in which all of them are;
 * `zu A und B, beide am 14. März`: the day. */
static bool when_all_are(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];
	struct eset when = {0}, named = {0};

	if (!a->date_only || a->weekday_known || a->contradiction || a->over ||
		eset_count(a->events) < (a->day_known ? 2 : 1))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *b = &s->atoms[i];
		if (b->kind != ATOM_EVENT || b->reference)
			continue;
		bool month = b->date_only && !b->day_known && !b->weekday_known;
		if (b->contradiction || b->over || (b->date_only && !month && i != at))
			return false;
		if (i == at || month)
			when = eset_or(when, b->events);
		else if (b->strong && (b->several || eset_count(b->events) == 1))
			named = eset_or(named, b->events);
		else
			return false;
	}
	return eset_count(named) > 1 && eset_within(named, when) &&
		!eset_empty(eset_and(named, a->events)) &&
		(!a->day_known || clause_means(s, c, SENSE_BOTH) || clause_means(s, c, SENSE_ALL));
}

/* `die Foren leider nein`: all of them, where it is a no. */
static bool refuses(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_NO) || clause_means(s, c, SENSE_NEG) ||
		clause_has(c, SENSE_DECLINE);
}

/* `zu allem außer den Radtouren`, `mit Ausnahme des Frühstücks …`: it is meant, where all of them stand before it, or it is the
 * first that is said; not `to Compost without Tears`. */
static bool taken_out(const struct study *s, const struct clause *c, size_t i)
{
	const struct atom *except = i > c->first ? &s->atoms[i - 1] : NULL;

	if (except == NULL || !atom_means(except, SENSE_EXCEPT) ||
		atom_means(except, SENSE_WITHOUT))
		return false;
	return c->several || atoms_past_quiet(s, c->first, i) == i - 1;
}

/* `vom 22. auf den 21. wechseln`: what is left, where a word of change stands in the clause. */
static bool leaves(const struct study *s, const struct clause *c, size_t event)
{
	const struct atom *before = event > c->first ? &s->atoms[event - 1] : NULL;

	return before != NULL &&
		(atom_means(before, SENSE_SINCE) || atom_means(before, SENSE_ORIGIN)) &&
		!s->atoms[event].reference && clause_means(s, c, SENSE_CHANGE);
}

/* `from the observatory to the town hall`: what is left is meant where what stands behind it is. */
static bool left_for_strong(const struct study *s, const struct clause *c, size_t i)
{
	bool strong = false;

	for (size_t k = i + 1; k < c->end; k++) {
		const struct atom *a = &s->atoms[k];
		strong = strong ||
			(a->kind == ATOM_EVENT && a->strong && !a->reference && !a->several &&
				eset_count(a->events) == 1);
	}
	return strong && leaves(s, c, i) && eset_count(s->atoms[i].events) == 1 &&
		clause_tokens_mean(s, c, SENSE_ME);
}

/* `alle Termine im Mai außer dem 20.`: what is taken out is one of those that were spoken of. */
static void narrow_exception(const struct clause *c, struct atom *a)
{
	struct eset one = eset_and(a->events, c->events);

	if (c->several && a->day_known && !a->several && !a->contradiction && eset_count(one) == 1)
		a->events = one;
}

/* `Werkstätten: ja`: nothing but events and an answer, so that all of the sort are meant. */
static bool answered(const struct study *s, const struct clause *c)
{
	static const enum sense known[] = {SENSE_SAFE, SENSE_PLEASE, SENSE_GLADLY, SENSE_REGRET,
		SENSE_THANKS, SENSE_AND, SENSE_ALSO, SENSE_BUT};
	bool answer = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool yes = atom_means(a, SENSE_YES) || atom_means(a, SENSE_NO);
		answer = answer || (yes && i > c->first);
		if (!yes && a->kind != ATOM_EVENT && !atom_quiet(a) && !ATOM_MEANS_ANY(a, known))
			return false;
	}
	return answer && c->verbless && !s->sentences[c->sentence].question;
}

/* `danke für das Forum`, `viel Spaß bei den Foren`: led to by thanks or a wish. */
static bool thanked(const struct study *s, const struct clause *c, size_t i)
{
	static const enum sense polite[] = {
		SENSE_THANKS, SENSE_WISH, SENSE_PARTING, SENSE_CLOSING, SENSE_GREETING};
	static const enum sense glue[] = {SENSE_GOING, SENSE_ARTICLE, SENSE_YOUR, SENSE_ALL,
		SENSE_ALSO, SENSE_MORE, SENSE_STILL, SENSE_ORIGIN, SENSE_FOR};

	for (size_t k = i; k-- > c->first;) {
		const struct atom *a = &s->atoms[k];
		if (ATOM_MEANS_ANY(a, polite))
			return !atom_means(a, SENSE_COME);
		bool listed = k > c->first && (atom_means(a, SENSE_AND) || a->kind == ATOM_EVENT);
		if (a->kind == ATOM_WORD && !ATOM_MEANS_ANY(a, glue) && !listed)
			return false;
		if (a->kind != ATOM_WORD && !listed)
			return false;
	}
	return false;
}

/* Whether the clause is of another event, that nobody is thanked for. */
static bool of_another(const struct study *s, const struct clause *c, size_t i)
{
	for (size_t k = c->first; k < c->end; k++)
		if (k != i && s->atoms[k].kind == ATOM_EVENT && !s->atoms[k].reference &&
			!thanked(s, c, k))
			return true;
	return false;
}

/* `wie bei Bildung`, `als Referent für Bildung`: what somebody is like, or is. */
static bool compared(const struct study *s, const struct clause *c, size_t i)
{
	size_t nouns = 0;

	for (size_t k = i; k-- > c->first;) {
		const struct atom *a = &s->atoms[k];
		if (atom_means(a, SENSE_COMPARE))
			return a->count == 1;
		bool noun = a->kind == ATOM_WORD && a->use != USE_INTENT &&
			(atom_means(a, SENSE_RELATION) || atom_means(a, SENSE_HARMLESS));
		nouns += noun;
		if ((!noun && !run_is_glue_word(a) && !atom_means(a, SENSE_ALSO)) || nouns > 1)
			return false;
	}
	return false;
}

/* Whether any of the events says the word itself: in its title or names, or of its place. */
static bool record_says(const struct study *s, struct eset events, const struct token *word)
{
	const char *key = arena_string(s->arena, word->text);

	for (size_t e = 0; e < s->series->event_count; e++) {
		const struct event *of = &s->series->events[e];
		if (!eset_has(events, e))
			continue;
		bool says = slice_find_ci(slice_of(of->title), key) >= 0 ||
			slice_find_ci(slice_of(of->venue), key) >= 0 ||
			slice_find_ci(slice_of(of->address), key) >= 0;
		for (size_t i = 0; i < of->names.count; i++)
			says = says || slice_find_ci(slice_of(of->names.items[i].text), key) >= 0;
		if (says)
			return true;
	}
	return slice_find_ci(slice_of(s->series->organiser), key) >= 0;
}

/* `Konzert meiner Tochter`, `my sister's party`: whose it is, right behind it or before it, where the writer comes. */
static bool of_relation(const struct study *s, const struct clause *c, size_t event)
{
	const struct atom *a = &s->atoms[event], *whose = study_atom(s, event + 1, c->end);
	const struct atom *before = event > c->first ? a - 1 : NULL;

	if (before != NULL && atom_means(before, SENSE_WHOSE) && before->count == 1)
		return true;
	const struct people *p = whose->kind == ATOM_PEOPLE ? whose->people : NULL;
	bool me = false;
	for (size_t i = c->first; i < event; i++)
		me = me || (s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].people->me);
	return p != NULL && !p->me && !p->we && !p->with && !p->total && p->count == 1 &&
		p->person_count == 0 && whose->count > 1 && me && !c->verbless &&
		token_means(first_token(s, whose), SENSE_MY) && tongue_nouns(s, whose);
}

/* `zum Konzert in Stuttgart`, `to the concert of my choir`, `the tour of the castle`: one of that kind, and somewhere else,
 * which its own record does not know. */
static bool elsewhere(const struct study *s, const struct clause *c, size_t event)
{
	const struct atom *a = &s->atoms[event], *lead = study_atom(s, event + 1, c->end);
	size_t at = event + 2;

	if (a->date_only || a->several || a->place_only)
		return false;
	if (of_relation(s, c, event))
		return true;
	bool in = atom_means(lead, SENSE_WHEREABOUTS) && !atom_means(lead, SENSE_ARTICLE);
	bool of = atom_means(lead, SENSE_ORIGIN) && !atom_means(lead, SENSE_WITH) &&
		!atom_means(lead, SENSE_SINCE);
	if (lead->count != 1 || (!in && !of))
		return false;
	/* `zur Langen Nacht der Kirchen`; not `zum Forum Bildung der Stadt` */
	if (of && a->title_words > 0 && tongue_nouns(s, a)) {
		const struct atom *whose = study_atom(s, at, c->end);
		return atom_means(lead, SENSE_ARTICLE) && whose->kind == ATOM_UNKNOWN &&
			whose->count == 1 && first_token(s, whose)->capital &&
			!record_says(s, a->events, first_token(s, whose));
	}
	bool article = of && atom_means(study_atom(s, at, c->end), SENSE_ARTICLE);
	const struct atom *noun = study_atom(s, at + article, c->end);
	bool mine = atom_means(noun, SENSE_MY) || atom_means(noun, SENSE_HIS);
	bool people = noun->kind == ATOM_PEOPLE && !noun->people->me && !noun->people->total;
	/* `in Essen`, which may be a town, where nouns have a capital */
	bool town = in && tongue_nouns(s, noun) && atom_means(noun, SENSE_HARMLESS) &&
		!atom_means(noun, SENSE_SAFE);
	bool name = (noun->kind == ATOM_UNKNOWN || town) && first_token(s, noun)->capital;
	bool thing = article && (noun->kind == ATOM_UNKNOWN || atom_means(noun, SENSE_HARMLESS)) &&
		!tongue_nouns(s, noun);
	return mine || people ||
		((name || thing) && noun->count == 1 &&
			!record_says(s, a->events, first_token(s, noun)));
}

/* `am 20. bin ich auf Radtour`: on one of that kind, and not at ours. */
static bool on_some(const struct study *s, const struct clause *c, size_t event)
{
	const struct token *lead = first_token(s, &s->atoms[event]);

	return s->atoms[event].count > 1 && token_means(lead, SENSE_WHEREABOUTS) &&
		token_means(lead, SENSE_PARTICLE) && c->predicate_count == 0 &&
		lead[1].kind == TOKEN_WORD && lead[1].capital &&
		!token_means(lead + 1, SENSE_ARTICLE) && clause_means(s, c, SENSE_BE) &&
		!s->atoms[event].date_only && !s->atoms[event].place_only &&
		tongue_nouns(s, &s->atoms[event]);
}

static void take_event(struct study *s, struct clause *c, size_t i, bool except, bool swapped)
{
	struct atom *a = &s->atoms[i];

	if (a->reference)
		return; /* a date that is no event's: an adjunct */
	if (thanked(s, c, i) && of_another(s, c, i)) {
		a->use = USE_TOLD;
		return;
	}
	if (except)
		narrow_exception(c, a);
	a->use = USE_EVENT;
	if (goes_on(s, c, i) || when_all_are(s, c, i))
		return;
	bool answer = a->several && answered(s, c);
	if (a->several && !a->strong && !answer && slots_announce_list(s, c))
		return; /* `für folgende Foren:` */
	if (swapped && a->several)
		clause_trouble(c, "swap-unclear", i);
	if (a->several && a->n == 2 && eset_empty(a->events)) {
		c->both = 2;
		c->named = c->named || false;
		return;
	}
	if (a->several && a->contradiction && a->n > 1 && looks_forward(c)) {
		c->both = a->n;
		return;
	}
	if (a->n == -1 && a->several)
		c->rest = true;
	c->named = true;
	const char *why = NULL;
	if (s->now == 0 && eset_empty(a->events) && !a->day_known)
		why = "time-unknown";
	else if (a->contradiction)
		why = a->several ? "bad-reference"
			: a->day_known && eset_empty(a->events) && a->count <= 4
			? "no-event-then"
			: "date-contradicts-title";
	else if (a->over)
		why = "event-over";
	else if (eset_count(a->events) != 1 && !a->several)
		why = "ambiguous-event";
	else if (eset_empty(a->events) || (a->several && narrowed(s, i)))
		why = "bad-reference";
	else if (!a->strong && !(except && taken_out(s, c, i)) &&
		!(a->several && (answer || refuses(s, c))) && !joined_to_strong(s, c, i) &&
		!meant_as_name(s, c, i) && !name_behind_verb(s, c, i) &&
		!left_for_strong(s, c, i) && !listed(s, c, i) && !counted_name(s, c, i) &&
		!swapped_for_strong(s, c, i) && !counted_as_both(s, c, i) &&
		!(a->place_only && clause_intends(c) && backed_by_day(s, c->sentence, a->events)))
		why = "weak-event";
	/* `in der Bildung liegt vieles im Argen`: whatever it is that is there */
	else if (a->at_place && !c->verbless && !clause_intends(c))
		why = "weak-event";
	else if ((clause_intends(c) || clause_means(s, c, SENSE_BE)) && !a->several &&
		hours_contradict(s, i))
		why = "date-contradicts-title";
	else if (!a->several &&
		(of_others(s, c, i) || elsewhere(s, c, i) || on_some(s, c, i) ||
			says_when(s, c, a) || (compared(s, c, i) && of_another(s, c, i))))
		why = "weak-event";
	else if (times(s, c, i))
		why = "seats-unsure";
	/* `zu dem im Juli` */
	if (why == NULL && a->date_only && i > c->first && s->atoms[i - 1].count == 1 &&
		atom_means(&s->atoms[i - 1], SENSE_GOING) &&
		token_means(first_token(s, a), SENSE_ARTICLE))
		slots_use(&s->atoms[i - 1], USE_EVENT);
	/* `nach Hörde` */
	if (why == NULL && a->place_only && i > c->first &&
		atom_means(&s->atoms[i - 1], SENSE_BEFORE) && s->atoms[i - 1].count == 1)
		slots_use(&s->atoms[i - 1], USE_EVENT);
	if (why != NULL) {
		c->event_trouble = true;
		clause_trouble(c, why, i);
	}
	/* `vom 16. bis 22. bin ich verhindert`: the days between are meant as well */
	const struct atom *until = i > c->first ? &s->atoms[i - 1] : NULL;
	if (clause_intends(c) && until != NULL && atom_means(until, SENSE_UNTIL) &&
		until->use == USE_NONE)
		clause_trouble(c, "not-understood", i);
	c->several = c->several || (a->several && eset_count(a->events) != 1);
	struct eset *into = except ? &c->except : swapped ? &c->swapped : &c->events;
	if (a->several || eset_count(a->events) == 1)
		*into = eset_or(*into, a->events);
}

/* `zusätzlich zu meiner Anmeldung für das Forum A`: the event behind the noun, before any verb. */
static bool besides(const struct study *s, const struct clause *c, size_t event)
{
	bool beside = false, noun = false;

	for (size_t i = c->first; i < event; i++) {
		const struct atom *a = &s->atoms[i];
		beside = beside || atom_means(a, SENSE_BESIDES);
		noun = noun || (beside && atom_means(a, SENSE_REGISTRATION));
		if (noun &&
			(a->use == USE_INTENT || atom_means(a, SENSE_WILL) ||
				a->kind == ATOM_PEOPLE))
			return false;
	}
	return noun;
}

/* `swap the 18th for the 22nd`, `den 18. gegen den 22. tauschen`: what is given for what stands behind it. */
static bool traded(struct study *s, const struct clause *c, size_t event)
{
	size_t next = event + 1;

	if (!clause_means(s, c, SENSE_SWITCH) || s->atoms[event].reference || next >= c->end)
		return false;
	struct atom *a = &s->atoms[next];
	bool between = a->kind == ATOM_WORD &&
		(atom_means(a, SENSE_FOR) || atom_means(a, SENSE_AT_TIME)) && next + 1 < c->end &&
		s->atoms[next + 1].kind == ATOM_EVENT;
	if (between)
		a->use = USE_POLARITY;
	return between ||
		(a->kind == ATOM_EVENT && token_means(first_token(s, a), SENSE_FOR) && a->going);
}

/* `bis auf das erste Forum bin ich überall dabei`, `außer den Radtouren möchte ich alles besuchen`: all of them stand behind
 * the exception. */
static bool several_behind(const struct study *s, const struct clause *c, size_t except)
{
	const struct atom *out = study_atom(s, except + 1, c->end);

	for (size_t i = except + 2; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].several &&
			eset_count(s->atoms[i].events) > 1)
			return out->kind == ATOM_EVENT &&
				(eset_count(out->events) == 1 || out->several) &&
				eset_count(out->events) < eset_count(s->atoms[i].events) &&
				eset_within(out->events, s->atoms[i].events);
	return false;
}

/* `zu dritt statt zu zweit`: how many they were before. */
static bool old_number(const struct atom *a)
{
	if (a->kind == ATOM_PEOPLE)
		return a->people->total && !a->people->with;
	return a->kind == ATOM_NUMBER ||
		(atom_means(a, SENSE_NUMBER) && !atom_means(a, SENSE_INDEFINITE));
}

/* And how many they are now. */
static bool new_number(const struct study *s, const struct clause *c, size_t old)
{
	for (size_t i = c->first; i < c->end; i++)
		if (i != old && s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].people->total)
			return true;
	return false;
}

/* `Frau A und Frau B kommen, also zwei statt drei`: the number before the swap is that of the one list of names before it. */
static bool names_as_many(const struct study *s, const struct clause *c, size_t swap)
{
	const struct atom *now = swap > c->first ? &s->atoms[swap - 1] : NULL;
	const struct people *list = NULL;

	if (now == NULL || now->kind == ATOM_PEOPLE || !old_number(now))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		if (s->atoms[i].kind != ATOM_PEOPLE)
			continue;
		if (list != NULL || i > swap)
			return false;
		list = s->atoms[i].people;
	}
	return list != NULL && list->person_count > 1 && !list->unsure && !list->we &&
		!list->with && !list->loose && list->count == now->n;
}

/* `am 16. komme ich in die Schule`: the day of one, the place of another, and nothing that joins them. */
static void check_places(const struct study *s, struct clause *c)
{
	const struct atom *before = NULL;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_AND) || atom_means(a, SENSE_NEG) || atom_is(a, ',') ||
			atom_is(a, '&') || atom_is(a, '+'))
			before = NULL;
		if (a->kind != ATOM_EVENT || a->reference || a->several)
			continue;
		/* `from the library to the town hall`: what is left, and what is changed to */
		bool changed = before != NULL && before > s->atoms &&
			clause_means(s, c, SENSE_CHANGE) &&
			(atom_means(before - 1, SENSE_ORIGIN) ||
				atom_means(before - 1, SENSE_SINCE));
		if (before != NULL && !changed && (a->place_only || before->place_only) &&
			!eset_empty(a->events) && !eset_empty(before->events) &&
			eset_empty(eset_and(a->events, before->events)))
			clause_trouble(c, "date-contradicts-title", i);
		before = a;
	}
}

void slots_take_events(struct study *s, struct clause *c)
{
	slots_mark_barring(s, c);
	slots_mark_preferred(s, c);
	check_places(s, c);
	slots_check_parts(s, c);
	bool except = false, swapped = false, lead = false;
	size_t excepting = c->end;

	for (size_t i = c->first; i < c->end; i++) {
		struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_EXCEPT)) {
			except = true;
			lead = !c->several && excepting == c->end;
			if ((!c->several && !several_behind(s, c, i)) || excepting < c->end)
				clause_trouble(c, "not-understood", i);
			else
				a->use = USE_POLARITY;
			excepting = i;
		} else if (atom_means(a, SENSE_SWAP)) {
			bool event = i + 1 < c->end && s->atoms[i + 1].kind == ATOM_EVENT;
			size_t old = i + 1;
			while (old < c->end && old < i + 3 &&
				(atom_means(&s->atoms[old], SENSE_MY) ||
					atom_means(&s->atoms[old], SENSE_ARTICLE)))
				old++;
			if (old < c->end && old_number(&s->atoms[old])) {
				bool named = names_as_many(s, c, i);
				for (size_t k = i - named; k <= old; k++)
					s->atoms[k].use = USE_TOLD;
				if (!named && !new_number(s, c, old))
					clause_trouble(c, "swap-unclear", i);
				continue;
			}
			/* `two instead of one at the congress`; not `two seats for the forum instead of one for the
			 * congress` */
			if (event && new_number(s, c, i) && eset_empty(c->events) &&
				token_means(&s->tokens[s->atoms[i + 1].first], SENSE_NUMBER)) {
				a->use = USE_TOLD;
				continue;
			}
			swapped = event;
			if (except)
				clause_trouble(c, "swap-unclear", i);
			if (event)
				a->use = USE_POLARITY;
		} else if (a->kind == ATOM_EVENT && slots_no_event(s, c, i)) {
			a->use = USE_ADJUNCT;
		} else if (a->kind == ATOM_EVENT && besides(s, c, i)) {
			a->use = USE_TOLD; /* a registration that exists */
		} else if (a->kind == ATOM_EVENT) {
			bool from = leaves(s, c, i);
			if (from)
				s->atoms[i - 1].use = USE_POLARITY;
			take_event(s, c, i, except, swapped || from || traded(s, c, i));
			swapped = (swapped || from) && slots_gives_up_more(s, c, i);
			except = except && !lead;
		} else if (a->kind == ATOM_TITLE || a->kind == ATOM_SORT || a->kind == ATOM_DATE) {
			clause_trouble(c, "weak-event", i);
		}
	}
	if ((except || lead) && eset_empty(c->except))
		clause_trouble(c, "not-understood", excepting);
	/* `alle Foren außer Bildung und zum Kongress`: what is none of them is no exception */
	if (!eset_within(c->except, c->events))
		clause_trouble(c, "not-understood", excepting < c->end ? excepting : c->first);
	c->events = eset_minus(c->events, c->except);
}
