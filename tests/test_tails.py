"""What is said behind a yes: tests/sentences/tails-LANGUAGE.txt, sentences that take it back, limit it, hand it on or add somebody.

Each is put behind letters that are read rightly (tests/sentences, plain ones): no act may stay as if it had not been said.
"""
import glob
import importlib.machinery
import importlib.util
import os
import random

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
loader = importlib.machinery.SourceFileLoader("bank", os.path.join(HERE, "sentences/bank"))
bank = importlib.util.module_from_spec(importlib.util.spec_from_loader("bank", loader))
loader.exec_module(bank)
ROBOT = os.path.join(os.path.dirname(HERE), "build/mailbot")
LETTERS = 4  # behind so many each tail stands
ANOTHER = ("statt", "Statt", "vertret", "vertritt", "Bis dann", "register my", "Frau ", "Herr ", "Mr", "Ms")  # letters in which somebody else comes than the writer
PLAIN = {"de": ["plain-de", "office-de", "head-de"], "en": ["plain-en", "head-en", "everyday-en"]}


def yes_of_one(line):
    """A letter of one line, in which nobody but the writer comes, and nothing is cancelled."""
    _, labels, body = line
    return len(labels) == 1 and all(word == "act" or (word[0] == "+" and "*" not in word) for word in labels[0].split()) \
        and "\n" not in body and body[-1] in ".!" and not any(word in body for word in ANOTHER)


def plain_letters(language):
    lines = [line for name in PLAIN[language] for line in bank.load(os.path.join(HERE, f"sentences/{name}.tsv")) if yes_of_one(line)]
    return [line for line, reading in zip(lines, bank.read(lines, ROBOT), strict=True) if bank.judge(line[1], reading) == "right"]


@pytest.mark.parametrize("path", sorted(glob.glob(os.path.join(HERE, "sentences/tails-*.txt"))), ids=os.path.basename)
def test_no_act_stays_as_it_was(path):
    language = os.path.basename(path)[len("tails-"):-len(".txt")]
    with open(path, encoding="utf-8") as file:
        tails = [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]
    letters = plain_letters(language)
    assert len(tails) >= 100 and len(letters) >= 50
    chance = random.Random(11)
    lines = [("", labels, f"{body} {tail}") for tail in tails for _, labels, body in chance.sample(letters, LETTERS)]
    stay = []
    for (_, labels, body), reading in zip(lines, bank.read(lines, ROBOT), strict=True):
        assert "unreadable" not in reading["reasons"], body
        # a question beside the act puts the letter before a person
        if reading["disposition"] == "act" and bank.requests(reading["requests"]) in [bank.wanted(label) for label in labels]:
            stay.append(body)
    assert not stay, f"{len(stay)} of {len(lines)} acts did not change:\n" + "\n".join(stay)
