"""Instructions that a replication takes, counted by valgrind, beside those counted last by the same compiler.

    counts.py --bench BENCH --compiler NAME [--renew]
"""
import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys

CASES = {"rationing 100 proportional": 10, "mm1": 5, "flagship": 20}
KEPT = pathlib.Path(__file__).with_name("counts.json")


def collected(bench, case, replications):
    """Instructions of a whole process; one that valgrind cannot run raises CalledProcessError."""
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", bench, case, "--count", str(replications)],
        capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", done.stderr)[1])


def counted(bench, case, replications):
    """Instructions a warm replication: what so many more of them add."""
    return (collected(bench, case, 2 * replications) - collected(bench, case, replications)) // replications


def print_counts(bench, compiler, renew=False):
    """Prints a line for each case; writes the counts down where asked to."""
    if not shutil.which("valgrind"):
        print("instructions a replication: skipped: valgrind is not here (Debian: valgrind)")
        return
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    last = kept.get(compiler, {})
    print(f"{'instructions a replication':<32} {'now':>14} {'last':>14} {'change':>8}   {compiler}")
    now = {}
    for case, replications in CASES.items():
        try:
            now[case] = counted(bench, case, replications)
        except subprocess.CalledProcessError as error:
            print(f"{case:<32} skipped: valgrind cannot run this program ({error.stderr.strip().splitlines()[-1]})")
            continue
        before = last.get(case)
        change = f"{now[case] / before - 1:+.1%}" if before else ""
        print(f"{case:<32} {now[case]:>14,} {f'{before:,}' if before else '-':>14} {change:>8}", flush=True)
    if renew:
        kept[compiler] = last | now
        KEPT.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        print(f"written to {KEPT.name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", required=True)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--renew", action="store_true")
    it = parser.parse_args()
    print_counts(it.bench, it.compiler, it.renew)


if __name__ == "__main__":
    sys.exit(main())
