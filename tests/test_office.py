"""The office's everyday: a trial beside the work as it is, the list that was kept so far, the lists for the door."""
import csv
import io
import re
import shutil
import subprocess

import pytest

from house import NOW, TOP, letter
from test_staff import Terminal, AFTER, LATER, NEXT, ODD, SOON, YES, give, mails, registered, tell

BOTH = "Guten Tag,\n\nzum Fachforum Bildung und zum Integrationskongress komme ich gern.\n\nViele Grüße\nJörg Müßiggang\n"


# ---- trial ----


def test_in_a_trial_it_proposes_and_staff_decide(office):
    office.write_settings(mode="trial")
    first, second, third = (give(office, text) for text in (YES, BOTH, ODD))
    assert registered(office) == [] and mails(office) == [(first, "confirmation", "held"), (second, "confirmation", "held")]
    shown = tell(office, "review", "show", "1")
    assert "Probebetrieb" in shown and "1  Anmeldung: Fachforum" in shown
    tell(office, "review", "accept", "1")
    tell(office, "review", "correct", "2", "register", "bildung", "2")
    office.run(now=AFTER)
    assert [(r[0], r[2], r[3]) for r in registered(office)] == [(first, "bildung", 1), (second, "bildung", 2)]
    assert [mail for mail in mails(office) if mail[2] != "withdrawn"] == [
        (first, "confirmation", "sent"), (second, "confirmation", "sent")], "a person decided these"
    shown = tell(office, "list", "letters", "--compare")
    lines = shown.splitlines()
    assert "Gleich: 1, anders: 1, noch offen: 1." in shown, shown
    assert "Anmeldung:" in shown and "gleich" in shown and "noch offen" in shown
    assert any("(2)" in line for line in lines), shown


def test_what_came_before_the_start_is_read_for_comparison_only(office):
    office.write_settings(start="2011-01-20T00:00:00+01:00")
    early, late = office.guest("frueh"), office.guest("spaet")
    office.append(letter(early, YES), 1295424000)  # 19 January, 9:00
    office.append(letter(late, YES), 1295510400)  # 20 January, 9:00
    office.run()
    assert [r[0] for r in registered(office)] == [late] and mails(office) == [(late, "confirmation", "sent")]
    assert office.letters() == {"inbox": 1, "done": 1, "review": 0, "automatic": 0}, "what was there stays where it lies"
    assert office.mails(early) == [] and office.list("review") == []
    shown = tell(office, "list", "letters")
    assert "zum Vergleich" in shown and "erledigt" in shown
    shown = tell(office, "list", "letters", "--compare")
    assert "Gleich: 0, anders: 1, noch offen: 0." in shown, shown
    # what the office had entered by hand for that letter is taken over, and agrees
    (office.dir / "liste.csv").write_text(f"Name;E-Mail;Veranstaltung;Plätze\nJörg Müßiggang;{early};bildung;1\n")
    tell(office, "import", str(office.dir / "liste.csv"), "--go")
    assert "Gleich: 1, anders: 0, noch offen: 0." in tell(office, "list", "letters", "--compare")
    office.run(now=AFTER)
    assert office.mails(early) == [] and office.letters()["inbox"] == 1


def test_a_start_that_is_still_to_come_is_told(office):
    """2021 for 2011: all that comes would be left alone without a word."""
    office.write_settings(start="2021-01-20T08:00:00+01:00")
    office.append(letter(office.guest(), YES), 1295510400)
    assert "'start' is still to come (2021-01-20T07:00Z)" in office.run().log and registered(office) == []
    office.write_settings(start="2011-01-20T08:00:00+01:00")
    assert "still to come" not in office.run().log


def test_a_start_that_is_no_time_is_an_error(office):
    office.write_settings(start="morgen")
    run = office.run(status=2)
    assert "'start' is \"morgen\", expected a day or a time" in run.log


# ---- import ----

LIST = """Name;E-Mail;Veranstaltung;Plätze;Telefon;Bemerkung;Tisch
Anna Berg;anna@web.example;kongress;2;0231 1;vegan;7
Jan Öztürk;jan@web.example;16.02.2011;;;;
"Yılmaz, Ayşe";ayse@web.example;Fachforum Bildung;1;;;
Bo Zwei;familie@web.example;arbeit;;;;
Cem Zwei;familie@web.example;arbeit;;;;
Dora Vier;;weltoffen;2;0231 4;;
Anna Berg;anna@web.example;kongress;2;;;
"""


