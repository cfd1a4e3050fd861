"""Reminders, end to end, with the clock moved: who gets one, when, once, and who does not."""
import re
import sqlite3

import pytest

from house import PATIENCE, TOP, answer, letter

BEFORE = "2011-02-15T09:30:00+01:00"  # Tuesday: the reminder of "bildung" (Wednesday) is due at 10:00
DUE = "2011-02-15T10:00:30+01:00"
DAY = "2011-02-16T08:00:00+01:00"

YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"


def flat(mail):
    return " ".join(mail.text.split())


def register(office, words=YES, name="Jörg Müßiggang", now=None, date="Wed, 19 Jan 2011 09:00:00 +0100"):
    guest = office.guest("joerg")
    office.deliver(letter(guest, words, name=name, date=date))
    office.run(**({"now": now} if now else {}))
    assert [r["status"] for r in office.list("registrations") if r["address"] == guest]
    return guest


def reminders(office):
    return [(m["address"], m["state"]) for m in office.list("outgoing") if m["kind"] == "reminder"]


def journal(office, what):
    with sqlite3.connect(office.dir / "register.db") as db:
        return [tuple(row) for row in db.execute("SELECT why, event FROM journal WHERE what = ?", (what,))]


def series(office, tmp_path, reminders_xml):
    """The shipped series with other reminders."""
    rules = tmp_path / "rules"
    if not rules.exists():
        import shutil
        shutil.copytree(TOP / "rules", rules)
    path = rules / "series/masterplan-2011.xml"
    text = (TOP / "rules/series/masterplan-2011.xml").read_text()
    path.write_text(text.replace('\t<sort id="Fachforum">', f'\t{reminders_xml}\n\t<sort id="Fachforum">', 1))
    office.write_settings(rules=str(rules))
    return rules


def test_a_reminder_arrives_once_on_the_working_day_before(office):
    guest = register(office)
    office.run(now=BEFORE)
    assert reminders(office) == []
    run = office.run(now=DUE)
    assert reminders(office) == [(guest, "sent")] and "send reminders=1" in run.log
    mail = office.mails(guest)[-1]
    assert mail["Subject"] == "Erinnerung: Fachforum „Bildung“ am Mittwoch, 16. Februar 2011"
    assert mail["Auto-Submitted"] == "auto-generated" and mail["In-Reply-To"] is None and mail["References"] is None
    for words in ("Guten Tag Jörg Müßiggang", "18:00 bis 21:00 Uhr", "Hessische Straße 1", "1 Platz", "Petra Muster"):
        assert words in flat(mail), mail.text
    assert "{{" not in mail.text
    for later in ("2011-02-15T12:00:00+01:00", DAY, "2011-02-17T09:00:00+01:00"):
        office.run(now=later)
    assert reminders(office) == [(guest, "sent")]


def test_in_english(office):
    guest = register(office, "Dear Sir or Madam,\n\nI would like to register for the education forum on 16 February.\n\nJohn Smith\n", "John Smith")
    office.run(now=DUE)
    mail = office.mails(guest)[-1]
    assert mail["Subject"].startswith("Reminder: Fachforum") and "We look forward to seeing you" in flat(mail)


def test_due_today_and_tomorrow_are_one_mail(office):
    """"arbeit" on Friday and "soziale-balance" on Monday: due on Thursday and Friday. "weltoffen" on Monday comes alone."""
    guest = register(office, "Guten Tag,\n\nich komme gern zu allen fünf Veranstaltungen.\n\nViele Grüße\nJörg Müßiggang\n")
    office.run(now="2011-02-17T10:00:30+01:00")  # "bildung" is over: skipped
    assert reminders(office) == [(guest, "sent")]
    mail = office.mails(guest)[-1]
    assert mail["Subject"] == "Erinnerung an Ihre Veranstaltungen ab Freitag, 18. Februar 2011"
    assert "Arbeit und Unternehmen" in mail.text and "Soziale Balance" in mail.text and "Weltoffene" not in mail.text
    office.run(now="2011-02-18T10:00:30+01:00")
    assert len(reminders(office)) == 1
    office.run(now="2011-02-21T10:00:30+01:00")
    assert len(reminders(office)) == 2 and "Weltoffene" in office.mails(guest)[-1].text
    assert journal(office, "skip") == [("reminder-late", "bildung")]


