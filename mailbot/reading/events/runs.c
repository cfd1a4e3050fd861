#include "reading/events/runs.h"

#include "reading/days/dates.h"
#include "reading/clauses/clauses.h"
#include "reading/lines/tongues.h"

bool run_is_piece(const struct atom *a)
{
	return a->kind == ATOM_TITLE || a->kind == ATOM_SORT || a->kind == ATOM_DATE;
}

bool run_is_glue_word(const struct atom *a)
{
	return a->kind == ATOM_WORD &&
		(atom_means(a, SENSE_GOING) || atom_means(a, SENSE_ARTICLE) ||
			atom_means(a, SENSE_YOUR) || atom_means(a, SENSE_AT_TIME));
}

static bool is_event_noun(const struct atom *a)
{
	return a->kind == ATOM_WORD && (atom_means(a, SENSE_EVENT) || atom_means(a, SENSE_EVENTS));
}

static bool is_silent(const struct atom *a)
{
	return a->kind == ATOM_SILENT;
}

/* `'s` between a day and what takes place on it: `this afternoon's forum`. */
static bool is_clitic(const struct study *s, const struct atom *a)
{
	const struct token *t = first_token(s, a);

	return a->kind == ATOM_WORD && a->count == 1 && t->joined &&
		(t->text.p[0] == '\'' || slice_starts(t->text, "\xe2\x80\x99"));
}

/* The atom at `at`, or behind an article there. */
static const struct atom *past_article(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = study_atom(s, at, end);

	return atom_means(a, SENSE_ARTICLE) ? study_atom(s, at + 1, end) : a;
}

/* `the forum of 16 February`: its of, between a sort and a day. */
static bool is_of_day(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = &s->atoms[at], *day = past_article(s, at + 1, end);

	return at > 0 && a->count == 1 && atom_means(a, SENSE_ORIGIN) &&
		!atom_means(a, SENSE_WITH) && a[-1].kind == ATOM_SORT && !a[-1].several &&
		day->kind == ATOM_DATE && day->day_known;
}

/* `Forum über Bildung`, `der Abend zum Thema Bildung`: between what takes place and a word of its title. */
static bool is_of_topic(const struct study *s, size_t at, size_t end)
{
	const struct atom *title = past_article(s, at + 1, end);

	return at > 0 && atom_means(&s->atoms[at], SENSE_TOPIC) &&
		atom_means(&s->atoms[at], SENSE_PREPOSITION) && title->kind == ATOM_TITLE &&
		((s->atoms[at - 1].kind == ATOM_SORT && !s->atoms[at - 1].several) ||
			is_event_noun(&s->atoms[at - 1]));
}

/* `the exercise of the youth fire brigade`, `die Feier der Feuerwehr`: between a sort and a title of one of its kind. */
static bool is_of_title(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = &s->atoms[at], *title = past_article(s, at + 1, end);

	return at > 0 && a->count == 1 && atom_means(a, SENSE_ORIGIN) &&
		!atom_means(a, SENSE_WITH) && a[-1].kind == ATOM_SORT && !a[-1].several &&
		title->kind == ATOM_TITLE && !title->reference &&
		!eset_empty(eset_and(a[-1].events, title->events));
}

/* `Frau Dr. Reuter`: how many atoms before the one at `at`, down to `first`, say who a name of the title is. */
static size_t honours(const struct study *s, size_t first, size_t at)
{
	size_t n = 0;

	if (s->atoms[at].kind != ATOM_TITLE || s->atoms[at].reference ||
		!first_token(s, &s->atoms[at])->capital)
		return 0;
	while (at - n > first) {
		const struct atom *a = &s->atoms[at - n - 1];
		bool dot = is_silent(a) && slice_is(first_token(s, a)->text, ".");
		if (dot ? at - n - 1 == first || !atom_means(a - 1, SENSE_TITLE)
			: !atom_means(a, SENSE_TITLE))
			break;
		n += 1 + dot;
	}
	return n;
}

