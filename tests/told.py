"""Whether a log names anybody or says what people wrote: every word of it is held against every word of their letters."""
import email
import email.policy
import errno
import functools
import os
import re

from house import FOLDERS, AGAIN, TOP

WORD = re.compile(r"[^\W\d_]{4,}")


def words(text):
    return {word.casefold() for word in WORD.findall(text)}


@functools.cache
def ours():
    """What the robot says by itself: the words of its program, of the system's errors, and of its folders."""
    texts = [*FOLDERS.values(), AGAIN, "localhost", "example", *(os.strerror(code) for code in errno.errorcode)]
    for path in (TOP / "mailbot").rglob("*.c"):
        texts += re.findall(r'"((?:[^"\\\n]|\\.)*)"', path.read_text())
    texts += re.findall(r"\bid=\"([^\"]+)\"", "".join(p.read_text() for p in (TOP / "rules/series").glob("*.xml")))
    return words(" ".join(texts))


def written(raw):
    """The words of a letter, as its bytes and as programs show it."""
    found = words(raw.decode("utf-8", "replace"))
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        found |= words(" ".join(str(message[name]) for name in ("From", "To", "Reply-To", "Subject") if message[name]))
        for part in message.walk():
            if part.get_content_maintype() == "text":
                found |= words(part.get_content())
    except Exception:  # letters that no parser takes are among them
        pass
    return found


def slips(logs, letters):
    """Words of the letters that stand in the logs, and addresses, each with its line."""
    theirs = set().union(*map(written, letters)) - ours() if letters else set()
    found = set()
    for line in "\n".join(logs).splitlines():
        # Paths are the test's own, and the names of servers the settings'.
        said = re.sub(r"(?<!\w)/\S+|\b[\w.-]+:\d+\b", " ", line)
        if re.search(r"\S@\S", said) or words(said) & theirs:
            found.add((tuple(sorted(words(said) & theirs)), line))
    return sorted(found)
