#include "reading/claims/claims-doubts.h"

#include <string.h>

#include "reading/asides/asides-papers.h"
#include "reading/asides/asides-talk.h"
#include "reading/asides/asides.h"
#include "reading/clauses/company.h"
#include "reading/clauses/verbs.h"
#include "reading/frames/declines.h"
#include "reading/frames/left.h"
#include "reading/lines/tongues.h"
#include "reading/people/principals.h"

void claim_doubt(struct claim *claim, const char *why, size_t atom)
{
	if (claim->why != NULL)
		return;
	claim->why = why;
	claim->why_atom = atom;
}

/* `Frau X kommt für mich`; not `einen Platz für mich`. */
static bool brings_another(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me && !c->people[i]->total)
			return true;
	return c->third || c->i;
}

/* `am 16. bin ich im Urlaub und kann nicht kommen`: of what its sentence names, where it names nothing itself. */
static struct eset events_of(const struct study *s, const struct claim *no)
{
	struct eset events = no->events;
	size_t sentence = s->clauses[no->clauses[0]].sentence;

	for (size_t i = 0; i < s->clause_count && eset_empty(no->events); i++)
		if (s->clauses[i].sentence == sentence && s->clauses[i].named)
			events = eset_or(events, s->clauses[i].events);
	return events;
}

void claims_drop_substituted(struct study *s, struct claims *out)
{
	struct eset by = {0};
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++)
		if (out->items[i].come && s->clauses[out->items[i].clauses[0]].substitute &&
			brings_another(&s->clauses[out->items[i].clauses[0]]))
			by = eset_or(by, out->items[i].events);
	for (size_t i = 0; i < out->count; i++) {
		struct claim *c = &out->items[i];
		bool same = eset_within(events_of(s, c), by);
		bool drop = !eset_empty(by) && !c->come && same;
		/* `Frau X kann nicht, ich komme an ihrer Stelle`: no more than why */
		if (drop && (c->why == NULL || strcmp(c->why, "third-party") == 0))
			s->clauses[c->clauses[0]].joined = true;
		if (!drop)
			out->items[kept++] = *c;
	}
	out->count = kept;
}

/* Nobody but the writer comes by it. */
static bool only_writer(const struct clause *c)
{
	for (size_t i = 0; i < c->people_count; i++)
		if (!c->people[i]->me || c->people[i]->we || c->people[i]->count > 1)
			return false;
	return c->i && !c->we;
}

void claims_drop_others_no(struct study *s, struct claims *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++) {
		const struct claim *no = &out->items[i];
		const struct clause *c = &s->clauses[no->clauses[0]];
		bool mine = false;
		for (size_t k = 0; k < out->count; k++) {
			const struct clause *yes = &s->clauses[out->items[k].clauses[0]];
			bool same =
				eset_empty(no->events) || eset_eq(no->events, out->items[k].events);
			bool near = yes->sentence + 1 >= c->sentence &&
				c->sentence + 1 >= yes->sentence;
			mine = mine || (out->items[k].come && only_writer(yes) && near && same);
		}
		bool others = c->third && !c->i && !c->we && c->why != NULL &&
			(strcmp(c->why, "third-party") == 0 ||
				strcmp(c->why, "seats-difference") == 0) &&
			clause_tokens_mean(s, c, SENSE_MY);
		if (!no->come && others && mine)
			s->clauses[no->clauses[0]].joined = true;
		else
			out->items[kept++] = *no;
	}
	out->count = kept;
}

/* `Ich würde gern zum Forum kommen. Am Kongress kann ich leider nicht teilnehmen.`: a whole no of its own. */
static bool refuses_another(const struct clause *c, const struct claim *wish)
{
	return c->says == SAYS_NOT_COME && c->why == NULL && c->named && !eset_empty(c->events) &&
		eset_empty(eset_and(c->events, wish->events)) && !c->hedged && c->sign != 'b' &&
		(c->i || c->we);
}

/* `aber ich kann leider nicht`: a no and nothing else; not `aber mit dem Auto kann ich nicht`. */
static bool plain_no(const struct study *s, const struct clause *c)
{
	static const enum sense plain[] = {SENSE_BUT, SENSE_AND, SENSE_HENCE, SENSE_CAN, SENSE_MUST,
		SENSE_REGRET, SENSE_OPENS};

	if (c->says != SAYS_NOT_COME || c->why != NULL || c->named || c->third || c->question)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool known = a->kind == ATOM_PUNCT || a->use == USE_INTENT ||
			a->use == USE_POLARITY ||
			(a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1) ||
			(atom_means(a, SENSE_SAFE) && a->count == 1 && !atom_means(a, SENSE_WITH) &&
				!first_token(s, a)->capital);
		known = known || ATOM_MEANS_ANY(a, plain);
		if (!known)
			return false;
	}
	return true;
}