/* `Vortrag von Frau Reuter`, `the talk with Dr Whitcombe`: what stands between a sort and who speaks there. */
static size_t speaker(const struct study *s, size_t at, size_t end)
{
	const struct atom *a = &s->atoms[at];

	if (at == 0 || a->count != 1 || s->atoms[at - 1].kind != ATOM_SORT ||
		!(atom_means(a, SENSE_WITH) || atom_means(a, SENSE_ORIGIN)))
		return 0;
	for (size_t i = at + 1; i < end; i++)
		if (s->atoms[i].kind == ATOM_TITLE)
			return honours(s, at + 1, i) == i - at - 1 && !s->atoms[i].reference
				? i - at
				: 0;
	return 0;
}

/* `Vortrag über den gesunden Boden`, `Führung durch den alten Hafen`: what stands between a sort and a word of its title
 * that says what it is about. */
static size_t about(const struct study *s, size_t at, size_t end)
{
	size_t n = 1;

	if (at == 0 || s->atoms[at - 1].kind != ATOM_SORT || s->atoms[at - 1].several ||
		!atom_means(&s->atoms[at], SENSE_TOPIC) || first_token(s, &s->atoms[at])->capital)
		return 0;
	while (atom_means(study_atom(s, at + n, end), SENSE_ARTICLE) ||
		(atom_means(study_atom(s, at + n, end), SENSE_HARMLESS) &&
			s->atoms[at + n].count == 1 && !first_token(s, &s->atoms[at + n])->capital))
		n++;
	const struct atom *title = study_atom(s, at + n, end);
	return title->kind == ATOM_TITLE && !title->reference ? n : 0;
}

/* `… melde ich mich für den 15. März an, am Montag …`: a preposition with nothing behind it belongs to the verb. */
static bool is_particle(const struct study *s, size_t at, size_t end)
{
	const struct atom *next = study_atom(s, at + 1, end);

	return atom_means(&s->atoms[at], SENSE_GOING) && s->atoms[at].count == 1 &&
		(atom_is(next, ',') || atom_means(next, SENSE_AND));
}

/* `two seats for the 16th, one for the forum on the 18th`: a number that goes somewhere of its own. */
static bool counts_for(const struct study *s, size_t at, size_t end)
{
	return atom_means(&s->atoms[at], SENSE_NUMBER) &&
		atom_means(study_atom(s, at + 1, end), SENSE_GOING);
}

/* The next piece from `at` on over glue that a run may hold; `end` where there is none. */
static size_t next_piece(const struct study *s, size_t at, size_t end, bool *separated)
{
	bool comma = false;

	for (; at < end; at++) {
		const struct atom *a = &s->atoms[at];
		if (run_is_piece(a))
			return at;
		if (speaker(s, at, end) > 0)
			return at + speaker(s, at, end);
		if (about(s, at, end) > 0)
			return at + about(s, at, end);
		if (is_particle(s, at, end) || (comma && counts_for(s, at, end)))
			return end;
		if (atom_is(a, ',') || atom_is(a, '-') || atom_is(a, ':') || atom_is(a, 'n') ||
			atom_is(a, '/') || atom_is(a, '&') || atom_means(a, SENSE_AND)) {
			if (comma)
				return end;
			comma = true;
			*separated = true;
			if (atom_means(a, SENSE_AND))
				*separated = true;
		} else if (!(run_is_glue_word(a) || is_of_day(s, at, end) ||
				   is_of_title(s, at, end) || is_of_topic(s, at, end) ||
				   is_silent(a) || is_clitic(s, a) || atom_is(a, '(') ||
				   atom_is(a, ')') || is_event_noun(a) || a->kind == ATOM_TIME ||
				   (atom_means(a, SENSE_SINCE) && a->count == 1))) {
			return end;
		}
	}
	return end;
}

/* `statt zum Forum Bildung zum Forum Arbeit`: a preposition of its own, behind a whole one. */
static bool between_goes(const struct study *s, const struct run *r, size_t to)
{
	bool going = false;

	for (size_t i = r->end; i < to; i++)
		going = going || atom_means(&s->atoms[i], SENSE_GOING);
	return going && r->has_sort && r->has_title && r->going;
}

static bool between_has_and(const struct study *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (atom_means(&s->atoms[i], SENSE_AND) || atom_is(&s->atoms[i], '&') ||
			atom_is(&s->atoms[i], '+'))
			return true;
	return false;
}

