"""A question of ours whose answer comes another way: it is not asked any more, and its item waits for nobody; what it leaves open waits on."""
import sqlite3

import pytest

from house import letter
from test_asking import BOTH, CANCEL, LATER, NEXT, ONE, SUBJECT, THREE, THREE_DAYS, YES, ask, kinds, standing
from test_staff import tell



def items(office):
    with sqlite3.connect(f"file:{office.dir}/register.db?mode=ro", uri=True) as db:
        return db.execute("SELECT state, verdict FROM review_item ORDER BY id").fetchall()


def write(office, guest, words, now=LATER):
    """A letter of its own, no reply."""
    office.deliver(letter(guest, words, subject="Re: " + SUBJECT, name="Jörg Müßiggang", date="Thu, 20 Jan 2011 11:00:00 +0100"))
    office.run(now=now)


def test_which_events_is_settled_by_a_later_registration(office):
    guest, _ = ask(office, YES)
    assert kinds(office) == ["which-events"] and [state for state, _ in items(office)] == ["asked"]
    write(office, guest, ONE)
    assert standing(office) == {"bildung": ("confirmed", 1)}
    assert items(office) == [("decided", "answered-back")] and office.letters() == {"inbox": 0, "done": 2, "review": 0, "automatic": 0}
    office.run(now=THREE_DAYS)
    assert office.list("review") == [], "and nothing comes up after two days"


def test_which_events_is_settled_by_a_call(office):
    guest, _ = ask(office, YES)
    tell(office, "register", "bildung", "--name", "Jörg Müßiggang", "--address", guest)
    assert items(office) == [("decided", "answered-back")]


def test_which_to_cancel_is_settled_by_a_later_cancellation(office):
    office.write_settings(trust_from=True)
    guest, _ = ask(office, BOTH)
    write(office, guest, CANCEL)
    assert kinds(office)[-1] == "which-cancel", kinds(office)
    write(office, guest, "Guten Tag,\n\nzum Fachforum Bildung kann ich leider doch nicht kommen.\n\nJörg Müßiggang\n", now=NEXT)
    assert standing(office) == {"bildung": ("cancelled", 0), "kongress": ("confirmed", 1)} and items(office) == [("decided", "answered-back")]


def test_whether_to_cancel_is_settled_where_staff_cancel_it(office):
    guest, _ = ask(office, ONE)
    write(office, guest, CANCEL)
    assert kinds(office)[-1] == "confirm-cancel", kinds(office)
    tell(office, "cancel", "bildung", "--address", guest)
    assert items(office) == [("decided", "answered-back")]


def test_a_question_that_has_not_left_is_not_asked_any_more(office):
    office.run()
    tell(office, "hold", "--now", LATER)
    guest = office.guest("joerg")
    office.deliver(letter(guest, YES, subject="Re: " + SUBJECT, name="Jörg Müßiggang"))
    office.run(now=LATER)
    tell(office, "register", "bildung", "--name", "Jörg Müßiggang", "--address", guest)
    assert [(m["kind"], m["state"]) for m in office.list("outgoing")] == [("which-events", "withdrawn"), ("confirmation", "queued")]
    assert items(office) == [("decided", "answered-back")]


@pytest.mark.parametrize("first, then", [
    (THREE, ONE),  # three were to come, one is registered
    (YES, "Guten Tag,\n\nzum Fachforum Bildung kann ich leider nicht kommen.\n\nJörg Müßiggang\n"),  # one of five is not what they meant
])
def test_what_the_later_letter_leaves_open_waits_on(office, first, then):
    guest, _ = ask(office, first)
    write(office, guest, then)
    assert [state for state, _ in items(office)][0] == "asked", items(office)
    office.run(now=THREE_DAYS)
    assert [state for state, _ in items(office)][0] == "open"


def test_another_s_registration_settles_nothing(office):
    ask(office, YES)
    tell(office, "register", "bildung", "--name", "Jan Berg", "--address", office.guest("jan"))
    assert [state for state, _ in items(office)] == ["asked"]


def test_a_question_that_another_change_withdraws_is_put_before_a_person(office):
    """Nobody was asked, so nobody will answer."""
    guest, _ = ask(office, BOTH)
    tell(office, "hold", "--now", LATER)
    write(office, guest, CANCEL)
    assert [state for state, _ in items(office)] == ["asked"]
    tell(office, "register", "arbeit", "--name", "Jörg Müßiggang", "--address", guest)
    assert [state for state, _ in items(office)] == ["open"]
