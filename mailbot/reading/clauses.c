#include "reading/clauses.h"

#include <string.h>

#include "reading/noes.h"
#include "reading/roles.h"
#include "reading/tongues.h"

/* A part of a sentence between two possible cuts. */
struct piece {
	size_t first, end; /* atoms, without the sign or conjunction before it */
	size_t from; /* with them */
	char sign; /* ',' '&' (and), 'o' (or), 'b' (but), 'r' (reason), 'c' (condition), 't' (that),
		      's' (hence),
		      '(' , ')', ':' , '-', 'w' (relative), 0 at the sentence's start */
	bool verb, intent, polarity, contrary, content;
	bool finite, infinite, modal, event, people;
	bool lists; /* ends with an event */
	bool fronted; /* an event stands before its verb */
	bool answered; /* a yes or no, and no event behind it */
	bool noun; /* `Absage für den 16.`: no verb, and what it says stands first */
	bool mine; /* the writer does it */
	bool closed; /* ends with an infinitive or a participle */
	bool subject; /* begins with who does it, in the nominative: `I`, `we` */
	bool relative; /* begins the sentence with `was`, which wants its verb */
	bool comma; /* a comma stands before the word that joins it */
	bool others; /* begins with others who do it: `they changed …` */
};

enum { REASON_WORDS_MAX = 5 }; /* between a reason's word and its verb */
enum { PIECES_MAX = 64 }; /* of one sentence; what is longer is no letter that may be acted on */

bool atom_is_verb(const struct atom *a, unsigned forms)
{
	if (a->kind != ATOM_WORD || a->meaning == NULL)
		return false;
	for (const struct inflection *f = a->meaning->inflections; f != NULL; f = f->next)
		if (f->forms & forms)
			return true;
	return false;
}

static bool carries(const struct atom *a)
{
	static const enum sense senses[] = {SENSE_REGISTER, SENSE_COME, SENSE_CANCEL, SENSE_DECLINE,
		SENSE_SUIT, SENSE_BE, SENSE_HAVE, SENSE_WILL, SENSE_CAN, SENSE_MUST, SENSE_WOULD,
		SENSE_OTHER, SENSE_STAYS, SENSE_BEGINS /* `mein Name ist` */, SENSE_NAMES,
		SENSE_AGREES, SENSE_HOPED, SENSE_MUSING, SENSE_TALK, SENSE_OWN_LETTER,
		SENSE_STAYS_BEHIND, SENSE_POLITE /* `could you` */};

	if (a->kind != ATOM_WORD)
		return false;
	if (SENSES_HAVE_ANY(a->senses, senses))
		return true;
	/* `ich hoffe auf ein anderes Mal` */
	if (a->count > 2 && senses_has(a->senses, SENSE_VAIN))
		return true;
	/* `asked me` */
	if (a->count > 1 &&
		(senses_has(a->senses, SENSE_REPORT) || senses_has(a->senses, SENSE_SENT)))
		return true;
	return atom_is_verb(a, ~0u);
}

static bool has_intent(const struct atom *a)
{
	return a->kind == ATOM_WORD &&
		(senses_has(a->senses, SENSE_REGISTRATION) ||
			senses_has(a->senses, SENSE_CANCELLATION) ||
			senses_has(a->senses, SENSE_PLEASE));
}

static bool polar(const struct atom *a)
{
	return a->kind == ATOM_WORD &&
		(senses_has(a->senses, SENSE_NEG) || senses_has(a->senses, SENSE_YES) ||
			senses_has(a->senses, SENSE_NO) || senses_has(a->senses, SENSE_HEDGE) ||
			senses_has(a->senses, SENSE_OPEN) || senses_has(a->senses, SENSE_RETRACT));
}

static bool is_modal(const struct atom *a)
{
	return a->kind == ATOM_WORD &&
		(senses_has(a->senses, SENSE_WILL) || senses_has(a->senses, SENSE_CAN) ||
			senses_has(a->senses, SENSE_MUST) || senses_has(a->senses, SENSE_WOULD) ||
			senses_has(a->senses, SENSE_HAVE) || senses_has(a->senses, SENSE_LETS));
}

