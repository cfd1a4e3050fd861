#include "reading/frames/torn.h"

#include "reading/clauses/verbs.h"
#include "reading/lines/tongues.h"

/* Whether the clause has the particle as a word of its own. */
static bool has_word(const struct study *s, const struct clause *c, struct slice word)
{
	const struct token *t = first_token(s, &s->atoms[c->first]),
			   *end = last_token(s, &s->atoms[c->end - 1]);

	for (; t <= end; t++)
		if (t->kind == TOKEN_WORD && slice_eq(t->key, word))
			return true;
	return false;
}

/* Two particles of one verb, that make a yes and a no of it. */
static bool two_ways(const struct study *s, const struct clause *c, const struct atom *verb)
{
	bool yes = false, no = false;

	for (const struct inflection *f = verb->meaning->inflections; f != NULL; f = f->next) {
		enum sense sense = f->verb->sense;
		if (f->verb->particle.len == 0 || f->joined || !has_word(s, c, f->verb->particle))
			continue;
		yes = yes || sense == SENSE_REGISTER;
		no = no || sense == SENSE_CANCEL || sense == SENSE_DECLINE;
	}
	return yes && no;
}

bool torn_reads_both(const struct study *s, const struct clause *c)
{
	if (c->end <= c->first || eset_count(c->events) == 0)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_WORD && atom_maybe_verb(a) && eset_count(c->events) > 1 &&
			two_ways(s, c, a))
			return true;
		/* `take me off the 16th and onto the 18th` */
		if (a->kind == ATOM_WORD && a->count > 1 && c->says == SAYS_NOT_COME &&
			eset_count(c->events) > 1 && atom_means(a, SENSE_CHANGE) &&
			token_means(first_token(s, a), SENSE_AND))
			return true;
	}
	/* `work can go`: nobody comes, and it is the event that goes */
	return c->says == SAYS_COME && clause_tokens_mean(s, c, SENSE_CAN) &&
		clause_tokens_mean(s, c, SENSE_LEAVES) && !clause_tokens_mean(s, c, SENSE_I) &&
		!clause_tokens_mean(s, c, SENSE_WE) && c->people_count == 0;
}

/* `Meine Frau und ich kommen am 16., am 18. nur sie`: an only behind the second of its events, where several come. */
static bool only_one_of_us(const struct study *s, const struct clause *c)
{
	size_t events = 0;
	bool several = false;

	for (size_t i = 0; i < c->people_count; i++)
		several = several || c->people[i]->count > 1;
	for (size_t i = c->first; i < c->end && several; i++) {
		const struct atom *a = &s->atoms[i];
		events += a->kind == ATOM_EVENT && a->use == USE_EVENT;
		if (events > 1 && (atom_means(a, SENSE_ONLY) || atom_means(a, SENSE_ALONE)) &&
			!atom_means(a, SENSE_MORE))
			return true;
	}
	return false;
}

/* `…, auch für meinen Chef`, `…, and one for my boss`: behind a please, and the event before it. */
static bool one_more(const struct study *s, const struct clause *c)
{
	bool please = false, event = false;

	if (!c->verbless || c->i || c->negations > 0)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		const struct atom *before = i > c->first ? a - 1 : NULL;
		event = event || (a->kind == ATOM_EVENT && a->use == USE_EVENT);
		please = please || atom_means(a, SENSE_PLEASE);
		/* `und einmal für`, `and also for` */
		for (size_t k = 0; k < 2 && before != NULL && before > &s->atoms[c->first]; k++)
			if (atom_means(before, SENSE_FOR) ||
				(atom_means(before, SENSE_SAFE) && before->count == 1 &&
					!atom_means(before, SENSE_AND) &&
					!atom_means(before, SENSE_ALSO)))
				before--;
		bool joined = before != NULL &&
			(atom_means(before, SENSE_AND) || atom_means(before, SENSE_ALSO));
		bool other = a->kind == ATOM_PEOPLE && !a->people->me && !a->people->total &&
			clause_tokens_mean(s, c, SENSE_FOR);
		if (please && event && joined && (atom_means(a, SENSE_BEHALF) || other))
			return true;
	}
	return false;
}

/* `melden Sie zwei Personen an und mich`, `mich für den 16. und für den 18. meine Frau`: somebody behind what was counted, or
 * behind the events, of whom nobody knows where they belong. */
static bool somebody_behind(const struct study *s, const struct clause *c)
{
	bool total = false, me = false, event = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		const struct people *p = a->kind == ATOM_PEOPLE ? a->people : NULL;
		bool joined = i > c->first && atom_means(a - 1, SENSE_AND);
		event = event || (a->kind == ATOM_EVENT && a->use == USE_EVENT && me);
		if (p == NULL)
			continue;
		if (total && joined && p->me && p->count == 1 && !p->total)
			return true;
		if (event && !p->me && !p->with && !p->total && p->count == 1 &&
			eset_count(c->events) > 1)
			return true;
		total = total || (p->total && !p->we && !p->me && p->count > 1);
		me = me || (p->me && p->count <= 1 && !p->total);
	}
	return false;
}

