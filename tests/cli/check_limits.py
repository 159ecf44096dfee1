#!/usr/bin/env python3
"""What asks too much of the machine, and what the machine refuses: each is answered at once. Usage: check_limits.py PROGRAM"""
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS = 20  # that an answer may take on a busy machine; each takes a fraction of one
GB = 10**9
failures = []


def check(what, holds, seen=""):
    if not holds:
        failures.append(f"{what}: {seen}"[:600])


def market(end="2024-03-01", **more):
    maker = {"stock": {"u": 100}, **more.pop("maker", {})}
    return {"allot": 1, "start": "2024-01-01", "end": end, "products": {"u": {}}, "organisations": {"a": more.pop("buyer", {})}, "suppliers": {"s": maker},
            "orders": {"o": {"organisation": "a", "supplier": "s", "product": "u", "units": 10}}, **more}


def stream(every, **more):
    return [{"organisation": "a", "supplier": "s", "product": "u", "units": 1, "every": every, **more}]


def call(program, *arguments, scenario=None, memory=6 * GB, limit=resource.RLIMIT_AS, **streams):
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    try:
        done = subprocess.run([program, *arguments], input=scenario and json.dumps(scenario), text=True, timeout=SECONDS,
                              preexec_fn=lambda: resource.setrlimit(limit, (memory, memory)), **streams)
    except subprocess.TimeoutExpired:
        return "no end", "", ""
    return done.returncode, done.stdout, done.stderr


def plans(count):
    return {f"p{i}": {"product": "u", "from": "2024-01-01", "until": "2024-02-01", "every": "1s", "rate": "1/d"} for i in range(count)}


def too_much(program):
    roadmap = {"order_behaviour": {"target": {"roadmap": [["2024-02-01", 100]], "review": "1s"}}}
    for what, scenario, word in (("runs", market("2124-01-01", maker={"allocation": {"every": "1s"}}), "supplier 's'"), ("a grid", market("2034-01-01", grid="1s"), "'grid'"),
                                 ("reviews", market("2124-01-01", buyer=roadmap), "'review'"), ("a stream of a century", market("2124-12-31", streams=stream("1s")), "stream"),
                                 ("a stream to the end of time", market("9999-12-31", streams=stream("1s")), "stream"), ("lots", market(maker={"supply": plans(30)}), "supplier 's'")):
        for arguments in (["run"], ["run", "--typical"], ["run", "--format", "json"], ["explain"], ["compare"]):
            code, out, err = call(program, *arguments, "-", "-n", "1", scenario=dict(scenario, variants={"v": {"name": "v"}}))
            check(f"{what}: {arguments} is refused", code == 1 and out == "" and word in err and "replications" not in err and len(err.splitlines()) == 1, f"{code} {err}")
        check(f"{what}: is valid", call(program, "validate", "-", scenario=scenario)[0] == 0)
    again = [{"id": "again", "at": "2024-01-02", "repeat": {"every": "1s"}, "expedite": {"order": "o", "priority": 1}}]
    code, out, err = call(program, "validate", "-", scenario=market("2124-01-01", interventions=again))
    check("a decision each second is refused", code == 3 and "/interventions/0/repeat/every" in err, f"{code} {err}")
    gaps = {"discrete": [["0s", 0.6], ["10d", 0.4]]}
    code, out, err = call(program, "run", "-", "--typical", scenario=market(streams=stream(gaps)))
    check("a stream whose median gap is nothing never ends", code == 1 and "never end" in err, f"{code} {err}")
    check("drawn, its gaps are not all nothing", call(program, "run", "-", "-n", "2", scenario=market(streams=stream(gaps)))[0] == 0)
    for low, high, wanted in (("0s", "0.4s", 3), ("0s", "2h", 0)):
        seen = call(program, "run", "-", "-n", "2", scenario=market(parameters={"p": {"uniform": {"min": low, "max": high}}}, streams=stream({"parameter": "p"})))
        check(f"one gap for all, up to {high}", seen[0] == wanted, seen)
    code, out, err = call(program, "run", "-", "-n", "1000000", "--max-memory", "1 MB", scenario=market())
    check("too many replications for the memory", code == 1 and "fewer --replications" in err, f"{code} {err}")
    check("more memory than there is may be allowed", call(program, "run", "-", "-n", "1", "--max-memory", "1e300 GB", scenario=market())[0] == 0)
    check("the largest seed is one", '"seed": 18446744073709551615' in call(program, "run", "-", "-n", "1", "--seed", str(2**64 - 1), "--format", "json", scenario=market())[1])


