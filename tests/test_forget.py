"""Forgetting, the whole way: register, folders, sent copies; a letter that turns up again, a backup that is put back, servers and kills."""
import json
import os
import re
import shutil
import sqlite3
import subprocess

import pytest

from house import FOLDERS, NOW, PATIENCE, answer, letter, utf7
from peers import Certificates, Imap, Meddle

LATER = ["2011-01-20T11:00:00+01:00", "2011-01-20T12:00:00+01:00", "2011-01-20T13:00:00+01:00"]
BEFORE, EVE = "2011-06-13T22:00:00+02:00", "2011-06-14T23:00:00+02:00"  # a day after it the clock is believed
THEN = ["2011-06-15T00:10:00+02:00", "2011-06-15T01:00:00+02:00", "2011-06-15T02:00:00+02:00"]
YES = "Guten Tag,\n\nzum Integrationskongress komme ich gern.\n\nMit freundlichen Grüßen\nAnna Bergsträßer\n"
BRINGS = "Guten Tag,\n\nzum Integrationskongress komme ich gern und bringe Frau Anna Bergsträßer mit.\n\nMit freundlichen Grüßen\nOtto Ott\n"
QUESTION = "Guten Tag,\n\nwann beginnt der Integrationskongress denn genau?\n\nOtto Ott\n"
INVOICE = "Guten Tag,\n\nder Vertrag mit dem Caterer liegt auf Ihrem Tisch.\n\nMit freundlichen Grüßen\nKarl Koch\n"