def imported(office, text, *words, status=0, encoding="utf-8"):
    (office.dir / "liste.csv").write_bytes(text.encode(encoding))
    return tell(office, "import", str(office.dir / "liste.csv"), "--by", "reyhan", *words, status=status)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_list_that_was_kept_so_far_is_taken_over(office, encoding):
    text = LIST if encoding != "cp1252" else LIST.replace("Yılmaz, Ayşe", "Yilmaz, Ayse")
    ayse = "Ayşe Yılmaz" if encoding != "cp1252" else "Ayse Yilmaz"
    said = imported(office, text, encoding=encoding)
    assert "Neu: 5. Schon eingetragen: 0, mit anderer Zahl: 0. Fehlerhaft: 0." in said, said
    assert "Probelauf" in said and "„Tisch“ wird nicht übernommen" in said and "mehrfach in der Liste" in said
    assert office.list("registrations") == [], "a dry run"
    assert "Übernommen: 5." in imported(office, text, "--go", encoding=encoding)
    rows = sorted((r["address"] or "", r["name"], r["event"], r["seats"], r["attendees"], r["phone"], r["note"]) for r in office.list("registrations"))
    assert rows == [
        ("", "Dora Vier", "weltoffen", 2, ["Dora Vier"], "0231 4", ""),
        ("anna@web.example", "Anna Berg", "kongress", 2, ["Anna Berg"], "0231 1", "vegan"),
        ("ayse@web.example", ayse, "bildung", 1, [ayse], "", ""),
        ("familie@web.example", "Bo Zwei", "arbeit", 2, ["Bo Zwei", "Cem Zwei"], "", ""),
        ("jan@web.example", "Jan Öztürk", "bildung", 1, ["Jan Öztürk"], "", ""),
    ]
    assert mails(office) == [], "nobody gets a mail"
    said = imported(office, text, encoding=encoding)
    assert "Neu: 0. Schon eingetragen: 5" in said, said
    # and the robot goes on with it
    office.deliver(letter("anna@web.example", "Guten Tag,\n\nzum Fachforum Bildung komme ich auch gern.\n\nAnna Berg\n", name="Anna Berg"))
    office.run()
    assert ("anna@web.example", "bildung") in [(r["address"], r["event"]) for r in office.list("registrations")]


def test_lines_that_say_different_numbers_of_one_person_are_wrong(office):
    text = """Name;E-Mail;Veranstaltung;Plätze;Telefon
Jan Öztürk;jan@web.example;bildung;1;
Jan Öztürk;JAN@web.example;bildung;3;
Bo Zwei;familie@web.example;arbeit;1;
Cem Zwei;familie@web.example;arbeit;2;
Bo Zwei;familie@web.example;arbeit;1;
Ida Ihle;;kongress;2;0231 4711
Ida Ihle;;kongress;4;4711
Jan Öztürk;jan@web.example;kongress;;
Jan Öztürk;jan@web.example;kongress;2;
"""
    said = imported(office, text, status=1)
    for line in ("Zeile 2: Dieselbe Person steht mit verschiedenen Zahlen in der Liste: Zeile und Plätze hier 2 (1), dort 3 (3)",
                 "Zeile 3: Dieselbe Person steht mit verschiedenen Zahlen in der Liste: Zeile und Plätze hier 3 (3), dort 2 (1)",
                 "hier 7 (2), dort 8 (4)", "hier 8 (4), dort 7 (2)", "Neu: 2.", "Fehlerhaft: 4."):
        assert line in said, (line, said)
    assert "Übernommen: 2." in imported(office, text, "--go", "--skip-broken")
    assert sorted((r["event"], r["seats"]) for r in office.list("registrations")) == [("arbeit", 3), ("kongress", 2)], "a number beats none"


