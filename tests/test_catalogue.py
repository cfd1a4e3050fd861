"""Every id that the program shows to people has a sentence, in every language."""
import glob
import os
import re

import pytest

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LANGUAGES = sorted(os.path.basename(os.path.dirname(path)) for path in glob.glob(f"{TOP}/templates/*/catalogue.conf"))
ID = re.compile(r'"([a-z]+(?:-[a-z]+)*)"')
LIST_LINE = re.compile(r"^ \*     ([a-z]+(?:-[a-z]+)*)  +[a-z]", re.M)  # of a header's list of reasons


def text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def groups(language):
    """{group: {id: sentence}} of a catalogue, as far as it is made of groups."""
    out, group = {}, None
    for line in text_of(f"{TOP}/templates/{language}/catalogue.conf").splitlines():
        if opening := re.match(r"([a-z-]+) = \{$", line):
            group = out.setdefault(opening[1], {})
        elif entry := re.match(r'\t([a-z-]+) = "(.+)";$', line):
            group[entry[1]] = entry[2]
    return out


def reasons():
    """The reasons that the headers list, and those that stand in the code."""
    ids = set()
    for header in ("decide/decide.h", "registry/today.h"):
        text = text_of(f"{TOP}/mailbot/{header}")
        ids.update(LIST_LINE.findall(text[:text.index("#ifndef")]))
    for path in glob.glob(f"{TOP}/mailbot/**/*reasons.h", recursive=True):
        ids.update(LIST_LINE.findall(text_of(path)))
        ids.update(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', text_of(path)))
    for path in glob.glob(f"{TOP}/mailbot/**/*.c", recursive=True):
        text = text_of(path)
        for call in re.findall(r"\b\w*(?:reason|review_mail|set_aside)\w*(\((?:[^();]|\([^()]*\))*\))", text):
            ids.update(ID.findall(call))
        ids.update(re.findall(r'\b(?:reason|doubt|\*why)\b\s*=\s*"([a-z]+(?:-[a-z]+)*)"', text))
    for path in glob.glob(f"{TOP}/mailbot/message/*.c"):  # and its tables of them
        for table in re.findall(r"\b(?:ids|proofs|kinds)\[[^=]*\] = \{(.*?)\};", text_of(path), re.S):
            ids.update(one for one in ID.findall(table))
    return ids


def shown():
    """(group, id) of what the code asks a catalogue for by name."""
    pairs = set()
    for path in glob.glob(f"{TOP}/mailbot/**/*.c", recursive=True):
        text = text_of(path)
        pairs.update(re.findall(r'catalogue_(?:word|sentence)\([^;"]*"([a-z-]+)",\s*"([a-z-]+)"', text))
        if 'catalogue_word(s->words, "show", id)' in text:
            pairs.update(("show", one) for one in re.findall(r'\b(?:word|label|field)\(s, (?:a, )?"([a-z-]+)"', text))
        pairs.update(("desk", one) for one in re.findall(r'\bdesk_say\((?:d|&x->desk|p->desk|&d), "([a-z-]+)"', text))
        pairs.update(("desk", one) for call in re.findall(r'\bdesk_say\([^;]*?\?[^;]*?NULL', text) for one in re.findall(r'[?:] "([a-z-]+)"', call))
        pairs.update(re.findall(r'\b(?:list_)?word\([dl], "([a-z-]+)", "([a-z-]+)"', text))
        pairs.update(("refused", one) for one in re.findall(r'deed_refuse\([^;]*?"([a-z-]+)"', text) if one not in reasons())
    return pairs


def headings():
    """The ids of the group `list` that mailbot list asks for."""
    text = "".join(text_of(path) for path in glob.glob(f"{TOP}/mailbot/cli/list*.c"))
    calls = re.findall(r'\blist_head\(l, ([^;{}]*?)\)', text)
    return {one for call in calls for one in ID.findall(call)}


def test_something_was_found():
    assert LANGUAGES and "de" in LANGUAGES
    assert {"event-over", "after-deadline", "ask-back", "no-from", "too-large", "mail-held", "unreadable", "bounce-delay",
            "machine-absence", "null-return-path", "winmail", "own-address"} <= reasons()
    assert len(reasons()) > 20 and len(shown()) > 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons(language):
    assert sorted(reasons() - set(groups(language)["reasons"])) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_shown(language):
    known = groups(language)
    assert sorted(pair for pair in shown() if pair[1] not in known.get(pair[0], {})) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_of_mail_and_verdicts(language):
    kinds = set(re.findall(r'\[MAIL_[A-Z_]+\] = "([a-z-]+)"', text_of(f"{TOP}/mailbot/decide/facts.c")))
    verdicts = set(re.findall(r"verdict = '([a-z-]+)'", text_of(f"{TOP}/mailbot/registry/sql.c")))
    assert {"confirmation", "notice"} <= kinds and "answered-back" in verdicts
    assert sorted(kinds - set(groups(language)["mail-kind"])) == []
    assert sorted(verdicts - set(groups(language)["verdict"])) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings(language):
    assert sorted(headings() - set(groups(language)["list"])) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_ids_as_in_german(language):
    ids = lambda of: {(group, one) for group, entries in groups(of).items() for one in entries}
    assert ids(language) ^ ids("de") == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_hints_are_of_reasons(language):
    assert sorted(set(groups(language)["hints"]) - reasons()) == []


def test_no_sentence_is_left_over():
    assert sorted(set(groups("de")["reasons"]) - reasons()) == []
    assert sorted(set(groups("de")["list"]) - headings()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_sentences(language):
    for one, sentence in groups(language)["reasons"].items():
        assert sentence[0].isupper() and sentence.endswith("."), one


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit(language):
    for one, label in groups(language)["show"].items():
        assert len(label) <= 12 or one in ("guess", "no-words"), one
