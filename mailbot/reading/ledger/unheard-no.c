#include "reading/ledger/unheard-no.h"

#include <string.h>

#include "reading/asides/talk.h"
#include "reading/clauses/verbs.h"
#include "reading/lines/quantities.h"

/* Whether nothing stands in it but the writer, what holds together, and words of those senses. */
static bool only(const struct clause *c, const struct study *s, struct senses senses)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool me = a->kind == ATOM_PEOPLE && a->people->me;
		if (!me && !atom_quiet(a) && a->kind != ATOM_TIME && !atom_means_any(a, senses))
			return false;
	}
	return true;
}

/* `I'll be a little late`, `Bis 17:30 bleibe ich gern`, `I'd have to leave at five`: so they come. */
static bool comes_in_part(const struct study *s, const struct clause *c)
{
	static const enum sense late[] = {SENSE_LATE, SENSE_WILL, SENSE_BE, SENSE_SAFE, SENSE_COME,
		SENSE_HEDGE, SENSE_BUT, SENSE_ARRIVES};
	bool time = false;

	for (size_t i = c->first; i < c->end; i++)
		time = time || s->atoms[i].kind == ATOM_TIME;
	if (c->negations > 0 || c->told || c->subordinate || !c->i)
		return false;
	if (clause_means(s, c, SENSE_LATE) && only(c, s, SENSES_OF(late)))
		return true;
	bool gladly = clause_means(s, c, SENSE_YES) || clause_tokens_mean(s, c, SENSE_GLADLY);
	return time &&
		((clause_means(s, c, SENSE_LINGERS) && gladly) ||
			(clause_means(s, c, SENSE_HEDGE) && clause_means(s, c, SENSE_LEAVES)) ||
			(clause_tokens_mean(s, c, SENSE_WOULD) &&
				clause_tokens_mean(s, c, SENSE_MUST) &&
				clause_tokens_mean(s, c, SENSE_LEAVES)));
}

/* `See you there!` */
static bool sees_them_there(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (atom_means(a, SENSE_WISH) && atom_means(a, SENSE_COME) && a->count > 1 &&
			token_means(last_token(s, a), SENSE_THERE))
			return true;
	}
	return false;
}

/* `The same goes for my colleague Ms Roth` */
static bool others_too(const struct study *s, const struct clause *c)
{
	bool named = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		named = named || (p != NULL && p->person_count > 0 && !p->me);
	}
	return named && c->why != NULL && strcmp(c->why, "person-left-over") == 0 && !c->told &&
		clause_means(s, c, SENSE_FOR) && c->negations == 0;
}

/* `Not for the whole time.`, `Maybe for the coffee break.`: no verb, and what it says is not all of a no. */
static bool narrows(const struct study *s, const struct clause *c)
{
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	bool turned = atom_means(head, SENSE_NEG) || atom_means(head, SENSE_HEDGE);

	return c->verbless && turned && !c->named && c->sign != ',' && head->count == 1 &&
		c->first == s->sentences[c->sentence].first && !talk_denies_thing(s, c);
}

/* `I'm writing for Mrs Yilmaz` */
static bool writes_for(const struct study *s, const struct clause *c)
{
	bool other = false;

	for (size_t i = c->first; i + 1 < c->end; i++) {
		const struct people *p = s->atoms[i + 1].people;
		other = other ||
			((atom_means(&s->atoms[i], SENSE_FOR) ||
				 atom_means(&s->atoms[i], SENSE_BEHALF)) &&
				p != NULL && !p->me && p->count > 0);
	}
	return other && c->i && clause_means(s, c, SENSE_SPEAKING) && c->negations == 0;
}

/* `Lassen Sie meinen Namen auf der Liste stehen`, `die Anmeldung soll bestehen bleiben`, `our group stays registered` */
static bool stays_on(const struct study *s, const struct clause *c)
{
	static const enum sense what[] = {SENSE_REGISTRATION, SENSE_ENROLLED};
	static const enum sense stays[] = {SENSE_STAYS, SENSE_REMAINS, SENSE_LINGERS};

	bool ours = clause_tokens_mean(s, c, SENSE_GROUP) && clause_tokens_mean(s, c, SENSE_MY) &&
		!c->named;

	if (ours && clause_has(c, SENSE_REGISTER) && c->negations == 0)
		return true;
	return c->negations == 0 && (ours || CLAUSE_TOKENS_MEAN_ANY(s, c, what)) &&
		CLAUSE_TOKENS_MEAN_ANY(s, c, stays);
}

/* `Die Kollegin vom Empfang springt ein`, `Vertretung folgt`, `den Platz bekommt Frau Otte` */
static bool replaced(const struct study *s, const struct clause *c)
{
	bool other = false;

	if (c->negations > 0 || c->told)
		return false;
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].needs == NEEDS_STEAD)
			return true;
	size_t head = atoms_past_quiet(s, c->first, c->end);
	const struct atom *seat = study_atom(s, head + 1, c->end);
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		other = other || (p != NULL && !p->me && p->count > 0);
	}
	/* `mein Stellvertreter Jürgen Aust übernimmt das` */
	bool takes_over = other && clause_means(s, c, SENSE_MINDS) &&
		clause_means(s, c, SENSE_POINTER) && !c->i && !c->subordinate;
	return clause_means(s, c, SENSE_SUBSTITUTE) || takes_over ||
		(other && atom_means(seat, SENSE_PERSONS));
}

