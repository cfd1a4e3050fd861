"""The way of a letter, end to end: a real inbox, `mailbot run --once`, the register, the mailboxes of those who wrote."""
import contextlib
import email
import email.policy
import os
import pty
import random
import re
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time

import pytest

from house import NOW, PATIENCE, TOP, answer, fixture, letter
from peers import closed_port

LATER = "2011-01-20T12:00:00+01:00"
TOMORROW = "2011-01-21T10:00:00+01:00"

YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
BOTH = "Guten Tag,\n\nzum Fachforum Bildung und zum Integrationskongress komme ich gern.\n\nViele Grüße\nJörg Müßiggang\n"
NO = "Guten Tag,\n\nzum Fachforum Bildung kann ich leider doch nicht kommen.\n\nViele Grüße\nJörg Müßiggang\n"
ODD = "Guten Tag,\n\nzum Fachforum Bildung am 18.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"  # that day is another's


def registrations(office):
    return [(r["address"], r["event"], r["seats"], r["status"]) for r in office.list("registrations")]


def outgoing(office):
    return [(m["address"], m["kind"], m["state"]) for m in office.list("outgoing")]


def everything(office):
    return [office.list(what) for what in ("registrations", "review", "outgoing")], office.letters()


def one_line(run, *words):
    """What went wrong, in one clear line."""
    wrong = [line for line in run.log.splitlines() if not line.startswith(("<6>", "<7>", "<4>"))]
    assert len(wrong) == 1 and all(word in wrong[0] for word in words), run.log


# ---- a registration ----


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
def test_a_registration_is_confirmed(office, zone):
    guest = office.guest("joerg")
    raw = letter(guest, YES, subject="Anmeldung für Müßiggänger", name="Jörg Müßiggang", References="<eins@web.example> <zwei@web.example>")
    office.deliver(raw, smtp=True)
    office.run(env={"TZ": zone})

    assert registrations(office) == [(guest, "bildung", 1, "confirmed")]
    assert outgoing(office) == [(guest, "confirmation", "sent")]
    assert office.letters() == {"inbox": 0, "done": 1, "review": 0, "automatic": 0}
    assert office.folder("done")[0].seen

    (mail,) = office.mails(guest)
    asked = email.message_from_bytes(raw, policy=email.policy.default)
    assert mail["Message-ID"].strip("<>") == office.list("outgoing")[0]["message_id"]
    assert mail["In-Reply-To"] == asked["Message-ID"]
    assert mail["References"].split() == ["<eins@web.example>", "<zwei@web.example>", asked["Message-ID"]]
    assert mail["Auto-Submitted"] == "auto-replied" and mail["X-Auto-Response-Suppress"] == "All"
    assert mail["Subject"] == "Re: Anmeldung für Müßiggänger"
    assert mail["To"].addresses[0].addr_spec == guest and mail["To"].addresses[0].display_name in ("", "Jörg Müßiggang")
    assert mail["From"].addresses[0].addr_spec == office.address
    assert mail["From"].addresses[0].display_name == office.settings["sender"]["name"]
    assert mail["Return-Path"] == f"<{office.address}>", "bounces come back to us"
    assert 0 <= mail["Date"].datetime.timestamp() - 1295514000 < 600, "the robot's clock, not ours"
    for words in ("Jörg Müßiggang", "Fachforum", "Bildung", "16. Februar 2011", "18", "Selimiye Moschee", "Hessische Straße 1", "44339",
                  office.settings["contact"]["person"], office.settings["contact"]["phone"]):
        assert words in mail.text, (words, mail.text)
    assert "{{" not in mail.text and "\ufffd" not in mail.text


def test_the_mail_is_plain_ascii_on_the_wire(office):
    guest = office.guest("joerg")
    office.deliver(letter(guest, YES, subject="Grüße aus Gütersloh " * 12, name="Jörg Müßiggang"))
    office.run()
    (mail,) = office.mails(guest)
    assert all(byte < 128 for byte in mail.raw)
    assert max(map(len, mail.raw.split(b"\r\n"))) <= 998
    assert mail["Subject"].startswith("Re: Grüße aus Gütersloh Grüße")


def test_several_at_once(office):
    guests = [office.guest(f"gast{n}") for n in range(20)]
    for guest in guests:
        office.deliver(letter(guest, BOTH))
    run = office.run()
    assert sorted(registrations(office)) == sorted((guest, event, 1, "confirmed") for guest in guests for event in ("bildung", "kongress"))
    assert all(len(office.mails(guest)) == 1 for guest in guests)
    assert office.letters() == {"inbox": 0, "done": 20, "review": 0, "automatic": 0}
    assert len(re.findall(r"^<6>receive letter=\d+ ", run.log, re.M)) == 20
    assert re.search(r"^<6>run done letters=20 .*sent=20 ", run.log, re.M)


def test_again_changes_nothing(office):
    guest = office.guest()
    office.deliver(letter(guest, YES))
    office.deliver(letter(office.guest(), ODD))
    office.run()
    before = everything(office)
    office.run()
    office.run(now=LATER)
    assert everything(office) == before
    assert len(office.mails(guest)) == 1