static bool begins_subject(const struct atom *a)
{
	/* `bin ich da mit meiner Schwester` */
	return (a->kind == ATOM_PEOPLE && !a->people->with) || atom_means(a, SENSE_MY) ||
		atom_means(a, SENSE_OTHERS) || atom_means(a, SENSE_YOU);
}

/* `because` is nothing else, `since` and `da` may be. */
static bool only_because(const struct atom *a)
{
	struct senses because = {0};

	senses_add(&because, SENSE_BECAUSE);
	return senses_same(a->senses, because);
}

/* `… as that day is my mother's birthday`: a word that may be a reason's, and a verb near. */
static bool gives_reason(const struct study *s, const struct sentence *x, size_t i)
{
	if (i + 1 >= x->end || atom_means(&s->atoms[i + 1], SENSE_INDEFINITE) ||
		s->atoms[i].count > 1)
		return false;
	for (size_t k = i + 1; k < x->end && k <= i + REASON_WORDS_MAX; k++) {
		const struct atom *a = &s->atoms[k];
		if (a->kind == ATOM_PUNCT || atom_means(a, SENSE_AND))
			return false;
		if (atom_means(a, SENSE_BE) || atom_means(a, SENSE_HAVE) ||
			atom_means(a, SENSE_MUST) || atom_means(a, SENSE_CAN))
			return k > i + 1;
		/* `… since the 18th doesn't suit me`, not `ich kann da am 18. nicht kommen` */
		if (atom_means(a, SENSE_NEG) && k + 1 < x->end && tongue_of(s, a) != NULL &&
			!tongue_of(s, a)->verb_last && atom_is_verb(&s->atoms[k + 1], FORM_INF))
			return k > i + 1;
	}
	return false;
}

/* `Education forum - yes`, `16 Feb. - sorry, no`: a dash between an event and what is said of it. */
static bool dash_answers(const struct study *s, const struct sentence *x, size_t at)
{
	static const enum sense senses[] = {SENSE_YES, SENSE_NO, SENSE_WISH, SENSE_REGRET};
	const struct atom *next = study_atom(s, at + 1, x->end);

	for (size_t i = x->first; i + 1 < at; i++)
		if (!atom_quiet(&s->atoms[i]) && !atom_means(&s->atoms[i], SENSE_ARTICLE))
			return false;
	return at > x->first && s->atoms[at - 1].kind == ATOM_EVENT &&
		(ATOM_MEANS_ANY(next, senses) ||
			(next->kind == ATOM_PEOPLE && next->people->me &&
				next->people->count <= 1 && !next->people->object));
}

