"""What staff type: by whatever name they know an event or a person, and what is no name at all."""
import pytest

from house import NOW
from test_staff import LATER, Terminal, mails, registered, tell


@pytest.fixture
def aenne(office):
    office.run(now=NOW)
    guest = office.guest("aenne")
    tell(office, "register", "kongress", "--name", "Änne Öz", "--address", guest, "--yes")
    return guest


@pytest.mark.parametrize("event", ["Kongress", "Integrationskongress", "15.03.2011", "2011-03-15"])
def test_an_event_is_known_by_its_title_and_day_too(office, aenne, event):
    assert "2 Plätze: Änne Öz" in tell(office, "register", event, "2", "--party", "1", "--dry-run")
    assert "Änne Öz" in tell(office, "list", "registrations", "--event", event)
    assert "jetzt   abgemeldet" in tell(office, "cancel", event, "--party", "1", "--dry-run")
    said = tell(office, "register", "bildung", "2", event, "1", "--party", "1", "--dry-run")
    assert "Fachforum „Bildung“" in said and "Integrationskongress" in said, said


@pytest.mark.parametrize("words, says", [
    (("register", "kongress", "+1", "--party", "1"), "„+1“ ist kein Name"),
    (("register", "kongress", "--name", "123", "--phone", "0231 1"), "„123“ ist kein Name"),
    (("register", "bildung", "-1", "--party", "1"), "Die Option „-1“ gibt es hier nicht"),
    (("register", "bildung", "-12", "--party", "1"), "Die Option „-1“ gibt es hier nicht"),
    (("register", "bildung", "--yes=ja", "--party", "1"), "Die Option „--yes=ja“ ist nicht eindeutig oder"),
    (("review", "akzept", "1"), "„akzept“ gibt es hier nicht"),
    (("review", "show", "1", "2"), "zu viele Wörter"),
    (("calls", "weg", "1"), "„weg“ gibt es hier nicht"),
    (("outgoing", "löschen", "1"), "„löschen“ gibt es hier nicht"),
])
def test_what_is_no_name_no_option_and_no_verb(office, aenne, words, says):
    said = tell(office, *words, status=2)
    assert says in said, said
    assert [row[5] for row in registered(office)] == [["Änne Öz"]]


@pytest.mark.parametrize("typed", ["öz", "OEZ", "Oz", "aenne", "anne ö"])
def test_somebody_is_found_however_an_umlaut_is_typed(office, aenne, typed):
    assert "Änne Öz" in tell(office, "list", "registrations", "--name", typed)
    assert "leer" in tell(office, "list", "registrations", "--name", typed + "q")


def test_where_a_test_mail_goes_no_one_is_registered(office, aenne):
    (office.dir / "text.txt").write_text("Der Raum ist ein anderer.")
    said = tell(office, "mail", "--event", "kongress", "--subject", "x", "--text", str(office.dir / "text.txt"), "--test-to", "x", status=2)
    assert "„x“ ist keine E-Mail-Adresse" in said and "eingetragen" not in said, said


def test_all_is_asked_for_at_a_terminal(office, aenne):
    asked = Terminal(office, "outgoing", "withdraw", "all")
    asked.until("[j/N]")
    assert "Das zieht 1 zurück" in asked.text, asked.text
    asked.type("n\n")
    asked.until("nichts geändert")
    assert asked.end() == 1 and mails(office) == [(aenne, "confirmation", "queued")]
    assert "Nr. 1: zurückgezogen" in tell(office, "outgoing", "withdraw", "all", now=LATER)
