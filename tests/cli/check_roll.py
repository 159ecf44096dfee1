"""Rolls a plan from outside: files of a week as they come, what is refused, and that nothing is left half-written.

Usage: check_roll.py PROGRAM
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = str(Path(sys.argv[1]).resolve())
PLAN = {
    "allot": 1, "name": "desk", "start": "2024-01-01", "end": "2024-03-01",
    "products": {"gpu": {}}, "organisations": {"a": {"label": "Alpha"}, "b": {}},
    "suppliers": {"maker": {
        "supply": {"plan": {"product": "gpu", "from": "2024-01-01", "until": "2024-02-26", "every": "1w", "rate": "10/w"}},
        "routes": {"default": [{"stage": "truck", "delay": "3d"}]}}},
    "orders": {"a1": {"organisation": "a", "supplier": "maker", "product": "gpu", "units": 30, "due": "2024-02-01"},
               "b1": {"organisation": "b", "supplier": "maker", "product": "gpu", "units": 30, "due": "2024-02-01"}},
}
failures = []


def check(claim, holds, shown=""):
    if not holds:
        failures.append(f"{claim}\n{shown}")


def allot(folder, *arguments):
    done = subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def week_of(folder, **files):
    week = folder / "week"
    week.mkdir()
    for name, text in files.items():
        (week / f"{name}.csv").write_text(text, encoding="utf-8")


def roll(folder, *more):
    return allot(folder, "roll", "plan.json", "--to", "2024-01-10", "-o", "next.json", *more)


def fresh():
    folder = Path(tempfile.mkdtemp())
    (folder / "plan.json").write_text(json.dumps(PLAN), encoding="utf-8")
    return folder


def metrics(folder, file):
    return json.loads(allot(folder, "run", file, "--format", "json")[1])["metrics"]


def a_week_as_planned_leaves_the_plan_as_it_was():
    folder = fresh()
    week_of(folder, received="units,date\n10,2024-01-01\n10,2024-01-08\n",
            shipped="order,units,date,delivered\na1,5,2024-01-01,2024-01-04\nb1,5,2024-01-01,2024-01-04\n"
                    "a1,5,2024-01-08,\nb1,5,2024-01-08,\n", cancelled="order,units,date\n")
    status, said, errors = roll(folder, "--actuals", "week")
    check("a week as planned is taken", status == 0 and "all went as planned" in said, said + errors)
    check("and adds its date alone", set(json.loads((folder / "next.json").read_text())) == {"allot", "extends", "as_of"})
    check("and changes no metric", metrics(folder, "plan.json") == metrics(folder, "next.json"))


def what_does_not_add_up_is_refused():
    folder = fresh()
    week_of(folder, shipped="order,units,date\na1,28,2024-01-03\n")
    status, said, errors = roll(folder, "--actuals", "week")
    check("it is refused with the list", status == 3 and "explain no more than 10" in " ".join(said.split()), said + errors)
    check("and nothing is written", not (folder / "next.json").exists())
    status, said, errors = roll(folder, "--actuals", "week", "--go-on")
    check("unless told to go on", status == 0 and (folder / "next.json").exists(), said + errors)
    check("and what it wrote is a scenario", allot(folder, "validate", "next.json")[0] == 0)
    notes = json.loads(roll(folder, "--actuals", "week", "--format", "json")[1])["notes"]
    check("other programs read it too", any(it["contradicts"] and it["id"] == "a1" for it in notes), notes)


def rows_that_do_not_read_are_all_named():
    folder = fresh()
    week_of(folder, shipped="order,units,date\na2,5,2024-01-01\nb1,x,2024-01-01\n",
            cancelled="order,units,date\nb1,5,yesterday\n")
    status, _, errors = roll(folder, "--actuals", "week")
    check("three errors with their places", status == 3 and "shipped.csv:2:1" in errors
          and "shipped.csv:3:4" in errors and "cancelled.csv:2:6" in errors, errors)
    check("and the nearest name", "did you mean 'a1'?" in errors, errors)
    (folder / "week" / "shipped.csv").write_text("ordr,units,date\n", encoding="utf-8")
    check("also of a column", "did you mean 'order'?" in roll(folder, "--actuals", "week")[2])


def what_is_not_read_is_said():
    folder = fresh()
    week_of(folder, other="order,units\n", cancelled="order,units,date\n")
    status, _, errors = roll(folder, "--actuals", "week")
    check("a file that is not read is named", status == 0 and "other.csv" in errors, errors)
    folder = fresh()
    (folder / "empty").mkdir()
    status, _, errors = roll(folder, "--actuals", "empty")
    check("a folder of which nothing is read is no week as planned",
          status == 4 and "nothing to read in empty" in " ".join(errors.split()) and "received, shipped" in errors, errors)


def command_lines_that_are_wrong():
    folder = fresh()
    for arguments, wanted, words in (
            (("--to", "2023-01-01", "-o", "next.json"), 2, "is not after"),
            (("--to", "2024-03-01", "-o", "next.json"), 2, "not before the end"),
            (("--to", "soon", "-o", "next.json"), 2, "expected a date"),
            (("--to", "2024-01-10", "-o", "plan.json"), 2, "cannot be it"),
            (("--to", "2024-01-10", "-o", "../next.json"), 2, "write it beside that"),
            (("--to", "2024-01-10", "-o", "next.json", "--actuals", "nowhere"), 4, "cannot read nowhere")):
        status, _, errors = allot(folder, "roll", "plan.json", *arguments)
        check(f"roll {' '.join(arguments)}", status == wanted and words in errors, f"{status} {errors}")
    check("nothing was written", sorted(it.name for it in folder.iterdir()) == ["plan.json"])


for test in (a_week_as_planned_leaves_the_plan_as_it_was, what_does_not_add_up_is_refused,
             rows_that_do_not_read_are_all_named, what_is_not_read_is_said, command_lines_that_are_wrong):
    test()
print("\n".join(failures) if failures else "all as claimed")
sys.exit(bool(failures))