static char sign_of(const struct study *s, const struct sentence *x, size_t i, bool behind_comma)
{
	const struct atom *a = &s->atoms[i];

	if (a->kind == ATOM_PUNCT)
		return strchr(",()", a->punct) != NULL ? a->punct
			: a->punct == ':' && !x->item  ? ':'
			: a->punct == 'n'              ? ','
			: a->punct == '-'              ? (dash_answers(s, x, i) ? ':' : '-')
			: a->punct == 'e'              ? '-'
						       : 0;
	if (a->kind != ATOM_WORD)
		return 0;
	bool starts = behind_comma || i == x->first;
	/* `am 16. nicht, am 18. aber schon`: its own event stands before it */
	bool contrary = i + 1 < x->end && atom_means(&s->atoms[i + 1], SENSE_CONTRARY) &&
		(i + 2 == x->end || s->atoms[i + 2].kind == ATOM_PUNCT);
	if (senses_has(a->senses, SENSE_BUT))
		return contrary && !starts && s->atoms[i - 1].kind == ATOM_EVENT ? 0 : 'b';
	/* `da bin ich dabei` is no reason, `da ich krank bin` is one */
	bool verb_next = i + 1 < x->end &&
		(carries(&s->atoms[i + 1]) || atom_means(&s->atoms[i + 1], SENSE_POLITE));
	/* `I work as a nurse`: what somebody is, no reason */
	bool role = atom_means(a, SENSE_ROLE) && i + 1 < x->end &&
		s->atoms[i + 1].kind == ATOM_PEOPLE &&
		token_means(&s->tokens[s->atoms[i + 1].first], SENSE_INDEFINITE);
	bool subject_next = i + 1 < x->end && !role && begins_subject(&s->atoms[i + 1]);
	role = role || role_of_writer(s, x->first, i, x->end) > 0;
	if (senses_has(a->senses, SENSE_BECAUSE) && !verb_next && !role &&
		(starts || subject_next || only_because(a) || gives_reason(s, x, i)))
		return 'r';
	if (senses_has(a->senses, SENSE_HENCE) && behind_comma)
		return 's';
	if (senses_has(a->senses, SENSE_CONDITION))
		return 'c';
	if (senses_has(a->senses, SENSE_THAT) && (starts || !senses_has(a->senses, SENSE_ARTICLE)))
		return 't';
	/* `three newcomers who speak no German`: without a comma, a word that is no article */
	bool pure = i > x->first && !senses_has(a->senses, SENSE_ARTICLE) &&
		s->atoms[i - 1].kind == ATOM_PEOPLE;
	if (senses_has(a->senses, SENSE_RELATIVE) && (behind_comma || pure))
		return 'w';
	if (senses_has(a->senses, SENSE_OR))
		return 'o';
	/* `he will also be there`: within what the modal opened */
	bool within = i > x->first && senses_has(a->senses, SENSE_ALSO) && a->count == 1 &&
		(atom_means(&s->atoms[i - 1], SENSE_WILL) ||
			atom_means(&s->atoms[i - 1], SENSE_CAN));
	if (senses_has(a->senses, SENSE_AND) && !within)
		return '&';
	return 0;
}

/* A relative clause has a verb, and in some languages ends with it: `, der …  ist`. */
static bool is_relative(const struct study *s, size_t first, size_t end)
{
	size_t verbs = 0;

	if (end == first)
		return false;
	for (size_t i = first; i < end; i++)
		verbs += atom_is_verb(
			&s->atoms[i], FORM_1SG | FORM_3SG | FORM_1PL | FORM_PL | FORM_PAST);
	const struct language *l = tongue_of(s, &s->atoms[first]);
	if (l != NULL && !l->verb_last)
		return verbs > 0;
	while (end > first && s->atoms[end - 1].kind == ATOM_PUNCT)
		end--;
	return verbs == 1 && end > first &&
		atom_is_verb(
			&s->atoms[end - 1], FORM_1SG | FORM_3SG | FORM_1PL | FORM_PL | FORM_PAST);
}

/* `if so`, which is all of its clause */
static bool is_answer(const struct atom *a)
{
	return atom_means(a, SENSE_CONDITION) && atom_means(a, SENSE_YES);
}

static size_t split(const struct study *s, const struct sentence *x, struct piece *parts)
{
	size_t n = 0;

	parts[n++] = (struct piece){.first = x->first, .from = x->first, .end = x->end};
	for (size_t i = x->first; i < x->end && n < PIECES_MAX; i++) {
		bool comma = i > x->first && s->atoms[i - 1].kind == ATOM_PUNCT &&
			strchr(",n-", s->atoms[i - 1].punct) != NULL;
		char sign = sign_of(s, x, i, comma);
		if (sign == 0 || (sign == '-' && i == x->first))
			continue;
		/* `, aber`, `, weil`: one cut, the word says of which kind */
		bool again =
			parts[n - 1].first == i && !(i > x->first && is_answer(&s->atoms[i - 1]));
		if (!again) {
			parts[n - 1].end = i;
			parts[n++] = (struct piece){.from = i};
		}
		bool word = s->atoms[i].kind == ATOM_WORD;
		if ((!again || word || sign == '(') && !(again && parts[n - 1].sign == 'c'))
			parts[n - 1].sign = sign;
		parts[n - 1].first = i + 1;
		parts[n - 1].end = x->end;
	}
	return n;
}

