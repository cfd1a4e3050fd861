#include "reading/clauses/verbs-needs.h"

#include "reading/clauses/clauses.h"
#include "reading/clauses/substitutes.h"
#include "reading/clauses/verbs.h"
#include "reading/events/backed.h"
#include "reading/frames/declines.h"
#include "reading/lines/tongues.h"

/* Whether one of the words that the verb wants beside it stands in the clause. */
static bool stands_with(const struct study *s, const struct clause *c, const struct verb *v)
{
	for (size_t k = 0; k < v->beside_count; k++)
		for (size_t i = c->first; i < c->end; i++) {
			const struct atom *a = &s->atoms[i];
			for (size_t t = a->first; t < a->first + a->count; t++)
				if (slice_eq(s->tokens[t].key, v->beside[k]))
					return true;
		}
	return v->beside_count == 0;
}

static bool names_event(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end && clause_holds(c, ATOM_EVENT); i++)
		if (s->atoms[i].kind == ATOM_EVENT && !s->atoms[i].reference)
			return true;
	return false;
}

/* `Steht im Kalender!` right below the quoted line of one event: it is of that. */
static bool answers_event(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];

	return c->sentence > 0 && x[-1].sort == ROW_QUOTE && eset_count(x->quoted) == 1;
}

/* Somebody who is not the writer, or a number of people. */
static bool names_somebody(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind == ATOM_PEOPLE &&
			(p->total || p->person_count > 0 || (p->count > 0 && !p->me)))
			return true;
	}
	return false;
}

/* `lässt sich für den 16. entschuldigen`, `muss sich entschuldigen`, `bittet, ihn am 16. zu entschuldigen`, `muss ich
 * Herrn X entschuldigen` */
static bool lets_excuse(const struct study *s, const struct clause *c)
{
	bool must = clause_means(s, c, SENSE_MUST);

	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind == ATOM_PEOPLE &&
			(p->again != NULL || (must && p->principal && !p->me)))
			return true;
	}
	return (clause_means(s, c, SENSE_LETS) || must) && clause_means(s, c, SENSE_REFLEXIVE);
}

/* `am 16. bittet sie, sie zu entschuldigen`: the event stands before the comma. */
static bool goes_on(const struct study *s, const struct clause *c)
{
	return c > s->clauses && c->sign == ',' && (c - 1)->sentence == c->sentence &&
		names_event(s, c - 1);
}

/* `das Programm des Kongresses`, `die Pläne des Forums`: a noun right before it is what is meant. */
static bool belongs(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *noun = &s->atoms[at > c->first ? at - 1 : at];

	return at > c->first + 1 && tongue_nouns(s, noun) &&
		(noun->kind == ATOM_UNKNOWN || noun->kind == ATOM_WORD) &&
		first_token(s, noun)->capital &&
		token_means(first_token(s, &s->atoms[at]), SENSE_ARTICLE);
}

/* `den 21. muss ich streichen`: the event itself, behind no preposition; a day alone has its article. */
static bool event_itself(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool article = !a->date_only;
		for (size_t k = a->first; k < a->first + a->count; k++)
			article = article || token_means(&s->tokens[k], SENSE_ARTICLE);
		/* `das in der Steinstraße` */
		bool one = token_means(first_token(s, a), SENSE_ARTICLE) &&
			!token_means(first_token(s, a), SENSE_GOING);
		/* `die Liste vom Kongress` */
		bool whose = i > c->first && atom_means(a - 1, SENSE_SINCE);
		if (a->kind == ATOM_EVENT && !a->reference && !whose &&
			(one || (!a->going && article)) && !belongs(s, c, i))
			return true;
	}
	return false;
}