def test_two_people_of_one_name_and_different_telephones_are_two(office):
    text = "Name;Telefon;Veranstaltung;Plätze\nIda Ihle;0231 4711;kongress;1\nIda Ihle;0231 9999;kongress;1\nIda Ihle;+49 (231) 47-11;kongress;1\n" \
           "Ida Ihle;0231 9999;bildung;2\nIda Ihle;;arbeit;1\n"
    said = imported(office, text, "--go")
    assert "Übernommen: 4." in said and said.count("mehrfach in der Liste") == 1, said
    rows = sorted((r["event"], r["seats"], r["phone"]) for r in office.list("registrations"))
    assert rows == [("arbeit", 1, "0231 4711"), ("bildung", 2, "0231 9999"), ("kongress", 1, "0231 4711"), ("kongress", 1, "0231 9999")]
    assert "Schon eingetragen: 4" in imported(office, text), "each is known again"


def test_a_list_brings_nobody_back_who_has_said_no(office):
    office.run()
    tell(office, "register", "kongress", "--address", "ute@web.example", "--name", "Ute Undo", "--yes")
    tell(office, "cancel", "kongress", "--address", "ute@web.example", "--yes")
    text = "Name;E-Mail;Veranstaltung;Plätze\nUte Undo;ute@web.example;kongress;2\nUte Undo;ute@web.example;bildung;1\n"
    for words in ((), ("--go",)):
        said = imported(office, text, *words)
        assert "hat abgesagt, und dabei bleibt es" in said and "Abgesagt haben und bleiben so: 1." in said and "Neu: 1." in said, said
    rows = [(r["event"], r["status"]) for r in office.list("registrations") if r["address"] == "ute@web.example"]
    assert ("kongress", "confirmed") not in rows and ("bildung", "confirmed") in rows, rows


def test_one_event_for_the_whole_list_and_commas(office):
    said = imported(office, "first name,last name,email\nAnna,Berg,anna@web.example\nJan,Berg,jan@web.example\n", "--event", "kongress", "--go")
    assert "Übernommen: 2." in said
    assert sorted(r[1] for r in registered(office)) == ["Anna Berg", "Jan Berg"]
    assert "meinten Sie „kongress“" in imported(office, "name\nAnna\n", "--event", "kongres", status=2)


def test_broken_lines_stop_it_until_it_is_told_to_go_on_without_them(office):
    broken = LIST + """Eva;eva(at)web.example;kongress;1
;;kongress;1
Fatma;fatma@web.example;kongres;1
Gül;guel@web.example;kongress;viele
Hans;hans@web.example;;1
B. Zwei;familie@web.example;arbeit;1
"Ingo;ingo@web.example;kongress;1
"""
    said = imported(office, broken, status=1)
    for words in ("Zeile 9: „eva(at)web.example“ ist keine E-Mail-Adresse", "Zeile 10: Es steht weder", "Zeile 11: „kongres“ ist keine Veranstaltung; ist „kongress“ gemeint?",
                  "Zeile 12: „viele“ ist keine Zahl", "Zeile 13: Es fehlt die Veranstaltung", "Zeile 14: „B. Zwei“ könnte dieselbe Person sein", "Zeile 15: Ein Anführungszeichen",
                  "Fehlerhaft: 7."):
        assert words in said, (words, said)
    said = imported(office, broken, "--go", status=1)
    assert "--skip-broken" in said and office.list("registrations") == []
    assert "Übernommen: 5." in imported(office, broken, "--go", "--skip-broken")


@pytest.mark.parametrize("text, says", [
    ("", "Überschriften"),
    ("a;b\n1;2\n", "Zeile 1: Hier werden die Überschriften"),
    ("Name;E-Mail\nAnna;anna@web.example\n", "Es fehlt die Spalte „Veranstaltung“"),
])
def test_a_list_without_its_headings(office, text, says):
    assert says in imported(office, text, status=2)


def test_no_such_file(office):
    assert "Die Datei „/nowhere/liste.csv“ gibt es nicht." in tell(office, "import", "/nowhere/liste.csv", status=2)


# ---- what a mail says ----


