"""In which language a guest is answered: in their own, and where a word or two say nothing of it, in that of the mail that they answer."""
import pytest

from house import answer, letter
from test_staff import AFTER, LATER, NEXT, tell

ASKS = {"en": "Hello,\n\nI would like to come, please register me.\n\nBest regards\nAnn Lee\n",
        "de": "Guten Tag,\n\nich möchte gern kommen, bitte melden Sie mich an.\n\nMit freundlichen Grüßen\nAnn Lee\n"}
COMES = {"en": "Hello,\n\nI will come to the Integration Congress, please register me.\n\nBest regards\nAnn Lee\n",
         "de": "Guten Tag,\n\nich komme gern zum Integrationskongress, bitte melden Sie mich an.\n\nMit freundlichen Grüßen\nAnn Lee\n"}
INVITED = "Re: Masterplan Migration/Integration: Einladung zu 4 Fachforen und zum Integrationskongress"


def first(office, text):
    guest = office.guest("ann")
    office.deliver(letter(guest, text, name="Ann Lee", subject=INVITED))
    office.run()
    return guest, office.mails(guest)[-1]


def replied(office, guest, mail, text, now=LATER):
    count = len(office.mails(guest))
    office.deliver(answer(mail, guest, text, name="Ann Lee"))
    office.run(now=now)
    return office.mails(guest)[count:]


@pytest.mark.parametrize("language, bare", [("en", "1"), ("en", "1, 5"), ("en", "alle"), ("de", "1"), ("de", "all")])
def test_a_bare_choice_is_answered_in_the_language_of_the_question(office, language, bare):
    guest, asked = first(office, ASKS[language])
    assert asked["Content-Language"] == language and "1" in asked.text
    for mail in replied(office, guest, asked, bare):
        assert mail["Content-Language"] == language, mail.text
    office.run(now=AFTER)
    assert {mail["Content-Language"] for mail in office.mails(guest)} == {language}


@pytest.mark.parametrize("language, bare", [("de", "Stop"), ("de", "unsubscribe"), ("de", "ok"), ("en", "Stop"), ("en", "Storno")])
def test_a_bare_word_to_a_confirmation_keeps_its_language(office, language, bare):
    guest, confirmed = first(office, COMES[language])
    assert confirmed["Content-Language"] == language
    replied(office, guest, confirmed, bare)
    assert {mail["Content-Language"] for mail in office.mails(guest)} == {language}


@pytest.mark.parametrize("language, text, other", [
    ("de", "Please cancel my registration, I cannot come.", "en"),
    ("en", "Leider kann ich nicht kommen, bitte streichen Sie mich.", "de")])
def test_who_writes_another_language_plainly_gets_that(office, language, text, other):
    guest, confirmed = first(office, COMES[language])
    (mail,) = replied(office, guest, confirmed, text)
    assert mail["Content-Language"] == other, mail.text


def test_staff_s_mail_keeps_the_language_of_the_last_one(office):
    guest, confirmed = first(office, COMES["en"])
    tell(office, "register", "bildung", "--name", "Ann Lee", "--address", guest)
    office.run(now=AFTER)
    assert office.mails(guest)[-1]["Content-Language"] == "en"
    tell(office, "register", "arbeit", "--name", "Ann Lee", "--address", guest, "--language", "de", now=AFTER)
    office.run(now=NEXT)
    assert office.mails(guest)[-1]["Content-Language"] == "de", "what staff say goes"
