"""The inbox and the outbox against a real Dovecot, a real Exim, and peers that misbehave (peers.py).

Both are driven through probe-transport, which prints a line of JSON a command; the sanitized build where there is one.
"""
import glob
import json
import os
import re
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

import house
from peers import Certificates, Imap, Meddle, Relay, Smtp, closed_port

TOP = Path(__file__).resolve().parent.parent
PROBE = os.environ.get("PROBE", str(next((p for p in (TOP / "build/asan/tests/probe-transport",) if p.exists()),
                                         TOP / "build/tests/probe-transport")))
LATER, LOGIN, TLS, SETTINGS, REFUSED, PROTOCOL = 1, 2, 3, 4, 5, 6  # enum fault
SEEN, DELETED = 1, 8  # LETTER_…
UNKNOWN_CA = "TLS refused: its certificate was signed by an authority that is not trusted here"
OTHER_NAME = "TLS refused: its certificate is for another name"
EXPIRED = "TLS refused: its certificate has expired"


@pytest.fixture(scope="session")
def certificates(servers, tmp_path_factory):
    return Certificates(servers, tmp_path_factory.mktemp("certificates"))


class Probe:
    """probe-transport for one server and user: probe("connect", …) gives what it printed."""

    more = {}  # to the environment

    def __init__(self, folder, port, ca, user="buero@stadt.example", password="secret", tls="tls", host="localhost"):
        self.dir = Path(folder)
        (self.dir / "password").write_text(password + "\n")
        (self.dir / "password").chmod(0o600)
        self.start = [PROBE, host, str(port), tls, user or "-", str(self.dir / "password") if user else "-", ca or "-"]

    def __call__(self, *words, timeout=house.PATIENCE):
        environment = {**os.environ, **self.more}
        done = subprocess.run(self.start + [str(w) for w in words], capture_output=True, timeout=timeout, text=True, env=environment)
        assert done.returncode == 0, (done.returncode, done.stdout, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def write(self, data, name="letter.eml"):
        (self.dir / name).write_bytes(data)
        return str(self.dir / name)


numbers = iter(range(1, 10000))


@pytest.fixture
def user():
    return f"postfach-{next(numbers)}@stadt.example"


@pytest.fixture
def imap(servers, tmp_path, user):
    probe = Probe(tmp_path, servers.imaps, servers.ca, user)
    probe.user = user
    return probe


def mail(n=0, size=0):
    body = b"Zeile mit 70 Zeichen, damit nichts zu lang wird: 0123456789 0123456789\r\n"
    return b"From: gast@web.example\r\nSubject: %d\r\nMessage-ID: <%d@web.example>\r\n\r\n" % (n, n) + body * (size // len(body) + 1)


# ── certificates and logins ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_inbox_accepts_the_right_server(imap):
    assert imap("connect", "select", "INBOX")[0] == {"connected": True}


def test_inbox_refuses_an_unknown_authority(servers, tmp_path):
    assert Probe(tmp_path, servers.imaps, None)("connect") == [{"error": f"localhost:{servers.imaps}: {UNKNOWN_CA}", "fault": TLS}]


def test_inbox_refuses_a_wrong_password(servers, tmp_path, user):
    assert Probe(tmp_path, servers.imaps, servers.ca, user, "wrong-secret")("connect") == [
        {"error": f"localhost:{servers.imaps}: login refused: user name or password are wrong", "fault": LOGIN}]


@pytest.mark.parametrize("which, why", [("right", None), ("other_name", OTHER_NAME), ("expired", EXPIRED),
                                        ("client_only", "TLS refused: its certificate is not meant for servers")])
def test_inbox_looks_at_the_certificate(servers, certificates, tmp_path, user, which, why):
    with Relay(getattr(certificates, which), servers.imaps, servers.ca) as peer:
        got = Probe(tmp_path, peer.port, servers.ca, user)("connect")
        assert got == [{"connected": True} if why is None else {"error": f"localhost:{peer.port}: {why}", "fault": TLS}]


def test_inbox_says_where_nobody_listens(servers, tmp_path):
    port = closed_port()
    got = Probe(tmp_path, port, servers.ca)("connect", "select", "INBOX")
    assert got == [{"error": f"localhost:{port}: connecting: Connection refused", "fault": LATER},
                   {"error": "not connected", "fault": LATER}]


def test_inbox_says_that_a_port_speaks_no_tls(servers, tmp_path):
    got = Probe(tmp_path, servers.smtp, servers.ca)("connect")
    assert got[0]["fault"] == TLS and "is it the right port?" in got[0]["error"]


def test_inbox_says_that_a_name_is_unknown(servers, tmp_path):
    got = Probe(tmp_path, 993, servers.ca, host="no-such-host.invalid")("connect")
    assert got[0]["fault"] == LATER and got[0]["error"].startswith("no-such-host.invalid:993: looking up its address: ")


def outbox(servers, folder, port, **more):
    return Probe(folder, port, more.pop("ca", servers.ca), **more)


FROM, TO = "buero@stadt.example", "gast@web.example"


def send(probe, to=TO, data=None, sender=FROM):
    return probe("send", sender, to, probe.write(mail() if data is None else data))[0]


@pytest.mark.parametrize("kind, tls", [("smtps", "tls"), ("submission", "starttls")])
def test_outbox_accepts_the_right_server(servers, tmp_path, user, kind, tls):
    probe = outbox(servers, tmp_path, getattr(servers, kind), tls=tls)
    assert send(probe, user, mail(7)) == {"end": "sent", "fault": 0, "code": 250, "status": "", "why": ""}
    assert [m["Subject"] for m in servers.mailbox(user)] == ["7"]


def test_outbox_says_that_a_port_speaks_no_tls(servers, tmp_path):
    got = send(outbox(servers, tmp_path, servers.smtp, tls="tls"))
    assert (got["end"], got["fault"]) == ("server", TLS) and "is it the right port?" in got["why"]


@pytest.mark.parametrize("kind, tls", [("smtps", "tls"), ("submission", "starttls")])
def test_outbox_refuses_an_unknown_authority(servers, tmp_path, kind, tls):
    port = getattr(servers, kind)
    assert send(outbox(servers, tmp_path, port, tls=tls, ca=None)) == {
        "end": "server", "fault": TLS, "code": 0, "status": "", "why": f"localhost:{port}: {UNKNOWN_CA}"}


@pytest.mark.parametrize("kind, tls", [("smtps", "tls"), ("submission", "starttls")])
def test_outbox_refuses_a_wrong_password(servers, tmp_path, kind, tls):
    port = getattr(servers, kind)
    got = send(outbox(servers, tmp_path, port, tls=tls, password="wrong-secret"))
    assert (got["end"], got["fault"], got["code"]) == ("server", LOGIN, 535)
    assert got["why"] == f"localhost:{port}: login refused (535)"


@pytest.mark.parametrize("tls", ["tls", "starttls"])
@pytest.mark.parametrize("which, why", [("right", None), ("other_name", OTHER_NAME), ("expired", EXPIRED),
                                        ("client_only", "TLS refused: its certificate is not meant for servers")])
def test_outbox_looks_at_the_certificate(servers, certificates, tmp_path, which, why, tls):
    with Smtp(getattr(certificates, which), starttls=tls == "starttls") as peer:
        got = send(outbox(servers, tmp_path, peer.port, tls=tls))
        if why is None:
            assert got["end"] == "sent" and len(peer.letters) == 1
        else:
            assert got["why"] == f"localhost:{peer.port}: {why}" and (got["end"], got["fault"]) == ("server", TLS)
            assert not peer.letters and not any(c.startswith("AUTH") for c in peer.commands)


@pytest.fixture
def elsewhere(servers):
    """An environment in which mail.elsewhere.example is this machine: the real servers under a name that is not theirs."""
    if "asan" in PROBE and not (TOP / "build/tests/probe-transport").exists():
        pytest.fail("the plain probe is missing: make tests")
    wrapper = glob.glob(os.path.join(os.environ.get("SERVERS", str(TOP / "build/servers")), "usr/lib/*/libnss_wrapper.so"))
    hosts, library = servers.dir / "hosts", servers.dir / "nss_wrapper.so"
    hosts.write_text("127.0.0.1 mail.elsewhere.example\n")
    if not library.exists():
        library.symlink_to(os.path.abspath(wrapper[0]))  # LD_PRELOAD takes a path with blanks for two
    return {"LD_PRELOAD": str(library), "NSS_WRAPPER_HOSTS": str(hosts)}


@pytest.mark.parametrize("kind, tls", [("imaps", "tls"), ("smtps", "tls"), ("submission", "starttls")])
def test_real_servers_under_another_name_are_refused(servers, tmp_path, elsewhere, kind, tls):
    port = getattr(servers, kind)
    probe = Probe(tmp_path, port, servers.ca, tls=tls, host="mail.elsewhere.example")
    probe.start[0] = str(TOP / "build/tests/probe-transport")  # AddressSanitizer wants to be the first library
    probe.more = elsewhere
    got = probe("connect")[0]["error"] if kind == "imaps" else send(probe)["why"]
    assert got == f"mail.elsewhere.example:{port}: {OTHER_NAME}"


def test_outbox_says_where_nobody_listens(servers, tmp_path):
    port = closed_port()
    got = send(outbox(servers, tmp_path, port))
    assert got == {"end": "server", "fault": LATER, "code": 0, "status": "", "why": f"localhost:{port}: no connection: are 'host' and 'port' right?"}


def test_outbox_refuses_a_server_without_starttls(servers, tmp_path, certificates):
    with Smtp(certificates.right, starttls=True) as peer:
        peer.replies["EHLO"] = ["250-peer", "250 AUTH PLAIN"]
        got = send(outbox(servers, tmp_path, peer.port, tls="starttls"))
        assert got["why"] == f"localhost:{peer.port}: TLS refused: the server does not offer STARTTLS"
        assert (got["end"], got["fault"]) == ("server", TLS) and not peer.letters
        assert not any(c.startswith(("AUTH", "MAIL")) for c in peer.commands)


# ── replies of a real Exim ──────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def smtp(servers, tmp_path):
    servers.refuse()
    yield Probe(tmp_path, servers.smtps, servers.ca)
    servers.refuse()


@pytest.mark.parametrize("reply, end, why", [
    (f"{TO}: 550 5.1.1 kein Gast Erika Musterfrau", ("never", 0, 550, "5.1.1"), "the server refuses the recipient for good (550 5.1.1)"),
    (f"{TO}: 451 4.7.1 Geduld", ("later", 0, 451, "4.7.1"), "not now, the server says (451 4.7.1)"),
    ("data: 452 4.3.1 voll", ("later", 0, 452, "4.3.1"), "not now, the server says (452 4.3.1)"),
    ("data: 554 5.7.1 Reklame", ("never", 0, 554, "5.7.1"), "the server refuses the letter for good (554 5.7.1)"),
])
def test_outbox_tells_replies_apart(servers, smtp, reply, end, why):
    servers.refuse(reply)
    got = send(smtp)
    assert (got["end"], got["fault"], got["code"], got["status"]) == end and got["why"] == why


def test_outbox_goes_on_after_a_refusal(servers, smtp):
    servers.refuse("nobody@web.example: 550 5.1.1 no")
    path = smtp.write(mail())
    got = smtp("send", FROM, TO, path, "send", FROM, "nobody@web.example", path, "send", FROM, TO, path)
    assert [g["end"] for g in got] == ["sent", "never", "sent"]


def test_outbox_keeps_its_connection(servers, certificates, tmp_path, user):
    with Relay(certificates.right, servers.smtps, servers.ca) as peer:
        probe = Probe(tmp_path, peer.port, servers.ca)
        got = probe(*["send", FROM, user, probe.write(mail())] * 10)
        assert [g["end"] for g in got] == ["sent"] * 10 and peer.connections == 1, got
    assert len(servers.mailbox(user)) == 10


def test_outbox_carries_a_letter_of_several_megabytes_and_dots(servers, smtp, user):
    data = mail(1, 5_000_000) + b".\r\n..\r\n.hidden\r\nAdieu\r\n"
    assert send(smtp, user, data)["end"] == "sent"
    raw = servers.mailbox(user)[0].raw
    assert raw[raw.index(b"From: gast"):] == data


def test_outbox_sends_with_the_null_sender(servers, smtp, user):
    assert send(smtp, user, sender="")["end"] == "sent"
    assert servers.mailbox(user)[0]["Return-Path"] == "<>"


def test_outbox_sends_to_umlauts_where_the_server_takes_them(servers, smtp):
    got = send(smtp, "jörg@web.example")
    assert got["end"] == "sent", got


def test_outbox_does_not_send_to_umlauts_where_it_does_not(servers, certificates, tmp_path):
    with Smtp(certificates.right) as peer:
        probe = Probe(tmp_path, peer.port, servers.ca)
        path = probe.write(mail())
        got = probe("send", FROM, "jörg@web.example", path, "send", FROM, TO, path)
        assert [g["end"] for g in got] == ["never", "sent"] and "SMTPUTF8" in got[0]["why"]
        assert peer.connections == 1 and len(peer.letters) == 1


# ── what must not go out ────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("address", [
    "gast@web.example>\r\nRCPT TO:<other@web.example", "gast@web.example\nDATA", "gast@web.example\r", "a@b>x@c", "<a@b.example>",
    "a b@web.example", "gast@web.example SIZE=1", "gast\x7f@web.example", "gast", "@web.example", "gast@", "a@b@c", "",
    "gast\u2028x@web.example", "gast\u0085x@web.example", '"a b"@web.example', "a" * 250 + "@web.example", "a,b@web.example",
])
def test_outbox_refuses_addresses_that_carry_more(servers, certificates, tmp_path, address):
    with Smtp(certificates.right, extensions=("AUTH PLAIN", "SMTPUTF8")) as peer:
        probe = Probe(tmp_path, peer.port, servers.ca)
        got = send(probe, address)
        assert got["end"] == "never" and got["why"].startswith("the recipient's address: "), got
        if address:
            got = send(probe, sender=address)
            assert (got["end"], got["fault"]) == ("server", SETTINGS) and got["why"].startswith("the sender's address: ")
        assert peer.commands == []


