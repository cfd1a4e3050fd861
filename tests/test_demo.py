"""`make demo` shows what is true: its status is 0 only if every letter is accounted for."""
import os
import shutil
import subprocess

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def demo(*arguments):
    done = subprocess.run([os.path.join(TOP, "tests/demo"), *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, cwd=TOP)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def test_our_own_letters():
    status, shown = demo()
    assert status == 0, shown[-3000:]
    assert "27 Briefe" in shown and "Jeder Brief ist verbucht" in shown
    assert "Die Verbindung zum Postfach bricht ab" in shown and "kill -9 für alle Prozesse" in shown
    assert "ein Gast antwortet auf die Bestätigung" in shown
    assert "jemand im Büro entscheidet" in shown and "Zurücknehmen: mailbot review undo" in shown
    assert "Steht auf der Anrufliste" in shown and "0231 4711-0" in shown
    assert "Absage: Fachforum „Bildung“" in shown
    assert "ein Ja, aber wozu?" in shown and "nur: „1 und 5“" in shown
    assert "Betreff: Erinnerung: Fachforum „Bildung“ am Mittwoch, 16. Februar 2011" in shown
    assert "Anhang:  Programm für Gäste.pdf" in shown and "Zum Versand bereit:" in shown


def test_somebody_elses_letters(tmp_path):
    """In order of Date, odd ones too: bare line ends, no Date, no From, no Return-Path, no words."""
    shutil.copy(os.path.join(TOP, "tests/letters/demo/003.eml"), tmp_path / "b.eml")
    (tmp_path / "a.eml").write_bytes(b"From: Ada Erst <ada@gast.example>\nDate: Tue, 8 Feb 2011 09:00:00 +0100\n"
                                     b"Subject: Kongress\n\nIch komme gern zum Integrationskongress.\n")
    (tmp_path / "c.eml").write_bytes(b"Subject: ?\r\n\r\n\xff\xfe\x00odd\r\n".replace(b"\x00", b""))
    (tmp_path / "d.eml").write_bytes(b"From: leer@gast.example\r\nReturn-Path: <>\r\n\r\n")
    status, shown = demo("--letters", str(tmp_path))
    assert status == 0, shown[-3000:]
    assert "4 Briefe" in shown
    assert shown.index("b.eml") < shown.index("a.eml"), "in order of their Date"


def test_it_says_what_is_wrong(tmp_path):
    """Held against labels that the letters do not bear out, the show fails."""
    shutil.copy(os.path.join(TOP, "tests/letters/demo/003.eml"), tmp_path / "003.eml")
    (tmp_path / "gold.jsonl").write_text('{"file": "003.eml", "kind": "request", "disposition": "review", "requests": [], '
                                         '"attendees": [], "language": "de"}\n')
    status, shown = demo("--letters", str(tmp_path))
    assert status == 1
    assert "WRONG ACT               1" in shown
