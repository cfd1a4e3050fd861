"""Staff's commands, end to end: what waits is looked at and decided, who calls is entered, who has no address is called."""
import email
import email.policy
import os
import pty
import re
import select
import sqlite3
import subprocess
import time

import pytest

from house import NOW, PATIENCE, answer, letter

ODD = "Guten Tag,\n\nzum Fachforum Bildung komme ich gern, wenn ich Zeit habe.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
INVITATION = "Re: Masterplan Migration/Integration: Einladung zu 4 Fachforen und zum Integrationskongress"
LATER = "2011-01-20T12:00:00+01:00"
SOON = "2011-01-20T12:05:00+01:00"  # what `tell` queues is due then, however slow the machine
AFTER = "2011-01-20T12:30:00+01:00"
NEXT = "2011-01-21T09:00:00+01:00"


def tell(office, *words, status=0, now=LATER, by="reyhan"):
    """One of staff's commands; what it printed."""
    more = ["--by", by] if by and words[0] in ("review", "register", "cancel", "calls") and words[1] != "list" else []
    more += ["--now", now] if words[1] != "list" and words[0] != "list" else []
    done = subprocess.run(office.command(*words, "--config", str(office.config), *more), stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=PATIENCE, text=True)
    assert done.returncode == status, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def registered(office):
    return [(r["address"], r["name"], r["event"], r["seats"], r["status"], r["attendees"]) for r in office.list("registrations")]


def mails(office):
    return [(m["address"], m["kind"], m["state"]) for m in office.list("outgoing")]


def journal(office, *columns):
    with sqlite3.connect(f"file:{office.dir}/register.db?mode=ro", uri=True) as db:
        return db.execute(f"SELECT {', '.join(columns)} FROM journal WHERE who <> 'robot' ORDER BY id").fetchall()


def give(office, text=ODD, name="Jörg Müßiggang", now=NOW, subject="Anmeldung"):
    guest = office.guest("joerg")
    office.deliver(letter(guest, text, name=name, subject=subject))
    office.run(now=now)
    return guest


# ---- review ----


def test_what_waits_is_shown_whole(office):
    guest = give(office)
    shown = tell(office, "review", "list")
    assert guest in shown and "Fachforum" in shown and "Bedingung" in shown, shown
    shown = tell(office, "review", "show", "1")
    for words in ("Nr.", "offen", "20.01.2011", "Jörg Müßiggang", guest, "wenn ich Zeit habe", "[", "Bedingung", "1  Anmeldung: Fachforum",
                  "16.02.2011", "nicht angemeldet", "mailbot review accept 1", "mailbot review spam 1"):
        assert words in shown or words in re.sub(r"[][]", "", shown), (words, shown)
    assert "{{" not in shown and "desk" not in shown


def test_what_else_of_the_same_sender_waits_is_said(office):
    guest = give(office)
    give(office)  # somebody else's
    office.deliver(letter(guest.upper().replace("WEB.EXAMPLE", "web.example"), ODD, name="Jörg Müßiggang"))
    office.run(now=AFTER)
    assert "Auch offen   Nr. 3, von derselben Adresse" in tell(office, "review", "show", "1")
    assert "Auch offen   Nr. 1, von derselben Adresse" in tell(office, "review", "show", "3")
    assert "Auch offen" not in tell(office, "review", "show", "2")
    assert "neuere" in tell(office, "review", "accept", "1", now=AFTER, status=1)
    tell(office, "review", "accept", "1", "--anyway", now=AFTER)
    assert "Auch offen" not in tell(office, "review", "show", "3", now=AFTER) + tell(office, "review", "show", "1", now=AFTER)


def test_a_long_line_is_wrapped_within_its_frame(office):
    give(office, ODD.replace("wenn ich Zeit habe", "wenn ich an diesem Abend Zeit habe, was sich leider immer erst am selben Tag zeigt, denn ich arbeite im Schichtdienst"))
    shown = tell(office, "review", "show", "1")
    assert max(map(len, shown.splitlines())) <= 100, shown
    assert not any(line.endswith((" ", " ]")) for line in shown.splitlines()), shown
    assert "Schichtdienst" in shown and sum(line.startswith("  │ ") for line in shown.splitlines()) == 5, shown


