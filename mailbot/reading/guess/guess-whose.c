#include "reading/guess/guess-whose.h"

#include <string.h>

#include "base/limits.h"
#include "reading/clauses/verbs.h"
#include "reading/guess/guess-events.h"
#include "reading/guess/tones.h"

/* Those who do not come by what was read so far. */
struct absent {
	const char *names; /* with commas between them; NULL */
	bool unnamed; /* `meine Frau`: others beside them */
	bool whole; /* the writer is one of them, or nobody says who it is */
};

static void add_name(const struct study *s, struct absent *who, const char *name)
{
	who->names = who->names == NULL ? name : arena_printf(s->arena, "%s, %s", who->names, name);
}

static void add_people(const struct study *s, struct absent *who, const struct people *p)
{
	if (p->me || p->we || p->group || p->family)
		who->whole = true;
	if (p->again != NULL && p->again != p)
		p = p->again;
	size_t named = 0;
	for (size_t n = 0; n < p->person_count; n++)
		if (p->persons[n].name != NULL) {
			add_name(s, who, p->persons[n].name);
			named++;
		}
	who->unnamed = who->unnamed || named == 0 || (size_t)p->count > named;
}

/* Who does not come by a clause that says no. */
static void add_clause(const struct study *s, struct absent *who, const struct clause *c)
{
	static const enum sense too[] = {SENSE_ME, SENSE_US, SENSE_ALSO};
	size_t people = 0;

	who->whole = who->whole || c->i || c->we || !c->third || CLAUSE_TOKENS_MEAN_ANY(s, c, too);
	for (size_t i = c->first; i < c->end; i++) {
		if (s->atoms[i].kind != ATOM_PEOPLE || s->atoms[i].people->with)
			continue;
		add_people(s, who, s->atoms[i].people);
		people++;
	}
	who->whole = who->whole || people == 0;
}

static bool says_no(const struct study *s, const struct clause *c)
{
	return !s->sentences[c->sentence].subject && !c->told &&
		(c->says == SAYS_NOT_COME || tone_of(s, c) == TONE_NO);
}

/* `Bitte entschuldigen Sie, dass wir nicht da sind`: whether the writer says a no anywhere, of what it may be. */
static bool refuses(const struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++)
		if ((s->clauses[i].i || s->clauses[i].we) &&
			(s->clauses[i].negations > 0 || says_no(s, &s->clauses[i])))
			return true;
	return false;
}

static struct absent absent_from(const struct study *s, size_t event)
{
	struct absent who = {0};
	size_t noes = 0;

	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (!says_no(s, c) || !guess_may_speak_of(s, c, event))
			continue;
		add_clause(s, &who, c);
		noes++;
	}
	who.whole = who.whole || noes == 0 || (who.unnamed && refuses(s));
	return who;
}

void guess_whose(const struct study *s, struct requests *out)
{
	for (size_t k = 0; k < out->count; k++) {
		struct request *r = &out->items[k];
		if (r->action != ACTION_CANCEL)
			continue;
		struct absent who = absent_from(s, guess_event(s, r->event));
		if (who.whole)
			continue;
		bool told =
			who.names != NULL && !who.unnamed && strlen(who.names) <= NAME_BYTES_MAX;
		r->who = told ? who.names : "";
	}
}

void guess_replace(struct request *r, int seats)
{
	r->action = ACTION_REGISTER;
	r->seats = seats;
	r->stated = STATED_NAMES;
	r->instead = true;
	r->own = r->who == NULL;
	r->who = NULL;
}

/* `für Ali Demir kommt Sven Ohm`: a name behind `für`, known or not, and one that comes. */
static bool stands_for(const struct study *s, const struct clause *c)
{
	bool replaced = false, comes = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool named =
			a->kind == ATOM_PEOPLE && !a->people->me && a->people->person_count > 0;
		bool behind = i > c->first && atom_means(a - 1, SENSE_FOR);
		replaced = replaced || (behind && (named || a->kind == ATOM_UNKNOWN));
		comes = comes || (named && !behind);
	}
	return replaced && comes;
}

/* Whether who comes by it is somebody else, in a place that was another's. */
static bool takes_place(const struct study *s, const struct clause *c)
{
	bool words = c->substitute || clause_means(s, c, SENSE_SUBSTITUTE) ||
		clause_means(s, c, SENSE_RATHER) || stands_for(s, c);

	/* `zwei Plätze: für mich und …`: so many in all */
	for (size_t i = c->first; i < c->end; i++)
		words = words && !(s->atoms[i].kind == ATOM_PEOPLE && s->atoms[i].people->total);
	return c->third && c->negations == 0 && !s->sentences[c->sentence].subject && words &&
		(c->substitute || clause_has(c, SENSE_COME));
}

void guess_stand_ins(const struct study *s, struct requests *out)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (!takes_place(s, c))
			continue;
		for (size_t k = 0; k < out->count; k++)
			if (out->items[k].action == ACTION_REGISTER &&
				guess_may_speak_of(s, c, guess_event(s, out->items[k].event)))
				out->items[k].instead = true;
	}
}
