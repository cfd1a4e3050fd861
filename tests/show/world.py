"""The world of the show: letters, the servers as the outside sees them, and the robot."""
import base64
import email
import email.policy
import email.utils
import imaplib
import json
import os
import re
import signal
import smtplib
import ssl
import subprocess
import time
from datetime import datetime, timezone

from peers import Meddle
from show.stage import TTY, clean, fault

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROBOT = os.path.join(TOP, "build/mailbot")
OFFICE = "anmeldung@mia-do.example"
PATIENCE = 200  # seconds; a machine may have much else to do


class Letter:
    def __init__(self, path, raw, before):
        self.path, self.raw = path, raw
        self.name = os.path.basename(path)
        head = email.message_from_bytes(raw)  # as it stands: no policy may stumble over a broken header
        self.sender = email.utils.parseaddr(clean(str(head.get("From", ""))))[1]
        back = head.get("Return-Path")
        self.envelope_sender = email.utils.parseaddr(str(back))[1] if back is not None else self.sender
        self.when = self.date(head) or before
        self.id = str(head.get("Message-ID", "")).strip().strip("<>")

    @staticmethod
    def date(head):
        for text in (str(head.get("Date", "")), str(head.get("Received", "")).rpartition(";")[2]):
            try:
                when = email.utils.parsedate_to_datetime(text.strip())
                return when if when.tzinfo else when.replace(tzinfo=timezone.utc)
            except (TypeError, ValueError, IndexError):
                pass
        return None


def letters(folder):
    found, before = [], datetime(2011, 1, 18, 8, tzinfo=timezone.utc)
    for name in sorted(os.listdir(folder)):
        if name.endswith(".eml"):
            with open(os.path.join(folder, name), "rb") as file:
                found.append(Letter(os.path.join(folder, name), file.read(), before))
            before = found[-1].when
    return sorted(found, key=lambda letter: letter.when)


