"""mailbot rules check: every mistake to standard error with status 2, else one line a kind with status 0."""
import glob
import os
import shutil
import subprocess

import pytest

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROBOT = os.path.join(TOP, "build/mailbot")
BROKEN = sorted(glob.glob(os.path.join(TOP, "tests/broken/series/*.xml")))


def check(*words, cwd=TOP, **environment):
    done = subprocess.run([ROBOT, "rules", "check", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd,
                          env={"PATH": os.environ["PATH"], **environment})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_shipped_rules_are_sound():
    status, out, err = check()
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "series    1 file, 5 events"
    assert [line.split()[0] for line in lines] == ["series", "language", "machines", "quotes", "office", "sentences", "templates"]


def test_every_mistake_of_a_series_is_named():
    assert len(BROKEN) >= 20
    for path in BROKEN:
        status, out, err = check("--rules", os.path.join(TOP, "rules"), "--series", os.path.basename(path),
                                 cwd=os.path.dirname(path))
        assert (status, out) == (2, ""), path
        with open(path[:-len(".xml")] + ".errors") as expected:
            assert err == expected.read()


def test_mistakes_of_all_files_at_once(tmp_path):
    status, _, err = check("--series", *BROKEN)
    assert status == 2
    for path in BROKEN:
        assert path + ":" in err


def test_series_may_be_followed_by_another_option(tmp_path):
    series = os.path.join(TOP, "rules/series/masterplan-2011.xml")
    status, out, err = check("--series", series, "--rules", os.path.join(TOP, "rules"), cwd=tmp_path)
    assert (status, err) == (0, "")
    assert "5 events" in out


def settings(folder, rules):
    path = folder / "mailbot.conf"
    path.write_text(f'''
        inbox = {{ host = "h"; user = "u"; password_file = "p"; }};
        outbox = {{ host = "h"; }};
        sender = {{ address = "a@b.example"; name = "N"; }};
        contact = {{ person = "P"; phone = "1"; }};
        register = "r"; key = "k"; rules = "{rules}";
    ''')
    return str(path)


def test_the_folder_comes_from_the_settings(tmp_path):
    path = settings(tmp_path, "not-there")
    for words, environment, cwd in (["--config", path], {}, TOP), ([], {"MAILBOT_CONFIG": path}, TOP), ([], {}, tmp_path):
        status, out, err = check(*words, cwd=cwd, **environment)
        assert (status, out) == (2, "")
        assert err.endswith("not-there: No such file or directory, expected the folder of rules (--rules DIR, or the setting 'rules')\n")
    path = settings(tmp_path, os.path.join(TOP, "rules"))
    assert check("--config", path)[0] == 0


@pytest.fixture
def copied(tmp_path):
    for name in "rules", "templates":
        shutil.copytree(os.path.join(TOP, name), tmp_path / name)
    return tmp_path


def test_no_shipped_file_is_missed_in_silence(copied):
    """A folder that was copied in half: each file is missed, and named."""
    names = sorted(path.relative_to(copied) for path in copied.rglob("*") if path.is_file())
    names = [name for name in names if name.parts[1] != "series" and name.name != "README.md"]
    assert len(names) > 140
    hidden = copied / ".hidden"
    for name in [*names[::16], *(name for name in names if name.name in ("mailing.txt", "staff.txt"))]:
        (copied / name).rename(hidden)
        status, out, err = check(cwd=copied)
        assert status == 2 and name.name in err, name
        hidden.rename(copied / name)
    for name in names:
        if name.parts[1] in ("language", "sentences") and not name.name.startswith(("de", "ru")):
            (copied / name).unlink()
    status, out, err = check(cwd=copied)
    assert (status, out) == (2, "")
    assert "rules/language/tr.xml is missing, expected all files of rules that this mailbot came with" in err
    assert "language/en-why.xml is missing" in err and "sentences/en.txt is missing" in err and "de-days" not in err


def test_a_language_that_nobody_wants_has_nothing_in_it(copied):
    (copied / "rules/language/ar.xml").write_text('<language code="ar" acts="no"/>\n')
    (copied / "rules/language/de-days.xml").write_text('<language code="de" acts="yes">\n</language>\n')
    (copied / "rules/language/nl.xml").write_text('<language code="nl" acts="no"/>\n')
    assert check(cwd=copied)[0] == 0
    (copied / "rules/language/de-days.xml").write_text("")
    assert check(cwd=copied)[0] == 2, "where the disk was full nobody wanted it so"


def test_wrong_settings_are_named_too():
    status, out, err = check("--config", "tests/broken/settings/twice.conf")
    assert (status, out) == (2, "")
    assert err == "tests/broken/settings/twice.conf:18: 'register' is given twice, expected once\n"


@pytest.mark.parametrize("element, expected", [
    ('<words sense="comming">x</words>', "<words>: attribute 'sense' is 'comming', expected a sense, such as come; rules/language.xsd lists them"),
    ('<month n="13">x</month>', "<month>: attribute 'n' is '13', expected a month from 1 to 12"),
    ('<month n="0">x</month>', "<month>: attribute 'n' is '0', expected a month from 1 to 12"),
    ('<weekday n="8">x</weekday>', "<weekday>: attribute 'n' is '8', expected a weekday from 1, Monday, to 7"),
    ('<verb sense="come" endings="e"/>', "a verb has forms that are whole words, or a stem and the id of its endings: ''"),
    ('<verb sense="come" stem="trudel"/>', "a verb has forms that are whole words, or a stem and the id of its endings: 'trudel'"),
    ('<verb sense="come" stem="trudel"><form is="1sg">e</form></verb>',
     "a verb has forms that are whole words, or a stem and the id of its endings: 'trudel'"),
    # rules that contradict each other
    ('<number n="6">fünf</number>', "'fünf' is number 5 in {de}, expected the same here, not 6"),
    ('<month n="2">März</month>', "'März' is month 3 in {de}, expected the same here, not 2"),
    ('<weekday n="3">Freitag</weekday>', "'Freitag' is weekday 5 in {de}, expected the same here, not 3"),
    ('<ordinal n="7">dritten</ordinal>', "'dritten' is ordinal 3 in {de}, expected the same here, not 7"),
])
def test_a_wrong_entry_of_a_language(tmp_path, element, expected):
    rules = tmp_path / "rules"
    shutil.copytree(os.path.join(TOP, "rules"), rules)
    (rules / "language/zz-site.xml").write_text(f'<language code="de" acts="yes">\n\t{element}\n</language>\n')
    status, _, err = check("--rules", str(rules))
    before, _, after = expected.partition("{de}")
    assert status == 2 and err.startswith(f"{rules}/language/zz-site.xml:2: {before}") and err.endswith(f"{after}\n")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("words", ["", "chek", "check --rule", "check x", "check --nothing", "check --series"])
def test_usage(words):
    done = subprocess.run([ROBOT, "rules", *words.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=TOP)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"usage: mailbot rules check" in done.stderr
