/* Who wrote, by From and by how the letter is signed, and the names of those who come: of what is carried out as of what a reviewer is
 * offered. */
#include "reading-help.h"

struct signed_row {
	const char *name, *address, *words, *writer;
};

static const struct reading *read_from(
	struct arena *a, const char *name, const char *address, const char *words)
{
	struct message *m = help_message(a, "events@example.org", "", slice_of(words));
	struct envelope *env = arena_alloc(a, sizeof *env);

	*env = *m->envelope;
	env->from = (struct mailbox){name, address};
	m->envelope = env;
	return reading_make(a, m, help_shipped, NULL, help_sent);
}

static void writers(void **state)
{
	static const struct signed_row table[] = {
		{"Anna Weber", "anna.weber@gast.example", "Ich komme am 18.", "Anna Weber"},
		{"Weber, Anna", "a.weber@gast.example", "Ich komme am 18.", "Anna Weber"},
		/* signed in full, in another order, in a line with other words */
		{"A. Weber", "weber@gast.example", "Ich komme am 18.\n\nViele Grüße\nAnna Weber",
			"Anna Weber"},
		{"Anna Weber", "weber@gast.example", "Ich komme am 18.\n\nWeber Anna",
			"Anna Weber"},
		{"WEBER Anna", "weber@gast.example", "Ich komme am 18.\n\nGruß\nAnna Weber",
			"Anna Weber"},
		{"Grace W", "gracewanjiru@gast.example",
			"I'll be there on the 18th.\n\nThank you, Grace Wanjiru", "Grace Wanjiru"},
		/* an initial is no better than a name, but better than a firm */
		{"Anna Weber", "info@praxis-weber.example", "Ich komme am 18.\n\nGruß\nA. Weber",
			"Anna Weber"},
		{"Maler Rautenberg GmbH", "info@maler-rautenberg.example",
			"Ich komme am 18.\n\nGruß\nD. Rautenberg", "D. Rautenberg"},
		{"Kühn, Andreas", "andreas.kuehn@hydrotec.example",
			"Ich komme am 18.\n\nGruß\nHydrotec Kühn & Partner GmbH", "Andreas Kühn"},
		/* the letter itself has in full what From has not */
		{"H. Brüggemann", "hannelore.brueggemann@gast.example",
			"Guten Tag hier ist Hannelore Brüggemann ich komme am 18.",
			"Hannelore Brüggemann"},
		{"", "renate.sobotta@gast.example", "Ich komme am 18. Danke Renate Sobotta",
			"Renate Sobotta"},
		{"B. Tillmann", "b.tillmann44@gast.example",
			"Ich komme am 18.\nIhr Bernhard Tillmann", "Bernhard Tillmann"},
		{"Ö. Yılmaz", "yilmaz@gast.example", "Ich komme am 18. Özlem Yılmaz",
			"Özlem Yılmaz"},
		{"Ö. Yılmaz", "yilmaz@gast.example", "Ich komme am 18. Ülkü Yılmaz", "Ö. Yılmaz"},
		/* a secretary signs; whose office it is stands below */
		{"Sabine Roth", "sekretariat@gast.example",
			"Ich komme am 18.\n\nGruß\ni.A. Sabine Roth\nSekretariat Dr. Sommer",
			"Sabine Roth"},
		/* somebody of the same surname is not the writer */
		{"B. Tillmann", "b.tillmann44@gast.example",
			"Ich komme am 18. mit Frau Tillmann und Gerda Tillmann.", "B. Tillmann"},
		{"Pfr. Thomas Wiegel", "pfarramt@gast.example", "Ich komme am 18.",
			"Thomas Wiegel"},
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct reading *r =
			read_from(a, table[i].name, table[i].address, table[i].words);
		if (strcmp(r->writer, table[i].writer) != 0)
			fail_msg("%s\n  %s\n  not %s", table[i].words, r->writer, table[i].writer);
	}
	arena_free(&a);
}

/* `act` or `review`, and the names. */
static const char *come(struct arena *a, const char *words)
{
	const struct reading *r = read_from(a, "Max Ott", "max.ott@post.example", words);
	bool acts = r->disposition == DISPOSITION_ACT || r->disposition == DISPOSITION_ACT_REVIEW;
	struct buf b = {.max = 1000};

	buf_puts(&b, acts ? "act" : "review");
	for (size_t i = 0; i < r->attendee_count; i++) {
		buf_puts(&b, i == 0 ? ": " : ", ");
		buf_puts(&b, r->attendees[i].name);
	}
	const char *out = arena_string(a, buf_slice(&b));
	buf_free(&b);
	return out;
}

static void attendees(void **state)
{
	static const struct help_row table[] = {
		{"Meine Kollegin Anna Weber und ich kommen am 18. Februar.",
			"act: Max Ott, Anna Weber"},
		{"Herr Bezirksbürgermeister Rolf Lindner kommt am 18. Februar.",
			"act: Rolf Lindner"},
		{"Am 18. Februar kann ich nicht.", "act"},
		/* what a reviewer is offered: as many as there are seats */
		{"Vielleicht komme ich am 18. Februar.", "review: Max Ott"},
		{"Ob meine Kollegin Anna Weber und ich am 18. Februar kommen, zu zweit?",
			"review: Max Ott, Anna Weber"},
		{"Hallo Frau Berger, vielleicht komme ich am 18. Februar.", "review: Max Ott"},
		{"Frau Anna Weber kommt vielleicht am 18. Februar.", "review: Anna Weber"},
		/* nobody, where nobody would be registered */
		{"Vielleicht kann ich am 18. Februar doch nicht.", "review"},
		{"Vielen Dank für den schönen Abend!", "review"},
	};
	(void)state;
	HELP_CHECK(table, come);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(writers), cmocka_unit_test(attendees)};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
