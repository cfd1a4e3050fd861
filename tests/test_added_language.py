"""Languages are files: one is added without touching C; and Turkish, whose person, mood and no stand in the verb's ending."""
import json
import os
import shutil
import subprocess

import pytest

from house import TOP, letter

ROBOT = os.path.join(TOP, "build/mailbot")

# Dutch, in the few words that the letters below are written in.
DUTCH = """<?xml version="1.0" encoding="UTF-8"?>
<language code="nl" acts="%s" infinitive="te" verb-last="yes">
	<endings id="en"><form is="1sg">-</form><form is="3sg">t</form><form is="pl inf">en</form></endings>
	<words sense="negation">niet | geen</words>
	<words sense="hedge">misschien | waarschijnlijk</words>
	<words sense="or">of</words> <words sense="except">behalve</words>
	<words sense="and">en</words>
	<words sense="i">ik</words> <words sense="me">me | mij</words> <words sense="my">mijn</words> <words sense="we">wij | we</words>
	<words sense="can">kan</words>
	<words sense="regret">helaas</words>
	<verb sense="come"><form is="1sg">kom</form><form is="3sg">komt</form><form is="pl inf">komen</form></verb>
	<verb stem="meld" endings="en" particle="aan" sense="register" needs="person"/>
	<words sense="relation" n="1">vrouw | man | collega</words>
	<words sense="with">met</words>
	<words sense="going">naar | op | voor</words>
	<words sense="article">de | het</words>
	<words sense="greeting">Beste | Geachte</words> <words sense="title">mevrouw | meneer</words>
	<words sense="closing">Met vriendelijke groet | Groeten</words>
	<month n="2">februari</month> <month n="3">maart</month>
	<request-safe>graag hierbij</request-safe>
</language>
"""


def read(rules, *texts):
    raws = [letter("jan@web.example", f"{text}\n", subject="Antwoord") for text in texts]
    folder = rules.parent / "letters"
    folder.mkdir(exist_ok=True)
    paths = []
    for i, raw in enumerate(raws):
        path = folder / f"{i:03}.eml"
        path.write_bytes(raw)
        paths.append(str(path))
    done = subprocess.run([ROBOT, "read", "--json", "--rules", str(rules), *paths], stdout=subprocess.PIPE, cwd=TOP)
    assert done.returncode == 0
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def wants(requests):
    return [(r["action"], r["event"], r["seats"]) for r in requests]