/* Whether a but stands from behind `wish` up to `no`, and no other event is named there. */
static bool turned_by(const struct study *s, const struct clause *wish, const struct clause *no)
{
	bool but = false;

	for (const struct clause *c = wish + 1; c <= no; c++) {
		but = but || c->sign == 'b' || clause_means(s, c, SENSE_BUT);
		if (!eset_within(c->events, wish->events) || (c < no && clause_intends(c)))
			return false;
	}
	return but;
}

void claims_turn_wishes(struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++) {
		struct clause *wish = &s->clauses[out->items[i].clauses[0]];
		bool turned = false;
		for (size_t k = 0; k < out->count && !turned; k++) {
			struct claim *claim = &out->items[k];
			const struct clause *no = &s->clauses[claim->clauses[0]];
			turned = out->items[i].come && !claim->come && no > wish &&
				no->sentence <= wish->sentence + 1 && eset_empty(claim->events) &&
				out->items[i].clause_count == 1 && decline_wished(s, wish) &&
				plain_no(s, no) && turned_by(s, wish, no);
			if (turned)
				claim->events = wish->events;
		}
		if (!turned)
			continue;
		wish->joined = true;
		for (size_t k = i; k + 1 < out->count; k++)
			out->items[k] = out->items[k + 1];
		out->count--;
		i--;
	}
}

void claims_doubt_wishes(const struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		size_t first = claim->clauses[0];
		size_t refused = SIZE_MAX; /* a sentence whose reasons are its no's */
		if (!claim->come || !s->clauses[first].wish || claim->why != NULL)
			continue;
		for (size_t k = first + 1; k < s->clause_count && k <= first + 2; k++) {
			const struct clause *c = &s->clauses[k];
			bool no = c->negations > 0 && !(c->subordinate && !c->i && !c->we);
			if (no && refuses_another(c, claim)) {
				refused = c->sentence;
				continue;
			}
			if (c->subordinate && c->sentence == refused && c->sign != 'b')
				continue;
			bool must = clause_means(s, c, SENSE_MUST) && !c->question;
			/* `I don't need a name badge` */
			if (aside_hopes(s, c->sentence) || aside_need(s, c->sentence) ||
				aside_talk_sentence(s, out, c->sentence))
				continue;
			if (c->sign == 'b' || no || clause_means(s, c, SENSE_BUT) || must) {
				claim->why = "undecided";
				claim->why_atom = c->first;
			}
		}
	}
}

static bool chooses(const struct clause *c)
{
	for (size_t i = 0; i < c->predicate_count; i++)
		if (c->predicates[i].needs == NEEDS_TAKEN)
			return true;
	return false;
}

void claims_doubt_choices(const struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++)
		for (size_t k = 0; k < out->count; k++) {
			const struct clause *can = &s->clauses[out->items[i].clauses[0]];
			const struct clause *takes = &s->clauses[out->items[k].clauses[0]];
			bool apart = eset_empty(eset_and(can->events, takes->events));
			if (i == k || !out->items[i].come || !can->named || !chooses(takes) ||
				can->sentence != takes->sentence || can->negations > 0 || !apart ||
				!(clause_means(s, can, SENSE_CAN) || clause_has(can, SENSE_SUIT)))
				continue;
			out->items[k].why = "date-contradicts-title";
			out->items[k].why_atom = takes->first;
		}
}

void claims_doubt_kept_days(const struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		const struct clause *c = &s->clauses[claim->clauses[0]], *next = c + 1;
		bool kept = claim->come && c->predicate_count == 1 && c->predicates[0].forms == 0 &&
			c->people_count == 0 && !clause_has(c, SENSE_REGISTER);
		if (!kept || next >= s->clauses + s->clause_count ||
			next->sentence != c->sentence || !next->subordinate || next->named ||
			clause_means(s, next, SENSE_CONCEDES))
			continue;
		claim_doubt(claim, "not-understood", next->first);
	}
}

/* `ich komme. Es kommt aber mein Kollege`: too, or in the writer's place? */
static bool comes_instead(const struct study *s, const struct clause *c)
{
	return !c->named && c->negations == 0 && !clause_means(s, c, SENSE_ALSO) &&
		(c->sign == 'b' || clause_means(s, c, SENSE_BUT));
}

