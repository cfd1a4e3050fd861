"""Asking back, end to end: which events are meant, whether to cancel; and every kind of answer to it."""
import subprocess

import pytest

from house import PATIENCE, answer, letter

LATER = "2011-01-20T12:00:00+01:00"
SOON = "2011-01-20T12:30:00+01:00"  # after whatever a run at LATER did, however slow the machine
NEXT = "2011-01-21T10:00:00+01:00"
THREE_DAYS = "2011-01-25T10:00:00+01:00"  # a Tuesday: Thursday, Friday, Monday lie before it

SUBJECT = "Masterplan Migration/Integration: Einladung zu 4 Fachforen und zum Integrationskongress"
YES = "Guten Tag,\n\nich komme gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
THREE = "Guten Tag,\n\nwir kommen gern zu dritt.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
BOTH = "Guten Tag,\n\nzum Fachforum Bildung und zum Integrationskongress komme ich gern.\n\nViele Grüße\nJörg Müßiggang\n"
ONE = "Guten Tag,\n\nzum Fachforum Bildung komme ich gern.\n\nViele Grüße\nJörg Müßiggang\n"
ENGLISH = "Dear Sir or Madam,\n\nI would like to come.\n\nKind regards\nJohn Smith\n"
CANCEL = "Guten Tag,\n\nich muss leider absagen.\n\nViele Grüße\nJörg Müßiggang\n"
NO_BILDUNG = "Guten Tag,\n\nzum Fachforum Bildung kann ich leider doch nicht kommen.\n\nViele Grüße\nJörg Müßiggang\n"


def flat(mail):
    """Its text without the soft line ends."""
    return " ".join(mail.text.split())


def standing(office):
    return {r["event"]: (r["status"], r["seats"]) for r in office.list("registrations")}


def kinds(office):
    return [m["kind"] for m in office.list("outgoing") if m["state"] != "withdrawn"]


def ask(office, words, subject="Re: " + SUBJECT, now=None, **headers):
    """Somebody writes; returns their address and what they got."""
    guest = office.guest("joerg")
    office.deliver(letter(guest, words, subject=subject, name="Jörg Müßiggang", **headers))
    office.run(**({"now": now} if now else {}))
    return guest, office.mails(guest)[-1]


def reply(office, guest, mail, words, now=LATER, **headers):
    office.deliver(answer(mail, guest, words, name="Jörg Müßiggang", date="Thu, 20 Jan 2011 11:00:00 +0100", **headers))
    office.run(now=now)
    return office.mails(guest)[-1]


def test_whoever_is_registered_is_answered_though_nothing_in_their_letter_names_the_series(office):
    guest, _ = ask(office, BOTH)
    office.deliver(letter(guest, "Guten Tag,\n\nich muss leider alles absagen.\n\nJörg Müßiggang\n", subject="Absage", name="Jörg Müßiggang"))
    office.run(now=LATER)
    assert kinds(office) == ["confirmation", "receipt"] and len(office.list("review")) == 1
    office.deliver(letter(office.guest(), "Guten Tag,\n\nich melde mich an.\n\nJörg Müßiggang\n", subject="Hallo"))
    office.run(now=LATER)
    assert kinds(office) == ["confirmation", "receipt"], "of a stranger's it is not known what they speak of"


def test_who_adds_to_a_letter_that_waits_is_not_asked_what_stands_in_it(office):
    guest, mail = ask(office, "Guten Tag,\n\nwenn alles klappt, komme ich zum Fachforum Bildung.\n\nViele Grüße\nJörg Müßiggang\n")
    assert kinds(office) == ["receipt"]
    reply(office, guest, mail, "Danke. Meine Frau kommt auch mit.")
    assert kinds(office) == ["receipt"] and len(office.list("review")) == 2 and standing(office) == {}


def test_who_is_registered_is_not_told_that_it_is_no_confirmation_yet(office):
    guest, mail = ask(office, ONE)
    told = reply(office, guest, mail, "Wann ist Einlass?")
    assert "eingetragen oder geändert ist dadurch noch nichts" in flat(told) and "keine Anmeldebestätigung" not in flat(told)


