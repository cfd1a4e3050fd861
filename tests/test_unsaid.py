"""What a guest is told of several staff acts before one run: all of it once, and only what holds; what is undone withdraws nothing else."""
import re

from house import letter
from test_staff import AFTER, LATER, NEXT, YES, mails, tell


def act(office, verb, event, *more, name="Ute Undo", now=LATER):
    """Staff's entry; its number, and what was said."""
    words = ("--name", name) if verb == "register" else ()
    said = tell(office, verb, event, *more, *words, "--yes", now=now)
    return re.search(r"--undo (\d+)", said).group(1)


def sent(office, guest, now=AFTER):
    """The texts that left in the next run, each one line without quotation marks."""
    before = len(office.mails(guest))
    office.run(now=now)
    return [re.sub("[„“\"]", "", " ".join(mail.text.split())) for mail in office.mails(guest)[before:]]


def test_undone_before_a_run_what_still_stands_is_confirmed(office):
    office.run()
    guest = office.guest("ute")
    first = act(office, "register", "arbeit", "--address", guest)
    second = act(office, "register", "kongress", "--address", guest)
    said = tell(office, "register", "--undo", second)
    assert "Anmeldebestätigung" in said and "zurückgezogen" not in said, said
    (text,) = sent(office, guest)
    assert "Das haben wir für Sie eingetragen: Anmeldung: Fachforum Arbeit und Unternehmen, 1 Platz Sie sind" in text and "Kongress" not in text, text
    assert "Berichtigung" in tell(office, "register", "--undo", first, now=AFTER), "that has left"


def test_undone_the_first_of_two_is_as_the_second(office):
    office.run()
    guest = office.guest("ute")
    first = act(office, "register", "arbeit", "--address", guest)
    act(office, "register", "kongress", "--address", guest)
    tell(office, "register", "--undo", first)
    (text,) = sent(office, guest)
    assert "Anmeldung: Integrationskongress" in text and "Arbeit" not in text, text


def test_undone_all_nothing_goes_out(office):
    office.run()
    guest = office.guest("ute")
    first = act(office, "register", "arbeit", "--address", guest)
    second = act(office, "register", "kongress", "--address", guest)
    tell(office, "register", "--undo", second)
    assert "zurückgezogen" in tell(office, "register", "--undo", first)
    assert sent(office, guest) == [] and {state for _, _, state in mails(office)} == {"withdrawn"}


def test_undone_more_seats_before_a_run_the_fewer_are_confirmed(office):
    office.run()
    guest = office.guest("ute")
    act(office, "register", "arbeit", "--address", guest)
    second = act(office, "register", "arbeit", "3", "--address", guest)
    tell(office, "register", "--undo", second)
    (text,) = sent(office, guest)
    assert "Anmeldung: Fachforum Arbeit und Unternehmen, 1 Platz" in text and "3 Plätze" not in text, text


def test_an_act_undone_does_not_take_the_answer_to_a_letter_with_it(office):
    """The letter's answer waits in the hold when staff take back what came before it."""
    office.run()
    guest = office.guest("joerg")
    tell(office, "hold", "--now", LATER)
    first = act(office, "register", "kongress", "--address", guest, name="Jörg Müßiggang")
    office.deliver(letter(guest, YES, name="Jörg Müßiggang"))
    office.run(now=LATER)
    tell(office, "register", "--undo", first)
    tell(office, "resume", "--now", LATER)
    (text,) = sent(office, guest)
    assert "Anmeldung: Fachforum Bildung" in text and "Kongress" not in text, text
    assert office.mails(guest)[-1]["In-Reply-To"], "it still answers the letter"


def test_a_correction_is_not_lost_by_an_act_that_is_undone(office):
    office.run()
    guest = office.guest("ute")
    first = act(office, "register", "arbeit", "--address", guest)
    sent(office, guest)
    assert "Berichtigung" in tell(office, "register", "--undo", first, now=AFTER)
    second = act(office, "register", "kongress", "--address", guest, now=AFTER)
    assert "Berichtigung" in tell(office, "register", "--undo", second, now=AFTER)
    (text,) = sent(office, guest, NEXT)
    assert "Das war unser Versehen" in text and "für keine Veranstaltung angemeldet" in text, text


