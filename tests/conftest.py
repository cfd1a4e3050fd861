"""Fixtures: one pair of servers a file, one office a test. See house.py."""
import os
import re
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import house  # noqa: E402


@pytest.fixture(scope="session")
def servers():
    with house.Servers() as running:
        yield running


@pytest.fixture
def office(servers, tmp_path):
    servers.refuse()
    office = house.Office(servers, tmp_path)
    yield office
    servers.refuse()
    # Whatever a test is about: no log names anybody, or says what they wrote.
    told = [word for word in ("@", "Müßiggang", "Muster", "Anmeldung", "Fachforum", *office.guests) if word in re.sub(r"Anmeldungen/[^:]*", "", office.logs)]
    assert not told, (told, office.logs)
