"""The office's mailbox as it is: staff's own mail program, copies, mail that is not for us, gateways, people."""
import contextlib
import re
import shutil
import subprocess

import pytest

from house import FOLDERS, NOW, PATIENCE, TOP, answer, letter, utf7

LATER = "2011-01-20T11:00:00+01:00"
YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
UNSURE = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich vielleicht.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
INVOICE = "Guten Tag,\n\nder Vertrag mit dem Caterer liegt auf Ihrem Tisch.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"


@contextlib.contextmanager
def folder(office, name):
    """Staff's own mail program, in one of the folders."""
    with office.servers.imap(office.address) as client:
        client.create(f'"{utf7(name)}"')
        client.select(f'"{utf7(name)}"')
        yield client


def flag(office, name, flag):
    """All letters there."""
    with folder(office, FOLDERS[name]) as client:
        assert client.store("1:*", "+FLAGS", flag)[0] == "OK"


def reply(office, mail, sent="Sent", **headers):
    """Staff answer it; their mail program keeps what they wrote."""
    raw = answer(mail, office.address, "Guten Tag, gern, dann bis dahin! Reyhan Güntürk", **headers)
    with folder(office, sent) as client:
        client.append(f'"{utf7(sent)}"', r"(\Seen)", None, re.sub(rb"\r?\n", b"\r\n", raw))


def reasons(office):
    return [item["reasons"] for item in office.list("review")]


# ---- staff answer in their own mail program ----


@pytest.mark.parametrize("way", ["flag", "sent"])
def test_staff_answer_a_letter_that_waits(office, way):
    guest = office.guest()
    office.deliver(letter(guest, UNSURE))
    office.run()
    (before,) = reasons(office)
    if way == "flag":
        flag(office, "review", r"(\Answered)")
    else:
        reply(office, office.folder("review")[0])
    office.run(now=LATER)
    assert reasons(office) == [before + ["answered-by-staff"]], "it stays in sight"
    assert office.letters()["review"] == 1
    for _ in range(2):
        office.run(now=LATER)
    assert reasons(office) == [before + ["answered-by-staff"]], "noted once"
    assert len(office.mails(guest)) == 1, "the receipt of the beginning, and nothing since"


@pytest.mark.parametrize("way", ["move", "delete", "mark", "inbox"])
def test_staff_take_a_letter_away(office, way):
    guest = office.guest()
    office.deliver(letter(guest, UNSURE))
    office.run()
    (before,) = reasons(office)
    with folder(office, FOLDERS["review"]) as client:
        if way in ("move", "inbox"):
            client.create("Andere")
            assert client.uid("MOVE", "1:*", "Andere" if way == "move" else "INBOX")[0] == "OK"
        else:
            client.store("1:*", "+FLAGS", r"(\Deleted)")
            if way == "delete":
                client.expunge()
    office.run(now=LATER)
    assert reasons(office) == [before + ["taken-by-staff"]]
    office.run(now=LATER)
    assert reasons(office) == [before + ["taken-by-staff"]]
    # What staff have moved stays where they have put it.
    assert office.letters()["inbox"] == (way == "inbox")
    assert len(office.mails(guest)) == 1


def test_what_nobody_touched_is_not_noted(office):
    for name in ("eins", "zwei", "drei"):
        office.deliver(letter(office.guest(name), UNSURE))
    office.run()
    with folder(office, FOLDERS["review"]) as client:
        client.uid("STORE", "2", "+FLAGS", r"(\Answered)")
        client.uid("STORE", "1", "+FLAGS", r"(\Seen \Flagged)")
    office.run(now=LATER)
    assert ["answered-by-staff" in one for one in reasons(office)] == [False, True, False]


