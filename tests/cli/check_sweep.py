"""Sweeps from outside: the same bytes whoever computes, nothing lost when it is killed, and what is refused.

Usage: check_sweep.py PROGRAM
"""

import csv
import hashlib
import io
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = str(Path(sys.argv[1]).resolve())
HALL = {
    "allot": 1, "name": "hall", "start": "2024-01-01", "end": "2024-07-01",
    "products": {"gpu": {}}, "organisations": {"lab": {"label": "The lab"}, "rival": {}},
    "parameters": {"units": {"value": 200, "label": "Units of the lab"}},
    "sites": {"hall": {"organisation": "lab", "room": {"main": {"at": "2024-03-01", "add": 500}}}},
    "suppliers": {"maker": {
        "supply": {"plan": {"product": "gpu", "from": "2024-01-01", "until": "2024-05-27", "every": "1w", "rate": "20/w"}},
        "routes": {"default": [{"stage": "truck", "delay": {"exponential": {"mean": "9d"}}}]}}},
    "orders": {"l": {"organisation": "lab", "supplier": "maker", "product": "gpu", "due": "2024-03-01",
                     "units": {"parameter": "units"}},
               "r": {"organisation": "rival", "supplier": "maker", "product": "gpu", "units": 200, "due": "2024-03-01"}},
    "variants": {"early": {"sites": {"hall": {"room": {"main": {"at": "2024-02-01"}}}}}},
}
AXES = ("--vary", "/sites/hall/room/main/at=2024-02-15,2024-03-01,2024-04-01,2024-05-01", "--vary",
        "/parameters/units=100,150,200")
POINTS = 12
failures = []


def check(claim, holds, shown=""):
    if not holds:
        failures.append(f"{claim}\n{shown}")


def allot(folder, *arguments, **more):
    done = subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, check=False, **more)
    return done.returncode, done.stdout, done.stderr


def fresh():
    folder = Path(tempfile.mkdtemp())
    (folder / "hall.json").write_text(json.dumps(HALL), encoding="utf-8")
    return folder


def sweep(folder, name, *more, n="300", **options):
    return allot(folder, "sweep", "hall.json", *AXES, "-n", n, "-o", name, *more, **options)


def bytes_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(claim, done, status, *words):
    code, out, error = done
    check(f"{claim}: exit {code}, not {status}", code == status, error + out)
    for word in words:
        check(f"{claim}: '{word}' is said", word in error, error)


def alone(folder, *names):
    return sorted(path.name for path in folder.iterdir()) == sorted(["hall.json", *names])


def whoever_computes_the_bytes_are_the_same():
    folder = fresh()
    for threads in ("1", "2", "7"):
        code, _, error = sweep(folder, f"{threads}.db", "--threads", threads)
        check("a sweep ends well", code == 0, error)
    for part in range(1, 6):
        sweep(folder, f"part{part}.db", "--shard", f"{part}/5")
    for order in ((3, 1, 5, 2, 4), (5, 4, 3, 2, 1)):
        name = "".join(map(str, order)) + ".db"
        code, _, error = allot(folder, "merge", *(f"part{part}.db" for part in order), "-o", name)
        check("parts merge in any order", code == 0, error)
    names = ["1.db", "2.db", "7.db", "31524.db", "54321.db"]
    check("one thread, more, parts: the same bytes", len({bytes_of(folder / name) for name in names}) == 1)
    sweep(folder, "whole-in-one.db", "--shard", "1/1")
    check("one part of one is the whole", bytes_of(folder / "whole-in-one.db") == bytes_of(folder / "1.db"))
    check("no other file is left", alone(folder, "whole-in-one.db", *names, *(f"part{k}.db" for k in range(1, 6))),
          str(list(folder.iterdir())))
    shutil.rmtree(folder)


