"""What staff and administrators read when they ask how it goes, and when they type something wrong."""
import subprocess

import pytest

from house import PATIENCE

STAFF = ("review", "register", "cancel", "list", "calls", "outgoing", "hold", "resume", "mail", "import", "forget")


def said(office, *words):
    done = subprocess.run(office.command(*words), capture_output=True, text=True, timeout=PATIENCE)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", STAFF)
def test_every_command_of_staff_s_helps(office, command):
    page = said(office, command, "--help")
    assert page[0] == 0 and page[1].startswith(f"Aufruf: mailbot {command}") and page[2] == "", page
    assert said(office, "help", command) == page == said(office, "help", command, "accept")


@pytest.mark.parametrize("command", ["run", "read", "rules"])
def test_the_administrator_s_help_in_english(office, command):
    page = said(office, command, "--help")
    assert page[0] == 0 and page[1].startswith(f"usage: mailbot {command}") and said(office, "help", command) == page, page


def test_help_says_which_commands_there_are(office):
    status, page, error = said(office, "help")
    assert (status, error) == (0, "") and said(office, "--help")[1] == page
    staff, admin = page.split("For the administrator")
    assert staff.startswith("Aufruf: mailbot BEFEHL"), page
    assert [line.split()[0] for line in staff.splitlines()[2:] if line] == list(STAFF), page
    assert "Entscheidung" in staff and "waits" not in staff, page
    assert [line.split()[0] for line in admin.split("exit status")[0].splitlines()[1:] if line] == ["run", "read", "rules"], page
    assert said(office)[2] == page, "without a command, to standard error"


@pytest.mark.parametrize("words, says", [
    (("hold", "jetzt"), "Aufruf: mailbot hold"),
    (("resume", "--sofort"), "Die Option „--sofort“ gibt es hier nicht"),
    (("hold", "--now", "morgen"), "„morgen“ ist keine Zeit"),
    (("review", "show", "1", "--now", "20.01.2011"), "„20.01.2011“ ist keine Zeit"),
])
def test_what_is_typed_wrong_is_said_in_german(office, words, says):
    status, out, error = said(office, *words)
    assert status == 2 and out == "" and says in error and "usage" not in error, (status, out, error)


@pytest.mark.parametrize("words", [("review", "show", "1"), ("list", "review"), ("hold",), ("outgoing", "release", "all"), ("forget", "a@web.example")])
def test_what_no_clerk_can_mend_is_said_to_be_for_the_administrator(office, words):
    status, out, error = said(office, *words, "--config", str(office.config))
    assert status == 1 and "Bitte geben Sie der Administration weiter: register " in error and "there is none yet" in error, (out, error)
