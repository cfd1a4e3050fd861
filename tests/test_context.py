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

# Short answers of every day; "thanks": nobody need look. `*n` seats, `+n` more seats (guessed only); behind `?` the guess of a review.
REPLIES = [
    *[("confirmation", ONE, words, "thanks") for words in (
        "Okay, danke", "Danke!", "Thx", "Super, danke Ihnen!", "Perfekt, vielen Dank.", "Prima, bis dann", "Alles klar, danke und bis Mittwoch",
        "Ok", "Passt.", "Danke, passt so.", "Das stimmt so.", "Freue mich!", "Danke. Bis zum 16.!", "Danke für die schnelle Antwort!",
        "Vielen Dank und freundliche Grüße\nAnna Krämer", "Thanks, see you there", "Got it, thank you", "Looking forward to it!", "all correct",
        "Hallo Frau Güntürk,\n\nalles klar, vielen Dank!\n\nViele Grüße\nAnna Krämer")],
    *[("cancelled", ONE, words, "thanks") for words in ("Passt.", "Okay, danke", "Danke, passt so.", "Perfect, thanks")],
    # dangerous twins: a word more, and a person looks
    *[("confirmation", ONE, words, "?") for words in (
        "Ja, danke", "Danke, schade.", "Alles falsch", "Danke, auch für meine Frau.", "Super, meine Frau auch", "Okay?",
        "Danke, bis Donnerstag.", "OK, all of us", "Mit freundlichen Grüßen\nAnna Krämer", "Thanks, sorry", "nein, danke")],
    *[("cancelled", ONE, words, "?") for words in ("Freue mich!", "See you there", "Thanks, see you there", "Ok, da bin ich", "zu zweit", "nur ich")],
    ("mailing", ONE, "Okay, danke", "?"),  # nobody knows what staff had asked there
    ("which-events", ONE, "Super, danke!", "?"),
    # how many they are now
    ("confirmation", ONE, "wir sind doch drei", "+bildung*3"),
    ("reminder", ONE, "Wir sind doch zu dritt.", "+bildung*3"),
    ("receipt", ONE, "Danke. Wir sind doch nur zu zweit.\n\nViele Grüße\nAnna Krämer", "+bildung*2"),
    ("confirmation", ONE, "make it two", "+bildung*2"),
    ("confirmation", ONE, "There will be three of us", "+bildung*3"),
    ("confirmation", ONE, "only me then", "+bildung"),
    ("confirmation", ONE, "Nur ich", "+bildung"),
    ("confirmation", ONE, "doch nur eine Person", "+bildung"),
    ("confirmation", ONE, "Zwei Plätze, bitte", "+bildung*2"),
    ("confirmation", ONE, "just the two of us", "+bildung*2"),
    ("confirmation", ONE, "Great, both of us", "+bildung*2"),
    ("confirmation", TWO, "wir sind doch drei", "?"),
    ("cancelled", ONE, "wir sind doch drei", "?"),
    *[("confirmation", ONE, words, "?") for words in (
        "wir sind drei oder vier", "wir sind vielleicht drei", "wir sind nicht drei", "wir sind drei?", "wir waren drei", "two", "zwei", "2",
        "not just me", "wir sind mit drei Autos da", "Could you make it three?")],
    ("confirmation", ONE, "noch zwei Plätze bitte", "? +bildung+2"),
    ("confirmation", ONE, "plus one please", "? +bildung+1"),
    ("confirmation", TWO, "2", "?"),
    # what stands wrong is told: never the one taken out and the other dropped
    *[("confirmation", ONE, words, "? -bildung +kongress") for words in (
        "Ich hatte mich für den Kongress angemeldet, nicht für das Fachforum Bildung.", "Ich bin für den Kongress angemeldet, nicht für Bildung.",
        "Ich hatte mich zum Kongress angemeldet und nicht zum Fachforum Bildung.", "I signed up for the congress, not education.")],
    ("confirmation", ONE, "Nicht Bildung, Kongress!", "? -bildung +kongress"),
    ("confirmation", ONE, "Kongress, nicht Bildung.", "+kongress -bildung"),
    ("confirmation", ONE, "Nicht Bildung, sondern Kongress.", "+kongress -bildung"),
    ("confirmation", ONE, "Ich habe mich zum Kongress angemeldet, zum Fachforum Bildung komme ich nicht.", "-bildung"),
    # that they do not come
    ("confirmation", ONE, "Doch nicht, sorry", "-bildung"),
    ("reminder", ONE, "Doch nicht.", "-bildung"),
    ("reminder", ONE, "leider doch keine Zeit", "-bildung"),
    ("confirmation", ONE, "Sorry, not coming", "-bildung"),
    ("confirmation", ONE, "Please cancel", "-bildung"),
    ("confirmation", ONE, "Bitte stornieren. Danke.", "-bildung"),
    ("confirmation", ONE, "Bitte streichen", "-bildung"),
    ("confirmation", TWO, "Bitte stornieren", "?"),
    *[("confirmation", ONE, words, "?") for words in ("Bitte nicht stornieren", "Please do not cancel", "Please don't cancel")],
    ("reminder", ONE, "Bin krank", "? -bildung"),
    ("reminder", ONE, "Danke für die Erinnerung. Leider bin ich krank.", "? -bildung"),
    ("reminder", ONE, "Meine Frau ist krank", "?"),
    # only one of them: and the other?
    ("confirmation", TWO, "nur den zweiten", "? +kongress -bildung"),
    ("confirmation", TWO, "only the first one", "? +bildung -kongress"),
    ("confirmation", TWO, "Ich komme nur zum Kongress", "? +kongress -bildung"),
    ("confirmation", ONE, "nur Bildung", "+bildung"),
    ("confirmation", TWO, "Kongress nur ich", "+kongress"),
    # which of them
    ("which-events", FIVE, "1-3", "+arbeit +bildung +soziale-balance"),
    ("which-events", FIVE, "1–3, 5", "+arbeit +bildung +kongress +soziale-balance"),
    ("which-events", FIVE, "4-7", "?"),
    ("which-events", FIVE, "den letzten", "+kongress"),
    ("which-events", FIVE, "die letzten beiden", "+kongress +weltoffen"),
    ("which-events", FIVE, "die ersten beiden", "+arbeit +bildung"),
    ("which-events", FIVE, "the last two", "+kongress +weltoffen"),
    ("which-events", FIVE, "all of them please", "+arbeit +bildung +kongress +soziale-balance +weltoffen"),
    ("which-events", FIVE, "Leider keinen davon, danke.", "no"),
    ("which-events", FIVE, "none of them", "no"),
    ("which-events", FIVE, "keine Ahnung", "?"),
    ("which-events", TWO, "yes to both", "+bildung +kongress"),
    ("which-cancel", TWO, "ja, beide", "-bildung -kongress"),
    ("which-cancel", TWO, "beide bitte", "-bildung -kongress"),
    ("which-cancel", TWO, "keinen davon", "no"),
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
    for kind, events, words, _ in CASES + REPLIES:
        groups.setdefault((kind, tuple(events)), []).append(words)
    return {(kind, events): read(tmp_path_factory.mktemp("context"), words, {"kind": kind, "series": "masterplan-2011", "events": events})
            for (kind, events), words in groups.items()}


@pytest.mark.parametrize("kind, events, words, expected", CASES)
def test_an_answer_is_read_in_its_context(readings, kind, events, words, expected):
    reading = readings[kind, tuple(events)][words]
    found = sorted(("+" if r["action"] == "register" else "-") + r["event"] for r in reading["requests"])
    assert " ".join(found + [reading["answer"]] * (reading["answer"] is not None)) == expected, reading["reasons"]


def written(request):
    """+bildung*2, -kongress; of a guess +bildung+1, one more."""
    seats, delta = request.get("seats") or 1, request.get("delta")
    return ("+" if request["action"] == "register" else "-") + request["event"] + (f"+{delta}" if delta else f"*{seats}" if seats > 1 else "")


@pytest.mark.parametrize("kind, events, words, expected", REPLIES)
def test_a_short_answer(readings, kind, events, words, expected):
    reading = readings[kind, tuple(events)][words]
    if reading["requests"]:
        assert " ".join(sorted(map(written, reading["requests"]))) == expected
    elif reading["reasons"] == ["only-thanks"]:
        assert expected == "thanks" and reading["kind"] == "other"
    elif reading["answer"] and expected == reading["answer"]:
        assert reading["reasons"] == ["no-request"]
    else:
        assert expected.startswith("?"), reading["reasons"]
        assert expected == "?" or " ".join(["?", *map(written, reading["guess"])]) == expected


# An event that is named without a verb: what our mail said decides whether they come to it, or nobody knows.
THREE = ["bildung", "arbeit", "kongress"]
GONE = [("confirm-cancel", TWO), ("cancelled", TWO), ("decline", TWO), ("withdrawn", TWO)]
REPLIES += [
    *[(kind, events, words, "?") for kind, events in GONE for words in (
        "Kongress", "zum Kongress", "ja, Kongress", "den zweiten", "den zweiten bitte", "nur den zweiten", "the second one", "only the first one",
        "die ersten beiden", "beide", "alle", "alle außer den zweiten", "alle bis auf den Kongress", "Kongress nicht", "nein, Kongress",
        "Nein, nur den zweiten", "not the second one", "the congress, please")],
    *[(kind, events, "Zum Kongress komme ich doch.", "+kongress") for kind, events in GONE],
    *[(kind, events, "zum Kongress leider nicht", "-kongress") for kind, events in GONE],
    ("confirm-cancel", TWO, "Ja, aber zum Kongress komme ich.", "?"),
    ("confirm-cancel", TWO, "Yes, but I will come to the congress.", "?"),
    ("cancelled", TWO, "Bitte melden Sie mich zum Kongress wieder an.", "+kongress"),
    ("which-cancel", TWO, "den zweiten bitte", "-kongress"),
    ("which-cancel", TWO, "Kongress bitte", "-kongress"),
    ("which-cancel", TWO, "nicht zum Kongress", "-kongress"),
    ("which-cancel", THREE, "alle außer den zweiten", "-bildung -kongress"),
    ("which-cancel", THREE, "alle bis auf den Kongress", "-arbeit -bildung"),
    *[("which-cancel", TWO, words, "?") for words in (
        "zum Kongress", "zum zweiten", "to the second one", "not the second one", "nicht 1", "Kongress nicht", "Bildung nein, Kongress ja",
        "nein, Kongress", "nein, nur den zweiten", "Ja, aber zum Kongress komme ich.")],
    *[(kind, TWO, words, "?") for kind in ("confirmation", "receipt", "reminder", "notice", "mailing") for words in (
        "den zweiten", "den zweiten bitte", "ja, den zweiten", "zum zweiten", "the first two", "the second one, please",
        "alle außer den zweiten", "alle bis auf den Kongress", "all but the first one", "nein, nur den zweiten", "No, only the congress")],
    ("confirmation", TWO, "Kongress", "+kongress"),
    # `all` is the list that we asked to choose from
    ("which-events", THREE, "alle außer den zweiten", "+bildung +kongress"),
    ("which-events", THREE, "Alle außer 3", "+arbeit +bildung"),
    ("which-events", THREE, "alle bis auf den Kongress", "+arbeit +bildung"),
    ("which-events", THREE, "Ich komme zu allen außer dem Kongress.", "+arbeit +bildung"),
    ("which-events", THREE, "Ich komme gern zu allen Veranstaltungen.", "+arbeit +bildung +kongress"),
    ("which-events", TWO, "Zu allen komme ich gern.", "+bildung +kongress"),
    ("which-events", THREE, "I will attend all except the congress.", "+arbeit +bildung"),
    ("which-events", THREE, "All of them except the congress.", "+arbeit +bildung"),
    ("which-events", THREE, "I will come to all of them except the congress.", "+arbeit +bildung"),
    # what our mail asked, said once more with its verb
    *[("confirm-cancel", ONE, words, "-bildung") for words in (
        "ja, bitte absagen", "Ja, bitte stornieren.", "Yes, please cancel.", "Ja, abmelden bitte.")],
    ("confirm-cancel", ONE, "Ja, sagen Sie den Termin ab.", "?"),
    ("confirm-cancel", ONE, "Bitte absagen, aber nur den Kongress.", "?"),
    ("which-cancel", TWO, "Please cancel both.", "-bildung -kongress"),
    ("which-cancel", TWO, "Nicht beide absagen.", "?"),
    # numbers, by what is short for number and for and
    *[(kind, FIVE, words, sign + "bildung") for kind, sign in (("which-events", "+"), ("which-cancel", "-")) for words in (
        "No. 1", "no. 1 please", "Nr. 1", "Nr.1 bitte")],
    *[("which-events", FIVE, words, "+bildung +soziale-balance") for words in (
        "1 u. 3", "1 + 3", "1+3", "1. u. 3.", "Nr. 1 u. 3", "No. 1 and no. 3", "Nos. 1 and 3")],
    ("which-events", FIVE, "1, 3 und 5 bitte", "+bildung +kongress +soziale-balance"),
    ("which-cancel", FIVE, "1 u. 3", "-bildung -soziale-balance"),
    *[("which-events", FIVE, words, "?") for words in (
        "No 1", "No, 1", "No! 1", "No. 1 or 3", "No. 1 is not possible", "No. of people: 2", "No. 2 people", "Nein. 1", "1 o. 3", "1 u. a.", "1 + 1",
        "2 + 1", "1 + 3 = 4", "1 + 3 Personen", "1 + 2 weitere")],
    *[("which-cancel", FIVE, words, "?") for words in ("No 1", "No, 1", "not no. 1", "keep no. 1")],
    # the order that our mail asked about is a yes to it
    *[("confirm-cancel", events, words, "yes") for events in (ONE, TWO) for words in (
        "Cancel them, please", "Please cancel them.", "Yes, cancel them", "Please do cancel.")],
    *[("confirm-cancel", TWO, words, "yes") for words in (
        "Yes, please cancel them both.", "Bitte absagen", "Bitte sagen Sie sie ab.", "Bitte beide stornieren", "Stornieren Sie sie bitte.")],
    ("confirm-cancel", TWO, "Please cancel the first", "-bildung"),
    *[("confirm-cancel", TWO, words, "?") for words in (
        "Don't cancel them, please", "Never cancel them", "Please cancel one of them", "Please cancel my wife", "Cancel only one, please",
        "Cancel them? No.", "Please cancel them and register Jan Berg", "Bitte nicht absagen", "Bitte nicht beide absagen",
        "Cancel the cancellation, please", "Please cancel them if you can", "Vielleicht bitte absagen", "Cancel her, please", "Bitte Jan absagen")],
    *[(kind, TWO, words, "?") for kind in ("confirmation", "reminder") for words in ("Cancel them, please", "Bitte sagen Sie sie ab.")],
    # so many seats in all: one at each, or two?
    *[("which-events", FIVE, words, "?") for words in (
        "zusammen 2 Plätze für 1 und 3", "1 und 3, insgesamt vier Plätze", "2 seats in total for 1 and 3", "1 and 3, four seats altogether")],
    ("which-events", FIVE, "insgesamt 2 Plätze für 1", "+bildung*2"),
    ("which-events", FIVE, "je 2 Plätze für 1 und 3", "+bildung*2 +soziale-balance*2"),
    ("which-events", FIVE, "zusammen 2 Personen für 1 und 3", "+bildung*2 +soziale-balance*2"),
    # two places, by words; none of them may be lost
    ("which-events", FIVE, "den ersten und den letzten", "+bildung +kongress"),
    ("which-events", FIVE, "the first and the last", "+bildung +kongress"),
    ("which-events", FIVE, "the third and also the last", "+kongress +soziale-balance"),
    ("which-events", FIVE, "den ersten und die letzten beiden", "+bildung +kongress +weltoffen"),
    *[("which-events", FIVE, words, "?") for words in (
        "the last and the first", "the first or the last", "den ersten, aber nicht den letzten",
        "the first but not the second", "den zweiten nicht, den dritten schon", "the first, and maybe the last")],
    # places in the list, and how many they come, or that they come there
    ("which-events", FIVE, "die ersten beiden zu zweit", "+arbeit*2 +bildung*2"),
    ("which-events", FIVE, "1 und 3 zu zweit", "+bildung*2 +soziale-balance*2"),
    ("which-events", TWO, "beide zu zweit", "+bildung*2 +kongress*2"),
    ("which-events", TWO, "alle zu zweit", "+bildung*2 +kongress*2"),
    ("which-events", FIVE, "1 and 3 for two", "+bildung*2 +soziale-balance*2"),
    ("which-events", FIVE, "zum zweiten komme ich nicht", "-arbeit"),
    ("which-events", FIVE, "zum zweiten komme ich gern", "+arbeit"),
    *[("which-events", FIVE, words, "?") for words in (
        "3 kommen", "1 und alle drei", "1 und 3 zu zweit oder zu dritt", "1 zu zweit, 3 allein", "1 nicht zu zweit", "2 zu zweit absagen",
        "zum zweiten kommt niemand", "zwei zu zweit")],
    *[("which-cancel", TWO, words, "?") for words in ("die ersten beiden zu zweit", "den zweiten zu zweit", "1 zu zweit")],
    # a no to what was said before is none to what is named behind it
    *[("which-events", THREE, words, "?") for words in (
        "nein, nur den zweiten", "Nein, nur Bildung", "No, only the congress", "nein, zum Kongress", "No, the second one")],
    ("which-events", THREE, "Kongress: nein", "-kongress"),
    ("which-events", THREE, "Nein zum Kongress", "-kongress"),
]

# Nothing but words of yes or no is a yes or a no: a word more, and a person looks.
STAY = ["kongress"]
REPLIES += [
    *[("confirm-cancel", STAY, words, "?") for words in (
        "Ja, ich bleibe", "Ja, ich bleibe dabei", "Ja natürlich bleib ich dabei", "Yes I stay", "Yes, I am staying", "Ja, behalten", "Yes, keep it as it is",
        "Ja, aber nur einen der beiden Plätze", "Ja, einen Platz", "Yes, one seat", "Yes, only for my wife", "Ja, eine Person", "Ja, aber", "Ja, 2", "Ja, fast",
        "Ja, ich will hin", "Ja, ich freue mich", "Ja, lassen Sie es so", "Ja, halten Sie mir den Platz frei", "Yes, see you there", "Yes, correct it",
        "Ja, stimmt, ich wollte doch kommen", "Yes, I look forward to it", "Ja, erhalten", "Stimmt nicht", "That is not correct.", "Please do not.", "stimmt so?",
        "Auf keinen Fall", "Natürlich nicht", "Of course not", "Bloß nicht", "leider nicht", "Nein, leider", "Leider nein", "nur einen Platz", "meine Frau",
        "Ja, bis dann", "Please do it for my wife")],
    *[("confirm-cancel", STAY, words, "yes") for words in (
        "Ja, genau.", "Ja, stimmt", "Ja, das ist richtig", "stimmt so", "That is correct.", "Please do.", "Leider ja", "Yes please, thank you", "Yes, go ahead",
        "ja bitte, und danke fürs Nachfragen", "Hallo Frau Güntürk,\nja bitte.\nViele Grüße\nAnna Krämer", "Das ist richtig so. Danke!")],
    ("confirm-cancel", STAY, "Nein, ich bleibe", "no"),
    *[("which-events", ONE, words, "?") for words in ("Ja, ich bleibe", "stimmt so", "Ja, wenn ich kann", "Nein, zwei", "Yes, two")],
    ("cancelled", TWO, "OK, thank you, that's right.", "thanks"),
    ("confirmation", ONE, "Genau so ist es, danke", "thanks"),
    # a no to one of those that we asked about: is it not to be cancelled, or not come to?
    *[("confirm-cancel", TWO, words, "?") for words in (
        "yes to the first, no to the second", "Ja zum ersten, nein zum zweiten", "ja zur 1, nein zur 2", "Nein zum Kongress", "no to the congress",
        "Nicht zum zweiten", "not to the second", "No for the 16th, yes for the 15th of March", "no to both", "yes to both", "ja zu beiden")],
    # what is kept says not what goes
    *[("which-cancel", TWO, words, "?") for words in (
        "Ich kann nur zum Kongress", "Ich komme nur zum Kongress", "Nur am 15.3. kann ich", "I can only come to the congress", "I can only make the congress",
        "Only the congress works for me", "Zum Kongress komme ich", "I will come to the congress", "I come only to the second", "Ich schaffe nur den Kongress")],
    *[("confirm-cancel", TWO, words, "?") for words in ("Ich kann nur zum Kongress", "Nein, ich komme nur zum Kongress", "I can only come to the congress")],
    # off the list: it may be the one of whom the office writes to
    *[("mailing", STAY, words, "?") for words in (
        "Please take me off this list.", "Bitte nehmen Sie mich von der Liste", "Bitte nehmen Sie mich aus dem Verteiler", "Streichen Sie mich bitte von der Liste",
        "Bitte tragen Sie mich aus", "Please remove me from your list", "Remove me from the mailing list", "Take my name off the list please", "Please take me off",
        "Bitte melden Sie mich ab", "Ich komme am 16. Bitte nehmen Sie mich von der Liste.", "Please register me for the education forum and take me off this list.")],
    *[("mailing", STAY, words, "-kongress") for words in (
        "Ich melde mich ab", "Hiermit sage ich ab", "I must cancel", "Please take me off the list for the congress.", "kann leider nicht")],
    # a word of one title and a word of another: a name that none has
    *[("which-events", FIVE, words, "?") for words in (
        "Social city", "social city please", "the social city forum", "city balance", "Soziale Stadt", "soziale Arbeit", "International balance", "Social work")],
    ("which-events", FIVE, "Social balance", "+soziale-balance"),
    ("which-events", FIVE, "Open city", "+weltoffen"),
]

# Nothing but a choice from the list that our mail showed, read to its last word; and what may be read in two ways.
ALL = "+arbeit +bildung +kongress +soziale-balance +weltoffen"
REPLIES += [
    *[("which-events", FIVE, words, "+soziale-balance*2") for words in (
        "2 persons for 3", "2 persons for number 3", "die 3 für 2 Leute", "Nummer 3, wir kommen zu zweit")],
    ("which-events", FIVE, "one seat at 1, two seats at 5", "+bildung +kongress*2"),
    ("which-events", FIVE, "ein Platz bei 1, zwei Plätze bei 5", "+bildung +kongress*2"),
    ("which-events", FIVE, "1: 2 Personen\n3: 1 Person", "+bildung*2 +soziale-balance"),
    ("which-events", FIVE, "Hallo,\n\nNummer 2, wir kommen zu dritt.\n\nViele Grüße\nAnna Krämer", "+arbeit*3"),
    ("which-events", FIVE, "Number 1 with my husband", "+bildung*2"),
    *[("which-events", FIVE, words, "+bildung +soziale-balance") for words in (
        "1. yes\n2. no\n3. yes", "1 yes, 2 no, 3 yes", "1: ja\n2: nein\n3: ja", "1) ja\n2) nein\n3) ja", "1 x\n2\n3 x\n4\n5")],
    *[("which-events", FIVE, words, "+arbeit +kongress +soziale-balance +weltoffen") for words in (
        "die 1 nicht, die anderen schon", "all except 1", "All except number 1", "alle bis auf die 1")],
    *[("which-events", FIVE, words, ALL) for words in ("all of them of course", "natürlich alle")],
    *[("which-events", FIVE, words, "+arbeit +kongress") for words in ("Not only 2 but also 5, please.", "nicht nur die 2, sondern auch die 5")],
    ("which-events", FIVE, "Nur die vier Foren, ohne den Kongress.", "+arbeit +bildung +soziale-balance +weltoffen"),
    *[("which-events", FIVE, words, "+soziale-balance") for words in (
        "I meant the one on the 21st.", "Entschuldigung, ich meinte das Forum zur sozialen Balance.", "Nummer drei", "2 - ach Quatsch, 3")],
    ("which-events", FIVE, "16, 18 und 22", "+arbeit +bildung +weltoffen"),
    ("which-cancel", TWO, "Both, unfortunately", "-bildung -kongress"),
    ("which-cancel", TWO, "Beide leider", "-bildung -kongress"),
    ("which-cancel", THREE, "Ich meinte den Kongress, sorry für das Durcheinander", "-kongress"),
    ("which-cancel", THREE, "All but the congress", "-arbeit -bildung"),
    ("which-cancel", THREE, "2 - ach Quatsch, 3", "-kongress"),
    ("confirm-cancel", TWO, "Eins ja, zwei nein", "-bildung"),
    ("confirm-cancel", TWO, "1: ja\n2: nein", "-bildung"),
    ("confirm-cancel", THREE, "Yes, all except 2.", "-bildung -kongress"),
    *[("which-events", FIVE, words, "?") for words in (
        # a number that may be seats, room, age, hour
        "4 für 2", "2 für 4", "1 für 2", "Bildung für 2 Personen, Kongress für 3", "2 zu zweit, 5", "2, 5 zu zweit", "alle 5 Personen", "3 x", "3 x 2",
        "1 x\n2\n3", "1 x\n2 x\n3 x\n4 x\n5 x", "16", "16 und 18", "16 Uhr", "15, 16", "22, 23", "21, 22 and 3", "one seat at 4", "ein Platz um 3", "3 Kinder", "4 Jahre",
        "alle außer zwei", "all except two", "alle außer 2 Personen", "I meant two", "1 Platz, 2 Plätze", "1 meine Frau, 2 ich",
        # a doubt, a no
        "1 ja, 2 vielleicht", "1 ja, 3", "1 ja 1 nein", "1 ja, 2 noch nicht", "1 ja, 2 ?", "1. ja\n2. vielleicht", "die 1 nicht, die anderen vielleicht",
        "2 - ach Quatsch", "2, 3 - Quatsch, 4", "2, sorry, 4", "Nein, 2", "leider 2", "1 nicht für 2 Personen", "Nummer 2, wir kommen ca. zu dritt",
        "ich meinte den Kongress nicht", "Number 2, the one on 22 February", "die anderen", "1 und alle drei", "1. Anna Krämer\n2. Ernst Krämer",
        "2 (4)", "2 to 4", "nicht nur 2", "2 persons less for 3", "noch 2 Personen für 3", "insgesamt 2 für 1 und 3", "ca. 2 Personen für 3", "2 statt 4")],
    *[("which-cancel", THREE, words, "?") for words in (
        "2 Personen für 1", "one person less at 2", "2 von 3 Plätzen", "alle außer 2 Personen", "nicht 1, 2", "Ich meinte nicht den Kongress", "Nein, 1",
        "die anderen", "die 1 nicht, die anderen schon", "beide Personen")],
    *[("confirm-cancel", TWO, words, "?") for words in (
        "1 nicht, 2 schon", "1 ja, 2", "1, 2", "1", "Ja, 1", "Nein, alle außer 2", "1 nein, 2 nein", "Ja, alle außer 2 Personen", "1 Platz ja, 2 nein", "alle außer 2")],
    ("cancelled", ONE, "Thanks for sorting this out so fast", "thanks"),
    ("mailing", ONE, "Thank you for the information about the programme!", "thanks"),
    ("cancelled", ONE, "Thanks for sorting this out, but I come", "?"),
]


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
