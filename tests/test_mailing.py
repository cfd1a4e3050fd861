"""`mailbot mail`, end to end: what would be sent, a test copy, each reader once, files, and a reply that cancels."""
import subprocess
import time

import pytest

from house import PATIENCE, answer, letter
from test_processes import Running
from test_staff import Terminal

BOTH = "Guten Tag,\n\nzum Fachforum Bildung und zum Integrationskongress komme ich gern.\n\nViele Grüße\nJörg Müßiggang\n"
ONE = "Guten Tag,\n\nzum Fachforum Bildung komme ich gern.\n\nViele Grüße\nÖzlem Yıldız\n"
LATER = "2011-02-01T10:00:00+01:00"
SENT = "2011-02-01T10:05:00+01:00"  # the clock of the command has run on while it worked
TEXT = "anbei schicken wir Ihnen das Programm für „Bildung“.\n\nMit Grüßen aus dem Büro\n"


def flat(mail):
    return " ".join(mail.text.split())


@pytest.fixture
def party(office, tmp_path):
    """Two are registered; returns (office, guests, arguments of the mailing)."""
    guests = [office.guest("joerg"), office.guest("oezlem")]
    office.deliver(letter(guests[0], BOTH, name="Jörg Müßiggang"))
    office.deliver(letter(guests[1], ONE, name="Özlem Yıldız"))
    office.run()
    (tmp_path / "programm.txt").write_text(TEXT)
    (tmp_path / "Programm für Gäste.pdf").write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 40)
    return office, guests, ["--event", "bildung", "--subject", "Programm für „Bildung“", "--text", str(tmp_path / "programm.txt")]


def mail(office, *words, status=0, now=LATER):
    done = subprocess.run(office.command("mail", *words, "--config", str(office.config), "--now", now), cwd=office.dir,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=2 * PATIENCE)
    out = done.stdout.decode() + done.stderr.decode()
    assert done.returncode == status, out
    return out


def mailings(office):
    return [(m["address"], m["state"]) for m in office.list("outgoing") if m["kind"] == "mailing"]


def test_by_default_it_only_shows(party):
    office, guests, words = party
    out = mail(office, *words)
    for said in ("Betreff      Programm für „Bildung“", "│ anbei schicken wir", "So bekommt sie zum Beispiel", "│ Guten Tag Jörg Müßiggang,", "│ Telefon", "An 2 Empfänger", guests[0], "Özlem Yıldız", "Noch ist nichts verschickt"):
        assert said in out, out
    assert mailings(office) == []


def test_sent_once_to_each_with_its_file(party, tmp_path):
    office, guests, words = party
    words += ["--attach", str(tmp_path / "Programm für Gäste.pdf")]
    out = mail(office, *words, "--send")
    assert "Zum Versand bereit: 2." in out and "sobald" in out
    office.run(now=SENT)
    assert sorted(mailings(office)) == sorted((guest, "sent") for guest in guests)
    got = office.mails(guests[0])[-1]
    assert got["Subject"] == "Programm für „Bildung“" and got["In-Reply-To"] is None and got["Auto-Submitted"] == "auto-generated"
    for said in ("Guten Tag Jörg Müßiggang", "das Programm für „Bildung“.", "Mit Grüßen aus dem Büro", "18:00 bis 21:00 Uhr"):
        assert said in flat(got), got.text
    assert "Integrationskongress" not in got.text, "only what the mailing is about"
    (file,) = list(got.message.iter_attachments())
    assert file.get_filename() == "Programm für Gäste.pdf" and file.get_content_type() == "application/pdf"
    assert file.get_content() == (tmp_path / "Programm für Gäste.pdf").read_bytes()
    assert all(byte < 128 for byte in got.raw)
    assert "nicht noch einmal: 2." in mail(office, *words)
    assert "Niemand bekäme sie" in mail(office, *words, "--send")
    office.run(now="2011-02-01T10:10:00+01:00")
    assert len(mailings(office)) == 2


def test_who_registers_later_gets_it_when_it_is_started_again(party):
    office, guests, words = party
    mail(office, *words, "--send")
    third = office.guest("drei")
    office.deliver(letter(third, ONE, date="Mon, 31 Jan 2011 09:00:00 +0100"))
    office.run(now=SENT)
    assert "Zum Versand bereit: 1." in mail(office, *words, "--send", now=SENT)
    office.run(now="2011-02-01T10:10:00+01:00")
    assert sorted(mailings(office)) == sorted((guest, "sent") for guest in guests + [third])


