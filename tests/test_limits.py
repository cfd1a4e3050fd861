"""What leaves, and when: trial, hold and resume, release and withdraw, answers an hour, robots that meet robots."""
import email
import email.policy
import os
import re
import subprocess
import time

import pytest

import house
from house import NOW, PATIENCE, letter
from peers import Certificates, Sink
from test_processes import Running

BACKLOG = int(os.environ.get("BACKLOG", "1000"))  # `make torture` has ten times as many

YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"


OTHER = YES.replace("Bildung am 16.02.2011", "Arbeit am 18.02.2011")


def at(minutes):
    return f"2011-01-20T{10 + minutes // 60:02}:{minutes % 60:02}:00+01:00"


def states(office):
    return [mail["state"] for mail in office.list("outgoing")]


def deliver(office, count=1):
    guests = [office.guest() for _ in range(count)]
    for guest in guests:
        office.deliver(letter(guest, YES))
    return guests


def tell(office, *words, status=0, now=NOW):
    done = subprocess.run(office.command(*words, "--config", str(office.config), "--now", now), capture_output=True, timeout=PATIENCE, text=True)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


# ---- trial ----


def test_in_a_trial_nothing_is_registered_and_nobody_answered(office):
    office.write_settings(mode="trial")
    deliver(office, 2)
    office.deliver(letter(office.guest(), "Guten Tag,\n\nzum Fachforum Bildung komme ich vielleicht.\n\nJörg\n"))
    office.run()
    assert office.list("registrations") == [] and states(office) == ["held"] * 2
    assert [item["reasons"][0] for item in office.list("review")] == ["trial", "trial", "no-request"]
    assert office.letters() == {"inbox": 0, "done": 0, "review": 3, "automatic": 0}


def test_in_a_trial_every_answer_is_held_and_releasing_it_accepts_the_proposal(office):
    office.write_settings(mode="trial")
    guests = deliver(office, 4)
    office.run()
    assert states(office) == ["held"] * 4 and office.list("registrations") == []
    office.run(now=at(60))
    assert states(office) == ["held"] * 4 and [office.mails(guest) for guest in guests] == [[]] * 4
    assert tell(office, "outgoing", "release", "1").endswith("\nNr. 1: freigegeben, geht als Nr. 5 hinaus.\n")
    assert tell(office, "outgoing", "withdraw", "2") == "Nr. 2: zurückgezogen.\n"
    subprocess.run(office.command("review", "spam", "3", "--yes", "--config", str(office.config)), check=True, capture_output=True)
    office.run(now=at(61))
    assert [len(office.mails(guest)) for guest in guests] == [1, 0, 0, 0]
    assert [r["address"] for r in office.list("registrations")] == [guests[0]]
    assert states(office) == ["withdrawn", "withdrawn", "withdrawn", "held", "sent"]
    assert "nicht angehalten" in tell(office, "outgoing", "release", "3", status=1), "a person decided it otherwise"
    tell(office, "outgoing", "release", "all")
    office.run(now=at(62))
    assert [len(office.mails(guest)) for guest in guests] == [1, 0, 0, 1]
    assert len(office.list("registrations")) == 2 and len(office.list("review")) == 1, "what was withdrawn waits for a person"


def test_only_what_is_held_is_released_and_only_what_has_not_left_withdrawn(office):
    deliver(office, 1)
    office.run()
    assert "nicht angehalten" in tell(office, "outgoing", "release", "1", status=1)
    assert "schon hinausgegangen" in tell(office, "outgoing", "withdraw", "1", status=1)
    assert "gibt sie nicht" in tell(office, "outgoing", "release", "7", status=1)
    assert "keine Nummer" in tell(office, "outgoing", "release", "eins", status=2)
    tell(office, "outgoing", "release", status=2)
    tell(office, "outgoing", "forget", "1", status=2)
    assert states(office) == ["sent"]


