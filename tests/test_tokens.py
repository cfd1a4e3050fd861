"""Login by token (XOAUTH2): a real Dovecot that asks a local endpoint who a token is, and an SMTP server that checks it."""
import base64
import contextlib
import json
import re
import socket
import ssl
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

import house
from house import PATIENCE, letter
from peers import Certificates, Imap, Relay, Smtp
from test_processes import YES, Running

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")
LONG = "eyJ0eXAi." + "A" * 2900  # as long as those of Microsoft 365


class Issuer:
    """Who gives out tokens, and tells servers whose they are."""

    def __init__(self):
        self.owners, self.asked = {}, []  # token -> user; tokens that somebody asked about
        issuer = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                token = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)["token"][0]
                issuer.asked.append(token)
                user = issuer.owners.get(token)
                body = json.dumps({"active": True, "user": user} if user else {"active": False}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server.server_port}/introspect?token="
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Server(SMTP):
    line_length_limit = 12288  # RFC 4954, 4: a base64 line of a login may be so long


class Door(Controller):
    """On a socket that is there already: a port that was free a moment ago may be somebody else's."""

    def __init__(self, handler, listener, **more):
        self.listener = listener
        super().__init__(handler, hostname="localhost", port=listener.getsockname()[1], ready_timeout=PATIENCE, **more)

    def factory(self):
        return Server(self.handler, **self.SMTP_kwargs)

    def _create_server(self):
        return self.loop.create_server(self._factory_invoker, sock=self.listener, ssl=self.ssl_context)


class Submission:
    """A small SMTP server that takes letters only from who shows a token of the issuer's: .letters, .tries."""

    def __init__(self, issuer, certificate, ca):
        self.explains = False
        self.issuer, self.ca, self.letters, self.tries, self.sessions = issuer, ca, [], [], set()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        self.control = Door(self, socket.create_server(("127.0.0.1", 0)), ssl_context=context, auth_required=True,
                            auth_require_tls=False, auth_exclude_mechanism=["LOGIN", "PLAIN"])
        self.port = self.control.port

    def __enter__(self):
        # It knocks at its own door once it is up, and knows nothing of our authority.
        self.control._trigger_server = lambda: ssl.create_default_context(cafile=self.ca).wrap_socket(
            socket.create_connection(("localhost", self.port)), server_hostname="localhost").recv(100)
        self.control.start()
        return self

    def __exit__(self, *_):
        self.control.stop()

    async def auth_XOAUTH2(self, server, args):
        said = args[1] if len(args) > 1 else None
        if said is None:
            said = await server.challenge_auth("")
        else:
            said = base64.b64decode(said)
        user, token = re.fullmatch(rb"user=([^\x01]*)\x01auth=Bearer ([^\x01]*)\x01\x01", said).groups()
        self.tries.append((user.decode(), token.decode()))
        if self.issuer.owners.get(token.decode()) == user.decode():
            return AuthResult(success=True, auth_data=user)
        if self.explains:  # as Gmail does; Microsoft 365 just refuses
            await server.challenge_auth('{"status":"400","schemes":"bearer"}')
        await server.push("535 5.7.3 Authentication unsuccessful")
        return AuthResult(success=False, handled=True)

    async def handle_DATA(self, server, session, envelope):
        self.sessions.add(server)
        self.letters.append(envelope.content)
        return "250 2.0.0 taken"

    def hang_up(self):
        """As servers do, once a token's time is over."""
        for server in self.sessions:
            self.control.loop.call_soon_threadsafe(server.transport.close)
        self.sessions.clear()


@pytest.fixture(scope="module")
def issuer():
    return Issuer()


@pytest.fixture(scope="module")
def servers(issuer):
    with house.Servers(issuer.url) as running:
        yield running


@pytest.fixture(scope="module")
def certificate(servers, tmp_path_factory):
    return Certificates(servers, tmp_path_factory.mktemp("certificates")).right


@pytest.fixture
def submission(servers, issuer, certificate):
    with Submission(issuer, certificate, servers.ca) as running:
        yield running


@pytest.fixture
def relay(servers, certificate):
    with Relay(certificate, servers.imaps, servers.ca) as running:
        yield running


class Command:
    """The settings' token_command: gives what .give was told, and counts."""

    def __init__(self, folder, name):
        self.file, self.calls = folder / f"{name}.token", folder / f"{name}.calls"
        self.settings = {"auth": "xoauth2", "password_file": None, "token_command": f"echo . >>{self.calls}; cat {self.file}"}

    def give(self, token):
        self.file.write_text(token + "\n")

    @property
    def count(self):
        return len(self.calls.read_text().split()) if self.calls.exists() else 0


@pytest.fixture
def tokens(office, tmp_path, relay, submission, issuer):
    """The office logs in by token, at both its servers: .inbox and .outbox are the commands."""
    class Both:
        inbox, outbox = Command(tmp_path, "inbox"), Command(tmp_path, "outbox")

        @staticmethod
        def give(token, good=True):
            if good:
                issuer.owners[token] = office.address
            Both.inbox.give(token)
            Both.outbox.give(token)

    office.write_settings(inbox={**Both.inbox.settings, "port": relay.port}, outbox={**Both.outbox.settings, "port": submission.port})
    issuer.asked.clear()
    yield Both
    for token in [*issuer.owners, *issuer.asked]:
        assert token not in office.logs
    issuer.owners.clear()


