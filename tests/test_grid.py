"""Everyday sentences composed of parts (tests/grid): none is acted on wrongly, and each family is carried out as far as it was."""
import importlib.machinery
import importlib.util
import os

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
loader = importlib.machinery.SourceFileLoader("grid", os.path.join(HERE, "grid"))
grid = importlib.util.module_from_spec(importlib.util.spec_from_loader("grid", loader))
loader.exec_module(grid)

COUNT = 120  # sentences of a family


@pytest.fixture(scope="module")
def readings():
    return grid.run(grid.chosen([]), COUNT)


def test_no_wrong_act(readings):
    wrong = [grid.shown(*one) for _, judged in readings for one in judged if one[0] == "wrong"]
    assert not wrong, "\n".join(wrong[:20])


def test_each_family_is_carried_out(readings):
    low = [f"{family.place}: {family.name} {grid.share(judged)} %, asked {family.floor} %" for family, judged in readings
           if grid.share(judged) < family.floor]
    assert not low, "\n".join(low)


def spec(tmp_path, text):
    (tmp_path / "some.txt").write_text(text)
    return grid.load(tmp_path / "some.txt")[0]


def test_what_a_sentence_asks_is_computed(tmp_path):
    family, = spec(tmp_path, "slot to\n  a = zu A | am 2.\nfamily some 50 %\n  +{to}*1+{more} ? = {lead} ich komme {to} {more}. {and}.\n"
                             "slot more\n  1 = mit Frau\n  2 = mit Eltern\nslot and\n  danke\n  review = vielleicht\nslot lead\n  | hallo,\n")
    seen = {text: asked for text, asked, _ in grid.compose(family, 100, 1)}
    assert len(seen) == 2 * 2 * 2 * 2
    assert seen["Ich komme zu A mit Frau. Danke."] == [([("register", "a", 2)], None, True)]
    assert seen["Hallo, ich komme am 2. mit Eltern. Danke."] == [([("register", "a", 3)], None, True)]
    assert seen["Ich komme zu A mit Frau. Vielleicht."] == []
    assert grid.asked("+a -b or yes") == [([("cancel", "b", None), ("register", "a", 1)], None, False), ([], "yes", False)]


@pytest.mark.parametrize("text, said", [
    ("slot a\n  x\nfamily some\n  +a = {b}\n", ":4: there is no slot b"),
    ("slot a\n  x\nfamily some\n  +{a} = {a}\n", ":4: `x` of slot a does not say what it adds"),
    ("slot a\n  1 = x\nfamily some\n  +{a} = {a}\n", ":4: with `x` it would ask `+1`"),
    ("slot a\n  1 = x\nfamily some\n  +c*{a} = ich\n", ":4: what it asks depends on slot a, which is not in it"),
    ("family some\n  ich komme\n", ":2: expected `what it asks = words`"),
    ("family some\n", ":1: family some has no template"),
    ("family Some x\n", ":1: expected `family NAME FLOOR %`"),
    ("ich komme\n", ":1: expected `use`, `slot` or `family` first"),
    ("use none.txt\n", ":1: there is no file none.txt")])
def test_a_mistake_is_told_with_its_line(tmp_path, text, said):
    with pytest.raises(grid.Mistake) as caught:
        spec(tmp_path, text)
    assert f"some.txt{said}" in str(caught.value)


def test_a_wrong_act_is_seen():
    """The judge itself."""
    def reading(disposition, *requests):
        return {"disposition": disposition, "answer": None, "guess": [],
                "requests": [{"action": "register" if n else "cancel", "event": e, "seats": n} for e, n in requests]}
    for asked, disposition, done, verdict in [
            ("+a*2", "act", [("a", 2)], "right"), ("+a*2", "act", [("a", 1)], "wrong"), ("+a", "act", [("a", 0)], "wrong"),
            ("+a -b", "act", [("a", 1)], "wrong"), ("+a -b or +a", "act", [("a", 1)], "right"), ("review", "act", [("a", 1)], "wrong"),
            ("review", "review", [], "review"), ("+a ?", "act", [("a", 1)], "wrong"), ("+a ?", "act+review", [("a", 1)], "right"),
            ("+a", "act+review", [("a", 1)], "right"), ("+a", "review", [], "held"), ("+a", "ignore", [], "wrong")]:
        assert grid.judge(grid.asked(asked), reading(disposition, *done)) == verdict, asked