def a_point_says_what_run_says():
    folder = fresh()
    sweep(folder, "s.db")
    database = sqlite3.connect(folder / "s.db")
    check("SQLite finds it whole", database.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    check("it is a plain file", database.execute("PRAGMA journal_mode").fetchone() == ("delete",))
    check("all points are there", database.execute("SELECT count(*) FROM points").fetchone() == (POINTS,))
    for point, at, units, mean, low in database.execute(
            "SELECT point, at, units, mean, ci95_low FROM results WHERE entity = 'lab' AND metric = 'online_gpu_days'"):
        run = json.loads(allot(folder, "run", "hall.json", "-n", "300", "--set", f"/sites/hall/room/main/at={at}", "--set",
                               f"/parameters/units={units:g}", "--format", "json")[1])
        lab = run["metrics"]["organisation"]["lab"]["online_gpu_days"]
        check(f"point {point} is what run says", (lab["mean"], lab["ci95"][0]) == (mean, low), f"{lab} {mean} {low}")
        hashes = database.execute("SELECT hash FROM points WHERE point = ?", (point,)).fetchone()[0]
        check(f"and of the same scenario as run's, {point}", hashes == run["scenario"]["hash"], hashes)
    facts = dict(database.execute("SELECT name, value FROM facts"))
    check("the scenario's own text is in it", json.loads(facts["text"])["name"] == "hall", facts["text"][:200])
    check("a unit stands beside each metric",
          database.execute("SELECT DISTINCT unit FROM metrics WHERE metric = 'online_gpu_days'").fetchall() == [("GPU-days",)])
    check("labels are there", database.execute(
        "SELECT DISTINCT label FROM results WHERE entity = 'lab' AND kind = 'organisation'").fetchall() == [("The lab",)])
    database.close()
    shutil.rmtree(folder)


def killed_at_any_moment_nothing_finished_is_lost():
    folder = fresh()
    started = time.monotonic()
    sweep(folder, "undisturbed.db", n="2500")
    whole = time.monotonic() - started
    dice = random.Random(17)
    most_kept = 0
    for moment in sorted(dice.uniform(0.02, 1.0) * whole for _ in range(20)):
        with subprocess.Popen([PROGRAM, "sweep", "hall.json", *AXES, "-n", "2500", "-o", "killed.db", "--quiet"], cwd=folder,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(moment)
            process.send_signal(signal.SIGKILL)
        kept = -1
        if (folder / "killed.db").exists():
            database = sqlite3.connect(folder / "killed.db")
            check("killed, it opens clean", database.execute("PRAGMA integrity_check").fetchone() == ("ok",))
            rows = dict(database.execute("SELECT point, count(*) FROM metrics GROUP BY point"))
            points = [row[0] for row in database.execute("SELECT point FROM points")]
            check("a point is whole or not there", set(rows) == set(points) and len(set(rows.values())) <= 1, str(rows))
            kept = len(points)
            database.close()
        most_kept = max(most_kept, kept)
        code, _, error = sweep(folder, "killed.db", "--resume", n="2500")
        check(f"it goes on after {moment:.2f} s", code == 0, error)
        check(f"and ends as if nothing had been, {moment:.2f} s, {kept} kept",
              bytes_of(folder / "killed.db") == bytes_of(folder / "undisturbed.db"))
        (folder / "killed.db").unlink(missing_ok=True)
    check("some were killed with points done", most_kept > 0, str(most_kept))
    check("no other file is left", alone(folder, "undisturbed.db"), str(list(folder.iterdir())))
    shutil.rmtree(folder)


def an_interrupt_keeps_what_is_finished():
    folder = fresh()
    with subprocess.Popen([PROGRAM, "sweep", "hall.json", *AXES, "-n", "40000", "-o", "s.db", "--threads", "1"], cwd=folder,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        for _ in range(1000):
            time.sleep(0.01)
            if (folder / "s.db").exists():
                database = sqlite3.connect(folder / "s.db")
                done = database.execute("SELECT count(*) FROM points").fetchone()[0]
                database.close()
                if done > 0:
                    break
        process.send_signal(signal.SIGINT)
        error = process.stderr.read()
    check("interrupted it says so, and how to go on", process.returncode == 130 and "--resume" in error, error)
    check("one file is left", alone(folder, "s.db"), str(list(folder.iterdir())))
    shutil.rmtree(folder)


def other_sweeps_and_files_are_refused():
    folder = fresh()
    sweep(folder, "s.db")
    before = bytes_of(folder / "s.db")
    refused("a file that is there", sweep(folder, "s.db"), 4, "there already", "--resume")
    refused("another number of replications", sweep(folder, "s.db", "--resume", n="301"), 4, "replications is 300 there and 301")
    refused("another seed", sweep(folder, "s.db", "--resume", "--seed", "2"), 4, "seed is 1 there and 2")
    refused("another scenario", sweep(folder, "s.db", "--resume", "--set", "/end=2024-06-01"), 4, "hash is")
    refused("another design", allot(folder, "sweep", "hall.json", "--vary", "/parameters/units=1,2", "-n", "300", "-o", "s.db",
                                    "--resume"), 4, "other points")
    refused("another part", sweep(folder, "s.db", "--resume", "--shard", "1/2"), 4, "shard is 1/1 there and 1/2")
    check("the same once more changes nothing", sweep(folder, "s.db", "--resume")[0] == 0)
    check("and nothing was lost", bytes_of(folder / "s.db") == before)
    (folder / "text.db").write_text("no database at all, but a text that is long enough to be read as one\n" * 40)
    refused("a text", sweep(folder, "text.db", "--resume"), 4, "no SQLite database")
    with sqlite3.connect(folder / "foreign.db") as foreign:
        foreign.execute("CREATE TABLE facts (x)")
    refused("somebody else's database", sweep(folder, "foreign.db", "--resume"), 4, "no database of a sweep")
    shutil.copy(folder / "s.db", folder / "newer.db")
    newer = sqlite3.connect(folder / "newer.db")
    newer.execute("PRAGMA user_version = 99")
    newer.commit()
    newer.close()
    refused("a newer one", sweep(folder, "newer.db", "--resume"), 4, "newer version")
    refused("a newer one, asked", allot(folder, "query", "newer.db"), 4, "newer version")
    refused("a folder that is not there", sweep(folder, "no/s.db"), 4, "no/s.db")
    (folder / "cut.db").write_bytes((folder / "s.db").read_bytes()[:5000])
    code, _, error = allot(folder, "query", "cut.db", "results")
    check("a database that is cut off", code == 4 and "damaged" in error, error)
    shutil.rmtree(folder)


def what_cannot_be_written_is_said_and_kept():
    folder = fresh()
    sweep(folder, "half.db", "--shard", "1/2")
    locked = sqlite3.connect(folder / "half.db", isolation_level=None)
    sweep(folder, "unfinished.db", n="20", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)))
    code, _, error = sweep(folder, "full.db", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000)))
    check("where no more can be written it is said", code == 4 and "full.db" in error, error)
    code, _, error = sweep(folder, "full.db", "--resume")
    check("and nothing is lost by it", code == 0, error)
    sweep(folder, "whole.db")
    check("nor other than undisturbed", bytes_of(folder / "full.db") == bytes_of(folder / "whole.db"))
    locked.close()
    shutil.rmtree(folder)


