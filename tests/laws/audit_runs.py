#!/usr/bin/env python3
"""Runs scenarios and audits their ledgers: audit_runs.py PROGRAM GENERATOR COUNT SCENARIO...

Each scenario, then COUNT generated ones: what GENERATOR prints for the seeds 1 to COUNT.
"""
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from audit_ledger import Auditor


def audited_run(program, scenario, text, folder):
    """What an audit finds wrong, and what it counted."""
    ledger = Path(folder) / "ledger.jsonl"
    ledger.unlink(missing_ok=True)
    command = [program, "run", scenario, "--replication", "0", "--trace", str(ledger), "--quiet"]
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    if done.returncode != 0:
        return [f"exit status {done.returncode}: {done.stderr.strip()}"], Counter()
    auditor = Auditor()
    with open(ledger, encoding="utf-8") as lines:
        auditor.read(lines)
    return auditor.problems, auditor.counts


def runs(generator, count, scenarios):
    for scenario in scenarios:
        yield scenario, scenario, None
    for seed in range(1, count + 1):
        text = subprocess.run([generator, str(seed)], check=True, capture_output=True, text=True).stdout
        yield f"generated scenario {seed}", "-", text


def main(program, generator, count, *scenarios):
    counts, wrong = Counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        for name, scenario, text in runs(generator, int(count), scenarios):
            problems, counted = audited_run(program, scenario, text, folder)
            counts += counted + Counter(ledgers=1)
            wrong += bool(problems)
            for problem in problems[:5]:
                print(f"{name}: {problem}")
    what = ("ledgers", "divisions", "awards", "transfers", "units")
    print("audited:", ", ".join(f"{counts[it]} {it}" for it in what))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
