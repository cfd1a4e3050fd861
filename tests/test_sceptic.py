"""The sceptic: a second opinion on every sentence, learned from rules/sentences; it stops acts and makes none."""
import importlib.machinery
import importlib.util
import json
import os
import re
import shutil
import subprocess

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(HERE)
ROBOT = os.path.join(TOP, "build/mailbot")
loader = importlib.machinery.SourceFileLoader("bank", os.path.join(HERE, "sentences/bank"))
bank = importlib.util.module_from_spec(importlib.util.spec_from_loader("bank", loader))
loader.exec_module(bank)
LETTERS = {"de": ["Ich komme gerne zum Integrationskongress.", "Am 18. Februar kann ich leider nicht kommen."],
           "en": ["I would like to come to the education forum.", "Unfortunately I can't come to the congress."]}
LABELS = ["coming", "not-coming", "both", "undecided", "back", "nothing"]
OTHERS = {"coming": "nothing", "not-coming": "undecided", "both": "nothing"}


@pytest.fixture
def rules(tmp_path):
    shutil.copytree(os.path.join(TOP, "rules"), tmp_path / "rules")
    return tmp_path / "rules"


def relabel(rules, language, change):
    """The bank of a language with other labels: `change` takes label and sentence and gives the label."""
    path = rules / "sentences" / (language + ".txt")
    lines = [line.split("\t", 1) for line in path.read_text().splitlines() if "\t" in line]
    path.write_text("".join(f"{change(label, text)}\t{text}\n" for label, text in lines) +
                    "".join(f"{label}\tlorem ipsum {label}\n" for label in LABELS))  # none may be missing


def read(rules, texts, folder):
    paths = []
    for number, text in enumerate(texts):
        paths.append(str(folder / f"{number}.eml"))
        with open(paths[-1], "wb") as file:
            file.write(bank.HEAD.format(writer=bank.WRITER, subject="", id=number, sent=bank.SENT).encode() + text.encode() + b"\r\n")
    done = subprocess.run([ROBOT, "read", "--json", "--rules", str(rules), *paths], stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("language", LETTERS)
def test_who_is_sure_of_something_else_stops_the_act(language, rules, tmp_path):
    before = read(rules, LETTERS[language], tmp_path)
    assert [reading["disposition"] for reading in before] == ["act", "act"]
    relabel(rules, language, lambda label, text: OTHERS.get(label, "coming"))
    for reading, plain in zip(read(rules, LETTERS[language], tmp_path), before):
        assert (reading["disposition"], reading["reasons"], reading["requests"]) == ("review", ["sceptic"], [])
        assert bank.requests(reading["guess"]) == bank.requests(plain["requests"])  # one right click is left


def test_a_sentence_beside_the_request_may_take_it_back(rules, tmp_path):
    letter = [LETTERS["de"][0] + "\r\n\r\nDas Thema ist wichtig."]
    assert read(rules, letter, tmp_path)[0]["disposition"] == "act"
    relabel(rules, "de", lambda label, text: "back" if re.search(r"\bThema\b", text) else label)
    assert read(rules, letter, tmp_path)[0]["reasons"] == ["sceptic"]


def test_it_makes_no_act(rules, tmp_path):
    letters = ["Ich komme zum Integrationskongress, vielleicht.", "Vielen Dank für Ihre Nachricht zum Integrationskongress."]
    relabel(rules, "de", lambda label, text: "coming" if label not in ("back", "both", "not-coming") else label)
    for reading in read(rules, letters, tmp_path):
        assert (reading["disposition"], reading["requests"]) == ("review", [])


def test_a_shipped_bank_that_is_missing_is_named(rules):
    path = rules / "sentences" / "de.txt"
    path.unlink()
    done = subprocess.run([ROBOT, "rules", "check", "--rules", str(rules)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 2 and str(path) in done.stderr.decode()


def test_a_broken_line_is_named(rules):
    path = rules / "sentences" / "de.txt"
    count = len(path.read_text().splitlines())
    with open(path, "a") as file:
        file.write("komt\tIch komme.\nnothing Danke!\n")
    done = subprocess.run([ROBOT, "rules", "check", "--rules", str(rules)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        f"{path}:{count + 1}: the label is 'komt', expected one of coming, not-coming, both, undecided, back, nothing",
        f"{path}:{count + 2}: no tab, expected a label, a tab, and the sentence"]
