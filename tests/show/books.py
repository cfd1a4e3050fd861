"""The end of the show: every letter is somewhere, every answer in somebody's mailbox, and nothing was decided wrongly."""
import email
import os
import subprocess
import textwrap

from show.stage import fault, heading
from show.world import OFFICE, TOP

FOLDERS = {"Anmeldungen/Erledigt": "erledigt", "Anmeldungen/Bitte prüfen": "bitte prüfen",
           "Anmeldungen/Automatische Mails": "automatisch"}


def account(robot, post, came):
    """Every letter is somewhere, and every mailbox holds what the register says."""
    box = post.mailbox(OFFICE)
    filed = {FOLDERS[name]: found for name, found in box.items() if name in FOLDERS}
    if box.get("INBOX"):
        fault(f"{len(box['INBOX'])} letters are still in the inbox")
    total = sum(map(len, filed.values()))
    if total != len(came):
        fault(f"{len(came)} letters came in, {total} are in the robot's folders")
    seen_review = [flags for _, flags in filed.get("bitte prüfen", []) if "\\Seen" in flags]
    if seen_review:
        fault(f"{len(seen_review)} letters in 'Bitte prüfen' are marked as seen")
    outgoing = robot.list("outgoing")
    unsent = [mail for mail in outgoing if mail["state"] not in ("sent", "withdrawn", "held", "call", "told")]
    if unsent:
        fault(f"{len(unsent)} mails were not sent")
    said, held = sorted(m["message_id"] for m in outgoing if m["state"] == "sent"), []
    for address in sorted({letter.sender for letter in came if letter.sender} | {m["address"] for m in outgoing if m["address"]}):
        for raw, _ in post.mailbox(address).get("INBOX", []) if address != OFFICE else []:
            mail = email.message_from_bytes(raw)
            held.append(str(mail["Message-ID"]).strip().strip("<>"))
            if str(mail["Auto-Submitted"] or "no") == "no":
                fault(f"a mail to {address} does not say that it is automatic")
    if sorted(held) != said:
        fault(f"the register says {len(said)} mails were sent, the mailboxes hold {len(held)}")
    return filed, outgoing


def against_gold(robot, folder, letters):
    """Held against the labels, with the project's own scorer."""
    gold = os.path.join(folder, "gold.jsonl")
    if not os.path.exists(gold):
        return
    heading("Gegen die Bewertung von Menschen")
    readings = os.path.join(robot.home, "readings.jsonl")
    with open(readings, "w", encoding="utf-8") as file:
        file.write(robot.call("read", "--json", "--config", robot.config, *[letter.path for letter in letters]))
    done = subprocess.run(["/usr/bin/python3", os.path.join(TOP, "tests/score"), gold, readings], stdout=subprocess.PIPE)
    print(textwrap.indent("\n".join(done.stdout.decode().splitlines()[:10]), "  "))
    if done.returncode != 0:
        fault("a letter was acted on wrongly, a machine answered, or a letter lost (tests/score --errors says which)")