/* `Frau X hört sich das Forum an`: somebody, right beside the verb or its `sich`; not `das hört sich für Frau X gut an`. */
static bool somebody_for_oneself(const struct study *s, const struct clause *c)
{
	bool own = false, who = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		const struct atom *next = study_atom(s, i + 1, c->end);
		own = own || atom_means(a, SENSE_REFLEXIVE);
		if (a->kind != ATOM_PEOPLE)
			continue;
		bool beside = atom_maybe_verb(next) ||
			(i > c->first &&
				(atom_maybe_verb(a - 1) || atom_means(a - 1, SENSE_REFLEXIVE)));
		if (a->people->me || a->people->with || who || !beside)
			return false;
		who = true;
	}
	return own && who;
}

/* `mein Kollege und ich hören uns das Forum an`: who does it are the writer and others. */
static bool we_for_ourselves(const struct study *s, const struct clause *c)
{
	bool we = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		we = we ||
			(s->atoms[i].kind == ATOM_PEOPLE && p->me && !p->object && !p->with &&
				(p->we || p->count > 1));
	}
	return we && clause_tokens_mean(s, c, SENSE_US);
}

/* `höre mir das Forum an`: the event itself, for who does it; not `beim Kongress`, `am 16.` alone. */
static bool takes_event(const struct study *s, const struct clause *c)
{
	bool whole = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		whole = whole ||
			(a->kind == ATOM_EVENT && !a->reference && !a->going && !belongs(s, c, i));
	}
	return whole &&
		(clause_means(s, c, SENSE_TO_ME) || somebody_for_oneself(s, c) ||
			we_for_ourselves(s, c));
}

static bool leads_on(const struct atom *a)
{
	static const enum sense senses[] = {SENSE_PARTICLE, SENSE_GOING, SENSE_ROLE, SENSE_ORIGIN,
		SENSE_FOR, SENSE_BEHALF, SENSE_WITH, SENSE_PREPOSITION, SENSE_CAUSE};

	return ATOM_MEANS_ANY(a, senses) && !atom_means(a, SENSE_ARTICLE);
}

/* `den Kongress nehme ich`, `ich nehme das erste Forum mit`: the events are what is taken, by the
 * writer, and neither a particle nor a preposition turns the verb (`nehme den Kongress auf`, `zum
 * Anlass`, `den 16. nehme ich frei`). A participle that is no verb of ours, NULL, has what it is for: `habe ich mir ausgesucht`. */
static bool takes_as_object(const struct study *s, const struct clause *c, const struct verb *v)
{
	bool object = false;
	size_t leading = 0;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		const struct people *p = a->people;
		/* `statt am 18. nehme ich den Kongress`: what is left is led to by itself */
		if (a->kind == ATOM_EVENT && i > c->first && atom_means(a - 1, SENSE_SWAP))
			continue;
		/* `den Kurs am 3. Juli nehme ich, bis dann in der Feuerwache`: where it is, once more */
		if (a->kind == ATOM_EVENT && object && a->place_only)
			continue;
		/* not `am 20. Mai`; `den Termin am 20. Mai` is led to by nothing */
		if (a->kind == ATOM_EVENT && a->going &&
			token_means(first_token(s, a), SENSE_GOING))
			return false;
		object = object ||
			(a->kind == ATOM_EVENT && !a->reference && a->strong && !belongs(s, c, i));
		leading += leads_on(a) && !atom_means(a, SENSE_SWAP);
		if (a->kind == ATOM_PEOPLE && (!p->me || p->object || p->with))
			return false;
		if ((v != NULL && atom_means(a, SENSE_TO_ME)) || atom_means(a, SENSE_REFLEXIVE))
			return false;
	}
	/* `den 18. habe ich für euch ausgesucht` */
	if (v == NULL && clause_tokens_mean(s, c, SENSE_YOU))
		return false;
	return object && leading <= (v != NULL && v->particle.len > 0);
}

