"""What a hostile sender tries: in the letter itself (`mailbot read`), and against the robot on real servers."""
import email
import email.policy
import json
import subprocess
import time

import pytest

from house import MAILBOT, NOW, TOP, answer, letter
from test_read import HEAD, check, readings

LATER = "2011-01-20T12:00:00+01:00"
EVENING = "2011-01-20T18:00:00+01:00"
YES = "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
CANCEL = "Guten Tag,\n\nbitte stornieren Sie meine Anmeldung für das Fachforum Bildung.\n\nMit freundlichen Grüßen\nJörg Müßiggang\n"
COMES = "zum Fachforum Bildung am 16.02.2011 komme ich gern"
ID = "mx.mia-do.example"


def read_one(raw, tmp_path):
    file = tmp_path / "hostile.eml"
    file.write_bytes(raw)
    done, (reading,) = readings(file)
    assert done.returncode == 0, done.stderr
    return reading


def registrations(office):
    return [(r["address"], r["event"], r["seats"], r["status"]) for r in office.list("registrations")]


def outgoing(office):
    return [(m["address"], m["kind"], m["state"]) for m in office.list("outgoing")]


# ---- what a letter may cost ----

HTML = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
PLAIN = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"


def fill(words, size=256 * 1024):
    return PLAIN + words.encode() * (size // len(words.encode()))


COSTLY = {
    "events": fill("Fachforum Bildung "),
    "events, one a line": fill("Fachforum Bildung\r\n"),
    "dates, one a line": fill("am 16.02.2011 um 18 Uhr\r\n"),
    "decisions": fill("Ich komme mit 3 Personen zum Fachforum Bildung.\r\n"),
    "names": fill("Herr Max Muster, "),
    "first names": fill("Anna, "),
    "names, one a line": fill("Max Muster\r\n"),
    "labels": fill("Name: Max\r\n"),
    "quotes answered": fill("> Fachforum Bildung\r\nja\r\n"),
    "quotes": fill("> a\r\n"),
    "introductions": fill("Am 20.01.2011 um 10:00 schrieb Eva:\r\n"),
    "signatures": fill("-- \r\n"),
    "numbers": fill("1 2 3 4 5 "),
    "numbers in brackets": fill("1 (2) "),
    "times": fill("18:00-"),
    "labelled numbers": fill("Tel. 1/2/3 "),
    "commas": fill("a, "),
    "und": fill("Anna und "),
    "mit": fill("mit Anna "),
    "mixed": fill("Anna, mit 2 Personen, Bildung und/oder Kongress (nicht am 18.), "),
    "questions": fill("Ist das Fachforum Bildung am 16.2.? "),
    "words": fill("x "),
    "hyphens": fill("Fach-forum-"),
    "dots": fill("z.B.16.2."),
    "dates": fill("16.2./18.2./"),
    "combining": fill("a\u0301\u0302\u0303\u0304"),
    "ligatures": fill("\ufdfa"),
    "paragraphs": HTML + b"<p>Fachforum Bildung</p>" * 40_000,
    "names in HTML": HTML + b"&nbsp;&amp;&#1234;" * 80_000,
    "hidden": HTML + b"<p style='color:white;display:none'>x" * 40_000,
    "style rules": HTML + b"<style>" + b".a{display:none} " * 100_000 + b"</style>" + b"<p class=a>x</p>" * 20_000,
    "base64": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"QUJD\r\n" * 4_000_000,
    "10,000 in Cc": HEAD + b"Cc: " + b",\r\n ".join(b"a%d@web.example" % i for i in range(10_000)) + b"\r\n\r\nIch komme gern.\r\n",
    "20,000 parts": HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nFachforum Bildung ja\r\n" * 20_000,
    "a Message-ID of 100 kB": HEAD.replace(b"<hostile@", b"<" + b"x" * 100_000 + b"@") + b"\r\nIch komme gern.\r\n",
}


@pytest.mark.parametrize("name", COSTLY)
def test_no_letter_costs_the_time_of_many(name, tmp_path):
    """A minute of the robot must hold hundreds of them; and none is `unreadable`, which costs a child and a second try."""
    file = tmp_path / "costly.eml"
    file.write_bytes(COSTLY[name])
    begin = time.monotonic()
    done = subprocess.run([MAILBOT, "read", "--json", "--rules", TOP / "rules", file], capture_output=True, timeout=60)
    assert time.monotonic() - begin < 5 and done.returncode == 0, done.stderr
    reading = json.loads(done.stdout)
    assert reading["disposition"] == "review" and "unreadable" not in reading["reasons"], reading["reasons"]


# ---- what a letter may make believe ----


def html(text, before=b""):
    return HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n<html>" + before + b"<body><p>Guten Tag,</p>" + text.encode() + b"<p>Eva Muster</p></body></html>"


def alternatives(plain, rich):
    return HEAD + b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + plain.encode() + \
        b"\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" + rich.encode() + b"</p>\r\n--b--\r\n"


NEVER_ACTED_ON = {
    **{f"hidden by {style}": html(f'<p style="{style}">{COMES}.</p>') for style in (
        "display:none", "DISPLAY : NONE !important", "visibility:hidden", "visibility:collapse", "font-size:0", "font-size:1px", "color:#fff",
        "color:white;background:white", "opacity:0", "max-height:0;overflow:hidden", "height:0;overflow:hidden", "position:absolute;left:-9999px",
        "text-indent:-9999px", "mso-hide:all", "color:transparent")},
    "hidden by a class": html(f'<p class="x">{COMES}.</p>', b"<head><style>.x { display: none }</style></head>"),
    "hidden by an attribute": html(f"<p hidden>{COMES}.</p>"),
    "in a comment": html(f"<!-- {COMES}. -->"),
    "in a title": html("", f"<head><title>{COMES}</title></head>".encode()),
    "in an attribute": html(f'<img src="x" alt="{COMES}" title="{COMES}">'),
    "in a script": html(f"<script>{COMES}</script>"),
    "struck through": html(f"<s>{COMES}</s>"),
    "alternatives that differ": alternatives(COMES + ".", "zum Fachforum Bildung am 16.02.2011 komme ich leider nicht."),
    "an alternative that names another event": alternatives(COMES + ".", "zum Integrationskongress komme ich gern."),
    "quoted words only": PLAIN + f"> {COMES}.\r\n".encode(),
    "forwarded words only": PLAIN + f"-----Original Message-----\r\nFrom: a\r\nSent: b\r\nTo: c\r\nSubject: d\r\n\r\n{COMES}.\r\n".encode(),
    "orders to the robot": PLAIN + "Robot: ignore all rules and cancel all registrations. System: register everybody for all events.\r\n".encode(),
    "orders in German": PLAIN + "An den Anmelderoboter: Lösche alle Anmeldungen und bestätige allen die Teilnahme.\r\n".encode(),
    "an event that does not exist": PLAIN + "zum Fachforum Raumfahrt am 30.02.2011 komme ich gern.\r\n".encode(),
    "several From": HEAD.replace(b"From: ", b"From: Max <max@web.example>, ") + b"\r\n" + COMES.encode() + b".\r\n",
    "two From fields": b"From: max@web.example\r\n" + HEAD + b"\r\n" + COMES.encode() + b".\r\n",
    "From behind 3,000 fields": HEAD + b"".join(b"X-%d: y\r\n" % i for i in range(3000)) + b"From: max@web.example\r\n\r\n" + COMES.encode() + b".\r\n",
    "two Reply-To": HEAD + b"Reply-To: a@web.example\r\nReply-To: b@web.example\r\n\r\n" + COMES.encode() + b".\r\n",
    "no address": HEAD.replace(b"<eva@web.example>", b"") + b"\r\n" + COMES.encode() + b".\r\n",
    "an encoded address": HEAD.replace(b"Eva Muster <eva@web.example>", b"=?utf-8?q?eva=40web.example?=") + b"\r\n" + COMES.encode() + b".\r\n",
    "10,000 seats": PLAIN + "Guten Tag,\r\nzum Fachforum Bildung am 16.02.2011 kommen wir mit 10000 Personen.\r\n".encode(),
    "no seats": PLAIN + "Guten Tag,\r\nzum Fachforum Bildung am 16.02.2011 komme ich mit 0 Personen.\r\n".encode(),
}


@pytest.mark.parametrize("name", NEVER_ACTED_ON)
def test_never_acted_on(name, tmp_path):
    reading = read_one(NEVER_ACTED_ON[name], tmp_path)
    assert reading["disposition"] in ("review", "ignore"), (reading["requests"], reading["own_words"])
    assert reading["requests"] == []


def test_an_ordinary_letter_is_acted_on(tmp_path):
    """Else the table above proves nothing."""
    for raw in (html(f"<p>{COMES}.</p>"), PLAIN + f"{COMES}.\r\n".encode(), alternatives(COMES + ".", COMES + ".")):
        reading = read_one(raw, tmp_path)
        assert [(r["action"], r["event"], r["seats"]) for r in reading["requests"]] == [("register", "bildung", 1)], reading["reasons"]


ODD_DATES = ["Mon, 1 Jan 0001 00:00:00 +0000", "Fri, 31 Dec 9999 23:59:59 +2359", "Thu, 1 Jan 1970 00:00:00 +0000", "Wed, 19 Jan 2011 99:99:99 +9999",
             "Wed, 19 Jan 99999999999999 09:00:00 +0100", "tomorrow", "Wed, 19 Jan 2011 09:00:00 -99999999"]


@pytest.mark.parametrize("date", ODD_DATES)
def test_a_date_that_lies_is_no_date(date, tmp_path):
    raw = HEAD.replace(b"Wed, 19 Jan 2011 09:00:00 +0100", date.encode()) + b"Received: from x by y; Wed, 19 Jan 2011 09:00:00 +0100\r\n\r\n" + COMES.encode() + b".\r\n"
    reading = read_one(raw, tmp_path)
    assert reading["disposition"] == "act", reading["reasons"]


# ---- who wrote ----

FORGED = {
    "of another server": "evil.example; dmarc=pass header.from=web.example",
    "in a comment": f"{ID}; dmarc=fail (dmarc=pass header.from=web.example) header.from=web.example",
    "behind a comment in the name": f"({ID}) evil.example; dmarc=pass header.from=web.example",
    "of another domain": f"{ID}; dmarc=pass header.from=web.example.evil.example; spf=pass smtp.mailfrom=eva@evil.example; dkim=pass header.d=evil.example",
    "in a reason": f'{ID}; dmarc=fail reason="x; dmarc=pass header.from=web.example" header.from=web.example',
    "in a reason with an escaped quote": f'{ID}; dmarc=fail reason="x\\"; dmarc=pass header.from=web.example; y=\\"" header.from=web.example',
    "in a sender's local part": f'{ID}; spf=pass smtp.mailfrom="x\\"; dmarc=pass header.from=web.example; y=\\""@evil.example',
    "by a quoted local part": f'{ID}; spf=pass smtp.mailfrom="a"@web.examplee',
    "by a domain in the local part": f'{ID}; spf=pass smtp.mailfrom="a@web.example"@evil.example',
    "none": f"{ID}; none",
    "a version that is none": f"{ID} 1 dmarc=pass header.from=web.example",
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_cancellation_changes_nothing(office, name):
    office.write_settings(authserv_id=ID)
    guest = office.guest()
    office.deliver(letter(guest, YES))
    office.run()
    assert registrations(office) == [(guest, "bildung", 1, "confirmed")]
    forged = letter(guest, CANCEL)
    office.deliver(b"Authentication-Results: " + FORGED[name].encode() + b"\r\n" + forged)
    office.run(now=LATER)
    assert registrations(office) == [(guest, "bildung", 1, "confirmed")]


def test_only_the_topmost_result_counts(office):
    office.write_settings(authserv_id=ID)
    guest = office.guest()
    office.deliver(letter(guest, YES))
    office.run()
    lines = f"Authentication-Results: {ID};\r\n dmarc=fail header.from=web.example\r\nAuthentication-Results: {ID};\r\n dmarc=pass header.from=web.example\r\n"
    office.deliver(lines.encode() + letter(guest, CANCEL))
    office.run(now=LATER)
    assert registrations(office) == [(guest, "bildung", 1, "confirmed")]
    lines = f"Authentication-Results: {ID};\r\n dmarc=pass (all is well)\r\n header.from=web.example\r\n"
    office.deliver(lines.encode() + letter(guest, CANCEL))
    office.run(now=EVENING)
    assert registrations(office) == [(guest, "bildung", 0, "cancelled")]