def test_the_text_of_a_mail_is_shown_before_it_leaves_and_after(office):
    office.write_settings(mode="trial")
    guest = give(office, YES)
    held = tell(office, "outgoing", "show", "1")
    for words in ("Anmeldebestätigung · angehalten · ", "  An           " + guest, "  Betreff      Re: Anmeldung", "│ Guten Tag Jörg Müßiggang,", "Fachforum „Bildung“",
                  "mailbot outgoing release 1", "mailbot outgoing withdraw 1"):
        assert words in held, (words, held)
    tell(office, "outgoing", "release", "1")
    office.run(now=AFTER)
    sent = max(m["id"] for m in office.list("outgoing") if m["state"] == "sent")
    shown = tell(office, "outgoing", "show", str(sent))
    assert "gesendet" in shown and "outgoing release" not in shown, shown
    said = [line.strip() for line in office.mails(guest)[0].text.splitlines() if line.strip()]
    assert all(line in shown for line in said), (said, shown)
    assert "Eine Mail mit der Nummer 99 gibt es nicht" in tell(office, "outgoing", "show", "99", status=1)
    assert "ist keine Nummer" in tell(office, "outgoing", "show", "all", status=2)


def test_a_trial_s_mail_that_was_released_does_not_stand_as_taken_back(office):
    office.write_settings(mode="trial")
    give(office, YES)
    give(office, BOTH)
    tell(office, "outgoing", "release", "1")
    tell(office, "review", "correct", "2", "register", "bildung", "2")
    shown = [line.split("  ") for line in tell(office, "outgoing", "list").splitlines()]
    lines = {line.split()[0]: line for line in tell(office, "outgoing", "list").splitlines() if line.split() and line.split()[0].isdigit()}
    assert "freigegeben" in lines["1"] and "ersetzt durch" in lines["1"], shown
    assert "zurückgezogen" in lines["2"], shown
    assert "ersetzt durch Nr. 3" in tell(office, "outgoing", "show", "1")


def test_releasing_what_a_trial_proposes_shows_what_it_enters_and_asks(office):
    office.write_settings(mode="trial")
    guest = give(office, YES)
    asked = Terminal(office, "outgoing", "release", "1")
    asked.until("[j/N]")
    assert "bisher" in asked.text and guest in asked.text, asked.text
    asked.type("n\n")
    asked.until("nichts geändert")
    assert asked.end() == 1 and office.list("registrations") == []
    said = tell(office, "outgoing", "release", "1", "--by", "reyhan", "--yes")
    assert "angemeldet, 1 Platz" in said and "review undo 1" in said and "geht als Nr. 2 hinaus" in said, said
    tell(office, "review", "undo", "1", "--yes")
    assert "hinausgegangen" not in tell(office, "outgoing", "list"), "neither has left"
    assert [(m["state"], m["sent"]) for m in office.list("outgoing")] == [("withdrawn", None)] * 2


def test_the_text_of_a_mailing_names_its_files_and_a_call_is_none(office):
    give(office, YES)
    tell(office, "register", "bildung", "--name", "Ida Ihle", "--phone", "0231 4711")
    (office.dir / "text").write_text("Das Programm liegt bei.\n")
    (office.dir / "programm.pdf").write_bytes(b"%PDF-1.4")
    tell(office, "mail", "--event", "bildung", "--subject", "Programm", "--text", str(office.dir / "text"),
         "--attach", str(office.dir / "programm.pdf"), "--send")
    rows = {m["kind"]: m["id"] for m in office.list("outgoing") if m["address"] and m["kind"] == "mailing"}
    shown = tell(office, "outgoing", "show", str(rows["mailing"]))
    assert "Anhang       programm.pdf (application/pdf)" in shown and "Das Programm liegt bei." in shown, shown
    call = next(m["id"] for m in office.list("outgoing") if not m["address"])
    assert "mailbot list calls" in tell(office, "outgoing", "show", str(call), status=1)


def test_of_a_mail_that_did_not_arrive_it_is_said_to_whom_it_was_to_go(office):
    office.run()
    gone = office.guest("eva")
    tell(office, "register", "kongress", "--name", "Eva Tipp", "--address", gone)
    office.servers.refuse(f"{gone}: 550 5.1.1 no such user")
    office.run(now=SOON)
    office.servers.refuse()
    row, = office.list("review")
    assert (row["to"], row["to_name"], row["mail_kind"]) == (gone, "Eva Tipp", "confirmation"), row
    shown = tell(office, "list", "review")
    assert "An: Eva Tipp" in shown and gone in shown and "Unsere Mail:" in shown and f"({row['outgoing']})" in shown, shown


# ---- what stands wrong ----