class Post:
    """The outside world: delivers letters, and looks into anybody's mailbox."""

    def __init__(self, env):
        self.env, self.tls = env, ssl.create_default_context(cafile=env["MAIL_CA"])
        self.office = 0  # letters that lie in the office's mailbox

    def deliver(self, sender, to, raw):
        with smtplib.SMTP("localhost", int(self.env["MAIL_SMTP"]), timeout=PATIENCE) as smtp:
            smtp.starttls(context=self.tls)
            smtp.sendmail(sender, [to], re.sub(rb"\r?\n", b"\r\n", raw))
        self.office += 1
        self.await_letters(to, self.office)

    def login(self, user):
        box = imaplib.IMAP4_SSL("localhost", int(self.env["MAIL_IMAPS"]), ssl_context=self.tls, timeout=PATIENCE)
        box.login(user, self.env["MAIL_PASSWORD"])
        return box

    def await_letters(self, user, count):
        """Exim hands a letter on within moments; the robot must find it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if sum(len(found) for found in self.mailbox(user).values()) >= count:
                return
            time.sleep(0.05)
        raise SystemExit(f"demo: the servers did not deliver a letter to {user}")

    def settle(self):
        """Waits until Exim has handed on all that it took."""
        end = time.monotonic() + PATIENCE
        while any(name[-2:] in ("-D", "-H", "-J") for name in os.listdir(os.path.join(self.env["MAIL_DIR"], "exim/input"))):
            if time.monotonic() > end:
                raise SystemExit("demo: Exim still holds letters")
            time.sleep(0.02)

    def mailbox(self, user):
        """folder -> letters as (bytes, flags)"""
        self.settle()
        box, all_folders = self.login(user), {}
        for line in box.list()[1]:
            attributes, _, rest = line.partition(b' "/" ')
            if b"noselect" in attributes.lower() or b"nonexistent" in attributes.lower():
                continue
            name = re.search(rb'"?([^"]*)"?$', rest).group(1)
            box.select(b'"' + name + b'"', readonly=True)
            found = []
            for uid in box.uid("SEARCH", "ALL")[1][0].split():
                answer = box.uid("FETCH", uid, "(FLAGS BODY.PEEK[])")[1]
                whole = b" ".join(part if isinstance(part, bytes) else part[0] for part in answer)
                found.append((answer[0][1], re.search(rb"FLAGS \(([^)]*)\)", whole).group(1).decode()))
            all_folders[utf7(name)] = found
        box.logout()
        return all_folders


def utf7(name):
    """A mailbox name as people write it (RFC 3501, 5.1.3)."""
    decode = lambda m: base64.b64decode(m.group(1).replace(b",", b"/") + b"=" * (-len(m.group(1)) % 4)).decode("utf-16-be").encode()
    return re.sub(rb"&([^-]+)-", decode, name).replace(b"&-", b"&").decode("utf-8")


SETTINGS = """
inbox = {{ host = "localhost"; port = {imaps}; tls = "tls"; user = "{office}"; password_file = "{home}/password"; ca_file = "{MAIL_CA}"; }};
outbox = {{ host = "localhost"; port = {MAIL_SMTPS}; tls = "tls"; user = "{office}"; password_file = "{home}/password"; ca_file = "{MAIL_CA}"; }};
sender = {{ address = "{office}"; name = "MIA-DO – Agentur für Migration und Integration Dortmund"; }};
contact = {{ person = "Reyhan Güntürk"; phone = "0231 50-27247"; }};
register = "{home}/register.db";
key = "{home}/key";
rules = "{top}/rules";
templates = "{top}/templates";
authserv_id = "mx1.mia-do.example";
trust_from = {trust};
"""


class Robot:
    """The program, called as an administrator would; its way to the inbox leads through a relay that mishaps can happen to."""

    def __init__(self, env, home, trust):
        folder = env["MAIL_DIR"]
        self.relay = Meddle((f"{folder}/cert.pem", f"{folder}/key.pem"), int(env["MAIL_IMAPS"]), env["MAIL_CA"])
        self.relay.__enter__()
        self.home, self.config = home, os.path.join(home, "mailbot.conf")
        with open(os.path.join(home, "password"), "w") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(env["MAIL_PASSWORD"] + "\n")
        os.chmod(file.name, 0o600)
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(SETTINGS.format(**env, imaps=self.relay.port, home=home, top=TOP, office=OFFICE, trust=trust).lstrip())

    def call(self, *arguments, check=True, cwd=None):
        done = subprocess.run([ROBOT, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, cwd=cwd,
                              env={**os.environ, **({"CLICOLOR_FORCE": "1"} if TTY else {})})
        if check and done.returncode != 0:
            fault(f"mailbot {arguments[0]} ended with status {done.returncode}")
            print(done.stderr.decode("utf-8", "replace"))
        return done.stdout.decode("utf-8", "replace")

    def run_once(self, now):
        self.call("run", "--once", *self.at(now))

    def at(self, now):
        return "--config", self.config, "--now", now.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

    def run_and_lose_the_line(self, now, after):
        """The connection to the inbox is cut so many bytes after the first letter has begun to come; gives the run's status."""
        def cut(data):
            if b"BODY[] {" in data:
                self.relay.left = {"down": self.relay.passed["down"] + data.index(b"BODY[] {") + after}
            return data

        self.relay.change["down"] = cut
        done = subprocess.run([ROBOT, "run", "--once", *self.at(now)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
        self.relay.change["down"], self.relay.left = None, {}
        return done.returncode

    def run_and_be_killed(self, now, word):
        """kill -9 for all processes of the robot at the instant at which it says that word to the inbox's server."""
        def kill(data):
            if word not in data:
                return data
            os.killpg(process.pid, signal.SIGKILL)
            return None

        self.relay.change["up"] = kill
        process = subprocess.Popen([ROBOT, "run", "--once", *self.at(now)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, start_new_session=True)
        process.wait()
        self.relay.change["up"] = None
        return process.returncode

    def list(self, what):
        return json.loads(self.call("list", what, "--json", "--config", self.config) or "[]")

    def read(self, letter, now, context=None):
        more = []
        if context is not None:
            with open(os.path.join(self.home, "context.json"), "w") as file:
                json.dump(context, file)
            more = ["--context", file.name]
        at = min(letter.when, now).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        return self.call("read", "--config", self.config, "--received", at, *more, letter.name, check=False, cwd=os.path.dirname(letter.path))


