"""What keeps it from its work and needs a person: said once, in the register, and over when it is over."""
import time

import pytest

from house import NOW, letter
from test_processes import Running

HOURS = [f"2011-01-20T{hour}:00:00+01:00" for hour in range(11, 18)]
YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"


def alarms(office):
    return [(alarm["what"], alarm["over"] is not None) for alarm in office.list("alarms")]


@pytest.fixture
def wrong(tmp_path):
    path = tmp_path / "wrong"
    path.write_text("wrong\n")
    path.chmod(0o600)
    return {"password_file": str(path)}


@pytest.mark.parametrize("side, loop", [("inbox", "receive"), ("outbox", "send")])
def test_a_refused_login_raises_one_alarm_and_waits(office, wrong, side, loop):
    guest = office.guest()
    sound = {"password_file": office.settings[side]["password_file"]}
    office.deliver(letter(guest, YES))
    office.write_settings(**{side: wrong})
    for hour in HOURS[:3]:
        office.run(now=hour, status=1)
    assert alarms(office) == [(f"{loop}-login", False)]
    (alarm,) = office.list("alarms")
    assert "login refused" in alarm["why"] and alarm["told"] is None and "@" not in alarm["why"]
    office.write_settings(**{side: sound})
    office.run(now=HOURS[3])
    assert alarms(office) == [(f"{loop}-login", True)]
    assert len(office.mails(guest)) == 1
    office.write_settings(**{side: wrong})
    office.deliver(letter(guest, YES, subject="Noch eine Mail"))
    office.run(now=HOURS[4], status=1)
    assert alarms(office) == [(f"{loop}-login", True), (f"{loop}-login", False)], "the next one is another"


def test_while_nothing_is_to_be_sent_the_alarm_stays(office, wrong):
    """Nobody has asked the server meanwhile."""
    sound = {"password_file": office.settings["outbox"]["password_file"]}
    office.deliver(letter(office.guest(), YES))
    office.write_settings(outbox=wrong)
    office.run(now=NOW, status=1)
    office.write_settings(outbox=sound)
    office.run(now=NOW)  # the mail waits a minute
    assert alarms(office) == [("send-login", False)]
    office.run(now=HOURS[0])
    assert alarms(office) == [("send-login", True)]


def test_no_storm_and_one_alarm_while_it_runs(office, wrong):
    office.write_settings(inbox=wrong)
    with Running(office) as run:
        run.until(lambda: "receive alarm=receive-login" in run.log)
        time.sleep(2)
        assert run.end() == 0
    assert run.log.count("receive failed") == 1 and alarms(office) == [("receive-login", False)]


@pytest.mark.parametrize("side, loop", [("inbox", "receive"), ("outbox", "send")])
def test_a_token_command_that_fails_is_an_alarm_too(office, side, loop):
    office.run()
    office.write_settings(**{side: {"password_file": None, "password_command": "exit 3"}})
    for hour in HOURS[:2]:
        office.run(now=hour, status=1)
    assert alarms(office) == [(f"{loop}-begin", False)]


def test_a_server_without_relaying_is_a_matter_of_the_settings(office):
    """Everything waits, nothing has failed for good, and all goes out once the login stands in the settings."""
    guests = [office.guest() for _ in range(3)]
    login = {key: office.settings["outbox"][key] for key in ("user", "password_file")}
    for guest in guests:
        office.deliver(letter(guest, YES))
    office.write_settings(outbox={"user": None, "password_file": None})
    office.run(status=1)
    office.run(now=HOURS[0], status=1)
    assert {mail["state"] for mail in office.list("outgoing")} == {"queued"} and office.list("review") == []
    assert alarms(office) == [("send-settings", False)]
    office.write_settings(outbox=login)
    office.run(now=HOURS[1])
    assert alarms(office) == [("send-settings", True)]
    assert [len(office.mails(guest)) for guest in guests] == [1, 1, 1]


def test_staff_read_it_in_a_sentence(office, wrong):
    import subprocess
    office.write_settings(inbox=wrong)
    office.run(status=1)
    told = subprocess.run(office.command("list", "alarms", "--config", str(office.config)), capture_output=True, text=True, check=True).stdout
    assert "Das Postfach nimmt die Zugangsdaten nicht an" in " ".join(told.split()) and "20.01.2011 10:00" in told
