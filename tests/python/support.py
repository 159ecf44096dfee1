"""What the tests of the module share."""

import importlib.util
import os
import subprocess
import unittest
import warnings

import allot

PROGRAM = os.environ["ALLOT_PROGRAM"]
MINIMAL = "data/scenarios/minimal.json"
SWAP = "data/scenarios/h100-swap.json"
FIXED = "data/scenarios/h100-swap-fixed.json"
MONEY = "data/examples/money/buy-or-rent.json"


def read(path):
    return allot.Scenario.read(path)


def printed(*arguments):
    """What the program prints."""
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def needs(*libraries):
    """Ends here, and says so, where one of them is not installed."""
    for it in libraries:
        if importlib.util.find_spec(it) is None:
            print(f"skipped: {it} is not installed")
            raise SystemExit(0)


def run_tests():
    warnings.simplefilter("ignore", allot.Note)
    unittest.main(warnings="ignore")
