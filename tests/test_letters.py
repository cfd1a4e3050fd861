"""The labelled letters: none may be acted on wrongly, no machine answered, none lost (tests/score).

Each folder of tests/letters is a batch with gold.jsonl; a batch for another series has its series in series.xml. What a
batch scored when it was first read stands in tests/letters/FIRST-READINGS.md; afterwards it is an ordinary test.
"""
import json
import os
import subprocess

import pytest

from corpus import BATCHES, ROBOT, SANITIZED, TOP, readings


@pytest.fixture(params=BATCHES, ids=lambda batch: batch.name)
def batch(request):
    return request.param


def test_every_batch_is_there():
    german = sum(json.loads(line)["language"] == "de" for b in BATCHES for line in open(os.path.join(b, "gold.jsonl")))
    assert german >= 20


def test_nothing_wrong(batch, tmp_path):
    """No WRONG ACT, no ANSWERED A MACHINE, no LOST LETTER."""
    out = tmp_path / "readings.jsonl"
    out.write_bytes(b"".join(readings(ROBOT)[batch]))
    scored = subprocess.run(["/usr/bin/python3", os.path.join(TOP, "tests/score"), os.path.join(batch, "gold.jsonl"), str(out),
                             "--json"], stdout=subprocess.PIPE)
    result = json.loads(scored.stdout)
    fatal = [e for e in result["errors"] if e["verdict"] in ("WRONG ACT", "ANSWERED A MACHINE", "LOST LETTER")]
    assert not fatal, json.dumps(fatal, ensure_ascii=False, indent=1)
    assert result["passed"]


def test_no_internal_error(batch):
    """A crash looks like safety: what ended a child must never count as a careful review."""
    for line in readings(ROBOT)[batch]:
        reading = json.loads(line)
        assert "unreadable" not in reading["reasons"] and "internal-error" not in reading["reasons"], reading["file"]


def test_sanitized_reads_alike(batch):
    """The sanitized build reads the same, and finds nothing to complain of."""
    plain, sanitized = ([json.loads(line) for line in readings(robot)[batch]] for robot in (ROBOT, SANITIZED))
    assert plain == sanitized


def test_offsets(batch):
    """Every mark lies within the text that it points into, on borders of characters."""
    for line in readings(ROBOT)[batch]:
        r = json.loads(line)
        text, subject = r["text"].encode(), r["subject"].encode()
        for request in r["requests"] + r["guess"]:
            for evidence in request["evidence"]:
                where = {"text": text, "subject": subject}.get(evidence["in"])
                if where is not None:
                    where[evidence["start"]:evidence["end"]].decode()
        for date in r["dates"]:
            where = text if date["in"] == "text" else subject
            assert where[date["span"][0]:date["span"][1]].decode().split() == date["text"].split(), r["file"]


def test_the_scorer_itself():
    done = subprocess.run(["/usr/bin/python3", os.path.join(TOP, "tests/score"), "--self-test"])
    assert done.returncode == 0
