"""The whole program as a user runs it, against loops written by hand and against what a person waits for."""
import json
import os
import pathlib
import statistics
import subprocess
import tempfile

import growing
from programs import timed
from table import duration, print_alone, print_ratio

FEW, MANY, TIMES = 10, 50, 3
AS = {"table": (["--format", "table"], {}, "1.2, 1.5 will do"),
      "JSON, no series": (["--format", "json"], {"grid": "1000d"}, "1.6, 2 will do")}


def slope(command, core):
    """Processor milliseconds that one more replication takes, best of all starts: starting does not count."""
    took = {n: min(timed(command + ["-n", str(n)], {core}).processor for _ in range(TIMES)) for n in (FEW, MANY)}
    return (took[MANY] - took[FEW]) / (MANY - FEW)


def rationing(bench, program, core):
    """A thousand organisations, simulated, estimated and printed, against the loop that keeps four numbers."""
    for rule in ("proportional", "fifo"):
        case = f"rationing 1000 {rule}"
        output = lambda *words: subprocess.run([bench, case, *words], capture_output=True, text=True, check=True,
                                               preexec_fn=lambda: os.sched_setaffinity(0, {core})).stdout
        loop = json.loads(output())["sides"]["loop"]["times"]
        scenario = json.loads(output("--scenario"))
        for name, (options, more, target) in AS.items():
            with tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder) / "rationing.json"
                path.write_text(json.dumps(scenario | more), encoding="utf-8")
                ours = slope([program, "run", path, "--threads", "1", "--quiet"] + options, core)
            print_ratio(f"{rule}, as {name}", [ours], "loop", [statistics.median(loop)], "", target)


def waits(program, source, cores):
    """How long somebody waits for an answer, on two cores: all that a command prints, with its own defaults."""
    flagship = source / "data/scenarios/h100-swap.json"
    with tempfile.TemporaryDirectory() as folder:
        book, _ = growing.book(pathlib.Path(folder), 5000)
        for case, command, times, target in (
                ("compare the flagship", ["compare", flagship], 3, "1.2 s, 2 s will do"),
                ("explain Tesla of the flagship", ["explain", flagship, "tesla"], 3, "0.5 s, 1 s will do"),
                ("explain 1 order of 5,000, all", ["explain", book, "order-0002500"], 1, "2 s, 5 s will do")):
            took = [timed([program, *command, "--quiet"], set(cores[-2:])).milliseconds for _ in range(times)]
            print_alone(case, took, f"best {duration(min(took))}, {min(2, len(cores))} cores; target {target}")
