"""A house for tests and demonstrations: the real servers, an office with its settings, and the robot.

    with Servers() as servers:                      # tests/servers: a real Dovecot and a real Exim, one pair for many offices
        office = Office(servers, folder)            # an inbox of its own, mailbot.conf, register and key in `folder`
        office.deliver(bytes)                       # one letter; Return-Path (or From) is the envelope sender
        office.run(now="2011-01-20T10:00:00+01:00") # mailbot run --once; .status, .log
        office.list("registrations")                # mailbot list registrations --json
        office.folder("review")                     # the letters there, as Mail
        servers.mailbox("gast@web.example")         # what the guest got, as Mail

In tests, conftest.py offers the fixtures `servers` (one a file) and `office` (one a test). Every address is a mailbox, so that
tests never meet if each takes its guests from office.guest(). $MAILBOT is the program (default build/mailbot).
"""
import base64
import contextlib
import email
import email.policy
import email.utils
import functools
import imaplib
import itertools
import json
import os
import re
import smtplib
import ssl
import subprocess
import time
from email.message import EmailMessage
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
MAILBOT = os.environ.get("MAILBOT", str(TOP / "build/mailbot"))
LETTERS = TOP / "tests/letters"
PATIENCE = 200  # seconds for what comes within one or two: a machine may have much else to do
NOW = "2011-01-20T10:00:00+01:00"  # a Thursday, between the invitation and the first event
INVITED = "anmeldung@mia-do.example"  # the inbox address of the series, as letters name it in To

FOLDERS = {
    "inbox": "INBOX",
    "done": "Anmeldungen/Erledigt",
    "review": "Anmeldungen/Bitte prüfen",
    "automatic": "Anmeldungen/Automatische Mails",
}
AGAIN = "Anmeldungen/Noch einmal lesen"


