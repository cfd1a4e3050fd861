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


@pytest.mark.parametrize("path", sorted(glob.glob(os.path.join(HERE, "sentences/*.tsv"))), ids=os.path.basename)
def test_no_wrong_act(path):
    lines = bank.load(path)
    assert len(lines) >= 100
    wrong = []
    for (name, labels, body), reading in zip(lines, bank.read(lines, ROBOT), strict=True):
        assert "unreadable" not in reading["reasons"], name
        if bank.judge(labels, reading) in ("wrong", "lost"):
            wrong.append((name, labels, body, bank.requests(reading["requests"])))
    assert not wrong, "\n".join(map(str, wrong))
