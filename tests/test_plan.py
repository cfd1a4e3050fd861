"""An edited series with registrations: what its plan says, what it does, and who is told."""
import re
import shutil
import subprocess

import pytest

from house import NOW, PATIENCE, TOP, answer, letter
from test_staff import INVITATION, tell

EDITED = "2011-01-21T09:00:00+01:00"  # rules are planned and applied; what then leaves does so an hour later
LATER = "2011-01-21T10:00:00+01:00"


def yes(event="zum Fachforum Bildung am 16.02.2011", name="Jörg Müßiggang"):
    return f"Guten Tag,\n\n{event} komme ich gern.\n\nMit freundlichen Grüßen\n{name}\n"


@pytest.fixture
def series(office, tmp_path):
    """The office's own series file: series(old, new) edits it."""
    shutil.copytree(TOP / "rules", tmp_path / "rules")
    office.write_settings(rules=str(tmp_path / "rules"))
    path = tmp_path / "rules/series/masterplan-2011.xml"

    def edit(*pairs):
        text = path.read_text()
        for old, new in pairs:
            text, n = re.subn(old, new, text, flags=re.S)
            assert n == 1, old
        path.write_text(text)

    return edit


MOVED = ('id="bildung" sort="Fachforum" date="2011-02-16" begin="18:00"', 'id="bildung" sort="Fachforum" date="2011-02-17" begin="18:30"')
ELSEWHERE = ("<place>Selimiye Moschee[^<]*</place>", "<place>Rathaus, Saal Westfalia</place>")
OFF = ('\n\t<event id="bildung".*?</event>', "")