@pytest.mark.parametrize("words", [
    "Ich bin vom 20.01. bis 30.01. im Urlaub und komme am 31.01. wieder.",
    "I am out of the office until 18 February and will come back to you afterwards.",
    "bis zum 4. Februar bin ich nicht im Haus",
    "Ich bin bis einschließlich 4. Februar abwesend.\n\nViele Grüße\nJörg Müßiggang",
    "I am away until 4 February.",
    "Thank you for your mail. I'm on annual leave.",
    "Thank you for your message. I am on annual leave until 21 February with no access to e-mail.",
    "I'm away travelling and will reply when I'm back.",
    "Our office is closed from 16 to 18 February.",
    "Ich arbeite Teilzeit und bin erst am Montag wieder zu erreichen.",
    "Bitte beachten Sie: Ich arbeite montags bis mittwochs. Nachrichten von anderen Tagen beantworte ich in der Folgewoche.",
    "Hallo, ich bin gerade auf Fortbildung und lese meine Mails erst am 25.01. wieder.",
    "Je suis absent du bureau jusqu'au 21 février.",
    "Nos bureaux sont fermés jusqu'au 21 février.",
    "Diese Mailbox wird nicht überwacht.",
    "Diese E-Mail-Adresse wird nicht mehr abgerufen.",
    "vielen Dank, Ihre Nachricht ist bei uns angekommen.\n\nDies ist eine Eingangsbestätigung und noch keine Anmeldebestätigung für den "
    "Integrationskongress. Ihre Nachricht wird bei uns persönlich gelesen; danach bekommen Sie eine Antwort.",
    "Thank you, your message has reached us. This only confirms that we have received it; it does not confirm a registration yet.",
    "Ihre Nachricht ist bei uns eingegangen.\n\nIhr Servicecenter",
    "Vielen Dank für Ihre Anfrage. Wir bearbeiten sie schnellstmöglich.",
    "50 % Rabatt auf alle Druckerpatronen!",
])
def test_who_sounds_like_a_machine_gets_no_answer_before_a_person_looked(office, words):
    guest, mail = ask(office, ONE)
    reply(office, guest, mail, words)
    assert kinds(office) == ["confirmation"] and standing(office) == {"bildung": ("confirmed", 1)}
    assert len(office.list("review")) + office.letters()["automatic"] == 1


@pytest.mark.parametrize("words, then", [
    ("Vielen Dank für Ihre Nachricht. Wann ist Einlass?", "receipt"),
    ("Ich bin bis zum 30.01. im Urlaub. Wann ist Einlass?", "receipt"),
    ("Bis zum 4. Februar bin ich nicht im Haus. Gibt es ein Programm?", "receipt"),
    ("Ich bin bis zum 4. Februar im Urlaub. Ich komme gern auch zum Integrationskongress.", "confirmation"),
    ("I am away until 4 February. I will come to the integration congress too.", "confirmation"),
    ("Ich arbeite Teilzeit und komme gern auch zum Integrationskongress.", "confirmation"),
    ("Unser Büro ist am 15. März geschlossen, ich komme gern auch zum Integrationskongress.", "confirmation"),
    ("Am 16. bin ich auf Fortbildung und kann leider nicht kommen.", "cancelled"),
    ("Am 16. bin ich leider im Urlaub und kann nicht kommen.", "cancelled"),
    ("Da bin ich im Urlaub, ich muss leider absagen.", "cancelled"),
    ("Vielen Dank für Ihre Nachricht. Ich komme auch gern zum Integrationskongress.", "confirmation"),
])
def test_a_person_who_thanks_or_is_on_holiday_is_no_machine(office, words, then):
    guest, mail = ask(office, ONE)
    reply(office, guest, mail, words + "\n\nJörg Müßiggang")
    assert kinds(office) == ["confirmation", then] and office.letters()["automatic"] == 0


@pytest.mark.parametrize("words, then", [
    ("bis zum 4. Februar bin ich nicht im Haus", []),
    ("I am away until 4 February.", []),
    ("Bis zum 4. Februar bin ich nicht im Haus. Findet das Fachforum Bildung statt?", ["receipt"]),
    ("Ich bin im Urlaub und komme nicht zum Fachforum Bildung.", ["decline"]),
])
def test_one_mark_of_absence_alone_is_answered_to_nobody(office, words, then):
    office.deliver(letter(office.guest("joerg"), words, subject="Re: " + SUBJECT, name="Jörg Müßiggang"))
    office.run()
    assert kinds(office) == then and office.letters()["automatic"] == 0
    assert len(office.list("review")) == (then != ["decline"])


