"""Letters that staff move to `Noch einmal lesen`: read again, decided again, and the same outcome sends nothing."""
import shutil
import sqlite3

import pytest

from house import AGAIN, FOLDERS, TOP, letter, utf7
from peers import Certificates, Imap, Meddle

SOON, LATER, TOMORROW = "2011-01-20T11:00:00+01:00", "2011-01-20T15:00:00+01:00", "2011-01-21T10:00:00+01:00"
YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
NO = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 kann ich leider nicht kommen.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
# A word that the robot does not know until the office has taught it.
ODD = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich knorke.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"


def registered(office):
    return [(r["address"], r["event"], r["seats"]) for r in office.list("registrations") if r["status"] == "confirmed"]


def again(office, name, count=1):
    mails = office.folder(name)
    assert len(mails) == count
    for mail in mails:
        office.read_again(name, mail.uid)


@pytest.fixture
def taught(office, tmp_path):
    """Teaches the office's rules the word."""
    rules = tmp_path / "rules"
    shutil.copytree(TOP / "rules", rules)
    office.write_settings(rules=str(rules))

    def teach():
        path = rules / "language/de.xml"
        text = path.read_text()
        assert text.count('<words sense="gladly">gern |') == 1
        path.write_text(text.replace('<words sense="gladly">gern |', '<words sense="gladly">gern | knorke |'))
    return teach


def test_the_folder_is_there(office):
    office.run()
    with office.servers.imap(office.address) as client:
        assert any(b"Noch einmal lesen" in line for line in client.list()[1])
        assert any(b"Noch einmal lesen" in line for line in client.lsub()[1])


def test_the_same_outcome_sends_nothing(office):
    yes, odd = office.guest(), office.guest()
    office.deliver(letter(yes, YES))
    office.deliver(letter(odd, ODD))
    office.run()
    before = office.list("registrations"), office.list("review"), office.list("outgoing")
    for now in (SOON, TOMORROW):
        again(office, "done")
        again(office, "review")
        office.run(now=now)
        assert (office.list("registrations"), office.list("review"), office.list("outgoing")) == before
        assert office.letters() == {"inbox": 0, "done": 1, "review": 1, "automatic": 0}
    assert office.servers.mailbox(office.address, AGAIN) == []
    assert [mail.seen for mail in office.folder("review")] == [False]
    assert len(office.mails(yes)) == len(office.mails(odd)) == 1


def test_what_was_not_understood_is_carried_out_once_the_rules_know_it(office, taught):
    guest = office.guest()
    office.deliver(letter(guest, ODD))
    office.run()
    assert registered(office) == [] and len(office.list("review")) == 1
    taught()
    office.run(now=SOON)
    assert registered(office) == [], "nothing is read again by itself"
    again(office, "review")
    office.run(now=LATER)
    assert registered(office) == [(guest, "bildung", 1)] and office.list("review") == []
    assert [mail["kind"] for mail in office.list("outgoing")] == ["receipt", "confirmation"] and len(office.mails(guest)) == 2
    assert office.letters() == {"inbox": 0, "done": 1, "review": 0, "automatic": 0}
    again(office, "done")
    office.run(now=TOMORROW)
    assert len(office.mails(guest)) == 2, "and the second time nothing changes"


def test_it_never_acts_over_what_came_later(office, taught):
    """Who has cancelled since is not registered by an old letter: a person looks, and nothing is sent."""
    guest = office.guest()
    office.deliver(letter(guest, ODD))
    office.run()
    office.deliver(letter(guest, YES, date="Thu, 20 Jan 2011 09:30:00 +0100"))
    office.run(now=SOON)
    office.write_settings(trust_from=True)
    office.deliver(letter(guest, NO, date="Thu, 20 Jan 2011 09:40:00 +0100"))
    office.run(now=LATER)
    assert registered(office) == []
    sent = len(office.mails(guest))
    taught()
    again(office, "review")
    office.run(now=TOMORROW)
    assert registered(office) == [] and len(office.mails(guest)) == sent
    (item,) = office.list("review")
    assert item["reasons"] == ["read-again"] and item["guess"], "with what it reads now"


def test_a_letter_that_acted_and_reads_otherwise_now_changes_nothing(office, tmp_path):
    guest = office.guest()
    rules = tmp_path / "rules"
    shutil.copytree(TOP / "rules", rules)
    office.write_settings(rules=str(rules))
    office.deliver(letter(guest, YES))
    office.run()
    path = rules / "language/de.xml"
    path.write_text(path.read_text().replace("gern", "gernx"))
    again(office, "done")
    office.run(now=SOON)
    assert registered(office) == [(guest, "bildung", 1)] and len(office.mails(guest)) == 1
    (item,) = office.list("review")
    assert item["reasons"][0] == "read-again"
    assert office.letters() == {"inbox": 0, "done": 0, "review": 1, "automatic": 0}


