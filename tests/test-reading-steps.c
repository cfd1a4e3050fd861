/*
 * The steps of the reading room, each on its own: what a few words are taken for. A study is shown as
 * one word an atom: `.` punctuation, `ab` a word of the lexicon, `?x` one that nobody knows, `#` a
 * number, `[a+b]` events, `(2)` people, `(=1)` a pronoun that means somebody, `(!1)` for whom the writer
 * speaks, `~` a time or another quantity.
 */
#include "reading-help.h"

static void put_events(struct buf *b, const struct study *s, struct eset events)
{
	bool any = false;

	for (size_t i = 0; i < s->series->event_count; i++)
		if (eset_has(events, i)) {
			buf_printf(b, "%s%s", any ? "+" : "", s->series->events[i].id);
			any = true;
		}
}

static void put_people(struct buf *b, const struct people *p)
{
	buf_printf(b, "(%s%s%s%s%d%s", p->again != NULL ? "=" : "", p->principal ? "!" : "",
		p->with ? "with " : "", p->total ? "all " : "", p->count,
		p->unsure       ? "?"
			: p->we ? "+we"
				: "");
	for (size_t i = 0; i < p->person_count; i++)
		buf_printf(b, " %s", p->persons[i].name);
	buf_puts(b, ")");
}

static void put_atom(struct buf *b, const struct study *s, const struct atom *a)
{
	if (b->len > 0)
		buf_puts(b, " ");
	switch (a->kind) {
	case ATOM_PUNCT: buf_puts(b, "."); break;
	case ATOM_SILENT: buf_puts(b, "_"); break;
	case ATOM_TIME: buf_puts(b, "~"); break;
	case ATOM_NUMBER: buf_printf(b, "#%d", a->n); break;
	case ATOM_PEOPLE: put_people(b, a->people); break;
	case ATOM_EVENT:
		buf_puts(b,
			a->reference               ? "[-"
				: a->contradiction ? "[!"
				: a->over          ? "[past "
						   : "[");
		put_events(b, s, a->events);
		buf_puts(b, a->strong ? "]" : "?]");
		break;
	default:
		buf_printf(b, "%s%.*s", a->kind == ATOM_UNKNOWN ? "?" : "",
			SLICE_ARGS(study_text(s, a->first, a->count)));
	}
}

static const char *atoms_of(struct arena *a, const char *words)
{
	struct study s = help_study(a, words);
	struct buf b = {.max = HELP_TEXT_MAX};

	for (size_t i = 0; i < s.sentence_count; i++)
		for (size_t k = s.sentences[i].first; k < s.sentences[i].end; k++)
			put_atom(&b, &s, &s.atoms[k]);
	return help_string(a, &b);
}

/* The word that each sentence begins with. */
static const char *sentences_of(struct arena *a, const char *words)
{
	struct study s = help_study(a, words);
	struct buf b = {.max = HELP_TEXT_MAX};

	for (size_t i = 0; i < s.sentence_count; i++) {
		const struct token *t = &s.tokens[s.atoms[s.sentences[i].first].first];
		buf_printf(&b, "%s%.*s", i > 0 ? " " : "", SLICE_ARGS(t->text));
	}
	return help_string(a, &b);
}

static const char *clauses_of(struct arena *a, const char *words)
{
	static const char *const says[] = {"-", "come", "not", "open", "unclear"};
	struct study s = help_frames(a, words);
	struct buf b = {.max = HELP_TEXT_MAX};

	for (size_t i = 0; i < s.clause_count; i++) {
		const struct clause *c = &s.clauses[i];
		buf_printf(&b, "%s%s%s", i > 0 ? " | " : "",
			c->told                  ? "told"
				: c->condition   ? "condition"
				: c->subordinate ? "reason"
				: c->fragment    ? "part"
						 : says[c->says],
			eset_empty(c->events) ? "" : " ");
		put_events(&b, &s, c->events);
		if (c->why != NULL && c->says != SAYS_NOTHING)
			buf_printf(&b, " (%s)", c->why);
	}
	return help_string(a, &b);
}

