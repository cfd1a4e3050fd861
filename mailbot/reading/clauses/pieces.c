#include "reading/clauses/pieces.h"

#include <string.h>

#include "reading/clauses/clauses.h"
#include "reading/lines/tongues.h"
#include "reading/people/roles.h"

enum { REASON_WORDS_MAX = 5 }; /* between a reason's word and its verb */

static bool holds_me(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (token_means(&s->tokens[i], SENSE_ME) || token_means(&s->tokens[i], SENSE_US))
			return true;
	return false;
}

static bool holds_verb(const struct study *s, const struct atom *a)
{
	for (size_t i = a->first; i < a->first + a->count && a->count > 1; i++)
		if (s->tokens[i].meaning != NULL && s->tokens[i].meaning->inflections != NULL)
			return true;
	return false;
}

static bool carries(const struct study *s, const struct atom *a)
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
	/* `they put me on late shift`: a whole phrase that says what keeps somebody */
	if (a->count > 2 && senses_has(a->senses, SENSE_OBSTACLE) && holds_me(s, a))
		return true;
	/* `freue mich auf das Gespräch`, `wünsche Ihnen viel Erfolg` */
	if (senses_has(a->senses, SENSE_WISH) && tongue_nouns(s, a) && holds_verb(s, a))
		return true;
	/* `hat mir davon erzählt` */
	if (a->count > 1 && senses_has(a->senses, SENSE_GIVEN) && tongue_nouns(s, a))
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

/* `…, obwohl ich an dem Tag Geburtstag habe`: where the verb stands last it is granted, and no second thought. */
static bool concedes(const struct study *s, size_t i, size_t end, bool leads)
{
	const struct language *l = tongue_of(s, &s->atoms[i]);

	return leads && atom_means(&s->atoms[i], SENSE_CONCEDES) && i + 1 < end &&
		s->atoms[i + 1].kind != ATOM_PUNCT && l != NULL && l->verb_last;
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
		(carries(s, &s->atoms[i + 1]) || atom_means(&s->atoms[i + 1], SENSE_POLITE));
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
	if (concedes(s, i, x->end, behind_comma && !verb_next))
		return 'v';
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
			atom_means(&s->atoms[i - 1], SENSE_CAN) ||
			/* `I am also coming` */
			(atom_means(&s->atoms[i - 1], SENSE_BE) &&
				atom_is_verb(study_atom(s, i + 1, x->end), FORM_GERUND)));
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

/* `…, am 22. dagegen nicht`, `…, der 22. aber geht nicht`: a but behind the event that its part begins with. */
static bool but_within(const struct study *s, const struct piece *p, size_t i)
{
	return p->sign == ',' && i > 0 && p->first == i - 1 && s->atoms[i].count == 1 &&
		s->atoms[i - 1].kind == ATOM_EVENT;
}

static size_t split(const struct study *s, const struct sentence *x, struct piece *parts)
{
	size_t n = 0;

	parts[n++] = (struct piece){.first = x->first, .from = x->first, .end = x->end};
	for (size_t i = x->first; i < x->end && n < PIECES_MAX; i++) {
		bool comma = i > x->first && s->atoms[i - 1].kind == ATOM_PUNCT &&
			strchr(",n-", s->atoms[i - 1].punct) != NULL;
		char sign = sign_of(s, x, i, comma);
		/* `if yes please put me down` */
		if (sign == 0 && i > x->first && is_answer(&s->atoms[i - 1]) &&
			s->atoms[i].kind != ATOM_PUNCT) {
			parts[n - 1].first = i - 1;
			parts[n - 1].end = i;
			parts[n++] =
				(struct piece){.from = i, .first = i, .end = x->end, .sign = ','};
			continue;
		}
		if (sign == 0 || (sign == '-' && i == x->first))
			continue;
		if (sign == 'b' && but_within(s, &parts[n - 1], i)) {
			parts[n - 1].but_within = true;
			parts[n - 1].sign = sign;
			continue;
		}
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
	const struct token *last = last_token(s, a);
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
		verb->kind != ATOM_UNKNOWN || first_token(s, verb)->capital || verb->near_alarm)
		return false;
	const struct language *l = tongue_of(s, who);
	return l != NULL && l->verb_last && who->people->me && !who->people->object &&
		who->people->count <= 1 && who->people->person_count == 0 && who->count == 1;
}