def test_who_s_mail_was_withdrawn_has_not_had_it(party):
    office, guests, words = party
    mail(office, *words, "--send")
    number = str(next(m["id"] for m in office.list("outgoing") if m["kind"] == "mailing" and m["address"] == guests[1]))
    subprocess.run(office.command("outgoing", "withdraw", number, "--config", str(office.config)), check=True, capture_output=True)
    office.run(now=SENT)
    assert "nicht noch einmal: 1." in mail(office, *words, now=SENT)
    assert "Zum Versand bereit: 1." in mail(office, *words, "--send", now=SENT)
    office.run(now="2011-02-01T10:10:00+01:00")
    assert sorted(mailings(office)) == sorted([(guests[0], "sent"), (guests[1], "sent"), (guests[1], "withdrawn")])
    assert "Niemand bekäme sie" in mail(office, *words, "--send", now="2011-02-01T10:15:00+01:00")


def test_two_events_are_one_mail_for_each(party):
    office, guests, words = party
    mail(office, "--event", "bildung", "kongress", *words[2:], "--send")
    office.run(now=SENT)
    assert sorted(mailings(office)) == sorted((guest, "sent") for guest in guests)
    assert "Integrationskongress" in office.mails(guests[0])[-1].text and "Integrationskongress" not in office.mails(guests[1])[-1].text


def test_who_has_cancelled_gets_none(party):
    office, guests, words = party
    office.deliver(answer(office.mails(guests[1])[-1], guests[1], "Ich kann leider doch nicht kommen.", date="Mon, 31 Jan 2011 09:00:00 +0100"))
    office.run(now="2011-01-31T10:00:00+01:00")
    mail(office, *words, "--send")
    office.run(now=SENT)
    assert mailings(office) == [(guests[0], "sent")]


