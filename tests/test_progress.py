"""A backlog: a bar on a terminal, plain lines elsewhere; stopped in its middle, it goes on."""
import os
import pty
import re
import signal
import subprocess
import threading
import unicodedata

from house import NOW, PATIENCE, letter

LATER = "2011-01-20T11:00:00+01:00"  # after all that a slow machine may have queued in the first run

COUNT = 160
YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"


def fill(office):
    for n in range(COUNT):
        office.drop(letter(office.guest(), YES).replace(b"\n", b"\r\n").replace(b"\r\r", b"\r"))
    office.write_settings(answers_per_hour=0)


class Terminal:
    """`mailbot run --once` at a terminal of 80 columns: .text is all that stood there, as bytes came."""

    def __init__(self, office, **environment):
        self.text = ""
        self.near, far = pty.openpty()
        subprocess.run(["stty", "cols", "80", "rows", "24"], stdin=far, check=True)
        self.process = subprocess.Popen(office.command("run", "--once", "--config", str(office.config), "--now", NOW), cwd=office.dir,
                                        stdin=far, stdout=far, stderr=far, env={**os.environ, "LC_ALL": "C.UTF-8", **environment})
        os.close(far)
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        raw = b""
        while True:
            try:
                piece = os.read(self.near, 65536)
            except OSError:
                break
            raw += piece
            self.text = raw.decode("utf-8", "ignore")

    def end(self):
        status = self.process.wait(PATIENCE)
        self.thread.join(PATIENCE)
        os.close(self.near)
        return status


def bars(text):
    return re.findall(r"\033\[K(  (?:receive|send) [^\r\n]*)\r", text)


def test_a_bar_on_a_terminal(office):
    fill(office)
    terminal = Terminal(office)
    assert terminal.end() == 0, terminal.text
    seen = bars(terminal.text)
    assert any(bar.startswith("  receive ") and f" of {COUNT}" in bar for bar in seen), terminal.text
    assert any(bar.startswith("  send ") and f" of {COUNT}" in bar for bar in seen)
    for bar in seen:
        assert "━" in bar or "─" in bar
        assert sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in bar) < 80, bar
    lines = [line.replace("\033[K", "") for line in re.split(r"[\r\n]+", terminal.text)]
    assert [line for line in lines if re.match(rf"receive backlog done={COUNT} of={COUNT} rate=\d+/s seconds=\d+$", line)], lines
    assert not [line for line in lines if line.startswith(("receive letter=", "send mail="))], "the bar stands for them"
    assert len(office.list("outgoing")) == COUNT
    ascii_only = Terminal(office, LC_ALL="C")
    assert ascii_only.end() == 0 and not bars(ascii_only.text), "nothing is left"


def test_plain_lines_elsewhere(office):
    fill(office)
    log = office.run().log
    assert "\033" not in log and "━" not in log and "\r" not in log
    assert f"<6>receive backlog done=0 of={COUNT} rate=0/s\n" in log
    assert re.search(rf"<6>receive backlog done={COUNT} of={COUNT} rate=\d+/s seconds=\d+\n", log)
    assert re.search(rf"<6>send backlog done={COUNT} of={COUNT} rate=\d+/s seconds=\d+\n", log)
    assert log.count("<6>receive letter=") == COUNT, "and each letter has its own"


def test_stopped_it_goes_on(office):
    fill(office)
    process = office.start()
    for line in process.stderr:
        if b"receive letter=" in line:
            process.send_signal(signal.SIGTERM)
            break
    rest = process.stderr.read().decode()
    assert process.wait(PATIENCE) != 0
    process.stdout.close()
    process.stderr.close()
    taken = len([1 for line in rest.splitlines() if "receive letter=" in line]) + 1
    if taken < COUNT:
        assert re.search(rf"receive backlog done={taken} of={COUNT} rate=\d+/s left=\d+s seconds=\d+ stopped; "
                         "the rest is taken up at the next start", rest), rest
    again = office.run(now=LATER).log
    assert again.count("receive letter=") == COUNT - taken
    assert sorted(mail["address"] for mail in office.list("outgoing")) == sorted(office.guests)
    assert {mail["state"] for mail in office.list("outgoing")} == {"sent"}, again[-3000:]
