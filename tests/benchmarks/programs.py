"""Benchmarks of the whole program: start, two cores, order books."""
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import time
import typing

import growing
from table import duration, print_alone, print_ratio, print_skipped


class Timed(typing.NamedTuple):
    """From start to end, the most memory in bytes, standard output, and the time of all threads at work (`user`)."""
    milliseconds: float
    memory: int
    output: bytes
    processor: float


def timed(command, cores):
    """A process on these cores."""
    with tempfile.TemporaryFile() as out:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL,
                                   preexec_fn=lambda: os.sched_setaffinity(0, cores))
        _, status, usage = os.wait4(process.pid, 0)
        took = (time.perf_counter() - begin) * 1e3
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise RuntimeError(f"{' '.join(map(str, command))}: exit status {process.returncode}")
        out.seek(0)
        return Timed(took, usage.ru_maxrss * 1024, out.read(), usage.ru_utime * 1e3)


def start(program, source, core):
    """From the start of a small scenario to its first result, beside a program that does nothing."""
    run = [program, "run", source / "data/scenarios/minimal.json", "-n", "1"]
    times, nothing = [], []
    for _ in range(40):
        times.append(timed(run, {core})[0])
        nothing.append(timed(["true"], {core})[0])
    print_alone("start to first result", times,
                f"best {duration(min(times))}; 'true' takes {duration(statistics.median(nothing))}; target 10 ms, 25 will do")


def two_cores(program, source, cores):
    """The flagship ten thousand times, all outputs, with two threads and with one. Gives whether both print the same."""
    case = "flagship, 10,000 times"
    if len(cores) < 2:
        print_skipped(case, "two cores are needed")
        return True
    run = [program, "run", source / "data/scenarios/h100-swap.json", "-n", "10000", "--format", "json", "--quiet"]
    both, one = [], []
    for _ in range(5):
        took, _, first, _ = timed(run + ["--threads", "2"], set(cores[-2:]))
        both.append(took)
        took, _, second, _ = timed(run + ["--threads", "1"], {cores[-1]})
        one.append(took)
        if first != second:
            print(f"{case}: two threads print something else than one")
            return False
    print_ratio(case + ", 2 cores", both, "1 core", one, "same", "0.52, 0.55 will do")
    return True


def shown(table, kind, row, column):
    """The number that a table of some kind of entities shows in a row, under the first column of that name."""
    rows = table[table.index(kind):].splitlines()
    cells = next(it for it in rows if it.startswith(row + " ")).split()
    return int(cells[re.split("  +", rows[0]).index(column)].replace(",", ""))


def units_in(table):
    """All units of a book: delivered, waiting in the backlog, and in transit."""
    return (shown(table, "Organisations", "everyone", "delivered") + shown(table, "Organisations", "everyone", "backlog")
            + shown(table, "Suppliers", "maker", "in transit"))


def books(program, core):
    """Order books of a hundred thousand and of a million lines, read, checked, simulated once and reported."""
    took, memory, right = {}, {}, True
    for lines, times in ((100_000, 3), (1_000_000, 1)):
        with tempfile.TemporaryDirectory() as folder:
            path, ordered = growing.book(pathlib.Path(folder), lines)
            runs = [timed([program, "run", path, "-n", "1", "--quiet"], {core}) for _ in range(times)]
        took[lines], memory[lines] = [it[0] for it in runs], max(it[1] for it in runs)
        found = units_in(runs[0][2].decode())
        if found != ordered:
            right = False
            print(f"    the book's {ordered:,} units are {found:,} in the results")
    print_ratio("order book, 1,000,000 lines", took[1_000_000], "100,000 lines", took[100_000],
                "", "10.5, 12 will do")
    print(f"{'  memory a line':<32} {memory[1_000_000] / 1e6:,.0f} and {memory[100_000] / 1e5:,.0f} bytes; target 256, 300 will do")
    return right