def test_what_is_wrong_is_said_with_its_place_and_what_to_do(office):
    """Each time one sentence: where it is, what is wrong, what would help."""
    def log(**changes):
        kept = {key: office.settings.get(key) for key in changes}
        office.write_settings(**changes)
        text = office.run(status=None).log
        office.write_settings(**kept)
        return text

    assert "register.db: there is none yet; `mailbot run --once` makes it" in tell(office, "register", "bildung", "--name", "Ida", status=1)
    missing = log(register="weg/register.db")
    assert re.search(r"there is no folder \S+/weg; make it, or name another in the settings \('register'\)", missing), missing
    missing = log(key="weg/key")
    assert re.search(r"key \S+: there is no folder \S+/weg; make it, or name another in the settings \('key'\)", missing), missing
    inbox = office.settings["inbox"]
    missing = log(inbox={**inbox, "password_file": str(office.dir / "none")})
    assert re.search(r"the inbox's login: password file \S+/none: there is none; write the password into its first line", missing), missing
    office.write_settings(inbox=inbox)
    missing = log(folders={"inbox": "POSTEINGANG"})
    assert "opening \"POSTEINGANG\": the server refused; is it spelled as on the server (in the settings: 'folders')?" in missing, missing


def test_a_broken_catalogue_hides_no_mistake_of_a_mail(office, tmp_path):
    shutil.copytree(TOP / "templates", tmp_path / "templates")
    for name, old, new in (("de/events.txt", "{{place}}", "{{plaec}}"), ("de/catalogue.conf", "no-event = \"", "no-event = "), ("en/events.txt", "{{place}}", "{{palce}}")):
        path = tmp_path / "templates" / name
        path.write_text(path.read_text().replace(old, new, 1))
    office.write_settings(templates=str(tmp_path / "templates"))
    log = office.run(status=2).log
    for words in ("de/catalogue.conf:", "de/events.txt:", "'plaec'", "en/events.txt:", "'palce'"):
        assert words in log, (words, log)


def test_settings_rules_and_templates_are_wrong_at_once(office, tmp_path):
    """One start names every mistake of every file; so does `rules check`."""
    for name in "templates", "rules":
        shutil.copytree(TOP / name, tmp_path / name)
    edits = [("templates/de/events.txt", "{{place}}", "{{plaec}}"), ("templates/de/receipt.txt", "{{/question}}", "{{/qestion}}"),
             ("templates/de/catalogue.conf", "no-event = \"", "no-event = "), ("templates/de/catalogue.conf", "other = \"{{n}} Plätze", "other = \"{{m}} Plätze"),
             ("rules/series/masterplan-2011.xml", "2011-02-16", "2011-02-36"), ("rules/series/masterplan-2011.xml", 'sort="Kongress" date', 'sort="Kongres" date'),
             ("rules/office.xml", "</office>", '<closed from="2011-05-05" to="2011-05-01"/><closed from="5.5."/></office>')]
    for name, old, new in edits:
        path = tmp_path / name
        assert old in path.read_text(), (name, old)
        path.write_text(path.read_text().replace(old, new, 1))
    office.write_settings(templates=str(tmp_path / "templates"), rules=str(tmp_path / "rules"), poll_seconds=0)
    office.config.write_text(office.config.read_text() + "copies = ;\n")
    wanted = ["'poll_seconds' is 0", "mailbot.conf:10: this cannot be read", "attribute 'date' is '2011-02-36'", "there is no sort 'Kongres'", "unknown field 'plaec'",
              "'{{/qestion}}' stands where 'question' must be closed", "de/catalogue.conf:", "unknown field 'm'", "the last day, 2011-05-01, is before the first", "attribute 'from' is '5.5.'"]
    for log in office.run(status=2).log, tell(office, "rules", "check", status=2):
        assert [words for words in wanted if words not in log] == [], log
        assert "is missing" not in log and "there is no sentence" not in log, log


def test_what_a_run_has_sent_is_counted_for_that_run(office):
    give(office, YES)
    give(office, YES)
    assert " sent=0 " in office.run(now=LATER).log


# ---- lists ----


