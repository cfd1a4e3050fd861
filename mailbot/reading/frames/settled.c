#include "reading/frames/settled.h"

#include "reading/clauses/verbs.h"

/* What leaves open whether, when or what. */
static bool doubts(const struct atom *a)
{
	static const enum sense senses[] = {SENSE_HEDGE, SENSE_OPEN, SENSE_OR, SENSE_NEG, SENSE_NO,
		SENSE_CONDITION, SENSE_RETRACT, SENSE_REPORT, SENSE_BUT, SENSE_EXCEPT, SENSE_SWAP,
		SENSE_RATHER, SENSE_PAST, SENSE_OTHERS, SENSE_UNTIL, SENSE_BEFORE, SENSE_LATE,
		SENSE_MORE, SENSE_WITHOUT, SENSE_SUBSTITUTE, SENSE_COMPANY, SENSE_CHANGE};

	if (ATOM_MEANS_ANY(a, senses))
		return true;
	return a->near_alarm;
}

/* Whether nobody but the writer stands in it, who does. */
static bool nobody_else(const struct study *s, const struct clause *c)
{
	bool me = false;

	for (size_t i = c->first; i < c->end; i++) {
		const struct people *p = s->atoms[i].people;
		if (s->atoms[i].kind != ATOM_PEOPLE)
			continue;
		if (!p->me || p->we || p->count > 1 || p->with || p->total || p->person_count > 0)
			return false;
		me = true;
	}
	return me;
}

/* Its only event; none where it names another one, or several, or doubts. */
static struct eset only_event(const struct study *s, const struct clause *c, size_t *intending)
{
	struct eset out = {0};

	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool twice = a->kind == ATOM_EVENT && !eset_empty(out);
		bool intends = atom_means(a, SENSE_INTENDING) && *intending == c->end;
		if (twice || (!intends && doubts(a)) ||
			(a->kind == ATOM_EVENT && (a->several || a->contradiction)))
			return (struct eset){0};
		if (a->kind == ATOM_EVENT)
			out = a->events;
		if (intends)
			*intending = i;
	}
	return eset_count(out) == 1 ? out : (struct eset){0};
}

static bool registers(const struct atom *a)
{
	if (a->kind != ATOM_WORD || a->meaning == NULL)
		return false;
	for (const struct inflection *f = a->meaning->inflections; f != NULL; f = f->next)
		if (f->verb->sense == SENSE_REGISTER && f->forms & FORM_INF)
			return true;
	return atom_means(a, SENSE_REGISTER);
}

/* `Please register me`, of that event or of none by name. */
static bool orders(const struct study *s, const struct clause *c, struct eset event)
{
	bool please = false, verb = false, me = nobody_else(s, c);

	if (c->sign == 'b' || c->condition)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool other = a->kind == ATOM_PEOPLE && !me;
		if (other || doubts(a) || (a->kind == ATOM_EVENT && !eset_eq(a->events, event)))
			return false;
		please = please || atom_means(a, SENSE_PLEASE) || atom_means(a, SENSE_POLITE);
		verb = verb || registers(a);
		me = me || atom_means(a, SENSE_REGISTER); /* `put me on the list` */
	}
	return please && verb && me;
}

void settled_take(struct study *s)
{
	for (size_t i = 0; i + 1 < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i], *next = c + 1;
		size_t at = c->end;
		struct eset event = only_event(s, c, &at);
		if (at == c->end || eset_empty(event) || c->condition || c->subordinate ||
			c->sign == 'b' || s->sentences[c->sentence].question ||
			s->sentences[c->sentence].subject || !nobody_else(s, c) ||
			next->sentence > c->sentence + 1 || !orders(s, next, event))
			continue;
		s->atoms[at].meaning = NULL; /* and no verb of its own */
		atom_becomes(s, at, SENSE_SAFE);
		atom_gains(s, at, SENSE_GLADLY);
	}
}
