"""Two series at once, and one after the other: what people are told of both, and how an old one goes."""
import contextlib
import os
import shutil
import socket
import sqlite3
import time
from pathlib import Path

import pytest

from house import PATIENCE, TOP, answer, letter
from test_plan import rules
from test_processes import Running
from test_staff import registered, tell

SUMMER = """<?xml version="1.0" encoding="UTF-8"?>
<series id="sommer-2011" zone="Europe/Berlin">
	<title>Sommerreihe 2011</title>
	<organiser inbox="anmeldung@mia-do.example">MIA-DO</organiser>
	<subject>Einladung zur Sommerreihe</subject>
	<sort id="Lesung"><plural language="de">Lesungen</plural></sort>
	<sort id="Fest"/>
	<event id="lesung" sort="Lesung" date="2011-06-10" begin="19:00" end="21:00"><title>Lesung im Park</title></event>
	<event id="fest" sort="Fest" date="2011-06-18" begin="14:00" end="22:00"><title>Sommerfest</title></event>
</series>
"""


def yes(event):
    return f"Guten Tag,\n\n{event} komme ich gern.\n\nViele Grüße\nAnna Aal\n"


@pytest.fixture
def two(office, tmp_path):
    """An office with two series under one address."""
    shutil.copytree(TOP / "rules", tmp_path / "rules")
    (tmp_path / "rules/series/sommer-2011.xml").write_text(SUMMER)
    office.write_settings(rules=str(tmp_path / "rules"))
    return office


def write(office, guest, text, now, reply=None):
    """What they get in answer. Two mails that Dovecot took at once have no number, and so no place, before somebody looks."""
    office.mails(guest)
    office.deliver(answer(reply, guest, text, name="Anna Aal") if reply else letter(guest, text, name="Anna Aal"))
    office.run(now=now)
    return " ".join(office.mails(guest)[-1].text.split())


def test_an_answer_says_what_they_come_to_in_the_other_series_too(two):
    """"You are not registered for anything" must be true."""
    guest, other = two.guest("anna"), two.guest("berta")
    two.deliver(letter(other, yes("zum Integrationskongress")))
    assert "Sommerfest" not in write(two, guest, yes("zum Fachforum Bildung"), "2011-01-20T10:00:00+01:00")
    said = write(two, guest, yes("zum Sommerfest"), "2011-01-20T11:00:00+01:00")
    understood, _, state = said.partition("Sie sind jetzt für diese Veranstaltungen angemeldet:")
    assert "Bildung" not in understood and "Sommerfest" in state and "Fachforum „Bildung“" in state and "Kongress" not in said, said
    said = write(two, guest, "Ich muss leider absagen.\n\nAnna Aal", "2011-01-20T12:00:00+01:00", reply=two.mails(guest)[-1])
    understood, _, state = said.partition("Sie sind jetzt für diese Veranstaltung angemeldet:")
    assert "Absage: Sommerfest" in understood and "Fachforum „Bildung“" in state and "Sommerfest" not in state, said
    assert sorted((r[2], r[4]) for r in registered(two) if r[0] == guest) == [("bildung", "confirmed"), ("fest", "cancelled")]
    # staff too: who calls, and what is taken back
    tell(two, "register", "lesung", "--name", "Anna Aal", "--address", guest, now="2011-01-20T13:00:00+01:00")
    two.run(now="2011-01-20T13:00:00+01:00")
    tell(two, "cancel", "bildung", "--address", guest, now="2011-01-20T13:30:00+01:00")
    two.run(now="2011-01-20T14:00:00+01:00")
    said = " ".join(two.mails(guest)[-1].text.split())
    assert "Absage: Fachforum" in said and "Lesung im Park" in said.partition("Sie sind jetzt für diese Veranstaltung angemeldet:")[2], said
    # what is over in the other one is nothing that they come to
    tell(two, "register", "kongress", "--name", "Anna Aal", "--address", guest, now="2011-03-01T13:00:00+01:00")
    two.run(now="2011-03-16T10:00:00+01:00")
    said = write(two, guest, yes("zum Sommerfest"), "2011-03-17T10:00:00+01:00")
    assert "Integrationskongress" not in said and "Lesung im Park" in said, said


def test_a_letter_about_both_gets_a_receipt_and_staff_enter_each(two):
    guest = two.guest("anna")
    said = write(two, guest, yes("Zum Fachforum Bildung und zum Sommerfest"), "2011-01-20T10:00:00+01:00")
    assert "noch keine Anmeldebestätigung" in said and "für keine Veranstaltung angemeldet" in said, said
    assert registered(two) == [] and two.letters()["review"] == 1
    [item] = two.list("review")
    assert item["reasons"] == ["several-series"]
    assert "mehreren Reihen" in tell(two, "review", "show", str(item["id"]))
    tell(two, "review", "correct", str(item["id"]), "register", "bildung", now="2011-01-20T10:30:00+01:00")
    tell(two, "register", "fest", "--name", "Anna Aal", "--address", guest, now="2011-01-20T10:31:00+01:00")
    two.run(now="2011-01-20T11:00:00+01:00")
    assert sorted(r[2] for r in registered(two) if r[0] == guest) == ["bildung", "fest"] and two.list("review") == []
    # who stands somewhere is told so, whichever series the receipt is of
    said = write(two, guest, yes("Zum Integrationskongress und zur Lesung"), "2011-01-21T10:00:00+01:00")
    assert "Sommerfest" in said and "Fachforum „Bildung“" in said and "eingetragen oder geändert ist dadurch noch nichts" in said, said
    # an answer to the receipt may be about either: nothing of it is acted on by that of the receipt
    write(two, guest, "Ich komme doch nicht.\n\nAnna Aal", "2011-01-21T11:00:00+01:00", reply=two.mails(guest)[-1])
    assert sorted(r[2] for r in registered(two) if r[4] == "confirmed") == ["bildung", "fest"]


