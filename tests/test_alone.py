"""One of a party cancels for themselves alone: nobody else loses a seat, and what is not plain a person sees."""
import subprocess

import pytest

from house import PATIENCE, answer, letter

LATER = "2011-01-20T12:00:00+01:00"
BOTH = "meine Frau Anna Ost und ich kommen zum Integrationskongress.\n\nViele Grüße\nKim Ost\n"
ALONE = "ich komme zum Integrationskongress.\n\nViele Grüße\nKim Ost\n"
TWICE = "meine Frau Anna Ost und ich kommen zum Fachforum Bildung und zum Integrationskongress.\n\nViele Grüße\nKim Ost\n"


def write(office, words):
    guest = office.guest("kim")
    office.deliver(letter(guest, words, subject="Masterplan Migration/Integration", name="Kim Ost"))
    office.run()
    return guest


def reply(office, guest, words):
    mail = office.mails(guest)[-1]
    office.deliver(answer(mail, guest, words + "\n\nKim Ost\n", name="Kim Ost", date="Thu, 20 Jan 2011 11:00:00 +0100"))
    office.run(now=LATER)


def standing(office):
    return [(r["status"], r["seats"]) for r in office.list("registrations")]


@pytest.mark.parametrize("words", [
    "Bitte streichen Sie mich, meine Frau bleibt.",
    "Leider muss ich passen, Anna freut sich.",
    "Bitte nur mich streichen.",
    "Please cancel my place only.",
    "I'm out, Anna is in.",
])
def test_who_cancels_for_themselves_takes_nobody_else_out(office, words):
    guest = write(office, BOTH)
    reply(office, guest, words)
    assert standing(office) == [("confirmed", 2)]
    item, = office.list("review")
    accept = office.command("review", "accept", str(item["id"]), "--yes", "--config", str(office.config), "--now", LATER)
    subprocess.run(accept, check=True, capture_output=True, timeout=PATIENCE)
    assert [(r["status"], r["seats"], r["attendees"]) for r in office.list("registrations")] == [("confirmed", 1, ["Anna Ost"])]


def test_of_several_events_that_is_nothing_that_a_number_could_answer(office):
    guest = write(office, TWICE)
    reply(office, guest, "Bitte streichen Sie mich, meine Frau bleibt.")
    assert standing(office) == [("confirmed", 2)] * 2 and len(office.list("review")) == 1
    assert "which-cancel" not in [m["kind"] for m in office.list("outgoing")]


@pytest.mark.parametrize("words", ["Ich muss leider absagen.", "Ich komme nicht, meine Frau ist krank.", "Wir kommen leider nicht."])
def test_a_plain_no_is_of_the_whole_party(office, words):
    guest = write(office, BOTH)
    reply(office, guest, words)
    assert [s[0] for s in standing(office)] == ["cancelled"] and not office.list("review")


def test_who_is_registered_alone_cancels_alone(office):
    guest = write(office, ALONE)
    reply(office, guest, "Bitte nur mich streichen.")
    assert [s[0] for s in standing(office)] == ["cancelled"] and not office.list("review")
