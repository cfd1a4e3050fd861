"""The scenes of the show, in their order: SCENES. Each takes the stage, does something to the robot, shows what comes of it, and
says with fault() what should not be. Whatever letter a scene delivers goes into `stage.came`: the books are balanced at the end.

A new scene is a function here, or in a file of its own beside this one, and a line in SCENES. Where `own` is, the letters are
the project's own and their people known; with somebody else's letters only the general scenes are played.
"""
import email
import email.message
import email.policy
import email.utils
import os
import re
from datetime import timedelta, timezone

from show.later import asked_back, february, programme
from show.office import a_caller, staff_decide
from show.stage import fault, german, heading, ink, mishap, show_answer
from show.world import OFFICE, Letter

CET = timezone(timedelta(hours=1))
CANCELS = "g.westerhoff@familienzentrum-kleine-bruecke.example"  # the guest who cancels by replying


class Stage:
    """What the scenes share: the servers, the robot, the letters that are to come, and those that came."""

    def __init__(self, post, robot, home, letters, own):
        self.post, self.robot, self.home, self.letters, self.own = post, robot, home, letters, own
        self.came = []

    def deliver(self, letter):
        self.post.deliver(letter.envelope_sender, OFFICE, letter.raw)
        self.came.append(letter)


def answers_to(post, letter):
    """The robot's mails in the sender's mailbox that answer this letter, parsed."""
    if not letter.sender:
        return []
    box = post.mailbox(letter.sender)
    mails = [email.message_from_bytes(raw, policy=email.policy.default) for raw, _ in box.get("INBOX", [])]
    return [m for m in mails if str(m["In-Reply-To"] or "").strip().strip("<>") == letter.id]


def show_letter(robot, post, letter, now, context=None):
    print(robot.read(letter, now, context).rstrip() + "\n")
    mails = answers_to(post, letter)
    for mail in mails:
        show_answer(mail)
    if not mails:
        print("      " + ink("2", "keine Antwort"))
    print()


# ── day by day ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
def day_by_day(stage):
    """Letters come in, are understood, and are answered. On the fullest day everything goes wrong that can."""
    days = {}
    for letter in stage.letters:
        days.setdefault(letter.when.astimezone(CET).date(), []).append(letter)
    worst = max(days, key=lambda day: len(days[day])) if stage.own else None
    for day, todays in days.items():
        evening = max(letter.when for letter in todays) + timedelta(minutes=15)
        for letter in todays:
            stage.deliver(letter)
        heading(german(day))
        if day == worst:
            go_wrong(stage, todays, evening)
            evening += timedelta(minutes=1)  # its clock went on meanwhile, and what it queued then is not due before
        stage.robot.run_once(evening)
        for letter in todays:
            show_letter(stage.robot, stage.post, letter, evening)


def go_wrong(stage, todays, evening):
    """A connection that breaks in the middle of a letter, then kill -9 after the register and before anything else."""
    status = stage.robot.run_and_lose_the_line(evening, 1000)
    known = len(stage.robot.list("outgoing"))
    mishap("Die Verbindung zum Postfach bricht ab, mitten in einem Brief.",
           f"Keiner der {len(todays)} Briefe ist verloren, keiner halb gelesen: sie liegen noch im Posteingang.")
    waiting = len(stage.post.mailbox(OFFICE).get("INBOX", []))
    if status == 0 or waiting != len(todays):
        fault(f"after the broken connection {waiting} of {len(todays)} letters were in the inbox (status {status})")
    status = stage.robot.run_and_be_killed(evening, b" MOVE ")
    outgoing = stage.robot.list("outgoing")[known:]
    queued = sum(mail["state"] == "queued" for mail in outgoing)
    waiting = len(stage.post.mailbox(OFFICE).get("INBOX", []))
    mishap("kill -9 für alle Prozesse des Roboters, während er die Briefe ablegen will.",
           f"Im Register stehen sie schon, {queued} Antworten warten darin; abgelegt ist noch keiner, verschickt nichts.")
    if status != -9 or queued == 0 or queued != len(outgoing) or waiting != len(todays):
        fault(f"after the kill {queued} of {len(outgoing)} answers were queued, {waiting} letters in the inbox (status {status})")
    print("  " + ink("1;32", "↻ Neu gestartet.") + " Nichts fehlt, nichts geschieht doppelt:\n", flush=True)


# ── a guest changes their mind ──────────────────────────────────────────────────────────────────────────────────────────────
def reply(letter, confirmation, when, words, message_id="demo-cancels@familienzentrum-kleine-bruecke.example"):
    """What a mail program makes of a reply to the robot's answer."""
    mail = email.message.EmailMessage()
    mail["From"], mail["To"] = confirmation["To"], confirmation["From"]
    mail["Subject"] = "Re: " + re.sub(r"^Re: ", "", str(confirmation["Subject"]))
    mail["Date"] = email.utils.format_datetime(when)
    mail["Message-ID"] = f"<{message_id}>"
    mail["In-Reply-To"] = str(confirmation["Message-ID"])
    mail["References"] = f"{confirmation['References'] or ''} {confirmation['Message-ID']}".strip()
    quoted = "".join(f"> {line}\n" for line in confirmation.get_content().splitlines())
    mail.set_content(f"{words}\n\nAm {german(when)} schrieb MIA-DO <{OFFICE}>:\n\n{quoted}", cte="quoted-printable")
    return mail.as_bytes(policy=email.policy.SMTP)


def a_guest_cancels(stage):
    """One guest answers the confirmation, in ordinary words."""
    letter = next((letter for letter in stage.letters if letter.sender == CANCELS), None)
    confirmations = answers_to(stage.post, letter) if letter else []
    if not confirmations:
        fault(f"{CANCELS} has no confirmation to reply to")
        return
    when = stage.letters[-1].when + timedelta(hours=3)
    heading(f"{german(when)}: ein Gast antwortet auf die Bestätigung")
    words = ("Liebe Frau Güntürk,\n\nleider muss ich meine Anmeldung zum Fachforum \"Bildung\" am 16. Februar\n"
             "wieder absagen.\n\nHerzliche Grüße\nGudrun Westerhoff")
    path = os.path.join(stage.home, "reply.eml")
    raw = reply(letter, confirmations[0], when, words)
    with open(path, "wb") as file:
        file.write(raw)
    answer = Letter(path, raw, when)
    stage.deliver(answer)
    stage.robot.run_once(when + timedelta(minutes=10))
    show_letter(stage.robot, stage.post, answer, when)
    stand = {r["event"]: r["status"] for r in stage.robot.list("registrations") if r["address"] == CANCELS}
    if stand != {"bildung": "cancelled"} or len(answers_to(stage.post, answer)) != 1:
        fault(f"the cancellation by reply was not carried out and confirmed: {stand}")


# ── what staff see ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def lists(stage):
    heading("Wer kommt")
    print(stage.robot.call("list", "registrations", "--config", stage.robot.config))
    heading("Bitte prüfen")
    print(stage.robot.call("list", "review", "--config", stage.robot.config))


# In their order; `own`: only with the project's own letters.
SCENES = [
    {"play": day_by_day},
    {"play": a_guest_cancels, "own": True},
    {"play": staff_decide, "own": True},
    {"play": a_caller, "own": True},
    {"play": lambda stage: asked_back(stage, show_letter, reply), "own": True},
    {"play": february, "own": True},
    {"play": programme, "own": True},
    {"play": lists},
]
