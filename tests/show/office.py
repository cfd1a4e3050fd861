"""Scenes of the office: one look decides what the robot was not sure of, and who calls is entered."""
import email
import email.policy
from datetime import timedelta

from show.stage import fault, german, heading, ink, show_answer

WHO = ("--by", "Reyhan Güntürk")


def said(stage, when, *words):
    """One of staff's commands as they type it, and what it says."""
    shown = " ".join(f'"{word}"' if " " in word else word for word in words)
    print("  " + ink("1", f"$ mailbot {shown}") + "\n")
    print(stage.robot.call(*words, *WHO, *stage.robot.at(when)).rstrip() + "\n", flush=True)


def staff_decide(stage):
    """The first letter that waits with a guess: shown, accepted with one word, confirmed."""
    waits = [item for item in stage.robot.list("review") if item["guess"] and item["letter"] and not item["acted"]]
    if not waits:
        return
    when = max(letter.when for letter in stage.came) + timedelta(hours=1)
    number, guest = str(waits[0]["id"]), waits[0]["from_address"]
    before = len(mails_to(stage, guest))
    heading(f"{german(when)}: jemand im Büro entscheidet, was der Roboter nicht sicher wusste")
    said(stage, when, "review", "show", number)
    said(stage, when, "review", "accept", number)
    stage.robot.run_once(when + timedelta(minutes=1))
    mails = mails_to(stage, guest)
    stands = [r["event"] for r in stage.robot.list("registrations") if r["address"] == guest and r["status"] == "confirmed"]
    if len(mails) != before + 1 or sorted(stands) != sorted(g["event"] for g in waits[0]["guess"] if g["action"] == "register"):
        fault(f"the accepted letter was not entered and confirmed: {stands}, {len(mails) - before} mails")
        return
    show_answer(mails[-1])
    print()


def a_caller(stage):
    """Somebody without an e-mail address calls: entered, and on the list of those to be called."""
    when = max(letter.when for letter in stage.came) + timedelta(hours=2)
    heading(f"{german(when)}: jemand ohne E-Mail-Adresse ruft an")
    said(stage, when, "register", "kongress", "2", "Kâzım Öztürk", "Meryem Öztürk", "--name", "Kâzım Öztürk", "--phone", "0231 4711-0",
         "--need", "access=Rollstuhl")
    print("  " + ink("1", "$ mailbot list calls") + "\n")
    print(stage.robot.call("list", "calls", "--config", stage.robot.config))
    calls = stage.robot.list("calls")
    if [(call["name"], call["kind"]) for call in calls] != [("Kâzım Öztürk", "confirmation")]:
        fault(f"the caller is not on the list of calls: {calls}")


def mails_to(stage, guest):
    return [email.message_from_bytes(raw, policy=email.policy.default) for raw, _ in stage.post.mailbox(guest).get("INBOX", [])]