def utf7(name):
    """A mailbox's name as IMAP wants it (RFC 3501, 5.1.3)."""
    def shift(run):
        return "&" + base64.b64encode(run.group().encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-"

    return re.sub(r"[^\x20-\x7e]+", shift, name.replace("&", "&-"))


# What the robot logged, and what people wrote to it, in this run of tests; tests/told.py compares the two.
LOGS, WRITTEN = [], []


class Mail:
    """A letter in a mailbox: its bytes, flags, UID, and the message that Python's parser makes of it when asked."""

    def __init__(self, raw, flags, uid):
        self.raw, self.flags, self.uid = raw, flags, uid

    @functools.cached_property
    def message(self):
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    def __getitem__(self, header):
        return self.message[header]

    @property
    def text(self):
        part = self.message.get_body(("plain", "html"))
        return part.get_content() if part is not None else ""

    @property
    def seen(self):
        return "\\Seen" in self.flags


class Servers:
    """`tests/servers run`, for as long as the context lives; its variables as attributes without MAIL_: servers.smtp, .dir, …"""

    def __init__(self, tokens=None):
        self.tokens = tokens  # a URL that says who a token is (tests/servers, MAIL_TOKENS)

    NAMES = "DIR CA IMAPS LMTP SMTP SUBMISSION SMTPS PASSWORD REPLIES DOVECOT_PID EXIM_PID".split()

    def __enter__(self):
        tell = "".join(f'printf "%s\\n" "{name}=$MAIL_{name}"; ' for name in self.NAMES)
        # It ends when its standard input does: with us, however we end.
        self.process = subprocess.Popen(["tests/servers", "run", "sh", "-c", tell + "echo; read -r end"], cwd=TOP,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
                                        env={**os.environ, **({"MAIL_TOKENS": self.tokens} if self.tokens else {})})
        for line in iter(self.process.stdout.readline, "\n"):
            if line == "":
                raise RuntimeError("tests/servers did not start")
            name, _, value = line.rstrip("\n").partition("=")
            setattr(self, name.lower(), int(value) if value.isdigit() else value)
        self.dir = Path(self.dir)
        self.offices = itertools.count(1)
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(300)  # a bench leaves many files

    def tls(self):
        return ssl.create_default_context(cafile=self.ca)

    @contextlib.contextmanager
    def imap(self, user):
        client = imaplib.IMAP4_SSL("localhost", self.imaps, ssl_context=self.tls(), timeout=PATIENCE)
        client.login(user, self.password)
        try:
            yield client
        finally:
            with contextlib.suppress(imaplib.IMAP4.error, OSError):
                client.logout()

    def settle(self, seconds=PATIENCE):
        """Waits until Exim has delivered all that it took."""
        end = time.monotonic() + seconds
        while any((self.dir / "exim/input").rglob("*-[DHJ]")):
            if time.monotonic() > end:
                raise TimeoutError("Exim still holds letters")
            time.sleep(0.02)

    def mailbox(self, user, folder="INBOX"):
        """All letters in a folder of a user's, by UID, without marking them as seen; [] where there is no such folder.
        What another moves meanwhile is left out."""
        self.settle()
        with self.imap(user) as client:
            if client.select(f'"{utf7(folder)}"', readonly=True)[0] != "OK":
                return []
            uids = client.uid("SEARCH", "ALL")[1][0].split()
            mails = []
            for uid in uids:
                data = client.uid("FETCH", uid, "(FLAGS BODY.PEEK[])")[1]
                raw = next((part[1] for part in data if isinstance(part, tuple)), None)
                if raw is None:
                    continue  # the robot has moved it since the search
                text = b" ".join(part[0] if isinstance(part, tuple) else part for part in data if part)
                flags = re.search(rb"FLAGS \(([^)]*)\)", text).group(1).decode().split()
                mails.append(Mail(raw, flags, int(uid)))
            return mails

    def deliver(self, user, raw, sender, smtp=False):
        """Into a mailbox: through Dovecot's LMTP, or from the outside world through Exim. Returns when it is there."""
        raw = re.sub(rb"\r?\n", b"\r\n", raw)
        if smtp:
            with smtplib.SMTP("localhost", self.smtp, local_hostname="outside.example", timeout=PATIENCE) as client:
                client.starttls(context=self.tls())
                client.sendmail(sender, [user], raw)
            self.settle()
        else:
            with smtplib.LMTP("localhost", self.lmtp, local_hostname="outside.example") as client:
                client.sendmail(sender, [user], raw)

    def drop(self, user, raw):
        """Straight into the Maildir: for bytes that no server would carry."""
        with self.imap(user) as client:
            client.select()
        box = self.dir / "mail" / user / "Maildir"
        name = f"{time.time_ns()}.drop.localhost"
        (box / "tmp" / name).write_bytes(raw)
        if os.geteuid() == 0:
            os.chown(box / "tmp" / name, box.stat().st_uid, box.stat().st_gid)
        (box / "tmp" / name).rename(box / "new" / name)

    def refuse(self, *lines):
        """Exim's answers from now on: "guest@web.example: 451 later", "data: 452 full"; none: it takes all again."""
        Path(self.replies).write_text("".join(line + "\n" for line in lines))


class Run:
    """How a run of the robot ended."""

    def __init__(self, status, out, log):
        self.status, self.out, self.log = status, out, log


class Office:
    """An office of its own: a mailbox, settings, register and key."""

    def __init__(self, servers, folder, address=None):
        self.servers, self.dir, self.number = servers, Path(folder), next(servers.offices)
        self.address = address or f"buero-{self.number}@mia-do.example"
        self.config = self.dir / "mailbot.conf"
        self.mailbot = MAILBOT
        self.under = []  # a program that runs it
        self.logs = ""  # of all runs
        self.guests = []
        login = {"user": self.address, "password_file": str(self.dir / "password"), "ca_file": servers.ca}
        self.settings = {
            "inbox": {"host": "localhost", "port": servers.imaps, "tls": "tls", **login},
            "outbox": {"host": "localhost", "port": servers.smtps, "tls": "tls", **login},
            "sender": {"address": self.address, "name": "MIA-DO-Kommunales Integrationszentrum Dortmund"},
            "contact": {"person": "Petra Muster", "phone": "0231 50-12345"},
            "register": "register.db",
            "key": "key",
            "rules": str(TOP / "rules"),
            "templates": str(TOP / "templates"),
        }
        self.dir.mkdir(parents=True, exist_ok=True)
        (self.dir / "password").write_text(servers.password + "\n")
        (self.dir / "password").chmod(0o600)
        self.write_settings()

    def write_settings(self, **changes):
        """Changes some settings (a group's with a dict, None takes one away) and writes mailbot.conf anew."""
        for key, value in changes.items():
            if isinstance(value, dict):
                group = self.settings[key] = {**self.settings.get(key, {}), **value}
                self.settings[key] = {k: v for k, v in group.items() if v is not None}
            elif value is None:
                self.settings.pop(key, None)
            else:
                self.settings[key] = value

        def value_of(value):
            if isinstance(value, dict):
                return "{ " + " ".join(f"{k} = {value_of(v)};" for k, v in value.items()) + " }"
            return json.dumps(value, ensure_ascii=False)

        self.config.write_text("".join(f"{key} = {value_of(value)};\n" for key, value in self.settings.items()))

    def guest(self, name="gast", domain="web.example"):
        """An address that nobody else has."""
        self.guests.append(f"{name}-{self.number}-{len(self.guests)}@{domain}")
        return self.guests[-1]

    def deliver(self, raw, sender=None, smtp=False):
        """A letter into the inbox. The envelope's sender: `sender`, else its Return-Path, else From."""
        WRITTEN.append(raw)
        head, separator, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
        fields = email.message_from_bytes(head + b"\n\n")
        if sender is None:
            sender = email.utils.parseaddr(str(fields["Return-Path"] or fields["From"] or ""))[1]
        head = re.sub(rb"(?mi)^Return-Path:.*\n?", b"", head)
        self.servers.deliver(self.address, head + separator + body, sender, smtp)

    def drop(self, raw):
        WRITTEN.append(raw)
        self.servers.drop(self.address, raw)

    def append(self, raw, received):
        """A letter that came into the inbox at that time (seconds since 1970)."""
        WRITTEN.append(raw)
        with self.servers.imap(self.address) as client:
            client.append("INBOX", None, imaplib.Time2Internaldate(received), re.sub(rb"\r?\n", b"\r\n", raw))

    def command(self, *arguments):
        return [*self.under, self.mailbot, *arguments]

    def start(self, now=NOW, once=True, env=None):
        """Starts `mailbot run` and does not wait."""
        command = self.command("run", *["--once"] * once, "--config", str(self.config), "--now", now)
        return subprocess.Popen(command, cwd=self.dir, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, env={**os.environ, **(env or {})})

    def run(self, now=NOW, status=0, env=None, timeout=2 * PATIENCE):
        """`mailbot run --once`, which must end with that status (None: any); its mails have arrived, in order of the runs."""
        process = self.start(now, env=env)
        try:
            out, log = (text.decode("utf-8", "replace") for text in process.communicate(timeout=timeout))
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        self.heard(log)
        assert status is None or process.returncode == status, f"status {process.returncode}, expected {status}\n{out}{log}"
        self.servers.settle()
        return Run(process.returncode, out, log)

    def heard(self, log):
        """What it logged: kept for the end, when all logs are searched for what people wrote."""
        self.logs += log
        LOGS.append(log)

    def list(self, what, *more):
        done = subprocess.run(self.command("list", what, "--json", "--config", str(self.config), *more), cwd=self.dir,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return json.loads(done.stdout)

    def folder(self, name):
        """The letters in one of the robot's folders: inbox, done, review, automatic."""
        return self.servers.mailbox(self.address, FOLDERS[name])

    def mails(self, guest):
        """What that guest got from us."""
        return self.servers.mailbox(guest)

    def read_again(self, name, uid):
        """Staff move a letter of that folder to where it is read again."""
        with self.servers.imap(self.address) as client:
            client.select(f'"{utf7(FOLDERS[name])}"')
            assert client.uid("MOVE", str(uid), f'"{utf7(AGAIN)}"')[0] == "OK"

    def letters(self):
        """How many letters lie in each folder."""
        return {name: len(self.folder(name)) for name in FOLDERS}


def letter(sender, text, subject="Anmeldung", to=INVITED, name=None, date="Wed, 19 Jan 2011 09:00:00 +0100", **headers):
    """An ordinary letter as bytes. Further headers as keywords: In_Reply_To="<…>"; None leaves one out."""
    message = EmailMessage(policy=email.policy.SMTP)
    user = sender.partition("@")[0]
    fields = {
        "From": email.utils.formataddr((name, sender)) if name else sender,
        "To": to,
        "Subject": subject,
        "Date": date,
        "Message-ID": email.utils.make_msgid(user, "web.example"),
        **{key.replace("_", "-"): value for key, value in headers.items()},
    }
    for key, value in fields.items():
        if value is not None:
            message[key] = value
    message.set_content(text)
    return message.as_bytes()


def answer(mail, sender, text, **headers):
    """A reply to a mail as programs make it: subject, threading, the mail quoted below."""
    quote = "".join("> " + line + "\n" for line in mail.text.splitlines())
    subject = mail["Subject"] if mail["Subject"].lower().startswith("re:") else "Re: " + mail["Subject"]
    references = " ".join(filter(None, [mail["References"], mail["Message-ID"]]))
    return letter(sender, f"{text}\n\nAm 20.01.2011 um 10:00 schrieb {mail['From']}:\n{quote}", subject=subject,
                  to=email.utils.parseaddr(mail["From"])[1], In_Reply_To=mail["Message-ID"], References=references, **headers)


def fixture(batch, number):
    """A letter of tests/letters, as bytes."""
    return (LETTERS / batch / f"{number:03}.eml").read_bytes()
