/*
 * measure-sceptic [-e HEIGHT] LEARN.txt… -- JUDGE.txt…: how well the sceptic knows sentences that it has not learned from. Learns
 * from the first files (as rules/sentences/CODE.txt; the first one's name gives the language), judges the others, and
 * says for each label how much of it is recognised, and above each height of certainty how much is covered and how
 * precise that is. With -e it lists the sentences of whose label it is so sure and wrong: some of those labels are.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/limits.h"
#include "rules/sentences.h"

static const float heights[] = {0.8F, 0.9F, 0.95F, 0.98F};
enum { HEIGHTS = sizeof heights / sizeof *heights };

/* Of all sentences: how surprising their labels were, in bits. */
static double surprise;

struct tally {
	size_t meant, right; /* sentences of this label; those that were given it */
	size_t said[HEIGHTS], hit[HEIGHTS]; /* given it so surely; rightly */
};

static void die(const char *what)
{
	fprintf(stderr, "measure-sceptic: %s\n", what);
	exit(2);
}

static struct rules *languages_of(struct arena *a)
{
	struct problems problems = {.arena = a};
	struct rule_files files = {0};
	struct rules *rules = NULL;

	if (rule_files_read(a, "rules", NULL, 0, &files, &problems) != 0 ||
		rules_compile(&files, &rules, &problems) != 0)
		die("the rules do not compile");
	return rules;
}

/* Those of several files. */
struct sentences {
	const char *code; /* of the first's language */
	struct labelled *items;
	size_t count, room;
};

/* All sentences of the files that stand before `--` (`learn`) or behind it. */
static struct sentences read_banks(struct arena *a, char **argv, bool learn)
{
	struct problems problems = {.arena = a};
	struct sentences all = {0};
	bool behind = false;

	for (char **arg = argv; *arg != NULL; arg++) {
		struct err e = {0};
		struct bank *b = NULL;
		struct rule_file file = {.kind = RULE_SENTENCES, .name = *arg};
		if (strcmp(*arg, "--") == 0) {
			behind = true;
			continue;
		}
		if (behind == learn)
			continue;
		if (file_read(a, *arg, RULE_FILE_BYTES_MAX, &file.bytes, &e) != 0)
			die(e.text);
		if (sentences_compile(a, &file, &b, &problems) != 0)
			die(problems.items[0].text);
		const struct labelled *some = sentences_labelled(a, b);
		for (size_t i = 0; i < b->count; i++)
			ARENA_PUSH(a, all.items, all.count, all.room, some[i]);
		all.code = all.code == NULL ? b->code : all.code;
	}
	return all;
}

static const struct language *find_language(const struct rules *rules, const char *code)
{
	const struct language *l = languages_first(rules->languages);

	while (l != NULL && strncmp(l->code, code, strlen(l->code)) != 0)
		l = l->next;
	return l;
}

static size_t likeliest(const struct opinion *o)
{
	size_t best = 0;

	for (size_t i = 1; i < SAYING_COUNT; i++)
		best = o->of[i] > o->of[best] ? i : best;
	return best;
}

static void count(struct tally *tallies, const struct opinion *o, enum saying meant)
{
	size_t best = likeliest(o);

	surprise -= log2(fmax((double)o->of[meant], 1e-6));
	tallies[meant].meant++;
	tallies[meant].right += best == meant;
	for (size_t h = 0; h < HEIGHTS; h++)
		if (o->of[best] >= heights[h]) {
			tallies[best].said[h]++;
			tallies[best].hit[h] += best == meant;
		}
}

static double percent(size_t part, size_t whole)
{
	return whole == 0 ? 0 : 100.0 * (double)part / (double)whole;
}

static void print(const struct tally *tallies)
{
	size_t meant = 0, right = 0;

	for (size_t i = 0; i < SAYING_COUNT; i++) {
		meant += tallies[i].meant;
		right += tallies[i].right;
	}
	printf("%zu sentences, right %.1f %%, surprise %.3f bits\n%-12s %5s %6s", meant,
		percent(right, meant), surprise / (double)meant, "label", "count", "right");
	for (size_t h = 0; h < HEIGHTS; h++)
		printf("   at %.2f", (double)heights[h]);
	printf("   (covered/precise)\n");
	for (size_t i = 0; i < SAYING_COUNT; i++) {
		const struct tally *t = &tallies[i];
		printf("%-12s %5zu %6.1f", saying_names[i], t->meant, percent(t->right, t->meant));
		for (size_t h = 0; h < HEIGHTS; h++)
			printf("  %3.0f/%5.1f", percent(t->hit[h], t->meant),
				percent(t->hit[h], t->said[h]));
		printf("\n");
	}
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new(), *scratch = arena_new();
	struct tally tallies[SAYING_COUNT] = {0};

	float height = 2;

	if (argc > 2 && strcmp(argv[1], "-e") == 0) {
		height = strtof(argv[2], NULL);
		argc -= 2;
		argv += 2;
	}
	if (argc < 4)
		die("usage: measure-sceptic [-e HEIGHT] LEARN.txt… -- JUDGE.txt…");
	struct rules *rules = languages_of(a);
	struct sentences learn = read_banks(a, argv + 1, true),
			 judge = read_banks(a, argv + 1, false);
	if (learn.count == 0 || judge.count == 0)
		die("nothing to learn from, or nothing to judge");
	double start = seconds();
	const struct likeness *l = likeness_learn(scratch, rules->languages,
		find_language(rules, learn.code), learn.items, learn.count);
	double learned = seconds();
	for (size_t i = 0; i < judge.count; i++) {
		struct opinion o = likeness_judge(scratch, l, judge.items[i].text);
		const struct labelled *x = &judge.items[i];
		size_t said = likeliest(&o);
		count(tallies, &o, x->saying);
		if (said != x->saying && o.of[said] >= height)
			printf("%.2f %s, labelled %s: %.*s\n", (double)o.of[said],
				saying_names[said], saying_names[x->saying], SLICE_ARGS(x->text));
	}
	double judged = seconds();
	printf("learned %zu sentences in %.0f ms, judged in %.1f us each\n", learn.count,
		1000 * (learned - start), 1e6 * (judged - learned) / (double)judge.count);
	print(tallies);
	rules_free(&rules);
	arena_free(&scratch);
	arena_free(&a);
	return 0;
}