def staff(office, *words, now=NOW, status=0):
    done = subprocess.run(office.command(*words, "--config", str(office.config), "--now", now), cwd=office.dir, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def found(office, *words):
    """Which of these stand anywhere in the files of the register; the rules beside it are the office's own words."""
    files = [path for path in office.dir.iterdir() if path.name.startswith("register.db") and path.name != "register.db.rules"]
    data = b"".join(path.read_bytes() for path in files if path.is_file() and not path.is_fifo())
    return [word for word in words if word.lower().encode() in data.lower() or word.encode() in data]


def backup(office):
    """As README says."""
    subprocess.run(["sqlite3", office.dir / "register.db", ".backup copy.db"], cwd=office.dir, check=True)


def restore(office):
    for name in ("register.db-wal", "register.db-shm"):
        (office.dir / name).unlink(missing_ok=True)
    shutil.copy(office.dir / "copy.db", office.dir / "register.db")
    (office.dir / "copy.db").unlink()


def sent(office):
    return office.servers.mailbox(office.address, "Sent")


def fill(office):
    """Anna comes, Otto brings her, and asks something; someone's letter is not for us."""
    anna, otto, karl = office.guest("anna"), office.guest("otto"), office.guest("karl")
    raw = letter(anna, YES, name="Anna Bergsträßer")
    office.write_settings(copies=True)
    office.deliver(raw)
    office.deliver(letter(otto, BRINGS, name="Otto Ott"))
    office.deliver(letter(otto, QUESTION, name="Otto Ott"))
    office.deliver(letter(karl, INVOICE, name="Karl Koch", to=office.address, subject="Vertrag"))
    office.run()
    office.run()
    assert office.letters() == {"inbox": 1, "done": 2, "review": 1, "automatic": 0} and len(sent(office)) == 3
    return anna, otto, karl, raw


def test_a_series_is_forgotten_on_its_day(office):
    anna, otto, karl, raw = fill(office)
    staff(office, "register", "kongress", "--name", "Ida Ihle", "--phone", "0231 4711998877", "--need", "food=Erdnussallergie", "--yes")
    names = ["Bergsträßer", anna, "Otto Ott", otto, "Ida Ihle", "4711998877", "Erdnussallergie", "Caterer", karl]
    office.run(now=BEFORE)
    office.run(now=EVE)
    assert found(office, *names) == names
    office.run(now=THEN[0])
    assert "send forgot parties=3" in office.logs
    for what in ("registrations", "letters", "review", "calls"):
        assert office.list(what) == []
    office.run(now=THEN[1])
    office.run(now=THEN[2])
    assert found(office, *names) == []
    assert office.letters() == {"inbox": 1, "done": 0, "review": 0, "automatic": 0}, "what is not for us is left in the inbox"
    assert sent(office) == []
    with sqlite3.connect(office.dir / "register.db") as register:
        assert register.execute("SELECT event, seats FROM journal WHERE what = 'forgot-event'").fetchall() == [("kongress", 4)]
        assert register.execute("PRAGMA foreign_key_check").fetchall() == []
    # And nothing of it is read again.
    office.deliver(raw)
    office.run(now=THEN[2])
    assert office.list("letters") == [] and len(office.mails(anna)) == 1
    assert office.letters() == {"inbox": 1, "done": 0, "review": 0, "automatic": 0}


def test_a_person_is_forgotten(office):
    anna, otto, _, raw = fill(office)
    known = json.loads(staff(office, "forget", "--show", "--json", anna))
    assert [r["event"] for r in known["registrations"]] == ["kongress"]
    assert sorted((one["from_address"], one["own"]) for one in known["letters"]) == [(anna, 1), (otto, 0)]
    assert [m["address"] for m in known["mails"]] == [anna] and [n["of"] for n in known["named"]] == ["Otto Ott"]
    assert "zum Integrationskongress komme ich gern." in staff(office, "forget", "--show", "Anna Bergsträßer")

    shown = staff(office, "forget", "Anna", "Bergsträßer", status=1)
    assert "Achtung: Die Person ist noch angemeldet: Integrationskongress" in shown and "--yes" in shown
    assert "bei der Anmeldung von Otto Ott" in shown and "E-Mails anderer, in denen die Person vorkommt: 1" in shown
    assert len(office.list("registrations")) == 2
    assert "Nennen Sie die E-Mail-Adresse" in staff(office, "forget", "Bergsträßer", "--yes", status=1)
    assert "Von dieser Person steht nichts" in staff(office, "forget", "niemand@web.example", "--yes", status=1)
    assert "--dry-run" not in staff(office, "forget", anna, "--dry-run") and len(office.list("registrations")) == 2

    assert "Gelöscht." in staff(office, "forget", anna, "--yes")
    assert [(r["address"], r["seats"], r["attendees"]) for r in office.list("registrations")] == [(otto, 2, ["Otto Ott"])]
    office.run(now=LATER[0])
    office.run(now=LATER[1])
    assert found(office, "Bergsträßer", anna) == []
    assert office.letters() == {"inbox": 1, "done": 1, "review": 1, "automatic": 0} and len(sent(office)) == 2
    assert len(office.mails(anna)) == 1, "nobody wrote to her of it"
    # What it leaves of Otto can still be looked at.
    assert "Otto Ott" in staff(office, "forget", "--show", otto)
    assert "Otto Ott" in subprocess.run(office.command("review", "list", "--config", str(office.config)), capture_output=True, text=True).stdout
    assert office.run(now=LATER[1]).status == 0
    # Her letter is not read again, but a new one is.
    office.deliver(raw)
    office.run(now=LATER[1])
    assert office.letters()["inbox"] == 1 and len(office.list("registrations")) == 1
    office.deliver(letter(anna, YES, name="Anna Bergsträßer"))
    office.run(now=LATER[2])
    assert len(office.list("registrations")) == 2


def test_an_address_may_be_pasted(office):
    anna, *_ = fill(office)
    for pasted in (anna, f"<{anna}>", f" {anna} ", f"Anna Bergsträßer <{anna}>", f'"Bergsträßer, Anna" <{anna}>', f"mailto:{anna}", f"<mailto:{anna}>", f"<{anna}"):
        assert "Integrationskongress" in staff(office, "forget", "--show", pasted), pasted
    # of two it cannot be told who is meant; what is no address is nobody's
    for other in (f"{anna}, otto@web.example", "anna@", "@web.example"):
        said = staff(office, "forget", "--show", other, status=2)
        assert "ist keine E-Mail-Adresse" in said, said
    assert "steht nichts im Register" in staff(office, "forget", "--show", "niemand@web.example", status=1)


def test_a_restored_backup_does_not_bring_them_back(office):
    anna, otto, _, _ = fill(office)
    backup(office)
    staff(office, "forget", anna, "--yes")
    office.run(now=LATER[0])
    restore(office)
    assert len(office.list("registrations")) == 2 and found(office, "Bergsträßer")
    office.run(now=LATER[1])
    assert "what the list of the erased names was erased again" in office.logs
    office.run(now=LATER[2])
    assert [(r["address"], r["attendees"]) for r in office.list("registrations")] == [(otto, ["Otto Ott"])]
    assert found(office, "Bergsträßer", anna) == []
    assert office.letters() == {"inbox": 1, "done": 1, "review": 1, "automatic": 0}


def test_a_forgotten_letter_that_is_moved_back_or_found_under_new_numbers(office):
    anna, _, karl, _ = fill(office)
    with office.servers.imap(office.address) as client:  # staff have put it away, into a folder of their own
        client.create("Archiv")
        client.select(f'"{utf7(FOLDERS["done"])}"')
        uid = client.uid("SEARCH", "FROM", anna)[1][0].decode()
        client.uid("MOVE", uid, "Archiv")
    office.run(now=LATER[0])
    shown = staff(office, "forget", anna, "--yes")
    staff(office, "forget", karl, "--yes")
    assert "Gelöscht." in shown
    office.run(now=LATER[0])
    with office.servers.imap(office.address) as client:
        client.select("Archiv")
        assert client.uid("MOVE", "1:*", "INBOX")[0] == "OK"
    office.run(now=LATER[1])
    assert [mail["From"] for mail in office.folder("inbox")] == [f"Karl Koch <{karl}>"], "hers is gone, his was never ours"
    box = office.servers.dir / "mail" / office.address / "Maildir"
    for name in ("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
        (box / name).unlink(missing_ok=True)
    office.run(now=LATER[2])
    assert len(office.folder("inbox")) == 1 and [one["from_address"] for one in office.list("letters") if one["from_address"] == karl] == []


@pytest.mark.parametrize("way", ["before", "behind"])
def test_killed_while_a_copy_is_erased_it_is_erased_all_the_same(office, servers, tmp_path, way):
    anna, *_ = fill(office)
    staff(office, "forget", anna, "--yes")
    certificate, cut = Certificates(servers, tmp_path).right, []

    def up(data):
        if b"UID EXPUNGE" in data and not cut:
            cut.append(way)
            return None if way == "before" else data
        return data

    def down(data):
        return None if cut == ["behind"] and b"xpunge" in data.lower() and not cut.append("done") else data

    with Meddle(certificate, servers.imaps, servers.ca, up, down) as relay:
        office.write_settings(inbox={"port": relay.port})
        office.run(now=LATER[0], status=1)
        office.run(now=LATER[1])
    office.write_settings(inbox={"port": servers.imaps})
    office.run(now=LATER[2])
    assert cut and office.letters() == {"inbox": 1, "done": 1, "review": 1, "automatic": 0} and len(sent(office)) == 2
    assert found(office, anna) == []


@pytest.mark.parametrize("capabilities, left", [("", 1), ("UIDPLUS", 0)])
def test_without_uidplus_people_are_asked_to_purge(office, servers, tmp_path, capabilities, left):
    anna, otto = office.guest("anna"), office.guest("otto")
    with Imap(Certificates(servers, tmp_path).right, capabilities=f"NAMESPACE {capabilities}") as peer:
        office.write_settings(inbox={"port": peer.port})
        peer.put(letter(anna, YES, name="Anna Bergsträßer"))
        peer.put(letter(otto, QUESTION, name="Otto Ott"))
        office.run()
        staff(office, "forget", anna, "--yes")
        for now in LATER:
            office.run(now=now)
        done = peer.boxes["Anmeldungen.Erledigt"]
        assert len(done) == left and all("\\Deleted" in flags for flags, _ in done.values())
        alarms = [a for a in office.list("alarms") if a["what"] == "erase-by-hand" and a["over"] is None]
        assert len(alarms) == left and not any("EXPUNGE" == c.upper() for c in peer.commands)
        if left:
            assert '1 in "Anmeldungen/Erledigt", 1 in "INBOX"' in alarms[0]["why"], "without MOVE the first copy stayed behind too"
        # Staff purge the folders.
        for box in peer.boxes.values():
            for uid in [uid for uid, (flags, _) in box.items() if "\\Deleted" in flags]:
                del box[uid]
        office.run(now="2011-01-20T14:00:00+01:00")
        assert [a for a in office.list("alarms") if a["what"] == "erase-by-hand" and a["over"] is None] == []
        assert len(peer.boxes["Anmeldungen.Bitte pr&APw-fen"]) == 1
    assert found(office, "Bergsträßer", anna) == []


def test_an_answer_to_what_was_forgotten_is_a_letter_like_any_other(office):
    anna, *_ = fill(office)
    mail = office.mails(anna)[0]
    staff(office, "forget", anna, "--yes")
    office.run(now=LATER[0])
    office.deliver(answer(mail, anna, "Guten Tag, ich muss leider absagen. Anna Bergsträßer"))
    run = office.run(now=LATER[1])
    assert run.status == 0 and len([one for one in office.list("letters") if one["from_address"] == anna]) == 1


def test_a_clock_that_leaps_erases_nothing_at_once(office):
    """Whoever starts it once with a clock that is a year ahead has lost nobody: they have a day to see it."""
    anna, otto, *_ = fill(office)

    def open_alarms():
        return [alarm["what"] for alarm in office.list("alarms") if alarm["over"] is None]

    wrong = "2012-01-20T10:00:00+01:00"
    assert "the clock has leapt by more than a week" in office.run(now=wrong).log
    assert "the clock has leapt" not in office.run(now="2012-01-20T18:00:00+01:00").log, "it is said once"
    assert open_alarms() == ["clock"] and len(office.list("registrations")) == 2
    office.run(now=LATER[0])
    assert open_alarms() == [] and len(office.list("registrations")) == 2, "the clock was put right"
    office.run(now=wrong)
    office.run(now="2012-01-21T10:05:00+01:00")
    assert open_alarms() == [] and office.list("registrations") == [], "it was right, a day later"


def test_retention_that_has_come_is_said_before_it_is_carried_out(office, tmp_path):
    office.run()
    rules = tmp_path / "rules"
    shutil.copytree(office.settings["rules"], rules)
    office.write_settings(rules=str(rules))
    series = next((rules / "series").glob("*.xml"))
    text = series.read_text()
    text = re.sub(r"\s*<retention [^>]*/>", "", text)
    text = re.sub(r"(</subject>)(?!.*</subject>)", r'\1<retention date="2012-01-15"/>', text, count=1, flags=re.S)
    series.write_text(text)
    assert "am 15.01.2012 gelöscht" in staff(office, "rules", "plan")
    assert "Der Tag ist da" in staff(office, "rules", "plan", now="2012-01-15T08:00:00+01:00")


def test_the_list_is_nobody_elses(office):
    anna, *_ = fill(office)
    staff(office, "forget", anna, "--yes")
    path = office.dir / "register.db.erased"
    assert path.stat().st_mode & 0o777 == 0o600
    assert re.fullmatch(r"((letter|inbox|text|party|name) \d+ [0-9a-f]{64}\n)+", path.read_text())
    assert os.listdir(office.dir)