@pytest.mark.parametrize("way", ["flag", "sent"])
def test_staff_answer_before_the_robot_comes(office, way):
    """It is not answered again; what it asks for is offered for recording."""
    guest, other = office.guest(), office.guest("andere")
    office.deliver(letter(guest, YES))
    if way == "flag":
        flag(office, "inbox", r"(\Answered)")
    else:
        reply(office, office.folder("inbox")[0])
    office.deliver(letter(other, YES))
    office.run()
    assert office.mails(guest) == [] and len(office.mails(other)) == 1
    (item,) = office.list("review")
    assert item["reasons"][0] == "answered-by-staff"
    assert [(wish["action"], wish["event"], wish["seats"]) for wish in item["guess"]] == [("register", "bildung", 1)]
    assert [r["address"] for r in office.list("registrations")] == [other]
    assert office.letters() == {"inbox": 0, "done": 1, "review": 1, "automatic": 0}
    office.run(now=LATER)
    assert office.list("review") == [item]


def test_a_machine_that_staff_have_answered_is_still_a_machine(office):
    office.deliver(letter(office.guest(), "Ich bin bis 1. Februar nicht im Haus.\n", subject="Abwesenheitsnotiz", Auto_Submitted="auto-replied"))
    flag(office, "inbox", r"(\Answered)")
    office.run()
    assert office.letters()["automatic"] == 1 and office.list("review") == []


def test_our_own_mails_in_sent_are_no_answers_of_staff(office):
    """Other letters of the thread are answered by the robot as ever."""
    guest = office.guest()
    office.write_settings(copies=True)
    office.deliver(letter(guest, UNSURE))
    office.run()
    office.run(now=LATER)
    (copy,) = office.servers.mailbox(office.address, "Sent")
    assert copy["In-Reply-To"] == office.folder("review")[0]["Message-ID"]
    office.run(now=LATER)
    assert "answered-by-staff" not in reasons(office)[0]


def test_a_look_at_sent_is_bounded(office):
    """A folder of years is looked at from its end, and then only at what is new."""
    with folder(office, "Gesendet") as client:
        for number in range(30):
            client.append("Gesendet", None, None, letter(office.address, "x", In_Reply_To=f"<alt-{number}@web.example>"))
    office.write_settings(folders={"sent": "Gesendet"})
    office.deliver(letter(office.guest(), UNSURE))
    office.run()
    reply(office, office.folder("review")[0], sent="Gesendet")
    run = office.run(now=LATER)
    assert "hand answered letters=1" in run.log
    assert "answered-by-staff" in reasons(office)[0]
    assert "hand" not in office.run(now=LATER).log


# ---- copies of what is sent ----


def test_each_mail_is_copied_once(office):
    guests = [office.guest() for _ in range(3)]
    for guest in guests:
        office.deliver(letter(guest, YES))
    office.run()
    assert office.servers.mailbox(office.address, "Sent") == [], "nobody has asked for copies"
    office.write_settings(copies=True, folders={"sent": "Gesendete Objekte"})
    for _ in range(3):
        office.run(now=LATER)
    copies = office.servers.mailbox(office.address, "Gesendete Objekte")
    assert sorted(copy["To"] for copy in copies) == sorted(office.mails(guest)[0]["To"] for guest in guests)
    assert all(copy.seen for copy in copies)
    for guest in guests:
        got = office.mails(guest)[0]
        (copy,) = [copy for copy in copies if copy["Message-ID"] == got["Message-ID"]]
        assert copy.text == got.text and copy["Subject"] == got["Subject"]


def test_a_copy_that_is_there_already_is_not_made_again(office):
    """A crash between copy and note; a server that keeps copies by itself."""
    guest = office.guest()
    office.write_settings(copies=True)
    office.deliver(letter(guest, YES))
    office.run()
    with folder(office, "Sent") as client:
        client.append("Sent", None, None, re.sub(rb"\r?\n", b"\r\n", office.mails(guest)[0].raw))
    office.run(now=LATER)
    assert len(office.servers.mailbox(office.address, "Sent")) == 1


def test_what_is_held_is_not_copied(office):
    office.write_settings(copies=True, mode="trial")
    office.deliver(letter(office.guest(), YES))
    for _ in range(2):
        office.run(now=LATER)
    assert office.servers.mailbox(office.address, "Sent") == []


# ---- mail that has nothing to do with any series ----


