"""Two series at once, and one after the other: what people are told of both, and how an old one goes."""
import shutil
import subprocess

import pytest

from house import PATIENCE, TOP, answer, letter
from test_staff import registered, tell

SUMMER = """<?xml version="1.0" encoding="UTF-8"?>
<series id="sommer-2011" zone="Europe/Berlin">
	<title>Sommerreihe 2011</title>
	<organiser inbox="anmeldung@mia-do.example">MIA-DO</organiser>
	<subject>Einladung zur Sommerreihe</subject>
	<sort id="Lesung"><plural language="de">Lesungen</plural></sort>
	<sort id="Fest"/>
	<event id="lesung" sort="Lesung" date="2011-06-10" begin="19:00" end="21:00"><title>Lesung im Park</title></event>
	<event id="fest" sort="Fest" date="2011-06-18" begin="14:00" end="22:00"><title>Sommerfest</title></event>
</series>
"""


def yes(event):
    return f"Guten Tag,\n\n{event} komme ich gern.\n\nViele Grüße\nAnna Aal\n"


@pytest.fixture
def two(office, tmp_path):
    """An office with two series under one address."""
    shutil.copytree(TOP / "rules", tmp_path / "rules")
    (tmp_path / "rules/series/sommer-2011.xml").write_text(SUMMER)
    office.write_settings(rules=str(tmp_path / "rules"))
    return office


def write(office, guest, text, now, reply=None):
    office.deliver(answer(reply, guest, text, name="Anna Aal") if reply else letter(guest, text, name="Anna Aal"))
    office.run(now=now)
    return " ".join(office.mails(guest)[-1].text.split())


def test_an_answer_says_what_they_come_to_in_the_other_series_too(two):
    """"You are not registered for anything" must be true."""
    guest, other = two.guest("anna"), two.guest("berta")
    two.deliver(letter(other, yes("zum Integrationskongress")))
    assert "Sommerfest" not in write(two, guest, yes("zum Fachforum Bildung"), "2011-01-20T10:00:00+01:00")
    said = write(two, guest, yes("zum Sommerfest"), "2011-01-20T11:00:00+01:00")
    understood, _, state = said.partition("Sie sind jetzt für diese Veranstaltungen angemeldet:")
    assert "Bildung" not in understood and "Sommerfest" in state and "Fachforum „Bildung“" in state and "Kongress" not in said, said
    said = write(two, guest, "Ich muss leider absagen.\n\nAnna Aal", "2011-01-20T12:00:00+01:00", reply=two.mails(guest)[-1])
    understood, _, state = said.partition("Sie sind jetzt für diese Veranstaltung angemeldet:")
    assert "Absage: Sommerfest" in understood and "Fachforum „Bildung“" in state and "Sommerfest" not in state, said
    assert sorted((r[2], r[4]) for r in registered(two) if r[0] == guest) == [("bildung", "confirmed"), ("fest", "cancelled")]
    # staff too: who calls, and what is taken back
    tell(two, "register", "lesung", "--name", "Anna Aal", "--address", guest, now="2011-01-20T13:00:00+01:00")
    tell(two, "cancel", "bildung", "--address", guest, now="2011-01-20T13:00:01+01:00")
    two.run(now="2011-01-20T14:00:00+01:00")
    said = " ".join(two.mails(guest)[-1].text.split())
    assert "Absage: Fachforum" in said and "Lesung im Park" in said.partition("Sie sind jetzt für diese Veranstaltung angemeldet:")[2], said
    # what is over in the other one is nothing that they come to
    tell(two, "register", "kongress", "--name", "Anna Aal", "--address", guest, now="2011-03-01T13:00:00+01:00")
    two.run(now="2011-03-16T10:00:00+01:00")
    said = write(two, guest, yes("zum Sommerfest"), "2011-03-17T10:00:00+01:00")
    assert "Integrationskongress" not in said and "Lesung im Park" in said, said