/* The days that the letter lists, with their hours. */
static const char *days_of(struct arena *a, const char *words)
{
	struct study s = help_study(a, words);
	struct buf b = {.max = HELP_TEXT_MAX};

	for (size_t i = 0; i < s.reading->date_count; i++)
		buf_printf(&b, "%s%s (%s)", i > 0 ? ", " : "", s.reading->dates[i].value,
			s.reading->dates[i].text);
	return help_string(a, &b);
}

static void dates(void **state)
{
	static const struct help_row table[] = {
		{"am 16.2. ", "[bildung]"},
		{"am 16.02.2011", "[bildung]"},
		{"am 16. Februar 2011", "[bildung]"},
		{"am 16. Feb.", "[bildung]"},
		{"am 16., 18. und 21. Februar", "[bildung] . [arbeit] und [soziale-balance]"},
		{"am 21./22.2.", "[soziale-balance] . [weltoffen]"},
		{"am Mittwoch, dem 16. Februar", "[bildung]"},
		{"am Mittwoch", "[bildung]"},
		{"am Dienstag", "[weltoffen+kongress]"},
		{"am 17. Februar", "[!]"},
		{"vom 16. Januar", "vom [-]"},
		{"am 15. 3.", "[kongress]"},
		{"2011-03-15", "[kongress]"},
		{"im März", "[kongress]"},
		{"um 18 Uhr am 16.", "um ~ [bildung]"},
		{"diesen Mittwoch", "[!]"},
		{"nächsten Mittwoch", "[bildung]"},
	};
	(void)state;
	HELP_CHECK(table, atoms_of);
}

/* The hour beside a day, and days on which there is nothing. */
static void hours(void **state)
{
	static const struct help_row table[] = {
		{"Ich komme am 16.02.2011, 18:00.", "2011-02-16T18:00 (16.02.2011, 18:00)"},
		{"Ich komme am 16. Februar um 18 Uhr.", "2011-02-16T18:00 (16. Februar um 18 Uhr)"},
		{"Ich komme am 16.2. gegen 8 Uhr abends.",
			"2011-02-16T20:00 (16.2. gegen 8 Uhr abends)"},
		{"Ich komme morgen Abend gegen 8 Uhr.",
			"2011-02-08T20:00 (morgen Abend gegen 8 Uhr)"},
		{"Ich komme am 16. Februar mit 8 Leuten.", "2011-02-16 (16. Februar)"},
		{"Ich komme am 16. Februar für 2 Stunden.", "2011-02-16 (16. Februar)"},
		{"I'll be there on 16 February at 7.", "2011-02-16T07:00 (16 February at 7)"},
		{"I'll be there at 8pm on 16 February.", "2011-02-16T20:00 (8pm on 16 February)"},
		{"I'll be there on 16 February at 8.30 pm.",
			"2011-02-16T20:30 (16 February at 8.30 pm)"},
		{"I'll be there tomorrow morning at 9 o'clock.",
			"2011-02-08T09:00 (tomorrow morning at 9 o'clock)"},
		{"I'll be there tonight at 7.", "2011-02-07T19:00 (tonight at 7)"},
		{"I'll be there tonight at 3.", "2011-02-07 (tonight)"},
		{"I'll be there tomorrow at half past six.",
			"2011-02-08T06:30 (tomorrow at half past six)"},
		{"I'll be there a quarter to seven on 16 February.",
			"2011-02-16T06:45 (a quarter to seven on 16 February)"},
		{"Geboren bin ich am 29/2/1968.", "1968-02-29 (29/2/1968)"},
		{"Das war am 2010/Sep/23.", "2010-09-23 (2010/Sep/23)"},
		{"She was born on 15 April of 87.", ""},
		{"I went back on Friday.", ""},
		{"I went back on Friday the 21st.", "2011-01-21 (Friday the 21st)"},
		{"I'll be away in three weeks.", "2011-02-28 (in three weeks)"},
		{"I'll be away in two to three weeks.", ""},
		{"I'll be away in two weeks or so.", ""},
		{"We met two weeks and three days ago.", ""},
		{"We met two weeks ago, and again yesterday.",
			"2011-01-24 (two weeks ago), 2011-02-06 (yesterday)"},
		{"The letter came two days before yesterday.", ""},
		{"I'll be back 2 days from tomorrow.", "2011-02-10 (2 days from tomorrow)"},
		{"I'll be away next Friday.", ""},
		{"I'll be away the second Monday of next month.", "2011-03-14 (Monday)"},
		{"I'll be away on the 20th of this month.", "2011-02-20 (20th)"},
		{"I'll be away two Mondays later.", ""},
		{"I'll be away on Sunday 27.", "2011-02-27 (Sunday 27.)"},
		{"Ich bin am letzten Freitag im Mai weg.", "2011-05-27 (Freitag)"},
	};
	(void)state;
	HELP_CHECK(table, days_of);
}

