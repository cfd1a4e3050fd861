"""The label-free proof of the reading room: a word of doubt, negation or choice put anywhere into a letter that is
acted on must change the act or stop it. Letters do not find such holes; insertions do."""
import json
import os
import re
import subprocess

import pytest

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MAILBOT = os.path.join(TOP, "build", "mailbot")
AT_ONCE = 400  # files of one command line

WORDS = {"de": ["nicht", "vielleicht", "oder", "ohne", "kein", "falls", "eventuell", "statt"]}
HEAD = ("From: Max Ott <max.ott@post.example>\r\nTo: anmeldung@mia-do.example\r\nSubject: \r\n"
        "Date: Mon, 7 Feb 2011 14:50:31 +0100\r\nMessage-ID: <1@post.example>\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n")


REASONS = {"de": r"\b(da|weil|wegen|wenn|sofern)\b"}  # what stands in a reason may well be doubted


def letters(language):
    """Those that must be acted on, as far as they are one line without reasons."""
    with open(os.path.join(TOP, "tests", "reading", language + ".txt"), encoding="utf-8") as table:
        for line in table:
            if line.startswith("#") or "=>" not in line:
                continue
            letter, wanted = (part.strip() for part in line.rsplit("=>", 1))
            if wanted[:1] not in "?~" and "\\n" not in letter and not re.search(REASONS[language], letter, re.I):
                yield letter


def read(folder, texts):
    """What comes of each text: whether it acts, and its requests."""
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number:06}.eml"
        path.write_bytes((HEAD + text.replace("\n", "\r\n") + "\r\n").encode())
        paths.append(str(path))
    outcomes = []
    for first in range(0, len(paths), AT_ONCE):
        done = subprocess.run([MAILBOT, "read", "--json", "--rules", "rules", *paths[first:first + AT_ONCE]],
                              cwd=TOP, stdout=subprocess.PIPE, check=True)
        for line in done.stdout.decode().splitlines():
            reading = json.loads(line)
            assert "unreadable" not in reading["reasons"], reading["file"]
            outcomes.append((reading["disposition"].startswith("act"),
                             sorted((r["action"], r["event"], str(r["seats"])) for r in reading["requests"])))
    assert len(outcomes) == len(texts)
    return outcomes


def insertions(text, word):
    """The word before each word of the letter, and before its last full stop."""
    for gap in re.finditer(r"(?<=\S)[ \n]+(?=\S)", text):
        yield text[:gap.start()] + " " + word + text[gap.start():]
    end = re.search(r"[.!]?\s*$", text).start()
    yield text[:end] + " " + word + text[end:]


@pytest.mark.parametrize("language", sorted(WORDS))
def test_an_inserted_alarm_changes_the_act(language, tmp_path):
    whole = list(letters(language))
    plain = dict(zip(whole, read(tmp_path, whole)))
    cases = [(letter, text) for letter in whole if plain[letter][0] for word in WORDS[language]
             for text in insertions(letter, word)]
    assert len(cases) > 1000
    unmoved = [text for (letter, text), outcome in zip(cases, read(tmp_path, [text for _, text in cases]))
               if outcome == plain[letter]]
    assert not unmoved, f"{len(unmoved)} of {len(cases)} acts did not change:\n" + "\n".join(unmoved[:40])
