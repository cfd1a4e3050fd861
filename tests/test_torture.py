"""A short torture, and what it says: `make torture` is the long one."""
import re
import subprocess

from house import TOP


def test_whatever_is_killed_nothing_is_lost_or_doubled():
    done = subprocess.run(["/usr/bin/python3", "tests/torture", "--runs", "24"], cwd=TOP, capture_output=True, text=True, timeout=3000)
    last = done.stdout.strip().splitlines()[-1]
    assert done.returncode == 0, last + done.stderr[-8000:]
    told = re.fullmatch(r"runs (\d+), letters (\d+), lost 0, unanswered 0, doubled registrations 0, doubled answers 0, in doubt \d+; kills: "
                        r"fetched (\d+), read (\d+), committed (\d+), filed (\d+), sending (\d+), last byte (\d+)", last)
    assert told, last
    runs, letters, *hits = map(int, told.groups())
    assert runs >= 24 and letters >= 2 * runs and min(hits) >= 1