def test_who_has_no_address_is_to_be_called(party):
    office, guests, words = party
    done = subprocess.run(office.command("register", "bildung", "1", "--name", "Anna Berg", "--phone", "0231 123456", "--yes", "--silent",
                                         "--config", str(office.config), "--now", "2011-01-21T10:00:00+01:00"),
                          cwd=office.dir, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr.decode()
    out = mail(office, *words)
    assert "1 ohne E-Mail-Adresse" in out and "Anna Berg" in out and "0231 123456" in out
    assert "Auf der Anrufliste: 1." in mail(office, *words, "--send")
    assert ("", "call") in mailings(office)


def test_a_test_copy_counts_as_nobody_s(party):
    office, guests, words = party
    self = office.guest("selbst")
    assert f"Eine Probe geht an {self}" in mail(office, *words, "--test-to", self)
    office.run(now=SENT)
    assert mailings(office) == [(self, "sent")]
    assert office.mails(self)[0]["Subject"] == "[Probe] Programm für „Bildung“"
    assert "An 2 Empfänger" in mail(office, *words)


def test_a_yes_to_it_that_changes_nothing_goes_to_a_person(party):
    """Staff may have asked who comes to lunch; what changes a registration is carried out as ever."""
    office, guests, words = party
    mail(office, *words, "--send")
    office.run(now=SENT)
    for guest, said in zip(guests, ("Zum Fachforum Bildung komme ich zu zweit.", "Ich nehme gern teil.")):
        office.deliver(answer(office.mails(guest)[-1], guest, said, date="Tue, 01 Feb 2011 11:00:00 +0100"))
    office.run(now="2011-02-01T12:00:00+01:00")
    (item,) = office.list("review")
    assert item["reasons"] == ["mailing-answered"]
    assert [office.mails(guest)[-1].text.count("Eingangsbestätigung") for guest in guests] == [0, 1]


def test_a_reply_to_it_cancels(party):
    office, guests, words = party
    mail(office, *words, "--send")
    office.run(now=SENT)
    office.deliver(answer(office.mails(guests[0])[-1], guests[0], "Ich muss leider absagen.", date="Tue, 01 Feb 2011 11:00:00 +0100"))
    office.run(now="2011-02-01T12:00:00+01:00")
    status = {r["event"]: r["status"] for r in office.list("registrations") if r["address"] == guests[0]}
    assert status == {"bildung": "cancelled", "kongress": "confirmed"}


def test_while_the_robot_runs_it_is_watched(party):
    office, guests, words = party
    with Running(office, now=SENT) as run:
        run.until(lambda: "send contained" in run.log)  # it has the register's lock by then
        assert "2 von 2 gesendet." in mail(office, *words, "--send", now=LATER)
    assert sorted(mailings(office)) == sorted((guest, "sent") for guest in guests)


def test_killed_in_the_middle_it_goes_on_and_nobody_gets_it_twice(party):
    """The command by kill -9 at whatever it is at, and the robot too: all are queued, or nobody; each gets one."""
    office, guests, words = party
    roster = "Name;E-Mail;Veranstaltung;Plätze\n" + "".join(f"Gast {i};{office.guest(f'gast{i}')};bildung;1\n" for i in range(60))
    (office.dir / "liste.csv").write_text(roster)
    subprocess.run(office.command("import", str(office.dir / "liste.csv"), "--go", "--config", str(office.config), "--now", LATER),
                   cwd=office.dir, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    guests = office.guests
    for after in (0.01, 0.03, 0.06, 0.1, 0.2):
        command = subprocess.Popen(office.command("mail", *words, "--send", "--config", str(office.config), "--now", LATER), cwd=office.dir,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(after)
        command.kill()
        command.wait()
        assert len(mailings(office)) in (0, len(guests)), "all of them or none"
    mail(office, *words, "--send")
    process = office.start(now=SENT, once=False)
    end = time.monotonic() + PATIENCE
    while not any(state == "sent" for _, state in mailings(office)):
        assert time.monotonic() < end
    process.kill()
    process.communicate()
    office.run(now=SENT)
    assert sorted(address for address, _ in mailings(office)) == sorted(guests)
    doubt = [address for address, state in mailings(office) if state == "doubt"]
    for guest in guests:
        copies = [m for m in office.mails(guest) if m["Subject"] == "Programm für „Bildung“"]
        assert len(copies) == 1 or (guest in doubt and not copies), guest


def test_outside_the_limits_for_answers(party):
    office, guests, words = party
    office.write_settings(answers_per_hour=1, answers_per_address=1)
    mail(office, *words, "--send")
    office.run(now=SENT)
    assert sorted(mailings(office)) == sorted((guest, "sent") for guest in guests)


@pytest.mark.parametrize("change, said", [
    ({"--event": "bildnug"}, "bildung"),
    ({"--subject": "zwei\nZeilen"}, "--subject: Hier wird eine Zeile erwartet"),
    ({"--text": "gibt-es-nicht.txt"}, "gibt-es-nicht.txt"),
    ({"--test-to": "niemand"}, "„niemand“ ist keine E-Mail-Adresse"),
    ({"--attach": "riesig.pdf"}, "riesig.pdf"),
    ({"--text": "latin.txt"}, "latin.txt, Zeile 1: Das ist kein Text in UTF-8"),
    ({"--text": "leer.txt"}, "Die Datei „leer.txt“ ist leer"),
])
def test_what_is_wrong_is_said_and_nothing_is_sent(party, change, said):
    office, _, words = party
    (office.dir / "riesig.pdf").write_bytes(b"x" * (7 * 1024 * 1024))
    (office.dir / "latin.txt").write_bytes("Grüße".encode("latin-1"))
    (office.dir / "leer.txt").write_bytes(b"\n")
    given = {**dict(zip(words[::2], words[1::2])), **change}
    out = mail(office, *[word for pair in given.items() for word in pair], *([] if "--test-to" in change else ["--send"]), status=2)
    assert said in out and mailings(office) == []


def test_files_that_are_too_big_together(party):
    office, _, words = party
    for name in ("a.pdf", "b.pdf"):
        (office.dir / name).write_bytes(b"x" * (4 * 1024 * 1024))
    out = mail(office, *words, "--attach", "a.pdf", "b.pdf", "--send", status=2)
    assert "Mit „b.pdf“ sind die Anhänge 8192 kB groß; höchstens 6144 kB gehen mit einer Mail" in out and mailings(office) == []


def test_usage(office):
    assert "Aufruf: mailbot mail" in mail(office, "--event", "bildung", status=2)


OWN = "Liebe Gäste,\n\nanbei schicken wir Ihnen das Programm.\n\nMit freundlichen Grüßen\nTamara Tel\n"


@pytest.mark.parametrize("text, greetings, closings", [
    (OWN, 1, 1), (TEXT, 1, 2), ("Endlich ist es so weit: Anbei das Programm.\n", 1, 1),
    ("Guten Tag,\n\nanbei das Programm.\n", 1, 1), ("anbei das Programm.\n\nViele Grüße\n\nTamara Tel\n", 1, 1),
    ("Anbei das Programm,\ndas wir Ihnen versprochen hatten.\n", 1, 1)])
def test_no_second_salutation_and_no_second_closing(party, tmp_path, text, greetings, closings):
    """Shown as it goes, and gone as it was shown."""
    office, guests, words = party
    (tmp_path / "programm.txt").write_text(text)
    shown = mail(office, *words)
    mail(office, *words, "--send")
    office.run(now=SENT)
    got = office.mails(guests[0])[-1].text
    assert got.count("Guten Tag") + got.count("Liebe Gäste") == greetings and got.count("Grüße") == closings, got
    for line in filter(None, (line.strip() for line in got.splitlines())):
        assert line[:40] in shown, (line, shown)
    assert "MIA-DO" in got and "automatisch erstellt" in got, "who writes stands below it all the same"


def test_who_sits_there_is_shown_it_and_asked(party):
    office, guests, words = party
    for key, status, then in (("n", 1, "nichts"), ("j", 0, "Zum Versand bereit: 2.")):
        assert mailings(office) == []
        petra = Terminal(office, "mail", *words, "--send")
        petra.until("So abschicken? [j/N]")
        assert "An 2 Empfänger" in petra.text and "Guten Tag Jörg Müßiggang" in petra.text, petra.text
        petra.type(key + "\n")
        petra.until(then)
        assert petra.end() == status
    assert len(mailings(office)) == 2