def test_unrelated_mail_is_left_alone(office):
    """Unread, where it lies; it is known, never answered, never looked at again."""
    guest = office.guest()
    office.deliver(letter(guest, INVOICE, subject="Vertrag"))
    office.deliver(letter(guest, YES))
    run = office.run()
    assert "wanted=inbox" in run.log
    assert office.letters() == {"inbox": 1, "done": 1, "review": 0, "automatic": 0}
    (left,) = office.folder("inbox")
    assert left["Subject"] == "Vertrag" and not left.seen
    assert office.list("review") == [] and len(office.mails(guest)) == 1
    # Another copy of it, and another look.
    office.append(left.raw, 1295512000)
    run = office.run(now=LATER)
    assert "again=1" in run.log
    assert office.letters()["inbox"] == 2 and len(office.mails(guest)) == 1
    assert "uid=" not in office.run(now=LATER).log


def test_unrelated_mail_is_put_before_a_person_where_they_want_it(office):
    office.write_settings(unrelated="review")
    office.deliver(letter(office.guest(), INVOICE, subject="Vertrag"))
    office.run()
    assert office.letters() == {"inbox": 0, "done": 0, "review": 1, "automatic": 0}
    assert len(office.list("review")) == 1


@pytest.mark.parametrize("text", [
    "Guten Tag,\n\nich komme gern.\n\nJörg Müßiggang\n",
    "Leider kann ich nicht kommen.\n",
    "Guten Tag,\n\nich möchte mich anmelden.\n",
    "Foro educación\n",  # a language that only guesses
    "WG: siehe unten\n\n-------- Weitergeleitete Nachricht --------\nVon: a@web.example\nBetreff: Anmeldung\n\nIch komme.\n",
])
def test_what_is_in_doubt_is_never_left(office, text):
    office.deliver(letter(office.guest(), text, subject="Hallo"))
    office.run()
    assert office.letters() == {"inbox": 0, "done": 0, "review": 1, "automatic": 0}


# ---- the office's own: office.xml ----


@pytest.fixture
def rules(office, tmp_path):
    """Rules of this office's own; office.xml with what is given."""
    shutil.copytree(TOP / "rules", tmp_path / "rules")
    office.write_settings(rules=str(tmp_path / "rules"))

    def write(*entries):
        path = tmp_path / "rules/office.xml"
        plain = (TOP / "rules/office.xml").read_text()
        path.write_text(plain.replace("</office>", "\n".join(entries) + "\n</office>"))

    return write


def test_addresses_that_only_people_answer(office, rules):
    guest, other = office.guest("chefin"), office.guest("andere")
    rules(f"<people>{guest}</people>")
    for sender in (guest, other):
        office.deliver(letter(sender, YES))
        office.deliver(letter(sender, UNSURE, subject="Noch etwas"))
        office.deliver(letter(sender, "Guten Tag,\n\nich komme gern.\n\nJörg Müßiggang\n", subject="Ja"))  # to be asked back
    office.run()
    assert office.mails(guest) == [], "no confirmation, and no receipt"
    assert len(office.mails(other)) >= 2
    assert sum("people-only" in one for one in reasons(office)) == 3
    assert [r["address"] for r in office.list("registrations")] == [other]


def test_tags_and_banners_of_the_offices_gateway(office, rules):
    guest = office.guest()
    rules("<tag>[KOMMUNE-EXTERN]</tag>", "<banner>Hinweis der Kommune: …</banner>")
    banner = "Hinweis der Kommune: Diese Nachricht haben Fremde geschrieben. Wir kommen am 18.02. vorbei.\n\n"
    office.deliver(letter(guest, banner + YES, subject="[KOMMUNE-EXTERN] AW: Anmeldung"))
    office.run()
    assert [(r["address"], r["event"]) for r in office.list("registrations")] == [(guest, "bildung")]


