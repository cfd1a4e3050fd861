"""What staff are told by mail: each working morning what waits, at once what cannot wait; never with personal data."""
import contextlib
import re
import sqlite3

import pytest

from house import FOLDERS, answer, letter, utf7
from test_processes import Running
from test_staff import tell

ODD = "Guten Tag,\n\nzum Fachforum Bildung komme ich vielleicht.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
NIGHT = "2011-01-20T06:00:00+01:00"  # a Thursday
MORNING = "2011-01-20T08:00:30+01:00"


@pytest.fixture
def staff(office):
    address = office.guest("team")
    office.write_settings(staff={"address": address})
    return address


def flat(mail):
    return " ".join(mail.text.split())


def doubtful(office, now, words=ODD, date="Wed, 19 Jan 2011 09:00:00 +0100"):
    guest = office.guest("joerg")
    office.deliver(letter(guest, words, name="Jörg Müßiggang", date=date))
    office.run(now=now)
    return guest


def test_each_working_morning_what_waits(office, staff):
    guest = doubtful(office, NIGHT)
    assert office.mails(staff) == [], "not at night"
    run = office.run(now=MORNING)
    (mail,) = office.mails(staff)
    assert "send staff-told" in run.log and mail["Subject"] == "Anmeldungen: was heute wartet"
    for words in ("Guten Tag, eine E-Mail wartet", "Nr. 1", "Donnerstag, 20. Januar 2011", "Fachforum „Bildung“", "Nichts in der Mail ist"):
        assert words in flat(mail), mail.text
    for secret in (guest, "Jörg", "Müßiggang", "komme ich", "{{"):
        assert secret not in mail.raw.decode() and secret not in mail.text
    office.run(now="2011-01-20T15:00:00+01:00")
    assert len(office.mails(staff)) == 1, "once a day"
    office.run(now="2011-01-21T08:30:00+01:00")
    assert len(office.mails(staff)) == 2
    office.run(now="2011-01-22T09:00:00+01:00")
    office.run(now="2011-01-23T09:00:00+01:00")
    assert len(office.mails(staff)) == 2, "not on a weekend"
    office.run(now="2011-01-24T08:00:30+01:00")
    assert len(office.mails(staff)) == 3


def test_of_what_staff_answered_themselves_the_mail_says_what_is_left(office, staff):
    doubtful(office, NIGHT)
    with office.servers.imap(office.address) as client:
        client.select(f'"{utf7(FOLDERS["review"])}"')
        assert client.uid("STORE", "1:*", "+FLAGS", "(\\Answered)")[0] == "OK"
    office.run(now=MORNING)
    office.run(now="2011-01-21T08:30:00+01:00")
    assert "schon beantwortet; es fehlt nur noch, was vereinbart wurde" in flat(office.mails(staff)[-1])


def test_where_nothing_waits_there_is_no_mail(office, staff):
    office.deliver(letter(office.guest(), YES))
    office.run(now=MORNING)
    office.run(now="2011-01-21T08:30:00+01:00")
    assert office.mails(staff) == []


def test_who_is_to_be_called_is_counted_and_not_named(office, staff):
    office.run(now=NIGHT)
    for name, events in (("Erna Kurz", ("kongress", "bildung")), ("Otto Lang", ("kongress",))):
        tell(office, "register", *events, "--name", name, "--phone", "0231 4711", "--yes", now=NIGHT)
    office.run(now=MORNING)
    (mail,) = office.mails(staff)
    for words in ("2 Anrufe stehen auf der Anrufliste („mailbot calls“)", "Integrationskongress: 2", "Fachforum „Bildung“: 1", "wartet nichts"):
        assert words in flat(mail), mail.text
    for secret in ("Erna", "Kurz", "Lang", "4711", "{{", "alarms"):
        assert secret not in mail.text, mail.text
    tell(office, "calls", "done", "1", now=MORNING)
    office.run(now="2011-01-21T08:30:00+01:00")
    assert "Ein Anruf steht auf der Anrufliste" in flat(office.mails(staff)[-1])
    tell(office, "calls", "done", "2", now="2011-01-21T09:00:00+01:00")
    office.run(now="2011-01-24T08:30:00+01:00")
    assert len(office.mails(staff)) == 2, "nobody is to be called any more"