def test_the_same_letter_twice_is_answered_once(office):
    guest = office.guest()
    raw = letter(guest, YES)
    office.deliver(raw)
    office.deliver(raw)
    office.run()
    assert office.letters() == {"inbox": 0, "done": 2, "review": 0, "automatic": 0}
    office.deliver(raw)
    office.run(now=LATER)
    assert registrations(office) == [(guest, "bildung", 1, "confirmed")]
    assert outgoing(office) == [(guest, "confirmation", "sent")]
    assert len(office.mails(guest)) == 1
    assert office.letters() == {"inbox": 0, "done": 3, "review": 0, "automatic": 0}


def test_a_letter_already_seen_by_staff_is_read_too(office):
    guest = office.guest()
    office.deliver(letter(guest, YES))
    with office.servers.imap(office.address) as client:
        client.select()
        client.store("1", "+FLAGS", "\\Seen")
    office.run()
    assert registrations(office) == [(guest, "bildung", 1, "confirmed")]


def test_letters_that_staff_take_away_are_let_go(office):
    """Between the robot's look and its filing somebody deletes a letter; or it vanishes from where it was filed."""
    office.deliver(letter(office.guest(), YES))
    office.run()
    with office.servers.imap(office.address) as client:
        client.select('"Anmeldungen/Erledigt"')
        client.store("1", "+FLAGS", "\\Deleted")
        client.expunge()
    office.deliver(letter(office.guest(), YES))
    office.run(now=LATER)
    assert office.letters() == {"inbox": 0, "done": 1, "review": 0, "automatic": 0}
    assert len(office.list("registrations")) == 2


# ---- cancelling ----


def test_cancel_by_answering_the_confirmation(office):
    guest = office.guest()
    office.deliver(letter(guest, BOTH, name="Jörg Müßiggang"))
    office.run()
    (mail,) = office.mails(guest)
    office.deliver(answer(mail, guest, NO, name="Jörg Müßiggang", date="Thu, 20 Jan 2011 11:00:00 +0100"))
    office.run(now=LATER)
    assert sorted(registrations(office)) == [(guest, "bildung", 0, "cancelled"), (guest, "kongress", 1, "confirmed")]
    first, second = office.mails(guest)
    assert outgoing(office)[-1] == (guest, "cancelled", "sent")
    assert first["Message-ID"] in second["References"] and second["Auto-Submitted"] == "auto-replied"
    assert office.letters() == {"inbox": 0, "done": 2, "review": 0, "automatic": 0}


def test_a_cancellation_that_nobody_vouches_for_changes_nothing(office):
    guest = office.guest()
    office.deliver(letter(guest, YES))
    office.run()
    office.deliver(letter(guest, NO, date="Thu, 20 Jan 2011 11:00:00 +0100"))
    office.run(now=LATER)
    assert registrations(office) == [(guest, "bildung", 1, "confirmed")]
    assert [m["kind"] for m in office.list("outgoing")] == ["confirmation", "confirm-cancel"]
    assert office.letters()["done"] == 2 and office.list("review") == [], "hidden until it is answered"


@pytest.mark.parametrize("vouches, status", [
    ("mx.mia-do.example; dkim=pass header.d=web.example", "cancelled"),
    ("mx.mia-do.example; dkim=fail header.d=web.example; spf=pass smtp.mailfrom=mailer.example", "confirmed"),
    ("mx.web.example; dkim=pass header.d=web.example", "confirmed"),  # anybody's word
])
def test_a_cancellation_for_which_our_server_vouches(office, vouches, status):
    guest = office.guest()
    office.write_settings(authserv_id="mx.mia-do.example")
    office.deliver(letter(guest, YES))
    office.run()
    office.deliver(letter(guest, NO, date="Thu, 20 Jan 2011 11:00:00 +0100", Authentication_Results=vouches))
    office.run(now=LATER)
    assert [r[3] for r in registrations(office)] == [status]


def test_a_made_up_token_is_none_of_ours(office):
    guest = office.guest()
    office.deliver(letter(guest, YES))
    office.run()
    (mail,) = office.mails(guest)
    name, _, domain = mail["Message-ID"].partition("@")
    forged = name[:-1] + ("1" if name[-1] == "0" else "0") + "@" + domain
    office.deliver(letter(guest, "Guten Tag,\n\nich muss leider absagen.\n\nViele Grüße\nJörg Müßiggang\n", subject=mail["Subject"],
                          In_Reply_To=forged))
    office.run(now=LATER)
    assert registrations(office) == [(guest, "bildung", 1, "confirmed")]


# ---- review ----


def test_doubt_goes_to_a_person_with_a_receipt(office):
    guest = office.guest()
    office.deliver(letter(guest, ODD, name="Jörg Müßiggang"))
    office.run()
    assert registrations(office) == []
    assert outgoing(office) == [(guest, "receipt", "sent")]
    assert office.letters() == {"inbox": 0, "done": 0, "review": 1, "automatic": 0}
    assert not office.folder("review")[0].seen
    (item,) = office.list("review")
    assert item["from_address"] == guest and item["reasons"] and "18.02.2011" in item["own_words"]
    (mail,) = office.mails(guest)
    assert mail["Auto-Submitted"] == "auto-replied" and "Anmeldebestätigung" in mail.text