/* `dabei sein`: an idiom whose last word is an infinitive. */
static bool closes_frame(const struct study *s, const struct atom *a)
{
	const struct token *last = &s->tokens[a->first + a->count - 1];
	const struct inflection *f = last->meaning != NULL ? last->meaning->inflections : NULL;

	if (a->kind != ATOM_WORD || a->count < 2 || !senses_has(a->senses, SENSE_COME))
		return false;
	for (; f != NULL; f = f->next)
		if (f->forms & FORM_INF && f->verb->particle.len > 0 && !(f->forms & FORM_1SG))
			return true;
	return false;
}

/* `…, wir montieren in Olpe`: where the verb stands second, the word behind who does it is one, known or not. */
static bool unknown_verb(const struct study *s, const struct piece *p)
{
	const struct atom *who = &s->atoms[p->first], *verb = who + 1;

	if (p->sign != ',' || p->first + 1 >= p->end || who->kind != ATOM_PEOPLE ||
		verb->kind != ATOM_UNKNOWN || s->tokens[verb->first].capital || verb->near_alarm)
		return false;
	const struct language *l = tongue_of(s, who);
	return l != NULL && l->verb_last && who->people->me && !who->people->object &&
		who->people->count <= 1 && who->people->person_count == 0 && who->count == 1;
}

/* `it will only be me`: a whole phrase that says who comes. */
static bool says_alone(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count && atom_means(a, SENSE_ALONE); i++)
		if (token_means(&s->tokens[i], SENSE_BE))
			return true;
	return false;
}

/* `am 18. gern`, `am 21. schon`: an event, and a yes behind it that no word says outright. */
static bool says_gladly(const struct study *s, const struct piece *p)
{
	size_t end = p->end;

	while (end > p->first && s->atoms[end - 1].kind == ATOM_PUNCT)
		end--;
	return end > p->first + 1 && s->atoms[end - 2].kind == ATOM_EVENT &&
		(atom_means(&s->atoms[end - 1], SENSE_GLADLY) ||
			atom_means(&s->atoms[end - 1], SENSE_CONTRARY));
}

static void look(const struct study *s, struct piece *p)
{
	const struct atom *first = &s->atoms[p->first];

	/* `, aber`; not `komme aber trotzdem` */
	p->comma = p->first > p->from + 1 && s->atoms[p->from].kind == ATOM_PUNCT;
	p->subject = p->first < p->end && first->kind == ATOM_PEOPLE && first->people->me &&
		!first->people->object && !tongue_nouns(s, first);
	p->relative = p->sign == 0 && p->first + 1 < p->end && atom_means(first, SENSE_RELATIVE) &&
		atom_means(first, SENSE_ASKING);
	p->others = p->first + 1 < p->end && atom_means(first, SENSE_OTHERS) && first->count == 1 &&
		!tongue_nouns(s, first) && atom_is_verb(first + 1, FORM_PAST | FORM_PL | FORM_3SG);
	for (size_t i = p->first; i < p->end; i++) {
		const struct atom *a = &s->atoms[i];
		p->verb = p->verb || carries(a);
		p->intent = p->intent || has_intent(a);
		p->polarity = p->polarity || polar(a) || says_alone(s, a);
		p->contrary = p->contrary || atom_means(a, SENSE_CONTRARY);
		p->event = p->event || a->kind == ATOM_EVENT;
		p->fronted = p->fronted || (a->kind == ATOM_EVENT && !p->verb);
		p->answered = polar(a) || (p->answered && a->kind != ATOM_EVENT);
		p->people = p->people || atom_means(a, SENSE_ALONE) ||
			(a->kind == ATOM_PEOPLE && !(a->people->me && a->people->count <= 1));
		p->modal = p->modal || is_modal(a);
		p->finite = p->finite || is_modal(a) ||
			(atom_is_verb(a, FORM_1SG | FORM_3SG | FORM_1PL) &&
				!atom_is_verb(a, FORM_PART));
		p->infinite =
			p->infinite || atom_is_verb(a, FORM_INF | FORM_PART) || closes_frame(s, a);
		p->closed = atom_is_verb(a, FORM_INF | FORM_PART) || closes_frame(s, a) ||
			(p->closed && atom_quiet(a));
		p->lists = a->kind == ATOM_EVENT || (p->lists && atom_quiet(a));
		p->mine =
			p->mine || (a->kind == ATOM_PEOPLE && a->people->me && !a->people->object);
		p->content = p->content || !atom_quiet(a);
	}
	p->verb = p->verb || unknown_verb(s, p);
	p->noun = p->event && !p->verb &&
		(atom_means(first, SENSE_REGISTRATION) || atom_means(first, SENSE_CANCELLATION));
	p->answered = p->answered || (!p->verb && p->event && says_gladly(s, p));
	p->polarity = p->polarity || p->answered;
}