/* A letter without stops gets them; one that has them is left as it is. */
static void stops(void **state)
{
	static const struct help_row table[] = {
		{"ich komme am 16. gern zum Forum Punkt Tee bringe ich selber mit", "ich Tee"},
		{"ich komme gern Komma wenn es passt Fragezeichen viele liebe Grüße", "ich"},
		{"ich habe noch einen Punkt zum Programm des Kongresses und zu den Reden", "ich"},
		{"ich bin Punkt 18 Uhr im Rathaus und freue mich auf den Abend", "ich"},
		{"ich wohne in Eving meine Frau kommt aus Hörde wir kommen am 16.",
			"ich meine wir"},
		{"ich bin 78 Jahre alt da komme ich gern am 16. Februar", "ich da"},
		{"ich habe gerade Besuch am 16. komme ich aber gern zum Forum", "ich am"},
		{"ich weiß noch nicht ob ich komme und was ich da mache", "ich"},
		{"ich komme nicht weil ich an dem Abend noch arbeiten muss", "ich"},
		{"ich hoffe, dass ich komme. Das ist nicht sicher, sagt sie.", "ich Das"},
		{"the letter I have got is nice and I will come to it", "the"},
	};
	(void)state;
	HELP_CHECK(table, sentences_of);
}

static void events(void **state)
{
	static const struct help_row table[] = {
		{"Fachforum \"Bildung\"", "[bildung]"},
		{"Fachforum \"Bildung\", 16.02.2011", "[bildung]"},
		{"Forum Bildung am 18.", "[!]"},
		{"Arbeit und Unternehmen", "[arbeit]"},
		{"Bildung und Kongress", "[bildung?] und [kongress]"},
		{"Bildung, Arbeit und Kongress", "[bildung] . [arbeit] und [kongress]"},
		{"zur Sozialen Stadt", "[!]"},
		{"zum Integrationskongress im Rathaus", "[kongress]"},
		{"in die Selimiye-Moschee", "[bildung]"},
		{"ein Forum", "ein [bildung+arbeit+soziale-balance+weltoffen?]"},
		{"bei der Arbeit", "[arbeit?]"},
		{"am 16. zum Forum und am 15.3. zum Kongress", "[bildung] und [kongress]"},
		{"Bildung (16.02.)", "[bildung]"},
		{"zum Bildungsforum", "[bildung]"},
		{"zum Fachforum", "[bildung+arbeit+soziale-balance+weltoffen]"},
	};
	(void)state;
	HELP_CHECK(table, atoms_of);
}

static void references(void **state)
{
	static const struct help_row table[] = {
		{"alle Fachforen", "[bildung+arbeit+soziale-balance+weltoffen]"},
		{"an allen vier Foren", "[bildung+arbeit+soziale-balance+weltoffen]"},
		{"an allen drei Foren", "[!]"},
		{"die letzten beiden Termine", "[weltoffen+kongress]"},
		{"das 1. und das 3. Fachforum", "[bildung+soziale-balance]"},
		{"zum letzten der vier Foren", "[weltoffen]"},
		{"die ersten beiden Foren", "[bildung+arbeit]"},
		{"alle Veranstaltungen", "[bildung+arbeit+soziale-balance+weltoffen+kongress]"},
		{"das zweite Forum", "[arbeit]"},
		{"überall", "[bildung+arbeit+soziale-balance+weltoffen+kongress]"},
	};
	(void)state;
	HELP_CHECK(table, atoms_of);
}