@pytest.mark.parametrize("data", [b"Subject: x\n\nhallo\n", b"Subject: x\r\n\r\nhal\rlo\r\n", b"Subject: x\r\n\r\nhal\0lo\r\n",
                                  b"Subject: x\r\n\r\nhallo", b"", b"\n.\r\n", b"x\r\n\n.\nMAIL FROM:<a@b>\r\n"])
def test_outbox_refuses_letters_that_are_not_crlf(servers, certificates, tmp_path, data):
    with Smtp(certificates.right) as peer:
        got = send(Probe(tmp_path, peer.port, servers.ca), data=data)
        assert got["end"] == "never" and "not composed rightly" in got["why"] and peer.commands == []


# ── connections that break ──────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("replies, size, end", [
    ({"BODY": "close"}, 0, ("in-doubt", LATER, 0)),
    ({"BODY": "close"}, 3_000_000, ("in-doubt", LATER, 0)),
    ({"body": True}, 30_000_000, ("later", LATER, 0)),
    ({"DATA": "close"}, 0, ("later", LATER, 0)),
    ({"RCPT": "close"}, 0, ("later", LATER, 0)),
    ({"MAIL": "close"}, 0, ("later", LATER, 0)),
    ({"EHLO": "close"}, 0, ("server", LATER, 0)),
    ({"CONNECT": "close"}, 0, ("server", LATER, 0)),
    ({"CONNECT": "421 4.3.2 not now"}, 0, ("server", LATER, 421)),
    ({"CONNECT": "554 5.3.2 go away"}, 0, ("server", LATER, 554)),
    ({"AUTH": "454 4.7.0 later"}, 0, ("server", LATER, 454)),
    ({"AUTH": "535 5.7.8 no"}, 0, ("server", LOGIN, 535)),
    ({"AUTH": "close"}, 0, ("server", LATER, 0)),
    ({"MAIL": "530 5.7.0 login first"}, 0, ("server", LOGIN, 530)),
    ({"MAIL": "550 5.7.1 not your address"}, 0, ("server", SETTINGS, 550)),
    ({"MAIL": "552 5.3.4 too big"}, 0, ("never", 0, 552)),
    ({"MAIL": "451 4.3.0 later"}, 0, ("later", 0, 451)),
    ({"RCPT": ["550-5.1.1 no", "550-5.1.1 such", "550 5.1.1 guest"]}, 0, ("never", 0, 550)),
    ({"RCPT": "554 5.7.1 <gast@web.example>: Relay access denied"}, 0, ("server", SETTINGS, 554)),
    ({"RCPT": "550 relay not permitted"}, 0, ("server", SETTINGS, 550)),
    ({"RCPT": ["550-5.7.54 SMTP; Unable to relay", "550 5.7.54 recipient"]}, 0, ("server", SETTINGS, 550)),
    ({"RCPT": "550 5.7.1 we do not like your words"}, 0, ("never", 0, 550)),
    ({"RCPT": "421 4.3.2 bye"}, 0, ("later", LATER, 421)),
    ({"DATA": "451 4.3.0 later"}, 0, ("later", 0, 451)),
    ({"BODY": "250 ok"}, 0, ("sent", 0, 250)),
    ({"BODY": ["250-thank", "250 you"]}, 0, ("sent", 0, 250)),
])
def test_outbox_knows_how_far_a_letter_came(servers, certificates, tmp_path, replies, size, end):
    with Smtp(certificates.right, replies) as peer:
        got = send(Probe(tmp_path, peer.port, servers.ca), data=mail(1, size))
        assert (got["end"], got["fault"], got["code"]) == end, got
        assert (got["why"] == "") == (got["end"] == "sent")
        assert peer.connections == 1  # never blindly again


