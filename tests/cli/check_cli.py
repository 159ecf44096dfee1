#!/usr/bin/env python3
"""What a person can do wrong at the command line, and what the program answers. Usage: check_cli.py PROGRAM"""
import json
import fcntl
import os
import pty
import re
import struct
import shlex
import subprocess
import sys
import tempfile
import termios
import threading
from pathlib import Path

GOOD = {"allot": 1, "name": "small", "start": "2024-01-01", "end": "2024-06-01", "products": {"h100": {"lot": 8}},
        "organisations": {"lab": {}}, "suppliers": {"maker": {"stock": {"h100": 80}}},
        "orders": {"o1": {"organisation": "lab", "supplier": "maker", "product": "h100", "units": 80}},
        "variants": {"twice": {"orders": {"o1": {"units": 160}}}, "typo": {"orders": {"o2": None}}}}
failures = []
WIDE = {"COLUMNS": "1000"}  # a note is a line
SURROUNDINGS = {name: value for name, value in os.environ.items() if name != "COLUMNS"}


def check(what, holds, seen=""):
    if not holds:
        failures.append(f"{what}: {seen}"[:500])


def call(program, *arguments, stdin=None, env=None):
    done = subprocess.run([program, *arguments], input=stdin, capture_output=True, text=True, timeout=60, env=dict(SURROUNDINGS, **(env or {})))
    return done.returncode, done.stdout, done.stderr


def joined(text):
    """What wrapping made lines of, as one."""
    return " ".join(text.split())


def with_change(change):
    scenario = json.loads(json.dumps(GOOD))
    del scenario["variants"]["typo"]
    change(scenario)
    return json.dumps(scenario)


def numbers(program, good):
    for option, values in {"--seed": ("-3", "1e6", "", "99999999999999999999999", "0x10", " 5"), "-n": ("0", "-1", "1.5", "many"),
                           "--threads": ("0", "-2", "two"), "--replication": ("-1", "x"), "--max-memory": ("8", "nan GB", "-1 GB"),
                           "--precision": ("0.01", "system.online_gpu_days=nan", "system.online_gpu_days=0", "", ",", "system.online_gpu_days=0.1,system.otif"),
                           "--max-time": ("10", "0s", "-5s", "soon", "1 m")}.items():
        for value in values:
            code, out, err = call(program, "run", "-", f"{option}={value}" if option.startswith("--") else option, *([] if option.startswith("--") else [value]), stdin=good)
            check(f"run {option} {value!r} is refused", code == 2 and out == "" and err.startswith("allot: "), f"{code} {err}")
    for arguments in (["--estate", "nan", "--claims", "1"], ["--estate", "1", "--claims", "1,,2"], ["--estate", "1", "--claims", "1,inf"], ["--estate", "0,5", "--claims", "1"],
                      ["--estate", "10", "--claims", "5,5", "--weights", "1,2,3"], ["--estate", "10", "--claims", "5.5,5", "--lot", "1"], ["--estate", "10", "--claims", "5,5", "--lot", "0"]):
        code, out, err = call(program, "ration", "--rule", "proportional", *arguments)
        check(f"ration {arguments} is refused", code == 2 and out == "", f"{code} {err}")
    check("weights are refused by rules that take none", call(program, "ration", "--rule", "talmud", "--estate", "10", "--claims", "5,9", "--weights", "1,2")[0] == 2)


def names(program, good):
    for wrong, right in ((["vldate", "-"], "validate"), (["run", "-", "--formt", "json"], "--format"), (["run", "-", "--format", "jsn"], "json"),
                         (["run", "-", "--variant", "twise"], "twice"), (["ration", "--rule", "talmut", "--estate", "1", "--claims", "1"], "talmud"),
                         (["run", "-", "--precision", "organisation.lab.online_gpu_day=0.1"], "online_gpu_days"), (["explain", "-", "labb"], "lab"), (["init", "minimul"], "minimal")):
        code, out, err = call(program, *wrong, stdin=good)
        check(f"{wrong} names the nearest", code in (2, 3) and right in err, f"{code} {err}")


def questions(program, good):
    for arguments, word in ((["solve", "-"], "--axis"), (["solve", "-", "--whole", "swap", "--axis", "/end=2024-02-01..2024-06-01"], "--whole"),
                            (["solve", "-", "--whole", "swap"], "swap"), (["attribute", "-", "--edits", "twice,twice"], "twice"),
                            (["attribute", "-", "--edits", ","], "--edits"), (["compare", "-", "--flips", "-1"], "--flips"),
                            (["solve", "-", "--axis", "/end=2024-02-01..2024-06-01", "--target", "milestone.m.date<=soon"], "soon")):
        code, out, err = call(program, *arguments, stdin=good)
        check(f"{arguments} is refused", code == 2 and out == "" and word in err, f"{code} {err}")
    code, out, err = call(program, "attribute", "-", "--edits", "twice", "-n", "2", "--format", "json", stdin=good)
    check("an edit is attributed", code == 0 and json.loads(out)["metrics"]["organisation"]["lab"]["ordered_units"]["parts"] == {"twice": 80}, err)
    for arguments, holds in (([], False), (["--flips", "5"], True), (["--flips", "0"], False)):
        code, out, err = call(program, "compare", "-", "-n", "2", "--format", "json", *arguments, stdin=good)
        check(f"thresholds stand in json only where asked for {arguments}", code == 0 and ("flips" in json.loads(out)) == holds, f"{code} {err}")


def sensitivities(program, good):
    """What varies: wrong words are refused by the option that was typed."""
    gpu = "organisation.lab.online_gpu_days"
    vary = ["--vary", "/orders/o1/units=8..80"]
    for arguments, status, words in ((["--method", "sobl"], 2, "did you mean 'sobol'?"), (["--vary", "units"], 2, "--vary: expected POINTER=LOW..HIGH"),
                                     (["--vary", "/orders/o1/units=8"], 2, "--vary: expected POINTER=LOW..HIGH"),
                                     (["--vary", "/orders/o1/unts=8..80"], 3, "--vary:1:1: error: /orders/o1/unts: unknown key 'unts'"),
                                     (["--vary", "/end=2024-02-01..2024-06-01"], 3, "--vary:1:"),
                                     (vary + ["--set", "/orders/o1/units=8"], 2, "is what --vary moves"),
                                     (["--only", "/orders/o1/units"], 2, "is known; --vary"), (["--only", "nothing"], 2, "nothing is uncertain at '/parameters/nothing'"),
                                     (vary + ["--group", "x"], 2, "--group: expected NAME=POINTER,POINTER"), (vary + ["--group", "x="], 2, "holds no input"),
                                     (vary + ["--correlate", "a=0.5"], 2, "--correlate: expected A,B=CORRELATION"),
                                     (vary + ["--correlate", "/orders/o1/units,b=much"], 2, "--correlate: expected a number"),
                                     (vary + ["--correlate", "/orders/o1/units,b=0.5"], 2, "--correlate: nothing is uncertain at '/parameters/b'"),
                                     (["--metric", "organisation.lab.online_gpu_dayz"], 2, "did you mean"),
                                     (["--metric", "difference.nobody." + gpu], 3, "--metric:1:1: error: unknown variant 'nobody'"),
                                     (["--typical"], 2, "--typical is for run"), (["--max-time", "5s"], 2, "--max-time"), (["--metric", gpu, "--metric", gpu], 2, "there twice"),
                                     (vary + ["--group", "course=/orders/o1/units"], 2, "'course'"), (["--vary", "/parameters/nothing=0..1"], 2, "unknown parameter '/parameters/nothing'"),
                                     (["-n", "8"], 2, "at least 32"), (["--replication", "3"], 2, "--replication"), (vary + ["-n", "1000000", "--max-memory", "1 MB"], 1, "a smaller -n")):
        code, out, err = call(program, "sensitivity", "-", *arguments, stdin=good, env=WIDE)
        check(f"sensitivity {arguments} is refused", code == status and out == "" and words in joined(err), f"{code} {err} {out}")
    texts = [call(program, "sensitivity", "-", *vary, "-n", "32", "--format", "tidy", "--quiet", "--threads", threads, stdin=good)[1].replace(f"--threads {threads}", "") for threads in ("1", "3")]
    check("sensitivity is the same on any number of threads", texts[0] == texts[1] and '"sensitivity"' in texts[0], texts)


