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


@pytest.mark.parametrize("what", ["verify", "security"] if analyze else [])
def test_systemd_is_content(installed, tmp_path, what):
    unit = tmp_path / "mailbot.service"
    text = (installed / "lib/systemd/system/mailbot.service").read_text()
    unit.write_text(text.replace("/usr/local/bin/mailbot", str(installed / "bin/mailbot")).replace("/usr/local/share/doc", str(
        installed / "share/doc")))
    if what == "verify":
        done = subprocess.run([analyze, "verify", "--man=no", str(unit)], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0 and done.stdout + done.stderr == ""
    else:
        done = subprocess.run([analyze, "security", "--offline=true", "--no-pager", str(unit)], capture_output=True, text=True, timeout=60)
        assert float(re.search(r"exposure level for \S+ ([\d.]+)", done.stdout)[1]) <= 1.5, done.stdout
