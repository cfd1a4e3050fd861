"""What the office edits takes effect in a running robot; with a mistake in it the last good rules stay, and staff see it."""
import os
import shutil
import signal
import subprocess
import time

import pytest

from house import NOW, PATIENCE, TOP, letter
from test_processes import Running

YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
SETTLED = 3.1  # an edit is left alone for some seconds: the editor may not have ended


@pytest.fixture
def own(office, tmp_path):
    """Rules and templates of this office's own, looked at every second."""
    for name in ("rules", "templates"):
        shutil.copytree(TOP / name, tmp_path / name)
    office.write_settings(rules=str(tmp_path / "rules"), templates=str(tmp_path / "templates"), poll_seconds=1)
    return tmp_path


def people(own, *addresses):
    plain = (TOP / "rules/office.xml").read_text()
    path = own / "rules/office.xml"
    path.write_text(plain.replace("</office>", "".join(f"<people>{one}</people>\n" for one in addresses) + "</office>"))


def alarms(office):
    return [(alarm["what"], alarm["over"] is not None) for alarm in office.list("alarms")]


def reviewed(office, guest):
    return any(item["from_address"] == guest for item in office.list("review"))


def test_rules_take_effect_without_a_restart(office, own):
    first, second = office.guest("erste"), office.guest("zweite")
    with Running(office) as robot:
        office.deliver(letter(first, YES))
        robot.until(lambda: office.mails(first))
        pid = robot.child("receive")
        people(own, second)
        robot.until(lambda: "rules taken" in robot.log)
        office.deliver(letter(second, YES))
        robot.until(lambda: reviewed(office, second))
        assert robot.child("receive") == pid
    assert office.mails(second) == [] and alarms(office) == []
    office.logs += robot.log


def test_with_a_broken_file_the_last_good_rules_stay(office, own):
    guests = [office.guest(name) for name in ("a", "b", "c")]
    with Running(office) as robot:
        office.deliver(letter(guests[0], YES))
        robot.until(lambda: office.mails(guests[0]))
        (own / "rules/office.xml").write_text("<office>\n<people>kein Ende\n</office>\n")
        robot.until(lambda: alarms(office) == [("rules-broken", False)])
        (alarm,) = office.list("alarms")
        assert "rules/office.xml:" in alarm["why"]
        office.deliver(letter(guests[1], YES))
        robot.until(lambda: office.mails(guests[1]))
        people(own, guests[2])
        robot.until(lambda: alarms(office) == [("rules-broken", True)])
        office.deliver(letter(guests[2], YES))
        robot.until(lambda: reviewed(office, guests[2]))
    assert len(office.list("alarms")) == 1, "said once"
    assert robot.log.count("rules-broken") == 1
    office.logs += robot.log


@pytest.mark.parametrize("name", ["office.xml", "language/de.xml"])
def test_killed_while_a_file_is_broken_each_begins_with_the_last_good_rules(office, own, name):
    """Also with a mistake that only who compiles all of them sees; and the alarm stays until it is mended."""
    guests, path = [office.guest(name) for name in "abcd"], own / "rules" / name
    plain = path.read_text()
    with Running(office) as robot:
        office.deliver(letter(guests[0], YES))
        robot.until(lambda: office.mails(guests[0]))
        people(own, guests[1])
        robot.until(lambda: "rules taken" in robot.log)
        if name == "office.xml":
            plain = path.read_text()
        path.write_text(plain.replace("</office>", "<people>kein Ende\n</office>").replace("kein@adj", "kein@nirgends"))
        assert path.read_text() != plain
        robot.until(lambda: alarms(office) == [("rules-broken", False)])
        for loop in ("receive", "send"):
            os.kill(robot.child(loop), signal.SIGKILL)
        office.deliver(letter(guests[1], YES))
        office.deliver(letter(guests[2], YES))
        robot.until(lambda: office.mails(guests[2]) and reviewed(office, guests[1]))
        assert office.mails(guests[1]) == [], "by the rules that were taken last, not by those that it began with"
        assert alarms(office) == [("rules-broken", False)]
        path.write_text(plain)
        robot.until(lambda: alarms(office) == [("rules-broken", True)])
        office.deliver(letter(guests[3], YES))
        robot.until(lambda: office.mails(guests[3]))


