"""`allot fit` from outside: what it says, what it refuses, and what it writes into a scenario.

Usage: check_fit.py PROGRAM
"""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = str(Path(sys.argv[1]).resolve())
TOP = Path(__file__).resolve().parents[2]
ORDERS = (TOP / "data/examples/lead-times/orders.csv").read_text(encoding="utf-8")
DATES = ("orders.csv", "--from", "placed", "--until", "delivered", "--as-of", "2024-06-30")
HALL = """{
  // kept as it is
  "allot": 1, "name": "hall", "start": "2024-01-01", "end": "2024-12-31",
  "products": {"gpu": {}}, "organisations": {"lab": {}},
  "suppliers": {"maker": {
    "supply": {"plan": {"product": "gpu", "from": "2024-01-01", "until": "2024-05-27", "every": "1w", "rate": "20/w"}},
    "routes": {"default": [{"stage": "truck", "delay": "9d"}, {"stage": "door", "delay": "1d", "delay#": "assumed: a day"}]}}},
  "orders": {"l": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 200, "due": "2024-03-01"}}
}
"""
TRUCK, DOOR = "/suppliers/maker/routes/default/0/delay", "/suppliers/maker/routes/default/1/delay"
failures = []


def check(claim, holds, shown=""):
    if not holds:
        failures.append(f"{claim}\n{shown}")


def allot(folder, *arguments):
    done = subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout, done.stderr