def test_who_has_cancelled_gets_none(office):
    guest = register(office)
    office.deliver(answer(office.mails(guest)[-1], guest, "Ich kann leider doch nicht kommen.", date="Mon, 14 Feb 2011 09:00:00 +0100"))
    office.run(now="2011-02-14T10:00:00+01:00")
    assert [r["status"] for r in office.list("registrations")] == ["cancelled"]
    office.run(now=DUE)
    assert reminders(office) == []


def test_who_cancels_before_it_has_left_gets_none(office):
    guest = register(office)
    office.write_settings(mode="trial")
    office.run(now=DUE)
    assert reminders(office) == [(guest, "held")]
    office.write_settings(mode="live")
    office.deliver(answer(office.mails(guest)[-1], guest, "Ich kann leider doch nicht kommen.", date="Tue, 15 Feb 2011 11:00:00 +0100"))
    office.run(now="2011-02-15T12:00:00+01:00")
    assert reminders(office) == [(guest, "withdrawn")]


def test_what_a_later_letter_changes_is_reminded_anew(office):
    guest = register(office)
    office.write_settings(mode="trial")
    office.run(now=DUE)
    office.write_settings(mode="live")
    office.deliver(answer(office.mails(guest)[-1], guest, "Wir kommen zu zweit.", date="Tue, 15 Feb 2011 11:00:00 +0100"))
    office.run(now="2011-02-15T12:00:00+01:00")
    assert sorted(state for _, state in reminders(office)) == ["sent", "withdrawn"]
    assert any("2 Plätze" in m.text and m["Subject"].startswith("Erinnerung") for m in office.mails(guest))


def test_who_registers_after_it_gets_none(office):
    register(office, now="2011-02-15T11:00:00+01:00", date="Tue, 15 Feb 2011 10:50:00 +0100")
    office.run(now="2011-02-15T12:00:00+01:00")
    office.run(now=DAY)
    assert reminders(office) == []


def test_after_an_outage_it_comes_late_at_a_civil_hour(office):
    guest = register(office)
    office.run(now="2011-02-15T23:00:00+01:00")
    assert reminders(office) == [], "nobody is woken"
    office.run(now=DAY)
    assert reminders(office) == [(guest, "sent")]


def test_after_a_longer_outage_it_is_skipped_with_a_line_in_the_journal(office):
    register(office)
    run = office.run(now="2011-02-16T17:00:00+01:00")
    assert reminders(office) == [] and journal(office, "skip") == [("reminder-late", "bildung")]
    assert "reminders-skipped=1" in run.log
    office.run(now="2011-02-16T17:10:00+01:00")
    assert len(journal(office, "skip")) == 1


def test_a_reminder_that_cannot_leave_is_taken_back_when_the_event_begins(office):
    guest = register(office)
    office.write_settings(mode="trial")
    office.run(now=DUE)
    office.run(now="2011-02-16T18:00:30+01:00")
    assert reminders(office) == [(guest, "withdrawn")]
    assert ("too-late", None) in journal(office, "withdraw")


def test_the_clock_of_a_running_robot_sends_it(office):
    """No restart: the sender looks by itself."""
    import time
    guest = register(office)
    process = office.start(now="2011-02-15T09:59:50+01:00", once=False)
    try:
        end = time.monotonic() + PATIENCE
        while len(office.mails(guest)) < 2 and time.monotonic() < end:
            time.sleep(0.5)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)
    assert reminders(office) == [(guest, "sent")]


