"""What an answer to a mail of ours says, in the light of what that mail was about: `mailbot read --context`."""
import json
import subprocess

import pytest

from house import MAILBOT, PATIENCE, TOP, letter

FIVE = ["bildung", "arbeit", "soziale-balance", "weltoffen", "kongress"]
TWO = ["bildung", "kongress"]
ONE = ["bildung"]

# kind, events in the order shown, the writer's words -> "+event" comes, "-event" does not, "yes", "no"; "" nothing is certain
CASES = [
    ("which-events", FIVE, "1 und 5", "+bildung +kongress"),
    ("which-events", FIVE, "1. und 5. bitte", "+bildung +kongress"),
    ("which-events", FIVE, "Nummer 2", "+arbeit"),
    ("which-events", FIVE, "number 2 please", "+arbeit"),
    ("which-events", FIVE, "Nummern 1, 2 und 5", "+arbeit +bildung +kongress"),
    ("which-events", FIVE, "Zimmer 3", ""),
    ("which-events", FIVE, "den zweiten", "+arbeit"),
    ("which-events", FIVE, "the second one", "+arbeit"),
    ("which-events", FIVE, "the second and the third one", "+arbeit +soziale-balance"),
    ("which-events", FIVE, "the first two", "+arbeit +bildung"),
    ("which-events", FIVE, "zwei", ""),  # the second, or two people?
    ("which-events", FIVE, "2", "+arbeit"),
    ("which-events", FIVE, "1, 5", "+bildung +kongress"),
    ("which-events", FIVE, "7", ""),
    ("which-events", FIVE, "2 Personen", ""),
    ("which-events", FIVE, "Bildung und Kongress", "+bildung +kongress"),
    ("which-events", FIVE, "alle", "+arbeit +bildung +kongress +soziale-balance +weltoffen"),
    ("which-events", FIVE, "Ja, alle fünf", "+arbeit +bildung +kongress +soziale-balance +weltoffen"),
    ("which-events", FIVE, "alle drei", ""),
    ("which-events", FIVE, "beide", ""),
    ("which-events", FIVE, "ja", "yes"),
    ("which-events", FIVE, "nein", "no"),
    ("which-events", TWO, "beide", "+bildung +kongress"),
    ("which-events", TWO, "both please", "+bildung +kongress"),
    ("which-events", ONE, "ja", "yes"),
    ("which-cancel", TWO, "1", "-bildung"),
    ("which-cancel", TWO, "den zweiten", "-kongress"),
    ("which-cancel", TWO, "beide", "-bildung -kongress"),
    ("which-cancel", TWO, "all", "-bildung -kongress"),
    ("which-cancel", TWO, "nur Bildung", "-bildung"),
    ("which-cancel", TWO, "Den Kongress muss ich absagen.", "-kongress"),
    ("which-cancel", TWO, "nein", "no"),
    ("confirm-cancel", ONE, "ja", "yes"),
    ("confirm-cancel", ONE, "Ja bitte", "yes"),
    ("confirm-cancel", ONE, "yes", "yes"),
    ("confirm-cancel", ONE, "Yes, that is right.", "yes"),
    ("confirm-cancel", ONE, "nein", "no"),
    ("confirm-cancel", ONE, "Nein, ich komme.", "+bildung no"),
    ("confirm-cancel", ONE, "muss leider absagen", "-bildung"),
    ("confirm-cancel", ONE, "Nein, bitte nicht absagen.", ""),
    ("offer", ONE, "ja", "yes"),
    ("offer", ONE, "nein", "no"),
    ("reminder", ONE, "muss leider absagen", "-bildung"),
    ("reminder", TWO, "muss leider absagen", ""),
    ("reminder", TWO, "den Kongress muss ich leider absagen", "-kongress"),
    ("mailing", ONE, "muss leider absagen", "-bildung"),
    ("confirmation", FIVE, "beide", ""),
]


def read(tmp_path, words, context=None):
    """The readings of letters of these words, all in that context."""
    paths = [tmp_path / f"{number:03}.eml" for number in range(len(words))]
    for path, text in zip(paths, words):
        path.write_bytes(letter("gast@web.example", text, subject="Re: Masterplan", name="Anna Krämer"))
    more = []
    if context is not None:
        (tmp_path / "context.json").write_text(json.dumps(context))
        more = ["--context", str(tmp_path / "context.json")]
    done = subprocess.run([MAILBOT, "read", "--json", "--received", "2011-01-20T10:00:00+01:00", *more, *map(str, paths)], cwd=TOP,
                          capture_output=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr.decode()
    return dict(zip(words, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.fixture(scope="module")
def readings(tmp_path_factory):
    """Of all cases: those of one context are read together, since the robot's start takes longer than a letter."""
    groups = {}
    for kind, events, words, _ in CASES:
        groups.setdefault((kind, tuple(events)), []).append(words)
    return {(kind, events): read(tmp_path_factory.mktemp("context"), words, {"kind": kind, "series": "masterplan-2011", "events": events})
            for (kind, events), words in groups.items()}


@pytest.mark.parametrize("kind, events, words, expected", CASES)
def test_an_answer_is_read_in_its_context(readings, kind, events, words, expected):
    reading = readings[kind, tuple(events)][words]
    found = sorted(("+" if r["action"] == "register" else "-") + r["event"] for r in reading["requests"])
    assert " ".join(found + [reading["answer"]] * (reading["answer"] is not None)) == expected, reading["reasons"]


# What is asked for where only the event is missing: so that an answer which names it completes it.
WISHES = [
    ("Ja, ich komme gern.", ("register", 1, "none"), ["Anna Krämer"]),
    ("Wir kommen gern zu dritt.", ("register", 3, "total"), ["Anna Krämer"]),
    ("Anna Krämer und Ernst Krämer kommen gern.", ("register", 2, "names"), ["Anna Krämer", "Ernst Krämer"]),
    ("Wir kommen gern.", ("register", None, "none"), []),
    ("I would like to come.", ("register", 1, "none"), ["Anna Krämer"]),
    ("Ich muss leider absagen.", ("cancel", None, "none"), []),
    ("Ich komme gern, wenn ich kann.", None, []),
    ("Ich komme nicht, aber meine Frau kommt.", None, []),
    ("Zum Fachforum Bildung komme ich gern.", None, ["Anna Krämer"]),
]


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    return read(tmp_path_factory.mktemp("alone"), [words for words, _, _ in WISHES])


@pytest.mark.parametrize("words, wish, people", WISHES)
def test_a_wish_that_lacks_its_event(alone, words, wish, people):
    reading = alone[words]
    assert reading.get("wish") == (dict(zip(("action", "seats", "stated"), wish)) if wish else None)
    assert [a["name"] for a in reading["attendees"]] == people