/* Whether the set, where it is one, leaves something in common. */
static bool agrees(bool has, struct eset a, struct eset b)
{
	return !has || !eset_empty(eset_and(a, b));
}

static bool title_fits(const struct run *r, struct eset e)
{
	return agrees(r->has_title, r->title, e);
}

/* Whether more is known of a title's word than what may be talked of: `Debatte`. */
static bool is_common(const struct atom *a)
{
	static const enum sense talk[] = {SENSE_WORLD, SENSE_SCENE, SENSE_CROWD, SENSE_MEDIA};

	return !senses_none(senses_minus(a->senses, SENSES_OF(talk)));
}

static void add_title(struct run *r, const struct atom *a)
{
	if (a->reference) { /* a place */
		r->place = r->has_place ? eset_and(r->place, a->events) : a->events;
		r->has_place = true;
	} else {
		if (r->has_title && eset_empty(eset_and(r->title, a->events)))
			r->clash = true;
		r->title = r->has_title ? eset_and(r->title, a->events) : a->events;
		r->has_title = true;
		r->part = a->part;
		r->common = is_common(a);
		r->occasion = senses_has(a->senses, SENSE_OCCASION);
	}
	r->words += a->count;
}

static void add_date(struct run *r, const struct atom *a)
{
	struct eset e = a->events;

	r->over = r->over || a->over;
	if (a->day_known) {
		r->day = r->has_day ? eset_and(r->day, e) : e;
		r->has_day = true;
	} else if (a->weekday_known) {
		r->weekday = e;
		r->has_weekday = true;
	} else {
		r->month = e;
		r->has_month = true;
	}
}

static void add_piece(struct run *r, const struct atom *a)
{
	if (a->kind == ATOM_TITLE) {
		add_title(r, a);
	} else if (a->kind == ATOM_SORT) {
		r->sort = r->has_sort ? eset_and(r->sort, a->events) : a->events;
		r->has_sort = true;
		r->plural = a->several;
	} else {
		add_date(r, a);
	}
	r->repaired = r->repaired || a->repaired;
	r->compound = r->compound || a->compound;
	r->pieces++;
}

/* Whether the date is followed by a name that it belongs to: `Bildung, am 18. Arbeit`. */
static bool date_leads(const struct study *s, size_t at, size_t end)
{
	bool separated = false;
	size_t next = next_piece(s, at + 1, end, &separated);

	return next < end && !separated && s->atoms[next].kind != ATOM_DATE &&
		!eset_empty(eset_and(s->atoms[next].events, s->atoms[at].events));
}

static bool is_finite(const struct atom *a)
{
	static const enum sense modal[] = {
		SENSE_CAN, SENSE_WILL, SENSE_MUST, SENSE_WOULD, SENSE_BE, SENSE_HAVE};

	return ATOM_MEANS_ANY(a, modal) ||
		atom_is_verb(a, FORM_1SG | FORM_3SG | FORM_1PL | FORM_PL);
}

/* `ich komme zum Kongress, am 18. kann ich nicht`: a day of another event, with a verb of its own behind it, where the run has
 * one before it. */
static bool day_of_another(
	const struct study *s, const struct run *r, size_t first, size_t day, size_t end)
{
	const struct atom *next = study_atom(s, day + 1, end);
	bool before = false;

	if (!(r->has_title || r->has_sort) || eset_empty(s->atoms[day].events) ||
		!eset_empty(eset_and(r->has_title ? r->title : r->sort, s->atoms[day].events)))
		return false;
	for (size_t i = first; i < r->first; i++)
		before = before || is_finite(&s->atoms[i]);
	/* `am 18. jedoch nicht`, `am 18. leider nicht.`; `on the 18th I can't` */
	const struct atom *after = study_atom(s, day + 2, end);
	bool no = (atom_means(next, SENSE_BUT) && atom_means(after, SENSE_NEG)) ||
		(atom_means(next, SENSE_NEG) && atom_quiet(after));
	bool who = next->kind == ATOM_WORD && atom_means(next, SENSE_I) && is_finite(after);
	return before && (no || who || is_finite(next));
}