static void slips(void **state)
{
	static const struct help_row table[] = {
		{"zum Kongres", "[kongress]"},
		{"zum Fachvorum Bildng", "[bildung]"},
		{"am Mitwoch", "[bildung]"},
		{"nich zum Kongress", "nich [kongress]"},
		{"zum Kongreß", "[kongress]"},
		{"ZUM KONGRESS", "[kongress]"},
	};
	(void)state;
	HELP_CHECK(table, atoms_of);
}

static void later(void **state)
{
	static const struct help_row table[] = {
		{"am 21. nicht, am Tag darauf ja", "[soziale-balance] nicht . [weltoffen] ja"},
		{"am 16. und zwei Tage später", "[bildung] und [arbeit]"},
		{"zur Weltoffenen Stadt und am Montag davor", "[weltoffen] und [soziale-balance]"},
		{"am 16. und am Freitag darauf", "[bildung] und [arbeit]"},
		{"am 16., am Tag darauf", "[bildung] . [!]"},
		{"am Dienstag, am Tag davor", "[weltoffen+kongress] . am Tag davor"},
		{"Ihr Brief vom 17. Februar, am Tag darauf", "Ihr ?Brief vom [-] . am Tag darauf"},
		{"am Tag darauf", "am Tag darauf"},
		{"the 21st and the day after", "[soziale-balance] and [weltoffen]"},
		{"the 21st and the Tuesday after that", "[soziale-balance] and [weltoffen]"},
		{"the 16th and the following Friday", "[bildung] and ~ [arbeit]"},
		{"the 21st, the day after my operation",
			"[soziale-balance] . the day after my operation"},
	};
	(void)state;
	HELP_CHECK(table, atoms_of);
}

static void people(void **state)
{
	static const struct help_row table[] = {
		{"meine Frau und ich", "(2)"},
		{"mit zwei Kollegen", "(with 2)"},
		{"zu viert", "(all 4)"},
		{"3 Personen", "(all 3)"},
		{"zwei bis drei Personen", "(all 2?)"},
		{"Frau Fatma Yilmaz und Herrn Jürgen Brandt", "(2 Fatma Yilmaz Jürgen Brandt)"},
		{"wir, Peter und Inge Schulte, kommen", "(2 Peter Schulte Inge Schulte) . kommen"},
		{"mit zwei Kolleginnen, Jutta Freese und Swetlana Ott",
			"(with 2 Jutta Freese Swetlana Ott)"},
		{"meine Kollegin Eleni Vasiliou und ich", "(2 Eleni Vasiliou)"},
		{"mein Nachbar", "(1)"},
		{"ich und meine Frau Marlies", "(2 Marlies)"},
		{"mit meinem Kommilitonen Felix Ruhnau", "(with 1 Felix Ruhnau)"},
		{"ca. 5 Personen", "ca _ (all 5)"},
		{"noch zwei Personen", "noch (all 2)"},
		{"wir beide", "(all 2)"},
	};
	(void)state;
	HELP_CHECK(table, atoms_of);
}

static void principals(void **state)
{
	static const struct help_row table[] = {
		{"Frau Ott kommt. Sie kommt", "(1 Ott) kommt . (=1 Ott) kommt"},
		{"Frau Ott kommt. Sie kommen", "(1 Ott) kommt . Sie kommen"},
		{"Frau Ott kommt. Er kommt", "(1 Ott) kommt . Er kommt"},
		{"Frau Ott und Frau Weiß sind da. Sie kommt", "(2 Ott Weiß) sind da . Sie kommt"},
		{"Frau Ott traf die Ministerin. Sie kommt",
			"(1 Ott) traf die ?Ministerin . Sie kommt"},
		{"Frau Ott traf den Minister. Sie kommt",
			"(1 Ott) traf den ?Minister . (=1 Ott) kommt"},
		{"mein Nachbar fragt. Er kommt", "(1) fragt . Er kommt"},
		{"im Namen von Frau Ott", "im Namen von (!1 Ott)"},
		{"meine Mutter hat mich gebeten. Sie kommt", "(!1) hat mich gebeten . (=!1) kommt"},
		{"Herr Ott geht und ich begleite ihn", "(1 Ott) geht und (1) begleite (=1 Ott)"},
		{"Ich habe ihn gesehen", "(1) habe ihn gesehen"},
	};
	(void)state;
	HELP_CHECK(table, atoms_of);
}

