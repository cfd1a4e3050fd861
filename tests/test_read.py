"""`mailbot read`: what it prints is the contract, and no file can end it."""
import base64
import contextlib
import json
import os
import pty
import random
import re
import resource
import subprocess
import time
from pathlib import Path

import jsonschema
import pytest

import corpus
from house import LETTERS, MAILBOT, PATIENCE, TOP, letter

RULES = ["--rules", str(TOP / "rules")]
SCHEMA = json.loads((TOP / "tests/reading.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
GOOD = LETTERS / "demo/003.eml"  # registers one person for one event


def read(*arguments, stdin=None, env=None, cwd=TOP, timeout=PATIENCE):
    return subprocess.run([MAILBOT, "read", *map(str, arguments)], cwd=cwd, input=stdin, capture_output=True, timeout=timeout,
                          env={**os.environ, **(env or {})})


def readings(*files, arguments=(), **options):
    done = read("--json", *RULES, *arguments, *files, **options)
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    for reading in found:
        check(reading)
    return done, found


def together(folder, letters, *arguments, good=False):
    """The readings of letters, {name: bytes}, all by one robot, whose start takes longer than they; `good`: GOOD stands before and behind each."""
    files = []
    for number, raw in enumerate(letters.values()):
        files += [GOOD] * good + [folder / f"{number:03}.eml"]
        files[-1].write_bytes(raw)
    done, found = readings(*files, *[GOOD] * good, arguments=arguments, timeout=3 * PATIENCE)
    assert done.returncode == 0 and len(found) == len(letters) * (1 + good) + good, done.stderr
    if good:
        return {name: found[2 * number:2 * number + 3] for number, name in enumerate(letters)}
    return dict(zip(letters, found))


def check(reading):
    """The schema, and what a schema cannot say: offsets within what they point into."""
    errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in VALIDATOR.iter_errors(reading)]
    assert not errors, f"{reading['file']}: {errors}"
    name = reading["from"] or {"name": "", "address": ""}
    lengths = {
        "text": len(reading["text"].encode()),
        "subject": len(reading["subject"].encode()),
        "from": len(name["name"].encode()) + len(name["address"].encode()),
        "calendar": len(reading["calendar"]["text"].encode()) if "calendar" in reading else 0,
    }
    spans = [(e["in"], e["start"], e["end"]) for e in reading["marks"]]
    spans += [(e["in"], e["start"], e["end"]) for r in reading["requests"] + reading["guess"] for e in r["evidence"]]
    spans += [(d["in"], *d["span"]) for d in reading["dates"] + reading.get("needs", [])]
    spans += [("text", line["start"], line["end"]) for line in reading["lines"]]
    for place, start, end in spans:
        assert 0 <= start <= end <= lengths[place], (reading["file"], place, start, end)
    for part in reading["parts"]:
        assert part["start"] <= part["end"], reading["file"]
    if "bounce_of" in reading:
        assert reading["bounce_of"] == reading["bounce"]["address"]


# ---- the contract ----


@pytest.mark.parametrize("batch", corpus.BATCHES, ids=lambda batch: batch.name)
def test_every_letter_fits_the_schema(batch):
    found = [json.loads(line) for line in corpus.readings(Path(MAILBOT))[batch]]
    for reading in found:
        check(reading)
    assert [reading["file"] for reading in found] == [str(file) for file in corpus.letters(batch)]


def test_the_same_bytes_give_the_same_reading_in_any_zone_and_locale():
    files = sorted((LETTERS / "demo").glob("*.eml"))
    one = read("--json", *RULES, *files, env={"TZ": "Pacific/Auckland", "LC_ALL": "C"}).stdout
    two = read("--json", *RULES, *files, env={"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"}).stdout
    assert one == two and one


def test_standard_input():
    done, found = readings("-", stdin=GOOD.read_bytes())
    assert done.returncode == 0 and [r["disposition"] for r in found] == ["act"] and found[0]["file"] == "-"


def test_offsets_of_parts_point_into_the_letter():
    raw = GOOD.read_bytes()
    _, (reading,) = readings(GOOD)
    part = reading["parts"][0]
    assert part["type"] == "text/plain" and raw[part["start"]:part["end"]].strip().startswith(b"WnVt")


def test_evidence_names_the_words():
    _, (reading,) = readings(GOOD)
    (request,) = reading["requests"]
    text = reading["text"].encode()
    words = [text[e["start"]:e["end"]].decode() for e in request["evidence"] if e["in"] == "text"]
    assert request["event"] == "arbeit" and any("Arbeit" in word for word in words), words


# ---- for people ----


def test_a_person_sees_words_decision_and_reasons():
    done = read(*RULES, GOOD)
    text = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert "Zoran Petrovic" in text and "kommt" not in done.stderr.decode()
    assert "Arbeit und Unternehmen" in text and "kann eingetragen werden" in text
    assert not text.lstrip().startswith("{")


@pytest.mark.parametrize("language, said", [("de", "eindeutig, kann eingetragen werden"), ("en", "clear, can be entered")])
def test_what_was_recognised_is_marked(language, said):
    """In brackets in a pipe; in colour, and without brackets, on a terminal or where it is wished."""
    plain = read(*RULES, "--language", language, GOOD).stdout.decode()
    assert said in plain and "\x1b" not in plain and re.search(r"│ .*\[[^]]+\]", plain)
    coloured = read(*RULES, "--language", language, GOOD, env={"CLICOLOR_FORCE": "1"}).stdout.decode()
    assert said in coloured and "\x1b[" in coloured and not re.search(r"│ .*\w\]", coloured)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == re.sub(r"[][]", "", plain).split()
    assert read(*RULES, "--language", language, GOOD, env={"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}).stdout.decode() == plain
    near, far = pty.openpty()
    subprocess.run([MAILBOT, "read", *map(str, RULES), "--language", language, str(GOOD)], cwd=TOP, stdout=far, timeout=PATIENCE,
                   env={k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "CLICOLOR_FORCE")})
    os.close(far)
    assert b"\x1b[" in os.read(near, 4096)
    os.close(near)


@pytest.mark.parametrize("name", ["Vera Kunze", "Vera Tritt", "Ute Nein", "Jan Kommt"])
@pytest.mark.parametrize("words", ["", "Mit freundlichen Grüßen\n"])
def test_who_is_called_like_a_verb_says_nothing_by_signing(name, words, tmp_path):
    file = tmp_path / "letter.eml"
    file.write_bytes(letter("gast@web.example", f"Guten Tag,\n\nFrau Meier kommt zum Fachforum Bildung.\n\n{words}{name}\n", name=name))
    _, (reading,) = readings(file)
    assert [(r["event"], r["seats"]) for r in reading["requests"]] == [("bildung", 1)], reading["reasons"]
    assert [a["name"] for a in reading["attendees"]] == ["Meier"] and reading["writer"] == name


@pytest.mark.parametrize("subject, text, seats", [
    ("Dr. Boss", "bitte melden Sie Herrn Dr. Karl Boss zum Kongress an.", 1),
    ("Anmeldung Dr. Boss", "Herr Dr. Karl Boss kommt zum Kongress.", 1),
    ("Anmeldung Frau Sommer", "bitte melden Sie Frau Sommer zum Kongress an.", 1),
    ("Anmeldung Frau Vorzimmer", "ich komme zum Kongress.", 1),
    ("Anmeldung Herr Boss", "Herr Boss und ich kommen zum Kongress.", 2),
    ("Anmeldung 2 Personen", "ich komme zum Kongress.", 2),
    ("Anmeldung mit Frau Kaya", "ich komme zum Kongress.", 2),
    ("Anmeldung Dr. Boss", "ich komme zum Kongress.", None),
    ("Anmeldung Herr Boss, Frau Kaya", "Herr Boss kommt zum Kongress.", None),
])
def test_who_is_named_in_subject_and_text_is_one(subject, text, seats, tmp_path):
    """A secretary's subject names the boss once more; whom the text does not know is left to a person."""
    path = tmp_path / "letter.eml"
    path.write_bytes(letter("vorzimmer@web.example", f"Guten Tag,\n\n{text}\n\nMit freundlichen Grüßen\nSabine Vorzimmer\n", subject=subject, name="Sabine Vorzimmer"))
    _, (reading,) = readings(path)
    assert [request["seats"] for request in reading["requests"]] == ([seats] if seats else []), reading["reasons"]


SUMMER = """<series id="sommer-2011" zone="Europe/Berlin">
<title>Sommerakademie</title><organiser inbox="sommer@mia-do.example">Sommerakademie</organiser><subject>Einladung zur Sommerakademie</subject>
<sort id="Fest"/><event id="sommerfest" sort="Fest" date="2011-06-18" begin="15:00" end="22:00"><title>Sommerfest</title></event>
</series>"""


@pytest.mark.parametrize("to, text, series", [
    ("anmeldung@mia-do.example", "wir kommen zu zweit zum Sommerfest am 18. Juni.", ""),
    ("sommer@mia-do.example", "wir kommen zu zweit zum Sommerfest am 18. Juni.", "sommer-2011"),
    ("anmeldung@mia-do.example", "wir kommen zu zweit zum Kongress.", "masterplan-2011"),
    ("anmeldung@mia-do.example", "wir kommen gern.", "masterplan-2011"),
])
def test_an_inbox_of_one_series_and_words_of_another(to, text, series, tmp_path):
    """Nobody is told that there is nothing on that day: whether address or words are wrong a person sees."""
    (tmp_path / "sommer.xml").write_text(SUMMER)
    path = tmp_path / "letter.eml"
    path.write_bytes(letter("gast@web.example", f"Guten Tag,\n\n{text}\n\nMit freundlichen Grüßen\nUte Gast\n", to=to, name="Ute Gast"))
    _, (reading,) = readings(path, arguments=("--series", TOP / "rules/series/masterplan-2011.xml", tmp_path / "sommer.xml"))
    assert reading["series"] == series, reading["reasons"]
    assert bool({"which-series", "several-series"} & set(reading["reasons"])) == (series == "")


def test_no_letter_writes_to_the_terminal(tmp_path):
    evil = tmp_path / "evil.eml"
    evil.write_bytes(b"From: \x1b]0;x\x07 <a@web.example>\r\nSubject: \x1b[2J\x9b2J\xe2\x80\xae\r\n"
                     b"Content-Type: text/plain; charset=utf-8\r\n\r\n\x1b[31mrot\x1b[0m \xc2\x9b2J \xe2\x80\xae\r\n")
    done = read(*RULES, evil)
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode()
    assert not set(text) & {chr(c) for c in (*range(9), *range(11, 32), *range(127, 160))}
    assert "\u202e" not in text and "rot" in text


# ---- hostile files ----

HEAD = b"From: Eva Muster <eva@web.example>\r\nTo: anmeldung@mia-do.example\r\nSubject: Anmeldung\r\n" \
       b"Date: Wed, 19 Jan 2011 09:00:00 +0100\r\nMessage-ID: <hostile@web.example>\r\n"


def nested(depth):
    parts = [b"Content-Type: multipart/mixed; boundary=\"%d\"\r\n\r\n--%d\r\n" % (i, i) for i in range(depth)]
    return HEAD + b"".join(parts) + b"Content-Type: text/plain\r\n\r\nIch komme gern.\r\n"


def nested_messages(depth):
    return HEAD + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"Content-Type: text/plain\r\n\r\nIch komme gern.\r\n"


HOSTILE = {
    "empty": lambda: b"",
    "one byte": lambda: b"\n",
    "rubbish": lambda: random.Random(1).randbytes(200_000),
    "rubbish behind a head": lambda: HEAD + b"\r\n" + random.Random(2).randbytes(200_000),
    "one line of 5 MB": lambda: HEAD + b"\r\n" + b"x" * 5_000_000,
    "one word a line, 5 MB": lambda: HEAD + b"\r\n" + b"ja\r\n" * 1_250_000,
    "a head without end, 5 MB": lambda: b"Subject: " + b"x" * 5_000_000,
    "blanks, 5 MB": lambda: HEAD + b"\r\n" + b" " * 5_000_000 + b"\r\n",
    "quote signs, 5 MB": lambda: HEAD + b"\r\n" + b">" * 5_000_000,
    "multiparts, 20,000 deep": lambda: nested(20_000),
    "messages, 20,000 deep": lambda: nested_messages(20_000),
    "100,000 header fields": lambda: b"".join(b"X-%d: y\r\n" % i for i in range(100_000)) + HEAD + b"\r\nIch komme gern.\r\n",
    "100,000 From fields": lambda: b"From: a@web.example\r\n" * 100_000 + HEAD + b"\r\nIch komme gern.\r\n",
    "100,000 references": lambda: HEAD + b"References: " + b"\r\n ".join(b"<%d@x>" % i for i in range(100_000)) + b"\r\n\r\nJa.\r\n",
    "200,000 attributes": lambda: HEAD + b"Content-Type: text/html\r\n\r\n<p " + b" ".join(b'a%d="b"' % i for i in range(200_000)) + b">ja</p>",
    "200,000 elements deep": lambda: HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 200_000 + b"ja",
    "200,000 blockquotes deep": lambda: HEAD + b"Content-Type: text/html\r\n\r\n" + b"<blockquote>" * 200_000 + b"ja",
    "groups in From": lambda: b"From: " + b"a:" * 50_000 + b"\r\nSubject: x\r\n\r\nJa.\r\n",
    "groups in To and Reply-To": lambda: HEAD.replace(b"To: ", b"To: " + b"a:" * 50_000) + b"Reply-To: " + b"a:" * 50_000 + b"\r\n\r\nJa.\r\n",
    "comments in From": lambda: b"From: " + b"(" * 100_000 + b" a@web.example\r\n\r\nJa.\r\n",
    "encoded words": lambda: HEAD.replace(b"Anmeldung", b"=?utf-8?q?=41?= " * 50_000) + b"\r\nJa.\r\n",
    "groups in groups in To": lambda: HEAD.replace(b"To: ", b"To: " + b"a:" * 50_000 + b";" * 50_000) + b"\r\nJa.\r\n",
    "500,000 parts": lambda: HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nja\r\n" * 500_000 + b"--b--\r\n",
    "parts without end, 50,000": lambda: HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * 50_000,
    "a boundary that is a quote": lambda: HEAD + b'Content-Type: multipart/mixed; boundary="\\""\r\n\r\n--"\r\n\r\nJa.\r\n--"--\r\n',
    "an empty boundary": lambda: HEAD + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nJa.\r\n----\r\n',
    "no header": lambda: b"\r\nIch komme gern.\r\n",
    "no blank line": lambda: HEAD,
    "no line end": lambda: b"Ich komme gern zum Fachforum Bildung",
    "NUL in the head": lambda: HEAD.replace(b"Eva", b"E\0va").replace(b"Anmeldung", b"An\0meldung") + b"\r\nIch komme gern.\r\n",
    "NUL in the text": lambda: HEAD + b"\r\nIch komme\0 gern\0 zum Fachforum Bildung.\0\r\n",
    "NUL and nothing else": lambda: b"\0" * 100_000,
    "base64 that is none": lambda: HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"!!?=" * 50_000,
    "quoted-printable that is none": lambda: HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=zz==\r\n" * 20_000,
    "a charset that nobody knows": lambda: HEAD + b"Content-Type: text/plain; charset=x-klingon\r\n\r\nIch komme gern.\r\n",
    "UTF-16 in odd bytes": lambda: HEAD + b"Content-Type: text/plain; charset=utf-16\r\n\r\n\xff\xfeJ\0a",
    "UTF-7": lambda: HEAD + b"Content-Type: text/plain; charset=utf-7\r\n\r\n+AEoAYQ- +/v8\r\n",
    "a calendar of 50,000 parameters": lambda: HEAD + b"Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n"
        b"BEGIN:VEVENT\r\nATTENDEE" + b";X=1" * 50_000 + b":mailto:a@web.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "a calendar in itself": lambda: HEAD + b"Content-Type: text/calendar\r\n\r\n" + b"BEGIN:VCALENDAR\r\n" * 20_000,
    "a bounce of itself": lambda: HEAD + b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: message/delivery-status\r\n\r\n" + b"Final-Recipient: rfc822; " + b"a" * 100_000 + b"\r\nAction: failed\r\n\r\n--b--\r\n",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return together(tmp_path_factory.mktemp("hostile"), {name: make() for name, make in HOSTILE.items()}, good=True)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name, hostile):
    """Between two good letters, which are read as ever. It asks for nothing plainly, so it is never acted on."""
    found = hostile[name]
    assert [found[i]["disposition"] for i in (0, 2)] == ["act", "act"]
    assert found[1]["disposition"] in ("review", "ignore") or name == "NUL in the text"
    if found[1]["disposition"] == "review":
        assert found[1]["reasons"]


@pytest.mark.parametrize("name", ["empty", "rubbish", "no header", "no line end", "NUL in the head", "NUL in the text", "NUL and nothing else",
                                  "one line of 5 MB", "100,000 header fields", "a charset that nobody knows", "groups in From"])
def test_hostile_is_read_not_only_survived(name, hostile):
    """`unreadable` is for what breaks the child; these must not."""
    assert "unreadable" not in hostile[name][1]["reasons"], hostile[name][1]["reasons"]


def test_8_bit_head(tmp_path):
    file = tmp_path / "raw.eml"
    file.write_bytes(b"From: J\xf6rg M\xfc\xdfig <joerg@web.example>\r\nSubject: R\xfcckmeldung \xe2\x82\xac\r\n\r\nIch komme.\r\n")
    _, (reading,) = readings(file)
    assert reading["from"]["name"] == "Jörg Müßig" and reading["subject"].startswith("R")
    assert "\ufffd" not in reading["from"]["name"]


def test_a_20_mb_attachment(tmp_path):
    line = b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3\r\n"
    file = tmp_path / "big.eml"
    file.write_bytes(HEAD + b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
                     b"Guten Tag,\r\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\r\nEva Muster\r\n--b\r\n"
                     b"Content-Type: image/jpeg; name=bild.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n" + line * (20_000_000 // len(line)) +
                     b"--b--\r\n")
    done, (reading,) = readings(file)
    assert done.returncode == 0
    assert "unreadable" not in reading["reasons"], reading["reasons"]
    assert [(p["type"], p["role"]) for p in reading["parts"]] == [("text/plain", "text"), ("image/jpeg", "attachment")]
    assert reading["parts"][1]["end"] - reading["parts"][1]["start"] > 19_000_000
    assert [(r["action"], r["event"]) for r in reading["requests"] + reading["guess"]][:1] == [("register", "bildung")]


@pytest.mark.parametrize("head, body", [
    (b"text/plain; charset=iso-8859-2\r\nContent-Transfer-Encoding: 8bit", b"P\xf8ijdu r\xe1da, zum Fachforum Bildung.\r\n"),
    (b"text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64", base64.b64encode("\ufeffIch komme gern. \u4f60\n".encode("utf-16-le") * 2) + b"\r\n"),
    (b"text/html; charset=gb18030\r\nContent-Transfer-Encoding: quoted-printable", b"<div>=C4=E3 ja</div>\r\n"),
])
def test_32_mib_of_text_are_read(head, body, tmp_path):
    """Their text is too long to act on; their reader has the memory for it all the same."""
    file = tmp_path / "big.eml"
    file.write_bytes(HEAD + b"Content-Type: " + head + b"\r\n\r\n" + body * ((32 * 1024 * 1024 - 1024) // len(body)))
    done, (before, big, after) = readings(GOOD, file, GOOD)
    assert done.returncode == 0 and before["disposition"] == after["disposition"] == "act"
    assert big["disposition"] == "review" and "unreadable" not in big["reasons"], big["reasons"]


def test_beyond_32_mib_a_person_looks(tmp_path):
    file = tmp_path / "huge.eml"
    file.write_bytes(HEAD + b"\r\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\r\n" + b"x\r\n" * 12_000_000)
    done, found = readings(GOOD, file, GOOD)
    assert done.returncode == 0, done.stderr
    assert [r["disposition"] for r in found] == ["act", "review", "act"]
    assert found[1]["reasons"] == ["too-large"] and found[1]["from"]["address"] == "eva@web.example"


# ---- a child that dies, one that stalls ----

# A child writes each of its readings to its standard output.
MAKE_IT_BREAK = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

ssize_t write(int fd, const void *bytes, size_t len)
{
	static int letters;
	static volatile unsigned no_end;
	ssize_t (*real)(int, const void *, size_t) = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");

	if (fd != STDOUT_FILENO || memmem(bytes, len, "\"disposition\"", 13) == NULL)
		return real(fd, bytes, len);
	if (memmem(bytes, len, "PLEASE-CRASH.", 13) != NULL)
		abort();
	if (memmem(bytes, len, "PLEASE-STALL", 12) != NULL)
		for (;;)
			no_end++;
	if (memmem(bytes, len, "PLEASE-LIE", 10) != NULL)
		((char *)memmem(bytes, len, "\"disposition\"", 13))[1] = 'x';
	if (letters++ > 0 && memmem(bytes, len, "PLEASE-CRASH-BEHIND-OTHERS", 26) != NULL)
		abort();
	if (memmem(bytes, len, "PLEASE-EAT", 10) != NULL)
		for (;;)
			memset(malloc(1024 * 1024), 1, 1024 * 1024);
	return real(fd, bytes, len);
}
"""


@pytest.fixture(scope="module")
def breakable(tmp_path_factory):
    """The program with a fault of ours in its reader: it breaks where a letter asks for it."""
    folder = tmp_path_factory.mktemp("fault")
    (folder / "fault.c").write_text(MAKE_IT_BREAK)
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", folder / "fault.so", folder / "fault.c"], check=True)
    return {"LD_PRELOAD": str(folder / "fault.so")}


def broken(tmp_path, what):
    file = tmp_path / (what.lower() + ".eml")
    file.write_bytes(HEAD + b"\r\nzum Fachforum Bildung am 16.02.2011 komme ich gern. " + what.encode() + b".\r\n")
    return file


@pytest.mark.parametrize("what", ["PLEASE-CRASH", "PLEASE-LIE"])
def test_what_breaks_the_reader_is_unreadable_and_the_rest_goes_on(what, breakable, tmp_path):
    bad = broken(tmp_path, what)
    done, found = readings(GOOD, bad, GOOD, bad, GOOD, env=breakable)
    assert done.returncode == 0, done.stderr
    assert [r["disposition"] for r in found] == ["act", "review", "act", "review", "act"]
    assert found[1]["reasons"] == found[3]["reasons"] == ["unreadable"]
    assert found[1]["from"] == {"name": "Eva Muster", "address": "eva@web.example"}, "the envelope is not the child's"
    assert b"Muster" not in done.stderr and b"web.example" not in done.stderr


def test_what_stalls_the_reader_is_given_up(breakable, tmp_path):
    """After 10 s, and 10 more alone."""
    done, found = readings(GOOD, broken(tmp_path, "PLEASE-STALL"), GOOD, env=breakable)
    assert done.returncode == 0, done.stderr
    assert [r["disposition"] for r in found] == ["act", "review", "act"] and found[1]["reasons"] == ["unreadable"]


def test_who_breaks_by_another_s_fault_is_read_once_more(breakable, tmp_path):
    """Alone in a new child it goes well: then the letter was not to blame."""
    done, found = readings(GOOD, broken(tmp_path, "PLEASE-CRASH-BEHIND-OTHERS"), GOOD, env=breakable)
    assert done.returncode == 0 and [r["reasons"] for r in found].count(["unreadable"]) == 0
    assert len(found) == 3 and found[0]["disposition"] == found[2]["disposition"] == "act"


def test_a_bounded_memory(tmp_path):
    """Whatever a letter holds, the program itself stays small: what is decoded is decoded in the child."""
    file = tmp_path / "big.eml"
    file.write_bytes(HEAD + b"\r\n" + b"Ich komme gern. " * 1_800_000)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done, _ = readings(file)
    assert done.returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert max(before, after) < 500_000, f"{after} kB"


# ---- how it is called ----


@pytest.mark.parametrize("arguments, words", [
    ([], "usage: mailbot read"),
    (["--no-such-option", str(GOOD)], "usage: mailbot read"),
    (["--received", "gestern", str(GOOD)], "--received: 'gestern' is no time"),
    (["--rules", "/nowhere", str(GOOD)], "/nowhere"),
    (["--series", "/nowhere.xml", "--", str(GOOD)], "/nowhere.xml"),
    (["--language", "xx", str(GOOD)], "xx"),
    (["--config", "/nowhere.conf", str(GOOD)], "/nowhere.conf"),
    (["--context", "/nowhere.json", str(GOOD)], "/nowhere.json"),
])
def test_usage(arguments, words):
    done = read(*arguments)
    assert done.returncode == 2 and done.stdout == b""
    assert words in done.stderr.decode() and len(done.stderr.decode().splitlines()) <= 3, done.stderr


def test_help():
    done = read("--help")
    assert done.returncode == 0 and done.stdout.startswith(b"usage: mailbot read") and done.stderr == b""


@pytest.mark.parametrize("context, words", [
    ('{"kind": "confirmation",\n "series": ]', ":2:"),
    ("[]", "expected an object"),
    ('{"kind": "confirmation", "series": "masterplan-2011", "events": [], "name": "x"}', "unknown key 'name'"),
    ('{"kind": "confirmation", "series": "nothing", "events": []}', "'series'"),
    ('{"kind": "confirmation", "series": "masterplan-2011", "events": ["tanz"]}', "'events'"),
    ('{"kind": "confirmation", "series": "masterplan-2011", "events": "bildung"}', "'events'"),
    ('{"series": "masterplan-2011", "events": []}', "'kind'"),
    ('{"kind": "Con Firm", "series": "masterplan-2011", "events": []}', "'kind'"),
])
def test_a_bad_context(context, words, tmp_path):
    file = tmp_path / "context.json"
    file.write_text(context)
    done = read("--json", *RULES, "--context", file, GOOD)
    assert done.returncode == 2 and done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    assert str(file) in line and words in line


def test_a_context_tells_what_is_answered(tmp_path):
    context = tmp_path / "context.json"
    context.write_text('{"kind": "confirmation", "series": "masterplan-2011", "events": ["bildung"]}')
    letter = tmp_path / "answer.eml"
    letter.write_bytes(HEAD + b"\r\nGuten Tag,\r\nich muss leider absagen.\r\nEva Muster\r\n")
    done, (with_it,) = readings(letter, arguments=["--context", context])
    assert done.returncode == 0 and with_it["concerns"] and with_it["series"] == "masterplan-2011"


def test_one_file_missing(tmp_path):
    done, found = readings(GOOD, tmp_path / "missing.eml", GOOD)
    assert done.returncode == 1 and [r["disposition"] for r in found] == ["act", "act"]
    (line,) = done.stderr.decode().splitlines()
    assert "missing.eml" in line


def test_a_folder_is_no_letter(tmp_path):
    done, found = readings(GOOD, tmp_path)
    assert done.returncode == 1 and len(found) == 1 and str(tmp_path) in done.stderr.decode()


@pytest.mark.parametrize("words", [["read", "--json", *RULES, str(GOOD)], ["read", *RULES, str(GOOD)], ["rules", "check", *RULES],
                                   ["rules", "explain", *RULES], ["rules", "explain", *RULES, "Ich komme."], ["help"], ["--version"],
                                   ["review", "--help"]], ids=" ".join)
def test_output_that_nobody_takes(words):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([MAILBOT, *words], cwd=TOP, stdout=full, stderr=subprocess.PIPE, timeout=PATIENCE)
    assert done.returncode == 1 and b"not all of the output could be written" in done.stderr


# ---- the reader process ----


def descendants(pid):
    """Of a process: pids, children before theirs."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *descendants(int(child))]
    return found


def locked(pids):
    """Whether these are the reader and its child, and the child has got all its locks."""
    with contextlib.suppress(OSError):  # one that has just ended
        return len(pids) == 2 and int(status_of(pids[1])["Seccomp_filters"]) == 2
    return False


@pytest.fixture
def stalled(breakable, tmp_path):
    """`mailbot read` at a letter that has no end: the process, and the pids of its reader and of the reader's child."""
    process = subprocess.Popen([MAILBOT, "read", "--json", *RULES, GOOD, broken(tmp_path, "PLEASE-STALL")], cwd=TOP,
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env={**os.environ, **breakable, "MAIL_SECRET": "hunter2"})
    end = time.monotonic() + PATIENCE
    while not locked(descendants(process.pid)) and time.monotonic() < end:
        time.sleep(0.01)
    reader, child = descendants(process.pid)
    yield process, reader, child
    process.kill()
    process.wait()


def status_of(pid):
    return dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())


def test_the_reader_is_locked_and_has_nothing_of_ours(stalled):
    _, *locked = stalled
    for pid in locked:
        status = status_of(pid)
        assert status["NoNewPrivs"].strip() == "1" and status["Seccomp"].strip() == "2", status
        assert int(status["CapEff"], 16) == int(status["CapPrm"], 16) == 0
        assert b"hunter2" not in Path(f"/proc/{pid}/environ").read_bytes()
        open_files = {fd.name: os.readlink(fd) for fd in Path(f"/proc/{pid}/fd").iterdir()}
        assert set(open_files) <= {"0", "1", "2", "3"}, open_files  # 3: the reader's pipe from its child
        assert all(name == "/dev/null" or name.startswith(("pipe:", "socket:")) for name in open_files.values()), open_files
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert all(any(line.startswith(name) and line.split()[-3] == "0" for line in limits.splitlines())
                   for name in ("Max core file size", "Max file size")), limits
    assert int(status_of(locked[1])["Seccomp_filters"]) == 2
    assert not any(os.readlink(fd).startswith("socket:") for fd in Path(f"/proc/{locked[1]}/fd").iterdir()), "a child has no way to us"


def alive(pid):
    with contextlib.suppress(OSError):  # one that has just ended
        return status_of(pid)["State"][0] != "Z"
    return False


def test_they_end_when_we_are_killed(stalled):
    process, *others = stalled
    process.kill()
    process.wait()
    end = time.monotonic() + PATIENCE
    while any(map(alive, others)):
        assert time.monotonic() < end, "they live on"
        time.sleep(0.02)


def test_the_reader_is_not_for_people():
    done = subprocess.run([MAILBOT, "reader"], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
    assert done.returncode == 2 and b"mailbot read" in done.stderr and done.stdout == b""
    assert b"reader" not in subprocess.run([MAILBOT, "help"], capture_output=True, timeout=PATIENCE).stdout


def test_a_memory_bomb_is_unreadable(breakable, tmp_path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done, found = readings(GOOD, broken(tmp_path, "PLEASE-EAT"), GOOD, env=breakable)
    assert done.returncode == 0 and [r["reasons"] for r in found] == [[], ["unreadable"], []]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, 400_000)


CHARSETS = {
    "windows-1250": "Přijdu ráda", "iso-8859-2": "Přijdu ráda", "utf-16": "Přijdu ráda", "koi8-r": "Я приду", "gb18030": "我参加",
    "big5": "我參加", "iso-2022-jp": "参加します", "shift_jis": "参加します", "euc-kr": "참석합니다", "windows-1256": "سأحضر", "windows-1258": "Nguyen Van An"}


@pytest.fixture(scope="module")
def in_charsets(tmp_path_factory):
    return together(tmp_path_factory.mktemp("charsets"), {
        charset: HEAD + b"Content-Type: text/plain; charset=" + charset.encode() + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
        base64.encodebytes(words.encode(charset)).replace(b"\n", b"\r\n") for charset, words in CHARSETS.items()})


@pytest.mark.parametrize("charset", CHARSETS)
def test_charsets_are_there_behind_the_lock(charset, in_charsets):
    assert CHARSETS[charset] in in_charsets[charset]["text"]


def test_a_calendar_s_zone_is_there_behind_the_lock(tmp_path):
    file = tmp_path / "reply.eml"
    file.write_bytes(HEAD + b"Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:x\r\n"
                     b"DTSTART;TZID=Europe/Berlin:20110216T180000\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:eva@web.example\r\n"
                     b"END:VEVENT\r\nEND:VCALENDAR\r\n")
    _, (reading,) = readings(file)
    assert reading["calendar"]["begin"] == 1297875600


ANOTHER_TIME = [
    ("DTSTART:20110216T170000Z", "act", None), ("DTSTART;TZID=Europe/Berlin:20110216T180000", "act", None), ("X-NONE:1", "act", None),
    ("DTSTART:20110216T180000", "act", None), ("DTSTART;VALUE=DATE:20110216", "act", None), ("DTSTART:20110217T180000", "review", "calendar-moved"),
    ("DTSTART;VALUE=DATE:20110217", "review", "calendar-moved"), ("DTSTART:20110217T170000Z", "review", "calendar-moved"), ("DTSTART;TZID=Europe/Berlin:20110216T190000", "review", "calendar-moved"),
    # zones that nobody brought along, of which none of ours is: neither UTC nor ours
    ("DTSTART;TZID=America/New_York:20110216T170000", "review", "calendar-moved"), ("DTSTART;TZID=America/New_York:20110216T180000", "review", "calendar-moved"),
    ("DTSTART;TZID=Europe/Vienna:20110216T180000", "review", "calendar-moved")]
PARTSTATS = ["ACCEPTED", "DECLINED"]


@pytest.fixture(scope="module")
def calendars(tmp_path_factory):
    return together(tmp_path_factory.mktemp("calendars"), {
        (start, partstat): HEAD + b"Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:bildung@x\r\n" +
        f"{start}\r\nATTENDEE;PARTSTAT={partstat}:mailto:eva@web.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode()
        for start, _, _ in ANOTHER_TIME for partstat in PARTSTATS})


@pytest.mark.parametrize("start, disposition, reason", ANOTHER_TIME)
@pytest.mark.parametrize("partstat", PARTSTATS)
def test_a_calendar_s_answer_to_another_time_is_a_proposal(start, disposition, reason, partstat, calendars):
    reading = calendars[start, partstat]
    assert reading["disposition"] == disposition
    assert (reason in reading["reasons"]) if reason else reading["reasons"] == []
    assert [one["event"] for one in reading["guess"]] == ["bildung"]


def test_a_report_that_is_passed_on_names_the_address(tmp_path):
    """The letter stays a person's; staff see which address failed."""
    file = f"{TOP}/tests/golden/message/forward-bounce-outlook.eml"
    _, (reading,) = readings(file)
    assert reading["kind"] != "automatic" and reading["disposition"] == "review"
    assert reading["bounce_of"] == "bert@weg.example" and {"forwarded", "forwarded-bounce"} <= set(reading["reasons"])
    shown = subprocess.run([MAILBOT, "read", "--rules", TOP / "rules", file], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Unzustellbar +bert@weg\.example", shown) and "Weitergeleitet oder zitiert ist die Meldung" in shown