/* `mit mir können Sie rechnen`: the writer, alone; not `mein Chef kann mit mir rechnen`. */
static bool counts_on_me(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p =
			s->atoms[i].kind == ATOM_PEOPLE ? s->atoms[i].people : NULL;
		if (p != NULL && !p->me && !p->with && !p->total)
			return false;
	}
	return names_event(s, c) && !clause_tokens_mean(s, c, SENSE_US) &&
		(clause_tokens_mean(s, c, SENSE_TO_ME) || clause_tokens_mean(s, c, SENSE_ME));
}

/* What a preposition leads to, behind its small words. */
static const struct atom *led_to(const struct study *s, const struct clause *c, size_t at)
{
	for (size_t i = at + 1; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_WORD ||
			!(atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_MY) ||
				atom_means(a, SENSE_YOUR) || atom_means(a, SENSE_INDEFINITE)))
			return a;
	}
	return NULL;
}

/* `verzichte auf den Kongress`, `auf meine Teilnahme`; not `beim Kongress auf das Essen`: the verb's
 * own preposition, where it stands, leads to what may be given up. */
static bool governs(const struct study *s, const struct clause *c, const struct verb *v)
{
	static const enum sense senses[] = {SENSE_REGISTRATION, SENSE_EVENT, SENSE_EVENTS,
		SENSE_BOTH, SENSE_ALL, SENSE_POINTER, SENSE_PERSONS, SENSE_REST};

	for (size_t i = c->first; i < c->end; i++) {
		bool own = false, given = false;
		for (size_t k = 0; k < v->beside_count; k++)
			own = own || slice_eq(s->tokens[s->atoms[i].first].key, v->beside[k]);
		const struct atom *a = own ? led_to(s, c, i) : NULL;
		if (a == NULL || s->atoms[i].kind == ATOM_EVENT || s->atoms[i].kind == ATOM_PEOPLE)
			continue;
		given = given || ATOM_MEANS_ANY(a, senses);
		if (!given && a->kind != ATOM_EVENT && a->kind != ATOM_PEOPLE)
			return false;
	}
	return true;
}

/* Whether a verb of coming stands there in the infinitive, and an event. */
static bool comes_in_infinitive(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end && names_event(s, c); i++) {
		const struct atom *a = &s->atoms[i];
		const struct inflection *f = atom_maybe_verb(a) ? a->meaning->inflections : NULL;
		for (; f != NULL; f = f->next)
			if (f->verb->sense == SENSE_COME && f->forms & FORM_INF)
				return true;
	}
	return false;
}

/* `es gelingt mir nicht, zum Forum zu kommen`: behind the comma, or without one. */
static bool infinitive_follows(const struct study *s, const struct clause *c)
{
	const struct clause *next = c + 1;
	bool behind = next < s->clauses + s->clause_count && next->sentence == c->sentence &&
		next->sign == ',';

	return comes_in_infinitive(s, c) || (behind && comes_in_infinitive(s, next));
}

/* `ich gehe zum Kongress`: the verb's preposition leads to an event that more than its day or place names, and
 * nowhere else. */
static bool goes_to(const struct study *s, const struct clause *c, const struct verb *v)
{
	bool there = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool own = false;
		/* `am 24. abends ins Moor` is one event */
		size_t tokens = a->kind == ATOM_EVENT ? a->count : 1;
		for (size_t n = a->first; n < a->first + tokens; n++)
			for (size_t k = 0; k < v->beside_count; k++)
				own = own || slice_eq(s->tokens[n].key, v->beside[k]);
		if (!own)
			continue;
		if (a->kind != ATOM_EVENT || a->date_only || a->place_only || a->reference ||
			!a->strong)
			return false;
		there = true;
	}
	return there;
}

/* Whether what the verb wants beside it stands there. */
static bool beside(const struct study *s, const struct clause *c, const struct verb *v)
{
	switch (v->needs) {
	case NEEDS_TAKEN: return takes_as_object(s, c, v);
	case NEEDS_GOES: return goes_to(s, c, v);
	case NEEDS_GOVERNED: return governs(s, c, v);
	default: return stands_with(s, c, v);
	}
}

