"""Servers that misbehave, scripted, behind TLS: what real ones do only when things go wrong.

    with Smtp(certificate, after_data="close") as peer:     peer.port, peer.connections, peer.commands, peer.letters
    with Imap(certificate, capabilities="UIDPLUS") as peer: peer.boxes, peer.commands
    with Relay(certificate, port) as peer:                  real TLS in front of a real server, counting connections
    with Sink(folder, certificate) as peer:                 an SMTP server that takes everything, in a process of its own
"""
import contextlib
import email
import email.policy
import re
import select
import socket
import ssl
import subprocess
import sys
import threading
import time
from pathlib import Path


class Certificates:
    """Certificates signed by the test servers' authority: right, for another name, expired; and by an authority of its own."""

    def __init__(self, servers, folder):
        self.dir, self.ca, self.ca_key = folder, servers.ca, str(servers.dir / "ca.key")
        self.right = self.make("right", "localhost")
        self.other_name = self.make("other-name", "mail.elsewhere.example")
        self.expired = self.make("expired", "localhost", days="-1")
        self.client_only = self.make("client-only", "localhost", usage="clientAuth")

    def make(self, name, host, days="2", usage="serverAuth"):
        key, request, done, more = (str(self.dir / f"{name}.{end}") for end in ("key", "csr", "pem", "ext"))
        with open(more, "w") as f:
            f.write(f"basicConstraints=CA:FALSE\nextendedKeyUsage={usage}\nsubjectAltName=DNS:{host}\n")
        self.openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={host}",
                     "-keyout", key, "-out", request)
        self.openssl("x509", "-req", "-in", request, "-CA", self.ca, "-CAkey", self.ca_key, "-CAcreateserial", "-CAserial",
                     str(self.dir / f"{name}.srl"), "-days", days, "-extfile", more, "-out", done)
        return done, key

    @staticmethod
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], check=True, capture_output=True)


def hold_port():
    """A socket whose port on loopback nobody is given while it lives: who connects is refused, and who asks for that very port
    (as servers do, with SO_REUSEADDR) gets it, as often as they like."""
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # from now on
    return s


HELD = []


def closed_port():
    """A port where nobody listens, now or later."""
    HELD.append(hold_port())
    return HELD[-1].getsockname()[1]


class Peer:
    """Listens on loopback, a thread a connection; talk(file, socket) is the protocol."""

    starttls = False  # TLS from the first byte, else when talk() asks for it

    def __init__(self, certificate):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(*certificate)
        self.connections, self.commands, self.open = 0, [], []

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.accept, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for s in self.open:
            with contextlib.suppress(OSError):
                s.close()
        self.thread.join(5)

    def accept(self):
        while True:
            try:
                s, _ = self.listener.accept()
            except OSError:
                return
            s.settimeout(300)
            self.connections += 1
            threading.Thread(target=self.serve, args=(s,), daemon=True).start()

    def serve(self, s):
        self.open.append(s)
        with contextlib.suppress(OSError, ssl.SSLError, ValueError, EOFError):
            if not self.starttls:
                s = self.wrap(s)
            self.talk(s)
        with contextlib.suppress(OSError):
            s.close()

    def wrap(self, s):
        s = self.context.wrap_socket(s, server_side=True)
        self.open.append(s)
        return s


class Line:
    """Lines of a socket that may become TLS in between."""

    def __init__(self, peer, s):
        self.peer, self.s, self.rest = peer, s, b""

    def start_tls(self):
        self.s = self.peer.wrap(self.s)

    def more(self):
        piece = self.s.recv(65536)
        if not piece:
            raise EOFError
        self.rest += piece

    def line(self):
        while b"\n" not in self.rest:
            self.more()
        line, _, self.rest = self.rest.partition(b"\n")
        return line.rstrip(b"\r").decode("utf-8", "replace")

    def bytes(self, n):
        while len(self.rest) < n:
            self.more()
        data, self.rest = self.rest[:n], self.rest[n:]
        return data

    def until(self, end):
        while end not in self.rest:
            self.more()
        data, _, self.rest = self.rest.partition(end)
        return data

    def say(self, *lines):
        self.s.sendall(b"".join(line.encode("utf-8", "surrogateescape") + b"\r\n" for line in lines))


