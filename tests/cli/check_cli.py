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
    check("a variant that reaches nothing is found before it is run", code == 3 and "o2" in err and "typo" in err, err)
    code, out, err = call(program, "run", "-", "--set", "/organisations/lab/wieght=2", stdin=with_change(lambda d: None))
    check("a wrong --set is located in it", code == 3 and "--set" in err and "weight" in err, err)


def files(program, good):
    with tempfile.TemporaryDirectory() as folder:
        out_folder = os.path.join(folder, "results")
        code, out, err = call(program, "run", "-", "-n", "3", "--out", out_folder, stdin=good)
        check("--out writes a folder", code == 0 and sorted(os.listdir(out_folder)) == ["results.csv", "results.json", "results.txt", "scenario.json"], f"{code} {err}")
        before = {name: open(os.path.join(out_folder, name)).read() for name in os.listdir(out_folder)}
        code, out, err = call(program, "run", "-", "-n", "4", "--out", out_folder, stdin=good)
        after = {name: open(os.path.join(out_folder, name)).read() for name in os.listdir(out_folder)}
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


def main(program):
    good = with_change(lambda d: None)
    numbers(program, good)
    names(program, good)
    questions(program, good)
    places(program)
    files(program, good)
    streams(program, good)
    print("\n".join(failures) or "the command line answers as it should")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