/* `am 18. komme ich, zwei Freundinnen kommen mit`: with the writer, who has just said yes. */
static bool behind_yes(const struct study *s, const struct claims *out, const struct clause *c)
{
	for (size_t k = 0; k < out->count; k++) {
		const struct clause *yes = &s->clauses[out->items[k].clauses[0]];
		if (out->items[k].come && yes->i && !yes->third && yes < c &&
			yes->sentence + 1 >= c->sentence)
			return true;
	}
	return false;
}

static bool comes_along(const struct study *s, const struct claims *out, const struct clause *c)
{
	return behind_yes(s, out, c) && !c->named && c->sign != 'b' && c->negations == 0 &&
		!c->hedged && !clause_means(s, c, SENSE_ALSO) && !clause_means(s, c, SENSE_BUT) &&
		company_verb(s, c);
}

/* `ein Kollege kommt auch mit`, `Kollegin Roth kommt auch, also zwei Personen`: somebody by what they are to the
 * writer, who comes along or is counted. */
static bool joins_writer(const struct study *s, const struct clause *c)
{
	bool own = false, counted = company_spoken_of(s, c);
	bool within = c > s->clauses && c[-1].sentence == c->sentence;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_PEOPLE || a->people->outsider)
			continue;
		bool relation = false, title = false;
		for (size_t k = a->first; k < a->first + a->count; k++) {
			relation = relation || token_means(&s->tokens[k], SENSE_RELATION);
			/* `Frau Ott`; not `die Frau` */
			title = title ||
				(token_means(&s->tokens[k], SENSE_TITLE) &&
					a->people->person_count > 0);
		}
		/* `Begleitperson kommt mit`, in a sentence of its own: one of whom they had spoken? */
		bool bare = token_means(first_token(s, a), SENSE_RELATION) &&
			a->people->person_count == 0;
		own = own || (relation && !title && (!bare || within));
		counted = counted || a->people->total;
	}
	return own && counted && !c->named && c->negations == 0 && !c->hedged;
}

/* `two colleagues will join me`, `Petra Lange is coming with me`: with the writer, and nothing else is said of them. */
static bool with_me(const struct study *s, const struct clause *c)
{
	if (c->named || c->negations > 0 || c->hedged || c->told || !clause_has(c, SENSE_COME))
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (p != NULL && p->me && p->count == 1 && (p->with || p->object))
			return true;
	}
	return false;
}

/* `my daughter goes to the Gesamtschule`: every day, perhaps; a place alone names the event. */
static bool goes_to_place(const struct study *s, const struct clause *c)
{
	bool place = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind != ATOM_EVENT)
			continue;
		if (!a->place_only)
			return false;
		place = true;
	}
	return place && c->third && !c->i && !c->we;
}

void claims_doubt_others(struct study *s, struct claims *out)
{
	bool writer = false, yes = false;

	for (size_t i = 0; i < out->count; i++) {
		writer = writer || s->clauses[out->items[i].clauses[0]].i;
		yes = yes || (s->clauses[out->items[i].clauses[0]].i && out->items[i].come);
	}
	for (size_t i = 0; i < out->count && writer; i++) {
		struct claim *claim = &out->items[i];
		const struct clause *c = &s->clauses[claim->clauses[0]];
		/* `a friend of mine said he would come too`: did he ask for a seat? */
		if (c->third && !c->substitute && claim->come && c > s->clauses &&
			c[-1].sentence == c->sentence && clause_means(s, c - 1, SENSE_REPORT) &&
			!principals_act(c))
			claim_doubt(claim, "reported", c->first);
		if (claim->come && goes_to_place(s, c))
			claim_doubt(claim, "third-party", c->first);
		/* `meine Kollegin geht auch hin, ich selbst muss absagen` tells of her */
		bool told = claim->come && !yes && clause_means(s, c, SENSE_ALSO);
		if (c->third && !c->substitute && !c->agent_only &&
			(told || !clause_tokens_mean(s, c, SENSE_MY) ||
				(claim->come && yes && comes_instead(s, c))) &&
			!principals_act(c) && !principals_joined(s, c) &&
			!left_named_beside_me(s, c) &&
			!(yes &&
				(comes_along(s, out, c) || (!told && joins_writer(s, c)) ||
					(behind_yes(s, out, c) && with_me(s, c)))))
			claim_doubt(claim, "third-party", c->first);
	}
}

/* `one more for the congress: me!`: a part that has no verb, and the writer in it. */
static bool puts_in_writer(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end && c->verbless && c->named; i++)
		if (s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].people->me)
			return true;
	return false;
}

