"""A full event: which one it is, and what is still possible, is said to the guest and to staff."""
import pytest

from house import answer, letter
from test_asking import YES, ask, flat, standing
from test_plan import series  # noqa: F401 (a fixture)
from test_staff import tell

BOTH = "Guten Tag,\n\nzum Fachforum Bildung und zum Integrationskongress komme ich gern.\n\nViele Grüße\nJörg Müßiggang\n"
ONE_LEFT = "Guten Tag,\n\nzum Fachforum Bildung kommen wir gern zu dritt.\n\nViele Grüße\nJörg Müßiggang\n"
ENGLISH = "Hello,\n\nI will come to the forum on education and to the integration congress.\n\nBest regards\nAnn Lee\n"
LATER = "2011-01-20T12:00:00+01:00"


@pytest.fixture
def crowded(office, series):  # noqa: F811
    """Of two seats at the forum one is taken."""
    def seats(n, taken):
        series(('<event id="bildung" ', f'<event seats="{n}" id="bildung" '))
        office.run()
        if taken:
            tell(office, "register", "bildung", str(taken), "--name", "Vera Vorher", "--address", office.guest("vera"), "--anyway")
    return seats


def test_the_mail_says_which_event_is_full_and_what_is_free(office, crowded):
    crowded(1, 1)
    guest, mail = ask(office, BOTH, now=LATER)
    text = flat(mail)
    assert "wir prüfen, was möglich ist: Fachforum „Bildung“ Mittwoch, 16. Februar 2011, " in text, text
    assert "Frei ist noch: Integrationskongress Dienstag, 15. März 2011" in text and "noch 0" not in text, text
    shown = tell(office, "review", "show", "1")
    assert "nicht mehr genug Plätze frei." in shown and "Fachforum „Bildung“ · 16.02.2011" in shown.partition("Gründe")[2], shown
    assert "Integrationskongress ·" not in shown.partition("Gründe")[2].partition("Vorschlag")[0], shown
    office.deliver(answer(mail, guest, "Dann komme ich zum Integrationskongress.\n\nJörg Müßiggang", name="Jörg Müßiggang"))
    office.run(now=LATER)
    assert standing(office).get("kongress") == ("confirmed", 1), office.list("review")


def test_it_says_how_many_are_left(office, crowded):
    crowded(3, 2)
    _, mail = ask(office, ONE_LEFT, now=LATER)
    assert "Uhr, noch 1 Platz frei" in flat(mail), flat(mail)
    assert "Frei ist noch" not in flat(mail)


def test_the_answer_to_our_question_says_it_too(office, crowded):
    crowded(1, 1)
    guest, mail = ask(office, YES, now=LATER)
    office.deliver(answer(mail, guest, "alle", name="Jörg Müßiggang"))
    office.run(now=LATER)
    text = flat(office.mails(guest)[-1])
    assert "Fachforum „Bildung“" in text.partition("Frei ist noch")[0] and "Integrationskongress" in text.partition("Frei ist noch")[2], text


def test_in_english(office, crowded):
    crowded(1, 1)
    guest = office.guest("ann")
    office.deliver(letter(guest, ENGLISH, name="Ann Lee"))
    office.run(now=LATER)
    text = flat(office.mails(guest)[-1])
    assert "there are not enough free seats here" in text and "There are still seats for: Integrationskongress" in text, text


def test_where_something_else_is_unclear_nothing_is_called_free(office, crowded):
    crowded(1, 1)
    _, mail = ask(office, BOTH.replace("komme ich gern", "kommen wir gern zu zehnt, Gibt es Parkplätze? komme ich gern"), now=LATER)
    assert "Frei ist noch" not in flat(mail), flat(mail)


def test_where_there_is_room_nothing_is_said_of_it(office, crowded):
    crowded(2, 1)
    _, mail = ask(office, BOTH, now=LATER)
    assert standing(office)["kongress"] == ("confirmed", 1) and "reichen die freien Plätze" not in flat(mail)