def test_the_list_for_the_door_opens_in_a_spreadsheet_and_runs_nothing(office):
    office.run()
    tell(office, "register", "kongress", "2", "Anna Berg", "Jan Berg", "--name", "Anna Berg", "--address", "anna@web.example", "--phone", "+49 231 4711",
         "--remark", "=HYPERLINK(\"http://böse.example\")", "--need", "food=vegan; keine Nüsse", "--silent")
    tell(office, "register", "kongress", "--name", "@SUM(A1)", "--phone", "0231 1", "--silent")
    tell(office, "register", "bildung", "--name", "Cem Drei", "--phone", "0231 2", "--silent")
    tell(office, "register", "kongress", "--name", "Dora Vier", "--phone", "0231 3", "--silent")
    tell(office, "cancel", "kongress", "--name", "Dora Vier", "--silent")
    done = subprocess.run(office.command("list", "registrations", "--event", "kongress", "--csv", "--config", str(office.config)), capture_output=True, check=True)
    assert done.stdout.startswith(b"\xef\xbb\xbf") and done.stdout.count(b"\r\n") == 4
    rows = list(csv.reader(io.StringIO(done.stdout.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == ["Name", "Angemeldet von", "Plätze", "Organisation", "Telefon", "Adresse", "Bedürfnisse", "Bemerkung"]
    assert rows[1:] == [["'@SUM(A1)", "", "1", "", "0231 1", "", "", ""],
                        ["Anna Berg", "", "2", "", "0049 231 4711", "anna@web.example", "Essen: vegan; keine Nüsse", "'=HYPERLINK(\"http://böse.example\")"],
                        ["Jan Berg", "Anna Berg", "", "", "", "", "", ""]]
    shown = tell(office, "list", "registrations", "--event", "kongress", "--needs")
    assert "Essen: 1" in shown and "vegan; keine Nüsse" in shown and "Anna Berg" in shown, shown
    shown = tell(office, "list", "events")
    kongress = next(line for line in shown.splitlines() if line.strip().startswith("kongress"))
    assert kongress.split()[:6] == ["kongress", "15.03.2011", "15:00", "3", "2", "1"], shown
    assert "Masterplan" in shown


def test_the_list_for_the_door_is_sorted_by_surname(office):
    office.run()
    for n, name in enumerate(("Zoe Aal", "Anna Zorn", "Özlem Öztürk", "Mehmet Öztürk", "Dr. Karl Ohm", "Mona")):
        tell(office, "register", "kongress", "--name", name, "--phone", f"0231 {n}", "--silent")
    done = tell(office, "list", "registrations", "--event", "kongress", "--csv")
    rows = list(csv.reader(io.StringIO(done.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["Zoe Aal", "Mona", "Dr. Karl Ohm", "Mehmet Öztürk", "Özlem Öztürk", "Anna Zorn"]


def test_every_seat_has_a_line_at_the_door(office, tmp_path):
    """Who comes along without a name stands below who brings them; who is named, by their own surname."""
    office.run()
    tell(office, "register", "kongress", "3", "--name", "Frau X Zorn", "--phone", "0231 1", "--organisation", "AWO", "--silent")
    tell(office, "register", "kongress", "3", "Anna Maier", "Bert Adam", "--name", "Anna Maier", "--phone", "0231 2", "--silent")
    tell(office, "register", "kongress", "1", "Der Chef", "--name", "Sekretariat Nord", "--phone", "0231 3", "--silent")
    door = tell(office, "list", "registrations", "--event", "kongress", "--csv")
    rows = list(csv.reader(io.StringIO(door.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [row[:5] for row in rows[1:]] == [
        ["Bert Adam", "Anna Maier", "", "", ""], ["Der Chef", "Sekretariat Nord", "1", "", "0231 3"], ["Anna Maier", "", "3", "", "0231 2"],
        ["Begleitung von Anna Maier", "Anna Maier", "", "", ""], ["Frau X Zorn", "", "3", "AWO", "0231 1"],
        ["Begleitung von Frau X Zorn", "Frau X Zorn", "", "AWO", ""], ["Begleitung von Frau X Zorn", "Frau X Zorn", "", "AWO", ""]]
    shown = tell(office, "list", "registrations", "--event", "kongress")
    assert "und 2 ohne Namen" in shown and "und 1 ohne Namen" in shown, shown
    (tmp_path / "door.csv").write_text(door)
    assert "Liste für den Einlass" in tell(office, "import", str(tmp_path / "door.csv"), "--event", "kongress", status=2)


def test_what_guests_need_is_read_back_in(office, tmp_path):
    """The whole list of one register makes another: also what the kitchen must know."""
    office.run()
    tell(office, "register", "kongress", "2", "--name", "Anna Berg", "--address", "anna@web.example", "--need", "food=vegan: keine Nüsse", "--need", "access=Rollstuhl", "--silent")
    tell(office, "register", "kongress", "--name", "Bert Cordes", "--phone", "0231 1", "--need", "other=Bücher; laut", "--silent")
    written = tell(office, "list", "registrations", "--csv")
    (tmp_path / "all.csv").write_text(written)
    for file in office.dir.glob("register.db*"):
        file.unlink()
    office.run()
    assert "Bedürfnisse" not in tell(office, "import", str(tmp_path / "all.csv"), "--go")
    assert tell(office, "list", "registrations", "--csv") == written


def test_a_name_with_a_slash_is_read_back_in(office, tmp_path):
    office.run()
    tell(office, "register", "kongress", "--name", "Paul <b>Fett</b>", "--address", "fett@web.example", "--silent")
    (tmp_path / "all.csv").write_text(tell(office, "list", "registrations", "--csv"))
    assert "Schon eingetragen: 1, mit anderer Zahl: 0. Fehlerhaft: 0." in tell(office, "import", str(tmp_path / "all.csv"))


def test_all_events_are_one_list_for_a_spreadsheet_that_can_be_read_back_in(office, tmp_path):
    office.run()
    for n, (event, name) in enumerate((("kongress", "Zoe Aal"), ("bildung", "Anna Zorn"), ("kongress", "Mehmet Öztürk"), ("bildung", "Karl Ohm"))):
        tell(office, "register", event, "2", "--name", name, "--phone", f"0231 {n}", "--silent")
    done = tell(office, "list", "registrations", "--csv")
    rows = list(csv.reader(io.StringIO(done.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert rows[0][:4] == ["Veranstaltung", "Beginn", "Name", "Plätze"]
    assert [row[:3] for row in rows[1:]] == [["Fachforum „Bildung“", "16.02.2011 18:00", "Karl Ohm"], ["Fachforum „Bildung“", "16.02.2011 18:00", "Anna Zorn"],
                                             ["Integrationskongress", "15.03.2011 15:00", "Zoe Aal"], ["Integrationskongress", "15.03.2011 15:00", "Mehmet Öztürk"]]
    (office.dir / "liste.csv").write_text(done)
    assert "Schon eingetragen: 4, mit anderer Zahl: 0. Fehlerhaft: 0." in tell(office, "import", str(office.dir / "liste.csv"))


def test_events_without_registrations_are_listed_as_data_too(office):
    office.run()
    tell(office, "register", "kongress", "2", "--name", "Anna Berg", "--phone", "0231 1", "--silent")
    rows = office.list("events")
    assert {row["event"]: row["seats"] for row in rows} == {"bildung": 0, "arbeit": 0, "soziale-balance": 0, "weltoffen": 0, "kongress": 2}
    assert [row["event"] for row in rows] == sorted(row["event"] for row in rows)


@pytest.mark.parametrize("words, says", [
    (("list", "registration"), "meinten Sie „registrations“"),
    (("list", "registrations", "--needs"), "gilt für eine Veranstaltung"),
    (("list", "letters", "--csv"), "Aufruf"),
    (("list", "letters", "--event", "kongress"), "Aufruf"),
    (("list", "review", "--compare"), "Aufruf"),
    (("list", "registrations", "--event", "tanz"), "Es gibt: bildung, arbeit"),
])
def test_lists_say_what_would_be_right(office, words, says):
    office.run()
    assert says in tell(office, *words, status=2)


def test_letters_and_what_became_of_them(office):
    give(office, YES)
    give(office)
    office.deliver(letter(office.guest(), "Ich bin nicht im Büro.", subject="Abwesenheitsnotiz", Auto_Submitted="auto-replied"))
    office.run()
    tell(office, "review", "spam", "1", "--note", "alt bekannt")
    shown = tell(office, "list", "letters")
    for words in ("erledigt", "unerwünscht (reyhan)", "alt bekannt", "automatische Mail"):
        assert words in shown, (words, shown)
    assert len(office.list("letters")) == 3