def test_a_silent_act_takes_no_mail_with_it(office):
    office.run()
    guest = office.guest("ute")
    act(office, "register", "arbeit", "--address", guest)
    act(office, "register", "kongress", "--address", guest, "--silent")
    (text,) = sent(office, guest)
    assert "Anmeldung: Fachforum Arbeit und Unternehmen" in text and "Anmeldung: Integrationskongress" not in text, text
    act(office, "register", "bildung", "--address", guest, "--silent", now=AFTER)
    assert sent(office, guest, NEXT) == []


def test_what_staff_withdrew_themselves_stays_withdrawn(office):
    office.run()
    guest = office.guest("ute")
    act(office, "register", "arbeit", "--address", guest)
    tell(office, "outgoing", "withdraw", "1")
    second = act(office, "register", "kongress", "--address", guest)
    tell(office, "register", "--undo", second)
    assert sent(office, guest) == []


def test_a_mail_names_all_that_was_entered_before_it_left(office):
    office.run()
    guest = office.guest("ute")
    act(office, "register", "arbeit", "--address", guest)
    act(office, "register", "kongress", "--address", guest)
    act(office, "register", "bildung", "--address", guest)
    act(office, "cancel", "arbeit", "--address", guest)
    (text,) = sent(office, guest)
    for words in ("Anmeldung: Fachforum Bildung", "Anmeldung: Integrationskongress", "Absage: Fachforum Arbeit", "freuen uns auf Sie"):
        assert words in text, (words, text)
    act(office, "cancel", "kongress", "--address", guest, now=AFTER)
    (text,) = sent(office, guest, NEXT)
    assert "Absage: Integrationskongress" in text and "Anmeldung:" not in text and "Schade" not in text, text
    act(office, "cancel", "bildung", "--address", guest, now=NEXT)
    (text,) = sent(office, guest, "2011-01-21T10:00:00+01:00")
    assert "Schade, dass Sie nicht dabei sein können" in text, "now they are wholly off"


def test_who_was_taken_off_and_who_stays_is_said(office):
    office.run()
    guest = office.guest("anna")
    act(office, "register", "bildung", "4", "Anna Gross", "Jörg Gross", "Tim Gross", "Olga Gross", "--address", guest, name="Anna Gross")
    sent(office, guest)
    act(office, "cancel", "bildung", "Jörg Gross", "--address", guest, now=AFTER)
    (text,) = sent(office, guest, NEXT)
    assert "Absage: Fachforum Bildung (Jörg Gross)" in text, text
    assert "3 Plätze für Anna Gross, Tim Gross und Olga Gross" in text and "Schade" not in text and "freuen" not in text, text
    act(office, "cancel", "bildung", "Tim Gross", "Olga Gross", "--address", guest, now=NEXT)
    (text,) = sent(office, guest, "2011-01-21T10:00:00+01:00")
    assert "(Tim Gross und Olga Gross)" in text and "1 Platz für Anna Gross" in text, text
    assert "Schade" not in text and "Anmeldung:" not in text, text


def test_who_was_taken_off_is_said_in_english(office):
    office.run()
    guest = office.guest("ann")
    office.deliver(letter(guest, "Hello,\n\nplease register Ann Lee and Tom Lee for the Integration Congress.\n\nBest regards\nAnn Lee\n", name="Ann Lee"))
    office.run(now=LATER)
    assert "Thank you" in office.mails(guest)[-1].text
    act(office, "cancel", "kongress", "Tom Lee", "--address", guest)
    (text,) = sent(office, guest)
    assert "(Tom Lee)" in text and "1 seat for Ann Lee" in text and "sorry" not in text, text


def test_who_was_registered_and_partly_taken_off_before_a_run_hears_both(office):
    office.run()
    guest = office.guest("anna")
    act(office, "register", "bildung", "2", "Anna Gross", "Jörg Gross", "--address", guest, name="Anna Gross")
    act(office, "cancel", "bildung", "Jörg Gross", "--address", guest)
    (text,) = sent(office, guest)
    assert "(Jörg Gross)" in text and "Anmeldung: Fachforum Bildung" in text and "1 Platz für Anna Gross" in text, text
    assert "Schade" not in text, text
