"""The exit statuses that README.md and `mailbot help` promise: 0, 1, 2, the same for all commands."""
import re
import subprocess

import pytest

from house import MAILBOT, PATIENCE, TOP

# Each command for people, and words with which it is understood.
COMMANDS = {
    "run": ["--once"],
    "read": ["none.eml"],
    "rules": ["plan"],
    "review": ["list"],
    "register": ["bildung", "--name", "Ida Ihle", "--phone", "0231 1", "--yes"],
    "cancel": ["bildung", "--address", "ida@web.example", "--yes"],
    "import": ["list.csv"],
    "mail": ["--event", "bildung", "--subject", "Programm", "--text", "text.txt"],
    "calls": ["list"],
    "forget": ["--show", "ida@web.example"],
    "list": ["events"],
    "outgoing": ["list"],
    "hold": [],
    "resume": [],
}


@pytest.fixture
def office(tmp_path):
    """Settings that are sound, and no register: its folder is missing."""
    (tmp_path / "mailbot.conf").write_text(f'''
        inbox = {{ host = "localhost"; port = 1; user = "u"; password_file = "none"; }};
        outbox = {{ host = "localhost"; port = 1; }};
        sender = {{ address = "a@b.example"; name = "N"; }};
        contact = {{ person = "P"; phone = "1"; }};
        register = "none/register.db"; key = "none/key"; rules = "{TOP}/rules"; templates = "{TOP}/templates";
    ''')
    (tmp_path / "list.csv").write_text("Name;E-Mail;Veranstaltung\nIda Ihle;ida@web.example;bildung\n")
    (tmp_path / "text.txt").write_text("Das Programm liegt bei.\n")

    def call(*words):
        done = subprocess.run([MAILBOT, *words], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE)
        assert (done.stderr == "") == (done.returncode == 0), (words, done.stderr)
        return done.returncode

    return call


def test_the_commands_are_all_here():
    said = subprocess.run([MAILBOT, "help"], capture_output=True, text=True, check=True).stdout
    assert sorted(re.findall(r"^  ([a-z]+) ", said, re.M)) == sorted(COMMANDS)
    assert "exit status" in said and "**Exit status.**" in (TOP / "README.md").read_text()


@pytest.mark.parametrize("name", COMMANDS)
def test_the_status_says_whose_turn_it_is(office, name, tmp_path):
    words = COMMANDS[name]
    assert office(name, "--help") == 0
    assert office(name, "--no-such-option") == 2, "not understood"
    assert office(name, *words) == 1, "understood, and there is no register"
    (tmp_path / "mailbot.conf").write_text("no settings\n")
    if name not in ("hold", "resume"):  # these two work whatever is wrong in the settings, as far as they say where the register is
        assert office(name, *words) == 2, "the settings are wrong"


def test_a_command_that_there_is_not(office):
    assert office("nonsense") == office() == 2 and office("--version") == office("help", "list") == 0