/* `…, an der ich jeden Tag vorbeifahre`: the verb of such a clause stands last, known or not. */
static bool relative_unknown(const struct study *s, const struct piece *p)
{
	static const enum sense leads[] = {SENSE_GOING, SENSE_ORIGIN, SENSE_BEFORE, SENSE_WITH};
	const struct atom *lead = study_atom(s, p->first, p->end);
	const struct language *l = tongue_of(s, lead);
	size_t end = p->end;

	bool governed = ATOM_MEANS_ANY(lead, leads) &&
		atom_means(study_atom(s, p->first + 1, p->end), SENSE_RELATIVE);

	if (p->sign != ',' || !governed || l == NULL || !l->verb_last)
		return false;
	while (end > p->first && atom_quiet(&s->atoms[end - 1]))
		end--;
	const struct atom *verb = &s->atoms[end - 1], *who = lead + 2;
	return end > p->first + 3 && verb->kind == ATOM_UNKNOWN && !verb->near_alarm &&
		!first_token(s, verb)->capital && who->kind == ATOM_PEOPLE;
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

/* `ich`, on its own or within a phrase: `muss ich passen`. */
static bool says_i(const struct study *s, const struct atom *a)
{
	static const enum sense senses[] = {SENSE_I, SENSE_WE};

	if (a->kind == ATOM_PEOPLE)
		return a->people->me && !a->people->object;
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (TOKEN_MEANS_ANY(&s->tokens[i], senses))
			return true;
	return false;
}

/* `und bittet, ihn zu entschuldigen`, `und lässt sich entschuldigen`: who begs, and for what. */
static bool begs_off(const struct study *s, const struct piece *p)
{
	bool lets = false, excuse = false;

	for (size_t i = p->first; i < s->atom_count && !atom_is(&s->atoms[i], '.'); i++) {
		lets = lets || (i < p->end && atom_means(&s->atoms[i], SENSE_LETS));
		excuse = excuse || atom_means(&s->atoms[i], SENSE_EXCUSING);
	}
	return lets && excuse;
}

/* `but Nadine is out`: a phrase of a no, right behind who is. */
static bool says_who_is_out(const struct study *s, const struct piece *p)
{
	const struct atom *who = study_atom(s, p->first, p->end);
	const struct atom *no = study_atom(s, p->first + 1, p->end);
	bool somebody = who->kind == ATOM_PEOPLE && !who->people->me && !who->people->with;

	return (who->kind == ATOM_UNKNOWN || somebody) && no->count > 1 &&
		atom_means(no, SENSE_DECLINE);
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
	p->begs = p->first < p->end && atom_means(first, SENSE_PLEASE);
	p->declines = p->first < p->end && first->count > 1 && atom_means(first, SENSE_DECLINE);
	p->out = says_who_is_out(s, p);
	for (size_t i = p->first; i < p->end; i++) {
		const struct atom *a = &s->atoms[i];
		p->verb = p->verb || carries(s, a);
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
		p->pleases = p->pleases || atom_means(a, SENSE_PLEASE);
		p->pleads = atom_means(a, SENSE_PLEASE) ||
			(p->pleads && (a->kind == ATOM_PUNCT || a->kind == ATOM_SILENT));
		p->mine = p->mine || says_i(s, a);
		p->content = p->content || !atom_quiet(a);
	}
	p->verb = p->verb || unknown_verb(s, p) || relative_unknown(s, p) || begs_off(s, p);
	p->noun = p->event && !p->verb &&
		(atom_means(first, SENSE_REGISTRATION) || atom_means(first, SENSE_CANCELLATION));
	p->answered = p->answered || (!p->verb && p->event && says_gladly(s, p));
	p->polarity = p->polarity || p->answered;
	p->pleases = p->pleases && !p->verb;
	p->pleads = p->pleads && !p->verb;
}

size_t pieces_make(const struct study *s, const struct sentence *x, struct piece *parts)
{
	size_t n = split(s, x, parts);

	for (size_t i = 0; i < n; i++) {
		look(s, &parts[i]);
		if (parts[i].sign == 'w' && !is_relative(s, parts[i].first, parts[i].end))
			parts[i].sign = ',';
	}
	return n;
}