def test_one_receipt_a_day(office):
    guest = office.guest()
    for now in (NOW, LATER, TOMORROW):
        office.deliver(letter(guest, ODD))
        office.run(now=now)
    assert office.letters()["review"] == 3 and len(office.list("review")) == 3
    assert [state for _, _, state in outgoing(office)].count("sent") == 2
    assert len(office.mails(guest)) == 2


def test_a_stranger_who_wants_nothing_of_us_gets_no_answer(office):
    guest = office.guest()
    office.deliver(letter(guest, "Hallo,\n\nhaben Sie Interesse an einer neuen Kaffeemaschine?\n\nKlaus Müller\n", subject="Angebot"))
    office.run()
    assert outgoing(office) == [] and office.mails(guest) == [] and office.letters()["inbox"] == 1


def test_seats_go_by_time_of_receipt(office, tmp_path):
    shutil.copytree(TOP / "rules", tmp_path / "rules")
    series = tmp_path / "rules/series/masterplan-2011.xml"
    series.write_text(series.read_text().replace('<event id="bildung"', '<event seats="2" id="bildung"'))
    office.write_settings(rules=str(tmp_path / "rules"))
    guests = [office.guest() for _ in range(4)]
    for guest, hours in zip(guests, (2, 5, 3, 1)):  # how long ago
        office.append(letter(guest, YES), 1295514000 - hours * 3600)
    office.run()
    assert registrations(office) == [(guests[1], "bildung", 1, "confirmed"), (guests[2], "bildung", 1, "confirmed")]
    assert [(item["from_address"], item["reasons"]) for item in office.list("review")] == [(guests[0], ["full"]), (guests[3], ["full"])]
    assert all(len(office.mails(guest)) == 1 for guest in guests)


def test_what_becomes_free_is_theirs_who_waited_for_it(office, tmp_path):
    shutil.copytree(TOP / "rules", tmp_path / "rules")
    series = tmp_path / "rules/series/masterplan-2011.xml"
    series.write_text(series.read_text().replace('<event id="bildung"', '<event seats="2" id="bildung"'))
    office.write_settings(rules=str(tmp_path / "rules"))
    first, waits, late, later = (office.guest(name) for name in ("anna", "bea", "carl", "dora"))
    for hour, guest, text in ((10, first, YES), (11, waits, YES.replace("komme ich", "kommen wir zu zweit"))):
        office.deliver(letter(guest, text))
        office.run(now=f"2011-01-20T{hour}:00:00+01:00")
    office.deliver(letter(late, YES))  # two are not free, but one is
    office.run(now="2011-01-20T12:00:00+01:00")
    assert [r[0] for r in registrations(office)] == [first, late]
    for hour, guest in ((13, first), (14, late)):
        office.deliver(answer(office.mails(guest)[-1], guest, "Ich muss leider absagen."))
        office.run(now=f"2011-01-20T{hour}:00:00+01:00")
    office.deliver(letter(later, YES, date="Thu, 20 Jan 2011 15:00:00 +0100"))
    office.run(now="2011-01-20T15:00:00+01:00")
    assert [item["from_address"] for item in office.list("review")] == [waits, later], "staff say who gets them"
    assert "reichen die freien Plätze" in " ".join(office.mails(later)[-1].text.split())
    # whoever waits may ask for fewer, and gets them
    office.deliver(letter(waits, YES, date="Thu, 20 Jan 2011 16:00:00 +0100"))
    office.run(now="2011-01-20T16:00:00+01:00")
    assert [r[:3] for r in registrations(office) if r[3] == "confirmed"] == [(waits, "bildung", 1)]


def test_an_event_that_is_over(office):
    guest = office.guest()
    office.deliver(letter(guest, YES, date="Thu, 17 Feb 2011 09:00:00 +0100"))
    office.run(now="2011-02-17T10:00:00+01:00")
    assert registrations(office) == [] and office.mails(guest) == [] and office.letters()["review"] == 1
    assert "event-over" in office.list("review")[0]["reasons"]


# ---- machines ----


def of(raw, guest):
    """The letter as if that guest had sent it."""
    sender = email.message_from_bytes(raw, policy=email.policy.default)["From"].addresses[0].addr_spec
    return raw.replace(sender.encode(), guest.encode())


@pytest.mark.parametrize("number", [2, 10])
def test_machines_are_filed_and_never_answered(office, number):
    guest = office.guest("maschine")
    office.deliver(of(fixture("demo", number), guest))
    run = office.run()
    assert office.letters() == {"inbox": 0, "done": 0, "review": 0, "automatic": 1}
    assert office.folder("automatic")[0].seen
    assert outgoing(office) == [] and registrations(office) == [] and office.list("review") == []
    assert office.mails(guest) == []
    assert "automatic=1" in run.log