class Smtp(Peer):
    """Takes everything, but for what `replies` says: {"MAIL": "550 no"} answers that command so; "close" hangs up instead.

    "CONNECT" is the greeting; "DATA" the command, "BODY" the letter once it is read; "body" hangs up in the middle of it.
    """

    def __init__(self, certificate, replies=None, extensions=("AUTH PLAIN",), starttls=False):
        super().__init__(certificate)
        self.replies, self.extensions, self.starttls, self.letters = replies or {}, extensions, starttls, []

    def talk(self, s):
        line, mails = Line(self, s), 0

        def answer(command, usual):
            text = self.replies.get(f"{command}{mails}", self.replies.get(command, usual))
            if text == "close":
                raise EOFError
            line.say(*([text] if isinstance(text, str) else text))
            return text == usual

        answer("CONNECT", "220 peer ESMTP")
        while True:
            word = line.line()
            command = word[:4].upper()
            self.commands.append(word)
            if command == "EHLO":
                offers = ["peer", *self.extensions] + (["STARTTLS"] if self.starttls and line.s is s else [])
                answer("EHLO", [f"250-{o}" for o in offers[:-1]] + [f"250 {offers[-1]}"])
            elif command == "STAR":
                line.say("220 go ahead")
                line.start_tls()
            elif command == "AUTH":
                if word == "AUTH PLAIN":
                    line.say("334 ")
                    line.line()
                answer("AUTH", "235 2.7.0 welcome")
            elif command == "MAIL":
                mails += 1
                answer("MAIL", "250 2.1.0 ok")
            elif command == "DATA":
                if not answer("DATA", "354 go ahead"):
                    continue
                if self.replies.get("body"):
                    line.more()
                    raise EOFError
                self.letters.append(line.until(b"\r\n.\r\n"))
                answer("BODY", "250 2.0.0 taken")
            elif command == "QUIT":
                line.say("221 bye")
                return
            else:
                answer(command, "250 2.0.0 ok")


class Relay(Peer):
    """Real TLS in front of a real server's TLS port, to count connections or show another certificate."""

    def __init__(self, certificate, port, ca):
        super().__init__(certificate)
        self.to, self.ca = port, ca

    def talk(self, s):
        there = ssl.create_default_context(cafile=self.ca).wrap_socket(
            socket.create_connection(("localhost", self.to)), server_hostname="localhost")
        self.open.append(there)
        other = {s: there, there: s}
        while True:  # one thread for both: OpenSSL's connections are not for two
            ready = [a for a in other if a.pending()] or select.select(list(other), [], [], 20)[0]
            for a in ready:
                data = a.recv(65536)
                if not data:
                    return
                other[a].sendall(data)


class Meddle(Relay):
    """A relay that may meddle: `up` and `down` are given what comes from the robot and from the server, and give what goes on;
    None hangs up on both. `cut(up=N)` and `cut(down=N)` hang up once so many bytes have passed, over all connections."""

    def __init__(self, certificate, port, ca, up=None, down=None):
        super().__init__(certificate, port, ca)
        self.change, self.passed, self.left = {"up": up, "down": down}, {"up": 0, "down": 0}, {}

    def cut(self, **left):
        self.left, self.passed = left, {"up": 0, "down": 0}

    def talk(self, s):
        there = ssl.create_default_context(cafile=self.ca).wrap_socket(
            socket.create_connection(("localhost", self.to)), server_hostname="localhost")
        self.open.append(there)
        try:
            while True:
                pending = [a for a in (s, there) if a.pending()] or select.select([s, there], [], [], 20)[0]
                for a in pending:
                    way, other = ("up", there) if a is s else ("down", s)
                    data = a.recv(65536)
                    if data and self.change[way]:
                        data = self.change[way](data)
                    if not data or not self.pass_on(way, other, data):
                        return
        finally:
            for a in (s, there):
                with contextlib.suppress(OSError):
                    a.close()

    def pass_on(self, way, other, data):
        left = self.left.get(way)
        if left is not None and self.passed[way] + len(data) > left:
            other.sendall(data[:max(left - self.passed[way], 0)])
            self.passed[way] = left
            return False
        self.passed[way] += len(data)
        other.sendall(data)
        return True


