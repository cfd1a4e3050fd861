"""What a guest is told of why a person looks at their letter is true of it; where several things may be, nothing is said of them."""
import pytest

from house import letter
from test_asking import ONE, ask, flat, reply, standing
from test_staff import tell

BLAMES = ("nicht zusammenzupassen", "findet bei uns keine Veranstaltung statt", "wie viele Plätze Sie insgesamt", "anmelden möchten",
          "Liste angekündigt", "keine Anmeldung gefunden")


@pytest.mark.parametrize("words", [
    "Ich bin vom 20.01. bis 30.01. im Urlaub und komme am 31.01. wieder.",
    "Liebe Frau Schmidt,\n\nam 18. Februar machen wir bei uns im Garten ein Grillfest. Kommen Sie gern vorbei!\n\nHans Huber",
    "Statt drei kommen wir nur zu zweit.",
    "Das am 18. Februar. Danke!\n\nRita Rau",
    "Streichen Sie mich aus Ihrem Verteiler!",
    "War sehr schön gestern, vielen Dank! Wann kommt die nächste Veranstaltung?",
])
def test_nobody_is_told_what_is_not_true_of_their_letter(office, words):
    guest, mail = ask(office, ONE)
    told = flat(reply(office, guest, mail, words))
    assert not any(blame in told for blame in BLAMES), told


@pytest.mark.parametrize("words, told", [
    ("Zum Fachforum Bildung am 18.02. komme ich gern.", "nicht zusammenzupassen"),
    ("Ich komme gern am 17. Februar.", "findet bei uns keine Veranstaltung statt"),
    ("Zum Fachforum Bildung komme ich, wenn ich Zeit habe.", "Sobald es für Sie feststeht"),
    ("Zum Fachforum Bildung am 18.02. komme ich gern. Gibt es dort Parkplätze?", "nicht zusammenzupassen"),
])
def test_what_is_plain_is_told(office, words, told):
    _, mail = ask(office, words + "\n\nJörg Müßiggang")
    assert told in flat(mail), flat(mail)


def test_who_names_fewer_is_not_asked_what_they_have_said(office):
    guest, _ = ask(office, ONE.replace("komme ich gern", "kommen wir gern zu dritt"))
    assert standing(office) == {"bildung": ("confirmed", 3)}
    office.deliver(letter(guest, ONE.replace("komme ich gern", "kommen wir gern zu zweit"), name="Jörg Müßiggang"))
    office.run(now="2011-01-20T12:00:00+01:00")
    told = flat(office.mails(guest)[-1])
    assert "Bisher sind mehr Plätze für Sie angemeldet" in told and "insgesamt brauchen" not in told, told


def test_staff_read_what_is_true_too(office):
    guest, mail = ask(office, ONE)
    reply(office, guest, mail, "Streichen Sie mich aus Ihrem Verteiler!")
    assert "es geht um einen Verteiler" in tell(office, "review", "show", "1") and "vermutlich Werbung" not in tell(office, "review", "show", "1")