def a_locked_database_is_waited_for_and_then_refused():
    folder = fresh()
    (folder / "s.db").unlink(missing_ok=True)
    with subprocess.Popen([PROGRAM, "sweep", "hall.json", *AXES, "-n", "20000", "-o", "s.db", "--quiet"], cwd=folder,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(2000):
            if (folder / "s.db").exists():
                break
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    other = sqlite3.connect(folder / "s.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused("locked by another", sweep(folder, "s.db", "--resume", n="20000"), 4, "locked")
    other.execute("ROLLBACK")
    other.close()
    shutil.rmtree(folder)


def parts_that_do_not_make_a_whole_are_refused():
    folder = fresh()
    for part in (1, 2, 3):
        sweep(folder, f"{part}.db", "--shard", f"{part}/3")
    sweep(folder, "other.db", "--shard", "2/3", "--seed", "2")
    sweep(folder, "half.db", "--shard", "1/2")
    refused("a gap", allot(folder, "merge", "1.db", "3.db", "-o", "m.db"), 4, "4 of 12 points are in none", "4, 5, 6, 7")
    refused("an overlap", allot(folder, "merge", "1.db", "half.db", "3.db", "-o", "m.db"), 4, "point 0 is in 1.db already")
    refused("the same twice", allot(folder, "merge", "1.db", "1.db", "-o", "m.db"), 4, "already")
    refused("another seed", allot(folder, "merge", "1.db", "other.db", "3.db", "-o", "m.db"), 4, "seed is")
    refused("one that is not there", allot(folder, "merge", "1.db", "none.db", "-o", "m.db"), 4, "none.db")
    check("nothing was written", not (folder / "m.db").exists())
    (folder / "m.db").write_text("mine")
    refused("a file in the way", allot(folder, "merge", "1.db", "2.db", "3.db", "-o", "m.db"), 4, "there already")
    check("and stays", (folder / "m.db").read_text() == "mine")
    for text in ("0/3", "4/3", "1", "x/3", "1/0"):
        refused(f"--shard {text}", sweep(folder, "s.db", "--shard", text), 2, "--shard")
    check("no database was begun", not (folder / "s.db").exists())
    more = sweep(folder, "many.db", "--shard", "20/20")
    check("more parts than points is no error", more[0] == 0, more[2])
    shutil.rmtree(folder)


def points_that_make_no_scenario_are_told():
    folder = fresh()
    code, out, error = allot(folder, "sweep", "hall.json", "--vary", "/start=2024-01-01,2024-05-15", "--vary",
                             "/end=2024-06-01,2024-05-01", "-n", "5", "-o", "s.db")
    check("the others are answered", code == 1 and "1 of 4 points" in error and "2024-05-01" in out, out + error)
    rows = json.loads(allot(folder, "query", "s.db", "failures", "--format", "json")[1])
    check("and why is kept", [row["point"] for row in rows] == [3] and "end" in rows[0]["message"], str(rows))
    shutil.rmtree(folder)


def what_is_asked_twice_or_of_nothing_is_refused():
    folder = fresh()
    vary = ("sweep", "hall.json", "--vary", "/parameters/units=1,2", "-n", "5", "-o")
    by_variant = ("sweep", "hall.json", "--vary", "variant=base,early", "-n", "5", "-o", "s.db")
    refused("base alone", allot(folder, *vary, "s.db", "--variants", "base"), 2, "base alone")
    refused("a variant twice", allot(folder, *vary, "s.db", "--variants", "early,early"), 2, "'early' is there twice")
    refused("a variant that is none", allot(folder, *vary, "s.db", "--variants", "erly"), 3, "--variants:1:1", "'early'")
    refused("a variant beside an axis of variants", allot(folder, *by_variant, "--variant", "early"), 2, "variant=early+other")
    refused("compared beside an axis of variants", allot(folder, *by_variant, "--variants", "base,early"), 2, "not both")
    refused("no metric", allot(folder, *vary, "s.db", "--metrics", ""), 2, "--metrics")
    refused("a precision of no metric", allot(folder, *vary, "s.db", "--precision", "organisation.lab.online_gpu_dys=0.1"), 2,
            "online_gpu_days")
    refused("a seed beyond all seeds", allot(folder, "sweep", "hall.json", "--vary", "seed=1,9223372036854775808", "-o", "s.db"), 3,
            "9223372036854775807")
    for name, status in (("-", 2), ("", 2), ("/dev/full", 4), (str(folder), 4)):
        refused(f"-o '{name}'", allot(folder, *vary, name), status)
    check("no database was begun", alone(folder), str(list(folder.iterdir())))
    shutil.rmtree(folder)


def one_seed_is_for_points_and_simulation():
    folder = fresh()
    design = {"axes": {"/parameters/units": "100..300"}, "sample": 4}
    (folder / "seven.json").write_text(json.dumps(design | {"seed": 7}), encoding="utf-8")
    (folder / "none.json").write_text(json.dumps(design), encoding="utf-8")
    common = ("sweep", "hall.json", "-n", "20", "--design")
    allot(folder, *common, "seven.json", "-o", "a.db")
    allot(folder, *common, "none.json", "--seed", "7", "-o", "b.db")
    check("said by the design or by --seed", bytes_of(folder / "a.db") == bytes_of(folder / "b.db"))
    refused("two seeds", allot(folder, *common, "seven.json", "--seed", "8", "-o", "c.db"), 2, "seed 7", "8")
    shutil.rmtree(folder)


def columns_of_axes_are_their_own():
    folder = fresh()
    axes = {"/orders/l/units": [1, 2], "/orders/r/units": [3, 4], "/suppliers/maker/supply/plan/until": ["2024-05-20"]}
    hall = dict(HALL, parameters={"Mean": {"value": 1}, "P50": {"value": 1}, "units": {"value": 1}})
    (folder / "hall.json").write_text(json.dumps(hall), encoding="utf-8")
    (folder / "design.json").write_text(json.dumps({"axes": axes | {"/parameters/Mean": [1], "/parameters/P50": [1]}}))
    code, _, error = allot(folder, "sweep", "hall.json", "--design", "design.json", "-n", "2", "-o", "s.db")
    check("such axes are swept", code == 0, error)
    for view in ("results", "dates"):
        code, out, _ = allot(folder, "query", "s.db", f"SELECT * FROM {view}", "--format", "csv")
        names = out.splitlines()[0].split(",") if code == 0 and out else []
        check(f"columns of {view}", len({it.lower() for it in names}) == len(names) and "/parameters/Mean" in names
              and "/orders/l/units" in names and "until" in names, str(names))
    shutil.rmtree(folder)


def what_is_read_is_not_overwritten():
    folder = fresh()
    sweep(folder, "s.db", n="5")
    (folder / "link.db").symlink_to("s.db")
    before = bytes_of(folder / "s.db")
    refused("export", allot(folder, "export", "s.db", "-o", "./s.db"), 2, "what is read")
    refused("export by a link", allot(folder, "export", "s.db", "-o", "link.db"), 2, "what is read")
    refused("report", allot(folder, "report", "link.db", "-o", "s.db"), 2, "what is read")
    refused("report of a scenario", allot(folder, "report", "hall.json", "-o", "hall.json", "-n", "5"), 2, "what is read")
    check("it is as it was", bytes_of(folder / "s.db") == before)
    shutil.rmtree(folder)


def a_damaged_database_is_told():
    folder = fresh()
    sweep(folder, "s.db", n="5")
    for name, sql in (("no points", "DELETE FROM facts WHERE name = 'points'"), ("no table", "DROP TABLE metrics"),
                      ("no shard", "UPDATE facts SET value = 'x' WHERE name = 'shard'")):
        shutil.copy(folder / "s.db", folder / "d.db")
        with sqlite3.connect(folder / "d.db") as damaged:
            damaged.executescript("PRAGMA writable_schema = ON;" + ("DROP VIEW results;" if "DROP" in sql else "") + sql)
        damaged.close()
        refused(f"{name}, queried", allot(folder, "query", "d.db", "points"), 4, "d.db is damaged")
        refused(f"{name}, reported", allot(folder, "report", "d.db", "-o", "p.html"), 4, "d.db is damaged")
        refused(f"{name}, merged", allot(folder, "merge", "d.db", "-o", "m.db"), 4, "d.db is damaged")
    (folder / "empty.db").write_bytes(b"")
    refused("an empty file", allot(folder, "query", "empty.db"), 4, "no database of a sweep")
    refused("a folder", allot(folder, "query", "."), 4, "it is a folder")
    check("no page and no whole", not (folder / "p.html").exists() and not (folder / "m.db").exists())
    shutil.rmtree(folder)


def questions_only_read():
    folder = fresh()
    sweep(folder, "s.db", "--metrics", "organisation.*.online_gpu_days", "--metrics", "system.fill_rate")
    code, out, _ = allot(folder, "query", "s.db", "SELECT DISTINCT metric FROM metrics ORDER BY 1", "--format", "csv")
    check("metrics are those asked for", (code, out) == (0, "metric\nfill_rate\nonline_gpu_days\n"), out)
    before = bytes_of(folder / "s.db")
    for text in ("DELETE FROM points", "DROP TABLE points", "ATTACH 'x.db' AS x", "PRAGMA user_version = 7",
                 "CREATE TABLE t (x)", "VACUUM INTO 'x.db'"):
        refused(text, allot(folder, "query", "s.db", text), 2)
    refused("two questions", allot(folder, "query", "s.db", "SELECT 1; SELECT 2"), 2, "more than one")
    refused("two columns of a name", allot(folder, "query", "s.db", "SELECT 1 AS a, 2 AS a"), 2, "'a'")
    code, out, _ = allot(folder, "query", "s.db", "SELECT 9007199254740993 AS a, x'00ff' AS b; -- all of it", "--format", "csv")
    check("all digits and bytes are told", (code, out) == (0, "a,b\n9007199254740993,00ff\n"), out)
    refused("no SQL", allot(folder, "query", "s.db", "SELECT FROM"), 2, "syntax error")
    refused("no view", allot(folder, "query", "s.db", "reslts"), 2, "did you mean 'results'")
    refused("a metric that is none", sweep(folder, "t.db", "--metrics", "organisation.lab.online_gpu_dys"), 2, "online_gpu_days")
    check("nothing was changed", bytes_of(folder / "s.db") == before and alone(folder, "s.db"), str(list(folder.iterdir())))
    os.chmod(folder / "s.db", 0o444)
    rows = list(csv.DictReader(io.StringIO(allot(folder, "export", "s.db")[1])))
    lines = [json.loads(line) for line in allot(folder, "export", "s.db", "--format", "jsonl")[1].splitlines()]
    check("CSV and JSON Lines say the same", len(rows) == len(lines) == 3 * POINTS
          and all(float(row["mean"]) == line["mean"] and row["at"] == line["at"] for row, line in zip(rows, lines)))
    code, _, error = allot(folder, "export", "s.db", "results", "-o", "no/where.csv")
    check("where it cannot be written it is said", code == 4 and "no/where.csv" in error, error)
    shutil.rmtree(folder)


def variants_are_compared_in_pairs_at_each_point():
    folder = fresh()
    code, out, error = sweep(folder, "s.db", "--variants", "base,early")
    check("it ends well", code == 0, out + error)
    database = sqlite3.connect(folder / "s.db")
    for at, units, mean, low in database.execute("SELECT at, units, mean, ci95_low FROM changes WHERE entity = 'lab' AND"
                                                 " metric = 'online_gpu_days' AND at = '2024-04-01'"):
        found = json.loads(allot(folder, "compare", "hall.json", "--variants", "early", "-n", "300", "--set",
                                 f"/parameters/units={units:g}", "--format", "json", "--flips", "0")[1])
        lab = found["differences"]["early"]["organisation"]["lab"]["online_gpu_days"]
        check(f"{at} {units}: less is a difference in pairs", low is not None and mean >= 0, f"{mean} {lab}")
    database.close()
    shutil.rmtree(folder)


for test in (whoever_computes_the_bytes_are_the_same, a_point_says_what_run_says, killed_at_any_moment_nothing_finished_is_lost,
             an_interrupt_keeps_what_is_finished, other_sweeps_and_files_are_refused, what_cannot_be_written_is_said_and_kept,
             a_locked_database_is_waited_for_and_then_refused, parts_that_do_not_make_a_whole_are_refused,
             points_that_make_no_scenario_are_told, what_is_asked_twice_or_of_nothing_is_refused,
             one_seed_is_for_points_and_simulation, columns_of_axes_are_their_own, what_is_read_is_not_overwritten,
             a_damaged_database_is_told, questions_only_read, variants_are_compared_in_pairs_at_each_point):
    test()
for failure in failures:
    print(failure)
print(f"{len(failures)} failed")
sys.exit(1 if failures else 0)
