/*
 * What a clerk is offered where a letter goes to review: a table for each step of the guess, of the twins too that must not
 * be taken for it.
 */
#include "reading-help.h"

struct offer {
	const char *subject;
	const char *words;
	const char *wanted; /* as help_requests() writes it: the guess, or what is done */
};

static const char *offered(struct arena *a, const char *subject, const char *words)
{
	struct message *m = help_message(a, "events@example.org", subject, slice_of(words));
	struct reading *r = reading_make(a, m, help_shipped, NULL, help_sent);

	return r->disposition == DISPOSITION_REVIEW ? help_requests(a, &r->guess)
						    : help_requests(a, &r->requests);
}

static void check(const struct offer *table, size_t count)
{
	size_t bad = 0;

	for (size_t i = 0; i < count; i++) {
		struct arena *a = arena_new();
		const char *got = offered(a, table[i].subject, table[i].words);
		bad += help_differs(table[i].words, table[i].wanted, got);
		arena_free(&a);
	}
	assert_int_equal(bad, 0);
}

#define CHECK_TABLE(table) check((table), sizeof(table) / sizeof *(table))

/* What is given up for another event is cancelled, and that one asked for. */
static void turns(void **state)
{
	static const struct offer table[] = {
		{"", "We have a rehearsal on the 21st, so could I switch to the 22nd instead?",
			"+weltoffen:1 -soziale-balance"},
		{"",
			"I overlooked that our group goes to Bochum on the 16th. Would it be possible "
			"for me to come on the 18th instead?",
			"+arbeit:1 -bildung"},
		{"",
			"Ich stand für den 18. drauf, aber da ist Jahresversammlung. Könnt ihr mich auf "
			"den 21. umbuchen?",
			"+soziale-balance:1 -arbeit"},
		/* a number that changes, and what stays */
		{"", "Could you change my booking for the 18th to two people?", "+arbeit:2"},
		/* what was asked for before is not given up */
		{"", "I will come on the 16th. Could I perhaps switch my seat there?",
			"+bildung:1"},
	};
	(void)state;
	CHECK_TABLE(table);
}

/* What only the subject names, and all of them where none is named. */
static void nothing_named(void **state)
{
	static const struct offer table[] = {
		{"Anmeldung Fachforum Bildung",
			"Drei Personen: Annegret Sandvoss, Jutta Meinert, Selma Okuyan.",
			"+bildung:3"},
		{"18.2.", "I ran a fever of 39 and stay in bed. Count me out.", "-arbeit"},
		{"", "Kindly cancel all my bookings, I am leaving Germany for good.",
			"-arbeit -bildung -kongress -soziale-balance -weltoffen"},
		{"", "Alle fünf ohne mich, nehmen Sie es mir nicht krumm.",
			"-arbeit -bildung -kongress -soziale-balance -weltoffen"},
		{"", "All my best wishes to all of you.", ""},
		/* who asks what there is asks for no seat; who asks for one does */
		{"", "Gibt es Parkplätze an der Moschee?", ""},
		{"", "Is there any parking close to the congress?", ""},
		{"", "Hätten Sie am 18. noch einen Platz für mich?", "+arbeit:1"},
	};
	(void)state;
	CHECK_TABLE(table);
}

/* A no of another one's beside a writer who comes alone is no no to the event. */
static void comes_alone(void **state)
{
	static const struct offer table[] = {
		{"", "Frau Beyer ist am 16. verhindert, ich komme allein.", "+bildung:1"},
		{"", "Ruth sprained her ankle. So on the 18th it will be just me.", "+arbeit:1"},
		{"", "Am 16. kann ich nicht. Allein gehe ich nicht aus dem Haus.", "-bildung"},
	};
	(void)state;
	CHECK_TABLE(table);
}

/* Who is named, and comes, is registered though the writer does not come. */
static void deputies(void **state)
{
	static const struct offer table[] = {
		{"",
			"My exam is on the 15th of March in the afternoon, catastrophe! I give my place to my "
			"friend Rokia Traoré, she will come to the City Hall.",
			"+kongress:1"},
		{"", "Den Montag würde ich gern gegen den Dienstag (22.) eintauschen.",
			"+weltoffen:1 -soziale-balance"},
		{"", "Am 16. bin ich krank. Herr Vossen kommt auch nicht.", "-bildung"},
		/* a wish far from the request that was understood, which says `also` */
		{"",
			"Als Hausherr bin ich am 18. sowieso da, rechnen Sie mich also ruhig mit ein. Unser "
			"Küster, Herr Dombrowski, schließt ab 15 Uhr auf. Auf den Kongress freue ich mich ebenfalls.",
			"+arbeit:1 +kongress:1"},
		{"heute ohne mich, 16.2.", "39,2 Fieber, ich bleib im Bett.", "-bildung"},
	};
	(void)state;
	CHECK_TABLE(table);
}

