"""Label-free proofs: what changes nothing in what people say must change nothing in the reading, and a language file with an
entry less may make the robot act less often, never differently."""
import base64
import html
import json
import os
import quopri
import random
import re
import shutil
import subprocess

import pytest

from test_generated import generate
from test_sentences import HERE, ROBOT, bank

TOP = os.path.dirname(HERE)
SERIES = os.path.join(TOP, "rules/series/masterplan-2011.xml")
INVITATION = ("Sehr geehrte Damen und Herren,\n\nwir laden Sie zu vier Fachforen und zum Integrationskongress ein:\n- Fachforum Bildung, 16. Februar\n"
              "- Fachforum Arbeit und Unternehmen, 18. Februar\n- Integrationskongress, 15. März\n\nBitte melden Sie sich an.")


def eml(body, number=0, kind="plain", charset="utf-8", way="8bit"):
    """A letter's bytes."""
    head = bank.HEAD.format(writer=bank.WRITER, subject="Ihre Einladung", id=number, sent=bank.SENT)
    head = head.replace("text/plain; charset=utf-8", f"text/{kind}; charset={charset}").replace("Encoding: 8bit", "Encoding: " + way)
    raw = body.replace("\n", "\r\n").encode(charset)
    raw = base64.encodebytes(raw) if way == "base64" else quopri.encodestring(raw) if way == "quoted-printable" else raw
    return head.encode() + raw + b"\r\n"


def as_html(body):
    return "<html><head><style>p {margin: 0}</style></head><body><div>" + html.escape(body).replace("\n", "<br>\n") + "</div></body></html>"


def quoted(body):
    return body + "\n\nAm 17.01.2011 um 12:00 schrieb anmeldung@mia-do.example:\n" + "\n".join("> " + line for line in INVITATION.split("\n"))


def outlook(body):
    return (body + "\n\n-----Ursprüngliche Nachricht-----\nVon: anmeldung@mia-do.example\nGesendet: Montag, 17. Januar 2011 12:00\n"
            "An: Kim Berger\nBetreff: Einladung\n\n" + INVITATION)


DRESSES = {
    "base64": lambda body: eml(body, way="base64"),
    "quoted-printable": lambda body: eml(body, way="quoted-printable"),
    "windows-1252": lambda body: eml(body, charset="windows-1252"),
    "html": lambda body: eml(as_html(body), kind="html"),
    "quote below": lambda body: eml(quoted(body)),
    "outlook": lambda body: eml(outlook(body)),
    "signature": lambda body: eml(body + "\n\n-- \nKim Berger\nAm Markt 4, 44137 Dortmund\nTel. 0231 998877\nhttps://berger.example"),
    "telephone": lambda body: eml(body + "\n\nVon meinem iPhone gesendet"),
}


def outcome(reading):
    return reading["disposition"].startswith("act"), bank.requests(reading["requests"])


def read(letters, folder, rules="rules"):
    """The readings of letters' bytes."""
    paths = []
    for number, raw in enumerate(letters):
        paths.append(str(folder / f"{number:05}.eml"))
        with open(paths[-1], "wb") as file:
            file.write(raw)
    readings = []
    for first in range(0, len(paths), 500):
        done = subprocess.run([ROBOT, "read", "--json", "--rules", str(rules), "--series", SERIES, *paths[first:first + 500]],
                              stdout=subprocess.PIPE, cwd=TOP, check=True)
        readings += [json.loads(line) for line in done.stdout.splitlines()]
    assert len(readings) == len(paths)
    return readings


@pytest.fixture(scope="module")
def acted(tmp_path_factory):
    """Bodies of the bank that are acted on, with the outcome."""
    bodies = [body for name in ("de.tsv", "en.tsv", "hard-de.tsv", "hard-en.tsv") for _, _, body in bank.load(os.path.join(HERE, "sentences", name))]
    readings = read([eml(body, number) for number, body in enumerate(bodies)], tmp_path_factory.mktemp("acted"))
    found = [(body, outcome(reading)) for body, reading in zip(bodies, readings) if reading["disposition"].startswith("act")]
    assert len(found) > 300
    return found


@pytest.mark.parametrize("dress", DRESSES)
def test_dress_changes_nothing(dress, acted, tmp_path):
    some = []
    for body, before in acted:
        try:
            some.append((body, before, DRESSES[dress](body)))
        except UnicodeEncodeError:
            pass  # not to be written in that charset
    assert len(some) > len(acted) * 0.9
    wrong = [f"{body!r}: {before} became {outcome(reading)} {reading['reasons']}"
             for (body, before, _), reading in zip(some, read([raw for _, _, raw in some], tmp_path)) if outcome(reading) != before]
    assert not wrong, f"{len(wrong)} of {len(some)}:\n" + "\n".join(wrong[:40])


# ---- another word, and it is another thing ----