def test_outbox_replaces_a_kept_connection_that_died(servers, certificates, tmp_path):
    """The server hangs up at the second letter's MAIL: nothing of it was sent, so a new connection carries it at once."""
    for second in "close", "421 4.4.2 idle for too long":
        with Smtp(certificates.right, {"MAIL2": second}) as peer:
            probe = Probe(tmp_path, peer.port, servers.ca)
            got = probe(*["send", FROM, TO, probe.write(mail())] * 2)
            assert [g["end"] for g in got] == ["sent", "sent"], (second, got)
            assert peer.connections == 2 and len(peer.letters) == 2


def test_outbox_does_not_repeat_what_may_have_gone(servers, certificates, tmp_path):
    """On a kept connection too: broken after the last byte is in doubt, and the next letter goes its way."""
    with Smtp(certificates.right, {"BODY2": "close"}) as peer:
        probe = Probe(tmp_path, peer.port, servers.ca)
        got = probe(*["send", FROM, TO, probe.write(mail())] * 3)
        assert [g["end"] for g in got] == ["sent", "in-doubt", "sent"] and peer.connections == 2


class Pausing(Smtp):
    """Says nothing at one point until it is let go."""

    def __init__(self, certificate, at):
        super().__init__(certificate)
        self.at, self.reached, self.go = at, threading.Event(), threading.Event()
        self.replies = self

    def get(self, command, usual=None):
        if command == self.at:
            self.reached.set()
            self.go.wait(300)
        return usual


