"""mailbot rules explain: what each event can be called, where names collide, and which rule made of a sentence what."""
import os
import subprocess

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROBOT = os.path.join(TOP, "build/mailbot")
SERIES = os.path.join(TOP, "tests/letters/2026-11b/series.xml")


def explain(*words, rules="rules"):
    done = subprocess.run([ROBOT, "rules", "explain", "--rules", rules, *words], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, cwd=TOP)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def row(out, words):
    """The cells of the table's row for those words."""
    rows = [line for line in out.splitlines() if line.startswith(f"  {words}  ")]
    assert len(rows) == 1, out
    return [cell.strip() for cell in rows[0].split("  ") if cell.strip()]


def test_what_events_can_be_called():
    status, out, err = explain()
    assert (status, err) == (0, "")
    block = out.split("2. arbeit")[1].split("3. soziale-balance")[0]
    lines = [line.split(None, 1) for line in block.splitlines()[1:] if line.strip()]
    german = [rest for code, rest in lines if code == "de"]
    assert any(rest.startswith("title ") and "unternehmen" in rest for rest in german), block
    # a word of all days is said to be one
    assert any(rest.startswith("title, everyday word") and "arbeit" in rest for rest in german), block
    assert any(rest.startswith("place") and "kirchengemeindehaus" in rest for rest in german), block
    # what several events are called stands apart, with all of them
    shared = out.split("Several events are called so")[1]
    assert "fachforen" in shared and "bildung, arbeit, soziale-balance, weltoffen" in shared
    assert "fachforen" not in block


def test_another_series():
    status, out, _ = explain("--series", SERIES)
    assert status == 0
    shared = out.split("Several events are called so")[1]
    # its repair café takes place twice
    assert any("reparieren-1, reparieren-2" in line for line in shared.splitlines())


def test_which_rule_made_what_of_a_sentence():
    status, out, err = explain("Am 16. kann ich leider nicht, aber zum Kongress komme ich mit meiner Frau.")
    assert (status, err) == (0, "")
    assert row(out, "Am 16.")[1:3] == ["event: bildung", "event"]
    assert row(out, "leider nicht")[1:3] == ["negation", "polarity"]
    path, line = row(out, "leider nicht")[3].rsplit(":", 1)
    with open(os.path.join(TOP, path)) as file:
        text = file.read().splitlines()
    # the words element that begins there holds the phrase
    assert "leider nicht" in "\n".join(text[int(line) - 1:int(line) + 4])
    assert "not come, bildung" in out and "come, kongress" in out
    assert out.splitlines()[-1] == "  act: cancel bildung, register kongress x2"


def test_what_was_not_understood_is_said():
    status, out, _ = explain("Ich komme zum Kongress, wenn der Gromflot mich lässt.")
    assert status == 0
    assert row(out, "Gromflot")[1] == "unknown"
    assert out.splitlines()[-1].startswith("  review; reasons: ")


def test_bad_arguments():
    status, out, err = explain("ein Satz", "noch einer")
    assert (status, out) == (2, "") and err.startswith("usage: mailbot rules check")
    status, out, err = explain("--received", "gestern", "Ich komme.")
    assert (status, out) == (2, "") and "--received" in err
    status, out, err = explain("a" * 70000)
    assert (status, out) == (2, "") and "mailbot read" in err
    status, out, err = explain(rules="/nonexistent")
    assert (status, out) == (2, "") and "/nonexistent" in err


def test_control_characters_do_no_harm():
    status, out, _ = explain("Ich komme \x1b[31mzum Kongress\x07.")
    assert status == 0
    assert "\x1b" not in out and "\x07" not in out


def test_an_event_that_nobody_knows_is_not_another():
    status, out, _ = explain("--series", SERIES, "Count me in for the talk evening. I'll come to the forest lecture.")
    assert status == 0 and out.splitlines()[-1].startswith("  review; reasons: "), out
    status, out, _ = explain("--series", SERIES, "I'll come to the forest lecture. Count me in for the evening.")
    assert status == 0 and "register wald-morgen x1" in out.splitlines()[-1], out
