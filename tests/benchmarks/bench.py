"""How fast: every benchmark, one process after another on one core; one table of ratios.

    bench.py --bench BENCH --program ALLOT --source FOLDER --compiler NAME [WORD...]

Words choose cases whose names contain one of them; without any, all are run. A ratio is our time over the other's:
of the best times, and the median over replications. Sides that come to different results fail (status 1).
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys

import counts
import programs
import real_work
from table import HEAD, print_measured, print_skipped

TARGETS = {"rationing 100 ": "1.2, 1.6 will do", "rationing 1000 ": "1.2, 1.6 will do", "mm1": "3, 4 will do",
           "flagship": "2, 3 will do", "fair-share": "2, 3 will do"}
SIMPY_TARGET = "0.01, 0.0167 will do"
WITH_SIMPY = ("rationing 10 ", "rationing 100 ", "rationing 1000 ", "mm1")


def python_with_simpy():
    """An interpreter that has SimPy, if any: this one or the system's."""
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            if subprocess.run([python, "-c", "import simpy"], capture_output=True, check=False).returncode == 0:
                return python
        except OSError:
            pass
    return None


def output_of(command, core):
    """One line of JSON, printed by a process on one core."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True,
                          preexec_fn=lambda: os.sched_setaffinity(0, {core}))
    return json.loads(done.stdout)


def target_of(case):
    """What the design asks for, of cases that it speaks of."""
    return next((target for name, target in TARGETS.items() if case.startswith(name)), "")


def measure(bench, case, python, core):
    """A case in the process of allot_bench, and in SimPy where that is wanted and there. Gives whether all agree."""
    measured = output_of([bench, case], core)
    agree = print_measured(case, measured, target_of(case))
    if python and case.startswith(WITH_SIMPY):
        theirs = output_of([python, pathlib.Path(__file__).with_name("simpy_sides.py"), case], core)
        with_simpy = measured | {"sides": {"engine": measured["sides"]["engine"], "SimPy": theirs}}
        agree = print_measured(case, with_simpy, SIMPY_TARGET if target_of(case).startswith("1.2") else "") and agree
    return agree


def run(it):
    """All that was chosen; gives whether all agree."""
    cores = sorted(os.sched_getaffinity(0))
    is_chosen = lambda name: not it.words or any(word in name for word in it.words)
    cases = subprocess.run([it.bench], capture_output=True, text=True, check=True).stdout.splitlines()
    python = python_with_simpy()
    print(HEAD)
    if not python:
        print_skipped("SimPy", "no interpreter has it (Debian: python3-simpy3)")
    agree = all([measure(it.bench, case, python, cores[-1]) for case in cases if is_chosen(case)])
    if is_chosen("start"):
        programs.start(it.program, it.source, cores[-1])
    if is_chosen("two cores"):
        agree = programs.two_cores(it.program, it.source, cores) and agree
    if is_chosen("whole program"):
        real_work.rationing(it.bench, it.program, cores[-1])
    if is_chosen("waits"):
        real_work.waits(it.program, it.source, cores)
    if is_chosen("order book"):
        agree = programs.books(it.program, cores[-1]) and agree
    if is_chosen("counts"):
        counts.print_counts(it.bench, it.compiler)
    return agree


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", required=True)
    parser.add_argument("--program", required=True)
    parser.add_argument("--source", required=True, type=pathlib.Path)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("words", nargs="*")
    sys.exit(0 if run(parser.parse_args()) else 1)


if __name__ == "__main__":
    main()
