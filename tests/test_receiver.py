"""The receiver and its server: connections that break anywhere, UIDs that change, letters that vanish, servers that lie."""
import contextlib
import email
import random
import re
import threading
import time

import pytest

from house import PATIENCE, letter
from peers import Certificates, Imap, Meddle
from test_processes import Running

LATER = "2011-01-20T12:00:00+01:00"
YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"


@pytest.fixture(scope="module")
def certificate(servers, tmp_path_factory):
    return Certificates(servers, tmp_path_factory.mktemp("certificates")).right


@pytest.fixture
def meddle(servers, certificate):
    with Meddle(certificate, servers.imaps, servers.ca) as relay:
        yield relay


def each_once(office, guests, letters):
    """Every guest registered and answered once, every letter filed once."""
    assert sorted(r["address"] for r in office.list("registrations")) == sorted(guests)
    assert sorted(m["address"] for m in office.list("outgoing")) == sorted(guests)
    assert all(len(office.mails(guest)) == 1 for guest in guests)
    filed = [mail["Message-ID"] for mail in office.folder("done")]
    assert sorted(filed) == sorted(email.message_from_bytes(raw)["Message-ID"] for raw in letters)
    assert office.letters() == {"inbox": 0, "done": len(letters), "review": 0, "automatic": 0}


# ---- cut ----


