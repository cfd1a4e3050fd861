"""The sender and its server: several connections, the server's own limit, trial, hold and release."""
import email
import threading
import time

import pytest

from house import PATIENCE, letter
from peers import Certificates, Relay, Smtp
from test_processes import Running

LATER = "2011-01-20T12:00:00+01:00"
YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"


@pytest.fixture(scope="module")
def certificate(servers, tmp_path_factory):
    return Certificates(servers, tmp_path_factory.mktemp("certificates")).right


def deliver(office, count):
    guests = [office.guest() for _ in range(count)]
    for guest in guests:
        office.deliver(letter(guest, YES))
    return guests


def states(office):
    return [mail["state"] for mail in office.list("outgoing")]


# ---- connections ----


@pytest.mark.parametrize("connections", [1, 2, 4])
def test_several_connections_are_kept(office, servers, certificate, connections):
    guests = deliver(office, 12)
    with Relay(certificate, servers.smtps, servers.ca) as relay:
        office.write_settings(outbox={"port": relay.port, "connections": connections})
        office.run()
        assert relay.connections == connections
    assert all(len(office.mails(guest)) == 1 for guest in guests)


def test_several_connections_are_waited_for_together(office, certificate):
    """Where the server thinks before it answers."""
    thinking, at_once = [], []

    class Slow(Smtp):
        patience = 0.3  # for others to come; once there were three, that is proven

        def talk(self, s):
            send = s.sendall

            def think(data):
                if b"taken" in data:
                    thinking.append(s)
                    at_once.append(len(thinking))
                    end = time.monotonic() + self.patience
                    while max(at_once) < 3 and time.monotonic() < end:
                        time.sleep(0.01)
                    time.sleep(0.05)
                    thinking.remove(s)
                return send(data)

            s.sendall = think
            super().talk(s)

    deliver(office, 12)
    most = {}
    with Slow(certificate) as peer:
        for connections in (1, 4):
            office.write_settings(outbox={"port": peer.port, "connections": connections})
            at_once.clear()
            peer.patience = 0.3 if connections == 1 else 20
            office.run()
            most[connections] = max(at_once)
            deliver(office, 12 if connections == 1 else 0)
    assert most[1] == 1 and 2 < most[4] <= 4, most
    assert len(peer.letters) == 24 and set(states(office)) == {"sent"}


def test_a_server_that_does_not_answer_holds_up_no_receiving(office, certificate):
    """The sender waits for the answer to a last byte, and letters go on being read, recorded and filed."""
    released = threading.Event()

    class Hangs(Smtp):
        def talk(self, s):
            send = s.sendall

            def late(data):
                if b"taken" in data:
                    released.wait(PATIENCE)
                return send(data)

            s.sendall = late
            super().talk(s)

    first = deliver(office, 1)
    with Hangs(certificate) as peer:
        office.write_settings(outbox={"port": peer.port})
        with Running(office) as run:
            run.until(lambda: peer.letters)
            later = deliver(office, 3)
            run.until(lambda: office.letters()["done"] == 4)
            assert sorted(r["address"] for r in office.list("registrations")) == sorted(first + later)
            assert sorted(states(office)) == ["queued"] * 3 + ["sending"]
            released.set()
            run.until(lambda: states(office) == ["sent"] * 4)
            assert run.end() == 0


def test_a_wrong_password_is_tried_once(office, servers, certificate, tmp_path):
    (tmp_path / "wrong").write_text("wrong\n")
    (tmp_path / "wrong").chmod(0o600)
    deliver(office, 6)
    with Relay(certificate, servers.smtps, servers.ca) as relay:
        office.write_settings(outbox={"port": relay.port, "connections": 4, "password_file": str(tmp_path / "wrong")})
        office.run(status=1)
        assert relay.connections == 1, "no storm"
    assert set(states(office)) == {"queued"}


def test_an_office_where_nothing_gets_in_raises_one_alarm(office, servers, certificate, tmp_path):
    (tmp_path / "wrong").write_text("wrong\n")
    (tmp_path / "wrong").chmod(0o600)
    deliver(office, 2)
    with Relay(certificate, servers.smtps, servers.ca) as relay:
        office.write_settings(outbox={"port": relay.port, "password_file": str(tmp_path / "wrong")})
        with Running(office) as run:
            run.until(lambda: "send failed" in run.log)
            deliver(office, 1)  # a poke is no reason to try again
            time.sleep(3)
            assert relay.connections == 1 and run.log.count("send failed") == 1


def test_two_mails_to_one_address_never_overtake_each_other(office, certificate):
    guest = office.guest()
    for number in range(3):
        office.deliver(letter(guest, f"Sehr geehrte Damen und Herren,\n\neine Frage, Nummer {number}: wann beginnt das Fachforum Bildung?\n\nJörg\n"))
    office.write_settings(receipts_per_address=10)
    with Smtp(certificate) as peer:
        office.write_settings(outbox={"port": peer.port, "connections": 4})
        office.run()
    ids = [mail["message_id"] for mail in office.list("outgoing")]
    assert len(ids) == 3 and ids == [email.message_from_bytes(raw)["Message-ID"].strip().strip("<>") for raw in peer.letters]


# ---- the server's own limit ----


def test_the_servers_own_limit(office):
    guests = deliver(office, 6)
    office.write_settings(outbox={"letters_per_minute": 120, "connections": 4})
    began = time.monotonic()
    office.run()
    assert time.monotonic() - began > 2.5, "half a second between two"
    assert all(len(office.mails(guest)) == 1 for guest in guests)


def test_waiting_for_the_servers_limit_it_ends_when_told_to(office):
    deliver(office, 4)
    office.write_settings(outbox={"letters_per_minute": 1})
    with Running(office) as run:
        run.until(lambda: "end=sent" in run.log)
        began = time.monotonic()
        assert run.end() == 0 and time.monotonic() - began < 50  # a minute is what it waits
    assert sorted(states(office)) == ["queued", "queued", "queued", "sent"]
