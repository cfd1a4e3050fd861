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
WORDS = {
    "de": {"hello": "Guten Tag{},", "one": "1 Platz", "many": "{} Plätze", "none": "für keine Veranstaltung angemeldet",
           "this": "diese Veranstaltung angemeldet:", "these": "diese Veranstaltungen angemeldet:",
           "when": r"(?:\w+tag|Mittwoch), \d+\. \w+ 2011, \d+:\d\d bis \d+:\d\d Uhr",
           "receipt": "noch keine Anmeldebestätigung", "phone": "Telefon 0231 50-27247", "passed": "weitergegeben"},
    "en": {"hello": "Dear{},", "one": "1 seat", "many": "{} seats", "none": "not registered for any event",
           "this": "registered for this event:", "these": "registered for these events:",
           "when": r"\w+day, \d+ \w+ 2011, \d+:\d\d to \d+:\d\d",
           "receipt": "does not confirm a registration yet", "phone": "Telephone 0231 50-27247", "passed": "passed"},
}
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
    words = WORDS[facts["language"] or "de"]
    salutation = facts["salutation"]["name"]
    named = " " + salutation if salutation and "://" not in salutation else ""
    assert lines[0] == words["hello"].format(named)
    for item in facts["state"]:
        seats = words["one"] if item["seats"] == 1 else words["many"].format(item["seats"])
        block = re.search(r"^  " + re.escape(item["event"]["title"]) + r"\n(  .+\n)+", whole, re.M)
        assert block and item["event"]["place"] in block[0] and item["event"]["address"] in block[0]
        assert re.search(words["when"], block[0]) and seats in block[0]
    state = "none" if not facts["state"] else "this" if len(facts["state"]) == 1 else "these"
    assert [key for key in ("none", "this", "these") if words[key] in whole] == [state]
    assert (words["receipt"] in whole) == (facts["kind"] == "receipt" and not facts["state"])
    assert "Reyhan Güntürk" in whole and words["phone"] in whole
    assert (words["passed"] in whole) == facts["question"]
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