def hang_up(relay):
    for s in relay.open:
        with contextlib.suppress(OSError):
            s.shutdown(2)


@pytest.mark.parametrize("token", ["ya29.kurz", LONG], ids=["short", "long"])
def test_both_servers_take_the_token(office, tokens, submission, issuer, token):
    guest = office.guest()
    tokens.give(token)
    office.deliver(letter(guest, YES))
    office.run()
    assert submission.tries == [(office.address, token)] and len(submission.letters) == 1
    assert issuer.asked == [token], "Dovecot asked whose it is"
    assert office.letters()["done"] == 1 and [m["state"] for m in office.list("outgoing")] == ["sent"]
    assert tokens.inbox.count == tokens.outbox.count == 1


def test_a_token_that_grew_old_is_renewed_at_once(office, tokens, submission, relay, issuer):
    tokens.give("erst-jung-dann-alt")
    first, second = office.guest(), office.guest()
    office.deliver(letter(first, YES))
    with Running(office) as run:
        run.until(lambda: len(submission.letters) == 1)
        del issuer.owners["erst-jung-dann-alt"]
        tokens.give("der-neue")
        office.deliver(letter(second, YES))
        run.until(lambda: len(submission.letters) == 2)  # both connections are alive still
        hang_up(relay)
        submission.hang_up()
        office.deliver(letter(office.guest(), YES))
        run.until(lambda: len(submission.letters) == 3)
        run.end()
    assert tokens.inbox.count == tokens.outbox.count == 2
    assert [token for _, token in submission.tries] == ["erst-jung-dann-alt"] + ["erst-jung-dann-alt", "der-neue"]
    assert "receive token refused, a new one is tried" in run.log and "send token refused, a new one is tried" in run.log
    assert [m["state"] for m in office.list("outgoing")] == ["sent"] * 3
    assert "login refused" not in run.log, "no alarm: an hour's token is no fault"
    office.logs += run.log


def test_a_second_refusal_is_said_once_and_waits(office, tokens, relay, issuer):
    tokens.give("niemands", good=False)
    with Running(office) as run:
        run.until(lambda: "receive failed" in run.log)
        time.sleep(3)
        run.end()
    assert run.log.count("<3>") == 1, run.log
    assert f"localhost:{relay.port}: login refused: the server does not take the token" in run.log
    assert tokens.inbox.count == 2 and relay.connections == 2 and issuer.asked == ["niemands"] * 2, "no storm"
    office.logs += run.log


@pytest.mark.parametrize("explains, why", [(False, "login refused (535 5.7.3)"), (True, "login refused: the server does not take it")])
def test_letters_wait_for_a_token_that_is_taken(office, tokens, submission, issuer, explains, why):
    submission.explains = explains
    tokens.give("guter")
    tokens.outbox.give("schlechter")
    for _ in range(4):
        office.deliver(letter(office.guest(), YES))
    with Running(office) as run:
        run.until(lambda: "send failed" in run.log)
        time.sleep(2)
        run.end()
    assert [token for _, token in submission.tries] == ["schlechter"] * 2, "four letters, two connections, two tries"
    assert run.log.count("<3>") == 1 and why in run.log, run.log
    assert {m["state"] for m in office.list("outgoing")} == {"queued"} and not submission.letters
    issuer.owners["schlechter"] = office.address
    office.run(now="2011-01-20T12:00:00+01:00")
    assert {m["state"] for m in office.list("outgoing")} == {"sent"} and len(submission.letters) == 4
    office.logs += run.log


def test_somebody_elses_token_opens_nothing(office, tokens, issuer):
    tokens.give("anderer")
    issuer.owners["anderer"] = "jemand@anders.example"
    assert "login refused: the server does not take the token" in office.run(status=1).log


def test_a_command_that_fails_says_so(office, tokens):
    office.write_settings(inbox={"token_command": "exit 22"})
    assert "the inbox's login: token command: ended with status 22" in office.run(status=1).log
    office.write_settings(inbox={"token_command": "true"})
    assert "token command: its first line is empty, the token should stand there" in office.run(status=1).log


def test_servers_that_take_no_tokens(office, tokens, certificate):
    tokens.give("guter")
    with Imap(certificate) as imap:
        office.write_settings(inbox={"port": imap.port})
        assert "login refused: the server takes no tokens (XOAUTH2)" in office.run(status=1).log
        assert not [command for command in imap.commands if command.startswith(("LOGIN", "AUTH"))]


def test_an_outbox_that_takes_no_tokens(office, tokens, certificate):
    tokens.give("guter")
    office.deliver(letter(office.guest(), YES))
    with Smtp(certificate) as smtp:
        office.write_settings(outbox={"port": smtp.port})
        assert "login refused: the server offers none that we know" in office.run(status=1).log
        assert not [command for command in smtp.commands if command.startswith("AUTH")], "no token for who did not ask for it"
