"""What staff are told of an entry: what changes, why no mail goes out, and nothing is asked over nothing."""
import pytest

from test_staff import AFTER, NOW, SOON, give, mails, registered, tell

NOTHING = "Es hat sich nichts geändert"


def test_what_changes_is_not_said_to_be_nothing(office):
    office.run(now=NOW)
    guest = office.guest("ute")
    tell(office, "register", "kongress", "--name", "Ute Undo", "--address", guest, "--need", "food=vegan", "--yes")
    for more in (("--need", "access=Rampe"), ("--no-need", "food"), ("--phone", "0231 7"), ("--name", "Ute Undine")):
        said = tell(office, "register", "--party", "1", *more, "--yes")
        assert "bisher" in said and NOTHING not in said and "Bestätigt wird nur" in said, said
    assert [kind for _, kind, _ in mails(office)] == ["confirmation"]
    said = tell(office, "register", "--undo", "3", "--yes")
    assert "bisher" in said and NOTHING not in said, said


def test_what_stands_so_already_asks_nothing_and_leaves_no_act(office):
    guest = give(office, "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nJörg Müßiggang\n")
    tell(office, "cancel", "bildung", "--address", guest)
    for words in (("cancel", "bildung", "--address", guest), ("register", "--party", "1", "--name", "Jörg Müßiggang")):
        said = tell(office, *words)
        assert "Es steht schon so im Register" in said and "Zurücknehmen" not in said and "Erledigt" not in said, said
    assert [row[4] for row in registered(office)] == ["cancelled"]


def test_what_waits_again_is_said(office):
    guest = give(office)
    tell(office, "review", "spam", "1")
    assert "Danach wartet Nr. 1 wieder auf eine Entscheidung" in tell(office, "review", "undo", "1")
    said = tell(office, "review", "accept", "1", "--yes")
    assert guest in said and "wartet Nr. 1" not in said, said
    said = tell(office, "review", "undo", "1", "--yes")
    assert "wartet Nr. 1 wieder" in said and "bisher" in said, said
    assert [row["id"] for row in office.list("review")] == [1]


def test_the_lists_show_the_number_that_party_wants(office):
    office.run(now=NOW)
    tell(office, "register", "kongress", "--name", "Ute Undo", "--address", office.guest("ute"), "--yes")
    tell(office, "register", "kongress", "--name", "Erna Kurz", "--phone", "0231 7", "--yes")
    number = {row["name"]: row["party"] for row in office.list("registrations")}["Erna Kurz"]
    shown = tell(office, "list", "registrations")
    assert any(line.split()[:1] == [str(number)] and "Erna Kurz" in line for line in shown.splitlines()), shown
    assert "Mit --party NUMMER" in shown, shown
    for words in (("list", "calls"), ("forget", "--show", "Erna Kurz"), ("forget", "Erna Kurz", "--dry-run")):
        assert f"--party {number}" in tell(office, *words), words


@pytest.mark.parametrize("decide, kinds", [
    (("correct", "1", "register", "kongress", "--yes"), ["confirmation"]),
    (("answered", "1", "--note", "telefoniert"), []),
    (("spam", "1"), []),
])
def test_what_was_asked_back_is_not_asked_any_more_once_it_is_decided(office, decide, kinds):
    guest = give(office, "Ich möchte gern wissen, ob ich kommen kann.\n\nIda Ihle\n", name="Ida Ihle")
    tell(office, "review", "ask", "1", "--yes")
    assert mails(office) == [(guest, "which-events", "queued")]
    tell(office, "review", *decide)
    assert mails(office)[0] == (guest, "which-events", "withdrawn")
    office.run(now=SOON)
    assert [kind for _, kind, state in mails(office) if state == "sent"] == kinds and len(office.mails(guest)) == len(kinds)


def test_what_was_asked_and_has_left_stays_asked(office):
    guest = give(office, "Ich möchte gern wissen, ob ich kommen kann.\n\nIda Ihle\n", name="Ida Ihle")
    tell(office, "review", "ask", "1", "--yes")
    office.run(now=SOON)
    tell(office, "review", "answered", "1", "--note", "telefoniert", now=AFTER)
    assert mails(office) == [(guest, "which-events", "sent")]