def test_without_an_address_nobody_is_told(office):
    doubtful(office, MORNING)
    assert [m["kind"] for m in office.list("outgoing")] == ["receipt"]


def test_the_robot_s_own_address_is_refused(office):
    office.write_settings(staff={"address": office.address})
    run = office.run(status=2)
    assert "'staff.address' is the address that the robot writes from" in run.log


def test_in_english(office, staff):
    office.write_settings(language="en")
    doubtful(office, MORNING)
    (mail,) = office.mails(staff)
    assert mail["Subject"] == "Registrations: what waits today" and "One message waits" in flat(mail)


def test_what_concerns_tomorrow_is_told_at_once_and_once(office, staff):
    words = "Guten Tag,\n\nwir kommen morgen zum Fachforum Bildung, vielleicht zu dritt.\n\nJörg Müßiggang\n"
    doubtful(office, "2011-02-15T19:30:00+01:00", words, "Tue, 15 Feb 2011 19:20:00 +0100")
    mails = office.mails(staff)
    assert len(mails) == 1 and "eilig" in mails[0].text and "Fachforum „Bildung“" in mails[0].text
    doubtful(office, "2011-02-15T19:50:00+01:00", words, "Tue, 15 Feb 2011 19:45:00 +0100")
    assert len(office.mails(staff)) == 1, "one alarm of a kind until it is resolved"


def test_who_comes_tomorrow_and_writes_what_nobody_understands_is_told_at_once(office, staff):
    """`Ich bin krank` in answer to the reminder: which event it is about is not in the words."""
    guest = doubtful(office, "2011-02-10T10:00:00+01:00", YES, "Thu, 10 Feb 2011 09:00:00 +0100")
    office.run(now="2011-02-15T10:30:00+01:00")
    assert "Erinnerung" in office.mails(guest)[-1]["Subject"] and office.mails(staff) == []
    office.deliver(answer(office.mails(guest)[-1], guest, "Ich liege leider mit Fieber im Bett.", date="Wed, 16 Feb 2011 11:00:00 +0100"))
    office.run(now="2011-02-16T11:05:00+01:00")
    (mail,) = office.mails(staff)
    assert "Nr. 1, eilig, seit Mittwoch, 16. Februar 2011" in flat(mail) and "Fachforum „Bildung“" in flat(mail), mail.text


def test_a_mail_that_failed_is_told_at_once_and_once(office, staff):
    bad, worse = office.guest("weg"), office.guest("fort")
    with contextlib.ExitStack() as stack:
        office.servers.refuse(f"{bad}: 550 no such user", f"{worse}: 550 no such user")
        stack.callback(office.servers.refuse)
        office.deliver(letter(bad, YES))
        office.run(now="2011-01-20T19:00:00+01:00")
        office.run(now="2011-01-20T19:05:00+01:00")
        assert len(office.mails(staff)) == 1 and "nicht zustellen" in flat(office.mails(staff)[0])
        office.deliver(letter(worse, YES, date="Wed, 19 Jan 2011 10:00:00 +0100"))
        office.run(now="2011-01-20T19:10:00+01:00")
        office.run(now="2011-01-20T19:15:00+01:00")
    assert len(office.mails(staff)) == 1