def test_what_was_edited_while_it_was_dead_is_taken(office, own):
    first, boss = office.guest(), office.guest("chefin")
    with Running(office) as robot:
        office.deliver(letter(first, YES))
        robot.until(lambda: office.mails(first))
        os.kill(robot.child("receive"), signal.SIGSTOP)  # it sees nothing of the edit
        people(own, boss)
        time.sleep(SETTLED)
        os.kill(robot.child("receive"), signal.SIGKILL)
        robot.until(lambda: robot.log.count("receive contained") == 2)
        office.deliver(letter(boss, YES))
        robot.until(lambda: reviewed(office, boss))
    assert office.mails(boss) == [] and alarms(office) == []


def test_templates_take_effect_and_a_broken_one_does_not(office, own):
    guests = [office.guest(name) for name in ("a", "b", "c")]
    closing = own / "templates/de/closing.txt"
    plain = closing.read_text()
    with Running(office) as robot:
        office.deliver(letter(guests[0], YES))
        robot.until(lambda: office.mails(guests[0]))
        closing.write_text(plain + "\n{{kein-feld}}\n")
        robot.until(lambda: alarms(office) == [("templates-broken", False)])
        office.deliver(letter(guests[1], YES))
        robot.until(lambda: office.mails(guests[1]))
        closing.write_text(plain + "\nBis bald am Phoenixsee!\n")
        robot.until(lambda: alarms(office) == [("templates-broken", True)])
        office.deliver(letter(guests[2], YES))
        robot.until(lambda: office.mails(guests[2]))
    assert alarms(office) == [("templates-broken", True)]
    texts = [office.mails(guest)[0].text for guest in guests]
    assert ["Phoenixsee" in text for text in texts] == [False, False, True]
    office.logs += robot.log


def test_an_edited_series_is_not_in_force_and_the_rest_goes_on(office, own):
    guest, boss = office.guest(), office.guest("chefin")
    series = own / "rules/series/masterplan-2011.xml"
    with Running(office) as robot:
        office.deliver(letter(guest, YES))
        robot.until(lambda: office.mails(guest))
        people(own, boss)
        plain = series.read_text()
        series.write_text(plain.replace('id="bildung" sort="Fachforum" date="2011-02-16"', 'id="bildung" sort="Fachforum" date="2011-02-17"'))
        assert series.read_text() != plain
        robot.until(lambda: alarms(office) == [("rules-plan", False)])
        other = office.guest("andere")
        office.deliver(letter(other, YES))
        office.deliver(letter(boss, YES))
        robot.until(lambda: office.mails(other) and reviewed(office, boss))
        assert "16. Februar" in office.mails(other)[0].text
        series.write_text(plain)
        robot.until(lambda: alarms(office) == [("rules-plan", True)])
    office.logs += robot.log


def test_a_plan_that_is_carried_out_takes_effect_at_once(office, own):
    guest, other = office.guest(), office.guest("andere")
    series = own / "rules/series/masterplan-2011.xml"
    with Running(office) as robot:
        office.deliver(letter(guest, YES))
        robot.until(lambda: office.mails(guest))
        series.write_text(series.read_text().replace("Selimiye Moschee (Islamische Kulturgemeinde zu Dortmund Eving)", "Rathaus, Saal Westfalia"))
        done = subprocess.run(office.command("rules", "apply", "--yes", "--config", str(office.config), "--now", NOW), cwd=office.dir,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE)
        assert "Umgesetzt. Bescheid per E-Mail: 1" in done.stdout, done.stderr
        robot.until(lambda: len(office.mails(guest)) == 2)
        robot.until(lambda: "rules taken" in robot.log)
        office.deliver(letter(other, YES))
        robot.until(lambda: office.mails(other))
    assert "Saal Westfalia" in office.mails(guest)[1].text and "Saal Westfalia" in office.mails(other)[0].text
    assert not [alarm for alarm in office.list("alarms") if alarm["over"] is None]
    office.logs += robot.log
