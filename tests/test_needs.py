"""What guests need, as a letter says it: listed where it is needed, in their words, and not where it is denied."""
import json
import subprocess

from house import MAILBOT, PATIENCE, TOP, letter

NEEDS = [
    ("Ich habe eine Nussallergie.", [("food", "Nussallergie")]),
    ("Ich habe eine Laktoseunvertraeglichkeit.", [("food", "Laktoseunvertraeglichkeit")]),
    ("Ich habe eine Nussallergie und brauche eine türkische Dolmetscherin.", [("food", "Nussallergie"), ("interpreter", "Dolmetscherin")]),
    ("Ich sitze im Elektrorollstuhl.", [("access", "Elektrorollstuhl")]),
    ("Ich esse kein Fleisch.", [("food", "kein Fleisch")]),
    ("Ich brauche einen Stuhl mit Lehne.", [("other", "brauche einen Stuhl mit Lehne")]),
    ("Wir benötigen einen Infostand.", [("other", "Infostand")]),
    ("Ich brauche keinen Parkplatz, aber einen Rollstuhlplatz.", [("access", "Rollstuhlplatz")]),
    ("Bitte keine Nüsse.", [("food", "Nüsse")]),
    ("Ich brauche keine Dolmetschung.", []),
    ("Einen Parkplatz brauche ich nicht.", []),
    ("Ein Dolmetscher ist nicht nötig.", []),
    ("Ich habe keine Allergien.", []),
    ("Der Rollstuhl meiner Mutter bleibt zu Hause.", []),
    ("I have a nut allergy.", [("food", "nut allergy")]),
    ("I don't have any allergies.", []),
]


def test_needs(tmp_path):
    files = []
    for i, (text, _) in enumerate(NEEDS):
        german = "I " not in text
        body = "Ich komme zum Kongress. " if german else "I will attend the congress. "
        files.append(tmp_path / f"{i}.eml")
        files[-1].write_bytes(letter("kim@gast.example", body + text + "\n", date="Mon, 31 Jan 2011 10:00:00 +0100"))
    done = subprocess.run([MAILBOT, "read", "--json", *files], cwd=TOP, capture_output=True, timeout=PATIENCE, check=True)
    for (text, want), line in zip(NEEDS, done.stdout.splitlines()):
        reading = json.loads(line)
        words = reading["text"].encode()
        got = [(need["what"], words[slice(*need["span"])].decode()) for need in reading.get("needs", [])]
        assert got == want, (text, got)
        assert ("special-need" in reading["reasons"]) == bool(want), (text, reading["reasons"])