def test_what_is_attached_is_named(office):
    """Names are a stranger's: what could move a terminal's cursor or turn the line around does not come through."""
    message = email.message_from_bytes(letter(office.guest(), "Wir kommen zum Fachforum Bildung, siehe Liste im Anhang.\n"),
                                       policy=email.policy.SMTP)
    message.add_attachment(b"Ida;Ihle\n", maintype="text", subtype="csv", filename="Teilnahme für Bildung.csv")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a\u202efdp.exe\x1b[2J")
    office.deliver(message.as_bytes())
    office.run()
    shown = tell(office, "review", "show", "1")
    assert "  Anhang       Teilnahme für Bildung.csv (text/csv)\n" in shown, shown
    assert "(application/pdf)" in shown and "\x1b" not in shown and "\u202e" not in shown, shown
    assert shown.count("text/") == 1, shown


def test_what_is_left_alone_is_said_to_be(office):
    guest = office.guest("toner")
    office.deliver(letter(guest, "Guten Tag,\n\nwir liefern Toner zum halben Preis.\n\nKarl Kurz\n", subject="Toner"))
    office.run()
    assert office.letters()["inbox"] == 1
    assert "liegt im Posteingang" in tell(office, "list", "letters")


def test_the_list_of_letters_says_by_which_number_review_knows_one(office):
    give(office, YES)
    guest = give(office, "Guten Tag,\n\nworum geht es denn?\n\nJörg Müßiggang\n", subject="Meine Frage")
    shown = tell(office, "list", "letters")
    assert "review show 1" in shown and "Betreff: Meine Frage" in shown and "Mail" in shown, shown
    assert {row["from_address"] == guest: row["item"] for row in office.list("letters")} == {False: None, True: 1}
    assert guest in tell(office, "review", "show", "1")


def test_what_was_taken_back_since_is_not_accepted_by_an_older_letter(office):
    guest = give(office, YES)
    office.run(now=AFTER)
    for number, text in enumerate(("meine Frau kommt auch mit.", "leider muss ich das Fachforum Bildung absagen.")):
        office.deliver(answer(office.mails(guest)[-1], guest, f"Guten Tag,\n\n{text}\n\nMit freundlichen Grüßen\nJörg Müßiggang", name="Jörg Müßiggang"))
        office.run(now=f"2011-01-20T13:{number}0:00+01:00")
    assert [row["status"] for row in office.list("registrations")] == ["cancelled"]
    shown = tell(office, "review", "show", "1")
    assert "hat sich an der Anmeldung noch etwas geändert" in shown and "Telefon" not in shown, shown
    assert "Nach dieser Mail hat die Person noch einmal etwas geändert" in tell(office, "review", "accept", "1", "--yes", status=1)
    assert [row["status"] for row in office.list("registrations")] == ["cancelled"]
    tell(office, "review", "accept", "1", "--yes", "--anyway")
    assert [row["status"] for row in office.list("registrations")] == ["confirmed"]


def test_who_somebody_is_can_be_put_right(office, servers):
    """A wrong address or name: of who is registered, not of a second one; the right address is told, and it can be taken back."""
    wrong, right = office.guest("eva"), office.guest("eva")
    office.run(now=LATER)
    tell(office, "register", "kongress", "2", "--name", "Eva Tipp", "--address", wrong, "--yes")
    servers.refuse(f"{wrong}: 550 no such user")
    office.run(now=AFTER)
    servers.refuse()
    shown = tell(office, "review", "show", "1")
    assert "mailbot register --party 1 --address ADRESSE" in shown, shown
    for words in ("register", "kongress", "1"), ("review", "correct", "1", "register", "kongress", "1"):
        shown = tell(office, *words, "--name", "Tipp, Eva", "--address", right, "--yes", status=1)
        assert "--party 1" in shown and "--new" in shown, shown
    shown = tell(office, "register", "--party", "1", "--address", right, "--name", "Eva Tippe", "--phone", "0231 7", "--yes")
    assert [words for words in (wrong, right, "bisher  Eva Tipp\n", "jetzt   Eva Tippe\n", "0231 7", f"Anmeldebestätigung an {right}") if words not in shown] == [], shown
    row = office.list("registrations")[0]
    assert (row["name"], row["address"], row["seats"], row["attendees"]) == ("Eva Tippe", right, 2, ["Eva Tippe"]), row
    office.run(now=AFTER)
    assert "nichts geändert" not in office.mails(right)[0].text
    tell(office, "register", "--undo", "2", "--yes")
    row = office.list("registrations")[0]
    assert (row["name"], row["address"], row["attendees"]) == ("Eva Tipp", wrong, ["Eva Tipp"]), row
    other = office.guest("ok")
    tell(office, "register", "kongress", "--name", "Ok X", "--address", other, "--yes")
    assert "gehört schon jemand anderem" in tell(office, "register", "--party", "1", "--address", other, "--yes", status=1)
    assert "und so bleibt es" in tell(office, "register", "kongress", "--name", "Eva Tippe", "--address", wrong, "--yes")
    tell(office, "register", "--party", "1", "--remark", "kommt später", "--yes")
    assert "ist keine E-Mail-Adresse, an die sich schreiben lässt" in tell(office, "register", "kongress", "--name", "Eva X", "--address", "eva@web", status=2)


def test_what_was_asked_back_is_out_of_sight_but_said(office):
    give(office, "Guten Tag,\n\nich komme gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n", subject=INVITATION)
    assert [kind for _, kind, _ in mails(office)] == ["which-events"]
    assert office.list("review") == [] and len(office.list("review", "--all")) == 1
    shown = tell(office, "review", "list")
    assert "Rückgefragt, warten auf Antwort: 1" in shown and "Die Liste ist leer" in shown
    assert "rückgefragt" in tell(office, "review", "list", "--all")
    # staff need not wait for the answer
    tell(office, "review", "correct", "1", "register", "kongress")
    assert registered(office)[0][2:4] == ("kongress", 1) and office.list("review", "--all") == []


def test_a_machine_s_letter_registers_nobody(office):
    guest = give(office, YES)
    office.run(now=AFTER)
    sent = office.mails(guest)[0]["Message-ID"]
    office.deliver(f"""From: Mail Delivery System <mailer-daemon@web.example>
To: {office.address}
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce-{guest}>
Date: Thu, 20 Jan 2011 13:00:00 +0100
Return-Path: <>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

Your mail could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; web.example

Final-Recipient: rfc822; {guest}
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

Message-ID: {sent}
Subject: x

--b--
""".encode(), sender="")
    office.run(now=NEXT)
    (item,) = office.list("review")
    assert item["reasons"] == ["bounced"]
    shown = tell(office, "review", "show", "1")
    assert "zurückgekommen" in shown and guest in shown and "review correct" not in shown, shown
    assert "mailbot register --party 1 --address" in shown and "angemeldet, 1 Platz" in shown and "noch keine" not in shown, shown
    listed = tell(office, "review", "list")
    assert "An: Jörg" in listed and "Unsere Mail:" in listed and "Mail Delivery" not in listed, listed
    assert "automatisch erstellt" in tell(office, "review", "correct", "1", "register", "kongress", status=1)
    tell(office, "review", "answered", "1", "angerufen, neue Adresse folgt")
    assert office.list("review") == [] and len(registered(office)) == 1


@pytest.mark.parametrize("said, final", [
    ("Das Postfach des Empfängers ist voll.", True),
    ("Das Postfach des Empfängers ist voll. Die Zustellung wird weiter versucht.", False),
    ("The mailbox is full. We will keep trying for two days.", False),
])
def test_a_plain_bounce_is_final_unless_it_will_be_tried_again(office, said, final):
    guest = give(office, YES)
    office.run(now=AFTER)
    sent = office.mails(guest)[0]["Message-ID"]
    office.deliver(f"From: postmaster@web.example\nTo: {office.address}\nSubject: Unzustellbar: Re: Anmeldung\nMessage-ID: <full-{guest}>\n"
                   "Date: Thu, 20 Jan 2011 13:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
                   f"Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.\n\n  {guest}\n  {said}\n\nMessage-ID: {sent}\n".encode(), sender="")
    office.run(now=NEXT)
    assert [item["reasons"] for item in office.list("review")] == ([["bounced"]] if final else [])


def test_who_has_no_address_is_called_when_a_reminder_is_due(office):
    office.run()
    tell(office, "register", "bildung", "--name", "Kâzım Öztürk", "--phone", "0231 4711")
    tell(office, "calls", "done", "1")
    office.run(now="2011-02-15T10:00:00+01:00")  # the working day before
    (call,) = office.list("calls")
    assert (call["kind"], call["name"], call["phone"]) == ("reminder", "Kâzım Öztürk", "0231 4711")
    shown = tell(office, "list", "calls")
    assert "Fachforum „Bildung“ (1)" in shown, shown


def test_an_accepted_guess_is_entered_and_confirmed(office):
    guest = give(office)
    said = tell(office, "review", "accept", "1", "--note", "kommt sicher")
    assert "bisher  nicht angemeldet" in said and "jetzt   angemeldet, 1 Platz" in said and f"Anmeldebestätigung an {guest}" in said, said
    assert registered(office) == [(guest, "Jörg Müßiggang", "bildung", 1, "confirmed", ["Jörg Müßiggang"])]
    assert office.list("review") == []
    office.run(now=AFTER)
    assert mails(office) == [(guest, "receipt", "sent"), (guest, "confirmation", "sent")]
    assert office.letters() == {"inbox": 0, "done": 1, "review": 0, "automatic": 0}
    mail = office.mails(guest)[1]
    (asked,) = office.folder("done")
    assert mail["In-Reply-To"] == asked["Message-ID"] and mail["Subject"] == "Re: Anmeldung"
    assert "Wir haben Ihre Anmeldung eingetragen" in mail.text and "Fachforum" in mail.text and "Sie sind jetzt für" in mail.text
    assert journal(office, "who", "what", "why", "event", "seats")[:1] == [("reyhan", "register", "kommt sicher", "bildung", 1)]
    assert ("reyhan", "accept", "kommt sicher") in journal(office, "who", "what", "why")


def test_the_login_name_stands_in_the_journal(office):
    import pwd
    give(office)
    tell(office, "review", "accept", "1", by=None)
    assert {who for (who,) in journal(office, "who")} == {os.environ.get("SUDO_USER") or pwd.getpwuid(os.getuid()).pw_name}


def test_corrected_and_confirmed_with_the_whole_state(office):
    guest = give(office)
    tell(office, "review", "correct", "1", "register", "kongress", "2", "Anna Berg", "Jan Berg", "cancel", "arbeit")
    assert registered(office) == [(guest, "Jörg Müßiggang", "arbeit", 0, "declined", []),
                                  (guest, "Jörg Müßiggang", "kongress", 2, "confirmed", ["Anna Berg", "Jan Berg"])]
    office.run(now=AFTER)
    mail = office.mails(guest)[1]
    assert "Integrationskongress" in mail.text and "2 Plätze für Anna Berg und Jan Berg" in mail.text and "Absage" in mail.text, mail.text


def test_settled_without_a_mail(office):
    guests = [give(office) for _ in range(3)]
    assert "vereinbart" in tell(office, "review", "answered", "1", status=2)
    tell(office, "review", "answered", "1", "Frau M. kommt, wir haben telefoniert")
    tell(office, "review", "not-for-us", "2")
    tell(office, "review", "spam", "3")
    office.run(now=AFTER)
    assert office.letters() == {"inbox": 1, "done": 1, "review": 0, "automatic": 1}
    assert registered(office) == [] and [kind for _, kind, _ in mails(office)] == ["receipt"] * 3
    office.run(now=NEXT)
    assert office.letters() == {"inbox": 1, "done": 1, "review": 0, "automatic": 1}, "what goes back to the inbox stays there"
    assert all(len(office.mails(guest)) == 1 for guest in guests)
    shown = tell(office, "review", "show", "1")
    assert "entschieden" in shown and "von Hand erledigt" in shown and "wir haben telefoniert" in shown and "reyhan" in shown, shown


def test_the_second_is_told_who_was_first(office):
    give(office)
    tell(office, "review", "accept", "1", by="petra")
    said = tell(office, "review", "spam", "1", status=1)
    assert "petra" in said and "20.01.2011 12:00" in said and "Vorschlag angenommen" in said
    assert len(registered(office)) == 1


def test_undone_a_correction_goes_out_where_a_confirmation_had(office):
    guest = give(office)
    tell(office, "review", "accept", "1")
    said = tell(office, "review", "undo", "1")
    assert "zurückgezogen" in said and "jetzt   nicht angemeldet" in said, said
    assert mails(office) == [(guest, "receipt", "sent"), (guest, "confirmation", "withdrawn")] and registered(office) == []
    tell(office, "review", "accept", "1")
    office.run(now=AFTER)
    said = tell(office, "review", "--undo", "1")
    assert "Berichtigung" in said, said
    office.run(now=NEXT)
    correction = office.mails(guest)[-1]
    confirmation = office.mails(guest)[-2]
    assert correction["In-Reply-To"] == confirmation["Message-ID"]
    assert "Das war unser Versehen" in correction.text and "für keine Veranstaltung angemeldet" in correction.text
    assert registered(office) == [] and len(office.list("review")) == 1
    assert office.letters()["review"] == 1
    assert {"register", "undo", "reopen"} <= {what for (what,) in journal(office, "what")}


def test_undone_a_correction_goes_out_where_a_later_mail_had_told_of_it(office):
    """Of two changes before one run, one mail leaves: it tells of both."""
    office.run()
    guest = office.guest("ute")
    acts = [re.search(r"--undo (\d+)", tell(office, "register", event, "--name", "Ute Undo", "--address", guest, *more)).group(1)
            for event, more in (("arbeit", ()), ("bildung", ("--silent",)), ("kongress", ()))]
    office.run(now=AFTER)
    assert [state for _, _, state in mails(office)] == ["withdrawn", "withdrawn", "sent"], "the silent one sends nothing of its own, and takes nothing away"
    assert "Berichtigung" in tell(office, "register", "--undo", acts[0], now=AFTER)
    office.run(now=NEXT)
    told, correction = office.mails(guest)
    assert correction["In-Reply-To"] == told["Message-ID"] and "Das war unser Versehen" in correction.text
    assert "Arbeit" not in correction.text and "Integrationskongress" in correction.text, correction.text
    assert "Berichtigung" in tell(office, "register", "--undo", acts[1], now=NEXT), "entered silently, told all the same"
    assert "Berichtigung" in tell(office, "register", "--undo", acts[2], now=NEXT)


def test_undone_nobody_is_told_who_had_not_been_told(office):
    office.run()
    guest = office.guest("ute")
    tell(office, "register", "arbeit", "--name", "Ute Undo", "--address", guest)
    office.run(now=SOON)
    number = re.search(r"--undo (\d+)", tell(office, "register", "kongress", "--name", "Ute Undo", "--address", guest, now=AFTER)).group(1)
    assert "zurückgezogen" in tell(office, "register", "--undo", number, now=AFTER), "the mail before it says nothing of it"
    number = re.search(r"--undo (\d+)", tell(office, "register", "kongress", "--name", "Ute Undo", "--address", guest, "--silent", now=AFTER)).group(1)
    assert "Berichtigung" not in tell(office, "register", "--undo", number, now=AFTER)
    assert len(office.mails(guest)) == 1


def test_a_reply_to_what_staff_confirmed_is_understood(office):
    guest = give(office)
    tell(office, "review", "accept", "1")
    office.run(now=AFTER)
    office.deliver(answer(office.mails(guest)[1], guest, "Ich kann leider doch nicht kommen.", date="Fri, 21 Jan 2011 08:00:00 +0100"))
    office.run(now=NEXT)
    assert registered(office)[0][4] == "cancelled", office.list("review")


def test_after_the_event_it_is_said_plainly(office):
    give(office)
    late = "2011-04-01T10:00:00+02:00"
    said = tell(office, "review", "accept", "1", status=1, now=late)
    assert "hat schon stattgefunden" in said and "--anyway" in said
    assert registered(office) == []
    tell(office, "review", "accept", "1", "--anyway", now=late)
    assert len(registered(office)) == 1


@pytest.mark.parametrize("words, status, says", [
    (("review", "accept", "7"), 1, "Diese Nummer gibt es nicht"),
    (("review", "accept", "eins"), 2, "keine Nummer"),
    (("review", "accept", "1", "5"), 1, "hat der Vorschlag nicht"),
    (("review", "correct", "1", "register", "kongres", "2"), 2, "meinten Sie „kongress“"),
    (("review", "correct", "1", "register", "tanz"), 2, "Es gibt: bildung, arbeit"),
    (("review", "correct", "1", "kongress"), 2, "register (anmelden) oder cancel (abmelden)"),
    (("review", "correct", "1", "register"), 2, "Es fehlt eine Veranstaltung"),
    (("review", "correct", "1", "register", "kongress", "0"), 2, "mindestens 1"),
    (("review", "correct", "1", "register", "kongress", "99999"), 2, "von 1 bis 9999"),
    (("review", "correct", "1", "cancel", "kongress", "2"), 2, "steht keine Zahl"),
    (("review", "correct", "1", "register", "kongress", "1", "Anna Berg", "Jan Berg"), 1, "passen nicht zusammen"),
    (("review", "undo", "1"), 1, "noch nicht entschieden"),
    (("register", "kongress"), 2, "--name"),
    (("register", "kongres", "--name", "Anna Berg"), 2, "meinten Sie „kongress“"),
    (("register", "kongress", "--name", "Anna Berg", "--address", "anna"), 2, "Erwartet wird genau eine, zum Beispiel anna@web.example"),
    (("register", "kongress", "--name", "Anna Berg", "--phone", "weiß nicht"), 2, "„weiß nicht“ ist keine Telefonnummer"),
    (("register", "kongress", "--name", "Anna Berg", "--phone", "0231", "--language", "fr"), 2, "„fr“ ist keine Sprache"),
    (("register", "kongress", "--name", "Anna Berg", "--phone", "0231", "--language", "../de"), 2, "„../de“ ist keine Sprache"),
    (("register", "--undo", "7"), 1, "die einer Eintragung stand hinter „Zurücknehmen“"),
    (("register", "kongress", "--name", "Anna Berg", "--need", "luxury"), 2, "access (Barrierefreiheit), interpreter"),
    (("cancel", "kongress", "--address", "niemand@web.example"), 1, "niemand angemeldet"),
    (("calls", "done", "3"), 1, "Diesen Anruf gibt es nicht"),
    (("list", "registrations", "--event", "kongres"), 2, "meinten Sie „kongress“"),
    (("list", "registrations", "--event", "tanz"), 2, "Es gibt: bildung, arbeit"),
    (("list", "reviews"), 2, "Es gibt keine Liste „reviews“; meinten Sie „review“?"),
    (("list", "registrations", "--needs"), 2, "gilt für eine Veranstaltung"),
    (("list", "registrations", "--evant", "kongress"), 2, "Die Option „--evant“ gibt es hier nicht."),
    (("register", "kongress", "--colour", "blau"), 2, "Die Option „--colour“ gibt es hier nicht."),
    (("review", "correct", "1", "register", "kongress", "--address", "<anna>"), 2, "„<anna>“ ist keine E-Mail-Adresse"),
    (("register", "kongress", "--name", "Anna Berg", "--address", "otto@müller.example"), 2, "hilft die Form mit xn--"),
    (("register", "kongress", "--name", "Anna Berg", "--address", "a@web.example, b@web.example"), 2, "genau eine"),
    (("register", "kongress", "--name", "Otto Tel <otto@web.example>"), 2, "Darin steht eine E-Mail-Adresse"),
    (("register", "kongress", "2", "Anna Berg", "Jan Berg <jan@web.example>", "--name", "Anna Berg", "--phone", "7"), 2, "Darin steht eine E-Mail-Adresse"),
    (("cancel", "kongress", "--party", "Anna"), 2, "„Anna“ ist keine Nummer"),
    (("import", "fehlt.csv"), 2, "Die Datei „fehlt.csv“ gibt es nicht."),
    (("review", "show"), 2, "Aufruf: mailbot review"),
])
def test_every_wrong_argument_says_what_would_be_right(office, words, status, says):
    give(office)
    said = tell(office, *words, status=status)
    assert says in said and "{{" not in said, said
    assert registered(office) == []


# ---- who calls ----


def test_a_caller_with_an_address_is_entered_and_confirmed(office):
    office.run()
    guest = office.guest("anna")
    said = tell(office, "register", "kongress", "2", "Anna Berg", "Jan Berg", "--name", "Anna Berg", "--address", guest, "--phone", "0231 4711",
                "--need", "access=Rollstuhl", "--note", "rief an")
    assert "2 Plätze: Anna Berg, Jan Berg" in said and "Zurücknehmen: mailbot register --undo 1" in said, said
    office.run(now=AFTER)
    (mail,) = office.mails(guest)
    assert "Wie besprochen" in mail.text and "Das haben wir für Sie eingetragen" in mail.text and "In-Reply-To" not in mail.message, mail.text
    assert mail["Subject"] == "Masterplan Migration/Integration: Einladung zu 4 Fachforen und zum Integrationskongress" or "Re:" not in mail["Subject"]
    assert journal(office, "who", "what", "why")[0] == ("reyhan", "register", "rief an")
    # what they change by a reply is theirs to change
    office.deliver(answer(mail, guest, "Ich muss leider absagen.", date="Fri, 21 Jan 2011 08:00:00 +0100"))
    office.run(now=NEXT)
    assert registered(office)[0][4] == "cancelled"


def test_a_caller_without_an_address_is_on_the_list_of_calls(office):
    office.run()
    said = tell(office, "register", "bildung", "2", "arbeit", "--name", "Kâzım Öztürk", "--phone", "+49 231 4711")
    assert "Anrufliste" in said
    office.run(now=AFTER)
    assert mails(office) == [("", "confirmation", "call")]
    (call,) = office.list("calls")
    assert (call["name"], call["phone"], call["kind"]) == ("Kâzım Öztürk", "+49 231 4711", "confirmation")
    assert "+49 231 4711" in tell(office, "list", "registrations")
    assert "Kâzım Öztürk" in tell(office, "list", "outgoing"), "who has no address has a name"
    shown = tell(office, "list", "calls")
    assert "Kâzım Öztürk" in shown and "+49 231 4711" in shown and "Anmeldebestätigung" in shown, shown
    assert "Anruf erledigt" in tell(office, "calls", "done", str(call["id"]), "--note", "weiß Bescheid")
    assert office.list("calls") == []
    assert "schon erledigt" in tell(office, "calls", "done", str(call["id"]), status=1)
    tell(office, "calls", "again", str(call["id"]))
    assert len(office.list("calls")) == 1
    said = tell(office, "register", "kongress", "--name", "Kazim Öztürk", status=1)
    assert "--party 1" in said and "--new" in said
    assert "--party" in said
    tell(office, "cancel", "all", "--name", "Kâzım Öztürk")
    assert [(r[2], r[4]) for r in registered(office)] == [("bildung", "cancelled"), ("arbeit", "cancelled")] or \
        sorted((r[2], r[4]) for r in registered(office)) == [("arbeit", "cancelled"), ("bildung", "cancelled")]
    (call,) = office.list("calls")
    assert call["kind"] == "cancelled"


def test_a_caller_s_cancel_and_its_undo(office):
    guest = give(office, YES)
    assert "Bestätigung der Abmeldung" in tell(office, "cancel", "bildung", "--address", guest.upper().replace("WEB.EXAMPLE", "web.example"))
    assert registered(office)[0][4] == "cancelled"
    office.run(now=AFTER)
    assert "Berichtigung" in tell(office, "cancel", "--undo", "1")
    assert registered(office)[0][3:5] == (1, "confirmed")
    office.run(now=NEXT)
    assert "Das war unser Versehen" in office.mails(guest)[-1].text and "Fachforum" in office.mails(guest)[-1].text


PHONED = "Guten Tag,\n\nich hatte mich telefonisch zum Kongress angemeldet und muss leider absagen.\n\nMit freundlichen Grüßen\nIda Ihle\n"


@pytest.mark.parametrize("text", [
    PHONED,
    "Guten Tag,\n\nleider kann ich nun doch nicht zum Kongress kommen.\n\nI. Ihle\n",
    "Dear team,\n\nplease cancel my registration for the integration congress.\n\nKind regards\nIda Ihle\n",
])
def test_who_registered_by_telephone_and_cancels_by_mail_does_not_keep_the_seat(office, text):
    office.run()
    tell(office, "register", "kongress", "--name", "Ida Ihle", "--phone", "0231 4711")
    tell(office, "register", "kongress", "--name", "Peter Pohl", "--phone", "0231 4712")
    guest = give(office, text, name="Ida Ihle", now=AFTER)
    (item,) = office.list("review")
    assert item["reasons"][0] in ("registered-elsewhere", "not-registered"), item
    office.run(now=AFTER)
    (mail,) = office.mails(guest)
    assert "noch keine Anmeldebestätigung" in mail.text or "does not confirm" in mail.text
    assert "Unter Ihrer E-Mail-Adresse" in mail.text or "under your e-mail address" in mail.text
    shown = tell(office, "review", "show", "1")
    assert "Vielleicht   --party 1   Ida Ihle   0231 4711   kongress" in shown and "Pohl" not in shown, shown
    tell(office, "review", "correct", "1", "cancel", "kongress", "--party", "1", now=NEXT)
    assert [(r[1], r[4]) for r in registered(office)] == [("Peter Pohl", "confirmed"), ("Ida Ihle", "cancelled")]
    assert ("", "cancelled", "call") in mails(office) and office.list("review") == []


def test_who_is_registered_under_another_address_and_cancels_is_not_told_that_they_are_not(office):
    first = give(office, "Guten Tag,\n\nzum Kongress kommen Ada Moser und ich, Ida Ihle.\n\nIda Ihle\n", name="Ida Ihle")
    assert [(r[0], r[3]) for r in registered(office)] == [(first, 2)]
    give(office, "Guten Tag,\n\nleider kann ich nicht zum Kongress kommen.\n\nAda Moser\n", name="Ada Moser")
    give(office, "Guten Tag,\n\nleider kann ich nicht zum Kongress kommen.\n\nIda Moser\n", name="Ida Moser")
    give(office, "Guten Tag,\n\nleider kann ich nicht zum Fachforum Bildung kommen.\n\nAda Moser\n", name="Ada Moser")
    assert [kind for _, kind, _ in mails(office)] == ["confirmation", "receipt", "decline", "decline"]
    shown = tell(office, "review", "show", "1")
    assert f"--party 1   Ida Ihle   {first}   kongress" in shown and "--party NUMMER" in shown and "review accept" not in shown, shown
    assert "sagen Sie mit correct" in tell(office, "review", "accept", "1", status=1)
    tell(office, "review", "correct", "1", "cancel", "kongress", "Ada Moser", "--party", "1")
    assert (first, "Ida Ihle", "kongress", 1, "confirmed", ["Ida Ihle"]) in registered(office)


def test_staff_ask_back_which_event_is_meant_and_the_answer_completes_it(office):
    """Of a stranger's `Ich melde mich an` the robot does not know that it is about this series: a person does."""
    guest = give(office, "Guten Tag,\n\nich melde mich an.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n", subject="Hallo")
    assert mails(office) == [] and "mailbot review ask 1" in tell(office, "review", "show", "1")
    assert "Rückfrage" in tell(office, "review", "ask", "1", "--dry-run") and mails(office) == []
    tell(office, "review", "ask", "1")
    assert mails(office) == [(guest, "which-events", "queued")] and office.list("review") == []
    assert "schon nachgefragt" in tell(office, "review", "ask", "1", status=1)
    assert journal(office, "who", "what") [-1] == ("reyhan", "ask")
    office.run(now=SOON)
    assert office.letters()["done"] == 1
    (mail,) = office.mails(guest)
    assert "1. Fachforum „Bildung“" in " ".join(mail.text.split()) and mail["Subject"] == "Re: Hallo"
    office.deliver(answer(mail, guest, "1 und 5", name="Jörg Müßiggang"))
    office.run(now=AFTER)
    assert [r[2:4] for r in registered(office)] == [("bildung", 1), ("kongress", 1)] and office.list("review", "--all") == []


def test_what_is_not_asked_after_all_is_shown_again(office):
    give(office, "Guten Tag,\n\nich melde mich an.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n", subject="Hallo")
    tell(office, "review", "ask", "1")
    assert office.list("review") == []
    tell(office, "outgoing", "withdraw", "1")
    assert len(office.list("review")) == 1, "nobody was asked"
    office.run(now=SOON)
    assert office.letters()["review"] == 1
    # one that was asked waits, whatever else is withdrawn; and what is decided stays decided
    tell(office, "review", "ask", "1", now=SOON)
    office.run(now=AFTER)
    tell(office, "outgoing", "withdraw", "2", status=1, now=AFTER)
    assert office.list("review") == [] and len(office.list("review", "--all")) == 1


def test_what_was_not_understood_is_not_completed_by_an_answer(office):
    """How many come stood in the first letter, which nobody could read: a person looks again."""
    guest = give(office, "Guten Tag,\n\nwir kämen dann vielleicht mit der ganzen Blase.\n\nJörg Müßiggang\n", subject=INVITATION)
    tell(office, "review", "ask", "1")
    office.run(now=SOON)
    office.deliver(answer(office.mails(guest)[-1], guest, "1 und 5", name="Jörg Müßiggang"))
    office.run(now=AFTER)
    assert registered(office) == [] and "seats-unsaid" in [reason for item in office.list("review") for reason in item["reasons"]]


def test_asked_after_two_working_days_it_is_shown_again_and_a_no_lists_what_they_come_to(office):
    guest = give(office, YES)
    office.deliver(letter(guest, "Guten Tag,\n\nam Montag bin ich verhindert, was heißt das?\n\nJörg Müßiggang\n", subject="Frage", name="Jörg Müßiggang"))
    office.run(now=LATER)
    item = office.list("review")[-1]["id"]
    tell(office, "review", "ask", str(item))
    office.run(now=AFTER)
    assert office.list("review") == []
    office.run(now="2011-01-26T10:00:00+01:00")
    assert [i["id"] for i in office.list("review")] == [item]


@pytest.mark.parametrize("words, says", [(("review", "ask", "99"), "gibt es nicht"), (("review", "ask"), "Aufruf"),
                                         (("review", "ask", "1", "2"), "zu viele Wörter")])
def test_asking_back_wants_one_number(office, words, says):
    give(office)
    assert says in tell(office, *words, status=1 if "99" in words else 2)


def test_what_is_entered_already_is_not_accepted_but_answered(office):
    """The guest was promised an answer to the question; accepting what stands there closed it without one."""
    give(office, YES.replace("gern.", "gern. Können Sie mir bitte das Programm schicken?"))
    assert [r[3] for r in registered(office)] == [1] and [item["acted"] for item in office.list("review")] == [1]
    assert "review accept" not in tell(office, "review", "show", "1")
    assert "schon eingetragen; offen ist der Rest" in tell(office, "review", "accept", "1", "--yes", status=1)
    assert len(office.list("review")) == 1
    tell(office, "review", "answered", "1", "--note", "Programm geschickt")
    assert office.list("review") == []


def test_it_is_said_what_the_guest_has_heard_so_far(office):
    give(office)
    give(office, "Guten Tag,\n\nich melde mich an.\n\nJörg Müßiggang\n", subject="Hallo")
    assert "Antwort      Eingangsbestätigung · gesendet" in tell(office, "review", "show", "1")
    assert "Antwort      noch keine" in tell(office, "review", "show", "2")


def test_who_waits_for_an_answer_does_not_take_another_for_it(office):
    """A confirmation that lists what they come to says that it is not all that they have asked for."""
    waits = "Eine andere Nachricht von Ihnen liegt noch bei uns; dazu bekommen Sie eine eigene Antwort."
    guest, now = give(office), iter(f"2011-01-20T{hour}:00:00+01:00" for hour in range(13, 20))

    def write(text):
        office.deliver(letter(guest, text, name="Jörg Müßiggang"))
        office.run(now=next(now))
        return " ".join(office.mails(guest)[-1].text.split())

    assert waits in write(YES.replace("Fachforum Bildung am 16.02.2011", "Integrationskongress"))
    assert waits in write("Guten Tag,\n\nzum Fachforum Arbeit komme ich nicht.\n\nJörg Müßiggang\n")
    tell(office, "review", "accept", "1", now=next(now))
    office.run(now=next(now))
    assert waits not in office.mails(guest)[-1].text, "this was the answer"
    assert waits not in write("Guten Tag,\n\nzum Integrationskongress kann ich leider doch nicht kommen.\n\nJörg Müßiggang\n")


def test_who_is_cancelled_already_is_told_once(office):
    guest = give(office, YES)
    tell(office, "cancel", "bildung", "--address", guest)
    assert "Es steht schon so im Register" in tell(office, "cancel", "bildung", "--address", guest)
    assert [kind for _, kind, _ in mails(office)] == ["confirmation", "cancelled"]


def test_words_do_not_become_people(office):
    office.run()
    who = "--name", "Peter Brand", "--phone", "0231 1", "--yes"
    assert "„zwei“ ist kaum ein Name" in tell(office, "register", "kongress", "zwei", "Peter Brand", *who, status=2)
    assert '"Peter Brand"' in tell(office, "register", "kongress", "2", "Peter", "Brand", *who, status=2)
    assert "--need food=" in tell(office, "register", "kongress", "--need", "food=", *who, status=2)
    assert registered(office) == []
    tell(office, "register", "Kongress", "2", "Peter Brand", "Kâzım", *who)
    assert [(r[2], r[5]) for r in registered(office)] == [("kongress", ["Peter Brand", "Kâzım"])], "an event's id in capitals too"
    tell(office, "register", "kongress", "3", "Peter Brand", "Ada", "Bo", "--party", "1", "--anyway", "--yes")
    assert registered(office)[0][5] == ["Peter Brand", "Ada", "Bo"]


LONG = "Mehmet Çağlar-Freiherr von und zu Hohenstein-Württemberg-Sigmaringen und Auerswald-Brandenburg genannt Müller-Lüdenscheidt"


def test_a_title_is_kept_and_no_part_of_a_name_that_is_looked_for(office):
    office.run()
    tell(office, "register", "kongress", "2", "Dr. Peter Brand", "Brand, Prof. Dr. Ida", "--name", "Maria Schmidt", "--phone", "1")
    tell(office, "register", "kongress", "--name", "Gruppe Nordmarkt, Frau Yilmaz", "--phone", "2")
    assert [r[5] for r in registered(office)] == [["Gruppe Nordmarkt, Frau Yilmaz"], ["Dr. Peter Brand", "Prof. Dr. Ida Brand"]]
    assert "Maria Schmidt" in tell(office, "cancel", "kongress", "--name", "Frau Schmidt", "--dry-run")
    assert "--party" in tell(office, "cancel", "kongress", "--name", "Frau Schmidt", "--yes", status=1), "not without a question"
    assert "Erledigt" in tell(office, "cancel", "kongress", "--name", "Frau Maria Schmidt", "--yes")


def test_nobody_is_cancelled_under_a_name_that_is_not_theirs(office):
    """Names that cannot be compared, or that only may be meant; and never at an event where they are not registered."""
    office.run()
    tell(office, "register", "kongress", "--name", LONG, "--address", office.guest())
    tell(office, "register", "kongress", "--name", "Елена Иванова", "--address", office.guest())
    tell(office, "register", "kongress", "--name", "Maria Schmidt", "--phone", "0231 1")
    assert "niemand angemeldet" in tell(office, "cancel", "kongress", "--name", "Niemand", "--yes", status=1)
    said = tell(office, "cancel", "kongress", "--name", "Schmidt", "--yes", status=1)
    assert "Genau so heißt niemand" in said and "--party 3   Maria Schmidt" in said, said
    assert "niemand zu dieser Veranstaltung" in tell(office, "cancel", "weltoffen", "--name", "Maria Schmidt", "--yes", status=1)
    assert "Maria Schmidt" in tell(office, "cancel", "kongress", "--name", "Schmidt", "--dry-run")
    assert [r[4] for r in registered(office)] == ["confirmed"] * 3
    clerk = Terminal(office, "cancel", "kongress", "--name", "Schmidt", "--by", "reyhan")
    clerk.until("[j/N]")
    clerk.type("j\n")
    clerk.until("Erledigt")
    assert clerk.end() == 0 and "Maria Schmidt" in clerk.text, "who sits there sees whom it is about"
    tell(office, "cancel", "all", "--name", LONG, "--yes")
    assert sorted(r[1] for r in registered(office) if r[4] == "cancelled") == ["Maria Schmidt", LONG]


def test_an_address_belongs_to_one_and_nobody_else_is_taken_for_them(office):
    office.run()
    guest = office.guest("dora")
    tell(office, "register", "kongress", "2", "--name", "Dora Dupp", "--address", guest)
    said = tell(office, "register", "kongress", "1", "--name", "Ganz Anders", "--address", guest, "--yes", status=1)
    assert "gehört schon jemandem" in said and f"--party 1   Dora Dupp   {guest}   kongress" in said, said
    assert [r[3] for r in registered(office)] == [2]
    tell(office, "register", "bildung", "--name", "D. Dupp", "--address", guest, "--yes")
    tell(office, "register", "kongress", "2", "Dora Dupp", "Ganz Anders", "--party", "1", "--yes")
    tell(office, "register", "kongress", "1", "--name", "Ganz Anders", "--phone", "0231 1", "--yes")
    assert [(r[1], r[2], r[3], r[5]) for r in registered(office)] == [
        ("Dora Dupp", "bildung", 1, ["Dora Dupp"]), ("Dora Dupp", "kongress", 2, ["Dora Dupp", "Ganz Anders"]),
        ("Ganz Anders", "kongress", 1, ["Ganz Anders"])]


def test_who_registered_by_mail_and_calls_is_not_doubled(office):
    guest = give(office, YES)
    said = tell(office, "register", "kongress", "1", "--name", "Joerg Müßiggang", "--yes", status=1)
    assert f"--party 1   Jörg Müßiggang   {guest}   bildung" in said and "--new" in said, said
    tell(office, "register", "kongress", "1", "--party", "1", "--yes")
    tell(office, "register", "bildung", "1", "--name", "Jörg Müßiggang", "--phone", "0231 1", "--new", "--yes")
    assert [r[2] for r in registered(office) if r[0] == guest] == ["bildung", "kongress"] and len(registered(office)) == 3


def test_what_was_entered_beside_the_seats_is_shown_and_taken_back(office):
    office.run()
    guest = office.guest("anna")
    words = "register", "kongress", "--name", "Anna Berg", "--address", guest
    tell(office, *words, "1", "--phone", "5", "--need", "food=vegan")
    before = office.list("registrations")
    more = "--phone", "6", "--organisation", "Verein", "--need", "food=vegan", "--need", "access=Rollstuhl", "--remark", "ruft an"
    said = tell(office, *words, *more, "--dry-run")
    for line in "unverändert", "bisher  5", "jetzt   6", "jetzt   Verein", "Barrierefreiheit", "jetzt   Rollstuhl", "jetzt   ruft an":
        assert line in said, (line, said)
    assert "vegan" not in said, "it stands there already"
    number = re.search(r"--undo (\d+)", tell(office, *words, *more)).group(1)
    (row,) = office.list("registrations")
    assert (row["phone"], row["organisation"], row["note"], len(row["needs"])) == ("6", "Verein", "ruft an", 2)
    said = tell(office, "register", "--undo", number)
    assert "bisher  6" in said and "jetzt   5" in said and "bisher  Rollstuhl" in said and "jetzt   (nichts)" in said, said
    assert office.list("registrations") == before
    # what somebody has changed again since stays
    number = re.search(r"--undo (\d+)", tell(office, *words, "--phone", "7", "--need", "access=Rollstuhl")).group(1)
    tell(office, *words, "--phone", "8")
    tell(office, "register", "--undo", number)
    (row,) = office.list("registrations")
    assert (row["phone"], len(row["needs"])) == ("8", 1)


def test_dry_run_and_silent(office):
    office.run()
    guest = office.guest("anna")
    said = tell(office, "register", "kongress", "--name", "Anna Berg", "--address", guest, "--dry-run")
    assert "Es wurde nichts geändert" in said and f"an {guest}" in said and registered(office) == [] and mails(office) == []
    tell(office, "register", "kongress", "--name", "Anna Berg", "--address", guest, "--silent")
    assert len(registered(office)) == 1 and mails(office) == []


class Terminal:
    """A command at a terminal, as a person has it before them."""

    def __init__(self, office, *words):
        self.text = ""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execv(office.mailbot, office.command(*words, "--config", str(office.config), "--now", LATER))

    def until(self, words, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while words not in self.text and time.monotonic() < end:
            if select.select([self.fd], [], [], 0.1)[0]:
                try:
                    self.text += os.read(self.fd, 4096).decode("utf-8", "replace")
                except OSError:
                    break
        assert words in self.text, self.text

    def type(self, text):
        os.write(self.fd, text.encode())

    def end(self):
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.fd)
        return status


def test_two_at_their_terminals_never_overwrite_each_other(office):
    give(office)
    anna, petra = (Terminal(office, "review", "accept", "1", "--by", who) for who in ("anna", "petra"))
    anna.until("[j/N]")
    petra.until("[j/N]")
    anna.type("j\n")
    anna.until("Erledigt")
    assert anna.end() == 0
    petra.type("j\n")
    petra.until("anna am 20.01.2011")
    assert petra.end() == 1
    assert len(registered(office)) == 1 and [kind for _, kind, _ in mails(office)] == ["receipt", "confirmation"]


def test_what_changed_while_somebody_looked_is_not_overwritten(office):
    guest = give(office, YES)
    anna = Terminal(office, "register", "bildung", "3", "--name", "Jörg Müßiggang", "--address", guest)
    anna.until("[j/N]")
    tell(office, "cancel", "bildung", "--address", guest, by="petra")
    anna.type("j\n")
    anna.until("Inzwischen hat sich etwas geändert")
    assert anna.end() == 1
    assert registered(office)[0][4] == "cancelled"
    no = Terminal(office, "register", "bildung", "3", "--name", "Jörg Müßiggang", "--address", guest)
    no.until("[j/N]")
    no.type("n\n")
    no.until("nichts geändert")
    assert no.end() == 1 and registered(office)[0][4] == "cancelled"


def test_what_somebody_else_entered_meanwhile_is_not_forgotten_unseen(office):
    office.run()
    tell(office, "register", "arbeit", "--address", "rolf@web.example", "--name", "Rolf Renn", "--silent")
    anna = Terminal(office, "forget", "rolf@web.example")
    anna.until("[j/N]")
    tell(office, "register", "kongress", "--address", "rolf@web.example", "--name", "Rolf Renn", by="petra")
    anna.type("j\n")
    anna.until("Inzwischen hat sich etwas geändert")
    assert anna.end() == 1 and len(registered(office)) == 2
    # what became of a mail, and what others do, is nothing that they had to see
    anna = Terminal(office, "forget", "rolf@web.example")
    anna.until("[j/N]")
    office.run(now=AFTER)
    tell(office, "register", "kongress", "--address", "anna@web.example", "--name", "Anna Berg", "--silent", by="petra")
    anna.type("j\n")
    anna.until("elöscht")
    assert anna.end() == 0 and [r[0] for r in registered(office)] == ["anna@web.example"]


def test_needs_count_people_and_can_be_taken_away(office):
    office.run()
    who = ("register", "kongress", "1", "--address", "anna@web.example", "--name", "Anna Berg", "--silent")
    tell(office, *who, "--need", "access=Rollstuhl", "--need", "access=barrierefrei", "--need", "food=vegan", "--yes")
    tell(office, "register", "kongress", "1", "--address", "jan@web.example", "--name", "Jan Berg", "--need", "food=halal", "--silent", "--yes")
    shown = tell(office, "list", "registrations", "--event", "kongress", "--needs")
    assert "Barrierefreiheit: 1" in shown and "Essen: 2" in shown and shown.count("Anna Berg") == 2, shown
    assert "Rollstuhl" in shown and "barrierefrei" in shown
    said = tell(office, *who, "--no-need", "access", "--yes")
    assert "Rollstuhl" in said, said
    shown = tell(office, "list", "registrations", "--event", "kongress", "--needs")
    assert "Barrierefreiheit" not in shown and "Essen: 2" in shown, shown
    number = re.search(r"--undo (\d+)", said)[1]
    tell(office, "register", "--undo", number, "--silent", "--yes")
    assert "Barrierefreiheit: 1" in tell(office, "list", "registrations", "--event", "kongress", "--needs")
    assert "--no-need: „drink“" in tell(office, *who, "--no-need", "drink", "--yes", status=2)


def test_somebody_is_found_by_a_part_of_the_name(office):
    office.run()
    for name, phone in (("Kâzım Öztürk", "0231 1"), ("Anna Berg", "0231 2")):
        tell(office, "register", "kongress", "--name", name, "--phone", phone, "--silent", "--yes")
    tell(office, "register", "bildung", "2", "Anna Berg", "Jan Öztürk", "--name", "Anna Berg", "--phone", "0231 3", "--new", "--silent", "--yes")
    assert {row["phone"] for row in office.list("registrations", "--name", "öztürk")} == {"0231 1", "0231 3"}
    assert [row["phone"] for row in office.list("registrations", "--name", "KAZIM")] == ["0231 1"]
    assert office.list("registrations", "--name", "niemand") == []
    tell(office, "list", "events", "--name", "Berg", status=2)


def test_a_hold_is_seen_where_mails_are_listed(office):
    give(office, YES)
    assert "Angehalten" not in tell(office, "list", "outgoing")
    subprocess.run(office.command("hold", "--config", str(office.config), "--now", LATER), check=True, capture_output=True, timeout=PATIENCE)
    said = tell(office, "register", "arbeit", "--name", "Ida Ihle", "--address", office.guest("ida"), "--yes")
    assert "Geht hinaus, sobald „mailbot resume“" in said and "Geht hinaus: " not in said, said
    for what in ("outgoing", "alarms"):
        assert "Angehalten seit 20.01.2011" in tell(office, "list", what), what
    subprocess.run(office.command("resume", "--config", str(office.config), "--now", LATER), check=True, capture_output=True, timeout=PATIENCE)
    assert "Angehalten" not in tell(office, "list", "outgoing")
    assert "Geht hinaus: Anmeldebestätigung" in tell(office, "register", "kongress", "--name", "Ida Ihle", "--address", office.guest("ida"), "--new", "--yes")


def test_the_version_is_said(office):
    done = subprocess.run(office.command("--version"), capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0 and re.fullmatch(r"mailbot \S.*\n", done.stdout)


def test_a_pasted_address_is_understood(office):
    office.run()
    for number, pasted in enumerate(("<{}>", "mailto:{}", " {} ", "Otto Tel <{}>")):
        guest = office.guest("otto")
        tell(office, "register", "kongress", "--name", f"Otto Tel{number}", "--address", pasted.format(guest), "--silent", "--yes")
        assert registered(office)[-1][0] == guest or guest in {row[0] for row in registered(office)}
        tell(office, "cancel", "kongress", "--address", pasted.format(guest), "--silent", "--yes")


def test_a_newer_letter_that_waits_speaks_against_accepting_the_older(office):
    guest = office.guest("joerg")
    office.deliver(letter(guest, ODD, name="Jörg Müßiggang", subject=INVITATION))
    office.run()
    office.deliver(letter(guest, "Guten Tag,\n\nwann ist Einlass beim Fachforum Bildung?\n\nJörg Müßiggang\n", name="Jörg Müßiggang",
                          subject=INVITATION, date="Thu, 20 Jan 2011 11:00:00 +0100"))
    office.run(now=LATER)
    first, second = (str(item["id"]) for item in office.list("review"))
    assert "Dagegen spricht: Eine neuere Mail" in tell(office, "review", "accept", first, "--yes", now=SOON, status=1)
    assert registered(office) == []
    tell(office, "review", "answered", second, "18 Uhr", now=SOON)
    tell(office, "review", "accept", first, "--yes", now=AFTER)
    assert [r[2] for r in registered(office)] == ["bildung"]