/* `meine Frau möchte gern mit`: what another one wants, and nobody but them is spoken of. */
static bool others_want(const struct study *s, const struct clause *c)
{
	bool wants = clause_means(s, c, SENSE_WILL) || clause_means(s, c, SENSE_WOULD) ||
		clause_means(s, c, SENSE_CAN) || clause_means(s, c, SENSE_MAY);
	bool other = false;

	for (size_t i = 0; i < c->people_count; i++)
		other = other ||
			(!c->people[i]->me && !c->people[i]->we && c->people[i]->count > 0);
	return wants && other && !c->i && !c->we;
}

void claims_doubt_their_no(const struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++) {
		const struct clause *c = &s->clauses[out->items[i].clauses[0]], *b = c - 1;
		if (!out->items[i].come && c > s->clauses && b->sentence == c->sentence &&
			c->people_count == 0 && !c->i && !c->we && others_want(s, b))
			claim_doubt(&out->items[i], "third-party", c->first);
	}
}

void claims_doubt_partings(const struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++)
		for (size_t k = 0; k < out->items[i].clause_count; k++) {
			const struct clause *c = &s->clauses[out->items[i].clauses[k]];
			if (out->items[i].come && clause_means(s, c, SENSE_PARTING))
				claim_doubt(&out->items[i], "undecided", c->first);
		}
}

/* `Ich komme als Gruppe`: and nobody says of how many. */
static bool comes_as_group(const struct study *s, const struct clause *c)
{
	bool group = false, total = false;

	for (size_t i = c->first; i + 1 < c->end; i++)
		group = group ||
			(atom_means(&s->atoms[i], SENSE_COMPARE) &&
				atom_means(&s->atoms[i + 1], SENSE_GROUP));
	for (size_t i = 0; i < c->people_count; i++)
		total = total || c->people[i]->total;
	return group && !total && c->i && !c->we;
}

/* `One seat for the congress and one for my sister`: the first one is whose? */
static bool one_for_another(const struct study *s, const struct clause *c)
{
	bool total = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		const struct token *first = first_token(s, a);
		bool for_somebody = a->count > 1 && token_means(first, SENSE_NUMBER) &&
			token_means(first + 1, SENSE_FOR);
		if (a->kind != ATOM_PEOPLE)
			continue;
		if (total && for_somebody && !a->people->me)
			return true;
		total = total || (a->people->total && !a->people->me);
	}
	return false;
}

void claims_doubt_company(const struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		const struct clause *c = &s->clauses[claim->clauses[0]], *b = c - 1;
		if (claim->come && c->third && !c->named && c > s->clauses &&
			b->says == SAYS_NOTHING && puts_in_writer(s, b))
			claim_doubt(claim, "third-party", c->first);
		if (claim->come && (comes_as_group(s, c) || one_for_another(s, c)))
			claim_doubt(claim, "seats-unsure", c->first);
	}
}

void claims_doubt_additions(const struct study *s, struct claims *out)
{
	for (size_t i = 0; i < out->count; i++) {
		struct claim *claim = &out->items[i];
		const struct clause *c = &s->clauses[claim->clauses[0]];
		bool total = false, others = false, beside = false;
		for (size_t k = 0; k < c->people_count; k++) {
			total = total || c->people[k]->total;
			others = others || (!c->people[k]->me && c->people[k]->count > 0);
		}
		for (size_t k = 0; k < out->count; k++)
			beside = beside ||
				(k != i && out->items[k].come &&
					eset_eq(out->items[k].events, claim->events));
		/* `ich komme. Drei aus dem Verein kommen auch`: three, or four? */
		if (claim->come && clause_means(s, c, SENSE_ALSO) && total && beside && !c->i &&
			!c->we && !clause_tokens_mean(s, c, SENSE_TOTAL) && claim->why == NULL)
			claim->why = "seats-difference";
		if (claim->come && clause_has(c, SENSE_REGISTER) &&
			clause_means(s, c, SENSE_ALSO) && others && !total && !c->i && !c->we &&
			!beside && claim->why == NULL)
			claim->why = "seats-difference";
	}
}

void claims_drop_elsewhere(struct study *s, struct claims *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++) {
		const struct claim *claim = &out->items[i];
		const struct clause *c = &s->clauses[claim->clauses[0]];
		bool only_no = out->count > 1;
		for (size_t k = 0; k < out->count; k++)
			only_no = only_no &&
				(k == i ||
					(!out->items[k].come &&
						s->clauses[out->items[k].clauses[0]].sentence !=
							c->sentence));
		if (claim->come && only_no && decline_elsewhere(s, c))
			s->clauses[claim->clauses[0]].joined = true;
		else
			out->items[kept++] = *claim;
	}
	out->count = kept;
}
