#include "reading/ledger/afterthoughts-retold.h"

#include "reading/asides/talk.h"
#include "reading/clauses/subject.h"
#include "reading/clauses/verbs.h"

enum { SHORT_WORDS = 4 };

bool afterthought_kind(const struct study *s, const struct clause *c)
{
	return clause_means(s, c, SENSE_THANKS) || clause_means(s, c, SENSE_WISH) ||
		clause_means(s, c, SENSE_PLEASED) || clause_means(s, c, SENSE_PLEASE) ||
		clause_means(s, c, SENSE_GREETING) || clause_means(s, c, SENSE_CLOSING) ||
		clause_means(s, c, SENSE_GIVEN) || clause_means(s, c, SENSE_MUSING);
}

static bool short_clause(const struct study *s, const struct clause *c)
{
	size_t words = 0;

	for (size_t i = c->first; i < c->end; i++)
		words += s->atoms[i].kind != ATOM_PUNCT && s->atoms[i].kind != ATOM_SILENT;
	return words <= SHORT_WORDS;
}

bool afterthought_unsays(const struct study *s, const struct clause *c)
{
	const struct sentence *x = &s->sentences[c->sentence];
	const struct atom *head = &s->atoms[c->first];

	if (c->first != x->first || c->question || !clause_means(s, c, SENSE_PAST))
		return false;
	/* `das tut mir leid, ich hatte mich darauf gefreut`: what was looked forward to is not unsaid */
	if (clause_means(s, c, SENSE_VAIN))
		return false;
	return (atom_means(head, SENSE_POINTER) && (c->i || c->we) && !clause_intends(c)) ||
		((c->verbless || short_clause(s, c)) && atom_means(head, SENSE_PAST) &&
			!afterthought_kind(s, c)) ||
		(c->verbless && !afterthought_kind(s, c));
}

bool afterthought_says_then(const struct study *s, const struct clause *c)
{
	for (size_t i = c->first; i < c->end && c->says == SAYS_OPEN; i++)
		if (s->atoms[i].kind == ATOM_EVENT && s->atoms[i].date_only &&
			s->atoms[i].weekday_known && !s->atoms[i].day_known)
			return true;
	return false;
}

bool afterthought_said_by_others(const struct study *s, const struct clause *c)
{
	const struct atom *head = &s->atoms[c->first];
	bool other = false;

	for (size_t i = c->first; i < c->end; i++)
		other = other ||
			(s->atoms[i].kind == ATOM_PEOPLE && !s->atoms[i].people->me &&
				s->atoms[i].people->person_count > 0);
	return other && c->first == s->sentences[c->sentence].first && !c->verbless &&
		talk_points_back(s, c) &&
		(atom_means(head, SENSE_POINTER) || atom_means(head, SENSE_HENCE) ||
			first_token(s, head)->text.len <= 2);
}