def test_a_refused_login_is_told_once_until_it_is_over(office, staff):
    right = (office.dir / "password").read_text()
    office.write_settings(inbox={"password_file": str(office.dir / "other")})
    (office.dir / "other").write_text("wrong\n")
    (office.dir / "other").chmod(0o600)
    office.run(now="2011-01-20T19:00:00+01:00", status=None)
    office.run(now="2011-01-20T19:05:00+01:00", status=None)
    mails = office.mails(staff)
    assert len(mails) == 1 and "nimmt die Zugangsdaten nicht an" in flat(mails[0]) and "Unter „Bitte prüfen“ wartet nichts. Alles Nähere steht unter „mailbot list alarms“. Auf" in flat(mails[0])
    assert mails[0]["Subject"] == "Anmeldungen: Störung, bitte nachsehen", "nobody hurries to read what waits today"
    assert "Genauer, für die Technik: " in flat(mails[0]) and "login refused" in flat(mails[0]), "whom they ask wants to know why"
    (office.dir / "other").write_text(right)
    office.run(now="2011-01-20T19:10:00+01:00")
    assert len(office.mails(staff)) == 1
    (office.dir / "other").write_text("wrong again\n")
    office.run(now="2011-01-20T19:20:00+01:00", status=None)
    office.run(now="2011-01-20T19:25:00+01:00", status=None)
    assert len(office.mails(staff)) == 2, "a new one is told again"


def test_where_a_loop_holds_everything_staff_hear_of_it_all_the_same(office, staff):
    office.deliver(letter(office.guest(), YES))
    office.run(now="2011-01-20T19:00:00+01:00")
    with contextlib.closing(sqlite3.connect(office.dir / "register.db")) as db, db:
        db.execute("UPDATE outflow SET held = 1295546400, why = 'loop'")
        db.execute("INSERT INTO review_item (outgoing, reasons, guess, created, state)"
                   " VALUES (1, '[\"answers-loop\"]', '[]', 1295546400, 'open')")
    office.deliver(letter(office.guest(), YES, date="Wed, 19 Jan 2011 10:00:00 +0100"))
    office.run(now="2011-01-20T19:10:00+01:00")
    (mail,) = office.mails(staff)
    assert "vielleicht an einen Automaten" in flat(mail)
    assert [(m["kind"], m["state"]) for m in office.list("outgoing")] == [("confirmation", "sent"), ("confirmation", "queued"), ("staff", "sent")]


def test_that_it_stood_still_is_told_when_it_runs_again(office, staff):
    def live(now, told=False):
        """Until it has answered a letter: then it has looked whether there is anything to tell, too."""
        guest = office.guest()
        office.deliver(letter(guest, YES))
        with Running(office, now=now) as run:
            run.until(lambda: office.mails(guest))
            if told:
                run.until(lambda: office.mails(staff))

    live("2011-01-20T19:00:00+01:00")
    assert office.mails(staff) == []
    live("2011-01-20T19:20:00+01:00")
    assert office.mails(staff) == [], "a restart is none"
    live("2011-01-20T20:45:00+01:00", told=True)
    mails = office.mails(staff)
    assert len(mails) == 1 and "stand still" in flat(mails[0]) and re.search(r"19:2\d Uhr", flat(mails[0]))


def test_what_was_asked_back_is_not_told_until_it_is_shown(office, staff):
    guest = office.guest()
    office.deliver(letter(guest, "Guten Tag,\n\nich komme gern.\n\nJörg Müßiggang\n",
                          subject="Re: Masterplan Migration/Integration: Einladung zu 4 Fachforen und zum Integrationskongress"))
    office.run(now=MORNING)
    assert office.mails(staff) == []
    office.run(now="2011-01-24T08:30:00+01:00")
    assert len(office.mails(staff)) == 1


def test_a_clock_that_ran_ahead_silences_no_morning(office, staff):
    doubtful(office, "2011-01-19T15:00:00+01:00")
    office.run(now="2011-06-09T08:30:00+02:00")  # before the series is forgotten
    before = len(office.mails(staff))
    office.run(now="2011-01-26T08:30:00+01:00")
    assert len(office.mails(staff)) == before + 1
    office.run(now="2011-01-26T09:30:00+01:00")
    assert len(office.mails(staff)) == before + 1, "once a day"
