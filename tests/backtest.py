#!/usr/bin/env python3
"""The scenarios against what is reported to have happened: runs each, puts its milestones beside the reported day, and the
misses in days. Usage: backtest.py PROGRAM prints the table of docs/backtest.md; --check fails where the page has another
one; --write puts it there."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PAGE = TOP / "docs/backtest.md"

# scenario, milestone, what it is, the day reported, whether the scenario was given that day or another that fixes it
REPORTED = [
    ("h100-swap", "tesla-35k", "Tesla, 35,000 in service", "2024-04-23", "half: room that ends there"),
    ("h100-swap", "texas-50k", "Texas, 50,000", "2024-11-15", "no"),
    ("h100-swap", "xai-25k", "Memphis, 25,000", "2024-08-11", "no"),
    ("h100-swap", "xai-100k", "Memphis, 100,000", "2024-09-02", "yes: the power of that day"),
    ("colossus-power", "25k", "Memphis, 25,000", "2024-08-11", "no"),
    ("colossus-power", "100k", "Memphis, 99,968", "2024-09-02", "half: power of that day, less a drawn delay"),
    ("colossus-power", "199k", "Memphis, 199,000", "2025-02-17", "half: power of that day, less a drawn delay"),
    ("colossus-power", "230k", "Memphis, 229,888", "2025-07-22", "no"),
]


def milestones(program, scenario):
    words = [program, "run", f"data/scenarios/{scenario}.json", "--format", "json", "--quiet"]
    done = subprocess.run(words, cwd=TOP, capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)["metrics"]["milestone"]


def miss(simulated, reported):
    if simulated is None:
        return "not reached"
    days = (date.fromisoformat(simulated[:10]) - date.fromisoformat(reported)).days
    return "0" if days == 0 else f"{abs(days)} {'late' if days > 0 else 'early'}"


def is_inside(dates, reported):
    low, high = dates["p10"], dates["p90"]
    return low is not None and low[:10] <= reported and (high is None or reported <= high[:10])


def table(program):
    found = {scenario: milestones(program, scenario) for scenario in dict.fromkeys(row[0] for row in REPORTED)}
    yield "| scenario | milestone | reported | median | miss, days | eight in ten | inside | told beforehand |"
    yield "|---|---|---|---|---|---|---|---|"
    for scenario, milestone, words, reported, told in REPORTED:
        dates = found[scenario][milestone]["date"]
        short = {key: dates[key][:10] if dates[key] else "not reached" for key in ("p10", "p50", "p90")}
        inside = "yes" if is_inside(dates, reported) else "no"
        yield (f"| {scenario} | {words} | {reported} | {short['p50']} | {miss(dates['p50'], reported)} | "
               f"{short['p10']} to {short['p90']} | {inside} | {told} |")


def main(program, mode):
    text = "\n".join(table(program)) + "\n"
    if mode == "--print":
        print(text, end="")
        return 0
    page = PAGE.read_text(encoding="utf-8")
    begin = page.index("| scenario |")
    end = page.index("\n\n", begin) + 1
    if mode == "--write":
        PAGE.write_text(page[:begin] + text + page[end:], encoding="utf-8")
    elif page[begin:end] != text:
        print("docs/backtest.md is not what the program says; python3 tests/backtest.py PROGRAM --write mends it")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(str(Path(sys.argv[1]).resolve()), sys.argv[2] if len(sys.argv) > 2 else "--print"))
