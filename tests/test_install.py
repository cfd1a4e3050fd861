"""`make install` and the unit: what lies where, and how much systemd thinks it is exposed."""
import re
import shutil
import subprocess

import pytest

from house import NOW, TOP, letter

analyze = shutil.which("systemd-analyze")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    root = tmp_path_factory.mktemp("root")
    subprocess.run(["make", "-s", "WERROR=-Werror", "install", f"DESTDIR={root}"], cwd=TOP, check=True, capture_output=True, timeout=600)
    return root / "usr/local"


def test_everything_lies_where_it_is_looked_for(installed):
    for folder in ("rules", "templates"):
        want = sorted(path.relative_to(TOP) for path in (TOP / folder).rglob("*") if path.is_file())
        assert sorted(path.relative_to(installed / "share/mailbot") for path in (installed / "share/mailbot" / folder).rglob("*")
                      if path.is_file()) == want
    assert (installed / "bin/mailbot").stat().st_mode & 0o777 == 0o755
    for name in ("README.md", "mailbot.conf"):
        assert (installed / "share/doc/mailbot" / name).read_text() == (TOP / ("systemd" if "conf" in name else ".") / name).read_text()
    assert b"/usr/local/share/mailbot" in (installed / "bin/mailbot").read_bytes()
    assert "ExecStart=/usr/local/bin/mailbot run" in (installed / "lib/systemd/system/mailbot.service").read_text()


def test_what_the_office_edited_is_not_overwritten(tmp_path):
    """Installed again by a newer mailbot: as packages treat settings."""
    source, there = tmp_path / "source", tmp_path / "there"
    names = ["rules/series/a.xml", "rules/language/de.xml", "rules/language/gone.xml", "rules/language/mine.xml", "templates/de/x.txt", "templates/en/x.txt", "rules/language/ar.xml", "templates/de/y.txt"]

    def install(version, *files):
        for name in files:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_text(f"{name} {version}\n")
        done = subprocess.run([TOP / "systemd/install-data", there, *files], cwd=source, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stderr

    assert install(1, *names) == ""
    (there / "rules/series/a.xml").unlink()
    (there / "rules/language/ar.xml").unlink()
    (there / "templates/de/y.txt").unlink()
    shutil.rmtree(there / "templates/en")
    (there / "templates/de/x.txt").write_text("ours\n")
    (there / "rules/language/mine.xml").write_text("ours\n")
    (there / "rules/series/ours.xml").write_text("ours\n")
    kept = [name for name in names if "gone" not in name and "mine" not in name]
    said = install(2, *kept)
    assert not (there / "rules/series/a.xml").exists(), "a series that was deleted does not live again"
    assert not (there / "templates/en").exists() and "templates/en/x.txt: was deleted" in said
    assert (there / "rules/language/ar.xml").exists() and (there / "templates/de/y.txt").exists(), "mailbot does not start without them"
    assert (there / "rules/language/de.xml").read_text().endswith(" 2\n")
    assert not (there / "rules/language/gone.xml").exists(), "what nobody edited goes with the version that had it"
    assert (there / "rules/language/mine.xml").read_text() == (there / "rules/series/ours.xml").read_text() == "ours\n"
    assert (there / "templates/de/x.txt").read_text() == "ours\n" and (there / "templates/de/x.txt.new").read_text().endswith(" 2\n")
    assert "a.xml: was deleted" in said and "x.txt.new" in said and "mine.xml: was edited" in said
    install(2, *kept)
    assert (there / "templates/de/x.txt").read_text() == "ours\n" and not (there / "rules/series/a.xml").exists()
    (there / "templates/de/x.txt").write_text((there / "templates/de/x.txt.new").read_text())
    install(2, *kept)
    assert not (there / "templates/de/x.txt.new").exists(), "once it is taken over it lies there no more"


def test_what_is_installed_runs(installed, office):
    guest = office.guest()
    office.mailbot = str(installed / "bin/mailbot")
    office.write_settings(rules=str(installed / "share/mailbot/rules"), templates=str(installed / "share/mailbot/templates"))
    office.deliver(letter(guest, "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nJörg Müßiggang\n"))
    office.run(now=NOW)
    assert len(office.mails(guest)) == 1


def test_the_unit_says_what_the_program_needs():
    unit = (TOP / "systemd/mailbot.service").read_text()
    for line in ("Type=notify", "WatchdogSec=", "KillMode=mixed", "LoadCredential=inbox.password:", "StateDirectory=mailbot",
                 "SystemCallArchitectures=native"):
        assert line in unit
    assert int(re.search(r"TimeoutStopSec=(\d+)", unit)[1]) > 32, "longer than a sender may wait for its last answer"


def unit_for(installed, folder):
    """The unit as if what is installed lay in the system."""
    text = (installed / "lib/systemd/system/mailbot.service").read_text()
    unit = folder / "mailbot.service"
    unit.write_text(text.replace("/usr/local/bin/mailbot", str(installed / "bin/mailbot")).replace(
        "/usr/local/share/doc", str(installed / "share/doc")))
    return unit


def group(name):
    """The system calls of a group of systemd's."""
    calls = set()
    for word in subprocess.run([analyze, "syscall-filter", name], capture_output=True, text=True, check=True).stdout.split("\n")[1:]:
        word = word.strip()
        if word and not word.startswith("#"):
            calls |= group(word) if word.startswith("@") else {word}
    return calls


if analyze:  # the tools are not in every machine that builds this

    def test_systemd_finds_no_mistake(installed, tmp_path):
        done = subprocess.run([analyze, "verify", "--man=no", str(unit_for(installed, tmp_path))], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0 and done.stdout + done.stderr == ""

    def test_systemd_finds_it_little_exposed(installed, tmp_path):
        done = subprocess.run([analyze, "security", "--offline=true", "--no-pager", str(unit_for(installed, tmp_path))],
                              capture_output=True, text=True, timeout=60)
        assert float(re.search(r"exposure level for \S+ ([\d.]+)", done.stdout)[1]) <= 1.5, done.stdout


if analyze and shutil.which("strace"):

    def test_the_unit_allows_every_call_that_a_run_makes(installed, office):
        allowed = set()
        for words in re.findall(r"^SystemCallFilter=(.*)$", (TOP / "systemd/mailbot.service").read_text(), re.M):
            named = set().union(*(group(word) if word.startswith("@") else {word} for word in words.lstrip("~").split()))
            allowed = allowed - named if words.startswith("~") else allowed | named
        for _ in range(3):
            office.deliver(letter(office.guest(), "Guten Tag,\n\nzum Fachforum Bildung am 16.02.2011 komme ich gern.\n\nJörg\n"))
        program = [str(installed / "bin/mailbot")]
        office.command = lambda *words: ["strace", "-f", "-qq", "-o", str(office.dir / "trace"), *program, *words]
        office.run(now=NOW)
        made = set(re.findall(r"^\d+ +([a-z_0-9]+)\(", (office.dir / "trace").read_text(errors="replace"), re.M))
        assert len(made) > 40 and "landlock_restrict_self" in made
        assert made - allowed <= {"fchown"}, "SQLite gives its files away, where root runs it; a service is not root"