def test_outgoing_list_is_list_outgoing(office):
    deliver(office, 2)
    office.run()
    command = office.command("outgoing", "list", "--json", "--config", str(office.config))
    assert subprocess.run(command, capture_output=True, check=True).stdout == subprocess.run(
        office.command("list", "outgoing", "--json", "--config", str(office.config)), capture_output=True, check=True).stdout


def test_a_held_mail_leaves_when_it_is_released_and_never_when_it_is_withdrawn(office):
    office.write_settings(answers_per_address=1)
    guests = deliver(office, 3)
    office.run()
    for guest in guests:
        office.deliver(letter(guest, OTHER))
    office.run()
    held = [mail["id"] for mail in office.list("outgoing") if mail["state"] == "held"]
    assert len(held) == 3 and len(office.list("registrations")) == 6
    assert tell(office, "outgoing", "release", str(held[0])) == f"Nr. {held[0]}: freigegeben.\n"
    assert tell(office, "outgoing", "withdraw", str(held[1])) == f"Nr. {held[1]}: zurückgezogen.\n"
    office.run(now=at(61))
    assert [mail["state"] for mail in office.list("outgoing") if mail["id"] in held] == ["sent", "withdrawn", "held"]
    tell(office, "outgoing", "release", "all")
    office.run(now=at(62))
    assert [mail["state"] for mail in office.list("outgoing") if mail["id"] in held] == ["sent", "withdrawn", "sent"]


def test_an_answer_that_takes_the_place_of_one_that_waits_is_not_one_more(office):
    """Two letters that are read together: the second's answer says all, and it leaves, though one a day is the limit."""
    office.write_settings(answers_per_address=1)
    (guest,) = deliver(office)
    office.deliver(letter(guest, OTHER))
    office.run()
    assert states(office) == ["withdrawn", "sent"] and office.list("review") == []
    (mail,) = office.mails(guest)
    assert "16. Februar" in mail.text and "18. Februar" in mail.text


# ---- hold ----


def test_held_nothing_leaves_and_receiving_goes_on(office):
    deliver(office, 1)
    office.run()
    assert "geht keine E-Mail mehr hinaus" in tell(office, "hold")
    guests = deliver(office, 2)
    office.run(now=at(5))
    assert states(office) == ["sent", "queued", "queued"] and len(office.list("registrations")) == 3
    assert "run holds all mails why=staff" in office.logs
    assert "schon angehalten" in tell(office, "hold")
    assert "wieder hinaus" in tell(office, "resume")
    office.run(now=at(6))
    assert states(office) == ["sent"] * 3 and all(len(office.mails(guest)) == 1 for guest in guests)
    assert "nichts angehalten" in tell(office, "resume")


def test_all_that_has_not_left_is_withdrawn_at_once(office):
    """Whatever the reason: the limit for an address, a hold, a server that wants it later."""
    office.write_settings(answers_per_address=1)
    (second,) = deliver(office)
    office.run()
    (first,) = deliver(office)
    office.deliver(letter(second, OTHER))
    office.servers.refuse(f"{first}: 451 later", f"{second}: 451 later")
    office.run()
    office.servers.refuse()
    tell(office, "hold")
    deliver(office, 2)
    office.run(now=at(5))
    assert states(office) == ["sent", "later", "held", "queued", "queued"]
    assert tell(office, "outgoing", "withdraw", "all") == "".join(f"Nr. {n}: zurückgezogen.\n" for n in (2, 3, 4, 5))
    assert "noch nicht hinausgegangen" in tell(office, "outgoing", "withdraw", "all"), "nothing is done without a word"
    assert "keine E-Mail angehalten" in tell(office, "outgoing", "release", "all")
    tell(office, "resume")
    office.run(now=at(60))
    assert states(office) == ["sent"] + ["withdrawn"] * 4
    assert [len(office.mails(guest)) for guest in office.guests] == [1, 0, 0, 0]