/* An event on which they have not decided is not asked for. */
static void left_open(void **state)
{
	static const struct offer table[] = {
		{"", "An beiden Foren am 16. und 18. nehme ich teil. Wer zum Kongress geht, klären wir noch.",
			"+arbeit:1 +bildung:1"},
		{"", "The 16th for me, please. The congress I can decide later.", "+bildung:1"},
		/* a day of which nothing is asked */
		{"", "Am 16. habe ich Nachtschicht, aber der 18. passt mir gut und der 22. auch.",
			"+arbeit:1 +weltoffen:1"},
		{"", "Wer mich am 16. sucht: ich komme.", "+bildung:1"},
	};
	(void)state;
	CHECK_TABLE(table);
}

/* Who comes beside the writer, or alone; what counts nobody. */
static void seats(void **state)
{
	static const struct offer table[] = {
		{"", "Ich und mein Cotrainer kommen am 16.", "+bildung:2"},
		{"", "ich + Tanja am 16.", "+bildung:2"},
		{"", "Meine Frau begleitet mich am 22. in die Steinstraße, also bitte zwei Plätze.",
			"+weltoffen:2"},
		{"", "kommen gerne beide zum Kongress! Susi und Udo Sand", "+kongress:2"},
		{"", "Mir passt beides, ich komme zum Kongress.", "+kongress:1"},
		{"", "Zum Kongress nur der Vorsitzende und ich.", "+kongress:2"},
		{"", "Am 18. kommt doch nur meine Frau (Bea Feulner), ich hüte die Enkel.",
			"+arbeit:1"},
		{"", "Ich habe gelesen Ihre Brief und ich sage ja zu 16.2.!", "+bildung:1"},
		{"", "Am 18. schreib ich noch Klausur, komm also erst so gegen halb 8.",
			"+arbeit:1"},
	};
	(void)state;
	CHECK_TABLE(table);
}

/* Who comes along in a clause of their own, and totals that the writer is among; not who only is spoken of. */
static void company(void **state)
{
	static const struct offer table[] = {
		{"", "Ich steh also am 21. am Eingang, und mein Freund Ricardo Alves läuft auch mit.",
			"+soziale-balance:2"},
		{"", "Beim Kongress bin ich auf jeden Fall auch, und zwei aus meinem Semester schleppe ich mit.",
			"+kongress:3"},
		{"", "I come to the congress. My sister is with me.", "+kongress:2"},
		{"", "Zum Kongress komme ich, dazu noch zwei vom Verein.", "+kongress:3"},
		{"", "Zur Weltoffenen Stadt: Pfarrer Rieke bringt zwei Damen aus dem Kreis mit, das wären dann insgesamt drei Plätze.",
			"+weltoffen:3"},
		{"", "Feuerwehr kommt am 18. mit vier Mann, ich mitgerechnet.", "+arbeit:4"},
		{"", "Zum Kongress wollen jetzt auch mein Sohn und mein Bruder, also zusammen sind wir 4.",
			"+kongress:4"},
		{"", "Final number for the congress: 17, me included.", "+kongress:17"},
		{"", "Nine it is for the congress, that is with me.", "+kongress:9"},
		{"", "Am 18. bin ich krank. Mein Kollege Jan Maas kommt für mich und bringt eigenes Papier mit.",
			"+arbeit:1"},
		{"", "Ich komme am 18. Meine Lehrerin hat uns von dem Forum erzählt.", "+arbeit:1"},
		{"", "Am 21. bin ich dabei. Meine Frau hat an dem Tag Chor.", "+soziale-balance:1"},
		{"", "Both of us at the congress, around seven or eight.", "+kongress:2"},
	};
	(void)state;
	CHECK_TABLE(table);
}