def test_what_is_asked_beside_a_holiday_stays_with_a_person(office):
    guest, mail = ask(office, ONE)
    reply(office, guest, mail, "Haben Sie beim Kongress Plätze für Rollstühle? Ich bin bis zum 30.01. im Urlaub und melde mich danach.\n\nJörg Müßiggang")
    assert len(office.list("review")) == 1 and office.letters()["automatic"] == 0


@pytest.mark.parametrize("words", ["Vielen Dank!", "Vielen Dank für die Bestätigung!\n\nViele Grüße\nJörg Müßiggang", "Danke, bis dann!",
                                   "Thank you for the confirmation."])
def test_thanks_for_a_confirmation_keep_nobody_busy(office, words):
    guest, mail = ask(office, ONE)
    reply(office, guest, mail, words)
    assert kinds(office) == ["confirmation"] and office.list("review", "--all") == []
    assert office.letters() == {"inbox": 0, "done": 2, "review": 0, "automatic": 0}
    assert standing(office) == {"bildung": ("confirmed", 1)}


@pytest.mark.parametrize("words", ["Danke, auch für meine Frau.", "Vielen Dank, tut mir leid.", "Danke? Wann beginnt es?", "Danke, hat sich erledigt.",
                                   "Danke, aber das ist falsch.", "Danke. Mit Hund.", "Ja, danke.", "Schade."])
def test_a_word_more_than_thanks_is_a_person_s(office, words):
    guest, mail = ask(office, ONE)
    reply(office, guest, mail, words)
    assert len(office.list("review")) == 1, words


def test_thanks_for_a_question_of_ours_answer_nothing(office):
    guest, mail = ask(office, YES)
    reply(office, guest, mail, "Vielen Dank!")
    assert standing(office) == {} and len(office.list("review")) == 2, "the first letter, and this one"


# ---- which events ----


def test_a_yes_without_an_event_is_asked_back(office):
    guest, mail = ask(office, YES)
    assert kinds(office) == ["which-events"] and standing(office) == {}
    for words in ("1. Fachforum „Bildung“", "5. Integrationskongress", "Mittwoch, 16. Februar 2011", "Nummern", "erst damit",
                  "Petra Muster", "> ich komme gern."):
        assert words in flat(mail), mail.text
    assert office.list("review") == [], "hidden until it is answered"
    assert office.letters() == {"inbox": 0, "done": 1, "review": 0, "automatic": 0}


@pytest.mark.parametrize("words, events", [
    ("1 und 5", ["bildung", "kongress"]),
    ("Bildung und Kongress", ["bildung", "kongress"]),
    ("den zweiten", ["arbeit"]),
    ("Nummer 2 bitte", ["arbeit"]),
    ("alle", ["arbeit", "bildung", "kongress", "soziale-balance", "weltoffen"]),
])
def test_the_answer_completes_it(office, words, events):
    guest, mail = ask(office, YES)
    told = reply(office, guest, mail, words)
    assert standing(office) == {event: ("confirmed", 1) for event in events}
    assert kinds(office) == ["which-events", "confirmation"] and "angemeldet" in flat(told)
    assert office.list("review") == []
    assert office.letters() == {"inbox": 0, "done": 2, "review": 0, "automatic": 0}


def test_the_seats_are_those_of_the_letter_that_lacked_its_event(office):
    guest, mail = ask(office, THREE)
    reply(office, guest, mail, "1 und 5")
    assert standing(office) == {"bildung": ("confirmed", 3), "kongress": ("confirmed", 3)}


def test_seats_that_nobody_said_are_a_person_s(office):
    guest, mail = ask(office, YES.replace("ich komme", "wir kommen"))
    told = reply(office, guest, mail, "1 und 5")
    assert standing(office) == {} and "wie viele Plätze" in flat(told)
    assert [item["reasons"][0] for item in office.list("review")][-1] == "seats-unsaid"
    assert len(office.list("review")) == 2, "the answer, and what it was to complete"


def test_in_english(office):
    guest, mail = ask(office, ENGLISH)
    assert "1. Fachforum" in flat(mail) and "Simply reply" in flat(mail)
    told = reply(office, guest, mail, "The second one, please.")
    assert standing(office) == {"arbeit": ("confirmed", 1)} and "You are now registered" in flat(told)


def test_a_number_alone_is_answered_in_the_language_of_the_question(office):
    guest, mail = ask(office, ENGLISH)
    told = reply(office, guest, mail, "2")
    assert standing(office) == {"arbeit": ("confirmed", 1)} and "You are now registered" in flat(told)