def test_hold_and_resume_act_at_once(office):
    """In the middle of a long queue, and after it the queue goes on without being waited for."""
    office.write_settings(outbox={"letters_per_minute": 120})
    guests = deliver(office, 60)
    with Running(office) as run:
        run.until(lambda: run.log.count("end=sent") >= 3)
        tell(office, "hold")
        run.until(lambda: "sending" not in states(office))  # the one that was on its way
        sent = states(office).count("sent")
        assert 3 <= sent < 60
        time.sleep(2)
        assert states(office).count("sent") == sent and states(office).count("sending") == 0
        tell(office, "resume")
        run.until(lambda: states(office).count("sent") > sent, seconds=50)  # it would look by itself after 60
    office.write_settings(outbox={"letters_per_minute": None})
    office.run(now=at(15))
    assert all(len(office.mails(guest)) == 1 for guest in guests)


def test_hold_works_with_whatever_mistake_in_the_settings(office):
    """Somebody is editing them, or has just broken them: that is when it is wanted."""
    deliver(office, 2)
    office.run()
    sound = office.config.read_text()
    office.config.write_text(sound + 'poll_seconds = "oft";\nfarbe = "blau";\n')
    done = subprocess.run(office.command("hold", "--config", str(office.config)), capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0 and "geht keine E-Mail mehr hinaus" in done.stdout
    assert "mailbot.conf:" in done.stderr and "farbe" in done.stderr
    office.config.write_text("".join(line for line in sound.splitlines(True) if not line.startswith("register")))
    done = subprocess.run(office.command("hold", "--config", str(office.config)), capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 2 and "'register' is missing" in done.stderr
    office.config.write_text(sound)
    deliver(office, 2)
    office.run(now=at(5))
    assert states(office) == ["sent"] * 2 + ["queued"] * 2


def test_a_released_mail_leaves_at_once(office):
    office.write_settings(answers_per_address=1)
    (guest,) = deliver(office)
    with Running(office) as run:
        run.until(lambda: office.mails(guest))  # before it there may be no register to look into
        office.deliver(letter(guest, OTHER))
        run.until(lambda: "held" in states(office))
        (held,) = [mail["id"] for mail in office.list("outgoing") if mail["state"] == "held"]
        tell(office, "outgoing", "release", str(held))
        run.until(lambda: states(office)[held - 1] == "sent", seconds=50)  # it would look by itself after 60


def test_staff_s_verbs_need_neither_key_nor_password(office):
    deliver(office)
    office.run()
    (office.dir / "key").rename(office.dir / "away")
    (office.dir / "password").unlink()
    tell(office, "hold")
    tell(office, "resume")


# ---- answers an hour ----


def test_beyond_the_answers_of_an_hour_the_rest_wait_their_turn(office):
    office.write_settings(answers_per_hour=5)
    guests = deliver(office, 12)
    office.run()
    assert states(office).count("sent") == 5 and len(office.list("registrations")) == 12
    (item,) = office.list("review")
    assert item["reasons"] == ["answers-wait"]
    office.run(now=at(30))
    assert states(office).count("sent") == 5
    office.run(now=at(65))
    assert states(office).count("sent") == 10
    office.run(now=at(130))
    assert states(office).count("sent") == 12
    assert len(office.list("review")) == 1, "staff are told once"
    assert all(len(office.mails(guest)) == 1 for guest in guests)


def fill(office, count):
    """So many letters in the inbox at once, as when the robot comes into an office that has long been at it."""
    with office.servers.imap(office.address) as client:
        client.select()
    box = office.servers.dir / "mail" / office.address / "Maildir"
    for number in range(count):
        path = box / "new" / f"{time.time_ns()}.{number}.localhost"
        path.write_bytes(letter(f"gast{number}-{office.number}@web.example", YES))
        if os.geteuid() == 0:
            os.chown(path, box.stat().st_uid, box.stat().st_gid)


def test_a_backlog_trips_nothing(office, tmp_path, servers):
    """Thousands of answers to as many people, with no limit an hour: all leave, each once, and nobody is alarmed."""
    certificate = Certificates(servers, tmp_path).right
    with Sink(tmp_path / "sink", certificate) as sink:
        office.write_settings(answers_per_hour=0, outbox={"port": sink.port, "connections": 4})
        fill(office, BACKLOG)
        began = time.monotonic()
        office.run(timeout=3000)
        took = time.monotonic() - began
        answered = [mail["In-Reply-To"] for mail in sink.take()]
    print(f"{BACKLOG} letters answered in {took:.0f} s, {BACKLOG / took:.0f}/s")
    assert len(answered) == len(set(answered)) == BACKLOG
    assert office.list("review") == [] and office.list("alarms") == []
    assert "holds" not in office.logs and "waits" not in office.logs


def test_a_backlog_goes_out_hour_by_hour(office):
    """With the limits as they come: 200 an hour, staff are told once, nothing is held, and in the end all have theirs."""
    fill(office, 450)
    for hour, sent in enumerate((200, 400, 450)):
        office.run(now=at(75 * hour))  # what a slow machine sends late counts for its own hour
        assert states(office).count("sent") == sent
    assert [item["reasons"] for item in office.list("review")] == [["answers-wait"]]


def test_too_many_answers_to_those_who_had_one_hold_everything(office):
    """A tenth of the last 200: with 20 it goes on, with the next nothing leaves any more."""
    office.write_settings(answers_per_hour=0, answers_per_address=50, answers_per_thread=50, receipts_per_address=50)
    guests = [office.guest() for _ in range(4)]
    for number in range(8):
        for guest in guests:
            office.deliver(letter(guest, f"Guten Tag,\n\neine Frage, Nummer {number}: wann beginnt das Fachforum Bildung?\n\nJörg\n"))
    run = office.run()
    assert states(office).count("sent") in (25, 26), states(office)  # four first ones, twenty-one again; one more on its way
    assert "send holds everything" in run.log
    assert [item["reasons"] for item in office.list("review")].count(["answers-loop"]) == 1
    stranger = deliver(office)[0]
    office.run(now=at(5))
    assert office.mails(stranger) == []
    tell(office, "resume", now=at(10))
    office.run(now=at(10))
    assert office.mails(stranger) and set(states(office)) == {"sent"}


# ---- robots that meet robots ----


STRIPPED = re.compile(rb"(?im)^(auto-submitted|x-auto-response-suppress|precedence|in-reply-to|references|list-[a-z]+|return-path|received|"
                      rb"authentication-results|message-id|delivered-to|envelope-to|delivery-date|x-[a-z-]+):.*(\r?\n[ \t].*)*\r?\n")


def strip(office, minute):
    """Whatever came into its inbox comes again as if a person had written it just now, and nobody knew to what."""
    count = 0
    for mail in office.folder("inbox"):
        head, _, body = mail.raw.partition(b"\r\n\r\n")
        head = STRIPPED.sub(b"", head + b"\r\n").rstrip() + f"\r\nMessage-ID: <{minute}.{count}@anderswo.example>".encode()
        with office.servers.imap(office.address) as client:
            client.select()
            client.uid("STORE", str(mail.uid), "+FLAGS", "\\Deleted")
            client.expunge()
        office.drop(head + b"\r\n\r\n" + body)
        count += 1
    return count


@pytest.mark.parametrize("text", [YES, "Guten Tag,\n\neine Frage: wann beginnt das Fachforum Bildung?\n\nJörg\n"])
def test_two_mailbots_fall_silent(servers, tmp_path, text):
    """Each takes the other for a person, since every header that says otherwise is taken away between them."""
    one, two = house.Office(servers, tmp_path / "one"), house.Office(servers, tmp_path / "two")
    one.deliver(letter(two.address, text, name="Jörg Müßiggang"))
    quiet, passed = 0, 0
    for minute in range(40):
        for office in (one, two):
            passed += strip(office, minute)
            office.run(now=at(minute))
        servers.settle()
        quiet = 0 if one.folder("inbox") or two.folder("inbox") else quiet + 1
        if quiet == 3:
            break
    assert quiet == 3, "it never ended"
    assert passed >= 2, "they did talk"
    for office in (one, two):
        sent = [mail for mail in office.list("outgoing") if mail["state"] == "sent"]
        assert len(sent) <= 6 and all(mail["address"] == (two if office is one else one).address for mail in sent)