/* The guess with whose it is: "-kongress(Ali Demir)"; "(?)" others of no name; "!" in somebody's place, "!!" in the writer's. */
static const char *whose(struct arena *a, const char *words)
{
	struct message *m = help_message(a, "events@example.org", "", slice_of(words));
	struct reading *r = reading_make(a, m, help_shipped, NULL, help_sent);
	const char *out = "";

	for (size_t i = 0; i < r->guess.count; i++) {
		const struct request *q = &r->guess.items[i];
		const char *who = q->who == NULL ? ""
			: q->who[0] == '\0'      ? "(?)"
						 : arena_printf(a, "(%s)", q->who);
		out = arena_printf(a, "%s%s%s%s%s", out, i > 0 ? " " : "",
			q->action == ACTION_REGISTER ? "+" : "-", q->event,
			q->instead ? q->own ? "!!" : "!" : who);
	}
	return out;
}

/* Whose no it is, and in whose place somebody comes: never the whole party's where only others' is said. */
static void others(void **state)
{
	static const struct offer table[] = {
		{"", "Ali Demir kommt doch nicht zum Kongress.", "-kongress(Ali Demir)"},
		{"", "Herr Möhrle und Frau Bihler sind am 16. verhindert.",
			"-bildung(Möhrle, Bihler)"},
		{"", "Meine Frau kann leider nicht zum Kongress kommen.", "-kongress(?)"},
		{"", "Ali Demir kommt doch nicht zum Kongress, dafür kommt Sven Ohm.",
			"+kongress!"},
		{"", "Ali Demir is ill, Sven Ohm will come to the congress instead.", "+kongress!"},
		{"", "Für Ali Demir kommt Sven Ohm zum Kongress.", "+kongress!"},
		{"", "I'm in bed with a fever and won't be at the congress. Jonas Ek is coming instead.",
			"+kongress!!"},
		/* the writer's own no, or everybody's */
		{"", "Ich kann leider nicht zum Kongress kommen, meine Frau auch nicht.",
			"-kongress"},
		{"", "Ali Demir und ich kommen doch nicht zum Kongress.", "-kongress"},
		{"", "wird am 16. doch nix, meine Mitbewohnerin ist auch raus", "-bildung"},
		{"", "Unser Verein kommt nicht zum Kongress.", "-kongress"},
		/* nobody's place */
		{"", "Ist noch Platz beim Kongress? Falls ja, hätte ich gern zwei Plätze: für mich und für meinen Chef, Herrn Jan Maas.",
			"+kongress"},
		{"", "Ali Demir kommt zum Kongress.", "+kongress"},
	};
	size_t bad = 0;
	(void)state;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct arena *a = arena_new();
		bad += help_differs(table[i].words, table[i].wanted, whose(a, table[i].words));
		arena_free(&a);
	}
	assert_int_equal(bad, 0);
}

/* A wish that something stands against. */
static void wishes(void **state)
{
	static const struct offer table[] = {
		{"", "Auf den 16. hatte ich mich so gefreut, aber seit gestern huste ich.",
			"-bildung"},
		{"", "I'd love to come to the congress but we're on tour in Graz that week, so no can do.",
			"-kongress"},
		{"", "Due to a visit I am occupied on the 18th.", "-arbeit"},
	};
	(void)state;
	CHECK_TABLE(table);
}

/* A belief that is denied is a no, and the belief alone a yes. */
static void disbelieved(void **state)
{
	static const struct offer table[] = {
		{"", "I don't think I can make the forum on the 18th. Party!", "-arbeit"},
		{"", "We do not believe we will be able to attend the congress.", "-kongress"},
		{"", "Ich glaube nicht, dass ich am 18. kommen kann.", "-arbeit"},
		{"", "Ich denke nicht, dass ich es am 18. schaffe.", "-arbeit"},
		{"", "I think I can make the forum on the 18th.", "+arbeit:1"},
		{"", "Ich glaube, dass ich am 18. kommen kann.", "+arbeit:1"},
	};
	(void)state;
	CHECK_TABLE(table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(disbelieved),
		cmocka_unit_test(turns),
		cmocka_unit_test(nothing_named),
		cmocka_unit_test(comes_alone),
		cmocka_unit_test(deputies),
		cmocka_unit_test(left_open),
		cmocka_unit_test(seats),
		cmocka_unit_test(company),
		cmocka_unit_test(others),
		cmocka_unit_test(wishes),
	};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
