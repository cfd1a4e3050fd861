"""What happens by itself, and what staff send: a question back and its answer, February with its reminders, the programme."""
import email
import email.policy
import os
from datetime import datetime, timedelta, timezone

from show.stage import fault, german, heading, show_answer
from show.world import OFFICE, Letter

CET = timezone(timedelta(hours=1))
ASKED = "p.winterberg@nordmarkt-verein.example"  # who says yes and not to what


def newest(stage, address):
    found = stage.post.mailbox(address).get("INBOX", [])
    return email.message_from_bytes(found[-1][0], policy=email.policy.default) if found else None


def letter(stage, name, text, when):
    raw = text.replace("\n", "\r\n").encode()
    path = os.path.join(stage.home, name)
    with open(path, "wb") as file:
        file.write(raw)
    return Letter(path, raw, when)


def asked_back(stage, show_letter, reply):
    """A yes without an event: the robot asks, and two words complete it."""
    when = stage.letters[-1].when + timedelta(hours=5)
    heading(f"{german(when)}: ein Ja, aber wozu?")
    first = letter(stage, "yes.eml", f"""From: Paula Winterberg <{ASKED}>
To: {OFFICE}
Subject: Re: Masterplan Migration/Integration: Einladung zu 4 Fachforen und zum Integrationskongress
Date: {when.strftime('%a, %d %b %Y %H:%M:%S %z')}
Message-ID: <demo-yes@nordmarkt-verein.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Guten Tag,

ja, wir kommen gern zu zweit!

Paula Winterberg
""", when)
    stage.deliver(first)
    stage.robot.run_once(when + timedelta(minutes=10))
    show_letter(stage.robot, stage.post, first, when)
    question = newest(stage, ASKED)
    if question is None or [r for r in stage.robot.list("registrations") if r["address"] == ASKED]:
        fault("a yes without an event was not asked back, or was acted on")
        return
    raw = reply(first, question, when + timedelta(hours=1), "1 und 5", "demo-which@nordmarkt-verein.example")
    answer = letter(stage, "which.eml", raw.decode().replace("\r\n", "\n"), when + timedelta(hours=1))
    stage.deliver(answer)
    stage.robot.run_once(when + timedelta(hours=2))
    print("  Sie antwortet auf die Rückfrage nur: „1 und 5“.\n")
    show_answer(newest(stage, ASKED))
    stand = {(r["event"], r["seats"]) for r in stage.robot.list("registrations") if r["address"] == ASKED}
    if stand != {("bildung", 2), ("kongress", 2)}:
        fault(f"the answer to the question was not carried out: {stand}")


def february(stage):
    """The working day before the first event, at ten: everybody who comes to it is reminded, once."""
    day = datetime(2011, 2, 15, 10, 0, 30, tzinfo=CET)
    heading(f"{german(day)}, 10 Uhr: die Erinnerungen an „Bildung“ gehen hinaus")
    stage.robot.run_once(day)
    stage.robot.run_once(day + timedelta(hours=1))
    reminded = [m["address"] for m in stage.robot.list("outgoing") if m["kind"] == "reminder" and m["state"] == "sent"]
    coming = {r["address"] for r in stage.robot.list("registrations")
              if r["event"] == "bildung" and r["status"] == "confirmed" and r["address"]}
    print(f"  {len(coming)} E-Mail-Adressen sind angemeldet, {len(reminded)} Erinnerungen gesendet, an jede eine. Eine davon:\n")
    show_answer(newest(stage, ASKED), "Erinnerung")
    if not coming or set(reminded) != coming or len(reminded) != len(coming):
        fault(f"{len(coming)} were to be reminded, {len(reminded)} were")


def programme(stage):
    """Staff send the programme: shown first, then sent, each reader once."""
    day = datetime(2011, 2, 15, 14, 0, tzinfo=CET)
    heading(f"{german(day)}: das Programm geht an alle, die zu „Bildung“ kommen")
    text, file = os.path.join(stage.home, "programm.txt"), os.path.join(stage.home, "Programm für Gäste.pdf")
    with open(text, "w", encoding="utf-8") as out:
        out.write("anbei das Programm für morgen Abend. Einlass ist ab 17:30 Uhr; der Eingang liegt an der Hessischen Straße.\n")
    with open(file, "wb") as out:
        out.write(b"%PDF-1.4\n% made up\n")
    words = ["mail", "--config", stage.robot.config, "--now", day.isoformat(), "--event", "bildung", "--subject",
             "Programm des Fachforums „Bildung“", "--text", text, "--attach", file]
    print(stage.robot.call(*words))
    print(stage.robot.call(*words, "--send"))
    stage.robot.run_once(day + timedelta(minutes=5))
    again = stage.robot.call(*words, "--send")
    show_answer(newest(stage, ASKED), "Rundmail")
    sent = [m["address"] for m in stage.robot.list("outgoing") if m["kind"] == "mailing" and m["state"] == "sent"]
    if ASKED not in sent or len(sent) != len(set(sent)) or "bereit" in again:
        fault(f"the programme was sent to {len(sent)}, and again: {again}")
