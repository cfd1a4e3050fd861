"""The search of all logs finds what it is to find."""
import pytest

import house
import told

RAW = house.letter("gast@web.example", "Guten Tag,\n\nzum Fachforum Bildung komme ich mit Rollstuhl.\n\nJörg Müßiggang\n", subject="Rückfrage",
                   name="Ada Ärger")
SOUND = "<6>receive letter=1 uid=1 size=683 read=act reason=- again=0 acted=1 review=0 mails=1 wanted=done"


@pytest.mark.parametrize("slip", ["<4>send mail=1: Müßiggang", "<6>receive letter=1 subject=Rückfrage", "<3>Ärger", "<6>to gast@web.example",
                                  "<6>read ROLLSTUHL", "<3>send failed: the server says: Jörg Müßiggang is unknown"])
def test_slips_are_found(slip):
    assert [line for _, line in told.slips([SOUND, slip], [RAW])] == [slip]


def test_nothing_else_is():
    said = [SOUND, "<3>receive failed: localhost:993: no answer in time", "<3>register /tmp/Rollstuhl/register.db: disk I/O error: No space left on device",
            "<3>filing letters into Anmeldungen/Bitte prüfen: the server refused"]
    assert told.slips(said, [RAW]) == []