@pytest.mark.parametrize("at, answered, end", [("DATA", False, "later"), ("BODY", True, "sent")])
def test_outbox_stops_when_it_is_told_to(servers, certificates, tmp_path, at, answered, end):
    """Before the last byte at once; after it, the answer is still awaited."""
    with Pausing(certificates.right, at) as peer:
        probe = Probe(tmp_path, peer.port, servers.ca)
        process = subprocess.Popen(probe.start + ["send", FROM, TO, probe.write(mail())], stdout=subprocess.PIPE, text=True)
        assert peer.reached.wait(house.PATIENCE)
        process.send_signal(signal.SIGTERM)
        if answered:
            time.sleep(2.5)
            assert process.poll() is None
            peer.go.set()
        out, _ = process.communicate(timeout=house.PATIENCE)
        peer.go.set()
        assert json.loads(out)["end"] == end and process.returncode == 0


def test_outbox_says_nothing_of_the_servers_or_peoples_words(servers, certificates, tmp_path):
    with Smtp(certificates.right, {"RCPT": f"550 5.1.1 <{TO}>: Erika Musterfrau hat gekündigt"}) as peer:
        got = json.dumps(send(Probe(tmp_path, peer.port, servers.ca)))
        assert "Musterfrau" not in got and TO not in got


# ── letters in ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
def fetched(lines):
    return [letter for line in lines if isinstance(line.get("letters"), list) for letter in line["letters"]]