/* `am 16. werden Sie mich finden`: those who read do so; not `sie will mich sehen` */
static bool you_find_me(const struct study *s, const struct clause *c)
{
	size_t first = s->atoms[c->first].first;
	size_t end = s->atoms[c->end - 1].first + s->atoms[c->end - 1].count;
	bool you = false;

	for (size_t i = first; i < end; i++) {
		const struct token *t = &s->tokens[i];
		you = you ||
			(token_means(t, SENSE_YOU) && (t->capital || !token_means(t, SENSE_HE)));
	}
	return you && names_event(s, c) && clause_tokens_mean(s, c, SENSE_ME);
}

/* `noch etwas frei`: seats, whatever they are called. */
static bool hopes_for_seats(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++)
		if (atom_means(&s->atoms[i], SENSE_HOPED) && s->atoms[i].n == 1)
			return true;
	return false;
}

/* `falls noch Plätze frei sind, nehme ich einen`, `sind noch Plätze frei? Dann bitte einen`: one of those. */
static bool seat_is_left(const struct study *s, const struct clause *c)
{
	const struct clause *b = c > s->clauses ? c - 1 : c;
	bool near = b->sentence == c->sentence || (b->question && b->sentence + 1 == c->sentence);

	bool seats = hopes_for_seats(s, b) ||
		(clause_means(s, b, SENSE_HOPED) && clause_tokens_mean(s, b, SENSE_PERSONS));
	/* `kann ich mich noch anmelden? Dann bitte eine Person` */
	bool still = b->question && b->says == SAYS_COME && b->named && b->i &&
		clause_has(b, SENSE_REGISTER);

	return near && (b->condition || b->question) && b->negations == 0 && !b->hedged &&
		!names_event(s, c) && (seats || still);
}

/* `ich nehme zwei Plätze beim Kongress`: so many, and by the writer. */
static bool takes_seats(const struct study *s, const struct clause *c)
{
	bool total = false, writer = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind != ATOM_PEOPLE)
			continue;
		bool pronoun = p->me && !p->object && !p->total;
		if (p->with || p->unsure || (!pronoun && !p->total))
			return false;
		total = total || p->total;
		writer = writer || pronoun;
	}
	return total && writer && !clause_means(s, c, SENSE_SWAP) &&
		(names_event(s, c) || seat_is_left(s, c));
}

/* `…, um meinen Pass abzuholen`, `… und hole meinen Pass`: what the writer does there stands behind it. */
static bool tells_what_for(const struct study *s, const struct clause *c)
{
	static const enum sense writer[] = {
		SENSE_I, SENSE_WE, SENSE_ME, SENSE_US, SENSE_TO_ME, SENSE_OR};
	const struct clause *next = c + 1;

	if (next >= s->clauses + s->clause_count || next->sentence != c->sentence)
		return false;
	bool told = false;
	for (size_t i = next->first; i < next->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (ATOM_MEANS_ANY(a, writer) || tongue_infinitive(s, a) || a->kind == ATOM_PEOPLE)
			return true;
		told = told || atom_is_verb(a, FORM_3SG) || atom_means(a, SENSE_BE);
	}
	return !told || next->sign != ',';
}

/* `zum Freitagsgebet`, `zu meiner Oma`: a way that leads elsewhere. */
static bool leads_elsewhere(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at], *next = study_atom(s, at + 1, c->end);

	return (atom_means(a, SENSE_GOING) || atom_means(a, SENSE_AT_TIME)) &&
		!atom_means(a, SENSE_ARTICLE) && next->kind != ATOM_EVENT &&
		next->kind != ATOM_PUNCT && !atom_means(next, SENSE_YOU) &&
		!atom_means(next, SENSE_BEFORE);
}

