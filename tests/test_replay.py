"""mailbot rules replay: what edited rules would read differently, on record and in a folder; it changes nothing."""
import glob
import os
import re
import shutil
import subprocess

from house import TOP, letter
from test_staff import tell

ROBOT = os.path.join(TOP, "build/mailbot")
YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich quietschvergnügt.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
NO = "Guten Tag,\n\nzum Integrationskongress kann ich leider nicht kommen.\n\nMit freundlichen Grüßen\nAnna Berg\n"


def edited(tmp_path, old, new):
    """A copy of the rules with a change in the German file."""
    rules = tmp_path / "rules"
    shutil.copytree(os.path.join(TOP, "rules"), rules)
    path = rules / "language" / "de.xml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return str(rules)


def replay(*words, cwd=TOP):
    done = subprocess.run([ROBOT, "rules", "replay", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def with_a_word_more(tmp_path):
    return edited(tmp_path, "<request-safe>", "<request-safe>quietschvergnügt ")


def folder_of(tmp_path, **letters):
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, text in letters.items():
        (folder / f"{name}.eml").write_bytes(letter("gast@web.example", text))
    return str(folder)


def test_the_same_rules_read_the_same():
    letters = os.path.join(TOP, "tests/letters/demo")
    status, out, err = replay("--rules", "rules", letters)
    assert (status, err) == (0, "")
    count = len(glob.glob(letters + "/*.eml"))
    assert out == f"0 of {count} letters would be read differently.\n" and count > 10


def test_a_folder_by_edited_rules(tmp_path):
    folder = folder_of(tmp_path, yes=YES, no=NO)
    status, out, err = replay("--rules", with_a_word_more(tmp_path), folder)
    assert (status, err) == (0, "")
    blocks = out.split("\n\n")
    assert len(blocks) == 2 and blocks[1] == "1 of 2 letters would be read differently.\n"
    name, was, now = blocks[0].splitlines()
    assert name.endswith("/yes.eml")
    assert was == "  was  review; guess: register bildung x1; reasons: unknown-words"
    assert now == "  now  act: register bildung x1"


def test_the_letters_on_record(tmp_path, office):
    office.deliver(letter(office.guest("joerg"), YES))
    office.deliver(letter(office.guest("anna"), NO))
    office.run()
    before = office.list("registrations"), office.list("outgoing"), office.letters()
    status, out, err = replay("--config", str(office.config))
    assert (status, err) == (0, ""), err
    assert out == "0 of 2 letters would be read differently.\n"
    status, out, err = replay("--config", str(office.config), "--rules", with_a_word_more(tmp_path))
    assert (status, err) == (0, "")
    assert re.fullmatch(r"letter \d+\n  was  review; guess: register bildung x1; reasons: unknown-words\n  now  act: register bildung x1\n\n"
                        r"1 of 2 letters would be read differently.\n", out)
    for word in ("joerg", "Müßiggang", "Anna", "@"):
        assert word not in out
    assert before == (office.list("registrations"), office.list("outgoing"), office.letters())


def test_what_staff_decided_stands_by_itself(tmp_path, office):
    office.deliver(letter(office.guest("joerg"), YES))
    office.deliver(letter(office.guest("maja"), YES.replace("Jörg Müßiggang", "Maja Blum")))
    office.run()
    tell(office, "review", "accept", "1", now="2011-01-21T10:00:00+01:00")
    status, out, err = replay("--config", str(office.config), "--rules", with_a_word_more(tmp_path))
    assert (status, err) == (0, "")
    differs = r"letter \d+\n  was  review; guess: register bildung x1; reasons: unknown-words\n  now  act: register bildung x1\n\n"
    assert re.fullmatch(differs + r"1 of 1 letters would be read differently.\n\n"
                        r"Letters on which staff decided themselves; what they decided stays:\n\n" + differs +
                        r"1 of 1 letters would be read differently.\n", out), out


def test_nothing_on_record(office):
    office.run()
    status, out, err = replay("--config", str(office.config))
    assert (status, out, err) == (0, "There are no letters on record yet.\n", "")


def test_bad_arguments(tmp_path, office):
    folder = folder_of(tmp_path, yes=YES)
    status, out, err = replay("--config", str(office.config), folder)
    assert (status, out) == (2, "") and "--rules DIR" in err
    status, out, err = replay("--rules", "rules", str(tmp_path / "none"))
    assert (status, out) == (2, "") and str(tmp_path / "none") in err
    empty = tmp_path / "empty"
    empty.mkdir()
    status, out, err = replay("--rules", "rules", str(empty))
    assert (status, out) == (2, "") and ".eml" in err
    status, out, err = replay("--rules", edited(tmp_path, "<language", "<lang"), folder)
    assert (status, out) == (2, "") and "rules/language/de.xml:" in err
    status, out, err = replay(cwd=str(empty))
    assert (status, out) == (2, "") and "--config" in err
