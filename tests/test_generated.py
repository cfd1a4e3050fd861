"""Made-up letters (tests/generate): 5,000 of them, and none may be acted on wrongly, be lost, or break the robot."""
import importlib.machinery
import importlib.util
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
loader = importlib.machinery.SourceFileLoader("generate", os.path.join(HERE, "generate"))
generate = importlib.util.module_from_spec(importlib.util.spec_from_loader("generate", loader))
sys.modules["generate"] = generate  # its processes look for it
loader.exec_module(generate)


def test_no_wrong_act():
    total, shown = generate.run(5000)
    assert sum(total.values()) == 5000
    assert not shown, "\n".join(shown[:20])
    clear = total["right"] + total["click"] + total["needless"]
    assert total["right"] >= clear * 0.7  # a robot that leaves all to people makes no mistake either


def test_the_same_seed_makes_the_same_letters():
    assert [generate.letter(7, n)[0] for n in range(50)] == [generate.letter(7, n)[0] for n in range(50)]
    assert generate.letter(7, 1)[0] != generate.letter(8, 1)[0]


def test_a_wrong_act_is_seen():
    """The judge itself: a reading that carries out what no label allows is a wrong act."""
    act = {"disposition": "act", "reasons": [], "guess": [], "requests": [{"action": "register", "event": "a", "seats": 2}]}
    assert generate.judge([[("register", "a", 2)]], act) == "right"
    assert generate.judge([[("register", "a", 1)]], act) == "wrong"
    assert generate.judge([None], act) == "wrong"
    assert generate.judge([None], {**act, "disposition": "review"}) == "review"
    assert generate.judge([[("register", "a", 2)]], {**act, "disposition": "ignore"}) == "lost"
    assert generate.judge([None], {**act, "disposition": "review", "reasons": ["unreadable"]}) == "broken"
