#include "message/machine.h"

#include <string.h>

#include "rules/office.h"
#include "rules/pattern.h"
#include "rules/quotes.h"

static const char *const proofs[] = {"null-return-path", "machine-header", "machine-part"};
/* Words: what a machine needs no more than, and where chance begins. */
enum { SHORT_TEXT = 40, LONG_TEXT = 160 };
enum { PROOF_PATH, PROOF_HEADER, PROOF_PART };

static bool header_tells(struct arena *a, const struct machine_header *rule, const char *value)
{
	struct slice folded;
	bool fits;

	if (rule->values.count == 0)
		return true;
	folded = pattern_fold(a, slice_of(header_decode(a, slice_of(value))));
	fits = pattern_match(&rule->values, folded) != NULL;
	return fits != rule->except;
}

/* Keyword fields may carry parameters: "no; owner=x". */
static const char *value_of(const struct envelope *env, const struct header *h)
{
	return strcasecmp(h->name, "Auto-Submitted") == 0 ? env->auto_submitted : h->raw;
}

/* A sort that says more takes the place of one that says less. */
static void take(struct machine_verdict *v, enum machine_sort sort, size_t proof)
{
	if (v->sort == MACHINE_NONE || v->sort == MACHINE_ROBOT || sort == MACHINE_REPORT)
		v->sort = sort;
	v->proven = true;
	if (v->proof == NULL)
		v->proof = proofs[proof];
}

static void judge_head(struct arena *a, struct machine_verdict *v, const struct envelope *env,
	const struct machines *rules, bool to_us, long *weight)
{
	for (size_t i = 0; i < rules->header_count; i++) {
		const struct machine_header *rule = &rules->headers[i];

		/* a list carries persons' letters too */
		if (rule->is == MACHINE_LIST && to_us)
			continue;
		for (size_t k = 0; k < env->header_count; k++) {
			if (strcasecmp(env->headers[k].name, rule->name) != 0 ||
				!header_tells(a, rule, value_of(env, &env->headers[k])))
				continue;
			if (rule->hint)
				weight[rule->is] += rule->weight;
			else
				take(v, rule->is, PROOF_HEADER);
			break;
		}
	}
	if (env->has_return_path && env->return_path[0] == '\0')
		take(v, MACHINE_ROBOT, PROOF_PATH);
}

static void judge_parts(
	struct machine_verdict *v, const struct mime *mime, const struct machines *rules)
{
	for (size_t i = 0; i < mime->count; i++)
		for (size_t k = 0; k < rules->part_count; k++)
			if (pattern_match(&rules->parts[k].types, slice_of(mime->parts[i].type)) !=
				NULL)
				take(v, rules->parts[k].is, PROOF_PART);
}

/*
 * The sort that the subject alone proves: programs write those, people answer below them. `said` is the
 * part of the weights that the text has.
 */
static enum machine_sort judge_words(struct arena *a, const struct envelope *env,
	struct slice words, const struct machines *rules, long *weight, long *said)
{
	enum machine_sort proven = MACHINE_NONE;
	struct pattern_text texts[MACHINE_WHERES];

	pattern_text_set(&texts[IN_MACHINE_SUBJECT], pattern_fold(a, slice_of(env->subject)));
	pattern_text_set(&texts[IN_MACHINE_TEXT], words);
	pattern_text_set(&texts[IN_MACHINE_NAME], pattern_fold(a, slice_of(env->from.name)));
	pattern_text_set(&texts[IN_MACHINE_ADDRESS], pattern_fold(a, slice_of(env->from.address)));
	for (size_t i = 0; i < rules->word_count; i++)
		if (pattern_match_text(&rules->words[i].patterns, &texts[rules->words[i].where]) !=
			NULL) {
			weight[rules->words[i].is] += rules->words[i].weight;
			if (rules->words[i].where == IN_MACHINE_TEXT)
				said[rules->words[i].is] += rules->words[i].weight;
			if (rules->words[i].where == IN_MACHINE_SUBJECT &&
				rules->words[i].weight >= MACHINE_WEIGHT)
				proven = rules->words[i].is;
		}
	return proven;
}