def doublings(program):
    variants = {f"v{i}": [f"v{i + 1}"] * 2 for i in range(40)} | {"v40": {"name": "x"}}
    code, out, err = call(program, "validate", "-", scenario=market(variants=variants))
    check("variants that double are refused", code == 3 and "'v0'" in err and "2,199,023,255,552" in err, f"{code} {err[:300]}")  # 2^40 times an object and a name
    check("the last of them are not", call(program, "run", "-", "-n", "1", "--variant", "v35", scenario=market(variants=variants))[0] == 0)
    circle = {f"v{i}": [f"v{(i + 1) % 40}"] * 2 for i in range(40)}
    code, out, err = call(program, "run", "-", "--variant", "v0", scenario=market(variants=circle))
    check("a circle that doubles is said where it closes", code == 3 and err.count("is made of itself") == 2, f"{code} {err[:300]}")
    copies = [{"op": "add", "path": "/sources", "value": {"s": {"title": "x"}}}] + [{"op": "copy", "from": "/sources", "path": f"/sources/c{i}"} for i in range(40)]
    code, out, err = call(program, "validate", "-", scenario=market(variants={"v": copies}))
    check("copies that double are refused", code == 3 and "/variants/v/" in err and "1,000,000" in err, f"{code} {err[:300]}")
    parts = {f"{letter}{i}": {"made_of": {f"p{i + 1}": 1, f"q{i + 1}": 1}} for i in range(60) for letter in "pq"} | {"p60": {}, "q60": {}, "u": {}}
    check("very many ways to the same part", call(program, "validate", "-", scenario=market(products=parts))[0] == 0)
    parts["p60"] = {"made_of": {"q0": 1}}
    code, out, err = call(program, "validate", "-", scenario=market(products=parts))
    check("and one way back", code == 3 and "'q0' is made of itself" in err and "'p0' is" not in err, f"{code} {err[:300]}")


def distributions(program):
    for written in ({"beta": {"mean": 0.5, "sd": 1e-12}}, {"beta": {"mean": 0.1, "sd": 1e-7}}, {"beta": {"mean": 0.5, "sd": 1e-100}}, {"gamma": {"shape": 5e-324, "scale": 1}},
                    {"triangular": {"min": -1e300, "mode": 0, "max": 1e300}}, {"mixture": [[{"beta": {"mean": 0.5, "sd": 1e-12}}, 0.5], [0.2, 0.5]]}):
        code, out, err = call(program, "sample", json.dumps(written), "-n", "1000", "--format", "json")
        check(f"{written} is sampled or refused", code in (0, 3), f"{code} {err}")


def threads(program):
    good = market(streams=stream({"exponential": {"mean": "1d"}}))
    one = call(program, "run", "-", "-n", "100", "--threads", "1", "--format", "json", scenario=good)
    many = call(program, "run", "-", "-n", "100", "--threads", "100", "--format", "json", scenario=good)
    few = call(program, "run", "-", "-n", "100", "--threads", "100", "--format", "json", scenario=good, memory=200_000 * 1024)
    check("threads change nothing", one == many and one[0] == 0, many)
    check("threads that cannot be had are done without", few == one or (few[0] == 1 and len(few[2].splitlines()) == 1), few)


def streams(program):
    with open("/dev/full", "w") as full:
        check("nobody has to hear that it is valid", call(program, "validate", "-", scenario=market(), stderr=full)[0] == 0)
        check("a full standard error", call(program, "validate", "-", scenario={"allot": 2}, stderr=full)[0] == 3)
        for arguments in (["run", "-", "-n", "1"], ["--help"], ["schema"], ["validate", "-", "--resolved"]):
            code, out, err = call(program, *arguments, scenario=market(), stdout=full)
            check(f"{arguments} with a full standard output", code == 4 and "standard output" in err, f"{code} {err}")
    closed = lambda stream, *arguments: subprocess.run(["sh", "-c", f'"$@" {stream}>&-', "sh", program, *arguments], input=json.dumps(market()), capture_output=True, text=True, timeout=SECONDS)
    check("a closed standard error", closed(2, "validate", "-").returncode == 0)
    check("a closed standard error, and an error", closed(2, "run", "-", "--seed", "x").returncode == 2)
    check("a closed standard output", closed(1, "run", "-", "-n", "1").returncode == 4)


