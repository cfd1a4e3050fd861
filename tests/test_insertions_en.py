"""A word that turns a request, put anywhere into it, must change the act or take it away (English).

The letters are those of tests/test_english.py that are one sentence and are carried out. This needs no labels: whatever
`not` or `maybe` does to a sentence, the same act as without it is wrong.
"""
import re

import test_english as english

WORDS = ["not", "never", "maybe", "perhaps", "or", "instead", "except", "unless", "without", "might", "hopefully", "no", "hardly"]
# Several sentences, or a reason: a word that falls into what asks for nothing may leave the act as it is.
MORE = re.compile(r"[.!?] |^(As|Since|Thanks|Thank you) |because|so I|If there|half an hour late|I saw|I live|speak|Dear |sorry but|so that's|grateful for conf|I teach|broken|convenient")


def requests():
    for want, text, may_ask in english.cases():
        if want != "?" and not may_ask and not MORE.search(text):
            yield want, text


def changes_nothing(want, word):
    """`I can't come, no` is still a no, and `instead` beside a swap still that swap."""
    if word in ("not", "never", "hardly") and want.startswith("-") and " -" in want:
        return True  # `I can't come to A and never to B`
    return (word == "no" and want.startswith("-")) or (word == "instead" and "-" in want and " " in want)


def insertions(text):
    words = text.split()
    for word in WORDS:
        for at in range(len(words) + 1):
            new = words[:at] + [word] + words[at:]
            # behind the last word, before its full stop
            if at == len(words):
                new = [*words[:-1], words[-1].rstrip(".!?"), word + ("." if words[-1][-1] in ".!?" else "")]
            yield word, " ".join(new)


def test_no_insertion_leaves_the_act(tmp_path):
    tried = [(want, word, new) for want, text in requests() for word, new in insertions(text)]
    wrong = []
    for (want, word, new), (got, _) in zip(tried, english.read([new for _, _, new in tried], tmp_path)):
        if got == want and not changes_nothing(want, word):
            wrong.append(f"{word}: {new}")
    assert len(tried) > 5000
    assert not wrong, f"\n{len(wrong)} of {len(tried)}:\n" + "\n".join(wrong)
