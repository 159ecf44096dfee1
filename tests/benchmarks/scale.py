"""What large studies take: scale.py PROGRAM [PAGE] measures a replication of the flagship, a point of a sweep over it and an order
of a generated book, reckons what 10^9, 10^6 and 10^8 of them take, and prints the tables of docs/scale.md, or puts them into that page.

A core-hour's price is of the page; nothing here asks anybody for one."""
import pathlib
import re
import subprocess
import sys
import tempfile

import growing
from growth import measured

FLAGSHIP = pathlib.Path(__file__).resolve().parent.parent.parent / "data/scenarios/h100-swap.json"
BEGIN, END = "<!-- scale -->\n", "<!-- /scale -->\n"
DOLLARS = 0.34 / 8  # a virtual core and hour: see the page
FEWER = 100_000  # orders, where each has metrics of its own
EUROS = 0.09394  # a GB on disk and month: see the page
GROWTH = 1.11  # exponent of the time of `run -n 1` by orders: growth.md


def run(program, *more):
    return measured([program, "run", FLAGSHIP, "--threads", "1", "--quiet", *more])


def refused_bytes(program, *more):
    """What the program says that ten million replications take in memory, by replication."""
    done = subprocess.run([program, "run", FLAGSHIP, "-n", "10000000", "--max-memory", "1 MB", "--quiet", *more], capture_output=True, text=True, env={"COLUMNS": "1000"})
    return float(re.search(r"about ([\d,]+) MB", done.stderr)[1].replace(",", "")) * 1e6 / 1e7


def replications(program):
    few, many = 1000, 11000
    seconds = (run(program, "-n", str(many))[0] - run(program, "-n", str(few))[0]) / (many - few)
    table, series = refused_bytes(program), refused_bytes(program, "--format", "json")
    hours = seconds * 1e9 / 3600
    return ["| replications of the flagship | one | 10⁹ |", "| --- | --- | --- |",
            f"| processor | {seconds * 1e3:.2f} ms | {hours:,.0f} core-hours |",
            f"| money | | {hours * DOLLARS:,.2f} USD |",
            f"| wall clock on 2, 64 and 1,000 cores | | {hours / 2:,.0f} h, {hours / 64:.1f} h, {hours * 60 / 1000:.0f} min |",
            f"| memory, all metrics in a table | {table / 1e3:.1f} kB | {table / 1e3:,.1f} TB |",
            f"| memory with single orders and levels over time (`--format json`) | {series / 1e3:.0f} kB | {series / 1e3:,.0f} TB |"]


def orders(program):
    lines, wanted = 1_000_000, 100_000_000
    with tempfile.TemporaryDirectory() as folder:
        path, _ = growing.book(pathlib.Path(folder), lines)
        size = (pathlib.Path(folder) / "book.csv").stat().st_size / lines
        seconds, memory = measured([program, "run", path, "-n", "1", "--threads", "1", "--quiet"])
        book_of_fewer = growing.orders(pathlib.Path(folder), FEWER)
        with_orders = measured([program, "run", book_of_fewer, "-n", "1", "--threads", "1", "--quiet", "--format", "csv"])[1] / FEWER
    hours = seconds * (wanted / lines) ** GROWTH / 3600
    each = memory / lines
    return ["| orders of a book, one replication | one of a million | 10⁸ |", "| --- | --- | --- |",
            f"| processor, one core | {seconds / lines * 1e6:.1f} µs | {hours * 60:,.0f} min (time grows with the power {GROWTH}: [growth.md](growth.md)) |",
            f"| money | | {hours * DOLLARS * each * wanted / 2e9:,.2f} USD, by memory: 2 GB go with a core |",
            f"| memory | {each:.0f} bytes | {each * wanted / 1e9:,.0f} GB |",
            f"| memory with single orders (`--format csv`), by {FEWER:,} | {with_orders / 1e3:.1f} kB | {with_orders * wanted / 1e9:,.0f} GB |",
            f"| the book's CSV | {size:.0f} bytes | {size * wanted / 1e9:,.1f} GB |"]


def sweep(program, points, *more):
    """Processor seconds and bytes of the database of a sweep over one date, ten replications a point."""
    with tempfile.TemporaryDirectory() as folder:
        database = pathlib.Path(folder) / "sweep.db"
        seconds, _ = measured([program, "sweep", FLAGSHIP, "--vary", f"/parameters/hall_ready=2023-12-01..2024-12-01/{points}", "-n", "10",
                               "--threads", "1", "--quiet", "-o", database, *more])
        return seconds, database.stat().st_size


def points(program):
    few, many = 50, 250
    one_metric = ("--metrics", "organisation.*.online_gpu_days")
    def each(*more):
        small, large = sweep(program, few, *more), sweep(program, many, *more)
        return [(b - a) / (many - few) for a, b in zip(small, large)]
    (seconds, size), (fewer_seconds, fewer) = each(), each(*one_metric)
    return ["| points of a sweep over the flagship | one | 10⁶ points |", "| --- | --- | --- |",
            f"| processor with 10 replications, all metrics, and one of each organisation | {seconds * 1e3:.0f} ms, {fewer_seconds * 1e3:.0f} ms | "
            f"{seconds * 1e6 / 3600:.1f} and {fewer_seconds * 1e6 / 3600:.1f} core-hours |",
            f"| the database, all metrics | {size / 1e3:.0f} kB | {size / 1e3:,.0f} GB, {size / 1e3 * EUROS:,.2f} EUR a month |",
            f"| the database, one metric of each organisation | {fewer / 1e3:.1f} kB | {fewer / 1e3:,.1f} GB, {fewer / 1e3 * EUROS:,.2f} EUR a month |"]


def main(program, page=None):
    text = BEGIN + "\n" + "\n".join(replications(program)) + "\n\n" + "\n".join(points(program)) + "\n\n" + "\n".join(orders(program)) + "\n\n" + END
    if not page:
        print(text)
        return
    path = pathlib.Path(page)
    old = path.read_text(encoding="utf-8")
    path.write_text(old[:old.index(BEGIN)] + text + old[old.index(END) + len(END):], encoding="utf-8")


main(*sys.argv[1:])
