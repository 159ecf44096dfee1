#!/usr/bin/env python3
"""The page of `report`: from a scenario and from its answers the same bytes, safely written, and what can be wrong with
what it is made of. Usage: check_report.py PROGRAM"""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = os.path.abspath(sys.argv[1])
SCENARIO = {"allot": 1, "name": "small", "start": "2024-01-01", "end": "2024-06-01", "products": {"h100": {"lot": 8}},
            "organisations": {"lab": {}, "shop": {}},
            "suppliers": {"maker": {"supply": {"weekly": {"product": "h100", "from": "2024-01-01", "until": "2024-05-01", "every": "1w", "rate": "40/w"}}}},
            "orders": {"o1": {"organisation": "lab", "supplier": "maker", "product": "h100", "units": 160, "due": "2024-02-01"},
                       "o2": {"organisation": "shop", "supplier": "maker", "product": "h100", "units": 80, "due": "2024-02-01"}},
            "variants": {"given": {"interventions": {"gift": {"at": "2024-01-02", "divert": {"product": "h100", "units": 40, "from": "lab", "to": "shop"}}}}}}
failures = []


def check(what, holds, seen=""):
    if not holds:
        failures.append(f"{what}: {seen}"[:600])


def call(*arguments, folder):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=120, cwd=folder)
    return done.returncode, done.stdout, " ".join(done.stderr.split())


def written(folder, *arguments):
    status, out, err = call(*arguments, folder=folder)
    check(f"{arguments} is done", status == 0, err)
    return out


def commands_of(page):
    """The commands that a page says it was made by."""
    text = re.search(r'<pre id="cmd">(.*?)</pre>', page, re.S).group(1)
    return [line.split()[1:] for line in text.splitlines()]


def check_same_bytes(folder):
    for name, arguments in {"compared": ["small.json", "--flips", "3"], "one": ["small.json", "--variants", "given", "--baseline", "base"],
                            "alone": ["alone.json", "--seed", "5"]}.items():
        written(folder, "report", *arguments, "-n", "20", "-o", f"{name}.html")
        page = (folder / f"{name}.html").read_bytes()
        answers = []
        for command in commands_of(page.decode()):
            answers.append(f"{name}-{command[0]}")
            written(folder, *command, "--out", answers[-1])
        check(f"{name}: answers give the bytes of the scenario", len(answers) >= 2, answers)
        written(folder, "report", *answers, "-o", "again.html")
        check(f"{name}: the same from answers", (folder / "again.html").read_bytes() == page)
        printed = written(folder, "report", *[f"{it}/answer.json" for it in answers], "-o", "-")
        check(f"{name}: the same printed", printed.encode() == page)


def check_standard_input(folder):
    for name in ("alone.json", "small.json"):
        done = subprocess.run([PROGRAM, "report", "-", "-n", "5", "--flips", "0", "-o", "-"], input=(folder / name).read_text(), capture_output=True, text=True, timeout=120, cwd=folder)
        check(f"{name} from standard input is a page", done.returncode == 0 and "</html>" in done.stdout, done.stderr)


def check_commands_are_clean(folder):
    page = written(folder, "report", str(folder / "small.json"), "-n", "5", "--flips", "0", "--threads", "1", "--quiet", "-o", "-")
    main = commands_of(page)[0]
    check("a page names no folder, no thread and no file of its own", main == ["compare", "small.json", "-n", "5", "--flips", "0"], main)
    check("nowhere", str(folder) not in page)