/* `am 16. gehe ich in die Moschee`: where an event takes place, behind a preposition, and on which day; both say the same. */
static bool says_where(const struct study *s, const struct clause *c)
{
	struct eset places = {0}, days = {0};

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (leads_elsewhere(s, c, i))
			return false;
		if (a->kind != ATOM_EVENT || a->reference)
			continue;
		if (a->contradiction || a->several || a->over || a->title_words > 0 ||
			a->one_sort || eset_count(a->events) != 1)
			return false;
		/* `nach Hörde` may lead anywhere there, but beside `zu Ihnen` */
		bool led = a->going ||
			(i > c->first && atom_means(a - 1, SENSE_BEFORE) &&
				clause_tokens_mean(s, c, SENSE_YOU));
		if (!a->date_only && !led)
			return false;
		if (!a->date_only)
			places = eset_or(places, a->events);
		if (!a->place_only)
			days = eset_or(days, a->events);
	}
	/* `am Freitag ist Gebet, ich fahre dann zu euch nach Hörde` */
	if (eset_empty(days) && eset_count(places) == 1 && clause_tokens_mean(s, c, SENSE_YOU) &&
		backed_by_day(s, c->sentence, places))
		days = places;
	return !eset_empty(places) && eset_eq(places, days) && !tells_what_for(s, c);
}

/* `bitte entschuldigen Sie mich am 16.` */
static bool excuses_me(const struct study *s, const struct clause *c)
{
	return (names_event(s, c) || (lets_excuse(s, c) && goes_on(s, c)) ||
		       /* `am 15. ist Wahl, wir bitten daher, uns zu entschuldigen` */
		       (clause_means(s, c, SENSE_PLEASE) && !eset_empty(decline_ground(s, c)))) &&
		!clause_means(s, c, SENSE_REGISTRATION) && !clause_means(s, c, SENSE_LATE) &&
		(clause_tokens_mean(s, c, SENSE_ME) || clause_tokens_mean(s, c, SENSE_US) ||
			lets_excuse(s, c));
}

bool verb_has_beside(const struct study *s, const struct clause *c, enum needs needs)
{
	switch (needs) {
	case NEEDS_ME_AND_EVENT: return excuses_me(s, c);
	case NEEDS_FOUND: return you_find_me(s, c);
	case NEEDS_TAKEN: return takes_as_object(s, c, NULL);
	case NEEDS_TO_ME:
		return names_event(s, c) &&
			(clause_means(s, c, SENSE_TO_ME) || clause_tokens_mean(s, c, SENSE_US) ||
				clause_means(s, c, SENSE_REFLEXIVE));
	/* not `I'd like to see the forum as a chance` */
	case NEEDS_ITSELF: return event_itself(s, c) && !clause_means(s, c, SENSE_ROLE);
	case NEEDS_WHERE: return says_where(s, c);
	case NEEDS_MINE: return takes_event(s, c);
	case NEEDS_COUNTS: return counts_on_me(s, c);
	case NEEDS_SOMEBODY:
		return (names_somebody(s, c) || s->sentences[c->sentence].colon) &&
			(names_event(s, c) || substitutes_follow(s, c));
	case NEEDS_NOUN:
		return clause_means(s, c, SENSE_REGISTRATION) &&
			(names_event(s, c) || !eset_empty(decline_ground(s, c)));
	case NEEDS_INFINITIVE: return infinitive_follows(s, c);
	case NEEDS_SEAT_LEFT: return seat_is_left(s, c);
	case NEEDS_SEATS: return takes_seats(s, c);
	case NEEDS_SPOKEN_OF:
		return names_event(s, c) || !eset_empty(decline_ground(s, c)) ||
			decline_again(s, c);
	case NEEDS_EVENT:
		return names_event(s, c) || answers_event(s, c) ||
			(clause_means(s, c, SENSE_SUBSTITUTE) && substitutes_follow(s, c));
	default: return true;
	}
}

bool verb_needs_met(const struct study *s, const struct clause *c, const struct verb *v)
{
	return beside(s, c, v) && (v->needs == NEEDS_TAKEN || verb_has_beside(s, c, v->needs));
}