static void substitutes(void **state)
{
	static const struct help_row table[] = {
		{"Frau Ott vertritt mich am 16.", "come bildung"},
		{"Frau Ott vertritt mich am 16. nicht.", "not bildung (negation-unclear)"},
		{"Frau Ott hat uns am 16. vertreten.", "told bildung"},
		{"Am 16. springt Frau Ott für mich ein.", "come bildung"},
		{"Statt meiner Frau komme ich am 16.", "come bildung"},
		{"Statt mir kommt am 16. Frau Weiß.", "come bildung"},
		{"Der 16. passt statt mir gut.", "come bildung (third-party)"},
		{"Statt Herrn Ott kommt am 16. Frau Weiß.", "come bildung"},
		{"Statt Herrn Ott am 16. kommt am 18. Frau Weiß.",
			"come bildung+arbeit (swap-unclear)"},
		{"Am 16. kann ich nicht, ich schicke Frau Ott.", "not bildung | come"},
		{"Am 16. kann ich nicht, ich schicke Frau Ott die Unterlagen.",
			"not bildung | come (not-understood)"},
	};
	(void)state;
	HELP_CHECK(table, clauses_of);
}

static void quantities(void **state)
{
	static const struct help_row table[] = {
		{"um 17:30", "um ~"},
		{"Tel. 0231 123456", "~"},
		{"8,90 EUR", "~"},
		{"seit 22 Jahren", "seit ~"},
		{"im Jahr 2006", "im Jahr ~"},
		{"Zimmer 3.18", "~"},
		{"18:00 - 21:00 Uhr", "~"},
	};
	(void)state;
	HELP_CHECK(table, atoms_of);
}

static void clauses(void **state)
{
	static const struct help_row table[] = {
		{"Ich komme zum Kongress.", "come kongress"},
		{"Ich kann am 16. nicht, aber am 18. komme ich.", "not bildung | come arbeit"},
		{"Ich komme nicht am 16., sondern am 18.", "not bildung | part arbeit"},
		{"Ich nehme am Kongress teil, weil ich Zeit habe.", "come kongress | reason"},
		{"Falls es regnet, komme ich zum Kongress.", "condition | come kongress"},
		{"Ich habe mich angemeldet.", "told"},
		{"Ich würde zum Kongress kommen.", "come kongress (undecided)"},
		{"Ich würde gern zum Kongress kommen.", "come kongress"},
		{"Vielleicht komme ich zum Kongress.", "open kongress"},
		{"Bildung ja, Arbeit nein", "come bildung | not arbeit"},
		{"Ich komme zurück.", "-"},
		{"Ich melde mich.", "-"},
		{"Bitte melden Sie mich zum Kongress an.", "come kongress"},
		{"Ich teile mit, dass ich zum Kongress komme.", "- | come kongress"},
		{"Dass ich zum Kongress komme, ist ausgeschlossen.", "reason kongress | -"},
		{"Ich komme zum Kongress oder zum Forum Bildung.",
			"come bildung+kongress (alternative)"},
		{"Sagen Sie den Kongress ab!", "not kongress (third-party)"},
		{"Ich reserviere den Beamer.", "come (not-understood)"},
	};
	(void)state;
	HELP_CHECK(table, clauses_of);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates),
		cmocka_unit_test(hours),
		cmocka_unit_test(stops),
		cmocka_unit_test(events),
		cmocka_unit_test(references),
		cmocka_unit_test(slips),
		cmocka_unit_test(later),
		cmocka_unit_test(people),
		cmocka_unit_test(principals),
		cmocka_unit_test(substitutes),
		cmocka_unit_test(quantities),
		cmocka_unit_test(clauses),
	};

	return cmocka_run_group_tests(tests, help_compile, help_release);
}