/* `am 16. habe ich Dienst. Am 18. nicht`: not there, or not on duty? */
static bool denies_what(const struct study *s, const struct clause *c)
{
	const struct clause *b = c > s->clauses ? c - 1 : NULL;

	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_EVENT && !s->atoms[i].date_only)
			return false;
	return b != NULL && c->says == SAYS_NOT_COME && c->verbless && c->negations > 0 &&
		!clause_tokens_mean(s, c, SENSE_ALSO) && b->named && b->says == SAYS_NOTHING &&
		!b->verbless && b->i && b->negations == 0 && b->sentence + 1 >= c->sentence &&
		!clause_intends(b) &&
		(clause_means(s, b, SENSE_OBSTACLE) || clause_means(s, b, SENSE_AWAY) ||
			clause_means(s, b, SENSE_HAVE) || clause_means(s, b, SENSE_MUST));
}

/* `Am 16. komme ich allein. Am 18. nicht.`: not there, or not alone? */
static bool denies_how(const struct study *s, const struct clause *c)
{
	const struct clause *b = c > s->clauses ? c - 1 : NULL;
	size_t last = c->end;
	bool how = false;

	while (last > c->first && s->atoms[last - 1].kind == ATOM_PUNCT)
		last--;
	if (b == NULL || c->says != SAYS_NOT_COME || !c->verbless || c->negations != 1 ||
		c->people_count > 0 || b->says != SAYS_COME || b->verbless || b->negations > 0 ||
		b->sentence + 1 < c->sentence || clause_means(s, c, SENSE_REGRET) ||
		last == c->first || !atom_means(&s->atoms[last - 1], SENSE_NEG) ||
		s->atoms[last - 1].count > 1)
		return false;
	for (size_t i = c->first; i < c->end; i++)
		if (s->atoms[i].kind == ATOM_WORD && !atom_means(&s->atoms[i], SENSE_NEG) &&
			!atom_means(&s->atoms[i], SENSE_AND) &&
			!atom_means(&s->atoms[i], SENSE_BUT))
			return false;
	for (size_t i = b->first; i < b->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool crowd = a->kind == ATOM_PEOPLE && (a->people->with || a->people->total);
		how = how || crowd || atom_means(a, SENSE_ALONE) || atom_means(a, SENSE_LATE);
	}
	return how;
}

/* `Ich sage den Kongress ab, nicht Bildung`: a no to one, and what it is not to. */
static bool sets_apart(const struct study *s, const struct clause *c)
{
	const struct clause *b = c > s->clauses ? c - 1 : NULL;
	size_t at = atoms_past_quiet(s, c->first, c->end);

	return b != NULL && b->sentence == c->sentence && c->verbless && c->says == SAYS_NOT_COME &&
		b->says == SAYS_NOT_COME && b->negations == 0 && clause_has(b, SENSE_CANCEL) &&
		atom_means(study_atom(s, at, c->end), SENSE_NEG) &&
		study_atom(s, at + 1, c->end)->kind == ATOM_EVENT;
}

/* `Am 16. gerne wieder, am 18. kann ich nicht`, `nur am 16., am 18. kann ich nicht`, `Anmeldung für den 16., am 18. kann ich
 * nicht`: is it of the first as well? */
static bool halves(const struct study *s, const struct clause *c)
{
	size_t at = c->first, first, comma;

	while (at < c->end && s->atoms[at].kind != ATOM_EVENT &&
		(atom_quiet(&s->atoms[at]) || atom_means(&s->atoms[at], SENSE_ONLY) ||
			atom_means(&s->atoms[at], SENSE_REGISTRATION)))
		at++;
	first = at;
	for (comma = first + 1; comma < c->end && !atom_is(&s->atoms[comma], ','); comma++)
		if (s->atoms[comma].kind != ATOM_WORD || atom_means(&s->atoms[comma], SENSE_AND) ||
			atom_maybe_verb(&s->atoms[comma]))
			return false;
	const struct atom *a = study_atom(s, first, c->end), *b = study_atom(s, comma + 1, c->end);
	bool more = false;
	for (size_t i = comma + 2; i < c->end; i++)
		more = more || (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].use == USE_EVENT);
	return c->says == SAYS_NOT_COME && a->kind == ATOM_EVENT && b->kind == ATOM_EVENT &&
		!more && !c->verbless && a->use == USE_EVENT && b->use == USE_EVENT &&
		first_token(s, b)->kind == TOKEN_WORD && eset_empty(eset_and(a->events, b->events));
}