@pytest.mark.parametrize("way, points", [("down", 24), ("up", 12)])
def test_a_connection_cut_at_any_byte(office, meddle, way, points):
    dice, guests, letters = random.Random(len(way)), [], []
    office.write_settings(inbox={"port": meddle.port})

    def deliver():
        for _ in range(2):
            guests.append(office.guest())
            letters.append(letter(guests[-1], YES))
            office.deliver(letters[-1])

    deliver()
    meddle.cut()
    office.run()
    whole, broken = meddle.passed[way], 0
    for point in range(points):
        deliver()
        # All along the way, and some bytes beside a line's end as well as in the middle.
        meddle.cut(**{way: whole * point // points + dice.randrange(20)})
        broken += office.run(status=None).status == 1
    meddle.cut()
    office.run(now=LATER)
    assert broken > points / 2
    each_once(office, guests, letters)


@pytest.mark.parametrize("way", ["down", "up"])
def test_a_connection_out_cut_at_any_byte(office, servers, certificate, way):
    """What is certainly not sent is sent later; what may have gone is in doubt, and shown."""
    guests, points = [], 20
    with Meddle(certificate, servers.smtps, servers.ca) as relay:
        office.write_settings(outbox={"port": relay.port})
        guests.append(office.guest())
        office.deliver(letter(guests[-1], YES))
        office.run()
        whole = relay.passed[way]
        for point in range(points):
            guests.append(office.guest())
            office.deliver(letter(guests[-1], YES))
            relay.cut(**{way: whole * point // points + 3})
            office.run(status=None)
        relay.cut()
        office.run(now=LATER)
    states = {mail["address"]: mail["state"] for mail in office.list("outgoing")}
    assert sorted(states) == sorted(guests) and set(states.values()) <= {"sent", "doubt"}, states
    doubt = list(states.values()).count("doubt")
    # On the way up most bytes are the letter's, and what the relay swallows of them has left us.
    assert 0 < doubt < (points if way == "up" else points / 3)
    for guest in guests:
        got = len(office.mails(guest))
        assert got == 1 if states[guest] == "sent" else got <= 1, guest
    assert len(office.list("review")) == doubt


# ---- UIDs ----


def uidvalidity(servers, user):
    with servers.imap(user) as client:
        return client.status("INBOX", "(UIDVALIDITY)")[1][0]


def test_uidvalidity_changes(office, servers):
    """The server's index is lost: the same numbers name other letters."""
    guests = [office.guest() for _ in range(3)]
    letters = [letter(guest, YES) for guest in guests]
    for raw in letters[:2]:
        office.deliver(raw)
    office.run()
    before = uidvalidity(servers, office.address)
    for _ in range(10):
        time.sleep(1.1)  # it is made of seconds, and a session that is just ending may write the old one once more
        for index in (servers.dir / "mail" / office.address / "Maildir").glob("dovecot*"):
            index.unlink(missing_ok=True)
        if uidvalidity(servers, office.address) != before:
            break
    assert uidvalidity(servers, office.address) != before
    office.deliver(letters[2])
    office.run()
    each_once(office, guests, letters)


def test_uidvalidity_changes_under_our_feet(office, certificate):
    """A letter that was recorded and could not be filed comes again under other numbers: it is filed, and no more."""
    guests = [office.guest() for _ in range(2)]

    def no(line, tag):
        line.say(f"{tag} NO [OVERQUOTA] full")
        return True

    with Imap(certificate, capabilities="UIDPLUS") as peer:
        office.write_settings(inbox={"port": peer.port})
        peer.put(letter(guests[0], YES))
        peer.hooks["UID COPY"] = no
        office.run(status=1)
        assert len(office.mails(guests[0])) == 1 and len(peer.boxes["INBOX"]) == 1
        peer.hooks.clear()
        peer.uidvalidity += 1
        peer.boxes["INBOX"] = {1: peer.boxes["INBOX"].pop(1)}
        peer.put(letter(guests[1], YES))
        office.run()
        assert peer.boxes["INBOX"] == {} and len(peer.boxes["Anmeldungen.Erledigt"]) == 2
    assert sorted(r["address"] for r in office.list("registrations")) == sorted(guests)
    assert [len(office.mails(guest)) for guest in guests] == [1, 1]


def test_letters_expunged_under_our_feet(office, servers, meddle):
    """Between the list and the letter, and between the letter and its filing, somebody deletes it."""
    guests = [office.guest() for _ in range(4)]
    taken = []

    def expunge(number):
        with servers.imap(office.address) as client:
            client.select()
            client.store(number, "+FLAGS", "\\Deleted")
            client.expunge()

    def up(data):
        if b"BODY.PEEK[]" in data and not taken:
            taken.append(b"before it was read")
            expunge("2")
        if b"UID MOVE" in data and len(taken) == 1:
            taken.append(b"before it was filed")
            expunge("1")
        return data

    for guest in guests:
        office.deliver(letter(guest, YES))
    meddle.change["up"] = up
    office.write_settings(inbox={"port": meddle.port})
    office.run(status=None)
    office.run(now=LATER)
    assert len(taken) == 2
    assert sorted(r["address"] for r in office.list("registrations")) == sorted([guests[0], *guests[2:]])
    assert office.letters() == {"inbox": 0, "done": 2, "review": 0, "automatic": 0}
    assert [len(office.mails(guest)) for guest in guests] == [1, 0, 1, 1]


# ---- servers of little talent ----


@pytest.mark.parametrize("capabilities, left", [("", 3), ("UIDPLUS", 0)])
@pytest.mark.parametrize("prefix", ["", "INBOX."])
def test_a_server_without_idle_and_move_with_other_delimiters(office, certificate, capabilities, left, prefix):
    """The whole way: each letter is filed once, under names that people would give; what cannot be expunged stays, \\Deleted."""
    guests = [office.guest() for _ in range(3)]
    with Imap(certificate, capabilities=f"NAMESPACE {capabilities}", prefix=prefix) as peer:
        office.write_settings(inbox={"port": peer.port})
        for number, guest in enumerate(guests):
            peer.put(letter(guest, YES if number else "Guten Tag,\n\neine Frage: wann beginnt das Fachforum Bildung?\n\nJörg\n"))
        for now in ("2011-01-20T10:00:00+01:00", LATER):
            office.run(now=now)
        boxes = {name: [flags for flags, _ in box.values()] for name, box in peer.boxes.items() if box}
        assert {name: len(box) for name, box in boxes.items() if name != "INBOX"} == {
            f"{prefix}Anmeldungen.Erledigt": 2, f"{prefix}Anmeldungen.Bitte pr&APw-fen": 1}
        assert len(peer.boxes["INBOX"]) == left and all("\\Deleted" in flags for flags in boxes.get("INBOX", []))
        assert boxes[f"{prefix}Anmeldungen.Bitte pr&APw-fen"] == [set()], "unseen, and not deleted"
        assert f"{prefix}Anmeldungen.Noch einmal lesen" in peer.subscribed
    assert sorted(r["address"] for r in office.list("registrations")) == sorted(guests[1:])
    assert [len(office.mails(guest)) for guest in guests] == [1, 1, 1]


def test_a_server_that_refuses_a_folder_is_still_received_from(office, certificate):
    guest = office.guest()

    def refuse(line, tag):
        line.say(f"{tag} NO [NOPERM] not here")
        return True

    with Imap(certificate, capabilities="UIDPLUS", hooks={"CREATE": refuse}) as peer:
        office.write_settings(inbox={"port": peer.port})
        peer.put(letter(guest, YES))
        office.run(status=1)
    assert [r["address"] for r in office.list("registrations")] == [guest] and len(office.mails(guest)) == 1
    assert "<4>receive reads nothing again" in office.logs and "making folder" in office.logs


# ---- waiting ----


def test_idle_is_renewed_and_tells_of_news(office, meddle):
    guest, idles = office.guest(), []

    def up(data):
        idles.extend(re.findall(rb"\bIDLE\r\n", data))
        return data

    meddle.change["up"] = up
    office.write_settings(inbox={"port": meddle.port}, poll_seconds=2)
    with Running(office) as run:
        run.until(lambda: len(idles) >= 3)
        office.write_settings(poll_seconds=540)
    with Running(office) as run:
        before = len(idles)
        run.until(lambda: len(idles) > before)
        office.deliver(letter(guest, YES))
        run.until(lambda: office.mails(guest), seconds=300)  # IDLE tells, not the clock
        assert meddle.connections == 2, "one each"


@pytest.mark.parametrize("capabilities", ["UIDPLUS", "UIDPLUS IDLE"])
def test_without_idle_it_looks_now_and_then(office, certificate, capabilities):
    guests = [office.guest(), office.guest()]

    def refuse(line, tag):
        line.say(f"{tag} NO not today")
        return True

    with Imap(certificate, capabilities=capabilities, hooks={"IDLE": refuse}) as peer:
        office.write_settings(inbox={"port": peer.port}, poll_seconds=1)
        with Running(office) as run:
            for guest in guests:
                peer.put(letter(guest, YES))
                run.until(lambda: office.mails(guest))
            before, began = len(peer.commands), time.monotonic()
            time.sleep(3)
            looked, took = len(peer.commands) - before, time.monotonic() - began
            assert looked < 13 * took, "now and then, not all the time"
            assert peer.connections == 1


@pytest.mark.parametrize("idle", [True, False])
def test_an_unchanged_poll_costs_the_same_however_many_letters_lie_there(office, meddle, idle):
    """Letters that concern no series stay in the inbox: a look for news does not list them again."""
    polls, cost = [], {}

    def up(data):
        polls.extend(re.findall(rb"\b(?:IDLE|NOOP)\r\n", data))
        return data

    meddle.change = {"up": up, "down": None if idle else lambda data: data.replace(b" IDLE", b"")}
    office.write_settings(inbox={"port": meddle.port}, poll_seconds=1)
    for count in (2, 60):
        while len(office.guests) < count:
            office.drop(letter(office.guest(), "Guten Tag,\n\nanbei die Rechnung für Kopierpapier.\n\nJörg\n", subject="Rechnung"))
        office.run()
        with Running(office) as run:
            run.until(lambda: polls)  # what it looks at when it begins is behind it
            polls.clear()
            meddle.cut()  # counts from here
            run.until(lambda: len(polls) >= 4)
            cost[count] = sum(meddle.passed.values()) / len(polls)
            assert run.end() == 0
            polls.clear()
    assert office.letters()["inbox"] == 60
    # now and then it looks into the other folders too; a list would have some thirty bytes a letter
    assert cost[60] < cost[2] + 10 * (60 - 2), cost


# ---- servers that lie ----


def flood(line, tag):
    for _ in range(200):
        line.say(*["* OK " + "still here " * 10] * 1000)
    return True


def endless(line, tag):
    for _ in range(2_000):
        line.s.sendall(b"* OK " + b"x" * 65536)
    return True


def foreign(line, tag):
    """Letters that nobody has asked for, and letters that are none."""
    line.say("* SEARCH 1 2 3 4294967295 0")
    line.say(f"{tag} OK done")
    return True


def no_text(line, tag):
    line.say("* 1 FETCH (UID 99 FLAGS () RFC822.SIZE 5 INTERNALDATE \"20-Jan-2011 10:00:00 +0100\")", f"{tag} OK done")
    return True


def nonsense(line, tag):
    line.say("* (((((", "% what")
    return True


def bye(line, tag):
    line.say("* BYE [UNAVAILABLE] see you")
    raise EOFError


@pytest.mark.parametrize("command, lie", [("UID SEARCH", flood), ("UID SEARCH", endless), ("UID SEARCH", foreign), ("UID FETCH", no_text),
                                          ("UID FETCH", nonsense), ("SELECT", nonsense), ("UID SEARCH", bye), ("LOGIN", bye)])
def test_a_server_that_floods_or_lies(office, certificate, command, lie):
    """It costs one line in the log, and nothing else; what it told before is handled when it speaks the truth again."""
    guest = office.guest()
    with Imap(certificate, capabilities="UIDPLUS", hooks={command: lie}) as peer:
        office.write_settings(inbox={"port": peer.port})
        peer.put(letter(guest, YES))
        began = time.monotonic()
        run = office.run(status=None)
        assert time.monotonic() - began < 50  # a minute is what it gives a command
        assert len([line for line in run.log.splitlines() if line.startswith("<3>")]) <= 1, run.log
        with contextlib.suppress(KeyError):
            del peer.hooks[command]
        office.run(now=LATER)
        assert peer.boxes["INBOX"] == {}
    assert [r["address"] for r in office.list("registrations")] == [guest]
    assert len(office.mails(guest)) == 1


@pytest.mark.parametrize("lie", [5, -5, 40_000_000, 2_000_000_000])
def test_a_server_that_lies_about_sizes(office, certificate, lie):
    """Half a letter is never taken for a whole one."""
    guest = office.guest()
    with Imap(certificate, capabilities="UIDPLUS") as peer:
        office.write_settings(inbox={"port": peer.port})
        peer.put(letter(guest, YES))
        peer.lie = lie
        office.run(status=None)
        peer.lie = 0
        office.run(now=LATER)
    assert [r["address"] for r in office.list("registrations")] + [i["from_address"] for i in office.list("review")] == [guest]
    assert len(office.mails(guest)) <= 1


def test_a_server_that_drips_does_not_keep_the_sender(office, certificate):
    first = office.guest()
    office.deliver(letter(first, YES))
    office.servers.refuse(f"{first}: 451 4.7.1 later")
    office.run()
    office.servers.refuse()

    sent = threading.Event()

    def drip(line, tag):
        while not sent.wait(0.5):
            line.s.sendall(b"*")
        raise EOFError

    with Imap(certificate, capabilities="UIDPLUS", hooks={"UID SEARCH": drip}) as peer:
        office.write_settings(inbox={"port": peer.port})
        running = office.start(now=LATER, once=False)
        try:
            end = time.monotonic() + PATIENCE
            while not office.mails(first) and time.monotonic() < end:
                time.sleep(0.2)
        finally:
            sent.set()
            running.terminate()
            log = running.communicate(timeout=PATIENCE)[1].decode()
        assert len(office.mails(first)) == 1, log
