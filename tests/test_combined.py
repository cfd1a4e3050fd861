"""Requests one after another (tests/combine): which event goes with which verb. None may be acted on wrongly."""
import importlib.machinery
import importlib.util
import os

HERE = os.path.dirname(os.path.abspath(__file__))
loader = importlib.machinery.SourceFileLoader("combine", os.path.join(HERE, "combine"))
combine = importlib.util.module_from_spec(importlib.util.spec_from_loader("combine", loader))
loader.exec_module(combine)


def test_no_wrong_act():
    total, shown = combine.run(3000)
    assert not shown, "\n".join(shown[:20])
    assert total["right"] >= 3000 * 0.6  # a robot that leaves all to people makes no mistake either


def test_a_wrong_act_is_seen():
    """The judge itself."""
    def act(*requests):
        return {"disposition": "act", "requests": [{"action": "register" if n else "cancel", "event": e, "seats": n} for e, n in requests]}
    asked = {"a": 2, "b": 0, "c": None}
    assert combine.judge(asked, act(("a", 2), ("b", None))) == "right"
    assert combine.judge(asked, act(("a", 2), ("b", None), ("c", None))) == "right"
    for wrong in (act(("a", 1), ("b", None)), act(("a", 2)), act(("a", 2), ("b", 1)), act(("a", 2), ("b", None), ("c", 1)),
                  act(("a", 2), ("b", None), ("d", None))):
        assert combine.judge(asked, wrong) == "wrong"
    assert combine.judge(asked, {"disposition": "review", "requests": []}) == "review"