/* `am 16. Februar, am Freitag, 18.2.`: a day of the week whose own day stands behind it. */
static bool day_follows(const struct study *s, size_t at, size_t end)
{
	bool separated = false;
	size_t next = next_piece(s, at + 1, end, &separated);

	return next < end && s->atoms[next].kind == ATOM_DATE && s->atoms[next].day_known &&
		!between_has_and(s, at + 1, next);
}

/* `Soziale Balance, zum Forum Weltoffene Stadt`: a sort's word that leads to another title. */
static bool opens_title(const struct study *s, const struct run *r, size_t sort, size_t end)
{
	bool separated = false;
	size_t next = next_piece(s, sort + 1, end, &separated);

	return next < end && !separated && r->has_title && s->atoms[next].kind == ATOM_TITLE &&
		!s->atoms[next].reference && !title_fits(r, s->atoms[next].events);
}

/* Whether the piece at `next` goes on with the run, rather than open one of its own. */
static bool continues(const struct study *s, const struct run *r, size_t first, size_t next,
	size_t end, bool separated)
{
	const struct atom *a = &s->atoms[next];
	bool has_and = between_has_and(s, r->end, next);

	if (a->kind == ATOM_DATE) {
		if (a->day_known && r->has_day)
			return false;
		/* `im September zur Radtour, im Oktober mein Mann`: another month */
		if (!a->day_known && !a->weekday_known && r->has_month && separated)
			return false;
		if (a->weekday_known && !a->day_known && (r->has_weekday || has_and))
			return false;
		if (a->weekday_known && !a->day_known && r->has_day && separated &&
			day_follows(s, next, end))
			return false;
		if (has_and ||
			(separated &&
				(date_leads(s, next, end) ||
					day_of_another(s, r, first, next, end))))
			return false;
		return true;
	}
	if (a->kind == ATOM_SORT)
		return !has_and && !(separated && opens_title(s, r, next, end)) &&
			!(r->has_sort && separated) && !between_goes(s, r, next) &&
			(!separated || agrees(r->has_title, r->title, a->events)) &&
			!(separated && r->has_title && !a->several && r->has_day);
	if (!separated)
		return true;
	if (a->reference)
		return !has_and && agrees(r->has_title, r->title, a->events) &&
			agrees(r->has_sort, r->sort, a->events);
	/* `ich komme zum Kongress, zur Sozialen Balance nicht`: another than the only one of its sort */
	bool apart = r->has_sort && !r->has_title && eset_count(r->sort) == 1 &&
		!agrees(true, r->sort, a->events) && !eset_empty(a->events);
	if (apart)
		return false;
	/* `Arbeit und Unternehmen` goes on, `Bildung und Arbeit` does not */
	return r->has_title ? title_fits(r, a->events)
			    : !has_and && (r->has_sort || r->has_day || r->has_weekday);
}

static struct eset all_events(const struct study *s)
{
	struct eset out = {0};

	for (size_t i = 0; i < s->series->event_count; i++)
		eset_add(&out, i);
	return out;
}