def test_a_form_carries_a_persons_letter(office, rules):
    """The person is who stands in Reply-To; nobody vouches for them, so a form cancels nothing."""
    guest, form = office.guest(), office.guest("formular", "mia-do.example")
    rules(f'<gateway address="{form}" reply-to="true"/>')
    office.write_settings(authserv_id="mx.mia-do.example")
    head = {"Auto_Submitted": "auto-generated", "Reply_To": f"Jörg Müßiggang <{guest}>", "name": "Webformular",
            "Authentication_Results": "mx.mia-do.example; dkim=pass header.d=mia-do.example"}
    office.deliver(letter(form, YES, **head))
    office.run()
    assert [(r["address"], r["event"], r["name"]) for r in office.list("registrations")] == [(guest, "bildung", "Jörg Müßiggang")]
    (mail,) = office.mails(guest)
    assert office.mails(form) == [] and "Guten Tag Jörg Müßiggang" in mail.text
    office.deliver(letter(form, "Guten Tag,\n\nleider kann ich am 16.02.2011 doch nicht kommen.\n\nJörg Müßiggang\n", subject="Absage", **head))
    office.run(now=LATER)
    assert [(r["address"], r["status"]) for r in office.list("registrations")] == [(guest, "confirmed")]
    assert reasons(office) and "confirm-cancel" in reasons(office)[0]


def test_two_people_behind_one_form(office, rules):
    form = office.guest("formular", "mia-do.example")
    guests = [office.guest("anna"), office.guest("berta")]
    rules(f'<gateway address="{form}" reply-to="true"/>')
    for guest in guests:
        office.deliver(letter(form, YES, Reply_To=guest))
    office.run()
    assert sorted(r["address"] for r in office.list("registrations")) == sorted(guests)
    assert [len(office.mails(guest)) for guest in (*guests, form)] == [1, 1, 0]


def test_a_fax_has_no_address_to_answer(office, rules):
    """Nobody is registered under the fax server's address; a person calls back."""
    fax = office.guest("fax", "mia-do.example")
    rules(f'<gateway address="{fax}"/>')
    office.deliver(letter(fax, YES, name="Faxserver"))
    office.deliver(letter(fax, YES, name="Faxserver", subject="Fax 2", Reply_To=office.guest("fremd")))
    office.run()
    assert office.list("registrations") == [] and office.list("outgoing") == []
    assert ["gateway" in one for one in reasons(office)] == [True, True]
    assert [item["guess"][0]["event"] for item in office.list("review")] == ["bildung", "bildung"]


def test_without_office_xml_a_form_is_a_machine(office):
    """What the rules do not name is never answered."""
    guest = office.guest()
    office.deliver(letter(office.guest("formular", "mia-do.example"), YES, Auto_Submitted="auto-generated", Reply_To=guest))
    office.run()
    assert office.list("registrations") == [] and office.mails(guest) == []


def test_what_was_agreed_is_said_in_the_end(office):
    """A letter that staff answered stays until somebody says what was agreed; then it is done, and nothing is sent."""
    guests = [office.guest(name) for name in ("anna", "berta")]
    for guest in guests:
        office.deliver(letter(guest, UNSURE))
    office.run()
    flag(office, "review", r"(\Answered)")
    office.run(now=LATER)
    first, second = office.list("review")

    def review(*arguments):
        done = subprocess.run(office.command("review", *arguments, "--yes", "--config", str(office.config), "--now", LATER),
                              cwd=office.dir, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 0, (done.stdout, done.stderr)

    review("answered", str(first["id"]), "--note", "kommt nicht")
    review("accept", str(second["id"]))
    office.run(now="2011-01-20T12:00:00+01:00")
    assert office.list("review") == []
    assert [(r["address"], r["event"]) for r in office.list("registrations")] == [(second["from_address"], "bildung")]
    assert office.letters() == {"inbox": 0, "done": 2, "review": 0, "automatic": 0}
    assert [len(office.mails(guest)) for guest in guests] == [1, 1], "the receipts of the beginning"


def test_a_folder_of_sent_mail_that_is_not_there_is_told(office):
    """Misspelled, what staff answer by themselves would go unseen without a word."""
    office.write_settings(folders={"sent": "Gesendete Objekt"})
    with office.servers.imap(office.address) as client:
        client.create('"Gesendete Objekte"')
        said = 'receive finds no folder "Gesendete Objekt" on the server (in the settings: \'folders.sent\')'
        assert said in office.run().log
        office.write_settings(folders={"sent": "Gesendete Objekte"})
        assert "finds no folder" not in office.run().log
