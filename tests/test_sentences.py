"""The bank of sentences (tests/sentences): short bodies by writers who have not seen the rules; none may be acted on wrongly."""
import importlib.machinery
import importlib.util
import glob
import os

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
loader = importlib.machinery.SourceFileLoader("bank", os.path.join(HERE, "sentences/bank"))
bank = importlib.util.module_from_spec(importlib.util.spec_from_loader("bank", loader))
loader.exec_module(bank)
ROBOT = os.path.join(os.path.dirname(HERE), "build/mailbot")


PATHS = sorted(glob.glob(os.path.join(HERE, "sentences/*.tsv")))


@pytest.fixture(scope="module")
def tables():
    """Lines and readings of each table, all of one series and day by one robot: its start takes longer than a table."""
    tables, found = {path: bank.load(path) for path in PATHS}, {}
    heads = {path: (bank.series(path), bank.said(path, "sent")) for path in PATHS}
    for series, sent in set(heads.values()):
        of = [path for path in PATHS if heads[path] == (series, sent)]
        readings = iter(bank.read([line for path in of for line in tables[path]], ROBOT, series, sent))
        found |= {path: [(line, next(readings)) for line in tables[path]] for path in of}
        assert next(readings, None) is None
    return found


@pytest.mark.parametrize("path", PATHS, ids=os.path.basename)
def test_no_wrong_act(path, tables):
    lines = tables[path]
    assert lines
    wrong = []
    for (name, labels, body), reading in lines:
        assert "unreadable" not in reading["reasons"], name
        if bank.judge(labels, reading) in ("wrong", "lost"):
            wrong.append((name, labels, body, bank.requests(reading["requests"])))
    assert not wrong, "\n".join(map(str, wrong))
