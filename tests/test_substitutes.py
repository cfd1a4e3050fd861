"""Somebody comes instead of who is registered: their one seat, never a second; what is not certain a person sees."""
import pytest

from house import answer, letter

LATER = "2011-01-20T12:00:00+01:00"
ALONE = "ich komme zum Integrationskongress.\n\nViele Grüße\nKim Ost\n"
BOTH = "meine Frau Anna Ost und ich kommen zum Integrationskongress.\n\nViele Grüße\nKim Ost\n"


def write(office, guest, words, **headers):
    office.deliver(letter(guest, words + "\n\nKim Ost\n", subject="Masterplan Migration/Integration", name="Kim Ost", **headers))
    office.run(now=LATER)


def reply(office, guest, words):
    """To the confirmation, which shows that it is theirs."""
    mail = office.mails(guest)[-1]
    office.deliver(answer(mail, guest, words + "\n\nKim Ost\n", name="Kim Ost", date="Thu, 20 Jan 2011 11:00:00 +0100"))
    office.run(now=LATER)


def standing(office):
    return [(r["status"], r["seats"], r["attendees"]) for r in office.list("registrations")]


@pytest.mark.parametrize("words, who", [
    ("An meiner Stelle nimmt Herr Jan Berg am Kongress teil.", "Jan Berg"),
    ("Frau Eva Berg vertritt mich beim Kongress.", "Eva Berg"),
    ("Ich muss leider zum Kongress absagen, bitte tragen Sie stattdessen meinen Kollegen Jan Berg ein.", "Jan Berg"),
    ("Please cancel my registration for the congress and register Ann Lee instead.", "Ann Lee"),
])
def test_a_substitute_takes_the_one_seat(office, words, who):
    guest = office.guest("kim")
    write(office, guest, ALONE)
    reply(office, guest, words)
    assert standing(office) == [("confirmed", 1, [who])] and not office.list("review")


@pytest.mark.parametrize("words", [
    "Ich schicke Frau Berg zum Kongress.",
    "I will send Ms Berg to the congress.",
    "Wir schicken Frau Berg zum Kongress.",
    "Bitte tragen Sie statt meiner Frau Eva Berg für den Kongress ein.",
    "Statt Herrn Lang kommt Frau Ott zum Kongress.",
])
def test_whose_place_it_is_where_that_is_not_plain_a_person_says(office, words):
    guest = office.guest("kim")
    write(office, guest, ALONE)
    before = standing(office)
    reply(office, guest, words)
    assert standing(office) == before and len(office.list("review")) == 1


def test_of_a_party_of_two_a_person_looks(office):
    guest = office.guest("kim")
    write(office, guest, BOTH)
    before = standing(office)
    assert [s[1] for s in before] == [2]
    reply(office, guest, "An meiner Stelle nimmt Herr Jan Berg am Kongress teil.")
    assert standing(office) == before and len(office.list("review")) == 1


def test_who_may_be_somebody_else_is_asked_before_the_seat_changes_hands(office):
    guest = office.guest("kim")
    write(office, guest, ALONE)
    write(office, guest, "An meiner Stelle nimmt Herr Jan Berg am Kongress teil.")
    assert standing(office) == [("confirmed", 1, ["Kim Ost"])]
    assert [m["kind"] for m in office.list("outgoing")][-1] == "confirm-cancel"


def test_who_is_not_registered_sends_somebody_as_before(office):
    write(office, office.guest("kim"), "Statt mir kommt Frau Eva Berg zum Kongress.")
    assert [s[:2] for s in standing(office)] == [("confirmed", 1)] and not office.list("review")


def test_who_sends_somebody_too_has_one_seat_more(office):
    guest = office.guest("kim")
    write(office, guest, ALONE)
    reply(office, guest, "Ich schicke auch Frau Berg zum Kongress.")
    assert [s[1] for s in standing(office)] == [2] and not office.list("review")


def test_who_is_not_registered_and_sends_somebody_is_registered_at_once(office):
    write(office, office.guest("kim"), "Ich schicke Frau Eva Berg zum Kongress.")
    assert standing(office) == [("confirmed", 1, ["Eva Berg"])] and not office.list("review")