def test_inbox_fetches_what_is_new(servers, imap, tmp_path):
    for n in range(3):
        servers.deliver(imap.user, mail(n), TO)
    before = time.time()
    got = imap("connect", "select", "INBOX", "fetch", 0, tmp_path)
    assert got[1]["uidvalidity"] > 0 and got[1]["letters"] == 3
    letters = fetched(got)
    assert [x["uid"] for x in letters] == [1, 2, 3]
    assert all(x["flags"] & SEEN == 0 and abs(x["date"] - before) < 600 and x["size"] == x["bytes"] for x in letters)
    for n, kept in enumerate(servers.mailbox(imap.user)):
        assert (tmp_path / f"{n + 1}.eml").read_bytes() == kept.raw and not kept.seen  # looking leaves no trace
    assert [x["uid"] for x in fetched(imap("connect", "select", "INBOX", "fetch", 2, tmp_path))] == [3]
    assert fetched(imap("connect", "select", "INBOX", "fetch", 3, tmp_path)) == []


def test_inbox_fetches_many_in_batches(servers, imap, tmp_path):
    for n in range(250):
        servers.drop(imap.user, mail(n))
    batches = [len(line["letters"]) for line in imap("connect", "select", "INBOX", "fetch", 0, tmp_path)[2:]]
    assert batches == [100, 100, 50, 0]
    subjects = {int(re.search(rb"Subject: (\d+)", (tmp_path / f"{n}.eml").read_bytes())[1]) for n in range(1, 251)}
    assert subjects == set(range(250))


def test_inbox_bounds_a_batch_by_bytes(servers, imap, tmp_path):
    for n in range(12):
        servers.drop(imap.user, mail(n, 990_000))
    batches = [len(line["letters"]) for line in imap("connect", "select", "INBOX", "fetch", 0, tmp_path)[2:]]
    assert batches == [8, 4, 0]