def fresh(**files):
    folder = Path(tempfile.mkdtemp())
    (folder / "orders.csv").write_text(ORDERS, encoding="utf-8")
    (folder / "hall.json").write_text(HALL, encoding="utf-8")
    for name, content in files.items():
        (folder / f"{name}.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def refused(claim, done, status, *words):
    code, out, error = done
    check(f"{claim}: exit {code}, not {status}", code == status, error + out)
    for word in words:
        check(f"{claim}: '{word}' is said", word in error, error)


def every_format_says_the_same():
    folder = fresh()
    code, out, error = allot(folder, "fit", *DATES, "--by", "vendor", "--format", "json")
    told = json.loads(out) if code == 0 else {}
    check("all rows come first, then each vendor", [it["group"] for it in told.get("fits", [])] == [None, "harbour", "north"],
          out + error)
    whole = told["fits"][0]
    check("rows are counted", (whole["rows"], whole["open"], whole["closed"]) == (60, 20, 40), str(whole))
    check("dropping open rows would have made them shorter", whole["mean_without_open"] < told["families"][0]["mean"], str(whole))
    rows = list(csv.DictReader(io.StringIO(allot(folder, "fit", *DATES, "--by", "vendor", "--format", "csv")[1])))
    check("CSV has the families", [float(it["aic"]) for it in rows] == [it["aic"] for it in told["families"]], str(rows)[:300])
    tidy = json.loads(allot(folder, "fit", *DATES, "--by", "vendor", "--format", "tidy")[1])
    check("and so has the tidy answer", len(next(it for it in tidy["tables"] if it["id"] == "families")["rows"]) == len(rows))
    table = allot(folder, "fit", *DATES, "--by", "vendor", "--plot")[1]
    check("no line is wider than a terminal", max(map(len, table.splitlines())) <= 80, table)
    check("and none is there for nothing", "\n\n\n" not in table, table)
    check("the snippet is one that a scenario takes", whole["written"] in table, table)
    check("what it rests on is said", "Assumed: rows are independent" in table and "last looked at" in table, table)
    check("the same once more", allot(folder, "fit", *DATES, "--by", "vendor", "--plot")[1] == table)
    one = fresh(one="days,v\n3,a\n5,a\n9,a\n", each="days,v\n3,a\n5,b\n9,c\n")
    told = allot(one, "fit", "one.csv", "days", "--by", "v", "--samples", "0")[1]
    check("one group is said to be all", "All rows say the same in v" in told and "last looked at" not in told, told)
    told = allot(one, "fit", "each.csv", "days", "--by", "v", "--families", "lognormal", "--samples", "0")[1]
    check("groups that cannot be tested are said not to be", "Whether groups of v differ is not tested" in told, told)
    shutil.rmtree(one)
    shutil.rmtree(folder)


def lengths_are_read_as_they_are_written():
    days = [3, 7, 12, 30, 60]
    folder = fresh(plain="days,open\n" + "".join(f"{it},{int(it > 20)}\n" for it in days),
                   words="days;open\r\n".encode() + "".join(f"{it}d;{'yes' if it > 20 else ''}\r\n" for it in days).encode(),
                   marked=b"\xef\xbb\xbfdays,open\n" + "".join(f"{24 * it}h,{'open' if it > 20 else 'no'}\n" for it in days).encode(),
                   bounds="low,high\n" + "".join(f"{it},{'' if it > 20 else it}\n" for it in days))
    first = None
    for name, how in (("plain", ["days", "--censored", "open"]), ("words", ["days", "--censored", "open"]),
                      ("marked", ["days", "--censored", "open"]), ("bounds", ["low", "--upper", "high"])):
        code, out, error = allot(folder, "fit", f"{name}.csv", *how, "--format", "json")
        families = json.loads(out)["families"] if code == 0 else error
        first = first or families
        check(f"{name} says the same", families == first and code == 0, f"{families}\n{first}")
    hours = json.loads(allot(folder, "fit", "plain.csv", "days", "--censored", "open", "--unit", "h", "--format", "json")[1])
    check("--unit says what a number is", abs(hours["families"][0]["mean"] * 24 / first[0]["mean"] - 1) < 1e-6, str(hours)[:200])
    shutil.rmtree(folder)


def what_is_wrong_is_said_at_once():
    folder = fresh(bad="days,open\n1,0\n2,maybe\nx,yes\n-3,no\n,yes\n", none="", head="days\n", twice="days,days\n1,2\n",
                   one="days\n5\n5\n", wait="days,open\n5,1\n6,1\n", late="placed,delivered\n2024-02-01,2024-01-01\n2024-13-01,\n",
                   odd='days\n"3\n4"\nNA\n"3,5"\ninf\n1e400\n', bare="3\n5\n", ragged="days,open\n3,0,9\n4\n,1\n")
    refused("cells", allot(folder, "fit", "bad.csv", "days", "--censored", "open"), 3, "bad.csv:3:3", "bad.csv:4:1", "bad.csv:5:1",
            "bad.csv:6:1", "'maybe'", "below 0")
    refused("columns", allot(folder, "fit", "bad.csv", "dys", "--censored", "opn", "--by", "vendor"), 3, "did you mean 'days'",
            "did you mean 'open'", "'vendor'")
    refused("dates", allot(folder, "fit", "late.csv", "--from", "placed", "--until", "delivered", "--as-of", "2024-06-30"), 3,
            "late.csv:2:12", "late.csv:3:1", "ends before it begins")
    refused("an open row without --as-of", allot(folder, "fit", "orders.csv", "--from", "placed", "--until", "delivered"), 3, "--as-of")
    refused("what is no number", allot(folder, "fit", "odd.csv", "days"), 3, "odd.csv:2:1", "3\\u000a4", "odd.csv:4:1", "'NA'",
            "odd.csv:5:1", "decimal point", "odd.csv:6:1", "'inf'", "odd.csv:7:1", "'1e400'")
    refused("no header", allot(folder, "fit", "bare.csv", "days"), 3, "bare.csv:1:1", "'days'", "there is '3'")
    refused("ragged rows", allot(folder, "fit", "ragged.csv", "days"), 3, "ragged.csv:2:5", "found 3", "ragged.csv:3:1", "found 1")
    refused("no group", allot(folder, "fit", "ragged.csv", "days", "--by", "days"), 3, "ragged.csv:4:1", "the cell is empty")
    refused("an empty file", allot(folder, "fit", "none.csv", "days"), 3, "none.csv:1:1", "empty")
    refused("a column twice", allot(folder, "fit", "twice.csv", "days"), 3, "twice.csv:1:6", "twice")
    refused("no rows", allot(folder, "fit", "head.csv", "days"), 2, "no rows")
    refused("one value", allot(folder, "fit", "one.csv", "days"), 2, "all rows say the same")
    refused("open alone", allot(folder, "fit", "wait.csv", "days", "--censored", "open"), 2, "all rows are open")
    refused("no file", allot(folder, "fit", "nowhere.csv", "days"), 4, "nowhere.csv")
    for claim, options, word in (("no column", [], "name the column"), ("a column and dates", ["days", *DATES[1:]], "not both"),
                                 ("half of the dates", ["--from", "placed"], "give both"),
                                 ("a family that is none", ["days", "--families", "lognorml"], "lognormal"),
                                 ("a unit that is none", ["days", "--unit", "month"], "--unit"),
                                 ("a place without a scenario", ["days", "--at", TRUCK], "give both"),
                                 ("no pointer", ["days", "--into", "hall.json", "--at", "truck"], "POINTER")):
        refused(claim, allot(folder, "fit", "bad.csv", *options), 2, word)
    shutil.rmtree(folder)


def a_fit_is_written_into_a_scenario():
    folder = fresh()
    code, out, error = allot(folder, "fit", *DATES, "--by", "vendor", "--into", "hall.json", "--at", f"north={TRUCK}", "--at", DOOR)
    text = (folder / "hall.json").read_text(encoding="utf-8")
    check("it is written, and said", code == 0 and "hall.json" in error, out + error)
    north, whole = '{"lognormal": {"mu": 3.491333, "sigma": 0.5451154}}', '{"lognormal": {"mu": 3.675321, "sigma": 0.634638}}'
    wanted = HALL.replace('"delay": "9d"}', f'"delay": {north}, "delay#": "estimated: orders.csv, 40 rows of placed to delivered '
                          'where vendor is north, 9 of them open; maximum likelihood"}')
    wanted = wanted.replace('"delay": "1d", "delay#": "assumed: a day"', f'"delay": {whole}, "delay#": "estimated: orders.csv, 60 rows '
                            'of placed to delivered, 20 of them open; maximum likelihood"')
    check("all else is as it was", text == wanted, text)
    check("and it runs", allot(folder, "run", "hall.json", "-n", "20")[0] == 0)
    before = (folder / "hall.json").read_bytes()
    for claim, options, status, word in (
            ("a place that is not there", ["--at", "/suppliers/maker/nowhere"], 3, "/suppliers/maker/nowhere"),
            ("a value that the place does not take", ["--at", "/name"], 3, "hall.json"),
            ("a vendor that is none", ["--by", "vendor", "--at", f"nort={TRUCK}"], 2, "did you mean 'north'"),
            ("a vendor without --by", ["--at", f"north={TRUCK}"], 2, "--by")):
        refused(claim, allot(folder, "fit", *DATES, "--into", "hall.json", *options), status, word)
    refused("a scenario that is not there", allot(folder, "fit", *DATES, "--into", "no.json", "--at", TRUCK), 4, "no.json")
    check("what was there is kept", (folder / "hall.json").read_bytes() == before)
    check("and nothing beside it", sorted(it.name for it in folder.iterdir()) == ["hall.json", "orders.csv"])
    if os.geteuid() != 0:
        os.chmod(folder, 0o500)
        refused("a folder that may not be written", allot(folder, "fit", *DATES, "--into", "hall.json", "--at", TRUCK), 4, "hall.json")
        os.chmod(folder, 0o700)
    shutil.rmtree(folder)


for test in (every_format_says_the_same, lengths_are_read_as_they_are_written, what_is_wrong_is_said_at_once,
             a_fit_is_written_into_a_scenario):
    test()
for failure in failures:
    print(failure)
print(f"{len(failures)} failed")
sys.exit(1 if failures else 0)
