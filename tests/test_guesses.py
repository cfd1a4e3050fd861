"""What staff are offered of a letter that waits: it says what it would make of the register, and takes nobody's seat by one "yes"."""
import pytest

from house import answer, letter
from test_staff import LATER, tell

PARTY = ["Vera Kiel", "Ali Demir", "Tim Gross"]


def waiting(office, words, names="Vera Kiel, Ali Demir und Tim Gross kommen"):
    """Of a party that came by letter another letter that waits; its number."""
    guest = office.guest("vera")
    office.deliver(letter(guest, f"{names} zum Integrationskongress.\n\nVera Kiel\n", name="Vera Kiel"))
    office.run()
    office.deliver(answer(office.mails(guest)[-1], guest, f"{words}\n\nVera Kiel\n", name="Vera Kiel",
                          date="Thu, 20 Jan 2011 11:00:00 +0100"))
    office.run(now=LATER)
    return str(office.list("review")[-1]["id"])


def attendees(office):
    return [(r["status"], r["attendees"]) for r in office.list("registrations")]


@pytest.mark.parametrize("words", [
    "Ali Demir kommt doch nicht, dafür kommt Sven Ohm.",
    "Für Ali Demir kommt Sven Ohm.",
    "Ali Demir is ill, Sven Ohm will come instead.",
])
def test_whose_place_it_is_nobody_guesses(office, words):
    number = waiting(office, words)
    shown = tell(office, "review", "show", number)
    assert "wer von den bisher Angemeldeten wegfällt" in shown and f"review accept {number}" not in shown, shown
    assert f"review correct {number}" in shown, shown
    tell(office, "review", "accept", number, "--yes", status=1)
    assert attendees(office) == [("confirmed", PARTY)] and len(office.list("review")) == 1


def test_the_no_of_one_takes_that_one_seat(office):
    number = waiting(office, "Ali Demir kommt doch nicht.")
    shown = tell(office, "review", "show", number)
    assert "Dann wäre    Integrationskongress · angemeldet, 2 Plätze: Vera Kiel, Tim Gross" in shown, shown
    tell(office, "review", "accept", number, "--yes")
    assert attendees(office) == [("confirmed", ["Vera Kiel", "Tim Gross"])]


@pytest.mark.parametrize("words", ["Es kommt nur Tim Gross.", "Zum Integrationskongress kommt nur Tim Gross.", "Only Tim Gross will come to the congress."])
def test_who_alone_comes_is_not_told_that_nothing_changed(office, words):
    """Of whoever else stood there it is a no, which a person looks at."""
    number = waiting(office, words)
    assert attendees(office) == [("confirmed", PARTY)] and len(office.list("review")) == 1
    assert "1 Platz: Tim Gross" in tell(office, "review", "accept", number, "--dry-run")


def test_who_says_again_that_one_of_them_comes_changes_nothing(office):
    guest = office.guest("vera")
    for text in ("Vera Kiel und Tim Gross kommen zum Integrationskongress.", "Tim Gross kommt zum Integrationskongress."):
        office.deliver(letter(guest, text + "\n\nVera Kiel\n", name="Vera Kiel"))
        office.run()
    assert attendees(office) == [("confirmed", ["Vera Kiel", "Tim Gross"])] and not office.list("review")