/* `noreply@`, `postmaster@`: whoever writes from there cannot be answered. */
static bool nobody_reads(struct arena *a, const struct envelope *env, const struct machines *rules)
{
	struct slice address = pattern_fold(a, slice_of(env->from.address));

	for (size_t i = 0; i < rules->word_count; i++)
		if (rules->words[i].where == IN_MACHINE_ADDRESS &&
			pattern_match(&rules->words[i].patterns, address) != NULL)
			return true;
	return false;
}

/*
 * Two of the three things that such a notice says. Of tickets, lists and robots only the text counts: a
 * subject or an address with a mark of theirs stands above persons' answers too.
 */
static enum machine_sort almost(const long *weight, const long *said)
{
	static const enum machine_sort sorts[] = {MACHINE_TICKET, MACHINE_LIST, MACHINE_ROBOT};

	if (weight[MACHINE_ABSENCE] == MACHINE_WEIGHT - 1)
		return MACHINE_ABSENCE;
	for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
		if (weight[sorts[i]] >= MACHINE_WEIGHT - 1 && said[sorts[i]] == MACHINE_WEIGHT - 1)
			return sorts[i];
	return MACHINE_NONE;
}

struct machine_verdict machine_judge(struct arena *a, const struct envelope *env,
	const struct mime *mime, struct slice words, const struct rules *rules, bool to_us)
{
	struct machine_verdict v = {0};
	long weight[MACHINE_SORTS] = {0}, said[MACHINE_SORTS] = {0};
	enum machine_sort best = MACHINE_NONE, subject;

	judge_head(a, &v, env, rules->machines, to_us, weight);
	judge_parts(&v, mime, rules->machines);
	subject = judge_words(a, env, words, rules->machines, weight, said);
	v.says_so = weight[MACHINE_ROBOT] >= MACHINE_WEIGHT;
	if (subject != MACHINE_NONE) {
		/* a subject that a person took over, above a text of their own */
		bool borne_out = weight[subject] > MACHINE_WEIGHT || weight[MACHINE_ROBOT] > 0 ||
			pattern_words(words) <= SHORT_TEXT;

		v.proven = v.proven || borne_out;
		v.doubtful = !borne_out;
	} else if (pattern_words(words) > LONG_TEXT) {
		/* in a long text words of all kinds come together */
		for (size_t i = MACHINE_ROBOT + 1; i < MACHINE_REPORT; i++)
			weight[i] = 0;
	}
	/* an absence that is told by hand, once, to those whom it concerns */
	if (weight[MACHINE_NONE] > 0 && weight[MACHINE_ROBOT] == 0 && v.proof == NULL &&
		weight[MACHINE_ABSENCE] >= MACHINE_WEIGHT)
		v.doubtful = true;
	for (size_t i = MACHINE_ROBOT; i < MACHINE_SORTS; i++) {
		/* "I am a robot" strengthens whatever sort of robot it is */
		long sum = weight[i] + (i != MACHINE_ROBOT ? weight[MACHINE_ROBOT] : 0);

		if (weight[i] > 0 && sum >= MACHINE_WEIGHT &&
			(best == MACHINE_NONE || best == MACHINE_ROBOT || weight[i] > weight[best]))
			best = (enum machine_sort)i;
	}
	if (best != MACHINE_NONE && (v.sort == MACHINE_NONE || v.sort == MACHINE_ROBOT))
		v.sort = best;
	/* nobody answers before a person looked */
	if (v.sort == MACHINE_NONE && strcmp(env->auto_submitted, "no") != 0) {
		v.sort = almost(weight, said);
		v.hinted = v.sort != MACHINE_NONE;
		v.doubtful = v.doubtful || v.hinted;
	}
	v.away = v.sort == MACHINE_NONE && weight[MACHINE_ABSENCE] > 0 &&
		weight[MACHINE_NONE] == 0 && pattern_words(words) <= SHORT_TEXT &&
		strcmp(env->auto_submitted, "no") != 0;
	v.mute = v.sort == MACHINE_NONE && nobody_reads(a, env, rules->machines);
	v.contradicted = v.sort != MACHINE_NONE && strcmp(env->auto_submitted, "no") == 0;
	return v;
}