def test_no_ends_it(office):
    guest, mail = ask(office, YES)
    told = reply(office, guest, mail, "Nein")
    assert standing(office) == {} and office.list("review") == []
    assert kinds(office) == ["which-events", "decline"] and "für keine Veranstaltung angemeldet" in flat(told)


def test_giving_up_ends_it(office):
    guest, mail = ask(office, YES)
    reply(office, guest, mail, "Muss leider absagen.")
    assert standing(office) == {} and office.list("review") == [] and kinds(office) == ["which-events", "decline"]


@pytest.mark.parametrize("words", ["Ja", "beide", "2 Personen", "Das weiß ich noch nicht."])
def test_an_answer_that_says_too_little_is_shown_to_a_person_and_not_asked_again(office, words):
    guest, mail = ask(office, YES)
    reply(office, guest, mail, words)
    assert standing(office) == {} and kinds(office) == ["which-events", "receipt"]
    assert len(office.list("review")) == 2
    assert office.letters()["review"] == 2


def test_asked_once_and_not_again(office):
    guest, _ = ask(office, YES)
    office.deliver(letter(guest, YES, subject="Re: " + SUBJECT, date="Thu, 20 Jan 2011 11:00:00 +0100"))
    office.run(now=LATER)
    assert kinds(office) == ["which-events", "receipt"]
    assert len(office.list("review")) == 1


def test_after_two_working_days_it_is_shown(office):
    ask(office, YES)
    office.run(now="2011-01-23T10:00:00+01:00")
    assert office.list("review") == [], "a weekend is no working day"
    office.run(now=THREE_DAYS)
    (item,) = office.list("review")
    assert item["reasons"] == ["ask-back"]
    office.run(now=THREE_DAYS)
    assert office.letters()["review"] == 1


def test_a_late_answer_completes_it_too(office):
    guest, mail = ask(office, YES)
    office.run(now=THREE_DAYS)
    reply(office, guest, mail, "1", now="2011-01-25T12:00:00+01:00")
    assert standing(office) == {"bildung": ("confirmed", 1)}
    assert office.list("review") == []
    office.run(now="2011-01-25T12:30:00+01:00")
    assert office.letters()["review"] == 0


def test_a_question_beside_it_is_a_person_s(office):
    ask(office, YES.replace("ich komme gern.", "ich komme gern. Gibt es dort Parkplätze?"))
    assert kinds(office) == ["receipt"] and len(office.list("review")) == 1


def test_somebody_else_s_answer_completes_nothing(office):
    guest, mail = ask(office, THREE)
    other = office.guest("anna")
    office.deliver(answer(mail, other, "1 und 5", name="Anna Krämer", date="Thu, 20 Jan 2011 11:00:00 +0100"))
    office.run(now=LATER)
    assert all(r["address"] != guest and r["seats"] == 1 for r in office.list("registrations"))


def test_in_a_trial_nothing_is_hidden(office):
    office.write_settings(mode="trial")
    guest = office.guest()
    office.deliver(letter(guest, YES, subject="Re: " + SUBJECT))
    office.run()
    assert office.list("outgoing") == [], "it only proposes"
    assert len(office.list("review")) == 1


# ---- whether to cancel ----


def registered(office, words=ONE):
    guest, mail = ask(office, words, subject="Anmeldung", date="Wed, 19 Jan 2011 09:00:00 +0100")
    return guest, mail


def cancel(office, guest, words=NO_BILDUNG, now=LATER, subject="Absage"):
    """From the guest's address; no server vouches for it, and it answers no mail of ours."""
    office.deliver(letter(guest, words, subject=subject, name="Jörg Müßiggang", date="Thu, 20 Jan 2011 10:30:00 +0100"))
    office.run(now=now)
    return office.mails(guest)[-1]


def test_a_cancellation_that_nobody_vouches_for_is_asked(office):
    guest, _ = registered(office)
    mail = cancel(office, guest)
    assert standing(office) == {"bildung": ("confirmed", 1)} and kinds(office) == ["confirmation", "confirm-cancel"]
    assert "Absage: Fachforum „Bildung“" in flat(mail) and "„Ja“" in flat(mail) and "zurzeit" in flat(mail)
    assert office.list("review") == []