static bool subordinates(char sign)
{
	return sign == 'r' || sign == 'c' || sign == 't' || sign == 'w';
}

/* `will wissen, weshalb …`: there it is asked, not said. */
static bool asks_why(const struct study *s, size_t sentence, size_t at)
{
	const struct sentence *x = &s->sentences[sentence];

	for (size_t i = x->first; i < at; i++)
		if (atom_means(&s->atoms[i], SENSE_ASKING))
			return true;
	return x->question || at == x->first;
}

static void add_clause(struct study *s, size_t sentence, const struct piece *first,
	const struct piece *last, bool inherits)
{
	struct clause c = {
		.first = first->from, .end = last->end, .sentence = sentence, .sign = first->sign};

	c.verbless = true;
	for (const struct piece *p = first; p <= last; p++)
		c.verbless = c.verbless && !p->verb;
	c.condition = first->sign == 'c';
	c.subordinate = subordinates(first->sign) || inherits ||
		(first->sign == 's' && asks_why(s, sentence, first->from));
	ARENA_PUSH(s->arena, s->clauses, s->clause_count, s->clause_room, c);
}

/* A modal without its infinitive stays open: `ich möchte mich, wie besprochen, … anmelden`, `ich kann nicht zum A und
 * zum B kommen`. */
static bool closes(const struct piece *parts, size_t first, size_t next)
{
	bool modal = false, infinite = false, answered = false;

	for (size_t i = first; i < next; i++) {
		modal = modal || parts[i].modal;
		infinite = infinite || parts[i].infinite;
		answered = answered || parts[i].answered;
	}
	return modal && !infinite && !answered && parts[next].infinite && !parts[next].finite &&
		!parts[next].others && parts[next].sign != ':';
}

/* Whether a clause of its own begins with part `next`, given the one that it would join. */
static bool cuts(const struct piece *before, const struct piece *next, bool verb_before)
{
	if (subordinates(next->sign) || next->sign == 's')
		return true;
	/* `komme aber am 22.`: a `but` in the middle of a clause cuts nothing */
	bool comma = next->comma;
	/* `was uns aber am Herzen liegt, ist …` */
	if (next->sign == 'b' && !comma && before->relative && !verb_before && !before->polarity)
		return false;
	if (next->sign == 'b' && (comma || before->polarity || !verb_before))
		return true;
	if (next->sign == 'b')
		return next->finite || (next->subject && next->intent) ||
			(next->polarity && !next->verb);
	/* `am 16. zwei, am 18. drei Personen`: each has its own */
	if (before->event && before->people && next->event && next->people && next->sign != '(')
		return true;
	/* `Bildung: ja` */
	if (next->sign == ':' && !before->verb && !next->verb)
		return false;
	/* `kurze Ergänzung aus der Schule: zum Kongress komme ich` */
	if (next->sign == ':' && before->sign != ',' && !verb_before && next->verb &&
		!before->event && !before->people && !before->intent && !before->polarity)
		return true;
	if (subordinates(before->sign) && (next->sign == ',' || next->sign == '('))
		return true;
	if (!next->content)
		return false;
	/* `21. und 22. auch nicht` */
	bool only_event = !before->verb && before->event && !before->polarity && !before->people;
	if (only_event && !verb_before && !next->verb && next->event && next->sign == '&')
		return false;
	if (next->verb && (verb_before || before->polarity))
		return true;
	/* `…, so I'll come`: whatever stands before it */
	if (next->verb && next->subject && comma && next->sign == '&')
		return true;
	bool own = next->polarity || (next->contrary && next->event);
	return !next->verb && own && next->sign != 'o';
}