@pytest.fixture
def rules(tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(os.path.join(TOP, "rules"), folder)
    return folder


BODY = "Geachte mevrouw Güntürk,\n\n%s\n\nMet vriendelijke groet\nJan de Wit"


def test_a_language_is_a_file(rules):
    yes, no, maybe, two = (BODY % text for text in (
        "graag kom ik naar het Fachforum Bildung op 16 februari.", "helaas kan ik niet komen op 16 februari.",
        "misschien kom ik naar het Fachforum Bildung op 16 februari.",
        "ik kom met mijn vrouw naar het Fachforum Bildung op 16 februari."))
    # nobody knows the language yet
    assert all(r["disposition"] == "review" for r in read(rules, yes, no, maybe, two))
    path = rules / "language" / "nl.xml"
    path.write_text(DUTCH % "no")
    guessed = read(rules, yes, no, maybe, two)
    assert [r["language"] for r in guessed] == ["nl"] * 4
    assert [r["disposition"] for r in guessed] == ["review"] * 4 and "language-guesses" in guessed[0]["reasons"]
    assert wants(guessed[0]["guess"]) == [("register", "bildung", 1)]
    assert wants(guessed[1]["guess"]) == [("cancel", "bildung", None)]
    # it is said to act
    path.write_text(DUTCH % "yes")
    acted = read(rules, yes, no, maybe, two)
    assert [r["disposition"] for r in acted] == ["act", "act", "review", "act"]
    assert wants(acted[0]["requests"]) == [("register", "bildung", 1)]
    assert wants(acted[1]["requests"]) == [("cancel", "bildung", None)]
    assert wants(acted[3]["requests"]) == [("register", "bildung", 2)]


def test_a_broken_language_is_named(rules):
    path = rules / "language" / "nl.xml"
    path.write_text((DUTCH % "yes").replace('is="1sg"', 'is="first"', 1))
    done = subprocess.run([ROBOT, "rules", "check", "--rules", str(rules)], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    assert done.returncode == 2 and b"language/nl.xml:3: " in done.stderr, done.stderr


@pytest.mark.parametrize("sense, word", [("negation", "niet | geen"), ("hedge", "misschien | waarschijnlijk"), ("except", "behalve"), ("or", "of")])
def test_a_language_that_acts_has_no_hole(rules, sense, word):
    """Whoever has lost the words for no, perhaps, except, or must not act."""
    path = rules / "language" / "nl.xml"
    element = f'<words sense="{sense}">{word}</words>'
    assert element in DUTCH
    path.write_text((DUTCH % "yes").replace(element, ""))
    done = subprocess.run([ROBOT, "rules", "check", "--rules", str(rules)], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.decode() == f"{path}: language 'nl' acts, and has no word of sense {sense}, expected some, or acts=\"no\"\n"
    path.write_text((DUTCH % "no").replace(element, ""))
    assert subprocess.run([ROBOT, "rules", "check", "--rules", str(rules)], stdout=subprocess.DEVNULL).returncode == 0


def test_one_file_that_says_no_is_enough(rules):
    """A site that wants a language to guess alone says so in a file of its own."""
    (rules / "language" / "zz-site.xml").write_text('<language code="en" acts="no"><words sense="yes">aye</words></language>')
    [english] = read(rules, "I will come to the congress.")
    assert english["disposition"] == "review" and english["reasons"] == ["language-guesses"]


TURKISH = [
    ("Kongreye geliyorum.", [("register", "kongress", 1)]),
    ("Kongreye gelemiyorum.", [("cancel", "kongress", None)]),
    ("Kongreye gelemeyeceğim maalesef.", [("cancel", "kongress", None)]),
    ("16 Şubat'ta geliyorum.", [("register", "bildung", 1)]),
    ("16 Subat'ta katilacagim.", [("register", "bildung", 1)]),
    ("18'inde gelemem.", [("cancel", "arbeit", None)]),
    ("18'inde katılamayacağım ama 22'sinde geliyorum.", [("cancel", "arbeit", None), ("register", "weltoffen", 1)]),
    ("Kongreye eşimle geliyorum.", [("register", "kongress", 2)]),
    ("Kongreye iki kişi geliyoruz.", [("register", "kongress", 2)]),
    ("Kongreye üç kişi katılacağız.", [("register", "kongress", 3)]),
    ("Eşim ve ben kongreye geleceğiz.", [("register", "kongress", 2)]),
    ("Kongreye katılmak istiyorum.", [("register", "kongress", 1)]),
    ("Kongreden kaydımı siler misiniz lütfen?", [("cancel", "kongress", None)]),
]


def test_turkish_endings_say_who_and_whether(rules):
    readings = read(rules, *(f"Merhaba,\n\n{text}\n\nSaygılarımla\nAyşe Demir" for text, _ in TURKISH))
    for (text, expected), reading in zip(TURKISH, readings, strict=True):
        assert reading["language"] == "tr", text
        assert reading["disposition"] == "review", text  # it may only guess
        assert wants(reading["guess"]) == expected, (text, reading["reasons"])


@pytest.mark.parametrize("text", ["Kongreye belki gelirim.", "Kongreye gelebilirim.", "Kongreye gelmek isterdim.", "Kongreye geldim, güzeldi.",
                                  "Komşum kongreye geliyor.", "Kongreye geliyor musunuz?"])
def test_turkish_would_not_act_on_a_doubt(rules, text):
    """Even if somebody let it act."""
    path = rules / "language" / "tr.xml"
    path.write_text(path.read_text().replace('acts="no"', 'acts="yes"', 1))
    [reading] = read(rules, f"Merhaba,\n\n{text}\n\nSaygılarımla\nAyşe Demir")
    assert reading["disposition"] == "review", reading["requests"]


@pytest.mark.parametrize("text", [
    "Hei, tulen mielelläni kongressiin 15. maaliskuuta. Terveisin Matti Virtanen", "Valitettavasti en pääse tulemaan. Terveisin Matti",
    "您好，我想参加3月15日的大会。谢谢。王伟", "Θα έρθω στο συνέδριο στις 15 Μαρτίου"])
def test_a_language_without_a_file_is_the_reason(rules, text):
    [reading] = read(rules, text)
    assert reading["disposition"] == "review" and reading["reasons"] == ["language-unknown"]