/* `schicke` */
static bool is_sending(const struct atom *a)
{
	const struct inflection *f =
		atom_maybe_verb(a) && a->count == 1 ? a->meaning->inflections : NULL;

	for (; f != NULL; f = f->next)
		if (f->verb->sense == SENSE_REGISTER && f->verb->needs == NEEDS_SOMEBODY &&
			f->forms & FORM_1SG)
			return true;
	return false;
}

/* `den Lehrling schicke ich`, `ich bringe den Gesellen mit`: somebody who comes, whom nobody counted. */
static bool sends_uncounted(const struct study *s, const struct clause *c)
{
	bool sends = clause_has(c, SENSE_WITH), who = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		sends = sends || is_sending(a);
		who = who ||
			(i > c->first && atom_means(a - 1, SENSE_ARTICLE) &&
				atom_means(a - 1, SENSE_MALE) && a->kind == ATOM_WORD &&
				atom_means(a, SENSE_RELATION)) ||
			(a->kind == ATOM_PEOPLE && a->people->person_count == 0 && !a->people->me &&
				a->people->count == 1 &&
				token_means(first_token(s, a), SENSE_ARTICLE) &&
				token_means(first_token(s, a), SENSE_MALE));
	}
	return sends && who && c->i && c->negations == 0 && !c->told && !c->question;
}

/* `The wife's still going, on her own.` */
static bool others_still_come(const struct study *s, const struct clause *c)
{
	bool still = clause_tokens_mean(s, c, SENSE_STILL) && clause_has(c, SENSE_COME) &&
		clause_tokens_mean(s, c, SENSE_KIN);

	return (still || clause_means(s, c, SENSE_COMPANY)) && !c->i && !c->we && c->negations == 0;
}

/* `I'd like to swap.`, `I'd prefer another day.` */
static bool wants_another(const struct study *s, const struct clause *c)
{
	static const enum sense change[] = {SENSE_CHANGE, SENSE_SWITCH, SENSE_RATHER, SENSE_BETTER};

	return c->i && c->predicate_count == 0 && !clause_tokens_mean(s, c, SENSE_NEG) &&
		!c->told && !c->subordinate && clause_tokens_mean(s, c, SENSE_WOULD) &&
		CLAUSE_TOKENS_MEAN_ANY(s, c, change);
}

/* `So we'll be three instead of four`, `One fewer, then.` */
static bool fewer(const struct study *s, const struct clause *c)
{
	bool number = false,
	     more = clause_means(s, c, SENSE_SWAP) || clause_means(s, c, SENSE_MORE);

	for (size_t i = c->first; i < c->end; i++)
		number = number ||
			(atom_counts(&s->atoms[i]) &&
				!atom_means(&s->atoms[i], SENSE_INDEFINITE)) ||
			(s->atoms[i].people != NULL && s->atoms[i].people->count > 1 &&
				!s->atoms[i].people->me);
	return number && (more || (c->verbless && c->why != NULL)) && (!c->named || c->verbless) &&
		!c->told && (c->we || c->verbless);
}

/* `In 2012, that is.` */
static bool other_year(const struct study *s, const struct clause *c)
{
	size_t at = atoms_past_quiet(s, c->first, c->end);

	at += atom_means(study_atom(s, at, c->end), SENSE_AHEAD);
	return quantity_year(s, study_atom(s, at, c->end)) > 0 && c->predicate_count == 0 &&
		c->first == s->sentences[c->sentence].first;
}

/* `Am Donnerstag dann also.` */
static bool other_day(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT && !atom_quiet(a) && !atom_means(a, SENSE_SAFE))
			return false;
	}
	return c->verbless && c->event_trouble;
}

/* `Until my boss signs my leave: …` */
static bool until_then(const struct study *s, const struct clause *c)
{
	const struct atom *head = study_atom(s, atoms_past_quiet(s, c->first, c->end), c->end);
	const struct clause *next = c + 1;

	return atom_means(head, SENSE_UNTIL) && c->predicate_count > 0 &&
		next < s->clauses + s->clause_count &&
		(next->sentence == c->sentence || s->sentences[c->sentence].colon) &&
		next->says == SAYS_NOT_COME;
}

/* `Das eine oder das andere.` */
static bool chooses(const struct study *s, const struct clause *c)
{
	return c->verbless && c->named && clause_means(s, c, SENSE_OR);
}

bool unheard_narrows(const struct study *s, const struct clause *c)
{
	return narrows(s, c);
}

const char *unheard_behind_no(const struct study *s, const struct clause *c)
{
	if (s->sentences[c->sentence].sort != ROW_BODY || s->sentences[c->sentence].below)
		return NULL;
	if (comes_in_part(s, c) || sees_them_there(s, c) || stays_on(s, c))
		return "contradicts-itself";
	if (others_too(s, c) || writes_for(s, c) || sends_uncounted(s, c))
		return "third-party";
	if (narrows(s, c))
		return "negation-unclear";
	if (replaced(s, c) || others_still_come(s, c))
		return "person-left-over";
	if (wants_another(s, c) || chooses(s, c))
		return "swap-unclear";
	if (fewer(s, c))
		return "seats-unsure";
	if (other_day(s, c) || other_year(s, c))
		return "date-contradicts-title";
	return until_then(s, c) ? "condition" : NULL;
}