/* What ends the list of events that part `p` begins: `am 18., am 21. und am 22. komme ich`; none: NULL. */
static const struct piece *list_end(const struct piece *p, const struct piece *end)
{
	const struct piece *at = p;

	for (; at + 1 < end && (at->sign == ',' || (at == p && strchr("&)-", at->sign) != NULL)) &&
		at->sign != 0 && at->event && !at->verb && !at->polarity && !at->people;
		at++)
		if (at[1].sign == '&')
			return at[1].event ? at + 1 : NULL;
	return NULL;
}

/* `zum Kongress bitte drei Plätze` */
static bool orders_seats(const struct piece *p)
{
	return p->event && p->people && p->intent && !p->verb;
}

/* Events behind a clause that is whole go with the verb that follows them: `… entschuldigen, am 18. und am 21. ist
 * er da`, `der 16. geht nicht, am 18. und am 21. komme ich`. `whole`: what stands before them names its
 * event and says what of it. */
static bool leads_on(
	const struct study *s, const struct piece *p, const struct piece *last, bool whole)
{
	const struct piece *before = p - 1;

	if (last == NULL)
		return false;
	/* `am 16. nicht, am 18. und am 21. schon`: the last says it of all */
	if (before->verb && !last->verb && (last->contrary || last->polarity))
		return true;
	/* `ich komme zum A, zum B und zum C bitte zwei Plätze` */
	if (whole && (last->verb || orders_seats(last)) && last->fronted)
		return true;
	return s->language != NULL && s->language->verb_last && before->closed && last->finite;
}

/* `… und am 21. nicht`, without a comma, a verb or people: perhaps a no to what stands before it as well. */
static bool joins_no(const struct piece *p)
{
	return p->sign == '&' && p->first == p->from + 1 && !p->verb && !p->people &&
		!p->contrary && p->event;
}

/* `…, weil ich Dienst habe, und komme am 18.`: a verb at its front, and more behind it, goes on with what is
 * said; in a subordinate clause it would stand last. */
static bool resumes(const struct study *s, const struct piece *p)
{
	size_t at = p->from;

	while (at < p->end &&
		(s->atoms[at].kind == ATOM_PUNCT || atom_means(&s->atoms[at], SENSE_AND)))
		at++;
	return s->language != NULL && s->language->verb_last && at + 1 < p->end &&
		s->atoms[at + 1].kind != ATOM_PUNCT && atom_is_verb(&s->atoms[at], FORM_1SG) &&
		!atom_is_verb(&s->atoms[at], FORM_INF);
}

/* Behind `Absage für den 16.`: more than what such a noun may take with it. */
static bool says_more(const struct piece *p)
{
	return p->event && (p->verb ? p->mine || p->intent : p->polarity || p->noun);
}

/* What the pieces of a clause say so far. */
struct said {
	bool verb, event, people, intent, polarity;
	bool answered; /* a yes or no behind its event */
	bool noun;
	bool of_event; /* a yes or no, and the event, in one piece */
};