@pytest.mark.parametrize("words, status, kind", [
    ("Ja", "cancelled", "cancelled"),
    ("ja bitte", "cancelled", "cancelled"),
    ("Muss leider absagen.", "cancelled", "cancelled"),
    ("Nein", "confirmed", "confirmation"),
    ("Nein, ich komme.", "confirmed", "confirmation"),
])
def test_yes_or_no(office, words, status, kind):
    guest, _ = registered(office)
    mail = cancel(office, guest)
    reply(office, guest, mail, words)
    assert standing(office)["bildung"][0] == status
    assert kinds(office) == ["confirmation", "confirm-cancel", kind]
    assert office.list("review") == []


def by_staff(office, *words):
    subprocess.run(office.command(*words, "--yes", "--config", str(office.config), "--now", SOON), stdin=subprocess.DEVNULL,
                   check=True, capture_output=True, cwd=office.dir, timeout=PATIENCE)


@pytest.mark.parametrize("words, held", [("Nein", 1), ("Nein danke.", 1), ("Ja", 0)])
def test_a_no_to_what_staff_have_done_meanwhile_is_put_before_a_person(office, words, held):
    guest, _ = registered(office)
    mail = cancel(office, guest)
    by_staff(office, "cancel", "bildung", "--address", guest)
    reply(office, guest, mail, words, now=NEXT)
    assert "decline" not in kinds(office) and standing(office)["bildung"][0] == "cancelled"
    assert [i["reasons"][0] for i in office.list("review")].count("asked-changed") == held


def test_a_no_is_no_objection_where_staff_have_entered_another_event(office):
    guest, _ = registered(office)
    mail = cancel(office, guest)
    by_staff(office, "register", "kongress", "--address", guest, "--name", "Jörg Müßiggang")
    reply(office, guest, mail, "Nein", now=NEXT)
    assert standing(office)["bildung"] == ("confirmed", 1) and office.list("review") == []


@pytest.mark.parametrize("words", ["Ja, ich komme.", "Das kann sein."])
def test_what_contradicts_itself_changes_nothing(office, words):
    guest, _ = registered(office)
    mail = cancel(office, guest)
    reply(office, guest, mail, words)
    assert standing(office) == {"bildung": ("confirmed", 1)}
    assert len(office.list("review")) == 2


def test_a_stranger_s_yes_cancels_nothing(office):
    guest, _ = registered(office)
    mail = cancel(office, guest)
    other = office.guest("fremd")
    office.deliver(answer(mail, other, "Ja", name="Anna Krämer", date="Thu, 20 Jan 2011 11:00:00 +0100"))
    office.run(now="2011-01-20T13:00:00+01:00")
    assert standing(office) == {"bildung": ("confirmed", 1)}


def test_fewer_seats_are_asked_too(office):
    guest, _ = registered(office, ONE.replace("komme ich gern", "kommen wir gern zu dritt"))
    mail = cancel(office, guest, "Bitte ändern Sie unsere Anmeldung zum Fachforum Bildung auf 2 Personen.\n\nJörg Müßiggang\n",
                  subject="Unsere Anmeldung")
    assert kinds(office)[-1] == "confirm-cancel", [i["reasons"] for i in office.list("review")]
    assert "2 Plätze" in flat(mail)
    reply(office, guest, mail, "Ja")
    assert standing(office) == {"bildung": ("confirmed", 2)}


def test_i_must_cancel_with_one_registration_asks_whether_it_is_that(office):
    guest, _ = registered(office)
    mail = cancel(office, guest, CANCEL, subject="Re: " + SUBJECT)
    assert standing(office) == {"bildung": ("confirmed", 1)} and kinds(office) == ["confirmation", "confirm-cancel"]
    reply(office, guest, mail, "Ja")
    assert standing(office) == {"bildung": ("cancelled", 0)} and office.list("review") == []


def test_i_must_cancel_in_answer_to_a_mail_about_two(office):
    guest, mail = registered(office, BOTH)
    mail = reply(office, guest, mail, "Ich muss leider absagen.")
    assert kinds(office) == ["confirmation", "which-cancel"] and "1. Fachforum „Bildung“" in flat(mail)
    assert "2. Integrationskongress" in flat(mail) and len(standing(office)) == 2
    told = reply(office, guest, mail, "Die zweite", now="2011-01-20T13:00:00+01:00")
    assert standing(office) == {"bildung": ("confirmed", 1), "kongress": ("cancelled", 0)}
    assert "Abmeldung eingetragen" in flat(told) and office.list("review") == []