def signals(program, folder):
    long = folder / "long.json"
    long.write_text(json.dumps(market(streams=stream("3s"), variants={"v": {"name": "v"}})))
    os.mkfifo(folder / "pipe")
    for what, arguments in (("one replication", ["run", str(long), "-n", "1", "--out", str(folder / "out")]), ("reading", ["validate", "-"]), ("a comparison", ["compare", str(long), "-n", "5"])):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            running = subprocess.Popen([program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(0.15)
            begin = time.monotonic()
            running.send_signal(number)
            err = running.communicate(timeout=SECONDS)[1].decode()
            check(f"{number!r} stops {what}", running.returncode == 130 and "interrupted" in err and time.monotonic() - begin < 2, f"{running.returncode} {err}")
    check("nothing is left of what was stopped", sorted(it.name for it in folder.iterdir()) == ["long.json", "pipe"], list(folder.iterdir()))


def outputs(program, folder):
    os.chdir(folder)
    scenario = folder / "s.json"
    scenario.write_text(json.dumps(market()))
    left = lambda: sorted(str(it.relative_to(folder)) for it in folder.rglob("*"))
    (folder / "full").mkdir()
    (folder / "full" / "x").write_text("x")
    (folder / "file").write_text("x")
    (folder / "empty").mkdir()
    os.symlink("empty", "link")
    os.symlink("nowhere", "dangling")
    before = left()
    for out in ("full", "file", ".", "full/x/y", "dangling", "/dev/null", "/proc/new"):
        code, _, err = call(program, "run", str(scenario), "-n", "1", "--trace", "t.jsonl", "--out", out)
        check(f"--out {out} is refused", code == 4 and err.startswith("allot: cannot write " + out), f"{code} {err}")
        check(f"and nothing is left with --out {out}", left() == before, left())
    code, _, err = call(program, "run", str(scenario), "-n", "10000000", "--out", "full")
    check("that --out is taken is said before the work", code == 4, f"{code} {err}")
    code, _, err = call(program, "run", str(scenario), "-n", "1", "--trace", "empty/t.jsonl", "--out", "empty")
    check("a trace does not go into the folder that is to be made", code == 4 and left() == before, f"{code} {err}")
    check("an empty folder you are in is refused", subprocess.run([program, "run", str(scenario), "-n", "1", "--out", "."], cwd=folder / "empty", capture_output=True).returncode == 4)
    code, _, err = call(program, "run", str(scenario), "-n", "1", "--trace", "t.jsonl", "--out", "a/b/c", memory=2000, limit=resource.RLIMIT_FSIZE)
    check("a file beyond what files may hold leaves nothing", code == 4 and left() == before, f"{code} {err} {left()}")
    for out, made in (("link", "empty"), ("a/b/", "a/b")):
        code, _, err = call(program, "run", str(scenario), "-n", "1", "--trace", "t.jsonl", "--out", out)
        files = ["answer.json", "answer.txt", "results.csv", "results.json", "results.txt", "scenario.json", "tables"]
        check(f"--out {out} is written", code == 0 and sorted(os.listdir(made)) == files and (folder / "t.jsonl").exists(), f"{code} {err} {left()}")
    check("a link stays one", os.path.islink("link"))
    check("no part is left", not [it for it in left() if ".part" in it], left())


def main():
    program = os.path.abspath(sys.argv[1])
    too_much(program)
    doublings(program)
    distributions(program)
    threads(program)
    streams(program)
    with tempfile.TemporaryDirectory() as folder:
        signals(program, Path(folder).resolve())
    with tempfile.TemporaryDirectory() as folder:
        outputs(program, Path(folder).resolve())
        os.chdir("/")
    for failure in failures:
        print("FAILED", failure)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