def check_refusals(folder):
    answer = json.loads((folder / "compared-compare" / "answer.json").read_text())
    (folder / "newer.json").write_text(json.dumps(dict(answer, allot={"version": "9", "format": 2})))
    (folder / "older.json").write_text(json.dumps(dict(answer, allot={"version": "0", "format": 0})))
    broken = json.loads(json.dumps(answer))
    broken["tables"][0]["rows"][0].pop()
    (folder / "broken.json").write_text(json.dumps(broken))
    (folder / "cut.json").write_text(json.dumps(answer)[:-20])
    why = json.loads((folder / "compared-explain" / "answer.json").read_text())
    (folder / "other.json").write_text(json.dumps(dict(why, provenance=dict(why["provenance"], scenario="other"))))
    (folder / "empty").mkdir()
    compared = "compared-compare/answer.json"
    for what, arguments, wanted, words in [
            ("a newer format", ["newer.json"], 3, "this answer has format 2, and this program reads format 1"),
            ("an older format", ["older.json"], 3, "this answer has format 0"),
            ("a broken table", ["broken.json"], 3, "/tables/0/rows/0: expected 3 cells"),
            ("an answer cut short", ["cut.json"], 3, "this is no JSON"),
            ("a folder without an answer", ["empty"], 4, "there is no answer.json in empty"),
            ("a file that is not there", ["nowhere.json"], 4, "nowhere.json"),
            ("two answers of compare", [compared, compared], 2, "two of the answers are of run or compare"),
            ("answers of two scenarios", [compared, "other.json"], 2, "the answers are of two scenarios, 'small' and 'other'"),
            ("explain alone", ["compared-explain"], 2, "a page needs an answer of run or compare; found explain alone"),
            ("a scenario and an answer", ["small.json", compared], 2, "both were given"),
            ("a question to answers", [compared, "--variant", "given"], 2, "--variant is asked of a scenario"),
            ("replications of answers", [compared, "-n5"], 2, "--replications is asked of a scenario"),
            ("nothing", [], 2, "INPUT"),
            ("a wrong number", ["small.json", "--flips", "x"], 2, "--flips: expected a whole number")]:
        status, out, err = call("report", *arguments, "-o", "refused.html", folder=folder)
        check(f"{what} is refused with {wanted}", status == wanted, (status, err))
        check(f"{what} says why", words in err, err)
        check(f"{what} writes nothing", not out and not list(folder.glob("refused.html*")), os.listdir(folder))
    status, out, err = call("report", "small.json", folder=folder)
    check("no page named", status == 2 and "--output" in err, (status, err))
    status, out, err = call("report", compared, "-o", "", folder=folder)
    check("a page without a name", status == 2 and "-o needs the name of a file" in err, (status, err))


def check_files_of_other_organisations(folder):
    """The second file lacks one that the third has."""
    fewer = json.loads(json.dumps(dict(SCENARIO, variants={})))
    del fewer["organisations"]["shop"], fewer["orders"]["o2"]
    (folder / "fewer.json").write_text(json.dumps(fewer))
    more = json.loads(json.dumps(dict(SCENARIO, variants={})))
    more["orders"]["o2"]["units"] = 400
    (folder / "more.json").write_text(json.dumps(more))
    page = written(folder, "report", "alone.json", "fewer.json", "more.json", "-o", "-")
    check("files of other organisations", page.startswith("<!doctype html>"), page[:99])


def check_writing(folder):
    compared = "compared-compare"
    status, _, err = call("report", compared, "-o", "nowhere/page.html", folder=folder)
    check("no such folder", status == 4 and "there is no folder" in err, (status, err))
    (folder / "page.html").write_text("mine")
    status, _, err = call("report", "newer.json", "-o", "page.html", folder=folder)
    check("a page that was there stays where the new one fails", (folder / "page.html").read_text() == "mine")
    written(folder, "report", compared, "-o", "page.html")
    check("and is replaced where it is done", (folder / "page.html").read_text().startswith("<!doctype html>"))
    check("nothing is left beside it", not list(folder.glob("page.html.part*")))
    locked = folder / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    if os.geteuid() != 0:
        status, _, err = call("report", compared, "-o", "locked/page.html", folder=folder)
        check("a folder that may not be written to", status == 4, (status, err))


with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    (folder / "small.json").write_text(json.dumps(SCENARIO))
    (folder / "alone.json").write_text(json.dumps({key: it for key, it in SCENARIO.items() if key != "variants"}))
    check_same_bytes(folder)
    check_standard_input(folder)
    check_commands_are_clean(folder)
    check_refusals(folder)
    check_files_of_other_organisations(folder)
    check_writing(folder)
print("\n".join(failures) or "the page is the same wherever it comes from, and whole or not there")
sys.exit(bool(failures))