void run_judge(const struct study *s, struct run *r, struct atom *out)
{
	struct eset e = all_events(s);

	e = r->has_title ? eset_and(e, r->title) : e;
	e = r->has_sort ? eset_and(e, r->sort) : e;
	e = r->has_day ? eset_and(e, r->day) : e;
	e = r->has_month ? eset_and(e, r->month) : e;
	if (r->has_place)
		e = eset_and(e, r->place);
	/* a wrong weekday beside title and date is a slip */
	bool sure = r->has_day && (r->has_title || (r->has_sort && eset_count(e) == 1));
	if (r->has_weekday && !(sure && eset_empty(eset_and(e, r->weekday))))
		e = eset_and(e, r->weekday);
	out->contradiction = eset_empty(e) || r->clash;
	out->over = r->over || (!eset_empty(e) && eset_empty(eset_and(e, s->coming)));
	if (eset_count(e) > 1 && !r->over && !eset_empty(eset_and(e, s->coming)))
		e = eset_and(e, s->coming);
	out->events = e;
	out->several = r->plural && !r->has_title && !r->has_day && !r->has_place;
	out->repaired = r->repaired;
	bool dated = r->has_day || r->has_weekday;
	out->strong = !r->indefinite &&
		(r->quoted || r->stands || r->words > 1 || dated || r->compound ||
			(r->has_sort &&
				(r->has_title || eset_count(r->sort) == 1 || r->has_month ||
					r->has_place)) ||
			(r->occasion && (r->has_month || r->has_place)) ||
			(r->going && !r->common && !(r->part && r->at_place)));
	out->at_place = r->at_place && r->has_title && r->words == 1 && !r->has_sort && !dated &&
		!r->has_month && !r->has_place && !r->quoted && !r->stands && !r->compound;
	out->going = r->going;
	out->title_words = r->has_title ? (int)r->words : 0;
	out->part = r->part && r->words == 1;
	out->one_sort = r->has_sort && !r->plural && eset_count(r->sort) > 1;
	out->sort_only = r->has_sort && !r->has_title && !r->has_place && !dated && !r->has_month &&
		!r->indefinite;
	out->date_only = !r->has_place && !r->has_title && !r->has_sort;
	out->bare_place = r->has_place && !r->has_title && !r->has_sort;
	out->place_only = out->bare_place && !dated && !r->has_month;
}

/* `the expert forum`: a word that changes nothing, before a sort's. */
static bool is_adjective(const struct study *s, const struct atom *a)
{
	return atom_means(a, SENSE_SAFE) && a->count == 1 && a->meaning != NULL &&
		a->meaning->inflections == NULL && !tongue_nouns(s, a);
}

/* `on the evening of the 21st`: its `of`; not `until the morning of the 16th`. */
static bool day_of_noun(const struct study *s, size_t first, size_t at)
{
	const struct atom *a = &s->atoms[at];
	size_t noun = at - 1, lead;

	if (at < first + 2 || a->count != 1 || !atom_means(a, SENSE_ORIGIN) ||
		atom_means(a, SENSE_WITH) || !is_event_noun(&s->atoms[noun]))
		return false;
	for (lead = noun; lead > first && atom_means(&s->atoms[lead - 1], SENSE_ARTICLE);)
		lead--;
	return lead > first && atom_means(&s->atoms[lead - 1], SENSE_GOING);
}

/* `two for the congress` */
static bool number_for(const struct study *s, size_t at)
{
	const struct atom *a = &s->atoms[at], *next = study_atom(s, at + 1, s->atom_count);
	bool number = a->kind == ATOM_NUMBER ||
		(atom_means(a, SENSE_NUMBER) && !atom_means(a, SENSE_INDEFINITE));

	return number && token_means(first_token(s, next), SENSE_FOR);
}

bool run_counts_one(const struct study *s, size_t at)
{
	const struct atom *a = &s->atoms[at];

	if (!atom_means(a, SENSE_EVENT) || !atom_means(a, SENSE_NUMBER) || at < 2 ||
		!(atom_means(a - 1, SENSE_AND) || atom_is(a - 1, ',')))
		return false;
	for (size_t i = at - 1; i-- > 0 && !atom_is(&s->atoms[i], '.');)
		if (atom_means(&s->atoms[i], SENSE_PERSONS) || number_for(s, i) ||
			atom_means(&s->atoms[i], SENSE_RELATION) ||
			(s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].people->total))
			return true;
	return false;
}

/* `zu Frau Dr. Reuter`, `to Dr Whitcombe's talk`: who speaks there, behind a word of going; not `für Frau Reuter`,
 * `Frau Reuter kommt`. */
static size_t goes_to_speaker(const struct study *s, size_t first, size_t at)
{
	size_t n = honours(s, first, at);
	const struct atom *before = n > 0 && at - n > first ? &s->atoms[at - n - 1] : NULL;

	return before != NULL && atom_means(before, SENSE_GOING) &&
			!atom_means(before, SENSE_FOR) && !atom_means(before, SENSE_BEHALF) &&
			!atom_means(before, SENSE_ORIGIN)
		? n
		: 0;
}

/* `the discussion at the congress`, `die Diskussion beim Kongress`: a part of the event, and not all of it; the noun stands at
 * `noun`, the event's own word at `piece`. At a place, it is the event itself. */
