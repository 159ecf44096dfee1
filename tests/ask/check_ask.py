#!/usr/bin/env python3
"""What is asked as a text is answered with the bytes that the program prints. Usage: check_ask.py PROGRAM ASKER"""
import json
import shlex
import subprocess
import sys
from pathlib import Path

SCENARIOS = Path(__file__).parents[2] / "data" / "scenarios"
QUESTIONS = [
    ("h100-swap", {"command": "compare", "replications": 60, "format": "json"}),
    ("h100-swap", {"command": "compare", "replications": 40, "seed": 5, "variants": ["texas-only"], "baseline": "texas-only+no-swap",
                   "set": {"/parameters/hall_ready": "2024-05-17", "/parameters/swap_units": 9000}, "format": "tidy"}),
    ("h100-swap", {"command": "run", "replications": 40, "variant": "no-swap", "format": "csv"}),
    ("china-stop-2023", {"command": "run", "replications": 5, "format": "tidy"}),
    ("colossus-power", {"command": "run", "replications": 60, "format": "json"}),
    ("minimal", {"command": "run", "format": "json"}),
    ("mm1", {"command": "run", "replications": 20, "format": "csv"}),
    ("phantom-orders", {"command": "compare", "replications": 20, "format": "json"}),
]


def output(command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def main():
    program, asker = sys.argv[1:3]
    failures = []
    for name, question in QUESTIONS:
        path = str(SCENARIOS / (name + ".json"))
        line = output([asker, path, json.dumps({**question, "format": "shell"})]).decode()
        printed = output([program, *shlex.split(line)[1:], "--format", question["format"]])
        if not printed or output([asker, path, json.dumps(question)]) != printed:
            failures.append(line)
    print("\n".join(f"the program prints something else: {it}" for it in failures) or "the same bytes")
    return bool(failures)


sys.exit(main())
