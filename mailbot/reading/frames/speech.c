#include "reading/frames/speech.h"

#include "reading/clauses/verbs.h"

/* Marks that open or close a quote; single ones are apostrophes as often. */
static bool is_mark(const struct token *t)
{
	static const char *const marks[] = {"\"", "„", "“", "”", "«", "»"};

	for (size_t i = 0; t->kind == TOKEN_PUNCT && i < sizeof marks / sizeof *marks; i++)
		if (slice_is(t->text, marks[i]))
			return true;
	return false;
}

/* Whether the token stands between two marks of its own paragraph. */
static bool in_quotes(const struct study *s, size_t at)
{
	size_t row = s->tokens[at].row, first = at, last = at;
	bool open = false, closed = false;

	while (first > 0 && s->tokens[first - 1].in == IN_TEXT &&
		!s->rows[s->tokens[first].row].paragraph)
		first--;
	while (first > 0 && s->tokens[first - 1].in == IN_TEXT &&
		s->tokens[first - 1].row == s->tokens[first].row)
		first--;
	for (size_t i = first; i < at; i++)
		open ^= is_mark(&s->tokens[i]);
	while (last + 1 < s->token_count && s->tokens[last + 1].in == IN_TEXT &&
		(s->tokens[last + 1].row == row || !s->rows[s->tokens[last + 1].row].paragraph)) {
		row = s->tokens[++last].row;
		closed = closed || is_mark(&s->tokens[last]);
	}
	return open && closed;
}

static bool tells(const struct study *s, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (atom_means(&s->atoms[i], SENSE_REPORT))
			return true;
	return false;
}

/* `Ihr Muster lautet`, `streichen Sie den Satz`: whose words follow, the writer's own they are not. */
static bool of_others(const struct study *s, const struct clause *lead)
{
	static const enum sense mine[] = {
		SENSE_I, SENSE_ME, SENSE_TO_ME, SENSE_WE, SENSE_US, SENSE_MY, SENSE_POINTER};

	if (CLAUSE_TOKENS_MEAN_ANY(s, lead, mine))
		return false;
	return !lead->i && !lead->we && (lead->says == SAYS_NOTHING || lead->why != NULL) &&
		(clause_has(lead, SENSE_OTHER) || clause_has(lead, SENSE_CANCEL));
}

/* `Im Kurs üben wir Sätze wie:`, `die Bestätigung sagt:`, `It would be wrong to say:`: words that are only cited follow. It
 * has a verb, and none by which the writer says them now, as in `hiermit melde ich mich an:`, `ich teile Ihnen mit:`. */
static bool cites(const struct study *s, size_t first, size_t end)
{
	static const enum sense words[] = {SENSE_CITED, SENSE_TELL, SENSE_SPEAKING, SENSE_ASKING,
		SENSE_COMPARE, SENSE_LETTER, SENSE_PAPER};
	static const enum sense mine[] = {SENSE_HEREBY, SENSE_ASSERT};
	static const enum sense verbs[] = {
		SENSE_CAN, SENSE_MUST, SENSE_WOULD, SENSE_SPEAKING, SENSE_HAVE, SENSE_CITED};
	bool cited = false, verb = false;

	for (size_t i = first; i < end; i++) {
		const struct atom *a = &s->atoms[i];
		if (a->kind == ATOM_EVENT || ATOM_MEANS_ANY(a, mine))
			return i > first && atom_means(&s->atoms[first], SENSE_OTHERS);
		cited = cited || ATOM_MEANS_ANY(a, words);
		verb = verb || a->use == USE_INTENT || ATOM_MEANS_ANY(a, verbs);
	}
	return cited && verb;
}

/* Behind a colon in the same sentence, whose first part tells what was said, or gives another's words. */
static bool told_within(const struct study *s, const struct clause *c)
{
	const struct clause *lead = c - 1;

	return c > s->clauses && lead->sentence == c->sentence && c->sign == ':' &&
		!s->sentences[c->sentence].subject &&
		(tells(s, lead->first, lead->end) || (c->i && cites(s, lead->first, lead->end)) ||
			(c->i && of_others(s, lead)));
}

/* The sentence before it ends in a colon and tells what somebody said. */
static bool told_before(const struct study *s, const struct clause *c)
{
	const struct sentence *before;

	if (c->sentence == 0)
		return false;
	before = &s->sentences[c->sentence - 1];
	return before->colon && !before->subject &&
		(tells(s, before->first, before->end) ||
			(c->i && cites(s, before->first, before->end)));
}

void speech_doubt(struct study *s)
{
	for (size_t i = 0; i < s->clause_count; i++) {
		struct clause *c = &s->clauses[i];
		bool quoted = told_before(s, c) || told_within(s, c);
		for (size_t k = 0; k < c->predicate_count && !quoted; k++)
			quoted = in_quotes(s, s->atoms[c->predicates[k].atom].first);
		if (quoted && c->says != SAYS_NOTHING)
			clause_trouble(c, "reported", c->first);
	}
}
