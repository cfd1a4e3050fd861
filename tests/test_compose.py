"""The golden mails, read back by somebody else's parser: what people wrote and what they will see."""
import datetime
import email
import email.policy
import glob
import json
import os
import re

import pytest

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden", "compose")
NAMES = sorted(os.path.basename(path)[:-5] for path in glob.glob(os.path.join(HERE, "*.json")))


def pair(name):
    with open(os.path.join(HERE, name + ".json"), encoding="utf-8") as file:
        facts = json.load(file)
    with open(os.path.join(HERE, name + ".eml"), "rb") as file:
        raw = file.read()
    return facts, raw, email.message_from_bytes(raw, policy=email.policy.default)


def unflow(text):
    """RFC 3676, 4: joins soft lines, takes the stuffed blanks off."""
    out, soft = [], None
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip(">"))
        rest = line[depth:]
        rest = rest[1:] if rest.startswith(" ") else rest
        if soft is not None and soft == depth:
            out[-1] = out[-1] + rest
        else:
            out.append(">" * depth + (" " if depth and rest else "") + rest)
        soft = depth if rest.endswith(" ") and rest != "-- " else None
    return [line.rstrip() for line in out]


def test_there_are_mails():
    assert len(NAMES) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_head(name):
    facts, raw, mail = pair(name)
    assert not mail.defects
    for field in ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"):
        assert len(mail.get_all(field)) == 1, field
        assert not mail[field].defects, field
    assert not {"bcc", "cc", "reply-to", "sender"} & {field.lower() for field in mail.keys()}
    sender, = mail["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("MIA-DO, Stadt Dortmund – Büro", "anmeldung@mia-do.example")
    to, = mail["To"].addresses
    assert to.addr_spec == facts["to"]["address"]
    if name != "hostile":
        assert to.display_name == facts["to"]["name"]
    assert mail["Message-ID"] == f"<{facts['message_id']}>"
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["Content-Language"] == (facts["language"] or "de")
    date = mail["Date"].datetime
    assert date.timestamp() == facts["date"]
    assert date.utcoffset() == datetime.timedelta(hours=1 if facts["series"] else 0)


@pytest.mark.parametrize("name", NAMES)
def test_thread(name):
    facts, raw, mail = pair(name)
    if name == "hostile":
        assert mail["In-Reply-To"] is None
        assert mail["References"] == "<gut@post.example>"
        return
    assert mail["In-Reply-To"] == (f"<{facts['in_reply_to']}>" if facts["in_reply_to"] else None)
    assert (mail["References"] or "").split() == [f"<{one}>" for one in facts["references"]]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "hostile"])
def test_subject(name):
    facts, raw, mail = pair(name)
    bare = re.sub(r"^((re|aw|antw)\s*:\s*)+", "", facts["subject"], flags=re.I)
    title = facts["series"]["title"] if facts["series"] else "Ihre Nachricht an MIA-DO, Stadt Dortmund – Büro"
    assert mail["Subject"] == ("Re: " + bare if bare else title)


@pytest.mark.parametrize("name", NAMES)
def test_text(name):
    facts, raw, mail = pair(name)
    assert mail.get_content_type() == "text/plain" and mail.get_content_charset() == "utf-8"
    assert mail.get_param("format") == "flowed"
    text = mail.get_content().replace("\r\n", "\n")
    assert all(len(line) <= 74 for line in text.splitlines())
    lines = unflow(text)
    whole = "\n".join(lines)
    assert "{{" not in whole and "\r" not in text and "\ufffd" not in whole
    salutation = facts["salutation"]["name"]
    assert lines[0] == (f"Guten Tag {salutation}," if salutation and "://" not in salutation else "Guten Tag,")
    for item in facts["state"]:
        seats = "1 Platz" if item["seats"] == 1 else f"{item['seats']} Plätze"
        block = re.search(r"^  " + re.escape(item["event"]["title"]) + r"\n(  .+\n)+", whole, re.M)
        assert block and item["event"]["place"] in block[0] and item["event"]["address"] in block[0]
        assert re.search(r"\d+\. \w+ 2011, \d+:\d\d bis \d+:\d\d Uhr", block[0]) and seats in block[0]
    if not facts["state"]:
        assert "für keine Veranstaltung angemeldet" in whole
    plural = len(facts["state"]) > 1
    if facts["state"]:
        assert ("diese Veranstaltungen angemeldet:" if plural else "diese Veranstaltung angemeldet:") in whole
    assert ("noch keine Anmeldebestätigung" in whole) == (facts["kind"] == "receipt")
    assert "Reyhan Güntürk" in whole and "Telefon 0231 50-27247" in whole
    assert ("weitergegeben" in whole) == facts["question"]
    assert "evil.example/" not in whole and "www.evil" not in whole


def test_quote():
    facts, raw, mail = pair("receipt")
    quoted = [line for line in unflow(mail.get_content()) if line.startswith(">")]
    assert quoted[:4] == ["> Guten Tag,", ">", "> gerne komme ich am 18. Februar zum Fachforum Bildung.",
                          "> " + facts["quote"].splitlines()[3]]


@pytest.mark.parametrize("name", NAMES)
def test_bytes(name):
    facts, raw, mail = pair(name)
    assert raw.isascii() and b"\r" not in raw.replace(b"\r\n", b"") and b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 78 for line in raw.split(b"\r\n"))