def test_killed_in_the_middle_nobody_is_reminded_twice(office):
    guests = [office.guest(f"gast{n}") for n in range(12)]
    for guest in guests:
        office.deliver(letter(guest, YES))
    office.run()
    process = office.start(now=DUE, once=False)
    import time
    time.sleep(0.35)
    process.kill()
    process.communicate(timeout=PATIENCE)
    for minute in (10, 20, 30):
        office.run(now=f"2011-02-15T10:{minute}:00+01:00", status=None)
    counts = [sum(m["Subject"].startswith("Erinnerung") for m in office.mails(guest)) for guest in guests]
    doubt = sum(state == "doubt" for _, state in reminders(office))
    assert all(count <= 1 for count in counts) and sum(counts) >= len(guests) - doubt
    assert len({address for address, _ in reminders(office)}) == len(reminders(office)) == 12


@pytest.mark.parametrize("xml, times", [
    ("<reminders/>", []),
    ('<reminders><reminder days="5" at="09:00"/><reminder days="1" at="10:00"/></reminders>', ["2011-02-09T09:00", "2011-02-15T10:00"]),
    ('<reminders><reminder days="0" at="08:00"/></reminders>', ["2011-02-16T08:00"]),
])
def test_the_series_file_sets_the_times(office, tmp_path, xml, times):
    series(office, tmp_path, xml)
    guest = register(office)
    for n, time in enumerate(times):
        before = re.sub(r":00$", ":00", time)
        day, clock = before.split("T")
        hour = int(clock[:2])
        office.run(now=f"{day}T{hour - 1:02}:59:00+01:00")
        assert len(reminders(office)) == n
        office.run(now=f"{day}T{hour:02}:00:30+01:00")
        assert len(reminders(office)) == n + 1
    office.run(now="2011-02-16T10:00:00+01:00")
    assert len(reminders(office)) == len(times) and (not times or office.mails(guest)[-1]["Subject"].startswith("Erinnerung"))


def test_closed_days_of_the_office_are_no_working_days(office, tmp_path):
    rules = series(office, tmp_path, '<reminders><reminder days="1" at="10:00"/></reminders>')
    text = (rules / "office.xml").read_text()
    (rules / "office.xml").write_text(text.replace("</office>", '\t<closed from="2011-02-14" to="2011-02-15"/>\n</office>'))
    guest = register(office)
    office.run(now="2011-02-11T10:00:30+01:00")  # Friday: Monday and Tuesday are closed
    assert reminders(office) == [(guest, "sent")]


def test_a_reply_to_the_reminder_cancels(office):
    guest = register(office, "Guten Tag,\n\nzum Fachforum Bildung und zum Integrationskongress komme ich gern.\n\nJörg Müßiggang\n")
    office.run(now=DUE)
    office.deliver(answer(office.mails(guest)[-1], guest, "Muss leider absagen.", date="Tue, 15 Feb 2011 11:00:00 +0100"))
    office.run(now="2011-02-15T12:00:00+01:00")
    assert {r["event"]: r["status"] for r in office.list("registrations")} == {"bildung": "cancelled", "kongress": "confirmed"}


def test_reminders_do_not_wait_for_the_answers_of_an_hour(office):
    office.write_settings(answers_per_hour=1)
    first = register(office)
    second = office.guest("zweite")
    office.deliver(letter(second, YES, date="Wed, 19 Jan 2011 09:05:00 +0100"))
    office.run(now="2011-01-20T12:00:00+01:00")
    for n in range(3):
        office.deliver(letter(office.guest(f"neu{n}"), YES.replace("Bildung am 16.02.2011", "Arbeit und Unternehmen"), date="Tue, 15 Feb 2011 09:00:00 +0100"))
    office.run(now=DUE)
    assert sorted(reminders(office)) == sorted([(first, "sent"), (second, "sent")])
    assert [m["state"] for m in office.list("outgoing")][-5:].count("queued") == 2
