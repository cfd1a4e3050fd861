"""Fixtures: one pair of servers a file, one office a test. See house.py."""
import os
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import house  # noqa: E402
import told  # noqa: E402


@pytest.fixture(scope="session", autouse=True)
def logs():
    """Whatever a file's tests are about: none of their logs names anybody, or says what they wrote."""
    yield
    slips = told.slips(house.LOGS, house.WRITTEN)
    assert not slips, slips[:5]


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