def plans(program, good):
    for arguments, status, word in ((["--confirm", "1.5"], 2, "--confirm"), (["--confirm", "often"], 2, "--confirm"), (["--precision", "system.otif=0.1"], 2, "-n"),
                                    (["-o", "plan.csv"], 2, ".xlsx"), (["-o", "nowhere/plan.xlsx"], 4, "nowhere"), (["--since", "nowhere.json"], 4, "nowhere.json")):
        code, out, err = call(program, "plan", "-", *arguments, stdin=good)
        check(f"plan {arguments} is refused", code == status and out == "" and word in err, f"{code} {err}")


def places(program):
    for order, words in (('{"organisation": "labb", "unit": 8}', ["--order:1:18", "/organisation", "did you mean 'lab'", "did you mean 'units'"]), ('{"organisation": "lab"', ["--order:1:"])):
        code, out, err = call(program, "promise", "-", "--order", order, stdin=with_change(lambda d: None))
        check(f"what is wrong with {order} is said of it", code == 3 and out == "" and "/orders/" not in err and all(word in err for word in words), err)
    for change, words in ((lambda d: d["orders"]["o1"].update(units=81), ["/orders/o1/units", "lot"]),
                          (lambda d: d["orders"]["o1"].update(site=["nowhere"]), ["nowhere"]),
                          (lambda d: d.update(order_books=["missing.csv"]), ["missing.csv"]),
                          (lambda d: d.update(order_books=["../../../etc/passwd"]), ["outside"]),
                          (lambda d: d["suppliers"]["maker"].update(stock={"h100": 9e9}), ["/suppliers/maker/stock/h100"]),
                          (lambda d: d["suppliers"]["maker"].update(supply=[{"product": "h100", "from": "2024-01-01", "until": "2024-06-01", "every": "1s", "rate": "1/d"}]), ["every", "lots"]),
                          (lambda d: d.update(interventions=[{"at": "2024-02-01", "cancle": {"order": "o1"}}]), ["cancle", "cancel"]),
                          (lambda d: d.update(interventions=[{"at": "2024-02-01", "set": {"path": "/organisations/lab/weigth", "value": 2}}]), ["/organisations/lab/weigth"]),
                          (lambda d: d.update(interventions=[{"at": "2024-02-01", "set": {"path": "/organisations/lab/weight", "value": -2}}]), ["-2"])):
        text = with_change(change)
        code, out, err = call(program, "run", "-", stdin=text)
        check(f"{words} is said", code == 3 and out == "" and all(word in err for word in words), f"{code} {err}")
    code, out, err = call(program, "validate", "-", stdin=json.dumps(GOOD), env=WIDE)
    check("a null in a variant that changes nothing is a note", code == 0 and ": note: /variants/typo/orders/o2: null reaches nothing" in err and "did you mean 'o1'?" in err, err)
    code, out, err = call(program, "run", "-", "--set", "/organisations/lab/wieght=2", stdin=with_change(lambda d: None))
    check("a wrong --set is located in it", code == 3 and "--set" in err and "weight" in err, err)


def files(program, good):
    with tempfile.TemporaryDirectory() as folder:
        out_folder = os.path.join(folder, "results")
        code, out, err = call(program, "run", "-", "-n", "3", "--out", out_folder, stdin=good)
        check("--out writes a folder", code == 0 and sorted(os.listdir(out_folder)) == ["answer.json", "answer.txt", "results.csv", "results.json", "results.txt", "scenario.json", "tables"], f"{code} {err}")
        before = {str(path.relative_to(out_folder)): path.read_text() for path in Path(out_folder).rglob("*") if path.is_file()}
        code, out, err = call(program, "run", "-", "-n", "4", "--out", out_folder, stdin=good)
        after = {str(path.relative_to(out_folder)): path.read_text() for path in Path(out_folder).rglob("*") if path.is_file()}
        check("a folder with results in it is left alone", code == 4 and before == after and os.listdir(folder) == ["results"], f"{code} {err}")
        code, out, err = call(program, "run", os.path.join(out_folder, "scenario.json"), "-n", "3", "--format", "json")
        check("the scenario that was written runs again to the same numbers", code == 0 and json.loads(out)["metrics"] == json.loads(before["results.json"])["metrics"], err)
        code, out, err = call(program, "run", "-", "--trace", os.path.join(folder, "no", "trace.jsonl"), stdin=good)
        check("a trace that cannot be written exits 4", code == 4, f"{code} {err}")
        code, out, err = call(program, "run", "-", "--trace", "trace.txt", stdin=good)
        check("a trace of unknown form exits 2", code == 2, f"{code} {err}")
        code, out, err = call(program, "init", "h100-swap", "--out", os.path.join(folder, "swap"))
        check("init writes a scenario with its files", code == 0 and call(program, "validate", os.path.join(folder, "swap", "h100-swap.json"))[0] == 0, err)
        listed = dict(line.split("  ", 1) for line in call(program, "init", "--list", env={"COLUMNS": "1000"})[1].splitlines())
        scenarios = Path(__file__).resolve().parents[2] / "data/scenarios"
        check("every scenario of data is a template", sorted(listed) == sorted(path.stem for path in scenarios.glob("*.json")), listed)
        check("every template asks a question", all(question.strip().endswith("?") for question in listed.values()), listed)
        for name in listed:
            call(program, "init", name, "--out", os.path.join(folder, name))
            check(f"template {name} is valid", call(program, "validate", os.path.join(folder, name, name + ".json"))[0] == 0)


def unreadable(program, good):
    """A path that the file system refuses, and what is no regular file: one line, status 4, and no waiting."""
    with tempfile.TemporaryDirectory() as folder:
        at = lambda name: os.path.join(folder, name)
        os.symlink("loop", at("loop"))
        os.mkfifo(at("pipe"))
        for path, why in ((at("a" * 5000), "too long"), (at("loop"), "symbolic links"), (at("loop/a.json"), "symbolic links"), (at("pipe"), "no regular file"),
                          ("/dev/zero", "no regular file"), (folder, "it is a folder"), (at("none.json"), "no such file")):
            code, out, err = call(program, "validate", path)
            check(f"{path[-20:]} is refused", code == 4 and err.startswith("allot: cannot read ") and why in err and err.count("\n") == 1 and len(err) < 700, f"{code} {err}")
        if os.getuid() != 0:
            os.mkdir(at("closed"), 0)
            check("a folder that may not be entered", call(program, "validate", at("closed/a.json"))[0] == 4)
        for change, pointer in (({"extends": "pipe"}, "/extends"), ({"extends": "loop"}, "/extends"), ({"extends": "b" * 5000}, "/extends"),
                                ({"order_books": ["pipe"]}, "/order_books/0"), ({"order_books": ["loop"]}, "/order_books/0")):
            Path(at("s.json")).write_text(json.dumps(dict(json.loads(good), **change)))
            code, out, err = call(program, "validate", at("s.json"))
            check(f"{str(change)[:40]} is refused at its place", code == 3 and "s.json:1:" in err and pointer in err, f"{code} {err[:300]}")


