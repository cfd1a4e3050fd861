"""The label-free proof over the bank of sentences: in a request that is one plain clause, a word of doubt, negation or
choice, another day or another person as who acts must change the act or stop it.

Lines with several clauses are left out: a word that falls into a reason or a question may well leave the act as it is; and a
`nicht` in what is nothing but a no is still a no.
"""
import os
import re

import pytest

from test_sentences import HERE, ROBOT, bank

WORDS = {"de": ["nicht", "vielleicht", "oder", "ohne"], "en": ["not", "maybe", "or", "without"]}
PLAIN = re.compile(r"[^,;:?!\n()–/-]*(?<=\w)[.!]?")
SENTENCES = re.compile(r"(?<!\d)\. |\b(weil|da|denn|wegen|wenn|sofern|falls|because|since|as|if|so|due)\b|\bund [a-zäöü]+e\b|\band would\b", re.I)


def acted(language):
    """The plain lines that are acted on, with their requests."""
    lines = bank.load(os.path.join(HERE, "sentences", language + ".tsv"))
    lines = [line for line in lines if PLAIN.fullmatch(line[2]) and not SENTENCES.search(line[2])]
    return [(body, bank.requests(reading["requests"])) for (_, _, body), reading in zip(lines, bank.read(lines, ROBOT), strict=True)
            if reading["disposition"].startswith("act")]


def unmoved(cases):
    """Of (text, requests before), those that are acted on as before."""
    readings = bank.read([(str(i), [], text) for i, (text, _) in enumerate(cases)], ROBOT)
    return [text for (text, before), reading in zip(cases, readings, strict=True)
            if reading["disposition"].startswith("act") and bank.requests(reading["requests"]) == before]


@pytest.mark.parametrize("language", sorted(WORDS))
def test_an_inserted_alarm_changes_the_act(language):
    cases = [(body[:gap.start()] + " " + word + body[gap.start():], before) for body, before in acted(language)
             for word in WORDS[language] if not (word in ("nicht", "not") and all(action == "cancel" for action, _, _ in before))
             for gap in re.finditer(r"(?<=\S) (?=\S)", body)]
    assert len(cases) > 500
    left = unmoved(cases)
    assert not left, f"{len(left)} of {len(cases)} acts did not change:\n" + "\n".join(left[:60])


def test_another_day_changes_the_act():
    cases = [(re.sub(r"\bam (?=\d+\.(?! März))", "am 18. und am ", body, count=1), before) for body, before in acted("de")
             if re.search(r"\bam \d+\.(?! März)", body) and not any(event == "arbeit" for _, event, _ in before)]
    assert len(cases) > 3
    left = unmoved(cases)
    assert not left, f"{len(left)} of {len(cases)} acts did not change:\n" + "\n".join(left[:60])


def test_somebody_else_changes_the_act():
    cases = [(re.sub(r"\bich\b", "mein Nachbar", body, count=1), before) for body, before in acted("de") if re.search(r"\bich\b", body) and " und " not in body]
    assert len(cases) > 3
    left = unmoved(cases)
    assert not left, f"{len(left)} of {len(cases)} acts did not change:\n" + "\n".join(left[:60])