PLAIN = re.compile(r"[^,;:?!\n()–/-]*(?<=\w)[.!]?")  # one clause, as far as signs tell
JOINS = re.compile(r"(?<!\d)\. |\b(und|oder|and|or|weil|da|denn|because|since|if|so)\b", re.I)
WE = r"\b(me|my|we|us|our|I)\b"
I_WILL = r"\bI(?:'ll| will| shall| plan to| would like to|'d like to|'d love to)\b"
CHANGES = {  # what is done to a letter, and how many it can be done to; None where it cannot
    "another title": (40, lambda body: re.sub(r"([.!]?)$", r" Integrationskongress\1", body, count=1)
                      if not re.search(r"kongress|congress|März|15", body, re.I) and re.search(r"\b(ich|mich|wir|am|zum|Bitte)\b", body) else None),
    "another day": (40, lambda body: re.sub(r"([.!]?)$", r" am 15. März\1", body, count=1)
                    if not re.search(r"kongress|congress|März|15", body, re.I) and re.search(r"\b(ich|mich|wir|am|zum|Bitte)\b", body) else None),
    "somebody else": (15, lambda body: re.sub(I_WILL, "My neighbour will", body, count=1)
                      if re.search(I_WILL, body) and not re.search(WE, re.sub(I_WILL, "", body, count=1)) else None),
    "without its particle": (10, lambda body: re.sub(r" (an|ab|teil|zu)([.!]?)$", r"\2", body, count=1)
                             if re.search(r"\b(melde|melden|nehme|nehmen|sage|sagen)\b.* (an|ab|teil|zu)[.!]?$", body) else None),
}


@pytest.fixture(scope="module")
def requests(tmp_path_factory):
    """Made-up requests of one clause that are acted on, with the outcome."""
    bodies = set()
    for number in range(3000):
        dice = random.Random(f"proofs/{number}")
        writer = generate.Writer(dice, dice.choice(["de", "en"]))
        writer.name = "Kim Berger"
        phrase = dice.choice(generate.PHRASES[writer.language][dice.choice(["+A", "-A", "+A*2"])])
        if writer.path == generate.SERIES[0][0]:
            bodies.add(writer.fill(phrase))
    bodies = sorted(body for body in bodies if PLAIN.fullmatch(body) and not JOINS.search(body))
    readings = read([eml(body) for body in bodies], tmp_path_factory.mktemp("requests"))
    return [(body, outcome(reading)) for body, reading in zip(bodies, readings) if reading["disposition"].startswith("act")]


@pytest.mark.parametrize("change", CHANGES)
def test_another_word_is_another_thing(change, requests, tmp_path):
    least, alter = CHANGES[change]
    cases = [(alter(body), before) for body, before in requests]
    cases = [(body, before) for body, before in cases if body is not None]
    assert len(cases) >= least
    left = [body for (body, before), reading in zip(cases, read([eml(body) for body, _ in cases], tmp_path)) if outcome(reading) == before]
    assert not left, f"{len(left)} of {len(cases)} acts did not change:\n" + "\n".join(left[:40])


# ---- an entry less ----

CORE = {"negation", "neither", "hedge", "except", "or"}  # may not be removed
SAMPLE = 80  # entries of each language; `make test` cannot try them all
ELEMENT = re.compile(r"<(words|idiom)\b([^>]*)>([^<]*)</\1>", re.S)


def entries(path):
    """(begin, end, text) of each entry of a language file that may be taken out, beside others in its element."""
    text = open(path, encoding="utf-8").read()
    for element in ELEMENT.finditer(text):
        sense = re.search(r'sense="([^"]+)"', element.group(2))
        parts = element.group(3).split("|")
        if not sense or sense.group(1) in CORE or len(parts) < 2:
            continue
        at = element.start(3)
        for i, part in enumerate(parts):
            last = i == len(parts) - 1
            begin, end = (at - 1, at + len(part)) if last else (at, at + len(part) + 1)
            yield begin, end, " ".join(part.split())
            at += len(part) + 1


def first_word(entry):
    return re.sub(r"@.*", "", entry.split(" ")[0]).lower()


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_entry_less_changes_no_act_into_another(language, acted, tmp_path):
    folder = os.path.join(TOP, "rules/language")
    files = sorted(name for name in os.listdir(folder) if re.fullmatch(language + r"(-\w+)?\.xml", name))
    used = {}
    for body, before in acted:
        for word in set(re.findall(r"\w+", body.lower())):
            used.setdefault(word, []).append((body, before))
    tries = [(name, entry) for name in files for entry in entries(os.path.join(folder, name)) if first_word(entry[2]) in used]
    tries = tries[::max(1, len(tries) // SAMPLE)]
    assert len(tries) >= SAMPLE / 2
    shutil.copytree(os.path.join(TOP, "rules"), tmp_path / "rules")
    wrong = []
    for name, (begin, end, entry) in tries:
        path = tmp_path / "rules/language" / name
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()
        path.write_text(text[:begin] + text[end:], encoding="utf-8")
        letters = used[first_word(entry)][:60]
        for (body, before), reading in zip(letters, read([eml(body) for body, _ in letters], tmp_path, tmp_path / "rules")):
            after = outcome(reading)
            if after[0] and after != before:
                wrong.append(f"{name} without {entry!r}: {body!r}: {before[1]} became {after[1]}")
        path.write_text(text, encoding="utf-8")
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:40])
