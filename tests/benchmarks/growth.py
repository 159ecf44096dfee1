"""How time and memory grow: growth.py PROGRAM DOCS [--largest N] writes growth.md's table and growth.svg into DOCS.

Each series lets one direction of a scenario grow, runs the whole program, and takes its processor time and peak memory
as the system counts them (of three runs the quickest, where one takes less than two seconds)."""
import argparse
import math
import os
import pathlib
import subprocess
import tempfile

import growing
from growth_picture import picture

BEGIN, END = "<!-- growth -->\n", "<!-- /growth -->\n"
LEAST_SECONDS = 0.02  # below, a process mostly starts and ends


def made(make, folder, size):
    """The scenario's file, written by a process of its own: a process that starts as a copy of a large one counts as large."""
    child = os.fork()
    if child == 0:
        make(pathlib.Path(folder), size)
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        raise SystemExit(f"no scenario of size {size}")
    return pathlib.Path(folder) / growing.FILE


def measured(command):
    """Seconds of processor time and bytes at the peak."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def quickest(command):
    first = measured(command)
    return first if first[0] > 2 else min([first, measured(command), measured(command)])


def exponent(points):
    """By least squares on logarithms; nothing where there are fewer than two points that say something."""
    logs = [(math.log(size), math.log(value)) for size, value in points if value > 0]
    if len(logs) < 2:
        return None
    middle = [sum(axis) / len(logs) for axis in zip(*logs)]
    return sum((x - middle[0]) * (y - middle[1]) for x, y in logs) / sum((x - middle[0]) ** 2 for x, _ in logs)


def powers(first, last):
    return [10 ** power for power in range(first, last + 1)]


def series_of(largest):
    run = ["run", "-n", "1", "--quiet"]
    return [
        ("orders, `validate`", growing.orders, ["validate"], powers(3, largest)),
        ("orders, `run -n 1`", growing.orders, run, powers(3, largest)),
        ("organisations with streams, `run -n 1`", growing.organisations, run, powers(1, 5)),
        ("organisations with sites, `run -n 1`", growing.sites, run, powers(1, 5)),
        ("replications of 100 orders, `run -n`", lambda folder, _: growing.orders(folder, 100), None, powers(1, 5)),
        ("interventions, `attribute -n 100`", growing.interventions, ["attribute", "-n", "100", "--quiet"], [2, 4, 6, 8, 16, 32]),
    ]


def measure(program, name, make, arguments, sizes):
    points = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = made(make, folder, size)
            command = arguments or ["run", "-n", str(size), "--quiet"]
            points.append((size, *quickest([program, command[0], path, *command[1:], *(["--threads", "1"] if command[0] != "validate" else [])])))
        print(f"{name}: {size:,}: {points[-1][1]:.2f} s, {points[-1][2] / 1e6:.0f} MB", flush=True)
    return points


def row(name, size, seconds, memory, before):
    times = f"{seconds / before[1]:.1f}" if before and before[1] >= LEAST_SECONDS else ""
    return f"| {name} | {size:,} | {seconds:.2f} | {times} | {memory / 1e6:,.0f} |"


def table(all_series):
    lines = ["| what grows | to | processor, s | times the one before | peak, MB |", "| --- | --- | --- | --- | --- |"]
    for name, points in all_series:
        for i, (size, seconds, memory) in enumerate(points):
            lines.append(row(name if i == 0 else "", size, seconds, memory, points[i - 1] if i else None))
    lines += ["", "| exponent, by least squares on logarithms | time | memory above that of the smallest |", "| --- | --- | --- |"]
    for name, points in all_series:
        slow = exponent([(size, seconds) for size, seconds, _ in points if seconds >= LEAST_SECONDS])
        least = points[0][2]
        large = exponent([(size, memory - least) for size, _, memory in points[1:] if memory > 2 * least])
        lines.append(f"| {name} | {'' if slow is None else f'{slow:.2f}'} | {'' if large is None else f'{large:.2f}'} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("docs", type=pathlib.Path)
    parser.add_argument("--largest", type=int, default=7, help="of orders, as a power of ten")
    options = parser.parse_args()
    all_series = [(name, measure(options.program, name, make, arguments, sizes))
                  for name, make, arguments, sizes in series_of(options.largest)]
    page = options.docs / "growth.md"
    text = page.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    page.write_text(before + BEGIN + "\n" + table(all_series) + "\n" + END + after, encoding="utf-8")
    (options.docs / "growth.svg").write_text(picture(all_series), encoding="utf-8")


if __name__ == "__main__":
    main()