def test_a_letter_that_was_never_read_simply_comes_in(office, servers):
    guest = office.guest()
    office.run()
    with servers.imap(office.address) as client:
        client.append(f'"{AGAIN}"', None, None, letter(guest, YES))
    office.run(now=SOON)
    assert registered(office) == [(guest, "bildung", 1)] and office.letters()["done"] == 1
    assert "again letter=0" in office.logs


def test_killed_in_between_it_is_read_again_all_the_same(office, servers, tmp_path, taught):
    """Between the note in the register and the move, and between the move and its answer."""
    guest = office.guest()
    office.deliver(letter(guest, ODD))
    office.run()
    taught()
    again(office, "review")
    certificate = Certificates(servers, tmp_path).right
    cut = []

    def up(data):
        if b"UID MOVE" in data and not cut:
            cut.append("before")
            return None
        return data

    def down(data):
        if b"COPYUID" in data and len(cut) == 1:
            cut.append("behind")
            return None
        return data

    with Meddle(certificate, servers.imaps, servers.ca, up, down) as relay:
        office.write_settings(inbox={"port": relay.port})
        office.run(now=SOON, status=1)
        office.run(now=SOON, status=1)
        office.run(now=LATER)
    assert cut == ["before", "behind"]
    assert registered(office) == [(guest, "bildung", 1)]
    assert len(office.mails(guest)) == 2 and office.letters() == {"inbox": 0, "done": 1, "review": 0, "automatic": 0}


def test_without_move_and_uidplus_what_is_left_behind_is_not_read_for_ever(office, tmp_path, servers):
    guest = office.guest()
    with Imap(Certificates(servers, tmp_path).right) as peer:
        office.write_settings(inbox={"port": peer.port})
        office.run()
        peer.put(letter(guest, YES), "Anmeldungen.Noch einmal lesen")
        for now in (SOON, LATER, TOMORROW):
            office.run(now=now)
        assert office.logs.count("again letter=") == 1
        assert len(peer.boxes["Anmeldungen.Noch einmal lesen"]) == 1, "marked \\Deleted, and never expunged"
    assert registered(office) == [(guest, "bildung", 1)] and len(office.mails(guest)) == 1


# ---- an older register ----


def alarms(office):
    return [(alarm["what"], alarm["why"][:9], alarm["over"] is not None) for alarm in office.list("alarms")]


def restored(office):
    """Letters are handled; one more, and yesterday's register is put back in place. The guest of that one."""
    for _ in range(2):
        office.deliver(letter(office.guest(), YES))
        office.run()
    with sqlite3.connect(office.dir / "register.db") as db:
        db.execute(f"VACUUM INTO '{office.dir / 'copy.db'}'")
    late, odd = office.guest(), office.guest()
    office.deliver(letter(late, YES))
    office.deliver(letter(odd, ODD))
    office.run(now=SOON)
    assert alarms(office) == []
    for end in ("-wal", "-shm"):
        (office.dir / f"register.db{end}").unlink(missing_ok=True)
    (office.dir / "copy.db").rename(office.dir / "register.db")
    return late


def test_a_register_that_is_older_than_the_mailbox_is_an_alarm_until_it_knows_all(office):
    late = restored(office)
    assert "receive alarm=unknown-letters letters=2" in office.run(now=LATER).log
    assert alarms(office) == [("unknown-letters", "2 letters", False)]
    office.deliver(letter(office.guest(), YES))
    office.run(now=TOMORROW)
    assert "alarm=unknown" not in office.run(now=TOMORROW).log
    assert alarms(office) == [("unknown-letters", "2 letters", False)], "what is filed later does not hide them"
    assert late not in [r[0] for r in registered(office)]
    for name in ("done", "review"):
        for mail in office.folder(name)[2 if name == "done" else 0:][:1]:
            office.read_again(name, mail.uid)
    office.run(now=TOMORROW)
    office.run(now=TOMORROW)
    assert alarms(office) == [("unknown-letters", "2 letters", True)]
    assert late in [r[0] for r in registered(office)] and office.letters() == {"inbox": 0, "done": 4, "review": 1, "automatic": 0}


def test_the_alarm_ends_once_they_are_taken_out_of_the_folder(office):
    restored(office)
    office.run(now=LATER)
    with office.servers.imap(office.address) as client:
        client.create("Alt")
        for name, uids in (("done", "3"), ("review", "1")):
            client.select(f'"{utf7(FOLDERS[name])}"')
            assert client.uid("MOVE", uids, "Alt")[0] == "OK"
    office.run(now=TOMORROW)
    assert alarms(office) == [("unknown-letters", "2 letters", True)]
    office.run(now=TOMORROW)
    assert len(alarms(office)) == 1


def test_what_the_robot_filed_itself_is_never_unknown(office):
    """Nor where the server tells no UIDs, or has given all of them anew."""
    for text in (YES, ODD):
        office.deliver(letter(office.guest(), text))
    office.run()
    with sqlite3.connect(office.dir / "register.db") as db:
        db.execute("UPDATE arrival SET now_uidvalidity = 0, now_uid = 0")
    office.run(now=SOON)
    assert alarms(office) == []