def test_a_series_that_is_over_and_forgotten_can_go_and_a_new_one_begins(two, tmp_path):
    guest, late = two.guest("anna"), two.guest("berta")
    old, new = (tmp_path / "rules/series" / name for name in ("masterplan-2011.xml", "sommer-2011.xml"))
    new.rename(tmp_path / "later.xml")
    write(two, guest, yes("zum Fachforum Bildung"), "2011-01-20T10:00:00+01:00")
    old.rename(tmp_path / "old.xml")
    (tmp_path / "later.xml").rename(new)
    said = rules(two, "plan", status=1, now="2011-04-01T09:00:00+02:00")
    assert "put its file back" in said and "from 2011-06-15 on, when everybody in it has been forgotten" in said, said
    two.run(now="2011-04-01T10:00:00+02:00")
    assert [r[2] for r in registered(two)] == ["bildung"], "it goes on with what is in force"
    two.run(now="2011-06-14T10:00:00+02:00")  # a clock that leaps is believed after a day
    two.deliver(letter(two.guest("carla"), yes("zum Fachforum Bildung"), name="Anna Aal", date="Thu, 16 Jun 2011 09:00:00 +0200"))
    two.run(now="2011-06-16T10:00:00+02:00")
    assert registered(two) == []
    assert "nothing of it waits" in rules(two, "plan", status=1, now="2011-06-16T10:30:00+02:00"), "a letter came after the day"
    [item] = two.list("review")
    tell(two, "review", "answered", str(item["id"]), "--note", "angerufen", now="2011-06-16T10:40:00+02:00")
    said = rules(two, "plan", now="2011-06-16T11:00:00+02:00")
    assert "Reihe masterplan-2011" in said and "ist zu Ende" in said and "sommer-2011" in said and "ist neu" in said, said
    assert "Umgesetzt." in rules(two, "apply", "--yes", now="2011-06-16T11:00:00+02:00")
    assert "ändert sich nichts" in rules(two, "plan", now="2011-06-16T11:01:00+02:00")
    two.run(now="2011-06-16T12:00:00+02:00")
    assert [alarm for alarm in two.list("alarms") if alarm["over"] is None] == []
    assert [row["event"] for row in two.list("events")] == ["fest", "lesung"]
    assert "Sommerfest" in write(two, late, yes("zum Sommerfest"), "2011-06-16T13:00:00+02:00")


def one_ends_and_one_is_new(two, tmp_path):
    """The register has the one series in force, the folder only the other."""
    new = tmp_path / "rules/series/sommer-2011.xml"
    new.rename(tmp_path / "later.xml")
    two.run(now="2011-06-20T10:00:00+02:00")
    (tmp_path / "rules/series/masterplan-2011.xml").unlink()
    (tmp_path / "later.xml").rename(new)


def test_a_running_robot_goes_on_without_the_series_that_ended(two, tmp_path):
    """One ended and one new at once: that the series in force are others now must not go unseen."""
    one_ends_and_one_is_new(two, tmp_path)
    guest, address = two.guest("anna"), f"mailbot-series-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notified:
        notified.bind("\0" + address)
        notified.settimeout(PATIENCE)
        process = two.start(now="2011-06-17T10:00:00+02:00", once=False, env={"NOTIFY_SOCKET": "@" + address})
        try:
            while "READY=1" not in notified.recv(4096).decode():
                pass
            assert "Umgesetzt." in rules(two, "apply", "--yes", now="2011-06-17T10:00:00+02:00")
            two.deliver(letter(guest, yes("zum Sommerfest"), name="Anna Aal", date="Fri, 17 Jun 2011 09:00:00 +0200"))
            end = time.monotonic() + PATIENCE
            while not two.list("letters") and time.monotonic() < end:
                time.sleep(0.2)
        finally:
            process.terminate()
            two.heard(process.communicate(timeout=PATIENCE)[1].decode())
    assert [r[2] for r in registered(two)] == ["fest"]


def has_register_open(pid):
    with contextlib.suppress(OSError):
        return any(os.readlink(fd).endswith("register.db-wal") for fd in Path(f"/proc/{pid}/fd").iterdir())
    return False


def test_rules_that_are_applied_while_it_starts_do_not_end_it(two, tmp_path):
    """`rules apply` between a starting receiver's reading of the rules and its begin, which the register's lock holds up."""
    one_ends_and_one_is_new(two, tmp_path)
    with sqlite3.connect(two.dir / "register.db", isolation_level=None) as register:
        register.execute("BEGIN IMMEDIATE")
        with Running(two, now="2011-06-17T10:00:00+02:00") as robot:
            robot.until(lambda: (pid := robot.child("receive")) and has_register_open(pid))
            time.sleep(1)  # it opens it once to read the rules, and once to begin
            register.execute("UPDATE series SET id = 'sommer-2011', file = ?, xml = ?, version = version + 1",
                             ("series/sommer-2011.xml", SUMMER.encode()))
            register.execute("COMMIT")
            robot.until(lambda: "receive contained" in robot.log or robot.process.poll() is not None)
            assert robot.end() == 0 and "cannot begin" not in robot.log, robot.log
    assert [row["event"] for row in two.list("events")] == ["fest", "lesung"]