static void add_piece(struct said *x, const struct piece *p)
{
	x->verb = x->verb || p->verb;
	x->event = x->event || p->event;
	x->people = x->people || p->people;
	x->intent = x->intent || p->intent;
	x->polarity = x->polarity || p->polarity;
	x->answered = x->answered || p->answered;
	x->noun = x->noun || p->noun;
	x->of_event = x->of_event || (p->polarity && p->event);
}

/* Whether it is whole: names an event, and says what of it. */
static bool said_whole(const struct said *x)
{
	bool ordered = x->people && x->intent;
	return x->event && (x->verb || x->polarity || x->noun || ordered);
}

/* Whether piece `p` says something of events of its own, behind a clause that is whole without a verb or with one. */
static bool begins(const struct said *x, const struct piece *p, const struct piece *before,
	const struct piece *end)
{
	/* `16.: nein, 18.: ja`, `16.: zwei Personen, 18.: drei Personen` */
	bool counted = before->sign == ':' && before->people && p + 1 < end && p[1].sign == ':' &&
		p[1].people;
	if (!x->verb && x->event && (x->answered || counted) && p->event && p->sign == ',')
		return true;
	/* `no to A and B, I'd like to come to C` */
	if (!x->verb && x->of_event && p->verb && p->event)
		return true;
	/* `bitte drei Plätze zum A, und zum B komme ich` */
	if (!x->verb && x->event && x->people && x->intent && p->finite && p->fronted)
		return true;
	/* `ich komme zum A, zum B bitte drei Plätze` */
	if (said_whole(x) && p->fronted && orders_seats(p))
		return true;
	/* `Absage für den 16., ich komme am 18.`, `am 16. komme ich, und Absage für den 18.` */
	if (x->noun && !x->verb && says_more(p))
		return true;
	return (x->verb || x->polarity) && x->event && p->noun;
}

static bool add_sentence(struct study *s, size_t sentence)
{
	const struct sentence *x = &s->sentences[sentence];
	struct piece parts[PIECES_MAX + 1];
	size_t n = split(s, x, parts), first = 0;
	struct said said = {0};
	bool inherits = false;

	for (size_t i = 0; i < n; i++) {
		look(s, &parts[i]);
		if (parts[i].sign == 'w' && !is_relative(s, parts[i].first, parts[i].end))
			parts[i].sign = ',';
	}
	for (size_t i = 1; i < n; i++) {
		const struct piece *before = &parts[i - 1], *next = &parts[i];
		const struct piece *last = list_end(next, parts + n);
		add_piece(&said, before);
		bool open = !subordinates(next->sign) && closes(parts, first, i);
		bool leads = leads_on(s, next, last, said_whole(&said));
		bool shared = said.verb && joins_no(next) &&
			noes_shared(s, before->first, next->from, next->end);
		bool apart = shared && noes_may_part(s, before->first, next->first, next->end);
		bool cut = leads || apart ||
			(!shared && !open &&
				(begins(&said, next, before, parts + n) ||
					cuts(before, next, said.verb)));
		if (!cut)
			continue;
		add_clause(s, sentence, &parts[first], before, inherits);
		/* `ich komme am 16., am 18. und am 21. nicht`: all, or the last? */
		bool listed =
			leads && before->lists && (last->polarity || last->verb || last->people);
		if (apart || listed)
			clause_trouble(
				&s->clauses[s->clause_count - 1], "negation-unclear", next->from);
		/* `weil ich krank bin und nicht kommen kann` is one reason */
		inherits = !leads && !apart && (subordinates(parts[first].sign) || inherits) &&
			next->sign == '&' && !resumes(s, next);
		first = i;
		said = (struct said){0};
	}
	add_clause(s, sentence, &parts[first], &parts[n - 1], inherits);
	return n < PIECES_MAX;
}

bool clauses_make(struct study *s)
{
	bool whole = true;

	for (size_t i = 0; i < s->sentence_count; i++)
		if (s->sentences[i].sort != ROW_QUOTE)
			whole = add_sentence(s, i) && whole;
	return whole;
}
