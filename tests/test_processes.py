"""The processes of `mailbot run`: supervised, contained, killed at will, and at home in systemd."""
import contextlib
import fcntl
import os
import re
import signal
import socket
import threading
import time
from pathlib import Path

import pytest

from house import NOW, PATIENCE, letter
from peers import Certificates, Imap, Smtp

YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"


class Running:
    """`mailbot run`, until the context ends: .process, .log so far, .child("receive")."""

    def __init__(self, office, now=NOW, **environment):
        self.office, self.now, self.environment, self.log, self.told = office, now, environment, "", 0

    def __enter__(self):
        self.process = self.office.start(now=self.now, once=False, env=self.environment)
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()
        return self

    def read(self):
        for line in self.process.stderr:
            self.log += line.decode("utf-8", "replace")

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        self.thread.join(PATIENCE)
        self.office.heard(self.log[self.told:])
        self.told = len(self.log)
        return self.process.returncode

    def __exit__(self, *_):
        self.end()
        self.process.stdout.close()
        self.process.stderr.close()

    def child(self, name):
        """The pid of `mailbot receive` or `mailbot send`; None where there is none."""
        for pid in children(self.process.pid):
            with contextlib.suppress(OSError, IndexError):  # one that has just ended has no words
                if Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[1] == name.encode():
                    return pid

    def until(self, true, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, self.log
            time.sleep(0.05)


def children(pid):
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
    return found


def gone(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.fixture(scope="module")
def certificate(servers, tmp_path_factory):
    return Certificates(servers, tmp_path_factory.mktemp("certificates")).right


# ---- supervision ----


@pytest.mark.parametrize("name", ["receive", "send"])
def test_who_is_killed_is_started_again_and_nothing_is_lost(office, name):
    first, second = office.guest(), office.guest()
    office.deliver(letter(first, YES))
    with Running(office) as run:
        run.until(lambda: office.mails(first))
        before = run.child(name)
        os.kill(before, signal.SIGKILL)
        office.deliver(letter(second, YES))
        run.until(lambda: office.mails(second))
        assert run.child(name) not in (None, before)
        assert run.end() == 0
    assert f"run {name} ended status=-1 signal=9 again-in=1s" in run.log
    assert len(office.mails(first)) == len(office.mails(second)) == 1


@pytest.mark.parametrize("name", ["receive", "send"])
def test_who_is_killed_before_it_is_ready_is_started_again_too(office, name):
    guest = office.guest()
    office.deliver(letter(guest, YES))
    with Running(office) as run:
        run.until(lambda: run.child(name))
        os.kill(run.child(name), signal.SIGKILL)
        run.until(lambda: office.mails(guest))
        assert run.end() == 0
    assert f"run {name} ended status=-1 signal=9" in run.log


def test_pauses_grow(office):
    with Running(office) as run:
        for pause in (1, 2):
            run.until(lambda: run.log.count("send contained") == pause)
            os.kill(run.child("send"), signal.SIGKILL)
            run.until(lambda: f"signal=9 again-in={pause}s" in run.log)
        assert run.end() == 0


def test_no_process_outlives_the_supervisor_and_the_next_run_may_begin(office):
    guest = office.guest()
    with Running(office) as run:
        run.until(lambda: "receive contained" in run.log and "send contained" in run.log)
        pids = [run.child("receive"), run.child("send")]
        pids += [pid for parent in pids for pid in children(parent)]
        assert len(pids) >= 4, "each has its password's keeper"
        run.process.kill()
        run.process.wait(PATIENCE)
        office.deliver(letter(guest, YES))
        office.run()
        run.until(lambda: all(map(gone, pids)))
    assert len(office.mails(guest)) == 1


def test_the_supervisor_holds_no_secret(office):
    guest = office.guest()
    office.deliver(letter(guest, YES))
    (office.dir / "password").write_text(f"{office.servers.password}\nwas hinter dem Passwort steht\n")
    with Running(office) as run:
        run.until(lambda: office.mails(guest))
        key = (office.dir / "key").read_bytes()[:32]
        if os.geteuid() == 0:
            assert key in memory(run.child("receive")), "it is found where it is"
        else:  # nobody else's, not even its own user's, may look into it
            with pytest.raises(PermissionError):
                memory(run.child("receive"))
        assert key not in memory(run.process.pid) and b"was hinter dem Passwort" not in memory(run.process.pid)
        for link in Path(f"/proc/{run.process.pid}/fd").iterdir():
            assert not re.search(r"register\.db(-wal)?$|/key$|password$", os.readlink(link))


def memory(pid):
    """All that a process can write."""
    found = b""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as mem:
        for line in maps:
            start, end = (int(n, 16) for n in line.split()[0].split("-"))
            if " rw-p " in line:
                with contextlib.suppress(OSError):
                    mem.seek(start)
                    found += mem.read(end - start)
    return found


@pytest.mark.parametrize("name", ["receive", "send"])
def test_each_is_contained(office, name):
    with Running(office) as run:
        run.until(lambda: f"{name} contained" in run.log)
        run.until(lambda: "Seccomp:\t2" in Path(f"/proc/{run.child(name)}/status").read_text())
        status = Path(f"/proc/{run.child(name)}/status").read_text()
        limits = Path(f"/proc/{run.child(name)}/limits").read_text()
    assert "NoNewPrivs:\t1\n" in status
    assert int(re.search(r"CapEff:\t(\w+)", status)[1], 16) & ~(1 << 1) == 0, "root's right over files, no other"
    assert re.search(r"Max data size +(268435456|536870912) ", limits) and re.search(r"Max core file size +0 ", limits)


@pytest.mark.parametrize("name", ["receive", "send"])
def test_the_loops_are_not_for_people(office, name):
    import subprocess
    done = subprocess.run(office.command(name, "--config", str(office.config)), capture_output=True, timeout=PATIENCE)
    assert done.returncode == 1 and b"`mailbot run`" in done.stderr


def held(lock):
    """Whether somebody has it."""
    with contextlib.suppress(FileNotFoundError), open(lock) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_who_looks_while_it_begins_hears_of_no_empty_register(office):
    with Running(office) as run:
        run.until(lambda: held(office.dir / "register.db.lock"))
        assert office.list("registrations") == []
        assert run.end() == 0


# ---- the end ----


def test_told_to_end_it_waits_for_no_server(office, certificate):
    hangs = {"UID SEARCH": lambda line, tag: time.sleep(600)}
    with Imap(certificate, hooks=hangs) as peer:
        office.write_settings(inbox={"port": peer.port})
        with Running(office) as run:
            run.until(lambda: any("UID SEARCH" in command for command in peer.commands))
            began = time.monotonic()
            assert run.end() == 0
            assert time.monotonic() - began < 50, run.log  # a minute is what it gives a command


def test_told_to_end_the_answer_to_the_last_byte_is_waited_for(office, certificate):
    guest = office.guest()
    office.deliver(letter(guest, YES))

    class Slow(Smtp):
        def talk(self, s):
            send = s.sendall

            def slowly(data):
                if b"taken" in data:
                    time.sleep(3)
                    self.said = time.monotonic()
                return send(data)

            s.sendall = slowly
            super().talk(s)

    with Slow(certificate) as peer:
        office.write_settings(outbox={"port": peer.port})
        with Running(office) as run:
            run.until(lambda: peer.letters)
            assert run.end() == 0
            assert time.monotonic() - peer.said < 25, run.log  # and no longer: it would wait 30 s
    assert [mail["state"] for mail in office.list("outgoing")] == ["sent"]


def test_without_standard_files_nothing_else_becomes_standard_error(office):
    """Started by something that closes them: what is logged must not go into a connection or the register."""
    guest = office.guest()
    office.deliver(letter(guest, YES))
    office.under = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh"]
    with Running(office) as run:
        run.until(lambda: (office.dir / "register.db").exists())
        office.under = []
        run.until(lambda: office.mails(guest))
        pids = [run.process.pid, run.child("receive"), run.child("send")]
        for pid in pids:
            assert [os.readlink(f"/proc/{pid}/fd/{fd}") for fd in range(3)] == ["/dev/null"] * 3
        assert run.end() == 0 and run.log == ""


# ---- passwords ----


def test_a_token_that_is_too_old_is_renewed(office, tmp_path):
    """The command runs once a start, and again when a login was refused."""
    guest = office.guest()
    token = tmp_path / "token"
    token.write_text("abgelaufen\n")
    command = {"password_file": None, "password_command": f"echo . >>{tmp_path}/asked; cat {token}"}
    office.write_settings(inbox=command, outbox=command)
    office.deliver(letter(guest, YES))
    with Running(office) as run:
        run.until(lambda: "receive failed" in run.log)
        assert len((tmp_path / "asked").read_text().split()) == 2, "no storm"
        run.end()
    token.write_text(office.servers.password + "\n")
    with Running(office) as run:
        run.until(lambda: office.mails(guest))
        run.end()
    assert "geheim" not in run.log and office.servers.password not in run.log


@pytest.mark.parametrize("name", ["receive", "send"])
def test_whose_keeper_of_the_password_is_killed_begins_anew(office, name):
    """Else it would stand still as soon as a token is too old, for good."""
    first, second = office.guest(), office.guest()
    office.write_settings(poll_seconds=1)
    office.deliver(letter(first, YES))
    with Running(office) as run:
        run.until(lambda: office.mails(first))
        before = run.child(name)
        (keeper,) = [pid for pid in children(before) if Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[1] == name.encode()
                     and "Seccomp:\t0" in Path(f"/proc/{pid}/status").read_text()]
        os.kill(keeper, signal.SIGKILL)
        office.deliver(letter(second, YES))
        run.until(lambda: run.child(name) not in (None, before) and office.mails(second))
        assert run.end() == 0
    assert f"{name} begins anew" in run.log and f"run {name} ended status=1 signal=0 again-in=1s" in run.log
    assert [len(office.mails(guest)) for guest in (first, second)] == [1, 1]


# ---- systemd ----


def test_systemd_is_told(office):
    office.logs = ""
    office.write_settings(start="2021-01-20T08:00:00+01:00")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notified:
        address = f"\0mailbot-test-{os.getpid()}-{office.number}"
        notified.bind(address)
        notified.settimeout(PATIENCE)
        with Running(office, NOTIFY_SOCKET="@" + address[1:], WATCHDOG_USEC="1000000") as run:
            said = [notified.recv(4096).decode()]
            while "READY=1" not in said[-1]:
                said.append(notified.recv(4096).decode())
            assert "STATUS=Reading for comparison only, and receiving and sending from 2021-01-20T07:00Z ('start')." in said[-1]
            assert run.child("receive") and run.child("send"), "ready is when both are"
            seen = []
            # one may come late on a busy machine; if all were too seldom, no three would be as near to each other
            while len(seen) < 3 or seen[-1] - seen[-3] >= 1.2:
                assert len(seen) < 60, ("at least twice as often as asked for", seen)
                if "WATCHDOG=1" in notified.recv(4096).decode():
                    seen.append(time.monotonic())
            run.end()
            last = ""
            while "STOPPING=1" not in last:
                last = notified.recv(4096).decode()


def test_the_clock_runs_on_in_all_processes(office):
    guest = office.guest()
    office.deliver(letter(guest, YES))
    with Running(office) as run:
        run.until(lambda: office.mails(guest))
    (mail,) = office.list("outgoing")
    assert 0 <= mail["queued"] - 1295514000 < 600 and 0 <= mail["sent"] - 1295514000 < 600, NOW