class Session(threading.local):
    """What a connection is at; each has a thread, and one may still be ending when the next has begun."""

    line, selected = None, None


class Imap(Peer):
    """A small IMAP server of little talent: no MOVE; '.' between levels, everything below INBOX. where `prefix` says so.

    boxes: {name: {uid: [set of flags, bytes]}}. `hooks`: {"UID FETCH": function(line, tag) -> True where it has answered}.
    """

    def __init__(self, certificate, capabilities="", greeting="* OK ready", prefix="", hooks=None, starttls=False):
        super().__init__(certificate)
        self.capabilities, self.greeting, self.prefix = capabilities, greeting, prefix
        self.hooks, self.starttls = hooks or {}, starttls
        self.session = Session()
        self.lie = 0  # added to every size that it tells
        self.uidvalidity = 7
        self.boxes, self.subscribed, self.next = {"INBOX": {}}, [], 1

    @property
    def line(self):
        return self.session.line

    @property
    def selected(self):
        return self.session.selected

    def put(self, data, box="INBOX", flags=()):
        self.boxes[box][self.next] = [set(flags), data]
        self.next += 1
        return self.next - 1

    def talk(self, s):
        self.session.line = line = Line(self, s)
        self.session.selected = None
        line.say(*self.greeting.split("\n"))
        while True:
            tag, _, rest = line.line().partition(" ")
            name = re.match(r"(UID )?[A-Z]+", rest.upper()).group()
            self.commands.append(re.sub(r"(LOGIN \S+) .*", r"\1 …", rest))
            hook = self.hooks.get(name)
            if hook and hook(line, tag):
                continue
            answer = getattr(self, "do_" + name.lower().replace(" ", "_"), None)
            if answer is None:
                line.say(f"{tag} BAD unknown")
            elif answer(tag, [w.strip('"') for w in re.findall(r'"[^"]*"|\([^)]*\)|\S+', rest)]) == "end":
                return

    def ok(self, tag, code=""):
        self.line.say(f"{tag} OK {code} done")

    def do_capability(self, tag, _):
        more = " STARTTLS" if self.starttls and not isinstance(self.line.s, ssl.SSLSocket) else ""
        self.line.say(f"* CAPABILITY IMAP4rev1 {self.capabilities}{more}".replace("  ", " ").rstrip())
        self.ok(tag)

    def do_starttls(self, tag, _):
        self.ok(tag)
        self.line.start_tls()

    def do_login(self, tag, _):
        self.ok(tag)

    def do_namespace(self, tag, _):
        self.line.say(f'* NAMESPACE (("{self.prefix}" ".")) NIL NIL')
        self.ok(tag)

    def do_list(self, tag, words):
        if words[2] == "":
            self.line.say('* LIST (\\Noselect) "." ""')
        elif words[2] in self.boxes:
            self.line.say(f'* LIST () "." "{words[2]}"')
        self.ok(tag)

    def do_create(self, tag, words):
        if not words[1].startswith(self.prefix):
            return self.line.say(f"{tag} NO [CANNOT] outside of the namespace")
        self.boxes[words[1]] = {}
        self.ok(tag)

    def do_subscribe(self, tag, words):
        self.subscribed.append(words[1])
        self.ok(tag)

    def do_status(self, tag, words):
        if words[1] not in self.boxes:
            return self.line.say(f"{tag} NO [NONEXISTENT] no")
        self.line.say(f'* STATUS "{words[1]}" (MESSAGES {len(self.boxes[words[1]])})')
        self.ok(tag)

    def do_select(self, tag, words):
        if words[1] not in self.boxes:
            return self.line.say(f"{tag} NO [NONEXISTENT] no")
        self.session.selected = self.boxes[words[1]]
        self.line.say("* FLAGS (\\Seen \\Deleted)", f"* {len(self.selected)} EXISTS", "* 0 RECENT", f"* OK [UIDVALIDITY {self.uidvalidity}] ok",
                      f"* OK [UIDNEXT {self.next}] ok")
        self.ok(tag, "[READ-WRITE]")

    def uids(self, text):
        """Those of the selected box that a set names."""
        found = set()
        for part in text.split(","):
            first, _, last = part.partition(":")
            high = max(self.selected, default=0)
            ends = sorted(high if end == "*" else int(end) for end in (first, last or first))
            found |= {uid for uid in self.selected if ends[0] <= uid <= ends[1]}
        return sorted(found)

    def do_uid_search(self, tag, words):
        """UID SEARCH UID n:m, or HEADER Message-ID id."""
        if "HEADER" in words:
            found = [uid for uid, (_, data) in sorted(self.selected.items()) if words[-1].encode() in data]
        else:
            found = self.uids(words[3])
        self.line.say("* SEARCH " + " ".join(map(str, found)))
        self.ok(tag)

    def do_uid_fetch(self, tag, words):
        what = " ".join(words[3:])
        for uid in self.uids(words[2]):
            flags, data = self.selected[uid]
            number = sorted(self.selected).index(uid) + 1
            if "BODY.PEEK[]" in what:
                part = re.search(r"<(\d+)\.(\d+)>", what)
                at, size = (int(part[1]), int(part[2])) if part else (0, len(data))
                piece = data[at:at + size]
                self.line.s.sendall(b"* %d FETCH (UID %d BODY[]%s {%d}\r\n" % (
                    number, uid, b"<%d>" % at if part else b"", len(piece)) + piece + b")\r\n")
            else:
                self.line.say(f"* {number} FETCH (UID {uid} FLAGS ({' '.join(sorted(flags))}) RFC822.SIZE {len(data) + self.lie} "
                              'INTERNALDATE "20-Jan-2011 10:00:00 +0100")')
        self.ok(tag)

    def do_uid_store(self, tag, words):
        for uid in self.uids(words[2]):
            flags = set(words[4].strip("()").split())
            self.selected[uid][0] = self.selected[uid][0] | flags if words[3][0] == "+" else self.selected[uid][0] - flags
        self.ok(tag)

    def do_uid_copy(self, tag, words):
        if words[3] not in self.boxes:
            return self.line.say(f"{tag} NO [TRYCREATE] no")
        uids = self.uids(words[2])
        new = [self.put(self.selected[uid][1], words[3], self.selected[uid][0]) for uid in uids]
        code = f"[COPYUID {self.uidvalidity} {','.join(map(str, uids))} {','.join(map(str, new))}]" if new and "UIDPLUS" in self.capabilities else ""
        self.ok(tag, code)

    def do_uid_expunge(self, tag, words):
        for uid in self.uids(words[2]):
            if "\\Deleted" in self.selected[uid][0]:
                self.line.say(f"* {sorted(self.selected).index(uid) + 1} EXPUNGE")
                del self.selected[uid]
        self.ok(tag)

    def do_noop(self, tag, _):
        self.ok(tag)

    def do_logout(self, tag, _):
        self.line.say("* BYE bye")
        self.ok(tag)
        return "end"


class Sink:
    """tests/sink.py as a process: takes all letters, and may be killed and started again on its port."""

    def __init__(self, folder, certificate):
        self.folder, self.certificate = folder, certificate
        self.held = hold_port()  # while it is dead
        self.port = self.held.getsockname()[1]
        folder.mkdir(exist_ok=True)
        self.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()
        self.held.close()

    def start(self):
        self.process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", sys.executable, str(Path(__file__).with_name("sink.py")), *self.certificate, str(self.folder), str(self.port)],
                                        stdout=subprocess.PIPE, text=True)
        assert int(self.process.stdout.readline()) == self.port

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def pause(self, ms):
        (self.folder / "pause").write_text(str(ms))

    def take(self):
        """All letters that came, and forgets them."""
        found = []
        for path in sorted((self.folder / "new").iterdir()):
            found.append(email.message_from_bytes(path.read_bytes(), policy=email.policy.default))
            path.unlink()
        return found