static bool part_of_event(const struct study *s, size_t noun, size_t piece)
{
	const struct atom *a = &s->atoms[piece];
	bool event = (a->kind == ATOM_TITLE && !a->reference) || a->kind == ATOM_SORT;

	/* `a seat at the forum and one at the congress` */
	event = event && !atom_means(&s->atoms[noun], SENSE_NUMBER);
	for (size_t i = noun + 1; i < piece && event; i++) {
		const struct atom *at = &s->atoms[i];
		bool beside =
			atom_means(at, SENSE_GOING) && atom_means(at, SENSE_ORIGIN); /* beim */
		if (atom_means(at, SENSE_BEING) || beside)
			return true;
	}
	return false;
}

/* Glue in front of the run: `für das`, quotes. */
static size_t front(const struct study *s, size_t first, size_t at, struct run *r)
{
	bool noun = false; /* `zu dem Abend in der Moschee`: a preposition each */
	size_t piece = at;

	if (honours(s, first, at) > 0 && goes_to_speaker(s, first, at) == 0)
		return at;
	at -= goes_to_speaker(s, first, at);

	while (at > first) {
		const struct atom *a = &s->atoms[at - 1];
		if (a->kind == ATOM_EVENT || run_counts_one(s, at - 1) ||
			(is_event_noun(a) && part_of_event(s, at - 1, piece)))
			break;
		if (!r->going && day_of_noun(s, first, at - 1)) {
			at--;
			continue;
		}
		if (is_silent(a)) {
			r->quoted = true;
		} else if (atom_means(a, SENSE_INDEFINITE)) {
			/* not `zwei Plätze für A und einen | für B` */
			r->indefinite = !r->going;
			break;
		} else if (atom_is(a, '(') || is_event_noun(a)) {
			if (atom_is(a, '('))
				r->open++;
			noun = noun || is_event_noun(a);
		} else if (run_is_glue_word(a) && !atom_means(a, SENSE_ABOUT)) {
			r->definite = r->definite || atom_means(a, SENSE_ARTICLE);
			/* `es geht um den Kongress`: a time's preposition leads to no event */
			if (!atom_means(a, SENSE_GOING) && atom_means(a, SENSE_AT_TIME))
				break;
			/* one preposition: `melde mich an für …` keeps its particle */
			if (r->going && atom_means(a, SENSE_GOING) && !noun)
				break;
			noun = noun && !atom_means(a, SENSE_GOING);
			r->going = r->going || atom_means(a, SENSE_GOING);
			r->at_place = r->at_place || atom_means(a, SENSE_WHEREABOUTS);
		} else if (!(s->atoms[at].kind == ATOM_SORT && is_adjective(s, a))) {
			break;
		}
		at--;
	}
	return at;
}

/* `the Selimiye mosque`: a common noun behind a place's name, where nouns have no capital. */
static bool names_place_sort(const struct study *s, size_t at)
{
	const struct atom *a = &s->atoms[at], *before = a - 1;

	return !tongue_nouns(s, a) && atom_means(a, SENSE_HARMLESS) && at > 0 &&
		before->kind == ATOM_TITLE && before->reference;
}

/* `the business one` */
static bool stands_for_sort(const struct atom *a)
{
	return atom_means(a, SENSE_EVENT) && atom_means(a, SENSE_NUMBER);
}

/* Closing quotes, brackets, an event noun and a time behind the run. */
static size_t back(const struct study *s, size_t at, size_t end, struct run *r)
{
	for (; at < end; at++) {
		const struct atom *a = &s->atoms[at];
		if (is_silent(a))
			r->quoted = r->quoted || r->has_title;
		else if (atom_is(a, ')') && r->open > 0)
			r->open--;
		else if (!(a->kind == ATOM_TIME && r->pieces > 0) && !is_event_noun(a) &&
			!names_place_sort(s, at))
			break;
		else if (r->definite && (r->has_title || r->has_month) && stands_for_sort(a))
			r->stands = true;
	}
	return at;
}

static void open_brackets(const struct study *s, struct run *r, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (atom_is(&s->atoms[i], '('))
			r->open++;
		else if (atom_is(&s->atoms[i], ')') && r->open > 0)
			r->open--;
		else if (is_silent(&s->atoms[i]))
			r->quoted = true;
	}
}

