"""What the show says and how it looks: ink, headings, a letter and its answer. Nothing here knows servers or robot."""
import os
import shutil
import sys
import textwrap
import unicodedata

DAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
MONTHS = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
WIDTH = min(shutil.get_terminal_size((100, 24)).columns, 100)
TTY = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
faults = []


def ink(code, text):
    return f"\033[{code}m{text}\033[0m" if TTY else text


def fault(text):
    faults.append(text)
    print(ink("1;31", f"  !! {text}"), flush=True)


def german(day):
    return f"{DAYS[day.weekday()]}, {day.day}. {MONTHS[day.month - 1]} {day.year}"


def clean(text):
    """What a stranger wrote, safe for a terminal."""
    return "".join(c if c in "\n\t" or c.isprintable() else "?" for c in text)


def heading(text):
    print("\n" + ink("1;36", f"━━ {text} " + "━" * max(WIDTH - len(text) - 4, 4)) + "\n", flush=True)


def mishap(text, detail):
    """What befalls the robot, and what then stands where."""
    print("  " + ink("1;33", "⚡ " + text), flush=True)
    for line in textwrap.wrap(detail, WIDTH - 6):
        print("     " + line, flush=True)


def show_answer(mail, title="Antwort"):
    inner = WIDTH - 8
    print("      " + ink("2", "╭─ ") + ink("1", title) + ink("2", " " + "─" * (inner - 4 - len(title)) + "╮"))
    row = lambda text, code="0": print("      " + ink("2", "│ ") + ink(code, text) + " " * max(inner - 2 - columns(text), 0) + ink("2", "│"))
    for text in (f"An: {mail['To']}", f"Betreff: {mail['Subject']}"):
        for piece in textwrap.wrap(text, inner - 3):
            row(piece, "2")
    row("")
    for line in mail.get_body(("plain",)).get_content().rstrip().splitlines():
        for piece in textwrap.wrap(line, inner - 3, replace_whitespace=False) or [""]:
            row(piece)
    print("      " + ink("2", "╰" + "─" * (inner - 1) + "╯"))


def columns(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