def test_inbox_fetches_big_letters_in_pieces_and_huge_ones_not_at_all(servers, imap, tmp_path):
    sizes = [100, 1_048_576, 1_048_577, 7_340_032, 33_600_000]
    for n, size in enumerate(sizes):
        head = b"Subject: %d\r\n\r\n" % n
        body = b"".join(b"%09d\r\n" % i for i in range(size // 11 + 1))
        servers.drop(imap.user, (head + body)[:size - 2] + b"\r\n")
        time.sleep(0.01)
    letters = fetched(imap("connect", "select", "INBOX", "fetch", 0, tmp_path))
    by_subject = {}
    for letter in letters:
        raw = (tmp_path / f"{letter['uid']}.eml").read_bytes()
        by_subject[int(re.search(rb"Subject: (\d+)", raw)[1])] = letter, raw
    for n, size in enumerate(sizes):
        letter, raw = by_subject[n]
        if size < 33_000_000:
            head = b"Subject: %d\r\n\r\n" % n
            assert raw == (head + b"".join(b"%09d\r\n" % i for i in range(size // 11 + 1)))[:size - 2] + b"\r\n"
            assert not letter["head_only"]
        else:
            assert letter["head_only"] and raw == b"Subject: 4\r\n\r\n" and letter["size"] > 33_000_000


def test_inbox_takes_a_letter_as_it_is(servers, imap, tmp_path):
    odd = [b"\x80\xff\xfe rubbish without a head\r\n", b"Subject: nothing else\r\n", b"\r\n\r\n\r\n", b'From: "(\\\r\n\r\n{5}\r\n)\r\n']
    for raw in odd:
        servers.drop(imap.user, raw)
    letters = fetched(imap("connect", "select", "INBOX", "fetch", 0, tmp_path))
    assert sorted((tmp_path / f"{x['uid']}.eml").read_bytes() for x in letters) == sorted(odd)


def test_inbox_leaves_out_what_is_gone(servers, imap, tmp_path):
    servers.drop(imap.user, mail(1))
    got = imap("connect", "select", "INBOX", "find", 0, "get", "1,2,77", tmp_path)
    assert [x["uid"] for x in got[3]["letters"]] == [1]


def test_inbox_finds_by_message_id(servers, imap):
    for n in 1, 11, 111:
        servers.drop(imap.user, mail(n))
        time.sleep(0.01)
    got = imap("connect", "select", "INBOX", "find-id", "11@web.example", "find-id", "2@web.example", "find-id", "",
               "find-id", 'x"\r\na LOGOUT')
    assert [len(line["uids"]) for line in got[2:]] == [1, 0, 0, 0]


# ── folders and filing ──────────────────────────────────────────────────────────────────────────────────────────────────────
REVIEW = "Anmeldungen/Bitte prüfen"


def test_inbox_makes_folders_with_umlauts(servers, imap):
    got = imap("connect", "make", REVIEW, "make", REVIEW, "make", "Tom & Jerry/日本語/😀", "select", "Tom & Jerry/日本語/😀")
    assert [line.get("made") for line in got[1:4]] == [REVIEW, REVIEW, "Tom & Jerry/日本語/😀"] and got[4]["letters"] == 0
    with servers.imap(imap.user) as client:
        names = b"\n".join(client.lsub()[1])
    assert house.utf7(REVIEW).encode() in names and house.utf7("Tom & Jerry/日本語/😀").encode() in names


@pytest.mark.parametrize("name", ["", "a//b", "/a", "a/", "a*", "a%b", "a\r\nb", "a\tb", "a" * 501])
def test_inbox_refuses_names_that_are_none(imap, name):
    got = imap("connect", "make", name, "select", "INBOX")
    assert got[1]["fault"] == SETTINGS and got[1]["error"].startswith("making") or got[1]["error"].startswith("folder"), got
    assert got[2]["letters"] == 0  # the session goes on


def test_inbox_files_letters_away(servers, imap):
    for n in range(4):
        servers.drop(imap.user, mail(n))
    got = imap("connect", "select", "INBOX", "find", 0, "file", "1,3", REVIEW, "unseen", "file", "2", "Anmeldungen/Erledigt", "seen")
    assert [f["how"] for f in got[3]["filed"] + got[4]["filed"]] == ["moved"] * 3
    assert [f["uid"] for f in got[3]["filed"]] == [1, 2] and all(f["uidvalidity"] > 0 for f in got[3]["filed"])
    assert [m.seen for m in servers.mailbox(imap.user, REVIEW)] == [False, False]
    assert [m.seen for m in servers.mailbox(imap.user, "Anmeldungen/Erledigt")] == [True]
    assert [m.uid for m in servers.mailbox(imap.user)] == [4]


def test_inbox_tells_a_letter_that_vanished_from_one_that_moved(servers, imap):
    for n in range(3):
        servers.drop(imap.user, mail(n))
    got = imap("connect", "select", "INBOX", "find", 0, "file", "2", REVIEW, "unseen", "file", "1,2,3,900", REVIEW, "unseen")
    assert [f["how"] for f in got[4]["filed"]] == ["moved", "vanished", "moved", "vanished"]
    assert [f["uid"] for f in got[4]["filed"]] == [2, 0, 3, 0]
    assert len(servers.mailbox(imap.user, REVIEW)) == 3


def test_inbox_appends(servers, imap):
    got = imap("connect", "append", "Gesendet/Über uns", imap.write(mail(5, 2_500_000)))
    assert got[1]["uid"] == 1
    kept = servers.mailbox(imap.user, "Gesendet/Über uns")
    assert [m.raw for m in kept] == [mail(5, 2_500_000)] and kept[0].seen


def test_inbox_says_that_a_folder_is_not_there(imap):
    got = imap("connect", "select", "Gibt es nicht", "select", "INBOX")
    assert got[1]["fault"] == REFUSED and got[1]["error"].startswith('opening "Gibt es nicht": the server refused')
    assert got[2]["letters"] == 0


def test_inbox_waits_for_letters(servers, certificates, tmp_path, user):
    late = threading.Timer(1.0, servers.drop, (user, mail(1)))

    def up(data):
        if b" IDLE\r\n" in data:
            late.start()
        return data

    with Meddle(certificates.right, servers.imaps, servers.ca, up=up) as relay:
        got = Probe(tmp_path, relay.port, servers.ca, user)("connect", "select", "INBOX", "find", 0, "wait", 120, "find", 0)
    late.join()
    assert got[3]["news"] and 500 < got[3]["ms"] < 100_000 and got[4]["uids"] == [1]


def test_inbox_waits_no_longer_than_asked(imap):
    got = imap("connect", "select", "INBOX", "find", 0, "wait", 1, "select", "INBOX")
    assert not got[3]["news"] and 900 < got[3]["ms"] < 50_000 and "uidvalidity" in got[4]


# ── servers of little talent, and worse ─────────────────────────────────────────────────────────────────────────────────────
def weak(servers, tmp_path, peer, **more):
    return Probe(tmp_path, peer.port, servers.ca, **more)


def test_inbox_files_without_move(servers, certificates, tmp_path):
    with Imap(certificates.right, "UIDPLUS") as peer:
        for n in range(3):
            peer.put(mail(n))
        peer.boxes["INBOX"][2][0].add("\\Deleted")  # somebody's own business: neither copied nor expunged
        got = weak(servers, tmp_path, peer)("connect", "select", "INBOX", "file", "1,2,3", "A", "seen")
        assert [f["how"] for f in got[2]["filed"]] == ["moved", "vanished", "moved"]
        assert [f["uid"] for f in got[2]["filed"]] == [4, 0, 5]
        assert list(peer.boxes["INBOX"]) == [2] and [m[1] for m in peer.boxes["A"].values()] == [mail(0), mail(2)]
        assert all("\\Seen" in m[0] for m in peer.boxes["A"].values()) and peer.subscribed == ["A"]
        assert "UID EXPUNGE 1,3" in peer.commands and "EXPUNGE" not in peer.commands


def test_inbox_expunges_nothing_without_uidplus(servers, certificates, tmp_path):
    with Imap(certificates.right) as peer:
        peer.put(mail(0))
        got = weak(servers, tmp_path, peer)("connect", "select", "INBOX", "file", "1", "A", "as-it-is", "file", "1", "A", "as-it-is")
        assert got[2]["filed"] == [{"how": "copied", "uidvalidity": 0, "uid": 0}] and got[3]["filed"][0]["how"] == "vanished"
        assert peer.boxes["INBOX"][1][0] == {"\\Deleted"} and len(peer.boxes["A"]) == 1
        assert not any("EXPUNGE" in c or c.startswith("CLOSE") for c in peer.commands)


def test_inbox_uses_the_servers_namespace_and_delimiter(servers, certificates, tmp_path):
    with Imap(certificates.right, "NAMESPACE", prefix="INBOX.") as peer:
        got = weak(servers, tmp_path, peer)("connect", "make", REVIEW, "make", "INBOX/x", "make", "a.b", "select", "INBOX")
        assert list(peer.boxes) == ["INBOX", "INBOX.Anmeldungen.Bitte pr&APw-fen", "INBOX.x"]
        assert got[3]["fault"] == SETTINGS and "'.' cannot stand in it" in got[3]["error"]


def test_inbox_takes_an_empty_letter(servers, certificates, tmp_path):
    with Imap(certificates.right) as peer:
        for data in b"", mail(1), b"":
            peer.put(data)
        letters = fetched(weak(servers, tmp_path, peer)("connect", "select", "INBOX", "fetch", 0, tmp_path))
        assert [x["bytes"] for x in letters] == [0, len(mail(1)), 0]
        assert letters[0]["date"] == 1295514000


def test_inbox_starts_tls(servers, certificates, tmp_path):
    with Imap(certificates.right, starttls=True) as peer:
        assert weak(servers, tmp_path, peer, tls="starttls")("connect") == [{"connected": True}]
        assert peer.commands.index("STARTTLS") < peer.commands.index('LOGIN "buero@stadt.example" …')


@pytest.mark.parametrize("which, why", [("other_name", OTHER_NAME), ("expired", EXPIRED)])
def test_inbox_looks_at_the_certificate_after_starttls(servers, certificates, tmp_path, which, why):
    with Imap(getattr(certificates, which), starttls=True) as peer:
        got = weak(servers, tmp_path, peer, tls="starttls")("connect")
        assert got == [{"error": f"localhost:{peer.port}: {why}", "fault": TLS}]
        assert not any(c.startswith("LOGIN") for c in peer.commands)


def inject(line, tag):
    """Words in clear, sent together with the answer to STARTTLS, that would count as said under TLS."""
    line.say(f"{tag} OK go", "* CAPABILITY IMAP4rev1")
    line.start_tls()
    return True


@pytest.mark.parametrize("peer, tls, fault, why", [
    (dict(greeting="* PREAUTH welcome"), "tls", TLS, "(PREAUTH)"),
    (dict(greeting="* PREAUTH welcome", starttls=True), "starttls", TLS, "(PREAUTH)"),
    (dict(greeting="* BYE full"), "tls", LATER, "the server ended the session"),
    (dict(greeting="HTTP/1.1 400 Bad Request"), "tls", PROTOCOL, "cannot be understood"),
    (dict(capabilities="LOGINDISABLED"), "tls", LOGIN, "the server takes no passwords"),
    (dict(hooks={"STARTTLS": inject}, starttls=True), "starttls", TLS, "STARTTLS is not answered as it should be"),
    (dict(hooks={"CAPABILITY": lambda line, tag: line.say("* CAPABILITY IMAP4rev1", f"{tag} OK done") or True}, starttls=True),
     "starttls", TLS, "does not offer STARTTLS"),
    (dict(hooks={"CAPABILITY": lambda line, tag: line.say(f"{tag} OK nothing") or True}, starttls=True), "starttls", TLS,
     "does not offer STARTTLS"),
    (dict(hooks={"LOGIN": lambda line, tag: line.say(f"{tag} NO [UNAVAILABLE] Erika Musterfrau") or True}), "tls", LATER,
     "login refused: it is out of order for now"),
    (dict(hooks={"LOGIN": lambda line, tag: line.say(f"{tag} NO Erika Musterfrau") or True}), "tls", LOGIN,
     "login refused: user name or password are wrong"),
    (dict(hooks={"LOGIN": lambda line, tag: line.s.close()}), "tls", LATER, "the connection"),
    (dict(hooks={"LOGIN": lambda line, tag: [line.say("* OK " + "x" * 65536) for _ in range(1000)]}), "tls", LATER,
     "the server's answer has no end"),
    (dict(hooks={"LOGIN": lambda line, tag: [line.s.sendall(b"x" * 65536) for _ in range(1000)]}), "tls", LATER,
     "the server's answer has no end"),
])
def test_inbox_gives_up_with_one_clear_line(servers, certificates, tmp_path, peer, tls, fault, why):
    with Imap(certificates.right, **peer) as running:
        probe = weak(servers, tmp_path, running, tls=tls)
        if "BYE" in peer.get("greeting", ""):
            probe.more = {"ASAN_OPTIONS": "detect_leaks=0"}  # libetpan forgets to free such a greeting
        got = probe("connect")
        assert len(got) == 1 and got[0].get("fault") == fault and why in got[0]["error"], got
        assert got[0]["error"].startswith(f"localhost:{running.port}: ") and "Musterfrau" not in got[0]["error"]


def test_inbox_survives_a_session_that_breaks(servers, certificates, tmp_path):
    with Imap(certificates.right, hooks={"UID FETCH": lambda line, tag: line.s.close()}) as peer:
        peer.put(mail(1))
        got = weak(servers, tmp_path, peer)("connect", "select", "INBOX", "fetch", 0, tmp_path, "select", "INBOX", "connect",
                                            "select", "INBOX")
        assert got[2]["fault"] == LATER and got[3] == {"error": "not connected", "fault": LATER}
        assert got[4] == {"connected": True} and got[5]["letters"] == 1


def test_inbox_asks_again_for_what_did_not_come(servers, certificates, tmp_path):
    """A letter that is there and does not come at once is not passed over; one that never comes is shown without its bytes."""
    asked = []

    def some(line, tag):
        command = peer.commands[-1]
        if "BODY" not in command:
            return False
        asked.append(command)
        if len(asked) == 1:
            line.say(f"{tag} NO [EXPUNGEISSUED] some are gone")
            return True
        if len(asked) == 2 or command.startswith("UID FETCH 2 "):
            line.say(f"{tag} OK none")
            return True
        return False

    with Imap(certificates.right, hooks={"UID FETCH": some}) as peer:
        for n in range(3):
            peer.put(mail(n))
        letters = fetched(weak(servers, tmp_path, peer)("connect", "select", "INBOX", "fetch", 0, tmp_path))
        assert [(x["uid"], x["bytes"]) for x in letters] == [(1, len(mail(0))), (2, 0), (3, len(mail(2)))]


def test_inbox_passes_over_no_letter_that_a_server_forgets_to_tell(servers, certificates, tmp_path):
    """At first it tells of the second letter only, and says OK; what is left out must not be lost below a higher UID."""
    def forgetful(line, tag):
        if sum(c.startswith("UID FETCH") for c in peer.commands) > 1:
            return False
        line.say('* 2 FETCH (UID 2 FLAGS () RFC822.SIZE 99 INTERNALDATE "20-Jan-2011 10:00:00 +0100")', f"{tag} OK done")
        return True

    with Imap(certificates.right, hooks={"UID FETCH": forgetful}) as peer:
        for n in range(3):
            peer.put(mail(n))
        letters = fetched(weak(servers, tmp_path, peer)("connect", "select", "INBOX", "fetch", 0, tmp_path))
        assert [x["uid"] for x in letters] == [1, 2, 3]


def test_inbox_never_takes_half_a_letter_for_a_whole(servers, certificates, tmp_path):
    """A big letter that somebody deletes between two pieces is gone; one whose size was told too large is whole."""
    def gone(line, tag):
        if "<1048576." in peer.commands[-1]:
            del peer.boxes["INBOX"][1]
        return False

    for hooks, lie, want in ({"UID FETCH": gone}, 0, []), ({}, 1000, [len(mail(1, 3_000_000))]):
        with Imap(certificates.right, hooks=hooks) as peer:
            peer.put(mail(1, 3_000_000))
            peer.lie = lie
            letters = fetched(weak(servers, tmp_path, peer)("connect", "select", "INBOX", "fetch", 0, tmp_path))
            assert [x["bytes"] for x in letters] == want


@pytest.mark.parametrize("before, after, news", [
    (["* FLAGS (\\Seen)", "* OK Still here"], [], False),
    (["* 5 EXISTS"], [], True),
    ([], ["* 2 RECENT", "* 6 EXISTS"], True),
    ([], ["* 1 EXPUNGE", "* 5 FETCH (FLAGS (\\Seen))", "* 5 EXISTENCE"], False),
])
def test_inbox_idles_with_talkative_servers(servers, certificates, tmp_path, before, after, news):
    def idle(line, tag):
        line.say(*before, "+ idling", *after)
        assert line.line() == "DONE"
        line.say(f"{tag} OK done")
        return True

    with Imap(certificates.right, "IDLE", hooks={"IDLE": idle}) as peer:
        seconds = 60 if news else 1
        got = weak(servers, tmp_path, peer)("connect", "select", "INBOX", "find", 0, "wait", seconds, "select", "INBOX")
        assert got[3]["news"] is news and (got[3]["ms"] >= seconds * 900) is not news and got[4]["letters"] == 0
        assert peer.commands.count("IDLE") <= 2  # no busy loop with a server that always has something to say


def test_inbox_polls_where_idle_is_refused_or_missing(servers, certificates, tmp_path):
    for capabilities in "IDLE", "":
        with Imap(certificates.right, capabilities, hooks={"NOOP": lambda line, tag: line.say("* 3 EXISTS", f"{tag} OK done") or True}) as peer:
            got = weak(servers, tmp_path, peer)("connect", "select", "INBOX", "find", 0, "wait", 1)
            end = time.monotonic() + house.PATIENCE  # nobody waits for the answer to a LOGOUT
            while peer.commands[-1] != "LOGOUT" and time.monotonic() < end:
                time.sleep(0.01)
            assert got[3]["news"] and 900 < got[3]["ms"] < 50_000 and peer.commands[-2:] == ["NOOP", "LOGOUT"]


def test_inbox_notices_in_idle_that_the_server_is_gone(servers, certificates, tmp_path):
    def idle(line, tag):
        line.say("+ idling", "* BYE shutting down")
        raise EOFError

    with Imap(certificates.right, "IDLE", hooks={"IDLE": idle}) as peer:
        got = weak(servers, tmp_path, peer)("connect", "select", "INBOX", "find", 0, "wait", 20)
        assert got[3]["fault"] == LATER and got[3]["error"].startswith("waiting for letters: ")


def test_nothing_names_the_secret(servers, tmp_path, user):
    for port, command in (servers.imaps, ["connect"]), (servers.smtps, ["send", FROM, TO, str(tmp_path / "letter.eml")]):
        probe = Probe(tmp_path, port, servers.ca, user, "sehr-geheim")
        probe.write(mail())
        assert "sehr-geheim" not in json.dumps(probe(*command))