def rules(office, what, *more, status=0, now=EDITED):
    done = subprocess.run(office.command("rules", what, "--config", str(office.config), "--now", now, *more), cwd=office.dir,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == status, (done.returncode, done.stdout, done.stderr)
    return done.stdout if status == 0 else done.stderr


def standing(office):
    return sorted((r["address"], r["event"], r["status"]) for r in office.list("registrations"))


def registered(office, *guests):
    for guest in guests:
        office.deliver(letter(guest, yes()))
    office.run()
    assert standing(office) == sorted((guest, "bildung", "confirmed") for guest in guests)


def test_a_plan_changes_nothing(office, series):
    guests = [office.guest("anna"), office.guest("berta")]
    registered(office, *guests)
    assert "ändert sich nichts" in rules(office, "plan")
    series(MOVED, ELSEWHERE)
    before = standing(office)
    plan = rules(office, "plan")
    assert "16.02.2011 18:00 bis 21:00" in plan and "17.02.2011 18:30 bis 21:00" in plan and "Rathaus, Saal Westfalia" in plan
    assert "Anmeldungen: 2, Plätze: 2; sie bekommen Bescheid" in plan and "per E-Mail: 2, durch Anruf: 0." in plan
    assert not any(guest in plan for guest in guests), "names only where they are asked for"
    named = rules(office, "plan", "--names")
    assert all(guest in named for guest in guests)
    assert standing(office) == before and len(office.list("outgoing")) == 2
    assert "--yes" in rules(office, "apply", status=2), "nobody is there to be asked"
    assert len(office.list("outgoing")) == 2


def test_a_start_with_an_edited_series_goes_on_with_the_one_in_force(office, series):
    """A restart in the middle of an edit stops nothing; staff see that a plan waits."""
    guest = office.guest()
    registered(office, guest)
    series(MOVED)
    late = office.guest()
    office.deliver(letter(late, yes()))
    log = office.run(now=LATER).log
    assert "mailbot rules plan" in log and "mailbot rules apply" in log and "differs" in log
    assert (late, "bildung", "confirmed") in standing(office)
    assert "16. Februar" in office.mails(late)[0].text, "as it is in force"
    assert [alarm["what"] for alarm in office.list("alarms") if alarm["over"] is None] == ["rules-plan"]
    assert "Umgesetzt. Bescheid per E-Mail: 2," in rules(office, "apply", "--yes")
    office.run(now=LATER)
    assert [alarm for alarm in office.list("alarms") if alarm["over"] is None] == []


def test_moved(office, series):
    """Everybody concerned hears once, in one mail, with the old date and the new, and stays registered."""
    guest, other = office.guest("anna"), office.guest("berta")
    office.deliver(letter(other, yes("zum Integrationskongress am 15.03.2011")))
    office.deliver(letter(guest, yes()))
    office.run()
    series(MOVED, ELSEWHERE)
    assert "Umgesetzt. Bescheid per E-Mail: 1," in rules(office, "apply", "--yes")
    assert "ändert sich nichts" in rules(office, "apply", "--yes")
    office.run(now=LATER)
    _, notice = office.mails(guest)
    assert len(office.mails(other)) == 1
    text = " ".join(notice.text.split())
    assert notice["Subject"] == "Wichtige Änderung: Fachforum „Bildung“"
    assert "Verlegung: Fachforum „Bildung“" in text
    assert "neuer Termin: Donnerstag, 17. Februar 2011, 18:30 bis 21:00 Uhr" in text
    assert "bisher: Mittwoch, 16. Februar 2011, 18:00 bis 21:00 Uhr" in text and "neuer Ort: Rathaus, Saal Westfalia" in text
    assert "Sie sind jetzt für diese Veranstaltung angemeldet" in text and notice["In-Reply-To"] is None
    assert (guest, "bildung", "confirmed") in standing(office)
    # And who writes now, reads the new date; who answers the notice is understood.
    third = office.guest("carla")
    office.deliver(letter(third, yes("zum Fachforum Bildung am 17.02.2011")))
    office.deliver(answer(notice, guest, "Leider kann ich nicht kommen."))
    office.run(now="2011-01-22T10:00:00+01:00")
    assert "17. Februar" in office.mails(third)[0].text
    assert (guest, "bildung", "cancelled") in standing(office), [item["reasons"] for item in office.list("review")]


def test_called_off(office, series):
    guest = office.guest()
    office.deliver(letter(guest, yes()))
    office.deliver(letter(guest, yes("zum Integrationskongress am 15.03.2011"), subject="Noch etwas"))
    office.run()
    series(OFF)
    plan = rules(office, "plan")
    assert "findet nicht statt" in plan and "Anmeldungen: 1, Plätze: 1; sie werden abgemeldet und bekommen Bescheid" in plan
    rules(office, "apply", "--yes", "--by", "Reyhan", "--note", "Saal überflutet")
    office.run(now=LATER)
    assert standing(office) == [(guest, "bildung", "cancelled"), (guest, "kongress", "confirmed")]
    (text,) = [mail.text for mail in office.mails(guest) if mail["Subject"] == "Ausfall: Fachforum „Bildung“"]
    assert "Ausfall: Fachforum „Bildung“" in text and "Integrationskongress" in text.partition("angemeldet:")[2]
    assert "Bildung" not in text.partition("angemeldet:")[2]


def test_the_subject_names_all_that_changes(office, series):
    guest = office.guest()
    office.deliver(letter(guest, yes()))
    office.deliver(letter(guest, yes("zum Integrationskongress am 15.03.2011"), subject="Noch etwas"))
    office.run()
    series(OFF, ('id="kongress" sort="Kongress" date="2011-03-15"', 'id="kongress" sort="Kongress" date="2011-03-16"'))
    rules(office, "apply", "--yes")
    office.run(now=LATER)
    mail = office.mails(guest)[-1]
    assert mail["Subject"] == "Wichtige Änderung: Integrationskongress, Fachforum „Bildung“", mail["Subject"]
    assert "es gibt Änderungen, die Ihre Anmeldungen betreffen:" in mail.text
    assert "Diese Anmeldung gilt weiter" in mail.text.partition("angemeldet:")[2]


def listed(office, *more, what="registrations"):
    done = subprocess.run(office.command("list", what, "--config", str(office.config), *more), capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_lists_show_the_series_in_force_while_one_is_edited(office, series, tmp_path):
    """As `register` and `review` do: a clerk who reads the list must not tell callers of an edit that nobody has applied."""
    registered(office, office.guest())
    series(MOVED)
    assert "16.02.2011 18:00" in listed(office, what="events")
    assert "16.02.2011 18:00" in listed(office)
    series(('date="2011-02-17" begin="18:30"', 'date="2011-02-31" begin="18:30"'))  # in the middle of an edit
    assert "16.02.2011 18:00" in listed(office, what="events")
    series(('date="2011-02-31"', 'date="2011-02-17"'))
    rules(office, "apply", "--yes")
    assert "17.02.2011 18:30" in listed(office, what="events")
    (tmp_path / "rules/series/masterplan-2011.xml").write_text("<series")
    assert "17.02.2011 18:30" in listed(office, what="events")


def test_who_was_to_come_to_a_removed_event_can_be_listed(office, series):
    guest, gone = office.guest("anna"), office.guest("berta")
    registered(office, guest, gone)
    office.write_settings(trust_from=True)
    office.deliver(letter(gone, "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 kann ich leider nicht kommen.\n\nB. Berg\n"))
    office.run()
    done = subprocess.run(office.command("register", "bildung", "--name", "Erna Müßiggang", "--phone", "0231 4711", "--yes", "--config",
                                         str(office.config), "--now", NOW), capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    before = {r["name"] for r in office.list("registrations") if r["status"] == "confirmed"}
    series(OFF)
    rules(office, "apply", "--yes")
    rows = listed(office, "--event", "bildung", "--csv")
    assert "0231 4711" in rows and guest in rows, rows
    assert len(rows.strip().splitlines()) == 1 + len(before)
    shown = listed(office, "--event", "bildung")
    assert shown.count("entfällt") == 1 + len(before), shown
    assert "keine Veranstaltung „arbeit2“" in subprocess.run(office.command("list", "registrations", "--event", "arbeit2", "--config", str(office.config)),
                                                  capture_output=True, text=True, timeout=PATIENCE).stderr


def test_what_is_the_office_s_own_affair_is_told_nobody(office, series):
    registered(office, office.guest())
    series(('<event id="bildung" ', '<event seats="1" deadline="2011-02-10 12:00" id="bildung" '))
    plan = rules(office, "plan")
    assert "Plätze: unbegrenzt" in plan and "Anmeldeschluss" in plan and "per E-Mail: 0," in plan
    rules(office, "apply", "--yes")
    office.run(now=LATER)
    assert len(office.list("outgoing")) == 1
    late = office.guest("spaet")
    office.deliver(letter(late, yes()))
    office.run(now=LATER)
    assert [item["reasons"][0] for item in office.list("review")] == ["full"]


def test_an_event_and_a_series_are_added(office, series, tmp_path):
    registered(office, office.guest())
    series(("</series>", '\t<event id="nachlese" sort="Fachforum" date="2011-04-05" begin="18:00" end="20:00">\n\t\t<title>Nachlese</title>\n'
                         "\t</event>\n</series>"))
    second = (TOP / "rules/series/masterplan-2011.xml").read_text()
    second = re.sub(r'<event id="(?!kongress).*?</event>', "", second, flags=re.S).replace('id="kongress"', 'id="sommerfest"')
    second = second.replace("masterplan-2011", "sommer-2011").replace("anmeldung@mia-do.example", "sommer@mia-do.example")
    (tmp_path / "rules/series/sommer.xml").write_text(second)
    plan = rules(office, "plan")
    assert "kommt hinzu: 05.04.2011 18:00 bis 20:00" in plan and "sommer-2011" in plan and "ist neu" in plan
    rules(office, "apply", "--yes")
    office.run(now=LATER)
    assert "ändert sich nichts" in rules(office, "plan")


def test_who_has_no_address_is_called(office, series):
    registered(office, office.guest())
    done = subprocess.run(office.command("register", "bildung", "--name", "Erna Müßiggang", "--phone", "0231 4711", "--yes", "--config",
                                         str(office.config), "--now", NOW), cwd=office.dir, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    series(MOVED)
    assert "per E-Mail: 1, durch Anruf: 1." in rules(office, "plan")
    rules(office, "apply", "--yes")
    assert [call["kind"] for call in office.list("calls") if call["name"] == "Erna Müßiggang"][-1:] == ["notice"]
    shown = " ".join(listed(office, what="calls").split())
    assert "16.02.2011 18:00, " in shown and "-> 17.02.2011 18:30" in shown, "what there is to tell"


def test_a_confirmation_that_has_not_left_does_not_leave_with_the_old_date(office, series):
    guest = office.guest()
    office.run()
    subprocess.run(office.command("hold", "--config", str(office.config)), cwd=office.dir, check=True, capture_output=True)
    office.deliver(letter(guest, yes()))
    office.run()
    series(MOVED)
    rules(office, "apply", "--yes")
    assert [(mail["kind"], mail["state"]) for mail in office.list("outgoing")] == [("confirmation", "withdrawn"), ("notice", "queued")]


def hold(office, what="hold"):
    subprocess.run(office.command(what, "--config", str(office.config)), cwd=office.dir, check=True, capture_output=True)


BACK = (MOVED[1], MOVED[0])


def test_a_change_that_is_taken_back_before_it_left_is_told_nobody(office, series):
    guest = office.guest()
    registered(office, guest)
    hold(office)
    series(MOVED)
    assert "per E-Mail: 1," in rules(office, "apply", "--yes")
    series(BACK)
    plan = rules(office, "apply", "--yes")
    assert "per E-Mail: 0," in plan and "wie sie es schon kennen" in plan, plan
    hold(office, "resume")
    office.run(now=LATER)
    assert len(office.mails(guest)) == 1, "the confirmation alone"


def test_of_two_changes_before_one_left_the_last_is_told_beside_what_they_know(office, series):
    guest = office.guest()
    registered(office, guest)
    hold(office)
    series(MOVED, ELSEWHERE)
    rules(office, "apply", "--yes")
    series((MOVED[1], MOVED[0].replace("02-16", "02-21")))
    rules(office, "apply", "--yes")
    hold(office, "resume")
    office.run(now=LATER)
    (_, notice) = office.mails(guest)
    text = " ".join(notice.text.split())
    assert "neuer Termin: Montag, 21. Februar 2011, 18:00" in text and "bisher: Mittwoch, 16. Februar 2011, 18:00" in text, text
    assert "neuer Ort: Rathaus" in text and "17. Februar" not in text, text


def test_a_notice_that_makes_way_for_another_goes_on_in_it(office, series):
    """Of another event, and of one that does not take place."""
    guest = office.guest()
    office.deliver(letter(guest, yes()))
    office.deliver(letter(guest, yes("zum Integrationskongress am 15.03.2011"), subject="Noch etwas"))
    office.run()
    hold(office)
    series(OFF)
    rules(office, "apply", "--yes")
    series(('id="kongress" sort="Kongress" date="2011-03-15"', 'id="kongress" sort="Kongress" date="2011-03-16"'))
    rules(office, "apply", "--yes")
    hold(office, "resume")
    office.run(now=LATER)
    mail = office.mails(guest)[-1]
    assert mail["Subject"] == "Wichtige Änderung: Integrationskongress, Fachforum „Bildung“" and "Ausfall: Fachforum" in mail.text
    assert len(office.mails(guest)) == 2
    series(('date="2011-03-16"', 'date="2011-03-17"'))
    rules(office, "apply", "--yes")
    office.run(now="2011-01-21T11:30:00+01:00")
    mail = office.mails(guest)[-1]
    assert "Ausfall" not in mail.text and "bisher: Mittwoch, 16. März" in " ".join(mail.text.split()), "what has left is not said again"


def test_a_confirmation_that_made_way_for_nothing_goes_out_after_all(office, series):
    guest = office.guest()
    office.run()
    hold(office)
    office.deliver(letter(guest, yes()))
    office.run()
    series(MOVED)
    rules(office, "apply", "--yes")
    series(BACK)
    rules(office, "apply", "--yes")
    assert [(mail["kind"], mail["state"]) for mail in office.list("outgoing")] == [("confirmation", "queued"), ("notice", "withdrawn")]
    hold(office, "resume")
    office.run(now=LATER)
    (mail,) = office.mails(guest)
    assert "16. Februar" in mail.text and mail["Subject"].startswith("Re: "), mail["Subject"]


def test_a_date_that_comes_back_is_not_reminded_of_twice(office, series):
    """But the new one is, where it stays."""
    guest = office.guest()
    registered(office, guest)
    due, day = "2011-02-15T10:00:30+01:00", "2011-02-15T11:00:00+01:00"
    office.run(now=due)
    count = len(office.mails(guest))
    hold(office)
    series(MOVED)
    rules(office, "apply", "--yes", now=day)
    series(BACK)
    rules(office, "apply", "--yes", now=day)
    hold(office, "resume")
    office.run(now="2011-02-15T12:00:00+01:00")
    assert len(office.mails(guest)) == count, [mail["Subject"] for mail in office.mails(guest)]
    series(MOVED)
    rules(office, "apply", "--yes", now="2011-02-15T13:00:00+01:00")
    office.run(now="2011-02-16T10:30:00+01:00")
    assert sorted(mail["Subject"] for mail in office.mails(guest)[count:]) == [
        "Erinnerung: Fachforum „Bildung“ am Donnerstag, 17. Februar 2011", "Wichtige Änderung: Fachforum „Bildung“"]


def test_what_was_changed_silently_is_not_told_beside_something_else(office, series):
    guest = office.guest()
    office.deliver(letter(guest, yes()))
    office.deliver(letter(guest, yes("zum Integrationskongress am 15.03.2011"), subject="Noch etwas"))
    office.run()
    series(ELSEWHERE)
    rules(office, "apply", "--yes", "--silent")
    series(('id="kongress" sort="Kongress" date="2011-03-15"', 'id="kongress" sort="Kongress" date="2011-03-16"'))
    rules(office, "apply", "--yes")
    office.run(now=LATER)
    assert office.mails(guest)[-1]["Subject"] == "Wichtige Änderung: Integrationskongress"


def test_silently(office, series):
    registered(office, office.guest())
    series(MOVED)
    assert "niemand bekommt Bescheid" in rules(office, "apply", "--yes", "--silent")
    office.run(now=LATER)
    assert len(office.list("outgoing")) == 1


def test_what_is_in_force_is_not_taken_out_as_a_whole(office, series, tmp_path):
    registered(office, office.guest())
    path = tmp_path / "rules/series/masterplan-2011.xml"
    path.write_text(path.read_text().replace("masterplan-2011", "anders-2011"))
    assert "put its file back" in rules(office, "plan", status=1)


def test_what_waits_is_shown_as_it_is_today(office, series):
    """Seats that are free again, and an event that does not take place any more: the letter keeps its words and what is left of it."""
    series(('id="bildung" sort="Fachforum"', 'id="bildung" sort="Fachforum" seats="1"'))
    team = office.guest("team")
    office.write_settings(staff={"address": team})
    first, second = office.guest("anna"), office.guest("berta")
    registered(office, first)
    office.deliver(letter(second, yes("zum Fachforum Bildung und zum Integrationskongress")))
    office.run()
    assert "nicht mehr genug Plätze frei." in tell(office, "review", "show", "1") and office.list("review")[0]["reasons"] == ["full"]
    tell(office, "cancel", "bildung", "--address", first)
    assert "inzwischen sind wieder genug frei" in tell(office, "review", "show", "1") and office.list("review")[0]["reasons"] == ["free-again"]
    office.run(now="2011-01-21T08:30:00+01:00")
    assert "inzwischen sind wieder" in office.mails(team)[-1].text
    series(OFF)
    rules(office, "apply", "--yes")
    shown = tell(office, "review", "show", "1", now=LATER)
    assert "Integrationskongress] [komme] [ich]" in shown and "1  Anmeldung: Integrationskongress" in shown, shown
    assert "findet nicht mehr statt" in shown and "nicht mehr genug Plätze" not in shown and "bildung" not in shown, shown
    assert office.list("review")[0]["reasons"] == ["event-off"]
    tell(office, "review", "accept", "1", now=LATER)
    office.run(now="2011-01-21T10:05:00+01:00")  # a slow accept queues its mail a second behind its beginning
    assert "Anmeldung: Integrationskongress" in office.mails(second)[-1].text
    assert standing(office) == sorted([(first, "bildung", "cancelled"), (second, "kongress", "confirmed")])


def test_who_chooses_from_a_list_of_which_one_is_called_off_is_told_so(office, series):
    """The numbers stay those of the mail; a person tells them of the one that they cannot have."""
    guest = office.guest("anna")
    office.deliver(letter(guest, "Guten Tag,\n\nich komme gern.\n\nAnna Aal\n", name="Anna Aal", subject=INVITATION))
    office.run()
    asked = office.mails(guest)[-1]
    assert "1. Fachforum „Bildung“" in asked.text
    series(OFF)
    rules(office, "apply", "--yes")
    office.deliver(answer(asked, guest, "1 und 3", name="Anna Aal"))
    office.run(now=LATER)
    assert standing(office) == [(guest, "soziale-balance", "confirmed")]
    said = " ".join(office.mails(guest)[-1].text.split())
    assert "Anmeldung: Fachforum „Soziale Balance" in said and "haben wir an Petra Muster weitergegeben" in said, said
    assert [row["reasons"] for row in office.list("review")] == [["event-off"]]
    assert "findet nicht mehr statt" in tell(office, "review", "show", "2", now=LATER)


def test_who_is_told_of_a_full_room_is_told_that_the_event_is_over_too(office, series):
    series(('id="bildung" sort="Fachforum"', 'id="bildung" sort="Fachforum" seats="1"'))
    registered(office, office.guest("anna"))
    after = "2011-03-01T10:00:00+01:00"
    office.deliver(letter(office.guest("berta"), yes("zum Fachforum Bildung"), date="Tue, 01 Mar 2011 09:00:00 +0100"))
    office.run(now=after)
    assert "event-over" in office.list("review")[0]["reasons"]
    said = tell(office, "review", "accept", "1", status=1, now=after)
    assert "hat schon stattgefunden" in said and "nicht mehr genug Plätze" in said and "--anyway" in said, said
