"""The labelled letters of tests/letters, each read once in a file of tests: to start the robot takes it longer than to read a batch.

    BATCHES                     the folders that have a gold.jsonl
    readings(robot)[batch]      what the robot prints of a batch's letters, in their order, as lines of JSON
"""
import functools
import itertools
import subprocess
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
BATCHES = sorted(gold.parent for gold in (TOP / "tests/letters").glob("*/gold.jsonl"))
ROBOT = TOP / "build/mailbot"
SANITIZED = TOP / "build/asan/mailbot"


def letters(batch):
    return sorted(batch.glob("*.eml"))


def series(batch):
    """The option for a batch that is about another series than ours."""
    own = batch / "series.xml"
    return ("--series", own) if own.exists() else ()


@functools.cache
def readings(robot=ROBOT):
    found = {}
    for option, batches in itertools.groupby(sorted(BATCHES, key=series), key=series):
        batches = list(batches)
        files = [file for batch in batches for file in letters(batch)]
        done = subprocess.run([robot, "read", "--json", "--rules", TOP / "rules", *option, *files], cwd=TOP,
                              stdin=subprocess.DEVNULL, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
        lines = iter(done.stdout.splitlines(keepends=True))
        for batch in batches:
            found[batch] = list(itertools.islice(lines, len(letters(batch))))
        assert next(lines, None) is None and all(len(found[batch]) == len(letters(batch)) for batch in batches)
    return found