/* `vom Bildungsforum auf den Kongress umbuchen`: from one to another, beside a word of change. */
static bool changes_to(
	const struct study *s, const struct run *r, size_t first, size_t next, size_t end)
{
	const struct atom *from = r->first > first ? &s->atoms[r->first - 1] : NULL;
	bool leads = false, change = false;

	/* `from the forum on education to …`: only a sort's noun so far */
	if (r->has_sort && eset_count(r->sort) > 1 && !r->has_title && !r->has_day &&
		!r->has_weekday && !r->has_place)
		return false;
	/* `from the open lab on 23 November to …`: which of them */
	if (r->has_title && !r->has_day && !r->has_weekday && eset_count(r->title) > 1 &&
		s->atoms[next].kind == ATOM_DATE &&
		!eset_empty(eset_and(r->title, s->atoms[next].events)))
		return false;
	if (from == NULL || !(atom_means(from, SENSE_ORIGIN) || atom_means(from, SENSE_SINCE)))
		return false;
	for (size_t i = r->end; i < next; i++)
		leads = leads || atom_means(&s->atoms[i], SENSE_GOING);
	for (size_t i = first; i < end; i++)
		change = change || atom_means(&s->atoms[i], SENSE_CHANGE);
	return leads && change;
}

/* `swap the 18th for the Education forum`, `Bildung gegen den Kongress tauschen`: what is given, and what for, beside a word of exchange. */
static bool trades(
	const struct study *s, const struct run *r, size_t first, size_t next, size_t end)
{
	const struct atom *between = study_atom(s, r->end, end);
	struct eset given = r->has_day ? r->day : r->has_title ? r->title : r->sort;

	bool leads = atom_means(between, SENSE_FOR) || atom_means(between, SENSE_AT_TIME);
	if (!leads || !(r->has_day || r->has_title || r->has_sort) ||
		!eset_empty(eset_and(given, s->atoms[next].events)))
		return false;
	for (size_t i = first; i < end; i++)
		if (atom_means(&s->atoms[i], SENSE_SWITCH))
			return true;
	return false;
}

/* `forum A and forum B (16 and 22 February)`: several days in brackets, from `at` on, of which the piece at `day` is the first. */
static bool lists_days(const struct study *s, size_t at, size_t day, size_t end)
{
	bool open = false, more = false;

	for (size_t i = at; i < day; i++)
		open = open || atom_is(&s->atoms[i], '(');
	for (size_t i = day + 1; i < end && open && !atom_is(&s->atoms[i], ')'); i++) {
		const struct atom *a = &s->atoms[i];
		bool joins = atom_is(a, ',') || atom_is(a, '/') || atom_is(a, '&') ||
			atom_means(a, SENSE_AND);
		if (!joins && a->kind != ATOM_DATE)
			return false;
		more = more || (a->kind == ATOM_DATE && a->day_known && i > day + 1);
	}
	return open && more && s->atoms[day].kind == ATOM_DATE && s->atoms[day].day_known;
}

/* The run that begins with the piece at `at`; glue may reach back to `first`. */
struct run run_at(struct study *s, size_t first, size_t at, size_t end)
{
	struct run r = {.end = at + 1};

	r.first = front(s, first, at, &r);
	add_piece(&r, &s->atoms[at]);
	for (;;) {
		bool separated = false;
		size_t next = next_piece(s, r.end, end, &separated);
		if (next >= end)
			break;
		/* a day takes the month of the one behind it */
		if (s->atoms[next].kind == ATOM_DATE && s->atoms[r.end - 1].kind == ATOM_DATE)
			date_inherit(s, &s->atoms[r.end - 1], &s->atoms[next]);
		if (!continues(s, &r, first, next, end, separated) ||
			changes_to(s, &r, first, next, end) || trades(s, &r, first, next, end) ||
			lists_days(s, r.end, next, end))
			break;
		open_brackets(s, &r, r.end, next);
		add_piece(&r, &s->atoms[next]);
		r.end = next + 1;
	}
	r.end = back(s, r.end, end, &r);
	return r;
}
