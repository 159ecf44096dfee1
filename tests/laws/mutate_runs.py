#!/usr/bin/env python3
"""Spoils generated scenarios and runs them: mutate_runs.py PROGRAM GENERATOR FIRST COUNT

Members are left out, doubled, exchanged for others, and values for wrong or extreme ones. Whatever comes of it, the program
either answers (exit status 0) or says what is wrong with the scenario, by line (3): it does not crash, hang or fail a run.
"""
import json
import random
import re
import subprocess
import sys
from collections import Counter

WRONG = [None, True, False, 0, 1, -1, 3, 7.5, -0.25, 1e9, 10**15, 1e308, "", "x", "p1", "a", "s1", "o1", "i1", "site1", "0d", "-3d", "1s",
         "100000w", "2024-02-30", "2024-01-01", "1950-01-01", "2199-12-31", "-5/d", "0/w", "1e9/d", "0 kW", "-1 MW", "5 USD", [], {}, [[]],
         {"parameter": "wait"}, {"parameter": "share"}, {"parameter": "share", "times": -100, "plus": 10}, {"exponential": {"mean": "3d"}},
         {"uniform": {"min": 5, "max": 1}}, {"discrete": []}, {"fixed": "2d"}, {"normal": {"mean": 1, "sd": 1e6}}]
DIAGNOSTIC = re.compile(r"^(.*:\d+:\d+: (error|warning|note): .+|\s.*|error: .*|\d+ errors?.*)?$")
SECONDS = 60


def places(value, parent=None, key=None):
    """Every value below, with where it stands."""
    if parent is not None:
        yield parent, key
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for inner, member in list(items):
        yield from places(member, value, inner)


def spoil(scenario, dice):
    parent, key = dice.choice(list(places(scenario)))
    other, other_key = dice.choice(list(places(scenario)))
    kind = dice.randrange(6)
    if kind == 0:
        del parent[key]
    elif kind == 1:
        parent[key] = dice.choice(WRONG)
    elif kind == 2:
        parent[key] = json.loads(json.dumps(other[other_key]))
    elif kind == 3 and isinstance(parent, dict):
        parent[dice.choice([other_key, "nonsense", str(key) + "s"])] = json.loads(json.dumps(parent[key]))
    elif kind == 4 and isinstance(parent, list):
        parent.append(json.loads(json.dumps(parent[key])))
    elif isinstance(parent[key], (int, float)) and not isinstance(parent[key], bool):
        parent[key] = type(parent[key])(parent[key] * dice.choice([-1, 0, 0.5, 2, 1000, 10**6]))
    else:
        parent[key] = dice.choice(WRONG)


def fault(program, text):
    """What is wrong with how the program takes a scenario, or None; and the exit status."""
    command = [program, "run", "-", "--replications", "2", "--quiet"]
    try:
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return f"goes on for more than {SECONDS} s", "hangs"
    if done.returncode == 0:
        return None, 0
    lines = done.stderr.splitlines()
    if done.returncode == 3 and lines and all(DIAGNOSTIC.match(line) for line in lines):
        return None, 3
    return f"exit status {done.returncode}: {done.stderr.strip()[:500]}", done.returncode


def main(program, generator, first, count):
    wrong, statuses = 0, Counter()
    for seed in range(int(first), int(first) + int(count)):
        text = subprocess.run([generator, str(seed)], check=True, capture_output=True, text=True).stdout
        dice, scenario = random.Random(seed), json.loads(text)
        for _ in range(dice.choice([1, 1, 2, 4])):
            spoil(scenario, dice)
        text = json.dumps(scenario, indent=1)
        problem, status = fault(program, text)
        statuses[status] += 1
        if problem:
            wrong += 1
            print(f"spoilt scenario {seed}: {problem}\n{text}" if wrong <= 3 else f"spoilt scenario {seed}: {problem}")
    print(f"spoilt: {statuses.total()} scenarios, {statuses[0]} that ran, {statuses[3]} refused by line, {wrong} taken wrongly")
    return 1 if wrong or not statuses[0] or not statuses[3] else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
