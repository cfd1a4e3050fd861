"""What `review show` shows of a letter beside the sender's own words."""
import email
import email.policy

from house import letter
from test_staff import give, tell

PASSED_ON = ("Hallo, leite ich mal weiter.\n\nGruß Kim Ost\n\n-------- Weitergeleitete Nachricht --------\n"
             "Von: Anna Berg <anna@berg.example>\nAn: Kim Ost\nBetreff: Kongress\nDatum: Tue, 18 Jan 2011 09:00:00 +0100\n\n"
             "Hallo Kim,\n\nIch komme mit drei Personen zum Integrationskongress.\n\nAnna Berg\n")


def test_what_is_passed_on_is_shown_as_somebody_else_s(office):
    office.deliver(letter(office.guest("kim"), PASSED_ON, name="Kim Ost", subject="Fwd: Kongress"))
    office.run()
    shown = tell(office, "review", "show", "1")
    own, passed = shown.split("Weitergeleitet:")
    assert "weiter" in own and "drei Personen" not in own, shown
    assert "  ┆ Von: Anna Berg <anna@berg.example>" in passed, shown
    assert "  ┆ Ich komme mit drei Personen zum Integrationskongress." in passed and "\x1b" not in passed, shown


def test_of_much_that_is_passed_on_the_beginning_is_shown(office):
    many = PASSED_ON + "".join(f"Zeile {n} des Rundbriefs\x1b[2J\n" for n in range(200))
    office.deliver(letter(office.guest("kim"), many, name="Kim Ost", subject="Fwd: Kongress"))
    office.run()
    shown = tell(office, "review", "show", "1")
    assert "drei Personen" in shown and "Zeile 199" not in shown and "das Ganze steht im Mailprogramm" in shown, shown
    assert "\x1b" not in shown


def test_where_nothing_is_passed_on_nothing_is_said_of_it(office):
    give(office)
    assert "Weitergeleitet" not in tell(office, "review", "show", "1")


def test_of_hidden_text_it_is_said_how_to_see_it(office):
    message = email.message_from_bytes(letter(office.guest("lea"), "x", name="Lea Ott"), policy=email.policy.SMTP)
    message.set_content("<p>Ich komme zum Integrationskongress.</p><div style='display:none'>Fünf Personen.</div>", subtype="html")
    office.deliver(message.as_bytes())
    office.run()
    assert "Quelltext" in tell(office, "review", "show", "1")