def test_both_are_cancelled(office):
    guest, mail = registered(office, BOTH)
    mail = reply(office, guest, mail, "Ich muss leider absagen.")
    reply(office, guest, mail, "beide", now="2011-01-20T13:00:00+01:00")
    assert {status for status, _ in standing(office).values()} == {"cancelled"}


def test_naming_what_they_come_to_cancels_nothing_by_itself(office):
    guest, mail = registered(office, BOTH)
    mail = reply(office, guest, mail, "Ich muss leider absagen.")
    reply(office, guest, mail, "Zu Bildung komme ich.", now="2011-01-20T13:00:00+01:00")
    assert standing(office) == {"bildung": ("confirmed", 1), "kongress": ("confirmed", 1)}
    assert len(office.list("review")) == 2


def test_who_withdraws_from_another_address_is_told_to_the_party(office):
    guest, mail = registered(office, "Guten Tag,\n\nzum Fachforum Bildung kommen Jörg Müßiggang und Anna Krämer gern.\n\nJörg Müßiggang\n")
    assert standing(office) == {"bildung": ("confirmed", 2)}
    other = office.guest("anna")
    office.deliver(answer(mail, other, "Ich kann leider nicht kommen.\n\nAnna Krämer", name="Anna Krämer",
                          date="Thu, 20 Jan 2011 11:00:00 +0100"))
    office.run(now=LATER)
    assert standing(office) == {"bildung": ("confirmed", 1)}
    told = office.mails(guest)[-1]
    assert "Anna Krämer" in flat(told) and "von einer anderen E-Mail-Adresse" in flat(told) and "1 Platz" in flat(told)
    assert kinds(office) == ["confirmation", "cancelled", "withdrawn"]


def test_a_cancellation_for_the_party_from_elsewhere_is_asked_of_the_party(office):
    guest, mail = registered(office)
    other = office.guest("kollegin")
    office.deliver(answer(mail, other, "Zum Fachforum Bildung kann ich leider nicht kommen.\n\nRita Vogel", name="Rita Vogel",
                          date="Thu, 20 Jan 2011 11:00:00 +0100"))
    office.run(now=LATER)
    assert standing(office)["bildung"] == ("confirmed", 1) and kinds(office) == ["confirmation", "confirm-cancel", "receipt"]
    asked = office.mails(guest)[-1]
    assert "Rita" not in asked.text, "what a stranger wrote is not passed on"
    assert len(office.list("review")) == 1
    reply(office, guest, asked, "Ja", now="2011-01-20T13:00:00+01:00")
    assert standing(office)["bildung"] == ("cancelled", 0) and office.list("review") == []


# ---- who is registered, and speaks of fewer or of others ----

COUPLE = "Guten Tag,\n\nmeine Frau und ich kommen zum Fachforum Arbeit und Unternehmen und zum Kongress.\n\nViele Grüße\nJörg Müßiggang\n"


@pytest.mark.parametrize("words", ["Zum Kongress komme ich allein.", "Nur meine Frau kommt zum Kongress.", "Ich kann nicht zum Kongress, meine Frau kommt aber.",
                                   "Meine Frau kann leider nicht zum Forum kommen.", "My wife cannot come to the forum.",
                                   "Wir kommen doch nur zu zweit.", "Wir kommen eine Stunde später.",
                                   "Ich bringe meinen Bruder zum Forum mit, meine Frau bleibt zu Hause.",
                                   "Ich komme zum Forum mit meiner Frau, zum Kongress ohne sie."])
def test_a_person_looks_where_a_party_speaks_of_fewer_or_of_others(office, words):
    guest, mail = ask(office, COUPLE)
    reply(office, guest, mail, words)
    assert standing(office) == {"arbeit": ("confirmed", 2), "kongress": ("confirmed", 2)}
    assert kinds(office) == ["confirmation", "receipt"] and len(office.list("review")) == 1, words


@pytest.mark.parametrize("words, kind", [("Ich kann leider nicht zum Forum kommen.", "which-cancel"), ("Ich komme auch zum Forum.", "which-events"),
                                         ("Mein Mann und ich können leider nicht zum Forum kommen.", "which-cancel")])
def test_a_plain_wish_of_a_party_is_still_asked_back(office, words, kind):
    guest, mail = ask(office, COUPLE)
    reply(office, guest, mail, words)
    assert kinds(office) == ["confirmation", kind] and office.list("review") == []