def test_an_absence_notice_that_quotes_a_registration(office):
    guest = office.guest()
    office.deliver(letter(guest, "Ich bin bis zum 31.01.2011 nicht im Büro.\n\n> zum Fachforum Bildung am 16.02.2011 komme ich gern.\n",
                          subject="Automatische Antwort: Einladung", Auto_Submitted="auto-replied"))
    office.run()
    assert office.letters()["automatic"] == 1 and registrations(office) == [] and office.mails(guest) == []


@pytest.mark.parametrize("action, status", [("delivered", "2.0.0"), ("relayed", "2.0.0"), ("delayed", "4.4.1")])
def test_a_report_that_a_mail_arrived_is_no_bounce(office, action, status):
    """Who asked for it hears that our confirmation got there; that it failed is nowhere said."""
    guest = office.guest()
    office.deliver(letter(guest, YES))
    office.run()
    report = (f"From: Mail Delivery System <mailer-daemon@web.example>\nTo: {office.address}\nSubject: Delivery Status Notification\n"
              f"Message-ID: <{action}-{guest}>\nDate: Thu, 20 Jan 2011 10:10:00 +0100\nMIME-Version: 1.0\n"
              "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
              "--b\nContent-Type: text/plain\n\nThis is what became of your mail.\n\n"
              f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; web.example\n\nFinal-Recipient: rfc822; {guest}\n"
              f"Action: {action}\nStatus: {status}\n\n"
              f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {office.mails(guest)[0]['Message-ID']}\nSubject: x\n\n--b--\n")
    office.deliver(report.encode(), sender="")
    office.run(now=LATER)
    assert office.letters()["automatic"] == 1 and office.list("review") == []
    assert outgoing(office) == [(guest, "confirmation", "sent")]


# ---- the sender and its servers ----


def test_451_is_sent_later(office):
    guest = office.guest()
    office.deliver(letter(guest, YES))
    office.servers.refuse(f"{guest}: 451 4.7.1 greylisted")
    office.run()
    assert outgoing(office) == [(guest, "confirmation", "later")] and registrations(office) == [(guest, "bildung", 1, "confirmed")]
    office.servers.refuse()
    office.run()
    assert outgoing(office) == [(guest, "confirmation", "later")], "its time has not come"
    office.run(now=LATER)
    assert outgoing(office) == [(guest, "confirmation", "sent")] and len(office.mails(guest)) == 1


def test_452_behind_the_content_is_sent_later(office):
    guest = office.guest()
    office.deliver(letter(guest, YES))
    office.servers.refuse("data: 452 4.3.1 disk full")
    office.run()
    assert outgoing(office) == [(guest, "confirmation", "later")]
    office.servers.refuse()
    office.run(now=LATER)
    assert outgoing(office) == [(guest, "confirmation", "sent")] and len(office.mails(guest)) == 1


def test_550_is_shown_to_a_person(office):
    guest, other = office.guest(), office.guest()
    office.deliver(letter(guest, YES))
    office.deliver(letter(other, YES))
    office.servers.refuse(f"{guest}: 550 5.1.1 no such mailbox")
    office.run()
    assert sorted(outgoing(office)) == sorted([(guest, "confirmation", "failed"), (other, "confirmation", "sent")])
    (mail,) = [m for m in office.list("outgoing") if m["state"] == "failed"]
    assert "550" in mail["why"]
    assert [item["outgoing"] for item in office.list("review")] == [mail["id"]]
    assert len(registrations(office)) == 2, "who cannot be reached is registered all the same"
    office.servers.refuse()
    office.run(now=TOMORROW)
    assert office.mails(guest) == []


@pytest.mark.parametrize("wrong", ["port", "password", "authority"])
def test_no_way_out_and_the_mails_wait(office, wrong, tmp_path):
    guest = office.guest()
    sound = dict(office.settings["outbox"])
    (tmp_path / "wrong").write_text("wrong\n")
    (tmp_path / "wrong").chmod(0o600)
    office.write_settings(outbox={"port": {"port": closed_port()}, "password": {"password_file": str(tmp_path / "wrong")},
                                  "authority": {"ca_file": "/etc/ssl/certs/ca-certificates.crt"}}[wrong])
    office.deliver(letter(guest, YES))
    office.deliver(letter(office.guest(), YES))
    run = office.run(status=1)
    assert [state for _, _, state in outgoing(office)] == ["queued", "queued"]
    assert office.letters() == {"inbox": 0, "done": 2, "review": 0, "automatic": 0}, "receiving goes on"
    one_line(run, "send", "localhost")
    office.write_settings(outbox=sound)
    office.run(now=LATER)
    assert [state for _, _, state in outgoing(office)] == ["sent", "sent"] and len(office.mails(guest)) == 1


@pytest.mark.parametrize("wrong, said", [("port", "Connection refused"), ("password", "user name or password are wrong"),
                                         ("authority", "an authority that is not trusted here"),
                                         ("file", "ca_file {}/weg.pem: No such file or directory"),
                                         ("service", "where it should greet: are 'port' and 'tls' right?")])
def test_no_way_in_and_the_letters_wait(office, wrong, said, tmp_path):
    guest = office.guest()
    sound = dict(office.settings["inbox"])
    (tmp_path / "wrong").write_text("wrong\n")
    (tmp_path / "wrong").chmod(0o600)
    office.deliver(letter(guest, YES))
    office.write_settings(inbox={"port": {"port": closed_port()}, "password": {"password_file": str(tmp_path / "wrong")},
                                 "authority": {"ca_file": "/etc/ssl/certs/ca-certificates.crt"}, "file": {"ca_file": "weg.pem"},
                                 "service": {"port": office.servers.smtps}}[wrong])
    one_line(office.run(status=1), "receive", said.format(office.dir))
    assert office.letters()["inbox"] == 1 and outgoing(office) == []
    office.write_settings(inbox=sound)
    office.run(now=LATER)
    assert outgoing(office) == [(guest, "confirmation", "sent")]


class Rude:
    """An SMTP server that takes a whole letter and hangs up before it says so."""

    def __init__(self, servers, keeps_silent_at):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(servers.dir / "cert.pem", servers.dir / "key.pem")
        self.silent_at, self.letters, self.server = keeps_silent_at, 0, socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.server.accept()
                with contextlib.suppress(OSError), self.context.wrap_socket(client, server_side=True) as tls:
                    self.talk(tls, tls.makefile("rb"))

    def talk(self, tls, lines):
        say = lambda text: tls.sendall(text.encode() + b"\r\n")
        say("220 rude")
        for line in lines:
            word = line.split()[0].upper().decode() if line.split() else ""
            if word == self.silent_at:
                return
            if word == "DATA":
                say("354 go on")
                for text in lines:
                    if text == b".\r\n":
                        self.letters += 1
                        return
            say("221 bye" if word == "QUIT" else "250 fine")

    def close(self):
        self.server.close()


def test_in_doubt_is_never_sent_again(office):
    guest = office.guest()
    rude = Rude(office.servers, None)
    office.write_settings(outbox={"port": rude.port, "user": None, "password_file": None})
    office.deliver(letter(guest, YES))
    office.run(status=None)
    assert rude.letters == 1
    (mail,) = office.list("outgoing")
    assert mail["state"] == "doubt" and mail["id"] in [item["outgoing"] for item in office.list("review")]
    office.run(now=LATER, status=None)
    office.run(now=TOMORROW, status=None)
    assert rude.letters == 1 and office.list("outgoing")[0]["state"] == "doubt"
    rude.close()


def test_a_connection_that_breaks_before_the_letter_is_no_doubt(office):
    guest = office.guest()
    sound = {"port": office.servers.smtps, **{key: office.settings["outbox"][key] for key in ("user", "password_file")}}
    rude = Rude(office.servers, "RCPT")
    office.write_settings(outbox={"port": rude.port, "user": None, "password_file": None})
    office.deliver(letter(guest, YES))
    office.run(status=None)
    assert office.list("outgoing")[0]["state"] in ("later", "queued") and rude.letters == 0
    rude.close()
    office.write_settings(outbox=sound)
    office.run(now=LATER)
    assert outgoing(office) == [(guest, "confirmation", "sent")] and len(office.mails(guest)) == 1


# ---- kill -9 ----


def test_kill_at_any_moment_loses_and_doubles_nothing(office):
    dice = random.Random(20110120)
    sent_in, guests = [], []

    def deliver(count):
        for _ in range(count):
            guests.append(office.guest())
            sent_in.append(letter(guests[-1], YES if dice.random() < 0.7 else ODD))
            office.deliver(sent_in[-1])

    deliver(6)
    began = time.monotonic()
    office.run(now=LATER)
    whole = time.monotonic() - began
    hit = 0
    while hit < 10:  # each meets new letters, and what the one before left behind
        deliver(6)
        process = office.start(now=LATER)
        time.sleep(dice.uniform(0.1, 1.0) * whole)
        process.kill()
        process.communicate(timeout=PATIENCE)
        hit += process.returncode == -signal.SIGKILL
        whole *= 1 if process.returncode == -signal.SIGKILL else 0.8  # it was done before: aim earlier
    office.run(now=LATER)
    office.run(now=TOMORROW)

    mails = office.list("outgoing")
    states = {state: [m["address"] for m in mails if m["state"] == state] for state in {m["state"] for m in mails}}
    assert set(states) <= {"sent", "doubt"}, states.keys()
    assert sorted(m["address"] for m in mails) == sorted(guests), "one answer each"
    assert len(states.get("doubt", [])) <= 2 * hit, "as many as were on their way, on two connections"
    for guest in guests:
        got = len(office.mails(guest))
        assert got == 1 if guest in states["sent"] else got <= 1, guest
    filed = {name: [mail["Message-ID"] for mail in office.folder(name)] for name in ("inbox", "done", "review", "automatic")}
    ids = [email.message_from_bytes(raw)["Message-ID"] for raw in sent_in]
    assert sorted(sum(filed.values(), [])) == sorted(ids), "each letter once"
    assert filed["inbox"] == filed["automatic"] == [] and len(office.list("registrations")) == len(filed["done"])
    assert "to-file=0 queued=0" in office.logs.splitlines()[-1]


def test_told_to_stop_it_ends_after_the_step(office):
    guest = office.guest()
    process = office.start(once=False)
    try:
        office.deliver(letter(guest, YES))
        await_mail(office, guest)  # it waits in IDLE and was woken
        before = busy(process)
        time.sleep(1.5)
        assert busy(process) - before < 0.3, "it waits, and does not look all the time"
        office.deliver(letter(guest, BOTH, date="Thu, 20 Jan 2011 11:00:00 +0100"))
        end = time.monotonic() + PATIENCE
        while len(office.mails(guest)) < 2 and time.monotonic() < end:
            time.sleep(0.1)
    finally:
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        log = process.communicate(timeout=PATIENCE)[1].decode()
    assert process.returncode == 0 and time.monotonic() - began < 50, log
    assert len(office.mails(guest)) == 2, log
    assert "run stopped letters=2" in log


def busy(process):
    """Seconds of processor time."""
    with open(f"/proc/{process.pid}/stat") as stat:
        return sum(map(int, stat.read().rpartition(")")[2].split()[11:13])) / os.sysconf("SC_CLK_TCK")


def await_mail(office, guest, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not office.mails(guest):
        assert time.monotonic() < end
        time.sleep(0.1)


# ---- bad letters ----

HEAD = b"From: Gast <%s>\r\nTo: anmeldung@mia-do.example\r\nSubject: Anmeldung\r\nDate: Wed, 19 Jan 2011 09:00:00 +0100\r\n"

BAD = {
    "0 bytes": b"",
    "rubbish": random.Random(1).randbytes(50_000),
    "no header": b"\r\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\r\n",
    "no blank line": b"From: x\r\nSubject: y",
    "a NUL": HEAD % b"nul@web.example" + b"\r\nzum Fachforum\0 Bildung komme ich vielleicht.\r\n",
    "one line of 5 MB": HEAD % b"lang@web.example" + b"\r\n" + b"x" * 5_000_000,
    "multiparts, 5,000 deep": HEAD % b"tief@web.example" + b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (i, i)
                                                                     for i in range(5_000)),
    "no sender": b"Subject: Anmeldung\r\n\r\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\r\n",
    "two senders": b"From: a@web.example, b@web.example\r\nSubject: x\r\n\r\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\r\n",
    "an address that is none": b"From: <a b@c@web.example>\r\nSubject: x\r\n\r\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\r\n",
}


def test_bad_letters_are_put_before_a_person(office):
    guest = office.guest()
    for raw in BAD.values():
        office.drop(raw)
    office.deliver(letter(guest, YES))
    office.run()
    where = office.letters()
    assert where["inbox"] == 0 and where["review"] + where["automatic"] == len(BAD) and where["done"] == 1
    assert len(office.list("review")) == where["review"]
    assert where["automatic"] <= 1
    assert registrations(office) == [(guest, "bildung", 1, "confirmed")]
    office.run(now=LATER)
    assert office.letters() == where


def test_8_bit_head(office):
    guest = office.guest()
    body = b"\r\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\r\n\r\nViele Gr\xfc\xdfe\r\nJ\xf6rg M\xfc\xdfiggang\r\n"
    office.deliver(b"From: J\xf6rg M\xfc\xdfiggang <" + guest.encode() + b">\r\nTo: anmeldung@mia-do.example\r\nSubject: Gr\xfc\xdfe\r\n"
                   b"Date: Wed, 19 Jan 2011 09:00:00 +0100\r\nMessage-ID: <roh@web.example>\r\n" + body)
    office.run()
    assert office.letters()["inbox"] == 0
    (mail,) = office.mails(guest)
    assert mail["Subject"] == "Re: Grüße"
    known = [r["name"] for r in office.list("registrations")] + [i["from_name"] for i in office.list("review")]
    assert known == ["Jörg Müßiggang"]


def with_attachment(guest, size):
    line = b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3\r\n"
    return (HEAD % guest.encode() + b"Message-ID: <gross-" + guest.encode() + b">\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: image/jpeg; name=bild.jpg\r\n"
            b"Content-Transfer-Encoding: base64\r\n\r\n" + line * (size // len(line)) + b"--b\r\nContent-Type: text/plain\r\n\r\n" +
            YES.encode("ascii", "ignore").replace(b"\n", b"\r\n") + b"--b--\r\n")


def test_a_20_mb_attachment_before_the_text(office):
    guest, other = office.guest(), office.guest()
    office.deliver(with_attachment(guest, 20_000_000))
    office.deliver(letter(other, YES))
    office.run()
    assert office.letters()["inbox"] == 0
    assert (other, "bildung", 1, "confirmed") in registrations(office)
    assert guest in [r["address"] for r in office.list("registrations")] + [i["from_address"] for i in office.list("review")]
    assert all("unreadable" not in item["reasons"] for item in office.list("review"))


def test_beyond_32_mib_a_person_looks(office):
    guest = office.guest()
    office.deliver(with_attachment(guest, 36_000_000))
    office.run()
    assert office.letters() == {"inbox": 0, "done": 0, "review": 1, "automatic": 0}
    (item,) = office.list("review")
    assert item["reasons"] == ["too-large"] and item["from_address"] == guest
    assert registrations(office) == []


# ---- logs ----


def test_logs_name_nobody(office):
    secret = ["Müßiggang", "M=C3", "Jörg", "Rückfrage zum Parkplatz", "Parkplatz", "Fachforum Bildung", "komme ich"]
    guests = [office.guest("geheim") for _ in range(5)]
    office.deliver(letter(guests[0], YES, subject="Rückfrage zum Parkplatz", name="Jörg Müßiggang"))
    office.deliver(letter(guests[1], ODD, subject="Rückfrage zum Parkplatz", name="Jörg Müßiggang"))
    office.deliver(letter(guests[2], YES, name="Jörg Müßiggang"))
    office.deliver(of(fixture("demo", 2), guests[3]))
    office.deliver(of(fixture("demo", 10), guests[4]))
    for raw in BAD.values():
        office.drop(raw)
    office.servers.refuse(f"{guests[2]}: 550 5.1.1 {guests[2]} is unknown to Jörg")
    office.run()
    office.write_settings(outbox={"port": closed_port()})
    office.deliver(letter(guests[0], BOTH, name="Jörg Müßiggang"))
    office.run(now=LATER, status=1)
    office.write_settings(inbox={"port": closed_port()})
    office.run(now=TOMORROW, status=1)
    assert len(office.logs.splitlines()) > 10
    for word in secret + guests + ["geheim", "web.example", "Return-Path", "@"]:
        if word == "@":
            assert not re.search(r"\S@\S", office.logs), office.logs
        else:
            assert word not in office.logs, word
    for line in office.logs.splitlines():
        assert re.match(r"<[3-7]>(receive|send|file|reader|run|decide|registry) ", line), line


def test_at_a_terminal_the_log_is_plain(office):
    office.deliver(letter(office.guest(), YES))
    ours, theirs = pty.openpty()
    process = subprocess.Popen(office.command("run", "--once", "--config", str(office.config), "--now", NOW), stderr=theirs)
    os.close(theirs)
    log = b""
    with contextlib.suppress(OSError):  # the end of a terminal
        while piece := os.read(ours, 65536):
            log += piece
    os.close(ours)
    assert process.wait(PATIENCE) == 0
    log = log.decode().replace("\x1b[K", "")  # clears a bar of progress
    assert log.startswith("receive ") and "\nreceive letter=1 " in log and "<6>" not in log


# ---- memory ----


def test_the_whole_way_under_the_sanitizers(office):
    """Everything that a run does, in a program that ends with an error at the first wrong byte, or with a leak."""
    office.mailbot = str(TOP / "build/asan/mailbot")
    guests = [office.guest() for _ in range(4)]
    for guest, text in zip(guests, (YES, BOTH, ODD, YES)):
        office.deliver(letter(guest, text, name="Jörg Müßiggang"))
    office.deliver(of(fixture("demo", 2), office.guest()))
    office.deliver(of(fixture("demo", 10), office.guest()))
    for raw in BAD.values():
        office.drop(raw)
    office.servers.refuse(f"{guests[3]}: 451 4.7.1 greylisted", f"{guests[2]}: 550 5.1.1 unknown")
    office.run()
    (mail,) = office.mails(guests[1])
    office.deliver(answer(mail, guests[1], NO, name="Jörg Müßiggang", date="Thu, 20 Jan 2011 11:00:00 +0100"))
    office.servers.refuse()
    office.run(now=LATER)
    ours = [(to, state) for to, _, state in outgoing(office) if to in guests]
    assert sorted(ours) == sorted([(guests[0], "sent"), (guests[1], "sent"), (guests[1], "sent"), (guests[2], "failed"), (guests[3], "sent")])
    office.write_settings(outbox={"port": closed_port()})
    office.deliver(letter(guests[0], BOTH, name="Jörg Müßiggang", date="Thu, 20 Jan 2011 12:00:00 +0100"))
    one_line(office.run(now=TOMORROW, status=1), "send")
    office.write_settings(inbox={"port": closed_port()})
    office.run(now=TOMORROW, status=1)
    (office.dir / "key").unlink()
    office.run(now=TOMORROW, status=1)
    assert "Sanitizer" not in office.logs and "runtime error" not in office.logs, office.logs[-4000:]


# ---- what is wrong before it begins ----


def refused(office, status, *words):
    """It says why, in one line, and has touched nothing."""
    before = office.letters()
    run = office.run(status=status)
    (line,) = [line for line in run.log.splitlines() if not line.startswith("<6>")]
    assert all(word in line for word in words), line
    assert office.letters() == before
    return line


@pytest.fixture
def waiting(office):
    """An office with a letter in its inbox, at which it has not yet looked."""
    office.deliver(letter(office.guest(), YES))
    return office


@pytest.mark.parametrize("folder", ["/proc/nowhere", "/nowhere/below", "password"])
def test_a_register_that_cannot_be_written(waiting, folder):
    waiting.write_settings(register=f"{folder}/register.db")
    refused(waiting, 1, folder)
    assert not (waiting.dir / "key").exists(), "nothing half done"


def test_a_register_that_is_none(waiting):
    (waiting.dir / "register.db").write_text("Anmeldungen 2011\n" * 100)
    (waiting.dir / "key").write_bytes(os.urandom(64))
    (waiting.dir / "key").chmod(0o600)
    refused(waiting, 1, "register.db")
    assert (waiting.dir / "register.db").read_text() == "Anmeldungen 2011\n" * 100


def test_no_rules(waiting):
    waiting.write_settings(rules="/nowhere/rules")
    refused(waiting, 2, "/nowhere/rules")
    assert not (waiting.dir / "register.db").exists() and not (waiting.dir / "key").exists()


def test_a_password_that_is_not_there(waiting):
    waiting.write_settings(outbox={"password_file": "/nowhere/password"})
    refused(waiting, 1, "/nowhere/password", "outbox")


def test_the_key_is_gone(office):
    guest = office.guest()
    office.deliver(letter(guest, YES))
    office.run()
    before = everything(office)
    office.deliver(letter(office.guest(), YES))
    (office.dir / "key").rename(office.dir / "key.away")
    refused(office, 1, str(office.dir / "key"))
    assert not (office.dir / "key").exists(), "a new key would know none of our old mails"
    (office.dir / "key.away").rename(office.dir / "key")
    assert everything(office)[0] == before[0]
    office.run(now=LATER)
    assert len(office.list("registrations")) == 2


def test_a_key_that_others_may_read(office):
    office.deliver(letter(office.guest(), YES))
    office.run()
    assert (office.dir / "key").stat().st_mode & 0o777 == 0o600 and (office.dir / "register.db").stat().st_mode & 0o777 == 0o600
    (office.dir / "key").chmod(0o644)
    refused(office, 1, str(office.dir / "key"))


def test_one_run_a_register(office):
    first = office.start(once=False)
    try:
        guest = office.guest()
        office.deliver(letter(guest, YES))
        await_mail(office, guest)
        refused(office, 1, "register.db")
        assert first.poll() is None
    finally:
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=PATIENCE)
    assert first.returncode == 0
    office.run(now=LATER)


def test_a_series_that_is_not_the_register_s(office, tmp_path):
    office.deliver(letter(office.guest(), YES))
    office.run()
    shutil.copytree(TOP / "rules", tmp_path / "rules")
    series = tmp_path / "rules/series/masterplan-2011.xml"
    series.write_text(series.read_text().replace('begin="18:00"', 'begin="18:30"', 1))
    office.write_settings(rules=str(tmp_path / "rules"))
    late = office.guest()
    office.deliver(letter(late, YES))
    assert "mailbot rules plan" in office.run(now=LATER).log
    (mail,) = office.mails(late)
    assert "18:00 bis" in mail.text and "18:30" not in mail.text, "the register's is in force until a plan is carried out"


def test_settings_rules_and_templates_all_their_mistakes_at_once(waiting, tmp_path):
    shutil.copytree(TOP / "rules", tmp_path / "rules")
    shutil.copytree(TOP / "templates", tmp_path / "templates")
    series = tmp_path / "rules/series/masterplan-2011.xml"
    series.write_text(series.read_text().replace('date="2011-02-16"', 'date="2011-02-31"').replace('id="kongress"', 'colour="red" id="kongress"'))
    confirmation = tmp_path / "templates/de/confirmation.txt"
    confirmation.write_text(confirmation.read_text() + "{{nonsense}}\n{{#open}}\n")
    waiting.write_settings(rules=str(tmp_path / "rules"), templates=str(tmp_path / "templates"))
    before = waiting.letters()
    run = waiting.run(status=2)
    for words in (r"rules/series/masterplan-2011\.xml:\d+: .*2011-02-31", r"rules/series/masterplan-2011\.xml:\d+: .*colour",
                  r"templates/de/confirmation\.txt:\d+: .*"):
        assert re.search(words, run.log), (words, run.log)
    assert waiting.letters() == before and not (waiting.dir / "register.db").exists()

    waiting.write_settings(colour="blue", poll_seconds="often", contact=None)
    run = waiting.run(status=2)
    for words in ("colour", "poll_seconds", "contact"):
        assert re.search(rf"mailbot\.conf:\d*:?.*{words}|mailbot\.conf.*{words}", run.log), (words, run.log)
    assert not (waiting.dir / "register.db").exists()


def test_no_settings(office):
    office.config.unlink()
    refused(office, 2, "mailbot.conf")


@pytest.mark.parametrize("arguments", [["--now", "gestern"], ["--sometimes"], ["once"]])
def test_usage(office, arguments):
    done = subprocess.run(office.command("run", "--config", str(office.config), *arguments), capture_output=True, timeout=PATIENCE)
    assert done.returncode == 2 and done.stdout == b"" and done.stderr
