#!/usr/bin/env python3
"""What a person can do wrong at the command line, and what the program answers. Usage: check_cli.py PROGRAM"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

GOOD = {"allot": 1, "name": "small", "start": "2024-01-01", "end": "2024-06-01", "products": {"h100": {"lot": 8}},
        "organisations": {"lab": {}}, "suppliers": {"maker": {"stock": {"h100": 80}}},
        "orders": {"o1": {"organisation": "lab", "supplier": "maker", "product": "h100", "units": 80}},
        "variants": {"twice": {"orders": {"o1": {"units": 160}}}, "typo": {"orders": {"o2": None}}}}
failures = []


def check(what, holds, seen=""):
    if not holds:
        failures.append(f"{what}: {seen}"[:500])


def call(program, *arguments, stdin=None, env=None):
    done = subprocess.run([program, *arguments], input=stdin, capture_output=True, text=True, timeout=60, env=dict(os.environ, **(env or {})))
    return done.returncode, done.stdout, done.stderr


def with_change(change):
    scenario = json.loads(json.dumps(GOOD))
    del scenario["variants"]["typo"]
    change(scenario)
    return json.dumps(scenario)


def numbers(program, good):
    for option, values in {"--seed": ("-3", "1e6", "", "99999999999999999999999", "0x10", " 5"), "-n": ("0", "-1", "1.5", "many"),
                           "--threads": ("0", "-2", "two"), "--replication": ("-1", "x"), "--max-memory": ("8", "nan GB", "-1 GB"),
                           "--precision": ("0.01", "system.online_gpu_days=nan", "system.online_gpu_days=0")}.items():
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
        check(f"flips stand in json only where asked for {arguments}", code == 0 and ("flips" in json.loads(out)) == holds, f"{code} {err}")


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
    code, out, err = call(program, "validate", "-", stdin=json.dumps(GOOD))
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
        listed = dict(line.split("  ", 1) for line in call(program, "init", "--list")[1].splitlines())
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
        code, out, err = call(program, arguments[0], "-", *arguments[1:], stdin=silent)
        check(f"{arguments} says what has no effect, in one line", code == 0 and expected in err and err.count(" note: ") == 1, f"{code} {err}")
        code, out, err = call(program, arguments[0], "-", *arguments[1:], "--strict", stdin=silent)
        check(f"{arguments} --strict refuses it", code == 3 and out == "" and "error: /organisations/lab/weight" in err, f"{code} {err}")
    check("--quiet says no notes", call(program, "run", "-", "-n", "1", "--quiet", stdin=silent)[2] == "")
    check("--strict lets pass what has an effect", call(program, "run", "-", "-n", "1", "--strict", stdin=good)[0] == 0)
    code, out, err = call(program, "validate", "-", stdin=with_change(lambda d: d["variants"]["twice"]["orders"]["o1"].update(bid="3 USD")))
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
        code, out, err = call(program, command, "-", "-n", "2", stdin=text)
        check(f"{command} says what a decision could not have, and why", code == 0 and some in err and none in err, f"{code} {err}")
    check("of a variant that has enough only the other is said", err.count("/interventions/some: moved") == 1 and err.count("found nothing") == 2 and "(variant more)" in err, err)
    code, out, err = call(program, "validate", "-", stdin=text)
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


def main(program):
    good = with_change(lambda d: None)
    numbers(program, good)
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
    print("\n".join(failures) or "the command line answers as it should")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
