"""A full disk in the middle of everything: nothing is lost or doubled, one clear error, and it goes on when there is room."""
import contextlib
import os
import random
import subprocess
import time

import pytest

import house
from house import PATIENCE, letter
from test_processes import Running

LATER, TOMORROW = "2011-01-20T15:00:00+01:00", "2011-01-21T15:00:00+01:00"
YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"


def can_mount():
    """Root in a container may not be allowed to."""
    return os.geteuid() == 0 and subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
                                                capture_output=True).returncode == 0


class Disk:
    """A small disk of its own, and something that takes its room."""

    def __init__(self, path):
        self.path = path

    def fill(self, left):
        with open(self.path / "ballast", "wb", 0) as ballast, contextlib.suppress(OSError):
            while True:
                ballast.write(b"x" * 4096)
        free = os.statvfs(self.path)
        os.truncate(self.path / "ballast", max(0, (self.path / "ballast").stat().st_size - left + free.f_bavail * free.f_frsize))

    def free(self):
        (self.path / "ballast").unlink(missing_ok=True)


@pytest.fixture
def disk(servers, tmp_path):
    path = tmp_path / "disk"
    path.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "mailbot-test", str(path)], check=True)
    yield Disk(path)
    subprocess.run(["umount", str(path)], check=True)


def deliver(office, count):
    for _ in range(count):
        office.deliver(letter(office.guest(), YES))


def settled(office):
    """Each letter filed once, each guest registered once, and answered once or in doubt before staff."""
    doubt = [item["to"] for item in office.list("review") if item["reasons"] == ["mail-doubt"]]
    assert sorted(r["address"] for r in office.list("registrations")) == sorted(office.guests)
    assert office.letters() == {"inbox": 0, "done": len(office.guests), "review": 0, "automatic": 0}
    for guest in office.guests:
        assert len(office.mails(guest)) == 1 or (guest in doubt and not office.mails(guest)), guest
    return doubt


def at(minutes):
    return f"2011-01-20T{10 + minutes // 60:02}:{minutes % 60:02}:00+01:00"


def errors(log):
    return [line for line in log.splitlines() if line.startswith("<3>")]


def full_disk(servers, disk):
    """At any write of a pass."""
    office = house.Office(servers, disk.path / "office")
    dice, hit = random.Random(7), {"receive": 0, "send": 0}
    sound = office.settings["outbox"]["port"]
    office.run()
    for minute in range(12):
        deliver(office, 3)
        if minute % 2:  # the letters are in, the mails are not out
            office.write_settings(outbox={"port": 1})
            office.run(now=at(5 * minute), status=1)
            office.write_settings(outbox={"port": sound})
        disk.fill(0 if minute < 3 else dice.randrange(0, 60_000))
        run = office.run(now=at(5 * minute + 3), status=None)
        disk.free()
        if run.status != 0:
            assert 1 <= len(errors(run.log)) <= 5 and all("make room on its disk" in line for line in errors(run.log)), run.log
            for name in hit:
                hit[name] += f"<3>{name} " in run.log
    assert min(hit.values()) >= 2, hit
    office.run(now=LATER)
    office.run(now=TOMORROW)
    doubt = settled(office)
    assert len(doubt) <= 2 * hit["send"], "no more than were on their way on two connections"


def full_disk_while_it_runs(servers, disk):
    """It says so once, waits, and goes on by itself."""
    office = house.Office(servers, disk.path / "office")
    deliver(office, 1)
    with Running(office) as run:
        for _ in range(2):
            run.until(lambda: all(office.mails(guest) for guest in office.guests))
            run.until(lambda: {mail["state"] for mail in office.list("outgoing")} == {"sent"})  # else it would be in doubt
            before = len(errors(run.log))
            disk.fill(0)
            deliver(office, 3)
            run.until(lambda: len(errors(run.log)) > before)
            time.sleep(1)
            disk.free()
        run.until(lambda: all(office.mails(guest) for guest in office.guests))
        assert run.end() == 0
    assert len(errors(run.log)) <= 8 and "full" in run.log, run.log
    assert settled(office) == []


def no_room_for_a_register(servers, disk):
    """Nothing half made is left in the way."""
    office = house.Office(servers, disk.path / "office")
    deliver(office, 1)
    disk.fill(0)
    run = office.run(status=1)
    assert "full" in run.log or "No space left" in run.log, run.log
    disk.free()
    office.run(now=LATER)
    assert settled(office) == []


def what_stands_in_the_register_is_read_all_the_same(servers, disk):
    """The list for the door is wanted on that very day."""
    office = house.Office(servers, disk.path / "office")
    deliver(office, 3)
    office.run()
    disk.fill(0)
    for words in (("list", "registrations"), ("list", "registrations", "--event", "bildung", "--csv"), ("list", "alarms"), ("review", "list"),
                  ("outgoing", "show", "1"), ("rules", "plan")):
        done = subprocess.run(office.command(*words, "--config", str(office.config)), cwd=office.dir, capture_output=True, timeout=PATIENCE)
        assert done.returncode == 0, (words, done.stderr)
        assert done.stdout
    disk.free()
    deliver(office, 1)
    office.run(now=LATER)
    assert settled(office) == []


def a_disk_that_is_read_only(servers, disk):
    """Told as what it is, with the path; nothing is lost by it."""
    office = house.Office(servers, disk.path / "office")
    deliver(office, 2)
    office.run()
    deliver(office, 1)
    register = str(office.dir / "register.db")

    def remount(how):
        subprocess.run(["mount", "-o", f"remount,{how}", str(disk.path)], check=True)

    def refused(*words):
        done = subprocess.run(office.command(*words, "--config", str(office.config)), cwd=office.dir, capture_output=True, text=True,
                              timeout=PATIENCE)
        return done.returncode, done.stderr

    remount("ro")
    try:
        for words in (["list", "registrations"], ["hold"], ["register", "bildung", "--name", "Ida Ihle", "--phone", "1", "--yes"]):
            status, said = refused(*words)
            assert status == 1 and said.startswith("mailbot: ") and said.count("\n") == 1, (words, said)
            assert said.endswith(f"register {register}: cannot be read and written: Read-only file system\n"), (words, said)
        status, said = refused("run", "--once")
        assert status == 1 and f"register {register}: its lock {register}.lock cannot be made: Read-only file system" in said
    finally:
        remount("rw")
    office.run(now=LATER)
    assert settled(office) == []


if can_mount():  # without a disk of one's own the next test is all there is

    @pytest.mark.parametrize("story", [full_disk, full_disk_while_it_runs, no_room_for_a_register,
                                       what_stands_in_the_register_is_read_all_the_same, a_disk_that_is_read_only])
    def test_full(servers, disk, story):
        story(servers, disk)


@pytest.mark.parametrize("size", [40_000, 250_000, 500_000])
def test_no_file_may_grow(office, size):
    """Where a limit is in the way of every file, and not only of new room."""
    deliver(office, 20)
    office.under = ["env", "--ignore-signal=XFSZ", "prlimit", f"--fsize={size}"]
    run = office.run(status=1)
    assert 1 <= len(errors(run.log)) <= 5, run.log
    office.under = []
    office.run(now=LATER)
    assert len(settled(office)) <= 2