/* `I also work`: a title's word in small letters behind who, which is what they do. */
static bool does(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first + 2; i < c->end; i++) {
		const struct atom *a = &s->atoms[i], *who = a - 2;
		if (a->kind == ATOM_EVENT && !a->strong && a->count == 1 && !tongue_nouns(s, a) &&
			!first_token(s, a)->capital && atom_means(a - 1, SENSE_ALSO) &&
			who->kind == ATOM_PEOPLE && who->people->me)
			return true;
	}
	return false;
}

/* `Meine Nachbarin hat kein Internet und möchte am 18. kommen, ich auch`: who comes besides the one who was spoken of in the
 * clause before. */
static bool comes_too(const struct study *s, const struct clause *c)
{
	const struct clause *b = c > s->clauses ? c - 1 : NULL;
	bool other = false, verb = false;

	for (size_t i = 0; b != NULL && i < b->people_count; i++)
		other = other || (!b->people[i]->me && !b->people[i]->we);
	for (size_t i = c->first; i < c->end && other && c->sign == '&'; i++) {
		const struct atom *a = &s->atoms[i];
		verb = verb || a->use == USE_INTENT;
		if (a->kind != ATOM_PEOPLE)
			continue;
		return verb && a->people->me && a->people->count <= 1 && i > c->first &&
			atom_is(a - 1, ',') && atom_means(study_atom(s, i + 1, c->end), SENSE_ALSO);
	}
	return false;
}

/* `Kongress, bitte um Verständnis`: for what, if not for a no? */
static bool begs_pardon(const struct study *s, const struct clause *c)
{
	bool event = false, begs = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT)
			event = true;
		else if (atom_is(a, ':') || (!atom_quiet(a) && !atom_means(a, SENSE_WISH)))
			return false;
		for (size_t k = a->first; k < a->first + a->count && atom_means(a, SENSE_WISH); k++)
			begs = begs || token_means(&s->tokens[k], SENSE_PLEASE);
	}
	return event && begs;
}

/* `I'm not coming only to the education forum`: is it not that, or not only that? */
static bool denies_only(const struct study *s, const struct clause *c)
{
	bool no = false;

	for (size_t i = c->first; i + 1 < c->end && c->says == SAYS_NOT_COME; i++) {
		const struct atom *a = &s->atoms[i];
		if (no && atom_means(a, SENSE_ONLY) && a[1].kind == ATOM_EVENT &&
			a[-1].use == USE_INTENT)
			return true;
		no = no || atom_means(a, SENSE_NEG);
	}
	return false;
}

const char *torn_narrows(const struct study *s, const struct clause *c)
{
	const struct clause *b = c > s->clauses && c[-1].sentence == c->sentence ? c - 1 : NULL;
	bool but = c->sign == 'b' || clause_means(s, c, SENSE_BUT);

	if (denies_what(s, c) || denies_how(s, c) || sets_apart(s, c) || halves(s, c) ||
		denies_only(s, c))
		return "negation-unclear";
	if (c->says != SAYS_COME && !c->fragment)
		return NULL;
	if (b != NULL && but && clause_means(s, c, SENSE_ONLY) && b->says == SAYS_COME &&
		!eset_empty(c->events) && eset_within(c->events, b->events) &&
		!eset_eq(c->events, b->events))
		return "contradicts-itself";
	if (begs_pardon(s, c))
		return "undecided";
	if (does(s, c))
		return "weak-event";
	bool who =
		only_one_of_us(s, c) || one_more(s, c) || somebody_behind(s, c) || comes_too(s, c);
	return who ? "seats-unsure" : NULL;
}

bool torn_is_order(const struct study *s, const struct clause *c)
{
	size_t at = c->first;

	while (at < c->end &&
		(s->atoms[at].kind == ATOM_PUNCT || atom_means(&s->atoms[at], SENSE_AND) ||
			atom_quiet(&s->atoms[at]) || atom_means(&s->atoms[at], SENSE_PLEASE)))
		at++;
	const struct atom *a = study_atom(s, at, c->end);
	return (a->kind == ATOM_WORD && atom_maybe_verb(a)) || atom_means(a, SENSE_CANCEL) ||
		atom_means(a, SENSE_PERFORMS);
}

bool torn_gives_place(const struct study *s, const struct clause *c)
{
	const struct clause *b = c > s->clauses ? c - 1 : NULL;

	if (b == NULL || b->sentence != c->sentence || c->sign != '&' || b->says != SAYS_NOT_COME ||
		c->says != SAYS_NOTHING || !torn_is_order(s, b) || !torn_is_order(s, c) || c->i ||
		c->we)
		return false;
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me && !c->people[i]->we)
			return true;
	return clause_means(s, c, SENSE_WHOSE); /* `put my son's on` */
}