def shown(program, good):
    """What a terminal obeys is shown as an escape in every message and table, and nothing is quoted without end."""
    label = "a\u202eb\u2028c\x9bd"
    scenario = json.loads(good)
    scenario["organisations"]["lab"]["label"] = label
    scenario["name"] = label
    for arguments in (["run", "-", "-n", "2"], ["explain", "-", "-n", "2"], ["compare", "-", "-n", "2"], ["attribute", "-", "-n", "2"]):
        code, out, err = call(program, *arguments, stdin=json.dumps(scenario))
        check(f"{arguments[0]} shows a label's signs as escapes", code in (0, 2) and not any(c in out + err for c in "\u202e\u2028\x9b") and (code != 0 or "a\\u202eb\\u2028c\\u009bd" in out), f"{code} {out} {err}")
    for change, word in ((lambda d: d["orders"]["o1"].update(units="9" * 1_000_000 + label), "whole number"), (lambda d: d["orders"]["o1"].update({label * 1000: 1}), "unknown key"),
                         (lambda d: d["orders"]["o1"].update(product=label), "unknown product"), (lambda d: d["orders"].update({label: {}}), "no id")):
        code, out, err = call(program, "validate", "-", stdin=with_change(change))
        check(f"{word}: the quote is safe and short", code == 3 and word in err and len(err) < 3000 and not any(c in err for c in "\u202e\u2028\x9b"), f"{code} {err[:400]}")
    code, out, err = call(program, "run", "-", "--variant", label * 1000, stdin=good)
    check("an option is quoted safe and short", code == 3 and len(err) < 2000 and "\u202e" not in err, f"{code} {err[:400]}")


def ids(program, good):
    """Ids as other systems write them, wherever a command takes one."""
    scenario = json.loads(good)
    scenario["orders"] = {"4500012345/10": scenario["orders"]["o1"], "SO-1+b#2@x:y": dict(scenario["orders"]["o1"], units=8)}
    scenario["variants"] = {"a/b": {"orders": {"4500012345/10": {"units": 160}}}}
    scenario["products"]["h100"] = {}
    text = json.dumps(scenario)
    code, out, err = call(program, "run", "-", "-n", "2", "--format", "json", "--set", "/orders/4500012345~110/units=40", stdin=text)
    check("--set reaches an id with a slash", code == 0 and json.loads(out)["metrics"]["order"]["4500012345/10"]["online_units"]["mean"] == 40, f"{code} {err}")
    for arguments in (["run", "-", "-n", "2", "--precision", "order.4500012345/10.online_units=0.5"], ["explain", "-", "4500012345/10", "-n", "2"], ["explain", "-", "SO-1+b#2@x:y", "-n", "2"],
                      ["compare", "-", "--variants", "a/b", "-n", "2"], ["solve", "-", "--axis", "/orders/4500012345~110/units=8..80", "--target", "order.4500012345/10.online_units>=24", "-n", "2"]):
        code, out, err = call(program, *arguments, stdin=text)
        check(f"{arguments[:4]} takes such ids", code == 0, f"{code} {err}")
    code, out, err = call(program, "explain", "-", "so-1+B#2@x:y", stdin=text)
    check("the nearest id is named across cases", code in (2, 3) and "SO-1+b#2@x:y" in err, f"{code} {err}")


def early(program, good):
    """The same market in 1968 as in 2024: leap years that begin on the same weekday, 56 years apart."""
    scenario = json.loads(good)
    scenario["sites"] = {"hall": {"organisation": "lab", "room": {"a": {"at": {"uniform": {"min": "2024-01-10", "max": "2024-03-20"}}, "add": 80}}}}
    scenario["interventions"] = {"later": {"at": "2024-02-27T12:00:00Z", "repeat": {"every": "1w"}, "defer": {"order": "o1", "by": "3d"}}}
    scenario["orders"]["o1"]["due"] = "2024-02-29"
    scenario["milestones"] = {"half": {"organisation": "lab", "online": 40}}
    text = json.dumps(scenario)
    results = [call(program, "run", "-", "-n", "20", "--format", "json", stdin=text.replace("2024-", year)) for year in ("2024-", "1968-", "0024-")]
    check("a run before 1970 is a run", all(code == 0 for code, _, _ in results), [err for _, _, err in results])
    if all(code == 0 for code, _, _ in results):
        now, then, first = (json.dumps(json.loads(out)["metrics"]) for _, out, _ in results)
        check("1968 is 2024, 56 years ago", now == then.replace("1968-", "2024-"), then)
        check("so is the year 24", now == first.replace("0024-", "2024-"), first)
def books(program):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "small.json")
        with open(path, "w") as file:
            file.write(with_change(lambda d: (d.update(order_books=["b.csv"]), d.update(variants={"more": {"orders": {"b2": {"units": 160}}}, "less": [{"op": "remove", "path": "/orders/b1"}]}))))
        os.mkfifo(os.path.join(folder, "b.csv"))
        code, out, err = call(program, "validate", path)
        check("a pipe is no order book, and nobody waits for it", code == 3 and "small.json:1:" in err and "b.csv" in err and "regular file" in err, f"{code} {err}")
        os.remove(os.path.join(folder, "b.csv"))
        with open(os.path.join(folder, "b.csv"), "w") as file:
            file.write("id,organisation,supplier,product,units\nb1,lab,maker,h100,8\nb2,lab,maker,h100,16\n")
        code, out, err = call(program, "compare", path, "-n", "2", "--format", "json")
        ordered = {name: it["organisation"]["lab"]["ordered_units"]["mean"] for name, it in json.loads(out)["variants"].items()} if code == 0 else {}
        check("variants of rows are told apart", ordered == {"base": 104, "more": 248, "less": 96}, f"{code} {ordered} {err}")
        code, out, err = call(program, "attribute", path, "--edits", "more,less", "-n", "2", "--format", "json")
        check("edits of rows are attributed", code == 0 and json.loads(out)["metrics"]["organisation"]["lab"]["ordered_units"]["parts"] == {"more": 144, "less": -8}, f"{code} {err}")
        code, out, err = call(program, "solve", path, "--axis", "/orders/b2/units=0..80", "--target", "organisation.lab.ordered_units>=120", "-n", "2", "--format", "json")
        check("an axis moves an order of a book", code == 0 and '"32"' in out, f"{code} {out} {err}")
        code, out, err = call(program, "run", path, "-n", "2", "--format", "json", "--set", "/orders/b1/units=800")
        check("--set reaches an order of a book", code == 0 and json.loads(out)["metrics"]["order"]["b1"]["ordered_units"]["mean"] == 800, f"{code} {err}")
        code, out, err = call(program, "run", path, "--set", "/orders/b1/units=7")
        check("what --set gets wrong in a row is said of it", code == 3 and "--set:" in err and "lot of 8" in err, f"{code} {err}")
        check("a row is explained", call(program, "explain", path, "b2", "-n", "2")[0] == 0)


