"""The unit under a real systemd: ready, watched, killed, started again, stopped.

A manager of systemd's own (`--user`, in a mount namespace with a /run of its own) is what a machine without it as its first
process can have. It takes of the shipped unit all that does not need the system's manager: the protocol, restarts, the filter
of system calls. What is about files and users (ProtectSystem=, DynamicUser=, credentials) is test_install.py's, by systemd-analyze.
"""
import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

from house import NOW, PATIENCE, TOP, letter

SYSTEMD = Path("/lib/systemd/systemd")
WATCHED = 6  # seconds within which a sign of life must come; half of it is what a busy machine may be late
WANTED = ("Type KillMode UMask NoNewPrivileges RestrictAddressFamilies RestrictNamespaces RestrictRealtime RestrictSUIDSGID "
          "LockPersonality MemoryDenyWriteExecute SystemCallArchitectures SystemCallFilter SystemCallErrorNumber LimitNOFILE LimitCORE "
          "OOMPolicy Restart TimeoutStopSec").split()
YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"


def unit(office):
    shipped = (TOP / "systemd/mailbot.service").read_text()
    kept = [line for line in shipped.splitlines() if line.partition("=")[0] in WANTED]
    assert len(kept) > 15 and "Type=notify" in kept
    command = " ".join(office.command("run", "--config", str(office.config), "--now", NOW))
    return "\n".join(["[Unit]", "DefaultDependencies=no", "[Service]", *kept, f"ExecStart={command}", f"WorkingDirectory={office.dir}",
                      f"StandardError=file:{office.dir}/log", f"WatchdogSec={WATCHED}", "RestartSec=200ms", ""])


class Manager:
    """systemd, with mailbot.service started: .show("ActiveState"), .ctl("stop")."""

    def __init__(self, office):
        self.office = office

    def __enter__(self):
        folder = self.office.dir
        (folder / "mailbot.service").write_text(unit(self.office))
        begin = ("mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system /run/user/0/systemd/user && "
                 f"cp {folder}/mailbot.service /run/user/0/systemd/user/ && "
                 f"exec env XDG_RUNTIME_DIR=/run/user/0 {SYSTEMD} --user --unit=mailbot.service")
        self.process = subprocess.Popen(["unshare", "-m", "sh", "-c", begin], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        return self

    def ctl(self, *words):
        return subprocess.run(["nsenter", "-t", str(self.process.pid), "-m", "env", "XDG_RUNTIME_DIR=/run/user/0", "systemctl", "--user",
                               *words, "mailbot.service"], capture_output=True, text=True, timeout=PATIENCE)

    def show(self, what):
        return self.ctl("show", "-p", what, "--value").stdout.strip()

    def until(self, what, value, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while self.show(what) != value:
            log = self.office.dir / "log"
            assert time.monotonic() < end, (what, self.show(what), log.read_text() if log.exists() else "")
            time.sleep(0.1)

    def __exit__(self, *_):
        self.ctl("stop")
        self.process.kill()
        self.process.wait()
        time.sleep(0.2)  # until the kernel has let go of it
        for group in ("app.slice/mailbot.service", "app.slice", "init.scope"):
            with contextlib.suppress(OSError):
                os.rmdir(f"/sys/fs/cgroup/systemd/{group}")


def can():
    """Whether a manager can be had here at all."""
    if os.geteuid() != 0 or not SYSTEMD.exists() or not all(map(shutil.which, ("unshare", "nsenter", "systemctl"))):
        return False
    return subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/run"], capture_output=True).returncode == 0 and \
        Path("/sys/fs/cgroup/systemd").is_dir() and os.access("/sys/fs/cgroup/systemd", os.W_OK)


if can():

    def test_a_real_systemd_runs_it(office):
        first, second = office.guest(), office.guest()
        office.deliver(letter(first, YES))
        with Manager(office) as manager:
            manager.until("ActiveState", "active")
            assert "Receiving and sending." in manager.show("StatusText"), "it said that it is ready"
            end = time.monotonic() + PATIENCE
            while not office.mails(first):
                assert time.monotonic() < end
                time.sleep(0.1)
            time.sleep(2 * WATCHED)
            assert manager.show("NRestarts") == "0", "its signs of life come in time"
            pid = int(manager.show("MainPID"))
            os.kill(pid, signal.SIGKILL)
            manager.until("NRestarts", "1")
            manager.until("ActiveState", "active")
            pid = int(manager.show("MainPID"))
            os.kill(pid, signal.SIGSTOP)  # no more signs of life
            manager.until("NRestarts", "2")
            manager.until("ActiveState", "active")
            office.deliver(letter(second, YES))
            end = time.monotonic() + PATIENCE
            while not office.mails(second):
                assert time.monotonic() < end
                time.sleep(0.1)
            began = time.monotonic()
            assert manager.ctl("stop").returncode == 0
            assert time.monotonic() - began < 25 and manager.show("Result") == "success"
        log = (office.dir / "log").read_text()
        office.logs += log
        assert re.search(r"<6>run stopped letters=2 acted=2 ", log), log
        assert len(office.mails(first)) == len(office.mails(second)) == 1


def test_the_unit_asks_for_what_a_manager_gives():
    """Here as everywhere, also where no manager can be had: it says when it is ready, is watched, and started again."""
    lines = (TOP / "systemd/mailbot.service").read_text().splitlines()
    said = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    assert said["Type"] == "notify" and said["Restart"] == "always" and said["KillMode"] == "mixed"
    assert int(said["WatchdogSec"]) >= 30 and int(said["TimeoutStopSec"]) > 30, "a sender may wait 30 s for the answer to its last byte"