def streams(program, good):
    code, out, err = call(program, "run", "-", "--format", "json", "--progress", "always", stdin=good)
    check("standard output carries only the answer", code == 0 and json.loads(out)["metrics"]["order"]["o1"]["online_units"]["mean"] == 80, err)
    code, out, err = call(program, "run", "-", stdin=good, env={"NO_COLOR": "1"})
    check("no escapes without a terminal", "\x1b" not in out + err)
    check("colour on demand", "\x1b[" in call(program, "run", "-", "--color", "always", stdin=good)[1])
    reader = subprocess.Popen([program, "run", "-", "--format", "json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    reader.stdout.close()
    _, err = reader.communicate(good) if reader.stdout and not reader.stdout.closed else (reader.stdin.write(good), (reader.stdin.close(), reader.stderr.read())[1])
    check("a reader that has gone is no error message", err == "" and reader.wait() == 0, err)
    if os.path.exists("/dev/full"):
        done = subprocess.run([program, "run", "-"], input=good, stdout=open("/dev/full", "w"), stderr=subprocess.PIPE, text=True)
        check("a full disk exits 4", done.returncode == 4, f"{done.returncode} {done.stderr}")


SILENT = {"organisations": {"lab": {"weight": 2}}, "suppliers": {"maker": {"stock": {"h100": 80}, "allocation": {"levels": ["order"]}}}}


def remarks(program, good):
    check("nothing is noted of what has an effect", " note: " not in call(program, "validate", "-", stdin=good)[2], call(program, "validate", "-", stdin=good)[2])
    silent = json.dumps(json.loads(with_change(lambda d: d.update(SILENT))), indent=1)
    line = 1 + silent[:silent.index('"weight"')].count("\n")
    expected = f"scenario.json:{line}:14: note: /organisations/lab/weight: has no effect: no supplier that it buys from divides by organisation\n"
    for arguments in (["validate"], ["run", "-n", "1"], ["compare", "-n", "1"], ["explain", "-n", "1"]):
        code, out, err = call(program, arguments[0], "-", *arguments[1:], stdin=silent, env=WIDE)
        check(f"{arguments} says what has no effect, in one line", code == 0 and expected in err and err.count(" note: ") == 1, f"{code} {err}")
        code, out, err = call(program, arguments[0], "-", *arguments[1:], "--strict", stdin=silent)
        check(f"{arguments} --strict refuses it", code == 3 and out == "" and "error: /organisations/lab/weight" in err, f"{code} {err}")
    check("--quiet says no notes", call(program, "run", "-", "-n", "1", "--quiet", stdin=silent)[2] == "")
    check("--strict lets pass what has an effect", call(program, "run", "-", "-n", "1", "--strict", stdin=good)[0] == 0)
    code, out, err = call(program, "validate", "-", stdin=with_change(lambda d: d["variants"]["twice"]["orders"]["o1"].update(bid="3 USD")), env=WIDE)
    check("of a variant its name is said", code == 0 and "/orders/o1/bid: has no effect" in err and "(variant twice)" in err, err)


def lacks(program):
    """50 units are ordered by the start day; 60 are asked for. Ten come on 1 February, after the decisions of that day."""
    def change(d):
        d["products"] = {"h100": {}}
        d["orders"] = {"o1": {"organisation": "lab", "supplier": "maker", "product": "h100", "units": 50},
                       "o2": {"organisation": "lab", "supplier": "maker", "product": "h100", "units": 10, "placed": "2024-02-01"}}
        d["suppliers"]["maker"] = {}
        d["interventions"] = {"some": {"at": "2024-01-01", "cancel": {"organisation": "lab", "units": 60}},
                              "none": {"at": "2024-02-01", "expedite": {"order": "o2", "priority": 1}}}
        d["variants"] = {"more": {"orders": {"o1": {"units": 60}}}}
    text = with_change(change)
    some, none = "/interventions/some: moved 50 of 60 units on 2024-01-01: what it looks for was 10 not ordered yet and 50 open", "/interventions/none: found nothing on 2024-02-01: what it looks for was 10 not ordered yet"
    for command in ("run", "explain", "compare"):
        code, out, err = call(program, command, "-", "-n", "2", stdin=text, env=WIDE)
        check(f"{command} says what a decision could not have, and why", code == 0 and some in err and none in err, f"{code} {err}")
    check("of a variant that has enough only the other is said", err.count("/interventions/some: moved") == 1 and err.count("found nothing") == 2 and "(variant more)" in err, err)
    code, out, err = call(program, "validate", "-", stdin=text, env=WIDE)
    check("validate says what can be known beforehand", code == 0 and "/interventions/none: has no effect: too early: 'o2' is placed on 2024-02-01" in err, err)
    check("describe says what decisions find", "shortfall" in call(program, "describe", "interventions")[1])


def windows(program):
    """A milestone that neither reaches is no earlier for a run that ends sooner; 450 of 500 need 8 MW."""
    def change(d):
        d["products"] = {"h100": {"power": "10 kW"}}
        d["sites"] = {"hall": {"organisation": "lab", "power": {"grid": {"at": "2024-01-01", "add": "1 MW"}}}}
        d["milestones"] = {"m": {"organisation": "lab", "online": 450}}
        d["variants"] = {"short": {"end": "2024-03-01"}, "later": {"start": "2024-02-01"}, "less": {"orders": {"o1": {"units": 40}}}}
    text = with_change(change)
    code, out, err = call(program, "compare", "-", "--variants", "short", "-n", "2", stdin=text)
    check("the first line says that the runs are not of the same time", code == 0 and "NOT THE SAME TIME" in out.split("\n")[0] and "earlier" not in out.split("against base")[1], out + err)
    for variant in ("short", "later"):
        answer = json.loads(call(program, "compare", "-", "--variants", variant, "-n", "2", "--format", "json", stdin=text)[1])
        days = answer["differences"][variant]["milestone"]["m"]["days"]
        check(f"{variant}: an unreached milestone is never earlier", days["mean"] == 0 and len(answer["windows"]) == 2, answer["differences"][variant].get("milestone"))
    answer = json.loads(call(program, "compare", "-", "--variants", "less", "-n", "2", "--format", "json", stdin=text)[1])
    check("runs of the same time need no windows", "windows" not in answer)
    code, out, err = call(program, "solve", "-", "--axis", "/orders/o1/units=8..80", "--target", "difference.short.organisation.lab.online_gpu_days>=0", "-n", "2", stdin=text)
    check("solve refuses a difference over unequal times", code == 2 and "/end" in err, f"{code} {err}")
    code, out, err = call(program, "compare", "-", "--variants", "less", "--set", "/variants/less/orders/o1/units=30", "-n", "2", "--format", "json", stdin=text)
    check("what is set in a variant is compared", code == 0 and json.loads(out)["variants"]["less"]["order"]["o1"]["ordered_units"]["mean"] == 30, f"{code} {err}")
    code, out, err = call(program, "run", "-", "--variant", "less", "--set", "/variants/less/orders/o1/units=30", "-n", "2", "--format", "json", stdin=text)
    check("and run", code == 0 and json.loads(out)["metrics"]["order"]["o1"]["ordered_units"]["mean"] == 30, f"{code} {err}")


def on_terminal(program, columns, *arguments, stdin="", variables=None):
    """Standard output and standard error are a terminal of so many columns; all that comes out, without escapes."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    running = subprocess.Popen([program, *arguments], stdin=subprocess.PIPE, stdout=slave, stderr=slave, env=dict(SURROUNDINGS, TERM="xterm", **(variables or {})))
    os.close(slave)
    pieces = []

    def collect():
        try:
            while piece := os.read(master, 65536):
                pieces.append(piece)
        except OSError:  # the other side is closed
            pass
    reader = threading.Thread(target=collect)
    reader.start()
    running.communicate(stdin.encode(), timeout=60)
    reader.join()
    os.close(master)
    return running.returncode, re.sub("\x1b\\[[0-9;]*[A-Za-z]", "", b"".join(pieces).decode())


def too_wide(text, width):
    """Lines over the width that blanks could have broken: a word that is longer than the line stands behind its indent."""
    lines = [line for part in text.splitlines() for line in part.split("\r")]
    return [line for line in lines if len(line) > width and " " in line.strip().rstrip("\\").strip()]


LABELS = {"organisations": {"lab": {"label": "The laboratory of the northern university for applied science", "delay_cost": "1000 USD"}, "shop": {"label": "A shop around the corner that sells what is left over"}},
          "suppliers": {"maker": {"label": "The only maker of what everybody wants to have", "stock": {"h100": 40}, "supply": {"later": {"product": "h100", "at": "2024-03-01", "units": 80, "slip": {"exponential": {"mean": "20d"}}}}}},
          "orders": {"o1": {"organisation": "lab", "supplier": "maker", "product": "h100", "units": 80, "due": "2024-02-01"}, "o2": {"organisation": "shop", "supplier": "maker", "product": "h100", "units": 40, "due": "2024-02-01"}},
          "interventions": {"gift": {"label": "The shop gives its share to the laboratory for nothing", "at": "2024-01-15", "divert": {"from": "shop", "to": "lab", "product": "h100", "states": ["open"], "units": 24}}},
          "variants": {"without": {"interventions": {"gift": None}}}}


def widths(program):
    """Nothing printed for people runs over the terminal, whatever its width; a file or a pipe has 80."""
    scenario = json.dumps(dict(json.loads(with_change(lambda d: d.update(milestones={"half": {"organisation": "lab", "online": 40}}))), **LABELS))
    order = '{"organisation": "lab", "supplier": "maker", "product": "h100", "units": 8}'
    commands = [["help"], ["help", "run"], ["describe"], ["describe", "priority"], ["describe", "distribution"], ["describe", "sites.power.add"], ["describe", "proportional"], ["init", "--list"],
                *([command, "--help"] for command in ("run", "compare", "attribute", "solve", "sensitivity", "game", "trade", "cash", "explain", "promise", "locks", "validate", "init", "ration", "sample", "schema", "describe"))]
    asked = [["run", "-", "-n", "1"], ["run", "-", "-n", "50"], ["compare", "-", "-n", "50"], ["compare", "-", "-n", "50", "--divergence"], ["compare", "-", "-n", "50", "--bound", "--rules", "fifo,talmud"],
             ["run", "-", "-n", "20", "--plot", "online_units", "--plot", "online_gpu_days", "--plot", "milestones"], ["compare", "-", "-n", "20", "--plot", "online_units", "--plot", "online_gpu_days", "--plot", "milestones", "--plain"], ["explain", "-", "-n", "20"], ["attribute", "-", "-n", "20"],
             ["promise", "-", "-n", "20", "--calibrate", "--order", order], ["promise", "-", "-n", "20", "--by", "2024-03-01", "--order", order], ["locks", "-", "-n", "20", "--lock", "o1=8"], ["game", "-", "-n", "3"], ["trade", "-", "-n", "3", "--most", "10"], ["game", "-", "-n", "3", "--rule", "proportional,equal_awards"], ["validate", "-"], ["validate", "-", "--sources"],
             ["solve", "-", "-n", "5", "--axis", "/orders/o1/units=8..80", "--target", "organisation.lab.online_units>=24"], ["solve", "-", "-n", "5", "--whole", "gift"],
             ["ration", "--rule", "talmud", "--estate", "200000000", "--claims", "100000000,200000000,300000000"], ["sample", '{"lognormal": {"median": "45d", "p90": "90d"}}']]
    for columns in (40, 57, 80, 120):
        for arguments in commands + asked:
            code, text = on_terminal(program, columns, *arguments, stdin=scenario if "-" in arguments else "")
            check(f"{arguments} at {columns} columns", code == 0 and text and not too_wide(text, columns), f"{code} {too_wide(text, columns) or text}")
    for command in ("run", "compare"):
        drawn = on_terminal(program, 80, command, "-", "-n", "20", "--plot", "online_units", stdin=scenario)[1]
        check(f"{command} --plot draws in a terminal", "online units" in drawn and "█" in drawn, drawn)
        plain = on_terminal(program, 80, command, "-", "-n", "20", "--plot", "online_units", "--plain", stdin=scenario)[1]
        check(f"{command} --plot --plain draws in ASCII", "online units" in plain and "#" in plain and "█" not in plain, plain)
        piped = [call(program, command, "-", "-n", "20", *more, stdin=scenario) for more in ([], ["--plot", "online_units"])]
        check(f"{command} --plot draws nothing into a pipe", piped[0] == piped[1], piped[1])
        code, _, err = call(program, command, "-", "--plot", "online_unit", stdin=scenario)
        check(f"{command} --plot of what is no metric is refused", code == 2 and "did you mean 'online_units'?" in err, f"{code} {err}")
    lines = lambda text: max(len(line) for line in text.splitlines())
    texts = [on_terminal(program, columns, "describe", "exit.2")[1] for columns in (40, 80, 120)]
    check("more columns are used", lines(texts[0]) <= 40 < lines(texts[1]) <= 80 < lines(texts[2]) <= 120, [lines(text) for text in texts])
    piped = call(program, "describe", "exit.2")[1]
    check("without a terminal there are 80", piped.splitlines() == texts[1].splitlines(), piped)
    check("COLUMNS counts", call(program, "describe", "exit.2", env={"COLUMNS": "120"})[1].splitlines() == texts[2].splitlines())
    check("COLUMNS counts on a terminal too", on_terminal(program, 40, "describe", "exit.2", variables={"COLUMNS": "80"})[1] == texts[1])
    for value, same in (("1", texts[0]), ("-5", texts[1]), ("0", texts[1]), ("wide", texts[1]), ("", texts[1]), ("99999999999999999999", texts[1])):
        check(f"COLUMNS={value} is taken for what it can mean", call(program, "describe", "exit.2", env={"COLUMNS": value})[1].splitlines() == same.splitlines())
    for arguments in asked:
        code, out, err = call(program, *arguments, stdin=scenario if "-" in arguments else "", env={"COLUMNS": "1"})
        check(f"{arguments} stands COLUMNS=1", code == 0 and not too_wide(out + err, 40), f"{code} {too_wide(out + err, 40)}")
    code, out, err = call(program, "validate", "-", stdin=with_change(lambda d: d["orders"]["o1"].update(units=81, product="h10")), env={"COLUMNS": "40"})
    check("an error stays a line", code == 3 and any(len(line) > 60 and ": error: " in line for line in err.splitlines()), err)
    with tempfile.TemporaryDirectory() as folder:
        call(program, "run", "-", "-n", "50", "--out", os.path.join(folder, "a"), stdin=scenario, env={"COLUMNS": "40"})
        call(program, "run", "-", "-n", "50", "--out", os.path.join(folder, "b"), stdin=scenario)
        check("a file does not depend on the terminal", Path(folder, "a/results.txt").read_text() == Path(folder, "b/results.txt").read_text())
    for n in ("1", "50"):
        heads = [re.findall(r"^Organisations +(.*)$", call(program, "run", "-", "-n", n, stdin=scenario, env={"COLUMNS": columns})[1], re.MULTILINE) for columns in ("40", "80", "120")]
        names = [" ".join(" ".join(lines).split()) for lines in heads]
        check(f"every width shows the same columns in the same order, -n {n}", names[0] == names[1] == names[2], names)


def named(program):
    """Sentences say labels, whole; counts and amounts are written as people write them."""
    scenario = json.dumps(dict(json.loads(with_change(lambda d: None)), **LABELS))
    lab, shop, gift = LABELS["organisations"]["lab"]["label"], LABELS["organisations"]["shop"]["label"], LABELS["interventions"]["gift"]["label"]
    order = '{"organisation": "lab", "supplier": "maker", "product": "h100", "units": 8}'
    for arguments, words in ((["run", "-", "-n", "20"], [f"{gift}: {lab} is"]), (["compare", "-", "-n", "20", "--flips", "0"], [f"{lab} loses in 20 of 20 replications", f"Whose units went to whom, in base"]),
                             (["compare", "-", "-n", "20", "--divergence"], [f"decision {gift}"]), (["explain", "-", "-n", "20"], [f"Organisation {lab}", f"Organisation {shop}"]),
                             (["promise", "-", "-n", "20", "--order", order], [f"8 h100 from {LABELS['suppliers']['maker']['label']} for {lab}"]), (["game", "-", "-n", "3"], [f"The ordering game: h100 at {LABELS['suppliers']['maker']['label']}."]),
                             (["solve", "-", "-n", "5", "--whole", "gift"], [f"what would make both sides of {gift} whole", f"{shop}: online"])):
        code, out, err = call(program, *arguments, stdin=scenario)
        check(f"{arguments} says labels in full", code == 0 and all(word in joined(out) for word in words), f"{code} {joined(out)[:3000]} {err}")
    one = {"organisations": {"lab": {}}, "orders": {"o1": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 1, "due": "2024-01-01"}}, "products": {"gpu": {}},
           "suppliers": {"maker": {"supply": {"late": {"product": "gpu", "at": "2024-02-01", "units": 1}}}}, "interventions": {"off": {"at": "2024-03-01", "cancel": {"order": "o1"}}}, "variants": {"v": {"orders": {"o1": {"label": "x"}}}}}
    text = json.dumps(dict(json.loads(with_change(lambda d: None)), **one))
    check("validate counts in words", "1 organisation, 1 order, 1 intervention, 1 variant" in joined(call(program, "validate", "-", stdin=text)[2]), call(program, "validate", "-", stdin=text)[2])
    for arguments in (["run"], ["compare"], ["explain"], ["attribute"], ["game"], ["trade"], ["validate"]):
        code, out, err = call(program, arguments[0], "-", *([] if arguments == ["validate"] else ["-n", "1"]), stdin=text)
        wrong = re.findall(r"(?<![\d.,])1 (?:interventions|replications|orders|units|organisations|variants|notes|rounds|days|assumptions|draws|others|GPU-days)\b", joined(out + err))
        check(f"{arguments} says no '1 units'", not wrong, wrong)
    for change, words in ((lambda d: d["suppliers"]["maker"].update(supply=[{"product": "h100", "at": "2024-02-01", "units": 8, "slip": {"uniform": {"min": "8w", "max": "4w"}}}]), "max must be above min (8w), found 4w"),
                          (lambda d: d["suppliers"]["maker"].update(supply=[{"product": "h100", "at": {"uniform": {"min": "2024-03-01", "max": "2024-02-01"}}, "units": 8}]), "max must be above min (2024-03-01), found 2024-02-01"),
                          (lambda d: d.update(parameters={"site": {"uniform": {"min": "4 MW", "max": "2 MW"}}}), "max must be above min (4 MW), found 2 MW"),
                          (lambda d: d["suppliers"]["maker"].update(supply=[{"product": "h100", "at": "2024-02-01", "units": 8, "slip": {"exponential": {"mean": "-36h"}}}]), "mean must be positive, found -36h")):
        code, out, err = call(program, "validate", "-", stdin=with_change(change))
        check(f"{words} is said as it is written", code == 3 and words in err, err)


def meant(program):
    """A name without its file, and help by its own name."""
    with tempfile.TemporaryDirectory() as folder:
        def there(*arguments):
            done = subprocess.run([os.path.abspath(program), *arguments], capture_output=True, text=True, timeout=60, env=SURROUNDINGS, cwd=folder)
            return done.returncode, done.stdout, done.stderr
        for command in ("run", "compare", "explain", "attribute", "validate"):
            code, out, err = there(command, "minimal")
            check(f"{command} minimal names the template", code == 4 and out == "" and err.count("\n") == 1 and "no such file" in err and "allot init minimal --out minimal" in err, f"{code} {err}")
        code, out, err = there("run", "h100-swp.json")
        check("the nearest template is named", code == 4 and "did you mean the template 'h100-swap'?" in err and "allot init h100-swap --out h100-swap" in err, err)
        Path(folder, "own.json").write_text(with_change(lambda d: None))
        check("a file whose ending was left out is named", "did you mean 'own.json'?" in there("run", "own")[2], there("run", "own")[2])
        os.makedirs(os.path.join(folder, "data/scenarios"))
        Path(folder, "data/scenarios/minimal.json").write_text("{}")
        check("so is the file in data", "data/scenarios/minimal.json" in there("run", "minimal")[2])
        check("what is like nothing is refused as before", there("run", "zzzzzzzz")[2].rstrip().endswith("no such file"), there("run", "zzzzzzzz")[2])
        check("a template is written as it was said", there("init", "minimal", "--out", "minimal")[0] == 0 and there("validate", "minimal/minimal.json")[0] == 0)
    check("help is --help", call(program, "help") == call(program, "--help") and call(program, "help")[0] == 0)
    for command in ("run", "solve", "describe"):
        check(f"help {command} is {command} --help", call(program, "help", command) == call(program, command, "--help") and f"Usage: allot {command}" in call(program, "help", command)[1], call(program, "help", command))
    code, out, err = call(program, "help", "slove")
    check("help of no command names the nearest", code == 2 and out == "" and "did you mean 'solve'?" in err, err)
    check("help takes one command", call(program, "help", "run", "solve")[0] == 2)
    check("the version is printed", re.fullmatch(r"allot \d+\.\d+\.\d+\S*\n", call(program, "--version")[1]), call(program, "--version"))


def commands_after(text):
    """What follows "next:", as it would be typed: the words before the remark in brackets."""
    lines = re.sub(r" \\\n +", " ", text[text.rindex("\nnext: ") + 7:]).split("\n")
    return [shlex.split(line.strip().split(" (")[0]) for line in lines if line.strip().startswith("allot ")]


def next_steps(program):
    """Each command that an answer recommends works for this very scenario; 61 decisions are more than are told apart."""
    def decision(day, units):
        return {"at": day, "divert": {"product": "h100", "units": units, "from": "lab", "to": "desk", "states": ["open"]}}
    def change(d):
        d["organisations"]["desk"] = {}
        d["orders"]["o1"]["due"] = "2024-03-01"
        d["suppliers"]["maker"] = {"supply": {"l": {"product": "h100", "at": "2024-04-01", "units": 80}}}
        d["variants"] = {"two": {"interventions": {"a": decision("2024-02-01", 8), "b": decision("2024-03-01", 16)}},
                         "one": {"interventions": {"a": decision("2024-02-01", 8)}},
                         "many": {"interventions": {f"d{i}": decision("2024-02-01", 8) for i in range(61)}},
                         "fewer": {"orders": {"o1": {"units": 40}}}, "slower": {"suppliers": {"maker": {"supply": {"l": {"at": "2024-05-01"}}}}}}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "my own.json"
        path.write_text(with_change(change), encoding="utf-8")
        for variants, wanted in (("two", ["attribute", str(path), "--variant", "two"]), ("one", None), ("many", None), ("fewer", None), ("fewer+two", ["attribute", str(path), "--edits", "fewer,two"]),
                                 ("fewer+slower", ["attribute", str(path), "--edits", "fewer,slower"])):
            code, out, err = call(program, "compare", str(path), "--variants", variants, "-n", "2")
            commands = [command[1:] for command in commands_after(out)]
            found = [command for command in commands if command[0] == "attribute"]
            check(f"compare {variants} recommends the attribution that works", code == 0 and found == ([wanted] if wanted else []), f"{code} {found} {err}")
            for command in commands:
                code, out, err = call(program, *command, "-n", "2")
                check(f"recommended: {command}", code == 0 and "nothing can be" not in out, f"{code} {out} {err}")
        out = call(program, "compare", str(path), "--variants", "one", "--set", "/orders/o1/units=64", "-n", "2")[1]
        # lab gives 8 of its units away, and has fewer with the variant
        check("explain names the file, the variant, what is set and who lost", ["explain", str(path), "lab", "--variant", "one", "--set", "/orders/o1/units=64"] in [it[1:] for it in commands_after(out)], out)
        plain = Path(folder) / "plain.json"
        plain.write_text(with_change(lambda d: d.update(variants={})), encoding="utf-8")
        out = call(program, "run", str(plain), "-n", "2")[1]
        check("nothing is compared where there are no variants, nor explained where nothing is due", commands_after(out) == [], out)
        out = call(program, "run", str(path), "-n", "2")[1]
        check("run recommends what works", [it[1:] for it in commands_after(out)] == [["compare", str(path)], ["explain", str(path), "lab"]], out)


def nothing_in_common(program):
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "before.json", Path(folder) / "after.json"
        before.write_text(with_change(lambda d: d.update(variants={})), encoding="utf-8")
        def change(d):
            d.update(variants={}, organisations={"Lab": {}})
            d["orders"]["o1"]["organisation"] = "Lab"
        after.write_text(with_change(change), encoding="utf-8")
        words = ("Nobody can be compared: before and after have no organisation in common", "Nearest are 'lab' and 'Lab'", "supplier 'maker'")
        code, out, err = call(program, "compare", str(before), str(after), "-n", "2")
        check("two files without a common organisation: the table says why", code == 0 and all(word in " ".join(out.split()) for word in words), out + err)
        code, out, err = call(program, "compare", str(before), str(after), "-n", "2", "--format", "json")
        check("and beside json standard error does", code == 0 and all(word in err for word in words) and json.loads(out), err)


def two_words_for_late(program):
    """80 are there on 1 January, due on 2 January, and run from 1 February, when there is room: delivered 1 day early, online 30 days after."""
    def change(d):
        d["orders"]["o1"]["due"] = "2024-01-02"
        d["sites"] = {"hall": {"organisation": "lab", "room": {"main": {"at": "2024-02-01", "add": 80}}}}
        d["variants"] = {"later": {"suppliers": {"maker": {"stock": {"h100": 0}, "supply": {"l": {"product": "h100", "at": "2024-01-05", "units": 80}}}}}}
    text = with_change(change)
    out = call(program, "run", "-", "-n", "1", stdin=text)[1]
    check("run counts the delivery, and says so", "days late" in out and "-1" in out.split("lab")[1].split("\n")[0], out)
    out = call(program, "compare", "-", "-n", "1", stdin=text)[1]
    check("compare counts the delivery, and says so", "days late" in out and "lateness" not in out, out)
    out = call(program, "explain", "-", "lab", "-n", "1", "--no-remedies", stdin=text)[1]
    check("explain counts the day online, and says so", "80 units with a due date, online 2,400 GPU-days after it in all: 30.0 days a unit" in joined(out) and "online after its due date" in out and " late" not in out, out)
    out = call(program, "describe", "late")[1]
    check("describe tells the two apart", "Delivered late" in out and "Online after its due date" in out, out)


def chances(program):
    """run --chance: 80 that are there on 5 January, so not by the day before; what cannot be asked is refused."""
    text = with_change(lambda d: d.update(variants={}, suppliers={"maker": {"supply": {"l": {"product": "h100", "at": "2024-01-05", "units": 80}}}}))
    for asked, words in (("lab=80@2024-01-05", "lab has 80 online by 2024-01-05: yes, reached on 2024-01-05."), ("lab=80@2024-01-04", "lab has 80 online by 2024-01-04: no, reached on 2024-01-05.")):
        code, out, err = call(program, "run", "-", "-n", "1", "--chance", asked, stdin=text)
        check(f"--chance {asked}", code == 0 and words in joined(out), f"{code} {joined(out)[:400]} {err}")
    found = json.loads(call(program, "run", "-", "-n", "1", "--chance", "lab=80@2024-01-05", "--format", "json", stdin=text)[1])["chances"]
    check("--chance in json", found[0]["share"] == 1 and found[0]["by"] == "2024-01-05" and found[0]["replications"] == 1, found)
    for asked, words in (("lba=80@2024-01-05", "did you mean 'lab'?"), ("lab=0@2024-01-05", "whole number of units above 0"), ("lab=8.5@2024-01-05", "whole number"), ("lab=80", "ID=N@DATE"), ("lab=80@soon", "expected a date"), ("lab=80@2034-01-01", "cannot say"), ("lab=99999999999999999999@2024-01-05", "whole number")):
        code, out, err = call(program, "run", "-", "-n", "1", "--chance", asked, stdin=text)
        check(f"--chance {asked} is refused", code == 2 and out == "" and words in err, f"{code} {err}")


def options_as_typed(program, good):
    """What is wrong is named by the option that was typed, with what there is."""
    alone = json.loads(good)
    del alone["variants"]
    for arguments, stdin, words in ((["cash", "-", "--against", "buy"], json.dumps(alone), "--against:1:1: error: unknown variant 'buy'"),
                                    (["cash", "-", "--against", "buy"], json.dumps(alone), "the scenario has no variants"),
                                    (["run", "-", "--variant", "zzzzzz"], good, "there are " + ", ".join(json.loads(good)["variants"])),
                                    (["game", "-", "--rule", "fif"], good, "--rule: expected one of proportional"),
                                    (["solve", "-", "--axis", "/orders/o1/unts=8..80", "--target", "organisation.lab.online_units>=24"], good, "--axis:1:1: error: /orders/o1/unts: unknown key 'unts'"),
                                    (["solve", "-", "--axis", "/orders/o1/units=8..80", "--target", "difference.nobody.organisation.lab.online_units>=24"], good, "--target:1:1: error: unknown variant 'nobody'")):
        code, out, err = call(program, *arguments, stdin=stdin, env=WIDE)
        check(f"{arguments} is refused by its own name", code in (2, 3) and out == "" and words in joined(err), f"{code} {err} {out}")


def bounds(program, good):
    """Where there is no bound, the reason is said; where there is one, it takes no variants."""
    roadmap = with_change(lambda d: d["organisations"]["lab"].update(order_behaviour={"target": {"product": "h100", "review": "4w", "roadmap": [["2024-05-01", 80]], "supplier": "maker"}}))
    late = with_change(lambda d: d.update(interventions={"more": {"when": {"metric": "organisation.lab.online_units", "at_least": 8}, "supply": {"supplier": "maker", "product": "h100", "add": 8}}}))
    for arguments, stdin, words in ((["--bound", "online_gpu_day"], good, "did you mean 'online_gpu_days'?"), (["--rules", "fifo"], good, "--rules is for --bound"),
                                    (["--bound", "--rules", "fif"], good, "did you mean 'fifo'?"), (["--bound", "--rules", "quota"], good, "means nothing without numbers of its own"),
                                    (["--bound", "--precision", "system.online_gpu_days=0.1"], good, "--precision is for run"),
                                    (["--bound", "delay_cost"], good, "--bound: expected one of online_gpu_days, delivered_gpu_days, on_time_units, revenue, least_fill"),
                                    (["--bound", "--rules", "edd"], good, "--rules: expected one of proportional"),
                                    (["--bound"], roadmap, "no bound can be given for 'base': what is ordered by a roadmap depends on what was awarded"),
                                    (["--bound"], late, "whether the decision 'more' is taken depends on the course of events")):
        code, out, err = call(program, "compare", "-", *arguments, "--variants", "", stdin=stdin, env=WIDE)
        check(f"compare {arguments} is refused", code == 2 and out == "" and words in joined(err), f"{code} {err} {out}")
    alone = json.loads(good)
    del alone["variants"]
    code, out, err = call(program, "compare", "-", "--bound", stdin=json.dumps(alone))
    check("a scenario without variants is held against the best", code == 0 and "reaches the best that any rule could have done" in joined(out), f"{code} {out} {err}")


def chancy(change=lambda d: None):
    """The good scenario, its units in ten lots that come late by chance; flown they come two days earlier, for money."""
    def all_of_it(d):
        d["suppliers"]["maker"] = {"supply": {"lots": {"product": "h100", "from": "2024-01-08", "until": "2024-03-18", "every": "1w", "units": 8,
                                                       "slip": {"uniform": {"min": "0d", "max": "20d"}}}}}
        d["milestones"] = {"all": {"organisation": "lab", "online": 80}}
        d["organisations"]["idle"] = {}
        fly = {"at": "2024-01-02", "supply": {"supplier": "maker", "by": "-2d"}}
        d["variants"] = {"fly": {"interventions": {"fly": dict(fly, cost={"once": "50 USD"})}}, "same": {"label": "the same again"}}
        change(d)
    return with_change(all_of_it)


def precisions(program):
    scenario = chancy()
    def run(*arguments):
        return call(program, "run", "-", *arguments, stdin=scenario, env=WIDE)
    for arguments in (["--precision", "system.online_gpu_days=0.01,milestone.all.date=0.01"], ["--precision", "system.online_gpu_days=0.01", "--precision", "milestone.all.date=0.01"]):
        code, out, err = run("-n", "20", *arguments, "--format", "json")
        count = json.loads(out)["run"]["replications"]
        check(f"{arguments} takes whole batches", code == 0 and count % 20 == 0 and count > 20 and err == "", f"{code} {count} {err}")
        check(f"{arguments} gives what -n {count} does", run("-n", str(count), "--format", "json")[1] == out)
        check(f"{arguments} on three threads", run("-n", "20", *arguments, "--format", "json", "--threads", "3")[1] == out)
    code, out, err = run("-n", "10", "--precision", "system.online_gpu_days=0.00001", "--max-time", "1s", "--format", "csv", "--quiet")
    said = re.search(r"those of -n (\d+)\n", err)
    check("what was not reached is said, even to who wants no notes", code == 0 and said and "precision not reached: system.online_gpu_days: 95% interval of" in err, f"{code} {err}")
    check("and the results are those of so many", said and run("-n", said[1], "--format", "csv")[1] == out, err)
    code, out, err = run("-n", "1000000", "--max-time", "1s", "--format", "json")
    said = re.search(r"stopped after ([\d,]+) replications, as the time was over; the results are those of -n (\d+)\n", err)
    check("a time alone ends a run at a hundred", code == 0 and said and json.loads(out)["run"]["replications"] == int(said[2]) and int(said[2]) % 100 == 0, f"{code} {err}")
    check("a time that is not over changes nothing", run("-n", "30", "--max-time", "1h", "--format", "json")[1:] == (run("-n", "30", "--format", "json")[1], ""))
    for metric, why in (("organisation.idle.online_gpu_days", "it is 0 in every replication"), ("organisation.idle.lateness_days", "it has no value in any replication")):
        code, out, err = run("--precision", f"{metric}=0.1", "-n", "30", "--format", "json")
        check(f"no precision of {metric}", code == 0 and json.loads(out)["run"]["replications"] == 30 and why in err, f"{code} {err}")
    for command in (["compare"], ["explain", "lab"], ["plan"], ["attribute", "--edits", "fly"], ["locks"], ["cash"], ["solve", "--axis", "/end=2024-05-01..2024-06-01", "--target", "organisation.lab.online_units>=80"],
                    ["promise", "--order", '{"organisation": "lab", "supplier": "maker", "product": "h100", "units": 8}'], ["game"], ["trade"], ["rank", "--metric", "system.online_gpu_days"]):
        for option, value in (("--precision", "system.online_gpu_days=0.1"), ("--max-time", "5s")):
            code, out, err = call(program, command[0], "-", *command[1:], option, value, "-n", "4", stdin=scenario, env=WIDE)
            check(f"{command[0]} has no {option}", code == 2 and out == "" and f"{option} is for run" in err, f"{code} {err}")
    check("one replication has no precision", run("--precision", "system.online_gpu_days=0.1", "--replication", "3")[0] == 2)


def ranks(program):
    scenario = chancy()
    def rank(*arguments):
        return call(program, "rank", "-", *arguments, stdin=scenario, env=WIDE)
    days = ("--metric", "organisation.lab.online_gpu_days")
    code, out, err = rank(*days, "-n", "20", "--format", "json")
    found = json.loads(out)
    check("the better one is selected", code == 0 and found["best"] == "fly" and found["left"] == 1 and [it["standing"] for it in found["ranking"]] == ["best", "dropped", "dropped"], f"{code} {err} {out}")
    check("a ranking is the same on three threads", rank(*days, "-n", "20", "--format", "json", "--threads", "3")[1] == out)
    check("less may be better", json.loads(rank("--metric", "organisation.lab.online_gpu_days=less", "-n", "20", "--format", "json")[1])["best"] == "base")
    check("only those that are named", [it["variant"] for it in json.loads(rank(*days, "--variants", "same,fly", "-n", "5", "--format", "json")[1])["ranking"]] == ["fly", "same"])
    several = json.loads(rank(*days, "--metric", "system.decision_cost", "-n", "20", "--format", "json")[1])
    check("several have a Pareto set", {it["variant"]: it["nondominated"] for it in several["ranking"]} == {"base": 1, "fly": 1, "same": 1} and several["best"] is None, several)
    check("a table says what was selected", "fly is selected as the best of 3 variants by online GPU-days of lab." in rank(*days, "-n", "20")[1])
    for arguments, status, words in (([], 2, "rank needs --metric"), (["--metric", "organisation.lab.online_gpu_day"], 2, "online_gpu_days"), ([*days, "--variants", "flyy"], 3, "did you mean 'fly'?"),
                                     ([*days, "--variants", "fly,fly"], 2, "named twice"), ([*days, "--variants", "fly"], 2, "two variants or more"), ([*days, "--probability", "1"], 2, "--probability"), ([*days, "--probability", "often"], 2, "--probability"),
                                     ([*days, "--indifference", "0"], 2, "--indifference"), ([*days, "--indifference", "-1%"], 2, "--indifference"), ([*days, "--indifference", "3d"], 2, "--indifference"),
                                     (["--metric", "milestone.all.date", "--indifference", "3"], 2, "expected a duration"), (["--metric", "milestone.all.date", "--indifference", "3%"], 2, "expected a duration"),
                                     (["--metric", "milestone.al.date"], 2, "did you mean 'milestone.all.date'?"), ([*days, "--most", "10"], 2, "--most"), ([*days, "--most", "0"], 2, "--most"),
                                     ([*days, "--metric", "system.decision_cost", "--most", "100"], 2, "--indifference and --most are for one --metric"), ([*days, "-n", "1"], 2, "at least 2"),
                                     (["--metric", "organisation.idle.lateness_days"], 2, "has no value in 100 of 100 replications"), (["--metric", "organisation.idle.online_gpu_days"], 2, "say an amount"),
                                     ([*days, "--replication", "2"], 2, "--replication"), (["--metric", "organisation.lab.ordered_units"], 2, "=more or")):
        code, out, err = rank(*arguments)
        check(f"rank {arguments} is refused", code == status and out == "" and words in joined(err), f"{code} {err}")


def main(program):
    good = with_change(lambda d: None)
    numbers(program, good)
    sensitivities(program, good)
    plans(program, good)
    unreadable(program, good)
    shown(program, good)
    ids(program, good)
    early(program, good)
    names(program, good)
    questions(program, good)
    places(program)
    files(program, good)
    books(program)
    streams(program, good)
    remarks(program, good)
    lacks(program)
    windows(program)
    chances(program)
    widths(program)
    named(program)
    meant(program)
    next_steps(program)
    nothing_in_common(program)
    two_words_for_late(program)
    options_as_typed(program, good)
    bounds(program, good)
    precisions(program)
    ranks(program)
    print("\n".join(failures) or "the command line answers as it should")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
